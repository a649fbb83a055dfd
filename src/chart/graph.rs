//! Cities and networks as a graph of two kinds of nodes, a line a membership, as dark as the joining is late.

use emath::{Rect, pos2};

use super::joined::{JoinedScale, Key, signs};
use super::legend::{Entry, Sign};
use super::membership::{self, Membership, counts};
use super::pen::Pen;
use super::theme::Theme;
use super::two_mode::{Edge, Look, TwoMode};
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, matrix, phrases};
use crate::data::{Code, Field, Table};
use crate::query::Pair;
use crate::query::Subject;
use crate::words::Word;

/// Cities and networks as nodes, memberships as lines.
pub static SPEC: ChartSpec = ChartSpec {
    id: "graph",
    title: Word::GRAPH_OF_NETWORKS,
    home: Home::Membership,
    tab: Some(Word::GRAPH_TAB),
    tables: &[Table::Memberships],
    drawing: Drawing::Facts { layout, table: matrix::table, subtitle: membership::plain_subtitle },
    key_of_years: Some(|input, theme| {
        (JoinedScale::of(input), line_signs(input, theme, Membership::of(input).any_year(), true))
    }),
    ..ChartSpec::PLAIN
};

/// Lays out as many cities as fit, those in most networks first.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let passing = Membership::of(input);
    if passing.cities.is_empty() {
        pen.empty_state(area, &phrases::why_empty(input, Table::Memberships));
        return pen.scene;
    }
    let all = passing.around(input);
    let scale = JoinedScale::of(input);
    let has_shadows = passing.pairs.len() < all.pairs.len();
    let key = Key::new(input, scale, line_signs(input, pen.theme, &passing.pairs, has_shadows));
    // Room for every sign that a filter may call for: it must not move anything.
    let fullest_key = Key::new(input, scale, line_signs(input, pen.theme, &all.pairs, true));
    let has_key = !input.options.without_key;
    let key_height = if has_key { fullest_key.height(&pen, &all.longest_note(input.lang)) } else { 0.0 };
    let inside = Rect::from_min_max(area.min, pos2(area.right(), area.bottom() - key_height));
    let shown = graph(&all, &passing, scale, pen.theme).draw(input, &mut pen, inside);
    let note = all.note(input.lang, shown.cities, shown.others);
    if !has_key {
        pen.scene.left_out.extend(Some(note).filter(|note| !note.is_empty()));
        return pen.scene;
    }
    let key_area = Rect::from_min_max(pos2(area.left(), inside.bottom() + 8.0), area.max);
    key.draw(&mut pen, key_area, &note);
    pen.scene
}

/// All memberships, and how those that pass look; the latest lie on top.
fn graph(all: &Membership, passing: &Membership, scale: JoinedScale, theme: &Theme) -> TwoMode<'static> {
    let shares = |end: fn(&Pair) -> Code| {
        let (of_all, of_passing) = (counts(all.pairs.iter().map(end)), counts(passing.pairs.iter().map(end)));
        let most = of_all.values().copied().max().unwrap_or(1) as f32;
        of_passing.into_iter().map(|(code, count)| (code, count as f32 / most)).collect()
    };
    let mut dates: Vec<_> = passing.pairs.iter().map(|pair| pair.joined).collect();
    dates.sort_unstable();
    let look = |pair: &Pair| Look {
        place: dates.partition_point(|&joined| joined < pair.joined),
        color: scale.color(theme, pair).unwrap_or(theme.other),
        width: 1.2,
        is_over: pair.left.is_some(),
        is_leading: pair.is_leading(),
    };
    let edge = |pair: &Pair| Edge {
        city: pair.city,
        other: pair.network,
        weight: 1,
        look: passing.pair(pair.city, pair.network).map(look),
    };
    TwoMode {
        field: Field::Network,
        cities: all.cities.clone(),
        others: all.networks.clone(),
        edges: all.pairs.iter().map(edge).collect(),
        city_shares: shares(|pair| pair.city),
        other_shares: shares(|pair| pair.network),
        is_weighted: false,
        subject: Box::new(|edge| Subject::Pair { city: edge.city, network: edge.other }),
    }
}

/// What lines mean: those of some memberships, and shadows.
fn line_signs(input: &ChartInput<'_>, theme: &Theme, pairs: &[Pair], has_shadows: bool) -> Vec<Entry> {
    let mut signs = signs(input, theme, pairs, [Sign::Stroke(theme.other), Sign::Dashes(theme.other)]);
    if has_shadows {
        let name = match input.options.member_year {
            // The year stands over each panel.
            _ if !input.options.member_years.is_empty() => Word::NOT_IN_THAT_YEAR.text(input.lang).to_owned(),
            Some(year) => Word::not_shown_in(input.lang, &year),
            None => Word::OUTSIDE_FILTER.text(input.lang).to_owned(),
        };
        signs.push(Entry::of(Sign::Stroke(theme.grid), name));
    }
    signs
}
