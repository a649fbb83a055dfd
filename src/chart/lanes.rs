//! Every activity as a mark in lanes, and the institutions, on one axis of years. A date is drawn as the span it is.

pub(super) mod density;
mod institutions;

use std::collections::{BTreeMap, BTreeSet};

use emath::{Rect, pos2, vec2};

use super::axis::{Scale, YearAt, draw_year_axis, year_axis_height, year_ticks};
use super::legend::{self, Entry};
use super::pen::Pen;
use super::scene::{Align, MeasureText, Shape, Stroke, TimeAxis};
use super::table::{Cell, NumberTable};
use super::timeline::years_shown;
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, Theme, phrases};
use crate::data::{Code, Date, FactTable, Field, Row, Table};
use crate::query::aggregate::{Period, Stack};
use crate::query::{Subject, Sweep};
use crate::words::{Word, grouped};
use density::{Density, LaneBox};
use institutions::InstitutionTrack;

/// Every activity in lanes, and the institutions, on one axis of years.
pub static SPEC: ChartSpec = ChartSpec {
    id: "lanes",
    title: Word::EACH_ACTIVITY,
    home: Home::Activities,
    tab: Some(Word::EACH_ACTIVITY),
    tables: &[Table::Activities, Table::Institutions],
    drawing: Drawing::Facts { layout, table, subtitle },
    gutter: Some(gutter),
    has_facts: |dataset| {
        [Table::Activities, Table::Institutions].into_iter().any(|table| dataset.table(table).start.dated() > 0)
    },
    ..ChartSpec::PLAIN
};

/// Half the height of a mark.
const RADIUS: f32 = 3.4;
/// The least height of a lane.
const MIN_PITCH: f32 = 17.0;
/// The greatest.
const MAX_PITCH: f32 = 30.0;

/// Lays out as many lanes as fit, the largest of the whole file first, then the institutions.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let lanes = lanes(input);
    let has_institutions = input.answer.rows(Table::Institutions).count() > 0;
    if lanes.is_empty() && !has_institutions {
        pen.empty_state(area, &phrases::why_empty(input, Table::Activities));
        return pen.scene;
    }
    let scale = pen.theme.type_sizes.label / 12.5;
    let gutter = gutter_of(input, &lanes, area.width(), pen.theme, pen.ruler).max(input.options.gutter.unwrap_or(0.0));
    let years = Scale::new(years_shown(input), (area.left() + gutter, area.right()));
    let institutions = InstitutionTrack::of(input, &pen, years);
    let institutions_height = if has_institutions { institutions.height(&pen) } else { 0.0 };
    let bottom = area.bottom() - year_axis_height(&pen);
    let entries = key(input, &pen);
    let font = pen.theme.label();
    let key_area = Rect::from_min_size(area.min, vec2(area.width(), area.height() / 4.0));
    let key_height = legend::draw(&mut pen, key_area, font, input.lang, &entries);
    let top = area.top() + if key_height > 0.0 { key_height + 0.4 * font.size } else { 0.0 };
    let height = bottom - institutions_height - top;
    let fitting = ((height / (MIN_PITCH * scale)) as usize).max(1);
    let shown = &lanes[..lanes.len().min(fitting)];
    let pitch = (height / shown.len().max(1) as f32).min(MAX_PITCH * scale);
    let mut lanes_bottom = top + pitch * shown.len() as f32;
    if lanes.is_empty() {
        lanes_bottom = top + height.min(6.0 * font.size);
        let lanes_area = Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), lanes_bottom));
        pen.empty_state(lanes_area, &phrases::why_empty(input, Table::Activities));
    }
    let plot =
        Rect::from_min_max(pos2(area.left() + gutter, top), pos2(area.right(), lanes_bottom + institutions_height));
    super::coverage::draw(input, &mut pen, plot, years);
    draw_grid(&mut pen, plot, years);
    draw_lanes(input, &mut pen, shown, (plot, years), (top, pitch));
    if has_institutions {
        institutions.draw(input, &mut pen, plot, lanes_bottom);
    }
    draw_year_axis(&mut pen, plot, years, YearAt::Beginning);
    pen.scene.time_axis = Some(TimeAxis { rect: plot, years: years_shown(input), chooses_years: false });
    if lanes.len() > shown.len() {
        let note = Word::more_lanes(input.lang, &(lanes.len() - shown.len()));
        let all = lanes.len();
        let said = Word::first_of_lanes(input.lang, &grouped(shown.len()), &grouped(all));
        pen.scene.left_out.push(said);
        let at = pos2(plot.left() - 8.0, plot.bottom() + year_axis_height(&pen) / 2.0);
        pen.text(at, Align::End, pen.theme.small(), pen.theme.ink_soft, &note);
    }
    pen.scene
}

