//! A copy of a database together with its unfinished changes, so that the engine completes them there and not beside
//! the person's file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use super::refusal::{OpenError, Refusal};
use crate::data::{ReadFault, is_open_elsewhere};

/// The files an engine keeps beside a database while it changes it.
const SIDECARS: [&str; 2] = ["-wal", "-journal"];

/// A copy that is removed when dropped.
pub(super) struct PrivateCopy {
    folder: TempDir,
    /// Whether a sidecar held changes that the copy now includes.
    pub has_unfinished_changes: bool,
}

impl PrivateCopy {
    /// Where the copied database lies.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("copy.db")
    }
}

/// Copies the set where the database cannot be read in place: sidecars with contents, or a header that makes the
/// engine create them.
pub(super) fn copy_if_needed(database: &Path, is_wal: bool) -> Result<Option<PrivateCopy>, OpenError> {
    let has_sidecar = SIDECARS.iter().any(|suffix| sidecar(database, suffix).is_some());
    if !has_sidecar && !is_wal && !is_on_network(database) {
        return Ok(None);
    }
    let failed = |error: std::io::Error| {
        let is_held = is_open_elsewhere(&error);
        let cause =
            if is_held { Refusal::Unread(ReadFault::OpenElsewhere) } else { Refusal::CopyFailed(error.to_string()) };
        cause.of(database)
    };
    let folder = tempfile::Builder::new().prefix("city-diplomacy-").tempdir().map_err(failed)?;
    let mut copy = PrivateCopy { folder, has_unfinished_changes: false };
    // Someone may be writing: a set that changed under the copy is copied anew, three times at most.
    for _ in 0..3 {
        let before = FileStamp::of(database);
        copy.has_unfinished_changes = copy_set(database, &copy.path()).map_err(failed)?;
        if FileStamp::of(database) == before {
            return Ok(Some(copy));
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Err(Refusal::Locked.of(database))
}

/// The path of a sidecar that exists and is not empty.
fn sidecar(database: &Path, suffix: &str) -> Option<PathBuf> {
    let path = with_suffix(database, suffix);
    fs::metadata(&path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0).then_some(path)
}

fn with_suffix(database: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(suffix);
    PathBuf::from(name)
}

/// Sizes and times of a database and its sidecars: another stamp means that someone changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileStamp(Vec<Option<(u64, Option<SystemTime>)>>);

impl FileStamp {
    /// The state of a file now.
    pub fn of(database: &Path) -> Self {
        let sidecars = SIDECARS.iter().map(|suffix| with_suffix(database, suffix));
        let state = |path: PathBuf| {
            let metadata = fs::metadata(path).ok()?;
            Some((metadata.len(), metadata.modified().ok()))
        };
        Self(std::iter::once(database.to_owned()).chain(sidecars).map(state).collect())
    }

    /// Whether there is a file at all.
    pub fn is_there(&self) -> bool {
        self.0.first().is_some_and(Option::is_some)
    }
}

/// Copies database and sidecars; whether a sidecar holds changes.
fn copy_set(database: &Path, copy: &Path) -> std::io::Result<bool> {
    copy_contents(database, copy)?;
    let mut has_changes = false;
    for suffix in SIDECARS {
        let target = with_suffix(copy, suffix);
        match sidecar(database, suffix) {
            Some(source) => {
                copy_contents(&source, &target)?;
                has_changes |= begins_like_a_sidecar(&source)?;
            }
            None if target.exists() => fs::remove_file(&target)?,
            None => {}
        }
    }
    Ok(has_changes)
}

/// Copies bytes only, not the permissions: the copy of a read-only file must be writable.
fn copy_contents(source: &Path, target: &Path) -> std::io::Result<()> {
    std::io::copy(&mut File::open(source)?, &mut File::create(target)?).map(|_| ())
}

/// A finished journal may stay behind with its header overwritten by zeros: it holds no changes.
fn begins_like_a_sidecar(path: &Path) -> std::io::Result<bool> {
    let mut magic = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut magic)?;
    Ok(matches!(magic[..], [0xd9, 0xd5, 0x05, 0xf9] | [0x37, 0x7f, 0x06, 0x82 | 0x83]))
}

/// Whether the file lies on a network file system, where locks cannot be relied on.
#[cfg(target_os = "linux")]
fn is_on_network(database: &Path) -> bool {
    const NETWORK: [&str; 9] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "fuse.sshfs"];
    let Ok(mounts) = fs::read_to_string("/proc/self/mounts") else { return false };
    let mut best: Option<(usize, bool)> = None;
    for line in mounts.lines() {
        let mut words = line.split(' ');
        let (Some(_), Some(point), Some(kind)) = (words.next(), words.next(), words.next()) else { continue };
        let point = point.replace("\\040", " ");
        let is_deeper = best.is_none_or(|(length, _)| point.len() >= length);
        if database.starts_with(&point) && is_deeper {
            best = Some((point.len(), NETWORK.contains(&kind)));
        }
    }
    best.is_some_and(|(_, is_network)| is_network)
}

/// Whether the file lies on a network share, where locks cannot be relied on.
#[cfg(not(target_os = "linux"))]
fn is_on_network(database: &Path) -> bool {
    let path = database.to_string_lossy();
    path.starts_with(r"\\?\UNC\") || (path.starts_with(r"\\") && !path.starts_with(r"\\?\"))
}
