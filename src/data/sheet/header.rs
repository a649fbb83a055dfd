//! Which rows name the columns: below titles that span the sheet, above the first facts; one row, or a group of columns
//! above the names inside it.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use super::{MOST_COLUMNS, SheetRow};
use crate::data::import::headings::{self, GROUP_MARK, year_of};

/// The numbers of the rows that name the columns.
pub(super) fn find(rows: &[SheetRow]) -> RangeInclusive<usize> {
    let known = |row: &SheetRow| texts(row).filter(|text| headings::is_known(text)).count();
    let most_known = rows.iter().map(known).max().unwrap_or_default();
    let by_words = rows.iter().position(|row| most_known >= 2 && known(row) == most_known);
    let widest = rows.iter().map(|row| texts(row).count()).max().unwrap_or_default();
    // Titles and notes above the header fill one or two cells of it.
    let is_named =
        |row: &SheetRow| texts(row).any(is_a_name) && texts(row).all(|text| is_a_name(text) || is_year(text));
    let is_full = |row: &SheetRow| texts(row).count() * 10 >= widest * 6 && is_named(row);
    let at = by_words.or_else(|| rows.iter().position(is_full)).unwrap_or(0);
    let Some(row) = rows.get(at) else { return 1..=1 };
    match at.checked_sub(1).and_then(|above| rows.get(above)) {
        Some(above) if are_two_rows_of_headings(above, row) => above.number..=row.number,
        _ => match rows.get(at + 1) {
            Some(below) if are_two_rows_of_headings(row, below) => row.number..=below.number,
            _ => row.number..=row.number,
        },
    }
}

/// The rows of headings that end with the one that a person chose.
pub(super) fn ending_at(rows: &[SheetRow], last: usize) -> RangeInclusive<usize> {
    let at = rows.iter().position(|row| row.number == last);
    let above = at.and_then(|at| at.checked_sub(1)).map(|above| (&rows[above], &rows[above + 1]));
    match above {
        Some((above, row)) if are_two_rows_of_headings(above, row) => above.number..=last,
        _ => last..=last,
    }
}

/// Whether the upper row names groups of columns and the lower one the columns inside them.
fn are_two_rows_of_headings(upper: &SheetRow, lower: &SheetRow) -> bool {
    let width = upper.cells.len().max(lower.cells.len());
    let cell = |row: &SheetRow, at: usize| row.cells.get(at).map_or("", |cell| cell.trim()).to_owned();
    let is_next = lower.number == upper.number + 1;
    let are_names = texts(upper).chain(texts(lower)).all(is_a_name);
    if !is_next || !are_names || texts(upper).count() < 2 || texts(lower).count() < 2 {
        return false;
    }
    let (mut groups, mut single) = (0, 0);
    for at in 0..width {
        let (above, below) = (cell(upper, at), cell(lower, at));
        let spans_next = cell(upper, at + 1).is_empty() && !cell(lower, at + 1).is_empty();
        match (above.is_empty(), below.is_empty()) {
            (false, true) => single += 1,
            (false, false) if above == below => single += 1,
            (false, false) if spans_next => groups += 1,
            // A name above a fact, not above another name.
            (false, false) => return false,
            (true, _) => {}
        }
    }
    let known = texts(lower).filter(|text| headings::is_known(text)).count();
    groups > 0 && single > 0 && known * 2 >= texts(lower).count()
}

/// Names of the columns, each different from the others; a nameless one is called by its letter.
pub(super) fn columns(rows: &[SheetRow], header: &RangeInclusive<usize>) -> Vec<String> {
    let last = *header.end();
    let width = rows.iter().filter(|row| row.number >= last).map(|row| row.cells.len()).max();
    let row = |number: usize| rows.iter().find(|row| row.number == number && number > 0);
    let (upper, lower) = (row(*header.start()).filter(|row| row.number != last), row(last));
    let mut names: Vec<String> = Vec::new();
    let mut group = String::new();
    for index in 0..width.unwrap_or_default().min(MOST_COLUMNS) {
        let own = named(lower, index);
        let above = named(upper, index);
        if !above.is_empty() || own.is_empty() {
            group.clone_from(&above);
        }
        let name = match (group.as_str(), own.as_str()) {
            ("", own) => own.to_owned(),
            (group, "") => group.to_owned(),
            (group, own) if group == own => own.to_owned(),
            (group, own) => format!("{group}{GROUP_MARK}{own}"),
        };
        let name = if name.is_empty() { letter(index) } else { name };
        let doubles = names.iter().filter(|other| **other == name).count();
        names.push(if doubles > 0 { format!("{name} ({})", letter(index)) } else { name });
    }
    // Formatting often reaches further than the table.
    let is_used =
        |index: usize| rows.iter().any(|row| row.cells.get(index).is_some_and(|cell| !cell.trim().is_empty()));
    while names.len() > 1 && !is_used(names.len() - 1) {
        names.pop();
    }
    names
}

