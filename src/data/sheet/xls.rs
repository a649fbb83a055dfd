//! Excel workbooks of before 2007: their records are counted before anything is built from them.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{Data, Reader, Xls, XlsError};

use super::MOST_COLUMNS;
use super::date_format::date_text;
use super::listed::Listed;
use super::other_file::OtherFile;
use super::row::{Marks, RawRow, TakeRow};
use super::xls_dates::{CoarseDates, coarse_dates, is_from_1904};
use super::xls_records::records;
use super::xlsx::{Fill, first_error_of_all, listed, merged_downwards};
use crate::data::Precision;
use crate::data::ReadFault;
use crate::data::import::ImportCause;

type Workbook = Xls<Cursor<Vec<u8>>>;

/// Excel's own limit is 65,536 rows a sheet: honest files of this kind are small.
const MOST_FILE_BYTES: u64 = 48 * 1024 * 1024;
/// Cells of all sheets together, blank ones within their bounds counted.
const MOST_CELLS: u64 = 1_500_000;
/// Bytes of all texts together: cells may name one long text very often.
const MOST_TEXT_BYTES: u64 = 40 * 1024 * 1024;

/// The worksheets of a workbook, in their order.
pub(super) fn list(path: &Path) -> Result<Vec<Listed>, ImportCause> {
    Ok(open(path)?.sheets_metadata().iter().map(listed).collect())
}

/// Every row of a sheet.
pub(super) fn scan(path: &Path, sheet: &str, take: TakeRow<'_>) -> Result<(), ImportCause> {
    let (mut workbook, stream) = open_with_stream(path)?;
    let coarse = coarse_dates(&stream, sheet);
    drop(stream);
    scan_sheet(&mut workbook, &coarse, sheet, take)
}

