//! The page of institutions: which government has which kind, and every one of them in a list that can be sorted.

use std::collections::BTreeMap;

use egui::{FontId, Panel, Pos2, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::panes::card;
use super::sort_header::Heading;
use super::{Turn, details, sort_header, trends};
use crate::app::chart_view::{ChartView, Drawing};
use crate::app::memo::Memo;
use crate::app::style::bold;
use crate::app::workspace::{Command, Workspace};
use crate::app::{Look, Request};
use crate::chart::{Cell, Chart, NumberTable, without_brackets};
use crate::data::{Date, Field, Row, Table};
use crate::query::indicators::Indicator;
use crate::query::{Subject, SubjectKey, in_families};
use crate::words::{Lang, Word};

/// What the page remembers.
#[derive(Default)]
pub struct Institutions {
    matrix: ChartView,
    sort: Sort,
    lines: Memo<(u64, Lang, Sort), Vec<Line>>,
    selected: Memo<SubjectKey, Option<Subject>>,
}

impl Institutions {
    /// Since when a newer picture is being waited for.
    pub fn waiting_since(&self) -> Option<std::time::Instant> {
        self.matrix.waiting_since()
    }
}

/// The order of the list: a column, and whether from its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sort {
    column: Column,
    is_reversed: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { column: Column::Start, is_reversed: false }
    }
}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Start,
    End,
    Kind,
    City,
    Title,
}

impl Column {
    const ALL: [Self; 5] = [Self::Start, Self::End, Self::Kind, Self::City, Self::Title];

    fn word(self) -> Word {
        match self {
            Self::Start => Word::START_COLUMN,
            Self::End => Word::END_COLUMN,
            Self::Kind => Word::KIND_COLUMN,
            Self::City => Word::CITY,
            Self::Title => Word::TITLE_COLUMN,
        }
    }

    /// Its share of the width.
    fn share(self) -> f32 {
        match self {
            Self::Start => 0.155,
            Self::End => 0.125,
            Self::Kind => 0.17,
            Self::City => 0.13,
            Self::Title => 0.42,
        }
    }
}

/// One institution in the list, ready to be painted.
struct Line {
    row: Row,
    /// How many institutions it follows, each from the next.
    depth: usize,
    cells: [String; 5],
    is_attested: bool,
}

/// The matrix on the left, the list on the right, details at its foot.
pub fn institutions_ui(ui: &mut Ui, page: &mut Institutions, turn: &mut Turn<'_>) {
    let look = turn.look;
    let width = ui.available_width();
    Panel::right("institution list")
        .frame(egui::Frame::NONE)
        .default_size(0.58 * width)
        .size_range(360.0..=0.75 * width)
        .show_separator_line(false)
        .show(ui, |ui| card(ui, look, |ui| list_ui(ui, page, turn)));
    egui::CentralPanel::no_frame().show(ui, |ui| card(ui, look, |ui| matrix_ui(ui, page, turn)));
}

fn matrix_ui(ui: &mut Ui, page: &mut Institutions, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let chart = Chart::INSTITUTIONAL_DEPTH;
    let input = workspace.chart_input(look.lang);
    heading(ui, look, look.text(chart.title()), Indicator::InstitutionalDepth.definition().text(look.lang));
    let drawing = Drawing { input, workspace, theme: &look.theme, selected: None, finding: None };
    let size = vec2(ui.available_width(), ui.available_height().max(80.0));
    let events = page.matrix.ui(ui, chart, drawing, size);
    // Here the list is beside the matrix: a cell opens its records, and the page stays.
    if let Some((Subject::Figure(cited), _)) = events.clicked {
        let subject = cited.records.rows.map(|(table, rows)| match rows[..] {
            [row] => Subject::Fact(table, row),
            _ => Subject::Crowd(table, rows),
        });
        turn.asked.command(Command::Select(subject.and_then(|subject| subject.key(workspace.dataset()))));
    } else {
        trends::take_events(events, turn.asked);
    }
}

fn heading(ui: &mut Ui, look: Look, title: &str, text: &str) {
    let theme = look.theme;
    ui.label(RichText::new(title).font(bold(theme.type_sizes.title)).color(theme.ink));
    let soft = RichText::new(text).size(theme.type_sizes.label).color(theme.ink_soft);
    ui.add(egui::Label::new(soft).wrap());
    ui.add_space(4.0);
}

