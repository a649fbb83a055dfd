//! The largest part of a slide that nothing stands in.

use emath::{Rect, pos2};

/// Only so many obstacles are looked at, the largest: a pattern of a thousand dots is no set of obstacles.
const MOST_OBSTACLES: usize = 40;

/// The largest box inside `bounds` that touches no obstacle; nothing where they leave none.
pub fn largest_free(bounds: Rect, obstacles: &[Rect]) -> Option<Rect> {
    let mut obstacles: Vec<Rect> =
        obstacles.iter().map(|rect| rect.intersect(bounds)).filter(Rect::is_positive).collect();
    obstacles.sort_by(|a, b| b.area().total_cmp(&a.area()));
    obstacles.truncate(MOST_OBSTACLES);
    let mut sides: Vec<f32> = obstacles.iter().flat_map(|rect| [rect.left(), rect.right()]).collect();
    sides.extend([bounds.left(), bounds.right()]);
    sides.sort_by(f32::total_cmp);
    sides.dedup();
    obstacles.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut best: Option<Rect> = None;
    for (index, &left) in sides.iter().enumerate() {
        for &right in &sides[index + 1..] {
            let between = obstacles.iter().filter(|rect| rect.left() < right && rect.right() > left);
            let mut top = bounds.top();
            let edges = between.map(|rect| (rect.top(), rect.bottom())).chain([(bounds.bottom(), bounds.bottom())]);
            for (from, to) in edges {
                let free = Rect::from_min_max(pos2(left, top), pos2(right, from));
                if free.is_positive() && best.is_none_or(|best| free.area() > best.area()) {
                    best = Some(free);
                }
                top = top.max(to);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32, right: f32, bottom: f32) -> Rect {
        Rect::from_min_max(pos2(x, y), pos2(right, bottom))
    }

    #[test]
    fn the_largest_free_box_avoids_everything() {
        let slide = rect(0.0, 0.0, 960.0, 540.0);
        assert_eq!(largest_free(slide, &[]), Some(slide));
        let band = rect(0.0, 0.0, 960.0, 90.0);
        let (footer, logo) = (rect(40.0, 500.0, 300.0, 530.0), rect(900.0, 80.0, 950.0, 130.0));
        assert_eq!(largest_free(slide, &[band, footer]), Some(rect(0.0, 90.0, 960.0, 500.0)));
        assert_eq!(largest_free(slide, &[band, footer, logo]), Some(rect(0.0, 90.0, 900.0, 500.0)));
        assert_eq!(largest_free(slide, &[slide]), None);
    }

    #[test]
    fn it_is_as_large_as_the_best_of_every_box_tried() {
        // A small generator of numbers that anyone can follow.
        let mut seed = 7_u32;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((seed >> 8) % most) as f32
        };
        for _ in 0..60 {
            let obstacles: Vec<Rect> = (0..5)
                .map(|_| {
                    let (x, y) = (next(12), next(12));
                    rect(x, y, x + 1.0 + next(4), y + 1.0 + next(4))
                })
                .collect();
            let bounds = rect(0.0, 0.0, 12.0, 12.0);
            let mut best = 0.0_f32;
            for left in 0..12 {
                for right in left + 1..=12 {
                    for top in 0..12 {
                        for bottom in top + 1..=12 {
                            let tried = rect(left as f32, top as f32, right as f32, bottom as f32);
                            if !obstacles.iter().any(|other| other.intersect(tried).is_positive()) {
                                best = best.max(tried.area());
                            }
                        }
                    }
                }
            }
            let found = largest_free(bounds, &obstacles);
            assert!((found.map_or(0.0, |rect| rect.area()) - best).abs() < 1e-3, "{obstacles:?}");
            assert!(found.is_none_or(|found| obstacles.iter().all(|other| !other.intersect(found).is_positive())));
        }
    }
}
