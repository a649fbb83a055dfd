//! A new database file: nobody sees it before it is whole, and then it takes its place in one step.

use std::path::Path;

use rusqlite::Connection;

use super::{ImportCause, ImportError};
use crate::data::{console, folder_of, of_any_length};

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

/// A file beside the new database that nobody sees until it takes its place.
pub(super) fn place_of_draft(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".city-diplomacy-import-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()))
}

/// Puts a finished draft in its place, in one step and for good.
pub(super) fn keep(unfinished: tempfile::NamedTempFile, new_db: &Path) -> Result<(), ImportError> {
    let unwritable = |error: std::io::Error| ImportError::unwritable(new_db, &error);
    ImportError::refuse_device_name(new_db)?;
    let folder = folder_of(new_db);
    unfinished.as_file().sync_all().map_err(unwritable)?;
    if console::is_ending() {
        return Err(ImportError::of_file(new_db, ImportCause::Cancelled));
    }
    unfinished.persist_noclobber(of_any_length(new_db)).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => ImportError::of_file(new_db, ImportCause::TargetExists),
        _ => unwritable(error.error),
    })?;
    sync_folder(folder).map_err(unwritable)
}

/// Syncs a folder, so that a rename in it lasts.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

/// Windows cannot open a folder to sync it; its journal keeps the rename.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
