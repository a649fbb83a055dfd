//! Growing positions in a buffer: none kept while the texts between are of one length; two bytes each beside a base for
//! every few, as long as they are short.

/// Positions that never decrease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Offsets {
    /// So many, each as far from the one before.
    Even { count: usize, step: usize },
    /// Each relative to the base of its block.
    Short { bases: Vec<u64>, rest: Vec<u16> },
    /// Four bytes each: a block of texts was too long.
    Long { low: Vec<u32>, carries: Vec<u32> },
}

/// Positions that share a base.
const BLOCK: usize = 32;

impl Default for Offsets {
    fn default() -> Self {
        Self::Even { count: 0, step: 0 }
    }
}

impl Offsets {
    #[inline]
    pub fn push(&mut self, offset: usize) {
        match self {
            Self::Even { count: count @ 0, step } => (*count, *step) = (1, offset),
            Self::Even { count, step } if offset == (*count + 1) * *step => *count += 1,
            Self::Even { .. } => {
                let mut short = Self::Short { bases: Vec::new(), rest: Vec::new() };
                (0..self.len()).for_each(|index| short.push(self.get(index)));
                *self = short;
                self.push(offset);
            }
            Self::Short { bases, rest } => {
                if rest.len().is_multiple_of(BLOCK) {
                    bases.push(offset as u64);
                }
                let base = bases.last().copied().unwrap_or_default();
                if let Ok(short) = u16::try_from(offset as u64 - base) {
                    rest.push(short);
                } else {
                    let mut long = Self::Long { low: Vec::with_capacity(rest.len() + 1), carries: Vec::new() };
                    (0..self.len()).for_each(|index| long.push(self.get(index)));
                    *self = long;
                    self.push(offset);
                }
            }
            Self::Long { low, carries } => {
                // The entries at which the upper half of the positions grows by one.
                while carries.len() < offset >> 32 {
                    carries.push(low.len() as u32);
                }
                low.push(offset as u32);
            }
        }
    }

    /// Repeats a position until there are `length`.
    pub fn fill(&mut self, length: usize, offset: usize) {
        while self.len() < length {
            self.push(offset);
        }
    }

    #[inline]
    pub fn get(&self, index: usize) -> usize {
        match self {
            Self::Even { step, .. } => (index + 1) * step,
            Self::Short { bases, rest } => bases[index / BLOCK] as usize + usize::from(rest[index]),
            Self::Long { low, carries } => {
                let carried = carries.iter().filter(|&&at| at as usize <= index).count();
                carried << 32 | low[index] as usize
            }
        }
    }

    #[inline]
    pub fn len(&self) -> usize {
        match self {
            Self::Even { count, .. } => *count,
            Self::Short { rest, .. } => rest.len(),
            Self::Long { low, .. } => low.len(),
        }
    }

    pub fn bytes(&self) -> usize {
        match self {
            Self::Even { .. } => 0,
            Self::Short { bases, rest } => bases.capacity() * size_of::<u64>() + rest.capacity() * size_of::<u16>(),
            Self::Long { low, .. } => low.capacity() * size_of::<u32>(),
        }
    }

    pub fn shrink(&mut self) {
        match self {
            Self::Even { .. } => {}
            Self::Short { bases, rest } => {
                bases.shrink_to_fit();
                rest.shrink_to_fit();
            }
            Self::Long { low, .. } => low.shrink_to_fit(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_comes_back_whole_however_far_apart() {
        let near: Vec<usize> = (0..100).map(|index| index * index).collect();
        let far = [0, 5, (1 << 32) - 1, 1 << 32, (3 << 32) + 7, (3 << 32) + 7];
        let late = near.iter().copied().chain([9_801 + (1 << 16), 9_801 + (1 << 17)]).collect();
        for (positions, is_short) in [(near, true), (far.to_vec(), false), (late, false)] {
            let mut offsets = Offsets::default();
            for &position in &positions {
                offsets.push(position);
            }
            assert_eq!((0..offsets.len()).map(|index| offsets.get(index)).collect::<Vec<_>>(), positions);
            assert_eq!(matches!(offsets, Offsets::Short { .. }), is_short);
        }
    }

    #[test]
    fn texts_of_one_length_need_no_positions() {
        for step in [0, 8] {
            let mut offsets = Offsets::default();
            (1..=100).for_each(|index| offsets.push(index * step));
            assert_eq!((offsets.len(), offsets.bytes(), offsets.get(41)), (100, 0, 42 * step));
            offsets.push(100 * step + 3);
            assert_eq!((offsets.len(), offsets.get(99), offsets.get(100)), (101, 100 * step, 100 * step + 3));
        }
    }
}
