//! The page of a network: its members, their number over time, and what is known of it.

use std::collections::BTreeSet;

use super::parts::{
    BlockContent, FORMS, Line, NEWEST, PageSpec, Part, TIMELINE, cited, or_why_empty, source_line, year_of,
};
use crate::chart::{Chart, ChartInput};
use crate::data::{Code, Date, Field, Table};
use crate::query::Pair;
use crate::words::Word;

/// The page of a network.
pub static PAGE: PageSpec = PageSpec {
    field: Field::Network,
    title: Word::NETWORK_PROFILE_TITLE,
    tables: &[Table::Memberships, Table::Activities],
    figures,
    columns: [[TIMELINE, NEWEST], [(Word::MEMBERS, members), FORMS], [GROWTH, (Word::ABOUT_IT, about)]],
};

/// How its members grew.
const GROWTH: Part = (Word::MEMBERSHIPS_OVER_TIME, |_, _, _| BlockContent::Chart(Chart::GROWTH));

/// A government counts once, however often it joined: as a member where it is one now.
fn figures(input: &ChartInput<'_>) -> Vec<(usize, Word)> {
    let pairs = input.answer.pairs(input.dataset);
    let cities = |holds: fn(&Pair) -> bool| -> BTreeSet<Code> {
        pairs.iter().filter(|pair| holds(pair)).map(|pair| pair.city).collect()
    };
    let [now, ever] = [cities(|pair| pair.left.is_none()), cities(|_| true)];
    let leading = cities(|pair| pair.left.is_none() && pair.is_leading());
    vec![
        (now.len(), Word::FIGURE_MEMBERS),
        (leading.len(), Word::FIGURE_LEADING_MEMBERS),
        (ever.difference(&now).count(), Word::FIGURE_FORMER_MEMBERS),
        (input.answer.rows(Table::Activities).count(), Word::FIGURE_ACTIVITIES),
    ]
}

/// Members, the earliest first, leading roles in bold and in words; behind them those that have left.
fn members(input: &ChartInput<'_>, network: Code, room: usize) -> BlockContent {
    let mut pairs = input.answer.pairs(input.dataset).to_vec();
    pairs.sort_by_key(|pair| (pair.left.is_some(), pair.joined.is_none(), pair.joined.map(Date::year), pair.city));
    let line = |pair: &Pair| {
        let text = format!("{}  {}", year_of(pair.joined), input.short_name(Field::City, pair.city));
        let subject = cited(input.name(Field::City, pair.city), (Field::Network, network), (Field::City, pair.city));
        let roles = pair.roles.iter().map(|&role| input.short_name(Field::Role, role).to_owned());
        let left = pair.left.map(|left| Word::until(input.lang, &left.year()));
        let tail = roles.chain(left).collect::<Vec<_>>().join(", ");
        let line = Line::new(text, Some(subject)).ending_in(&tail);
        Line { is_strong: pair.is_leading() && pair.left.is_none(), is_soft: pair.left.is_some(), ..line }
    };
    or_why_empty(input, Table::Memberships, pairs.iter().map(line).collect(), room)
}

/// What is known of the network itself.
fn about(input: &ChartInput<'_>, network: Code, _: usize) -> BlockContent {
    let (value, facts) = (&input.dataset.vocabulary(Field::Network)[network], &input.dataset.networks[network.index()]);
    let other_name = value.name.in_lang(input.lang.other());
    let scope = facts.scope.map(|scope| input.name(Field::Scope, scope).to_owned());
    let founded = facts.founded.map(|date| Word::founded_in(input.lang, &date));
    let agendas = facts.agendas.iter().map(|&agenda| input.short_name(Field::Agenda, agenda));
    let lines = [
        Some(other_name.to_owned()).filter(|other| other != value.name.in_lang(input.lang)),
        Some(scope.into_iter().chain(founded).collect::<Vec<_>>().join(" · ")),
        Some(facts.secretariat.clone()).map(|place| place.trim().to_owned()).filter(|place| !place.is_empty()),
        Some(agendas.collect::<Vec<_>>().join(", ")),
        Some(facts.website.clone()),
    ];
    let known = lines.into_iter().flatten().filter(|text| !text.is_empty()).map(|text| Line::new(text, None));
    BlockContent::Lines(known.chain(source_line(input, facts.source)).collect())
}
