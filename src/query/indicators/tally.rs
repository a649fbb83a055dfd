//! One pass over the activities: what all their indicators need, by year.

use std::collections::BTreeMap;

use super::super::rowset::RowSet;
use crate::data::{Code, Dataset, Date, Field, ListColumn, Table};

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

    fn add_if(&mut self, condition: bool, counter: Counter, number: usize) {
        self.add(counter, if condition { number } else { 0 });
    }

    fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other);
    }
}

/// Numbers by year and value.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    values: usize,
    /// Empty where the vocabulary is too long for a row of numbers a year.
    years: BTreeMap<i16, Vec<f64>>,
    /// What has no date, or all of it where there are no rows by year.
    undated: Vec<f64>,
}

impl Grid {
    /// Longer vocabularies are counted over all years only: a row of numbers a year would be too much.
    const MOST_VALUES: usize = 1000;

    fn new(values: usize) -> Self {
        Self { values, years: BTreeMap::new(), undated: vec![0.0; values] }
    }

    fn row(&mut self, year: Option<i16>) -> &mut [f64] {
        match year.filter(|_| self.values <= Self::MOST_VALUES) {
            Some(year) => self.years.entry(year).or_insert_with(|| vec![0.0; self.values]),
            None => &mut self.undated,
        }
    }

    /// The numbers of a year, by code.
    pub fn year(&self, year: Option<i16>) -> &[f64] {
        match year {
            Some(year) => self.years.get(&year).map_or(&[], |row| row),
            None => &self.undated,
        }
    }

    /// The numbers over all years and what has none, by code.
    pub fn total(&self) -> Vec<f64> {
        let mut total = self.undated.clone();
        for row in self.years.values() {
            total.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        }
        total
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
    /// Activities that have each mode.
    pub mode_counts: Vec<u32>,
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

impl Words {
    fn of(dataset: &Dataset) -> Self {
        Self {
            multilateral: codes(dataset, Field::Structure, &["minilateral", "network", "global-forum"]),
            bilateral: codes(dataset, Field::Structure, &["bilateral"]),
            other_structures: codes(dataset, Field::Structure, &["unilateral"]),
            sharing: codes(dataset, Field::Form, &["policy-sharing", "training", "secondment", "joint-project"]),
            public: codes(dataset, Field::Mode, &["public"]),
            public_wide: codes(dataset, Field::Mode, &["public", "economic", "representation"]),
            representation: codes(dataset, Field::Mode, &["representation"]),
            strict: codes(dataset, Field::Sector, &["market", "civil"]),
            state: codes(dataset, Field::Sector, &["state"]),
        }
    }
}

impl Activities {
    /// Goes through the rows once.
    ///
    /// Structure and modes that a rule gave count only where they are asked for. Rows stand in the order of their
    /// beginning, so one year comes after the other: of each year it is counted how often each different list of
    /// agendas, modes, sectors and levels occurs, and what a list means is looked at once a year, not once a row.
    pub fn new(dataset: &Dataset, rows: &RowSet, takes_derived: bool) -> Self {
        let facts = dataset.table(Table::Activities);
        let mut found = Self {
            agendas: Grid::new(dataset.vocabulary(Field::Agenda).len()),
            modes: Grid::new(dataset.vocabulary(Field::Mode).len()),
            mode_counts: vec![0; dataset.vocabulary(Field::Mode).len()],
            ..Self::default()
        };
        let mut pass = Pass::new(dataset, takes_derived);
        let mut year_at_hand = None;
        for row in rows.iter() {
            let year = facts.start(row).map(Date::year);
            if year != year_at_hand {
                pass.close(&mut found, year_at_hand);
                year_at_hand = year;
            }
            pass.add(&mut found, year, row.index());
        }
        pass.close(&mut found, year_at_hand);
        for sums in found.years.values() {
            found.total.add_all(sums);
        }
        found.total.add_all(&found.undated);
        found
    }

    fn sums(&mut self, year: Option<i16>) -> &mut Sums {
        match year {
            Some(year) => self.years.entry(year).or_default(),
            None => &mut self.undated,
        }
    }

    /// Modes of `n` activities: in each with the others, and equally shared.
    fn add_modes(&mut self, year: Option<i16>, modes: &[Code], n: usize) {
        /// More modes on one activity than there are modes: a file that tries to stop the program.
        const MOST_MODES: usize = 64;
        let shares = self.modes.row(year);
        for mode in modes {
            shares[mode.index()] += n as f64 / modes.len() as f64;
            self.mode_counts[mode.index()] += n as u32;
        }
        for (index, &mode) in modes.iter().take(MOST_MODES).enumerate() {
            for &other in modes.iter().take(MOST_MODES).skip(index + 1) {
                *self.mode_pairs.entry((mode.min(other), mode.max(other))).or_default() += n as u32;
            }
        }
    }
}

/// How often each list occurs among the rows of the year at hand, by the number of the list.
struct ListCounts {
    counts: Vec<u32>,
    met: Vec<usize>,
}

impl ListCounts {
    /// For more different lists a counter each would be too much; their rows are looked at one by one.
    const MOST_LISTS: usize = 1 << 22;

    pub fn new(lists: usize) -> Self {
        Self { counts: vec![0; if lists <= Self::MOST_LISTS { lists } else { 0 }], met: Vec::new() }
    }

    /// Counts a row; false where there are too many lists.
    pub fn add(&mut self, list: usize) -> bool {
        let Some(count) = self.counts.get_mut(list) else { return false };
        if *count == 0 {
            self.met.push(list);
        }
        *count += 1;
        true
    }

    /// The lists that occurred, and how often; the next year begins with none.
    pub fn take(&mut self) -> Vec<(usize, usize)> {
        let met = std::mem::take(&mut self.met);
        met.into_iter().map(|list| (list, std::mem::take(&mut self.counts[list]) as usize)).collect()
    }
}

/// The different lists of a column; rows past its end have the last one, which is empty.
struct Lists<'a> {
    column: &'a ListColumn<Code>,
    lists: Vec<&'a [Code]>,
}

impl<'a> Lists<'a> {
    fn of(column: &'a ListColumn<Code>) -> Self {
        Self { column, lists: column.lists().chain(std::iter::once(&[][..])).collect() }
    }

