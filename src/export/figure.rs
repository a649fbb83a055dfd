//! A chart or a slide on its way into a file: what a format asks for is made then, and only once.

use std::cell::OnceCell;

use ecolor::Color32;
use emath::{Rect, vec2};

use super::slide::{Content, Item};
use super::{Deck, DeckPlan, Frame, Logo, PaperSize, Slide, Template, notes};
use crate::chart::{
    Chart, ChartInput, FigureText, NativeChart, NumberTable, Ruler, SavedView, Scene, Theme, figure as page,
};
use crate::query::indicators::Finding;
use crate::words::{Lang, Word};

/// A picture, its numbers and its words. Nothing is laid out before it is asked for; the same figure gives the same bytes
/// each time.
pub struct Figure<'a> {
    shown: Shown<'a>,
    paper: PaperSize,
    theme: Theme,
    frame: Frame,
    template: Option<&'a Template>,
    logo: Option<Logo>,
    text_as: TextAs,
    is_transparent: bool,
    has_view: bool,
    scene: OnceCell<Scene>,
    slide: OnceCell<Slide>,
    section: OnceCell<Slide>,
    table: OnceCell<NumberTable>,
    native: OnceCell<Option<NativeChart>>,
    description: OnceCell<String>,
    notes: OnceCell<Vec<String>>,
    finding: OnceCell<Option<Finding>>,
}

/// What a figure is made from.
enum Shown<'a> {
    Chart(ChartOf<'a>),
    /// A slide of a deck, in the language of the deck.
    Slide(&'a Slide, Lang),
}

/// A chart, what it may know, and the words around it.
struct ChartOf<'a> {
    chart: Chart,
    input: ChartInput<'a>,
    text: FigureText,
}

/// As what a file holds it, where it is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// By itself, with its words.
    Page,
    /// On a slide.
    Slide,
    /// In a document.
    Section,
}

/// What becomes of text in an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextAs {
    /// It stays text: to be edited and searched, in our typeface where that is installed.
    #[default]
    Text,
    /// It becomes outlines: the same in every program.
    Outlines,
}

impl TextAs {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Text, Self::Outlines];

    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Outlines => "outlines",
        }
    }
}

/// How a figure is made. To be said before anything is asked of it.
impl<'a> Figure<'a> {
    /// A chart with its words, for a page of this size.
    pub fn of_chart(chart: Chart, input: &ChartInput<'a>, text: FigureText, paper: PaperSize, theme: &Theme) -> Self {
        let is_classic = (paper.points.x / paper.points.y - 4.0 / 3.0).abs() < 0.01;
        let frame = if is_classic { Frame::of(vec2(720.0, 540.0)) } else { Frame::wide() };
        Self::new(Shown::Chart(ChartOf { chart, input: *input, text }), paper, *theme, frame)
    }

    /// A slide of a deck by itself.
    pub fn of_slide(slide: &'a Slide, deck: &'a Deck, paper: PaperSize) -> Self {
        let (logo, template) = (slide.logo.clone(), deck.template.as_ref());
        let figure = Self::new(Shown::Slide(slide, deck.lang), paper, deck.theme, deck.frame);
        Self { template, logo, ..figure }
    }

    fn new(shown: Shown<'a>, paper: PaperSize, theme: Theme, frame: Frame) -> Self {
        Self {
            shown,
            paper,
            theme,
            frame,
            template: None,
            logo: None,
            text_as: TextAs::default(),
            is_transparent: false,
            has_view: true,
            scene: OnceCell::new(),
            slide: OnceCell::new(),
            section: OnceCell::new(),
            table: OnceCell::new(),
            native: OnceCell::new(),
            description: OnceCell::new(),
            notes: OnceCell::new(),
            finding: OnceCell::new(),
        }
    }

    /// With a logo in the lower right corner, for which its words keep a place.
    #[must_use]
    pub fn with_logo(self, logo: Option<Logo>) -> Self {
        Self { logo, ..self }
    }

    /// As a slide it goes into this presentation, and where things go follows from that.
    #[must_use]
    pub fn with_template(self, template: Option<&'a Template>) -> Self {
        let (frame, theme) = template.map_or((self.frame, self.theme), |template| template.fit(&self.theme));
        Self { theme, frame, template, ..self }
    }

