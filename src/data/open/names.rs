//! Reads the tables that name things: sources, terms, agendas, forms, cities, networks, partners.

use std::collections::HashSet;

use super::batch::Cells;
use super::lexicon::{At, Lexicon};
use super::links::lists;
use super::reader::Reader;
use super::report::RowReason;
use super::short_name::{Government, short_names, short_names_of_networks};
use crate::data::import::built_in_csv;
use crate::data::places::{self, WorldRegion, country_code, register};
use crate::data::{Agenda, City, Code, Date, Field, Meta, Name, Network, Partner, Source, Value};

/// What the file says of itself.
pub(super) fn read_meta(reader: &mut Reader<'_>) -> rusqlite::Result<Meta> {
    let mut meta = Meta::default();
    reader.scan("meta", &["key", "value"], |cells| {
        let value = cells.string(1);
        match cells.text(0) {
            "title" => meta.title = Name::same(value),
            "title_en" => meta.title.en = value,
            "title_ko" => meta.title.ko = value,
            "as_of" => match Date::parse(&value) {
                Ok(date) => meta.as_of = Some(date),
                Err(_) => return vec![RowReason::OtherDate("value", value)],
            },
            "compiled_by" => meta.compiled_by = value,
            "licence" | "license" => meta.licence = value,
            "note" => meta.note = Name::same(value),
            "note_en" => meta.note.en = value,
            "note_ko" => meta.note.ko = value,
            _ => {}
        }
        Vec::new()
    })?;
    Ok(meta)
}

