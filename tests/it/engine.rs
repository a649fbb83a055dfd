//! The engine answers exactly: like the plain evaluation on random data, and like SQL on an invented register.

use std::collections::BTreeSet;
use std::sync::Arc;

use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{
    City, Code, Counterparts, Dataset, Date, FactTable, Field, ListColumn, Table, TextColumn, Value, Vocabulary,
};
use city_diplomacy_explorer::query::{Answer, Choice, Engine, Filter, MemberOf, Years, YearsMean};
use proptest::prelude::*;
use rusqlite::Connection;

use crate::support::plain;
use crate::{oracle, register, workload};

// ---- Random data, random filters ----

const WORDS: [&str; 9] = ["서울", "서", "ㅅ", "ㅅㅇ", "forum", "for", "o", "포럼", "울 f"];

/// Start, end, two codes a field, and which words the text holds.
type RandomRow = (Option<i16>, Option<i16>, Vec<u32>, Vec<u32>, Vec<usize>);

fn random_rows(most: usize) -> impl Strategy<Value = Vec<RandomRow>> {
    let year = || proptest::option::weighted(0.8, 1990_i16..2000);
    let codes = || proptest::collection::vec(0_u32..90, 0..3);
    let words = proptest::collection::vec(0..WORDS.len(), 0..3);
    proptest::collection::vec((year(), year(), codes(), codes(), words), 0..most)
}

/// A dataset with districts, small and large vocabularies, ends before beginnings, and texts.
fn dataset_of(tables: &[Vec<RandomRow>]) -> Arc<Dataset> {
    let mut vocabularies = vec![Vocabulary::default(); Field::ALL.len()];
    for field in Field::ALL {
        for code in 0..values_of(field) {
            vocabularies[field as usize].intern(Value { id: format!("v{code}"), ..Value::default() });
        }
    }
    for role in ["member", "founder"] {
        vocabularies[Field::Role as usize].intern(Value { id: role.to_owned(), ..Value::default() });
    }
    let level = vocabularies[Field::CityLevel as usize].intern(Value { id: "district".to_owned(), ..Value::default() });
    let cities = vocabularies[Field::City as usize]
        .codes()
        .map(|code| City { level: (code.0 % 3 == 2).then_some(level), ..City::default() });
    let cities: Vec<City> = cities.collect();
    for code in 0..values_of(Field::City) {
        if code % 3 == 2 {
            vocabularies[Field::City as usize].set_parent(Code(code), Code(code % 7));
        }
    }
    let names = |field: Field| {
        let named = matches!(field, Field::City | Field::Network | Field::Partner);
        let name = |code: u32| if named && code.is_multiple_of(11) { "서울\nforum" } else { "" };
        (0..values_of(field)).map(name).collect::<TextColumn>()
    };
    Arc::new(Dataset {
        search_names: Field::ALL.map(names).into(),
        tables: Table::ALL.map(|table| facts_of(table, &tables[table as usize])).into(),
        vocabularies,
        cities,
        ..Dataset::default()
    })
}

fn values_of(field: Field) -> u32 {
    match field {
        Field::City | Field::Partner => 90,
        Field::Country => 70,
        // With the two that make a membership.
        Field::Role => 3,
        _ => 5,
    }
}

fn facts_of(table: Table, rows: &[RandomRow]) -> FactTable {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| (row.0.is_none(), row.0));
    let codes = |field: Field| -> ListColumn<Code> {
        if !field.tables().contains(&table) {
            return ListColumn::default();
        }
        let of_row = |row: &RandomRow| {
            let codes = if (field as usize).is_multiple_of(2) { &row.2 } else { &row.3 };
            let values = values_of(field) + if field == Field::Role { 2 } else { 0 };
            codes.iter().map(|code| Code(code % values)).collect::<Vec<_>>()
        };
        rows.iter().map(of_row).collect()
    };
    FactTable {
        ids: (0..rows.len()).map(|row| format!("{row}")).collect(),
        start: rows.iter().map(|row| row.0.map(Date::from_year)).collect(),
        end: rows.iter().map(|row| row.1.map(Date::from_year)).collect(),
        attested: vec![false; rows.len()],
        codes: Field::ALL.map(codes).into(),
        search: rows.iter().map(text_of).collect(),
        counterparts: if table == Table::Activities { counterparts_of(&rows) } else { Counterparts::default() },
        ..FactTable::empty()
    }
}

