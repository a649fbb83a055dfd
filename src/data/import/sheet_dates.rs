//! The dates of one sheet, each text read once.

use std::cell::RefCell;
use std::collections::HashMap;

use super::dates::{DateReader, Reading};

/// Reads the dates of a sheet, each text once: a long list has few days beside its rows.
pub(super) struct SheetDates {
    reader: DateReader,
    /// Texts as they were read, as dates and as periods.
    read: [RefCell<HashMap<String, Reading>>; 2],
}

/// Texts that are kept with their reading.
const MOST_KEPT: usize = 50_000;
/// A longer text is seldom written twice.
const MOST_BYTES: usize = 64;

impl SheetDates {
    pub fn new(reader: DateReader) -> Self {
        Self { reader, read: Default::default() }
    }

    /// Reads a cell: as one that holds a period or an end, or as one that holds a date.
    pub fn read(&self, text: &str, is_period: bool) -> Reading {
        let mut kept = self.read[usize::from(is_period)].borrow_mut();
        if let Some(reading) = kept.get(text) {
            return *reading;
        }
        let reading = if is_period { self.reader.read_period(text) } else { self.reader.read(text) };
        if text.len() > MOST_BYTES {
            return reading;
        }
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(text.to_owned(), reading);
        reading
    }
}
