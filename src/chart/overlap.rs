//! Overlap of the largest networks: which cities are in the same ones of them. A column a combination, a row a network.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ecolor::Color32;
use emath::{Rect, pos2, vec2};

use super::hint::Hint;
use super::joined::JoinedScale;
use super::legend::{Entry, Sign};
use super::membership::{self, Membership, bring_within};
use super::pen::{Pen, climb};
use super::scene::{Align, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartOptions, ChartSpec, Drawing, Home, Scene, Theme, phrases};
use crate::data::{Code, Field, Row, Table};
use crate::query::{Combination, Subject};
use crate::words::{Word, counted, grouped};

/// Which cities are in exactly the same networks.
pub static SPEC: ChartSpec = ChartSpec {
    id: "overlap",
    title: Word::OVERLAP_OF_NETWORKS,
    home: Home::Membership,
    tab: Some(Word::OVERLAP_TAB),
    tables: &[Table::Memberships],
    drawing: Drawing::Facts { layout, table, subtitle: membership::subtitle },
    sets_side_by_side: true,
    key_of_years: Some(|input, theme| {
        let bars = Entry::of(Sign::Square(theme.accent), Word::GOVERNMENTS_IN_ALL.text(input.lang));
        (JoinedScale::NONE, vec![bars])
    }),
    ..ChartSpec::PLAIN
};

/// Combinations of more networks than these are all of one city.
const MOST_NETWORKS: usize = 8;

/// The networks with the most members today, whichever year is asked for, the largest first.
fn largest(membership: &Membership) -> Vec<Code> {
    let members = |network: Code| {
        membership.any_year().iter().filter(|pair| pair.network == network && pair.left.is_none()).count()
    };
    let mut networks: Vec<(usize, Code)> = membership
        .networks
        .iter()
        .map(|&network| (members(network), network))
        .filter(|(count, _)| *count > 0)
        .collect();
    networks.sort_by_key(|&(count, network)| (std::cmp::Reverse(count), network));
    networks.into_iter().map(|(_, network)| network).take(MOST_NETWORKS).collect()
}

/// The combinations of those who have not left, the most frequent first, then the simplest.
fn combinations(membership: &Membership, shown: &[Code]) -> Vec<Arc<Combination>> {
    let mut by_city: BTreeMap<Code, (Vec<Code>, Vec<Row>)> = BTreeMap::new();
    for pair in membership.pairs.iter().filter(|pair| pair.left.is_none() && shown.contains(&pair.network)) {
        let (networks, rows) = by_city.entry(pair.city).or_default();
        networks.push(pair.network);
        rows.extend(&pair.rows);
    }
    let rank = |network: &Code| shown.iter().position(|other| other == network);
    let mut by_networks: BTreeMap<Vec<Code>, (Vec<Code>, Vec<Row>)> = BTreeMap::new();
    for (city, (mut networks, rows)) in by_city {
        networks.sort_by_key(rank);
        let (cities, all_rows) = by_networks.entry(networks).or_default();
        cities.push(city);
        all_rows.extend(rows);
    }
    let combination = |(networks, (cities, rows)): (Vec<Code>, _)| {
        let others = shown.iter().copied().filter(|network| !networks.contains(network)).collect();
        let year = membership.as_of.as_ref().map(|as_of| as_of.year);
        Arc::new(Combination { networks, others, cities, level: membership.level, year, rows })
    };
    let mut combinations: Vec<_> = by_networks.into_iter().map(combination).collect();
    sort(&mut combinations, shown);
    combinations
}

/// The most frequent first, then the simplest.
fn sort(combinations: &mut [Arc<Combination>], shown: &[Code]) {
    let rank = |network: &Code| shown.iter().position(|other| other == network);
    combinations.sort_by_cached_key(|combination| {
        let ranks: Vec<_> = combination.networks.iter().map(rank).collect();
        (std::cmp::Reverse(combination.cities.len()), combination.networks.len(), ranks)
    });
}

