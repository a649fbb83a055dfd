//! Columns of a table: lists of codes and texts, compact whatever the number of rows.

mod dates;
mod interned;
mod offsets;

use std::ops::{Deref, DerefMut, Range};
use std::sync::Arc;

pub use dates::{DateRuns, SparseDates};
pub use interned::{ListBuilder, ListColumn, ListIds, U24};
use offsets::Offsets;

use crate::data::text::is_ascii_or_hangul;

/// A text for every row, all in one buffer. Rows after the last text that is not empty take no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextColumn {
    buffer: String,
    ends: Ends,
    rows: usize,
}

/// Where the text of each row ends.
#[derive(Clone, Debug)]
enum Ends {
    Own(Offsets),
    /// The texts of another column are as long, row by row.
    Shared(Arc<Offsets>),
}

impl Default for Ends {
    fn default() -> Self {
        Self::Own(Offsets::default())
    }
}

impl Deref for Ends {
    type Target = Offsets;

    #[inline]
    fn deref(&self) -> &Offsets {
        match self {
            Self::Own(ends) => ends,
            Self::Shared(ends) => ends,
        }
    }
}

impl DerefMut for Ends {
    fn deref_mut(&mut self) -> &mut Offsets {
        match self {
            Self::Own(ends) => ends,
            Self::Shared(ends) => Arc::make_mut(ends),
        }
    }
}

impl PartialEq for Ends {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Ends {}

impl TextColumn {
    /// Adds a row.
    pub fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.ends.fill(self.rows, self.buffer.len());
            self.buffer.push_str(text);
            self.ends.push(self.buffer.len());
        }
        self.rows += 1;
    }

    /// Adds the rows of another column.
    pub fn append(&mut self, other: &Self) {
        if other.ends.len() > 0 {
            let begin = self.buffer.len();
            self.ends.fill(self.rows, begin);
            self.buffer.push_str(&other.buffer);
            (0..other.ends.len()).for_each(|row| self.ends.push(begin + other.ends.get(row)));
        }
        self.rows += other.rows;
    }

    /// Makes room for so many more bytes of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.buffer.reserve_exact(bytes);
    }

    /// The text of a row; empty for a row past the end, so an absent column reads as empty texts.
    #[inline]
    pub fn get(&self, row: usize) -> &str {
        &self.buffer[self.stretch_of(row)]
    }

    /// The same as bytes, which need not be looked through for where letters begin.
    #[inline]
    pub fn bytes_of(&self, row: usize) -> &[u8] {
        &self.buffer.as_bytes()[self.stretch_of(row)]
    }

    /// Where the text of a row stands in [`Self::buffer`].
    #[inline]
    pub fn stretch_of(&self, row: usize) -> Range<usize> {
        if row < self.ends.len() { self.begin_of(row)..self.ends.get(row) } else { 0..0 }
    }

    /// Number of rows.
    #[inline]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Every text end to end; [`Self::row_at`] tells whose a byte is.
    pub fn buffer(&self) -> &str {
        &self.buffer
    }

    /// Where the text of a row ends in [`Self::buffer`].
    #[inline]
    pub fn end_of(&self, row: usize) -> usize {
        if row < self.ends.len() { self.ends.get(row) } else { self.buffer.len() }
    }

    /// The row that holds the byte at `offset` of [`Self::buffer`], and the offset at which that row ends.
    pub fn row_at(&self, offset: usize) -> (usize, usize) {
        self.row_from(0, offset)
    }

    /// The same where the row is known to be `from` or later: the nearer it is, the faster it is found.
    #[inline]
    pub fn row_from(&self, from: usize, offset: usize) -> (usize, usize) {
        let rows = self.ends.len();
        if from < rows && offset < self.ends.get(from) {
            return (from, self.ends.get(from));
        }
        let (mut low, mut step) = (from, 1);
        while low + step < rows && self.ends.get(low + step - 1) <= offset {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(rows);
        while low < high {
            let middle = low.midpoint(high);
            if self.ends.get(middle) <= offset { low = middle + 1 } else { high = middle }
        }
        (low, if low < rows { self.ends.get(low) } else { self.buffer.len() })
    }

    /// The same texts, row `i` being what was row `order[i]`.
    #[must_use]
    pub fn reordered(&self, order: &[u32]) -> Self {
        let mut column = Self { buffer: String::with_capacity(self.buffer.len()), ..Self::default() };
        for &row in order {
            column.push(self.get(row as usize));
        }
        column
    }

    /// The same texts in lower case.
    #[must_use]
    pub fn in_lower_case(&self) -> Self {
        if is_ascii_or_hangul(&self.buffer) {
            return Self { buffer: self.buffer.to_ascii_lowercase(), ends: self.ends.clone(), rows: self.rows };
        }
        let mut lower = Self { buffer: String::with_capacity(self.buffer.len()), ..Self::default() };
        for row in 0..self.rows {
            let text = self.get(row);
            lower.push(&if is_ascii_or_hangul(text) { text.to_ascii_lowercase() } else { text.to_lowercase() });
        }
        lower
    }

    /// Keeps the ends of texts once for two columns, if row by row their texts are of one length.
    pub fn share_ends(&mut self, other: &mut Self) {
        if self.ends == other.ends && self.rows == other.rows {
            let ends = Arc::new(std::mem::take(&mut *self.ends));
            self.ends = Ends::Shared(Arc::clone(&ends));
            other.ends = Ends::Shared(ends);
        }
    }

    /// Bytes in memory: of the texts, and of what finds them, its share of it where columns share that.
    pub fn bytes(&self) -> (usize, usize) {
        let columns = match &self.ends {
            Ends::Own(_) => 1,
            Ends::Shared(ends) => Arc::strong_count(ends),
        };
        (self.buffer.capacity(), self.ends.bytes() / columns)
    }

    /// Gives back room kept for more rows.
    pub fn shrink(&mut self) {
        self.buffer.shrink_to_fit();
        self.ends.shrink();
    }

    #[inline]
    fn begin_of(&self, row: usize) -> usize {
        if row == 0 { 0 } else { self.ends.get(row - 1) }
    }
}

