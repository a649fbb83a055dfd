//! Text tables: encoding and delimiter found out, then decoded and cut into rows as they stream by.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding};
use serde::{Deserialize, Serialize};

use super::{MOST_CELL_BYTES, MOST_COLUMNS, SheetChoice, TakeRow};
use crate::data::import::ImportCause;

/// An encoding of text files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// CP949, which holds EUC-KR.
    #[serde(rename = "cp949")]
    Korean,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// `Shift_JIS`.
    #[serde(rename = "shift_jis")]
    Japanese,
    /// GB18030, which holds GBK.
    #[serde(rename = "gb18030")]
    Chinese,
    /// Big5.
    #[serde(rename = "big5")]
    Taiwanese,
    /// Windows-1252, which holds Latin 1.
    #[serde(rename = "windows-1252")]
    Western,
}

impl TextEncoding {
    /// All encodings.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Korean,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Japanese,
        Self::Chinese,
        Self::Taiwanese,
        Self::Western,
    ];

    /// The name people know it by.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Korean => "CP949 (EUC-KR)",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Japanese => "Shift_JIS",
            Self::Chinese => "GB18030",
            Self::Taiwanese => "Big5",
            Self::Western => "Windows-1252",
        }
    }

    /// The name on the command line and in saved mappings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Korean => "cp949",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Japanese => "shift_jis",
            Self::Chinese => "gb18030",
            Self::Taiwanese => "big5",
            Self::Western => "windows-1252",
        }
    }

    fn codec(self) -> &'static Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Korean => encoding_rs::EUC_KR,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Japanese => encoding_rs::SHIFT_JIS,
            Self::Chinese => encoding_rs::GB18030,
            Self::Taiwanese => encoding_rs::BIG5,
            Self::Western => encoding_rs::WINDOWS_1252,
        }
    }
}

/// What stands between cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// Tabulator.
    Tab,
    /// `;`
    Semicolon,
    /// `|`
    Bar,
}

impl Delimiter {
    /// All delimiters.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Tab, Self::Semicolon, Self::Bar];

    /// The name on the command line and in saved mappings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Tab => "tab",
            Self::Semicolon => "semicolon",
            Self::Bar => "bar",
        }
    }

    /// The character itself.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Bar => b'|',
        }
    }
}

/// Whether the beginning of a file is no text in any encoding.
pub(super) fn is_binary(begin: &[u8]) -> bool {
    let controls = begin.iter().filter(|&&byte| byte < 0x20 && !b"\t\r\n\x0b\x0c\x1a".contains(&byte)).count();
    controls * 50 > begin.len() && utf16_without_mark(begin).is_none()
}

/// UTF-16 without its mark: read so, nearly all of it is Latin, Hangul or Chinese characters.
fn utf16_without_mark(begin: &[u8]) -> Option<TextEncoding> {
    let begin = &begin[..begin.len().min(4096) & !1];
    if !begin.contains(&0) {
        return None;
    }
    let is_plausible = |encoding: &TextEncoding| {
        let (text, _) = encoding.codec().decode_without_bom_handling(begin);
        let is_usual = |char: &char| matches!(char, '\t' | '\r' | '\n' | ' '..='~' | '\u{a0}'..='\u{24f}' | '가'..='힣' | '一'..='鿿' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ffef}');
        let latin = text.chars().filter(char::is_ascii).count();
        latin > 0 && text.chars().filter(is_usual).count() * 20 >= text.chars().count() * 19
    };
    [TextEncoding::Utf16Le, TextEncoding::Utf16Be].into_iter().find(is_plausible)
}

/// Encoding and delimiter, found out where they are not chosen.
pub(super) fn look(path: &Path, choice: &SheetChoice) -> Result<(TextEncoding, Delimiter), ImportCause> {
    let unreadable = |error: io::Error| ImportCause::Unreadable(error.to_string());
    let encoding = match choice.encoding {
        Some(encoding) => encoding,
        None => detect_encoding(path).map_err(unreadable)?,
    };
    let delimiter = match choice.delimiter {
        Some(delimiter) => delimiter,
        None => sniff_delimiter(path, encoding).map_err(unreadable)?,
    };
    Ok((encoding, delimiter))
}