/// The combinations of a panel beside those of other years: the columns of all panels are the same, and so is the scale.
fn of_all_years(input: &ChartInput<'_>, own: &[Arc<Combination>], shown: &[Code]) -> (Vec<Arc<Combination>>, usize) {
    let mut columns = own.to_vec();
    for &year in &input.options.member_years {
        let options = ChartOptions { member_year: Some(year), ..input.options.clone() };
        let others = combinations(&Membership::of(&ChartInput { options: &options, ..*input }), shown);
        columns.extend(others);
    }
    sort(&mut columns, shown);
    let most = columns.first().map_or(1, |combination| combination.cities.len());
    let mut met = BTreeSet::new();
    columns.retain(|combination| met.insert(combination.networks.clone()));
    let in_own = |combination: Arc<Combination>| {
        let same = own.iter().find(|own| own.networks == combination.networks);
        same.cloned().unwrap_or_else(|| {
            let nobody = Combination { cities: Vec::new(), rows: Vec::new(), ..combination.as_ref().clone() };
            Arc::new(nobody)
        })
    };
    (columns.into_iter().map(in_own).collect(), most)
}

/// Where rows and columns lie.
struct Grid {
    /// Of the dots.
    rect: Rect,
    row_pitch: f32,
    column_pitch: f32,
    rows: usize,
    columns: usize,
}

impl Grid {
    /// As many rows as fit below the bars, as many columns as fit beside the names.
    fn of(pen: &Pen<'_>, area: Rect, gutter: f32, wanted: (usize, usize)) -> Self {
        let scale = pen.theme.type_sizes.label / 12.5;
        // As many rows as there are, if need be close together; what they leave is for bars and names.
        let dots_height = area.height() * 0.66;
        let rows = ((dots_height / (14.0 * scale)) as usize).clamp(1, wanted.0);
        let row_pitch = (dots_height / rows as f32).min(17.0 * scale);
        let column_pitch = 22.0 * scale;
        let columns = (((area.width() - gutter) / column_pitch) as usize).clamp(1, wanted.1);
        let min = pos2(area.left() + gutter, area.bottom() - row_pitch * rows as f32);
        let column_pitch = ((area.right() - min.x) / columns as f32).min(1.6 * column_pitch);
        let rect = Rect::from_min_size(min, vec2(column_pitch * columns as f32, row_pitch * rows as f32));
        Self { rect, row_pitch, column_pitch, rows, columns }
    }

    fn x(&self, column: usize) -> f32 {
        self.rect.left() + self.column_pitch * (column as f32 + 0.5)
    }

    fn y(&self, row: usize) -> f32 {
        self.rect.top() + self.row_pitch * (row as f32 + 0.5)
    }
}

/// Lays out bars of cities above dots of networks; what does not fit is counted below.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let membership = Membership::of(input);
    let networks = largest(&membership);
    let mut combinations = combinations(&membership, &networks);
    if combinations.is_empty() {
        let of_year = membership.as_of.filter(|_| !membership.cities.is_empty());
        let none_in_year = of_year.map(|as_of| Word::none_in_year(input.lang, &as_of.year));
        pen.empty_state(area, &none_in_year.unwrap_or_else(|| phrases::why_empty(input, Table::Memberships)));
        return pen.scene;
    }
    let is_panel = input.options.without_key;
    let mut most = combinations[0].cities.len();
    if is_panel {
        (combinations, most) = of_all_years(input, &combinations, &networks);
    }
    let font = pen.theme.label();
    let note_height = if is_panel { 2.0 } else { pen.theme.small().size + 8.0 };
    let names = networks.iter().map(|&network| pen.width(input.short_name(Field::Network, network), font));
    let gutter = (names.fold(0.0, f32::max) + 12.0).min(0.4 * area.width());
    let inside = Rect::from_min_max(area.min, pos2(area.right(), area.bottom() - note_height));
    let grid = Grid::of(&pen, inside, gutter, (networks.len(), combinations.len()));
    let focus = input.focus();
    bring_within(&mut combinations, grid.columns, |one| focus.is_some_and(|city| one.cities.contains(&city)));
    draw_names(input, &mut pen, &grid, &networks, gutter);
    draw_bars(input, &mut pen, &grid, inside, (&combinations[..grid.columns], most));
    for (column, combination) in combinations[..grid.columns].iter().enumerate() {
        let is_empty = combination.cities.is_empty();
        let color = if is_empty { pen.theme.border } else { color_of(input, pen.theme, combination) };
        draw_dots(&mut pen, &grid, column, (combination, color), &networks);
    }
    let in_shown: usize = combinations.iter().map(|combination| combination.cities.len()).sum();
    let (networks, cities) = (membership.networks.len(), membership.cities.len());
    let first_networks = || Word::first_of_networks(input.lang, &grouped(grid.rows), &grouped(networks));
    let first_combinations =
        || Word::first_of_combinations(input.lang, &grouped(grid.columns), &grouped(combinations.len()));
    let without = counted(input.lang, cities - in_shown, Word::one_government, Word::n_governments);
    let in_none = || Word::in_none_of_these(input.lang, &without);
    let notes = [
        (grid.rows < networks).then(first_networks),
        (grid.columns < combinations.len()).then(first_combinations),
        (in_shown < cities && !is_panel).then(in_none),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    if is_panel {
        pen.scene.left_out = notes;
        return pen.scene;
    }
    let note = pen.fit(&notes.join(" · "), pen.theme.small(), area.width()).into_owned();
    let at = pos2(area.left(), area.bottom() - note_height / 2.0 + 2.0);
    pen.text(at, Align::Start, pen.theme.small(), pen.theme.ink_soft, &note);
    pen.scene
}

