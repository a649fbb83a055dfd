//! Path to [`Loaded`]: stat, header, sidecars, hardening, check, schema, rows. The file and its folder stay untouched.

mod batch;
mod connection;
mod counterparts;
mod derive;
mod facts;
mod header;
mod lexicon;
mod links;
mod names;
pub(super) mod other_tables;
mod partner_roles;
mod private_copy;
mod progress;
mod reader;
mod refusal;
mod report;
mod row_index;
mod scan;
mod settle;
mod short_name;
pub(super) mod writable_copy;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::schema::SCHEMA_VERSION;
use super::text::clean;
use super::{Coverage, Dataset, FactTable, Field, Meta, Table, full_path};
use facts::Facts;
use lexicon::{At, Lexicon};
pub use private_copy::FileStamp;
pub use progress::{Progress, Stage};
use reader::Reader;
pub use refusal::{OpenError, OtherFormat, Refusal};
pub use report::{Notice, OpenReport, Outcome, RowIssue, RowReason, TableReport, Unresolved};

/// A database that is open: its contents, and what could not be taken as it stands.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The contents.
    pub dataset: Arc<Dataset>,
    /// What could not be taken as it stands.
    pub report: OpenReport,
}

/// Opens a database and reads it into columns; the file is closed again before this returns.
///
/// # Errors
/// [`OpenError`], which says file, cause and next step.
pub fn open(path: &Path, progress: &Progress) -> Result<Loaded, OpenError> {
    open_with(path, progress, false)
}

/// The same for a file that [`open`] refuses as [`Refusal::Damaged`], when the person asks for what can be read:
/// a table ends where its damage begins, and [`OpenReport::is_damaged`] holds.
///
/// # Errors
/// As for [`open`], where not even the list of tables can be read.
pub fn open_damaged(path: &Path, progress: &Progress) -> Result<Loaded, OpenError> {
    open_with(path, progress, true)
}

fn open_with(path: &Path, progress: &Progress, reads_damaged: bool) -> Result<Loaded, OpenError> {
    let mut clock = Clock { stage: Stage::Looking, since: Instant::now(), timings: Vec::new() };
    progress.set(Stage::Looking, 0.0);
    let header = header::inspect(path)?;
    // The engine looks for sidecars beside the real file, and takes only an absolute path for a plain one.
    let real_path = full_path(path).map_err(|error| OpenError::from_system(path, &error))?;
    let stamp = FileStamp::of(&real_path);
    let copy = private_copy::copy_if_needed(&real_path, header.is_wal).map_err(|error| error.about(path))?;
    let database = copy.as_ref().map_or_else(|| real_path.clone(), private_copy::PrivateCopy::path);
    let failed = |error: rusqlite::Error| OpenError::from_sqlite(path, &error);

    clock.enter(Stage::Checking, progress)?;
    let connect = || connection::connect(&database, copy.is_some(), progress);
    let connect_again = || connect().ok().filter(|_| copy.is_some() || FileStamp::of(&real_path) == stamp);
    let mut connection = connect().map_err(failed)?;
    // One transaction: everything is read from the same state of the file, by further connections too, since nobody can
    // write to it until this one ends.
    connection.execute_batch("BEGIN").map_err(failed)?;
    let finding = connection::check_for_damage(&connection).map_err(failed)?;
    if let (Some(Notice::Damaged(detail)), false) = (&finding, reads_damaged) {
        return Err(Refusal::Damaged(detail.clone()).of(path));
    }

    clock.enter(Stage::Reading, progress)?;
    let schema_version = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed)?;
    let mut reader = Reader::new(&mut connection, progress, reads_damaged).map_err(failed)?.sharing(&connect_again);
    require_activities(&reader, path)?;
    let read = read_tables(&mut reader).map_err(failed)?;
    let (tables, issues, mut notices) = reader.finish();
    drop(connection);

    clock.enter(Stage::Building, progress)?;
    let file_name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let mut dataset = build(read, clean(&file_name).into_owned(), &mut notices, progress)?;
    dataset.meta.is_damaged = matches!(finding, Some(Notice::Damaged(_)));
    let of_file = [
        copy.is_some_and(|copy| copy.has_unfinished_changes).then_some(Notice::RecoveredChanges),
        (schema_version > SCHEMA_VERSION).then_some(Notice::NewerVersion(schema_version)),
        finding,
    ];
    notices.splice(0..0, of_file.into_iter().flatten());
    clock.stop();
    progress.set(Stage::Building, 1.0);
    let report = OpenReport {
        file_bytes: real_path.metadata().map_or(0, |metadata| metadata.len()),
        stamp,
        path: real_path,
        schema_version,
        engine_version: rusqlite::version(),
        tables,
        issues,
        notices,
        timings: clock.timings,
    };
    Ok(Loaded { dataset: Arc::new(dataset), report })
}

/// Times the stages, and ends the work between them if someone asked to.
struct Clock {
    stage: Stage,
    since: Instant,
    timings: Vec<(Stage, std::time::Duration)>,
}

impl Clock {
    fn enter(&mut self, stage: Stage, progress: &Progress) -> Result<(), OpenError> {
        self.stop();
        self.stage = stage;
        progress.set(stage, 0.0);
        if progress.is_cancelled() { Err(OpenError::Cancelled) } else { Ok(()) }
    }

