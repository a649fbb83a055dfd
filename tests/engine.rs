//! The engine answers exactly: like the plain evaluation on random data, and like SQL on a large invented register.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

#[path = "../examples/generate/register.rs"]
mod register;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{
    City, Code, Dataset, Date, FactTable, Field, ListColumn, Table, TextColumn, Value, Vocabulary,
};
use city_diplomacy_explorer::query::{Answer, Choice, Engine, Filter, Years, YearsMean};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

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
        _ => 5,
    }
}

fn facts_of(table: Table, rows: &[RandomRow]) -> FactTable {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| (row.0.is_none(), row.0));
    let dates = |years: Vec<Option<i16>>| years.into_iter().map(|year| year.map(Date::from_year)).collect::<Vec<_>>();
    let codes = |field: Field| -> ListColumn<Code> {
        if !field.tables().contains(&table) {
            return ListColumn::default();
        }
        let of_row = |row: &RandomRow| {
            let codes = if (field as usize).is_multiple_of(2) { &row.2 } else { &row.3 };
            codes.iter().map(|code| Code(code % values_of(field))).collect::<Vec<_>>()
        };
        rows.iter().map(of_row).collect()
    };
    FactTable {
        ids: (0..rows.len()).map(|row| format!("{row}")).collect(),
        start: dates(rows.iter().map(|row| row.0).collect()),
        end: dates(rows.iter().map(|row| row.1).collect()),
        attested: vec![false; rows.len()],
        codes: Field::ALL.map(codes).into(),
        search: rows.iter().map(|row| row.4.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join("\n")).collect(),
        ..FactTable::empty()
    }
}

/// One change of a filter.
#[derive(Clone, Debug)]
enum Step {
    Choose(Field, Vec<u32>, Vec<u32>, bool),
    Within(u32),
    Years(Option<(i16, i16)>),
    Mean(bool),
    Undated(bool),
    Text(Vec<usize>),
    Clear,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let ids = || proptest::collection::vec(0_u32..92, 0..3);
    let field = proptest::sample::select(Field::ALL.to_vec());
    let step = prop_oneof![
        6 => (field, ids(), ids(), any::<bool>()).prop_map(|(field, yes, no, all)| Step::Choose(field, yes, no, all)),
        1 => (0_u32..9).prop_map(Step::Within),
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
        prop_assert_eq!(&*engine.answer(&filter), &Answer::new(&dataset, &filter));
        for step in &steps {
            take(&mut filter, step);
            prop_assert_eq!(&*engine.answer(&filter), &Answer::new(&dataset, &filter), "after {:?}", step);
        }
    }
}

// ---- A register of 100,000 activities ----

struct Large {
    _folder: TempDir,
    connection: Connection,
    dataset: Arc<Dataset>,
}

/// Generated and opened once; each test has its own connection.
fn large() -> Large {
    static FILE: OnceLock<(TempDir, Arc<Dataset>)> = OnceLock::new();
    let (folder, dataset) = FILE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.db");
        register::generate(&path, 100_000, 7).unwrap();
        (folder, open(&path, &Progress::default()).unwrap().dataset)
    });
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("large.db");
    std::fs::copy(folder.path().join("large.db"), &path).unwrap();
    Large { _folder: copy, connection: Connection::open(path).unwrap(), dataset: Arc::clone(dataset) }
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
    for text in ["포", "포럼", "포럼 f", "forum", "", "ㄱ", "ㄱㄴ", ""] {
        text.clone_into(&mut filter.text);
        go(&filter);
    }
    filters
}

#[test]
fn a_session_on_a_large_register_is_exact_at_every_step() {
    let Large { dataset, .. } = large();
    let mut engine = Engine::new(Arc::clone(&dataset));
    for filter in session(&dataset) {
        assert_eq!(*engine.answer(&filter), Answer::new(&dataset, &filter), "{filter:?}");
    }
}

