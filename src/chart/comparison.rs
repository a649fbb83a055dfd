//! Two to five cities on one scale: headline figures with their difference and rank, and small timelines.

use std::collections::BTreeMap;

use emath::{Rect, pos2, vec2};

use super::axis::{Scale, YearAt, count_ticks, draw_year_axis, year_axis_height};
use super::pen::Pen;
use super::profile::{PageAnswer, cities, figures};
use super::scene::{Align, Shape};
use super::table::{Cell, NumberTable};
use super::trends::{self, number_in_words};
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, phrases};
use crate::data::{Code, Date, Field, Table};
use crate::query::indicators::{FEW, Finding, Group, Indicator, Records, Selection, Statistic, Unit, difference};
use crate::query::{Cited, Subject};
use crate::words::Word;

/// Several cities on one scale.
pub static SPEC: ChartSpec = ChartSpec {
    id: "comparison",
    title: Word::COMPARISON_TITLE,
    home: Home::Profiles,
    tables: &[Table::Activities, Table::Memberships, Table::Partnerships, Table::Institutions],
    drawing: Drawing::Facts { layout, table, subtitle },
    ..ChartSpec::PLAIN
};

/// No more stand side by side and can still be read.
pub const MOST: usize = 5;

/// The shares that are compared.
const SHARES: [Indicator; 6] = [
    Indicator::MultilateralShare,
    Indicator::ThreatShare,
    Indicator::PolicySharing,
    Indicator::PublicPrivateShare,
    Indicator::BeyondPublic,
    Indicator::Integration,
];

/// All that is compared.
struct Comparison {
    cities: Vec<Compared>,
    lines: Vec<Line>,
}

/// One city.
struct Compared {
    city: Code,
    name: String,
    /// Dated activities by year.
    by_year: BTreeMap<i16, usize>,
    /// Stretches of years in which nothing of it was collected.
    not_collected: Vec<(i16, i16)>,
}

/// One figure of every city.
struct Line {
    name: String,
    unit: Unit,
    figures: Vec<Statistic>,
    /// What it counts, where it is a share of an indicator.
    selection: Option<Selection>,
}

impl Comparison {
    /// Of the cities asked for; nothing where there are fewer than two.
    fn of(input: &ChartInput<'_>) -> Option<Self> {
        let mut codes = cities(input);
        codes.truncate(MOST);
        if codes.len() < 2 {
            return None;
        }
        let answers: Vec<PageAnswer<'_>> =
            codes.iter().map(|&city| PageAnswer::new(input, (Field::City, city))).collect();
        let inputs: Vec<ChartInput<'_>> = answers.iter().map(|answer| answer.input(input)).collect();
        let mut lines: Vec<Line> = Vec::new();
        let counts: Vec<Vec<(usize, Word)>> = inputs.iter().map(figures).collect();
        for (index, (_, word)) in counts[0].iter().enumerate() {
            let figures = counts.iter().map(|counts| Statistic::count(counts[index].0)).collect();
            lines.push(Line { name: capitalised(word.text(input.lang)), unit: Unit::Count, figures, selection: None });
        }
        let findings: Vec<_> = inputs.iter().map(|input| trends::find_all(&SHARES, input)).collect();
        for (index, indicator) in SHARES.into_iter().enumerate() {
            let figures = findings.iter().map(|findings| compared(&findings[index], input).0.clone()).collect();
            let selection = compared(&findings[0][index], input).1.cloned();
            let name = indicator.title().text(input.lang).to_owned();
            lines.push(Line { name, unit: Unit::Share, figures, selection });
        }
        let compared = codes.iter().zip(&inputs).map(|(&city, input)| Compared::of(input, city)).collect();
        Some(Self { cities: compared, lines })
    }
}

/// What is compared of a finding: its headline; of partnerships the ties, since a city of few activities that name
/// partners would be compared by its ties with one of many by its activities.
fn compared<'f>(finding: &'f Finding, input: &ChartInput<'_>) -> (&'f Statistic, Option<&'f Selection>) {
    let ties = if input.options.counting.broad { "ties-broad" } else { "ties-strict" };
    let of_ties = finding.part(Group::Measure, ties).map(|part| (&part.figure, part.selection.as_ref()));
    of_ties.unwrap_or((&finding.headline, finding.selection.as_ref()))
}

