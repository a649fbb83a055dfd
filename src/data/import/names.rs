//! Names that people write for what the database knows: 서울, 서울시, 서울특별시, Seoul; and what they may have meant.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::data::text::is_ascii_or_hangul;

/// What a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// One thing, by its place.
    One(usize),
    /// Several things share the name.
    Several(Vec<usize>),
    /// Nothing.
    Nothing,
}

/// Things by their names. A full name goes before a short one.
#[derive(Default)]
pub(super) struct NameIndex {
    /// The id of each thing.
    pub ids: Vec<String>,
    /// How each thing is called in messages.
    pub names: Vec<String>,
    full: HashMap<String, Vec<usize>>,
    short: HashMap<String, Vec<usize>>,
    by_id: HashMap<String, usize>,
    spellings: Vec<Spelling>,
    made: HashSet<usize>,
}

impl NameIndex {
    /// Adds a thing with its full names; the id is one of them. Slips are compared only with what was known before the
    /// import.
    pub fn add(&mut self, id: &str, name: &str, full_names: &[&str], is_known_before: bool) -> usize {
        let place = self.ids.len();
        self.ids.push(id.to_owned());
        self.names.push(if name.is_empty() { id.to_owned() } else { name.to_owned() });
        self.by_id.entry(id.to_owned()).or_insert(place);
        if !is_known_before {
            self.made.insert(place);
        }
        for name in full_names {
            self.insert(true, name, place, is_known_before);
        }
        self.insert(true, id, place, is_known_before);
        place
    }

    /// A name that others may share.
    pub fn add_short(&mut self, place: usize, name: &str, is_known_before: bool) {
        self.insert(false, name, place, is_known_before);
    }

    /// A form of a name that slips are compared with, and that names nothing by itself.
    pub fn add_spelling(&mut self, place: usize, name: &str) {
        let letters = letters(&normal(name));
        self.spellings.push(Spelling { mask: mask(&letters), count: letters.chars().count(), letters, place });
    }

    /// The place of an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What a text names.
    pub fn find(&self, text: &str) -> Found {
        if let Some(place) = self.by_id(text) {
            return Found::One(place);
        }
        match self.places(&normal(text)) {
            [] => Found::Nothing,
            [one] => Found::One(*one),
            several => Found::Several(several.to_vec()),
        }
    }

    /// What this import has made of a text, whatever else has the name.
    pub fn find_made(&self, text: &str) -> Option<usize> {
        let named = self.full.get(&normal(text))?;
        named.iter().copied().find(|place| self.made.contains(place))
    }

    /// All things that a normal name names, by a full name where there is one.
    pub fn all(&self, name: &str) -> Vec<usize> {
        self.places(name).to_vec()
    }

    fn places(&self, name: &str) -> &[usize] {
        self.full.get(name).or_else(|| self.short.get(name)).map_or(&[], Vec::as_slice)
    }

