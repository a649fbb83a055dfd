//! A value over years: a line with its interval, hollow where it rests on few, a gap where on nothing.

use ecolor::Color32;
use emath::{Pos2, Rect, pos2};

use super::periods::{At, Pool, pooled};
use super::stage::{PlotStage, Setting};
use super::{Form, Found, cited};
use crate::chart::legend::{Entry, Sign};
use crate::chart::native::{self, NativeChart, NativeKind, NativeSeries};
use crate::chart::pen::Pen;
use crate::chart::scene::{Shape, Stroke};
use crate::chart::{Scene, Theme};
use crate::query::aggregate::Period;
use crate::query::indicators::{FEW, Flag, Group, Indicator, Point, Unit};
use crate::words::{Word, grouped};

/// One line of the picture.
struct Line {
    name: String,
    color: Color32,
    /// Of the line, in points.
    width: f32,
    has_band: bool,
    course: Vec<At>,
}

/// Its form.
pub const FORM: Form = Form { layout, native: Some(native) };

/// Lays out the lines of a finding over its years.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let lines = lines(drawn, pen.theme);
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let Some(span) = span(&lines) else {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    };
    let unit = drawn.finding.unit;
    let setting = Setting {
        key: key(drawn, &pen, &lines),
        span,
        highest: highest(&lines, unit),
        unit,
        n: if unit == Unit::Count { &[] } else { &lines[0].course },
        head: 0.0,
    };
    let stage = setting.set(drawn, &mut pen);
    for line in lines.iter().filter(|line| line.has_band) {
        draw_band(&mut pen, &stage, line);
    }
    for line in lines.iter().rev() {
        draw_line(&mut pen, &stage, line);
    }
    add_targets(drawn, &mut pen, &stage, &lines);
    pen.scene
}

/// The finding's own course first; what belongs beside it thinner.
fn lines(drawn: Found<'_>, theme: &Theme) -> Vec<Line> {
    let Found { finding, input, .. } = drawn;
    let pool = match (finding.indicator, finding.unit) {
        (_, Unit::Share) => Some(Pool::Sum),
        (Indicator::NetworkPortfolio, _) | (_, Unit::Count) => Some(Pool::Last),
        // Effective numbers of years cannot be taken together.
        _ => None,
    };
    let course = |points: &[Point]| match pool {
        Some(pool) => pooled(points, input.options.trend_period, pool),
        None => pooled(points, Period::Year, Pool::Last),
    };
    let main = match (finding.indicator, input.options.counting.broad) {
        (Indicator::ThreatShare, false) => drawn.text(Word::THREATS_STRICT).to_owned(),
        (Indicator::ThreatShare, true) => drawn.text(Word::THREATS_BROAD).to_owned(),
        (Indicator::AgendaBreadth, _) => drawn.text(Word::EFFECTIVE_NUMBER).to_owned(),
        (Indicator::BeyondPublic, _) => drawn.text(Word::AS_DEFINED).to_owned(),
        _ => drawn.told().title().to_owned(),
    };
    let has_band = finding.unit == Unit::Share;
    let mut lines =
        vec![Line { name: main, color: theme.accent, width: 2.2, has_band, course: course(&finding.points) }];
    let beside = finding.group(Group::Measure).filter(|part| part.unit == finding.unit && !part.points.is_empty());
    for (rank, part) in beside.enumerate() {
        let color = if rank == 0 { theme.category(2) } else { theme.other };
        lines.push(Line {
            name: drawn.name(&part.name),
            color,
            width: 1.3,
            has_band: false,
            course: course(&part.points),
        });
    }
    lines.retain(|line| !line.course.is_empty());
    lines
}

/// The lines as an office program draws them: intervals as error bars, points that rest on few hollow.
fn native(drawn: Found<'_>, theme: &Theme) -> Option<NativeChart> {
    let lines = lines(drawn, theme);
    let periods = &lines.first()?.course;
    let unit = drawn.finding.unit;
    let series = |line: &Line| {
        let of = |at: &At| line.course.iter().find(|other| other.from == at.from).map(|at| &at.figure);
        let is_hollow =
            |at: &At| of(at).is_some_and(|figure| figure.is_few() || figure.flags.contains(&Flag::Attested));
        let limits = |at: &At| of(at).and_then(|figure| Some([figure.low?, figure.high?]));
        NativeSeries {
            name: line.name.clone(),
            values: periods.iter().map(|at| of(at).and_then(|figure| figure.value)).collect(),
            color: line.color,
            limits: if line.has_band { periods.iter().map(limits).collect() } else { Vec::new() },
            hollow: (0..periods.len()).filter(|&index| is_hollow(&periods[index])).collect(),
            own_colors: Vec::new(),
        }
    };
    // Single years stand on an axis of time, which names some of them and has no room for n.
    let are_years = periods.iter().zip(periods[0].from..).all(|(at, year)| at.from == year && at.to == year);
    let name = |at: &At| match unit {
        Unit::Count => at.name(),
        _ if are_years => at.name(),
        _ => format!("{}\nn {}", at.name(), grouped(at.figure.n)),
    };
    let titles = [drawn.text(Word::PERIOD_COLUMN), drawn.told().title()].map(str::to_owned);
    let categories = periods.iter().map(name).collect();
    let chart = native::of_finding(NativeKind::PointedLine, titles, categories, lines.iter().map(series).collect());
    let first_year = are_years.then_some(periods[0].from);
    let label_every = if are_years { native::label_every(Period::Year, periods.len()) } else { chart.label_every };
    Some(NativeChart { is_percent: unit == Unit::Share, first_year, label_every, ..chart })
}

