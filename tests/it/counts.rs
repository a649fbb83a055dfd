//! What a filter lets pass, and the counts of every facet, against the same questions put to the database in SQL.
//!
//! The SQL here is written from the rule of how a filter crosses the tables and shares nothing with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Dataset, Field, Table};
use city_diplomacy_explorer::query::{Answer, Choice, Filter, MemberOf, Years, YearsMean, member_counts};
use rusqlite::Connection;

use crate::{register, support};

const CASES: usize = 200;

#[test]
fn two_hundred_filters_give_what_sql_gives() {
    let path = support::sample_db();
    let dataset = open(&path, &Progress::default()).unwrap().dataset;
    let oracle = Oracle::new(&path, &dataset);
    let mut random = Random(20_260_101);
    let mut filters = vec![Filter::default()];
    filters.extend((1..CASES).map(|_| random.filter(&dataset)));
    compare(&dataset, &oracle, &filters);
}

#[test]
fn two_hundred_sets_of_cities_give_what_sql_gives() {
    let folder = tempfile::tempdir().unwrap();
    let invented = folder.path().join("register.db");
    register::generate(&invented, 600, 11).unwrap();
    // Some that nobody knows the beginning of, in an invented register too.
    let connection = Connection::open(&invented).unwrap();
    connection.execute("UPDATE membership SET joined = NULL WHERE rowid % 7 = 0", []).unwrap();
    drop(connection);
    for (path, seed) in [(support::sample_db(), 20_260_201), (invented, 20_260_202)] {
        let dataset = open(&path, &Progress::default()).unwrap().dataset;
        let oracle = Oracle::new(&path, &dataset);
        let mut random = Random(seed);
        let filters: Vec<Filter> = (0..CASES / 2).map(|_| random.filter_with_members(&dataset)).collect();
        compare(&dataset, &oracle, &filters);
        for filter in &filters {
            let counted = member_counts(&dataset, filter);
            let networks = dataset.vocabulary(Field::Network).iter();
            let counted: BTreeMap<String, (u32, u32)> = networks
                .map(|(code, network)| (network.id.clone(), counted[code.index()]))
                .filter(|(_, members)| members.of > 0)
                .map(|(id, members)| (id, (members.count, members.of)))
                .collect();
            assert_eq!(counted, oracle.members(filter), "{}", serde_json::to_string(filter).unwrap());
        }
    }
}

/// Holds rows, undated rows and all counts against SQL.
fn compare(dataset: &std::sync::Arc<Dataset>, oracle: &Oracle, filters: &[Filter]) {
    let mut shown_by_case = Vec::new();
    for (case, filter) in filters.iter().enumerate() {
        let answer = Answer::new(dataset, filter);
        assert_eq!(answer.unknown, []);
        for table in Table::ALL {
            let context = || format!("case {case}, {}: {}", table.id(), serde_json::to_string(filter).unwrap());
            let ids = &dataset.table(table).ids;
            let rows: BTreeSet<String> = answer.rows(table).iter().map(|row| ids.get(row.index()).to_owned()).collect();
            assert_eq!(rows, oracle.rows(table, filter), "{}", context());
            assert_eq!(answer.table(table).undated, oracle.undated(table, filter), "undated, {}", context());
            shown_by_case.push(rows.len());
            for field in Field::ALL.into_iter().filter(|field| field.tables().contains(&table)) {
                let vocabulary = dataset.vocabulary(field);
                let count = |(code, value): (_, &city_diplomacy_explorer::data::Value)| {
                    (value.id.clone(), answer.table(table).count(field, code))
                };
                let counts: BTreeMap<String, u32> =
                    vocabulary.iter().map(count).filter(|&(_, count)| count > 0).collect();
                assert_eq!(counts, oracle.counts(table, field, filter), "{}, {}", field.id(), context());
            }
        }
    }
    // Filters that let nothing pass would prove nothing.
    let telling = shown_by_case.iter().filter(|&&shown| shown > 0).count();
    assert!(telling * 2 > shown_by_case.len(), "only {telling} of {} tables show a row", shown_by_case.len());
}

