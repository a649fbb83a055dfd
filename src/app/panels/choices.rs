//! Choices of how a chart looks and of what is done with it, as entries of a menu.

use egui::{Grid, ScrollArea, Ui};

use super::Turn;
use crate::app::actions::{Menu, Situation};
use crate::app::workspace::Command;
use crate::chart::{Chart, ChartOptions, PartnerSort, breakdown_field, member_years_to_choose, years_of_new_and_lost};
use crate::data::{Field, Table};
use crate::query::aggregate::Period;
use crate::words::Word;

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

/// A list of which one is chosen.
fn one_of<T: Copy + PartialEq>(
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
    one_of(
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
    one_of(ui, &Period::ALL, options.period, name, |period| {
        turn.asked.command(Command::Options(ChartOptions { period, ..options.clone() }));
    });
}

/// What lanes stand for.
pub fn lane_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    one_of(
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
    one_of(ui, &ChartOptions::PARTNER_GROUPS, options.partner_group, name, |partner_group| {
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
    one_of(ui, &PartnerSort::ALL, options.partner_sort, name, |partner_sort| {
        turn.asked.command(Command::Options(ChartOptions { partner_sort, ..options.clone() }));
    });
}

/// Since when partners are new or lost: the newest years at hand, the earlier ones one step further.
pub fn partners_since_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    const AT_HAND: usize = 8;
    const A_LINE: usize = 4;
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let years = years_of_new_and_lost(&workspace.chart_input(look.lang));
    let (newest, earlier) = years.split_at(AT_HAND.min(years.len()));
    let mut year_ui = |ui: &mut Ui, year: i16| {
        if ui.selectable_label(options.partners_since == Some(year), year.to_string()).clicked() {
            turn.asked.command(Command::Options(ChartOptions { partners_since: Some(year), ..options.clone() }));
            ui.close();
        }
    };
    Grid::new("newest years").show(ui, |ui| {
        for line in newest.chunks(A_LINE) {
            for &year in line {
                year_ui(ui, year);
            }
            ui.end_row();
        }
    });
    if !earlier.is_empty() {
        ui.menu_button(look.text(Word::EARLIER_YEARS), |ui| {
            ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                for &year in earlier {
                    year_ui(ui, year);
                }
            });
        });
    }
    if options.partners_since.is_some() && ui.button(look.text(Word::SHOW_ALL_PARTNERS)).clicked() {
        turn.asked.command(Command::Options(ChartOptions { partners_since: None, ..options.clone() }));
        ui.close();
    }
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

/// The years that the pane of memberships shows side by side, or one picture again.
pub fn member_years_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let mut choices = vec![Vec::new()];
    choices.extend(member_years_to_choose(&workspace.chart_input(look.lang)));
    // Those of a figure or command.
    if !choices.contains(&options.member_years) {
        choices.push(options.member_years.clone());
    }
    for years in choices {
        let told: Vec<String> = years.iter().map(ToString::to_string).collect();
        let text = if years.is_empty() { look.text(Word::ONE_PICTURE).to_owned() } else { told.join(", ") };
        if ui.radio(options.member_years == years, text).clicked() {
            turn.asked.command(Command::Options(ChartOptions { member_years: years, ..options.clone() }));
            ui.close();
        }
    }
}

/// What counterparts are grouped by.
pub fn counterpart_group_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let name = |field: Field| look.text(field.word()).to_owned();
    one_of(ui, &ChartOptions::COUNTERPART_GROUPS, options.counterpart_group, name, |counterpart_group| {
        turn.asked.command(Command::Options(ChartOptions { counterpart_group, ..options.clone() }));
    });
}

/// How counterparts are sorted.
pub fn counterpart_sort_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    const ORDERS: [PartnerSort; 3] = [PartnerSort::Ties, PartnerSort::Name, PartnerSort::FirstYear];
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let name = |sort: PartnerSort| {
        let word = match sort {
            PartnerSort::Ties | PartnerSort::Activities => Word::MOST_ACTIVITIES,
            PartnerSort::Name => Word::BY_NAME,
            PartnerSort::FirstYear => Word::EARLIEST_ACTIVITY,
        };
        look.text(word).to_owned()
    };
    // Both numbers of partners are the one that counterparts have.
    let shown = if options.partner_sort == PartnerSort::Activities { PartnerSort::Ties } else { options.partner_sort };
    one_of(ui, &ORDERS, shown, name, |partner_sort| {
        turn.asked.command(Command::Options(ChartOptions { partner_sort, ..options.clone() }));
    });
}

/// What the activities by category are counted by.
pub fn breakdown_choices(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let name = |field: Field| look.text(field.word()).to_owned();
    let shown = breakdown_field(&workspace.chart_input(look.lang));
    one_of(ui, &ChartOptions::BREAKDOWNS, shown, name, |field| {
        turn.asked.command(Command::Options(ChartOptions { breakdown: Some(field), ..options.clone() }));
    });
}
