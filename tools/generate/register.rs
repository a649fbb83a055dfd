//! An invented register of city activities, skewed like a real one: few cities do most, and every year does more.
//!
//! Shared by the generator, the benchmarks and the tests of exactness.

use std::path::Path;

use rusqlite::{Connection, Statement, params};

const SCHEMA: &str = include_str!("../../assets/schema.sql");
const VOCABULARIES: [(&str, &str, &str); 3] = [
    ("term", "vocabulary, id, name_en, name_ko, parent_id, rank", include_str!("../../assets/sample/term.csv")),
    (
        "agenda",
        "id, name_en, name_ko, domain, human_security, nts_strict, nts_broad",
        include_str!("../../assets/sample/agenda.csv"),
    ),
    ("form", "id, name_en, name_ko, family", include_str!("../../assets/sample/form.csv")),
];

const CITIES: usize = 260;
/// Different texts of where activities took place.
const PLACES: usize = 5000;
const PROVINCES: usize = 17;
const DISTRICTS: usize = 24;
const NETWORKS: usize = 40;
const PARTNERS: usize = 2000;
const FIRST_YEAR: usize = 1960;
const YEARS: usize = 66;

/// The two ways to write a syllable of an invented name.
const SYLLABLES: [(&str, &str); 24] = [
    ("ga", "가"),
    ("na", "나"),
    ("dam", "담"),
    ("ram", "람"),
    ("ma", "마"),
    ("bo", "보"),
    ("seo", "서"),
    ("on", "온"),
    ("ji", "지"),
    ("cha", "차"),
    ("ka", "카"),
    ("ta", "타"),
    ("pyeong", "평"),
    ("han", "한"),
    ("ul", "울"),
    ("san", "산"),
    ("ju", "주"),
    ("won", "원"),
    ("gang", "강"),
    ("cheon", "천"),
    ("po", "포"),
    ("dong", "동"),
    ("yang", "양"),
    ("hae", "해"),
];
const ENGLISH: [&str; 24] = [
    "forum",
    "delegation",
    "visits",
    "signs",
    "memorandum",
    "youth",
    "climate",
    "culture",
    "festival",
    "trade",
    "mission",
    "sister",
    "cities",
    "smart",
    "water",
    "exchange",
    "training",
    "officials",
    "conference",
    "declaration",
    "peace",
    "tourism",
    "design",
    "policy",
];
const KOREAN: [&str; 24] = [
    "포럼",
    "대표단",
    "방문",
    "체결",
    "업무협약",
    "청소년",
    "기후",
    "문화",
    "축제",
    "무역",
    "사절단",
    "자매도시",
    "국제교류",
    "스마트",
    "상수도",
    "변화",
    "연수",
    "공무원",
    "총회",
    "선언",
    "평화",
    "관광",
    "디자인",
    "정책",
];
const COUNTRIES: [&str; 40] = [
    "JP", "CN", "US", "VN", "DE", "FR", "RU", "MN", "ID", "TH", "PH", "GB", "UZ", "TW", "AU", "CA", "IT", "ES", "IN",
    "KZ", "TR", "MY", "KH", "BR", "MX", "NL", "PL", "HU", "CZ", "SE", "FI", "NO", "DK", "CH", "AT", "PT", "GR", "EG",
    "KE", "ZA",
];
const PARTNER_TYPES: [&str; 11] = [
    "foreign-local-government",
    "central-government",
    "company",
    "university",
    "civil-society",
    "public-agency",
    "research-institute",
    "business-association",
    "international-organisation",
    "local-government-association",
    "media",
];

/// Writes a new database of so many activities.
///
/// # Errors
/// Where the file exists or cannot be written.
pub fn generate(path: &Path, activities: usize, seed: u64) -> Result<(), Box<dyn std::error::Error>> {
    if path.exists() {
        return Err(format!("{} exists already", path.display()).into());
    }
    let mut connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(SCHEMA)?;
    let mut register = Register::new(&transaction, activities, seed)?;
    register.write_names()?;
    for index in 0..activities {
        register.write_activity(index)?;
    }
    register.write_memberships()?;
    register.write_partnerships((activities / 50).max(500))?;
    register.write_institutions((activities / 200).max(200))?;
    drop(register);
    transaction.commit()?;
    Ok(())
}

/// Numbers that look drawn by lot (`SplitMix64`).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// Draws indexes by their weights.
struct Weighted(Vec<f64>);

