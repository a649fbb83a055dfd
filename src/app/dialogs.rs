//! The file dialogs of the system: they belong to the window, wait on a thread of their own, and come one at a time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rfd::FileDialog;

/// Gives out dialogs, the next one when the last is closed.
#[derive(Default)]
pub(super) struct Dialogs {
    /// A dialog without anything but the window it belongs to; each one begins as its copy.
    of_window: FileDialog,
    is_open: Arc<AtomicBool>,
}

impl Dialogs {
    /// From now on dialogs belong to a window: to any that has handles, `FileDialog::new().set_parent(&window)`.
    pub fn belong_to(&mut self, of_window: FileDialog) {
        self.of_window = of_window;
    }

    /// The place that was named, or a dialog that asks for one; nothing while another one is open.
    pub fn place(&self, named: Option<&Path>) -> Option<Place> {
        named.map_or_else(|| self.ask().map(Place::Asked), |path| Some(Place::Named(path.to_owned())))
    }

    /// A dialog to ask with; nothing while another one is open: that is to be answered first.
    pub fn ask(&self) -> Option<Dialog> {
        let was_open = self.is_open.swap(true, Ordering::AcqRel);
        (!was_open).then(|| Dialog { dialog: self.of_window.clone(), turn: Turn(Arc::clone(&self.is_open)) })
    }
}

/// Where something is to be written.
pub(super) enum Place {
    /// There: it was named before.
    Named(PathBuf),
    /// Where the person says.
    Asked(Dialog),
}

impl Place {
    /// The place; nothing where the person changed their mind. Waits: for a thread that may.
    pub fn find(self, ask: impl FnOnce(FileDialog) -> Option<PathBuf>) -> Option<PathBuf> {
        match self {
            Self::Named(path) => Some(path),
            Self::Asked(dialog) => dialog.answer(ask),
        }
    }
}

/// One dialog; asked or dropped, it lets the next one come.
pub(super) struct Dialog {
    dialog: FileDialog,
    turn: Turn,
}

/// Whose turn it is: over when dropped, even where a thread breaks off.
struct Turn(Arc<AtomicBool>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl Dialog {
    /// Asks and waits: for a thread that may.
    pub fn answer(self, ask: impl FnOnce(FileDialog) -> Option<PathBuf>) -> Option<PathBuf> {
        let Self { dialog, turn } = self;
        let chosen = ask(dialog);
        drop(turn);
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_dialog_comes_at_a_time_and_the_next_when_it_is_closed() {
        let dialogs = Dialogs::default();
        let first = dialogs.ask().expect("none is open");
        assert!(dialogs.ask().is_none(), "the first one is to be answered");
        let second_while_asking = first.answer(|_| dialogs.ask().map(|_| PathBuf::new()));
        assert_eq!(second_while_asking, None);
        assert!(matches!(dialogs.place(Some(Path::new("a.svg"))), Some(Place::Named(_))), "needs no dialog");
        let dropped = dialogs.ask();
        assert!(dialogs.place(None).is_none());
        assert!(dropped.is_some(), "answered");
        drop(dropped);
        let worker = dialogs.ask().expect("dropped");
        let thread = std::thread::Builder::new().name("dialog".to_owned());
        let broken =
            thread.spawn(move || worker.answer(|_| panic!("a dialog of the system broke off"))).unwrap().join();
        assert!(broken.is_err() && dialogs.ask().is_some(), "a thread that broke off holds nobody up");
    }
}
