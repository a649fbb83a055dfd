//! The charts that a presentation or spreadsheet program can draw itself, from the same numbers as ours.

use ecolor::Color32;

use super::bars::Bars;
use super::periods::period_name;
use super::{Cell, ChartInput, NumberTable, Theme};
use crate::query::aggregate::Period;
use crate::words::Word;

/// A chart of categories and series: what every office program knows.
#[derive(Clone, Debug, PartialEq)]
pub struct NativeChart {
    /// How it is drawn.
    pub kind: NativeKind,
    /// What the categories are.
    pub category_title: String,
    /// What the values count.
    pub value_title: String,
    /// The names along the axis.
    pub categories: Vec<String>,
    /// The values, a series a colour.
    pub series: Vec<NativeSeries>,
    /// The first of the categories where they are consecutive years.
    pub first_year: Option<i16>,
    /// Every how many categories one is named.
    pub label_every: usize,
    /// The category that was not over when the facts were collected.
    pub partial: Option<usize>,
    /// Numbers are written: totals over columns, the first values of lines.
    pub has_values: bool,
    /// Every column is 100 %, its series named in percent.
    pub has_shares: bool,
    /// The values are shares from 0 to 1, written in percent.
    pub is_percent: bool,
}

/// How categories and series are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeKind {
    /// Columns, series on top of each other.
    StackedColumn,
    /// Bars from the left, series behind each other, the first category at the top.
    StackedBar,
    /// A line a series.
    Line,
    /// A line a series whose points are seen, for values that rest on few or on many.
    PointedLine,
    /// Bars from the left, series beside each other, the first category at the top.
    Bar,
}

impl NativeKind {
    /// Whether it is drawn as lines.
    pub fn is_line(self) -> bool {
        matches!(self, Self::Line | Self::PointedLine)
    }

    /// Whether its categories stand one under the other.
    pub fn is_bar(self) -> bool {
        matches!(self, Self::StackedBar | Self::Bar)
    }
}

/// One series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NativeSeries {
    /// Its name in the legend.
    pub name: String,
    /// One a category; `None` where nothing is known.
    pub values: Vec<Option<f64>>,
    /// Its colour.
    pub color: Color32,
    /// The limits of the interval of each value, where it has some; empty where none has.
    pub limits: Vec<Option<[f64; 2]>>,
    /// The values that rest on few: drawn hollow.
    pub hollow: Vec<usize>,
    /// Colours of single categories, where they have their own; empty where none has.
    pub own_colors: Vec<Color32>,
}

impl NativeSeries {
    /// Whether any value has an interval.
    pub fn has_limits(&self) -> bool {
        self.limits.iter().any(Option::is_some)
    }

    /// How far the limits of an interval are below and above a value.
    pub fn reach(&self, at: usize) -> Option<[f64; 2]> {
        let (value, [low, high]) = (self.values[at]?, self.limits.get(at).copied().flatten()?);
        Some([(value - low).max(0.0), (high - value).max(0.0)])
    }
}

impl NativeChart {
    /// Its numbers, a row a category.
    pub fn table(&self) -> NumberTable {
        let value = |series: &NativeSeries, at: usize| series.values[at].map_or(Cell::Unknown, Cell::Number);
        let row = |(at, name): (usize, &String)| {
            let values = self.series.iter().map(|series| value(series, at));
            std::iter::once(Cell::Text(name.clone())).chain(values).collect()
        };
        NumberTable {
            columns: std::iter::once(&self.category_title)
                .chain(self.series.iter().map(|s| &s.name))
                .cloned()
                .collect(),
            rows: self.categories.iter().enumerate().map(row).collect(),
        }
    }

