//! Reads the four tables of facts and what hangs on their rows.

pub(super) mod lists;

use rayon::prelude::*;

use super::batch::Cells;
use super::counterparts::CounterpartNames;
use super::lexicon::{At, Lexicon};
use super::links::Links;
use super::names::other_date;
use super::partner_roles::PartnerRolesRead;
use super::reader::Reader;
use super::report::RowReason;
use super::row_index::{Finder, RowIndex};
use super::settle::{Stop, settle};
use crate::data::record::RecordWriter;
use crate::data::{Code, Date, DateError, FactTable, Field, ListBuilder, Row, SourceRow, Table, Text};
use lists::read_list;

/// A table of facts under construction.
pub(super) struct Facts {
    table: Table,
    pub(super) columns: FactTable,
    pub(super) rows: RowIndex,
    /// When each row began and ended.
    start: Vec<Option<Date>>,
    end: Vec<Option<Date>>,
    /// The texts of the newest row.
    record: RecordWriter,
    /// For each field that has at most one value a row, the rows so far.
    singles: Vec<ListBuilder<Code>>,
    /// For each other field, the lists so far.
    pub(super) links: Vec<Links<Code>>,
    sources: Links<SourceRow>,
    pub(super) derived_modes: Links<Code>,
    pub(super) counterparts: CounterpartNames,
    pub(super) partner_roles: PartnerRolesRead,
    /// Rows of institutions, each with the id of the one it follows.
    parents: Vec<(u32, String)>,
}

impl Facts {
    fn new(table: Table) -> Self {
        Self {
            table,
            columns: FactTable::empty(),
            rows: RowIndex::default(),
            start: Vec::new(),
            end: Vec::new(),
            record: RecordWriter::default(),
            singles: Field::ALL.map(|_| ListBuilder::default()).into(),
            links: Field::ALL.map(|_| Links::default()).into(),
            sources: Links::default(),
            derived_modes: Links::default(),
            counterparts: CounterpartNames::default(),
            partner_roles: PartnerRolesRead::default(),
            parents: Vec::new(),
        }
    }

    /// A new row under its id.
    fn add(&mut self, id: &str) -> Result<u32, RowReason> {
        if id.is_empty() {
            return Err(RowReason::NoId);
        }
        self.rows.add(&mut self.columns.ids, id).ok_or(RowReason::DuplicateId)
    }

    fn add_dates(&mut self, start: Option<Date>, end: Option<Date>, is_attested: bool) {
        self.start.push(start);
        self.end.push(end);
        self.columns.attested.push(is_attested);
    }

    /// The texts of the newest row, in the order of [`Text::ALL`]; to be told for every row.
    fn add_texts(&mut self, texts: &[(Text, &str)]) {
        self.record.begin();
        for &(text, value) in texts {
            self.record.add(text as usize, value);
        }
        self.columns.texts.push(self.record.record());
    }

    /// The value of the newest row in a field that has no lists; to be told for every row.
    fn set(&mut self, field: Field, code: Option<Code>) {
        self.singles[field as usize].push(code);
    }

    fn link(&mut self, field: Field, row: u32, code: Option<Code>) {
        if let Some(code) = code {
            self.links[field as usize].push(row, code);
        }
    }

    fn add_source(&mut self, row: u32, source: Option<SourceRow>) {
        if let Some(source) = source {
            self.sources.push(row, source);
        }
    }

    /// The row that a row of another table belongs to.
    fn owner(&self, id: &str) -> Result<u32, RowReason> {
        Finder::new(&self.rows, &self.columns.ids).owner(id)
    }

    /// The rows that institutions follow, which may stand after them in the file.
    fn find_parents(&mut self, lexicon: &mut Lexicon) {
        self.columns.parents = vec![None; self.columns.len()];
        for (row, id) in std::mem::take(&mut self.parents) {
            let parent = self.rows.find(&self.columns.ids, &id);
            self.columns.parents[row as usize] = parent.filter(|&parent| parent != row).map(Row);
            if parent.is_none() {
                lexicon.note(&id, At("instrument", "parent_id"), true);
            }
        }
    }

    /// Lists and sources to columns, and the rows in the order they began. A field the table lacks stays empty.
    /// Ends early, the table useless, when `stop` says so.
    pub fn finish(self, stop: Stop<'_>) -> FactTable {
        let Self {
            table,
            mut columns,
            rows: index,
            start,
            end,
            singles,
            links,
            sources,
            derived_modes,
            counterparts,
            partner_roles,
            ..
        } = self;
        let rows = columns.len();
        drop(index);
        let lists = Field::ALL.into_par_iter().zip(singles).zip(links).with_max_len(1);
        columns.codes = lists
            .map(|((field, single), links)| {
                let single = single.finish();
                if single.is_empty() && field.tables().contains(&table) { links.finish(rows) } else { single }
            })
            .collect();
        columns.sources = sources.finish(rows);
        if table == Table::Activities {
            columns.derived_modes = derived_modes.finish(rows);
            columns.counterparts = counterparts.finish(rows);
            columns.partner_roles = partner_roles.finish(rows);
        }
        if !stop() {
            settle(&mut columns, (start, end), table, stop);
        }
        columns
    }
}

