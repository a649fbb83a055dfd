//! What a record gets from the names in a row: cities, networks, partners, counterparts, sources; made where lacking.

use super::catalog::Catalog;
use super::list_cell::{Item, split};
use super::look_up::{Named, NamedCity, names_in};
use super::names::Found;
use super::record::{Converter, Fields, Record, country, is_slug, word};
use super::report::SheetReport;
use super::target::Target;
use crate::data::text::clean;

impl Converter<'_> {
    /// The ids of the cities of a row; of activities and institutions they are a list of the record too.
    pub(super) fn add_cities(
        &self,
        fields: &Fields<'_>,
        named: Vec<NamedCity>,
        region: Option<usize>,
        record: &mut Record,
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> Vec<String> {
        let is_single = named.len() == 1;
        let mut items: Vec<Item> = Vec::new();
        for named in named {
            let (place, qualifier) = match named {
                NamedCity::Known(place, qualifier) => (place, qualifier),
                // Another part of the cell may have made it.
                NamedCity::New(new) => match catalog.cities.find_made(&new) {
                    Some(place) => (place, String::new()),
                    None => (catalog.make_city(&new, fields.row), String::new()),
                },
            };
            catalog.cities.count_row(place);
            let id = catalog.cities.id(place).to_owned();
            catalog.wake("city", &id);
            if !items.iter().any(|(known, _)| *known == id) {
                items.push((id, qualifier));
            }
        }
        if is_single && let Some((id, _)) = items.first() {
            report.add_reading("city", fields.get("city"), id, fields.row);
        }
        let ids = items.iter().map(|(id, _)| id.clone()).collect();
        match self.mapping.target {
            Target::Activities => record.lists.push(("activity_city", items)),
            Target::Institutions => record.lists.push(("instrument_city", items)),
            Target::Cities => {
                // The upper-level government may stand further down in the sheet.
                let text = fields.get("parent_id");
                let id = match region {
                    Some(region) => catalog.cities.id(region).to_owned(),
                    None if is_slug(text) => text.to_owned(),
                    None => return ids,
                };
                catalog.parents.push(id.clone());
                record.cells.push(("parent_id", id));
            }
            _ => {}
        }
        ids
    }

    /// The ids of the networks of a row.
    pub(super) fn add_networks(
        fields: &Fields<'_>,
        named: Vec<Named>,
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> Vec<String> {
        ids_of(fields, "network", named, catalog, report, |named, catalog, _| match named {
            Named::Known(place) => catalog.networks.ids[place].clone(),
            Named::New(name) => catalog.make_network(&name, fields.row),
        })
    }

    /// The ids of the partners of a row; of activities they are a list of the record.
    pub(super) fn add_partners(
        &self,
        fields: &Fields<'_>,
        named: Vec<Named>,
        record: &mut Record,
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> Vec<String> {
        if self.mapping.target == Target::Activities {
            let mut items: Vec<Item> = Vec::new();
            for (text, role) in split(fields.get("partner"), &self.mapping.separators) {
                let whole = fields.meant("partner", &text).is_some() || !fields.get("id").is_empty();
                let texts = if whole { vec![text] } else { names_in(&catalog.partners, &text) };
                for text in texts {
                    let meant = fields.meant("partner", &text).unwrap_or(&text);
                    let id = match catalog.partners.find(meant) {
                        Found::One(place) => catalog.partners.ids[place].clone(),
                        _ if meant.is_empty() => continue,
                        Found::Several(_) | Found::Nothing => catalog.make_partner(&text, "", "", fields.row),
                    };
                    catalog.wake("partner", &id);
                    report.add_reading("partner", &text, &id, fields.row);
                    items.push((id, role.clone()));
                }
            }
            record.lists.push(("activity_partner", items));
            return Vec::new();
        }
        ids_of(fields, "partner", named, catalog, report, |named, catalog, report| match named {
            Named::Known(place) => catalog.partners.ids[place].clone(),
            Named::New(name) => {
                let kind = Some(fields.get("partner_type")).filter(|kind| !kind.is_empty());
                let kind = kind.and_then(|kind| word(fields, "partner_type", "partner_type", kind, catalog, report));
                let code = Some(fields.get("country")).filter(|code| !code.is_empty());
                let code = code.and_then(|code| country(fields, code, catalog, report));
                catalog.make_partner(&name, &kind.unwrap_or_default(), &code.unwrap_or_default(), fields.row)
            }
        })
    }

    pub(super) fn add_counterparts(
        &self,
        fields: &Fields<'_>,
        record: &mut Record,
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) {
        if self.mapping.target != Target::Activities {
            return;
        }
        let countries: Vec<String> =
            split(fields.get("country"), &self.mapping.separators).into_iter().map(|(text, _)| text).collect();
        let written = split(fields.get("counterpart"), &self.mapping.separators);
        let mut items: Vec<Item> = Vec::new();
        for (index, (name, code)) in written.iter().enumerate() {
            // In a row with an id brackets belong to the name: templates put countries into square ones.
            let is_plain = !code.is_empty() || !fields.get("id").is_empty();
            let (bare, inner) = if is_plain { (name.clone(), code.clone()) } else { bracketed(name) };
            let beside = if countries.len() == written.len() { countries.get(index) } else { countries.first() };
            let own = if inner.is_empty() { None } else { catalog.country(&inner) };
            let is_ours = |code: &String| code.len() == 2 && code.chars().all(|char| char.is_ascii_uppercase());
            let code = match (own, beside) {
                (Some(own), _) => own,
                (None, _) if is_ours(&inner) => inner.clone(),
                (None, Some(beside)) => country(fields, beside, catalog, report).unwrap_or_default(),
                (None, None) => String::new(),
            };
            let is_country = inner.is_empty() || code == inner || catalog.country(&inner).is_some();
            let name = if is_country { bare.as_str() } else { name };
            catalog.wake_term("country", &code);
            items.push((clean(name).into_owned(), code));
        }
        record.lists.push(("activity_counterpart", items));
    }

    pub(super) fn add_sources(&self, fields: &Fields<'_>, record: &mut Record, catalog: &mut Catalog) {
        let (text, url) = (fields.get("source"), fields.get("source_url"));
        let named = split(text, ";");
        if !named.is_empty() && named.iter().all(|(id, _)| catalog.has_source(id)) {
            record.sources = named.into_iter().map(|(id, _)| id).collect();
            record.sources.iter().for_each(|id| catalog.wake("source", id));
            return;
        }
        if !text.is_empty() || !url.is_empty() {
            record.sources.push(catalog.source(&clean(text), url, fields.row));
        } else if let Some((_, text)) =
            self.constants.iter().find(|(slot, text)| slot.id == "source" && !text.is_empty())
        {
            record.fresh_source = Some(text.clone());
        }
    }
}

/// The id of each network or partner that a row names, each once; `id_of` makes those that are new.
fn ids_of(
    fields: &Fields<'_>,
    field: &'static str,
    named: Vec<Named>,
    catalog: &mut Catalog,
    report: &mut SheetReport,
    mut id_of: impl FnMut(Named, &mut Catalog, &mut SheetReport) -> String,
) -> Vec<String> {
    let is_single = named.len() == 1;
    let mut ids: Vec<String> = Vec::new();
    for named in named {
        let id = id_of(named, catalog, report);
        catalog.wake(field, &id);
        if is_single {
            report.add_reading(field, fields.get(field), &id, fields.row);
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// A list of sister cities has no titles: city, counterpart and form make one.
pub(super) fn add_title(record: &mut Record, catalog: &Catalog) {
    if !record.cell("title_ko").is_empty() || !record.cell("title_en").is_empty() {
        return;
    }
    let cities = record.list("activity_city").iter();
    let cities: Vec<&str> = cities
        .filter_map(|(id, _)| catalog.cities.index.by_id(id).map(|place| catalog.cities.index.names[place].as_str()))
        .collect();
    let others: Vec<&str> = record.list("activity_counterpart").iter().map(|(name, _)| name.as_str()).collect();
    let network = catalog.networks.by_id(record.cell("network_id")).map(|place| catalog.networks.names[place].as_str());
    let others = if others.is_empty() { network.into_iter().collect() } else { others };
    let form = record.cell("form_id");
    let form_name = catalog.term_name("form", form);
    let joined = [cities.join("·"), others.join("·")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let is_korean = joined.iter().any(|part| part.chars().any(|char| ('가'..='힣').contains(&char)));
    let title = if is_korean {
        format!("{} {form_name}", joined.join("-"))
    } else {
        format!("{} {}", joined.join(" – "), form.replace('-', " "))
    };
    record.fresh.push((if is_korean { "title_ko" } else { "title_en" }, title.trim().to_owned()));
}

/// The rule by which the program derives structures where a file codes none.
pub(super) fn add_structure(record: &mut Record) {
    let has_own = !record.cell("structure").is_empty() || !record.id.is_empty();
    let structure = match (record.cell("network_id").is_empty(), record.list("activity_counterpart").len()) {
        _ if has_own => return,
        (false, _) => "network",
        (true, 0) => return,
        (true, 1) => "bilateral",
        (true, _) => "minilateral",
    };
    record.fresh.push(("structure", structure.to_owned()));
}

/// 유진(미국): the name and what stands in the last brackets.
fn bracketed(name: &str) -> (String, String) {
    let inside = name.trim_end().strip_suffix([')', '）']).and_then(|open| open.rsplit_once(['(', '（']));
    inside.map_or_else(
        || (name.to_owned(), String::new()),
        |(name, inner)| (name.trim().to_owned(), inner.trim().to_owned()),
    )
}
