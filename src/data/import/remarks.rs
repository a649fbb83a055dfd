//! What was read into rows that were taken: a person who made the list would do the same, but should know.

use serde::Serialize;

use crate::data::sheet::RawRow;
use crate::words::{Lang, Phrase, Word, grouped};

/// What was read into rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkKind {
    /// The workbook hides them; they are facts all the same.
    HiddenRow,
    /// Blank cells hold what stands above them.
    FilledDown,
    /// A number that its own comma had cut in two was put together.
    NumberJoined,
}

impl RemarkKind {
    const ALL: [Self; 3] = [Self::HiddenRow, Self::FilledDown, Self::NumberJoined];

    fn is_of(self, row: &RawRow<'_>) -> bool {
        match self {
            Self::HiddenRow => row.marks.is_hidden,
            Self::FilledDown => row.marks.is_filled,
            Self::NumberJoined => row.marks.is_joined,
        }
    }

    fn phrase(self) -> Phrase {
        match self {
            Self::HiddenRow => Word::rows_hidden,
            Self::FilledDown => Word::rows_filled,
            Self::NumberJoined => Word::rows_joined,
        }
    }
}

/// Rows into which the same was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// What was read into them.
    pub kind: RemarkKind,
    /// Their numbers, as far as they are kept.
    pub rows: Vec<usize>,
    /// How many they are.
    pub count: usize,
}

/// Numbers of rows that are kept for a remark.
const MOST_ROWS: usize = 10_000;
/// Numbers of rows that are said.
const ROWS_SAID: usize = 12;

/// Remembers what was read into a row.
pub(super) fn add(remarks: &mut Vec<Remark>, row: &RawRow<'_>) {
    for kind in RemarkKind::ALL.into_iter().filter(|kind| kind.is_of(row)) {
        let place = remarks.iter().position(|remark| remark.kind == kind).unwrap_or_else(|| {
            remarks.push(Remark { kind, rows: Vec::new(), count: 0 });
            remarks.len() - 1
        });
        let remark = &mut remarks[place];
        remark.count += 1;
        if remark.rows.len() < MOST_ROWS {
            remark.rows.push(row.number);
        }
    }
}

impl Remark {
    /// In words, with the numbers of the first rows.
    pub fn text(&self, lang: Lang) -> String {
        let said: Vec<String> = self.rows.iter().take(ROWS_SAID).map(ToString::to_string).collect();
        let more = if self.count > said.len() { ", …" } else { "" };
        let phrase = self.kind.phrase();
        phrase(lang, &format!("{} ({}{more})", grouped(self.count), said.join(", ")))
    }
}
