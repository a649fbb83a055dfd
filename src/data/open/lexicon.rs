//! The vocabularies of a file under construction: every id becomes a code, known or not.

use std::collections::{BTreeMap, HashMap};

use super::reader::Cells;
use super::report::{Notice, Unresolved};
use crate::data::{Agenda, City, Code, Field, Name, Network, Partner, Source, SourceRow, Value, Vocabulary};
use crate::words::{Lang, Word};

/// Vocabularies, the entities beside them, and the sources.
#[derive(Default)]
pub(super) struct Lexicon {
    pub vocabularies: Vec<Vocabulary>,
    pub cities: Vec<City>,
    pub agendas: Vec<Agenda>,
    pub networks: Vec<Network>,
    pub partners: Vec<Partner>,
    pub sources: Vec<Source>,
    source_rows: HashMap<String, SourceRow>,
    /// Values and sources met lately.
    memo: Memo,
    source_memo: Memo,
    /// The first so many sources are listed in the file; those after it are only named by rows.
    listed_sources: usize,
    unresolved: BTreeMap<(&'static str, &'static str), (Unresolved, bool)>,
}

/// Numbers by a quick hash of their ids. It may forget and it may be wrong: what it gives is compared with the id.
#[derive(Default)]
struct Memo {
    /// Each number plus one; 0 = none.
    slots: Vec<u32>,
}

impl Memo {
    const BITS: u32 = 16;

    fn slot(salt: usize, id: &[u8]) -> usize {
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        let hash = id.chunks(8).fold(salt as u64, |hash, chunk| {
            let number = chunk.iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
            (hash ^ number).wrapping_mul(MIX).rotate_left(23)
        });
        (hash.wrapping_mul(MIX) >> (64 - Self::BITS)) as usize
    }

    fn get(&self, slot: usize) -> Option<u32> {
        self.slots.get(slot)?.checked_sub(1)
    }

    fn set(&mut self, slot: usize, number: u32) {
        if self.slots.is_empty() {
            self.slots = vec![0; 1 << Self::BITS];
        }
        self.slots[slot] = number + 1;
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
        if let Some(code) = self.known(field, id.as_bytes()) {
            return Some(code);
        }
        let code = self.vocabulary(field).code(id).unwrap_or_else(|| self.add_undefined(field, id));
        self.memo.set(Memo::slot(field as usize, id.as_bytes()), code.0);
        if !self.vocabulary(field)[code].defined {
            self.note(id, at, is_entity(field));
        }
        Some(code)
    }

    /// The code of the id in a cell. What equals an id to the byte need not be cleaned to be one.
    pub fn code_in(&mut self, cells: &Cells<'_, '_>, index: usize, field: Field, at: At) -> Option<Code> {
        let known = cells.bytes(index).and_then(|id| self.known(field, id));
        known.or_else(|| self.code(field, &cells.text(index), at))
    }

    /// The code of an id that the file or the program defines, if it was met lately.
    fn known(&self, field: Field, id: &[u8]) -> Option<Code> {
        let vocabulary = &self.vocabularies[field as usize];
        let is_it = |code: Code| {
            code.index() < vocabulary.len() && vocabulary[code].defined && vocabulary[code].id.as_bytes() == id
        };
        self.memo.get(Memo::slot(field as usize, id)).map(Code).filter(|&code| is_it(code))
    }

    /// The source that a cell names.
    pub fn source_in(&mut self, cells: &Cells<'_, '_>, index: usize, at: At) -> Option<SourceRow> {
        let known = cells.bytes(index).and_then(|id| self.known_source(id));
        known.or_else(|| self.source(&cells.text(index), at))
    }

    /// The row of a source that the file lists, if it was met lately.
    fn known_source(&self, id: &[u8]) -> Option<SourceRow> {
        let is_it = |row: u32| (row as usize) < self.listed_sources && self.sources[row as usize].id.as_bytes() == id;
        self.source_memo.get(Memo::slot(0, id)).filter(|&row| is_it(row)).map(SourceRow)
    }

    /// The row of a source, which gets a row of its own where the file does not list it.
    pub fn source(&mut self, id: &str, at: At) -> Option<SourceRow> {
        if id.is_empty() {
            return None;
        }
        if let Some(row) = self.known_source(id.as_bytes()) {
            return Some(row);
        }
        if let Some(&row) = self.source_rows.get(id) {
            self.source_memo.set(Memo::slot(0, id.as_bytes()), row.0);
            if row.0 as usize >= self.listed_sources {
                self.note(id, at, true);
            }
            return Some(row);
        }
        self.note(id, at, true);
        let title = Word::UnknownValue.fill(Lang::En, &[&id]);
        self.add_source(Source { id: id.to_owned(), title, ..Source::default() })
    }

    /// Adds a source that the file lists; false where its id is taken.
    pub fn define_source(&mut self, source: Source) -> bool {
        let is_new = self.add_source(source).is_some();
        self.listed_sources = self.sources.len();
        is_new
    }

    fn add_source(&mut self, source: Source) -> Option<SourceRow> {
        if self.source_rows.contains_key(&source.id) {
            return None;
        }
        let row = SourceRow(self.sources.len() as u32);
        self.source_rows.insert(source.id.clone(), row);
        self.sources.push(source);
        Some(row)
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

    fn add_undefined(&mut self, field: Field, id: &str) -> Code {
        let word = if is_entity(field) { Word::UnknownValue } else { Word::OtherValue };
        let name = Name { en: word.fill(Lang::En, &[&id]), ko: word.fill(Lang::Ko, &[&id]) };
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
