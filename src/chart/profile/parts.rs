//! What pages about one thing are made of: blocks of figures, charts and lists, and lists that several pages have.

use std::cmp::Reverse;

use emath::Rect;

use crate::chart::ruler::fit;
use crate::chart::scene::{Font, MeasureText};
use crate::chart::{Chart, ChartInput, Theme, phrases};
use crate::data::{Code, Date, Field, Row, SourceRow, Table};
use crate::query::indicators::Records;
use crate::query::{Cited, Subject};
use crate::words::{Word, grouped};

/// A page about one value of a field.
pub struct PageSpec {
    /// The field.
    pub field: Field,
    /// What the page is called.
    pub title: Word,
    /// What its line under the title counts.
    pub tables: &'static [Table],
    /// Its headline figures.
    pub figures: fn(&ChartInput<'_>) -> Vec<(usize, Word)>,
    /// Three columns of two parts.
    pub columns: [[Part; 2]; 3],
}

/// What a block is called, and what fills it.
pub type Part = (Word, Filling);
/// What fills a block, given the number of lines that it has room for.
pub type Filling = fn(&ChartInput<'_>, Code, usize) -> BlockContent;

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
    pub(super) text: String,
    /// What it ends with and keeps: a role, a sector, a kind.
    pub(super) tail: String,
    /// Set off from the others: a leading role.
    pub is_strong: bool,
    /// Says less than the others: what is left out, or why there is nothing.
    pub is_soft: bool,
    /// What it stands for.
    pub subject: Option<Subject>,
}

impl Line {
    /// A line that leads to its subject.
    pub fn new(text: String, subject: Option<Subject>) -> Self {
        Self { text, tail: String::new(), is_strong: false, is_soft: false, subject }
    }

    /// With a word more behind its text; nothing where that is empty.
    #[must_use]
    pub fn ending_in(mut self, tail: &str) -> Self {
        if !tail.is_empty() {
            self.tail = format!(" · {tail}");
        }
        self
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it ends with, without the sign between.
    pub fn tail(&self) -> &str {
        self.tail.trim_start_matches(" · ")
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

    /// A line that says less than the others.
    pub fn soft(text: String) -> Self {
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

/// Activities over time.
pub const TIMELINE: Part = (Word::ACTIVITIES_OVER_TIME, |input, _, _| {
    if is_absent(input, Table::Activities) {
        none(input, Table::Activities)
    } else {
        BlockContent::Chart(Chart::TIMELINE)
    }
});
/// The newest activities.
pub const NEWEST: Part = (Word::NEWEST_ACTIVITIES, newest);
/// Activities by agenda.
pub const AGENDAS: Part = (Word::AGENDAS_OF_ACTIVITIES, |input, _, room| values(input, Field::Agenda, room));
/// Activities by form.
pub const FORMS: Part = (Word::FORMS_OF_ACTIVITIES, |input, _, room| values(input, Field::Form, room));

/// The beginning of a list, with the number of what there is no room for.
pub fn listed(input: &ChartInput<'_>, mut lines: Vec<Line>, all: usize, room: usize) -> BlockContent {
    if all > room {
        let more = all - room.saturating_sub(1);
        lines.truncate(room.saturating_sub(1));
        lines.push(Line::soft(Word::and_more(input.lang, &grouped(more))));
    }
    BlockContent::Lines(lines)
}

/// All lines that have room; where there is none, why.
pub fn or_why_empty(input: &ChartInput<'_>, table: Table, lines: Vec<Line>, room: usize) -> BlockContent {
    if lines.is_empty() {
        return none(input, table);
    }
    let all = lines.len();
    listed(input, lines, all, room)
}

/// Whether no row of a table, whatever the filter, has the network, partner or counterpart that is chosen.
fn is_absent(input: &ChartInput<'_>, table: Table) -> bool {
    let whole = input.whole.table(table);
    [Field::Network, Field::Partner, Field::Counterpart]
        .into_iter()
        .filter(|field| field.tables().contains(&table))
        .any(|field| {
            let included = input.filter.choice(field).include;
            let codes = included.iter().filter_map(|id| input.dataset.vocabulary(field).code(id));
            !included.is_empty() && codes.map(|code| whole.count(field, code)).sum::<u32>() == 0
        })
}

/// Why there is nothing of a table.
fn none(input: &ChartInput<'_>, table: Table) -> BlockContent {
    let text = if is_absent(input, table) {
        Word::NONE_IN_FILE.text(input.lang).to_owned()
    } else {
        phrases::why_empty(input, table)
    };
    BlockContent::Lines(vec![Line::soft(text)])
}

/// What a line of a page leads to: the facts of the value that the page is about and of one more.
pub fn cited(title: &str, about: (Field, Code), (field, code): (Field, Code)) -> Subject {
    let choices = vec![(about.0, vec![about.1]), (field, vec![code])];
    let records = Records { choices, ..Records::default() };
    Subject::Figure(Box::new(Cited { title: title.to_owned(), lines: Vec::new(), records }))
}

/// A year as the first word of a line; dots where it is unknown.
pub fn year_of(date: Option<Date>) -> String {
    date.map_or_else(|| "····".to_owned(), |date| date.year().to_string())
}

/// Values of a field with the number of activities that pass, the most frequent first.
pub fn counted(input: &ChartInput<'_>, field: Field) -> Vec<(usize, Code)> {
    let counts = input.answer.table(Table::Activities).counts_passing(field);
    let numbered = counts.into_iter().zip((0..).map(Code)).map(|(count, code)| (count as usize, code));
    let mut counted: Vec<(usize, Code)> = numbered.filter(|(count, _)| *count > 0).collect();
    counted.sort_by_key(|&(count, code)| (Reverse(count), code));
    counted
}

/// The same as lines.
fn values(input: &ChartInput<'_>, field: Field, room: usize) -> BlockContent {
    let line = |(count, code): (usize, Code)| {
        let text = format!("{}  {}", input.short_name(field, code), grouped(count));
        Line::new(text, Some(Subject::Value(field, code)))
    };
    or_why_empty(input, Table::Activities, counted(input, field).into_iter().map(line).collect(), room)
}

/// Where a page's value itself comes from, as the last line of what is known of it.
pub fn source_line(input: &ChartInput<'_>, source: Option<SourceRow>) -> Option<Line> {
    let source = input.dataset.source(source?);
    let parts = [source.publisher, source.title].into_iter().filter(|part| !part.is_empty());
    let text = parts.collect::<Vec<_>>().join(" · ");
    (!text.is_empty()).then(|| Line::soft(format!("{} {text}", Word::SOURCE_WORD.text(input.lang))))
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
