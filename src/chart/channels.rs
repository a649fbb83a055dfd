//! Ties by how they work and with whom: a row a channel, a column a sector, in each cell the number of ties, and the sums of
//! rows and columns at their ends.

use std::collections::BTreeMap;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::pen::{Pen, climb};
use super::scene::{Align, Font, Shape};
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, phrases};
use crate::data::{Code, Field, Row, Table};
use crate::query::indicators::Records;
use crate::query::{Cited, Subject};
use crate::words::{Word, grouped};

/// Ties by channel and sector.
pub static SPEC: ChartSpec = ChartSpec {
    id: "channel-sector",
    title: Word::TIES_BY_CHANNEL_AND_SECTOR,
    home: Home::Partners,
    tab: Some(Word::CHANNELS_TAB),
    tables: &[Table::Partnerships],
    drawing: Drawing::Facts { layout, table, subtitle },
    has_facts: |dataset| dataset.table(Table::Partnerships).codes[Field::Channel as usize].has_values(),
    ..ChartSpec::PLAIN
};

/// A channel or sector; `None` where the file states none.
type Value = Option<Code>;

/// The ties that pass, by channel and sector.
struct Matrix {
    channels: Vec<Value>,
    sectors: Vec<Value>,
    /// By channel and sector, as they are listed.
    ties: Vec<Vec<usize>>,
    /// The ties without a channel or sector, which no filter leads to.
    unstated: BTreeMap<(Value, Value), Vec<Row>>,
}

impl Matrix {
    fn of(input: &ChartInput<'_>) -> Self {
        let facts = input.dataset.table(Table::Partnerships);
        let (mut counts, mut unstated) = (BTreeMap::new(), BTreeMap::new());
        for row in input.answer.rows(Table::Partnerships).iter() {
            let cell = (facts.code(Field::Channel, row), facts.code(Field::Sector, row));
            *counts.entry(cell).or_default() += 1;
            if cell.0.is_none() || cell.1.is_none() {
                unstated.entry(cell).or_insert_with(Vec::new).push(row);
            }
        }
        let count = |channel: Value, sector: Value| counts.get(&(channel, sector)).copied().unwrap_or(0);
        let channels = values(input, Field::Channel, counts.keys().any(|cell| cell.0.is_none()));
        let sectors = values(input, Field::Sector, counts.keys().any(|cell| cell.1.is_none()));
        let row = |&channel: &Value| sectors.iter().map(|&sector| count(channel, sector)).collect();
        Self { ties: channels.iter().map(row).collect(), channels, sectors, unstated }
    }

    fn of_channel(&self, row: usize) -> usize {
        self.ties[row].iter().sum()
    }

    fn of_sector(&self, column: usize) -> usize {
        self.ties.iter().map(|row| row[column]).sum()
    }

    fn all(&self) -> usize {
        self.ties.iter().flatten().sum()
    }

    /// The ties of a channel or of all, of a sector or of all; with the rows themselves where one is not stated.
    fn records(&self, channel: Option<Value>, sector: Option<Value>) -> Records {
        let chosen = [(Field::Channel, channel), (Field::Sector, sector)];
        let choices = chosen.into_iter().filter_map(|(field, value)| Some((field, vec![value??]))).collect();
        let is_unstated = channel == Some(None) || sector == Some(None);
        let is_own = |cell: &(Value, Value)| {
            channel.is_none_or(|channel| channel == cell.0) && sector.is_none_or(|sector| sector == cell.1)
        };
        let rows = || self.unstated.iter().filter(|(cell, _)| is_own(cell)).flat_map(|(_, rows)| rows).copied();
        let rows = is_unstated.then(|| (Table::Partnerships, rows().collect()));
        Records { choices, rows, ..Records::default() }
    }
}

/// The values of the file in their order, whatever passes: rows and columns hold still while one filters. What is not stated
/// stands last, where there is such.
fn values(input: &ChartInput<'_>, field: Field, some_unstated: bool) -> Vec<Value> {
    let [whole, answer] = [input.whole, input.answer].map(|answer| answer.table(Table::Partnerships));
    let occurs = |code: &Code| whole.count(field, *code) + answer.count(field, *code) > 0;
    let stated = input.dataset.vocabulary(field).codes().filter(occurs).map(Some);
    stated.chain(some_unstated.then_some(None)).collect()
}

