//! Growing positions in a buffer, four bytes each even where the buffer outgrows four bytes.

/// Positions that never decrease.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Offsets {
    low: Vec<u32>,
    /// The entries at which the upper half of the positions grows by one.
    carries: Vec<u32>,
}

impl Offsets {
    pub fn push(&mut self, offset: usize) {
        while self.carries.len() < offset >> 32 {
            self.carries.push(self.low.len() as u32);
        }
        self.low.push(offset as u32);
    }

    /// Repeats a position until there are `length`.
    pub fn fill(&mut self, length: usize, offset: usize) {
        while self.low.len() < length {
            self.push(offset);
        }
    }

    pub fn get(&self, index: usize) -> usize {
        let carried = self.carries.iter().filter(|&&at| at as usize <= index).count();
        carried << 32 | self.low[index] as usize
    }

    pub fn len(&self) -> usize {
        self.low.len()
    }

    pub fn bytes(&self) -> usize {
        self.low.capacity() * size_of::<u32>()
    }

    pub fn shrink(&mut self) {
        self.low.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_beyond_four_bytes_comes_back_whole() {
        let mut offsets = Offsets::default();
        let positions = [0, 5, (1 << 32) - 1, 1 << 32, (3 << 32) + 7, (3 << 32) + 7];
        for position in positions {
            offsets.push(position);
        }
        assert_eq!((0..offsets.len()).map(|index| offsets.get(index)).collect::<Vec<_>>(), positions);
    }
}
