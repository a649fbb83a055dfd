//! Values of a field with their facts and years, those with the most facts first: partners, counterparts.

use std::cmp::Reverse;
use std::ops::Deref;
use std::sync::Arc;

use super::rowset::RowSet;
use crate::data::{Code, Dataset, Date, Field, Table};

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
    /// Its stretch of the list: as long as it has facts, filled as far as they differ in their year.
    stretch: (u32, u32),
}

/// All values of a field that facts of a table hold, sorted by facts, then by what stands beside them, then by rank.
/// `beside` is how many of something else each value has, by code; a value that has only that is listed too.
pub fn tallies(dataset: &Dataset, table: Table, field: Field, rows: &RowSet, beside: &[u32]) -> Vec<Tally> {
    let facts = dataset.table(table);
    let mut sums = vec![Sum::default(); dataset.vocabulary(field).len()];
    // Rows of one date lie side by side: it is looked up once for all of them.
    let years = || facts.start.runs().map(|(date, stretch)| (date.map(Date::year), stretch));
    let rows = || years().flat_map(|(year, stretch)| rows.iter_within(stretch).map(move |row| (row, year)));
    let values = || rows().flat_map(|(row, year)| facts.codes(field, row).iter().map(move |&code| (row, year, code)));
    for (row, year, value) in values() {
        let sum = &mut sums[value.index()];
        sum.facts += 1;
        sum.first_year = sum.first_year.into_iter().chain(year).min();
        let end = facts.end(row).map(Date::year);
        sum.last_year = sum.last_year.into_iter().chain(year).chain(end).max();
    }
    let mut end = 0;
    for sum in &mut sums {
        sum.stretch = (end, end);
        end += sum.facts;
    }
    let mut begun = vec![(0, 0); end as usize];
    for (_, year, value) in values().filter(|&(row, ..)| !facts.is_attested(row)) {
        let Some(year) = year else { continue };
        let stretch = &mut sums[value.index()].stretch;
        // Rows come in the order they began.
        match begun[stretch.0 as usize..stretch.1 as usize].last_mut() {
            Some((last, count)) if *last == year => *count += 1,
            _ => {
                begun[stretch.1 as usize] = (year, 1);
                stretch.1 += 1;
            }
        }
    }
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
