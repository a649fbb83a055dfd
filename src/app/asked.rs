//! What the panels of a frame ask for: changes of the view, and all that goes beyond it.

use std::path::PathBuf;
use std::sync::Arc;

use super::importing::ImportStep;
use super::saving::{RecordsWish, Wish};
use super::workspace::{Command, Workspace};
use crate::chart::Chart;
use crate::data::Table;
use crate::query::Order;
use crate::words::Lang;

/// What panels asked for in one frame.
#[derive(Debug, Default)]
pub struct Asked {
    /// Changes of the view.
    pub commands: Vec<Command>,
    /// Everything else.
    pub requests: Vec<Request>,
    ends_gesture: bool,
}

impl Asked {
    /// Asks for a change of the view.
    pub fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Says that a gesture is over, a drag or a word typed: undo takes all of it back at once, and the next change is a
    /// step of its own.
    pub fn end_gesture(&mut self) {
        self.ends_gesture = true;
    }

    /// Makes the changes that were asked for; whether there were any.
    pub fn change(&mut self, workspace: &mut Workspace) -> bool {
        let any = !self.commands.is_empty();
        for command in self.commands.drain(..) {
            workspace.apply(command);
        }
        if std::mem::take(&mut self.ends_gesture) {
            workspace.end_step();
        }
        any
    }

    /// Asks for anything else.
    pub fn request(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Asks for a window of its own.
    pub fn open(&mut self, window: Window) {
        self.request(Request::Show(window, true));
    }

    /// Asks for a window to be closed.
    pub fn close(&mut self, window: Window) {
        self.request(Request::Show(window, false));
    }
}

/// What goes beyond the view of the open database.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Asks the system for a file to open.
    ChooseFile,
    /// Opens a database.
    Open(PathBuf),
    /// Opens the sample.
    OpenSample,
    /// Opens as much of a damaged database as can be read.
    OpenDamaged(PathBuf),
    /// Reads the open database again, which someone changed, and shows the same view of it.
    Reload,
    /// Takes the notice of a change away.
    DismissChange,
    /// Opens the import window with a file.
    ImportFile(PathBuf),
    /// A step of the import window.
    Import(ImportStep),
    /// Gives up what is being opened.
    CancelOpening,
    /// Takes the message of a failed opening away.
    DismissFailure,
    /// Switches the language.
    Lang(Lang),
    /// Switches between light and dark.
    Dark(bool),
    /// Shows or hides a window of its own.
    Show(Window, bool),
    /// Moves the keyboard to the search box.
    FocusSearch,
    /// Asks the system where to save, or writes the figure of the export window there.
    Export(Box<Wish>),
    /// Asks the system where to save, or writes the records of the export window there.
    ExportRecords(Box<RecordsWish>),
    /// Asks the system for a file that the export window needs.
    Browse(Browsed),
    /// Opens the export window for one chart.
    ExportChart(Chart),
    /// Opens the export window for the argument as a deck.
    ExportStory,
    /// Puts a chart on the clipboard as a picture.
    CopyPicture(Chart),
    /// Puts the numbers of a chart on the clipboard, to be pasted into a sheet.
    CopyTable(Chart),
    /// Puts records on the clipboard, to be pasted into a sheet.
    CopyRecords(Table, Arc<Order>),
    /// Puts text on the clipboard.
    Copy(String),
    /// Ends the program.
    Quit,
}

/// A file that the export window needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browsed {
    /// A presentation to put slides into.
    Template,
    /// What stands in the corner of figures.
    Logo,
}

impl Browsed {
    /// What the names of such files end in.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Template => &["pptx", "potx", "ppsx"],
            Self::Logo => &["png", "svg"],
        }
    }

    /// Which of them a file is, by the end of its name.
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        let end = path.extension()?.to_string_lossy().to_lowercase();
        [Self::Template, Self::Logo].into_iter().find(|what| what.extensions().contains(&end.as_str()))
    }
}

/// A window above the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Rows that are undated, rejected or doubtful, and notices about the file.
    Report,
    /// How one filter crosses the tables.
    FilterRule,
    /// Keys.
    Shortcuts,
    /// About the program.
    About,
    /// A figure to a file.
    Export,
    /// Records to a file.
    ExportRecords,
    /// A file by its path.
    OpenPath,
    /// Views with a name.
    SavedViews,
    /// A sheet to a database.
    Import,
}

/// What can be done about a file that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It is a sheet: it can be imported.
    Import(PathBuf),
    /// It is damaged: what can be read can be read.
    ReadDamaged(PathBuf),
}
