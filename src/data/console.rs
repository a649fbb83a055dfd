//! The console of a person who typed a command, as far as this process has one.
//!
//! On Windows the program has a window and so no console; `city-diplomacy.com` (tools/console) starts it from one, prints
//! what it says, and ends by Ctrl+C. What the two agree on stands there.

use std::fmt::Display;
use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Set by the launcher.
const LAUNCHED: &str = "CITY_DIPLOMACY_LAUNCHED";
/// How long work may take to notice that it shall end, and to take its drafts away.
const GRACE: Duration = Duration::from_secs(3);
/// What a shell gives a command that was ended by Ctrl+C.
pub const ENDED_BY_CTRL_C: u8 = 130;

static IS_ENDING: AtomicBool = AtomicBool::new(false);
static IS_FREE: AtomicBool = AtomicBool::new(false);

/// Prints a line for the person. Nobody may be there to read it, and that is no fault.
pub fn say(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// From now on this process ends soon after the launcher does, if one started it.
///
/// # Errors
/// Where no thread can be had.
pub fn end_with_launcher() -> io::Result<()> {
    if std::env::var_os(LAUNCHED).is_none() {
        return Ok(());
    }
    let wait = || {
        let mut nothing = Vec::new();
        // The launcher never writes: this comes back when it has gone, however it went.
        let _ = io::stdin().lock().read_to_end(&mut nothing);
        if IS_FREE.load(Ordering::SeqCst) {
            return;
        }
        IS_ENDING.store(true, Ordering::SeqCst);
        thread::sleep(GRACE);
        std::process::exit(ENDED_BY_CTRL_C.into());
    };
    thread::Builder::new().name("console".to_owned()).spawn(wait).map(drop)
}

/// The window is open: the console takes the next command, and the window outlives it.
pub fn free() {
    if std::env::var_os(LAUNCHED).is_some() && !IS_FREE.swap(true, Ordering::SeqCst) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(&[0]).and_then(|()| out.flush());
    }
}

/// Whether the person has ended the command: work stops, and nothing that is half done is kept.
pub fn is_ending() -> bool {
    IS_ENDING.load(Ordering::Relaxed)
}
