//! A list of values in groups, each with its facts, what stands beside them and its years: partners, counterparts.

use std::collections::BTreeMap;
use std::fmt::Display;

use ecolor::Color32;
use emath::{Rect, pos2, vec2};

use super::axis::Scale;
use super::new_and_lost::{NewAndLost, Standing, mark_name};
use super::pen::Pen;
use super::scene::{Align, Font, Shape, Stroke};
use super::{ChartInput, PartnerSort, Scene};
use crate::data::{Code, Field};
use crate::query::{Subject, Tally};
use crate::words::{Lang, Word, grouped};

/// One heading and the values under it.
pub struct Group {
    /// The value of the grouping field; `None` where the file states none.
    pub value: Option<Code>,
    /// Facts of all of it.
    pub facts: usize,
    /// Those under the heading, in order.
    pub lines: Vec<Tally>,
}

/// What is listed, and how.
pub struct GroupedList<'a> {
    /// What the lines are values of.
    pub item: Field,
    /// What the groups are values of.
    pub by: Field,
    /// What is counted.
    pub counted: Word,
    /// A second column of numbers.
    pub beside: Option<Beside<'a>>,
    /// Groups, those with the most facts first.
    pub groups: Vec<Group>,
    /// The years of the small bars; `None` where nothing has a date.
    pub years: Option<(i16, i16)>,
    /// What stands above the lines of a group.
    pub headings: Headings,
    /// Every line, however long the picture gets.
    pub is_whole: bool,
    /// Groups fill one column and then the next, names take the room of those that are shown, and small bars have the scale
    /// of the tallest; else the columns hold halves of the groups and stay where they are while one filters.
    pub fills_columns: bool,
    /// Says of partners whether they are new or lost.
    pub new_and_lost: Option<NewAndLost>,
    /// "first 40 of 237 partners".
    pub first_of: fn(Lang, &dyn Display, &dyn Display) -> String,
}

/// What stands above the lines of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Headings {
    /// Its name with a colour of its own, which its lines have too.
    Colors,
    /// Its name with a bar, as the lines have.
    Bars,
    /// Nothing: there is one group only.
    None,
}

/// A second column of numbers.
pub struct Beside<'a> {
    /// Its heading.
    pub heading: Word,
    /// The largest number that may occur in it.
    pub most: usize,
    /// The number of each of some lines.
    /// Its room stays free where there is none.
    pub count: Option<Count<'a>>,
}

/// Gives a number for each of some lines.
pub type Count<'a> = &'a dyn Fn(&[&Tally]) -> Vec<usize>;

/// Puts the lines of a group in the order asked for; they come with the most facts first.
pub fn sort_lines(input: &ChartInput<'_>, item: Field, sort: PartnerSort, lines: &mut [Tally]) {
    match sort {
        // The order of the tallies.
        PartnerSort::Ties => {}
        PartnerSort::Activities => lines.sort_by_key(|tally| std::cmp::Reverse((tally.beside, tally.facts))),
        PartnerSort::Name => lines.sort_by_key(|tally| input.name(item, tally.value).to_lowercase()),
        PartnerSort::FirstYear => lines.sort_by_key(|tally| (tally.first_year.is_none(), tally.first_year)),
    }
}

/// Where the columns of the list lie.
struct Columns {
    left: f32,
    names_right: f32,
    /// Begin directly beside the names.
    bars: (f32, f32),
    facts_right: f32,
    beside_right: f32,
    years: Option<(f32, f32)>,
    spark: (f32, f32),
}

