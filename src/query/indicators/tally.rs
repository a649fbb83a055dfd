//! One pass over the activities: what all their indicators need, by year.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::classes::{Classes, each_class};
use super::super::rowset::RowSet;
use super::super::sweep::Sweep;
use crate::data::{Code, Dataset, FactTable, Field, ListColumn, Table};

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

    /// Adds what so many facts of one kind count for.
    fn add_times(&mut self, other: &Self, times: usize) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other * times as u32);
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

    /// Counts a set so many times; false where the vocabulary is too long.
    fn add(&mut self, codes: &[Code], times: usize) -> bool {
        let set = codes.iter().fold(0, |set, code| set | 1_usize.checked_shl(code.0).unwrap_or_default());
        match self.counts.get_mut(set) {
            Some(count) => {
                *count += times as u32;
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
    /// How many activities have each mode.
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

impl Activities {
    /// Goes through the columns once, year by year.
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
        let years = Sweep::new(facts, rows).years();
        let (first_year, span) = years.map_or((0, 0), |(first, last)| (first, (last - first) as usize + 1));
        let mut found = Self {
            agendas: Grid::new(dataset.vocabulary(Field::Agenda).len(), (first_year, span)),
            modes: Grid::new(dataset.vocabulary(Field::Mode).len(), (first_year, span)),
            mode_counts: vec![0; dataset.vocabulary(Field::Mode).len()],
            ..Self::default()
        };
        let classes = RowClasses::new(dataset, facts, takes_derived, &words);
        let mut levels = Sets::new(dataset.vocabulary(Field::PartnerLevel).len());
        for (year, stretch) in stretches_by_year(facts) {
            let all = rows.count_within(stretch.clone());
            if all == 0 {
                continue;
            }
            let mut sums = Sums::default();
            sums.add(Counter::All, all);
            let subjects = [&classes.structure, &classes.form, &classes.agenda];
            each_class(subjects, rows, &stretch, |[structure, form, agenda], times| {
                sums.add_times(&subject_sums(structure, form, agenda), times);
            });
            found.add_agendas(&mut sums, &facts.codes[Field::Agenda as usize], &classes, (year, rows, &stretch));
            found.add_modes(&mut sums, facts, takes_derived, &words, &classes, (year, rows, &stretch));
            each_class([&classes.sectors], rows, &stretch, |[class], times| {
                sums.add_times(&sector_sums(class), times);
            });
            each_class([&classes.levels], rows, &stretch, |[list], times| {
                let list = facts.codes[Field::PartnerLevel as usize].list_numbered(list);
                sums.add_times(&level_sums(list.len()), times);
                if !list.is_empty() && !levels.add(list, times) {
                    found.add_level_set(list, times);
                }
            });
            found.total.add_times(&sums, 1);
            match year {
                Some(year) => drop(found.years.insert(year, sums)),
                None => found.undated = sums,
            }
        }
        found.level_sets.extend(levels.found());
        found
    }

    fn add_agendas(
        &mut self,
        sums: &mut Sums,
        column: &ListColumn<Code>,
        classes: &RowClasses<'_>,
        (year, rows, stretch): (Option<i16>, &RowSet, &Range<usize>),
    ) {
        let counts = self.agendas.row(year);
        each_class([&classes.agendas], rows, stretch, |[list], times| {
            let list = column.list_numbered(list);
            sums.add(Counter::Tags, list.len() * times);
            for agenda in list {
                counts[agenda.index()] += times as f64;
            }
        });
    }

    fn add_modes(
        &mut self,
        sums: &mut Sums,
        facts: &FactTable,
        takes_derived: bool,
        words: &Words,
        classes: &RowClasses<'_>,
        (year, rows, stretch): (Option<i16>, &RowSet, &Range<usize>),
    ) {
        let column = &facts.codes[Field::Mode as usize];
        let mut buffer = Vec::new();
        each_class([&classes.modes, &classes.derived_modes], rows, stretch, |[modes, derived], times| {
            let derived = facts.derived_modes.list_numbered(derived);
            let modes = modes_of(column.list_numbered(modes), derived, takes_derived, &mut buffer);
            if modes.is_empty() {
                return;
            }
            sums.add_times(&mode_sums(modes, derived, words), times);
            let shares = self.modes.row(year);
            for mode in modes {
                shares[mode.index()] += times as f64 / modes.len() as f64;
                self.mode_counts[mode.index()] += times as u32;
            }
            self.add_pairs(modes, times);
        });
    }

    fn add_pairs(&mut self, modes: &[Code], times: usize) {
        /// More modes on one activity than there are modes: a file that tries to stop the program.
        const MOST_MODES: usize = 64;
        for (index, &mode) in modes.iter().take(MOST_MODES).enumerate() {
            for &other in modes.iter().take(MOST_MODES).skip(index + 1) {
                *self.mode_pairs.entry((mode.min(other), mode.max(other))).or_default() += times as u32;
            }
        }
    }

    fn add_level_set(&mut self, levels: &[Code], times: usize) {
        let mut levels = levels.to_vec();
        levels.sort_unstable();
        *self.level_sets.entry(levels).or_default() += times as u32;
    }
}

/// The classes of lists that activities are counted by.
struct RowClasses<'a> {
    /// A place in [`STRUCTURES`].
    structure: Classes<'a>,
    /// 1 = policy sharing.
    form: Classes<'a>,
    /// 0 = none; else 1, and 1 more for a threat in the strict sense, 2 more in the broad one.
    agenda: Classes<'a>,
    agendas: Classes<'a>,
    modes: Classes<'a>,
    derived_modes: Classes<'a>,
    /// 0 = none; else 1, and 1 more for a strict partner, 2 more for a broad one.
    sectors: Classes<'a>,
    levels: Classes<'a>,
}

/// Classes of structure.
const STRUCTURES: [Option<Counter>; 4] =
    [None, Some(Counter::Multilateral), Some(Counter::Bilateral), Some(Counter::Structured)];

impl<'a> RowClasses<'a> {
    fn new(dataset: &Dataset, facts: &'a FactTable, takes_derived: bool, words: &Words) -> Self {
        let column = |field: Field| &facts.codes[field as usize];
        let counts_structure = takes_derived || !facts.derives_structure;
        let structure = |list: &[Code]| {
            let kinds = [&words.multilateral, &words.bilateral, &words.other_structures];
            let first = list.first().filter(|_| counts_structure);
            first.and_then(|code| kinds.iter().position(|codes| codes.contains(code))).map_or(0, |kind| kind + 1)
        };
        let agenda = |list: &[Code]| {
            let is_strict = list.iter().any(|agenda| dataset.agendas[agenda.index()].nts_strict);
            let is_broad = list.iter().any(|agenda| dataset.agendas[agenda.index()].nts_broad);
            usize::from(!list.is_empty()) + usize::from(is_strict) + 2 * usize::from(is_broad)
        };
        let sectors = |list: &[Code]| {
            let is_strict = list.iter().any(|sector| words.strict.contains(sector));
            let is_broad = list.iter().any(|sector| !words.state.contains(sector));
            usize::from(!list.is_empty()) + usize::from(is_strict) + 2 * usize::from(is_broad)
        };
        Self {
            structure: Classes::new(column(Field::Structure), structure),
            form: Classes::new(column(Field::Form), |list| {
                usize::from(list.first().is_some_and(|form| words.sharing.contains(form)))
            }),
            agenda: Classes::new(column(Field::Agenda), agenda),
            agendas: Classes::of_each_list(column(Field::Agenda)),
            modes: Classes::of_each_list(column(Field::Mode)),
            derived_modes: Classes::of_each_list(&facts.derived_modes),
            sectors: Classes::new(column(Field::Sector), sectors),
            levels: Classes::of_each_list(column(Field::PartnerLevel)),
        }
    }
}

/// The rows of each year, and those without a date.
fn stretches_by_year(facts: &FactTable) -> Vec<(Option<i16>, Range<usize>)> {
    let mut stretches: Vec<(Option<i16>, Range<usize>)> = Vec::new();
    for (date, rows) in facts.dates() {
        match stretches.last_mut() {
            Some((year, stretch)) if *year == Some(date.year()) => stretch.end = rows.end,
            _ => stretches.push((Some(date.year()), rows)),
        }
    }
    let dated = stretches.last().map_or(0, |(_, stretch)| stretch.end);
    stretches.push((None, dated..facts.len()));
    stretches
}

/// What an activity of these classes counts for: structure, form, agendas.
fn subject_sums(structure: usize, form: usize, agenda: usize) -> Sums {
    let mut sums = Sums::default();
    let is_multilateral = STRUCTURES[structure] == Some(Counter::Multilateral);
    let is_bilateral = STRUCTURES[structure] == Some(Counter::Bilateral);
    sums.add_if(STRUCTURES[structure].is_some(), Counter::Structured);
    sums.add_if(is_multilateral, Counter::Multilateral);
    sums.add_if(is_bilateral, Counter::Bilateral);
    let is_sharing = form == 1;
    sums.add_if(is_sharing, Counter::Sharing);
    sums.add_if(is_sharing && is_multilateral, Counter::SharingMultilateral);
    sums.add_if(is_sharing && is_bilateral, Counter::SharingBilateral);
    let Some(threats) = agenda.checked_sub(1) else { return sums };
    let (is_threat, is_broad) = (threats & 1 == 1, threats & 2 == 2);
    sums.add(Counter::Tagged, 1);
    sums.add_if(is_threat, Counter::ThreatStrict);
    sums.add_if(is_broad, Counter::ThreatBroad);
    sums.add_if(is_multilateral && is_threat, Counter::MultilateralThreat);
    sums.add_if(is_multilateral && !is_threat, Counter::MultilateralOther);
    sums.add_if(is_bilateral && is_threat, Counter::BilateralThreat);
    sums.add_if(is_bilateral && !is_threat, Counter::BilateralOther);
    sums.add_if(is_multilateral && is_broad, Counter::MultilateralThreatBroad);
    sums.add_if(is_multilateral && !is_broad, Counter::MultilateralOtherBroad);
    sums.add_if(is_bilateral && is_broad, Counter::BilateralThreatBroad);
    sums.add_if(is_bilateral && !is_broad, Counter::BilateralOtherBroad);
    sums
}

/// The modes of an activity, those that a rule gave only where they are asked for.
fn modes_of<'m>(modes: &'m [Code], derived: &[Code], takes_derived: bool, buffer: &'m mut Vec<Code>) -> &'m [Code] {
    if takes_derived || derived.is_empty() {
        return modes;
    }
    buffer.clear();
    buffer.extend(modes.iter().filter(|mode| !derived.contains(mode)));
    buffer
}

/// What an activity of these modes counts for, as they are counted and as far as a person coded them.
fn mode_sums(modes: &[Code], derived: &[Code], words: &Words) -> Sums {
    let mut sums = Sums::default();
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
    let coded = modes.iter().filter(|mode| !derived.contains(mode)).count();
    let is_coded_public = is_public && !derived.iter().any(|mode| words.public.contains(mode));
    sums.add_if(coded > 0, Counter::Coded);
    sums.add_if(is_coded_public, Counter::CodedPublic);
    sums.add_if(coded > 1, Counter::CodedIntegrated);
    sums.add_if(is_coded_public && coded > 1, Counter::CodedPublicIntegrated);
    sums
}

/// What an activity counts for by the sectors of its partners.
fn sector_sums(class: usize) -> Sums {
    let mut sums = Sums::default();
    if let Some(kinds) = class.checked_sub(1) {
        sums.add(Counter::Partnered, 1);
        sums.add_if(kinds & 1 == 1, Counter::PartneredStrict);
        sums.add_if(kinds & 2 == 2, Counter::PartneredBroad);
    }
    sums
}

/// What an activity counts for by the number of levels of its partners.
fn level_sums(levels: usize) -> Sums {
    let mut sums = Sums::default();
    sums.add_if(levels > 0, Counter::Levelled);
    sums.add(Counter::LevelSum, levels);
    sums.add_if(levels > 1, Counter::MultiLevel);
    sums
}
