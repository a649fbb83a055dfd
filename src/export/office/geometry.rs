//! Where things go on a slide: the title, the body below it and its parts, for a slide of any size.

use ecolor::Color32;
use emath::{Rect, Vec2, pos2, vec2};

use crate::chart::ruler::{fit as fit_text, wrap};
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
    /// Title of the first slide, and what stands under it.
    pub cover: (Rect, Rect),
    /// What is laid under the body where the ground of the slide would not let it be read.
    pub panel: Option<Rect>,
    /// How words look that a template has a look for.
    pub of_template: Option<TemplateLook>,
    /// How much larger type is than on a slide of 13.333 x 7.5 inches: larger slides are seen as large as others.
    pub type_scale: f32,
}

/// How a template has titles look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TemplateLook {
    /// Of slides with a figure.
    pub title: TitleLook,
    /// Of the first slide.
    pub cover: TitleLook,
    /// What stands under the title of the first slide: what is read first, and the rest.
    pub cover_inks: [Color32; 2],
}

/// How a title looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TitleLook {
    /// Points.
    pub size: f32,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Whether it is set in capitals.
    pub is_upper: bool,
    /// 0 where it stands at the top of its box, 1 at its foot.
    pub anchor: f32,
    /// 0 where its lines begin on the left, 0.5 where they are centred.
    pub align: f32,
    /// A colour that can be read.
    pub color: Color32,
    /// Whether that is the one that the template gives it.
    pub is_own_color: bool,
}

/// A title as it fits its box.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleFit {
    /// What is shown: the whole, or its beginning.
    pub text: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Its type.
    pub font: Font,
    /// Whether some of it is not shown.
    pub is_cut: bool,
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
const SUBTITLE: Font = Font { size: 14.0, bold: false };
/// The source note.
const NOTE: Font = Font { size: 10.0, bold: false };
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
        Self { size, title, body, cover: Self::cover_of(size, body), panel: None, of_template: None, type_scale: 1.0 }
    }

    /// Title and subtitle of a first slide that nobody gave a place to.
    fn cover_of(size: Vec2, body: Rect) -> (Rect, Rect) {
        let rect = |top: f32, bottom: f32| {
            Rect::from_min_max(pos2(body.left(), top * size.y), pos2(body.right(), bottom * size.y))
        };
        (rect(0.22, 0.46), rect(0.48, 0.9))
    }

    /// The type of the line under the title.
    pub(super) fn subtitle_font(&self) -> Font {
        Font { size: self.type_scale * SUBTITLE.size, ..SUBTITLE }
    }

    /// The type of the source note.
    pub(super) fn note_font(&self) -> Font {
        Font { size: self.type_scale * NOTE.size, ..NOTE }
    }

    /// The parts of the body for these words and a logo of these proportions.
    pub fn body(&self, subtitle: &str, source_note: &str, logo: Option<[u32; 2]>) -> Body {
        let ruler = Ruler::shipped();
        let lines = |text: &str, font, width, most| {
            let font = with_spare(font);
            if text.is_empty() { 0 } else { wrap(text, font, width, ruler, most).len() }
        };
        let logo = logo.map(|pixels| logo::place(self.body, pixels));
        let note_right = logo.map_or(self.body.right(), |logo| logo.left() - 12.0);
        let (subtitle_font, note_font) = (self.subtitle_font(), self.note_font());
        let subtitle_height = lines(subtitle, subtitle_font, self.body.width(), 3) as f32 * LINE * subtitle_font.size;
        let note_lines = lines(source_note, note_font, note_right - self.body.left(), 5) as f32;
        let note_height = (note_lines * LINE * note_font.size).max(logo.map_or(0.0, |logo| logo.height()));
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

    /// The type of a title: smaller where it needs two lines.
    pub fn title_font(&self, title: &str, theme: &Theme) -> Font {
        let mut font = Font { size: (self.size.x / 36.0).clamp(theme.heading().size, 27.0), bold: true };
        if Ruler::shipped().width(title, font) > self.title.width() {
            font.size = (0.8 * font.size).max(theme.heading().size);
        }
        font
    }

    /// A title as it stands in its box: shrunk no further than 20 points, on two lines, or cut.
    pub fn title_fit(&self, title: &str, is_cover: bool, theme: &Theme) -> TitleFit {
        let rect = if is_cover { self.cover.0 } else { self.title };
        let Some(look) = self.of_template else {
            let mut font = self.title_font(title, theme);
            font.size *= if is_cover { 1.4 } else { 1.0 };
            return fit(title, rect, if is_cover { 3 } else { 2 }, &[font.size], (font.bold, 1.0, false));
        };
        let look = if is_cover { look.cover } else { look.title };
        let least = LEAST_TITLE.min(look.size);
        let steps = ((look.size - least) / 2.0).ceil() as usize;
        let sizes: Vec<f32> = (0..=steps).map(|step| (look.size - 2.0 * step as f32).max(least)).collect();
        // A narrow box at the side of a slide is made for more lines.
        let lines = if rect.width() < 0.35 * self.size.x {
            6
        } else if is_cover {
            3
        } else {
            2
        };
        fit(title, rect, lines, &sizes, (look.is_bold, SPARE, look.is_upper))
    }
}

