//! The menu bar: file, view, chart, help; the title of the database; language and light or dark.

use egui::containers::menu::{MenuBar, MenuButton};
use egui::{Button, RichText, Ui};

use super::icons::{Icon, icon_button};
use super::{Turn, choices, drop_down};
use crate::app::actions::{Menu, Situation};
use crate::app::workspace::Workspace;
use crate::app::{Asked, Look, Request};
use crate::words::{Lang, Word};

/// One line across the window.
pub fn menu_ui(ui: &mut Ui, workspace: Option<&Workspace>, look: Look, asked: &mut Asked) {
    MenuBar::new().ui(ui, |ui| {
        let situation = Situation::of(workspace);
        ui.menu_button(look.text(Word::FILE_MENU), |ui| actions_ui(ui, Menu::File, &situation, look, asked));
        if let Some(workspace) = workspace {
            let turn = &mut Turn { workspace, look, asked };
            ui.menu_button(look.text(Word::VIEW_MENU), |ui| actions_ui(ui, Menu::View, &situation, look, turn.asked));
            ui.menu_button(look.text(Word::CHART_MENU), |ui| chart_menu(ui, turn));
        }
        ui.menu_button(look.text(Word::HELP_MENU), |ui| actions_ui(ui, Menu::Help, &situation, look, asked));
        if let Some(workspace) = workspace {
            ui.add_space(18.0);
            super::tabs::pages_ui(ui, &mut Turn { workspace, look, asked });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            settings_ui(ui, look, asked);
            if let Some(workspace) = workspace {
                title_ui(ui, workspace, look);
            }
        });
    });
}

/// File name and title of the collection, centred in what is left of the line.
fn title_ui(ui: &mut Ui, workspace: &Workspace, look: Look) {
    let dataset = workspace.dataset();
    let title = dataset.meta.title.in_lang(look.lang);
    let text = if title.is_empty() { dataset.file_name.clone() } else { format!("{} — {title}", dataset.file_name) };
    let rect = ui.available_rect_before_wrap();
    let label = egui::Label::new(RichText::new(text).color(look.theme.ink_soft)).truncate();
    ui.put(rect, label).on_hover_text(workspace.loaded.report.path.display().to_string());
}

fn settings_ui(ui: &mut Ui, look: Look, asked: &mut Asked) {
    let (icon, word) = if look.theme.dark { (Icon::Sun, Word::LIGHT_THEME) } else { (Icon::Moon, Word::DARK_THEME) };
    let button = icon_button(ui, icon, look.text(word), true, look);
    if button.clicked() {
        asked.request(Request::Dark(!look.theme.dark));
    }
    MenuButton::from_button(drop_down(look.lang.own_name(), look)).ui(ui, |ui| {
        for lang in Lang::ALL {
            if ui.selectable_label(lang == look.lang, lang.own_name()).clicked() {
                asked.request(Request::Lang(lang));
                ui.close();
            }
        }
    });
}

/// The actions of a menu with their keys; one that is chosen closes the menu.
fn actions_ui(ui: &mut Ui, menu: Menu, situation: &Situation<'_>, look: Look, asked: &mut Asked) {
    ui.set_min_width(220.0);
    for (index, section) in menu.sections(situation).into_iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        for action in section {
            let key = action.key_text(situation, ui.ctx());
            let entry = Button::new(look.text(action.label)).shortcut_text(key);
            if ui.add_enabled(action.is_possible(situation), entry).clicked() {
                action.ask(situation, asked);
                ui.close();
            }
        }
    }
}

fn chart_menu(ui: &mut Ui, turn: &mut Turn<'_>) {
    let look = turn.look;
    ui.set_min_width(220.0);
    ui.menu_button(look.text(Word::STACK_BY), |ui| choices::stack_choices(ui, turn));
    ui.menu_button(look.text(Word::BAR_LENGTH), |ui| choices::period_choices(ui, turn));
    ui.menu_button(look.text(Word::LANES_BY), |ui| choices::lane_choices(ui, turn));
    ui.separator();
    ui.menu_button(look.text(Word::GROUP_PARTNERS_BY), |ui| choices::partner_group_choices(ui, turn));
    ui.menu_button(look.text(Word::SORT_PARTNERS_BY), |ui| choices::partner_sort_choices(ui, turn));
    ui.menu_button(look.text(Word::NEW_AND_LOST_SINCE), |ui| choices::partners_since_choices(ui, turn));
    ui.menu_button(look.text(Word::GROUP_COUNTERPARTS_BY), |ui| choices::counterpart_group_choices(ui, turn));
    ui.menu_button(look.text(Word::CATEGORIES_BY), |ui| choices::breakdown_choices(ui, turn));
}
