//! Dates as people write them in lists, Korean and English, each taken exactly as precise as it is written.

use crate::data::Date;

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadDate {
    pub date: Date,
    /// Whether the cell says more than the date can hold ("first half of 2023") or was guessed at ('98).
    pub is_reading: bool,
}

/// Reads a date; nothing where the text is none.
pub(super) fn read(text: &str) -> Option<ReadDate> {
    let text = text.trim();
    if let Ok(date) = Date::parse(text) {
        return Some(ReadDate { date, is_reading: false });
    }
    let (text, has_old_year) = match text.strip_prefix(['\'', '’', '‘', '`']) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    if let Some(date) = serial_or_digits(text) {
        return Some(ReadDate { date, is_reading: text.len() == 5 });
    }
    english(text).map(|date| ReadDate { date, is_reading: false }).or_else(|| by_numbers(text, has_old_year))
}

/// Reads "begin ~ end"; the end may leave out what it shares with the beginning.
pub(super) fn read_period(text: &str) -> Option<(ReadDate, Option<ReadDate>)> {
    let text = text.trim();
    let at = ["~", "∼", "～", "〜", " – ", "–", " — ", " - ", "부터", " to ", " until "].iter().find_map(|mark| {
        let at = text.find(mark)?;
        Some((at, mark.len()))
    });
    let Some((at, length)) = at else { return read(text).map(|begin| (begin, None)) };
    let begin = read(&text[..at])?;
    let rest = text[at + length..].trim().trim_end_matches("까지").trim();
    if rest.is_empty() {
        return Some((begin, None));
    }
    let end = match read(rest) {
        Some(end) if numbers(rest).first().is_some_and(|(_, digits)| *digits >= 4) || rest.starts_with('\'') => {
            Some(end)
        }
        _ => short_end(begin.date, rest),
    };
    Some((begin, end))
}

/// "5." or "2. 5." after "2023. 1. 3. ~".
fn short_end(begin: Date, rest: &str) -> Option<ReadDate> {
    let parts = numbers(rest);
    let month = begin.month()?;
    let text = match (parts.as_slice(), begin.day()) {
        ([(day, 1..=2)], Some(_)) => format!("{:04}-{month:02}-{day:02}", begin.year()),
        ([(month, 1..=2)], None) => format!("{:04}-{month:02}", begin.year()),
        ([(month, 1..=2), (day, 1..=2), ..], Some(_)) => format!("{:04}-{month:02}-{day:02}", begin.year()),
        _ => return None,
    };
    Date::parse(&text).ok().map(|date| ReadDate { date, is_reading: false })
}

/// 20230103, 202301, and the day numbers of spreadsheets (45000 = 2023-03-15).
fn serial_or_digits(text: &str) -> Option<Date> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        8 => Date::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])).ok(),
        6 if matches!(&digits[..2], "19" | "20") => Date::parse(&format!("{}-{}", &digits[..4], &digits[4..])).ok(),
        5 => digits.parse().ok().filter(|serial| (14_000..=73_050).contains(serial)).and_then(from_serial),
        4 => Date::parse(digits).ok(),
        _ => None,
    }
}

