//! The one writer of every import: rows of any table of the schema, each kind of statement prepared once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, OptionalExtension, Statement, ToSql, params_from_iter};

use super::list_cell::Item;
use super::rows::text_at;
use crate::data::schema::{ListTable, TableSpec};

/// Reads and writes rows.
pub(super) struct Writer<'c> {
    connection: &'c Connection,
    /// What adds rows, by the table and the set of its columns that are given: most of the work of a large list.
    inserts: RefCell<Inserts<'c>>,
}

type Inserts<'c> = HashMap<(&'static str, u128), Statement<'c>>;

/// Stands for the columns of a list that hangs on rows.
const OF_ITEMS: u128 = u128::MAX;

/// A row of a table as it lies there: the text of every column, empty for NULL.
pub(super) struct StoredRow {
    table: &'static TableSpec,
    cells: Vec<String>,
}

impl StoredRow {
    pub fn cell(&self, column: &str) -> &str {
        let place = self.table.columns.iter().position(|known| known.name == column);
        place.map_or("", |place| self.cells[place].as_str())
    }
}

impl<'c> Writer<'c> {
    pub fn new(connection: &'c Connection) -> Self {
        Self { connection, inserts: RefCell::default() }
    }

    /// Adds a row of some columns of a table, given by their places; the others stay as the table has them. Gives its place.
    pub fn insert<V: ToSql>(
        &self,
        table: &'static TableSpec,
        columns: &[usize],
        values: impl IntoIterator<Item = V>,
    ) -> rusqlite::Result<i64> {
        // In the order in which they are given: it is that of the values.
        let shape = columns.iter().fold(0, |shape, &place| shape << 5 | (place as u128 + 1));
        let names = || columns.iter().map(|&place| table.columns[place].name).collect();
        let mut inserts = self.inserts.borrow_mut();
        self.prepared(&mut inserts, (table.name, shape), "INSERT", names)?.insert(params_from_iter(values))
    }

    /// Adds a row of texts; what is empty stays NULL.
    pub fn insert_texts(&self, table: &'static TableSpec, cells: &[(&str, &str)]) -> rusqlite::Result<i64> {
        let place_of = |column: &str| {
            let place = table.columns.iter().position(|known| known.name == column);
            place.ok_or_else(|| rusqlite::Error::InvalidColumnName(column.to_owned()))
        };
        let filled = || cells.iter().filter(|(_, text)| !text.is_empty());
        let columns = filled().map(|(column, _)| place_of(column)).collect::<rusqlite::Result<Vec<usize>>>()?;
        self.insert(table, &columns, filled().map(|(_, text)| text))
    }

