//! What the database knows by name, and what an import adds to it.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::catalog_rows::{by_script, cells_of_register, cells_of_sample, for_each, named_slug, records};
use super::cities::Cities;
use super::city::{City, NewCity};
use super::dormant::DormantRows;
use super::names::{Found, NameIndex, normal};
use super::rows::{Made, NewRow};
use super::term_aliases::TERM_ALIASES;
use super::written_cities::level_of;
use crate::data::places::{self, Standing, read_country, register};

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
    /// Rows of built-in lists, and those made for rows that were not taken: written once a fact that is taken names them.
    dormant: DormantRows,
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
        for_each(connection, sql, |[id, acronym, en, ko, ..]| catalog.add_network([id, acronym, en, ko], true))?;
        let sql = "SELECT id, name_en, name_ko FROM partner ORDER BY rowid";
        for_each(connection, sql, |[id, en, ko, ..]| {
            catalog.partners.add(id, if ko.is_empty() { en } else { ko }, &[en, ko], true);
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

    /// Cities of the file; every other Korean government may be named besides.
    fn read_cities(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "SELECT id, name_en, name_ko, level, parent_id, iso, country FROM city ORDER BY rowid";
        let mut of_database = Vec::new();
        for_each(connection, sql, |[id, name_en, name_ko, level, parent_id, iso, country]| {
            let [id, name_en, name_ko, level, parent_id, iso, country] =
                [id, name_en, name_ko, level, parent_id, iso, country].map(Clone::clone);
            of_database.push(City { id, name_en, name_ko, level, parent_id, iso, country });
        })?;
        for city in &of_database {
            self.take_id("city", &city.id);
        }
        let of_sample: HashMap<String, csv::StringRecord> =
            records("city").into_iter().map(|record| (record.get(0).unwrap_or_default().to_owned(), record)).collect();
        for (place, government) in self.cities.fill(&of_database) {
            let (id, parent_id) = (self.cities.id(place).to_owned(), self.cities.parent_id(place).to_owned());
            let mut cells = of_sample.get(government).map_or_else(|| cells_of_register(government), cells_of_sample);
            cells.retain(|(column, text)| !text.is_empty() && *column != "id" && *column != "parent_id");
            cells.insert(0, ("id", id.clone()));
            cells.extend(Some(("parent_id", parent_id)).filter(|(_, text)| !text.is_empty()));
            // A foreign Busan gets another id.
            self.take_id("city", &id);
            self.dormant.add(NewRow { table: "city", cells, made: None });
        }
        Ok(())
    }

    fn add_network(&mut self, [id, acronym, en, ko]: [&str; 4], is_known_before: bool) {
        let name = [acronym, ko, en].into_iter().find(|name| !name.is_empty()).unwrap_or(id);
        let place = self.networks.add(id, name, &[en, ko], is_known_before);
        self.networks.add_short(place, acronym, is_known_before);
        // 이클레이(지속가능성을 위한 ...): what stands before the bracket is the usual name, what is in it another.
        for name in [en, ko] {
            let mut parts = name.split(['(', ')']);
            let before = parts.next().unwrap_or_default();
            let inside = parts.next().unwrap_or_default().trim_start_matches("옛 ");
            let parts = [before, inside].into_iter().chain(en.split(" - ").filter(|_| name == en));
            for part in parts.filter(|part| normal(part).chars().count() >= 3) {
                self.networks.add_short(place, part, is_known_before);
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
                self.add_dormant_term(cells);
            }
        }
        for country in register().countries.iter().filter(|country| country.standing != Standing::Part) {
            if self.countries.by_id(country.code).is_none() {
                let places::Country { code, name_en, name_ko, .. } = country;
                let names = [("name_en", *name_en), ("name_ko", *name_ko), ("parent_id", ""), ("rank", "")];
                let [en, ko, parent, rank] = names;
                self.add_dormant_term([("vocabulary", "country"), ("id", code), en, ko, parent, rank]);
                self.countries.add(code, name_ko, &[name_en, name_ko], true);
            }
        }
        for (vocabulary, id, names) in TERM_ALIASES {
            if let Some(index) = self.terms.get_mut(*vocabulary)
                && let Some(place) = index.by_id(id)
            {
                names.split(',').for_each(|name| index.add_short(place, name, true));
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
            let place = index.add(id, if ko.is_empty() { en } else { ko }, &[en, ko], true);
            for name in [en, ko] {
                index.add_short(place, name.split('(').next().unwrap_or_default(), true);
            }
        }
    }

    fn add_dormant_term(&mut self, cells: [(&'static str, &str); 6]) {
        let filled = cells.into_iter().filter(|(_, text)| !text.is_empty());
        let cells = filled.map(|(column, text)| (column, text.to_owned())).collect();
        self.dormant.add(NewRow { table: "term", cells, made: None });
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

    /// The code of a country by its code or name: as the database names it, else as the register does. A part of a country
    /// counts as the country.
    pub fn country(&self, text: &str) -> Option<String> {
        let code = text.trim().to_uppercase();
        let own = self.countries.by_id(&code).or_else(|| match self.countries.find(text) {
            Found::One(place) => Some(place),
            Found::Several(_) | Found::Nothing => None,
        });
        if let Some(place) = own {
            return Some(self.countries.ids[place].clone());
        }
        let read = (read_country(text), register().country(&code));
        let ((places::Found::One(country), _) | (_, Some(country))) = read else { return None };
        let is_part = country.standing == Standing::Part;
        Some(if is_part { country.part_of } else { country.code }.to_owned())
    }

    /// Sees to it that what a fact names stands in the file.
    pub fn wake(&mut self, table: &'static str, id: &str) {
        if let Some(row) = self.dormant.take(table, id) {
            let parent = Some(row.cell("parent_id").to_owned()).filter(|id| table == "city" && !id.is_empty());
            if let Some(parent) = parent {
                self.wake("city", &parent);
            }
            if table == "city" {
                self.take_id("city", id);
            }
            self.new_rows.push(row);
        }
    }

    /// Sees to it that a word that a fact names stands in the file.
    pub fn wake_term(&mut self, vocabulary: &str, id: &str) {
        self.new_rows.extend(self.dormant.take_term(vocabulary, id));
    }

    /// The id of a Korean government that the file lacks, by its name.
    pub fn waiting_city(&self, name: &str) -> Option<String> {
        let Found::One(place) = self.cities.index.find(name) else { return None };
        let id = self.cities.id(place);
        self.dormant.has("city", id).then(|| id.to_owned())
    }

    /// Takes back the rows that were to be written for a row that is not taken.
    pub fn put_back(&mut self, rows: Vec<NewRow>) {
        for row in rows {
            self.dormant.add(row);
        }
    }

    /// Sees to it that every upper-level government that was named is there, at the end of a sheet of cities.
    pub fn wake_parents(&mut self) {
        for id in std::mem::take(&mut self.parents) {
            self.wake("city", &id);
        }
    }

    /// Leaves the built-in words out: the sheets bring their own.
    pub fn forget_built_in_terms(&mut self) {
        self.dormant.forget_terms();
    }

    /// A city that the file does not know; its place.
    pub fn make_city(&mut self, new: &NewCity, row: usize) -> usize {
        let parent_id = new.parent.map(|parent| self.cities.id(parent).to_owned()).unwrap_or_default();
        let prefix = if parent_id.is_empty() { String::new() } else { format!("{parent_id}-") };
        let wanted = format!("{prefix}{}", named_slug(&new.name, "city"));
        let is_foreign = new.country.filter(|country| country.code != "KR");
        let wanted = match is_foreign {
            Some(country) if self.is_taken("city", &wanted) => format!("{wanted}-{}", country.code.to_lowercase()),
            _ => wanted,
        };
        let id = self.new_id("city", &wanted);
        let level = level_of(&new.name).filter(|_| is_foreign.is_none()).unwrap_or_default().to_owned();
        let (mut name_en, mut name_ko) = by_script(&new.name);
        // Two cities of one name are told apart by their countries.
        if let Some(country) = is_foreign.filter(|_| !self.cities.index.all(&normal(&new.name)).is_empty()) {
            if name_ko.is_empty() {
                name_en = format!("{name_en} ({})", country.name_en);
            } else {
                name_ko = format!("{name_ko} ({})", country.name_ko);
            }
        }
        let country = new.country.map_or_else(String::new, |country| country.code.to_owned());
        let city = City { id, name_en, name_ko, level, parent_id, iso: new.iso.clone(), country };
        let cells = [
            ("id", &city.id),
            ("name_en", &city.name_en),
            ("name_ko", &city.name_ko),
            ("level", &city.level),
            ("parent_id", &city.parent_id),
            ("iso", &city.iso),
            ("country", &city.country),
        ];
        self.push_new("city", &cells, &new.name, row);
        if let Some(parent) = new.parent {
            let parent = self.cities.id(parent).to_owned();
            self.wake("city", &parent);
        }
        self.cities.make(new, &city, row)
    }

    /// A network that the file does not know.
    pub fn make_network(&mut self, name: &str, row: usize) -> String {
        let id = self.new_id("network", &named_slug(name, "network"));
        let (name_en, name_ko) = by_script(name);
        self.push_new("network", &[("id", &id), ("name_en", &name_en), ("name_ko", &name_ko)], name, row);
        self.networks.add(&id, name, &[&name_en, &name_ko], false);
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
        self.partners.add(&id, name, &[&name_en, &name_ko], false);
        id
    }

    /// The id of a source by its id, address or title; a new one where there is none.
    pub fn source(&mut self, title: &str, url: &str, row: usize) -> String {
        let names = [url, title];
        if let Some(id) = names.iter().filter(|name| !name.is_empty()).find_map(|name| self.sources.get(*name)) {
            let id = id.clone();
            self.wake("source", &id);
            return id;
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
    pub fn learn<T: AsRef<str>>(&mut self, table: &str, cells: &[(&str, T)]) {
        let cell = |wanted: &str| {
            let found = cells.iter().find(|(column, _)| *column == wanted);
            found.map_or_else(String::new, |(_, text)| text.as_ref().to_owned())
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
                self.dormant.take_term(&cell("vocabulary"), &id);
                self.add_term(&cell("vocabulary"), &id, &en, &ko);
            }
            "agenda" => self.add_term("agenda", &id, &en, &ko),
            "form" => self.add_term("form", &id, &en, &ko),
            "city" => {
                self.dormant.take("city", &id);
                if self.cities.index.by_id(&id).is_none() {
                    let [level, parent_id, iso, country] = ["level", "parent_id", "iso", "country"].map(cell);
                    let id = id.clone();
                    self.cities.add(&City { id, name_en: en, name_ko: ko, level, parent_id, iso, country }, false);
                }
                self.take_id("city", &id);
            }
            "network" if self.networks.by_id(&id).is_none() => {
                self.add_network([&id, &cell("acronym"), &en, &ko], false);
            }
            "partner" if self.partners.by_id(&id).is_none() => {
                self.partners.add(&id, if ko.is_empty() { &en } else { &ko }, &[&en, &ko], false);
                self.take_id("partner", &id);
            }
            _ => {}
        }
    }

    fn push_new(&mut self, table: &'static str, cells: &[(&'static str, &String)], name: &str, row: usize) {
        let filled = cells.iter().filter(|(_, text)| !text.is_empty());
        let cells: Vec<(&'static str, String)> = filled.map(|(column, text)| (*column, (*text).clone())).collect();
        let id = cells.first().map(|(_, id)| id.clone()).unwrap_or_default();
        self.new_rows.push(NewRow { table, cells, made: Some(Made { table, id, name: name.to_owned(), row }) });
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
