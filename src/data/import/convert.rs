//! A row of a sheet becomes a record of ours: names are looked up, dates and lists read, what is lacking made or refused.

use super::catalog::Catalog;
use super::dates::DateReader;
use super::fill::{add_structure, add_title, country};
use super::headings::{Slot, SlotKind, slots};
use super::list_cell::{Item, split};
use super::mapping::{Mapping, Plan, Unknown, is_list, slot_of};
use super::names::{Found, NameIndex, normal};
use super::report::{RowNote, RowNoteReason, SheetReport};
use super::row_dates;
use super::target::Target;
use crate::data::text::clean;

/// A row to be written.
#[derive(Default)]
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

/// Turns the rows of one sheet into records.
pub(super) struct Converter<'a> {
    pub mapping: &'a Mapping,
    /// Place in the sheet and field.
    columns: Vec<(usize, &'static Slot)>,
    pub constants: Vec<(&'static Slot, String)>,
    dates: DateReader,
}

/// The cells of one row that are fields.
pub(super) struct Fields<'r> {
    pub row: usize,
    pub values: Vec<(&'static Slot, String)>,
    mapping: &'r Mapping,
}

impl Fields<'_> {
    pub fn get(&self, id: &str) -> &str {
        self.values.iter().find(|(slot, _)| slot.id == id).map_or("", |(_, text)| text.as_str())
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

impl<'a> Converter<'a> {
    pub fn new(mapping: &'a Mapping, plan: &Plan, dates: DateReader) -> Self {
        let slot = |id: &String| slot_of(mapping.target, id);
        let columns = plan.columns.iter().filter_map(|(index, id)| Some((*index, slot(id)?))).collect();
        let constants = mapping.constants.iter().filter_map(|(id, text)| Some((slot(id)?, text.clone()))).collect();
        Self { mapping, columns, constants, dates }
    }

    /// The record of a row, or why there is none.
    pub fn convert(
        &self,
        row: usize,
        cells: &[String],
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> Result<Record, RowNote> {
        let fields = self.fields(row, cells);
        if let Some(reason) = left_out(cells) {
            let first = cells.iter().find(|cell| !cell.trim().is_empty()).map_or("", |cell| cell.trim());
            return Err(fields.note("", first, reason));
        }
        let mut record = Record { row, id: Self::id(&fields, report), ..Record::default() };
        row_dates::add(&fields, self.dates, &mut record, report);
        self.add_words(&fields, &mut record, catalog, report);
        // What may reject the row goes before what makes new rows.
        let region = self.region(&fields, catalog, report);
        let cities = self.cities(&fields, region, catalog)?;
        let network = self.entity(&fields, "network", catalog)?;
        let partner = self.entity(&fields, "partner", catalog)?;
        self.require(&fields, &record, &cities, network.as_ref(), partner.as_ref())?;
        self.add_cities(&fields, cities, region, &mut record, catalog, report);
        Self::add_network(&fields, network, &mut record, catalog, report);
        self.add_partners(&fields, partner, &mut record, catalog, report);
        self.add_counterparts(&fields, &mut record, catalog, report);
        self.add_sources(&fields, &mut record, catalog);
        if self.mapping.target == Target::Activities {
            add_title(&mut record, catalog, &fields)?;
            add_structure(&mut record);
        }
        Ok(record)
    }

    fn fields(&self, row: usize, cells: &[String]) -> Fields<'a> {
        let mut values: Vec<(&'static Slot, String)> = Vec::new();
        for (index, slot) in &self.columns {
            let Some(cell) = cells.get(*index).map(|cell| unguarded(cell)) else { continue };
            let text = if is_list(slot.kind) { cell.trim().to_owned() } else { clean(cell).into_owned() };
            // "-" is how lists say nothing.
            let says_nothing =
                matches!(text.as_str(), "" | "-" | "–" | "―" | "ㅡ" | "N/A" | "n/a" | "해당없음" | "해당 없음");
            if says_nothing {
                continue;
            }
            values.push((slot, text));
        }
        for (slot, text) in &self.constants {
            if !values.iter().any(|(given, _)| given.id == slot.id) && slot.id != "source" {
                values.push((slot, text.clone()));
            }
        }
        Fields { row, values, mapping: self.mapping }
    }

    fn id(fields: &Fields<'_>, report: &mut SheetReport) -> String {
        let id = fields.get("id");
        let is_sound = id.chars().count() <= 200 && !id.contains(char::is_whitespace);
        if !is_sound {
            report.add_note(fields.note("id", id, RowNoteReason::NotAnId));
        }
        if is_sound { id.to_owned() } else { String::new() }
    }

    /// Texts, numbers and words of vocabularies.
    fn add_words(&self, fields: &Fields<'_>, record: &mut Record, catalog: &mut Catalog, report: &mut SheetReport) {
        for (slot, text) in &fields.values {
            match slot.kind {
                SlotKind::Text => record.cells.push((slot.id, text.clone())),
                SlotKind::Number => match text.replace(',', ".").parse::<f64>() {
                    Ok(number) if number.is_finite() => record.cells.push((slot.id, text.replace(',', "."))),
                    _ => report.add_note(fields.note(slot.id, text, RowNoteReason::NotANumber)),
                },
                SlotKind::Term(vocabulary) if slot.id != "partner_type" => {
                    if let Some(id) = word(fields, slot.id, vocabulary, text, catalog, report) {
                        record.cells.push((slot.id_column(), id));
                    }
                }
                SlotKind::Terms(vocabulary) => {
                    let items = self.words(fields, slot.id, vocabulary, text, catalog, report);
                    let table = match (self.mapping.target, slot.id) {
                        (Target::Activities, "mode") => "activity_mode",
                        (Target::Activities, _) => "activity_agenda",
                        (Target::Partnerships, _) => "partnership_agenda",
                        _ => "network_agenda",
                    };
                    record.lists.push((table, items));
                }
                SlotKind::Country if self.mapping.target == Target::Partners => {
                    if let Some(code) = country(fields, text, catalog, report) {
                        record.cells.push(("country", code));
                    }
                }
                _ => {}
            }
        }
    }

    fn words(
        &self,
        fields: &Fields<'_>,
        field: &str,
        vocabulary: &'static str,
        text: &str,
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for (text, qualifier) in split(text, &self.mapping.separators) {
            let is_whole =
                matches!(catalog.find_term(vocabulary, &text), Found::One(_)) || fields.meant(field, &text).is_some();
            // 경제, 문화 · 관광: names of agendas hold none of these signs but ·.
            let parts: Vec<&str> = if is_whole { vec![&text] } else { text.split([',', '/', '·', '&']).collect() };
            for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
                if let Some(id) = word(fields, field, vocabulary, part, catalog, report)
                    && !items.iter().any(|(known, _)| *known == id)
                {
                    // A row with an id comes from a template: it says itself what was coded.
                    let is_coded = vocabulary == "mode" && qualifier.is_empty() && fields.get("id").is_empty();
                    let qualifier = if is_coded { "coded" } else { &qualifier };
                    items.push((id, qualifier.to_owned()));
                }
            }
        }
        items
    }

    fn region(&self, fields: &Fields<'_>, catalog: &Catalog, report: &mut SheetReport) -> Option<usize> {
        let text = fields.get(if self.mapping.target == Target::Cities { "parent_id" } else { "region" });
        let text = fields.meant("region", text).unwrap_or(text);
        if text.is_empty() {
            return None;
        }
        let found = catalog.cities.find_upper(text);
        if found.is_none() && !(self.mapping.target == Target::Cities && is_slug(text)) {
            let near = named(&catalog.cities.index, &catalog.cities.index.near(text));
            report.add_note(fields.note("region", text, RowNoteReason::NotAWord { near }));
        }
        found
    }

    /// Places of known cities; names of those to be made.
    fn cities(&self, fields: &Fields<'_>, region: Option<usize>, catalog: &Catalog) -> Result<Vec<Named>, RowNote> {
        let text = fields.get("city");
        let is_city_slot = slots(self.mapping.target).iter().any(|slot| slot.id == "city");
        if !is_city_slot || (text.is_empty() && region.is_none()) {
            return Ok(Vec::new());
        }
        if text.is_empty() {
            return Ok(region.map(Named::Known).into_iter().collect());
        }
        let mut named: Vec<Named> = Vec::new();
        for (text, qualifier) in split(text, &self.mapping.separators) {
            let whole = self.city(fields, &text, &qualifier, region, catalog);
            let parts: Vec<&str> =
                text.split([',', '/', '·', '&']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let is_known = matches!(whole, Ok(Some(Named::Known(_) | Named::Qualified(..)) | None));
            if is_known || parts.len() < 2 {
                named.extend(whole?);
                continue;
            }
            for part in parts {
                named.extend(self.city(fields, part, &qualifier, region, catalog)?);
            }
        }
        Ok(named)
    }

    fn city(
        &self,
        fields: &Fields<'_>,
        text: &str,
        qualifier: &str,
        region: Option<usize>,
        catalog: &Catalog,
    ) -> Result<Option<Named>, RowNote> {
        let meant = fields.meant("city", text);
        if meant == Some("") {
            return Ok(None);
        }
        if meant == Some("+") {
            return Ok(Some(Named::New(text.to_owned())));
        }
        let found = catalog.cities.find(meant.unwrap_or(text), region);
        let index = &catalog.cities.index;
        match found {
            Found::One(place) if qualifier.is_empty() => Ok(Some(Named::Known(place))),
            Found::One(place) => Ok(Some(Named::Qualified(place, qualifier.to_owned()))),
            Found::Several(places) => {
                Err(fields.note("city", text, RowNoteReason::Ambiguous { meanings: self::named(index, &places) }))
            }
            Found::Nothing => self.unknown(fields, "city", text, index).map(Some),
        }
    }

    /// A network or partner; partners of activities are a list and looked up when they are added.
    fn entity(&self, fields: &Fields<'_>, field: &str, catalog: &Catalog) -> Result<Option<Named>, RowNote> {
        let text = fields.get(field);
        let is_list = field == "partner" && self.mapping.target == Target::Activities;
        if text.is_empty() || is_list {
            return Ok(None);
        }
        let meant = fields.meant(field, text);
        match meant {
            Some("") => return Ok(None),
            Some("+") => return Ok(Some(Named::New(text.to_owned()))),
            _ => {}
        }
        let index = if field == "network" { &catalog.networks } else { &catalog.partners };
        match index.find(meant.unwrap_or(text)) {
            Found::One(place) => Ok(Some(Named::Known(place))),
            Found::Several(places) => {
                Err(fields.note(field, text, RowNoteReason::Ambiguous { meanings: named(index, &places) }))
            }
            // Names of organisations are long and alike: only a slip in a short list is asked about.
            Found::Nothing if field == "partner" && self.mapping.unknown == Unknown::Ask => {
                Ok(Some(Named::New(text.to_owned())))
            }
            Found::Nothing => self.unknown(fields, field, text, index).map(Some),
        }
    }

    fn unknown(&self, fields: &Fields<'_>, field: &str, text: &str, index: &NameIndex) -> Result<Named, RowNote> {
        if self.mapping.unknown == Unknown::Make {
            return Ok(Named::New(text.to_owned()));
        }
        let near = named(index, &index.near(text));
        match self.mapping.unknown {
            _ if !near.is_empty() => Err(fields.note(field, text, RowNoteReason::DidYouMean { near })),
            Unknown::Reject => Err(fields.note(field, text, RowNoteReason::Unknown)),
            Unknown::Ask | Unknown::Make => Ok(Named::New(text.to_owned())),
        }
    }

    fn require(
        &self,
        fields: &Fields<'_>,
        record: &Record,
        cities: &[Named],
        network: Option<&Named>,
        partner: Option<&Named>,
    ) -> Result<(), RowNote> {
        let empty = |field: &str| Err(fields.note(field, fields.get(field), RowNoteReason::Empty));
        let has_any = |columns: &[&str]| columns.iter().any(|column| !record.cell(column).is_empty());
        match self.mapping.target {
            Target::Memberships | Target::Partnerships if cities.is_empty() => {
                Err(fields.note("city", fields.get("city"), RowNoteReason::NoCity))
            }
            Target::Memberships if network.is_none() => empty("network"),
            Target::Partnerships if partner.is_none() => empty("partner"),
            Target::Institutions if !has_any(&["title_ko", "title_en"]) => {
                Err(fields.note("title_ko", "", RowNoteReason::NoTitle))
            }
            Target::Networks | Target::Partners | Target::Cities
                if !has_any(&["name_ko", "name_en"]) && record.id.is_empty() =>
            {
                empty("name_ko")
            }
            _ => Ok(()),
        }
    }
}

impl Slot {
    /// The column of the schema that holds the word.
    fn id_column(&self) -> &'static str {
        if self.id == "form" { "form_id" } else { self.id }
    }
}

/// Whether a text may be an id of ours.
pub(super) fn is_slug(text: &str) -> bool {
    let is_part = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '_');
    !text.is_empty() && text.chars().all(is_part)
}

/// A text that was kept from being run as a formula, as it was before.
pub(super) fn unguarded(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'').unwrap_or(cell);
    let is_guarded = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && bare.len() < cell.len();
    if is_guarded { bare } else { cell }
}

/// A thing that a cell names.
pub(super) enum Named {
    Known(usize),
    Qualified(usize, String),
    New(String),
}

/// Footnotes and sums are no facts.
fn left_out(cells: &[String]) -> Option<RowNoteReason> {
    let mut filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let first = filled.next()?;
    let is_only = filled.next().is_none();
    let is_sum = |text: &str| {
        let text = normal(text);
        ["합계", "총계", "계", "소계", "누계", "total", "subtotal", "sum", "grandtotal"].contains(&text.as_str())
    };
    if first.starts_with('※') || (is_only && first.starts_with(['*', '#'])) {
        return Some(RowNoteReason::Footnote);
    }
    cells.iter().take(3).any(|cell| is_sum(cell)).then_some(RowNoteReason::Sum)
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
            catalog.wake("term", &format!("{vocabulary} {id}"));
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

fn named(index: &NameIndex, places: &[usize]) -> Vec<String> {
    places.iter().map(|&place| said(&(index.ids[place].clone(), index.names[place].clone()))).collect()
}

fn said((id, name): &(String, String)) -> String {
    if id == name { id.clone() } else { format!("{name} ({id})") }
}
