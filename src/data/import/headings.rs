//! Which field of ours a heading names.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, RwLock};

use unicode_normalization::UnicodeNormalization;

use super::target::Target;
use crate::data::schema::headings::{ACTIVITIES, CITIES, INSTITUTIONS, MEMBERSHIPS, NETWORKS, PARTNERS, PARTNERSHIPS};
pub use crate::data::schema::headings::{Slot, SlotKind};

/// The fields of a kind of rows; a table that is taken as it stands has its columns instead.
pub fn slots(target: Target) -> &'static [Slot] {
    match target {
        Target::Activities => ACTIVITIES,
        Target::Memberships => MEMBERSHIPS,
        Target::Partnerships => PARTNERSHIPS,
        Target::Institutions => INSTITUTIONS,
        Target::Networks => NETWORKS,
        Target::Partners => PARTNERS,
        Target::Cities => CITIES,
        Target::Plain(_) => &[],
    }
}

/// What stands between the name of a group of columns and the name of a column in it.
pub(in crate::data) const GROUP_MARK: &str = " / ";

/// The year of a heading that is nothing else: 2019, 2019년, 2019년도.
pub(in crate::data) fn year_of(heading: &str) -> Option<String> {
    let name = heading.trim().trim_end_matches("년도").trim_end_matches(['년', '年']).trim();
    let is_year = name.len() == 4 && name.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year));
    is_year.then(|| name.to_owned())
}

/// A heading without what differs from sheet to sheet: blanks, signs, remarks in brackets, numbering.
pub fn normal(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for char in heading.nfc() {
        match char {
            '\u{FF10}'..='\u{FF5A}' if depth == 0 && char.is_alphanumeric() => {
                let narrow = char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char);
                plain.extend(narrow.to_lowercase());
            }
            '(' | '[' | '（' | '<' => depth += 1,
            ')' | ']' | '）' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 && char.is_alphanumeric() => plain.extend(char.to_lowercase()),
            _ => {}
        }
    }
    // R marks two columns of one name with .x and .y where it joins tables.
    let is_joined = [".x", ".y"].into_iter().any(|mark| heading.trim_end().ends_with(mark));
    if is_joined && plain.len() > 1 {
        plain.pop();
    }
    let bare = plain.trim_start_matches(|char: char| char.is_ascii_digit());
    // 2019년 is a year, not 년 with its number before it.
    if bare.is_empty() || year_of(&plain).is_some() { plain } else { bare.to_owned() }
}

/// How well a heading names a slot: 0 best; nothing where it does not.
pub(super) fn rank(slot: &Slot, normal_heading: &str) -> Option<usize> {
    names_of(slot).iter().position(|name| name == normal_heading)
}

/// The id, the names and the headings of a slot as they are compared: made once, asked for every heading of every sheet.
fn names_of(slot: &Slot) -> Arc<[String]> {
    type Names = HashMap<[&'static str; 2], Arc<[String]>>;
    static KNOWN: LazyLock<RwLock<Names>> = LazyLock::new(RwLock::default);
    let key = [slot.id, slot.headings];
    if let Some(names) = KNOWN.read().ok().and_then(|known| known.get(&key).cloned()) {
        return names;
    }
    let names = std::iter::once(slot.id).chain(slot.names).chain(slot.headings.split(','));
    let names: Arc<[String]> = names.map(normal).collect();
    if let Ok(mut known) = KNOWN.write() {
        known.insert(key, Arc::clone(&names));
    }
    names
}

/// Whether a text is a heading that some slot knows.
pub(in crate::data) fn is_known(text: &str) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let all = Target::MAPPED.into_iter().flat_map(slots);
        let names = all.flat_map(|slot| std::iter::once(slot.id).chain(slot.names).chain(slot.headings.split(',')));
        names.map(normal).collect()
    });
    text.chars().count() <= 40 && KNOWN.contains(&normal(text))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn headings_are_read_whatever_stands_around_them() {
        for (heading, plain) in [
            (" 체결 일자 (년.월.일)", "체결일자"),
            ("시·도", "시도"),
            ("1. 지자체명", "지자체명"),
            ("Sister_City", "sistercity"),
            ("City2", "city2"),
            ("2023", "2023"),
        ] {
            assert_eq!(normal(heading), plain);
        }
        assert!(is_known("교류 도시") && is_known("Country") && !is_known("서울특별시") && !is_known("연번"));
    }

    #[test]
    fn no_heading_of_a_kind_names_two_fields() {
        for target in Target::MAPPED {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for slot in slots(target) {
                for heading in slot.headings.split(',') {
                    assert!(!heading.trim().is_empty(), "{target:?} {}", slot.id);
                    let other = seen.insert(normal(heading), slot.id);
                    assert!(
                        other.is_none_or(|other| other == slot.id),
                        "{target:?}: {heading} is {other:?} and {}",
                        slot.id
                    );
                }
            }
        }
    }
}
