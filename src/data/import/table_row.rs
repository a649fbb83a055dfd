//! A row of a table of the schema, cell by cell as the table holds it, and what keeps it from being taken so.

use super::cells::{BadValue, check};
use crate::data::schema::{ColumnSpec, Holds, TableSpec};

/// Where the columns of a table stand in a file.
pub(super) struct Columns {
    pub table: &'static TableSpec,
    places: Vec<(usize, &'static ColumnSpec)>,
    /// How many columns the file has.
    pub width: usize,
}

impl Columns {
    /// By their names, as headings have them.
    pub fn new(table: &'static TableSpec, header: &[String]) -> Self {
        let place =
            |column: &'static ColumnSpec| Some((header.iter().position(|name| name.trim() == column.name)?, column));
        Self { table, places: table.columns.iter().filter_map(place).collect(), width: header.len() }
    }

    /// Some columns by their places.
    pub fn of_places(table: &'static TableSpec, places: impl Iterator<Item = (usize, &'static ColumnSpec)>) -> Self {
        Self { table, places: places.collect(), width: 0 }
    }

    /// A column that the file should have.
    pub fn lacking(&self) -> Option<&'static str> {
        let required = self.table.columns.iter().filter(|column| column.is_required);
        let mut lacking = required.filter(|column| self.places.iter().all(|(_, given)| given.name != column.name));
        lacking.next().map(|column| column.name)
    }
}

/// A row of a table.
pub(super) struct TableRow {
    /// What can be taken; an empty text stands for nothing.
    pub cells: Vec<(&'static str, String)>,
    /// The first column that must be filled in and is not.
    pub lacking: Option<&'static str>,
    /// What its columns do not hold, as it is written.
    pub bad: Vec<(&'static str, String, BadValue)>,
}

impl TableRow {
    /// Reads the cells of a row; `text` is what is taken of a cell.
    pub fn new(columns: &Columns, cells: &[String], text: impl Fn(&str) -> String) -> Self {
        let cell = |place: usize| cells.get(place).map(|cell| text(cell)).unwrap_or_default();
        let all: Vec<(&'static ColumnSpec, String)> =
            columns.places.iter().map(|&(place, column)| (column, cell(place))).collect();
        let is_filled =
            |wanted: &ColumnSpec| all.iter().any(|(column, text)| column.name == wanted.name && !text.is_empty());
        let lacking = columns.table.columns.iter().find(|column| column.is_required && !is_filled(column));
        // The table of what the file says of itself is a list of keys: of their values only that of as_of is a date.
        let is_as_of =
            columns.table.name == "meta" && all.iter().any(|(column, text)| column.is_key && text == "as_of");
        let mut row = Self { cells: Vec::new(), lacking: lacking.map(|column| column.name), bad: Vec::new() };
        for (column, text) in all {
            let holds = if is_as_of && !column.is_key { Holds::Date } else { column.holds };
            match check(holds, &text) {
                Err(bad) if !text.is_empty() => row.bad.push((column.name, text, bad)),
                _ => row.cells.push((column.name, text)),
            }
        }
        row
    }

    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text.as_str())
    }

    /// The cells as the writer takes them.
    pub fn filled(&self) -> Vec<(&str, &str)> {
        self.cells.iter().map(|(column, text)| (*column, text.as_str())).collect()
    }
}
