//! The cells behind a chart that an office program draws: the same in the workbook of a slide and in a workbook by itself.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::chart::{NativeChart, NativeKind};
use crate::export::error::ExportError;

/// The sheet that a chart's cells lie on; ASCII, so that formulas need no quoting.
pub(in crate::export) const CHART_SHEET: &str = "Chart";

/// The workbook behind a chart on a slide: its cells are the chart's numbers and nothing else.
pub fn chart_workbook(native: &NativeChart) -> Result<Vec<u8>, ExportError> {
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
    build().map_err(|error: XlsxError| ExportError::drawing(error))
}

/// An empty workbook with a title.
pub(in crate::export) fn new_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // No clock: the same figure gives the same bytes.
    let properties = DocProperties::new().set_title(title).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// A row a category; its name, or its first day, shown as the year.
pub(in crate::export) fn write_chart_cells(
    sheet: &mut Worksheet,
    native: &NativeChart,
    days: Option<&[u32]>,
) -> Result<(), XlsxError> {
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
    for (index, series) in native.series.iter().enumerate() {
        let Some(column) = interval_column(native, index) else { continue };
        for (side, sign) in [(1, "+"), (0, "−")] {
            let column = (column + 1 - side) as u16;
            sheet.write_string(0, column, format!("{} 95% {sign}", series.name))?;
            for at in 0..series.values.len() {
                if let Some(reach) = series.reach(at) {
                    sheet.write_number(at as u32 + 1, column, reach[side])?;
                }
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

/// The first of the two columns that say how far the intervals of a series reach above and below its values.
pub(in crate::export) fn interval_column(native: &NativeChart, series: usize) -> Option<usize> {
    let before = native.series[..series].iter().filter(|series| series.has_limits()).count();
    native.series[series].has_limits().then_some(native.series.len() + 1 + 2 * before)
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
pub fn column_name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return name;
        }
        index = index / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        assert_eq!([0, 1, 25, 26, 27, 701, 702].map(column_name), ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
