//! Cities and networks as a graph of two kinds of nodes: cities along both sides, those in most networks on top; between
//! them the networks that several of them share, each where its members stand on average. A line is a membership. Networks
//! that no other city shown is in stand behind its name.
//!
//! Places follow from all memberships of a level of government, so nothing moves while one filters: what does not pass
//! stays as a shadow.

mod places;

use std::collections::BTreeMap;

use ecolor::Color32;
use emath::{Pos2, Rect, lerp, pos2, vec2};

use super::joined::{JoinedScale, Key, leading_dot, signs};
use super::legend::{Entry, Sign};
use super::membership::{self, Membership, counts};
use super::pen::Pen;
use super::scene::{Align, Shape, Stroke};
use super::theme::Theme;
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, matrix, phrases};
use crate::data::{Code, Field, Table};
use crate::query::Pair;
use crate::query::Subject;
use crate::words::Word;
use places::{BEAD, CityNode, GAP, NetworkNode, Places, SQUARE, places};

/// Cities and networks as nodes, memberships as lines.
pub static SPEC: ChartSpec = ChartSpec {
    id: "graph",
    title: Word::GRAPH_OF_NETWORKS,
    home: Home::Membership,
    tab: Some(Word::GRAPH_TAB),
    tables: &[Table::Memberships],
    drawing: Drawing::Facts { layout, table: matrix::table, subtitle: membership::plain_subtitle },
    ..ChartSpec::PLAIN
};

/// Which memberships there are and which of them pass.
struct Ties<'a> {
    all: &'a Membership,
    passing: &'a Membership,
    /// How many of a city or of a network pass, as a share of the most that any has.
    of_city: BTreeMap<Code, f32>,
    of_network: BTreeMap<Code, f32>,
    scale: JoinedScale,
}

/// Lays out as many cities as fit, those in most networks first.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let passing = Membership::of(input);
    if passing.cities.is_empty() {
        pen.empty_state(area, &phrases::why_empty(input, Table::Memberships));
        return pen.scene;
    }
    let all = passing.around(input);
    let ties = Ties::new(input, &all, &passing);
    let has_shadows = passing.pairs.len() < all.pairs.len();
    let key = Key::new(input, ties.scale, line_signs(input, pen.theme, &passing.pairs, has_shadows));
    // Room for every sign that a filter may call for: it must not move anything.
    let fullest_key = Key::new(input, ties.scale, line_signs(input, pen.theme, &all.pairs, true));
    let key_height = fullest_key.height(&pen, &all.longest_note(input.lang));
    let inside = Rect::from_min_max(area.min, pos2(area.right(), area.bottom() - key_height));
    let places = places(input, &pen, &all, inside);
    draw_lines(&mut pen, &places, &ties);
    // Lines pass behind the names.
    for node in places.networks.iter().filter(|node| node.is_named) {
        let behind = Rect::from_min_max(pos2(node.at.x, node.label().top()), node.label().max).shrink2(vec2(0.0, 1.0));
        pen.scene.add(Shape::filled(behind, 3.0, pen.theme.ground));
    }
    for node in &places.networks {
        draw_network(input, &mut pen, node, &ties);
    }
    for node in &places.cities {
        draw_city(input, &mut pen, node, &ties, inside);
    }
    let key_area = Rect::from_min_max(pos2(area.left(), inside.bottom() + 8.0), area.max);
    let networks = places.networks.len() + places.cities.iter().map(|node| node.own.len()).sum::<usize>();
    key.draw(&mut pen, key_area, &all.note(input.lang, places.cities.len(), networks));
    pen.scene
}

impl<'a> Ties<'a> {
    fn new(input: &ChartInput<'_>, all: &'a Membership, passing: &'a Membership) -> Self {
        let shares = |end: fn(&Pair) -> Code| {
            let (of_all, of_passing) = (counts(all.pairs.iter().map(end)), counts(passing.pairs.iter().map(end)));
            let most = of_all.values().copied().max().unwrap_or(1) as f32;
            of_passing.into_iter().map(|(code, count)| (code, count as f32 / most)).collect()
        };
        let (of_city, of_network) = (shares(|pair| pair.city), shares(|pair| pair.network));
        Self { all, passing, of_city, of_network, scale: JoinedScale::of(input) }
    }

    /// How a pair passes, if it does.
    fn passing(&self, pair: &Pair) -> Option<&Pair> {
        self.passing.pair(pair.city, pair.network)
    }

    /// The colour of the year of joining, or of not knowing it.
    fn color(&self, theme: &Theme, pair: &Pair) -> Color32 {
        self.scale.color(theme, pair).unwrap_or(theme.other)
    }
}

