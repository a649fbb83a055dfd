//! A slide before it is a file: words, charts and pictures, each in its final place.

mod list;

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2};

use super::geometry::{Body, Frame, LINE, PANEL_RADIUS, TITLE_LINE, with_spare};
use super::table::SlideTable;
use crate::chart::ruler::wrap;
use crate::chart::{
    Chart, ChartInput, ChartOptions, FigureText, Font, MeasureText, NativeChart, NumberTable, Ruler, SavedView, Scene,
    Shape, Stroke, TextRun, Theme,
};
use crate::export::printed::{PrintedTable, layout_size};
use crate::export::{Logo, notes};
use crate::query::indicators::Finding;
use crate::words::{Lang, Word};

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
    /// The numbers of its chart, where it is to be a section of a document.
    pub table: Option<PrintedTable>,
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
    /// A table of the office program, and how it looks.
    Table(SlideTable, Scene),
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

impl Slide {
    /// A slide of one chart.
    pub fn of_chart(
        chart: Chart,
        finding: Option<&Finding>,
        input: &ChartInput<'_>,
        text: &FigureText,
        (frame, theme): (&Frame, &Theme),
    ) -> Self {
        let place = frame.body(&text.subtitle, &text.source_note, text.logo).content;
        Self::of_items(Item::of_figure(chart, finding, input, place, theme), chart, finding, input, text)
    }

    /// A slide of a chart that is laid out already.
    pub(in crate::export) fn of_items(
        mut items: Vec<Item>,
        chart: Chart,
        finding: Option<&Finding>,
        input: &ChartInput<'_>,
        text: &FigureText,
    ) -> Self {
        if let Some(first) = items.first_mut().filter(|_| !text.alt.is_empty()) {
            text.alt.clone_into(&mut first.description);
        }
        Self {
            is_cover: false,
            title: text.title.clone(),
            subtitle: text.subtitle.clone(),
            items,
            source_note: text.source_note.clone(),
            notes: notes::of_chart(chart, finding, input, text),
            view: Some(SavedView::of(chart, input)),
            logo: None,
            table: None,
        }
    }

    /// A slide that becomes a section of a document: its picture is of this shape, and its numbers are printed.
    pub(in crate::export) fn for_document(
        chart: Chart,
        finding: Option<&Finding>,
        input: &ChartInput<'_>,
        text: &FigureText,
        (shape, theme, table): (Vec2, &Theme, NumberTable),
    ) -> Self {
        let place = Rect::from_min_size(Pos2::ZERO, layout_size(shape));
        let item = Item::of_chart(chart, finding, input, place, theme).drawn(input);
        let slide = Self::of_items(vec![item], chart, finding, input, text);
        Self { table: Some(PrintedTable::of(table, chart.finds().is_some())), ..slide }
    }

