//! Memberships over time: how many pairs of city and network had joined, and how many of them had not left.

use ecolor::Color32;
use emath::{Pos2, Rect, pos2};

use super::axis::{Scale, YearAt, count_ticks, draw_count_axis, draw_year_axis, year_axis_height};
use super::hint::Hint;
use super::marks::{PeriodChange, write_over};
use super::native::{NativeChart, NativeKind, NativeSeries, label_every};
use super::pen::Pen;
use super::scene::{Align, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartSpec, Drawing, Home, Marks, Scene, Theme, phrases};
use crate::data::{Date, Table};
use crate::query::Subject;
use crate::query::aggregate::{Growth, Period, growth};
use crate::query::indicators::Indicator;
use crate::words::{Word, grouped};

/// Memberships over time.
pub static SPEC: ChartSpec = ChartSpec {
    id: "growth",
    title: Word::MEMBERSHIPS_OVER_TIME,
    home: Home::Membership,
    tab: Some(Word::GROWTH_TAB),
    tables: &[Table::Memberships],
    drawing: Drawing::Facts { layout, table, subtitle },
    answers: Some(Indicator::NetworkGrowth),
    marks: Marks { values: true, shares: false, change: true },
    change: Some(change_in_words),
    native: Some(native),
    has_facts: |dataset| dataset.table(Table::Memberships).start.dated() > 0,
    ..ChartSpec::PLAIN
};

/// All levels of government taken together: growth counts pairs, it ranks no one.
pub fn counted(input: &ChartInput<'_>) -> (std::collections::BTreeMap<i16, Growth>, usize) {
    growth(input.answer.pairs(input.dataset), input.last_year())
}

/// Lays out two stepped lines, named at their ends.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let mut area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let (by_year, undated) = counted(input);
    let Some((&first, &last)) = by_year.keys().next().zip(by_year.keys().next_back()) else {
        let text = if undated > 0 {
            Word::only_undated_memberships(input.lang, &grouped(undated))
        } else {
            phrases::why_empty(input, Table::Memberships)
        };
        pen.empty_state(area, &text);
        return pen.scene;
    };
    let change = change(input, &by_year).filter(|_| input.options.marks.change);
    if let Some(change) = &change {
        let name = Word::ACTIVE.text(input.lang);
        area = write_over(&mut pen, area, &format!("{name} · {}", change.in_words(input.lang)));
    }
    let highest = by_year.values().map(|growth| growth.joined).max().unwrap_or(1);
    let end = by_year[&last];
    let font = pen.theme.small();
    let joined_label = format!("{} {}", grouped(end.joined), Word::JOINED.text(input.lang));
    let active_label = format!("{} {}", grouped(end.active), Word::ACTIVE.text(input.lang));
    let labels_width = pen.width(&joined_label, font).max(pen.width(&active_label, font)) + 8.0;
    let note = note(input, undated, (f64::from(first), f64::from(last) + 1.0));
    let note_height = if note.is_empty() { 0.0 } else { font.size + 8.0 };
    let (plot_top, plot_bottom) = (area.top() + 8.0, area.bottom() - year_axis_height(&pen) - note_height);
    let max_ticks = (((plot_bottom - plot_top) / 40.0) as usize).clamp(2, 6);
    let (top, step) = count_ticks(highest as f64, max_ticks);
    // The upper end of the axis may have a digit more than the highest count.
    let numbers_width = pen.width(&grouped(top as usize), font) + 10.0;
    let left = area.left() + input.options.gutter.unwrap_or(0.0).max(numbers_width);
    let plot = Rect::from_min_max(pos2(left, plot_top), pos2(area.right() - labels_width, plot_bottom));
    let heights = Scale::new((0.0, top), (plot.bottom(), plot.top()));
    let years = Scale::new((f64::from(first), f64::from(last) + 1.0), (plot.left(), plot.right()));
    super::coverage::draw(input, &mut pen, plot, years);
    draw_count_axis(&mut pen, plot, heights, step);
    // Thin and light above thick and dark: told apart even where the chart is low.
    for (is_active, width, color) in [(false, 1.2, pen.theme.tint(pen.theme.accent)), (true, 2.4, pen.theme.accent)] {
        let count = |growth: &Growth| if is_active { growth.active } else { growth.joined };
        let points: Vec<Pos2> = by_year
            .iter()
            .flat_map(|(&year, growth)| {
                let y = heights.at(count(growth) as f64);
                [pos2(years.at(f64::from(year)), y), pos2(years.at(f64::from(year) + 1.0), y)]
            })
            .collect();
        pen.scene.add(Shape::Line { points, stroke: Stroke::new(width, color) });
    }
    draw_marks(input, &mut pen, (plot, years, heights), &by_year, change.as_ref());
    add_year_targets(&mut pen, plot, years, by_year.keys().copied());
    draw_year_axis(&mut pen, plot, years, YearAt::Middle);
    let x = plot.right() + 6.0;
    let joined_y = heights.at(end.joined as f64);
    // Two labels never touch, however close their lines end.
    let active_y = heights.at(end.active as f64).max(joined_y + font.size + 3.0);
    if end.joined != end.active {
        pen.text(pos2(x, joined_y), Align::Start, font, pen.theme.ink_soft, &joined_label);
    }
    pen.text(
        pos2(x, if end.joined == end.active { joined_y } else { active_y }),
        Align::Start,
        font,
        pen.theme.accent,
        &active_label,
    );
    if !note.is_empty() {
        let note = pen.fit(&note, font, area.width()).into_owned();
        let at = pos2(area.left(), area.bottom() - 0.65 * font.size);
        pen.text(at, Align::Start, font, pen.theme.ink_soft, &note);
    }
    pen.scene
}

