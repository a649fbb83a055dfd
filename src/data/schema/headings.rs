//! What people call the columns of their lists, in Korean and English, and which field of ours each of them is.

mod entities;
mod facts;
mod shared;

pub(in crate::data) use entities::{CITIES, NETWORKS, PARTNERS};
pub(in crate::data) use facts::{ACTIVITIES, INSTITUTIONS, MEMBERSHIPS, PARTNERSHIPS};

use crate::words::Lang;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// The id of the row.
    Id,
    /// Text as it stands.
    Text,
    /// A number.
    Number,
    /// A date as precise as it is written.
    Date,
    /// A beginning and an end in one cell.
    Period,
    /// The month or the day of a date whose year stands in a column of its own.
    DatePart,
    /// One local government.
    City,
    /// Several local governments.
    Cities,
    /// The upper-level government that a city lies in.
    Region,
    /// A city network.
    Network,
    /// One governance partner.
    Partner,
    /// Several governance partners.
    Partners,
    /// Foreign cities and organisations.
    Counterparts,
    /// The country of counterparts or of a partner.
    Country,
    /// A word of a vocabulary.
    Term(&'static str),
    /// Several words of a vocabulary.
    Terms(&'static str),
    /// Where the row comes from.
    Sources,
    /// The address of the source.
    SourceUrl,
}

/// A field that a column can be connected with.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Its name in mappings and templates.
    pub id: &'static str,
    /// What it takes.
    pub kind: SlotKind,
    /// Its names in Korean and English, the guide of the template.
    pub names: [&'static str; 2],
    /// What people call it, separated by commas.
    pub headings: &'static str,
}

impl Slot {
    /// Its name without the examples that are for the guide of a template.
    pub fn short_name(&self, lang: Lang) -> &'static str {
        let [en, ko] = self.names;
        let name = match lang {
            Lang::En => en,
            Lang::Ko => ko,
        };
        name.split([':', ',', '(', ';']).next().unwrap_or(name).trim()
    }
}

const fn slot(id: &'static str, kind: SlotKind, names: [&'static str; 2], headings: &'static str) -> Slot {
    Slot { id, kind, names, headings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::schema::{Holds, TableSpec};

    #[test]
    fn fields_take_what_their_columns_hold() {
        let of_tables = [
            ("activity", ACTIVITIES),
            ("membership", MEMBERSHIPS),
            ("partnership", PARTNERSHIPS),
            ("instrument", INSTITUTIONS),
            ("network", NETWORKS),
            ("partner", PARTNERS),
            ("city", CITIES),
        ];
        for (table, slots) in of_tables {
            let table = TableSpec::named(table).unwrap();
            for slot in slots {
                let Some(column) = table.columns.iter().find(|column| column.field() == slot.id) else { continue };
                let is_held = match (slot.kind, column.holds) {
                    // The act that an ordinance follows is named by its id.
                    (SlotKind::Text, Holds::Id(own)) => own == table.name,
                    (SlotKind::Term(word), Holds::Term(own) | Holds::Id(own)) => word == own,
                    (SlotKind::Id | SlotKind::Text, Holds::Text)
                    | (SlotKind::Date, Holds::Date)
                    | (SlotKind::Number, Holds::Integer | Holds::Real) => true,
                    (SlotKind::Country, Holds::Term(own)) => own == "country",
                    (SlotKind::City | SlotKind::Cities | SlotKind::Region, Holds::Id(own)) => own == "city",
                    (SlotKind::Network, Holds::Id(own)) => own == "network",
                    (SlotKind::Partner, Holds::Id(own)) => own == "partner",
                    (SlotKind::Sources, Holds::Id(own)) => own == "source",
                    _ => false,
                };
                assert!(is_held, "{}.{}: {:?}, {:?}", table.name, slot.id, slot.kind, column.holds);
            }
        }
    }
}
