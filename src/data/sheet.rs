//! Sheets that people keep, as rows of text numbered as they see them: CSV, Excel, `OpenDocument`, tables of a database.

mod date_format;
mod header;
mod ods;
mod row;
mod text;
mod xls;
mod xls_dates;
mod xlsx;
mod xml;

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::contained::contained;
use super::import::{ImportCause, ImportError};
use super::open::other_tables;
pub(super) use row::TakeRow;
pub use text::{Delimiter, TextEncoding};

/// How a sheet is to be read; what is left open is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetChoice {
    /// Which sheet of a workbook, or table of a database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The encoding of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<TextEncoding>,
    /// What stands between the cells of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// The row that names the columns, as the person sees it; 0 = there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<usize>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// CSV, TSV.
    Text,
    /// Excel since 2007.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// `OpenDocument`.
    Ods,
    /// A table of an SQLite database.
    Database,
}

/// A row, numbered as a spreadsheet shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// The first row of the sheet is 1.
    pub number: usize,
    /// As many as the row has; the rest is empty.
    pub cells: Vec<String>,
}

/// A sheet that was looked at: how it is read, its columns and its first rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file.
    pub path: PathBuf,
    /// What kind of file.
    pub kind: SheetKind,
    /// All sheets of the file; empty for a text file.
    pub sheets: Vec<String>,
    /// How it is read: everything that applies to its kind is decided.
    pub choice: SheetChoice,
    /// The names of its columns, each different from the others.
    pub columns: Vec<String>,
    /// The first rows, those above the header among them.
    pub first_rows: Vec<SheetRow>,
}

/// Rows that are looked at to find the header, and shown before an import.
const FIRST_ROWS: usize = 60;

/// A sheet may have this many columns.
pub(super) const MOST_COLUMNS: usize = 1024;

/// One cell, and all cells of a row together, may have this many bytes.
pub(super) const MOST_CELL_BYTES: usize = 4 * 1024 * 1024;

