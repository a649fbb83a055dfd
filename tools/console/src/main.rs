//! `city-diplomacy.com`: what a Windows console takes when `city-diplomacy` is typed, for `.com` comes before `.exe` there.
//!
//! A program with a window must not be one of the console, or a black window comes with every double click; then nothing
//! that it prints reaches the console. So this one, which is of the console, starts the program beside it with the same
//! arguments, prints what it says (the standard library turns UTF-8 into what a console shows) and ends with its code.
//!
//! The two agree on this, and on nothing else:
//! - `CITY_DIPLOMACY_LAUNCHED` tells the program that it was started so.
//! - Its standard input never says anything and ends when this process does, by Ctrl+C as well: then it ends, too.
//! - A NUL as the first byte of what it prints says that its window is open: the console is free for the next command.

use std::env;
use std::fmt;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::thread;

/// Tells the program who started it.
const LAUNCHED: &str = "CITY_DIPLOMACY_LAUNCHED";
/// The first byte of what a program prints whose window is open; no format and no text begins with it.
const WINDOW_IS_OPEN: u8 = 0;
/// What commands end with that could not do their work.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match launch() {
        // Windows has codes of 32 bits, of which `ExitCode` would keep eight.
        Ok(code) => std::process::exit(code),
        Err(failure) => {
            let _ = writeln!(io::stderr(), "{failure}");
            ExitCode::from(FAILED)
        }
    }
}

/// Starts the program and prints what it says until it ends, or its window is open.
fn launch() -> Result<i32, Failure> {
    let program = program()?;
    let failed = |cause| Failure { program: program.clone(), cause };
    let mut child = Command::new(&program)
        .args(env::args_os().skip(1))
        .env(LAUNCHED, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // Held to the end: waiting for the child would close it, and say that this process has gone.
    let _lifeline = child.stdin.take();
    let printing = thread::Builder::new().name("errors".to_owned());
    let errors = child.stderr.take().map(|stderr| printing.spawn(move || print(stderr, io::stderr())));
    let errors = errors.transpose().map_err(failed)?;
    let is_open = child.stdout.take().is_some_and(|stdout| print(stdout, io::stdout()));
    if is_open {
        return Ok(0);
    }
    let status = child.wait().map_err(failed)?;
    if let Some(errors) = errors {
        let _ = errors.join();
    }
    Ok(status.code().unwrap_or(FAILED.into()))
}

/// Prints what is read as it comes. True as soon as it begins with the sign of an open window. Where nobody reads any
/// more (`| more`, left early), it stops, and the program learns it as it would without this one in between.
fn print(mut from: impl Read, mut to: impl Write) -> bool {
    let mut buffer = vec![0; 64 * 1024];
    let mut is_first = true;
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return false,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return false,
        };
        if is_first && buffer[0] == WINDOW_IS_OPEN {
            return true;
        }
        is_first = false;
        if to.write_all(&buffer[..count]).and_then(|()| to.flush()).is_err() {
            return false;
        }
    }
}

/// `city-diplomacy.exe` in the folder of this program.
fn program() -> Result<PathBuf, Failure> {
    let name = format!("city-diplomacy{}", env::consts::EXE_SUFFIX);
    match env::current_exe() {
        Ok(own) => Ok(own.with_file_name(name)),
        Err(cause) => Err(Failure { program: name.into(), cause }),
    }
}

/// Why the program could not be started; said in both languages, for which one is wanted only the program knows.
struct Failure {
    program: PathBuf,
    cause: io::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { program, cause } = self;
        let program = program.display();
        writeln!(out, "error: {program} cannot be started: {cause}")?;
        writeln!(out, "Both files belong in one folder: unpack the whole archive, or install the program again.")?;
        writeln!(out, "오류: {program}을(를) 시작할 수 없습니다: {cause}")?;
        write!(out, "두 파일은 한 폴더에 있어야 합니다. 압축 파일 전체를 풀거나 프로그램을 다시 설치하십시오.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_printed_and_only_a_first_nul_lets_the_console_go() {
        let printed = |bytes: &[u8]| {
            let mut out = Vec::new();
            (print(bytes, &mut out), out)
        };
        assert_eq!(printed("서울\n".as_bytes()), (false, "서울\n".as_bytes().to_vec()));
        assert_eq!(printed(b"a\0b"), (false, b"a\0b".to_vec()));
        assert_eq!(printed(b""), (false, Vec::new()));
        assert_eq!(printed(b"\0"), (true, Vec::new()));
    }

    #[test]
    fn what_cannot_be_started_is_said_in_both_languages() {
        let failure = Failure { program: "city-diplomacy.exe".into(), cause: io::ErrorKind::NotFound.into() };
        let said = failure.to_string();
        assert!(said.contains("cannot be started") && said.contains("시작할 수 없습니다"), "{said}");
    }
}
