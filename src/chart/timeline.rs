//! Activities by period, stacked by family of form, mode, domain or city.
//!
//! The bars show what passes all filters but the years, and the chosen years lie over them as a band: one sees what one
//! leaves out.

use emath::{Rect, pos2};

use super::bars::Bars;
use super::native::{self, NativeChart};
use super::pen::Pen;
use super::periods::period_name;
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartSpec, Drawing, Home, Marks, Scene, Theme, phrases};
use crate::data::{Field, Row, Table};
use crate::query::aggregate::{Period, PeriodCounts, Stack};
use crate::query::{Dimension, RowSet, Sweep};
use crate::words::Word;

/// Activities by period, stacked.
pub static SPEC: ChartSpec = ChartSpec {
    id: "timeline",
    title: Word::ACTIVITIES_OVER_TIME,
    home: Home::Activities,
    tables: &[Table::Activities],
    drawing: Drawing::Facts { layout, table, subtitle },
    marks: Marks { values: true, shares: true, change: true },
    change: Some(change),
    native: Some(native),
    has_facts: |dataset| dataset.table(Table::Activities).start.dated() > 0,
    ..ChartSpec::PLAIN
};

/// Lays out the bars.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let (stack, counts) = count(input);
    let years = years_of_bars(input);
    // Bars outside the chosen years are shown for choosing; where the axis leaves them out too, nothing would be seen.
    let in_view = |&period: &i32| {
        let (begin, end) = input.options.period.span_years(period);
        end > years.0 && begin < years.1
    };
    let is_empty = input.answer.rows(Table::Activities).count() == 0 && !counts.counts.keys().any(in_view);
    if counts.counts.is_empty() || is_empty {
        pen.empty_state(area, &phrases::why_empty(input, Table::Activities));
        return pen.scene;
    }
    bars(input, &stack, &counts).draw(input, &mut pen, area);
    pen.scene
}

/// What the bars are drawn from.
pub fn bars<'a>(input: &ChartInput<'_>, stack: &'a Stack, counts: &'a PeriodCounts) -> Bars<'a> {
    Bars {
        table: Table::Activities,
        stack,
        counts,
        period: input.options.period,
        years: years_of_bars(input),
        fades_outside: true,
    }
}

/// The axis. Numbers are written on bars of the chosen years only, so then no others are shown.
fn years_of_bars(input: &ChartInput<'_>) -> (f64, f64) {
    let shown = years_shown(input);
    let Some(chosen) = input.filter.years.filter(|_| !input.options.marks.is_none()) else { return shown };
    let chosen = (f64::from(chosen.from), f64::from(chosen.to) + 1.0);
    let both = (shown.0.max(chosen.0), shown.1.min(chosen.1));
    if both.1 > both.0 { both } else { chosen }
}

/// The layers and their counts by period, whatever the years; where numbers are written on the bars, of the years of
/// the axis, so that a period that it cuts holds no more than is shown of it.
pub fn count(input: &ChartInput<'_>) -> (Stack, PeriodCounts) {
    let stack = Stack::new(input.dataset, Table::Activities, input.options.stack);
    let answer = input.answer.table(Table::Activities);
    let rows = answer.rows_but_for(Dimension::Years);
    let years = years_of_bars(input);
    let facts = input.dataset.table(Table::Activities);
    let is_shown = |row: Row| {
        let year = facts.start(row).map(|date| f64::from(date.year()));
        rows.contains(row) && year.is_none_or(|year| year + 1.0 > years.0 && year < years.1)
    };
    let cut = (!input.options.marks.is_none()).then(|| RowSet::from_fn(facts.len(), is_shown));
    let rows = cut.as_ref().unwrap_or(rows);
    let sweep = Sweep::of_some(facts, answer, rows);
    let counts = PeriodCounts::of(&sweep, input.dataset, input.options.period, &stack);
    (stack, counts)
}

/// A row a period, those outside the chosen years too: the counts of each layer.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let (stack, counts) = count(input);
    counted_table(input, &stack, &counts, input.options.period)
}

/// Period counts as a table.
pub fn counted_table(input: &ChartInput<'_>, stack: &Stack, counts: &PeriodCounts, period: Period) -> NumberTable {
    let mut columns = vec![Word::PERIOD_COLUMN.text(input.lang).to_owned()];
    columns.extend((0..stack.layers.len()).map(|layer| input.layer_name(stack, layer).to_owned()));
    let row = |(&index, layers): (&i32, &Vec<f64>)| {
        std::iter::once(Cell::Text(period_name(period, index)))
            .chain(layers.iter().map(|&count| Cell::Number(count)))
            .collect()
    };
    NumberTable { columns, rows: counts.counts.iter().map(row).collect() }
}

/// The ends of the time axis in years: what was asked for, or everything.
pub fn years_shown(input: &ChartInput<'_>) -> (f64, f64) {
    input.options.years_shown.unwrap_or_else(|| years_whole(input))
}

/// From the first to the last dated activity or institution of the whole file, in whole years.
pub fn years_whole(input: &ChartInput<'_>) -> (f64, f64) {
    let years = [Table::Activities, Table::Institutions]
        .into_iter()
        .filter_map(|table| Sweep::new(input.dataset.table(table), input.whole.rows(table)).years());
    let (first, last) =
        years.fold((i16::MAX, i16::MIN), |(first, last), years| (first.min(years.0), last.max(years.1)));
    if first > last { (2000.0, 2026.0) } else { (f64::from(first), f64::from(last) + 1.0) }
}

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let mut parts = vec![phrases::shown_of(input, Table::Activities)];
        parts.extend(phrases::stacked_by(input, input.options.stack));
        if input.options.stack == Field::Mode && input.dataset.table(Table::Activities).derived_modes.has_values() {
            parts.push(Word::DERIVED_BY_RULE.text(input.lang).to_owned());
        }
        parts.extend(phrases::not_drawn(input, input.options.period));
        parts
    })
}

/// How the last whole period differs from the first.
fn change(input: &ChartInput<'_>) -> Option<String> {
    let (stack, counts) = count(input);
    bars(input, &stack, &counts).change_in_words(input)
}

fn native(input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
    let (stack, counts) = count(input);
    native::stacked(input, theme, &bars(input, &stack, &counts))
}
