//! What is shown before, while and when a file cannot be opened.

use egui::{Button, Context, ProgressBar, RichText, TextEdit, Ui, vec2};

use super::windows;
use crate::app::Window;
use crate::app::actions::{Action, Situation};
use crate::app::style::bold;
use crate::app::tasks::Opening;
use crate::app::{Asked, Look, Remedy, Request};
use crate::data::Explanation;
use crate::words::Word;

/// An empty window: why the file could not be opened, and the ways to open another.
pub fn welcome_ui(ui: &mut Ui, failure: Option<&Explanation>, remedy: Option<&Remedy>, look: Look, asked: &mut Asked) {
    ui.add_space(0.24 * ui.available_height());
    ui.vertical_centered(|ui| {
        ui.set_max_width(560.0);
        if let Some(failure) = failure {
            ui.label(RichText::new(&failure.what).font(bold(18.0)));
            ui.add_space(8.0);
            ui.add(egui::Label::new(&failure.cause).wrap());
            ui.add(egui::Label::new(RichText::new(&failure.next_step).color(look.theme.ink_soft)).wrap());
            if let Some(remedy) = remedy {
                ui.add_space(10.0);
                remedy_ui(ui, remedy, look, asked);
            }
        } else {
            ui.label(RichText::new(look.text(Word::NOTHING_OPEN)).font(bold(18.0)));
        }
        ui.add_space(16.0);
        ways_to_open_ui(ui, look, asked);
        ui.add_space(12.0);
        ui.label(RichText::new(look.text(Word::OR_DROP_FILE)).color(look.theme.ink_soft));
    });
}

fn ways_to_open_ui(ui: &mut Ui, look: Look, asked: &mut Asked) {
    for action in [Action::OPEN_FILE, Action::OPEN_BY_PATH, Action::OPEN_SAMPLE, Action::IMPORT] {
        if ui.add(Button::new(look.text(action.label)).min_size(vec2(180.0, 30.0))).clicked() {
            action.ask(&Situation::of(None), asked);
        }
    }
}

/// A failure above the panes of the database that stays open.
pub fn failure_banner_ui(ui: &mut Ui, failure: &Explanation, remedy: Option<&Remedy>, look: Look, asked: &mut Asked) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button(look.text(Word::DISMISS)).clicked() {
                asked.request(Request::DismissFailure);
            }
            if let Some(remedy) = remedy {
                remedy_ui(ui, remedy, look, asked);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let text = RichText::new(failure.to_string()).color(look.theme.ink);
                ui.add(egui::Label::new(text).wrap());
            });
        });
    });
}

/// The way on from a refusal.
fn remedy_ui(ui: &mut Ui, remedy: &Remedy, look: Look, asked: &mut Asked) {
    let (word, request) = match remedy {
        Remedy::Import(path) => (Word::IMPORT_MENU, Request::ImportFile(path.clone())),
        Remedy::ReadDamaged(path) => (Word::READ_WHAT_CAN_BE, Request::OpenDamaged(path.clone())),
    };
    let button = Button::new(RichText::new(look.text(word)).color(look.theme.on_accent)).fill(look.theme.accent);
    if ui.add(button.min_size(vec2(180.0, 30.0))).clicked() {
        asked.request(request);
    }
}

/// Stays as long as a damaged file is open.
pub fn damaged_banner_ui(ui: &mut Ui, look: Look, asked: &mut Asked) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(look.text(Word::DAMAGED_BANNER)).color(look.theme.on_accent));
        if ui.button(look.text(Word::FILE_REPORT)).clicked() {
            asked.open(Window::Report);
        }
    });
}

/// The open file is not what it was.
pub fn changed_banner_ui(ui: &mut Ui, look: Look, asked: &mut Asked) {
    ui.horizontal(|ui| {
        ui.label(look.text(Word::FILE_CHANGED));
        if ui.button(look.text(Word::RELOAD)).clicked() {
            asked.request(Request::Reload);
        }
        if ui.button(look.text(Word::DISMISS)).clicked() {
            asked.request(Request::DismissChange);
        }
    });
}

/// How far a file is, with the way to stop.
pub fn progress_ui(ctx: &Context, opening: &Opening, look: Look, asked: &mut Asked) {
    let name = opening.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    windows::framed(&Word::opening_file(look.lang, &name)).show(ctx, |ui| {
        ui.set_width(360.0);
        ui.label(opening.progress.stage().text(look.lang));
        ui.add(ProgressBar::new(opening.progress.fraction()).desired_height(8.0));
        ui.add_space(6.0);
        if ui.button(look.text(Word::CANCEL)).clicked() {
            asked.request(Request::CancelOpening);
        }
    });
}

/// A file by its path, where the system has no file chooser.
pub fn open_path_ui(ctx: &Context, path: &mut String, focus: bool, look: Look, asked: &mut Asked) {
    let mut open = true;
    windows::framed(look.text(Word::OPEN_BY_PATH)).open(&mut open).show(ctx, |ui| {
        ui.set_width(460.0);
        let edit =
            ui.add(TextEdit::singleline(path).hint_text(look.text(Word::PATH_HINT)).desired_width(f32::INFINITY));
        edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::PATH_HINT)));
        if focus {
            edit.request_focus();
        }
        let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let typed = path.trim().trim_matches('"');
        let pressed = ui.add_enabled(!typed.is_empty(), Button::new(look.text(Word::OPEN_NOW))).clicked();
        if (pressed || entered) && !typed.is_empty() {
            asked.request(Request::Open(typed.into()));
            asked.close(Window::OpenPath);
        }
    });
    if !open {
        asked.close(Window::OpenPath);
    }
}

/// While a file is held over the window.
pub fn drop_overlay_ui(ctx: &Context, look: Look) {
    let area = ctx.content_rect().shrink(12.0);
    let painter = ctx.layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    painter.rect_filled(area, 12.0, look.theme.accent_soft);
    painter.text(
        area.center(),
        egui::Align2::CENTER_CENTER,
        look.text(Word::DROP_TO_OPEN),
        bold(22.0),
        look.theme.accent,
    );
}
