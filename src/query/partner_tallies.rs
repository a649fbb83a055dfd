//! Partners with their ties, activities and years, those with the most ties first.

use std::cmp::Reverse;
use std::ops::Deref;
use std::sync::Arc;

use super::rowset::RowSet;
use crate::data::{Code, Dataset, Date, Field, Table};

/// One partner among the ties and activities that pass.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerTally {
    /// Code of [`Field::Partner`].
    pub partner: Code,
    /// Ties with it.
    pub ties: usize,
    /// Activities that name it.
    pub activities: usize,
    /// First known year of a tie.
    pub first_year: Option<i16>,
    /// Last year in which a tie is known to have begun or ended.
    pub last_year: Option<i16>,
    /// Ties by the year they began, ascending; those that are only attested are left out.
    pub begun: TiesByYear,
}

/// Numbers of ties by year: a stretch of a list that all partners share, so that a tally is cheap to copy.
#[derive(Clone, Debug)]
pub struct TiesByYear {
    all: Arc<[(i16, u32)]>,
    stretch: (u32, u32),
}

impl Deref for TiesByYear {
    type Target = [(i16, u32)];

    fn deref(&self) -> &Self::Target {
        &self.all[self.stretch.0 as usize..self.stretch.1 as usize]
    }
}

impl PartialEq for TiesByYear {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// What is summed up of a partner before the years of all partners lie in one list.
#[derive(Clone, Copy, Default)]
struct Sum {
    ties: u32,
    first_year: Option<i16>,
    last_year: Option<i16>,
    /// Its stretch of the list: as long as it has ties, filled as far as they differ in their year.
    stretch: (u32, u32),
}

/// All partners with a tie or an activity, sorted by ties, then activities, then rank; `activities` is how many name
/// each partner.
pub fn partner_tallies(dataset: &Dataset, ties: &RowSet, activities: &[u32]) -> Vec<PartnerTally> {
    let facts = dataset.table(Table::Partnerships);
    let mut sums = vec![Sum::default(); dataset.vocabulary(Field::Partner).len()];
    let partners_of_ties =
        || ties.iter().flat_map(|row| facts.codes(Field::Partner, row).iter().map(move |&code| (row, code)));
    for (row, partner) in partners_of_ties() {
        let sum = &mut sums[partner.index()];
        sum.ties += 1;
        let years = [facts.start(row), facts.end(row)].map(|date| date.map(Date::year));
        sum.first_year = sum.first_year.into_iter().chain(years[0]).min();
        sum.last_year = sum.last_year.into_iter().chain(years.into_iter().flatten()).max();
    }
    let mut end = 0;
    for sum in &mut sums {
        sum.stretch = (end, end);
        end += sum.ties;
    }
    let mut begun = vec![(0, 0); end as usize];
    for (row, partner) in partners_of_ties().filter(|&(row, _)| !facts.is_attested(row)) {
        let Some(year) = facts.start(row).map(Date::year) else { continue };
        let stretch = &mut sums[partner.index()].stretch;
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
    let tally = |(partner, sum): (Code, &Sum)| PartnerTally {
        partner,
        ties: sum.ties as usize,
        activities: activities.get(partner.index()).map_or(0, |&count| count as usize),
        first_year: sum.first_year,
        last_year: sum.last_year,
        begun: TiesByYear { all: Arc::clone(&all), stretch: sum.stretch },
    };
    let tallies = dataset.vocabulary(Field::Partner).codes().zip(&sums).map(tally);
    let mut tallies: Vec<PartnerTally> = tallies.filter(|tally| tally.ties + tally.activities > 0).collect();
    tallies.sort_by_key(|tally| (Reverse((tally.ties, tally.activities)), tally.partner));
    tallies
}
