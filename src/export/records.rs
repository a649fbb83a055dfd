//! Records as files: CSV and TSV line by line, however many there are; XLSX as many as a workbook bears.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::file::write_by;
use super::formats::csv::{BYTE_ORDER_MARK, csv_line, tsv_line};
use super::formats::xlsx;
use super::notes::filter_note;
use super::{ExportError, Format, write};
use crate::chart::{Cell, ChartInput, Records, source_note};
use crate::data::{Dataset, Row, Table};
use crate::query::Order;
use crate::words::Lang;

/// The records of a table that go into a file, in their order.
pub struct RecordFile<'a> {
    records: Records<'a>,
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
        Self { records: Records::new(dataset, table, lang), order, lang, title, notes }
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
        match format {
            Format::Csv | Format::Tsv => {
                let mut is_cancelled = false;
                let written = write_by(path, |draft| {
                    let mut ask = |share: f32| {
                        is_cancelled |= !go_on(share);
                        !is_cancelled
                    };
                    let mut out = BufWriter::new(draft);
                    if format == Format::Csv {
                        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
                    }
                    self.print(&mut out, format, &mut ask)?;
                    out.flush()
                });
                if is_cancelled { Err(ExportError::Cancelled) } else { written }
            }
            Format::Xlsx if self.order.len() > MOST_IN_WORKBOOK => Err(ExportError::TooManyForSheet {
                path: path.to_owned(),
                count: self.order.len(),
                most: MOST_IN_WORKBOOK,
            }),
            Format::Xlsx => write(path, &self.workbook(go_on)?),
            _ => Err(ExportError::NotATable { path: path.to_owned() }),
        }
    }

    /// The lines of a CSV or TSV, the headings first, to wherever they go.
    ///
    /// # Errors
    /// What the place says they go to; where `go_on` answers no, that the work was broken off.
    pub fn print(&self, out: &mut dyn Write, format: Format, go_on: &mut dyn FnMut(f32) -> bool) -> io::Result<()> {
        let line = if format == Format::Tsv { tsv_line } else { csv_line };
        out.write_all(line(&heading_cells(&self.records)).as_bytes())?;
        for (done, row) in self.order.at(0..self.order.len()).enumerate() {
            if done.is_multiple_of(ROWS_A_STEP) && !go_on(done as f32 / self.order.len() as f32) {
                return Err(io::Error::other("cancelled"));
            }
            out.write_all(line(&self.records.cells(row)).as_bytes())?;
        }
        Ok(())
    }

    fn workbook(&self, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
        let count = self.order.len();
        let rows = self.order.at(0..count).map(|row| self.records.cells(row));
        let mut ask = |done: usize| !done.is_multiple_of(ROWS_A_STEP) || go_on(done as f32 / count as f32);
        xlsx::records(&self.title, (&self.records.headings(), rows), &self.notes, (self.lang, &mut ask))
    }
}

/// Records to be pasted into a sheet, the headings first.
pub fn as_lines(records: &Records<'_>, rows: impl Iterator<Item = Row>) -> String {
    std::iter::once(heading_cells(records))
        .chain(rows.map(|row| records.cells(row)))
        .map(|cells| tsv_line(&cells))
        .collect()
}

fn heading_cells(records: &Records<'_>) -> Vec<Cell> {
    records.headings().into_iter().map(Cell::Text).collect()
}
