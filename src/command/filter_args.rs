//! Options that make a [`Filter`]: the same on every headless command, named after the fields.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Args, FromArgMatches};

use super::filter_fault::{FilterArgsError, MEMBER_OF};
use crate::data::{Code, Dataset, Date, Field, Table, cities_named};
use crate::query::{Choice, Filter, MemberOf, Years, YearsMean};
use crate::words::Lang;

/// Which facts to count or draw. Ids or names, in either language; an option may be given several times: a fact must
/// hold one of the values. A leading ! keeps out the facts that hold the value.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filter (ids or names; repeat for \"or\", put ! before a value to leave it out)")]
#[command(group = ArgGroup::new("times").args(["years", "member_year"]).multiple(true))]
pub struct FilterArgs {
    #[command(flatten)]
    fields: FieldArgs,
    /// A government, with every government in it.
    #[arg(long, value_name = "ID")]
    within: Vec<String>,
    /// A network that a government of the fact is a member of, its district or city not for it; national institutions stay.
    #[arg(long, value_name = "ID")]
    member_of: Vec<String>,
    /// Members in this year: joined in it or before, not left before its end. Unless given, members at any time.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1..=9999))]
    member_year: Option<i16>,
    /// A fact must hold all values given for this field, instead of one of them.
    #[arg(long, value_name = "FIELD")]
    all_of: Vec<String>,
    /// Years: A..B, A.., ..B or A.
    #[arg(long, value_name = "A..B")]
    years: Option<String>,
    /// The years take in what went on in them, not only what began in them.
    #[arg(long, requires = "years")]
    active_during: bool,
    /// The years let facts without a date pass, unless known to have ended before; --member-year takes in who joined
    /// nobody knows when.
    #[arg(long, requires = "times")]
    undated: bool,
    /// Every word of it occurs in the texts and names of a fact.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

impl FilterArgs {
    /// Finds what was asked for in a dataset. What is not given stays as in [`Filter::default`].
    ///
    /// # Errors
    /// `FilterArgsError`, which says what to write instead.
    pub fn into_filter(self, dataset: &Dataset) -> Result<Filter, FilterArgsError> {
        self.onto(Filter::default(), dataset)
    }

    /// Finds what was asked for in a dataset. What is not given stays as in `filter`, that of a saved view.
    ///
    /// # Errors
    /// `FilterArgsError`, which says what to write instead.
    pub fn onto(self, mut filter: Filter, dataset: &Dataset) -> Result<Filter, FilterArgsError> {
        for field in Field::ALL {
            let given = self.fields.0.get(&field).map_or(&[][..], Vec::as_slice);
            let choice = choice(dataset, field, field.id(), given)?;
            if !choice.is_empty() {
                filter.choices.insert(field, choice);
            }
        }
        for given in &self.within {
            filter.within.insert(find_id(dataset, Field::City, "within", given)?);
        }
        let members = choice(dataset, Field::Network, MEMBER_OF, &self.member_of)?;
        if !members.is_empty() {
            filter.member_of = MemberOf { choice: members, year: None };
        }
        if let Some(year) = self.member_year {
            if filter.member_of.is_empty() {
                return Err(FilterArgsError::NothingChosen {
                    option: "member-year",
                    given: year.to_string(),
                    of: MEMBER_OF,
                });
            }
            filter.member_of.year = Some(year);
            filter.undated_pass = self.undated;
        }
        for given in self.all_of {
            let (of, choice) = if given == MEMBER_OF {
                (MEMBER_OF, Some(&mut filter.member_of.choice))
            } else if let Some(field) = Field::from_id(&given) {
                (field.id(), filter.choices.get_mut(&field))
            } else {
                return Err(FilterArgsError::NoSuchField { given });
            };
            match choice.filter(|choice| !choice.include.is_empty()) {
                Some(choice) => choice.all_of = true,
                None => return Err(FilterArgsError::NothingChosen { option: "all-of", given, of }),
            }
        }
        if let Some(given) = self.years {
            filter.years = Some(years(&given, dataset)?);
            filter.years_mean = if self.active_during { YearsMean::ActiveDuring } else { YearsMean::StartedIn };
            filter.undated_pass = self.undated;
        }
        if let Some(text) = self.text {
            filter.text = text;
        }
        Ok(filter)
    }
}

/// What was given for an option: values to include, and after a ! values to exclude.
fn choice(dataset: &Dataset, field: Field, option: &'static str, given: &[String]) -> Result<Choice, FilterArgsError> {
    let mut choice = Choice::default();
    for given in given {
        let (ids, value) = match given.strip_prefix('!') {
            Some(value) => (&mut choice.exclude, value),
            None => (&mut choice.include, given.as_str()),
        };
        ids.insert(find_id(dataset, field, option, value)?);
    }
    Ok(choice)
}

/// What was given for each field: an option for every one of them, named after it.
#[derive(Clone, Debug, Default)]
struct FieldArgs(BTreeMap<Field, Vec<String>>);

impl Args for FieldArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        let option = |field: Field| {
            let arg = Arg::new(field.id()).long(field.id()).value_name("ID").help(field.option_help());
            arg.action(ArgAction::Append)
        };
        command.args(Field::ALL.map(option))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FieldArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut given = Self::default();
        given.update_from_arg_matches(matches)?;
        Ok(given)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for field in Field::ALL {
            if let Some(values) = matches.get_many::<String>(field.id()) {
                self.0.insert(field, values.cloned().collect());
            }
        }
        Ok(())
    }
}

