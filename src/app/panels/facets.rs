//! The facets on the left: for every value the count of what is left beside its total, a solid bar in a ghost bar.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use egui::{
    Align2, CornerRadius, FontId, Key, Pos2, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use super::{Turn, link, years};
use crate::app::style::bold;
use crate::app::workspace::{Command, Workspace};
use crate::app::{Asked, Look};
use crate::chart::MeasureText;
use crate::chart::ruler::{Ruler, fit};
use crate::data::{Code, Field, Table};
use crate::query::{Choice, name_matches};
use crate::words::{Word, grouped};

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
/// How many values a section shows before "show all", once opened.
const FIRST_VALUES: usize = 8;
const ROW_HEIGHT: f32 = 22.0;
const INDENT: f32 = 14.0;

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
            }
        });
    });
}

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
    let left = workspace.answer().table(field.counted_table()).counts(field).iter().filter(|&&count| count > 0).count();
    let offers_all = is_open && list.is_multi_valued && choice.include.len() >= 2;
    let heading = heading_ui(ui, field, left.min(values.len()), values.len(), is_open, offers_all, look);
    if offers_all {
        any_or_all_ui(ui, heading.rect, field, &choice, look, turn.asked);
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
    let searched = if has_search { search_ui(ui, facets, field, look) } else { String::new() };
    if has_search && link(ui, look, look.text(Word::SHOW_FEWER)).clicked() {
        facets.whole.remove(&field);
    }
    let mut rows: Vec<(Code, usize)> = if shows_all {
        let matching = list.in_groups.iter().filter(|(code, _)| matches(workspace, field, *code, &searched));
        matching.copied().collect()
    } else {
        values[..first].iter().map(|&code| (code, 0)).collect()
    };
    // What is chosen stays in sight.
    let vocabulary = workspace.dataset().vocabulary(field);
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

fn matches(workspace: &Workspace, field: Field, code: Code, searched: &str) -> bool {
    let value = &workspace.dataset().vocabulary(field)[code];
    let names = [&value.name.en, &value.name.ko, &value.short.en, &value.short.ko, &value.id];
    let mut names = names.into_iter().chain(&value.others);
    searched.is_empty() || names.any(|name| name_matches(&name.to_lowercase(), searched))
}

fn heading_ui(
    ui: &mut Ui,
    field: Field,
    left: usize,
    values: usize,
    is_open: bool,
    offers_all: bool,
    look: Look,
) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    let theme = look.theme;
    let ink = if response.hovered() || response.has_focus() { theme.accent } else { theme.ink_soft };
    let name = look.text(field.word()).to_uppercase();
    let painter = ui.painter();
    let font = bold(theme.type_sizes.small);
    let name_rect = painter.text(rect.left_center(), Align2::LEFT_CENTER, &name, font, ink);
    // A small triangle tells what a click does.
    let center = pos2(name_rect.right() + 11.0, rect.center().y);
    let points = if is_open {
        vec![center + vec2(-3.5, -2.0), center + vec2(3.5, -2.0), center + vec2(0.0, 3.0)]
    } else {
        vec![center + vec2(-2.0, -3.5), center + vec2(3.0, 0.0), center + vec2(-2.0, 3.5)]
    };
    painter.add(egui::Shape::convex_polygon(points, ink, Stroke::NONE));
    if !offers_all {
        let count = if left == values { grouped(values) } else { format!("{} / {}", grouped(left), grouped(values)) };
        let font = FontId::proportional(theme.type_sizes.small);
        painter.text(rect.right_center(), Align2::RIGHT_CENTER, count, font, theme.ink_soft);
    }
    let table = look.text(field.counted_table().word()).to_owned();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, look.text(field.word())));
    response.on_hover_text(Word::facet_counts(look.lang, &table))
}

/// Where a fact may hold several values, whether it must hold all chosen ones; in the line of the heading, so that no
/// row moves under the pointer.
fn any_or_all_ui(ui: &mut Ui, heading: Rect, field: Field, choice: &Choice, look: Look, asked: &mut Asked) {
    let half = Rect::from_min_max(pos2(heading.center().x - 20.0, heading.top()), heading.max);
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(half).layout(egui::Layout::right_to_left(egui::Align::Center)));
    for (all_of, word) in [(true, Word::ALL_OF_THEM), (false, Word::ANY_OF_THEM)] {
        let text = RichText::new(look.text(word)).size(look.theme.type_sizes.small);
        if child.selectable_label(choice.all_of == all_of, text).clicked() {
            asked.command(Command::AllOf(field, all_of));
        }
    }
}