    fn number(&self, row: usize) -> usize {
        if row < self.column.len() { self.column.ids().get(row) } else { self.lists.len() - 1 }
    }
}

/// Where an activity stands between its counterparts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Structure {
    Unknown = 0,
    Multilateral = 1,
    Bilateral = 2,
    Other = 3,
}

const STRUCTURES: [Structure; 4] =
    [Structure::Unknown, Structure::Multilateral, Structure::Bilateral, Structure::Other];

/// The pass over the rows: the lists of each column, and how often they occur in the year at hand.
struct Pass<'a> {
    dataset: &'a Dataset,
    words: Words,
    takes_derived: bool,
    agendas: Lists<'a>,
    modes: Lists<'a>,
    derived: Lists<'a>,
    sectors: Lists<'a>,
    levels: Lists<'a>,
    forms: Lists<'a>,
    structures: Lists<'a>,
    /// By number of a list of structures.
    structure_of: Vec<Structure>,
    /// By number of a list of forms: whether it is policy sharing.
    is_sharing: Vec<bool>,
    /// Lists of agendas, each by structure and by whether it is policy sharing.
    subjects: ListCounts,
    /// Lists of modes, each with a list of derived ones.
    mode_counts: ListCounts,
    sector_counts: ListCounts,
    level_counts: ListCounts,
}

impl<'a> Pass<'a> {
    /// Of a list of agendas: four structures, sharing or not.
    const SUBJECTS: usize = 2 * STRUCTURES.len();

