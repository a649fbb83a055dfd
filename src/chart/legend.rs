//! Keys of colours and signs, wrapped to their width; an entry that stands for a value can be clicked.

use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

use super::ChartInput;
use super::pen::Pen;
use super::scene::{Align, Font, Shape, Stroke};
use crate::query::Subject;
use crate::query::aggregate::Stack;
use crate::words::{Lang, Word};

/// A sign and its name.
pub struct Entry {
    /// The sign.
    pub sign: Sign,
    /// What it stands for, in words.
    pub name: String,
    /// What it stands for.
    pub subject: Option<Subject>,
}

/// What a key shows before a name.
#[derive(Clone, Copy)]
pub enum Sign {
    /// A filled square.
    Square(Color32),
    /// A square hatched as bars of periods that were not over.
    Hatched(Color32),
    /// A frame, struck through.
    Struck(Color32),
    /// A filled circle.
    Dot(Color32),
    /// A hollow circle.
    Ring(Color32),
    /// A hollow square.
    Frame(Color32),
    /// A line.
    Stroke(Color32),
    /// A line of a width.
    Line(f32, Color32),
    /// A broken line.
    Dashes(Color32),
    /// A diamond of a radius; hollow or filled.
    Diamond(f32, Color32, bool),
}

/// Width of every sign.
const SIGN: f32 = 9.0;
/// From a sign to its name.
const GAP: f32 = 5.0;

impl Entry {
    /// An ornament: a sign that is explained but stands for no value.
    pub fn of(sign: Sign, name: impl Into<String>) -> Self {
        Self { sign, name: name.into(), subject: None }
    }
}

/// Width of one entry.
pub fn width(pen: &Pen<'_>, entry: &Entry, font: Font) -> f32 {
    SIGN + GAP + pen.width(&entry.name, font)
}

/// The entries for the layers of a stack.
pub fn layers(input: &ChartInput<'_>, pen: &Pen<'_>, stack: &Stack, layers: &[usize]) -> Vec<Entry> {
    let entry = |&layer: &usize| Entry {
        sign: Sign::Square(input.layer_color(pen.theme, stack, layer)),
        name: input.layer_name(stack, layer).to_owned(),
        subject: stack.layers[layer].map(|code| Subject::Value(stack.field, code)),
    };
    layers.iter().map(entry).collect()
}

/// Draws entries from the top left of an area, in as many lines as it has room for, and returns the height used.
/// Where they do not all fit, the end says how many more there are.
pub fn draw(pen: &mut Pen<'_>, area: Rect, font: Font, lang: Lang, entries: &[Entry]) -> f32 {
    if entries.is_empty() {
        return 0.0;
    }
    let line_height = font.size + 7.0;
    let widths: Vec<f32> = entries.iter().map(|entry| width(pen, entry, font).min(area.width())).collect();
    // One line where it fits, spread no wider than reads well.
    let gaps = (entries.len() - 1).max(1) as f32;
    let spread = ((area.width() - widths.iter().sum::<f32>()) / gaps).clamp(12.0, 22.0);
    let places = places(&widths, spread, area.width());
    let lines = ((area.height() / line_height) as usize).max(1);
    let end_of = |index: usize| places[index].1 + widths[index] + spread;
    let at = |line: usize, x: f32| pos2(area.left() + x, area.top() + line_height * (line as f32 + 0.5));
    let more = |shown: usize| Word::more_lanes(lang, &(entries.len() - shown));
    let mut shown = places.iter().take_while(|(line, _)| *line < lines).count();
    if shown < entries.len() {
        pen.scene.left_out.push(Word::first_of_key(lang, &shown, &entries.len()));
        while shown > 1 && end_of(shown - 1) + pen.width(&more(shown), font) > area.width() {
            shown -= 1;
        }
        let from = at(places[shown - 1].0, end_of(shown - 1));
        let more = pen.fit(&more(shown), font, area.right() - from.x).into_owned();
        pen.text(from, Align::Start, font, pen.theme.ink_soft, &more);
    }
    for (entry, &(line, x)) in entries.iter().zip(&places).take(shown) {
        let from = at(line, x);
        draw_sign(pen, from + vec2(SIGN / 2.0, 0.0), entry.sign);
        let name = pen.fit(&entry.name, font, area.width() - SIGN - GAP).into_owned();
        let from = from + vec2(SIGN + GAP, 0.0);
        pen.text_for(entry.subject.clone(), from, Align::Start, font, pen.theme.ink_soft, &name);
    }
    line_height * (places[shown - 1].0 + 1) as f32
}