    fn stop(&mut self) {
        self.timings.push((self.stage, self.since.elapsed()));
        self.since = Instant::now();
    }
}

/// Only activities with an id and a title are required.
fn require_activities(reader: &Reader<'_>, path: &Path) -> Result<(), OpenError> {
    if reader.is_no_table("activity") {
        return Err(Refusal::ActivityIsNoTable.of(path));
    }
    if !reader.has_table("activity") {
        return Err(Refusal::NoActivityTable(reader.table_names()).of(path));
    }
    if !reader.has_column("activity", "id") {
        return Err(Refusal::ActivityColumn("id").of(path));
    }
    let has_title = ["title_en", "title_ko"].iter().any(|title| reader.has_column("activity", title));
    if has_title { Ok(()) } else { Err(Refusal::ActivityColumn("title_en").of(path)) }
}

/// Everything that was read, before what follows from it is added.
struct Read {
    meta: Meta,
    lexicon: Lexicon,
    /// In the order of [`Table::ALL`].
    tables: Vec<Facts>,
    coverage: Vec<Coverage>,
    /// Whether the file codes structure and modes of activities.
    codes_structure: bool,
    codes_modes: bool,
}

fn read_tables(reader: &mut Reader<'_>) -> rusqlite::Result<Read> {
    let mut lexicon = Lexicon::new();
    let meta = names::read_meta(reader)?;
    names::read_sources(reader, &mut lexicon)?;
    names::read_terms(reader, &mut lexicon)?;
    names::read_agendas_and_forms(reader, &mut lexicon)?;
    names::read_cities(reader, &mut lexicon)?;
    names::read_networks(reader, &mut lexicon)?;
    names::read_partners(reader, &mut lexicon)?;
    let mut activities = facts::read_activities(reader, &mut lexicon)?;
    facts::lists::read_activity_lists(reader, &mut lexicon, &mut activities)?;
    let memberships = facts::read_memberships(reader, &mut lexicon)?;
    let partnerships = facts::read_partnerships(reader, &mut lexicon)?;
    let institutions = facts::read_institutions(reader, &mut lexicon)?;
    let mut tables = vec![activities, memberships, partnerships, institutions];
    facts::read_citations(reader, &mut lexicon, &mut tables)?;
    let coverage = read_coverage(reader, &mut lexicon)?;
    let codes_structure = reader.has_column("activity", "structure");
    let codes_modes = reader.has_table("activity_mode");
    Ok(Read { meta, lexicon, tables, coverage, codes_structure, codes_modes })
}

fn read_coverage(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<Vec<Coverage>> {
    let mut coverage = Vec::new();
    reader.scan("coverage", &["city_id", "from_year", "to_year"], |cells| {
        let Some(city) = lexicon.code(Field::City, cells.text(0), At("coverage", "city_id")) else {
            return vec![RowReason::Empty("city_id")];
        };
        match (cells.text(1).parse(), cells.text(2).parse()) {
            (Ok(from_year), Ok(to_year)) => {
                coverage.push(Coverage { city, from_year, to_year });
                Vec::new()
            }
            (Err(_), _) => vec![RowReason::Empty("from_year")],
            (_, Err(_)) => vec![RowReason::Empty("to_year")],
        }
    })?;
    Ok(coverage)
}

/// Adds what follows from the rows, and puts the dataset together.
fn build(read: Read, file_name: String, notices: &mut Vec<Notice>, progress: &Progress) -> Result<Dataset, OpenError> {
    let mut lexicon = read.lexicon;
    let is_cancelled = || progress.is_cancelled();
    for value in read.tables[Table::Activities as usize].counterparts.values(lexicon.vocabulary(Field::Country)) {
        lexicon.define(Field::Counterpart, value);
    }
    let mut tables = Vec::with_capacity(read.tables.len());
    for (index, facts) in read.tables.into_iter().enumerate() {
        let table: FactTable = facts.finish(&is_cancelled);
        if is_cancelled() {
            return Err(OpenError::Cancelled);
        }
        tables.push(table);
        progress.set(Stage::Building, 0.1 * (index + 1) as f32);
    }
    let activities = &mut tables[Table::Activities as usize];
    if !read.codes_structure && derive::derive_structure(activities, lexicon.vocabulary(Field::Structure)) {
        notices.push(Notice::Derived(Field::Structure));
    }
    if !read.codes_modes && derive::derive_modes(activities, &lexicon) {
        notices.push(Notice::Derived(Field::Mode));
    }
    for (index, (table, facts)) in Table::ALL.into_iter().zip(&mut tables).enumerate() {
        derive::add_derived_fields(table, facts, &lexicon);
        if is_cancelled() {
            return Err(OpenError::Cancelled);
        }
        progress.set(Stage::Building, 0.4 + 0.15 * (index + 1) as f32);
    }
    notices.extend(lexicon.take_notices());
    let search_names = Field::ALL.map(|field| derive::search_names(field, &lexicon)).into();
    Ok(Dataset {
        file_name,
        meta: read.meta,
        vocabularies: lexicon.vocabularies,
        cities: lexicon.cities,
        agendas: lexicon.agendas,
        networks: lexicon.networks,
        partners: lexicon.partners,
        sources: lexicon.sources,
        tables,
        search_names,
        coverage: read.coverage,
    })
}