fn name<'a>(input: &ChartInput<'a>, field: Field, value: Value) -> &'a str {
    value.map_or(Word::NOT_STATED.text(input.lang), |code| input.dataset.vocabulary(field)[code].short_name(input.lang))
}

/// Where the cells lie, and how many there is room for beside the sums.
struct Grid {
    origin: Pos2,
    cell: Vec2,
    /// The width of the column of sums, with the room before it.
    sum_width: f32,
    rows: usize,
    columns: usize,
    /// The length of headers that climb, where they have no room side by side.
    climbing: Option<f32>,
}

fn sum_font(pen: &Pen<'_>) -> Font {
    Font { bold: true, ..pen.theme.small() }
}

/// Between the cells and their sums.
const BEFORE_SUMS: f32 = 5.0;

impl Grid {
    fn of(input: &ChartInput<'_>, pen: &Pen<'_>, matrix: &Matrix) -> Self {
        let (size, font, small) = (pen.scene.size, pen.theme.label(), pen.theme.small());
        let scale = font.size / 12.5;
        let widest = |field: Field, values: &[Value], font: Font| {
            values.iter().map(|&value| pen.width(name(input, field, value), font)).fold(0.0, f32::max)
        };
        let sums = sum_font(pen);
        let of_sectors = (0..matrix.sectors.len()).map(|column| matrix.of_sector(column));
        let most = of_sectors.map(|ties| pen.width(&grouped(ties), sums)).fold(0.0, f32::max);
        let least = (most + 4.0).max(20.0 * scale);
        let sum_head = pen.width(Word::SUM.text(input.lang), small);
        let sum_width = (pen.width(&grouped(matrix.all()), sums) + 4.0).max(least).max(sum_head) + BEFORE_SUMS;
        // The names of channels give way where a sector would be left out for them.
        let free = size.x - sum_width - least * matrix.sectors.len() as f32;
        let names = widest(Field::Channel, &matrix.channels, font) + 10.0;
        let left = names.min(free.clamp(0.26 * size.x, 0.36 * size.x));
        let for_cells = size.x - left - sum_width;
        // Sums have a column as wide as the others, or as wide as they need.
        let alike = (for_cells + sum_width - BEFORE_SUMS) / (matrix.sectors.len() + 1) as f32;
        let width = if alike + BEFORE_SUMS >= sum_width { alike } else { for_cells / matrix.sectors.len() as f32 };
        let width = width.clamp(least, 110.0 * scale);
        let columns = ((for_cells / width + 0.01) as usize).clamp(1, matrix.sectors.len());
        let sum_width = sum_width.max(width + BEFORE_SUMS);
        let heads = widest(Field::Sector, &matrix.sectors, small).max(sum_head);
        let climbing = (heads > width - 6.0).then(|| heads.min(0.3 * size.y / climb().1));
        let top = climbing.map_or(1.7 * small.size, |longest| longest * climb().1 + small.size);
        let below = if columns < matrix.sectors.len() { 1.7 * small.size } else { 0.0 };
        let least = 16.5 * scale;
        let rows_in = |below: f32| (((size.y - top - below - BEFORE_SUMS) / least) as usize).saturating_sub(1);
        let (below, rows) = match rows_in(below) {
            rows if rows >= matrix.channels.len() => (below, matrix.channels.len()),
            _ => (1.7 * small.size, rows_in(1.7 * small.size).max(1)),
        };
        let height = ((size.y - top - below - BEFORE_SUMS) / (rows + 1) as f32).clamp(least, 34.0 * scale);
        Self { origin: pos2(left, top), cell: vec2(width, height), sum_width, rows, columns, climbing }
    }

