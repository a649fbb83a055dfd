//! Stacks of 100 %: what each period is made of, n below it, and the names of the layers beside the last one.

use emath::{Rect, pos2, vec2};

use super::super::ChartInput;
use super::super::axis::Scale;
use super::super::legend::{self, Entry, Sign, hatch};
use super::super::marks::{PeriodChange, signed, write_over};
use super::super::pen::Pen;
use super::super::scene::{Align, Font, NativePlace, Shape, Stroke};
use super::{Bars, Column};
use crate::query::Subject;
use crate::words::{Lang, Word, grouped};

/// Smaller parts are not named inside their bar: they show as less than 10 %.
pub const LEAST_NAMED: f64 = 0.095;
/// A picture narrower than this keeps its width for the bars.
const LEAST_WIDTH_FOR_NAMES: f32 = 420.0;
/// From the last bar to the names beside it.
const LEADER: f32 = 24.0;

/// Draws the stacks of what is in view.
pub fn draw(bars: &Bars<'_>, input: &ChartInput<'_>, pen: &mut Pen<'_>, area: Rect) {
    let columns = bars.filled_columns(input);
    let used = bars.used_layers(&columns);
    let names = Names::new(bars, input, pen, area, &columns, &used);
    let area = match &names {
        None => above_bars(bars, input, pen, area, (&columns, &used)),
        Some(_) => area,
    };
    let (font, n_font) = (pen.theme.small(), pen.theme.small());
    let below = 2.0 * 1.35 * font.size + 4.0;
    let width = area.width() - names.as_ref().map_or(0.0, |names| names.width + LEADER);
    let percent_width = pen.width("100%", font);
    let slot = width / columns.len().max(1) as f32;
    // Where no percentage fits into a bar, an axis has to say them.
    let is_named_inside = slot * 0.9 >= pen.width("00%", strong_small(pen)) + 3.0;
    let gutter = if is_named_inside { 0.0 } else { percent_width + 8.0 };
    let top = area.top() + if is_named_inside { 2.0 } else { 0.5 * font.size };
    let plot = Rect::from_min_max(
        pos2(area.left() + gutter, top),
        pos2(area.left() + width, (area.bottom() - below).max(top + 1.0)),
    );
    let heights = Scale::new((0.0, 1.0), (plot.bottom(), plot.top()));
    if !is_named_inside {
        let fits = |steps: &u32| plot.height() / *steps as f32 >= 1.5 * font.size;
        let steps = [4, 2, 1].into_iter().find(fits).unwrap_or(0);
        for step in 0..=steps {
            let share = f64::from(step) / f64::from(steps.max(1));
            let y = heights.at(share);
            pen.hair(pos2(plot.left(), y), pos2(plot.right(), y), pen.theme.grid);
            pen.text(pos2(plot.left() - 6.0, y), Align::End, font, pen.theme.ink_soft, &percent(share));
        }
    }
    let slot = plot.width() / columns.len().max(1) as f32;
    for (place, column) in columns.iter().enumerate() {
        let left = plot.left() + slot * place as f32;
        let gap = (0.1 * slot).clamp(0.5, 10.0);
        let across = (left + gap / 2.0, left + slot - gap / 2.0);
        draw_column(bars, input, pen, column, across, heights);
    }
    pen.hair(plot.left_bottom(), plot.right_bottom(), pen.theme.border);
    name_columns(pen, &columns, plot, n_font);
    if let Some(names) = names {
        let from = pen.scene.marks.len();
        names.draw(pen, plot, heights);
        if columns.iter().any(|column| !column.is_over) {
            let at = pos2(plot.right() + LEADER, plot.bottom() + 4.0);
            let place = Rect::from_min_max(at, area.max);
            let entry = not_over(input, pen);
            legend::draw(pen, place, font, input.lang, &[entry]);
        }
        let whole = Rect::from_min_size(pos2(0.0, 0.0), pen.scene.size);
        let beside = from..pen.scene.marks.len();
        pen.scene.native = Some(NativePlace { frame: whole, plot: Some(plot), beside });
    }
}

