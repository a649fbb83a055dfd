//! Which row of the database is the fact that a row of a sheet tells.

use std::collections::HashSet;
use std::collections::hash_map::Entry;

use super::fingerprint::{ByFingerprint, Fingerprint, fingerprint};
use super::names::normal;
use super::record::Record;
use super::target::Target;
use crate::data::places::{Elsewhere, Hint, Kind, Meaning, Within, read_place};

/// The columns that, with its lists, make a row the fact it is.
pub(super) fn key_columns(target: Target) -> &'static [&'static str] {
    match target {
        Target::Activities => &["form_id", "start_date", "network_id", "title_ko", "title_en"],
        Target::Memberships => &["city_id", "network_id", "role"],
        Target::Partnerships => &["city_id", "partner_id", "start_date", "channel"],
        Target::Institutions => &["kind", "start_date", "title_ko", "title_en"],
        _ => &["source_id"],
    }
}

/// The rows of a table by what makes two of them the same fact.
#[derive(Default)]
pub(super) struct SameFacts {
    by_key: ByFingerprint<Facts>,
    /// Activities with one counterpart that were there before the import, by cities and form.
    pairs: ByFingerprint<Vec<Pair>>,
    /// Rows that were found by less than all; each is so once.
    claimed: HashSet<i64>,
    /// Counterparts as they are compared.
    names: ByFingerprint<u128>,
}

struct Fact {
    row_id: i64,
    date: Box<str>,
    is_before: bool,
}

/// Most facts are alone with their key, and need no room of their own.
enum Facts {
    One(Fact),
    Several(Vec<Fact>),
}

impl Facts {
    fn as_slice(&self) -> &[Fact] {
        match self {
            Self::One(fact) => std::slice::from_ref(fact),
            Self::Several(facts) => facts,
        }
    }

    fn push(&mut self, fact: Fact) {
        let facts = match std::mem::replace(self, Self::Several(Vec::new())) {
            Self::One(first) => vec![first, fact],
            Self::Several(mut facts) => {
                facts.push(fact);
                facts
            }
        };
        *self = Self::Several(facts);
    }
}

struct Pair {
    row_id: i64,
    date: String,
    counterpart: String,
    country: String,
    titles: String,
}

/// Names that are kept as they are compared.
const MOST_NAMES: usize = 400_000;

const COUNTERPARTS: &str = "activity_counterpart";

impl SameFacts {
    /// Takes a row; one that was there before the import is found by less.
    pub fn add(&mut self, target: Target, record: &Record, key: u128, row_id: i64, is_before: bool) {
        let date = if target == Target::Activities { record.cell("start_date") } else { "" };
        let fact = Fact { row_id, date: date.into(), is_before };
        match self.by_key.entry(key) {
            Entry::Occupied(mut facts) => facts.get_mut().push(fact),
            Entry::Vacant(new) => drop(new.insert(Facts::One(fact))),
        }
        if let ([(name, country)], Target::Activities, true) =
            (record.list(COUNTERPARTS), target, is_before && !date.is_empty())
        {
            let titles = [record.cell("title_ko"), record.cell("title_en")].map(normal).join("\n");
            let pair =
                Pair { row_id, date: date.to_owned(), counterpart: name.clone(), country: country.clone(), titles };
            self.pairs.entry(pair_key(record)).or_default().push(pair);
        }
    }

    /// The rows that are the same fact, the first first.
    pub fn find(&mut self, target: Target, record: &Record, key: u128, only_before: bool) -> Vec<i64> {
        let facts = self.by_key.get(&key).map_or(&[][..], Facts::as_slice);
        let facts = facts.iter().filter(|fact| fact.is_before || !only_before);
        if target != Target::Activities {
            return facts.map(|fact| fact.row_id).collect();
        }
        let date = record.cell("start_date");
        let (same, others): (Vec<&Fact>, Vec<&Fact>) = facts.partition(|fact| *fact.date == *date);
        if !same.is_empty() {
            return same.into_iter().map(|fact| fact.row_id).collect();
        }
        let is_free = |row_id: &i64| !self.claimed.contains(row_id);
        // 1961 and 1961-07-01: one of the two knows less.
        let others = others.iter().filter(|fact| fact.is_before && is_within(&fact.date, date));
        let less: Vec<i64> = others.map(|fact| fact.row_id).filter(is_free).collect();
        let found = if let [one] = less[..] { Some(one) } else { self.in_the_other_language(record) };
        self.claimed.extend(found);
        found.into_iter().collect()
    }