fn list_ui(ui: &mut Ui, page: &mut Institutions, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let Institutions { sort, lines, selected, .. } = page;
    let input = workspace.chart_input(look.lang);
    let lines = lines.get((workspace.generation(), look.lang, *sort), || lines_of(workspace, look.lang, *sort));
    let has_lineage = lines.iter().any(|line| line.depth > 0);
    let mut subtitle =
        Table::Institutions.count_of_words(look.lang, lines.len(), input.whole.rows(Table::Institutions).count());
    if !has_lineage {
        subtitle = format!("{subtitle} · {}", look.text(Word::NO_LINEAGE));
    }
    heading(ui, look, look.text(Word::INSTITUTION_LIST), &subtitle);
    let copies = super::link(ui, look, look.text(Word::COPY_TABLE));
    if copies.clicked() {
        turn.asked.request(Request::Copy(as_table(lines, look.lang)));
    }
    if let Some(key) = &workspace.view().selected {
        let subject = selected.get(key.clone(), || key.find(workspace.dataset())).clone();
        let frame = egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 0, top: 8, bottom: 0 });
        Panel::bottom("institution details").frame(frame).default_size(170.0).size_range(80.0..=420.0).show(ui, |ui| {
            details::details_ui(ui, subject.as_ref(), turn);
        });
    }
    if lines.is_empty() {
        ui.label(RichText::new(crate::chart::why_empty(&input, Table::Institutions)).color(look.theme.ink_soft));
        return;
    }
    header_ui(ui, sort, look);
    let row_height = look.theme.type_sizes.label + 9.0;
    ui.spacing_mut().item_spacing.y = 0.0;
    let is_selected = |row: Row| match &workspace.view().selected {
        Some(SubjectKey::Fact(Table::Institutions, id)) => {
            workspace.dataset().table(Table::Institutions).ids.get(row.index()) == id
        }
        _ => false,
    };
    ScrollArea::vertical().id_salt("institutions").auto_shrink([false, false]).show_rows(
        ui,
        row_height,
        lines.len(),
        |ui, shown| {
            for line in &lines[shown] {
                if line_ui(ui, line, row_height, is_selected(line.row), look).clicked() {
                    let subject = Subject::Fact(Table::Institutions, line.row);
                    turn.asked.command(Command::Select(subject.key(workspace.dataset())));
                }
            }
        },
    );
}

/// The list as it is sorted, to be pasted into a sheet.
fn as_table(lines: &[Line], lang: Lang) -> String {
    let mut columns: Vec<String> = Column::ALL.iter().map(|column| column.word().text(lang).to_owned()).collect();
    columns.insert(1, Word::EXISTED_BY_THEN.text(lang).to_owned());
    let row = |line: &Line| {
        let mut cells: Vec<Cell> = line.cells.iter().map(|cell| Cell::Text(cell.clone())).collect();
        cells.insert(1, if line.is_attested { Cell::Text("×".to_owned()) } else { Cell::Unknown });
        cells
    };
    NumberTable { columns, rows: lines.iter().map(row).collect() }.to_string()
}

/// The left edges of the columns, and the right edge of the last.
fn edges(rect: Rect) -> [f32; 6] {
    let mut edges = [rect.left(); 6];
    for (index, column) in Column::ALL.into_iter().enumerate() {
        edges[index + 1] = edges[index] + column.share() * rect.width();
    }
    edges
}

/// The headings; a click sorts by one, another click from its end.
fn header_ui(ui: &mut Ui, sort: &mut Sort, look: Look) {
    let edges = edges(ui.available_rect_before_wrap());
    let heading = |(index, column): (usize, Column)| Heading {
        name: look.text(column.word()),
        from: edges[index],
        to: edges[index + 1],
        is_number: false,
    };
    let headings: Vec<Heading> = Column::ALL.into_iter().enumerate().map(heading).collect();
    let sorted = Column::ALL.iter().position(|column| *column == sort.column).map(|index| (index, sort.is_reversed));
    if let Some(index) = sort_header::header_ui(ui, &headings, sorted, look) {
        let column = Column::ALL[index];
        let is_reversed = sort.column == column && !sort.is_reversed;
        *sort = Sort { column, is_reversed };
    }
}

