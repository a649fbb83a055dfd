//! The headless commands as a person runs them: exit status, and what is printed.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails like a test")]

mod support;

use std::process::{Command, Output};

use support::{file_with, sample_after, sample_db};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_city-diplomacy")).args(arguments).output().unwrap()
}

#[test]
fn check_tells_its_verdict_by_exit_status() {
    let sample = sample_db();
    let (_folder, warned) = sample_after("UPDATE activity SET start_date = '2023-13' WHERE rowid = 1");
    let (_folder, refused) = file_with("list.db", b"id,title\n1,a\n");
    for (path, status, verdict) in
        [(&sample, 0, "opened"), (&warned, 1, "opened with warnings"), (&refused, 2, "refused")]
    {
        let plain = run(&["check", path.to_str().unwrap()]);
        assert_eq!(plain.status.code(), Some(status), "{verdict}");
        let first_line = format!("{}: {verdict}\n", path.display());
        assert!(String::from_utf8(plain.stdout).unwrap().starts_with(&first_line));
        let json = run(&["check", "--json", path.to_str().unwrap()]);
        let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(json["verdict"], verdict);
    }
}

#[test]
fn check_prints_the_same_twice_and_lists_what_needs_mending() {
    let (_folder, path) = sample_after("UPDATE activity SET start_date = '2023-13' WHERE rowid = 1");
    let [first, second] = [(); 2].map(|()| run(&["check", path.to_str().unwrap()]).stdout);
    assert_eq!(first, second);
    let text = String::from_utf8(first).unwrap();
    assert!(
        text.contains("! activity row 1 a-jinju-1961-eugene undated: no such day in the calendar: 2023-13"),
        "{text}"
    );
    assert!(text.contains("activity                    831      830        1        0"), "{text}");
}

#[test]
fn import_makes_a_database_that_check_accepts() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("새 자료.db");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
    let arguments = ["import", source, "--into", new.to_str().unwrap()];
    assert_eq!(run(&arguments).status.code(), Some(0));
    assert_eq!(run(&["check", new.to_str().unwrap()]).status.code(), Some(0));
    let again = run(&arguments);
    assert_eq!(again.status.code(), Some(2));
    let message = String::from_utf8(again.stderr).unwrap();
    assert!(message.contains("새 자료.db") && message.contains("exists already"), "{message}");
}
