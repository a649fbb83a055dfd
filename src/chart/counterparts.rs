//! Counterparts of activities by country or world region, each with its activities, the own cities behind it and its years.

use emath::{Rect, pos2};

use super::breakdown::{activity_years, bars_of};
use super::grouped_list::{Beside, Group, GroupedList, Headings, sort_lines};
use super::native::NativeChart;
use super::pen::Pen;
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, Theme, phrases};
use crate::data::{Code, Dataset, Field, Table};
use crate::query::{Sweep, Tally, values_beside};
use crate::words::{Word, counted};

/// Counterparts by country.
pub static SPEC: ChartSpec = ChartSpec {
    id: "counterparts",
    title: Word::COUNTERPARTS,
    home: Home::Partners,
    tab: Some(Word::COUNTERPARTS_TAB),
    tables: &[Table::Activities],
    drawing: Drawing::Facts { layout, table, subtitle },
    native: Some(native),
    has_facts: |dataset| dataset.table(Table::Activities).codes[Field::Counterpart as usize].has_values(),
    is_list: true,
    ..ChartSpec::PLAIN
};

/// The group of a counterpart: its country, or where that lies.
fn group_of(dataset: &Dataset, field: Field, counterpart: Code) -> Option<Code> {
    let country = dataset.vocabulary(Field::Counterpart)[counterpart].group?;
    if field == Field::WorldRegion { dataset.vocabulary(Field::Country)[country].group } else { Some(country) }
}

/// Groups with the most activities first, counterparts in the order asked for. What a group counts is activities, however
/// many of its counterparts each of them names.
fn groups(input: &ChartInput<'_>) -> Vec<Group> {
    let field = input.options.counterpart_group;
    let answer = input.answer.table(Table::Activities);
    let mut lines = std::collections::BTreeMap::<Option<Code>, Vec<Tally>>::new();
    for tally in input.answer.counterpart_tallies(input.dataset) {
        lines.entry(group_of(input.dataset, field, tally.value)).or_default().push(tally.clone());
    }
    let activities = answer.counts_passing(field);
    let stated = input.dataset.vocabulary(field).codes().map(|code| (Some(code), activities[code.index()] as usize));
    let mut groups: Vec<Group> = stated
        .chain([(None, of_unknown_group(input, field))])
        .filter(|&(_, facts)| facts > 0)
        .map(|(value, facts)| Group { value, facts, lines: lines.remove(&value).unwrap_or_default() })
        .collect();
    // What is not stated stands last: it is no group. Where few state it, it is the list, and stands first.
    let [unknown, known] = [true, false].map(|is_unknown| {
        groups.iter().filter(|group| group.value.is_none() == is_unknown).map(|group| group.facts).sum::<usize>()
    });
    let is_last = |group: &Group| group.value.is_none() == (unknown <= known);
    groups.sort_by_key(|group| (is_last(group), std::cmp::Reverse(group.facts), group.value));
    for group in &mut groups {
        sort_lines(input, Field::Counterpart, input.options.partner_sort, &mut group.lines);
    }
    groups
}

/// Activities that name a counterpart without a country.
fn of_unknown_group(input: &ChartInput<'_>, field: Field) -> usize {
    let facts = input.dataset.table(Table::Activities);
    let sweep = Sweep::new(facts, input.answer.rows(Table::Activities));
    let counterparts = input.dataset.vocabulary(Field::Counterpart).codes();
    let is_unknown: Vec<bool> =
        counterparts.map(|counterpart| group_of(input.dataset, field, counterpart).is_none()).collect();
    let mut activities = 0;
    sweep.lists(Field::Counterpart, |list, rows| {
        if list.iter().any(|counterpart| is_unknown[counterpart.index()]) {
            activities += rows as usize;
        }
    });
    activities
}

/// The own cities behind some counterparts.
fn cities_behind(input: &ChartInput<'_>, counterparts: &[Code]) -> std::collections::BTreeMap<Code, Vec<Code>> {
    let rows = input.answer.rows(Table::Activities);
    values_beside(input.dataset, Table::Activities, rows, (Field::Counterpart, counterparts), Field::City)
}

/// Lays out the list.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let groups = groups(input);
    if groups.is_empty() {
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let text = if input.answer.rows(Table::Activities).count() > 0 {
            Word::NO_COUNTERPART_NAMED.text(input.lang).to_owned()
        } else {
            phrases::why_empty(input, Table::Activities)
        };
        pen.empty_state(area, &text);
        return pen.scene;
    }
    let cities = |lines: &[&Tally]| {
        let shown: Vec<Code> = lines.iter().map(|tally| tally.value).collect();
        let behind = cities_behind(input, &shown);
        shown.iter().map(|counterpart| behind.get(counterpart).map_or(0, Vec::len)).collect()
    };
    let by = input.options.counterpart_group;
    let list = GroupedList {
        item: Field::Counterpart,
        by,
        counted: Word::ACTIVITIES_SHORT,
        beside: Some(Beside {
            heading: Word::CITIES_SHORT,
            most: input.dataset.vocabulary(Field::City).len(),
            count: Some(&cities),
        }),
        groups,
        years: activity_years(input),
        headings: if by == Field::WorldRegion { Headings::Colors } else { Headings::Bars },
        is_whole: input.options.all_partners,
        fills_columns: true,
        new_and_lost: None,
        first_of: Word::first_of_counterparts,
    };
    list.draw(input, pen)
}

/// A row a counterpart.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let by = input.options.counterpart_group;
    let groups = groups(input);
    let all: Vec<Code> = groups.iter().flat_map(|group| &group.lines).map(|tally| tally.value).collect();
    let behind = cities_behind(input, &all);
    let columns = [
        by.word(),
        Field::Counterpart.word(),
        Word::ACTIVITIES_COUNTED,
        Word::GOVERNMENTS_COLUMN,
        Word::COUNTERPART_CITIES,
        Word::FIRST_YEAR_COLUMN,
        Word::LAST_YEAR_COLUMN,
    ];
    let rows = groups.iter().flat_map(|group| {
        let name = group.value.map_or(Word::NOT_STATED.text(input.lang), |code| input.name(by, code));
        let behind = &behind;
        group.lines.iter().map(move |tally| {
            let cities = behind.get(&tally.value).map_or(&[][..], Vec::as_slice);
            let names: Vec<&str> = cities.iter().map(|&city| input.short_name(Field::City, city)).collect();
            vec![
                Cell::Text(name.to_owned()),
                Cell::Text(input.name(Field::Counterpart, tally.value).to_owned()),
                Cell::count(tally.facts),
                Cell::count(cities.len()),
                Cell::Text(names.join("; ")),
                Cell::year(tally.first_year),
                Cell::year(tally.last_year),
            ]
        })
    });
    NumberTable { columns: columns.map(|word| word.text(input.lang).to_owned()).into(), rows: rows.collect() }
}

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let counterparts = input.answer.counterpart_tallies(input.dataset).len();
        vec![
            counted(input.lang, counterparts, Word::one_counterpart, Word::n_counterparts),
            phrases::shown_of(input, Table::Activities),
            phrases::by(input, input.options.counterpart_group),
        ]
    })
}

/// Bars by country: what an office program can draw of it.
fn native(input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
    bars_of(input, theme, input.options.counterpart_group)
}
