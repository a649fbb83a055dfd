//! What an import did with every row: new, changed, already there, rejected, left out; and how it read what was written.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::dates::DayOrder;
use super::mapping::{Mapping, slot_of};
use super::outcome::{RowNoteReason, RowOutcome};
use super::rejected_rows::RejectedRows;
use super::remarks::Remark;
use super::rows::Made;
use super::target::Target;
use crate::data::sheet::UnreadSheet;
use crate::words::{Lang, Phrase, Word, counted, grouped};

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

/// A name that a person must say the meaning of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The field.
    pub field: String,
    /// As written.
    pub name: String,
    /// What it may mean: ids and names.
    pub proposals: Vec<String>,
    /// How many rows have it.
    pub rows: usize,
    /// The first of them.
    pub first_row: usize,
    /// Whether the rows were taken in the meantime, with the name as a new one.
    pub is_taken: bool,
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
    /// Columns of the sheet that are no field.
    pub columns_left_out: Vec<String>,
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
    read_as: BTreeMap<(String, String), (String, usize, usize)>,
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
            columns_left_out: Vec::new(),
            questions: Vec::new(),
            notes: Vec::new(),
            notes_left_out: 0,
            changes: Vec::new(),
            changes_left_out: 0,
            day_order: DayOrderReport::default(),
            readings: Vec::new(),
            first_rows: Vec::new(),
            rejected_rows: RejectedRows::default(),
            read_as: BTreeMap::new(),
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

    pub(super) fn add_note(&mut self, note: RowNote) {
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

    /// Whether every row is taken and nothing waits for an answer.
    pub fn is_whole(&self) -> bool {
        self.rejected == 0 && self.open == 0 && self.questions.is_empty() && self.day_order.open_rows == 0
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
        let key = (field.to_owned(), written.to_owned());
        let is_full = self.read_as.len() >= MOST_READINGS;
        if let Some(reading) = self.read_as.get_mut(&key) {
            reading.2 += 1;
        } else if !is_full {
            self.read_as.insert(key, (read_as.to_owned(), row, 1));
        }
    }

    pub(super) fn reject(&mut self, row: usize, header: &[String], cells: &[String], reason: &str) {
        self.rejected_rows.add(row, header, cells, reason);
    }

    pub(super) fn finish(&mut self, made: Vec<Made>) {
        self.made = made;
        let readings = std::mem::take(&mut self.read_as).into_iter();
        self.readings = readings
            .map(|((field, written), (read_as, first_row, rows))| Reading { field, written, read_as, first_row, rows })
            .collect();
    }

    /// The rejected rows as CSV for Excel: row number, reason, and the cells as they stand. Empty where there is none.
    ///
    /// # Errors
    /// Where there was no room to keep them.
    pub fn rejected_csv(&mut self) -> std::io::Result<Vec<u8>> {
        self.rejected_rows.bytes()
    }

    /// The report in words, a line a fact.
    pub fn lines(&self, lang: Lang, most: usize) -> Vec<String> {
        let count = |number: usize, word: Word| format!("{} {}", word.text(lang), grouped(number));
        let name = |field: &str| field_name(self.mapping.target, field, lang);
        let counts = RowOutcome::ALL.map(|outcome| count(self.count(outcome), outcome.word())).join(" · ");
        let rows = counted(lang, self.rows, Word::one_row, Word::many_rows);
        let mut lines = vec![format!("{}: {rows} → {}", self.file, self.mapping.target.id()), counts];
        let say = |lines: &mut Vec<String>, number: usize, phrase: Phrase| {
            if number > 0 {
                lines.push(phrase(lang, &grouped(number)));
            }
        };
        let more = |lines: &mut Vec<String>, all: usize| {
            if all > most {
                lines.push(format!("  {}", Word::and_more(lang, &grouped(all - most))));
            }
        };
        if !self.questions.is_empty() {
            lines.push(Word::questions_head(lang, &grouped(self.questions.len())));
            lines.extend(self.questions.iter().take(most).map(|question| {
                let rows = counted(lang, question.rows, Word::one_row, Word::many_rows);
                let means = Word::did_you_mean(lang, &question.proposals.join(", "));
                let taken = if question.is_taken { Word::QUESTION_TAKEN } else { Word::QUESTION_OPEN }.text(lang);
                format!("  {} {} ({rows}, {taken}): {means}", name(&question.field), question.name)
            }));
            more(&mut lines, self.questions.len());
            lines.push(format!("  {}", Word::QUESTIONS_ANSWER.text(lang)));
        }
        lines.extend(self.day_order.line(lang));
        if !self.notes.is_empty() {
            lines.push(Word::notes_head(lang, &grouped(self.notes.len() + self.notes_left_out)));
            lines
                .extend(self.notes.iter().take(most).map(|note| format!("  {}", note.text(self.mapping.target, lang))));
            more(&mut lines, self.notes.len() + self.notes_left_out);
        }
        if !self.changes.is_empty() {
            lines.push(Word::changes_head(lang, &grouped(self.changes.len() + self.changes_left_out)));
            lines.extend(self.changes.iter().take(most).map(|change| {
                let place = Word::place_row(lang, &change.row);
                format!(
                    "  {place} {} {}: {} → {}",
                    change.id,
                    name(&change.field),
                    or_dash(&change.before),
                    change.after
                )
            }));
            more(&mut lines, self.changes.len() + self.changes_left_out);
        }
        say(&mut lines, self.titles_made, Word::titles_made);
        say(&mut lines, self.structures_derived, Word::structures_derived);
        say(&mut lines, self.unreadable_texts, Word::texts_unreadable);
        lines.extend(self.remarks.iter().map(|remark| remark.text(lang)));
        if !self.sheets_left_out.is_empty() {
            let said = |sheet: &UnreadSheet| format!("{} ({})", sheet.name, sheet.reason.text(lang));
            let said: Vec<String> = self.sheets_left_out.iter().map(said).collect();
            lines.push(Word::sheets_left_out(lang, &said.join(", ")));
        }
        if !self.columns_left_out.is_empty() {
            lines.push(Word::columns_left_out(lang, &self.columns_left_out.join(", ")));
        }
        if !self.made.is_empty() {
            lines.push(Word::rows_made(lang, &grouped(self.made.len())));
            lines.extend(self.made.iter().take(most).map(|made| {
                format!("  {} {} {} = {}", Word::place_row(lang, &made.row), made.table, made.name, made.id)
            }));
            more(&mut lines, self.made.len());
        }
        if !self.readings.is_empty() {
            lines.push(Word::readings_head(lang, &grouped(self.readings.len())));
            lines.extend(self.readings.iter().take(most).map(|reading| {
                let rows = counted(lang, reading.rows, Word::one_row, Word::many_rows);
                format!("  {}: {} → {} ({rows})", name(&reading.field), reading.written, reading.read_as)
            }));
            more(&mut lines, self.readings.len());
        }
        lines
    }
}

impl DayOrderReport {
    /// The question where it is open, else what was decided; nothing where it does not matter.
    fn line(&self, lang: Lang) -> Option<String> {
        if self.open_rows > 0 {
            let rows = counted(lang, self.open_rows, Word::one_row, Word::many_rows);
            return Some(Word::day_order_question(lang, &self.example, &rows));
        }
        let (order, (row, value)) = (self.order?, self.shown_by.as_ref()?);
        Some(Word::day_order_decided(lang, &order.word().text(lang), value, row))
    }
}

/// A field as the import window calls it.
fn field_name(target: Target, field: &str, lang: Lang) -> String {
    slot_of(target, field).map_or_else(|| field.to_owned(), |slot| slot.short_name(lang).to_owned())
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

impl RowNote {
    /// Row, field, value, reason.
    pub fn text(&self, target: Target, lang: Lang) -> String {
        let place = Word::place_row(lang, &self.row);
        format!(
            "{place} {} {}: {}",
            field_name(target, &self.field, lang),
            or_dash(&self.value),
            self.reason.text(lang)
        )
    }
}
