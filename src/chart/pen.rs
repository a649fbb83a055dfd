//! Places measured text on a [`Scene`]: layouts say where a text hangs, the pen turns that into a baseline.

use std::borrow::Cow;

use ecolor::Color32;
use emath::{Pos2, Rect, pos2};

use super::ruler::fit;
use super::scene::{Align, Font, MeasureText, Scene, Shape, Stroke, TextRun};
use super::theme::Theme;
use crate::query::Subject;

/// A scene in the making, with what a layout needs at every turn.
pub struct Pen<'a> {
    /// What has been drawn.
    pub scene: Scene,
    /// Colours and type.
    pub theme: &'a Theme,
    /// Widths and heights of text.
    pub ruler: &'a dyn MeasureText,
}

impl<'a> Pen<'a> {
    /// Starts an empty scene.
    pub fn new(size: emath::Vec2, theme: &'a Theme, ruler: &'a dyn MeasureText) -> Self {
        Self { scene: Scene::new(size, theme.ground), theme, ruler }
    }

    /// Width of a text in points.
    pub fn width(&self, text: &str, font: Font) -> f32 {
        self.ruler.width(text, font)
    }

    /// Cuts a text to a width; the whole is kept for those who are told what the picture shows.
    pub fn fit<'t>(&mut self, text: &'t str, font: Font, max_width: f32) -> Cow<'t, str> {
        let fitting = fit(text, font, max_width, self.ruler);
        if matches!(fitting, Cow::Owned(_)) {
            self.scene.cut_names.push(text.to_owned());
        }
        fitting
    }

    /// A line of text whose capitals are centred on `at.y`; returns the box it fills.
    pub fn text(&mut self, at: Pos2, align: Align, font: Font, color: Color32, text: &str) -> Rect {
        self.text_for(None, at, align, font, color, text)
    }

    /// The same for a text that stands for something.
    pub fn text_for(
        &mut self,
        subject: Option<Subject>,
        at: Pos2,
        align: Align,
        font: Font,
        color: Color32,
        text: &str,
    ) -> Rect {
        let width = self.width(text, font);
        let left = match align {
            Align::Start => at.x,
            Align::Middle => at.x - width / 2.0,
            Align::End => at.x - width,
        };
        let origin = pos2(left, at.y + self.ruler.cap_height(font) / 2.0);
        let run = TextRun { origin, angle_degrees: 0.0, text: text.to_owned(), font, color, width };
        let shape = Shape::Text(run);
        let bounds = shape.bounds();
        match subject {
            _ if text.is_empty() => {}
            Some(subject) => self.scene.add_for(subject, shape),
            None => self.scene.add(shape),
        }
        bounds
    }

    /// A text that climbs to the right from a point on its baseline, for column headers.
    pub fn climbing_text(&mut self, subject: Option<Subject>, origin: Pos2, font: Font, color: Color32, text: &str) {
        let width = self.width(text, font);
        let run = TextRun { origin, angle_degrees: CLIMB_DEGREES, text: text.to_owned(), font, color, width };
        match subject {
            Some(subject) => self.scene.add_for(subject, Shape::Text(run)),
            None => self.scene.add(Shape::Text(run)),
        }
    }

    /// A hair line.
    pub fn hair(&mut self, from: Pos2, to: Pos2, color: Color32) {
        self.scene.add(Shape::segment(from, to, Stroke::new(1.0, color)));
    }

    /// What the empty state says, in the middle of an area, on up to two lines.
    pub fn empty_state(&mut self, area: Rect, text: &str) {
        let font = self.theme.label();
        let lines = super::ruler::wrap(text, font, area.width() - 24.0, self.ruler, 3);
        let height = 1.5 * font.size;
        for (index, line) in lines.iter().enumerate() {
            let y = area.center().y + (index as f32 - (lines.len() as f32 - 1.0) / 2.0) * height;
            self.text(pos2(area.center().x, y), Align::Middle, font, self.theme.ink_soft, line);
        }
    }
}

/// The angle of column headers.
pub const CLIMB_DEGREES: f32 = -58.0;

/// How far to the right and how far up a point of climbing text leads.
pub fn climb() -> (f32, f32) {
    let (sin, cos) = (-CLIMB_DEGREES).to_radians().sin_cos();
    (cos, sin)
}
