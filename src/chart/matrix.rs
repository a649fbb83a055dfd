//! Which city is in which network since when: a cell a pair, as dark as the joining is late.

use emath::{Rect, pos2, vec2};

use super::hint::{Hint, dates_in_words, names};
use super::joined::{JoinedScale, Key, leading_dot, signs};
use super::legend::Sign;
use super::membership::{self, Membership, bring_within};
use super::pen::{Pen, climb};
use super::scene::{Align, Font, MarkGroup, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, Theme, phrases};
use crate::data::{Code, Date, Field, Row, Table};
use crate::query::Pair;
use crate::query::Subject;
use crate::words::Word;

/// Which city is in which network since when.
pub static SPEC: ChartSpec = ChartSpec {
    id: "matrix",
    title: Word::NETWORK_MEMBERSHIP,
    home: Home::Membership,
    tab: Some(Word::MATRIX_TAB),
    tables: &[Table::Memberships],
    drawing: Drawing::Facts { layout, table, subtitle: membership::subtitle },
    sets_side_by_side: true,
    key_of_years: Some(|input, theme| {
        (JoinedScale::of(input), signs(input, theme, Membership::of(input).any_year(), looks(theme)))
    }),
    ..ChartSpec::PLAIN
};

/// Names of up to this width are never cut, in sizes of their type: an acronym cut short would name nothing.
const ACRONYM_EM: f32 = 6.0;

/// Names over the columns of a panel are no longer than this.
const NAME_OF_PANEL_EM: f32 = 4.6;

/// Where the cells lie, and how many there are.
struct Grid {
    origin: emath::Pos2,
    /// From one column to the next.
    side: f32,
    /// From one row to the next: rows draw closer together than columns, whose names climb.
    pitch: f32,
    rows: usize,
    columns: usize,
}

/// What an unknown year of joining and a leaving look like.
fn looks(theme: &Theme) -> [Sign; 2] {
    [Sign::Square(theme.border), Sign::Struck(theme.other)]
}

