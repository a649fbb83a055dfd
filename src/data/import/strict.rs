//! A folder of CSV files in the form of the schema: what a stranger's list would be asked about, or told of, is refused here.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use unicode_normalization::UnicodeNormalization;

use super::built_in::{built_in_csv, fill_built_in};
use super::cells::BadValue;
use super::new_file::{keep, open_new, place_of_draft};
use super::table_row::{Columns, TableRow};
use super::writer::Writer;
use super::{ImportCause, ImportError};
use crate::data::folder_of;
use crate::data::schema::{SCHEMA_SQL, TABLES, TableSpec};
use crate::data::sheet::{RawRow, scan_csv};

/// What an import wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// Every table in the order of the schema, with its number of rows.
    pub tables: Vec<(String, usize)>,
}

/// Makes the database `new_db` of the CSV files in `source_dir`, one a table, named and headed as in the schema.
///
/// The same files give the same bytes. An existing file is never replaced.
///
/// # Errors
/// [`ImportError`] with file, row, column, cause and next step; then nothing was written.
pub fn import_csv_folder(source_dir: &Path, new_db: &Path) -> Result<ImportReport, ImportError> {
    if new_db.symlink_metadata().is_ok() {
        return Err(ImportError::of_file(new_db, ImportCause::TargetExists));
    }
    let files = files_by_table(source_dir)?;
    let folder = folder_of(new_db);
    let unwritable = |error: std::io::Error| ImportError::unwritable(new_db, &error);
    let unfinished = place_of_draft(folder).map_err(unwritable)?;
    let tables = fill(unfinished.path(), new_db, &files)?;
    keep(unfinished, new_db)?;
    Ok(ImportReport { tables })
}

/// The CSV file of every table that has one, in the order of the tables.
fn files_by_table(source_dir: &Path) -> Result<Vec<Option<PathBuf>>, ImportError> {
    let unreadable =
        |error: std::io::Error| ImportError::of_file(source_dir, ImportCause::SourceFolder(error.to_string()));
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(source_dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        if is_csv {
            found.push(path);
        }
    }
    found.sort();
    let table_of =
        |path: &Path| TABLES.iter().position(|table| path.file_stem().is_some_and(|stem| *stem == *table.name));
    if let Some(unknown) = found.iter().find(|path| table_of(path).is_none()) {
        let known = TABLES.iter().map(|table| table.name.to_owned()).collect();
        return Err(ImportError::of_file(unknown, ImportCause::UnknownFile { known }));
    }
    let mut files = vec![None; TABLES.len()];
    for path in found {
        if let Some(table) = table_of(&path) {
            files[table] = Some(path);
        }
    }
    let activity = TABLES.iter().position(|table| table.name == "activity");
    if activity.is_none_or(|table| files[table].is_none()) {
        return Err(ImportError::of_file(source_dir, ImportCause::NoActivityFile));
    }
    Ok(files)
}

/// Creates the tables in the file at `path` and fills them in one transaction.
fn fill(path: &Path, new_db: &Path, files: &[Option<PathBuf>]) -> Result<Vec<(String, usize)>, ImportError> {
    let failed = |error: rusqlite::Error| ImportError::of_file(new_db, error.into());
    let connection = open_new(path).map_err(failed)?;
    connection.execute_batch("BEGIN EXCLUSIVE").and_then(|()| connection.execute_batch(SCHEMA_SQL)).map_err(failed)?;
    let mut writer = Writer::new(connection, true);
    let mut tables = Vec::new();
    for (table, file) in TABLES.iter().zip(files) {
        let rows = match file {
            Some(file) => fill_table(&mut writer, table, file)?,
            None if built_in_csv(table.name).is_some() => fill_built_in(&mut writer, table.name).map_err(failed)?,
            None => 0,
        };
        tables.push((table.name.to_owned(), rows));
    }
    let dangling = dangling(writer.connection().map_err(failed)?).map_err(failed)?;
    if let Some(dangling) = dangling {
        return Err(dangling.error(files));
    }
    writer.commit().map_err(failed)?;
    Ok(tables)
}

/// Writes every row of a file; how many.
fn fill_table(writer: &mut Writer, table: &'static TableSpec, file: &Path) -> Result<usize, ImportError> {
    let mut columns: Option<Columns> = None;
    let mut rows = 0;
    for_each_row(file, &mut |raw| {
        let failed = |cause| ImportError::of_file(file, cause).in_row(raw.number);
        let Some(columns) = &columns else {
            columns = Some(columns_of(table, raw.cells).map_err(|(cause, column)| failed(cause).in_column(column))?);
            return Ok(());
        };
        let (width, expected) = (raw.cells.len(), columns.width);
        if width != expected {
            return Err(failed(ImportCause::Malformed(format!("{width} cells, header has {expected}"))));
        }
        let row = TableRow::new(columns, raw.cells, |cell| cell.trim().nfc().collect());
        if let Some((cause, column)) = fault_of(&row) {
            return Err(failed(cause).in_column(column));
        }
        match writer.insert_texts(table, &row.filled(), None) {
            Ok(_) => rows += 1,
            Err(error) => return Err(refused(table, &row, error, failed)),
        }
        Ok(())
    })?;
    // A file without a row has no headings either.
    if columns.is_none() {
        return Err(ImportError::of_file(file, ImportCause::EmptySheet));
    }
    Ok(rows)
}

