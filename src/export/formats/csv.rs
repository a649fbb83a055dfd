//! The numbers behind a figure as text: CSV that Excel opens in Korean, TSV to paste.

use std::io::{self, Write};

use csv::{ErrorKind, QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::chart::{Cell, NumberTable};
use crate::export::{ExportError, Figure};

/// How cells are set apart.
pub(in crate::export) struct Separated {
    /// What a file begins with.
    pub mark: &'static str,
    between: u8,
    end: &'static str,
    /// Whether a text that holds such a sign is quoted; else the sign becomes a space.
    has_quotes: bool,
}

/// Comma-separated, UTF-8 with the mark by which Excel knows it, lines ended as Windows ends them.
pub(in crate::export) const CSV: Separated =
    Separated { mark: "\u{feff}", between: b',', end: "\r\n", has_quotes: true };
/// Tab-separated, UTF-8; what a spreadsheet takes from the clipboard.
pub(in crate::export) const TSV: Separated = Separated { mark: "", between: b'\t', end: "\n", has_quotes: false };

/// The numbers of a figure as CSV.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    whole(&CSV, figure.table()).map_err(ExportError::drawing)
}

/// The numbers of a figure as TSV.
pub(in crate::export) fn encode_tabs(
    figure: &Figure<'_>,
    _: &mut dyn FnMut(f32) -> bool,
) -> Result<Vec<u8>, ExportError> {
    whole(&TSV, figure.table()).map_err(ExportError::drawing)
}

fn whole(separated: &Separated, table: &NumberTable) -> io::Result<Vec<u8>> {
    if table.columns.is_empty() {
        // Of no cells the writer would make one quoted empty cell.
        return Ok(format!("{}{}", separated.mark, separated.end).into_bytes());
    }
    let mut bytes = separated.mark.as_bytes().to_vec();
    let mut lines = separated.lines(&mut bytes);
    lines.write_texts(&table.columns)?;
    for cells in &table.rows {
        lines.write(cells)?;
    }
    lines.end()?;
    Ok(bytes)
}

impl Separated {
    /// Lines on their way to a file or to memory.
    pub fn lines<W: Write>(&self, out: W) -> Lines<W> {
        let quotes = if self.has_quotes { QuoteStyle::Necessary } else { QuoteStyle::Never };
        let end = if self.end == "\r\n" { Terminator::CRLF } else { Terminator::Any(b'\n') };
        let mut builder = WriterBuilder::new();
        builder.delimiter(self.between).terminator(end).quote_style(quotes).flexible(true);
        Lines { writer: builder.from_writer(out), has_quotes: self.has_quotes }
    }
}

/// See [`Separated::lines`].
pub(in crate::export) struct Lines<W: Write> {
    writer: Writer<W>,
    has_quotes: bool,
}

impl<W: Write> Lines<W> {
    /// A line of cells; no text among them runs as a formula.
    pub fn write(&mut self, cells: &[Cell]) -> io::Result<()> {
        let printed = |cell: &Cell| match cell {
            Cell::Text(text) => inert(text),
            Cell::Number(_) | Cell::Unknown => cell.to_string(),
        };
        self.write_fields(cells.iter().map(printed))
    }

    /// A line of texts, none of which runs as a formula.
    pub fn write_texts(&mut self, texts: &[String]) -> io::Result<()> {
        self.write_fields(texts.iter().map(|text| inert(text)))
    }

    /// A line of texts as they are.
    pub fn write_fields(&mut self, fields: impl Iterator<Item = String>) -> io::Result<()> {
        let bare = |field: String| if self.has_quotes { field } else { field.replace(['\t', '\n', '\r'], " ") };
        self.writer.write_record(fields.map(bare)).map_err(|error| match error.into_kind() {
            // What the system said stays what it is: a full disk has words of its own.
            ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }

    /// Sends what is still held back.
    pub fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
pub(in crate::export) fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> NumberTable {
        let text = |text: &str| Cell::Text(text.to_owned());
        NumberTable {
            columns: vec!["도시".to_owned(), "a, b".to_owned(), "n".to_owned()],
            rows: vec![
                vec![text("=1+1"), text("say \"hi\"\tyou"), Cell::Number(-3.0)],
                vec![text("@x"), Cell::Unknown, Cell::Number(1.0 / 3.0)],
            ],
        }
    }

    #[test]
    fn csv_is_marked_quoted_and_inert() {
        let expected = "\u{feff}도시,\"a, b\",n\r\n'=1+1,\"say \"\"hi\"\"\tyou\",-3\r\n'@x,,0.33\r\n";
        assert_eq!(String::from_utf8(whole(&CSV, &table()).unwrap()).unwrap(), expected);
    }

    #[test]
    fn a_table_of_nothing_is_an_empty_line() {
        assert_eq!(whole(&CSV, &NumberTable::default()).unwrap(), "\u{feff}\r\n".as_bytes());
        assert_eq!(whole(&TSV, &NumberTable::default()).unwrap(), b"\n");
    }

    #[test]
    fn tsv_keeps_its_columns() {
        assert_eq!(
            String::from_utf8(whole(&TSV, &table()).unwrap()).unwrap(),
            "도시\ta, b\tn\n'=1+1\tsay \"hi\" you\t-3\n'@x\t\t0.33\n"
        );
    }
}