/// Sums without a filter, against the files the sample is made of.
#[test]
fn the_whole_sample_is_counted() {
    let dataset = open(&support::sample_db(), &Progress::default()).unwrap().dataset;
    let answer = Answer::new(&dataset, &Filter::default());
    let shown = Table::ALL.map(|table| (dataset.table(table).len(), answer.rows(table).count()));
    let rows = support::FACT_TABLES.map(support::sample_rows);
    let international =
        "SELECT count(*) FROM membership JOIN network ON network.id = network_id WHERE scope = 'international'";
    let memberships = support::sample_number(international);
    let ties = support::sample_number("SELECT count(*) FROM partnership WHERE status = 'tie'");
    assert_eq!(shown, [(rows[0], rows[0]), (rows[1], memberships), (rows[2], ties), (rows[3], rows[3])]);
}

/// The database, and what it answers.
struct Oracle {
    connection: Connection,
}

/// A condition on a row `t` of a table, and what it belongs to.
type Condition = (Part, String);

/// What a facet leaves out when it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Of(Field),
    MemberOf,
    Years,
    Text,
}

impl Oracle {
    /// A copy in memory, with every table of a row and a value of a field made once.
    fn new(path: &std::path::Path, dataset: &Dataset) -> Self {
        let connection = Connection::open_in_memory().unwrap();
        // The names in the register, by which a government is found too.
        connection.execute_batch("CREATE TABLE other_names (id TEXT PRIMARY KEY, names TEXT)").unwrap();
        for (_, city) in dataset.vocabulary(Field::City).iter() {
            let names = city.others.join("\n");
            connection.execute("INSERT INTO other_names VALUES (?1, ?2)", [&city.id, &names]).unwrap();
        }
        // Where countries lie, as the register says.
        connection.execute_batch("CREATE TABLE world (code TEXT PRIMARY KEY, region TEXT)").unwrap();
        let mut countries = csv::Reader::from_path("assets/places/countries.csv").unwrap();
        for row in countries.deserialize::<std::collections::HashMap<String, String>>().map(Result::unwrap) {
            connection.execute("INSERT INTO world VALUES (?1, ?2)", [&row["code"], &row["region"]]).unwrap();
        }
        connection.execute("ATTACH ?1 AS file", [path.to_str().unwrap()]).unwrap();
        for table in Table::ALL {
            for field in Field::ALL.into_iter().filter(|field| field.tables().contains(&table)) {
                let name = holds(table, field);
                let sql = format!(
                    "CREATE TABLE {name} AS SELECT DISTINCT r, v FROM ({}) WHERE v IS NOT NULL AND v <> '';
                     CREATE INDEX {name}_v ON {name} (v, r); CREATE INDEX {name}_r ON {name} (r, v);",
                    pairs(table, field)
                );
                connection.execute_batch(&sql).unwrap();
            }
        }
        Self { connection }
    }

    fn rows(&self, table: Table, filter: &Filter) -> BTreeSet<String> {
        let sql = passing(table, filter, None);
        let mut statement = self.connection.prepare(&sql).unwrap();
        let ids = statement.query_map([], |row| row.get(0)).unwrap();
        ids.map(Result::unwrap).collect()
    }

    fn undated(&self, table: Table, filter: &Filter) -> usize {
        if filter.years.is_none() || filter.undated_pass {
            return 0;
        }
        let (start, _) = dates(table);
        let passing_but_years = passing(table, filter, Some(Part::Years));
        let years = filter.years.unwrap();
        let sql = format!("{passing_but_years} AND {start} IS NULL AND {}", may_lie_in(table, years));
        let mut statement = self.connection.prepare(&sql).unwrap();
        statement.query_map([], |_| Ok(())).unwrap().count()
    }

