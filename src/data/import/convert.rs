//! A row of a sheet becomes a record of ours: names are looked up, dates and lists read, what is lacking made or refused.

use std::borrow::Cow;

use super::catalog::Catalog;
use super::fill::{add_structure, add_title};
use super::footers;
use super::headings::{Slot, SlotKind};
use super::list_cell::{Item, split};
use super::look_up::{Named, NamedCity};
use super::mapping::{Mapping, Plan, is_list, slot_of};
use super::names::Found;
use super::outcome::RowNoteReason;
use super::record::{Converter, Fields, Record, country, word};
use super::report::{RowNote, SheetReport};
use super::row_dates;
use super::sheet_dates::SheetDates;
use super::target::Target;
use crate::data::schema::Holds;
use crate::data::sheet::Sheet;
use crate::data::text::clean;

impl<'a> Converter<'a> {
    pub fn new(sheet: &'a Sheet, mapping: &'a Mapping, plan: &Plan) -> Self {
        let slot = |id: &String| slot_of(mapping.target, id);
        let columns = plan.columns.iter().filter_map(|(index, id)| Some((*index, slot(id)?))).collect();
        let constants = mapping.constants.iter().filter_map(|(id, text)| Some((slot(id)?, text.clone()))).collect();
        Self { mapping, columns, constants, dates: SheetDates::new(sheet, mapping, plan) }
    }