/// Lots, drawn alike every time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// The fields of activities, and SQL that gives pairs of an activity (a) and a value (v).
const PAIRS: [(Field, &str); 14] = [
    (Field::City, "SELECT activity_id a, city_id v FROM activity_city"),
    (Field::CityLevel, "SELECT activity_id a, level v FROM activity_city JOIN city ON id = city_id"),
    (Field::Agenda, "SELECT activity_id a, agenda_id v FROM activity_agenda"),
    (Field::Domain, "SELECT activity_id a, domain v FROM activity_agenda JOIN agenda ON id = agenda_id"),
    (Field::Form, "SELECT id a, form_id v FROM activity"),
    (Field::Family, "SELECT activity.id a, family v FROM activity JOIN form ON form.id = form_id"),
    (Field::Mode, "SELECT activity_id a, mode v FROM activity_mode"),
    (Field::Structure, "SELECT id a, structure v FROM activity"),
    (Field::Status, "SELECT id a, status v FROM activity"),
    (Field::Country, "SELECT activity_id a, country v FROM activity_counterpart"),
    (Field::Network, "SELECT id a, network_id v FROM activity"),
    (Field::Partner, "SELECT activity_id a, partner_id v FROM activity_partner"),
    (Field::PartnerType, "SELECT activity_id a, type v FROM activity_partner JOIN partner ON id = partner_id"),
    (Field::PartnerLevel, "SELECT activity_id a, level v FROM activity_partner JOIN partner ON id = partner_id"),
];

fn random_filter(dataset: &Dataset, lot: &mut Lot) -> Filter {
    let mut filter = Filter::default();
    for _ in 0..=lot.below(3) {
        let (field, _) = PAIRS[lot.below(PAIRS.len())];
        let vocabulary = dataset.vocabulary(field);
        let mut some = |most: usize| -> BTreeSet<String> {
            let count = lot.below(most + 1);
            (0..count).map(|_| vocabulary[Code(lot.below(vocabulary.len().min(30)) as u32)].id.clone()).collect()
        };
        let (include, exclude) = (some(4), some(1));
        filter.set_choice(field, Choice { include, exclude, all_of: lot.below(4) == 0 });
    }
    if lot.below(2) == 0 {
        let from = 1960 + lot.below(60) as i16;
        filter.years = Some(Years { from, to: from + lot.below(20) as i16 });
        filter.undated_pass = lot.below(4) == 0;
        filter.years_mean = if lot.below(3) == 0 { YearsMean::ActiveDuring } else { YearsMean::StartedIn };
    }
    if lot.below(3) == 0 {
        filter.text = ["포럼", "climate", "기후 변화", "agency", "nc3", "가나", "(jp)"][lot.below(7)].to_owned();
    }
    filter
}

fn quoted(ids: impl IntoIterator<Item = String>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| format!("'{id}'")).collect();
    format!("({})", ids.join(","))
}

