//! Any table of any SQLite database as rows of text, opened as carefully as one of our own.

use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::Connection;

use super::connection;
use super::header;
use super::private_copy::{PrivateCopy, copy_if_needed};
use super::progress::Progress;
use super::reader::Reader;
use super::refusal::{OpenError, Refusal};
use crate::data::import::ImportCause;
use crate::data::sheet::TakeRow;

/// The ordinary tables of a database.
pub(in crate::data) fn names(path: &Path) -> Result<Vec<String>, ImportCause> {
    with_connection(path, |connection| {
        let progress = Progress::default();
        let reader = Reader::new(connection, &progress, false).map_err(ImportCause::from)?;
        let names = reader.table_names();
        if names.is_empty() { Err(ImportCause::EmptySheet) } else { Ok(names) }
    })
}

/// Every row of a table: first the names of its columns as row 1, then the rows in the order of the file.
pub(in crate::data) fn scan(path: &Path, table: &str, take: TakeRow<'_>) -> Result<(), ImportCause> {
    with_connection(path, |connection| {
        let progress = Progress::default();
        let mut reader = Reader::new(connection, &progress, false).map_err(ImportCause::from)?;
        reader.scan_any(table, take).map_err(ImportCause::from)
    })
}

/// Works on a database that is opened as carefully as one of our own, and closed after it.
pub(in crate::data) fn with_connection<T>(
    path: &Path,
    work: impl FnOnce(&mut Connection) -> Result<T, ImportCause>,
) -> Result<T, ImportCause> {
    let explained = |error: OpenError| match error.refusal() {
        Some(Refusal::Damaged(detail)) => ImportCause::DamagedSheet(detail.clone()),
        _ => ImportCause::Sqlite(error.explain(crate::words::Lang::En).cause),
    };
    let header = header::inspect(path).map_err(explained)?;
    let real_path = path.canonicalize().map_err(|error| ImportCause::Unreadable(error.to_string()))?;
    let copy = copy_if_needed(&real_path, header.is_wal).map_err(explained)?;
    let database = copy.as_ref().map_or_else(|| real_path.clone(), PrivateCopy::path);
    let mut connection = connection::connect(&database, copy.is_some(), &Progress::default())?;
    if let Some(super::Notice::Damaged(detail)) = connection::check_for_damage(&connection)? {
        return Err(ImportCause::DamagedSheet(detail));
    }
    work(&mut connection)
}

impl Reader<'_> {
    /// The rows of any ordinary table, whatever its columns are called.
    fn scan_any(&mut self, table: &str, take: TakeRow<'_>) -> rusqlite::Result<()> {
        let Some(columns) = self.columns_of_table(table) else { return Ok(()) };
        if take(1, &columns, 0.0).is_break() {
            return Ok(());
        }
        let mut row_number = 1;
        let mut cells: Vec<String> = Vec::new();
        self.for_each_row_of(table, &columns, &mut |row| {
            row_number += 1;
            cells.clear();
            cells.extend((0..columns.len()).map(|index| row.string(index)));
            match take(row_number, &cells, 0.0) {
                ControlFlow::Continue(()) => true,
                ControlFlow::Break(()) => false,
            }
        })
    }
}
