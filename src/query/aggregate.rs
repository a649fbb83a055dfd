//! Plain, sorted tallies of rows: counts a period, growth of membership.

use std::collections::BTreeMap;

use super::pairs::Pair;
use super::rowset::RowSet;
use super::sweep::Sweep;
use crate::data::{Code, Dataset, Date, Field, Table};

/// How long a bar of a timeline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// One year.
    #[default]
    Year,
    /// Five years, beginning with a year divisible by five.
    FiveYears,
    /// Ten years, beginning with a year divisible by ten.
    TenYears,
}

impl Period {
    /// All lengths.
    pub const ALL: [Self; 5] = [Self::Month, Self::Quarter, Self::Year, Self::FiveYears, Self::TenYears];

    /// Its length in months.
    pub fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
            Self::FiveYears => 60,
            Self::TenYears => 120,
        }
    }

    /// The period that a date lies in, counted from the year 0; `None` where the date is too coarse to tell.
    pub fn of(self, date: Date) -> Option<i32> {
        let month = match date.month() {
            Some(month) => i32::from(month) - 1,
            None if self.months() >= 12 => 0,
            None => return None,
        };
        Some((i32::from(date.year()) * 12 + month).div_euclid(self.months()))
    }

    /// Beginning and end of a period in years.
    pub fn span_years(self, period: i32) -> (f64, f64) {
        let years = |months: i32| f64::from(months) / 12.0;
        (years(period * self.months()), years((period + 1) * self.months()))
    }
}

/// The period that a year begins in.
fn first_period(period: Period, year: i16) -> i32 {
    (i32::from(year) * 12).div_euclid(period.months())
}

/// Counts of facts by period, each period's stack in the order of `layers`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeriodCounts {
    /// The values that stacks are made of, in drawing order; `None` = not stated.
    pub layers: Vec<Option<Code>>,
    /// By period, then by layer: how many facts began in it. A fact that holds several values of the layer field is
    /// shared equally between them, so that a stack's height is the number of facts.
    pub counts: BTreeMap<i32, Vec<f64>>,
    /// Facts without a date.
    pub undated: usize,
    /// Facts whose date is too coarse for the period.
    pub too_coarse: usize,
}

impl PeriodCounts {
    /// Counts rows by the period they began in.
    pub fn new(dataset: &Dataset, table: Table, rows: &RowSet, period: Period, stack: &Stack) -> Self {
        Self::of(&Sweep::new(dataset.table(table), rows), dataset, period, stack)
    }

    /// Counts what a sweep goes over.
    pub fn of(sweep: &Sweep<'_>, dataset: &Dataset, period: Period, stack: &Stack) -> Self {
        let mut counted = Self { layers: stack.layers.clone(), undated: sweep.undated(), ..Self::default() };
        let Some((first_year, last_year)) = sweep.years() else { return counted };
        let first = first_period(period, first_year);
        let periods = (first_period(period, last_year.saturating_add(1)) - first + 1) as usize;
        // Dates too coarse for the period have a place of their own.
        let place = |date: Date| Some(period.of(date).map_or(periods, |index| (index - first) as usize));
        let mut layers = vec![None; dataset.vocabulary(stack.field).len()];
        for (layer, code) in stack.layers.iter().enumerate().filter_map(|(layer, code)| Some((layer, (*code)?))) {
            layers[code.index()] = Some(layer);
        }
        let rest = stack.layers.len() - 1;
        let mut too_coarse = 0.0;
        let mut add = |place: usize, value: Option<Code>, share: f64| {
            if place == periods {
                too_coarse += share;
                return;
            }
            let counts = counted.counts.entry(first + place as i32).or_insert_with(|| vec![0.0; stack.layers.len()]);
            counts[value.and_then(|code| layers[code.index()]).unwrap_or(rest)] += share;
        };
        if sweep.is_multi_valued(stack.field) {
            sweep.lists_by_place(stack.field, periods + 1, place, |place, list, rows| {
                if list.is_empty() {
                    add(place, None, f64::from(rows));
                }
                for &code in list {
                    add(place, Some(code), f64::from(rows) / list.len() as f64);
                }
            });
        } else {
            let add = |place, value, rows| add(place, value, f64::from(rows));
            sweep.values_by_place(stack.field, periods + 1, place, add);
        }
        counted.too_coarse = too_coarse.round() as usize;
        counted
    }
}

