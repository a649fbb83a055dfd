//! Places of discs that would lie over each other.

use emath::{Pos2, Rect, Vec2, vec2};

/// No disc moves further than so many times its radius.
const FARTHEST: f32 = 3.0;

/// The middles of discs of a radius, each as near to its place as the others let it, inside an area.
pub fn apart(places: impl Iterator<Item = Pos2>, radius: f32, area: Rect) -> Vec<Pos2> {
    const ROUNDS: usize = 12;
    let inside = Rect::from_center_size(area.center(), (area.size() - Vec2::splat(2.0 * radius)).max(Vec2::ZERO));
    let places: Vec<Pos2> = places.map(|place| place.clamp(inside.min, inside.max)).collect();
    let mut centers = places.clone();
    for _ in 0..ROUNDS {
        for index in 1..centers.len() {
            for other in 0..index {
                let away = centers[index] - centers[other];
                let overlap = 2.0 * radius - away.length();
                if overlap > 0.0 {
                    let direction = if away == Vec2::ZERO { vec2(1.0, 0.0) } else { away.normalized() };
                    centers[index] += direction * overlap / 2.0;
                    centers[other] -= direction * overlap / 2.0;
                }
            }
        }
        for (center, place) in centers.iter_mut().zip(&places) {
            let moved = *center - *place;
            let most = FARTHEST * radius;
            if moved.length() > most {
                *center = *place + moved.normalized() * most;
            }
            *center = center.clamp(inside.min, inside.max);
        }
    }
    centers
}
