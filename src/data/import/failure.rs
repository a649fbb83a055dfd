//! Why an import stopped, and at which cell.

use std::path::{Path, PathBuf};

use crate::data::open::OpenError;
use crate::data::schema::SCHEMA_VERSION;
use crate::data::sheet::OtherFile;
use crate::data::{Explanation, ReadFault, is_device_name, is_open_elsewhere};
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
    /// The new database would have the name of a device of Windows: it could not be opened there.
    DeviceName,
    /// Its folder cannot be written to; the words of the system.
    TargetFolder(String),
    /// Another program holds a file that has to be written.
    OpenElsewhere,
    /// The folder of CSV files cannot be read; the words of the system.
    SourceFolder(String),
    /// The folder lacks the one required file.
    NoActivityFile,
    /// A CSV file is named after no table.
    UnknownFile {
        /// The names of all tables.
        known: Vec<String>,
    },
    /// A file cannot be read.
    Unreadable(ReadFault),
    /// No file has a name of this pattern.
    NoMatch,
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
    /// The file is something else.
    OtherFile(OtherFile),
    /// The sheet counts; it does not list.
    TableOfCounts,
    /// The sheet has one column a year.
    ColumnAYear {
        /// The headings of these columns.
        years: Vec<String>,
    },
    /// What seems to be the list is a view, and those are read only by choice.
    ViewHoldsList {
        /// Its name.
        view: String,
    },
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
    /// The database that is to be added to cannot be opened.
    Base(BaseFault),
    /// The program met a fault of its own.
    Broken,
    /// The person asked to stop.
    Cancelled,
    /// The database engine failed.
    Sqlite(String),
}

/// Why a database cannot be added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseFault {
    /// It cannot be opened at all.
    Refused(Box<OpenError>),
    /// A check of the whole file found a fault; the words of the database engine.
    Damaged(String),
    /// It was made by a newer version of the program: with this version of the schema.
    Newer(i64),
}

impl BaseFault {
    fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Refused(error) => error.explain(lang).cause,
            Self::Damaged(detail) => Word::cause_damaged(lang, detail),
            Self::Newer(version) => Word::notice_newer_version(lang, version, &SCHEMA_VERSION),
        }
    }
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

    /// A file could not be written.
    pub(super) fn unwritable(file: &Path, error: &std::io::Error) -> Self {
        Self::of_file(file, ImportCause::unwritable(error))
    }

    /// Refuses a new database that would have the name of a device of Windows: files travel.
    pub(crate) fn refuse_device_name(new_db: &Path) -> Result<(), Self> {
        let name = new_db.file_name().unwrap_or_default().to_string_lossy();
        if is_device_name(&name) { Err(Self::of_file(new_db, ImportCause::DeviceName)) } else { Ok(()) }
    }

    /// No file has a name of this pattern.
    pub(crate) fn no_match(pattern: &Path) -> Self {
        Self::of_file(pattern, ImportCause::NoMatch)
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
        let row = self.row.map(|row| Word::place_row(lang, &row));
        let column = self.column.as_ref().map(|column| Word::place_column(lang, column));
        let place: Vec<String> = [Some(self.file.display().to_string()), row, column].into_iter().flatten().collect();
        let what = format!("{} {}", Word::not_imported(lang, &place.join(", ")), Word::NOTHING_WRITTEN.text(lang));
        Explanation { what, cause: self.cause.text(lang), next_step: self.cause.next_step().text(lang).to_owned() }
    }
}

impl ImportCause {
    /// Why a file could not be written.
    pub(in crate::data) fn unwritable(error: &std::io::Error) -> Self {
        if is_open_elsewhere(error) { Self::OpenElsewhere } else { Self::TargetFolder(error.to_string()) }
    }