impl Columns {
    /// From the left: names as wide as the widest, at least half of the list where they need it; the rest goes to the bars
    /// and the years.
    fn new(pen: &Pen<'_>, input: &ChartInput<'_>, list: &GroupedList<'_>, widest_name: f32) -> Self {
        let (width, scale) = (pen.scene.size.x, pen.theme.type_sizes.label / 12.5);
        let (left, gap) = (if list.headings == Headings::None { 0.0 } else { 16.0 * scale }, 7.0 * scale);
        let font = pen.theme.small();
        // First and last year need room that a narrow pane does not have; there they are in the tooltip.
        let has_years = list.years.is_some() && width > 420.0 * scale;
        let years_width = if has_years { pen.width("2000–2000", font) + 12.0 } else { 0.0 };
        let head = |word: Word| pen.width(word.text(input.lang), font);
        // The numbers of lines stand in the larger type of the list, the totals of groups in bold.
        let number = |most: usize, font: Font| pen.width(&grouped(most.max(100)), font);
        let of_lines = list.groups.iter().filter(|_| list.headings == Headings::None).flat_map(|group| &group.lines);
        let of_lines = of_lines.map(|tally| tally.facts);
        let most_facts = list.groups.iter().map(|group| group.facts).chain(of_lines).max().unwrap_or(0);
        let beside_width = list
            .beside
            .as_ref()
            .map_or(0.0, |beside| head(beside.heading).max(number(beside.most, pen.theme.label())) + 8.0);
        let facts_width = head(list.counted).max(number(most_facts, pen.theme.strong())) + 5.0;
        let free = width - left - 2.0 * gap - facts_width - beside_width - years_width;
        let least = (12.0 + 36.0) * scale;
        let names_width = widest_name.min((free - least).max(0.5 * width)).min(free).max(0.0);
        let rest = (free - names_width).max(0.0);
        // The small bars are as wide as the years that they run over.
        let spark_least = pen.width("’00–’00", font) + 1.0;
        let bars_width = if list.years.is_some() {
            (0.36 * rest).min(150.0 * scale).min(rest - spark_least).max(10.0 * scale).min(rest)
        } else {
            rest
        };
        let spark_width = (rest - bars_width).min(260.0 * scale);
        let names_right = left + names_width;
        let bars = (names_right + gap, names_right + gap + bars_width);
        let facts_right = bars.1 + facts_width;
        let beside_right = facts_right + beside_width;
        let spark_left = beside_right + gap + years_width;
        let years = (years_width > 0.0).then_some((beside_right + gap + 4.0, spark_left - 8.0));
        Self {
            left,
            names_right,
            bars,
            facts_right,
            beside_right,
            years,
            spark: (spark_left, spark_left + spark_width),
        }
    }
}

/// The least width of a picture that holds two lists side by side, at the type size of a screen.
const TWO_LISTS: f32 = 720.0;
/// Of the lines of a group, so many say how wide the names are.
const MEASURED: usize = 100;
/// Between the two.
const BETWEEN_LISTS: f32 = 30.0;

/// What all parts of a list are drawn with.
struct Drawn<'a, 'l> {
    list: &'a GroupedList<'l>,
    columns: Columns,
    /// What the longest bar stands for.
    longest: usize,
    /// The number of facts that the tallest of the small bars stands for.
    tallest: u32,
}

/// What a column shows of a group: the place of the group, and how many of its lines from which on.
type Part = (usize, std::ops::Range<usize>);

/// Heights at a scale of type.
struct Pitch {
    line: f32,
    heading: f32,
    /// Of the line above a list.
    header: f32,
}

