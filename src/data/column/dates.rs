//! Dates of rows in little room: those of rows in their order as stretches, those that few rows have by themselves.

use std::ops::Range;

use crate::data::Date;

/// The dates of rows that stand in their order, as stretches of rows with one date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateRuns {
    /// The date of each stretch and its first row; a stretch may have none.
    runs: Vec<(Option<Date>, u32)>,
    /// For every few rows the stretch in which they begin.
    blocks: Vec<u32>,
    rows: usize,
}

/// Rows that share an entry in [`DateRuns::blocks`].
const BLOCK: usize = 64;

impl DateRuns {
    /// The date of a row.
    ///
    /// # Panics
    /// For a row past the end.
    #[inline]
    pub fn get(&self, row: usize) -> Option<Date> {
        let first = self.blocks[row / BLOCK] as usize;
        let later = self.runs[first + 1..].iter().take_while(|&&(_, begin)| begin as usize <= row).count();
        self.runs[first + later].0
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The date of each row.
    pub fn iter(&self) -> impl Iterator<Item = Option<Date>> + '_ {
        self.runs().flat_map(|(date, rows)| rows.map(move |_| date))
    }

    /// The stretches of rows with one date, or with none.
    pub fn runs(&self) -> impl Iterator<Item = (Option<Date>, Range<usize>)> + '_ {
        let ends = self.runs.iter().skip(1).map(|&(_, begin)| begin).chain([self.rows as u32]);
        self.runs.iter().zip(ends).map(|(&(date, begin), end)| (date, begin as usize..end as usize))
    }

    /// How many rows at the beginning have a date for which `is_before` holds, where those stand before all others.
    pub fn partition_point(&self, is_before: impl Fn(Option<Date>) -> bool) -> usize {
        let run = self.runs.partition_point(|&(date, _)| is_before(date));
        self.runs.get(run).map_or(self.rows, |&(_, begin)| begin as usize)
    }

    /// How many rows have a date, where those without one stand last.
    pub fn dated(&self) -> usize {
        self.partition_point(|date| date.is_some())
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        self.runs.capacity() * size_of::<(Option<Date>, u32)>() + self.blocks.capacity() * size_of::<u32>()
    }
}

impl FromIterator<Option<Date>> for DateRuns {
    fn from_iter<I: IntoIterator<Item = Option<Date>>>(dates: I) -> Self {
        let mut column = Self::default();
        for date in dates {
            if column.runs.last().is_none_or(|&(last, _)| last != date) {
                column.runs.push((date, column.rows as u32));
            }
            if column.rows.is_multiple_of(BLOCK) {
                column.blocks.push(column.runs.len() as u32 - 1);
            }
            column.rows += 1;
        }
        column.runs.shrink_to_fit();
        column.blocks.shrink_to_fit();
        column
    }
}

/// The dates of rows of which most have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SparseDates {
    /// A bit for every row that has one.
    words: Vec<u64>,
    /// How many have one before each word.
    before: Vec<u32>,
    dates: Vec<Date>,
    rows: usize,
}

impl SparseDates {
    /// The date of a row.
    ///
    /// # Panics
    /// For a row past the end.
    #[inline]
    pub fn get(&self, row: usize) -> Option<Date> {
        let (word, bit) = (self.words[row / 64], 1 << (row % 64));
        let before = || self.before[row / 64] + (word & (bit - 1)).count_ones();
        (word & bit != 0).then(|| self.dates[before() as usize])
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The date of each row.
    pub fn iter(&self) -> impl Iterator<Item = Option<Date>> + '_ {
        (0..self.rows).map(|row| self.get(row))
    }

    /// The rows that have a date, each with it.
    pub fn known(&self) -> impl Iterator<Item = (usize, Date)> + '_ {
        let rows_of = move |(place, &word): (usize, &u64)| {
            let next = |rest: &u64| Some(rest & (rest - 1)).filter(|&rest| rest != 0);
            std::iter::successors(Some(word).filter(|&word| word != 0), next)
                .map(move |rest| place * 64 + rest.trailing_zeros() as usize)
        };
        self.words.iter().enumerate().flat_map(rows_of).zip(self.dates.iter().copied())
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        self.words.capacity() * 8 + (self.before.capacity() + self.dates.capacity()) * 4
    }
}

impl FromIterator<Option<Date>> for SparseDates {
    fn from_iter<I: IntoIterator<Item = Option<Date>>>(dates: I) -> Self {
        let mut column = Self::default();
        for date in dates {
            if column.rows.is_multiple_of(64) {
                column.words.push(0);
                column.before.push(column.dates.len() as u32);
            }
            if let (Some(date), Some(word)) = (date, column.words.last_mut()) {
                *word |= 1 << (column.rows % 64);
                column.dates.push(date);
            }
            column.rows += 1;
        }
        column.words.shrink_to_fit();
        column.before.shrink_to_fit();
        column.dates.shrink_to_fit();
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_year(year: i16) -> Date {
        Date::from_year(year)
    }

    #[test]
    fn every_row_keeps_its_date_in_either_shape() {
        let sorted: Vec<Option<Date>> =
            (0..900).map(|row| Some(in_year(1900 + row / 7 % 130))).chain((0..70).map(|_| None)).collect();
        let sparse: Vec<Option<Date>> = (0..500).map(|row| (row % 9 == 2 || row > 400).then(|| in_year(row))).collect();
        for dates in [sorted, sparse, vec![], vec![None], vec![Some(in_year(1))]] {
            let (runs, few) =
                (dates.iter().copied().collect::<DateRuns>(), dates.iter().copied().collect::<SparseDates>());
            assert_eq!(
                (runs.len(), few.len(), runs.is_empty(), few.is_empty()),
                (dates.len(), dates.len(), dates.is_empty(), dates.is_empty())
            );
            assert_eq!((0..dates.len()).map(|row| runs.get(row)).collect::<Vec<_>>(), dates);
            assert_eq!(runs.iter().collect::<Vec<_>>(), dates);
            assert_eq!(few.iter().collect::<Vec<_>>(), dates);
        }
    }

    #[test]
    fn rows_before_a_date_are_found_by_their_stretch() {
        let runs: DateRuns =
            [Some(1990), Some(1990), Some(1992), None].map(|year| year.map(in_year)).into_iter().collect();
        let before = |wanted: i16| runs.partition_point(|date| date.is_some_and(|date| date.year() < wanted));
        assert_eq!([1989, 1991, 1992, 1993].map(before), [0, 2, 2, 3]);
        assert_eq!(runs.dated(), 3);
        assert_eq!(runs.runs().map(|(_, rows)| rows).collect::<Vec<_>>(), [0..2, 2..3, 3..4]);
    }
}
