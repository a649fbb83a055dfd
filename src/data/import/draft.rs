//! A database made of sheets: everything is done in a file nobody sees, which then takes its place in one step.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::account::{Account, date_field};
use super::built_in::fill_built_in;
use super::catalog::Catalog;
use super::left_columns;
use super::look_up::named;
use super::mapping::{Mapping, Unknown};
use super::merge::Merger;
use super::new_file::{keep, open_new, place_of_draft};
use super::outcome::RowNoteReason;
use super::plain_rows::merge_plain;
use super::record::{Converter, Record};
use super::report::{Question, RowNote, SheetReport};
use super::row_account::{account, beside_the_table, note_reading};
use super::target::{PlainTable, Target};
use super::writer::Writer;
use super::{ImportCause, ImportError};
use crate::data::console;
use crate::data::open::writable_copy;
use crate::data::schema::SCHEMA_SQL;
use crate::data::sheet::{OpenFiles, Sheet};

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
        self.shared.is_cancelled.load(Ordering::Relaxed) || console::is_ending()
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
        let file = place_of_draft(folder).map_err(|error| ImportError::unwritable(folder, &error))?;
        let mut draft = Self { file, reports: Vec::new() };
        let path = draft.file.path().to_owned();
        let failed = |error: rusqlite::Error| ImportError::of_file(base.unwrap_or(folder), error.into());
        let brings = |table: PlainTable| sheets.iter().any(|(_, mapping)| mapping.target == Target::Plain(table));
        let mut writer = match base {
            Some(base) => {
                let copy = writable_copy::make(base, &path).map_err(|cause| ImportError::of_file(base, cause))?;
                Writer::new(copy, false)
            }
            None => new_database(&path, &brings).map_err(failed)?,
        };
        let mut catalog = writer.connection().and_then(begin).map_err(failed)?;
        if brings(PlainTable::Term) {
            catalog.forget_built_in_terms();
        }
        let files = OpenFiles::default();
        for (index, (sheet, mapping)) in sheets.iter().enumerate() {
            let share = (index as f32, 1.0 / sheets.len() as f32);
            let part = |part: f32| progress.tell((share.0 + part) * share.1);
            draft.reports.push(merge_sheet(&mut writer, (sheet, &files), mapping, &mut catalog, &part)?);
        }
        // A new file names all its words, as one made from a folder of CSV files does.
        if base.is_none() && !brings(PlainTable::Term) {
            fill_built_in(&mut writer, "term").map_err(failed)?;
        }
        writer.commit().map_err(failed)?;
        Ok(draft)
    }

    /// Puts the database in its place; a file that is there is never replaced.
    ///
    /// # Errors
    /// [`ImportError`] where it cannot be written there; then nothing changed.
    pub fn keep(self, new_db: &Path) -> Result<Vec<SheetReport>, ImportError> {
        keep(self.file, new_db)?;
        Ok(self.reports)
    }
}

/// Begins to write, and learns what is there.
fn begin(connection: &Connection) -> rusqlite::Result<Catalog> {
    // Ids come in no order: a small cache would read and write their index over and over.
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.execute_batch("BEGIN")?;
    Catalog::read(connection)
}

fn new_database(path: &Path, brings: &dyn Fn(PlainTable) -> bool) -> rusqlite::Result<Writer> {
    let connection = open_new(path)?;
    connection.execute_batch(SCHEMA_SQL)?;
    let mut writer = Writer::new(connection, true);
    for (table, sheet) in [("agenda", PlainTable::Agenda), ("form", PlainTable::Form)] {
        if !brings(sheet) {
            fill_built_in(&mut writer, table)?;
        }
    }
    Ok(writer)
}

fn merge_sheet(
    writer: &mut Writer,
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
        merge_plain(writer, (sheet, files), table, &plan.columns, catalog, &mut report, tell)?;
    } else {
        let converter = Converter::new(sheet, mapping, &plan);
        let has_ids = plan.columns.iter().any(|(_, field)| field == "id");
        let mut merger = Merger::new(writer, mapping.target, has_ids).map_err(|error| failed(error.into()))?;
        let mut is_stopped = false;
        sheet.for_each_row(files, &mut |raw| {
            let (row, cells) = (raw.number, raw.cells);
            note_reading(raw, sheet, &mut report);
            converter.dates.look_at(raw);
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
        report.day_order.order = mapping.day_order;
        if let Some(found) = converter.dates.found_order() {
            (report.day_order.order, report.day_order.shown_by) = found;
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
