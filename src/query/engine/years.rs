//! What a stretch of years lets pass, and counts that follow from it without looking at rows.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::super::filter::{Dimension, Years, YearsMean};
use super::super::rowset::RowSet;
use super::index::{Ended, Ends, TableIndex};
use super::sets::PassingSets;
use crate::data::{Field, Row, Table};

/// The rows that lie in some years: those that began in a stretch, less those that ended before it, and perhaps those
/// without a date, again less those that ended before.
#[derive(Clone, Debug)]
pub struct YearsPass {
    index: Arc<TableIndex>,
    /// Rows that began at the right time; and the same in places of the years that rows began in.
    began: Range<usize>,
    began_years: Range<usize>,
    /// What of [`TableIndex::ends`] ended too early; `None` where that does not matter.
    ended: Option<Ended>,
    undated_pass: bool,
    /// What of [`TableIndex::ends_of_undated`] ended too early, which always matters.
    undated_ended: Ended,
    /// First year after last: nothing lies in between, but what ended early need not have begun in time.
    is_backward: bool,
}

impl PartialEq for YearsPass {
    fn eq(&self, other: &Self) -> bool {
        let key =
            |pass: &Self| (pass.began.clone(), pass.ended, pass.undated_pass, pass.undated_ended, pass.is_backward);
        Arc::ptr_eq(&self.index, &other.index) && key(self) == key(other)
    }
}

impl YearsPass {
    pub fn new(index: &Arc<TableIndex>, years: Years, mean: YearsMean, undated_pass: bool) -> Self {
        let follows_switch = matches!(index.table(), Table::Activities | Table::Institutions);
        let started_in = follows_switch && mean == YearsMean::StartedIn;
        let last = index.years_before(i32::from(years.to) + 1);
        let first = if started_in { index.years_before(i32::from(years.from)).min(last) } else { 0 };
        Self {
            began: index.first_row(first)..index.first_row(last),
            began_years: first..last,
            ended: (!started_in).then(|| index.ends().before(years.from)),
            undated_pass,
            undated_ended: index.ends_of_undated().before(years.from),
            is_backward: years.from > years.to,
            index: Arc::clone(index),
        }
    }

    /// Those of the rows that lie in the years. O(rows / 64), and more for those that ended early.
    pub fn narrow(&self, rows: &RowSet) -> RowSet {
        let mut narrowed = RowSet::none(rows.rows_of_table());
        narrowed.unite_within(rows, self.began.clone());
        if let Some(ended) = self.ended {
            self.index.ends().rows[..ended.rows].iter().for_each(|&row| narrowed.remove(Row(row)));
        }
        if self.undated_pass {
            narrowed.unite_within(rows, self.index.undated_rows());
            self.undated_ended().for_each(|row| narrowed.remove(row));
        }
        narrowed
    }

    /// How many of the rows are left out only because they have no date.
    pub fn undated(&self, rows: &RowSet) -> usize {
        if self.undated_pass {
            return 0;
        }
        let ended = self.undated_ended().filter(|&row| rows.contains(row)).count();
        rows.count_within(self.index.undated_rows()) - ended
    }

    /// Rows without a date that ended before the years.
    fn undated_ended(&self) -> impl Iterator<Item = Row> + '_ {
        self.index.ends_of_undated().rows[..self.undated_ended.rows].iter().map(|&row| Row(row))
    }
}

/// For each field the counts of its values among the rows that pass all other dimensions but the years: sums from the
/// first year to each year.
#[derive(Debug)]
pub struct YearSums {
    /// In the order of [`Field::ALL`]; made when first asked for.
    fields: Vec<OnceLock<FieldSums>>,
}

#[derive(Debug)]
struct FieldSums {
    values: usize,
    /// Line `i`: rows that began in the first `i` years.
    began: Vec<u32>,
    /// Line `i`: rows that ended in the first `i` years. Empty where no filter has asked for ends.
    ended: OnceLock<Vec<u32>>,
    undated: Vec<u32>,
    /// The same as `ended` of rows without a date. Empty where no filter has let them in.
    undated_ended: OnceLock<Vec<u32>>,
}

impl YearSums {
    /// Sums of a table whose rows pass as they do now.
    pub fn new() -> Self {
        Self { fields: Field::ALL.map(|_| OnceLock::new()).into() }
    }

    /// Whether differences of sums are what passes: not where some row ended before it began.
    pub fn are_exact_for(years: &YearsPass) -> bool {
        years.ended.is_none() || !years.index.ends().has_backward && !years.is_backward
    }

    /// Counts of a field. O(values), the first time O(rows + years x values).
    pub fn counts(&self, index: &TableIndex, sets: &PassingSets, field: Field, years: &YearsPass) -> Vec<u32> {
        let rows = sets.but_for(Dimension::Field(field));
        let sums = self.fields[field as usize].get_or_init(|| FieldSums::new(index, field, rows));
        let line = |table: &'_ [u32], at: usize| -> Range<usize> {
            debug_assert!((at + 1) * sums.values <= table.len());
            at * sums.values..(at + 1) * sums.values
        };
        let last = &sums.began[line(&sums.began, years.began_years.end)];
        let first = &sums.began[line(&sums.began, years.began_years.start)];
        let mut counts: Vec<u32> = last.iter().zip(first).map(|(last, first)| last - first).collect();
        let take_out = |counts: &mut [u32], table: &[u32], years: usize| {
            let early = &table[line(table, years)];
            counts.iter_mut().zip(early).for_each(|(count, early)| *count -= early);
        };
        let sums_of = |ends: &Ends| sums_of_ends(index, ends, field, rows, sums.values);
        if let Some(ended) = years.ended {
            let table = sums.ended.get_or_init(|| sums_of(index.ends()));
            take_out(&mut counts, table, ended.years);
        }
        if years.undated_pass {
            counts.iter_mut().zip(&sums.undated).for_each(|(count, undated)| *count += undated);
            let table = sums.undated_ended.get_or_init(|| sums_of(index.ends_of_undated()));
            take_out(&mut counts, table, years.undated_ended.years);
        }
        counts
    }
}

impl FieldSums {
    fn new(index: &TableIndex, field: Field, rows: &RowSet) -> Self {
        let values = index.dataset().vocabulary(field).len();
        let years = index.rows_by_year().count();
        let mut began = vec![0; (years + 1) * values];
        for (year, stretch) in index.rows_by_year().enumerate() {
            let (before, line) = began.split_at_mut((year + 1) * values);
            let line = &mut line[..values];
            line.copy_from_slice(&before[year * values..]);
            index.add_counts_within(field, rows, &stretch, line);
        }
        let mut undated = vec![0; values];
        index.add_counts_within(field, rows, &index.undated_rows(), &mut undated);
        Self { values, began, ended: OnceLock::new(), undated, undated_ended: OnceLock::new() }
    }
}

fn sums_of_ends(index: &TableIndex, ends: &Ends, field: Field, rows: &RowSet, values: usize) -> Vec<u32> {
    let mut sums = vec![0; (ends.years.len() + 1) * values];
    for year in 0..ends.years.len() {
        let (before, line) = sums.split_at_mut((year + 1) * values);
        let line = &mut line[..values];
        line.copy_from_slice(&before[year * values..]);
        let last = ends.years.get(year + 1).map_or(ends.rows.len(), |&(_, place)| place);
        for &row in ends.rows[ends.years[year].1..last].iter().filter(|&&row| rows.contains(Row(row))) {
            index.values_counted(field, row).iter().for_each(|code| line[code.index()] += 1);
        }
    }
    sums
}
