//! The page of profiles: that of a city, network, partner or counterpart, or several cities side by side on one scale.

use egui::containers::menu::MenuButton;
use egui::{CornerRadius, Frame, Margin, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::icons::{Icon, icon_button};
use super::panes::card;
use super::tabs::tab_ui;
use super::{Turn, drop_down, link, trends};
use crate::app::Look;
use crate::app::chart_view::{ChartView, Drawing};
use crate::app::memo::Memo;
use crate::app::style::bold;
use crate::app::workspace::{Command, Workspace};
use crate::chart::profile;
use crate::chart::{Chart, Font, Ruler, ruler::fit};
use crate::data::{Code, Field, Table};
use crate::query::name_matches;
use crate::words::{Word, grouped};

/// What the page remembers.
pub struct Profiles {
    view: ChartView,
    searched: String,
    /// Of what one is chosen from.
    field: Field,
    /// Values of a field with records, those with most first, by answer.
    ranked: Memo<(Field, u64), Vec<(Code, u32)>>,
}

impl Default for Profiles {
    fn default() -> Self {
        let field = Field::City;
        Self { view: ChartView::default(), searched: String::new(), field, ranked: Memo::default() }
    }
}

impl Profiles {
    /// Since when a newer picture is being waited for.
    pub fn waiting_since(&self) -> Option<std::time::Instant> {
        self.view.waiting_since()
    }
}

/// A profile where one city is chosen, a comparison where there are several.
pub fn chart_of(workspace: &Workspace) -> Chart {
    let input = workspace.chart_input(crate::words::Lang::default());
    let is_of_cities = input.about().is_none_or(|(field, _)| field == Field::City);
    if is_of_cities && input.options.about.is_none() && profile::cities(&input).len() > 1 {
        Chart::COMPARISON
    } else {
        Chart::PROFILE
    }
}

/// What is shown, and what is known of it.
pub fn profiles_ui(ui: &mut Ui, page: &mut Profiles, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let input = workspace.chart_input(look.lang);
    let chart = chart_of(workspace);
    let about = input.about();
    let of_city = about.is_none_or(|(field, _)| field == Field::City);
    let mut chosen = match about.filter(|_| chart == Chart::PROFILE) {
        Some((_, code)) => vec![code],
        None => profile::cities(&input),
    };
    // A filter may hold more than can stand side by side.
    chosen.truncate(Chart::MOST_COMPARED);
    card(ui, look, |ui| {
        if chosen.is_empty() {
            choice_ui(ui, page, turn);
            return;
        }
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                trends::card_menu(ui, &chart.title_in(&input), chart, turn);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| match about {
                    Some((field, code)) if !of_city => about_ui(ui, page, field, code, turn),
                    _ => chosen_ui(ui, page, &chosen, turn),
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

/// The name of what is shown, a way back to the choice, and one to another of its kind.
fn about_ui(ui: &mut Ui, page: &mut Profiles, field: Field, code: Code, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let theme = look.theme;
    let vocabulary = workspace.dataset().vocabulary(field);
    let name = vocabulary[code].name.in_lang(look.lang);
    ui.label(RichText::new(name).font(bold(theme.type_sizes.title)).color(theme.ink));
    ui.label(RichText::new(look.text(field.word())).color(theme.ink_soft));
    // One that the filter chose goes with it.
    let is_asked = workspace.view().options.about.is_some();
    if is_asked && icon_button(ui, Icon::Cross, &Word::remove_city(look.lang, &name), true, look).clicked() {
        turn.asked.command(Command::Cities(Vec::new()));
    }
    MenuButton::from_button(drop_down(look.text(Word::ANOTHER_PROFILE), look)).ui(ui, |ui| {
        ui.set_min_width(240.0);
        search_ui(ui, page, field, look);
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for (other, count) in found(workspace, page, field, 60).into_iter().filter(|(other, _)| *other != code) {
                let text = format!("{}  {}", vocabulary[other].name.in_lang(look.lang), grouped(count as usize));
                if ui.button(text).clicked() {
                    turn.asked.command(workspace.profile_of(field, other));
                    ui.close();
                }
            }
        });
    });
}

/// The chosen cities as chips, and a way to add one.
fn chosen_ui(ui: &mut Ui, page: &mut Profiles, chosen: &[Code], turn: &mut Turn<'_>) {
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
            search_ui(ui, page, Field::City, look);
            ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                for (city, count) in
                    found(workspace, page, Field::City, 60).into_iter().filter(|(city, _)| !chosen.contains(city))
                {
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

/// Every city, network, partner or counterpart with a record, to choose from.
fn choice_ui(ui: &mut Ui, page: &mut Profiles, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let theme = look.theme;
    let offered: Vec<Field> = profile::FIELDS.into_iter().filter(|&field| has_values(workspace, field)).collect();
    let field = if offered.contains(&page.field) { page.field } else { Field::City };
    ui.label(RichText::new(look.text(Word::CHOOSE_A_PROFILE)).font(bold(theme.type_sizes.title)).color(theme.ink));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if offered.len() > 1 {
            for &offered in &offered {
                tab_ui(ui, field == offered, look.text(offered.word()), look, || page.field = offered);
            }
            ui.add_space(8.0);
        }
        search_ui(ui, page, field, look);
    });
    ui.add_space(6.0);
    let found = found(workspace, page, field, 300);
    let columns = ((ui.available_width() / NARROWEST_CHOICE) as usize).max(1);
    let width = ui.available_width() / columns as f32;
    ScrollArea::vertical().id_salt("cities").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        // Down the columns, as one reads a list.
        let lines = found.len().div_ceil(columns);
        for line in 0..lines {
            ui.horizontal(|ui| {
                for &(code, count) in found.iter().skip(line).step_by(lines.max(1)) {
                    choice_line_ui(ui, (field, code), count, width, turn);
                }
            });
        }
    });
}

/// Whether any record has a value of a field.
fn has_values(workspace: &Workspace, field: Field) -> bool {
    field.tables().iter().any(|&table| workspace.dataset().table(table).codes[field as usize].has_values())
}

/// Room for a name to choose and its number of records.
const NARROWEST_CHOICE: f32 = 212.0;

/// A name to choose, and how many records it has.
fn choice_line_ui(ui: &mut Ui, (field, code): (Field, Code), count: u32, width: f32, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let value = &workspace.dataset().vocabulary(field)[code];
    let small = look.theme.type_sizes.small;
    let place = vec2(width - ui.spacing().item_spacing.x - 1.0, 20.0);
    ui.allocate_ui_with_layout(place, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(place.x);
        let number = grouped(count as usize);
        let room = place.x - 10.0 * number.len() as f32 - 16.0;
        let font = Font { size: look.theme.type_sizes.heading, bold: false };
        let name = fit(value.name.in_lang(look.lang), font, room, Ruler::shipped());
        let whole = value.name.in_lang(look.lang);
        let response = link(ui, look, &name);
        let response = if name == whole { response } else { response.on_hover_text(whole) };
        let heard = || format!("{whole} {number}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, heard()));
        if response.clicked() {
            turn.asked.command(workspace.profile_of(field, code));
        }
        ui.label(RichText::new(&number).size(small).color(look.theme.ink_soft));
    });
}

fn search_ui(ui: &mut Ui, page: &mut Profiles, field: Field, look: Look) {
    let hint = &Word::search_in(look.lang, &look.text(field.word()).to_lowercase());
    let response = ui.add(TextEdit::singleline(&mut page.searched).hint_text(hint).desired_width(240.0));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
}

/// Values of a field whose name is searched for, those with most records first: of a city, activities; of the others, of
/// all tables that have the field.
fn found(workspace: &Workspace, page: &mut Profiles, field: Field, most: usize) -> Vec<(Code, u32)> {
    let vocabulary = workspace.dataset().vocabulary(field);
    let ranked = page.ranked.get((field, workspace.generation()), || {
        let counts: Vec<&[u32]> = if field == Field::City {
            vec![workspace.whole().table(Table::Activities).counts(field)]
        } else {
            field.tables().iter().map(|&table| workspace.dataset().table(table).totals(field)).collect()
        };
        let count = |code: Code| counts.iter().filter_map(|of_table| of_table.get(code.index())).sum::<u32>();
        let mut ranked: Vec<(Code, u32)> =
            vocabulary.codes().map(|code| (code, count(code))).filter(|(_, count)| *count > 0).collect();
        ranked.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
        ranked
    });
    let wanted = page.searched.trim().to_lowercase();
    let is_found = |code: &Code| {
        let name = &vocabulary[*code].name;
        wanted.is_empty() || [&name.en, &name.ko].into_iter().any(|name| name_matches(&name.to_lowercase(), &wanted))
    };
    ranked.iter().copied().filter(|(code, _)| is_found(code)).take(most).collect()
}
