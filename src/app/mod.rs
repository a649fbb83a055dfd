//! The window: panels show the workspace and ask by command; commands are applied after everything is drawn.

mod answers;
mod chart_view;
pub mod fault;
mod importing;
mod memo;
mod paint;
mod panels;
mod picture;
mod row_choice;
mod row_scroll;
mod saving;
mod settings;
mod style;
mod tasks;
mod trace;
mod watch;
mod workspace;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use egui::{Context, Ui};

pub use picture::{Headless, Pixels, picture};
pub use workspace::{Command, Page, Pane, View, Workspace};

use crate::chart::{Chart, Records, SavedView, Theme};
use crate::data::open::{OpenError, OtherFormat, Refusal};
use crate::data::{Explanation, Table};
use crate::export::{ExportError, Format, as_lines, read_view};
use crate::query::Order;
use crate::words::{Lang, Word};
use importing::ImportStep;
use panels::Panels;
use saving::{RecordsWish, Saving, Whose, Wish};
use settings::{Found, Settings};
use tasks::{Opening, Outcome, Task};
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
    /// The table that the page of records begins with; activities where `None`.
    pub records: Option<Table>,
    /// Where settings are kept; nothing is remembered where `None`.
    pub settings: Option<PathBuf>,
    /// Prints how long each stage took.
    pub verbose: bool,
}

/// A wish that goes beyond the view of the open database.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
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
    Show(panels::Window, bool),
    /// Moves the keyboard to the search box.
    FocusSearch,
    /// Asks the system where to save, or writes the figure of the export window there.
    Export(Box<Wish>),
    /// Asks the system where to save, or writes the records of the export window there.
    ExportRecords(Box<RecordsWish>),
    /// Opens the export window for one chart.
    ExportChart(Chart),
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

/// What can be done about a file that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It is a sheet: it can be imported.
    Import(PathBuf),
    /// It is damaged: what can be read can be read.
    ReadDamaged(PathBuf),
}

/// What panels asked for in one frame.
#[derive(Debug, Default)]
pub struct Asked {
    /// Changes of the view.
    pub commands: Vec<Command>,
    /// Everything else.
    pub actions: Vec<Action>,
    /// Whether a gesture ended: the next change is a step of its own.
    pub gesture_ended: bool,
}

impl Asked {
    fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    fn action(&mut self, action: Action) {
        self.actions.push(action);
    }
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
    opening: Option<Opening>,
    choosing: Option<Task<Option<PathBuf>>>,
    saving: Option<Saving>,
    copying: Option<Task<Result<egui::ColorImage, ExportError>>>,
    copying_records: Option<Task<String>>,
    failure: Option<Failure>,
    remedy: Option<Remedy>,
    /// Looks after the file that is open.
    watch: Option<Watch>,
    /// The view to show of a file that is read again.
    view_to_keep: Option<SavedView>,
    /// Where the sample was unpacked to; it goes with the window.
    unpacked: Option<tempfile::TempDir>,
    look: Look,
    panels: Panels,
    trace: Trace,
    /// A figure whose view is shown once the database is open.
    waiting_view: Option<PathBuf>,
    /// Whether the export window opens with the database.
    opens_export: bool,
    /// The page that the first database is shown on, and its cities.
    first_page: Page,
    first_cities: Vec<String>,
    first_records: Option<Table>,
    settings_path: Option<PathBuf>,
    /// As they are on disk.
    saved_settings: Settings,
    /// The language that was chosen, not that of the system.
    chosen_lang: Option<Lang>,
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Where no window can be had: the cause, and how to go on without one.
pub fn run(start: Start, began: Instant) -> Result<(), Explanation> {
    let lang = start.lang.unwrap_or_else(system_lang);
    let start = Start { settings: start.settings.or_else(Settings::default_path), ..start };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("City Diplomacy Explorer")
            .with_app_id("city-diplomacy")
            .with_inner_size([1366.0, 768.0])
            .with_min_inner_size([1100.0, 640.0])
            .with_icon(icon())
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    fault::has_window(lang);
    let make = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        Ok(Box::new(App::new(&creation.egui_ctx, start, lang, began)))
    };
    eframe::run_native("city-diplomacy", options, Box::new(make)).map_err(|error| Explanation {
        what: Word::NoWindow.text(lang).to_owned(),
        cause: error.to_string(),
        next_step: Word::NoWindowNext.text(lang).to_owned(),
    })
}

