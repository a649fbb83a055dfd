//! The facet *Member of*: governments chosen by the networks that they are members of, at any time or in a year.

use std::cmp::Reverse;

use egui::{DragValue, RichText, Ui};

use super::facet_rows::{
    FIRST_VALUES, Heading, RowLook, Turned, any_or_all_ui, heading_ui, is_called, row_ui, search_ui,
};
use super::{Turn, link};
use crate::app::memo::Memo;
use crate::app::workspace::{Command, Workspace};
use crate::data::{Code, Dataset, Date, Field, Table};
use crate::query::{Choice, Filter, MemberCount, MemberOf, member_counts};
use crate::words::{Word, grouped};

/// What the section remembers of itself.
#[derive(Default)]
pub struct MemberFacet {
    is_open: bool,
    shows_all: bool,
    searched: String,
    /// What the section lists; it follows from the file alone.
    list: Option<List>,
    /// By what of the filter is about governments.
    counts: Memo<Filter, Vec<MemberCount>>,
}

/// The networks of a file, and when they were joined.
#[derive(Clone)]
struct List {
    /// Those with a member, in the order of their scopes, those with the most members first.
    networks: Vec<Code>,
    /// The first and the last year in which a government joined or left.
    years: Option<(i16, i16)>,
}

impl List {
    fn of(dataset: &Dataset) -> Self {
        let members = member_counts(dataset, &Filter { choices: [].into(), ..Filter::default() });
        let count = |network: &Code| members[network.index()].of;
        let scope = |network: &Code| dataset.networks[network.index()].scope;
        let mut networks: Vec<Code> = dataset.vocabulary(Field::Network).codes().filter(|it| count(it) > 0).collect();
        networks.sort_by_key(|network| (scope(network).is_none(), scope(network), Reverse(count(network)), *network));
        let facts = dataset.table(Table::Memberships);
        let years = || facts.start.iter().chain(facts.end.iter()).flatten().map(Date::year);
        Self { networks, years: years().min().zip(years().max()) }
    }
}

impl MemberFacet {
    /// The section, from top to bottom; nothing where the file has no membership.
    pub fn ui(&mut self, ui: &mut Ui, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let list = self.list.get_or_insert_with(|| List::of(workspace.dataset())).clone();
        if list.networks.is_empty() {
            return;
        }
        let member_of = &workspace.view().filter.member_of;
        let asked = about_governments(&workspace.view().filter);
        let counts = self.counts.get(asked.clone(), || member_counts(workspace.dataset(), &asked)).clone();
        let left = list.networks.iter().filter(|network| counts[network.index()].count > 0).count();
        let heading = Heading {
            name: look.text(Word::MEMBER_OF),
            left,
            values: list.networks.len(),
            is_open: self.is_open,
            // The name leaves no room for it in this line.
            offers_all: false,
            help: look.text(Word::MEMBER_COUNTS),
        };
        if heading_ui(ui, &heading, look).clicked() {
            self.is_open = !self.is_open;
            // Whoever opens it looks for networks by name, and those that few are members of stand far down.
            self.shows_all = list.networks.len() <= MOST_AT_ONCE;
        }
        if self.is_open {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if let Some(all_of) = any_or_all_ui(ui, [false, true], member_of.choice.all_of, look) {
                    turn.asked.command(choose(member_of, |choice| choice.all_of = all_of));
                }
            });
            year_ui(ui, &list, turn);
            self.values_ui(ui, &list.networks, &counts, turn);
            ui.add_space(6.0);
        }
    }

    fn values_ui(&mut self, ui: &mut Ui, networks: &[Code], counts: &[MemberCount], turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let vocabulary = workspace.dataset().vocabulary(Field::Network);
        let is_long = networks.len() > FIRST_VALUES + 1;
        let mut shown: Vec<Code> = if self.shows_all || !is_long {
            let searched = if is_long {
                search_ui(ui, &mut self.searched, look.text(Word::MEMBER_OF), look)
            } else {
                String::new()
            };
            if is_long && link(ui, look, look.text(Word::SHOW_FEWER)).clicked() {
                self.shows_all = false;
            }
            networks.iter().copied().filter(|&network| is_called(&vocabulary[network], &searched)).collect()
        } else {
            networks[..FIRST_VALUES].to_vec()
        };
        // What is chosen stays in sight.
        let choice = &workspace.view().filter.member_of.choice;
        let chosen = choice.include.iter().chain(&choice.exclude).filter_map(|id| vocabulary.code(id));
        shown.extend(chosen.filter(|network| !shown.contains(network)).collect::<Vec<_>>());
        let largest = counts.iter().map(|count| count.of).max().unwrap_or(1).max(1);
        for network in shown {
            value_ui(ui, network, counts[network.index()], largest, turn);
        }
        if is_long && !self.shows_all && link(ui, look, look.text(Word::SHOW_ALL)).clicked() {
            self.shows_all = true;
        }
    }
}

