//! The numbers of a chart on the page of a document: as many rows and columns as can be read there, and how wide they are.

use emath::{Vec2, vec2};

use crate::chart::{Cell, Font, MeasureText, NumberTable, Ruler};

/// The room for text on a page of A4 with margins of 25 mm, in points; a page on its side has more.
pub const TEXT: Vec2 = vec2(453.5, 700.0);
/// How wide the text of a page on its side is.
const WIDE: f32 = 700.0;
/// A document is read from nearer than a slide: pictures are laid out larger by this, so that their type is as large as that
/// of the tables.
const NEARER: f32 = 0.7;
/// Rows of a table that is printed whole, and of one that is cut; the file of the figure's numbers has all.
const MOST_ROWS: usize = 80;
/// See [`MOST_ROWS`]: a table never ends just short of its end.
const CUT_TO: usize = 60;
/// White to the left and right of what a cell says, together.
pub const PADDING: f32 = 12.0;

/// How large a picture asked for in this size is laid out for a document. A slide is lower than a page needs: what is too wide
/// for the page becomes at least two thirds as high as wide.
pub fn layout_size(paper: Vec2) -> Vec2 {
    let is_slide = paper.x > 1.1 * TEXT.x;
    let shape = if is_slide { vec2(paper.x, paper.y.max(paper.x / 1.5)) } else { paper };
    placed_size(shape) / NEARER
}

/// How large a picture stands on the page: no wider than the text, no higher than leaves room for the words around it.
pub fn placed_size(drawn: Vec2) -> Vec2 {
    let most = vec2(TEXT.x, 0.75 * TEXT.y);
    drawn * (most / drawn).min_elem().min(1.0)
}

/// How large what was laid out by [`layout_size`] stands on the page.
pub fn placed_size_of(laid_out: Vec2) -> Vec2 {
    placed_size(laid_out * NEARER)
}

/// A table as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedTable {
    /// What is printed.
    pub table: NumberTable,
    /// How many rows are not.
    pub rows_left_out: usize,
    /// How many columns are not.
    pub columns_left_out: usize,
    /// How wide each column is, in points.
    pub widths: Vec<f32>,
    /// The size of its type, in points.
    pub type_size: f32,
    /// Whether it needs a page on its side.
    pub is_wide: bool,
}

impl PrintedTable {
    /// The numbers of a chart; of those of an indicator, what holds for all years.
    pub fn of(table: NumberTable, is_finding: bool) -> Self {
        let all = table.rows.len();
        let mut table = if is_finding { without_periods(table) } else { table };
        if table.rows.len() > MOST_ROWS {
            table.rows.truncate(CUT_TO);
        }
        let rows_left_out = all - table.rows.len();
        let columns = table.columns.len();
        let (is_wide, type_size, widths) = fit(&table);
        table.columns.truncate(widths.len());
        for row in &mut table.rows {
            row.truncate(widths.len());
        }
        Self { rows_left_out, columns_left_out: columns - widths.len(), widths, type_size, is_wide, table }
    }

    /// Whether a column holds numbers, which stand to the right.
    pub fn is_number(&self, column: usize) -> bool {
        is_number(&self.table, column)
    }
}

fn is_number(table: &NumberTable, column: usize) -> bool {
    table.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Number(_))))
}

/// The rows of an indicator that name no period, without the column of periods; the whole table where every row names one.
fn without_periods(table: NumberTable) -> NumberTable {
    const PERIOD: usize = 1;
    let is_whole = |row: &Vec<Cell>| row.get(PERIOD) == Some(&Cell::Unknown);
    if table.columns.len() <= PERIOD || !table.rows.iter().any(is_whole) {
        return table;
    }
    let NumberTable { mut columns, mut rows } = table;
    rows.retain(is_whole);
    columns.remove(PERIOD);
    for row in &mut rows {
        row.remove(PERIOD);
    }
    NumberTable { columns, rows }
}

/// Whether it needs a page on its side, the size of its type, and the width of each column that has room.
fn fit(table: &NumberTable) -> (bool, f32, Vec<f32>) {
    const SMALLEST: f32 = 7.0;
    for (is_wide, type_size) in [(false, 9.0), (false, 8.0), (true, 8.5), (true, SMALLEST)] {
        let columns = widths(table, type_size);
        let room = if is_wide { WIDE } else { TEXT.x };
        if columns.iter().map(|column| column.least).sum::<f32>() <= room {
            return (is_wide, type_size, shared_out(&columns, room));
        }
    }
    let mut columns = widths(table, SMALLEST);
    while columns.len() > 1 && columns.iter().map(|column| column.least).sum::<f32>() > WIDE {
        columns.pop();
    }
    (true, SMALLEST, shared_out(&columns, WIDE))
}

/// How much room a column needs, and how much it can use.
struct Wanted {
    least: f32,
    most: f32,
}

