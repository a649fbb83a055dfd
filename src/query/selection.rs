//! What a person points at: one row of facts, one value of a field, one year.

use crate::data::{Code, Field, Row, Table};

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
    },
    /// A city in a network, with all its spells and roles.
    Pair {
        /// Code of [`Field::City`].
        city: Code,
        /// Code of [`Field::Network`].
        network: Code,
    },
    /// Several facts too close to be drawn apart.
    Crowd(Table, Vec<Row>),
}
