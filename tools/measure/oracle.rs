//! The same questions asked in SQL: what every answer must equal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use city_diplomacy_explorer::data::{Code, Dataset, Field, Table};
use city_diplomacy_explorer::query::{Answer, Choice, Filter, MemberOf, Years, YearsMean};
use rusqlite::{Connection, Result};

/// Compares the activities that pass, and the counts of so many fields, with what the database says; `turn` chooses
/// which fields.
///
/// # Errors
/// Where an answer differs, or the database cannot be asked.
pub fn check(
    connection: &Connection,
    dataset: &Dataset,
    filter: &Filter,
    answer: &Answer,
    (turn, fields): (usize, usize),
) -> std::result::Result<(), Box<dyn std::error::Error>> {
    let facts = dataset.table(Table::Activities);
    let sql = format!("SELECT id FROM activity WHERE {}", passing_sql(filter, None, connection)?);
    let expected: BTreeSet<String> =
        connection.prepare(&sql)?.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    let rows: BTreeSet<String> =
        answer.rows(Table::Activities).iter().map(|row| facts.ids.get(row.index()).to_owned()).collect();
    if rows != expected {
        return Err(format!("{} activities instead of {} pass {filter:?}", rows.len(), expected.len()).into());
    }
    for place in 0..fields {
        let (field, pairs) = PAIRS[(turn + place * 4) % PAIRS.len()];
        let (counts, expected) = (counts_of(answer, dataset, field), counts_by_sql(connection, filter, field, pairs)?);
        if counts != expected {
            return Err(format!("{field:?}: {counts:?} instead of {expected:?} for {filter:?}").into());
        }
    }
    Ok(())
}

/// A database of one's own to ask, with the index that some questions need to be answered in time.
///
/// # Errors
/// Where the database cannot be read.
pub fn connect(path: &std::path::Path, dataset: &Dataset) -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.execute("ATTACH ? AS file", [path.to_string_lossy()])?;
    let tables =
        ["activity", "activity_city", "activity_agenda", "activity_mode", "activity_counterpart", "membership"];
    for table in tables.into_iter().chain(["activity_partner", "city", "agenda", "form", "network", "partner", "term"])
    {
        connection.execute_batch(&format!("CREATE TABLE {table} AS SELECT * FROM file.{table}"))?;
    }
    connection.execute_batch(
        "DETACH file; CREATE INDEX of_activity ON activity (id); CREATE INDEX of_partner ON activity_partner (partner_id);",
    )?;
    // A government is found by the names in the register too.
    let mut names =
        connection.prepare("UPDATE city SET name_en = ifnull(name_en, '') || char(10) || ?1 WHERE id = ?2")?;
    for (_, city) in dataset.vocabulary(Field::City).iter().filter(|(_, city)| !city.others.is_empty()) {
        names.execute([&city.others.join("\n"), &city.id])?;
    }
    drop(names);
    Ok(connection)
}

