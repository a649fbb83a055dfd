//! The facets on the left: for every value the count of what is left beside its total, a solid bar in a ghost bar.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use egui::{Pos2, RichText, ScrollArea, Ui};

use super::facet_rows::{
    FIRST_VALUES, Heading, RowLook, Turned, any_or_all_in_heading, heading_ui, is_called, row_ui, search_ui,
};
use super::member_of::MemberFacet;
use super::{Turn, link, years};
use crate::app::answers::is_large;
use crate::app::workspace::{Command, Workspace};
use crate::chart::profile;
use crate::data::{Code, Field, Table};
use crate::query::Choice;
use crate::words::Word;

/// The facets in the order they are listed, each with how many values it shows at first; 0 = closed.
const LISTED: [(Field, usize); 18] = [
    (Field::City, 8),
    (Field::Agenda, 7),
    (Field::Form, 7),
    (Field::Network, 0),
    (Field::Sector, 0),
    (Field::Country, 0),
    (Field::WorldRegion, 0),
    (Field::Counterpart, 0),
    (Field::Partner, 0),
    (Field::PartnerLevel, 0),
    (Field::Channel, 0),
    (Field::TieStatus, 0),
    (Field::Mode, 0),
    (Field::Structure, 0),
    (Field::Status, 0),
    (Field::Place, 0),
    (Field::Scope, 0),
    (Field::Kind, 0),
];

/// What the facets remember of themselves.
#[derive(Default)]
pub struct Facets {
    /// Sections turned over: closed ones that are open, open ones that are closed.
    turned: BTreeSet<Field>,
    /// Sections that show every value.
    whole: BTreeSet<Field>,
    /// What is searched for within sections that show every value.
    searched: BTreeMap<Field, String>,
    /// What each section lists; it follows from the file alone.
    lists: BTreeMap<Field, List>,
    /// The section of the networks that governments are members of.
    member_of: MemberFacet,
    /// Middle of every value's row in the last frame.
    pub visible_rows: Vec<(Field, String, Pos2)>,
}

/// The values of a section.
struct List {
    field: Field,
    /// The most frequent first.
    by_size: Vec<Code>,
    /// Under the value they belong to, each with its depth.
    in_groups: Vec<(Code, usize)>,
    /// Whether a fact may hold several of them.
    is_multi_valued: bool,
    /// The total of the most frequent.
    largest: u32,
}

impl List {
    fn of(workspace: &Workspace, field: Field) -> Self {
        let by_size = values_by_size(workspace, field);
        let is_list = |&table: &Table| workspace.dataset().table(table).codes[field as usize].is_multi_valued();
        Self {
            field,
            in_groups: in_groups(workspace, field, &by_size),
            is_multi_valued: field.tables().iter().any(is_list),
            largest: largest_total(workspace, field),
            by_size,
        }
    }
}

/// All sections, one below the other.
pub fn facets_ui(ui: &mut Ui, facets: &mut Facets, turn: &mut Turn<'_>) {
    let workspace = turn.workspace;
    facets.visible_rows.clear();
    ScrollArea::vertical().id_salt("facets").auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 14, top: 8, bottom: 12 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if Table::ALL.into_iter().any(|table| workspace.dataset().table(table).start.dated() > 0) {
                years::years_ui(ui, turn);
            }
            for (field, first) in LISTED {
                if !workspace.dataset().vocabulary(field).is_empty() {
                    section_ui(ui, facets, field, first, turn);
                }
                if field == Field::Network {
                    facets.member_of.ui(ui, turn);
                }
            }
        });
    });
}

/// More values than this are not counted for the heading of a section that is closed, where the file is large.
const MANY_VALUES: usize = 200;

fn section_ui(ui: &mut Ui, facets: &mut Facets, field: Field, first: usize, turn: &mut Turn<'_>) {
    let workspace = turn.workspace;
    // Taken out while the section is drawn: its rows note where they are.
    let list = facets.lists.remove(&field).unwrap_or_else(|| List::of(workspace, field));
    if !list.by_size.is_empty() {
        list_ui(ui, facets, &list, first, turn);
    }
    facets.lists.insert(field, list);
}

