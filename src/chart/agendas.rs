//! Which agendas come up when: a row an agenda, a column a period, in each cell the share of the period's activities that
//! name the agenda. A period without any is a gap, never 0 %; few records make a hollow cell.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::legend::hatch;
use super::pen::Pen;
use super::periods::{short_period_name, years_name};
use super::scene::{Align, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::trends::figure_in_words;
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, phrases};
use crate::data::{Code, Field, Table};
use crate::query::aggregate::Period;
use crate::query::indicators::{FEW, Records, Statistic, Unit};
use crate::query::{Cited, Subject, Sweep};
use crate::words::{Word, grouped};

/// Agendas by period.
pub static SPEC: ChartSpec = ChartSpec {
    id: "agendas",
    title: Word::AGENDAS_BY_PERIOD,
    home: Home::Activities,
    tab: Some(Word::AGENDAS_TAB),
    tables: &[Table::Activities],
    drawing: Drawing::Facts { layout, table, subtitle },
    has_facts: |dataset| {
        let activities = dataset.table(Table::Activities);
        activities.start.dated() > 0 && activities.codes[Field::Agenda as usize].has_values()
    },
    ..ChartSpec::PLAIN
};

/// A period, and the agendas of its activities.
struct Column {
    period: Period,
    index: i32,
    /// Activities that name an agenda.
    n: usize,
    /// Activities by agenda.
    hits: Vec<usize>,
}

impl Column {
    /// First and last year.
    fn years(&self) -> (i16, i16) {
        let (begin, end) = self.period.span_years(self.index);
        (begin as i16, end as i16 - 1)
    }

    fn figure(&self, agenda: Code) -> Statistic {
        Statistic::share(self.hits[agenda.index()], self.n)
    }

    /// Whether the facts were collected before it was over.
    fn is_partial(&self, input: &ChartInput<'_>) -> bool {
        let end = self.period.span_years(self.index).1;
        input.dataset.meta.as_of.is_some_and(|as_of| as_of.span_years().1 < end)
    }
}

/// The agendas of the file, the most frequent first, whatever passes: rows hold still while one filters.
fn agendas(input: &ChartInput<'_>) -> Vec<Code> {
    let whole = input.whole.table(Table::Activities);
    let count = |code: &Code| whole.count(Field::Agenda, *code);
    let mut agendas: Vec<Code> =
        input.dataset.vocabulary(Field::Agenda).codes().filter(|code| count(code) > 0).collect();
    agendas.sort_by_key(|code| (std::cmp::Reverse(count(code)), *code));
    agendas
}

/// Every period from the first to the last that an activity passes in.
fn columns(input: &ChartInput<'_>) -> Vec<Column> {
    let sweep = Sweep::new(input.dataset.table(Table::Activities), input.answer.rows(Table::Activities));
    let period = input.options.trend_period;
    let Some((first, last)) = sweep.years() else { return Vec::new() };
    let [first, last] = [first, last].map(|year| (i32::from(year) * 12).div_euclid(period.months()));
    let agendas = input.dataset.vocabulary(Field::Agenda).len();
    let mut columns: Vec<Column> =
        (first..=last).map(|index| Column { period, index, n: 0, hits: vec![0; agendas] }).collect();
    let place = |date| period.of(date).map(|index| (index - first) as usize);
    sweep.lists_by_place(Field::Agenda, columns.len(), place, |place, list, rows| {
        let column = &mut columns[place];
        column.n += if list.is_empty() { 0 } else { rows as usize };
        for code in list {
            column.hits[code.index()] += rows as usize;
        }
    });
    columns
}

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let mut parts = vec![phrases::shown_of(input, Table::Activities)];
        parts.push(Word::SHARE_OF_THOSE_WITH_AGENDA.text(input.lang).to_owned());
        parts.extend(phrases::not_drawn(input, input.options.trend_period));
        parts
    })
}

/// Where the cells lie, and how many rows there is room for.
struct Grid {
    origin: Pos2,
    cell: Vec2,
    rows: usize,
}

impl Grid {
    fn of(input: &ChartInput<'_>, pen: &Pen<'_>, agendas: &[Code], columns: usize) -> Self {
        let (font, small) = (pen.theme.label(), pen.theme.small());
        let size = pen.scene.size;
        let names = agendas.iter().map(|&code| pen.width(input.short_name(Field::Agenda, code), font));
        let left = (names.fold(0.0, f32::max) + 10.0).min(0.36 * size.x);
        let top = 1.6 * small.size;
        // Under the rows stand n and, where rows are left out, a note.
        let room = (size.y - top - 1.7 * small.size).max(1.0);
        let least = 1.16 * font.size;
        let (room, rows) = if agendas.len() as f32 * least <= room {
            (room, agendas.len())
        } else {
            let room = (room - 1.6 * small.size).max(least);
            (room, ((room / least) as usize).clamp(1, agendas.len()))
        };
        let height = (room / rows as f32).min(2.1 * font.size);
        let width = ((size.x - left) / columns as f32).min(8.0 * font.size);
        Self { origin: pos2(left, top), cell: vec2(width, height), rows }
    }

