//! What the pointer is told of something, and the phrases that most of it is made of.

use super::ChartInput;
use crate::data::{Field, Row, Table};
use crate::words::{Word, grouped};

/// What the pointer is told about a [`crate::query::Subject`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Its name.
    pub title: String,
    /// What is known of it, a line each.
    pub lines: Vec<String>,
}

impl Hint {
    /// In one line, for people who hear it.
    pub fn in_one_line(&self) -> String {
        std::iter::once(self.title.as_str())
            .chain(self.lines.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

/// The first of some facts by their titles, and how many more there are.
pub(super) fn first_titles(input: &ChartInput<'_>, table: Table, rows: &[Row]) -> Vec<String> {
    const SHOWN: usize = 5;
    let mut lines: Vec<String> = rows.iter().take(SHOWN).map(|&row| dated_title(input, table, row)).collect();
    if rows.len() > SHOWN {
        lines.push(Word::and_more(input.lang, &grouped(rows.len() - SHOWN)));
    }
    lines
}

fn dated_title(input: &ChartInput<'_>, table: Table, row: Row) -> String {
    let facts = input.dataset.table(table);
    let date = facts.start(row).map_or_else(|| Word::UNDATED.text(input.lang).to_owned(), |date| date.to_string());
    format!("{date}  {}", facts.title(row, input.lang))
}

/// `2009-05-18`, `2009–2012-04`, `since 2013`, `existed in 1999`.
pub(super) fn dates_in_words(input: &ChartInput<'_>, table: Table, row: Row) -> String {
    let facts = input.dataset.table(table);
    match (facts.start(row), facts.end(row)) {
        (Some(start), _) if facts.is_attested(row) => Word::existed_in(input.lang, &start),
        (Some(start), Some(end)) if start != end => format!("{start} – {end}"),
        (Some(start), _) => start.to_string(),
        (None, Some(end)) => Word::until(input.lang, &end),
        (None, None) => Word::UNDATED.text(input.lang).to_owned(),
    }
}

pub(super) fn names(input: &ChartInput<'_>, table: Table, row: Row, field: Field) -> String {
    let codes = input.dataset.table(table).codes(field, row);
    codes.iter().map(|&code| input.name(field, code)).collect::<Vec<_>>().join(", ")
}
