//! The answer to any filter on any small dataset, against one that looks at every row by itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use city_diplomacy_explorer::data::{
    Agenda, City, Code, Dataset, Date, FactTable, Field, ListColumn, Network, Partner, Row, Table, TextColumn, Value,
    Vocabulary,
};
use city_diplomacy_explorer::query::{Answer, Choice, Dimension, Engine, Filter, MemberOf, Years, YearsMean};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

/// Id, level, and the government it lies in: two provinces, a city with a district in each, a city alone.
const CITIES: [(&str, &str, Option<usize>); 7] = [
    ("north", "upper", None),
    ("south", "upper", None),
    ("hill", "basic", Some(0)),
    ("hill-east", "district", Some(2)),
    ("port", "basic", Some(1)),
    ("south-old", "district", Some(1)),
    ("lake", "basic", None),
];
const LEVELS: [&str; 3] = ["upper", "basic", "district"];
/// Values of every other field.
const VALUES: usize = 4;
const WORDS: [&str; 5] = ["forum", "peace", "도시", "for", "ㄷㅅ"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_and_every_count_is_as_a_look_at_each_row_gives(facts in tables(), filter in filters()) {
        // Rows stand in the order they began, those without a date last.
        let mut facts = facts;
        for rows in &mut facts {
            rows.sort_by_key(|row| (row.start.is_none(), row.start));
        }
        let dataset = dataset(&facts);
        let answer = Answer::new(&dataset, &filter);
        check(&dataset, &facts, &filter, &answer)?;
        check(&dataset, &facts, &filter, &Engine::new(dataset.clone()).answer(&filter))?;
    }
}

fn check(
    dataset: &Dataset,
    facts: &[Vec<FactRow>],
    filter: &Filter,
    answer: &Answer,
) -> Result<(), proptest::test_runner::TestCaseError> {
    for (table, rows) in Table::ALL.into_iter().zip(facts) {
        let passes = |row: &FactRow, but_for| passes(table, row, filter, &facts[Table::Memberships as usize], but_for);
        let expected: Vec<usize> = (0..rows.len()).filter(|&row| passes(&rows[row], None)).collect();
        let given: Vec<usize> = answer.rows(table).iter().map(Row::index).collect();
        prop_assert_eq!(given, expected, "rows of {:?}", table);
        for field in Field::ALL.into_iter().filter(|field| field.tables().contains(&table)) {
            for code in dataset.vocabulary(field).codes() {
                let but_for = Some(Dimension::Field(field));
                let holds = |row: &&FactRow| passes(row, but_for) && counts_for(row, field, code.index());
                let expected = rows.iter().filter(holds).count();
                let given = answer.table(table).count(field, code) as usize;
                prop_assert_eq!(given, expected, "{:?} {:?} {:?}", table, field, code);
            }
        }
        let may_lie_in = |row: &FactRow| filter.years.is_some_and(|years| !has_ended_before(row, years));
        let undated = |row: &&FactRow| row.start.is_none() && may_lie_in(row) && passes(row, Some(Dimension::Years));
        let is_counted = filter.years.is_some() && !filter.undated_pass;
        let expected = if is_counted { rows.iter().filter(undated).count() } else { 0 };
        prop_assert_eq!(answer.table(table).undated, expected, "undated of {:?}", table);
    }
    Ok(())
}

#[test]
fn an_activity_of_three_chosen_cities_counts_once() {
    let alone = FactRow { codes: vec![vec![]; Field::ALL.len()], start: None, end: None, text: String::new() };
    let mut shared = alone.clone();
    shared.codes[Field::City as usize] = vec![0, 1, 6];
    let dataset = dataset(&[vec![shared, alone], vec![], vec![], vec![]]);
    for all_of in [false, true] {
        let mut filter = Filter::default();
        let include = ["north", "south", "lake"].map(ToOwned::to_owned).into();
        filter.set_choice(Field::City, Choice { include, all_of, ..Choice::default() });
        let answer = Answer::new(&dataset, &filter);
        assert_eq!(answer.rows(Table::Activities).iter().map(|row| row.0).collect::<Vec<_>>(), [0]);
        assert_eq!(answer.table(Table::Activities).counts(Field::City), [1, 1, 0, 0, 0, 0, 1]);
    }
}

