//! Text search over one buffer a table: a longer word looks only at what the shorter one found.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;
use rayon::prelude::*;

use super::super::rowset::RowSet;
use super::super::search::{initial_indexes, is_initial_consonants, name_matches};
use super::fields::rows_whose_list;
use super::index::TableIndex;
use crate::data::{Code, Field, Row, TextColumn};

/// The fields whose values' names a text filter looks in.
const NAMED_IN_TEXT: [Field; 3] = [Field::City, Field::Network, Field::Partner];

/// The words looked for last and the rows whose own text holds each: whoever takes a letter back, or types on, waits for
/// less.
#[derive(Debug, Default)]
pub struct TextSearch {
    /// The latest first.
    found: Vec<Arc<Found>>,
}

#[derive(Debug)]
struct Found {
    word: String,
    rows: RowSet,
    count: usize,
}

impl TextSearch {
    /// A bit a row each.
    const WORDS_KEPT: usize = 16;

    /// The rows in whose texts or names every word occurs. O(bytes of text), or of what an earlier word found.
    pub fn rows(&mut self, index: &TableIndex, words: &[String]) -> RowSet {
        let found: Vec<Arc<Found>> = words.iter().map(|word| self.find(index, word)).collect();
        let mut rows = RowSet::full(index.len());
        for found in &found {
            let mut holds = found.rows.clone();
            add_rows_named(index, &found.word, &mut holds);
            rows.intersect(&holds);
        }
        self.keep(found);
        rows
    }

    fn keep(&mut self, mut found: Vec<Arc<Found>>) {
        self.found.retain(|old| found.iter().all(|new| new.word != old.word));
        found.append(&mut self.found);
        found.truncate(Self::WORDS_KEPT);
        self.found = found;
    }

    fn find(&self, index: &TableIndex, word: &str) -> Arc<Found> {
        /// To look at single texts pays where there are few of them.
        const FEW: usize = 6;
        if let Some(same) = self.found.iter().find(|found| found.word == word) {
            return Arc::clone(same);
        }
        let texts = &index.facts().search;
        let shorter = self.found.iter().filter(|found| word.contains(found.word.as_str()));
        let rows = match shorter.min_by_key(|found| found.count) {
            Some(shorter) if shorter.count * FEW < index.len() => {
                let mut rows = RowSet::none(index.len());
                let finder = index.bytes_by_frequency().finder(word);
                let pattern = initial_indexes(word);
                let holds = |row: &Row| match &pattern {
                    Some(pattern) => index.initials().holds(row.index(), pattern),
                    None => finder.find(texts.bytes_of(row.index())).is_some(),
                };
                shorter.rows.iter().filter(holds).for_each(|row| rows.insert(row));
                rows
            }
            _ => match initial_indexes(word) {
                Some(pattern) => index.initials().rows(&pattern),
                None => rows_with(texts, &index.bytes_by_frequency().finder(word), index.len()),
            },
        };
        let count = rows.count();
        Arc::new(Found { word: word.to_owned(), rows, count })
    }
}

/// The rows that hold a word in their own text. Long texts are shared between the processors.
fn rows_with(texts: &TextColumn, finder: &memmem::Finder<'_>, rows: usize) -> RowSet {
    /// Below this it takes longer to hand a part on than to search it.
    const BYTES_A_PART: usize = 2 << 20;
    let parts = (texts.buffer().len() / BYTES_A_PART).max(1);
    let words = rows.div_ceil(64);
    let stretch = |part: usize| words * part / parts * 64..(words * (part + 1) / parts * 64).min(rows);
    let found = (0..parts).into_par_iter().map(|part| words_with(texts, finder, stretch(part)));
    RowSet::from_words(rows, found.collect::<Vec<_>>().concat())
}

/// The bits of those rows of a stretch that hold a word; the stretch begins with a whole word of bits.
fn words_with(texts: &TextColumn, finder: &memmem::Finder<'_>, stretch: Range<usize>) -> Vec<u64> {
    let mut words = vec![0; stretch.len().div_ceil(64)];
    let end_of_stretch = if stretch.end == 0 { 0 } else { texts.end_of(stretch.end - 1) };
    let buffer = &texts.buffer().as_bytes()[..end_of_stretch];
    let mut row = stretch.start;
    let mut from = if row == 0 { 0 } else { texts.end_of(row - 1) };
    while let Some(at) = finder.find(&buffer[from..]).map(|at| at + from) {
        let (holder, end) = texts.row_from(row, at);
        // A word may not run over from one row into the next.
        if at + finder.needle().len() <= end {
            words[(holder - stretch.start) / 64] |= 1 << (holder % 64);
            (row, from) = (holder + 1, end);
        } else {
            (row, from) = (holder, at + 1);
        }
    }
    words
}

/// Adds the rows of which a city, a network, a partner or a counterpart has the word in its names.
fn add_rows_named(index: &TableIndex, word: &str, rows: &mut RowSet) {
    for field in NAMED_IN_TEXT {
        if field.tables().contains(&index.table()) {
            let codes = values_named(index, field, word);
            if !codes.is_empty() {
                rows.unite(&index.rows_of_values(field, &codes));
            }
        }
    }
    let counterparts = &index.facts().counterparts;
    let named = names_with(&counterparts.search, word);
    if named.count() > 0 {
        let lists_one = |names: &[u32]| names.iter().any(|&name| named.contains(Row(name)));
        rows.unite(&rows_whose_list(&counterparts.listed, index.len(), lists_one));
    }
}

/// The values of a field that have the word in their names.
fn values_named(index: &TableIndex, field: Field, word: &str) -> Vec<Code> {
    let Some(names) = index.dataset().search_names.get(field as usize) else { return Vec::new() };
    names_with(names, word).iter().map(|value| Code(value.0)).collect()
}

/// The names, by number, that hold a word.
fn names_with(names: &TextColumn, word: &str) -> RowSet {
    if is_initial_consonants(word) {
        RowSet::from_fn(names.len(), |name| name_matches(names.get(name.index()), word))
    } else {
        rows_with(names, &memmem::Finder::new(word), names.len())
    }
}
