//! One field of one table, in the shape that chooses and counts its values fastest.
//!
//! Few values: a bitmap each, so counting is "and" and a count of bits. More values but few different lists: the column
//! itself, whose list numbers are counted first and then handed on to the values. Many lists: a bitmap for each frequent
//! value, the rows of each rare one.

use std::ops::Range;

use rayon::prelude::*;

use super::super::classes::gathered_rows_where;
use super::super::filter::ResolvedChoice;
use super::super::rowset::RowSet;
use super::kernel;
use crate::data::{Code, FactTable, Field, ListColumn, ListIds, Row};

/// The index of a field.
#[derive(Debug)]
pub enum FieldIndex {
    /// The column serves as it is.
    Lists(ListsOfValues),
    /// A bitmap a value.
    Bitmaps(Bitmaps),
    /// A bitmap for each frequent value, the rows of each rare one.
    Mixed(Bitmaps, Postings),
}

/// For each value of each different list, end to end, the number of the list.
#[derive(Debug)]
pub struct ListsOfValues(Vec<u32>);

/// For each value that occurs, the rows that hold it: blocks of rows, in each block the words of one value after
/// another, so that counting reads memory in one sweep.
#[derive(Debug)]
pub struct Bitmaps {
    /// The code of each bitmap, ascending.
    codes: Vec<Code>,
    words: Vec<u64>,
    words_of_rows: usize,
}

/// The rows of value `codes[i]` are `rows[begins[i]..begins[i + 1]]`; codes and rows ascend.
#[derive(Debug)]
pub struct Postings {
    codes: Vec<Code>,
    begins: Vec<u32>,
    rows: Vec<u32>,
}

/// Values that get a bitmap each in a field that a facet counts.
const MOST_BITMAPS: usize = 32;
/// A value is frequent that one row in so many holds: its bitmap is counted much faster and takes little more room.
const FREQUENT: usize = 64;

impl FieldIndex {
    /// Indexes a field of a table. O(rows).
    pub fn new(facts: &FactTable, field: Field, is_facet: bool) -> Self {
        let (column, totals) = (&facts.codes[field as usize], facts.totals(field));
        let used = (0..totals.len() as u32).map(Code).filter(|code| totals[code.index()] > 0).collect::<Vec<_>>();
        // A bitmap takes a bit a row, a row named under its value four bytes: what no facet counts takes the smaller.
        let is_small = used.len() * column.len() <= 32 * totals.iter().map(|&rows| rows as usize).sum::<usize>();
        if used.len() <= MOST_BITMAPS && (is_facet || is_small) {
            return Self::Bitmaps(Bitmaps::new(column, used));
        }
        match column.ids() {
            ListIds::Bytes(_) | ListIds::Shorts(_) => Self::of_lists(column),
            ListIds::Triples(_) | ListIds::Words(_) => {
                let is_frequent = |code: &Code| totals[code.index()] as usize * FREQUENT >= column.len();
                let (frequent, rare) = used.into_iter().partition(is_frequent);
                Self::Mixed(Bitmaps::new(column, frequent), Postings::new(column, rare, totals))
            }
        }
    }

    /// The index by which a column serves as it is. O(different lists).
    pub fn of_lists(column: &ListColumn<Code>) -> Self {
        Self::Lists(ListsOfValues::new(column))
    }

    /// The rows that a choice lets pass.
    pub fn rows_of_choice(&self, column: &ListColumn<Code>, choice: &ResolvedChoice, rows: usize) -> RowSet {
        match self {
            Self::Lists(lists) => {
                let passing = combined(choice, column.lists().len(), |codes| lists.that_hold_any(column, codes));
                let passes: Vec<u8> =
                    (0..column.lists().len() as u32).map(|list| passing.contains(Row(list)).into()).collect();
                let words = |stretch| kernel::words_of_lists(column.ids(), &passes, stretch);
                RowSet::from_words(rows, side_by_side(rows, &words))
            }
            Self::Bitmaps(bitmaps) => combined(choice, rows, |codes| bitmaps.rows_of_any(codes, rows)),
            Self::Mixed(bitmaps, postings) => combined(choice, rows, |codes| {
                let mut set = bitmaps.rows_of_any(codes, rows);
                postings.add_rows_of_any(codes, &mut set);
                set
            }),
        }
    }

    /// Adds how many of the rows hold each value. `words` are their bits from word `first_word` of the table on.
    pub fn add_counts(&self, column: &ListColumn<Code>, words: &[u64], first_word: usize, counts: &mut [u32]) {
        match self {
            Self::Lists(lists) => lists.add_counts(column, words, first_word, counts),
            Self::Bitmaps(bitmaps) => bitmaps.add_counts(words, first_word, counts),
            Self::Mixed(bitmaps, postings) => {
                if kernel::ones(words) * 48 < postings.rows.len() {
                    kernel::count_rows(column, words, first_word, counts);
                } else {
                    bitmaps.add_counts(words, first_word, counts);
                    postings.add_counts(words, first_word, counts);
                }
            }
        }
    }

