//! The numbers behind the picture of an indicator: every figure with its hits, n and interval, a row each.

use super::Told;
use crate::chart::ChartInput;
use crate::chart::table::{Cell, NumberTable};
use crate::query::indicators::{Finding, Group, Matrix, Part, Point, Statistic, Unit};
use crate::words::Word;

/// A row a cell of a matrix, or a row a figure: the headline, its years, its parts and theirs.
pub fn table(finding: &Finding, input: &ChartInput<'_>) -> NumberTable {
    let words = [
        Word::FIGURE_COLUMN,
        Word::PERIOD_COLUMN,
        Word::VALUE_COLUMN,
        Word::HITS_COLUMN,
        Word::N_COLUMN,
        Word::LOW_COLUMN,
        Word::HIGH_COLUMN,
    ];
    let columns = words.map(|word| word.text(input.lang).to_owned()).into();
    let unit = finding.unit;
    let told = super::told(finding, input);
    let title = told.title();
    let mut rows = vec![row(title, "", &finding.headline, unit)];
    rows.extend(finding.points.iter().map(|point| point_row(title, point, unit)));
    if let Some(undated) = &finding.undated {
        rows.push(row(title, Word::UNDATED.text(input.lang), undated, unit));
    }
    for part in &finding.parts {
        let name = told.name(&part.name);
        rows.push(part_row(part, &name));
        rows.extend(part.points.iter().map(|point| point_row(&name, point, part.unit)));
    }
    rows.extend(finding.matrix.iter().flat_map(|matrix| matrix_rows(told, matrix)));
    NumberTable { columns, rows }
}

/// Shares in percent: two places of them are enough, and a sheet shows two.
fn row(name: &str, period: &str, figure: &Statistic, unit: Unit) -> Vec<Cell> {
    let factor = if unit == Unit::Share { 100.0 } else { 1.0 };
    let number =
        |value: Option<f64>| value.map_or(Cell::Unknown, |value| Cell::Number((value * factor * 1e2).round() / 1e2));
    vec![
        Cell::Text(name.to_owned()),
        if period.is_empty() { Cell::Unknown } else { Cell::Text(period.to_owned()) },
        number(figure.value),
        figure.hits.map_or(Cell::Unknown, Cell::count),
        Cell::count(figure.n),
        number(figure.low),
        number(figure.high),
    ]
}

fn point_row(name: &str, point: &Point, unit: Unit) -> Vec<Cell> {
    row(name, &point.year.to_string(), &point.figure, unit)
}

fn part_row(part: &Part, name: &str) -> Vec<Cell> {
    let span = part.span_years.map_or_else(String::new, |(from, to)| format!("{from}–{to}"));
    // The value of a law is its year.
    if part.group == Group::Law {
        let year = part.figure.value.map_or_else(String::new, |year| format!("{year:.0}"));
        return row(name, &year, &Statistic { value: None, ..part.figure.clone() }, part.unit);
    }
    row(name, &span, &part.figure, part.unit)
}

fn matrix_rows(told: Told<'_>, matrix: &Matrix) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (label, cells) in matrix.rows.iter().zip(&matrix.cells) {
        for (column, cell) in matrix.columns.iter().zip(cells) {
            if let Some(value) = cell {
                let name = format!("{} · {}", told.name(&label.name), told.name(&column.name));
                let mut cells =
                    row(&name, "", &Statistic { value: Some(*value), ..Statistic::default() }, Unit::Number);
                cells[4] = Cell::Unknown;
                rows.push(cells);
            }
        }
    }
    rows
}
