//! A city, network, partner or counterpart on one page: headline figures, its activities by year, and lists of what it has.
//! The page of the window, the figure and the slide are made from the same blocks.

mod city;
mod counterpart;
mod network;
mod partner;
mod parts;

use std::borrow::Cow;

use emath::{Rect, pos2, vec2};
use serde::{Deserialize, Serialize};

use super::pen::Pen;
use super::scene::{Align, Font, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartOptions, ChartSpec, Drawing, Home, Scene, Theme};
use crate::data::{Code, Dataset, Field, Table};
use crate::query::{Answer, Choice, Dimension, Filter};
use crate::words::{Word, grouped};

pub use city::figures;
use parts::PageSpec;
pub use parts::{Block, BlockContent, LINE, Line, heading_height, line_font};

/// One thing on one page.
pub static SPEC: ChartSpec = ChartSpec {
    id: "profile",
    title: Word::PROFILE_TITLE,
    title_of: Some(|input| page(input.about().map_or(Field::City, |about| about.0)).title.text(input.lang).to_owned()),
    home: Home::Profiles,
    tables: &[Table::Activities, Table::Memberships, Table::Partnerships, Table::Institutions],
    drawing: Drawing::Facts { layout, table, subtitle },
    ..ChartSpec::PLAIN
};

/// The fields whose values have a page.
pub const FIELDS: [Field; 4] = [Field::City, Field::Network, Field::Partner, Field::Counterpart];

fn page(field: Field) -> &'static PageSpec {
    let pages = [&city::PAGE, &network::PAGE, &partner::PAGE, &counterpart::PAGE];
    pages.into_iter().find(|page| page.field == field).unwrap_or(&city::PAGE)
}

/// What a page is about, by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// One of [`FIELDS`].
    pub field: Field,
    /// The id of the value.
    pub id: String,
}

impl About {
    /// The value in a dataset, if it still has it.
    pub fn find(&self, dataset: &Dataset) -> Option<(Field, Code)> {
        let code = dataset.vocabulary(self.field).code(&self.id)?;
        FIELDS.contains(&self.field).then_some((self.field, code))
    }
}

impl ChartInput<'_> {
    /// What a page is about: what was asked for; else the first city that was, or that the filter includes; else the network,
    /// partner or counterpart that it includes, where that is one.
    pub fn about(&self) -> Option<(Field, Code)> {
        let asked = || self.options.about.as_ref()?.find(self.dataset);
        let city = || Some((Field::City, *cities(self).first()?));
        let included = || {
            FIELDS[1..].iter().find_map(|&field| match self.filter.choice(field).include.iter().collect::<Vec<_>>()[..]
            {
                [id] => Some((field, self.dataset.vocabulary(field).code(id)?)),
                _ => None,
            })
        };
        asked().or_else(city).or_else(included)
    }
}

/// What passes the filter of one value.
pub struct PageAnswer<'a> {
    /// The filter, with this value of its field and no other.
    pub filter: Cow<'a, Filter>,
    /// What passes it.
    pub answer: Cow<'a, Answer>,
}

impl<'a> PageAnswer<'a> {
    /// The answer for a value; that of the view where it is about this very one.
    pub fn new(input: &ChartInput<'a>, (field, code): (Field, Code)) -> Self {
        let id = input.dataset.vocabulary(field)[code].id.clone();
        let choice = Choice { include: [id].into(), ..Choice::default() };
        let is_city = field == Field::City;
        // A page of a domestic network is about its members, though charts of many networks leave them out.
        let scope =
            input.dataset.networks.get(code.index()).filter(|_| field == Field::Network).and_then(|of| of.scope);
        let excluded = input.filter.choice(Field::Scope).exclude;
        let is_left_out =
            scope.is_some_and(|scope| excluded.contains(&input.dataset.vocabulary(Field::Scope)[scope].id));
        let is_narrowed = is_city && !input.filter.member_of.is_empty();
        if input.filter.choice(field) == choice && !is_narrowed && !is_left_out {
            return Self { filter: Cow::Borrowed(input.filter), answer: Cow::Borrowed(input.answer) };
        }
        let mut filter = input.filter.clone();
        if is_city {
            filter.within.clear();
            filter.clear(Dimension::MemberOf);
        }
        if is_left_out {
            filter.set_choice(Field::Scope, Choice::default());
        }
        filter.set_choice(field, choice);
        let answer = input.ask(&filter);
        Self { filter: Cow::Owned(filter), answer: Cow::Owned(answer) }
    }

