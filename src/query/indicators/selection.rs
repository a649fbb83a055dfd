//! The facts behind a figure: a value that a mark carries, and that a click turns into records.
//!
//! The selection is made where the figure is counted, out of the same reading of the facts. No row is looked for before
//! somebody asks.

use super::Counting;
use super::meaning::{Meaning, Values};
use crate::data::{Code, Dataset, Field, Precision, Row, Table};

/// A set of facts that an indicator counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// Activities of a meaning.
    Activities(Meaning),
    /// Activities of which it is not known whether they have it.
    ActivitiesWithout(Meaning),
    /// Activities of a diplomacy mode.
    Mode(Code),
    /// Activities that unite two modes.
    Modes(Code, Code),
    /// Activities whose partners are of exactly these levels, sorted.
    Levels(Vec<Code>),
    /// Sister and friendship agreements with a record of activity after them, or without.
    Agreements {
        /// Whether there is such a record.
        is_live: bool,
    },
    /// For each network that a government is in now, the membership that says so.
    Networks(Code),
    /// Ties that go on now, with partners of a sector.
    TiesOfSector(Code),
    /// Ties with private partners, whenever they were.
    PrivateTies {
        /// Everyone but the state.
        is_broad: bool,
    },
    /// Ties of a government that go on now through a channel.
    TiesOfChannel(Code, Code),
    /// Ties that go on now, of governments whose partners are of two levels or more.
    TiesOverLevels,
    /// Institutions of these kinds that began up to a year.
    Institutions(Vec<Code>),
    /// The first ordinance of each compared government, up to a year.
    FirstOrdinances,
    /// The institutions of a kind that a government has or had.
    InstitutionsOfKind(Code, Code),
    /// The institutions of the year in which a government had its first.
    FirstInstitutions(Code),
    /// One fact.
    Fact(Table, Row),
    /// Facts of which something is recorded.
    Recorded(Recorded),
}

/// What may be recorded of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recorded {
    /// The date of an activity, to the year, month or day.
    DateTo(Precision),
    /// No date of an activity.
    NoDate,
    /// A value of an activity.
    Value(Field),
    /// A mode of an activity that no rule gave.
    CodedMode,
    /// The date of a fact of another table.
    Date(Table),
}

impl Selection {
    /// What of it a filter can say.
    pub(super) fn choices(&self, dataset: &Dataset, counting: &Counting) -> Choices {
        let mut choices = match self {
            Self::Activities(meaning) => of_meaning(*meaning, dataset),
            Self::Mode(mode) => Choices::of(Field::Mode, vec![*mode]).whole(),
            Self::Modes(mode, other) => Choices::of(Field::Mode, vec![*mode, *other]),
            Self::Agreements { .. } => Choices::of(Field::Form, Values::of(dataset).agreements),
            Self::Networks(city)
            | Self::FirstInstitutions(city)
            | Self::TiesOfChannel(city, _)
            | Self::InstitutionsOfKind(city, _) => Choices::of(Field::City, vec![*city]),
            Self::TiesOfSector(sector) => Choices::of(Field::Sector, vec![*sector]),
            Self::PrivateTies { is_broad } => Choices::of(Field::Sector, private(dataset, *is_broad)),
            Self::Institutions(kinds) => Choices::of(Field::Kind, kinds.clone()),
            Self::FirstOrdinances => {
                Choices::of(Field::Kind, dataset.vocabulary(Field::Kind).code("ordinance").into_iter().collect())
            }
            Self::ActivitiesWithout(_)
            | Self::Levels(_)
            | Self::TiesOverLevels
            | Self::Fact(..)
            | Self::Recorded(_) => Choices::default(),
        };
        let is_of_activities = matches!(
            self,
            Self::Activities(_)
                | Self::ActivitiesWithout(_)
                | Self::Mode(_)
                | Self::Modes(..)
                | Self::Levels(_)
                | Self::Agreements { .. }
        );
        if is_of_activities && !counting.announced {
            choices.include.push((Field::Status, Values::of(dataset).held));
        }
        let facts = dataset.table(Table::Activities);
        let has_derived = facts.derives_structure || !facts.derived_modes.is_empty();
        choices.is_whole &= counting.derived || !has_derived;
        choices.is_whole &= choices.include.iter().all(|(_, codes)| !codes.is_empty());
        choices.include.retain(|(_, codes)| !codes.is_empty());
        choices
    }
}