/// Dots where the compared years are, and the values at the beginning of the lines.
fn draw_marks(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    (plot, years, heights): (Rect, Scale, Scale),
    by_year: &std::collections::BTreeMap<i16, Growth>,
    change: Option<&PeriodChange>,
) {
    let ends = change.into_iter().flat_map(|change| [&change.first.0, &change.last.0]);
    for year in ends.filter_map(|name| name.parse::<i16>().ok()) {
        let active = by_year.get(&year).map_or(0, |growth| growth.active);
        let center = pos2(years.at(f64::from(year) + 0.5), heights.at(active as f64));
        let stroke = Stroke::new(1.5, pen.theme.ground);
        pen.scene.add(Shape::Circle { center, radius: 4.0, fill: pen.theme.accent, stroke });
    }
    let Some((&first, growth)) = by_year.first_key_value().filter(|_| input.options.marks.values) else { return };
    let (joined, active) = (grouped(growth.joined), grouped(growth.active));
    let text = if joined == active { joined } else { format!("{joined} / {active}") };
    let font = pen.theme.small();
    let y = (heights.at(growth.joined as f64) - 0.8 * font.size).max(plot.top() + 0.6 * font.size);
    pen.text(pos2(years.at(f64::from(first)) + 2.0, y), Align::Start, font, pen.theme.ink, &text);
}

/// Active memberships in the first and in the last whole year that are shown.
pub fn change(input: &ChartInput<'_>, by_year: &std::collections::BTreeMap<i16, Growth>) -> Option<PeriodChange> {
    let known_to = input.dataset.meta.as_of.map(crate::data::Date::span_years);
    let is_over = |year: &i16| known_to.is_none_or(|(_, known)| f64::from(*year) + 1.0 <= known + 1e-6);
    let is_chosen = |year: &i16| input.filter.years.is_none_or(|chosen| (chosen.from..=chosen.to).contains(year));
    let mut years = by_year.iter().filter(|(year, _)| is_chosen(year) && is_over(year));
    let value = |(year, growth): (&i16, &Growth)| (*year, growth.active as f64);
    let (first, last) = (value(years.next()?), value(years.next_back()?));
    let left_out = by_year.keys().find(|year| is_chosen(year) && !is_over(year)).map(ToString::to_string);
    let named = |(year, count): (i16, f64)| (year.to_string(), count);
    Some(PeriodChange { first: named(first), last: named(last), years: f64::from(last.0 - first.0), left_out })
}