    /// For each network how many governments are members, of those whose memberships pass what is asked of cities, and of
    /// all.
    fn members(&self, filter: &Filter) -> BTreeMap<String, (u32, u32)> {
        let about_cities = conditions(Table::Memberships, filter).into_iter();
        let about_cities = about_cities.filter(|(part, _)| matches!(part, Part::Of(Field::City | Field::CityLevel)));
        let passing: Vec<String> = about_cities.map(|(_, sql)| format!("({sql})")).chain(["1".to_owned()]).collect();
        let sql = format!(
            "SELECT t.network_id, count(DISTINCT CASE WHEN {} THEN t.city_id END), count(DISTINCT t.city_id)
             FROM file.membership t WHERE t.city_id IN ({}) GROUP BY t.network_id",
            passing.join(" AND "),
            members("t.network_id", filter.member_of.year, filter.undated_pass)
        );
        let mut statement = self.connection.prepare(&sql).unwrap();
        let counts = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).unwrap();
        counts.map(Result::unwrap).collect()
    }

    fn counts(&self, table: Table, field: Field, filter: &Filter) -> BTreeMap<String, u32> {
        let name = holds(table, field);
        let mut values = format!("SELECT r, v FROM {name}");
        if field == Field::City {
            // A city counts with its districts, as choosing it would.
            let _ = write!(
                values,
                " UNION SELECT r, parent_id FROM {name} JOIN file.city ON id = v
                  WHERE level = 'district' AND parent_id IS NOT NULL"
            );
        }
        let passing = passing(table, filter, Some(Part::Of(field)));
        let sql = format!("SELECT v, count(DISTINCT r) FROM ({values}) WHERE r IN ({passing}) GROUP BY v");
        let mut statement = self.connection.prepare(&sql).unwrap();
        let counts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        counts.map(Result::unwrap).collect()
    }
}

/// The ids of the rows that meet all conditions but those of one part.
fn passing(table: Table, filter: &Filter, left_out: Option<Part>) -> String {
    let conditions = conditions(table, filter);
    let kept = conditions.into_iter().filter(|(part, _)| Some(*part) != left_out).map(|(_, sql)| format!("({sql})"));
    let all: Vec<String> = std::iter::once("1".to_owned()).chain(kept).collect();
    format!("SELECT t.id FROM file.{} t WHERE {}", sql_name(table), all.join(" AND "))
}

fn conditions(table: Table, filter: &Filter) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (&field, choice) in filter.choices.iter().filter(|(field, _)| field.tables().contains(&table)) {
        conditions.push((Part::Of(field), chosen(table, field, choice)));
    }
    if !filter.within.is_empty() {
        let governments = format!(
            "WITH RECURSIVE inside (id) AS (SELECT id FROM file.city WHERE id IN ({})
             UNION SELECT city.id FROM file.city JOIN inside ON city.parent_id = inside.id) SELECT id FROM inside",
            quoted(&filter.within)
        );
        let sql = format!("t.id IN (SELECT r FROM {} WHERE v IN ({governments}))", holds(table, Field::City));
        conditions.push((Part::Of(Field::City), or_national(table, Field::City, sql)));
    }
    let MemberOf { choice, year } = &filter.member_of;
    if !choice.is_empty() {
        let is_in = |id: &String, undated: bool| format!("id IN ({})", members(&format!("'{id}'"), *year, undated));
        let included: Vec<String> = choice.include.iter().map(|id| is_in(id, filter.undated_pass)).collect();
        let between = if choice.all_of { " AND " } else { " OR " };
        let mut all = vec!["1".to_owned()];
        all.extend((!included.is_empty()).then(|| format!("({})", included.join(between))));
        all.extend(choice.exclude.iter().map(|id| format!("NOT {}", is_in(id, false))));
        let cities = format!("SELECT id FROM file.city WHERE {}", all.join(" AND "));
        let sql = format!("t.id IN (SELECT r FROM {} WHERE v IN ({cities}))", holds(table, Field::City));
        conditions.push((Part::MemberOf, or_national(table, Field::City, sql)));
    }
    if let Some(years) = filter.years {
        conditions.push((Part::Years, in_years(table, years, filter.years_mean, filter.undated_pass)));
    }
    for word in filter.text.split_whitespace() {
        conditions.push((Part::Text, format!("{} LIKE '%{word}%'", searched(table))));
    }
    conditions
}