/// The pages that facts rest on.
pub(super) fn read_sources(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<()> {
    reader.scan("source", &["id", "title", "publisher", "url", "published", "accessed"], |cells| {
        if cells.text(0).is_empty() {
            return vec![RowReason::NoId];
        }
        unless_taken(lexicon.define_source(Source {
            id: cells.text(0),
            title: cells.text(1),
            publisher: cells.text(2),
            url: cells.text(3),
            published: cells.text(4),
            accessed: cells.text(5),
        }))
    })
}

struct Term {
    vocabulary: String,
    id: String,
    name: Name,
    parent_id: String,
    rank: i64,
}

/// The names of coded values. A vocabulary that the file does not define gets the built-in one.
pub(super) fn read_terms(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<()> {
    let mut terms: Vec<Term> = Vec::new();
    let columns = ["vocabulary", "id", "name_en", "name_ko", "parent_id", "rank"];
    reader.scan("term", &columns, |cells| {
        let [vocabulary, id, en, ko, parent_id, rank] = [0, 1, 2, 3, 4, 5].map(|index| cells.string(index));
        if vocabulary.is_empty() || id.is_empty() {
            return vec![RowReason::NoId];
        }
        let mut reasons = Vec::new();
        let rank = rank.parse().unwrap_or_else(|_| {
            if !rank.is_empty() {
                reasons.push(RowReason::Number("rank", rank));
            }
            i64::MAX
        });
        terms.push(Term { name: name_or_id(&id, en, ko), vocabulary, id, parent_id, rank });
        reasons
    })?;
    terms.sort_by_key(|term| term.rank);
    let mut built_in = Vec::new();
    for_each_built_in("term", |cell| {
        let name = Name { en: cell(2), ko: cell(3) };
        built_in.push(Term { vocabulary: cell(0), id: cell(1), name, parent_id: cell(4), rank: 0 });
    });
    for region in WorldRegion::ALL {
        lexicon.define(Field::WorldRegion, named(region.id(), &region.name()));
    }
    for (field, vocabulary) in Field::ALL.into_iter().filter_map(|field| Some((field, field.term()?))) {
        let is_own = terms.iter().any(|term| term.vocabulary == vocabulary);
        let list = if is_own { &terms } else { &built_in };
        for term in list.iter().filter(|term| term.vocabulary == vocabulary) {
            let group = match field {
                Field::Country => lexicon.world_region(&term.id),
                _ => field.group().and_then(|group| lexicon.code(group, &term.parent_id, At("term", "parent_id"))),
            };
            lexicon.define(field, Value { id: term.id.clone(), name: term.name.clone(), group, ..Value::default() });
        }
    }
    Ok(())
}

/// Agendas by domain, forms by family; built-in lists where the file has none.
pub(super) fn read_agendas_and_forms(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<()> {
    let mut agendas: Vec<(Value, Agenda)> = Vec::new();
    let mut ids = Ids::default();
    let columns = ["id", "name_en", "name_ko", "domain", "human_security", "nts_strict", "nts_broad"];
    reader.scan("agenda", &columns, |cells| {
        if let Some(reason) = ids.refuse(cells.text(0)) {
            return vec![reason];
        }
        agendas.push(agenda(lexicon, &|index| cells.string(index)));
        Vec::new()
    })?;
    if agendas.is_empty() {
        for_each_built_in("agenda", |cell| agendas.push(agenda(lexicon, cell)));
    }
    agendas.sort_by_key(|(value, _)| value.group.map_or(u32::MAX, |domain| domain.0));
    for (value, agenda) in agendas {
        lexicon.define(Field::Agenda, value);
        lexicon.agendas.push(agenda);
    }
    let mut forms: Vec<Value> = Vec::new();
    let mut ids = Ids::default();
    reader.scan("form", &["id", "name_en", "name_ko", "family"], |cells| {
        if let Some(reason) = ids.refuse(cells.text(0)) {
            return vec![reason];
        }
        forms.push(form(lexicon, &|index| cells.string(index)));
        Vec::new()
    })?;
    if forms.is_empty() {
        for_each_built_in("form", |cell| forms.push(form(lexicon, cell)));
    }
    forms.sort_by_key(|value| value.group.map_or(u32::MAX, |family| family.0));
    for value in forms {
        lexicon.define(Field::Form, value);
    }
    Ok(())
}

fn agenda(lexicon: &mut Lexicon, cell: &dyn Fn(usize) -> String) -> (Value, Agenda) {
    let group = lexicon.code(Field::Domain, &cell(3), At("agenda", "domain"));
    let securities = cell(4).split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let agenda = Agenda { human_security: securities, nts_strict: cell(5) == "1", nts_broad: cell(6) == "1" };
    (Value { id: cell(0), name: name_or_id(&cell(0), cell(1), cell(2)), group, ..Value::default() }, agenda)
}

fn form(lexicon: &mut Lexicon, cell: &dyn Fn(usize) -> String) -> Value {
    let group = lexicon.code(Field::Family, &cell(3), At("form", "family"));
    Value { id: cell(0), name: name_or_id(&cell(0), cell(1), cell(2)), group, ..Value::default() }
}

/// Ids met so far in a table.
#[derive(Default)]
struct Ids(HashSet<String>);

impl Ids {
    /// Nothing for a new id; else why its row is rejected.
    fn refuse(&mut self, id: &str) -> Option<RowReason> {
        if id.is_empty() {
            return Some(RowReason::NoId);
        }
        (!self.0.insert(id.to_owned())).then_some(RowReason::DuplicateId)
    }
}

struct CityRow {
    id: String,
    name: Name,
    level: String,
    parent_id: String,
    city: City,
}

impl CityRow {
    /// What the register knows of a Korean government.
    fn government(&self) -> Option<&'static places::Government> {
        let is_korean = matches!(self.city.country.as_str(), "" | "KR");
        is_korean.then(|| register().government_called(&self.id, &[self.name.ko.as_str(), &self.name.en])).flatten()
    }

    /// The other names of a Korean government: in other letters, and those it had.
    fn other_names(&self) -> Vec<String> {
        let Some(government) = self.government() else { return Vec::new() };
        let own = [self.name.ko.as_str(), &self.name.en];
        let others = register().names(government).into_iter().filter(|name| !own.contains(name));
        others.map(ToOwned::to_owned).collect()
    }
}

/// Upper levels first; within a level as the file ranks its governments, or if it ranks none, in the official order of the
/// Korean ones. What has no rank stands behind, as in the file.
fn in_official_order(rows: &mut [CityRow]) {
    if rows.iter().all(|row| row.city.rank.is_none()) {
        for row in &mut *rows {
            row.city.rank = row.government().map(|government| government.order as i64);
        }
    }
    rows.sort_by_key(|row| (row.city.level.map_or(u32::MAX, |level| level.0), row.city.rank.is_none(), row.city.rank));
}

/// Local governments in their official order.
pub(super) fn read_cities(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<()> {
    let columns = [
        "id",
        "name_en",
        "name_ko",
        "level",
        "parent_id",
        "iso",
        "lat",
        "lon",
        "valid_from",
        "valid_to",
        "source_id",
        "country",
        "rank",
    ];
    let mut rows: Vec<CityRow> = Vec::new();
    let mut ids = Ids::default();
    reader.scan("city", &columns, |cells| {
        let id = cells.string(0);
        if let Some(reason) = ids.refuse(&id) {
            return vec![reason];
        }
        let mut reasons = Vec::new();
        let level = cells.string(3);
        let city = City {
            level: lexicon.code(Field::CityLevel, &level, At("city", "level")),
            iso: cells.string(5),
            country: country_code(cells.text(11), cells.text(5)).to_owned(),
            rank: cells.text(12).parse().ok(),
            position_degrees: degrees(cells, 6, "lat", 90.0, &mut reasons).zip(degrees(
                cells,
                7,
                "lon",
                180.0,
                &mut reasons,
            )),
            valid_from: other_date(cells, 8, "valid_from", &mut reasons),
            valid_to: other_date(cells, 9, "valid_to", &mut reasons),
            source: lexicon.source(cells.text(10), At("city", "source_id")),
        };
        let name = name_or_id(&id, cells.string(1), cells.string(2));
        rows.push(CityRow { id, name, level, parent_id: cells.string(4), city });
        reasons
    })?;
    in_official_order(&mut rows);
    let governments: Vec<Government<'_>> = rows
        .iter()
        .map(|row| Government { id: &row.id, name: &row.name, level: &row.level, parent_id: &row.parent_id })
        .collect();
    let shorts = short_names(&governments);
    for (row, short) in rows.iter().zip(shorts) {
        let value = Value { short, group: row.city.level, others: row.other_names(), ..named(&row.id, &row.name) };
        lexicon.define(Field::City, value);
        lexicon.cities.push(row.city.clone());
    }
    for row in &rows {
        let parent = lexicon.code(Field::City, &row.parent_id, At("city", "parent_id"));
        if let (Some(city), Some(parent)) = (lexicon.vocabulary(Field::City).code(&row.id), parent)
            && city != parent
        {
            lexicon.vocabularies[Field::City as usize].set_parent(city, parent);
        }
    }
    Ok(())
}

/// City networks and their agendas.
pub(super) fn read_networks(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<()> {
    let columns =
        ["id", "acronym", "name_en", "name_ko", "kind", "scope", "founded", "secretariat", "website", "source_id"];
    let mut rows: Vec<(Value, Network)> = Vec::new();
    let mut ids = Ids::default();
    reader.scan("network", &columns, |cells| {
        let (id, acronym) = (cells.string(0), cells.string(1));
        if let Some(reason) = ids.refuse(&id) {
            return vec![reason];
        }
        let mut reasons = Vec::new();
        let scope = lexicon.code(Field::Scope, cells.text(5), At("network", "scope"));
        let network = Network {
            kind: cells.string(4),
            scope,
            founded: other_date(cells, 6, "founded", &mut reasons),
            secretariat: cells.string(7),
            website: cells.string(8),
            agendas: Vec::new(),
            source: lexicon.source(cells.text(9), At("network", "source_id")),
            acronym,
        };
        let name = name_or_id(&id, cells.string(2), cells.string(3));
        let value = Value { id, name, group: scope, ..Value::default() };
        rows.push((value, network));
        reasons
    })?;
    let named: Vec<(&str, &Name)> =
        rows.iter().map(|(value, network)| (network.acronym.as_str(), &value.name)).collect();
    let shorts = short_names_of_networks(&named);
    for ((value, network), short) in rows.into_iter().zip(shorts) {
        lexicon.define(Field::Network, Value { short, ..value });
        lexicon.networks.push(network);
    }
    let mut links: Vec<(u32, Code)> = Vec::new();
    reader.scan("network_agenda", &["network_id", "agenda_id"], |cells| {
        let id = cells.text(0);
        let Some(network) = lexicon.vocabulary(Field::Network).code(id) else {
            return vec![RowReason::Orphan(id.to_owned())];
        };
        let agenda = lexicon.code(Field::Agenda, cells.text(1), At("network_agenda", "agenda_id"));
        let Some(agenda) = agenda else { return vec![RowReason::Empty("agenda_id")] };
        links.push((network.0, agenda));
        Vec::new()
    })?;
    let agendas = lists(lexicon.networks.len(), links);
    for (index, network) in lexicon.networks.iter_mut().enumerate() {
        network.agendas = agendas.get(index).to_vec();
    }
    Ok(())
}

/// Governance partners.
pub(super) fn read_partners(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<()> {
    let columns = ["id", "name_en", "name_ko", "type", "level", "country", "source_id"];
    reader.scan("partner", &columns, |cells| {
        let id = cells.string(0);
        if id.is_empty() {
            return vec![RowReason::NoId];
        }
        let partner_type = lexicon.code(Field::PartnerType, cells.text(3), At("partner", "type"));
        let sector: Option<Code> = partner_type.and_then(|code| lexicon.vocabulary(Field::PartnerType)[code].group);
        let partner = Partner {
            partner_type,
            sector,
            level: lexicon.code(Field::PartnerLevel, cells.text(4), At("partner", "level")),
            country: cells.string(5),
            source: lexicon.source(cells.text(6), At("partner", "source_id")),
        };
        let name = name_or_id(&id, cells.string(1), cells.string(2));
        let is_new = lexicon.define(Field::Partner, Value { group: sector, ..named(&id, &name) });
        if is_new {
            lexicon.partners.push(partner);
        }
        unless_taken(is_new)
    })
}

/// A date beside the one that places a row in time: the row is shown without it.
pub(super) fn other_date(
    cells: &Cells<'_>,
    index: usize,
    column: &'static str,
    reasons: &mut Vec<RowReason>,
) -> Option<Date> {
    let text = cells.text(index);
    if text.is_empty() {
        return None;
    }
    let date = Date::parse(text).ok();
    if date.is_none() {
        reasons.push(RowReason::OtherDate(column, text.to_owned()));
    }
    date
}

fn degrees(
    cells: &Cells<'_>,
    index: usize,
    column: &'static str,
    limit: f64,
    reasons: &mut Vec<RowReason>,
) -> Option<f64> {
    let text = cells.text(index);
    if text.is_empty() {
        return None;
    }
    let number = text.parse::<f64>().ok().filter(|number| number.abs() <= limit);
    if number.is_none() {
        reasons.push(RowReason::Number(column, text.to_owned()));
    }
    number
}

fn unless_taken(is_new: bool) -> Vec<RowReason> {
    if is_new { Vec::new() } else { vec![RowReason::DuplicateId] }
}

fn named(id: &str, name: &Name) -> Value {
    Value { id: id.to_owned(), name: name.clone(), ..Value::default() }
}

/// A thing without a name is called by its id.
fn name_or_id(id: &str, en: String, ko: String) -> Name {
    if en.is_empty() && ko.is_empty() { Name::same(id) } else { Name { en, ko } }
}

fn for_each_built_in(table: &str, mut take: impl FnMut(&dyn Fn(usize) -> String)) {
    let mut reader = csv::Reader::from_reader(built_in_csv(table).unwrap_or_default().as_bytes());
    for record in reader.records().flatten() {
        take(&|index| record.get(index).unwrap_or_default().to_owned());
    }
}