/// The key, and under it what changed most, where there is no room for names beside the bars.
fn above_bars(
    bars: &Bars<'_>,
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    area: Rect,
    (columns, used): (&[Column], &[usize]),
) -> Rect {
    let moved = |layer: &usize| {
        let (first, last) = compared(columns)?;
        Some((*layer, first.share(*layer), last.share(*layer), first, last))
    };
    let most = used.iter().filter_map(moved).max_by(|a, b| (a.2 - a.1).abs().total_cmp(&(b.2 - b.1).abs()));
    let area = match most.filter(|_| input.options.marks.change) {
        Some((layer, from, to, first, last)) => {
            let name = input.layer_name(bars.stack, layer);
            let text = format!(
                "{name}: {} {} → {} {} · {}",
                first.short_name,
                percent(from),
                last.short_name,
                percent(to),
                points(from, to, input.lang)
            );
            write_over(pen, area, &text)
        }
        None => area,
    };
    if input.options.without_key {
        return area;
    }
    let mut key = legend::layers(input, pen, bars.stack, used);
    key.extend(columns.iter().any(|column| !column.is_over).then(|| not_over(input, pen)));
    let font = pen.theme.label();
    let key_area = Rect::from_min_size(area.min, vec2(area.width(), area.height() / 2.0));
    area.with_min_y(area.top() + legend::draw(pen, key_area, font, input.lang, &key) + 0.4 * font.size)
}

/// What hatched columns are.
fn not_over(input: &ChartInput<'_>, pen: &Pen<'_>) -> Entry {
    Entry::of(Sign::Hatched(pen.theme.other), Word::NOT_OVER_YET.text(input.lang))
}

/// The first and the last column that are whole periods; shares of a handful are no share to compare with.
pub fn compared(columns: &[Column]) -> Option<(&Column, &Column)> {
    let mut whole = columns.iter().filter(|column| column.is_whole && column.total >= PeriodChange::FEWEST);
    let first = whole.next()?;
    Some((first, whole.next_back()?))
}

fn draw_column(
    bars: &Bars<'_>,
    input: &ChartInput<'_>,
    pen: &mut Pen<'_>,
    column: &Column,
    (left, right): (f32, f32),
    heights: Scale,
) {
    let font = strong_small(pen);
    let edge = Stroke::new(1.0, pen.theme.ground);
    let mut labels = Vec::new();
    let mut floor = 0.0;
    for (layer, _) in column.layers.iter().enumerate().filter(|(_, count)| **count > 0.0) {
        let share = column.share(layer);
        let rect = Rect::from_min_max(pos2(left, heights.at(floor + share)), pos2(right, heights.at(floor)));
        floor += share;
        let fill = input.layer_color(pen.theme, bars.stack, layer);
        let subject: Subject = bars.subject(column.index, layer);
        let stroke = if rect.height() > 3.0 && rect.width() > 5.0 { edge } else { Stroke::NONE };
        pen.scene.add_for(subject, Shape::Rect { rect, radius: 0.0, fill, stroke });
        let text = percent(share);
        let width = pen.width(&text, font);
        if share >= LEAST_NAMED && width + 3.0 <= rect.width() && 1.3 * font.size <= rect.height() {
            labels.push((rect.center(), width, fill, text));
        }
    }
    if column.total > 0.0 && !column.is_over {
        hatch(pen, Rect::from_min_max(pos2(left, heights.at(1.0)), pos2(right, heights.at(0.0))));
    }
    for (center, width, fill, text) in labels {
        if !column.is_over {
            let backing = Rect::from_center_size(center, vec2(width + 4.0, 1.15 * font.size));
            pen.scene.add(Shape::filled(backing, 2.0, fill));
        }
        pen.text(center, Align::Middle, font, pen.theme.ink_on(fill), &text);
    }
}

/// Period and n under the columns; every nth where they do not all fit.
fn name_columns(pen: &mut Pen<'_>, columns: &[Column], plot: Rect, font: Font) {
    let slot = plot.width() / columns.len().max(1) as f32;
    let widest = columns
        .iter()
        .map(|column| pen.width(&column.short_name, font).max(pen.width(&column.n_in_words(), font)))
        .fold(0.0, f32::max);
    let every = [1, 2, 5, 10, 20, 50].into_iter().find(|&every| widest + 8.0 <= slot * every as f32).unwrap_or(100);
    for (place, column) in columns.iter().enumerate() {
        if column.index.rem_euclid(every) != 0 {
            continue;
        }
        let half = widest / 2.0;
        let x = (plot.left() + slot * (place as f32 + 0.5)).min(pen.scene.size.x - half).max(half);
        let y = plot.bottom() + 5.0 + 0.65 * font.size;
        pen.text(pos2(x, y), Align::Middle, font, pen.theme.ink, &column.short_name);
        let n = column.n_in_words();
        pen.text(pos2(x, y + 1.35 * font.size), Align::Middle, font, pen.theme.ink_soft, &n);
    }
}

