//! A scene as native shapes: one `match` over its marks. Text stays text, each line in a box where it was measured.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, vec2};

use super::drawing::{
    self, Typing, fill, line, place, plain_paragraph, preset, run, text_body, text_box_of, without_insets,
};
use super::geometry::PANEL_RADIUS;
use crate::chart::{Area, Mark, MarkGroup, Scene, Shape, Stroke, TextRun};
use crate::export::xml::{Element, element};

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

/// All marks of a scene as one group with a name and an alternative text, moved by `offset`. Marks that belong together
/// are a group in it.
pub fn group(scene: &Scene, offset: Vec2, name: &str, description: &str, ids: &mut Ids, typing: Typing) -> Element {
    let rect = Rect::from_min_size(offset.to_pos2(), scene.size);
    let identity = drawing::identity(ids.next(), name).attr("descr", description);
    let inner = scene.group.as_ref();
    let (before, after) =
        inner.map_or((scene.marks.len(), scene.marks.len()), |group| (group.marks.start, group.marks.end));
    let mut shapes = shapes_of(&scene.marks[..before], offset, ids, typing);
    shapes.extend(inner.map(|inner| inner_group(inner, &scene.marks, offset, ids, typing)));
    shapes.extend(shapes_of(&scene.marks[after..], offset, ids, typing));
    group_of(identity, rect).children(shapes)
}

fn shapes_of(marks: &[Mark], offset: Vec2, ids: &mut Ids, typing: Typing) -> Vec<Element> {
    marks.iter().filter_map(|mark| shape(&mark.shape, offset, &mut Namer { ids, member: None }, typing)).collect()
}

/// A group within that of the picture, each of its shapes with a name of its own.
fn inner_group(group: &MarkGroup, marks: &[Mark], offset: Vec2, ids: &mut Ids, typing: Typing) -> Element {
    let marks = &marks[group.marks.clone()];
    let rect = marks.iter().fold(Rect::NOTHING, |rect, mark| rect | mark.shape.bounds());
    let identity = drawing::identity(ids.next(), &group.name);
    let members = marks.iter().zip(&group.members);
    let shapes = members
        .filter_map(|(mark, member)| shape(&mark.shape, offset, &mut Namer { ids, member: Some(member) }, typing));
    group_of(identity, rect.translate(offset)).children(shapes)
}

/// What is laid under a figure where the ground of a slide would not let it be read.
pub fn panel(rect: Rect, color: Color32, ids: &mut Ids) -> Element {
    let unseen = Stroke::new(0.0, color);
    solid(&mut Namer { ids, member: None }, "Panel", rect, rounded(rect, PANEL_RADIUS), color, unseen)
}

fn group_of(identity: Element, rect: Rect) -> Element {
    element("p:grpSp")
        .child(element("p:nvGrpSpPr").child(identity).child(element("p:cNvGrpSpPr")).child(element("p:nvPr")))
        .child(element("p:grpSpPr").child(drawing::group_place(rect)))
}

/// Gives a shape its number and its name: that of a member of a group, or else what kind of shape it is.
struct Namer<'a> {
    ids: &'a mut Ids,
    member: Option<&'a [String; 2]>,
}

impl Namer<'_> {
    fn identity(&mut self, kind: &str) -> Element {
        let id = self.ids.next();
        match self.member {
            Some([name, description]) => drawing::identity(id, name).attr("descr", description),
            None => drawing::identity(id, &format!("{kind} {id}")),
        }
    }
}

/// Nothing for what would not be seen.
fn shape(shape: &Shape, offset: Vec2, ids: &mut Namer<'_>, typing: Typing) -> Option<Element> {
    match shape {
        Shape::Rect { fill, stroke, .. } | Shape::Polygon { fill, stroke, .. } | Shape::Circle { fill, stroke, .. }
            if fill.a() == 0 && is_unseen(*stroke) =>
        {
            None
        }
        Shape::Rect { rect, radius, fill, stroke } => {
            let geometry = if *radius > 0.0 { rounded(*rect, *radius) } else { preset("rect") };
            Some(solid(ids, "Rect", rect.translate(offset), geometry, *fill, *stroke))
        }
        Shape::Circle { center, radius, fill, stroke } => {
            let rect = Rect::from_center_size(*center + offset, Vec2::splat(2.0 * radius));
            Some(solid(ids, "Dot", rect, preset("ellipse"), *fill, *stroke))
        }
        Shape::Line { points, stroke } if points.len() < 2 || is_unseen(*stroke) => None,
        Shape::Line { points, stroke } if points.len() == 2 => Some(segment(points, *stroke, offset, ids)),
        Shape::Line { points, stroke } => {
            let (rect, path) = path(&[points], false);
            Some(solid(ids, "Line", rect.translate(offset), path, Color32::TRANSPARENT, *stroke))
        }
        Shape::Polygon { points, fill, stroke } => {
            let (rect, path) = path(&[points], true);
            Some(solid(ids, "Shape", rect.translate(offset), path, *fill, *stroke))
        }
        Shape::Area(area) => area_shape(area, offset, ids),
        Shape::Text(run) if run.text.trim().is_empty() || run.color.a() == 0 => None,
        Shape::Text(run) => Some(text(run, offset, ids, typing)),
    }
}