impl<S: AsRef<str>> FromIterator<S> for TextColumn {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Self {
        let mut column = Self::default();
        texts.into_iter().for_each(|text| column.push(text.as_ref()));
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_of_the_buffer_leads_back_to_its_row() {
        let column: TextColumn = ["", "서울", "", "ab", ""].into_iter().collect();
        assert_eq!((column.get(1), column.get(2), column.get(4), column.get(9)), ("서울", "", "", ""));
        assert_eq!((column.row_at(0), column.row_at(5), column.row_at(6)), ((1, 6), (1, 6), (3, 8)));
        assert_eq!((column.row_from(1, 6), column.row_from(3, 7), column.len()), ((3, 8), (3, 8), 5));
    }

    #[test]
    fn columns_follow_each_other() {
        let parts = [&["", "a"][..], &[], &["", ""], &["bc", ""], &["d"]];
        let mut whole = TextColumn::default();
        for part in parts {
            whole.append(&part.iter().collect());
        }
        assert_eq!(whole, parts.concat().into_iter().collect());
    }

    #[test]
    fn lower_case_takes_the_room_it_needs_and_shares_what_it_can() {
        for (texts, is_shared) in
            [(&["A서울", "", "bC"][..], true), (&["İstanbul ÉCOLE", "A"], false), (&["ÉCOLE 서"], true)]
        {
            let mut column: TextColumn = texts.iter().collect();
            let mut lower = column.in_lower_case();
            assert_eq!(lower, texts.iter().map(|text| text.to_lowercase()).collect());
            lower.share_ends(&mut column);
            assert_eq!(matches!(column.ends, Ends::Shared(_)), is_shared);
            assert_eq!((0..texts.len()).map(|row| column.get(row)).collect::<Vec<_>>(), texts);
            lower.push("new");
            assert_eq!((lower.get(texts.len()), column.get(texts.len())), ("new", ""));
        }
    }

    #[test]
    fn texts_follow_a_new_order() {
        let column: TextColumn = ["a", "", "bc"].into_iter().collect();
        assert_eq!(column.reordered(&[2, 0, 1]), ["bc", "a", ""].into_iter().collect());
    }
}
