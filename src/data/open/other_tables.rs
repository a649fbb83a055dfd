//! Any table or view of any SQLite database as rows of text, opened as carefully as one of our own.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;

use super::connection;
use super::header;
use super::private_copy::{PrivateCopy, copy_if_needed};
use super::progress::Progress;
use super::reader::Reader;
use super::refusal::{OpenError, Refusal};
use crate::data::import::ImportCause;
use crate::data::sheet::{Listed, RawRow, TakeRow};
use crate::data::{ReadFault, full_path};

/// The ordinary tables of a database, then its views.
pub(in crate::data) fn list(path: &Path) -> Result<Vec<Listed>, ImportCause> {
    with_connection(path, |connection| {
        let views = views(connection)?;
        let progress = Progress::default();
        let reader = Reader::new(connection, &progress, false).map_err(ImportCause::from)?;
        let tables = reader.table_names().into_iter();
        let listed = |name: String, is_view: bool| Listed { name, is_hidden: false, is_view };
        let all: Vec<Listed> =
            tables.map(|name| listed(name, false)).chain(views.into_iter().map(|name| listed(name, true))).collect();
        if all.is_empty() { Err(ImportCause::EmptySheet) } else { Ok(all) }
    })
}

/// Every row of a table or view: first the names of its columns as row 1, then the rows in the order of the file.
pub(in crate::data) fn scan(path: &Path, table: &str, take: TakeRow<'_>) -> Result<(), ImportCause> {
    with_connection(path, |connection| scan_one(connection, table, false, take))
}

/// The rows of several tables, each until `take` breaks; where it is said so, only the names of the columns.
pub(in crate::data) fn scan_each(
    path: &Path,
    tables: &[(&str, bool)],
    take: &mut dyn FnMut(usize, &RawRow<'_>) -> ControlFlow<()>,
) -> Result<(), ImportCause> {
    with_connection(path, |connection| {
        for (index, (table, is_names_only)) in tables.iter().enumerate() {
            let mut take = |row: &RawRow<'_>| take(index, row);
            let scanned = scan_one(connection, table, *is_names_only, &mut take);
            // A view may name what is not there any more.
            if !is_names_only {
                scanned?;
            }
        }
        Ok(())
    })
}

fn scan_one(
    connection: &mut Connection,
    name: &str,
    is_names_only: bool,
    take: TakeRow<'_>,
) -> Result<(), ImportCause> {
    if views(connection)?.iter().any(|view| view == name) {
        return scan_view(connection, name, is_names_only, take);
    }
    let progress = Progress::default();
    let mut reader = Reader::new(connection, &progress, false).map_err(ImportCause::from)?;
    reader.scan_any(name, take).map_err(ImportCause::from)
}

fn views(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut views = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY rowid")?;
    let names = views.query_map([], |row| row.get::<_, String>(0))?;
    Ok(names.flatten().collect())
}

/// Steps of a thousand instructions that a view may take for one row: about a minute.
const MOST_STEPS: u32 = 5_000_000;
/// A view may give this many rows: one that never ends is no list.
const MOST_ROWS: usize = 5_000_000;

/// A view that a person chose: what it computes runs under the limits of opening, and comes to an end.
fn scan_view(
    connection: &mut Connection,
    view: &str,
    is_names_only: bool,
    take: TakeRow<'_>,
) -> Result<(), ImportCause> {
    let name = format!("\"{}\"", view.replace('"', "\"\""));
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, true)?;
    let columns: Vec<String> = {
        let mut columns = connection.prepare(&format!("PRAGMA table_xinfo({name})"))?;
        let names = columns.query_map([], |row| row.get::<_, String>(1))?;
        names.flatten().collect()
    };
    if take(&RawRow::new(1, &columns)).is_break() || is_names_only {
        return Ok(());
    }
    let steps = Arc::new(AtomicU32::new(0));
    let handle = Arc::clone(&steps);
    connection.progress_handler(1000, Some(move || handle.fetch_add(1, Ordering::Relaxed) > MOST_STEPS))?;
    let mut statement = connection.prepare(&format!("SELECT * FROM {name}"))?;
    let mut rows = statement.query([])?;
    let mut cells: Vec<String> = Vec::new();
    let mut row_number = 1;
    while let Some(row) = rows.next()? {
        row_number += 1;
        steps.store(0, Ordering::Relaxed);
        if row_number > MOST_ROWS {
            return Err(ImportCause::SheetTooLarge);
        }
        cells.clear();
        cells.extend((0..columns.len()).map(|index| text_of(row.get_ref(index).unwrap_or(ValueRef::Null))));
        if take(&RawRow::new(row_number, &cells)).is_break() {
            break;
        }
    }
    Ok(())
}

/// A value as a table would show it.
fn text_of(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Works on a database that is opened as carefully as one of our own, and closed after it.
pub(in crate::data) fn with_connection<T>(
    path: &Path,
    work: impl FnOnce(&mut Connection) -> Result<T, ImportCause>,
) -> Result<T, ImportCause> {
    let explained = |error: OpenError| match error.refusal() {
        Some(Refusal::Damaged(detail)) => ImportCause::DamagedSheet(detail.clone()),
        Some(Refusal::Unread(fault)) => ImportCause::Unreadable(fault.clone()),
        _ => ImportCause::Sqlite(error.explain(crate::words::Lang::En).cause),
    };
    let header = header::inspect(path).map_err(explained)?;
    let real_path = full_path(path).map_err(|error| ImportCause::Unreadable(ReadFault::of(path, &error)))?;
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
        if take(&RawRow::new(1, &columns)).is_break() {
            return Ok(());
        }
        let mut row_number = 1;
        let mut cells: Vec<String> = Vec::new();
        self.for_each_row_of(table, &columns, &mut |row| {
            row_number += 1;
            cells.clear();
            cells.extend((0..columns.len()).map(|index| row.string(index)));
            match take(&RawRow::new(row_number, &cells)) {
                ControlFlow::Continue(()) => true,
                ControlFlow::Break(()) => false,
            }
        })
    }
}