    fn text(&self, lang: Lang) -> String {
        let plain = |word: Word| word.text(lang).to_owned();
        match self {
            Self::TargetExists => plain(Word::CAUSE_TARGET_EXISTS),
            Self::DeviceName => ReadFault::DeviceName.cause(lang),
            Self::TargetFolder(detail) => Word::cause_target_folder(lang, detail),
            Self::OpenElsewhere => plain(Word::CAUSE_OPEN_ELSEWHERE),
            Self::SourceFolder(detail) => Word::cause_no_csv_folder(lang, detail),
            Self::NoActivityFile => plain(Word::CAUSE_NO_ACTIVITY_CSV),
            Self::UnknownFile { known } => Word::cause_unknown_csv(lang, &known.join(", ")),
            Self::Unreadable(fault) => fault.cause(lang),
            Self::NoMatch => plain(Word::CAUSE_NO_MATCH),
            Self::NotUtf8 => plain(Word::CAUSE_NOT_UTF_8),
            Self::Malformed(detail) => Word::cause_csv_form(lang, detail),
            Self::UnknownColumn { known } => Word::cause_unknown_column(lang, &known.join(", ")),
            Self::DoubledColumn => plain(Word::CAUSE_DOUBLED_COLUMN),
            Self::MissingColumn => plain(Word::CAUSE_NO_COLUMN),
            Self::EmptyCell => plain(Word::CAUSE_EMPTY_CELL),
            Self::NotANumber { value } => Word::cause_not_number(lang, value),
            Self::DateForm { value } => Word::cause_date_form(lang, value),
            Self::NoSuchDay { value } => Word::cause_no_such_day(lang, value),
            Self::DoubledKey { value } => Word::cause_doubled_key(lang, value),
            Self::NoSuchRow { value, table } => Word::cause_no_such_row(lang, value, table),
            Self::NotASheet => plain(Word::CAUSE_NOT_A_SHEET),
            Self::OtherFile(other) => plain(words_of(*other).0),
            Self::TableOfCounts => plain(Word::CAUSE_TABLE_OF_COUNTS),
            Self::ColumnAYear { years } => Word::cause_column_a_year(lang, &years.join(", ")),
            Self::ViewHoldsList { view } => Word::cause_view_holds_list(lang, view),
            Self::DamagedSheet(detail) => Word::cause_damaged_sheet(lang, detail),
            Self::Password => plain(Word::CAUSE_PASSWORD),
            Self::SheetTooLarge => plain(Word::CAUSE_SHEET_TOO_LARGE),
            Self::CellTooLong => plain(Word::CAUSE_CELL_TOO_LONG),
            Self::TooWide { most } => Word::cause_too_wide(lang, most),
            Self::OpenQuote { row } => Word::cause_open_quote(lang, row),
            Self::EmptySheet => plain(Word::CAUSE_EMPTY_SHEET),
            Self::NoSuchSheet { known } => Word::cause_no_such_sheet(lang, &known.join(", ")),
            Self::BadMapping(detail) => Word::cause_bad_mapping(lang, detail),
            Self::ForeignMapping { mapped, columns } => {
                Word::cause_foreign_mapping(lang, &mapped.join(", "), &columns.join(", "))
            }
            Self::NotMapped { lacking, columns } => {
                Word::cause_not_mapped(lang, &lacking.join(", "), &columns.join(", "))
            }
            Self::Base(fault) => fault.explain(lang),
            Self::Broken => plain(Word::OPENING_BROKE_CAUSE),
            Self::Cancelled => plain(Word::CAUSE_CANCELLED),
            Self::Sqlite(detail) => Word::cause_sqlite(lang, detail),
        }
    }

