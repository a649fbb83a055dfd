//! The page of a counterpart: the governments that act with it, by year, agenda and form.

use std::collections::BTreeSet;

use super::parts::{AGENDAS, BlockContent, FORMS, Line, NEWEST, PageSpec, TIMELINE, cited, counted, or_why_empty};
use crate::chart::ChartInput;
use crate::data::{Code, Date, Field, Table};
use crate::query::Subject;
use crate::words::{Word, grouped};

/// The page of a counterpart.
pub static PAGE: PageSpec = PageSpec {
    field: Field::Counterpart,
    title: Word::COUNTERPART_PROFILE_TITLE,
    tables: &[Table::Activities],
    figures,
    columns: [[TIMELINE, NEWEST], [(Word::GOVERNMENTS_OF_IT, governments), FORMS], [AGENDAS, (Word::ABOUT_IT, about)]],
};

fn figures(input: &ChartInput<'_>) -> Vec<(usize, Word)> {
    let values = |field: Field| counted(input, field).len();
    let facts = input.dataset.table(Table::Activities);
    let rows = input.answer.rows(Table::Activities);
    let years: BTreeSet<i16> = rows.iter().filter_map(|row| facts.start(row)).map(Date::year).collect();
    vec![
        (rows.count(), Word::FIGURE_ACTIVITIES),
        (values(Field::City), Word::FIGURE_GOVERNMENTS),
        (years.len(), Word::FIGURE_YEARS_ACTIVE),
        (values(Field::Agenda), Word::FIGURE_AGENDAS),
    ]
}

/// Own governments with the number of their activities.
fn governments(input: &ChartInput<'_>, counterpart: Code, room: usize) -> BlockContent {
    let line = |(count, city): (usize, Code)| {
        let text = format!("{}  {}", input.short_name(Field::City, city), grouped(count));
        let about = (Field::Counterpart, counterpart);
        Line::new(text, Some(cited(input.name(Field::City, city), about, (Field::City, city))))
    };
    or_why_empty(input, Table::Activities, counted(input, Field::City).into_iter().map(line).collect(), room)
}

/// Its country and where that lies, and who else of that country the file knows.
fn about(input: &ChartInput<'_>, counterpart: Code, room: usize) -> BlockContent {
    let vocabulary = input.dataset.vocabulary(Field::Counterpart);
    let Some(country) = vocabulary[counterpart].group else {
        return BlockContent::Lines(vec![Line::soft(Word::NO_COUNTRY_ROW.text(input.lang).to_owned())]);
    };
    let countries = input.dataset.vocabulary(Field::Country);
    let region = countries[country].group.map(|region| input.name(Field::WorldRegion, region));
    let names: Vec<&str> = std::iter::once(input.name(Field::Country, country)).chain(region).collect();
    let first = Line::new(names.join(" · "), Some(Subject::Value(Field::Country, country)));
    let others = vocabulary.codes().filter(|&other| other != counterpart && vocabulary[other].group == Some(country));
    let others = others.map(|other| {
        Line::new(
            input.short_name(Field::Counterpart, other).to_owned(),
            Some(Subject::Value(Field::Counterpart, other)),
        )
    });
    let heading = Line::soft(Word::ALSO_OF_THAT_COUNTRY.text(input.lang).to_owned());
    let mut lines = vec![first];
    let others: Vec<Line> = others.collect();
    if !others.is_empty() {
        lines.push(heading);
        lines.extend(others);
    }
    or_why_empty(input, Table::Activities, lines, room)
}
