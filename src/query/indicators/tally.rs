//! One pass over the activities: what all their indicators need, by year.

use std::collections::BTreeMap;

use super::super::rowset::RowSet;
use crate::data::{Code, Dataset, Date, FactTable, Field, Row, Table};

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

    fn add(&mut self, counter: Counter, number: usize) {
        self.0[counter as usize] += number as u32;
    }

    fn add_if(&mut self, condition: bool, counter: Counter) {
        self.0[counter as usize] += u32::from(condition);
    }

    fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other);
    }
}

/// Numbers by year and value, in one block, so that no row has to look its year up in a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    values: usize,
    first_year: i16,
    /// Row by row; empty where the vocabulary is too long for a row of numbers a year.
    years: Vec<f64>,
    /// What has no date, or all of it where there are no rows by year.
    undated: Vec<f64>,
}

impl Grid {
    /// Longer vocabularies are counted over all years only: a row of numbers a year would be too much.
    const MOST_VALUES: usize = 1000;

    fn new(values: usize, (first_year, years): (i16, usize)) -> Self {
        let years = if values <= Self::MOST_VALUES { years } else { 0 };
        Self { values, first_year, years: vec![0.0; values * years], undated: vec![0.0; values] }
    }

    fn row(&mut self, year: Option<i16>) -> &mut [f64] {
        match year.and_then(|year| self.place(year)) {
            Some(place) => &mut self.years[place],
            None => &mut self.undated,
        }
    }

    fn place(&self, year: i16) -> Option<std::ops::Range<usize>> {
        let begin = usize::try_from(i32::from(year) - i32::from(self.first_year)).ok()? * self.values;
        (begin + self.values <= self.years.len() && self.values > 0).then(|| begin..begin + self.values)
    }

    /// The numbers of a year, by code.
    pub fn year(&self, year: Option<i16>) -> &[f64] {
        match year {
            Some(year) => self.place(year).map_or(&[], |place| &self.years[place]),
            None => &self.undated,
        }
    }

    /// The numbers over all years and what has none, by code.
    pub fn total(&self) -> Vec<f64> {
        let mut total = self.undated.clone();
        for row in self.years.chunks_exact(self.values.max(1)) {
            total.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        }
        total
    }
}

/// How often sets of a short vocabulary occur: each set is a number, a bit a value.
#[derive(Clone, Debug, Default)]
struct Sets {
    values: usize,
    counts: Vec<u32>,
}

impl Sets {
    /// A longer vocabulary has too many sets for a list of them.
    const MOST_VALUES: usize = 12;

    fn new(values: usize) -> Self {
        let counts = if values <= Self::MOST_VALUES { vec![0; 1 << values] } else { Vec::new() };
        Self { values, counts }
    }

    /// Counts a set; false where the vocabulary is too long.
    fn add(&mut self, codes: &[Code]) -> bool {
        let set = codes.iter().fold(0, |set, code| set | 1_usize.checked_shl(code.0).unwrap_or_default());
        match self.counts.get_mut(set) {
            Some(count) => {
                *count += 1;
                true
            }
            None => false,
        }
    }

    /// The sets that occur, each in the order of its codes.
    fn found(&self) -> impl Iterator<Item = (Vec<Code>, u32)> + '_ {
        let codes = |set: usize| (0..self.values as u32).filter(move |code| set >> code & 1 == 1).map(Code).collect();
        let found = self.counts.iter().enumerate().filter(|(set, count)| *set > 0 && **count > 0);
        found.map(move |(set, &count)| (codes(set), count))
    }
}

/// What the activities that are counted come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Activities {
    pub years: BTreeMap<i16, Sums>,
    pub undated: Sums,
    pub total: Sums,
    /// How often each agenda is named.
    pub agendas: Grid,
    /// Activities of each mode, shared equally between the modes of one activity.
    pub modes: Grid,
    /// How often two modes stand on one activity, by the smaller and the larger code.
    pub mode_pairs: BTreeMap<(Code, Code), u32>,
    /// Activities by the set of partner levels that they bring together.
    pub level_sets: BTreeMap<Vec<Code>, u32>,
}

/// The codes of the words that a rule names; nothing where the file does not have them.
fn codes(dataset: &Dataset, field: Field, ids: &[&str]) -> Vec<Code> {
    ids.iter().filter_map(|id| dataset.vocabulary(field).code(id)).collect()
}

/// The codes that the counters ask for.
struct Words {
    multilateral: Vec<Code>,
    bilateral: Vec<Code>,
    other_structures: Vec<Code>,
    sharing: Vec<Code>,
    public: Vec<Code>,
    public_wide: Vec<Code>,
    representation: Vec<Code>,
    strict: Vec<Code>,
    state: Vec<Code>,
}

