//! The parts of a document beside its text: styles, settings, bullets, head and foot of the page.

use ecolor::Color32;
use emath::{Pos2, Rect};

use super::elements::{inline_picture, paragraph, root, run, twips, val};
use crate::chart::Theme;
use crate::export::office::drawing::lang_tag;
use crate::export::printed::{PADDING, TEXT};
use crate::export::xml::{Element, element};
use crate::export::{Logo, logo};
use crate::words::{Lang, Word};

fn hex(color: Color32) -> String {
    format!("{:02X}{:02X}{:02X}", color.r(), color.g(), color.b())
}

/// A style of paragraphs.
struct Style {
    id: &'static str,
    name: &'static str,
    /// In points.
    size: f32,
    is_bold: bool,
    is_soft: bool,
    /// In points, before and after.
    space: [f32; 2],
    keeps_next: bool,
    /// The level of a heading, from 0.
    outline: Option<u8>,
    /// In points, from the left.
    indent: f32,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    size: 10.0,
    is_bold: false,
    is_soft: false,
    space: [0.0, 6.0],
    keeps_next: false,
    outline: None,
    indent: 0.0,
};

const HEADING: Style = Style { is_bold: true, keeps_next: true, ..PLAIN };

/// Names are those that Word knows, in English whatever its language.
const STYLES: [Style; 15] = [
    Style { id: "Title", name: "Title", size: 22.0, is_bold: true, space: [0.0, 6.0], keeps_next: true, ..PLAIN },
    Style { id: "Subtitle", name: "Subtitle", size: 10.5, is_soft: true, space: [0.0, 4.0], keeps_next: true, ..PLAIN },
    Style { id: "Heading1", name: "heading 1", size: 16.0, space: [24.0, 6.0], outline: Some(0), ..HEADING },
    Style { id: "Heading2", name: "heading 2", size: 13.0, space: [18.0, 4.0], outline: Some(1), ..HEADING },
    Style { id: "Heading3", name: "heading 3", size: 10.5, space: [10.0, 3.0], outline: Some(2), ..HEADING },
    // What stands under a heading stays with what it is about.
    Style { id: "BodyText", name: "Body Text", is_soft: true, keeps_next: true, ..PLAIN },
    Style { id: "Figure", name: "Figure", space: [6.0, 4.0], keeps_next: true, ..PLAIN },
    Style { id: "Caption", name: "caption", size: 9.0, is_bold: true, space: [0.0, 4.0], ..PLAIN },
    Style { id: "TableCaption", name: "Table Caption", size: 9.0, space: [12.0, 4.0], ..HEADING },
    Style { id: "Note", name: "Source Note", size: 8.0, is_soft: true, space: [0.0, 8.0], ..PLAIN },
    Style { id: "ListBullet", name: "List Bullet", size: 9.5, space: [0.0, 2.0], ..PLAIN },
    Style { id: "TableText", name: "Table Text", size: 9.0, space: [1.5, 1.5], ..PLAIN },
    Style { id: "TOC1", name: "toc 1", size: 10.0, space: [3.0, 1.0], ..PLAIN },
    Style { id: "TOC2", name: "toc 2", size: 9.5, space: [0.0, 1.0], indent: 12.0, ..PLAIN },
    Style { id: "Footer", name: "footer", size: 8.0, is_soft: true, space: [0.0, 0.0], ..PLAIN },
];

