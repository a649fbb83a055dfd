//! Lanes too crowded for marks: columns as strong as many began in them, counted in one sweep for all lanes.

use emath::{Rect, pos2, vec2};

use super::super::ChartInput;
use super::super::axis::Scale;
use super::super::hint::{Hint, first_titles};
use super::super::pen::Pen;
use super::super::scene::Shape;
use crate::data::{Code, Date, Field, Row, Table};
use crate::query::{Stretch, Subject, Sweep};
use crate::words::{Word, grouped};

/// Width of a column in points.
const COLUMN: f32 = 4.0;
/// A date that spans more columns than this is spread over them.
const WIDEST: f32 = 1.5;

/// How many activities began in each column of some lanes.
pub struct Density {
    columns: usize,
    /// By lane, then by column; a date that spans several columns counts in each in part.
    began: Vec<f64>,
    fullest: f64,
}

impl Density {
    /// Counts the activities that pass, for lanes that stand for these values of a field. O(rows).
    pub fn of(input: &ChartInput<'_>, lanes: &[Option<Code>], plot: Rect, years: Scale) -> Self {
        let field = input.options.lanes;
        let columns = ((plot.width() / COLUMN).ceil() as usize).max(1);
        let spans = Spans::new(years, columns);
        let mut lane_of = vec![None; input.dataset.vocabulary(field).len()];
        let mut without_value = None;
        for (lane, value) in lanes.iter().enumerate() {
            match value {
                Some(code) => lane_of[code.index()] = Some(lane),
                None => without_value = Some(lane),
            }
        }
        let mut counts = vec![0_u32; lanes.len() * spans.places()];
        let sweep = Sweep::of(input.dataset.table(Table::Activities), input.answer.table(Table::Activities));
        sweep.values_by_place(
            field,
            spans.places(),
            |date| spans.place_of(date),
            |place, value, rows| {
                if let Some(lane) = value.map_or(without_value, |code| lane_of[code.index()]) {
                    counts[lane * spans.places() + place] += rows;
                }
            },
        );
        let began: Vec<f64> = counts.chunks(spans.places()).flat_map(|lane| spans.by_column(lane)).collect();
        let fullest = began.iter().copied().fold(1.0, f64::max);
        Self { columns, began, fullest }
    }

    /// Draws one of the lanes.
    pub fn draw(&self, pen: &mut Pen<'_>, lane: usize, (plot, years): (Rect, Scale), lane_box: LaneBox) {
        let columns = &self.began[lane * self.columns..(lane + 1) * self.columns];
        for (column, &began) in columns.iter().enumerate().filter(|(_, began)| **began > 0.0) {
            let left = plot.left() + column as f32 * COLUMN;
            let right = (left + COLUMN).min(plot.right());
            let height = lane_box.pitch * 0.7;
            let rect = Rect::from_min_size(pos2(left, lane_box.y - height / 2.0), vec2(right - left, height));
            let color = pen.theme.on_scale((began / self.fullest).sqrt() as f32);
            let stretch = Stretch {
                table: Table::Activities,
                field: lane_box.field,
                value: lane_box.value,
                from: Stretch::stored(years.value_at(left)),
                to: Stretch::stored(years.value_at(left + COLUMN)),
            };
            pen.scene.add_for(Subject::Stretch(stretch), Shape::filled(rect, 0.0, color));
        }
    }
}

/// Where a lane lies, and what it stands for.
#[derive(Clone, Copy)]
pub struct LaneBox {
    /// Its middle.
    pub y: f32,
    /// From one lane to the next.
    pub pitch: f32,
    /// The field of the lanes.
    pub field: Field,
    /// Its value; `None` = what states none.
    pub value: Option<Code>,
}

/// The places that dates fall into: columns, and behind them the years, months and days that span several columns.
struct Spans {
    years: Scale,
    columns: usize,
    first_year: i32,
    last_year: i32,
    /// Whether a year, a month, a day is spread.
    is_spread: [bool; 3],
}

/// The most days and months that a year has, each with its month: one number a date of a year.
const MONTHS: usize = 13;
const DAYS: usize = MONTHS * 32;

impl Spans {
    fn new(years: Scale, columns: usize) -> Self {
        let (first, last) = years.domain();
        let points_a_year = (years.at(last) - years.at(first)) / (last - first).max(1e-9) as f32;
        let is_spread = [1.0, 12.0, 366.0].map(|a_year| points_a_year / a_year > WIDEST * COLUMN);
        Self { years, columns, first_year: first.floor() as i32, last_year: last.ceil() as i32, is_spread }
    }

    /// How many places a year has beside its columns.
    fn places_a_year(&self) -> usize {
        match self.is_spread {
            [_, _, true] => DAYS,
            [_, true, _] => MONTHS,
            [is_year_spread, ..] => usize::from(is_year_spread),
        }
    }

    fn places(&self) -> usize {
        self.columns + (self.last_year - self.first_year + 1) as usize * self.places_a_year()
    }

    fn place_of(&self, date: Date) -> Option<usize> {
        let (begin, end) = date.span_years();
        let (first, last) = self.years.domain();
        if end <= first || begin >= last {
            return None;
        }
        if !self.is_spread[date.precision() as usize] {
            return Some(self.column_at(self.years.at(f64::midpoint(begin, end))));
        }
        let (month, day) = (usize::from(date.month().unwrap_or(0)), usize::from(date.day().unwrap_or(0)));
        let year = (i32::from(date.year()) - self.first_year) as usize;
        let of_year = if self.places_a_year() == DAYS { month * 32 + day } else { month };
        Some(self.columns + year * self.places_a_year() + of_year)
    }

