//! A city as a database holds it, and what a text in a list may name.

use crate::data::places::{Country, Found, Standing, country_code, read_country, register};

/// A city as a database holds it.
#[derive(Clone, Default)]
pub(super) struct City {
    pub id: String,
    pub name_en: String,
    pub name_ko: String,
    pub level: String,
    pub parent_id: String,
    /// ISO 3166-2.
    pub iso: String,
    /// ISO 3166-1 alpha-2; empty = the beginning of `iso`.
    pub country: String,
}

impl City {
    pub fn country(&self) -> Option<&'static Country> {
        register().country(country_code(&self.country, &self.iso))
    }
}

/// What a text names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CityFound {
    /// One city, by its place.
    One(usize),
    /// Each of several.
    Each(Vec<usize>),
    /// One of several: a person must say which.
    OneOf(Vec<usize>),
    /// A city that is not known.
    New(Box<NewCity>),
    /// No name at all.
    Nothing,
}

/// A city that is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NewCity {
    /// As it is written, without marks around it.
    pub name: String,
    /// Its country, where that is said.
    pub country: Option<&'static Country>,
    /// ISO 3166-2 of its province.
    pub iso: String,
    /// The upper-level government that it lies in.
    pub parent: Option<usize>,
    pub key: String,
    pub bare: String,
    /// Cities known before the import that may be meant.
    pub near: Vec<usize>,
}

/// The country that a cell beside a city names: of a part of the United Kingdom, the kingdom.
pub(super) fn country_beside(text: &str) -> Option<&'static Country> {
    if let Found::One(country) = read_country(text) { Some(state(country)) } else { None }
}

/// The country with a code of ISO 3166-1 that a country is, or is a part of.
pub(super) fn state(country: &'static Country) -> &'static Country {
    if country.standing == Standing::Part { register().country(country.part_of).unwrap_or(country) } else { country }
}