fn widths(table: &NumberTable, type_size: f32) -> Vec<Wanted> {
    /// In sizes of type: text wraps, and is not given more than this.
    const LEAST_TEXT: f32 = 9.0;
    const MOST_TEXT: f32 = 32.0;
    let ruler = Ruler::shipped();
    // Other typefaces are a little wider than ours, and Hangul sets half a square between words.
    let width = |text: &str, bold: bool| {
        let spaces = text.matches(' ').count() as f32;
        1.16 * ruler.width(text, Font { size: type_size, bold }) + 0.28 * type_size * spaces
    };
    let column = |(column, name): (usize, &String)| {
        let word = name.split_whitespace().map(|word| width(word, true)).fold(0.0, f32::max);
        let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| width(&cell.to_string(), false));
        let widest = cells.fold(0.0, f32::max);
        let heading = width(name, true);
        let (least, most) = if is_number(table, column) {
            (widest.max(word), widest.max(heading.min(LEAST_TEXT * type_size)).max(word))
        } else {
            let word = word.min(MOST_TEXT * type_size);
            (widest.min(LEAST_TEXT * type_size).max(word), widest.max(heading).min(MOST_TEXT * type_size).max(word))
        };
        Wanted { least: least + PADDING, most: most + PADDING }
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// What is left over goes to those that can use it, in proportion.
fn shared_out(columns: &[Wanted], room: f32) -> Vec<f32> {
    let least: f32 = columns.iter().map(|column| column.least).sum();
    let use_of_more: f32 = columns.iter().map(|column| column.most - column.least).sum();
    let share = if use_of_more > 0.0 { ((room - least) / use_of_more).clamp(0.0, 1.0) } else { 0.0 };
    columns.iter().map(|column| (column.least + share * (column.most - column.least)).min(room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize, rows: usize, text: &str) -> NumberTable {
        let heading = |column: usize| format!("Column {column}");
        let cell = |column: usize| if column == 0 { Cell::Text(text.to_owned()) } else { Cell::count(1_000 + column) };
        let row = |_| (0..columns).map(cell).collect();
        NumberTable { columns: (0..columns).map(heading).collect(), rows: (0..rows).map(row).collect() }
    }

    #[test]
    fn a_table_keeps_to_the_page_and_says_what_it_leaves_out() {
        for columns in [1, 3, 8, 12, 30] {
            for text in ["서울", "대한민국시도지사협의회와 시장군수구청장협의회의 아주 긴 이름을 가진 활동"]
            {
                let printed = PrintedTable::of(table(columns, 100, text), false);
                let room = if printed.is_wide { WIDE } else { TEXT.x };
                assert!(printed.widths.iter().sum::<f32>() <= room + 0.1, "{columns}: {:?}", printed.widths);
                assert_eq!(printed.table.rows.len() + printed.rows_left_out, 100);
                assert_eq!(printed.table.columns.len() + printed.columns_left_out, columns);
                assert!(printed.table.rows.iter().all(|row| row.len() == printed.widths.len()));
                assert_eq!((printed.is_wide, printed.columns_left_out > 0), (columns > 8, columns > 12), "{columns}");
            }
        }
    }

    #[test]
    fn of_an_indicator_the_rows_for_all_years_are_printed() {
        let columns = ["Figure", "Period", "n"].map(ToOwned::to_owned).to_vec();
        let row = |period| vec![Cell::Text("Share".to_owned()), Cell::year(period), Cell::count(2)];
        let rows = vec![row(None), row(Some(1999)), row(Some(2000))];
        let printed = PrintedTable::of(NumberTable { columns: columns.clone(), rows: rows.clone() }, true);
        assert_eq!(printed.table.to_string(), "Figure\tn\nShare\t2\n");
        assert_eq!(printed.rows_left_out, 2);
        let yearly = PrintedTable::of(NumberTable { columns, rows: rows[1..].to_vec() }, true);
        assert_eq!((yearly.table.rows.len(), yearly.table.columns.len()), (2, 3));
    }

    #[test]
    fn pictures_keep_their_shape_and_stay_within_the_text() {
        let wide = placed_size(vec2(960.0, 540.0));
        assert!((wide.x - TEXT.x).abs() < 0.01 && (wide.x / wide.y - 960.0 / 540.0).abs() < 0.01);
        assert!(placed_size(vec2(100.0, 5000.0)).y <= TEXT.y);
        assert_eq!(placed_size(vec2(200.0, 100.0)), vec2(200.0, 100.0));
        let [of_slide, of_page] =
            [vec2(960.0, 540.0), vec2(400.0, 100.0)].map(|size| placed_size_of(layout_size(size)));
        assert!((of_slide - vec2(TEXT.x, TEXT.x / 1.5)).length() < 0.01, "{of_slide}");
        assert!((of_page - vec2(400.0, 100.0)).length() < 0.01, "{of_page}");
    }
}
