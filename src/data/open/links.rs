//! Lists of values read from a table of pairs: row by row as they come, since such tables follow the order of the facts.

use crate::data::{ListBuilder, ListColumn};

/// The lists of a column under construction.
pub(super) struct Links<T> {
    lists: ListBuilder<T>,
    /// The row whose list is being read; the rows before it are done.
    row: u32,
    list: Vec<T>,
    /// What came after its row was done.
    late: Vec<(u32, T)>,
}

impl<T> Default for Links<T> {
    fn default() -> Self {
        Self { lists: ListBuilder::default(), row: 0, list: Vec::new(), late: Vec::new() }
    }
}

impl<T: Copy + Eq + Into<u32>> Links<T> {
    /// Adds a value to a row.
    #[inline]
    pub fn push(&mut self, row: u32, value: T) {
        if row < self.row {
            self.late.push((row, value));
            return;
        }
        if row > self.row {
            self.end_rows_before(row);
        }
        self.list.push(value);
    }

    fn end_rows_before(&mut self, row: u32) {
        if self.row < row {
            self.lists.push_slice(&self.list);
            self.list.clear();
            for _ in self.row + 1..row {
                self.lists.push_slice(&[]);
            }
            self.row = row;
        }
    }

    /// The column of so many rows; a value named twice counts once.
    pub fn finish(mut self, rows: usize) -> ListColumn<T> {
        self.end_rows_before(rows as u32);
        let column = self.lists.finish();
        if self.late.is_empty() {
            return column;
        }
        self.late.sort_by_key(|&(row, _)| row);
        let (mut lists, mut rest) = (ListBuilder::default(), self.late.as_slice());
        for row in 0..rows {
            let (late, later) = rest.split_at(rest.partition_point(|&(other, _)| other as usize <= row));
            lists.push(column.get(row).iter().copied().chain(late.iter().map(|&(_, value)| value)));
            rest = later;
        }
        lists.finish()
    }
}

/// Pairs of row and value in any order to one list a row.
pub(super) fn lists<T: Copy + Eq + Into<u32>>(rows: usize, pairs: Vec<(u32, T)>) -> ListColumn<T> {
    let mut links = Links::default();
    for (row, value) in pairs {
        links.push(row, value);
    }
    links.finish(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_to_their_rows_in_whatever_order() {
        for pairs in
            [vec![(1, 7), (1, 8), (1, 7), (3, 9)], vec![(3, 9), (1, 7), (1, 8), (3, 9)], vec![(1, 7), (3, 9), (1, 8)]]
        {
            let column = lists::<u32>(5, pairs.clone());
            let read: Vec<Vec<u32>> = (0..5).map(|row| column.get(row).to_vec()).collect();
            assert_eq!(read, [vec![], vec![7, 8], vec![], vec![9], vec![]], "{pairs:?}");
            assert_eq!(column.len(), 5);
        }
        assert_eq!(lists::<u32>(0, Vec::new()).len(), 0);
    }
}
