//! Stacked bars on an axis of years: the common ground of the timeline and of the mix of new ties.

use emath::{Rect, pos2, vec2};

use super::ChartInput;
use super::axis::{Scale, YearAt, count_ticks, draw_count_axis, draw_year_axis, year_axis_height};
use super::coverage;
use super::legend::{self, Entry, Sign, hatch};
use super::pen::Pen;
use super::scene::{Shape, Stroke, TimeAxis};
use crate::data::Table;
use crate::query::Subject;
use crate::query::aggregate::{Period, PeriodCounts, Stack};
use crate::words::Word;

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

impl Bars<'_> {
    /// Draws legend, axes and bars into an area.
    pub fn draw(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, area: Rect) {
        let used: Vec<usize> = (0..self.stack.layers.len())
            .filter(|&layer| self.counts.counts.values().any(|counts| counts[layer] > 0.0))
            .collect();
        let mut key = legend::layers(input, pen, self.stack, &used);
        if input.options.without_key {
            key.clear();
        } else if self.counts.counts.keys().any(|&index| self.is_in_view(index) && self.is_unfinished(input, index)) {
            key.push(Entry::of(Sign::Hatched(pen.theme.other), Word::NotOverYet.text(input.lang)));
        }
        if !input.options.without_key {
            key.extend(coverage::key(input, pen, self.years));
        }
        let font = pen.theme.label();
        // Half of the picture at most: the bars come first.
        let key_area = Rect::from_min_size(area.min, vec2(area.width(), area.height() / 2.0));
        let top = area.top() + legend::draw(pen, key_area, font, input.lang, &key) + 0.9 * font.size;
        let max_ticks = (((area.bottom() - top) / 42.0) as usize).clamp(1, 6);
        let (highest, step) = count_ticks(self.highest_in_view(), max_ticks);
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
        draw_year_axis(pen, plot, years, YearAt::Middle);
        if self.fades_outside {
            pen.scene.time_axis = Some(TimeAxis { rect: plot, years: self.years, chooses_years: true });
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
            let layer_value = Some((self.stack.field, self.stack.layers[layer]));
            let subject = Subject::Years {
                table: self.table,
                from: first_year,
                to: last_year,
                layer: layer_value,
                period: Some((self.period, index)),
            };
            pen.scene.add_for(subject, Shape::filled(rect, 0.0, fill));
            floor += count;
        }
        let whole =
            Rect::from_min_max(pos2(left + gap / 2.0, heights.at(floor)), pos2(right - gap / 2.0, heights.at(0.0)));
        if self.is_unfinished(input, index) {
            hatch(pen, whole);
        }
    }
}