fn span(lines: &[Line]) -> Option<(i16, i16)> {
    let all = || lines.iter().flat_map(|line| &line.course);
    Some((all().map(|at| at.from).min()?, all().map(|at| at.to).max()?))
}

/// The highest value that rests on enough; the others may be cut off rather than flatten the rest.
fn highest(lines: &[Line], unit: Unit) -> f64 {
    let values = lines.iter().flat_map(|line| &line.course).flat_map(|at| {
        let high = at.figure.high.filter(|_| at.figure.n >= FEW);
        [at.figure.value, high]
    });
    let highest = values.flatten().fold(0.0, f64::max);
    if unit == Unit::Share { highest.max(0.1) } else { highest.max(1.0) }
}

fn key(drawn: Found<'_>, pen: &Pen<'_>, lines: &[Line]) -> Vec<Entry> {
    let mut key: Vec<Entry> = Vec::new();
    if lines.len() > 1 {
        key.extend(lines.iter().map(|line| Entry::of(Sign::Square(line.color), line.name.clone())));
    }
    let has = |holds: &dyn Fn(&At) -> bool| lines.iter().flat_map(|line| &line.course).any(holds);
    if lines.iter().any(|line| line.has_band) {
        key.push(Entry::of(Sign::Square(pen.theme.accent_bar), drawn.text(Word::INTERVAL_KEY)));
    }
    if has(&|at| at.figure.value.is_some() && at.figure.n < FEW && drawn.finding.unit != Unit::Count) {
        key.push(Entry::of(Sign::Ring(pen.theme.accent), drawn.text(Word::FLAG_FEW_SHORT)));
    }
    key
}

/// Half the width of the interval of a point that stands alone.
const LONE: f32 = 3.0;

/// The interval as a band; of a point without neighbours as a bar.
fn draw_band(pen: &mut Pen<'_>, stage: &PlotStage, line: &Line) {
    let fill = pen.theme.accent_bar;
    let y = |value: f64| stage.values.at(value).max(stage.plot.top());
    let limits = |at: &At| {
        let (low, high) = (at.figure.low?, at.figure.high?);
        Some((stage.years.at(at.middle()), y(low), y(high)))
    };
    let places: Vec<_> = line.course.iter().map(limits).collect();
    for (index, place) in places.iter().enumerate() {
        let Some((x, low, high)) = *place else { continue };
        let next = places.get(index + 1).copied().flatten();
        let is_alone = next.is_none() && (index == 0 || places[index - 1].is_none());
        if let Some((next_x, next_low, next_high)) = next {
            // A little over its edges, so that no seam shows between two pieces.
            let points = vec![
                pos2(x - 0.4, high),
                pos2(next_x + 0.4, next_high),
                pos2(next_x + 0.4, next_low),
                pos2(x - 0.4, low),
            ];
            pen.scene.add(Shape::Polygon { points, fill, stroke: Stroke::NONE });
        } else if is_alone {
            let bar = Rect::from_min_max(pos2(x - LONE, high), pos2(x + LONE, low));
            pen.scene.add(Shape::filled(bar, 1.5, fill));
        }
    }
}

fn draw_line(pen: &mut Pen<'_>, stage: &PlotStage, line: &Line) {
    let place = |at: &At| {
        let value = at.figure.value?;
        Some(pos2(stage.years.at(at.middle()), stage.values.at(value).max(stage.plot.top())))
    };
    let places: Vec<Option<Pos2>> = line.course.iter().map(place).collect();
    for run in places.split(Option::is_none) {
        let points: Vec<Pos2> = run.iter().flatten().copied().collect();
        if points.len() > 1 {
            pen.scene.add(Shape::Line { points, stroke: Stroke::new(line.width, line.color) });
        }
    }
    let are_dense = stage.plot.width() / (places.len().max(1) as f32) < 9.0;
    for (at, center) in line.course.iter().zip(&places) {
        let Some(center) = *center else { continue };
        let is_few = at.figure.is_few() || at.figure.flags.contains(&Flag::Attested);
        let radius = if are_dense { 2.0 } else { 1.2 + 0.9 * line.width };
        let (fill, stroke) =
            if is_few { (pen.theme.ground, Stroke::new(1.3, line.color)) } else { (line.color, Stroke::NONE) };
        pen.scene.add(Shape::Circle { center, radius, fill, stroke });
    }
}

/// Each period tells its figures and leads to what the first line counts.
fn add_targets(drawn: Found<'_>, pen: &mut Pen<'_>, stage: &PlotStage, lines: &[Line]) {
    let unit = drawn.finding.unit;
    let records = drawn.records();
    for at in &lines[0].course {
        let of_period = |line: &Line| {
            let same = line.course.iter().find(|other| other.from == at.from)?;
            let words = drawn.figure_in_words(&same.figure, unit);
            Some(if lines.len() > 1 { format!("{}: {words}", line.name) } else { words })
        };
        let told = lines.iter().filter_map(of_period).collect();
        let subject = cited(at.name(), told, records.in_years(at.from, at.to));
        stage.add_target(pen, at, subject);
    }
}
