//! Cuts polygons at the edge of a map, the meridian opposite its middle: what lies across it is drawn on both sides, each
//! part closed along the edge.

use super::outlines::Point;
use super::projection::near;

/// Rings of which the first lies around all others.
pub type Polygon = Vec<Vec<Point>>;

/// Points along the edge, which is no straight line on the map, stand no further apart than this many degrees.
const STEP: f64 = 1.0;

/// The parts of a polygon on a map around a meridian; their longitudes lie within 180 degrees of it.
pub fn cut(polygon: &[Vec<Point>], centre: f64) -> Vec<Polygon> {
    let (west, east) = (centre - 180.0, centre + 180.0);
    let mut whole: Polygon = Vec::new();
    for ring in polygon {
        // A hole lies on the same turn of the globe as what it is a hole of.
        let beside = whole.first().map_or(centre, |outer| middle(outer));
        whole.push(unwrapped(ring, beside));
    }
    let mut parts = Vec::new();
    for turn in [-360.0, 0.0, 360.0] {
        let turned: Polygon = whole.iter().map(|ring| ring.iter().map(|&[x, y]| [x + turn, y]).collect()).collect();
        let (first, last) = turned.first().map_or((east, west), |ring| extent(ring));
        if last <= west || first >= east {
            continue;
        }
        let mut pieces = vec![turned];
        if last > east {
            pieces = pieces.iter().flat_map(|piece| one_side(piece, east, |x| x < east)).collect();
        }
        if first < west {
            pieces = pieces.iter().flat_map(|piece| one_side(piece, west, |x| x > west)).collect();
        }
        parts.extend(pieces);
    }
    parts
}

/// A ring without jumps, its first point on the turn of the globe nearest to a meridian. Sides from north to south, which are
/// no straight lines on the map, get points of their own.
fn unwrapped(ring: &[Point], beside: f64) -> Vec<Point> {
    const LONGEST: f64 = 2.0;
    let Some(&[first, _]) = ring.first() else { return Vec::new() };
    let mut x = near(first, beside);
    let mut points = Vec::with_capacity(ring.len());
    for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let next = near(to[0], x);
        let steps = ((to[1] - from[1]).abs() / LONGEST) as usize + 1;
        let part = |step: usize| step as f64 / steps as f64;
        points.extend((0..steps).map(|step| [x + (next - x) * part(step), from[1] + (to[1] - from[1]) * part(step)]));
        x = next;
    }
    points
}

fn extent(ring: &[Point]) -> (f64, f64) {
    ring.iter().fold((f64::MAX, f64::MIN), |(first, last), &[x, _]| (first.min(x), last.max(x)))
}

fn middle(ring: &[Point]) -> f64 {
    let (first, last) = extent(ring);
    f64::midpoint(first, last)
}

/// What of a polygon lies on one side of a meridian.
fn one_side(polygon: &[Vec<Point>], meridian: f64, is_inside: impl Fn(f64) -> bool) -> Vec<Polygon> {
    let (mut outer, mut holes, mut chains) = (Vec::new(), Vec::new(), Vec::new());
    for (index, ring) in polygon.iter().enumerate() {
        let inside = ring.iter().filter(|point| is_inside(point[0])).count();
        if inside == ring.len() {
            if index == 0 { outer.push(ring.clone()) } else { holes.push(ring.clone()) }
        } else if inside > 0 {
            chains.extend(chains_of(ring, meridian, &is_inside));
        }
    }
    outer.extend(joined(&chains, meridian));
    let mut parts: Vec<Polygon> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let around = parts.iter_mut().find(|part| hole.first().is_some_and(|&point| is_around(&part[0], point)));
        if let Some(part) = around {
            part.push(hole);
        }
    }
    parts
}

/// The stretches of a ring that lie inside, each from the meridian back to it.
fn chains_of(ring: &[Point], meridian: f64, is_inside: &impl Fn(f64) -> bool) -> Vec<Vec<Point>> {
    let Some(start) = ring.iter().position(|point| !is_inside(point[0])) else { return Vec::new() };
    let at = |index: usize| ring[(start + index) % ring.len()];
    let crossing = |a: Point, b: Point| {
        let share = (meridian - a[0]) / (b[0] - a[0]);
        [meridian, a[1] + share * (b[1] - a[1])]
    };
    let mut chains: Vec<Vec<Point>> = Vec::new();
    for index in 1..=ring.len() {
        let (before, point) = (at(index - 1), at(index));
        match (is_inside(before[0]), is_inside(point[0])) {
            (false, true) => chains.push(vec![crossing(before, point), point]),
            (was_inside, true) if was_inside => chains.last_mut().into_iter().for_each(|chain| chain.push(point)),
            (true, false) => {
                chains.last_mut().into_iter().for_each(|chain| chain.push(crossing(before, point)));
            }
            _ => {}
        }
    }
    chains
}

/// Rings made of chains: along the meridian, inside and outside take turns from one end of a chain to the next.
fn joined(chains: &[Vec<Point>], meridian: f64) -> Vec<Vec<Point>> {
    // Every chain has two ends, numbered one after the other.
    let end = |number: usize| {
        let chain = &chains[number / 2];
        if number.is_multiple_of(2) { chain[0] } else { chain[chain.len() - 1] }
    };
    let mut ends: Vec<usize> = (0..2 * chains.len()).collect();
    ends.sort_by(|&a, &b| end(a)[1].total_cmp(&end(b)[1]).then(a.cmp(&b)));
    let mut partner = vec![0; ends.len()];
    for pair in ends.chunks_exact(2) {
        (partner[pair[0]], partner[pair[1]]) = (pair[1], pair[0]);
    }
    let mut is_used = vec![false; chains.len()];
    let mut rings = Vec::new();
    for first in 0..chains.len() {
        let mut ring = Vec::new();
        let mut begin = 2 * first;
        while !std::mem::replace(&mut is_used[begin / 2], true) {
            let chain = &chains[begin / 2];
            if begin.is_multiple_of(2) {
                ring.extend(chain);
            } else {
                ring.extend(chain.iter().rev());
            }
            let last = begin ^ 1;
            begin = partner[last];
            ring.extend(between(end(last), end(begin), meridian));
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

/// Points on the meridian between two of it.
fn between(from: Point, to: Point, meridian: f64) -> impl Iterator<Item = Point> {
    let steps = ((to[1] - from[1]).abs() / STEP) as usize;
    (1..=steps).map(move |step| [meridian, from[1] + (to[1] - from[1]) * step as f64 / (steps + 1) as f64])
}

fn is_around(ring: &[Point], [x, y]: Point) -> bool {
    let sides = ring.iter().zip(ring.iter().cycle().skip(1));
    let crosses =
        |&(a, b): &(&Point, &Point)| (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    sides.filter(crosses).count() % 2 == 1
}
