//! Rows taken together: what counts of a row follows from its lists, so it is worked out once for each class of them.

use std::ops::Range;

use super::engine::{each_row, words_of_lists};
use super::rowset::{RowSet, words_of};
use crate::data::{ListColumn, ListIds};

/// The lists of a column, those that count alike in one class.
pub struct Classes<'a> {
    ids: &'a ListIds,
    /// Rows of the column; a row past them is of the class of the empty list.
    rows: usize,
    of_list: Vec<u32>,
    of_none: u32,
    count: usize,
}

impl<'a> Classes<'a> {
    /// Classes by number; `class_of` is asked once for each different list.
    pub fn new<T: Copy + Eq>(column: &'a ListColumn<T>, class_of: impl Fn(&[T]) -> usize) -> Self {
        let of_list: Vec<u32> = column.lists().map(|list| class_of(list) as u32).collect();
        let of_none = class_of(&[]) as u32;
        let count = of_list.iter().copied().fold(of_none, u32::max) as usize + 1;
        Self { ids: column.ids(), rows: column.len(), of_list, of_none, count }
    }

    /// A class for each different list; [`ListColumn::list_numbered`] leads back.
    pub fn of_each_list<T: Copy + Eq>(column: &'a ListColumn<T>) -> Self {
        let lists = column.lists().len() as u32;
        let of_list = (0..lists).collect();
        Self { ids: column.ids(), rows: column.len(), of_list, of_none: lists, count: lists as usize + 1 }
    }

    /// The class of one row.
    fn of_row(&self, row: usize) -> u32 {
        if row < self.rows { self.of_list[self.ids.get(row)] } else { self.of_none }
    }

    /// Adds the classes of neighbouring rows, so many times, to their keys.
    fn add_to(&self, first: usize, times: u64, keys: &mut [u64]) {
        fn add<T: Copy + Into<u32>>(ids: &[T], of_list: &[u32], times: u64, keys: &mut [u64]) {
            for (key, &id) in keys.iter_mut().zip(ids) {
                *key += u64::from(of_list[id.into() as usize]) * times;
            }
        }
        let there = self.rows.clamp(first, first + keys.len());
        let (keys, past) = keys.split_at_mut(there - first);
        if !keys.is_empty() {
            match self.ids {
                ListIds::Bytes(ids) => add(&ids[first..there], &self.of_list, times, keys),
                ListIds::Shorts(ids) => add(&ids[first..there], &self.of_list, times, keys),
                ListIds::Triples(ids) => add(&ids[first..there], &self.of_list, times, keys),
                ListIds::Words(ids) => add(&ids[first..there], &self.of_list, times, keys),
            }
        }
        for key in past {
            *key += u64::from(self.of_none) * times;
        }
    }
}

