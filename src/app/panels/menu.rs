//! The menu bar: file, view, chart, help; the title of the database; language and light or dark.

use egui::containers::menu::{MenuBar, MenuButton};
use egui::{Button, RichText, Ui};

use super::icons::{Icon, icon_button};
use super::{Window, drop_down};
use crate::app::workspace::{Command, Page, Workspace};
use crate::app::{Asked, Look, Request};
use crate::chart::{Chart, ChartOptions, PartnerSort};
use crate::data::{Field, Table};
use crate::query::aggregate::Period;
use crate::words::{Lang, Word};

/// One line across the window.
pub fn menu_ui(ui: &mut Ui, workspace: Option<&Workspace>, look: Look, asked: &mut Asked) {
    MenuBar::new().ui(ui, |ui| {
        ui.menu_button(look.text(Word::FILE_MENU), |ui| file_menu(ui, workspace, look, asked));
        if let Some(workspace) = workspace {
            ui.menu_button(look.text(Word::VIEW_MENU), |ui| view_menu(ui, workspace, look, asked));
            ui.menu_button(look.text(Word::CHART_MENU), |ui| chart_menu(ui, workspace, look, asked));
        }
        ui.menu_button(look.text(Word::HELP_MENU), |ui| help_menu(ui, workspace.is_some(), look, asked));
        if let Some(workspace) = workspace {
            ui.add_space(18.0);
            super::trends::pages_ui(ui, workspace, look, asked);
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

/// An entry with its key; closes the menu when chosen.
fn entry(ui: &mut Ui, look: Look, word: Word, key: &str) -> bool {
    let clicked = ui.add(Button::new(look.text(word)).shortcut_text(key)).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// What can be done with a chart as a figure.
pub fn figure_entries(ui: &mut Ui, chart: Chart, look: Look, asked: &mut Asked) {
    for (word, action) in [
        (Word::EXPORT_FIGURE, Request::ExportChart(chart)),
        (Word::COPY_PICTURE, Request::CopyPicture(chart)),
        (Word::COPY_TABLE, Request::CopyTable(chart)),
    ] {
        if ui.button(look.text(word)).clicked() {
            asked.request(action);
            ui.close();
        }
    }
}

fn file_menu(ui: &mut Ui, workspace: Option<&Workspace>, look: Look, asked: &mut Asked) {
    ui.set_min_width(220.0);
    if entry(ui, look, Word::OPEN_FILE, "Ctrl+O") {
        asked.request(Request::ChooseFile);
    }
    if entry(ui, look, Word::OPEN_BY_PATH, "") {
        asked.request(Request::Show(Window::OpenPath, true));
    }
    if entry(ui, look, Word::OPEN_SAMPLE, "") {
        asked.request(Request::OpenSample);
    }
    if entry(ui, look, Word::IMPORT_MENU, "Ctrl+I") {
        asked.request(Request::Show(Window::Import, true));
    }
    if workspace.is_some() {
        ui.separator();
        let shows_records = workspace.is_some_and(|workspace| workspace.view().page == Page::Records);
        if shows_records && entry(ui, look, Word::EXPORT_RECORDS, "Ctrl+E") {
            asked.request(Request::Show(Window::ExportRecords, true));
        }
        if entry(ui, look, Word::EXPORT_FIGURE, if shows_records { "" } else { "Ctrl+E" }) {
            asked.request(Request::Show(Window::Export, true));
        }
        if entry(ui, look, Word::FILE_REPORT, "") {
            asked.request(Request::Show(Window::Report, true));
        }
    }
    ui.separator();
    if entry(ui, look, Word::QUIT, "Ctrl+Q") {
        asked.request(Request::Quit);
    }
}

fn view_menu(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
    ui.set_min_width(220.0);
    ui.add_enabled_ui(workspace.can_undo(), |ui| {
        if entry(ui, look, Word::UNDO, "Ctrl+Z") {
            asked.command(Command::Undo);
        }
    });
    ui.add_enabled_ui(workspace.can_redo(), |ui| {
        if entry(ui, look, Word::REDO, "Ctrl+Y") {
            asked.command(Command::Redo);
        }
    });
    ui.separator();
    if entry(ui, look, Word::SAVED_VIEWS_ENTRY, "Ctrl+S") {
        asked.request(Request::Show(Window::SavedViews, true));
    }
    for (page, key) in Page::ALL.into_iter().zip(["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"]) {
        if entry(ui, look, page.word(), key) {
            asked.command(Command::Page(page));
        }
    }
    ui.separator();
    if entry(ui, look, Word::CLEAR_ALL, "") {
        asked.command(Command::ClearAll);
    }
    if entry(ui, look, Word::SHOW_ALL_YEARS, "") {
        let options = ChartOptions { years_shown: None, ..workspace.view().options.clone() };
        asked.command(Command::Options(options));
    }
    if entry(ui, look, Word::THREE_PANES, "") {
        asked.command(Command::Maximise(None));
    }
}

fn chart_menu(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
    ui.set_min_width(220.0);
    ui.menu_button(look.text(Word::STACK_BY), |ui| stack_choices(ui, workspace, look, asked));
    ui.menu_button(look.text(Word::BAR_LENGTH), |ui| period_choices(ui, workspace, look, asked));
    ui.menu_button(look.text(Word::LANES_BY), |ui| lane_choices(ui, workspace, look, asked));
    ui.separator();
    ui.menu_button(look.text(Word::GROUP_PARTNERS_BY), |ui| partner_group_choices(ui, workspace, look, asked));
    ui.menu_button(look.text(Word::SORT_PARTNERS_BY), |ui| partner_sort_choices(ui, workspace, look, asked));
}

fn help_menu(ui: &mut Ui, has_database: bool, look: Look, asked: &mut Asked) {
    ui.set_min_width(220.0);
    let windows = [
        (Word::FILTER_RULE, Window::FilterRule, ""),
        (Word::SHORTCUTS, Window::Shortcuts, "F1"),
        (Word::ABOUT, Window::About, ""),
    ];
    for (word, window, key) in windows {
        if has_database && entry(ui, look, word, key) {
            asked.request(Request::Show(window, true));
        }
    }
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
pub fn stack_choices(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
    let options = &workspace.view().options;
    choices(
        ui,
        &ChartOptions::STACKS,
        options.stack,
        |field| look.text(field.word()).to_owned(),
        |stack| {
            asked.command(Command::Options(ChartOptions { stack, ..options.clone() }));
        },
    );
}

/// How long timeline bars are.
pub fn period_choices(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
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
        asked.command(Command::Options(ChartOptions { period, ..options.clone() }));
    });
}

/// What lanes stand for.
pub fn lane_choices(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
    let options = &workspace.view().options;
    choices(
        ui,
        &ChartOptions::LANES,
        options.lanes,
        |field| look.text(field.word()).to_owned(),
        |lanes| {
            asked.command(Command::Options(ChartOptions { lanes, ..options.clone() }));
        },
    );
}

/// What partners are grouped by.
pub fn partner_group_choices(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
    let options = &workspace.view().options;
    let name = |field: Field| look.text(field.word()).to_owned();
    choices(ui, &ChartOptions::PARTNER_GROUPS, options.partner_group, name, |partner_group| {
        asked.command(Command::Options(ChartOptions { partner_group, ..options.clone() }));
    });
}

/// How partners are sorted.
pub fn partner_sort_choices(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
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
        asked.command(Command::Options(ChartOptions { partner_sort, ..options.clone() }));
    });
}

/// The level of government that membership charts show.
pub fn level_choices(ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
    let options = &workspace.view().options;
    let vocabulary = workspace.dataset().vocabulary(Field::CityLevel);
    let counts = workspace.answer().table(Table::Memberships);
    for (code, value) in vocabulary.iter().filter(|(code, _)| counts.count(Field::CityLevel, *code) > 0) {
        let is_shown = options.level.as_deref().map_or(code.0 == 0, |id| id == value.id);
        if ui.radio(is_shown, value.name.in_lang(look.lang)).clicked() {
            asked.command(Command::Options(ChartOptions { level: Some(value.id.clone()), ..options.clone() }));
            ui.close();
        }
    }
}
