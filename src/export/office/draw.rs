//! A scene as native shapes: one `match` over its marks. Text stays text, each line in a box where it was measured.

use std::fmt::{self, Write};

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, vec2};

use super::base::{lang_tag, typeface};
use crate::chart::{Font, Scene, Shape, Stroke, TextRun};
use crate::export::xml::{Attribute, Escaped};
use crate::words::Lang;

/// Office counts in 914,400 parts of an inch.
pub fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

/// `1B2430`.
pub fn hex(color: Color32) -> String {
    let [r, g, b, _] = color.to_srgba_unmultiplied();
    format!("{r:02X}{g:02X}{b:02X}")
}

/// Where a shape is; `turn` is an attribute such as ` rot="60000"`.
pub fn box_xml(tag: &str, rect: Rect, turn: &str) -> String {
    let (x, y, width, height) = (emu(rect.left()), emu(rect.top()), emu(rect.width()), emu(rect.height()));
    format!("<{tag}{turn}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></{tag}>")
}

/// Numbers the shapes of a slide.
#[derive(Debug)]
pub struct Ids(pub u32);

impl Ids {
    /// The next number.
    pub fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

/// All marks of a scene as one group with a name and an alternative text, moved by `offset`.
pub fn group(scene: &Scene, offset: Vec2, name: &str, description: &str, ids: &mut Ids, lang: Lang) -> String {
    let rect = Rect::from_min_size(offset.to_pos2(), scene.size);
    let (x, y, width, height) = (emu(rect.left()), emu(rect.top()), emu(rect.width()), emu(rect.height()));
    let mut xml = format!(
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"{}\" name=\"{}\" descr=\"{}\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/><a:chOff x=\"{x}\" y=\"{y}\"/><a:chExt cx=\"{width}\" cy=\"{height}\"/></a:xfrm></p:grpSpPr>",
        ids.next(),
        Attribute(name),
        Attribute(description)
    );
    for mark in &scene.marks {
        // Writing to a string never fails.
        let _infallible = write_shape(&mut xml, &mark.shape, offset, ids, lang);
    }
    xml.push_str("</p:grpSp>");
    xml
}

fn write_shape(xml: &mut String, shape: &Shape, offset: Vec2, ids: &mut Ids, lang: Lang) -> fmt::Result {
    match shape {
        Shape::Rect { fill, stroke, .. } | Shape::Polygon { fill, stroke, .. } | Shape::Circle { fill, stroke, .. }
            if fill.a() == 0 && (stroke.width <= 0.0 || stroke.color.a() == 0) =>
        {
            Ok(())
        }
        Shape::Rect { rect, radius, fill, stroke } => {
            let shortest = rect.width().min(rect.height()).max(0.01);
            let geometry = if *radius > 0.0 {
                let part = (f64::from(radius / shortest) * 100_000.0).clamp(0.0, 50_000.0).round();
                format!(
                    "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val {part}\"/></a:avLst></a:prstGeom>"
                )
            } else {
                "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>".to_owned()
            };
            write_solid(xml, ids, "Rect", rect.translate(offset), &geometry, *fill, *stroke)
        }
        Shape::Circle { center, radius, fill, stroke } => {
            let rect = Rect::from_center_size(*center + offset, Vec2::splat(2.0 * radius));
            write_solid(xml, ids, "Dot", rect, "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>", *fill, *stroke)
        }
        Shape::Line { points, stroke } if points.len() < 2 || stroke.width <= 0.0 || stroke.color.a() == 0 => Ok(()),
        Shape::Line { points, stroke } if points.len() == 2 => write_segment(xml, points, *stroke, offset, ids),
        Shape::Line { points, stroke } => {
            let (rect, path) = path(points, false);
            write_solid(xml, ids, "Line", rect.translate(offset), &path, Color32::TRANSPARENT, *stroke)
        }
        Shape::Polygon { points, fill, stroke } => {
            let (rect, path) = path(points, true);
            write_solid(xml, ids, "Shape", rect.translate(offset), &path, *fill, *stroke)
        }
        Shape::Text(run) => write_text(xml, run, offset, ids, lang),
    }
}

fn write_solid(
    xml: &mut String,
    ids: &mut Ids,
    name: &str,
    rect: Rect,
    geometry: &str,
    fill: Color32,
    stroke: Stroke,
) -> fmt::Result {
    let id = ids.next();
    write!(
        xml,
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}{geometry}{}{}</p:spPr></p:sp>",
        box_xml("a:xfrm", rect, ""),
        fill_xml(fill),
        line_xml(stroke)
    )
}