/// Shadows first, then what passes, the latest on top.
fn draw_lines(pen: &mut Pen<'_>, places: &Places, ties: &Ties<'_>) {
    let cities: BTreeMap<Code, Pos2> = places.cities.iter().map(|node| (node.city, node.at)).collect();
    let networks: BTreeMap<Code, Pos2> = places.networks.iter().map(|node| (node.network, node.at)).collect();
    let ends = |pair: &Pair| Some((*cities.get(&pair.city)?, *networks.get(&pair.network)?));
    for (from, to) in ties.all.pairs.iter().filter(|pair| ties.passing(pair).is_none()).filter_map(ends) {
        pen.scene.add(Shape::segment(from, to, Stroke::new(0.8, pen.theme.grid)));
    }
    let mut passing: Vec<&Pair> = ties.passing.pairs.iter().collect();
    passing.sort_by_key(|pair| (pair.joined, pair.city, pair.network));
    for pair in passing {
        let Some((from, to)) = ends(pair) else { continue };
        let subject = || Subject::Pair { city: pair.city, network: pair.network };
        let color = ties.color(pen.theme, pair);
        if pair.left.is_some() {
            for (begin, end) in dashes(from, to) {
                pen.scene.add_for(subject(), Shape::segment(begin, end, Stroke::new(1.0, pen.theme.other)));
            }
        } else {
            pen.scene.add_for(subject(), Shape::segment(from, to, Stroke::new(1.2, color)));
        }
        if pair.is_leading() {
            // Beside the city, where its lines have just parted.
            let center = from + (to - from).normalized() * 2.2 * GAP;
            pen.scene.add_for(subject(), leading_dot(pen.theme, center));
        }
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

fn draw_network(input: &ChartInput<'_>, pen: &mut Pen<'_>, node: &NetworkNode, ties: &Ties<'_>) {
    let (font, subject) = (pen.theme.small(), Subject::Value(Field::Network, node.network));
    let weight = ties.of_network.get(&node.network).copied().unwrap_or_default();
    let (fill, ink) = colors(pen, weight);
    let side = 2.0 * lerp(2.2..=SQUARE, weight.sqrt());
    let square = Rect::from_center_size(node.at, vec2(side, side));
    let stroke = Stroke::new(1.0, pen.theme.ground);
    pen.scene.add_for(subject.clone(), Shape::Rect { rect: square, radius: 1.5, fill, stroke });
    if node.is_named {
        let at = node.at + vec2(SQUARE + 3.0, 0.0);
        let name =
            pen.fit(input.short_name(Field::Network, node.network), font, node.label().right() - at.x).into_owned();
        pen.text_for(Some(subject), at, Align::Start, font, ink, &name);
    }
}

fn draw_city(input: &ChartInput<'_>, pen: &mut Pen<'_>, node: &CityNode, ties: &Ties<'_>, area: Rect) {
    let (font, subject) = (pen.theme.label(), Subject::Value(Field::City, node.city));
    let weight = ties.of_city.get(&node.city).copied().unwrap_or_default();
    let (fill, ink) = colors(pen, weight);
    let stroke = Stroke::new(1.0, pen.theme.ground);
    let radius = lerp(2.6..=7.0, weight.sqrt());
    pen.scene.add_for(subject.clone(), Shape::Circle { center: node.at, radius, fill, stroke });
    let (side, align, room) = if node.is_left {
        (-1.0, Align::End, node.at.x - area.left())
    } else {
        (1.0, Align::Start, area.right() - node.at.x)
    };
    let name = pen.fit(input.short_name(Field::City, node.city), font, room - GAP).into_owned();
    let text = pen.text_for(Some(subject), node.at + vec2(side * GAP, 0.0), align, font, ink, &name);
    let first = if node.is_left { text.left() } else { text.right() } + side * BEAD;
    for (index, pair) in node.own.iter().enumerate() {
        draw_own(pen, pair, pos2(first + side * BEAD * index as f32, node.at.y), ties);
    }
}

/// A network that no other city shown is in, as a square behind the name of its city.
fn draw_own(pen: &mut Pen<'_>, pair: &Pair, at: Pos2, ties: &Ties<'_>) {
    let subject = Subject::Pair { city: pair.city, network: pair.network };
    let square = Rect::from_center_size(at, vec2(6.0, 6.0));
    let Some(pair) = ties.passing(pair) else {
        pen.scene.add(Shape::filled(square, 1.5, pen.theme.border));
        return;
    };
    let color = ties.color(pen.theme, pair);
    let (fill, edge) =
        if pair.left.is_some() { (pen.theme.ground, Stroke::new(1.0, pen.theme.other)) } else { (color, Stroke::NONE) };
    let stroke = if pair.is_leading() { Stroke::new(1.4, pen.theme.leading) } else { edge };
    pen.scene.add_for(subject, Shape::Rect { rect: square, radius: 1.5, fill, stroke });
}

/// Fill of a node and ink of its name: soft where none of its memberships passes.
fn colors(pen: &Pen<'_>, weight: f32) -> (Color32, Color32) {
    if weight > 0.0 { (pen.theme.accent, pen.theme.ink) } else { (pen.theme.border, pen.theme.ink_soft) }
}

/// What lines mean: those of some memberships, and shadows.
fn line_signs(input: &ChartInput<'_>, theme: &Theme, pairs: &[Pair], has_shadows: bool) -> Vec<Entry> {
    let mut signs = signs(input, theme, pairs, [Sign::Stroke(theme.other), Sign::Dashes(theme.other)]);
    if has_shadows {
        let name = match input.options.member_year {
            Some(year) => Word::not_shown_in(input.lang, &year),
            None => Word::OUTSIDE_FILTER.text(input.lang).to_owned(),
        };
        signs.push(Entry::of(Sign::Stroke(theme.grid), name));
    }
    signs
}
