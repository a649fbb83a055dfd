//! A city on one page: headline figures, its activities by year, and lists of what it has. The page of the window, the
//! figure and the slide are made from the same blocks.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use emath::{Rect, pos2, vec2};

use super::pen::Pen;
use super::ruler::fit;
use super::scene::{Align, Font, MeasureText, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::{Chart, ChartInput, ChartOptions, ChartSpec, Drawing, Home, Scene, Theme, phrases};
use crate::data::{Code, Date, Field, Row, Table};
use crate::query::indicators::Records;
use crate::query::{Answer, Choice, Cited, Dimension, Filter, Pair, Subject};
use crate::words::{Word, grouped};

/// A city on one page.
pub static SPEC: ChartSpec = ChartSpec {
    id: "profile",
    title: Word::PROFILE_TITLE,
    home: Home::Cities,
    tables: &[Table::Activities, Table::Memberships, Table::Partnerships, Table::Institutions],
    drawing: Drawing::Facts { layout, table, subtitle },
    ..ChartSpec::PLAIN
};

/// A city, and what passes the filter of it.
pub struct CityAnswer<'a> {
    /// The filter, with this city and no other.
    pub filter: Cow<'a, Filter>,
    /// What passes it.
    pub answer: Cow<'a, Answer>,
}

impl<'a> CityAnswer<'a> {
    /// The answer for a city; that of the view where it is about this very city.
    pub fn new(input: &ChartInput<'a>, city: Code) -> Self {
        let id = input.dataset.vocabulary(Field::City)[city].id.clone();
        let choice = Choice { include: [id].into(), ..Choice::default() };
        if input.filter.choice(Field::City) == choice && input.filter.member_of.is_empty() {
            return Self { filter: Cow::Borrowed(input.filter), answer: Cow::Borrowed(input.answer) };
        }
        let mut filter = input.filter.clone();
        filter.within.clear();
        filter.clear(Dimension::MemberOf);
        filter.set_choice(Field::City, choice);
        let answer = input.ask(&filter);
        Self { filter: Cow::Owned(filter), answer: Cow::Owned(answer) }
    }

    /// What charts of this city are laid out from.
    pub fn input<'b>(&'b self, input: &ChartInput<'b>) -> ChartInput<'b> {
        ChartInput { answer: &self.answer, filter: &self.filter, ..*input }
    }
}

/// The cities that a view is about: those asked for, else those that the filter includes.
pub fn cities(input: &ChartInput<'_>) -> Vec<Code> {
    let vocabulary = input.dataset.vocabulary(Field::City);
    let asked: Vec<Code> = input.options.cities.iter().filter_map(|id| vocabulary.code(id)).collect();
    if !asked.is_empty() {
        return asked;
    }
    let included = input.filter.choice(Field::City).include;
    included.iter().filter_map(|id| vocabulary.code(id)).collect()
}

/// One part of the page, in its place.
pub struct Block {
    /// Where.
    pub rect: Rect,
    /// What stands above it; empty for the figures.
    pub title: String,
    /// What it holds.
    pub content: BlockContent,
}

/// What a part of the page holds.
pub enum BlockContent {
    /// Numbers with what they count.
    Figures(Vec<(usize, Word)>),
    /// A chart of the city.
    Chart(Chart),
    /// Lines of text.
    Lines(Vec<Line>),
}

/// One line of a list.
pub struct Line {
    /// What it says; where room ends, this is cut.
    text: String,
    /// What it ends with and keeps: a role, a sector, a kind.
    tail: String,
    /// Set off from the others: a leading role.
    pub is_strong: bool,
    /// Says less than the others: what is left out, or why there is nothing.
    pub is_soft: bool,
    /// What it stands for.
    pub subject: Option<Subject>,
}

impl Line {
    fn new(text: String, subject: Option<Subject>) -> Self {
        Self { text, tail: String::new(), is_strong: false, is_soft: false, subject }
    }

    /// With a word more behind its text; nothing where that is empty.
    fn ending_in(mut self, tail: &str) -> Self {
        if !tail.is_empty() {
            self.tail = format!(" · {tail}");
        }
        self
    }

    /// All of it.
    pub fn whole(&self) -> String {
        format!("{}{}", self.text, self.tail)
    }