/// The networks on the left, every second row on a band of its own.
fn draw_names(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, networks: &[Code], gutter: f32) {
    let font = pen.theme.label();
    for (row, &network) in networks[..grid.rows].iter().enumerate() {
        if row % 2 == 0 {
            let band = Rect::from_min_size(
                pos2(grid.rect.left() - gutter, grid.rect.top() + grid.row_pitch * row as f32),
                vec2(grid.rect.width() + gutter, grid.row_pitch),
            );
            pen.scene.add(Shape::filled(band, 0.0, pen.theme.sunken));
        }
        let name = pen.fit(input.short_name(Field::Network, network), font, gutter - 12.0).into_owned();
        let at = pos2(grid.rect.left() - 8.0, grid.y(row));
        pen.text_for(Some(Subject::Value(Field::Network, network)), at, Align::End, font, pen.theme.ink, &name);
    }
}

fn draw_bars(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    grid: &Grid,
    area: Rect,
    (shown, most): (&[Arc<Combination>], usize),
) {
    let font = pen.theme.small();
    let label_height = font.size + 5.0;
    let bottom = grid.rect.top() - 6.0;
    // Small panels have neither names nor a heading each.
    let is_panel = input.options.without_key;
    let room = bottom - area.top() - if is_panel { 1.0 } else { 2.0 } * label_height;
    let for_names = if is_panel { 0.0 } else { height_of_names(input, pen, room, shown) };
    let unit = ((room - for_names) / most as f32).min(3.0 * font.size);
    if !is_panel {
        let title = pen.fit(Word::GOVERNMENTS_IN_ALL.text(input.lang), font, area.width()).into_owned();
        pen.text(pos2(area.left(), area.top() + font.size / 2.0), Align::Start, font, pen.theme.ink_soft, &title);
    }
    let mut names = Vec::new();
    for (column, combination) in shown.iter().enumerate() {
        let count = combination.cities.len();
        if count == 0 {
            continue;
        }
        let size = vec2((0.62 * grid.column_pitch).min(26.0), unit * count as f32);
        let bar = Rect::from_min_size(pos2(grid.x(column) - size.x / 2.0, bottom - size.y), size);
        let subject = Subject::Combination(Arc::clone(combination));
        pen.scene.add_for(subject, Shape::filled(bar, 1.5, color_of(input, pen.theme, combination)));
        let at = pos2(grid.x(column), bar.top() - label_height / 2.0);
        pen.text(at, Align::Middle, font, pen.theme.ink_soft, &grouped(count));
        // No bar is higher than the one before it: names climb over those that follow.
        let from = pos2(at.x + 0.2 * font.size, bar.top() - label_height);
        let (right, up) = climb();
        let by_height = (from.y - area.top() - 1.6 * font.size) / up;
        let by_width = (area.right() - from.x - 0.25 * font.size) / right;
        let text = names_within(input, pen, &combination.cities, by_height.min(by_width));
        names.extend(text.map(|text| (from, combination, text)));
    }
    // A name here and there would look like a choice.
    if is_panel || names.len() * 2 < shown.len() {
        return;
    }
    for (from, combination, text) in names {
        let subject = Subject::Combination(Arc::clone(combination));
        pen.climbing_text(Some(subject), from, font, pen.theme.ink_soft, &text);
    }
}

/// The height that bars leave to the names above the highest of them: enough for a name each, if that is not too much.
fn height_of_names(input: &ChartInput<'_>, pen: &Pen<'_>, room: f32, shown: &[Arc<Combination>]) -> f32 {
    let font = pen.theme.small();
    let widths = shown.iter().map(|combination| pen.width(&named(input, &combination.cities, 1), font));
    let needed = widths.fold(0.0, f32::max) * climb().1 + 0.6 * font.size;
    let most = 0.68 * room;
    if most < 3.0 * font.size { 0.0 } else { needed.min(most) }
}

