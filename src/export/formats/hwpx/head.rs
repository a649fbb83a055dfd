//! The head of a Hangul document: typefaces, lines around cells, type, paragraphs, styles.

use ecolor::Color32;

use crate::chart::Theme;
use crate::export::xml::{Element, element};

/// A style: a paragraph, the type in it, and the name under which both are chosen. Its place in the list is its number.
struct Style {
    name: &'static str,
    english: &'static str,
    /// In points.
    size: f32,
    is_bold: bool,
    is_soft: bool,
    /// In points, before and after.
    space: [f32; 2],
    align: &'static str,
    keeps_next: bool,
    heading: Heading,
}

/// How a paragraph begins.
#[derive(Clone, Copy, PartialEq)]
enum Heading {
    Plain,
    /// A heading of this level, from 0, without a number.
    Outline(u8),
    Bullet,
}

const PLAIN: Style = Style {
    name: "바탕글",
    english: "Normal",
    size: 10.0,
    is_bold: false,
    is_soft: false,
    space: [0.0, 6.0],
    align: "LEFT",
    keeps_next: false,
    heading: Heading::Plain,
};
const HEADING: Style = Style { is_bold: true, keeps_next: true, ..PLAIN };
const IN_TABLE: Style = Style { size: 9.0, space: [0.0, 0.0], ..PLAIN };

const STYLES: [Style; 17] = [
    PLAIN,
    Style { name: "제목", english: "Title", size: 22.0, space: [0.0, 6.0], ..HEADING },
    Style {
        name: "부제목",
        english: "Subtitle",
        size: 10.5,
        is_soft: true,
        space: [0.0, 4.0],
        keeps_next: true,
        ..PLAIN
    },
    Style {
        name: "개요 1",
        english: "Outline 1",
        size: 16.0,
        space: [24.0, 6.0],
        heading: Heading::Outline(0),
        ..HEADING
    },
    Style {
        name: "개요 2",
        english: "Outline 2",
        size: 13.0,
        space: [18.0, 4.0],
        heading: Heading::Outline(1),
        ..HEADING
    },
    Style {
        name: "개요 3",
        english: "Outline 3",
        size: 10.5,
        space: [10.0, 3.0],
        heading: Heading::Outline(2),
        ..HEADING
    },
    Style { name: "본문", english: "Body", is_soft: true, keeps_next: true, ..PLAIN },
    Style { name: "그림", english: "Figure", space: [6.0, 4.0], keeps_next: true, ..PLAIN },
    Style { name: "그림 캡션", english: "Figure Caption", size: 9.0, is_bold: true, space: [0.0, 4.0], ..PLAIN },
    Style { name: "표 캡션", english: "Table Caption", size: 9.0, space: [12.0, 4.0], ..HEADING },
    Style { name: "출처", english: "Source Note", size: 8.0, is_soft: true, space: [0.0, 8.0], ..PLAIN },
    Style { name: "목록", english: "List", size: 9.5, space: [0.0, 2.0], heading: Heading::Bullet, ..PLAIN },
    Style { name: "표 글", english: "Table Text", ..IN_TABLE },
    Style { name: "표 수치", english: "Table Number", align: "RIGHT", ..IN_TABLE },
    Style { name: "표 머리", english: "Table Head", is_bold: true, ..IN_TABLE },
    Style { name: "표 수치 머리", english: "Table Number Head", is_bold: true, align: "RIGHT", ..IN_TABLE },
    Style { name: "쪽 번호", english: "Page Number", size: 8.0, is_soft: true, align: "CENTER", ..IN_TABLE },
];

/// Type of tables that are tight, plain and bold by turns.
const TIGHT: [f32; 3] = [8.5, 8.0, 7.0];

/// The number of a style, by its English name.
pub fn style(english: &str) -> usize {
    STYLES.iter().position(|style| style.english == english).unwrap_or_default()
}

/// The number of the type of a table's cells.
pub fn cell_type(size: f32, is_bold: bool) -> usize {
    let tight = TIGHT.iter().position(|&tight| (tight - size).abs() < 0.01);
    let plain = style(if is_bold { "Table Head" } else { "Table Text" });
    tight.map_or(plain, |place| STYLES.len() + 2 * place + usize::from(is_bold))
}

/// The lines around nothing, a cell and a cell of the head.
pub const NO_LINES: usize = 1;
/// See [`NO_LINES`].
pub const CELL_LINES: usize = 3;
/// See [`NO_LINES`].
pub const HEAD_LINES: usize = 4;

/// Hangul counts in hundredths of a point.
pub fn units(points: f32) -> i64 {
    (f64::from(points) * 100.0).round() as i64
}

