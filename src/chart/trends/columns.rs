//! Stacked columns over years: institutions as they add up, modes in percent, agreements with and without a record.

use ecolor::Color32;
use emath::{Rect, pos2};

use super::periods::{At, Pool, pooled};
use super::stage::{PlotStage, Setting};
use super::{Form, Found, cited};
use crate::chart::legend::{Entry, Sign, diamond};
use crate::chart::native::{self, NativeChart, NativeKind, NativeSeries};
use crate::chart::pen::Pen;
use crate::chart::scene::{Align, Shape};
use crate::chart::{Scene, Theme};
use crate::query::Subject;
use crate::query::aggregate::Period;
use crate::query::indicators::{Flag, Group, Indicator, Part, Point, Records, Selection, Unit, round};
use crate::words::{Word, grouped};

/// One layer of the stacks: its height in each period.
struct Layer {
    name: String,
    color: Color32,
    heights: Vec<f64>,
    records: Records,
}

/// The columns of a picture.
struct Columns {
    periods: Vec<At>,
    layers: Vec<Layer>,
    unit: Unit,
    /// Whether the columns touch, as what only grows does.
    touch: bool,
}

/// Its form.
pub const FORM: Form = Form { layout, native: Some(native) };

/// Lays out stacks over years, with the dates of laws as rules.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let columns = columns(drawn, pen.theme);
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let Some((first, last)) =
        columns.periods.first().zip(columns.periods.last()).filter(|_| !columns.layers.is_empty())
    else {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    };
    let highest = (0..columns.periods.len()).map(|index| columns.height(index)).fold(0.0, f64::max);
    let laws = laws(drawn, (first.from, last.to));
    let font = pen.theme.small();
    let mut key: Vec<Entry> = columns.layers.iter().map(Layer::entry).collect();
    if columns.has_attested() {
        key.push(Entry::of(Sign::Diamond(3.4, pen.theme.ink_soft, true), drawn.text(Word::EXISTED_BY_THEN)));
    }
    let setting = Setting {
        key,
        span: (first.from, last.to),
        highest,
        unit: columns.unit,
        n: if columns.unit == Unit::Share { &columns.periods } else { &[] },
        head: if laws.is_empty() { 0.0 } else { 1.6 * font.size },
    };
    let stage = setting.set(drawn, &mut pen);
    for index in 0..columns.periods.len() {
        columns.draw(drawn, &mut pen, &stage, index);
    }
    draw_laws(drawn, &mut pen, &stage, &laws);
    pen.scene
}

impl Layer {
    fn entry(&self) -> Entry {
        Entry::of(Sign::Square(self.color), self.name.clone())
    }
}

impl Columns {
    fn height(&self, index: usize) -> f64 {
        self.layers.iter().map(|layer| layer.heights[index]).sum()
    }

    fn has_attested(&self) -> bool {
        self.touch && self.periods.iter().any(|at| at.figure.flags.contains(&Flag::Attested))
    }

    fn draw(&self, drawn: Found<'_>, pen: &mut Pen<'_>, stage: &PlotStage, index: usize) {
        let at = &self.periods[index];
        let column = stage.column(at);
        let gap = if self.touch { -0.15 } else { (column.width() * 0.08).clamp(0.3, 2.5) };
        let mut floor = 0.0;
        for layer in self.layers.iter().filter(|layer| layer.heights[index] > 0.0) {
            let ceiling = floor + layer.heights[index];
            let rect = Rect::from_min_max(
                pos2(column.left() + gap, stage.values.at(ceiling)),
                pos2((column.right() - gap).max(column.left() + gap + 0.5), stage.values.at(floor)),
            );
            let subject = self.subject(drawn, layer, index);
            pen.scene.add_for(subject, Shape::filled(rect, 0.0, layer.color));
            floor = ceiling;
        }
        if self.touch && at.figure.flags.contains(&Flag::Attested) {
            let center = pos2(column.center().x, stage.values.at(floor) - 5.0);
            pen.scene.add(diamond(center, 3.0, pen.theme.ink_soft, true, pen.theme.ground));
        }
    }

    /// What a piece of a column says: every layer of the column, itself first.
    fn subject(&self, drawn: Found<'_>, layer: &Layer, index: usize) -> Subject {
        let at = &self.periods[index];
        let line = |layer: &Layer| {
            let height = super::number_in_words(layer.heights[index], self.unit);
            format!("{} {height}", layer.name)
        };
        let mut lines = vec![line(layer)];
        lines.extend(
            self.layers.iter().filter(|other| other.name != layer.name && other.heights[index] > 0.0).map(line),
        );
        if self.unit == Unit::Share {
            lines.push(format!("n = {}", crate::words::grouped(at.figure.n)));
        }
        lines.extend(at.figure.flags.iter().filter_map(|&flag| drawn.flag_in_words(flag)).map(str::to_owned));
        let records = if self.touch {
            // What adds up is all that began until then.
            layer.records.in_years(self.periods[0].from, at.to)
        } else {
            layer.records.in_years(at.from, at.to)
        };
        cited(at.name(), lines, records)
    }
}

