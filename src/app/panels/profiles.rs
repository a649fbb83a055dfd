//! The page of cities: the profile of one, or several side by side on one scale.

use egui::containers::menu::MenuButton;
use egui::{CornerRadius, Frame, Margin, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::icons::{Icon, icon_button};
use super::panes::card;
use super::{Turn, drop_down, link, trends};
use crate::app::Look;
use crate::app::chart_view::{ChartView, Drawing};
use crate::app::memo::Memo;
use crate::app::style::bold;
use crate::app::workspace::{Command, Workspace};
use crate::chart::{Chart, profile};
use crate::data::{Code, Field, Table};
use crate::query::name_matches;
use crate::words::{Word, grouped};

/// What the page remembers.
#[derive(Default)]
pub struct Cities {
    view: ChartView,
    searched: String,
    /// Cities with records, those with most first, by answer.
    ranked: Memo<u64, Vec<(Code, u32)>>,
}

impl Cities {
    /// Since when a newer picture is being waited for.
    pub fn waiting_since(&self) -> Option<std::time::Instant> {
        self.view.waiting_since()
    }
}

/// A profile where one city is chosen, a comparison where there are several.
pub fn chart_of(workspace: &Workspace) -> Chart {
    let chosen = profile::cities(&workspace.chart_input(crate::words::Lang::default()));
    if chosen.len() > 1 { Chart::COMPARISON } else { Chart::PROFILE }
}

/// The cities that are shown, and what is known of them.
pub fn cities_ui(ui: &mut Ui, page: &mut Cities, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let input = workspace.chart_input(look.lang);
    let mut chosen = profile::cities(&input);
    // A filter may hold more than can stand side by side.
    chosen.truncate(Chart::MOST_COMPARED);
    let chart = chart_of(workspace);
    card(ui, look, |ui| {
        if chosen.is_empty() {
            choice_ui(ui, page, turn);
            return;
        }
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                trends::card_menu(ui, look.text(chart.title()), chart, turn);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    chosen_ui(ui, page, &chosen, turn);
                });
            });
        });
        ui.add_space(6.0);
        if chosen.len() > 1 {
            let help = RichText::new(look.text(Word::COMPARE_HELP)).size(look.theme.type_sizes.label);
            ui.label(help.color(look.theme.ink_soft));
            ui.add_space(4.0);
        }
        ScrollArea::vertical().id_salt("city").auto_shrink([false, false]).show(ui, |ui| {
            let height = ui.available_height().max(520.0) - 4.0;
            let drawing = Drawing { input, workspace, theme: &look.theme, selected: None, finding: None };
            let size = vec2(ui.available_width(), height);
            let events = page.view.ui(ui, chart, drawing, size);
            trends::take_events(events, turn.asked);
        });
    });
}

/// The chosen cities as chips, and a way to add one.
fn chosen_ui(ui: &mut Ui, page: &mut Cities, chosen: &[Code], turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let theme = look.theme;
    let vocabulary = workspace.dataset().vocabulary(Field::City);
    let ids: Vec<String> = chosen.iter().map(|&city| vocabulary[city].id.clone()).collect();
    if let [city] = chosen[..] {
        let name = vocabulary[city].name.in_lang(look.lang);
        ui.label(RichText::new(name).font(bold(theme.type_sizes.title)).color(theme.ink));
        if icon_button(ui, Icon::Cross, &Word::remove_city(look.lang, &name), true, look).clicked() {
            turn.asked.command(Command::Cities(Vec::new()));
        }
    }
    for (index, &city) in chosen.iter().enumerate().filter(|_| chosen.len() > 1) {
        let name = vocabulary[city].short_name(look.lang);
        let frame = Frame::new().fill(theme.accent_soft).corner_radius(CornerRadius::same(14));
        frame.inner_margin(Margin { left: 11, right: 4, top: 1, bottom: 1 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.label(RichText::new(name).color(theme.accent));
            if icon_button(ui, Icon::Cross, &Word::remove_city(look.lang, &name), true, look).clicked() {
                let mut rest = ids.clone();
                rest.remove(index);
                turn.asked.command(Command::Cities(rest));
            }
        });
    }
    if chosen.len() < Chart::MOST_COMPARED {
        MenuButton::from_button(drop_down(look.text(Word::ADD_CITY), look)).ui(ui, |ui| {
            ui.set_min_width(240.0);
            search_ui(ui, page, look);
            ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                for (city, count) in found(workspace, page, 60).into_iter().filter(|(city, _)| !chosen.contains(city)) {
                    let text = format!("{}  {}", vocabulary[city].name.in_lang(look.lang), grouped(count as usize));
                    if ui.button(text).clicked() {
                        let more = ids.iter().cloned().chain([vocabulary[city].id.clone()]).collect();
                        turn.asked.command(Command::Cities(more));
                        ui.close();
                    }
                }
            });
        });
    }
}

