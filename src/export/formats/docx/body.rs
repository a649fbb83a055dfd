//! The text of a document: paragraphs, pictures, tables and the pages they stand on.

use std::iter::once;

use emath::{Vec2, vec2};

use super::elements::{inline_picture, line, paragraph, root, run, twips, val, words};
use crate::chart::NumberTable;
use crate::export::printed::PrintedTable;
use crate::export::report::{Block, Caption, Figure, Report};
use crate::export::xml::{Element, element};
use crate::words::Word;

/// What the text refers to: the references to its pictures in their order, to foot and head of the page.
pub struct Media {
    pub pictures: Vec<String>,
    pub footer: String,
    pub header: Option<String>,
}

/// A sheet of A4, upright.
const SHEET: Vec2 = vec2(595.3, 841.9);
/// Around the text, in points: 25 mm.
const MARGIN: f32 = 70.9;
/// A list of more entries than this is set in two columns.
const MOST_IN_ONE_COLUMN: usize = 24;
/// A document with fewer headings needs no contents.
const FEWEST_IN_CONTENTS: usize = 4;

/// The text on its way.
pub struct Body<'a> {
    report: &'a Report<'a>,
    media: &'a Media,
    written: Vec<Element>,
    headings: usize,
    figures: usize,
    page: Page,
}

/// How a stretch of the document stands on its pages.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Page {
    is_wide: bool,
    has_columns: bool,
    /// It begins where the stretch before it ended: columns begin and end within a page.
    goes_on: bool,
}

impl<'a> Body<'a> {
    /// The whole part.
    pub fn of(report: &'a Report<'a>, media: &'a Media) -> Element {
        let mut body = Self { report, media, written: Vec::new(), headings: 0, figures: 0, page: Page::default() };
        body.put(line("Title", report.title));
        for text in &report.subtitle {
            body.put(line("Subtitle", text));
        }
        body.contents();
        for block in &report.blocks {
            body.block(block);
        }
        if body.page.has_columns {
            // Columns are as long as each other where something follows them.
            body.turn(Page::default());
            body.put(line("Note", ""));
        }
        let last = body.section();
        root("w:document").child(element("w:body").children(body.written).child(last))
    }

    fn put(&mut self, element: Element) {
        self.written.push(element);
    }

