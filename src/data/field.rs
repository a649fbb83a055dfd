//! The closed lists of the schema: the four tables of facts, the fields they are filtered by, their texts.

use serde::{Deserialize, Serialize};

use crate::words::{Lang, Phrase, Word, counted, grouped};

/// A table whose rows are facts. Every chart counts rows of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Table {
    /// What cities did, and when.
    Activities,
    /// A city in a network: one row a spell and role.
    Memberships,
    /// A tie of a city to a governance partner.
    Partnerships,
    /// Acts, ordinances, plans, offices: the instruments that make city diplomacy an institution.
    Institutions,
}

impl Table {
    /// All tables, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Activities, Self::Memberships, Self::Partnerships, Self::Institutions];

    /// The name used in JSON and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Activities => "activities",
            Self::Memberships => "memberships",
            Self::Partnerships => "partnerships",
            Self::Institutions => "institutions",
        }
    }

    /// What its rows are called.
    pub fn word(self) -> Word {
        match self {
            Self::Activities => Word::ACTIVITIES,
            Self::Memberships => Word::MEMBERSHIPS,
            Self::Partnerships => Word::PARTNERSHIPS,
            Self::Institutions => Word::INSTITUTIONS,
        }
    }

    /// `12 activities of 685`; all of them, or more than the standing filter lets pass, are just `685 activities`.
    pub fn count_of_words(self, lang: Lang, shown: usize, all: usize) -> String {
        let count = self.count_words(lang, shown);
        if shown >= all { count } else { Word::count_of_whole(lang, &count, &grouped(all)) }
    }

    /// `1 activity`, `685 activities`.
    pub fn count_words(self, lang: Lang, count: usize) -> String {
        let (one, many): (Phrase, Phrase) = match self {
            Self::Activities => (Word::one_activity, Word::n_activities),
            Self::Memberships => (Word::one_membership, Word::n_memberships),
            Self::Partnerships => (Word::one_tie, Word::n_ties),
            Self::Institutions => (Word::one_institution, Word::n_institutions),
        };
        counted(lang, count, one, many)
    }

    /// The table of the database behind it.
    pub fn sql_name(self) -> &'static str {
        match self {
            Self::Activities => "activity",
            Self::Memberships => "membership",
            Self::Partnerships => "partnership",
            Self::Institutions => "instrument",
        }
    }
}

/// A coded property of facts, with a vocabulary of values. What a filter restricts and a facet counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Local government; a list for activities and institutions.
    City,
    /// Level of the local government: upper, basic, district.
    CityLevel,
    /// Subject matter; a list.
    Agenda,
    /// Lee's domain of the agendas; a list.
    Domain,
    /// Form of the activity.
    Form,
    /// Family of the form.
    Family,
    /// Diplomacy mode; a list.
    Mode,
    /// Number and kind of counterparts: unilateral ... global forum.
    Structure,
    /// Whether the activity was held or only announced.
    Status,
    /// Country of a counterpart (ISO 3166-1 alpha-2); a list.
    Country,
    /// City network.
    Network,
    /// Whether the network is international or domestic.
    Scope,
    /// Role of a city in a network.
    Role,
    /// Governance partner; a list for activities.
    Partner,
    /// Sector of the partner, which follows from its type.
    Sector,
    /// Type of the partner.
    PartnerType,
    /// Level of the partner: local, national, regional, global.
    PartnerLevel,
    /// How the tie works: memorandum, council, secretariat ...
    Channel,
    /// Whether the tie stands, or is participation, a plan or talks.
    TieStatus,
    /// Kind of institution: act, ordinance, plan, office ...
    Kind,
}

impl Field {
    /// All fields, in the order facets and chips are listed.
    pub const ALL: [Self; 20] = [
        Self::City,
        Self::CityLevel,
        Self::Agenda,
        Self::Domain,
        Self::Form,
        Self::Family,
        Self::Mode,
        Self::Structure,
        Self::Status,
        Self::Country,
        Self::Network,
        Self::Scope,
        Self::Role,
        Self::Partner,
        Self::Sector,
        Self::PartnerType,
        Self::PartnerLevel,
        Self::Channel,
        Self::TieStatus,
        Self::Kind,
    ];