impl Weighted {
    fn new(weights: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    /// The second does half as often as the first, the third a third as often.
    fn zipf(values: usize) -> Self {
        Self::new((1..=values).map(|rank| 1.0 / rank as f64))
    }

    fn draw(&self, lot: &mut Lot) -> usize {
        let total = self.0.last().copied().unwrap_or(1.0);
        let point = (lot.next() >> 11) as f64 / (1_u64 << 53) as f64 * total;
        self.0.partition_point(|&sum| sum <= point).min(self.0.len() - 1)
    }

    /// So many different indexes, or fewer where lots fall double.
    fn draw_some(&self, lot: &mut Lot, count: usize, into: &mut Vec<usize>) {
        into.clear();
        for _ in 0..count {
            let index = self.draw(lot);
            if !into.contains(&index) {
                into.push(index);
            }
        }
    }
}

/// The register under construction.
struct Register<'c> {
    connection: &'c Connection,
    lot: Lot,
    cities: Vec<(String, String, String)>,
    agendas: Vec<String>,
    forms: Vec<String>,
    sources: usize,
    city_weights: Weighted,
    agenda_weights: Weighted,
    form_weights: Weighted,
    network_weights: Weighted,
    partner_weights: Weighted,
    country_weights: Weighted,
    year_weights: Weighted,
    activity: Statement<'c>,
    activity_city: Statement<'c>,
    activity_agenda: Statement<'c>,
    activity_mode: Statement<'c>,
    activity_counterpart: Statement<'c>,
    activity_partner: Statement<'c>,
    chosen: Vec<usize>,
}

