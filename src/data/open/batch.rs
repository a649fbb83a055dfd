//! Rows on their way from the file into columns: one thread steps through a table, the other takes its rows over, so
//! that a large table is read in the time of the longer of the two.

use std::sync::mpsc::{TrySendError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows};

use crate::data::text::{clean, decode, is_plain};

/// Some rows of a table: all cells end to end as clean text.
#[derive(Default)]
pub(super) struct Batch {
    /// The cells as they come from the file, until [`Self::seal`] makes text of them.
    raw: Vec<u8>,
    text: String,
    /// Where each cell ends in `raw` or `text`.
    ends: Vec<u32>,
    is_sealed: bool,
    /// How many texts held bytes that had to be replaced.
    pub replaced_texts: usize,
}

impl Batch {
    /// Enough that handing it on costs nothing beside filling it, and few enough that it stays in the cache.
    const BYTES: usize = 128 << 10;
    const CELLS: usize = 32 << 10;

    /// A batch of one row.
    pub fn of_row(row: &Row<'_>, columns: usize) -> Self {
        let mut batch = Self::default();
        batch.push(row, columns);
        batch.seal();
        batch
    }

    /// Adds a row. A cell of NULL is empty; numbers are printed, so a year stored as a number reads as a year.
    fn push(&mut self, row: &Row<'_>, columns: usize) {
        for index in 0..columns {
            match row.get_ref(index) {
                Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => self.raw.extend_from_slice(bytes),
                Ok(ValueRef::Integer(number)) => self.raw.extend_from_slice(number.to_string().as_bytes()),
                Ok(ValueRef::Real(number)) if number.is_finite() => {
                    self.raw.extend_from_slice(number.to_string().as_bytes());
                }
                Ok(ValueRef::Null | ValueRef::Real(_)) | Err(_) => {}
            }
            self.ends.push(self.raw.len() as u32);
        }
    }

    /// Fills an empty batch; whether there are more rows.
    fn fill(&mut self, rows: &mut Rows<'_>, columns: usize) -> rusqlite::Result<bool> {
        while self.ends.len() < Self::CELLS && self.raw.len() < Self::BYTES {
            let Some(row) = rows.next()? else { return Ok(false) };
            self.push(row, columns);
        }
        Ok(true)
    }

    /// Makes clean text of the cells: all at once where nothing in them needs cleaning, as in most files.
    fn seal(&mut self) {
        if std::mem::replace(&mut self.is_sealed, true) {
            return;
        }
        match String::from_utf8(std::mem::take(&mut self.raw)) {
            Ok(text) if is_plain(&text) && self.ends_well(&text) => self.text = text,
            Ok(text) => self.clean_cells(text.as_bytes()),
            Err(error) => self.clean_cells(error.as_bytes()),
        }
    }

    /// Whether every cell is whole letters without blanks at its ends.
    fn ends_well(&self, text: &str) -> bool {
        let mut begin = 0;
        self.ends.iter().map(|&end| end as usize).all(|end| {
            let cell = text.get(begin..end).map(str::as_bytes);
            begin = end;
            cell.is_some_and(|cell| cell.first() != Some(&b' ') && cell.last() != Some(&b' '))
        })
    }

    fn clean_cells(&mut self, raw: &[u8]) {
        let mut begin = 0;
        for end in &mut self.ends {
            let (text, was_replaced) = decode(&raw[begin..*end as usize]);
            begin = *end as usize;
            self.replaced_texts += usize::from(was_replaced);
            self.text.push_str(&clean(&text));
            *end = self.text.len() as u32;
        }
    }

    /// Forgets its rows and keeps its room.
    fn clear(&mut self) {
        self.raw = std::mem::take(&mut self.text).into_bytes();
        self.raw.clear();
        self.ends.clear();
        self.is_sealed = false;
        self.replaced_texts = 0;
    }

    /// Its rows, each of so many columns; the first row of the table being 1, its own first row is `first`.
    pub fn rows(&self, columns: usize, first: usize) -> impl Iterator<Item = Cells<'_>> {
        let rows = self.ends.len().checked_div(columns).unwrap_or_default();
        (0..rows).map(move |row| Cells { batch: self, first_cell: row * columns, position: first + row })
    }
}

/// The cells of one row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'b> {
    batch: &'b Batch,
    first_cell: usize,
    /// The first row of a table being 1.
    pub position: usize,
}

impl<'b> Cells<'b> {
    /// A cell as clean text; empty for NULL.
    #[inline]
    pub fn text(&self, index: usize) -> &'b str {
        let cell = self.first_cell + index;
        let begin = cell.checked_sub(1).map_or(0, |before| self.batch.ends[before]);
        &self.batch.text[begin as usize..self.batch.ends[cell] as usize]
    }

    /// A cell as an owned clean text.
    pub fn string(&self, index: usize) -> String {
        self.text(index).to_owned()
    }
}

/// How many threads read a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Threads {
    /// The calling one.
    One,
    /// Another steps through the rows while the calling one takes them over.
    Two,
}

/// Hands on every row that a query finds; rows before an error too.
pub(super) fn read(
    connection: &mut Connection,
    sql: &str,
    columns: usize,
    threads: Threads,
    mut take: impl FnMut(&Batch),
) -> rusqlite::Result<()> {
    match threads {
        Threads::One => read_here(connection, sql, columns, &mut take),
        Threads::Two => read_on_two_threads(connection, sql, columns, &mut take),
    }
}

