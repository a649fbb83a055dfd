//! What the database knows by name, and what an import adds to it.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use serde::Serialize;

use super::built_in_csv;
use super::cities::{Cities, Government, level_of};
use super::names::{Found, NameIndex, normal, slug};

/// A row that the facts of a sheet needed and the database lacked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Table of the schema.
    pub table: &'static str,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The first row of the sheet that names it.
    pub row: usize,
}

/// A row to write before the fact that names it.
pub(super) struct NewRow {
    pub table: &'static str,
    pub cells: Vec<(&'static str, String)>,
}

/// Everything a cell may name.
#[derive(Default)]
pub(super) struct Catalog {
    pub cities: Cities,
    pub networks: NameIndex,
    pub partners: NameIndex,
    terms: HashMap<String, NameIndex>,
    countries: NameIndex,
    sources: HashMap<String, String>,
    ids: HashMap<&'static str, HashSet<String>>,
    /// Rows of built-in lists that are written once something names them.
    dormant: HashMap<(&'static str, String), Vec<(&'static str, String)>>,
    /// Rows to write before the fact at hand.
    pub new_rows: Vec<NewRow>,
    pub made: Vec<Made>,
    /// Upper-level governments that cities of a sheet name.
    pub parents: Vec<String>,
}

/// Vocabularies whose rows stand in a table of their own.
const OWN_TABLES: [&str; 2] = ["agenda", "form"];

impl Catalog {
    /// Reads a database that has all tables of the schema.
    pub fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut catalog = Self::default();
        catalog.read_cities(connection)?;
        let sql = "SELECT id, acronym, name_en, name_ko FROM network ORDER BY rowid";
        for_each(connection, sql, |cells| catalog.add_network(cells))?;
        let sql = "SELECT id, name_en, name_ko FROM partner ORDER BY rowid";
        for_each(connection, sql, |[id, en, ko, ..]| {
            catalog.partners.add(id, if ko.is_empty() { en } else { ko }, &[en, ko]);
            catalog.take_id("partner", id);
        })?;
        for_each(connection, "SELECT id, title, url FROM source ORDER BY rowid", |[id, title, url, ..]| {
            for name in [id, url, title] {
                if !name.is_empty() {
                    catalog.sources.entry(name.clone()).or_insert_with(|| id.clone());
                }
            }
            catalog.take_id("source", id);
        })?;
        catalog.read_terms(connection)?;
        Ok(catalog)
    }

    /// Local governments of the file; where it has none, those of the sample may be named.
    fn read_cities(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "SELECT id, name_en, name_ko, level, parent_id FROM city ORDER BY rowid";
        let mut governments = Vec::new();
        for_each(connection, sql, |cells| governments.push(government(cells)))?;
        for government in &governments {
            self.cities.add(government);
            self.take_id("city", &government.id);
        }
        if !governments.is_empty() {
            return Ok(());
        }
        let columns = ["id", "name_en", "name_ko", "level", "parent_id", "iso", "lat", "lon", "valid_from", "valid_to"];
        for record in records("city") {
            let cell = |index: usize| record.get(index).unwrap_or_default().to_owned();
            let cells: [String; 5] = std::array::from_fn(cell);
            let government = government(&cells);
            self.cities.add(&government);
            let filled = columns.into_iter().enumerate().map(|(index, column)| (column, cell(index)));
            let filled = filled.filter(|(_, text)| !text.is_empty()).collect();
            self.dormant.insert(("city", government.id), filled);
        }
        Ok(())
    }