    /// What an SVG holds in place of text.
    #[must_use]
    pub fn with_text_as(self, text_as: TextAs) -> Self {
        Self { text_as, ..self }
    }

    /// What the indicator of its chart finds, where that is known already.
    #[must_use]
    pub fn with_finding(self, finding: Option<Finding>) -> Self {
        Self { finding: OnceCell::from(finding), ..self }
    }

    /// Whether the picture has no ground.
    #[must_use]
    pub fn with_transparency(self, is_transparent: bool) -> Self {
        Self { is_transparent, ..self }
    }

    /// Without the view that made it: the file cannot be opened again as that view.
    #[must_use]
    pub fn without_view(self) -> Self {
        Self { has_view: false, ..self }
    }
}

/// What it is made of.
impl Figure<'_> {
    /// What it shows, in one line.
    pub fn title(&self) -> &str {
        match &self.shown {
            Shown::Chart(of) => &of.text.title,
            Shown::Slide(slide, _) => &slide.title,
        }
    }

    /// Where its numbers come from.
    pub fn source_note(&self) -> &str {
        match &self.shown {
            Shown::Chart(of) => &of.text.source_note,
            Shown::Slide(slide, _) => &slide.source_note,
        }
    }

    /// The language of its words.
    pub fn lang(&self) -> Lang {
        match &self.shown {
            Shown::Chart(of) => of.input.lang,
            Shown::Slide(_, lang) => *lang,
        }
    }

    /// How large it is on paper and in pixels.
    pub fn paper(&self) -> PaperSize {
        self.paper
    }

    /// What an SVG holds in place of text.
    pub fn text_as(&self) -> TextAs {
        self.text_as
    }

    /// What stands in the lower right corner, where the picture keeps a place for it.
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    /// The view it shows, to be opened again.
    pub fn view(&self) -> Option<SavedView> {
        match &self.shown {
            _ if !self.has_view => None,
            Shown::Chart(of) => Some(SavedView::of(of.chart, &of.input)),
            Shown::Slide(slide, _) => slide.view.clone(),
        }
    }

    /// What the indicator of its chart finds; picture, numbers and words are all made of it.
    fn finding(&self) -> Option<&Finding> {
        let find = || match &self.shown {
            Shown::Chart(of) => of.chart.finding(&of.input),
            Shown::Slide(..) => None,
        };
        self.finding.get_or_init(find).as_ref()
    }

    /// The picture, laid out at the size of the paper.
    pub fn scene(&self) -> &Scene {
        self.scene.get_or_init(|| {
            let mut scene = match &self.shown {
                Shown::Chart(of) => {
                    let of_what = (self.finding(), &of.input);
                    page(of.chart, of_what, &of.text, self.paper.points, &self.theme, Ruler::shipped())
                }
                Shown::Slide(slide, _) => slide.scene(&self.frame, &self.theme),
            };
            if self.is_transparent {
                scene.background = Color32::TRANSPARENT;
            }
            scene
        })
    }

    /// The slide as one picture: what [`Self::slide`] looks like. On a template the ground shows through.
    pub fn slide_scene(&self) -> Scene {
        self.slide().scene(&self.frame, &self.theme)
    }

    /// The same on a slide, laid out anew: its words have places of their own there.
    pub fn slide(&self) -> &Slide {
        self.slide.get_or_init(|| {
            let slide = match &self.shown {
                Shown::Chart(of) => self.slide_of_chart(of),
                Shown::Slide(slide, _) => (*slide).clone(),
            };
            Slide { view: self.view(), logo: self.logo.clone(), ..slide }
        })
    }

    /// A figure for half a slide takes half of the slide.
    fn slide_of_chart(&self, ChartOf { chart, input, text }: &ChartOf<'_>) -> Slide {
        let mut place = self.frame.body(&text.subtitle, &text.source_note, text.logo).content;
        let size = self.paper.points.min(place.size());
        if size.x < 0.99 * place.width() || size.y < 0.7 * place.height() {
            place = Rect::from_min_size(place.min, size);
        }
        let finding = self.finding();
        Slide::of_items(Item::of_figure(*chart, finding, input, place, &self.theme), *chart, finding, input, text)
    }

    /// The same as a section of a document.
    fn section(&self) -> &Slide {
        self.section.get_or_init(|| {
            let section = match &self.shown {
                Shown::Chart(ChartOf { chart, input, text }) => {
                    let how = (self.paper.points, &self.theme, self.table().clone());
                    Slide::for_document(*chart, self.finding(), input, text, how)
                }
                Shown::Slide(slide, _) => (*slide).clone(),
            };
            Slide { view: self.view(), logo: self.logo.clone(), ..section }
        })
    }

    /// The numbers behind it.
    pub fn table(&self) -> &NumberTable {
        self.table.get_or_init(|| match &self.shown {
            Shown::Chart(of) => of.chart.table_of(self.finding(), &of.input),
            Shown::Slide(..) => self.native().map(NativeChart::table).unwrap_or_default(),
        })
    }

    /// The chart as an office program draws it.
    pub fn native(&self) -> Option<&NativeChart> {
        let native = || match &self.shown {
            Shown::Chart(of) => of.chart.native_of(self.finding(), &of.input, &self.theme),
            Shown::Slide(slide, _) => slide.items.iter().find_map(|item| match &item.content {
                Content::Chart(native, _) => Some(native.clone()),
                _ => None,
            }),
        };
        self.native.get_or_init(native).as_ref()
    }

    /// What a person who cannot see it is told.
    pub fn description(&self) -> &str {
        self.description.get_or_init(|| match &self.shown {
            Shown::Chart(of) if !of.text.alt.is_empty() => of.text.alt.clone(),
            Shown::Chart(of) => {
                let cut = notes::cut_names(self.scene(), of.input.lang);
                format!("{}{cut} {}", notes::description_of(of.chart, self.finding(), &of.input), of.text.source_note)
            }
            Shown::Slide(slide, _) => {
                let texts = slide.items.iter().map(|item| item.description.as_str()).filter(|text| !text.is_empty());
                let description = texts.collect::<Vec<_>>().join(" ");
                if description.is_empty() { slide.subtitle.clone() } else { description }
            }
        })
    }

    /// Filter, sources and ids, a paragraph each.
    pub fn notes(&self) -> &[String] {
        self.notes.get_or_init(|| match &self.shown {
            Shown::Chart(of) => notes::of_chart(of.chart, self.finding(), &of.input, &of.text),
            Shown::Slide(slide, _) => slide.notes.clone(),
        })
    }
}

