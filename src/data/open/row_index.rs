//! From the id of a fact to its row: ids of other tables mostly follow the order of the facts, so the last row found and
//! the one after it are tried first.

use std::hash::{BuildHasher, RandomState};

use super::report::RowReason;
use crate::data::TextColumn;

/// Finds rows by id. The ids themselves stay in their column.
///
/// While ids only ascend, they are their own index; from the first one out of order on there is a hash table.
#[derive(Default)]
pub(super) struct RowIndex {
    /// Part of the hash and the row plus one; row 0 = free. Its length is a power of two, at most half of it taken.
    slots: Vec<(u32, u32)>,
    /// Keyed, so that no file can be made to slow it down.
    hasher: RandomState,
    is_hashed: bool,
}

/// Finds rows for one table whose ids mostly come in the order of the facts.
pub(super) struct Finder<'r> {
    rows: &'r RowIndex,
    ids: &'r TextColumn,
    /// The row found last.
    last: Option<Place>,
}

/// A row and where its id begins and ends in the column of ids.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    begin: usize,
    end: usize,
}

impl RowIndex {
    /// Adds an id to its column; `None` where it is there already.
    pub fn add(&mut self, ids: &mut TextColumn, id: &str) -> Option<u32> {
        let row = ids.len() as u32;
        if !self.is_hashed {
            if row == 0 || ids.get(row as usize - 1) < id {
                ids.push(id);
                return Some(row);
            }
            self.is_hashed = true;
            self.grow(ids);
        }
        if (ids.len() + 1) * 2 > self.slots.len() {
            self.grow(ids);
        }
        let hash = self.hasher.hash_one(id);
        let slot = self.slot_of(ids, id, hash);
        if self.slots[slot].1 != 0 {
            return None;
        }
        self.slots[slot] = (hash as u32, row + 1);
        ids.push(id);
        Some(row)
    }

    /// The row of an id.
    pub fn find(&self, ids: &TextColumn, id: &str) -> Option<u32> {
        self.find_near(ids, id, 0)
    }

    /// The same, faster if the row is a little after row `near`.
    fn find_near(&self, ids: &TextColumn, id: &str, near: u32) -> Option<u32> {
        if self.is_hashed {
            self.slots[self.slot_of(ids, id, self.hasher.hash_one(id))].1.checked_sub(1)
        } else {
            among_ascending(ids, id, near as usize)
        }
    }

    /// Where an id is, or the free place where it belongs.
    fn slot_of(&self, ids: &TextColumn, id: &str, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> 32) as usize & mask;
        while let Some(row) = self.slots[slot].1.checked_sub(1) {
            if self.slots[slot].0 == hash as u32 && ids.get(row as usize) == id {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self, ids: &TextColumn) {
        self.slots = vec![(0, 0); (ids.len() * 4).next_power_of_two().max(64)];
        for row in 0..ids.len() {
            let id = ids.get(row);
            let hash = self.hasher.hash_one(id);
            let slot = self.slot_of(ids, id, hash);
            self.slots[slot] = (hash as u32, row as u32 + 1);
        }
    }
}

impl<'r> Finder<'r> {
    /// For rows whose ids are in this column.
    pub fn new(rows: &'r RowIndex, ids: &'r TextColumn) -> Self {
        Self { rows, ids, last: None }
    }

    /// The row of an id.
    pub fn find(&mut self, id: &str) -> Option<u32> {
        if let Some(row) = self.near(id.as_bytes()) {
            return Some(row);
        }
        let row = self.rows.find_near(self.ids, id, self.last.map_or(0, |last| last.row))?;
        let end = self.ids.end_of(row as usize);
        self.last = Some(Place { row, begin: end - id.len(), end });
        Some(row)
    }

    /// The row of facts that a row of another table belongs to.
    #[inline]
    pub fn owner(&mut self, id: &str) -> Result<u32, RowReason> {
        self.find(id).ok_or_else(|| RowReason::Orphan(id.to_owned()))
    }

    /// The row of an id, if it is the one found last or the one after it.
    #[inline]
    fn near(&mut self, id: &[u8]) -> Option<u32> {
        let bytes = self.ids.buffer().as_bytes();
        if let Some(last) = self.last.filter(|last| bytes[last.begin..last.end] == *id) {
            return Some(last.row);
        }
        let (row, begin) = self.last.map_or((0, 0), |last| (last.row + 1, last.end));
        let end = begin + id.len();
        if bytes.get(begin..end) != Some(id) || self.ids.end_of(row as usize) != end {
            return None;
        }
        self.last = Some(Place { row, begin, end });
        Some(row)
    }
}

/// Looks a little after row `near` first, then further and further; from the first row on for an id not after it.
fn among_ascending(ids: &TextColumn, id: &str, near: usize) -> Option<u32> {
    let is_before = |row: usize| ids.bytes_of(row) < id.as_bytes();
    let (mut low, mut step) = (if near < ids.len() && is_before(near) { near + 1 } else { 0 }, 1);
    while low + step < ids.len() && is_before(low + step) {
        low += step + 1;
        step *= 2;
    }
    let mut high = (low + step).min(ids.len());
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) { low = middle + 1 } else { high = middle }
    }
    (low < ids.len() && ids.get(low) == id).then_some(low as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_leads_to_its_row_and_none_is_taken_twice() {
        let (mut index, mut ids) = (RowIndex::default(), TextColumn::default());
        for row in 0..1000 {
            assert_eq!(index.add(&mut ids, &format!("id-{row}")), Some(row));
        }
        assert_eq!(index.add(&mut ids, "id-7"), None);
        let mut finder = Finder::new(&index, &ids);
        for row in (0..1000).rev().chain([3, 4, 5, 5, 6]) {
            assert_eq!(index.find(&ids, &format!("id-{row}")), Some(row));
            assert_eq!(finder.find(&format!("id-{row}")), Some(row));
        }
        assert_eq!((finder.find("id-1000"), finder.find("id-7")), (None, Some(7)));
        assert_eq!(index.find(&ids, "id-1000"), None);
        let (mut ascending, mut ids) = (RowIndex::default(), TextColumn::default());
        let rows: Vec<_> = ["b", "d", "f", "f", "a", "d"].map(|id| ascending.add(&mut ids, id)).into();
        assert_eq!(rows, [Some(0), Some(1), Some(2), None, Some(3), None]);
        assert_eq!(["f", "a", "c"].map(|id| ascending.find(&ids, id)), [Some(2), Some(3), None]);
        assert_eq!(RowIndex::default().find(&TextColumn::default(), "x"), None);
    }

    #[test]
    fn ascending_ids_are_found_from_wherever_the_last_one_was() {
        let (mut index, mut ids) = (RowIndex::default(), TextColumn::default());
        (0..100).for_each(|row| assert_eq!(index.add(&mut ids, &format!("{:03}", row * 2)), Some(row)));
        assert!(!index.is_hashed);
        for from in 0..100_u32 {
            for number in 0..201 {
                let mut finder = Finder::new(&index, &ids);
                assert_eq!(finder.find(&format!("{:03}", from * 2)), Some(from));
                let found = (number % 2 == 0 && number < 200).then_some(number / 2);
                assert_eq!(finder.find(&format!("{number:03}")), found, "{number} from {from}");
            }
        }
    }
}
