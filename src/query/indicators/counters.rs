//! What is counted of activities, and the counts of one year.

/// What is counted of activities, each in its own place of [`Sums`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counter {
    All,
    /// With a known structure.
    Structured,
    Multilateral,
    Bilateral,
    /// With at least one agenda.
    Tagged,
    /// Agendas in all.
    Tags,
    ThreatStrict,
    ThreatBroad,
    Sharing,
    SharingMultilateral,
    SharingBilateral,
    /// The table of I7: multilateral or bilateral, on a threat or not; only tagged ones.
    MultilateralThreat,
    MultilateralOther,
    BilateralThreat,
    BilateralOther,
    MultilateralThreatBroad,
    MultilateralOtherBroad,
    BilateralThreatBroad,
    BilateralOtherBroad,
    /// With at least one mode, by whom or what it was given.
    Moded,
    Public,
    NotPublic,
    /// Neither public nor economic nor representation: the wide definition.
    NotPublicWide,
    /// Without those whose only mode is representation.
    ModedBeyondRepresentation,
    NotPublicBeyondRepresentation,
    /// With two modes or more.
    Integrated,
    PublicIntegrated,
    /// The same for modes given by a person.
    Coded,
    CodedPublic,
    CodedIntegrated,
    CodedPublicIntegrated,
    /// With a partner of a known sector.
    Partnered,
    PartneredStrict,
    PartneredBroad,
    /// With a partner of a known level.
    Levelled,
    LevelSum,
    MultiLevel,
}

const COUNTERS: usize = Counter::MultiLevel as usize + 1;

/// The counts of one year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sums([u32; COUNTERS]);

impl Default for Sums {
    fn default() -> Self {
        Self([0; COUNTERS])
    }
}

impl Sums {
    pub fn of(&self, counter: Counter) -> usize {
        self.0[counter as usize] as usize
    }

    pub fn add(&mut self, counter: Counter, number: usize) {
        self.0[counter as usize] += number as u32;
    }

    pub fn add_if(&mut self, condition: bool, counter: Counter) {
        self.0[counter as usize] += u32::from(condition);
    }

    /// Adds what so many facts of one kind count for.
    pub fn add_times(&mut self, other: &Self, times: usize) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other * times as u32);
    }
}
