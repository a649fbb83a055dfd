//! Which values of one field facts hold together with those of another: the cities behind a counterpart.

use std::collections::BTreeMap;

use super::rowset::RowSet;
use super::sweep::Sweep;
use crate::data::{Code, Dataset, Field, Table};

/// For each of some values of a field, by code, the values of another field that facts hold together with it, in rank order:
/// the cities behind a counterpart. O(rows that hold one of them).
pub fn values_beside(
    dataset: &Dataset,
    table: Table,
    rows: &RowSet,
    (field, wanted): (Field, &[Code]),
    other: Field,
) -> BTreeMap<Code, Vec<Code>> {
    let facts = dataset.table(table);
    let mut is_wanted = vec![false; dataset.vocabulary(field).len()];
    for code in wanted {
        is_wanted[code.index()] = true;
    }
    let holds_one = |list: &[Code]| list.iter().any(|code| is_wanted[code.index()]);
    let mut pairs: Vec<(Code, Code)> = Vec::new();
    for row in Sweep::new(facts, rows).rows_with(field, holds_one) {
        let values = facts.codes(field, row).iter().filter(|code| is_wanted[code.index()]);
        pairs.extend(values.flat_map(|&value| facts.codes(other, row).iter().map(move |&other| (value, other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut beside: BTreeMap<Code, Vec<Code>> = BTreeMap::new();
    for (value, other) in pairs {
        beside.entry(value).or_default().push(other);
    }
    beside
}
