//! From the flat map, in radii of the globe, to a place in the picture.

use emath::{Pos2, Rect, Vec2};

/// A map as large as fits an area, at its top, in the middle.
#[derive(Clone, Copy)]
pub struct View {
    /// What of the picture is the map's.
    pub area: Rect,
    /// Points a radius.
    pub scale: f32,
    origin: Vec2,
}

impl View {
    /// Fits a map into an area.
    pub fn new(map: Rect, area: Rect) -> Self {
        let scale = (area.width() / map.width()).min(area.height() / map.height()).max(0.0);
        let area = area.with_max_y(area.top() + scale * map.height());
        let left = area.center().x - scale * map.center().x;
        Self { area, scale, origin: Vec2::new(left, area.top() - scale * map.top()) }
    }

    /// A point of the map in the picture.
    pub fn at(&self, point: Pos2) -> Pos2 {
        (self.scale * point.to_vec2() + self.origin).to_pos2()
    }

    /// A point of the picture on the map.
    pub fn back(&self, point: Pos2) -> Pos2 {
        ((point.to_vec2() - self.origin) / self.scale.max(f32::MIN_POSITIVE)).to_pos2()
    }
}
