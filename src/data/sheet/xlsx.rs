//! Excel workbooks: looked through for bombs first, then streamed cell by cell.

use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use calamine::{Cell, DataRef, Dimensions, NumberFormat, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::date_format::{date_text, shown_by};
use super::listed::Listed;
use super::other_file::OtherFile;
use super::package::archive;
use super::row::{Marks, RawRow, TakeRow};
use super::xml::{Token, Tokens, attribute, local_name};
use super::{MOST_CELL_BYTES, MOST_COLUMNS, SheetKind, hidden_rows};
use crate::data::Precision;
use crate::data::ReadFault;
use crate::data::import::ImportCause;

type Workbook = Xlsx<BufReader<File>>;

/// Unpacked, a part that is held in memory as a whole may have this many bytes and entries.
const MOST_HELD_BYTES: u64 = 96 * 1024 * 1024;
const MOST_HELD_ENTRIES: usize = 1_500_000;
/// Formats of cells: Excel itself allows 65,490.
const MOST_STYLES: usize = 200_000;
/// A sheet may unpack to this many times its size: what compresses better holds nothing worth reading.
const MOST_RATIO: u64 = 100;
/// Below this many bytes no ratio is suspicious.
const SMALL_BYTES: u64 = 32 * 1024 * 1024;
const MOST_SHEET_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// Tells workbooks from other archives.
pub(super) fn kind_of_archive(path: &Path) -> Result<SheetKind, ImportCause> {
    let archive = archive(path)?;
    let has = |wanted: &str| archive.index_for_name(wanted).is_some();
    let other = [
        ("xl/workbook.bin", OtherFile::BinaryWorkbook),
        ("word/document.xml", OtherFile::Document),
        ("ppt/presentation.xml", OtherFile::Document),
        ("Contents/header.xml", OtherFile::Hangul),
        ("Index/Document.iwa", OtherFile::Numbers),
    ];
    if let Some((_, other)) = other.into_iter().find(|(part, _)| has(part)) {
        Err(ImportCause::OtherFile(other))
    } else if has("xl/workbook.xml") || has("_rels/.rels") && has("[Content_Types].xml") {
        Ok(SheetKind::Xlsx)
    } else if has("content.xml") && has("mimetype") {
        Ok(SheetKind::Ods)
    } else {
        Err(ImportCause::OtherFile(OtherFile::Archive))
    }
}

/// The worksheets of a workbook, in their order; charts and macros are none.
pub(super) fn list(path: &Path) -> Result<Vec<Listed>, ImportCause> {
    look_through(path, false)?;
    let workbook = open(path)?;
    let is_sheet = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let listed = workbook.sheets_metadata().iter().filter(is_sheet).map(listed);
    Ok(listed.collect())
}

/// A sheet as the workbook lists it.
pub(super) fn listed(sheet: &calamine::Sheet) -> Listed {
    Listed { name: sheet.name.clone(), is_hidden: sheet.visible != SheetVisible::Visible, is_view: false }
}

/// A workbook that was looked through, and is read once however many of its sheets are wanted: each of them may name any
/// of its texts.
pub(super) struct OpenWorkbook {
    path: PathBuf,
    found: Found,
    workbook: Option<Workbook>,
}

impl OpenWorkbook {
    /// Looks a workbook through.
    pub fn new(path: &Path) -> Result<Self, ImportCause> {
        Ok(Self { path: path.to_owned(), found: look_through(path, true)?, workbook: None })
    }

    /// Whether it is that of a file.
    pub fn is_of(&self, path: &Path) -> bool {
        self.path == path
    }

    /// Every row of a sheet; a cell merged downwards fills the rows it spans.
    pub fn scan(&mut self, sheet: &str, take: TakeRow<'_>) -> Result<(), ImportCause> {
        let hidden = hidden_rows::find(&self.path, sheet)?;
        let workbook = match &mut self.workbook {
            Some(workbook) => workbook,
            None => self.workbook.insert(open(&self.path)?),
        };
        scan_sheet(workbook, &self.found, sheet, hidden, take)
    }
}

/// The rows of several sheets, each until `take` breaks; fails only where none of them can be read.
pub(super) fn scan_each(
    path: &Path,
    sheets: &[&str],
    take: &mut dyn FnMut(usize, &RawRow<'_>) -> ControlFlow<()>,
) -> Result<(), ImportCause> {
    let found = look_through(path, true)?;
    let mut workbook = open(path)?;
    let mut work =
        |index: usize, sheet: &str| scan_sheet(&mut workbook, &found, sheet, Vec::new(), &mut |row| take(index, row));
    first_error_of_all(sheets.iter().enumerate().map(|(index, sheet)| work(index, sheet)))
}

/// The first fault where everything failed.
pub(super) fn first_error_of_all(done: impl Iterator<Item = Result<(), ImportCause>>) -> Result<(), ImportCause> {
    let (mut first, mut is_any_read) = (None, false);
    for done in done {
        match done {
            Ok(()) => is_any_read = true,
            Err(error) => first = first.or(Some(error)),
        }
    }
    match first {
        Some(error) if !is_any_read => Err(error),
        _ => Ok(()),
    }
}

fn scan_sheet(
    workbook: &mut Workbook,
    found: &Found,
    sheet: &str,
    hidden: Vec<u32>,
    take: TakeRow<'_>,
) -> Result<(), ImportCause> {
    let merges =
        if found.has_merges { merged_downwards(workbook.merge_cells_by_sheet_name(sheet)) } else { Vec::new() };
    let mut reader = match workbook.worksheet_cells_reader(sheet) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(damaged(&error)),
    };
    let last_row = reader.dimensions().end.0.max(1);
    let fill = Fill::new(merges);
    let mut rows = Rows { take, number: None, cells: Vec::new(), row_bytes: 0, fill, hidden, last_row };
    let shown: Vec<Precision> = reader.styles().iter().map(|style| style_shows(style.number_format.as_ref())).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| damaged(&error))? {
        if let ControlFlow::Break(()) = rows.add(&cell, shown.get(style).copied().unwrap_or(Precision::Day))? {
            return Ok(());
        }
    }
    // Whether the last row is wanted or not, there is no other.
    let _: ControlFlow<()> = rows.finish();
    Ok(())
}

