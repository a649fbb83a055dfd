//! Which city is in which network since when: a cell a pair, as dark as the joining is late.

use emath::{Rect, pos2, vec2};

use super::pen::{CLIMB_DEGREES, Pen};
use super::scene::{Align, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::{ChartInput, Scene};
use crate::data::{Code, Date, Field, Table};
use crate::query::Subject;
use crate::query::aggregate::{Pair, pairs};
use crate::words::Word;

/// The pairs of one level of government, and the cities and networks they span, the most connected first.
pub struct Membership {
    /// Every pair of that level.
    pub pairs: Vec<Pair>,
    /// Cities with a pair.
    pub cities: Vec<Code>,
    /// Networks with a pair.
    pub networks: Vec<Code>,
    /// The level; `None` where the file states none.
    pub level: Option<Code>,
}

impl Membership {
    /// What passes the filter at the level asked for. Levels are never pooled: where none is asked for, the highest
    /// that has a pair is shown.
    pub fn of(input: &ChartInput<'_>) -> Self {
        let dataset = input.dataset;
        let all = pairs(dataset, input.answer.rows(Table::Memberships));
        let level_of = |pair: &Pair| dataset.cities.get(pair.city.index()).and_then(|city| city.level);
        let asked = input.options.level.as_deref().and_then(|id| dataset.vocabulary(Field::CityLevel).code(id));
        let level = asked.or_else(|| all.iter().filter_map(level_of).min());
        let pairs: Vec<Pair> = all.into_iter().filter(|pair| level.is_none() || level_of(pair) == level).collect();
        Self {
            cities: most_frequent(pairs.iter().map(|pair| pair.city)),
            networks: most_frequent(pairs.iter().map(|pair| pair.network)),
            pairs,
            level,
        }
    }
}

fn most_frequent(codes: impl Iterator<Item = Code>) -> Vec<Code> {
    let mut counts = std::collections::BTreeMap::<Code, usize>::new();
    codes.for_each(|code| *counts.entry(code).or_default() += 1);
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
    sorted.into_iter().map(|(code, _)| code).collect()
}

/// Where the cells lie.
struct Grid {
    origin: emath::Pos2,
    cell: f32,
}

impl Grid {
    fn cell(&self, column: usize, row: usize) -> Rect {
        let at = self.origin + vec2(column as f32, row as f32) * self.cell;
        Rect::from_min_size(at, vec2(self.cell, self.cell)).shrink(1.0)
    }
}

/// Lays out as many cities and networks as fit.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let membership = Membership::of(input);
    if membership.pairs.is_empty() {
        pen.empty_state(area, &super::hint::why_empty(input, Table::Memberships));
        return pen.scene;
    }
    let scale = pen.theme.type_sizes.label / 12.5;
    let font = pen.theme.label();
    let city_name = |code: Code| input.short_name(Field::City, code);
    let names_width = membership.cities.iter().map(|&city| pen.width(city_name(city), font)).fold(0.0, f32::max);
    let left = area.left() + (names_width + 10.0).min(0.34 * area.width());
    let (sin, cos) = (-CLIMB_DEGREES).to_radians().sin_cos();
    let longest_header = 0.24 * area.height();
    let header_of = |code: Code| input.short_name(Field::Network, code);
    let widest_header = membership
        .networks
        .iter()
        .map(|&network| pen.width(header_of(network), font))
        .fold(0.0, f32::max)
        .min(longest_header);
    let header_height = widest_header * sin + font.size;
    let legend_height = 34.0 * scale;
    let (width, height) = (area.right() - left, area.height() - header_height - legend_height);
    let by_height = height / membership.cities.len() as f32;
    let cell = by_height.min(width / membership.networks.len() as f32).clamp(18.0 * scale, 30.0 * scale);
    // The last header climbs past the last column.
    let overhang = (widest_header * cos - cell / 2.0).max(0.0).min(0.3 * width);
    let columns = (((width - overhang) / cell) as usize).clamp(1, membership.networks.len());
    let rows = ((height / cell) as usize).clamp(1, membership.cities.len());
    let grid = Grid { origin: pos2(left, area.top() + header_height), cell };
    for (column, &network) in membership.networks[..columns].iter().enumerate() {
        let climb_from = pos2(grid.cell(column, 0).center().x - 1.0, grid.origin.y - 4.0);
        let name = pen.fit(header_of(network), font, longest_header).into_owned();
        pen.climbing_text(Some(Subject::Value(Field::Network, network)), climb_from, font, pen.theme.ink_soft, &name);
    }
    for (row, &city) in membership.cities[..rows].iter().enumerate() {
        let name = pen.fit(city_name(city), font, left - area.left() - 8.0).into_owned();
        let at = pos2(left - 7.0, grid.cell(0, row).center().y);
        pen.text_for(Some(Subject::Value(Field::City, city)), at, Align::End, font, pen.theme.ink, &name);
        for column in 0..columns {
            let empty = if pen.theme.dark { pen.theme.page } else { pen.theme.faded(pen.theme.sunken) };
            pen.scene.add(Shape::filled(grid.cell(column, row), 3.0, empty));
        }
    }
    let span = joined_span(input);
    for pair in &membership.pairs {
        let column = membership.networks[..columns].iter().position(|&network| network == pair.network);
        let row = membership.cities[..rows].iter().position(|&city| city == pair.city);
        if let (Some(column), Some(row)) = (column, row) {
            draw_pair(&mut pen, grid.cell(column, row), pair, span);
        }
    }
    let legend_top = grid.origin.y + cell * rows as f32 + 8.0;
    let shown = (rows, membership.cities.len(), columns, membership.networks.len());
    draw_legend(input, &mut pen, pos2(area.left(), legend_top), area.right(), span, shown, &membership);
    pen.scene
}

