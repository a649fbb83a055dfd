//! A slide before it is a file: words, charts and pictures, each in its final place.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::Logo;
use crate::chart::ruler::wrap;
use crate::chart::{
    Chart, ChartInput, ChartOptions, FigureText, Font, MeasureText, NativeChart, NativeKind, Ruler, SavedView, Scene,
    Shape, Stroke, TextRun, Theme,
};

/// One slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// The first slide, which has the layout of a title slide.
    pub is_cover: bool,
    /// Its title.
    pub title: String,
    /// What stands under the title.
    pub subtitle: String,
    /// What it shows, in the order of reading.
    pub items: Vec<Item>,
    /// What stands at its foot.
    pub source_note: String,
    /// What the speaker reads, a paragraph each.
    pub notes: Vec<String>,
    /// The view that its chart shows.
    pub view: Option<SavedView>,
    /// What stands in its lower right corner.
    pub logo: Option<Logo>,
}

/// One thing on a slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where, in points from the top left of the slide.
    pub rect: Rect,
    /// Its name in the list of objects.
    pub name: String,
    /// What a person who cannot see it is told.
    pub description: String,
    /// What it is.
    pub content: Content,
}

/// What a thing on a slide is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Paragraphs, wrapped to the width.
    Text(Vec<Paragraph>),
    /// A chart of the office program, and the same drawn by us where there is no such program.
    Chart(NativeChart, Scene),
    /// A picture of shapes and text.
    Drawn(Scene),
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// What it says.
    pub text: String,
    /// Its type.
    pub font: Font,
    /// Its colour.
    pub color: Color32,
}

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
const LINE: f32 = 1.35;

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
        let logo = logo.map(|pixels| super::logo::place(self.body, pixels));
        let note_right = logo.map_or(self.body.right(), |logo| logo.left() - 12.0);
        let subtitle_height = lines(subtitle, SUBTITLE, self.body.width(), 2) as f32 * LINE * SUBTITLE.size;
        let note_lines = lines(source_note, NOTE, note_right - self.body.left(), 3) as f32;
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

    /// The type of a title: smaller where it needs two lines.
    pub fn title_font(&self, title: &str, theme: &Theme) -> Font {
        let mut font = Font { size: (self.size.x / 36.0).clamp(theme.heading().size, 27.0), bold: true };
        if Ruler::shipped().width(title, font) > self.title.width() {
            font.size = (0.8 * font.size).max(theme.heading().size);
        }
        font
    }
}

impl Slide {
    /// A slide of one chart.
    pub fn of_chart(chart: Chart, input: &ChartInput<'_>, text: &FigureText, frame: &Frame, theme: &Theme) -> Self {
        let place = frame.body(&text.subtitle, &text.source_note, text.logo).content;
        Self {
            is_cover: false,
            title: text.title.clone(),
            subtitle: text.subtitle.clone(),
            items: vec![Item::of_chart(chart, input, place, theme).described(&text.alt)],
            source_note: text.source_note.clone(),
            notes: super::notes::of_chart(chart, input, text),
            view: Some(SavedView::of(chart, input)),
            logo: None,
        }
    }

    /// What its charts had no room for.
    pub fn left_out(&self) -> Vec<String> {
        let of_item = |item: &Item| match &item.content {
            // The office program's own chart has all bars; its key is its own.
            Content::Chart(native, _) if native.kind != NativeKind::Line => Vec::new(),
            Content::Chart(_, drawn) | Content::Drawn(drawn) => drawn.left_out.clone(),
            Content::Text(_) => Vec::new(),
        };
        self.items.iter().flat_map(of_item).collect()
    }

    fn logo_pixels(&self) -> Option<[u32; 2]> {
        self.logo.as_ref().map(|logo| logo.pixels)
    }

    /// Where things go on it.
    pub(super) fn body(&self, frame: &Frame) -> Body {
        frame.body(&self.subtitle, &self.source_note, self.logo_pixels())
    }

