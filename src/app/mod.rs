//! The window: panels show the workspace and ask by command; commands are applied after everything is drawn.

mod actions;
mod answers;
mod asked;
mod chart_view;
mod clipboard;
mod dialogs;
mod drawn_by;
pub mod fault;
mod files;
mod importing;
mod licences;
mod memo;
mod native;
mod paint;
mod panels;
mod picture;
mod processor;
mod raster;
mod row_choice;
mod row_scroll;
mod sample;
mod saving;
mod settings;
mod style;
mod tasks;
mod trace;
mod version;
mod watch;
mod workspace;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use egui::{Context, Ui};

pub use asked::{Asked, Browsed, Remedy, Request, Window};
pub use drawn_by::DrawnBy;
pub use native::run;
pub use picture::{Headless, Pixels, picture};
pub use version::version;
pub use workspace::{Command, Page, Pane, View, Workspace};

use crate::chart::profile::About;
use crate::chart::{RecordTable, Theme};
use crate::data::{Explanation, Table};
use crate::export::{DrawFault, ExportError, as_html, as_lines, numbers_as_html};
use crate::query::Order;
use crate::words::{Lang, Word};
use clipboard::{Copied, Tables};
use dialogs::Dialogs;
use files::AtNextOpening;
use panels::Panels;
use saving::{Saving, Whose};
use settings::{Found, Settings};
use tasks::{Opening, Task, TaskOutcome};
use trace::Trace;
use watch::Watch;

/// How the window begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The database to open; the sample where `None`.
    pub path: Option<PathBuf>,
    /// The language; by the system's where `None`.
    pub lang: Option<Lang>,
    /// Dark instead of light.
    pub dark: bool,
    /// A figure whose view is to be shown.
    pub view: Option<PathBuf>,
    /// Whether the export window is open.
    pub export: bool,
    /// A sheet to show in the import window.
    pub import: Option<PathBuf>,
    /// The page to begin with.
    pub page: Page,
    /// Ids of the cities that the page of cities begins with.
    pub cities: Vec<String>,
    /// What the page of profiles begins with.
    pub about: Option<About>,
    /// The table that the page of records begins with; activities where `None`.
    pub records: Option<Table>,
    /// Where settings are kept; nothing is remembered where `None`.
    pub settings: Option<PathBuf>,
    /// What draws the window; OpenGL where it can be had unless given.
    pub drawn_by: Option<DrawnBy>,
    /// Prints how long each stage took.
    pub verbose: bool,
}

/// Language and colours, for everything that draws.
#[derive(Clone, Copy)]
pub struct Look {
    /// The language of the interface.
    pub lang: Lang,
    /// Colours and type.
    pub theme: Theme,
}

impl Look {
    fn text(&self, word: Word) -> &'static str {
        word.text(self.lang)
    }
}

/// Why something could not be done, said in the language of the moment.
type Failure = Box<dyn Fn(Lang) -> Explanation>;

/// The program in a window.
pub struct App {
    workspace: Option<Workspace>,
    dialogs: Dialogs,
    opening: Option<Opening>,
    choosing: Option<Task<Option<PathBuf>>>,
    browsing: Option<(Browsed, Task<Option<PathBuf>>)>,
    saving: Option<Saving>,
    copying: Option<Task<Result<egui::ColorImage, ExportError>>>,
    copying_records: Option<Task<Copied>>,
    tables: Tables,
    failure: Option<Failure>,
    remedy: Option<Remedy>,
    /// Looks after the file that is open.
    watch: Option<Watch>,
    /// What is done to the next database that opens.
    at_next_opening: AtNextOpening,
    /// Where the sample was unpacked to; it goes with the window.
    unpacked: Option<tempfile::TempDir>,
    look: Look,
    panels: Panels,
    trace: Trace,
    settings_path: Option<PathBuf>,
    /// As they are on disk.
    saved_settings: Settings,
    /// The language that was chosen, not that of the system.
    chosen_lang: Option<Lang>,
}