impl GroupedList<'_> {
    fn pitch(&self, pen: &Pen<'_>) -> Pitch {
        let scale = pen.theme.type_sizes.label / 12.5;
        let heading = if self.headings == Headings::None { 0.0 } else { 25.0 * scale };
        Pitch { line: 19.5 * scale, heading, header: 24.0 * scale }
    }

    /// Lays the list out, in two columns where there is room; if it is whole it is one, and the scene grows as long as it is.
    pub fn draw(&self, input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
        let size = pen.scene.size;
        let scale = pen.theme.type_sizes.label / 12.5;
        let foot_line = pen.theme.small().size + 8.0;
        let footer = foot_line * if self.new_and_lost.is_some() { 2.0 } else { 1.0 };
        let parts = self.parts(size.x >= TWO_LISTS * scale, size.y - footer, &self.pitch(&pen));
        let gaps = (parts.len() - 1) as f32 * BETWEEN_LISTS * scale;
        let list_size = vec2((size.x - gaps) / parts.len() as f32, size.y - footer);
        let widest_name = self.widest_name(input, &pen, &parts);
        let of_lines = self.groups.iter().flat_map(|group| &group.lines).map(|tally| tally.facts);
        let of_headings = self.groups.iter().filter(|_| self.headings == Headings::Bars).map(|group| group.facts);
        let longest = of_lines.chain(of_headings).max().unwrap_or(1).max(1);
        let (mut bottom, mut shown) = (0.0_f32, 0);
        for (index, parts) in parts.iter().enumerate() {
            let part = Pen::new(list_size, pen.theme, pen.ruler);
            let columns = Columns::new(&part, input, self, widest_name);
            let tallest = self.tallest(&part, &columns);
            let drawn = Drawn { list: self, columns, longest, tallest };
            let (scene, list_bottom) = drawn.draw_list(input, part, parts);
            pen.scene.append(scene, vec2(index as f32 * (list_size.x + BETWEEN_LISTS * scale), 0.0));
            bottom = bottom.max(list_bottom);
            shown += parts.iter().map(|(_, lines)| lines.len()).sum::<usize>();
        }
        let all: usize = self.groups.iter().map(|group| group.lines.len()).sum();
        if shown < all {
            let note = (self.first_of)(input.lang, &grouped(shown), &grouped(all));
            pen.scene.left_out.push(note.clone());
            pen.text(pos2(0.0, bottom + foot_line / 2.0), Align::Start, pen.theme.small(), pen.theme.ink_soft, &note);
        }
        if let Some(new_and_lost) = &self.new_and_lost {
            let line = if shown < all { 1.5 } else { 0.5 };
            new_and_lost.draw_key(input.lang, &mut pen, bottom + line * foot_line);
        }
        pen.scene.size.y = size.y.max(bottom + footer);
        pen.scene
    }

    /// What each of one or two columns of a height shows.
    fn parts(&self, is_wide: bool, height: f32, pitch: &Pitch) -> Vec<Vec<Part>> {
        let groups = self.groups.as_slice();
        let room = height - pitch.header - 2.0;
        let shown_from = |first: usize, groups: &[Group], room: f32| -> Vec<Part> {
            let shown = shown_lines(groups, room, pitch);
            (first..).zip(shown).filter_map(|(index, count)| Some((index, 0..count?))).collect()
        };
        if self.is_whole {
            return vec![groups.iter().enumerate().map(|(index, group)| (index, 0..group.lines.len())).collect()];
        }
        if self.fills_columns {
            return in_columns(shown_from(0, groups, if is_wide { 2.0 * room } else { room }), room, pitch);
        }
        if is_wide && groups.len() > 2 {
            let (left, right) = groups.split_at(groups.len().div_ceil(2));
            return vec![shown_from(0, left, room), shown_from(left.len(), right, room)];
        }
        vec![shown_from(0, groups, room)]
    }

    /// Where columns are filled one after the other, of the names that are shown; else of all that might be, so that columns
    /// hold still.
    fn widest_name(&self, input: &ChartInput<'_>, pen: &Pen<'_>, parts: &[Vec<Part>]) -> f32 {
        let width = |value: Code| pen.width(input.short_name(self.item, value), pen.theme.label());
        let head = pen.width(self.item.word().text(input.lang), pen.theme.small());
        if !self.fills_columns {
            let names = self.groups.iter().flat_map(|group| group.lines.iter().take(MEASURED));
            return names.map(|tally| width(tally.value)).fold(head, f32::max);
        }
        let names = parts.iter().flatten().flat_map(|(index, lines)| &self.groups[*index].lines[lines.clone()]);
        let headings = parts.iter().flatten().filter(|_| self.headings == Headings::Bars);
        // Headings begin further left and are in bold.
        let headings = headings.filter_map(|(index, _)| self.groups[*index].value);
        let headings = headings.map(|value| pen.width(input.name(self.by, value), pen.theme.strong()) - 10.0);
        names.map(|tally| width(tally.value)).chain(headings).fold(head, f32::max)
    }

    /// Most facts that one of the small bars stands for: all have one scale. Ties are few: four of them make a full bar.
    fn tallest(&self, pen: &Pen<'_>, columns: &Columns) -> u32 {
        const FEW: u32 = 4;
        let Some(years) = self.years.filter(|_| self.fills_columns) else { return FEW };
        let most = |tally: &Tally| spark_bars(pen, columns.spark, tally, years).1.into_values().max().unwrap_or(0);
        // A line with fewer facts in all than a bar of another has none as tall.
        self.groups
            .iter()
            .flat_map(|group| &group.lines)
            .fold(FEW, |tallest, tally| if tally.facts as u32 <= tallest { tallest } else { tallest.max(most(tally)) })
    }
}

