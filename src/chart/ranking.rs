//! Networks by city: a bar as long as the number of networks, its dark part where the city leads.

use ecolor::Color32;
use emath::{Rect, pos2, vec2};

use super::legend::{self, Entry, Sign};
use super::membership::{self, Membership, bring_within, counts};
use super::native::{FEWEST_BARS, MOST_BARS, NativeChart, NativeKind, NativeSeries};
use super::pen::Pen;
use super::scene::{Align, Font, Shape};
use super::table::{Cell, NumberTable};
use super::{ChartInput, ChartSpec, Drawing, Home, Marks, Scene, Theme, phrases};
use crate::data::{Code, Field, Table};
use crate::query::Pair;
use crate::query::Subject;
use crate::query::centrality::{Centrality, centralities};
use crate::query::indicators::Indicator;
use crate::words::{Word, grouped};

/// Networks by city.
pub static SPEC: ChartSpec = ChartSpec {
    id: "ranking",
    title: Word::NETWORKS_BY_CITY,
    home: Home::Membership,
    tab: Some(Word::RANKING_TAB),
    tables: &[Table::Memberships],
    drawing: Drawing::Facts { layout, table, subtitle: membership::subtitle },
    answers: Some(Indicator::NetworkPortfolio),
    marks: Marks { values: true, shares: false, change: false },
    native: Some(native),
    sets_side_by_side: true,
    ..ChartSpec::PLAIN
};

struct Rank {
    city: Code,
    networks: usize,
    leading: usize,
    unknown_year: usize,
    left: usize,
}

fn ranks(membership: &Membership) -> Vec<Rank> {
    let last_year = membership.as_of.as_ref().map_or(i16::MAX, |as_of| as_of.year);
    let has_left = |pair: &&Pair| pair.left.is_some_and(|left| left.year() <= last_year);
    let left = counts(membership.any_year().iter().filter(has_left).map(|pair| pair.city));
    let rank = |&city: &Code| {
        let of_city = membership.of_city(city);
        let count = |holds: &dyn Fn(&Pair) -> bool| of_city.iter().filter(|pair| holds(pair)).count();
        Rank {
            city,
            networks: count(&|pair| pair.left.is_none()),
            leading: count(&|pair| pair.left.is_none() && pair.is_leading()),
            unknown_year: count(&|pair| pair.left.is_none() && pair.joined.is_none()),
            left: left.get(&city).copied().unwrap_or_default(),
        }
    };
    let mut ranks: Vec<Rank> = membership.cities.iter().map(rank).collect();
    ranks.sort_by_key(|rank| (std::cmp::Reverse(rank.networks), rank.city));
    ranks
}

/// The longest bar that there is room for: while the year moves, bars keep their scale.
fn longest(membership: &Membership, ranks: &[Rank]) -> usize {
    if membership.as_of.is_none() {
        return ranks[0].networks;
    }
    counts(membership.any_year().iter().map(|pair| pair.city)).into_values().max().unwrap_or_default()
}

/// Lays out as many cities as fit, the most connected first.
pub fn layout(input: &ChartInput<'_>, mut pen: Pen<'_>) -> Scene {
    let area = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
    let membership = Membership::of(input);
    let mut ranks = ranks(&membership);
    if ranks.is_empty() {
        pen.empty_state(area, &phrases::why_empty(input, Table::Memberships));
        return pen.scene;
    }
    let scale = pen.theme.type_sizes.label / 12.5;
    let font = pen.theme.label();
    let key = key(input, &pen);
    let legend_height = legend::draw(&mut pen, area, font, input.lang, &key) + 0.4 * font.size;
    let note_height = 20.0 * scale;
    // As close as names can stand: rather that than to leave the last governments out.
    let least_pitch = 1.2 * font.size;
    // Where all fit, nothing needs a note.
    let room = area.height() - legend_height;
    let (room, fitting) = if ranks.len() as f32 * least_pitch <= room {
        (room, ranks.len())
    } else {
        let room = room - note_height;
        (room, ((room / least_pitch) as usize).clamp(1, ranks.len()))
    };
    let focus = input.focus();
    bring_within(&mut ranks, fitting, |rank| Some(rank.city) == focus);
    let pitch = (room / fitting as f32).min(30.0 * scale);
    let names_width =
        ranks.iter().map(|rank| pen.width(input.short_name(Field::City, rank.city), font)).fold(0.0, f32::max);
    let left = area.left() + (names_width + 10.0).min(0.36 * area.width());
    let longest = longest(&membership, &ranks).max(1) as f32;
    let unit = (area.right() - left - pen.width("000", font) - 8.0) / longest;
    for (index, rank) in ranks[..fitting].iter().enumerate() {
        let y = area.top() + legend_height + pitch * (index as f32 + 0.5);
        let subject = Subject::Value(Field::City, rank.city);
        let name = pen.fit(input.short_name(Field::City, rank.city), font, left - area.left() - 8.0).into_owned();
        let is_beside = focus.is_some_and(|focus| focus != rank.city);
        let color = if is_beside { pen.theme.other } else { pen.theme.accent };
        let name_font = Font { bold: focus == Some(rank.city), ..font };
        pen.text_for(Some(subject.clone()), pos2(left - 7.0, y), Align::End, name_font, pen.theme.ink, &name);
        let height = (pitch * 0.62).min(18.0 * scale);
        let bar = |count: usize| Rect::from_min_size(pos2(left, y - height / 2.0), vec2(unit * count as f32, height));
        pen.scene.add_for(subject.clone(), Shape::filled(bar(rank.networks), 2.0, pen.theme.tint(color)));
        if rank.leading > 0 {
            pen.scene.add_for(subject, Shape::filled(bar(rank.leading), 2.0, color));
            let text = rank.leading.to_string();
            let small = pen.theme.small();
            if input.options.marks.values && pen.width(&text, small) + 4.0 <= unit * rank.leading as f32 {
                let ink = pen.theme.ink_on(color);
                pen.text(bar(rank.leading).center(), Align::Middle, small, ink, &text);
            }
        }
        let at = pos2(left + unit * rank.networks as f32 + 6.0, y);
        pen.text(at, Align::Start, font, pen.theme.ink_soft, &rank.networks.to_string());
    }
    if fitting < ranks.len() {
        let note = Word::first_of_cities(input.lang, &grouped(fitting), &grouped(ranks.len()));
        pen.scene.left_out.push(note.clone());
        let at = pos2(area.left(), area.top() + legend_height + pitch * fitting as f32 + note_height / 2.0);
        pen.text(at, Align::Start, pen.theme.small(), pen.theme.ink_soft, &note);
    }
    pen.scene
}

