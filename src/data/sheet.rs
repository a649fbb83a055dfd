//! Sheets that people keep, as rows of text numbered as they see them: CSV, Excel, `OpenDocument`, tables of a database.

mod date_format;
mod encoding;
mod header;
mod hidden_rows;
mod kind;
mod listed;
mod ods;
mod ods_dates;
mod open_files;
mod other_file;
mod package;
mod pick;
mod read_ahead;
mod records;
mod row;
pub(super) mod shape;
mod text;
mod xls;
mod xls_dates;
mod xls_records;
mod xlsx;
mod xml;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::contained::contained;
use super::import::{ImportCause, ImportError};
use super::open::other_tables;
pub use encoding::TextEncoding;
pub use kind::kind_of;
pub(super) use listed::Listed;
pub use listed::{Unread, UnreadSheet};
pub(super) use open_files::OpenFiles;
pub use other_file::OtherFile;
pub(super) use row::{RawRow, TakeRow};
use shape::{Shape, Shaper};
pub use text::Delimiter;

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
    /// Whether columns of one year each become rows: one for every cell, with its year.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_year: bool,
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
    /// All sheets of the file; empty for a text file. Those that are hidden come last, tables that hold a list first.
    pub sheets: Vec<String>,
    /// Sheets of the file that are not read, and why; told once for all sheets that are.
    pub unread: Vec<UnreadSheet>,
    /// A view that seems to hold the list: it is read only where a person chooses it.
    pub better_view: Option<String>,
    /// How it is read: everything that applies to its kind is decided.
    pub choice: SheetChoice,
    /// The names of its columns, each different from the others.
    pub columns: Vec<String>,
    /// The first rows, those above the header among them.
    pub first_rows: Vec<SheetRow>,
    /// Columns of one year each.
    pub years: Vec<String>,
    shape: Shape,
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
        if kind != SheetKind::Text {
            return pick::look(path, kind, choice).map_err(failed);
        }
        let (encoding, delimiter) = text::look(path, choice).map_err(failed)?;
        let choice =
            SheetChoice { sheet: None, encoding: Some(encoding), delimiter: Some(delimiter), ..choice.clone() };
        let mut first_rows = FirstRows::default();
        text::scan(path, encoding, delimiter, &mut |row| first_rows.take(row)).map_err(failed)?;
        Self::of_rows(path, kind, choice, first_rows.rows).map_err(failed)
    }

    /// Every list of a file, each as a sheet of its own: the visible sheets of a workbook that hold one, in their order.
    /// Of any other file, and where a sheet is chosen, it is the one that [`Self::look`] finds.
    ///
    /// # Errors
    /// As for [`Self::look`].
    pub fn look_all(path: &Path, choice: &SheetChoice) -> Result<Vec<Self>, ImportError> {
        let kind = kind_of(path)?;
        if choice.sheet.is_some() || matches!(kind, SheetKind::Text | SheetKind::Database) {
            return Self::look(path, choice).map(|sheet| vec![sheet]);
        }
        pick::look_all(path, kind, choice).map_err(|cause| ImportError::of_file(path, cause))
    }

    /// The sheet that these first rows are the beginning of.
    fn of_rows(
        path: &Path,
        kind: SheetKind,
        mut choice: SheetChoice,
        rows: Vec<SheetRow>,
    ) -> Result<Self, ImportCause> {
        if rows.is_empty() {
            return Err(ImportCause::EmptySheet);
        }
        let header = choice.header_row.map_or_else(|| header::find(&rows), |row| header::ending_at(&rows, row));
        choice.header_row = Some(*header.end());
        let mut columns = header::columns(&rows, &header);
        let years = shape::years(&columns).into_iter().map(|(index, _)| columns[index].clone()).collect();
        let shape = Shape::find(kind, &rows, *header.end(), &mut columns, choice.by_year);
        let mut first_rows: Vec<SheetRow> = Vec::new();
        let mut shaper = Shaper::new(&shape);
        for row in rows {
            if row.number <= *header.end() {
                first_rows.push(row);
                continue;
            }
            let _: ControlFlow<()> = shaper.take(&RawRow::new(row.number, &row.cells), &mut |row| {
                first_rows.push(SheetRow { number: row.number, cells: row.cells.to_vec() });
                if first_rows.len() < FIRST_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
        }
        let (sheets, unread) = (Vec::new(), Vec::new());
        Ok(Self {
            path: path.to_owned(),
            kind,
            sheets,
            unread,
            better_view: None,
            choice,
            columns,
            first_rows,
            years,
            shape,
        })
    }

    /// What the sheet is called in messages: the file, and the sheet where the file has several.
    pub fn name(&self) -> String {
        let file = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = match &self.choice.sheet {
            Some(sheet) if self.sheets.len() > 1 => format!("{file}, {sheet}"),
            _ => file,
        };
        name.nfc().collect()
    }

    /// Every row below the header, in the order of the file; blank rows are left out.
    ///
    /// # Errors
    /// As for [`Self::look`]: damage may stand far down.
    pub(super) fn for_each_row(&self, files: &OpenFiles, take: TakeRow<'_>) -> Result<(), ImportError> {
        read_ahead::read_ahead(|take| self.read_rows(files, take), take)
    }

    fn read_rows(&self, files: &OpenFiles, take: TakeRow<'_>) -> Result<(), ImportError> {
        let header_row = self.choice.header_row.unwrap_or_default();
        let mut shaper = Shaper::new(&self.shape);
        let mut narrow: Vec<String> = Vec::new();
        self.scan(files, &mut |row| {
            if row.number <= header_row || row.cells.iter().all(|cell| cell.trim().is_empty()) {
                return ControlFlow::Continue(());
            }
            if row.cells.iter().all(|cell| !encoding::may_be_wide(cell)) {
                return shaper.take(row, take);
            }
            narrow.clear();
            narrow.extend_from_slice(row.cells);
            narrow.iter_mut().for_each(encoding::narrow);
            shaper.take(&RawRow { cells: &narrow, ..*row }, take)
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

    fn scan(&self, files: &OpenFiles, take: TakeRow<'_>) -> Result<(), ImportError> {
        let name = self.choice.sheet.as_deref().unwrap_or_default();
        let path = &self.path;
        let encoding = self.choice.encoding.unwrap_or_default();
        let delimiter = self.choice.delimiter.unwrap_or_default();
        let scanned = match self.kind {
            SheetKind::Text => text::scan(path, encoding, delimiter, take),
            SheetKind::Xlsx => guarded(|| files.scan_xlsx(path, name, take)),
            SheetKind::Xls => guarded(|| xls::scan(path, name, take)),
            SheetKind::Ods => ods::scan(path, name, take),
            SheetKind::Database => other_tables::scan(path, name, take),
        };
        scanned.map_err(|cause| ImportError::of_file(path, cause))
    }
}

/// Every row of a CSV file of ours, headings and all, as it stands: UTF-8, with commas.
///
/// # Errors
/// [`ImportError`] where it cannot be read, or its rows cannot be told apart.
pub(super) fn scan_csv(path: &Path, take: TakeRow<'_>) -> Result<(), ImportError> {
    let scanned = text::scan(path, TextEncoding::Utf8, Delimiter::Comma, take);
    scanned.map_err(|cause| ImportError::of_file(path, cause))
}

/// The rows that are looked at before an import.
#[derive(Default)]
struct FirstRows {
    rows: Vec<SheetRow>,
}

impl FirstRows {
    fn take(&mut self, row: &RawRow<'_>) -> ControlFlow<()> {
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells = row.cells.iter().map(|cell| shortened(cell)).collect();
            self.rows.push(SheetRow { number: row.number, cells });
        }
        if self.rows.len() < FIRST_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

/// What is kept of a cell to be shown.
fn shortened(cell: &str) -> String {
    const MOST_LETTERS: usize = 1000;
    let mut kept = cell.char_indices().nth(MOST_LETTERS).map_or(cell, |(end, _)| &cell[..end]).to_owned();
    encoding::narrow(&mut kept);
    kept
}

/// A fault inside the reader of workbooks is a damaged workbook, not the end of the program.
fn guarded<T>(work: impl FnOnce() -> Result<T, ImportCause>) -> Result<T, ImportCause> {
    contained(work).unwrap_or_else(|fault| Err(ImportCause::DamagedSheet(fault)))
}