/// The governments that are members of a network: at any time, or in a year. Who joined nobody knows when is one where
/// `undated` says so. Where no membership is written down, an office tells of one, and giving it up of no leaving.
fn members(network: &str, year: Option<i16>, undated: bool) -> String {
    let rows = format!("SELECT m.city_id FROM file.membership m WHERE m.network_id = {network}");
    let Some(year) = year else { return rows };
    let year_of = |date: &str| format!("CAST(substr({date}, 1, 4) AS INTEGER)");
    let joined =
        format!("CASE WHEN m.joined IS NULL THEN {} ELSE {} <= {year} END", i32::from(undated), year_of("m.joined"));
    let stays = format!("(m.\"left\" IS NULL OR {} > {year})", year_of("m.\"left\""));
    let spell = |row: &str| format!("ifnull({row}.role, '') IN ('', 'member', 'founder')");
    let spells = "SELECT 1 FROM file.membership s WHERE s.city_id = m.city_id AND s.network_id = m.network_id";
    format!("{rows} AND {joined} AND ({} AND {stays} OR NOT EXISTS ({spells} AND {}))", spell("m"), spell("s"))
}

/// The choice in a field: one or all of the included values, none of the excluded.
fn chosen(table: Table, field: Field, choice: &Choice) -> String {
    let holds = holds(table, field);
    // A city stands for itself and its districts.
    let value = |id: &String| match field {
        Field::City => {
            format!("v IN (SELECT id FROM file.city WHERE id = '{id}' OR (parent_id = '{id}' AND level = 'district'))")
        }
        _ => format!("v = '{id}'"),
    };
    let held = |id: &String| format!("t.id IN (SELECT r FROM {holds} WHERE {})", value(id));
    let included: Vec<String> = choice.include.iter().map(held).collect();
    let mut all = Vec::new();
    if !included.is_empty() {
        all.push(format!("({})", included.join(if choice.all_of { " AND " } else { " OR " })));
    }
    all.extend(choice.exclude.iter().map(|id| format!("NOT {}", held(id))));
    or_national(table, field, all.join(" AND "))
}

/// An institution without a city is national and stays under every filter on cities.
fn or_national(table: Table, field: Field, sql: String) -> String {
    if table == Table::Institutions && matches!(field, Field::City | Field::CityLevel) {
        format!("({sql}) OR t.id NOT IN (SELECT r FROM {})", holds(table, field))
    } else {
        sql
    }
}

fn in_years(table: Table, years: Years, mean: YearsMean, undated_pass: bool) -> String {
    let (start, end) = dates(table);
    let year = |date: &str| format!("CAST(substr({date}, 1, 4) AS INTEGER)");
    let (from, to) = (years.from, years.to);
    let is_state = matches!(table, Table::Memberships | Table::Partnerships);
    let lies_in = if mean == YearsMean::StartedIn && !is_state {
        format!("{} BETWEEN {from} AND {to}", year(start))
    } else {
        // What has no known end goes on, except an activity, which is known for its beginning only.
        let open_end = if table == Table::Activities { year(start) } else { "9999".to_owned() };
        let last = format!("CASE WHEN {end} IS NULL THEN {open_end} ELSE {} END", year(end));
        format!("{} <= {to} AND {last} >= {from}", year(start))
    };
    let undated = if undated_pass { may_lie_in(table, years) } else { "0".to_owned() };
    format!("CASE WHEN {start} IS NULL THEN {undated} ELSE {lies_in} END")
}

/// What has no beginning lies outside the years where it is known to have ended before them; else who knows.
fn may_lie_in(table: Table, years: Years) -> String {
    let (_, end) = dates(table);
    format!("({end} IS NULL OR CAST(substr({end}, 1, 4) AS INTEGER) >= {})", years.from)
}

fn dates(table: Table) -> (&'static str, &'static str) {
    match table {
        Table::Memberships => ("t.joined", "t.\"left\""),
        Table::Activities | Table::Partnerships | Table::Institutions => ("t.start_date", "t.end_date"),
    }
}

