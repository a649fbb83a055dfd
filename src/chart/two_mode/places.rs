//! Where the nodes of a graph stand.

use emath::{Pos2, Rect, Vec2, lerp, pos2, vec2};

use super::super::ChartInput;
use super::super::membership::counts;
use super::super::pen::Pen;
use super::value::{Edge, TwoMode};
use crate::data::{Code, Field};
use crate::words::grouped;

/// A city on one side.
pub struct CityNode<'g> {
    /// Its code.
    pub city: Code,
    /// The middle of its circle.
    pub at: Pos2,
    /// Whether it stands on the left.
    pub is_left: bool,
    /// As many as there is room for of its lines to what no other city shown has to do with.
    pub own: Vec<&'g Edge>,
    /// How many more of these there are, where the graph says so.
    pub more: usize,
}

/// A network, partner or country that several cities share, and its name.
pub struct SharedNode {
    /// Its code.
    pub value: Code,
    /// The middle of its square.
    pub at: Pos2,
    /// Room that its name takes after the square.
    name: Vec2,
    /// Whether there is room for its name.
    pub is_named: bool,
}

/// Everything that has a place.
pub struct Places<'g> {
    /// The largest first.
    pub cities: Vec<CityNode<'g>>,
    /// The largest first.
    pub shared: Vec<SharedNode>,
}

/// From the middle of a node to its name, in points.
pub const GAP: f32 = 11.0;
/// Half the side of the square of what is shared, at most, in points.
pub const SQUARE: f32 = 5.5;
/// From one of the squares behind a name to the next, in points.
pub const BEAD: f32 = 9.0;
/// Nodes between the cities: more would take long to part.
const MOST_SHARED: usize = 120;
/// Each has so much of the picture, in square points.
const ROOM_OF_SHARED: f32 = 500.0;
/// How far the sides lean in, as a share of the width.
const LEAN: f32 = 0.09;

/// The two lines that cities stand on: they lean in at both ends, since the first cities need most room behind their names.
struct Sides {
    area: Rect,
    /// Room for names and what stands behind them on the left and on the right, less what the lines lean in.
    outside: [f32; 2],
}

impl Sides {
    /// How far the lines lean in at some height.
    fn lean(area: Rect, y: f32) -> f32 {
        let along = (y - area.center().y) / (area.height() / 2.0).max(1.0);
        LEAN * area.width() * along * along
    }

    /// Where the lines are at some height.
    fn at(&self, y: f32) -> (f32, f32) {
        let [left, right] = self.outside.map(|outside| outside + Self::lean(self.area, y));
        (self.area.left() + left, self.area.right() - right)
    }

    /// The area between them, in square points.
    fn room(&self) -> f32 {
        let (left, right) = self.at(self.area.center().y);
        (right - left) * self.area.height()
    }

    /// How far a label must move to be between them.
    fn way_in(&self, label: Rect) -> Vec2 {
        let shift = |from: f32, to: f32, low: f32, high: f32| (low - from).max(0.0) + (high - to).min(0.0);
        let y = shift(label.top(), label.bottom(), self.area.top(), self.area.bottom());
        let ends = [label.top() + y, label.bottom() + y].map(|y| self.at(y));
        let (left, right) = (ends[0].0.max(ends[1].0) + 2.0 * GAP, ends[0].1.min(ends[1].1) - 2.0 * GAP);
        vec2(shift(label.left(), label.right(), left, right), y)
    }
}