    /// Eugene and 유진: written in another alphabet, with the name in the title of the row, or of the same day and country.
    fn in_the_other_language(&self, record: &Record) -> Option<i64> {
        let [(name, country)] = record.list(COUNTERPARTS) else { return None };
        // Most rows have no fact beside them that could be the same, and need no reading of the name.
        let pairs = if self.pairs.is_empty() { None } else { self.pairs.get(&pair_key(record)) }?;
        let date = record.cell("start_date");
        let stem = normal(&elsewhere(name).map_or_else(|| name.clone(), |place| place.name));
        let pairs = pairs.iter().filter(|pair| {
            let is_other = is_hangul(&pair.counterpart) != is_hangul(name) && is_within(&pair.date, date);
            let is_country = pair.country == *country || pair.country.is_empty() || country.is_empty();
            let is_titled = stem.chars().count() >= 2 && pair.titles.contains(&stem);
            let is_same_day = pair.date == date && date.len() == 10 && pair.country == *country && !country.is_empty();
            is_other && is_country && (is_titled || is_same_day) && !self.claimed.contains(&pair.row_id)
        });
        let pairs: Vec<&Pair> = pairs.collect();
        let titled: Vec<&&Pair> = pairs.iter().filter(|pair| pair.titles.contains(&stem)).collect();
        match (&titled[..], &pairs[..]) {
            ([one], _) => Some(one.row_id),
            ([], [one]) => Some(one.row_id),
            _ => None,
        }
    }

    /// Two rows with the same key are the same fact.
    pub fn key(&mut self, target: Target, record: &Record) -> u128 {
        let mut key = Fingerprint::default();
        match target {
            Target::Activities => {
                let counterparts = record.list(COUNTERPARTS);
                key.add(sorted(record.list("activity_city").iter().map(|(id, _)| id.as_str())));
                key.add(sorted(counterparts.iter().map(|(name, _)| self.name(name))));
                add_cells(&mut key, record, &["form_id", "network_id"]);
                if counterparts.is_empty() {
                    key.add(["title_ko", "title_en"].map(|column| normal(record.cell(column))));
                }
            }
            Target::Memberships => {
                add_cells(&mut key, record, &["city_id", "network_id"]);
                key.add(Some(record.cell("role")).filter(|role| !role.is_empty()).unwrap_or("member"));
            }
            Target::Institutions => {
                key.add(sorted(record.list("instrument_city").iter().map(|(id, _)| id.as_str())));
                add_cells(&mut key, record, &["kind", "start_date"]);
                key.add(["title_ko", "title_en"].map(|column| normal(record.cell(column))));
            }
            _ => add_cells(&mut key, record, key_columns(target)),
        }
        key.finish()
    }

    /// A counterpart as it is compared: a province or country by its code, anything else without the word for its kind.
    fn name(&mut self, written: &str) -> u128 {
        let key = fingerprint(written);
        if let Some(name) = self.names.get(&key) {
            return *name;
        }
        let name = fingerprint(&compared(written));
        if self.names.len() >= MOST_NAMES {
            self.names.clear();
        }
        self.names.insert(key, name);
        name
    }
}

/// A counterpart as it is compared, in letters.
fn compared(written: &str) -> String {
    match read_place(written, &Hint::default()).meaning {
        Meaning::Country(country) => country.code.to_owned(),
        Meaning::Elsewhere(Elsewhere { kind: Kind::Region, within: Some(Within::Region(region)), .. }) => {
            region.code.to_owned()
        }
        Meaning::Elsewhere(place) if normal(&place.name) != normal(written) => {
            Elsewhere { within: None, country: None, ..place }.key()
        }
        _ => Elsewhere { name: written.to_owned(), kind: Kind::City, within: None, country: None }.key(),
    }
}

fn elsewhere(name: &str) -> Option<Elsewhere> {
    if let Meaning::Elsewhere(place) = read_place(name, &Hint::default()).meaning { Some(place) } else { None }
}

fn pair_key(record: &Record) -> u128 {
    let mut key = Fingerprint::default();
    key.add(sorted(record.list("activity_city").iter().map(|(id, _)| id.as_str())));
    add_cells(&mut key, record, &["form_id", "network_id"]);
    key.finish()
}

fn add_cells(key: &mut Fingerprint, record: &Record, columns: &[&str]) {
    for column in columns {
        key.add(record.cell(column));
    }
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort();
    values.dedup();
    values
}

/// Whether one of two dates lies in the other.
fn is_within(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.starts_with(other) || other.starts_with(one))
}

fn is_hangul(text: &str) -> bool {
    text.chars().any(|char| ('가'..='힣').contains(&char))
}
