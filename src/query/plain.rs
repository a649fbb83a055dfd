//! The plain evaluation of a filter, row by row: what every faster way must equal.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::crossfilter::{Answer, PassingSets, TableAnswer};
use super::filter::{Dimension, Filter, Resolved, Years, YearsMean};
use super::rowset::RowSet;
use super::search::name_matches;
use crate::data::{Code, Dataset, Date, FactTable, Field, Row, Table};

/// The fields whose values' names a text filter looks in.
pub(super) const NAMED_IN_TEXT: [Field; 3] = [Field::City, Field::Network, Field::Partner];

/// The answer to a filter. O(rows x fields).
pub(super) fn answer(dataset: &Dataset, filter: &Filter) -> Answer {
    let resolved = filter.resolve(dataset);
    let cities = cities_of_districts(dataset);
    let tables = Table::ALL.map(|table| Arc::new(table_answer(dataset, table, filter, &resolved, &cities)));
    Answer::of_tables(tables.into(), resolved.unknown)
}

fn table_answer(
    dataset: &Dataset,
    table: Table,
    filter: &Filter,
    resolved: &Resolved,
    cities: &[Option<Code>],
) -> TableAnswer {
    let facts = dataset.table(table);
    let mut passing: BTreeMap<Dimension, RowSet> = BTreeMap::new();
    for (&field, choice) in &resolved.fields {
        if field.tables().contains(&table) {
            let keep_national = is_national_kept(table, field);
            let rows = RowSet::from_fn(facts.len(), |row| {
                let codes = facts.codes(field, row);
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
        passing.insert(Dimension::Text, rows_with_words(dataset, facts, &resolved.words));
    }
    let all_but = |left_out: Option<Dimension>| {
        let mut rows = RowSet::full(facts.len());
        for (&dimension, passes) in &passing {
            if Some(dimension) != left_out {
                rows.intersect(passes);
            }
        }
        Arc::new(rows)
    };
    let but_for = passing.keys().map(|&dimension| (dimension, all_but(Some(dimension)))).collect();
    let sets = PassingSets { all: all_but(None), but_for };
    let mut undated = 0;
    if let Some(years) = filter.years.filter(|_| !filter.undated_pass) {
        let is_unknown = |row: &Row| in_years(facts, table, *row, years, filter.years_mean).is_none();
        undated = sets.but_for(Dimension::Years).iter().filter(is_unknown).count();
    }
    let count = |field: Field| {
        let mut counts = vec![0; dataset.vocabulary(field).len()];
        for row in sets.but_for(Dimension::Field(field)).iter() {
            let mut codes = Cow::Borrowed(facts.codes(field, row));
            if field == Field::City {
                codes = Cow::Owned(with_cities_of_districts(&codes, cities));
            }
            for code in codes.iter() {
                counts[code.index()] += 1;
            }
        }
        counts
    };
    let counts = Field::ALL.map(count);
    TableAnswer::given(sets, undated, counts.into())
}

/// An institution without a city is national: it holds for every city, so a filter on cities leaves it in.
pub(super) fn is_national_kept(table: Table, field: Field) -> bool {
    table == Table::Institutions && matches!(field, Field::City | Field::CityLevel)
}

/// Whether a fact lies in the years; `None` where that is unknown.
///
/// Without a beginning it is unknown, unless the fact is known to have ended before the years.
/// Activities and institutions follow the switch. A membership or a tie is a state: it lies in the years if it began
/// before their end and, as far as known, had not ended before them.
pub fn in_years(facts: &FactTable, table: Table, row: Row, years: Years, mean: YearsMean) -> Option<bool> {
    let end = facts.end(row).map(Date::year);
    let Some(begin) = facts.start(row).map(Date::year) else {
        return end.filter(|&end| end < years.from).map(|_| false);
    };
    let overlaps = |last: i16| begin <= years.to && last >= years.from;
    Some(match (table, mean) {
        (Table::Activities | Table::Institutions, YearsMean::StartedIn) => years.contains(begin),
        // An activity without an end is known for its beginning only.
        (Table::Activities, YearsMean::ActiveDuring) => overlaps(end.unwrap_or(begin)),
        (Table::Institutions | Table::Memberships | Table::Partnerships, _) => overlaps(end.unwrap_or(i16::MAX)),
    })
}

fn rows_with_words(dataset: &Dataset, facts: &FactTable, words: &[String]) -> RowSet {
    let mut rows = RowSet::full(facts.len());
    for word in words {
        let named = NAMED_IN_TEXT.map(|field| (field, values_named(dataset, field, word)));
        let counterparts = &facts.counterparts;
        let counterpart_named: Vec<bool> =
            (0..counterparts.search.len()).map(|name| name_matches(counterparts.search.get(name), word)).collect();
        rows.intersect(&RowSet::from_fn(facts.len(), |row| {
            name_matches(facts.search.get(row.index()), word)
                || counterparts.listed.get(row.index()).iter().any(|&name| counterpart_named[name as usize])
                || named.iter().any(|(field, named)| facts.codes(*field, row).iter().any(|code| named[code.index()]))
        }));
    }
    rows
}

/// For each value of a field, whether its names hold a word.
fn values_named(dataset: &Dataset, field: Field, word: &str) -> Vec<bool> {
    let names = dataset.search_names.get(field as usize);
    let has_word = |code: Code| names.is_some_and(|names| name_matches(names.get(code.index()), word));
    dataset.vocabulary(field).codes().map(has_word).collect()
}

/// For each local government the city that it is a district of.
pub(super) fn cities_of_districts(dataset: &Dataset) -> Vec<Option<Code>> {
    dataset.vocabulary(Field::City).codes().map(|city| dataset.city_of_district(city)).collect()
}

/// The cities of a fact and those that its districts lie in, each once.
pub(super) fn with_cities_of_districts(codes: &[Code], cities: &[Option<Code>]) -> Vec<Code> {
    let above = codes.iter().filter_map(|code| cities[code.index()]);
    let mut counted: Vec<Code> = codes.iter().copied().chain(above).collect();
    counted.sort_unstable();
    counted.dedup();
    counted
}
