//! One pass over the activities: what all their indicators need, by year.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::classes::{Classes, each_class};
use super::super::rowset::RowSet;
use super::meaning::{Meaning, Sums, Values, level_sums, mode_sums, modes_of, sector_sums, subject_sums};
use crate::data::{Code, Dataset, FactTable, Field, Table};

/// What the activities that are counted come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Activities {
    pub years: BTreeMap<i16, Sums>,
    pub undated: Sums,
    pub total: Sums,
    /// How many have a mode that a rule gave, counted or not.
    pub with_derived_mode: usize,
    /// How often each agenda is named.
    pub agendas: ByYear,
    /// Activities of each mode, shared equally between the modes of one activity.
    pub modes: ByYear,
    /// How many activities have each mode.
    pub mode_counts: Vec<u32>,
    /// How often two modes stand on one activity, by the smaller and the larger code.
    pub mode_pairs: BTreeMap<(Code, Code), u32>,
    /// Activities by the set of partner levels that they bring together.
    pub level_sets: BTreeMap<Vec<Code>, u32>,
}

impl Activities {
    /// Goes through the columns once, year by year.
    ///
    /// Structure and modes that a rule gave count only where they are asked for.
    pub fn new(dataset: &Dataset, rows: &RowSet, takes_derived: bool) -> Self {
        let pass = Pass::new(dataset, rows, takes_derived);
        let mut found = Self { mode_counts: vec![0; dataset.vocabulary(Field::Mode).len()], ..Self::default() };
        let mut agendas = Numbers::new(dataset.vocabulary(Field::Agenda).len());
        let mut modes = Numbers::new(dataset.vocabulary(Field::Mode).len());
        for (year, stretch) in stretches_by_year(pass.facts) {
            let all = rows.count_within(stretch.clone());
            if all == 0 {
                continue;
            }
            let mut sums = Sums::default();
            sums.add(Meaning::All, all);
            pass.add_subjects(&stretch, &mut sums);
            pass.add_agendas(&stretch, &mut sums, &mut agendas);
            pass.add_modes(&stretch, &mut sums, &mut modes, &mut found);
            pass.add_partners(&stretch, &mut sums, &mut found.level_sets);
            found.agendas.0.insert(year, agendas.take());
            found.modes.0.insert(year, modes.take());
            found.total.add_times(&sums, 1);
            match year {
                Some(year) => drop(found.years.insert(year, sums)),
                None => found.undated = sums,
            }
        }
        found
    }

    fn add_mode_pairs(&mut self, modes: &[Code], times: usize) {
        /// More modes on one activity than there are modes: a file that tries to stop the program.
        const MOST_MODES: usize = 64;
        for (index, &mode) in modes.iter().take(MOST_MODES).enumerate() {
            for &other in modes.iter().take(MOST_MODES).skip(index + 1) {
                *self.mode_pairs.entry((mode.min(other), mode.max(other))).or_default() += times as u32;
            }
        }
    }
}

/// Numbers by year and value; of each year the values that occur in it, by code.
#[derive(Clone, Debug, Default)]
pub(super) struct ByYear(BTreeMap<Option<i16>, Vec<(Code, f64)>>);

impl ByYear {
    /// Of a year, or of what has none.
    pub fn year(&self, year: Option<i16>) -> &[(Code, f64)] {
        self.0.get(&year).map_or(&[], Vec::as_slice)
    }

    /// Over all years and what has none.
    pub fn total(&self) -> Vec<(Code, f64)> {
        let mut total = BTreeMap::new();
        for &(code, number) in self.0.values().flatten() {
            *total.entry(code).or_default() += number;
        }
        total.into_iter().collect()
    }
}

/// Numbers by value, while one year is counted: no list of a row has to look its values up in a tree.
struct Numbers {
    of_value: Vec<f64>,
    occurring: Vec<Code>,
}

impl Numbers {
    fn new(values: usize) -> Self {
        Self { of_value: vec![0.0; values], occurring: Vec::new() }
    }

    fn add(&mut self, code: Code, number: f64) {
        let sum = &mut self.of_value[code.index()];
        if *sum == 0.0 {
            self.occurring.push(code);
        }
        *sum += number;
    }

