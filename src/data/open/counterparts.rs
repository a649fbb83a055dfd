//! Who stood on the other side of activities: values that tell them apart, and their names as activities list them.

use std::collections::HashMap;

use super::derive::append_lower;
use super::links::Links;
use crate::data::{Code, Counterparts, Name, TextColumn, Value, Vocabulary};

/// The counterparts of activities under construction.
#[derive(Default)]
pub(super) struct CounterpartNames {
    lists: Links<u32>,
    /// Every different name with its country, as it is shown, and who it is where there is more than a country.
    names: TextColumn,
    whose: Vec<Option<Code>>,
    /// Numbers in `names` by name and country, as in the file.
    numbers: HashMap<String, u32>,
    /// By name and country in lower case.
    by_lower: HashMap<String, Code>,
    /// By code: name and country as they were first written.
    who: Vec<(String, String)>,
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
        let shown = with_country(name, country);
        self.whose.push((!name.is_empty()).then(|| {
            let mut lower = String::new();
            append_lower(&mut lower, &shown);
            let next = Code(self.who.len() as u32);
            *self.by_lower.entry(lower).or_insert_with(|| {
                self.who.push((name.to_owned(), country.to_owned()));
                next
            })
        }));
        let number = self.names.len() as u32;
        self.numbers.insert(self.key.clone(), number);
        self.names.push(&shown);
        number
    }

    /// Who they are, by code: the same name and country, in whatever case, is one. A name that two countries have is told
    /// with its country wherever it stands.
    pub fn values(&self, countries: &Vocabulary) -> Vec<Value> {
        let mut bearers: HashMap<String, usize> = HashMap::new();
        for (name, _) in &self.who {
            *bearers.entry(name.to_lowercase()).or_default() += 1;
        }
        let value = |(name, country): &(String, String)| {
            let id = with_country(name, country);
            let is_alone = bearers[&name.to_lowercase()] == 1;
            let short = Name { en: if is_alone { name.clone() } else { String::new() }, ko: String::new() };
            let name = Name { en: id.clone(), ko: String::new() };
            Value { id, name, short, group: countries.code(country), defined: true, ..Value::default() }
        };
        self.who.iter().map(value).collect()
    }

    /// The counterparts of so many rows.
    pub fn finish(self, rows: usize) -> Counterparts {
        let search = self.names.in_lower_case();
        Counterparts { listed: self.lists.finish(rows), names: self.names, search, whose: self.whose }
    }
}

/// `Lyon (FR)`, or the name alone where no country is told.
fn with_country(name: &str, country: &str) -> String {
    if country.is_empty() { name.to_owned() } else { format!("{name} ({country})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Row;

    #[test]
    fn a_counterpart_is_one_whatever_its_case_and_listed_as_it_is_written() {
        let mut counterparts = CounterpartNames::default();
        let rows = [
            (0, "Lyon", "FR"),
            (0, "LYON", "FR"),
            (0, "Lyon", "FR"),
            (2, "", "KE"),
            (1, "Lyon", ""),
            (0, "부산", ""),
            (3, "Lyon (FR)", ""),
        ];
        for (row, name, country) in rows {
            counterparts.push(row, name, country);
        }
        let values = counterparts.values(&Vocabulary::default());
        let told: Vec<[&str; 2]> = values.iter().map(|value| [value.id.as_str(), value.short.en.as_str()]).collect();
        assert_eq!(told, [["Lyon (FR)", ""], ["Lyon", ""], ["부산", "부산"]]);
        let counterparts = counterparts.finish(5);
        let by_row = counterparts.by_row();
        let who: Vec<Vec<u32>> = (0..5).map(|row| by_row.get(row).iter().map(|who| who.0).collect()).collect();
        assert_eq!(who, [vec![0, 2], vec![1], vec![], vec![0], vec![]]);
        let texts: Vec<String> = (0..4).map(|row| counterparts.text(Row(row))).collect();
        assert_eq!(texts, ["Lyon (FR); LYON (FR); 부산", "Lyon", " (KE)", "Lyon (FR)"]);
        assert_eq!(counterparts.search.get(1), "lyon (fr)");
    }
}
