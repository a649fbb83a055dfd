//! How the rows of a sheet are handed over, whatever file they stand in.

use std::ops::ControlFlow;

/// A row as it stands in the file, and what was seen or done on the way to it.
#[derive(Clone, Copy, Debug)]
pub(in crate::data) struct RawRow<'a> {
    /// The row of the spreadsheet, or the line of the text that it begins in; the first is 1.
    pub number: usize,
    /// As many as the row has; the rest is empty.
    pub cells: &'a [String],
    /// How much of the file is read, 0 to 1.
    pub part: f32,
    /// What was seen and done.
    pub marks: Marks,
    /// The headings once more, as printed lists have them on every page.
    pub is_heading: bool,
    /// How many cells it has beyond the last heading: nobody can tell which of them stands where.
    pub surplus: usize,
}

impl<'a> RawRow<'a> {
    pub fn new(number: usize, cells: &'a [String]) -> Self {
        Self { number, cells, part: 0.0, marks: Marks::default(), is_heading: false, surplus: 0 }
    }
}

/// Writes a text into the cell of a row before it. Of a long one no room is kept: a thousand columns may each have one.
pub(super) fn refill(cell: &mut String, text: &str) {
    const MOST_KEPT_BYTES: usize = 4096;
    if cell.capacity() > MOST_KEPT_BYTES {
        *cell = String::new();
    }
    cell.clear();
    cell.push_str(text);
}

/// What is said of a row that is taken.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::data) struct Marks {
    /// The workbook hides it: by a filter, or by hand.
    pub is_hidden: bool,
    /// Cells that were blank hold what stands above them.
    pub is_filled: bool,
    /// A number that its own comma had cut in two was put together.
    pub is_joined: bool,
}

/// Takes a row.
pub(in crate::data) type TakeRow<'a> = &'a mut dyn FnMut(&RawRow<'_>) -> ControlFlow<()>;