impl Compared {
    fn of(input: &ChartInput<'_>, city: Code) -> Self {
        let facts = input.dataset.table(Table::Activities);
        let mut by_year: BTreeMap<i16, usize> = BTreeMap::new();
        for year in input.answer.rows(Table::Activities).iter().filter_map(|row| facts.start(row)).map(Date::year) {
            *by_year.entry(year).or_default() += 1;
        }
        let not_collected = super::coverage::stretches(input, super::years_whole(input));
        Self { city, name: input.short_name(Field::City, city).to_owned(), by_year, not_collected }
    }
}

impl Line {
    /// The place of a figure among those that rest on enough; equal ones share it.
    fn rank(&self, index: usize) -> Option<usize> {
        let is_ranked = |figure: &Statistic| figure.value.is_some() && (self.unit == Unit::Count || !figure.is_few());
        let own = self.figures.get(index).filter(|figure| is_ranked(figure))?.value?;
        let above = self.figures.iter().filter(|figure| is_ranked(figure) && figure.value > Some(own)).count();
        Some(above + 1)
    }

    /// The highest less the lowest of what rests on enough, and for shares whether they can be told apart.
    fn difference(&self, input: &ChartInput<'_>) -> String {
        let mut ranked: Vec<&Statistic> = self
            .figures
            .iter()
            .filter(|figure| figure.value.is_some() && (self.unit == Unit::Count || figure.n >= FEW))
            .collect();
        ranked.sort_by(|a, b| a.value.partial_cmp(&b.value).unwrap_or(std::cmp::Ordering::Equal));
        let (Some(lowest), Some(highest)) = (ranked.first(), ranked.last()) else { return "–".to_owned() };
        if ranked.len() < 2 {
            return "–".to_owned();
        }
        let gap = highest.value.unwrap_or_default() - lowest.value.unwrap_or_default();
        if self.unit != Unit::Share {
            return number_in_words(gap, self.unit);
        }
        let hits = |figure: &Statistic| (figure.hits.unwrap_or_default(), figure.n);
        let text = Word::points_apart(input.lang, &format!("{:.0}", 100.0 * gap));
        match difference(hits(lowest), hits(highest)) {
            Some(estimate) if estimate.low > 0.0 => text,
            _ => format!("{text} · {}", Word::NOT_TOLD_APART.text(input.lang)),
        }
    }

    /// "43%  n 79  1."
    fn cell(&self, index: usize) -> String {
        let figure = &self.figures[index];
        figure.value.map_or_else(|| "–".to_owned(), |value| number_in_words(value, self.unit))
    }

