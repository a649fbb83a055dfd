//! Columns of a table: lists of codes and texts, each in one allocation whatever the number of rows.

/// A list of small values for every row; a row's list may be empty.
///
/// Rows that hold exactly one or no value need no more room than a plain vector plus an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListColumn<T> {
    /// Where the list of row `i` ends in `values`; it begins where the row before ends.
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for ListColumn<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy + PartialEq> ListColumn<T> {
    /// A column of `rows` empty lists.
    pub fn empty(rows: usize) -> Self {
        Self { ends: vec![0; rows], values: Vec::new() }
    }

    /// Adds a row; a value named twice counts once.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        let begin = self.values.len();
        for value in list {
            if !self.values[begin..].contains(&value) {
                self.values.push(value);
            }
        }
        self.ends.push(self.values.len() as u32);
    }

    /// Adds a row whose values are known to be different from each other; for long lists.
    pub fn push_distinct(&mut self, list: impl IntoIterator<Item = T>) {
        self.values.extend(list);
        self.ends.push(self.values.len() as u32);
    }

    /// The values of a row, in the order of the file; empty for a row past the end.
    pub fn get(&self, row: usize) -> &[T] {
        let Some(&end) = self.ends.get(row) else { return &[] };
        let begin = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.values[begin as usize..end as usize]
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether any row holds a value.
    pub fn has_values(&self) -> bool {
        !self.values.is_empty()
    }

    /// Whether any row holds more than one value: only then "any" and "all" differ.
    pub fn is_multi_valued(&self) -> bool {
        (0..self.len()).any(|row| self.get(row).len() > 1)
    }
}

impl<T: Copy + PartialEq> FromIterator<Vec<T>> for ListColumn<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(rows: I) -> Self {
        let mut column = Self::default();
        rows.into_iter().for_each(|list| column.push(list));
        column
    }
}

/// A text for every row, all in one buffer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextColumn {
    buffer: String,
    ends: Vec<usize>,
}

impl TextColumn {
    /// Adds a row.
    pub fn push(&mut self, text: &str) {
        self.buffer.push_str(text);
        self.ends.push(self.buffer.len());
    }

    /// The text of a row; empty for a row past the end, so an absent column reads as empty texts.
    pub fn get(&self, row: usize) -> &str {
        let Some(&end) = self.ends.get(row) else { return "" };
        let begin = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.buffer[begin..end]
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Every text end to end; [`Self::row_at`] tells whose a byte is.
    pub fn buffer(&self) -> &str {
        &self.buffer
    }

    /// The row that holds the byte at `offset` of [`Self::buffer`], and the offset at which that row ends.
    pub fn row_at(&self, offset: usize) -> (usize, usize) {
        let row = self.ends.partition_point(|&end| end <= offset);
        (row, self.ends.get(row).copied().unwrap_or(self.buffer.len()))
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
    fn lists_keep_their_rows_apart_and_count_a_doubled_value_once() {
        let column: ListColumn<u32> = [vec![], vec![7, 8, 7], vec![9]].into_iter().collect();
        assert_eq!(
            (0..4).map(|row| column.get(row).to_vec()).collect::<Vec<_>>(),
            [vec![], vec![7, 8], vec![9], vec![]]
        );
        assert!(column.is_multi_valued());
    }

    #[test]
    fn a_byte_of_the_buffer_leads_back_to_its_row() {
        let column: TextColumn = ["서울", "", "Busan"].into_iter().collect();
        assert_eq!(column.get(0), "서울");
        assert_eq!(column.row_at(column.buffer().find("Bus").unwrap()).0, 2);
        assert_eq!(column.row_at(0).0, 0);
        assert_eq!(column.get(9), "");
    }
}
