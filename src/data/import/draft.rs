//! A database made of sheets: everything is done in a file nobody sees, which then takes its place in one step.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::account::{Account, date_field};
use super::catalog::Catalog;
use super::cells::{BadValue, value_in};
use super::convert::unguarded;
use super::left_columns;
use super::look_up::named;
use super::mapping::{Mapping, Unknown};
use super::merge::Merger;
use super::new_file::open_new;
use super::outcome::{RowNoteReason, RowOutcome};
use super::plain_rows::take_plain;
use super::record::{Converter, Record};
use super::remarks;
use super::report::{Question, RowNote, SheetReport};
use super::row_dates;
use super::target::{PlainTable, Target};
use super::writer::Writer;
use super::{ImportCause, ImportError, place_of_draft};
use crate::data::open::writable_copy;
use crate::data::schema::{SCHEMA_SQL, TableSpec};
use crate::data::sheet::{OpenFiles, RawRow, Sheet};
use crate::data::text;
use crate::words::Lang;

/// How far an import is, and the wish to stop it. A clone is a second handle on the same state.
#[derive(Clone, Debug, Default)]
pub struct ImportProgress {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    per_mille: AtomicU32,
    rows: AtomicUsize,
    is_cancelled: AtomicBool,
}

impl ImportProgress {
    /// Asks the import to stop; nothing is written then.
    pub fn cancel(&self) {
        self.shared.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether someone asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.shared.is_cancelled.load(Ordering::Relaxed)
    }