    fn new(dataset: &'a Dataset, takes_derived: bool) -> Self {
        let facts = dataset.table(Table::Activities);
        let words = Words::of(dataset);
        let lists = |field: Field| Lists::of(&facts.codes[field as usize]);
        let (agendas, modes, derived) = (lists(Field::Agenda), lists(Field::Mode), Lists::of(&facts.derived_modes));
        let (forms, structures) = (lists(Field::Form), lists(Field::Structure));
        let is_counted = takes_derived || !facts.derives_structure;
        let structure_of = |list: &&[Code]| match list.first().filter(|_| is_counted) {
            Some(code) if words.multilateral.contains(code) => Structure::Multilateral,
            Some(code) if words.bilateral.contains(code) => Structure::Bilateral,
            Some(code) if words.other_structures.contains(code) => Structure::Other,
            _ => Structure::Unknown,
        };
        let is_sharing = |list: &&[Code]| list.first().is_some_and(|code| words.sharing.contains(code));
        Self {
            structure_of: structures.lists.iter().map(structure_of).collect(),
            is_sharing: forms.lists.iter().map(is_sharing).collect(),
            subjects: ListCounts::new(agendas.lists.len().saturating_mul(Self::SUBJECTS)),
            mode_counts: ListCounts::new(modes.lists.len().saturating_mul(derived.lists.len())),
            sector_counts: ListCounts::new(lists(Field::Sector).lists.len()),
            level_counts: ListCounts::new(lists(Field::PartnerLevel).lists.len()),
            sectors: lists(Field::Sector),
            levels: lists(Field::PartnerLevel),
            dataset,
            words,
            takes_derived,
            agendas,
            modes,
            derived,
            forms,
            structures,
        }
    }

    fn add(&mut self, found: &mut Activities, year: Option<i16>, row: usize) {
        let structure = self.structure_of[self.structures.number(row)];
        let sharing = self.is_sharing[self.forms.number(row)];
        let subject = self.agendas.number(row) * Self::SUBJECTS + 2 * structure as usize + usize::from(sharing);
        if !self.subjects.add(subject) {
            self.add_subject(found, year, subject, 1);
        }
        let modes = self.modes.number(row) * self.derived.lists.len() + self.derived.number(row);
        if !self.mode_counts.add(modes) {
            self.add_modes(found, year, modes, 1);
        }
        let (sectors, levels) = (self.sectors.number(row), self.levels.number(row));
        if !self.sector_counts.add(sectors) {
            self.add_sectors(found, year, sectors, 1);
        }
        if !self.level_counts.add(levels) {
            self.add_levels(found, year, levels, 1);
        }
    }

    /// Adds up the year at hand.
    fn close(&mut self, found: &mut Activities, year: Option<i16>) {
        for (subject, n) in self.subjects.take() {
            self.add_subject(found, year, subject, n);
        }
        for (modes, n) in self.mode_counts.take() {
            self.add_modes(found, year, modes, n);
        }
        for (sectors, n) in self.sector_counts.take() {
            self.add_sectors(found, year, sectors, n);
        }
        for (levels, n) in self.level_counts.take() {
            self.add_levels(found, year, levels, n);
        }
    }

    /// Structure, agendas, form of `n` activities.
    fn add_subject(&self, found: &mut Activities, year: Option<i16>, subject: usize, n: usize) {
        let agendas = self.agendas.lists[subject / Self::SUBJECTS];
        let structure = STRUCTURES[subject % Self::SUBJECTS / 2];
        let (is_multilateral, is_bilateral) = (structure == Structure::Multilateral, structure == Structure::Bilateral);
        let is_sharing = subject % 2 == 1;
        let sums = found.sums(year);
        sums.add(Counter::All, n);
        sums.add_if(structure != Structure::Unknown, Counter::Structured, n);
        sums.add_if(is_multilateral, Counter::Multilateral, n);
        sums.add_if(is_bilateral, Counter::Bilateral, n);
        sums.add_if(is_sharing, Counter::Sharing, n);
        sums.add_if(is_sharing && is_multilateral, Counter::SharingMultilateral, n);
        sums.add_if(is_sharing && is_bilateral, Counter::SharingBilateral, n);
        if agendas.is_empty() {
            return;
        }
        let is_threat = agendas.iter().any(|agenda| self.dataset.agendas[agenda.index()].nts_strict);
        sums.add(Counter::Tagged, n);
        sums.add(Counter::Tags, n * agendas.len());
        sums.add_if(is_threat, Counter::ThreatStrict, n);
        let is_broad = agendas.iter().any(|agenda| self.dataset.agendas[agenda.index()].nts_broad);
        sums.add_if(is_broad, Counter::ThreatBroad, n);
        sums.add_if(is_multilateral && is_threat, Counter::MultilateralThreat, n);
        sums.add_if(is_multilateral && !is_threat, Counter::MultilateralOther, n);
        sums.add_if(is_bilateral && is_threat, Counter::BilateralThreat, n);
        sums.add_if(is_bilateral && !is_threat, Counter::BilateralOther, n);
        sums.add_if(is_multilateral && is_broad, Counter::MultilateralThreatBroad, n);
        sums.add_if(is_multilateral && !is_broad, Counter::MultilateralOtherBroad, n);
        sums.add_if(is_bilateral && is_broad, Counter::BilateralThreatBroad, n);
        sums.add_if(is_bilateral && !is_broad, Counter::BilateralOtherBroad, n);
        let counts = found.agendas.row(year);
        for agenda in agendas {
            counts[agenda.index()] += n as f64;
        }
    }

