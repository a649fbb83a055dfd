//! Who stood on the other side of activities: foreign cities and organisations, as each activity writes them.

use super::{Code, ListColumn, Row, TextColumn};

/// The counterparts of activities as they are written; who they are is a value of [`super::Field::Counterpart`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counterparts {
    /// For each row the numbers of the names it lists, in the order of the file.
    pub listed: ListColumn<u32>,
    /// By number: `Name (CC)`, as in the file; the brackets only where it tells the country.
    pub names: TextColumn,
    /// The same in lower case, for the text filter.
    pub search: TextColumn,
    /// By number: whose name it is; nothing where the file tells only a country.
    pub whose: Vec<Option<Code>>,
}

impl Counterparts {
    /// The names that a row lists.
    pub fn names(&self, row: Row) -> impl Iterator<Item = &str> {
        self.listed.get(row.index()).iter().map(|&name| self.names.get(name as usize))
    }

    /// The names that a row lists in one text, `; ` between them.
    pub fn text(&self, row: Row) -> String {
        self.names(row).collect::<Vec<_>>().join("; ")
    }

    /// For each row who its names are, each once, in the order of their codes.
    pub fn by_row(&self) -> ListColumn<Code> {
        self.listed.derived(|names, who: &mut Vec<Code>| {
            who.extend(names.iter().filter_map(|&name| self.whose[name as usize]));
            who.sort_unstable();
            who.dedup();
        })
    }

    /// Bytes in memory: of the texts, and of what finds them.
    pub fn bytes(&self) -> (usize, usize) {
        let [names, search] = [self.names.bytes(), self.search.bytes()];
        let others = self.listed.bytes() + self.whose.capacity() * 8;
        (names.0 + search.0, names.1 + search.1 + others)
    }
}