/// The id that a person meant: the id itself, or else a full or short name in either language, in any case.
pub(super) fn find_id(
    dataset: &Dataset,
    field: Field,
    option: &'static str,
    given: &str,
) -> Result<String, FilterArgsError> {
    let vocabulary = dataset.vocabulary(field);
    if vocabulary.code(given).is_some() {
        return Ok(given.to_owned());
    }
    let wanted = given.trim().to_lowercase();
    let is_meant = |&(code, _): &(Code, _)| names(dataset, field, code).any(|name| name.to_lowercase() == wanted);
    let mut meant: Vec<&str> = vocabulary.iter().filter(is_meant).map(|(_, value)| value.id.as_str()).collect();
    if meant.is_empty() && field == Field::City {
        meant = cities_named(dataset, given).into_iter().map(|code| vocabulary[code].id.as_str()).collect();
    }
    let file = dataset.file_name.clone();
    match meant[..] {
        [id] => Ok(id.to_owned()),
        [] => {
            let near = nearest(dataset, field, &wanted);
            Err(FilterArgsError::UnknownValue { file, option, given: given.to_owned(), near })
        }
        _ => {
            let ids = meant.into_iter().map(ToOwned::to_owned).collect();
            Err(FilterArgsError::AmbiguousName { file, option, given: given.to_owned(), ids })
        }
    }
}

/// Id, full, short and other names of a value, where it has them.
fn names(dataset: &Dataset, field: Field, code: Code) -> impl Iterator<Item = &str> {
    let value = &dataset.vocabulary(field)[code];
    let names = [&value.id, &value.name.en, &value.name.ko, &value.short.en, &value.short.ko];
    names.into_iter().chain(&value.others).map(String::as_str).filter(|name| !name.is_empty())
}

/// Up to three values whose id or name is a few letters away from what was typed, or holds it.
fn nearest(dataset: &Dataset, field: Field, wanted: &str) -> Vec<String> {
    const SHOWN: usize = 3;
    let length = wanted.chars().count();
    if length == 0 {
        return Vec::new();
    }
    let most = (length / 3).clamp(1, 3);
    let distance = |name: &str| {
        let name = name.to_lowercase();
        // What holds the whole word comes after what is one slip away.
        let holds = (length >= 2 && name.contains(wanted)).then_some(2);
        holds.into_iter().chain(Some(strsim::osa_distance(&name, wanted)).filter(|&distance| distance <= most)).min()
    };
    let vocabulary = dataset.vocabulary(field);
    let mut near: Vec<(usize, Code)> = vocabulary
        .codes()
        .filter_map(|code| Some((names(dataset, field, code).filter_map(distance).min()?, code)))
        .collect();
    near.sort_unstable();
    let shown = |(_, code): (usize, Code)| {
        let value = &vocabulary[code];
        let name = value.name.in_lang(Lang::En);
        if name.is_empty() { value.id.clone() } else { format!("{} ({name})", value.id) }
    };
    near.into_iter().take(SHOWN).map(shown).collect()
}

/// `A..B`, `A..`, `..B` or `A`. An open end is that of the dated facts.
fn years(given: &str, dataset: &Dataset) -> Result<Years, FilterArgsError> {
    let unreadable = || FilterArgsError::YearsUnreadable { given: given.to_owned() };
    let year = |text: &str| -> Result<Option<i16>, FilterArgsError> {
        if text.is_empty() {
            return Ok(None);
        }
        let is_number = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|&year: &i16| is_number && year > 0).map(Some).ok_or_else(unreadable)
    };
    let (from, to) = match given.trim().split_once("..") {
        Some((from, to)) => (year(from.trim())?, year(to.trim())?),
        None => (year(given.trim())?, year(given.trim())?),
    };
    let (first, last) = years_of_facts(dataset);
    match (from, to) {
        (None, None) => Err(unreadable()),
        (Some(from), Some(to)) if from > to => {
            Err(FilterArgsError::YearsReversed { given: given.to_owned(), turned: format!("{to}..{from}") })
        }
        (Some(from), to) => Ok(Years { from, to: to.unwrap_or(last.max(from)) }),
        (None, Some(to)) => Ok(Years { from: first.min(to), to }),
    }
}