/// Puts cells together to rows.
struct Rows<'a> {
    take: TakeRow<'a>,
    number: Option<u32>,
    cells: Vec<String>,
    /// Bytes of the cells of the row at hand.
    row_bytes: usize,
    fill: Fill,
    /// Numbers of rows that are hidden, in their order; the first is 0.
    hidden: Vec<u32>,
    last_row: u32,
}

impl Rows<'_> {
    fn add(&mut self, cell: &Cell<DataRef<'_>>, shown: Precision) -> Result<ControlFlow<()>, ImportCause> {
        let (row, column) = cell.get_position();
        // Many cells may name one long text: it is counted before it is copied.
        let length = match cell.get_value() {
            DataRef::SharedString(text) => text.len(),
            DataRef::String(text) => text.len(),
            _ => 0,
        };
        let is_new_row = self.number.is_some_and(|number| number != row);
        self.row_bytes = if is_new_row { length } else { self.row_bytes + length };
        if self.row_bytes > MOST_CELL_BYTES {
            return Err(ImportCause::CellTooLong);
        }
        let text = text_of(cell.get_value(), shown);
        if text.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        if column as usize >= MOST_COLUMNS {
            return Err(ImportCause::TooWide { most: MOST_COLUMNS });
        }
        if self.number.is_some_and(|number| number != row)
            && let ControlFlow::Break(()) = self.finish()
        {
            return Ok(ControlFlow::Break(()));
        }
        self.number = Some(row);
        if self.cells.len() <= column as usize {
            self.cells.resize(column as usize + 1, String::new());
        }
        self.cells[column as usize] = text;
        Ok(ControlFlow::Continue(()))
    }

    fn finish(&mut self) -> ControlFlow<()> {
        let Some(row) = self.number.take() else { return ControlFlow::Continue(()) };
        let is_filled = self.fill.apply(row, &mut self.cells);
        let part = (row as f32 / self.last_row as f32).min(1.0);
        let is_hidden = self.hidden.binary_search(&row).is_ok();
        let marks = Marks { is_hidden, is_filled, ..Marks::default() };
        let raw = RawRow { part, marks, ..RawRow::new(row as usize + 1, &self.cells) };
        let flow = (self.take)(&raw);
        self.cells.clear();
        flow
    }
}

/// Fills rows below a merged cell with its text.
pub(super) struct Fill {
    /// Column, first and last row of those that begin further down; the next one stands last.
    later: Vec<(usize, u32, u32)>,
    /// Column, last row and text of those that span the row at hand.
    open: Vec<(usize, u32, String)>,
}

impl Fill {
    pub fn new(mut merges: Vec<(usize, u32, u32)>) -> Self {
        merges.sort_by_key(|&(_, first, _)| std::cmp::Reverse(first));
        Self { later: merges, open: Vec::new() }
    }

    /// Fills the row; whether a blank cell of it got a text.
    pub fn apply(&mut self, row: u32, cells: &mut Vec<String>) -> bool {
        let mut is_filled = false;
        while let Some((column, _, last)) = self.later.pop_if(|(_, first, _)| *first <= row) {
            self.open.push((column, last, String::new()));
        }
        self.open.retain(|&(column, last, _)| last >= row && column < MOST_COLUMNS);
        for (column, _, text) in &mut self.open {
            if cells.len() <= *column {
                cells.resize(*column + 1, String::new());
            }
            let cell = &mut cells[*column];
            if cell.is_empty() {
                is_filled |= !text.is_empty();
                cell.clone_from(text);
            } else if cell.len() <= MOST_FILLED_BYTES {
                text.clone_from(cell);
            }
        }
        is_filled
    }
}