impl Style {
    fn element(&self) -> Element {
        let theme = Theme::LIGHT;
        let [before, after] = self.space.map(twips);
        let is_list = self.id == "ListBullet";
        let bullet = element("w:numPr").child(val("w:numId", 1));
        let at_foot = self.id == "Footer";
        let paragraph = element("w:pPr")
            .children(self.keeps_next.then(|| element("w:keepNext")))
            .children((self.keeps_next || at_foot).then(|| element("w:keepLines")))
            .children(is_list.then_some(bullet))
            .child(element("w:spacing").attr("w:before", before).attr("w:after", after))
            .children((self.indent > 0.0).then(|| element("w:ind").attr("w:left", twips(self.indent))))
            .children(is_list.then(|| element("w:contextualSpacing")))
            .children(at_foot.then(|| val("w:jc", "center")))
            .children(self.outline.map(|level| val("w:outlineLvl", level)));
        let half_points = (2.0 * self.size).round() as u32;
        let run = element("w:rPr")
            .children(self.is_bold.then(|| element("w:b")))
            .child(val("w:color", hex(if self.is_soft { theme.ink_soft } else { theme.ink })))
            .child(val("w:sz", half_points))
            .child(val("w:szCs", half_points));
        let next = if self.outline.is_some() { "BodyText" } else { "Normal" };
        element("w:style")
            .attr("w:type", "paragraph")
            .attr("w:styleId", self.id)
            .child(val("w:name", self.name))
            .child(val("w:basedOn", "Normal"))
            .child(val("w:next", next))
            .child(element("w:qFormat"))
            .child(paragraph)
            .child(run)
    }
}

/// The looks of paragraphs and tables.
pub fn styles(lang: Lang) -> Element {
    let face = typeface(lang);
    let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].into_iter();
    let fonts = fonts.fold(element("w:rFonts"), |fonts, script| fonts.attr(script, face));
    // By script: Latin words taken for Korean are broken anywhere.
    let tongue = val("w:lang", lang_tag(Lang::En)).attr("w:eastAsia", lang_tag(Lang::Ko));
    let run = element("w:rPr").child(fonts).child(val("w:sz", 20)).child(val("w:szCs", 20)).child(tongue);
    let spacing = element("w:spacing").attr("w:after", 120).attr("w:line", 276).attr("w:lineRule", "auto");
    let defaults = element("w:docDefaults")
        .child(element("w:rPrDefault").child(run))
        .child(element("w:pPrDefault").child(element("w:pPr").child(spacing)));
    let of_kind = |kind: &str, id: &str, name: &str| {
        let style = element("w:style").attr("w:type", kind).attr("w:default", 1).attr("w:styleId", id);
        style.child(val("w:name", name))
    };
    let normal = of_kind("paragraph", "Normal", "Normal").child(element("w:qFormat"));
    root("w:styles")
        .child(defaults)
        .child(normal)
        .child(of_kind("character", "DefaultParagraphFont", "Default Paragraph Font").child(val("w:uiPriority", 1)))
        .child(of_kind("table", "TableNormal", "Normal Table").child(table_margins(0.0)))
        .child(of_kind("numbering", "NoList", "No List"))
        .children(STYLES.iter().map(Style::element))
        .child(table_style())
}

fn table_margins(at_sides: f32) -> Element {
    let side = |name, points| element(name).attr("w:w", twips(points)).attr("w:type", "dxa");
    let sides = [("w:top", 0.0), ("w:left", at_sides), ("w:bottom", 0.0), ("w:right", at_sides)];
    let margins = element("w:tblCellMar").children(sides.map(|(name, points)| side(name, points)));
    element("w:tblPr").child(element("w:tblInd").attr("w:w", 0).attr("w:type", "dxa")).child(margins)
}

