//! How ordinances spread: the share of governments with one, and how fast those without followed after a law.

use emath::{Pos2, Rect, pos2};

use super::periods::{At, Pool, pooled};
use super::stage::{PlotStage, Setting};
use super::{Form, Found, cited};
use crate::chart::Scene;
use crate::chart::legend::{Entry, Sign};
use crate::chart::pen::Pen;
use crate::chart::scene::{Align, Shape, Stroke};
use crate::query::aggregate::Period;
use crate::query::indicators::{Group, Part, Unit};
use crate::words::Word;

/// Its form.
pub const FORM: Form = Form { layout, native: None };

/// Lays out two stepped lines, the law as a rule between before and after.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let course = pooled(&drawn.finding.points, Period::Year, Pool::Last);
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let Some((first, last)) = course.first().zip(course.last()) else {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    };
    let law = drawn.finding.group(Group::Law).next();
    let law_year = law.and_then(|law| law.figure.value).map(|year| year as i16);
    let lags = lags(drawn, law_year, last.to);
    let span = (first.from.min(law_year.unwrap_or(first.from)), last.to);
    let n = drawn.finding.headline.n;
    let mut key = vec![Entry::of(Sign::Square(pen.theme.accent), Word::all_governments_n(drawn.input.lang, &n))];
    if let Some((_, at_risk)) = &lags {
        let name = Word::without_at_law(drawn.input.lang, at_risk);
        key.push(Entry::of(Sign::Square(pen.theme.category(2)), name));
    }
    let font = pen.theme.small();
    let head = if law.is_some() { 1.6 * font.size } else { 0.0 };
    let setting = Setting { key, span, highest: 1.0, unit: Unit::Share, n: &[], head };
    let stage = setting.set(drawn, &mut pen);
    if let Some((steps, _)) = &lags {
        let line: Vec<Pos2> =
            steps.iter().map(|&(year, share)| pos2(stage.years.at(year), stage.values.at(share))).collect();
        pen.scene.add(Shape::Line { points: line, stroke: Stroke::new(1.6, pen.theme.category(2)) });
    }
    draw_course(&mut pen, &stage, &course);
    if let (Some(law), Some(year)) = (law, law_year) {
        draw_law(drawn, &mut pen, &stage, law, year);
    }
    add_targets(drawn, &mut pen, &stage, &course);
    pen.scene
}

/// The corners of the curve after the law, in years and shares, and how many it follows.
fn lags(drawn: Found<'_>, law_year: Option<i16>, last: i16) -> Option<(Vec<(f64, f64)>, usize)> {
    let law = f64::from(law_year?) + 1.0;
    let steps: Vec<(f64, f64, usize)> = drawn
        .finding
        .group(Group::Lag)
        .filter_map(|part: &Part| Some((part.id.parse::<f64>().ok()?, part.figure.value?, part.figure.n)))
        .collect();
    let at_risk = steps.first()?.2;
    let mut corners = vec![(law, 0.0)];
    let mut share = 0.0;
    for &(lag, next, _) in &steps {
        corners.push((law + lag - 1.0, share));
        corners.push((law + lag - 1.0, next));
        share = next;
    }
    corners.push((f64::from(last) + 1.0, share));
    Some((corners, at_risk))
}

fn draw_course(pen: &mut Pen<'_>, stage: &PlotStage, course: &[At]) {
    let mut points: Vec<Pos2> = Vec::new();
    for at in course {
        let Some(value) = at.figure.value else { continue };
        let (column, y) = (stage.column(at), stage.values.at(value));
        if points.is_empty() {
            points.push(pos2(column.left(), stage.plot.bottom()));
        }
        points.extend([pos2(column.left(), y), pos2(column.right(), y)]);
    }
    if points.len() > 1 {
        pen.scene.add(Shape::Line { points, stroke: Stroke::new(2.4, pen.theme.accent) });
    }
}

/// The law, named above the plot.
fn draw_law(drawn: Found<'_>, pen: &mut Pen<'_>, stage: &PlotStage, law: &Part, year: i16) {
    let font = pen.theme.small();
    let x = stage.years.at(f64::from(year) + 0.5);
    let line = Stroke::new(1.2, pen.theme.ink_soft);
    pen.scene.add(Shape::segment(pos2(x, stage.plot.top() - 3.0), pos2(x, stage.plot.bottom()), line));
    let name = drawn.name(&law.name);
    let name = name.split([':', ',', '(']).next().unwrap_or_default().trim();
    let text = pen.fit(&format!("{year} {name}"), font, stage.plot.width()).into_owned();
    let width = pen.width(&text, font);
    let left = (x - width / 2.0).clamp(stage.plot.left(), (pen.scene.size.x - width).max(stage.plot.left()));
    pen.text(pos2(left, stage.plot.top() - 3.0 - 0.8 * font.size), Align::Start, font, pen.theme.ink, &text);
    debug_assert!(drawn.finding.unit == Unit::Share);
}

fn add_targets(drawn: Found<'_>, pen: &mut Pen<'_>, stage: &PlotStage, course: &[At]) {
    let records = drawn.records();
    let hazard = drawn.finding.part(Group::Measure, "hazard");
    for at in course {
        let mut told = vec![drawn.figure_in_words(&at.figure, Unit::Share)];
        let of_year = hazard.and_then(|part| part.points.iter().find(|point| point.year == at.to));
        if let (Some(part), Some(point)) = (hazard, of_year) {
            told.push(format!("{}: {}", drawn.name(&part.name), drawn.figure_in_words(&point.figure, Unit::Share)));
        }
        let subject = cited(at.name(), told, records.in_years(course[0].from, at.to));
        stage.add_target(pen, at, subject);
    }
}
