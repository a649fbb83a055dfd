//! Why options make no filter, and what to write instead.

use std::fmt;

use crate::data::{Explanation, Field};
use crate::words::{Lang, Word};

/// The option that chooses governments by their networks.
pub(super) const MEMBER_OF: &str = "member-of";

/// Why options make no filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterArgsError {
    /// The database has neither an id nor a name like that.
    UnknownValue {
        /// Name of the database file.
        file: String,
        /// The option, without its dashes.
        option: &'static str,
        /// As given.
        given: String,
        /// The ids that come nearest, each with its name.
        near: Vec<String>,
    },
    /// Several values have the name.
    AmbiguousName {
        /// Name of the database file.
        file: String,
        /// The option, without its dashes.
        option: &'static str,
        /// As given.
        given: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// Not a span of years.
    YearsUnreadable {
        /// As given.
        given: String,
    },
    /// The first year comes after the last.
    YearsReversed {
        /// As given.
        given: String,
        /// The other way round.
        turned: String,
    },
    /// `--all-of` names no field.
    NoSuchField {
        /// As given.
        given: String,
    },
    /// `--all-of`, or `--member-year`, is about an option of which no value was chosen.
    NothingChosen {
        /// Which of the two, without its dashes.
        option: &'static str,
        /// As given.
        given: String,
        /// The option that it is about.
        of: &'static str,
    },
}

impl FilterArgsError {
    /// What went wrong, why, and what to do next.
    pub fn explain(&self, lang: Lang) -> Explanation {
        let unusable = |option: &str, given: &str| Word::option_unusable(lang, &option, &given);
        match self {
            Self::UnknownValue { file, option, given, near } => Explanation {
                what: unusable(option, given),
                cause: Word::cause_no_such_value(lang, &file),
                next_step: if near.is_empty() {
                    Word::next_list_values(lang, &file)
                } else {
                    Word::next_did_you_mean(lang, &near.join(", "))
                },
            },
            Self::AmbiguousName { file, option, given, ids } => Explanation {
                what: unusable(option, given),
                cause: Word::cause_several_values(lang, &file),
                next_step: Word::next_give_id(lang, &ids.join(", ")),
            },
            Self::YearsUnreadable { given } => Explanation {
                what: unusable("years", given),
                cause: Word::CAUSE_NOT_YEARS.text(lang).to_owned(),
                next_step: Word::NEXT_WRITE_YEARS.text(lang).to_owned(),
            },
            Self::YearsReversed { given, turned } => Explanation {
                what: unusable("years", given),
                cause: Word::CAUSE_YEARS_REVERSED.text(lang).to_owned(),
                next_step: Word::next_turn_years(lang, &turned),
            },
            Self::NoSuchField { given } => Explanation {
                what: unusable("all-of", given),
                cause: Word::CAUSE_NO_SUCH_FIELD.text(lang).to_owned(),
                next_step: {
                    let options: Vec<_> = Field::ALL.into_iter().map(Field::id).chain([MEMBER_OF]).collect();
                    Word::next_choose_one_of(lang, &options.join(", "))
                },
            },
            Self::NothingChosen { option, given, of } => Explanation {
                what: unusable(option, given),
                cause: Word::cause_nothing_chosen(lang, of),
                next_step: Word::next_choose_several(lang, of),
            },
        }
    }
}

impl fmt::Display for FilterArgsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.explain(Lang::En).fmt(f)
    }
}
