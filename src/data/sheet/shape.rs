//! From the rows of a file to the rows of its table: what a person reads into them is done here, and marked on the row.

use std::ops::ControlFlow;

use super::row::{RawRow, TakeRow};
use super::{SheetKind, SheetRow};
use crate::data::import::headings::year_of;
use crate::data::import::sides;

/// The columns that a column a year becomes; what stands in brackets is for those who read English.
pub(in crate::data) const YEAR_COLUMN: &str = "연도 (year)";
/// What stood in the cells of the years.
pub(in crate::data) const VALUE_COLUMN: &str = "값 (value)";

/// What is done to every row below the headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// The row of headings, to know it when it comes again.
    header: Vec<String>,
    /// The cells that a row may have; 0 = as many as it likes.
    width: usize,
    /// Columns whose blank cells go on with the group above, the wider group first.
    groups: Vec<usize>,
    /// Columns of one year each, with the year; empty where they stay columns.
    years: Vec<(usize, String)>,
    /// The names of the columns before the years were taken out of them.
    columns: usize,
}

impl Shape {
    /// Finds out what the first rows show; makes the columns those of the table.
    pub fn find(
        kind: SheetKind,
        rows: &[SheetRow],
        header_row: usize,
        columns: &mut Vec<String>,
        by_year: bool,
    ) -> Self {
        let header = rows.iter().find(|row| row.number == header_row && header_row > 0);
        let data: Vec<&SheetRow> = rows.iter().filter(|row| row.number > header_row).collect();
        let width = match header {
            Some(header) if kind == SheetKind::Text => width_of_text(header, &data),
            _ => 0,
        };
        if width > 0 {
            columns.truncate(width);
        }
        let groups = if header.is_some() { groups(&data, columns) } else { Vec::new() };
        let years = if by_year { years(columns) } else { Vec::new() };
        let shape = Self {
            header: header.map(|row| trimmed(&row.cells)).unwrap_or_default(),
            width,
            groups,
            columns: columns.len(),
            years,
        };
        if !shape.years.is_empty() {
            let kept = columns.iter().enumerate().filter(|(index, _)| !shape.is_year(*index));
            let mut names: Vec<String> = kept.map(|(_, name)| name.clone()).collect();
            names.extend([YEAR_COLUMN, VALUE_COLUMN].map(ToOwned::to_owned));
            *columns = names;
        }
        shape
    }

    fn is_year(&self, index: usize) -> bool {
        self.years.iter().any(|(year, _)| *year == index)
    }
}

/// Columns that are headed by a year and nothing else, with the year.
pub(in crate::data) fn years(columns: &[String]) -> Vec<(usize, String)> {
    let years: Vec<(usize, String)> =
        columns.iter().enumerate().filter_map(|(index, name)| Some((index, year_of(name)?))).collect();
    if years.len() >= 2 { years } else { Vec::new() }
}

/// As many cells as there are headings, unless most rows have more.
fn width_of_text(header: &SheetRow, data: &[&SheetRow]) -> usize {
    let wide = |row: &SheetRow| width_of(&row.cells);
    let width = wide(header);
    let wider = data.iter().filter(|row| wide(row) > width).count();
    if wider * 2 > data.len() { 0 } else { width }
}

fn trimmed(cells: &[String]) -> Vec<String> {
    cells[..width_of(cells)].iter().map(|cell| cell.trim().to_owned()).collect()
}

/// How many cells a row has up to the last one that holds anything.
fn width_of(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)
}

/// Columns of places that are written once a group: never twice in two rows on end, and blank below it. Only a list of
/// ties is read so: an activity without a city may be one of the whole country.
fn groups(data: &[&SheetRow], columns: &[String]) -> Vec<usize> {
    const MOST_GROUPS: usize = 2;
    if !columns.iter().any(|name| sides::is_of_ties(name)) {
        return Vec::new();
    }
    let places = columns.iter().enumerate().filter(|(_, name)| sides::is_place(name)).take(MOST_GROUPS);
    let facts: Vec<&&SheetRow> = data.iter().filter(|row| is_fact(&row.cells)).collect();
    let is_group = |column: usize| {
        let cell = |row: &&&SheetRow| row.cells.get(column).map_or("", |cell| cell.trim()).to_owned();
        let written: Vec<String> = facts.iter().map(cell).collect();
        let is_twice = written.windows(2).any(|two| !two[0].is_empty() && two[0] == two[1]);
        let begins = written.first().is_some_and(|first| !first.is_empty());
        begins && !is_twice && written.iter().any(String::is_empty)
    };
    let mut groups: Vec<usize> = Vec::new();
    for (column, _) in places {
        if is_group(column) {
            groups.push(column);
        }
    }
    groups
}