impl<'c> Register<'c> {
    fn new(connection: &'c Connection, activities: usize, seed: u64) -> Result<Self, Box<dyn std::error::Error>> {
        for (table, columns, text) in VOCABULARIES {
            copy_csv(connection, table, columns, text)?;
        }
        let ids = |table: &str| -> rusqlite::Result<Vec<String>> {
            connection.prepare(&format!("SELECT id FROM {table}"))?.query_map([], |row| row.get(0))?.collect()
        };
        let (agendas, forms) = (ids("agenda")?, ids("form")?);
        let insert = |table: &str, values: usize| {
            let marks = vec!["?"; values].join(",");
            connection.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))
        };
        Ok(Self {
            lot: Lot(seed),
            cities: (0..CITIES).map(city_name).collect(),
            sources: (activities / 50).clamp(100, 20_000),
            city_weights: Weighted::zipf(CITIES),
            agenda_weights: Weighted::zipf(agendas.len()),
            form_weights: Weighted::zipf(forms.len()),
            network_weights: Weighted::zipf(NETWORKS),
            partner_weights: Weighted::zipf(PARTNERS),
            country_weights: Weighted::zipf(COUNTRIES.len()),
            year_weights: Weighted::new((0..YEARS).map(|year| 1.05_f64.powi(year as i32))),
            activity: insert("activity", 12)?,
            activity_city: insert("activity_city", 3)?,
            activity_agenda: insert("activity_agenda", 2)?,
            activity_mode: insert("activity_mode", 3)?,
            activity_counterpart: insert("activity_counterpart", 3)?,
            activity_partner: insert("activity_partner", 3)?,
            chosen: Vec::new(),
            connection,
            agendas,
            forms,
        })
    }

    fn write_names(&mut self) -> rusqlite::Result<()> {
        let insert = |table: &str, values: usize| {
            let marks = vec!["?"; values].join(",");
            self.connection.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))
        };
        self.connection
            .execute_batch("INSERT INTO meta VALUES ('title_en', 'Invented register'), ('as_of', '2025')")?;
        let mut source = insert("source", 6)?;
        for index in 0..self.sources {
            source.execute(params![
                source_id(index),
                format!("Page {index}"),
                "Invented",
                None::<&str>,
                "2020",
                "2025-11"
            ])?;
        }
        let mut city = insert("city", 13)?;
        for (index, (id, english, korean)) in self.cities.iter().enumerate() {
            let (level, parent) = match index {
                0..PROVINCES => ("upper", None),
                _ if index >= CITIES - DISTRICTS => ("district", Some(index % 40)),
                _ => ("basic", Some(index % PROVINCES)),
            };
            let parent = parent.map(|parent| &self.cities[parent].0);
            let values = params![
                id,
                english,
                korean,
                level,
                parent,
                None::<&str>,
                None::<f64>,
                None::<f64>,
                None::<&str>,
                None::<&str>,
                source_id(index % self.sources),
                "KR",
                (index + 1) as i64
            ];
            city.execute(values)?;
        }
        self.write_networks()?;
        self.write_partners()
    }

    fn write_networks(&mut self) -> rusqlite::Result<()> {
        let mut network = self.connection.prepare("INSERT INTO network VALUES (?,?,?,?,?,?,?,?,?,?)")?;
        let mut network_agenda = self.connection.prepare("INSERT INTO network_agenda VALUES (?,?)")?;
        for index in 0..NETWORKS {
            let scope = if index % 4 == 3 { "domestic" } else { "international" };
            let founded = (FIRST_YEAR + index + 5).to_string();
            let (english, korean) = (format!("Network of cities {index}"), format!("도시 연합 {index}"));
            let acronym = format!("NC{index}");
            let values = params![
                network_id(index),
                acronym,
                english,
                korean,
                "network",
                scope,
                founded,
                None::<&str>,
                None::<&str>,
                None::<&str>
            ];
            network.execute(values)?;
            self.agenda_weights.draw_some(&mut self.lot, 1 + index % 3, &mut self.chosen);
            for &agenda in &self.chosen {
                network_agenda.execute(params![network_id(index), self.agendas[agenda]])?;
            }
        }
        Ok(())
    }

    fn write_partners(&mut self) -> rusqlite::Result<()> {
        let mut partner = self.connection.prepare("INSERT INTO partner VALUES (?,?,?,?,?,?,?)")?;
        for index in 0..PARTNERS {
            let level = ["local", "national", "regional", "global"][index % 4];
            let kind = PARTNER_TYPES[self.lot.below(PARTNER_TYPES.len())];
            let (_, english, korean) = city_name(index * 7 + 3);
            let (english, korean) = (format!("{english} agency {index}"), format!("{korean} 재단 {index}"));
            partner.execute(params![
                partner_id(index),
                english,
                korean,
                kind,
                level,
                "KR",
                source_id(index % self.sources)
            ])?;
        }
        Ok(())
    }

    fn write_activity(&mut self, index: usize) -> rusqlite::Result<()> {
        let lot = &mut self.lot;
        let id = format!("a{index:07}");
        let year = FIRST_YEAR + self.year_weights.draw(lot);
        let (start, end) = (partial_date(lot, year), lot.percent(10).then(|| format!("{}-12", year + lot.below(3))));
        let end = end.filter(|_| start.is_some());
        let form = &self.forms[self.form_weights.draw(lot)];
        let structure =
            lot.percent(90).then(|| ["bilateral", "bilateral", "minilateral", "unilateral", "network"][lot.below(5)]);
        let network = lot.percent(30).then(|| network_id(self.network_weights.draw(lot)));
        let cities = 1 + usize::from(lot.percent(15)) + usize::from(lot.percent(4));
        self.city_weights.draw_some(lot, cities, &mut self.chosen);
        let city = &self.cities[self.chosen[0]];
        let language = lot.below(10);
        let english = (language < 7).then(|| title(lot, &city.1, &ENGLISH));
        let korean = (language > 2).then(|| title(lot, &city.2, &KOREAN));
        let place = lot.percent(50).then(|| {
            let place = lot.below(PLACES);
            format!("{}, hall {}", self.cities[place % CITIES].1, place / CITIES + 1)
        });
        let status = if lot.percent(97) { "held" } else { "announced" };
        let source = source_id(lot.below(self.sources));
        let values =
            params![id, start, end, form, structure, network, english, korean, place, status, None::<&str>, source];
        self.activity.execute(values)?;
        for &city in &self.chosen {
            self.activity_city.execute(params![id, self.cities[city].0, None::<&str>])?;
        }
        let agendas = 1 + lot.below(3);
        self.agenda_weights.draw_some(lot, agendas, &mut self.chosen);
        for &agenda in &self.chosen {
            self.activity_agenda.execute(params![id, self.agendas[agenda]])?;
        }
        let modes = ["public", "economic", "policy", "development", "peace", "representation"];
        let first_mode = lot.below(modes.len());
        for step in 0..lot.below(3) {
            self.activity_mode.execute(params![id, modes[(first_mode + step) % modes.len()], "coded"])?;
        }
        for _ in 0..lot.below(5) / 2 {
            let country = COUNTRIES[self.country_weights.draw(lot)];
            let name = city_name(1000 + lot.below(400)).1;
            self.activity_counterpart.execute(params![id, name, country])?;
        }
        let partners = lot.below(4);
        self.partner_weights.draw_some(lot, partners, &mut self.chosen);
        for &partner in &self.chosen {
            self.activity_partner.execute(params![id, partner_id(partner), None::<&str>])?;
        }
        Ok(())
    }

    fn write_memberships(&mut self) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare("INSERT INTO membership VALUES (?,?,?,?,?,?,?)")?;
        let lot = &mut self.lot;
        for (index, (city, ..)) in self.cities.iter().enumerate() {
            for network in 0..NETWORKS {
                if !lot.percent(if index < 20 { 60 } else { 12 }) {
                    continue;
                }
                let joined = 1970 + lot.below(55);
                let left = lot.percent(15).then(|| (joined + 1 + lot.below(12)).to_string());
                let role = ["member", "member", "member", "founder", "chair"][lot.below(5)];
                let id = format!("m-{index}-{network}");
                insert.execute(params![
                    id,
                    city,
                    network_id(network),
                    partial_date(lot, joined),
                    left,
                    role,
                    source_id(index % 100)
                ])?;
            }
        }
        Ok(())
    }

    fn write_partnerships(&mut self, count: usize) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare("INSERT INTO partnership VALUES (?,?,?,?,?,?,?,?,?,?,?)")?;
        let mut agenda = self.connection.prepare("INSERT INTO partnership_agenda VALUES (?,?)")?;
        let lot = &mut self.lot;
        for index in 0..count {
            let id = format!("r{index}");
            let year = 1990 + lot.below(36);
            let end = lot.percent(20).then(|| (year + lot.below(8)).to_string());
            let basis = lot.percent(10).then_some("attested");
            let channel = ["mou", "council", "funding", "joint-project", "advisory", "secretariat"][lot.below(6)];
            let status = ["tie", "tie", "tie", "tie", "participant", "planned", "talks"][lot.below(7)];
            let values = params![
                id,
                self.cities[self.city_weights.draw(lot)].0,
                partner_id(self.partner_weights.draw(lot)),
                partial_date(lot, year),
                end,
                basis,
                channel,
                status,
                "partner",
                None::<&str>,
                source_id(index % self.sources)
            ];
            insert.execute(values)?;
            self.agenda_weights.draw_some(lot, 1 + index % 2, &mut self.chosen);
            for &value in &self.chosen {
                agenda.execute(params![id, self.agendas[value]])?;
            }
        }
        Ok(())
    }

    fn write_institutions(&mut self, count: usize) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare("INSERT INTO instrument VALUES (?,?,?,?,?,?,?,?,?,?)")?;
        let mut of_city = self.connection.prepare("INSERT INTO instrument_city VALUES (?,?)")?;
        let lot = &mut self.lot;
        for index in 0..count {
            let id = format!("i{index}");
            let year = 1980 + lot.below(46);
            let end = lot.percent(10).then(|| (year + lot.below(20)).to_string());
            let kind = ["ordinance", "plan", "overseas-office", "council", "organisation"][lot.below(5)];
            let (english, korean) = (title(lot, "", &ENGLISH), title(lot, "", &KOREAN));
            let values = params![
                id,
                partial_date(lot, year),
                end,
                None::<&str>,
                kind,
                english,
                korean,
                None::<&str>,
                None::<&str>,
                source_id(index % self.sources)
            ];
            insert.execute(values)?;
            // Without a city it is national.
            if lot.percent(90) {
                of_city.execute(params![id, self.cities[self.city_weights.draw(lot)].0])?;
            }
        }
        Ok(())
    }
}