/// What of the activities passes, all but one field, as SQL.
fn passing_sql(filter: &Filter, but_for: Option<Field>, connection: &Connection) -> String {
    let mut sql = "1".to_owned();
    for (field, pairs) in PAIRS {
        let choice = filter.choice(field);
        if Some(field) == but_for || choice.is_empty() {
            continue;
        }
        // A city comes with its districts.
        let group = |id: &String| -> BTreeSet<String> {
            let mut ids = BTreeSet::from([id.clone()]);
            if field == Field::City {
                let mut districts = connection
                    .prepare_cached("SELECT id FROM city WHERE level = 'district' AND parent_id = ?")
                    .unwrap();
                ids.extend(districts.query_map([id], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap));
            }
            ids
        };
        let having = |ids: BTreeSet<String>| format!("(SELECT a FROM ({pairs}) WHERE v IN {})", quoted(ids));
        if choice.all_of {
            choice.include.iter().for_each(|id| write!(sql, " AND id IN {}", having(group(id))).unwrap());
        } else if !choice.include.is_empty() {
            write!(sql, " AND id IN {}", having(choice.include.iter().flat_map(group).collect())).unwrap();
        }
        if !choice.exclude.is_empty() {
            write!(sql, " AND id NOT IN {}", having(choice.exclude.iter().flat_map(group).collect())).unwrap();
        }
    }
    if let Some(Years { from, to }) = filter.years {
        let (begin, end) = ("CAST(substr(start_date, 1, 4) AS INT)", "CAST(substr(end_date, 1, 4) AS INT)");
        let lies = match filter.years_mean {
            YearsMean::StartedIn => format!("{begin} BETWEEN {from} AND {to}"),
            YearsMean::ActiveDuring => format!("{begin} <= {to} AND ifnull({end}, {begin}) >= {from}"),
        };
        let undated = if filter.undated_pass { "start_date IS NULL OR" } else { "start_date IS NOT NULL AND" };
        write!(sql, " AND ({undated} ({lies}))").unwrap();
    }
    for word in filter.text.split_whitespace() {
        let in_names = |pairs: &str, table: &str, columns: &str| {
            format!(
                "id IN (SELECT a FROM ({pairs}) JOIN {table} x ON x.id = v WHERE instr(lower({columns}), '{word}'))"
            )
        };
        let both = "ifnull(name_en, '') || char(10) || ifnull(name_ko, '')";
        write!(
            sql,
            " AND (instr(lower(ifnull(title_en, '') || char(10) || ifnull(title_ko, '') || char(10)
                || ifnull(place, '')), '{word}')
              OR id IN (SELECT activity_id FROM activity_counterpart
                WHERE instr(lower(name || ' (' || country || ')'), '{word}')) OR {} OR {} OR {})",
            in_names(PAIRS[0].1, "city", both),
            in_names(PAIRS[10].1, "network", &format!("{both} || char(10) || acronym")),
            in_names(PAIRS[11].1, "partner", both)
        )
        .unwrap();
    }
    sql
}

#[test]
fn two_hundred_random_filters_answer_like_sql() {
    let Large { _folder, connection, dataset } = large();
    connection.execute_batch("CREATE INDEX of_partner ON activity_partner (partner_id)").unwrap();
    let mut engine = Engine::new(Arc::clone(&dataset));
    let mut lot = Lot(3);
    let facts = dataset.table(Table::Activities);
    for round in 0..200 {
        let filter = random_filter(&dataset, &mut lot);
        let answer = engine.answer(&filter);
        let sql = format!("SELECT id FROM activity WHERE {}", passing_sql(&filter, None, &connection));
        let mut statement = connection.prepare(&sql).unwrap();
        let expected: BTreeSet<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let rows: BTreeSet<String> =
            answer.rows(Table::Activities).iter().map(|row| facts.ids.get(row.index()).to_owned()).collect();
        assert_eq!(rows.len(), expected.len(), "{filter:?}");
        assert!(rows == expected, "{filter:?}");
        for turn in 0..3 {
            let (field, pairs) = PAIRS[(round + turn * 5) % PAIRS.len()];
            assert_eq!(
                counts_of(&answer, &dataset, field),
                counts_by_sql(&connection, &filter, field, pairs),
                "{field:?}"
            );
        }
    }
}

fn counts_of(answer: &Answer, dataset: &Dataset, field: Field) -> BTreeMap<String, u32> {
    let counts = answer.table(Table::Activities).counts(field).iter().enumerate();
    let vocabulary = dataset.vocabulary(field);
    counts
        .filter(|&(_, &count)| count > 0)
        .map(|(code, &count)| (vocabulary[Code(code as u32)].id.clone(), count))
        .collect()
}

fn counts_by_sql(connection: &Connection, filter: &Filter, field: Field, pairs: &str) -> BTreeMap<String, u32> {
    let mut pairs = pairs.to_owned();
    if field == Field::City {
        pairs += " UNION SELECT activity_id, parent_id FROM activity_city JOIN city ON id = city_id
                   WHERE level = 'district' AND parent_id IS NOT NULL";
    }
    let passing = passing_sql(filter, Some(field), connection);
    let sql = format!(
        "SELECT v, count(DISTINCT a) FROM ({pairs}) WHERE v IS NOT NULL
         AND a IN (SELECT id FROM activity WHERE {passing}) GROUP BY v"
    );
    let mut statement = connection.prepare(&sql).unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}
