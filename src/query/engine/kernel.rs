//! The inner loops, each run with the widest instructions that the processor has.

use std::ops::Range;

use crate::data::{Code, ListColumn, ListIds};

/// Runs a loop with the widest instructions that the processor has.
fn widest<R>(run: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(run)
}

/// Number of bits that are 1.
pub fn ones(words: &[u64]) -> usize {
    widest(
        #[inline(always)]
        || words.iter().map(|word| word.count_ones() as usize).sum(),
    )
}

/// Number of bits in which two sets differ.
pub fn differing(old: &[u64], new: &[u64]) -> usize {
    widest(
        #[inline(always)]
        || old.iter().zip(new).map(|(old, new)| (old ^ new).count_ones() as usize).sum(),
    )
}

/// Adds to the count of each value the bits that its bitmap has in common with `words`.
pub fn count_block<'a>(words: &[u64], counts: &mut [u32], bitmaps: impl Iterator<Item = (usize, &'a [u64])>) {
    widest(
        #[inline(always)]
        || {
            for (value, bitmap) in bitmaps {
                counts[value] += words.iter().zip(bitmap).map(|(a, b)| (a & b).count_ones()).sum::<u32>();
            }
        },
    );
}

/// How many of these rows are in a set, whose first bit stands for row `first`.
pub fn count_listed(rows: &[u32], words: &[u64], first: u32) -> u32 {
    let is_in = |row: u32| (words[(row - first) as usize / 64] >> (row % 64)) as u32 & 1;
    rows.iter().map(|&row| is_in(row)).sum()
}

/// Adds how many rows hold each value, by way of their lists where those are few beside the rows.
pub fn count_lists(column: &ListColumn<Code>, words: &[u64], first_word: usize, counts: &mut [u32]) {
    if ones(words) < column.lists().len() {
        count_rows(column, words, first_word, counts);
        return;
    }
    let mut lists = vec![0_u32; column.lists().len()];
    let from = first_word * 64;
    match column.ids() {
        ListIds::Bytes(ids) => widest(
            #[inline(always)]
            || each_row(words, |row| lists[usize::from(ids[from + row])] += 1),
        ),
        ListIds::Shorts(ids) => widest(
            #[inline(always)]
            || each_row(words, |row| lists[usize::from(ids[from + row])] += 1),
        ),
        ListIds::Triples(ids) => each_row(words, |row| lists[u32::from(ids[from + row]) as usize] += 1),
        ListIds::Words(ids) => each_row(words, |row| lists[ids[from + row] as usize] += 1),
    }
    for (list, rows) in column.lists().zip(lists) {
        for code in list {
            counts[code.index()] += rows;
        }
    }
}

/// Adds how many rows hold each value, row by row.
pub fn count_rows(column: &ListColumn<Code>, words: &[u64], first_word: usize, counts: &mut [u32]) {
    each_row(words, |row| {
        column.get(first_word * 64 + row).iter().for_each(|code| counts[code.index()] += 1);
    });
}

/// Changes counts by the rows in which two sets differ.
pub fn change_counts(column: &ListColumn<Code>, old: &[u64], new: &[u64], counts: &mut [u32]) {
    for (index, (&old, &new)) in old.iter().zip(new).enumerate() {
        let first = index * 64;
        each_row(&[old & !new], |row| column.get(first + row).iter().for_each(|code| counts[code.index()] -= 1));
        each_row(&[new & !old], |row| column.get(first + row).iter().for_each(|code| counts[code.index()] += 1));
    }
}

/// The bits of the rows of a stretch whose list passes; the stretch begins with a whole word of bits.
pub fn words_of_lists(ids: &ListIds, passes: &[u8], stretch: Range<usize>) -> Vec<u64> {
    fn pack<T: Copy + Into<u32>>(ids: &[T], passes: &[u8]) -> Vec<u64> {
        let word = |ids: &[T]| {
            let bits = ids.iter().enumerate();
            bits.fold(0, |word, (bit, &id)| word | u64::from(passes[id.into() as usize]) << bit)
        };
        ids.chunks(64).map(word).collect()
    }
    match ids {
        ListIds::Bytes(ids) => pack(&ids[stretch], passes),
        ListIds::Shorts(ids) => pack(&ids[stretch], passes),
        ListIds::Triples(ids) => pack(&ids[stretch], passes),
        ListIds::Words(ids) => pack(&ids[stretch], passes),
    }
}

/// Calls `take` with the place of every bit that is 1.
#[allow(clippy::inline_always, reason = "only what is inlined is built for the instructions at hand")]
#[inline(always)]
pub fn each_row(words: &[u64], mut take: impl FnMut(usize)) {
    for (index, &word) in words.iter().enumerate() {
        if word == !0 {
            (index * 64..index * 64 + 64).for_each(&mut take);
            continue;
        }
        let mut left = word;
        while left != 0 {
            take(index * 64 + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}
