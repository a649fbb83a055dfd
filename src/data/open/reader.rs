//! Rows of the file, table by table: named columns, cleaned texts, and an account of every row.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::batch::{Batch, Cells, Threads};
use super::progress::Progress;
use super::report::{Notice, RowIssue, RowReason, TableReport};
use super::scan::{Account, Pace, Query};
use crate::data::schema::TableSpec;
use crate::data::text::clean;

/// Tables with fewer rows are read before a second thread would have begun.
const ROWS_FOR_TWO_THREADS: i64 = 10_000;

/// Reads tables and keeps the account of their rows.
pub(super) struct Reader<'c> {
    connection: &'c mut Connection,
    /// Opens the same file once more: several threads may then read.
    connect: Option<Connect<'c>>,
    pace: Pace<'c>,
    /// Ordinary tables by lower-case name, and the names that views and virtual tables take (no columns).
    shapes: BTreeMap<String, Shape>,
    account: Account,
    /// Whether damage ends a table instead of the reading.
    reads_damaged: bool,
}

/// Opens the file of a reader once more; nothing where that fails or another file has taken its place.
pub(super) type Connect<'c> = &'c (dyn Fn() -> Option<Connection> + Sync);

/// What is wrong with a row, as for [`Reader::scan`].
pub(super) type Take<'t> = dyn FnMut(&Cells<'_>) -> Vec<RowReason> + Send + 't;

/// A table to be read beside others. The first column names the row in the account.
pub(super) struct Scan<'t> {
    pub table: &'static str,
    pub columns: Vec<&'static str>,
    pub take: Box<Take<'t>>,
}

enum Shape {
    NoTable,
    Table { name: String, columns: Vec<String> },
}

