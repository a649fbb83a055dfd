//! Lists of small values, each different list stored once: a row is one number of one to four bytes.

/// A list of small values for every row; a row's list may be empty.
///
/// Few lists differ (a form, one to three agendas), so rows name them by number, in as few bytes as they fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListColumn<T> {
    ids: ListIds,
    /// Where each list ends in `values`; it begins where the list before ends.
    ends: Vec<u32>,
    values: Vec<T>,
}

/// For each row the number of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListIds {
    /// Up to 256 different lists.
    Bytes(Vec<u8>),
    /// Up to 65,536.
    Shorts(Vec<u16>),
    /// Up to 16,777,216.
    Triples(Vec<U24>),
    /// More.
    Words(Vec<u32>),
}

/// A number of three bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct U24([u8; 3]);

impl From<U24> for u32 {
    fn from(U24([low, middle, high]): U24) -> Self {
        Self::from_le_bytes([low, middle, high, 0])
    }
}

impl U24 {
    /// From a number below 2 to the power of 24; of a larger one the upper part is lost.
    fn of(number: u32) -> Self {
        let [low, middle, high, _] = number.to_le_bytes();
        Self([low, middle, high])
    }
}

impl<T> Default for ListColumn<T> {
    fn default() -> Self {
        Self { ids: ListIds::Bytes(Vec::new()), ends: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy + Eq> ListColumn<T> {
    /// The values of a row, in the order of the file; empty for a row past the end.
    #[inline]
    pub fn get(&self, row: usize) -> &[T] {
        if row < self.len() { self.list(self.ids.get(row)) } else { &[] }
    }

    /// A list by its number; empty for a number past the end.
    pub fn list_numbered(&self, number: usize) -> &[T] {
        if number < self.ends.len() { self.list(number) } else { &[] }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ids.len() == 0
    }

    /// Whether any row holds more than one value: only then "any" and "all" differ. Looks at the different lists only.
    pub fn is_multi_valued(&self) -> bool {
        self.lists().any(|list| list.len() > 1)
    }

    /// For each row the number of its list in [`Self::lists`].
    #[inline]
    pub fn ids(&self) -> &ListIds {
        &self.ids
    }

    /// The different lists, by number.
    pub fn lists(&self) -> impl ExactSizeIterator<Item = &[T]> {
        (0..self.ends.len()).map(|id| self.list(id))
    }

    /// The values of [`Self::lists`], end to end.
    pub fn values_of_lists(&self) -> &[T] {
        &self.values
    }

    /// Whether any row holds a value.
    pub fn has_values(&self) -> bool {
        self.lists().any(|list| !list.is_empty())
    }

    /// How many rows hold each of [`Self::lists`].
    pub fn rows_by_list(&self) -> Vec<u32> {
        fn count<T: Copy + Into<u32>>(ids: &[T], lists: &mut [u32]) {
            for &id in ids {
                lists[id.into() as usize] += 1;
            }
        }
        let mut lists = vec![0; self.ends.len()];
        match &self.ids {
            ListIds::Bytes(ids) => count(ids, &mut lists),
            ListIds::Shorts(ids) => count(ids, &mut lists),
            ListIds::Triples(ids) => count(ids, &mut lists),
            ListIds::Words(ids) => count(ids, &mut lists),
        }
        lists
    }

    /// Values of all rows together.
    pub fn total_values(&self) -> usize {
        self.lists().zip(self.rows_by_list()).map(|(list, rows)| list.len() * rows as usize).sum()
    }

    /// The same lists, row `i` being what was row `order[i]`.
    #[must_use]
    pub fn reordered(&self, order: &[u32]) -> Self {
        let ids = match &self.ids {
            ListIds::Bytes(ids) => ListIds::Bytes(order.iter().map(|&row| ids[row as usize]).collect()),
            ListIds::Shorts(ids) => ListIds::Shorts(order.iter().map(|&row| ids[row as usize]).collect()),
            ListIds::Triples(ids) => ListIds::Triples(order.iter().map(|&row| ids[row as usize]).collect()),
            ListIds::Words(ids) => ListIds::Words(order.iter().map(|&row| ids[row as usize]).collect()),
        };
        Self { ids, ends: self.ends.clone(), values: self.values.clone() }
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        let ids = match &self.ids {
            ListIds::Bytes(ids) => ids.capacity(),
            ListIds::Shorts(ids) => ids.capacity() * 2,
            ListIds::Triples(ids) => ids.capacity() * 3,
            ListIds::Words(ids) => ids.capacity() * 4,
        };
        ids + self.ends.capacity() * 4 + self.values.capacity() * size_of::<T>()
    }

    #[inline]
    fn list(&self, id: usize) -> &[T] {
        let begin = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.values[begin as usize..self.ends[id] as usize]
    }
}

impl<T: Copy + Eq + Into<u32>> ListColumn<T> {
    /// How many rows hold each value, up to the last that some row holds.
    pub fn rows_by_value(&self) -> Vec<u32> {
        let mut totals = Vec::new();
        for (list, rows) in self.lists().zip(self.rows_by_list()) {
            for &value in list {
                let place = value.into() as usize;
                if totals.len() <= place {
                    totals.resize(place + 1, 0);
                }
                totals[place] += rows;
            }
        }
        totals
    }

    /// A column of the same rows, each list being what `derive` puts into its empty place; asked once a different list.
    pub fn derived<U: Copy + Eq + Into<u32>>(&self, derive: impl Fn(&[T], &mut Vec<U>)) -> ListColumn<U> {
        let (mut builder, mut derived) = (ListBuilder::default(), Vec::new());
        let new_id = |list: &[T]| {
            derived.clear();
            derive(list, &mut derived);
            builder.intern_slice(&derived)
        };
        let new_ids: Vec<u32> = self.lists().map(new_id).collect();
        builder.reserve(self.len());
        for row in 0..self.len() {
            builder.column.ids.push(new_ids[self.ids.get(row)]);
        }
        builder.finish()
    }
}

impl<T: Copy + Eq + Into<u32>> FromIterator<Vec<T>> for ListColumn<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(rows: I) -> Self {
        let mut builder = ListBuilder::default();
        rows.into_iter().for_each(|list| builder.push(list));
        builder.finish()
    }
}

impl ListIds {
    /// The number of a row's list.
    #[inline]
    pub fn get(&self, row: usize) -> usize {
        match self {
            Self::Bytes(ids) => usize::from(ids[row]),
            Self::Shorts(ids) => usize::from(ids[row]),
            Self::Triples(ids) => u32::from(ids[row]) as usize,
            Self::Words(ids) => ids[row] as usize,
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Bytes(ids) => ids.len(),
            Self::Shorts(ids) => ids.len(),
            Self::Triples(ids) => ids.len(),
            Self::Words(ids) => ids.len(),
        }
    }

    fn push(&mut self, id: u32) {
        match self {
            Self::Bytes(ids) if id < 1 << 8 => ids.push(id as u8),
            Self::Bytes(ids) => {
                *self = Self::Shorts(ids.iter().map(|&id| u16::from(id)).collect());
                self.push(id);
            }
            Self::Shorts(ids) if id < 1 << 16 => ids.push(id as u16),
            Self::Shorts(ids) => {
                *self = Self::Triples(ids.iter().map(|&id| U24::of(u32::from(id))).collect());
                self.push(id);
            }
            Self::Triples(ids) if id < 1 << 24 => ids.push(U24::of(id)),
            Self::Triples(ids) => {
                *self = Self::Words(ids.iter().map(|&id| u32::from(id)).collect());
                self.push(id);
            }
            Self::Words(ids) => ids.push(id),
        }
    }
}

/// Makes a [`ListColumn`]: remembers which lists it has met.
pub struct ListBuilder<T> {
    column: ListColumn<T>,
    /// A hash table of list numbers plus one; 0 = free. Its length is a power of two, at most half of it taken.
    slots: Vec<u32>,
    /// By value, the number plus one of the list that holds nothing else; 0 = not met yet. Most lists are such.
    alone: Vec<u32>,
}

impl<T> Default for ListBuilder<T> {
    fn default() -> Self {
        Self { column: ListColumn::default(), slots: vec![0; 64], alone: Vec::new() }
    }
}

impl<T: Copy + Eq + Into<u32>> ListBuilder<T> {
    /// Longer lists are made distinct by the caller: a row of 300,000 cities must not hold up the program.
    const LONG_LIST: usize = 64;

    /// Makes room for more rows.
    pub fn reserve(&mut self, rows: usize) {
        match &mut self.column.ids {
            ListIds::Bytes(ids) => ids.reserve(rows),
            ListIds::Shorts(ids) => ids.reserve(rows),
            ListIds::Triples(ids) => ids.reserve(rows),
            ListIds::Words(ids) => ids.reserve(rows),
        }
    }

    /// Adds a row; a value named twice counts once, in the place where it was named first.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        let mut list = list.into_iter();
        let id = match (list.next(), list.next()) {
            (None, _) => self.intern_distinct(&[]),
            (Some(only), None) => self.intern_alone(only),
            (first, second) => self.intern(first.into_iter().chain(second).chain(list)),
        };
        self.column.ids.push(id);
    }

    /// The same for a list that lies side by side, which is looked for where it lies.
    #[inline]
    pub fn push_slice(&mut self, list: &[T]) {
        let id = self.intern_slice(list);
        self.column.ids.push(id);
    }

    #[inline]
    fn intern_slice(&mut self, list: &[T]) -> u32 {
        /// To compare each with each pays up to here.
        const SHORT_LIST: usize = 8;
        let is_distinct = |list: &[T]| (1..list.len()).all(|place| !list[..place].contains(&list[place]));
        match list {
            &[only] => self.intern_alone(only),
            list if list.len() <= SHORT_LIST && is_distinct(list) => self.intern_distinct(list),
            list => self.intern(list.iter().copied()),
        }
    }

    /// The number of the list of one value.
    #[inline]
    fn intern_alone(&mut self, value: T) -> u32 {
        /// Values beyond this have no place of their own.
        const MOST_PLACES: usize = 1 << 20;
        let place = value.into() as usize;
        if let Some(id) = self.alone.get(place).and_then(|number| number.checked_sub(1)) {
            return id;
        }
        let id = self.intern([value]);
        if place < MOST_PLACES {
            self.alone.resize(self.alone.len().max(place + 1), 0);
            self.alone[place] = id + 1;
        }
        id
    }

    /// The column.
    pub fn finish(mut self) -> ListColumn<T> {
        match &mut self.column.ids {
            ListIds::Bytes(ids) => ids.shrink_to_fit(),
            ListIds::Shorts(ids) => ids.shrink_to_fit(),
            ListIds::Triples(ids) => ids.shrink_to_fit(),
            ListIds::Words(ids) => ids.shrink_to_fit(),
        }
        self.column.ends.shrink_to_fit();
        self.column.values.shrink_to_fit();
        self.column
    }

    /// The number of a list, which is kept if it is new.
    fn intern(&mut self, list: impl IntoIterator<Item = T>) -> u32 {
        let column = &mut self.column;
        let begin = column.values.len();
        let mut seen = std::collections::HashSet::new();
        for value in list {
            let so_far = &column.values[begin..];
            let is_new = if so_far.len() < Self::LONG_LIST {
                !so_far.contains(&value)
            } else {
                if seen.is_empty() {
                    seen.extend(so_far.iter().map(|&value| value.into()));
                }
                seen.insert(value.into())
            };
            if is_new {
                column.values.push(value);
            }
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash(&column.values[begin..]) as usize & mask;
        while let Some(id) = self.slots[slot].checked_sub(1) {
            if column.list(id as usize) == &column.values[begin..] {
                column.values.truncate(begin);
                return id;
            }
            slot = (slot + 1) & mask;
        }
        self.add_list(slot)
    }

    /// The same for a list that names no value twice.
    fn intern_distinct(&mut self, list: &[T]) -> u32 {
        let column = &mut self.column;
        let mask = self.slots.len() - 1;
        let mut slot = hash(list) as usize & mask;
        while let Some(id) = self.slots[slot].checked_sub(1) {
            if column.list(id as usize) == list {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        column.values.extend_from_slice(list);
        self.add_list(slot)
    }

    /// Ends the newest list, which has its place in the hash table.
    fn add_list(&mut self, slot: usize) -> u32 {
        self.column.ends.push(self.column.values.len() as u32);
        self.slots[slot] = self.column.ends.len() as u32;
        if self.column.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.column.ends.len() as u32 - 1
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 4 - 1;
        let mut slots = vec![0; mask + 1];
        for (id, list) in self.column.lists().enumerate() {
            let mut slot = hash(list) as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id as u32 + 1;
        }
        self.slots = slots;
    }
}

fn hash<T: Copy + Into<u32>>(list: &[T]) -> u64 {
    let mixed = list.iter().fold(list.len() as u64, |hash, &value| {
        (hash ^ u64::from(value.into())).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    });
    mixed ^ mixed >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_rows_apart_and_count_a_doubled_value_once() {
        let column: ListColumn<u32> = [vec![], vec![7, 8, 7], vec![9], vec![7, 8]].into_iter().collect();
        assert_eq!(
            (0..5).map(|row| column.get(row).to_vec()).collect::<Vec<_>>(),
            [vec![], vec![7, 8], vec![9], vec![7, 8], vec![]]
        );
        assert!(column.is_multi_valued() && column.total_values() == 5);
        assert_eq!(column.lists().len(), 3, "each different list is stored once");
        let mut builder = ListBuilder::default();
        for list in [&[][..], &[7, 8, 7], &[9], &[7, 8]] {
            builder.push_slice(list);
        }
        assert_eq!(builder.finish(), column);
    }

    #[test]
    fn any_number_of_different_lists_fits() {
        let column: ListColumn<u32> = (0..70_000).map(|value| vec![value, value / 2]).collect();
        assert!(matches!(column.ids(), ListIds::Triples(_)));
        assert!((0..70_000).all(|row| column.get(row)[0] == row as u32));
    }

    #[test]
    fn a_number_of_three_bytes_comes_back_whole_and_a_larger_one_takes_four() {
        let mut ids = ListIds::Bytes(Vec::new());
        let numbers = [0, 255, 256, 65_535, 65_536, 70_000, (1 << 24) - 1];
        for id in numbers {
            ids.push(id);
        }
        assert!(matches!(ids, ListIds::Triples(_)));
        ids.push(1 << 24);
        assert!(matches!(ids, ListIds::Words(_)));
        assert_eq!((0..7).map(|row| ids.get(row) as u32).collect::<Vec<_>>(), numbers);
    }

    #[test]
    fn a_long_list_counts_each_value_once() {
        let column: ListColumn<u32> = [(0..300_000).chain(0..300_000).collect()].into_iter().collect();
        assert_eq!(column.get(0).len(), 300_000);
    }

    #[test]
    fn rows_follow_a_new_order_and_derived_lists_their_rows() {
        let column: ListColumn<u32> = [vec![1], vec![2, 3], vec![]].into_iter().collect();
        assert_eq!(column.reordered(&[1, 2, 0]).get(0), [2, 3]);
        let halves = column.derived(|list, halves| halves.extend(list.iter().map(|value| value / 2)));
        assert_eq!((halves.get(0), halves.get(1), halves.get(2)), (&[0][..], &[1][..], &[][..]));
    }
}
