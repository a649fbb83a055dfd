//! How much of a date the cells of an `OpenDocument` sheet show, as their styles say: a month shown is a month known.

use std::collections::HashMap;

use super::xml::{Token, attribute, local_name};
use crate::data::Precision;

/// Styles that are remembered; no honest document has more.
const MOST_STYLES: usize = 65_536;
/// Styles of cells rest on others; a chain of them ends after this many.
const MOST_PARENTS: usize = 16;

/// The styles of cells and of dates, as they are met on the way through the document.
#[derive(Debug, Default)]
pub(super) struct DateStyles {
    /// What each style of dates shows.
    dates: HashMap<String, Precision>,
    cells: HashMap<String, CellStyle>,
    /// The style of dates that is being read.
    open: Option<Parts>,
}

#[derive(Debug, Default)]
struct CellStyle {
    date: Option<String>,
    parent: Option<String>,
}

/// The parts of a date that a style shows.
#[derive(Debug, Default)]
struct Parts {
    name: String,
    has_year: bool,
    has_month: bool,
    has_day: bool,
}

impl DateStyles {
    /// Takes note of what a tag says of styles.
    pub fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open(tag) => self.open_tag(tag),
            Token::Close(name) if local_name(name) == "date-style" => {
                if let Some(parts) = self.open.take().filter(|_| self.dates.len() < MOST_STYLES) {
                    self.dates.insert(parts.name.clone(), parts.shown());
                }
            }
            Token::Close(_) | Token::Text(_) => {}
        }
    }

    fn open_tag(&mut self, tag: &str) {
        match (local_name(tag), &mut self.open) {
            ("date-style", _) => {
                self.open = attribute(tag, "style:name").map(|name| Parts { name, ..Parts::default() });
            }
            ("year" | "era", Some(parts)) => parts.has_year = true,
            ("month", Some(parts)) => parts.has_month = true,
            ("day" | "day-of-week" | "week-of-year" | "hours", Some(parts)) => parts.has_day = true,
            ("style", _) if attribute(tag, "style:family").as_deref() == Some("table-cell") => {
                let style = CellStyle {
                    date: attribute(tag, "style:data-style-name"),
                    parent: attribute(tag, "style:parent-style-name"),
                };
                let name = attribute(tag, "style:name").filter(|_| self.cells.len() < MOST_STYLES);
                self.cells.extend(name.map(|name| (name, style)));
            }
            _ => {}
        }
    }

    /// What a cell of this style shows of its date.
    pub fn shown(&self, style: &str) -> Precision {
        let mut name = style;
        for _ in 0..MOST_PARENTS {
            let Some(style) = self.cells.get(name) else { break };
            if let Some(date) = &style.date {
                return self.dates.get(date).copied().unwrap_or(Precision::Day);
            }
            let Some(parent) = &style.parent else { break };
            name = parent;
        }
        Precision::Day
    }
}

impl Parts {
    /// A style that shows no part of a date leaves it whole.
    fn shown(&self) -> Precision {
        match (self.has_year, self.has_month, self.has_day) {
            (_, _, true) | (false, false, _) => Precision::Day,
            (_, true, false) => Precision::Month,
            (true, false, false) => Precision::Year,
        }
    }
}

/// A date of the document, 2002-04-01 or 2002-04-01T08:30:00, as far as it is shown.
pub(super) fn date_text(value: &str, shown: Precision) -> String {
    let shown_bytes = match shown {
        Precision::Year => 4,
        Precision::Month => 7,
        Precision::Day => return value.trim_end_matches("T00:00:00").to_owned(),
    };
    // Years before 0 and beyond 9999 are written longer; such a value stays as it is.
    let is_plain = value.len() >= 10 && value.as_bytes()[4] == b'-' && value.is_char_boundary(shown_bytes);
    if is_plain { value[..shown_bytes].to_owned() } else { value.to_owned() }
}

/// The styles that the columns of a table give to cells without one of their own.
#[derive(Debug, Default)]
pub(super) struct ColumnStyles(Vec<(usize, Option<String>)>);

impl ColumnStyles {
    /// Takes a column, or as many alike as it says.
    pub fn take(&mut self, tag: &str, repeats: usize, most_columns: usize) {
        let first = self.0.last().map_or(0, |(end, _)| *end);
        if first < most_columns {
            self.0.push((first + repeats, attribute(tag, "table:default-cell-style-name")));
        }
    }

    /// The style of a column, if it has one.
    pub fn of(&self, column: usize) -> Option<&str> {
        let at = self.0.partition_point(|(end, _)| *end <= column);
        self.0.get(at).and_then(|(_, style)| style.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_show_a_day_a_month_or_a_year() {
        let mut styles = DateStyles::default();
        for (name, parts) in [
            ("day", "number:year,number:text,number:month,number:day"),
            ("month", "number:year,number:month"),
            ("year", "number:year"),
            ("clock", "number:hours,number:minutes"),
        ] {
            styles.take(Token::Open(&format!("number:date-style style:name=\"{name}\"")));
            for part in parts.split(',') {
                styles.take(Token::Open(&format!("{part} number:style=\"long\"/")));
            }
            styles.take(Token::Close("number:date-style"));
            let family = "style:family=\"table-cell\"";
            styles.take(Token::Open(&format!(
                "style:style style:name=\"{name}s\" {family} style:data-style-name=\"{name}\"/"
            )));
        }
        styles.take(Token::Open(
            "style:style style:name=\"bold\" style:family=\"table-cell\" style:parent-style-name=\"months\"",
        ));
        styles.take(Token::Open(
            "style:style style:name=\"ring\" style:family=\"table-cell\" style:parent-style-name=\"ring\"",
        ));
        let shown = ["days", "months", "years", "clocks", "bold", "ring", "none"].map(|name| styles.shown(name));
        let [day, month, year] = [Precision::Day, Precision::Month, Precision::Year];
        assert_eq!(shown, [day, month, year, day, month, day, day]);
    }

    #[test]
    fn a_date_is_cut_to_what_is_shown() {
        let [day, month, year] = [Precision::Day, Precision::Month, Precision::Year];
        let value = "2002-04-01T00:00:00";
        assert_eq!([day, month, year].map(|shown| date_text(value, shown)), ["2002-04-01", "2002-04", "2002"]);
        for odd in ["", "2002", "-0044-03-15", "가나다라마"] {
            assert_eq!(date_text(odd, month), odd);
        }
    }

    #[test]
    fn columns_give_their_style_as_often_as_they_are_repeated() {
        let mut columns = ColumnStyles::default();
        columns.take("table:table-column table:default-cell-style-name=\"a\"", 2, 1024);
        columns.take("table:table-column", 1, 1024);
        columns.take("table:table-column table:default-cell-style-name=\"b\"", 1000, 1024);
        assert_eq!(
            [0, 1, 2, 3, 1002, 1003].map(|at| columns.of(at)),
            [Some("a"), Some("a"), None, Some("b"), Some("b"), None]
        );
    }
}
