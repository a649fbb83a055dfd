//! Answers one filter after another, each by what changed since the one before.
//!
//! A dimension whose choice did not change keeps its rows, a table that no change touches keeps its whole answer, and
//! a facet whose rows did not change keeps its counts. While only the years change, counts are differences of two sums
//! kept for each year, so a step of a brush costs as much as there are values, however many rows there are.
//! Whoever asks once, or one filter beside another, gets an answer in the same way and pays for nothing else:
//! [`Answer::new`] and [`Answer::to`].

mod districts;
mod fields;
mod index;
mod kernel;
mod letters;
mod sets;
mod text;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::answer::{Answer, Beside, TableAnswer};
use super::filter::{Dimension, Filter, Resolved, ResolvedChoice, Years};
use super::rowset::RowSet;
use crate::data::{Code, Dataset, Field, Table};
pub(super) use index::TableIndex;
pub(super) use index::first_places;
pub(super) use kernel::{each_row, words_of_lists};
pub(super) use sets::PassingSets;
use text::TextSearch;
use years::YearSums;
pub(super) use years::YearsPass;

/// One dataset, indexed, and the answer to the last filter.
#[derive(Debug)]
pub struct Engine {
    dataset: Arc<Dataset>,
    tables: Vec<TableState>,
    filter: Filter,
    answer: Arc<Answer>,
}

/// What is remembered of one table between two answers.
#[derive(Debug)]
struct TableState {
    index: Arc<TableIndex>,
    /// What each dimension but the years lets pass.
    passing: BTreeMap<Dimension, Passing>,
    sets: Arc<PassingSets>,
    text: TextSearch,
    /// Sums a year, made when the years change and nothing else does.
    year_sums: Option<YearSums>,
    /// The rows and counts of each field that the last answer had.
    counted: Vec<Option<Counted>>,
    answer: Arc<TableAnswer>,
}

type Counted = (Arc<RowSet>, Arc<Vec<u32>>);

/// The rows that a dimension lets pass, and the choice they follow from.
#[derive(Debug)]
struct Passing {
    wanted: Wanted,
    rows: Arc<RowSet>,
}

/// Below this it takes longer to wake another processor than to count.
const MANY_ROWS: usize = 50_000;

#[derive(Clone, Debug, PartialEq)]
enum Wanted {
    Choice(ResolvedChoice),
    Governments(Vec<Code>),
    Words(Vec<String>),
}

impl Engine {
    /// Indexes a dataset and answers the default filter. O(rows x fields).
    pub fn new(dataset: Arc<Dataset>) -> Self {
        let tables = Table::ALL.into_iter().filter_map(|table| TableIndex::build(&dataset, table, |_| true));
        let tables = tables.map(|index| TableState::new(Arc::new(index))).collect();
        Self::of_tables(dataset, tables)
    }

    /// The same, telling how much is done (0 to 1); `None` as soon as `tell` says not to go on.
    pub fn build(dataset: Arc<Dataset>, tell: impl Fn(f32) -> bool + Sync) -> Option<Self> {
        let all = (Table::ALL.len() * Field::ALL.len()) as f32;
        let index_of = |table: Table| {
            let done = (table as usize * Field::ALL.len()) as f32;
            TableIndex::build(&dataset, table, |fields| tell((done + fields as f32) / all))
        };
        let tables = Table::ALL
            .into_iter()
            .map(|table| index_of(table).map(|index| TableState::new(Arc::new(index))))
            .collect::<Option<_>>()?;
        Some(Self::of_tables(dataset, tables))
    }

    fn of_tables(dataset: Arc<Dataset>, mut tables: Vec<TableState>) -> Self {
        let filter = Filter::default();
        let resolved = filter.resolve(&dataset);
        for table in &mut tables {
            table.change(&resolved);
            table.answer(&filter);
        }
        let answer = Arc::new(joined(&tables, Beside::of(resolved, &dataset)));
        Self { dataset, tables, filter, answer }
    }

    /// The dataset.
    pub fn dataset(&self) -> &Arc<Dataset> {
        &self.dataset
    }

