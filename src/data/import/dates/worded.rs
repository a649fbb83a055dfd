//! Dates with the month in words: 3 May 1992, May 3-7, 1992, May-92, 3. Mai 1992.

use super::DateDoubt;
use super::lexicon;
use super::numeric::{date, year_of_two_digits};
use super::parser::Parser;
use super::qualifiers::{is_ordinal_end, raise};
use super::tokens::Token;
use crate::data::Date;

/// What a date says, some of which its neighbour may say for it: "3-7 May 1992".
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    year: Option<u32>,
    month: Option<u8>,
    day: Option<u32>,
}

impl Part {
    fn date(self) -> Option<Date> {
        if self.day == Some(0) {
            return None;
        }
        date(self.year?, u32::from(self.month?), self.day.unwrap_or(0))
    }
}

impl Parser<'_> {
    /// A date with its month in words, and its end where there is one.
    pub fn worded_stretch(&mut self) -> Option<(Date, Option<Date>)> {
        let before = (self.at, self.is_guess);
        let found = self.worded();
        if found.is_none() {
            (self.at, self.is_guess) = before;
        }
        found
    }

    fn worded(&mut self) -> Option<(Date, Option<Date>)> {
        let first = self.part(None);
        if first.year.is_some() && first.month.is_none() {
            return None;
        }
        if first.year.is_none() && first.month.is_none() && first.day.is_none() {
            return None;
        }
        let is_complete = first.year.is_some();
        let behind_first = self.at;
        if !self.take_range_mark() {
            if !is_complete && first.month.is_some() && first.day.is_some() && self.pieces.len() <= 3 {
                // "May-12" is a month of 2012 or a day.
                raise(&mut self.doubt, DateDoubt::TwoDigitYear);
            }
            return Some((first.date()?, None));
        }
        let second = self.part(first.month);
        if is_complete {
            let end = Self::end_of(first, second);
            if end.is_none() {
                self.at = behind_first;
            }
            return Some((first.date()?, end));
        }
        let end = Part { month: second.month.or(first.month), ..second };
        let begin = Part { month: first.month.or(second.month), year: second.year, ..first };
        let end = end.date()?;
        let begin = begin.date()?;
        // "30 December - 2 January 1993".
        let begin = if begin > end {
            Part { year: second.year.map(|year| year - 1), month: first.month.or(second.month), ..first }.date()?
        } else {
            begin
        };
        Some((begin, Some(end)))
    }

    /// The end of a stretch whose beginning has its year.
    fn end_of(first: Part, second: Part) -> Option<Date> {
        if second.year.is_some() && second.month.is_some() {
            return second.date();
        }
        let is_short = second.year.is_none() && (second.month.is_some() || second.day.is_some());
        let end = Part { year: first.year, month: second.month.or(first.month), day: second.day };
        end.date().filter(|_| is_short && second.day.is_some() == first.day.is_some())
    }

    /// Takes what belongs to one date, in whatever order; the date before it may have named its month.
    fn part(&mut self, month_before: Option<u8>) -> Part {
        let mut part = Part::default();
        while let Some(token) = self.token(0) {
            let is_taken = match token {
                Token::Number(number, digits) => self.take_number(&mut part, month_before, *number, *digits),
                Token::Word(word) => match lexicon::month(word) {
                    Some(month) if part.month.is_none() => {
                        part.month = Some(month);
                        self.at += 1;
                        true
                    }
                    _ => self.take_joint(word, part),
                },
                Token::Sign('\'') => match self.number(1) {
                    Some((number, 2)) if part.year.is_none() && part.month.is_some() => {
                        part.year = Some(year_of_two_digits(number));
                        self.is_guess = true;
                        self.at += 2;
                        true
                    }
                    _ => false,
                },
                Token::Sign(',' | '.') if part.day.is_some() || part.month.is_some() => {
                    let goes_on = matches!(self.token(1), Some(Token::Number(..) | Token::Word(_) | Token::Sign('\'')));
                    self.at += usize::from(goes_on && part.year.is_none());
                    goes_on && part.year.is_none()
                }
                Token::Sign('-' | '/') => self.take_hyphen(part),
                _ => false,
            };
            if !is_taken {
                break;
            }
        }
        part
    }

    fn take_number(&mut self, part: &mut Part, month_before: Option<u8>, number: u32, digits: usize) -> bool {
        let is_year_missing = part.year.is_none();
        match digits {
            4 if is_year_missing && part.month.or(month_before).is_some() && (1000..=2200).contains(&number) => {
                part.year = Some(number);
            }
            1 | 2 if part.day.is_none() && is_year_missing && (1..=31).contains(&number) => part.day = Some(number),
            2 if is_year_missing && part.month.is_some() && !self.has_long_year_ahead() => {
                part.year = Some(year_of_two_digits(number));
                self.is_guess = true;
            }
            _ => return false,
        }
        self.at += 1;
        if self.word(0).is_some_and(is_ordinal_end) {
            self.at += 1;
        }
        true
    }

    fn has_long_year_ahead(&self) -> bool {
        self.pieces[self.at..].iter().any(|piece| matches!(piece.token, Token::Number(_, 4)))
    }

    /// "of", "de", "the" between the parts.
    fn take_joint(&mut self, word: &str, part: Part) -> bool {
        let is_between = part.year.is_none() && (part.day.is_some() || part.month.is_some());
        let is_joint = is_between && matches!(word, "of" | "de" | "del" | "the" | "in");
        self.at += usize::from(is_joint);
        is_joint
    }

    /// The hyphens of 3-May-92 join; that of "May 3-7" does not.
    fn take_hyphen(&mut self, part: Part) -> bool {
        let joins = match (part.month, part.year, self.token(1)) {
            (None, None, Some(Token::Word(word))) => part.day.is_some() && lexicon::month(word).is_some(),
            (Some(_), None, Some(Token::Number(_, 4))) => true,
            (Some(_), None, Some(Token::Number(number, 2))) => {
                let is_day = part.day.is_none() && *number <= 31;
                !self.has_long_year_ahead() && (part.day.is_some() || *number > 31 || is_day)
            }
            _ => false,
        };
        self.at += usize::from(joins);
        joins
    }
}