impl<'c> Reader<'c> {
    /// Learns the tables and columns of the file.
    pub fn new(connection: &'c mut Connection, progress: &'c Progress, reads_damaged: bool) -> rusqlite::Result<Self> {
        let mut objects = connection.prepare("SELECT name, type, rootpage FROM sqlite_schema ORDER BY rowid")?;
        let mut rows = objects.query([])?;
        let mut shapes = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (name, kind) = (raw_text(row, 0), raw_text(row, 1));
            let has_pages = matches!(row.get_ref(2)?, ValueRef::Integer(page) if page > 0);
            let shape = match kind.as_str() {
                "table" if has_pages => Shape::Table { columns: columns_of(connection, &name)?, name: name.clone() },
                "table" | "view" => Shape::NoTable,
                _ => continue,
            };
            shapes.insert(name.to_ascii_lowercase(), shape);
        }
        drop(rows);
        drop(objects);
        let (pace, account) = (Pace::new(progress), Account::default());
        Ok(Self { connection, connect: None, pace, shapes, account, reads_damaged })
    }

    /// Lets several threads read, each with a connection of its own. The first connection must keep the file as it is.
    #[must_use]
    pub fn sharing(self, connect: Connect<'c>) -> Self {
        Self { connect: Some(connect), ..self }
    }

    /// The names of all ordinary tables of the file.
    pub fn table_names(&self) -> Vec<String> {
        let names = self.shapes.values().filter_map(|shape| match shape {
            Shape::Table { name, .. } if !name.starts_with("sqlite_") => Some(clean(name).into_owned()),
            _ => None,
        });
        names.collect()
    }

    /// Whether the name is taken by something that is no ordinary table.
    pub fn is_no_table(&self, table: &str) -> bool {
        matches!(self.shapes.get(table), Some(Shape::NoTable))
    }

    /// Whether the file has this ordinary table.
    pub fn has_table(&self, table: &str) -> bool {
        matches!(self.shapes.get(table), Some(Shape::Table { .. }))
    }

    /// Whether the file has this column of an ordinary table.
    pub fn has_column(&self, table: &str, column: &str) -> bool {
        self.column(table, column).is_some()
    }

    /// The column's name as the file spells it.
    fn column(&self, table: &str, column: &str) -> Option<&str> {
        let Some(Shape::Table { columns, .. }) = self.shapes.get(table) else { return None };
        columns.iter().find(|name| name.eq_ignore_ascii_case(column)).map(String::as_str)
    }

    /// Reads a table once, in the order of the file. The first column names the row in the account.
    ///
    /// `take` returns what is wrong with the row: nothing, and it is shown; the gravest reason decides otherwise.
    pub fn scan(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        take: impl FnMut(&Cells<'_>) -> Vec<RowReason>,
    ) -> rusqlite::Result<()> {
        if let Some(query) = self.query(table, columns) {
            let threads = if query.expected_rows < ROWS_FOR_TWO_THREADS { Threads::One } else { Threads::Two };
            self.account.add(query.run(self.connection, threads, &self.pace, take)?);
        }
        Ok(())
    }

    /// Reads several tables, large ones at the same time. The account is that of one after the other.
    pub fn scan_side_by_side(&mut self, scans: Vec<Scan<'_>>) -> rusqlite::Result<()> {
        let mut queries = Vec::new();
        for (place, Scan { table, columns, take }) in scans.into_iter().enumerate() {
            queries.extend(self.query(table, &columns).map(|query| (place, query, take)));
        }
        // Taken from the end, the longest first.
        queries.sort_by_key(|(_, query, _)| query.expected_rows.saturating_mul(query.columns as i64));
        let large = queries.iter().filter(|(_, query, _)| query.expected_rows >= ROWS_FOR_TWO_THREADS).count();
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let helpers = large.min(processors).saturating_sub(1);
        let (queries, accounts) = (Mutex::new(queries), Mutex::new(BTreeMap::new()));
        let (pace, connect) = (&self.pace, self.connect);
        let work = |connection: &mut Connection| {
            let next = || queries.lock().unwrap_or_else(PoisonError::into_inner).pop();
            while let Some((place, query, take)) = next() {
                let account = query.run(connection, Threads::One, pace, take);
                accounts.lock().unwrap_or_else(PoisonError::into_inner).insert(place, account);
            }
        };
        std::thread::scope(|scope| {
            for connect in connect.into_iter().cycle().take(helpers) {
                // Where the system gives no thread or no second connection, fewer do it all.
                let help = || connect().map(|mut connection| work(&mut connection));
                let _ = std::thread::Builder::new().name("read rows".to_owned()).spawn_scoped(scope, help);
            }
            work(self.connection);
        });
        for (_, account) in accounts.into_inner().unwrap_or_else(PoisonError::into_inner) {
            self.account.add(account?);
        }
        Ok(())
    }

    /// How to ask for the rows of a table; nothing, with a notice, where the file lacks it.
    fn query(&mut self, table: &'static str, columns: &[&'static str]) -> Option<Query> {
        let Some(Shape::Table { name, .. }) = self.shapes.get(table) else {
            let is_taken = self.is_no_table(table);
            self.account.notices.push(if is_taken { Notice::NotATable(table) } else { Notice::MissingTable(table) });
            return None;
        };
        // A file of an older version lacks nothing.
        let is_newer = |column: &str| {
            TableSpec::named(table).and_then(|table| table.column(column)).is_some_and(|column| column.since > 1)
        };
        let missing = columns.iter().filter(|column| !self.has_column(table, column) && !is_newer(column));
        let notices: Vec<Notice> = missing.map(|column| Notice::MissingColumn(table, column)).collect();
        // A missing column reads as empty cells. NOT INDEXED keeps the order of the file.
        let selected: Vec<String> =
            columns.iter().map(|column| self.column(table, column).map_or_else(|| "NULL".to_owned(), quoted)).collect();
        let from = format!("FROM {} NOT INDEXED", quoted(name));
        // For the progress only: the highest row number is found at once, a count would read the whole table.
        let last_row = self.connection.query_row(&format!("SELECT max(rowid) {from}"), [], |row| row.get(0));
        Some(Query {
            table,
            sql: format!("SELECT {} {from}", selected.join(", ")),
            columns: columns.len(),
            expected_rows: last_row.unwrap_or(None).unwrap_or(0_i64),
            reads_damaged: self.reads_damaged,
            notices,
        })
    }

    /// The columns of an ordinary table, by its own name.
    pub fn columns_of_table(&self, table: &str) -> Option<Vec<String>> {
        match self.shapes.get(&table.to_ascii_lowercase()) {
            Some(Shape::Table { columns, .. }) => Some(columns.clone()),
            _ => None,
        }
    }

    /// Hands on the rows of an ordinary table until `take` has seen enough.
    pub fn for_each_row_of(
        &self,
        table: &str,
        columns: &[String],
        take: &mut dyn FnMut(&Cells<'_>) -> bool,
    ) -> rusqlite::Result<()> {
        let selected: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        let sql = format!("SELECT {} FROM {} NOT INDEXED", selected.join(", "), quoted(table));
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if !Batch::of_row(row, columns.len()).rows(columns.len(), 1).all(|cells| take(&cells)) {
                break;
            }
        }
        Ok(())
    }

    /// Ends reading: the account as notices and numbers.
    pub fn finish(self) -> (Vec<TableReport>, Vec<RowIssue>, Vec<Notice>) {
        let Account { tables, issues, mut notices, replaced_texts } = self.account;
        if replaced_texts > 0 {
            notices.push(Notice::BytesReplaced(replaced_texts));
        }
        (tables, issues, notices)
    }
}

