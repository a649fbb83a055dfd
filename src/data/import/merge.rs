//! Records into a database: what is there already is found, what changes is told, the rest is added.

use std::collections::HashMap;

use super::catalog::Catalog;
use super::fingerprint::{ByFingerprint, fingerprint};
use super::list_cell::Item;
use super::names::{Found, normal};
use super::new_id::NewIds;
use super::outcome::RowOutcome;
use super::record::Record;
use super::report::{Change, SheetReport};
use super::rows::{NewRow, is_same_number, text_at};
use super::same_fact::{SameFacts, key_columns};
use super::target::Target;
use super::writer::Writer;
use crate::data::schema::{Holds, ListTable, TableSpec};
use crate::data::text::clean;

/// As far as two lists may put one city apart.
const MOST_DEGREES: f64 = 0.5;

/// Has no index by the row that its items hang on.
const COUNTERPARTS: &str = "activity_counterpart";

/// Writes records of one kind.
pub(super) struct Merger<'w> {
    writer: &'w mut Writer,
    target: Target,
    /// The place of the row written last, where it is known: the next one lies behind it.
    last_row: Option<i64>,
    /// Rows by their id.
    by_id: ByFingerprint<i64>,
    same: SameFacts,
    /// Counterparts of activities, whose table has no index: only where rows are found by id.
    counterparts: Option<HashMap<i64, Vec<Item>>>,
    new_ids: NewIds,
    /// Rows of other tables that were written for the record at hand.
    written: Vec<NewRow>,
}

impl<'w> Merger<'w> {
    /// Learns the rows that are there.
    pub fn new(writer: &'w mut Writer, target: Target, has_ids: bool) -> rusqlite::Result<Self> {
        let mut merger = Self {
            writer,
            target,
            last_row: None,
            by_id: ByFingerprint::default(),
            same: SameFacts::default(),
            counterparts: (has_ids && target == Target::Activities).then(HashMap::new),
            new_ids: NewIds::default(),
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
        let mut statement = self.writer.connection()?.prepare(&sql)?;
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
            self.by_id.insert(fingerprint(&id), row_id);
            let key = self.same.key(self.target, &record);
            self.same.add(self.target, &record, key, row_id, true);
        }
        if let Some(counterparts) = &mut self.counterparts {
            *counterparts = lists.into_iter().nth(1).unwrap_or_default();
        }
        Ok(())
    }