    fn add_network(&mut self, [id, acronym, en, ko, ..]: &[String; 6]) {
        let name = [acronym, ko, en].into_iter().find(|name| !name.is_empty()).unwrap_or(id);
        let place = self.networks.add(id, name, &[en, ko]);
        self.networks.add_short(place, acronym);
        // 이클레이(지속가능성을 위한 ...): what stands before the bracket is the usual name, what is in it another.
        for name in [en, ko] {
            let mut parts = name.split(['(', ')']);
            let before = parts.next().unwrap_or_default();
            let inside = parts.next().unwrap_or_default().trim_start_matches("옛 ");
            let parts = [before, inside].into_iter().chain(en.split(" - ").filter(|_| name == en));
            for part in parts.filter(|part| normal(part).chars().count() >= 3) {
                self.networks.add_short(place, part);
            }
        }
        self.take_id("network", id);
    }

    fn read_terms(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "SELECT vocabulary, id, name_en, name_ko FROM term ORDER BY rank, rowid";
        let mut own: HashSet<String> = HashSet::new();
        for_each(connection, sql, |[vocabulary, id, en, ko, ..]| {
            own.insert(format!("{vocabulary} {id}"));
            self.add_term(vocabulary, id, en, ko);
        })?;
        for table in OWN_TABLES {
            let sql = format!("SELECT id, name_en, name_ko FROM {table} ORDER BY rowid");
            for_each(connection, &sql, |[id, en, ko, ..]| self.add_term(table, id, en, ko))?;
        }
        for record in records("term") {
            let [vocabulary, id, en, ko, parent_id, rank] =
                [0, 1, 2, 3, 4, 5].map(|at| record.get(at).unwrap_or_default());
            if !own.contains(&format!("{vocabulary} {id}")) {
                self.add_term(vocabulary, id, en, ko);
                let cells = [
                    ("vocabulary", vocabulary),
                    ("id", id),
                    ("name_en", en),
                    ("name_ko", ko),
                    ("parent_id", parent_id),
                    ("rank", rank),
                ];
                self.add_dormant_term(vocabulary, id, cells);
            }
        }
        for line in include_str!("../../../assets/countries.csv").lines().skip(1) {
            let mut parts = line.split(',');
            let [id, en, ko] = [(); 3].map(|()| parts.next().unwrap_or_default());
            let place = if let Some(place) = self.countries.by_id(id) {
                place
            } else {
                self.add_dormant_term(
                    "country",
                    id,
                    [
                        ("vocabulary", "country"),
                        ("id", id),
                        ("name_en", en),
                        ("name_ko", ko),
                        ("parent_id", ""),
                        ("rank", ""),
                    ],
                );
                self.countries.add(id, ko, &[en, ko])
            };
            for other in [en, ko].into_iter().chain(parts) {
                self.countries.add_short(place, other);
            }
        }
        for (vocabulary, id, names) in TERM_ALIASES {
            if let Some(index) = self.terms.get_mut(*vocabulary)
                && let Some(place) = index.by_id(id)
            {
                names.split(',').for_each(|name| index.add_short(place, name));
            }
        }
        Ok(())
    }

    fn add_term(&mut self, vocabulary: &str, id: &str, en: &str, ko: &str) {
        let index = if vocabulary == "country" {
            &mut self.countries
        } else {
            self.terms.entry(vocabulary.to_owned()).or_default()
        };
        if index.by_id(id).is_none() {
            let place = index.add(id, if ko.is_empty() { en } else { ko }, &[en, ko]);
            for name in [en, ko] {
                index.add_short(place, name.split('(').next().unwrap_or_default());
            }
        }
    }