fn is_unseen(stroke: Stroke) -> bool {
    stroke.width <= 0.0 || stroke.color.a() == 0
}

fn rounded(rect: Rect, radius: f32) -> Element {
    let shortest = rect.width().min(rect.height()).max(0.01);
    let part = (f64::from(radius / shortest) * 100_000.0).clamp(0.0, 50_000.0).round();
    let guide = element("a:gd").attr("name", "adj").attr("fmla", format!("val {part}"));
    element("a:prstGeom").attr("prst", "roundRect").child(element("a:avLst").child(guide))
}

/// One form with all its parts and holes, whose corners can be edited.
fn area_shape(area: &Area, offset: Vec2, ids: &mut Namer<'_>) -> Option<Element> {
    let rings: Vec<&[Pos2]> = area.rings().iter().filter(|ring| ring.len() > 2).map(Vec::as_slice).collect();
    if rings.is_empty() {
        return None;
    }
    let (rect, path) = path(&rings, true);
    Some(solid(ids, "Area", rect.translate(offset), path, area.fill, area.stroke))
}

fn solid(ids: &mut Namer<'_>, name: &str, rect: Rect, geometry: Element, color: Color32, stroke: Stroke) -> Element {
    let look = [place("a:xfrm", rect), geometry, fill(color), line(stroke)];
    drawing::shape_of(ids.identity(name)).child(element("p:spPr").children(look))
}

/// A straight line, as a hand would draw it.
fn segment(ends: &[Pos2], stroke: Stroke, offset: Vec2, ids: &mut Namer<'_>) -> Element {
    let along = ends[1] - ends[0];
    let mut place = place("a:xfrm", Rect::from_points(ends).translate(offset));
    if along.x * along.y < 0.0 {
        place = place.attr("flipV", 1);
    }
    let identity = ids.identity("Line");
    element("p:cxnSp")
        .child(element("p:nvCxnSpPr").child(identity).child(element("p:cNvCxnSpPr")).child(element("p:nvPr")))
        .child(element("p:spPr").children([place, preset("line"), line(stroke)]))
}

/// A path of one or more lines or rings in units of a hundredth of a point, with the box it fills.
fn path(lines: &[&[Pos2]], is_closed: bool) -> (Rect, Element) {
    let mut rect = Rect::NOTHING;
    lines.iter().copied().flatten().for_each(|&point| rect.extend_with(point));
    let unit = |length: f32| (f64::from(length) * 100.0).round() as i64;
    let mut path = element("a:path").attr("w", unit(rect.width())).attr("h", unit(rect.height()));
    if !is_closed {
        path = path.attr("fill", "none");
    }
    let step = |(index, point): (usize, &Pos2)| {
        let at = *point - rect.min;
        let point = element("a:pt").attr("x", unit(at.x)).attr("y", unit(at.y));
        element(if index == 0 { "a:moveTo" } else { "a:lnTo" }).child(point)
    };
    for line in lines {
        path = path.children(line.iter().enumerate().map(step)).children(is_closed.then(|| element("a:close")));
    }
    let inside = element("a:rect").attr("l", 0).attr("t", 0).attr("r", "r").attr("b", "b");
    let geometry = element("a:custGeom")
        .children(["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"].map(element))
        .child(inside)
        .child(element("a:pathLst").child(path));
    (rect, geometry)
}

/// The middle of a line of text above its baseline, in ems: the same within a fiftieth in our font and in Office's.
const MIDDLE: f32 = 0.425;

fn text(text: &TextRun, offset: Vec2, ids: &mut Namer<'_>, typing: Typing) -> Element {
    let (sin, cos) = text.angle_degrees.to_radians().sin_cos();
    let (along, up) = (text.width / 2.0, -MIDDLE * text.font.size);
    let center = text.origin + offset + vec2(along * cos - up * sin, along * sin + up * cos);
    let mut place = place("a:xfrm", Rect::from_center_size(center, vec2(text.width, 1.4 * text.font.size)));
    let degrees = text.angle_degrees.rem_euclid(360.0);
    if degrees != 0.0 {
        place = place.attr("rot", (f64::from(degrees) * 60_000.0).round());
    }
    let box_properties =
        without_insets(element("a:bodyPr").attr("wrap", "none")).attr("anchor", "ctr").child(element("a:noAutofit"));
    let paragraph = plain_paragraph(Some("l"), None).child(run(&text.text, text.font, text.color, typing));
    text_box_of(ids.identity("Text"))
        .child(element("p:spPr").children([place, preset("rect"), element("a:noFill")]))
        .child(text_body(box_properties, [paragraph]))
}
