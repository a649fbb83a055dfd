//! The page of a city: its networks, partners, institutions and counterpart countries.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::parts::{BlockContent, Line, NEWEST, PageSpec, TIMELINE, cited, counted, or_why_empty, year_of};
use crate::chart::ChartInput;
use crate::data::{Code, Date, Field, Row, Table};
use crate::query::{Pair, Subject, Tally};
use crate::words::{Word, grouped};

/// The page of a city.
pub static PAGE: PageSpec = PageSpec {
    field: Field::City,
    title: Word::PROFILE_TITLE,
    tables: &[Table::Activities],
    figures,
    columns: [
        [TIMELINE, NEWEST],
        [(Word::NETWORK_MEMBERSHIP, memberships), (Word::OWN_INSTITUTIONS, institutions)],
        [(Word::GOVERNANCE_PARTNERS, partners), (Word::COUNTERPART_COUNTRIES, countries)],
    ],
};

/// The headline figures of a city.
pub fn figures(input: &ChartInput<'_>) -> Vec<(usize, Word)> {
    let rows = |table: Table| input.answer.rows(table);
    // A network counts once, whichever districts of the city are in it too.
    let pairs = input.answer.pairs(input.dataset);
    let current: BTreeSet<Code> = pairs.iter().filter(|pair| pair.left.is_none()).map(|pair| pair.network).collect();
    let tallies = input.answer.partner_tallies(input.dataset);
    let partners = tallies.iter().filter(|tally| tally.facts > 0).count();
    vec![
        (rows(Table::Activities).count(), Word::FIGURE_ACTIVITIES),
        (current.len(), Word::FIGURE_NETWORKS),
        (partners, Word::FIGURE_PARTNERS),
        (rows(Table::Partnerships).count(), Word::FIGURE_TIES),
        (own_institutions(input).count(), Word::FIGURE_INSTITUTIONS),
    ]
}

/// National laws hold in every city, but they are not its own.
fn own_institutions<'a>(input: &ChartInput<'a>) -> impl Iterator<Item = Row> + use<'a> {
    let facts = input.dataset.table(Table::Institutions);
    let rows = input.answer.rows(Table::Institutions);
    rows.iter().filter(move |&row| !facts.codes(Field::City, row).is_empty())
}

/// Networks, the earliest first; a leading role in bold and in words.
fn memberships(input: &ChartInput<'_>, city: Code, room: usize) -> BlockContent {
    let mut pairs = input.answer.pairs(input.dataset).to_vec();
    pairs.retain(|pair| pair.left.is_none());
    pairs.sort_by_key(|pair| (pair.joined.is_none(), pair.joined.map(Date::year), pair.network));
    // One line a network, whichever districts of the city are in it too.
    let mut seen = BTreeSet::new();
    pairs.retain(|pair| seen.insert(pair.network));
    let line = |pair: &Pair| {
        let year = year_of(pair.joined);
        let name = input.short_name(Field::Network, pair.network);
        let roles: Vec<&str> = pair.roles.iter().map(|&role| input.short_name(Field::Role, role)).collect();
        let subject =
            cited(input.name(Field::Network, pair.network), (Field::City, city), (Field::Network, pair.network));
        let line = Line::new(format!("{year}  {name}"), Some(subject)).ending_in(&roles.join(", "));
        Line { is_strong: pair.is_leading(), ..line }
    };
    or_why_empty(input, Table::Memberships, pairs.iter().map(line).collect(), room)
}

/// Partners with the most ties first, each with the sector it is of.
fn partners(input: &ChartInput<'_>, city: Code, room: usize) -> BlockContent {
    let mut tallies = input.answer.partner_tallies(input.dataset).to_vec();
    tallies.retain(|tally| tally.facts > 0);
    let line = |tally: &Tally| {
        let since = tally.first_year.map_or_else(|| "····".to_owned(), |year| year.to_string());
        let name = input.short_name(Field::Partner, tally.value);
        let sector = input.dataset.partners[tally.value.index()].sector;
        let sector = sector.map_or("", |sector| input.short_name(Field::Sector, sector));
        let subject =
            cited(input.name(Field::Partner, tally.value), (Field::City, city), (Field::Partner, tally.value));
        Line::new(format!("{since}  {name}"), Some(subject)).ending_in(sector)
    };
    or_why_empty(input, Table::Partnerships, tallies.iter().map(line).collect(), room)
}

/// The city's own institutions, the newest first, with their kind.
fn institutions(input: &ChartInput<'_>, _: Code, room: usize) -> BlockContent {
    let facts = input.dataset.table(Table::Institutions);
    let mut rows: Vec<Row> = own_institutions(input).collect();
    rows.sort_by_key(|&row| (Reverse(facts.start(row)), row));
    let line = |&row: &Row| {
        let year = year_of(facts.start(row));
        let kind = facts.code(Field::Kind, row).map_or("", |kind| input.short_name(Field::Kind, kind));
        let text = format!("{year}  {}", facts.title(row, input.lang));
        Line::new(text, Some(Subject::Fact(Table::Institutions, row))).ending_in(kind)
    };
    or_why_empty(input, Table::Institutions, rows.iter().map(line).collect(), room)
}

/// Countries of counterparts with the number of activities, the most frequent first.
/// Under them, which years were collected.
fn countries(input: &ChartInput<'_>, city: Code, room: usize) -> BlockContent {
    let mut lines = Vec::new();
    for (count, code) in counted(input, Field::Country) {
        let name = input.short_name(Field::Country, code);
        let text = format!("{name}  {}", grouped(count));
        lines.push(Line::new(text, Some(cited(name, (Field::City, city), (Field::Country, code)))));
    }
    let mut content = or_why_empty(input, Table::Activities, lines, room.saturating_sub(1).max(1));
    if let BlockContent::Lines(lines) = &mut content {
        lines.push(coverage_line(input, city));
    }
    content
}

/// The years that were collected for the city, where the file says so.
fn coverage_line(input: &ChartInput<'_>, city: Code) -> Line {
    if input.dataset.coverage.is_empty() {
        return Line::soft(Word::COVERAGE_NOT_STATED.text(input.lang).to_owned());
    }
    let own = input.dataset.coverage.iter().filter(|span| span.city == city);
    let spans: Vec<String> = own.map(|span| format!("{}–{}", span.from_year, span.to_year)).collect();
    let text = if spans.is_empty() {
        Word::COVERAGE_NONE.text(input.lang).to_owned()
    } else {
        Word::coverage_years(input.lang, &spans.join(", "))
    };
    Line::soft(text)
}