/// The rows of several sheets, each until `take` breaks; fails only where none of them can be read.
pub(super) fn scan_each(
    path: &Path,
    sheets: &[&str],
    take: &mut dyn FnMut(usize, &RawRow<'_>) -> ControlFlow<()>,
) -> Result<(), ImportCause> {
    let (mut workbook, stream) = open_with_stream(path)?;
    let mut work = |index: usize, sheet: &str| {
        scan_sheet(&mut workbook, &coarse_dates(&stream, sheet), sheet, &mut |row| take(index, row))
    };
    first_error_of_all(sheets.iter().enumerate().map(|(index, sheet)| work(index, sheet)))
}

fn scan_sheet(
    workbook: &mut Workbook,
    coarse: &CoarseDates,
    sheet: &str,
    take: TakeRow<'_>,
) -> Result<(), ImportCause> {
    let mut fill = Fill::new(merged_downwards(workbook.merge_cells_by_sheet_name(sheet)));
    let range = workbook.worksheet_range(sheet).map_err(|error| damaged(&error))?;
    let Some((first_row, first_column)) = range.start() else { return Ok(()) };
    let height = range.height().max(1) as f32;
    let mut cells: Vec<String> = Vec::new();
    for (index, row) in range.rows().enumerate() {
        cells.clear();
        cells.resize(first_column as usize, String::new());
        let number = first_row + index as u32;
        let shown = |column: usize| {
            let place = (number, first_column + column as u32);
            coarse.get(&place).copied().unwrap_or(Precision::Day)
        };
        cells.extend(row.iter().enumerate().map(|(column, value)| text_of(value, shown(column))));
        if cells.iter().rposition(|cell| !cell.is_empty()).is_some_and(|last| last >= MOST_COLUMNS) {
            return Err(ImportCause::TooWide { most: MOST_COLUMNS });
        }
        let is_filled = fill.apply(number, &mut cells);
        let marks = Marks { is_filled, ..Marks::default() };
        let raw = RawRow { part: index as f32 / height, marks, ..RawRow::new(number as usize + 1, &cells) };
        if let ControlFlow::Break(()) = take(&raw) {
            break;
        }
    }
    Ok(())
}

fn text_of(value: &Data, shown: Precision) -> String {
    match value {
        Data::DateTime(date) => date_text(date, shown),
        other => other.to_string(),
    }
}

/// Whether the days of the workbook are counted from 1904, as those of old Macintoshes are.
pub(super) fn counts_from_1904(path: &Path) -> Result<bool, ImportCause> {
    open_with_stream(path).map(|(_, stream)| is_from_1904(&stream))
}

fn open(path: &Path) -> Result<Workbook, ImportCause> {
    open_with_stream(path).map(|(workbook, _)| workbook)
}

/// The workbook, and the records that it was read from.
fn open_with_stream(path: &Path) -> Result<(Workbook, Vec<u8>), ImportCause> {
    let unreadable = |error: std::io::Error| ImportCause::Unreadable(ReadFault::of(path, &error));
    if path.metadata().map_err(unreadable)?.len() > MOST_FILE_BYTES {
        return Err(ImportCause::SheetTooLarge);
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let Some(stream) = workbook_stream(&bytes) else {
        return Err(without_workbook(&bytes));
    };
    drop(bytes);
    count_cells(&stream)?;
    count_texts(&stream)?;
    let workbook = Xls::new(Cursor::new(compound_file(stream.clone()))).map_err(|error| damaged(&error))?;
    Ok((workbook, stream))
}

/// What a compound file is that holds no workbook.
fn without_workbook(bytes: &[u8]) -> ImportCause {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    match () {
        () if has("EncryptedPackage") => ImportCause::Password,
        () if has("HwpSummaryInformation") => ImportCause::OtherFile(OtherFile::Hangul),
        () if has("WordDocument") || has("PowerPoint Document") => ImportCause::OtherFile(OtherFile::Document),
        () => ImportCause::DamagedSheet("no workbook in it".to_owned()),
    }
}

/// A sound compound file around the stream: chains of sectors that run in circles stay outside.
fn compound_file(mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 4096;
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    stream.resize(stream.len().max(SECTOR).next_multiple_of(SECTOR), 0);
    let stream_sectors = stream.len() / SECTOR;
    // Each sector of the table has 1024 entries, those of the table itself and of the folder among them.
    let table_sectors = (stream_sectors + 1).div_ceil(1024 - 1).max(1);
    let word = |file: &mut Vec<u8>, at: usize, value: u32| file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    file[24..34].copy_from_slice(&[0x3E, 0, 4, 0, 0xFE, 0xFF, 0x0C, 0, 0x06, 0]);
    word(&mut file, 44, table_sectors as u32);
    word(&mut file, 48, stream_sectors as u32);
    word(&mut file, 56, 4096);
    word(&mut file, 60, END);
    word(&mut file, 68, END);
    for index in 0..109 {
        let sector = if index < table_sectors { (stream_sectors + 1 + index) as u32 } else { FREE };
        word(&mut file, 76 + 4 * index, sector);
    }
    let length = stream.len() as u32;
    file.append(&mut stream);
    let mut folder = vec![0; SECTOR];
    for (entry, name, kind, start, length) in [(0, "Root Entry", 5, 0, 0), (1, "Workbook", 2, 0, length)] {
        let at = 128 * entry;
        for (index, letter) in name.bytes().enumerate() {
            folder[at + 2 * index] = letter;
        }
        folder[at + 64] = 2 * (name.len() as u8 + 1);
        folder[at + 66] = kind;
        word(&mut folder, at + 116, start);
        word(&mut folder, at + 120, length);
    }
    file.append(&mut folder);
    let mut table: Vec<u32> = (1..=stream_sectors as u32).collect();
    table[stream_sectors - 1] = END;
    table.push(END);
    table.resize(table_sectors * 1024, FREE);
    file.extend(table.into_iter().flat_map(u32::to_le_bytes));
    file
}

fn damaged(error: &XlsError) -> ImportCause {
    match error {
        XlsError::Password => ImportCause::Password,
        other => ImportCause::DamagedSheet(other.to_string()),
    }
}

/// Adds up the bounds of all sheets: stated ones, and those of the cells that are there.
fn count_cells(stream: &[u8]) -> Result<(), ImportCause> {
    const CELLS: [u16; 9] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x0207, 0x027E, 0x00FD, 0x00BD, 0x0006];
    let number =
        |data: &[u8], at: usize| data.get(at..at + 2).map_or(0, |two| u64::from(two[0]) | u64::from(two[1]) << 8);
    let (mut total, mut bounds) = (0_u64, None::<[u64; 4]>);
    for (kind, data) in records(stream) {
        let length = data.len();
        match kind {
            0x000A | 0x0809 => {
                total += bounds.take().map_or(0, |[top, bottom, left, right]| (bottom - top + 1) * (right - left + 1));
            }
            0x0200 => {
                let wide = |at: usize| number(data, at) | number(data, at + 2) << 16;
                let (rows, columns) = if length == 10 {
                    (number(data, 2).wrapping_sub(number(data, 0)), number(data, 6))
                } else {
                    (wide(4).wrapping_sub(wide(0)), number(data, 10))
                };
                // Nobody counts backwards: such a statement would be read as a very large one.
                if rows > 1 << 20 {
                    return Err(ImportCause::SheetTooLarge);
                }
                total += rows * columns;
            }
            _ if CELLS.contains(&kind) && length >= 4 => {
                let (row, column) = (number(data, 0), number(data, 2));
                let last = if kind == 0x00BD { number(data, length - 2).max(column) } else { column };
                let [top, bottom, left, right] = bounds.unwrap_or([row, row, column, last]);
                bounds = Some([top.min(row), bottom.max(row), left.min(column), right.max(last)]);
            }
            _ => {}
        }
        if total > 2 * MOST_CELLS {
            return Err(ImportCause::SheetTooLarge);
        }
    }
    Ok(())
}

/// Adds up the texts of all cells that name one of the shared texts.
fn count_texts(stream: &[u8]) -> Result<(), ImportCause> {
    let mut lengths: Vec<u64> = Vec::new();
    let mut shared: Vec<&[u8]> = Vec::new();
    let mut total = 0_u64;
    for (kind, data) in records(stream) {
        match kind {
            0x00FC => shared = vec![data],
            0x003C if !shared.is_empty() => shared.push(data),
            _ if !shared.is_empty() => lengths = text_lengths(&std::mem::take(&mut shared)),
            _ => {}
        }
        if let (0x00FD, Some(index)) = (kind, data.get(6..10)) {
            let index = u32::from_le_bytes([index[0], index[1], index[2], index[3]]) as usize;
            total += lengths.get(index).copied().unwrap_or(0);
        }
        if total > MOST_TEXT_BYTES {
            return Err(ImportCause::SheetTooLarge);
        }
    }
    Ok(())
}

/// How many bytes each of the shared texts will have at most; they run on from record to record.
fn text_lengths(records: &[&[u8]]) -> Vec<u64> {
    let mut lengths = Vec::new();
    let (mut record, mut at) = (0, 8);
    let byte = |record: &mut usize, at: &mut usize| -> Option<usize> {
        while *at >= records.get(*record)?.len() {
            *record += 1;
            *at = 0;
        }
        *at += 1;
        Some(usize::from(records[*record][*at - 1]))
    };
    loop {
        let mut number = |bytes: u32| -> Option<usize> {
            (0..bytes).try_fold(0, |number, index| Some(number | byte(&mut record, &mut at)? << (8 * index)))
        };
        let (Some(letters), Some(flags)) = (number(2), number(1)) else { return lengths };
        let runs = if flags & 8 != 0 { number(2).unwrap_or(0) } else { 0 };
        let more = if flags & 4 != 0 { number(4).unwrap_or(0) } else { 0 };
        lengths.push(3 * letters as u64);
        let mut width = 1 + (flags & 1);
        let mut left = letters;
        while left > 0 {
            let Some(here) = records.get(record) else { return lengths };
            let fit = (here.len().saturating_sub(at) / width).min(left);
            at += fit * width;
            left -= fit;
            if left > 0 {
                record += 1;
                // A text that goes on says again how wide its letters are.
                width = 1 + usize::from(records.get(record).and_then(|next| next.first()).copied().unwrap_or(0) & 1);
                at = 1;
            }
        }
        let mut skip = 4 * runs + more;
        while skip > 0 {
            let Some(here) = records.get(record) else { return lengths };
            let step = here.len().saturating_sub(at).min(skip);
            at += step;
            skip -= step;
            if skip > 0 {
                record += 1;
                at = 0;
            }
        }
    }
}

/// The stream `Workbook` (or `Book`) of a compound file, its sectors in their order.
fn workbook_stream(file: &[u8]) -> Option<Vec<u8>> {
    const END: u32 = 0xFFFF_FFFC;
    let word = |bytes: &[u8], at: usize| {
        bytes.get(at..at + 4).map_or(u32::MAX, |word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
    };
    let sector_bytes = match file.get(30)? {
        9 => 512_usize,
        12 => 4096,
        _ => return None,
    };
    let sector = |id: u32| {
        let from = (id as usize).checked_add(1)?.checked_mul(sector_bytes)?;
        file.get(from..(from + sector_bytes).min(file.len()))
    };
    let most_sectors = file.len() / sector_bytes + 1;
    let mut fat_sectors: Vec<u32> = (0..109).map(|index| word(file, 76 + 4 * index)).collect();
    let mut next = word(file, 68);
    for _ in 0..most_sectors {
        let Some(more) = (next < END).then(|| sector(next)).flatten() else { break };
        fat_sectors.extend((0..sector_bytes / 4 - 1).map(|index| word(more, 4 * index)));
        next = word(more, sector_bytes - 4);
    }
    let mut fat: Vec<u32> = Vec::new();
    for id in fat_sectors.into_iter().filter(|&id| id < END).take(most_sectors) {
        let entries = sector(id)?;
        fat.extend((0..entries.len() / 4).map(|index| word(entries, 4 * index)));
    }
    let chain = |start: u32, most: usize| {
        let mut bytes = Vec::new();
        let mut id = start;
        for _ in 0..most_sectors {
            let Some(sector) = (id < END && bytes.len() < most).then(|| sector(id)).flatten() else { break };
            bytes.extend_from_slice(sector);
            id = fat.get(id as usize).copied().unwrap_or(u32::MAX);
        }
        bytes
    };
    let folders = chain(word(file, 48), usize::MAX);
    let named = |entry: &&[u8]| {
        let name: String =
            entry[..64].chunks_exact(2).map(|two| char::from(two[0])).take_while(|c| *c != '\0').collect();
        name.eq_ignore_ascii_case("workbook") || name.eq_ignore_ascii_case("book")
    };
    let entry = folders.chunks_exact(128).find(named)?;
    let (start, length) = (word(entry, 116), word(entry, 120) as usize);
    if length >= 4096 {
        return Some(chain(start, length));
    }
    let minis = chain(word(&folders, 116), usize::MAX);
    let mini_fat = chain(word(file, 60), usize::MAX);
    let mut bytes = Vec::new();
    let mut id = start;
    while id < END && bytes.len() < length {
        let from = id as usize * 64;
        bytes.extend_from_slice(minis.get(from..from + 64)?);
        id = word(&mini_fat, 4 * id as usize);
    }
    Some(bytes)
}
