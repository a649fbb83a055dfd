//! What an indicator means, once: how an activity is read by its values. The count of a year, the mark in a picture and
//! the click that leads to the records all ask here.

use crate::data::{Agenda, Code, Dataset, FactTable, Field, Row};

/// What an activity can be counted as. The counts of every year, and the records behind a count, follow from one
/// reading of its values: `Values::sums`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// Any activity.
    All,
    /// With a known structure.
    Structured,
    /// With more than two sides.
    Multilateral,
    /// Between two.
    Bilateral,
    /// With at least one agenda.
    Tagged,
    /// Agendas in all.
    Tags,
    /// With an agenda that is a non-traditional threat in the strict sense.
    ThreatStrict,
    /// The same in the broad sense.
    ThreatBroad,
    /// Policy sharing by its form.
    Sharing,
    /// Policy sharing among many.
    SharingMultilateral,
    /// Policy sharing between two.
    SharingBilateral,
    /// The table of I7: multilateral or bilateral, on a threat or not; only tagged ones.
    MultilateralThreat,
    /// Many, on no threat.
    MultilateralOther,
    /// Two, on a threat.
    BilateralThreat,
    /// Two, on no threat.
    BilateralOther,
    /// Many, on a threat in the broad sense.
    MultilateralThreatBroad,
    /// Many, on none in the broad sense.
    MultilateralOtherBroad,
    /// Two, on a threat in the broad sense.
    BilateralThreatBroad,
    /// Two, on none in the broad sense.
    BilateralOtherBroad,
    /// With at least one mode, by whom or what it was given.
    Moded,
    /// With the mode of public diplomacy.
    Public,
    /// With modes, but not that one.
    NotPublic,
    /// Neither public nor economic nor representation: the wide definition.
    NotPublicWide,
    /// Without those whose only mode is representation.
    ModedBeyondRepresentation,
    /// Of those, the ones that are no public diplomacy.
    NotPublicBeyondRepresentation,
    /// With two modes or more.
    Integrated,
    /// Public diplomacy with another mode too.
    PublicIntegrated,
    /// The same for modes given by a person.
    Coded,
    /// Public diplomacy.
    CodedPublic,
    /// Two modes or more.
    CodedIntegrated,
    /// Public diplomacy with another mode too.
    CodedPublicIntegrated,
    /// With a partner of a known sector.
    Partnered,
    /// With a partner from the market or civil society.
    PartneredStrict,
    /// With a partner that is not of the state.
    PartneredBroad,
    /// With a partner of a known level.
    Levelled,
    /// Levels in all.
    LevelSum,
    /// With partners of two levels or more.
    MultiLevel,
}

const MEANINGS: usize = Meaning::MultiLevel as usize + 1;

/// The counts of one year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sums([u32; MEANINGS]);

impl Default for Sums {
    fn default() -> Self {
        Self([0; MEANINGS])
    }
}

impl Sums {
    pub fn of(&self, meaning: Meaning) -> usize {
        self.0[meaning as usize] as usize
    }

    pub fn add(&mut self, meaning: Meaning, number: usize) {
        self.0[meaning as usize] += number as u32;
    }

    pub fn add_if(&mut self, condition: bool, meaning: Meaning) {
        self.0[meaning as usize] += u32::from(condition);
    }

    /// Adds what so many facts of one kind count for.
    pub fn add_times(&mut self, other: &Self, times: usize) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other * times as u32);
    }
}

/// The values of a file that meanings rest on; nothing where it does not have them.
pub(super) struct Values {
    pub multilateral: Vec<Code>,
    pub bilateral: Vec<Code>,
    pub other_structures: Vec<Code>,
    pub sharing: Vec<Code>,
    pub public: Vec<Code>,
    pub public_wide: Vec<Code>,
    pub representation: Vec<Code>,
    pub strict: Vec<Code>,
    pub state: Vec<Code>,
    pub agreements: Vec<Code>,
    pub held: Vec<Code>,
    pub threats_strict: Vec<Code>,
    pub threats_broad: Vec<Code>,
}

