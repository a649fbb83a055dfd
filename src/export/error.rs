//! Why a figure did not become a file: the file, the cause, and what to do next, in both languages.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use super::fault::{DrawFault, LogoFault, PackageFault};
use crate::data::{Explanation, ReadFault, is_open_elsewhere};
use crate::words::{Lang, Word, grouped};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The person asked to stop.
    Cancelled,
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
    /// It is the name of a device of Windows.
    DeviceName {
        /// The path as given.
        path: PathBuf,
    },
    /// It is the very database that is shown.
    IsDatabase {
        /// The path as given.
        path: PathBuf,
    },
    /// A picture of the window was to get a name that does not end in `.png`.
    NotPng {
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
    /// Another program has the file open.
    OpenElsewhere {
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
        /// The ends that say a format, without the dot.
        known: Vec<&'static str>,
    },
    /// The end of the name is that of no format that holds records.
    NotATable {
        /// The path as given.
        path: PathBuf,
    },
    /// So many records are more than a workbook takes.
    TooManyForSheet {
        /// The path as given.
        path: PathBuf,
        /// How many.
        count: usize,
        /// How many it takes.
        most: usize,
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
        /// How many pixels a side may have.
        most_pixels_a_side: u32,
        /// How many millions of pixels the picture may have.
        most_megapixels: u32,
    },
    /// This format holds one figure.
    NoDeck {
        /// The name of the format.
        format: &'static str,
    },
    /// A presentation to put slides into cannot be used.
    Template {
        /// The path as given.
        path: PathBuf,
        /// Why.
        fault: PackageFault,
    },
    /// A presentation has no layout of that name or number.
    NoSuchLayout {
        /// What was asked for.
        wanted: String,
        /// Those it has.
        names: Vec<String>,
    },
    /// A logo cannot be used.
    Logo {
        /// The path as given.
        path: PathBuf,
        /// Why.
        fault: LogoFault,
    },
    /// The picture could not be turned into pixels.
    Draw {
        /// What went wrong.
        fault: DrawFault,
    },
}

impl ExportError {
    /// The message for the person: file, cause and next step.
    pub fn explain(&self, lang: Lang) -> Explanation {
        Explanation { what: self.what(lang), cause: self.cause(lang), next_step: self.next_step(lang) }
    }

    fn what(&self, lang: Lang) -> String {
        match self {
            Self::Cancelled => Word::NOTHING_SAVED.text(lang).to_owned(),
            Self::NoName { path }
            | Self::ReservedName { path }
            | Self::DeviceName { path }
            | Self::IsDatabase { path }
            | Self::NotPng { path }
            | Self::NotAFile { path }
            | Self::NoFolder { path }
            | Self::NotAllowed { path }
            | Self::OpenElsewhere { path }
            | Self::DiskFull { path }
            | Self::Write { path, .. }
            | Self::NotATable { path }
            | Self::TooManyForSheet { path, .. }
            | Self::UnknownFormat { path, .. } => Word::not_written(lang, &format!("“{}”", path.display())),
            Self::SizeUnreadable { given } | Self::SizeOutOfBounds { given, .. } => Word::size_unusable(lang, given),
            Self::NoDeck { format } => Word::no_deck_of(lang, format),
            Self::Template { path, .. } => Word::template_unusable(lang, &path.display()),
            Self::NoSuchLayout { wanted, .. } => Word::layout_unusable(lang, wanted),
            Self::Logo { path, .. } => Word::logo_unusable(lang, &path.display()),
            Self::Draw { .. } => Word::NOT_DRAWN.text(lang).to_owned(),
        }
    }

    fn cause(&self, lang: Lang) -> String {
        let said = |word: Word| word.text(lang).to_owned();
        match self {
            Self::Cancelled => said(Word::CAUSE_CANCELLED),
            Self::NoName { .. } => said(Word::CAUSE_NO_NAME),
            Self::ReservedName { .. } => said(Word::CAUSE_RESERVED_NAME),
            Self::DeviceName { .. } => ReadFault::DeviceName.cause(lang),
            Self::IsDatabase { .. } => said(Word::CAUSE_IS_DATABASE),
            Self::NotPng { .. } => said(Word::CAUSE_NOT_PNG),
            Self::NotAFile { .. } => said(Word::CAUSE_NOT_A_FILE),
            Self::NoFolder { .. } => said(Word::CAUSE_NO_FOLDER),
            Self::NotAllowed { .. } => said(Word::CAUSE_WRITE_PROTECTED),
            Self::OpenElsewhere { .. } => said(Word::CAUSE_OPEN_ELSEWHERE),
            Self::DiskFull { .. } => said(Word::CAUSE_DISK_FULL),
            Self::Write { source, .. } => Word::cause_unwritable(lang, source),
            Self::UnknownFormat { .. } => said(Word::CAUSE_UNKNOWN_FORMAT),
            Self::NotATable { .. } => said(Word::CAUSE_NOT_A_TABLE),
            Self::TooManyForSheet { count, most, .. } => {
                Word::cause_too_many_for_sheet(lang, &grouped(*most), &grouped(*count))
            }
            Self::SizeUnreadable { .. } => said(Word::CAUSE_NO_SIZE),
            Self::SizeOutOfBounds { most_pixels_a_side, most_megapixels, .. } => {
                let most = [*most_pixels_a_side as usize, *most_megapixels as usize].map(grouped);
                Word::cause_size_out_of_bounds(lang, &most[0], &most[1])
            }
            Self::NoDeck { .. } => said(Word::CAUSE_NO_DECK),
            Self::Template { fault: PackageFault::Macros, .. } => said(Word::CAUSE_MACROS),
            Self::Template { fault: PackageFault::Unread(fault), .. } => fault.cause(lang),
            Self::Template { fault, .. } => Word::cause_template(lang, &fault.text(lang)),
            Self::NoSuchLayout { names, .. } => {
                let numbered = names.iter().enumerate().map(|(at, name)| format!("{} {name}", at + 1));
                Word::cause_no_such_layout(lang, &numbered.collect::<Vec<_>>().join(", "))
            }
            Self::Logo { fault, .. } => fault.text(lang),
            Self::Draw { fault } => Word::cause_not_drawn(lang, &fault.text(lang)),
        }
    }

