//! Facts in files to a database: the only writer of databases. A new file appears whole, or not at all.
//!
//! [`import_csv_folder`] takes a folder of CSV files in the form of the schema, [`Draft`] takes anybody's sheets.

mod account;
mod catalog;
mod catalog_rows;
mod cells;
mod cities;
mod city;
mod convert;
mod dates;
mod dormant;
mod draft;
mod failure;
mod fill;
mod fingerprint;
mod footers;
pub mod headings;
mod kinds;
mod left_columns;
mod list_cell;
mod look_up;
mod mapping;
mod merge;
mod names;
mod new_file;
mod new_id;
mod outcome;
mod plain_rows;
mod propose;
mod record;
mod rejected_rows;
mod remarks;
mod report;
mod report_lines;
mod row_dates;
mod rows;
mod same_fact;
pub(super) mod score;
mod sheet_dates;
pub(super) mod sides;
mod sources;
mod target;
mod template;
mod term_aliases;
mod writer;
mod written_cities;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::schema::{SCHEMA_SQL, TABLES, TableSpec};
pub use account::{Account, ColumnAccount, RowsNotTaken, Undated, WhyNotTaken};
use cells::CellReader;
pub use dates::{DateDoubt, DayOrder};
pub use draft::{Draft, ImportProgress};
pub use failure::{BaseFault, ImportCause, ImportError};
pub use mapping::{Fitted, Mapping, NEW_NAME, Unknown, slot_of};
use new_file::open_new;
pub use outcome::Proposal;
pub use outcome::{RowNoteReason, RowOutcome};
pub use remarks::{Remark, RemarkKind};
pub use report::{Change, DayOrderReport, FirstRow, Question, Reading, RowNote, SheetReport};
pub use rows::Made;
pub use sources::{find_sheets, is_schema_folder};
pub use target::{PlainTable, Target};
pub use template::{TemplateSheet, template_sheets};
use writer::Writer;

/// What an import wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// Every table in the order of the schema, with its number of rows.
    pub tables: Vec<(String, usize)>,
}

/// Vocabularies that a folder without their files gets, so that its facts have names to refer to.
const BUILT_IN: [(&str, &str); 3] = [
    ("term", include_str!("../../assets/sample/term.csv")),
    ("agenda", include_str!("../../assets/sample/agenda.csv")),
    ("form", include_str!("../../assets/sample/form.csv")),
];

/// The names a file without a table of names falls back on: the same lists, as CSV with a header.
pub(super) fn built_in_csv(table: &str) -> Option<&'static str> {
    BUILT_IN.into_iter().find(|(name, _)| *name == table).map(|(_, csv)| csv)
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
    let folder = new_db.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unwritable = |error: std::io::Error| ImportError::of_file(new_db, ImportCause::TargetFolder(error.to_string()));
    let unfinished = place_of_draft(folder).map_err(unwritable)?;
    let tables = fill(unfinished.path(), new_db, &files)?;
    keep(unfinished, new_db)?;
    Ok(ImportReport { tables })
}

/// A file beside the new database that nobody sees until it takes its place.
fn place_of_draft(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".city-diplomacy-import-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Puts a finished draft in its place, in one step and for good.
fn keep(unfinished: tempfile::NamedTempFile, new_db: &Path) -> Result<(), ImportError> {
    let unwritable = |error: std::io::Error| ImportError::of_file(new_db, ImportCause::TargetFolder(error.to_string()));
    let folder = new_db.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    unfinished.as_file().sync_all().map_err(unwritable)?;
    unfinished.persist_noclobber(new_db).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => ImportError::of_file(new_db, ImportCause::TargetExists),
        _ => unwritable(error.error),
    })?;
    draft::sync_folder(folder).map_err(unwritable)
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
    let mut tables = Vec::new();
    for (definition, file) in TABLES.iter().zip(files) {
        let rows = match (file, built_in_csv(definition.name)) {
            (Some(file), _) => insert_file(&connection, definition, file, &read_text(file)?)?,
            (None, Some(csv)) => insert_file(&connection, definition, Path::new("built-in.csv"), csv)?,
            (None, None) => 0,
        };
        tables.push((definition.name.to_owned(), rows));
    }
    check_references(&connection, files).map_err(|error| match error {
        ReferenceError::Sqlite(error) => failed(error),
        ReferenceError::Dangling(error) => error,
    })?;
    connection.execute_batch("COMMIT").map_err(failed)?;
    connection.close().map_err(|(_, error)| failed(error))?;
    Ok(tables)
}

/// The whole file as text; a byte order mark is left out.
fn read_text(file: &Path) -> Result<String, ImportError> {
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|mut open| open.read_to_end(&mut bytes))
        .map_err(|error| ImportError::of_file(file, ImportCause::Unreadable(error.to_string())))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let row = memchr::memchr_iter(b'\n', before).count() + 1;
        ImportError::of_file(file, ImportCause::NotUtf8).in_row(row)
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), ToOwned::to_owned))
}

fn insert_file(
    connection: &Connection,
    definition: &'static TableSpec,
    file: &Path,
    csv_text: &str,
) -> Result<usize, ImportError> {
    let mut reader = CellReader::new(file, definition, csv_text)?;
    let writer = Writer::new(connection);
    let columns: Vec<usize> = (0..definition.columns.len()).collect();
    let mut rows = 0;
    while let Some(cells) = reader.next_row()? {
        match writer.insert(definition, &columns, &cells) {
            Ok(_) => rows += 1,
            Err(error) => return Err(reader.explain_refusal(&cells, error)),
        }
    }
    Ok(rows)
}

enum ReferenceError {
    Sqlite(rusqlite::Error),
    Dangling(ImportError),
}

impl From<rusqlite::Error> for ReferenceError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Finds the first cell that names a row which is not there. Rows were inserted in the order of the file, so the row
/// id leads back to the row of the CSV file, whose first row is the header.
fn check_references(connection: &Connection, files: &[Option<PathBuf>]) -> Result<(), ReferenceError> {
    let mut check = connection.prepare("SELECT \"table\", rowid, fkid FROM pragma_foreign_key_check")?;
    let mut rows = check.query([])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let (table, row_id, key): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let (column, target): (String, String) = connection.query_row(
        "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) WHERE id = ?2",
        (&table, key),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let value: String =
        connection
            .query_row(&format!("SELECT \"{column}\" FROM \"{table}\" WHERE rowid = ?1"), [row_id], |row| row.get(0))?;
    let index = TABLES.iter().position(|definition| definition.name == table);
    let file = index.and_then(|index| files[index].clone()).unwrap_or_else(|| PathBuf::from(format!("{table}.csv")));
    let cause = ImportCause::NoSuchRow { value, table: target };
    Err(ReferenceError::Dangling(ImportError::of_file(&file, cause).in_row(row_id as usize + 1).in_column(&column)))
}
