//! What the cells of a row name: cities, networks and partners that are known, those to be made, and those a person is asked
//! about.

use super::catalog::Catalog;
use super::city::{CityFound, NewCity, country_beside};
use super::headings::slots;
use super::list_cell::split;
use super::mapping::NEW_NAME;
use super::mapping::Unknown;
use super::names::{Found, NameIndex};
use super::outcome::Proposal;
use super::outcome::RowNoteReason;
use super::record::{Converter, Fields, is_slug};
use super::report::{RowNote, SheetReport};
use super::target::Target;
use crate::data::places::Country;
use crate::data::text::clean;

/// A network or partner that a cell names.
pub(super) enum Named {
    Known(usize),
    New(String),
}

/// A city that a cell names.
pub(super) enum NamedCity {
    /// Its place, and what stands in brackets behind it.
    Known(usize, String),
    New(Box<NewCity>),
}

/// What the other columns of a row say of its cities.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    pub region: Option<usize>,
    pub country: Option<&'static Country>,
}

impl Converter<'_> {
    /// The upper-level government and the country that stand beside the cities of a row.
    pub(super) fn beside(&self, fields: &Fields<'_>, catalog: &Catalog, report: &mut SheetReport) -> Beside {
        let text = fields.get("city_country");
        let text = fields.meant("city_country", text).unwrap_or(text);
        let country = country_beside(text);
        if country.is_none() && !text.is_empty() {
            report.add_note(fields.note("city_country", text, RowNoteReason::NotACountry));
        }
        Beside { region: self.region(fields, catalog, report), country }
    }

    fn region(&self, fields: &Fields<'_>, catalog: &Catalog, report: &mut SheetReport) -> Option<usize> {
        let text = fields.get(if self.mapping.target == Target::Cities { "parent_id" } else { "region" });
        let text = fields.meant("region", text).unwrap_or(text);
        if text.is_empty() {
            return None;
        }
        let found = catalog.cities.find_upper(text);
        if found.is_none() && !(self.mapping.target == Target::Cities && is_slug(text)) {
            let near = named(&catalog.cities.index, &catalog.cities.index.near(text));
            let near = near.iter().map(Proposal::to_string).collect();
            report.add_note(fields.note("region", text, RowNoteReason::NotAWord { near }));
        }
        found
    }

    /// Places of known cities, and those to be made.
    pub(super) fn cities(
        &self,
        fields: &Fields<'_>,
        beside: Beside,
        catalog: &Catalog,
    ) -> Result<Vec<NamedCity>, RowNote> {
        let text = fields.get("city");
        let is_city_slot = slots(self.mapping.target).iter().any(|slot| slot.id == "city");
        if !is_city_slot {
            return Ok(Vec::new());
        }
        if text.is_empty() {
            return Ok(beside.region.map(|place| NamedCity::Known(place, String::new())).into_iter().collect());
        }
        if fields.meant("city", text).is_some() {
            return self.city(fields, text, "", beside, catalog);
        }
        let mut named = Vec::new();
        for (text, qualifier) in split(text, &self.mapping.separators) {
            named.extend(self.city(fields, &clean(&text), &qualifier, beside, catalog)?);
        }
        Ok(named)
    }

    fn city(
        &self,
        fields: &Fields<'_>,
        text: &str,
        qualifier: &str,
        beside: Beside,
        catalog: &Catalog,
    ) -> Result<Vec<NamedCity>, RowNote> {
        let cities = &catalog.cities;
        let Beside { region, country } = beside;
        let found = match fields.meant("city", text) {
            Some("") => return Ok(Vec::new()),
            Some(NEW_NAME) => cities.find_as_new(text, region, country),
            Some(meant) => match cities.index.by_id(meant) {
                Some(place) => CityFound::One(place),
                None => cities.find(meant, region, country),
            },
            None => cities.find(text, region, country),
        };
        let is_asked = self.mapping.unknown != Unknown::Make && fields.meant("city", text) != Some(NEW_NAME);
        let found = match found {
            // Something speaks against the only meaning.
            CityFound::OneOf(places) if places.len() == 1 && !is_asked => cities.find_as_new(text, region, country),
            found => found,
        };
        let known = |place: usize| NamedCity::Known(place, qualifier.to_owned());
        match found {
            CityFound::One(place) => Ok(vec![known(place)]),
            CityFound::Each(places) => Ok(places.into_iter().map(known).collect()),
            CityFound::OneOf(places) => {
                let meanings = named(&cities.index, &places);
                let is_one = places.len() == 1;
                let reason = if is_one {
                    RowNoteReason::DidYouMean { near: meanings }
                } else {
                    RowNoteReason::Ambiguous { meanings }
                };
                Err(fields.note("city", text, reason))
            }
            CityFound::New(new) if is_asked && !new.near.is_empty() => {
                let near = named(&cities.index, &new.near);
                Err(fields.note("city", text, RowNoteReason::DidYouMean { near }))
            }
            CityFound::New(_) if self.mapping.unknown == Unknown::Reject && is_asked => {
                Err(fields.note("city", text, RowNoteReason::Unknown))
            }
            CityFound::New(new) => Ok(vec![NamedCity::New(new)]),
            CityFound::Nothing => Ok(Vec::new()),
        }
    }

    /// The network or partner of a row; several where each is a fact of its own. Partners of activities are a list and looked
    /// up when they are added.
    pub(super) fn entities(&self, fields: &Fields<'_>, field: &str, catalog: &Catalog) -> Result<Vec<Named>, RowNote> {
        let target = self.mapping.target;
        let text = fields.get(field);
        if text.is_empty() || (field == "partner" && target == Target::Activities) {
            return Ok(Vec::new());
        }
        let index = if field == "network" { &catalog.networks } else { &catalog.partners };
        let is_one =
            target == Target::Activities || !fields.get("id").is_empty() || fields.meant(field, text).is_some();
        let texts: Vec<String> = if is_one {
            vec![clean(text).into_owned()]
        } else {
            let cut = text.split(|char| self.mapping.separators.contains(char)).map(str::trim);
            cut.filter(|part| !part.is_empty()).flat_map(|part| names_in(index, &clean(part))).collect()
        };
        let mut named = Vec::new();
        for text in texts {
            named.extend(self.entity(fields, field, &text, index)?);
        }
        Ok(named)
    }

    fn entity(
        &self,
        fields: &Fields<'_>,
        field: &str,
        text: &str,
        index: &NameIndex,
    ) -> Result<Option<Named>, RowNote> {
        let meant = fields.meant(field, text);
        match meant {
            Some("") => return Ok(None),
            Some(NEW_NAME) => {
                let made = index.find_made(text);
                return Ok(Some(made.map_or_else(|| Named::New(text.to_owned()), Named::Known)));
            }
            _ => {}
        }
        match index.find(meant.unwrap_or(text)) {
            Found::One(place) => Ok(Some(Named::Known(place))),
            Found::Several(places) => {
                Err(fields.note(field, text, RowNoteReason::Ambiguous { meanings: named(index, &places) }))
            }
            Found::Nothing => {
                let unknown = self.mapping.unknown;
                // Names of organisations are long and alike: only a slip in a short list is asked about.
                let is_made = unknown == Unknown::Make || (field == "partner" && unknown == Unknown::Ask);
                let near = if is_made { Vec::new() } else { named(index, &index.near(text)) };
                match unknown {
                    _ if !near.is_empty() => Err(fields.note(field, text, RowNoteReason::DidYouMean { near })),
                    Unknown::Reject => Err(fields.note(field, text, RowNoteReason::Unknown)),
                    Unknown::Ask | Unknown::Make => Ok(Some(Named::New(text.to_owned()))),
                }
            }
        }
    }
}

