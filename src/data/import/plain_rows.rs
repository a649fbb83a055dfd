//! Rows of a table that is taken as it stands: found by their keys, changed, or added.

use std::ops::ControlFlow;

use super::catalog::Catalog;
use super::cells::BadValue;
use super::convert::unguarded;
use super::outcome::{RowNoteReason, RowOutcome};
use super::report::{Change, RowNote, SheetReport};
use super::row_account::{account, beside_the_table, note_reading};
use super::rows::is_same_number;
use super::table_row::{Columns, TableRow};
use super::target::{PlainTable, Target};
use super::writer::Writer;
use super::{ImportCause, ImportError};
use crate::data::schema::TableSpec;
use crate::data::sheet::{OpenFiles, Sheet};
use crate::data::text;

/// A table that is taken as it stands: sources, terms, agendas, forms, coverage, what the file says of itself.
pub(super) fn merge_plain(
    writer: &mut Writer,
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
    let places = columns.iter().filter_map(|(index, id)| Some((*index, definition.column(id)?)));
    let columns = Columns::of_places(definition, places);
    let keys = definition.keys();
    let mut is_stopped = false;
    sheet.for_each_row(files, &mut |raw| {
        let (row, cells) = (raw.number, raw.cells);
        note_reading(raw, sheet, report);
        let values = TableRow::new(&columns, cells, |cell| text::clean(unguarded(cell)).into_owned());
        let note = |field: &str, value: &str, reason| RowNote {
            row,
            field: field.to_owned(),
            value: value.to_owned(),
            reason,
        };
        let is_note =
            cells.iter().find(|cell| !cell.trim().is_empty()).is_some_and(|cell| cell.trim().starts_with('※'));
        let taken = match (values.lacking, beside_the_table(raw)) {
            (_, Some(beside)) => Err(beside),
            _ if is_note => Err(note("", "", RowNoteReason::Footnote)),
            (Some(key), None) => Err(note(key, "", RowNoteReason::Empty)),
            (None, None) => {
                for (column, value, bad) in &values.bad {
                    report.add_note(note(column, value, reason_of(*bad)));
                }
                let taken = take_plain(writer, definition, &keys, &values.cells, row, report);
                if taken.is_ok() {
                    catalog.learn(name, &values.cells);
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

fn reason_of(bad: BadValue) -> RowNoteReason {
    match bad {
        BadValue::DateForm | BadValue::NoSuchDay => RowNoteReason::NotADate,
        BadValue::NotANumber => RowNoteReason::NotANumber,
    }
}

/// Writes a row of a table that is taken as it stands: found by its key, changed, or added.
fn take_plain(
    writer: &mut Writer,
    table: &'static TableSpec,
    keys: &[&str],
    cells: &[(&str, String)],
    row: usize,
    report: &mut SheetReport,
) -> Result<RowOutcome, String> {
    let said = |error: rusqlite::Error| error.to_string();
    let value = |column: &str| cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text.as_str());
    let wanted: Vec<(&str, &str)> = keys.iter().map(|key| (*key, value(key))).collect();
    let filled = cells.iter().map(|(column, text)| (*column, text.as_str())).filter(|(_, text)| !text.is_empty());
    let filled: Vec<(&str, &str)> = filled.collect();
    let Some(row_id) = writer.find(table.name, &wanted).map_err(said)? else {
        writer.insert_texts(table, &filled, None).map_err(said)?;
        return Ok(RowOutcome::New);
    };
    let known = writer.row(table, row_id).map_err(said)?;
    let changed: Vec<(&str, &str)> = filled
        .into_iter()
        .filter(|(column, after)| known.cell(column) != *after && !is_same_number(known.cell(column), after))
        .collect();
    writer.update(table.name, row_id, &changed).map_err(said)?;
    for (column, after) in &changed {
        let id = wanted.iter().map(|(_, value)| *value).collect::<Vec<_>>().join(" ");
        let (field, before) = ((*column).to_owned(), known.cell(column).to_owned());
        report.add_change(Change { row, id, field, before, after: (*after).to_owned() });
    }
    Ok(if changed.is_empty() { RowOutcome::AlreadyThere } else { RowOutcome::Changed })
}
