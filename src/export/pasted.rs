//! A table for the clipboard: as lines with tabs for spreadsheets, as HTML for word processors.

use super::formats::csv::{self, inert};
use super::xml::{Element, element};
use crate::chart::{Cell, NumberTable, RecordTable};
use crate::data::Row;

/// Records to be pasted into a sheet, the headings first.
pub fn as_lines(records: &RecordTable<'_>, rows: impl Iterator<Item = Row>) -> String {
    let mut bytes = Vec::new();
    let mut lines = csv::TSV.lines(&mut bytes);
    // Writing to memory cannot fail.
    let _infallible = lines.write_texts(&records.headings());
    for row in rows {
        let _infallible = lines.write(&records.cells(row));
    }
    let _infallible = lines.end();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Records to be pasted into a document as a table, the headings first.
pub fn as_html(records: &RecordTable<'_>, rows: impl Iterator<Item = Row>) -> String {
    html(&records.headings(), rows.map(|row| records.cells(row)))
}

/// The numbers of a chart to be pasted into a document as a table.
pub fn numbers_as_html(table: &NumberTable) -> String {
    html(&table.columns, table.rows.iter().cloned())
}

/// Looks are written on each element, in the words that Word, Hangul and their older versions read.
fn html(headings: &[String], rows: impl Iterator<Item = Vec<Cell>>) -> String {
    let heading = |name: &String| element("th").attr("align", "left").text(&inert(name));
    let row = |cells: Vec<Cell>| element("tr").children(cells.iter().map(cell));
    let table = element("table")
        .attr("border", 1)
        .attr("cellspacing", 0)
        .attr("cellpadding", 4)
        .attr("style", "border-collapse: collapse")
        .child(element("thead").child(element("tr").children(headings.iter().map(heading))))
        .child(element("tbody").text("").children(rows.map(row)));
    // Programs that are not told take the bytes for those of their own language.
    let charset = element("meta").attr("charset", "utf-8");
    let bytes = [charset.bytes(), table.bytes()].concat();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn cell(cell: &Cell) -> Element {
    match cell {
        Cell::Number(_) => element("td").attr("align", "right").text(&cell.to_string()),
        // Else Excel makes a date of "2004-05" and a number of "007".
        Cell::Text(text) => element("td").attr("style", r"mso-number-format: '\@'").text(&inert(text)),
        Cell::Unknown => element("td").text(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_pasted_with_its_columns_its_hangul_and_nothing_that_runs() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let columns = ["도시", "<n> & \"m\"", "b"].map(ToOwned::to_owned).to_vec();
        let rows = vec![
            vec![text("서울 <script>"), Cell::Number(1234.0), text("2004-05")],
            vec![text("=1+1"), Cell::Number(1.0 / 3.0), Cell::Unknown],
        ];
        let html = numbers_as_html(&NumberTable { columns, rows });
        insta::assert_snapshot!(html.replace("><t", ">\n<t").replace("></t", ">\n</t"), @r#"
        <meta charset="utf-8"/>
        <table border="1" cellspacing="0" cellpadding="4" style="border-collapse: collapse">
        <thead>
        <tr>
        <th align="left">도시</th>
        <th align="left">&lt;n&gt; &amp; "m"</th>
        <th align="left">b</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td style="mso-number-format: '\@'">서울 &lt;script&gt;</td>
        <td align="right">1234</td>
        <td style="mso-number-format: '\@'">2004-05</td>
        </tr>
        <tr>
        <td style="mso-number-format: '\@'">'=1+1</td>
        <td align="right">0.33</td>
        <td>
        </td>
        </tr>
        </tbody>
        </table>
        "#);
    }

    #[test]
    fn a_table_of_nothing_is_still_a_table() {
        let html = numbers_as_html(&NumberTable::default());
        assert!(html.ends_with("<thead><tr/></thead><tbody></tbody></table>"), "{html}");
    }
}