impl Sheet {
    /// Looks at a file: what it is, how it is to be read, which columns it has.
    ///
    /// # Errors
    /// [`ImportError`] where it is no sheet, is damaged, too large, or locked by a password.
    pub fn look(path: &Path, choice: &SheetChoice) -> Result<Self, ImportError> {
        let kind = kind_of(path)?;
        let failed = |cause| ImportError::of_file(path, cause);
        let mut choice = choice.clone();
        let mut sheets = Vec::new();
        if kind == SheetKind::Text {
            let found = text::look(path, &choice).map_err(failed)?;
            choice = SheetChoice { sheet: None, encoding: Some(found.0), delimiter: Some(found.1), ..choice };
        } else {
            sheets = sheet_names(path, kind).map_err(failed)?;
            let wanted = choice.sheet.take();
            let chosen = match &wanted {
                Some(name) => sheets.iter().find(|sheet| *sheet == name),
                None => sheets.first(),
            };
            let known = || ImportCause::NoSuchSheet { known: sheets.clone() };
            let sheet = chosen.cloned().ok_or_else(|| failed(known()))?;
            choice = SheetChoice { sheet: Some(sheet), encoding: None, delimiter: None, ..choice };
        }
        let mut sheet =
            Self { path: path.to_owned(), kind, sheets, choice, columns: Vec::new(), first_rows: Vec::new() };
        let mut first_rows = Vec::new();
        sheet.scan(&mut |number, cells, _| {
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                first_rows.push(SheetRow { number, cells: cells.iter().map(|cell| shortened(cell)).collect() });
            }
            if first_rows.len() < FIRST_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        if first_rows.is_empty() {
            return Err(failed(ImportCause::EmptySheet));
        }
        let header_row = sheet.choice.header_row.unwrap_or_else(|| header::find(&first_rows));
        sheet.choice.header_row = Some(header_row);
        sheet.columns = header::columns(&first_rows, header_row);
        sheet.first_rows = first_rows;
        Ok(sheet)
    }

    /// Every row below the header, in the order of the file; blank rows are left out.
    ///
    /// # Errors
    /// As for [`Self::look`]: damage may stand far down.
    pub fn for_each_row(&self, take: TakeRow<'_>) -> Result<(), ImportError> {
        let header_row = self.choice.header_row.unwrap_or_default();
        self.scan(&mut |number, cells, part| {
            if number <= header_row || cells.iter().all(|cell| cell.trim().is_empty()) {
                return ControlFlow::Continue(());
            }
            take(number, cells, part)
        })
    }

    /// Whether a number that stands for a day counts the days from 1904: a workbook of an old Macintosh.
    pub(super) fn counts_from_1904(&self) -> bool {
        // What cannot be read is said where the rows are read.
        match self.kind {
            SheetKind::Xlsx => guarded(|| xlsx::counts_from_1904(&self.path)).unwrap_or(false),
            SheetKind::Xls => guarded(|| xls::counts_from_1904(&self.path)).unwrap_or(false),
            SheetKind::Text | SheetKind::Ods | SheetKind::Database => false,
        }
    }

    /// The rows below the header among the first ones.
    pub fn first_data_rows(&self) -> impl Iterator<Item = &SheetRow> {
        let header_row = self.choice.header_row.unwrap_or_default();
        self.first_rows.iter().filter(move |row| row.number > header_row)
    }

    fn scan(&self, take: TakeRow<'_>) -> Result<(), ImportError> {
        let name = self.choice.sheet.as_deref().unwrap_or_default();
        let path = &self.path;
        let encoding = self.choice.encoding.unwrap_or_default();
        let delimiter = self.choice.delimiter.unwrap_or_default();
        let scanned = match self.kind {
            SheetKind::Text => text::scan(path, encoding, delimiter, take),
            SheetKind::Xlsx => guarded(|| xlsx::scan(path, name, take)),
            SheetKind::Xls => guarded(|| xls::scan(path, name, take)),
            SheetKind::Ods => ods::scan(path, name, take),
            SheetKind::Database => other_tables::scan(path, name, take),
        };
        scanned.map_err(|cause| ImportError::of_file(path, cause))
    }
}

/// What kind of sheet a file is, by its first bytes: names lie.
///
/// # Errors
/// [`ImportError`] where it is none.
pub fn kind_of(path: &Path) -> Result<SheetKind, ImportError> {
    let failed = |cause| ImportError::of_file(path, cause);
    let unreadable = |error: std::io::Error| failed(ImportCause::Unreadable(error.to_string()));
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(failed(ImportCause::NotASheet));
    }
    let mut begin = Vec::new();
    File::open(path).and_then(|file| file.take(4096).read_to_end(&mut begin)).map_err(unreadable)?;
    if begin.is_empty() {
        return Err(failed(ImportCause::EmptySheet));
    }
    if begin.starts_with(b"SQLite format 3\0") {
        return Ok(SheetKind::Database);
    }
    if begin.starts_with(b"PK\x03\x04") || begin.starts_with(b"PK\x05\x06") {
        return xlsx::kind_of_archive(path).map_err(failed);
    }
    if begin.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Ok(SheetKind::Xls);
    }
    let other: [&[u8]; 5] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"%PDF-", b"\x1f\x8b"];
    let has_bom = begin.starts_with(&[0xFF, 0xFE]) || begin.starts_with(&[0xFE, 0xFF]);
    if other.iter().any(|magic| begin.starts_with(magic)) || (!has_bom && text::is_binary(&begin)) {
        return Err(failed(ImportCause::NotASheet));
    }
    Ok(SheetKind::Text)
}

/// What is kept of a cell to be shown.
fn shortened(cell: &str) -> String {
    const MOST_LETTERS: usize = 1000;
    cell.char_indices().nth(MOST_LETTERS).map_or(cell, |(end, _)| &cell[..end]).to_owned()
}

fn sheet_names(path: &Path, kind: SheetKind) -> Result<Vec<String>, ImportCause> {
    match kind {
        SheetKind::Text => Ok(Vec::new()),
        SheetKind::Xlsx => guarded(|| xlsx::sheet_names(path)),
        SheetKind::Xls => guarded(|| xls::sheet_names(path)),
        SheetKind::Ods => ods::sheet_names(path),
        SheetKind::Database => other_tables::names(path),
    }
}

/// A fault inside the reader of workbooks is a damaged workbook, not the end of the program.
fn guarded<T>(work: impl FnOnce() -> Result<T, ImportCause>) -> Result<T, ImportCause> {
    contained(work).unwrap_or_else(|fault| Err(ImportCause::DamagedSheet(fault)))
}
