//! What the written name of a city says: its parts, its short form, its level.

use crate::data::places::Level;

/// The parts of a text between signs and words that lists put between several names.
pub(super) fn parts(text: &str) -> Vec<&str> {
    const WORDS: [&str; 4] = [" and ", " 및 ", " 와 ", " 과 "];
    let mut parts = vec![text];
    for word in WORDS {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    let parts =
        parts.into_iter().flat_map(|part| part.split([',', '、', '，', ';', '/', '·', 'ㆍ', '・', '&', '+', '\n']));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// 수원시 without 시: what a slip is compared with besides the full name.
pub(super) fn short_of(name_ko: &str) -> &str {
    let short = name_ko.strip_suffix(['시', '군', '구']).unwrap_or(name_ko);
    if short.chars().count() < 2 { name_ko } else { short }
}

/// The word for a level of the register.
pub(super) fn level_of_register(level: Level) -> &'static str {
    match level {
        Level::Upper => "upper",
        Level::Basic | Level::AdministrativeCity => "basic",
        Level::District => "district",
    }
}

/// What the end of a Korean name says of the level of a government.
pub(super) fn level_of(name: &str) -> Option<&'static str> {
    let is_upper = ["특별시", "광역시", "특별자치시", "특별자치도", "도"].iter().any(|kind| name.ends_with(kind));
    let is_korean = name.chars().all(|char| ('가'..='힣').contains(&char)) && name.chars().count() >= 2;
    match name.chars().last() {
        _ if !is_korean => None,
        _ if is_upper => Some("upper"),
        Some('시' | '군') => Some("basic"),
        Some('구') => Some("district"),
        _ => None,
    }
}
