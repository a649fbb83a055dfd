//! The index of one table: its fields, ready to be chosen from and counted, and where each year begins.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::super::filter::ResolvedChoice;
use super::super::rowset::RowSet;
use super::districts::{cities_of_districts, with_cities_of_districts};
use super::fields::{Bitmaps, FieldIndex};
use super::letters::{BytesByFrequency, Initials};
use crate::data::{Code, Dataset, Date, FactTable, Field, ListColumn, Row, Table};

/// What makes the answers about one table fast. Never changes.
///
/// Where one asks once, a field gets no index of its own: the column serves as it is, which costs least.
#[derive(Debug)]
pub struct TableIndex {
    dataset: Arc<Dataset>,
    table: Table,
    all_rows: Arc<RowSet>,
    /// Rows with a date; those without one follow them.
    dated: usize,
    /// Every year in which a row began, and the first row that did.
    years: Vec<(i16, usize)>,
    /// In the order of [`Field::ALL`].
    fields: Vec<LazyIndex>,
    cities_counted: Option<CitiesCounted>,
    facets: Vec<Field>,
    /// Facets of groups, each with the facet of their members, where every row has the group of its only member.
    groups: Vec<(Field, Field)>,
    ends: OnceLock<Ends>,
    ends_of_undated: OnceLock<Ends>,
    initials: OnceLock<Initials>,
    bytes_by_frequency: OnceLock<BytesByFrequency>,
    live_agreements: [OnceLock<RowSet>; 2],
}

/// The index of a field: made beforehand, or of the mere lists of its column when first needed. The latter shares no work
/// between processors, so that a thread of the pool may wait for it.
#[derive(Debug, Default)]
struct LazyIndex(OnceLock<FieldIndex>);

/// What cities are counted by in a file with districts: each fact's cities and those that its districts lie in.
#[derive(Debug)]
struct CitiesCounted {
    index: LazyIndex,
    column: ListColumn<Code>,
    /// How many of all rows hold each city.
    totals: Vec<u32>,
}

/// What rows are counted by: the lists of a field, their index, and how many of all rows hold each value.
struct CountedBy<'a> {
    index: &'a LazyIndex,
    column: &'a ListColumn<Code>,
    totals: &'a [u32],
}

/// Some rows of a table in the order in which they ended.
#[derive(Debug)]
pub struct Ends {
    /// Those that are known to have ended.
    pub rows: Vec<u32>,
    /// Every year in which a row ended, and its first place in `rows`.
    pub years: Vec<(i16, usize)>,
    /// Whether a row ended before it began: then "began by" and "ended before" are no longer one within the other.
    pub has_backward: bool,
}

/// So many of the first rows of [`Ends`], and in so many of its years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ended {
    pub rows: usize,
    pub years: usize,
}

impl TableIndex {
    /// Indexes every field of a table, telling after each how many are done; `None` as soon as `tell` says not to go on.
    /// O(rows x fields), shared between the processors.
    pub fn build(dataset: &Arc<Dataset>, table: Table, tell: impl Fn(usize) -> bool + Sync) -> Option<Self> {
        let mut index = Self::of_columns(dataset, table);
        let done = AtomicUsize::new(0);
        let fields = Field::ALL.into_par_iter().with_max_len(1).map(|field| {
            let is_wanted = tell(done.fetch_add(1, Ordering::Relaxed));
            is_wanted.then(|| LazyIndex(OnceLock::from(index.field_index(field))))
        });
        index.fields = fields.collect::<Option<_>>()?;
        let cost = |field: &Field| index.counted(*field).index().cost(index.len());
        let mut facets = index.facets.clone();
        facets.sort_by_key(|field| std::cmp::Reverse(cost(field)));
        let with_group = facets.iter().filter_map(|&field| Some((field.group()?, field)));
        let is_told = |&(group, members): &(Field, Field)| facets.contains(&group) && index.are_alone(members, group);
        index.groups = with_group.filter(is_told).collect();
        index.facets = facets;
        Some(index)
    }

    fn field_index(&self, field: Field) -> FieldIndex {
        FieldIndex::new(self.facts(), field, self.facets.contains(&field))
    }

