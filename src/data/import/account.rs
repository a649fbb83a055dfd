//! What became of every row and of every cell, as numbers that add up to what the sheet holds.

use serde::Serialize;

use super::outcome::{RowNoteReason, RowOutcome};
use super::target::Target;
use crate::words::{Lang, Word};

/// What became of the cells of one column: `filled` is the sum of the numbers below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ColumnAccount {
    /// Its heading.
    pub heading: String,
    /// The field that it gives; empty where it gives none.
    pub field: String,
    /// Cells that hold anything.
    pub filled: usize,
    /// Cells whose value is in the database now, as it stands or in part.
    pub taken: usize,
    /// Cells of rows that were taken without this value or a part of it: each is listed with its reason.
    pub not_taken: usize,
    /// Cells of rows that were rejected or wait for an answer.
    pub in_rows_not_taken: usize,
    /// Cells of rows that are no facts.
    pub in_rows_left_out: usize,
    /// Cells of rows that were taken, where the column gives no field.
    pub left_out: usize,
}

/// Why rows were not taken: the kind of reason and how many rows have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNotTaken {
    /// A question on a name is open.
    Question,
    /// No city.
    NoCity,
    /// No title, and nothing to make one of.
    NoTitle,
    /// A field without which the row says nothing is empty.
    Empty,
    /// A name is unknown, and the mapping makes no new ones.
    Unknown,
    /// More cells than headings.
    SurplusCells,
    /// The database refuses the row.
    Refused,
    /// A note.
    Footnote,
    /// A sum.
    Sum,
    /// The headings once more.
    Heading,
}

impl WhyNotTaken {
    /// The kind of a reason; a value that is not taken keeps no row out.
    fn of(reason: &RowNoteReason) -> Option<Self> {
        Some(match reason {
            RowNoteReason::DidYouMean { .. } | RowNoteReason::Ambiguous { .. } => Self::Question,
            RowNoteReason::NoCity => Self::NoCity,
            RowNoteReason::NoTitle => Self::NoTitle,
            RowNoteReason::Empty => Self::Empty,
            RowNoteReason::Unknown => Self::Unknown,
            RowNoteReason::SurplusCells { .. } => Self::SurplusCells,
            RowNoteReason::Refused { .. } => Self::Refused,
            RowNoteReason::Footnote => Self::Footnote,
            RowNoteReason::Sum => Self::Sum,
            RowNoteReason::Heading => Self::Heading,
            _ => return None,
        })
    }

    /// In words.
    pub fn text(self, lang: Lang) -> &'static str {
        let word = match self {
            Self::Question => Word::WHY_QUESTION,
            Self::NoCity => Word::NOTE_NO_CITY,
            Self::NoTitle => Word::NOTE_NO_TITLE,
            Self::Empty => Word::NOTE_EMPTY,
            Self::Unknown => Word::WHY_UNKNOWN,
            Self::SurplusCells => Word::WHY_SURPLUS_CELLS,
            Self::Refused => Word::WHY_REFUSED,
            Self::Footnote => Word::WHY_FOOTNOTE,
            Self::Sum => Word::WHY_SUM,
            Self::Heading => Word::WHY_HEADING,
        };
        word.text(lang)
    }
}

/// Rows that were not taken for one kind of reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RowsNotTaken {
    /// The kind of reason.
    pub why: WhyNotTaken,
    /// How many rows.
    pub rows: usize,
}

/// Rows that were taken and have no date in the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Undated {
    /// The sheet says nothing of it.
    pub blank: usize,
    /// What it says cannot be taken as a date; each is listed.
    pub listed: usize,
}

/// The account of a sheet. Rows not taken, by reason, are `open + rejected + left_out` of the report.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Account {
    /// Every column of the sheet.
    pub columns: Vec<ColumnAccount>,
    /// Cells beyond the last column, all of them in rows that were rejected for it.
    pub surplus_cells: usize,
    /// Why rows were not taken.
    pub rows_not_taken: Vec<RowsNotTaken>,
    /// Rows that were taken without a date.
    pub undated: Undated,
    /// Fields of the row at hand of which a value was not taken.
    #[serde(skip)]
    noted: Vec<String>,
}

impl Account {
    /// An account of columns, each with the field that it gives.
    pub(super) fn of_columns(columns: impl Iterator<Item = (String, String)>) -> Self {
        let columns = columns.map(|(heading, field)| ColumnAccount { heading, field, ..ColumnAccount::default() });
        Self { columns: columns.collect(), ..Self::default() }
    }

    /// Remembers that a value of the row at hand was not taken.
    pub(super) fn note(&mut self, field: &str, reason: &RowNoteReason) {
        if !reason.leaves_value() && !self.noted.iter().any(|noted| noted == field) {
            self.noted.push(field.to_owned());
        }
    }