    /// What it is called.
    pub fn word(self) -> Word {
        match self {
            Self::City => Word::CITY,
            Self::CityLevel => Word::CITY_LEVEL,
            Self::Agenda => Word::AGENDA,
            Self::Domain => Word::DOMAIN,
            Self::Form => Word::FORM,
            Self::Family => Word::FAMILY,
            Self::Mode => Word::MODE,
            Self::Structure => Word::STRUCTURE,
            Self::Status => Word::STATUS,
            Self::Country => Word::COUNTRY,
            Self::Network => Word::NETWORK,
            Self::Scope => Word::SCOPE,
            Self::Role => Word::ROLE,
            Self::Partner => Word::PARTNER,
            Self::Sector => Word::SECTOR,
            Self::PartnerType => Word::PARTNER_TYPE,
            Self::PartnerLevel => Word::PARTNER_LEVEL,
            Self::Channel => Word::CHANNEL,
            Self::TieStatus => Word::TIE_STATUS,
            Self::Kind => Word::KIND,
        }
    }

    /// The name used in JSON and, for the fields that have an option there, on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::CityLevel => "city-level",
            Self::Agenda => "agenda",
            Self::Domain => "domain",
            Self::Form => "form",
            Self::Family => "family",
            Self::Mode => "mode",
            Self::Structure => "structure",
            Self::Status => "status",
            Self::Country => "country",
            Self::Network => "network",
            Self::Scope => "scope",
            Self::Role => "role",
            Self::Partner => "partner",
            Self::Sector => "sector",
            Self::PartnerType => "partner-type",
            Self::PartnerLevel => "level",
            Self::Channel => "channel",
            Self::TieStatus => "tie-status",
            Self::Kind => "kind",
        }
    }

    /// The field with this [`Self::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// The field whose values group this one's: agendas by domain, forms by family, partners by sector.
    pub fn group(self) -> Option<Self> {
        match self {
            Self::City => Some(Self::CityLevel),
            Self::Agenda => Some(Self::Domain),
            Self::Form => Some(Self::Family),
            Self::Network => Some(Self::Scope),
            Self::Partner | Self::PartnerType => Some(Self::Sector),
            _ => None,
        }
    }

    /// The tables that have this field. A filter on it narrows these and leaves the others whole.
    pub fn tables(self) -> &'static [Table] {
        use Table::{Activities, Institutions, Memberships, Partnerships};
        match self {
            Self::City | Self::CityLevel => &[Activities, Memberships, Partnerships, Institutions],
            Self::Agenda | Self::Domain => &[Activities, Memberships, Partnerships],
            Self::Form | Self::Family | Self::Mode | Self::Structure | Self::Status | Self::Country => &[Activities],
            Self::Network => &[Activities, Memberships],
            Self::Scope | Self::Role => &[Memberships],
            Self::Partner | Self::Sector | Self::PartnerType | Self::PartnerLevel => &[Activities, Partnerships],
            Self::Channel | Self::TieStatus => &[Partnerships],
            Self::Kind => &[Institutions],
        }
    }

    /// The table that gives this field's facet its bars.
    pub fn counted_table(self) -> Table {
        match self {
            Self::Network | Self::Scope | Self::Role => Table::Memberships,
            Self::Partner | Self::Sector | Self::PartnerType | Self::PartnerLevel | Self::Channel | Self::TieStatus => {
                Table::Partnerships
            }
            Self::Kind => Table::Institutions,
            _ => Table::Activities,
        }
    }
}

/// A free text of a fact. A table that lacks one reads as empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Text {
    /// English title.
    TitleEn,
    /// Korean title.
    TitleKo,
    /// Where it took place.
    Place,
    /// What the source says, in a sentence.
    Description,
    /// What the city is in a partnership.
    RoleText,
}

impl Text {
    /// All texts.
    pub const ALL: [Self; 5] = [Self::TitleEn, Self::TitleKo, Self::Place, Self::Description, Self::RoleText];

    /// Whether a text filter looks in it.
    pub fn is_searched(self, table: Table) -> bool {
        match table {
            Table::Activities => true,
            Table::Memberships => false,
            Table::Partnerships => self == Self::RoleText,
            Table::Institutions => matches!(self, Self::TitleEn | Self::TitleKo),
        }
    }
}