    /// The first day of each category as spreadsheets count days, where the categories are years they can count.
    ///
    /// On an axis of dates every program names every fifth or tenth year; names of categories `LibreOffice` would break.
    pub fn days(&self) -> Option<Vec<u32>> {
        let first = self.first_year.filter(|&year| year > 1900)?;
        let day = |year: i32| {
            let before = year - 1;
            // Leap years since 1900, which spreadsheets hold for one.
            let leaps = (before / 4 - 475) - (before / 100 - 19) + (before / 400 - 4);
            (367 + 365 * (year - 1901) + leaps) as u32
        };
        Some((i32::from(first)..).take(self.categories.len()).map(day).collect())
    }

    /// The end of the axis of shares: a round one past every value and every interval that rests on enough.
    pub fn highest_share(&self) -> Option<f64> {
        let of = |series: &NativeSeries| {
            let reach = |at: usize| {
                let above = series.reach(at).filter(|_| !series.hollow.contains(&at)).map_or(0.0, |[_, above]| above);
                series.values[at].unwrap_or_default() + above
            };
            (0..series.values.len()).map(reach).fold(0.0, f64::max)
        };
        let highest = self.series.iter().map(of).fold(0.0, f64::max);
        self.is_percent.then(|| ((highest * 10.0 - 1e-6).ceil() / 10.0).clamp(0.1, 1.0))
    }

    /// What part of its category a value is; 0 of an empty one.
    pub fn share(&self, series: usize, category: usize) -> f64 {
        let total = self.total(category);
        let value = self.series[series].values[category].unwrap_or_default();
        if total > 0.0 { value / total } else { 0.0 }
    }

    /// The sum of all values of a category.
    pub fn total(&self, category: usize) -> f64 {
        self.series.iter().filter_map(|series| series.values[category]).sum()
    }
}

/// Fewer bars would swell to fill the chart of an office program.
pub(super) const FEWEST_BARS: usize = 4;
/// Bars whose names keep their size on a slide.
pub(super) const MOST_BARS: usize = 20;
/// Columns a reader can still tell apart on a slide.
const MOST_COLUMNS: usize = 160;
/// Names that fit side by side under an axis.
const MOST_LABELS: usize = 14;

/// Bars as an office program draws them: counts by period, or where shares were asked for, columns of 100 %.
pub(super) fn stacked(input: &ChartInput<'_>, theme: &Theme, bars: &Bars<'_>) -> Option<NativeChart> {
    if input.options.marks.shares { shares(input, theme, bars) } else { columns(input, theme, bars) }
}

fn columns(input: &ChartInput<'_>, theme: &Theme, bars: &Bars<'_>) -> Option<NativeChart> {
    let Bars { table, stack, counts, period, .. } = *bars;
    let is_chosen = |index: i32| {
        let (begin, end) = period.span_years(index);
        let years = (begin.floor() as i16, (end - 1e-6).floor() as i16);
        input.filter.years.is_none_or(|chosen| years.1 >= chosen.from && years.0 <= chosen.to)
    };
    let chosen: Vec<i32> = counts.counts.keys().copied().filter(|&index| is_chosen(index)).collect();
    let (first, last) = (*chosen.first()?, *chosen.last()?);
    let label_every = label_every(period, (last - first + 1) as usize);
    // Named years are round ones.
    let first = first.div_euclid(label_every as i32) * label_every as i32;
    let indexes = first..=last;
    if indexes.clone().count() > MOST_COLUMNS {
        return None;
    }
    // A period without a record is a count of zero records; what it means is for the coverage to say.
    let value = |layer: usize, index: i32| {
        if is_chosen(index) { counts.counts.get(&index).map_or(0.0, |layers| layers[layer]) } else { 0.0 }
    };
    let series = (0..stack.layers.len()).map(|layer| NativeSeries {
        name: input.layer_name(stack, layer).to_owned(),
        values: indexes.clone().map(|index| Some(value(layer, index))).collect(),
        color: input.layer_color(theme, stack, layer),
        ..NativeSeries::default()
    });
    let partial = input.dataset.meta.as_of.and_then(|as_of| {
        let index = period.of(as_of).filter(|index| indexes.contains(index))?;
        (as_of.span_years().1 < period.span_years(index).1).then_some((index - first) as usize)
    });
    Some(NativeChart {
        kind: NativeKind::StackedColumn,
        category_title: Word::PERIOD_COLUMN.text(input.lang).to_owned(),
        value_title: table.word().text(input.lang).to_owned(),
        categories: indexes.clone().map(|index| period_name(period, index)).collect(),
        series: series.filter(|series| series.values.iter().any(|value| *value != Some(0.0))).collect(),
        label_every,
        partial,
        first_year: (period == Period::Year).then_some(first as i16),
        has_values: input.options.marks.values,
        has_shares: false,
        is_percent: false,
    })
}

