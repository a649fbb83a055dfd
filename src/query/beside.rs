//! Which values of one field facts hold together with those of another: the cities behind a counterpart.

use std::collections::BTreeMap;

use super::rowset::RowSet;
use super::sweep::Sweep;
use crate::data::{Code, Dataset, Field, Table};

/// For each of some values of a field, by code, the values of another field that facts of a table hold together with it, in
/// rank order: the cities behind a counterpart. A value without any is left out. O(rows that hold one of them).
pub fn values_beside(
    dataset: &Dataset,
    table: Table,
    rows: &RowSet,
    (field, wanted): (Field, &[Code]),
    other: Field,
) -> BTreeMap<Code, Vec<Code>> {
    /// Of the table of what was met: 16 MB. More values than have room in it are looked up in several goes.
    const MOST_BITS: usize = 1 << 27;
    let facts = dataset.table(table);
    let others = dataset.vocabulary(other).len().max(1);
    let mut beside = BTreeMap::new();
    for wanted in wanted.chunks((MOST_BITS / others).max(1)) {
        let mut place_of: Vec<Option<u32>> = vec![None; dataset.vocabulary(field).len()];
        for (place, code) in (0..).zip(wanted) {
            place_of[code.index()] = Some(place);
        }
        let is_wanted = |list: &[Code]| list.iter().any(|code| place_of[code.index()].is_some());
        let mut is_met = vec![0_u64; (wanted.len() * others).div_ceil(64)];
        for row in Sweep::new(facts, rows).rows_with(field, is_wanted) {
            for place in facts.codes(field, row).iter().filter_map(|code| place_of[code.index()]) {
                for other in facts.codes(other, row) {
                    let bit = place as usize * others + other.index();
                    is_met[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        for (place, &value) in wanted.iter().enumerate() {
            let bits = place * others..(place + 1) * others;
            let met = bits.zip(0..).filter(|(bit, _)| is_met[bit / 64] >> (bit % 64) & 1 == 1);
            let met: Vec<Code> = met.map(|(_, code)| Code(code)).collect();
            if !met.is_empty() {
                beside.insert(value, met);
            }
        }
    }
    beside
}
