//! Sweeps over columns: what charts count by, with no look at single rows where rows are many and lists few.

use std::ops::Range;

use super::engine::each_row;
use super::rowset::{RowSet, words_of};
use crate::data::{Code, Date, FactTable, Field, ListIds, Row};

/// Some rows of a table, ready to be counted. Rows stand in the order they began, those without a date last.
#[derive(Clone, Copy)]
pub struct Sweep<'a> {
    facts: &'a FactTable,
    rows: &'a RowSet,
    dated: usize,
}

impl<'a> Sweep<'a> {
    /// Over these rows.
    pub fn new(facts: &'a FactTable, rows: &'a RowSet) -> Self {
        Self { facts, rows, dated: facts.start.partition_point(Option::is_some) }
    }

    /// How many of the rows have a date.
    pub fn dated(&self) -> usize {
        self.rows.count_within(0..self.dated)
    }

    /// How many have none.
    pub fn undated(&self) -> usize {
        self.rows.count_within(self.dated..self.facts.len())
    }

    /// How many have a date of some kind, which is asked once for each date.
    pub fn dated_where(&self, holds: impl Fn(Date) -> bool) -> usize {
        let dates = self.facts.dates().filter(|(date, _)| holds(*date));
        dates.map(|(_, rows)| self.rows.count_within(rows)).sum()
    }

    /// The years in which the first and the last of the rows began.
    pub fn years(&self) -> Option<(i16, i16)> {
        let first = self.rows.first_within(0..self.dated)?;
        let last = self.rows.last_within(0..self.dated)?;
        Some((self.facts.start(first)?.year(), self.facts.start(last)?.year()))
    }

    /// Hands over how many of all rows, dated or not, hold each different list of a field.
    pub fn lists(&self, field: Field, mut take: impl FnMut(&[Code], u32)) {
        self.sweep(field, 1, &[(0, 0..self.facts.len())], |_, list, rows| take(list, rows));
    }

    /// The same for the dated rows.
    pub fn lists_of_dated(&self, field: Field, mut take: impl FnMut(&[Code], u32)) {
        self.sweep(field, 1, &[(0, 0..self.dated)], |_, list, rows| take(list, rows));
    }

    /// Hands over, for each of some places in time, how many of the dated rows hold each different list of a field.
    /// `place_of` is asked once for each date.
    pub fn lists_by_place(
        &self,
        field: Field,
        places: usize,
        place_of: impl Fn(Date) -> Option<usize>,
        take: impl FnMut(usize, &[Code], u32),
    ) {
        let mut stretches: Vec<(usize, Range<usize>)> = Vec::new();
        for (date, rows) in self.facts.dates() {
            let Some(place) = place_of(date) else { continue };
            match stretches.last_mut() {
                Some((last, stretch)) if *last == place && stretch.end == rows.start => stretch.end = rows.end,
                _ => stretches.push((place, rows)),
            }
        }
        self.sweep(field, places, &stretches, take);
    }

    /// The rows, dated or not, whose list of a field is wanted.
    pub fn rows_with(&self, field: Field, is_wanted: impl Fn(&[Code]) -> bool) -> Vec<Row> {
        let column = &self.facts.codes[field as usize];
        let wanted: Vec<bool> = column.lists().map(is_wanted).collect();
        let mut rows = Vec::new();
        each_row(self.rows.words(), |row| {
            if wanted[column.ids().get(row)] {
                rows.push(Row(row as u32));
            }
        });
        rows
    }

    /// Counts the rows in stretches that each belong to a place.
    fn sweep(
        &self,
        field: Field,
        places: usize,
        stretches: &[(usize, Range<usize>)],
        mut take: impl FnMut(usize, &[Code], u32),
    ) {
        /// Counters that still fit into the caches nearby.
        const MOST_COUNTERS: usize = 1 << 21;
        let column = &self.facts.codes[field as usize];
        let lists = column.lists().len();
        if lists * places > MOST_COUNTERS || self.rows.count() * 4 < lists * places {
            self.each_placed_row(stretches, |place, row| take(place, column.get(row), 1));
            return;
        }
        let mut counts = vec![0_u32; lists * places];
        match column.ids() {
            ListIds::Bytes(ids) => {
                self.each_placed_row(stretches, |place, row| counts[place * lists + usize::from(ids[row])] += 1);
            }
            ListIds::Shorts(ids) => {
                self.each_placed_row(stretches, |place, row| counts[place * lists + usize::from(ids[row])] += 1);
            }
            ListIds::Words(ids) => {
                self.each_placed_row(stretches, |place, row| counts[place * lists + ids[row] as usize] += 1);
            }
        }
        for (place, counts) in counts.chunks(lists.max(1)).enumerate() {
            for (list, &rows) in column.lists().zip(counts).filter(|(_, rows)| **rows > 0) {
                take(place, list, rows);
            }
        }
    }

    fn each_placed_row(&self, stretches: &[(usize, Range<usize>)], mut take: impl FnMut(usize, usize)) {
        for (place, stretch) in stretches {
            for (index, mask) in words_of(stretch) {
                each_row(&[self.rows.words()[index] & mask], |bit| take(*place, index * 64 + bit));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_are_counted_like_each_by_itself() {
        let mut facts = FactTable::empty();
        // Few lists are counted by list, as many lists as rows one by one.
        let years = |row: u32| Some(Date::from_year(1990 + (row / 100) as i16)).filter(|_| row < 900);
        facts.ids = (0..1000).map(|row: u32| row.to_string()).collect();
        facts.start = (0..1000).map(years).collect();
        facts.codes[Field::Agenda as usize] =
            (0..1000_u32).map(|row| (0..row % 3).map(|value| Code(value + row % 2)).collect()).collect();
        facts.codes[Field::City as usize] = (0..1000_u32).map(|row| vec![Code(row), Code(row + 1)]).collect();
        let rows = RowSet::from_fn(1000, |row| row.0 % 7 != 3);
        let sweep = Sweep::new(&facts, &rows);
        assert_eq!((sweep.dated() + sweep.undated(), sweep.years()), (rows.count(), Some((1990, 1998))));
        for field in [Field::Agenda, Field::City] {
            let mut counted = std::collections::BTreeMap::new();
            let place = |date: Date| (date.year() != 1993).then_some((date.year() % 4) as usize);
            sweep.lists_by_place(field, 4, place, |place, list, rows| {
                *counted.entry((place, list.to_vec())).or_insert(0) += rows;
            });
            let mut expected = std::collections::BTreeMap::new();
            for row in rows.iter() {
                if let Some(place) = facts.start(row).and_then(place) {
                    *expected.entry((place, facts.codes(field, row).to_vec())).or_insert(0) += 1;
                }
            }
            assert_eq!(counted, expected, "{field:?}");
            let mut all = 0;
            sweep.lists_of_dated(field, |_, rows| all += rows as usize);
            assert_eq!(all, sweep.dated());
        }
    }
}
