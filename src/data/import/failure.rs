//! Why an import stopped, and at which cell.

use std::path::{Path, PathBuf};

use crate::data::Explanation;
use crate::words::{Lang, Word};

/// Why nothing was imported, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The CSV file, the folder or the new database it is about.
    pub file: PathBuf,
    /// Row of the CSV file as a spreadsheet numbers it: the header is row 1.
    pub row: Option<usize>,
    /// Column of the CSV file.
    pub column: Option<String>,
    /// Why.
    pub cause: ImportCause,
}

/// Why an import stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportCause {
    /// The new database exists already.
    TargetExists,
    /// Its folder cannot be written to; the words of the system.
    TargetFolder(String),
    /// The folder of CSV files cannot be read; the words of the system.
    SourceFolder(String),
    /// The folder lacks the one required file.
    NoActivityFile,
    /// A CSV file is named after no table.
    UnknownFile {
        /// The names of all tables.
        known: Vec<String>,
    },
    /// A file cannot be read; the words of the system.
    Unreadable(String),
    /// A file is not UTF-8.
    NotUtf8,
    /// A row is no proper CSV.
    Malformed(String),
    /// The header names a column that the table does not have.
    UnknownColumn {
        /// The names of its columns.
        known: Vec<String>,
    },
    /// The header names a column twice.
    DoubledColumn,
    /// The header lacks a required column.
    MissingColumn,
    /// A required cell is empty.
    EmptyCell,
    /// A cell of a numeric column holds something else.
    NotANumber {
        /// As written.
        value: String,
    },
    /// A cell of a date column is not in one of the three forms.
    DateForm {
        /// As written.
        value: String,
    },
    /// A date that does not exist.
    NoSuchDay {
        /// As written.
        value: String,
    },
    /// An earlier row has the same key.
    DoubledKey {
        /// The key.
        value: String,
    },
    /// A cell names a row that another table does not have.
    NoSuchRow {
        /// As written.
        value: String,
        /// The table that should have it.
        table: String,
    },
    /// The file is neither a text table nor a workbook nor a database.
    NotASheet,
    /// The workbook cannot be read; why.
    DamagedSheet(String),
    /// The workbook asks for a password.
    Password,
    /// Unpacked, it would need more memory than allowed.
    SheetTooLarge,
    /// A cell is longer than any text of a fact.
    CellTooLong,
    /// More columns than a list has.
    TooWide {
        /// How many are read.
        most: usize,
    },
    /// A quote opens in this row and never closes.
    OpenQuote {
        /// The row.
        row: usize,
    },
    /// No cell holds anything.
    EmptySheet,
    /// The workbook has no sheet of this name.
    NoSuchSheet {
        /// The names of its sheets.
        known: Vec<String>,
    },
    /// A saved mapping cannot be used; why.
    BadMapping(String),
    /// None of the columns of a saved mapping is in the sheet.
    ForeignMapping {
        /// Its columns.
        mapped: Vec<String>,
        /// The columns of the sheet.
        columns: Vec<String>,
    },
    /// No column could be matched to a field without which nothing can be imported.
    NotMapped {
        /// The fields that are lacking.
        lacking: Vec<String>,
        /// The columns of the sheet.
        columns: Vec<String>,
    },
    /// The database that is to be added to cannot be opened; why.
    Base(String),
    /// The program met a fault of its own.
    Broken,
    /// The person asked to stop.
    Cancelled,
    /// The database engine failed.
    Sqlite(String),
}

impl From<rusqlite::Error> for ImportCause {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error.to_string())
    }
}

impl ImportError {
    pub(in crate::data) fn of_file(file: &Path, cause: ImportCause) -> Self {
        Self { file: file.to_owned(), row: None, column: None, cause }
    }

    /// A file could not be written; the words of the system.
    pub fn not_written(file: &Path, detail: &str) -> Self {
        Self::of_file(file, ImportCause::TargetFolder(detail.to_owned()))
    }

    /// The program met a fault of its own.
    pub fn broken(file: &Path) -> Self {
        Self::of_file(file, ImportCause::Broken)
    }

    /// The file that is to be made is there already.
    pub fn target_exists(file: &Path) -> Self {
        Self::of_file(file, ImportCause::TargetExists)
    }

    pub(super) fn in_row(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }

    pub(super) fn in_column(self, column: &str) -> Self {
        Self { column: Some(column.to_owned()), ..self }
    }

    /// The failure in words: file, row, column, cause, next step.
    pub fn explain(&self, lang: Lang) -> Explanation {
        let row = self.row.map(|row| Word::PlaceRow.fill(lang, &[&row]));
        let column = self.column.as_ref().map(|column| Word::PlaceColumn.fill(lang, &[column]));
        let place: Vec<String> = [Some(self.file.display().to_string()), row, column].into_iter().flatten().collect();
        let what =
            format!("{} {}", Word::NotImported.fill(lang, &[&place.join(", ")]), Word::NothingWritten.text(lang));
        Explanation { what, cause: self.cause.text(lang), next_step: self.cause.next_step().text(lang).to_owned() }
    }
}

