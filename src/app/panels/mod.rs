//! The parts of the window, each a function that reads like the window from top to bottom.

mod about;
pub mod chips;
mod choices;
pub mod counting;
pub mod details;
pub mod export_dialog;
mod facet_rows;
pub mod facets;
pub mod icons;
pub mod import_dialog;
mod import_outcome;
mod import_questions;
pub mod institutions;
mod level;
mod logo_field;
mod mark_menu;
mod member_of;
mod member_year;
pub mod menu;
pub mod opening;
pub mod panes;
mod path_field;
pub mod profiles;
pub mod records;
mod records_export;
pub mod saved_views;
pub mod shown;
mod sort_header;
mod status;
mod tabs;
mod template_field;
pub mod trends;
pub mod windows;
mod years;

use egui::{Context, Frame, Key, Margin, Panel, Response, RichText, Ui};

use super::actions::{self, Action, Situation};
use super::asked::Window;
use super::importing::Importing;
use super::saving::Steps;
use super::tasks::Opening;
use super::workspace::{Command, Page, Pane, Workspace};
use super::{Asked, DrawnBy, Look, Remedy};
use crate::chart::Chart;
use crate::data::Explanation;
use crate::words::Word;

/// What panels remember of themselves: nothing that a view would need.
#[derive(Default)]
pub struct Panels {
    /// What draws the window, where a window does.
    pub drawn_by: Option<DrawnBy>,
    /// Open sections of the facets and what is searched in them.
    pub facets: facets::Facets,
    /// Laid-out charts of the panes.
    pub charts: panes::Charts,
    /// The page of trends.
    pub trends: trends::Trends,
    /// The page of institutions.
    pub institutions: institutions::Institutions,
    /// The page of profiles.
    pub profiles: profiles::Profiles,
    /// The page of records.
    pub records: records::RecordsPage,
    /// The line at the foot.
    pub status: status::Status,
    /// The export window.
    pub export: export_dialog::ExportDialog,
    /// Views with a name.
    pub views: saved_views::SavedViews,
    /// The import window.
    pub importing: Importing,
    /// The path typed into the window that opens files.
    pub typed_path: String,
    /// Whether the search box takes the keyboard in the next frame.
    pub focus_search: bool,
    /// Whether the box for a path takes the keyboard in the next frame.
    pub focus_path: bool,
    open_windows: Vec<Window>,
}

impl Panels {
    /// Forgets what followed from the last database; keeps what a person typed and chose.
    pub fn forget_database(&mut self) {
        let shows_import = self.is_open(Window::Import);
        let mut old = std::mem::take(self);
        self.export.making = std::mem::take(&mut old.export.making);
        self.views = old.views;
        self.importing = old.importing;
        self.drawn_by = old.drawn_by;
        self.show(Window::Import, shows_import);
    }

    /// Since when the pictures of a page lag behind what was asked for.
    pub fn waiting_since(&self, page: Page) -> Option<std::time::Instant> {
        match page {
            Page::Explore => self.charts.waiting_since(),
            Page::Trends => self.trends.waiting_since(),
            Page::Institutions => self.institutions.waiting_since(),
            Page::Profiles => self.profiles.waiting_since(),
            Page::Records => self.records.waiting_since(),
        }
    }

    /// Shows or hides a window.
    pub fn show(&mut self, window: Window, open: bool) {
        self.open_windows.retain(|&other| other != window);
        if open {
            self.open_windows.push(window);
            self.focus_path |= window == Window::OpenPath;
            self.views.takes_focus |= window == Window::SavedViews;
        }
    }

    /// Whether a window is shown.
    pub fn is_open(&self, window: Window) -> bool {
        self.open_windows.contains(&window)
    }
}

/// What there is to show.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The open database.
    pub workspace: Option<&'a Workspace>,
    /// The file on its way.
    pub opening: Option<&'a Opening>,
    /// Why the last file could not be opened.
    pub failure: Option<&'a Explanation>,
    /// What can be done about it.
    pub remedy: Option<&'a Remedy>,
    /// Whether the open file was changed by someone.
    pub is_changed: bool,
    /// Figures on their way into files.
    pub saving: Option<&'a Steps>,
    /// Since when what is shown lags behind what was asked for.
    pub busy_since: Option<std::time::Instant>,
}

/// One turn of the window: panels show the workspace in a look and note what is asked; then the program does it. With egui
/// this is a frame, but its `Frame` is the box around widgets, which panels draw as well.
pub struct Turn<'a> {
    /// The open database and the view of it, as they stay for the whole turn.
    pub workspace: &'a Workspace,
    /// Language and colours.
    pub look: Look,
    /// What is asked for.
    pub asked: &'a mut Asked,
}

