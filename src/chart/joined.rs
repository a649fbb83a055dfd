//! When cities joined networks: the colours of years, and the key to them and to the signs beside them.

use emath::{Pos2, Rect, pos2, vec2};

use super::ChartInput;
use super::legend::{self, Entry, Sign};
use super::pen::Pen;
use super::scene::{Align, Shape, Stroke};
use super::theme::Theme;
use crate::data::Date;
use crate::query::Answer;
use crate::query::Pair;
use crate::words::Word;

/// First and last year of joining: the ends of a scale of colours. Nothing where no year is known.
#[derive(Clone, Copy)]
pub struct JoinedScale(Option<(i16, i16)>);

/// A scale of years, signs and a note, from the top left of an area.
pub struct Key<'a> {
    input: &'a ChartInput<'a>,
    scale: JoinedScale,
    signs: Vec<Entry>,
}

/// Width of the colours themselves.
const COLORS: f32 = 48.0;
/// From the colours to the years at their ends.
const GAP: f32 = 5.0;

impl JoinedScale {
    /// Of what has no years of joining: its key has signs alone.
    pub const NONE: Self = Self(None);

    /// Of everything that passes the standing filter, so that a year keeps its colour while one filters; where that has no
    /// year, of what passes.
    pub fn of(input: &ChartInput<'_>) -> Self {
        let span = |answer: &Answer| {
            let years = || answer.pairs(input.dataset).iter().filter_map(|pair| pair.joined.map(Date::year));
            years().min().zip(years().max())
        };
        Self(span(input.whole).or_else(|| span(input.answer)))
    }

    /// The colour of the year in which a pair began, where that is known.
    pub fn color(self, theme: &Theme, pair: &Pair) -> Option<ecolor::Color32> {
        let (first, last) = self.0?;
        let share = f32::from(pair.joined?.year() - first) / f32::from((last - first).max(1));
        Some(theme.on_scale(share))
    }
}

/// What `unknown` years of joining, leading roles and `left` networks look like, as far as some pairs have them.
pub fn signs(input: &ChartInput<'_>, theme: &Theme, pairs: &[Pair], [unknown, left]: [Sign; 2]) -> Vec<Entry> {
    let has = |holds: &dyn Fn(&Pair) -> bool| pairs.iter().any(holds);
    let signs = [
        (has(&|pair| pair.joined.is_none() && pair.left.is_none()), unknown, Word::YEAR_UNKNOWN),
        (has(&Pair::is_leading), Sign::Dot(theme.leading), Word::LEADING),
        (has(&|pair| pair.left.is_some()), left, Word::LEFT_NETWORK),
    ];
    let used = signs.into_iter().filter(|(is_used, ..)| *is_used);
    used.map(|(_, sign, word)| Entry::of(sign, word.text(input.lang))).collect()
}

/// The dot of a leading role.
pub fn leading_dot(theme: &Theme, center: Pos2) -> Shape {
    Shape::Circle { center, radius: 2.6, fill: theme.leading, stroke: Stroke::new(0.8, theme.ground) }
}

impl<'a> Key<'a> {
    /// A key to a scale and signs.
    pub fn new(input: &'a ChartInput<'a>, scale: JoinedScale, signs: Vec<Entry>) -> Self {
        Self { input, scale, signs }
    }

    /// The name of the first year.
    fn first(&self) -> Option<String> {
        self.scale.0.map(|(first, _)| Word::joined_from(self.input.lang, &first))
    }

    /// Width of the colours with the years at their ends.
    fn scale_width(&self, pen: &Pen<'_>) -> f32 {
        let font = pen.theme.small();
        self.first().map_or(0.0, |first| pen.width(&first, font) + COLORS + pen.width("2000", font) + 2.0 * GAP + 14.0)
    }

    fn signs_width(&self, pen: &Pen<'_>) -> f32 {
        self.signs.iter().map(|entry| pen.width(&entry.name, pen.theme.small()) + 30.0).sum()
    }

    /// Room for it and the longest note there may be: one line, up to four where the picture is narrow.
    pub fn height(&self, pen: &Pen<'_>, longest_note: &str) -> f32 {
        let line_height = pen.theme.small().size + 7.0;
        let beside = self.scale_width(pen) + self.signs_width(pen);
        let note = pen.width(longest_note, pen.theme.small());
        let width = pen.scene.size.x;
        let lines = if beside + note <= width {
            1.0
        } else if beside <= width {
            2.0
        } else {
            3.0
        };
        // The note may need a line more.
        let more = if note > width { 1.0 } else { 0.0 };
        8.0 + (lines + more) * line_height
    }

    /// Draws it with a note on what is left out, and returns its lower end.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Rect, note: &str) -> f32 {
        let font = pen.theme.small();
        let line_height = font.size + 7.0;
        let (soft, y) = (pen.theme.ink_soft, area.top() + line_height / 2.0);
        let (scale_width, signs_width) = (self.scale_width(pen), self.signs_width(pen));
        self.draw_scale(pen, pos2(area.left(), y));
        let is_beside = scale_width + signs_width <= area.width();
        let (left, top) = if is_beside { (area.left() + scale_width, 0.0) } else { (area.left(), line_height) };
        // Signs alone take the line of the scale, too.
        let (first, lines) = if scale_width > 0.0 { (top, 1.0) } else { (0.0, 1.0 + top / line_height) };
        let signs_size = vec2(area.right() - left, lines * line_height);
        let signs_area = Rect::from_min_size(pos2(left, area.top() + first), signs_size);
        legend::draw(pen, signs_area, font, self.input.lang, &self.signs);
        if !note.is_empty() {
            pen.scene.left_out.push(note.to_owned());
        }
        if is_beside && scale_width + signs_width + pen.width(note, font) <= area.width() {
            pen.text(pos2(area.right(), y), Align::End, font, soft, note);
            return area.top() + line_height + top;
        }
        let lines = super::ruler::wrap(note, font, area.width(), pen.ruler, 2);
        for (index, line) in lines.iter().enumerate() {
            let y = y + top + line_height * (index as f32 + 1.0);
            pen.text(pos2(area.left(), y), Align::Start, font, soft, line);
        }
        area.top() + line_height + top + line_height * lines.len() as f32
    }

    fn draw_scale(&self, pen: &mut Pen<'_>, at: Pos2) {
        const STEPS: usize = 8;
        let (Some((_, last)), Some(first)) = (self.scale.0, self.first()) else { return };
        let (font, soft) = (pen.theme.small(), pen.theme.ink_soft);
        let x = pen.text(at, Align::Start, font, soft, &first).right() + GAP;
        let step_width = COLORS / STEPS as f32;
        for step in 0..STEPS {
            let color = pen.theme.on_scale(step as f32 / (STEPS - 1) as f32);
            let min = pos2(x + step as f32 * step_width, at.y - 5.0);
            pen.scene.add(Shape::filled(Rect::from_min_size(min, vec2(step_width + 0.2, 10.0)), 0.0, color));
        }
        pen.text(pos2(x + COLORS + GAP, at.y), Align::Start, font, soft, &last.to_string());
    }
}