/// The choices of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// The values to include, by field.
    pub include: Vec<(Field, Vec<Code>)>,
    /// The values to exclude, by field.
    pub exclude: Vec<(Field, Vec<Code>)>,
    /// Whether exactly the selected facts pass them.
    pub is_whole: bool,
}

impl Choices {
    fn of(field: Field, codes: Vec<Code>) -> Self {
        Self { include: vec![(field, codes)], ..Self::default() }
    }

    fn and(mut self, field: Field, codes: Vec<Code>) -> Self {
        self.include.push((field, codes));
        self
    }

    /// The values of a field without some, and those kept out.
    fn and_none_of(mut self, dataset: &Dataset, field: Field, codes: Vec<Code>) -> Self {
        let others = dataset.vocabulary(field).codes().filter(|code| !codes.contains(code)).collect();
        self.include.push((field, others));
        self.exclude.push((field, codes));
        self
    }

    fn whole(self) -> Self {
        Self { is_whole: true, ..self }
    }
}

fn private(dataset: &Dataset, is_broad: bool) -> Vec<Code> {
    let values = Values::of(dataset);
    dataset.vocabulary(Field::Sector).codes().filter(|&sector| values.is_private(sector, is_broad)).collect()
}

fn of_meaning(meaning: Meaning, dataset: &Dataset) -> Choices {
    use Meaning as M;
    let values = Values::of(dataset);
    let structure = |codes: Vec<Code>| Choices::of(Field::Structure, codes).whole();
    let (many, two) = (|| structure(values.multilateral.clone()), || structure(values.bilateral.clone()));
    let (strict, broad) = (values.threats_strict.clone(), values.threats_broad.clone());
    let sharing = values.sharing.clone();
    match meaning {
        M::Multilateral => many(),
        M::Bilateral => two(),
        M::Sharing => Choices::of(Field::Form, sharing).whole(),
        M::SharingMultilateral => many().and(Field::Form, sharing),
        M::SharingBilateral => two().and(Field::Form, sharing),
        M::ThreatStrict => Choices::of(Field::Agenda, strict).whole(),
        M::ThreatBroad => Choices::of(Field::Agenda, broad).whole(),
        M::MultilateralThreat => many().and(Field::Agenda, strict),
        M::BilateralThreat => two().and(Field::Agenda, strict),
        M::MultilateralThreatBroad => many().and(Field::Agenda, broad),
        M::BilateralThreatBroad => two().and(Field::Agenda, broad),
        M::MultilateralOther => many().and_none_of(dataset, Field::Agenda, strict),
        M::BilateralOther => two().and_none_of(dataset, Field::Agenda, strict),
        M::MultilateralOtherBroad => many().and_none_of(dataset, Field::Agenda, broad),
        M::BilateralOtherBroad => two().and_none_of(dataset, Field::Agenda, broad),
        M::Public => Choices::of(Field::Mode, values.public).whole(),
        M::NotPublic => Choices::default().and_none_of(dataset, Field::Mode, values.public).whole(),
        M::PublicIntegrated | M::CodedPublic | M::CodedPublicIntegrated => Choices::of(Field::Mode, values.public),
        M::PartneredStrict => Choices::of(Field::Sector, private(dataset, false)).whole(),
        M::PartneredBroad => Choices::of(Field::Sector, private(dataset, true)).whole(),
        _ => Choices::default(),
    }
}
