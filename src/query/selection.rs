//! What a person points at: one row of facts, one value of a field, one year.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::aggregate::Period;
use super::combination::Combination;
use super::indicators::Records;
use crate::data::{Code, Dataset, Field, Row, Table};

/// Something on screen that can be hovered, selected and asked about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One fact.
    Fact(Table, Row),
    /// One value of a field: a city, an agenda, a network, a partner.
    Value(Field, Code),
    /// The facts of a table that lie in years `from..=to`, and, of a stacked bar, in one value of its field.
    Years {
        /// Whose facts.
        table: Table,
        /// First year.
        from: i16,
        /// Last year.
        to: i16,
        /// The layer of a stack.
        layer: Option<(Field, Option<Code>)>,
        /// The very period of a bar, where it may be shorter than these years.
        period: Option<(Period, i32)>,
    },
    /// A city in a network, with all its spells and roles.
    Pair {
        /// Code of [`Field::City`].
        city: Code,
        /// Code of [`Field::Network`].
        network: Code,
    },
    /// Governments that are in the same networks.
    Combination(Arc<Combination>),
    /// Several facts too close to be drawn apart.
    Crowd(Table, Vec<Row>),
    /// So many facts that they are not even listed: those of a value that began in a stretch of time.
    Stretch(Stretch),
    /// A figure of an indicator.
    Figure(Box<Cited>),
}

/// The facts of a table that hold a value of a field, or none, and began in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Whose facts.
    pub table: Table,
    /// The field.
    pub field: Field,
    /// The value; `None` = the facts that state none.
    pub value: Option<Code>,
    /// Its beginning, as [`Self::stored`] gives it: subjects are compared.
    pub from: i64,
    /// Its end.
    pub to: i64,
}

impl Stretch {
    const PER_YEAR: f64 = 1e6;

    /// A time in years, to the millionth.
    pub fn stored(years: f64) -> i64 {
        (years * Self::PER_YEAR).round() as i64
    }

    /// Its beginning and end in years.
    pub fn years(&self) -> (f64, f64) {
        (self.from as f64 / Self::PER_YEAR, self.to as f64 / Self::PER_YEAR)
    }
}

/// A figure of an indicator in words, and the facts that it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cited {
    /// What it is a figure of.
    pub title: String,
    /// What it says, a line each.
    pub lines: Vec<String>,
    /// How to find what it counts.
    pub records: Records,
}

/// A selected subject in ids, so that a saved view outlives the row numbers of one opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKey {
    /// One fact by its id.
    Fact(Table, String),
    /// One value by its id.
    Value(Field, String),
    /// A city and a network by their ids.
    Pair(String, String),
    /// Several facts by their ids.
    Crowd(Table, Vec<String>),
}

impl Subject {
    /// The key of what can be selected; a bar of years is chosen by the filter instead, a stretch zoomed into.
    pub fn key(&self, dataset: &Dataset) -> Option<SubjectKey> {
        let id = |field: Field, code: Code| dataset.vocabulary(field)[code].id.clone();
        let row_id = |table: Table, row: Row| dataset.table(table).ids.get(row.index()).to_owned();
        let crowd =
            |table: Table, rows: &[Row]| SubjectKey::Crowd(table, rows.iter().map(|&row| row_id(table, row)).collect());
        match self {
            Self::Fact(table, row) => Some(SubjectKey::Fact(*table, row_id(*table, *row))),
            Self::Value(field, code) => Some(SubjectKey::Value(*field, id(*field, *code))),
            Self::Pair { city, network } => {
                Some(SubjectKey::Pair(id(Field::City, *city), id(Field::Network, *network)))
            }
            Self::Crowd(table, rows) => Some(crowd(*table, rows)),
            Self::Combination(combination) => Some(match combination.cities[..] {
                [city] => SubjectKey::Value(Field::City, id(Field::City, city)),
                _ => crowd(Table::Memberships, &combination.rows),
            }),
            Self::Years { .. } | Self::Stretch(_) | Self::Figure(_) => None,
        }
    }
}

impl SubjectKey {
    /// The subject in a dataset, if it still has it.
    pub fn find(&self, dataset: &Dataset) -> Option<Subject> {
        match self {
            Self::Fact(table, id) => dataset.table(*table).row(id).map(|row| Subject::Fact(*table, row)),
            Self::Value(field, id) => dataset.vocabulary(*field).code(id).map(|code| Subject::Value(*field, code)),
            Self::Pair(city, network) => Some(Subject::Pair {
                city: dataset.vocabulary(Field::City).code(city)?,
                network: dataset.vocabulary(Field::Network).code(network)?,
            }),
            Self::Crowd(table, ids) => {
                let wanted: std::collections::HashSet<&str> = ids.iter().map(String::as_str).collect();
                let facts = dataset.table(*table);
                let rows: Vec<Row> = facts.rows().filter(|row| wanted.contains(facts.ids.get(row.index()))).collect();
                (!rows.is_empty()).then_some(Subject::Crowd(*table, rows))
            }
        }
    }
}
