//! Records into a database: what is there already is found, what changes is told, the rest is added.

use std::collections::HashMap;

use rusqlite::{Connection, params_from_iter};

use super::catalog::Catalog;
use super::list_cell::Item;
use super::names::{Found, normal, slug};
use super::outcome::RowOutcome;
use super::record::Record;
use super::report::{Change, SheetReport};
use super::rows::{NewRow, is_same_number, text_at};
use super::same_fact::{SameFacts, hash, key_columns};
use super::target::Target;
use crate::data::text::clean;

/// A table that hangs on rows of a kind: its owner, value and qualifier columns.
pub(super) struct ListTable {
    pub table: &'static str,
    pub owner: &'static str,
    pub value: &'static str,
    pub qualifier: Option<&'static str>,
    /// The field of the sheet.
    pub field: &'static str,
}

/// The tables that hang on rows of a kind.
pub(super) fn list_tables(target: Target) -> &'static [ListTable] {
    const fn list(
        table: &'static str,
        owner: &'static str,
        value: &'static str,
        qualifier: Option<&'static str>,
        field: &'static str,
    ) -> ListTable {
        ListTable { table, owner, value, qualifier, field }
    }
    const ACTIVITIES: &[ListTable] = &[
        list("activity_city", "activity_id", "city_id", Some("role"), "city"),
        list("activity_agenda", "activity_id", "agenda_id", None, "agenda"),
        list("activity_mode", "activity_id", "mode", Some("basis"), "mode"),
        list("activity_counterpart", "activity_id", "name", Some("country"), "counterpart"),
        list("activity_partner", "activity_id", "partner_id", Some("role"), "partner"),
    ];
    const PARTNERSHIPS: &[ListTable] = &[list("partnership_agenda", "partnership_id", "agenda_id", None, "agenda")];
    const INSTITUTIONS: &[ListTable] = &[list("instrument_city", "instrument_id", "city_id", None, "city")];
    const NETWORKS: &[ListTable] = &[list("network_agenda", "network_id", "agenda_id", None, "agenda")];
    match target {
        Target::Activities => ACTIVITIES,
        Target::Partnerships => PARTNERSHIPS,
        Target::Institutions => INSTITUTIONS,
        Target::Networks => NETWORKS,
        Target::Memberships | Target::Partners | Target::Cities | Target::Plain(_) => &[],
    }
}

/// Columns of dates: a year does not replace the day that is known.
const DATES: [&str; 7] = ["start_date", "end_date", "joined", "left", "founded", "valid_from", "valid_to"];

/// Writes records of one kind.
pub(super) struct Merger<'c> {
    connection: &'c Connection,
    target: Target,
    /// Rows by their id.
    by_id: HashMap<u128, i64>,
    same: SameFacts,
    /// Counterparts of activities, whose table has no index: only where rows are found by id.
    counterparts: Option<HashMap<i64, Vec<Item>>>,
    /// How often an id was wanted.
    wanted_ids: HashMap<u128, u32>,
    /// Rows of other tables that were written for the record at hand.
    written: Vec<NewRow>,
}

impl<'c> Merger<'c> {
    /// Learns the rows that are there.
    pub fn new(connection: &'c Connection, target: Target, has_ids: bool) -> rusqlite::Result<Self> {
        let mut merger = Self {
            connection,
            target,
            by_id: HashMap::new(),
            same: SameFacts::default(),
            counterparts: (has_ids && target == Target::Activities).then(HashMap::new),
            wanted_ids: HashMap::new(),
            written: Vec::new(),
        };
        merger.learn()?;
        Ok(merger)
    }

