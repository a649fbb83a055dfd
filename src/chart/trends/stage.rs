//! The ground of a picture over years: key, value axis, years, and the number of records under each.

use emath::{Rect, pos2};

use super::periods::At;
use super::{Found, number_in_words};
use crate::chart::axis::{Scale, YearAt, count_ticks, draw_year_axis, year_axis_height};
use crate::chart::coverage;
use crate::chart::legend::{self, Entry};
use crate::chart::pen::Pen;
use crate::chart::scene::{Align, Shape};
use crate::query::indicators::Unit;

/// Where things lie.
pub struct PlotStage {
    /// Between the axes.
    pub plot: Rect,
    /// Along the bottom.
    pub years: Scale,
    /// Up the side.
    pub values: Scale,
}

/// What a stage is set for.
pub struct Setting<'a> {
    /// What signs and colours mean.
    pub key: Vec<Entry>,
    /// First and last year.
    pub span: (i16, i16),
    /// The highest value.
    pub highest: f64,
    /// What values are.
    pub unit: Unit,
    /// Whose n stands under the axis; none where empty.
    pub n: &'a [At],
    /// Room kept above the plot.
    pub head: f32,
}

impl Setting<'_> {
    /// Draws the ground and says where things lie.
    pub fn set(mut self, drawn: Found<'_>, pen: &mut Pen<'_>) -> PlotStage {
        let input = drawn.input;
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let domain = (f64::from(self.span.0), f64::from(self.span.1) + 1.0);
        self.key.extend(coverage::key(input, pen, domain));
        let font = pen.theme.small();
        let key_area = Rect::from_min_size(area.min, emath::vec2(area.width(), area.height() / 3.0));
        let key_height = legend::draw(pen, key_area, font, input.lang, &self.key);
        let top = area.top() + key_height + self.head + 0.8 * font.size;
        let n_height = if self.n.is_empty() { 0.0 } else { 1.5 * font.size };
        let bottom = (area.bottom() - year_axis_height(pen) - n_height).max(top + 10.0);
        let (highest, ticks) = ticks(self.highest, self.unit, ((bottom - top) / 24.0) as usize);
        // What an axis names is round: no decimals where it has none.
        let is_whole = ticks.iter().all(|tick| tick.fract() == 0.0);
        let unit = if is_whole && self.unit == Unit::Number { Unit::Count } else { self.unit };
        let labels: Vec<String> = ticks.iter().map(|&tick| number_in_words(tick, unit)).collect();
        let widest = labels.iter().map(|label| pen.width(label, font)).fold(pen.width("n", font), f32::max);
        let left = area.left() + widest + 8.0;
        let plot = Rect::from_min_max(pos2(left, top), pos2(area.right().max(left + 10.0), bottom));
        let years = Scale::new(domain, (plot.left(), plot.right()));
        let values = Scale::new((0.0, highest), (plot.bottom(), plot.top()));
        coverage::draw(input, pen, plot, years);
        for (tick, label) in ticks.into_iter().zip(&labels) {
            let y = values.at(tick);
            pen.hair(pos2(plot.left(), y), pos2(plot.right(), y), pen.theme.grid);
            pen.text(pos2(plot.left() - 6.0, y), Align::End, font, pen.theme.ink_soft, label);
        }
        draw_year_axis(pen, plot, years, YearAt::Beginning);
        if !self.n.is_empty() {
            let strip =
                Rect::from_min_max(pos2(plot.left(), area.bottom() - n_height), pos2(plot.right(), area.bottom()));
            draw_n(pen, strip, years, self.n);
        }
        PlotStage { plot, years, values }
    }
}

impl PlotStage {
    /// The column of a period.
    pub fn column(&self, at: &At) -> Rect {
        let [left, right] = [f64::from(at.from), f64::from(at.to) + 1.0].map(|year| self.years.at(year));
        Rect::from_min_max(pos2(left, self.plot.top()), pos2(right, self.plot.bottom()))
    }

    /// Lets the pointer ask for a period.
    pub fn add_target(&self, pen: &mut Pen<'_>, at: &At, subject: crate::query::Subject) {
        pen.scene.add_for(subject, Shape::filled(self.column(at), 0.0, ecolor::Color32::TRANSPARENT));
    }
}

/// A round upper end and the values that an axis names, at most about `most` of them.
fn ticks(highest: f64, unit: Unit, most: usize) -> (f64, Vec<f64>) {
    const SHARES: [(f64, f64); 5] = [(0.1, 0.05), (0.2, 0.1), (0.5, 0.25), (0.8, 0.2), (1.0, 0.25)];
    let most = most.clamp(2, 6);
    let (top, mut step) = match unit {
        Unit::Share | Unit::Index => SHARES.into_iter().find(|(top, _)| highest <= top + 1e-9).unwrap_or((1.0, 0.25)),
        _ => count_ticks(highest, most),
    };
    while top / step > most as f64 + 0.01 {
        step *= 2.0;
    }
    let steps = (top / step + 0.01) as usize;
    (top, (0..=steps).map(|index| index as f64 * step).collect())
}

/// The number of records of each period: in figures where there is room, else as a bar.
fn draw_n(pen: &mut Pen<'_>, strip: Rect, years: Scale, n: &[At]) {
    const BETWEEN: f32 = 3.0;
    let font = pen.theme.small();
    let soft = pen.theme.ink_soft;
    pen.text(pos2(strip.left() - 6.0, strip.center().y), Align::End, font, soft, "n");
    let place = |at: &At| {
        let [left, right] = [f64::from(at.from), f64::from(at.to) + 1.0].map(|year| years.at(year));
        (left, right)
    };
    let label = |at: &At| crate::words::grouped(at.figure.n);
    // Each figure keeps a gap to the next, those at the ends stay in the picture.
    // From the right, each moved aside as far as the one after it needs: the last period may be a short one.
    let mut free_to = pen.scene.size.x + BETWEEN;
    let mut most_moved = 0.0_f32;
    let mut places: Vec<(f32, String)> = Vec::new();
    for at in n.iter().rev() {
        let (left, right) = place(at);
        let half = pen.width(&label(at), font) / 2.0;
        let x = f32::midpoint(left, right).min(free_to - BETWEEN - half);
        most_moved = most_moved.max(f32::midpoint(left, right) - x);
        free_to = x - half;
        places.push((x, label(at)));
    }
    if free_to >= strip.left() - 3.0 && most_moved < 12.0 {
        for (x, label) in places {
            pen.text(pos2(x, strip.center().y), Align::Middle, font, soft, &label);
        }
        return;
    }
    let most = n.iter().map(|at| at.figure.n).max().unwrap_or(1).max(1) as f32;
    for at in n.iter().filter(|at| at.figure.n > 0) {
        let (left, right) = place(at);
        let height = (strip.height() - 3.0) * at.figure.n as f32 / most;
        let gap = ((right - left) * 0.15).min(1.5);
        let min = pos2(left + gap, strip.bottom() - height.max(1.0));
        let bar = Rect::from_min_max(min, pos2((right - gap).max(left + gap + 0.5), strip.bottom()));
        pen.scene.add(Shape::filled(bar, 0.0, pen.theme.border));
    }
}