    /// How much of the sheets is read, 0 to 1.
    pub fn fraction(&self) -> f32 {
        self.shared.per_mille.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// How many rows were read.
    pub fn rows(&self) -> usize {
        self.shared.rows.load(Ordering::Relaxed)
    }

    fn tell(&self, part: f32) -> ControlFlow<()> {
        self.shared.per_mille.store((part.clamp(0.0, 1.0) * 1000.0) as u32, Ordering::Relaxed);
        self.shared.rows.fetch_add(1, Ordering::Relaxed);
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A database that is complete but not yet in its place. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Draft {
    file: NamedTempFile,
    /// What became of the rows of each sheet.
    pub reports: Vec<SheetReport>,
}

/// Pages that are kept in memory while rows are written.
const CACHE_KIB: i64 = 256 * 1024;

impl Draft {
    /// Makes a database of sheets: a new one, or a copy of one that is there with the sheets merged into it.
    ///
    /// `folder` is where the database will lie; the draft lies there too, so that it can take its place in one step.
    ///
    /// # Errors
    /// [`ImportError`] where a sheet or the database cannot be read, a mapping does not fit, or the person stopped it.
    pub fn make(
        sheets: &[(Sheet, Mapping)],
        base: Option<&Path>,
        folder: &Path,
        progress: &ImportProgress,
    ) -> Result<Self, ImportError> {
        let of_folder =
            |error: std::io::Error| ImportError::of_file(folder, ImportCause::TargetFolder(error.to_string()));
        let file = place_of_draft(folder).map_err(of_folder)?;
        let mut draft = Self { file, reports: Vec::new() };
        let path = draft.file.path().to_owned();
        let failed = |error: rusqlite::Error| ImportError::of_file(base.unwrap_or(folder), error.into());
        let brings = |table: PlainTable| sheets.iter().any(|(_, mapping)| mapping.target == Target::Plain(table));
        let connection = match base {
            Some(base) => writable_copy::make(base, &path).map_err(|cause| ImportError::of_file(base, cause))?,
            None => new_database(&path, &brings).map_err(failed)?,
        };
        // Ids come in no order: a small cache would read and write their index over and over.
        connection.pragma_update(None, "cache_size", -CACHE_KIB).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(200);
        connection.execute_batch("BEGIN").map_err(failed)?;
        let mut catalog = Catalog::read(&connection).map_err(failed)?;
        if brings(PlainTable::Term) {
            catalog.forget_built_in_terms();
        }
        let files = OpenFiles::default();
        for (index, (sheet, mapping)) in sheets.iter().enumerate() {
            let share = (index as f32, 1.0 / sheets.len() as f32);
            let part = |part: f32| progress.tell((share.0 + part) * share.1);
            draft.reports.push(merge_sheet(&connection, (sheet, &files), mapping, &mut catalog, &part)?);
        }
        // A new file names all its words, as one made from a folder of CSV files does.
        if base.is_none() && !brings(PlainTable::Term) {
            fill_built_in(&connection, "term").map_err(failed)?;
        }
        connection.execute_batch("COMMIT").map_err(failed)?;
        connection.close().map_err(|(_, error)| failed(error))?;
        Ok(draft)
    }

    /// Puts the database in its place; a file that is there is never replaced.
    ///
    /// # Errors
    /// [`ImportError`] where it cannot be written there; then nothing changed.
    pub fn keep(self, new_db: &Path) -> Result<Vec<SheetReport>, ImportError> {
        super::keep(self.file, new_db)?;
        Ok(self.reports)
    }
}

fn new_database(path: &Path, brings: &dyn Fn(PlainTable) -> bool) -> rusqlite::Result<Connection> {
    let connection = open_new(path)?;
    connection.execute_batch(SCHEMA_SQL)?;
    for (table, sheet) in [("agenda", PlainTable::Agenda), ("form", PlainTable::Form)] {
        if !brings(sheet) {
            fill_built_in(&connection, table)?;
        }
    }
    Ok(connection)
}

fn fill_built_in(connection: &Connection, table: &str) -> rusqlite::Result<()> {
    let mut reader = csv::Reader::from_reader(super::built_in_csv(table).unwrap_or_default().as_bytes());
    let columns = reader.headers().cloned().unwrap_or_default();
    let (writer, Some(definition)) = (Writer::new(connection), TableSpec::named(table)) else { return Ok(()) };
    for record in reader.records().flatten() {
        let keys: Vec<(&str, &str)> =
            columns.iter().zip(&record).filter(|(column, _)| ["vocabulary", "id"].contains(column)).collect();
        if writer.find(table, &keys)?.is_none() {
            writer.insert_texts(definition, &columns.iter().zip(&record).collect::<Vec<_>>())?;
        }
    }
    Ok(())
}

fn merge_sheet(
    connection: &Connection,
    (sheet, files): (&Sheet, &OpenFiles),
    mapping: &Mapping,
    catalog: &mut Catalog,
    tell: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<SheetReport, ImportError> {
    let failed = |cause| ImportError::of_file(&sheet.path, cause);
    let plan = mapping.plan(sheet).map_err(failed)?;
    let mut report = SheetReport::new(sheet.name(), Mapping { read: sheet.choice.clone(), ..mapping.clone() });
    report.sheets_left_out.clone_from(&sheet.unread);
    let field_of = |index: usize| plan.columns.iter().find(|(used, _)| *used == index).map(|(_, field)| field.clone());
    let columns = sheet.columns.iter().enumerate();
    report.account =
        Account::of_columns(columns.map(|(index, column)| (column.clone(), field_of(index).unwrap_or_default())));
    if let Target::Plain(table) = mapping.target {
        merge_plain(connection, (sheet, files), table, &plan.columns, catalog, &mut report, tell)?;
    } else {
        let dates = row_dates::reader_for(sheet, files, mapping, &plan, &mut report)?;
        let converter = Converter::new(mapping, &plan, dates);
        let has_ids = plan.columns.iter().any(|(_, field)| field == "id");
        let mut merger = Merger::new(connection, mapping.target, has_ids).map_err(|error| failed(error.into()))?;
        let mut is_stopped = false;
        sheet.for_each_row(files, &mut |raw| {
            let (row, cells) = (raw.number, raw.cells);
            note_reading(raw, sheet, &mut report);
            let records = match beside_the_table(raw) {
                Some(note) => Err(note),
                None => converter.convert(row, cells, catalog, &mut report),
            };
            let is_undated = records.as_ref().is_ok_and(|records| is_undated(mapping.target, records));
            let taken = records.and_then(|records| {
                merger.take(&records, catalog, &mut report).map_err(|detail| RowNote {
                    row,
                    field: String::new(),
                    value: records.first().map(|record| record.id.clone()).unwrap_or_default(),
                    reason: RowNoteReason::Refused { detail },
                })
            });
            // A row that is not taken leaves nothing behind.
            let waiting = std::mem::take(&mut catalog.new_rows);
            catalog.put_back(waiting);
            if let Some(field) = date_field(mapping.target).filter(|_| is_undated && taken.is_ok()) {
                report.account.count_undated(field);
            }
            account(row, cells, sheet, taken, &mut report);
            is_stopped = tell(raw.part).is_break();
            if is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if is_stopped {
            return Err(failed(ImportCause::Cancelled));
        }
        ask_about_bare_names(mapping, catalog, &mut report);
        left_columns::ask(sheet, mapping, &mut report);
        catalog.wake_parents();
        merger.write_new_rows(catalog).map_err(|error| failed(error.into()))?;
    }
    report.finish(std::mem::take(&mut catalog.made));
    Ok(report)
}

/// Abilene, where the same list names `Abilene, Texas`: two cities, unless a person says that they are one.
fn ask_about_bare_names(mapping: &Mapping, catalog: &mut Catalog, report: &mut SheetReport) {
    let answers = mapping.values.get("city");
    for (place, first_row, rows, others) in catalog.cities.bare_beside_others() {
        let name = catalog.cities.index.names[place].clone();
        let is_answered = answers.is_some_and(|answers| answers.contains_key(&name));
        if mapping.unknown == Unknown::Ask && !is_answered {
            let proposals = named(&catalog.cities.index, &others);
            report.ask(Question { field: "city".to_owned(), name, proposals, rows, first_row, is_taken: true });
        }
    }
}

/// Whether the sheet gives the records of a row no date.
fn is_undated(target: Target, records: &[Record]) -> bool {
    date_field(target).is_some_and(|field| records.iter().all(|record| record.cell(field).is_empty()))
}

/// Says what was read into a row, and which of its texts are broken.
fn note_reading(raw: &RawRow<'_>, sheet: &Sheet, report: &mut SheetReport) {
    remarks::add(&mut report.remarks, raw);
    for (index, cell) in raw.cells.iter().enumerate().filter(|(_, cell)| cell.contains('\u{FFFD}')) {
        report.unreadable_texts += 1;
        report.add_note(RowNote {
            row: raw.number,
            field: sheet.columns.get(index).cloned().unwrap_or_default(),
            value: text::clean(cell).into_owned(),
            reason: RowNoteReason::BrokenText,
        });
    }
}

/// Why a row is none of the table: the headings once more, or more cells than there are headings.
fn beside_the_table(raw: &RawRow<'_>) -> Option<RowNote> {
    let reason = match raw.surplus {
        _ if raw.is_heading => RowNoteReason::Heading,
        0 => return None,
        surplus => RowNoteReason::SurplusCells { surplus },
    };
    let last = raw.cells.iter().rfind(|cell| !cell.trim().is_empty()).map_or("", |cell| cell.trim());
    Some(RowNote { row: raw.number, field: String::new(), value: text::clean(last).into_owned(), reason })
}

/// Counts a row, and keeps what was not taken.
fn account(row: usize, cells: &[String], sheet: &Sheet, taken: Result<RowOutcome, RowNote>, report: &mut SheetReport) {
    let text = || {
        let filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        text::clean(&filled.take(8).collect::<Vec<_>>().join(" · ")).into_owned()
    };
    match taken {
        Ok(outcome) => {
            report.account.close_row(cells, outcome, None);
            report.add_row(row, outcome, text);
        }
        Err(note) => {
            let outcome = note.reason.outcome().unwrap_or(RowOutcome::Rejected);
            report.account.close_row(cells, outcome, Some(&note.reason));
            report.add_row(row, outcome, text);
            if matches!(outcome, RowOutcome::Rejected | RowOutcome::Open) {
                let reason = format!("{} {}: {}", note.field, note.value, note.reason.text(Lang::En));
                report.reject(row, &sheet.columns, cells, reason.trim());
            }
            match note.reason {
                RowNoteReason::DidYouMean { near: proposals } | RowNoteReason::Ambiguous { meanings: proposals } => {
                    let RowNote { row: first_row, field, value: name, .. } = note;
                    report.ask(Question { field, name, proposals, rows: 1, first_row, is_taken: false });
                }
                _ => report.add_note_of_row(note),
            }
        }
    }
}

/// A table that is taken as it stands: sources, terms, agendas, forms, coverage, what the file says of itself.
fn merge_plain(
    connection: &Connection,
    (sheet, files): (&Sheet, &OpenFiles),
    table: PlainTable,
    columns: &[(usize, String)],
    catalog: &mut Catalog,
    report: &mut SheetReport,
    tell: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let failed = |cause| ImportError::of_file(&sheet.path, cause);
    let name = Target::Plain(table).table();
    let Some(definition) = TableSpec::named(name) else { return Ok(()) };
    let known: Vec<(usize, &str)> =
        columns.iter().filter_map(|(index, id)| Some((*index, definition.column(id)?.name))).collect();
    let keys = definition.keys();
    let writer = Writer::new(connection);
    let mut is_stopped = false;
    sheet.for_each_row(files, &mut |raw| {
        let (row, cells) = (raw.number, raw.cells);
        note_reading(raw, sheet, report);
        let cell =
            |index: usize| cells.get(index).map(|cell| text::clean(unguarded(cell)).into_owned()).unwrap_or_default();
        let values: Vec<(&str, String)> = known.iter().map(|(index, column)| (*column, cell(*index))).collect();
        let note = |field: &str, value: &str, reason| RowNote {
            row,
            field: field.to_owned(),
            value: value.to_owned(),
            reason,
        };
        let is_note =
            cells.iter().find(|cell| !cell.trim().is_empty()).is_some_and(|cell| cell.trim().starts_with('※'));
        let lacking = keys.iter().find(|key| !values.iter().any(|(column, text)| column == *key && !text.is_empty()));
        let taken = match (lacking, beside_the_table(raw)) {
            (_, Some(beside)) => Err(beside),
            _ if is_note => Err(note("", "", RowNoteReason::Footnote)),
            (Some(key), None) => Err(note(key, "", RowNoteReason::Empty)),
            (None, None) => {
                let values = without_bad_values(definition, values, &mut |column, value, reason| {
                    report.add_note(note(column, value, reason));
                });
                let taken = take_plain(&writer, definition, &keys, &values, row, report);
                if taken.is_ok() {
                    catalog.learn(name, &values);
                }
                taken.map_err(|detail| note("", "", RowNoteReason::Refused { detail }))
            }
        };
        account(row, cells, sheet, taken, report);
        is_stopped = tell(raw.part).is_break();
        if is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if is_stopped { Err(failed(ImportCause::Cancelled)) } else { Ok(()) }
}

fn without_bad_values<'v>(
    definition: &TableSpec,
    values: Vec<(&'v str, String)>,
    note: &mut dyn FnMut(&str, &str, RowNoteReason),
) -> Vec<(&'v str, String)> {
    let mut kept = Vec::new();
    for (column, value) in values {
        let holds = definition.column(column).map(|known| known.holds).filter(|_| !value.is_empty());
        match holds.and_then(|holds| value_in(holds, &value).err()) {
            Some(BadValue::DateForm | BadValue::NoSuchDay) => note(column, &value, RowNoteReason::NotADate),
            Some(BadValue::NotANumber) => note(column, &value, RowNoteReason::NotANumber),
            None => kept.push((column, value)),
        }
    }
    kept
}

/// Syncs a folder, so that a rename in it lasts.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

/// Windows cannot open a folder to sync it; its journal keeps the rename.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