/// Cities in two lines, the largest on top, and what several of them share between them.
pub fn places<'g>(input: &ChartInput<'_>, pen: &Pen<'_>, graph: &'g TwoMode<'_>, area: Rect) -> Places<'g> {
    let shown = &graph.cities[..cities_shown(pen, graph, area)];
    let rows = shown.len().div_ceil(2).max(1);
    let pitch = area.height() / rows as f32;
    let members = counts(shown.iter().flat_map(|&city| graph.of_city(city)).map(|edge| edge.other));
    // What one or two cities alone have to do with is all there is to see of these.
    let least = if graph.is_weighted && shown.len() <= 2 { 1 } else { 2 };
    let is_shared = |value: Code| members.get(&value).is_some_and(|&members| members >= least);
    let city = |(index, &city): (usize, &Code)| {
        let y = area.top() + pitch * ((index / 2) as f32 + 0.5);
        let mut own: Vec<&Edge> = graph.of_city(city).iter().filter(|edge| !is_shared(edge.other)).collect();
        own.sort_by_key(|edge| std::cmp::Reverse(edge.weight));
        CityNode { city, at: pos2(0.0, y), is_left: index % 2 == 0, own, more: 0 }
    };
    let mut cities: Vec<CityNode<'g>> = shown.iter().enumerate().map(city).collect();
    let sides = stand_on_sides(input, pen, graph, &mut cities, area);
    let small = pen.theme.small();
    let node = |&value: &Code| {
        let members = cities.iter().filter(|node| graph.edge(node.city, value).is_some());
        let (sum, count) = members.fold((Vec2::ZERO, 0), |(sum, count), node| (sum + node.at.to_vec2(), count + 1));
        let name = pen.width(input.short_name(graph.field, value), small).min(0.13 * area.width() + 2.0 * small.size);
        let at = (sum / count as f32).to_pos2();
        SharedNode { value, at, name: vec2(name, 1.4 * small.size), is_named: true }
    };
    // More could not be told apart.
    let fitting = ((area.area() / ROOM_OF_SHARED).max(0.0) as usize).clamp(1, MOST_SHARED);
    let shared_values = graph.others.iter().filter(|&&value| is_shared(value));
    let mut shared: Vec<SharedNode> = shared_values.take(fitting).map(node).collect();
    spread(&mut shared, &sides);
    part_as_many_names_as_fit(&mut shared, &sides);
    name_where_free(&mut shared, &sides);
    Places { cities, shared }
}

/// How many of the cities there is room for, and, where lines are many, how many leave each line to be followed.
fn cities_shown(pen: &Pen<'_>, graph: &TwoMode<'_>, area: Rect) -> usize {
    /// Each line between two nodes has so much of the picture, in square points.
    const ROOM_OF_LINE: f32 = 1300.0;
    let font = pen.theme.label();
    let rows = ((area.height() / (1.35 * font.size)) as usize).clamp(1, graph.cities.len().div_ceil(2).max(1));
    let fitting = graph.cities.len().min(2 * rows);
    if !graph.is_weighted {
        return fitting;
    }
    let members = counts(graph.edges.iter().map(|edge| edge.other));
    let mut lines = 0;
    let is_clear = |&&city: &&Code| {
        lines += graph.of_city(city).iter().filter(|edge| members[&edge.other] > 1).count();
        lines as f32 * ROOM_OF_LINE <= area.area()
    };
    graph.cities[..fitting].iter().take_while(is_clear).count().max(fitting.min(2))
}