/// Activities asked for by when they started, memberships, whatever: with a brush that moves there and back.
#[test]
fn what_is_known_to_have_ended_before_the_years_is_neither_shown_nor_undated() {
    let ended = |end: Option<i16>| FactRow {
        codes: vec![vec![0]; Field::ALL.len()],
        start: None,
        end: end.map(|year| (year, None)),
        text: String::new(),
    };
    let rows = vec![ended(Some(2001)), ended(None), ended(Some(2003)), ended(Some(2001))];
    let dataset = dataset(&vec![rows; Table::ALL.len()]);
    let mut engine = Engine::new(Arc::clone(&dataset));
    let may_lie_in: [(i16, &[u32]); 6] =
        [(2001, &[0, 1, 2, 3]), (2002, &[1, 2]), (2003, &[1, 2]), (2004, &[1]), (2002, &[1, 2]), (2000, &[0, 1, 2, 3])];
    for years_mean in [YearsMean::StartedIn, YearsMean::ActiveDuring] {
        for undated_pass in [false, true] {
            for (from, rows) in may_lie_in {
                let years = Some(Years { from, to: 2010 });
                let filter = Filter { choices: [].into(), years, years_mean, undated_pass, ..Filter::default() };
                for answer in [&Answer::new(&dataset, &filter), &*engine.answer(&filter)] {
                    for table in Table::ALL {
                        let context = format!("{table:?} {filter:?}");
                        let shown: Vec<u32> = answer.rows(table).iter().map(|row| row.0).collect();
                        let (expected, undated) = if undated_pass { (rows, 0) } else { (&[][..], rows.len()) };
                        assert_eq!((&*shown, answer.table(table).undated), (expected, undated), "{context}");
                        assert_eq!(answer.table(table).count(Field::City, Code(0)) as usize, shown.len(), "{context}");
                    }
                }
            }
        }
    }
}

/// A fact, its values by their position in the vocabulary of each field.
#[derive(Clone, Debug)]
struct FactRow {
    codes: Vec<Vec<usize>>,
    start: Option<(i16, Option<u8>)>,
    end: Option<(i16, Option<u8>)>,
    text: String,
}