/// What all lanes share.
struct Room {
    plot: Rect,
    years: Scale,
    /// From one lane to the next.
    pitch: f32,
    /// What the colours mean.
    families: Stack,
}

/// One lane: a value, or what states none, and how many dated activities it has.
struct Lane {
    value: Option<Code>,
    activities: usize,
}

/// Lanes that hold something, the largest of the whole file first, what states none last.
fn lanes(input: &ChartInput<'_>) -> Vec<Lane> {
    let field = input.options.lanes;
    let (with_value, without) = sweep(input).values_of_dated(field, input.dataset.vocabulary(field).len());
    let codes = input.dataset.vocabulary(field).codes();
    let lanes = codes.map(|code| Lane { value: Some(code), activities: with_value[code.index()] });
    let mut lanes: Vec<Lane> = lanes.chain([Lane { value: None, activities: without }]).collect();
    lanes.retain(|lane| lane.activities > 0);
    let whole = input.whole.table(Table::Activities);
    lanes.sort_by_key(|lane| match lane.value {
        Some(code) => (false, std::cmp::Reverse(whole.count(field, code)), code.0),
        None => (true, std::cmp::Reverse(0), 0),
    });
    lanes
}

fn sweep<'a>(input: &ChartInput<'a>) -> Sweep<'a> {
    Sweep::of(input.dataset.table(Table::Activities), input.answer.table(Table::Activities))
}

/// The dated activities of some lanes.
fn rows_of_lanes(input: &ChartInput<'_>, lanes: &[&Lane]) -> Vec<Vec<Row>> {
    let (field, facts) = (input.options.lanes, input.dataset.table(Table::Activities));
    let mut numbers = BTreeMap::new();
    for (index, lane) in lanes.iter().enumerate() {
        numbers.insert(lane.value, index);
    }
    if lanes.is_empty() {
        return Vec::new();
    }
    let lanes_of = |list: &[Code]| -> Vec<usize> {
        let values = list.iter().map(|&code| Some(code)).chain(list.is_empty().then_some(None));
        values.filter_map(|value| numbers.get(&value).copied()).collect()
    };
    let mut rows = vec![Vec::new(); lanes.len()];
    for row in sweep(input).rows_with(field, |list| !lanes_of(list).is_empty()) {
        if facts.start(row).is_some() {
            for lane in lanes_of(facts.codes(field, row)) {
                rows[lane].push(row);
            }
        }
    }
    rows
}

fn lane_name<'a>(input: &ChartInput<'a>, value: Option<Code>) -> &'a str {
    match value {
        Some(code) => input.dataset.vocabulary(input.options.lanes)[code].short_name(input.lang),
        None => Word::NOT_STATED.text(input.lang),
    }
}

/// Room for the names of the lanes: as wide as they are, at most three tenths of the picture, or what the heading of
/// the institutions takes.
pub fn gutter(input: &ChartInput<'_>, width: f32, theme: &Theme, ruler: &dyn MeasureText) -> f32 {
    gutter_of(input, &lanes(input), width, theme, ruler)
}

fn gutter_of(input: &ChartInput<'_>, lanes: &[Lane], width: f32, theme: &Theme, ruler: &dyn MeasureText) -> f32 {
    let heading = ruler.width(Word::INSTITUTIONS_LANE.text(input.lang), theme.strong());
    let names =
        lanes.iter().map(|lane| ruler.width(lane_name(input, lane.value), theme.label())).fold(heading, f32::max);
    (names + 12.0).min((0.3 * width).max(heading + 10.0)).min(0.4 * width)
}

fn draw_grid(pen: &mut Pen<'_>, plot: Rect, years: Scale) {
    for year in year_ticks(pen, years) {
        let x = years.at(YearAt::Beginning.of(year));
        pen.hair(pos2(x, plot.top()), pos2(x, plot.bottom()), pen.theme.grid);
    }
    pen.hair(plot.left_bottom(), plot.right_bottom(), pen.theme.border);
}

