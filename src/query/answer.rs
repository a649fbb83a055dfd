//! The answer to a filter: the rows of every table that pass, and for every facet the counts over the rows that pass
//! all the *other* filters.
//!
//! [`Answer::new`] asks once; an [`Engine`](super::Engine) answers one filter after another, each by what changed.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::engine::{PassingSets, TableIndex, YearsPass};
use super::filter::{Dimension, Resolved};
use super::joint::{Joint, joint_counts};
use super::pairs::{Pair, pairs};
use super::rowset::RowSet;
use super::tallies::{Tally, tallies};
use crate::data::{Code, Dataset, Field, Table};

/// Everything that follows from a filter: computed once, compared by nobody, drawn by all.
#[derive(Clone, Debug)]
pub struct Answer {
    /// One for each table, in the order of [`Table::ALL`]; shared with the answer before where nothing changed.
    pub(super) tables: Vec<Arc<TableAnswer>>,
    /// Ids of the filter that the dataset does not have.
    pub unknown: Vec<(Field, String)>,
    /// Governments that would be members of the chosen networks in the chosen year if it were known when they joined.
    pub undated_members: usize,
    /// Made when first asked for; never with the help of the thread pool, whose threads may all be waiting for this.
    partner_tallies: OnceLock<Vec<Tally>>,
    /// The same.
    counterpart_tallies: OnceLock<Vec<Tally>>,
    /// The same.
    city_partners: OnceLock<Vec<Joint>>,
    /// The same.
    city_countries: OnceLock<Vec<Joint>>,
}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.tables == other.tables && self.unknown == other.unknown && self.undated_members == other.undated_members
    }
}

/// What an answer says beside its tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub unknown: Vec<(Field, String)>,
    pub undated_members: usize,
}

impl Beside {
    /// Of a filter.
    pub fn of(resolved: Resolved, dataset: &Dataset) -> Self {
        Self { undated_members: resolved.undated_members(dataset), unknown: resolved.unknown }
    }
}

/// What passes in one table. Rows and counts that nobody has asked for yet are made when asked for.
#[derive(Clone, Debug)]
pub struct TableAnswer {
    /// What passes, the years apart.
    pub(super) sets: Arc<PassingSets>,
    /// What the years let pass, where [`Self::sets`] leaves them out.
    pub(super) years: Option<YearsPass>,
    /// [`Self::sets`] within the years, each made when asked for.
    within_years: BTreeMap<Option<Dimension>, OnceLock<Arc<RowSet>>>,
    /// Rows that pass everything but the years, and are left out only because they have no date. Those known to have
    /// ended before the years lie outside them for certain and are not among these.
    pub undated: usize,
    /// Counts of each field's values, in the order of [`Field::ALL`].
    counts: Vec<OnceLock<Arc<Vec<u32>>>>,
    /// What makes the counts that are not there yet, and counts values by their bitmaps where it has them.
    pub(super) index: Arc<TableIndex>,
    /// Of memberships: the pairs of city and network behind the rows.
    pairs: OnceLock<Vec<Pair>>,
}

impl Answer {
    /// What passes in a table.
    pub fn table(&self, table: Table) -> &TableAnswer {
        &self.tables[table as usize]
    }

    /// The rows of a table that pass everything.
    pub fn rows(&self, table: Table) -> &RowSet {
        self.table(table).rows()
    }

    /// The pairs of city and network among the memberships that pass, sorted; made when first asked for.
    pub fn pairs(&self, dataset: &Dataset) -> &[Pair] {
        let memberships = self.table(Table::Memberships);
        memberships.pairs.get_or_init(|| pairs(dataset, memberships.rows()))
    }

    /// The partners of the ties that pass and of the activities that do, those with the most ties first; made when first
    /// asked for.
    pub fn partner_tallies(&self, dataset: &Dataset) -> &[Tally] {
        self.partner_tallies.get_or_init(|| {
            let activities = self.table(Table::Activities).counts_passing(Field::Partner);
            tallies(dataset, Table::Partnerships, Field::Partner, self.rows(Table::Partnerships), &activities)
        })
    }

    /// The counterparts of the activities that pass, those with the most activities first; made when first asked for.
    pub fn counterpart_tallies(&self, dataset: &Dataset) -> &[Tally] {
        self.counterpart_tallies
            .get_or_init(|| tallies(dataset, Table::Activities, Field::Counterpart, self.rows(Table::Activities), &[]))
    }

