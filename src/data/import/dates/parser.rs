//! A stretch of time: a date, what stands behind it, and its end.

use super::lexicon;
use super::qualifiers::raise;
use super::tokens::{Piece, Token, Unit};
use super::{DateDoubt, DateReader, DayOrder};
use crate::data::{Date, Precision};

/// Reads pieces from left to right.
pub(super) struct Parser<'p> {
    pub pieces: &'p [Piece],
    pub at: usize,
    pub reader: DateReader,
    pub doubt: Option<DateDoubt>,
    pub is_guess: bool,
    pub told_order: Option<DayOrder>,
    /// Whether a date was met that only the order of day and month tells.
    pub waits_for_order: bool,
    /// The sign between the numbers of the date read last.
    pub separator: Option<char>,
}

/// A beginning, where it is known, and an end.
type Stretch = (Option<Date>, Option<Date>);

impl<'p> Parser<'p> {
    pub fn new(pieces: &'p [Piece], reader: DateReader, doubt: Option<DateDoubt>) -> Self {
        Self {
            pieces,
            at: 0,
            reader,
            doubt,
            is_guess: false,
            told_order: None,
            waits_for_order: false,
            separator: None,
        }
    }

    /// The date or the beginning and the end that the cell states.
    pub fn stretch(&mut self) -> Option<Stretch> {
        self.skip_prefix();
        if let Some((begin, end)) = self.worded_stretch() {
            self.look_at_rest(end.is_some());
            return Some((Some(begin), end));
        }
        let begin = self.date()?;
        let end = self.end_after(begin);
        self.look_at_rest(end.is_some());
        Some((Some(begin), end))
    }

