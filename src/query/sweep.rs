//! Sweeps over columns: what charts count by, with no look at single rows where rows are many and lists few.

use super::engine::each_row;
use super::rowset::RowSet;
use crate::data::{Code, Date, FactTable, Field, ListColumn, ListIds, Row};

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

    /// How many have a date of some kind, which is asked once for each stretch of rows of one date.
    pub fn dated_where(&self, holds: impl Fn(Date) -> bool) -> usize {
        let (mut count, mut last) = (0, (None, false));
        each_row(self.rows.words(), |row| {
            let date = self.facts.start[row];
            if date != last.0 {
                last = (date, date.is_some_and(&holds));
            }
            count += usize::from(last.1);
        });
        count
    }

    /// The years in which the first and the last of the rows began.
    pub fn years(&self) -> Option<(i16, i16)> {
        let first = self.rows.first_within(0..self.dated)?;
        let last = self.rows.last_within(0..self.dated)?;
        Some((self.facts.start(first)?.year(), self.facts.start(last)?.year()))
    }

    /// Hands over how many of all rows, dated or not, hold each different list of a field.
    pub fn lists(&self, field: Field, take: impl FnMut(&[Code], u32)) {
        let mut take = take;
        let column = &self.facts.codes[field as usize];
        self.sweep(column, 1, |_| Some(0), |_, list, rows| take(list, rows));
    }

    /// Hands over, for each of some places in time, how many of the dated rows hold each different list of a field.
    /// `place_of` is asked once for each stretch of rows of one date.
    pub fn lists_by_place(
        &self,
        field: Field,
        places: usize,
        mut place_of: impl FnMut(Date) -> Option<usize>,
        take: impl FnMut(usize, &[Code], u32),
    ) {
        let column = &self.facts.codes[field as usize];
        self.sweep(column, places, |date| date.and_then(&mut place_of), take);
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

    fn sweep(
        &self,
        column: &ListColumn<Code>,
        places: usize,
        mut place_of: impl FnMut(Option<Date>) -> Option<usize>,
        mut take: impl FnMut(usize, &[Code], u32),
    ) {
        /// Counters that still fit into the caches nearby.
        const MOST_COUNTERS: usize = 1 << 21;
        let lists = column.lists().len();
        let starts = &self.facts.start;
        let mut last = (None, place_of(None));
        let mut place_at = |row: usize| {
            let date = starts[row];
            if date != last.0 {
                last = (date, place_of(date));
            }
            last.1
        };
        if lists * places > MOST_COUNTERS || self.rows.count() * 4 < lists * places {
            each_row(self.rows.words(), |row| {
                if let Some(place) = place_at(row) {
                    take(place, column.get(row), 1);
                }
            });
            return;
        }
        let mut counts = vec![0_u32; lists * places];
        let mut count = |row: usize, list: usize| {
            if let Some(place) = place_at(row) {
                counts[place * lists + list] += 1;
            }
        };
        match column.ids() {
            ListIds::Bytes(ids) => each_row(self.rows.words(), |row| count(row, usize::from(ids[row]))),
            ListIds::Shorts(ids) => each_row(self.rows.words(), |row| count(row, usize::from(ids[row]))),
            ListIds::Words(ids) => each_row(self.rows.words(), |row| count(row, ids[row] as usize)),
        }
        for (place, counts) in counts.chunks(lists.max(1)).enumerate() {
            for (list, &rows) in column.lists().zip(counts).filter(|(_, rows)| **rows > 0) {
                take(place, list, rows);
            }
        }
    }
}
