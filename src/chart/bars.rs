//! Stacked bars on an axis of years: the common ground of the timeline and of the mix of new ties.

use emath::{Rect, pos2};

use super::axis::{Scale, count_ticks, draw_count_axis, draw_year_axis, year_axis_height};
use super::pen::Pen;
use super::scene::{Shape, Stroke, TimeAxis};
use super::{ChartInput, legend};
use crate::data::Table;
use crate::query::Subject;
use crate::query::aggregate::{Period, PeriodCounts, Stack};

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
        let top = area.top() + legend::draw_layers(input, pen, area, self.stack, &used) + 8.0;
        let max_ticks = (((area.bottom() - top) / 42.0) as usize).clamp(2, 6);
        let (highest, step) = count_ticks(self.highest_in_view(), max_ticks);
        let digits = pen.width(&crate::words::grouped(highest as usize), pen.theme.small());
        let gutter = input.options.gutter.unwrap_or(0.0).max(digits + 8.0);
        let bottom = area.bottom() - year_axis_height(pen);
        let plot = Rect::from_min_max(pos2(area.left() + gutter, top), pos2(area.right(), bottom));
        let years = Scale::new(self.years, (plot.left(), plot.right()));
        let heights = Scale::new((0.0, highest), (plot.bottom(), plot.top()));
        self.draw_chosen_years(input, pen, plot, years);
        draw_count_axis(pen, plot, heights, step);
        for (&index, counts) in &self.counts.counts {
            self.draw_stack(input, pen, (years, heights), index, counts);
        }
        draw_year_axis(pen, plot, years);
        if self.fades_outside {
            pen.scene.time_axis = Some(TimeAxis { rect: plot, years: self.years, chooses_years: true });
        }
    }

    /// The highest bar between the ends of the axis.
    fn highest_in_view(&self) -> f64 {
        let in_view = |&(&index, _): &(&i32, &Vec<f64>)| {
            let (begin, end) = self.period.span_years(index);
            end > self.years.0 && begin < self.years.1
        };
        let heights = self.counts.counts.iter().filter(in_view).map(|(_, layers)| layers.iter().sum());
        heights.fold(0.0, f64::max)
    }

    fn draw_chosen_years(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, plot: Rect, years: Scale) {
        let Some(chosen) = input.filter.years.filter(|_| self.fades_outside) else { return };
        let clamp = |year: f64| years.at(year).clamp(plot.left(), plot.right());
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
        let (begin, end) = self.period.span_years(index);
        if end <= self.years.0 || begin >= self.years.1 {
            return;
        }
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
            let subject = Subject::Years { table: self.table, from: first_year, to: last_year, layer: layer_value };
            pen.scene.add_for(subject, Shape::filled(rect, 0.0, fill));
            floor += count;
        }
        let whole =
            Rect::from_min_max(pos2(left + gap / 2.0, heights.at(floor)), pos2(right - gap / 2.0, heights.at(0.0)));
        if input.dataset.meta.as_of.is_some_and(|as_of| as_of.span_years().1 < end && as_of.span_years().0 >= begin) {
            hatch(pen, whole);
        }
    }
}

/// Marks a period that was not over when the facts were collected.
fn hatch(pen: &mut Pen<'_>, rect: Rect) {
    const STEP: f32 = 5.0;
    let stroke = Stroke::new(1.2, pen.theme.ground);
    let mut y = rect.top();
    while y < rect.bottom() + rect.width() {
        // From the left edge up to the right, cut off at the top and the bottom.
        let (from, to) = (pos2(rect.left(), y), pos2(rect.right(), y - rect.width()));
        let cut_low = (from.y - rect.bottom()).max(0.0);
        let cut_high = (rect.top() - to.y).max(0.0);
        let (from, to) = (pos2(from.x + cut_low, from.y - cut_low), pos2(to.x - cut_high, to.y + cut_high));
        if from.x < to.x {
            pen.scene.add(Shape::segment(from, to, stroke));
        }
        y += STEP;
    }
}
