//! A figure as SVG: one element a mark, its look in presentation attributes only, so that every program draws it alike.

use std::fmt::{self, Write};

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, vec2};
use resvg::usvg::{Indent, WriteOptions};

use crate::chart::ruler::FONT_FAMILY;
use crate::chart::{SavedView, Scene, Shape, Stroke, TextRun};
use crate::export::mark::VIEW_KEY;
use crate::export::svg_tree::tree;
use crate::export::xml::Escaped;
use crate::export::{ExportError, Figure, Logo, TextAs};
use crate::words::Lang;

/// A picture and the words that travel with it.
#[derive(Clone)]
pub(in crate::export) struct Picture<'a> {
    pub scene: &'a Scene,
    pub logo: Option<&'a Logo>,
    pub title: &'a str,
    pub description: &'a str,
    pub lang: Lang,
    /// The view to be opened again.
    pub view: Option<SavedView>,
    /// Width and height on paper, in points.
    pub size: Vec2,
}

impl<'a> Picture<'a> {
    /// That of a figure.
    pub fn of(figure: &'a Figure<'_>) -> Self {
        Self {
            scene: figure.scene(),
            logo: figure.logo(),
            title: figure.title(),
            description: figure.description(),
            lang: figure.lang(),
            view: figure.view(),
            size: figure.paper().points,
        }
    }
}

/// The whole file.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    picture(figure).map(String::into_bytes)
}

/// The picture of a figure, its text as was asked for.
pub(super) fn picture(figure: &Figure<'_>) -> Result<String, ExportError> {
    let picture = Picture::of(figure);
    match figure.text_as() {
        TextAs::Text => Ok(text(&picture)),
        TextAs::Outlines => outlines(&picture),
    }
}

/// The picture, its text as text.
pub(in crate::export) fn text(picture: &Picture<'_>) -> String {
    let mut svg = String::with_capacity(160 * (picture.scene.marks.len() + 16));
    // Writing to a string cannot fail.
    let _infallible = write_picture(&mut svg, picture);
    svg
}

/// The picture with its text as outlines, for programs that would draw it in another typeface.
fn outlines(picture: &Picture<'_>) -> Result<String, ExportError> {
    let options = WriteOptions {
        preserve_text: false,
        coordinates_precision: 2,
        indent: Indent::None,
        ..WriteOptions::default()
    };
    let drawn = tree(&text(picture))?.to_string(&options);
    // What usvg leaves out: the words for those who cannot see it, and the view.
    let mut head = String::new();
    // Writing to a string cannot fail.
    let _infallible = write_words(&mut head, picture);
    let root_end = drawn.find('>').map_or(0, |at| at + 1);
    Ok(format!("{}{head}{}", &drawn[..root_end], &drawn[root_end..]))
}

fn write_words(svg: &mut String, picture: &Picture<'_>) -> fmt::Result {
    writeln!(svg, "<title>{}</title>", Escaped(picture.title))?;
    writeln!(svg, "<desc>{}</desc>", Escaped(picture.description))?;
    match &picture.view {
        Some(view) => writeln!(svg, r#"<metadata id="{VIEW_KEY}">{}</metadata>"#, Escaped(&view.to_json())),
        None => Ok(()),
    }
}

fn write_picture(svg: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let (scene, lang) = (picture.scene, picture.lang.tag());
    writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}pt" height="{}pt" viewBox="0 0 {} {}" xml:lang="{lang}" lang="{lang}">"#,
        Number(picture.size.x),
        Number(picture.size.y),
        Number(scene.size.x),
        Number(scene.size.y),
    )?;
    write_words(svg, picture)?;
    let ground = Rect::from_min_size(Pos2::ZERO, scene.size);
    write_shape(svg, &Shape::filled(ground, 0.0, scene.background))?;
    for mark in &scene.marks {
        write_shape(svg, &mark.shape)?;
    }
    if let (Some(rect), Some(logo)) = (scene.logo, picture.logo) {
        write_logo(svg, rect, logo)?;
    }
    svg.write_str("</svg>\n")
}

