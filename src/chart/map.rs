//! Where: countries shaded by how many of the activities name a counterpart in them, on a map of equal areas. What is too
//! small to be seen shaded is a disc; what is not recorded stays pale; the countries of the own cities stand out.

mod classes;
mod counted;
mod cut;
mod discs;
mod labels;
mod outlines;
mod projection;
mod raster;
#[cfg(test)]
mod tests;
mod view;
mod world;

use std::collections::BTreeMap;

use ecolor::Color32;
use emath::{Rect, Vec2, pos2, vec2};

use super::legend::{self, Entry, Sign};
use super::pen::Pen;
use super::ruler::wrap;
use super::scene::{Align, Area, Font, MarkGroup, Shape, Stroke};
use super::table::{Cell, NumberTable};
use super::theme::Theme;
use super::{ChartInput, ChartSpec, Drawing, Home, Scene, phrases};
use crate::data::{Field, Table, country_of_id};
use crate::query::Subject;
use crate::words::{Word, grouped};
use classes::Classes;
use counted::{Counted, Country, Own, name_in, name_of, place_of};
use labels::{Obstacles, Wanted};
use view::View;
use world::{Land, World};

/// Activities by country of the counterpart.
pub static SPEC: ChartSpec = ChartSpec {
    id: "map",
    title: Word::MAP_OF_COUNTRIES,
    home: Home::Activities,
    tab: Some(Word::MAP_TAB),
    tables: &[Table::Activities],
    drawing: Drawing::Facts { layout, table, subtitle },
    has_facts: |dataset| dataset.table(Table::Activities).codes[Field::Country as usize].has_values(),
    highlights: Some(highlights),
    credit: Some(Word::OUTLINES_CREDIT),
    ..ChartSpec::PLAIN
};

/// What is drawn smaller than this, in square points, is a disc as well.
const LEAST_AREA: f32 = 10.0;
/// The radius of a disc in points; a small map, of so many points a radius of the globe for each, has smaller ones.
const DISC: f32 = 3.5;
const LEAST_DISC: f32 = 2.2;
const SCALE_OF_DISC: f32 = 28.0;
/// Where own cities lie in more countries, these are shaded like all others.
const MOST_OWN: usize = 1;
/// So many names are written, at most, and one for each so many points of width.
const MOST_NAMES: usize = 12;
const WIDTH_OF_NAME: f32 = 60.0;
/// The picture is the map alone below this height, in points.
const LEAST_WITH_KEY: f32 = 150.0;

/// The line under the title.
fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, SPEC.tables, || {
        let counted = Counted::of(input);
        let all = Table::Activities.count_words(input.lang, counted.all);
        let stated = Word::with_stated_country(input.lang, &grouped(counted.stated), &all);
        vec![Word::BY_COUNTRY.text(input.lang).to_owned(), stated]
    })
}

/// The five countries that are named most.
fn highlights(input: &ChartInput<'_>) -> Option<String> {
    let countries = Counted::of(input).countries;
    let told: Vec<String> = countries.iter().take(5).map(|country| with_count(input, country)).collect();
    (!told.is_empty()).then(|| Word::largest_countries(input.lang, &told.join(", ")))
}

/// "Japan 200".
fn with_count(input: &ChartInput<'_>, country: &Country) -> String {
    format!("{} {}", name_of(input, country.code), grouped(country.count))
}

/// A row a country, the most frequent first, and one for the activities that state none.
fn table(input: &ChartInput<'_>) -> NumberTable {
    let counted = Counted::of(input);
    let row = |country: &Country| {
        let value = &input.dataset.vocabulary(Field::Country)[country.code];
        let name = name_of(input, country.code);
        vec![Cell::Text(name.to_owned()), Cell::Text(value.id.clone()), Cell::count(country.count)]
    };
    let mut rows: Vec<Vec<Cell>> = counted.countries.iter().map(row).collect();
    if counted.all > counted.stated {
        let name = Word::NO_COUNTRY_ROW.text(input.lang).to_owned();
        rows.push(vec![Cell::Text(name), Cell::Unknown, Cell::count(counted.all - counted.stated)]);
    }
    let headings = [Field::Country.word(), Word::COUNTRY_CODE_COLUMN, Table::Activities.word()];
    NumberTable { columns: headings.map(|word| word.text(input.lang).to_owned()).into(), rows }
}

/// How a land is drawn and what it stands for.
struct Look {
    fill: Color32,
    stroke: Stroke,
    /// In the order of drawing: pale lands first, own ones last.
    rank: u8,
    subject: Option<Subject>,
    name: String,
    /// Its name and number.
    told: String,
}