/// What colours and diamonds mean. Where lanes stand in one column with bars, those carry the key of the colours.
fn key(input: &ChartInput<'_>, pen: &Pen<'_>) -> Vec<Entry> {
    if input.options.gutter.is_some() {
        return Vec::new();
    }
    let stack = Stack::new(input.dataset, Table::Activities, Field::Family);
    let (with_value, without) =
        sweep(input).values_of_dated(Field::Family, input.dataset.vocabulary(Field::Family).len());
    let values = with_value.iter().zip(0..).map(|(&rows, code)| (Some(Code(code)), rows)).chain([(None, without)]);
    let used: BTreeSet<usize> = values.filter(|(_, rows)| *rows > 0).map(|(value, _)| stack.layer_of(value)).collect();
    let mut entries = legend::layers(input, pen, &stack, &used.into_iter().collect::<Vec<_>>());
    entries.extend(institutions::key(input, pen));
    entries.extend(super::coverage::key(input, pen, years_shown(input)));
    entries
}

/// Lanes from the top; one with more activities than can be told apart is drawn by how many began when.
fn draw_lanes(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    lanes: &[Lane],
    (plot, years): (Rect, Scale),
    (top, pitch): (f32, f32),
) {
    let limit = (2.0 * plot.width()) as usize;
    let mut crowded: Vec<Option<Code>> = Vec::new();
    if lanes.iter().any(|lane| lane.activities > limit) {
        let in_view = input.options.years_shown.map(|_| in_view(input, years));
        let is_crowded = |lane: &&Lane| match &in_view {
            Some(in_view) => in_view.get(&lane.value) > Some(&limit),
            None => lane.activities > limit,
        };
        crowded = lanes.iter().filter(is_crowded).map(|lane| lane.value).collect();
    }
    let apart: Vec<&Lane> = lanes.iter().filter(|lane| !crowded.contains(&lane.value)).collect();
    let mut rows = rows_of_lanes(input, &apart).into_iter();
    let density = (!crowded.is_empty()).then(|| Density::of(input, &crowded, plot, years));
    let room = Room { plot, years, pitch, families: Stack::new(input.dataset, Table::Activities, Field::Family) };
    let mut next_crowded = 0;
    for (index, lane) in lanes.iter().enumerate() {
        let y = top + pitch * (index as f32 + 0.5);
        draw_lane_line(input, pen, plot, lane, y);
        if let Some(density) = density.as_ref().filter(|_| crowded.contains(&lane.value)) {
            let lane_box = LaneBox { y, pitch, field: input.options.lanes, value: lane.value };
            density.draw(pen, next_crowded, (plot, years), lane_box);
            next_crowded += 1;
        } else if let Some(rows) = rows.next() {
            draw_marks(input, pen, &room, &rows, y);
        }
    }
}

/// How many activities of each lane began between the ends of the axis.
fn in_view(input: &ChartInput<'_>, years: Scale) -> BTreeMap<Option<Code>, usize> {
    let (first, last) = years.domain();
    let is_in = |date: Date| {
        let (begin, end) = date.span_years();
        (end > first && begin < last).then_some(0)
    };
    let mut counts = BTreeMap::new();
    sweep(input).values_by_place(input.options.lanes, 1, is_in, |_, value, rows| {
        *counts.entry(value).or_default() += rows as usize;
    });
    counts
}

fn draw_lane_line(input: &ChartInput<'_>, pen: &mut Pen<'_>, plot: Rect, lane: &Lane, y: f32) {
    let font = pen.theme.label();
    let name = pen.fit(lane_name(input, lane.value), font, plot.left() - 8.0).into_owned();
    let subject = lane.value.map(|code| Subject::Value(input.options.lanes, code));
    pen.text_for(subject, pos2(plot.left() - 8.0, y), Align::End, font, pen.theme.ink_soft, &name);
    pen.hair(pos2(plot.left(), y), pos2(plot.right(), y), pen.theme.grid);
}

