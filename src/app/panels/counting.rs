//! Who is counted: the switches above the figures of the indicators.

use egui::containers::menu::MenuButton;
use egui::{RichText, Ui};

use super::Turn;
use super::drop_down;
use crate::app::Look;
use crate::app::workspace::{Command, Workspace};
use crate::chart::ChartOptions;
use crate::data::{Field, Table};
use crate::query::indicators::Counting;
use crate::words::Word;

/// One line of switches; each is a step that can be taken back.
pub fn counting_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let mut counting = options.counting.clone();
    let mut trend_period = options.trend_period;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.set_min_height(28.0);
        ui.label(soft(look.text(Word::WHO_IS_COUNTED), look));
        for (word, broad) in [(Word::SWITCH_STRICT, false), (Word::SWITCH_BROAD, true)] {
            let response = ui.selectable_label(counting.broad == broad, look.text(word));
            if response.on_hover_text(look.text(Word::SWITCH_SENSE_HELP)).clicked() {
                counting.broad = broad;
            }
        }
        ui.separator();
        derived_ui(ui, workspace, look, &mut counting);
        ui.separator();
        level_ui(ui, workspace, look, &mut counting);
        MenuButton::from_button(drop_down(&more_text(&counting, look), look)).ui(ui, |ui| {
            more_ui(ui, workspace, look, &mut counting);
        });
        ui.separator();
        ui.label(soft(look.text(Word::TAKE_TOGETHER), look));
        for period in ChartOptions::TREND_PERIODS {
            let years = (period.months() / 12).to_string();
            if ui.selectable_label(trend_period == period, years).clicked() {
                trend_period = period;
            }
        }
    });
    if counting != options.counting || trend_period != options.trend_period {
        turn.asked.command(Command::Options(ChartOptions { counting, trend_period, ..options.clone() }));
    }
}

fn soft(text: &str, look: Look) -> RichText {
    RichText::new(text).size(look.theme.type_sizes.label).color(look.theme.ink_soft)
}

/// What a rule derived; where the file has none, the switch says so.
fn derived_ui(ui: &mut Ui, workspace: &Workspace, look: Look, counting: &mut Counting) {
    let facts = workspace.dataset().table(Table::Activities);
    let has_derived = facts.derived_modes.has_values() || facts.derives_structure;
    let mut shown = counting.derived && has_derived;
    let response = ui.add_enabled(has_derived, egui::Checkbox::new(&mut shown, look.text(Word::SWITCH_DERIVED)));
    let response = response
        .on_hover_text(look.text(Word::SWITCH_DERIVED_HELP))
        .on_disabled_hover_text(look.text(Word::SWITCH_NOTHING_DERIVED));
    if response.changed() {
        counting.derived = shown;
    }
}

/// The level of the governments that are compared.
fn level_ui(ui: &mut Ui, workspace: &Workspace, look: Look, counting: &mut Counting) {
    let vocabulary = workspace.dataset().vocabulary(Field::CityLevel);
    let chosen = counting.level.as_deref().and_then(|id| vocabulary.code(id));
    let short = |code| vocabulary[code].short_name(look.lang).split(" (").next().unwrap_or_default().to_owned();
    let shown = chosen.map_or_else(|| look.text(Word::ALL_LEVELS_POOLED).to_owned(), short);
    MenuButton::from_button(drop_down(&shown, look)).ui(ui, |ui| {
        for code in vocabulary.codes() {
            if ui.radio(chosen == Some(code), short(code)).clicked() {
                counting.level = Some(vocabulary[code].id.clone());
                ui.close();
            }
        }
        if ui.radio(chosen.is_none(), look.text(Word::ALL_LEVELS_POOLED)).clicked() {
            counting.level = None;
            ui.close();
        }
    });
}

/// What the list of further switches is called, with the number of those that are not as by default.
fn more_text(counting: &Counting, look: Look) -> String {
    let standard = Counting::default();
    let changed = [
        counting.announced != standard.announced,
        counting.domestic != standard.domestic,
        counting.bills != standard.bills,
        counting.attested_institutions != standard.attested_institutions,
        counting.attested_ties != standard.attested_ties,
        counting.other_ties != standard.other_ties,
        counting.law != standard.law,
    ];
    match changed.into_iter().filter(|&changed| changed).count() {
        0 => look.text(Word::MORE_SWITCHES).to_owned(),
        count => format!("{} ({count})", look.text(Word::MORE_SWITCHES)),
    }
}

fn more_ui(ui: &mut Ui, workspace: &Workspace, look: Look, counting: &mut Counting) {
    ui.set_min_width(230.0);
    for (word, switch) in [
        (Word::COUNT_ANNOUNCED, &mut counting.announced),
        (Word::COUNT_DOMESTIC, &mut counting.domestic),
        (Word::COUNT_BILLS, &mut counting.bills),
        (Word::COUNT_ATTESTED_INSTITUTIONS, &mut counting.attested_institutions),
        (Word::COUNT_ATTESTED_TIES, &mut counting.attested_ties),
        (Word::COUNT_OTHER_TIES, &mut counting.other_ties),
    ] {
        ui.checkbox(switch, look.text(word));
    }
    ui.separator();
    let facts = workspace.dataset().table(Table::Institutions);
    let title = |id: &str| facts.row(id).map(|row| facts.title(row, look.lang).to_owned());
    let law = counting.law.as_deref().and_then(title).unwrap_or_else(|| look.text(Word::FOLLOWED_LAW_AUTO).to_owned());
    ui.menu_button(Word::followed_law(look.lang, &shortened(&law)), |ui| {
        if ui.radio(counting.law.is_none(), look.text(Word::FOLLOWED_LAW_AUTO)).clicked() {
            counting.law = None;
            ui.close();
        }
        for row in acts(workspace) {
            let id = facts.ids.get(row.index());
            let year = facts.start(row).map_or_else(String::new, |date| date.year().to_string());
            let name = format!("{year} {}", shortened(facts.title(row, look.lang)));
            if ui.radio(counting.law.as_deref() == Some(id), name).clicked() {
                counting.law = Some(id.to_owned());
                ui.close();
            }
        }
    });
}

/// National acts with a date, the earliest first.
fn acts(workspace: &Workspace) -> Vec<crate::data::Row> {
    let facts = workspace.dataset().table(Table::Institutions);
    let act = workspace.dataset().vocabulary(Field::Kind).code("act");
    let is_act = |&row: &crate::data::Row| {
        let is_national = facts.codes(Field::City, row).is_empty();
        act.is_some() && facts.code(Field::Kind, row) == act && is_national && facts.start(row).is_some()
    };
    let mut acts: Vec<_> = facts.rows().filter(is_act).collect();
    acts.sort_by_key(|&row| (facts.start(row), row));
    acts.truncate(40);
    acts
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 46;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