    /// The records of a row, or why there is none. A row of several cities and networks is a membership for each.
    pub fn convert(
        &self,
        row: usize,
        cells: &[String],
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> Result<Vec<Record>, RowNote> {
        let fields = self.fields(row, cells);
        if let Some(reason) = footers::reason(cells) {
            let first = cells.iter().find(|cell| !cell.trim().is_empty()).map_or("", |cell| cell.trim());
            return Err(fields.note("", first, reason));
        }
        let mut record = Record { row, id: Self::id(&fields, report), ..Record::default() };
        row_dates::add(&fields, &self.dates, &mut record, report);
        self.add_words(&fields, &mut record, catalog, report);
        // What may reject the row goes before what makes new rows.
        let beside = self.beside(&fields, catalog, report);
        let cities = self.cities(&fields, beside, catalog)?;
        let networks = self.entities(&fields, "network", catalog)?;
        let partners = self.entities(&fields, "partner", catalog)?;
        self.require(&fields, &record, &cities, &networks, &partners)?;
        let cities = self.add_cities(&fields, cities, beside.region, &mut record, catalog, report);
        let networks = Self::add_networks(&fields, networks, catalog, report);
        let partners = self.add_partners(&fields, partners, &mut record, catalog, report);
        self.add_counterparts(&fields, &mut record, catalog, report);
        self.add_sources(&fields, &mut record, catalog);
        match self.mapping.target {
            Target::Memberships => return Ok(record.for_each_pair(&cities, "network_id", &networks)),
            Target::Partnerships => return Ok(record.for_each_pair(&cities, "partner_id", &partners)),
            _ => record.cells.extend(networks.into_iter().next().map(|id| ("network_id", id))),
        }
        if self.mapping.target == Target::Activities {
            add_title(&mut record, catalog);
            add_structure(&mut record);
        }
        Ok(vec![record])
    }

    fn fields<'r>(&'r self, row: usize, cells: &'r [String]) -> Fields<'r> {
        let mut values: Vec<(&'static Slot, Cow<'r, str>)> = Vec::with_capacity(self.columns.len());
        for (index, slot) in &self.columns {
            let Some(cell) = cells.get(*index).map(|cell| unguarded(cell)) else { continue };
            let is_list =
                is_list(slot.kind) || matches!(slot.kind, SlotKind::City | SlotKind::Network | SlotKind::Partner);
            let text = if is_list { Cow::Borrowed(cell.trim()) } else { clean(cell) };
            if !says_nothing(slot.kind, &text) {
                values.push((slot, text));
            }
        }
        for (slot, text) in &self.constants {
            if !values.iter().any(|(given, _)| given.id == slot.id) && slot.id != "source" {
                values.push((slot, Cow::Borrowed(text)));
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

    /// Whether a field takes whole numbers only.
    fn is_whole(&self, slot: &Slot) -> bool {
        self.mapping.target.schema().column(slot.id).is_some_and(|column| column.holds == Holds::Integer)
    }

    /// Texts, numbers and words of vocabularies.
    fn add_words(&self, fields: &Fields<'_>, record: &mut Record, catalog: &mut Catalog, report: &mut SheetReport) {
        for (slot, text) in &fields.values {
            match slot.kind {
                // A list of the world has the codes of countries there.
                SlotKind::Text if slot.id == "iso" && !text.contains('-') => {
                    if fields.get("country").is_empty()
                        && let Some(code) = country(fields, text, catalog, report)
                    {
                        record.cells.push(("country", code));
                    }
                }
                SlotKind::Text => record.cells.push((slot.id, text.to_string())),
                SlotKind::Number => match text.replace(',', ".").parse::<f64>() {
                    Ok(number) if number.is_finite() && (number.fract() == 0.0 || !self.is_whole(slot)) => {
                        record.cells.push((slot.id, text.replace(',', ".")));
                    }
                    _ => report.add_note(fields.note(slot.id, text, RowNoteReason::NotANumber)),
                },
                SlotKind::Term(vocabulary) if slot.id != "partner_type" => {
                    if let Some(id) = word(fields, slot.id, vocabulary, text, catalog, report) {
                        record.cells.push((slot.id_column(), id));
                    }
                }
                SlotKind::Terms(vocabulary) => {
                    let items = self.words(fields, slot.id, vocabulary, text, catalog, report);
                    let list = self.mapping.target.schema().lists().find(|list| list.field() == slot.id);
                    record.lists.extend(list.map(|list| (list.name, items)));
                }
                SlotKind::Country if self.mapping.target.schema().column(slot.id).is_some() => {
                    if let Some(code) = country(fields, text, catalog, report) {
                        record.cells.push((slot.id, code));
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

    fn require(
        &self,
        fields: &Fields<'_>,
        record: &Record,
        cities: &[NamedCity],
        networks: &[Named],
        partners: &[Named],
    ) -> Result<(), RowNote> {
        let empty = |field: &str| Err(fields.note(field, fields.get(field), RowNoteReason::Empty));
        let has_any = |columns: &[&str]| columns.iter().any(|column| !record.cell(column).is_empty());
        match self.mapping.target {
            Target::Memberships | Target::Partnerships if cities.is_empty() => {
                Err(fields.note("city", fields.get("city"), RowNoteReason::NoCity))
            }
            Target::Memberships if networks.is_empty() => empty("network"),
            Target::Partnerships if partners.is_empty() => empty("partner"),
            // City, counterpart and form make a title; without one of these there is nothing to make it of.
            Target::Activities
                if !has_any(&["title_ko", "title_en"])
                    && networks.is_empty()
                    && split(fields.get("counterpart"), &self.mapping.separators).is_empty() =>
            {
                Err(fields.note("title_ko", "", RowNoteReason::NoTitle))
            }
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

/// A text that was kept from being run as a formula, as it was before.
pub(super) fn unguarded(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'').unwrap_or(cell);
    let is_guarded = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && bare.len() < cell.len();
    if is_guarded { bare } else { cell }
}

/// Whether a cell is one of the signs by which lists say nothing.
fn says_nothing(kind: SlotKind, text: &str) -> bool {
    const SIGNS: [&str; 14] =
        ["", "-", "–", "―", "ㅡ", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "해당없음", "해당 없음"];
    match text {
        // NA is a country, and R's word for nothing; the year 0 was none.
        "NA" | "<NA>" => matches!(kind, SlotKind::Date | SlotKind::Period | SlotKind::Number | SlotKind::Text),
        "0" | "0000" => matches!(kind, SlotKind::Date | SlotKind::Period),
        _ => SIGNS.contains(&text),
    }
}