    fn column_at(&self, x: f32) -> usize {
        let (first, _) = self.years.domain();
        (((x - self.years.at(first)) / COLUMN).max(0.0) as usize).min(self.columns - 1)
    }

    /// What a lane holds in each column: a year that spans several is shared between them by how much of it they hold.
    fn by_column(&self, counts: &[u32]) -> Vec<f64> {
        let mut columns: Vec<f64> = counts[..self.columns].iter().copied().map(f64::from).collect();
        for (place, &count) in counts[self.columns..].iter().enumerate().filter(|(_, count)| **count > 0) {
            let (begin, end) = self.span_of(place);
            let left = self.years.at(self.years.domain().0);
            let (from, to) = ((self.years.at(begin) - left) / COLUMN, (self.years.at(end) - left) / COLUMN);
            for column in from.max(0.0) as usize..(to.ceil().max(0.0) as usize).min(self.columns) {
                let part = (column as f32 + 1.0).min(to) - (column as f32).max(from);
                columns[column] += f64::from(count) * f64::from(part / (to - from));
            }
        }
        columns
    }

    /// The span of the dates that a place behind the columns stands for.
    fn span_of(&self, place: usize) -> (f64, f64) {
        let year = self.first_year + (place / self.places_a_year()) as i32;
        let of_year = place % self.places_a_year();
        let (month, day) = if self.places_a_year() == DAYS { (of_year / 32, of_year % 32) } else { (of_year, 0) };
        let text = match (month, day) {
            (0, _) => format!("{year:04}"),
            (_, 0) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        };
        Date::parse(&text).map_or((f64::from(year), f64::from(year) + 1.0), Date::span_years)
    }
}

/// The activities behind a column: those that began in it, and those whose date spans more than it.
pub fn rows_of(input: &ChartInput<'_>, stretch: &Stretch) -> (Vec<Row>, Vec<Row>) {
    let facts = input.dataset.table(stretch.table);
    let (from, to) = stretch.years();
    let begin = facts.start.partition_point(|start| start.is_some_and(|start| f64::from(start.year()) < from.floor()));
    let end = facts.start.partition_point(|start| start.is_some_and(|start| f64::from(start.year()) < to));
    let (mut placed, mut spread) = (Vec::new(), Vec::new());
    for row in input.answer.rows(stretch.table).iter_within(begin..end) {
        let codes = facts.codes(stretch.field, row);
        let is_of_lane = stretch.value.map_or(codes.is_empty(), |code| codes.contains(&code));
        let Some(span) = facts.start(row).map(Date::span_years).filter(|_| is_of_lane) else { continue };
        if span.1 - span.0 > f64::from(WIDEST) * (to - from) {
            if span.1 > from && span.0 < to {
                spread.push(row);
            }
        } else if (from..to).contains(&f64::midpoint(span.0, span.1)) {
            placed.push(row);
        }
    }
    (placed, spread)
}

/// `Culture · 2010-03 – 2010-07`.
pub fn title(input: &ChartInput<'_>, stretch: &Stretch) -> String {
    let name = stretch.value.map_or(Word::NOT_STATED.text(input.lang), |code| input.name(stretch.field, code));
    let month = |years: f64| format!("{}-{:02}", years.floor() as i32, ((years - years.floor()) * 12.0) as i32 + 1);
    let (from, to) = stretch.years();
    // The last moment of the column, not the first of the next.
    let (first, last) = (month(from), month(to - 1e-5));
    let span = if first == last { first } else { format!("{first} – {last}") };
    format!("{name} · {span}")
}

/// A column of a crowded lane.
pub fn hint(input: &ChartInput<'_>, stretch: &Stretch) -> Hint {
    let (placed, spread) = rows_of(input, stretch);
    let mut lines = vec![Word::began_then(input.lang, &stretch.table.count_words(input.lang, placed.len()))];
    if !spread.is_empty() {
        lines.push(Word::plus_dated_less_precisely(input.lang, &grouped(spread.len())));
    }
    lines.extend(first_titles(input, stretch.table, &placed));
    Hint { title: title(input, stretch), lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_counts_once_however_many_columns_it_spans() {
        let dates = ["1999", "2000", "2000-02", "2000-02-29", "2003-12-31", "2004"];
        for (width, years) in [(40.0, (1990.0, 2020.0)), (600.0, (2000.0, 2004.0)), (3000.0, (2000.0, 2001.0))] {
            let spans = Spans::new(Scale::new(years, (100.0, 100.0 + width)), (width / COLUMN) as usize);
            for text in dates {
                let date = Date::parse(text).unwrap();
                let is_inside = f64::from(date.year()) >= years.0 && f64::from(date.year()) < years.1;
                let mut counts = vec![0; spans.places()];
                let place = spans.place_of(date);
                assert_eq!(place.is_some(), is_inside, "{text} in {years:?}");
                let Some(place) = place else { continue };
                counts[place] = 3;
                let sum: f64 = spans.by_column(&counts).iter().sum();
                assert!((sum - 3.0).abs() < 1e-3, "{text} in {years:?}: {sum}");
            }
        }
    }
}
