//! What an import did with every row: new, changed, already there, rejected, left out; and how it read what was written.

use std::collections::HashMap;

use serde::Serialize;

use super::account::Account;
use super::dates::DayOrder;
use super::mapping::Mapping;
use super::outcome::{Proposal, RowNoteReason, RowOutcome};
use super::rejected_rows::RejectedRows;
use super::remarks::Remark;
use super::rows::Made;
use crate::data::sheet::UnreadSheet;

/// A value that was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowNote {
    /// The row as the person sees it.
    pub row: usize,
    /// The field it is about.
    pub field: String,
    /// As written.
    pub value: String,
    /// Why.
    pub reason: RowNoteReason,
}

/// What questions on columns have instead of a field.
pub(super) const COLUMN: &str = "column";

/// A name that a person must say the meaning of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The field.
    pub field: String,
    /// As written.
    pub name: String,
    /// What it may mean.
    pub proposals: Vec<Proposal>,
    /// How many rows have it.
    pub rows: usize,
    /// The first of them.
    pub first_row: usize,
    /// Whether the rows were taken in the meantime, with the name as a new one.
    pub is_taken: bool,
}

impl Question {
    /// Whether it is about a name, not about a column.
    pub fn is_of_name(&self) -> bool {
        self.field != COLUMN
    }
}

/// A value of the database that the sheet changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The row as the person sees it.
    pub row: usize,
    /// The id of the row in the database.
    pub id: String,
    /// The column or list.
    pub field: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// How a text was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The field.
    pub field: String,
    /// As written.
    pub written: String,
    /// As taken.
    pub read_as: String,
    /// The first row that has it.
    pub first_row: usize,
    /// How many rows have it.
    pub rows: usize,
}

/// One of the first rows as it will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FirstRow {
    /// The row as the person sees it.
    pub row: usize,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// Its values in words.
    pub text: String,
}

/// Whether the day or the month stands first in dates such as 03/05/1992, and what tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DayOrderReport {
    /// The order, as the mapping or the dates of the sheet say.
    pub order: Option<DayOrder>,
    /// The row and the date that show it; nothing where the mapping says it.
    pub shown_by: Option<(usize, String)>,
    /// Rows that stay undated because the order is not known.
    pub open_rows: usize,
    /// The first date among them.
    pub example: String,
}

/// What became of the rows of one sheet.
#[derive(Debug, Serialize)]
pub struct SheetReport {
    /// The file.
    pub file: String,
    /// How it was read and mapped.
    pub mapping: Mapping,
    /// Rows below the header that hold anything.
    pub rows: usize,
    /// Taken, and not there before.
    pub new: usize,
    /// There before, with less or other values.
    pub changed: usize,
    /// There before as they stand.
    pub already_there: usize,
    /// Not taken until a question is answered.
    pub open: usize,
    /// Not taken.
    pub rejected: usize,
    /// Footnotes, sums, guides.
    pub left_out: usize,
    /// Rows of other tables that the facts needed.
    pub made: Vec<Made>,
    /// Titles that were made of city, counterpart and form.
    pub titles_made: usize,
    /// Structures that follow from the number of counterparts or the network.
    pub structures_derived: usize,
    /// Texts with bytes that the encoding does not have.
    pub unreadable_texts: usize,
    /// What was read into rows that were taken.
    pub remarks: Vec<Remark>,
    /// Sheets of the file that were not read.
    pub sheets_left_out: Vec<UnreadSheet>,
    /// What became of every column, and of every row that was not taken.
    pub account: Account,
    /// What a person must say, each name once.
    pub questions: Vec<Question>,
    /// Values that were not taken as they stand.
    pub notes: Vec<RowNote>,
    /// How many more such values there are than are listed.
    pub notes_left_out: usize,
    /// Values of the database that change.
    pub changes: Vec<Change>,
    /// How many more changes there are than are listed.
    pub changes_left_out: usize,
    /// Whether the day or the month stands first.
    pub day_order: DayOrderReport,
    /// How names and dates were understood.
    pub readings: Vec<Reading>,
    /// The first rows as they will be.
    pub first_rows: Vec<FirstRow>,
    #[serde(skip)]
    rejected_rows: RejectedRows,
    #[serde(skip)]
    read_as: HashMap<String, HashMap<String, Reading>>,
    #[serde(skip)]
    readings_kept: usize,
    #[serde(skip)]
    asked: HashMap<(String, String), usize>,
}

/// Notes and changes that are kept to be listed; a file of two million faults must not fill the memory.
const MOST_LISTED: usize = 200_000;
const MOST_READINGS: usize = 50_000;
const FIRST_ROWS: usize = 40;

