//! The numbers behind a figure as text: CSV that Excel opens in Korean, TSV to paste.

use crate::chart::{Cell, NumberTable};

/// What Excel needs to read a file as UTF-8.
pub(in crate::export) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Comma-separated, UTF-8 with a byte order mark, lines ended as Windows ends them.
pub(in crate::export) fn csv(table: &NumberTable) -> Vec<u8> {
    format!("{BYTE_ORDER_MARK}{}", lines(table, csv_line)).into_bytes()
}

/// Tab-separated, UTF-8; what a spreadsheet takes from the clipboard.
pub(in crate::export) fn tsv(table: &NumberTable) -> Vec<u8> {
    lines(table, tsv_line).into_bytes()
}

/// A line of a comma-separated file.
pub(in crate::export) fn csv_line(cells: &[Cell]) -> String {
    let quote = |text: String| {
        let quoted = text.contains([',', '"', '\n', '\r']);
        if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    line(cells, ",", "\r\n", quote)
}

/// A line of a tab-separated file.
pub(in crate::export) fn tsv_line(cells: &[Cell]) -> String {
    line(cells, "\t", "\n", |text| text.replace(['\t', '\n', '\r'], " "))
}

fn lines(table: &NumberTable, line: impl Fn(&[Cell]) -> String) -> String {
    let headings: Vec<Cell> = table.columns.iter().cloned().map(Cell::Text).collect();
    std::iter::once(&headings).chain(&table.rows).map(|cells| line(cells)).collect()
}

fn line(cells: &[Cell], between: &str, end: &str, write: impl Fn(String) -> String) -> String {
    let printed = |value: &Cell| match value {
        Cell::Text(value) => write(inert(value)),
        Cell::Number(_) | Cell::Unknown => value.to_string(),
    };
    cells.iter().map(printed).collect::<Vec<_>>().join(between) + end
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
pub(in crate::export) fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> NumberTable {
        let text = |text: &str| Cell::Text(text.to_owned());
        NumberTable {
            columns: vec!["도시".to_owned(), "a, b".to_owned(), "n".to_owned()],
            rows: vec![
                vec![text("=1+1"), text("say \"hi\"\tyou"), Cell::Number(-3.0)],
                vec![text("@x"), Cell::Unknown, Cell::Number(1.0 / 3.0)],
            ],
        }
    }

    #[test]
    fn csv_is_marked_quoted_and_inert() {
        let expected = "\u{feff}도시,\"a, b\",n\r\n'=1+1,\"say \"\"hi\"\"\tyou\",-3\r\n'@x,,0.33\r\n";
        assert_eq!(String::from_utf8(csv(&table())).unwrap(), expected);
    }

    #[test]
    fn tsv_keeps_its_columns() {
        assert_eq!(
            String::from_utf8(tsv(&table())).unwrap(),
            "도시\ta, b\tn\n'=1+1\tsay \"hi\" you\t-3\n'@x\t\t0.33\n"
        );
    }
}