impl Values {
    pub fn of(dataset: &Dataset) -> Self {
        let codes = |field: Field, ids: &[&str]| -> Vec<Code> {
            ids.iter().filter_map(|id| dataset.vocabulary(field).code(id)).collect()
        };
        let threats = |is_threat: fn(&Agenda) -> bool| -> Vec<Code> {
            let agendas = dataset.vocabulary(Field::Agenda).codes();
            agendas.filter(|code| is_threat(&dataset.agendas[code.index()])).collect()
        };
        Self {
            multilateral: codes(Field::Structure, &["minilateral", "network", "global-forum"]),
            bilateral: codes(Field::Structure, &["bilateral"]),
            other_structures: codes(Field::Structure, &["unilateral"]),
            sharing: codes(Field::Form, &["policy-sharing", "training", "secondment", "joint-project"]),
            public: codes(Field::Mode, &["public"]),
            public_wide: codes(Field::Mode, &["public", "economic", "representation"]),
            representation: codes(Field::Mode, &["representation"]),
            strict: codes(Field::Sector, &["market", "civil"]),
            state: codes(Field::Sector, &["state"]),
            agreements: codes(Field::Form, &["sister-city", "friendship-city"]),
            held: codes(Field::Status, &["held"]),
            threats_strict: threats(|agenda| agenda.nts_strict),
            threats_broad: threats(|agenda| agenda.nts_broad),
        }
    }

    /// Its place in [`STRUCTURES`] and one more; 0 where nobody knows.
    pub fn structure(&self, list: &[Code]) -> usize {
        let kinds = [&self.multilateral, &self.bilateral, &self.other_structures];
        list.first().and_then(|code| kinds.iter().position(|codes| codes.contains(code))).map_or(0, |kind| kind + 1)
    }

    /// 1 = policy sharing.
    pub fn form(&self, list: &[Code]) -> usize {
        usize::from(list.first().is_some_and(|form| self.sharing.contains(form)))
    }

    /// 0 = none; else 1, and 1 more for a threat in the strict sense, 2 more in the broad one.
    pub fn agenda(&self, list: &[Code]) -> usize {
        let holds = |codes: &[Code]| list.iter().any(|agenda| codes.contains(agenda));
        usize::from(!list.is_empty())
            + usize::from(holds(&self.threats_strict))
            + 2 * usize::from(holds(&self.threats_broad))
    }

    /// 0 = none; else 1, and 1 more for a strict partner, 2 more for a broad one.
    pub fn sectors(&self, list: &[Code]) -> usize {
        let is_private = |is_broad: bool| list.iter().any(|&sector| self.is_private(sector, is_broad));
        usize::from(!list.is_empty()) + usize::from(is_private(false)) + 2 * usize::from(is_private(true))
    }

    /// Whether a sector is market or civil society; in the broad sense, whether it is not the state.
    pub fn is_private(&self, sector: Code, is_broad: bool) -> bool {
        if is_broad { !self.state.contains(&sector) } else { self.strict.contains(&sector) }
    }

    /// What one activity counts as.
    pub fn sums(&self, facts: &FactTable, row: Row, takes_derived: bool) -> Sums {
        let structure = if takes_derived || !facts.derives_structure {
            self.structure(facts.codes(Field::Structure, row))
        } else {
            0
        };
        let (form, agenda) = (self.form(facts.codes(Field::Form, row)), self.agenda(facts.codes(Field::Agenda, row)));
        let mut sums = subject_sums(structure, form, agenda);
        sums.add(Meaning::All, 1);
        sums.add(Meaning::Tags, facts.codes(Field::Agenda, row).len());
        let mut buffer = Vec::new();
        let derived = facts.derived_modes.get(row.index());
        let modes = modes_of(facts.codes(Field::Mode, row), derived, takes_derived, &mut buffer);
        if !modes.is_empty() {
            sums.add_times(&mode_sums(modes, derived, self), 1);
        }
        sums.add_times(&sector_sums(self.sectors(facts.codes(Field::Sector, row))), 1);
        sums.add_times(&level_sums(facts.codes(Field::PartnerLevel, row).len()), 1);
        sums
    }
}

/// Kinds of structure; one more for the place of what is unknown.
const STRUCTURES: [Option<Meaning>; 4] =
    [None, Some(Meaning::Multilateral), Some(Meaning::Bilateral), Some(Meaning::Structured)];