    /// About how long it takes to count so many rows, in words of bitmaps.
    pub fn cost(&self, rows: usize) -> usize {
        match self {
            Self::Lists(_) => rows,
            Self::Bitmaps(bitmaps) => bitmaps.words.len(),
            Self::Mixed(bitmaps, postings) => bitmaps.words.len() + postings.rows.len(),
        }
    }

    /// Its bitmaps, where it has some.
    pub fn bitmaps(&self) -> Option<&Bitmaps> {
        match self {
            Self::Bitmaps(bitmaps) => Some(bitmaps),
            Self::Lists(_) | Self::Mixed(..) => None,
        }
    }

    /// Changes counts by the rows in which two sets differ; false, and nothing done, where it is faster to count anew.
    pub fn change_counts(&self, column: &ListColumn<Code>, old: &[u64], new: &[u64], counts: &mut [u32]) -> bool {
        let differing = kernel::differing(old, new);
        if differing == 0 {
            return true;
        }
        // In rows looked up one by one, each of which is fetched from afar.
        let cost_anew = match self {
            Self::Lists(_) => (kernel::ones(new) + column.lists().len()) / 32,
            Self::Bitmaps(bitmaps) => bitmaps.codes.len() * new.len() / 256,
            Self::Mixed(_, postings) => postings.rows.len() / 64,
        };
        if differing >= cost_anew {
            return false;
        }
        kernel::change_counts(column, old, new, counts);
        true
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Lists(lists) => lists.0.capacity() * 4,
            Self::Bitmaps(bitmaps) => bitmaps.words.capacity() * 8,
            Self::Mixed(bitmaps, postings) => {
                (bitmaps.words.capacity() + postings.codes.capacity() / 2) * 8
                    + (postings.rows.capacity() + postings.begins.capacity()) * 4
            }
        }
    }
}

/// What a choice lets pass of so many rows, or lists, from those that hold any of some values.
fn combined(choice: &ResolvedChoice, rows: usize, any_of: impl Fn(&[Code]) -> RowSet) -> RowSet {
    let mut groups = choice.include.iter();
    let mut passing = match groups.next() {
        None => RowSet::full(rows),
        Some(first) if choice.all_of => any_of(first),
        Some(_) => any_of(&choice.include.concat()),
    };
    if choice.all_of {
        groups.for_each(|group| passing.intersect(&any_of(group)));
    }
    if let Some(within) = &choice.within {
        passing.intersect(&any_of(within));
    }
    if !choice.exclude.is_empty() {
        passing.subtract(&any_of(&choice.exclude));
    }
    passing
}

/// The rows whose list holds something, asked once for each different list; parts of the rows share the processors.
pub fn rows_whose_list<T: Copy + Eq>(column: &ListColumn<T>, rows: usize, holds: impl Fn(&[T]) -> bool) -> RowSet {
    gathered_rows_where(column, rows, holds, |words| side_by_side(rows, words))
}

/// The words of all rows from those of stretches.
fn side_by_side(rows: usize, words: &(dyn Fn(Range<usize>) -> Vec<u64> + Sync)) -> Vec<u64> {
    /// Below this it takes longer to wake another processor.
    const ROWS_A_PART: usize = 1 << 17;
    let part = |part: usize| words(part * ROWS_A_PART..rows.min((part + 1) * ROWS_A_PART));
    let parts = (0..rows.div_ceil(ROWS_A_PART)).into_par_iter().with_max_len(1).map(part);
    parts.collect::<Vec<_>>().concat()
}

impl ListsOfValues {
    fn new(column: &ListColumn<Code>) -> Self {
        let lists = column.lists().zip(0_u32..);
        let mut of_values: Vec<u32> = lists.flat_map(|(list, number)| list.iter().map(move |_| number)).collect();
        of_values.shrink_to_fit();
        Self(of_values)
    }

    /// The lists, by number, that hold any of these values.
    fn that_hold_any(&self, column: &ListColumn<Code>, codes: &[Code]) -> RowSet {
        let places = places(codes);
        let mut lists = RowSet::none(column.lists().len());
        for (code, &list) in column.values_of_lists().iter().zip(&self.0) {
            if places.get(code.index()).is_some_and(Option::is_some) {
                lists.insert(Row(list));
            }
        }
        lists
    }

    /// Adds how many of the rows hold each value.
    fn add_counts(&self, column: &ListColumn<Code>, words: &[u64], first_word: usize, counts: &mut [u32]) {
        /// To look at all lists takes as long as to fetch one row in so many of them.
        const LISTS_A_ROW: usize = 16;
        if kernel::ones(words) * LISTS_A_ROW < column.lists().len() {
            kernel::count_rows(column, words, first_word, counts);
            return;
        }
        let rows = kernel::count_lists(column.ids(), words, first_word, column.lists().len());
        // Value by value: lists of different lengths, one loop each, would be mispredicted.
        for (code, &list) in column.values_of_lists().iter().zip(&self.0) {
            counts[code.index()] += rows[list as usize];
        }
    }
}

impl Bitmaps {
    /// Words in a block: 16 KiB of rows' worth, so that a block of the rows asked for stays in the first cache.
    const BLOCK: usize = 256;