/// The first and the last year in which any fact began or ended.
fn years_of_facts(dataset: &Dataset) -> (i16, i16) {
    let dates = Table::ALL.into_iter().flat_map(|table| {
        let facts = dataset.table(table);
        facts.start.iter().chain(facts.end.iter()).flatten()
    });
    let (first, last) =
        dates.map(Date::year).fold((i16::MAX, i16::MIN), |(first, last), year| (first.min(year), last.max(year)));
    if first > last { (1, 9999) } else { (first, last) }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::data::{FactTable, Name, Value, Vocabulary};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        filter: FilterArgs,
    }

    fn dataset() -> Dataset {
        let mut vocabularies = vec![Vocabulary::default(); Field::ALL.len()];
        let cities = [
            ("seoul", "Seoul Metropolitan City", "서울특별시", "Seoul", "서울"),
            ("busan", "Busan", "부산광역시", "", "부산"),
            ("busan-jung", "Jung District", "중구", "", ""),
            ("daegu-jung", "Jung District", "중구", "", ""),
        ];
        let name = |en: &str, ko: &str| Name { en: en.to_owned(), ko: ko.to_owned() };
        for (id, en, ko, short_en, short_ko) in cities {
            let value =
                Value { id: id.to_owned(), name: name(en, ko), short: name(short_en, short_ko), ..Value::default() };
            vocabularies[Field::City as usize].intern(value);
        }
        for (field, id) in [(Field::Scope, "domestic"), (Field::Scope, "international"), (Field::TieStatus, "talks")] {
            vocabularies[field as usize].intern(Value { id: id.to_owned(), ..Value::default() });
        }
        let mut tables = vec![FactTable::empty(); Table::ALL.len()];
        tables[0].start = ["1961", "2024-05"].map(|date| Date::parse(date).ok()).into_iter().collect();
        Dataset { file_name: "cities.db".to_owned(), vocabularies, tables, ..Dataset::default() }
    }

    fn filter(line: &str) -> Result<Filter, FilterArgsError> {
        let words = std::iter::once("test").chain(line.split_whitespace());
        Line::try_parse_from(words).unwrap().filter.into_filter(&dataset())
    }

    #[test]
    fn ids_and_names_choose_and_keep_out() {
        let filter = filter("--city seoul --city !부산 --within busan --all-of city --text 도시").unwrap();
        let choice = filter.choice(Field::City);
        assert_eq!((choice.include, choice.exclude), (["seoul".to_owned()].into(), ["busan".to_owned()].into()));
        assert!(choice.all_of && filter.within.contains("busan") && filter.text == "도시");
        assert_eq!(filter.choice(Field::Scope), Filter::default().choice(Field::Scope));
    }

    #[test]
    fn names_are_found_in_both_languages_and_any_case() {
        for name in ["seoul", "SEOUL", "서울", "서울특별시"] {
            assert!(filter(&format!("--city {name}")).unwrap().choice(Field::City).include.contains("seoul"), "{name}");
        }
        let error = filter("--city 중구").unwrap_err();
        assert!(error.to_string().contains("busan-jung, daegu-jung"), "{error}");
    }

    #[test]
    fn what_is_given_replaces_the_standing_default() {
        assert_eq!(Line::try_parse_from(["test"]).unwrap().filter.into_filter(&dataset()).unwrap(), Filter::default());
        let filter = filter("--scope domestic --tie-status talks").unwrap();
        for (field, id) in [(Field::Scope, "domestic"), (Field::TieStatus, "talks")] {
            assert_eq!(filter.choice(field), Choice { include: [id.to_owned()].into(), ..Choice::default() });
        }
    }

    #[test]
    fn years_are_read_in_four_forms() {
        let years = |given: &str| filter(&format!("--years {given}")).map(|filter| filter.years.unwrap());
        assert_eq!(years("1995..2024"), Ok(Years { from: 1995, to: 2024 }));
        assert_eq!(years("1995"), Ok(Years { from: 1995, to: 1995 }));
        assert_eq!(years("1995.."), Ok(Years { from: 1995, to: 2024 }));
        assert_eq!(years("..1995"), Ok(Years { from: 1961, to: 1995 }));
        assert_eq!(years("2050.."), Ok(Years { from: 2050, to: 2050 }));
        for given in ["x", "1995-2024", "..", "19950", "0", "1995..x", "1995...2024", "-5..3"] {
            let error = Line::try_parse_from(["test", &format!("--years={given}")]).unwrap().filter;
            let error = error.into_filter(&dataset()).unwrap_err();
            assert!(matches!(error, FilterArgsError::YearsUnreadable { .. }), "{given}: {error}");
        }
        let error = years("2024..1995").unwrap_err();
        assert!(error.to_string().contains("--years 1995..2024"), "{error}");
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_ids() {
        let said = filter("--city seuol").unwrap_err().to_string();
        for part in ["--city seuol", "cities.db", "seoul (Seoul Metropolitan City)"] {
            assert!(said.contains(part), "{said}");
        }
        let error = filter("--within jung").unwrap_err();
        assert!(matches!(&error, FilterArgsError::UnknownValue { near, .. } if near.len() == 2), "{error}");
        let error = filter("--city zzzzzz").unwrap_err();
        assert!(error.to_string().contains("city-diplomacy counts cities.db"), "{error}");
        assert!(matches!(filter("--all-of town").unwrap_err(), FilterArgsError::NoSuchField { .. }));
        assert!(matches!(filter("--all-of agenda").unwrap_err(), FilterArgsError::NothingChosen { .. }));
    }
}
