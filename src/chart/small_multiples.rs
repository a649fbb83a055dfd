//! Small multiples: a chart of memberships drawn once for each of some years, side by side, in the same order and on the
//! same scale, with one key below.

use std::collections::BTreeSet;

use emath::{Rect, Vec2, pos2, vec2};

use super::joined::{JoinedScale, Key};
use super::legend::Entry;
use super::membership::{Membership, member_years};
use super::pen::Pen;
use super::scene::Align;
use super::{ChartInput, ChartOptions, NumberTable, Scene};
use crate::data::Table;
use crate::words::{Word, grouped};

/// Between panels, in points.
const GAP: Vec2 = vec2(18.0, 10.0);
/// Panels are best so many times as wide as they are high.
const ASPECT: f32 = 1.15;
/// So much worse is a form that leaves the place of a panel empty.
const EMPTY: f32 = 0.35;

/// The options of the panel of a year: the key stands below all panels.
fn of_year(options: &ChartOptions, year: i16) -> ChartOptions {
    ChartOptions { member_year: Some(year), without_key: true, ..options.clone() }
}

/// Lays out the panels and the key that they share.
pub fn layout(
    panel: fn(&ChartInput<'_>, Pen<'_>) -> Scene,
    (scale, signs): (JoinedScale, Vec<Entry>),
    input: &ChartInput<'_>,
    mut pen: Pen<'_>,
) -> Scene {
    let whole = Membership::of(input);
    if whole.cities.is_empty() {
        return panel(input, pen);
    }
    let key = Key::new(input, scale, signs);
    let key_height = key.height(&pen, &whole.longest_note(input.lang));
    let font = pen.theme.strong();
    let title_height = 1.7 * font.size;
    let size = vec2(pen.scene.size.x, pen.scene.size.y - key_height);
    let years = &input.options.member_years;
    let (columns, rows) = grid(years.len(), size);
    let count = vec2(columns as f32, rows as f32);
    let cell = (size - GAP * (count - Vec2::splat(1.0))) / count;
    let mut left_out: Vec<String> = Vec::new();
    for (index, &year) in years.iter().enumerate() {
        let at = (cell + GAP) * vec2((index % columns) as f32, (index / columns) as f32);
        let options = of_year(input.options, year);
        let input = ChartInput { options: &options, ..*input };
        let memberships = Membership::of(&input).pairs.len();
        let title = format!("{year} · {}", Table::Memberships.count_words(input.lang, memberships));
        let title = pen.fit(&title, font, cell.x).into_owned();
        pen.text(pos2(at.x, at.y + 0.6 * font.size), Align::Start, font, pen.theme.ink, &title);
        let room = vec2(cell.x, cell.y - title_height);
        if room.min_elem() < 24.0 {
            continue;
        }
        let mut scene = panel(&input, Pen::new(room, pen.theme, pen.ruler));
        for note in std::mem::take(&mut scene.left_out) {
            if !left_out.contains(&note) {
                left_out.push(note);
            }
        }
        pen.scene.append(scene, vec2(at.x, at.y + title_height));
    }
    let key_area = Rect::from_min_max(pos2(0.0, size.y + 8.0), pen.scene.size.to_pos2());
    key.draw(&mut pen, key_area, &left_out.join(" · "));
    pen.scene
}

/// Columns and rows of so many panels: those that come nearest to the best form of a panel.
fn grid(panels: usize, size: Vec2) -> (usize, usize) {
    let form = |columns: usize| {
        let rows = panels.div_ceil(columns);
        let aspect = (size.x / columns as f32) / (size.y / rows as f32).max(1.0);
        let empty = (rows * columns - panels) as f32;
        ((aspect / ASPECT).ln().abs() + EMPTY * empty, columns, rows)
    };
    let forms = (1..=panels.max(1)).map(form);
    let best = forms.min_by(|one, other| one.0.total_cmp(&other.0));
    best.map_or((1, 1), |(_, columns, rows)| (columns, rows))
}

/// The numbers: of each year those that the chart has of it, with the year in a last column.
pub fn numbers(table: fn(&ChartInput<'_>) -> NumberTable, input: &ChartInput<'_>) -> NumberTable {
    let of_panel = |&year: &i16| {
        let options = of_year(input.options, year);
        let heading = Word::YEAR_OF_PANEL.text(input.lang);
        table(&ChartInput { options: &options, ..*input }).with_column(heading, &year.to_string())
    };
    let tables = input.options.member_years.iter().map(of_panel);
    let joined = tables.reduce(|mut all, next| {
        all.rows.extend(next.rows);
        all
    });
    joined.unwrap_or_else(|| table(input))
}

/// The line under the title: of all years together, then which are shown.
pub fn subtitle(of_chart: fn(&ChartInput<'_>) -> String, input: &ChartInput<'_>) -> String {
    let years = &input.options.member_years;
    let options = ChartOptions { member_year: None, ..input.options.clone() };
    let whole = of_chart(&ChartInput { options: &options, ..*input });
    if years.is_empty() || input.answer.rows(Table::Memberships).count() == 0 {
        return of_chart(input);
    }
    let undated = |&year: &i16| {
        let options = of_year(input.options, year);
        Membership::of(&ChartInput { options: &options, ..*input }).as_of.map_or(0, |as_of| as_of.undated)
    };
    let told: Vec<String> = years.iter().map(ToString::to_string).collect();
    let shown = Word::years_side_by_side(input.lang, &told.join(", "));
    // Who left later is none of a later year.
    let undated = years.iter().map(undated).max().unwrap_or(0);
    let undated = (undated > 0).then(|| Word::plus_without_year(input.lang, &grouped(undated)));
    [whole, shown].into_iter().chain(undated).collect::<Vec<_>>().join(" · ")
}

/// Choices of two to six years that lie evenly apart, from the end of the first decade in which someone joined to the last
/// year there is.
pub fn years_to_choose(input: &ChartInput<'_>) -> Vec<Vec<i16>> {
    const COUNTS: [i16; 4] = [2, 3, 4, 6];
    let Some((first, last)) = member_years(input) else { return Vec::new() };
    let begin = (first.div_euclid(10) * 10 + 10).min(last);
    let of_count = |count: &i16| {
        let year = |step: i16| {
            let year = begin + (last - begin) * step / (count - 1);
            // Round years are easier to think of.
            if step == 0 || step == count - 1 { year } else { (year + 2) / 5 * 5 }
        };
        (0..*count).map(year).collect::<BTreeSet<i16>>().into_iter().collect::<Vec<i16>>()
    };
    let mut choices: Vec<Vec<i16>> = COUNTS.iter().map(of_count).filter(|years| years.len() > 1).collect();
    choices.dedup();
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_fill_a_page_and_a_narrow_pane() {
        assert_eq!(grid(3, vec2(900.0, 300.0)), (3, 1));
        assert_eq!(grid(6, vec2(900.0, 450.0)), (3, 2));
        assert_eq!(grid(6, vec2(880.0, 330.0)), (3, 2));
        assert_eq!(grid(3, vec2(300.0, 900.0)), (1, 3));
        assert_eq!(grid(1, vec2(900.0, 100.0)), (1, 1));
    }
}