fn tables() -> impl Strategy<Value = Vec<Vec<FactRow>>> {
    let date = || option::weighted(0.8, (1998_i16..2006, option::of(1_u8..=12)));
    let pieces = prop::sample::select(vec!["forum", "peace", "도시", "for", "um", "mayor"]);
    let codes = vec(vec(0_usize..12, 0..3), Field::ALL.len());
    let row = (codes, date(), date(), vec(pieces, 0..3)).prop_map(|(codes, start, end, pieces)| {
        let in_vocabulary = |(&field, list): (&Field, Vec<usize>)| {
            list.into_iter().map(|value| value % number_of_values(field)).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let codes = Field::ALL.iter().zip(codes).map(in_vocabulary).collect();
        FactRow { codes, start, end, text: pieces.join("\n") }
    });
    vec(vec(row, 0..8), Table::ALL.len())
}

fn filters() -> impl Strategy<Value = Filter> {
    // One position past the end is an id that the dataset lacks.
    let positions = || btree_set(0_usize..8, 0..3);
    let choice = (prop::sample::select(Field::ALL.to_vec()), positions(), positions(), any::<bool>());
    let years = option::of((1997_i16..2007, 0_i16..8));
    let words = vec(prop::sample::select(WORDS.to_vec()), 0..2);
    let within = prop_oneof![3 => Just(BTreeSet::new()), 1 => positions()];
    let networks = || btree_set(0..VALUES, 0..3);
    let members = (networks(), networks(), any::<bool>(), option::of(1997_i16..2007));
    (vec(choice, 0..4), within, members, years, any::<[bool; 3]>(), words).prop_map(
        |(choices, within, members, years, switches, words)| {
            let [keeps_defaults, active_during, undated_pass] = switches;
            let mut filter = Filter::default();
            if !keeps_defaults {
                filter.choices.clear();
            }
            for (field, include, exclude, all_of) in choices {
                let ids = |positions: BTreeSet<usize>| positions.into_iter().map(|at| id_of(field, at)).collect();
                filter.choices.insert(field, Choice { include: ids(include), exclude: ids(exclude), all_of });
            }
            filter.within = within.into_iter().map(|at| id_of(Field::City, at)).collect();
            let (include, exclude, all_of, year) = members;
            let ids = |networks: BTreeSet<usize>| networks.into_iter().map(|at| id_of(Field::Network, at)).collect();
            filter.member_of =
                MemberOf { choice: Choice { include: ids(include), exclude: ids(exclude), all_of }, year };
            filter.years = years.map(|(from, more)| Years { from, to: from + more });
            filter.years_mean = if active_during { YearsMean::ActiveDuring } else { YearsMean::StartedIn };
            filter.undated_pass = undated_pass;
            filter.text = words.join(" ");
            filter
        },
    )
}

fn number_of_values(field: Field) -> usize {
    match field {
        Field::City => CITIES.len(),
        Field::CityLevel => LEVELS.len(),
        _ => VALUES,
    }
}

fn id_of(field: Field, at: usize) -> String {
    if at >= number_of_values(field) {
        return "no-such-id".to_owned();
    }
    match (field, at) {
        (Field::City, _) => CITIES[at].0.to_owned(),
        (Field::CityLevel, _) => LEVELS[at].to_owned(),
        (Field::Scope, 0) => "domestic".to_owned(),
        (Field::Role, 0..3) => ["member", "founder", "host"][at].to_owned(),
        (Field::TieStatus, 0..3) => ["participant", "planned", "talks"][at].to_owned(),
        _ => format!("value-{at}"),
    }
}

fn dataset(facts: &[Vec<FactRow>]) -> Arc<Dataset> {
    let vocabulary = |field: Field| {
        let mut vocabulary = Vocabulary::default();
        for at in 0..number_of_values(field) {
            let parent = CITIES.get(at).filter(|_| field == Field::City).and_then(|city| city.2);
            let parent = parent.map(|parent| Code(parent as u32));
            vocabulary.intern(Value { id: id_of(field, at), parent, ..Value::default() });
        }
        vocabulary
    };
    let level = |level: &str| LEVELS.iter().position(|name| *name == level).map(|at| Code(at as u32));
    Arc::new(Dataset {
        vocabularies: Field::ALL.map(vocabulary).into(),
        cities: CITIES.map(|(_, name, _)| City { level: level(name), ..City::default() }).into(),
        agendas: vec![Agenda::default(); VALUES],
        networks: vec![Network::default(); VALUES],
        partners: vec![Partner::default(); VALUES],
        tables: Table::ALL.into_iter().zip(facts).map(|(table, rows)| fact_table(table, rows)).collect(),
        ..Dataset::default()
    })
}

fn fact_table(table: Table, rows: &[FactRow]) -> FactTable {
    let date = |date: Option<(i16, Option<u8>)>| {
        let (year, month) = date?;
        let text = month.map_or_else(|| year.to_string(), |month| format!("{year}-{month:02}"));
        Some(Date::parse(&text).unwrap())
    };
    let mut facts = FactTable::empty();
    let column = |texts: &mut dyn Iterator<Item = String>| {
        let mut column = TextColumn::default();
        texts.for_each(|text| column.push(&text));
        column
    };
    facts.ids = column(&mut (0..rows.len()).map(|row| row.to_string()));
    facts.search = column(&mut rows.iter().map(|row| row.text.clone()));
    facts.start = rows.iter().map(|row| date(row.start)).collect();
    facts.end = rows.iter().map(|row| date(row.end)).collect();
    facts.attested = vec![false; rows.len()];
    facts.sources = rows.iter().map(|_| Vec::new()).collect();
    for field in Field::ALL.into_iter().filter(|field| field.tables().contains(&table)) {
        let codes = |row: &FactRow| row.codes[field as usize].iter().map(|&code| Code(code as u32)).collect();
        facts.codes[field as usize] = rows.iter().map(codes).collect::<ListColumn<Code>>();
    }
    facts
}

/// Whether a row passes every dimension but one, by the words of the rule.
fn passes(table: Table, row: &FactRow, filter: &Filter, memberships: &[FactRow], left_out: Option<Dimension>) -> bool {
    let is_left_out = |dimension: Dimension| left_out == Some(dimension);
    let is_national = table == Table::Institutions;
    for (&field, choice) in &filter.choices {
        if !field.tables().contains(&table) || is_left_out(Dimension::Field(field)) {
            continue;
        }
        let codes = &row.codes[field as usize];
        let stays = is_national && codes.is_empty() && matches!(field, Field::City | Field::CityLevel);
        let holds = |id: &String| codes.iter().any(|&code| stands_for(field, code, id));
        let mut included = choice.include.iter().map(holds);
        let is_included = match (choice.include.is_empty(), choice.all_of) {
            (true, _) => true,
            (false, true) => included.all(|holds| holds),
            (false, false) => included.any(|holds| holds),
        };
        if !stays && (!is_included || choice.exclude.iter().any(holds)) {
            return false;
        }
    }
    let cities = &row.codes[Field::City as usize];
    let lies_within = |&city: &usize| {
        let mut chain = std::iter::successors(Some(city), |&city| CITIES[city].2);
        chain.any(|city| filter.within.contains(CITIES[city].0))
    };
    let is_inside = filter.within.is_empty() || cities.iter().any(lies_within) || is_national && cities.is_empty();
    let is_in_years = filter.years.is_none_or(|years| in_years(table, row, years, filter));
    let has_word =
        |word: &str| row.text.lines().any(|line| line.contains(if word == "ㄷㅅ" { "도시" } else { word }));
    let is_of_members = filter.member_of.is_empty()
        || is_national && cities.is_empty()
        || cities.iter().any(|&city| is_chosen_member(city, filter, memberships));
    (is_left_out(Dimension::Field(Field::City)) || is_inside)
        && (is_left_out(Dimension::MemberOf) || is_of_members)
        && (is_left_out(Dimension::Years) || is_in_years)
        && (is_left_out(Dimension::Text) || filter.text.split_whitespace().all(has_word))
}

/// Whether a government is in the set of the chosen networks, by the words of the rule.
fn is_chosen_member(city: usize, filter: &Filter, memberships: &[FactRow]) -> bool {
    let first = |row: &FactRow, field: Field| row.codes[field as usize].first().copied();
    let holds = |id: &String, lets_undated_in: bool| {
        let of_network = |row: &&FactRow| first(row, Field::Network).is_some_and(|at| id_of(Field::Network, at) == *id);
        let rows = memberships.iter().filter(of_network).filter(|row| first(row, Field::City) == Some(city));
        let is_host = |row: &&FactRow| first(row, Field::Role).is_some_and(|role| role >= 2);
        let (offices, spells): (Vec<_>, Vec<_>) = rows.partition(is_host);
        let Some(year) = filter.member_of.year else { return !offices.is_empty() || !spells.is_empty() };
        let has_joined = |row: &&FactRow| row.start.map_or(lets_undated_in, |(joined, _)| joined <= year);
        let stays = |row: &&FactRow| row.end.is_none_or(|(left, _)| left > year);
        if spells.is_empty() {
            offices.iter().any(has_joined)
        } else {
            spells.iter().any(|row| has_joined(row) && stays(row))
        }
    };
    let choice = &filter.member_of.choice;
    let mut included = choice.include.iter().map(|id| holds(id, filter.undated_pass));
    let is_included = if choice.all_of { included.all(|holds| holds) } else { included.any(|holds| holds) };
    (is_included || choice.include.is_empty()) && !choice.exclude.iter().any(|id| holds(id, false))
}

/// A value stands for itself, a district for its city as well.
fn stands_for(field: Field, code: usize, id: &str) -> bool {
    id_of(field, code) == id
        || field == Field::City
            && CITIES[code].1 == "district"
            && CITIES[code].2.is_some_and(|parent| CITIES[parent].0 == id)
}

fn counts_for(row: &FactRow, field: Field, value: usize) -> bool {
    let id = id_of(field, value);
    row.codes[field as usize].iter().any(|&code| stands_for(field, code, &id))
}

fn in_years(table: Table, row: &FactRow, years: Years, filter: &Filter) -> bool {
    let Some((start, _)) = row.start else { return filter.undated_pass && !has_ended_before(row, years) };
    let started_in = (years.from..=years.to).contains(&start);
    let went_on_in = |end: i16| start <= years.to && end >= years.from;
    let end = row.end.map(|(year, _)| year);
    match table {
        Table::Memberships | Table::Partnerships => went_on_in(end.unwrap_or(i16::MAX)),
        _ if filter.years_mean == YearsMean::StartedIn => started_in,
        Table::Activities => went_on_in(end.unwrap_or(start)),
        Table::Institutions => went_on_in(end.unwrap_or(i16::MAX)),
    }
}

fn has_ended_before(row: &FactRow, years: Years) -> bool {
    row.end.is_some_and(|(end, _)| end < years.from)
}
