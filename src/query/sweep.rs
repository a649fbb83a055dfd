//! Sweeps over columns: what charts count by, with no look at single rows where rows are many and lists few.

use std::ops::Range;

use super::answer::TableAnswer;
use super::engine::{TableIndex, each_row};
use super::rowset::{RowSet, words_of};
use crate::data::{Code, Date, FactTable, Field, ListIds, Row};

/// Some rows of a table, ready to be counted. Rows stand in the order they began, those without a date last.
#[derive(Clone, Copy)]
pub struct Sweep<'a> {
    facts: &'a FactTable,
    rows: &'a RowSet,
    dated: usize,
    /// Where there is one, values are counted by its bitmaps.
    index: Option<&'a TableIndex>,
}

impl<'a> Sweep<'a> {
    /// Over these rows.
    pub fn new(facts: &'a FactTable, rows: &'a RowSet) -> Self {
        Self { facts, rows, dated: facts.start.dated(), index: None }
    }

    /// Over the rows that pass everything.
    pub fn of(facts: &'a FactTable, answer: &'a TableAnswer) -> Self {
        Self::of_some(facts, answer, answer.rows())
    }

    /// Over other rows of the table that an answer is about.
    pub fn of_some(facts: &'a FactTable, answer: &'a TableAnswer, rows: &'a RowSet) -> Self {
        Self { index: Some(&answer.index), ..Self::new(facts, rows) }
    }

    /// Whether a row of the table has several values of a field.
    pub fn is_multi_valued(&self, field: Field) -> bool {
        self.facts.codes[field as usize].is_multi_valued()
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

    /// How many different values of a field the rows hold. Ends as soon as every value of the table was met; where values
    /// are so many that some are rare, lists are counted instead.
    pub fn distinct(&self, field: Field) -> usize {
        /// A random row soon meets every one of fewer values.
        const MANY_VALUES: usize = 1000;
        let (column, totals) = (&self.facts.codes[field as usize], self.facts.totals(field));
        let all = totals.iter().filter(|&&rows| rows > 0).count();
        if all > MANY_VALUES {
            let mut is_met = vec![false; totals.len()];
            self.lists(field, |list, _| list.iter().for_each(|code| is_met[code.index()] = true));
            return is_met.into_iter().filter(|&is_met| is_met).count();
        }
        let (mut met_lists, mut met, mut count) = (vec![false; column.lists().len()], vec![false; totals.len()], 0);
        for row in self.rows.iter().map(Row::index).filter(|&row| row < column.len()) {
            if std::mem::replace(&mut met_lists[column.ids().get(row)], true) {
                continue;
            }
            for code in column.get(row) {
                count += usize::from(!std::mem::replace(&mut met[code.index()], true));
            }
            if count == all {
                break;
            }
        }
        count
    }

    /// Hands over how many of all rows, dated or not, hold each different list of a field.
    pub fn lists(&self, field: Field, mut take: impl FnMut(&[Code], u32)) {
        self.sweep(field, 1, &[(0, 0..self.facts.len())], |_, list, rows| take(list, rows));
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
        self.sweep(field, places, &self.stretches(place_of), take);
    }

    /// Hands over, for each of some places in time, how many of the dated rows hold each value of a field, and how many
    /// hold none; a place may come more than once. `place_of` is asked once for each date.
    pub fn values_by_place(
        &self,
        field: Field,
        places: usize,
        place_of: impl Fn(Date) -> Option<usize>,
        take: impl FnMut(usize, Option<Code>, u32),
    ) {
        self.values(field, places, &self.stretches(place_of), take);
    }

    /// How many of the dated rows hold each value of a field, by code, and how many hold none.
    pub fn values_of_dated(&self, field: Field, values: usize) -> (Vec<usize>, usize) {
        let (mut with_value, mut without) = (vec![0; values], 0);
        self.values(field, 1, &[(0, 0..self.dated)], |_, value, rows| match value {
            Some(code) => with_value[code.index()] += rows as usize,
            None => without += rows as usize,
        });
        (with_value, without)
    }

    /// The dated rows by their places in time: neighbours in one place are one stretch.
    fn stretches(&self, place_of: impl Fn(Date) -> Option<usize>) -> Vec<(usize, Range<usize>)> {
        let mut stretches: Vec<(usize, Range<usize>)> = Vec::new();
        for (date, rows) in self.facts.dates() {
            let Some(place) = place_of(date) else { continue };
            match stretches.last_mut() {
                Some((last, stretch)) if *last == place && stretch.end == rows.start => stretch.end = rows.end,
                _ => stretches.push((place, rows)),
            }
        }
        stretches
    }

    fn values(
        &self,
        field: Field,
        places: usize,
        stretches: &[(usize, Range<usize>)],
        mut take: impl FnMut(usize, Option<Code>, u32),
    ) {
        let Some((index, codes)) = self.index.and_then(|index| Some((index, index.codes_with_bitmaps(field)?))) else {
            self.sweep(field, places, stretches, |place, list, rows| match list {
                [] => take(place, None, rows),
                list => list.iter().for_each(|&code| take(place, Some(code), rows)),
            });
            return;
        };
        let has_empty = self.facts.codes[field as usize].lists().any(<[Code]>::is_empty);
        let mut counts = Vec::new();
        let mut words = Vec::new();
        for (place, stretch) in stretches {
            words.clear();
            words.extend(words_of(stretch).map(|(word, mask)| self.rows.words()[word] & mask));
            let none = index.count_bitmaps(field, &words, stretch.start / 64, &mut counts, has_empty);
            for &code in codes.iter().filter(|code| counts[code.index()] > 0) {
                take(*place, Some(code), counts[code.index()]);
            }
            if none > 0 {
                take(*place, None, none);
            }
        }
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
            ListIds::Triples(ids) => {
                self.each_placed_row(stretches, |place, row| counts[place * lists + u32::from(ids[row]) as usize] += 1);
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
            let values: std::collections::BTreeSet<Code> =
                rows.iter().flat_map(|row| facts.codes(field, row).iter().copied()).collect();
            assert_eq!(sweep.distinct(field), values.len());
            let mut all = 0;
            sweep.lists(field, |_, rows| all += rows as usize);
            assert_eq!(all, rows.count());
        }
    }
}
