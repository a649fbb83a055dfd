//! The line below the menu: search, a chip for every active filter, undo and redo, export.

use egui::containers::menu::MenuButton;
use egui::{Button, CornerRadius, Frame, Margin, RichText, TextEdit, Ui, vec2};

use super::icons::{Icon, icon_button};
use super::{Turn, drop_down, export_window, link};
use crate::app::Look;
use crate::app::actions::Action;
use crate::app::workspace::Command;
use crate::chart::{ChartOptions, filter_in_words};
use crate::data::Table;
use crate::query::{Dimension, YearsMean};
use crate::words::{Word, grouped};

/// The whole line.
pub fn toolbar_ui(ui: &mut Ui, focus_search: bool, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    ui.horizontal(|ui| {
        search_ui(ui, focus_search, turn);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let export = Button::new(RichText::new(look.text(Word::EXPORT_FIGURE)).color(look.theme.on_accent))
                .fill(look.theme.accent)
                .stroke(egui::Stroke::NONE)
                .min_size(vec2(110.0, 28.0));
            if ui.add(export).clicked() {
                turn.asked.open(export_window(Some(workspace)));
            }
            ui.add_space(6.0);
            for (icon, action) in [(Icon::Redo, Action::REDO), (Icon::Undo, Action::UNDO)] {
                let is_possible = action.is_possible(&turn.situation());
                if icon_button(ui, icon, look.text(action.label), is_possible, look).clicked() {
                    turn.ask(&action);
                }
            }
            ui.add_space(6.0);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                egui::ScrollArea::horizontal().id_salt("chips").show(ui, |ui| chips_ui(ui, turn));
            });
        });
    });
}

fn search_ui(ui: &mut Ui, focus: bool, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let mut text = workspace.view().filter.text.clone();
    let edit = TextEdit::singleline(&mut text)
        .hint_text(look.text(Word::SEARCH_HINT))
        .desired_width(300.0)
        .margin(Margin::symmetric(10, 5));
    let response = ui.add(edit).on_hover_text(look.text(Word::SEARCH_HELP));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::SEARCH)));
    if focus {
        response.request_focus();
    }
    if response.changed() {
        turn.asked.command(Command::Text(text));
    }
    if response.lost_focus() {
        turn.asked.end_gesture();
    }
}

fn chips_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let filter = &workspace.view().filter;
    let words = filter_in_words(workspace.dataset(), filter, look.lang);
    for (dimension, text) in &words {
        chip_ui(ui, text, look, || turn.asked.command(Command::Clear(*dimension)));
        match dimension {
            Dimension::MemberOf if filter.years.is_none() && filter.member_of.year.is_some() => undated_ui(ui, turn),
            Dimension::Years => years_ui(ui, turn),
            Dimension::Field(_) | Dimension::MemberOf | Dimension::Text => {}
        }
    }
    let options = &workspace.view().options;
    if let Some((from, to)) = options.years_shown {
        let text = Word::zoomed(look.lang, &format!("{:.0}–{:.0}", from.floor(), (to - 0.01).floor()));
        chip_ui(ui, &text, look, || {
            turn.asked.command(Command::Options(ChartOptions { years_shown: None, ..options.clone() }));
        });
    }
    if !words.is_empty() && link(ui, look, look.text(Action::CLEAR_ALL.label)).clicked() {
        turn.ask(&Action::CLEAR_ALL);
    }
}

/// A filter in words and the cross that takes it back.
pub(super) fn chip_ui(ui: &mut Ui, text: &str, look: Look, clear: impl FnOnce()) {
    let frame = Frame::new().fill(look.theme.accent_soft).corner_radius(CornerRadius::same(14)).inner_margin(Margin {
        left: 11,
        right: 4,
        top: 1,
        bottom: 1,
    });
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(RichText::new(text).color(look.theme.accent));
        let name = Word::remove_filter(look.lang, &text);
        if icon_button(ui, Icon::Cross, &name, true, look).clicked() {
            clear();
        }
    });
}

/// What the years mean, and whether what has no date passes them.
fn years_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let filter = &workspace.view().filter;
    let name = |mean: YearsMean| match mean {
        YearsMean::StartedIn => look.text(Word::STARTED_IN),
        YearsMean::ActiveDuring => look.text(Word::ACTIVE_DURING),
    };
    let button = MenuButton::from_button(drop_down(name(filter.years_mean), look));
    let (response, _) = button.ui(ui, |ui| {
        for mean in [YearsMean::StartedIn, YearsMean::ActiveDuring] {
            if ui.radio(mean == filter.years_mean, name(mean)).clicked() {
                turn.asked.command(Command::YearsMean(mean));
                ui.close();
            }
        }
    });
    response.on_hover_text(look.text(Word::YEARS_MEAN_HELP));
    undated_ui(ui, turn);
}

/// How many facts and members are left out for want of a date, and the switch that lets them in.
fn undated_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let filter = &workspace.view().filter;
    let facts: usize = Table::ALL.into_iter().map(|table| workspace.answer().table(table).undated).sum();
    let members = workspace.answer().undated_members;
    if facts + members == 0 && !filter.undated_pass {
        return;
    }
    let counted = [
        (facts > 0).then(|| Word::plus_undated(look.lang, &grouped(facts))),
        (members > 0).then(|| Word::plus_undated_members(look.lang, &grouped(members))),
    ];
    let text = if filter.undated_pass {
        look.text(Word::UNDATED_LET_IN).to_owned()
    } else {
        counted.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let is_of_facts = filter.years.is_some();
    let mut response = ui.selectable_label(filter.undated_pass, text);
    for (is_wanted, word) in
        [(is_of_facts, Word::UNDATED_HELP), (filter.member_of.year.is_some(), Word::UNDATED_MEMBERS_HELP)]
    {
        response = if is_wanted { response.on_hover_text(look.text(word)) } else { response };
    }
    if response.clicked() {
        turn.asked.command(Command::UndatedPass(!filter.undated_pass));
    }
}
