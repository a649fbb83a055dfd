//! The elements that slides, masters and charts share: where a thing is, what fills it, its edge, its text.

use ecolor::Color32;
use emath::Rect;

use super::{A, P, R};
use crate::chart::{Font, Stroke};
use crate::export::xml::{Element, element};
use crate::words::Lang;

/// The root of a part of a presentation.
pub fn root(name: &'static str) -> Element {
    element(name).attr("xmlns:a", A).attr("xmlns:r", R).attr("xmlns:p", P)
}

/// `<name val="…"/>`, as most settings are written.
pub fn setting(name: &'static str, value: impl std::fmt::Display) -> Element {
    element(name).attr("val", value)
}

/// Office counts in 914,400 parts of an inch.
pub fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

/// A colour of the theme.
pub fn scheme_fill(name: &str) -> Element {
    element("a:solidFill").child(setting("a:schemeClr", name))
}

/// A colour without its opacity.
pub fn rgb(color: Color32) -> Element {
    let [r, g, b, _] = color.to_srgba_unmultiplied();
    setting("a:srgbClr", format!("{r:02X}{g:02X}{b:02X}"))
}

/// What fills a shape.
pub fn fill(color: Color32) -> Element {
    match color.a() {
        0 => element("a:noFill"),
        255 => element("a:solidFill").child(rgb(color)),
        alpha => {
            let part = (f64::from(alpha) / 255.0 * 100_000.0).round();
            element("a:solidFill").child(rgb(color).child(setting("a:alpha", part)))
        }
    }
}

/// An edge that is not drawn.
pub fn no_line() -> Element {
    element("a:ln").child(element("a:noFill"))
}

/// What draws the edge of a shape.
pub fn line(stroke: Stroke) -> Element {
    if stroke.width <= 0.0 || stroke.color.a() == 0 {
        return no_line();
    }
    element("a:ln").attr("w", emu(stroke.width)).child(fill(stroke.color)).child(element("a:round"))
}

/// Where a thing is.
pub fn place(name: &'static str, rect: Rect) -> Element {
    let [offset, extent] = offset_and_extent(rect);
    let at = |name, [x, y]: [i64; 2]| element(name).attr("x", x).attr("y", y);
    let size = |name, [width, height]: [i64; 2]| element(name).attr("cx", width).attr("cy", height);
    element(name).child(at("a:off", offset)).child(size("a:ext", extent))
}

/// Where a group is, whose shapes are placed as if there were none.
pub fn group_place(rect: Rect) -> Element {
    let [[x, y], [width, height]] = offset_and_extent(rect);
    place("a:xfrm", rect)
        .child(element("a:chOff").attr("x", x).attr("y", y))
        .child(element("a:chExt").attr("cx", width).attr("cy", height))
}

fn offset_and_extent(rect: Rect) -> [[i64; 2]; 2] {
    [[emu(rect.left()), emu(rect.top())], [emu(rect.width()), emu(rect.height())]]
}

/// A form that Office knows by name.
pub fn preset(name: &str) -> Element {
    element("a:prstGeom").attr("prst", name).child(element("a:avLst"))
}

/// The number and name of a thing on a slide.
pub fn identity(id: u32, name: &str) -> Element {
    element("p:cNvPr").attr("id", id).attr("name", name)
}

/// A shape that is no placeholder, with its [`identity`].
pub fn shape_of(identity: Element) -> Element {
    element("p:sp").child(element("p:nvSpPr").child(identity).child(element("p:cNvSpPr")).child(element("p:nvPr")))
}

/// A box of text of its own.
pub fn text_box(id: u32, name: &str) -> Element {
    text_box_of(identity(id, name))
}

/// A box of text with its [`identity`].
pub fn text_box_of(identity: Element) -> Element {
    let is_text = element("p:cNvSpPr").attr("txBox", 1);
    element("p:sp").child(element("p:nvSpPr").child(identity).child(is_text).child(element("p:nvPr")))
}

/// A shape that takes the place which a layout keeps for its kind.
pub fn placeholder(id: u32, name: &str, kind: Element) -> Element {
    let locks = element("p:cNvSpPr").child(element("a:spLocks").attr("noGrp", 1));
    let kind = element("p:nvPr").child(kind);
    element("p:sp").child(element("p:nvSpPr").child(identity(id, name)).child(locks).child(kind))
}

/// The picture of the slide on a page of notes.
pub fn slide_image(kind: Element) -> Element {
    let locks = element("a:spLocks").attr("noGrp", 1).attr("noRot", 1).attr("noChangeAspect", 1);
    let kind = element("p:nvPr").child(kind);
    element("p:sp").child(
        element("p:nvSpPr").child(identity(2, "Slide Image")).child(element("p:cNvSpPr").child(locks)).child(kind),
    )
}