    /// What stands behind the value: n of a share, and the place.
    fn aside(&self, index: usize) -> String {
        let figure = &self.figures[index];
        let rank = self.rank(index).map_or_else(String::new, |rank| format!("#{rank}"));
        match (self.unit, figure.n) {
            (Unit::Share, n) => format!("n {n}  {rank}").trim_end().to_owned(),
            _ => rank,
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Lays out the table, and the timelines below it.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let Some(comparison) = Comparison::of(input).filter(|_| area.width() > 240.0 && area.height() > 120.0) else {
        pen.empty_state(area, Word::CHOOSE_CITIES.text(input.lang));
        return pen.scene;
    };
    let pitch = (1.65 * pen.theme.label().size).min(0.62 * area.height() / (comparison.lines.len() + 1) as f32);
    let height = pitch * (comparison.lines.len() + 1) as f32;
    draw_table(input, &mut pen, Rect::from_min_size(area.min, vec2(area.width(), height)), pitch, &comparison);
    let below = area.with_min_y(area.top() + height + 1.2 * pen.theme.heading().size);
    if below.height() > 60.0 {
        draw_timelines(input, &mut pen, below, &comparison);
    }
    pen.scene
}

fn draw_table(input: &ChartInput<'_>, pen: &mut Pen<'_>, area: Rect, pitch: f32, comparison: &Comparison) {
    let theme = pen.theme;
    let mut font = theme.label();
    font.size = font.size.min(0.72 * pitch);
    let small = super::Font { size: (0.9 * font.size).min(theme.small().size), bold: false };
    let strong = super::Font { bold: true, ..font };
    let name_width = 0.26 * area.width();
    let difference_width = 0.2 * area.width();
    let width = (area.width() - name_width - difference_width) / comparison.cities.len() as f32;
    let y = |line: usize| area.top() + pitch * (line as f32 + 0.5);
    for (index, compared) in comparison.cities.iter().enumerate() {
        let left = area.left() + name_width + index as f32 * width;
        let name = pen.fit(&compared.name, strong, width - 8.0).into_owned();
        let subject = Some(Subject::Value(Field::City, compared.city));
        pen.text_for(subject, pos2(left, y(0)), Align::Start, strong, theme.ink, &name);
    }
    let head = pen.fit(Word::DIFFERENCE_COLUMN.text(input.lang), strong, difference_width).into_owned();
    pen.text(pos2(area.right() - difference_width, y(0)), Align::Start, strong, theme.ink_soft, &head);
    for (index, line) in comparison.lines.iter().enumerate() {
        let (top, y) = (area.top() + pitch * (index + 1) as f32, y(index + 1));
        pen.hair(pos2(area.left(), top), pos2(area.right(), top), theme.grid);
        let name = pen.fit(&line.name, font, name_width - 10.0).into_owned();
        pen.text(pos2(area.left(), y), Align::Start, font, theme.ink, &name);
        for (place, compared) in comparison.cities.iter().enumerate() {
            let left = area.left() + name_width + place as f32 * width;
            let is_few = line.unit == Unit::Share && line.figures[place].is_few();
            let color = if is_few { theme.ink_soft } else { theme.ink };
            let cell = pen.fit(&line.cell(place), font, width - 3.0).into_owned();
            let value = pen.text(pos2(left, y), Align::Start, font, color, &cell);
            let aside = pen.fit(&line.aside(place), small, left + width - value.right() - 14.0).into_owned();
            pen.text(pos2(value.right() + 8.0, y), Align::Start, small, theme.ink_soft, &aside);
            let cell = Rect::from_min_size(pos2(left, top), vec2(width, pitch));
            let subject = cell_subject(input, compared, line, place);
            pen.scene.add_for(subject, Shape::filled(cell, 0.0, ecolor::Color32::TRANSPARENT));
        }
        let text = pen.fit(&line.difference(input), small, difference_width).into_owned();
        pen.text(pos2(area.right() - difference_width, y), Align::Start, small, theme.ink_soft, &text);
    }
}

fn cell_subject(input: &ChartInput<'_>, compared: &Compared, line: &Line, place: usize) -> Subject {
    let figure = &line.figures[place];
    let mut lines = vec![format!("{}: {}", line.name, line.cell(place))];
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        let limits = [low, high].map(|limit| number_in_words(limit, line.unit));
        lines.push(Word::interval_95(input.lang, &limits[0], &limits[1]));
    }
    if line.unit == Unit::Share {
        lines.push(Word::n_of(input.lang, &figure.n));
    }
    let records = line
        .selection
        .as_ref()
        .map_or_else(Records::default, |selection| Records::of(input.dataset, selection, &input.options.counting));
    let records = records.with(Field::City, compared.city);
    Subject::Figure(Box::new(Cited { title: compared.name.clone(), lines, records }))
}

/// One timeline a city, all with the same years and the same highest value.
fn draw_timelines(input: &ChartInput<'_>, pen: &mut Pen<'_>, area: Rect, comparison: &Comparison) {
    let years = comparison.cities.iter().flat_map(|city| city.by_year.keys().copied());
    let (first, last) = years.fold((i16::MAX, i16::MIN), |(first, last), year| (first.min(year), last.max(year)));
    if first > last {
        pen.empty_state(area, &phrases::why_empty(input, Table::Activities));
        return;
    }
    let theme = pen.theme;
    let highest = comparison.cities.iter().flat_map(|city| city.by_year.values()).max().copied().unwrap_or(1);
    let (top, _) = count_ticks(highest as f64, 4);
    let gap = 14.0;
    let label = pen.width(&number_in_words(top, Unit::Count), theme.small()) + 8.0;
    let count = comparison.cities.len() as f32;
    let width = (area.width() - gap * (count - 1.0)) / count;
    let what = Word::ACTIVITIES_A_YEAR.text(input.lang);
    let names = comparison.cities.iter().map(|city| pen.width(&city.name, theme.strong())).fold(0.0, f32::max);
    let has_room = names + 8.0 + pen.width(what, theme.small()) <= width;
    for (index, compared) in comparison.cities.iter().enumerate() {
        let left = area.left() + index as f32 * (width + gap);
        let heading = pen.fit(&compared.name, theme.strong(), width).into_owned();
        let at = pos2(left, area.top() + 0.6 * theme.label().size);
        pen.text(at, Align::Start, theme.strong(), theme.ink, &heading);
        if has_room {
            let beside = at.x + pen.width(&heading, theme.strong()) + 8.0;
            pen.text(pos2(beside, at.y), Align::Start, theme.small(), theme.ink_soft, what);
        }
        let plot = Rect::from_min_max(
            pos2(left + label, area.top() + 1.9 * theme.label().size),
            pos2(left + width, (area.bottom() - year_axis_height(pen)).max(area.top() + 2.0 * theme.label().size)),
        );
        let years = Scale::new((f64::from(first), f64::from(last) + 1.0), (plot.left(), plot.right()));
        let heights = Scale::new((0.0, top), (plot.bottom(), plot.top()));
        super::coverage::draw_stretches(pen, plot, years, &compared.not_collected);
        for tick in [0.0, top] {
            pen.hair(pos2(plot.left(), heights.at(tick)), pos2(plot.right(), heights.at(tick)), theme.grid);
            let text = number_in_words(tick, Unit::Count);
            pen.text(pos2(plot.left() - 5.0, heights.at(tick)), Align::End, theme.small(), theme.ink_soft, &text);
        }
        for (&year, &count) in &compared.by_year {
            let (from, to) = (years.at(f64::from(year)), years.at(f64::from(year) + 1.0));
            let bar =
                Rect::from_min_max(pos2(from, heights.at(count as f64)), pos2(to - 0.2 * (to - from), plot.bottom()));
            let records = Records {
                choices: vec![(Field::City, vec![compared.city])],
                years: Some((year, year)),
                ..Records::default()
            };
            let lines = vec![Table::Activities.count_words(input.lang, count)];
            let title = format!("{} {year}", compared.name);
            let subject = Subject::Figure(Box::new(Cited { title, lines, records }));
            pen.scene.add_for(subject, Shape::filled(bar, 0.0, theme.accent));
        }
        draw_year_axis(pen, plot, years, YearAt::Middle);
    }
}

/// A row a figure: the value of each city, its n and place, and the difference.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let Some(comparison) = Comparison::of(input) else { return NumberTable::default() };
    let mut columns = vec![Word::FIGURE_COLUMN.text(input.lang).to_owned()];
    for compared in &comparison.cities {
        columns.push(compared.name.clone());
        columns.push(format!("{} n", compared.name));
        columns.push(format!("{} #", compared.name));
    }
    columns.push(Word::DIFFERENCE_COLUMN.text(input.lang).to_owned());
    let row = |line: &Line| {
        let mut cells = vec![Cell::Text(line.name.clone())];
        for (index, figure) in line.figures.iter().enumerate() {
            let factor = if line.unit == Unit::Share { 100.0 } else { 1.0 };
            cells.push(
                figure.value.map_or(Cell::Unknown, |value| Cell::Number((value * factor * 100.0).round() / 100.0)),
            );
            cells.push(if line.unit == Unit::Share { Cell::count(figure.n) } else { Cell::Unknown });
            cells.push(line.rank(index).map_or(Cell::Unknown, Cell::count));
        }
        cells.push(Cell::Text(line.difference(input)));
        cells
    };
    NumberTable { columns, rows: comparison.lines.iter().map(row).collect() }
}

/// Which cities are compared.
pub fn subtitle(input: &ChartInput<'_>) -> String {
    let names: Vec<&str> = cities(input).iter().take(MOST).map(|&city| input.short_name(Field::City, city)).collect();
    if names.len() < 2 {
        return Word::CHOOSE_CITIES.text(input.lang).to_owned();
    }
    let mut text = format!("{} · {}", names.join(", "), Word::RANKS_AMONG_THESE.text(input.lang));
    if !input.dataset.coverage.is_empty() {
        text = format!("{text} · {}", Word::HATCHED_NOT_COLLECTED.text(input.lang));
    }
    text
}
