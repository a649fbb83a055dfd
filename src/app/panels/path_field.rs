//! A file of the export window by its path: read away from the window, once the path is another one.

use std::path::Path;

use egui::Context;

use crate::app::tasks::{Task, TaskOutcome};
use crate::export::ExportError;

/// What became of the path that was given.
pub struct PathField<T> {
    path: String,
    reading: Option<Task<Result<T, ExportError>>>,
    read: Option<Result<T, ExportError>>,
}

impl<T> Default for PathField<T> {
    fn default() -> Self {
        Self { path: String::new(), reading: None, read: None }
    }
}

impl<T: Send + 'static> PathField<T> {
    /// Reads a path once it is another one; an empty one is no file.
    pub fn follow(&mut self, ctx: &Context, path: &str, read: fn(&Path, &Context) -> Result<T, ExportError>) {
        let path = path.trim().trim_matches('"');
        if path != self.path {
            path.clone_into(&mut self.path);
            (self.read, self.reading) = (None, None);
            if !path.is_empty() {
                let (path, window) = (std::path::PathBuf::from(path), ctx.clone());
                self.reading = Some(Task::start("read file", ctx, move || read(&path, &window)));
            }
        }
        if let Some(TaskOutcome::Done(read)) = self.reading.as_ref().map(Task::poll) {
            self.reading = None;
            self.read = Some(read);
        }
    }

    /// What was read.
    pub fn value(&self) -> Option<&T> {
        self.read.as_ref()?.as_ref().ok()
    }

    /// Why it cannot be used.
    pub fn error(&self) -> Option<&ExportError> {
        self.read.as_ref()?.as_ref().err()
    }

    /// Whether it is on its way.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }
}