/// Everything that a text is looked for in, as one text.
fn searched(table: Table) -> String {
    let text = |column: &str| format!("ifnull({column}, '')");
    let names = |entity: &str, short: &str, of: &str| {
        format!(
            "ifnull((SELECT group_concat(ifnull(e.name_en, '') || char(10) || ifnull(e.name_ko, '') || char(10) ||
             ifnull({short}, ''), char(10)) FROM file.{entity} e WHERE e.id IN ({of})), '')"
        )
    };
    let city = |of: &str| names("city", "(SELECT o.names FROM other_names o WHERE o.id = e.id)", of);
    let network = |of: &str| names("network", "e.acronym", of);
    let partner = |of: &str| names("partner", "''", of);
    let parts = match table {
        Table::Activities => vec![
            text("t.title_en"),
            text("t.title_ko"),
            text("t.place"),
            text("t.description"),
            "ifnull((SELECT group_concat(c.name || ' (' || ifnull(c.country, '') || ')', char(10))
             FROM file.activity_counterpart c WHERE c.activity_id = t.id), '')"
                .to_owned(),
            city("SELECT city_id FROM file.activity_city WHERE activity_id = t.id"),
            network("t.network_id"),
            partner("SELECT partner_id FROM file.activity_partner WHERE activity_id = t.id"),
        ],
        Table::Memberships => vec![city("t.city_id"), network("t.network_id")],
        Table::Partnerships => vec![text("t.role_text"), city("t.city_id"), partner("t.partner_id")],
        Table::Institutions => vec![
            text("t.title_en"),
            text("t.title_ko"),
            city("SELECT city_id FROM file.instrument_city WHERE instrument_id = t.id"),
        ],
    };
    format!("({})", parts.join(" || char(10) || "))
}

fn sql_name(table: Table) -> &'static str {
    match table {
        Table::Activities => "activity",
        Table::Memberships => "membership",
        Table::Partnerships => "partnership",
        Table::Institutions => "instrument",
    }
}

/// The table of a row `r` and a value `v` it holds.
fn holds(table: Table, field: Field) -> String {
    format!("{}_{field:?}", sql_name(table))
}

/// Where the values of a field stand.
fn pairs(table: Table, field: Field) -> String {
    let own = sql_name(table);
    let column = |name: &str| format!("SELECT id r, {name} v FROM file.{own}");
    let listed = |list: &str, value: &str| format!("SELECT {own}_id r, {value} v FROM file.{list}");
    let through = |of: Field, entity: &str, value: &str| {
        format!("SELECT p.r, e.{value} v FROM ({}) p JOIN file.{entity} e ON e.id = p.v", pairs(table, of))
    };
    match (field, table) {
        (Field::City, Table::Activities) => listed("activity_city", "city_id"),
        (Field::City, Table::Institutions) => listed("instrument_city", "city_id"),
        (Field::City, _) => column("city_id"),
        (Field::CityLevel, _) => through(Field::City, "city", "level"),
        (Field::Agenda, Table::Activities) => listed("activity_agenda", "agenda_id"),
        (Field::Agenda, Table::Partnerships) => listed("partnership_agenda", "agenda_id"),
        (Field::Agenda, _) => {
            "SELECT t.id r, a.agenda_id v FROM file.membership t JOIN file.network_agenda a USING (network_id)"
                .to_owned()
        }
        (Field::Domain, _) => through(Field::Agenda, "agenda", "domain"),
        (Field::Form, _) => column("form_id"),
        (Field::Family, _) => through(Field::Form, "form", "family"),
        (Field::Mode, _) => listed("activity_mode", "mode"),
        (Field::Structure, _) => column("structure"),
        (Field::Status | Field::TieStatus, _) => column("status"),
        (Field::Place, _) => column("place"),
        (Field::Country, _) => listed("activity_counterpart", "country"),
        (Field::Counterpart, _) => "SELECT activity_id r, name || iif(country > '', ' (' || country || ')', '') v
             FROM file.activity_counterpart WHERE name > ''"
            .to_owned(),
        (Field::WorldRegion, _) => {
            format!("SELECT p.r, w.region v FROM ({}) p JOIN world w ON w.code = p.v", pairs(table, Field::Country))
        }
        (Field::Network, _) => column("network_id"),
        (Field::Scope, _) => through(Field::Network, "network", "scope"),
        (Field::Role, _) => column("role"),
        (Field::Partner, Table::Activities) => listed("activity_partner", "partner_id"),
        (Field::Partner, _) => column("partner_id"),
        (Field::PartnerType, _) => through(Field::Partner, "partner", "type"),
        (Field::PartnerLevel, _) => through(Field::Partner, "partner", "level"),
        (Field::Sector, _) => format!(
            "SELECT y.r, term.parent_id v FROM ({}) y JOIN file.term ON vocabulary = 'partner_type' AND term.id = y.v",
            pairs(table, Field::PartnerType)
        ),
        (Field::Channel, _) => column("channel"),
        (Field::Kind, _) => column("kind"),
    }
}

