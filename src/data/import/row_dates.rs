//! The dates of a row: from one column or three, beginnings and ends.

use super::dates::{DateDoubt, Reading, with_parts};
use super::headings::{Slot, SlotKind};
use super::outcome::RowNoteReason;
use super::record::{Fields, Record};
use super::report::SheetReport;
use super::sheet_dates::SheetDates;
use crate::data::{Date, Precision};

/// The column of an end for the column of a beginning.
const ENDS: [(&str, &str); 3] = [("start_date", "end_date"), ("joined", "left"), ("valid_from", "valid_to")];

/// Adds the dates of a row to its record; what a date cannot hold is listed.
pub(super) fn add(fields: &Fields<'_>, reader: &SheetDates<'_>, record: &mut Record, report: &mut SheetReport) {
    let mut dates = RowDates { fields, record, report, is_open: false };
    for (slot, text) in &fields.values {
        match slot.kind {
            SlotKind::Date => dates.add_date(slot, text, reader),
            SlotKind::Period => dates.add_period(slot, text, reader),
            _ => {}
        }
    }
    dates.list_parts_without_year();
    dates.list_end_before_start();
    if dates.is_open {
        report.day_order.open_rows += 1;
    }
}

struct RowDates<'a> {
    fields: &'a Fields<'a>,
    record: &'a mut Record,
    report: &'a mut SheetReport,
    /// Whether the order of day and month keeps a date of the row open.
    is_open: bool,
}

impl RowDates<'_> {
    fn add_date(&mut self, slot: &'static Slot, text: &str, reader: &SheetDates<'_>) {
        let end_column = ENDS.iter().find(|(begin, _)| *begin == slot.id).map(|(_, end)| *end);
        let is_end = ENDS.iter().any(|(_, end)| *end == slot.id);
        let mut read = reader.read(text, is_end);
        if end_column.is_some() {
            self.add_parts(slot, &mut read);
        }
        let (own, end) = if is_end { (read.end.or(read.begin), None) } else { (read.begin, read.end) };
        // A cell of an end with a beginning in it, and an end that no column is free for.
        let is_begin_lost = is_end && read.end.is_some() && read.begin.is_some();
        let has_room = end_column.is_some_and(|column| self.fields.get(column).is_empty());
        if is_begin_lost || (end.is_some() && !has_room) {
            read.doubt = read.doubt.max(Some(DateDoubt::SaysMore));
        }
        self.take(slot.id, own);
        if let (Some(column), Some(end), true) = (end_column, end, has_room) {
            self.take(column, Some(end));
        }
        self.list(slot, text, &read, own, end.filter(|_| has_room));
    }

    fn add_period(&mut self, slot: &'static Slot, text: &str, reader: &SheetDates<'_>) {
        let read = reader.read(text, true);
        for (column, date) in [("start_date", read.begin), ("end_date", read.end)] {
            if self.fields.get(column).is_empty() {
                self.take(column, date);
            }
        }
        self.list(slot, text, &read, read.begin.or(read.end), None);
    }

    fn take(&mut self, column: &'static str, date: Option<Date>) {
        self.record.cells.extend(date.map(|date| (column, date.to_string())));
    }

    /// Lists what the cell says beside its dates, or how a date was worked out.
    fn list(&mut self, slot: &Slot, text: &str, read: &Reading, own: Option<Date>, end: Option<Date>) {
        let iso = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let read_as = match end {
            Some(end) => format!("{} – {end}", iso(own)),
            None => iso(own),
        };
        let row = self.fields.row;
        match read.doubt {
            Some(doubt) => {
                if doubt == DateDoubt::DayOrder {
                    self.is_open = true;
                    if self.report.day_order.example.is_empty() {
                        text.clone_into(&mut self.report.day_order.example);
                    }
                }
                let reason = RowNoteReason::DateInPart { read_as, doubt };
                self.report.add_note(self.fields.note(slot.id, text, reason));
            }
            None if own.is_none() => {
                self.report.add_note(self.fields.note(slot.id, text, RowNoteReason::NotADate));
            }
            None => {
                let year = read_as.get(..4).unwrap_or_default();
                if read.is_guess || end.is_some() || !text.starts_with(year) {
                    self.report.add_reading(slot.id, text, &read_as, row);
                }
            }
        }
    }

    /// The month and the day from columns of their own.
    fn add_parts(&mut self, slot: &Slot, read: &mut Reading) {
        let (month, day) = (self.fields.get("month"), self.fields.get("day"));
        if month.is_empty() && day.is_empty() {
            return;
        }
        let Some(year) = read.begin else { return };
        let is_year = year.precision() == Precision::Year && read.end.is_none();
        let whole = with_parts(Date::from_year(year.year()), month, day);
        match whole {
            Some(whole) if is_year => read.begin = Some(whole),
            // The cell says all of it by itself.
            Some(whole) if whole == year => {}
            _ => {
                let parts = [month, day].join(" ");
                self.report.add_note(self.fields.note(slot.id, parts.trim(), RowNoteReason::NotADate));
            }
        }
    }

    /// A month or a day is nothing without a year.
    fn list_parts_without_year(&mut self) {
        let has_date = ENDS.iter().any(|(begin, _)| !self.fields.get(begin).is_empty());
        if has_date {
            return;
        }
        for part in ["month", "day"] {
            let text = self.fields.get(part);
            if !text.is_empty() {
                self.report.add_note(self.fields.note(part, text, RowNoteReason::NotADate));
            }
        }
    }

    fn list_end_before_start(&mut self) {
        for (begin, end) in ENDS {
            let [start, last] = [begin, end].map(|column| Date::parse(self.record.cell(column)).ok());
            if let (Some(start), Some(last)) = (start, last)
                && last.is_surely_before(start)
            {
                let reason = RowNoteReason::EndBeforeStart { start: start.to_string() };
                self.report.add_note(self.fields.note(end, &last.to_string(), reason));
            }
        }
    }
}