    /// Things whose name differs by a slip of the hand, the nearest first.
    pub fn near(&self, text: &str) -> Vec<usize> {
        const MOST_SHOWN: usize = 3;
        let letters = letters(&normal(text));
        // Three letters are too few to tell a slip from another name.
        let count = letters.chars().count();
        if !(4..=80).contains(&count) {
            return Vec::new();
        }
        let allowed = (count / 6).clamp(1, 3);
        let mask = mask(&letters);
        let mut near: Vec<(usize, usize)> = Vec::new();
        for spelling in &self.spellings {
            let is_alike = spelling.count.abs_diff(count) <= allowed
                && (spelling.mask ^ mask).count_ones() as usize <= 2 * allowed;
            if is_alike {
                let distance = strsim::osa_distance(&letters, &spelling.letters);
                near.extend((distance <= allowed).then_some((distance, spelling.place)));
            }
        }
        near.sort_unstable();
        let mut places: Vec<usize> = Vec::new();
        for (_, place) in near {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.truncate(MOST_SHOWN);
        places
    }

    fn insert(&mut self, is_full: bool, name: &str, place: usize, is_known_before: bool) {
        let name = normal(name);
        if name.is_empty() {
            return;
        }
        let names = if is_full { &mut self.full } else { &mut self.short };
        let places = names.entry(name.clone()).or_default();
        if !places.contains(&place) {
            places.push(place);
            if is_known_before {
                self.add_spelling(place, &name);
            }
        }
    }
}

/// A name as it is compared with what may be a slip.
struct Spelling {
    letters: String,
    /// How many letters.
    count: usize,
    /// Which letters occur: two names that differ by one letter differ in two places at most.
    mask: u64,
    place: usize,
}

fn mask(letters: &str) -> u64 {
    letters.chars().fold(0, |mask, letter| mask | 1 << (u32::from(letter) % 64))
}

/// A name without blanks, signs and capitals.
pub(super) fn normal(name: &str) -> String {
    // Most names need no tables of Unicode: they are ASCII and whole syllables, which have no other form.
    if is_ascii_or_hangul(name) {
        let kept = name.chars().filter(|char| char.is_ascii_alphanumeric() || !char.is_ascii());
        return kept.map(|char| char.to_ascii_lowercase()).collect();
    }
    name.nfkc().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Hangul by its letters: one wrong letter is one slip, not a wrong syllable.
fn letters(name: &str) -> String {
    name.nfd().collect()
}

/// A short text of letters and digits to be typed as an id: Hangul in Latin letters, everything else left out.
pub(super) fn slug(name: &str, most: usize) -> String {
    if is_ascii_or_hangul(name) { slug_of(name.chars(), most) } else { slug_of(name.nfc(), most) }
}

fn slug_of(composed: impl Iterator<Item = char>, most: usize) -> String {
    let mut slug = String::new();
    for char in composed {
        match char {
            'a'..='z' | '0'..='9' => slug.push(char),
            'A'..='Z' => slug.push(char.to_ascii_lowercase()),
            '가'..='힣' => romanise(char, &mut slug),
            _ => {
                let plain = || std::iter::once(char).nfd().next().filter(char::is_ascii_alphabetic);
                match if char.is_ascii() { None } else { plain() } {
                    Some(letter) => slug.push(letter.to_ascii_lowercase()),
                    None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                    None => {}
                }
            }
        }
        if slug.len() >= most {
            break;
        }
    }
    slug.truncate(most);
    slug.trim_matches('-').to_owned()
}

/// One syllable after the Revised Romanisation, letter by letter.
fn romanise(syllable: char, slug: &mut String) {
    const FIRST: [&str; 19] =
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    const MIDDLE: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
        "eu", "ui", "i",
    ];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t",
    ];
    let index = syllable as usize - '가' as usize;
    slug.push_str(FIRST[index / 588]);
    slug.push_str(MIDDLE[index % 588 / 28]);
    slug.push_str(LAST[index % 28]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_names_are_not() {
        let mut index = NameIndex::default();
        for (id, name) in [("seoul", "서울특별시"), ("suwon", "수원시"), ("ansan", "안산시"), ("andong", "안동시")]
        {
            index.add(id, name, &[name], true);
        }
        assert_eq!(index.find("서울 특별시"), Found::One(0));
        assert_eq!(index.find("SEOUL"), Found::One(0));
        assert_eq!((index.find("서울특별사"), index.near("서울특별사")), (Found::Nothing, vec![0]));
        assert_eq!((index.find("Suown"), index.near("Suown")), (Found::Nothing, vec![1]));
        assert_eq!((index.find("Paris"), index.near("Paris")), (Found::Nothing, vec![]));
    }

    #[test]
    fn ids_can_be_typed() {
        assert_eq!(slug("경기도 광주시", 40), "gyeonggido-gwangjusi");
        assert_eq!(slug("Zürich (CH)", 40), "zurich-ch");
        assert_eq!(slug("北京", 40), "");
    }
}
