//! Looks after the file that is open: wakes the window when someone changed it, and never otherwise.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use egui::Context;

use crate::data::open::FileStamp;

/// How often the file is looked at; sizes and times only.
const EVERY: Duration = Duration::from_secs(2);

/// A thread that looks at a file until this is dropped.
pub struct Watch {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    is_changed: AtomicBool,
    is_over: AtomicBool,
}

impl Watch {
    /// Looks at a file from the state in which it was read.
    pub fn start(ctx: &Context, path: &Path, stamp: FileStamp) -> Self {
        let shared = Arc::new(Shared::default());
        let (handle, path, ctx) = (Arc::clone(&shared), path.to_owned(), ctx.clone());
        let look = move || {
            let mut known = stamp;
            let mut last = known.clone();
            while !handle.is_over.load(Ordering::Relaxed) {
                std::thread::park_timeout(EVERY);
                let now = FileStamp::of(&path);
                // Someone may still be writing: a change is told once it stands still.
                if now != known && now == last && now.is_there() {
                    known = now.clone();
                    handle.is_changed.store(true, Ordering::Relaxed);
                    ctx.request_repaint();
                }
                last = now;
            }
        };
        // Where the system gives no thread, nobody is told of changes; opening again still works.
        let _ = std::thread::Builder::new().name("watch".to_owned()).spawn(look);
        Self { shared }
    }

    /// Whether the file is not what it was.
    pub fn is_changed(&self) -> bool {
        self.shared.is_changed.load(Ordering::Relaxed)
    }

    /// Takes the notice away until the next change.
    pub fn dismiss(&self) {
        self.shared.is_changed.store(false, Ordering::Relaxed);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
    }
}
