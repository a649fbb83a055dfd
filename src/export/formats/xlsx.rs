//! The numbers behind a figure as a workbook: the data, the chart as Excel draws it, and what a reader must know.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartLegendPosition, ChartType, Color, DocProperties, ExcelDateTime, Format, FormatAlign,
    Formula, Workbook, Worksheet, XlsxError,
};

use super::csv::inert;
use crate::chart::{Cell, NativeChart, NativeKind, NumberTable};
use crate::export::{ExportError, Figure};
use crate::words::{Lang, Word};

/// The sheet that a chart's cells lie on; ASCII, so that formulas need no quoting.
pub(in crate::export) const CHART_SHEET: &str = "Chart";

/// Data sheet, chart where Excel has one, note sheet.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    build(figure).map_err(|error| ExportError::Draw { cause: error.to_string() })
}

fn build(figure: &Figure<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(figure.title())?;
    let sheet = workbook.add_worksheet().set_name(Word::DATA_SHEET.text(figure.lang()))?;
    write_table(sheet, figure.table())?;
    if let Some(native) = figure.native() {
        let sheet = workbook.add_worksheet().set_name(CHART_SHEET)?;
        write_chart_cells(sheet, native, None)?;
        let mut chart = excel_chart(native, figure.title(), figure.description());
        chart.set_width(960).set_height(480);
        sheet.insert_chart(1, (native.series.len() + 2) as u16, &chart)?;
    }
    let sheet = workbook.add_worksheet().set_name(Word::NOTE_SHEET.text(figure.lang()))?;
    write_notes(sheet, std::iter::once(figure.title()).chain(figure.notes().iter().map(String::as_str)))?;
    workbook.save_to_buffer()
}

/// Records on a data sheet, and a note sheet; `go_on` hears how many rows are there, and ends the work by answering no.
pub(in crate::export) fn records(
    title: &str,
    (headings, rows): (&[String], impl Iterator<Item = Vec<Cell>>),
    notes: &[String],
    (lang, go_on): (Lang, &mut dyn FnMut(usize) -> bool),
) -> Result<Vec<u8>, ExportError> {
    let mut is_cancelled = false;
    let build = || {
        let mut workbook = new_workbook(title)?;
        let sheet = workbook.add_worksheet().set_name(Word::DATA_SHEET.text(lang))?;
        write_headings(sheet, headings)?;
        for (index, cells) in rows.enumerate() {
            if !go_on(index) {
                is_cancelled = true;
                return Ok(Vec::new());
            }
            write_row(sheet, index as u32 + 1, &cells)?;
        }
        for column in 0..headings.len() as u16 {
            sheet.set_column_width(column, 18)?;
        }
        let sheet = workbook.add_worksheet().set_name(Word::NOTE_SHEET.text(lang))?;
        write_notes(sheet, std::iter::once(title).chain(notes.iter().map(String::as_str)))?;
        workbook.save_to_buffer()
    };
    let bytes = build().map_err(|error: XlsxError| ExportError::Draw { cause: error.to_string() })?;
    if is_cancelled { Err(ExportError::Cancelled) } else { Ok(bytes) }
}

/// The workbook behind a chart on a slide: its cells are the chart's numbers and nothing else.
pub(in crate::export) fn chart_workbook(native: &NativeChart) -> Result<Vec<u8>, ExportError> {
    let build = || {
        let mut workbook = new_workbook("")?;
        let sheet = workbook.add_worksheet().set_name(CHART_SHEET)?;
        if native.has_shares {
            write_share_cells(sheet, native)?;
        } else {
            write_chart_cells(sheet, native, native.days().as_deref())?;
        }
        workbook.save_to_buffer()
    };
    build().map_err(|error: XlsxError| ExportError::Draw { cause: error.to_string() })
}

fn new_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // No clock: the same figure gives the same bytes.
    let properties = DocProperties::new().set_title(title).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    Ok(workbook)
}

fn write_table(sheet: &mut Worksheet, table: &NumberTable) -> Result<(), XlsxError> {
    write_headings(sheet, &table.columns)?;
    for (row, cells) in (1..).zip(&table.rows) {
        write_row(sheet, row, cells)?;
    }
    sheet.autofit();
    Ok(())
}

fn write_headings(sheet: &mut Worksheet, headings: &[String]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    for (column, name) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, inert(name), &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[Cell]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Text(text) => sheet.write_string(row, column, fitting(text))?,
            Cell::Number(number) => sheet.write_number(row, column, *number)?,
            Cell::Unknown => continue,
        };
    }
    Ok(())
}

/// A cell takes 32,767 characters, and runs nothing.
fn fitting(text: &str) -> String {
    const MOST: usize = 32_000;
    let mut text = inert(text);
    if let Some((end, _)) = text.char_indices().nth(MOST) {
        text.truncate(end);
    }
    text
}