/// Lots, drawn alike every time.
pub struct Lot(pub u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// The fields of activities, and SQL that gives pairs of an activity (a) and a value (v).
pub const PAIRS: [(Field, &str); 16] = [
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
    (
        Field::Sector,
        "SELECT activity_id a, term.parent_id v FROM activity_partner JOIN partner ON partner.id = partner_id
         JOIN term ON vocabulary = 'partner_type' AND term.id = type",
    ),
    (Field::PartnerType, "SELECT activity_id a, type v FROM activity_partner JOIN partner ON id = partner_id"),
    (Field::PartnerLevel, "SELECT activity_id a, level v FROM activity_partner JOIN partner ON id = partner_id"),
    (Field::Place, "SELECT id a, place v FROM activity"),
];

/// A few choices, years and words, by lot.
pub fn random_filter(dataset: &Dataset, lot: &mut Lot) -> Filter {
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
    if lot.below(3) == 0 {
        let networks = dataset.vocabulary(Field::Network);
        let mut some = |most: usize| -> BTreeSet<String> {
            let count = lot.below(most + 1);
            (0..count).map(|_| networks[Code(lot.below(networks.len()) as u32)].id.clone()).collect()
        };
        let (include, exclude) = (some(3), some(2));
        let choice = Choice { include, exclude, all_of: lot.below(3) == 0 };
        let year = (lot.below(2) == 0).then(|| 1970 + lot.below(55) as i16);
        filter.member_of = MemberOf { choice, year };
        filter.undated_pass = lot.below(3) == 0;
    }
    if lot.below(2) == 0 {
        let from = 1960 + lot.below(60) as i16;
        filter.years = Some(Years { from, to: from + lot.below(20) as i16 });
        filter.undated_pass = lot.below(4) == 0;
        filter.years_mean = if lot.below(3) == 0 { YearsMean::ActiveDuring } else { YearsMean::StartedIn };
    }
    if lot.below(3) == 0 {
        let texts = ["포럼", "climate", "기후 변화", "agency", "nc3", "가나", "(jp)"];
        texts[lot.below(texts.len())].clone_into(&mut filter.text);
    }
    filter
}

fn quoted(ids: &BTreeSet<String>) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("'{id}'")).collect();
    format!("({})", ids.join(","))
}

/// What of the activities passes, all but one field, as SQL.
fn passing_sql(filter: &Filter, but_for: Option<Field>, connection: &Connection) -> Result<String> {
    let mut sql = "1".to_owned();
    for (field, pairs) in PAIRS {
        let choice = filter.choice(field);
        if Some(field) == but_for || choice.is_empty() {
            continue;
        }
        // A city comes with its districts.
        let groups = |ids: &BTreeSet<String>| -> Result<Vec<BTreeSet<String>>> {
            let districts = "SELECT id FROM city WHERE level = 'district' AND parent_id = ?";
            let group = |id: &String| {
                let mut group = BTreeSet::from([id.clone()]);
                if field == Field::City {
                    let mut found = connection.prepare_cached(districts)?;
                    group.extend(found.query_map([id], |row| row.get(0))?.collect::<Result<Vec<String>>>()?);
                }
                Ok(group)
            };
            ids.iter().map(group).collect()
        };
        let having = |ids: &BTreeSet<String>| format!("(SELECT a FROM ({pairs}) WHERE v IN {})", quoted(ids));
        let (included, excluded) = (groups(&choice.include)?, joined(&groups(&choice.exclude)?));
        if choice.all_of {
            for group in &included {
                add(&mut sql, &format!("id IN {}", having(group)));
            }
        } else if !included.is_empty() {
            add(&mut sql, &format!("id IN {}", having(&joined(&included))));
        }
        if !excluded.is_empty() {
            add(&mut sql, &format!("id NOT IN {}", having(&excluded)));
        }
    }
    if !filter.member_of.is_empty() {
        let members = format!("SELECT activity_id FROM activity_city WHERE city_id IN ({})", members_sql(filter));
        add(&mut sql, &format!("id IN ({members})"));
    }
    if let Some(Years { from, to }) = filter.years {
        let (begin, end) = ("CAST(substr(start_date, 1, 4) AS INT)", "CAST(substr(end_date, 1, 4) AS INT)");
        let lies = match filter.years_mean {
            YearsMean::StartedIn => format!("{begin} BETWEEN {from} AND {to}"),
            YearsMean::ActiveDuring => format!("{begin} <= {to} AND ifnull({end}, {begin}) >= {from}"),
        };
        // What has no beginning lies outside the years where it is known to have ended before them.
        let undated = if filter.undated_pass {
            format!("start_date IS NULL AND ifnull({end}, {from}) >= {from} OR")
        } else {
            "start_date IS NOT NULL AND".to_owned()
        };
        add(&mut sql, &format!("({undated} ({lies}))"));
    }
    for word in filter.text.split_whitespace() {
        let in_names = |pairs: &str, table: &str, columns: &str| {
            format!(
                "id IN (SELECT a FROM ({pairs}) JOIN {table} x ON x.id = v WHERE instr(lower({columns}), '{word}'))"
            )
        };
        let both = "ifnull(name_en, '') || char(10) || ifnull(name_ko, '')";
        let own = "ifnull(title_en, '') || char(10) || ifnull(title_ko, '') || char(10) || ifnull(place, '')";
        let counterparts = "SELECT activity_id FROM activity_counterpart";
        let places = [
            format!("instr(lower({own}), '{word}')"),
            format!("id IN ({counterparts} WHERE instr(lower(name || ' (' || country || ')'), '{word}'))"),
            in_names(PAIRS[0].1, "city", both),
            in_names(PAIRS[10].1, "network", &format!("{both} || char(10) || acronym")),
            in_names(PAIRS[11].1, "partner", both),
        ];
        add(&mut sql, &format!("({})", places.join(" OR ")));
    }
    Ok(sql)
}