impl Activities {
    /// Goes through the rows once.
    ///
    /// Structure and modes that a rule gave count only where they are asked for.
    pub fn new(dataset: &Dataset, rows: &RowSet, takes_derived: bool) -> Self {
        let words = Words {
            multilateral: codes(dataset, Field::Structure, &["minilateral", "network", "global-forum"]),
            bilateral: codes(dataset, Field::Structure, &["bilateral"]),
            other_structures: codes(dataset, Field::Structure, &["unilateral"]),
            sharing: codes(dataset, Field::Form, &["policy-sharing", "training", "secondment", "joint-project"]),
            public: codes(dataset, Field::Mode, &["public"]),
            public_wide: codes(dataset, Field::Mode, &["public", "economic", "representation"]),
            representation: codes(dataset, Field::Mode, &["representation"]),
            strict: codes(dataset, Field::Sector, &["market", "civil"]),
            state: codes(dataset, Field::Sector, &["state"]),
        };
        let facts = dataset.table(Table::Activities);
        let years = rows.iter().filter_map(|row| facts.start(row)).map(Date::year);
        let (first_year, last) = years.fold((i16::MAX, i16::MIN), |(from, to), year| (from.min(year), to.max(year)));
        let (first_year, span) =
            if first_year > last { (0, 0) } else { (first_year, (last - first_year) as usize + 1) };
        let mut found = Self {
            agendas: Grid::new(dataset.vocabulary(Field::Agenda).len(), (first_year, span)),
            modes: Grid::new(dataset.vocabulary(Field::Mode).len(), (first_year, span)),
            ..Self::default()
        };
        let mut sums = vec![Sums::default(); span];
        let mut levels = Sets::new(dataset.vocabulary(Field::PartnerLevel).len());
        let mut buffer = Vec::new();
        for row in rows.iter() {
            let year = facts.start(row).map(Date::year);
            let sums = match year {
                Some(year) => &mut sums[(year - first_year) as usize],
                None => &mut found.undated,
            };
            sums.add(Counter::All, 1);
            add_subject(sums, dataset, facts, row, takes_derived, &words);
            let modes = modes_of(facts, row, takes_derived, &mut buffer);
            add_modes(sums, facts, row, modes, &words);
            add_partners(sums, facts, row, &words);
            let agendas = facts.codes(Field::Agenda, row);
            if !agendas.is_empty() {
                let counts = found.agendas.row(year);
                for agenda in agendas {
                    counts[agenda.index()] += 1.0;
                }
            }
            if !modes.is_empty() {
                let shares = found.modes.row(year);
                for mode in modes {
                    shares[mode.index()] += 1.0 / modes.len() as f64;
                }
            }
            found.add_pairs(modes);
            let of_row = facts.codes(Field::PartnerLevel, row);
            if !of_row.is_empty() && !levels.add(of_row) {
                found.add_level_set(of_row);
            }
        }
        found.level_sets.extend(levels.found());
        for (year, sums) in (first_year..).zip(&sums) {
            found.total.add_all(sums);
            if sums.of(Counter::All) > 0 {
                found.years.insert(year, *sums);
            }
        }
        found.total.add_all(&found.undated);
        found
    }

    fn add_pairs(&mut self, modes: &[Code]) {
        /// More modes on one activity than there are modes: a file that tries to stop the program.
        const MOST_MODES: usize = 64;
        for (index, &mode) in modes.iter().take(MOST_MODES).enumerate() {
            for &other in modes.iter().take(MOST_MODES).skip(index + 1) {
                *self.mode_pairs.entry((mode.min(other), mode.max(other))).or_default() += 1;
            }
        }
    }

    fn add_level_set(&mut self, levels: &[Code]) {
        let mut levels = levels.to_vec();
        levels.sort_unstable();
        *self.level_sets.entry(levels).or_default() += 1;
    }
}

