//! A set of rows of one table, one bit a row.

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
        Self::from_fn(rows, |_| true)
    }

    /// Keeps what is also in `other`, a set of the same table.
    pub fn intersect(&mut self, other: &Self) {
        debug_assert_eq!(self.rows, other.rows);
        for (word, also) in self.words.iter_mut().zip(&other.words) {
            *word &= also;
        }
    }

    /// Whether a row is in it.
    pub fn contains(&self, row: Row) -> bool {
        self.words.get(row.index() / 64).is_some_and(|word| word >> (row.index() % 64) & 1 == 1)
    }

    /// Number of rows in it.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Its rows in file order.
    pub fn iter(&self) -> impl Iterator<Item = Row> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            std::iter::successors((word != 0).then_some(word), |&left| {
                Some(left & (left - 1)).filter(|&left| left != 0)
            })
            .map(move |left| Row((index * 64) as u32 + left.trailing_zeros()))
        })
    }
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
    }
}
