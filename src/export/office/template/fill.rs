//! What fills a shape or a ground: one colour, several, a picture, or what cannot be told.

use emath::Rect;
use resvg::usvg::roxmltree::{Document, Node};

use super::colors::{Colors, Rgb};
use super::shapes::child;
use crate::export::office::package::Relation;
use crate::export::office::{A, R};

/// What fills something.
#[derive(Clone, Debug, PartialEq)]
pub enum Fill {
    /// Nothing.
    None,
    /// One colour, or those that a gradient or a pattern runs through, with their opacity, 0 to 1.
    Colors(Vec<(Rgb, f32)>),
    /// A picture, by the part that holds it, and its opacity, 0 to 1.
    Picture(String, f32),
    /// A chart, a table, or something newer than this reader.
    Unknown,
}

/// What a slide shows besides its own things.
pub struct Drawn {
    /// Where, in points.
    pub rect: Rect,
    /// With what.
    pub fill: Fill,
}

/// What fills a shape of a layout or master.
pub fn fill_of(node: Node<'_, '_>, colors: &Colors, theme: &Document<'_>, relations: &[Relation]) -> Fill {
    match node.tag_name().name() {
        "pic" => child(node, "blipFill").map_or(Fill::Unknown, |fill| picture(fill, relations)),
        "graphicFrame" => Fill::Unknown,
        "cxnSp" => Fill::None,
        _ => {
            let look = child(node, "spPr");
            let own = look
                .into_iter()
                .flat_map(|look| look.children())
                .find_map(|fill| stated(fill, colors, None, relations));
            own.unwrap_or_else(|| styled(node, colors, theme, relations))
        }
    }
}

/// Whether the edge of a shape is drawn.
pub fn line_of(node: Node<'_, '_>, colors: &Colors) -> bool {
    let own = child(node, "spPr").and_then(|look| child(look, "ln"));
    if let Some(line) = own {
        if child(line, "noFill").is_some() {
            return false;
        }
        if child(line, "solidFill").is_some_and(|fill| colors.inside(fill, None).is_some_and(|(_, alpha)| alpha > 0.0))
        {
            return true;
        }
    }
    let style = child(node, "style").and_then(|style| child(style, "lnRef"));
    style.is_some_and(|style| style.attribute("idx") != Some("0"))
}

/// What a ground is filled with: `p:bg`.
pub fn background(ground: Node<'_, '_>, colors: &Colors, theme: &Document<'_>, relations: &[Relation]) -> Fill {
    if let Some(own) = child(ground, "bgPr") {
        let filled = own.children().find_map(|fill| stated(fill, colors, None, relations));
        return filled.unwrap_or(Fill::None);
    }
    child(ground, "bgRef").map_or(Fill::None, |style| of_theme(style, colors, theme, relations))
}

/// What an element of filling says; nothing where it is none.
fn stated(fill: Node<'_, '_>, colors: &Colors, own: Option<Rgb>, relations: &[Relation]) -> Option<Fill> {
    let of = |node: Node<'_, '_>| colors.inside(node, own);
    match fill.tag_name().name() {
        "noFill" => Some(Fill::None),
        "solidFill" => Some(of(fill).map_or(Fill::Unknown, |color| Fill::Colors(vec![color]))),
        "gradFill" => {
            let stops = child(fill, "gsLst").into_iter().flat_map(|list| list.children().filter(Node::is_element));
            Some(Fill::Colors(stops.filter_map(of).collect()))
        }
        "pattFill" => {
            let sides = ["fgClr", "bgClr"].into_iter().filter_map(|name| child(fill, name));
            Some(Fill::Colors(sides.filter_map(of).collect()))
        }
        "blipFill" => Some(picture(fill, relations)),
        "grpFill" => Some(Fill::Unknown),
        _ => None,
    }
}

fn picture(fill: Node<'_, '_>, relations: &[Relation]) -> Fill {
    let blip = child(fill, "blip");
    let id = blip.and_then(|blip| blip.attribute((R, "embed")));
    let alpha = blip.and_then(|blip| child(blip, "alphaModFix")).and_then(|change| change.attribute("amt"));
    let alpha =
        alpha.and_then(|text| text.parse::<f32>().ok()).map_or(1.0, |amount| (amount / 100_000.0).clamp(0.0, 1.0));
    let part = id.and_then(|id| relations.iter().find(|relation| relation.id == id));
    part.map_or(Fill::Unknown, |relation| Fill::Picture(relation.target.clone(), alpha))
}

fn styled(node: Node<'_, '_>, colors: &Colors, theme: &Document<'_>, relations: &[Relation]) -> Fill {
    let style = child(node, "style").and_then(|style| child(style, "fillRef"));
    style.map_or(Fill::None, |style| of_theme(style, colors, theme, relations))
}

/// A filling that the theme keeps by number, with the colour that the reference brings along.
fn of_theme(style: Node<'_, '_>, colors: &Colors, theme: &Document<'_>, relations: &[Relation]) -> Fill {
    let own = colors.inside(style, None).map(|(rgb, _)| rgb);
    let number: usize = style.attribute("idx").and_then(|text| text.parse().ok()).unwrap_or(0);
    let (list, at) = match number {
        0 | 1000 => return Fill::None,
        1..1000 => ("fillStyleLst", number - 1),
        _ => ("bgFillStyleLst", number - 1001),
    };
    let list = theme.descendants().find(|node| node.has_tag_name((A, list)));
    let fill = list.and_then(|list| list.children().filter(Node::is_element).nth(at));
    // A picture of the theme is named by the theme's own list of parts: what it shows is not looked for.
    let fill = fill.and_then(|fill| match fill.tag_name().name() {
        "blipFill" => Some(Fill::Unknown),
        _ => stated(fill, colors, own, relations),
    });
    fill.or(own.map(|own| Fill::Colors(vec![(own, 1.0)]))).unwrap_or(Fill::Unknown)
}