    /// A table that answers by its columns. O(dates).
    pub fn of_columns(dataset: &Arc<Dataset>, table: Table) -> Self {
        let facts = dataset.table(table);
        let dated = facts.start.dated();
        let years = first_places(facts.dates().map(|(date, rows)| (date.year(), rows.start)));
        let cities = cities_of_districts(dataset);
        let has_districts = cities.iter().any(Option::is_some);
        let column = &facts.codes[Field::City as usize];
        let cities_counted = has_districts.then(|| {
            let column = column.derived(|codes, counted| counted.extend(with_cities_of_districts(codes, &cities)));
            CitiesCounted { index: LazyIndex::default(), totals: column.rows_by_value(), column }
        });
        Self {
            dataset: Arc::clone(dataset),
            table,
            all_rows: Arc::new(RowSet::full(facts.len())),
            dated,
            years,
            fields: Field::ALL.iter().map(|_| LazyIndex::default()).collect(),
            cities_counted,
            facets: Field::ALL.into_iter().filter(|field| field.counted_table() == table).collect(),
            groups: Vec::new(),
            ends: OnceLock::new(),
            ends_of_undated: OnceLock::new(),
            initials: OnceLock::new(),
            bytes_by_frequency: OnceLock::new(),
            live_agreements: Default::default(),
        }
    }

    /// Which table it is of.
    pub fn table(&self) -> Table {
        self.table
    }

    /// The table.
    pub fn facts(&self) -> &FactTable {
        self.dataset.table(self.table)
    }

