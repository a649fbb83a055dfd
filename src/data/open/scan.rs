//! One table of the file from query to account: its rows handed on, and what became of each of them.

use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;

use super::batch::{self, Cells, Threads};
use super::connection::is_damage;
use super::progress::{Progress, Stage};
use super::report::{Notice, Outcome, RowIssue, RowReason, TableReport};

/// How many tables are read; for the progress only.
const TABLES: u32 = 22;

/// What was read of some tables, and what could not be taken as it stands.
#[derive(Default)]
pub(super) struct Account {
    pub tables: Vec<TableReport>,
    pub issues: Vec<RowIssue>,
    pub notices: Vec<Notice>,
    /// How many texts held bytes that had to be replaced.
    pub replaced_texts: usize,
}

impl Account {
    /// Adds the account of tables that follow.
    pub fn add(&mut self, mut other: Self) {
        self.tables.append(&mut other.tables);
        self.issues.append(&mut other.issues);
        self.notices.append(&mut other.notices);
        self.replaced_texts += other.replaced_texts;
    }

    fn add_row(&mut self, report: &mut TableReport, cells: &Cells<'_>, reasons: Vec<RowReason>) {
        match reasons.iter().map(RowReason::outcome).max() {
            None | Some(Outcome::ShownInPart) => report.shown += 1,
            Some(Outcome::Undated) => report.undated += 1,
            Some(Outcome::Rejected) => report.rejected += 1,
        }
        let issue = |reason| RowIssue { table: report.name, row: cells.position, id: cells.string(0), reason };
        self.issues.extend(reasons.into_iter().map(issue));
    }
}

/// How much of all tables has been read, told to the person who waits.
pub(super) struct Pace<'p> {
    progress: &'p Progress,
    /// In thousandths of a table.
    read: AtomicU32,
}

impl<'p> Pace<'p> {
    pub fn new(progress: &'p Progress) -> Self {
        Self { progress, read: AtomicU32::new(0) }
    }

    fn add(&self, thousandths: u32) {
        let read = self.read.fetch_add(thousandths, Ordering::Relaxed) + thousandths;
        self.progress.set(Stage::Reading, read as f32 / (1000 * TABLES) as f32);
    }
}

/// A table to be read: the columns to ask for, in the order in which its cells are handed on.
pub(super) struct Query {
    pub table: &'static str,
    pub sql: String,
    pub columns: usize,
    /// Need not be right.
    pub expected_rows: i64,
    /// Whether damage ends the table instead of the reading.
    pub reads_damaged: bool,
    /// What to tell of it whatever its rows are.
    pub notices: Vec<Notice>,
}

impl Query {
    /// Reads the table once, in the order of the file.
    ///
    /// `take` returns what is wrong with the row: nothing, and it is shown; the gravest reason decides otherwise.
    pub fn run(
        self,
        connection: &mut Connection,
        threads: Threads,
        pace: &Pace<'_>,
        mut take: impl FnMut(&Cells<'_>) -> Vec<RowReason>,
    ) -> rusqlite::Result<Account> {
        let mut account = Account::default();
        let mut report = TableReport { name: self.table, ..TableReport::default() };
        let mut told = 0;
        let read = batch::read(connection, &self.sql, self.columns, threads, |batch| {
            for cells in batch.rows(self.columns, report.rows() + 1) {
                account.add_row(&mut report, &cells, take(&cells));
            }
            account.replaced_texts += batch.replaced_texts;
            let part = report.rows() as f32 / self.expected_rows.max(1) as f32;
            let thousandths = ((part * 1000.0) as u32).clamp(told, 1000);
            pace.add(thousandths - told);
            told = thousandths;
        });
        match read {
            Err(error) if self.reads_damaged && is_damage(&error) => {
                account.notices.push(Notice::CutShort(self.table, report.rows()));
            }
            read => read?,
        }
        pace.add(1000 - told);
        account.notices.extend(self.notices);
        account.tables.push(report);
        Ok(account)
    }
}
