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

/// Counts rows by their lists: how many of those that are in a set have which list. The bits of `words` stand for `ids`.
pub fn count_lists(ids: &ListIds, words: &[u64], first_word: usize, lists: usize) -> Vec<u32> {
    // Neighbours often have the same list: with one counter each addition would wait for the one before.
    let (mut even, mut odd) = (vec![0_u32; lists], vec![0_u32; lists]);
    let from = first_word * 64;
    match ids {
        ListIds::Bytes(ids) => widest(
            #[inline(always)]
            || add_rows(&ids[from..], words, &mut even, &mut odd),
        ),
        ListIds::Shorts(ids) => widest(
            #[inline(always)]
            || add_rows(&ids[from..], words, &mut even, &mut odd),
        ),
        ListIds::Triples(ids) => add_rows(&ids[from..], words, &mut even, &mut odd),
        ListIds::Words(ids) => add_rows(&ids[from..], words, &mut even, &mut odd),
    }
    even.iter_mut().zip(odd).for_each(|(even, odd)| *even += odd);
    even
}

#[allow(clippy::inline_always, reason = "only what is inlined is built for the instructions at hand")]
#[inline(always)]
fn add_rows<T: Copy + Into<u32>>(ids: &[T], words: &[u64], even: &mut [u32], odd: &mut [u32]) {
    /// With more of its bits set it is faster to count a whole word and take out the rest.
    const MOST: u32 = 48;
    let place = |id: T| id.into() as usize;
    for (ids, &word) in ids.chunks(64).zip(words) {
        let mut left = word;
        if word.count_ones() > MOST && ids.len() == 64 {
            for pair in ids.chunks_exact(2) {
                even[place(pair[0])] += 1;
                odd[place(pair[1])] += 1;
            }
            left = !word;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                let counters = if bit.is_multiple_of(2) { &mut *even } else { &mut *odd };
                counters[place(ids[bit])] -= 1;
                left &= left - 1;
            }
            continue;
        }
        while left != 0 {
            even[place(ids[left.trailing_zeros() as usize])] += 1;
            left &= left - 1;
            if left != 0 {
                odd[place(ids[left.trailing_zeros() as usize])] += 1;
                left &= left - 1;
            }
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

/// The bits of the rows of a stretch whose list passes (1, or else 0); the stretch begins with a whole word of bits.
pub fn words_of_lists(ids: &ListIds, passes: &[u8], stretch: Range<usize>) -> Vec<u64> {
    fn pack<T: Copy>(ids: &[T], passes: impl Fn(T) -> u8) -> Vec<u64> {
        /// Brings the lowest bits of eight bytes together in the highest byte.
        const GATHER: u64 = 0x0102_0408_1020_4080;
        let word = |ids: &[T]| {
            let mut bits = [0_u8; 64];
            bits.iter_mut().zip(ids).for_each(|(bit, &id)| *bit = passes(id));
            let eights = bits.as_chunks::<8>().0.iter();
            eights.rev().fold(0, |word, &eight| word << 8 | u64::from_le_bytes(eight).wrapping_mul(GATHER) >> 56)
        };
        ids.chunks(64).map(word).collect()
    }
    /// Filled up to as many as there are numbers, so that no number need be compared with the length.
    fn filled<const N: usize>(passes: &[u8]) -> [u8; N] {
        let mut filled = [0; N];
        filled[..passes.len()].copy_from_slice(passes);
        filled
    }
    match ids {
        ListIds::Bytes(ids) => {
            let passes = filled::<{ 1 << 8 }>(passes);
            pack(&ids[stretch], |id| passes[usize::from(id)])
        }
        ListIds::Shorts(ids) => {
            let passes = filled::<{ 1 << 16 }>(passes);
            pack(&ids[stretch], |id| passes[usize::from(id)])
        }
        ListIds::Triples(ids) => pack(&ids[stretch], |id| passes[u32::from(id) as usize]),
        ListIds::Words(ids) => pack(&ids[stretch], |id| passes[id as usize]),
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