/// A row a category; its name, or its first day, shown as the year.
fn write_chart_cells(sheet: &mut Worksheet, native: &NativeChart, days: Option<&[u32]>) -> Result<(), XlsxError> {
    sheet.write_string(0, 0, &native.category_title)?;
    let year = Format::new().set_num_format("yyyy");
    for (index, name) in native.categories.iter().enumerate() {
        let row = index as u32 + 1;
        match days {
            Some(days) => sheet.write_number_with_format(row, 0, days[index], &year)?,
            None => sheet.write_string(row, 0, name)?,
        };
    }
    for (column, series) in (1..).zip(&native.series) {
        sheet.write_string(0, column, &series.name)?;
        for (index, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                sheet.write_number(index as u32 + 1, column, *value)?;
            }
        }
    }
    // What is written over the columns.
    if native.kind == NativeKind::StackedColumn && native.has_values {
        let (last, total) = (column_name(native.series.len()), native.series.len() as u16 + 1);
        sheet.write_string(0, total, &native.value_title)?;
        for at in 0..native.categories.len() {
            let line = at + 2;
            let sum = Formula::new(format!("=SUM(B{line}:{last}{line})")).set_result(native.total(at).to_string());
            sheet.write_formula(at as u32 + 1, total, sum)?;
        }
    }
    Ok(())
}

/// Shares beside the counts they follow from: whoever edits a count sees the chart follow.
fn write_share_cells(sheet: &mut Worksheet, native: &NativeChart) -> Result<(), XlsxError> {
    let percent = Format::new().set_num_format("0%");
    let series = native.series.len();
    // A column is left free between the two.
    let (first, total) = (series + 2, 2 * series + 2);
    sheet.write_string(0, 0, &native.category_title)?;
    sheet.write_string(0, total as u16, &native.value_title)?;
    for (index, one) in native.series.iter().enumerate() {
        sheet.write_string(0, index as u16 + 1, &one.name)?;
        sheet.write_string(0, (first + index) as u16, &one.name)?;
    }
    let n_column = column_name(total);
    for (at, name) in native.categories.iter().enumerate() {
        let (row, line) = (at as u32 + 1, at + 2);
        sheet.write_string(row, 0, name)?;
        for (index, one) in native.series.iter().enumerate() {
            let count = column_name(first + index);
            let formula = Formula::new(format!("=IF({n_column}{line}=0,0,{count}{line}/{n_column}{line})"))
                .set_result(native.share(index, at).to_string());
            sheet.write_formula_with_format(row, index as u16 + 1, formula, &percent)?;
            sheet.write_number(row, (first + index) as u16, one.values[at].unwrap_or_default())?;
        }
        let span = (column_name(first), column_name(total - 1));
        let sum =
            Formula::new(format!("=SUM({}{line}:{}{line})", span.0, span.1)).set_result(native.total(at).to_string());
        sheet.write_formula(row, total as u16, sum)?;
    }
    Ok(())
}

/// `A`, `Z`, `AA`.
pub(in crate::export) fn column_name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return name;
        }
        index = index / 26 - 1;
    }
}

fn excel_chart(native: &NativeChart, title: &str, description: &str) -> Chart {
    let mut chart = Chart::new(match native.kind {
        NativeKind::StackedColumn if native.has_shares => ChartType::ColumnPercentStacked,
        NativeKind::StackedColumn => ChartType::ColumnStacked,
        NativeKind::StackedBar => ChartType::BarStacked,
        NativeKind::Line => ChartType::Line,
    });
    let last_row = native.categories.len() as u32;
    for (column, series) in (1..).zip(&native.series) {
        let color = Color::RGB(u32::from_be_bytes([0, series.color.r(), series.color.g(), series.color.b()]));
        let drawn = chart.add_series();
        drawn.set_name((CHART_SHEET, 0, column));
        drawn.set_categories((CHART_SHEET, 1, 0, last_row, 0));
        drawn.set_values((CHART_SHEET, 1, column, last_row, column));
        if native.kind == NativeKind::Line {
            drawn.set_format(rust_xlsxwriter::ChartLine::new().set_color(color).set_width(2.0));
        } else {
            drawn.set_format(rust_xlsxwriter::ChartSolidFill::new().set_color(color)).set_gap(20);
        }
        if native.kind == NativeKind::StackedBar {
            drawn.set_data_label(ChartDataLabel::new().show_value().set_num_format("#,##0;;"));
        }
    }
    chart.title().set_name(title);
    chart.x_axis().set_label_interval(native.label_every.clamp(1, 200) as u16);
    if native.kind == NativeKind::StackedBar {
        chart.x_axis().set_reverse();
    } else {
        chart.y_axis().set_name(&native.value_title);
    }
    chart.legend().set_position(ChartLegendPosition::Top);
    // Excel takes no more than 255 characters, and would rather have none than more.
    chart.set_alt_text(description.chars().take(250).collect::<String>());
    chart
}

fn write_notes<'a>(sheet: &mut Worksheet, lines: impl Iterator<Item = &'a str>) -> Result<(), XlsxError> {
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 100)?;
    for (row, line) in (0..).zip(lines) {
        // Ids past the end of a cell are in the data.
        sheet.write_string_with_format(row, 0, fitting(line), &text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        assert_eq!([0, 1, 25, 26, 27, 701, 702].map(column_name), ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
