//! Headless commands, on the same core as the window.

pub mod check;
pub mod import;

use std::io::{ErrorKind, Write};

/// Prints the result of a command. A reader that has seen enough (`| head`) is no failure.
fn print_result(text: &str) {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => eprintln!("{error}"),
        _ => {}
    }
}