/// The layers of a stack: a closed vocabulary by rank, or the seven largest values of the whole file and the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// The field whose values are the layers.
    pub field: Field,
    /// The layers in drawing order. `None`, always last, takes what is not stated and what is too small for a layer.
    pub layers: Vec<Option<Code>>,
}

impl Stack {
    /// How many values a long list may show before the rest is one grey layer.
    pub const LARGEST: usize = 7;

    /// Layers by a field. They depend on the whole file only, never on the filter, so that colours stay.
    pub fn new(dataset: &Dataset, table: Table, field: Field) -> Self {
        let totals = dataset.table(table).totals(field);
        let total = |code: &Code| totals.get(code.index()).copied().unwrap_or_default();
        let mut shown: Vec<Code> = dataset.vocabulary(field).codes().filter(|code| total(code) > 0).collect();
        if shown.len() > Self::LARGEST {
            shown.sort_by_key(|code| (std::cmp::Reverse(total(code)), *code));
            shown.truncate(Self::LARGEST);
        }
        let layers = shown.into_iter().map(Some).chain([None]).collect();
        Self { field, layers }
    }

    /// Where a value lies in a stack.
    pub fn layer_of(&self, code: Option<Code>) -> usize {
        self.layers.iter().position(|&layer| layer == code).unwrap_or(self.layers.len() - 1)
    }
}

/// Growth of membership: what stood at the end of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// Pairs that had joined.
    pub joined: usize,
    /// Those of them that had not left.
    pub active: usize,
}

/// Growth by year from the first joining to `last_year` or the last joining, whichever is later, and the number of
/// pairs without a date of joining. O(pairs + years).
pub fn growth(pairs: &[Pair], last_year: i16) -> (BTreeMap<i16, Growth>, usize) {
    let joined: Vec<(i16, Option<i16>)> =
        pairs.iter().filter_map(|pair| Some((pair.joined?.year(), pair.left.map(Date::year)))).collect();
    let undated = pairs.len() - joined.len();
    let years = joined.iter().map(|spell| spell.0);
    let Some((first_year, last_joining)) = years.clone().min().zip(years.max()) else {
        return (BTreeMap::new(), undated);
    };
    // Who left in the year of joining stood at the end of no year.
    let mut changes = BTreeMap::<i16, (usize, usize, usize)>::new();
    for &(year, left) in &joined {
        changes.entry(year).or_default().0 += 1;
        if left.is_none_or(|left| left > year) {
            changes.entry(year).or_default().1 += 1;
            if let Some(left) = left {
                changes.entry(left).or_default().2 += 1;
            }
        }
    }
    let mut sum = Growth::default();
    let at = |year: i16| {
        let (joins, begins, ends) = changes.get(&year).copied().unwrap_or_default();
        sum.joined += joins;
        sum.active = sum.active + begins - ends;
        (year, sum)
    };
    ((first_year..=last_year.max(last_joining)).map(at).collect(), undated)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn growth_counts_what_stands_at_the_end_of_each_year_to_the_last_joining() {
        let date = |year: Option<i16>| year.map(|year| Date::parse(&year.to_string()).unwrap());
        let pair = |(joined, left)| Pair {
            city: Code(0),
            network: Code(0),
            joined: date(joined),
            left: date(left),
            roles: BTreeSet::new(),
            rows: Vec::new(),
        };
        let spells = [(Some(2000), None), (Some(2001), Some(2003)), (Some(2002), Some(2002)), (Some(2005), None)];
        let pairs: Vec<Pair> = spells.into_iter().chain([(None, None), (None, Some(2001))]).map(pair).collect();
        let (by_year, undated) = growth(&pairs, 2003);
        let given: Vec<_> = by_year.iter().map(|(&year, growth)| (year, growth.joined, growth.active)).collect();
        let expected = [(2000, 1, 1), (2001, 2, 2), (2002, 3, 2), (2003, 3, 1), (2004, 3, 1), (2005, 4, 2)];
        assert_eq!((given, undated), (expected.to_vec(), 2));
        assert_eq!(growth(&[], 2003), (BTreeMap::new(), 0));
    }
}
