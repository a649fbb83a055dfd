//! What lies under the pointer, in words. What only one chart draws is told in that chart's file.

use super::hint::{Hint, dates_in_words, first_titles, names};
use super::{ChartInput, bars, growth, lanes, matrix, overlap, phrases};
use crate::data::{Code, Field, Row, Table, Text};
use crate::query::Subject;
use crate::words::Word;

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
        Subject::Stretch(stretch) => lanes::density::title(input, stretch),
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
        Subject::Combination(combination) => overlap::hint(input, combination),
        Subject::Stretch(stretch) => lanes::density::hint(input, stretch),
    }
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
    if field == Field::Partner {
        if input.whole.table(Table::Activities).count(field, code) == 0 {
            lines.push(Word::NO_ACTIVITY_NAMES_IT.text(input.lang).to_owned());
        }
        lines.extend(phrases::named_as(input, code));
    }
    Hint { title: value.name.in_lang(input.lang).to_owned(), lines }
}