    fn next_step(&self, lang: Lang) -> String {
        let word = match self {
            Self::Cancelled => Word::NEXT_EXPORT_AGAIN,
            Self::NoName { .. } => Word::NEXT_GIVE_NAME,
            Self::ReservedName { .. } | Self::DeviceName { .. } | Self::IsDatabase { .. } | Self::NotAFile { .. } => {
                Word::NEXT_ANOTHER_NAME
            }
            Self::NotPng { .. } => Word::NEXT_END_IN_PNG,
            Self::NoFolder { .. } => Word::NEXT_MAKE_FOLDER,
            Self::NotAllowed { .. } => Word::NEXT_OTHER_FOLDER,
            Self::OpenElsewhere { .. } => Word::NEXT_CLOSE_OR_RENAME,
            Self::DiskFull { .. } => Word::NEXT_FREE_DISK,
            Self::Write { .. } => Word::NEXT_TRY_ELSEWHERE,
            Self::UnknownFormat { known, .. } => {
                let endings: Vec<String> = known.iter().map(|extension| format!(".{extension}")).collect();
                return Word::next_end_in(lang, &endings.join(", "));
            }
            Self::NotATable { .. } => Word::NEXT_END_IN_TABLE,
            Self::TooManyForSheet { .. } => Word::NEXT_AS_CSV,
            Self::SizeUnreadable { .. } => Word::NEXT_WRITE_SIZE,
            Self::SizeOutOfBounds { .. } => Word::NEXT_OTHER_SIZE,
            Self::NoDeck { .. } => Word::NEXT_END_AS_DECK,
            Self::Template { fault: PackageFault::Macros, .. } => Word::NEXT_TEMPLATE_WITHOUT_MACROS,
            Self::Template { fault: PackageFault::Unread(fault), .. }
            | Self::Logo { fault: LogoFault::Unread(fault), .. } => fault.next_step(),
            Self::Template { .. } => Word::NEXT_TEMPLATE,
            Self::NoSuchLayout { .. } => Word::NEXT_NAME_LAYOUT,
            Self::Logo { .. } => Word::NEXT_LOGO,
            Self::Draw { .. } => Word::NEXT_SMALLER,
        };
        word.text(lang).to_owned()
    }

    /// The error for a picture that a library could not make.
    pub(crate) fn drawing(said: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Draw { fault: DrawFault::Library(said.into()) }
    }

    /// The error for a file that the system refused to write.
    pub(super) fn writing(path: PathBuf, source: io::Error) -> Self {
        let is_open_elsewhere = is_open_elsewhere(&source);
        Self::not_written(path, source, is_open_elsewhere)
    }

    /// See [`ExportError::writing`].
    fn not_written(path: PathBuf, source: io::Error, is_open_elsewhere: bool) -> Self {
        match source.kind() {
            _ if is_open_elsewhere => Self::OpenElsewhere { path },
            io::ErrorKind::NotFound => Self::NoFolder { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotAllowed { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Write { path, source },
        }
    }
}

impl From<PackageFault> for ExportError {
    /// A presentation that could not be put together.
    fn from(fault: PackageFault) -> Self {
        Self::Draw { fault: DrawFault::Package(fault) }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.explain(Lang::En).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_program_has_open_is_to_be_closed_there_or_saved_under_another_name() {
        let path = PathBuf::from("서울.pptx");
        let held = ExportError::not_written(path.clone(), io::Error::from_raw_os_error(32), true);
        assert!(matches!(held, ExportError::OpenElsewhere { .. }), "{held}");
        let said = held.explain(Lang::En);
        assert!(said.what.contains("서울.pptx") && said.cause.contains("another program"), "{said}");
        assert!(said.next_step.contains("another name"), "{said}");
        assert!(held.explain(Lang::Ko).cause.contains("다른 프로그램"));
        let protected = ExportError::not_written(path, io::Error::from(io::ErrorKind::PermissionDenied), false);
        assert!(matches!(protected, ExportError::NotAllowed { .. }), "{protected}");
    }
}
