//! Rows of the file, table by table: named columns, cleaned texts, and an account of every row.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::batch::{self, Batch, Cells};
use super::connection::is_damage;
use super::progress::{Progress, Stage};
use super::report::{Notice, Outcome, RowIssue, RowReason, TableReport};
use crate::data::text::clean;

/// How many tables are read; for the progress only.
const TABLES: f32 = 22.0;

/// Reads tables and keeps the account of their rows.
pub(super) struct Reader<'c> {
    connection: &'c mut Connection,
    progress: &'c Progress,
    /// Ordinary tables by lower-case name, and the names that views and virtual tables take (no columns).
    shapes: BTreeMap<String, Shape>,
    pub tables: Vec<TableReport>,
    pub issues: Vec<RowIssue>,
    pub notices: Vec<Notice>,
    replaced_texts: usize,
    /// Whether damage ends a table instead of the reading.
    reads_damaged: bool,
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
        Ok(Self {
            connection,
            progress,
            shapes,
            tables: Vec::new(),
            issues: Vec::new(),
            notices: Vec::new(),
            replaced_texts: 0,
            reads_damaged,
        })
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
        mut take: impl FnMut(&Cells<'_>) -> Vec<RowReason>,
    ) -> rusqlite::Result<()> {
        let Some(Shape::Table { name, .. }) = self.shapes.get(table) else {
            let is_taken = self.is_no_table(table);
            self.notices.push(if is_taken { Notice::NotATable(table) } else { Notice::MissingTable(table) });
            return Ok(());
        };
        let missing = columns.iter().filter(|column| !self.has_column(table, column));
        let notices: Vec<Notice> = missing.map(|column| Notice::MissingColumn(table, column)).collect();
        // A missing column reads as empty cells. NOT INDEXED keeps the order of the file.
        let selected: Vec<String> =
            columns.iter().map(|column| self.column(table, column).map_or_else(|| "NULL".to_owned(), quoted)).collect();
        let from = format!("FROM {} NOT INDEXED", quoted(name));
        // For the progress only: the highest row number is found at once, a count would read the whole table.
        let last_row = self.connection.query_row(&format!("SELECT max(rowid) {from}"), [], |row| row.get(0));
        let expected = last_row.unwrap_or(None).unwrap_or(0_i64);
        let sql = format!("SELECT {} {from}", selected.join(", "));
        let mut report = TableReport { name: table, ..TableReport::default() };
        let read = batch::read(self.connection, &sql, columns.len(), expected, |batch| {
            for cells in batch.rows(columns.len(), report.rows() + 1) {
                let reasons = take(&cells);
                match reasons.iter().map(RowReason::outcome).max() {
                    None | Some(Outcome::ShownInPart) => report.shown += 1,
                    Some(Outcome::Undated) => report.undated += 1,
                    Some(Outcome::Rejected) => report.rejected += 1,
                }
                let issue = |reason| RowIssue { table, row: cells.position, id: cells.string(0), reason };
                self.issues.extend(reasons.into_iter().map(issue));
            }
            self.replaced_texts += batch.replaced_texts;
            let part = report.rows() as f32 / (expected.max(1) as f32);
            self.progress.set(Stage::Reading, (self.tables.len() as f32 + part) / TABLES);
        });
        match read {
            Err(error) if self.reads_damaged && is_damage(&error) => {
                self.notices.push(Notice::CutShort(table, report.rows()));
            }
            read => read?,
        }
        self.notices.extend(notices);
        self.tables.push(report);
        self.progress.set(Stage::Reading, self.tables.len() as f32 / TABLES);
        Ok(())
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
    pub fn finish(mut self) -> (Vec<TableReport>, Vec<RowIssue>, Vec<Notice>) {
        if self.replaced_texts > 0 {
            self.notices.push(Notice::BytesReplaced(self.replaced_texts));
        }
        (self.tables, self.issues, self.notices)
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