/// Lays out as many cities and networks as fit.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let mut membership = Membership::of(input);
    if membership.cities.is_empty() {
        pen.empty_state(area, &phrases::why_empty(input, Table::Memberships));
        return pen.scene;
    }
    let scale = JoinedScale::of(input);
    let key = Key::new(input, scale, signs(input, pen.theme, &membership.pairs, looks(pen.theme)));
    // Room for every sign of other years: it must not move anything while the year does.
    let fullest_key = Key::new(input, scale, signs(input, pen.theme, membership.any_year(), looks(pen.theme)));
    let has_key = !input.options.without_key;
    let key_height = if has_key { fullest_key.height(&pen, &membership.longest_note(input.lang)) } else { 2.0 };
    let (grid, header) = Grid::of(input, &pen, &membership, area.height() - key_height);
    let Grid { rows, columns, .. } = grid;
    let focus = input.focus();
    bring_within(&mut membership.cities, rows, |&city| Some(city) == focus);
    draw_headers(input, &mut pen, &grid, header, &membership.networks[..columns]);
    draw_cities(input, &mut pen, &grid, &membership.cities[..rows]);
    let first = pen.scene.marks.len();
    let mut members = Vec::new();
    for pair in &membership.pairs {
        let column = membership.networks[..columns].iter().position(|&network| network == pair.network);
        let row = membership.cities[..rows].iter().position(|&city| city == pair.city);
        if let (Some(column), Some(row)) = (column, row) {
            draw_pair(&mut pen, grid.cell(column, row), pair, scale);
            let name =
                format!("{} – {}", input.name(Field::City, pair.city), input.short_name(Field::Network, pair.network));
            members.resize(pen.scene.marks.len() - first, [name, String::new()]);
        }
    }
    // In office programs each membership is found by its name.
    let name = Word::NETWORK_MEMBERSHIP.text(input.lang).to_owned();
    pen.scene.group = Some(MarkGroup { name, marks: first..pen.scene.marks.len(), members });
    let note = membership.note(input.lang, rows, columns);
    if !has_key {
        pen.scene.left_out.extend(Some(note).filter(|note| !note.is_empty()));
        return pen.scene;
    }
    let key_top = grid.origin.y + grid.pitch * rows as f32 + 8.0;
    let key_area = Rect::from_min_max(pos2(area.left(), key_top), area.max);
    let key_bottom = key.draw(&mut pen, key_area, &note);
    // A few cities leave room to what stands below.
    pen.scene.size.y = pen.scene.size.y.min(key_bottom + 1.0);
    pen.scene
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
        // Side by side with others it is small: not every row and column needs a name of its own.
        let is_panel = input.options.without_key;
        let least_side = if is_panel { 5.0 } else { 15.5 * scale };
        // As close as names can stand: rather that than to leave the last governments out.
        let least_pitch = if is_panel { 8.0 } else { 1.16 * font.size };
        // Where all cities would all but fit, the headers give way.
        let spare = (height - membership.cities.len() as f32 * least_pitch - header_font.size) / up;
        let header_width = |network: Code| pen.width(input.short_name(Field::Network, network), header_font);
        let is_acronym = |&network: &Code| header_width(network) <= ACRONYM_EM * header_font.size;
        let acronyms: Vec<Code> = membership.networks.iter().copied().filter(is_acronym).collect();
        // A band of a quarter of the height.
        let band = ((0.25 * height - header_font.size) / up).max(0.0);
        let longest = widest(&membership.networks, Field::Network, header_font)
            .min(spare.min(band).max(0.6 * band).max(3.0 * header_font.size))
            .min(0.4 * width)
            .max(widest(&acronyms, Field::Network, header_font));
        let longest = if is_panel { longest.min(NAME_OF_PANEL_EM * header_font.size) } else { longest };
        let top = longest * up + header_font.size;
        let by_height = (height - top) / membership.cities.len() as f32;
        let by_width = (width - left) / membership.networks.len() as f32;
        let side = by_height.min(by_width).min(26.0 * scale).max(least_side);
        // A header climbs past its column: the last ones must still have room to be read.
        let readable = |column: usize| {
            let network = membership.networks[column];
            let name = header_width(network).min(longest);
            // In a panel a name without room is left out, its column is not.
            let needed = if is_panel {
                0.0
            } else if is_acronym(&network) {
                name
            } else {
                name.min(5.0 * header_font.size)
            };
            left + (column as f32 + 0.5) * side + needed * right + 0.5 * header_font.size
        };
        let columns = (0..membership.networks.len())
            .take_while(|&column| left + (column + 1) as f32 * side <= width && readable(column) <= width)
            .count();
        let pitch = by_height.clamp(least_pitch, if is_panel { 15.5 * scale } else { side }.max(least_pitch));
        let rows = (((height - top) / pitch + 0.01) as usize).clamp(1, membership.cities.len());
        (Self { origin: pos2(left, top), side, pitch, rows, columns: columns.max(1) }, longest)
    }

    fn cell(&self, column: usize, row: usize) -> Rect {
        let at = self.origin + vec2(column as f32 * self.side, row as f32 * self.pitch);
        Rect::from_min_size(at, vec2(self.side, self.pitch)).shrink((0.12 * self.side).min(1.0))
    }
}

fn draw_headers(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, longest: f32, networks: &[Code]) {
    let font = pen.theme.small();
    let (right, up) = climb();
    let mut free_from = 0.0;
    for (column, &network) in networks.iter().enumerate() {
        let center = grid.cell(column, 0).center().x;
        if input.options.without_key {
            // Where columns are narrow some go without a name, and none is cut.
            let width = pen.width(input.short_name(Field::Network, network), font);
            let end = center + width * right + 0.5 * font.size;
            if center < free_from || width > longest || end > pen.scene.size.x {
                continue;
            }
        }
        free_from = center + 1.25 * font.size;
        let from = pos2(grid.cell(column, 0).center().x + 0.2 * font.size, grid.origin.y - 4.0);
        // The ascent of the letters leans to the right as well.
        let room = (pen.scene.size.x - from.x - 0.25 * font.size * up) / right;
        let name = pen.fit(input.short_name(Field::Network, network), font, longest.min(room)).into_owned();
        pen.climbing_text(Some(Subject::Value(Field::Network, network)), from, font, pen.theme.ink_soft, &name);
    }
}