impl App {
    /// The program before its first frame; the database opens in the background.
    pub fn new(ctx: &Context, start: Start, lang: Lang, began: Instant) -> Self {
        ctx.set_fonts(style::fonts());
        let look = Look { lang, theme: Theme::screen(start.dark) };
        style::apply(ctx, &look.theme);
        let mut app = Self {
            workspace: None,
            dialogs: Dialogs::default(),
            opening: None,
            choosing: None,
            browsing: None,
            saving: None,
            copying: None,
            copying_records: None,
            tables: Tables::default(),
            failure: None,
            remedy: None,
            watch: None,
            at_next_opening: AtNextOpening {
                page: start.page,
                cities: start.cities,
                about: start.about,
                records: start.records,
                figure: start.view,
                exports: start.export,
                ..AtNextOpening::default()
            },
            unpacked: None,
            look,
            panels: Panels::default(),
            trace: Trace::new(start.verbose, began),
            settings_path: start.settings,
            saved_settings: Settings::default(),
            chosen_lang: None,
        };
        app.panels.drawn_by = start.drawn_by;
        app.take_settings(ctx, start.lang.is_none(), start.dark);
        match start.path {
            Some(path) => app.opening = Some(Opening::start(ctx, path)),
            None => app.open_sample(ctx),
        }
        if let Some(sheet) = start.import {
            app.import(ctx, &sheet);
        }
        // A small file is there before the first frame: no flash of an empty window.
        if let Some(opening) = &app.opening {
            let outcome = opening.task.wait(std::time::Duration::from_millis(100));
            app.take_opening(ctx, outcome);
        }
        app
    }

    /// With the clipboard of the system, for a window that a person sees.
    #[must_use]
    fn with_system_clipboard(self) -> Self {
        Self { tables: Tables::native(), ..self }
    }

    /// Since when what is shown lags behind what was asked for.
    fn busy_since(&self) -> Option<Instant> {
        let answering = self.workspace.as_ref().and_then(Workspace::waiting_since);
        let drawing = self.workspace.as_ref().and_then(|workspace| self.panels.waiting_since(workspace.view().page));
        answering.into_iter().chain(drawing).min()
    }

    /// The open database and its view.
    pub fn workspace(&self) -> Option<&Workspace> {
        self.workspace.as_ref()
    }

    fn poll_tasks(&mut self, ctx: &Context) {
        if let Some(workspace) = &mut self.workspace {
            workspace.poll();
        }
        if let Some(opening) = &self.opening {
            let outcome = opening.task.poll();
            self.take_opening(ctx, outcome);
        }
        if let Some((what, outcome)) = self.browsing.as_ref().map(|(what, task)| (*what, task.poll()))
            && outcome.is_over()
        {
            self.browsing = None;
            if let TaskOutcome::Done(Some(path)) = outcome {
                self.panels.export.take_file(what, &path);
            }
        }
        if let Some(outcome) = self.choosing.as_ref().map(Task::poll).filter(TaskOutcome::is_over) {
            self.choosing = None;
            if let TaskOutcome::Done(Some(path)) = outcome {
                self.opening = Some(Opening::start(ctx, path));
            }
        }
        if let Some(database) = self.panels.importing.poll(ctx) {
            self.opening = Some(Opening::start(ctx, database));
        }
        if let Some(outcome) = self.copying.as_ref().map(Task::poll).filter(TaskOutcome::is_over) {
            self.copying = None;
            let broken = || Err(ExportError::Draw { fault: DrawFault::BrokeOff });
            match if let TaskOutcome::Done(copied) = outcome { copied } else { broken() } {
                Ok(image) => {
                    self.tables.forget();
                    ctx.copy_image(image);
                    self.panels.status.tell(ctx, self.look.text(Word::COPIED));
                }
                Err(error) => self.failure = Some(Box::new(move |lang| error.explain(lang))),
            }
        }
        if let Some(outcome) = self.copying_records.as_ref().map(Task::poll).filter(TaskOutcome::is_over) {
            self.copying_records = None;
            if let TaskOutcome::Done(copied) = outcome {
                self.copy(ctx, copied);
            }
        }
        if let Some(saving) = &self.saving
            && let Some(finished) = saving.poll()
        {
            match saving.whose {
                Whose::Figures => self.panels.export.finish(finished),
                Whose::Records => self.panels.records.export.finish(finished),
            }
            self.saving = None;
        }
    }