/// The line and the left end of things of these widths, set one after the other.
fn places(widths: &[f32], spread: f32, line_width: f32) -> Vec<(usize, f32)> {
    let (mut line, mut x) = (0, 0.0);
    let place = |&width: &f32| {
        if x > 0.0 && x + width > line_width + 0.5 {
            (line, x) = (line + 1, 0.0);
        }
        let place = (line, x);
        x += width + spread;
        place
    };
    widths.iter().map(place).collect()
}

fn draw_sign(pen: &mut Pen<'_>, center: Pos2, sign: Sign) {
    let square = Rect::from_center_size(center, vec2(SIGN, SIGN));
    match sign {
        Sign::Square(color) => pen.scene.add(Shape::filled(square, 2.0, color)),
        Sign::Hatched(color) => {
            pen.scene.add(Shape::filled(square, 0.0, color));
            hatch(pen, square);
        }
        Sign::Struck(color) => {
            let stroke = Stroke::new(1.2, color);
            pen.scene.add(Shape::Rect { rect: square, radius: 2.0, fill: pen.theme.ground, stroke });
            pen.scene.add(Shape::segment(square.left_bottom(), square.right_top(), stroke));
        }
        Sign::Dot(color) => {
            pen.scene.add(Shape::Circle { center, radius: 3.2, fill: color, stroke: Stroke::NONE });
        }
        Sign::Ring(color) => {
            let stroke = Stroke::new(1.3, color);
            pen.scene.add(Shape::Circle { center, radius: 3.2, fill: pen.theme.ground, stroke });
        }
        Sign::Frame(color) => {
            let stroke = Stroke::new(1.2, color);
            pen.scene.add(Shape::Rect { rect: square.shrink(0.6), radius: 2.0, fill: pen.theme.ground, stroke });
        }
        Sign::Stroke(color) => draw_sign(pen, center, Sign::Line(2.0, color)),
        Sign::Line(width, color) => {
            let stroke = Stroke::new(width, color);
            pen.scene.add(Shape::segment(square.left_center(), square.right_center(), stroke));
        }
        Sign::Dashes(color) => {
            let (from, to) = (square.left_center(), square.right_center());
            for (begin, end) in [(0.0, 0.4), (0.6, 1.0)] {
                pen.scene.add(Shape::segment(from.lerp(to, begin), from.lerp(to, end), Stroke::new(1.2, color)));
            }
        }
        Sign::Diamond(radius, color, is_hollow) => {
            pen.scene.add(diamond(center, radius, color, is_hollow, pen.theme.ground));
        }
    }
}

/// A diamond; hollow where the date says only that it existed then.
pub fn diamond(center: Pos2, radius: f32, color: Color32, is_hollow: bool, ground: Color32) -> Shape {
    let points = [vec2(0.0, -radius), vec2(radius, 0.0), vec2(0.0, radius), vec2(-radius, 0.0)];
    let (fill, stroke) = if is_hollow { (ground, Stroke::new(1.2, color)) } else { (color, Stroke::NONE) };
    Shape::Polygon { points: points.map(|offset| center + offset).to_vec(), fill, stroke }
}

/// Marks a period that was not over when the facts were collected.
pub fn hatch(pen: &mut Pen<'_>, rect: Rect) {
    const STEP: f32 = 5.0;
    let stroke = Stroke::new(1.2, pen.theme.ground);
    let mut y = rect.top();
    while y < rect.bottom() + rect.width() {
        // From the left edge up to the right, cut off at the top and the bottom.
        let (from, to) = (pos2(rect.left(), y), pos2(rect.right(), y - rect.width()));
        let cut_low = (from.y - rect.bottom()).max(0.0);
        let cut_high = (rect.top() - to.y).max(0.0);
        let (from, to) = (pos2(from.x + cut_low, from.y - cut_low), pos2(to.x - cut_high, to.y + cut_high));
        if from.x < to.x {
            pen.scene.add(Shape::segment(from, to, stroke));
        }
        y += STEP;
    }
}
