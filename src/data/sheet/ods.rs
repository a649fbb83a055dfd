//! `OpenDocument` sheets, streamed: nothing is repeated in memory because the file says so.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::listed::Listed;
use super::ods_dates::{ColumnStyles, DateStyles, date_text};
use super::package::archive;
use super::row::{Marks, RawRow, TakeRow};
use super::xml::{Token, Tokens, attribute, is_closed, local_name, unescape};
use super::{MOST_CELL_BYTES, MOST_COLUMNS};
use crate::data::Precision;
use crate::data::import::ImportCause;

/// A sheet may unpack to this many bytes.
const MOST_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// As Excel's: a row that is repeated further is the empty rest of the sheet.
const MOST_ROWS: usize = 1_048_576;
/// A row with contents may be repeated this often.
const MOST_REPEATS: usize = 10_000;

/// The sheets of a document, in their order.
pub(super) fn list(path: &Path) -> Result<Vec<Listed>, ImportCause> {
    const MOST_SHEETS: usize = 1000;
    refuse_encrypted(path)?;
    let mut listed = Vec::new();
    // A style says whether its sheets are shown.
    let (mut style, mut hidden_styles) = (None, Vec::new());
    for_each_token(path, &mut |token| {
        let Token::Open(tag) = token else { return Ok(ControlFlow::Continue(())) };
        match local_name(tag) {
            "style" => style = attribute(tag, "style:name"),
            "table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                hidden_styles.extend(style.take());
            }
            "table" if listed.len() < MOST_SHEETS => {
                let is_hidden = attribute(tag, "table:style-name").is_some_and(|style| hidden_styles.contains(&style));
                let name = attribute(tag, "table:name");
                listed.extend(name.map(|name| Listed { name, is_hidden, is_view: false }));
            }
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(listed)
}

/// Every row of a sheet.
pub(super) fn scan(path: &Path, sheet: &str, take: TakeRow<'_>) -> Result<(), ImportCause> {
    let mut table = TableReader::new(sheet, common_styles(path)?, take);
    for_each_token(path, &mut |token| table.take_token(token))
}

struct TableReader<'a> {
    sheet: &'a str,
    take: TakeRow<'a>,
    is_inside: bool,
    row: usize,
    row_repeats: usize,
    /// A filter or a person hides the row.
    is_hidden: bool,
    cells: Vec<String>,
    row_bytes: usize,
    /// How often the cell is repeated and how many rows it spans.
    cell: Option<(usize, usize)>,
    /// The value stated beside the text: numbers and dates as they are, not as they are shown.
    stated: Option<String>,
    text: String,
    is_in_note: bool,
    paragraphs: usize,
    /// For every column, how many more rows are filled with a text from above.
    spans: Vec<(usize, String)>,
    styles: DateStyles,
    columns: ColumnStyles,
    /// The style of the row's cells that have none of their own.
    row_style: Option<String>,
}

impl<'a> TableReader<'a> {
    fn new(sheet: &'a str, styles: DateStyles, take: TakeRow<'a>) -> Self {
        Self {
            sheet,
            take,
            is_inside: false,
            row: 0,
            row_repeats: 1,
            is_hidden: false,
            cells: Vec::new(),
            row_bytes: 0,
            cell: None,
            stated: None,
            text: String::new(),
            is_in_note: false,
            paragraphs: 0,
            spans: Vec::new(),
            styles,
            columns: ColumnStyles::default(),
            row_style: None,
        }
    }

    fn take_token(&mut self, token: Token<'_>) -> Result<ControlFlow<()>, ImportCause> {
        if !self.is_inside {
            self.styles.take(token);
        }
        match token {
            Token::Open(tag) => match local_name(tag) {
                "table-column" if self.is_inside => {
                    self.columns.take(tag, number(tag, "table:number-columns-repeated"), MOST_COLUMNS);
                }
                "table" => self.is_inside = attribute(tag, "table:name").is_some_and(|name| name == self.sheet),
                "table-row" if self.is_inside => {
                    self.row_repeats = number(tag, "table:number-rows-repeated");
                    let shown = attribute(tag, "table:visibility");
                    self.row_style = attribute(tag, "table:default-cell-style-name");
                    self.is_hidden = matches!(shown.as_deref(), Some("filter" | "collapse"));
                    self.cells.clear();
                    self.row_bytes = 0;
                    if is_closed(tag) {
                        self.row += self.row_repeats;
                    }
                }
                "table-cell" | "covered-table-cell" if self.is_inside => {
                    self.open_cell(tag);
                    if is_closed(tag) {
                        self.close_cell()?;
                    }
                }
                "annotation" => self.is_in_note = !is_closed(tag),
                "p" if self.cell.is_some() && !self.is_in_note => {
                    if self.paragraphs > 0 {
                        self.text.push('\n');
                    }
                    self.paragraphs += 1;
                }
                "s" | "tab" | "line-break" if self.cell.is_some() => self.text.push(' '),
                _ => {}
            },
            Token::Text(text) if self.cell.is_some() && self.paragraphs > 0 && !self.is_in_note => {
                self.text.push_str(&unescape(text));
                if self.text.len() > MOST_CELL_BYTES {
                    return Err(ImportCause::CellTooLong);
                }
            }
            Token::Text(_) => {}
            Token::Close(name) => match local_name(name) {
                "annotation" => self.is_in_note = false,
                "table-cell" | "covered-table-cell" if self.cell.is_some() => self.close_cell()?,
                "table-row" if self.is_inside => return self.close_row(),
                "table" if self.is_inside => return Ok(ControlFlow::Break(())),
                _ => {}
            },
        }
        Ok(ControlFlow::Continue(()))
    }

    fn open_cell(&mut self, tag: &str) {
        let repeats = number(tag, "table:number-columns-repeated");
        self.cell = Some((repeats, number(tag, "table:number-rows-spanned")));
        self.stated = match attribute(tag, "office:date-value") {
            Some(date) => Some(self.shown_date(tag, &date)),
            None => ["office:value", "office:boolean-value"].iter().find_map(|name| attribute(tag, name)),
        };
        self.text.clear();
        self.paragraphs = 0;
    }

    /// A date as far as the style of its cell, or else of its row or column, shows it.
    fn shown_date(&self, tag: &str, date: &str) -> String {
        let own = attribute(tag, "table:style-name");
        let style = own.as_deref().or(self.row_style.as_deref()).or_else(|| self.columns.of(self.cells.len()));
        date_text(date, style.map_or(Precision::Day, |style| self.styles.shown(style)))
    }

    fn close_cell(&mut self) -> Result<(), ImportCause> {
        let Some((repeats, rows_spanned)) = self.cell.take() else { return Ok(()) };
        let text = self.stated.take().unwrap_or_else(|| self.text.clone());
        let first = self.cells.len();
        self.row_bytes += repeats.saturating_mul(text.len());
        if self.row_bytes > MOST_CELL_BYTES {
            return Err(ImportCause::CellTooLong);
        }
        if !text.is_empty() && first + repeats > MOST_COLUMNS {
            return Err(ImportCause::TooWide { most: MOST_COLUMNS });
        }
        // Blank cells are often repeated to the end of the sheet.
        self.cells.resize((first + repeats).min(MOST_COLUMNS), text.clone());
        if rows_spanned > 1 && first < MOST_COLUMNS {
            if self.spans.len() <= first {
                self.spans.resize(first + 1, (0, String::new()));
            }
            self.spans[first] = (rows_spanned, text);
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<ControlFlow<()>, ImportCause> {
        let mut is_filled = false;
        for (column, (rows_left, text)) in self.spans.iter_mut().enumerate().filter(|(_, (left, _))| *left > 0) {
            *rows_left -= 1;
            if let Some(cell) = self.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                is_filled |= !text.is_empty();
                cell.clone_from(text);
            }
        }
        let is_blank = self.cells.iter().all(String::is_empty);
        if !is_blank && self.row_repeats > MOST_REPEATS {
            return Err(ImportCause::SheetTooLarge);
        }
        for _ in 0..if is_blank { 0 } else { self.row_repeats } {
            self.row += 1;
            let marks = Marks { is_hidden: self.is_hidden, is_filled, ..Marks::default() };
            let raw = RawRow { marks, ..RawRow::new(self.row, &self.cells) };
            if let ControlFlow::Break(()) = (self.take)(&raw) {
                return Ok(ControlFlow::Break(()));
            }
        }
        if is_blank {
            self.row += self.row_repeats;
        }
        if self.row > MOST_ROWS && !is_blank {
            return Err(ImportCause::SheetTooLarge);
        }
        Ok(ControlFlow::Continue(()))
    }
}

fn number(tag: &str, name: &str) -> usize {
    attribute(tag, name).and_then(|number| number.parse().ok()).unwrap_or(1).clamp(1, MOST_ROWS)
}

fn for_each_token(
    path: &Path,
    take: &mut dyn FnMut(Token<'_>) -> Result<ControlFlow<()>, ImportCause>,
) -> Result<(), ImportCause> {
    let mut archive = archive(path)?;
    let part = archive.by_name("content.xml").map_err(|error| ImportCause::DamagedSheet(error.to_string()))?;
    let mut tokens = Tokens::new(BufReader::with_capacity(64 * 1024, part.take(MOST_BYTES)));
    while let Some(token) = tokens.next()? {
        if let ControlFlow::Break(()) = take(token)? {
            break;
        }
    }
    if tokens.bytes >= MOST_BYTES { Err(ImportCause::SheetTooLarge) } else { Ok(()) }
}

/// The styles that all sheets of the document share; those of its own stand before them in the part that holds the sheets.
fn common_styles(path: &Path) -> Result<DateStyles, ImportCause> {
    const MOST_STYLE_BYTES: u64 = 64 * 1024 * 1024;
    let mut styles = DateStyles::default();
    let mut archive = archive(path)?;
    let Ok(part) = archive.by_name("styles.xml") else { return Ok(styles) };
    let mut tokens = Tokens::new(BufReader::new(part.take(MOST_STYLE_BYTES)));
    // A damaged part of styles costs only the styles.
    while let Ok(Some(token)) = tokens.next() {
        styles.take(token);
    }
    Ok(styles)
}

fn refuse_encrypted(path: &Path) -> Result<(), ImportCause> {
    let mut archive = archive(path)?;
    let Ok(part) = archive.by_name("META-INF/manifest.xml") else { return Ok(()) };
    let mut tokens = Tokens::new(BufReader::new(part.take(16 * 1024 * 1024)));
    while let Some(token) = tokens.next()? {
        if matches!(token, Token::Open(tag) if local_name(tag) == "encryption-data") {
            return Err(ImportCause::Password);
        }
    }
    Ok(())
}