/// Hands over how many of the rows in a stretch are of which classes; what no row is of is left out.
pub fn each_class<const N: usize>(
    classes: [&Classes<'_>; N],
    rows: &RowSet,
    stretch: &Range<usize>,
    mut take: impl FnMut([usize; N], usize),
) {
    /// Counters that fit into the caches nearby.
    const MOST_COUNTERS: usize = 1 << 16;
    let mut take_key = |key: usize, rows: usize| {
        let mut rest = key;
        let of_each = classes.map(|classes| {
            let class = rest % classes.count;
            rest /= classes.count;
            class
        });
        take(of_each, rows);
    };
    let combinations = classes.iter().try_fold(1_usize, |product, classes| product.checked_mul(classes.count));
    if let Some(combinations) = combinations.filter(|&number| number <= MOST_COUNTERS.max(stretch.len())) {
        let mut counts = vec![0_u32; combinations];
        each_key(classes, rows, stretch, |key| counts[key as usize] += 1);
        let counted = counts.iter().enumerate().filter(|(_, rows)| **rows > 0);
        counted.for_each(|(key, &rows)| take_key(key, rows as usize));
    } else {
        let mut keys = Vec::new();
        each_key(classes, rows, stretch, |key| keys.push(key));
        keys.sort_unstable();
        keys.chunk_by(|one, other| one == other).for_each(|same| take_key(same[0] as usize, same.len()));
    }
}

/// One number for all classes of a row.
fn each_key<const N: usize>(
    classes: [&Classes<'_>; N],
    rows: &RowSet,
    stretch: &Range<usize>,
    mut take: impl FnMut(u64),
) {
    const ROWS: usize = 2048;
    /// Where no more than one row in so many counts, each is looked up by itself.
    const FEW: usize = 4;
    let mut buffer = [0_u64; ROWS];
    let mut begin = stretch.start;
    while begin < stretch.end {
        let end = stretch.end.min((begin / ROWS + 1) * ROWS);
        let passing = rows.count_within(begin..end);
        if passing * FEW < end - begin {
            for row in rows.iter_within(begin..end) {
                let add = |(key, times): (u64, u64), classes: &Classes<'_>| {
                    let class = u64::from(classes.of_row(row.index()));
                    (key + class * times, times.wrapping_mul(classes.count as u64))
                };
                take(classes.into_iter().fold((0, 1), add).0);
            }
        } else {
            let keys = &mut buffer[..end - begin];
            keys.fill(0);
            let mut times = 1_u64;
            for classes in classes {
                classes.add_to(begin, times, keys);
                times = times.wrapping_mul(classes.count as u64);
            }
            for (index, mask) in words_of(&(begin..end)) {
                let first = index * 64;
                each_row(&[rows.words()[index] & mask], |bit| take(keys[first + bit - begin]));
            }
        }
        begin = end;
    }
}

/// How many of the rows hold a list of some kind, which is asked once for each different list.
pub fn count_where<T: Copy + Eq>(column: &ListColumn<T>, rows: &RowSet, holds: impl Fn(&[T]) -> bool) -> usize {
    let mut count = 0;
    let classes = Classes::new(column, |list| usize::from(holds(list)));
    each_class([&classes], rows, &(0..rows.rows_of_table()), |[class], rows| count += class * rows);
    count
}

/// Hands over each different list that the rows hold, and how many of them hold it.
pub fn each_list<T: Copy + Eq>(column: &ListColumn<T>, rows: &RowSet, mut take: impl FnMut(&[T], usize)) {
    let lists = Classes::of_each_list(column);
    each_class([&lists], rows, &(0..rows.rows_of_table()), |[list], rows| take(column.list_numbered(list), rows));
}

/// The rows of a table of so many rows that hold a list of some kind.
pub fn rows_where<T: Copy + Eq>(column: &ListColumn<T>, rows: usize, holds: impl Fn(&[T]) -> bool) -> RowSet {
    gathered_rows_where(column, rows, holds, |words| words(0..rows))
}

/// The same where `gather` asks for the words of stretches, each beginning with a whole word, and puts them end to end.
pub(super) fn gathered_rows_where<T: Copy + Eq>(
    column: &ListColumn<T>,
    rows: usize,
    holds: impl Fn(&[T]) -> bool,
    gather: impl FnOnce(&(dyn Fn(Range<usize>) -> Vec<u64> + Sync)) -> Vec<u64>,
) -> RowSet {
    if column.is_empty() {
        return if holds(&[]) { RowSet::full(rows) } else { RowSet::none(rows) };
    }
    let passes: Vec<u8> = column.lists().map(|list| u8::from(holds(list))).collect();
    let ids = column.ids();
    RowSet::from_words(rows, gather(&|stretch| words_of_lists(ids, &passes, stretch)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn rows_are_counted_by_their_classes_however_many_there_are() {
        let few: ListColumn<u32> = (0..5000).map(|row| (0..row % 3).collect()).collect();
        let many: ListColumn<u32> = (0..5000).map(|row| vec![row % 1000, row % 7]).collect();
        let absent = ListColumn::<u32>::default();
        // Nearly all rows of the first blocks, few of the last.
        let rows = RowSet::from_fn(5000, |row| if row.0 < 4096 { row.0 % 11 != 3 } else { row.0 % 11 == 3 });
        let stretch = 70..4900;
        // Few classes have a counter each, many are sorted.
        let classes = [Classes::of_each_list(&few), Classes::of_each_list(&many), Classes::of_each_list(&absent)];
        let mut counted = BTreeMap::new();
        each_class([&classes[0], &classes[1], &classes[2]], &rows, &stretch, |[one, other, none], rows| {
            let key = (few.list_numbered(one).to_vec(), many.list_numbered(other).to_vec());
            assert!(absent.list_numbered(none).is_empty());
            assert!(counted.insert(key, rows).is_none());
        });
        let mut lengths = BTreeMap::new();
        let by_length = Classes::new(&few, <[u32]>::len);
        each_class([&by_length], &rows, &stretch, |[length], rows| *lengths.entry(length).or_insert(0) += rows);
        let (mut expected, mut expected_lengths) = (BTreeMap::new(), BTreeMap::new());
        for row in rows.iter_within(stretch.clone()).map(crate::data::Row::index) {
            *expected.entry((few.get(row).to_vec(), many.get(row).to_vec())).or_insert(0) += 1;
            *expected_lengths.entry(few.get(row).len()).or_insert(0) += 1;
        }
        assert_eq!((counted, lengths), (expected, expected_lengths));
        let is_long = |list: &[u32]| list.len() > 1;
        let long = rows_where(&few, 5000, is_long);
        assert_eq!(long, RowSet::from_fn(5000, |row| row.0 % 3 == 2));
        assert_eq!(count_where(&few, &rows, is_long), rows.iter().filter(|&row| long.contains(row)).count());
        assert_eq!(rows_where(&absent, 70, <[u32]>::is_empty), RowSet::full(70));
        let mut by_list = BTreeMap::new();
        each_list(&many, &rows, |list, rows| *by_list.entry(list.to_vec()).or_insert(0) += rows);
        let mut expected_by_list = BTreeMap::new();
        rows.iter().for_each(|row| *expected_by_list.entry(many.get(row.index()).to_vec()).or_insert(0) += 1);
        assert_eq!(by_list, expected_by_list);
    }
}
