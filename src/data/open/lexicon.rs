//! The vocabularies of a file under construction: every id becomes a code, known or not.

use std::collections::{BTreeMap, HashMap};

use super::report::{Notice, Unresolved};
use crate::data::places::{WorldRegion, register};
use crate::data::{Agenda, City, Code, Field, Name, Network, Partner, Source, SourceRow, Sources, Value, Vocabulary};
use crate::words::{Lang, Word};

/// Vocabularies, the entities beside them, and the sources.
#[derive(Default)]
pub(super) struct Lexicon {
    pub vocabularies: Vec<Vocabulary>,
    pub cities: Vec<City>,
    pub agendas: Vec<Agenda>,
    pub networks: Vec<Network>,
    pub partners: Vec<Partner>,
    pub sources: Sources,
    source_rows: HashMap<String, SourceRow>,
    /// Values and sources met lately.
    memo: Memo,
    source_memo: Memo,
    /// The first so many sources are listed in the file; those after it are only named by rows.
    listed_sources: usize,
    unresolved: BTreeMap<(&'static str, &'static str), (Unresolved, bool)>,
}

/// Numbers of short ids met lately. It may forget, and it is never wrong: an id keeps its number.
#[derive(Default)]
struct Memo {
    /// Two places for the ids that fall together.
    slots: Vec<[Slot; 2]>,
}

/// An id of up to 16 bytes, held here itself: nothing else need be fetched to compare it.
#[derive(Clone, Copy, Default, PartialEq)]
struct ShortId {
    bytes: [u64; 2],
    length: u8,
    /// Ids of different fields are different ids.
    field: u8,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    id: ShortId,
    /// Plus one; 0 = none.
    number: u32,
}

impl ShortId {
    fn new(field: u8, id: &[u8]) -> Option<Self> {
        let eight = |from: usize| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&id[from..from + 8]);
            u64::from_le_bytes(eight)
        };
        let length = id.len();
        let bytes = match length {
            // The two halves may overlap: with the length they are one id only.
            8..=16 => [eight(0), eight(length - 8)],
            0..8 => [id.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)), 0],
            _ => return None,
        };
        Some(Self { bytes, length: length as u8, field })
    }

    fn slot(&self) -> usize {
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        let [first, second] = self.bytes;
        let hash = (first ^ u64::from(self.field) << 56).wrapping_mul(MIX).rotate_left(29) ^ second;
        (hash.wrapping_mul(MIX) >> (64 - Memo::BITS)) as usize
    }
}

impl Memo {
    const BITS: u32 = 15;

    fn get(&self, field: u8, id: &[u8]) -> Option<u32> {
        let id = ShortId::new(field, id)?;
        let slots = self.slots.get(id.slot())?;
        slots.iter().find(|slot| slot.id == id)?.number.checked_sub(1)
    }

    fn set(&mut self, field: u8, id: &str, number: u32) {
        if let Some(id) = ShortId::new(field, id.as_bytes()) {
            if self.slots.is_empty() {
                self.slots = vec![Default::default(); 1 << Self::BITS];
            }
            let [newest, older] = &mut self.slots[id.slot()];
            if newest.id != id {
                *older = *newest;
            }
            *newest = Slot { id, number: number + 1 };
        }
    }
}

/// The cell an id was read from; for the account of those that lead nowhere.
#[derive(Clone, Copy)]
pub(super) struct At(pub &'static str, pub &'static str);

impl Lexicon {
    /// Without any value.
    pub fn new() -> Self {
        Self { vocabularies: vec![Vocabulary::default(); Field::ALL.len()], ..Self::default() }
    }

    /// The values of a field.
    pub fn vocabulary(&self, field: Field) -> &Vocabulary {
        &self.vocabularies[field as usize]
    }

    /// Adds a value that the file or the program defines; false where its id is taken.
    pub fn define(&mut self, field: Field, value: Value) -> bool {
        let vocabulary = &mut self.vocabularies[field as usize];
        let length = vocabulary.len();
        vocabulary.intern(Value { defined: true, ..value });
        vocabulary.len() > length
    }

    /// The code of an id, which becomes a value of its own where nothing defines it. Nothing for an empty cell.
    pub fn code(&mut self, field: Field, id: &str, at: At) -> Option<Code> {
        if id.is_empty() {
            return None;
        }
        if let Some(code) = self.known(field, id) {
            return Some(code);
        }
        let code = self.vocabulary(field).code(id);
        let code = code.or_else(|| self.add_country(field, id)).unwrap_or_else(|| self.add_undefined(field, id));
        if self.vocabulary(field)[code].defined {
            self.memo.set(field as u8, id, code.0);
        } else {
            self.note(id, at, is_entity(field));
        }
        Some(code)
    }

    /// The code of a text that is its own id and name, in a field whose values are the texts that a file holds. Nothing
    /// for an empty cell.
    pub fn text_value(&mut self, field: Field, text: &str) -> Option<Code> {
        if text.is_empty() {
            return None;
        }
        if let Some(code) = self.known(field, text) {
            return Some(code);
        }
        let code = self.vocabulary(field).code(text).unwrap_or_else(|| {
            let name = Name { en: text.to_owned(), ko: String::new() };
            self.vocabularies[field as usize].intern(Value {
                id: text.to_owned(),
                name,
                defined: true,
                ..Value::default()
            })
        });
        self.memo.set(field as u8, text, code.0);
        Some(code)
    }

    /// The code of an id that the file or the program defines, if it was met lately.
    fn known(&self, field: Field, id: &str) -> Option<Code> {
        self.memo.get(field as u8, id.as_bytes()).map(Code)
    }

