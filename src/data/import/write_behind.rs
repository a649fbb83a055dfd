//! Rows that one thread writes while another works on those behind them: in their order, a bounded number ahead.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::{Builder, JoinHandle};

use rusqlite::{Connection, params_from_iter};

/// Statements on their way from one thread to the other: all their texts on end, so that nothing is made anew.
#[derive(Default)]
struct Batch {
    text: String,
    /// Each value: where its text ends, and whether there is one.
    values: Vec<(usize, bool)>,
    /// Each statement, and how many values it takes.
    statements: Vec<(Arc<str>, usize)>,
}

/// A batch is handed over when it has so many statements or bytes.
const BATCH_STATEMENTS: usize = 1024;
const BATCH_BYTES: usize = 128 * 1024;
/// Batches that wait to be written.
const AHEAD: usize = 4;

impl Batch {
    fn push<'v>(&mut self, statement: &Arc<str>, values: impl Iterator<Item = Option<&'v str>>) {
        let before = self.values.len();
        for value in values {
            self.text.push_str(value.unwrap_or_default());
            self.values.push((self.text.len(), value.is_some()));
        }
        self.statements.push((Arc::clone(statement), self.values.len() - before));
    }

    fn is_full(&self) -> bool {
        self.statements.len() >= BATCH_STATEMENTS || self.text.len() >= BATCH_BYTES
    }

    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut begin = 0;
        let mut values = self.values.iter().map(|&(end, is_given)| {
            let text = &self.text[begin..end];
            begin = end;
            is_given.then_some(text)
        });
        for (statement, count) in &self.statements {
            connection.prepare_cached(statement)?.execute(params_from_iter(values.by_ref().take(*count)))?;
        }
        Ok(())
    }

    fn clear(&mut self) {
        self.text.clear();
        self.values.clear();
        self.statements.clear();
    }
}

/// A connection that another thread writes with.
pub(super) struct WriteBehind {
    batch: Batch,
    sender: SyncSender<Batch>,
    spare: Receiver<Batch>,
    writer: JoinHandle<Option<(Connection, rusqlite::Result<()>)>>,
}

impl WriteBehind {
    /// Hands the connection to a thread of its own; gives it back where the system has none left.
    pub fn start(connection: Connection) -> Result<Self, Connection> {
        let (hand_over, handed) = channel::<Connection>();
        let (sender, receiver) = sync_channel::<Batch>(AHEAD);
        let (return_to, spare) = channel::<Batch>();
        let work = move || {
            let connection = handed.recv().ok()?;
            let mut written = Ok(());
            for mut batch in receiver {
                // Behind a fault nothing is written: the file will not be kept.
                written = written.and_then(|()| batch.write(&connection));
                batch.clear();
                // Nobody may be left to fill it again.
                let _ = return_to.send(batch);
            }
            Some((connection, written))
        };
        let Ok(writer) = Builder::new().spawn(work) else { return Err(connection) };
        match hand_over.send(connection) {
            Ok(()) => Ok(Self { batch: Batch::default(), sender, spare, writer }),
            Err(unsent) => Err(unsent.0),
        }
    }

    /// Adds a statement to those that wait.
    pub fn push<'v>(&mut self, statement: &Arc<str>, values: impl Iterator<Item = Option<&'v str>>) {
        self.batch.push(statement, values);
        if self.batch.is_full() {
            self.send();
        }
    }

    fn send(&mut self) {
        let next = self.spare.try_recv().unwrap_or_default();
        // A thread that broke says so where it is waited for.
        let _ = self.sender.send(std::mem::replace(&mut self.batch, next));
    }

    /// Waits until everything is written, and gives the connection back with what went wrong.
    pub fn finish(mut self) -> (Option<Connection>, rusqlite::Result<()>) {
        self.send();
        drop(self.sender);
        match self.writer.join() {
            Ok(Some((connection, written))) => (Some(connection), written),
            Ok(None) => (None, Ok(())),
            Err(fault) => std::panic::resume_unwind(fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_written_in_its_order() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (name TEXT NOT NULL PRIMARY KEY, note TEXT) STRICT").unwrap();
        let mut behind = WriteBehind::start(connection).ok().unwrap();
        let insert: Arc<str> = "INSERT INTO t VALUES (?, ?)".into();
        let names: Vec<String> = (0..5_000).map(|number| format!("이름 {number}")).collect();
        for name in &names {
            behind.push(&insert, [Some(name.as_str()), None].into_iter());
        }
        let (connection, written) = behind.finish();
        written.unwrap();
        let connection = connection.unwrap();
        let mut rows = connection.prepare("SELECT name FROM t WHERE note IS NULL ORDER BY rowid").unwrap();
        let found: Vec<String> = rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, names);
    }

    #[test]
    fn a_refusal_is_told_in_the_end() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (name TEXT NOT NULL) STRICT").unwrap();
        let mut behind = WriteBehind::start(connection).ok().unwrap();
        let insert: Arc<str> = "INSERT INTO t VALUES (?)".into();
        behind.push(&insert, [None].into_iter());
        behind.push(&insert, [Some("after it")].into_iter());
        let (connection, written) = behind.finish();
        assert!(written.is_err());
        let count: i64 = connection.unwrap().query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(count, 0);
    }
}
