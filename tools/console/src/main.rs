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
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// Tells the program who started it.
const LAUNCHED: &str = "CITY_DIPLOMACY_LAUNCHED";
/// The first byte of what a program prints whose window is open; no format and no text begins with it.
const WINDOW_IS_OPEN: u8 = 0;
/// What commands end with that could not do their work.
const FAILED: u8 = 2;
/// How long what a program printed at its very end may take from the pipe to here.
const REST: Duration = Duration::from_millis(250);

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
    let news = listen(child).map_err(failed)?;
    match follow(&news, &mut io::stdout(), &mut io::stderr()) {
        End::WindowIsOpen => Ok(0),
        End::Ended(status) => Ok(status.map_err(failed)?.code().unwrap_or(FAILED.into())),
    }
}

/// What comes from the program.
enum News {
    Printed(Vec<u8>),
    Complained(Vec<u8>),
    Ended(io::Result<ExitStatus>),
}

/// Why there is nothing left to wait for.
#[derive(Debug)]
enum End {
    WindowIsOpen,
    Ended(io::Result<ExitStatus>),
}

/// Everything that comes from the program, as it comes.
fn listen(mut child: Child) -> io::Result<Receiver<News>> {
    // What is not yet printed waits in the program, however much it is.
    let (tell, news) = sync_channel(4);
    if let Some(stdout) = child.stdout.take() {
        let tell = tell.clone();
        thread::Builder::new().name("output".to_owned()).spawn(move || read(stdout, &tell, News::Printed))?;
    }
    if let Some(stderr) = child.stderr.take() {
        let tell = tell.clone();
        thread::Builder::new().name("errors".to_owned()).spawn(move || read(stderr, &tell, News::Complained))?;
    }
    let wait = move || {
        // Nobody listens any more where the console has been freed.
        let _ = tell.send(News::Ended(child.wait()));
    };
    thread::Builder::new().name("end".to_owned()).spawn(wait)?;
    Ok(news)
}

/// Passes on what is read, until the end or until nobody listens.
fn read(mut from: impl Read, tell: &SyncSender<News>, news: fn(Vec<u8>) -> News) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) if tell.send(news(buffer[..count].to_vec())).is_ok() => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            _ => return,
        }
    }
}

/// Prints what comes until the program ends or begins with the sign of an open window.
///
/// That the program has ended does not close the pipes: what it started meanwhile, such as the desktop of its session, may
/// hold them still. So after its end only what is on its way is waited for.
fn follow(news: &Receiver<News>, out: &mut impl Write, errors: &mut impl Write) -> End {
    let mut is_first = true;
    let mut ended = None;
    loop {
        let next = if ended.is_none() { news.recv().ok() } else { news.recv_timeout(REST).ok() };
        match next {
            Some(News::Printed(bytes)) => {
                if is_first && bytes[0] == WINDOW_IS_OPEN {
                    return End::WindowIsOpen;
                }
                is_first = false;
                // Where nobody reads any more (`| more`, left early) the work goes on unheard.
                let _ = out.write_all(&bytes).and_then(|()| out.flush());
            }
            Some(News::Complained(bytes)) => {
                let _ = errors.write_all(&bytes).and_then(|()| errors.flush());
            }
            Some(News::Ended(status)) => ended = Some(status),
            None => return End::Ended(ended.unwrap_or_else(|| Err(io::ErrorKind::BrokenPipe.into()))),
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
#[allow(clippy::unwrap_used, reason = "all of it is a test")]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_printed_and_only_a_first_nul_lets_the_console_go() {
        let printed = |bytes: &[u8]| {
            let (tell, news) = sync_channel(4);
            read(bytes, &tell, News::Printed);
            read(&b"warned"[..], &tell, News::Complained);
            tell.send(News::Ended(Ok(ExitStatus::default()))).unwrap();
            let (mut out, mut errors) = (Vec::new(), Vec::new());
            // The sender lives on, as a pipe does that another process holds.
            let end = follow(&news, &mut out, &mut errors);
            (matches!(end, End::WindowIsOpen), out)
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