    /// Takes what was remembered; damaged settings are told once and replaced.
    fn take_settings(&mut self, ctx: &Context, takes_lang: bool, is_dark: bool) {
        let Some(path) = &self.settings_path else { return };
        match Settings::read(path) {
            Found::Nothing => {}
            Found::Damaged => {
                let path = path.clone();
                self.failure = Some(Box::new(move |lang| Explanation {
                    what: Word::settings_damaged(lang, &path.display()),
                    cause: Word::SETTINGS_DAMAGED_CAUSE.text(lang).to_owned(),
                    next_step: Word::SETTINGS_DAMAGED_NEXT.text(lang).to_owned(),
                }));
            }
            Found::Settings(settings) => {
                if let Some(lang) = settings.lang.filter(|_| takes_lang) {
                    self.look.lang = lang;
                }
                self.chosen_lang = settings.lang;
                if settings.dark && !is_dark {
                    self.look.theme = Theme::screen(true);
                    style::apply(ctx, &self.look.theme);
                }
                self.panels.export.making = settings.making.clone();
                self.panels.views.kept.clone_from(&settings.views);
                self.saved_settings = settings;
            }
        }
    }

    /// Writes settings that changed, once no pointer is down and no key is being typed.
    fn remember_settings(&mut self) {
        let Some(path) = &self.settings_path else { return };
        let settings = Settings {
            version: Settings::VERSION,
            lang: self.chosen_lang,
            dark: self.look.theme.dark,
            making: self.panels.export.making.clone(),
            views: self.panels.views.kept.clone(),
        };
        if settings != self.saved_settings {
            // Where the folder cannot be written the program goes on and forgets: no reason to stop anyone's work.
            let _forgotten = settings.write(path, &self.saved_settings);
            self.saved_settings = settings;
        }
    }

    fn copy(&mut self, ctx: &Context, copied: Copied) {
        self.tables.copy(ctx, copied);
        self.panels.status.tell(ctx, self.look.text(Word::COPIED));
    }

    /// Few records at once and as a table for documents, too; many away from the window.
    fn copy_records(&mut self, ctx: &Context, table: Table, order: Arc<Order>) {
        const FEW: usize = 5000;
        let Some(workspace) = &self.workspace else { return };
        let (dataset, lang) = (Arc::clone(workspace.dataset()), self.look.lang);
        let is_few = order.len() <= FEW;
        let make = move || {
            let (records, rows) = (RecordTable::new(&dataset, table, lang), || order.at(0..order.len()));
            Copied { text: as_lines(&records, rows()), html: is_few.then(|| as_html(&records, rows())) }
        };
        if is_few {
            self.copy(ctx, make());
        } else {
            self.copying_records = Some(Task::start("copy records", ctx, make));
        }
    }

    /// Asks the system for a file that the export window needs.
    fn browse(&mut self, ctx: &Context, what: Browsed) {
        let word = match what {
            Browsed::Template => Word::PRESENTATIONS,
            Browsed::Logo => Word::PICTURES,
        };
        let name = word.text(self.look.lang);
        if let Some(dialog) = self.dialogs.ask() {
            let ask = move || dialog.answer(|dialog| dialog.add_filter(name, what.extensions()).pick_file());
            self.browsing = Some((what, Task::start("browse", ctx, ask)));
        }
    }