/// Days since the 30th of December 1899.
fn from_serial(serial: i64) -> Option<Date> {
    // Civil date from days, counted from 0000-03-01.
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

/// 2023. 1. 3. (화), 2023년 1월, 2023/01/03 14:00, '98.5.3, 2023년 상반기.
fn by_numbers(text: &str, has_old_year: bool) -> Option<ReadDate> {
    let parts = numbers(text);
    let before = text.find(|char: char| char.is_ascii_digit())?;
    if text[..before].trim_matches(|char: char| !char.is_alphanumeric()).chars().any(|char| !"약경서기".contains(char))
    {
        return None;
    }
    let &(first, digits) = parts.first()?;
    let year = match (digits, has_old_year) {
        (4, _) => first,
        (2, true) => {
            if first >= 40 {
                1900 + first
            } else {
                2000 + first
            }
        }
        _ => return None,
    };
    if !(1000..=2200).contains(&year) {
        return None;
    }
    let (month_at, day_at) = (part_after(text, 1), part_after(text, 2));
    let is_part = |at: Option<char>| at.is_some_and(|char| ".-/년월,".contains(char));
    let month = parts.get(1).filter(|(number, digits)| *digits <= 2 && is_part(month_at) && *number <= 12);
    let has_season = [
        "반기", "분기", "봄", "여름", "가을", "겨울", "초", "중순", "말", "경", "약", "년대", "~", "이후", "이전",
        "예정",
    ]
    .iter()
    .any(|word| text.contains(word));
    if text.contains("년대") {
        return None;
    }
    let iso = match (month, parts.get(2)) {
        (None, _) if parts.get(1).is_some() && is_part(month_at) && !has_season => return None,
        (None | Some((0, _)), _) => format!("{year:04}"),
        (Some((month, _)), Some(&(day, 1..=2))) if is_part(day_at) && day > 0 => {
            format!("{year:04}-{month:02}-{day:02}")
        }
        (Some((month, _)), _) => format!("{year:04}-{month:02}"),
    };
    // "2023년 상반기 1회": the number is no month.
    let iso = if has_season && text.contains("반기") | text.contains("분기") { format!("{year:04}") } else { iso };
    Date::parse(&iso).ok().map(|date| ReadDate { date, is_reading: has_old_year || has_season })
}

/// The first sign that stands before the n-th number, blanks aside.
fn part_after(text: &str, number: usize) -> Option<char> {
    let mut count = 0;
    let mut was_digit = false;
    let mut sign = None;
    for char in text.chars() {
        if char.is_ascii_digit() {
            if !was_digit {
                if count == number {
                    return sign;
                }
                count += 1;
                sign = None;
            }
            was_digit = true;
        } else {
            was_digit = false;
            if sign.is_none() && !char.is_whitespace() {
                sign = Some(char);
            }
        }
    }
    None
}

/// Numbers and how many digits each has.
fn numbers(text: &str) -> Vec<(u32, usize)> {
    let parts = text.split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.filter_map(|part| part.parse().ok().map(|number| (number, part.len()))).take(6).collect()
}

/// 3 January 2023, January 3, 2023, Jan 2023.
fn english(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_month =
        |word: &&str| word.len() >= 3 && word.is_ascii() && MONTHS.iter().any(|month| word.starts_with(month));
    let month_word = words.iter().find(|word| is_month(word))?;
    let month = MONTHS.iter().position(|month| month_word.starts_with(month))? + 1;
    let ordinal = |word: &&str| -> Option<u32> {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        digits.parse().ok()
    };
    let is_year = |word: &&&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year: u32 = words.iter().find(is_year)?.parse().ok()?;
    let day = words.iter().filter(|word| !is_year(word)).find_map(ordinal);
    if words.len() > 4 {
        return None;
    }
    let iso = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    Date::parse(&iso).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_and_english_dates_keep_their_precision() {
        for (text, expected) in [
            ("2023년 1월 3일", "2023-01-03"),
            ("2023년1월", "2023-01"),
            ("2023년", "2023"),
            ("2023.1.3", "2023-01-03"),
            ("2023. 1. 3.", "2023-01-03"),
            ("2023. 1. 3.(화) 14:00", "2023-01-03"),
            ("2023. 1.", "2023-01"),
            ("2023.", "2023"),
            ("2023/01/03", "2023-01-03"),
            ("2023-1-3", "2023-01-03"),
            ("20230103", "2023-01-03"),
            ("202301", "2023-01"),
            ("2023-01-03 00:00:00", "2023-01-03"),
            ("2023-01-03T09:00:00", "2023-01-03"),
            ("2023.00.00", "2023"),
            ("45000", "2023-03-15"),
            ("24990", "1968-06-01"),
            ("2016.0", "2016"),
            ("3 January 2023", "2023-01-03"),
            ("January 3rd, 2023", "2023-01-03"),
            ("Jan 2023", "2023-01"),
            ("'98.5.3", "1998-05-03"),
            ("2023년 상반기", "2023"),
        ] {
            let found = read(text).map(|read| read.date.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "-",
            "미정",
            "5월 3일",
            "98.5.3",
            "2023.13.1",
            "2023.2.30",
            "1990년대",
            "12345678",
            "a 2023 b",
            "제3회 2023",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read("'98.5.3").unwrap().is_reading && read("2023년 상반기").unwrap().is_reading);
        assert!(!read("2023년 1월 3일").unwrap().is_reading);
    }

    #[test]
    fn an_end_may_leave_out_what_it_shares() {
        for (text, begin, end) in [
            ("2023. 1. 3. ~ 1. 5.", "2023-01-03", Some("2023-01-05")),
            ("2023. 1. 3.~5.", "2023-01-03", Some("2023-01-05")),
            ("2023.12.30 ~ 2024.1.2", "2023-12-30", Some("2024-01-02")),
            ("2023. 1. ~ 3.", "2023-01", Some("2023-03")),
            ("2020 – 2023", "2020", Some("2023")),
            ("2023.5.1.~", "2023-05-01", None),
            ("2023년 5월 1일부터 2023년 5월 3일까지", "2023-05-01", Some("2023-05-03")),
            ("2023-05-01", "2023-05-01", None),
        ] {
            let (first, last) = read_period(text).unwrap();
            assert_eq!(first.date.to_string(), begin, "{text}");
            assert_eq!(last.map(|read| read.date.to_string()).as_deref(), end, "{text}");
        }
        assert_eq!(read_period("연중"), None);
    }
}
