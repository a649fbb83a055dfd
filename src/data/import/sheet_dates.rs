//! The dates of one sheet, each text read once, and the order of day and month that they show.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::ControlFlow;

use super::dates::{DateReader, DayOrder, Reading};
use super::headings::SlotKind;
use super::mapping::{Mapping, Plan, slot_of};
use crate::data::sheet::{OpenFiles, RawRow, Sheet};

/// Reads the dates of a sheet, each text once: a long list has few days beside its rows.
pub(super) struct SheetDates<'s> {
    sheet: &'s Sheet,
    reader: Cell<DateReader>,
    /// What the dates of the sheet show, as long as nobody had to know it; nothing where the mapping says it.
    order: RefCell<Option<ShownOrder>>,
    is_sought: Cell<bool>,
    /// Texts as they were read, as dates and as periods.
    read: [RefCell<HashMap<String, Reading>>; 2],
}

/// Dates that begin with the day and with the month for sure: the first row with each, and the date in it.
#[derive(Clone, Default)]
struct ShownOrder {
    columns: Vec<usize>,
    shown: [Option<(usize, String)>; 2],
}

/// The order of day and month, and the row and the date that show it.
pub(super) type FoundOrder = (Option<DayOrder>, Option<(usize, String)>);

/// Texts that are kept with their reading.
const MOST_KEPT: usize = 50_000;
/// A longer text is seldom written twice.
const MOST_BYTES: usize = 64;

impl<'s> SheetDates<'s> {
    /// The order of day and month is the mapping's, else what the dates of the sheet show.
    pub fn new(sheet: &'s Sheet, mapping: &Mapping, plan: &Plan) -> Self {
        let is_date = |id: &str| {
            slot_of(mapping.target, id).is_some_and(|slot| matches!(slot.kind, SlotKind::Date | SlotKind::Period))
        };
        let columns: Vec<usize> = plan.columns.iter().filter(|(_, id)| is_date(id)).map(|(index, _)| *index).collect();
        let is_sought = mapping.day_order.is_none() && !columns.is_empty();
        let reader = DateReader { day_order: mapping.day_order, is_from_1904: sheet.counts_from_1904() };
        Self {
            sheet,
            reader: Cell::new(reader),
            order: RefCell::new(is_sought.then(|| ShownOrder { columns, ..ShownOrder::default() })),
            is_sought: Cell::new(is_sought),
            read: Default::default(),
        }
    }

    /// Reads a cell: as one that holds a period or an end, or as one that holds a date.
    pub fn read(&self, text: &str, is_period: bool) -> Reading {
        let reading = self.read_so_far(text, is_period);
        if !reading.waits_for_order || !self.is_sought.get() {
            return reading;
        }
        self.seek_order();
        self.read_so_far(text, is_period)
    }

    /// Reads a cell with what is known of the order of day and month.
    fn read_so_far(&self, text: &str, is_period: bool) -> Reading {
        let mut kept = self.read[usize::from(is_period)].borrow_mut();
        if let Some(reading) = kept.get(text) {
            return *reading;
        }
        let reader = self.reader.get();
        let reading = if is_period { reader.read_period(text) } else { reader.read(text) };
        if text.len() > MOST_BYTES || (reading.waits_for_order && self.is_sought.get()) {
            return reading;
        }
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(text.to_owned(), reading);
        reading
    }

    /// Looks at the dates of the row at hand for one that shows the order of day and month.
    pub fn look_at(&self, raw: &RawRow<'_>) {
        if self.is_sought.get()
            && let Some(order) = &mut *self.order.borrow_mut()
            && order.look_at(raw, |text| self.read_so_far(text, false)).is_break()
        {
            // Nothing holds for the sheet.
            self.is_sought.set(false);
        }
    }

    /// Goes through the whole sheet for the order: the date at hand cannot be read without it. Few sheets have such dates.
    fn seek_order(&self) {
        let Some(mut order) = self.order.borrow().clone() else { return };
        order.shown = [None, None];
        let reader = self.reader.get();
        // What cannot be read is said where the rows are taken.
        let _ = self.sheet.for_each_row(&OpenFiles::default(), &mut |raw| order.look_at(raw, |text| reader.read(text)));
        self.reader.set(DateReader { day_order: order.found().0, ..reader });
        *self.order.borrow_mut() = Some(order);
        self.is_sought.set(false);
    }

    /// The order that holds for the sheet, once all its rows were looked at; nothing where the mapping says it.
    pub fn found_order(&self) -> Option<FoundOrder> {
        self.order.borrow().as_ref().map(ShownOrder::found)
    }
}

impl ShownOrder {
    /// Breaks where dates of both kinds were seen.
    fn look_at(&mut self, raw: &RawRow<'_>, read: impl Fn(&str) -> Reading) -> ControlFlow<()> {
        // Only with these signs between do dates begin with the day or the month, and not where the year stands first.
        let begins_with_year = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count() == 4;
        let texts = self.columns.iter().filter_map(|&index| raw.cells.get(index));
        let texts = texts.filter(|text| !begins_with_year(text.trim_start()) && text.contains(['/', '-', '／']));
        for text in texts {
            if let Some(order) = read(text).told_order {
                let place = usize::from(order == DayOrder::MonthFirst);
                self.shown[place].get_or_insert_with(|| (raw.number, text.trim().to_owned()));
            }
        }
        if self.shown.iter().all(Option::is_some) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn found(&self) -> FoundOrder {
        match self.shown.clone() {
            [Some(shown), None] => (Some(DayOrder::DayFirst), Some(shown)),
            [None, Some(shown)] => (Some(DayOrder::MonthFirst), Some(shown)),
            _ => (None, None),
        }
    }
}
