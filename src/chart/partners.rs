//! Governance partners in groups, each with its ties, the activities that name it and its years; and new ties by year.

use emath::{Rect, pos2, vec2};

use super::axis::Scale;
use super::bars::Bars;
use super::native::NativeChart;
use super::pen::Pen;
use super::scene::{Align, Font, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::timeline::counted_table;
use super::{ChartInput, ChartSpec, Drawing, Home, Marks, PartnerSort, Scene, Theme, native, phrases};
use crate::data::{Code, Field, Row, Table};
use crate::query::aggregate::{Period, PeriodCounts, Stack};
use crate::query::{PartnerTally, RowSet, Subject, Sweep, partner_tallies};
use crate::words::{Word, grouped};

/// Partners by sector, with their ties.
pub static SPEC: ChartSpec = ChartSpec {
    id: "partners",
    title: Word::GOVERNANCE_PARTNERS,
    home: Home::Partners,
    tables: &[Table::Partnerships, Table::Activities],
    drawing: Drawing::Facts { layout, table, subtitle },
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
    ..ChartSpec::PLAIN
};

/// One heading and the partners under it.
struct Group {
    /// The value of the grouping field; `None` where the file states none.
    value: Option<Code>,
    ties: usize,
    partners: Vec<PartnerTally>,
}

/// Groups with the most ties first, partners in the order asked for.
fn groups(input: &ChartInput<'_>) -> Vec<Group> {
    let field = input.options.partner_group;
    let facts = input.dataset.table(Table::Partnerships);
    let ties = input.answer.rows(Table::Partnerships);
    let mut groups: Vec<Group> = if field == Field::Channel {
        // One partner may be tied through several channels: it stands in each with the ties of that channel.
        let channel = |value: Option<Code>| {
            let rows = RowSet::from_fn(facts.len(), |row| ties.contains(row) && facts.code(field, row) == value);
            let partners = partner_tallies(input.dataset, &rows, &[]);
            Group { value, ties: rows.count(), partners }
        };
        input.dataset.vocabulary(field).codes().map(Some).chain([None]).map(channel).collect()
    } else {
        let mut by_value = std::collections::BTreeMap::<Option<Code>, Vec<PartnerTally>>::new();
        for tally in input.answer.partner_tallies(input.dataset) {
            by_value.entry(group_of(input, field, tally.partner)).or_default().push(tally.clone());
        }
        let group = |(value, partners): (Option<Code>, Vec<PartnerTally>)| Group {
            value,
            ties: partners.iter().map(|tally| tally.ties).sum(),
            partners,
        };
        by_value.into_iter().map(group).collect()
    };
    groups.retain(|group| !group.partners.is_empty());
    groups.sort_by_key(|group| (std::cmp::Reverse(group.ties), group.value));
    for group in &mut groups {
        match input.options.partner_sort {
            // The order of the tallies.
            PartnerSort::Ties => {}
            PartnerSort::Activities => {
                group.partners.sort_by_key(|tally| std::cmp::Reverse((tally.activities, tally.ties)));
            }
            PartnerSort::Name => {
                group.partners.sort_by_key(|tally| input.name(Field::Partner, tally.partner).to_lowercase());
            }
            PartnerSort::FirstYear => {
                group.partners.sort_by_key(|tally| (tally.first_year.is_none(), tally.first_year));
            }
        }
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

/// Where the columns of the list lie.
struct Columns {
    left: f32,
    names_right: f32,
    /// Begin directly beside the names.
    bars: (f32, f32),
    ties_right: f32,
    activities_right: f32,
    years: Option<(f32, f32)>,
    spark: (f32, f32),
}

impl Columns {
    /// From the left: names as wide as the widest, at least half of the list where they need it; the rest goes to the bars
    /// and the years.
    fn new(pen: &Pen<'_>, input: &ChartInput<'_>, groups: &[Group], widest_name: f32) -> Self {
        let (width, scale) = (pen.scene.size.x, pen.theme.type_sizes.label / 12.5);
        let (left, gap) = (16.0 * scale, 7.0 * scale);
        let font = pen.theme.small();
        // First and last year need room that a narrow pane does not have; there they are in the tooltip.
        let years_width = if width > 420.0 * scale { pen.width("2000–2000", font) + 12.0 } else { 0.0 };
        let head = |word: Word| pen.width(word.text(input.lang), font);
        // The numbers of partners stand in the larger type of the list, the totals of groups in bold.
        let number = |most: usize, font: Font| pen.width(&grouped(most.max(100)), font);
        let partners = || groups.iter().flat_map(|group| &group.partners);
        let most_activities = partners().map(|tally| tally.activities).max().unwrap_or(0);
        let most_ties = groups.iter().map(|group| group.ties).max().unwrap_or(0);
        let activities_width = head(Word::ACTIVITIES_SHORT).max(number(most_activities, pen.theme.label())) + 8.0;
        let ties_width = head(Word::TIES).max(number(most_ties, pen.theme.strong())) + 5.0;
        let free = width - left - 2.0 * gap - ties_width - activities_width - years_width;
        let least = (12.0 + 36.0) * scale;
        let names_width = widest_name.min((free - least).max(0.5 * width)).min(free).max(0.0);
        let rest = (free - names_width).max(0.0);
        // The small bars are as wide as the years that they run over.
        let spark_least = pen.width("’00–’00", font) + 1.0;
        let bars_width = (0.36 * rest).min(150.0 * scale).min(rest - spark_least).max(10.0 * scale).min(rest);
        let spark_width = (rest - bars_width).min(260.0 * scale);
        let names_right = left + names_width;
        let bars = (names_right + gap, names_right + gap + bars_width);
        let ties_right = bars.1 + ties_width;
        let activities_right = ties_right + activities_width;
        let spark_left = activities_right + gap + years_width;
        let years = (years_width > 0.0).then_some((activities_right + gap + 4.0, spark_left - 8.0));
        Self {
            left,
            names_right,
            bars,
            ties_right,
            activities_right,
            years,
            spark: (spark_left, spark_left + spark_width),
        }
    }
}

/// The least width of a picture that holds two lists side by side, at the type size of a screen.
const TWO_LISTS: f32 = 720.0;
/// Of the partners of a group, so many say how wide the names are.
const MEASURED: usize = 100;
/// Between the two.
const BETWEEN_LISTS: f32 = 30.0;

/// Lays out the list, in two columns where there is room; with `all_partners` it is one, and the scene grows as long
/// as it is.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let size = pen.scene.size;
    let groups = groups(input);
    if groups.is_empty() {
        let area = Rect::from_min_size(pos2(0.0, 0.0), size);
        pen.empty_state(area, &phrases::why_empty(input, Table::Partnerships));
        return pen.scene;
    }
    let scale = pen.theme.type_sizes.label / 12.5;
    let footer = pen.theme.small().size + 8.0;
    let has_two_lists = size.x >= TWO_LISTS * scale && groups.len() > 2 && !input.options.all_partners;
    let lists: Vec<&[Group]> = if has_two_lists {
        let (left, right) = groups.split_at(groups.len().div_ceil(2));
        vec![left, right]
    } else {
        vec![&groups]
    };
    let gaps = (lists.len() - 1) as f32 * BETWEEN_LISTS * scale;
    let list_size = vec2((size.x - gaps) / lists.len() as f32, size.y - footer);
    let names = groups.iter().flat_map(|group| group.partners.iter().take(MEASURED)).map(|tally| tally.partner);
    let widest_name = names
        .map(|partner| pen.width(input.short_name(Field::Partner, partner), pen.theme.label()))
        .fold(pen.width(Field::Partner.word().text(input.lang), pen.theme.small()), f32::max);
    let most_ties = groups.iter().flat_map(|group| &group.partners).map(|tally| tally.ties).max().unwrap_or(1).max(1);
    let scales = (most_ties, widest_name);
    let (mut bottom, mut first, mut rank) = (0.0_f32, 0, 0);
    for (index, list) in lists.into_iter().enumerate() {
        let part = Pen::new(list_size, pen.theme, pen.ruler);
        let (scene, list_bottom, shown) = layout_list(input, part, list, rank, scales);
        pen.scene.append(scene, vec2(index as f32 * (list_size.x + BETWEEN_LISTS * scale), 0.0));
        (bottom, first, rank) = (bottom.max(list_bottom), first + shown, rank + list.len());
    }
    let all: usize = groups.iter().map(|group| group.partners.len()).sum();
    if first < all {
        let note = Word::first_of_partners(input.lang, &grouped(first), &grouped(all));
        pen.scene.left_out.push(note.clone());
        pen.text(pos2(0.0, bottom + footer / 2.0), Align::Start, pen.theme.small(), pen.theme.ink_soft, &note);
    }
    pen.scene.size.y = size.y.max(bottom + footer);
    pen.scene
}

/// One list of groups from the top of a scene, its lower end, and how many partners it shows.
fn layout_list(
    input: &ChartInput<'_>,
    mut pen: Pen<'_>,
    groups: &[Group],
    first_rank: usize,
    (most_ties, widest_name): (usize, f32),
) -> (Scene, f32, usize) {
    let scale = pen.theme.type_sizes.label / 12.5;
    let (pitch, heading_pitch, header) = (19.5 * scale, 25.0 * scale, 24.0 * scale);
    let shown = if input.options.all_partners {
        groups.iter().map(|group| group.partners.len()).collect()
    } else {
        shown_partners(groups, pen.scene.size.y - header - 2.0, pitch, heading_pitch)
    };
    let columns = Columns::new(&pen, input, groups, widest_name);
    let span = tie_years(input);
    draw_header(input, &mut pen, &columns, header, span);
    let mut y = header + 2.0;
    for (index, (group, &count)) in groups.iter().zip(&shown).enumerate() {
        if count == 0 {
            continue;
        }
        let rank = first_rank + index;
        draw_heading(input, &mut pen, &columns, group, rank, y + heading_pitch / 2.0);
        y += heading_pitch;
        for tally in &group.partners[..count] {
            draw_partner(input, &mut pen, &columns, (group, rank, tally), y + pitch / 2.0, most_ties, span);
            y += pitch;
        }
    }
    (pen.scene, y, shown.iter().sum())
}

/// How many partners of each group fit: every group gets its first, then the next largest of any group, and so on.
fn shown_partners(groups: &[Group], height: f32, pitch: f32, heading_pitch: f32) -> Vec<usize> {
    let mut left = height;
    let mut shown = vec![0; groups.len()];
    for count in &mut shown {
        if left >= heading_pitch + pitch {
            left -= heading_pitch + pitch;
            *count = 1;
        }
    }
    if let Some(first) = shown.first_mut() {
        *first = (*first).max(1);
    }
    while left >= pitch {
        // The group that shows the least so far; of equals, the larger.
        let next = (0..groups.len())
            .filter(|&index| shown[index] > 0 && shown[index] < groups[index].partners.len())
            .min_by_key(|&index| {
                (shown[index].min(3), std::cmp::Reverse(groups[index].partners[shown[index]].ties), shown[index])
            });
        let Some(next) = next else { break };
        shown[next] += 1;
        left -= pitch;
    }
    shown
}

fn draw_header(input: &ChartInput<'_>, pen: &mut Pen<'_>, columns: &Columns, height: f32, (first, last): (i16, i16)) {
    let font = pen.theme.small();
    let soft = pen.theme.ink_soft;
    let y = height / 2.0 - 2.0;
    let ruler = pen.ruler;
    let mut head = |x: f32, align: Align, text: &str| pen.text(pos2(x, y), align, font, soft, text);
    head(0.0, Align::Start, Field::Partner.word().text(input.lang));
    head(columns.ties_right, Align::End, Word::TIES.text(input.lang));
    if input.options.partner_group != Field::Channel {
        head(columns.activities_right, Align::End, Word::ACTIVITIES_SHORT.text(input.lang));
    }
    // In full, in two digits, or not at all; where no years stand beside the bars, their heading may reach that far.
    let beside =
        if input.options.partner_group == Field::Channel { columns.ties_right } else { columns.activities_right };
    let left = if columns.years.is_some() { columns.spark.0 - 4.0 } else { beside + 6.0 };
    let room = columns.spark.1 - left;
    let span = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let short_span = format!("’{:02}–’{:02}", first.rem_euclid(100), last.rem_euclid(100));
    if let Some(span) = [span, short_span].iter().find(|text| ruler.width(text, font) <= room) {
        head(columns.spark.1, Align::End, span);
    }
    if let Some((left, _)) = columns.years {
        head(left, Align::Start, Word::FIRST_LAST.text(input.lang));
    }
    pen.hair(pos2(0.0, height - 2.0), pos2(columns.spark.1, height - 2.0), pen.theme.border);
}

/// The colour of a group: sectors by rank, other groupings by the order of the vocabulary.
fn group_color(pen: &Pen<'_>, group: &Group, rank: usize) -> ecolor::Color32 {
    group
        .value
        .map_or(pen.theme.other, |code| pen.theme.category(if code.index() < 7 { code.index() } else { rank.max(7) }))
}

fn draw_heading(input: &ChartInput<'_>, pen: &mut Pen<'_>, columns: &Columns, group: &Group, rank: usize, y: f32) {
    let field = input.options.partner_group;
    let font = pen.theme.strong();
    let color = group_color(pen, group, rank);
    let radius = 0.36 * font.size;
    pen.scene.add(Shape::Circle { center: pos2(radius, y), radius, fill: color, stroke: Stroke::NONE });
    let name = group.value.map_or(Word::NOT_STATED.text(input.lang), |code| input.name(field, code));
    // The bars leave the line to the heading.
    let room = columns.ties_right - pen.width(&grouped(group.ties), font) - 8.0 - columns.left;
    let name = pen.fit(name, font, room).into_owned();
    let subject = group.value.map(|code| Subject::Value(field, code));
    pen.text_for(subject, pos2(columns.left, y), Align::Start, font, pen.theme.ink, &name);
    pen.text(pos2(columns.ties_right, y), Align::End, font, pen.theme.ink, &grouped(group.ties));
}

fn draw_partner(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    columns: &Columns,
    (group, rank, tally): (&Group, usize, &PartnerTally),
    y: f32,
    most_ties: usize,
    span: (i16, i16),
) {
    let scale = pen.theme.type_sizes.label / 12.5;
    let (font, ink, soft) = (pen.theme.label(), pen.theme.ink, pen.theme.ink_soft);
    let color = group_color(pen, group, rank);
    let subject = Subject::Value(Field::Partner, tally.partner);
    // The whole line answers the pointer, not only its ink.
    let line = Rect::from_min_max(pos2(0.0, y - 9.0 * scale), pos2(columns.spark.1, y + 9.0 * scale));
    pen.scene.add_for(subject.clone(), Shape::filled(line, 3.0, ecolor::Color32::TRANSPARENT));
    let name =
        pen.fit(input.short_name(Field::Partner, tally.partner), font, columns.names_right - columns.left).into_owned();
    pen.text_for(Some(subject.clone()), pos2(columns.left, y), Align::Start, font, ink, &name);
    let width = (columns.bars.1 - columns.bars.0) * tally.ties as f32 / most_ties as f32;
    let bar = Rect::from_min_size(pos2(columns.bars.0, y - 4.5 * scale), vec2(width.max(3.0 * scale), 9.0 * scale));
    if tally.ties > 0 {
        pen.scene.add(Shape::filled(bar, 1.5, pen.theme.tint(color)));
    }
    pen.text(pos2(columns.ties_right, y), Align::End, font, soft, &grouped(tally.ties));
    if input.options.partner_group != Field::Channel {
        let activities = if tally.activities == 0 { "–".to_owned() } else { grouped(tally.activities) };
        pen.text(pos2(columns.activities_right, y), Align::End, font, soft, &activities);
    }
    if let Some((left, _)) = columns.years {
        pen.text(pos2(left, y), Align::Start, pen.theme.small(), soft, &years_text(tally));
    }
    draw_spark(pen, columns.spark, y, tally, color, span);
}

/// `2009–2021`, `2013`, or nothing where no year is known.
fn years_text(tally: &PartnerTally) -> String {
    match (tally.first_year, tally.last_year) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(year), _) | (None, Some(year)) => year.to_string(),
        (None, None) => String::new(),
    }
}

