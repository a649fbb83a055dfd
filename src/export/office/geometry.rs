//! Where things go on a slide: the title, the body below it and its parts, for a slide of any size.

use emath::{Rect, Vec2, pos2, vec2};

use crate::chart::ruler::wrap;
use crate::chart::{Font, MeasureText, Ruler, Theme};
use crate::export::logo;

/// Where things go on the slides of a deck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width and height of the slide in points.
    pub size: Vec2,
    /// The box of the title; its text stands at the foot of it.
    pub title: Rect,
    /// Everything below the title.
    pub body: Rect,
}

/// The parts of a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    /// Under the title.
    pub subtitle: Rect,
    /// Chart or text.
    pub content: Rect,
    /// At the foot.
    pub note: Rect,
    /// Beside the note.
    pub logo: Option<Rect>,
}

/// The line under the title.
pub(super) const SUBTITLE: Font = Font { size: 14.0, bold: false };
/// The source note.
pub(super) const NOTE: Font = Font { size: 10.0, bold: false };
/// The height of a line of either, in sizes of its type.
pub(super) const LINE: f32 = 1.35;

impl Frame {
    /// 13.333 x 7.5 inches.
    pub fn wide() -> Self {
        Self::of(vec2(960.0, 540.0))
    }

    /// A slide of any size, with margins that follow it.
    pub fn of(size: Vec2) -> Self {
        // 13.333 inches are meant to be 13 and a third.
        let size = vec2(size.x.round(), size.y.round());
        let margin = (size.x / 22.0).clamp(12.0, 44.0);
        let width = size.x - 2.0 * margin;
        let title = Rect::from_min_size(pos2(margin, 0.05 * size.y), vec2(width, 0.105 * size.y));
        let body =
            Rect::from_min_max(pos2(margin, title.bottom() + 2.0), pos2(margin + width, size.y - 0.035 * size.y));
        Self { size, title, body }
    }

    /// The parts of the body for these words and a logo of these proportions.
    pub fn body(&self, subtitle: &str, source_note: &str, logo: Option<[u32; 2]>) -> Body {
        let ruler = Ruler::shipped();
        let lines = |text: &str, font, width, most| {
            if text.is_empty() { 0 } else { wrap(text, font, width, ruler, most).len() }
        };
        let logo = logo.map(|pixels| logo::place(self.body, pixels));
        let note_right = logo.map_or(self.body.right(), |logo| logo.left() - 12.0);
        let subtitle_height = lines(subtitle, SUBTITLE, self.body.width(), 3) as f32 * LINE * SUBTITLE.size;
        let note_lines = lines(source_note, NOTE, note_right - self.body.left(), 5) as f32;
        let note_height = (note_lines * LINE * NOTE.size).max(logo.map_or(0.0, |logo| logo.height()));
        let (top, bottom) = (self.body.top(), self.body.bottom());
        let across = |from: f32, to: f32| {
            Rect::from_min_max(pos2(self.body.left(), from), pos2(self.body.right(), to.max(from)))
        };
        Body {
            subtitle: across(top, top + subtitle_height),
            content: across(top + subtitle_height + 14.0, bottom - note_height - 12.0),
            note: across(bottom - note_height, bottom).with_max_x(note_right),
            logo,
        }
    }

    /// Title and subtitle of the first slide.
    pub(super) fn cover(&self) -> (Rect, Rect) {
        let (left, right) = (self.body.left(), self.body.right());
        let rect = |top: f32, bottom: f32| {
            Rect::from_min_max(pos2(left, top * self.size.y), pos2(right, bottom * self.size.y))
        };
        (rect(0.22, 0.46), rect(0.48, 0.9))
    }

    /// The type of a title: smaller where it needs two lines.
    pub fn title_font(&self, title: &str, theme: &Theme) -> Font {
        let mut font = Font { size: (self.size.x / 36.0).clamp(theme.heading().size, 27.0), bold: true };
        if Ruler::shipped().width(title, font) > self.title.width() {
            font.size = (0.8 * font.size).max(theme.heading().size);
        }
        font
    }
}