/// The governments that the chosen networks make, as SQL.
fn members_sql(filter: &Filter) -> String {
    let MemberOf { choice, year } = &filter.member_of;
    let of = |id: &String, undated: bool| {
        let rows = format!("SELECT city_id FROM membership m WHERE network_id = '{id}'");
        let Some(year) = year else { return format!("id IN ({rows})") };
        let joined = format!("ifnull(CAST(substr(joined, 1, 4) AS INT), {}) <= {year}", if undated { 0 } else { 9999 });
        let stays = format!("ifnull(CAST(substr(\"left\", 1, 4) AS INT), 9999) > {year}");
        let spell = "ifnull(role, '') IN ('', 'member', 'founder')";
        let spells = "SELECT 1 FROM membership o WHERE o.network_id = m.network_id AND o.city_id = m.city_id";
        format!("id IN ({rows} AND {joined} AND ({spell} AND {stays} OR NOT EXISTS ({spells} AND {spell})))")
    };
    let mut sql = "SELECT id FROM city WHERE 1".to_owned();
    let included: Vec<String> = choice.include.iter().map(|id| of(id, filter.undated_pass)).collect();
    if !included.is_empty() {
        add(&mut sql, &format!("({})", included.join(if choice.all_of { " AND " } else { " OR " })));
    }
    choice.exclude.iter().for_each(|id| add(&mut sql, &format!("NOT {}", of(id, false))));
    sql
}

fn joined(groups: &[BTreeSet<String>]) -> BTreeSet<String> {
    groups.iter().flatten().cloned().collect()
}

fn add(sql: &mut String, condition: &str) {
    // Writing to a string never fails.
    let _ = write!(sql, " AND {condition}");
}

fn counts_of(answer: &Answer, dataset: &Dataset, field: Field) -> BTreeMap<String, u32> {
    let counts = answer.table(Table::Activities).counts(field).iter().enumerate();
    let vocabulary = dataset.vocabulary(field);
    counts
        .filter(|&(_, &count)| count > 0)
        .map(|(code, &count)| (vocabulary[Code(code as u32)].id.clone(), count))
        .collect()
}

fn counts_by_sql(connection: &Connection, filter: &Filter, field: Field, pairs: &str) -> Result<BTreeMap<String, u32>> {
    let mut pairs = pairs.to_owned();
    if field == Field::City {
        pairs += " UNION SELECT activity_id, parent_id FROM activity_city JOIN city ON id = city_id
                   WHERE level = 'district' AND parent_id IS NOT NULL";
    }
    let passing = passing_sql(filter, Some(field), connection)?;
    let sql = format!(
        "SELECT v, count(DISTINCT a) FROM ({pairs}) WHERE v IS NOT NULL
         AND a IN (SELECT id FROM activity WHERE {passing}) GROUP BY v"
    );
    connection.prepare(&sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