    /// All values of a table that hangs on rows, by the row.
    fn list(&mut self, table: &str) -> rusqlite::Result<HashMap<i64, Vec<Item>>> {
        let mut found: HashMap<i64, Vec<Item>> = HashMap::new();
        let own = self.target.schema();
        if let Some(list) = own.lists().find(|list| list.name == table) {
            self.writer.each_item(list, own.name, |row_id, item| found.entry(row_id).or_default().push(item))?;
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
        let key = self.same.key(self.target, record);
        if let Some((row_id, is_by_id)) = self.find(record, key, catalog)? {
            return self.update(row_id, is_by_id, record, report);
        }
        self.insert(record, key, catalog)?;
        let has = |column: &str| record.fresh.iter().any(|(name, _)| name.starts_with(column));
        report.titles_made += usize::from(has("title"));
        report.structures_derived += usize::from(has("structure"));
        Ok(RowOutcome::New)
    }

    /// Takes out what was written for a record that the database then refused.
    fn undo(&mut self, catalog: &mut Catalog) -> rusqlite::Result<()> {
        let written = std::mem::take(&mut self.written);
        // The places of rows that are taken out are given again.
        self.last_row = None;
        for row in &written {
            let keys = ["vocabulary", "id"].map(|key| (key, row.cell(key)));
            let keys: Vec<(&str, &str)> = keys.into_iter().filter(|(_, value)| !value.is_empty()).collect();
            self.writer.delete(row.table, &keys)?;
            catalog.made.retain(|made| row.made.as_ref() != Some(made));
        }
        let waiting = std::mem::take(&mut catalog.new_rows);
        catalog.put_back(written.into_iter().chain(waiting).collect());
        Ok(())
    }

    /// Writes the rows of other tables that facts name.
    pub fn write_new_rows(&mut self, catalog: &mut Catalog) -> rusqlite::Result<()> {
        for new_row in std::mem::take(&mut catalog.new_rows) {
            let Some(table) = TableSpec::named(new_row.table) else { continue };
            let row_id = self.writer.insert_texts(table, &texts(&new_row.cells).collect::<Vec<_>>(), None)?;
            if new_row.table == self.target.table() {
                self.by_id.insert(fingerprint(new_row.cell("id")), row_id);
                self.last_row = Some(row_id);
            }
            catalog.made.extend(new_row.made.clone());
            self.written.push(new_row);
        }
        Ok(())
    }

    /// The row that is the same fact, and whether its id says so.
    fn find(&mut self, record: &Record, key: u128, catalog: &Catalog) -> rusqlite::Result<Option<(i64, bool)>> {
        if !record.id.is_empty()
            && let Some(row_id) = self.by_id.get(&fingerprint(&record.id))
        {
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
            let mut names = name.filter(|name| !name.is_empty());
            if self.target == Target::Cities {
                for name in names {
                    if let Some(row_id) = self.find_city(name, record, catalog)? {
                        return Ok(Some((row_id, false)));
                    }
                }
                return Ok(None);
            }
            let found = names.find_map(|name| match index.find(name) {
                Found::One(place) => Some(place),
                Found::Several(_) | Found::Nothing => None,
            });
            let found = found.map(|place| index.ids[place].clone());
            return Ok(found.and_then(|id| self.by_id.get(&fingerprint(&id)).map(|row_id| (*row_id, false))));
        }
        // An id that nobody knows says that two rows of one sheet differ, not that the database lacks the fact.
        let has_id = !record.id.is_empty();
        let rows = self.same.find(self.target, record, key, has_id);
        if self.target != Target::Memberships {
            let titles: Vec<&str> =
                ["title_ko", "title_en"].into_iter().filter(|title| !record.cell(title).is_empty()).collect();
            for row_id in rows {
                let is_same = !has_id || titles.is_empty() || {
                    let known = self.writer.row(self.target.schema(), row_id)?;
                    titles.iter().any(|title| normal(known.cell(title)) == normal(record.cell(title)))
                };
                if is_same {
                    return Ok(Some((row_id, false)));
                }
            }
            return Ok(None);
        }
        // A spell: the one that began then, or the only one of which the sheet or the file knows less.
        let joined = record.cell("joined");
        for &row_id in &rows {
            let known = self.writer.row(self.target.schema(), row_id)?;
            let known = known.cell("joined");
            if known == joined || (rows.len() == 1 && (known.starts_with(joined) || joined.starts_with(known))) {
                return Ok(Some((row_id, false)));
            }
        }
        Ok(None)
    }

    /// The one city that a row of a list of cities is: two of one name lie in two places.
    fn find_city(&mut self, name: &str, record: &Record, catalog: &Catalog) -> rusqlite::Result<Option<i64>> {
        let places = catalog.cities.find_rows(name, record.cell("country"), record.cell("parent_id"));
        let row_ids =
            places.into_iter().filter_map(|place| self.by_id.get(&fingerprint(catalog.cities.id(place))).copied());
        let mut same = Vec::new();
        for row_id in row_ids {
            let known = self.writer.row(self.target.schema(), row_id)?;
            let is_apart = ["lat", "lon"].into_iter().any(|column| {
                let degrees = [known.cell(column), record.cell(column)].map(str::parse::<f64>);
                matches!(degrees, [Ok(one), Ok(other)] if (one - other).abs() > MOST_DEGREES)
            });
            let codes = [known.cell("iso"), record.cell("iso")];
            let is_of_other_province = codes.iter().all(|code| !code.is_empty()) && codes[0] != codes[1];
            if !is_apart && !is_of_other_province {
                same.push(row_id);
            }
        }
        Ok(if let [one] = same[..] { Some(one) } else { None })
    }

    /// Compares what the sheet says with what is there; an empty cell takes nothing away.
    fn update(
        &mut self,
        row_id: i64,
        is_by_id: bool,
        record: &Record,
        report: &mut SheetReport,
    ) -> rusqlite::Result<RowOutcome> {
        let table = self.target.schema();
        let known = self.writer.row(table, row_id)?;
        let id = known.cell("id");
        let mut is_changed = false;
        let mut change = |field: &str, before: &str, after: &str| {
            is_changed = true;
            let (field, before, after) = (field.to_owned(), before.to_owned(), after.to_owned());
            report.add_change(Change { row: record.row, id: id.to_owned(), field, before, after });
        };
        let mut changed: Vec<(&str, &str)> = Vec::new();
        for (column, value) in &record.cells {
            let before = known.cell(column);
            // A year does not replace the day that is known.
            let is_date = table.column(column).is_some_and(|column| column.holds == Holds::Date);
            let is_same = before == value
                || clean(before) == *value
                || (is_date && before.starts_with(value.as_str()))
                || is_same_number(before, value);
            if !is_same {
                changed.push((column, value));
                change(column, before, value);
            }
        }
        for list in table.lists() {
            let items = record.list(list.name);
            if items.is_empty() || (list.name == COUNTERPARTS && !is_by_id) {
                continue;
            }
            let known = self.items(row_id, id, list)?;
            for item in items {
                let is_known = known.iter().any(|(value, qualifier)| {
                    let is_qualified = *qualifier == item.1 || item.1.is_empty() || list.field() == "mode";
                    *value == item.0 && is_qualified
                });
                if !is_known {
                    self.insert_item(row_id, id, list, item)?;
                    change(list.field(), "", &super::list_cell::join(std::slice::from_ref(item)));
                }
            }
        }
        let mut own_source = known.cell("source_id");
        for source in record.sources.iter().filter(|source| *source != known.cell("source_id")) {
            let is_new = if own_source.is_empty() {
                own_source = source;
                changed.push(("source_id", source));
                true
            } else {
                own_source != source && self.writer.cite(table.name, id, source)?
            };
            if is_new {
                change("source", "", source);
            }
        }
        self.writer.update(table.name, row_id, &changed)?;
        Ok(if is_changed { RowOutcome::Changed } else { RowOutcome::AlreadyThere })
    }

    fn items(&mut self, row_id: i64, id: &str, list: ListTable) -> rusqlite::Result<Vec<Item>> {
        match &self.counterparts {
            Some(counterparts) if list.name == COUNTERPARTS => {
                Ok(counterparts.get(&row_id).cloned().unwrap_or_default())
            }
            _ => self.writer.items(list, id),
        }
    }

    fn insert_item(&mut self, row_id: i64, id: &str, list: ListTable, item: &Item) -> rusqlite::Result<()> {
        if let Some(counterparts) = self.counterparts.as_mut().filter(|_| list.name == COUNTERPARTS) {
            counterparts.entry(row_id).or_default().push(item.clone());
        }
        self.writer.insert_item(list, id, item)
    }

    fn insert(&mut self, record: &Record, key: u128, catalog: &mut Catalog) -> rusqlite::Result<()> {
        let id = if record.id.is_empty() {
            self.new_ids.next(self.target, record, catalog, |id| self.by_id.contains_key(&id))
        } else {
            record.id.clone()
        };
        let fresh_source = record.fresh_source.as_ref().map(|title| catalog.source(title, "", record.row));
        self.write_new_rows(catalog)?;
        let mut cells: Vec<(&str, &str)> = vec![("id", &id)];
        cells.extend(texts(&record.cells).chain(texts(&record.fresh)));
        let mut sources = record.sources.iter().chain(&fresh_source);
        cells.extend(sources.next().map(|source| ("source_id", source.as_str())));
        let table = self.target.schema();
        // No row has its id: who gave one was looked for by it, and a new one is like no other.
        let row_id = self.writer.insert_texts(table, &cells, self.last_row.map(|last| last + 1))?;
        self.last_row = Some(row_id);
        for list in table.lists() {
            for item in record.list(list.name) {
                self.insert_item(row_id, &id, list, item)?;
            }
        }
        let own_source = cells.iter().find(|(column, _)| *column == "source_id").map(|(_, source)| *source);
        for source in sources.filter(|source| Some(source.as_str()) != own_source) {
            self.writer.cite(table.name, &id, source)?;
        }
        self.by_id.insert(fingerprint(&id), row_id);
        self.same.add(self.target, record, key, row_id, false);
        if matches!(self.target, Target::Networks | Target::Partners | Target::Cities) {
            catalog.learn(table.name, &cells);
        }
        Ok(())
    }
}

fn texts<'c>(cells: &'c [(&'static str, String)]) -> impl Iterator<Item = (&'c str, &'c str)> {
    cells.iter().map(|(column, text)| (*column, text.as_str()))
}