    /// The dataset of the table.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.all_rows.rows_of_table()
    }

    /// All rows.
    pub fn all_rows(&self) -> Arc<RowSet> {
        Arc::clone(&self.all_rows)
    }

    /// The fields whose facets count this table, first those that take longest to count.
    pub fn facets(&self) -> &[Field] {
        &self.facets
    }

    /// Whether every row is counted under at most one of some values, and under no group but that of its value.
    fn are_alone(&self, members: Field, group: Field) -> bool {
        let (column, groups) = (self.counted(members).column, self.counted(group).column);
        let vocabulary = self.dataset.vocabulary(members);
        (0..self.len()).all(|row| match column.get(row) {
            [] => groups.get(row).is_empty(),
            &[only] => groups.get(row) == vocabulary[only].group.as_slice(),
            _ => false,
        })
    }

    /// The facet of the members of a facet of groups, where the counts of members tell those of their groups.
    pub fn members_of(&self, group: Field) -> Option<Field> {
        self.groups.iter().find(|(field, _)| *field == group).map(|(_, members)| *members)
    }

    /// The counts of groups from those of [`Self::members_of`] them.
    pub fn counts_of_groups(&self, group: Field, members: Field, counts: &[u32]) -> Vec<u32> {
        let mut of_groups = vec![0; self.dataset.vocabulary(group).len()];
        for ((_, value), rows) in self.dataset.vocabulary(members).iter().zip(counts) {
            if let Some(group) = value.group {
                of_groups[group.index()] += rows;
            }
        }
        of_groups
    }

    /// The rows without a date.
    pub fn undated_rows(&self) -> Range<usize> {
        self.dated..self.len()
    }

    /// Every year in which a row began, each with its rows.
    pub fn rows_by_year(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.years.iter().skip(1).map(|&(_, first)| first).chain([self.dated]);
        self.years.iter().zip(ends).map(|(&(_, first), end)| first..end)
    }

    /// How many of the years with rows lie before a year.
    pub fn years_before(&self, year: i32) -> usize {
        self.years.partition_point(|&(other, _)| i32::from(other) < year)
    }

    /// The first row of a year with rows, or the first undated row past the last of them.
    pub fn first_row(&self, year: usize) -> usize {
        self.years.get(year).map_or(self.dated, |&(_, first)| first)
    }

    /// When rows with a date ended; made when first asked for. O(rows log rows).
    pub fn ends(&self) -> &Ends {
        self.ends.get_or_init(|| {
            // An activity without an end is known for its beginning only.
            let goes_on = self.table != Table::Activities;
            Ends::of(self.facts(), 0..self.dated, |end, begin| if goes_on { end } else { end.or(begin) })
        })
    }

    /// When rows without a date ended, as far as that is known; made when first asked for.
    pub fn ends_of_undated(&self) -> &Ends {
        self.ends_of_undated.get_or_init(|| Ends::of(self.facts(), self.undated_rows(), |end, _| end))
    }

    /// The texts of rows by the initial consonants of their syllables; made when first asked for.
    pub fn initials(&self) -> &Initials {
        self.initials.get_or_init(|| Initials::new(self.facts()))
    }

    /// Which bytes are rare in the texts; found when first asked for.
    pub fn bytes_by_frequency(&self) -> &BytesByFrequency {
        self.bytes_by_frequency.get_or_init(|| BytesByFrequency::of(self.facts().search.buffer()))
    }

    /// The agreements after which an activity is recorded, the announced ones counted or not: they follow from the whole
    /// table, whatever passes. What `find` finds when first asked for.
    pub fn live_agreements(&self, announced: bool, find: impl FnOnce() -> RowSet) -> &RowSet {
        self.live_agreements[usize::from(announced)].get_or_init(find)
    }

    /// The rows that a choice lets pass.
    pub fn rows_of_choice(&self, field: Field, choice: &ResolvedChoice) -> RowSet {
        let own = self.own(field);
        let (index, column) = (own.index(), own.column);
        let mut rows = index.rows_of_choice(column, choice, self.len());
        // An institution without a city is national: it holds for every city, so a choice of cities keeps it.
        if self.table == Table::Institutions && matches!(field, Field::City | Field::CityLevel) {
            rows.unite(&RowSet::from_fn(self.len(), |row: Row| column.get(row.index()).is_empty()));
        }
        rows
    }

    /// The rows of which one of these governments holds, as a choice of cities lets them pass.
    pub fn rows_of_governments(&self, cities: &[Code]) -> RowSet {
        let choice = ResolvedChoice { within: Some(cities.to_vec()), ..ResolvedChoice::default() };
        self.rows_of_choice(Field::City, &choice)
    }

    /// The rows that hold any of these values.
    pub fn rows_of_values(&self, field: Field, codes: &[Code]) -> RowSet {
        let choice = ResolvedChoice { include: vec![codes.to_vec()], ..ResolvedChoice::default() };
        let own = self.own(field);
        own.index().rows_of_choice(own.column, &choice, self.len())
    }

    /// How many of these rows hold each value of a field, by code.
    pub fn count(&self, field: Field, rows: &RowSet) -> Vec<u32> {
        self.count_by(&self.counted(field), field, rows)
    }

    /// How many of these rows hold each value themselves, a district not for its city.
    pub fn count_own(&self, field: Field, rows: &RowSet) -> Vec<u32> {
        self.count_by(&self.own(field), field, rows)
    }

    fn count_by(&self, by: &CountedBy<'_>, field: Field, rows: &RowSet) -> Vec<u32> {
        let mut counts = vec![0; self.dataset.vocabulary(field).len()];
        if self.is_all(rows) {
            counts[..by.totals.len()].copy_from_slice(by.totals);
        } else if !by.column.is_empty() {
            // A table without the field has no column of it.
            by.index().add_counts(by.column, rows.words(), 0, &mut counts);
        }
        counts
    }

    /// Whether it is the very set of all rows, as where nothing is filtered.
    fn is_all(&self, rows: &RowSet) -> bool {
        std::ptr::eq(rows, self.all_rows.as_ref())
    }

    /// The same where the counts of other rows are known: only rows that differ are counted if they are few.
    pub fn recount(&self, field: Field, old_rows: &RowSet, old_counts: &[u32], rows: &RowSet) -> Vec<u32> {
        let by = self.counted(field);
        let mut counts = old_counts.to_vec();
        if !self.is_all(rows) && by.index().change_counts(by.column, old_rows.words(), rows.words(), &mut counts) {
            counts
        } else {
            self.count_by(&by, field, rows)
        }
    }

    /// Adds how many of the rows in a stretch, of those that pass, hold each value.
    pub fn add_counts_within(&self, field: Field, rows: &RowSet, stretch: &Range<usize>, counts: &mut [u32]) {
        let words: Vec<u64> =
            super::super::rowset::words_of(stretch).map(|(word, mask)| rows.words()[word] & mask).collect();
        let by = self.counted(field);
        by.index().add_counts(by.column, &words, stretch.start / 64, counts);
    }

    /// The values of a field that have a bitmap each, where they have.
    pub fn codes_with_bitmaps(&self, field: Field) -> Option<&[Code]> {
        self.fields[field as usize].made()?.bitmaps().map(Bitmaps::codes)
    }

    /// How many of the rows that these words stand for hold each value of a field with bitmaps, a district not for its
    /// city, by code; returned is how many hold none, where `counts_empty` asks for it.
    pub fn count_bitmaps(
        &self,
        field: Field,
        words: &[u64],
        first_word: usize,
        counts: &mut Vec<u32>,
        counts_empty: bool,
    ) -> u32 {
        counts.clear();
        counts.resize(self.dataset.vocabulary(field).len(), 0);
        let made = self.fields[field as usize].made();
        let Some(bitmaps) = made.and_then(FieldIndex::bitmaps) else { return 0 };
        bitmaps.add_counts(words, first_word, counts);
        if counts_empty { bitmaps.count_empty(words, first_word) } else { 0 }
    }

    /// The values that a row is counted under.
    pub fn values_counted(&self, field: Field, row: u32) -> &[Code] {
        self.counted(field).column.get(row as usize)
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        let fields: usize = self.fields.iter().filter_map(LazyIndex::made).map(FieldIndex::bytes).sum();
        let ends = [&self.ends, &self.ends_of_undated].into_iter().filter_map(OnceLock::get);
        let ends: usize = ends.map(|ends| ends.rows.capacity() * 4).sum();
        let initials = self.initials.get().map_or(0, Initials::bytes);
        let cities = self
            .cities_counted
            .as_ref()
            .map_or(0, |cities| cities.index.made().map_or(0, FieldIndex::bytes) + cities.column.bytes());
        fields + cities + self.len() / 8 + ends + initials
    }

    /// What the facet of a field counts by.
    fn counted(&self, field: Field) -> CountedBy<'_> {
        match &self.cities_counted {
            Some(CitiesCounted { index, column, totals }) if field == Field::City => {
                CountedBy { index, column, totals }
            }
            _ => self.own(field),
        }
    }

    /// What the facts themselves hold of a field.
    fn own(&self, field: Field) -> CountedBy<'_> {
        let (index, column) = (&self.fields[field as usize], &self.facts().codes[field as usize]);
        CountedBy { index, column, totals: self.facts().totals(field) }
    }
}

