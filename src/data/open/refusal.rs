//! Why a file is not opened: typed here, put in words here, shown once elsewhere.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::data::{Explanation, ReadFault};
use crate::words::{Lang, Word, grouped};

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The person asked to stop.
    Cancelled,
    /// The file cannot be read as a database of city diplomacy.
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: Refusal,
    },
}

/// What makes a file unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The system does not let it be read.
    Unread(ReadFault),
    /// A folder.
    Folder,
    /// A named pipe or socket: reading one may wait forever.
    Pipe,
    /// A device.
    Device,
    /// 0 bytes.
    Empty,
    /// Fewer bytes than a header has.
    TooShort {
        /// How many.
        bytes: u64,
    },
    /// Another kind of file.
    OtherFormat(OtherFormat),
    /// The header contradicts itself; the field.
    DamagedHeader(&'static str),
    /// A file format version this engine does not read.
    NewerFormat,
    /// Shorter than its header says.
    Truncated {
        /// Bytes by its header.
        expected: u64,
        /// Bytes it has.
        actual: u64,
    },
    /// The check found damage; its first finding.
    Damaged(String),
    /// Another program holds it.
    Locked,
    /// The copy that unfinished changes ask for failed; the words of the system.
    CopyFailed(String),
    /// One value over the limit.
    ValueTooLarge,
    /// More memory than allowed.
    Memory,
    /// No table `activity`; the tables there are.
    NoActivityTable(Vec<String>),
    /// `activity` is a view or virtual table.
    ActivityIsNoTable,
    /// `activity` lacks a column it cannot do without.
    ActivityColumn(&'static str),
    /// The engine failed otherwise; its words.
    Sqlite(String),
}

/// A kind of file that is told apart by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFormat {
    /// A text table.
    Csv,
    /// Any other text.
    Text,
    /// An Excel workbook.
    Xlsx,
    /// An older Office document.
    Xls,
    /// An archive.
    Zip,
    /// PNG, JPEG, GIF.
    Picture,
    /// PDF.
    Pdf,
    /// Anything else, perhaps encrypted.
    Unknown,
}

/// One value may have this many bytes.
pub(super) const VALUE_LIMIT_BYTES: i32 = 16 * 1024 * 1024;

impl Refusal {
    pub(super) fn of(self, path: &Path) -> OpenError {
        OpenError::Refused { path: path.to_owned(), cause: self }
    }

    fn cause(&self, lang: Lang) -> String {
        let plain = |word: Word| word.text(lang).to_owned();
        match self {
            Self::Unread(fault) => fault.cause(lang),
            Self::Folder => plain(Word::CAUSE_FOLDER),
            Self::Pipe => plain(Word::CAUSE_PIPE),
            Self::Device => plain(Word::CAUSE_DEVICE),
            Self::Empty => plain(Word::CAUSE_EMPTY),
            Self::TooShort { bytes } => Word::cause_too_short(lang, bytes),
            Self::OtherFormat(format) => plain(format.cause()),
            Self::DamagedHeader(field) => Word::cause_header(lang, field),
            Self::NewerFormat => plain(Word::CAUSE_NEWER_FORMAT),
            Self::Truncated { expected, actual } => {
                Word::cause_truncated(lang, &grouped(*expected as usize), &grouped(*actual as usize))
            }
            Self::Damaged(detail) => Word::cause_damaged(lang, detail),
            Self::Locked => plain(Word::CAUSE_LOCKED),
            Self::CopyFailed(detail) => Word::cause_copy(lang, detail),
            Self::ValueTooLarge => Word::cause_value_too_large(lang, &(VALUE_LIMIT_BYTES / 1024 / 1024)),
            Self::Memory => plain(Word::CAUSE_MEMORY),
            Self::NoActivityTable(tables) if tables.is_empty() => plain(Word::CAUSE_NO_TABLES),
            Self::NoActivityTable(tables) => Word::cause_no_activity(lang, &tables.join(", ")),
            Self::ActivityIsNoTable => plain(Word::CAUSE_ACTIVITY_NOT_TABLE),
            Self::ActivityColumn(column) => Word::cause_activity_column(lang, column),
            Self::Sqlite(detail) => Word::cause_sqlite(lang, detail),
        }
    }

