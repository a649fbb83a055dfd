//! A figure opens the view that made it: finds the view inside the file.

use std::fmt;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use resvg::usvg::roxmltree::{Document, ParsingOptions};

use super::Format;
use super::mark::{PDF_MARK, SLIDE_TAG, VIEW_KEY};
use crate::chart::{SavedView, ViewFault};
use crate::data::{Explanation, ReadFault};
use crate::words::{Lang, Phrase, Word};

/// Larger than any figure.
const MOST_BYTES: u64 = 400_000_000;

/// Why a figure opens no view.
#[derive(Debug, thiserror::Error)]
pub enum ReopenError {
    /// The file cannot be read.
    Read {
        /// The path as given.
        path: PathBuf,
        /// Why.
        fault: ReadFault,
    },
    /// It is of no kind that carries a view, or it carries none.
    NoView {
        /// The path as given.
        path: PathBuf,
    },
    /// The view in it is not one of this program's.
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// Why.
        fault: ViewFault,
    },
}

impl ReopenError {
    /// The message for the person: file, cause and next step.
    pub fn explain(&self, lang: Lang) -> Explanation {
        let (what, path, cause, next_step): (Phrase, _, _, _) = match self {
            Self::Read { path, fault } => (Word::figure_not_read, path, fault.cause(lang), fault.next_step()),
            Self::NoView { path } => {
                let mut names = Format::names_with_view();
                let last = names.pop().unwrap_or_default();
                let cause = Word::cause_no_view(lang, &names.join(", "), &last);
                (Word::figure_has_no_view, path, cause, Word::NEXT_ORIGINAL_FIGURE)
            }
            Self::Unreadable { path, fault } => {
                let cause = Word::cause_view_unreadable(lang, fault);
                (Word::figure_view_unreadable, path, cause, Word::NEXT_FIGURE_ANEW)
            }
        };
        Explanation { what: what(lang, &path.display()), cause, next_step: next_step.text(lang).to_owned() }
    }
}

impl fmt::Display for ReopenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.explain(Lang::En).fmt(f)
    }
}

/// Reads the view out of a figure; of several slides or pages, that of the first that has one.
///
/// # Errors
/// [`ReopenError`], which says file, cause and next step.
pub fn read_view(path: &Path) -> Result<SavedView, ReopenError> {
    let reading = |error| ReopenError::Read { path: path.to_owned(), fault: ReadFault::of(path, &error) };
    let mut bytes = Vec::new();
    File::open(path).map_err(reading)?.take(MOST_BYTES).read_to_end(&mut bytes).map_err(reading)?;
    let json = find(&bytes).ok_or_else(|| ReopenError::NoView { path: path.to_owned() })?;
    SavedView::from_json(&json).map_err(|fault| ReopenError::Unreadable { path: path.to_owned(), fault })
}

/// What a file begins with says what it is, whatever its name.
fn find(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => in_png(bytes),
        [b'%', b'P', b'D', b'F', ..] => in_pdf(bytes),
        [b'P', b'K', ..] => in_package(bytes),
        _ => in_svg(bytes),
    }
}

fn in_png(bytes: &[u8]) -> Option<String> {
    // The text may stand behind the pixels where another program wrote the file anew.
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    let in_info = |info: &png::Info<'_>| {
        info.utf8_text.iter().find(|chunk| chunk.keyword == VIEW_KEY).and_then(|chunk| chunk.get_text().ok())
    };
    in_info(reader.info()).or_else(|| {
        reader.finish().ok()?;
        in_info(reader.info())
    })
}

fn in_svg(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).ok()?;
    let metadata = document.descendants().find(|node| node.attribute("id") == Some(VIEW_KEY))?;
    Some(metadata.text()?.trim().to_owned())
}

fn in_pdf(bytes: &[u8]) -> Option<String> {
    // The description of a PDF's content (XMP) is plain XML inside it.
    let mut found = memchr::memmem::find_iter(bytes, PDF_MARK.as_bytes()).map(|at| &bytes[at + PDF_MARK.len()..]);
    found.find_map(|rest| {
        let end = memchr::memchr(b'<', &rest[..rest.len().min(1_000_000)])?;
        let text = std::str::from_utf8(&rest[..end]).ok()?;
        let unescaped = Document::parse(&format!("<x>{text}</x>")).ok()?.root_element().text()?.to_owned();
        // The same words stand in a dictionary of the file with other escapes: those are not JSON.
        serde_json::from_str::<serde_json::Value>(&unescaped).is_ok().then_some(unescaped)
    })
}

/// A tag of a slide, or a part of a document that its program keeps and does not read.
fn in_package(bytes: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
    let mut names: Vec<String> = names
        .filter(|name| {
            ["ppt/tags/", "customXml/item", "Contents/content.hpf"].iter().any(|place| name.starts_with(place))
        })
        .collect();
    // tag2 before tag10.
    names.sort_by_key(|name| (name.len(), name.clone()));
    names.into_iter().find_map(|name| {
        let mut text = String::new();
        archive.by_name(&name).ok()?.take(10_000_000).read_to_string(&mut text).ok()?;
        let document = Document::parse(&text).ok()?;
        let tag = document.descendants().find(|node| node.attribute("name") == Some(SLIDE_TAG))?;
        tag.attribute("val").or_else(|| tag.text()).map(ToOwned::to_owned)
    })
}