/// Groups one below the other in as many columns as it takes; a group stays in one, but lines without headings need not.
fn in_columns(shown: Vec<Part>, room: f32, pitch: &Pitch) -> Vec<Vec<Part>> {
    let mut columns: Vec<Vec<Part>> = vec![Vec::new()];
    let mut left = room;
    for (index, mut lines) in shown {
        if pitch.heading == 0.0 {
            while lines.len() as f32 * pitch.line > left {
                let fitting = ((left / pitch.line) as usize).clamp(1, lines.len());
                columns
                    .last_mut()
                    .into_iter()
                    .for_each(|column| column.push((index, lines.start..lines.start + fitting)));
                lines.start += fitting;
                if lines.is_empty() {
                    break;
                }
                columns.push(Vec::new());
                left = room;
            }
        } else if pitch.heading + lines.len() as f32 * pitch.line > left
            && columns.last().is_some_and(|c| !c.is_empty())
        {
            if columns.len() == 2 {
                break;
            }
            columns.push(Vec::new());
            left = room;
        }
        left -= pitch.heading + lines.len() as f32 * pitch.line;
        columns.last_mut().into_iter().for_each(|column| column.push((index, lines.clone())));
    }
    columns.truncate(2);
    columns
}

impl Drawn<'_, '_> {
    /// One column from the top of a scene, and its lower end.
    fn draw_list(&self, input: &ChartInput<'_>, mut pen: Pen<'_>, parts: &[Part]) -> (Scene, f32) {
        let pitch = self.list.pitch(&pen);
        self.draw_header(input, &mut pen, pitch.header);
        let group = |index: usize| &self.list.groups[index];
        let lines: Vec<&Tally> = parts.iter().flat_map(|(index, lines)| &group(*index).lines[lines.clone()]).collect();
        let beside = self.list.beside.as_ref().and_then(|beside| Some((beside.count?)(&lines)));
        let (mut y, mut place) = (pitch.header + 2.0, 0);
        for (index, lines) in parts {
            let group = group(*index);
            let color = self.color(&pen, group, *index);
            if self.list.headings != Headings::None {
                self.draw_heading(input, &mut pen, (group, color), y + pitch.heading / 2.0);
            }
            y += pitch.heading;
            for tally in &group.lines[lines.clone()] {
                let beside = beside.as_ref().map(|beside| beside[place]);
                self.draw_line(input, &mut pen, (tally, beside, color), y + pitch.line / 2.0);
                (y, place) = (y + pitch.line, place + 1);
            }
        }
        (pen.scene, y)
    }

    fn draw_header(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, height: f32) {
        let Self { list, columns, .. } = self;
        let font = pen.theme.small();
        let soft = pen.theme.ink_soft;
        let y = height / 2.0 - 2.0;
        let ruler = pen.ruler;
        let mut head = |x: f32, align: Align, text: &str| pen.text(pos2(x, y), align, font, soft, text);
        head(0.0, Align::Start, list.item.word().text(input.lang));
        head(columns.facts_right, Align::End, list.counted.text(input.lang));
        let beside = list.beside.as_ref().filter(|beside| beside.count.is_some());
        if let Some(beside) = beside {
            head(columns.beside_right, Align::End, beside.heading.text(input.lang));
        }
        if let Some((first, last)) = list.years {
            // In full, in two digits, or not at all; where no years stand beside the bars, their heading may reach that far.
            let numbers_right = if beside.is_some() { columns.beside_right } else { columns.facts_right };
            let left = if columns.years.is_some() { columns.spark.0 - 4.0 } else { numbers_right + 6.0 };
            let room = columns.spark.1 - left;
            let span = if first == last { first.to_string() } else { format!("{first}–{last}") };
            let short_span = format!("’{:02}–’{:02}", first.rem_euclid(100), last.rem_euclid(100));
            if let Some(span) = [span, short_span].iter().find(|text| ruler.width(text, font) <= room) {
                head(columns.spark.1, Align::End, span);
            }
        }
        if let Some((left, _)) = columns.years {
            head(left, Align::Start, Word::FIRST_LAST.text(input.lang));
        }
        pen.hair(pos2(0.0, height - 2.0), pos2(columns.spark.1, height - 2.0), pen.theme.border);
    }