/// Lays out the map at the top, what its colours mean below it.
fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let counted = Counted::of(input);
    let Some(most) = counted.countries.first().map(|country| country.count) else {
        let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let no_country = || Word::NO_COUNTRY_NAMED.text(input.lang).to_owned();
        let text = if counted.all > 0 { no_country() } else { phrases::why_empty(input, Table::Activities) };
        pen.empty_state(area, &text);
        return pen.scene;
    };
    let own = Own::of(input.dataset);
    let classes = Classes::up_to(most);
    let world = World::around(own.centre);
    let foot = Foot::of(input, &pen, &counted, (&classes, most), shown_own(&own));
    let room = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size - vec2(0.0, foot.height));
    let view = View::new(world.bounds, room);
    let looks = looks(input, pen.theme, &counted, &classes, &own);
    draw_map(input, &mut pen, (world, view), &looks, &counted);
    foot.draw(input, &mut pen, view.area.bottom());
    pen.scene
}

/// Whether own countries are drawn as such.
fn shown_own(own: &Own) -> bool {
    (1..=MOST_OWN).contains(&own.countries.len())
}

/// How each land of the map is drawn, in the order of the map.
fn looks(input: &ChartInput<'_>, theme: &Theme, counted: &Counted, classes: &Classes, own: &Own) -> Vec<Look> {
    let codes = input.dataset.vocabulary(Field::Country).codes().rev();
    let of_file = codes.filter_map(|code| Some((place_of(input.dataset, code)?, code)));
    let counted_last = counted.countries.iter().rev().filter_map(|country| Some((country.place?, country.code)));
    let known: BTreeMap<&str, Subject> =
        of_file.chain(counted_last).map(|(place, code)| (place, Subject::Value(Field::Country, code))).collect();
    // Two ids of a file may mean one country.
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for country in &counted.countries {
        if let Some(place) = country.place {
            *counts.entry(place).or_default() += country.count;
        }
    }
    let is_own = |code: &str| shown_own(own) && own.countries.contains(code);
    let look = |land: &Land| {
        let subject = known.get(land.code).cloned();
        let name = match (&subject, country_of_id(land.code)) {
            (Some(Subject::Value(_, code)), _) => name_of(input, *code),
            (_, Some(country)) => name_in(country, input.lang),
            _ => Word::NONE_RECORDED.text(input.lang),
        };
        let count = counts.get(land.code).copied().unwrap_or_default();
        let hair = Stroke::new(0.5, theme.ground);
        let (rank, fill, stroke) = match count {
            _ if is_own(land.code) => (2, own_look(theme).0, own_look(theme).1),
            0 => (0, theme.sunken, hair),
            count => (1, theme.on_scale(classes.share(classes.of(count))), hair),
        };
        let number = match count {
            0 if rank == 2 => Word::OWN_CITIES.text(input.lang).to_owned(),
            0 => Word::NONE_RECORDED.text(input.lang).to_owned(),
            count => grouped(count),
        };
        Look { fill, stroke, rank, subject, told: format!("{name} {number}"), name: name.to_owned() }
    };
    World::around(own.centre).lands.iter().map(look).collect()
}

/// Fill, edge and sign of the countries of own cities: where there are no colours, a frame.
fn own_look(theme: &Theme) -> (Color32, Stroke, Sign) {
    if theme.is_grey() {
        (theme.ground, Stroke::new(1.2, theme.ink), Sign::Frame(theme.ink))
    } else {
        (theme.leading, Stroke::new(0.5, theme.ground), Sign::Square(theme.leading))
    }
}

