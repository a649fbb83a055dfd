//! The answer to a filter: the rows of every table that pass, and for every facet the counts over the rows that pass
//! all the *other* filters.

use std::collections::BTreeMap;

use memchr::memmem;

use super::filter::{Dimension, Filter, Resolved, Years, YearsMean};
use super::rowset::RowSet;
use super::search::{initial_consonants, is_initial_consonants};
use crate::data::{Code, Dataset, FactTable, Field, Row, Table};

/// Everything that follows from a filter: computed once, compared by nobody, drawn by all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// One for each table, in the order of [`Table::ALL`].
    pub tables: Vec<TableAnswer>,
    /// Ids of the filter that the dataset does not have.
    pub unknown: Vec<(Field, String)>,
}

/// What passes in one table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableAnswer {
    /// Rows that pass everything.
    pub rows: RowSet,
    /// Rows that pass everything but one dimension, for the dimensions that restrict this table.
    but_for: BTreeMap<Dimension, RowSet>,
    /// Rows that pass everything but the years, and are left out only because they have no date.
    pub undated: usize,
    /// Counts of each field's values, in the order of [`Field::ALL`].
    counts: Vec<Vec<u32>>,
}

impl Answer {
    /// Asks a dataset.
    pub fn new(dataset: &Dataset, filter: &Filter) -> Self {
        let resolved = filter.resolve(dataset);
        let tables = Table::ALL.map(|table| TableAnswer::new(dataset, table, filter, &resolved));
        Self { tables: tables.into(), unknown: resolved.unknown }
    }

    /// What passes in a table.
    pub fn table(&self, table: Table) -> &TableAnswer {
        &self.tables[table as usize]
    }

    /// The rows of a table that pass everything.
    pub fn rows(&self, table: Table) -> &RowSet {
        &self.table(table).rows
    }
}

impl TableAnswer {
    fn new(dataset: &Dataset, table: Table, filter: &Filter, resolved: &Resolved) -> Self {
        let facts = dataset.table(table);
        let mut passing: BTreeMap<Dimension, RowSet> = BTreeMap::new();
        for (&field, choice) in &resolved.fields {
            if field.tables().contains(&table) {
                let column = &facts.codes[field as usize];
                let keep_national = is_national_kept(table, field);
                let rows = RowSet::from_fn(facts.len(), |row| {
                    let codes = column.get(row.index());
                    keep_national && codes.is_empty() || choice.passes(codes)
                });
                passing.insert(Dimension::Field(field), rows);
            }
        }
        if let Some(years) = filter.years {
            let rows = RowSet::from_fn(facts.len(), |row| {
                in_years(facts, table, row, years, filter.years_mean).unwrap_or(filter.undated_pass)
            });
            passing.insert(Dimension::Years, rows);
        }
        if !resolved.words.is_empty() {
            passing.insert(Dimension::Text, rows_with_words(facts, &resolved.words));
        }
        let all_but = |left_out: Option<Dimension>| {
            let mut rows = RowSet::full(facts.len());
            for (&dimension, passes) in &passing {
                if Some(dimension) != left_out {
                    rows.intersect(passes);
                }
            }
            rows
        };
        let but_for: BTreeMap<_, _> = passing.keys().map(|&dimension| (dimension, all_but(Some(dimension)))).collect();
        let mut answer = Self { rows: all_but(None), but_for, undated: 0, counts: Vec::new() };
        if filter.years.is_some() && !filter.undated_pass {
            answer.undated =
                answer.rows_but_for(Dimension::Years).iter().filter(|&row| facts.start(row).is_none()).count();
        }
        answer.counts = Field::ALL
            .map(|field| count_values(dataset, facts, field, answer.rows_but_for(Dimension::Field(field))))
            .into();
        answer
    }

    /// The rows that pass everything but one dimension.
    pub fn rows_but_for(&self, dimension: Dimension) -> &RowSet {
        self.but_for.get(&dimension).unwrap_or(&self.rows)
    }

    /// How many rows hold each value of a field, over what passes all other filters, by code.
    /// A city counts with its districts, as choosing it would.
    pub fn counts(&self, field: Field) -> &[u32] {
        &self.counts[field as usize]
    }

    /// How many rows hold a value, over what passes all other filters.
    pub fn count(&self, field: Field, code: Code) -> u32 {
        self.counts(field).get(code.index()).copied().unwrap_or(0)
    }
}

/// An institution without a city is national: it holds for every city, so a filter on cities leaves it in.
fn is_national_kept(table: Table, field: Field) -> bool {
    table == Table::Institutions && matches!(field, Field::City | Field::CityLevel)
}

/// Whether a fact lies in the years; `None` where its date is unknown.
///
/// Activities and institutions follow the switch. A membership or a tie is a state: it lies in the years if it began
/// before their end and, as far as known, had not ended before them.
pub fn in_years(facts: &FactTable, table: Table, row: Row, years: Years, mean: YearsMean) -> Option<bool> {
    let begin = facts.start(row)?.year();
    let end = facts.end(row).map(crate::data::Date::year);
    let overlaps = |last: i16| begin <= years.to && last >= years.from;
    Some(match (table, mean) {
        (Table::Activities | Table::Institutions, YearsMean::StartedIn) => years.contains(begin),
        // An activity without an end is known for its beginning only.
        (Table::Activities, YearsMean::ActiveDuring) => overlaps(end.unwrap_or(begin)),
        (Table::Institutions | Table::Memberships | Table::Partnerships, _) => overlaps(end.unwrap_or(i16::MAX)),
    })
}

fn rows_with_words(facts: &FactTable, words: &[String]) -> RowSet {
    let mut rows = RowSet::full(facts.len());
    for word in words {
        if is_initial_consonants(word) {
            let initials = |row: Row| initial_consonants(facts.search.get(row.index()));
            rows.intersect(&RowSet::from_fn(facts.len(), |row| initials(row).contains(word.as_str())));
            continue;
        }
        let finder = memmem::Finder::new(word.as_bytes());
        let buffer = facts.search.buffer().as_bytes();
        let mut hit = vec![false; facts.len()];
        let mut from = 0;
        while let Some(at) = finder.find(&buffer[from..]).map(|at| at + from) {
            let (row, row_end) = facts.search.row_at(at);
            // A word may not run over from one row into the next.
            if at + word.len() <= row_end {
                hit[row] = true;
                from = row_end;
            } else {
                from = at + 1;
            }
        }
        rows.intersect(&RowSet::from_fn(facts.len(), |row| hit[row.index()]));
    }
    rows
}

fn count_values(dataset: &Dataset, facts: &FactTable, field: Field, rows: &RowSet) -> Vec<u32> {
    let vocabulary = dataset.vocabulary(field);
    let mut counts = vec![0; vocabulary.len()];
    let column = &facts.codes[field as usize];
    if column.is_empty() {
        return counts;
    }
    let mut counted: Vec<Code> = Vec::new();
    for row in rows.iter() {
        let codes = column.get(row.index());
        if field == Field::City {
            counted.clear();
            counted.extend_from_slice(codes);
            for &code in codes {
                counted.extend(dataset.city_of_district(code).filter(|city| !codes.contains(city)));
            }
            counted.sort_unstable();
            counted.dedup();
            for code in &counted {
                counts[code.index()] += 1;
            }
        } else {
            for code in codes {
                counts[code.index()] += 1;
            }
        }
    }
    counts
}
