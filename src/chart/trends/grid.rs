//! Rows and columns of cells: what each government has, and what occurs together.

use emath::{Pos2, Rect, pos2, vec2};

use super::{Form, Found, short};
use crate::chart::Scene;
use crate::chart::legend::{self, Entry, Sign};
use crate::chart::pen::{CLIMB_DEGREES, Pen};
use crate::chart::scene::{Align, Shape, Stroke};
use crate::data::{Field, Table};
use crate::query::indicators::{Flag, Indicator, Matrix, Unit};
use crate::query::{Cited, Subject};
use crate::words::{Word, counted};

/// Where the cells lie.
struct Grid {
    origin: Pos2,
    cell: emath::Vec2,
    rows: usize,
    columns: usize,
}

/// Its form.
pub const FORM: Form = Form { layout, native: None };

/// Lays out as many rows and columns as fit.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let Some(matrix) = drawn.finding.matrix.as_ref().filter(|matrix| !matrix.rows.is_empty()) else {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    };
    let small = pen.theme.small();
    let key = key(drawn, &pen, matrix);
    let line = small.size + 7.0;
    let widths: f32 = key.iter().map(|entry| pen.width(&entry.name, small) + 32.0).sum();
    let key_lines = if key.is_empty() { 0.0 } else { (widths / area.width()).ceil().min(2.0) };
    let foot = key_lines * line + line + 8.0;
    let (grid, longest) = Grid::of(drawn, &pen, matrix, area.with_max_y((area.bottom() - foot).max(area.top() + 20.0)));
    draw_headers(drawn, &mut pen, &grid, longest, matrix);
    let span = span(matrix);
    for row in 0..grid.rows {
        draw_row_name(drawn, &mut pen, &grid, matrix, row);
        for column in 0..grid.columns {
            draw_cell(drawn, &mut pen, &grid, matrix, (row, column), span);
        }
    }
    let bottom = grid.origin.y + grid.cell.y * grid.rows as f32;
    let key_area = Rect::from_min_max(pos2(area.left(), bottom + 4.0), area.max);
    let key_height = legend::draw(
        &mut pen,
        key_area.with_max_y(key_area.top() + key_lines * line + 1.0),
        small,
        drawn.input.lang,
        &key,
    );
    let note = note(drawn, matrix, &grid);
    let note = pen.fit(&note, small, area.width()).into_owned();
    let note_y = bottom + 4.0 + key_height + line / 2.0;
    if note_y + small.size / 2.0 <= area.bottom() + 1.0 {
        pen.text(pos2(area.left(), note_y), Align::Start, small, pen.theme.ink_soft, &note);
    }
    pen.scene
}

impl Grid {
    fn of(drawn: Found<'_>, pen: &Pen<'_>, matrix: &Matrix, area: Rect) -> (Self, f32) {
        let (font, small) = (pen.theme.label(), pen.theme.small());
        let scale = font.size / 12.5;
        let (sin, cos) = (-CLIMB_DEGREES).to_radians().sin_cos();
        let names = matrix.rows.iter().map(|row| pen.width(&drawn.name(&row.name), font)).fold(0.0, f32::max);
        let left = area.left() + (names + 10.0).min(0.36 * area.width());
        let headers =
            matrix.columns.iter().map(|column| pen.width(short(&drawn.name(&column.name)), small)).fold(0.0, f32::max);
        // What the rows leave free belongs to the headers.
        let free = area.height() - small.size - matrix.rows.len() as f32 * 18.0 * scale;
        let room = (0.34 * area.height()).max(4.4 * small.size).max(free);
        let longest = headers.min(room / sin).min(0.6 * area.height());
        // The last header climbs past its column.
        let beyond = (longest * cos).min(0.2 * area.width());
        let widest = 92.0 * scale;
        let narrowest = 20.0 * scale;
        let width = ((area.right() - left - beyond) / matrix.columns.len() as f32).clamp(narrowest, widest);
        let columns = (((area.right() - left - 0.5 * beyond) / width + 0.01) as usize).clamp(1, matrix.columns.len());
        let top = area.top() + longest * sin + small.size;
        let height = ((area.bottom() - top) / matrix.rows.len() as f32).clamp(15.5 * scale, 24.0 * scale);
        let rows = (((area.bottom() - top) / height + 0.01) as usize).clamp(1, matrix.rows.len());
        (Self { origin: pos2(left, top), cell: vec2(width, height), rows, columns }, longest)
    }

