//! A whole file or none: written beside its place under another name, synced, then put there in one step.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::ExportError;
#[cfg(windows)]
use crate::data::is_open_elsewhere;
use crate::data::{console, folder_of, full_path, is_device_name, of_any_length};

/// Writes a file: whole, or not at all. Whatever ends the program on the way, the old file or the new one is there.
///
/// # Errors
/// [`ExportError`], where the name cannot be a file's, or the folder cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    write_by(path, |draft| draft.write_all(bytes))
}

/// The same of what is made piece by piece, however much it is.
pub(super) fn write_by(path: &Path, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> Result<(), ExportError> {
    let name = path.file_name().ok_or_else(|| ExportError::NoName { path: path.to_owned() })?;
    let name = name.to_string_lossy();
    if is_device_name(&name) {
        return Err(ExportError::DeviceName { path: path.to_owned() });
    }
    if !windows_takes(&name) {
        return Err(ExportError::ReservedName { path: path.to_owned() });
    }
    let place = place(path)?;
    replace(&place, fill).map_err(|cause| ExportError::writing(path.to_owned(), cause))
}

/// Refuses to write over the database that is shown: no export may cost anyone their data.
///
/// # Errors
/// [`ExportError::IsDatabase`], where both names lead to the same file.
pub fn refuse_source(database: &Path, out: &Path) -> Result<(), ExportError> {
    // Of two files that cannot both be found, one is not there to be written over.
    match (full_path(database), full_path(out)) {
        (Ok(database), Ok(place)) if database == place => Err(ExportError::IsDatabase { path: out.to_owned() }),
        _ => Ok(()),
    }
}

/// A file name of several parts that every system takes, `seoul_timeline_1998-2024`; Hangul is kept.
pub fn safe_file_name(parts: &[&str]) -> String {
    const LONGEST_BYTES: usize = 180;
    let safe = |char: char| char.is_alphanumeric() || matches!(char, '-' | '.' | '+' | '(' | ')');
    let words = parts.iter().flat_map(|part| part.split(|char| !safe(char))).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("_");
    name.truncate(name.floor_char_boundary(LONGEST_BYTES));
    let name = name.trim_matches(['.', '_']);
    if name.is_empty() || !windows_takes(name) {
        format!("figure_{name}").trim_end_matches('_').to_owned()
    } else {
        name.to_owned()
    }
}

/// Whether Windows can make and open a file of this name: figures travel.
fn windows_takes(name: &str) -> bool {
    let sign = |char: char| char.is_control() || "<>:\"|?*\\".contains(char);
    !(is_device_name(name) || name.ends_with(['.', ' ']) || name.contains(sign))
}

/// Where the bytes go: the path itself, or what a symbolic link at the path points to.
fn place(path: &Path) -> Result<PathBuf, ExportError> {
    let Ok(metadata) = fs::metadata(path) else { return Ok(path.to_owned()) };
    if !metadata.is_file() {
        return Err(ExportError::NotAFile { path: path.to_owned() });
    }
    // The rename below would replace a file that its owner protected.
    if metadata.permissions().readonly() {
        return Err(ExportError::NotAllowed { path: path.to_owned() });
    }
    full_path(path).map_err(|cause| ExportError::writing(path.to_owned(), cause))
}

fn replace(place: &Path, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let place = &of_any_length(place);
    let folder = folder_of(place);
    let mut draft = tempfile::Builder::new();
    draft.prefix(".export-").suffix(".part");
    // A private draft would become a private file: give it what any new file gets, less the umask.
    #[cfg(unix)]
    draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut draft = draft.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(place) {
        draft.as_file().set_permissions(old.permissions())?;
    }
    fill(draft.as_file_mut())?;
    draft.as_file().sync_all()?;
    if console::is_ending() {
        return Err(io::ErrorKind::Interrupted.into());
    }
    draft.persist(place).map_err(|failed| why_not_replaced(place, failed.error))?;
    sync(folder)
}

/// Windows says "access denied" of a file that cannot be replaced because another program has it open: asked for the
/// right to delete it, the system tells the two apart.
#[cfg(windows)]
fn why_not_replaced(place: &Path, said: io::Error) -> io::Error {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE: u32 = 0x0001_0000;
    let asked = fs::OpenOptions::new().access_mode(DELETE).open(place);
    asked.err().filter(is_open_elsewhere).unwrap_or(said)
}

/// Elsewhere a file that is open can be replaced.
#[cfg(not(windows))]
fn why_not_replaced(_place: &Path, said: io::Error) -> io::Error {
    said
}

/// Makes a rename in a folder last.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Windows cannot open a folder to sync it; its journal keeps the rename.
#[cfg(not(unix))]
fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_made_and_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("서울.svg");
        for bytes in [b"one".as_slice(), b"another"] {
            write(&path, bytes).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
            assert_eq!(listing(folder.path()), ["서울.svg"]);
        }
    }

    #[test]
    fn a_full_disk_is_told_and_the_old_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("서울.svg");
        write(&path, b"old").unwrap();
        let full = |draft: &mut fs::File| {
            draft.write_all(b"half of it")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let error = ExportError::writing(path.clone(), replace(&path, full).unwrap_err());
        assert!(matches!(error, ExportError::DiskFull { .. }), "{error}");
        for lang in crate::words::Lang::ALL {
            let told = error.explain(lang);
            assert!(told.what.contains("서울.svg") && !told.cause.is_empty() && !told.next_step.is_empty());
        }
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(listing(folder.path()), ["서울.svg"]);
    }

    #[test]
    fn names_that_windows_cannot_open_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a:b.svg", "what?.png", "end.", "end "] {
            let error = write(&folder.path().join(name), b"").unwrap_err();
            assert!(matches!(error, ExportError::ReservedName { .. }), "{name}: {error}");
        }
        for name in ["con.svg", "NUL", "Lpt1.png", "com².svg"] {
            let error = write(&folder.path().join(name), b"").unwrap_err();
            assert!(matches!(error, ExportError::DeviceName { .. }), "{name}: {error}");
            assert!(error.to_string().contains("device of Windows"), "{error}");
        }
        for name in ["console.svg", "com10.svg", "com.svg", "null.png", "서울 1.svg"] {
            write(&folder.path().join(name), b"").unwrap();
        }
    }

    #[test]
    fn folders_missing_folders_and_empty_names_are_refused_each_in_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let error = |path: &Path| write(path, b"").unwrap_err();
        assert!(matches!(error(folder.path()), ExportError::NotAFile { .. }));
        assert!(matches!(error(&folder.path().join("none/a.svg")), ExportError::NoFolder { .. }));
        assert!(matches!(error(Path::new("")), ExportError::NoName { .. }));
        assert!(matches!(error(Path::new("..")), ExportError::NoName { .. }));
        let said = error(&folder.path().join("none/a.svg")).to_string();
        assert!(said.contains("a.svg") && said.contains("folder"), "{said}");
    }

    #[test]
    fn the_database_is_never_written_over_by_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let [database, other] = ["a.db", "b.png"].map(|name| folder.path().join(name));
        fs::write(&database, b"facts").unwrap();
        assert!(refuse_source(&database, &other).is_ok());
        fs::write(&other, b"").unwrap();
        assert!(refuse_source(&database, &other).is_ok());
        let round_about = folder.path().join(".").join("a.db");
        let error = refuse_source(&database, &round_about).unwrap_err();
        assert!(matches!(error, ExportError::IsDatabase { .. }) && error.to_string().contains("a.db"), "{error}");
        #[cfg(unix)]
        {
            let link = folder.path().join("figure.png");
            std::os::unix::fs::symlink(&database, &link).unwrap();
            assert!(refuse_source(&database, &link).is_err());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_protected_file_stays_and_a_link_stays_a_link() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.svg");
        write(&file, b"old").unwrap();
        assert_ne!(fs::metadata(&file).unwrap().permissions().mode() & 0o044, 0, "others may read it");
        let link = folder.path().join("link.svg");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(write(&file, b"newer").unwrap_err(), ExportError::NotAllowed { .. }));
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }

    #[test]
    fn safe_names_keep_hangul_and_lose_what_systems_refuse() {
        assert_eq!(safe_file_name(&["서울", "timeline", "1998-2024"]), "서울_timeline_1998-2024");
        assert_eq!(safe_file_name(&["a/b\\c:d", "../x"]), "a_b_c_d_.._x");
        assert_eq!(safe_file_name(&["con"]), "figure_con");
        assert_eq!(safe_file_name(&["", "??"]), "figure");
        assert!(windows_takes(&safe_file_name(&["긴".repeat(200).as_str()])));
    }
}