    pub fn token(&self, ahead: usize) -> Option<&'p Token> {
        self.pieces.get(self.at + ahead).map(|piece| &piece.token)
    }

    /// The number at a place, and how many digits it is written with.
    pub fn number(&self, ahead: usize) -> Option<(u32, usize)> {
        match self.token(ahead) {
            Some(Token::Number(number, digits)) => Some((*number, *digits)),
            _ => None,
        }
    }

    pub fn word(&self, ahead: usize) -> Option<&'p str> {
        match self.token(ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub fn sign(&self, ahead: usize) -> Option<char> {
        match self.token(ahead) {
            Some(Token::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    pub fn unit(&self, ahead: usize) -> Option<Unit> {
        match self.token(ahead) {
            Some(Token::Unit(unit)) => Some(*unit),
            _ => None,
        }
    }

    /// Whether a word touches the piece before it.
    pub fn has_word_attached(&self, ahead: usize) -> bool {
        let piece = self.pieces.get(self.at + ahead);
        piece.is_some_and(|piece| !piece.is_spaced && matches!(&piece.token, Token::Word(word) if !is_harmless(word)))
    }

    fn skip_prefix(&mut self) {
        loop {
            match self.token(0) {
                Some(Token::Sign('.' | ',' | '(' | ')' | '+' | '"' | ':')) => self.at += 1,
                // "mid-1992" without its "mid".
                Some(Token::Sign('-' | '/')) if self.pieces.get(self.at).is_some_and(|piece| !piece.is_spaced) => {
                    self.at += 1;
                }
                Some(Token::Word(word)) if matches!(word.as_str(), "until" | "till" | "by") => {
                    raise(&mut self.doubt, DateDoubt::Before);
                    self.at += 1;
                }
                Some(Token::Word(word)) if lexicon::is_neutral(word) => self.at += 1,
                _ => return,
            }
        }
    }

    /// What follows "~", "to" or "부터".
    fn end_after(&mut self, begin: Date) -> Option<Date> {
        let is_slashed = self.separator.is_none_or(|sign| sign == '-');
        let before = self.at;
        if self.sign(0) == Some('/') {
            self.at += 1;
            let end = self.date().filter(|end| end.precision() == begin.precision());
            let is_whole = self.at == self.pieces.len();
            // "1992. 5. 3. / 2003. 7. 1." are two dates, 2019/2020 and the intervals of ISO 8601 one stretch.
            if is_slashed && is_whole && end.is_some() {
                return end;
            }
            self.at = before;
            return self.later_year(begin);
        }
        if !self.take_range_mark() {
            return None;
        }
        let start_of_end = self.at;
        let (doubt, is_guess) = (self.doubt, self.is_guess);
        if let Some(end) = self.date() {
            return Some(end);
        }
        self.at = start_of_end;
        if self.doubt == Some(DateDoubt::DayOrder) {
            return None;
        }
        (self.doubt, self.is_guess) = (doubt, is_guess);
        if let Some((end, None)) = self.worded_stretch() {
            return Some(end);
        }
        let end = self.short_end(begin);
        if end.is_none() {
            self.at = start_of_end;
        }
        end
    }

    pub fn take_range_mark(&mut self) -> bool {
        let before = self.at;
        while self.sign(0).is_some_and(|sign| matches!(sign, '.' | ',' | ')')) || self.is_weekday_in_brackets() {
            self.at += 1;
        }
        let is_mark = match self.token(0) {
            Some(Token::Sign(sign)) => matches!(sign, '~' | '–' | '-'),
            Some(Token::Word(word)) => lexicon::is_range(word),
            _ => false,
        };
        if is_mark {
            self.at += 1;
        } else {
            self.at = before;
        }
        is_mark
    }

    /// "(화)" between a date and its end.
    fn is_weekday_in_brackets(&self) -> bool {
        let is_bracket = |ahead: usize| matches!(self.sign(ahead), Some('('));
        let is_opening = is_bracket(0) && self.word(1).is_some_and(lexicon::is_neutral);
        let is_inside = self.at > 0
            && matches!(self.pieces[self.at - 1].token, Token::Sign('('))
            && self.word(0).is_some_and(lexicon::is_neutral);
        is_opening || is_inside
    }

    /// "95" behind "1990-": a later year of the same century.
    fn later_year(&mut self, begin: Date) -> Option<Date> {
        let ahead = usize::from(self.sign(0) == Some('/'));
        let (number, digits) = self.number(ahead)?;
        let year = i32::from(begin.year()) / 100 * 100 + number as i32;
        if digits != 2 || begin.precision() != Precision::Year || number <= 12 || year <= i32::from(begin.year()) {
            return None;
        }
        self.at += ahead + 1;
        self.take_unit(Unit::Year);
        Some(Date::from_year(i16::try_from(year).ok()?))
    }

    /// "5." or "2. 5." after "2023. 1. 3. ~".
    fn short_end(&mut self, begin: Date) -> Option<Date> {
        if begin.precision() == Precision::Year {
            return self.later_year(begin);
        }
        let (first, first_digits) = self.number(0)?;
        let mut ahead = 1;
        let first_unit = self.unit(1);
        ahead += usize::from(first_unit.is_some());
        ahead += usize::from(matches!(self.sign(ahead), Some('.' | '-' | '/' | '·')));
        let second = self.number(ahead).filter(|(_, digits)| *digits <= 2);
        let year = begin.year();
        let (text, ahead) = match (begin.month()?, begin.day(), second, first_unit) {
            _ if first_digits > 2 => return None,
            (_, Some(_), Some((day, _)), None | Some(Unit::Month)) => {
                (format!("{year:04}-{first:02}-{day:02}"), ahead + 1)
            }
            (month, Some(_), None, None | Some(Unit::Day)) => (format!("{year:04}-{month:02}-{first:02}"), ahead),
            (_, None, None, None | Some(Unit::Month)) => (format!("{year:04}-{first:02}"), ahead),
            _ => return None,
        };
        let end = Date::parse(&text).ok()?;
        self.at += ahead;
        self.take_unit(Unit::Day);
        Some(end)
    }

    pub fn take_unit(&mut self, unit: Unit) -> bool {
        let is_there = self.unit(0) == Some(unit);
        self.at += usize::from(is_there);
        is_there
    }

    /// What is left of the cell: nothing to tell, an open end, or more than a date can hold.
    fn look_at_rest(&mut self, has_end: bool) {
        let rest = &self.pieces[self.at.min(self.pieces.len())..];
        for piece in rest {
            match &piece.token {
                Token::Word(word) if word == "까지" || word == "まで" => {
                    if !has_end {
                        raise(&mut self.doubt, DateDoubt::Before);
                    }
                }
                Token::Word(word) if lexicon::is_neutral(word) || lexicon::is_open_end(word) => {}
                Token::Word(word) if lexicon::is_range(word) => {}
                Token::Word(_) | Token::Number(..) | Token::Unit(_) => raise(&mut self.doubt, DateDoubt::SaysMore),
                Token::Sign(_) => {}
            }
        }
    }
}

fn is_harmless(word: &str) -> bool {
    lexicon::is_neutral(word) || lexicon::is_range(word) || word == "까지" || lexicon::month(word).is_some()
}