    fn rect(&self, row: usize, column: usize) -> Rect {
        let at = self.origin + vec2(column as f32 * self.cell.x, row as f32 * self.cell.y);
        Rect::from_min_size(at, self.cell).shrink(1.0)
    }
}

/// The fields that rows and columns are values of.
fn fields(drawn: Found<'_>) -> (Field, Field) {
    match drawn.finding.indicator {
        Indicator::ChannelsInUse => (Field::City, Field::Channel),
        Indicator::Integration => (Field::Mode, Field::Mode),
        _ => (Field::City, Field::Kind),
    }
}

fn value_subject(drawn: Found<'_>, field: Field, id: &str) -> Option<Subject> {
    drawn.input.dataset.vocabulary(field).code(id).map(|code| Subject::Value(field, code))
}

fn draw_headers(drawn: Found<'_>, pen: &mut Pen<'_>, grid: &Grid, longest: f32, matrix: &Matrix) {
    let small = pen.theme.small();
    let cos = CLIMB_DEGREES.to_radians().cos();
    for (column, label) in matrix.columns[..grid.columns].iter().enumerate() {
        let from = pos2(grid.rect(0, column).center().x + 0.2 * small.size, grid.origin.y - 4.0);
        let room = (pen.scene.size.x - from.x - 0.25 * small.size) / cos - 4.0;
        let name = drawn.name(&label.name);
        let name = pen.fit(short(&name), small, longest.min(room)).into_owned();
        pen.climbing_text(value_subject(drawn, fields(drawn).1, &label.id), from, small, pen.theme.ink_soft, &name);
    }
}

fn draw_row_name(drawn: Found<'_>, pen: &mut Pen<'_>, grid: &Grid, matrix: &Matrix, row: usize) {
    let font = pen.theme.label();
    let label = &matrix.rows[row];
    let name = pen.fit(&drawn.name(&label.name), font, grid.origin.x - 8.0).into_owned();
    let at = pos2(grid.origin.x - 7.0, grid.rect(row, 0).center().y);
    pen.text_for(value_subject(drawn, fields(drawn).0, &label.id), at, Align::End, font, pen.theme.ink, &name);
}

/// Lowest and highest cell: the ends of the colour scale.
fn span(matrix: &Matrix) -> (f64, f64) {
    let cells = matrix.cells.iter().flatten().flatten();
    cells.fold((f64::MAX, f64::MIN), |(low, high), &cell| (low.min(cell), high.max(cell)))
}

fn draw_cell(
    drawn: Found<'_>,
    pen: &mut Pen<'_>,
    grid: &Grid,
    matrix: &Matrix,
    (row, column): (usize, usize),
    span: (f64, f64),
) {
    let rect = grid.rect(row, column);
    let theme = pen.theme;
    let (cell, flag) = (matrix.cells[row][column], matrix.flag(row, column));
    let is_depth = drawn.finding.indicator == Indicator::InstitutionalDepth;
    let low = if is_depth { span.0 } else { 0.0 };
    let on_scale = |value: f64| ((value - low) / (span.1 - low).max(1e-9)) as f32;
    let (fill, stroke, text) = match (cell, flag) {
        (None, Some(Flag::Undated)) => (theme.border, Stroke::NONE, Some("?".to_owned())),
        (None, _) => (theme.faded(theme.sunken), Stroke::NONE, None),
        (Some(value), Some(Flag::Attested)) => {
            (theme.ground, Stroke::new(1.3, theme.on_scale(on_scale(value))), Some(cell_text(drawn, value)))
        }
        (Some(value), Some(Flag::Ended)) => {
            (theme.ground, Stroke::new(1.0, theme.other), Some(cell_text(drawn, value)))
        }
        (Some(0.0), _) => (theme.faded(theme.sunken), Stroke::NONE, Some(cell_text(drawn, 0.0))),
        (Some(value), _) => (theme.on_scale(on_scale(value)), Stroke::NONE, Some(cell_text(drawn, value))),
    };
    let inner = if stroke.width > 0.0 { rect.shrink(0.6) } else { rect };
    let subject = cell_subject(drawn, matrix, (row, column));
    let shape = Shape::Rect { rect: inner, radius: 2.5, fill, stroke };
    match subject {
        Some(subject) => pen.scene.add_for(subject, shape),
        None => pen.scene.add(shape),
    }
    if flag == Some(Flag::Ended) {
        pen.scene.add(Shape::segment(inner.left_bottom(), inner.right_top(), Stroke::new(1.0, theme.other)));
    }
    if let Some(text) = text {
        let mut font = theme.small();
        font.size = font.size.min(0.88 * rect.height());
        let ink =
            if stroke.width > 0.0 || cell.is_none() || cell == Some(0.0) { theme.ink_soft } else { theme.ink_on(fill) };
        // Where a year has no room for four figures, two say enough.
        let text = match (is_depth, text.len()) {
            (true, 4) if pen.width(&text, font) > rect.width() - 2.0 => format!("’{}", &text[2..]),
            _ => text,
        };
        if pen.width(&text, font) <= rect.width() - 1.0 && flag != Some(Flag::Ended) {
            pen.text(rect.center(), Align::Middle, font, ink, &text);
        }
    }
}