fn strong_small(pen: &Pen<'_>) -> Font {
    Font { bold: true, ..pen.theme.small() }
}

/// `27%`, the same in both languages.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// `−49 points`: the difference of two shares as they are shown.
pub fn points(from: f64, to: f64, lang: Lang) -> String {
    let difference = (to * 100.0).round() - (from * 100.0).round();
    Word::change_points(lang, &signed(difference, |value| format!("{value:.0}")))
}

/// "Between 1985–89 and 2020–24: Agreements from 76% to 27%; Visits from 5% to 22%."
pub fn in_words(bars: &Bars<'_>, input: &ChartInput<'_>) -> Option<String> {
    let columns = bars.filled_columns(input);
    let (first, last) = compared(&columns)?;
    let layer = |layer: usize| {
        let (from, to) = (percent(first.share(layer)), percent(last.share(layer)));
        Word::alt_shares(input.lang, &input.layer_name(bars.stack, layer), &from, &to)
    };
    let layers = bars.used_layers(&columns).into_iter().map(layer).collect::<Vec<_>>().join("; ");
    Some(Word::alt_shares_between(input.lang, &first.short_name, &last.short_name, &layers))
}

/// The names of the layers beside the last column.
struct Names {
    entries: Vec<Name>,
    /// Which periods the second lines compare.
    heading: Option<String>,
    width: f32,
}

struct Name {
    text: String,
    /// The share at the beginning and at the end.
    change: Option<String>,
    /// The middle of its part of the last column, and whether there is one.
    at: (f64, bool),
    color: ecolor::Color32,
    subject: Option<Subject>,
}

impl Names {
    /// Where there is room for all of them; else a key does it.
    fn new(
        bars: &Bars<'_>,
        input: &ChartInput<'_>,
        pen: &Pen<'_>,
        area: Rect,
        columns: &[Column],
        used: &[usize],
    ) -> Option<Self> {
        let last = columns.last()?;
        if area.width() < LEAST_WIDTH_FOR_NAMES || input.options.without_key {
            return None;
        }
        let compared = compared(columns).filter(|_| input.options.marks.change);
        let mut floor = 0.0;
        let mut name = |layer: &usize| {
            let share = last.share(*layer);
            floor += share;
            let own = input.layer_name(bars.stack, *layer);
            // What is too small to be named inside its bar is named here.
            let text = if share < LEAST_NAMED { format!("{own} {}", percent(share)) } else { own.to_owned() };
            let change = compared.map(|(first, last)| {
                let (from, to) = (first.share(*layer), last.share(*layer));
                format!("{} → {} · {}", percent(from), percent(to), points(from, to, input.lang))
            });
            Name {
                text,
                change,
                at: (floor - share / 2.0, share > 0.0),
                color: input.layer_color(pen.theme, bars.stack, *layer),
                subject: bars.stack.layers[*layer].map(|code| Subject::Value(bars.stack.field, code)),
            }
        };
        let mut entries: Vec<Name> = used.iter().map(&mut name).collect();
        // From the top down.
        entries.reverse();
        let heading = compared.map(|(first, last)| format!("{} → {}", first.short_name, last.short_name));
        let (font, small) = (pen.theme.strong(), pen.theme.small());
        let wide = |name: &Name| {
            let change = name.change.as_ref().map_or(0.0, |text| pen.width(text, small));
            pen.width(&name.text, font).max(change)
        };
        let heading_width = heading.as_ref().map_or(0.0, |text| pen.width(text, small));
        let is_unfinished = columns.iter().any(|column| !column.is_over);
        let key_width = if is_unfinished { legend::width(pen, &not_over(input, pen), small) + 2.0 } else { 0.0 };
        let heading_width = heading_width.max(key_width);
        let names = Self { width: entries.iter().map(wide).fold(heading_width, f32::max), entries, heading };
        let has_room = names.width + LEADER <= 0.36 * area.width() && names.height(pen) <= 0.85 * area.height();
        has_room.then_some(names)
    }

