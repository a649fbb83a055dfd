//! A [`Scene`] on the screen: one match over its shapes.

use egui::epaint::{CircleShape, PathShape, RectShape, TextShape};
use egui::{Color32, FontFamily, FontId, Mesh, Painter, Rect, Shape as Ink, Stroke as Pencil, StrokeKind, Vec2};

use super::style::bold_family;
use crate::chart::{Area, Mark, Scene, Shape, Stroke, TextRun};

/// Paints what of a scene lies inside the painter's clip, its origin at `offset`.
pub fn paint(painter: &Painter, scene: &Scene, offset: Vec2) {
    paint_selecting(painter, scene, offset, (|_: &Mark| false, Color32::TRANSPARENT));
}

/// The same with the lines that are selected in a colour of their own, below whatever lies over them.
pub fn paint_selecting(
    painter: &Painter,
    scene: &Scene,
    offset: Vec2,
    (is_selected, selected): (impl Fn(&Mark) -> bool, Color32),
) {
    let visible = painter.clip_rect().translate(-offset);
    let marks = scene.marks.iter().filter(|mark| mark.shape.bounds().intersects(visible));
    // Collected first: text is laid out under the same lock that the painter takes to add shapes.
    let inks: Vec<Ink> = marks
        .map(|mark| match &mark.shape {
            Shape::Line { points, stroke } if is_selected(mark) => {
                let stroke = Stroke::new(stroke.width + 1.2, selected);
                ink(painter, &Shape::Line { points: points.clone(), stroke }, offset)
            }
            shape => ink(painter, shape, offset),
        })
        .collect();
    painter.extend(inks);
}

fn ink(painter: &Painter, shape: &Shape, offset: Vec2) -> Ink {
    match shape {
        Shape::Rect { rect, radius, fill, stroke } => {
            Ink::Rect(RectShape::new(rect.translate(offset), *radius, *fill, pencil(*stroke), StrokeKind::Middle))
        }
        Shape::Line { points, stroke } => {
            Ink::line(points.iter().map(|&point| point + offset).collect(), pencil(*stroke))
        }
        Shape::Polygon { points, fill, stroke } => {
            let points = points.iter().map(|&point| point + offset).collect();
            Ink::Path(PathShape::convex_polygon(points, *fill, pencil(*stroke)))
        }
        Shape::Area(area) => filled(area, offset),
        Shape::Circle { center, radius, fill, stroke } => {
            Ink::Circle(CircleShape { center: *center + offset, radius: *radius, fill: *fill, stroke: pencil(*stroke) })
        }
        Shape::Text(run) => text(painter, run, offset),
    }
}

/// The triangles of an area, and the lines along its rings, which cover their ragged edges.
fn filled(area: &Area, offset: Vec2) -> Ink {
    let mut mesh = Mesh::default();
    area.rings().iter().flatten().for_each(|&point| mesh.colored_vertex(point + offset, area.fill));
    mesh.indices.extend_from_slice(area.triangles());
    let lines = outline(area, offset, pencil(area.stroke));
    Ink::Vec(std::iter::once(Ink::mesh(mesh)).chain(lines).collect())
}

fn outline(area: &Area, offset: Vec2, pencil: Pencil) -> impl Iterator<Item = Ink> {
    area.rings().iter().map(move |ring| Ink::closed_line(ring.iter().map(|&point| point + offset).collect(), pencil))
}

fn text(painter: &Painter, run: &TextRun, offset: Vec2) -> Ink {
    let family = if run.font.bold { bold_family() } else { FontFamily::Proportional };
    let galley = painter.layout_no_wrap(run.text.clone(), FontId::new(run.font.size, family), run.color);
    let first = galley.rows.first().and_then(|row| Some(row.pos.y + row.row.glyphs.first()?.pos.y));
    let baseline = first.unwrap_or(run.font.size);
    let (sin, cos) = run.angle_degrees.to_radians().sin_cos();
    // The painter turns a text about its top left corner; we hang it by the left end of its baseline.
    let corner = run.origin + offset + baseline * Vec2::new(sin, -cos);
    Ink::Text(TextShape::new(corner, galley, run.color).with_angle(run.angle_degrees.to_radians()))
}

fn pencil(stroke: Stroke) -> Pencil {
    Pencil::new(stroke.width, stroke.color)
}

/// A ring around a shape that is selected, turned with a turned text; a line needs none.
pub fn ring(shape: &Shape, offset: Vec2, color: Color32) -> Option<Ink> {
    match shape {
        Shape::Line { .. } => None,
        Shape::Area(area) => Some(Ink::Vec(outline(area, offset, Pencil::new(1.6, color)).collect())),
        Shape::Text(run) if run.angle_degrees != 0.0 => {
            let corners = run.corners().map(|corner| corner + offset);
            Some(Ink::closed_line(corners.into(), Pencil::new(1.6, color)))
        }
        _ => {
            let rect = target(shape.bounds(), offset).expand(2.0);
            Some(Ink::Rect(RectShape::stroke(rect, 4.0, Pencil::new(2.0, color), StrokeKind::Outside)))
        }
    }
}

/// The box of a mark on screen, large enough to be hit.
pub fn target(bounds: Rect, offset: Vec2) -> Rect {
    let rect = bounds.translate(offset);
    rect.expand2(Vec2::new((4.0 - rect.width() / 2.0).max(0.0), (4.0 - rect.height() / 2.0).max(0.0)))
}