    fn block(&mut self, block: &Block) {
        let page = Page {
            is_wide: matches!(block, Block::Table(table, _) if table.is_wide),
            has_columns: matches!(block, Block::List(lines) if lines.len() > MOST_IN_ONE_COLUMN),
            goes_on: false,
        };
        // A note behind a wide table stays on its page.
        let stays = self.page.is_wide && matches!(block, Block::Note(_));
        if (page.is_wide, page.has_columns) != (self.page.is_wide, self.page.has_columns) && !stays {
            self.turn(page);
        }
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Text(text) => self.put(line("BodyText", text)),
            Block::Note(text) => self.put(line("Note", text)),
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table, caption) => self.table(table, caption.as_ref()),
            Block::List(lines) => self.written.extend(lines.iter().map(|text| line("ListBullet", text))),
        }
    }

    /// What follows stands on other pages: the stretch so far ends in a paragraph that says how it stood.
    fn turn(&mut self, page: Page) {
        let ends = element("w:pPr")
            .child(
                element("w:spacing")
                    .attr("w:before", 0)
                    .attr("w:after", 0)
                    .attr("w:line", 20)
                    .attr("w:lineRule", "exact"),
            )
            .child(self.section());
        self.put(element("w:p").child(ends));
        let goes_on = page.is_wide == self.page.is_wide;
        self.page = Page { goes_on, ..page };
    }

    fn section(&self) -> Element {
        let Page { is_wide, has_columns, goes_on } = self.page;
        let reference = |name, id: &String| element(name).attr("w:type", "default").attr("r:id", id);
        let (width, height) = if is_wide { (SHEET.y, SHEET.x) } else { (SHEET.x, SHEET.y) };
        let mut size = element("w:pgSz").attr("w:w", twips(width)).attr("w:h", twips(height));
        if is_wide {
            size = size.attr("w:orient", "landscape");
        }
        let margin = twips(MARGIN);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].into_iter();
        let margins = sides.fold(element("w:pgMar"), |margins, side| margins.attr(side, margin));
        let margins = margins.attr("w:header", margin / 2).attr("w:footer", margin / 2).attr("w:gutter", 0);
        element("w:sectPr")
            .children(self.media.header.iter().map(|id| reference("w:headerReference", id)))
            .child(reference("w:footerReference", &self.media.footer))
            .children(goes_on.then(|| val("w:type", "continuous")))
            .child(size)
            .child(margins)
            .children(has_columns.then(|| element("w:cols").attr("w:num", 2).attr("w:space", 360)))
    }

    fn heading(&mut self, level: u8, text: &str) {
        let style = match level {
            1 => "Heading1",
            2 => "Heading2",
            _ => "Heading3",
        };
        if level > 2 {
            return self.put(line(style, text));
        }
        self.headings += 1;
        let id = self.headings;
        let begin = element("w:bookmarkStart").attr("w:id", id).attr("w:name", place_of_heading(id));
        let end = element("w:bookmarkEnd").attr("w:id", id);
        self.put(paragraph(style).child(begin).child(run(text)).child(end));
    }

    /// The headings as links. Page numbers would be guesses: Word puts them in when the contents are updated there.
    fn contents(&mut self) {
        let level = |block: &Block| match block {
            Block::Heading(level @ 1..=2, text) => Some((*level, text.clone())),
            _ => None,
        };
        let headings: Vec<(u8, String)> = self.report.blocks.iter().filter_map(level).collect();
        if headings.len() < FEWEST_IN_CONTENTS {
            return;
        }
        let field = |kind: &str| element("w:r").child(element("w:fldChar").attr("w:fldCharType", kind));
        let instruction = element("w:instrText").attr("xml:space", "preserve").text(r#" TOC \o "1-2" \n \h \z \u "#);
        self.put(line("TableCaption", Word::CONTENTS.text(self.report.lang)));
        let last = headings.len();
        for (id, (level, text)) in (1..).zip(headings) {
            let link =
                element("w:hyperlink").attr("w:anchor", place_of_heading(id)).attr("w:history", 1).child(run(&text));
            let begin = [field("begin"), element("w:r").child(instruction.clone()), field("separate")];
            let entry = paragraph(if level == 1 { "TOC1" } else { "TOC2" })
                .children(begin.into_iter().filter(|_| id == 1))
                .child(link)
                .children((id == last).then(|| field("end")));
            self.put(entry);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let Some(image) = self.media.pictures.get(self.figures) else { return };
        self.figures += 1;
        let picture = inline_picture(100 + self.figures, &figure.alt, image, figure.size);
        self.put(paragraph("Figure").child(element("w:r").child(picture)));
        self.put(caption("Caption", &figure.caption));
    }

    fn table(&mut self, printed: &PrintedTable, of: Option<&Caption>) {
        self.written.extend(of.map(|of| caption("TableCaption", of)));
        let NumberTable { columns, rows } = &printed.table;
        let width = |points| element("w:tblW").attr("w:w", twips(points)).attr("w:type", "dxa");
        let look = val("w:tblLook", "0020").attr("w:firstRow", 1).attr("w:lastRow", 0).attr("w:firstColumn", 0);
        let look = look.attr("w:lastColumn", 0).attr("w:noHBand", 1).attr("w:noVBand", 1);
        let properties = element("w:tblPr")
            .child(val("w:tblStyle", "Numbers"))
            .child(width(printed.widths.iter().sum()))
            .child(element("w:tblLayout").attr("w:type", "fixed"))
            .child(look)
            .children(of.map(|of| val("w:tblCaption", &of.text)));
        let grid = printed.widths.iter().map(|&points| element("w:gridCol").attr("w:w", twips(points)));
        let row = |cells: Vec<String>, is_head: bool| {
            let whole =
                element("w:trPr").child(element("w:cantSplit")).children(is_head.then(|| element("w:tblHeader")));
            let cells = cells.iter().enumerate().map(|(column, text)| cell(printed, column, text, is_head));
            element("w:tr").child(whole).children(cells)
        };
        let head = once(row(columns.clone(), true));
        let rows = rows.iter().map(|cells| row(cells.iter().map(ToString::to_string).collect(), false));
        self.put(
            element("w:tbl").child(properties).child(element("w:tblGrid").children(grid)).children(head.chain(rows)),
        );
        // Without a paragraph between them two tables would be one.
        self.put(line("Note", ""));
    }
}

fn place_of_heading(id: usize) -> String {
    format!("_Toc{id:06}")
}

/// The head of a table stays with its first row.
fn cell(printed: &PrintedTable, column: usize, text: &str, is_head: bool) -> Element {
    let width = element("w:tcW").attr("w:w", twips(printed.widths[column])).attr("w:type", "dxa");
    let properties = element("w:pPr")
        .child(val("w:pStyle", "TableText"))
        .children(is_head.then(|| element("w:keepNext")))
        .children(printed.is_number(column).then(|| val("w:jc", "right")));
    let half_points = (2.0 * printed.type_size).round();
    let size = [val("w:sz", half_points), val("w:szCs", half_points)];
    let look = element("w:rPr").children(is_head.then(|| element("w:b"))).children(size);
    let place = element("w:tcPr").child(width).children(is_head.then(|| val("w:vAlign", "bottom")));
    let text = element("w:r").child(look).child(words(text));
    element("w:tc").child(place).child(element("w:p").child(properties).child(text))
}

/// A caption that Word counts, for its list of figures and for references to it.
fn caption(style: &str, caption: &Caption) -> Element {
    let count = format!(r" SEQ {} \* ARABIC ", caption.label);
    let number = element("w:fldSimple").attr("w:instr", count).child(run(&caption.number.to_string()));
    paragraph(style).child(run(&format!("{} ", caption.label))).child(number).child(run(&format!(". {}", caption.text)))
}