fn draw_cities(input: &ChartInput<'_>, pen: &mut Pen<'_>, grid: &Grid, cities: &[Code]) {
    let font = if input.options.without_key { pen.theme.small() } else { pen.theme.label() };
    let empty = pen.theme.faded(pen.theme.sunken);
    let focus = input.focus();
    // Below all names.
    if let Some(row) = cities.iter().position(|&city| focus == Some(city)) {
        let cells = grid.cell(0, row).union(grid.cell(grid.columns.saturating_sub(1), row));
        let band = Rect::from_min_max(pos2(0.0, cells.top()), cells.max).expand2(vec2(2.0, 1.0));
        pen.scene.add(Shape::filled(band, 3.0, pen.theme.accent_soft));
    }
    let mut free_from = 0.0;
    for (row, &city) in cities.iter().enumerate() {
        let font = Font { bold: focus == Some(city), ..font };
        let name = pen.fit(input.short_name(Field::City, city), font, grid.origin.x - 8.0).into_owned();
        let at = pos2(grid.origin.x - 7.0, grid.cell(0, row).center().y);
        if !input.options.without_key || at.y >= free_from {
            pen.text_for(Some(Subject::Value(Field::City, city)), at, Align::End, font, pen.theme.ink, &name);
            free_from = at.y + 1.15 * font.size;
        }
        for column in 0..grid.columns {
            pen.scene.add(Shape::filled(grid.cell(column, row), 3.0, empty));
        }
    }
}

fn draw_pair(pen: &mut Pen<'_>, cell: Rect, pair: &Pair, scale: JoinedScale) {
    let subject = || Subject::Pair { city: pair.city, network: pair.network };
    let theme = pen.theme;
    let joined = scale.color(theme, pair);
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
        let has_room = cell.width() >= 0.8 * theme.small().size && cell.height() >= theme.small().size;
        pen.text(cell.center() + aside, Align::Middle, theme.small(), theme.ink_soft, if has_room { "?" } else { "" });
    }
    if pair.is_leading() {
        // In the corner and small: what stands in the cell stays in sight.
        let center = pos2((cell.right() - 3.0).max(cell.center().x), cell.top() + 3.0);
        pen.scene.add(leading_dot(theme, center));
    }
}

/// A row a pair.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let columns =
        [Field::City.word(), Field::Network.word(), Word::JOINED_COLUMN, Word::LEFT_COLUMN, Field::Role.word()];
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

/// What the pointer is told of a cell: every spell of the membership.
pub fn hint(input: &ChartInput<'_>, city: Code, network: Code) -> Hint {
    let facts = input.dataset.table(Table::Memberships);
    let is_of_pair = |row: &Row| {
        facts.codes(Field::City, *row).contains(&city) && facts.codes(Field::Network, *row).contains(&network)
    };
    let spell = |row: Row| {
        let dates = match (facts.start(row), facts.end(row)) {
            (Some(start), None) => Word::since(input.lang, &start),
            (None, None) => Word::YEAR_UNKNOWN.text(input.lang).to_owned(),
            _ => dates_in_words(input, Table::Memberships, row),
        };
        format!("{} · {dates}", names(input, Table::Memberships, row, Field::Role))
    };
    let mut lines = vec![input.name(Field::Network, network).to_owned()];
    lines.extend(facts.rows().filter(is_of_pair).map(spell));
    let title = format!("{} – {}", input.name(Field::City, city), input.short_name(Field::Network, network));
    Hint { title, lines }
}
