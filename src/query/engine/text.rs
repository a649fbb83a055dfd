//! Text search over one buffer a table: a longer word looks only at what the shorter one found.

use memchr::memmem;

use super::super::plain::{NAMED_IN_TEXT, values_named};
use super::super::rowset::RowSet;
use super::super::search::{initial_index, initial_indexes, name_matches};
use super::index::TableIndex;
use crate::data::{Code, Row, TextColumn};

/// The words of the last text and the rows whose own text holds each.
#[derive(Debug, Default)]
pub struct TextSearch {
    found: Vec<Found>,
}

#[derive(Debug)]
struct Found {
    word: String,
    rows: RowSet,
    count: usize,
}

impl TextSearch {
    /// The rows in whose texts or names every word occurs. O(bytes of text), or of what the last words found.
    pub fn rows(&mut self, index: &TableIndex, words: &[String]) -> RowSet {
        let found: Vec<Found> = words.iter().map(|word| self.find(index, word)).collect();
        let mut rows = RowSet::full(index.len());
        for found in &found {
            let mut holds = found.rows.clone();
            add_rows_named(index, &found.word, &mut holds);
            rows.intersect(&holds);
        }
        self.found = found;
        rows
    }

    fn find(&self, index: &TableIndex, word: &str) -> Found {
        /// To look at single rows pays where there are few of them.
        const FEW: usize = 6;
        let texts = &index.facts().search;
        let earlier = self.found.iter().filter(|found| word.contains(found.word.as_str()));
        let rows = match earlier.min_by_key(|found| found.count) {
            Some(same) if same.word == word => same.rows.clone(),
            Some(shorter) if shorter.count * FEW < index.len() => {
                let mut rows = RowSet::none(index.len());
                let holds = |row: &Row| name_matches(texts.get(row.index()), word);
                shorter.rows.iter().filter(holds).for_each(|row| rows.insert(row));
                rows
            }
            _ => match initial_indexes(word) {
                Some(pattern) => index.initials().rows(&pattern),
                None => rows_with(texts, word),
            },
        };
        let count = rows.count();
        Found { word: word.to_owned(), rows, count }
    }
}

/// The rows that hold a word in their own text.
fn rows_with(texts: &TextColumn, word: &str) -> RowSet {
    let mut rows = RowSet::none(texts.len());
    let finder = memmem::Finder::new(word.as_bytes());
    let buffer = texts.buffer().as_bytes();
    let (mut row, mut from) = (0, 0);
    while let Some(at) = finder.find(&buffer[from..]).map(|at| at + from) {
        let (holder, end) = texts.row_from(row, at);
        // A word may not run over from one row into the next.
        if at + word.len() <= end {
            rows.insert(Row(holder as u32));
            (row, from) = (holder + 1, end);
        } else {
            (row, from) = (holder, at + 1);
        }
    }
    rows
}

/// Adds the rows of which a city, a network or a partner has the word in its names.
fn add_rows_named(index: &TableIndex, word: &str, rows: &mut RowSet) {
    for field in NAMED_IN_TEXT {
        if field.tables().contains(&index.table()) {
            let named = values_named(index.dataset(), field, word);
            let codes: Vec<Code> = (0..named.len() as u32).map(Code).filter(|code| named[code.index()]).collect();
            if !codes.is_empty() {
                rows.unite(&index.rows_of_values(field, &codes));
            }
        }
    }
}

/// The texts of a table as initial consonants, one byte each; whatever is none, however long, is one 0.
#[derive(Debug)]
pub struct Initials {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Initials {
    pub fn new(texts: &TextColumn) -> Self {
        let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(texts.len()));
        for row in 0..texts.len() {
            for c in texts.get(row).chars() {
                let byte = initial_index(c).unwrap_or(0);
                if byte != 0 || bytes.last() != Some(&0) {
                    bytes.push(byte);
                }
            }
            bytes.push(0);
            ends.push(bytes.len());
        }
        Self { bytes, ends }
    }

    fn rows(&self, pattern: &[u8]) -> RowSet {
        let mut rows = RowSet::none(self.ends.len());
        let finder = memmem::Finder::new(pattern);
        let (mut row, mut from) = (0, 0);
        // No pattern holds a 0, so none runs over from one row into the next.
        while let Some(at) = finder.find(&self.bytes[from..]).map(|at| at + from) {
            row += self.ends[row..].partition_point(|&end| end <= at);
            rows.insert(Row(row as u32));
            from = self.ends[row];
        }
        rows
    }

    pub fn bytes(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 8
    }
}