/// Those without the city that is brought out stand back.
fn color_of(input: &ChartInput<'_>, theme: &Theme, combination: &Combination) -> Color32 {
    let is_beside = input.focus().is_some_and(|city| !combination.cities.contains(&city));
    if is_beside { theme.other } else { theme.accent }
}

fn draw_dots(
    pen: &mut Pen<'_>,
    grid: &Grid,
    column: usize,
    (combination, color): (&Arc<Combination>, Color32),
    networks: &[Code],
) {
    let x = grid.x(column);
    let radius = (0.27 * grid.row_pitch).min(0.3 * grid.column_pitch);
    let is_in = |row: &usize| combination.networks.contains(&networks[*row]);
    let (filled, empty): (Vec<usize>, Vec<usize>) = (0..grid.rows).partition(is_in);
    for row in empty {
        pen.scene.add(dot(pos2(x, grid.y(row)), 0.55 * radius, pen.theme.border));
    }
    if let (Some(&first), Some(&last)) = (filled.first(), filled.last()) {
        let line = Stroke::new(2.0, color);
        pen.scene.add(Shape::segment(pos2(x, grid.y(first)), pos2(x, grid.y(last)), line));
    }
    for row in filled {
        let dot = dot(pos2(x, grid.y(row)), radius, color);
        if combination.cities.is_empty() {
            pen.scene.add(dot);
        } else {
            pen.scene.add_for(Subject::Combination(Arc::clone(combination)), dot);
        }
    }
}

fn dot(center: emath::Pos2, radius: f32, fill: Color32) -> Shape {
    Shape::Circle { center, radius, fill, stroke: Stroke::NONE }
}

/// The names of the first governments, and how many more there are.
fn named(input: &ChartInput<'_>, cities: &[Code], count: usize) -> String {
    let names: Vec<&str> = cities[..count].iter().map(|&city| input.short_name(Field::City, city)).collect();
    let (names, more) = (names.join(", "), cities.len() - count);
    if more > 0 { format!("{names} +{}", grouped(more)) } else { names }
}

/// The names of as many governments as have room; `None` where not even one has.
fn names_within(input: &ChartInput<'_>, pen: &Pen<'_>, cities: &[Code], room: f32) -> Option<String> {
    /// Nobody reads on so far.
    const MOST: usize = 12;
    let named = (1..=cities.len().min(MOST)).rev().map(|count| named(input, cities, count));
    named.into_iter().find(|names| pen.width(names, pen.theme.small()) <= room)
}

/// What the pointer is told of a combination: its networks, and the governments that are in them.
pub fn hint(input: &ChartInput<'_>, combination: &Combination) -> Hint {
    const NAMED: usize = 20;
    let names = |field: Field, codes: &[Code], between: &str| {
        codes.iter().map(|&code| input.short_name(field, code)).collect::<Vec<_>>().join(between)
    };
    let between = format!(" {} ", Word::AND.text(input.lang));
    let networks = names(Field::Network, &combination.networks, &between);
    let cities = &combination.cities;
    let mut governments = names(Field::City, &cities[..cities.len().min(NAMED)], ", ");
    if cities.len() > NAMED {
        governments = format!("{governments} {}", Word::and_more(input.lang, &grouped(cities.len() - NAMED)));
    }
    Hint {
        title: Word::member_of(input.lang, &networks),
        lines: vec![
            counted(input.lang, cities.len(), Word::one_government, Word::n_governments),
            governments,
            Word::CLICK_CHOOSES_GOVERNMENTS.text(input.lang).to_owned(),
        ],
    }
}

/// A row a combination.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let membership = Membership::of(input);
    let columns = [Word::MEMBER_OF, Word::NETWORKS_COLUMN, Word::GOVERNMENTS_COLUMN, Word::WHICH_GOVERNMENTS];
    let names = |field: Field, codes: &[Code]| {
        Cell::Text(codes.iter().map(|&code| input.short_name(field, code)).collect::<Vec<_>>().join("; "))
    };
    let row = |combination: &Arc<Combination>| {
        vec![
            names(Field::Network, &combination.networks),
            Cell::count(combination.networks.len()),
            Cell::count(combination.cities.len()),
            names(Field::City, &combination.cities),
        ]
    };
    NumberTable {
        columns: columns.map(|word| word.text(input.lang).to_owned()).into(),
        rows: combinations(&membership, &largest(&membership)).iter().map(row).collect(),
    }
}