/// Structure, agendas, form.
fn add_subject(sums: &mut Sums, dataset: &Dataset, facts: &FactTable, row: Row, takes_derived: bool, words: &Words) {
    let is_counted = |field: Field| field != Field::Structure || takes_derived || !facts.derives_structure;
    let holds = |field: Field, codes: &[Code]| {
        is_counted(field) && facts.code(field, row).is_some_and(|code| codes.contains(&code))
    };
    let is_multilateral = holds(Field::Structure, &words.multilateral);
    let is_bilateral = holds(Field::Structure, &words.bilateral);
    let is_structured = is_multilateral || is_bilateral || holds(Field::Structure, &words.other_structures);
    sums.add_if(is_structured, Counter::Structured);
    sums.add_if(is_multilateral, Counter::Multilateral);
    sums.add_if(is_bilateral, Counter::Bilateral);
    let is_sharing = holds(Field::Form, &words.sharing);
    sums.add_if(is_sharing, Counter::Sharing);
    sums.add_if(is_sharing && is_multilateral, Counter::SharingMultilateral);
    sums.add_if(is_sharing && is_bilateral, Counter::SharingBilateral);
    let agendas = facts.codes(Field::Agenda, row);
    if agendas.is_empty() {
        return;
    }
    let is_threat = agendas.iter().any(|agenda| dataset.agendas[agenda.index()].nts_strict);
    sums.add(Counter::Tagged, 1);
    sums.add(Counter::Tags, agendas.len());
    sums.add_if(is_threat, Counter::ThreatStrict);
    let is_broad = agendas.iter().any(|agenda| dataset.agendas[agenda.index()].nts_broad);
    sums.add_if(is_broad, Counter::ThreatBroad);
    sums.add_if(is_multilateral && is_threat, Counter::MultilateralThreat);
    sums.add_if(is_multilateral && !is_threat, Counter::MultilateralOther);
    sums.add_if(is_bilateral && is_threat, Counter::BilateralThreat);
    sums.add_if(is_bilateral && !is_threat, Counter::BilateralOther);
    sums.add_if(is_multilateral && is_broad, Counter::MultilateralThreatBroad);
    sums.add_if(is_multilateral && !is_broad, Counter::MultilateralOtherBroad);
    sums.add_if(is_bilateral && is_broad, Counter::BilateralThreatBroad);
    sums.add_if(is_bilateral && !is_broad, Counter::BilateralOtherBroad);
}

/// The modes of an activity, those that a rule gave only where they are asked for.
pub(super) fn modes_of<'m>(
    facts: &'m FactTable,
    row: Row,
    takes_derived: bool,
    buffer: &'m mut Vec<Code>,
) -> &'m [Code] {
    let (modes, derived) = (facts.codes(Field::Mode, row), facts.derived_modes.get(row.index()));
    if takes_derived || derived.is_empty() {
        return modes;
    }
    buffer.clear();
    buffer.extend(modes.iter().filter(|mode| !derived.contains(mode)));
    buffer
}

/// Modes, as they are counted and as far as a person coded them.
fn add_modes(sums: &mut Sums, facts: &FactTable, row: Row, modes: &[Code], words: &Words) {
    if modes.is_empty() {
        return;
    }
    let holds = |codes: &[Code]| modes.iter().any(|mode| codes.contains(mode));
    let is_public = holds(&words.public);
    sums.add(Counter::Moded, 1);
    sums.add_if(is_public, Counter::Public);
    sums.add_if(!is_public, Counter::NotPublic);
    sums.add_if(!holds(&words.public_wide), Counter::NotPublicWide);
    if modes.len() > 1 || !holds(&words.representation) {
        sums.add(Counter::ModedBeyondRepresentation, 1);
        sums.add_if(!is_public, Counter::NotPublicBeyondRepresentation);
    }
    sums.add_if(modes.len() > 1, Counter::Integrated);
    sums.add_if(is_public && modes.len() > 1, Counter::PublicIntegrated);
    let derived = facts.derived_modes.get(row.index());
    let coded = modes.iter().filter(|mode| !derived.contains(mode)).count();
    let is_coded_public = is_public && !derived.iter().any(|mode| words.public.contains(mode));
    sums.add_if(coded > 0, Counter::Coded);
    sums.add_if(is_coded_public, Counter::CodedPublic);
    sums.add_if(coded > 1, Counter::CodedIntegrated);
    sums.add_if(is_coded_public && coded > 1, Counter::CodedPublicIntegrated);
}

/// Sectors and levels of the partners that an activity names.
fn add_partners(sums: &mut Sums, facts: &FactTable, row: Row, words: &Words) {
    let sectors = facts.codes(Field::Sector, row);
    if !sectors.is_empty() {
        sums.add(Counter::Partnered, 1);
        sums.add_if(sectors.iter().any(|sector| words.strict.contains(sector)), Counter::PartneredStrict);
        sums.add_if(sectors.iter().any(|sector| !words.state.contains(sector)), Counter::PartneredBroad);
    }
    let levels = facts.codes(Field::PartnerLevel, row).len();
    sums.add_if(levels > 0, Counter::Levelled);
    sums.add(Counter::LevelSum, levels);
    sums.add_if(levels > 1, Counter::MultiLevel);
}