/// What an activity of these classes counts for: structure, form, agendas.
pub(super) fn subject_sums(structure: usize, form: usize, agenda: usize) -> Sums {
    let mut sums = Sums::default();
    let is_multilateral = STRUCTURES[structure] == Some(Meaning::Multilateral);
    let is_bilateral = STRUCTURES[structure] == Some(Meaning::Bilateral);
    sums.add_if(STRUCTURES[structure].is_some(), Meaning::Structured);
    sums.add_if(is_multilateral, Meaning::Multilateral);
    sums.add_if(is_bilateral, Meaning::Bilateral);
    let is_sharing = form == 1;
    sums.add_if(is_sharing, Meaning::Sharing);
    sums.add_if(is_sharing && is_multilateral, Meaning::SharingMultilateral);
    sums.add_if(is_sharing && is_bilateral, Meaning::SharingBilateral);
    let Some(threats) = agenda.checked_sub(1) else { return sums };
    let (is_threat, is_broad) = (threats & 1 == 1, threats & 2 == 2);
    sums.add(Meaning::Tagged, 1);
    sums.add_if(is_threat, Meaning::ThreatStrict);
    sums.add_if(is_broad, Meaning::ThreatBroad);
    sums.add_if(is_multilateral && is_threat, Meaning::MultilateralThreat);
    sums.add_if(is_multilateral && !is_threat, Meaning::MultilateralOther);
    sums.add_if(is_bilateral && is_threat, Meaning::BilateralThreat);
    sums.add_if(is_bilateral && !is_threat, Meaning::BilateralOther);
    sums.add_if(is_multilateral && is_broad, Meaning::MultilateralThreatBroad);
    sums.add_if(is_multilateral && !is_broad, Meaning::MultilateralOtherBroad);
    sums.add_if(is_bilateral && is_broad, Meaning::BilateralThreatBroad);
    sums.add_if(is_bilateral && !is_broad, Meaning::BilateralOtherBroad);
    sums
}

/// The modes of an activity, those that a rule gave only where they are asked for.
pub(super) fn modes_of<'m>(
    modes: &'m [Code],
    derived: &[Code],
    takes_derived: bool,
    buffer: &'m mut Vec<Code>,
) -> &'m [Code] {
    if takes_derived || derived.is_empty() {
        return modes;
    }
    buffer.clear();
    buffer.extend(modes.iter().filter(|mode| !derived.contains(mode)));
    buffer
}

/// What an activity of these modes counts for, as they are counted and as far as a person coded them.
pub(super) fn mode_sums(modes: &[Code], derived: &[Code], values: &Values) -> Sums {
    let mut sums = Sums::default();
    let holds = |codes: &[Code]| modes.iter().any(|mode| codes.contains(mode));
    let is_public = holds(&values.public);
    sums.add(Meaning::Moded, 1);
    sums.add_if(is_public, Meaning::Public);
    sums.add_if(!is_public, Meaning::NotPublic);
    sums.add_if(!holds(&values.public_wide), Meaning::NotPublicWide);
    if modes.len() > 1 || !holds(&values.representation) {
        sums.add(Meaning::ModedBeyondRepresentation, 1);
        sums.add_if(!is_public, Meaning::NotPublicBeyondRepresentation);
    }
    sums.add_if(modes.len() > 1, Meaning::Integrated);
    sums.add_if(is_public && modes.len() > 1, Meaning::PublicIntegrated);
    let coded = modes.iter().filter(|mode| !derived.contains(mode)).count();
    let is_coded_public = is_public && !derived.iter().any(|mode| values.public.contains(mode));
    sums.add_if(coded > 0, Meaning::Coded);
    sums.add_if(is_coded_public, Meaning::CodedPublic);
    sums.add_if(coded > 1, Meaning::CodedIntegrated);
    sums.add_if(is_coded_public && coded > 1, Meaning::CodedPublicIntegrated);
    sums
}

/// What an activity counts for by the sectors of its partners.
pub(super) fn sector_sums(class: usize) -> Sums {
    let mut sums = Sums::default();
    if let Some(kinds) = class.checked_sub(1) {
        sums.add(Meaning::Partnered, 1);
        sums.add_if(kinds & 1 == 1, Meaning::PartneredStrict);
        sums.add_if(kinds & 2 == 2, Meaning::PartneredBroad);
    }
    sums
}

/// What an activity counts for by the number of levels of its partners.
pub(super) fn level_sums(levels: usize) -> Sums {
    let mut sums = Sums::default();
    sums.add_if(levels > 0, Meaning::Levelled);
    sums.add(Meaning::LevelSum, levels);
    sums.add_if(levels > 1, Meaning::MultiLevel);
    sums
}
