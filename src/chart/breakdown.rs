//! Activities by country, form, agenda or city: what a file without dates shows where others show a timeline.

use emath::{Rect, pos2};

use super::grouped_list::{Group, GroupedList, Headings};
use super::native::{FEWEST_BARS, MOST_BARS, NativeChart, NativeKind, NativeSeries};
use super::pen::Pen;
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartOptions, ChartSpec, Drawing, Home, Scene, Theme, phrases};
use crate::data::{Field, Table};
use crate::query::{Sweep, Tally, tallies};
use crate::words::{Word, grouped};

/// Activities by the values of a field.
pub static SPEC: ChartSpec = ChartSpec {
    id: "breakdown",
    title: Word::BREAKDOWN,
    title_of: Some(title),
    home: Home::Activities,
    tab: Some(Word::BREAKDOWN_TAB),
    tables: &[Table::Activities],
    drawing: Drawing::Facts { layout, table, subtitle },
    native: Some(native),
    ..ChartSpec::PLAIN
};

/// The field that is chosen, or the first that tells the activities of the file apart: a good part of them state it, and not
/// all the same.
pub fn field(input: &ChartInput<'_>) -> Field {
    const LEAST_SHARE: usize = 10;
    let facts = input.dataset.table(Table::Activities);
    let tells_apart = |field: &Field| {
        let totals = facts.totals(*field);
        let (stated, values) = totals.iter().fold((0, 0), |sum, &rows| (sum.0 + rows, sum.1 + usize::from(rows > 0)));
        values > 1 && stated as usize * LEAST_SHARE >= facts.len()
    };
    let of_file = || ChartOptions::BREAKDOWNS.into_iter().find(tells_apart).unwrap_or(Field::City);
    input.options.breakdown.unwrap_or_else(of_file)
}

fn title(input: &ChartInput<'_>) -> String {
    let field = field(input).word().text(input.lang);
    Word::activities_by(input.lang, &field.to_lowercase())
}

/// The values with the most activities first.
fn lines(input: &ChartInput<'_>, field: Field) -> Vec<Tally> {
    tallies(input.dataset, Table::Activities, field, input.answer.rows(Table::Activities), &[])
}

/// Activities that state no value of a field.
fn without(input: &ChartInput<'_>, field: Field) -> usize {
    let facts = input.dataset.table(Table::Activities);
    let mut without = 0;
    Sweep::new(facts, input.answer.rows(Table::Activities)).lists(field, |list, rows| {
        without += if list.is_empty() { rows as usize } else { 0 };
    });
    without
}

/// The years that small bars of activities run over: those chosen, or all of the file; `None` where nothing has a date.
pub fn activity_years(input: &ChartInput<'_>) -> Option<(i16, i16)> {
    let whole = Sweep::new(input.dataset.table(Table::Activities), input.whole.rows(Table::Activities)).years()?;
    Some(input.filter.years.map_or(whole, |years| (years.from, years.to)))
}

/// Lays out the list.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let item = field(input);
    let lines = lines(input, item);
    if lines.is_empty() {
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let text = if input.answer.rows(Table::Activities).count() > 0 {
            Word::none_states(input.lang, &item.word().text(input.lang).to_lowercase())
        } else {
            phrases::why_empty(input, Table::Activities)
        };
        pen.empty_state(area, &text);
        return pen.scene;
    }
    let list = GroupedList {
        item,
        by: item,
        counted: Word::ACTIVITIES_SHORT,
        beside: None,
        groups: vec![Group { value: None, facts: 0, lines }],
        years: activity_years(input),
        headings: Headings::None,
        is_whole: false,
        fills_columns: true,
        new_and_lost: None,
        first_of: Word::first_of_values,
    };
    list.draw(input, pen)
}

/// A row a value; at the end, how many activities state none.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let field = field(input);
    let columns = [field.word(), Word::ACTIVITIES_COUNTED, Word::FIRST_YEAR_COLUMN, Word::LAST_YEAR_COLUMN];
    let row = |tally: &Tally| {
        vec![
            Cell::Text(input.name(field, tally.value).to_owned()),
            Cell::count(tally.facts),
            Cell::year(tally.first_year),
            Cell::year(tally.last_year),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = lines(input, field).iter().map(row).collect();
    let without = without(input, field);
    if without > 0 {
        let name = Cell::Text(Word::NOT_STATED.text(input.lang).to_owned());
        rows.push(vec![name, Cell::count(without), Cell::Unknown, Cell::Unknown]);
    }
    NumberTable { columns: columns.map(|word| word.text(input.lang).to_owned()).into(), rows }
}

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let field = field(input);
        let stated = input.answer.rows(Table::Activities).count() - without(input, field);
        let name = field.word().text(input.lang).to_lowercase();
        vec![phrases::shown_of(input, Table::Activities), Word::with_it_stated(input.lang, &grouped(stated), &name)]
    })
}

fn native(input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
    bars_of(input, theme, field(input))
}

/// Activities by the values of a field as bars of an office program: the largest of them.
pub fn bars_of(input: &ChartInput<'_>, theme: &Theme, field: Field) -> Option<NativeChart> {
    let mut lines = lines(input, field);
    if lines.len() < FEWEST_BARS {
        return None;
    }
    lines.truncate(MOST_BARS);
    Some(NativeChart {
        kind: NativeKind::StackedBar,
        category_title: field.word().text(input.lang).to_owned(),
        value_title: Table::Activities.word().text(input.lang).to_owned(),
        categories: lines.iter().map(|tally| input.name(field, tally.value).to_owned()).collect(),
        series: vec![NativeSeries {
            name: Table::Activities.word().text(input.lang).to_owned(),
            values: lines.iter().map(|tally| Some(tally.facts as f64)).collect(),
            color: theme.accent,
            ..NativeSeries::default()
        }],
        label_every: 1,
        first_year: None,
        partial: None,
        has_values: true,
        has_shares: false,
        is_percent: false,
    })
}