fn write_logo(svg: &mut String, rect: Rect, logo: &Logo) -> fmt::Result {
    writeln!(
        svg,
        r#"<image x="{}" y="{}" width="{}" height="{}" href="{}"/>"#,
        Number(rect.left()),
        Number(rect.top()),
        Number(rect.width()),
        Number(rect.height()),
        logo.href()
    )
}

fn write_shape(svg: &mut String, shape: &Shape) -> fmt::Result {
    match shape {
        Shape::Rect { fill, stroke, .. } | Shape::Polygon { fill, stroke, .. } | Shape::Circle { fill, stroke, .. }
            if is_unseen(*fill) && is_unstroked(*stroke) =>
        {
            Ok(())
        }
        Shape::Rect { rect, radius, fill, stroke } => {
            let (min, size) = (rect.min.min(rect.max), vec2(rect.width().abs(), rect.height().abs()));
            write!(svg, r#"<rect x="{}" y="{}""#, Number(min.x), Number(min.y))?;
            write!(svg, r#" width="{}" height="{}""#, Number(size.x), Number(size.y))?;
            if *radius > 0.0 {
                write!(svg, r#" rx="{}""#, Number(*radius))?;
            }
            writeln!(svg, "{}{}/>", Fill(*fill), Outline(*stroke))
        }
        Shape::Line { points, stroke } if points.len() < 2 || is_unstroked(*stroke) => Ok(()),
        Shape::Line { points, stroke } => {
            write!(svg, r#"<polyline points="{}" fill="none""#, Points(points))?;
            writeln!(svg, r#"{} stroke-linejoin="round"/>"#, Outline(*stroke))
        }
        Shape::Polygon { points, fill, stroke } => {
            writeln!(svg, r#"<polygon points="{}"{}{}/>"#, Points(points), Fill(*fill), Outline(*stroke))
        }
        Shape::Area(area) => {
            svg.write_str(r#"<path d=""#)?;
            for ring in area.rings().iter().filter(|ring| ring.len() > 2) {
                // After a move, further corners are those of lines.
                write!(svg, "M{}Z", Points(ring))?;
            }
            write!(svg, r#"" fill-rule="evenodd"{}{}"#, Fill(area.fill), Outline(area.stroke))?;
            svg.write_str(if is_unstroked(area.stroke) { "/>\n" } else { " stroke-linejoin=\"round\"/>\n" })
        }
        Shape::Circle { center, radius, fill, stroke } => {
            write!(svg, r#"<circle cx="{}" cy="{}" r="{}""#, Number(center.x), Number(center.y), Number(*radius))?;
            writeln!(svg, "{}{}/>", Fill(*fill), Outline(*stroke))
        }
        Shape::Text(run) => write_text(svg, run),
    }
}

fn write_text(svg: &mut String, run: &TextRun) -> fmt::Result {
    if run.text.is_empty() || is_unseen(run.color) {
        return Ok(());
    }
    let (x, y) = (Number(run.origin.x), Number(run.origin.y));
    write!(svg, r#"<text x="{x}" y="{y}""#)?;
    if run.angle_degrees != 0.0 {
        write!(svg, r#" transform="rotate({} {x} {y})""#, Number(run.angle_degrees))?;
    }
    write!(svg, r#" font-family="{FONT_FAMILY}" font-size="{}""#, Number(run.font.size))?;
    if run.font.bold {
        svg.write_str(r#" font-weight="700""#)?;
    }
    // Without it, readers of XML join several spaces to one, and the text is no longer as wide as measured.
    if run.text.starts_with(is_space) || run.text.ends_with(is_space) || run.text.contains("  ") {
        svg.write_str(r#" xml:space="preserve""#)?;
    }
    writeln!(svg, "{}>{}</text>", Fill(run.color), Escaped(&run.text))
}

fn is_space(char: char) -> bool {
    char.is_ascii_whitespace()
}

fn is_unseen(color: Color32) -> bool {
    color.a() == 0
}

fn is_unstroked(stroke: Stroke) -> bool {
    stroke.width <= 0.0 || is_unseen(stroke.color)
}

/// A number as short as it can be with two decimals: a hundredth of a point is finer than any printer.
#[derive(Clone, Copy)]
struct Number(f32);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Layouts give finite numbers; were one not, the file would still be readable.
        let hundredths = if self.0.is_finite() { (f64::from(self.0) * 100.0).round() as i64 } else { 0 };
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        match part {
            0 => write!(f, "{sign}{whole}"),
            _ if part.is_multiple_of(10) => write!(f, "{sign}{whole}.{}", part / 10),
            _ => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

/// Corners as `x,y x,y`.
struct Points<'a>(&'a [Pos2]);

impl fmt::Display for Points<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, point) in self.0.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            write!(f, "{space}{},{}", Number(point.x), Number(point.y))?;
        }
        Ok(())
    }
}

/// ` fill="#rrggbb"`, with its opacity where it is not full.
struct Fill(Color32);

impl fmt::Display for Fill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_unseen(self.0) { f.write_str(r#" fill="none""#) } else { write_paint(f, "fill", self.0) }
    }
}

/// ` stroke="#rrggbb" stroke-width="1"`, with its opacity where it is not full; nothing where nothing is drawn.
struct Outline(Stroke);

impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_unstroked(self.0) {
            return Ok(());
        }
        write_paint(f, "stroke", self.0.color)?;
        write!(f, r#" stroke-width="{}""#, Number(self.0.width))
    }
}

fn write_paint(f: &mut fmt::Formatter<'_>, paint: &str, color: Color32) -> fmt::Result {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    write!(f, r##" {paint}="#{r:02x}{g:02x}{b:02x}""##)?;
    if a < u8::MAX { write!(f, r#" {paint}-opacity="{}""#, Number(f32::from(a) / 255.0)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Font;
    use crate::export::figure::tests::{figure, figure_of, scene};

    #[test]
    fn every_shape_is_one_plain_element() {
        insta::assert_snapshot!(text(&Picture::of(&figure().without_view())));
    }

    #[test]
    fn what_draws_nothing_is_not_written() {
        let mut empty = Scene::new(vec2(10.0, 10.0), Color32::TRANSPARENT);
        empty.add(Shape::filled(Rect::EVERYTHING, 0.0, Color32::TRANSPARENT));
        empty.add(Shape::segment(Pos2::ZERO, Pos2::ZERO, Stroke::NONE));
        empty.add(Shape::Line { points: vec![Pos2::ZERO], stroke: Stroke::new(1.0, Color32::RED) });
        let svg = text(&Picture::of(&figure_of(empty).without_view()));
        assert_eq!(svg.lines().count(), 4, "{svg}");
    }

    #[test]
    fn numbers_are_short() {
        let printed = [0.0, -0.001, 1.0, 1.5, 1.05, -12.345, 0.999, 1e6, f32::NAN].map(|n| Number(n).to_string());
        assert_eq!(printed, ["0", "0", "1", "1.5", "1.05", "-12.35", "1", "1000000", "0"]);
    }

    #[test]
    fn markup_in_data_stays_text() {
        let mut hostile = scene();
        let color = Color32::BLACK;
        let font = Font { size: 10.0, bold: false };
        let run = "]]> & <a href='x'>\u{7f}".to_owned();
        hostile.add(Shape::Text(TextRun {
            origin: Pos2::ZERO,
            angle_degrees: 0.0,
            text: run,
            font,
            color,
            width: 0.0,
        }));
        let (figure, title) = (figure_of(hostile), "</title><script>\0\u{1b}\u{ffff}a\nb");
        let svg = text(&Picture { title, ..Picture::of(&figure) });
        assert!(svg.contains("<title>&lt;/title&gt;&lt;script&gt;a b</title>"), "{svg}");
        assert!(svg.contains(">]]&gt; &amp; &lt;a href='x'&gt;</text>"), "{svg}");
        resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
    }
}