/// A heading in one line, composed, without marks that are not seen.
fn named(row: Option<&SheetRow>, index: usize) -> String {
    const MOST_LETTERS: usize = 80;
    let own = row.and_then(|row| row.cells.get(index)).map_or("", String::as_str);
    let own = own.replace(['\u{FEFF}', '\u{200B}'], "");
    own.split_whitespace().collect::<Vec<_>>().join(" ").nfc().take(MOST_LETTERS).collect()
}

/// A, B ... Z, AA: as spreadsheets call columns.
pub(super) fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}

pub(super) fn texts(row: &SheetRow) -> impl Iterator<Item = &str> {
    row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

/// Years head columns too.
fn is_year(text: &str) -> bool {
    year_of(text).is_some()
}

/// Names of columns have letters and are short; facts have numbers and dates.
fn is_a_name(text: &str) -> bool {
    text.chars().count() <= 40
        && text.chars().any(char::is_alphabetic)
        && !text.starts_with(|char: char| char.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[(usize, &str)]) -> Vec<SheetRow> {
        let cells = |text: &str| text.split('|').map(ToOwned::to_owned).collect();
        texts.iter().map(|&(number, text)| SheetRow { number, cells: cells(text) }).collect()
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let sheet = rows(&[
            (1, "지방자치단체 국제교류 현황"),
            (2, "|||||(2023. 12. 31. 기준)"),
            (4, "연번|시도|지자체|교류도시|국가|체결일자"),
            (5, "1|서울|서울특별시|타이베이|대만|1968.3.23."),
        ]);
        assert_eq!(find(&sheet), 4..=4);
        assert_eq!(columns(&sheet, &(4..=4))[2], "지자체");
        let unknown = rows(&[(1, "List"), (2, "foo|bar|baz"), (3, "x|1999|3")]);
        assert_eq!(find(&unknown), 2..=2);
        assert_eq!(columns(&unknown, &(0..=0)), ["A", "B", "C"]);
        assert_eq!(columns(&rows(&[(1, "a||a|"), (2, "1|2|3|")]), &(1..=1)), ["a", "B", "a (C)"]);
        assert_eq!([letter(0), letter(25), letter(26), letter(701), letter(702)], ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn names_of_groups_stand_above_names_of_columns() {
        for (sheet, expected) in [
            (
                [
                    (3, "연번|지자체|교류상대||체결||구분"),
                    (4, "||국가|도시|일자|장소|"),
                    (5, "1|부산|일본|후쿠오카|1989-10-24|부산|자매"),
                ],
                ["연번", "지자체", "교류상대 / 국가", "교류상대 / 도시", "체결 / 일자", "체결 / 장소", "구분"],
            ),
            (
                [
                    (3, "연번|지자체|교류상대||체결||구분"),
                    (4, "연번|지자체|국가|도시|일자|장소|구분"),
                    (5, "1|부산|일본|하기|1989|부산|자매"),
                ],
                ["연번", "지자체", "교류상대 / 국가", "교류상대 / 도시", "체결 / 일자", "체결 / 장소", "구분"],
            ),
        ] {
            let sheet = rows(&sheet);
            assert_eq!(find(&sheet), 3..=4);
            assert_eq!(ending_at(&sheet, 4), 3..=4);
            assert_eq!(columns(&sheet, &(3..=4)), expected);
        }
        let one = rows(&[(1, "지자체|교류도시||구분"), (2, "서울|베이징|중국|자매"), (3, "부산|하기|일본|우호")]);
        assert_eq!(find(&one), 1..=1);
    }
}