impl SheetReport {
    pub(super) fn new(file: String, mapping: Mapping) -> Self {
        Self {
            file,
            mapping,
            rows: 0,
            new: 0,
            changed: 0,
            already_there: 0,
            open: 0,
            rejected: 0,
            left_out: 0,
            made: Vec::new(),
            titles_made: 0,
            structures_derived: 0,
            unreadable_texts: 0,
            remarks: Vec::new(),
            sheets_left_out: Vec::new(),
            account: Account::default(),
            questions: Vec::new(),
            notes: Vec::new(),
            notes_left_out: 0,
            changes: Vec::new(),
            changes_left_out: 0,
            day_order: DayOrderReport::default(),
            readings: Vec::new(),
            first_rows: Vec::new(),
            rejected_rows: RejectedRows::default(),
            read_as: HashMap::new(),
            readings_kept: 0,
            asked: HashMap::new(),
        }
    }

    /// The number of rows of an outcome.
    pub fn count(&self, outcome: RowOutcome) -> usize {
        match outcome {
            RowOutcome::New => self.new,
            RowOutcome::Changed => self.changed,
            RowOutcome::AlreadyThere => self.already_there,
            RowOutcome::Open => self.open,
            RowOutcome::Rejected => self.rejected,
            RowOutcome::LeftOut => self.left_out,
        }
    }

    pub(super) fn add_row(&mut self, row: usize, outcome: RowOutcome, text: impl FnOnce() -> String) {
        self.rows += 1;
        match outcome {
            RowOutcome::New => self.new += 1,
            RowOutcome::Changed => self.changed += 1,
            RowOutcome::AlreadyThere => self.already_there += 1,
            RowOutcome::Open => self.open += 1,
            RowOutcome::Rejected => self.rejected += 1,
            RowOutcome::LeftOut => self.left_out += 1,
        }
        if self.first_rows.len() < FIRST_ROWS {
            self.first_rows.push(FirstRow { row, outcome, text: text() });
        }
    }

    /// Lists a value that was not taken as it stands.
    pub(super) fn add_note(&mut self, note: RowNote) {
        self.account.note(&note.field, &note.reason);
        self.add_note_of_row(note);
    }

    /// Lists why a row was not taken.
    pub(super) fn add_note_of_row(&mut self, note: RowNote) {
        if self.notes.len() < MOST_LISTED { self.notes.push(note) } else { self.notes_left_out += 1 }
    }

    /// Asks about a name, once however many rows have it.
    pub(super) fn ask(&mut self, question: Question) {
        let key = (question.field.clone(), question.name.clone());
        if let Some(&at) = self.asked.get(&key) {
            self.questions[at].rows += question.rows;
        } else if self.questions.len() < MOST_READINGS {
            self.asked.insert(key, self.questions.len());
            self.questions.push(question);
        } else {
            self.notes_left_out += 1;
        }
    }

    /// Whether every row and every value is taken and nothing waits for an answer.
    pub fn is_whole(&self) -> bool {
        let is_lost = |note: &RowNote| note.reason.outcome().is_none() && !note.reason.leaves_value();
        let is_taken = self.rejected == 0 && self.open == 0 && !self.notes.iter().any(is_lost);
        is_taken && self.questions.is_empty() && self.day_order.open_rows == 0
    }

    /// Rows that are not taken, and lie beside the database.
    pub fn not_taken(&self) -> usize {
        self.rejected + self.open
    }

    pub(super) fn add_change(&mut self, change: Change) {
        if self.changes.len() < MOST_LISTED { self.changes.push(change) } else { self.changes_left_out += 1 }
    }

    /// Remembers how a text was understood, where that is not plain.
    pub(super) fn add_reading(&mut self, field: &str, written: &str, read_as: &str, row: usize) {
        if written == read_as {
            return;
        }
        // Nearly every row comes by here: a text that is known is found without a copy of it.
        if let Some(reading) = self.read_as.get_mut(field).and_then(|readings| readings.get_mut(written)) {
            reading.rows += 1;
        } else if self.readings_kept < MOST_READINGS {
            self.readings_kept += 1;
            let (written, read_as) = (written.to_owned(), read_as.to_owned());
            let reading = Reading { field: field.to_owned(), written, read_as, first_row: row, rows: 1 };
            self.read_as.entry(field.to_owned()).or_default().insert(reading.written.clone(), reading);
        }
    }

    pub(super) fn reject(&mut self, row: usize, header: &[String], cells: &[String], reason: &str) {
        self.rejected_rows.add(row, header, cells, reason);
    }

    pub(super) fn finish(&mut self, made: Vec<Made>) {
        self.made = made;
        let readings = std::mem::take(&mut self.read_as).into_values();
        self.readings = readings.flat_map(HashMap::into_values).collect();
        self.readings.sort_unstable_by(|one, other| (&one.field, &one.written).cmp(&(&other.field, &other.written)));
    }

    /// The rejected rows as CSV for Excel: row number, reason, and the cells as they stand. Empty where there is none.
    ///
    /// # Errors
    /// Where there was no room to keep them.
    pub fn rejected_csv(&mut self) -> std::io::Result<Vec<u8>> {
        self.rejected_rows.bytes()
    }
}
