//! Who stood on the other side of activities: foreign cities and organisations, as the file names them.

use super::{ListColumn, Row, TextColumn};

/// A foreign city or organisation that activities name: the same number for the same name and country, in whatever case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counterpart(pub u32);

impl From<Counterpart> for u32 {
    fn from(counterpart: Counterpart) -> Self {
        counterpart.0
    }
}

/// The counterparts of activities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counterparts {
    /// For each row the numbers of the names it lists, in the order of the file.
    pub listed: ListColumn<u32>,
    /// By number: `Name (CC)`, as in the file; the brackets only where it tells the country.
    pub names: TextColumn,
    /// The same in lower case, for the text filter.
    pub search: TextColumn,
    /// By number: whose name it is; nothing where the file tells only a country.
    pub whose: Vec<Option<Counterpart>>,
}

impl Counterparts {
    /// The counterparts of a row, everyone once, in the order of their numbers.
    pub fn of(&self, row: Row) -> Vec<Counterpart> {
        let listed = self.listed.get(row.index()).iter();
        let mut who: Vec<Counterpart> = listed.filter_map(|&name| self.whose[name as usize]).collect();
        who.sort_unstable();
        who.dedup();
        who
    }

    /// The names that a row lists.
    pub fn names(&self, row: Row) -> impl Iterator<Item = &str> {
        self.listed.get(row.index()).iter().map(|&name| self.names.get(name as usize))
    }

    /// The names that a row lists in one text, `; ` between them.
    pub fn text(&self, row: Row) -> String {
        self.names(row).collect::<Vec<_>>().join("; ")
    }

    /// Whether one of some names, by number, is that of a counterpart for which `is_meant` holds.
    pub fn any(&self, names: &[u32], is_meant: impl Fn(Counterpart) -> bool) -> bool {
        names.iter().filter_map(|&name| self.whose[name as usize]).any(is_meant)
    }

    /// Bytes in memory: of the texts, and of what finds them.
    pub fn bytes(&self) -> (usize, usize) {
        let [names, search] = [self.names.bytes(), self.search.bytes()];
        let others = self.listed.bytes() + self.whose.capacity() * 8;
        (names.0 + search.0, names.1 + search.1 + others)
    }
}