fn read_here(
    connection: &mut Connection,
    sql: &str,
    columns: usize,
    take: &mut impl FnMut(&Batch),
) -> rusqlite::Result<()> {
    step(connection, sql, columns, |mut batch| {
        batch.seal();
        take(&batch);
        Some(batch)
    })
}

fn read_on_two_threads(
    connection: &mut Connection,
    sql: &str,
    columns: usize,
    take: &mut impl FnMut(&Batch),
) -> rusqlite::Result<()> {
    let (full_sender, full) = sync_channel::<Batch>(3);
    let (empty_sender, empty) = channel::<Batch>();
    let connection = Mutex::new(connection);
    let connection = || connection.lock().unwrap_or_else(PoisonError::into_inner);
    let step_ahead = move || {
        let hand_on = |batch| {
            // Whichever thread is ahead of the other cleans the texts.
            let sent = full_sender.try_send(batch).or_else(|refused| match refused {
                TrySendError::Full(mut batch) => {
                    batch.seal();
                    full_sender.send(batch).map_err(drop)
                }
                TrySendError::Disconnected(_) => Err(()),
            });
            sent.ok().map(|()| empty.try_recv().unwrap_or_default())
        };
        step(&mut connection(), sql, columns, hand_on)
    };
    std::thread::scope(|scope| {
        let Ok(stepping) = std::thread::Builder::new().name("read rows".to_owned()).spawn_scoped(scope, step_ahead)
        else {
            // The system gives no thread: this one does both.
            return read_here(&mut connection(), sql, columns, take);
        };
        for mut batch in full {
            batch.seal();
            take(&batch);
            // Nobody takes it back once all rows are read.
            let _ = empty_sender.send(batch);
        }
        stepping.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Steps through a query; `hand_on` takes each full batch and gives one to fill, or nothing to end it.
fn step(
    connection: &mut Connection,
    sql: &str,
    columns: usize,
    mut hand_on: impl FnMut(Batch) -> Option<Batch>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut batch = Batch::default();
    loop {
        batch.clear();
        let filled = batch.fill(&mut rows, columns);
        // Rows before an error are rows too.
        let empty = hand_on(batch);
        match (filled, empty) {
            (Ok(true), Some(empty)) => batch = empty,
            (filled, _) => return filled.map(|_| ()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of odd cells among so many plain rows; every cell once by itself, and once out of a batch.
    fn cells_of(plain_rows: usize, threads: Threads) -> (Vec<Vec<String>>, Vec<Vec<String>>, usize) {
        let mut connection = Connection::open_in_memory().unwrap();
        let plain = format!(
            "CREATE TABLE t (a, b, c); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {plain_rows})
             INSERT INTO t SELECT 'id' || i, '서울 포럼 ' || i, NULL FROM n;"
        );
        connection.execute_batch(&plain).unwrap();
        // Halves of a letter on both sides of a border make no letter.
        connection
            .execute_batch(
                "INSERT INTO t VALUES (CAST(x'EC84' AS TEXT), CAST(x'9C' AS TEXT), 'x'), (' a ', 'é', x'00'),
                 (1987, 2.5, ''), ('a' || char(10) || 'b', NULL, '힣'), ('ﬁn', char(0x202E) || 'c', 9e999)",
            )
            .unwrap();
        let sql = "SELECT a, b, c FROM t";
        let (mut apart, mut together, mut replaced) = (Vec::new(), Vec::new(), 0);
        let texts = |cells: Cells<'_>| (0..3).map(|index| cells.string(index)).collect::<Vec<_>>();
        {
            let mut statement = connection.prepare(sql).unwrap();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                apart.extend(Batch::of_row(row, 3).rows(3, 1).map(texts));
            }
        }
        read(&mut connection, sql, 3, threads, |batch| {
            replaced += batch.replaced_texts;
            let first = together.len() + 1;
            assert!(batch.rows(3, first).zip(first..).all(|(cells, position)| cells.position == position));
            together.extend(batch.rows(3, first).map(texts));
        })
        .unwrap();
        (apart, together, replaced)
    }

    #[test]
    fn a_batch_gives_what_each_row_by_itself_gives_on_one_thread_and_on_two() {
        for (plain_rows, threads) in
            [(3, Threads::One), (3, Threads::Two), (30_000, Threads::One), (30_000, Threads::Two)]
        {
            let (apart, together, replaced) = cells_of(plain_rows, threads);
            assert_eq!(together.len(), plain_rows + 5);
            assert!(apart == together);
            assert_eq!(replaced, 2);
            let odd = &together[plain_rows..];
            assert_eq!(odd[0], ["\u{FFFD}", "\u{FFFD}", "x"]);
            assert_eq!(odd[1], ["a", "é", ""]);
            assert_eq!(odd[2], ["1987", "2.5", ""]);
            assert_eq!(odd[3], ["a b", "", "힣"]);
            assert_eq!(odd[4], ["ﬁn", "c", ""]);
        }
    }

    #[test]
    fn rows_before_an_error_are_handed_on() {
        for threads in [Threads::One, Threads::Two] {
            let mut connection = Connection::open_in_memory().unwrap();
            let mut seen = 0;
            // abs() of the smallest number is an error of the engine.
            let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
                       SELECT CASE WHEN i < 40000 THEN i ELSE abs(-9223372036854775807 - 1) END FROM n";
            let read = read(&mut connection, sql, 1, threads, |batch| seen += batch.rows(1, 1).count());
            assert!(read.is_err());
            assert_eq!(seen, 39_999);
        }
    }
}
