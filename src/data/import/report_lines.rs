//! The report of an import in words: a line a fact, what needs a look first.

use std::collections::HashMap;

use super::mapping::slot_of;
use super::outcome::{RowOutcome, joined};
use super::report::{COLUMN, DayOrderReport, Question, RowNote, SheetReport};
use super::target::Target;
use crate::data::sheet::UnreadSheet;
use crate::words::{Lang, Phrase, Word, counted, grouped};

impl SheetReport {
    /// The report in words, a line a fact; of each kind at most so many.
    pub fn lines(&self, lang: Lang, most: usize) -> Vec<String> {
        let count = |outcome: RowOutcome| format!("{} {}", outcome.word().text(lang), grouped(self.count(outcome)));
        let rows = counted(lang, self.rows, Word::one_row, Word::many_rows);
        let head = format!("{}: {rows} → {}", self.file, self.mapping.target.id());
        let mut lines = Lines { lang, most, said: vec![head, RowOutcome::ALL.map(count).join(" · ")] };
        let questions: Vec<&Question> = self.questions.iter().collect();
        self.say_questions(&questions, &mut lines);
        self.say_notes_and_changes(&mut lines);
        self.say_account(&mut lines);
        self.say_made_and_readings(&mut lines);
        lines.said
    }

    /// The same beside buttons that answer the questions on names, without its counts.
    pub fn lines_beside_questions(&self, lang: Lang, most: usize) -> Vec<String> {
        let mut lines = Lines { lang, most, said: Vec::new() };
        let questions: Vec<&Question> = self.questions.iter().filter(|question| !question.is_of_name()).collect();
        self.say_questions(&questions, &mut lines);
        self.say_notes_and_changes(&mut lines);
        self.say_account(&mut lines);
        self.say_made_and_readings(&mut lines);
        lines.said
    }

    fn field(&self, field: &str, lang: Lang) -> String {
        field_name(self.mapping.target, field, lang)
    }

    fn say_questions(&self, questions: &[&Question], lines: &mut Lines) {
        let lang = lines.lang;
        if !questions.is_empty() {
            lines.list(Word::questions_head, questions.len(), questions.iter(), |question| {
                let rows = counted(lang, question.rows, Word::one_row, Word::many_rows);
                let means = Word::did_you_mean(lang, &joined(&question.proposals));
                let means = if question.proposals.is_empty() { String::new() } else { format!(": {means}") };
                let taken = if question.is_taken { Word::QUESTION_TAKEN } else { Word::QUESTION_OPEN }.text(lang);
                let field = match question.field.as_str() {
                    COLUMN => Word::QUESTION_COLUMN.text(lang).to_owned(),
                    field => self.field(field, lang),
                };
                format!("{field} {} ({rows}, {taken}){means}", question.name)
            });
            let has = |is_column: bool| questions.iter().any(|one| one.is_of_name() != is_column);
            let answers = [(false, Word::QUESTIONS_ANSWER), (true, Word::QUESTIONS_ANSWER_COLUMNS)];
            let answers = answers.into_iter().filter(|(is_column, _)| has(*is_column));
            lines.said.extend(answers.map(|(_, word)| format!("  {}", word.text(lang))));
        }
        lines.said.extend(self.day_order.line(lang));
    }

    fn say_notes_and_changes(&self, lines: &mut Lines) {
        let lang = lines.lang;
        let notes = self.notes.len() + self.notes_left_out;
        let alike = self.notes_alike();
        // What is not said is counted in notes, not in lines.
        let together: usize = alike.iter().take(lines.most).map(|(_, rows)| rows - 1).sum();
        lines.say(notes, Word::notes_head);
        lines.list_below(notes - together, alike.into_iter(), |(note, rows)| {
            let text = note.text(self.mapping.target, lang);
            if rows == 1 { text } else { format!("{text} ({})", Word::many_rows(lang, &grouped(rows))) }
        });
        let changes = self.changes.len() + self.changes_left_out;
        lines.list(Word::changes_head, changes, self.changes.iter(), |change| {
            let place = Word::place_row(lang, &change.row);
            let (field, before) = (self.field(&change.field, lang), or_dash(&change.before));
            format!("{place} {} {field}: {before} → {}", change.id, change.after)
        });
    }

    /// Notes, those that say the same of the same text together: the first of them, and how many rows have it.
    fn notes_alike(&self) -> Vec<(&RowNote, usize)> {
        let mut alike: Vec<(&RowNote, usize)> = Vec::new();
        let mut places: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for note in &self.notes {
            let places = places.entry((&note.field, &note.value)).or_default();
            // A row that was not taken has its own line.
            let is_of_value = note.reason.outcome().is_none() && !note.value.is_empty();
            let known = places.iter().copied().find(|&place| is_of_value && alike[place].0.reason == note.reason);
            if let Some(place) = known {
                alike[place].1 += 1;
                continue;
            }
            places.extend(is_of_value.then_some(alike.len()));
            alike.push((note, 1));
        }
        alike
    }

    fn say_account(&self, lines: &mut Lines) {
        let lang = lines.lang;
        lines.say(self.titles_made, Word::titles_made);
        lines.say(self.structures_derived, Word::structures_derived);
        lines.say(self.unreadable_texts, Word::texts_unreadable);
        lines.said.extend(self.remarks.iter().map(|remark| remark.text(lang)));
        lines.said.extend(self.account.lines(lang));
        if !self.sheets_left_out.is_empty() {
            let said = |sheet: &UnreadSheet| format!("{} ({})", sheet.name, sheet.reason.text(lang));
            let said: Vec<String> = self.sheets_left_out.iter().map(said).collect();
            lines.said.push(Word::sheets_left_out(lang, &said.join(", ")));
        }
    }

    fn say_made_and_readings(&self, lines: &mut Lines) {
        let lang = lines.lang;
        lines.list(Word::rows_made, self.made.len(), self.made.iter(), |made| {
            format!("{} {} {} = {}", Word::place_row(lang, &made.row), made.table, made.name, made.id)
        });
        lines.list(Word::readings_head, self.readings.len(), self.readings.iter(), |reading| {
            let rows = counted(lang, reading.rows, Word::one_row, Word::many_rows);
            format!("{}: {} → {} ({rows})", self.field(&reading.field, lang), reading.written, reading.read_as)
        });
    }
}

/// Lines on their way.
struct Lines {
    lang: Lang,
    most: usize,
    said: Vec<String>,
}

impl Lines {
    /// A phrase with its number, where there is anything to say.
    fn say(&mut self, number: usize, phrase: Phrase) {
        if number > 0 {
            self.said.push(phrase(self.lang, &grouped(number)));
        }
    }

    /// A heading with its number, the first of the things below it, and how many more there are.
    fn list<T>(&mut self, head: Phrase, all: usize, things: impl Iterator<Item = T>, text: impl Fn(T) -> String) {
        self.say(all, head);
        self.list_below(all, things, text);
    }

    /// The first of some things, and how many more there are.
    fn list_below<T>(&mut self, all: usize, things: impl Iterator<Item = T>, text: impl Fn(T) -> String) {
        let said: Vec<String> = things.take(self.most).map(|thing| format!("  {}", text(thing))).collect();
        let more = all.saturating_sub(said.len());
        self.said.extend(said);
        if more > 0 {
            self.said.push(format!("  {}", Word::and_more(self.lang, &grouped(more))));
        }
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