/// Hair lines between rows, a stronger one under the head.
fn table_style() -> Element {
    let theme = Theme::LIGHT;
    let line = |name, eighths: u32, color| {
        val(name, "single").attr("w:sz", eighths).attr("w:space", 0).attr("w:color", hex(color))
    };
    let between = element("w:tblBorders").children([
        line("w:top", 8, theme.ink_soft),
        line("w:bottom", 8, theme.ink_soft),
        line("w:insideH", 4, theme.border),
    ]);
    let side = |name| element(name).attr("w:w", twips(PADDING / 2.0 - 0.5)).attr("w:type", "dxa");
    let margins = element("w:tblCellMar").children(["w:left", "w:right"].map(side));
    let head = element("w:tblStylePr")
        .attr("w:type", "firstRow")
        .child(element("w:rPr").child(element("w:b")))
        .child(element("w:tcPr").child(element("w:tcBorders").child(line("w:bottom", 8, theme.ink_soft))));
    element("w:style")
        .attr("w:type", "table")
        .attr("w:customStyle", 1)
        .attr("w:styleId", "Numbers")
        .child(val("w:name", "Table of Numbers"))
        .child(val("w:basedOn", "TableNormal"))
        .child(element("w:qFormat"))
        .child(element("w:tblPr").child(between).child(margins))
        .child(head)
}

/// The typefaces that are used, for machines that lack them.
pub fn font_table(lang: Lang) -> Element {
    let font = element("w:font")
        .attr("w:name", typeface(lang))
        .child(val("w:panose1", "020B0503020000020004"))
        .child(val("w:charset", "81"))
        .child(val("w:family", "swiss"))
        .child(val("w:pitch", "variable"));
    root("w:fonts").child(font)
}

/// What Word knows of a part that is only kept.
pub fn custom_properties() -> Element {
    element("ds:datastoreItem")
        .attr("ds:itemID", "{6C1B3D52-8F0E-4A5B-9D77-3A2E5C41B9F0}")
        .attr("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml")
        .child(element("ds:schemaRefs"))
}

/// The typeface of both scripts: on every machine with Office.
fn typeface(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Malgun Gothic",
        Lang::Ko => "맑은 고딕",
    }
}

/// How the document is to be taken: as Word 2013 and later set text.
pub fn settings() -> Element {
    let mode = element("w:compatSetting")
        .attr("w:name", "compatibilityMode")
        .attr("w:uri", "http://schemas.microsoft.com/office/word")
        .attr("w:val", 15);
    root("w:settings")
        .child(element("w:zoom").attr("w:percent", 100))
        .child(val("w:defaultTabStop", 720))
        .child(val("w:characterSpacingControl", "doNotCompress"))
        .child(element("w:compat").child(mode))
        .child(val("w:themeFontLang", lang_tag(Lang::En)).attr("w:eastAsia", lang_tag(Lang::Ko)))
}

/// The bullet of lists.
pub fn numbering() -> Element {
    let place = element("w:ind").attr("w:left", 227).attr("w:hanging", 227);
    let level = element("w:lvl")
        .attr("w:ilvl", 0)
        .child(val("w:start", 1))
        .child(val("w:numFmt", "bullet"))
        .child(val("w:pStyle", "ListBullet"))
        .child(val("w:lvlText", "•"))
        .child(val("w:lvlJc", "left"))
        .child(element("w:pPr").child(place));
    let bullets =
        element("w:abstractNum").attr("w:abstractNumId", 0).child(val("w:multiLevelType", "singleLevel")).child(level);
    let list = element("w:num").attr("w:numId", 1).child(val("w:abstractNumId", 0));
    root("w:numbering").child(bullets).child(list)
}

/// "3 / 12".
pub fn footer() -> Element {
    let count = |what: &str| element("w:fldSimple").attr("w:instr", format!(" {what} ")).child(run("1"));
    let line = paragraph("Footer").child(count("PAGE")).child(run(" / ")).child(count("NUMPAGES"));
    root("w:ftr").child(line)
}

/// A logo at the right of the head.
pub fn header(logo: &Logo, image: &str, lang: Lang) -> Element {
    let size = logo::place(Rect::from_min_size(Pos2::ZERO, TEXT), logo.pixels).size();
    let alt = Word::logo_alt(lang, &logo.name);
    let picture = element("w:r").child(inline_picture(1, &alt, image, size));
    let place = element("w:pPr").child(val("w:jc", "right"));
    root("w:hdr").child(element("w:p").child(place).child(picture))
}