/// A row with several cells that is neither a sum nor a note.
fn is_fact(cells: &[String]) -> bool {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count() >= 3 && !sides::is_beside_the_facts(cells)
}

/// Does to row after row what the shape says.
pub(super) struct Shaper<'a> {
    shape: &'a Shape,
    /// The groups that the row at hand belongs to.
    above: Vec<String>,
}

impl<'a> Shaper<'a> {
    pub fn new(shape: &'a Shape) -> Self {
        Self { shape, above: vec![String::new(); shape.groups.len()] }
    }

    /// Hands on the row, or one row for each of its years.
    pub fn take(&mut self, raw: &RawRow<'_>, hand_on: TakeRow<'_>) -> ControlFlow<()> {
        let shape = self.shape;
        let width = width_of(raw.cells);
        let is_heading = shape.header.len() > 1
            && width == shape.header.len()
            && raw.cells.iter().zip(&shape.header).all(|(cell, heading)| cell.trim() == heading);
        let mut row = RawRow { is_heading, ..*raw };
        let too_wide = shape.width > 0 && width > shape.width;
        if shape.groups.is_empty() && shape.years.is_empty() && !too_wide {
            return hand_on(&row);
        }
        let mut cells = raw.cells.to_vec();
        if too_wide {
            row.surplus = width - shape.width;
            if join_number(&mut cells, shape.width) {
                (row.marks.is_joined, row.surplus) = (true, 0);
            }
        }
        row.marks.is_filled |= !is_heading && self.fill(&mut cells);
        row.cells = &cells;
        if shape.years.is_empty() || row.is_heading || row.surplus > 0 {
            return hand_on(&row);
        }
        self.take_years(&row, hand_on)
    }

    /// Goes on with the groups above; whether a cell was filled.
    fn fill(&mut self, cells: &mut Vec<String>) -> bool {
        if self.shape.groups.is_empty() || !is_fact(cells) {
            return false;
        }
        let mut is_filled = false;
        let mut is_new_group = false;
        for (place, &column) in self.shape.groups.iter().enumerate() {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if !cells[column].trim().is_empty() {
                self.above[place].clone_from(&cells[column]);
                is_new_group = true;
            } else if is_new_group {
                // 시도 without a 시군구: the province itself.
                self.above[place].clear();
            } else if !self.above[place].is_empty() {
                cells[column].clone_from(&self.above[place]);
                is_filled = true;
            }
        }
        is_filled
    }

    /// One row a year, for the cells that are not blank.
    fn take_years(&self, row: &RawRow<'_>, hand_on: TakeRow<'_>) -> ControlFlow<()> {
        let cell = |index: usize| row.cells.get(index).cloned().unwrap_or_default();
        let others = (0..self.shape.columns).filter(|index| !self.shape.is_year(*index));
        let others: Vec<String> = others.map(cell).collect();
        let mut is_none = true;
        for (index, year) in &self.shape.years {
            let value = cell(*index);
            if says_no(&value) {
                continue;
            }
            is_none = false;
            let cells: Vec<String> = others.iter().cloned().chain([year.clone(), value]).collect();
            if let ControlFlow::Break(()) = hand_on(&RawRow { cells: &cells, ..*row }) {
                return ControlFlow::Break(());
            }
        }
        // A row without any year is accounted for too.
        if is_none { hand_on(&RawRow { cells: &others, ..*row }) } else { ControlFlow::Continue(()) }
    }
}

fn says_no(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-" | "–" | "―" | "X" | "x" | "×" | "✗" | "✘" | "N" | "n" | "없음" | "0")
}

/// Puts a number together that its own comma cut: three digits stand behind at most three, in one place of the row only.
fn join_number(cells: &mut Vec<String>, width: usize) -> bool {
    cells.truncate(width_of(cells));
    let digits_at_end = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).count();
    let digits_at_begin = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let is_cut = |two: &[String]| {
        matches!(digits_at_end(&two[0]), 1..=3) && digits_at_begin(&two[1]) == 3 && !two[0].trim().is_empty()
    };
    let places: Vec<usize> =
        cells.windows(2).enumerate().filter(|(_, two)| is_cut(two)).map(|(place, _)| place).collect();
    let [place] = places.as_slice() else { return false };
    if cells.len() != width + 1 {
        return false;
    }
    let rest = cells.remove(place + 1);
    cells[*place].push(',');
    cells[*place].push_str(&rest);
    true
}

/// Whether a cell only says that something was so.
pub(in crate::data) fn is_mark(cell: &str) -> bool {
    ["○", "●", "◎", "◯", "O", "o", "V", "v", "√", "✓", "✔", "✅", "Y", "y", "예", "有", "ㅇ", "1"]
        .contains(&cell.trim())
}