fn search_ui(ui: &mut Ui, facets: &mut Facets, field: Field, look: Look) -> String {
    let text = facets.searched.entry(field).or_default();
    let hint = Word::search_in(look.lang, &look.text(field.word()).to_lowercase());
    let response = ui.add(TextEdit::singleline(text).hint_text(hint.as_str()).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint.clone()));
    ui.add_space(2.0);
    text.trim().to_lowercase()
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
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    if ui.is_rect_visible(rect) {
        facets.visible_rows.push((field, value.id.clone(), rect.center()));
        let row = RowLook { name: value.short_name(look.lang), count, total, largest, depth, is_included, is_excluded };
        paint_row(ui, rect, &row, response.hovered() || response.has_focus(), look);
    }
    response.widget_info(|| {
        let name = value.name.in_lang(look.lang);
        let counts = [&grouped(count as usize), &grouped(total as usize)];
        let mut label = Word::facet_value(look.lang, &look.text(field.word()), &name, counts[0], counts[1]);
        if is_excluded {
            label = format!("{label}, {}", look.text(Word::EXCLUDED_VALUE));
        }
        WidgetInfo::selected(Role::CheckBox, true, is_included, label)
    });
    let id = || value.id.clone();
    if response.clicked() {
        let excludes = ui.input(|input| input.modifiers.command || input.modifiers.alt);
        turn.asked.command(if excludes { Command::Exclude(field, id()) } else { Command::Include(field, id()) });
    }
    // The first click of the two chose the city, the second took that back.
    if field == Field::City && response.double_clicked() {
        turn.asked.command(Command::Cities(vec![id()]));
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(Key::Delete)) {
        turn.asked.command(Command::Exclude(field, id()));
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
        if field == Field::City {
            entry(ui, Word::OPEN_PROFILE, Command::Cities(vec![id()]));
        }
    });
    response.on_hover_ui(|ui| {
        let hint = crate::chart::hint(&workspace.chart_input(look.lang), &crate::query::Subject::Value(field, code));
        crate::app::chart_view::hint_ui(ui, &hint);
        ui.label(RichText::new(look.text(Word::FACET_HELP)).small().weak());
    });
}

struct RowLook<'a> {
    name: &'a str,
    count: u32,
    total: u32,
    largest: u32,
    depth: usize,
    is_included: bool,
    is_excluded: bool,
}

fn paint_row(ui: &Ui, rect: Rect, row: &RowLook<'_>, is_hovered: bool, look: Look) {
    let theme = look.theme;
    let painter = ui.painter();
    let indent = INDENT * row.depth as f32;
    let count_font = crate::chart::Font { size: theme.type_sizes.label, bold: false };
    // As wide as the widest count of the section, so that the bars of all rows have one scale.
    let count_width = (Ruler::shipped().width(&grouped(row.largest as usize), count_font) + 8.0).max(34.0);
    let track = Rect::from_min_max(rect.min + vec2(indent, 1.0), pos2(rect.right() - count_width, rect.bottom() - 1.0));
    let bar = |count: u32| {
        let share = (count as f32 / row.largest as f32).min(1.0);
        Rect::from_min_size(track.min, vec2(track.width() * share, track.height()))
    };
    let corner = CornerRadius::same(4);
    painter.rect_filled(bar(row.total), corner, theme.sunken);
    if row.count > 0 {
        painter.rect_filled(bar(row.count), corner, theme.accent_bar);
    }
    if is_hovered {
        painter.rect_stroke(track.expand2(vec2(0.0, 1.0)), corner, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
    }
    paint_box(ui, pos2(track.left() + 12.0, rect.center().y), row, look);
    let ink = if row.count == 0 { theme.ink_soft } else { theme.ink };
    let font = crate::chart::Font { size: theme.type_sizes.heading, bold: row.is_included };
    let name = fit(row.name, font, track.width() - 30.0, Ruler::shipped());
    let font_id = if row.is_included { bold(font.size) } else { FontId::proportional(font.size) };
    let at = pos2(track.left() + 25.0, rect.center().y);
    let drawn = painter.text(at, Align2::LEFT_CENTER, name, font_id, ink);
    if row.is_excluded {
        painter.hline(drawn.x_range(), drawn.center().y, Stroke::new(1.2, theme.alert));
    }
    let small = FontId::proportional(theme.type_sizes.label);
    painter.text(rect.right_center(), Align2::RIGHT_CENTER, grouped(row.count as usize), small, theme.ink_soft);
}

fn paint_box(ui: &Ui, center: Pos2, row: &RowLook<'_>, look: Look) {
    let theme = look.theme;
    let painter = ui.painter();
    let rect = Rect::from_center_size(center, vec2(12.0, 12.0));
    let (fill, line) = match (row.is_included, row.is_excluded) {
        (true, _) => (theme.accent, theme.accent),
        (_, true) => (theme.alert, theme.alert),
        _ => (theme.ground, theme.other),
    };
    painter.rect(rect, CornerRadius::same(3), fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let pencil = Stroke::new(1.8, theme.ground);
    if row.is_included {
        painter.line(vec![center + vec2(-3.0, 0.0), center + vec2(-0.8, 2.4), center + vec2(3.2, -2.6)], pencil);
    } else if row.is_excluded {
        painter.line_segment([center + vec2(-3.0, 0.0), center + vec2(3.0, 0.0)], pencil);
    }
}
