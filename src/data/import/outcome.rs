//! What becomes of a row of a sheet, and why a value of it is not taken as it stands.

use std::fmt;

use serde::Serialize;

use super::dates::DateDoubt;
use crate::words::{Lang, Word};

/// What a name may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The id: an answer to the question.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.id == self.name { f.write_str(&self.id) } else { write!(f, "{} ({})", self.name, self.id) }
    }
}

/// What became of a row of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowOutcome {
    /// Not in the database before.
    New,
    /// In the database, with less or other values.
    Changed,
    /// In the database as it stands.
    AlreadyThere,
    /// Not taken until a question on it is answered.
    Open,
    /// Not taken; see the notes on it.
    Rejected,
    /// A footnote, a sum, or the guide of a template.
    LeftOut,
}

impl RowOutcome {
    /// All outcomes.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Changed, Self::AlreadyThere, Self::Open, Self::Rejected, Self::LeftOut];

    /// In words.
    pub fn word(self) -> Word {
        match self {
            Self::New => Word::OUTCOME_NEW,
            Self::Changed => Word::OUTCOME_CHANGED,
            Self::AlreadyThere => Word::OUTCOME_ALREADY_THERE,
            Self::Open => Word::OUTCOME_OPEN,
            Self::Rejected => Word::OUTCOME_REJECTED,
            Self::LeftOut => Word::OUTCOME_LEFT_OUT,
        }
    }
}

/// Why a value was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum RowNoteReason {
    /// Rejected: no city.
    NoCity,
    /// Rejected: no title, and nothing to make one of.
    NoTitle,
    /// Rejected: a field without which the row says nothing is empty.
    Empty,
    /// Asked: names no city, network or partner, but nearly one.
    DidYouMean {
        /// Ids and names.
        near: Vec<Proposal>,
    },
    /// Asked: names several.
    Ambiguous {
        /// Ids and names.
        meanings: Vec<Proposal>,
    },
    /// Rejected: unknown, and the mapping makes no new ones.
    Unknown,
    /// Rejected: the database refuses the row; its words.
    Refused {
        /// The words of the engine.
        detail: String,
    },
    /// Rejected: more cells than headings, so that nobody can tell which of them stands where.
    SurplusCells {
        /// How many too many.
        surplus: usize,
    },
    /// Taken, but the encoding lacks some of its bytes.
    BrokenText,
    /// Not taken: no date.
    NotADate,
    /// A date in part: the cell says what no date can hold.
    DateInPart {
        /// The date as taken; empty where the row stays undated.
        read_as: String,
        /// What is not in it.
        doubt: DateDoubt,
    },
    /// Taken, but the end lies before the start.
    EndBeforeStart {
        /// The start.
        start: String,
    },
    /// Not taken: no number.
    NotANumber,
    /// Not taken: no word of the vocabulary.
    NotAWord {
        /// Ids and names of those spelled nearly so.
        near: Vec<String>,
    },
    /// Not taken: no country.
    NotACountry,
    /// Not taken: no id that can be written.
    NotAnId,
    /// Left out: a footnote.
    Footnote,
    /// Left out: a sum.
    Sum,
    /// Left out: the headings once more.
    Heading,
}

impl RowNoteReason {
    /// What became of the row for it; nothing where the row was taken without the value.
    pub fn outcome(&self) -> Option<RowOutcome> {
        match self {
            Self::NoCity
            | Self::NoTitle
            | Self::Empty
            | Self::Unknown
            | Self::SurplusCells { .. }
            | Self::Refused { .. } => Some(RowOutcome::Rejected),
            Self::DidYouMean { .. } | Self::Ambiguous { .. } => Some(RowOutcome::Open),
            Self::Footnote | Self::Sum | Self::Heading => Some(RowOutcome::LeftOut),
            Self::BrokenText
            | Self::NotADate
            | Self::DateInPart { .. }
            | Self::EndBeforeStart { .. }
            | Self::NotANumber
            | Self::NotAWord { .. }
            | Self::NotACountry
            | Self::NotAnId => None,
        }
    }

    /// Whether the value is in the database all the same, as it stands or in part.
    pub fn leaves_value(&self) -> bool {
        match self {
            Self::DateInPart { read_as, .. } => !read_as.is_empty(),
            Self::BrokenText | Self::EndBeforeStart { .. } => true,
            _ => false,
        }
    }

    /// In words.
    pub fn text(&self, lang: Lang) -> String {
        let plain = |word: Word| word.text(lang).to_owned();
        let with_near = |word: Word, near: &[String]| {
            let mut text = plain(word);
            if !near.is_empty() {
                text = format!("{text} {}", Word::did_you_mean(lang, &near.join(", ")));
            }
            text
        };
        match self {
            Self::NoCity => plain(Word::NOTE_NO_CITY),
            Self::NoTitle => plain(Word::NOTE_NO_TITLE),
            Self::Empty => plain(Word::NOTE_EMPTY),
            Self::DidYouMean { near } => {
                let near: Vec<String> = near.iter().map(Proposal::to_string).collect();
                with_near(Word::NOTE_UNKNOWN_NAME, &near)
            }
            Self::Ambiguous { meanings } => Word::note_ambiguous(lang, &joined(meanings)),
            Self::Unknown => plain(Word::NOTE_UNKNOWN_NAME),
            Self::Refused { detail } => Word::cause_sqlite(lang, detail),
            Self::NotADate => plain(Word::NOTE_NOT_A_DATE),
            Self::DateInPart { read_as, doubt } if read_as.is_empty() => Word::note_undated(lang, &doubt.text(lang)),
            Self::DateInPart { read_as, doubt } => Word::note_date_in_part(lang, read_as, &doubt.text(lang)),
            Self::EndBeforeStart { start } => Word::note_end_before_start(lang, start),
            Self::NotANumber => plain(Word::NOTE_NOT_A_NUMBER),
            Self::NotAWord { near } => with_near(Word::NOTE_NOT_A_WORD, near),
            Self::NotACountry => plain(Word::NOTE_NOT_A_COUNTRY),
            Self::NotAnId => plain(Word::NOTE_NOT_AN_ID),
            Self::Footnote => plain(Word::NOTE_FOOTNOTE),
            Self::Sum => plain(Word::NOTE_SUM),
            Self::Heading => plain(Word::NOTE_HEADING),
            Self::SurplusCells { surplus } => Word::note_surplus_cells(lang, surplus),
            Self::BrokenText => plain(Word::NOTE_BROKEN_TEXT),
        }
    }
}

/// Proposals in one text.
pub(super) fn joined(proposals: &[Proposal]) -> String {
    proposals.iter().map(Proposal::to_string).collect::<Vec<_>>().join(", ")
}