/// Stored columns only: what a generated column computes would run inside the file.
fn columns_of(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut columns = connection.prepare(&format!("PRAGMA table_xinfo({})", quoted(table)))?;
    let mut rows = columns.query([])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        if matches!(row.get_ref("hidden")?, ValueRef::Integer(0)) {
            names.push(raw_text(row, 1));
        }
    }
    Ok(names)
}

fn raw_text(row: &Row<'_>, index: usize) -> String {
    match row.get_ref(index) {
        Ok(ValueRef::Text(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known of three tables of a file after they were read side by side: their cells, and the account.
    fn read(path: &std::path::Path, connect: Option<Connect<'_>>) -> (Vec<Vec<String>>, String) {
        let mut connection = Connection::open(path).unwrap();
        let progress = Progress::default();
        let mut reader = Reader::new(&mut connection, &progress, false).unwrap();
        reader.connect = connect;
        let mut cells = vec![Vec::new(); 3];
        let scans = ["coverage", "activity_city", "citation"].into_iter().zip(&mut cells).map(|(table, cells)| Scan {
            table,
            columns: vec!["a", "b"],
            take: Box::new(move |row| {
                cells.push(row.string(0) + row.text(1));
                if row.text(1).is_empty() { vec![RowReason::Empty("b")] } else { Vec::new() }
            }),
        });
        reader.scan_side_by_side(scans.collect()).unwrap();
        (cells, format!("{:?}", reader.finish()))
    }

    #[test]
    fn tables_read_side_by_side_give_the_account_of_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("three.db");
        let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)";
        Connection::open(&path)
            .unwrap()
            .execute_batch(&format!(
                "CREATE TABLE coverage (a, b); {numbers} INSERT INTO coverage SELECT i, iif(i % 900, '서울', '') FROM n;
                 CREATE TABLE activity_city (a); {numbers} INSERT INTO activity_city SELECT i || x'ff' FROM n LIMIT 20000;
                 CREATE TABLE citation (a, b); INSERT INTO citation VALUES (1, 2), (3, NULL);"
            ))
            .unwrap();
        let alone = read(&path, None);
        assert_eq!(alone.0.iter().map(Vec::len).collect::<Vec<_>>(), [30_000, 20_000, 2]);
        assert!(
            alone.1.contains("MissingColumn(\"activity_city\", \"b\")") && alone.1.contains("BytesReplaced(20000)")
        );
        assert!(read(&path, Some(&|| Connection::open(&path).ok())) == alone);
        assert!(read(&path, Some(&|| None)) == alone);
    }
}
