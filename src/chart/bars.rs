//! Stacked bars on an axis of years: the common ground of the timeline and of the mix of new ties.

pub(super) mod shares;

use emath::{Rect, pos2, vec2};

use super::ChartInput;
use super::axis::{Scale, YearAt, count_ticks, draw_count_axis, draw_year_axis, year_axis_height};
use super::coverage;
use super::hint::Hint;
use super::legend::{self, Entry, Sign, hatch};
use super::marks::{PeriodChange, write_over};
use super::pen::Pen;
use super::periods::{period_name, short_period_name};
use super::scene::{Align, Font, Shape, Stroke, TimeAxis};
use crate::data::{Code, Date, Field, Row, Table};
use crate::query::aggregate::{Period, PeriodCounts, Stack};
use crate::query::{Dimension, Subject};
use crate::words::{Word, grouped};

/// What stacked bars are drawn from.
pub struct Bars<'a> {
    /// Whose facts are counted.
    pub table: Table,
    /// The layers.
    pub stack: &'a Stack,
    /// The heights.
    pub counts: &'a PeriodCounts,
    /// How long a bar is.
    pub period: Period,
    /// The axis: first year and end.
    pub years: (f64, f64),
    /// Whether years outside the filter are drawn faded (they stay to be chosen) or are not there at all.
    pub fades_outside: bool,
}

/// One period of the axis.
pub struct Column {
    /// The period.
    pub index: i32,
    /// Its name, and the same for tight places: of a period cut by the axis, the years that are left of it.
    pub name: String,
    /// See `name`.
    pub short_name: String,
    /// How much each layer holds.
    pub layers: Vec<f64>,
    /// All of them.
    pub total: f64,
    /// Whether it had ended when the facts were collected.
    pub is_over: bool,
    /// Whether it can be compared with others: over, and not cut by the ends of the axis.
    pub is_whole: bool,
}

