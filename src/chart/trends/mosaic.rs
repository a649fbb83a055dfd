//! Two by two: columns as wide as their numbers, divided as their shares are, with the odds ratio above.

use emath::{Rect, pos2};

use super::{Form, Found, cited};
use crate::chart::Scene;
use crate::chart::legend::{self, Entry, Sign};
use crate::chart::pen::Pen;
use crate::chart::scene::{Align, Shape, Stroke};
use crate::query::indicators::{FEW, Matrix, Unit};
use crate::words::{Word, grouped};

/// Its form.
pub const FORM: Form = Form { layout, native: None };

/// Lays out the four fields, many on the left, two on the right.
fn layout(drawn: Found<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let matrix = drawn.finding.matrix.as_ref().filter(|_| drawn.finding.headline.n > 0);
    let Some(matrix) = matrix else {
        pen.empty_state(area, &drawn.why_empty());
        return pen.scene;
    };
    let (font, small, strong) = (pen.theme.label(), pen.theme.small(), pen.theme.strong());
    let headline = &drawn.finding.headline;
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| super::number_in_words(value, Unit::Ratio));
    let numbers = [headline.value, headline.low, headline.high].map(number);
    let head = Word::odds_ratio_head(drawn.input.lang, &numbers[0], &numbers[1], &numbers[2]);
    let head = pen.fit(&head, strong, area.width()).into_owned();
    pen.text(pos2(area.left(), area.top() + 0.7 * font.size), Align::Start, strong, pen.theme.ink, &head);
    let colors = [pen.theme.accent, pen.theme.border];
    let key: Vec<Entry> = matrix
        .columns
        .iter()
        .zip(colors)
        .map(|(column, color)| Entry::of(Sign::Square(color), drawn.name(&column.name)))
        .collect();
    let key_area = Rect::from_min_max(pos2(area.left(), area.top() + 1.6 * font.size), area.max);
    let key_height = legend::draw(&mut pen, key_area, small, drawn.input.lang, &key);
    let top = key_area.top() + key_height + 3.0;
    let bottom = (area.bottom() - 1.8 * small.size).max(top + 10.0);
    let total: f64 = matrix.cells.iter().flatten().flatten().sum();
    let gap = 4.0;
    let mut left = area.left();
    for (row, label) in matrix.rows.iter().enumerate() {
        let cells: Vec<f64> = matrix.cells[row].iter().map(|cell| cell.unwrap_or_default()).collect();
        let sum: f64 = cells.iter().sum();
        let width = (area.width() - gap) * (sum / total) as f32;
        let column = Rect::from_min_max(pos2(left, top), pos2(left + width, bottom));
        draw_column(drawn, &mut pen, column, (matrix, row), &cells);
        let name = format!("{} · n = {}", drawn.name(&label.name), grouped(sum as usize));
        let room = if row == 0 { width.max(area.width() * 0.45) } else { (area.right() - left).max(0.0) };
        let name = pen.fit(&name, small, room).into_owned();
        let name_width = pen.width(&name, small);
        let x = if row == 0 { left } else { left.max(area.right() - name_width.max(width)) };
        // A narrow first column leaves its name more room than its own width.
        if row == 0 || sum > 0.0 {
            let x = if row > 0 { (area.right() - name_width).max(left.min(area.right() - name_width)) } else { x };
            pen.text(pos2(x, bottom + 0.9 * small.size), Align::Start, small, pen.theme.ink_soft, &name);
        }
        left += width + gap;
    }
    pen.scene
}

fn draw_column(drawn: Found<'_>, pen: &mut Pen<'_>, column: Rect, (matrix, row): (&Matrix, usize), cells: &[f64]) {
    let sum: f64 = cells.iter().sum();
    if sum == 0.0 || column.width() < 0.5 {
        return;
    }
    let font = pen.theme.label();
    let is_few = sum < FEW as f64;
    let mut floor = column.bottom();
    for (index, &cell) in cells.iter().enumerate() {
        let height = column.height() * (cell / sum) as f32;
        let rect = Rect::from_min_max(pos2(column.left(), floor - height), pos2(column.right(), floor));
        floor -= height;
        let color = if index == 0 { pen.theme.accent } else { pen.theme.border };
        let (fill, stroke) = if is_few {
            (pen.theme.ground, Stroke::new(1.3, color))
        } else {
            (color, Stroke::new(1.0, pen.theme.ground))
        };
        let share = super::number_in_words(cell / sum, Unit::Share);
        let label = format!("{share} ({})", grouped(cell as usize));
        let title = format!("{} · {}", drawn.name(&matrix.rows[row].name), drawn.name(&matrix.columns[index].name));
        let told =
            vec![Word::hits_of_n(drawn.input.lang, &grouped(cell as usize), &grouped(sum as usize)) + " · " + &share];
        let subject = cited(title, told, drawn.records_behind(&matrix.selections[row][index]));
        pen.scene.add_for(subject, Shape::Rect { rect, radius: 0.0, fill, stroke });
        if height > 1.4 * font.size {
            let ink = if is_few { pen.theme.ink } else { pen.theme.ink_on(fill) };
            let label = if pen.width(&label, font) + 8.0 <= rect.width() { label } else { share };
            if pen.width(&label, font) + 4.0 <= rect.width() {
                pen.text(rect.center(), Align::Middle, font, ink, &label);
            }
        }
    }
}