/// No title is set smaller, unless the template has them smaller.
const LEAST_TITLE: f32 = 20.0;
/// A line of a title, in sizes of its type.
pub(super) const TITLE_LINE: f32 = 1.25;
/// How round the corners of a panel are, in points.
pub(super) const PANEL_RADIUS: f32 = 8.0;
/// Another typeface than ours may be so much wider.
const SPARE: f32 = 1.08;

/// Type by which text is measured that another program may set in another typeface.
pub(super) fn with_spare(font: Font) -> Font {
    Font { size: SPARE * font.size, ..font }
}

/// Text cut to one line of this width, in whatever typeface it is set. Some programs part Hangul from the signs and
/// letters of other scripts beside it.
pub(super) fn fitted(text: &str, font: Font, width: f32) -> String {
    const SPARE_OF_HANGUL: f32 = 1.15;
    let has_hangul = text.chars().any(|char| ('\u{ac00}'..='\u{d7a3}').contains(&char));
    let room = if has_hangul { width / SPARE_OF_HANGUL } else { width };
    fit_text(text, with_spare(font), room, Ruler::shipped()).into_owned()
}

/// The first size at which a title fits, the largest first; at the last, its beginning.
fn fit(
    title: &str,
    rect: Rect,
    most_lines: usize,
    sizes: &[f32],
    (bold, spare, is_upper): (bool, f32, bool),
) -> TitleFit {
    let ruler = Ruler::shipped();
    let mut fitted =
        TitleFit { text: title.to_owned(), lines: Vec::new(), font: Font { size: 0.0, bold }, is_cut: false };
    for &size in sizes {
        let lines = ((rect.height() + 1.0) / (TITLE_LINE * size)).floor().clamp(1.0, most_lines as f32) as usize;
        let measured = Font { size: size * spare, bold };
        let shown = if is_upper { title.to_uppercase() } else { title.to_owned() };
        let whole = wrap(&shown, measured, rect.width(), ruler, 99);
        fitted.font.size = size;
        // No word is broken where smaller type would keep it whole.
        let is_broken = shown.split_whitespace().any(|word| ruler.width(word, measured) > rect.width());
        let is_last = Some(&size) == sizes.last();
        let is_too_high = 1.2 * size * whole.len() as f32 > rect.height() + 1.0;
        fitted.is_cut = whole.len() > lines || (is_broken || is_too_high) && !is_last;
        fitted.lines = whole;
        if !fitted.is_cut {
            return fitted;
        }
        fitted.lines = wrap(title, measured, rect.width(), ruler, lines);
    }
    if fitted.is_cut {
        fitted.text = fitted.lines.join(" ");
    }
    fitted
}
