//! Which city is in which network since when: a cell a pair, as dark as the joining is late.

use emath::{Rect, pos2, vec2};

use super::legend::{self, Entry, Sign};
use super::pen::{CLIMB_DEGREES, Pen};
use super::scene::{Align, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::{ChartInput, Scene};
use crate::data::{Code, Date, Field, Table};
use crate::query::Subject;
use crate::query::aggregate::Pair;
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
    /// How many cities have a pair, but no level.
    pub without_level: usize,
}

impl Membership {
    /// What passes the filter at the level asked for. Levels are never pooled: where none is asked for, the highest
    /// that has a pair is shown.
    pub fn of(input: &ChartInput<'_>) -> Self {
        let dataset = input.dataset;
        let all = input.answer.pairs(dataset);
        let level_of = |pair: &Pair| dataset.cities.get(pair.city.index()).and_then(|city| city.level);
        let asked = input.options.level.as_deref().and_then(|id| dataset.vocabulary(Field::CityLevel).code(id));
        let level = asked.or_else(|| all.iter().filter_map(level_of).min());
        let mut homeless: Vec<Code> =
            all.iter().filter(|pair| level.is_some() && level_of(pair).is_none()).map(|pair| pair.city).collect();
        homeless.dedup();
        let pairs: Vec<Pair> = all.iter().filter(|pair| level.is_none() || level_of(pair) == level).cloned().collect();
        Self {
            cities: most_frequent(pairs.iter().map(|pair| pair.city)),
            networks: most_frequent(pairs.iter().map(|pair| pair.network)),
            pairs,
            level,
            without_level: homeless.len(),
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

/// Names of up to so many characters are never cut.
const ACRONYM: usize = 10;

/// Where the cells lie, and how many there are.
struct Grid {
    origin: emath::Pos2,
    /// Of a cell, its gap included.
    side: f32,
    rows: usize,
    columns: usize,
}

/// Lays out as many cities and networks as fit.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let membership = Membership::of(input);
    if membership.pairs.is_empty() {
        pen.empty_state(area, &super::hint::why_empty(input, Table::Memberships));
        return pen.scene;
    }
    let span = joined_span(input);
    let key_height = key_height(input, &pen, &membership, span);
    let (grid, header) = Grid::of(input, &pen, &membership, area.height() - key_height);
    let Grid { rows, columns, .. } = grid;
    draw_headers(input, &mut pen, &grid, header, &membership.networks[..columns]);
    draw_cities(input, &mut pen, &grid, &membership.cities[..rows]);
    for pair in &membership.pairs {
        let column = membership.networks[..columns].iter().position(|&network| network == pair.network);
        let row = membership.cities[..rows].iter().position(|&city| city == pair.city);
        if let (Some(column), Some(row)) = (column, row) {
            draw_pair(&mut pen, grid.cell(column, row), pair, span);
        }
    }
    let key_top = grid.origin.y + grid.side * rows as f32 + 8.0;
    let key_area = Rect::from_min_max(pos2(area.left(), key_top), area.max);
    let key_bottom = draw_key(input, &mut pen, key_area, (&membership, &grid), span);
    // A few cities leave room to what stands below.
    pen.scene.size.y = pen.scene.size.y.min(key_bottom + 1.0);
    pen.scene
}

/// The slope that column headers climb by: right and up a point of their length.
fn climb() -> (f32, f32) {
    let (sin, cos) = (-CLIMB_DEGREES).to_radians().sin_cos();
    (cos, sin)
}

impl Grid {
    /// As many cells as fit above the key, as large as they may be, and the length that headers may have.
    fn of(input: &ChartInput<'_>, pen: &Pen<'_>, membership: &Membership, height: f32) -> (Self, f32) {
        let scale = pen.theme.type_sizes.label / 12.5;
        let (font, header_font) = (pen.theme.label(), pen.theme.small());
        let width = pen.scene.size.x;
        let widest = |codes: &[Code], field: Field, font| {
            codes.iter().map(|&code| pen.width(input.short_name(field, code), font)).fold(0.0, f32::max)
        };
        let left = (widest(&membership.cities, Field::City, font) + 10.0).min(0.34 * width);
        let (right, up) = climb();
        let least_side = 15.5 * scale;
        // Where all cities would all but fit, the headers give way.
        let spare = (height - membership.cities.len() as f32 * least_side - header_font.size) / up;
        let is_acronym = |&network: &Code| input.short_name(Field::Network, network).chars().count() <= ACRONYM;
        let acronyms: Vec<Code> = membership.networks.iter().copied().filter(is_acronym).collect();
        // A band of a quarter of the height; an acronym cut short would name nothing.
        let band = ((0.25 * height - header_font.size) / up).max(0.0);
        let longest = widest(&membership.networks, Field::Network, header_font)
            .min(spare.min(band).max(0.6 * band).max(3.0 * header_font.size))
            .min(0.4 * width)
            .max(widest(&acronyms, Field::Network, header_font));
        let top = longest * up + header_font.size;
        let by_height = (height - top) / membership.cities.len() as f32;
        let by_width = (width - left) / membership.networks.len() as f32;
        let side = by_height.min(by_width).min(26.0 * scale).max(least_side);
        // A header climbs past its column: the last ones must still have room to be read.
        let readable = |column: usize| {
            let network = membership.networks[column];
            let name = pen.width(input.short_name(Field::Network, network), header_font).min(longest);
            let needed = if is_acronym(&network) { name } else { name.min(5.0 * header_font.size) };
            left + (column as f32 + 0.5) * side + needed * right + 0.5 * header_font.size
        };
        let columns = (0..membership.networks.len())
            .take_while(|&column| left + (column + 1) as f32 * side <= width && readable(column) <= width)
            .count();
        let rows = (((height - top) / side + 0.01) as usize).clamp(1, membership.cities.len());
        (Self { origin: pos2(left, top), side, rows, columns: columns.max(1) }, longest)
    }

    fn cell(&self, column: usize, row: usize) -> Rect {
        let at = self.origin + vec2(column as f32, row as f32) * self.side;
        Rect::from_min_size(at, vec2(self.side, self.side)).shrink(1.0)
    }
}

fn draw_headers(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, longest: f32, networks: &[Code]) {
    let font = pen.theme.small();
    let (right, up) = climb();
    for (column, &network) in networks.iter().enumerate() {
        let from = pos2(grid.cell(column, 0).center().x + 0.2 * font.size, grid.origin.y - 4.0);
        // The ascent of the letters leans to the right as well.
        let room = (pen.scene.size.x - from.x - 0.25 * font.size * up) / right;
        let name = pen.fit(input.short_name(Field::Network, network), font, longest.min(room)).into_owned();
        pen.climbing_text(Some(Subject::Value(Field::Network, network)), from, font, pen.theme.ink_soft, &name);
    }
}

fn draw_cities(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, cities: &[Code]) {
    let font = pen.theme.label();
    let empty = pen.theme.faded(pen.theme.sunken);
    for (row, &city) in cities.iter().enumerate() {
        let name = pen.fit(input.short_name(Field::City, city), font, grid.origin.x - 8.0).into_owned();
        let at = pos2(grid.origin.x - 7.0, grid.cell(0, row).center().y);
        pen.text_for(Some(Subject::Value(Field::City, city)), at, Align::End, font, pen.theme.ink, &name);
        for column in 0..grid.columns {
            pen.scene.add(Shape::filled(grid.cell(column, row), 3.0, empty));
        }
    }
}

/// First and last year of joining in the whole file: the ends of the colour scale.
fn joined_span(input: &ChartInput<'_>) -> (i16, i16) {
    let years = input.whole.pairs(input.dataset).iter().filter_map(|pair| pair.joined.map(Date::year));
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
        // The dot of a leading role takes the corner.
        let aside = if pair.is_leading() { vec2(-2.5, 1.5) } else { vec2(0.0, 0.0) };
        pen.text(cell.center() + aside, Align::Middle, theme.small(), theme.ink_soft, "?");
    }
    if pair.is_leading() {
        // In the corner and small: what stands in the cell stays in sight.
        let center = pos2(cell.right() - 3.0, cell.top() + 3.0);
        let ring = Stroke::new(0.8, theme.ground);
        pen.scene.add(Shape::Circle { center, radius: 2.6, fill: theme.leading, stroke: ring });
    }
}

/// What the signs in the cells mean, as far as there are any.
fn signs(input: &ChartInput<'_>, pen: &Pen<'_>, membership: &Membership) -> Vec<Entry> {
    let has = |holds: &dyn Fn(&Pair) -> bool| membership.pairs.iter().any(holds);
    let theme = pen.theme;
    let signs = [
        (has(&|pair| pair.joined.is_none() && pair.left.is_none()), Sign::Square(theme.border), Word::YearUnknown),
        (has(&Pair::is_leading), Sign::Dot(theme.leading), Word::Leading),
        (has(&|pair| pair.left.is_some()), Sign::Struck(theme.other), Word::LeftNetwork),
    ];
    let used = signs.into_iter().filter(|(is_used, ..)| *is_used);
    used.map(|(_, sign, word)| Entry::of(sign, word.text(input.lang))).collect()
}

/// Width of the colour scale of years, with its ends named.
fn scale_width(input: &ChartInput<'_>, pen: &Pen<'_>, span: (i16, i16)) -> f32 {
    let font = pen.theme.small();
    if span.0 == 0 {
        return 0.0;
    }
    pen.width(&first_joined(input, span), font) + SCALE_WIDTH + pen.width("2000", font) + 10.0 + 14.0
}

fn first_joined(input: &ChartInput<'_>, span: (i16, i16)) -> String {
    Word::JoinedFrom.fill(input.lang, &[&span.0])
}

const SCALE_WIDTH: f32 = 48.0;

/// Room for the key and the note on what does not fit: one line, up to four where the picture is narrow.
fn key_height(input: &ChartInput<'_>, pen: &Pen<'_>, membership: &Membership, span: (i16, i16)) -> f32 {
    let line_height = pen.theme.small().size + 7.0;
    let signs: f32 =
        signs(input, pen, membership).iter().map(|entry| pen.width(&entry.name, pen.theme.small()) + 30.0).sum();
    let scale = scale_width(input, pen, span);
    let note = pen
        .width(&note(input, membership, membership.cities.len(), membership.networks.len(), true), pen.theme.small());
    let lines = if scale + signs + note <= pen.scene.size.x {
        1.0
    } else if scale + signs <= pen.scene.size.x {
        2.0
    } else {
        3.0
    };
    // The note may need a line more.
    let more = if note > pen.scene.size.x { 1.0 } else { 0.0 };
    8.0 + (lines + more) * line_height
}

/// Draws the key and the note, and returns their lower end.
fn draw_key(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    area: Rect,
    (membership, grid): (&Membership, &Grid),
    span: (i16, i16),
) -> f32 {
    const STEPS: usize = 8;
    let font = pen.theme.small();
    let line_height = font.size + 7.0;
    let (soft, y) = (pen.theme.ink_soft, area.top() + line_height / 2.0);
    let scale_width = scale_width(input, pen, span);
    if scale_width > 0.0 {
        let first = first_joined(input, span);
        let x = pen.text(pos2(area.left(), y), Align::Start, font, soft, &first).right() + 5.0;
        let step_width = SCALE_WIDTH / STEPS as f32;
        for step in 0..STEPS {
            let color = pen.theme.on_scale(step as f32 / (STEPS - 1) as f32);
            let rect = Rect::from_min_size(pos2(x + step as f32 * step_width, y - 5.0), vec2(step_width + 0.2, 10.0));
            pen.scene.add(Shape::filled(rect, 0.0, color));
        }
        pen.text(pos2(x + SCALE_WIDTH + 5.0, y), Align::Start, font, soft, &span.1.to_string());
    }
    let signs = signs(input, pen, membership);
    let signs_width: f32 = signs.iter().map(|entry| pen.width(&entry.name, font) + 30.0).sum();
    let is_beside = scale_width + signs_width <= area.width();
    let (left, top) = if is_beside { (area.left() + scale_width, 0.0) } else { (area.left(), line_height) };
    let signs_area = Rect::from_min_size(pos2(left, area.top() + top), vec2(area.right() - left, line_height));
    legend::draw(pen, signs_area, font, input.lang, &signs);
    let note = note(input, membership, grid.rows, grid.columns, false);
    if !note.is_empty() {
        pen.scene.left_out.push(note.clone());
    }
    let is_note_beside = is_beside && scale_width + signs_width + pen.width(&note, font) <= area.width();
    if is_note_beside {
        pen.text(pos2(area.right(), y), Align::End, font, soft, &note);
        return area.top() + line_height + top;
    }
    let lines = super::ruler::wrap(&note, font, area.width(), pen.ruler, 2);
    for (index, line) in lines.iter().enumerate() {
        let y = y + top + line_height * (index as f32 + 1.0);
        pen.text(pos2(area.left(), y), Align::Start, font, soft, line);
    }
    area.top() + line_height + top + line_height * lines.len() as f32
}

/// How many of the cities and networks there is room for; empty where for all, unless it is to be measured.
fn note(input: &ChartInput<'_>, membership: &Membership, rows: usize, columns: usize, is_measured: bool) -> String {
    let (cities, networks) = (membership.cities.len(), membership.networks.len());
    let mut notes = Vec::new();
    if rows < cities || is_measured {
        notes.push(Word::FirstOfCities.fill(input.lang, &[&rows, &cities]));
    }
    if columns < networks || is_measured {
        notes.push(Word::FirstOfNetworks.fill(input.lang, &[&columns, &networks]));
    }
    notes.join(" · ")
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
