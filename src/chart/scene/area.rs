//! An area of several parts with holes: the outline of a country.

use std::sync::Arc;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2};

use super::Stroke;

/// What lies inside an odd number of its rings, filled, with a line along every ring.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Corners of each closed ring, the first not repeated as the last.
    rings: Vec<Vec<Pos2>>,
    triangles: Arc<[u32]>,
    bounds: Rect,
    /// Inside colour.
    pub fill: Color32,
    /// Along every ring, centred on it.
    pub stroke: Stroke,
}

impl Area {
    /// From its rings, and the triangles that fill it: three corners each, counted through all rings.
    pub fn new(rings: Vec<Vec<Pos2>>, triangles: Arc<[u32]>, fill: Color32, stroke: Stroke) -> Self {
        let mut bounds = Rect::NOTHING;
        rings.iter().flatten().for_each(|&point| bounds.extend_with(point));
        Self { rings, triangles, bounds, fill, stroke }
    }

    /// Its rings, outer ones and holes alike.
    pub fn rings(&self) -> &[Vec<Pos2>] {
        &self.rings
    }

    /// For painters that know nothing but triangles: three corners each, counted through all rings.
    pub fn triangles(&self) -> &[u32] {
        &self.triangles
    }

    /// The smallest upright rectangle around it.
    pub fn bounds(&self) -> Rect {
        self.bounds
    }

    /// Whether a point lies inside, and not in a hole.
    pub fn contains(&self, pos: Pos2) -> bool {
        self.bounds.contains(pos) && is_inside(&self.rings, pos)
    }

    /// The same, larger or smaller.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        let ring = |ring: &Vec<Pos2>| ring.iter().map(|point| (point.to_vec2() * factor).to_pos2()).collect();
        let stroke = Stroke::new(self.stroke.width * factor, self.stroke.color);
        Self::new(self.rings.iter().map(ring).collect(), self.triangles.clone(), self.fill, stroke)
    }

    /// Moves it.
    pub fn translate(&mut self, offset: Vec2) {
        self.rings.iter_mut().flatten().for_each(|point| *point += offset);
        self.bounds = self.bounds.translate(offset);
    }
}

/// Whether a point lies inside an odd number of rings.
pub fn is_inside(rings: &[Vec<Pos2>], pos: Pos2) -> bool {
    let crosses = |from: Pos2, to: Pos2| {
        (from.y > pos.y) != (to.y > pos.y) && pos.x < from.x + (pos.y - from.y) / (to.y - from.y) * (to.x - from.x)
    };
    rings.iter().flat_map(|ring| edges(ring)).filter(|&(from, to)| crosses(from, to)).count() % 2 == 1
}

/// The sides of a closed ring.
pub fn edges(ring: &[Pos2]) -> impl Iterator<Item = (Pos2, Pos2)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}
