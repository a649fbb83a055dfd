//! A new database file before anything stands in it.

use std::path::Path;

use rusqlite::Connection;

/// Opens a file for a new database: the same rows give the same bytes, and no journal is kept.
pub(super) fn open_new(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))?;
    // A crash leaves a temporary file that nobody opens, so no journal is needed; the sizes are fixed for equal bytes.
    connection.execute_batch(
        "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE; PRAGMA journal_mode = OFF;
         PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;",
    )?;
    Ok(connection)
}
