//! Rows of a table that is taken as it stands: found by their keys, changed, or added.

use super::outcome::RowOutcome;
use super::report::{Change, SheetReport};
use super::rows::is_same_number;
use super::writer::Writer;
use crate::data::schema::TableSpec;

/// Writes a row of a table that is taken as it stands: found by its key, changed, or added.
pub(super) fn take_plain(
    writer: &Writer<'_>,
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
        writer.insert_texts(table, &filled).map_err(said)?;
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