    /// As much of it as has room. A long name gives way to what stands behind it, unless that would leave no name.
    pub fn fitted(&self, font: Font, width: f32, ruler: &dyn MeasureText) -> String {
        let tail_width = ruler.width(&self.tail, font);
        if tail_width > 0.5 * width {
            return fit(&self.whole(), font, width, ruler).into_owned();
        }
        format!("{}{}", fit(&self.text, font, width - tail_width, ruler), self.tail)
    }

    fn soft(text: String) -> Self {
        Self { is_soft: true, ..Self::new(text, None) }
    }
}

/// The type of a list.
pub fn line_font(theme: &Theme, line: &Line) -> Font {
    Font { bold: line.is_strong, ..theme.small() }
}

/// From one line of a list to the next, in sizes of its type.
pub const LINE: f32 = 1.35;

/// Height of a heading with the room under it.
pub fn heading_height(theme: &Theme) -> f32 {
    1.4 * theme.heading().size + 2.0
}

/// The page of a city, its parts in their places.
pub fn blocks(input: &ChartInput<'_>, city: Code, area: Rect, theme: &Theme) -> Vec<Block> {
    let figures_height = (2.9 * theme.heading().size).min(0.2 * area.height());
    let gap = (0.025 * area.width()).min(26.0);
    let row = Rect::from_min_size(area.min, vec2(area.width(), figures_height));
    let mut blocks = vec![Block { rect: row, title: String::new(), content: BlockContent::Figures(figures(input)) }];
    let below = area.with_min_y(row.bottom() + 1.1 * theme.heading().size);
    let column = |from: f32, to: f32| {
        let x = |share: f32| below.left() + share * (below.width() + gap);
        Rect::from_min_max(pos2(x(from), below.top()), pos2(x(to) - gap, below.bottom()))
    };
    let columns: [(Rect, [Part; 2]); 3] = [
        (column(0.0, 0.42), [(Word::ACTIVITIES_OVER_TIME, timeline), (Word::NEWEST_ACTIVITIES, newest)]),
        (column(0.42, 0.71), [(Word::NETWORK_MEMBERSHIP, memberships), (Word::OWN_INSTITUTIONS, institutions)]),
        (column(0.71, 1.0), [(Word::GOVERNANCE_PARTNERS, partners), (Word::COUNTERPART_COUNTRIES, countries)]),
    ];
    for (column, parts) in columns {
        let (upper, lower) = column.split_top_bottom_at_fraction(0.55);
        let lower = lower.with_min_y(lower.top() + 0.5 * theme.heading().size);
        for (rect, (word, list)) in [upper, lower].into_iter().zip(parts) {
            let room = ((rect.height() - heading_height(theme)) / (LINE * theme.small().size)).max(1.0) as usize;
            let content = list(input, city, room);
            blocks.push(Block { rect, title: word.text(input.lang).to_owned(), content });
        }
    }
    blocks
}

/// What a block is called, and what fills it.
type Part = (Word, Filling);
/// What fills a block, given the number of lines that it has room for.
type Filling = fn(&ChartInput<'_>, Code, usize) -> BlockContent;

fn timeline(_: &ChartInput<'_>, _: Code, _: usize) -> BlockContent {
    BlockContent::Chart(Chart::TIMELINE)
}

/// Lays the page out; without a city, says how to choose one.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let cities = cities(input);
    let Some(&city) = cities.first().filter(|_| area.width() > 260.0 && area.height() > 200.0) else {
        pen.empty_state(area, Word::CHOOSE_A_CITY.text(input.lang));
        return pen.scene;
    };
    let answer = CityAnswer::new(input, city);
    let input = answer.input(input);
    let theme = pen.theme;
    for block in blocks(&input, city, area, theme) {
        let mut rest = block.rect;
        if !block.title.is_empty() {
            let title = pen.fit(&block.title, theme.heading(), rest.width()).into_owned();
            let at = pos2(rest.left(), rest.top() + 0.6 * theme.heading().size);
            pen.text(at, Align::Start, theme.heading(), theme.ink, &title);
            rest.min.y += heading_height(theme);
        }
        match block.content {
            BlockContent::Figures(figures) => draw_figures(&input, &mut pen, rest, &figures),
            BlockContent::Chart(chart) => {
                // A low chart needs its height for the bars.
                let is_low = rest.height() < 8.0 * theme.label().size;
                let marks = super::Marks::default();
                let options = ChartOptions { gutter: None, without_key: is_low, marks, ..input.options.clone() };
                let input = ChartInput { options: &options, ..input };
                if rest.height() < 4.0 * theme.label().size {
                    continue;
                }
                let scene = chart.layout(&input, rest.size(), theme, pen.ruler);
                pen.scene.append(scene, rest.min.to_vec2());
            }
            BlockContent::Lines(lines) => draw_lines(&mut pen, rest, &lines),
        }
    }
    pen.scene
}

