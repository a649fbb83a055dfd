//! A date exactly as precise as its source: a year, a month or a day, never widened to 1 January.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU8;

/// A calendar date whose month and day may be unknown.
///
/// Ordered by year, then month, then day, an unknown part before a known one.
/// `Option<Date>` is as small as `Date` (4 bytes): "undated" costs nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    /// 0 = unknown.
    month: u8,
    /// Day of the month plus one; 1 = unknown.
    day_plus_one: NonZeroU8,
}

/// How much of a [`Date`] its source states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `YYYY`
    Year,
    /// `YYYY-MM`
    Month,
    /// `YYYY-MM-DD`
    Day,
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum DateError {
    /// Not one of `YYYY`, `YYYY-MM`, `YYYY-MM-DD`.
    #[error("not in the form YYYY, YYYY-MM or YYYY-MM-DD")]
    Form,
    /// The right form, but no such month or day exists (`2023-02-30`).
    #[error("no such day in the calendar")]
    Calendar,
}

impl Date {
    /// A whole year whose month and day are unknown.
    pub fn from_year(year: i16) -> Self {
        Self { year, month: 0, day_plus_one: NonZeroU8::MIN }
    }

    /// Reads one of the three forms; blanks around it are ignored.
    ///
    /// # Errors
    /// [`DateError::Form`] for any other shape, [`DateError::Calendar`] for a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let bytes = text.trim_ascii().as_bytes();
        let number = |range: std::ops::Range<usize>| -> Result<u16, DateError> {
            let digits = bytes.get(range).ok_or(DateError::Form)?;
            digits.iter().try_fold(0, |value, byte| match byte {
                b'0'..=b'9' => Ok(value * 10 + u16::from(byte - b'0')),
                _ => Err(DateError::Form),
            })
        };
        let dash = |at: usize| if bytes.get(at) == Some(&b'-') { Ok(()) } else { Err(DateError::Form) };
        if !matches!(bytes.len(), 4 | 7 | 10) {
            return Err(DateError::Form);
        }
        let year = number(0..4)? as i16;
        let (mut month, mut day) = (0, 0);
        if bytes.len() >= 7 {
            dash(4)?;
            month = number(5..7)? as u8;
        }
        if bytes.len() == 10 {
            dash(7)?;
            day = number(8..10)? as u8;
        }
        let month_exists = bytes.len() == 4 || (1..=12).contains(&month);
        let day_exists = bytes.len() < 10 || (1..=days_in_month(year, month)).contains(&day);
        if year == 0 || !month_exists || !day_exists {
            return Err(DateError::Calendar);
        }
        Ok(Self { year, month, day_plus_one: NonZeroU8::MIN.saturating_add(day) })
    }

    /// A number that orders dates as they are ordered, below [`u32::MAX`].
    pub(super) fn sort_key(self) -> u32 {
        let year = (i32::from(self.year) - i32::from(i16::MIN)) as u32;
        year << 16 | u32::from(self.month) << 8 | u32::from(self.day_plus_one.get())
    }

    /// The year, always known.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where the source states it.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, 1 to 31, where the source states it.
    pub fn day(self) -> Option<u8> {
        (self.day_plus_one.get() > 1).then(|| self.day_plus_one.get() - 1)
    }

    /// How much the source states.
    pub fn precision(self) -> Precision {
        match (self.month(), self.day()) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        }
    }

    /// Whether it lies before another date whatever the parts are that the two do not state.
    pub(in crate::data) fn is_surely_before(self, other: Self) -> bool {
        let years = self.year.cmp(&other.year);
        let months = self.month().zip(other.month()).map(|(own, other)| own.cmp(&other));
        let days = self.day().zip(other.day()).map(|(own, other)| own.cmp(&other));
        years.then(months.map_or(Ordering::Equal, |months| months.then(days.unwrap_or(Ordering::Equal)))).is_lt()
    }

    /// The stretch of time this date may mean, in years: `[begin, end)`, 2016-07 is about `[2016.50, 2016.58)`.
    pub fn span_years(self) -> (f64, f64) {
        let year = f64::from(self.year);
        let days_in_year = f64::from(days_before_month(self.year, 13));
        let at_day = |day_of_year: u16| year + f64::from(day_of_year) / days_in_year;
        match (self.month(), self.day()) {
            (None, _) => (year, year + 1.0),
            (Some(month), None) => {
                (at_day(days_before_month(self.year, month)), at_day(days_before_month(self.year, month + 1)))
            }
            (Some(month), Some(day)) => {
                let before = days_before_month(self.year, month) + u16::from(day) - 1;
                (at_day(before), at_day(before + 1))
            }
        }
    }
}

impl fmt::Display for Date {
    /// The form it was read from: `2016`, `2016-07`, `2016-07-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn is_leap(year: i16) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the year before the first of `month`; month 13 gives the length of the year.
fn days_before_month(year: i16, month: u8) -> u16 {
    (1..month).map(|m| u16::from(days_in_month(year, m))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_forms_and_prints_them_back() {
        for text in ["2023", "2023-02", "2024-02-29", "0987-12-31"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Date::parse(" 2016-07 ").unwrap().precision(), Precision::Month);
    }

    #[test]
    fn the_sort_key_orders_as_dates_are_ordered() {
        let texts = ["0001", "1999-12-31", "2000", "2000-01", "2000-01-01", "2000-01-31", "2000-02", "9999-12-31"];
        let dates = texts.map(|text| Date::parse(text).unwrap());
        assert!(dates.is_sorted() && dates.map(Date::sort_key).is_sorted_by(|a, b| a < b));
        assert!(dates.iter().all(|date| date.sort_key() < u32::MAX));
    }

    #[test]
    fn refuses_what_is_not_a_date_and_says_why() {
        for text in ["", "23", "2023-2-3", "2023/02/03", "20230203", "2023-02-03T00:00", "２０２３", "-202", "c. 2010"]
        {
            assert_eq!(Date::parse(text), Err(DateError::Form), "{text}");
        }
        for text in ["2023-02-29", "2023-13", "2023-00", "2023-04-31", "2023-04-00", "0000"] {
            assert_eq!(Date::parse(text), Err(DateError::Calendar), "{text}");
        }
    }

    #[test]
    fn a_date_lies_before_another_where_all_that_is_known_says_so() {
        let is_before = |own, other| Date::parse(own).unwrap().is_surely_before(Date::parse(other).unwrap());
        for (own, other) in [("1992", "1993"), ("1992-05", "1992-06-01"), ("1992-05-03", "1992-05-04")] {
            assert!(is_before(own, other) && !is_before(other, own), "{own} {other}");
        }
        for (own, other) in [("1992", "1992-05"), ("1992-05", "1992-05-03"), ("1992-05-03", "1992-05-03")] {
            assert!(!is_before(own, other) && !is_before(other, own), "{own} {other}");
        }
    }

    #[test]
    fn a_year_is_drawn_as_a_year_and_a_month_as_a_month() {
        let span = |text| Date::parse(text).unwrap().span_years();
        assert_eq!(span("1987"), (1987.0, 1988.0));
        assert_eq!(span("2023-12").1, 2024.0);
        assert_eq!(span("2023-12-31").1, 2024.0);
        assert!(span("2016-03").0 > span("2016-02-28").1);
    }

    #[test]
    fn unknown_parts_come_first_and_undated_costs_no_memory() {
        let date = |text| Date::parse(text).unwrap();
        assert!(date("2016") < date("2016-01") && date("2016-01") < date("2016-01-01"));
        assert_eq!(size_of::<Option<Date>>(), size_of::<Date>());
    }
}
