//! The plain evaluation of a filter, row by row, by what README and the guide say a filter means: an oracle that shares
//! nothing with the engine but the resolved ids and the comparison of one name with one word.

use std::collections::{BTreeMap, BTreeSet};

use city_diplomacy_explorer::data::{Code, Dataset, Date, FactTable, Field, Row, Table};
use city_diplomacy_explorer::query::{
    Answer, Dimension, Filter, MemberOf, Resolved, RowSet, Years, YearsMean, name_matches,
};

/// The fields whose values' names a text filter looks in.
const NAMED_IN_TEXT: [Field; 3] = [Field::City, Field::Network, Field::Partner];

/// Whether an answer is, in every row and every count, what a filter lets pass; else what differs first. O(rows x
/// fields x conditions).
pub fn compare(dataset: &Dataset, filter: &Filter, answer: &Answer) -> Result<(), String> {
    let resolved = filter.resolve(dataset);
    if answer.unknown != resolved.unknown {
        return Err(format!("unknown ids: {:?}, not {:?}", answer.unknown, resolved.unknown));
    }
    let undated = undated_members(dataset, filter, &resolved);
    if answer.undated_members != undated {
        return Err(format!("{} governments are perhaps members, not {undated}", answer.undated_members));
    }
    Table::ALL.into_iter().try_for_each(|table| compare_table(dataset, table, filter, &resolved, answer))
}

/// How many governments the switch would let in, of those whose own memberships pass what is asked of cities.
fn undated_members(dataset: &Dataset, filter: &Filter, resolved: &Resolved) -> usize {
    let let_in = Filter { undated_pass: true, ..filter.clone() };
    let passes = |field: Field, codes: &[Code]| resolved.fields.get(&field).is_none_or(|choice| choice.passes(codes));
    let is_counted = |city: &Code| {
        passes(Field::City, &[*city]) && passes(Field::CityLevel, dataset.cities[city.index()].level.as_slice())
    };
    let is_let_in = |city: &Code| is_member(dataset, &let_in, *city) && !is_member(dataset, filter, *city);
    dataset.vocabulary(Field::City).codes().filter(is_counted).filter(is_let_in).count()
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
    let others = [Dimension::MemberOf, Dimension::Years, Dimension::Text];
    for dimension in Field::ALL.into_iter().map(Dimension::Field).chain(others) {
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
    if !filter.member_of.is_empty() {
        let cities = dataset.vocabulary(Field::City).codes();
        let members: BTreeSet<Code> = cities.filter(|&city| is_member(dataset, filter, city)).collect();
        let passes = |row: Row| {
            let codes = facts.codes(Field::City, row);
            table == Table::Institutions && codes.is_empty() || codes.iter().any(|city| members.contains(city))
        };
        conditions.insert(Dimension::MemberOf, RowSet::from_fn(facts.len(), passes));
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

/// Whether a government is in the set that the chosen networks make.
fn is_member(dataset: &Dataset, filter: &Filter, city: Code) -> bool {
    let MemberOf { choice, year } = &filter.member_of;
    // An unknown joining counts where the switch lets it in, and never keeps out.
    let stands = |id: &String, unknown: bool| standing(dataset, id, city, *year).unwrap_or(unknown);
    let mut included = choice.include.iter().map(|id| stands(id, filter.undated_pass));
    let is_included = match (choice.include.is_empty(), choice.all_of) {
        (true, _) => true,
        (false, true) => included.all(|stands| stands),
        (false, false) => included.any(|stands| stands),
    };
    is_included && !choice.exclude.iter().any(|id| stands(id, false))
}

/// Whether a government is a member of a network, ever or in a year; `None` where nobody knows since when it is.
fn standing(dataset: &Dataset, network: &str, city: Code, year: Option<i16>) -> Option<bool> {
    let network = dataset.vocabulary(Field::Network).code(network);
    let facts = dataset.table(Table::Memberships);
    let is_of_both = |&row: &Row| {
        facts.code(Field::City, row) == Some(city) && network.is_some() && facts.code(Field::Network, row) == network
    };
    let rows: Vec<Row> = facts.rows().filter(is_of_both).collect();
    let Some(year) = year else { return Some(!rows.is_empty()) };
    let is_spell = |row: &Row| {
        let role = facts.code(Field::Role, *row).map(|role| dataset.vocabulary(Field::Role)[role].id.as_str());
        matches!(role, None | Some("member" | "founder"))
    };
    let has_spell = rows.iter().any(is_spell);
    let mut is_unknown = false;
    for row in rows.iter().filter(|row| is_spell(row) || !has_spell) {
        // Who gives up an office does not leave.
        let left = facts.end(*row).map(Date::year).filter(|_| has_spell);
        if left.is_some_and(|left| left <= year) {
            continue;
        }
        match facts.start(*row).map(Date::year) {
            Some(joined) if joined <= year => return Some(true),
            Some(_) => {}
            None => is_unknown = true,
        }
    }
    if is_unknown { None } else { Some(false) }
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
