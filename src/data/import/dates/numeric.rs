//! Dates of numbers: year first with any signs between, the years of eras, numbers of days, day or month first.

use super::lexicon;
use super::parser::Parser;
use super::qualifiers::raise;
use super::tokens::{Token, Unit};
use super::{DateDoubt, DayOrder};
use crate::data::Date;

impl Parser<'_> {
    /// One date at this place; where there is none, the place is of no account.
    pub fn date(&mut self) -> Option<Date> {
        self.separator = None;
        match self.token(0)? {
            Token::Sign('\'') => {
                let (number, 2) = self.number(1)? else { return None };
                self.at += 2;
                self.is_guess = true;
                self.rest_of(year_of_two_digits(number))
            }
            Token::Word(word) => self.date_of_era(word),
            Token::Number(number, digits) => self.date_of_number(*number, *digits),
            Token::Sign(_) | Token::Unit(_) => None,
        }
    }

    /// 昭和63年10月24日, 단기 4325년, H4.5.3.
    fn date_of_era(&mut self, word: &str) -> Option<Date> {
        let is_attached = self.pieces.get(self.at + 1).is_some_and(|piece| !piece.is_spaced);
        let era = lexicon::era(word).or_else(|| lexicon::era_of_letter(word).filter(|_| is_attached))?;
        let (number, 1..=4) = self.number(1)? else { return None };
        if number == 0 || number > era.last {
            return None;
        }
        let year = era.before_first + i32::try_from(number).ok()?;
        self.at += 2;
        self.is_guess = true;
        self.rest_of(u32::try_from(year).ok()?)
    }

    fn date_of_number(&mut self, number: u32, digits: usize) -> Option<Date> {
        match digits {
            8 => {
                self.at += 1;
                date(number / 10_000, number / 100 % 100, number % 100)
            }
            6 => self.date_of_six_digits(number),
            5 => self.date_of_days(number),
            4 => {
                self.at += 1;
                self.rest_of(number)
            }
            1 if self.is_grouped_year() => {
                let (rest, _) = self.number(2)?;
                self.at += 3;
                self.rest_of(number * 1000 + rest)
            }
            1 | 2 => self.date_with_year_last(number, digits),
            _ => None,
        }
    }

    /// 1,992: a year that a spreadsheet shows as a number.
    fn is_grouped_year(&self) -> bool {
        let is_rest = matches!(self.pieces.get(self.at + 2), Some(piece) if !piece.is_spaced)
            && self.number(2).is_some_and(|(_, digits)| digits == 3);
        self.sign(1) == Some(',') && is_rest
    }

    /// 202301 is a year and a month; 920503 may be a day of 1992, and 200503 either.
    fn date_of_six_digits(&mut self, number: u32) -> Option<Date> {
        let as_month = date(number / 100, number % 100, 0).filter(|date| (1900..2100).contains(&date.year()));
        let as_day = date(year_of_two_digits(number / 10_000), number / 100 % 100, number % 100);
        self.at += 1;
        match (as_month, as_day) {
            (Some(_), Some(_)) => raise(&mut self.doubt, DateDoubt::SixDigits),
            (None, Some(_)) => raise(&mut self.doubt, DateDoubt::TwoDigitYear),
            _ => {}
        }
        as_month
    }

    /// 45000 alone in a cell is 2023-03-15: the days of spreadsheets since the 30th of December 1899 or, on old
    /// Macintoshes, since the 1st of January 1904.
    fn date_of_days(&mut self, number: u32) -> Option<Date> {
        let is_alone =
            self.pieces.len() == 1 || (self.pieces.len() == 3 && self.sign(1) == Some('.') && self.number(2).is_some());
        if !is_alone || !(14_000..=73_050).contains(&number) {
            return None;
        }
        self.at = self.pieces.len();
        self.is_guess = true;
        let days_to_1904 = if self.reader.is_from_1904 { 1462 } else { 0 };
        day_of(i64::from(number) + days_to_1904)
    }

    /// The month and the day behind a year.
    fn rest_of(&mut self, year: u32) -> Option<Date> {
        if !(1000..=2200).contains(&year) {
            return None;
        }
        let has_unit = self.take_unit(Unit::Year);
        let whole_year = date(year, 0, 0);
        let before = self.at;
        let separator = self.sign(0).filter(|sign| ".-/·_,".contains(*sign));
        self.at += usize::from(separator.is_some());
        if let Some(month) = self.word(0).and_then(lexicon::month) {
            return self.day_after_month_word(year, month);
        }
        let Some((month, digits)) = self.number(0) else {
            self.at = if separator == Some('.') { self.at } else { before };
            return whole_year;
        };
        let has_month_unit = self.unit(1) == Some(Unit::Month);
        let is_month = digits <= 2 && !self.has_word_attached(1) && self.unit(1).is_none_or(|unit| unit == Unit::Month);
        let is_joined = has_month_unit || separator.is_some() || self.ends_number_at(1);
        if !is_month || !is_joined || (has_unit && separator == Some('/')) {
            self.at = before;
            return whole_year;
        }
        if month > 12 && !has_month_unit && matches!(separator, Some('-' | '/')) && !self.goes_on_at(1) {
            // 1990-95.
            self.at = before;
            return if Self::is_later_year(year, month, digits) { whole_year } else { None };
        }
        self.at += 1;
        self.take_unit(Unit::Month);
        self.separator = separator;
        self.day_after_month(year, month, separator, has_month_unit)
    }

    fn is_later_year(year: u32, number: u32, digits: usize) -> bool {
        digits == 2 && year / 100 * 100 + number > year
    }

    /// Whether the number ends a date: nothing, a sign or another number follows, but no word.
    fn ends_number_at(&self, ahead: usize) -> bool {
        matches!(self.token(ahead), None | Some(Token::Sign(_) | Token::Number(..)))
    }

    fn goes_on_at(&self, ahead: usize) -> bool {
        self.sign(ahead).is_some_and(|sign| ".-/·_,".contains(sign)) && self.number(ahead + 1).is_some()
    }

    fn day_after_month(
        &mut self,
        year: u32,
        month: u32,
        separator: Option<char>,
        has_month_unit: bool,
    ) -> Option<Date> {
        let before = self.at;
        let second = self.sign(0).filter(|sign| ".-/·_,".contains(*sign));
        let is_same = second == separator || second == Some(',') || has_month_unit;
        self.at += usize::from(second.is_some());
        let day = self.number(0).filter(|(_, digits)| *digits <= 2);
        let is_day = is_same && !self.has_word_attached(1) && self.unit(1).is_none_or(|unit| unit == Unit::Day);
        let (Some((day, _)), true) = (day, is_day) else {
            self.at = if second == Some('.') { self.at } else { before };
            return date(year, month, 0);
        };
        self.at += 1;
        self.take_unit(Unit::Day);
        if month == 0 {
            return date(year, 0, 0);
        }
        self.at += usize::from(self.sign(0) == Some('.'));
        date(year, month, day)
    }

    /// "1992 May 3".
    fn day_after_month_word(&mut self, year: u32, month: u8) -> Option<Date> {
        self.at += 1;
        let before = self.at;
        self.at += usize::from(matches!(self.sign(0), Some('.' | '-' | '/' | ',')));
        let day = self.number(0).filter(|(_, digits)| *digits <= 2 && !self.has_word_attached(1));
        if let Some((day, _)) = day {
            self.at += 1;
            return date(year, u32::from(month), day);
        }
        self.at = before;
        date(year, u32::from(month), 0)
    }

    /// 03/05/1992, 5.3.1992, 5/3/92: whether the day or the month stands first, the numbers or the sheet tell.
    fn date_with_year_last(&mut self, first: u32, first_digits: usize) -> Option<Date> {
        let separator = self.sign(1);
        // "92년 5월": a year of two digits behind no apostrophe.
        if first_digits == 2 && self.unit(1) == Some(Unit::Year) {
            raise(&mut self.doubt, DateDoubt::TwoDigitYear);
            return None;
        }
        let ((second, 1..=2), (last, last_digits)) = (self.number(2)?, self.number(4)?) else { return None };
        let is_joined = separator.is_some_and(|sign| "/-.".contains(sign)) && self.sign(3) == separator;
        if !is_joined {
            return None;
        }
        let year = match last_digits {
            4 => last,
            1 | 2 if Self::may_begin_with_year(first, first_digits, second, last) => {
                raise(&mut self.doubt, DateDoubt::TwoDigitYear);
                return None;
            }
            2 => {
                self.is_guess = true;
                year_of_two_digits(last)
            }
            _ => return None,
        };
        if !(1000..=2200).contains(&year) {
            return None;
        }
        self.separator = separator;
        self.at += 5;
        let as_day_first = date(year, second, first).filter(|_| first > 0 && second > 0);
        let as_month_first = date(year, first, second).filter(|_| first > 0 && second > 0);
        // With points between, the day stands first wherever people write so.
        let is_pointed = separator == Some('.');
        self.is_guess |= is_pointed;
        match (as_day_first, as_month_first) {
            (Some(day), Some(month)) if day == month => Some(day),
            (Some(day), Some(_)) if is_pointed => Some(day),
            (Some(day), Some(month)) => match self.reader.day_order {
                Some(DayOrder::DayFirst) => Some(day),
                Some(DayOrder::MonthFirst) => Some(month),
                None => {
                    self.waits_for_order = true;
                    raise(&mut self.doubt, DateDoubt::DayOrder);
                    None
                }
            },
            (Some(day), None) => {
                self.tell_order(DayOrder::DayFirst, is_pointed);
                Some(day)
            }
            (None, Some(month)) => {
                self.tell_order(DayOrder::MonthFirst, is_pointed);
                Some(month)
            }
            (None, None) => None,
        }
    }

    /// What one date of a cell shows holds for the other one in it.
    fn tell_order(&mut self, order: DayOrder, is_pointed: bool) {
        if !is_pointed {
            self.told_order = Some(order);
            self.reader.day_order = self.reader.day_order.or(Some(order));
        }
    }

    /// 92.5.3 and 05/03/04 may begin with the year.
    fn may_begin_with_year(first: u32, first_digits: usize, second: u32, last: u32) -> bool {
        let is_possible = first_digits == 2 && date(year_of_two_digits(first), second, last).is_some_and(|_| last > 0);
        is_possible && second > 0
    }
}

/// A date of numbers; 0 = not known.
pub(super) fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let text = match (month, day) {
        (0, _) => format!("{year:04}"),
        (_, 0) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    };
    Date::parse(&text).ok()
}

/// The century that lists of today mean: '92 is 1992, '23 is 2023.
pub(super) fn year_of_two_digits(number: u32) -> u32 {
    if number >= 40 { 1900 + number } else { 2000 + number }
}

/// The civil date of days since the 30th of December 1899, counted from 0000-03-01.
fn day_of(serial: i64) -> Option<Date> {
    let days = serial + 693_899;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
}
