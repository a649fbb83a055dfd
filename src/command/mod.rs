//! Headless commands, on the same core as the window.

pub mod check;
pub mod completions;
mod counting_args;
pub mod counts;
pub mod deck;
pub mod export;
pub mod filter_args;
mod filter_fault;
pub mod import;
pub mod indicators;
mod look_args;
pub mod manual;
pub mod picture;
pub mod records;
mod slide_args;
pub mod template;
mod wildcards;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::chart::SavedView;
use crate::data::open::{Progress, open};
use crate::data::{Dataset, Explanation, console};
use crate::export::{ExportError, Format, read_view};
use crate::words::{Lang, Word};

/// Says on standard error how long each stage took, where one asked for it.
struct Stopwatch {
    is_verbose: bool,
    since: Instant,
}

impl Stopwatch {
    fn start(is_verbose: bool) -> Self {
        Self { is_verbose, since: Instant::now() }
    }

    /// Ends a stage; the next one begins.
    fn stage(&mut self, name: &str) {
        if self.is_verbose {
            console::say(format_args!("{name} {:.1?}", self.since.elapsed()));
        }
        self.since = Instant::now();
    }
}

/// Opens a database; what could not be taken as it stands is a line on standard error, and `check` lists it.
fn open_database(path: &Path, lang: Lang, watch: &mut Stopwatch) -> Result<Arc<Dataset>, Explanation> {
    let loaded = open(path, &Progress::default()).map_err(|error| error.explain(lang))?;
    if watch.is_verbose {
        for (stage, time) in &loaded.report.timings {
            console::say(format_args!("{} {time:.1?}", stage.text(lang)));
        }
    }
    if loaded.report.has_warnings() {
        console::say(Word::opened_with_warnings(lang, &path.display()));
    }
    watch.stage("opened");
    Ok(loaded.dataset)
}

/// The view inside a figure.
fn saved_view(figure: &Path, lang: Lang) -> Result<SavedView, Explanation> {
    read_view(figure).map_err(|error| error.explain(lang))
}

/// What `--view` is told to do, with the kinds of file that it takes.
fn figure_help(what: &str) -> String {
    let kinds = Format::names_with_view().join(", ");
    format!("A figure that this program made ({kinds}): {what}, changed by the other options")
}

/// Why an export did not come about.
fn not_written(error: &ExportError, lang: Lang) -> Explanation {
    error.explain(lang)
}

/// Prints the result of a command.
fn print_result(text: &str, lang: Lang) -> Result<(), Explanation> {
    let mut out = io::stdout().lock();
    not_printed(out.write_all(text.as_bytes()).and_then(|()| out.flush()), lang)
}

/// Why a result could not be printed. A reader that has seen enough (`| head`) is no failure.
fn not_printed(printed: io::Result<()>, lang: Lang) -> Result<(), Explanation> {
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Explanation {
            what: Word::NOT_PRINTED.text(lang).to_owned(),
            cause: Word::cause_unwritable(lang, &error),
            next_step: Word::NOT_PRINTED_NEXT.text(lang).to_owned(),
        }),
        _ => Ok(()),
    }
}
