//! The numbers behind a figure as a workbook: the data, the chart as Excel draws it, and what a reader must know.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartErrorBars, ChartErrorBarsType, ChartLegendPosition, ChartRange, ChartType, Color,
    Format, FormatAlign, Worksheet, XlsxError,
};

use super::csv::inert;
use crate::chart::{Cell, NativeChart, NativeKind, NumberTable};
use crate::export::error::ExportError;
use crate::export::figure::Figure;
use crate::export::office::chart_cells::{CHART_SHEET, interval_column, new_workbook, write_chart_cells};
use crate::words::{Lang, Word};

/// Data sheet, chart where Excel has one, note sheet.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    build(figure).map_err(ExportError::drawing)
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
    let bytes = build().map_err(|error: XlsxError| ExportError::drawing(error))?;
    if is_cancelled { Err(ExportError::Cancelled) } else { Ok(bytes) }
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

fn excel_chart(native: &NativeChart, title: &str, description: &str) -> Chart {
    let mut chart = Chart::new(match native.kind {
        NativeKind::StackedColumn if native.has_shares => ChartType::ColumnPercentStacked,
        NativeKind::StackedColumn => ChartType::ColumnStacked,
        NativeKind::StackedBar => ChartType::BarStacked,
        NativeKind::Bar => ChartType::Bar,
        NativeKind::Line | NativeKind::PointedLine => ChartType::Line,
    });
    let last_row = native.categories.len() as u32;
    for (column, series) in (1..).zip(&native.series) {
        let color = Color::RGB(u32::from_be_bytes([0, series.color.r(), series.color.g(), series.color.b()]));
        let drawn = chart.add_series();
        drawn.set_name((CHART_SHEET, 0, column));
        drawn.set_categories((CHART_SHEET, 1, 0, last_row, 0));
        drawn.set_values((CHART_SHEET, 1, column, last_row, column));
        if let Some(reach) = interval_column(native, usize::from(column) - 1) {
            let range = |column: usize| {
                let column = column as u16;
                ChartRange::new_from_range(CHART_SHEET, 1, column, last_row, column)
            };
            let kind = ChartErrorBarsType::Custom(range(reach), range(reach + 1));
            drawn.set_y_error_bars(ChartErrorBars::new().set_type(kind));
        }
        if native.kind.is_line() {
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
    if let Some(highest) = native.highest_share() {
        chart.y_axis().set_num_format("0%").set_min(0.0).set_max(highest);
    }
    if native.kind.is_bar() {
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