fn cell_text(drawn: Found<'_>, value: f64) -> String {
    match drawn.finding.indicator {
        Indicator::Integration => super::number_in_words(value, Unit::Share),
        _ => format!("{value:.0}"),
    }
}

/// What a cell says, and the facts behind it.
fn cell_subject(drawn: Found<'_>, matrix: &Matrix, (row, column): (usize, usize)) -> Option<Subject> {
    let (cell, flag) = (matrix.cells[row][column], matrix.flag(row, column));
    if cell.is_none() && flag.is_none() {
        return None;
    }
    let (row_label, column_label) = (&matrix.rows[row], &matrix.columns[column]);
    let (row_field, column_field) = fields(drawn);
    let code = |field: Field, id: &str| drawn.input.dataset.vocabulary(field).code(id);
    let (row_code, column_code) = (code(row_field, &row_label.id)?, code(column_field, &column_label.id)?);
    let mut lines = vec![match cell {
        Some(value) => format!("{}: {}", drawn.text(matrix.cell), cell_text(drawn, value)),
        None => drawn.text(Word::YEAR_UNKNOWN).to_owned(),
    }];
    lines.extend(flag.filter(|_| cell.is_some()).and_then(|flag| drawn.flag_in_words(flag)).map(str::to_owned));
    if column_field == Field::Kind {
        let facts = drawn.input.dataset.table(Table::Institutions);
        let holds = |&fact: &crate::data::Row| {
            facts.codes(row_field, fact).contains(&row_code) && facts.codes(column_field, fact).contains(&column_code)
        };
        let rows = drawn.input.answer.rows(Table::Institutions).iter().filter(holds);
        lines.extend(rows.take(4).map(|fact| facts.title(fact, drawn.input.lang).to_owned()));
    }
    let records = drawn.records_behind(&matrix.selections[row][column]);
    let title = format!("{} · {}", drawn.name(&row_label.name), drawn.name(&column_label.name));
    Some(Subject::Figure(Box::new(Cited { title, lines, records })))
}

fn key(drawn: Found<'_>, pen: &Pen<'_>, matrix: &Matrix) -> Vec<Entry> {
    let has = |flag: Flag| matrix.flags.iter().flatten().any(|&other| other == Some(flag));
    let theme = pen.theme;
    let signs = [
        (Flag::Undated, Sign::Square(theme.border), Word::YEAR_UNKNOWN),
        (Flag::Attested, Sign::Frame(theme.accent), Word::EXISTED_BY_THEN),
        (Flag::Ended, Sign::Struck(theme.other), Word::NO_LONGER_IN_FORCE),
    ];
    let used = signs.into_iter().filter(|(flag, ..)| has(*flag));
    used.map(|(_, sign, word)| Entry::of(sign, drawn.text(word))).collect()
}

/// What a cell says, and how much there is no room for.
fn note(drawn: Found<'_>, matrix: &Matrix, grid: &Grid) -> String {
    let mut note = Word::in_each_cell(drawn.input.lang, &drawn.text(matrix.cell));
    let without = match drawn.finding.indicator {
        Indicator::InstitutionalDepth => drawn.finding.headline.n.saturating_sub(matrix.rows.len()),
        _ => 0,
    };
    if without > 0 {
        let governments = counted(drawn.input.lang, without, Word::one_government, Word::n_governments);
        note = format!("{note} · {}", Word::governments_without(drawn.input.lang, &governments));
    }
    if grid.rows < matrix.rows.len() || grid.columns < matrix.columns.len() {
        let numbers = [grid.rows, matrix.rows.len(), grid.columns, matrix.columns.len()];
        let text = Word::rows_and_columns_shown(drawn.input.lang, &numbers[0], &numbers[1], &numbers[2], &numbers[3]);
        note = format!("{text} · {note}");
    }
    note
}