    fn pitch(&self, pen: &Pen<'_>) -> f32 {
        let has_change = self.entries.iter().any(|name| name.change.is_some());
        1.4 * pen.theme.label().size + if has_change { 1.5 * pen.theme.small().size } else { 0.0 }
    }

    fn heading_height(&self, pen: &Pen<'_>) -> f32 {
        if self.heading.is_some() { 1.6 * pen.theme.small().size } else { 0.0 }
    }

    fn height(&self, pen: &Pen<'_>) -> f32 {
        self.pitch(pen) * self.entries.len() as f32 + self.heading_height(pen)
    }

    fn draw(&self, pen: &mut Pen<'_>, plot: Rect, heights: Scale) {
        let (font, small) = (pen.theme.strong(), pen.theme.small());
        let left = plot.right() + LEADER;
        if let Some(heading) = &self.heading {
            let y = plot.top() + 0.5 * small.size;
            pen.text(pos2(left, y), Align::Start, small, pen.theme.ink_soft, heading);
        }
        let pitch = self.pitch(pen);
        let wanted: Vec<f32> = self.entries.iter().map(|name| heights.at(name.at.0)).collect();
        let room = (plot.top() + self.heading_height(pen) + pitch / 2.0, plot.bottom() - pitch / 2.0 + 2.0);
        for (name, middle) in self.entries.iter().zip(spread(&wanted, pitch, room)) {
            let has_change = name.change.is_some();
            let y = if has_change { middle - 0.65 * small.size } else { middle };
            if name.at.1 {
                let anchor = pos2(plot.right() + 2.0, heights.at(name.at.0));
                pen.hair(anchor, pos2(left - 5.0, middle), pen.theme.other);
            }
            let color = pen.theme.text_of(name.color);
            pen.text_for(name.subject.clone(), pos2(left, y), Align::Start, font, color, &name.text);
            if let Some(change) = &name.change {
                let at = pos2(left, y + 1.35 * small.size);
                pen.text(at, Align::Start, small, pen.theme.ink_soft, change);
            }
        }
    }
}

/// Places as near as can be to those wanted, in their order, no two nearer than a pitch, all within bounds where there
/// is room.
fn spread(wanted: &[f32], pitch: f32, (top, bottom): (f32, f32)) -> Vec<f32> {
    // Without their distances the places only have to rise: neighbours that would not are moved together.
    let mut blocks: Vec<(f32, usize)> = Vec::new();
    for (index, &place) in wanted.iter().enumerate() {
        let mut block = (place - pitch * index as f32, 1);
        while let Some(&(before, count)) = blocks.last().filter(|(before, _)| *before > block.0) {
            let all = count + block.1;
            block = ((before * count as f32 + block.0 * block.1 as f32) / all as f32, all);
            blocks.pop();
        }
        blocks.push(block);
    }
    let level = blocks.iter().flat_map(|&(place, count)| std::iter::repeat_n(place, count));
    let most = bottom - pitch * wanted.len().saturating_sub(1) as f32;
    level.enumerate().map(|(index, place)| place.min(most).max(top) + pitch * index as f32).collect()
}

impl Column {
    /// What part of it a layer is.
    pub fn share(&self, layer: usize) -> f64 {
        if self.total > 0.0 { self.layers[layer] / self.total } else { 0.0 }
    }

    /// `n 21`.
    pub fn n_in_words(&self) -> String {
        format!("n {}", grouped(self.total.round() as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_where_they_belong_and_apart() {
        assert_eq!(spread(&[10.0, 50.0, 90.0], 20.0, (0.0, 100.0)), [10.0, 50.0, 90.0]);
        assert_eq!(spread(&[50.0, 50.0], 20.0, (0.0, 100.0)), [40.0, 60.0]);
        assert_eq!(spread(&[0.0, 0.0, 5.0, 95.0], 20.0, (0.0, 100.0)), [0.0, 20.0, 40.0, 95.0]);
        assert_eq!(spread(&[95.0, 99.0], 20.0, (0.0, 100.0)), [80.0, 100.0]);
        assert_eq!(spread(&[], 20.0, (0.0, 100.0)), [0.0; 0]);
    }

    #[test]
    fn points_are_those_of_the_shares_that_are_shown() {
        assert_eq!(points(0.762, 0.265, Lang::En), "−49 points");
        assert_eq!(points(0.104, 0.096, Lang::En), "±0 points");
        assert_eq!(points(0.1, 0.235, Lang::Ko), "+14%p");
    }
}