fn key(input: &ChartInput<'_>, pen: &Pen<'_>) -> [Entry; 2] {
    let entry = |color, word: Word| Entry::of(Sign::Square(color), word.text(input.lang));
    let accent = pen.theme.accent;
    [entry(accent, Word::LEADING), entry(pen.theme.tint(accent), Word::MEMBER_ONLY)]
}

/// A row a city: its networks, what it is in them, and how central it is among the cities that are shown.
pub fn table(input: &ChartInput<'_>) -> NumberTable {
    let columns = [
        Field::City.word(),
        Word::NETWORKS_COLUMN,
        Word::LEADING,
        Word::YEAR_UNKNOWN,
        Word::LEFT_NETWORK,
        Word::MEMBERSHIP_INDEX,
        Word::HUB_COLUMN,
        Word::BROKER_COLUMN,
    ];
    let membership = Membership::of(input);
    let central = centralities(membership.pairs.iter().filter(|pair| pair.left.is_none()));
    let row = |rank: &Rank| {
        let name = Cell::Text(input.name(Field::City, rank.city).to_owned());
        let standing = membership.of_city(rank.city).iter().filter(|pair| pair.left.is_none());
        let index: usize = standing.map(|pair| weight(input, pair)).sum();
        let counts = [rank.networks, rank.leading, rank.unknown_year, rank.left, index].map(Cell::count);
        let Centrality { hub, broker } = central.get(&rank.city).copied().unwrap_or_default();
        // Four places: more would pretend to know.
        let shares = [hub, broker].map(|share| Cell::Number((share * 10_000.0).round() / 10_000.0));
        std::iter::once(name).chain(counts).chain(shares).collect()
    };
    NumberTable {
        columns: columns.map(|word| word.text(input.lang).to_owned()).into(),
        rows: ranks(&membership).iter().map(row).collect(),
    }
}

/// What a network adds to the membership index of a city, by the highest role that it ever held there: observer 1, member 2,
/// board, vice-chair and chair 3; a founder 1 more, a host 2.
fn weight(input: &ChartInput<'_>, pair: &Pair) -> usize {
    let facts = input.dataset.table(Table::Memberships);
    let id = |role: Code| input.dataset.vocabulary(Field::Role)[role].id.as_str();
    let has = |wanted: &[&str]| pair.roles.iter().any(|&role| wanted.contains(&id(role)));
    let only_observes = pair.rows.iter().all(|&row| facts.code(Field::Role, row).map(id) == Some("observer"));
    let seat = match () {
        () if has(&["board", "vice-chair", "chair"]) => 3,
        () if only_observes => 1,
        () => 2,
    };
    seat + usize::from(has(&["founder"])) + 2 * usize::from(has(&["host"]))
}

fn native(input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
    if !(FEWEST_BARS..=MOST_BARS).contains(&Membership::of(input).cities.len()) {
        return None;
    }
    let table = table(input);
    let number = |row: &[Cell], column: usize| match row.get(column) {
        Some(Cell::Number(number)) => *number,
        _ => 0.0,
    };
    let series = |word: Word, color: Color32, value: &dyn Fn(&[Cell]) -> f64| NativeSeries {
        name: word.text(input.lang).to_owned(),
        values: table.rows.iter().map(|row| Some(value(row))).collect(),
        color,
        ..NativeSeries::default()
    };
    Some(NativeChart {
        kind: NativeKind::StackedBar,
        category_title: table.columns[0].clone(),
        value_title: table.columns[1].clone(),
        categories: table.rows.iter().map(|row| row[0].to_string()).collect(),
        series: vec![
            series(Word::LEADING, theme.accent, &|row| number(row, 2)),
            series(Word::MEMBER_ONLY, theme.tint(theme.accent), &|row| number(row, 1) - number(row, 2)),
        ],
        label_every: 1,
        first_year: None,
        partial: None,
        has_values: true,
        has_shares: false,
        is_percent: false,
    })
}
