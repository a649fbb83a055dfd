//! Rows that the facts of a sheet need in other tables, and cells of a database as text.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde::Serialize;

/// A row that the facts of a sheet needed and the database lacked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Table of the schema.
    pub table: &'static str,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The first row of the sheet that names it.
    pub row: usize,
}

/// A row to write before the fact that names it.
pub(super) struct NewRow {
    pub table: &'static str,
    pub cells: Vec<(&'static str, String)>,
    /// What the report says of it; nothing for a row of a built-in list.
    pub made: Option<Made>,
}

impl NewRow {
    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text.as_str())
    }
}

/// A cell as text; empty for NULL.
pub(super) fn text_at(row: &Row<'_>, index: usize) -> String {
    match row.get_ref(index) {
        Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        Ok(ValueRef::Integer(number)) => number.to_string(),
        Ok(ValueRef::Real(number)) => number.to_string(),
        Ok(ValueRef::Null) | Err(_) => String::new(),
    }
}

pub(super) fn is_same_number(before: &str, after: &str) -> bool {
    matches!((before.parse::<f64>(), after.parse::<f64>()), (Ok(before), Ok(after)) if before == after && !before.is_nan())
}