/// No more networks are listed when the section is opened.
const MOST_AT_ONCE: usize = 100;

/// The parts of a filter that say which governments count, whatever networks are chosen.
fn about_governments(filter: &Filter) -> Filter {
    let is_kept = |field: &Field| matches!(field, Field::City | Field::CityLevel);
    Filter {
        choices: filter.choices.iter().filter(|(field, _)| is_kept(field)).map(|(&f, c)| (f, c.clone())).collect(),
        within: filter.within.clone(),
        member_of: MemberOf { year: filter.member_of.year, ..MemberOf::default() },
        undated_pass: filter.undated_pass,
        ..Filter::default()
    }
}

/// The command that changes which networks are chosen.
fn choose(member_of: &MemberOf, change: impl FnOnce(&mut Choice)) -> Command {
    let mut member_of = member_of.clone();
    change(&mut member_of.choice);
    Command::MemberOf(member_of)
}

/// At any time, or in which year; nothing where no membership has a date.
fn year_ui(ui: &mut Ui, list: &List, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let Some((first_year, last_year)) = list.years else { return };
    let member_of = &workspace.view().filter.member_of;
    let mut year = member_of.year;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let small = |word: Word| RichText::new(look.text(word)).size(look.theme.type_sizes.small);
        if ui.selectable_label(year.is_none(), small(Word::AT_ANY_TIME)).clicked() {
            year = None;
        }
        let response = ui.selectable_label(year.is_some(), small(Word::IN_A_YEAR));
        if response.on_hover_text(look.text(Word::MEMBER_YEAR_HELP)).clicked() && year.is_none() {
            year = Some(last_year);
        }
        // The year can be dragged or typed at once: that is to ask for it.
        let mut typed = year.unwrap_or(last_year);
        ui.scope(|ui| {
            if year.is_none() {
                ui.visuals_mut().override_text_color = Some(look.theme.ink_soft);
            }
            let response = ui.add(DragValue::new(&mut typed).range(first_year..=last_year).speed(0.1));
            if response.changed() {
                year = Some(typed);
            }
            response.widget_info(|| egui::WidgetInfo {
                value: Some(f64::from(typed)),
                ..egui::WidgetInfo::labeled(egui::Role::SpinButton, true, look.text(Word::MEMBER_YEAR))
            });
            if response.drag_stopped() || response.lost_focus() {
                turn.asked.end_gesture();
            }
        });
    });
    if year != member_of.year {
        turn.asked.command(Command::MemberOf(MemberOf { year, ..member_of.clone() }));
    }
}

fn value_ui(ui: &mut Ui, network: Code, count: MemberCount, largest: u32, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let value = &workspace.dataset().vocabulary(Field::Network)[network];
    let member_of = &workspace.view().filter.member_of;
    let is_excluded = member_of.choice.exclude.contains(&value.id);
    let row = RowLook {
        name: value.short_name(look.lang),
        count: count.count,
        total: count.of,
        largest,
        depth: 0,
        is_included: member_of.choice.include.contains(&value.id),
        is_excluded,
    };
    let (response, turned) = row_ui(ui, &row, look.text(Word::MEMBER_OF), value.name.in_lang(look.lang), look);
    if let Some(turned) = turned {
        turn.asked.command(choose(member_of, |choice| match turned {
            Turned::Included => {
                // "In ICLEI and CityNet" is what one asks for; in any of them is a click away.
                choice.all_of |= choice.include.is_empty();
                choice.turn_included(&value.id);
            }
            Turned::Excluded => choice.turn_excluded(&value.id),
        }));
    }
    response.context_menu(|ui| {
        let mut entry = |ui: &mut Ui, word: Word, command: Command| {
            if ui.button(look.text(word)).clicked() {
                turn.asked.command(command);
                ui.close();
            }
        };
        entry(ui, Word::ONLY_THIS, only(workspace, network));
        let exclude = choose(member_of, |choice| choice.turn_excluded(&value.id));
        entry(ui, if is_excluded { Word::NO_LONGER_EXCLUDE } else { Word::EXCLUDE }, exclude);
    });
    response.on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        ui.label(RichText::new(value.name.in_lang(look.lang)).font(crate::app::style::bold(13.0)));
        let counts = [count.count, count.of].map(|count| grouped(count as usize));
        let lines = [value.name.in_lang(look.lang.other()), &Word::members_of_all(look.lang, &counts[0], &counts[1])];
        for line in lines.into_iter().chain([look.text(Word::MEMBER_HELP)]) {
            ui.label(RichText::new(line).small().weak());
        }
    });
}

/// The command that chooses the members of a network and no others, in the year that is chosen.
pub fn only(workspace: &Workspace, network: Code) -> Command {
    let id = workspace.dataset().vocabulary(Field::Network)[network].id.clone();
    let year = workspace.view().filter.member_of.year;
    Command::MemberOf(MemberOf { choice: Choice { include: [id].into(), ..Choice::default() }, year })
}