/// Hands over every row of a CSV file of ours, the first being the headings: UTF-8, with commas.
fn for_each_row(file: &Path, take: &mut dyn FnMut(&RawRow<'_>) -> Result<(), ImportError>) -> Result<(), ImportError> {
    let mut taken = Ok(());
    scan_csv(file, &mut |raw| {
        let is_broken = raw.cells.iter().any(|cell| cell.contains('\u{FFFD}')) && !is_utf8(file);
        taken = if is_broken {
            Err(ImportError::of_file(file, ImportCause::NotUtf8).in_row(raw.number))
        } else {
            take(raw)
        };
        if taken.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    taken
}

/// Whether a sign that stands for unreadable bytes was written as such.
fn is_utf8(file: &Path) -> bool {
    fs::read(file).is_ok_and(|bytes| std::str::from_utf8(&bytes).is_ok())
}

/// The columns of the table by their place in the file; what is wrong with the headings, and with which.
fn columns_of<'h>(table: &'static TableSpec, header: &'h [String]) -> Result<Columns, (ImportCause, &'h str)> {
    for (place, name) in header.iter().enumerate() {
        if table.column(name.trim()).is_none() {
            let known = table.columns.iter().map(|column| column.name.to_owned()).collect();
            return Err((ImportCause::UnknownColumn { known }, name));
        }
        if header.iter().take(place).any(|earlier| earlier.trim() == name.trim()) {
            return Err((ImportCause::DoubledColumn, name));
        }
    }
    let columns = Columns::new(table, header);
    match columns.lacking() {
        Some(column) => Err((ImportCause::MissingColumn, column)),
        None => Ok(columns),
    }
}

/// What keeps a row from being taken as it stands, and in which column.
fn fault_of(row: &TableRow) -> Option<(ImportCause, &'static str)> {
    if let Some(column) = row.lacking {
        return Some((ImportCause::EmptyCell, column));
    }
    row.bad.first().map(|(column, value, bad)| {
        let value = value.clone();
        let cause = match bad {
            BadValue::DateForm => ImportCause::DateForm { value },
            BadValue::NoSuchDay => ImportCause::NoSuchDay { value },
            BadValue::NotANumber => ImportCause::NotANumber { value },
        };
        (cause, *column)
    })
}

/// Says in words of the table why the database refused a row.
fn refused(
    table: &TableSpec,
    row: &TableRow,
    error: rusqlite::Error,
    failed: impl Fn(ImportCause) -> ImportError,
) -> ImportError {
    if error.sqlite_error_code() != Some(rusqlite::ErrorCode::ConstraintViolation) {
        return failed(error.into());
    }
    let keys: Vec<&str> = table.columns.iter().filter(|column| column.is_key).map(|column| column.name).collect();
    let values: Vec<&str> = keys.iter().map(|key| row.cell(key)).collect();
    failed(ImportCause::DoubledKey { value: values.join(" + ") }).in_column(&keys.join(" + "))
}

/// A cell that names a row which is not there.
struct Dangling {
    table: String,
    row_id: i64,
    column: String,
    value: String,
    target: String,
}

/// Finds the first cell that names a row which is not there.
fn dangling(connection: &Connection) -> rusqlite::Result<Option<Dangling>> {
    let mut check = connection.prepare("SELECT \"table\", rowid, fkid FROM pragma_foreign_key_check")?;
    let mut rows = check.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (table, row_id, key): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let (column, target): (String, String) = connection.query_row(
        "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) WHERE id = ?2",
        (&table, key),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE rowid = ?1");
    let value = connection.query_row(&sql, [row_id], |row| row.get(0))?;
    Ok(Some(Dangling { table, row_id, column, value, target }))
}

impl Dangling {
    /// With the row of the CSV file: rows were added in its order, so that the row id counts them.
    fn error(self, files: &[Option<PathBuf>]) -> ImportError {
        let place = TABLES.iter().position(|table| table.name == self.table);
        let file = place.and_then(|place| files[place].clone());
        let cause = ImportCause::NoSuchRow { value: self.value, table: self.target };
        let Some(file) = file else {
            return ImportError::of_file(Path::new(&format!("{}.csv", self.table)), cause).in_column(&self.column);
        };
        let (mut count, mut line) = (0, None);
        // The file was read before.
        let _ = for_each_row(&file, &mut |raw| {
            line = line.or((count == self.row_id).then_some(raw.number));
            count += 1;
            Ok(())
        });
        let error = ImportError::of_file(&file, cause).in_column(&self.column);
        ImportError { row: line, ..error }
    }
}
