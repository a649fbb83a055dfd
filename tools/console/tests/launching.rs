//! The launcher as a console sees it, beside a program that is a shell script here.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The tests take turns: a script that is being written while another test starts a process cannot be run.
static TURN: Mutex<()> = Mutex::new(());

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder with the launcher and, beside it, a program of the given lines.
fn launcher_beside(test: &str, lines: Option<&str>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let launcher = folder.join("city-diplomacy.com");
    fs::copy(env!("CARGO_BIN_EXE_city-diplomacy-console"), &launcher).unwrap();
    if let Some(lines) = lines {
        let program = folder.join("city-diplomacy");
        fs::write(&program, format!("#!/bin/sh\n{lines}\n")).unwrap();
        fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    }
    launcher
}

fn run(launcher: &Path, arguments: &[&str]) -> Output {
    Command::new(launcher).args(arguments).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn arguments_output_and_code_pass_through() {
    let _turn = turn();
    let launcher = launcher_beside("through", Some("echo \"$CITY_DIPLOMACY_LAUNCHED:$#:$2\"; echo 오류 >&2; exit 7"));
    let output = run(&launcher, &["check", "서울 외교.db"]);
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "1:2:서울 외교.db\n");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "오류\n");
}

#[test]
fn what_the_program_leaves_running_does_not_keep_the_console() {
    let _turn = turn();
    let lines = "here=$(dirname \"$0\"); (until [ -e \"$here/over\" ]; do sleep 0.05; done) & echo done; exit 4";
    let launcher = launcher_beside("left-running", Some(lines));
    let console = Command::new(&launcher).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let output = console.wait_with_output().unwrap();
    fs::write(launcher.with_file_name("over"), "").unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(4), &b"done\n"[..]));
}

#[test]
fn an_open_window_frees_the_console_and_stays() {
    let _turn = turn();
    let lines = "printf '\\000'; cat >/dev/null; echo closed >\"$(dirname \"$0\")/ended\"; exit 3";
    let launcher = launcher_beside("window", Some(lines));
    assert_eq!(run(&launcher, &[]).status.code(), Some(0));
    // The script, unlike the program, ends with its input: the launcher has gone.
    wait_for(&launcher.with_file_name("ended"));
}

#[test]
fn the_program_learns_that_its_console_has_gone() {
    let _turn = turn();
    let lines = "here=$(dirname \"$0\"); echo >\"$here/began\"; cat >/dev/null; echo >\"$here/ended\"";
    let launcher = launcher_beside("gone", Some(lines));
    let mut console = Command::new(&launcher).stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    wait_for(&launcher.with_file_name("began"));
    assert!(!launcher.with_file_name("ended").exists());
    console.kill().unwrap();
    console.wait().unwrap();
    wait_for(&launcher.with_file_name("ended"));
}

#[test]
fn a_launcher_alone_says_what_is_missing() {
    let _turn = turn();
    let output = run(&launcher_beside("alone", None), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("city-diplomacy cannot be started") && said.contains("압축 파일 전체"), "{said}");
}

/// As long as it takes: a test that fails here is ended by whoever runs it.
fn wait_for(file: &Path) {
    while !file.exists() {
        thread::sleep(Duration::from_millis(10));
    }
}