impl<'a> Turn<'a> {
    /// What decides which actions are possible.
    pub fn situation(&self) -> Situation<'a> {
        Situation::of(Some(self.workspace))
    }

    /// Asks for an action.
    pub fn ask(&mut self, action: &Action) {
        action.ask(&self.situation(), self.asked);
    }
}

/// The whole window.
pub fn window_ui(ui: &mut Ui, panels: &mut Panels, shown: Shown<'_>, look: Look, asked: &mut Asked) {
    let was_menu_open = egui::Popup::is_any_open(ui.ctx());
    let menu = bar(look.theme.ground, 5);
    Panel::top("menu").frame(menu).show(ui, |ui| menu::menu_ui(ui, shown.workspace, look, asked));
    if let Some(workspace) = shown.workspace {
        database_ui(ui, panels, shown, &mut Turn { workspace, look, asked });
    } else {
        let page = Frame::new().fill(look.theme.page);
        egui::CentralPanel::no_frame().frame(page).show(ui, |ui| {
            opening::welcome_ui(ui, shown.failure, shown.remedy, look, asked);
        });
    }
    if panels.is_open(Window::OpenPath) {
        let focus = std::mem::take(&mut panels.focus_path);
        opening::open_path_ui(ui.ctx(), &mut panels.typed_path, focus, look, asked);
    }
    if panels.is_open(Window::Import) {
        import_dialog::import_ui(ui.ctx(), &mut panels.importing, shown.workspace, look, asked);
    }
    escape(ui.ctx(), panels, was_menu_open, asked);
    if ui.input(|input| !input.raw.hovered_files.is_empty()) {
        opening::drop_overlay_ui(ui.ctx(), look);
    }
    if let Some(opening) = shown.opening.filter(|opening| opening.is_slow()) {
        opening::progress_ui(ui.ctx(), opening, look, asked);
    }
}

/// A line across the window.
fn bar(fill: egui::Color32, y: i8) -> Frame {
    Frame::new().fill(fill).inner_margin(Margin::symmetric(14, y))
}

/// All that is shown of an open database, and the windows about it.
fn database_ui(ui: &mut Ui, panels: &mut Panels, shown: Shown<'_>, turn: &mut Turn<'_>) {
    let theme = turn.look.theme;
    Panel::top("toolbar").frame(bar(theme.ground, 8)).show(ui, |ui| {
        let focus = std::mem::take(&mut panels.focus_search);
        chips::toolbar_ui(ui, focus, turn);
        if let Some(since) = shown.busy_since {
            busy_line_ui(ui, since.elapsed(), turn.look);
        }
    });
    let status = bar(theme.ground, 6);
    Panel::bottom("status").frame(status).show(ui, |ui| status::status_ui(ui, &mut panels.status, turn));
    banners_ui(ui, shown, turn);
    Panel::left("facets")
        .frame(Frame::new().fill(theme.ground))
        .default_size(226.0)
        .size_range(180.0..=380.0)
        .show(ui, |ui| facets::facets_ui(ui, &mut panels.facets, turn));
    let page = Frame::new().fill(theme.page).inner_margin(Margin::same(6));
    egui::CentralPanel::no_frame().frame(page).show(ui, |ui| page_ui(ui, panels, turn));
    windows::windows_ui(ui.ctx(), panels, turn);
    if panels.is_open(Window::Export) {
        panels.export.ui(ui.ctx(), shown.saving, turn);
    }
    if panels.is_open(Window::ExportRecords) {
        panels.records.export_ui(ui.ctx(), shown.saving, turn);
    }
    if panels.is_open(Window::SavedViews) {
        panels.views.ui(ui.ctx(), turn);
    }
}

/// What is wrong with the file that is open, or with the one that was to be opened.
fn banners_ui(ui: &mut Ui, shown: Shown<'_>, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let theme = look.theme;
    if workspace.loaded.report.is_damaged() {
        let frame = bar(theme.alert, 6);
        Panel::top("damaged").frame(frame).show(ui, |ui| opening::damaged_banner_ui(ui, look, turn.asked));
    }
    if shown.is_changed {
        let frame = bar(theme.accent_soft, 6);
        Panel::top("changed").frame(frame).show(ui, |ui| opening::changed_banner_ui(ui, look, turn.asked));
    }
    if let Some(failure) = shown.failure {
        let frame = bar(theme.ground, 8).stroke(egui::Stroke::new(1.0, theme.alert));
        Panel::top("failure")
            .frame(frame)
            .show(ui, |ui| opening::failure_banner_ui(ui, failure, shown.remedy, look, turn.asked));
    }
}