    fn learn(&mut self) -> rusqlite::Result<()> {
        let lists: Vec<HashMap<i64, Vec<Item>>> = match self.target {
            Target::Activities => vec![self.list("activity_city")?, self.list("activity_counterpart")?],
            Target::Institutions => vec![self.list("instrument_city")?],
            _ => Vec::new(),
        };
        let columns = key_columns(self.target);
        let table = self.target.table();
        let selected: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let sql = format!("SELECT rowid, id, {} FROM {table} ORDER BY rowid", selected.join(", "));
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let row_id: i64 = row.get(0)?;
            let id = text_at(row, 1);
            let cells = columns.iter().enumerate().map(|(index, column)| (*column, text_at(row, index + 2))).collect();
            let mut record = Record { cells, ..Record::default() };
            for (list, table) in lists.iter().zip(["activity_city", "activity_counterpart"]) {
                let table = if self.target == Target::Institutions { "instrument_city" } else { table };
                record.lists.push((table, list.get(&row_id).cloned().unwrap_or_default()));
            }
            self.by_id.insert(hash(&id), row_id);
            self.same.add(self.target, &record, row_id, true);
        }
        if let Some(counterparts) = &mut self.counterparts {
            *counterparts = lists.into_iter().nth(1).unwrap_or_default();
        }
        Ok(())
    }

    /// All values of a table that hangs on rows, by the row.
    fn list(&self, table: &str) -> rusqlite::Result<HashMap<i64, Vec<Item>>> {
        let mut found: HashMap<i64, Vec<Item>> = HashMap::new();
        let Some(list) = list_tables(self.target).iter().find(|list| list.table == table) else { return Ok(found) };
        let qualifier = list.qualifier.unwrap_or("NULL");
        let sql = format!(
            "SELECT o.rowid, l.{}, l.{qualifier} FROM {table} l JOIN {} o ON o.id = l.{} ORDER BY l.rowid",
            list.value,
            self.target.table(),
            list.owner
        );
        let sql = if list.qualifier.is_none() { sql.replace("l.NULL", "NULL") } else { sql };
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.entry(row.get(0)?).or_default().push((text_at(row, 1), text_at(row, 2)));
        }
        Ok(found)
    }

    /// Writes the records of a row; what they did, or why the database refuses them. A refused row leaves nothing behind.
    pub fn take(
        &mut self,
        records: &[Record],
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> Result<RowOutcome, String> {
        let mut outcomes: Vec<RowOutcome> = Vec::new();
        for record in records {
            self.written.clear();
            match self.take_one(record, catalog, report) {
                Ok(outcome) => outcomes.push(outcome),
                Err(error) => {
                    self.undo(catalog).map_err(|error| error.to_string())?;
                    return Err(error.to_string());
                }
            }
        }
        let outcome = [RowOutcome::New, RowOutcome::Changed].into_iter().find(|outcome| outcomes.contains(outcome));
        Ok(outcome.unwrap_or(RowOutcome::AlreadyThere))
    }

    fn take_one(
        &mut self,
        record: &Record,
        catalog: &mut Catalog,
        report: &mut SheetReport,
    ) -> rusqlite::Result<RowOutcome> {
        self.write_new_rows(catalog)?;
        if let Some((row_id, is_by_id)) = self.find(record, catalog)? {
            return self.update(row_id, is_by_id, record, report);
        }
        self.insert(record, catalog)?;
        let has = |column: &str| record.fresh.iter().any(|(name, _)| name.starts_with(column));
        report.titles_made += usize::from(has("title"));
        report.structures_derived += usize::from(has("structure"));
        Ok(RowOutcome::New)
    }

    /// Takes out what was written for a record that the database then refused.
    fn undo(&mut self, catalog: &mut Catalog) -> rusqlite::Result<()> {
        let written = std::mem::take(&mut self.written);
        for row in &written {
            let sql = match row.cell("vocabulary") {
                "" => format!("DELETE FROM {} WHERE id = ?1", row.table),
                _ => format!("DELETE FROM {} WHERE id = ?1 AND vocabulary = ?2", row.table),
            };
            let values = [row.cell("id"), row.cell("vocabulary")].into_iter().filter(|value| !value.is_empty());
            self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
            catalog.made.retain(|made| row.made.as_ref() != Some(made));
        }
        let waiting = std::mem::take(&mut catalog.new_rows);
        catalog.put_back(written.into_iter().chain(waiting).collect());
        Ok(())
    }

    /// Writes the rows of other tables that facts name.
    pub fn write_new_rows(&mut self, catalog: &mut Catalog) -> rusqlite::Result<()> {
        for new_row in std::mem::take(&mut catalog.new_rows) {
            self.insert_row(&new_row)?;
            if new_row.table == self.target.table() {
                self.by_id.insert(hash(new_row.cell("id")), self.connection.last_insert_rowid());
            }
            catalog.made.extend(new_row.made.clone());
            self.written.push(new_row);
        }
        Ok(())
    }

    /// The row that is the same fact, and whether its id says so.
    fn find(&mut self, record: &Record, catalog: &Catalog) -> rusqlite::Result<Option<(i64, bool)>> {
        if let Some(row_id) = self.by_id.get(&hash(&record.id)).filter(|_| !record.id.is_empty()) {
            return Ok(Some((*row_id, true)));
        }
        let by_name = match self.target {
            Target::Networks => Some(&catalog.networks),
            Target::Partners => Some(&catalog.partners),
            Target::Cities => Some(&catalog.cities.index),
            _ => None,
        };
        if let Some(index) = by_name {
            if !record.id.is_empty() {
                return Ok(None);
            }
            let name = ["acronym", "name_ko", "name_en"].into_iter().map(|column| record.cell(column));
            let found = name.filter(|name| !name.is_empty()).find_map(|name| match index.find(name) {
                Found::One(place) => Some(index.ids[place].clone()),
                Found::Several(_) | Found::Nothing => None,
            });
            return Ok(found.and_then(|id| self.by_id.get(&hash(&id)).map(|row_id| (*row_id, false))));
        }
        // An id that nobody knows says that two rows of one sheet differ, not that the database lacks the fact.
        let has_id = !record.id.is_empty();
        let rows = self.same.find(self.target, record, has_id);
        if self.target != Target::Memberships {
            let titles: Vec<&str> =
                ["title_ko", "title_en"].into_iter().filter(|title| !record.cell(title).is_empty()).collect();
            for row_id in rows {
                let mut is_same = !has_id || titles.is_empty();
                for title in &titles {
                    is_same |= normal(&self.cell(row_id, title)?) == normal(record.cell(title));
                }
                if is_same {
                    return Ok(Some((row_id, false)));
                }
            }
            return Ok(None);
        }
        // A spell: the one that began then, or the only one of which the sheet or the file knows less.
        let joined = record.cell("joined");
        for &row_id in &rows {
            let known = self.cell(row_id, "joined")?;
            if known == joined || (rows.len() == 1 && (known.starts_with(joined) || joined.starts_with(&known))) {
                return Ok(Some((row_id, false)));
            }
        }
        Ok(None)
    }

    fn cell(&self, row_id: i64, column: &str) -> rusqlite::Result<String> {
        let sql = format!("SELECT \"{column}\" FROM {} WHERE rowid = ?1", self.target.table());
        self.connection.prepare_cached(&sql)?.query_row([row_id], |row| Ok(text_at(row, 0)))
    }

    /// Compares what the sheet says with what is there; an empty cell takes nothing away.
    fn update(
        &mut self,
        row_id: i64,
        is_by_id: bool,
        record: &Record,
        report: &mut SheetReport,
    ) -> rusqlite::Result<RowOutcome> {
        let table = self.target.table();
        let id = self.cell(row_id, "id")?;
        let mut is_changed = false;
        let mut change = |field: &str, before: String, after: String| {
            is_changed = true;
            report.add_change(Change { row: record.row, id: id.clone(), field: field.to_owned(), before, after });
        };
        for (column, value) in &record.cells {
            let before = self.cell(row_id, column)?;
            let is_same = before == *value
                || clean(&before) == *value
                || (DATES.contains(column) && before.starts_with(value.as_str()))
                || is_same_number(&before, value);
            if is_same {
                continue;
            }
            let sql = format!("UPDATE {table} SET \"{column}\" = ?1 WHERE rowid = ?2");
            self.connection.prepare_cached(&sql)?.execute((value, row_id))?;
            change(column, before, value.clone());
        }
        for list in list_tables(self.target) {
            let items = record.list(list.table);
            if items.is_empty() || (list.table == "activity_counterpart" && !is_by_id) {
                continue;
            }
            let known = self.items(row_id, &id, list)?;
            for item in items {
                let is_known = known.iter().any(|(value, qualifier)| {
                    *value == item.0 && (item.1.is_empty() || *qualifier == item.1 || (list.field == "mode"))
                });
                if !is_known {
                    self.insert_item(row_id, &id, list, item)?;
                    change(list.field, String::new(), super::list_cell::join(std::slice::from_ref(item)));
                }
            }
        }
        for source in &record.sources {
            if self.add_source(row_id, &id, source)? {
                change("source", String::new(), source.clone());
            }
        }
        Ok(if is_changed { RowOutcome::Changed } else { RowOutcome::AlreadyThere })
    }

    fn items(&self, row_id: i64, id: &str, list: &ListTable) -> rusqlite::Result<Vec<Item>> {
        if let (Some(counterparts), "activity_counterpart") = (&self.counterparts, list.table) {
            return Ok(counterparts.get(&row_id).cloned().unwrap_or_default());
        }
        let qualifier = list.qualifier.unwrap_or("NULL");
        let sql = format!("SELECT {}, {qualifier} FROM {} WHERE {} = ?1", list.value, list.table, list.owner);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let items = statement.query_map([id], |row| Ok((text_at(row, 0), text_at(row, 1))))?;
        items.collect()
    }

    fn insert_item(&mut self, row_id: i64, id: &str, list: &ListTable, item: &Item) -> rusqlite::Result<()> {
        if let (Some(counterparts), "activity_counterpart") = (&mut self.counterparts, list.table) {
            counterparts.entry(row_id).or_default().push(item.clone());
        }
        let qualifier = Some(&item.1).filter(|text| !text.is_empty());
        let ListTable { table, owner, value, .. } = list;
        if let Some(column) = list.qualifier {
            let sql = format!("INSERT OR IGNORE INTO {table} ({owner}, {value}, {column}) VALUES (?1, ?2, ?3)");
            self.connection.prepare_cached(&sql)?.execute((id, &item.0, qualifier))?;
        } else {
            let sql = format!("INSERT OR IGNORE INTO {table} ({owner}, {value}) VALUES (?1, ?2)");
            self.connection.prepare_cached(&sql)?.execute((id, &item.0))?;
        }
        Ok(())
    }

    /// Adds a source to a row, first the row's own, then further ones; whether it was new.
    fn add_source(&self, row_id: i64, id: &str, source: &str) -> rusqlite::Result<bool> {
        let table = self.target.table();
        let own = self.cell(row_id, "source_id")?;
        if own == source {
            return Ok(false);
        }
        if own.is_empty() {
            let sql = format!("UPDATE {table} SET source_id = ?1 WHERE rowid = ?2");
            self.connection.prepare_cached(&sql)?.execute((source, row_id))?;
            return Ok(true);
        }
        let sql = "SELECT 1 FROM citation WHERE fact_table = ?1 AND fact_id = ?2 AND source_id = ?3";
        let mut known = self.connection.prepare_cached(sql)?;
        if known.exists((table, id, source))? {
            return Ok(false);
        }
        let sql = "INSERT INTO citation (fact_table, fact_id, source_id) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(sql)?.execute((table, id, source))?;
        Ok(true)
    }

    fn insert(&mut self, record: &Record, catalog: &mut Catalog) -> rusqlite::Result<()> {
        let id = if record.id.is_empty() { self.new_id(record, catalog) } else { record.id.clone() };
        let mut cells: Vec<(&'static str, String)> = vec![("id", id.clone())];
        cells.extend(record.cells.iter().cloned());
        cells.extend(record.fresh.iter().cloned());
        let fresh_source = record.fresh_source.as_ref().map(|title| catalog.source(title, "", record.row));
        self.write_new_rows(catalog)?;
        let mut sources = record.sources.iter().chain(&fresh_source);
        cells.extend(sources.next().map(|source| ("source_id", source.clone())));
        let table = self.target.table();
        self.insert_row(&NewRow { table, cells: cells.clone(), made: None })?;
        let row_id = self.connection.last_insert_rowid();
        for list in list_tables(self.target) {
            for item in record.list(list.table) {
                self.insert_item(row_id, &id, list, item)?;
            }
        }
        for source in sources {
            self.add_source(row_id, &id, source)?;
        }
        self.by_id.insert(hash(&id), row_id);
        self.same.add(self.target, record, row_id, false);
        if matches!(self.target, Target::Networks | Target::Partners | Target::Cities) {
            catalog.learn(table, &cells);
        }
        Ok(())
    }

    fn insert_row(&self, row: &NewRow) -> rusqlite::Result<()> {
        let columns: Vec<String> = row.cells.iter().map(|(column, _)| format!("\"{column}\"")).collect();
        let places = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({places})", row.table, columns.join(", "));
        let values = row.cells.iter().map(|(_, value)| Some(value).filter(|value| !value.is_empty()));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
    }

    /// An id that a person can type: `a-jinju-1961-eugene`.
    fn new_id(&mut self, record: &Record, catalog: &Catalog) -> String {
        let first = |table: &str| record.list(table).first().map_or(String::new(), |(value, _)| value.clone());
        let year = |column: &str| record.cell(column).get(..4).unwrap_or_default().to_owned();
        let own_name = ["title_en", "title_ko", "name_en", "name_ko", "acronym"];
        let name = || own_name.into_iter().map(|column| record.cell(column)).find(|name| !name.is_empty());
        let parts = match self.target {
            Target::Activities => {
                let other = Some(first("activity_counterpart")).filter(|name| !name.is_empty());
                let other = other.or_else(|| name().map(ToOwned::to_owned)).unwrap_or_default();
                vec!["a".to_owned(), first("activity_city"), year("start_date"), other]
            }
            Target::Memberships => {
                let role = Some(record.cell("role")).filter(|role| !role.is_empty()).unwrap_or("member");
                vec![
                    "m".to_owned(),
                    record.cell("city_id").to_owned(),
                    record.cell("network_id").to_owned(),
                    role.to_owned(),
                ]
            }
            Target::Partnerships => {
                vec!["r".to_owned(), record.cell("city_id").to_owned(), record.cell("partner_id").to_owned()]
            }
            Target::Institutions => {
                vec![
                    "i".to_owned(),
                    first("instrument_city"),
                    year("start_date"),
                    name().unwrap_or_default().to_owned(),
                ]
            }
            _ => vec![name().unwrap_or_default().to_owned()],
        };
        if self.target == Target::Cities
            && let Some(id) = name().and_then(|name| catalog.waiting_city(name))
        {
            return id;
        }
        let parts: Vec<String> = parts.iter().map(|part| slug(part, 40)).filter(|part| !part.is_empty()).collect();
        let wanted = if parts.is_empty() { self.target.id().to_owned() } else { parts.join("-") };
        let is_entity = matches!(self.target, Target::Networks | Target::Partners | Target::Cities);
        loop {
            let number = self.wanted_ids.entry(hash(&wanted)).or_default();
            *number += 1;
            let id = if *number == 1 { wanted.clone() } else { format!("{wanted}-{number}") };
            let is_taken =
                self.by_id.contains_key(&hash(&id)) || (is_entity && catalog.is_taken(self.target.table(), &id));
            if !is_taken {
                return id;
            }
        }
    }
}