    fn rect(&self, row: usize, column: usize) -> Rect {
        let at = self.origin + vec2(column as f32 * self.cell.x, row as f32 * self.cell.y);
        Rect::from_min_size(at, self.cell).shrink(if self.cell.x < 6.0 { 0.25 } else { 1.0 })
    }

    fn bottom(&self) -> f32 {
        self.origin.y + self.cell.y * self.rows as f32
    }
}

/// Lays out as many agendas as fit.
fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let (agendas, columns) = (agendas(input), columns(input));
    if columns.iter().all(|column| column.n == 0) {
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let is_passing = input.answer.rows(Table::Activities).count() > 0;
        let no_agenda = || Word::NO_AGENDA_NAMED.text(input.lang).to_owned();
        let text = if is_passing { no_agenda() } else { phrases::why_empty(input, Table::Activities) };
        pen.empty_state(area, &text);
        return pen.scene;
    }
    let grid = Grid::of(input, &pen, &agendas, columns.len());
    let shown = &agendas[..grid.rows];
    let highest = shown
        .iter()
        .flat_map(|&agenda| columns.iter().filter(|column| column.n >= FEW).map(move |column| (agenda, column)))
        .filter_map(|(agenda, column)| column.figure(agenda).value)
        .fold(0.01, f64::max);
    draw_columns(input, &mut pen, &grid, &columns);
    // The count stands beside the share where there is room for both in every cell.
    let widest = |texts: fn(&Statistic) -> String| {
        let figures = shown.iter().flat_map(|&agenda| columns.iter().map(move |column| column.figure(agenda)));
        figures
            .filter(|figure| figure.hits > Some(0))
            .map(|figure| pen.width(&texts(&figure), pen.theme.small()))
            .fold(0.0, f32::max)
    };
    let texts = [share_and_count, share].into_iter().find(|&texts| widest(texts) <= grid.cell.x - 4.0);
    for (row, &agenda) in shown.iter().enumerate() {
        let font = pen.theme.label();
        let name = pen.fit(input.short_name(Field::Agenda, agenda), font, grid.origin.x - 8.0).into_owned();
        let at = pos2(grid.origin.x - 7.0, grid.rect(row, 0).center().y);
        pen.text_for(Some(Subject::Value(Field::Agenda, agenda)), at, Align::End, font, pen.theme.ink, &name);
        for (index, column) in columns.iter().enumerate() {
            draw_cell(input, &mut pen, grid.rect(row, index), (agenda, column), highest, texts);
        }
    }
    if shown.len() < agendas.len() {
        let note = Word::first_of_agendas(input.lang, &grouped(shown.len()), &grouped(agendas.len()));
        let at = pos2(0.0, pen.scene.size.y - 0.7 * pen.theme.small().size);
        pen.scene.left_out.push(note.clone());
        pen.text(at, Align::Start, pen.theme.small(), pen.theme.ink_soft, &note);
    }
    pen.scene
}

/// The names of the periods above the cells and their n below, as many as have room side by side.
fn draw_columns(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, columns: &[Column]) {
    let small = pen.theme.small();
    let (head, foot) = (0.7 * small.size, grid.bottom() + 0.85 * small.size);
    let (first, last) = (columns[0].index, columns[columns.len() - 1].index);
    let whole = (columns[0].period.span_years(first).0, columns[0].period.span_years(last).1);
    let ends = |column: &Column| [short_period_name(column.period, column.index, whole), grouped(column.n)];
    let widest =
        [0, 1].map(|place| columns.iter().map(|column| pen.width(&ends(column)[place], small)).fold(0.0, f32::max));
    for (place, y) in [head, foot].into_iter().enumerate() {
        let mut free_from = 0.0;
        let every = ((widest[place] + 6.0) / grid.cell.x).ceil().max(1.0) as usize;
        for (index, column) in columns.iter().enumerate().step_by(every) {
            let text = &ends(column)[place];
            let half = pen.width(text, small) / 2.0;
            let x = grid.rect(0, index).center().x.min(pen.scene.size.x - half).max(grid.origin.x.min(half) + half);
            // The last one, moved in from the edge, may meet the one before.
            if x - half >= free_from {
                pen.text(pos2(x, y), Align::Middle, small, pen.theme.ink_soft, text);
                free_from = x + half + 3.0;
            }
        }
    }
    let n = Word::N_COLUMN.text(input.lang);
    if pen.width(n, small) + 14.0 < grid.origin.x {
        pen.text(pos2(grid.origin.x - 7.0, foot), Align::End, small, pen.theme.ink_soft, n);
    }
}