/// What becomes of it.
impl Figure<'_> {
    /// What a person should know before it is shown to others: type that is too small on a page, and what had no room.
    pub(super) fn warnings_of(&self, part: Part) -> Vec<String> {
        let mut warnings = Vec::new();
        let type_size = self.theme.for_page(self.paper.points).small().size;
        if part == Part::Page && type_size < 11.95 {
            warnings.push(Word::type_below(self.lang(), &format!("{type_size:.1}")));
        }
        let mut left_out = match part {
            Part::Page => self.scene().left_out.clone(),
            Part::Slide => self.slide().left_out(self.lang()),
            Part::Section => self.section().left_out(self.lang()),
        };
        left_out.dedup();
        if !left_out.is_empty() {
            warnings.push(Word::at_this_size(self.lang(), &left_out.join(", ")));
        }
        warnings
    }

    /// It as the only slide of a deck.
    pub(super) fn deck(&self) -> Deck {
        self.deck_of(vec![self.slide().clone()])
    }

    /// It as the only section of a document, and who published what it rests on.
    pub(super) fn document(&self) -> Deck {
        let sources = match &self.shown {
            Shown::Chart(of) => Some(self.sources(of)),
            Shown::Slide(..) => None,
        };
        self.deck_of(std::iter::once(self.section().clone()).chain(sources).collect())
    }

    fn sources(&self, ChartOf { chart, input, .. }: &ChartOf<'_>) -> Slide {
        let &ChartInput { dataset, whole, filter, options, lang, .. } = input;
        let plan = DeckPlan {
            dataset,
            whole,
            cities: &[],
            charts: &[],
            is_story: false,
            filter,
            options,
            lang,
            theme: &self.theme,
            frame: &self.frame,
            title: None,
            byline: "",
            logo: self.logo.as_ref(),
            is_document: true,
        };
        plan.sources(input, chart.tables())
    }

    fn deck_of(&self, slides: Vec<Slide>) -> Deck {
        Deck {
            title: self.title().to_owned(),
            lang: self.lang(),
            theme: self.theme,
            frame: self.frame,
            slides,
            template: self.template.cloned(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