    fn add_dormant_term(&mut self, vocabulary: &str, id: &str, cells: [(&'static str, &str); 6]) {
        let filled =
            cells.into_iter().filter(|(_, text)| !text.is_empty()).map(|(column, text)| (column, text.to_owned()));
        self.dormant.insert(("term", format!("{vocabulary} {id}")), filled.collect());
    }

    /// Whether a row of this id was there or was made.
    pub fn is_taken(&self, table: &str, id: &str) -> bool {
        self.ids.get(table).is_some_and(|ids| ids.contains(id))
    }

    fn take_id(&mut self, table: &'static str, id: &str) {
        self.ids.entry(table).or_default().insert(id.to_owned());
    }

    /// A word of a vocabulary.
    pub fn find_term(&self, vocabulary: &str, text: &str) -> Found {
        self.terms.get(vocabulary).map_or(Found::Nothing, |index| index.find(text))
    }

    /// Words that are spelled nearly so.
    pub fn near_terms(&self, vocabulary: &str, text: &str) -> Vec<usize> {
        self.terms.get(vocabulary).map_or_else(Vec::new, |index| index.near(text))
    }

    /// The id and name of a word.
    pub fn term(&self, vocabulary: &str, place: usize) -> (String, String) {
        self.terms
            .get(vocabulary)
            .map_or_else(Default::default, |index| (index.ids[place].clone(), index.names[place].clone()))
    }

    /// The name of a word by its id.
    pub fn term_name(&self, vocabulary: &str, id: &str) -> String {
        let place = self.terms.get(vocabulary).and_then(|index| index.by_id(id));
        place.map_or_else(String::new, |place| self.term(vocabulary, place).1)
    }

    /// The code of a country by its code or name.
    pub fn country(&self, text: &str) -> Option<String> {
        let code = text.trim().to_uppercase();
        let place = self.countries.by_id(&code).or_else(|| match self.countries.find(text) {
            Found::One(place) => Some(place),
            Found::Several(_) | Found::Nothing => None,
        })?;
        Some(self.countries.ids[place].clone())
    }

    /// Sees to it that what a fact names stands in the file.
    pub fn wake(&mut self, table: &'static str, id: &str) {
        if let Some(cells) = self.dormant.remove(&(table, id.to_owned())) {
            let parent =
                cells.iter().find(|(column, _)| table == "city" && *column == "parent_id").map(|(_, id)| id.clone());
            if let Some(parent) = parent {
                self.wake("city", &parent);
            }
            if table == "city" {
                self.take_id("city", id);
            }
            self.new_rows.push(NewRow { table, cells });
        }
    }

    /// Sees to it that every upper-level government that was named is there, at the end of a sheet of cities.
    pub fn wake_parents(&mut self) {
        for id in std::mem::take(&mut self.parents) {
            if !self.is_taken("city", &id) {
                self.wake("city", &id);
            }
        }
    }

    /// Leaves the built-in words out: the sheets bring their own.
    pub fn forget_built_in_terms(&mut self) {
        self.dormant.retain(|(table, _), _| *table != "term");
    }

    /// A city that the file does not know.
    pub fn make_city(&mut self, name: &str, region: Option<usize>, row: usize) -> String {
        let parent_id = region.map(|region| self.cities.id(region).to_owned()).unwrap_or_default();
        let prefix = if parent_id.is_empty() { String::new() } else { format!("{parent_id}-") };
        let id = self.new_id("city", &format!("{prefix}{}", named_slug(name, "city")));
        let level = level_of(name).unwrap_or_default().to_owned();
        let (name_en, name_ko) = by_script(name);
        let cells =
            [("id", &id), ("name_en", &name_en), ("name_ko", &name_ko), ("level", &level), ("parent_id", &parent_id)];
        self.push_new("city", &cells, name, row);
        self.cities.add(&Government { id: id.clone(), name_en, name_ko, level, parent_id });
        id
    }

    /// A network that the file does not know.
    pub fn make_network(&mut self, name: &str, row: usize) -> String {
        let id = self.new_id("network", &named_slug(name, "network"));
        let (name_en, name_ko) = by_script(name);
        self.push_new("network", &[("id", &id), ("name_en", &name_en), ("name_ko", &name_ko)], name, row);
        self.networks.add(&id, name, &[&name_en, &name_ko]);
        id
    }

    /// A partner that the file does not know.
    pub fn make_partner(&mut self, name: &str, partner_type: &str, country: &str, row: usize) -> String {
        let id = self.new_id("partner", &named_slug(name, "partner"));
        let (name_en, name_ko) = by_script(name);
        let (partner_type, country) = (partner_type.to_owned(), country.to_owned());
        let cells =
            [("id", &id), ("name_en", &name_en), ("name_ko", &name_ko), ("type", &partner_type), ("country", &country)];
        self.push_new("partner", &cells, name, row);
        self.partners.add(&id, name, &[&name_en, &name_ko]);
        id
    }

    /// The id of a source by its id, address or title; a new one where there is none.
    pub fn source(&mut self, title: &str, url: &str, row: usize) -> String {
        let names = [url, title];
        if let Some(id) = names.iter().filter(|name| !name.is_empty()).find_map(|name| self.sources.get(*name)) {
            return id.clone();
        }
        let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
        let (title, url) = if url.is_empty() && is_address(title) { ("", title) } else { (title, url) };
        let name = if title.is_empty() { url } else { title };
        let bare = name.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        let id = self.new_id("source", &format!("s-{}", named_slug(bare, "source")));
        let (title, url) = (title.to_owned(), url.to_owned());
        self.push_new("source", &[("id", &id), ("title", &title), ("url", &url)], name, row);
        for name in [&title, &url] {
            if !name.is_empty() {
                self.sources.insert(name.clone(), id.clone());
            }
        }
        id
    }

    /// Whether a source of this id is in the file.
    pub fn has_source(&self, id: &str) -> bool {
        self.sources.get(id).is_some_and(|known| known == id)
    }

    /// Takes a source that a template lists.
    pub fn learn(&mut self, table: &str, cells: &[(&str, String)]) {
        let cell = |wanted: &str| {
            cells.iter().find(|(column, _)| *column == wanted).map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let [id, en, ko] = ["id", "name_en", "name_ko"].map(cell);
        match table {
            "source" => {
                for name in [id.clone(), cell("url"), cell("title")] {
                    if !name.is_empty() {
                        self.sources.entry(name).or_insert_with(|| id.clone());
                    }
                }
                self.take_id("source", &id);
            }
            "term" => {
                self.dormant.remove(&("term", format!("{} {id}", cell("vocabulary"))));
                self.add_term(&cell("vocabulary"), &id, &en, &ko);
            }
            "agenda" => self.add_term("agenda", &id, &en, &ko),
            "form" => self.add_term("form", &id, &en, &ko),
            "city" => {
                self.dormant.remove(&("city", id.clone()));
                if self.cities.index.by_id(&id).is_none() {
                    let [level, parent_id] = ["level", "parent_id"].map(cell);
                    self.cities.add(&Government { id: id.clone(), name_en: en, name_ko: ko, level, parent_id });
                }
                self.take_id("city", &id);
            }
            "network" if self.networks.by_id(&id).is_none() => {
                self.add_network(&[id, cell("acronym"), en, ko, String::new(), String::new()]);
            }
            "partner" if self.partners.by_id(&id).is_none() => {
                self.partners.add(&id, if ko.is_empty() { &en } else { &ko }, &[&en, &ko]);
                self.take_id("partner", &id);
            }
            _ => {}
        }
    }

    fn push_new(&mut self, table: &'static str, cells: &[(&'static str, &String)], name: &str, row: usize) {
        let filled = cells.iter().filter(|(_, text)| !text.is_empty());
        let cells: Vec<(&'static str, String)> = filled.map(|(column, text)| (*column, (*text).clone())).collect();
        let cells_id = cells.first().map(|(_, id)| id.clone()).unwrap_or_default();
        self.new_rows.push(NewRow { table, cells });
        let id = cells_id.clone();
        self.made.push(Made { table, id, name: name.to_owned(), row });
    }

    fn new_id(&mut self, table: &'static str, wanted: &str) -> String {
        let ids = self.ids.entry(table).or_default();
        let mut id = wanted.to_owned();
        let mut number = 2;
        while !ids.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }
}

fn government(cells: &[String]) -> Government {
    let cell = |index: usize| cells.get(index).cloned().unwrap_or_default();
    Government { id: cell(0), name_en: cell(1), name_ko: cell(2), level: cell(3), parent_id: cell(4) }
}

/// English and Korean name of which one is given.
fn by_script(name: &str) -> (String, String) {
    let is_korean = name.chars().any(|char| ('가'..='힣').contains(&char));
    if is_korean { (String::new(), name.to_owned()) } else { (name.to_owned(), String::new()) }
}

fn named_slug(name: &str, otherwise: &str) -> String {
    let slug = slug(name, 48);
    if slug.is_empty() { otherwise.to_owned() } else { slug }
}

/// Up to six cells of every row as text.
fn for_each(connection: &Connection, sql: &str, mut take: impl FnMut(&[String; 6])) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut cells: [String; 6] = Default::default();
        for (index, cell) in cells.iter_mut().enumerate().take(columns) {
            *cell = super::merge::text_at(row, index);
        }
        take(&cells);
    }
    Ok(())
}

