//! A figure as a page to read and to print: the picture, its numbers as a table, and where they come from, in one file
//! that needs nothing else and runs nothing.

use std::fmt::{self, Write};

use super::svg;
use crate::chart::{Cell, NumberTable};
use crate::export::xml::Escaped;
use crate::export::{ExportError, Figure};
use crate::words::Word;

/// How the page looks; nothing in it needs escaping. The text of the picture, too, is given typefaces to fall back on: a
/// browser without ours would take one with serifs.
const STYLE: &str = "
body { margin: 2rem auto; padding: 0 1rem; max-width: 66rem; line-height: 1.5; word-break: keep-all;
  color: #1b2430; background: #ffffff; }
body, svg text { font-family: 'Noto Sans CJK KR', 'Noto Sans KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif; }
figure { margin: 0 0 2rem; width: fit-content; border: 1px solid #dde2e8; }
svg { display: block; max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: 0.875rem; }
caption { padding-bottom: 0.5rem; text-align: left; font-size: 1rem; font-weight: bold; }
th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid #dde2e8; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #5a6675; vertical-align: bottom; }
th:first-child, td:first-child { padding-left: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
footer { margin-top: 1.5rem; font-size: 0.8125rem; color: #5a6675; }
@media print { body { margin: 0; max-width: none; } thead { display: table-header-group; } tr { break-inside: avoid; } }
";

/// The whole file: HTML that is well-formed XML, too.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    let picture = svg::picture(figure)?;
    let mut page = String::with_capacity(picture.len() + 4096);
    // Writing to a string cannot fail.
    let _infallible = write_page(&mut page, figure, &picture);
    Ok(page.into_bytes())
}

fn write_page(page: &mut String, figure: &Figure<'_>, picture: &str) -> fmt::Result {
    let (lang, title) = (figure.lang().tag(), Escaped(figure.title()));
    writeln!(page, "<!DOCTYPE html>")?;
    writeln!(page, r#"<html xmlns="http://www.w3.org/1999/xhtml" lang="{lang}" xml:lang="{lang}">"#)?;
    writeln!(page, "<head>\n<meta charset=\"utf-8\"/>")?;
    writeln!(page, r#"<meta name="viewport" content="width=device-width, initial-scale=1"/>"#)?;
    writeln!(page, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(page, "<figure>\n{picture}</figure>")?;
    let caption = format!("{}: {}", Word::DATA_SHEET.text(figure.lang()), figure.title());
    write_table(page, figure.table(), &caption)?;
    // The note says how recent the numbers are; there is no clock, so the same figure gives the same bytes.
    writeln!(page, "<footer><p>{}</p></footer>\n</body>\n</html>", Escaped(figure.source_note()))
}

fn write_table(page: &mut String, table: &NumberTable, caption: &str) -> fmt::Result {
    if table.columns.is_empty() {
        return Ok(());
    }
    writeln!(page, "<table>\n<caption>{}</caption>\n<thead>\n<tr>", Escaped(caption))?;
    for (column, name) in table.columns.iter().enumerate() {
        let is_number = table.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Number(_))));
        writeln!(page, r#"<th scope="col"{}>{}</th>"#, class(is_number), Escaped(name))?;
    }
    writeln!(page, "</tr>\n</thead>\n<tbody>")?;
    for row in &table.rows {
        page.push_str("<tr>");
        for cell in row {
            write!(page, "<td{}>{}</td>", class(matches!(cell, Cell::Number(_))), Escaped(&cell.to_string()))?;
        }
        page.push_str("</tr>\n");
    }
    writeln!(page, "</tbody>\n</table>")
}

fn class(is_number: bool) -> &'static str {
    if is_number { r#" class="number""# } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Chart, FigureText, Theme};
    use crate::export::figure::tests::{figure, with_sample};
    use crate::export::{Logo, PaperSize, logo};
    use crate::words::Lang;
    use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

    fn page(figure: &Figure<'_>) -> String {
        String::from_utf8(encode(figure, &mut |_| true).unwrap()).unwrap()
    }

    fn parsed(page: &str) -> Document<'_> {
        Document::parse_with_options(page, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() }).unwrap()
    }

    fn texts<'a>(parent: Node<'a, '_>, name: &str) -> Vec<&'a str> {
        let cells = parent.descendants().filter(|node| node.tag_name().name() == name);
        cells.map(|cell| cell.text().unwrap_or_default()).collect()
    }

    /// Nothing is run, and nothing is fetched.
    fn assert_self_contained(document: &Document<'_>) {
        for node in document.descendants().filter(Node::is_element) {
            assert!(!["script", "link", "iframe", "object", "base"].contains(&node.tag_name().name()));
            for attribute in node.attributes() {
                assert!(!attribute.value().contains("http") && !attribute.name().starts_with("on"), "{attribute:?}");
                assert!(!["src", "href"].contains(&attribute.name()) || attribute.value().starts_with("data:"));
            }
        }
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains(['<', '&']));
    }

    #[test]
    fn every_chart_is_a_page_with_its_picture_and_its_numbers() {
        let plain =
            |text: &str| Escaped(text).to_string().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        for (chart, lang) in Chart::ALL.into_iter().flat_map(|chart| Lang::ALL.map(|lang| (chart, lang))) {
            with_sample(lang, |input| {
                let text = FigureText::of(chart, input);
                let paper = PaperSize::from_pixels(900, 500).unwrap();
                let figure = Figure::of_chart(chart, input, text, paper, &Theme::paper(false));
                let (page, table) = (page(&figure), figure.table());
                assert!(page.starts_with("<!DOCTYPE html>\n<html ") && !page.contains("<script"));
                let document = parsed(&page);
                assert_self_contained(&document);
                let root = document.root_element();
                assert_eq!((root.attribute("lang"), texts(root, "title")[0]), (Some(lang.tag()), figure.title()));
                assert_eq!(texts(root, "svg").len(), 1);
                assert_eq!(texts(root, "p"), [plain(figure.source_note())]);
                let headings: Vec<String> = table.columns.iter().map(|name| plain(name)).collect();
                assert_eq!(texts(root, "th"), headings, "{chart:?}");
                let rows =
                    document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "tr")));
                let cells: Vec<Vec<&str>> = rows.skip(1).map(|row| texts(row, "td")).collect();
                let expected = table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.to_string())).collect());
                assert_eq!(cells, expected.collect::<Vec<Vec<String>>>(), "{chart:?}");
            });
        }
    }

    #[test]
    fn numbers_stand_right_and_what_is_unknown_is_empty() {
        let columns = ["<b>", "n"].map(ToOwned::to_owned).to_vec();
        let rows = vec![vec![Cell::Text("a & b".to_owned()), Cell::Number(1.0 / 3.0)], vec![Cell::Unknown; 2]];
        let mut page = String::new();
        write_table(&mut page, &NumberTable { columns, rows }, "\"1 < 2\"").unwrap();
        insta::assert_snapshot!(page, @r##"
        <table>
        <caption>"1 &lt; 2"</caption>
        <thead>
        <tr>
        <th scope="col">&lt;b&gt;</th>
        <th scope="col" class="number">n</th>
        </tr>
        </thead>
        <tbody>
        <tr><td>a &amp; b</td><td class="number">0.33</td></tr>
        <tr><td></td><td></td></tr>
        </tbody>
        </table>
        "##);
    }

    #[test]
    fn a_logo_is_in_the_page() {
        let logo: Logo = logo::tests::logo();
        let page = page(&figure().with_logo(Some(logo)));
        assert_self_contained(&parsed(&page));
    }
}
