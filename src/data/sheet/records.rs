//! Rows of a text table, cut from its text: lines are counted as an editor counts them, and a quotation mark that is
//! never closed is named with its line instead of swallowing the rows below it.

use std::ops::ControlFlow;

use super::MOST_CELL_BYTES;
use super::row::refill;
use crate::data::import::ImportCause;

/// Where the text at hand stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first letter of a cell.
    Begin,
    /// In a cell without quotation marks.
    Bare,
    /// Between two quotation marks.
    Quoted,
    /// Behind a mark that closes a cell, or is the first of two that stand for one.
    Closed,
}

/// Cuts text into rows, whatever stretches it comes in.
pub(super) struct Records {
    delimiter: u8,
    most_columns: usize,
    state: State,
    /// The line at hand, and the one that the row began in.
    line: usize,
    row_line: usize,
    /// The line in which the last quotation mark opened.
    mark_line: usize,
    /// Blanks behind the mark that closed the cell.
    blanks: usize,
    /// A line end of two signs counts once.
    after_return: bool,
    cell: Vec<u8>,
    /// The cells of the row, in strings that are used again.
    cells: Vec<String>,
    /// How many of them there are.
    count: usize,
    row_bytes: usize,
    /// The cells of the widest row so far: what a quoted text looks like when it has swallowed rows.
    width: usize,
}

type HandOn<'a> = &'a mut dyn FnMut(usize, &[String]) -> ControlFlow<()>;

impl Records {
    pub fn new(delimiter: u8, most_columns: usize) -> Self {
        Self {
            delimiter,
            most_columns,
            state: State::Begin,
            line: 1,
            row_line: 1,
            mark_line: 1,
            blanks: 0,
            after_return: false,
            cell: Vec::new(),
            cells: Vec::new(),
            count: 0,
            row_bytes: 0,
            width: 0,
        }
    }