/// `<p:ph type="…"/>`: which place of a layout.
pub fn kind(name: &str) -> Element {
    element("p:ph").attr("type", name)
}

/// A tree of shapes with its empty root.
pub fn shape_tree() -> Element {
    let identity =
        element("p:nvGrpSpPr").child(identity(1, "")).child(element("p:cNvGrpSpPr")).child(element("p:nvPr"));
    let place = element("p:grpSpPr").child(group_place(Rect::ZERO));
    element("p:spTree").child(identity).child(place)
}

/// The paragraphs of a shape; `properties` say how they stand in its box.
pub fn text_body(properties: Element, paragraphs: impl IntoIterator<Item = Element>) -> Element {
    element("p:txBody").child(properties).child(element("a:lstStyle")).children(paragraphs)
}

/// Text that begins where its box begins.
pub fn without_insets(properties: Element) -> Element {
    properties.attr("lIns", 0).attr("tIns", 0).attr("rIns", 0).attr("bIns", 0)
}

/// A paragraph without text.
pub fn empty_paragraph() -> Element {
    element("a:p").child(element("a:endParaRPr"))
}

/// In which language and typeface text is set.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// The language of the text.
    pub lang: Lang,
    /// Whether the typeface is that of the theme; ours otherwise.
    pub is_of_theme: bool,
}

impl Typing {
    fn faces(self) -> [Element; 2] {
        if !self.is_of_theme {
            return typefaces(self.lang);
        }
        [("a:latin", "+mn-lt"), ("a:ea", "+mn-ea")].map(|(script, face)| element(script).attr("typeface", face))
    }
}

/// A paragraph that inherits nothing from the defaults of the presentation it is put into: no bullet, no indent, no room
/// around it, and from line to line `pitch` points where that is given. Its lines begin where its place has them begin,
/// unless `align` says where.
pub fn plain_paragraph(align: Option<&str>, pitch: Option<f32>) -> Element {
    let lines = pitch.map(|pitch| element("a:lnSpc").child(setting("a:spcPts", (f64::from(pitch) * 100.0).round())));
    let none = |name| element(name).child(setting("a:spcPts", 0));
    let mut properties = element("a:pPr").attr("marL", 0).attr("indent", 0);
    if let Some(align) = align {
        properties = properties.attr("algn", align).attr("rtl", 0);
    }
    let properties = properties.children(lines).children([none("a:spcBef"), none("a:spcAft"), element("a:buNone")]);
    element("a:p").child(properties)
}

/// A run of text in both scripts' typeface.
pub fn run(text: &str, font: Font, color: Color32, typing: Typing) -> Element {
    element("a:r").child(properties("a:rPr", font, color, typing)).child(element("a:t").text(text))
}

/// A run of text that looks as its place says.
pub fn plain_run(text: &str, lang: Lang) -> Element {
    let properties = element("a:rPr").attr("lang", lang_tag(lang)).attr("dirty", 0);
    element("a:r").child(properties).child(element("a:t").text(text))
}

/// A run of text that looks as its place says but for its size or colour.
pub fn run_in_place(text: &str, size: Option<f32>, color: Option<Color32>, lang: Lang) -> Element {
    let mut properties = element("a:rPr").attr("lang", lang_tag(lang));
    if let Some(size) = size {
        properties = properties.attr("sz", (f64::from(size) * 100.0).round());
    }
    let properties = properties.attr("dirty", 0).children(color.map(fill));
    element("a:r").child(properties).child(element("a:t").text(text))
}

/// The look of a run, or of all runs of a chart's text.
pub fn properties(name: &'static str, font: Font, color: Color32, typing: Typing) -> Element {
    element(name)
        .attr("lang", lang_tag(typing.lang))
        .attr("altLang", lang_tag(typing.lang.other()))
        .attr("sz", (f64::from(font.size) * 100.0).round())
        .attr("b", u8::from(font.bold))
        .attr("i", 0)
        .attr("u", "none")
        .attr("cap", "none")
        .attr("spc", 0)
        .attr("dirty", 0)
        .child(fill(color))
        .children(typing.faces())
}

/// The typeface of both scripts: on every machine with Office.
pub fn typefaces(lang: Lang) -> [Element; 2] {
    let face = match lang {
        Lang::En => "Malgun Gothic",
        Lang::Ko => "맑은 고딕",
    };
    ["a:latin", "a:ea"].map(|script| element(script).attr("typeface", face))
}

/// The tag that Office gives a language.
pub fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-US",
        Lang::Ko => "ko-KR",
    }
}