    /// What its charts had no room for.
    pub fn left_out(&self, lang: Lang) -> Vec<String> {
        let of_item = |item: &Item| match &item.content {
            // The office program's own chart has all bars; its key is its own.
            Content::Chart(native, _) if !native.kind.is_line() => Vec::new(),
            Content::Chart(_, drawn) | Content::Drawn(drawn) => drawn.left_out.clone(),
            Content::Table(table, _) if table.left_out > 0 => {
                vec![Word::first_of_values(lang, &(table.all - table.left_out), &table.all)]
            }
            Content::Text(_) | Content::Table(..) => Vec::new(),
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
        // The ground of a template shows through.
        let ground = if frame.of_template.is_some() { Color32::TRANSPARENT } else { theme.ground };
        let mut scene = Scene::new(frame.size, ground);
        let body = self.body(frame);
        scene.logo = body.logo;
        self.draw_title(&mut scene, frame, theme);
        if self.is_cover {
            draw_text(&mut scene, frame.cover.1, &self.cover_paragraphs(frame, theme), LINE);
            return scene;
        }
        if let Some(rect) = frame.panel {
            let stroke = Stroke::new(0.0, theme.ground);
            scene.add(Shape::Rect { rect, radius: PANEL_RADIUS, fill: theme.ground, stroke });
        }
        let paragraph = |text: &str, font, color| Paragraph { text: text.to_owned(), font, color };
        draw_text(&mut scene, body.subtitle, &[paragraph(&self.subtitle, frame.subtitle_font(), theme.ink_soft)], LINE);
        for item in &self.items {
            match &item.content {
                Content::Text(paragraphs) => draw_text(&mut scene, item.rect, paragraphs, LINE),
                Content::Chart(_, drawn) | Content::Table(_, drawn) | Content::Drawn(drawn) => {
                    scene.append(drawn.clone(), item.rect.min.to_vec2());
                }
            }
        }
        if !self.source_note.is_empty() {
            let y = body.note.top() - 5.0;
            let rule = Stroke::new(1.0, theme.border);
            scene.add(Shape::segment(pos2(body.note.left(), y), pos2(frame.body.right(), y), rule));
            draw_text(&mut scene, body.note, &[paragraph(&self.source_note, frame.note_font(), theme.ink_soft)], LINE);
        }
        scene
    }
}

impl Slide {
    /// What stands under the title of the first slide; in a template's place for it, as much as that has room for.
    pub(super) fn cover_paragraphs(&self, frame: &Frame, theme: &Theme) -> Vec<Paragraph> {
        const SMALLER: [f32; 3] = [1.0, 0.93, 0.86];
        let [ink, ink_soft] = frame.of_template.map_or([theme.ink, theme.ink_soft], |look| look.cover_inks);
        let paragraphs = |share: f32| {
            let line = |text: &String, size: f32, color| {
                let font = Font { size: (share * size).round(), bold: false };
                Paragraph { text: text.clone(), font, color }
            };
            let first = line(&self.subtitle, 18.0 * frame.type_scale, ink);
            let rest = self.notes.iter().map(|text| line(text, frame.subtitle_font().size, ink_soft));
            std::iter::once(first).chain(rest).filter(|paragraph| !paragraph.text.is_empty()).collect::<Vec<_>>()
        };
        if frame.of_template.is_none() {
            return paragraphs(1.0);
        }
        let place = frame.cover.1;
        let count = |paragraphs: &[Paragraph]| {
            let mut bottom = 0.0;
            let fits = |paragraph: &&Paragraph| {
                let lines = wrap(&paragraph.text, with_spare(paragraph.font), place.width(), Ruler::shipped(), 9).len();
                bottom += lines as f32 * LINE * paragraph.font.size;
                bottom <= place.height() + 2.0
            };
            paragraphs.iter().take_while(fits).count()
        };
        let mut tried = SMALLER.map(paragraphs);
        let fitting = tried.iter().position(|paragraphs| count(paragraphs) == paragraphs.len()).unwrap_or(2);
        let mut chosen = std::mem::take(&mut tried[fitting]);
        chosen.truncate(count(&chosen).max(1));
        chosen
    }

    fn draw_title(&self, scene: &mut Scene, frame: &Frame, theme: &Theme) {
        let place = if self.is_cover { frame.cover.0 } else { frame.title };
        let look = frame.of_template.map(|look| if self.is_cover { look.cover } else { look.title });
        let (anchor, align, color) = look.map_or((1.0, 0.0, theme.ink), |look| (look.anchor, look.align, look.color));
        let fit = frame.title_fit(&self.title, self.is_cover, theme);
        let line = TITLE_LINE * fit.font.size;
        let mut top = place.top() + anchor * (place.height() - line * fit.lines.len() as f32);
        for text in fit.lines {
            let spare = place.width() - Ruler::shipped().width(&text, fit.font);
            let left = place.left() + align * spare.max(0.0);
            // A line that is wider in another typeface is not broken anew.
            let rect = Rect::from_min_max(pos2(left, top), pos2(place.right() + 0.1 * place.width(), top + line + 1.0));
            draw_text(scene, rect, &[Paragraph { text, font: fit.font, color }], TITLE_LINE);
            top += line;
        }
    }
}

impl Item {
    /// A chart: the office program's own where it has one.
    pub fn of_chart(
        chart: Chart,
        finding: Option<&Finding>,
        input: &ChartInput<'_>,
        rect: Rect,
        theme: &Theme,
    ) -> Self {
        // A slide does not grow with a list.
        let options = ChartOptions { all_partners: false, ..input.options.clone() };
        let input = &ChartInput { options: &options, ..*input };
        let mut drawn = chart.layout_of(finding, input, rect.size(), theme, Ruler::shipped());
        // The ground is the slide's.
        drawn.background = Color32::TRANSPARENT;
        let mut description = notes::description_of(chart, finding, input);
        let content = if let Some(native) = chart.native_of(finding, input, theme) {
            Content::Chart(native, drawn)
        } else {
            description.push_str(&notes::cut_names(&drawn, input.lang));
            Content::Drawn(drawn)
        };
        let name = chart.title_in(input);
        Self { rect, name, description, content }
    }

    /// Drawn by us, though an office program has a chart of its own.
    #[must_use]
    pub(in crate::export) fn drawn(mut self, input: &ChartInput<'_>) -> Self {
        if let Content::Chart(_, drawn) = self.content {
            self.description.push_str(&notes::cut_names(&drawn, input.lang));
            self.content = Content::Drawn(drawn);
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