/// A table from the text of a CSV file, its columns found by name.
fn copy_csv(connection: &Connection, table: &str, columns: &str, text: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    let places: Vec<Option<usize>> =
        columns.split(", ").map(|column| header.iter().position(|name| name == column)).collect();
    let marks = vec!["?"; places.len()].join(",");
    let mut insert = connection.prepare(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))?;
    for record in reader.records() {
        let record = record?;
        let cells =
            places.iter().map(|place| place.and_then(|place| record.get(place)).filter(|cell| !cell.is_empty()));
        insert.execute(rusqlite::params_from_iter(cells))?;
    }
    Ok(())
}

fn partial_date(lot: &mut Lot, year: usize) -> Option<String> {
    let (month, day) = (1 + lot.below(12), 1 + lot.below(28));
    match lot.below(100) {
        0..70 => Some(format!("{year}-{month:02}-{day:02}")),
        70..90 => Some(format!("{year}-{month:02}")),
        90..98 => Some(year.to_string()),
        _ => None,
    }
}

fn title(lot: &mut Lot, first: &str, words: &[&str]) -> String {
    let mut title = first.to_owned();
    for _ in 0..3 + lot.below(5) {
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(lot.of(words));
    }
    title
}

/// Id, English and Korean name of an invented city.
fn city_name(index: usize) -> (String, String, String) {
    let count = SYLLABLES.len();
    let parts = [SYLLABLES[index % count], SYLLABLES[(index / count + index * 5) % count]];
    let english: String = parts.iter().map(|part| part.0).collect();
    let korean: String = parts.iter().map(|part| part.1).collect();
    let capital = english[..1].to_uppercase() + &english[1..];
    (format!("{english}-{index}"), format!("{capital} {index}"), format!("{korean}시"))
}

fn source_id(index: usize) -> String {
    format!("s{index}")
}

fn network_id(index: usize) -> String {
    format!("n{index}")
}

fn partner_id(index: usize) -> String {
    format!("p{index}")
}