fn hex(color: Color32) -> String {
    format!("#{:02X}{:02X}{:02X}", color.r(), color.g(), color.b())
}

/// The whole part, in its root.
pub fn part(root: Element, sections: usize) -> Element {
    let numbers = ["page", "footnote", "endnote", "pic", "tbl", "equation"].into_iter();
    let begin = numbers.fold(element("hh:beginNum"), |begin, name| begin.attr(name, 1));
    let tabs = element("hh:tabPr").attr("id", 0).attr("autoTabLeft", 0).attr("autoTabRight", 0);
    let numbering =
        element("hh:numbering").attr("id", 1).attr("start", 0).children((1..=7).map(|level| head_of(level, "DIGIT")));
    let bullet = element("hh:bullet").attr("id", 1).attr("char", "•").attr("useImage", 0).child(head_of(1, "DIGIT"));
    let styles = STYLES.iter().enumerate().map(|(id, style)| {
        element("hh:style")
            .attr("id", id)
            .attr("type", "PARA")
            .attr("name", style.name)
            .attr("engName", style.english)
            .attr("paraPrIDRef", id)
            .attr("charPrIDRef", id)
            .attr("nextStyleIDRef", if style.keeps_next { 0 } else { id })
            .attr("langID", 1042)
            .attr("lockForm", 0)
    });
    let lists = element("hh:refList").children([
        list("hh:fontfaces", LANGUAGES.map(typeface).to_vec()),
        list("hh:borderFills", lines()),
        list("hh:charProperties", types()),
        list("hh:tabProperties", vec![tabs]),
        list("hh:numberings", vec![numbering]),
        list("hh:bullets", vec![bullet]),
        list("hh:paraProperties", STYLES.iter().enumerate().map(|(id, style)| paragraph(id, style)).collect()),
        list("hh:styles", styles.collect()),
    ]);
    let compatible =
        element("hh:compatibleDocument").attr("targetProgram", "HWP201X").child(element("hh:layoutCompatibility"));
    let link = element("hh:linkinfo").attr("path", "").attr("pageInherit", 0).attr("footnoteInherit", 0);
    let options = element("hh:docOption").child(link);
    // So it is spelt.
    let tracked = element("hh:trackchageConfig").attr("flags", 56);
    root.attr("version", "1.4").attr("secCnt", sections).children([begin, lists, compatible, options, tracked])
}

fn list(name: &'static str, items: Vec<Element>) -> Element {
    element(name).attr("itemCnt", items.len()).children(items)
}

/// The scripts that Hangul sets apart, by how it lists them and how it refers to them.
const LANGUAGES: [&str; 7] = ["HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER"];
const SCRIPTS: [&str; 7] = ["hangul", "latin", "hanja", "japanese", "other", "symbol", "user"];

fn typeface(language: &str) -> Element {
    let font = element("hh:font").attr("id", 0).attr("face", "맑은 고딕").attr("type", "TTF").attr("isEmbedded", 0);
    element("hh:fontface").attr("lang", language).attr("fontCnt", 1).child(font)
}

/// What stands before a numbered or bulleted paragraph; of headings, nothing.
fn head_of(level: u8, format: &str) -> Element {
    element("hh:paraHead")
        .attr("start", 1)
        .attr("level", level)
        .attr("align", "LEFT")
        .attr("useInstWidth", 0)
        .attr("autoIndent", 1)
        .attr("widthAdjust", 0)
        .attr("textOffsetType", "PERCENT")
        .attr("textOffset", 50)
        .attr("numFormat", format)
        .attr("charPrIDRef", u32::MAX)
        .attr("checkable", 0)
}

fn lines() -> Vec<Element> {
    let theme = Theme::LIGHT;
    let none = ("NONE", "0.1 mm", theme.ink_soft);
    let (hair, strong) = (("SOLID", "0.12 mm", theme.border), ("SOLID", "0.3 mm", theme.ink_soft));
    let fill = |id: usize, (top, bottom)| {
        let side = |name, (kind, width, color): (&str, &str, Color32)| {
            element(name).attr("type", kind).attr("width", width).attr("color", hex(color))
        };
        let slash = |name| element(name).attr("type", "NONE").attr("Crooked", 0).attr("isCounter", 0);
        element("hh:borderFill")
            .attr("id", id)
            .attr("threeD", 0)
            .attr("shadow", 0)
            .attr("centerLine", "NONE")
            .attr("breakCellSeparateLine", 0)
            .children(["hh:slash", "hh:backSlash"].map(slash))
            .children([side("hh:leftBorder", none), side("hh:rightBorder", none)])
            .children([side("hh:topBorder", top), side("hh:bottomBorder", bottom), side("hh:diagonal", none)])
    };
    vec![
        fill(NO_LINES, (none, none)),
        fill(2, (none, none)),
        fill(CELL_LINES, (hair, hair)),
        fill(HEAD_LINES, (strong, strong)),
    ]
}