    /// The colour of a group: sectors by rank, other groupings by the order of the vocabulary.
    fn color(&self, pen: &Pen<'_>, group: &Group, rank: usize) -> Color32 {
        match group.value {
            Some(_) if self.list.headings == Headings::Bars => pen.theme.accent,
            None if self.list.headings == Headings::None => pen.theme.accent,
            Some(code) => pen.theme.category(if code.index() < 7 { code.index() } else { rank.max(7) }),
            None => pen.theme.other,
        }
    }

    fn draw_heading(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, (group, color): (&Group, Color32), y: f32) {
        let Self { list, columns, .. } = self;
        let font = pen.theme.strong();
        let subject = group.value.map(|code| Subject::Value(list.by, code));
        let total = grouped(group.facts);
        let name = group.value.map_or(Word::NOT_STATED.text(input.lang), |code| input.name(list.by, code));
        let left = if list.headings == Headings::Colors {
            let radius = 0.36 * font.size;
            pen.scene.add(Shape::Circle { center: pos2(radius, y), radius, fill: color, stroke: Stroke::NONE });
            columns.left
        } else {
            self.draw_bar(pen, group.facts, color, y);
            0.0
        };
        // Bars of colours leave the line to the heading.
        let right = if list.headings == Headings::Colors {
            columns.facts_right - pen.width(&total, font) - 8.0
        } else {
            columns.names_right
        };
        let name = pen.fit(name, font, right - left).into_owned();
        pen.text_for(subject, pos2(left, y), Align::Start, font, pen.theme.ink, &name);
        pen.text(pos2(columns.facts_right, y), Align::End, font, pen.theme.ink, &total);
    }

    fn draw_bar(&self, pen: &mut Pen<'_>, facts: usize, color: Color32, y: f32) {
        let scale = pen.theme.type_sizes.label / 12.5;
        let (left, right) = self.columns.bars;
        let width = (right - left) * facts as f32 / self.longest as f32;
        if facts > 0 {
            let bar = Rect::from_min_size(pos2(left, y - 4.5 * scale), vec2(width.max(3.0 * scale), 9.0 * scale));
            pen.scene.add(Shape::filled(bar, 1.5, color));
        }
    }

    fn draw_line(
        &self,
        input: &ChartInput<'_>,
        pen: &mut Pen<'_>,
        (tally, beside, color): (&Tally, Option<usize>, Color32),
        y: f32,
    ) {
        let Self { list, columns, .. } = self;
        let scale = pen.theme.type_sizes.label / 12.5;
        let (font, ink, soft) = (pen.theme.label(), pen.theme.ink, pen.theme.ink_soft);
        let subject = Subject::Value(list.item, tally.value);
        // The whole line answers the pointer, not only its ink.
        let line = Rect::from_min_max(pos2(0.0, y - 9.0 * scale), pos2(columns.spark.1, y + 9.0 * scale));
        pen.scene.add_for(subject.clone(), Shape::filled(line, 3.0, Color32::TRANSPARENT));
        let name =
            pen.fit(input.short_name(list.item, tally.value), font, columns.names_right - columns.left).into_owned();
        let standing = list.new_and_lost.as_ref().and_then(|partners| partners.standing(tally.value));
        let name_ink = if standing.is_some_and(Standing::is_lost) { soft } else { ink };
        let name = pen.text_for(Some(subject), pos2(columns.left, y), Align::Start, font, name_ink, &name);
        if let Some(standing) = standing {
            mark_name(pen, standing, name, y);
        }
        self.draw_bar(pen, tally.facts, pen.theme.tint(color), y);
        pen.text(pos2(columns.facts_right, y), Align::End, font, soft, &grouped(tally.facts));
        if let Some(beside) = beside {
            let number = if beside == 0 { "–".to_owned() } else { grouped(beside) };
            pen.text(pos2(columns.beside_right, y), Align::End, font, soft, &number);
        }
        if let Some((left, _)) = columns.years {
            pen.text(pos2(left, y), Align::Start, pen.theme.small(), soft, &years_text(tally));
        }
        if let Some(years) = list.years {
            draw_spark(pen, columns.spark, y, (tally, self.tallest), color, years);
        }
    }
}