    /// Modes of `n` activities, as they are counted and as far as a person coded them.
    fn add_modes(&self, found: &mut Activities, year: Option<i16>, lists: usize, n: usize) {
        let all = self.modes.lists[lists / self.derived.lists.len()];
        let derived = self.derived.lists[lists % self.derived.lists.len()];
        let by_person: Vec<Code> = all.iter().copied().filter(|mode| !derived.contains(mode)).collect();
        let modes = if self.takes_derived { all } else { &by_person };
        if modes.is_empty() {
            return;
        }
        let words = &self.words;
        let holds = |codes: &[Code]| modes.iter().any(|mode| codes.contains(mode));
        let (is_public, is_integrated) = (holds(&words.public), modes.len() > 1);
        let sums = found.sums(year);
        sums.add(Counter::Moded, n);
        sums.add_if(is_public, Counter::Public, n);
        sums.add_if(!is_public, Counter::NotPublic, n);
        sums.add_if(!holds(&words.public_wide), Counter::NotPublicWide, n);
        if is_integrated || !holds(&words.representation) {
            sums.add(Counter::ModedBeyondRepresentation, n);
            sums.add_if(!is_public, Counter::NotPublicBeyondRepresentation, n);
        }
        sums.add_if(is_integrated, Counter::Integrated, n);
        sums.add_if(is_public && is_integrated, Counter::PublicIntegrated, n);
        let is_coded_public = by_person.iter().any(|mode| words.public.contains(mode));
        sums.add_if(!by_person.is_empty(), Counter::Coded, n);
        sums.add_if(is_coded_public, Counter::CodedPublic, n);
        sums.add_if(by_person.len() > 1, Counter::CodedIntegrated, n);
        sums.add_if(is_coded_public && by_person.len() > 1, Counter::CodedPublicIntegrated, n);
        found.add_modes(year, modes, n);
    }

    /// Sectors of the partners that `n` activities name.
    fn add_sectors(&self, found: &mut Activities, year: Option<i16>, list: usize, n: usize) {
        let sectors = self.sectors.lists[list];
        if sectors.is_empty() {
            return;
        }
        let sums = found.sums(year);
        sums.add(Counter::Partnered, n);
        let strict = sectors.iter().any(|sector| self.words.strict.contains(sector));
        sums.add_if(strict, Counter::PartneredStrict, n);
        let broad = sectors.iter().any(|sector| !self.words.state.contains(sector));
        sums.add_if(broad, Counter::PartneredBroad, n);
    }

    /// Levels of the partners that `n` activities name.
    fn add_levels(&self, found: &mut Activities, year: Option<i16>, list: usize, n: usize) {
        let mut levels = self.levels.lists[list].to_vec();
        if levels.is_empty() {
            return;
        }
        let sums = found.sums(year);
        sums.add(Counter::Levelled, n);
        sums.add(Counter::LevelSum, n * levels.len());
        sums.add_if(levels.len() > 1, Counter::MultiLevel, n);
        levels.sort_unstable();
        *found.level_sets.entry(levels).or_default() += n as u32;
    }
}