/// The type of every style, then that of tight tables.
fn types() -> Vec<Element> {
    let theme = Theme::LIGHT;
    let of_styles =
        STYLES.iter().map(|style| (style.size, style.is_bold, if style.is_soft { theme.ink_soft } else { theme.ink }));
    let tight = TIGHT.iter().flat_map(|&size| [(size, false, theme.ink), (size, true, theme.ink)]);
    let of_each = |name, value: i32| SCRIPTS.into_iter().fold(element(name), |each, script| each.attr(script, value));
    let one = |(id, (size, is_bold, color)): (usize, (f32, bool, Color32))| {
        let line = |name| element(name).attr("type", "NONE").attr("shape", "SOLID").attr("color", "#000000");
        element("hh:charPr")
            .attr("id", id)
            .attr("height", units(size))
            .attr("textColor", hex(color))
            .attr("shadeColor", "none")
            .attr("useFontSpace", 1)
            .attr("useKerning", 0)
            .attr("symMark", "NONE")
            .attr("borderFillIDRef", 2)
            .child(of_each("hh:fontRef", 0))
            .child(of_each("hh:ratio", 100))
            .child(of_each("hh:spacing", 0))
            .child(of_each("hh:relSz", 100))
            .child(of_each("hh:offset", 0))
            .children(is_bold.then(|| element("hh:bold")))
            .child(line("hh:underline"))
            .child(element("hh:strikeout").attr("shape", "NONE").attr("color", "#000000"))
            .child(element("hh:outline").attr("type", "NONE"))
            .child(
                element("hh:shadow")
                    .attr("type", "NONE")
                    .attr("color", "#C0C0C0")
                    .attr("offsetX", 10)
                    .attr("offsetY", 10),
            )
    };
    of_styles.chain(tight).enumerate().map(one).collect()
}

fn paragraph(id: usize, style: &Style) -> Element {
    let (kind, reference, level) = match style.heading {
        Heading::Plain => ("NONE", 0, 0),
        Heading::Outline(level) => ("OUTLINE", 0, level),
        Heading::Bullet => ("BULLET", 1, 0),
    };
    let keeps = u8::from(style.keeps_next);
    // Programs that know no measures by name take these doubled.
    let spaces = |times: f32| {
        let space = |name, points: f32| element(name).attr("value", units(times * points)).attr("unit", "HWPUNIT");
        let [before, after] = style.space;
        let hanging = if style.heading == Heading::Bullet { 10.0 } else { 0.0 };
        let sides =
            [("hc:intent", -hanging), ("hc:left", hanging), ("hc:right", 0.0), ("hc:prev", before), ("hc:next", after)];
        let line = element("hh:lineSpacing").attr("type", "PERCENT").attr("value", 140).attr("unit", "HWPUNIT");
        [element("hh:margin").children(sides.map(|(name, points)| space(name, points))), line]
    };
    let named = element("hp:case")
        .attr("hp:required-namespace", "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar")
        .children(spaces(1.0));
    element("hh:paraPr")
        .attr("id", id)
        .attr("tabPrIDRef", 0)
        .attr("condense", 0)
        .attr("fontLineHeight", 0)
        .attr("snapToGrid", 0)
        .attr("suppressLineNumbers", 0)
        .attr("checked", 0)
        .child(element("hh:align").attr("horizontal", style.align).attr("vertical", "BASELINE"))
        .child(element("hh:heading").attr("type", kind).attr("idRef", reference).attr("level", level))
        .child(
            element("hh:breakSetting")
                .attr("breakLatinWord", "KEEP_WORD")
                .attr("breakNonLatinWord", "KEEP_WORD")
                .attr("widowOrphan", 1)
                .attr("keepWithNext", keeps)
                .attr("keepLines", keeps)
                .attr("pageBreakBefore", 0)
                .attr("lineWrap", "BREAK"),
        )
        .child(element("hh:autoSpacing").attr("eAsianEng", 0).attr("eAsianNum", 0))
        .child(element("hp:switch").child(named).child(element("hp:default").children(spaces(2.0))))
        .child(
            element("hh:border")
                .attr("borderFillIDRef", 2)
                .attr("offsetLeft", 0)
                .attr("offsetRight", 0)
                .attr("offsetTop", 0)
                .attr("offsetBottom", 0)
                .attr("connect", 0)
                .attr("ignoreMargin", 0),
        )
}
