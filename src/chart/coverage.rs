//! Years in which nothing was collected: hatched on every axis of years, since no data is not zero.

use emath::{Rect, pos2};

use super::ChartInput;
use super::axis::Scale;
use super::legend::{Entry, Sign, hatch};
use super::pen::Pen;
use super::scene::Shape;
use crate::query::indicators::years_not_collected;
use crate::words::Word;

/// The stretches of years on an axis that were not collected for what the filter asks for.
pub fn stretches(input: &ChartInput<'_>, years: (f64, f64)) -> Vec<(i16, i16)> {
    years_not_collected(input.dataset, input.filter, (years.0.floor() as i16, (years.1 - 1e-6).floor() as i16))
}

/// Hatches them behind whatever stands on the axis.
pub fn draw(input: &ChartInput<'_>, pen: &mut Pen<'_>, plot: Rect, years: Scale) {
    draw_stretches(pen, plot, years, &stretches(input, years.domain()));
}

/// Hatches stretches of years.
pub fn draw_stretches(pen: &mut Pen<'_>, plot: Rect, years: Scale, stretches: &[(i16, i16)]) {
    for &(from, to) in stretches {
        let [left, right] = [f64::from(from), f64::from(to) + 1.0].map(|year| years.at(year));
        let left = left.max(plot.left());
        let rect = Rect::from_min_max(pos2(left, plot.top()), pos2(right.min(plot.right()).max(left), plot.bottom()));
        pen.scene.add(Shape::filled(rect, 0.0, pen.theme.border));
        hatch(pen, rect);
    }
}

/// What the hatching means, where there is any.
pub fn key(input: &ChartInput<'_>, pen: &Pen<'_>, years: (f64, f64)) -> Option<Entry> {
    let has_any = !stretches(input, years).is_empty();
    has_any.then(|| Entry::of(Sign::Hatched(pen.theme.border), Word::NOT_COLLECTED.text(input.lang)))
}
