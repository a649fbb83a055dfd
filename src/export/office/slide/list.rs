//! A list on a slide: a table, or two where one has no room for all, beside the chart of it where there is one.

use emath::Rect;

use super::{Content, Item};
use crate::chart::{Chart, ChartInput, NumberTable, Theme};
use crate::export::notes;
use crate::export::office::table::SlideTable;
use crate::query::indicators::Finding;

/// Less wide than this a slide shows the chart of a list alone.
const LEAST_OF_BOTH: f32 = 640.0;
/// Two tables beside each other need room for two names.
const LEAST_OF_TWO: f32 = 760.0;

impl Item {
    /// All that stands for a chart.
    pub fn of_figure(
        chart: Chart,
        finding: Option<&Finding>,
        input: &ChartInput<'_>,
        rect: Rect,
        theme: &Theme,
    ) -> Vec<Self> {
        let alone = |place: Rect| Self::of_chart(chart, finding, input, place, theme);
        if !chart.is_list() {
            return vec![alone(rect)];
        }
        let numbers = chart.table_of(finding, input);
        let has_chart = chart.native_of(finding, input, theme).is_some();
        if numbers.rows.is_empty() || has_chart && rect.width() < LEAST_OF_BOTH {
            return vec![alone(rect)];
        }
        let list = List { chart, input, theme, numbers: &numbers };
        if !has_chart {
            return list.tables(rect, &notes::description_of(chart, finding, input));
        }
        let gap = 0.04 * rect.width();
        let middle = rect.left() + 0.4 * rect.width();
        let mut items = vec![alone(rect.with_max_x(middle - gap / 2.0))];
        items.extend(list.tables(rect.with_min_x(middle + gap / 2.0), &chart.title_in(input)));
        items
    }
}

struct List<'a> {
    chart: Chart,
    input: &'a ChartInput<'a>,
    theme: &'a Theme,
    numbers: &'a NumberTable,
}

impl List<'_> {
    /// One table, or a second with what the first has no room for.
    fn tables(&self, place: Rect, description: &str) -> Vec<Item> {
        let rows = self.numbers.rows.len();
        let whole = self.table(0, rows, place);
        if whole.left_out == 0 || place.width() < LEAST_OF_TWO {
            return vec![self.item(whole, place, description)];
        }
        let width = 0.48 * place.width();
        let left = place.with_max_x(place.left() + width);
        let right = place.with_min_x(place.right() - width);
        // The row that counts what is left out stands in the second alone: one more fits into the first.
        let most = (rows - whole.left_out + 1).min(rows);
        let fits = |count: &usize| self.table(0, *count, left).left_out == 0;
        let split = (1..=most).rev().find(fits).unwrap_or(1);
        let [first, second] = [self.table(0, split, left), self.table(split, rows, right)];
        vec![self.item(first, left, description), self.item(second, right, &self.chart.title_in(self.input))]
    }

    fn table(&self, from: usize, to: usize, place: Rect) -> SlideTable {
        let NumberTable { columns, rows } = self.numbers;
        let has_groups = rows.iter().any(|row| row[0] != rows[0][0]);
        let some = NumberTable { columns: columns.clone(), rows: rows[from..to].to_vec() };
        SlideTable::of_numbers(&some, has_groups, place.size(), (self.theme, self.input.lang))
    }

    fn item(&self, table: SlideTable, place: Rect, description: &str) -> Item {
        let rect = table.rect(place);
        let scene = table.scene(rect.size(), self.theme);
        let name = self.chart.title_in(self.input);
        let description = format!("{description}{}", notes::cut_names(&scene, self.input.lang));
        Item { rect, name, description, content: Content::Table(table, scene) }
    }
}