/// UTF-8 only where the whole file is: a Korean name may stand a million rows down.
fn detect_encoding(path: &Path) -> io::Result<TextEncoding> {
    const STEP: usize = 256 * 1024;
    /// So much text beyond ASCII settles it.
    const ENOUGH_BYTES: usize = 4 * 1024 * 1024;
    let mut file = File::open(path)?;
    let mut buffer = vec![0; STEP];
    let mut kept = 0;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut is_utf8, mut is_first, mut fed) = (true, true, 0);
    loop {
        let length = file.read(&mut buffer[kept..])?;
        let filled = kept + length;
        if is_first {
            if let Some(encoding) = by_mark_or_zeros(&buffer[..filled]) {
                return Ok(encoding);
            }
            is_first = false;
        }
        let has_wide = !buffer[kept..filled].is_ascii();
        if fed < ENOUGH_BYTES && (has_wide || fed > 0) {
            detector.feed(&buffer[kept..filled], length == 0);
            fed += length;
        }
        if is_utf8 {
            let valid = Encoding::utf8_valid_up_to(&buffer[..filled]);
            // A character may be cut by the end of the buffer, not by that of the file.
            is_utf8 = filled - valid < 4 && (length > 0 || valid == filled);
            kept = if is_utf8 { filled - valid } else { 0 };
            buffer.copy_within(valid..valid + kept, 0);
        }
        if length == 0 || (!is_utf8 && fed >= ENOUGH_BYTES) {
            break;
        }
    }
    if is_utf8 || is_mostly_utf8(path)? {
        return Ok(TextEncoding::Utf8);
    }
    let guess = detector.guess(Some(b"kr"), Utf8Detection::Deny);
    let known = TextEncoding::ALL.into_iter().find(|encoding| encoding.codec() == guess);
    Ok(match known {
        Some(encoding) => encoding,
        None if guess == encoding_rs::GBK => TextEncoding::Chinese,
        None if guess.is_single_byte() => TextEncoding::Western,
        None => TextEncoding::Korean,
    })
}

fn by_mark_or_zeros(begin: &[u8]) -> Option<TextEncoding> {
    match begin {
        [0xEF, 0xBB, 0xBF, ..] => return Some(TextEncoding::Utf8),
        [0xFF, 0xFE, ..] => return Some(TextEncoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(TextEncoding::Utf16Be),
        _ => {}
    }
    utf16_without_mark(begin)
}

/// A few damaged bytes do not make a file of UTF-8 one of another encoding, which hardly ever looks like UTF-8.
fn is_mostly_utf8(path: &Path) -> io::Result<bool> {
    let mut begin = Vec::new();
    File::open(path)?.take(1024 * 1024).read_to_end(&mut begin)?;
    let text = String::from_utf8_lossy(&begin);
    let wide = text.chars().filter(|char| !char.is_ascii()).count();
    let broken = text.chars().filter(|&char| char == '\u{FFFD}').count();
    Ok(wide > 0 && broken * 3 < wide)
}

/// The delimiter that cuts most rows into the same number of cells.
fn sniff_delimiter(path: &Path, encoding: TextEncoding) -> io::Result<Delimiter> {
    const LOOKED_AT_BYTES: u64 = 64 * 1024;
    let mut text = String::new();
    let mut input = Utf8Reader::new(File::open(path)?, encoding, Rc::default()).take(LOOKED_AT_BYTES);
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    text.push_str(&String::from_utf8_lossy(&bytes));
    let score = |delimiter: Delimiter| {
        let mut reader = builder(delimiter).from_reader(text.as_bytes());
        let mut rows_by_width = std::collections::BTreeMap::<usize, usize>::new();
        for record in reader.byte_records().flatten().take(200) {
            if record.len() > 1 {
                *rows_by_width.entry(record.len()).or_default() += 1;
            }
        }
        let most = rows_by_width.into_iter().max_by_key(|&(width, rows)| (rows, width));
        most.map_or((0, 0), |(width, rows)| (rows, width))
    };
    let best = Delimiter::ALL.into_iter().rev().max_by_key(|&delimiter| score(delimiter));
    Ok(best.filter(|&best| score(best).0 > 0).unwrap_or_default())
}

fn builder(delimiter: Delimiter) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter.byte());
    builder
}

/// Every row of the file.
pub(super) fn scan(
    path: &Path,
    encoding: TextEncoding,
    delimiter: Delimiter,
    take: TakeRow<'_>,
) -> Result<(), ImportCause> {
    let unreadable = |error: io::Error| ImportCause::Unreadable(error.to_string());
    let file = File::open(path).map_err(unreadable)?;
    let file_bytes = file.metadata().map_err(unreadable)?.len().max(1);
    let fed = Rc::new(Cell::new(Fed::default()));
    let mut reader = builder(delimiter).from_reader(Utf8Reader::new(file, encoding, Rc::clone(&fed)));
    let mut record = csv::ByteRecord::new();
    let mut row = 0;
    let mut line = 1;
    let mut cells: Vec<String> = Vec::new();
    loop {
        let before = fed.get();
        fed.set(Fed { since_row: 0, ..before });
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(_) if fed.get().is_too_much => return Err(ImportCause::OpenQuote { row: row + 1 }),
            Err(error) => return Err(ImportCause::Malformed(error.to_string())),
        }
        if record.len() > MOST_COLUMNS {
            return Err(ImportCause::TooWide { most: MOST_COLUMNS });
        }
        // Blank lines are rows to the person, but no records.
        let inside = record.iter().map(|cell| memchr::memchr_iter(b'\n', cell).count()).sum::<usize>();
        let line_after = reader.position().line() as usize;
        row += 1 + (line_after - line).saturating_sub(inside + 1);
        line = line_after;
        cells.resize_with(record.len(), String::new);
        for (cell, bytes) in cells.iter_mut().zip(&record) {
            cell.clear();
            cell.push_str(&String::from_utf8_lossy(bytes));
        }
        let part = fed.get().file_bytes as f32 / file_bytes as f32;
        if let ControlFlow::Break(()) = take(row, &cells, part.min(1.0)) {
            return Ok(());
        }
    }
}