fn draw_figures(input: &ChartInput<'_>, pen: &mut Pen<'_>, row: Rect, figures: &[(usize, Word)]) {
    let theme = pen.theme;
    let number = Font { size: (1.7 * theme.heading().size).min(0.55 * row.height()), bold: true };
    let width = row.width() / figures.len() as f32;
    for (index, (count, word)) in figures.iter().enumerate() {
        let left = row.left() + index as f32 * width;
        pen.text(pos2(left, row.top() + 0.6 * number.size), Align::Start, number, theme.accent, &grouped(*count));
        let name = pen.fit(word.text(input.lang), theme.small(), width - 6.0).into_owned();
        let at = pos2(left, row.bottom() - 0.5 * theme.small().size);
        pen.text(at, Align::Start, theme.small(), theme.ink_soft, &name);
    }
    pen.scene.add(Shape::segment(
        row.left_bottom() + vec2(0.0, 4.0),
        row.right_bottom() + vec2(0.0, 4.0),
        Stroke::new(1.0, theme.border),
    ));
}

fn draw_lines(pen: &mut Pen<'_>, rect: Rect, lines: &[Line]) {
    let theme = pen.theme;
    let pitch = LINE * theme.small().size;
    for (index, line) in lines.iter().enumerate() {
        let y = rect.top() + pitch * (index as f32 + 0.5);
        if y + 0.5 * pitch > rect.bottom() + 2.0 {
            return;
        }
        let font = line_font(theme, line);
        let (text, whole) = (line.fitted(font, rect.width(), pen.ruler), line.whole());
        if text != whole {
            pen.scene.cut_names.push(whole);
        }
        let color = if line.is_soft { theme.ink_soft } else { theme.ink };
        pen.text_for(line.subject.clone(), pos2(rect.left(), y), Align::Start, font, color, &text);
    }
}

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

/// The beginning of a list, with the number of what there is no room for.
fn listed(input: &ChartInput<'_>, mut lines: Vec<Line>, all: usize, room: usize) -> BlockContent {
    if all > room {
        let more = all - room.saturating_sub(1);
        lines.truncate(room.saturating_sub(1));
        lines.push(Line::soft(Word::and_more(input.lang, &grouped(more))));
    }
    BlockContent::Lines(lines)
}

fn or_why_empty(input: &ChartInput<'_>, table: Table, lines: Vec<Line>, room: usize) -> BlockContent {
    if lines.is_empty() {
        return BlockContent::Lines(vec![Line::soft(phrases::why_empty(input, table))]);
    }
    let all = lines.len();
    listed(input, lines, all, room)
}

/// What a line of a city leads to: the city and one value more.
fn cited(title: &str, city: Code, field: Field, code: Code) -> Subject {
    let choices = vec![(Field::City, vec![city]), (field, vec![code])];
    let records = Records { choices, ..Records::default() };
    Subject::Figure(Box::new(Cited { title: title.to_owned(), lines: Vec::new(), records }))
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
        let year = pair.joined.map_or_else(|| "····".to_owned(), |date| date.year().to_string());
        let name = input.short_name(Field::Network, pair.network);
        let roles: Vec<&str> = pair.roles.iter().map(|&role| input.short_name(Field::Role, role)).collect();
        let subject = cited(input.name(Field::Network, pair.network), city, Field::Network, pair.network);
        let line = Line::new(format!("{year}  {name}"), Some(subject)).ending_in(&roles.join(", "));
        Line { is_strong: pair.is_leading(), ..line }
    };
    or_why_empty(input, Table::Memberships, pairs.iter().map(line).collect(), room)
}