    /// A cell; past the last row or column, a sum.
    fn rect(&self, row: usize, column: usize) -> Rect {
        let past = |place: usize, cells: usize| if place == cells { BEFORE_SUMS } else { 0.0 };
        let at = vec2(column as f32 * self.cell.x, row as f32 * self.cell.y);
        let beyond = vec2(past(column, self.columns), past(row, self.rows));
        let width = if column == self.columns { self.sum_width - BEFORE_SUMS } else { self.cell.x };
        Rect::from_min_size(self.origin + at + beyond, vec2(width, self.cell.y)).shrink(1.0)
    }
}

/// Lays out as many channels and sectors as fit.
fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    if input.answer.rows(Table::Partnerships).count() == 0 {
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        pen.empty_state(area, &phrases::why_empty(input, Table::Partnerships));
        return pen.scene;
    }
    let matrix = Matrix::of(input);
    let grid = Grid::of(input, &pen, &matrix);
    draw_headers(input, &mut pen, &grid, &matrix);
    let shown = matrix.ties[..grid.rows].iter().flat_map(|row| &row[..grid.columns]);
    let most = shown.copied().max().unwrap_or(1).max(1);
    for row in 0..grid.rows {
        draw_channel(input, &mut pen, &grid, &matrix, row);
        for column in 0..grid.columns {
            draw_cell(input, &mut pen, (&grid, &matrix), (row, column), most);
        }
    }
    draw_sums(input, &mut pen, &grid, &matrix);
    let (all_rows, all_columns) = (matrix.channels.len(), matrix.sectors.len());
    let bottom = grid.rect(grid.rows, 0).bottom();
    if grid.rows < all_rows || grid.columns < all_columns {
        let note = Word::rows_and_columns_shown(input.lang, &grid.rows, &all_rows, &grid.columns, &all_columns);
        pen.scene.left_out.push(note.clone());
        let small = pen.theme.small();
        let text = pen.fit(&note, small, pen.scene.size.x).into_owned();
        pen.text(pos2(0.0, bottom + 0.95 * small.size), Align::Start, small, pen.theme.ink_soft, &text);
    }
    pen.scene
}

fn draw_headers(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, matrix: &Matrix) {
    let (small, ink) = (pen.theme.small(), pen.theme.ink_soft);
    let center = |column: usize| grid.rect(0, column).center().x;
    for (column, &sector) in matrix.sectors[..grid.columns].iter().enumerate() {
        let subject = sector.map(|code| Subject::Value(Field::Sector, code));
        let head = name(input, Field::Sector, sector);
        let Some(longest) = grid.climbing else {
            pen.text_for(subject, pos2(center(column), 0.75 * small.size), Align::Middle, small, ink, head);
            continue;
        };
        let from = pos2(center(column) + 0.2 * small.size, grid.origin.y - 4.0);
        let room = (pen.scene.size.x - from.x - 0.25 * small.size) / climb().0 - 4.0;
        let head = pen.fit(head, small, longest.min(room)).into_owned();
        pen.climbing_text(subject, from, small, ink, &head);
    }
    // The last one has no room to climb, and needs none.
    let y = if grid.climbing.is_some() { grid.origin.y - 0.75 * small.size } else { 0.75 * small.size };
    pen.text(pos2(center(grid.columns), y), Align::Middle, small, ink, Word::SUM.text(input.lang));
}

/// The name before a row.
fn draw_channel(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, matrix: &Matrix, row: usize) {
    let font = pen.theme.label();
    let channel = matrix.channels[row];
    let subject = channel.map(|code| Subject::Value(Field::Channel, code));
    let name = pen.fit(name(input, Field::Channel, channel), font, grid.origin.x - 8.0).into_owned();
    let at = pos2(grid.origin.x - 7.0, grid.rect(row, 0).center().y);
    pen.text_for(subject, at, Align::End, font, pen.theme.ink, &name);
}

