//! From first practice to first institution: an arrow for each government, on one axis of years.

use emath::{Rect, pos2, vec2};

use super::{Form, Found, cited};
use crate::chart::Scene;
use crate::chart::axis::{Scale, YearAt, draw_year_axis, year_axis_height, year_ticks};
use crate::chart::coverage;
use crate::chart::legend::{self, Entry, Sign, diamond};
use crate::chart::pen::Pen;
use crate::chart::scene::{Align, Shape, Stroke};
use crate::query::indicators::{Group, Part};
use crate::words::Word;

/// Its form.
pub const FORM: Form = Form { layout, native: None };

/// Lays out as many governments as fit, the earliest institution first.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let mut parts: Vec<(&Part, (i16, i16))> =
        drawn.finding.group(Group::City).filter_map(|part| Some((part, part.span_years?))).collect();
    parts.sort_by_key(|(_, (practice, rule))| (*rule, *practice));
    let years = parts.iter().flat_map(|(_, (practice, rule))| [*practice, *rule]);
    let (first, last) = years.fold((i16::MAX, i16::MIN), |(first, last), year| (first.min(year), last.max(year)));
    if parts.is_empty() {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    }
    let (font, small) = (pen.theme.label(), pen.theme.small());
    let domain = (f64::from(first), f64::from(last) + 1.0);
    let mut key = vec![
        Entry::of(Sign::Ring(pen.theme.accent), drawn.text(Word::FIRST_PRACTICE)),
        Entry::of(Sign::Diamond(4.0, pen.theme.ink, false), drawn.text(Word::FIRST_INSTITUTION)),
    ];
    key.extend(coverage::key(drawn.input, &pen, domain));
    let key_height = legend::draw(&mut pen, area, small, drawn.input.lang, &key);
    let top = area.top() + key_height + 4.0;
    let bottom = (area.bottom() - year_axis_height(&pen)).max(top + 10.0);
    let fitting = (((bottom - top) / (1.25 * small.size)) as usize).clamp(1, parts.len());
    let shown = if fitting < parts.len() { fitting.saturating_sub(1).max(1) } else { fitting };
    let lines = if fitting < parts.len() { fitting } else { shown };
    let pitch = ((bottom - top) / lines.max(1) as f32).min(1.9 * font.size);
    let names = parts.iter().map(|(part, _)| pen.width(&drawn.name(&part.name), small)).fold(0.0, f32::max);
    let left = area.left() + (names + 8.0).min(0.36 * area.width());
    let plot = Rect::from_min_max(pos2(left, top), pos2(area.right(), top + pitch * lines as f32));
    // A dot at the very edge stays whole.
    let scale = Scale::new(domain, (plot.left(), plot.right() - 5.0));
    coverage::draw(drawn.input, &mut pen, plot, scale);
    for year in year_ticks(&pen, scale) {
        pen.hair(pos2(scale.at(year), plot.top()), pos2(scale.at(year), plot.bottom()), pen.theme.grid);
    }
    for (index, &(part, span)) in parts[..shown].iter().enumerate() {
        let place = Rect::from_min_size(pos2(area.left(), top + pitch * index as f32), vec2(area.width(), pitch));
        draw_span(drawn, &mut pen, place, (left, scale), part, span);
    }
    if shown < parts.len() {
        let note = Word::more_lanes(drawn.input.lang, &(parts.len() - shown));
        let note = pen.fit(&note, small, left - 8.0).into_owned();
        let y = top + pitch * (shown as f32 + 0.5);
        pen.text(pos2(left - 7.0, y), Align::End, small, pen.theme.ink_soft, &note);
    }
    draw_year_axis(&mut pen, plot, scale, YearAt::Beginning);
    pen.scene
}

fn draw_span(
    drawn: Found<'_>,
    pen: &mut Pen<'_>,
    place: Rect,
    (left, scale): (f32, Scale),
    part: &Part,
    (practice, rule): (i16, i16),
) {
    let small = pen.theme.small();
    let y = place.center().y;
    let name = pen.fit(&drawn.name(&part.name), small, left - 8.0).into_owned();
    pen.text(pos2(left - 7.0, y), Align::End, small, pen.theme.ink, &name);
    let [from, to] = [practice, rule].map(|year| scale.at(f64::from(year) + 0.5));
    let is_rule_first = rule < practice;
    let color = if is_rule_first { pen.theme.category(2) } else { pen.theme.accent };
    pen.scene.add(Shape::segment(pos2(from, y), pos2(to, y), Stroke::new(2.0, color)));
    let ring = Stroke::new(1.5, color);
    pen.scene.add(Shape::Circle { center: pos2(from, y), radius: 3.2, fill: pen.theme.ground, stroke: ring });
    pen.scene.add(diamond(pos2(to, y), 4.2, pen.theme.ink, false, pen.theme.ground));
    let lag = part.figure.value.unwrap_or_default();
    let phrase = if is_rule_first { Word::years_rule_first } else { Word::years_practice_first };
    let told = vec![
        format!("{}: {practice}", drawn.text(Word::FIRST_PRACTICE)),
        format!("{}: {rule}", drawn.text(Word::FIRST_INSTITUTION)),
        phrase(drawn.input.lang, &format!("{:.0}", lag.abs())),
    ];
    let subject = cited(drawn.name(&part.name), told, drawn.records_of(part));
    pen.scene.add_for(subject, Shape::filled(place, 0.0, ecolor::Color32::TRANSPARENT));
}
