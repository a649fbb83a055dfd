//! What a person asked for, in words that survive a reload: ids, years, text. [`Filter::resolve`] finds it in a dataset.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::members::{ChosenNetworks, Governments};
use crate::data::{Code, Dataset, Field};

/// Which facts to show. It restricts every table that has the field and leaves the others whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// What is chosen in each field.
    pub choices: BTreeMap<Field, Choice>,
    /// Ids of governments to take with every government in them, not only with their districts.
    pub within: BTreeSet<String>,
    /// Of which networks the governments of a fact are members.
    #[serde(skip_serializing_if = "MemberOf::is_standing")]
    pub member_of: MemberOf,
    /// First and last year.
    pub years: Option<Years>,
    /// What the years mean for activities and institutions.
    pub years_mean: YearsMean,
    /// Whether facts without a date pass a filter on years, unless they are known to have ended before them; and whether
    /// who joined a network nobody knows when was a member of it in a year.
    pub undated_pass: bool,
    /// Every word of it must occur in the texts of a fact.
    pub text: String,
}

impl Default for Filter {
    /// Nothing chosen: every activity, membership of international networks, and ties that stand.
    fn default() -> Self {
        let without =
            |ids: &[&str]| Choice { exclude: ids.iter().map(ToString::to_string).collect(), ..Choice::default() };
        Self {
            choices: [
                (Field::Scope, without(&["domestic"])),
                (Field::TieStatus, without(&["participant", "planned", "talks"])),
            ]
            .into(),
            within: BTreeSet::new(),
            member_of: MemberOf::default(),
            years: None,
            years_mean: YearsMean::StartedIn,
            undated_pass: false,
            text: String::new(),
        }
    }
}

/// What is chosen in one field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choice {
    /// Ids that let a fact pass; empty lets every value pass.
    pub include: BTreeSet<String>,
    /// Ids that keep a fact out, whatever else it holds.
    pub exclude: BTreeSet<String>,
    /// A fact must hold all included values instead of any of them.
    pub all_of: bool,
}

impl Choice {
    /// Whether it restricts nothing.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Adds a value to the included ones, or takes it back.
    pub fn turn_included(&mut self, id: &str) {
        self.exclude.remove(id);
        if !self.include.remove(id) {
            self.include.insert(id.to_owned());
        }
        self.all_of &= !self.include.is_empty();
    }

    /// Adds a value to the excluded ones, or takes it back.
    pub fn turn_excluded(&mut self, id: &str) {
        self.include.remove(id);
        if !self.exclude.remove(id) {
            self.exclude.insert(id.to_owned());
        }
    }
}

/// A set of governments by their networks: members of any, or all, of some, and of none of others.
///
/// A fact passes if one of its own governments is in the set, not if its governments together are members; a national
/// institution stays. A government is in the set by its own membership: unlike in a choice of cities, a district does not
/// come along with its city. Every membership of the file counts, those of domestic networks too, whatever else is
/// chosen. Where nothing is included, all governments of the file are in the set but the excluded ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MemberOf {
    /// Ids of networks.
    pub choice: Choice,
    /// Members in this year: who joined in it or before, and did not leave before or in it. At any time where `None`.
    ///
    /// Who joined nobody knows when is counted beside, and let in by [`Filter::undated_pass`]; but is never excluded.
    pub year: Option<i16>,
}

impl MemberOf {
    /// Whether it restricts nothing.
    pub fn is_empty(&self) -> bool {
        self.choice.is_empty()
    }

    /// Whether it is as it stands before anything is chosen: then it is not written down.
    pub fn is_standing(&self) -> bool {
        *self == Self::default()
    }
}

/// An inclusive span of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Years {
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
}

impl Years {
    /// The span between two years given in any order.
    pub fn between(a: i16, b: i16) -> Self {
        Self { from: a.min(b), to: a.max(b) }
    }

    /// Whether a year lies in it.
    pub fn contains(self, year: i16) -> bool {
        (self.from..=self.to).contains(&year)
    }
}

/// When an activity or institution lies in a span of years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearsMean {
    /// It began in it.
    #[default]
    StartedIn,
    /// It went on in it, whenever it began.
    ActiveDuring,
}

/// One thing that a filter restricts; a facet counts over what passes all the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The values of a field (for cities, `within` too).
    Field(Field),
    /// The networks that governments are members of.
    MemberOf,
    /// The years.
    Years,
    /// The text.
    Text,
}

impl Filter {
    /// The choice in a field, empty where there is none.
    pub fn choice(&self, field: Field) -> Choice {
        self.choices.get(&field).cloned().unwrap_or_default()
    }

    /// Replaces the choice in a field.
    pub fn set_choice(&mut self, field: Field, choice: Choice) {
        if choice.is_empty() && !choice.all_of {
            self.choices.remove(&field);
        } else {
            self.choices.insert(field, choice);
        }
    }

    /// What restricts the facts beyond the standing defaults, in the order chips are listed.
    pub fn dimensions(&self) -> Vec<Dimension> {
        let standing = Self::default();
        let restricts = |&field: &Field| {
            self.choice(field) != standing.choice(field) && (field != Field::City || !self.choice(field).is_empty())
                || field == Field::City && !self.within.is_empty()
        };
        let mut dimensions: Vec<_> = Field::ALL.into_iter().filter(restricts).map(Dimension::Field).collect();
        dimensions.extend((!self.member_of.is_empty()).then_some(Dimension::MemberOf));
        dimensions.extend(self.years.map(|_| Dimension::Years));
        dimensions.extend((!self.words().is_empty()).then_some(Dimension::Text));
        dimensions
    }

