//! Governance partners in groups, each with its ties, the activities that name it and its years; and new ties by year.

use emath::{Rect, pos2};

use super::bars::Bars;
use super::grouped_list::{Beside, Group, GroupedList, Headings, sort_lines};
use super::native::NativeChart;
use super::new_and_lost::NewAndLost;
use super::pen::Pen;
use super::table::{Cell, NumberTable};
use super::timeline::counted_table;
use super::{ChartInput, ChartSpec, Drawing, Home, Marks, Scene, Theme, native, phrases};
use crate::data::{Code, Field, Row, Table};
use crate::query::aggregate::{Period, PeriodCounts, Stack};
use crate::query::{RowSet, Sweep, Tally, tallies};
use crate::words::{Word, grouped};

/// Partners by sector, with their ties.
pub static SPEC: ChartSpec = ChartSpec {
    id: "partners",
    title: Word::GOVERNANCE_PARTNERS,
    home: Home::Partners,
    tab: Some(Word::PARTNERS_TAB),
    tables: &[Table::Partnerships, Table::Activities],
    drawing: Drawing::Facts { layout, table, subtitle },
    has_facts: |dataset| {
        let activities = dataset.table(Table::Activities);
        !dataset.table(Table::Partnerships).is_empty() || activities.codes[Field::Partner as usize].has_values()
    },
    is_list: true,
    ..ChartSpec::PLAIN
};

/// New ties by year, stacked by sector.
pub static MIX: ChartSpec = ChartSpec {
    id: "partner-mix",
    title: Word::NEW_TIES_BY_YEAR,
    home: Home::Partners,
    tables: &[Table::Partnerships],
    drawing: Drawing::Facts { layout: layout_mix, table: table_mix, subtitle: subtitle_mix },
    marks: Marks { values: true, shares: true, change: true },
    change: Some(change_of_mix),
    native: Some(native_mix),
    has_facts: |dataset| dataset.table(Table::Partnerships).start.dated() > 0,
    ..ChartSpec::PLAIN
};

/// Groups with the most ties first, partners in the order asked for; of those that are new or lost, where these are.
fn groups(input: &ChartInput<'_>, new_and_lost: Option<&NewAndLost>) -> Vec<Group> {
    let is_listed = |tally: &Tally| new_and_lost.is_none_or(|partners| partners.standing(tally.value).is_some());
    let field = input.options.partner_group;
    let facts = input.dataset.table(Table::Partnerships);
    let ties = input.answer.rows(Table::Partnerships);
    let mut groups: Vec<Group> = if field == Field::Channel {
        // One partner may be tied through several channels: it stands in each with the ties of that channel.
        let channel = |value: Option<Code>| {
            let rows = RowSet::from_fn(facts.len(), |row| ties.contains(row) && facts.code(field, row) == value);
            let mut lines = tallies(input.dataset, Table::Partnerships, Field::Partner, &rows, &[]);
            lines.retain(is_listed);
            Group { value, facts: lines.iter().map(|tally| tally.facts).sum(), lines }
        };
        input.dataset.vocabulary(field).codes().map(Some).chain([None]).map(channel).collect()
    } else {
        let mut by_value = std::collections::BTreeMap::<Option<Code>, Vec<Tally>>::new();
        for tally in input.answer.partner_tallies(input.dataset).iter().filter(|tally| is_listed(tally)) {
            by_value.entry(group_of(input, field, tally.value)).or_default().push(tally.clone());
        }
        let group = |(value, lines): (Option<Code>, Vec<Tally>)| Group {
            value,
            facts: lines.iter().map(|tally| tally.facts).sum(),
            lines,
        };
        by_value.into_iter().map(group).collect()
    };
    groups.retain(|group| !group.lines.is_empty());
    groups.sort_by_key(|group| (std::cmp::Reverse(group.facts), group.value));
    for group in &mut groups {
        sort_lines(input, Field::Partner, input.options.partner_sort, &mut group.lines);
    }
    groups
}

fn group_of(input: &ChartInput<'_>, field: Field, partner: Code) -> Option<Code> {
    let partner = &input.dataset.partners[partner.index()];
    match field {
        Field::PartnerType => partner.partner_type,
        Field::PartnerLevel => partner.level,
        _ => partner.sector,
    }
}

/// How many partners the list could have, if it had room.
pub fn count_listed(input: &ChartInput<'_>) -> usize {
    let all = || input.answer.partner_tallies(input.dataset).len();
    NewAndLost::of(input).map_or_else(all, |partners| partners.count())
}

/// Lays out the list.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let new_and_lost = NewAndLost::of(input);
    let groups = groups(input, new_and_lost.as_ref());
    if groups.is_empty() {
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let since = new_and_lost.filter(|_| input.answer.rows(Table::Partnerships).count() > 0);
        let text = since.map_or_else(
            || phrases::why_empty(input, Table::Partnerships),
            |partners| Word::none_new_or_lost(input.lang, &partners.since),
        );
        pen.empty_state(area, &text);
        return pen.scene;
    }
    let activities = |lines: &[&Tally]| lines.iter().map(|tally| tally.beside).collect();
    let list = GroupedList {
        item: Field::Partner,
        by: input.options.partner_group,
        counted: Word::TIES,
        beside: Some(Beside {
            heading: Word::ACTIVITIES_SHORT,
            most: groups.iter().flat_map(|group| &group.lines).map(|tally| tally.beside).max().unwrap_or(0),
            // Activities name a partner, not the channel of a tie.
            count: (input.options.partner_group != Field::Channel).then_some(&activities),
        }),
        groups,
        years: Some(tie_years(input)),
        headings: Headings::Colors,
        is_whole: input.options.all_partners,
        fills_columns: false,
        new_and_lost,
        first_of: Word::first_of_partners,
    };
    list.draw(input, pen)
}

