//! Why a figure did not become a file: the file, the cause, and what to do next, in both languages.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::{Format, paper};
use crate::words::{Lang, Word};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The path names no file: it is empty or ends in `..`.
    NoName {
        /// The path as given.
        path: PathBuf,
    },
    /// Windows could not open a file of this name.
    ReservedName {
        /// The path as given.
        path: PathBuf,
    },
    /// There is a folder, device or pipe of this name.
    NotAFile {
        /// The path as given.
        path: PathBuf,
    },
    /// The folder it should lie in does not exist.
    NoFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// The file or its folder may not be written.
    NotAllowed {
        /// The path as given.
        path: PathBuf,
    },
    /// The disk is full.
    DiskFull {
        /// The path as given.
        path: PathBuf,
    },
    /// The system refused for another reason.
    Write {
        /// The path as given.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The end of the name is that of no format.
    UnknownFormat {
        /// The path as given.
        path: PathBuf,
    },
    /// A size was asked for that cannot be read.
    SizeUnreadable {
        /// As given.
        given: String,
    },
    /// A size was asked for that is too small or too large.
    SizeOutOfBounds {
        /// As given.
        given: String,
    },
    /// This format holds one figure.
    NoDeck {
        /// The format.
        format: Format,
    },
    /// A presentation to put slides into cannot be used.
    Template {
        /// The path as given.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// The picture could not be turned into pixels.
    Draw {
        /// What went wrong.
        cause: String,
    },
}

impl ExportError {
    /// The message for the person: file, cause and next step.
    pub fn explain(&self, lang: Lang) -> String {
        let about_file = |word: Word, path: &PathBuf| word.fill(lang, &[&path.display()]);
        match self {
            Self::NoName { path } => about_file(Word::ExportNoName, path),
            Self::ReservedName { path } => about_file(Word::ExportReservedName, path),
            Self::NotAFile { path } => about_file(Word::ExportNotAFile, path),
            Self::NoFolder { path } => about_file(Word::ExportNoFolder, path),
            Self::NotAllowed { path } => about_file(Word::ExportNotAllowed, path),
            Self::DiskFull { path } => about_file(Word::ExportDiskFull, path),
            Self::Write { path, source } => Word::ExportWrite.fill(lang, &[&path.display(), source]),
            Self::UnknownFormat { path } => {
                let endings = Format::ALL.map(|format| format!(".{}", format.extension())).join(", ");
                Word::ExportUnknownFormat.fill(lang, &[&path.display(), &endings])
            }
            Self::SizeUnreadable { given } => Word::SizeUnreadable.fill(lang, &[given]),
            Self::SizeOutOfBounds { given } => {
                let most =
                    [paper::MOST_PIXELS_A_SIDE as usize, paper::MOST_MEGAPIXELS as usize].map(crate::words::grouped);
                Word::SizeOutOfBounds.fill(lang, &[given, &most[0], &most[1]])
            }
            Self::NoDeck { format } => Word::ExportNoDeck.fill(lang, &[&format.label()]),
            Self::Template { path, cause } => Word::ExportTemplate.fill(lang, &[&path.display(), cause]),
            Self::Draw { cause } => Word::ExportDraw.fill(lang, &[cause]),
        }
    }

    /// The error for a file that the system refused to write.
    pub(super) fn writing(path: PathBuf, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::NoFolder { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotAllowed { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Write { path, source },
        }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.explain(Lang::En))
    }
}