/// A straight line, as a hand would draw it.
fn write_segment(xml: &mut String, ends: &[Pos2], stroke: Stroke, offset: Vec2, ids: &mut Ids) -> fmt::Result {
    let along = ends[1] - ends[0];
    let turn = if along.x * along.y < 0.0 { " flipV=\"1\"" } else { "" };
    let id = ids.next();
    write!(
        xml,
        "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{id}\" name=\"Line {id}\"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{}<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>{}</p:spPr></p:cxnSp>",
        box_xml("a:xfrm", Rect::from_points(ends).translate(offset), turn),
        line_xml(stroke)
    )
}

/// A path in units of a hundredth of a point, with the box it fills.
fn path(points: &[Pos2], closed: bool) -> (Rect, String) {
    let rect = Rect::from_points(points);
    let unit = |length: f32| (f64::from(length) * 100.0).round() as i64;
    let mut path = format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{}\" h=\"{}\"{}>",
        unit(rect.width()),
        unit(rect.height()),
        if closed { "" } else { " fill=\"none\"" }
    );
    for (index, point) in points.iter().enumerate() {
        let step = if index == 0 { "moveTo" } else { "lnTo" };
        let at = *point - rect.min;
        // Writing to a string never fails.
        let _infallible = write!(path, "<a:{step}><a:pt x=\"{}\" y=\"{}\"/></a:{step}>", unit(at.x), unit(at.y));
    }
    path.push_str(if closed {
        "<a:close/></a:path></a:pathLst></a:custGeom>"
    } else {
        "</a:path></a:pathLst></a:custGeom>"
    });
    (rect, path)
}

/// The middle of a line of text above its baseline, in ems: the same within a fiftieth in our font and in Office's.
const MIDDLE: f32 = 0.425;

fn write_text(xml: &mut String, run: &TextRun, offset: Vec2, ids: &mut Ids, lang: Lang) -> fmt::Result {
    if run.text.trim().is_empty() || run.color.a() == 0 {
        return Ok(());
    }
    let (sin, cos) = run.angle_degrees.to_radians().sin_cos();
    let (along, up) = (run.width / 2.0, -MIDDLE * run.font.size);
    let center = run.origin + offset + vec2(along * cos - up * sin, along * sin + up * cos);
    let rect = Rect::from_center_size(center, vec2(run.width, 1.4 * run.font.size));
    let turn = match run.angle_degrees.rem_euclid(360.0) {
        0.0 => String::new(),
        degrees => format!(" rot=\"{}\"", (f64::from(degrees) * 60_000.0).round()),
    };
    let id = ids.next();
    write!(
        xml,
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Text {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>{}</a:p></p:txBody></p:sp>",
        box_xml("a:xfrm", rect, &turn),
        run_xml(&run.text, run.font, run.color, lang)
    )
}

/// A run of text in both scripts' typeface.
pub fn run_xml(text: &str, font: Font, color: Color32, lang: Lang) -> String {
    format!("<a:r>{}<a:t>{}</a:t></a:r>", properties_xml("a:rPr", font, color, lang), Escaped(text))
}

/// The look of a run, or of all runs of a chart's text.
pub fn properties_xml(tag: &str, font: Font, color: Color32, lang: Lang) -> String {
    let face = typeface(lang);
    format!(
        "<{tag} lang=\"{}\" altLang=\"{}\" sz=\"{}\" b=\"{}\" dirty=\"0\">{}<a:latin typeface=\"{face}\"/><a:ea typeface=\"{face}\"/></{tag}>",
        lang_tag(lang),
        lang_tag(lang.other()),
        (f64::from(font.size) * 100.0).round(),
        u8::from(font.bold),
        fill_xml(color)
    )
}

/// What fills a shape.
pub fn fill_xml(color: Color32) -> String {
    match color.a() {
        0 => "<a:noFill/>".to_owned(),
        255 => format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(color)),
        alpha => {
            let part = (f64::from(alpha) / 255.0 * 100_000.0).round();
            format!(
                "<a:solidFill><a:srgbClr val=\"{}\"><a:alpha val=\"{part}\"/></a:srgbClr></a:solidFill>",
                hex(color)
            )
        }
    }
}

/// What draws its edge.
pub fn line_xml(stroke: Stroke) -> String {
    if stroke.width <= 0.0 || stroke.color.a() == 0 {
        return "<a:ln><a:noFill/></a:ln>".to_owned();
    }
    format!("<a:ln w=\"{}\">{}<a:round/></a:ln>", emu(stroke.width), fill_xml(stroke.color))
}
