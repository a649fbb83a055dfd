//! The picture of a layout with nothing on it: what a slide looks like before anything is put there. Near enough to choose
//! by and to judge a figure on; an office program draws it in full.

use std::fmt::Write;

use emath::{Rect, Vec2};
use resvg::usvg::roxmltree::Node;

use super::colors::{Colors, Rgb};
use super::fill::{Fill, fill_of};
use super::ground::image_kind;
use super::layout::Parts;
use super::shapes::{Placed, child, placed};
use crate::export::base64::base64;
use crate::export::fault::PackageFault;
use crate::export::office::package::Package;
use crate::export::xml::Escaped;

/// What the places for text on a layout are drawn with.
const PLACE: &str =
    "fill=\"#808080\" fill-opacity=\"0.12\" stroke=\"#808080\" stroke-width=\"3\" stroke-dasharray=\"9 7\"";

/// A layout as an SVG, `width` pixels wide; its places for text are outlined where that is asked for.
///
/// # Errors
/// Where layout, master or theme cannot be read.
pub fn svg(
    package: &Package,
    path: &str,
    size: Vec2,
    (width, shows_places): (f32, bool),
) -> Result<String, PackageFault> {
    let master_path = package.related(path, "slideMaster")?;
    let theme_path = package.related(&master_path, "theme")?;
    let theme = package.xml(&theme_path)?;
    let (layout, master) = (package.xml(path)?, package.xml(&master_path)?);
    let parts = Parts { package, path, master_path: &master_path, layout, master, theme: &theme, size };
    let colors = Colors::of(&theme, &parts.master, &parts.layout);
    let mut svg = Svg { text: String::new(), gradients: 0, package };
    let slide = Rect::from_min_size(emath::pos2(0.0, 0.0), size);
    svg.rect(slide, &Fill::Colors(vec![([255; 3], 1.0)]), None);
    svg.rect(slide, &parts.background(&colors), None);
    let shown = [parts.shows_master().then_some((&parts.master, parts.master_path)), Some((&parts.layout, parts.path))];
    for (document, path) in shown.into_iter().flatten() {
        let relations = package.relations(path)?;
        for thing in placed(document.root_element()) {
            let Some(rect) = thing.rect.filter(|_| thing.kind().is_none() && !thing.is_hidden()) else { continue };
            svg.rect(rect, &fill_of(thing.node, &colors, &theme, &relations), Some(&thing));
            svg.edge(rect, thing.node, &colors);
        }
    }
    if shows_places {
        svg.shape("rect", slide, "fill=\"none\" stroke=\"#808080\" stroke-width=\"6\"");
        for thing in placed(parts.layout.root_element()) {
            let is_place = !matches!(thing.kind(), None | Some("dt" | "ftr" | "sldNum" | "hdr"));
            if let Some(rect) = parts.rect_of(&thing).filter(|_| is_place) {
                svg.shape("rect", rect, PLACE);
            }
        }
    }
    let height = width * size.y / size.x;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\">{}</svg>",
        size.x, size.y, svg.text
    ))
}

struct Svg<'a> {
    text: String,
    gradients: usize,
    package: &'a Package,
}

impl Svg<'_> {
    fn rect(&mut self, rect: Rect, fill: &Fill, thing: Option<&Placed<'_, '_>>) {
        let preset = thing.and_then(|thing| child(child(thing.node, "spPr")?, "prstGeom")?.attribute("prst"));
        let form = if preset == Some("ellipse") { "ellipse" } else { "rect" };
        match fill {
            Fill::None | Fill::Unknown => {}
            Fill::Colors(colors) if colors.len() > 1 => {
                let look = self.gradient(colors);
                self.shape(form, rect, &look);
            }
            Fill::Colors(colors) => {
                for &(rgb, alpha) in colors {
                    self.shape(form, rect, &format!("fill=\"{}\" fill-opacity=\"{alpha}\"", hex(rgb)));
                }
            }
            Fill::Picture(part, alpha) => {
                let Some(bytes) = self.package.bytes(part) else { return };
                if let Some(kind) = image_kind(bytes) {
                    let href = format!("data:image/{kind};base64,{}", base64(bytes));
                    self.shape(
                        "image",
                        rect,
                        &format!("opacity=\"{alpha}\" preserveAspectRatio=\"none\" href=\"{}\"", Escaped(&href)),
                    );
                }
            }
        }
    }

    /// The edge of a shape, or a line by itself.
    fn edge(&mut self, rect: Rect, node: Node<'_, '_>, colors: &Colors) {
        let Some(line) = child(node, "spPr").and_then(|look| child(look, "ln")) else { return };
        let Some((rgb, _)) = child(line, "solidFill").and_then(|fill| colors.inside(fill, None)) else { return };
        let width = line.attribute("w").and_then(|text| text.parse::<f32>().ok()).map_or(0.75, |emu| emu / 12_700.0);
        self.shape("rect", rect, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"", hex(rgb)));
    }

    /// Colours from top to bottom: which way they run is a nicety.
    fn gradient(&mut self, colors: &[(Rgb, f32)]) -> String {
        self.gradients += 1;
        let last = (colors.len() - 1).max(1) as f32;
        let _infallible = write!(self.text, "<linearGradient id=\"g{}\" x2=\"0\" y2=\"1\">", self.gradients);
        for (at, &(rgb, alpha)) in colors.iter().enumerate() {
            let at = at as f32 / last;
            let stop = format!("<stop offset=\"{at}\" stop-color=\"{}\" stop-opacity=\"{alpha}\"/>", hex(rgb));
            self.text.push_str(&stop);
        }
        self.text.push_str("</linearGradient>");
        format!("fill=\"url(#g{})\"", self.gradients)
    }

    fn shape(&mut self, form: &str, rect: Rect, look: &str) {
        let (center, half) = (rect.center(), rect.size() / 2.0);
        let place = if form == "ellipse" {
            format!("cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\"", center.x, center.y, half.x, half.y)
        } else {
            format!(
                "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                rect.left(),
                rect.top(),
                rect.width(),
                rect.height()
            )
        };
        let _infallible = write!(self.text, "<{form} {place} {look}/>");
    }
}

fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
