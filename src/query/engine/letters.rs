//! What a search of texts looks at beside the texts: which of their bytes are rare, and the initial consonants of their
//! syllables.

use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem;

use super::super::rowset::RowSet;
use super::super::search::initial_index;
use crate::data::{FactTable, Row};

/// The bytes of a text by how often they occur: a search looks for the rarest bytes of a word first, and which those
/// are differs from language to language.
#[derive(Clone, Copy, Debug)]
pub struct BytesByFrequency([u8; 256]);

impl BytesByFrequency {
    /// Of a sample of the text.
    pub fn of(text: &str) -> Self {
        /// So many stretches of so many bytes: single bytes would each be fetched by themselves.
        const SAMPLES: usize = 256;
        const BYTES: usize = 1 << 10;
        let mut counts = [0_u32; 256];
        for begin in (0..text.len()).step_by((text.len() / SAMPLES).max(BYTES)) {
            let sample = text.as_bytes()[begin..].iter().take(BYTES);
            sample.for_each(|&byte| counts[usize::from(byte)] += 1);
        }
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.sort_by_key(|&byte| counts[usize::from(byte)]);
        let mut ranks = [0; 256];
        bytes.into_iter().zip(0..=255).for_each(|(byte, rank)| ranks[usize::from(byte)] = rank);
        Self(ranks)
    }

    /// A finder of a word in such texts.
    pub fn finder<'w>(&self, word: &'w str) -> memmem::Finder<'w> {
        memmem::FinderBuilder::new().build_forward_with_ranker(*self, word)
    }
}

impl HeuristicFrequencyRank for BytesByFrequency {
    fn rank(&self, byte: u8) -> u8 {
        self.0[usize::from(byte)]
    }
}

/// The texts of a table as initial consonants, one byte each; whatever is none, however long, is one 0.
#[derive(Debug)]
pub struct Initials {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Initials {
    /// Of all rows of a table. O(bytes of text).
    pub fn new(facts: &FactTable) -> Self {
        let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(facts.len()));
        for row in 0..facts.len() {
            for c in facts.search.get(row).chars() {
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

    /// The rows that hold these initial consonants, one after another.
    pub fn rows(&self, pattern: &[u8]) -> RowSet {
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

    /// Whether a row holds them.
    pub fn holds(&self, row: usize, pattern: &[u8]) -> bool {
        let begin = if row == 0 { 0 } else { self.ends[row - 1] };
        memmem::find(&self.bytes[begin..self.ends[row]], pattern).is_some()
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 8
    }
}
