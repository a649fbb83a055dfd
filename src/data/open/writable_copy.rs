//! A copy of a database that may be written to: the file itself is only read, and nothing inside it runs.

use std::fs::File;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};

use super::private_copy::copy_if_needed;
use super::refusal::{OpenError, Refusal};
use super::{Notice, connection, header};
use crate::data::import::{BaseFault, ImportCause};
use crate::data::schema::{SCHEMA_SQL, SCHEMA_VERSION, TABLES};
use crate::data::{ReadFault, full_path};

/// Copies `base` with its unfinished changes to the file `target`, and opens it with all tables of the schema.
pub(in crate::data) fn make(base: &Path, target: &Path) -> Result<Connection, ImportCause> {
    let refused = |error: OpenError| ImportCause::Base(BaseFault::Refused(Box::new(error)));
    let header = header::inspect(base).map_err(refused)?;
    let unreadable = |error: std::io::Error| ImportCause::Unreadable(ReadFault::of(base, &error));
    let real_path = full_path(base).map_err(unreadable)?;
    let copied = match copy_if_needed(&real_path, header.is_wal).map_err(refused)? {
        Some(copy) => {
            // Opening the private copy recovers it; leaving the log folds it into the file.
            let connection = Connection::open(copy.path())?;
            harden(&connection)?;
            connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
            connection.close().map_err(|(_, error)| error)?;
            copy_contents(&copy.path(), target)
        }
        None => copy_contents(&real_path, target),
    };
    copied.map_err(|error| ImportCause::unwritable(&error))?;
    let connection = Connection::open(std::path::absolute(target).unwrap_or_else(|_| target.to_owned()))?;
    harden(&connection)?;
    if let Some(Notice::Damaged(detail)) = connection::check_for_damage(&connection)? {
        return Err(ImportCause::Base(BaseFault::Damaged(detail)));
    }
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > SCHEMA_VERSION {
        return Err(ImportCause::Base(BaseFault::Newer(version)));
    }
    // A crash leaves a draft that nobody opens, so no journal is needed.
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")?;
    complete(&connection)?;
    if version < SCHEMA_VERSION {
        connection.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    }
    Ok(connection)
}

fn copy_contents(source: &Path, target: &Path) -> std::io::Result<()> {
    std::io::copy(&mut File::open(source)?, &mut File::create(target)?).map(|_| ())
}

fn harden(connection: &Connection) -> rusqlite::Result<()> {
    for (switch, is_on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
    ] {
        connection.set_db_config(switch, is_on)?;
    }
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")
}

/// Adds the tables and columns of the schema that the file lacks.
fn complete(connection: &Connection) -> Result<(), ImportCause> {
    let pattern = Connection::open_in_memory()?;
    pattern.execute_batch(SCHEMA_SQL)?;
    for definition in &TABLES {
        let name = definition.name;
        let found = connection.query_row(
            "SELECT type, rootpage FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE AND type IN ('table', 'view')",
            [name],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)),
        );
        match found {
            Ok((kind, Some(page))) if kind == "table" && page > 0 => {
                let mut columns = connection.prepare("SELECT name FROM pragma_table_xinfo(?1)")?;
                let known: Vec<String> = columns.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?;
                for column in definition.columns {
                    if !known.iter().any(|known| known.eq_ignore_ascii_case(column.name)) {
                        let (column, sql_type) = (column.name, column.holds.sql_type());
                        connection
                            .execute_batch(&format!("ALTER TABLE \"{name}\" ADD COLUMN \"{column}\" {sql_type}"))?;
                    }
                }
            }
            Ok(_) => {
                let refusal = Refusal::ActivityIsNoTable.of(Path::new(name));
                return Err(ImportCause::Base(BaseFault::Refused(Box::new(refusal))));
            }
            Err(rusqlite::Error::QueryReturnedNoRows) => {
                let sql: String =
                    pattern.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0))?;
                connection.execute_batch(&sql)?;
            }
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
                return Err(ImportCause::Base(BaseFault::Damaged(error.to_string())));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