impl App {
    /// The program before its first frame; the database opens in the background.
    pub fn new(ctx: &Context, start: Start, lang: Lang, began: Instant) -> Self {
        ctx.set_fonts(style::fonts());
        let look = Look { lang, theme: Theme::screen(start.dark) };
        style::apply(ctx, &look.theme);
        let mut app = Self {
            workspace: None,
            opening: None,
            choosing: None,
            saving: None,
            copying: None,
            copying_records: None,
            failure: None,
            remedy: None,
            watch: None,
            view_to_keep: None,
            unpacked: None,
            look,
            panels: Panels::default(),
            trace: Trace::new(start.verbose, began),
            waiting_view: start.view,
            opens_export: start.export,
            first_page: start.page,
            first_cities: start.cities,
            first_records: start.records,
            settings_path: start.settings,
            saved_settings: Settings::default(),
            chosen_lang: None,
        };
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

    fn open_sample(&mut self, ctx: &Context) {
        match sample::find(&mut self.unpacked) {
            Ok(path) => self.opening = Some(Opening::start(ctx, path)),
            Err(error) => {
                self.failure = Some(Box::new(move |lang| Explanation {
                    what: Word::NoSample.text(lang).to_owned(),
                    cause: error.to_string(),
                    next_step: Word::NoSampleNext.text(lang).to_owned(),
                }));
            }
        }
    }

    fn poll_tasks(&mut self, ctx: &Context) {
        if let Some(workspace) = &mut self.workspace {
            workspace.poll();
        }
        if let Some(opening) = &self.opening {
            let outcome = opening.task.poll();
            self.take_opening(ctx, outcome);
        }
        if let Some(outcome) = self.choosing.as_ref().map(Task::poll).filter(Outcome::is_over) {
            self.choosing = None;
            if let Outcome::Done(Some(path)) = outcome {
                self.opening = Some(Opening::start(ctx, path));
            }
        }
        if let Some(database) = self.panels.importing.poll(ctx) {
            self.opening = Some(Opening::start(ctx, database));
        }
        if let Some(outcome) = self.copying.as_ref().map(Task::poll).filter(Outcome::is_over) {
            self.copying = None;
            let broken = || Err(ExportError::Draw { cause: "the worker broke off".to_owned() });
            match if let Outcome::Done(copied) = outcome { copied } else { broken() } {
                Ok(image) => {
                    ctx.copy_image(image);
                    self.panels.status.tell(ctx, self.look.text(Word::Copied));
                }
                Err(error) => self.failure = Some(Box::new(move |lang| error.explain(lang))),
            }
        }
        if let Some(outcome) = self.copying_records.as_ref().map(Task::poll).filter(Outcome::is_over) {
            self.copying_records = None;
            if let Outcome::Done(text) = outcome {
                self.copy(ctx, text);
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

    fn take_opening(&mut self, ctx: &Context, outcome: Outcome<Result<Workspace, OpenError>>) {
        match outcome {
            // Progress moves without events of its own.
            Outcome::Running => ctx.request_repaint_after(std::time::Duration::from_millis(60)),
            Outcome::Done(result) => self.finish_opening(ctx, result),
            Outcome::Broken => {
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
                let (cities, records) = (std::mem::take(&mut self.first_cities), self.first_records.take());
                workspace.turn_to(self.first_page, cities, records.unwrap_or(Table::Activities));
                self.first_page = Page::Explore;
                if let Some(view) = self.view_to_keep.take() {
                    workspace.apply(Command::Reopen(Box::new(view)));
                }
                self.workspace = Some(workspace);
                if let Some(figure) = self.waiting_view.take() {
                    self.reopen(&figure);
                }
                if std::mem::take(&mut self.opens_export) {
                    self.panels.show(panels::export_window(self.workspace.as_ref()), true);
                }
            }
            Err(OpenError::Cancelled) => self.view_to_keep = None,
            Err(error) => {
                self.remedy = remedy(&error);
                self.view_to_keep = None;
                self.failure = Some(Box::new(move |lang| error.explain(lang)));
            }
        }
    }

    /// A figure that this program made shows its view; any other file is opened.
    fn take_dropped_file(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        let Some(path) = dropped else { return };
        let is_figure = Format::from_path(&path)
            .is_some_and(|format| matches!(format, Format::Png | Format::Svg | Format::Pdf | Format::Pptx));
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
        if is_figure && self.workspace.is_some() {
            self.reopen(&path);
        } else if ["csv", "tsv", "xlsx", "xlsm", "xls", "ods"].contains(&extension.as_str()) {
            self.import(ctx, &path);
        } else {
            self.opening = Some(Opening::start(ctx, path));
        }
    }

    fn import(&mut self, ctx: &Context, path: &Path) {
        self.panels.importing.begin(ctx, path);
        self.panels.show(panels::Window::Import, true);
    }

    /// Reads the open file again; the view stays.
    fn reload(&mut self, ctx: &Context) {
        let Some(workspace) = &self.workspace else { return };
        let path = workspace.loaded.report.path.clone();
        let chart = workspace.view().membership;
        self.view_to_keep = Some(SavedView::of(chart, &workspace.chart_input(self.look.lang)));
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

    /// Takes what was remembered; damaged settings are told once and replaced.
    fn take_settings(&mut self, ctx: &Context, takes_lang: bool, is_dark: bool) {
        let Some(path) = &self.settings_path else { return };
        match Settings::read(path) {
            Found::Nothing => {}
            Found::Damaged => {
                let path = path.clone();
                self.failure = Some(Box::new(move |lang| Explanation {
                    what: Word::SettingsDamaged.fill(lang, &[&path.display()]),
                    cause: Word::SettingsDamagedCause.text(lang).to_owned(),
                    next_step: Word::SettingsDamagedNext.text(lang).to_owned(),
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

    fn copy(&mut self, ctx: &Context, text: String) {
        ctx.copy_text(text);
        self.panels.status.tell(ctx, self.look.text(Word::Copied));
    }

    /// Few records at once, many away from the window.
    fn copy_records(&mut self, ctx: &Context, table: Table, order: Arc<Order>) {
        const FEW: usize = 5000;
        let Some(workspace) = &self.workspace else { return };
        let (dataset, lang) = (Arc::clone(workspace.dataset()), self.look.lang);
        let is_few = order.len() <= FEW;
        let make = move || as_lines(&Records::new(&dataset, table, lang), order.at(0..order.len()));
        if is_few {
            self.copy(ctx, make());
        } else {
            self.copying_records = Some(Task::start("copy records", ctx, make));
        }
    }

    fn act(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::ChooseFile => {
                let filter = Word::Databases.text(self.look.lang);
                self.choosing = Some(Task::start("choose file", ctx, move || {
                    rfd::FileDialog::new().add_filter(filter, &["db", "sqlite", "sqlite3"]).pick_file()
                }));
            }
            Action::Open(path) => self.opening = Some(Opening::start(ctx, path)),
            Action::OpenSample => self.open_sample(ctx),
            Action::CancelOpening => {
                if let Some(opening) = self.opening.take() {
                    opening.progress.cancel();
                }
            }
            Action::OpenDamaged(path) => self.opening = Some(Opening::start_damaged(ctx, path)),
            Action::Reload => self.reload(ctx),
            Action::DismissChange => {
                if let Some(watch) = &self.watch {
                    watch.dismiss();
                }
            }
            Action::ImportFile(path) => self.import(ctx, &path),
            Action::Import(step) => {
                let database = self.workspace.as_ref().map(|workspace| workspace.loaded.report.path.clone());
                self.panels.importing.act(ctx, &step, database.as_deref(), self.look.lang);
            }
            Action::DismissFailure => {
                self.failure = None;
                self.remedy = None;
            }
            Action::Lang(lang) => {
                self.look.lang = lang;
                self.chosen_lang = Some(lang);
            }
            Action::Dark(dark) => {
                self.look.theme = Theme::screen(dark);
                style::apply(ctx, &self.look.theme);
            }
            Action::Show(window, open) => self.panels.show(window, open),
            Action::FocusSearch => self.panels.focus_search = true,
            Action::Export(wish) => {
                if let Some(workspace) = &self.workspace {
                    self.saving = Some(Saving::start(ctx, *wish, workspace, self.look.lang));
                }
            }
            Action::ExportRecords(wish) => {
                if let Some(workspace) = &self.workspace {
                    self.saving = Some(Saving::start_records(ctx, *wish, workspace, self.look.lang));
                }
            }
            Action::ExportChart(chart) => {
                self.panels.export.choose(chart);
                self.panels.show(panels::Window::Export, true);
            }
            Action::CopyPicture(chart) => {
                if let Some(workspace) = &self.workspace {
                    self.copying = Some(saving::picture_for_clipboard(ctx, chart, workspace, self.look));
                }
            }
            Action::CopyTable(chart) => {
                if let Some(workspace) = &self.workspace {
                    self.copy(ctx, chart.table(&workspace.chart_input(self.look.lang)).to_string());
                }
            }
            Action::CopyRecords(table, order) => self.copy_records(ctx, table, order),
            Action::Copy(text) => self.copy(ctx, text),
            Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Draws a frame, then does what was asked in it.
    fn show(&mut self, ui: &mut Ui) {
        let mut asked = Asked::default();
        let busy_since = self.busy_since();
        panels::shortcuts(ui.ctx(), &self.panels, self.workspace.as_ref(), &mut asked);
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
        if let Some(workspace) = &mut self.workspace {
            for command in asked.commands {
                workspace.apply(command);
                ui.ctx().request_repaint();
            }
            if asked.gesture_ended {
                workspace.end_step();
            }
        }
        for action in asked.actions {
            self.act(ui.ctx(), action);
            ui.ctx().request_repaint();
        }
        if ui.input(|input| !input.pointer.any_down()) && !ui.ctx().egui_wants_keyboard_input() {
            self.remember_settings();
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.poll_tasks(ctx);
        self.take_dropped_file(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.look.theme.page.to_normalized_gamma_f32()
    }
}

/// What can be done about a refusal beside what its message says.
fn remedy(error: &OpenError) -> Option<Remedy> {
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
        what: Word::OpeningBroke.fill(lang, &[&path.display()]),
        cause: Word::OpeningBrokeCause.text(lang).to_owned(),
        next_step: Word::OpeningBrokeNext.text(lang).to_owned(),
    }
}

/// Korean where the system says so, English elsewhere.
fn system_lang() -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let variable = names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    // Windows and macOS say it elsewhere.
    let locale = variable.or_else(sys_locale::get_locale);
    if locale.is_some_and(|locale| locale.starts_with("ko")) { Lang::Ko } else { Lang::En }
}

/// Three panes side by side, drawn rather than stored.
fn icon() -> egui::IconData {
    const SIDE: u32 = 64;
    let accent = Theme::LIGHT.accent;
    let bars = [(8, 34), (26, 14), (44, 24)];
    let mut rgba = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let inside = bars.iter().any(|&(left, top)| (left..left + 12).contains(&x) && (top..56).contains(&y));
            rgba.extend_from_slice(&if inside { accent.to_array() } else { [0, 0, 0, 0] });
        }
    }
    egui::IconData { rgba, width: SIDE, height: SIDE }
}

/// The database that comes with the program.
mod sample {
    use std::io;
    use std::path::PathBuf;

    use tempfile::TempDir;

    const NAME: &str = "sample.db";
    const BYTES: &[u8] = include_bytes!("../../sample.db");

    /// Beside the executable, in the working folder, in the checkout that the executable was built in; else the copy
    /// that the executable carries, unpacked.
    pub fn find(unpacked: &mut Option<TempDir>) -> io::Result<PathBuf> {
        let executable = std::env::current_exe().ok();
        // target/release/city-diplomacy lies three levels below the checkout.
        let above = executable.iter().flat_map(|path| path.ancestors().skip(1).take(4)).map(|folder| folder.join(NAME));
        let beside = above.chain([PathBuf::from(NAME)]).find(|path| path.is_file());
        beside.map_or_else(|| unpack(unpacked), Ok)
    }

    /// Into a private folder that goes with the window.
    fn unpack(unpacked: &mut Option<TempDir>) -> io::Result<PathBuf> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(NAME);
        std::fs::write(&path, BYTES)?;
        *unpacked = Some(folder);
        Ok(path)
    }
}

#[cfg(test)]
mod tests;