/// Draws the countries, the discs of small ones, and names.
fn draw_map(
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    (world, view): (&World, View),
    looks: &[Look],
    counted: &Counted,
) {
    let mut order: Vec<usize> = (0..looks.len()).collect();
    order.sort_by_key(|&land| looks[land].rank);
    let mut members = Vec::new();
    let mut add = |pen: &mut Pen<'_>, look: &Look, shape: Shape| {
        match look.subject.clone() {
            Some(subject) => pen.scene.add_for(subject, shape),
            None => pen.scene.add(shape),
        }
        members.push([look.name.clone(), look.told.clone()]);
    };
    for &place in &order {
        let (land, look) = (&world.lands[place], &looks[place]);
        if !land.rings.is_empty() {
            let rings = land.rings.iter().map(|ring| ring.iter().map(|&point| view.at(point)).collect()).collect();
            add(pen, look, Shape::Area(Area::new(rings, land.triangles.clone(), look.fill, look.stroke)));
        }
    }
    let radius = (view.scale / SCALE_OF_DISC).clamp(LEAST_DISC, DISC);
    let is_small = |place: &usize| looks[*place].rank > 0 && world.lands[*place].area * view.scale.powi(2) < LEAST_AREA;
    let small: Vec<usize> = order.into_iter().filter(is_small).collect();
    let centers = discs::apart(small.iter().map(|&place| view.at(world.lands[place].label)), radius, view.area);
    for (&place, &center) in small.iter().zip(&centers) {
        let look = &looks[place];
        let stroke = Stroke { width: look.stroke.width.max(0.8), ..look.stroke };
        add(pen, look, Shape::Circle { center, radius, fill: look.fill, stroke });
    }
    let disc_of = |land: usize| small.iter().position(|&place| place == land).map(|disc| centers[disc]);
    let most = (pen.scene.size.x / WIDTH_OF_NAME) as usize;
    let wanted = counted.countries.iter().filter_map(|country| {
        let land = world.lands.iter().position(|land| Some(land.code) == country.place)?;
        let disc = disc_of(land);
        (looks[land].rank == 1).then(|| Wanted {
            name: name_of(input, country.code).to_owned(),
            number: grouped(country.count),
            land,
            at: disc.unwrap_or_else(|| view.at(world.lands[land].label)),
            ground: disc.is_none().then_some(looks[land].fill),
            subject: Subject::Value(Field::Country, country.code),
        })
    });
    let wanted: Vec<Wanted> = wanted.take(most.min(MOST_NAMES)).collect();
    let taken = centers.iter().map(|&center| Rect::from_center_size(center, Vec2::splat(2.0 * radius))).collect();
    let is_pale = looks.iter().map(|look| look.rank == 0).collect();
    let font = Font { bold: true, ..pen.theme.small() };
    labels::draw(pen, &mut Obstacles { raster: &world.raster, view, is_pale, taken }, &wanted, font);
    let names = pen.scene.marks[members.len()..].iter().map(|mark| match &mark.shape {
        Shape::Text(run) => [run.text.clone(), String::new()],
        _ => [Word::MAP_LEADER.text(input.lang).to_owned(), String::new()],
    });
    members.extend(names);
    let name = Word::MAP_TAB.text(input.lang).to_owned();
    pen.scene.group = Some(MarkGroup { name, marks: 0..members.len(), members });
}

/// What stands below the map: the key, what is counted beside it, and how.
struct Foot {
    entries: Vec<Entry>,
    note: Vec<String>,
    /// With the gap above, in points.
    height: f32,
}

impl Foot {
    const GAP: f32 = 8.0;

    fn of(
        input: &ChartInput<'_>,
        pen: &Pen<'_>,
        counted: &Counted,
        (classes, most): (&Classes, usize),
        has_own: bool,
    ) -> Self {
        let (theme, lang, size, small) = (pen.theme, input.lang, pen.scene.size, pen.theme.small());
        if size.y < LEAST_WITH_KEY {
            return Self { entries: Vec::new(), note: Vec::new(), height: 0.0 };
        }
        let class = |class: usize| {
            let sign = Sign::Square(theme.on_scale(classes.share(class)));
            Entry::of(sign, classes.name(class, most, lang))
        };
        let mut entries: Vec<Entry> = (0..classes.len()).map(class).collect();
        entries.push(Entry::of(Sign::Square(theme.sunken), Word::NONE_RECORDED.text(lang)));
        if has_own {
            entries.push(Entry::of(own_look(theme).2, Word::OWN_CITIES.text(lang)));
        }
        let note = wrap(&beside(input, counted), small, size.x, pen.ruler, 2);
        let mut height = Self::GAP + Self::line(small) * note.len() as f32;
        // Drawn on another sheet to see how high it is.
        let mut trial = Pen::new(size, theme, pen.ruler);
        height += legend::draw(&mut trial, Self::key_area(0.0, size), small, lang, &entries);
        Self { entries, note, height }
    }

    fn key_area(top: f32, size: Vec2) -> Rect {
        Rect::from_min_size(pos2(0.0, top), vec2(size.x, 0.4 * size.y))
    }

    fn line(font: Font) -> f32 {
        1.5 * font.size
    }

    fn draw(self, input: &ChartInput<'_>, pen: &mut Pen<'_>, bottom: f32) {
        let small = pen.theme.small();
        if self.entries.is_empty() {
            return;
        }
        let area = Self::key_area(bottom + Self::GAP, pen.scene.size);
        let mut y = area.top() + legend::draw(pen, area, small, input.lang, &self.entries);
        for line in &self.note {
            pen.text(pos2(0.0, y + 0.5 * Self::line(small)), Align::Start, small, pen.theme.ink_soft, line);
            y += Self::line(small);
        }
    }
}

/// What the map does not show, and how it counts.
fn beside(input: &ChartInput<'_>, counted: &Counted) -> String {
    let mut parts = Vec::new();
    if counted.all > counted.stated {
        parts.push(Word::plus_without_country(input.lang, &grouped(counted.all - counted.stated)));
    }
    let lost: Vec<String> = counted
        .countries
        .iter()
        .filter(|country| country.place.and_then(outlines::outline).is_none())
        .map(|country| with_count(input, country))
        .collect();
    if !lost.is_empty() {
        parts.push(Word::countries_not_on_map(input.lang, &lost.join(", ")));
    }
    parts.push(Word::COUNTS_IN_EACH.text(input.lang).to_owned());
    parts.join(" · ")
}
