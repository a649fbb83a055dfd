//! What the window did, on stderr: stage timings with `-v`, and marks for tests that drive the real window.

use std::time::Instant;

use super::panels::Panels;
use super::workspace::Workspace;
use crate::data::Table;
use crate::data::console;
use crate::data::open::OpenReport;

/// Prints to stderr, and nothing unless asked to.
pub struct Trace {
    verbose: bool,
    /// Set by tests: where things are and what is shown.
    marks: bool,
    began: Instant,
    first_frame_ms: Option<f64>,
    has_named_targets: bool,
    shown: Option<usize>,
}

impl Trace {
    /// `began` is when the program started.
    pub fn new(verbose: bool, began: Instant) -> Self {
        let marks = std::env::var_os("CITY_DIPLOMACY_TRACE").is_some();
        Self { verbose, marks, began, first_frame_ms: None, has_named_targets: false, shown: None }
    }

    /// A database was opened.
    pub fn opened(&self, report: &OpenReport) {
        if self.verbose {
            for (stage, duration) in &report.timings {
                console::say(format_args!(
                    "{:<28} {:>8.1} ms",
                    stage.text(crate::words::Lang::En),
                    duration.as_secs_f64() * 1e3
                ));
            }
        }
    }

    /// A frame was drawn.
    pub fn frame(&mut self, workspace: Option<&Workspace>, panels: &Panels) {
        let elapsed_ms = self.began.elapsed().as_secs_f64() * 1e3;
        if self.first_frame_ms.is_none() && !self.verbose && !self.marks {
            console::free();
        }
        if self.first_frame_ms.is_none() && self.verbose {
            console::say(format_args!("{:<28} {elapsed_ms:>8.1} ms after start", "First frame"));
        }
        self.first_frame_ms.get_or_insert(elapsed_ms);
        let Some(workspace) = workspace else { return };
        let shown = workspace.answer().rows(Table::Activities).count();
        if self.shown.is_none() && self.verbose {
            console::say(format_args!("{:<28} {elapsed_ms:>8.1} ms after start", "First frame with data"));
        }
        if self.marks && self.shown != Some(shown) {
            console::say(format_args!("trace: shown activities={shown}"));
        }
        self.shown = Some(shown);
        if self.marks && !self.has_named_targets && !panels.facets.visible_rows.is_empty() {
            self.has_named_targets = true;
            for (field, id, pos) in &panels.facets.visible_rows {
                console::say(format_args!("trace: target {} {id} {:.0} {:.0}", field.id(), pos.x, pos.y));
            }
        }
    }
}