/// The date that places a row in time.
fn start_date(cells: &Cells<'_>, index: usize, reasons: &mut Vec<RowReason>) -> Option<Date> {
    let text = cells.text(index);
    if text.is_empty() {
        reasons.push(RowReason::DateNotStated);
        return None;
    }
    match Date::parse(text) {
        Ok(date) => return Some(date),
        Err(DateError::Form) => reasons.push(RowReason::DateForm(text.chars().take(60).collect())),
        Err(DateError::Calendar) => reasons.push(RowReason::NoSuchDay(text.to_owned())),
    }
    None
}

/// The end of a row, kept as the file states it even where it lies before the start.
fn end_date(
    cells: &Cells<'_>,
    index: usize,
    column: &'static str,
    start: Option<Date>,
    reasons: &mut Vec<RowReason>,
) -> Option<Date> {
    let end = other_date(cells, index, column, reasons)?;
    if let Some(start) = start.filter(|start| end.is_surely_before(*start)) {
        reasons.push(RowReason::EndBeforeStart(column, end, start));
    }
    Some(end)
}

/// Activities; the tables that hang on them follow in [`lists::read_activity_lists`].
pub(super) fn read_activities(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<Facts> {
    let mut facts = Facts::new(Table::Activities);
    let columns = [
        "id",
        "start_date",
        "end_date",
        "form_id",
        "structure",
        "network_id",
        "title_en",
        "title_ko",
        "place",
        "status",
        "description",
        "source_id",
    ];
    let has_status = reader.has_column("activity", "status");
    reader.scan("activity", &columns, |cells| {
        let (title_en, title_ko) = (cells.text(6), cells.text(7));
        if title_en.is_empty() && title_ko.is_empty() {
            return vec![if cells.text(0).is_empty() { RowReason::NoId } else { RowReason::NoTitle }];
        }
        let row = match facts.add(cells.text(0)) {
            Ok(row) => row,
            Err(reason) => return vec![reason],
        };
        let mut reasons = Vec::new();
        let start = start_date(cells, 1, &mut reasons);
        let end = end_date(cells, 2, "end_date", start, &mut reasons);
        facts.add_dates(start, end, false);
        facts.add_texts(&[
            (Text::TitleEn, title_en),
            (Text::TitleKo, title_ko),
            (Text::Place, cells.text(8)),
            (Text::Description, cells.text(10)),
        ]);
        let words =
            [(Field::Form, 3, "form_id"), (Field::Structure, 4, "structure"), (Field::Network, 5, "network_id")];
        for (field, index, column) in words {
            facts.set(field, lexicon.code(field, cells.text(index), At("activity", column)));
        }
        // Without the column every activity counts as held; an empty cell of it says that nobody knows.
        let at = At("activity", "status");
        let status = if has_status {
            lexicon.code(Field::Status, cells.text(9), at)
        } else {
            lexicon.code(Field::Status, "held", at)
        };
        facts.set(Field::Status, status);
        facts.set(Field::Place, lexicon.text_value(Field::Place, cells.text(8)));
        facts.add_source(row, lexicon.source(cells.text(11), At("activity", "source_id")));
        reasons
    })?;
    Ok(facts)
}

/// Spells of cities in networks.
pub(super) fn read_memberships(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<Facts> {
    let mut facts = Facts::new(Table::Memberships);
    let has_id = reader.has_column("membership", "id");
    let columns = ["id", "city_id", "network_id", "joined", "left", "role", "source_id"];
    reader.scan("membership", &columns, |cells| {
        let (city, network) = (cells.text(1), cells.text(2));
        let row = match add_tie(&mut facts, cells, has_id, [(city, "city_id"), (network, "network_id")]) {
            Ok(row) => row,
            Err(reason) => return vec![reason],
        };
        let mut reasons = Vec::new();
        let start = start_date(cells, 3, &mut reasons);
        let end = end_date(cells, 4, "left", start, &mut reasons);
        facts.add_dates(start, end, false);
        facts.link(Field::City, row, lexicon.code(Field::City, city, At("membership", "city_id")));
        let network = lexicon.code(Field::Network, network, At("membership", "network_id"));
        facts.link(Field::Network, row, network);
        if let Some(network) = network {
            let entity = &lexicon.networks[network.index()];
            facts.link(Field::Scope, row, entity.scope);
            for &agenda in &entity.agendas {
                facts.link(Field::Agenda, row, Some(agenda));
            }
        }
        facts.link(Field::Role, row, lexicon.code(Field::Role, cells.text(5), At("membership", "role")));
        facts.add_source(row, lexicon.source(cells.text(6), At("membership", "source_id")));
        reasons
    })?;
    Ok(facts)
}

/// Ties of cities to partners, and their agendas.
pub(super) fn read_partnerships(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<Facts> {
    let mut facts = Facts::new(Table::Partnerships);
    let has_id = reader.has_column("partnership", "id");
    let has_status = reader.has_column("partnership", "status");
    let columns = [
        "id",
        "city_id",
        "partner_id",
        "start_date",
        "end_date",
        "date_basis",
        "channel",
        "status",
        "role_text",
        "description",
        "source_id",
    ];
    reader.scan("partnership", &columns, |cells| {
        let (city, partner) = (cells.text(1), cells.text(2));
        let row = match add_tie(&mut facts, cells, has_id, [(city, "city_id"), (partner, "partner_id")]) {
            Ok(row) => row,
            Err(reason) => return vec![reason],
        };
        let mut reasons = Vec::new();
        let start = start_date(cells, 3, &mut reasons);
        let end = end_date(cells, 4, "end_date", start, &mut reasons);
        facts.add_dates(start, end, cells.text(5) == "attested");
        facts.add_texts(&[(Text::Description, cells.text(9)), (Text::RoleText, cells.text(8))]);
        let status = if has_status { cells.text(7) } else { "tie" };
        let values = [
            (Field::City, city, "city_id"),
            (Field::Partner, partner, "partner_id"),
            (Field::Channel, cells.text(6), "channel"),
            (Field::TieStatus, status, "status"),
        ];
        for (field, id, column) in values {
            facts.link(field, row, lexicon.code(field, id, At("partnership", column)));
        }
        facts.add_source(row, lexicon.source(cells.text(10), At("partnership", "source_id")));
        reasons
    })?;
    let table = ["partnership_agenda", "partnership_id", "agenda_id"];
    read_list(reader, lexicon, &mut facts, Field::Agenda, table)?;
    Ok(facts)
}

/// A row that ties a city to something: without either end it says nothing. Where the table has no ids, its position
/// serves as one.
fn add_tie(
    facts: &mut Facts,
    cells: &Cells<'_>,
    has_id: bool,
    ends: [(&str, &'static str); 2],
) -> Result<u32, RowReason> {
    if let Some((_, column)) = ends.into_iter().find(|(id, _)| id.is_empty()) {
        return Err(RowReason::Empty(column));
    }
    if has_id { facts.add(cells.text(0)) } else { facts.add(&format!("#{}", cells.position)) }
}

/// Instruments, and the cities they belong to.
pub(super) fn read_institutions(reader: &mut Reader<'_>, lexicon: &mut Lexicon) -> rusqlite::Result<Facts> {
    let mut facts = Facts::new(Table::Institutions);
    let has_id = reader.has_column("instrument", "id");
    let columns = [
        "id",
        "start_date",
        "end_date",
        "date_basis",
        "kind",
        "title_en",
        "title_ko",
        "description",
        "source_id",
        "parent_id",
    ];
    reader.scan("instrument", &columns, |cells| {
        let (title_en, title_ko) = (cells.text(5), cells.text(6));
        if title_en.is_empty() && title_ko.is_empty() {
            return vec![RowReason::NoTitle];
        }
        let id = if has_id { cells.string(0) } else { format!("#{}", cells.position) };
        let row = match facts.add(&id) {
            Ok(row) => row,
            Err(reason) => return vec![reason],
        };
        let mut reasons = Vec::new();
        let start = start_date(cells, 1, &mut reasons);
        let end = end_date(cells, 2, "end_date", start, &mut reasons);
        facts.add_dates(start, end, cells.text(3) == "attested");
        let description = cells.text(7);
        facts.add_texts(&[(Text::TitleEn, title_en), (Text::TitleKo, title_ko), (Text::Description, description)]);
        facts.link(Field::Kind, row, lexicon.code(Field::Kind, cells.text(4), At("instrument", "kind")));
        facts.add_source(row, lexicon.source(cells.text(8), At("instrument", "source_id")));
        let parent = cells.string(9);
        if !parent.is_empty() {
            facts.parents.push((row, parent));
        }
        reasons
    })?;
    facts.find_parents(lexicon);
    read_list(reader, lexicon, &mut facts, Field::City, ["instrument_city", "instrument_id", "city_id"])?;
    Ok(facts)
}

/// The further sources of facts. Those of cities, networks and partners are accounted for and not kept.
pub(super) fn read_citations(
    reader: &mut Reader<'_>,
    lexicon: &mut Lexicon,
    tables: &mut [Facts],
) -> rusqlite::Result<()> {
    const ENTITIES: [&str; 3] = ["city", "network", "partner"];
    reader.scan("citation", &["fact_id", "fact_table", "source_id"], |cells| {
        let (id, name) = (cells.text(0), cells.text(1));
        let source = lexicon.source(cells.text(2), At("citation", "source_id"));
        let Some(source) = source else { return vec![RowReason::Empty("source_id")] };
        if ENTITIES.contains(&name) {
            return Vec::new();
        }
        let facts = tables.iter_mut().find(|facts| facts.table.sql_name() == name);
        match facts.map(|facts| facts.owner(id).map(|row| facts.sources.push(row, source))) {
            Some(Ok(())) => Vec::new(),
            _ => vec![RowReason::Orphan(format!("{name} {id}"))],
        }
    })
}
