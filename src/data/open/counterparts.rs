//! Who stood on the other side of activities: numbers that tell them apart, and their names as activities list them.

use std::collections::HashMap;

use super::derive::append_lower;
use super::links::Links;
use crate::data::{Counterpart, Counterparts, TextColumn};

/// The counterparts of activities under construction.
#[derive(Default)]
pub(super) struct CounterpartNames {
    lists: Links<u32>,
    /// Every different name with its country, as it is shown, and who it is where there is more than a country.
    names: TextColumn,
    whose: Vec<Option<Counterpart>>,
    /// Numbers in `names` by name and country, as in the file.
    numbers: HashMap<String, u32>,
    /// By name and country in lower case.
    by_lower: HashMap<String, Counterpart>,
    /// Room for the key of a row in `numbers`.
    key: String,
}

impl CounterpartNames {
    /// Adds a counterpart to a row; its name or its country may be empty.
    pub fn push(&mut self, row: u32, name: &str, country: &str) {
        self.key.clear();
        self.key.extend([name, "\n", country]);
        let number = self.numbers.get(self.key.as_str()).copied();
        let number = number.unwrap_or_else(|| self.add(name, country));
        self.lists.push(row, number);
    }

    fn add(&mut self, name: &str, country: &str) -> u32 {
        self.whose.push((!name.is_empty()).then(|| {
            let mut lower = String::new();
            append_lower(&mut lower, name);
            append_lower(&mut lower, country);
            let next = Counterpart(self.by_lower.len() as u32);
            *self.by_lower.entry(lower).or_insert(next)
        }));
        let number = self.names.len() as u32;
        self.numbers.insert(self.key.clone(), number);
        self.names.push(&if country.is_empty() { name.to_owned() } else { format!("{name} ({country})") });
        number
    }

    /// The counterparts of so many rows.
    pub fn finish(self, rows: usize) -> Counterparts {
        let search = self.names.in_lower_case();
        Counterparts { listed: self.lists.finish(rows), names: self.names, search, whose: self.whose }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Row;

    #[test]
    fn a_counterpart_is_one_whatever_its_case_and_listed_as_it_is_written() {
        let mut counterparts = CounterpartNames::default();
        let rows =
            [(0, "Lyon", "FR"), (0, "LYON", "FR"), (0, "Lyon", "FR"), (2, "", "KE"), (1, "Lyon", ""), (0, "부산", "")];
        for (row, name, country) in rows {
            counterparts.push(row, name, country);
        }
        let counterparts = counterparts.finish(4);
        let rows = (0..4).map(Row);
        let who: Vec<Vec<u32>> =
            rows.clone().map(|row| counterparts.of(row).iter().map(|who| who.0).collect()).collect();
        assert_eq!(who, [vec![0, 2], vec![1], vec![], vec![]]);
        let texts: Vec<String> = rows.map(|row| counterparts.text(row)).collect();
        assert_eq!(texts, ["Lyon (FR); LYON (FR); 부산", "Lyon", " (KE)", ""]);
        assert_eq!(counterparts.search.get(1), "lyon (fr)");
        let is_lyon = |who: Counterpart| who.0 == 0;
        assert!(counterparts.any(counterparts.listed.get(0), is_lyon));
        assert!(!counterparts.any(counterparts.listed.get(1), is_lyon));
    }
}
