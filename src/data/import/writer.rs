//! The one writer of every import: rows of any table of the schema, each kind of statement prepared once.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter};

use super::list_cell::Item;
use super::rows::text_at;
use super::write_behind::WriteBehind;
use crate::data::schema::{Holds, ListTable, TableSpec};

/// Reads and writes rows. Of a new file rows that nothing can keep out are written by a thread of their own, as long as
/// nobody asks for what was written.
pub(super) struct Writer {
    here: Option<Connection>,
    behind: Option<WriteBehind>,
    /// Whether a thread of its own may write: only tables of ours refuse what they are known to refuse.
    is_new: bool,
    /// Rows that were written since anything was asked for.
    quiet: usize,
    /// What went wrong behind the back of the import.
    failed: Option<rusqlite::Error>,
    /// What adds rows, by the table and its columns that are given.
    inserts: Inserts,
}

type Inserts = HashMap<(&'static str, u128), Arc<str>>;

/// Stands for the columns of a list that hangs on rows.
const OF_ITEMS: u128 = u128::MAX;

/// Rows without a question between them, before a thread of its own goes on.
const QUIET_ROWS: usize = 1000;

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

impl Writer {
    /// Writes into a new file of ours, or one that was made elsewhere.
    pub fn new(connection: Connection, is_new: bool) -> Self {
        connection.set_prepared_statement_cache_capacity(200);
        let inserts = Inserts::new();
        Self { here: Some(connection), behind: None, is_new, quiet: 0, failed: None, inserts }
    }

    /// The connection, once everything is written.
    pub fn connection(&mut self) -> rusqlite::Result<&Connection> {
        self.quiet = 0;
        if let Some(behind) = self.behind.take() {
            let (connection, written) = behind.finish();
            self.here = connection;
            self.failed = self.failed.take().or(written.err());
        }
        self.here.as_ref().ok_or(rusqlite::Error::InvalidQuery)
    }

    /// Whether everything was written as it should be.
    pub fn check(&mut self) -> rusqlite::Result<()> {
        self.connection()?;
        self.failed.take().map_or(Ok(()), Err)
    }

    /// Ends the transaction and closes the file.
    pub fn commit(mut self) -> rusqlite::Result<()> {
        self.check()?;
        let Some(connection) = self.here.take() else { return Err(rusqlite::Error::InvalidQuery) };
        connection.execute_batch("COMMIT")?;
        connection.close().map_err(|(_, error)| error)
    }

    /// Adds a row of texts; what is empty stays NULL. Gives its place. Where its place is known and nothing can keep it out, it need not be
    /// there at once.
    pub fn insert_texts(
        &mut self,
        table: &'static TableSpec,
        cells: &[(&str, &str)],
        place: Option<i64>,
    ) -> rusqlite::Result<i64> {
        let place_of = |column: &str| {
            let place = table.columns.iter().position(|known| known.name == column);
            place.ok_or_else(|| rusqlite::Error::InvalidColumnName(column.to_owned()))
        };
        let filled = || cells.iter().filter(|(_, text)| !text.is_empty());
        let columns = filled().map(|(column, _)| place_of(column)).collect::<rusqlite::Result<Vec<usize>>>()?;
        let statement = self.insert_into(table, &columns);
        let Some(place) = place.filter(|_| is_sure(table, &columns)) else {
            let values = params_from_iter(filled().map(|(_, text)| text));
            return self.connection()?.prepare_cached(&statement)?.insert(values);
        };
        self.run_behind(&statement, filled().map(|(_, text)| Some(*text)))?;
        Ok(place)
    }

    /// Runs a statement that nothing can refuse and nobody waits for.
    fn run_behind<'v>(
        &mut self,
        statement: &Arc<str>,
        values: impl Iterator<Item = Option<&'v str>>,
    ) -> rusqlite::Result<()> {
        if self.is_new && self.behind.is_none() && self.quiet >= QUIET_ROWS {
            match self.here.take().map(WriteBehind::start) {
                Some(Ok(behind)) => self.behind = Some(behind),
                Some(Err(connection)) => (self.here, self.is_new) = (Some(connection), false),
                None => {}
            }
        }
        match (&mut self.behind, &self.here) {
            (Some(behind), _) => behind.push(statement, values),
            (None, Some(connection)) => {
                self.quiet += 1;
                connection.prepare_cached(statement)?.execute(params_from_iter(values))?;
            }
            (None, None) => return Err(rusqlite::Error::InvalidQuery),
        }
        Ok(())
    }

    /// The statement that adds a row of some columns.
    fn insert_into(&mut self, table: &'static TableSpec, columns: &[usize]) -> Arc<str> {
        // In the order in which they are given: it is that of the values.
        let shape = columns.iter().fold(0, |shape, &place| shape << 5 | (place as u128 + 1));
        self.statement((table.name, shape), "INSERT", || {
            columns.iter().map(|&place| table.columns[place].name).collect()
        })
    }

    /// The statement that adds rows of some columns to a table, written when it is first asked for.
    fn statement(
        &mut self,
        (table, shape): (&'static str, u128),
        verb: &str,
        columns: impl FnOnce() -> Vec<&'static str>,
    ) -> Arc<str> {
        let insert = self.inserts.entry((table, shape)).or_insert_with(|| {
            let columns = columns();
            let names = columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
            let places = vec!["?"; columns.len()].join(", ");
            format!("{verb} INTO \"{table}\" ({names}) VALUES ({places})").into()
        });
        Arc::clone(insert)
    }

    /// The row at a place, in one query.
    pub fn row(&mut self, table: &'static TableSpec, row_id: i64) -> rusqlite::Result<StoredRow> {
        let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let sql = format!("SELECT {} FROM \"{}\" WHERE rowid = ?1", columns.join(", "), table.name);
        let cells = self
            .connection()?
            .prepare_cached(&sql)?
            .query_row([row_id], |row| Ok((0..table.columns.len()).map(|index| text_at(row, index)).collect()))?;
        Ok(StoredRow { table, cells })
    }

    /// The place of the row with these keys, where there is one.
    pub fn find(&mut self, table: &str, keys: &[(&str, &str)]) -> rusqlite::Result<Option<i64>> {
        let conditions: Vec<String> = keys.iter().map(|(key, _)| format!("\"{key}\" IS ?")).collect();
        let sql = format!("SELECT rowid FROM \"{table}\" WHERE {}", conditions.join(" AND "));
        let mut statement = self.connection()?.prepare_cached(&sql)?;
        statement.query_row(params_from_iter(keys.iter().map(|(_, value)| value)), |row| row.get(0)).optional()
    }

    /// Changes cells of a row, all at once.
    pub fn update(&mut self, table: &str, row_id: i64, cells: &[(&str, &str)]) -> rusqlite::Result<()> {
        if cells.is_empty() {
            return Ok(());
        }
        let set: Vec<String> = cells.iter().map(|(column, _)| format!("\"{column}\" = ?")).collect();
        let sql = format!("UPDATE \"{table}\" SET {} WHERE rowid = ?", set.join(", "));
        let values = cells.iter().map(|(_, value)| value as &dyn ToSql).chain([&row_id as &dyn ToSql]);
        self.connection()?.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
    }

    /// Takes rows out again.
    pub fn delete(&mut self, table: &str, keys: &[(&str, &str)]) -> rusqlite::Result<()> {
        let conditions: Vec<String> = keys.iter().map(|(key, _)| format!("\"{key}\" = ?")).collect();
        let sql = format!("DELETE FROM \"{table}\" WHERE {}", conditions.join(" AND "));
        let values = keys.iter().map(|(_, value)| value);
        self.connection()?.prepare_cached(&sql)?.execute(params_from_iter(values)).map(|_| ())
    }

    /// The items that hang on the row with an id.
    pub fn items(&mut self, list: ListTable, id: &str) -> rusqlite::Result<Vec<Item>> {
        let qualifier = list.qualifier.map_or("NULL", |column| column.name);
        let (value, owner) = (list.value.name, list.owner.name);
        let sql = format!("SELECT {value}, {qualifier} FROM {} WHERE {owner} = ?1", list.name);
        let mut statement = self.connection()?.prepare_cached(&sql)?;
        let items = statement.query_map([id], |row| Ok((text_at(row, 0), text_at(row, 1))))?;
        items.collect()
    }

    /// Hands over all items of a list, each with the place of the row that it hangs on.
    pub fn each_item(
        &mut self,
        list: ListTable,
        owners: &str,
        mut take: impl FnMut(i64, Item),
    ) -> rusqlite::Result<()> {
        let qualifier = list.qualifier.map_or("NULL".to_owned(), |column| format!("l.{}", column.name));
        let sql = format!(
            "SELECT o.rowid, l.{}, {qualifier} FROM {} l JOIN {owners} o ON o.id = l.{} ORDER BY l.rowid",
            list.value.name, list.name, list.owner.name
        );
        let mut statement = self.connection()?.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, (text_at(row, 1), text_at(row, 2)));
        }
        Ok(())
    }

    /// Hangs an item on the row with an id; one that hangs there already stays.
    pub fn insert_item(&mut self, list: ListTable, id: &str, (value, qualifier): &Item) -> rusqlite::Result<()> {
        let columns = || [Some(list.owner), Some(list.value), list.qualifier].into_iter().flatten();
        let names = || columns().map(|column| column.name).collect();
        let insert = self.statement((list.name, OF_ITEMS), "INSERT OR IGNORE", names);
        let qualifier = Some(qualifier.as_str()).filter(|text| !text.is_empty());
        let values = [Some(id), Some(value), qualifier];
        self.run_behind(&insert, values.into_iter().take(columns().count()))
    }

    /// Adds a further source of a row; whether it was new.
    pub fn cite(&mut self, table: &str, id: &str, source: &str) -> rusqlite::Result<bool> {
        let sql = "INSERT INTO citation (fact_table, fact_id, source_id) SELECT ?1, ?2, ?3 WHERE NOT EXISTS
                   (SELECT 1 FROM citation WHERE fact_table = ?1 AND fact_id = ?2 AND source_id = ?3)";
        Ok(self.connection()?.prepare_cached(sql)?.execute((table, id, source))? > 0)
    }
}

impl Drop for Writer {
    /// A file that will not be kept is left alone before it is taken away.
    fn drop(&mut self) {
        if let Some(behind) = self.behind.take() {
            let _ = behind.finish();
        }
    }
}

/// Whether no table of ours refuses a row of these columns, each with a text: nothing that is required is lacking, and
/// nothing has to be a number.
fn is_sure(table: &TableSpec, columns: &[usize]) -> bool {
    let is_text = |&place: &usize| !matches!(table.columns[place].holds, Holds::Integer | Holds::Real);
    let is_given = |place: usize| !table.columns[place].is_required || columns.contains(&place);
    columns.iter().all(is_text) && (0..table.columns.len()).all(is_given)
}
