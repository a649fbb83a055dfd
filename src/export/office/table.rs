//! A list as a table that an office program edits: which columns and rows there is room for, and the same as a picture.

use ecolor::Color32;
use emath::{Rect, pos2, vec2};

use super::geometry::{fitted, with_spare};
use crate::chart::ruler::wrap;
use crate::chart::{Cell, Font, MeasureText, NumberTable, Ruler, Scene, Shape, Stroke, TextRun, Theme};
use crate::words::{Lang, Word, grouped};

/// A table in its final size.
#[derive(Clone, Debug, PartialEq)]
pub struct SlideTable {
    /// Widths of the columns in points.
    pub widths: Vec<f32>,
    /// The rows, headings among them.
    pub rows: Vec<TableRow>,
    /// How many rows have nothing left to stand on.
    pub left_out: usize,
    /// How many there are.
    pub all: usize,
    /// Whether the first row heads the columns.
    pub has_heading: bool,
    /// The names that had no room, whole.
    pub cut_names: Vec<String>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Points.
    pub height: f32,
    /// A cell a column; a row that heads a group has one for all.
    pub cells: Vec<TableCell>,
    /// Whether a line is drawn under it.
    pub is_ruled: bool,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    /// Its lines.
    pub lines: Vec<String>,
    /// Its type.
    pub font: Font,
    /// Its colour.
    pub color: Color32,
    /// Whether it stands at the right end of its column.
    pub is_right: bool,
}

/// From one line of a cell to the next, in sizes of its type.
pub const PITCH: f32 = 1.35;
/// Above and below the text of a row.
const PADDING: f32 = 2.0;
/// Between text and the edge of a column.
pub const INSET: f32 = 4.0;
/// The widest column of numbers.
const NUMBERS: f32 = 104.0;
/// How much wider a heading may be in another typeface: it is broken at spaces only.
const SPARE_OF_HEADINGS: f32 = 1.25;

impl SlideTable {
    /// The numbers behind a chart in a box; the first column heads groups where it has several. As many rows as there is room for, and a last
    /// one that says how many are left out.
    pub fn of_numbers(
        numbers: &NumberTable,
        has_groups: bool,
        size: emath::Vec2,
        (theme, lang): (&Theme, Lang),
    ) -> Self {
        let font = theme.small();
        let columns = &numbers.columns[1..];
        let widths = widths(numbers, size.x, font);
        let cell =
            |lines: Vec<String>, font: Font, color: Color32, is_right: bool| TableCell { lines, font, color, is_right };
        let bold = Font { bold: true, ..font };
        let is_number = |column: usize| is_number(numbers, column + 1);
        let one_line = |text: &str, font: Font, width: f32| vec![fitted(text, font, width - 2.0 * INSET)];
        let heading: Vec<TableCell> = columns
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let lines = wrap(name, with_spare(bold), widths[at] - 2.0 * INSET, Ruler::shipped(), 3);
                cell(lines, bold, theme.ink_soft, is_number(at))
            })
            .collect();
        let lines = heading.iter().map(|cell| cell.lines.len()).max().unwrap_or(1);
        let mut rows = vec![TableRow { height: row_height(font, lines), cells: heading, is_ruled: true }];
        let pitch = row_height(font, 1);
        let mut free = size.y - rows[0].height;
        let mut group = None;
        let mut cut_names = Vec::new();
        let mut shown = 0;
        for row in &numbers.rows {
            let is_new = has_groups && group != Some(&row[0]);
            let is_last = shown + 1 == numbers.rows.len();
            let needed = pitch * (1.0 + f32::from(u8::from(is_new)) + f32::from(u8::from(!is_last)));
            if free < needed {
                break;
            }
            if is_new {
                let name = match row[0].to_string() {
                    name if name.is_empty() => Word::NOT_STATED.text(lang).to_owned(),
                    name => name,
                };
                let head = cell(one_line(&name, bold, size.x), bold, theme.accent, false);
                rows.push(TableRow { height: pitch, cells: vec![head], is_ruled: false });
                free -= pitch;
            }
            let cells = row[1..].iter().enumerate().map(|(at, value)| {
                let text = match value {
                    Cell::Number(number) if number.fract() == 0.0 && *number >= 0.0 => grouped(*number as usize),
                    other => other.to_string(),
                };
                let lines = one_line(&text, font, widths[at]);
                if lines[0] != text {
                    cut_names.push(text);
                }
                cell(lines, font, theme.ink, is_number(at))
            });
            rows.push(TableRow { height: pitch, cells: cells.collect(), is_ruled: true });
            free -= pitch;
            shown += 1;
            group = Some(&row[0]);
        }
        let (all, left_out) = (numbers.rows.len(), numbers.rows.len() - shown);
        if left_out > 0 {
            let text = Word::and_more(lang, &grouped(left_out));
            let more = cell(vec![text], font, theme.ink_soft, false);
            rows.push(TableRow { height: pitch, cells: vec![more], is_ruled: false });
        }
        Self { widths, rows, left_out, all, has_heading: true, cut_names }
    }

    /// Rows of a name and what stands behind it.
    pub fn of_lines(lines: Vec<[TableCell; 2]>, width: f32, tail_width: f32) -> Self {
        let all = lines.len();
        let row = |cells: [TableCell; 2]| {
            let height = PITCH * cells[0].font.size;
            TableRow { height, cells: cells.into(), is_ruled: false }
        };
        let widths = vec![width - tail_width, tail_width];
        let rows = lines.into_iter().map(row).collect();
        Self { widths, rows, left_out: 0, all, has_heading: false, cut_names: Vec::new() }
    }

    /// Height of all rows, in points.
    pub fn height(&self) -> f32 {
        self.rows.iter().map(|row| row.height).sum()
    }

    /// It as a picture of a size.
    pub fn scene(&self, size: emath::Vec2, theme: &Theme) -> Scene {
        let mut scene = Scene::new(size, Color32::TRANSPARENT);
        scene.cut_names.clone_from(&self.cut_names);
        let ruler = Ruler::shipped();
        let mut top = 0.0;
        for row in &self.rows {
            let mut left = 0.0;
            for (at, cell) in row.cells.iter().enumerate() {
                let width = if row.cells.len() == 1 { size.x } else { self.widths[at] };
                let pitch = PITCH * cell.font.size;
                let first = top + (row.height - pitch * cell.lines.len() as f32) / 2.0;
                for (index, text) in cell.lines.iter().enumerate() {
                    let measured = ruler.width(text, cell.font);
                    let x = if cell.is_right { left + width - INSET - measured } else { left + INSET };
                    let baseline = first + pitch * index as f32 + f32::midpoint(pitch, ruler.cap_height(cell.font));
                    let origin = pos2(x, baseline);
                    let (text, font, color) = (text.clone(), cell.font, cell.color);
                    let run = TextRun { origin, angle_degrees: 0.0, text, font, color, width: measured };
                    scene.add(Shape::Text(run));
                }
                left += width;
            }
            top += row.height;
            if row.is_ruled {
                scene.add(Shape::segment(pos2(0.0, top), pos2(size.x, top), Stroke::new(0.75, theme.border)));
            }
        }
        scene
    }

    /// The box that it fills.
    pub fn rect(&self, place: Rect) -> Rect {
        Rect::from_min_size(place.min, vec2(self.widths.iter().sum(), self.height()))
    }
}