    /// Closes the row at hand: what became of it and of its cells.
    pub(super) fn close_row(&mut self, cells: &[String], outcome: RowOutcome, why: Option<&RowNoteReason>) {
        if let Some(why) = why.and_then(WhyNotTaken::of) {
            match self.rows_not_taken.iter_mut().find(|counted| counted.why == why) {
                Some(counted) => counted.rows += 1,
                None => self.rows_not_taken.push(RowsNotTaken { why, rows: 1 }),
            }
            self.rows_not_taken.sort_unstable_by_key(|counted| counted.why);
        }
        let noted = std::mem::take(&mut self.noted);
        for (index, _) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let Some(column) = self.columns.get_mut(index) else {
                self.surplus_cells += 1;
                continue;
            };
            column.filled += 1;
            *match outcome {
                RowOutcome::LeftOut => &mut column.in_rows_left_out,
                RowOutcome::Open | RowOutcome::Rejected => &mut column.in_rows_not_taken,
                _ if column.field.is_empty() => &mut column.left_out,
                _ if noted.contains(&column.field) => &mut column.not_taken,
                _ => &mut column.taken,
            } += 1;
        }
    }

    /// Counts the row at hand, which is taken without a date, before it is closed.
    pub(super) fn count_undated(&mut self, date_field: &str) {
        let is_listed = self.noted.iter().any(|field| [date_field, "period", "month", "day"].contains(&field.as_str()));
        if is_listed { self.undated.listed += 1 } else { self.undated.blank += 1 }
    }

    /// In words: rows not taken by reason, rows without a date, columns that are no field.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.rows_not_taken.is_empty() {
            let said = self.rows_not_taken.iter().map(|counted| format!("{} {}", counted.why.text(lang), counted.rows));
            lines.push(Word::rows_because(lang, &said.collect::<Vec<_>>().join(" · ")));
        }
        let undated = self.undated.blank + self.undated.listed;
        if undated > 0 {
            lines.push(Word::rows_undated(lang, &undated, &self.undated.listed));
        }
        let left_out = self.columns.iter().filter(|column| column.field.is_empty());
        let said: Vec<String> = left_out.map(|column| format!("{} ({})", column.heading, column.filled)).collect();
        if !said.is_empty() {
            lines.push(Word::columns_left_out(lang, &said.join(", ")));
        }
        lines
    }
}

/// The field of a kind of rows that says when they begin.
pub(super) fn date_field(target: Target) -> Option<&'static str> {
    match target {
        Target::Activities | Target::Partnerships | Target::Institutions => Some("start_date"),
        Target::Memberships => Some("joined"),
        Target::Networks | Target::Partners | Target::Cities | Target::Plain(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_of_every_row_has_one_place() {
        let columns = [("지자체", "city"), ("체결일", "start_date"), ("비고", "")];
        let columns = columns.into_iter().map(|(heading, field)| (heading.to_owned(), field.to_owned()));
        let mut account = Account::of_columns(columns);
        let row = |text: &str| text.split('|').map(ToOwned::to_owned).collect::<Vec<_>>();
        account.close_row(&row("서울|2001|x"), RowOutcome::New, None);
        account.note("start_date", &RowNoteReason::NotADate);
        account.count_undated("start_date");
        account.close_row(&row("부산|모름|"), RowOutcome::New, None);
        account.count_undated("start_date");
        account.close_row(&row("대전||"), RowOutcome::AlreadyThere, None);
        account.close_row(&row("합계|3|"), RowOutcome::LeftOut, Some(&RowNoteReason::Sum));
        let surplus = RowNoteReason::SurplusCells { surplus: 1 };
        account.close_row(&row("인천|2001|y|z"), RowOutcome::Rejected, Some(&surplus));
        let numbers: Vec<[usize; 6]> = account
            .columns
            .iter()
            .map(|c| [c.filled, c.taken, c.not_taken, c.in_rows_not_taken, c.in_rows_left_out, c.left_out])
            .collect();
        assert_eq!(numbers, [[5, 3, 0, 1, 1, 0], [4, 1, 1, 1, 1, 0], [2, 0, 0, 1, 0, 1]]);
        assert_eq!((account.surplus_cells, account.undated), (1, Undated { blank: 1, listed: 1 }));
        let why: Vec<(WhyNotTaken, usize)> = account.rows_not_taken.iter().map(|one| (one.why, one.rows)).collect();
        assert_eq!(why, [(WhyNotTaken::SurplusCells, 1), (WhyNotTaken::Sum, 1)]);
    }
}
