//! What the records of an old Excel workbook say of its dates: the day they count from, and how much each cell shows.

use std::collections::{BTreeMap, HashMap};

use super::date_format::shown_by;
use super::xls_records::records;
use crate::data::Precision;

/// The beginning of a part of the stream, its end, and the records that matter here.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const EPOCH: u16 = 0x0022;
const FORMAT: u16 = 0x041E;
const CELL_FORMAT: u16 = 0x00E0;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const SHORT_NUMBERS: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;

/// Cells by row and column that show less than the day of their date.
pub(super) type CoarseDates = HashMap<(u32, u32), Precision>;

/// Whether the stream says that days are counted from 1904.
pub(super) fn is_from_1904(stream: &[u8]) -> bool {
    records(stream).any(|(kind, data)| kind == EPOCH && number(data, 0) == Some(1))
}

/// The cells of a sheet that show a date to its month or year.
pub(super) fn coarse_dates(stream: &[u8], sheet: &str) -> CoarseDates {
    let mut formats: BTreeMap<u16, Precision> = BTreeMap::from([(17, Precision::Month)]);
    let mut shown: Vec<Precision> = Vec::new();
    let mut start = None;
    for (kind, data) in records(stream) {
        match kind {
            SHEET if start.is_none() && name_of(data, 6).as_deref() == Some(sheet) => {
                start = data.get(..4).map(|at| u32::from_le_bytes([at[0], at[1], at[2], at[3]]) as usize);
            }
            FORMAT => {
                if let (Some(id), Some(code)) = (number(data, 0), long_name_of(data, 2)) {
                    formats.insert(id, shown_by(&code));
                }
            }
            CELL_FORMAT => {
                let format = number(data, 2).and_then(|id| formats.get(&id)).copied();
                shown.push(format.unwrap_or(Precision::Day));
            }
            END => break,
            _ => {}
        }
    }
    let mut coarse = CoarseDates::new();
    let is_of_no_use = shown.iter().all(|shown| *shown == Precision::Day);
    let Some(rows) = start.and_then(|start| stream.get(start..)).filter(|_| !is_of_no_use) else { return coarse };
    let mut add = |row: u16, column: u16, format: Option<u16>| {
        let shown = format.and_then(|format| shown.get(usize::from(format)).copied());
        if let Some(shown) = shown.filter(|shown| *shown != Precision::Day) {
            coarse.insert((u32::from(row), u32::from(column)), shown);
        }
    };
    let mut depth = 0_usize;
    for (kind, data) in records(rows) {
        match kind {
            BEGIN => depth += 1,
            // Charts in the sheet are parts within the part.
            END if depth <= 1 => break,
            END => depth -= 1,
            _ => {}
        }
        let (Some(row), Some(column)) = (number(data, 0), number(data, 2)) else { continue };
        match kind {
            NUMBER | SHORT_NUMBER | FORMULA if depth == 1 => add(row, column, number(data, 4)),
            SHORT_NUMBERS if depth == 1 => {
                for (index, cell) in (0_u16..).zip(data.get(4..).unwrap_or_default().chunks_exact(6)) {
                    add(row, column.saturating_add(index), number(cell, 0));
                }
            }
            _ => {}
        }
    }
    coarse
}

fn number(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

/// A text whose length is one byte.
fn name_of(data: &[u8], at: usize) -> Option<String> {
    letters(data, at + 1, usize::from(*data.get(at)?))
}

/// A text whose length is two bytes.
fn long_name_of(data: &[u8], at: usize) -> Option<String> {
    letters(data, at + 2, usize::from(number(data, at)?))
}

/// Letters of one byte or of two, as the flag before them says.
fn letters(data: &[u8], at: usize, length: usize) -> Option<String> {
    let is_wide = data.get(at)? & 1 != 0;
    let bytes = data.get(at + 1..)?;
    if is_wide {
        let letters: Vec<u16> =
            bytes.chunks_exact(2).take(length).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        return Some(String::from_utf16_lossy(&letters));
    }
    Some(bytes.iter().take(length).map(|&byte| char::from(byte)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
        stream.extend(kind.to_le_bytes());
        stream.extend((data.len() as u16).to_le_bytes());
        stream.extend(data);
    }

    /// A workbook with one sheet whose cells have the formats 0 to 2: the day, the month by number, the year by code.
    fn stream(is_from_1904: bool) -> Vec<u8> {
        let mut globals = Vec::new();
        record(&mut globals, BEGIN, &[0; 16]);
        record(&mut globals, EPOCH, &[u8::from(is_from_1904), 0]);
        record(&mut globals, FORMAT, &[164, 0, 4, 0, 0, b'y', b'y', b'y', b'y']);
        for format in [14_u8, 17, 164] {
            record(&mut globals, CELL_FORMAT, &[0, 0, format, 0]);
        }
        let start = globals.len() + 4 + 10 + 4;
        let mut sheet = (start as u32).to_le_bytes().to_vec();
        sheet.extend([0, 0, 2, 0, b'A', b'B']);
        record(&mut globals, SHEET, &sheet);
        record(&mut globals, END, &[]);
        assert_eq!(globals.len(), start);
        record(&mut globals, BEGIN, &[0; 16]);
        record(&mut globals, NUMBER, &[1, 0, 2, 0, 1, 0]);
        record(&mut globals, SHORT_NUMBER, &[2, 0, 2, 0, 0, 0]);
        record(&mut globals, SHORT_NUMBERS, &[3, 0, 4, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 5, 0]);
        record(&mut globals, END, &[]);
        record(&mut globals, NUMBER, &[9, 0, 9, 0, 1, 0]);
        globals
    }

    #[test]
    fn cells_show_what_their_formats_show() {
        let found = coarse_dates(&stream(false), "AB");
        let expected = [((1, 2), Precision::Month), ((3, 4), Precision::Year), ((3, 5), Precision::Month)];
        assert_eq!(found, expected.into_iter().collect());
        assert!(coarse_dates(&stream(false), "other").is_empty());
        assert!(is_from_1904(&stream(true)) && !is_from_1904(&stream(false)));
    }

    #[test]
    fn a_stream_cut_anywhere_is_read_without_harm() {
        let whole = stream(true);
        for end in 0..whole.len() {
            let _ = (coarse_dates(&whole[..end], "AB"), is_from_1904(&whole[..end]));
        }
    }
}
