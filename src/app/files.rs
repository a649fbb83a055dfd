//! Files that come into the window: opened, read again, dropped on it; and what can be done about one that is refused.

use std::path::{Path, PathBuf};

use egui::Context;

use super::asked::{Browsed, Remedy, Window};
use super::importing::ImportStep;
use super::panels;
use super::tasks::{Opening, TaskOutcome};
use super::watch::Watch;
use super::workspace::{Command, Page, Workspace};
use super::{App, sample};
use crate::chart::SavedView;
use crate::chart::profile::About;
use crate::data::open::{OpenError, OtherFormat, Refusal};
use crate::data::{Explanation, Table};
use crate::export::{Format, read_view};
use crate::words::{Lang, Word};

/// What waits for the next database that opens, and is done to it once.
#[derive(Default)]
pub(super) struct AtNextOpening {
    /// The page that it is shown on, and its cities.
    pub page: Page,
    pub cities: Vec<String>,
    /// What its profile is about.
    pub about: Option<About>,
    /// The table on the page of records; activities where `None`.
    pub records: Option<Table>,
    /// The view of a file that is read again; given up where that fails.
    pub kept_view: Option<SavedView>,
    /// A figure whose view is shown.
    pub figure: Option<PathBuf>,
    /// Whether the export window opens with it.
    pub exports: bool,
}

impl App {
    pub(super) fn open_sample(&mut self, ctx: &Context) {
        match sample::find(&mut self.unpacked) {
            Ok(path) => self.opening = Some(Opening::start(ctx, path)),
            Err(error) => {
                self.failure = Some(Box::new(move |lang| Explanation {
                    what: Word::NO_SAMPLE.text(lang).to_owned(),
                    cause: error.to_string(),
                    next_step: Word::NO_SAMPLE_NEXT.text(lang).to_owned(),
                }));
            }
        }
    }

    pub(super) fn take_opening(&mut self, ctx: &Context, outcome: TaskOutcome<Result<Workspace, OpenError>>) {
        match outcome {
            // Progress moves without events of its own.
            TaskOutcome::Running => ctx.request_repaint_after(std::time::Duration::from_millis(60)),
            TaskOutcome::Done(result) => self.finish_opening(ctx, result),
            TaskOutcome::Broken => {
                let path = self.opening.take().map(|opening| opening.path.clone()).unwrap_or_default();
                self.remedy = None;
                self.failure = Some(Box::new(move |lang| broken_worker(&path, lang)));
            }
        }
    }

    fn finish_opening(&mut self, ctx: &Context, result: Result<Workspace, OpenError>) {
        self.opening = None;
        match result {
            Ok(workspace) => {
                self.trace.opened(&workspace.loaded.report);
                let title = format!("{} – City Diplomacy Explorer", workspace.dataset().file_name);
                ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
                self.failure = None;
                self.remedy = None;
                self.watch =
                    Some(Watch::start(ctx, &workspace.loaded.report.path, workspace.loaded.report.stamp.clone()));
                self.panels.forget_database();
                let mut workspace = workspace;
                workspace.wake(ctx);
                let next = std::mem::take(&mut self.at_next_opening);
                workspace.turn_to(next.page, next.cities, next.about, next.records.unwrap_or(Table::Activities));
                if let Some(view) = next.kept_view {
                    workspace.apply(Command::Reopen(Box::new(view)));
                }
                self.workspace = Some(workspace);
                if let Some(figure) = next.figure {
                    self.reopen(&figure);
                }
                if next.exports {
                    self.panels.show(panels::export_window(self.workspace.as_ref()), true);
                }
            }
            Err(OpenError::Cancelled) => self.at_next_opening.kept_view = None,
            Err(error) => {
                self.remedy = remedy(&error);
                self.at_next_opening.kept_view = None;
                self.failure = Some(Box::new(move |lang| error.explain(lang)));
            }
        }
    }

    /// A figure that this program made shows its view; any other file is opened.
    pub(super) fn take_dropped_file(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        let Some(path) = dropped else { return };
        let is_figure = Format::from_path(&path).is_some_and(Format::carries_view);
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
        if let Some(what) = Browsed::of_path(&path).filter(|_| self.panels.is_open(Window::Export)) {
            self.panels.export.take_file(what, &path);
        } else if is_figure && self.workspace.is_some() {
            self.reopen(&path);
        } else if extension == "json" && self.panels.is_open(Window::Import) {
            self.panels.importing.act(ctx, &ImportStep::LoadMapping(path), None, self.look.lang, &self.dialogs);
        } else if ["csv", "tsv", "xlsx", "xlsm", "xls", "ods"].contains(&extension.as_str()) {
            self.import(ctx, &path);
        } else {
            self.opening = Some(Opening::start(ctx, path));
        }
    }

    pub(super) fn import(&mut self, ctx: &Context, path: &Path) {
        self.panels.importing.begin(ctx, path);
        self.panels.show(Window::Import, true);
    }

    /// Reads the open file again; the view stays.
    pub(super) fn reload(&mut self, ctx: &Context) {
        let Some(workspace) = &self.workspace else { return };
        let path = workspace.loaded.report.path.clone();
        let chart = workspace.view().membership;
        self.at_next_opening.kept_view = Some(SavedView::of(chart, &workspace.chart_input(self.look.lang)));
        self.opening = Some(Opening::start(ctx, path));
    }

    /// Shows the view that made a figure.
    fn reopen(&mut self, figure: &Path) {
        match read_view(figure) {
            Ok(mut view) => {
                self.failure = None;
                // What is written on figures is chosen in the export window; the panes carry none of it.
                self.panels.export.making.marks = std::mem::take(&mut view.options.marks);
                self.look.lang = view.lang;
                if let Some(workspace) = &mut self.workspace {
                    workspace.apply(Command::Reopen(Box::new(view)));
                }
            }
            Err(error) => self.failure = Some(Box::new(move |lang| error.explain(lang))),
        }
    }
}

/// What can be done about a refusal beside what its message says.
pub(super) fn remedy(error: &OpenError) -> Option<Remedy> {
    let OpenError::Refused { path, cause } = error else { return None };
    match cause {
        Refusal::OtherFormat(OtherFormat::Csv | OtherFormat::Xlsx | OtherFormat::Xls | OtherFormat::Zip)
        | Refusal::NoActivityTable(_) => Some(Remedy::Import(path.clone())),
        Refusal::Damaged(_) => Some(Remedy::ReadDamaged(path.clone())),
        _ => None,
    }
}

fn broken_worker(path: &Path, lang: Lang) -> Explanation {
    Explanation {
        what: Word::opening_broke(lang, &path.display()),
        cause: Word::OPENING_BROKE_CAUSE.text(lang).to_owned(),
        next_step: Word::OPENING_BROKE_NEXT.text(lang).to_owned(),
    }
}
