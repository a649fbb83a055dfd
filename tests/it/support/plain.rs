//! The plain evaluation of a filter, row by row, by what README and the guide say a filter means: an oracle that shares
//! nothing with the engine but the resolved ids and the comparison of one name with one word.

use std::collections::{BTreeMap, BTreeSet};

use city_diplomacy_explorer::data::{Code, Dataset, Date, FactTable, Field, Row, Table};
use city_diplomacy_explorer::query::{Answer, Dimension, Filter, Resolved, RowSet, Years, YearsMean, name_matches};

/// The fields whose values' names a text filter looks in.
const NAMED_IN_TEXT: [Field; 3] = [Field::City, Field::Network, Field::Partner];

/// Whether an answer is, in every row and every count, what a filter lets pass; else what differs first. O(rows x
/// fields x conditions).
pub fn compare(dataset: &Dataset, filter: &Filter, answer: &Answer) -> Result<(), String> {
    let resolved = filter.resolve(dataset);
    if answer.unknown != resolved.unknown {
        return Err(format!("unknown ids: {:?}, not {:?}", answer.unknown, resolved.unknown));
    }
    Table::ALL.into_iter().try_for_each(|table| compare_table(dataset, table, filter, &resolved, answer))
}

fn compare_table(
    dataset: &Dataset,
    table: Table,
    filter: &Filter,
    resolved: &Resolved,
    answer: &Answer,
) -> Result<(), String> {
    let (facts, answer) = (dataset.table(table), answer.table(table));
    let conditions = conditions(dataset, table, filter, resolved);
    let rows_but_for = |left_out: Option<Dimension>| {
        let others = || conditions.iter().filter(|&(&dimension, _)| Some(dimension) != left_out);
        RowSet::from_fn(facts.len(), |row| others().all(|(_, passing)| passing.contains(row)))
    };
    if *answer.rows() != rows_but_for(None) {
        return Err(format!("{table:?}: other rows pass"));
    }
    for dimension in Field::ALL.into_iter().map(Dimension::Field).chain([Dimension::Years, Dimension::Text]) {
        if *answer.rows_but_for(dimension) != rows_but_for(Some(dimension)) {
            return Err(format!("{table:?}: other rows pass all but {dimension:?}"));
        }
    }
    let is_undated = |years: Years, row: &Row| in_years(facts, table, *row, years, filter.years_mean).is_none();
    let undated = filter
        .years
        .filter(|_| !filter.undated_pass)
        .map_or(0, |years| rows_but_for(Some(Dimension::Years)).iter().filter(|row| is_undated(years, row)).count());
    if answer.undated != undated {
        return Err(format!("{table:?}: {} rows left out for want of a date, not {undated}", answer.undated));
    }
    for field in Field::ALL {
        let mut counts = vec![0_u32; dataset.vocabulary(field).len()];
        let mut own = counts.clone();
        for row in rows_but_for(Some(Dimension::Field(field))).iter() {
            for code in counted(dataset, facts, field, row) {
                counts[code.index()] += 1;
            }
        }
        for row in rows_but_for(None).iter() {
            facts.codes(field, row).iter().for_each(|code| own[code.index()] += 1);
        }
        if answer.counts(field) != counts {
            return Err(format!("{table:?}: other counts of {field:?}"));
        }
        if answer.counts_passing(field) != own {
            return Err(format!("{table:?}: other counts of {field:?} among what passes"));
        }
    }
    Ok(())
}

/// For each condition that restricts a table, the rows that meet it.
fn conditions(dataset: &Dataset, table: Table, filter: &Filter, resolved: &Resolved) -> BTreeMap<Dimension, RowSet> {
    let facts = dataset.table(table);
    let mut conditions = BTreeMap::new();
    for (&field, choice) in resolved.fields.iter().filter(|(field, _)| field.tables().contains(&table)) {
        // An institution without a city is national: it holds for every city.
        let keeps_national = table == Table::Institutions && matches!(field, Field::City | Field::CityLevel);
        let passes = |row: Row| {
            let codes = facts.codes(field, row);
            keeps_national && codes.is_empty() || choice.passes(codes)
        };
        conditions.insert(Dimension::Field(field), RowSet::from_fn(facts.len(), passes));
    }
    if let Some(years) = filter.years {
        let passes = |row: Row| in_years(facts, table, row, years, filter.years_mean).unwrap_or(filter.undated_pass);
        conditions.insert(Dimension::Years, RowSet::from_fn(facts.len(), passes));
    }
    if !resolved.words.is_empty() {
        let passes = |row: Row| resolved.words.iter().all(|word| holds_word(dataset, facts, row, word));
        conditions.insert(Dimension::Text, RowSet::from_fn(facts.len(), passes));
    }
    conditions
}

/// Whether a fact lies in the years; `None` where that is unknown: without a beginning, unless it is known to have ended
/// before them. A membership or a tie is a state, an activity without an end is known for its beginning only.
fn in_years(facts: &FactTable, table: Table, row: Row, years: Years, mean: YearsMean) -> Option<bool> {
    let end = facts.end(row).map(Date::year);
    let Some(begin) = facts.start(row).map(Date::year) else {
        return end.filter(|&end| end < years.from).map(|_| false);
    };
    let overlaps = |last: i16| begin <= years.to && last >= years.from;
    Some(match (table, mean) {
        (Table::Activities | Table::Institutions, YearsMean::StartedIn) => (years.from..=years.to).contains(&begin),
        (Table::Activities, YearsMean::ActiveDuring) => overlaps(end.unwrap_or(begin)),
        (Table::Institutions | Table::Memberships | Table::Partnerships, _) => overlaps(end.unwrap_or(i16::MAX)),
    })
}

/// Whether a word stands in a fact's own text, in the name of a counterpart, or in that of a city, network or partner.
fn holds_word(dataset: &Dataset, facts: &FactTable, row: Row, word: &str) -> bool {
    let named = |field: Field, code: Code| {
        let names = dataset.search_names.get(field as usize);
        names.is_some_and(|names| name_matches(names.get(code.index()), word))
    };
    let counterparts = &facts.counterparts;
    name_matches(facts.search.get(row.index()), word)
        || counterparts
            .listed
            .get(row.index())
            .iter()
            .any(|&name| name_matches(counterparts.search.get(name as usize), word))
        || NAMED_IN_TEXT.iter().any(|&field| facts.codes(field, row).iter().any(|&code| named(field, code)))
}

/// The values that a fact is counted under: its cities with those that its districts lie in, each once.
fn counted(dataset: &Dataset, facts: &FactTable, field: Field, row: Row) -> BTreeSet<Code> {
    let codes = facts.codes(field, row).iter().copied();
    let above = codes.clone().filter(|_| field == Field::City).filter_map(|city| dataset.city_of_district(city));
    codes.clone().chain(above).collect()
}
