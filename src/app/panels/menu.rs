//! The menu bar: file, view, chart, help; the title of the database; language and light or dark.

use egui::containers::menu::{MenuBar, MenuButton};
use egui::{Button, RichText, Ui};

use super::Turn;
use super::drop_down;
use super::icons::{Icon, icon_button};
use crate::app::actions::{Menu, Situation};
use crate::app::workspace::{Command, Workspace};
use crate::app::{Asked, Look, Request};
use crate::chart::{Chart, ChartOptions, PartnerSort};
use crate::data::{Field, Table};
use crate::query::aggregate::Period;
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
            super::trends::pages_ui(ui, &mut Turn { workspace, look, asked });
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

/// What can be done with a chart as a figure.
pub fn figure_entries(ui: &mut Ui, chart: Chart, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let situation = Situation { workspace: Some(workspace), chart: Some(chart) };
    for action in Menu::Figure.sections(&situation).into_iter().flatten() {
        if ui.button(look.text(action.label)).clicked() {
            action.ask(&situation, turn.asked);
            ui.close();
        }
    }
}

fn chart_menu(ui: &mut Ui, turn: &mut Turn<'_>) {
    let look = turn.look;
    ui.set_min_width(220.0);
    ui.menu_button(look.text(Word::STACK_BY), |ui| stack_choices(ui, turn));
    ui.menu_button(look.text(Word::BAR_LENGTH), |ui| period_choices(ui, turn));
    ui.menu_button(look.text(Word::LANES_BY), |ui| lane_choices(ui, turn));
    ui.separator();
    ui.menu_button(look.text(Word::GROUP_PARTNERS_BY), |ui| partner_group_choices(ui, turn));
    ui.menu_button(look.text(Word::SORT_PARTNERS_BY), |ui| partner_sort_choices(ui, turn));
}

/// A list of which one is chosen.
fn choices<T: Copy + PartialEq>(
    ui: &mut Ui,
    options: &[T],
    chosen: T,
    name: impl Fn(T) -> String,
    mut choose: impl FnMut(T),
) {
    for &option in options {
        if ui.radio(option == chosen, name(option)).clicked() {
            choose(option);
            ui.close();
        }
    }
}

/// What timeline bars are stacked by.
pub fn stack_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    choices(
        ui,
        &ChartOptions::STACKS,
        options.stack,
        |field| look.text(field.word()).to_owned(),
        |stack| {
            turn.asked.command(Command::Options(ChartOptions { stack, ..options.clone() }));
        },
    );
}

/// How long timeline bars are.
pub fn period_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let name = |period: Period| {
        let word = match period {
            Period::Month => Word::PERIOD_MONTH,
            Period::Quarter => Word::PERIOD_QUARTER,
            Period::Year => Word::PERIOD_YEAR,
            Period::FiveYears => Word::PERIOD_FIVE_YEARS,
            Period::TenYears => Word::PERIOD_TEN_YEARS,
        };
        look.text(word).to_owned()
    };
    choices(ui, &Period::ALL, options.period, name, |period| {
        turn.asked.command(Command::Options(ChartOptions { period, ..options.clone() }));
    });
}

/// What lanes stand for.
pub fn lane_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    choices(
        ui,
        &ChartOptions::LANES,
        options.lanes,
        |field| look.text(field.word()).to_owned(),
        |lanes| {
            turn.asked.command(Command::Options(ChartOptions { lanes, ..options.clone() }));
        },
    );
}

/// What partners are grouped by.
pub fn partner_group_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let name = |field: Field| look.text(field.word()).to_owned();
    choices(ui, &ChartOptions::PARTNER_GROUPS, options.partner_group, name, |partner_group| {
        turn.asked.command(Command::Options(ChartOptions { partner_group, ..options.clone() }));
    });
}

/// How partners are sorted.
pub fn partner_sort_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let name = |sort: PartnerSort| {
        let word = match sort {
            PartnerSort::Ties => Word::MOST_TIES,
            PartnerSort::Activities => Word::MOST_ACTIVITIES,
            PartnerSort::Name => Word::BY_NAME,
            PartnerSort::FirstYear => Word::EARLIEST_TIE,
        };
        look.text(word).to_owned()
    };
    choices(ui, &PartnerSort::ALL, options.partner_sort, name, |partner_sort| {
        turn.asked.command(Command::Options(ChartOptions { partner_sort, ..options.clone() }));
    });
}

/// The level of government that membership charts show.
pub fn level_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let vocabulary = workspace.dataset().vocabulary(Field::CityLevel);
    let counts = workspace.answer().table(Table::Memberships);
    for (code, value) in vocabulary.iter().filter(|(code, _)| counts.count(Field::CityLevel, *code) > 0) {
        let is_shown = options.level.as_deref().map_or(code.0 == 0, |id| id == value.id);
        if ui.radio(is_shown, value.name.in_lang(look.lang)).clicked() {
            turn.asked.command(Command::Options(ChartOptions { level: Some(value.id.clone()), ..options.clone() }));
            ui.close();
        }
    }
}
