//! How many facts hold a city together with each value of another field: the ties between a city and a partner.

use super::rowset::RowSet;
use crate::data::{Code, Dataset, Field, Table};

/// A city and a value of another field that facts hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// Code of [`Field::City`].
    pub city: Code,
    /// The value of the other field.
    pub other: Code,
    /// How many facts hold both.
    pub facts: usize,
}

/// Every city and value of a field that facts hold together, sorted by city, then value. O(rows), and O(cities x values)
/// where these have room in a table; else O(rows x log rows).
pub fn joint_counts(dataset: &Dataset, table: Table, field: Field, rows: &RowSet) -> Vec<Joint> {
    /// Of a table of counts: 16 MB.
    const MOST_COUNTS: usize = 1 << 22;
    let facts = dataset.table(table);
    let others = dataset.vocabulary(field).len();
    let both = rows.iter().flat_map(|row| {
        let others = facts.codes(field, row);
        facts.codes(Field::City, row).iter().flat_map(move |&city| others.iter().map(move |&other| (city, other)))
    });
    let size = dataset.vocabulary(Field::City).len() * others;
    if size <= MOST_COUNTS {
        let mut counts = vec![0_u32; size];
        both.for_each(|(city, other)| counts[city.index() * others + other.index()] += 1);
        let met = counts.into_iter().enumerate().filter(|(_, facts)| *facts > 0);
        return met
            .map(|(place, facts)| {
                let [city, other] = [place / others, place % others].map(|code| Code(code as u32));
                Joint { city, other, facts: facts as usize }
            })
            .collect();
    }
    let mut pairs: Vec<(Code, Code)> = both.collect();
    pairs.sort_unstable();
    let joint = |same: &[(Code, Code)]| Joint { city: same[0].0, other: same[0].1, facts: same.len() };
    pairs.chunk_by(|a, b| a == b).map(joint).collect()
}