    /// Takes back everything in one dimension, down to the standing default.
    pub fn clear(&mut self, dimension: Dimension) {
        match dimension {
            Dimension::Field(field) => {
                self.set_choice(field, Self::default().choice(field));
                if field == Field::City {
                    self.within.clear();
                }
            }
            Dimension::MemberOf => self.member_of = MemberOf::default(),
            Dimension::Years => self.years = None,
            Dimension::Text => self.text.clear(),
        }
    }

    /// The words of the text as they are looked for: NFC, lower case.
    pub fn words(&self) -> Vec<String> {
        self.text.nfc().collect::<String>().to_lowercase().split_whitespace().map(ToOwned::to_owned).collect()
    }

    /// Finds the ids in a dataset.
    pub fn resolve(&self, dataset: &Dataset) -> Resolved {
        let mut unknown = Vec::new();
        let mut fields: BTreeMap<Field, ResolvedChoice> = BTreeMap::new();
        for (&field, choice) in &self.choices {
            let mut find = |ids: &BTreeSet<String>, complain: bool| -> Vec<Vec<Code>> {
                let groups = ids.iter().map(|id| {
                    let code = dataset.vocabulary(field).code(id);
                    if code.is_none() && complain {
                        unknown.push((field, id.clone()));
                    }
                    code.map_or_else(Vec::new, |code| with_districts(dataset, field, code))
                });
                groups.collect()
            };
            // A standing default names values that a file need not have.
            let is_standing = Self::default().choice(field) == *choice;
            let include = find(&choice.include, true);
            let exclude = find(&choice.exclude, !is_standing).concat();
            fields.insert(field, ResolvedChoice { include, exclude, all_of: choice.all_of, within: None });
        }
        if !self.within.is_empty() {
            let mut within = Vec::new();
            for id in &self.within {
                match dataset.vocabulary(Field::City).code(id) {
                    Some(city) => within.extend(dataset.governments_within(city)),
                    None => unknown.push((Field::City, id.clone())),
                }
            }
            fields.entry(Field::City).or_default().within = Some(within);
        }
        fields.retain(|_, choice| !choice.include.is_empty() || !choice.exclude.is_empty() || choice.within.is_some());
        let governments = (!self.member_of.is_empty()).then(|| self.members(dataset, &mut unknown));
        Resolved { fields, governments, words: self.words(), unknown }
    }

    /// The governments that are members of the chosen networks.
    fn members(&self, dataset: &Dataset, unknown: &mut Vec<(Field, String)>) -> Governments {
        let MemberOf { choice, year } = &self.member_of;
        let mut find = |id: &String| {
            let code = dataset.vocabulary(Field::Network).code(id);
            unknown.extend(code.is_none().then(|| (Field::Network, id.clone())));
            code
        };
        let chosen = ChosenNetworks {
            include: choice.include.iter().map(&mut find).collect(),
            exclude: choice.exclude.iter().filter_map(&mut find).collect(),
            all_of: choice.all_of,
            year: *year,
            undated_pass: self.undated_pass,
        };
        chosen.governments(dataset)
    }
}

/// A city stands for itself and its districts; every other value for itself.
fn with_districts(dataset: &Dataset, field: Field, code: Code) -> Vec<Code> {
    let districts = (field == Field::City).then(|| dataset.districts_of(code)).into_iter().flatten();
    std::iter::once(code).chain(districts).collect()
}

/// A [`Filter`] in the codes of one dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// The fields that restrict something.
    pub fields: BTreeMap<Field, ResolvedChoice>,
    /// The governments of which a fact must hold one, where [`Filter::member_of`] restricts them.
    pub governments: Option<Governments>,
    /// The words of the text, as they are looked for.
    pub words: Vec<String>,
    /// Ids that the dataset does not have: nothing passes for them.
    pub unknown: Vec<(Field, String)>,
}

impl Resolved {
    /// Whether a government passes what is asked of cities and their levels, as its own membership would.
    pub fn passes_as_city(&self, dataset: &Dataset, city: Code) -> bool {
        let level = dataset.cities[city.index()].level;
        let passes = |field: Field, codes: &[Code]| self.fields.get(&field).is_none_or(|choice| choice.passes(codes));
        passes(Field::City, &[city]) && passes(Field::CityLevel, level.as_slice())
    }

    /// Whether a government is in the set that [`Filter::member_of`] makes.
    pub fn is_member(&self, city: Code) -> bool {
        self.governments.as_ref().is_none_or(|governments| governments.cities.binary_search(&city).is_ok())
    }

    /// How many governments pass all that is asked of cities and are left out only because nobody knows when they joined.
    pub fn undated_members(&self, dataset: &Dataset) -> usize {
        let undated = self.governments.as_ref().map_or(&[][..], |governments| &governments.undated);
        undated.iter().filter(|&&city| self.passes_as_city(dataset, city)).count()
    }
}

/// A [`Choice`] in codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResolvedChoice {
    /// One group for every included id: the value and what comes along with it.
    pub include: Vec<Vec<Code>>,
    /// Values that keep a fact out.
    pub exclude: Vec<Code>,
    /// Every group must be met instead of any.
    pub all_of: bool,
    /// Governments of which a fact must hold one, apart from `include`.
    pub within: Option<Vec<Code>>,
}

impl ResolvedChoice {
    /// Whether a fact that holds these codes passes.
    pub fn passes(&self, codes: &[Code]) -> bool {
        let meets = |group: &Vec<Code>| codes.iter().any(|code| group.contains(code));
        let included = if self.all_of {
            self.include.iter().all(meets)
        } else {
            self.include.is_empty() || self.include.iter().any(meets)
        };
        included && self.within.as_ref().is_none_or(meets) && !codes.iter().any(|code| self.exclude.contains(code))
    }
}