/// First and last year of joining in the whole file: the ends of the colour scale.
fn joined_span(input: &ChartInput<'_>) -> (i16, i16) {
    let years = pairs(input.dataset, input.whole.rows(Table::Memberships))
        .into_iter()
        .filter_map(|pair| pair.joined.map(Date::year));
    let (first, last) = years.fold((i16::MAX, i16::MIN), |(first, last), year| (first.min(year), last.max(year)));
    if first > last { (0, 0) } else { (first, last) }
}

fn share_of_span(year: i16, (first, last): (i16, i16)) -> f32 {
    f32::from(year - first) / f32::from((last - first).max(1))
}

fn draw_pair(pen: &mut Pen<'_>, cell: Rect, pair: &Pair, span: (i16, i16)) {
    let subject = || Subject::Pair { city: pair.city, network: pair.network };
    let theme = pen.theme;
    let joined = pair.joined.map(|date| theme.on_scale(share_of_span(date.year(), span)));
    if pair.left.is_some() {
        // Left: an empty frame, struck through.
        let stroke = Stroke::new(1.4, joined.unwrap_or(theme.other));
        let inner = cell.shrink(0.7);
        pen.scene.add_for(subject(), Shape::Rect { rect: inner, radius: 3.0, fill: theme.ground, stroke });
        pen.scene.add(Shape::segment(inner.left_bottom(), inner.right_top(), stroke));
    } else if let Some(fill) = joined {
        pen.scene.add_for(subject(), Shape::filled(cell, 3.0, fill));
    } else {
        pen.scene.add_for(subject(), Shape::filled(cell, 3.0, theme.border));
        pen.text(cell.center(), Align::Middle, theme.small(), theme.ink_soft, "?");
    }
    if pair.is_leading() {
        let center = pos2(cell.right() - 4.5, cell.top() + 4.5);
        let ring = Stroke::new(1.0, theme.ground);
        pen.scene.add(Shape::Circle { center, radius: 3.2, fill: theme.leading, stroke: ring });
    }
}

fn draw_legend(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    at: emath::Pos2,
    right: f32,
    span: (i16, i16),
    (rows, cities, columns, networks): (usize, usize, usize, usize),
    membership: &Membership,
) {
    const STEPS: usize = 8;
    let font = pen.theme.small();
    let (soft, y) = (pen.theme.ink_soft, at.y + font.size / 2.0);
    let mut x = at.x;
    let word = |pen: &mut Pen<'_>, x: f32, text: &str| pen.text(pos2(x, y), Align::Start, font, soft, text).right();
    if span.0 > 0 {
        x = word(pen, x, &format!("{} {}", Word::Joined.text(input.lang), span.0)) + 5.0;
        for step in 0..STEPS {
            let color = pen.theme.on_scale(step as f32 / (STEPS - 1) as f32);
            let rect = Rect::from_min_size(pos2(x + step as f32 * 6.0, y - 5.0), vec2(6.2, 10.0));
            pen.scene.add(Shape::filled(rect, 0.0, color));
        }
        x = word(pen, x + 6.0 * STEPS as f32 + 5.0, &span.1.to_string()) + 12.0;
    }
    let swatch = |x: f32| Rect::from_min_size(pos2(x, y - 5.0), vec2(10.0, 10.0));
    if membership.pairs.iter().any(|pair| pair.joined.is_none() && pair.left.is_none()) {
        pen.scene.add(Shape::filled(swatch(x), 2.0, pen.theme.border));
        x = word(pen, x + 14.0, Word::YearUnknown.text(input.lang)) + 12.0;
    }
    if membership.pairs.iter().any(Pair::is_leading) {
        let center = pos2(x + 4.0, y);
        pen.scene.add(Shape::Circle { center, radius: 3.2, fill: pen.theme.leading, stroke: Stroke::NONE });
        x = word(pen, x + 11.0, Word::Leading.text(input.lang)) + 12.0;
    }
    if membership.pairs.iter().any(|pair| pair.left.is_some()) && x + 40.0 < right {
        let stroke = Stroke::new(1.2, pen.theme.other);
        let rect = swatch(x);
        pen.scene.add(Shape::Rect { rect, radius: 2.0, fill: pen.theme.ground, stroke });
        pen.scene.add(Shape::segment(rect.left_bottom(), rect.right_top(), stroke));
        word(pen, x + 14.0, Word::LeftNetwork.text(input.lang));
    }
    let mut notes = Vec::new();
    if rows < cities {
        notes.push(Word::FirstOfCities.fill(input.lang, &[&rows, &cities]));
    }
    if columns < networks {
        notes.push(Word::FirstOfNetworks.fill(input.lang, &[&columns, &networks]));
    }
    let note = pen.fit(&notes.join(" · "), font, right - at.x).into_owned();
    pen.text(pos2(at.x, y + font.size + 5.0), Align::Start, font, soft, &note);
}

/// A row a pair.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let columns = [Field::City.word(), Field::Network.word(), Word::JoinedColumn, Word::LeftColumn, Field::Role.word()];
    let row = |pair: &Pair| {
        let date = |date: Option<Date>| date.map_or(Cell::Unknown, |date| Cell::Text(date.to_string()));
        let roles: Vec<&str> = pair.roles.iter().map(|&role| input.name(Field::Role, role)).collect();
        vec![
            Cell::Text(input.name(Field::City, pair.city).to_owned()),
            Cell::Text(input.name(Field::Network, pair.network).to_owned()),
            date(pair.joined),
            date(pair.left),
            Cell::Text(roles.join("; ")),
        ]
    };
    NumberTable {
        columns: columns.map(|word| word.text(input.lang).to_owned()).into(),
        rows: Membership::of(input).pairs.iter().map(row).collect(),
    }
}