    fn next_step(&self) -> Word {
        match self {
            Self::Unread(fault) => fault.next_step(),
            Self::Folder | Self::Pipe | Self::Device => Word::NEXT_CHOOSE_FILE,
            Self::Empty | Self::TooShort { .. } | Self::Truncated { .. } => Word::NEXT_COPY_AGAIN,
            Self::OtherFormat(format) => format.next_step(),
            Self::NewerFormat => Word::NEXT_NEWER_PROGRAM,
            Self::DamagedHeader(_) | Self::Damaged(_) | Self::Sqlite(_) => Word::NEXT_RECOVER,
            Self::Locked => Word::NEXT_CLOSE_OTHER,
            Self::CopyFailed(_) => Word::NEXT_FREE_SPACE,
            Self::ValueTooLarge | Self::Memory => Word::NEXT_SHORTEN_VALUE,
            Self::NoActivityTable(_) | Self::ActivityIsNoTable | Self::ActivityColumn(_) => Word::NEXT_SCHEMA,
        }
    }
}

impl OtherFormat {
    fn cause(self) -> Word {
        match self {
            Self::Csv => Word::CAUSE_CSV,
            Self::Text => Word::CAUSE_TEXT,
            Self::Xlsx => Word::CAUSE_XLSX,
            Self::Xls => Word::CAUSE_XLS,
            Self::Zip => Word::CAUSE_ZIP,
            Self::Picture => Word::CAUSE_PICTURE,
            Self::Pdf => Word::CAUSE_PDF,
            Self::Unknown => Word::CAUSE_NO_DATABASE,
        }
    }

    fn next_step(self) -> Word {
        match self {
            Self::Csv | Self::Xlsx | Self::Xls => Word::NEXT_IMPORT_CSV,
            Self::Zip => Word::NEXT_UNPACK,
            Self::Text | Self::Picture | Self::Pdf => Word::NEXT_CHOOSE_FILE,
            Self::Unknown => Word::NEXT_DECRYPT,
        }
    }
}

impl OpenError {
    /// What went wrong with which file, why, and what to do next.
    pub fn explain(&self, lang: Lang) -> Explanation {
        match self {
            Self::Cancelled => Explanation {
                what: Word::NOT_OPENED_CANCELLED.text(lang).to_owned(),
                cause: Word::CAUSE_CANCELLED.text(lang).to_owned(),
                next_step: Word::NEXT_CANCELLED.text(lang).to_owned(),
            },
            Self::Refused { path, cause } => Explanation {
                what: Word::not_opened(lang, &path.display()),
                cause: cause.cause(lang),
                next_step: cause.next_step().text(lang).to_owned(),
            },
        }
    }

    /// The cause, unless the person asked to stop.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Cancelled => None,
            Self::Refused { cause, .. } => Some(cause),
        }
    }

    /// The same failure under the name by which the person knows the file.
    pub(super) fn about(self, path: &Path) -> Self {
        match self {
            Self::Cancelled => Self::Cancelled,
            Self::Refused { cause, .. } => cause.of(path),
        }
    }

    /// A failure of the engine in this program's terms.
    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let detail = error.to_string();
        let cause = match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => return Self::Cancelled,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                Refusal::Locked
            }
            Some(ErrorCode::DatabaseCorrupt) => Refusal::Damaged(detail),
            Some(ErrorCode::NotADatabase) => Refusal::OtherFormat(OtherFormat::Unknown),
            Some(ErrorCode::TooBig) => Refusal::ValueTooLarge,
            Some(ErrorCode::OutOfMemory) => Refusal::Memory,
            Some(ErrorCode::PermissionDenied) => Refusal::Unread(ReadFault::NotAllowed),
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => Refusal::Unread(fault_beside(path, detail)),
            _ => Refusal::Sqlite(detail),
        };
        cause.of(path)
    }

    /// A failure of the system in this program's terms.
    pub(super) fn from_system(path: &Path, error: &std::io::Error) -> Self {
        Refusal::Unread(ReadFault::of(path, error)).of(path)
    }
}

/// The engine says that a file cannot be read, and not why: the system says it.
fn fault_beside(path: &Path, detail: String) -> ReadFault {
    let read = std::fs::File::open(path).and_then(|mut file| std::io::copy(&mut file, &mut std::io::sink()));
    read.map_or_else(|error| ReadFault::of(path, &error), |_| ReadFault::Other(detail))
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.explain(Lang::En).fmt(f)
    }
}

impl std::error::Error for OpenError {}