/// How many lines of each group fit, `None` where not even its heading does: every group gets its first, then the next
/// largest of any group, and so on.
fn shown_lines(groups: &[Group], height: f32, pitch: &Pitch) -> Vec<Option<usize>> {
    let mut left = height;
    let mut shown = vec![None; groups.len()];
    for (group, count) in groups.iter().zip(&mut shown) {
        let first = group.lines.len().min(1);
        let needed = pitch.heading + pitch.line * first as f32;
        if left >= needed {
            left -= needed;
            *count = Some(first);
        }
    }
    if let (Some(first), Some(group)) = (shown.first_mut(), groups.first()) {
        first.get_or_insert(group.lines.len().min(1));
    }
    while left >= pitch.line {
        // The group that shows the least so far; of equals, the larger.
        let next = (0..groups.len())
            .filter_map(|index| Some((index, shown[index]?)))
            .filter(|&(index, count)| count < groups[index].lines.len())
            .min_by_key(|&(index, count)| (count.min(3), std::cmp::Reverse(groups[index].lines[count].facts), count));
        let Some((next, count)) = next else { break };
        shown[next] = Some(count + 1);
        left -= pitch.line;
    }
    shown
}

/// `2009–2021`, `2013`, or nothing where no year is known.
fn years_text(tally: &Tally) -> String {
    match (tally.first_year, tally.last_year) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(year), _) | (None, Some(year)) => year.to_string(),
        (None, None) => String::new(),
    }
}

/// How many small bars there are, wide enough to be told apart, and the facts of each that has any.
fn spark_bars(
    pen: &Pen<'_>,
    (left, right): (f32, f32),
    tally: &Tally,
    (first, last): (i16, i16),
) -> (i32, BTreeMap<i32, u32>) {
    let scale = pen.theme.type_sizes.label / 12.5;
    let all_years = i32::from(last) - i32::from(first) + 1;
    // Several years share one where there is no room.
    let years_per_bar = ((all_years as f32 * 3.8 * scale / (right - left).max(1.0)).ceil() as i32).max(1);
    // The last bar ends with the last year, and the first begins as much earlier as it takes.
    let bars_in_all = (all_years + years_per_bar - 1) / years_per_bar;
    let first_year = i32::from(last) + 1 - bars_in_all * years_per_bar;
    let mut bars = BTreeMap::new();
    for &(year, count) in tally.begun.iter().filter(|(year, _)| (first..=last).contains(year)) {
        *bars.entry((i32::from(year) - first_year) / years_per_bar).or_default() += count;
    }
    (bars_in_all, bars)
}

/// New facts over the years in small bars, the tallest of which stands for so many.
fn draw_spark(
    pen: &mut Pen<'_>,
    (left, right): (f32, f32),
    y: f32,
    (tally, tallest): (&Tally, u32),
    color: Color32,
    years: (i16, i16),
) {
    let scale = pen.theme.type_sizes.label / 12.5;
    // On the line that the text stands on.
    let base = y + pen.ruler.cap_height(pen.theme.label()) / 2.0;
    pen.hair(pos2(left, base), pos2(right, base), pen.theme.border);
    let (bars_in_all, bars) = spark_bars(pen, (left, right), tally, years);
    let places = Scale::new((0.0, f64::from(bars_in_all)), (left, right));
    for (bar, count) in bars {
        let (from, to) = (places.at(f64::from(bar)), places.at(f64::from(bar + 1)));
        let share = (count.min(tallest) as f32 - 1.0) / (tallest as f32 - 1.0);
        let height = (3.0 + 9.0 * share) * scale;
        let rect = Rect::from_min_max(pos2(from, base - height), pos2((to - 0.8).max(from + 3.0).min(right), base));
        pen.scene.add(Shape::filled(rect, 0.0, color));
    }
}
