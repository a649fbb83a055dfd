//! Values of a field with their facts and years, those with the most facts first: partners, counterparts.

use std::cmp::Reverse;
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::rowset::RowSet;
use crate::data::{Code, Dataset, Date, FactTable, Field, Row, Table};

/// One value among the facts of a table that pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// The value.
    pub value: Code,
    /// Facts that hold it: ties of a partner, activities of a counterpart.
    pub facts: usize,
    /// Of a partner, activities that name it.
    pub beside: usize,
    /// First known year of a fact.
    pub first_year: Option<i16>,
    /// Last year in which a fact is known to have begun or ended.
    pub last_year: Option<i16>,
    /// Facts by the year they began, ascending; those that are only attested are left out.
    pub begun: FactsByYear,
}

/// Numbers of facts by year: a stretch of a list that all values share, so that a tally is cheap to copy.
#[derive(Clone, Debug)]
pub struct FactsByYear {
    all: Arc<[(i16, u32)]>,
    stretch: (u32, u32),
}

impl Deref for FactsByYear {
    type Target = [(i16, u32)];

    fn deref(&self) -> &Self::Target {
        &self.all[self.stretch.0 as usize..self.stretch.1 as usize]
    }
}

impl PartialEq for FactsByYear {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// What is summed up of a value before the years of all values lie in one list.
#[derive(Clone, Copy, Default)]
struct Sum {
    facts: u32,
    first_year: Option<i16>,
    last_year: Option<i16>,
    /// Its stretch of the list: with room for every year counted of it, filled as far as they differ.
    stretch: (u32, u32),
}

/// How many facts hold a value in a year, or without one; years ascend.
type Counted = (Code, Option<i16>, u32);

/// All values of a field that facts of a table hold, sorted by facts, then by what stands beside them, then by rank.
/// `beside` is how many of something else each value has, by code; a value that has only that is listed too.
pub fn tallies(dataset: &Dataset, table: Table, field: Field, rows: &RowSet, beside: &[u32]) -> Vec<Tally> {
    let facts = dataset.table(table);
    let values = dataset.vocabulary(field).len();
    let counted = counted(facts, field, rows, values);
    let mut sums = sums(&counted, values);
    for (value, end) in last_ends(facts, field, rows, values) {
        let last_year = &mut sums[value.index()].last_year;
        *last_year = (*last_year).max(Some(end));
    }
    let begun = if facts.attested.contains(&true) {
        let mut not_attested = rows.clone();
        facts.rows().filter(|&row| facts.is_attested(row)).for_each(|row| not_attested.remove(row));
        begun_by_year(&self::counted(facts, field, &not_attested, values), &mut sums, counted.len())
    } else {
        begun_by_year(&counted, &mut sums, counted.len())
    };
    let all: Arc<[(i16, u32)]> = begun.into();
    let tally = |(value, sum): (Code, &Sum)| Tally {
        value,
        facts: sum.facts as usize,
        beside: beside.get(value.index()).map_or(0, |&count| count as usize),
        first_year: sum.first_year,
        last_year: sum.last_year,
        begun: FactsByYear { all: Arc::clone(&all), stretch: sum.stretch },
    };
    let tallies = dataset.vocabulary(field).codes().zip(&sums).map(tally);
    let mut tallies: Vec<Tally> = tallies.filter(|tally| tally.facts + tally.beside > 0).collect();
    tallies.sort_by_key(|tally| (Reverse((tally.facts, tally.beside)), tally.value));
    tallies
}

/// The rows by the values of a field and the year they began, years ascending; those without a date last.
fn counted(facts: &FactTable, field: Field, rows: &RowSet, values: usize) -> Vec<Counted> {
    // Rows of one year lie side by side, and so do those without a date.
    let mut years: Vec<(Option<i16>, Range<usize>)> = Vec::new();
    for (date, stretch) in facts.start.runs() {
        let year = date.map(Date::year);
        match years.last_mut() {
            Some((last, whole)) if *last == year => whole.end = stretch.end,
            _ => years.push((year, stretch)),
        }
    }
    let column = &facts.codes[field as usize];
    let (mut counted, mut counts, mut met) = (Vec::new(), vec![0_u32; values], Vec::new());
    for (year, stretch) in years {
        for row in rows.iter_within(stretch) {
            for &code in column.get(row.index()) {
                if counts[code.index()] == 0 {
                    met.push(code);
                }
                counts[code.index()] += 1;
            }
        }
        counted.extend(met.drain(..).map(|code: Code| (code, year, std::mem::take(&mut counts[code.index()]))));
    }
    counted
}

/// What is known of each value, by code, and where the years of each begin in one list.
fn sums(counted: &[Counted], values: usize) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); values];
    for &(value, year, rows) in counted {
        let sum = &mut sums[value.index()];
        sum.facts += rows;
        sum.first_year = sum.first_year.or(year);
        sum.last_year = year.or(sum.last_year);
        sum.stretch.1 += 1;
    }
    let mut end = 0;
    for sum in &mut sums {
        let room = sum.stretch.1;
        sum.stretch = (end, end);
        end += room;
    }
    sums
}

/// Numbers of facts by year, those of one value side by side in its stretch, which gets as long as it has years; `room` is
/// where the last stretch ends.
fn begun_by_year(counted: &[Counted], sums: &mut [Sum], room: usize) -> Vec<(i16, u32)> {
    let mut begun = vec![(0, 0); room];
    for &(value, year, rows) in counted {
        let Some(year) = year else { continue };
        let stretch = &mut sums[value.index()].stretch;
        match begun[stretch.0 as usize..stretch.1 as usize].last_mut() {
            Some((last, count)) if *last == year => *count += rows,
            _ => {
                begun[stretch.1 as usize] = (year, rows);
                stretch.1 += 1;
            }
        }
    }
    begun
}

/// The last year in which a row that holds a value ended, for each value with such a row.
fn last_ends(
    facts: &FactTable,
    field: Field,
    rows: &RowSet,
    values: usize,
) -> impl Iterator<Item = (Code, i16)> + use<> {
    let column = &facts.codes[field as usize];
    let mut of_lists: Vec<Option<i16>> = vec![None; column.lists().len()];
    for (row, end) in facts.end.known().filter(|&(row, _)| rows.contains(Row(row as u32))) {
        let last = &mut of_lists[column.ids().get(row)];
        *last = (*last).max(Some(end.year()));
    }
    let mut of_values = vec![None; values];
    for (list, last) in column.lists().zip(of_lists).filter(|(_, last)| last.is_some()) {
        for value in list {
            of_values[value.index()] = of_values[value.index()].max(last);
        }
    }
    of_values.into_iter().zip(0..).filter_map(|(last, code)| Some((Code(code), last?)))
}
