//! What stands on a layout or master: places for text, and everything else that is seen.

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use resvg::usvg::roxmltree::Node;

use super::super::P;

/// One thing on a layout or master, in the order in which it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a, 'input> {
    /// Its element: `p:sp`, `p:pic`, `p:cxnSp`, `p:graphicFrame`.
    pub node: Node<'a, 'input>,
    /// Its box on the slide in points, where it states one.
    pub rect: Option<Rect>,
}

impl<'a, 'input> Placed<'a, 'input> {
    /// `p:ph`, where it keeps a place.
    pub fn placeholder(&self) -> Option<Node<'a, 'input>> {
        let properties = self.node.children().find(|node| node.tag_name().name().starts_with("nv"))?;
        properties.descendants().find(|node| node.has_tag_name((P, "ph")))
    }

    /// The kind of text it keeps a place for; the schema's word for none.
    pub fn kind(&self) -> Option<&'a str> {
        self.placeholder().map(|place| place.attribute("type").unwrap_or("obj"))
    }

    /// Whether it is not shown.
    pub fn is_hidden(&self) -> bool {
        let identity = self.node.descendants().find(|node| node.has_tag_name((P, "cNvPr")));
        identity.and_then(|node| node.attribute("hidden")).is_some_and(|value| value == "1" || value == "true")
    }
}

/// A child of a name, whatever its namespace.
pub fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|node| node.is_element() && node.tag_name().name() == name)
}

/// Everything in the tree of shapes of a layout or master, groups resolved.
pub fn placed<'a, 'input>(root: Node<'a, 'input>) -> Vec<Placed<'a, 'input>> {
    let tree = root.descendants().find(|node| node.has_tag_name((P, "spTree")));
    let mut found = Vec::new();
    if let Some(tree) = tree {
        collect(tree, Shift::NONE, 0, &mut found);
    }
    found
}

/// No drawing of a person has groups in groups so deep.
const DEEPEST: usize = 24;

fn collect<'a, 'input>(parent: Node<'a, 'input>, shift: Shift, depth: usize, found: &mut Vec<Placed<'a, 'input>>) {
    if depth > DEEPEST {
        return;
    }
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "grpSp" => collect(node, shift.into_group(node), depth + 1, found),
            // Of several ways to draw it, the one that today's programs take.
            "AlternateContent" => {
                let chosen = child(node, "Choice").or_else(|| child(node, "Fallback"));
                if let Some(chosen) = chosen {
                    collect(chosen, shift, depth + 1, found);
                }
            }
            "sp" | "pic" | "cxnSp" | "graphicFrame" => {
                found.push(Placed { node, rect: own_box(node).map(|rect| shift.apply(rect)) });
            }
            _ => {}
        }
    }
}

/// The box that a thing itself states, turned as it is turned.
fn own_box(node: Node<'_, '_>) -> Option<Rect> {
    let place = child(node, "spPr").and_then(|look| child(look, "xfrm")).or_else(|| child(node, "xfrm"))?;
    let rect = stated(place, "off", "ext")?;
    let turn = place.attribute("rot").and_then(|text| text.parse::<f32>().ok()).unwrap_or_default();
    if turn == 0.0 {
        return Some(rect);
    }
    let (sin, cos) = (turn / 60_000.0).to_radians().sin_cos();
    let (width, height) = (rect.width(), rect.height());
    let turned = vec2((width * cos).abs() + (height * sin).abs(), (width * sin).abs() + (height * cos).abs());
    Some(Rect::from_center_size(rect.center(), turned))
}

/// A box from the two children that state it; an `ext` deeper inside is something else.
fn stated(place: Node<'_, '_>, offset: &str, extent: &str) -> Option<Rect> {
    let number = |name: &str, attribute: &str| {
        let text = child(place, name)?.attribute(attribute)?;
        text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| (number / 12_700.0) as f32)
    };
    let min = pos2(number(offset, "x")?, number(offset, "y")?);
    Some(Rect::from_min_size(min, vec2(number(extent, "cx")?.max(0.0), number(extent, "cy")?.max(0.0))))
}

/// From the inside of a group to the slide.
#[derive(Clone, Copy)]
struct Shift {
    scale: Vec2,
    offset: Vec2,
}

impl Shift {
    const NONE: Self = Self { scale: Vec2::splat(1.0), offset: Vec2::ZERO };

    fn point(self, at: Pos2) -> Pos2 {
        (at.to_vec2() * self.scale + self.offset).to_pos2()
    }

    fn apply(self, rect: Rect) -> Rect {
        Rect::from_two_pos(self.point(rect.min), self.point(rect.max))
    }

    fn into_group(self, group: Node<'_, '_>) -> Self {
        let place = child(group, "grpSpPr").and_then(|look| child(look, "xfrm"));
        let outer = place.and_then(|place| stated(place, "off", "ext"));
        let inner = place.and_then(|place| stated(place, "chOff", "chExt"));
        let (Some(outer), Some(inner)) = (outer, inner) else { return self };
        if inner.width() <= 0.0 || inner.height() <= 0.0 {
            return self;
        }
        let scale = outer.size() / inner.size();
        let offset = outer.min.to_vec2() - inner.min.to_vec2() * scale;
        Self { scale: self.scale * scale, offset: offset * self.scale + self.offset }
    }
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::*;

    #[test]
    fn boxes_are_read_through_groups_turns_and_past_what_only_looks_like_a_size() {
        let place = |x: i32, y: i32, cx: i32, cy: i32, more: &str| {
            format!("<a:xfrm {more}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>")
        };
        let point = 12_700;
        let xml = format!(
            r#"<p:sldLayout xmlns:a="a" xmlns:p="{P}"><p:cSld><p:spTree>
            <p:sp><p:nvSpPr><p:cNvPr id="2" name="t"><a:extLst><a:ext uri="x" cx="1" cy="2"/></a:extLst></p:cNvPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>
              <p:spPr>{}</p:spPr></p:sp>
            <p:grpSp><p:grpSpPr><a:xfrm><a:off x="{}" y="0"/><a:ext cx="{}" cy="{}"/><a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></p:grpSpPr>
              <p:pic><p:spPr>{}</p:spPr></p:pic></p:grpSp>
            <p:sp><p:nvSpPr><p:cNvPr id="4" name="h" hidden="1"/><p:nvPr/></p:nvSpPr><p:spPr>{}</p:spPr></p:sp>
            <p:sp><p:spPr/></p:sp>
            </p:spTree></p:cSld></p:sldLayout>"#,
            place(10 * point, 20 * point, 300 * point, 40 * point, ""),
            200 * point,
            100 * point,
            50 * point,
            place(50, 50, 50, 50, ""),
            place(0, 0, 100 * point, 20 * point, "rot=\"5400000\""),
        );
        let document = Document::parse(&xml).unwrap();
        let found = placed(document.root_element());
        let rects: Vec<Option<Rect>> = found.iter().map(|placed| placed.rect).collect();
        let rect = |x: f32, y: f32, right: f32, bottom: f32| Some(Rect::from_min_max(pos2(x, y), pos2(right, bottom)));
        assert_eq!(rects[..2], [rect(10.0, 20.0, 310.0, 60.0), rect(250.0, 25.0, 300.0, 50.0)]);
        let turned = rects[2].unwrap();
        assert!((turned.min - pos2(40.0, -40.0)).length() < 0.01 && (turned.height() - 100.0).abs() < 0.01);
        assert_eq!(rects[3], None);
        assert_eq!((found[0].kind(), found[1].kind()), (Some("title"), None));
        assert!(found[2].is_hidden() && !found[0].is_hidden());
    }
}
