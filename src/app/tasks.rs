//! Work away from the window: named threads whose results come back by channel; the newest wins.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::Instant;

use egui::Context;

use super::workspace::Workspace;
use crate::data::open::{self, Loaded, OpenError, Progress};

/// A piece of work on its way. Dropping it forgets its result.
pub struct Task<T> {
    receiver: Receiver<T>,
}

/// What became of a [`Task`].
pub enum TaskOutcome<T> {
    /// It goes on.
    Running,
    /// It ended well or with an error of its own.
    Done(T),
    /// Its thread broke off; the window lives on.
    Broken,
}

impl<T> TaskOutcome<T> {
    /// Whether the work ended, well or not.
    pub fn is_over(&self) -> bool {
        !matches!(self, Self::Running)
    }
}

impl<T: Send + 'static> Task<T> {
    /// Starts work on a thread of its own and wakes the window when it is done.
    pub fn start(name: &str, ctx: &Context, work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let run = move || {
            // The window may have forgotten the work meanwhile: then nobody waits for the result.
            let _ = sender.send(work());
            ctx.request_repaint();
        };
        // Where the system gives no thread the sender is dropped, and the task reads as broken.
        let _ = std::thread::Builder::new().name(name.to_owned()).spawn(run);
        Self { receiver }
    }

    /// Waits for a moment, for work that is mostly done before anyone would see that it is not.
    pub fn wait(&self, at_most: std::time::Duration) -> TaskOutcome<T> {
        match self.receiver.recv_timeout(at_most) {
            Ok(result) => TaskOutcome::Done(result),
            Err(RecvTimeoutError::Timeout) => TaskOutcome::Running,
            Err(RecvTimeoutError::Disconnected) => TaskOutcome::Broken,
        }
    }

    /// Looks without waiting.
    pub fn poll(&self) -> TaskOutcome<T> {
        match self.receiver.try_recv() {
            Ok(result) => TaskOutcome::Done(result),
            Err(TryRecvError::Empty) => TaskOutcome::Running,
            Err(TryRecvError::Disconnected) => TaskOutcome::Broken,
        }
    }
}

/// A value that follows from a key. Where it takes long it is made away from the window: the newest key wins, and the
/// last value stays until the next is there.
pub struct Followed<K, T> {
    last: Option<(K, T)>,
    on_its_way: Option<OnItsWay<K, T>>,
}

struct OnItsWay<K, T> {
    key: K,
    task: Task<T>,
    since: Instant,
}

impl<K, T> Default for Followed<K, T> {
    fn default() -> Self {
        Self { last: None, on_its_way: None }
    }
}

impl<K: PartialEq, T: Send + 'static> Followed<K, T> {
    /// Sees to it that the value follows the key: made here at once, or, where `is_slow`, as soon as the task has it.
    pub fn follow(&mut self, key: K, is_slow: bool, start: impl FnOnce() -> Task<T>, make: impl FnOnce() -> T) {
        if self.is_of(&key) {
            self.on_its_way = None;
            return;
        }
        if let Some(on_its_way) = self.on_its_way.as_ref().filter(|on_its_way| on_its_way.key == key) {
            match on_its_way.task.poll() {
                TaskOutcome::Running => return,
                TaskOutcome::Done(value) => {
                    self.on_its_way = None;
                    self.last = Some((key, value));
                    return;
                }
                // The thread broke off, or there was none: then it is made here.
                TaskOutcome::Broken => self.on_its_way = None,
            }
        } else if is_slow {
            let since = self.waiting_since().unwrap_or_else(Instant::now);
            self.on_its_way = Some(OnItsWay { key, task: start(), since });
            return;
        }
        self.last = Some((key, make()));
    }

    /// Takes a value that was made elsewhere.
    pub fn take(&mut self, key: K, value: T) {
        self.on_its_way = None;
        self.last = Some((key, value));
    }

    /// The key of the value made last.
    pub fn last_key(&self) -> Option<&K> {
        self.last.as_ref().map(|(key, _)| key)
    }

    /// Whether the value is that of the key, not an older one.
    pub fn is_of(&self, key: &K) -> bool {
        self.last.as_ref().is_some_and(|(last, _)| last == key)
    }

    /// The value made last.
    pub fn last(&self) -> Option<&T> {
        self.last.as_ref().map(|(_, value)| value)
    }

    /// Since when a newer value is being waited for.
    pub fn waiting_since(&self) -> Option<Instant> {
        self.on_its_way.as_ref().map(|on_its_way| on_its_way.since)
    }
}

/// A database that is being opened.
pub struct Opening {
    /// Which file.
    pub path: PathBuf,
    /// How far it is, and the wish to stop.
    pub progress: Arc<Progress>,
    /// The work.
    pub task: Task<Result<Workspace, OpenError>>,
    started: Instant,
}

impl Opening {
    /// Starts opening a file.
    pub fn start(ctx: &Context, path: PathBuf) -> Self {
        Self::start_with(ctx, path, open::open)
    }

    /// Starts reading what can be read of a damaged file.
    pub fn start_damaged(ctx: &Context, path: PathBuf) -> Self {
        Self::start_with(ctx, path, open::open_damaged)
    }

    fn start_with(
        ctx: &Context,
        path: PathBuf,
        open: impl FnOnce(&Path, &Progress) -> Result<Loaded, OpenError> + Send + 'static,
    ) -> Self {
        let progress = Arc::new(Progress::default());
        let (worker_path, worker_progress) = (path.clone(), Arc::clone(&progress));
        let task = Task::start("open", ctx, move || {
            open(&worker_path, &worker_progress).and_then(|loaded| Workspace::build(loaded, &worker_progress))
        });
        Self { path, progress, task, started: Instant::now() }
    }

    /// Whether it has gone on so long that a person wants to see how far it is.
    pub fn is_slow(&self) -> bool {
        self.started.elapsed() > std::time::Duration::from_millis(200)
    }
}

impl Drop for Opening {
    /// A file that nobody waits for any more is not read on.
    fn drop(&mut self) {
        self.progress.cancel();
    }
}