    fn next_step(&self) -> Word {
        match self {
            Self::TargetExists | Self::DeviceName => Word::NEXT_OTHER_NAME,
            Self::TargetFolder(_) | Self::Sqlite(_) => Word::NEXT_FOLDER,
            Self::OpenElsewhere => Word::NEXT_CLOSE_OR_RENAME,
            Self::SourceFolder(_) | Self::NoActivityFile => Word::NEXT_CSV_FOLDER,
            Self::Unreadable(fault) => fault.next_step(),
            Self::NoMatch => Word::NEXT_NAME_FOLDER,
            Self::NotUtf8 => Word::NEXT_SAVE_UTF_8,
            Self::UnknownFile { .. } | Self::UnknownColumn { .. } | Self::DoubledColumn | Self::MissingColumn => {
                Word::NEXT_CORRECT_HEADER
            }
            Self::Malformed(_)
            | Self::EmptyCell
            | Self::NotANumber { .. }
            | Self::DateForm { .. }
            | Self::NoSuchDay { .. }
            | Self::DoubledKey { .. } => Word::NEXT_CORRECT_CELL,
            Self::NoSuchRow { .. } => Word::NEXT_ADD_ROW,
            Self::NotASheet => Word::NEXT_CHOOSE_SHEET,
            Self::OtherFile(other) => words_of(*other).1,
            Self::TableOfCounts => Word::NEXT_LIST_OF_FACTS,
            Self::ColumnAYear { .. } => Word::NEXT_BY_YEAR,
            Self::ViewHoldsList { .. } => Word::NEXT_CHOOSE_VIEW,
            Self::DamagedSheet(_) => Word::NEXT_SAVE_SHEET_AGAIN,
            Self::Password => Word::NEXT_PASSWORD,
            Self::SheetTooLarge | Self::CellTooLong | Self::TooWide { .. } => Word::NEXT_SAVE_AS_CSV,
            Self::OpenQuote { .. } => Word::NEXT_CLOSE_QUOTE,
            Self::EmptySheet => Word::NEXT_OTHER_SHEET,
            Self::NoSuchSheet { .. } => Word::NEXT_NAME_SHEET,
            Self::BadMapping(_) => Word::NEXT_MAP_AGAIN,
            Self::ForeignMapping { .. } => Word::NEXT_OTHER_MAPPING,
            Self::NotMapped { .. } => Word::NEXT_MAP_COLUMNS,
            Self::Base(_) => Word::NEXT_OTHER_BASE,
            Self::Broken => Word::OPENING_BROKE_NEXT,
            Self::Cancelled => Word::NEXT_IMPORT_AGAIN,
        }
    }
}

/// What a file is instead of a sheet, and what to do with it.
fn words_of(other: OtherFile) -> (Word, Word) {
    match other {
        OtherFile::WebPage => (Word::CAUSE_WEB_PAGE, Word::NEXT_SAVE_AS_XLSX),
        OtherFile::Xml => (Word::CAUSE_XML, Word::NEXT_SAVE_AS_XLSX),
        OtherFile::Json => (Word::CAUSE_JSON, Word::NEXT_OTHER_FORM),
        OtherFile::Pdf => (Word::CAUSE_PDF_NO_SHEET, Word::NEXT_COPY_TABLE),
        OtherFile::Picture => (Word::CAUSE_PICTURE_NO_SHEET, Word::NEXT_COPY_TABLE),
        OtherFile::Archive => (Word::CAUSE_ARCHIVE, Word::NEXT_UNPACK_SHEET),
        OtherFile::Document => (Word::CAUSE_DOCUMENT, Word::NEXT_COPY_TABLE),
        OtherFile::Hangul => (Word::CAUSE_HANGUL, Word::NEXT_COPY_TABLE),
        OtherFile::BinaryWorkbook => (Word::CAUSE_BINARY_WORKBOOK, Word::NEXT_SAVE_AS_XLSX),
        OtherFile::OldWorkbook => (Word::CAUSE_OLD_WORKBOOK, Word::NEXT_SAVE_AS_XLSX),
        OtherFile::Numbers => (Word::CAUSE_NUMBERS, Word::NEXT_SAVE_AS_XLSX),
        OtherFile::OtherDatabase => (Word::CAUSE_OTHER_DATABASE, Word::NEXT_OTHER_FORM),
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.explain(Lang::En).fmt(f)
    }
}

impl std::error::Error for ImportError {}