fn quoted(ids: &BTreeSet<String>) -> String {
    ids.iter().map(|id| format!("'{}'", id.replace('\'', "''"))).collect::<Vec<_>>().join(", ")
}

/// The same numbers on every machine and every day.
struct Random(u64);

impl Random {
    /// Below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// A filter a person might ask for: a few fields, years more often than not, sometimes a text.
    fn filter(&mut self, dataset: &Dataset) -> Filter {
        let mut filter = Filter::default();
        for _ in 0..=self.below(3) {
            // What people filter by most comes up most.
            const MAIN: [Field; 5] = [Field::City, Field::Agenda, Field::Form, Field::Network, Field::Partner];
            let field = if self.once_in(2) { MAIN[self.below(5)] } else { Field::ALL[self.below(Field::ALL.len())] };
            let choice = self.choice(dataset, field);
            filter.choices.insert(field, choice);
        }
        if self.once_in(5) {
            filter.within.insert(self.id(dataset, Field::City));
        }
        if self.once_in(2) {
            let from = 1985 + self.below(35) as i16;
            filter.years = Some(Years { from, to: from + self.below(30) as i16 });
            filter.undated_pass = self.once_in(3);
            filter.years_mean = if self.once_in(2) { YearsMean::ActiveDuring } else { YearsMean::StartedIn };
        }
        if self.once_in(5) {
            // No short name of a government: those are made by the program and stand in no column.
            const WORDS: [&str; 12] = [
                "특별시",
                "ICLEI",
                "Peace",
                "forum",
                "도시",
                "UCLG",
                "tokyo",
                "환경",
                "korea",
                "mayor",
                "광역",
                "협력",
            ];
            let (first, second) = (WORDS[self.below(WORDS.len())], WORDS[self.below(WORDS.len())]);
            filter.text = if self.once_in(4) { format!(" {first}  {second}") } else { first.to_owned() };
        }
        filter
    }

    /// The same with a set of cities.
    fn filter_with_members(&mut self, dataset: &Dataset) -> Filter {
        let mut filter = if self.once_in(2) { Filter::default() } else { self.filter(dataset) };
        let mut choice = self.choice(dataset, Field::Network);
        choice.all_of = self.once_in(3);
        let year = self.once_in(2).then(|| 1985 + self.below(41) as i16);
        filter.member_of = MemberOf { choice, year };
        filter.undated_pass |= self.once_in(3);
        filter
    }

    fn choice(&mut self, dataset: &Dataset, field: Field) -> Choice {
        let mut choice = Choice::default();
        if !self.once_in(4) {
            let several = 1 + self.below(3);
            choice.include.extend((0..several).map(|_| self.id(dataset, field)));
            choice.all_of = self.once_in(4);
        }
        if choice.include.is_empty() || self.once_in(5) {
            let several = 1 + self.below(2);
            choice.exclude.extend((0..several).map(|_| self.id(dataset, field)));
        }
        choice
    }

    /// The values that stand first are the most used ones of many fields: half of all choices fall on them.
    fn id(&mut self, dataset: &Dataset, field: Field) -> String {
        let vocabulary = dataset.vocabulary(field);
        let end = if self.once_in(2) { vocabulary.len() } else { vocabulary.len().min(17) };
        let code = vocabulary.codes().nth(self.below(end)).unwrap();
        vocabulary[code].id.clone()
    }
}