    /// The answer to a filter. Cheap where little changed since the last one: see the module.
    pub fn answer(&mut self, filter: &Filter) -> Arc<Answer> {
        if *filter == self.filter {
            return Arc::clone(&self.answer);
        }
        let same_rows = filter.choices == self.filter.choices
            && filter.within == self.filter.within
            && filter.member_of == self.filter.member_of
            && (filter.undated_pass == self.filter.undated_pass || filter.member_of.year.is_none())
            && (filter.text == self.filter.text || filter.words() == self.filter.words());
        let same_years = filter.years == self.filter.years
            && filter.years_mean == self.filter.years_mean
            && filter.undated_pass == self.filter.undated_pass;
        let beside = if same_rows {
            for table in &mut self.tables {
                table.brush(filter);
            }
            Beside { unknown: self.answer.unknown.clone(), undated_members: self.answer.undated_members }
        } else {
            let resolved = filter.resolve(&self.dataset);
            let answer = |table: &mut TableState| {
                let is_changed = table.change(&resolved);
                if is_changed || !same_years {
                    table.answer(filter);
                }
            };
            // One table is far longer than the others: they are worth another processor only beside many of its rows.
            if self.tables.iter().any(|table| table.index.len() >= 4 * MANY_ROWS) {
                self.tables.par_iter_mut().with_max_len(1).for_each(answer);
            } else {
                self.tables.iter_mut().for_each(answer);
            }
            Beside::of(resolved, &self.dataset)
        };
        self.filter = filter.clone();
        self.answer = Arc::new(joined(&self.tables, beside));
        Arc::clone(&self.answer)
    }

    /// Bytes of the indexes, beside those of the dataset.
    pub fn bytes(&self) -> usize {
        self.tables.iter().map(|table| table.index.bytes()).sum()
    }
}

impl Answer {
    /// Asks a dataset once. Nothing is indexed: rows are found and counted by the columns, and only what is asked for.
    pub fn new(dataset: &Arc<Dataset>, filter: &Filter) -> Self {
        let index = |table: Table| Arc::new(TableIndex::of_columns(dataset, table));
        Self::once(dataset, &Table::ALL.map(index), filter)
    }

    /// The answer to another filter over the same dataset, by what there is already to make this one fast.
    #[must_use]
    pub fn to(&self, filter: &Filter) -> Self {
        let indexes: Vec<Arc<TableIndex>> = self.tables.iter().map(|table| Arc::clone(&table.index)).collect();
        Self::once(indexes[0].dataset(), &indexes, filter)
    }

    fn once(dataset: &Dataset, indexes: &[Arc<TableIndex>], filter: &Filter) -> Self {
        let resolved = filter.resolve(dataset);
        let answer = |index: &Arc<TableIndex>| {
            let mut table = TableState::new(Arc::clone(index));
            table.change(&resolved);
            Arc::new(table.answer_without_counts(filter))
        };
        let tables = indexes.iter().map(answer).collect();
        Self::of_tables(tables, Beside::of(resolved, dataset))
    }
}

fn joined(tables: &[TableState], beside: Beside) -> Answer {
    Answer::of_tables(tables.iter().map(|table| Arc::clone(&table.answer)).collect(), beside)
}

impl TableState {
    fn new(index: Arc<TableIndex>) -> Self {
        let sets = Arc::new(PassingSets { all: index.all_rows(), but_for: BTreeMap::new() });
        let answer = Arc::new(TableAnswer::new(Arc::clone(&index), Arc::clone(&sets), None, 0));
        let counted = vec![None; Field::ALL.len()];
        let text = TextSearch::default();
        Self { index, passing: BTreeMap::new(), sets, text, year_sums: None, counted, answer }
    }

    /// Takes over what is wanted of all dimensions but the years. Whether anything changed.
    fn change(&mut self, resolved: &Resolved) -> bool {
        let mut wanted: BTreeMap<Dimension, Wanted> = BTreeMap::new();
        for (&field, choice) in &resolved.fields {
            if field.tables().contains(&self.index.table()) {
                wanted.insert(Dimension::Field(field), Wanted::Choice(choice.clone()));
            }
        }
        if let Some(governments) = &resolved.governments {
            wanted.insert(Dimension::MemberOf, Wanted::Governments(governments.cities.clone()));
        }
        if !resolved.words.is_empty() {
            wanted.insert(Dimension::Text, Wanted::Words(resolved.words.clone()));
        }
        let dimensions: BTreeSet<Dimension> = self.passing.keys().chain(wanted.keys()).copied().collect();
        let is_same =
            |dimension: &Dimension| self.passing.get(dimension).map(|old| &old.wanted) == wanted.get(dimension);
        let changed: BTreeSet<Dimension> = dimensions.into_iter().filter(|dimension| !is_same(dimension)).collect();
        for &dimension in &changed {
            match wanted.remove(&dimension) {
                None => drop(self.passing.remove(&dimension)),
                Some(wanted) => {
                    let rows = self.rows_wanted(dimension, &wanted);
                    self.passing.insert(dimension, Passing { wanted, rows: Arc::new(rows) });
                }
            }
        }
        if !changed.is_empty() {
            self.combine(&changed);
            self.year_sums = None;
        }
        !changed.is_empty()
    }

    fn rows_wanted(&mut self, dimension: Dimension, wanted: &Wanted) -> RowSet {
        match (dimension, wanted) {
            (Dimension::Field(field), Wanted::Choice(choice)) => self.index.rows_of_choice(field, choice),
            (_, Wanted::Governments(cities)) => self.index.rows_of_governments(cities),
            (_, Wanted::Words(words)) => self.text.rows(&self.index, words),
            (_, Wanted::Choice(_)) => RowSet::full(self.index.len()),
        }
    }

