//! A row on its way: the cells of the sheet that are fields, and the record of ours that they become.

use std::borrow::Cow;

use super::catalog::Catalog;
use super::headings::Slot;
use super::list_cell::Item;
use super::mapping::Mapping;
use super::names::Found;
use super::outcome::RowNoteReason;
use super::report::{RowNote, SheetReport};
use super::sheet_dates::SheetDates;

/// A row to be written.
#[derive(Clone, Default)]
pub(super) struct Record {
    /// The row of the sheet.
    pub row: usize,
    /// The id that the sheet gives, or empty.
    pub id: String,
    /// What the sheet says.
    pub cells: Vec<(&'static str, String)>,
    /// What a new row gets besides.
    pub fresh: Vec<(&'static str, String)>,
    /// Values of tables that hang on the row.
    pub lists: Vec<(&'static str, Vec<Item>)>,
    /// Ids of the sources that the sheet names.
    pub sources: Vec<String>,
    /// The title of the source of a new row for which the sheet names none.
    pub fresh_source: Option<String>,
}

impl Record {
    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text.as_str())
    }

    pub fn list(&self, table: &str) -> &[Item] {
        self.lists.iter().find(|(name, _)| *name == table).map_or(&[], |(_, items)| items.as_slice())
    }
}

impl Record {
    /// This record for each city with each network or partner. An id that the sheet gives is that of the first.
    pub fn for_each_pair(self, cities: &[String], column: &'static str, others: &[String]) -> Vec<Self> {
        let pairs = cities.iter().flat_map(|city| others.iter().map(move |other| (city, other)));
        let records = pairs.enumerate().map(|(at, (city, other))| {
            let mut record = self.clone();
            record.cells.extend([("city_id", city.clone()), (column, other.clone())]);
            if at > 0 {
                record.id.clear();
            }
            record
        });
        records.collect()
    }
}

/// Turns the rows of one sheet into records.
pub(super) struct Converter<'a> {
    pub mapping: &'a Mapping,
    /// Place in the sheet and field.
    pub columns: Vec<(usize, &'static Slot)>,
    pub constants: Vec<(&'static Slot, String)>,
    pub dates: SheetDates<'a>,
}

/// The cells of one row that are fields.
pub(super) struct Fields<'r> {
    pub row: usize,
    pub values: Vec<(&'static Slot, Cow<'r, str>)>,
    pub mapping: &'r Mapping,
}

impl Fields<'_> {
    pub fn get(&self, id: &str) -> &str {
        self.values.iter().find(|(slot, _)| slot.id == id).map_or("", |(_, text)| text)
    }

    /// What the mapping says a text stands for.
    pub fn meant(&self, field: &str, text: &str) -> Option<&str> {
        let values = self.mapping.values.get(field)?;
        values.get(text).map(String::as_str)
    }

    pub fn note(&self, field: &str, value: &str, reason: RowNoteReason) -> RowNote {
        RowNote { row: self.row, field: field.to_owned(), value: value.to_owned(), reason }
    }
}

/// Whether a text may be an id of ours.
pub(super) fn is_slug(text: &str) -> bool {
    let is_part = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '_');
    !text.is_empty() && text.chars().all(is_part)
}

pub(super) fn word(
    fields: &Fields<'_>,
    field: &str,
    vocabulary: &'static str,
    text: &str,
    catalog: &mut Catalog,
    report: &mut SheetReport,
) -> Option<String> {
    let meant = fields.meant(field, text);
    if meant == Some("") {
        return None;
    }
    match catalog.find_term(vocabulary, meant.unwrap_or(text)) {
        Found::One(place) => {
            let (id, _) = catalog.term(vocabulary, place);
            report.add_reading(field, text, &id, fields.row);
            catalog.wake_term(vocabulary, &id);
            Some(id)
        }
        found @ (Found::Several(_) | Found::Nothing) => {
            let places = if let Found::Several(places) = found { places } else { catalog.near_terms(vocabulary, text) };
            let near = places.into_iter().map(|place| said(&catalog.term(vocabulary, place))).collect();
            report.add_note(fields.note(field, text, RowNoteReason::NotAWord { near }));
            None
        }
    }
}

pub(super) fn country(
    fields: &Fields<'_>,
    text: &str,
    catalog: &mut Catalog,
    report: &mut SheetReport,
) -> Option<String> {
    let meant = fields.meant("country", text).unwrap_or(text);
    let code = catalog.country(meant);
    if let Some(code) = &code {
        report.add_reading("country", text, code, fields.row);
        catalog.wake_term("country", code);
    } else if !meant.is_empty() {
        report.add_note(fields.note("country", text, RowNoteReason::NotACountry));
    }
    code
}

/// An id with its name, for a proposal.
pub(super) fn said((id, name): &(String, String)) -> String {
    if id == name { id.clone() } else { format!("{name} ({id})") }
}