/// How much the parser of rows was fed.
#[derive(Clone, Copy, Default)]
struct Fed {
    /// Bytes of the file.
    file_bytes: u64,
    /// Bytes of text since the row began.
    since_row: usize,
    /// Whether a row went on and on: a quote was never closed.
    is_too_much: bool,
}

/// Decodes a file to UTF-8 while it is read.
struct Utf8Reader<R> {
    input: BufReader<R>,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Decoded and not yet handed on.
    ready: Vec<u8>,
    ready_at: usize,
    is_at_end: bool,
    fed: Rc<Cell<Fed>>,
}

impl<R: Read> Utf8Reader<R> {
    fn new(input: R, encoding: TextEncoding, fed: Rc<Cell<Fed>>) -> Self {
        let decoder = encoding.codec().new_decoder_with_bom_removal();
        let input = BufReader::new(input);
        Self { input, decoder, raw: Vec::new(), ready: Vec::new(), ready_at: 0, is_at_end: false, fed }
    }

    /// Reads and decodes a stretch of the file.
    fn decode_more(&mut self) -> io::Result<usize> {
        const STEP: usize = 64 * 1024;
        self.raw.resize(STEP, 0);
        let length = self.input.read(&mut self.raw)?;
        self.is_at_end = length == 0;
        // Room for the worst case: then one call takes everything.
        let room = self.decoder.max_utf8_buffer_length(length).unwrap_or(4 * STEP);
        self.ready.resize(room.max(16), 0);
        self.ready_at = 0;
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..length], &mut self.ready, self.is_at_end);
        self.ready.truncate(written);
        Ok(length)
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut fed = self.fed.get();
        if fed.since_row > MOST_CELL_BYTES {
            self.fed.set(Fed { is_too_much: true, ..fed });
            return Err(io::Error::other("a row without end"));
        }
        while self.ready_at == self.ready.len() && !self.is_at_end {
            fed.file_bytes += self.decode_more()? as u64;
        }
        let length = out.len().min(self.ready.len() - self.ready_at);
        out[..length].copy_from_slice(&self.ready[self.ready_at..self.ready_at + length]);
        self.ready_at += length;
        fed.since_row += length;
        self.fed.set(fed);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart_and_every_row_has_its_number() {
        let text = "지자체,교류도시\n\n서울특별시,\"베이징\n(北京)\"\n부산광역시,후쿠오카\n";
        let (korean, _, _) = encoding_rs::EUC_KR.encode(text);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = |bytes: &[u8]| [&[0xFF, 0xFE], bytes].concat();
        let cases = [
            (text.as_bytes().to_vec(), TextEncoding::Utf8),
            (format!("\u{FEFF}{text}").into_bytes(), TextEncoding::Utf8),
            (korean.into_owned(), TextEncoding::Korean),
            (with_mark(&utf16), TextEncoding::Utf16Le),
        ];
        for (bytes, expected) in cases {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("list.csv");
            std::fs::write(&path, bytes).unwrap();
            let (encoding, delimiter) = look(&path, &SheetChoice::default()).unwrap();
            assert_eq!((encoding, delimiter), (expected, Delimiter::Comma));
            let mut rows = Vec::new();
            let mut take = |row: usize, cells: &[String], _: f32| {
                rows.push((row, cells.join("|")));
                ControlFlow::Continue(())
            };
            scan(&path, encoding, delimiter, &mut take).unwrap();
            let expected = [(1, "지자체|교류도시"), (3, "서울특별시|베이징\n(北京)"), (4, "부산광역시|후쿠오카")];
            assert_eq!(rows, expected.map(|(row, text)| (row, text.to_owned())));
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let mut text = "a,b\n1,2\n3,\"open\n".to_owned();
        text.push_str(&"word word\n".repeat(600_000));
        std::fs::write(&path, text).unwrap();
        let refused = scan(&path, TextEncoding::Utf8, Delimiter::Comma, &mut |_, _, _| ControlFlow::Continue(()));
        assert_eq!(refused, Err(ImportCause::OpenQuote { row: 3 }));
    }

    #[test]
    fn delimiters_are_told_apart() {
        for (text, expected) in [
            ("a;b;c\n1,5;2;3\n2,5;3;4\n", Delimiter::Semicolon),
            ("a\tb\n1, 2, 3\t4\n", Delimiter::Tab),
            ("a|b|c\n1|2|3\n", Delimiter::Bar),
            ("title only\nanother\n", Delimiter::Comma),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("list.txt");
            std::fs::write(&path, text).unwrap();
            assert_eq!(look(&path, &SheetChoice::default()).unwrap().1, expected, "{text}");
        }
    }
}