/// What stands in no year, and what hatching means.
fn note(input: &ChartInput<'_>, undated: usize, years: (f64, f64)) -> String {
    let mut parts = Vec::new();
    if undated > 0 {
        parts.push(Word::plus_without_year(input.lang, &grouped(undated)));
    }
    if !super::coverage::stretches(input, years).is_empty() {
        parts.push(Word::HATCHED_NOT_COLLECTED.text(input.lang).to_owned());
    }
    parts.join(" · ")
}

/// Invisible columns that let the pointer ask for a year.
fn add_year_targets(pen: &mut Pen<'_>, plot: Rect, scale: Scale, years: impl Iterator<Item = i16>) {
    for year in years {
        let (left, right) = (scale.at(f64::from(year)), scale.at(f64::from(year) + 1.0));
        let rect = Rect::from_min_max(pos2(left, plot.top()), pos2(right, plot.bottom()));
        let subject = Subject::Years { table: Table::Memberships, from: year, to: year, layer: None, period: None };
        pen.scene.add_for(subject, Shape::filled(rect, 0.0, ecolor::Color32::TRANSPARENT));
    }
}

/// A row a year.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let (by_year, undated) = counted(input);
    let columns = [Word::PERIOD_COLUMN, Word::JOINED, Word::ACTIVE];
    let row = |(year, growth): (&i16, &Growth)| {
        vec![Cell::Text(year.to_string()), Cell::count(growth.joined), Cell::count(growth.active)]
    };
    let mut rows: Vec<_> = by_year.iter().map(row).collect();
    if undated > 0 {
        rows.push(vec![
            Cell::Text(Word::YEAR_UNKNOWN.text(input.lang).to_owned()),
            Cell::count(undated),
            Cell::Unknown,
        ]);
    }
    NumberTable { columns: columns.map(|word| word.text(input.lang).to_owned()).into(), rows }
}

/// What the pointer is told of a year.
pub fn hint(input: &ChartInput<'_>, year: i16) -> Hint {
    let (by_year, _) = counted(input);
    let growth = by_year.get(&year).copied().unwrap_or_default();
    let line = |count: usize, word: Word| format!("{} {}", grouped(count), word.text(input.lang));
    let lines = vec![line(growth.joined, Word::JOINED), line(growth.active, Word::ACTIVE)];
    Hint { title: year.to_string(), lines }
}

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        vec![Table::Memberships.count_words(input.lang, input.answer.pairs(input.dataset).len())]
    })
}

fn change_in_words(input: &ChartInput<'_>) -> Option<String> {
    Some(change(input, &counted(input).0)?.in_words(input.lang))
}

/// Two lines, with the years that have a round name at the ends.
fn native(input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
    let (by_year, _) = counted(input);
    let (first, last) = (*by_year.keys().next()?, *by_year.keys().next_back()?);
    let label_every = label_every(Period::Year, (last - first + 1) as usize);
    let first = first.div_euclid(label_every as i16) * label_every as i16;
    let values = |count: fn(&crate::query::aggregate::Growth) -> usize| -> Vec<Option<f64>> {
        (first..=last).map(|year| Some(by_year.get(&year).map_or(0, count) as f64)).collect()
    };
    let series = |word: Word, values: Vec<Option<f64>>, color: Color32| NativeSeries {
        name: word.text(input.lang).to_owned(),
        values,
        color,
        ..NativeSeries::default()
    };
    Some(NativeChart {
        kind: NativeKind::Line,
        category_title: Word::PERIOD_COLUMN.text(input.lang).to_owned(),
        value_title: Table::Memberships.word().text(input.lang).to_owned(),
        categories: (first..=last).map(|year| year.to_string()).collect(),
        series: vec![
            series(Word::JOINED, values(|growth| growth.joined), theme.tint(theme.accent)),
            series(Word::ACTIVE, values(|growth| growth.active), theme.accent),
        ],
        label_every,
        first_year: Some(first),
        partial: input
            .dataset
            .meta
            .as_of
            .map(Date::year)
            .filter(|year| (first..=last).contains(year))
            .map(|year| (year - first) as usize),
        has_values: input.options.marks.values,
        has_shares: false,
        is_percent: false,
    })
}