    /// The ties that pass, by city and partner; made when first asked for.
    pub fn city_partners(&self, dataset: &Dataset) -> &[Joint] {
        let rows = self.rows(Table::Partnerships);
        self.city_partners.get_or_init(|| joint_counts(dataset, Table::Partnerships, Field::Partner, rows))
    }

    /// The activities that pass, by city and country of the counterpart; made when first asked for.
    pub fn city_countries(&self, dataset: &Dataset) -> &[Joint] {
        let rows = self.rows(Table::Activities);
        self.city_countries.get_or_init(|| joint_counts(dataset, Table::Activities, Field::Country, rows))
    }

    /// An answer of the answers about each table.
    pub(super) fn of_tables(tables: Vec<Arc<TableAnswer>>, beside: Beside) -> Self {
        let Beside { unknown, undated_members } = beside;
        let [partner_tallies, counterpart_tallies] = [OnceLock::new(), OnceLock::new()];
        let [city_partners, city_countries] = [OnceLock::new(), OnceLock::new()];
        Self { tables, unknown, undated_members, partner_tallies, counterpart_tallies, city_partners, city_countries }
    }
}

impl TableAnswer {
    /// An answer whose counts the index makes when asked for them.
    pub(super) fn new(
        index: Arc<TableIndex>,
        sets: Arc<PassingSets>,
        years: Option<YearsPass>,
        undated: usize,
    ) -> Self {
        let mut within_years = BTreeMap::new();
        if years.is_some() {
            within_years.insert(None, OnceLock::new());
            within_years.extend(sets.but_for.keys().map(|&dimension| (Some(dimension), OnceLock::new())));
        }
        let counts = vec![OnceLock::new(); Field::ALL.len()];
        Self { sets, years, within_years, undated, counts, index, pairs: OnceLock::new() }
    }

    /// Rows that pass everything.
    pub fn rows(&self) -> &RowSet {
        self.within_years(None)
    }

    /// The rows that pass everything but one dimension.
    pub fn rows_but_for(&self, dimension: Dimension) -> &RowSet {
        match dimension {
            Dimension::Years if self.years.is_some() => &self.sets.all,
            dimension => self.within_years(Some(dimension)),
        }
    }

    /// How many rows hold each value of a field, over what passes all other filters, by code.
    /// A city counts with its districts, as choosing it would.
    pub fn counts(&self, field: Field) -> &[u32] {
        self.counts[field as usize].get_or_init(|| {
            let rows = self.rows_but_for(Dimension::Field(field));
            Arc::new(self.index.count(field, rows))
        })
    }

    /// How many rows hold a value, over what passes all other filters.
    pub fn count(&self, field: Field, code: Code) -> u32 {
        self.counts(field).get(code.index()).copied().unwrap_or(0)
    }

    /// How many of the rows that pass everything hold each value of a field, by code; a district not for its city.
    pub fn counts_passing(&self, field: Field) -> Vec<u32> {
        let is_restricted = self.sets.but_for.contains_key(&Dimension::Field(field));
        if !is_restricted && field != Field::City {
            return self.counts(field).to_vec();
        }
        self.index.count_own(field, self.rows())
    }

    /// Gives counts that were made elsewhere.
    pub(super) fn set_counts(&self, field: Field, counts: Arc<Vec<u32>>) {
        // Where they are there already they are the same.
        let _ = self.counts[field as usize].set(counts);
    }

    /// What passes everything but a dimension, or everything, as one that may be kept.
    pub(super) fn within_years(&self, but_for: Option<Dimension>) -> &Arc<RowSet> {
        let set = but_for.map_or(&self.sets.all, |dimension| self.sets.but_for(dimension));
        let Some(years) = &self.years else { return set };
        let made = self.within_years.get(&but_for).or_else(|| self.within_years.get(&None));
        made.map_or(set, |made| made.get_or_init(|| Arc::new(years.narrow(set))))
    }
}

impl PartialEq for TableAnswer {
    fn eq(&self, other: &Self) -> bool {
        let others = [Dimension::MemberOf, Dimension::Years, Dimension::Text];
        let dimensions = || Field::ALL.into_iter().map(Dimension::Field).chain(others);
        self.undated == other.undated
            && self.rows() == other.rows()
            && dimensions().all(|dimension| self.rows_but_for(dimension) == other.rows_but_for(dimension))
            && Field::ALL.into_iter().all(|field| self.counts(field) == other.counts(field))
    }
}