/// Partners with the most ties first, each with the sector it is of.
fn partners(input: &ChartInput<'_>, city: Code, room: usize) -> BlockContent {
    let mut tallies = input.answer.partner_tallies(input.dataset).to_vec();
    tallies.retain(|tally| tally.facts > 0);
    let line = |tally: &crate::query::Tally| {
        let since = tally.first_year.map_or_else(|| "····".to_owned(), |year| year.to_string());
        let name = input.short_name(Field::Partner, tally.value);
        let sector = input.dataset.partners[tally.value.index()].sector;
        let sector = sector.map_or("", |sector| input.short_name(Field::Sector, sector));
        let subject = cited(input.name(Field::Partner, tally.value), city, Field::Partner, tally.value);
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
        let year = facts.start(row).map_or_else(|| "····".to_owned(), |date| date.year().to_string());
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
    let mut counted: Vec<(usize, Code)> =
        count_countries(input).into_iter().map(|(code, count)| (count, code)).collect();
    counted.sort_by_key(|&(count, code)| (Reverse(count), code));
    for &(count, code) in &counted {
        let name = input.short_name(Field::Country, code);
        let text = format!("{name}  {}", grouped(count));
        lines.push(Line::new(text, Some(cited(name, city, Field::Country, code))));
    }
    let mut content = or_why_empty(input, Table::Activities, lines, room.saturating_sub(1).max(1));
    if let BlockContent::Lines(lines) = &mut content {
        lines.push(coverage_line(input, city));
    }
    content
}

fn count_countries(input: &ChartInput<'_>) -> BTreeMap<Code, usize> {
    let facts = input.dataset.table(Table::Activities);
    let mut counts = BTreeMap::new();
    for row in input.answer.rows(Table::Activities).iter() {
        for &country in facts.codes(Field::Country, row) {
            *counts.entry(country).or_default() += 1;
        }
    }
    counts
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

/// The newest activities with what has no date left out.
fn newest(input: &ChartInput<'_>, _: Code, room: usize) -> BlockContent {
    let facts = input.dataset.table(Table::Activities);
    let mut dated: Vec<Row> =
        input.answer.rows(Table::Activities).iter().filter(|&row| facts.start(row).is_some()).collect();
    dated.sort_by_key(|&row| (Reverse(facts.start(row)), row));
    let line = |&row: &Row| {
        let date = facts.start(row).map_or_else(String::new, |date| date.to_string());
        let text = format!("{date}  {}", facts.title(row, input.lang));
        Line::new(text, Some(Subject::Fact(Table::Activities, row)))
    };
    if dated.is_empty() {
        return or_why_empty(input, Table::Activities, Vec::new(), room);
    }
    listed(input, dated.iter().take(room).map(line).collect(), dated.len(), room)
}

/// What the page lists, a row each: section, and what stands there.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let columns = [Word::SECTION_COLUMN, Word::TITLE_COLUMN, Word::VALUE_ONLY_COLUMN];
    let columns = columns.map(|word| word.text(input.lang).to_owned()).into();
    let Some(&city) = cities(input).first() else { return NumberTable { columns, rows: Vec::new() } };
    let answer = CityAnswer::new(input, city);
    let input = &answer.input(input);
    let name = input.name(Field::City, city);
    let mut rows: Vec<Vec<Cell>> = figures(input)
        .into_iter()
        .map(|(count, word)| {
            vec![Cell::Text(name.to_owned()), Cell::Text(word.text(input.lang).to_owned()), Cell::count(count)]
        })
        .collect();
    let lists: [Part; 5] = [
        (Word::NETWORK_MEMBERSHIP, memberships),
        (Word::GOVERNANCE_PARTNERS, partners),
        (Word::OWN_INSTITUTIONS, institutions),
        (Word::COUNTERPART_COUNTRIES, countries),
        (Word::NEWEST_ACTIVITIES, newest),
    ];
    for (word, list) in lists {
        const LISTED: usize = 1000;
        if let BlockContent::Lines(lines) = list(input, city, LISTED) {
            let row = |line: Line| {
                vec![Cell::Text(word.text(input.lang).to_owned()), Cell::Text(line.whole()), Cell::Unknown]
            };
            rows.extend(lines.into_iter().map(row));
        }
    }
    NumberTable { columns, rows }
}

/// Which city, and what of it passes.
pub fn subtitle(input: &ChartInput<'_>) -> String {
    let Some(&city) = cities(input).first() else { return Word::CHOOSE_A_CITY.text(input.lang).to_owned() };
    let answer = CityAnswer::new(input, city);
    let rows = answer.answer.rows(Table::Activities).count();
    format!("{} · {}", input.name(Field::City, city), Table::Activities.count_words(input.lang, rows))
}
