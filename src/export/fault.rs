//! Why something that a figure needs cannot be used: a logo, a presentation to put slides into, a library that draws.

use std::error::Error;
use std::io;
use std::str::Utf8Error;

use krilla::error::KrillaError;
use resvg::usvg::roxmltree;
use zip::result::ZipError;

use crate::data::ReadFault;
use crate::words::{Lang, Word, grouped};

/// What a library says of its own faults, in its own words.
type Said = Box<dyn Error + Send + Sync>;

/// Why a logo cannot be used.
#[derive(Debug)]
pub enum LogoFault {
    /// The system could not read it.
    Unread(ReadFault),
    /// The file is too large.
    TooManyBytes,
    /// Its width or height is too large.
    TooManyPixels([u32; 2]),
    /// It is no PNG and no SVG.
    Unknown,
    /// It begins like one and does not go on so.
    Damaged(Said),
}

impl LogoFault {
    /// A whole sentence.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unread(fault) => fault.cause(lang),
            Self::TooManyBytes => Word::CAUSE_LOGO_BYTES.text(lang).to_owned(),
            Self::TooManyPixels([width, height]) => {
                Word::cause_logo_pixels(lang, &grouped(*width as usize), &grouped(*height as usize))
            }
            Self::Unknown => Word::CAUSE_LOGO_UNKNOWN.text(lang).to_owned(),
            Self::Damaged(said) => Word::cause_damaged(lang, said),
        }
    }
}

/// Why an Office file cannot be read, or slides cannot be put into it.
#[derive(Debug)]
pub enum PackageFault {
    /// The system could not read the file.
    Unread(ReadFault),
    /// A part of it could not be read or written.
    Part(io::Error),
    /// It is no archive, or a damaged one.
    Zip(ZipError),
    /// It holds programs.
    Macros,
    /// It is another kind of Office file.
    NotPresentation,
    /// A part that must be there is not.
    NoPart {
        /// Its path in the package.
        part: String,
    },
    /// A part is larger than any part of a presentation.
    PartTooLarge {
        /// Its path in the package.
        part: String,
        /// What it may have.
        most_bytes: u64,
    },
    /// A part is not in UTF-8.
    NotText {
        /// Its path in the package.
        part: String,
        /// Where it is not.
        source: Utf8Error,
    },
    /// A part is no XML.
    NotXml {
        /// Its path in the package.
        part: String,
        /// Where it is not.
        source: roxmltree::Error,
    },
    /// A part is XML, and not of the form it should have.
    Unexpected {
        /// Its path in the package.
        part: String,
    },
    /// A part refers to none of a kind that it must refer to.
    NoRelation {
        /// The last word of the kind: `slideMaster`.
        kind: &'static str,
    },
    /// There is no layout to put a slide on.
    NoLayout,
    /// The presentation does not say how large its slides are.
    NoSlideSize,
    /// It was saved in the strict form of the format, which names everything differently.
    Strict,
}

impl PackageFault {
    /// A few words, to stand in brackets.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unread(fault) => fault.cause(lang),
            Self::Part(said) => said.to_string(),
            Self::Zip(said) => said.to_string(),
            Self::Macros => Word::HOLDS_MACROS.text(lang).to_owned(),
            Self::NotPresentation => Word::NOT_PPTX.text(lang).to_owned(),
            Self::NoPart { part } => Word::part_missing(lang, part),
            Self::PartTooLarge { part, most_bytes } => Word::part_too_large(lang, part, most_bytes),
            Self::NotText { part, source } => format!("{part}: {source}"),
            Self::NotXml { part, source } => format!("{part}: {source}"),
            Self::Unexpected { part } => Word::part_unexpected(lang, part),
            Self::NoRelation { kind } => Word::part_missing_of_kind(lang, kind),
            Self::NoLayout => Word::NO_SLIDE_LAYOUT.text(lang).to_owned(),
            Self::NoSlideSize => Word::NO_SLIDE_SIZE.text(lang).to_owned(),
            Self::Strict => Word::STRICT_OPEN_XML.text(lang).to_owned(),
        }
    }
}

impl From<ZipError> for PackageFault {
    fn from(said: ZipError) -> Self {
        Self::Zip(said)
    }
}

impl From<io::Error> for PackageFault {
    fn from(said: io::Error) -> Self {
        Self::Part(said)
    }
}

/// Why a picture could not be turned into a file.
#[derive(Debug)]
pub enum DrawFault {
    /// It has more pixels than there is memory for.
    TooLarge,
    /// No page can have this width and height, in points.
    PageSize([f32; 2]),
    /// The thread that drew it broke off.
    BrokeOff,
    /// The presentation could not be put together.
    Package(PackageFault),
    /// The PDF could not be put together.
    Pdf(KrillaError),
    /// What another library says.
    Library(Said),
}

impl DrawFault {
    /// A few words, to stand in brackets.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::TooLarge => Word::SIZE_TOO_LARGE.text(lang).to_owned(),
            Self::PageSize([width, height]) => format!("{width} x {height} pt"),
            Self::BrokeOff => Word::WORK_BROKE_OFF.text(lang).to_owned(),
            Self::Package(fault) => fault.text(lang),
            Self::Pdf(said) => format!("{said:?}"),
            Self::Library(said) => said.to_string(),
        }
    }
}
