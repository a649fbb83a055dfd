//! The tables that the program carries, and the names that follow from a name in them.

use super::{How, Level};

/// The words that say province in the lists of a country, with the blank that stands before them.
pub(super) fn endings_of_regions(country: &str, code: &str) -> &'static [&'static str] {
    match (country, code) {
        (_, "JP-01") => &["도", "道", " Prefecture"],
        (_, "JP-13") => &["도", " Metropolis", "-to", " Prefecture"],
        (_, "JP-26" | "JP-27") => &["부", "-fu", " Prefecture"],
        (_, "CN-BJ" | "CN-TJ" | "CN-SH" | "CN-CQ") => &["시", "직할시", " Municipality", " City"],
        ("JP", _) => &["현", "-ken", " Prefecture"],
        ("CN", _) => &["성", "省", " Province", " Sheng"],
        ("US" | "AU" | "DE", _) => &["주", " State"],
        ("CA", _) => &["주", " Province"],
        _ => &["주", " Oblast", " Krai"],
    }
}

/// The names of a Korean government in Hangul and Han letters.
pub(super) fn names_of(name_ko: &str, hanja: &str, level: Level) -> Vec<(String, How)> {
    let mut names = vec![(name_ko.to_owned(), How::Full), (hanja.to_owned(), How::Hanja)];
    if level != Level::Upper {
        let is_long = name_ko.chars().count() > 2;
        let without_last = |name: &str| name.chars().take(name.chars().count() - 1).collect::<String>();
        if is_long {
            names.extend([(without_last(name_ko), How::Short), (without_last(hanja), How::ShortHanja)]);
        }
        return names;
    }
    for (kind, han, common) in [
        ("통합특별시", "統合特別市", "시"),
        ("특별자치시", "特別自治市", "시"),
        ("특별자치도", "特別自治道", "도"),
        ("특별시", "特別市", "시"),
        ("광역시", "廣域市", "시"),
        ("도", "道", "도"),
    ] {
        if let Some(stem) = name_ko.strip_suffix(kind) {
            names.extend([(stem.to_owned(), How::Short), (format!("{stem}{common}"), How::Full)]);
            let han_stem = hanja.strip_suffix(han).unwrap_or(hanja);
            names.push((han_stem.to_owned(), How::ShortHanja));
            names.push((format!("{han_stem}{}", if common == "시" { '市' } else { '道' }), How::Hanja));
            break;
        }
    }
    // 충청남도 is 충남, 忠淸南道 is 忠南.
    for (name, how) in [(name_ko, How::Short), (hanja, How::ShortHanja)] {
        if let [first, _, side @ ('남' | '북' | '南' | '北'), _] = name.chars().collect::<Vec<_>>()[..] {
            let short: String = [first, side].iter().collect();
            names.extend((how == How::Short).then(|| (format!("{short}도"), How::Full)));
            names.push((short, how));
        }
    }
    if name_ko == "서울특별시" {
        names.extend([("漢城".to_owned(), How::ShortHanja), ("漢城市".to_owned(), How::Hanja)]);
    }
    names
}

/// More columns than any of the tables has; the rest is empty.
pub(super) const MOST_COLUMNS: usize = 12;

/// The rows of a table that the program carries, without its headings.
pub(in crate::data::places) fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; MOST_COLUMNS]> {
    table.lines().skip(1).map(|line| {
        let mut row = [""; MOST_COLUMNS];
        let mut rest = line;
        for cell in &mut row {
            let quoted = rest.strip_prefix('"').and_then(|inside| inside.split_once('"'));
            let (text, after) = quoted.unwrap_or_else(|| rest.split_at(rest.find(',').unwrap_or(rest.len())));
            *cell = text;
            rest = after.strip_prefix(',').unwrap_or(after);
        }
        row
    })
}