fn records(table: &str) -> Vec<csv::StringRecord> {
    let text = match table {
        "city" => include_str!("../../../assets/sample/city.csv"),
        other => built_in_csv(other).unwrap_or_default(),
    };
    csv::Reader::from_reader(text.as_bytes()).into_records().flatten().collect()
}

/// What people write for coded values beside their names.
const TERM_ALIASES: &[(&str, &str, &str)] = &[
    (
        "form",
        "sister-city",
        "자매,자매도시,자매결연도시,자매결연협정,자매교류,sister,sister city,sister cities,twin,twinning,twin town,twinned",
    ),
    (
        "form",
        "friendship-city",
        "우호,우호도시,우호교류,우호협력,우호협정,우호결연,우호교류도시,우호협력도시,friendship,friendship city,friendly city",
    ),
    ("form", "mou", "업무협약,협약,교류협약,mou,mou체결,업무협약체결,의향서,교류의향서,loi"),
    ("form", "delegation", "방문,방문단,대표단,상호방문,공무국외출장,visit,delegation"),
    ("form", "conference", "회의,총회,포럼,세미나,컨퍼런스,심포지엄,forum,seminar,meeting"),
    ("form", "training", "교육,연수프로그램,초청연수,workshop,course"),
    ("form", "secondment", "공무원교류,공무원파견,파견,교환근무,exchange of staff"),
    ("form", "oda", "oda,공적개발원조사업,개발협력"),
    ("form", "humanitarian", "구호,긴급구호,지원,relief,aid"),
    ("form", "trade-investment", "통상,투자유치,수출상담회,무역,trade,investment,trade mission"),
    ("form", "cultural", "문화,공연,축제,예술교류,culture,festival"),
    ("form", "people-exchange", "민간교류,청소년교류,학생교류,홈스테이,인적교류,youth exchange,student exchange"),
    ("form", "joint-project", "공동사업,협력사업,프로젝트,project"),
    ("role", "member", "정회원,회원도시,일반회원,가입,full member,ordinary member"),
    ("role", "chair", "의장도시,회장,회장도시,president,chairman"),
    ("role", "vice-chair", "부의장도시,부회장,vice president"),
    ("role", "board", "이사,이사도시,집행위원,집행위원도시,운영위원,executive committee,director"),
    ("role", "founder", "창립,창립도시,창설회원,founding"),
    ("status", "held", "완료,개최,시행,추진,추진중,교류중,진행,진행중,체결,done,completed,active"),
    ("status", "announced", "예정,계획,추진예정,발표,planned"),
    ("channel", "mou", "mou,업무협약,협약"),
    ("tie_status", "tie", "체결,유지,협력중,active"),
    ("level", "upper", "광역,시도,광역시도"),
    ("level", "basic", "기초,시군,시군구"),
];