    fn act(&mut self, ctx: &Context, request: Request) {
        match request {
            Request::ChooseFile => {
                let filter = Word::DATABASES.text(self.look.lang);
                if let Some(dialog) = self.dialogs.ask() {
                    self.choosing = Some(Task::start("choose file", ctx, move || {
                        dialog.answer(|dialog| dialog.add_filter(filter, &["db", "sqlite", "sqlite3"]).pick_file())
                    }));
                }
            }
            Request::Browse(what) => self.browse(ctx, what),
            Request::Open(path) => self.opening = Some(Opening::start(ctx, path)),
            Request::OpenSample => self.open_sample(ctx),
            Request::CancelOpening => {
                if let Some(opening) = self.opening.take() {
                    opening.progress.cancel();
                }
            }
            Request::OpenDamaged(path) => self.opening = Some(Opening::start_damaged(ctx, path)),
            Request::Reload => self.reload(ctx),
            Request::DismissChange => {
                if let Some(watch) = &self.watch {
                    watch.dismiss();
                }
            }
            Request::ImportFile(path) => self.import(ctx, &path),
            Request::Import(step) => {
                let database = self.workspace.as_ref().map(|workspace| workspace.loaded.report.path.clone());
                self.panels.importing.act(ctx, &step, database.as_deref(), self.look.lang, &self.dialogs);
            }
            Request::DismissFailure => {
                self.failure = None;
                self.remedy = None;
            }
            Request::Lang(lang) => {
                self.look.lang = lang;
                self.chosen_lang = Some(lang);
            }
            Request::Dark(dark) => {
                self.look.theme = Theme::screen(dark);
                style::apply(ctx, &self.look.theme);
            }
            Request::Show(window, open) => self.panels.show(window, open),
            Request::FocusSearch => self.panels.focus_search = true,
            Request::Export(wish) => {
                if let (Some(workspace), Some(place)) = (&self.workspace, self.dialogs.place(wish.path.as_deref())) {
                    self.saving = Some(Saving::start(ctx, *wish, workspace, self.look.lang, place));
                }
            }
            Request::ExportRecords(wish) => {
                if let (Some(workspace), Some(place)) = (&self.workspace, self.dialogs.place(wish.path.as_deref())) {
                    self.saving = Some(Saving::start_records(ctx, *wish, workspace, self.look.lang, place));
                }
            }
            Request::ExportChart(chart) => {
                self.panels.export.choose(chart);
                self.panels.show(Window::Export, true);
            }
            Request::ExportStory => {
                self.panels.export.choose_story();
                self.panels.show(Window::Export, true);
            }
            Request::CopyPicture(chart) => {
                if let Some(workspace) = &self.workspace {
                    self.copying = Some(saving::picture_for_clipboard(ctx, chart, workspace, self.look));
                }
            }
            Request::CopyTable(chart) => {
                if let Some(workspace) = &self.workspace {
                    let table = chart.table(&workspace.chart_input(self.look.lang));
                    self.copy(ctx, Copied { text: table.to_string(), html: Some(numbers_as_html(&table)) });
                }
            }
            Request::CopyRecords(table, order) => self.copy_records(ctx, table, order),
            Request::Copy(text) => self.copy(ctx, Copied { text, html: None }),
            Request::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Takes what came from outside since the last frame: files, the clipboard, finished work.
    fn follow(&mut self, ctx: &Context) {
        self.tables.follow(ctx);
        self.poll_tasks(ctx);
        self.take_dropped_file(ctx);
    }

    /// Draws a frame, then does what was asked in it.
    fn show(&mut self, ui: &mut Ui) {
        let mut asked = Asked::default();
        let busy_since = self.busy_since();
        panels::take_keys(ui.ctx(), &self.panels, self.workspace.as_ref(), &mut asked);
        panels::window_ui(
            ui,
            &mut self.panels,
            panels::Shown {
                workspace: self.workspace.as_ref(),
                opening: self.opening.as_ref(),
                failure: self.failure.as_ref().map(|failure| failure(self.look.lang)).as_ref(),
                remedy: self.remedy.as_ref(),
                is_changed: self.watch.as_ref().is_some_and(Watch::is_changed),
                saving: self.saving.as_ref().map(Saving::progress),
                busy_since,
            },
            self.look,
            &mut asked,
        );
        self.trace.frame(self.workspace.as_ref(), &self.panels);
        if self.workspace.as_mut().is_some_and(|workspace| asked.change(workspace)) {
            ui.ctx().request_repaint();
        }
        for request in asked.requests {
            self.act(ui.ctx(), request);
            ui.ctx().request_repaint();
        }
        if ui.input(|input| !input.pointer.any_down()) && !ui.ctx().egui_wants_keyboard_input() {
            self.remember_settings();
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.follow(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.look.theme.page.to_normalized_gamma_f32()
    }
}

#[cfg(test)]
mod tests;
