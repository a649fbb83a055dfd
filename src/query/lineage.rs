//! Rows that follow from each other, such as ordinances from acts: in an order in which each stands under its parent.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::rowset::RowSet;
use crate::data::Row;

/// The rows of a set with the number of ancestors each has in it: parents before their children, brothers in the order
/// of `compare`. A row whose parent is not in the set stands by itself.
pub fn in_families(
    rows: &RowSet,
    parent: impl Fn(Row) -> Option<Row>,
    compare: impl Fn(&Row, &Row) -> Ordering,
) -> Vec<(Row, usize)> {
    let parent = |row: Row| parent(row).filter(|&parent| parent != row && rows.contains(parent));
    let mut sorted: Vec<Row> = rows.iter().collect();
    sorted.sort_by(&compare);
    let mut children: BTreeMap<Row, Vec<Row>> = BTreeMap::new();
    for &row in &sorted {
        if let Some(parent) = parent(row) {
            children.entry(parent).or_default().push(row);
        }
    }
    let mut ordered = Vec::with_capacity(sorted.len());
    let mut placed = BTreeSet::new();
    let roots = sorted.iter().copied().filter(|&row| parent(row).is_none());
    // A file may say that two follow from each other: then the first of them stands for a root.
    for root in roots.chain(sorted.iter().copied()) {
        let mut waiting = vec![(root, 0)];
        while let Some((row, depth)) = waiting.pop() {
            if placed.insert(row) {
                ordered.push((row, depth));
                waiting.extend(children.get(&row).into_iter().flatten().rev().map(|&child| (child, depth + 1)));
            }
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_stand_under_their_parents_and_circles_end() {
        let parents = [None, Some(2), None, Some(2), Some(1), Some(6), Some(5), Some(99)];
        let parent = |row: Row| parents[row.index()].map(Row);
        let found = in_families(&RowSet::full(8), parent, |a, b| b.cmp(a));
        let plain: Vec<(u32, usize)> = found.into_iter().map(|(row, depth)| (row.0, depth)).collect();
        assert_eq!(plain, [(7, 0), (2, 0), (3, 1), (1, 1), (4, 2), (0, 0), (6, 0), (5, 1)]);
    }
}
