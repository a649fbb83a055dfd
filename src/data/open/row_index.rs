//! From the id of a fact to its row: ids of other tables mostly follow the order of the facts, so the last row found and
//! the one after it are tried first.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};

use crate::data::TextColumn;

/// Finds rows by id. The ids themselves stay in their column.
#[derive(Default)]
pub(super) struct RowIndex {
    /// A hash table of rows plus one; 0 = free. Its length is a power of two, at most half of it taken.
    slots: Vec<u32>,
    /// Keyed, so that no file can be made to slow it down.
    hasher: RandomState,
    last: Cell<u32>,
}

impl RowIndex {
    /// Adds an id to its column; `None` where it is there already.
    pub fn add(&mut self, ids: &mut TextColumn, id: &str) -> Option<u32> {
        if (ids.len() + 1) * 2 > self.slots.len() {
            self.grow(ids);
        }
        let slot = self.slot_of(ids, id);
        if self.slots[slot] != 0 {
            return None;
        }
        let row = ids.len() as u32;
        self.slots[slot] = row + 1;
        ids.push(id);
        Some(row)
    }

    /// The row of an id.
    pub fn find(&self, ids: &TextColumn, id: &str) -> Option<u32> {
        let last = self.last.get();
        for near in [last, last + 1] {
            if (near as usize) < ids.len() && ids.get(near as usize) == id {
                self.last.set(near);
                return Some(near);
            }
        }
        if self.slots.is_empty() {
            return None;
        }
        let row = self.slots[self.slot_of(ids, id)].checked_sub(1)?;
        self.last.set(row);
        Some(row)
    }

    /// Where an id is, or the free place where it belongs.
    fn slot_of(&self, ids: &TextColumn, id: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = self.hasher.hash_one(id) as usize & mask;
        while let Some(row) = self.slots[slot].checked_sub(1) {
            if ids.get(row as usize) == id {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self, ids: &TextColumn) {
        self.slots = vec![0; (self.slots.len() * 4).max(64)];
        for row in 0..ids.len() {
            let slot = self.slot_of(ids, ids.get(row));
            self.slots[slot] = row as u32 + 1;
        }
    }
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
        for row in (0..1000).rev().chain([3, 4, 5]) {
            assert_eq!(index.find(&ids, &format!("id-{row}")), Some(row));
        }
        assert_eq!(index.find(&ids, "id-1000"), None);
        assert_eq!(RowIndex::default().find(&TextColumn::default(), "x"), None);
    }
}