    /// The whole slide as one picture.
    pub fn scene(&self, frame: &Frame, theme: &Theme) -> Scene {
        let mut scene = Scene::new(frame.size, theme.ground);
        let body = self.body(frame);
        scene.logo = body.logo;
        if self.is_cover {
            self.draw_cover(&mut scene, frame, theme);
            return scene;
        }
        let paragraph = |text: &str, font, color| Paragraph { text: text.to_owned(), font, color };
        let title = paragraph(&self.title, frame.title_font(&self.title, theme), theme.ink);
        let lines = wrap(&title.text, title.font, frame.title.width(), Ruler::shipped(), 2).len() as f32;
        let top = frame.title.bottom() - 1.25 * title.font.size * lines;
        draw_text(&mut scene, Rect::from_min_max(pos2(frame.title.left(), top), frame.title.max), &[title], 1.25);
        draw_text(&mut scene, body.subtitle, &[paragraph(&self.subtitle, SUBTITLE, theme.ink_soft)], LINE);
        for item in &self.items {
            match &item.content {
                Content::Text(paragraphs) => draw_text(&mut scene, item.rect, paragraphs, LINE),
                Content::Chart(_, drawn) | Content::Drawn(drawn) => {
                    scene.append(drawn.clone(), item.rect.min.to_vec2());
                }
            }
        }
        if !self.source_note.is_empty() {
            let y = body.note.top() - 5.0;
            let rule = Stroke::new(1.0, theme.border);
            scene.add(Shape::segment(pos2(body.note.left(), y), pos2(frame.body.right(), y), rule));
            draw_text(&mut scene, body.note, &[paragraph(&self.source_note, NOTE, theme.ink_soft)], LINE);
        }
        scene
    }
}

impl Slide {
    fn draw_cover(&self, scene: &mut Scene, frame: &Frame, theme: &Theme) {
        let (place, below) = super::pptx::cover_rects(frame);
        let mut font = frame.title_font(&self.title, theme);
        font.size *= 1.4;
        let lines = wrap(&self.title, font, place.width(), Ruler::shipped(), 3).len() as f32;
        let title = Paragraph { text: self.title.clone(), font, color: theme.ink };
        draw_text(scene, place.with_min_y(place.bottom() - 1.25 * font.size * lines), &[title], 1.25);
        draw_text(scene, below, &super::pptx::cover_paragraphs(self, theme), LINE);
    }
}

impl Item {
    /// A chart: the office program's own where it has one.
    pub fn of_chart(chart: Chart, input: &ChartInput<'_>, rect: Rect, theme: &Theme) -> Self {
        // A slide does not grow with a list.
        let options = ChartOptions { all_partners: false, ..input.options.clone() };
        let input = &ChartInput { options: &options, ..*input };
        let mut drawn = chart.layout(input, rect.size(), theme, Ruler::shipped());
        // The ground is the slide's.
        drawn.background = Color32::TRANSPARENT;
        let mut description = super::notes::description(chart, input);
        let content = if let Some(native) = chart.native(input, theme) {
            Content::Chart(native, drawn)
        } else {
            description.push_str(&super::notes::cut_names(&drawn, input.lang));
            Content::Drawn(drawn)
        };
        let name = chart.title().text(input.lang).to_owned();
        Self { rect, name, description, content }
    }

    /// With a description in one's own words; empty ones leave that which follows from the chart.
    #[must_use]
    pub fn described(mut self, alt: &str) -> Self {
        if !alt.is_empty() {
            alt.clone_into(&mut self.description);
        }
        self
    }
}

/// Wraps paragraphs into a box and draws what fits.
fn draw_text(scene: &mut Scene, rect: Rect, paragraphs: &[Paragraph], line: f32) {
    let ruler = Ruler::shipped();
    let mut y = rect.top();
    for Paragraph { text, font, color } in paragraphs {
        for text in wrap(text, *font, rect.width(), ruler, 4) {
            let height = line * font.size;
            if y + 0.9 * height > rect.bottom() + 1.0 {
                return;
            }
            let baseline = y + f32::midpoint(height, ruler.cap_height(*font));
            let width = ruler.width(&text, *font);
            let origin = Pos2::new(rect.left(), baseline);
            scene.add(Shape::Text(TextRun { origin, angle_degrees: 0.0, text, font: *font, color: *color, width }));
            y += height;
        }
    }
}
