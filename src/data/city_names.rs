//! Cities of a dataset by what a person writes: `경기도 수원시`, `Suwon, Gyeonggi-do`, `강원도`, `Akita (Japan)`.

use super::places::{Elsewhere, Hint, Meaning, read_place, register};
use super::{Code, Dataset, Field};

/// The cities that a text names, as the import would read it; several where it has several meanings.
pub fn cities_named(dataset: &Dataset, text: &str) -> Vec<Code> {
    let governments = match read_place(text, &Hint::default()).meaning {
        Meaning::Government(government) => vec![government],
        Meaning::OneOf(governments) | Meaning::EachOf(governments) => governments,
        Meaning::Elsewhere(place) => return cities_elsewhere(dataset, &place),
        Meaning::Nothing | Meaning::Country(_) | Meaning::OneOfCountries(_) => Vec::new(),
    };
    let cities = dataset.vocabulary(Field::City);
    let is_meant = |&code: &Code| {
        let value = &cities[code];
        let is_korean = matches!(country_of(dataset, code), "" | "KR");
        let called = register().government_called(&value.id, &[&value.name.ko, &value.name.en]);
        is_korean && called.is_some_and(|called| governments.contains(&called))
    };
    cities.codes().filter(is_meant).collect()
}

/// Cities of this name, in its country as far as that is stated.
fn cities_elsewhere(dataset: &Dataset, place: &Elsewhere) -> Vec<Code> {
    let cities = dataset.vocabulary(Field::City);
    let wanted = place.name.to_lowercase();
    let is_meant = |&code: &Code| {
        let (name, country) = (&cities[code].name, country_of(dataset, code));
        let is_there = place.country.is_none_or(|wanted| country.is_empty() || wanted.code == country);
        is_there && [&name.en, &name.ko].into_iter().any(|name| name.to_lowercase() == wanted)
    };
    cities.codes().filter(is_meant).collect()
}

fn country_of(dataset: &Dataset, city: Code) -> &str {
    dataset.cities.get(city.index()).map_or("", |city| city.country.as_str())
}