    /// The statement that adds rows of some columns to a table, prepared when it is first asked for.
    fn prepared<'i>(
        &self,
        inserts: &'i mut Inserts<'c>,
        (table, shape): (&'static str, u128),
        verb: &str,
        columns: impl FnOnce() -> Vec<&'static str>,
    ) -> rusqlite::Result<&'i mut Statement<'c>> {
        match inserts.entry((table, shape)) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(new) => {
                let columns = columns();
                let names = columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
                let places = vec!["?"; columns.len()].join(", ");
                let sql = format!("{verb} INTO \"{table}\" ({names}) VALUES ({places})");
                Ok(new.insert(self.connection.prepare(&sql)?))
            }
        }
    }

    /// The row at a place, in one query.
    pub fn row(&self, table: &'static TableSpec, row_id: i64) -> rusqlite::Result<StoredRow> {
        let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let sql = format!("SELECT {} FROM \"{}\" WHERE rowid = ?1", columns.join(", "), table.name);
        let cells = self
            .connection
            .prepare_cached(&sql)?
            .query_row([row_id], |row| Ok((0..table.columns.len()).map(|index| text_at(row, index)).collect()))?;
        Ok(StoredRow { table, cells })
    }

    /// The place of the row with these keys, where there is one.
    pub fn find(&self, table: &str, keys: &[(&str, &str)]) -> rusqlite::Result<Option<i64>> {
        let conditions: Vec<String> = keys.iter().map(|(key, _)| format!("\"{key}\" IS ?")).collect();
        let sql = format!("SELECT rowid FROM \"{table}\" WHERE {}", conditions.join(" AND "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.query_row(params_from_iter(keys.iter().map(|(_, value)| value)), |row| row.get(0)).optional()
    }

    /// Changes cells of a row, all at once.
    pub fn update(&self, table: &str, row_id: i64, cells: &[(&str, &str)]) -> rusqlite::Result<()> {
        if cells.is_empty() {
            return Ok(());
        }
        let set: Vec<String> = cells.iter().map(|(column, _)| format!("\"{column}\" = ?")).collect();
        let sql = format!("UPDATE \"{table}\" SET {} WHERE rowid = ?", set.join(", "));
        let values = cells.iter().map(|(_, value)| value as &dyn ToSql).chain([&row_id as &dyn ToSql]);
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
    }

    /// Takes rows out again.
    pub fn delete(&self, table: &str, keys: &[(&str, &str)]) -> rusqlite::Result<()> {
        let conditions: Vec<String> = keys.iter().map(|(key, _)| format!("\"{key}\" = ?")).collect();
        let sql = format!("DELETE FROM \"{table}\" WHERE {}", conditions.join(" AND "));
        let values = keys.iter().map(|(_, value)| value);
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
    }

    /// The items that hang on the row with an id.
    pub fn items(&self, list: ListTable, id: &str) -> rusqlite::Result<Vec<Item>> {
        let qualifier = list.qualifier.map_or("NULL", |column| column.name);
        let (value, owner) = (list.value.name, list.owner.name);
        let sql = format!("SELECT {value}, {qualifier} FROM {} WHERE {owner} = ?1", list.name);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let items = statement.query_map([id], |row| Ok((text_at(row, 0), text_at(row, 1))))?;
        items.collect()
    }

    /// Hands over all items of a list, each with the place of the row that it hangs on.
    pub fn each_item(&self, list: ListTable, owners: &str, mut take: impl FnMut(i64, Item)) -> rusqlite::Result<()> {
        let qualifier = list.qualifier.map_or("NULL".to_owned(), |column| format!("l.{}", column.name));
        let sql = format!(
            "SELECT o.rowid, l.{}, {qualifier} FROM {} l JOIN {owners} o ON o.id = l.{} ORDER BY l.rowid",
            list.value.name, list.name, list.owner.name
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, (text_at(row, 1), text_at(row, 2)));
        }
        Ok(())
    }

    /// Hangs an item on the row with an id; one that hangs there already stays.
    pub fn insert_item(&self, list: ListTable, id: &str, (value, qualifier): &Item) -> rusqlite::Result<()> {
        let columns = || [Some(list.owner), Some(list.value), list.qualifier].into_iter().flatten();
        let names = || columns().map(|column| column.name).collect();
        let mut inserts = self.inserts.borrow_mut();
        let insert = self.prepared(&mut inserts, (list.name, OF_ITEMS), "INSERT OR IGNORE", names)?;
        match list.qualifier {
            Some(_) => insert.execute((id, value, Some(qualifier).filter(|text| !text.is_empty())))?,
            None => insert.execute((id, value))?,
        };
        Ok(())
    }

    /// Adds a further source of a row; whether it was new.
    pub fn cite(&self, table: &str, id: &str, source: &str) -> rusqlite::Result<bool> {
        let sql = "INSERT INTO citation (fact_table, fact_id, source_id) SELECT ?1, ?2, ?3 WHERE NOT EXISTS
                   (SELECT 1 FROM citation WHERE fact_table = ?1 AND fact_id = ?2 AND source_id = ?3)";
        Ok(self.connection.prepare_cached(sql)?.execute((table, id, source))? > 0)
    }
}