impl ImportCause {
    fn text(&self, lang: Lang) -> String {
        let plain = |word: Word| word.text(lang).to_owned();
        match self {
            Self::TargetExists => plain(Word::CauseTargetExists),
            Self::TargetFolder(detail) => Word::CauseTargetFolder.fill(lang, &[detail]),
            Self::SourceFolder(detail) => Word::CauseNoCsvFolder.fill(lang, &[detail]),
            Self::NoActivityFile => plain(Word::CauseNoActivityCsv),
            Self::UnknownFile { known } => Word::CauseUnknownCsv.fill(lang, &[&known.join(", ")]),
            Self::Unreadable(detail) => Word::CauseUnreadable.fill(lang, &[detail]),
            Self::NotUtf8 => plain(Word::CauseNotUtf8),
            Self::Malformed(detail) => Word::CauseCsvForm.fill(lang, &[detail]),
            Self::UnknownColumn { known } => Word::CauseUnknownColumn.fill(lang, &[&known.join(", ")]),
            Self::DoubledColumn => plain(Word::CauseDoubledColumn),
            Self::MissingColumn => plain(Word::CauseNoColumn),
            Self::EmptyCell => plain(Word::CauseEmptyCell),
            Self::NotANumber { value } => Word::CauseNotNumber.fill(lang, &[value]),
            Self::DateForm { value } => Word::CauseDateForm.fill(lang, &[value]),
            Self::NoSuchDay { value } => Word::CauseNoSuchDay.fill(lang, &[value]),
            Self::DoubledKey { value } => Word::CauseDoubledKey.fill(lang, &[value]),
            Self::NoSuchRow { value, table } => Word::CauseNoSuchRow.fill(lang, &[value, table]),
            Self::NotASheet => plain(Word::CauseNotASheet),
            Self::DamagedSheet(detail) => Word::CauseDamagedSheet.fill(lang, &[detail]),
            Self::Password => plain(Word::CausePassword),
            Self::SheetTooLarge => plain(Word::CauseSheetTooLarge),
            Self::CellTooLong => plain(Word::CauseCellTooLong),
            Self::TooWide { most } => Word::CauseTooWide.fill(lang, &[most]),
            Self::OpenQuote { row } => Word::CauseOpenQuote.fill(lang, &[row]),
            Self::EmptySheet => plain(Word::CauseEmptySheet),
            Self::NoSuchSheet { known } => Word::CauseNoSuchSheet.fill(lang, &[&known.join(", ")]),
            Self::BadMapping(detail) => Word::CauseBadMapping.fill(lang, &[detail]),
            Self::ForeignMapping { mapped, columns } => {
                Word::CauseForeignMapping.fill(lang, &[&mapped.join(", "), &columns.join(", ")])
            }
            Self::NotMapped { lacking, columns } => {
                Word::CauseNotMapped.fill(lang, &[&lacking.join(", "), &columns.join(", ")])
            }
            Self::Base(detail) => detail.clone(),
            Self::Broken => plain(Word::OpeningBrokeCause),
            Self::Cancelled => plain(Word::CauseCancelled),
            Self::Sqlite(detail) => Word::CauseSqlite.fill(lang, &[detail]),
        }
    }

    fn next_step(&self) -> Word {
        match self {
            Self::TargetExists => Word::NextOtherName,
            Self::TargetFolder(_) | Self::Sqlite(_) => Word::NextFolder,
            Self::SourceFolder(_) | Self::NoActivityFile => Word::NextCsvFolder,
            Self::Unreadable(_) => Word::NextPermission,
            Self::NotUtf8 => Word::NextSaveUtf8,
            Self::UnknownFile { .. } | Self::UnknownColumn { .. } | Self::DoubledColumn | Self::MissingColumn => {
                Word::NextCorrectHeader
            }
            Self::Malformed(_)
            | Self::EmptyCell
            | Self::NotANumber { .. }
            | Self::DateForm { .. }
            | Self::NoSuchDay { .. }
            | Self::DoubledKey { .. } => Word::NextCorrectCell,
            Self::NoSuchRow { .. } => Word::NextAddRow,
            Self::NotASheet => Word::NextChooseSheet,
            Self::DamagedSheet(_) => Word::NextSaveSheetAgain,
            Self::Password => Word::NextPassword,
            Self::SheetTooLarge | Self::CellTooLong | Self::TooWide { .. } => Word::NextSaveAsCsv,
            Self::OpenQuote { .. } => Word::NextCloseQuote,
            Self::EmptySheet => Word::NextOtherSheet,
            Self::NoSuchSheet { .. } => Word::NextNameSheet,
            Self::BadMapping(_) => Word::NextMapAgain,
            Self::ForeignMapping { .. } => Word::NextOtherMapping,
            Self::NotMapped { .. } => Word::NextMapColumns,
            Self::Base(_) => Word::NextOtherBase,
            Self::Broken => Word::OpeningBrokeNext,
            Self::Cancelled => Word::NextImportAgain,
        }
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.explain(Lang::En).fmt(f)
    }
}

impl std::error::Error for ImportError {}
