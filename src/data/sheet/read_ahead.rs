//! Rows that one thread reads while another works on those before them: in their order, a bounded number ahead.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use super::row::{RawRow, TakeRow, refill};
use crate::data::contained::{contained, is_contained};

/// Rows on their way from one thread to the other: the texts of all their cells on end, so that nothing is made anew.
#[derive(Default)]
struct Batch {
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
    /// Each row without its cells, and how many it has.
    rows: Vec<(RawRow<'static>, usize)>,
}

/// A batch is handed over when it has so many rows or bytes.
const BATCH_ROWS: usize = 512;
const BATCH_BYTES: usize = 128 * 1024;
/// Batches that wait to be worked on.
const AHEAD: usize = 4;

impl Batch {
    fn push(&mut self, row: &RawRow<'_>) {
        for cell in row.cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        self.rows.push((RawRow { cells: &[], ..*row }, row.cells.len()));
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= BATCH_ROWS || self.text.len() >= BATCH_BYTES
    }

    fn hand_on(&self, cells: &mut Vec<String>, take: TakeRow<'_>) -> ControlFlow<()> {
        let (mut begin, mut ends) = (0, self.ends.iter());
        for (row, width) in &self.rows {
            if cells.len() < *width {
                cells.resize_with(*width, String::new);
            }
            for (cell, &end) in cells.iter_mut().zip(ends.by_ref().take(*width)) {
                refill(cell, &self.text[begin..end]);
                begin = end;
            }
            take(&RawRow { cells: &cells[..*width], ..*row })?;
        }
        ControlFlow::Continue(())
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.rows.clear();
    }
}

/// Hands on the rows that `read` gives, in their order, while it reads further. What it fails with is told after the rows
/// before the fault; once `take` breaks, nothing further is wanted, nor whether it could be read.
pub(super) fn read_ahead<E: Send>(
    read: impl FnOnce(TakeRow<'_>) -> Result<(), E> + Send,
    take: TakeRow<'_>,
) -> Result<(), E> {
    let (sender, receiver) = sync_channel::<Batch>(AHEAD);
    let (return_to, spare) = channel::<Batch>();
    let is_expected = is_contained();
    thread::scope(|scope| {
        let work = move || fill(read, &sender, &spare);
        // A fault that the caller expects is expected on the other thread too.
        let reader = scope.spawn(move || if is_expected { contained(work) } else { Ok(work()) });
        let mut cells: Vec<String> = Vec::new();
        let mut flow = ControlFlow::Continue(());
        for mut batch in &receiver {
            flow = batch.hand_on(&mut cells, take);
            if flow.is_break() {
                break;
            }
            batch.clear();
            // The reader may have ended.
            let _ = return_to.send(batch);
        }
        drop(receiver);
        match reader.join() {
            Ok(Ok(_)) if flow.is_break() => Ok(()),
            Ok(Ok(read)) => read,
            Ok(Err(fault)) => std::panic::resume_unwind(Box::new(fault)),
            Err(fault) => std::panic::resume_unwind(fault),
        }
    })
}

fn fill<E>(
    read: impl FnOnce(TakeRow<'_>) -> Result<(), E>,
    sender: &SyncSender<Batch>,
    spare: &Receiver<Batch>,
) -> Result<(), E> {
    let mut batch = Batch::default();
    let read = read(&mut |row| {
        batch.push(row);
        if !batch.is_full() {
            return ControlFlow::Continue(());
        }
        let next = spare.try_recv().unwrap_or_default();
        let full = std::mem::replace(&mut batch, next);
        if sender.send(full).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    // Nobody waits for the rest where nobody takes it.
    let _ = sender.send(batch);
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize, take: TakeRow<'_>) -> Result<(), &'static str> {
        for number in 1..=count {
            let cells = vec![number.to_string(); number % 4];
            if take(&RawRow::new(number, &cells)).is_break() {
                return Err("stopped");
            }
        }
        if count.is_multiple_of(2) { Ok(()) } else { Err("damaged") }
    }

    #[test]
    fn rows_come_in_their_order_and_a_fault_after_them() {
        for count in [0, 1, 511, 512, 5_000, 5_001] {
            let mut seen = 0;
            let read = read_ahead(|take| rows(count, take), &mut |row| {
                seen += 1;
                assert_eq!(row.number, seen);
                assert_eq!(row.cells, vec![seen.to_string(); seen % 4]);
                ControlFlow::Continue(())
            });
            assert_eq!((seen, read.is_ok()), (count, count.is_multiple_of(2)));
        }
    }

    #[test]
    fn what_is_not_wanted_is_not_read_to_its_end() {
        let mut seen = 0;
        let read = read_ahead(|take| rows(usize::MAX, take), &mut |_| {
            seen += 1;
            if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((seen, read), (3, Ok(())));
    }

    #[test]
    fn a_fault_of_the_reader_is_one_of_the_caller() {
        let read = || read_ahead::<()>(|_| panic!("broken"), &mut |_| ControlFlow::Continue(()));
        assert_eq!(contained(read), Err("broken".to_owned()));
    }
}