fn list_ui(ui: &mut Ui, facets: &mut Facets, list: &List, first: usize, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let (field, values) = (list.field, &list.by_size);
    let choice = workspace.view().filter.choice(field);
    let is_open = (first > 0) != facets.turned.contains(&field);
    // Of a large file, so many values are counted when somebody looks at them.
    let is_counted = is_open || values.len() <= MANY_VALUES || !is_large(workspace.dataset());
    let left = if is_counted {
        let counts = workspace.answer().table(field.counted_table()).counts(field);
        counts.iter().filter(|&&count| count > 0).count()
    } else {
        values.len()
    };
    let offers_all = is_open && list.is_multi_valued && choice.include.len() >= 2;
    let table = look.text(field.counted_table().word());
    let heading = Heading {
        name: look.text(field.word()),
        left: left.min(values.len()),
        values: values.len(),
        is_open,
        offers_all,
        help: &Word::facet_counts(look.lang, &table),
    };
    let heading = heading_ui(ui, &heading, look);
    if offers_all && let Some(all_of) = any_or_all_in_heading(ui, heading.rect, choice.all_of, look) {
        turn.asked.command(Command::AllOf(field, all_of));
    }
    if heading.clicked() && !facets.turned.remove(&field) {
        facets.turned.insert(field);
    }
    if !is_open {
        return;
    }
    let first = if first == 0 { FIRST_VALUES } else { first };
    let is_long = values.len() > first + 1;
    let shows_all = facets.whole.contains(&field) || !is_long;
    let has_search = shows_all && is_long;
    let searched = if has_search {
        search_ui(ui, facets.searched.entry(field).or_default(), look.text(field.word()), look)
    } else {
        String::new()
    };
    if has_search && link(ui, look, look.text(Word::SHOW_FEWER)).clicked() {
        facets.whole.remove(&field);
    }
    let vocabulary = workspace.dataset().vocabulary(field);
    let mut rows: Vec<(Code, usize)> = if shows_all {
        let matching = list.in_groups.iter().filter(|(code, _)| is_called(&vocabulary[*code], &searched));
        matching.copied().collect()
    } else {
        values[..first].iter().map(|&code| (code, 0)).collect()
    };
    // What is chosen stays in sight.
    for id in choice.include.iter().chain(&choice.exclude) {
        if let Some(code) = vocabulary.code(id).filter(|code| !rows.iter().any(|(shown, _)| shown == code)) {
            rows.push((code, 0));
        }
    }
    for (code, depth) in rows {
        value_ui(ui, facets, list, &choice, code, depth, turn);
    }
    if !shows_all && link(ui, look, look.text(Word::SHOW_ALL)).clicked() {
        facets.whole.insert(field);
    }
    ui.add_space(6.0);
}

/// Values that occur in the file, the most frequent first; the order does not follow the filter.
fn values_by_size(workspace: &Workspace, field: Field) -> Vec<Code> {
    let totals = workspace.whole().table(field.counted_table());
    let mut codes: Vec<Code> = workspace
        .dataset()
        .vocabulary(field)
        .codes()
        .filter(|&code| total_anywhere(workspace, field, code) > 0)
        .collect();
    codes.sort_by_key(|&code| (std::cmp::Reverse(totals.count(field, code)), code));
    codes
}

/// Everything in the file, also what the standing filter leaves out: it can be let in.
fn total_anywhere(workspace: &Workspace, field: Field, code: Code) -> usize {
    let in_table = |&table: &Table| workspace.everything().table(table).count(field, code) as usize;
    field.tables().iter().map(in_table).sum()
}

fn largest_total(workspace: &Workspace, field: Field) -> u32 {
    workspace.whole().table(field.counted_table()).counts(field).iter().copied().max().unwrap_or(1).max(1)
}

