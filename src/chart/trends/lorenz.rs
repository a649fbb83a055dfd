//! How memberships gather: the share that the least connected governments hold together, against the line of equality.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{Form, Found, cited};
use crate::chart::Scene;
use crate::chart::axis::Scale;
use crate::chart::pen::Pen;
use crate::chart::scene::{Align, Shape, Stroke};
use crate::query::indicators::{Group, Part, Unit};
use crate::words::{Word, grouped};

/// Its form.
pub const FORM: Form = Form { layout, native: None };

/// Lays out the curve in a square, with the two numbers that sum it up.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let mut parts: Vec<&Part> = drawn.finding.group(Group::City).collect();
    parts.reverse();
    let total: f64 = parts.iter().filter_map(|part| part.figure.value).sum();
    // Of one government there is nothing to compare.
    if total == 0.0 || drawn.finding.headline.value.is_none() {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    }
    let (font, small) = (pen.theme.label(), pen.theme.small());
    let left = area.left() + pen.width("100%", small) + 8.0;
    let bottom = (area.bottom() - 2.9 * small.size).max(area.top() + 12.0);
    let is_wide = area.width() - left > 1.6 * (bottom - area.top());
    let above = if is_wide { 0.0 } else { 1.9 * font.size };
    let side = (bottom - area.top() - above - 0.6 * small.size).min(area.right() - left).max(10.0);
    let plot = Rect::from_min_size(pos2(left, bottom - side), Vec2::splat(side));
    draw_axes(drawn, &mut pen, plot);
    let (across, up) =
        (Scale::new((0.0, 1.0), (plot.left(), plot.right())), Scale::new((0.0, 1.0), (plot.bottom(), plot.top())));
    let mut points = vec![plot.left_bottom()];
    let mut held = 0.0;
    for (index, part) in parts.iter().enumerate() {
        let from = *points.last().unwrap_or(&plot.left_bottom());
        held += part.figure.value.unwrap_or_default();
        let to = pos2(across.at((index + 1) as f64 / parts.len() as f64), up.at(held / total));
        points.push(to);
        let column = Rect::from_min_max(pos2(from.x, plot.top()), pos2(to.x, plot.bottom()));
        let told = vec![
            Word::n_networks(drawn.input.lang, &grouped(part.figure.n)),
            Word::held_together(drawn.input.lang, &(index + 1), &super::number_in_words(held / total, Unit::Share)),
        ];
        let subject = cited(drawn.name(&part.name), told, drawn.records_of(part));
        pen.scene.add_for(subject, Shape::filled(column, 0.0, ecolor::Color32::TRANSPARENT));
    }
    fill_under(&mut pen, plot, &points);
    pen.scene.add(Shape::segment(plot.left_bottom(), plot.right_top(), Stroke::new(1.0, pen.theme.other)));
    pen.scene.add(Shape::Line { points, stroke: Stroke::new(2.2, pen.theme.accent) });
    draw_numbers(drawn, &mut pen, plot, is_wide);
    pen.scene
}

/// The gap between curve and line of equality.
fn fill_under(pen: &mut Pen<'_>, plot: Rect, points: &[Pos2]) {
    for two in points.windows(2) {
        let equal = |x: f32| plot.bottom() - (x - plot.left());
        let corners = vec![
            pos2(two[0].x, equal(two[0].x)),
            pos2(two[1].x + 0.3, equal(two[1].x)),
            pos2(two[1].x + 0.3, two[1].y),
            two[0],
        ];
        pen.scene.add(Shape::Polygon { points: corners, fill: pen.theme.accent_soft, stroke: Stroke::NONE });
    }
}

fn draw_axes(drawn: Found<'_>, pen: &mut Pen<'_>, plot: Rect) {
    let small = pen.theme.small();
    let soft = pen.theme.ink_soft;
    // Low and narrow plots name their ends only.
    let named: &[f32] = if 0.5 * plot.width().min(plot.height()) > 1.7 * pen.width("100%", small) {
        &[0.0, 0.5, 1.0]
    } else {
        &[0.0, 1.0]
    };
    for &share in named {
        let y = plot.bottom() - share * plot.height();
        pen.hair(pos2(plot.left(), y), pos2(plot.right(), y), pen.theme.grid);
        pen.text(pos2(plot.left() - 6.0, y), Align::End, small, soft, &format!("{:.0}%", share * 100.0));
        if share > 0.0 {
            let label = format!("{:.0}%", share * 100.0);
            let align = if share > 0.9 { Align::End } else { Align::Middle };
            pen.text(
                pos2(plot.left() + share * plot.width(), plot.bottom() + 0.9 * small.size),
                align,
                small,
                soft,
                &label,
            );
        }
    }
    let title = Word::LORENZ_AXIS.text(drawn.input.lang);
    let title = pen.fit(title, small, pen.scene.size.x).into_owned();
    let width = pen.width(&title, small);
    let left = plot.left().min(pen.scene.size.x - width).max(0.0);
    pen.text(pos2(left, plot.bottom() + 2.2 * small.size), Align::Start, small, soft, &title);
}

/// Centralisation and Gini, beside the square or above it.
fn draw_numbers(drawn: Found<'_>, pen: &mut Pen<'_>, plot: Rect, is_wide: bool) {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| super::number_in_words(value, Unit::Index));
    let gini = drawn.finding.part(Group::Measure, "gini").and_then(|part| part.figure.value);
    let numbers = [(number(drawn.finding.headline.value), Word::CENTRALISATION_SHORT), (number(gini), Word::GINI)];
    let (font, small) = (pen.theme.label(), pen.theme.small());
    if is_wide {
        let big = crate::chart::Font { size: 2.0 * font.size, bold: true };
        let x = plot.right() + 2.0 * font.size;
        let room = pen.scene.size.x - x;
        for (index, (number, word)) in numbers.into_iter().enumerate() {
            let y = plot.top() + (index as f32 * 4.4 + 1.4) * font.size;
            if y + 2.0 * font.size > plot.bottom() {
                return;
            }
            pen.text(pos2(x, y), Align::Start, big, pen.theme.accent, &number);
            let name = pen.fit(drawn.text(word), small, room).into_owned();
            pen.text(pos2(x, y + 1.7 * font.size), Align::Start, small, pen.theme.ink_soft, &name);
        }
        return;
    }
    let text = numbers.map(|(number, word)| format!("{} {number}", drawn.text(word))).join(" · ");
    let text = pen.fit(&text, pen.theme.strong(), pen.scene.size.x).into_owned();
    let at = pos2(0.0, plot.top() - 0.6 * small.size - 0.9 * font.size) + vec2(0.0, 0.0);
    pen.text(at, Align::Start, pen.theme.strong(), pen.theme.ink, &text);
}