impl Bars<'_> {
    /// What is said of the difference between the first and the last whole period; of shares, of every layer.
    pub fn change_in_words(&self, input: &ChartInput<'_>) -> Option<String> {
        if input.options.marks.shares {
            return shares::in_words(self, input);
        }
        Some(self.change(input)?.0.in_words(input.lang))
    }

    /// Draws legend, axes and bars into an area; or the shares of the layers, where they were asked for.
    pub fn draw(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, area: Rect) {
        if input.options.marks.shares {
            shares::draw(self, input, pen, area);
            return;
        }
        let change = self.change(input).filter(|_| input.options.marks.change);
        let area = match &change {
            Some((change, _)) => write_over(pen, area, &change.in_words(input.lang)),
            None => area,
        };
        let used: Vec<usize> = (0..self.stack.layers.len())
            .filter(|&layer| self.counts.counts.values().any(|counts| counts[layer] > 0.0))
            .collect();
        let mut key = legend::layers(input, pen, self.stack, &used);
        if input.options.without_key {
            key.clear();
        } else if self.counts.counts.keys().any(|&index| self.is_in_view(index) && self.is_unfinished(input, index)) {
            key.push(Entry::of(Sign::Hatched(pen.theme.other), Word::NOT_OVER_YET.text(input.lang)));
        }
        if !input.options.without_key {
            key.extend(coverage::key(input, pen, self.years));
        }
        let font = pen.theme.label();
        // Half of the picture at most: the bars come first.
        let key_area = Rect::from_min_size(area.min, vec2(area.width(), area.height() / 2.0));
        let top = area.top() + legend::draw(pen, key_area, font, input.lang, &key) + 0.9 * font.size;
        let max_ticks = (((area.bottom() - top) / 42.0) as usize).clamp(1, 6);
        let has_values = input.options.marks.values || change.is_some();
        // A number over the highest bar takes room too.
        let over = if has_values { 1.5 * pen.theme.small().size / (area.bottom() - top).max(60.0) } else { 0.0 };
        let (highest, step) = count_ticks(self.highest_in_view() * (1.0 + f64::from(over)), max_ticks);
        let digits = pen.width(&crate::words::grouped(highest as usize), pen.theme.small());
        let gutter = input.options.gutter.unwrap_or(0.0).max(digits + 8.0);
        let bottom = area.bottom() - year_axis_height(pen);
        let plot = Rect::from_min_max(pos2(area.left() + gutter, top), pos2(area.right(), bottom));
        let years = Scale::new(self.years, (plot.left(), plot.right()));
        let heights = Scale::new((0.0, highest), (plot.bottom(), plot.top()));
        self.draw_chosen_years(input, pen, plot, years);
        coverage::draw(input, pen, plot, years);
        draw_count_axis(pen, plot, heights, step);
        for (&index, counts) in &self.counts.counts {
            self.draw_stack(input, pen, (years, heights), index, counts);
        }
        if has_values {
            let ends = change.map_or_else(Vec::new, |(_, ends)| ends.to_vec());
            self.draw_totals(pen, plot, (years, heights), input.options.marks.values, &ends);
        }
        self.draw_axis(pen, plot, years);
        if self.fades_outside {
            pen.scene.time_axis = Some(TimeAxis { rect: plot, years: self.years, chooses_years: true });
        }
    }

    /// Whole periods by their names where those fit, else round years.
    fn draw_axis(&self, pen: &mut Pen<'_>, plot: Rect, years: Scale) {
        let font = pen.theme.small();
        let slot = years.at(f64::from(self.period.months()) / 12.0) - years.at(0.0);
        let names: Vec<(f32, String)> = self
            .indexes()
            .map(|index| {
                let (begin, end) = self.period.span_years(index);
                let middle = f32::midpoint(years.at(begin.max(self.years.0)), years.at(end.min(self.years.1)));
                (middle, short_period_name(self.period, index, self.years))
            })
            .collect();
        let fits = |(x, name): &(f32, String)| {
            let half = pen.width(name, font) / 2.0;
            2.0 * half + 6.0 <= slot && x - half >= plot.left() - 3.0 && x + half <= plot.right() + 0.5
        };
        if self.period.months() <= 12 || !names.iter().all(fits) {
            draw_year_axis(pen, plot, years, YearAt::Middle);
            return;
        }
        let y = plot.bottom() + 6.0 + font.size / 2.0;
        for (x, name) in names {
            pen.text(pos2(x, y), Align::Middle, font, pen.theme.ink_soft, &name);
        }
    }

    /// The totals over the bars that have room for them, those of `ends` in the colour of what is compared.
    fn draw_totals(&self, pen: &mut Pen<'_>, plot: Rect, (years, heights): (Scale, Scale), all: bool, ends: &[i32]) {
        let mut bars = Vec::new();
        for (&index, counts) in self.counts.counts.iter().filter(|(index, _)| self.is_in_view(**index)) {
            let (begin, end) = self.period.span_years(index);
            let total: f64 = counts.iter().sum();
            let (left, right) = (years.at(begin.max(self.years.0)), years.at(end.min(self.years.1)));
            let rect = Rect::from_min_max(pos2(left, heights.at(total)), pos2(right, plot.bottom()));
            bars.push((index, total, rect));
        }
        // The ends of a comparison first, then the highest: of two that would touch, the lower goes without.
        let mut order: Vec<usize> = (0..bars.len()).filter(|&at| all || ends.contains(&bars[at].0)).collect();
        order.sort_by(|&a, &b| {
            let rank = |at: usize| (!ends.contains(&bars[at].0), -bars[at].1);
            rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal)
        });
        let mut taken: Vec<Rect> = Vec::new();
        for at in order {
            let (index, total, bar) = &bars[at];
            let is_end = ends.contains(index);
            let font = Font { bold: is_end, ..pen.theme.small() };
            let text = crate::words::grouped(total.round() as usize);
            let half = pen.width(&text, font) / 2.0;
            let x = bar.center().x.max(plot.left() + half).min(pen.scene.size.x - half);
            let place =
                Rect::from_center_size(pos2(x, bar.top() - 0.75 * font.size), vec2(2.0 * half, 1.3 * font.size));
            let is_free = !taken.iter().any(|other| other.expand2(vec2(3.0, 0.0)).intersects(place))
                && !bars
                    .iter()
                    .any(|(other, _, rect)| other != index && rect.shrink2(vec2(1.0, 0.0)).intersects(place));
            if is_free || is_end && !taken.iter().any(|other| other.intersects(place)) {
                let color = if is_end { pen.theme.accent } else { pen.theme.ink };
                pen.text(place.center(), Align::Middle, font, color, &text);
                taken.push(place);
            }
        }
    }

    /// The first and the last whole period and what came between; and which they are.
    pub fn change(&self, input: &ChartInput<'_>) -> Option<(PeriodChange, [i32; 2])> {
        let columns = self.columns(input);
        let mut whole = columns.iter().filter(|column| column.is_whole);
        let first = whole.next()?;
        let last = whole.next_back()?;
        let value = |column: &Column| (column.name.clone(), column.total);
        let left_out = columns.iter().find(|column| column.index > last.index && column.total > 0.0);
        let change = PeriodChange {
            first: value(first),
            last: value(last),
            years: f64::from((last.index - first.index) * self.period.months()) / 12.0,
            left_out: left_out.filter(|column| !column.is_over).map(|column| column.name.clone()),
        };
        Some((change, [first.index, last.index]))
    }

    /// The periods that any part of the axis lies in.
    fn indexes(&self) -> std::ops::Range<i32> {
        let months = |years: f64| years * 12.0 / f64::from(self.period.months());
        (months(self.years.0) + 1e-6).floor() as i32..(months(self.years.1) - 1e-6).ceil() as i32
    }

    /// The bars from the first to the last with a record, those without one between them too.
    pub fn filled_columns(&self, input: &ChartInput<'_>) -> Vec<Column> {
        let mut columns = self.columns(input);
        let is_filled = |column: &Column| column.total > 0.0;
        columns.truncate(columns.iter().rposition(is_filled).map_or(0, |last| last + 1));
        columns.drain(..columns.iter().position(is_filled).unwrap_or(0));
        columns
    }

    /// Every period of the axis with its counts, those without a record too.
    pub fn columns(&self, input: &ChartInput<'_>) -> Vec<Column> {
        // What is not collected yet is not nothing.
        let known_to = input.dataset.meta.as_of.map(crate::data::Date::span_years);
        let has_begun = |&index: &i32| known_to.is_none_or(|(known, _)| self.period.span_years(index).0 <= known);
        let column = |index: i32| {
            let (begin, end) = self.period.span_years(index);
            let is_over = known_to.is_none_or(|(_, known)| end <= known + 1e-6);
            let layers = self.counts.counts.get(&index).cloned();
            let layers = layers.unwrap_or_else(|| vec![0.0; self.stack.layers.len()]);
            Column {
                index,
                name: period_name(self.period, index),
                short_name: short_period_name(self.period, index, self.years),
                total: layers.iter().sum(),
                layers,
                is_over,
                is_whole: is_over && begin >= self.years.0 - 1e-6 && end <= self.years.1 + 1e-6,
            }
        };
        self.indexes().filter(has_begun).map(column).collect()
    }

    /// The layers that hold something in any of these.
    pub fn used_layers(&self, columns: &[Column]) -> Vec<usize> {
        let is_used = |layer: &usize| columns.iter().any(|column| column.layers[*layer] > 0.0);
        (0..self.stack.layers.len()).filter(is_used).collect()
    }

    /// What one layer of a bar stands for.
    pub fn subject(&self, index: i32, layer: usize) -> Subject {
        let (begin, end) = self.period.span_years(index);
        Subject::Years {
            table: self.table,
            from: begin.floor() as i16,
            to: (end - 1e-6).floor() as i16,
            layer: Some((self.stack.field, self.stack.layers[layer])),
            period: Some((self.period, index)),
        }
    }

    /// The highest bar between the ends of the axis.
    fn highest_in_view(&self) -> f64 {
        let in_view = self.counts.counts.iter().filter(|&(&index, _)| self.is_in_view(index));
        in_view.map(|(_, layers)| layers.iter().sum()).fold(0.0, f64::max)
    }

    fn is_in_view(&self, index: i32) -> bool {
        let (begin, end) = self.period.span_years(index);
        end > self.years.0 && begin < self.years.1
    }

    /// Whether a period was not over when the facts were collected.
    fn is_unfinished(&self, input: &ChartInput<'_>, index: i32) -> bool {
        let (begin, end) = self.period.span_years(index);
        input.dataset.meta.as_of.is_some_and(|as_of| as_of.span_years().1 < end && as_of.span_years().0 >= begin)
    }

    fn draw_chosen_years(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, plot: Rect, years: Scale) {
        let Some(chosen) = input.filter.years.filter(|_| self.fades_outside) else { return };
        // Where every year of the axis is chosen there is nothing to set off.
        if f64::from(chosen.from) <= self.years.0 && f64::from(chosen.to) + 1.0 >= self.years.1 {
            return;
        }
        let clamp = |year: f64| years.at(year).min(plot.right()).max(plot.left());
        let (left, right) = (clamp(f64::from(chosen.from)), clamp(f64::from(chosen.to) + 1.0));
        let band = Rect::from_min_max(pos2(left, plot.top()), pos2(right, plot.bottom()));
        pen.scene.add(Shape::filled(band, 0.0, pen.theme.accent_soft));
        for x in [left, right] {
            let edge = Stroke::new(1.5, pen.theme.accent);
            pen.scene.add(Shape::segment(pos2(x, plot.top()), pos2(x, plot.bottom()), edge));
        }
    }

    fn draw_stack(
        &self,
        input: &ChartInput<'_>,
        pen: &mut Pen<'_>,
        (years, heights): (Scale, Scale),
        index: i32,
        counts: &[f64],
    ) {
        if !self.is_in_view(index) {
            return;
        }
        let (begin, end) = self.period.span_years(index);
        let (left, right) = (years.at(begin.max(self.years.0)), years.at(end.min(self.years.1)));
        let gap = ((right - left) * 0.14).clamp(0.0, 3.0);
        let (first_year, last_year) = (begin.floor() as i16, (end - 1e-6).floor() as i16);
        let is_chosen = input.filter.years.is_none_or(|chosen| last_year >= chosen.from && first_year <= chosen.to);
        let mut floor = 0.0;
        for (layer, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            let rect = Rect::from_min_max(
                pos2(left + gap / 2.0, heights.at(floor + count)),
                pos2((right - gap / 2.0).max(left + gap / 2.0 + 0.5), heights.at(floor)),
            );
            let color = input.layer_color(pen.theme, self.stack, layer);
            let fill = if is_chosen { color } else { pen.theme.faded(color) };
            pen.scene.add_for(self.subject(index, layer), Shape::filled(rect, 0.0, fill));
            floor += count;
        }
        let whole =
            Rect::from_min_max(pos2(left + gap / 2.0, heights.at(floor)), pos2(right - gap / 2.0, heights.at(0.0)));
        if self.is_unfinished(input, index) {
            hatch(pen, whole);
        }
    }
}
/// A bar: every layer of its stack that holds something, then all of it.
pub fn hint(
    input: &ChartInput<'_>,
    table: Table,
    (from, to): (i16, i16),
    layer: Option<(Field, Option<Code>)>,
    period: Option<(Period, i32)>,
) -> Hint {
    let title = match period {
        Some((period, index)) => period_name(period, index),
        None if from == to => from.to_string(),
        None => format!("{from}–{to}"),
    };
    let facts = input.dataset.table(table);
    let is_in = |date: Date| match period {
        Some((period, index)) => period.of(date) == Some(index),
        None => (from..=to).contains(&date.year()),
    };
    let is_of_bar =
        |row: &Row| facts.start(*row).is_some_and(is_in) && (table != Table::Partnerships || !facts.is_attested(*row));
    // A period of years that are all before or after others: only their stretch of rows is looked at.
    let begin = facts.start.partition_point(|start| start.is_some_and(|start| start.year() < from));
    let end = facts.start.partition_point(|start| start.is_some_and(|start| start.year() <= to));
    let passing = input.answer.table(table).rows_but_for(Dimension::Years);
    let rows: Vec<Row> = passing.iter_within(begin..end).filter(is_of_bar).collect();
    let mut lines = Vec::new();
    if let Some((field, _)) = layer {
        let stack = Stack::new(input.dataset, table, field);
        let holds = |row: Row, layer: usize| match facts.codes(field, row) {
            [] => stack.layer_of(None) == layer,
            codes => codes.iter().any(|&code| stack.layer_of(Some(code)) == layer),
        };
        for layer in 0..stack.layers.len() {
            let holding = rows.iter().filter(|&&row| holds(row, layer)).count();
            if holding > 0 {
                lines.push(format!("{} {}", input.layer_name(&stack, layer), grouped(holding)));
            }
        }
    }
    lines.push(Word::in_all(input.lang, &table.count_words(input.lang, rows.len())));
    Hint { title, lines }
}
