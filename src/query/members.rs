//! Which governments are members of which networks, at any time or in a year, and the sets of governments that follow.

use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{Pair, is_membership, role_id};
use crate::data::{Code, Dataset, Date, Field, Row, Table};

/// Whether a government is a member of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is not, as far as the file says.
    Outside,
    /// It is or was, but nobody knows since when: perhaps not yet in the year asked for.
    Undated,
    /// It is.
    Member,
}

/// The governments of every network that have to do with it.
#[derive(Debug)]
pub struct Members {
    /// Every network and government that a membership names together.
    standings: BTreeMap<(Code, Code), Standing>,
}

/// What the rows of a network and a government come to, in a year or at any time.
#[derive(Default)]
struct Spells {
    year: Option<i16>,
    /// The best of the memberships.
    membership: Option<Standing>,
    /// The best of the terms of office, which only count where no membership is written down.
    office: Option<Standing>,
}

impl Members {
    /// Those of some networks: in a year, or at any time. O(memberships).
    ///
    /// A member in a year joined in it or before and has not left before its end. Who left and came back was no member in
    /// between. The end of a term of office is no leaving.
    pub fn of(dataset: &Dataset, year: Option<i16>, is_wanted: impl Fn(Code) -> bool) -> Self {
        let facts = dataset.table(Table::Memberships);
        let mut spells: BTreeMap<(Code, Code), Spells> = BTreeMap::new();
        for row in facts.rows() {
            let ends = (facts.code(Field::Network, row), facts.code(Field::City, row));
            let (Some(network), Some(city)) = ends else { continue };
            if !is_wanted(network) {
                continue;
            }
            spells.entry((network, city)).or_insert_with(|| Spells::new(year)).add(dataset, row);
        }
        Self { standings: spells.into_iter().map(|(ends, spells)| (ends, spells.standing())).collect() }
    }

    /// How a government stands to a network.
    pub fn standing(&self, network: Code, city: Code) -> Standing {
        self.standings.get(&(network, city)).copied().unwrap_or(Standing::Outside)
    }

    /// Every network and government that stand so or better to each other.
    pub fn at_least(&self, least: Standing) -> impl Iterator<Item = (Code, Code)> + '_ {
        self.standings.iter().filter(move |&(_, &standing)| standing >= least).map(|(&ends, _)| ends)
    }
}

impl Spells {
    fn new(year: Option<i16>) -> Self {
        Self { year, ..Self::default() }
    }

    fn add(&mut self, dataset: &Dataset, row: Row) {
        let facts = dataset.table(Table::Memberships);
        let (best, left) =
            if is_membership(dataset, row) { (&mut self.membership, facts.end(row)) } else { (&mut self.office, None) };
        *best = (*best).max(Some(standing(facts.start(row), left, self.year)));
    }

    fn standing(&self) -> Standing {
        self.membership.or(self.office).unwrap_or(Standing::Outside)
    }
}

impl Pair {
    /// How the government stood to the network in a year, as far as the rows of the pair say: the rule of
    /// `Members::of`.
    pub fn standing_in(&self, dataset: &Dataset, year: i16) -> Standing {
        let mut spells = Spells::new(Some(year));
        self.rows.iter().for_each(|&row| spells.add(dataset, row));
        spells.standing()
    }

    /// The pair as it stood in a year in which the government was a member: it had not left, and held the offices whose
    /// terms are known to have run. A founder stays one.
    #[must_use]
    pub fn as_it_stood(&self, dataset: &Dataset, year: i16) -> Self {
        let facts = dataset.table(Table::Memberships);
        let is_held = |row: Row| {
            let standing = standing(facts.start(row), facts.end(row), Some(year));
            let least = if role_id(dataset, row) == Some("founder") { Standing::Undated } else { Standing::Member };
            standing >= least
        };
        let held = self.rows.iter().filter(|&&row| is_held(row)).filter_map(|&row| facts.code(Field::Role, row));
        let held: BTreeSet<Code> = held.collect();
        Self { left: None, roles: self.roles.intersection(&held).copied().collect(), ..self.clone() }
    }
}

fn standing(joined: Option<Date>, left: Option<Date>, year: Option<i16>) -> Standing {
    let Some(year) = year else { return Standing::Member };
    let has_left = left.is_some_and(|left| left.year() <= year);
    match joined {
        _ if has_left => Standing::Outside,
        Some(joined) if joined.year() <= year => Standing::Member,
        Some(_) => Standing::Outside,
        None => Standing::Undated,
    }
}

/// A choice of networks in the codes of a dataset.
#[derive(Debug)]
pub struct ChosenNetworks {
    /// Networks to be a member of; `None` stands for one that the dataset does not have.
    pub include: Vec<Option<Code>>,
    /// Networks not to be a member of.
    pub exclude: Vec<Code>,
    /// A member of all the included networks instead of any.
    pub all_of: bool,
    /// In which year; at any time where `None`.
    pub year: Option<i16>,
    /// Whether who joined nobody knows when counts as a member.
    pub undated_pass: bool,
}

/// The governments that a choice of networks makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Governments {
    /// Sorted.
    pub cities: Vec<Code>,
    /// Those left out only because nobody knows when they joined, sorted too.
    pub undated: Vec<Code>,
}

impl ChosenNetworks {
    /// The governments of a dataset that are members as chosen. A district is one by itself, not because its city is.
    /// O(memberships + governments x networks).
    pub fn governments(&self, dataset: &Dataset) -> Governments {
        let is_wanted = |network: Code| self.include.contains(&Some(network)) || self.exclude.contains(&network);
        let members = Members::of(dataset, self.year, is_wanted);
        let standing = |network: Code, city: Code| members.standing(network, city);
        // What nobody knows never keeps out.
        let is_kept_out = |city| self.exclude.iter().any(|&network| standing(network, city) == Standing::Member);
        let is_in = |city, least: Standing| {
            let mut holds = self.include.iter().map(|network| network.is_some_and(|it| standing(it, city) >= least));
            let is_included = match (self.include.is_empty(), self.all_of) {
                (true, _) => true,
                (false, true) => holds.all(|holds| holds),
                (false, false) => holds.any(|holds| holds),
            };
            is_included && !is_kept_out(city)
        };
        let mut governments = Governments::default();
        for city in dataset.vocabulary(Field::City).codes() {
            let is_member = is_in(city, Standing::Member);
            if is_member || self.undated_pass && is_in(city, Standing::Undated) {
                governments.cities.push(city);
            } else if is_in(city, Standing::Undated) {
                governments.undated.push(city);
            }
        }
        governments
    }
}
