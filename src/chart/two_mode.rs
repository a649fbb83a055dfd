//! The drawing of a graph of two kinds of nodes: cities along both sides, the largest on top; between them what several of
//! them share (networks, partners, countries), each where its cities stand on average. What no other city shown has to do
//! with stands behind the name of its city.
//!
//! Places follow from everything that passes the standing filter, so nothing moves while one filters: what does not pass
//! stays as a shadow.

mod places;
mod value;

use std::collections::BTreeMap;

use ecolor::Color32;
use emath::{Pos2, Rect, lerp, pos2, vec2};

use super::ChartInput;
use super::joined::leading_dot;
use super::pen::Pen;
use super::scene::{Align, Shape, Stroke};
use crate::data::{Code, Field};
use crate::query::Subject;
use places::{BEAD, CityNode, GAP, SQUARE, SharedNode, more, places};
pub use value::{Edge, Look, TwoMode};

/// How much of a graph there was room for.
pub struct Shown {
    /// Cities.
    pub cities: usize,
    /// Values of the other field.
    pub others: usize,
    /// Whether some stand behind the name of a city.
    pub has_own: bool,
}

impl TwoMode<'_> {
    /// Draws as much of it as there is room for.
    pub fn draw(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, area: Rect) -> Shown {
        let places = places(input, pen, self, area);
        let ends = places.shared.iter().map(|node| (node.value, node.at)).collect();
        self.draw_lines(pen, &places.cities, &ends);
        // Lines pass behind the names.
        for node in places.shared.iter().filter(|node| node.is_named) {
            let behind =
                Rect::from_min_max(pos2(node.at.x, node.label().top()), node.label().max).shrink2(vec2(0.0, 1.0));
            pen.scene.add(Shape::filled(behind, 3.0, pen.theme.ground));
        }
        for node in &places.shared {
            self.draw_shared(input, pen, node);
        }
        for node in &places.cities {
            self.draw_city(input, pen, node, area);
        }
        let own = places.cities.iter().map(|node| node.own.len()).sum::<usize>();
        Shown { cities: places.cities.len(), others: places.shared.len() + own, has_own: own > 0 }
    }

    /// Shadows first, then what passes.
    fn draw_lines(&self, pen: &mut Pen<'_>, cities: &[CityNode<'_>], others: &BTreeMap<Code, Pos2>) {
        let cities: BTreeMap<Code, Pos2> = cities.iter().map(|node| (node.city, node.at)).collect();
        let ends = |edge: &Edge| Some((*cities.get(&edge.city)?, *others.get(&edge.other)?));
        for (from, to) in self.edges.iter().filter(|edge| edge.look.is_none()).filter_map(ends) {
            pen.scene.add(Shape::segment(from, to, Stroke::new(0.8, pen.theme.grid)));
        }
        let mut passing: Vec<(Look, &Edge)> =
            self.edges.iter().filter_map(|edge| edge.look.map(|look| (look, edge))).collect();
        passing.sort_by_key(|(look, edge)| (look.place, edge.city, edge.other));
        for (look, edge) in passing {
            let Some((from, to)) = ends(edge) else { continue };
            let subject = || (self.subject)(edge);
            if look.is_over {
                for (begin, end) in dashes(from, to) {
                    pen.scene.add_for(subject(), Shape::segment(begin, end, Stroke::new(1.0, pen.theme.other)));
                }
            } else {
                pen.scene.add_for(subject(), Shape::segment(from, to, Stroke::new(look.width, look.color)));
            }
            if look.is_leading {
                // Beside the city, where its lines have just parted.
                let center = from + (to - from).normalized() * 2.2 * GAP;
                pen.scene.add_for(subject(), leading_dot(pen.theme, center));
            }
        }
    }

    fn draw_shared(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, node: &SharedNode) {
        let (font, subject) = (pen.theme.small(), Subject::Value(self.field, node.value));
        let share = self.other_shares.get(&node.value).copied().unwrap_or_default();
        let (fill, ink) = colors(pen, share);
        let side = 2.0 * lerp(2.2..=SQUARE, share.sqrt());
        let square = Rect::from_center_size(node.at, vec2(side, side));
        let stroke = Stroke::new(1.0, pen.theme.ground);
        pen.scene.add_for(subject.clone(), Shape::Rect { rect: square, radius: 1.5, fill, stroke });
        if node.is_named {
            let at = node.at + vec2(SQUARE + 3.0, 0.0);
            let name =
                pen.fit(input.short_name(self.field, node.value), font, node.label().right() - at.x).into_owned();
            pen.text_for(Some(subject), at, Align::Start, font, ink, &name);
        }
    }

    fn draw_city(&self, input: &ChartInput<'_>, pen: &mut Pen<'_>, node: &CityNode<'_>, area: Rect) {
        let (font, subject) = (pen.theme.label(), Subject::Value(Field::City, node.city));
        let share = self.city_shares.get(&node.city).copied().unwrap_or_default();
        let (fill, ink) = colors(pen, share);
        let stroke = Stroke::new(1.0, pen.theme.ground);
        let radius = lerp(2.6..=7.0, share.sqrt());
        pen.scene.add_for(subject.clone(), Shape::Circle { center: node.at, radius, fill, stroke });
        let (side, align, room) = if node.is_left {
            (-1.0, Align::End, node.at.x - area.left())
        } else {
            (1.0, Align::Start, area.right() - node.at.x)
        };
        let name = pen.fit(input.short_name(Field::City, node.city), font, room - GAP).into_owned();
        let text = pen.text_for(Some(subject), node.at + vec2(side * GAP, 0.0), align, font, ink, &name);
        let edge = if node.is_left { text.left() } else { text.right() };
        let bead = |index: usize| pos2(edge + side * BEAD * (index as f32 + 1.0), node.at.y);
        for (index, own) in node.own.iter().enumerate() {
            self.draw_own(pen, own, bead(index));
        }
        if node.more > 0 {
            let at = bead(node.own.len()) - vec2(side * 0.25 * BEAD, 0.0);
            pen.text(at, align, pen.theme.small(), pen.theme.ink_soft, &more(node.more));
        }
    }

    /// What no other city shown has to do with, as a square behind the name of its city.
    fn draw_own(&self, pen: &mut Pen<'_>, own: &Edge, at: Pos2) {
        let square = Rect::from_center_size(at, vec2(6.0, 6.0));
        let Some(look) = own.look else {
            pen.scene.add(Shape::filled(square, 1.5, pen.theme.border));
            return;
        };
        let (fill, edge) = if look.is_over {
            (pen.theme.ground, Stroke::new(1.0, pen.theme.other))
        } else {
            (look.color, Stroke::NONE)
        };
        let stroke = if look.is_leading { Stroke::new(1.4, pen.theme.leading) } else { edge };
        pen.scene.add_for((self.subject)(own), Shape::Rect { rect: square, radius: 1.5, fill, stroke });
    }
}

fn dashes(from: Pos2, to: Pos2) -> Vec<(Pos2, Pos2)> {
    const DASH: f32 = 4.0;
    let length = from.distance(to);
    let at = |along: f32| from.lerp(to, (along / length.max(DASH)).min(1.0));
    (0..(length / (2.0 * DASH)) as usize)
        .map(|dash| 2.0 * DASH * dash as f32)
        .map(|along| (at(along), at(along + DASH)))
        .collect()
}

/// Fill of a node and ink of its name: soft where nothing of it passes.
fn colors(pen: &Pen<'_>, share: f32) -> (Color32, Color32) {
    if share > 0.0 { (pen.theme.accent, pen.theme.ink) } else { (pen.theme.border, pen.theme.ink_soft) }
}
