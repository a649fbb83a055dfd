//! Records as files: CSV and TSV line by line, however many there are; XLSX as many as a workbook bears.

use std::io::{self, Write};
use std::path::Path;

use super::file::write_by;
use super::format::RecordsIn;
use super::formats::csv::{self, Separated};
use super::formats::xlsx;
use super::notes::filter_note;
use super::{ExportError, Format, write};
use crate::chart::{ChartInput, RecordTable, source_note};
use crate::data::{Dataset, Table};
use crate::query::Order;
use crate::words::Lang;

/// The records of a table that go into a file, in their order.
pub struct RecordFile<'a> {
    records: RecordTable<'a>,
    order: &'a Order,
    lang: Lang,
    title: String,
    notes: Vec<String>,
}

/// A workbook is made in memory, cell by cell: more rows would take more than an office machine has to spare.
const MOST_IN_WORKBOOK: usize = 100_000;

/// After so many rows the work asks whether to go on.
const ROWS_A_STEP: usize = 512;

impl<'a> RecordFile<'a> {
    /// Some records of a table, and the notes on filter, sources and date that a workbook carries.
    pub fn new(dataset: &'a Dataset, table: Table, order: &'a Order, notes: Vec<String>, lang: Lang) -> Self {
        let title = table.count_words(lang, order.len());
        Self { records: RecordTable::new(dataset, table, lang), order, lang, title, notes }
    }

    /// What a reader of the records must know: the filter in words; database, sources and date.
    pub fn notes(input: &ChartInput<'_>, table: Table) -> Vec<String> {
        vec![filter_note(input), source_note(input, table)]
    }

    /// Writes a file: whole, or not at all. `go_on` hears how much is done, 0 to 1, and ends the work by answering no.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] then; or why the file cannot be written.
    pub fn write(&self, path: &Path, format: Format, go_on: &mut dyn FnMut(f32) -> bool) -> Result<(), ExportError> {
        match format.spec().records {
            Some(RecordsIn::Lines(separated)) => self.write_lines(path, separated, go_on),
            Some(RecordsIn::Workbook) if self.order.len() > MOST_IN_WORKBOOK => Err(ExportError::TooManyForSheet {
                path: path.to_owned(),
                count: self.order.len(),
                most: MOST_IN_WORKBOOK,
            }),
            Some(RecordsIn::Workbook) => write(path, &self.workbook(go_on)?),
            None => Err(ExportError::NotATable { path: path.to_owned() }),
        }
    }

    fn write_lines(
        &self,
        path: &Path,
        separated: &Separated,
        go_on: &mut dyn FnMut(f32) -> bool,
    ) -> Result<(), ExportError> {
        let mut is_cancelled = false;
        let written = write_by(path, |draft| {
            let mut ask = |share: f32| {
                is_cancelled |= !go_on(share);
                !is_cancelled
            };
            draft.write_all(separated.mark.as_bytes())?;
            self.print_lines(draft, separated, &mut ask)
        });
        if is_cancelled { Err(ExportError::Cancelled) } else { written }
    }

    /// The lines of a CSV, the headings first, to wherever they go.
    ///
    /// # Errors
    /// What the place says they go to.
    pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        self.print_lines(out, &csv::CSV, &mut |_| true)
    }

    fn print_lines(
        &self,
        out: &mut dyn Write,
        separated: &Separated,
        go_on: &mut dyn FnMut(f32) -> bool,
    ) -> io::Result<()> {
        let mut lines = separated.lines(out);
        lines.write_texts(&self.records.headings())?;
        for (done, row) in self.order.at(0..self.order.len()).enumerate() {
            if done.is_multiple_of(ROWS_A_STEP) && !go_on(done as f32 / self.order.len() as f32) {
                return Err(io::Error::other("cancelled"));
            }
            lines.write(&self.records.cells(row))?;
        }
        lines.end()
    }

    fn workbook(&self, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
        let count = self.order.len();
        let rows = self.order.at(0..count).map(|row| self.records.cells(row));
        let mut ask = |done: usize| !done.is_multiple_of(ROWS_A_STEP) || go_on(done as f32 / count as f32);
        xlsx::records(&self.title, (&self.records.headings(), rows), &self.notes, (self.lang, &mut ask))
    }
}