/// Provinces and years are merged downwards, not pages of text.
const MOST_FILLED_BYTES: usize = 1000;

/// Merged cells of several rows and one column; what spans columns is a title.
pub(super) fn merged_downwards<E>(merges: Result<Vec<Dimensions>, E>) -> Vec<(usize, u32, u32)> {
    const MOST_MERGES: usize = 100_000;
    let merges = merges.unwrap_or_default().into_iter().take(MOST_MERGES);
    let downwards = merges.filter(|merge| merge.end.0 > merge.start.0 && merge.start.1 == merge.end.1);
    downwards.map(|merge| (merge.start.1 as usize, merge.start.0, merge.end.0)).collect()
}

/// A cell as the text that a person reads in it.
fn text_of(value: &DataRef<'_>, shown: Precision) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => date_text(date, shown),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Whether the days of the workbook are counted from 1904, as those of old Macintoshes are.
pub(super) fn counts_from_1904(path: &Path) -> Result<bool, ImportCause> {
    let mut archive = archive(path)?;
    let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let Some(name) = names.iter().find(|name| name.to_ascii_lowercase().ends_with("workbook.xml")) else {
        return Ok(false);
    };
    let part = archive.by_name(name).map_err(|error| ImportCause::DamagedSheet(error.to_string()))?;
    let mut tokens = Tokens::new(BufReader::with_capacity(64 * 1024, part.take(MOST_HELD_BYTES)));
    while let Some(token) = tokens.next()? {
        if let Token::Open(tag) = token
            && local_name(tag) == "workbookPr"
        {
            return Ok(attribute(tag, "date1904").is_some_and(|value| matches!(value.trim(), "1" | "true")));
        }
    }
    Ok(false)
}

/// What a format shows of a date; those that a workbook only names by number show the whole of it but for `mmm-yy`.
fn style_shows(format: Option<&NumberFormat>) -> Precision {
    format.map_or(Precision::Day, |format| shown_by(&format.format_code))
}

struct Found {
    has_merges: bool,
}

/// Unpacks the parts that are going to be read, keeping nothing, and refuses what would fill the memory.
fn look_through(path: &Path, with_sheets: bool) -> Result<Found, ImportCause> {
    let mut archive = archive(path)?;
    let mut found = Found { has_merges: false };
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| ImportCause::DamagedSheet(error.to_string()))?;
        let Ok(name) = part.name().map(|name| name.to_ascii_lowercase()) else { continue };
        let extension = name.rsplit('.').next().unwrap_or_default();
        let is_sheet = name.contains("worksheets/") && extension == "xml";
        let is_read = matches!(extension, "rels" | "xml");
        if !is_read || name.contains("drawings/") || name.contains("pivot") || (is_sheet && !with_sheets) {
            continue;
        }
        let packed = part.compressed_size();
        let input = BufReader::with_capacity(64 * 1024, part.take(MOST_SHEET_BYTES));
        let mut tokens = Tokens::new(input);
        let (mut entries, mut styles) = (0_usize, 0_usize);
        while let Some(token) = tokens.next()? {
            if let Token::Open(tag) = token {
                match local_name(tag) {
                    "si" => entries += 1,
                    "xf" | "font" | "fill" | "border" | "numFmt" | "sheet" | "Relationship" => styles += 1,
                    "mergeCell" => found.has_merges = true,
                    "sst" => refuse_false_count(tag)?,
                    _ => {}
                }
            }
            let bytes = tokens.bytes;
            let is_too_much = if is_sheet {
                bytes >= MOST_SHEET_BYTES || bytes > SMALL_BYTES && bytes / packed.max(1) > MOST_RATIO
            } else {
                bytes > MOST_HELD_BYTES || entries > MOST_HELD_ENTRIES || styles > MOST_STYLES
            };
            if is_too_much {
                return Err(ImportCause::SheetTooLarge);
            }
        }
    }
    Ok(found)
}

/// Room for the stated number of texts is taken before the first is read.
fn refuse_false_count(tag: &str) -> Result<(), ImportCause> {
    let count = attribute(tag, "uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
    if count.is_some_and(|count| count > MOST_HELD_ENTRIES as u64) { Err(ImportCause::SheetTooLarge) } else { Ok(()) }
}

fn open(path: &Path) -> Result<Workbook, ImportCause> {
    let file = File::open(path).map_err(|error| ImportCause::Unreadable(ReadFault::of(path, &error)))?;
    Xlsx::new(BufReader::new(file)).map_err(|error| damaged(&error))
}

fn damaged(error: &XlsxError) -> ImportCause {
    match error {
        XlsxError::Password => ImportCause::Password,
        other => ImportCause::DamagedSheet(other.to_string()),
    }
}
