//! A command that was started by the launcher of a Windows console, which can be played on any system.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::sample_db;

fn launched(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_city-diplomacy"));
    command.args(arguments).env("CITY_DIPLOMACY_LAUNCHED", "1").stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_command_prints_the_same_whoever_starts_it() {
    let sample = sample_db();
    let arguments = ["check", sample.to_str().unwrap()];
    let alone = Command::new(env!("CARGO_BIN_EXE_city-diplomacy")).args(arguments).output().unwrap();
    let mut child = launched(&arguments).spawn().unwrap();
    // Held, as the launcher holds it.
    let lifeline = child.stdin.take();
    let output = child.wait_with_output().unwrap();
    drop(lifeline);
    assert_eq!(output, alone);
}

#[test]
fn a_command_whose_launcher_has_gone_ends_and_leaves_nothing_half_made() {
    let folder = tempfile::tempdir().unwrap();
    let deck = folder.path().join("모두.pptx");
    let sample = sample_db();
    let all = ["deck", sample.to_str().unwrap(), "--cities", "all", "--charts", "all", "--out", deck.to_str().unwrap()];
    let mut child = launched(&all).spawn().unwrap();
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(files(folder.path()), Vec::<String>::new());
}

fn files(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().into_owned();
    std::fs::read_dir(folder).unwrap().map(name).collect()
}
