//! What is said of every row of a sheet: what was read into it, why it is none of the table, what became of it.

use super::outcome::{RowNoteReason, RowOutcome};
use super::remarks;
use super::report::{Question, RowNote, SheetReport};
use crate::data::sheet::{RawRow, Sheet};
use crate::data::text;
use crate::words::Lang;

/// Says what was read into a row, and which of its texts are broken.
pub(super) fn note_reading(raw: &RawRow<'_>, sheet: &Sheet, report: &mut SheetReport) {
    remarks::add(&mut report.remarks, raw);
    for (index, cell) in raw.cells.iter().enumerate().filter(|(_, cell)| cell.contains('\u{FFFD}')) {
        report.unreadable_texts += 1;
        report.add_note(RowNote {
            row: raw.number,
            field: sheet.columns.get(index).cloned().unwrap_or_default(),
            value: text::clean(cell).into_owned(),
            reason: RowNoteReason::BrokenText,
        });
    }
}

/// Why a row is none of the table: the headings once more, or more cells than there are headings.
pub(super) fn beside_the_table(raw: &RawRow<'_>) -> Option<RowNote> {
    let reason = match raw.surplus {
        _ if raw.is_heading => RowNoteReason::Heading,
        0 => return None,
        surplus => RowNoteReason::SurplusCells { surplus },
    };
    let last = raw.cells.iter().rfind(|cell| !cell.trim().is_empty()).map_or("", |cell| cell.trim());
    Some(RowNote { row: raw.number, field: String::new(), value: text::clean(last).into_owned(), reason })
}

/// Counts a row, and keeps what was not taken.
pub(super) fn account(
    row: usize,
    cells: &[String],
    sheet: &Sheet,
    taken: Result<RowOutcome, RowNote>,
    report: &mut SheetReport,
) {
    let text = || {
        let filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        text::clean(&filled.take(8).collect::<Vec<_>>().join(" · ")).into_owned()
    };
    match taken {
        Ok(outcome) => {
            report.account.close_row(cells, outcome, None);
            report.add_row(row, outcome, text);
        }
        Err(note) => {
            let outcome = note.reason.outcome().unwrap_or(RowOutcome::Rejected);
            report.account.close_row(cells, outcome, Some(&note.reason));
            report.add_row(row, outcome, text);
            if matches!(outcome, RowOutcome::Rejected | RowOutcome::Open) {
                let reason = format!("{} {}: {}", note.field, note.value, note.reason.text(Lang::En));
                report.reject(row, &sheet.columns, cells, reason.trim());
            }
            match note.reason {
                RowNoteReason::DidYouMean { near: proposals } | RowNoteReason::Ambiguous { meanings: proposals } => {
                    let RowNote { row: first_row, field, value: name, .. } = note;
                    report.ask(Question { field, name, proposals, rows: 1, first_row, is_taken: false });
                }
                _ => report.add_note_of_row(note),
            }
        }
    }
}
