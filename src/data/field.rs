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

/// What there is to know of a field. One row of `fields!` states all of it.
struct FieldSpec {
    id: &'static str,
    word: Word,
    counted_table: Table,
    /// In the order of [`Table::ALL`].
    tables: &'static [Table],
    group: Option<Field>,
    term: Option<&'static str>,
    option: &'static str,
}

/// The fields, a row each, in the order facets and chips are listed. After `in` stand the tables that have the field, first
/// the one that gives its facet its bars.
macro_rules! fields {
    (@option -) => { None };
    (@option $name:ident) => { Some(Field::$name) };
    (@option $name:literal) => { Some($name) };
    ($($(#[$doc:meta])+ $field:ident = $id:literal, $word:ident, in [$counted:ident $(, $other:ident)*],
        group $group:tt, term $term:tt, option $option:literal;)+) => {
        /// A coded property of facts, with a vocabulary of values. What a filter restricts and a facet counts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Field {
            $($(#[$doc])+ $field,)+
        }

        impl Field {
            /// All fields, in the order facets and chips are listed.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$field),+];

            const SPECS: [FieldSpec; Self::ALL.len()] = [$(FieldSpec {
                id: $id,
                word: Word::$word,
                counted_table: Table::$counted,
                tables: &in_order([Table::$counted $(, Table::$other)*]),
                group: fields!(@option $group),
                term: fields!(@option $term),
                option: $option,
            }),+];
        }
    };
}

/// Tables in the order of [`Table::ALL`].
const fn in_order<const N: usize>(tables: [Table; N]) -> [Table; N] {
    let mut sorted = tables;
    let mut end = N;
    while end > 1 {
        let mut at = 1;
        while at < end {
            if sorted[at - 1] as u8 > sorted[at] as u8 {
                (sorted[at - 1], sorted[at]) = (sorted[at], sorted[at - 1]);
            }
            at += 1;
        }
        end -= 1;
    }
    sorted
}

fields! {
    /// Local government; a list for activities and institutions.
    City = "city", CITY, in [Activities, Memberships, Partnerships, Institutions], group CityLevel, term -,
        option "A government, with its districts";
    /// Level of the local government: upper, basic, district.
    CityLevel = "city-level", CITY_LEVEL, in [Activities, Memberships, Partnerships, Institutions], group -, term "level",
        option "Level of the government: upper, basic, district";
    /// Subject matter; a list.
    Agenda = "agenda", AGENDA, in [Activities, Memberships, Partnerships], group Domain, term -, option "Agenda";
    /// Lee's domain of the agendas; a list.
    Domain = "domain", DOMAIN, in [Activities, Memberships, Partnerships], group -, term "domain",
        option "Domain of the agenda";
    /// Form of the activity.
    Form = "form", FORM, in [Activities], group Family, term -, option "Form of activity";
    /// Family of the form.
    Family = "family", FAMILY, in [Activities], group -, term "form_family", option "Family of forms";
    /// Diplomacy mode; a list.
    Mode = "mode", MODE, in [Activities], group -, term "mode", option "Diplomacy mode of activities";
    /// Number and kind of counterparts: unilateral ... global forum.
    Structure = "structure", STRUCTURE, in [Activities], group -, term "structure",
        option "Structure of activities: unilateral, bilateral, minilateral, network, global-forum";
    /// Whether the activity was held or only announced.
    Status = "status", STATUS, in [Activities], group -, term "status", option "Status of activities: held, announced";
    /// Where the activity took place: every text that the file writes there is a value.
    Place = "place", PLACE, in [Activities], group -, term -, option "Where activities took place, as the file writes it";
    /// Foreign city, region or body on the other side of the activity; a list.
    Counterpart = "counterpart", COUNTERPART, in [Activities], group Country, term -,
        option "Counterpart of activities, as the file names it, with the code of its country: 'Lyon (FR)'";
    /// Country of a counterpart (ISO 3166-1 alpha-2); a list.
    Country = "country", COUNTRY, in [Activities], group WorldRegion, term "country",
        option "Country of a counterpart, two letters";
    /// World region of a counterpart's country; a list.
    WorldRegion = "world-region", WORLD_REGION, in [Activities], group -, term -,
        option "World region of a counterpart: asia, europe, northern-america, latin-america, oceania, africa";
    /// City network.
    Network = "network", NETWORK, in [Memberships, Activities], group Scope, term -, option "City network";
    /// Whether the network is international or domestic.
    Scope = "scope", SCOPE, in [Memberships], group -, term "scope",
        option "Scope of the network: international, domestic. Unless given, domestic ones are left out";
    /// Role of a city in a network.
    Role = "role", ROLE, in [Memberships], group -, term "role", option "Role of the city in the network";
    /// Governance partner; a list for activities.
    Partner = "partner", PARTNER, in [Partnerships, Activities], group Sector, term -, option "Governance partner";
    /// Sector of the partner, which follows from its type.
    Sector = "sector", SECTOR, in [Partnerships, Activities], group -, term "sector",
        option "Sector of the partner: state, market, civil, knowledge, international, media";
    /// Type of the partner.
    PartnerType = "partner-type", PARTNER_TYPE, in [Partnerships, Activities], group Sector, term "partner_type",
        option "Type of the partner";
    /// Level of the partner: local, national, regional, global.
    PartnerLevel = "level", PARTNER_LEVEL, in [Partnerships, Activities], group -, term "partner_level",
        option "Level of the partner: local, national, regional, global";
    /// How the tie works: memorandum, council, secretariat ...
    Channel = "channel", CHANNEL, in [Partnerships], group -, term "channel", option "Channel of the tie";
    /// Whether the tie stands, or is participation, a plan or talks.
    TieStatus = "tie-status", TIE_STATUS, in [Partnerships], group -, term "tie_status",
        option "Status of the tie: tie, participant, planned, talks. Unless given, only ties that stand";
    /// Kind of institution: act, ordinance, plan, office ...
    Kind = "kind", KIND, in [Institutions], group -, term "instrument_kind", option "Kind of institution";
}

impl Field {
    fn spec(self) -> &'static FieldSpec {
        const SPECS: &[FieldSpec] = &Field::SPECS;
        &SPECS[self as usize]
    }

    /// What it is called.
    pub fn word(self) -> Word {
        self.spec().word
    }

    /// The name used in JSON and on the command line.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The field with this [`Self::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// The field whose values group this one's: agendas by domain, forms by family, partners by sector.
    pub fn group(self) -> Option<Self> {
        self.spec().group
    }

    /// The tables that have this field. A filter on it narrows these and leaves the others whole.
    pub fn tables(self) -> &'static [Table] {
        self.spec().tables
    }

    /// The table that gives this field's facet its bars.
    pub fn counted_table(self) -> Table {
        self.spec().counted_table
    }

    /// The name of its vocabulary in the table `term`, where that defines its values.
    pub fn term(self) -> Option<&'static str> {
        self.spec().term
    }

    /// What its option on the command line is said to mean.
    pub fn option_help(self) -> &'static str {
        self.spec().option
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