/// A thin line that runs along the foot of the toolbar when an answer takes so long that one would ask for a sign.
fn busy_line_ui(ui: &mut Ui, waited: std::time::Duration, look: Look) {
    const UNSEEN: std::time::Duration = std::time::Duration::from_millis(200);
    const SECONDS_A_ROUND: f32 = 1.2;
    if waited < UNSEEN {
        ui.ctx().request_repaint_after(UNSEEN.saturating_sub(waited));
        return;
    }
    let line = ui.max_rect().expand2(egui::vec2(14.0, 8.0));
    let width = line.width() / 4.0;
    let left = line.left() - width + (line.width() + width) * (waited.as_secs_f32() / SECONDS_A_ROUND).fract();
    let run = egui::Rect::from_min_size(egui::pos2(left, line.bottom() - 2.0), egui::vec2(width, 2.0));
    ui.ctx().layer_painter(ui.layer_id()).rect_filled(run.intersect(line), 0.0, look.theme.accent);
    let response = ui.interact(run, ui.scope_id().with("busy"), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, look.text(Word::WORKING)));
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(33));
}

/// What stands beside the facets.
fn page_ui(ui: &mut Ui, panels: &mut Panels, turn: &mut Turn<'_>) {
    match turn.workspace.view().page {
        Page::Explore => panes::panes_ui(ui, &mut panels.charts, turn),
        Page::Trends => trends::trends_ui(ui, &mut panels.trends, turn),
        Page::Institutions => institutions::institutions_ui(ui, &mut panels.institutions, turn),
        Page::Profiles => profiles::profiles_ui(ui, &mut panels.profiles, turn),
        Page::Records => records::records_ui(ui, &mut panels.records, turn),
    }
}

/// Asks for what the keys that were pressed stand for.
pub fn take_keys(ctx: &Context, panels: &Panels, workspace: Option<&Workspace>, asked: &mut Asked) {
    let chart = workspace.and_then(|workspace| chart_to_copy(panels, workspace));
    actions::take_keys(ctx, &Situation { workspace, chart }, asked);
}

/// The chart under the pointer, or the one that stands for the page; the page of records copies its rows itself.
fn chart_to_copy(panels: &Panels, workspace: &Workspace) -> Option<Chart> {
    let in_panes = || shown::chart_of(panels.charts.pane_under_pointer.unwrap_or(Pane::Activities), workspace);
    match workspace.view().page {
        Page::Explore => Some(in_panes()),
        Page::Trends => Some(panels.trends.under_pointer.unwrap_or_else(in_panes)),
        Page::Institutions => Some(Chart::INSTITUTIONAL_DEPTH),
        Page::Profiles => Some(profiles::chart_of(workspace)),
        Page::Records => None,
    }
}

/// The window that exports what the page shows.
pub fn export_window(workspace: Option<&Workspace>) -> Window {
    let shows_records = workspace.is_some_and(|workspace| workspace.view().page == Page::Records);
    if shows_records { Window::ExportRecords } else { Window::Export }
}

/// Escape closes what lies on top: a menu (which sees to it itself), a window, the details.
fn escape(ctx: &Context, panels: &Panels, was_menu_open: bool, asked: &mut Asked) {
    if was_menu_open || !ctx.input(|input| input.key_pressed(Key::Escape)) {
        return;
    }
    match panels.open_windows.last() {
        Some(&window) => asked.close(window),
        None => asked.command(Command::Select(None)),
    }
}

/// A text that does something when clicked.
fn link(ui: &mut Ui, look: Look, text: &str) -> Response {
    ui.link(RichText::new(text).color(look.theme.accent))
}

/// A text with a small triangle: a click opens a list.
fn drop_down(text: &str, look: Look) -> egui::Button<'static> {
    let mut job = egui::text::LayoutJob::default();
    let format = |size: f32| egui::TextFormat {
        font_id: egui::FontId::proportional(size),
        color: look.theme.ink_soft,
        valign: egui::Align::Center,
        ..egui::TextFormat::default()
    };
    job.append(text, 0.0, format(look.theme.type_sizes.heading));
    job.append("▼", 5.0, format(7.0));
    egui::Button::new(job).frame(false)
}
