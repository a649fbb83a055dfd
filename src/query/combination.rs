//! Governments that are in the same ones of some networks, and the filter that leads to them.

use std::collections::BTreeSet;

use super::filter::{Choice, Dimension, Filter, MemberOf};
use crate::data::{Code, Dataset, Date, Field, Row};

/// Governments that are in all of some networks and in none of some others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Combination {
    /// The networks that they are in.
    pub networks: Vec<Code>,
    /// The others that were looked at, which they are not in.
    pub others: Vec<Code>,
    /// The governments, by code.
    pub cities: Vec<Code>,
    /// Their level, where others were left aside.
    pub level: Option<Code>,
    /// The year that was looked at; today, with who joined nobody knows when, where `None`.
    pub year: Option<i16>,
    /// The memberships behind it.
    pub rows: Vec<Row>,
}

impl Combination {
    /// The filter that lets exactly these governments pass, beside all that was asked before.
    ///
    /// It is one on membership wherever that can say it: at any time or in a year, with the networks asked for before or
    /// without, at this level or at all. Memberships that the filter leaves out make combinations that no set of members
    /// is: those are chosen by name.
    #[must_use]
    pub fn narrowed(&self, dataset: &Dataset, filter: &Filter) -> Filter {
        let candidates = self.candidates(dataset, filter);
        for level in [None, self.level.map(|level| id(dataset, Field::CityLevel, level))] {
            for member_of in &candidates {
                let mut narrowed = Filter { member_of: member_of.clone(), ..filter.clone() };
                if let Some(level) = &level {
                    let include = [level.clone()].into();
                    narrowed.set_choice(Field::CityLevel, Choice { include, ..Choice::default() });
                }
                if governments(dataset, &narrowed) == self.cities {
                    return narrowed;
                }
            }
        }
        let mut named = filter.clone();
        named.clear(Dimension::MemberOf);
        named.within.clear();
        let include = ids(dataset, Field::City, &self.cities);
        named.set_choice(Field::City, Choice { include, ..Choice::default() });
        named
    }

    /// The choices of members that may be these governments, the plainest first.
    fn candidates(&self, dataset: &Dataset, filter: &Filter) -> Vec<MemberOf> {
        let choice = Choice {
            include: ids(dataset, Field::Network, &self.networks),
            exclude: ids(dataset, Field::Network, &self.others),
            all_of: self.networks.len() > 1,
        };
        let before = &filter.member_of.choice;
        let goes_on = !before.is_empty() && (before.all_of || before.include.len() < 2);
        let both = goes_on.then(|| {
            let include: BTreeSet<String> = choice.include.union(&before.include).cloned().collect();
            let exclude = choice.exclude.union(&before.exclude).cloned().collect();
            Choice { all_of: include.len() > 1, include, exclude }
        });
        let as_of = dataset.meta.as_of.map(Date::year);
        let years = [filter.member_of.year, filter.years.map(|years| years.to), as_of];
        let years: Vec<Option<i16>> =
            [self.year, None].into_iter().chain(years.into_iter().flatten().map(Some)).collect();
        let of_choice =
            |choice: Choice| years.clone().into_iter().map(move |year| MemberOf { choice: choice.clone(), year });
        std::iter::once(choice).chain(both).flat_map(of_choice).collect()
    }
}

/// The governments that a filter lets pass by what it asks of cities, levels and memberships.
fn governments(dataset: &Dataset, filter: &Filter) -> Vec<Code> {
    let resolved = filter.resolve(dataset);
    let passes = |&city: &Code| resolved.is_member(city) && resolved.passes_as_city(dataset, city);
    dataset.vocabulary(Field::City).codes().filter(passes).collect()
}

fn ids(dataset: &Dataset, field: Field, codes: &[Code]) -> BTreeSet<String> {
    codes.iter().map(|&code| id(dataset, field, code)).collect()
}

fn id(dataset: &Dataset, field: Field, code: Code) -> String {
    dataset.vocabulary(field)[code].id.clone()
}
