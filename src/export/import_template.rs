//! Templates as files: a workbook of several sheets, or a CSV file each.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::ExportError;
use super::formats::csv::{self, inert};
use crate::data::import::TemplateSheet;

/// Rows that a sheet of a workbook may have, and letters of a cell.
const MOST_ROWS: usize = 1_048_574;
const MOST_LETTERS: usize = 32_000;

/// A CSV file for Excel, with its guide in the second row.
pub fn template_csv(sheet: &TemplateSheet) -> Vec<u8> {
    let mut bytes = csv::CSV.mark.as_bytes().to_vec();
    let mut lines = csv::CSV.lines(&mut bytes);
    for row in [&sheet.columns, &sheet.guide].into_iter().chain(&sheet.rows) {
        // Writing to memory cannot fail.
        let _infallible = lines.write_fields(row.iter().map(|cell| guarded(cell)));
    }
    let _infallible = lines.end();
    bytes
}

/// All sheets in one workbook; nothing where one of them is too long for a workbook.
///
/// # Errors
/// Where the workbook cannot be made.
pub fn template_workbook(sheets: &[TemplateSheet]) -> Result<Option<Vec<u8>>, ExportError> {
    let is_too_long = |sheet: &TemplateSheet| {
        sheet.rows.len() > MOST_ROWS || sheet.rows.iter().flatten().any(|cell| cell.chars().count() > MOST_LETTERS)
    };
    if sheets.iter().any(is_too_long) {
        return Ok(None);
    }
    build(sheets).map(Some).map_err(ExportError::drawing)
}

fn build(sheets: &[TemplateSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No clock: the same database gives the same bytes.
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let head = Format::new().set_bold();
    let guide = Format::new().set_italic().set_text_wrap().set_align(FormatAlign::Top);
    for template in sheets {
        let sheet = workbook.add_worksheet().set_name(template.name)?;
        for (column, (name, help)) in (0_u16..).zip(template.columns.iter().zip(&template.guide)) {
            sheet.write_string_with_format(0, column, name, &head)?;
            sheet.write_string_with_format(1, column, help, &guide)?;
            sheet.set_column_width(column, 22)?;
        }
        for (row, cells) in (2_u32..).zip(&template.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                if !cell.is_empty() {
                    sheet.write_string(row, column, guarded(cell))?;
                }
            }
        }
        sheet.set_freeze_panes(2, 1)?;
    }
    workbook.save_to_buffer()
}

/// As [`inert`], in a way that an import can take back without doubt.
fn guarded(cell: &str) -> String {
    let is_already =
        cell.strip_prefix('\'').is_some_and(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']));
    if is_already { format!("'{cell}") } else { inert(cell) }
}
