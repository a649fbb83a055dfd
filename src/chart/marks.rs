//! What is written on a chart on request: values, shares, and how the last value differs from the first.

use emath::{Rect, pos2};
use serde::{Deserialize, Serialize};

use super::pen::Pen;
use super::ruler::wrap;
use super::scene::{Align, NativePlace};
use crate::words::{Lang, Word, grouped};

/// What is written on a figure beside its bars and lines. Part of a view: it travels inside the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Marks {
    /// The values of bars, and of the ends of lines.
    pub values: bool,
    /// Every stack is 100 %, its parts in percent, with n below; in place of counts.
    pub shares: bool,
    /// First and last value, their difference and the growth between them.
    pub change: bool,
}

impl Marks {
    /// Nothing.
    pub const NONE: Self = Self { values: false, shares: false, change: false };

    /// Whether nothing was asked for.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Two values of one thing, the first and the last that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodChange {
    /// Name and value of the first.
    pub first: (String, f64),
    /// Name and value of the last.
    pub last: (String, f64),
    /// From the one to the other.
    pub years: f64,
    /// What comes after the last but was not over when the facts were collected.
    pub left_out: Option<String>,
}

impl PeriodChange {
    /// Fewer than these at the beginning make any ratio look like much.
    pub const FEWEST: f64 = 5.0;

    /// `1995: 12 → 2024: 36`, `+24`, `×3.0`, `+3.9 % a year`, and what was left out.
    ///
    /// A ratio to fewer than five is no measure of growth, so there is none.
    pub fn parts(&self, lang: Lang) -> Vec<String> {
        let (first, last) = (self.first.1, self.last.1);
        let count = |value: f64| grouped(value.round() as usize);
        let mut parts = vec![format!("{}: {} → {}: {}", self.first.0, count(first), self.last.0, count(last))];
        parts.push(signed(last.round() - first.round(), |value| grouped(value as usize)));
        if first >= Self::FEWEST {
            let times = last / first;
            parts.push(Word::change_times(lang, &format!("{times:.1}")));
            if times > 0.0 && self.years >= 1.0 {
                let a_year = (times.powf(1.0 / self.years) - 1.0) * 100.0;
                parts.push(Word::change_a_year(lang, &signed(a_year, |value| format!("{value:.1}"))));
            }
        }
        parts.extend(self.left_out.as_ref().map(|name| Word::change_left_out(lang, name)));
        parts
    }

    /// All of it in one line.
    pub fn in_words(&self, lang: Lang) -> String {
        self.parts(lang).join(" · ")
    }
}

/// `+24`, `−3`, `±0`; the minus is a minus.
pub fn signed(value: f64, number: impl Fn(f64) -> String) -> String {
    let text = number(value.abs());
    match value {
        _ if text.chars().all(|char| !('1'..='9').contains(&char)) => format!("±{text}"),
        value if value < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}

/// Writes a line over a chart and gives the room that is left below it; an office program's own chart goes there too.
pub fn write_over(pen: &mut Pen<'_>, area: Rect, text: &str) -> Rect {
    const MOST_LINES: usize = 2;
    let font = pen.theme.strong();
    let from = pen.scene.marks.len();
    let lines = wrap(text, font, area.width(), pen.ruler, MOST_LINES);
    let line_height = 1.35 * font.size;
    for (index, line) in lines.iter().enumerate() {
        let y = area.top() + line_height * (index as f32 + 0.5);
        pen.text(pos2(area.left(), y), Align::Start, font, pen.theme.ink, line);
    }
    let rest = area.with_min_y(area.top() + line_height * lines.len() as f32 + 0.4 * font.size);
    pen.scene.native = Some(NativePlace { frame: rest, plot: None, beside: from..pen.scene.marks.len() });
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(first: f64, last: f64, years: f64) -> String {
        let named = |name: &str, value| (name.to_owned(), value);
        PeriodChange { first: named("1995", first), last: named("2024", last), years, left_out: None }
            .in_words(Lang::En)
    }

    #[test]
    fn a_change_says_both_ends_and_no_more_than_they_allow() {
        assert_eq!(change(12.0, 36.0, 29.0), "1995: 12 → 2024: 36 · +24 · ×3.0 · +3.9 % a year");
        assert_eq!(change(1200.0, 600.0, 1.0), "1995: 1,200 → 2024: 600 · −600 · ×0.5 · −50.0 % a year");
        assert_eq!(change(2.0, 30.0, 29.0), "1995: 2 → 2024: 30 · +28");
        assert_eq!(change(0.0, 0.0, 29.0), "1995: 0 → 2024: 0 · ±0");
        assert_eq!(change(7.0, 7.0, 29.0), "1995: 7 → 2024: 7 · ±0 · ×1.0 · ±0.0 % a year");
        assert_eq!(change(7.0, 0.0, 29.0), "1995: 7 → 2024: 0 · −7 · ×0.0");
    }
}
