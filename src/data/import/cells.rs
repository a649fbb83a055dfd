//! The cells of one CSV file, checked one by one against the table they go to.

use std::path::{Path, PathBuf};

use rusqlite::types::Value as SqlValue;
use unicode_normalization::UnicodeNormalization;

use super::{ImportCause, ImportError};
use crate::data::schema::{ColumnSpec, Holds, TableSpec};
use crate::data::{Date, DateError};

/// Reads the rows of a CSV file as values in the order of the table's columns.
pub(super) struct CellReader<'a> {
    file: PathBuf,
    table: &'static TableSpec,
    /// For every column of the table, its place in the file.
    places: Vec<Option<usize>>,
    records: csv::StringRecordsIntoIter<&'a [u8]>,
    /// Number of the row last read; the header is row 1.
    row: usize,
}

impl<'a> CellReader<'a> {
    /// Reads the header.
    pub fn new(file: &Path, table: &'static TableSpec, csv_text: &'a str) -> Result<Self, ImportError> {
        let mut reader = csv::ReaderBuilder::new().from_reader(csv_text.as_bytes());
        let header = reader.headers().map_err(|error| malformed(file, 1, &error))?.clone();
        let in_header = |cause, column: &str| ImportError::of_file(file, cause).in_row(1).in_column(column);
        for (place, name) in header.iter().enumerate() {
            if !table.columns.iter().any(|column| column.name == name.trim()) {
                let known = table.columns.iter().map(|column| column.name.to_owned()).collect();
                return Err(in_header(ImportCause::UnknownColumn { known }, name));
            }
            if header.iter().take(place).any(|earlier| earlier.trim() == name.trim()) {
                return Err(in_header(ImportCause::DoubledColumn, name));
            }
        }
        let place_of = |column: &ColumnSpec| header.iter().position(|name| name.trim() == column.name);
        let places: Vec<Option<usize>> = table.columns.iter().map(place_of).collect();
        for (column, place) in table.columns.iter().zip(&places) {
            if column.is_required && place.is_none() {
                return Err(in_header(ImportCause::MissingColumn, column.name));
            }
        }
        Ok(Self { file: file.to_owned(), table, places, records: reader.into_records(), row: 1 })
    }

    /// The next row, or none at the end of the file.
    pub fn next_row(&mut self) -> Result<Option<Vec<SqlValue>>, ImportError> {
        let Some(record) = self.records.next() else { return Ok(None) };
        self.row += 1;
        let record = record.map_err(|error| malformed(&self.file, self.row, &error))?;
        let cells = self.table.columns.iter().zip(&self.places).map(|(column, place)| {
            let text = place.and_then(|place| record.get(place)).unwrap_or_default();
            value_of(self.table, column, text, &record).map_err(|cause| self.error(cause).in_column(column.name))
        });
        cells.collect::<Result<_, _>>().map(Some)
    }

    /// Says in words of the table why the database refused the row just read.
    pub fn explain_refusal(&self, cells: &[SqlValue], error: rusqlite::Error) -> ImportError {
        if error.sqlite_error_code() != Some(rusqlite::ErrorCode::ConstraintViolation) {
            return self.error(error.into());
        }
        let keys = self.table.columns.iter().zip(cells).filter(|(column, _)| column.is_key);
        let (names, values): (Vec<&str>, Vec<&str>) = keys.map(|(column, cell)| (column.name, text_of(cell))).unzip();
        self.error(ImportCause::DoubledKey { value: values.join(" + ") }).in_column(&names.join(" + "))
    }

    fn error(&self, cause: ImportCause) -> ImportError {
        ImportError::of_file(&self.file, cause).in_row(self.row)
    }
}

fn text_of(value: &SqlValue) -> &str {
    if let SqlValue::Text(text) = value { text } else { "" }
}

fn value_of(
    table: &TableSpec,
    column: &ColumnSpec,
    text: &str,
    record: &csv::StringRecord,
) -> Result<SqlValue, ImportCause> {
    let text: String = text.trim().nfc().collect();
    if text.is_empty() {
        return if column.is_required { Err(ImportCause::EmptyCell) } else { Ok(SqlValue::Null) };
    }
    // meta is a list of keys: only the value of as_of is a date.
    let is_as_of = table.name == "meta" && column.name == "value" && record.get(0) == Some("as_of");
    let holds = if is_as_of { Holds::Date } else { column.holds };
    value_in(holds, &text).map_err(|bad| match bad {
        BadValue::DateForm => ImportCause::DateForm { value: text },
        BadValue::NoSuchDay => ImportCause::NoSuchDay { value: text },
        BadValue::NotANumber => ImportCause::NotANumber { value: text },
    })
}

/// What keeps a text out of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadValue {
    /// No date, or not written as one.
    DateForm,
    /// A day that no calendar has.
    NoSuchDay,
    /// No number of the kind that the column holds.
    NotANumber,
}

/// A text as a column holds it.
pub(super) fn value_in(holds: Holds, text: &str) -> Result<SqlValue, BadValue> {
    match holds {
        Holds::Text | Holds::Term(_) | Holds::Id(_) => Ok(SqlValue::Text(text.to_owned())),
        Holds::Date => match Date::parse(text) {
            Ok(_) => Ok(SqlValue::Text(text.to_owned())),
            Err(DateError::Form) => Err(BadValue::DateForm),
            Err(DateError::Calendar) => Err(BadValue::NoSuchDay),
        },
        Holds::Integer => text.parse().map(SqlValue::Integer).or(Err(BadValue::NotANumber)),
        Holds::Real => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(SqlValue::Real(number)),
            _ => Err(BadValue::NotANumber),
        },
    }
}

fn malformed(file: &Path, row: usize, error: &csv::Error) -> ImportError {
    let detail = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} cells, header has {expected_len}"),
        _ => error.to_string(),
    };
    ImportError::of_file(file, ImportCause::Malformed(detail)).in_row(row)
}