/// Values under the value they belong to: districts under their city, cities under their province, agendas by domain.
fn in_groups(workspace: &Workspace, field: Field, values: &[Code]) -> Vec<(Code, usize)> {
    let vocabulary = workspace.dataset().vocabulary(field);
    let mut rows = Vec::with_capacity(values.len());
    if field == Field::City {
        let shown: HashSet<Code> = values.iter().copied().collect();
        let mut children: BTreeMap<Code, Vec<Code>> = BTreeMap::new();
        let mut pending: Vec<(Code, usize)> = Vec::new();
        for &code in values.iter().rev() {
            // A parent that has no facts of its own does not hide its children.
            match vocabulary[code].parent.filter(|parent| shown.contains(parent)) {
                Some(parent) => children.entry(parent).or_default().push(code),
                None => pending.push((code, 0)),
            }
        }
        while let Some((code, depth)) = pending.pop() {
            rows.push((code, depth));
            let below = children.remove(&code).unwrap_or_default();
            pending.extend(below.into_iter().map(|child| (child, depth + 1)));
        }
        // Governments that name each other as parents belong to nobody.
        rows.extend(children.into_values().flatten().map(|code| (code, 0)));
    } else if matches!(field, Field::Agenda | Field::Form | Field::PartnerType) {
        let mut sorted = values.to_vec();
        sorted.sort_by_key(|&code| vocabulary[code].group);
        rows.extend(sorted.into_iter().map(|code| (code, 0)));
    } else {
        rows.extend(values.iter().map(|&code| (code, 0)));
    }
    rows
}

fn value_ui(
    ui: &mut Ui,
    facets: &mut Facets,
    list: &List,
    choice: &Choice,
    code: Code,
    depth: usize,
    turn: &mut Turn<'_>,
) {
    let Turn { workspace, look, .. } = *turn;
    let List { field, largest, .. } = *list;
    let value = &workspace.dataset().vocabulary(field)[code];
    let table = field.counted_table();
    let (count, total) =
        (workspace.answer().table(table).count(field, code), workspace.whole().table(table).count(field, code));
    let total = total.max(count);
    let (is_included, is_excluded) = (choice.include.contains(&value.id), choice.exclude.contains(&value.id));
    let row = RowLook { name: value.short_name(look.lang), count, total, largest, depth, is_included, is_excluded };
    let (response, turned) = row_ui(ui, &row, look.text(field.word()), value.name.in_lang(look.lang), look);
    if ui.is_rect_visible(response.rect) {
        facets.visible_rows.push((field, value.id.clone(), response.rect.center()));
    }
    let id = || value.id.clone();
    if let Some(turned) = turned {
        turn.asked.command(match turned {
            Turned::Included => Command::Include(field, id()),
            Turned::Excluded => Command::Exclude(field, id()),
        });
    }
    // The first click of the two chose the city, the second took that back.
    if field == Field::City && response.double_clicked() {
        turn.asked.command(Command::Cities(vec![id()]));
    }
    response.context_menu(|ui| {
        let mut entry = |ui: &mut Ui, word: Word, command: Command| {
            if ui.button(look.text(word)).clicked() {
                turn.asked.command(command);
                ui.close();
            }
        };
        entry(ui, Word::ONLY_THIS, Command::Only(field, id()));
        entry(ui, if is_excluded { Word::NO_LONGER_EXCLUDE } else { Word::EXCLUDE }, Command::Exclude(field, id()));
        let has_parts = field == Field::City && workspace.dataset().governments_within(code).len() > 1;
        if has_parts {
            entry(ui, Word::WITH_ALL_GOVERNMENTS, Command::Within(id()));
        }
        if profile::FIELDS.contains(&field) {
            entry(ui, Word::OPEN_PROFILE, workspace.profile_of(field, code));
        }
    });
    response.on_hover_ui(|ui| {
        let hint = crate::chart::hint(&workspace.chart_input(look.lang), &crate::query::Subject::Value(field, code));
        crate::app::chart_view::hint_ui(ui, &hint);
        ui.label(RichText::new(look.text(Word::FACET_HELP)).small().weak());
    });
}