impl LazyIndex {
    fn made(&self) -> Option<&FieldIndex> {
        self.0.get()
    }
}

impl CountedBy<'_> {
    fn index(&self) -> &FieldIndex {
        self.index.0.get_or_init(|| FieldIndex::of_lists(self.column))
    }
}

impl Ends {
    /// Of a stretch of rows; `year` tells from end and beginning when a row ended.
    fn of(facts: &FactTable, rows: Range<usize>, year: impl Fn(Option<i16>, Option<i16>) -> Option<i16>) -> Self {
        let begin = |row: usize| facts.start.get(row).map(Date::year);
        let ended = |row: usize| year(facts.end.get(row).map(Date::year), begin(row)).map(|year| (year, row as u32));
        let mut rows: Vec<(i16, u32)> = rows.filter_map(ended).collect();
        rows.sort_by_key(|&(year, _)| year);
        let has_backward = rows.iter().any(|&(year, row)| begin(row as usize).is_some_and(|begin| year < begin));
        let years = first_places(rows.iter().enumerate().map(|(place, &(year, _))| (year, place)));
        Self { rows: rows.into_iter().map(|(_, row)| row).collect(), years, has_backward }
    }

    /// How many of the rows ended before a year, and in how many of the years.
    pub fn before(&self, year: i16) -> Ended {
        let years = self.years.partition_point(|&(other, _)| other < year);
        Ended { rows: self.years.get(years).map_or(self.rows.len(), |&(_, place)| place), years }
    }
}

/// Every different year of an ascending series, and its first place.
pub fn first_places(years: impl Iterator<Item = (i16, usize)>) -> Vec<(i16, usize)> {
    let mut places: BTreeMap<i16, usize> = BTreeMap::new();
    let mut last = None;
    for (year, place) in years {
        if last != Some(year) {
            places.entry(year).or_insert(place);
            last = Some(year);
        }
    }
    places.into_iter().collect()
}