/// Moves the cities to their sides, with as many of their squares behind the names as there is room for.
fn stand_on_sides(
    input: &ChartInput<'_>,
    pen: &Pen<'_>,
    graph: &TwoMode<'_>,
    cities: &mut [CityNode<'_>],
    area: Rect,
) -> Sides {
    let font = pen.theme.label();
    let name_of = |node: &CityNode<'_>| GAP + pen.width(input.short_name(Field::City, node.city), font);
    let outside = |is_left: bool| {
        let on_side = cities.iter().filter(|node| node.is_left == is_left);
        let needed =
            on_side.map(|node| name_of(node) + BEAD * (node.own.len() as f32 + 0.5) - Sides::lean(area, node.at.y));
        needed.fold(0.0, f32::max).min(0.29 * area.width())
    };
    let sides = Sides { area, outside: [outside(true), outside(false)] };
    for node in cities {
        let (left, right) = sides.at(node.at.y);
        node.at.x = if node.is_left { left } else { right };
        let room = if node.is_left { left - area.left() } else { area.right() - right } - name_of(node);
        let all = node.own.len();
        node.own.truncate((room / BEAD).max(0.0) as usize);
        if graph.is_weighted && node.own.len() < all {
            // The number of the others takes the place of some.
            let told = 0.8 * BEAD + pen.width(&more(all), pen.theme.small());
            node.own.truncate(((room - told) / BEAD).max(0.0) as usize);
            node.more = if told <= room { all - node.own.len() } else { 0 };
        }
    }
    sides
}

/// How many more there are, where there is no room for them.
pub fn more(count: usize) -> String {
    format!("+{}", grouped(count))
}

/// What is shared lies near the middle of everything: stretches their places to the room there is, in the same order.
fn spread(nodes: &mut [SharedNode], sides: &Sides) {
    let bounds = nodes.iter().fold(Rect::NOTHING, |bounds, node| bounds.union(Rect::from_pos(node.at)));
    let (area, (left, right)) = (sides.area, sides.at(sides.area.center().y));
    let share = |at: f32, from: f32, to: f32| if to > from { (at - from) / (to - from) } else { 0.5 };
    for node in nodes {
        let x = lerp(left..=right, 0.2 + 0.6 * share(node.at.x, bounds.left(), bounds.right()));
        let y = lerp(area.top()..=area.bottom(), 0.04 + 0.8 * share(node.at.y, bounds.top(), bounds.bottom()));
        node.at = pos2(x, y);
    }
}

/// Moves nodes apart: all with their names, or as many as there is room for, the largest first.
fn part_as_many_names_as_fit(nodes: &mut [SharedNode], sides: &Sides) {
    /// Parts of all that are tried with their names.
    const PARTS: [f32; 7] = [1.0, 0.75, 0.5, 0.35, 0.2, 0.1, 0.0];
    let wanted: Vec<Pos2> = nodes.iter().map(|node| node.at).collect();
    for named in PARTS.map(|part| (part * nodes.len() as f32).ceil() as usize) {
        for (index, (node, &at)) in nodes.iter_mut().zip(&wanted).enumerate() {
            (node.at, node.is_named) = (at, index < named);
        }
        let covered: f32 = nodes.iter().map(|node| node.label().area()).sum();
        if covered < sides.room() && part(nodes, sides) {
            break;
        }
    }
}

/// Moves what lies over each other apart, as little as needed, and all of it between the sides; whether there was room.
fn part(nodes: &mut [SharedNode], sides: &Sides) -> bool {
    const ROUNDS: usize = 150;
    for _ in 0..ROUNDS {
        let mut is_apart = true;
        for one in 0..nodes.len() {
            for other in 0..one {
                let (a, b) = (nodes[one].label(), nodes[other].label());
                let apart = a.center() - b.center();
                let overlap = (a.size() + b.size()) / 2.0 - apart.abs();
                if overlap.x <= 0.1 || overlap.y <= 0.1 {
                    continue;
                }
                is_apart = false;
                // Of two in the same place the smaller one moves down.
                let push = if overlap.y <= 0.5 * overlap.x {
                    vec2(0.0, overlap.y.copysign(apart.y))
                } else {
                    vec2(overlap.x.copysign(apart.x), 0.0)
                };
                nodes[one].at += push / 2.0;
                nodes[other].at -= push / 2.0;
            }
        }
        for node in nodes.iter_mut() {
            node.at += sides.way_in(node.label());
            is_apart &= sides.way_in(node.label()).length() < 0.1;
        }
        if is_apart {
            return true;
        }
    }
    false
}

/// Gives nodes their names where nothing is in the way, the largest first.
fn name_where_free(nodes: &mut [SharedNode], sides: &Sides) {
    for index in 0..nodes.len() {
        nodes[index].is_named = true;
        let label = nodes[index].label().shrink(0.2);
        let mut others = nodes.iter().enumerate().filter(|(other, _)| *other != index);
        let is_free = others.all(|(_, other)| !other.label().intersects(label));
        nodes[index].is_named = is_free && sides.way_in(label).length() < 0.1;
    }
}

impl SharedNode {
    /// The room it takes, with its name or without.
    pub fn label(&self) -> Rect {
        /// Of a square alone.
        const ROOM: Vec2 = Vec2::splat(9.0);
        if self.is_named {
            let size = vec2(2.0 * SQUARE + 4.0 + self.name.x, self.name.y);
            Rect::from_min_size(self.at - vec2(SQUARE, size.y / 2.0), size)
        } else {
            Rect::from_center_size(self.at, ROOM)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_in_one_place_part_and_the_largest_keep_their_names_where_there_is_little_room() {
        let narrow = Rect::from_min_size(pos2(0.0, 0.0), vec2(160.0, 120.0));
        let wide = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 600.0));
        for (area, all_named) in [(wide, true), (narrow, false)] {
            let sides = Sides { area, outside: [10.0, 10.0] };
            let (at, name) = (area.center(), vec2(60.0, 12.0));
            let node = |code: u32| SharedNode { value: Code(code), at, name, is_named: true };
            let mut nodes: Vec<SharedNode> = (0..12).map(node).collect();
            part_as_many_names_as_fit(&mut nodes, &sides);
            name_where_free(&mut nodes, &sides);
            for (one, node) in nodes.iter().enumerate() {
                let label = node.label().shrink(0.2);
                assert!(sides.way_in(label).length() < 0.1, "{label:?}");
                assert!(nodes[..one].iter().all(|other| !other.label().shrink(0.2).intersects(label)));
            }
            assert!(nodes[0].is_named);
            assert_eq!(nodes.iter().all(|node| node.is_named), all_named);
        }
    }
}
