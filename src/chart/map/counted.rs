//! How many activities that pass name each country, and which countries are the file's own.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ChartInput;
use super::outlines::outline;
use super::world::Centre;
use crate::data::{Code, Dataset, Field, KnownCountry, Table, country_of_id};
use crate::query::Sweep;
use crate::words::Lang;

/// The activities that pass, by the countries that they name.
pub struct Counted {
    /// Those that any names, the most frequent first.
    pub countries: Vec<Country>,
    /// Activities that name a country.
    pub stated: usize,
    /// All activities.
    pub all: usize,
}

/// A country of a counterpart.
pub struct Country {
    /// Of [`Field::Country`].
    pub code: Code,
    /// As in the register of countries; `None` where the map does not know it.
    pub place: Option<&'static str>,
    /// Activities that name it.
    pub count: usize,
}

impl Counted {
    /// Counts what passes.
    pub fn of(input: &ChartInput<'_>) -> Self {
        let facts = input.dataset.table(Table::Activities);
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        let (mut stated, mut all) = (0, 0);
        Sweep::new(facts, input.answer.rows(Table::Activities)).lists(Field::Country, |list, rows| {
            let rows = rows as usize;
            all += rows;
            stated += if list.is_empty() { 0 } else { rows };
            for &code in list {
                *counts.entry(code).or_default() += rows;
            }
        });
        let country = |(code, count)| Country { code, place: place_of(input.dataset, code), count };
        let mut countries: Vec<Country> = counts.into_iter().map(country).collect();
        countries.sort_by_key(|country| (std::cmp::Reverse(country.count), country.code));
        Self { countries, stated, all }
    }
}

/// What the register calls a country of the file.
pub fn place_of(dataset: &Dataset, code: Code) -> Option<&'static str> {
    country_of_id(&dataset.vocabulary(Field::Country)[code].id).map(|country| country.code)
}

/// Its name: that of the file, or of the register where the file says only what it writes in its cells.
pub fn name_of<'a>(input: &ChartInput<'a>, code: Code) -> &'a str {
    let value = &input.dataset.vocabulary(Field::Country)[code];
    match country_of_id(&value.id).filter(|_| !value.defined) {
        Some(country) => name_in(country, input.lang),
        None => value.name.in_lang(input.lang),
    }
}

/// Its name in the register, which is that of Unicode's CLDR.
pub fn name_in(country: &KnownCountry, lang: Lang) -> &'static str {
    match lang {
        Lang::En => country.name_en,
        Lang::Ko => country.name_ko,
    }
}

/// The countries that the file's own cities lie in.
pub struct Own {
    /// As in the register of countries.
    pub countries: BTreeSet<&'static str>,
    /// The map in whose middle they are.
    pub centre: Centre,
}

impl Own {
    /// Reads them off the cities.
    pub fn of(dataset: &Dataset) -> Self {
        let written: BTreeSet<&str> = dataset.cities.iter().map(|city| city.country.as_str()).collect();
        let countries: BTreeSet<&'static str> =
            written.into_iter().filter_map(country_of_id).map(|country| country.code).collect();
        let positions = dataset.cities.iter().filter_map(|city| city.position_degrees);
        let mut longitudes: Vec<f64> = positions.map(|(_, east)| east).filter(|east| east.is_finite()).collect();
        if longitudes.is_empty() {
            longitudes = countries.iter().filter_map(|code| outline(code)).map(|outline| outline.label[0]).collect();
        }
        // The mean on a circle: cities on both sides of the meridian of 180 degrees are near each other.
        let (x, y) = longitudes.iter().fold((0.0, 0.0), |(x, y), longitude| {
            let (sin, cos) = longitude.to_radians().sin_cos();
            (x + cos, y + sin)
        });
        let centre = if longitudes.is_empty() { Centre::Atlantic } else { Centre::nearest(y.atan2(x).to_degrees()) };
        Self { countries, centre }
    }
}
