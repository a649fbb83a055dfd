//! The kinds of rows that a sheet may hold.

use serde::{Deserialize, Serialize};

use crate::data::schema::{TABLES, TableSpec};

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// What cities did.
    #[default]
    Activities,
    /// Cities in networks.
    Memberships,
    /// Ties of cities to partners.
    Partnerships,
    /// Ordinances, plans, offices.
    Institutions,
    /// City networks.
    Networks,
    /// Governance partners.
    Partners,
    /// Local governments.
    Cities,
    /// A table of the schema as it stands.
    Plain(PlainTable),
}

/// A table that people seldom fill in and templates carry as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlainTable {
    /// Pages and documents.
    Source,
    /// Names of coded values.
    Term,
    /// Subject matters.
    Agenda,
    /// Forms of activity.
    Form,
    /// Years of collection.
    Coverage,
    /// What the file says of itself.
    Meta,
}

impl Target {
    /// The kinds whose columns are connected by mapping.
    pub const MAPPED: [Self; 7] = [
        Self::Activities,
        Self::Memberships,
        Self::Partnerships,
        Self::Institutions,
        Self::Networks,
        Self::Partners,
        Self::Cities,
    ];

    /// All kinds, in the order in which a template is read: what is named goes before what names it.
    pub const ALL: [Self; 13] = [
        Self::Plain(PlainTable::Meta),
        Self::Plain(PlainTable::Source),
        Self::Plain(PlainTable::Term),
        Self::Plain(PlainTable::Agenda),
        Self::Plain(PlainTable::Form),
        Self::Cities,
        Self::Networks,
        Self::Partners,
        Self::Activities,
        Self::Memberships,
        Self::Partnerships,
        Self::Institutions,
        Self::Plain(PlainTable::Coverage),
    ];

    /// The name in mappings, on the command line, and of sheets of templates.
    pub fn id(self) -> &'static str {
        match self {
            Self::Activities => "activities",
            Self::Memberships => "memberships",
            Self::Partnerships => "partnerships",
            Self::Institutions => "institutions",
            Self::Networks => "networks",
            Self::Partners => "partners",
            Self::Cities => "cities",
            Self::Plain(PlainTable::Source) => "sources",
            Self::Plain(PlainTable::Term) => "terms",
            Self::Plain(PlainTable::Agenda) => "agendas",
            Self::Plain(PlainTable::Form) => "forms",
            Self::Plain(PlainTable::Coverage) => "coverage",
            Self::Plain(PlainTable::Meta) => "about",
        }
    }

    /// The kind with this [`Self::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.id() == id)
    }

    /// Whether its columns are connected by mapping, not taken as they stand.
    pub fn is_mapped(self) -> bool {
        !matches!(self, Self::Plain(_))
    }

    /// The table of the schema that its rows go to.
    pub fn table(self) -> &'static str {
        match self {
            Self::Activities => "activity",
            Self::Memberships => "membership",
            Self::Partnerships => "partnership",
            Self::Institutions => "instrument",
            Self::Networks => "network",
            Self::Partners => "partner",
            Self::Cities => "city",
            Self::Plain(PlainTable::Source) => "source",
            Self::Plain(PlainTable::Term) => "term",
            Self::Plain(PlainTable::Agenda) => "agenda",
            Self::Plain(PlainTable::Form) => "form",
            Self::Plain(PlainTable::Coverage) => "coverage",
            Self::Plain(PlainTable::Meta) => "meta",
        }
    }
}

impl Target {
    /// That table, with its columns and lists.
    pub(super) fn schema(self) -> &'static TableSpec {
        TableSpec::named(self.table()).unwrap_or(&TABLES[0])
    }
}

impl Serialize for Target {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        let known = || Self::ALL.map(Self::id).join(", ");
        Self::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("target {id} is none of: {}", known())))
    }
}