    /// The row of a source that the file lists, if it was met lately.
    fn known_source(&self, id: &str) -> Option<SourceRow> {
        self.source_memo.get(0, id.as_bytes()).map(SourceRow)
    }

    /// The row of a source, which gets a row of its own where the file does not list it.
    pub fn source(&mut self, id: &str, at: At) -> Option<SourceRow> {
        if id.is_empty() {
            return None;
        }
        if let Some(row) = self.known_source(id) {
            return Some(row);
        }
        if let Some(&row) = self.source_rows.get(id) {
            if row.0 as usize >= self.listed_sources {
                self.note(id, at, true);
            } else {
                self.source_memo.set(0, id, row.0);
            }
            return Some(row);
        }
        self.note(id, at, true);
        let title = Word::unknown_value(Lang::En, &id);
        self.add_source(Source { id, title: &title, ..Source::default() })
    }

    /// Adds a source that the file lists; false where its id is taken.
    pub fn define_source(&mut self, source: Source<'_>) -> bool {
        let is_new = self.add_source(source).is_some();
        self.listed_sources = self.sources.len();
        is_new
    }

    fn add_source(&mut self, source: Source<'_>) -> Option<SourceRow> {
        if self.source_rows.contains_key(source.id) {
            return None;
        }
        let row = SourceRow(self.sources.len() as u32);
        self.source_rows.insert(source.id.to_owned(), row);
        self.sources.push(source);
        Some(row)
    }

    /// Everything on the values of a field, for one table to be read beside others; [`Self::take_back`] ends it.
    pub fn lend(&mut self, field: Field) -> Self {
        let mut part = Self::new();
        self.swap(field, &mut part);
        part
    }

    /// Takes back what was lent.
    pub fn take_back(&mut self, field: Field, mut part: Self) {
        self.swap(field, &mut part);
        self.unresolved.append(&mut part.unresolved);
    }

    fn swap(&mut self, field: Field, other: &mut Self) {
        use std::mem::swap;
        swap(&mut self.vocabularies[field as usize], &mut other.vocabularies[field as usize]);
        match field {
            Field::City => swap(&mut self.cities, &mut other.cities),
            Field::Agenda => swap(&mut self.agendas, &mut other.agendas),
            Field::Network => swap(&mut self.networks, &mut other.networks),
            Field::Partner => swap(&mut self.partners, &mut other.partners),
            _ => {}
        }
    }

    /// Where a country lies, by its code.
    pub fn world_region(&self, country: &str) -> Option<Code> {
        self.vocabulary(Field::WorldRegion).code(WorldRegion::of_country(country)?.id())
    }

    /// Accounts for an id that leads nowhere.
    pub fn note(&mut self, id: &str, at: At, is_reference: bool) {
        let At(table, column) = at;
        let new = || (Unresolved { table, column, rows: 0, examples: Vec::new() }, is_reference);
        let (cells, _) = self.unresolved.entry((table, column)).or_insert_with(new);
        cells.rows += 1;
        if cells.examples.len() < 3 && !cells.examples.iter().any(|example| example == id) {
            cells.examples.push(id.chars().take(60).collect());
        }
    }

    /// The account of the ids that lead nowhere.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        let unresolved = std::mem::take(&mut self.unresolved).into_values();
        let notice = |(cells, is_reference)| {
            if is_reference { Notice::UnknownReferences(cells) } else { Notice::OtherWords(cells) }
        };
        unresolved.map(notice).collect()
    }

    /// A country that the file's own words leave out is called what the register calls it.
    fn add_country(&mut self, field: Field, code: &str) -> Option<Code> {
        let country = register().country(code).filter(|_| field == Field::Country)?;
        let group = self.world_region(code);
        let name = Name { en: country.name_en.to_owned(), ko: country.name_ko.to_owned() };
        self.define(field, Value { id: code.to_owned(), name, group, ..Value::default() });
        self.vocabulary(field).code(code)
    }

    fn add_undefined(&mut self, field: Field, id: &str) -> Code {
        let phrase = if is_entity(field) { Word::unknown_value } else { Word::other_value };
        let name = Name { en: phrase(Lang::En, &id), ko: phrase(Lang::Ko, &id) };
        match field {
            Field::City => self.cities.push(City::default()),
            Field::Agenda => self.agendas.push(Agenda::default()),
            Field::Network => self.networks.push(Network::default()),
            Field::Partner => self.partners.push(Partner::default()),
            _ => {}
        }
        self.vocabularies[field as usize].intern(Value { id: id.to_owned(), name, ..Value::default() })
    }
}

/// A field whose values are rows of a table of their own, not words.
fn is_entity(field: Field) -> bool {
    matches!(field, Field::City | Field::Network | Field::Partner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_ids_are_told_apart_by_field_length_and_every_byte() {
        let ids = ["", "a", "b", "ab", "1234567", "12345678", "123456789", "12345678901234567", "1234567\0", "\0"];
        let long = ["1234567812345678", "1234567912345678", "1234567812345679", "123456781234567"];
        let mut memo = Memo::default();
        for (number, id) in ids.into_iter().chain(long).enumerate() {
            for field in [0, 1] {
                assert_eq!(memo.get(field, id.as_bytes()), None, "{id}");
                memo.set(field, id, number as u32);
                let kept = (id.len() <= 16).then_some(number as u32);
                assert_eq!(memo.get(field, id.as_bytes()), kept, "{id}");
            }
        }
    }
}
