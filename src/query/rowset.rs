//! A set of rows of one table, one bit a row.

use std::ops::Range;

use crate::data::Row;

/// Which rows of a table pass; sets of the same table combine word by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    rows: usize,
}

impl RowSet {
    /// The rows of a table of `rows` rows for which `passes` holds.
    pub fn from_fn(rows: usize, mut passes: impl FnMut(Row) -> bool) -> Self {
        let words = (0..rows.div_ceil(64)).map(|word| {
            let first = word * 64;
            (first..rows.min(first + 64))
                .fold(0_u64, |bits, row| bits | (u64::from(passes(Row(row as u32))) << (row - first)))
        });
        Self { words: words.collect(), rows }
    }

    /// All rows.
    pub fn full(rows: usize) -> Self {
        let mut set = Self { words: vec![!0; rows.div_ceil(64)], rows };
        if let (Some(last), true) = (set.words.last_mut(), !rows.is_multiple_of(64)) {
            *last = (1 << (rows % 64)) - 1;
        }
        set
    }

    /// No row.
    pub fn none(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(64)], rows }
    }

    /// Adds a row.
    #[inline]
    pub fn insert(&mut self, row: Row) {
        self.words[row.index() / 64] |= 1 << (row.index() % 64);
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: Row) {
        self.words[row.index() / 64] &= !(1 << (row.index() % 64));
    }

    /// Keeps what is also in `other`, a set of the same table.
    pub fn intersect(&mut self, other: &Self) {
        debug_assert_eq!(self.rows, other.rows);
        for (word, also) in self.words.iter_mut().zip(&other.words) {
            *word &= also;
        }
    }

    /// Adds what is in `other`, a set of the same table.
    pub fn unite(&mut self, other: &Self) {
        debug_assert_eq!(self.rows, other.rows);
        for (word, also) in self.words.iter_mut().zip(&other.words) {
            *word |= also;
        }
    }

    /// Takes out what is in `other`, a set of the same table.
    pub fn subtract(&mut self, other: &Self) {
        debug_assert_eq!(self.rows, other.rows);
        for (word, out) in self.words.iter_mut().zip(&other.words) {
            *word &= !out;
        }
    }

    /// Adds those of the rows in a stretch that are in `other`, a set of the same table.
    pub fn unite_within(&mut self, other: &Self, stretch: Range<usize>) {
        for (index, mask) in words_of(&stretch) {
            self.words[index] |= other.words[index] & mask;
        }
    }

    /// How many of the rows in a stretch are in it.
    pub fn count_within(&self, stretch: Range<usize>) -> usize {
        words_of(&stretch).map(|(index, mask)| (self.words[index] & mask).count_ones() as usize).sum()
    }

    /// The first of the rows in a stretch that is in it.
    pub fn first_within(&self, stretch: Range<usize>) -> Option<Row> {
        let mut bits = words_of(&stretch).map(|(index, mask)| (index, self.words[index] & mask));
        bits.find(|(_, bits)| *bits != 0).map(|(index, bits)| Row((index * 64) as u32 + bits.trailing_zeros()))
    }

    /// The last.
    pub fn last_within(&self, stretch: Range<usize>) -> Option<Row> {
        let mut bits = words_of(&stretch).map(|(index, mask)| (index, self.words[index] & mask)).rev();
        bits.find(|(_, bits)| *bits != 0).map(|(index, bits)| Row((index * 64) as u32 + 63 - bits.leading_zeros()))
    }

    /// Those of the rows in a stretch that are in it, the first one first.
    pub fn iter_within(&self, stretch: Range<usize>) -> impl Iterator<Item = Row> + '_ {
        let bits = words_of(&stretch).map(|(index, mask)| (index, self.words[index] & mask));
        bits.flat_map(|(index, bits)| rows_of_word(index, bits))
    }

    /// Whether a row is in it.
    #[inline]
    pub fn contains(&self, row: Row) -> bool {
        self.words.get(row.index() / 64).is_some_and(|word| word >> (row.index() % 64) & 1 == 1)
    }

    /// Number of rows in it.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Its rows, the first one first.
    pub fn iter(&self) -> impl Iterator<Item = Row> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| rows_of_word(index, word))
    }

    /// Number of rows of the table.
    pub(super) fn rows_of_table(&self) -> usize {
        self.rows
    }

    /// Its bits, row 0 being the lowest bit of the first word.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The set of these bits; those past the last row must be 0.
    pub(super) fn from_words(rows: usize, words: Vec<u64>) -> Self {
        debug_assert_eq!(words.len(), rows.div_ceil(64));
        Self { words, rows }
    }
}

fn rows_of_word(index: usize, word: u64) -> impl Iterator<Item = Row> {
    let lefts =
        std::iter::successors((word != 0).then_some(word), |&left| Some(left & (left - 1)).filter(|&left| left != 0));
    lefts.map(move |left| Row((index * 64) as u32 + left.trailing_zeros()))
}

/// The words that a stretch of rows touches, each with the bits that lie in it.
pub(super) fn words_of(stretch: &Range<usize>) -> impl DoubleEndedIterator<Item = (usize, u64)> + use<> {
    let Range { start, end } = *stretch;
    let words = if start < end { start / 64..end.div_ceil(64) } else { 0..0 };
    words.map(move |index| {
        let first = index * 64;
        let from = if start > first { !0 << (start - first) } else { !0 };
        let to = if end < first + 64 { (1 << (end - first)) - 1 } else { !0 };
        (index, from & to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_in_order_across_words() {
        let set = RowSet::from_fn(200, |row| row.0.is_multiple_of(63));
        assert_eq!(set.iter().map(|row| row.0).collect::<Vec<_>>(), [0, 63, 126, 189]);
        assert_eq!(set.count(), 4);
        assert!(set.contains(Row(126)) && !set.contains(Row(127)) && !set.contains(Row(5000)));
        assert_eq!(RowSet::full(65).count(), 65);
        assert_eq!(RowSet::full(128), RowSet::from_fn(128, |_| true));
    }

    #[test]
    fn a_stretch_of_rows_is_taken_to_the_bit() {
        let full = RowSet::full(300);
        for (start, end) in [(0, 0), (0, 300), (63, 65), (64, 128), (70, 75), (299, 300), (9, 3)] {
            let mut set = RowSet::none(300);
            set.unite_within(&full, start..end);
            assert_eq!(set, RowSet::from_fn(300, |row| (start..end).contains(&row.index())));
            assert_eq!(full.count_within(start..end), set.count());
            let rows: Vec<Row> = set.iter().collect();
            assert_eq!(full.iter_within(start..end).collect::<Vec<_>>(), rows);
            assert_eq!(full.first_within(start..end), rows.first().copied());
            assert_eq!(full.last_within(start..end), rows.last().copied());
        }
    }

    #[test]
    fn sets_of_a_table_combine() {
        let (even, third) =
            (RowSet::from_fn(99, |row| row.0.is_multiple_of(2)), RowSet::from_fn(99, |row| row.0.is_multiple_of(3)));
        let mut set = even.clone();
        set.unite(&third);
        set.subtract(&RowSet::from_fn(99, |row| row.0.is_multiple_of(6)));
        assert_eq!(set, RowSet::from_fn(99, |row| row.0.is_multiple_of(2) != row.0.is_multiple_of(3)));
        set.insert(Row(0));
        set.remove(Row(2));
        assert!(set.contains(Row(0)) && !set.contains(Row(2)));
    }
}