fn row_height(font: Font, lines: usize) -> f32 {
    PITCH * font.size * lines as f32 + 2.0 * PADDING
}

/// Whether a column holds numbers, years among them.
fn is_number(numbers: &NumberTable, column: usize) -> bool {
    numbers.rows.iter().all(|row| match &row[column] {
        Cell::Number(_) | Cell::Unknown => true,
        Cell::Text(text) => text.len() <= 4 && text.chars().all(|char| char.is_ascii_digit()),
    })
}

/// Numbers take what they need, text shares the rest, the first of it twice as much as what follows.
fn widths(numbers: &NumberTable, width: f32, font: Font) -> Vec<f32> {
    let bold = with_spare(Font { bold: true, ..font });
    let ruler = Ruler::shipped();
    let of_number = |column: usize| {
        let words = numbers.columns[column].split_whitespace().map(|word| SPARE_OF_HEADINGS * ruler.width(word, bold));
        (words.fold(34.0, f32::max) + 2.0 * INSET).min(NUMBERS)
    };
    let columns = 1..numbers.columns.len();
    let own: Vec<Option<f32>> = columns.map(|column| is_number(numbers, column).then(|| of_number(column))).collect();
    let rest = (width - own.iter().flatten().sum::<f32>()).max(60.0);
    let shares: Vec<f32> = {
        let mut is_first = true;
        own.iter()
            .map(|own| {
                if own.is_some() {
                    0.0
                } else if std::mem::take(&mut is_first) {
                    2.0
                } else {
                    1.0
                }
            })
            .collect()
    };
    let all: f32 = shares.iter().sum::<f32>().max(1.0);
    own.iter().zip(&shares).map(|(own, share)| own.unwrap_or(rest * share / all)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(rows: usize) -> NumberTable {
        let columns = ["Sector", "Partner", "Ties", "First year"].map(str::to_owned).into();
        let row = |at: usize| {
            let sector = if at < rows / 2 { "State" } else { "Market" };
            vec![
                Cell::Text(sector.into()),
                Cell::Text(format!("Partner {at}")),
                Cell::count(at),
                Cell::year(Some(2001)),
            ]
        };
        NumberTable { columns, rows: (0..rows).map(row).collect() }
    }

    #[test]
    fn rows_are_shown_as_far_as_there_is_room_and_the_rest_is_counted() {
        let theme = Theme::paper(false);
        let table = SlideTable::of_numbers(&numbers(6), true, vec2(400.0, 400.0), (&theme, Lang::En));
        let texts =
            |table: &SlideTable| -> Vec<String> { table.rows.iter().map(|row| row.cells[0].lines.join(" ")).collect() };
        let all = [
            "Partner",
            "State",
            "Partner 0",
            "Partner 1",
            "Partner 2",
            "Market",
            "Partner 3",
            "Partner 4",
            "Partner 5",
        ];
        assert_eq!(texts(&table), all);
        assert_eq!((table.left_out, table.all), (0, 6));
        assert!((table.widths.iter().sum::<f32>() - 400.0).abs() < 0.01);
        let small = SlideTable::of_numbers(&numbers(60), true, vec2(400.0, 200.0), (&theme, Lang::En));
        assert!(small.height() <= 200.0, "{}", small.height());
        assert_eq!(texts(&small).last().unwrap(), &format!("and {} more", small.left_out));
        assert_eq!(small.left_out + small.rows.len() - 3, 60, "a heading, a group and the last row are no partners");
        assert!(table.rows[2].cells[1].is_right && !table.rows[2].cells[0].is_right);
    }
}