/// Names of counterparts, one of seven of which a text filter may find.
fn counterparts_of(rows: &[RandomRow]) -> Counterparts {
    const NAMES: u32 = 40;
    let listed = rows.iter().map(|row| row.3.iter().map(|code| code % NAMES).collect()).collect();
    let names = || (0..NAMES).map(|name| if name % 7 == 3 { "서울 forum (kr)" } else { "x" }).collect::<TextColumn>();
    let whose = (0..NAMES).map(|name| Some(Code(name))).collect();
    Counterparts { listed, names: names(), search: names(), whose }
}

fn text_of(row: &RandomRow) -> String {
    row.4.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join("\n")
}

/// One change of a filter.
#[derive(Clone, Debug)]
enum Step {
    Choose(Field, Vec<u32>, Vec<u32>, bool),
    Within(u32),
    Members(Vec<u32>, Vec<u32>, bool, Option<i16>),
    Years(Option<(i16, i16)>),
    Mean(bool),
    Undated(bool),
    Text(Vec<usize>),
    Clear,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let ids = || proptest::collection::vec(0_u32..92, 0..3);
    let field = proptest::sample::select(Field::ALL.to_vec());
    let networks = || proptest::collection::vec(0_u32..6, 0..3);
    let members = (networks(), networks(), any::<bool>(), proptest::option::weighted(0.7, 1988_i16..2002));
    let step = prop_oneof![
        6 => (field, ids(), ids(), any::<bool>()).prop_map(|(field, yes, no, all)| Step::Choose(field, yes, no, all)),
        1 => (0_u32..9).prop_map(Step::Within),
        3 => members.prop_map(|(yes, no, all, year)| Step::Members(yes, no, all, year)),
        6 => proptest::option::weighted(0.9, (1988_i16..2002, 1988_i16..2002)).prop_map(Step::Years),
        1 => any::<bool>().prop_map(Step::Mean),
        1 => any::<bool>().prop_map(Step::Undated),
        3 => proptest::collection::vec(0..WORDS.len(), 0..3).prop_map(Step::Text),
        1 => Just(Step::Clear),
    ];
    proptest::collection::vec(step, 1..25)
}

fn take(filter: &mut Filter, step: &Step) {
    let ids = |codes: &[u32]| codes.iter().map(|code| format!("v{code}")).collect::<BTreeSet<_>>();
    match step {
        Step::Choose(field, include, exclude, all_of) => {
            filter.set_choice(*field, Choice { include: ids(include), exclude: ids(exclude), all_of: *all_of });
        }
        Step::Within(code) => drop(filter.within.insert(format!("v{code}"))),
        Step::Members(include, exclude, all_of, year) => {
            let choice = Choice { include: ids(include), exclude: ids(exclude), all_of: *all_of };
            filter.member_of = MemberOf { choice, year: *year };
        }
        Step::Years(years) => filter.years = years.map(|(from, to)| Years { from, to }),
        Step::Mean(active) => {
            filter.years_mean = if *active { YearsMean::ActiveDuring } else { YearsMean::StartedIn };
        }
        Step::Undated(pass) => filter.undated_pass = *pass,
        Step::Text(words) => filter.text = words.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" "),
        Step::Clear => *filter = Filter::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_answers_like_the_plain_evaluation(
        activities in random_rows(300), others in proptest::collection::vec(random_rows(40), 3), steps in steps()
    ) {
        let tables: Vec<_> = std::iter::once(activities).chain(others).collect();
        let dataset = dataset_of(&tables);
        let mut engine = Engine::new(Arc::clone(&dataset));
        let mut filter = Filter::default();
        prop_assert_eq!(plain::compare(&dataset, &filter, &engine.answer(&filter)), Ok(()));
        for step in &steps {
            let before = filter.clone();
            take(&mut filter, step);
            let before = engine.answer(&before);
            for answer in [&*engine.answer(&filter), &before.to(&filter), &Answer::new(&dataset, &filter)] {
                prop_assert_eq!(plain::compare(&dataset, &filter, answer), Ok(()), "after {:?}", step);
            }
        }
    }
}

// ---- An invented register ----

/// Enough for every shape that an index takes; `measure --verify` asks the same of as many as one likes.
const ACTIVITIES: usize = 3000;

struct Register {
    connection: Connection,
    dataset: Arc<Dataset>,
}