/// Columns of 100 %. A category is named with its n.
fn shares(input: &ChartInput<'_>, theme: &Theme, bars: &Bars<'_>) -> Option<NativeChart> {
    let columns = bars.filled_columns(input);
    if columns.is_empty() || columns.len() > MOST_COLUMNS {
        return None;
    }
    let series = bars.used_layers(&columns).into_iter().map(|layer| NativeSeries {
        name: input.layer_name(bars.stack, layer).to_owned(),
        values: columns.iter().map(|column| Some(column.layers[layer])).collect(),
        color: input.layer_color(theme, bars.stack, layer),
        ..NativeSeries::default()
    });
    Some(NativeChart {
        kind: NativeKind::StackedColumn,
        category_title: Word::PERIOD_COLUMN.text(input.lang).to_owned(),
        value_title: bars.table.word().text(input.lang).to_owned(),
        categories: columns.iter().map(|column| format!("{}\n{}", column.short_name, column.n_in_words())).collect(),
        series: series.collect(),
        label_every: label_every(bars.period, columns.len()),
        partial: columns.iter().position(|column| !column.is_over),
        first_year: None,
        has_values: false,
        has_shares: true,
        is_percent: false,
    })
}

/// A chart of what an indicator found: its categories named as they are.
pub(super) fn of_finding(
    kind: NativeKind,
    titles: [String; 2],
    categories: Vec<String>,
    series: Vec<NativeSeries>,
) -> NativeChart {
    let [category_title, value_title] = titles;
    let label_every = if kind.is_bar() { 1 } else { categories.len().div_ceil(MOST_LABELS).max(1) };
    NativeChart {
        kind,
        category_title,
        value_title,
        categories,
        series,
        first_year: None,
        label_every,
        partial: None,
        has_values: false,
        has_shares: false,
        is_percent: false,
    }
}

pub(super) fn label_every(period: Period, categories: usize) -> usize {
    let steps: &[usize] = match period {
        Period::Month => &[1, 3, 6, 12, 24, 60],
        Period::Quarter => &[1, 2, 4, 8, 20],
        Period::Year => &[1, 2, 5, 10, 20],
        // Ten years and more are named in words too long for a denser axis.
        Period::FiveYears | Period::TenYears => &[1, 2, 4],
    };
    let fits = |step: &&usize| categories.div_ceil(**step) <= MOST_LABELS;
    steps.iter().find(fits).or(steps.last()).copied().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_spreadsheets() {
        let chart = NativeChart {
            kind: NativeKind::Line,
            category_title: String::new(),
            value_title: String::new(),
            categories: (1999..=2001).map(|year| year.to_string()).collect(),
            series: Vec::new(),
            first_year: Some(1999),
            label_every: 1,
            partial: None,
            has_values: false,
            has_shares: false,
            is_percent: false,
        };
        assert_eq!(chart.days(), Some(vec![36_161, 36_526, 36_892]));
        assert_eq!(NativeChart { first_year: Some(1900), ..chart.clone() }.days(), None);
        assert_eq!(NativeChart { first_year: None, ..chart }.days(), None);
    }

    #[test]
    fn named_periods_are_few_enough_to_be_read() {
        let every = [(Period::Year, 12), (Period::Year, 66), (Period::Month, 160), (Period::FiveYears, 14)];
        assert_eq!(every.map(|(period, categories)| label_every(period, categories)), [1, 5, 12, 1]);
    }
}
