//! What the pointer is told of what lies under it. What only one chart draws is told in that chart's file.

use super::{ChartInput, bars, density, growth, matrix};
use crate::data::{Code, Field, Row, Table, Text};
use crate::query::Subject;
use crate::words::{Word, grouped};

/// What the pointer is told about a [`Subject`].
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

/// Describes what lies under the pointer.
pub fn hint(input: &ChartInput<'_>, subject: &Subject) -> Hint {
    const LONGEST: usize = 2000;
    let mut hint = whole_hint(input, subject);
    for text in hint.lines.iter_mut().chain([&mut hint.title]) {
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
            text.push(super::ruler::ELLIPSIS);
        }
    }
    hint
}

/// What is said of a mark to those who hear it. Thousands of columns of a crowded lane are only named: to count what lies
/// behind each of them would hold up everything.
pub fn spoken(input: &ChartInput<'_>, subject: &Subject) -> String {
    match subject {
        Subject::Stretch(stretch) => density::title(input, stretch),
        subject => hint(input, subject).in_one_line(),
    }
}

fn whole_hint(input: &ChartInput<'_>, subject: &Subject) -> Hint {
    match subject {
        Subject::Fact(table, row) => fact_hint(input, *table, *row),
        Subject::Value(field, code) => value_hint(input, *field, *code),
        Subject::Years { table: Table::Memberships, to, .. } => growth::hint(input, *to),
        Subject::Years { table, from, to, layer, period } => bars::hint(input, *table, (*from, *to), *layer, *period),
        Subject::Pair { city, network } => matrix::hint(input, *city, *network),
        Subject::Figure(cited) => Hint { title: cited.title.clone(), lines: cited.lines.clone() },
        Subject::Crowd(table, rows) => {
            Hint { title: table.count_words(input.lang, rows.len()), lines: first_titles(input, *table, rows) }
        }
        Subject::Stretch(stretch) => density::hint(input, stretch),
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

fn fact_hint(input: &ChartInput<'_>, table: Table, row: Row) -> Hint {
    let facts = input.dataset.table(table);
    let name = |field: Field| names(input, table, row, field);
    let joined = |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let title = match table {
        Table::Memberships => format!("{} – {}", name(Field::City), name(Field::Network)),
        Table::Partnerships => format!("{} – {}", name(Field::City), name(Field::Partner)),
        Table::Activities | Table::Institutions => facts.title(row, input.lang).to_owned(),
    };
    let city = name(Field::City);
    let city =
        if city.is_empty() && table == Table::Institutions { Word::NATIONAL.text(input.lang).to_owned() } else { city };
    let lines = match table {
        Table::Activities => vec![
            joined(vec![dates_in_words(input, table, row), facts.text(Text::Place, row).to_owned(), city]),
            joined(vec![name(Field::Form), name(Field::Agenda)]),
            facts.counterparts.text(row),
        ],
        Table::Memberships => vec![joined(vec![dates_in_words(input, table, row), name(Field::Role)])],
        Table::Partnerships => vec![
            joined(vec![dates_in_words(input, table, row), name(Field::Channel), name(Field::TieStatus)]),
            facts.text(Text::RoleText, row).to_owned(),
        ],
        Table::Institutions => vec![joined(vec![dates_in_words(input, table, row), name(Field::Kind), city])],
    };
    Hint { title, lines: lines.into_iter().filter(|line| !line.is_empty()).collect() }
}

fn value_hint(input: &ChartInput<'_>, field: Field, code: Code) -> Hint {
    let value = &input.dataset.vocabulary(field)[code];
    let other = value.name.in_lang(input.lang.other());
    let mut lines = Vec::new();
    if other != value.name.in_lang(input.lang) {
        lines.push(other.to_owned());
    }
    for &table in field.tables() {
        let count = input.answer.table(table).count(field, code) as usize;
        let whole = input.whole.table(table).count(field, code) as usize;
        if whole > 0 {
            lines.push(table.count_of_words(input.lang, count, whole));
        }
    }
    if field == Field::Partner && input.whole.table(Table::Activities).count(field, code) == 0 {
        lines.push(Word::NO_ACTIVITY_NAMES_IT.text(input.lang).to_owned());
    }
    Hint { title: value.name.in_lang(input.lang).to_owned(), lines }
}