    /// What charts of this value are laid out from.
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

/// The page of a value, its parts in their places; `input` holds what passes of it.
pub fn blocks(input: &ChartInput<'_>, (field, code): (Field, Code), area: Rect, theme: &Theme) -> Vec<Block> {
    let page = page(field);
    let figures_height = (2.9 * theme.heading().size).min(0.2 * area.height());
    let gap = (0.025 * area.width()).min(26.0);
    let row = Rect::from_min_size(area.min, vec2(area.width(), figures_height));
    let mut blocks =
        vec![Block { rect: row, title: String::new(), content: BlockContent::Figures((page.figures)(input)) }];
    let below = area.with_min_y(row.bottom() + 1.1 * theme.heading().size);
    let column = |from: f32, to: f32| {
        let x = |share: f32| below.left() + share * (below.width() + gap);
        Rect::from_min_max(pos2(x(from), below.top()), pos2(x(to) - gap, below.bottom()))
    };
    let columns = [column(0.0, 0.42), column(0.42, 0.71), column(0.71, 1.0)];
    for (column, parts) in columns.into_iter().zip(page.columns) {
        let (upper, lower) = column.split_top_bottom_at_fraction(0.55);
        let lower = lower.with_min_y(lower.top() + 0.5 * theme.heading().size);
        for (rect, (word, list)) in [upper, lower].into_iter().zip(parts) {
            let room = ((rect.height() - heading_height(theme)) / (LINE * theme.small().size)).max(1.0) as usize;
            let content = list(input, code, room);
            blocks.push(Block { rect, title: word.text(input.lang).to_owned(), content });
        }
    }
    blocks
}

/// Lays the page out; without a value, says how to choose one.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let Some(about) = input.about().filter(|_| area.width() > 260.0 && area.height() > 200.0) else {
        pen.empty_state(area, Word::CHOOSE_A_CITY.text(input.lang));
        return pen.scene;
    };
    let answer = PageAnswer::new(input, about);
    let input = answer.input(input);
    let theme = pen.theme;
    for block in blocks(&input, about, area, theme) {
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

/// What the page lists, a row each: section, and what stands there.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let columns = [Word::SECTION_COLUMN, Word::TITLE_COLUMN, Word::VALUE_ONLY_COLUMN];
    let columns = columns.map(|word| word.text(input.lang).to_owned()).into();
    let Some((field, code)) = input.about() else { return NumberTable { columns, rows: Vec::new() } };
    let answer = PageAnswer::new(input, (field, code));
    let input = &answer.input(input);
    let page = page(field);
    let name = input.name(field, code);
    let mut rows: Vec<Vec<Cell>> = (page.figures)(input)
        .into_iter()
        .map(|(count, word)| {
            vec![Cell::Text(name.to_owned()), Cell::Text(word.text(input.lang).to_owned()), Cell::count(count)]
        })
        .collect();
    let [[_, newest], second, third] = page.columns;
    for (word, list) in [second[0], third[0], second[1], third[1], newest] {
        const LISTED: usize = 1000;
        if let BlockContent::Lines(lines) = list(input, code, LISTED) {
            let row = |line: Line| {
                vec![Cell::Text(word.text(input.lang).to_owned()), Cell::Text(line.whole()), Cell::Unknown]
            };
            rows.extend(lines.into_iter().map(row));
        }
    }
    NumberTable { columns, rows }
}

/// What it is about, and how much of it passes.
pub fn subtitle(input: &ChartInput<'_>) -> String {
    let Some((field, code)) = input.about() else { return Word::CHOOSE_A_CITY.text(input.lang).to_owned() };
    let answer = PageAnswer::new(input, (field, code));
    let counted = page(field).tables.iter().map(|&table| {
        let rows = answer.answer.rows(table).count();
        table.count_words(input.lang, rows)
    });
    std::iter::once(input.name(field, code).to_owned()).chain(counted).collect::<Vec<_>>().join(" · ")
}
