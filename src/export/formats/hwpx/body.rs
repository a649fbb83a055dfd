//! The text of a Hangul document: paragraphs, pictures and tables, in stretches of pages that stand alike.

use std::iter::once;
use std::mem::take;

use emath::{Pos2, Rect, Vec2, vec2};

use super::head::{CELL_LINES, HEAD_LINES, NO_LINES, cell_type, style, units};
use crate::chart::ruler::wrap;
use crate::chart::{Font, Ruler};
use crate::export::logo;
use crate::export::printed::{PADDING, PrintedTable, TEXT};
use crate::export::report::{Block, Report};
use crate::export::xml::{Element, element};
use crate::words::Word;

/// A sheet of A4, upright.
const SHEET: Vec2 = vec2(595.28, 841.86);
/// Around the text, in points: 25 mm.
const MARGIN: f32 = 70.9;
/// Above and below the text of a cell.
const CELL_SPACE: f32 = 2.5;

/// The paragraphs of each stretch of pages that stand alike, which is a part of the file.
pub fn sections(report: &Report<'_>) -> Vec<Vec<Element>> {
    let mut writer = Writer { sections: Vec::new(), is_wide: false, paragraphs: Vec::new(), next_id: 1, images: 0 };
    if let Some(logo) = report.logo {
        let size = logo::place(Rect::from_min_size(Pos2::ZERO, TEXT), logo.pixels).size();
        let picture = writer.picture(size, &Word::logo_alt(report.lang, &logo.name));
        writer.put("Table Number", picture);
    }
    writer.line("Title", report.title);
    for text in &report.subtitle {
        writer.line("Subtitle", text);
    }
    for block in &report.blocks {
        writer.block(block);
    }
    writer.turn(false);
    writer.sections
}

struct Writer {
    sections: Vec<Vec<Element>>,
    is_wide: bool,
    paragraphs: Vec<Element>,
    next_id: usize,
    images: usize,
}

impl Writer {
    fn id(&mut self) -> usize {
        self.next_id += 1;
        self.next_id
    }

    /// A paragraph; the first one of a stretch says how its pages stand.
    fn put(&mut self, named: &str, content: Element) {
        let begin = self.paragraphs.is_empty().then(|| section(self.is_wide));
        let number = style(named);
        let run = element("hp:run").attr("charPrIDRef", number).child(content);
        let id = self.id();
        self.paragraphs.push(paragraph(id, number).children(begin).child(run));
    }

    fn line(&mut self, named: &str, text: &str) {
        self.put(named, element("hp:t").text(text));
    }

    /// Ends a stretch, unless nothing stands on it.
    fn turn(&mut self, is_wide: bool) {
        if !self.paragraphs.is_empty() {
            self.sections.push(take(&mut self.paragraphs));
        }
        self.is_wide = is_wide;
    }

    fn block(&mut self, block: &Block) {
        let is_wide = matches!(block, Block::Table(table, _) if table.is_wide);
        // A note behind a wide table stays on its page.
        if is_wide != self.is_wide && !(self.is_wide && matches!(block, Block::Note(_))) {
            self.turn(is_wide);
        }
        match block {
            Block::Heading(1, text) => self.line("Outline 1", text),
            Block::Heading(2, text) => self.line("Outline 2", text),
            Block::Heading(_, text) => self.line("Outline 3", text),
            Block::Text(text) => self.line("Body", text),
            Block::Note(text) => self.line("Source Note", text),
            Block::List(lines) => lines.iter().for_each(|text| self.line("List", text)),
            Block::Figure(figure) => {
                let picture = self.picture(figure.size, &figure.alt);
                self.put("Figure", picture);
                self.line("Figure Caption", &figure.caption.whole());
            }
            Block::Table(table, caption) => {
                if let Some(caption) = caption {
                    self.line("Table Caption", &caption.whole());
                }
                let table = self.table(table);
                self.put("Normal", table);
            }
        }
    }