    /// Makes the sets anew. One that leaves out the only dimension that changed is what it was.
    fn combine(&mut self, changed: &BTreeSet<Dimension>) {
        let all_but = |left_out: Option<Dimension>| {
            let others = || self.passing.iter().filter(|&(&dimension, _)| Some(dimension) != left_out);
            let mut sets = others().map(|(_, passing)| &passing.rows);
            match (sets.next(), sets.next()) {
                (None, _) => self.index.all_rows(),
                (Some(only), None) => Arc::clone(only),
                (Some(first), Some(second)) => {
                    let mut rows = RowSet::clone(first);
                    std::iter::once(second).chain(sets).for_each(|set| rows.intersect(set));
                    Arc::new(rows)
                }
            }
        };
        let mut but_for = BTreeMap::new();
        for &dimension in self.passing.keys() {
            let is_kept = changed.iter().all(|&changed| changed == dimension);
            let rows = if is_kept { Arc::clone(self.sets.but_for(dimension)) } else { all_but(Some(dimension)) };
            but_for.insert(dimension, rows);
        }
        // Where a dimension was given up, the rest is what was left without it.
        let left = changed.first().filter(|only| changed.len() == 1 && !self.passing.contains_key(only));
        let all = left.map_or_else(|| all_but(None), |&only| Arc::clone(self.sets.but_for(only)));
        self.sets = Arc::new(PassingSets { all, but_for });
    }

    /// Answers by counting the rows that pass now. Many rows are shared between the processors, field by field.
    fn answer(&mut self, filter: &Filter) {
        let answer = self.answer_without_counts(filter);
        let count = |field: Field| -> Counted {
            let rows = answer.within_years(Some(Dimension::Field(field)));
            let counts = match &self.counted[field as usize] {
                Some((old_rows, counts)) if Arc::ptr_eq(old_rows, rows) => Arc::clone(counts),
                Some((old_rows, counts)) => Arc::new(self.index.recount(field, old_rows, counts, rows)),
                None => Arc::new(self.index.count(field, rows)),
            };
            (Arc::clone(rows), counts)
        };
        // Where no row has two forms, the counts of its forms tell that of a family.
        let rows = |field| answer.within_years(Some(Dimension::Field(field)));
        let is_told = |&group: &Field| {
            self.index.members_of(group).is_some_and(|members| Arc::ptr_eq(rows(group), rows(members)))
        };
        let facets = self.index.facets().iter().copied();
        let (groups, facets): (Vec<Field>, Vec<Field>) = facets.partition(is_told);
        let counted: Vec<(Field, Counted)> = if self.index.len() < MANY_ROWS {
            facets.into_iter().map(|field| (field, count(field))).collect()
        } else {
            // Each processor takes the next one, the longest first: none is left alone with a long one in the end.
            facets.into_iter().par_bridge().map(|field| (field, count(field))).collect()
        };
        for (field, counted) in counted {
            self.counted[field as usize] = Some(counted);
        }
        for group in groups {
            let Some(members) = self.index.members_of(group) else { continue };
            self.counted[group as usize] = self.counted[members as usize].as_ref().map(|(rows, counts)| {
                (Arc::clone(rows), Arc::new(self.index.counts_of_groups(group, members, counts)))
            });
        }
        for &field in self.index.facets() {
            if let Some((_, counts)) = &self.counted[field as usize] {
                answer.set_counts(field, Arc::clone(counts));
            }
        }
        self.answer = Arc::new(answer);
    }

    /// Answers where nothing but the years changed.
    fn brush(&mut self, filter: &Filter) {
        let answer = self.answer_without_counts(filter);
        let Some(years) = &answer.years else {
            self.answer(filter);
            return;
        };
        if answer.years == self.answer.years && filter.years.is_some() {
            return;
        }
        if !YearSums::are_exact_for(years) {
            self.answer(filter);
            return;
        }
        let sums = self.year_sums.get_or_insert_with(YearSums::new);
        for &field in self.index.facets() {
            self.counted[field as usize] = None;
            answer.set_counts(field, Arc::new(sums.counts(&self.index, &self.sets, field, years)));
        }
        self.answer = Arc::new(answer);
    }

    fn answer_without_counts(&self, filter: &Filter) -> TableAnswer {
        let years =
            filter.years.map(|years: Years| YearsPass::new(&self.index, years, filter.years_mean, filter.undated_pass));
        let undated = years.as_ref().map_or(0, |years| years.undated(&self.sets.all));
        TableAnswer::new(Arc::clone(&self.index), Arc::clone(&self.sets), years, undated)
    }
}