fn draw_marks(input: &ChartInput<'_>, pen: &mut Pen<'_>, room: &Room, rows: &[Row], y: f32) {
    let &Room { plot, years, pitch, ref families } = room;
    let facts = input.dataset.table(Table::Activities);
    // Marks of one colour that would cover each other to the pixel are one mark.
    let mut crowds: BTreeMap<(bool, i32, i32, usize), Vec<Row>> = BTreeMap::new();
    for &row in rows {
        let Some((left, right)) = span_points(facts, row, years, plot) else { continue };
        let layer = families.layer_of(facts.code(Field::Family, row));
        let is_point = right - left < 2.0 * RADIUS;
        let middle = f32::midpoint(left, right);
        let (from, to) = if is_point { (middle, middle) } else { (left, right) };
        crowds.entry((is_point, (from * 2.0) as i32, (to * 2.0) as i32, layer)).or_default().push(row);
    }
    if crowds.len() as f32 > plot.width() {
        draw_density(pen, plot, y, pitch, crowds);
        return;
    }
    for ((is_point, from, to, layer), rows) in crowds {
        let color = pen.theme.translucent(input.layer_color(pen.theme, families, layer));
        let (from, to) = (from as f32 / 2.0, to as f32 / 2.0);
        let shape = if is_point {
            Shape::Circle { center: pos2(from, y), radius: RADIUS, fill: color, stroke: Stroke::NONE }
        } else {
            // A date known to the year, or an activity that went on: as long as it is.
            let rect = Rect::from_min_max(pos2(from, y - RADIUS + 0.6), pos2(to, y + RADIUS - 0.6));
            Shape::filled(rect, RADIUS - 0.6, color)
        };
        pen.scene.add_for(facts_subject(Table::Activities, rows), shape);
    }
}

/// One fact stands for itself, several for a crowd.
pub fn facts_subject(table: Table, rows: Vec<Row>) -> Subject {
    if let [row] = rows[..] { Subject::Fact(table, row) } else { Subject::Crowd(table, rows) }
}

/// Left and right of a fact on the axis: from the beginning of its first date to the end of its last.
fn span_points(facts: &FactTable, row: Row, years: Scale, plot: Rect) -> Option<(f32, f32)> {
    let begin = facts.start(row)?.span_years();
    let end = facts.end(row).map_or(begin.1, |date| date.span_years().1).max(begin.1);
    let (first, last) = years.domain();
    (end > first && begin.0 < last).then(|| (years.at(begin.0).max(plot.left()), years.at(end).min(plot.right())))
}

/// A lane too crowded for marks: columns as strong as they are full.
fn draw_density(
    pen: &mut Pen<'_>,
    plot: Rect,
    y: f32,
    pitch: f32,
    crowds: BTreeMap<(bool, i32, i32, usize), Vec<Row>>,
) {
    const COLUMN: f32 = 4.0;
    let mut columns: BTreeMap<i32, Vec<Row>> = BTreeMap::new();
    for ((_, from, to, _), rows) in crowds {
        columns.entry((((from + to) as f32 / 4.0 - plot.left()) / COLUMN) as i32).or_default().extend(rows);
    }
    let fullest = columns.values().map(Vec::len).max().unwrap_or(1) as f32;
    for (column, rows) in columns {
        let share = (rows.len() as f32 / fullest).sqrt();
        let center = pos2(plot.left() + (column as f32 + 0.5) * COLUMN, y);
        let rect = Rect::from_center_size(center, vec2(COLUMN, pitch * 0.7));
        let color = pen.theme.on_scale(share);
        pen.scene.add_for(facts_subject(Table::Activities, rows), Shape::filled(rect, 0.0, color));
    }
}

/// A row an activity and lane, then a row an institution.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let columns = [Word::LANE_COLUMN, Word::START_COLUMN, Word::END_COLUMN, Word::TITLE_COLUMN];
    let line = |lane: &str, facts: &FactTable, row: Row| {
        let date = |date: Option<Date>| date.map_or(Cell::Unknown, |date| Cell::Text(date.to_string()));
        vec![
            Cell::Text(lane.to_owned()),
            date(facts.start(row)),
            date(facts.end(row)),
            Cell::Text(facts.title(row, input.lang).to_owned()),
        ]
    };
    let facts = input.dataset.table(Table::Activities);
    let mut rows = Vec::new();
    let lanes = lanes(input);
    let rows_of_lanes = rows_of_lanes(input, &lanes.iter().collect::<Vec<_>>());
    for (lane, of_lane) in lanes.iter().zip(rows_of_lanes) {
        rows.extend(of_lane.into_iter().map(|row| line(lane_name(input, lane.value), facts, row)));
    }
    let facts = input.dataset.table(Table::Institutions);
    let dated = input.answer.rows(Table::Institutions).iter().filter(|&row| facts.start(row).is_some());
    rows.extend(dated.map(|row| line(Word::INSTITUTIONS_LANE.text(input.lang), facts, row)));
    NumberTable { columns: columns.map(|word| word.text(input.lang).to_owned()).into(), rows }
}

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let mut parts = vec![phrases::shown_of(input, Table::Activities), phrases::by(input, input.options.lanes)];
        parts.extend(phrases::not_drawn(input, Period::Year));
        parts
    })
}
