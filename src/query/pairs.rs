//! Pairs of city and network: all the spells and roles of a city in a network taken together.

use std::collections::{BTreeMap, BTreeSet};

use super::rowset::RowSet;
use crate::data::{Code, Dataset, Date, Field, Row, Table};

/// A city in a network: all its spells and roles taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Code of [`Field::City`].
    pub city: Code,
    /// Code of [`Field::Network`].
    pub network: Code,
    /// The earliest known date of joining.
    pub joined: Option<Date>,
    /// The latest date of leaving, only if every spell has ended.
    pub left: Option<Date>,
    /// Roles other than plain member, as codes of [`Field::Role`].
    pub roles: BTreeSet<Code>,
    /// The rows behind it.
    pub rows: Vec<Row>,
}

impl Pair {
    /// Whether the city ever held a seat beyond plain membership.
    pub fn is_leading(&self) -> bool {
        !self.roles.is_empty()
    }
}

/// Whether a row of memberships says when a city was a member, not only when it held an office.
pub(super) fn is_membership(dataset: &Dataset, row: Row) -> bool {
    role_id(dataset, row).is_none_or(|id| matches!(id, "member" | "founder"))
}

pub(super) fn role_id(dataset: &Dataset, row: Row) -> Option<&str> {
    let role = dataset.table(Table::Memberships).code(Field::Role, row)?;
    Some(dataset.vocabulary(Field::Role)[role].id.as_str())
}

/// The distinct pairs of city and network among membership rows, sorted by city, then network.
///
/// A row that only names a role (chair, host) counts for the pair's roles; its date is a term of office, so it gives
/// the date of joining only where no other row of the pair exists, and its end is never a leaving. A founder joined
/// when the network began.
pub fn pairs(dataset: &Dataset, rows: &RowSet) -> Vec<Pair> {
    let facts = dataset.table(Table::Memberships);
    let mut by_pair: BTreeMap<(Code, Code), Vec<Row>> = BTreeMap::new();
    for row in rows.iter() {
        if let (Some(city), Some(network)) = (facts.code(Field::City, row), facts.code(Field::Network, row)) {
            by_pair.entry((city, network)).or_default().push(row);
        }
    }
    let pair = |((city, network), rows): ((Code, Code), Vec<Row>)| {
        let spells: Vec<Row> = rows.iter().copied().filter(|&row| is_membership(dataset, row)).collect();
        let has_left = spells.iter().all(|&row| facts.end(row).is_some());
        let dated = if spells.is_empty() { &rows } else { &spells };
        Pair {
            city,
            network,
            joined: dated.iter().filter_map(|&row| facts.start(row)).min(),
            left: spells.iter().filter_map(|&row| facts.end(row)).max().filter(|_| has_left),
            roles: rows
                .iter()
                .filter(|&&row| role_id(dataset, row).is_some_and(|id| id != "member"))
                .filter_map(|&row| facts.code(Field::Role, row))
                .collect(),
            rows,
        }
    };
    by_pair.into_iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{FactTable, ListColumn, Value, Vocabulary};

    /// Memberships of one city in one network: role, start, end.
    fn pair_of(spells: &[(&str, &str, &str)]) -> (Option<String>, Option<String>, usize) {
        let mut vocabularies = vec![Vocabulary::default(); Field::ALL.len()];
        let mut facts = FactTable::empty();
        let mut roles = Vec::new();
        for (index, (role, ..)) in spells.iter().enumerate() {
            roles.push(vec![
                vocabularies[Field::Role as usize].intern(Value { id: (*role).to_owned(), ..Value::default() }),
            ]);
            facts.ids.push(&index.to_string());
        }
        facts.start = spells.iter().map(|(_, start, _)| Date::parse(start).ok()).collect();
        facts.end = spells.iter().map(|(.., end)| Date::parse(end).ok()).collect();
        facts.codes[Field::Role as usize] = roles.into_iter().collect();
        for field in [Field::City, Field::Network] {
            vocabularies[field as usize].intern(Value::default());
            facts.codes[field as usize] = spells.iter().map(|_| vec![Code(0)]).collect::<ListColumn<Code>>();
        }
        let mut tables = vec![FactTable::empty(); Table::ALL.len()];
        tables[Table::Memberships as usize] = facts;
        let dataset = Dataset { vocabularies, tables, ..Dataset::default() };
        let pairs = pairs(&dataset, &RowSet::full(spells.len()));
        assert_eq!(pairs.len(), 1);
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        (text(pairs[0].joined), text(pairs[0].left), pairs[0].roles.len())
    }

    #[test]
    fn the_end_of_a_term_of_office_is_no_leaving() {
        let dates =
            |joined: &str, left: &str| [joined, left].map(|date| Some(date.to_owned()).filter(|date| !date.is_empty()));
        for (spells, expected, roles) in [
            (&[("host", "2023", "2027")][..], dates("2023", ""), 1),
            (&[("host", "2023", "2027"), ("member", "", "")], dates("", ""), 1),
            (&[("member", "1999", "2005"), ("chair", "2001", "2003")], dates("1999", "2005"), 1),
            (&[("member", "1999", "2005"), ("member", "2010", "")], dates("1999", ""), 0),
            (&[("founder", "1990-05", "1995")], dates("1990-05", "1995"), 1),
        ] {
            let (joined, left, leading) = pair_of(spells);
            assert_eq!(([joined, left], leading), (expected, roles), "{spells:?}");
        }
    }
}
