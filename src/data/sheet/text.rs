//! Text tables: the delimiter found out, then the rows as they stream by.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::encoding::{self, Decoded, TextEncoding};
use super::records::Records;
use super::row::{RawRow, TakeRow};
use super::{MOST_COLUMNS, SheetChoice};
use crate::data::ReadFault;
use crate::data::import::ImportCause;

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

/// Encoding and delimiter, found out where they are not chosen.
pub(super) fn look(path: &Path, choice: &SheetChoice) -> Result<(TextEncoding, Delimiter), ImportCause> {
    let unreadable = |error: io::Error| ImportCause::Unreadable(ReadFault::of(path, &error));
    let encoding = match choice.encoding {
        Some(encoding) => encoding,
        None => encoding::detect(path).map_err(unreadable)?,
    };
    let delimiter = match choice.delimiter {
        Some(delimiter) => delimiter,
        None => sniff_delimiter(&begin_of(path, encoding).map_err(unreadable)?),
    };
    Ok((encoding, delimiter))
}

/// The first stretch of the text.
fn begin_of(path: &Path, encoding: TextEncoding) -> io::Result<String> {
    const LOOKED_AT_BYTES: usize = 64 * 1024;
    let mut input = Decoded::new(File::open(path)?, encoding);
    let (mut begin, mut stretch) = (Vec::new(), Vec::new());
    while begin.len() < LOOKED_AT_BYTES && input.next(&mut stretch)? {
        begin.extend_from_slice(&stretch);
    }
    Ok(String::from_utf8_lossy(&begin).into_owned())
}

/// The delimiter that cuts most rows into the same number of cells.
fn sniff_delimiter(begin: &str) -> Delimiter {
    let score = |delimiter: Delimiter| {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(delimiter.byte());
        let mut reader = reader.from_reader(begin.as_bytes());
        let mut rows_by_width = BTreeMap::<usize, usize>::new();
        for record in reader.byte_records().flatten().take(200) {
            if record.len() > 1 {
                *rows_by_width.entry(record.len()).or_default() += 1;
            }
        }
        let most = rows_by_width.into_iter().max_by_key(|&(width, rows)| (rows, width));
        most.map_or((0, 0), |(width, rows)| (rows, width))
    };
    let best = Delimiter::ALL.into_iter().rev().max_by_key(|&delimiter| score(delimiter));
    best.filter(|&best| score(best).0 > 0).unwrap_or_default()
}

/// Whether the file quotes its cells with curly marks: all cells of its first line stand in them.
fn has_curly_quotes(begin: &str, delimiter: Delimiter) -> bool {
    let Some(first) = begin.lines().find(|line| !line.trim().is_empty()) else { return false };
    let mut cells = first.trim().split(char::from(delimiter.byte())).map(str::trim);
    first.contains('“') && cells.all(|cell| cell.starts_with(['“', '”']) && cell.ends_with(['”', '“']))
}

/// Every row of the file, numbered by the line it begins in, as an editor counts.
pub(super) fn scan(
    path: &Path,
    encoding: TextEncoding,
    delimiter: Delimiter,
    take: TakeRow<'_>,
) -> Result<(), ImportCause> {
    let unreadable = |error: io::Error| ImportCause::Unreadable(ReadFault::of(path, &error));
    let is_curly = has_curly_quotes(&begin_of(path, encoding).map_err(unreadable)?, delimiter);
    let file = File::open(path).map_err(unreadable)?;
    let file_bytes = file.metadata().map_err(unreadable)?.len().max(1);
    let mut input = Decoded::new(file, encoding);
    let mut records = Records::new(delimiter.byte(), MOST_COLUMNS);
    let (mut stretch, mut goes_on) = (Vec::new(), true);
    while goes_on {
        goes_on = input.next(&mut stretch).map_err(unreadable)?;
        if is_curly {
            stretch = straightened(&stretch);
        }
        let part = (input.file_bytes as f32 / file_bytes as f32).min(1.0);
        let mut hand_on = |number: usize, cells: &[String]| take(&RawRow { part, ..RawRow::new(number, cells) });
        let flow = if goes_on { records.feed(&stretch, &mut hand_on)? } else { records.finish(&mut hand_on)? };
        if let ControlFlow::Break(()) = flow {
            break;
        }
    }
    Ok(())
}

/// Curly quotation marks as straight ones.
fn straightened(stretch: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(stretch).replace(['“', '”'], "\"").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart_and_every_row_has_the_number_of_its_line() {
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
            let mut take = |row: &RawRow<'_>| {
                rows.push((row.number, row.cells.join("|")));
                ControlFlow::Continue(())
            };
            scan(&path, encoding, delimiter, &mut take).unwrap();
            let expected = [(1, "지자체|교류도시"), (3, "서울특별시|베이징\n(北京)"), (5, "부산광역시|후쿠오카")];
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
        let refused = scan(&path, TextEncoding::Utf8, Delimiter::Comma, &mut |_| ControlFlow::Continue(()));
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
