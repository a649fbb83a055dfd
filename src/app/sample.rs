//! The database that comes with the program.

use std::io;
use std::path::PathBuf;

use tempfile::TempDir;

const NAME: &str = "sample.db";
const BYTES: &[u8] = include_bytes!("../../sample.db");

/// Beside the executable, in the working folder, in the checkout that the executable was built in; else the copy
/// that the executable carries, unpacked.
pub fn find(unpacked: &mut Option<TempDir>) -> io::Result<PathBuf> {
    let executable = std::env::current_exe().ok();
    // target/release/city-diplomacy lies three levels below the checkout.
    let above = executable.iter().flat_map(|path| path.ancestors().skip(1).take(4)).map(|folder| folder.join(NAME));
    let beside = above.chain([PathBuf::from(NAME)]).find(|path| path.is_file());
    beside.map_or_else(|| unpack(unpacked), Ok)
}

/// Into a private folder that goes with the window.
fn unpack(unpacked: &mut Option<TempDir>) -> io::Result<PathBuf> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(NAME);
    std::fs::write(&path, BYTES)?;
    *unpacked = Some(folder);
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `cargo install` and packages leave: a program with nothing beside it.
    #[test]
    fn a_program_alone_unpacks_the_sample_that_it_carries() {
        let mut folder = None;
        let path = unpack(&mut folder).unwrap();
        let carried = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db")).unwrap();
        assert!(std::fs::read(&path).unwrap() == carried);
        drop(folder);
        assert!(!path.exists());
    }
}
