//! Countries by the names and codes that a cell of a column of countries holds.

use super::normal::{key, tidy};
use super::register::{Country, NamedCountry, NamedRegion, Region, register};
use super::written::Written;

/// More bytes than any name of a country has.
const LONGEST_NAME: usize = 1_000;

/// What a text names, where names may be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found<T> {
    /// One.
    One(T),
    /// Several share the name.
    Several(Vec<T>),
    /// None.
    Nothing,
}

/// The country that a cell names: by its name in Korean, English and other languages, by its code, also one that is no more.
pub(crate) fn read_country(text: &str) -> Found<&'static Country> {
    if text.len() > LONGEST_NAME {
        return Found::Nothing;
    }
    let whole = tidy(text);
    if let found @ (Found::One(_) | Found::Several(_)) = country_or_code(&whole) {
        return found;
    }
    // Congo (Kinshasa) is known whole; 독일(구 서독), 미국(하와이), (KR) 한국 are not.
    if !whole.contains(['(', '[', '{', '〔', '【']) {
        return Found::Nothing;
    }
    let written = Written::new(&whole);
    let parts = std::iter::once(written.main.as_str()).chain(written.before.as_deref());
    let parts = parts.chain(written.behind.iter().map(String::as_str));
    let found = parts.map(country_or_code).find(|found| *found != Found::Nothing);
    found.unwrap_or(Found::Nothing)
}

fn country_or_code(text: &str) -> Found<&'static Country> {
    match country_named(text) {
        Found::Nothing => country_coded(text, false).map_or(Found::Nothing, Found::One),
        found => found,
    }
}

/// A country by one of its names.
pub(super) fn country_named(text: &str) -> Found<&'static Country> {
    country_of_key(&key(text))
}

pub(super) fn country_of_key(key: &str) -> Found<&'static Country> {
    if key.is_empty() {
        return Found::Nothing;
    }
    match register().countries_named(key) {
        [] => without_trimmings(key).unwrap_or(Found::Nothing),
        named => found(named),
    }
}

/// A country by a name that a place might have, were it not that of a country: Granada is a city.
pub(super) fn country_of_usual_key(key: &str) -> Found<&'static Country> {
    match register().countries_named(key) {
        [one] if one.is_foreign => Found::Nothing,
        _ => country_of_key(key),
    }
}

fn found(named: &[NamedCountry]) -> Found<&'static Country> {
    let country = |named: &NamedCountry| &register().countries[named.place];
    match named {
        [] => Found::Nothing,
        [one] => Found::One(country(one)),
        several => Found::Several(several.iter().map(country).collect()),
    }
}

/// 폴란드공화국, Kingdom of Morocco; of states that are no more, (구)유고, ex-Yugoslavia and former USSR too.
fn without_trimmings(key: &str) -> Option<Found<&'static Country>> {
    const BEFORE: [&str; 4] = ["therepublicof", "republicof", "kingdomof", "the"];
    const BEHIND: [&str; 5] = ["연방공화국", "인민공화국", "공화국", "왕국", "연방"];
    const FORMER: [&str; 5] = ["구", "옛", "전", "former", "ex"];
    let before = BEFORE.iter().filter_map(|words| key.strip_prefix(words));
    let shorter = before.chain(BEHIND.iter().filter_map(|words| key.strip_suffix(words)));
    let shorter = shorter.map(|rest| found(register().countries_named(rest))).find(|found| *found != Found::Nothing);
    shorter.or_else(|| {
        let rest = FORMER.iter().find_map(|former| key.strip_prefix(former))?;
        match found(register().countries_named(rest)) {
            Found::One(country) if !country.until.is_empty() => Some(Found::One(country)),
            _ => None,
        }
    })
}

/// A country by its code of two or three letters; of a place, in capitals only.
pub(super) fn country_coded(text: &str, in_capitals: bool) -> Option<&'static Country> {
    let is_fine = if in_capitals {
        (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
    } else {
        // GB-ENG, SUHH.
        text.len() <= 6 && text.is_ascii()
    };
    if is_fine { register().country(&text.to_ascii_uppercase()) } else { None }
}

/// The country that an id in a file stands for: its code in any case, or else one of its names.
pub(crate) fn country_of_id(id: &str) -> Option<&'static Country> {
    register().country(id).or_else(|| match read_country(id) {
        Found::One(country) => Some(country),
        Found::Several(_) | Found::Nothing => None,
    })
}

/// A province by its code in an address: TX, ON, NSW.
pub(super) fn region_coded(text: &str) -> Option<&'static Region> {
    let is_code = (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code { register().region_of_code(text) } else { None }
}

/// The country of the provinces that share a name: 산시성 is Shanxi and Shaanxi, both of China.
pub(super) fn country_of_shared_region(text: &str) -> Option<&'static Country> {
    let (first, others) = register().regions_named(&key(text)).split_first()?;
    let country = |named: &NamedRegion| register().regions[named.place].country;
    let is_one = others.iter().all(|other| country(other) == country(first));
    is_one.then(|| register().country(country(first))).flatten()
}

/// A province by its name, and whether that is without the word for province; nothing where two share it.
pub(super) fn region_named(text: &str) -> Option<(&'static Region, bool)> {
    region_of_key(&key(text))
}

pub(super) fn region_of_key(key: &str) -> Option<(&'static Region, bool)> {
    match register().regions_named(key) {
        [one] => Some((&register().regions[one.place], one.is_bare)),
        _ => None,
    }
}

/// The code of the country that a city lies in: as stated, or the beginning of its code of ISO 3166-2.
pub(crate) fn country_code<'t>(country: &'t str, iso: &'t str) -> &'t str {
    if country.is_empty() { iso.split('-').next().unwrap_or_default() } else { country }
}