fn line_ui(ui: &mut Ui, line: &Line, height: f32, is_selected: bool, look: Look) -> egui::Response {
    const INDENT: f32 = 14.0;
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let name = || line.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, name()));
    if is_selected || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.accent_soft);
    }
    let edges = edges(rect);
    let y = rect.center().y;
    for (index, text) in line.cells.iter().enumerate() {
        let is_title = index + 1 == line.cells.len();
        let mut left = edges[index];
        if index == 0 {
            draw_mark(ui, pos2(left + 5.0, y), line.is_attested, look);
            left += 15.0;
        }
        if is_title && line.depth > 0 {
            left += INDENT * line.depth as f32;
            let bend = [pos2(left - 9.0, rect.top() + 2.0), pos2(left - 9.0, y), pos2(left - 3.0, y)];
            ui.painter().add(egui::Shape::line(bend.to_vec(), Stroke::new(1.0, theme.other)));
        }
        let color = if is_title { theme.ink } else { theme.ink_soft };
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(edges[index + 1] - 6.0, rect.bottom()));
        let font = FontId::proportional(theme.type_sizes.label);
        let mut job = egui::text::LayoutJob::simple_singleline(text.clone(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(place.width().max(0.0));
        let galley = ui.painter().layout_job(job);
        let at = Pos2::new(left, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
    }
    let full = line.cells[4].clone();
    response.on_hover_text(full)
}

/// A diamond as on the axis of years: hollow where only known to have existed then.
fn draw_mark(ui: &Ui, center: Pos2, is_attested: bool, look: Look) {
    let theme = look.theme;
    let corners = [vec2(0.0, -4.0), vec2(4.0, 0.0), vec2(0.0, 4.0), vec2(-4.0, 0.0)];
    let points = corners.map(|offset| center + offset).to_vec();
    let (fill, stroke) = if is_attested {
        (egui::Color32::TRANSPARENT, Stroke::new(1.2, theme.ink_soft))
    } else {
        (theme.ink_soft, Stroke::NONE)
    };
    ui.painter().add(egui::Shape::convex_polygon(points, fill, stroke));
}

/// Every institution that passes, in the order asked for; what follows from another stands under it.
fn lines_of(workspace: &Workspace, lang: Lang, sort: Sort) -> Vec<Line> {
    let dataset = workspace.dataset();
    let facts = dataset.table(Table::Institutions);
    let rows = workspace.answer().rows(Table::Institutions);
    let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    let names = |field: Field, row: Row| {
        let name = |&code: &_| without_brackets(dataset.vocabulary(field)[code].short_name(lang));
        let names = facts.codes(field, row).iter().map(name);
        names.collect::<Vec<_>>().join(", ")
    };
    let cells = |row: Row| {
        let mut city = names(Field::City, row);
        if city.is_empty() {
            Word::NATIONAL_WORD.text(lang).clone_into(&mut city);
        }
        [date(facts.start(row)), date(facts.end(row)), names(Field::Kind, row), city, facts.title(row, lang).to_owned()]
    };
    let line = |(row, depth): (Row, usize)| Line { row, depth, cells: cells(row), is_attested: facts.is_attested(row) };
    let text = |row: Row| match sort.column {
        Column::Start => date(facts.start(row)),
        Column::End => date(facts.end(row)),
        Column::Kind => names(Field::Kind, row),
        Column::City => names(Field::City, row),
        Column::Title => facts.title(row, lang).to_owned(),
    };
    let keys: BTreeMap<Row, String> = rows.iter().map(|row| (row, text(row))).collect();
    let compare = |a: &Row, b: &Row| {
        let (one, other) = (&keys[a], &keys[b]);
        let order = if sort.is_reversed { other.cmp(one) } else { one.cmp(other) };
        // What is not known stands last, whichever way the list is sorted.
        one.is_empty().cmp(&other.is_empty()).then(order).then(a.cmp(b))
    };
    in_families(rows, |row| facts.parent(row), compare).into_iter().map(line).collect()
}