/// Every city with a record, to choose from.
fn choice_ui(ui: &mut Ui, page: &mut Cities, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let theme = look.theme;
    ui.label(RichText::new(look.text(Word::CHOOSE_A_CITY)).font(bold(theme.type_sizes.title)).color(theme.ink));
    ui.add_space(4.0);
    search_ui(ui, page, look);
    ui.add_space(6.0);
    let found = found(workspace, page, 300);
    let columns = ((ui.available_width() / NARROWEST_CHOICE) as usize).max(1);
    let width = ui.available_width() / columns as f32;
    ScrollArea::vertical().id_salt("cities").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        // Down the columns, as one reads a list.
        let lines = found.len().div_ceil(columns);
        for line in 0..lines {
            ui.horizontal(|ui| {
                for &(city, count) in found.iter().skip(line).step_by(lines.max(1)) {
                    choice_line_ui(ui, city, count, width, turn);
                }
            });
        }
    });
}

/// Room for a city to choose and its number of activities.
const NARROWEST_CHOICE: f32 = 212.0;

/// A city, and how many activities it has.
fn choice_line_ui(ui: &mut Ui, city: Code, count: u32, width: f32, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let city = &workspace.dataset().vocabulary(Field::City)[city];
    let small = look.theme.type_sizes.small;
    let place = vec2(width - ui.spacing().item_spacing.x - 1.0, 20.0);
    ui.allocate_ui_with_layout(place, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(place.x);
        let name = city.name.in_lang(look.lang);
        let response = link(ui, look, name);
        let heard = || format!("{name} {}", grouped(count as usize));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, heard()));
        if response.clicked() {
            turn.asked.command(Command::Cities(vec![city.id.clone()]));
        }
        ui.label(RichText::new(grouped(count as usize)).size(small).color(look.theme.ink_soft));
    });
}

fn search_ui(ui: &mut Ui, page: &mut Cities, look: Look) {
    let hint = look.text(Word::SEARCH_CITY);
    let response = ui.add(TextEdit::singleline(&mut page.searched).hint_text(hint).desired_width(240.0));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
}

/// Cities whose name is searched for, those with most activities first.
fn found(workspace: &Workspace, page: &mut Cities, most: usize) -> Vec<(Code, u32)> {
    let vocabulary = workspace.dataset().vocabulary(Field::City);
    let ranked = page.ranked.get(workspace.generation(), || {
        let counts = workspace.whole().table(Table::Activities);
        let mut ranked: Vec<(Code, u32)> =
            vocabulary.codes().map(|city| (city, counts.count(Field::City, city))).filter(|(_, n)| *n > 0).collect();
        ranked.sort_by_key(|&(city, count)| (std::cmp::Reverse(count), city));
        ranked
    });
    let wanted = page.searched.trim().to_lowercase();
    let is_found = |city: &Code| {
        let name = &vocabulary[*city].name;
        wanted.is_empty() || [&name.en, &name.ko].into_iter().any(|name| name_matches(&name.to_lowercase(), &wanted))
    };
    ranked.iter().copied().filter(|(city, _)| is_found(city)).take(most).collect()
}