/// The columns as an office program draws them. Where laws are ruled through them only our shapes show it.
fn native(drawn: Found<'_>, theme: &Theme) -> Option<NativeChart> {
    let Columns { periods, layers, unit, touch } = columns(drawn, theme);
    if touch || layers.is_empty() || periods.is_empty() {
        return None;
    }
    let is_share = unit == Unit::Share;
    let series = |layer: &Layer| {
        // The counts that the percentages follow from: an activity of two modes counts half for each.
        let value =
            |(at, &height): (&At, &f64)| Some(if is_share { round(height * at.figure.n as f64) } else { height });
        let values = periods.iter().zip(&layer.heights).map(value).collect();
        NativeSeries { name: layer.name.clone(), values, color: layer.color, ..NativeSeries::default() }
    };
    let name = |at: &At| if is_share { format!("{}\nn {}", at.name(), grouped(at.figure.n)) } else { at.name() };
    let counted = drawn.table.word();
    let titles = [drawn.text(Word::PERIOD_COLUMN), drawn.text(counted)].map(str::to_owned);
    let categories = periods.iter().map(name).collect();
    let chart = native::of_finding(NativeKind::StackedColumn, titles, categories, layers.iter().map(series).collect());
    let partial = periods.iter().position(|at| at.figure.flags.contains(&Flag::Partial));
    Some(NativeChart { has_shares: is_share, partial, ..chart })
}

fn columns(drawn: Found<'_>, theme: &Theme) -> Columns {
    match drawn.finding.indicator {
        Indicator::InstitutionsByKind => kinds(drawn, theme),
        Indicator::ModeMix => modes(drawn, theme),
        _ => agreements(drawn, theme),
    }
}

/// Institutions of each kind as they add up, the most frequent at the foot.
fn kinds(drawn: Found<'_>, theme: &Theme) -> Columns {
    /// As many as there are colours.
    const NAMED: usize = 7;
    let periods = pooled(&drawn.finding.points, Period::Year, Pool::Last);
    let mut parts: Vec<&Part> = drawn.finding.group(Group::Kind).filter(|part| part.figure.n > 0).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.figure.n));
    let height = |points: &[Point], at: &At| {
        points.iter().find(|point| point.year == at.to).and_then(|point| point.figure.value).unwrap_or_default()
    };
    let mut layers: Vec<Layer> = parts
        .iter()
        .take(NAMED)
        .enumerate()
        .map(|(rank, part)| Layer {
            name: super::short(&drawn.name(&part.name)).to_owned(),
            color: theme.category(rank),
            heights: periods.iter().map(|at| height(&part.points, at)).collect(),
            records: drawn.records_of(part),
        })
        .collect();
    let rest = parts.get(NAMED..).unwrap_or_default();
    if !rest.is_empty() {
        let codes = rest.iter().filter_map(|part| part.value).map(|(_, code)| code).collect();
        layers.push(Layer {
            name: drawn.text(Word::OTHER_KINDS).to_owned(),
            color: theme.other,
            heights: periods.iter().map(|at| rest.iter().map(|part| height(&part.points, at)).sum()).collect(),
            records: drawn.records_behind(&Selection::Institutions(codes)),
        });
    }
    Columns { periods, layers, unit: Unit::Count, touch: true }
}

/// Every mode in percent of all activities, what is uncoded as a band of its own.
fn modes(drawn: Found<'_>, theme: &Theme) -> Columns {
    let Found { finding, input, .. } = drawn;
    let period = input.options.trend_period;
    let uncoded = finding.part(Group::Measure, "unknown");
    let uncoded_points = uncoded.map_or(&[][..], |part| &part.points[..]);
    let coded_points = finding.group(Group::Mode).next().map_or(&[][..], |part| &part.points[..]);
    // All activities of a year, coded or not: what the percentages are of.
    let all: Vec<Point> = coded_points
        .iter()
        .zip(uncoded_points)
        .map(|(coded, uncoded)| {
            let mut figure =
                crate::query::indicators::Statistic::share(uncoded.figure.n, coded.figure.n + uncoded.figure.n);
            figure
                .flags
                .extend(coded.figure.flags.iter().filter(|flag| matches!(flag, Flag::Partial | Flag::NotCollected)));
            Point { year: coded.year, figure }
        })
        .collect();
    let periods = pooled(&all, period, Pool::Sum);
    let share = |points: &[Point], at: &At| {
        let of_period = points.iter().filter(|point| (at.from..=at.to).contains(&point.year));
        let sum: f64 = of_period.map(|point| point.figure.value.unwrap_or_default() * point.figure.n as f64).sum();
        if at.figure.n == 0 { 0.0 } else { sum / at.figure.n as f64 }
    };
    let mut layers: Vec<Layer> = finding
        .group(Group::Mode)
        .enumerate()
        .map(|(rank, part)| Layer {
            name: drawn.name(&part.name),
            color: theme.category(rank),
            heights: periods.iter().map(|at| share(&part.points, at)).collect(),
            records: drawn.records_of(part),
        })
        .collect();
    layers.push(Layer {
        name: drawn.text(Word::UNCODED).to_owned(),
        color: theme.border,
        heights: periods.iter().map(|at| at.figure.value.unwrap_or_default()).collect(),
        records: uncoded.map_or_else(Records::default, |part| drawn.records_of(part)),
    });
    layers.retain(|layer| layer.heights.iter().any(|&height| height > 0.0));
    Columns { periods, layers, unit: Unit::Share, touch: false }
}

