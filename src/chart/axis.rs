//! Scales and axes: years along the bottom, counts up the side, ticks at round numbers that never touch.

use emath::{Rect, pos2};

use super::pen::Pen;
use super::scene::Align;
use crate::words::grouped;

/// A straight mapping of a stretch of data to a stretch of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f32, f32),
}

impl Scale {
    /// Maps `domain` to `range`; an empty domain maps to the beginning.
    pub fn new(domain: (f64, f64), range: (f32, f32)) -> Self {
        Self { domain, range }
    }

    /// The point of a value.
    pub fn at(&self, value: f64) -> f32 {
        let width = self.domain.1 - self.domain.0;
        if width == 0.0 {
            return self.range.0;
        }
        let share = (value - self.domain.0) / width;
        self.range.0 + (f64::from(self.range.1 - self.range.0) * share) as f32
    }

    /// The value at a point.
    pub fn value_at(&self, point: f32) -> f64 {
        let share = f64::from(point - self.range.0) / f64::from(self.range.1 - self.range.0);
        self.domain.0 + share * (self.domain.1 - self.domain.0)
    }

    /// The data it spans.
    pub fn domain(&self) -> (f64, f64) {
        self.domain
    }
}

/// The smallest of 1, 2, 5, 10, 20 ... that is at least `step`.
pub fn round_step(step: f64) -> f64 {
    let step = step.max(1e-9);
    let decade = 10_f64.powf(step.log10().floor());
    let leading = step / decade;
    let rounded = [1.0, 2.0, 5.0].into_iter().find(|&round| leading <= round + 1e-9).unwrap_or(10.0);
    rounded * decade
}

/// A round upper end of a count axis and its step, at most `max_ticks` steps, whole numbers only.
pub fn count_ticks(highest: f64, max_ticks: usize) -> (f64, f64) {
    let step = round_step((highest / max_ticks.max(1) as f64).max(1.0));
    ((highest / step).ceil().max(1.0) * step, step)
}

/// Grid lines and numbers of a count axis on the left of `plot`.
pub fn draw_count_axis(pen: &mut Pen<'_>, plot: Rect, scale: Scale, step: f64) {
    let font = pen.theme.small();
    let top = scale.domain().1;
    let mut tick = 0.0;
    while tick <= top + step / 2.0 {
        let y = scale.at(tick);
        pen.hair(pos2(plot.left(), y), pos2(plot.right(), y), pen.theme.grid);
        pen.text(pos2(plot.left() - 6.0, y), Align::End, font, pen.theme.ink_soft, &grouped(tick.round() as usize));
        tick += step;
    }
}

/// The years that an axis names: round ones, as close as their labels fit.
pub fn year_ticks(pen: &Pen<'_>, years: Scale) -> Vec<f64> {
    let (first, last) = years.domain();
    let label_width = pen.width("2000", pen.theme.small()) + 18.0;
    let per_year = f64::from(years.at(first + 1.0) - years.at(first));
    let step = round_step(f64::from(label_width) / per_year).max(1.0);
    let begin = (first / step).ceil() * step;
    std::iter::successors(Some(begin), |year| Some(year + step)).take_while(|&year| year < last).collect()
}

/// Years below `plot`, each under the middle of its period; at the ends moved in a little rather than left out.
pub fn draw_year_axis(pen: &mut Pen<'_>, plot: Rect, years: Scale) {
    const MOST_MOVED: f32 = 9.0;
    let font = pen.theme.small();
    let y = plot.bottom() + 6.0 + font.size / 2.0;
    for year in year_ticks(pen, years) {
        let label = format!("{year:.0}");
        let x = years.at(year + 0.5);
        let half = pen.width(&label, font) / 2.0;
        // On the left a count ends just before the plot.
        let inside = x.max(plot.left() - 3.0 + half).min(plot.right() - half);
        if x <= plot.right() && (inside - x).abs() <= MOST_MOVED {
            pen.hair(pos2(x, plot.bottom()), pos2(x, plot.bottom() + 3.0), pen.theme.border);
            pen.text(pos2(inside, y), Align::Middle, font, pen.theme.ink_soft, &label);
        }
    }
}

/// Room for the labels of a year axis.
pub fn year_axis_height(pen: &Pen<'_>) -> f32 {
    pen.theme.small().size + 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(count_ticks(51.0, 5), (60.0, 20.0));
        assert_eq!(count_ticks(3.0, 5), (3.0, 1.0));
        assert_eq!(count_ticks(0.0, 5), (1.0, 1.0));
        assert_eq!([0.9, 1.0, 1.5, 3.0, 7.0, 12.0].map(round_step), [1.0, 1.0, 2.0, 5.0, 10.0, 20.0]);
    }

    #[test]
    fn a_scale_and_its_inverse_agree() {
        let scale = Scale::new((1960.0, 2027.0), (30.0, 500.0));
        assert!((scale.value_at(scale.at(1999.5)) - 1999.5).abs() < 1e-3);
        assert_eq!(Scale::new((1.0, 1.0), (5.0, 9.0)).at(1.0), 5.0);
    }
}