/// The years of the axis: those chosen, or from the first tie to the last year of the collection.
fn tie_years(input: &ChartInput<'_>) -> (i16, i16) {
    if let Some(years) = input.filter.years {
        return (years.from, years.to);
    }
    let facts = input.dataset.table(Table::Partnerships);
    let years = Sweep::new(facts, input.whole.rows(Table::Partnerships)).years();
    years.map_or_else(
        || (input.last_year() - 1, input.last_year()),
        |(first, last)| (first, last.max(input.last_year())),
    )
}

/// A row a partner.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let field = input.options.partner_group;
    let new_and_lost = NewAndLost::of(input);
    let columns = [
        field.word(),
        Field::Partner.word(),
        Word::TIES,
        Word::ACTIVITIES_COLUMN,
        Word::FIRST_YEAR_COLUMN,
        Word::LAST_YEAR_COLUMN,
    ];
    let columns = columns.map(|word| word.text(input.lang).to_owned()).into_iter();
    let since = new_and_lost.as_ref().map(|partners| Word::new_or_lost_column(input.lang, &partners.since));
    let new_and_lost = new_and_lost.as_ref();
    let rows = groups(input, new_and_lost).into_iter().flat_map(|group| {
        let name = group.value.map_or(Word::NOT_STATED.text(input.lang), |code| input.name(field, code)).to_owned();
        group.lines.into_iter().map(move |tally| {
            let cells = [
                Cell::Text(name.clone()),
                Cell::Text(input.name(Field::Partner, tally.value).to_owned()),
                Cell::count(tally.facts),
                if field == Field::Channel { Cell::Unknown } else { Cell::count(tally.beside) },
                Cell::year(tally.first_year),
                Cell::year(tally.last_year),
            ];
            let standing = new_and_lost.and_then(|partners| partners.standing(tally.value));
            let standing = standing.map(|standing| Cell::Text(standing.word().text(input.lang).to_owned()));
            cells.into_iter().chain(standing).collect()
        })
    });
    NumberTable { rows: rows.collect(), columns: columns.chain(since).collect() }
}

/// The ties whose beginning is known and lies on the axis.
fn begun(input: &ChartInput<'_>) -> RowSet {
    let facts = input.dataset.table(Table::Partnerships);
    let (first, last) = tie_years(input);
    let began = |row: Row| {
        input.answer.rows(Table::Partnerships).contains(row)
            && !facts.is_attested(row)
            && facts.start(row).is_some_and(|date| (first..=last).contains(&date.year()))
    };
    RowSet::from_fn(facts.len(), began)
}

/// How many ties the bars of new ties are made of.
pub fn ties_with_beginning(input: &ChartInput<'_>) -> usize {
    begun(input).count()
}

/// Those ties by year, stacked by the grouping of the list.
pub fn mix(input: &ChartInput<'_>) -> (Stack, PeriodCounts) {
    let stack = Stack::new(input.dataset, Table::Partnerships, input.options.partner_group);
    let counts = PeriodCounts::new(input.dataset, Table::Partnerships, &begun(input), mix_period(input), &stack);
    (stack, counts)
}

/// Lays out new ties by year.
pub fn layout_mix(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let (stack, counts) = mix(input);
    if counts.counts.is_empty() {
        let text = if input.answer.rows(Table::Partnerships).count() > 0 {
            Word::NO_TIE_BEGINS.text(input.lang).to_owned()
        } else {
            phrases::why_empty(input, Table::Partnerships)
        };
        pen.empty_state(area, &text);
        return pen.scene;
    }
    mix_bars(input, &stack, &counts).draw(input, &mut pen, area);
    pen.scene
}

/// What the bars of new ties are drawn from.
pub fn mix_bars<'a>(input: &ChartInput<'_>, stack: &'a Stack, counts: &'a PeriodCounts) -> Bars<'a> {
    let (first, last) = tie_years(input);
    let years = (f64::from(first), f64::from(last) + 1.0);
    Bars { table: Table::Partnerships, stack, counts, period: mix_period(input), years, fades_outside: false }
}

/// New ties are counted by year; shares of a year would be shares of a handful, so those follow the length of a bar.
fn mix_period(input: &ChartInput<'_>) -> Period {
    let is_long = matches!(input.options.period, Period::FiveYears | Period::TenYears);
    if is_long && !input.options.marks.is_none() { input.options.period } else { Period::Year }
}

/// A row a year.
pub fn table_mix(input: &ChartInput<'_>) -> NumberTable {
    let (stack, counts) = mix(input);
    counted_table(input, &stack, &counts, mix_period(input))
}

/// The line under the title of the list.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let mut parts = NewAndLost::of(input).map_or_else(Vec::new, |partners| partners.in_words(input.lang));
        parts.push(phrases::shown_of(input, Table::Partnerships));
        parts.push(phrases::by(input, input.options.partner_group));
        parts
    })
}

/// The line under the title of new ties.
fn subtitle_mix(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, MIX.tables, || {
        let mut parts = vec![phrases::shown_of(input, Table::Partnerships)];
        parts.extend(phrases::stacked_by(input, input.options.partner_group));
        parts.push(Word::with_known_beginning(input.lang, &grouped(ties_with_beginning(input))));
        parts
    })
}

fn change_of_mix(input: &ChartInput<'_>) -> Option<String> {
    let (stack, counts) = mix(input);
    mix_bars(input, &stack, &counts).change_in_words(input)
}

fn native_mix(input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
    let (stack, counts) = mix(input);
    native::stacked(input, theme, &mix_bars(input, &stack, &counts))
}
