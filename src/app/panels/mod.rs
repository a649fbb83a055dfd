//! The parts of the window, each a function that reads like the window from top to bottom.

pub mod chips;
pub mod cities;
pub mod counting;
pub mod details;
pub mod export_dialog;
pub mod facets;
pub mod icons;
pub mod import_dialog;
pub mod institutions;
mod level;
mod logo_field;
mod mark_menu;
pub mod menu;
pub mod opening;
pub mod panes;
pub mod records;
mod records_export;
pub mod saved_views;
mod sort_header;
pub mod status;
pub mod trends;
pub mod windows;
mod years;

use egui::{Context, Frame, Key, Margin, Panel, Response, RichText, Ui};

use super::actions::{self, Situation};
use super::importing::Importing;
use super::saving::Steps;
use super::tasks::Opening;
use super::workspace::{Command, Page, Pane, Workspace};
use super::{Asked, Look, Remedy, Request};
use crate::chart::Chart;
use crate::data::Explanation;
use crate::query::indicators::Indicator;
use crate::words::Word;

/// What panels remember of themselves: nothing that a view would need.
#[derive(Default)]
pub struct Panels {
    /// Open sections of the facets and what is searched in them.
    pub facets: facets::Facets,
    /// Laid-out charts of the panes.
    pub charts: panes::Charts,
    /// The page of trends.
    pub trends: trends::Trends,
    /// The page of institutions.
    pub institutions: institutions::Institutions,
    /// The page of cities.
    pub cities: cities::Cities,
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

impl Panels {
    /// Forgets what followed from the last database; keeps what a person typed and chose.
    pub fn forget_database(&mut self) {
        let shows_import = self.is_open(Window::Import);
        let mut old = std::mem::take(self);
        self.export.making = std::mem::take(&mut old.export.making);
        self.views = old.views;
        self.importing = old.importing;
        self.show(Window::Import, shows_import);
    }

    /// Since when the pictures of a page lag behind what was asked for.
    pub fn waiting_since(&self, page: Page) -> Option<std::time::Instant> {
        match page {
            Page::Explore => self.charts.waiting_since(),
            Page::Trends => self.trends.waiting_since(),
            Page::Institutions => self.institutions.waiting_since(),
            Page::Cities => self.cities.waiting_since(),
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

/// The whole window.
pub fn window_ui(ui: &mut Ui, panels: &mut Panels, shown: Shown<'_>, look: Look, asked: &mut Asked) {
    let theme = look.theme;
    let was_menu_open = egui::Popup::is_any_open(ui.ctx());
    let bar = |left: i8, y: i8| Frame::new().fill(theme.ground).inner_margin(Margin::symmetric(left, y));
    Panel::top("menu").frame(bar(14, 5)).show(ui, |ui| menu::menu_ui(ui, shown.workspace, look, asked));
    if let Some(workspace) = shown.workspace {
        Panel::top("toolbar").frame(bar(14, 8)).show(ui, |ui| {
            let focus = std::mem::take(&mut panels.focus_search);
            chips::toolbar_ui(ui, workspace, focus, look, asked);
            if let Some(since) = shown.busy_since {
                busy_line_ui(ui, since.elapsed(), look);
            }
        });
        Panel::bottom("status")
            .frame(bar(14, 6))
            .show(ui, |ui| status::status_ui(ui, workspace, &mut panels.status, look, asked));
        if workspace.loaded.report.is_damaged() {
            let frame = Frame::new().fill(theme.alert).inner_margin(Margin::symmetric(14, 6));
            Panel::top("damaged").frame(frame).show(ui, |ui| opening::damaged_banner_ui(ui, look, asked));
        }
        if shown.is_changed {
            let frame = Frame::new().fill(theme.accent_soft).inner_margin(Margin::symmetric(14, 6));
            Panel::top("changed").frame(frame).show(ui, |ui| opening::changed_banner_ui(ui, look, asked));
        }
        if let Some(failure) = shown.failure {
            let line = egui::Stroke::new(1.0, theme.alert);
            let frame = Frame::new().fill(theme.ground).stroke(line).inner_margin(Margin::symmetric(14, 8));
            Panel::top("failure")
                .frame(frame)
                .show(ui, |ui| opening::failure_banner_ui(ui, failure, shown.remedy, look, asked));
        }
        Panel::left("facets")
            .frame(Frame::new().fill(theme.ground))
            .default_size(226.0)
            .size_range(180.0..=380.0)
            .show(ui, |ui| facets::facets_ui(ui, workspace, &mut panels.facets, look, asked));
        let page = Frame::new().fill(theme.page).inner_margin(Margin::same(6));
        egui::CentralPanel::no_frame().frame(page).show(ui, |ui| {
            page_ui(ui, workspace, panels, look, asked);
        });
        windows::windows_ui(ui.ctx(), workspace, panels, look, asked);
        if panels.is_open(Window::Export) {
            panels.export.ui(ui.ctx(), workspace, shown.saving, look, asked);
        }
        if panels.is_open(Window::ExportRecords) {
            panels.records.export_ui(ui.ctx(), workspace, shown.saving, look, asked);
        }
        if panels.is_open(Window::SavedViews) {
            panels.views.ui(ui.ctx(), workspace, look, asked);
        }
    } else {
        egui::CentralPanel::no_frame().frame(Frame::new().fill(theme.page)).show(ui, |ui| {
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
fn page_ui(ui: &mut Ui, workspace: &Workspace, panels: &mut Panels, look: Look, asked: &mut Asked) {
    match workspace.view().page {
        Page::Explore => panes::panes_ui(ui, workspace, &mut panels.charts, look, asked),
        Page::Trends => trends::trends_ui(ui, workspace, &mut panels.trends, look, asked),
        Page::Institutions => institutions::institutions_ui(ui, workspace, &mut panels.institutions, look, asked),
        Page::Cities => cities::cities_ui(ui, workspace, &mut panels.cities, look, asked),
        Page::Records => records::records_ui(ui, workspace, &mut panels.records, look, asked),
    }
}

/// Asks for what the keys that were pressed stand for.
pub fn take_keys(ctx: &Context, panels: &Panels, workspace: Option<&Workspace>, asked: &mut Asked) {
    let chart = workspace.and_then(|workspace| chart_to_copy(panels, workspace));
    actions::take_keys(ctx, &Situation { workspace, chart }, asked);
}

/// The chart under the pointer, or the one that stands for the page; the page of records copies its rows itself.
fn chart_to_copy(panels: &Panels, workspace: &Workspace) -> Option<Chart> {
    let in_panes = || panes::chart_of(panels.charts.pane_under_pointer.unwrap_or(Pane::Activities), workspace);
    match workspace.view().page {
        Page::Explore => Some(in_panes()),
        Page::Trends => Some(panels.trends.under_pointer.unwrap_or_else(in_panes)),
        Page::Institutions => Some(Chart::Trend(Indicator::InstitutionalDepth)),
        Page::Cities => Some(cities::chart_of(workspace)),
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
        Some(&window) => asked.request(Request::Show(window, false)),
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
