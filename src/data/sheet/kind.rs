//! What kind of sheet a file is, by its first bytes: names lie. What is none says what it is instead.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::other_file::OtherFile;
use super::{SheetKind, encoding, xlsx};
use crate::data::ReadFault;
use crate::data::import::{ImportCause, ImportError};

const BEGIN_BYTES: u64 = 4096;

/// What kind of sheet a file is.
///
/// # Errors
/// [`ImportError`] where it is none.
pub fn kind_of(path: &Path) -> Result<SheetKind, ImportError> {
    let failed = |cause| ImportError::of_file(path, cause);
    let unreadable = |error: std::io::Error| failed(ImportCause::Unreadable(ReadFault::of(path, &error)));
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(failed(ImportCause::NotASheet));
    }
    let mut begin = Vec::new();
    File::open(path).and_then(|file| file.take(BEGIN_BYTES).read_to_end(&mut begin)).map_err(unreadable)?;
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
    if let Some(other) = by_first_bytes(&begin).or_else(|| by_first_words(&begin)) {
        return Err(failed(ImportCause::OtherFile(other)));
    }
    let has_mark = begin.starts_with(&[0xFF, 0xFE]) || begin.starts_with(&[0xFE, 0xFF]);
    if !has_mark && encoding::is_binary(&begin) {
        return Err(failed(ImportCause::NotASheet));
    }
    Ok(SheetKind::Text)
}

fn by_first_bytes(begin: &[u8]) -> Option<OtherFile> {
    const MAGIC: [(&[u8], OtherFile); 22] = [
        (b"\x89PNG", OtherFile::Picture),
        (b"\xFF\xD8\xFF", OtherFile::Picture),
        (b"GIF8", OtherFile::Picture),
        (b"II*\0", OtherFile::Picture),
        (b"MM\0*", OtherFile::Picture),
        (b"RIFF", OtherFile::Picture),
        (b"%PDF-", OtherFile::Pdf),
        (b"\x1f\x8b", OtherFile::Archive),
        (b"7z\xBC\xAF\x27\x1C", OtherFile::Archive),
        (b"Rar!\x1a\x07", OtherFile::Archive),
        (b"BZh", OtherFile::Archive),
        (b"\xFD7zXZ\0", OtherFile::Archive),
        (b"{\\rtf", OtherFile::Document),
        (b"HWP Document File", OtherFile::Hangul),
        // BIFF 2 to 4, Lotus 1-2-3.
        (&[0x09, 0x00, 0x04, 0x00], OtherFile::OldWorkbook),
        (&[0x09, 0x02, 0x06, 0x00], OtherFile::OldWorkbook),
        (&[0x09, 0x04, 0x06, 0x00], OtherFile::OldWorkbook),
        (&[0x00, 0x00, 0x02, 0x00, 0x04, 0x04], OtherFile::OldWorkbook),
        (&[0x00, 0x00, 0x1A, 0x00], OtherFile::OldWorkbook),
        (b"\0\x01\0\0Standard Jet DB", OtherFile::OtherDatabase),
        (b"\0\x01\0\0Standard ACE DB", OtherFile::OtherDatabase),
        (b"PAR1", OtherFile::OtherDatabase),
    ];
    let found = MAGIC.iter().find(|(magic, _)| begin.starts_with(magic)).map(|(_, other)| *other);
    // dBase: its version, then the day of the last change.
    let is_dbase = || {
        matches!(begin, [0x03 | 0x30 | 0x83 | 0x8B, _, 1..=12, 1..=31, ..])
            && begin.len() > 32
            && begin[16..28].iter().all(|&byte| byte == 0)
    };
    found.or_else(|| is_dbase().then_some(OtherFile::OtherDatabase))
}

/// Text that is no table: a page, XML, JSON.
fn by_first_words(begin: &[u8]) -> Option<OtherFile> {
    let is_wide = begin.starts_with(&[0xFF, 0xFE]) || begin.starts_with(&[0xFE, 0xFF]);
    // The signs looked for are ASCII in every encoding; UTF-16 has a zero beside each.
    let narrow: Vec<u8> = begin.iter().copied().filter(|&byte| !is_wide || byte != 0).collect();
    let text = String::from_utf8_lossy(&narrow).to_lowercase();
    let mut text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{FFFD}'));
    while let Some(after) = text.strip_prefix("<!--") {
        text = after.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    let tags = ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div", "<script", "<center"];
    if tags.iter().any(|tag| text.starts_with(tag)) {
        return Some(OtherFile::WebPage);
    }
    if text.starts_with("<?xml") || text.starts_with("<!doctype") {
        return Some(if text.contains("<html") { OtherFile::WebPage } else { OtherFile::Xml });
    }
    let is_element = |rest: &str| rest.starts_with(char::is_alphabetic) && rest.contains('>') && rest.contains("</");
    if text.strip_prefix('<').is_some_and(is_element) {
        return Some(OtherFile::Xml);
    }
    let second = |bracket: char| text.strip_prefix(bracket).and_then(|rest| rest.trim_start().chars().next());
    let is_json = matches!(second('{'), Some('"' | '}')) || matches!(second('['), Some('{' | '[' | '"' | ']'));
    is_json.then_some(OtherFile::Json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_something_else_are_told_by_how_they_begin() {
        for (begin, expected) in [
            ("\u{FEFF}\r\n<HTML><body>", Some(OtherFile::WebPage)),
            ("<!-- saved -->\n<table><tr>", Some(OtherFile::WebPage)),
            (
                "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Some(OtherFile::Xml),
            ),
            ("<kml><a>b</a>", Some(OtherFile::Xml)),
            (" {\n \"type\": \"FeatureCollection\"", Some(OtherFile::Json)),
            ("[{\"a\": 1}]", Some(OtherFile::Json)),
            ("<표 1> 국제교류 현황,,\n지자체,국가\n", None),
            ("[표 1] 국제교류 현황,,\n지자체,국가\n", None),
            ("지자체,국가\n", None),
        ] {
            assert_eq!(by_first_words(begin.as_bytes()), expected, "{begin}");
        }
    }
}