    /// The next picture of the file.
    fn picture(&mut self, size: Vec2, alt: &str) -> Element {
        self.images += 1;
        let id = self.id();
        let (width, height) = (units(size.x), units(size.y));
        let box_of = |name| element(name).attr("width", width).attr("height", height);
        let point = |name, x: i64, y: i64| element(name).attr("x", x).attr("y", y);
        let matrix = |name| {
            let values = [("e1", 1), ("e2", 0), ("e3", 0), ("e4", 0), ("e5", 1), ("e6", 0)];
            values.into_iter().fold(element(name), |matrix, (name, value)| matrix.attr(name, value))
        };
        let corners = [
            point("hc:pt0", 0, 0),
            point("hc:pt1", width, 0),
            point("hc:pt2", width, height),
            point("hc:pt3", 0, height),
        ];
        let clip = element("hp:imgClip").attr("left", 0).attr("right", width).attr("top", 0).attr("bottom", height);
        let image = element("hc:img")
            .attr("binaryItemIDRef", format!("image{}", self.images))
            .attr("bright", 0)
            .attr("contrast", 0)
            .attr("effect", "REAL_PIC")
            .attr("alpha", 0);
        let turn = element("hp:rotationInfo").attr("angle", 0).attr("centerX", width / 2).attr("centerY", height / 2);
        object("hp:pic", id, "PICTURE")
            .attr("href", "")
            .attr("groupLevel", 0)
            .attr("instid", id)
            .attr("reverse", 0)
            .child(element("hp:offset").attr("x", 0).attr("y", 0))
            .children([box_of("hp:orgSz"), box_of("hp:curSz")])
            .child(element("hp:flip").attr("horizontal", 0).attr("vertical", 0))
            .child(turn.attr("rotateimage", 1))
            .child(element("hp:renderingInfo").children(["hc:transMatrix", "hc:scaMatrix", "hc:rotMatrix"].map(matrix)))
            .child(element("hp:imgRect").children(corners))
            .child(clip)
            .child(sides("hp:inMargin", 0.0, 0.0))
            .child(element("hp:imgDim").attr("dimwidth", width).attr("dimheight", height))
            .child(image)
            .child(element("hp:effects"))
            .children(place(size, true))
            .child(element("hp:shapeComment").text(alt))
    }

    fn table(&mut self, printed: &PrintedTable) -> Element {
        let id = self.id();
        let head: Vec<String> = printed.table.columns.clone();
        let rows = printed.table.rows.iter().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
        let rows: Vec<Vec<String>> = once(head).chain(rows).collect();
        let heights: Vec<f32> = rows.iter().map(|row| row_height(printed, row)).collect();
        let size = vec2(printed.widths.iter().sum(), heights.iter().sum());
        let mut written = Vec::new();
        for (number, (row, height)) in rows.iter().zip(heights).enumerate() {
            let cells = row.iter().enumerate().map(|(column, text)| self.cell(printed, (number, column), text, height));
            written.push(element("hp:tr").children(cells.collect::<Vec<_>>()));
        }
        object("hp:tbl", id, "TABLE")
            .attr("pageBreak", "TABLE")
            .attr("repeatHeader", 1)
            .attr("rowCnt", rows.len())
            .attr("colCnt", printed.widths.len())
            .attr("cellSpacing", 0)
            .attr("borderFillIDRef", NO_LINES)
            .attr("noAdjust", 0)
            .children(place(size, false))
            .child(sides("hp:inMargin", PADDING / 2.0 - 0.5, CELL_SPACE))
            .children(written)
    }

    fn cell(&mut self, printed: &PrintedTable, (row, column): (usize, usize), text: &str, height: f32) -> Element {
        let is_head = row == 0;
        let named = match (is_head, printed.is_number(column)) {
            (true, true) => "Table Number Head",
            (true, false) => "Table Head",
            (false, true) => "Table Number",
            (false, false) => "Table Text",
        };
        let run = element("hp:run").attr("charPrIDRef", cell_type(printed.type_size, is_head));
        let id = self.id();
        let line = paragraph(id, style(named)).child(run.child(element("hp:t").text(text)));
        element("hp:tc")
            .attr("name", "")
            .attr("header", u8::from(is_head))
            .attr("hasMargin", 0)
            .attr("protect", 0)
            .attr("editable", 0)
            .attr("dirty", 0)
            .attr("borderFillIDRef", if is_head { HEAD_LINES } else { CELL_LINES })
            .child(text_of(if is_head { "BOTTOM" } else { "TOP" }).child(line))
            .child(element("hp:cellAddr").attr("colAddr", column).attr("rowAddr", row))
            .child(element("hp:cellSpan").attr("colSpan", 1).attr("rowSpan", 1))
            .child(element("hp:cellSz").attr("width", units(printed.widths[column])).attr("height", units(height)))
            .child(sides("hp:cellMargin", PADDING / 2.0 - 0.5, CELL_SPACE))
    }
}

