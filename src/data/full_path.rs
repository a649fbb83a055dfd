//! Paths in full: as people know them, and as files of any length of path are written.

use std::io;
use std::path::{Path, PathBuf};

/// A path in full, links followed, as people write it: Windows' own `\\?\C:\…` is shown to nobody.
///
/// # Errors
/// Where there is no such file.
pub(crate) fn full_path(path: &Path) -> io::Result<PathBuf> {
    // Some drives of Windows (in memory, encrypted) have files and yet no full paths.
    let found = dunce::canonicalize(path).or_else(|error| match path.metadata() {
        Ok(_) => std::path::absolute(path),
        Err(_) => Err(error),
    })?;
    let plain = if cfg!(windows) { found.to_str().and_then(plain_share) } else { None };
    Ok(plain.map_or(found, PathBuf::from))
}

/// `\\server\share\…` of `\\?\UNC\server\share\…`, unless it is so long that it needs the prefix.
fn plain_share(path: &str) -> Option<String> {
    const LONGEST: usize = 259;
    let share = path.strip_prefix(r"\\?\UNC\").map(|rest| format!(r"\\{rest}"))?;
    (share.encode_utf16().count() <= LONGEST).then_some(share)
}

/// The same place under a path that may be of any length on Windows; nobody is shown it.
pub(crate) fn of_any_length(path: &Path) -> PathBuf {
    let Some(name) = path.file_name() else { return path.to_owned() };
    std::fs::canonicalize(folder_of(path)).map_or_else(|_| path.to_owned(), |folder| folder.join(name))
}

/// The folder of a file; the current one where its path names none.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_shown_as_people_write_it() {
        assert_eq!(plain_share(r"\\?\UNC\서버\자료\서울.db").as_deref(), Some(r"\\서버\자료\서울.db"));
        assert_eq!(plain_share(r"\\?\C:\서울.db"), None);
        assert_eq!(plain_share(r"\\server\share\a.db"), None);
        let long = format!(r"\\?\UNC\server\share\{}", "가".repeat(300));
        assert_eq!(plain_share(&long), None);
    }

    #[test]
    fn full_paths_name_the_file_itself_without_a_prefix() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("서울.db");
        assert!(full_path(&file).is_err());
        std::fs::write(&file, "").unwrap();
        let full = full_path(&folder.path().join(".").join("서울.db")).unwrap();
        assert!(full.is_absolute() && full.ends_with("서울.db"));
        assert!(!full.to_string_lossy().contains(r"\\?\"), "{}", full.display());
    }

    #[test]
    fn a_file_that_is_not_there_yet_has_a_place() {
        let folder = tempfile::tempdir().unwrap();
        let place = of_any_length(&folder.path().join("new.db"));
        assert_eq!(place, std::fs::canonicalize(folder.path()).unwrap().join("new.db"));
        assert_eq!(of_any_length(Path::new("no such folder/new.db")), Path::new("no such folder/new.db"));
        assert_eq!(folder_of(Path::new("new.db")), Path::new("."));
    }
}