fn draw_cell(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    rect: Rect,
    (agenda, column): (Code, &Column),
    highest: f64,
    text_of: Option<fn(&Statistic) -> String>,
) {
    let theme = pen.theme;
    let figure = column.figure(agenda);
    let hits = figure.hits.unwrap_or_default();
    let Some(value) = figure.value.filter(|_| column.n > 0) else {
        // A gap: nothing to have a share of.
        return;
    };
    let on_scale = theme.on_scale((value / highest) as f32);
    let (fill, stroke) = match (hits, column.n) {
        (0, _) => (theme.faded(theme.sunken), Stroke::NONE),
        (_, n) if n < FEW => (theme.ground, Stroke::new(1.3, on_scale)),
        _ => (on_scale, Stroke::NONE),
    };
    let inner = if stroke.width > 0.0 { rect.shrink(0.6) } else { rect };
    let square = Shape::Rect { rect: inner, radius: 2.5_f32.min(0.2 * rect.width()), fill, stroke };
    pen.scene.add_for(subject(input, agenda, column, &figure), square);
    if column.is_partial(input) && hits > 0 {
        hatch(pen, rect);
        return;
    }
    let font = theme.small();
    let ink = if stroke.width > 0.0 || hits == 0 { theme.ink_soft } else { theme.ink_on(fill) };
    if let Some(text_of) = text_of.filter(|_| hits > 0 && 0.95 * font.size <= rect.height()) {
        pen.text(rect.center(), Align::Middle, font, ink, &text_of(&figure));
    }
}

/// `43%`.
fn share(figure: &Statistic) -> String {
    format!("{:.0}%", 100.0 * figure.value.unwrap_or_default())
}

/// `43% · 34`.
fn share_and_count(figure: &Statistic) -> String {
    format!("{} · {}", share(figure), grouped(figure.hits.unwrap_or_default()))
}

/// What a cell tells, and the activities that it counts.
fn subject(input: &ChartInput<'_>, agenda: Code, column: &Column, figure: &Statistic) -> Subject {
    let (from, to) = column.years();
    let years = years_name(from.into(), to.into());
    let mut lines = vec![figure_in_words(input.lang, figure, Unit::Share)];
    if column.is_partial(input) {
        lines.push(Word::NOT_OVER_YET.text(input.lang).to_owned());
    }
    Subject::Figure(Box::new(Cited {
        title: format!("{} · {years}", input.name(Field::Agenda, agenda)),
        lines,
        records: Records {
            choices: vec![(Field::Agenda, vec![agenda])],
            years: Some((from, to)),
            ..Records::default()
        },
    }))
}

/// A row an agenda and period: how many activities name it, of how many, their share in percent and its interval.
fn table(input: &ChartInput<'_>) -> NumberTable {
    let columns = columns(input);
    let percent = |value: Option<f64>| {
        value
            .filter(|value| value.is_finite())
            .map_or(Cell::Unknown, |value| Cell::Number((1e4 * value).round() / 100.0))
    };
    let row = |agenda: Code, column: &Column| {
        let figure = column.figure(agenda);
        let (from, to) = column.years();
        let period = years_name(from.into(), to.into());
        vec![
            Cell::Text(input.name(Field::Agenda, agenda).to_owned()),
            Cell::Text(period),
            Cell::count(column.hits[agenda.index()]),
            Cell::count(column.n),
            percent(figure.value),
            percent(figure.low),
            percent(figure.high),
        ]
    };
    let agendas = agendas(input);
    let rows = agendas.iter().flat_map(|&agenda| columns.iter().map(move |column| (agenda, column)));
    let headings = [
        Field::Agenda.word(),
        Word::PERIOD_COLUMN,
        Word::HITS_COLUMN,
        Word::N_COLUMN,
        Word::VALUE_COLUMN,
        Word::LOW_COLUMN,
        Word::HIGH_COLUMN,
    ];
    NumberTable {
        columns: headings.map(|word| word.text(input.lang).to_owned()).into(),
        rows: rows.map(|(agenda, column)| row(agenda, column)).collect(),
    }
}