/// The names of networks or partners in a text: cut where every part is known, or at commas between acronyms.
pub(super) fn names_in(index: &NameIndex, text: &str) -> Vec<String> {
    let is_known = |part: &str| matches!(index.find(part), Found::One(_));
    if index.find(text) != Found::Nothing {
        return vec![text.to_owned()];
    }
    let parts = |signs: &[char]| -> Vec<String> {
        text.split(signs).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let by_any = parts(&[',', '，', '/', '·', '&']);
    if by_any.len() > 1 && by_any.iter().all(|part| is_known(part)) {
        return by_any;
    }
    let by_comma = parts(&[',', '，']);
    if by_comma.len() > 1 && by_comma.iter().all(|part| is_known(part) || is_acronym(part)) {
        return by_comma;
    }
    vec![text.to_owned()]
}

/// KOICA, UNESCAP, C40, `CityNet`.
fn is_acronym(text: &str) -> bool {
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    let has_number = text.chars().any(|char| char.is_ascii_digit());
    let is_word = text.chars().all(|char| char.is_ascii_alphanumeric() || char == '-');
    is_word && text.len() <= 12 && (capitals >= 2 || (capitals == 1 && has_number))
}

pub(super) fn named(index: &NameIndex, places: &[usize]) -> Vec<Proposal> {
    places.iter().map(|&place| Proposal { id: index.ids[place].clone(), name: index.names[place].clone() }).collect()
}