/// Hangul makes rows higher where it sets the text otherwise, and never lower.
fn row_height(printed: &PrintedTable, row: &[String]) -> f32 {
    let font = Font { size: printed.type_size, bold: false };
    let lines = |(text, width): (&String, &f32)| wrap(text, font, width - PADDING, Ruler::shipped(), 40).len();
    let most = row.iter().zip(&printed.widths).map(lines).max().unwrap_or(1).max(1) as f32;
    (1.0 + 1.4 * (most - 1.0)) * printed.type_size + 2.0 * CELL_SPACE
}

fn paragraph(id: usize, style: usize) -> Element {
    element("hp:p")
        .attr("id", id)
        .attr("paraPrIDRef", style)
        .attr("styleIDRef", style)
        .attr("pageBreak", 0)
        .attr("columnBreak", 0)
        .attr("merged", 0)
}

/// Text inside a cell or at the foot of the page.
fn text_of(align: &str) -> Element {
    element("hp:subList")
        .attr("id", "")
        .attr("textDirection", "HORIZONTAL")
        .attr("lineWrap", "BREAK")
        .attr("vertAlign", align)
        .attr("linkListIDRef", 0)
        .attr("linkListNextIDRef", 0)
        .attr("textWidth", 0)
        .attr("textHeight", 0)
        .attr("hasTextRef", 0)
        .attr("hasNumRef", 0)
}

fn object(name: &'static str, id: usize, numbered: &str) -> Element {
    element(name)
        .attr("id", id)
        .attr("zOrder", 0)
        .attr("numberingType", numbered)
        .attr("textWrap", "TOP_AND_BOTTOM")
        .attr("textFlow", "BOTH_SIDES")
        .attr("lock", 0)
        .attr("dropcapstyle", "None")
}

/// Size, place and margin of an object: in its line like a letter, or between lines, where pages may part it.
fn place(size: Vec2, is_letter: bool) -> [Element; 3] {
    let extent = element("hp:sz")
        .attr("width", units(size.x))
        .attr("widthRelTo", "ABSOLUTE")
        .attr("height", units(size.y))
        .attr("heightRelTo", "ABSOLUTE")
        .attr("protect", 0);
    let at = element("hp:pos")
        .attr("treatAsChar", u8::from(is_letter))
        .attr("affectLSpacing", 0)
        .attr("flowWithText", 1)
        .attr("allowOverlap", 0)
        .attr("holdAnchorAndSO", 0)
        .attr("vertRelTo", "PARA")
        .attr("horzRelTo", "COLUMN")
        .attr("vertAlign", "TOP")
        .attr("horzAlign", "LEFT")
        .attr("vertOffset", 0)
        .attr("horzOffset", 0);
    [extent, at, sides("hp:outMargin", 0.0, 0.0)]
}

fn sides(name: &'static str, across: f32, upright: f32) -> Element {
    let [across, upright] = [across, upright].map(units);
    element(name).attr("left", across).attr("right", across).attr("top", upright).attr("bottom", upright)
}

