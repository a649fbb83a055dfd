//! Rows of a table that is taken as it stands: found by their keys, changed, or added.

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::outcome::RowOutcome;
use super::report::{Change, SheetReport};
use super::rows::{is_same_number, text_at};

/// Writes a row of a table that is taken as it stands: found by its key, changed, or added.
pub(super) fn take_plain(
    connection: &Connection,
    table: &str,
    keys: &[&str],
    cells: &[(&str, String)],
    row: usize,
    report: &mut SheetReport,
) -> Result<RowOutcome, String> {
    let said = |error: rusqlite::Error| error.to_string();
    let value = |column: &str| cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text.as_str());
    let conditions: Vec<String> =
        keys.iter().enumerate().map(|(index, key)| format!("\"{key}\" IS ?{}", index + 1)).collect();
    let wanted: Vec<&str> = keys.iter().map(|key| value(key)).collect();
    let sql = format!("SELECT rowid FROM {table} WHERE {}", conditions.join(" AND "));
    let mut statement = connection.prepare_cached(&sql).map_err(said)?;
    let known: Option<i64> =
        statement.query_row(params_from_iter(&wanted), |row| row.get(0)).optional().map_err(said)?;
    let filled: Vec<&(&str, String)> = cells.iter().filter(|(_, text)| !text.is_empty()).collect();
    let Some(row_id) = known else {
        let columns: Vec<String> = filled.iter().map(|(column, _)| format!("\"{column}\"")).collect();
        let sql =
            format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), vec!["?"; columns.len()].join(", "));
        let mut insert = connection.prepare_cached(&sql).map_err(said)?;
        insert.execute(params_from_iter(filled.iter().map(|(_, text)| text))).map_err(said)?;
        return Ok(RowOutcome::New);
    };
    let mut outcome = RowOutcome::AlreadyThere;
    for (column, after) in filled {
        let sql = format!("SELECT \"{column}\" FROM {table} WHERE rowid = ?1");
        let mut select = connection.prepare_cached(&sql).map_err(said)?;
        let before = select.query_row([row_id], |row| Ok(text_at(row, 0))).map_err(said)?;
        if before != *after && !is_same_number(&before, after) {
            let sql = format!("UPDATE {table} SET \"{column}\" = ?1 WHERE rowid = ?2");
            connection.prepare_cached(&sql).and_then(|mut update| update.execute((after, row_id))).map_err(said)?;
            outcome = RowOutcome::Changed;
            let id = wanted.join(" ");
            report.add_change(Change { row, id, field: (*column).to_owned(), before, after: after.clone() });
        }
    }
    Ok(outcome)
}
