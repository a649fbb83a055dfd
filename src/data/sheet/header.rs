//! Which row names the columns: below titles that span the sheet, above the first facts.

use super::{MOST_COLUMNS, SheetRow};
use crate::data::import::headings;

/// The number of the row that names the columns.
pub(super) fn find(rows: &[SheetRow]) -> usize {
    let known = |row: &SheetRow| texts(row).filter(|text| headings::is_known(text)).count();
    let most_known = rows.iter().map(known).max().unwrap_or_default();
    let by_words = rows.iter().find(|row| most_known >= 2 && known(row) == most_known);
    let widest = rows.iter().map(|row| texts(row).count()).max().unwrap_or_default();
    // Titles and notes above the header fill one or two cells of it.
    let is_full = |row: &&SheetRow| texts(row).count() * 10 >= widest * 6 && texts(row).all(is_a_name);
    let by_shape = || rows.iter().find(is_full).or(rows.first());
    by_words.or_else(by_shape).map_or(1, |row| row.number)
}

/// Names of the columns, each different from the others; a nameless one is called by its letter.
pub(super) fn columns(rows: &[SheetRow], header_row: usize) -> Vec<String> {
    let width = rows.iter().filter(|row| row.number >= header_row).map(|row| row.cells.len()).max();
    let header = rows.iter().find(|row| row.number == header_row && header_row > 0);
    let mut names: Vec<String> = Vec::new();
    for index in 0..width.unwrap_or_default().min(MOST_COLUMNS) {
        let own = header.and_then(|row| row.cells.get(index)).map_or("", String::as_str);
        let name = own.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { letter(index) } else { name.chars().take(80).collect() };
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

/// A, B ... Z, AA: as spreadsheets call columns.
pub(super) fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}

fn texts(row: &SheetRow) -> impl Iterator<Item = &str> {
    row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
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
        assert_eq!(find(&sheet), 4);
        assert_eq!(columns(&sheet, 4)[2], "지자체");
        let unknown = rows(&[(1, "List"), (2, "foo|bar|baz"), (3, "x|1999|3")]);
        assert_eq!(find(&unknown), 2);
        assert_eq!(columns(&unknown, 0), ["A", "B", "C"]);
        assert_eq!(columns(&rows(&[(1, "a||a|"), (2, "1|2|3|")]), 1), ["a", "B", "a (C)"]);
        assert_eq!([letter(0), letter(25), letter(26), letter(701), letter(702)], ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