/// How the pages of a stretch stand, and the number at their foot.
fn section(is_wide: bool) -> Element {
    let note = |name, place: Element| {
        let format = element("hp:autoNumFormat")
            .attr("type", "DIGIT")
            .attr("userChar", "")
            .attr("prefixChar", "")
            .attr("suffixChar", ")")
            .attr("supscript", 0);
        let line = element("hp:noteLine").attr("length", -1).attr("type", "SOLID").attr("width", "0.12 mm");
        let space = element("hp:noteSpacing").attr("betweenNotes", 283).attr("belowLine", 567).attr("aboveLine", 850);
        let count = element("hp:numbering").attr("type", "CONTINUOUS").attr("newNum", 1);
        element(name).children([format, line.attr("color", "#000000"), space, count, place])
    };
    let placed = |at: &str| element("hp:placement").attr("place", at).attr("beneathText", 0);
    let around = |kind: &str| {
        element("hp:pageBorderFill")
            .attr("type", kind)
            .attr("borderFillIDRef", NO_LINES)
            .attr("textBorder", "PAPER")
            .attr("headerInside", 0)
            .attr("footerInside", 0)
            .attr("fillArea", "PAPER")
            .child(sides("hp:offset", 14.17, 14.17))
    };
    let margin = units(MARGIN);
    let margins = [("header", margin / 2), ("footer", margin / 2), ("gutter", 0), ("left", margin), ("right", margin)];
    let margins = margins.into_iter().fold(element("hp:margin"), |margins, (side, size)| margins.attr(side, size));
    // Head and foot of the page come off the margins of the text.
    let margins = margins.attr("top", margin / 2).attr("bottom", margin / 2);
    let page = element("hp:pagePr")
        // The names are of how the sheet is fed: widely is upright.
        .attr("landscape", if is_wide { "NARROWLY" } else { "WIDELY" })
        .attr("width", units(SHEET.x))
        .attr("height", units(SHEET.y))
        .attr("gutterType", "LEFT_ONLY")
        .child(margins);
    let shown = ["hideFirstHeader", "hideFirstFooter", "hideFirstMasterPage"].into_iter();
    let shown = shown.fold(element("hp:visibility"), |shown, name| shown.attr(name, 0));
    let shown = shown.attr("border", "SHOW_ALL").attr("fill", "SHOW_ALL");
    let shown =
        ["hideFirstPageNum", "hideFirstEmptyLine", "showLineNumber"].into_iter().fold(shown, |s, name| s.attr(name, 0));
    let numbers = ["page", "pic", "tbl", "equation"].into_iter();
    let start = numbers.fold(element("hp:startNum").attr("pageStartsOn", "BOTH"), |start, name| start.attr(name, 0));
    let lines = ["restartType", "countBy", "distance", "startNumber"].into_iter();
    let properties = element("hp:secPr")
        .attr("id", "")
        .attr("textDirection", "HORIZONTAL")
        .attr("spaceColumns", 1134)
        .attr("tabStop", 8000)
        .attr("outlineShapeIDRef", 1)
        .attr("memoShapeIDRef", 0)
        .attr("textVerticalWidthHead", 0)
        .attr("masterPageCnt", 0)
        .child(start)
        .child(element("hp:grid").attr("lineGrid", 0).attr("charGrid", 0).attr("wonggojiFormat", 0))
        .child(shown)
        .child(lines.fold(element("hp:lineNumberShape"), |lines, name| lines.attr(name, 0)))
        .child(page)
        .child(note("hp:footNotePr", placed("EACH_COLUMN")))
        .child(note("hp:endNotePr", placed("END_OF_DOCUMENT")))
        .children(["BOTH", "EVEN", "ODD"].map(around));
    let columns = element("hp:colPr")
        .attr("id", "")
        .attr("type", "NEWSPAPER")
        .attr("layout", "LEFT")
        .attr("colCount", 1)
        .attr("sameSz", 1)
        .attr("sameGap", 0);
    let number = element("hp:pageNum").attr("pos", "BOTTOM_CENTER").attr("formatType", "DIGIT").attr("sideChar", "");
    let controls = [columns, number].map(|control| element("hp:ctrl").child(control));
    element("hp:run").attr("charPrIDRef", style("Page Number")).child(properties).children(controls)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::tests::wide;

    #[test]
    fn a_wide_table_stands_on_a_page_on_its_side() {
        let stands = |paragraphs: &Vec<Element>| {
            let text: Vec<u8> = paragraphs.iter().flat_map(Element::bytes).collect();
            let text = String::from_utf8(text).unwrap();
            assert_eq!(text.matches("<hp:pagePr ").count(), 1);
            (text.contains("NARROWLY"), text.contains("<hp:tbl "), text.contains(">n<"))
        };
        let stands: Vec<_> = sections(&wide()).iter().map(stands).collect();
        assert_eq!(stands, [(false, false, false), (true, true, true), (false, false, false)]);
    }
}