    /// The numbers of the year, by code; the next begins with none.
    fn take(&mut self) -> Vec<(Code, f64)> {
        self.occurring.sort_unstable();
        let of_value = &mut self.of_value;
        self.occurring.drain(..).map(|code| (code, std::mem::take(&mut of_value[code.index()]))).collect()
    }
}

/// The rows that are counted, and the classes of lists that they are counted by.
struct Pass<'a> {
    facts: &'a FactTable,
    rows: &'a RowSet,
    takes_derived: bool,
    values: Values,
    structure: Classes<'a>,
    form: Classes<'a>,
    agenda: Classes<'a>,
    agendas: Classes<'a>,
    modes: Classes<'a>,
    derived_modes: Classes<'a>,
    sectors: Classes<'a>,
    levels: Classes<'a>,
}

impl<'a> Pass<'a> {
    fn new(dataset: &'a Dataset, rows: &'a RowSet, takes_derived: bool) -> Self {
        let values = Values::of(dataset);
        let facts = dataset.table(Table::Activities);
        let column = |field: Field| &facts.codes[field as usize];
        let counts_structure = takes_derived || !facts.derives_structure;
        let structure = |list: &[Code]| if counts_structure { values.structure(list) } else { 0 };
        Self {
            structure: Classes::new(column(Field::Structure), structure),
            form: Classes::new(column(Field::Form), |list| values.form(list)),
            agenda: Classes::new(column(Field::Agenda), |list| values.agenda(list)),
            agendas: Classes::of_each_list(column(Field::Agenda)),
            modes: Classes::of_each_list(column(Field::Mode)),
            derived_modes: Classes::of_each_list(&facts.derived_modes),
            sectors: Classes::new(column(Field::Sector), |list| values.sectors(list)),
            levels: Classes::of_each_list(column(Field::PartnerLevel)),
            facts,
            rows,
            takes_derived,
            values,
        }
    }

    fn add_subjects(&self, stretch: &Range<usize>, sums: &mut Sums) {
        let subjects = [&self.structure, &self.form, &self.agenda];
        each_class(subjects, self.rows, stretch, |[structure, form, agenda], times| {
            sums.add_times(&subject_sums(structure, form, agenda), times);
        });
    }

    fn add_agendas(&self, stretch: &Range<usize>, sums: &mut Sums, agendas: &mut Numbers) {
        let column = &self.facts.codes[Field::Agenda as usize];
        each_class([&self.agendas], self.rows, stretch, |[list], times| {
            let list = column.list_numbered(list);
            sums.add(Meaning::Tags, list.len() * times);
            for &agenda in list {
                agendas.add(agenda, times as f64);
            }
        });
    }

    fn add_modes(&self, stretch: &Range<usize>, sums: &mut Sums, shares: &mut Numbers, found: &mut Activities) {
        let column = &self.facts.codes[Field::Mode as usize];
        let mut buffer = Vec::new();
        each_class([&self.modes, &self.derived_modes], self.rows, stretch, |[modes, derived], times| {
            let derived = self.facts.derived_modes.list_numbered(derived);
            found.with_derived_mode += if derived.is_empty() { 0 } else { times };
            let modes = modes_of(column.list_numbered(modes), derived, self.takes_derived, &mut buffer);
            if modes.is_empty() {
                return;
            }
            sums.add_times(&mode_sums(modes, derived, &self.values), times);
            for &mode in modes {
                shares.add(mode, times as f64 / modes.len() as f64);
                found.mode_counts[mode.index()] += times as u32;
            }
            found.add_mode_pairs(modes, times);
        });
    }

    /// Sectors and levels of those whom activities are with.
    fn add_partners(&self, stretch: &Range<usize>, sums: &mut Sums, level_sets: &mut BTreeMap<Vec<Code>, u32>) {
        each_class([&self.sectors], self.rows, stretch, |[class], times| sums.add_times(&sector_sums(class), times));
        let column = &self.facts.codes[Field::PartnerLevel as usize];
        each_class([&self.levels], self.rows, stretch, |[list], times| {
            let mut levels = column.list_numbered(list).to_vec();
            sums.add_times(&level_sums(levels.len()), times);
            if !levels.is_empty() {
                levels.sort_unstable();
                *level_sets.entry(levels).or_default() += times as u32;
            }
        });
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