/// New ties over the years in small bars.
fn draw_spark(
    pen: &mut Pen<'_>,
    (left, right): (f32, f32),
    y: f32,
    tally: &PartnerTally,
    color: ecolor::Color32,
    span: (i16, i16),
) {
    let scale = pen.theme.type_sizes.label / 12.5;
    // On the line that the text stands on.
    let base = y + pen.ruler.cap_height(pen.theme.label()) / 2.0;
    pen.hair(pos2(left, base), pos2(right, base), pen.theme.border);
    // Bars as wide as can be told apart: several years share one where there is no room.
    let all_years = i32::from(span.1) - i32::from(span.0) + 1;
    let years_per_bar = ((all_years as f32 * 3.8 * scale / (right - left).max(1.0)).ceil() as i32).max(1);
    // The last bar ends with the last year, and the first begins as much earlier as it takes.
    let bars_in_all = (all_years + years_per_bar - 1) / years_per_bar;
    let first_year = i32::from(span.1) + 1 - bars_in_all * years_per_bar;
    let mut bars = std::collections::BTreeMap::<i32, u32>::new();
    for &(year, count) in tally.begun.iter().filter(|(year, _)| (span.0..=span.1).contains(year)) {
        *bars.entry((i32::from(year) - first_year) / years_per_bar).or_default() += count;
    }
    let places = Scale::new((0.0, f64::from(bars_in_all)), (left, right));
    for (bar, count) in bars {
        let (from, to) = (places.at(f64::from(bar)), places.at(f64::from(bar + 1)));
        let height = (3.0 + 3.0 * (count.min(4) as f32 - 1.0)) * scale;
        let rect = Rect::from_min_max(pos2(from, base - height), pos2((to - 0.8).max(from + 3.0).min(right), base));
        pen.scene.add(Shape::filled(rect, 0.0, color));
    }
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
    let columns = [
        field.word(),
        Field::Partner.word(),
        Word::TIES,
        Word::ACTIVITIES_COLUMN,
        Word::FIRST_YEAR_COLUMN,
        Word::LAST_YEAR_COLUMN,
    ];
    let rows = groups(input).into_iter().flat_map(|group| {
        let name = group.value.map_or(Word::NOT_STATED.text(input.lang), |code| input.name(field, code)).to_owned();
        group.partners.into_iter().map(move |tally| {
            vec![
                Cell::Text(name.clone()),
                Cell::Text(input.name(Field::Partner, tally.partner).to_owned()),
                Cell::count(tally.ties),
                if field == Field::Channel { Cell::Unknown } else { Cell::count(tally.activities) },
                Cell::year(tally.first_year),
                Cell::year(tally.last_year),
            ]
        })
    });
    NumberTable { columns: columns.map(|word| word.text(input.lang).to_owned()).into(), rows: rows.collect() }
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
        vec![phrases::shown_of(input, Table::Partnerships), phrases::by(input, input.options.partner_group)]
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