fn register() -> Register {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.db");
    register::generate(&path, ACTIVITIES, 7).unwrap();
    let dataset = open(&path, &Progress::default()).unwrap().dataset;
    Register { connection: oracle::connect(&path, &dataset).unwrap(), dataset }
}

fn include(filter: &mut Filter, field: Field, ids: &[&str]) {
    let include = ids.iter().map(ToString::to_string).collect();
    filter.set_choice(field, Choice { include, ..filter.choice(field) });
}

/// Clicks, a brush and typing, one after another, as a person would.
fn session(dataset: &Dataset) -> Vec<Filter> {
    let id = |field: Field, code: u32| dataset.vocabulary(field)[Code(code)].id.clone();
    let mut filter = Filter::default();
    let mut filters = Vec::new();
    let mut go = |filter: &Filter| filters.push(filter.clone());
    for (field, codes) in [
        (Field::Form, vec![0]),
        (Field::Form, vec![0, 1]),
        (Field::Agenda, vec![1, 2]),
        (Field::City, vec![20]),
        (Field::City, vec![20, 1, 2]),
        (Field::Country, vec![3]),
        (Field::Country, vec![]),
        (Field::Partner, vec![0, 5]),
        (Field::Partner, vec![]),
        (Field::Network, vec![0]),
        (Field::Sector, vec![0]),
        (Field::Network, vec![]),
        (Field::Sector, vec![]),
    ] {
        let ids: Vec<String> = codes.into_iter().map(|code| id(field, code)).collect();
        include(&mut filter, field, &ids.iter().map(String::as_str).collect::<Vec<_>>());
        go(&filter);
    }
    for year in 1998..2004 {
        filter.years = Some(Years { from: year, to: year + 10 });
        go(&filter);
    }
    filter.years_mean = YearsMean::ActiveDuring;
    go(&filter);
    filter.years = Some(Years { from: 2001, to: 2009 });
    go(&filter);
    filter.undated_pass = true;
    go(&filter);
    filter = Filter::default();
    for (include, exclude, year) in [
        (vec![0], vec![], None),
        (vec![0, 1], vec![], None),
        (vec![0, 1], vec![2], None),
        (vec![0, 1], vec![2], Some(2010)),
        (vec![], vec![2], Some(1995)),
    ] {
        let ids = |codes: Vec<u32>| codes.into_iter().map(|code| id(Field::Network, code)).collect();
        let choice = Choice { include: ids(include), exclude: ids(exclude), all_of: year.is_some() };
        filter.member_of = MemberOf { choice, year };
        go(&filter);
        filter.undated_pass = !filter.undated_pass;
        go(&filter);
    }
    filter = Filter::default();
    for text in ["포", "포럼", "포럼 f", "forum", "", "ㄱ", "ㄱㄴ", ""] {
        text.clone_into(&mut filter.text);
        go(&filter);
    }
    filters
}

#[test]
fn a_session_is_exact_at_every_step() {
    let Register { dataset, connection } = register();
    let mut engine = Engine::new(Arc::clone(&dataset));
    for (turn, filter) in session(&dataset).into_iter().enumerate() {
        let answer = engine.answer(&filter);
        assert_eq!(plain::compare(&dataset, &filter, &answer), Ok(()), "{filter:?}");
        assert_eq!(*answer, Answer::new(&dataset, &filter), "{filter:?}");
        // SQL knows nothing of initial consonants.
        if !filter.text.starts_with('ㄱ') {
            oracle::check(&connection, &dataset, &filter, &answer, (turn, 3)).unwrap();
        }
    }
}

#[test]
fn clicks_brushes_and_typing_answer_like_sql() {
    let Register { dataset, connection } = register();
    let mut engine = Engine::new(Arc::clone(&dataset));
    for (name, filters) in workload::series(&dataset) {
        for (turn, filter) in filters.iter().enumerate() {
            let checked = oracle::check(&connection, &dataset, filter, &engine.answer(filter), (turn, 2));
            assert!(checked.is_ok(), "{name} {turn}: {checked:?}");
        }
    }
}

#[test]
fn two_hundred_random_filters_answer_like_sql() {
    let Register { dataset, connection } = register();
    let mut engine = Engine::new(Arc::clone(&dataset));
    let mut lot = oracle::Lot(3);
    for turn in 0..200 {
        let filter = oracle::random_filter(&dataset, &mut lot);
        oracle::check(&connection, &dataset, &filter, &engine.answer(&filter), (turn, 3)).unwrap();
    }
}