/// Agreements by the years they were made in: those with a record of activity after them, and those without.
fn agreements(drawn: Found<'_>, theme: &Theme) -> Columns {
    let periods = pooled(&drawn.finding.points, drawn.input.options.trend_period, Pool::Sum);
    let layer = |word: Word, color: Color32, is_live: bool, of: &dyn Fn(&At) -> usize| Layer {
        name: drawn.text(word).to_owned(),
        color,
        heights: periods.iter().map(|at| of(at) as f64).collect(),
        records: drawn.records_behind(&Selection::Agreements { is_live }),
    };
    let hits = |at: &At| at.figure.hits.unwrap_or_default();
    let layers = vec![
        layer(Word::WITH_LATER_ACTIVITY, theme.accent, true, &hits),
        layer(Word::WITHOUT_LATER_RECORD, theme.border, false, &|at| at.figure.n - hits(at)),
    ];
    Columns { periods, layers, unit: Unit::Count, touch: false }
}

/// A national act: year, name, and how to find it.
type Law = (f64, String, Records);

/// National acts within the axis.
fn laws(drawn: Found<'_>, (first, last): (i16, i16)) -> Vec<Law> {
    let law = |part: &Part| {
        let year = part.figure.value.filter(|&year| year >= f64::from(first) && year <= f64::from(last))?;
        let name = drawn.name(&part.name);
        let name = name.split([':', ',', '(']).next().unwrap_or_default().trim();
        Some((year, name.to_owned(), drawn.records_of(part)))
    };
    let mut laws: Vec<Law> = drawn.finding.group(Group::Law).filter_map(law).collect();
    laws.sort_by(|a, b| a.0.total_cmp(&b.0));
    laws
}

/// A rule for each law; the names of as many as find room above the plot.
fn draw_laws(drawn: Found<'_>, pen: &mut Pen<'_>, stage: &PlotStage, laws: &[Law]) {
    let font = pen.theme.small();
    let mut taken: Vec<(f32, f32)> = Vec::new();
    let mut by_weight: Vec<&Law> = laws.iter().rev().collect();
    by_weight.sort_by_key(|(_, name, _)| law_rank(name));
    for (year, name, records) in by_weight {
        let x = stage.years.at(year + 0.5);
        let rule = Rect::from_min_max(pos2(x - 2.0, stage.plot.top()), pos2(x + 2.0, stage.plot.bottom()));
        pen.scene.add(Shape::segment(
            pos2(x, stage.plot.top() - 3.0),
            pos2(x, stage.plot.bottom()),
            crate::chart::Stroke::new(1.0, if law_rank(name) < 2 { pen.theme.ink_soft } else { pen.theme.other }),
        ));
        let subject = cited(
            format!("{year:.0} {name}"),
            vec![drawn.text(Word::NATIONAL_LAW).to_owned()],
            records.in_years(*year as i16, *year as i16),
        );
        pen.scene.add_for(subject, Shape::filled(rule, 0.0, Color32::TRANSPARENT));
        let label = pen.fit(&format!("{year:.0} {name}"), font, 0.62 * stage.plot.width()).into_owned();
        let width = pen.width(&label, font);
        let left = (x - width / 2.0).clamp(stage.plot.left(), (pen.scene.size.x - width).max(stage.plot.left()));
        let is_free = taken.iter().all(|&(from, to)| left + width + 12.0 <= from || left >= to + 12.0);
        if is_free && left + width <= pen.scene.size.x {
            let at = pos2(left, stage.plot.top() - 3.0 - 0.8 * font.size);
            pen.text(at, Align::Start, font, pen.theme.ink, &label);
            taken.push((left, left + width));
        }
    }
}

/// Which laws are named first: those about diplomacy, then those about local self-government, then the latest.
fn law_rank(name: &str) -> usize {
    const SUBJECTS: [[&str; 2]; 2] = [["diplomacy", "외교"], ["autonomy", "자치법"]];
    let name = name.to_lowercase();
    SUBJECTS.iter().position(|words| words.iter().any(|word| name.contains(word))).unwrap_or(SUBJECTS.len())
}
