//! The page of a governance partner: its ties, the governments that have them, and what activities say of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::parts::{
    BlockContent, Line, NEWEST, PageSpec, TIMELINE, cited, counted, or_why_empty, source_line, year_of,
};
use crate::chart::{ChartInput, phrases};
use crate::data::{Code, Field, Row, Table};
use crate::query::Subject;
use crate::words::{Word, grouped};

/// The page of a partner.
pub static PAGE: PageSpec = PageSpec {
    field: Field::Partner,
    title: Word::PARTNER_PROFILE_TITLE,
    tables: &[Table::Partnerships, Table::Activities],
    figures,
    columns: [
        [TIMELINE, NEWEST],
        [(Word::TIES_OF_PARTNER, ties), (Word::NAMED_AS, named_as)],
        [(Word::GOVERNMENTS_OF_IT, governments), (Word::ABOUT_IT, about)],
    ],
};

fn figures(input: &ChartInput<'_>) -> Vec<(usize, Word)> {
    vec![
        (input.answer.rows(Table::Partnerships).count(), Word::FIGURE_TIES_OF_IT),
        (by_government(input).len(), Word::FIGURE_GOVERNMENTS),
        (input.answer.rows(Table::Activities).count(), Word::FIGURE_ACTIVITIES),
        (counted(input, Field::Agenda).len(), Word::FIGURE_AGENDAS),
    ]
}

/// Ties, the newest first, each with its city and channel.
fn ties(input: &ChartInput<'_>, _: Code, room: usize) -> BlockContent {
    let facts = input.dataset.table(Table::Partnerships);
    let mut rows: Vec<Row> = input.answer.rows(Table::Partnerships).iter().collect();
    rows.sort_by_key(|&row| (Reverse(facts.start(row)), row));
    let line = |&row: &Row| {
        let city = facts.code(Field::City, row).map_or("", |city| input.short_name(Field::City, city));
        let channel = facts.code(Field::Channel, row).map_or("", |channel| input.short_name(Field::Channel, channel));
        let text = format!("{}  {city}", year_of(facts.start(row)));
        Line::new(text, Some(Subject::Fact(Table::Partnerships, row))).ending_in(channel)
    };
    or_why_empty(input, Table::Partnerships, rows.iter().map(line).collect(), room)
}

/// As what activities name it, the most frequent first.
fn named_as(input: &ChartInput<'_>, partner: Code, room: usize) -> BlockContent {
    let roles = phrases::partner_roles(input, partner);
    let line = |(role, count): (String, usize)| Line::new(format!("{role}  {}", grouped(count)), None);
    let lines: Vec<Line> = roles.into_iter().map(line).collect();
    if lines.is_empty() {
        return BlockContent::Lines(vec![Line::soft(Word::NO_ACTIVITY_NAMES_IT.text(input.lang).to_owned())]);
    }
    or_why_empty(input, Table::Activities, lines, room)
}

/// Ties and activities of each government, those with most first.
fn by_government(input: &ChartInput<'_>) -> Vec<(Code, [usize; 2])> {
    let mut counts = BTreeMap::<Code, [usize; 2]>::new();
    for (place, table) in [Table::Partnerships, Table::Activities].into_iter().enumerate() {
        let facts = input.dataset.table(table);
        for row in input.answer.rows(table).iter() {
            for &city in facts.codes(Field::City, row) {
                counts.entry(city).or_default()[place] += 1;
            }
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(city, counts)| (Reverse(counts), city));
    counts
}

/// Governments with the ties they have with it and the activities that name it.
fn governments(input: &ChartInput<'_>, partner: Code, room: usize) -> BlockContent {
    let line = |(city, counts): (Code, [usize; 2])| {
        let facts = [Table::Partnerships, Table::Activities].into_iter().zip(counts).filter(|(_, count)| *count > 0);
        let facts: Vec<String> = facts.map(|(table, count)| table.count_words(input.lang, count)).collect();
        let subject = cited(input.name(Field::City, city), (Field::Partner, partner), (Field::City, city));
        Line::new(input.short_name(Field::City, city).to_owned(), Some(subject)).ending_in(&facts.join(", "))
    };
    or_why_empty(input, Table::Partnerships, by_government(input).into_iter().map(line).collect(), room)
}

/// What is known of the partner itself.
fn about(input: &ChartInput<'_>, partner: Code, _: usize) -> BlockContent {
    let (value, facts) = (&input.dataset.vocabulary(Field::Partner)[partner], &input.dataset.partners[partner.index()]);
    let other_name = value.name.in_lang(input.lang.other());
    let country = input.dataset.vocabulary(Field::Country).code(&facts.country);
    let country = country.map_or(facts.country.as_str(), |country| input.name(Field::Country, country));
    let name = |field: Field, code: Option<Code>| code.map_or("", |code| input.name(field, code));
    let kind = [name(Field::PartnerType, facts.partner_type), name(Field::Sector, facts.sector)];
    let reach = [name(Field::PartnerLevel, facts.level), country];
    let joined = |parts: [&str; 2]| {
        let [first, second] = parts;
        let parts: Vec<&str> = [first, second].into_iter().filter(|part| !part.is_empty()).collect();
        if first == second { first.to_owned() } else { parts.join(" · ") }
    };
    let other_name = if other_name == value.name.in_lang(input.lang) { String::new() } else { other_name.to_owned() };
    let lines = [other_name, joined(kind), joined(reach)].into_iter().filter(|text| !text.is_empty());
    let lines = lines.map(|text| Line::new(text, None)).chain(source_line(input, facts.source));
    BlockContent::Lines(lines.collect())
}