fn draw_cell(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    (grid, matrix): (&Grid, &Matrix),
    (row, column): (usize, usize),
    most: usize,
) {
    let (theme, rect, ties) = (pen.theme, grid.rect(row, column), matrix.ties[row][column]);
    if ties == 0 {
        pen.scene.add(Shape::filled(rect, 2.5, theme.faded(theme.sunken)));
        return;
    }
    let fill = theme.on_scale(ties as f32 / most as f32);
    let subject = subject(input, matrix, Some(matrix.channels[row]), Some(matrix.sectors[column]), ties);
    pen.scene.add_for(subject, Shape::filled(rect, 2.5, fill));
    pen.text(rect.center(), Align::Middle, theme.small(), theme.ink_on(fill), &grouped(ties));
}

/// The sums at the ends of rows and columns, without a colour: they are on another scale.
fn draw_sums(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, matrix: &Matrix) {
    let (ink, strong) = (pen.theme.ink, sum_font(pen));
    let mut sum = |(row, column): (usize, usize), subject: Subject, ties: usize| {
        let rect = grid.rect(row, column);
        pen.scene.add_for(subject, Shape::filled(rect, 2.5, ecolor::Color32::TRANSPARENT));
        pen.text(rect.center(), Align::Middle, strong, ink, &grouped(ties));
    };
    for (row, &channel) in matrix.channels[..grid.rows].iter().enumerate() {
        let ties = matrix.of_channel(row);
        sum((row, grid.columns), subject(input, matrix, Some(channel), None, ties), ties);
    }
    for (column, &sector) in matrix.sectors[..grid.columns].iter().enumerate() {
        let ties = matrix.of_sector(column);
        sum((grid.rows, column), subject(input, matrix, None, Some(sector), ties), ties);
    }
    let (all, corner) = (matrix.all(), grid.rect(grid.rows, grid.columns));
    pen.text(corner.center(), Align::Middle, strong, ink, &grouped(all));
    let at = pos2(grid.origin.x - 7.0, corner.center().y);
    pen.text(at, Align::End, pen.theme.label(), pen.theme.ink_soft, Word::SUM.text(input.lang));
    let line = grid.rect(grid.rows, 0).top() - 0.5 * BEFORE_SUMS;
    pen.hair(pos2(0.0, line), pos2(corner.right(), line), pen.theme.border);
}

/// What a cell or sum tells, and the ties that it counts.
fn subject(
    input: &ChartInput<'_>,
    matrix: &Matrix,
    channel: Option<Value>,
    sector: Option<Value>,
    ties: usize,
) -> Subject {
    let names = [(Field::Channel, channel), (Field::Sector, sector)];
    let names: Vec<&str> = names.into_iter().filter_map(|(field, value)| Some(name(input, field, value?))).collect();
    Subject::Figure(Box::new(Cited {
        title: names.join(" · "),
        lines: vec![Table::Partnerships.count_of_words(input.lang, ties, matrix.all())],
        records: matrix.records(channel, sector),
    }))
}

/// A row a channel, a column a sector, and the sums.
fn table(input: &ChartInput<'_>) -> NumberTable {
    let matrix = Matrix::of(input);
    let sum = Word::SUM.text(input.lang).to_owned();
    let heads = matrix.sectors.iter().map(|&sector| name(input, Field::Sector, sector).to_owned());
    let columns = [Field::Channel.word().text(input.lang).to_owned()].into_iter().chain(heads).chain([sum.clone()]);
    let row = |name: String, ties: Vec<usize>| -> Vec<Cell> {
        let all = ties.iter().sum();
        [Cell::Text(name)].into_iter().chain(ties.into_iter().chain([all]).map(Cell::count)).collect()
    };
    let channels = matrix.channels.iter().zip(&matrix.ties);
    let rows = channels.map(|(&channel, ties)| row(name(input, Field::Channel, channel).to_owned(), ties.clone()));
    let of_sectors = (0..matrix.sectors.len()).map(|column| matrix.of_sector(column)).collect();
    NumberTable { columns: columns.collect(), rows: rows.chain([row(sum, of_sectors)]).collect() }
}

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let fields = [Field::Channel, Field::Sector].map(|field| field.word().text(input.lang).to_lowercase());
        vec![phrases::shown_of(input, Table::Partnerships), Word::by(input.lang, &fields.join(" × "))]
    })
}