    /// Takes a stretch of text, and hands on every row that ends in it.
    pub fn feed(&mut self, text: &[u8], hand_on: HandOn<'_>) -> Result<ControlFlow<()>, ImportCause> {
        let mut rest = text;
        while let Some(&byte) = rest.first() {
            let length = self.plain_length(rest);
            if length > 0 {
                self.after_return = false;
                self.push(&rest[..length])?;
                rest = &rest[length..];
                continue;
            }
            rest = &rest[1..];
            if let ControlFlow::Break(()) = self.take_sign(byte, hand_on)? {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// How many bytes at the beginning are a part of the cell and nothing else.
    fn plain_length(&self, text: &[u8]) -> usize {
        let stop = match self.state {
            State::Begin | State::Closed => Some(0),
            State::Bare => memchr::memchr3(self.delimiter, b'\n', b'\r', text),
            State::Quoted => memchr::memchr3(b'"', b'\n', b'\r', text),
        };
        stop.unwrap_or(text.len())
    }

    /// Takes one byte that may mean something.
    fn take_sign(&mut self, byte: u8, hand_on: HandOn<'_>) -> Result<ControlFlow<()>, ImportCause> {
        let is_line_end = matches!(byte, b'\n' | b'\r');
        let is_second_half = byte == b'\n' && self.after_return;
        self.after_return = byte == b'\r';
        if self.state == State::Quoted {
            if byte == b'"' {
                self.state = State::Closed;
                self.blanks = 0;
            } else {
                self.line += usize::from(is_line_end && !is_second_half);
                self.push(&[byte])?;
            }
            return Ok(ControlFlow::Continue(()));
        }
        if is_second_half {
            self.row_line = self.line;
            return Ok(ControlFlow::Continue(()));
        }
        if is_line_end {
            let flow = self.end_row(hand_on)?;
            self.line += 1;
            self.row_line = self.line;
            return Ok(flow);
        }
        match (self.state, byte) {
            (_, byte) if byte == self.delimiter => self.end_cell()?,
            (State::Begin, b'"') => {
                self.state = State::Quoted;
                self.mark_line = self.line;
            }
            (State::Closed, b'"') if self.blanks == 0 => {
                self.state = State::Quoted;
                self.push(b"\"")?;
            }
            // Blanks between the mark and the delimiter say nothing.
            (State::Closed, b' ') => self.blanks += 1,
            (State::Closed, _) => self.open_again(byte)?,
            (State::Begin | State::Bare | State::Quoted, _) => {
                self.state = State::Bare;
                self.push(&[byte])?;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// `"30주년" 기념`: the marks are a part of the text. Where lines lie between them, the first was never closed.
    fn open_again(&mut self, byte: u8) -> Result<(), ImportCause> {
        if self.line != self.mark_line {
            return Err(ImportCause::OpenQuote { row: self.mark_line });
        }
        self.cell.insert(0, b'"');
        self.state = State::Bare;
        let blanks = self.blanks;
        self.push(b"\"")?;
        (0..blanks).try_for_each(|_| self.push(b" "))?;
        self.push(&[byte])
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), ImportCause> {
        self.row_bytes += bytes.len();
        if self.row_bytes > MOST_CELL_BYTES {
            let is_open = self.state == State::Quoted;
            return Err(if is_open {
                ImportCause::OpenQuote { row: self.mark_line }
            } else {
                ImportCause::CellTooLong
            });
        }
        self.cell.extend_from_slice(bytes);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ImportCause> {
        if self.state == State::Closed && self.has_swallowed_rows() {
            return Err(ImportCause::OpenQuote { row: self.mark_line });
        }
        if self.count >= self.most_columns {
            return Err(ImportCause::TooWide { most: self.most_columns });
        }
        // What DOS ends files with, and the zeros of other programs, are no letters.
        if memchr::memchr2(0, 0x1A, &self.cell).is_some() {
            self.cell.retain(|&byte| !matches!(byte, 0 | 0x1A));
        }
        let text = String::from_utf8_lossy(&self.cell);
        if self.cells.len() == self.count {
            self.cells.push(String::new());
        }
        refill(&mut self.cells[self.count], text.trim_start_matches('\u{FEFF}'));
        self.count += 1;
        self.cell.clear();
        self.state = State::Begin;
        Ok(())
    }

    /// Whether a whole line between two marks has as many delimiters as a row: in a sentence a blank follows a comma.
    fn has_swallowed_rows(&self) -> bool {
        const NARROWEST: usize = 3;
        if self.width < NARROWEST || self.line == self.mark_line {
            return false;
        }
        let lines: Vec<&[u8]> = self.cell.split(|byte| matches!(byte, b'\n' | b'\r')).skip(1).collect();
        let delimiters = |line: &&[u8]| {
            memchr::memchr_iter(self.delimiter, line).filter(|&at| line.get(at + 1) != Some(&b' ')).count()
        };
        lines.iter().any(|line| delimiters(line) + 1 >= self.width)
    }

    /// Hands on a row, unless the line is blank.
    fn end_row(&mut self, hand_on: HandOn<'_>) -> Result<ControlFlow<()>, ImportCause> {
        let is_blank = self.count == 0 && self.cell.is_empty() && self.state == State::Begin;
        let mut flow = ControlFlow::Continue(());
        if !is_blank {
            self.end_cell()?;
            self.width = self.width.max(self.count);
            flow = hand_on(self.row_line, &self.cells[..self.count]);
        }
        self.count = 0;
        self.row_bytes = 0;
        Ok(flow)
    }

    /// Hands on what stands behind the last line end.
    pub fn finish(&mut self, hand_on: HandOn<'_>) -> Result<ControlFlow<()>, ImportCause> {
        if self.state == State::Quoted {
            return Err(ImportCause::OpenQuote { row: self.mark_line });
        }
        self.end_row(hand_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows as `line:cell|cell`, the same whatever stretches the text comes in; or the line of the fault.
    fn rows(text: &str) -> Result<Vec<String>, ImportCause> {
        let cut = |step: usize| {
            let mut records = Records::new(b',', 100);
            let mut rows = Vec::new();
            let mut hand_on = |line: usize, cells: &[String]| {
                rows.push(format!("{line}:{}", cells.join("|")));
                ControlFlow::Continue(())
            };
            for stretch in text.as_bytes().chunks(step) {
                let _: ControlFlow<()> = records.feed(stretch, &mut hand_on)?;
            }
            let _: ControlFlow<()> = records.finish(&mut hand_on)?;
            Ok(rows)
        };
        let whole = cut(usize::MAX);
        for step in 1..4 {
            assert_eq!(cut(step), whole, "in stretches of {step}");
        }
        whole
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        assert_eq!(
            rows("a,b\r\n\n1,2\r3,4\n\"x\r\ny\",\n5,6").unwrap(),
            ["1:a|b", "3:1|2", "4:3|4", "5:x\r\ny|", "7:5|6"]
        );
        assert_eq!(rows("a,b\r\n\r\n1,2\r\n\r\n").unwrap(), ["1:a|b", "3:1|2"]);
        assert_eq!(rows("a\0,b\n1,2\n\u{1a}").unwrap(), ["1:a|b", "2:1|2", "3:"]);
    }

    #[test]
    fn marks_inside_a_cell_belong_to_its_text() {
        assert_eq!(rows("a,\"b\"\"c\" ,d\n").unwrap(), ["1:a|b\"c|d"]);
        assert_eq!(rows("\"30th\" year,x\n1\"2,y\n").unwrap(), ["1:\"30th\" year|x", "2:1\"2|y"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_named_with_its_line() {
        for (text, line) in [
            ("a,b,c\n1,2,\"x\n3,4,y\n", 2),
            ("a,b,c\n\n1,2,\"x\n3,4,y\n5,6,\"z\n7,8,9\n", 3),
            ("a,b,c\n1,2,\"x\n3,4,y\n5,6,z\"\n", 2),
            ("a,b,c\n\"x\n3\"4,y\n", 2),
        ] {
            assert_eq!(rows(text), Err(ImportCause::OpenQuote { row: line }), "{text}");
        }
        let honest = "a,b,c\n1,\"one, two,\nthree, four, five\",x\n";
        assert_eq!(rows(honest).unwrap().len(), 2, "commas of a sentence");
    }
}
