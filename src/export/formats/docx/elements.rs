//! The elements that a document's parts share: paragraphs, runs, pictures, settings.

use emath::Vec2;

use crate::export::office::drawing::emu;
use crate::export::office::package::RELATIONS;
use crate::export::xml::{Element, element};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The root of a part.
pub fn root(name: &'static str) -> Element {
    element(name).attr("xmlns:w", W).attr("xmlns:r", RELATIONS)
}

/// `<name w:val="…"/>`, as most settings are written.
pub fn val(name: &'static str, value: impl std::fmt::Display) -> Element {
    element(name).attr("w:val", value)
}

/// Points as Word counts them: twentieths.
pub fn twips(points: f32) -> i64 {
    (f64::from(points) * 20.0).round() as i64
}

/// A picture that stands in a line like a letter, in points.
pub fn inline_picture(id: usize, alt: &str, image: &str, size: Vec2) -> Element {
    const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    const PLACES: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    let extent = |name| element(name).attr("cx", emu(size.x)).attr("cy", emu(size.y));
    let identity = |name| element(name).attr("id", id).attr("name", format!("Picture {id}")).attr("descr", alt);
    let place = element("a:xfrm").child(element("a:off").attr("x", 0).attr("y", 0)).child(extent("a:ext"));
    let outline = element("a:prstGeom").attr("prst", "rect").child(element("a:avLst"));
    let picture = element("pic:pic").attr("xmlns:pic", PICTURE).children([
        element("pic:nvPicPr").child(identity("pic:cNvPr")).child(element("pic:cNvPicPr")),
        element("pic:blipFill")
            .child(element("a:blip").attr("xmlns:r", RELATIONS).attr("r:embed", image))
            .child(element("a:stretch").child(element("a:fillRect"))),
        element("pic:spPr").child(place).child(outline),
    ]);
    let data = element("a:graphicData").attr("uri", PICTURE).child(picture);
    let locks = element("a:graphicFrameLocks").attr("xmlns:a", DRAWING).attr("noChangeAspect", 1);
    let inline = ["distT", "distB", "distL", "distR"]
        .into_iter()
        .fold(element("wp:inline").attr("xmlns:wp", PLACES), |inline, side| inline.attr(side, 0))
        .child(extent("wp:extent"))
        .child(identity("wp:docPr"))
        .child(element("wp:cNvGraphicFramePr").child(locks))
        .child(element("a:graphic").attr("xmlns:a", DRAWING).child(data));
    element("w:drawing").child(inline)
}

/// A paragraph of a style, without text.
pub fn paragraph(style: &str) -> Element {
    element("w:p").child(element("w:pPr").child(val("w:pStyle", style)))
}

/// A run of text as its paragraph looks.
pub fn run(text: &str) -> Element {
    element("w:r").child(words(text))
}

/// Text as it is, with its spaces.
pub fn words(text: &str) -> Element {
    element("w:t").attr("xml:space", "preserve").text(text)
}

/// A paragraph of a style with one text.
pub fn line(style: &str, text: &str) -> Element {
    paragraph(style).child(run(text))
}
