//! Dates as people write them in lists, each taken exactly as precise as it is written, and never shortened in silence.

mod lexicon;
mod numeric;
mod parser;
mod qualifiers;
mod tokens;
mod worded;

use serde::{Deserialize, Serialize};

use crate::data::Date;
use crate::words::{Lang, Word};
use parser::Parser;
use tokens::{Piece, Token};

/// Whether the day or the month stands first in dates such as 03/05/1992.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// 3 May.
    DayFirst,
    /// 5 March.
    MonthFirst,
}

impl DayOrder {
    /// Both orders.
    pub const ALL: [Self; 2] = [Self::DayFirst, Self::MonthFirst];

    /// In words.
    pub fn word(self) -> Word {
        match self {
            Self::DayFirst => Word::DAY_FIRST,
            Self::MonthFirst => Word::MONTH_FIRST,
        }
    }
}

/// What a cell says that a date cannot hold. The later ones leave nothing to be taken as a date, or weigh more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateDoubt {
    /// Taken: the cell says more than the date, such as a season or a second date.
    SaysMore,
    /// Taken: six digits that may be a year and a month, or a day of another year.
    SixDigits,
    /// Taken: planned for then.
    Planned,
    /// Taken: about then.
    About,
    /// Undated: which number is the year cannot be told.
    TwoDigitYear,
    /// Undated until it is known whether the day or the month stands first.
    DayOrder,
    /// Undated: known to ten years; the first of them.
    Decade(i16),
    /// Undated: after this date, not on it.
    After,
    /// Undated: before this date, not on it.
    Before,
    /// Undated: before the year 1.
    BeforeChrist,
}

impl DateDoubt {
    /// Whether a date is taken all the same.
    fn has_date(self) -> bool {
        self < Self::TwoDigitYear
    }

    /// In words.
    pub fn text(self, lang: Lang) -> String {
        let word = match self {
            Self::SaysMore => Word::DATE_SAYS_MORE,
            Self::SixDigits => Word::DATE_SIX_DIGITS,
            Self::Planned => Word::DATE_PLANNED,
            Self::About => Word::DATE_ABOUT,
            Self::TwoDigitYear => Word::DATE_TWO_DIGIT_YEAR,
            Self::DayOrder => Word::DATE_DAY_ORDER,
            Self::Decade(first) => return Word::date_decade(lang, &first, &first.saturating_add(9)),
            Self::After => Word::DATE_AFTER,
            Self::Before => Word::DATE_BEFORE,
            Self::BeforeChrist => Word::DATE_BEFORE_CHRIST,
        };
        word.text(lang).to_owned()
    }
}

/// What was read in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The date, or the beginning of a stretch of time.
    pub begin: Option<Date>,
    /// The end of a stretch of time.
    pub end: Option<Date>,
    /// What the cell says that is not in the dates.
    pub doubt: Option<DateDoubt>,
    /// Whether the date was worked out rather than copied ('98, an era, a number of days).
    pub is_guess: bool,
    /// The order of day and month that the cell shows by itself: 13/05/1992.
    pub told_order: Option<DayOrder>,
    /// Whether the order of day and month, which is not known, makes a difference.
    pub waits_for_order: bool,
}

/// Reads the dates of one sheet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DateReader {
    /// Whether the day or the month stands first where the numbers do not tell.
    pub day_order: Option<DayOrder>,
    /// Whether numbers of days are counted from 1904.
    pub is_from_1904: bool,
}

impl DateReader {
    /// Reads a cell; a text that is no date gives neither a date nor a doubt.
    pub fn read(self, text: &str) -> Reading {
        if let Ok(date) = Date::parse(text) {
            return Reading { begin: Some(date), ..Reading::default() };
        }
        // Nobody writes a page about a date; the work on it stays small.
        if text.len() > MOST_BYTES {
            return Reading::default();
        }
        // 2016.0 is a number that a spreadsheet wrote.
        let whole = text.trim().strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()));
        let (pieces, doubt) = qualifiers::taken_out(whole.unwrap_or(text));
        let mut parser = Parser::new(&pieces, self, doubt);
        let stretch = parser.stretch();
        let doubt = parser.doubt;
        let (told_order, waits_for_order) = (parser.told_order, parser.waits_for_order);
        let is_dated = doubt.is_none_or(DateDoubt::has_date);
        let Some((begin, end)) = stretch.filter(|_| is_dated) else {
            // Words such as "planned" alone say nothing of a date.
            let doubt = doubt.filter(|doubt| !doubt.has_date() && (stretch.is_some() || says_why(*doubt)));
            return Reading { doubt, told_order, waits_for_order, ..Reading::default() };
        };
        Reading { begin, end, doubt, is_guess: parser.is_guess, told_order, waits_for_order }
    }

    /// Reads a cell that holds a period or an end: "~ 1995" is its end alone.
    pub fn read_period(self, text: &str) -> Reading {
        let Some(rest) = text.trim().strip_prefix(['~', '∼', '～', '〜']) else { return self.read(text) };
        let read = self.read(rest);
        if read.end.is_some() { read } else { Reading { begin: None, end: read.begin, ..read } }
    }
}

/// A cell with a date in it is a few words long.
const MOST_BYTES: usize = 400;

/// Doubts that were found in numbers, so that the cell was meant as a date.
fn says_why(doubt: DateDoubt) -> bool {
    matches!(doubt, DateDoubt::TwoDigitYear | DateDoubt::DayOrder | DateDoubt::Decade(_) | DateDoubt::BeforeChrist)
}

/// A year with the month and the day that stand in columns of their own; the month may bring its day ("5월 3일").
pub(super) fn with_parts(year: Date, month: &str, day: &str) -> Option<Date> {
    let (month, day) = (part(month)?, part(day)?);
    let (month, day) = match (month.as_slice(), day.as_slice()) {
        ([], []) => return Some(year),
        ([month], []) => (*month, 0),
        ([month], [day]) | ([month, day], []) => (*month, *day),
        _ => return None,
    };
    match (month, day) {
        (0, 0) => Some(year),
        (month, 0) => Date::parse(&format!("{:04}-{month:02}", year.year())).ok(),
        (month, day) => Date::parse(&format!("{:04}-{month:02}-{day:02}", year.year())).ok(),
    }
}

/// The numbers of a cell with a month or a day; nothing where there is anything else in it.
fn part(text: &str) -> Option<Vec<u32>> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let numbers = tokens::pieces(text).into_iter().filter_map(|Piece { token, .. }| match token {
        Token::Number(number, 1..=2) => Some(Some(number)),
        Token::Word(word) if lexicon::month(&word).is_some() => Some(lexicon::month(&word).map(u32::from)),
        Token::Unit(_) | Token::Sign('.' | '-' | '/' | '(' | ')') => None,
        Token::Word(word) if lexicon::is_neutral(&word) => None,
        Token::Number(..) | Token::Word(_) | Token::Sign(_) => Some(None),
    });
    numbers.collect()
}

#[cfg(test)]
mod tests;