    fn new(column: &ListColumn<Code>, codes: Vec<Code>) -> Self {
        let words_of_rows = column.len().div_ceil(64);
        let blocks = words_of_rows.div_ceil(Self::BLOCK);
        let slots = places(&codes);
        let mut words = vec![0; blocks * codes.len() * Self::BLOCK];
        for row in 0..column.len() {
            let word = row / 64;
            let base = word / Self::BLOCK * codes.len() * Self::BLOCK + word % Self::BLOCK;
            for slot in column.get(row).iter().filter_map(|code| *slots.get(code.index())?) {
                words[base + slot * Self::BLOCK] |= 1 << (row % 64);
            }
        }
        Self { codes, words, words_of_rows }
    }

    /// The words of a value in a block.
    fn block(&self, block: usize, slot: usize) -> &[u64] {
        let begin = (block * self.codes.len() + slot) * Self::BLOCK;
        &self.words[begin..begin + Self::BLOCK]
    }

    fn rows_of_any(&self, codes: &[Code], rows: usize) -> RowSet {
        let mut words = vec![0; rows.div_ceil(64)];
        let slots: Vec<usize> = codes.iter().filter_map(|code| self.codes.binary_search(code).ok()).collect();
        for (block, words) in words.chunks_mut(Self::BLOCK).enumerate() {
            for &slot in &slots {
                words.iter_mut().zip(self.block(block, slot)).for_each(|(word, also)| *word |= also);
            }
        }
        RowSet::from_words(rows, words)
    }

    /// The code of each bitmap.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// Adds how many of the rows hold each value.
    pub fn add_counts(&self, words: &[u64], first_word: usize, counts: &mut [u32]) {
        self.each_part(words, first_word, |part, block, places| {
            kernel::count_block(
                part,
                counts,
                self.codes
                    .iter()
                    .enumerate()
                    .map(|(slot, code)| (code.index(), &self.block(block, slot)[places.clone()])),
            );
        });
    }

    /// How many of the rows hold no value.
    pub fn count_empty(&self, words: &[u64], first_word: usize) -> u32 {
        let mut empty = 0;
        let mut left = [0; Self::BLOCK];
        self.each_part(words, first_word, |part, block, places| {
            let left = &mut left[..part.len()];
            left.copy_from_slice(part);
            for slot in 0..self.codes.len() {
                let bitmap = &self.block(block, slot)[places.clone()];
                left.iter_mut().zip(bitmap).for_each(|(left, held)| *left &= !held);
            }
            empty += kernel::ones(left) as u32;
        });
        empty
    }

    /// Hands over words part by part, each with the block and the places in it that it stands beside.
    fn each_part(&self, words: &[u64], first_word: usize, mut take: impl FnMut(&[u64], usize, Range<usize>)) {
        debug_assert!(first_word + words.len() <= self.words_of_rows);
        let mut from = 0;
        while from < words.len() {
            let (block, place) = ((first_word + from) / Self::BLOCK, (first_word + from) % Self::BLOCK);
            let length = (Self::BLOCK - place).min(words.len() - from);
            take(&words[from..from + length], block, place..place + length);
            from += length;
        }
    }
}

impl Postings {
    fn new(column: &ListColumn<Code>, codes: Vec<Code>, totals: &[u32]) -> Self {
        let places = places(&codes);
        let mut begins = vec![0; codes.len() + 1];
        for (place, code) in codes.iter().enumerate() {
            begins[place + 1] = begins[place] + totals[code.index()];
        }
        let mut next = begins.clone();
        let mut rows = vec![0; begins[codes.len()] as usize];
        for row in 0..column.len() {
            for place in column.get(row).iter().filter_map(|code| *places.get(code.index())?) {
                rows[next[place] as usize] = row as u32;
                next[place] += 1;
            }
        }
        Self { codes, begins, rows }
    }

    fn rows_of(&self, place: usize) -> &[u32] {
        &self.rows[self.begins[place] as usize..self.begins[place + 1] as usize]
    }

    fn add_rows_of_any(&self, codes: &[Code], set: &mut RowSet) {
        for place in codes.iter().filter_map(|code| self.codes.binary_search(code).ok()) {
            self.rows_of(place).iter().for_each(|&row| set.insert(Row(row)));
        }
    }

    fn add_counts(&self, words: &[u64], first_word: usize, counts: &mut [u32]) {
        let (first, end) = (first_word * 64, (first_word + words.len()) * 64);
        for (place, code) in self.codes.iter().enumerate() {
            let rows = self.rows_of(place);
            let from = rows.partition_point(|&row| (row as usize) < first);
            let to = rows.partition_point(|&row| (row as usize) < end);
            counts[code.index()] += kernel::count_listed(&rows[from..to], words, first as u32);
        }
    }
}

/// For each code its place among these, up to the last of them.
fn places(codes: &[Code]) -> Vec<Option<usize>> {
    let mut places = vec![None; codes.iter().map(|code| code.index() + 1).max().unwrap_or_default()];
    codes.iter().enumerate().for_each(|(place, code)| places[code.index()] = Some(place));
    places
}
