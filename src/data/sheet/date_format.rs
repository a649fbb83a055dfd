//! How much of a date a cell shows: a format such as `yyyy"년" m"월"` shows the month, and no more is known.

use calamine::ExcelDateTime;

use crate::data::Precision;

/// What a number format shows of a date; a format that shows no part of one leaves it whole.
pub(super) fn shown_by(format: &str) -> Precision {
    let letters = letters(format);
    let has = |wanted: &[char]| letters.iter().any(|letter| wanted.contains(letter));
    let has_year = has(&['y', 'e', 'g', 'b']);
    if has(&['d', 'a']) || !(has_year || has(&['m'])) || has(&['h']) {
        Precision::Day
    } else if has(&['m']) {
        Precision::Month
    } else {
        Precision::Year
    }
}

/// The letters of the first section that stand for parts of a date: none of texts, colours, widths, or minutes.
fn letters(format: &str) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    if format.get(..7).is_some_and(|begin| begin.eq_ignore_ascii_case("general")) {
        return letters;
    }
    let mut chars = format.chars().flat_map(char::to_lowercase).peekable();
    while let Some(char) = chars.next() {
        match char {
            ';' => break,
            '\\' | '_' | '*' => drop(chars.next()),
            '"' => while chars.next().is_some_and(|char| char != '"') {},
            '[' => while chars.next().is_some_and(|char| char != ']') {},
            // AM/PM.
            'a' if matches!(chars.peek(), Some('m' | '/')) => {
                while chars.next_if(|char| matches!(char, 'm' | '/' | 'p')).is_some() {}
            }
            's' => {
                // mm:ss are minutes.
                if letters.last() == Some(&'m') {
                    letters.pop();
                }
                letters.push('s');
            }
            'm' if matches!(letters.last(), Some('h' | 'm')) => {}
            'y' | 'e' | 'g' | 'b' | 'm' | 'd' | 'a' | 'h' => letters.push(char),
            _ => {}
        }
    }
    letters
}

/// A date as precise as its cell shows it, with its time where it has one.
pub(super) fn date_text(date: &ExcelDateTime, shown: Precision) -> String {
    let serial = date.as_f64();
    // A year typed into a cell that is formatted as a date would be a day of 1905.
    let is_year = serial.fract() == 0.0 && (1900.0..=2100.0).contains(&serial);
    if date.is_duration() || is_year || serial < 1.0 {
        return serial.to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    match shown {
        Precision::Year => format!("{year:04}"),
        Precision::Month => format!("{year:04}-{month:02}"),
        Precision::Day if (hour, minute, second) == (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        Precision::Day => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_a_day_a_month_or_a_year() {
        for format in [
            "yyyy-mm-dd",
            "yyyy\"년\"\\ m\"월\"\\ d\"일\";@",
            "m/d/yy h:mm",
            "d-mmm",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "General",
            "h:mm",
            "mm:ss",
            "yyyy\\. m\\. d\\. aaa",
            "AM/PM h:mm",
            "",
            "\"",
            "[",
        ] {
            assert_eq!(shown_by(format), Precision::Day, "{format}");
        }
        for format in ["mmm-yy", "yyyy\"년\"\\ m\"월\"", "[$-409]mmmm\\ yyyy;@", "yyyy\\.mm", "YYYY/MM", "ge\\.m"] {
            assert_eq!(shown_by(format), Precision::Month, "{format}");
        }
        for format in ["yyyy", "[$-412]yyyy\"년\"", "yy\"년도\"", "[$-411]ggge\"年\""] {
            assert_eq!(shown_by(format), Precision::Year, "{format}");
        }
    }
}
