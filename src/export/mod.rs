//! Out to a file: a figure or a deck becomes the bytes of a format, and the bytes become a whole file or none.

mod error;
mod file;
mod formats;
mod import_template;
mod logo;
mod notes;
mod office;
mod paper;
mod records;
mod reopen;
mod xml;

use std::path::Path;

use emath::Rect;
pub use error::{ExportError, LogoFault};
pub use file::{refuse_source, safe_file_name, write};
use formats::{csv, pdf, png, svg, xlsx};
pub use import_template::{template_csv, template_workbook};
pub use logo::Logo;
pub use notes::description;
pub use office::{Body, Deck, DeckPlan, Frame, Slide, Template, deck, slide};
pub use paper::{PRESETS, PaperSize};
pub use records::{RecordFile, as_lines};
pub use reopen::{ReopenError, read_view};
use serde::{Deserialize, Serialize};

use crate::chart::{Chart, ChartInput, FigureText, NativeChart, NumberTable, Ruler, SavedView, Scene, Theme, figure};
use crate::words::{Lang, Word};

/// A finished picture and what a file says about it. The same figure gives the same bytes each time.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture, laid out at the size of the paper.
    pub scene: Scene,
    /// What it shows, in one line.
    pub title: String,
    /// What a person who cannot see it is told.
    pub description: String,
    /// The language of its words.
    pub lang: Lang,
    /// How large it is on paper and in pixels.
    pub paper: PaperSize,
    /// What an SVG holds in place of text.
    pub text: TextAs,
    /// The view it shows, to be opened again.
    pub view: Option<SavedView>,
    /// The numbers behind it.
    pub table: NumberTable,
    /// The chart as an office program draws it.
    pub native: Option<NativeChart>,
    /// Filter, sources and ids, a paragraph each.
    pub notes: Vec<String>,
    /// The same on a slide, laid out anew: its words have places of their own there.
    pub slide: Slide,
    /// Where things go on that slide.
    pub frame: Frame,
    /// The colours of that slide.
    pub theme: Theme,
    /// What stands in the lower right corner, where the picture keeps a place for it.
    pub logo: Option<Logo>,
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

impl Figure {
    /// A chart with its words, laid out for a page and for a slide; `frame` is that of a template.
    pub fn of_chart(
        chart: Chart,
        input: &ChartInput<'_>,
        text: &FigureText,
        paper: PaperSize,
        theme: &Theme,
        frame: Option<Frame>,
    ) -> Self {
        let is_classic = (paper.points.x / paper.points.y - 4.0 / 3.0).abs() < 0.01;
        let standard = if is_classic { Frame::of(emath::vec2(720.0, 540.0)) } else { Frame::wide() };
        let frame = frame.unwrap_or(standard);
        let mut slide = Slide::of_chart(chart, input, text, &frame, theme);
        // A figure for half a slide takes half of the slide.
        let place = frame.body(&text.subtitle, &text.source_note, text.logo).content;
        let size = paper.points.min(place.size());
        if size.x < 0.99 * place.width() || size.y < 0.7 * place.height() {
            let item = slide::Item::of_chart(chart, input, Rect::from_min_size(place.min, size), theme);
            slide.items = vec![item.described(&text.alt)];
        }
        let scene = figure(chart, input, text, paper.points, theme, Ruler::shipped());
        let generated = || {
            let cut = notes::cut_names(&scene, input.lang);
            format!("{}{cut} {}", notes::description(chart, input), text.source_note)
        };
        let description = if text.alt.is_empty() { generated() } else { text.alt.clone() };
        Self {
            scene,
            title: text.title.clone(),
            description,
            lang: input.lang,
            paper,
            text: TextAs::default(),
            view: slide.view.clone(),
            table: chart.table(input),
            native: chart.native(input, theme),
            notes: slide.notes.clone(),
            slide,
            frame,
            theme: *theme,
            logo: None,
        }
    }

    /// With a logo, for which its words kept a place.
    #[must_use]
    pub fn with_logo(mut self, logo: Option<Logo>) -> Self {
        self.slide.logo.clone_from(&logo);
        self.logo = logo;
        self
    }

    /// What a person should know before it is shown to others: type that is too small, and what had no room.
    pub fn warnings(&self, format: Format) -> Vec<String> {
        let mut warnings = Vec::new();
        let is_slide = format == Format::Pptx;
        let type_size = self.theme.for_page(self.paper.points).small().size;
        if !is_slide && type_size < 11.95 {
            warnings.push(Word::type_below(self.lang, &format!("{type_size:.1}")));
        }
        let mut left_out = if is_slide { self.slide.left_out() } else { self.scene.left_out.clone() };
        left_out.dedup();
        if !left_out.is_empty() {
            warnings.push(Word::at_this_size(self.lang, &left_out.join(", ")));
        }
        warnings
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`ExportError::Draw`] where the picture cannot be drawn.
    pub fn encode(&self, format: Format) -> Result<Vec<u8>, ExportError> {
        self.encode_while(format, &mut |_| true)
    }

    /// The same for a picture that may take long: `go_on` hears how much is done, 0 to 1, and ends the work by answering
    /// no.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] then, and those of [`Self::encode`].
    pub fn encode_while(&self, format: Format, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
        match (format, self.text) {
            (Format::Svg, TextAs::Text) => Ok(svg::text(self).into_bytes()),
            (Format::Svg, TextAs::Outlines) => svg::outlines(self).map(String::into_bytes),
            (Format::Png, _) => png::bytes(self, go_on),
            (Format::Pdf, _) => {
                let page = pdf::Page { title: self.title.clone(), svg: svg::text(self), size: self.paper.points };
                pdf::bytes(&self.title, &self.description, self.lang, self.view.as_ref(), [page].into_iter())
            }
            (Format::Pptx, _) => self.deck(None).encode(Format::Pptx),
            (Format::Xlsx, _) => xlsx::bytes(self),
            (Format::Csv, _) => Ok(csv::csv(&self.table)),
            (Format::Tsv, _) => Ok(csv::tsv(&self.table)),
        }
    }

    /// It as the only slide of a deck.
    pub fn deck(&self, template: Option<Template>) -> Deck {
        Deck {
            title: self.title.clone(),
            lang: self.lang,
            theme: self.theme,
            frame: self.frame,
            slides: vec![self.slide.clone()],
            template,
        }
    }

    /// Writes it to a file in the format that the end of the file's name says: whole, or not at all.
    ///
    /// # Errors
    /// [`ExportError`], which says file, cause and next step.
    pub fn save(&self, path: &Path) -> Result<(), ExportError> {
        let format = Format::from_path(path).ok_or_else(|| ExportError::UnknownFormat { path: path.to_owned() })?;
        write(path, &self.encode(format)?)
    }
}

/// A kind of file that a figure can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Lines and letters: sharp at any size, text that can be edited and searched.
    Svg,
    /// Pixels.
    Png,
    /// Pages: vectors and letters.
    Pdf,
    /// A slide whose chart and words PowerPoint edits.
    Pptx,
    /// The numbers with a chart.
    Xlsx,
    /// The numbers, for every program.
    Csv,
    /// The numbers, to paste.
    Tsv,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [Self::Svg, Self::Png, Self::Pdf, Self::Pptx, Self::Xlsx, Self::Csv, Self::Tsv];

    /// Those that hold records.
    pub const OF_RECORDS: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Tsv];

    /// What its file names end in, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        }
    }

    /// Its name, the same in both languages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
            Self::Pptx => "PowerPoint",
            Self::Xlsx => "Excel",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
        }
    }

    /// The format that the end of a file's name says.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::{Font, MeasureText, Shape, Stroke, TextRun};
    use ecolor::Color32;
    use emath::{pos2, vec2};

    fn text(x: f32, y: f32, angle_degrees: f32, bold: bool, text: &str) -> Shape {
        let font = Font { size: 14.0, bold };
        let width = Ruler::shipped().width(text, font);
        let (origin, text) = (pos2(x, y), text.to_owned());
        Shape::Text(TextRun { origin, angle_degrees, text, font, color: Color32::BLACK, width })
    }

    fn view() -> SavedView {
        let filter = crate::query::Filter { text: "\"<서울> & (\\)".to_owned(), ..crate::query::Filter::default() };
        let options = crate::chart::ChartOptions::default();
        SavedView { version: SavedView::VERSION, chart: Chart::LANES, filter, options, lang: Lang::Ko }
    }

    /// Every shape once, 3 by 2 inches.
    pub(crate) fn figure() -> Figure {
        let paper = PaperSize::from_inches(3.0, 2.0).unwrap();
        let mut scene = Scene::new(paper.points, Color32::WHITE);
        let stroke = Stroke::new(1.5, Color32::BLUE);
        let fill = Color32::RED.gamma_multiply(0.5);
        let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(40.0, 30.333_333));
        scene.add(Shape::Rect { rect, radius: 3.0, fill, stroke });
        scene.add(Shape::segment(pos2(60.0, 10.0), pos2(100.0, 40.0), stroke));
        scene.add(Shape::Line { points: vec![pos2(60.0, 40.0), pos2(80.0, 25.0), pos2(100.0, 10.0)], stroke });
        let points = vec![pos2(120.0, 40.0), pos2(140.0, 10.0), pos2(160.0, 40.0)];
        scene.add(Shape::Polygon { points, fill: Color32::GREEN, stroke: Stroke::NONE });
        scene.add(Shape::Circle { center: pos2(190.0, 25.0), radius: 15.0, fill: Color32::TRANSPARENT, stroke });
        scene.add(text(10.0, 80.0, 0.0, false, "서울 & 부산 <도시외교> \"Å\""));
        scene.add(text(10.0, 105.0, 0.0, true, "굵게  Bold"));
        scene.add(text(150.0, 130.0, -45.0, false, "기울임 1998"));
        let frame = Frame::wide();
        let slide = Slide {
            is_cover: false,
            title: "도시외교 1998–2024".to_owned(),
            subtitle: "부제".to_owned(),
            items: vec![slide::Item {
                rect: Rect::from_min_size(pos2(44.0, 110.0), scene.size),
                name: "그림".to_owned(),
                description: "모든 모양 & \"every\" <shape>".to_owned(),
                content: slide::Content::Drawn(scene.clone()),
            }],
            source_note: "출처".to_owned(),
            notes: vec!["a-0001".to_owned()],
            view: Some(view()),
            logo: None,
        };
        Figure {
            scene,
            title: "도시외교 1998–2024".to_owned(),
            description: "모든 모양 & every shape".to_owned(),
            lang: Lang::Ko,
            paper,
            text: TextAs::Text,
            view: Some(view()),
            table: NumberTable { columns: vec!["도시".to_owned()], rows: Vec::new() },
            native: None,
            notes: vec!["a-0001".to_owned()],
            slide,
            frame,
            theme: Theme::paper(false),
            logo: None,
        }
    }

    #[test]
    fn the_end_of_the_name_says_the_format() {
        for format in Format::ALL {
            let name = format!("서울.{}", format.extension());
            assert_eq!(Format::from_path(Path::new(&name)), Some(format));
            assert_eq!(Format::from_path(Path::new(&name.to_uppercase())), Some(format));
        }
        assert_eq!(["a", "png", ".svg", "a.svg.txt"].map(|name| Format::from_path(Path::new(name))), [None; 4]);
    }

    #[test]
    fn a_figure_is_saved_in_the_format_of_its_name() {
        let folder = tempfile::tempdir().unwrap();
        for format in Format::ALL {
            let path = folder.path().join("그림").with_extension(format.extension());
            figure().save(&path).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), figure().encode(format).unwrap());
        }
        let error = figure().save(&folder.path().join("figure.gif")).unwrap_err();
        assert!(matches!(error, ExportError::UnknownFormat { .. }));
    }

    #[test]
    fn the_same_figure_gives_the_same_bytes_in_every_format() {
        for format in Format::ALL {
            let [once, again] = [0, 1].map(|_| figure().encode(format).unwrap());
            assert!(once == again, "{format:?}");
        }
        let outlines = Figure { text: TextAs::Outlines, ..figure() };
        let svg = String::from_utf8(outlines.encode(Format::Svg).unwrap()).unwrap();
        assert!(!svg.contains("<text") && !svg.contains("<style") && !svg.contains("class="), "{svg}");
    }

    #[test]
    fn a_figure_opens_the_view_that_made_it() {
        let folder = tempfile::tempdir().unwrap();
        for format in [Format::Png, Format::Svg, Format::Pdf, Format::Pptx] {
            let path = folder.path().join("그림").with_extension(format.extension());
            for text in TextAs::ALL {
                Figure { text, ..figure() }.save(&path).unwrap();
                assert_eq!(read_view(&path).unwrap(), view(), "{format:?} {text:?}");
            }
            Figure { view: None, slide: Slide { view: None, ..figure().slide }, ..figure() }.save(&path).unwrap();
            assert!(matches!(read_view(&path), Err(ReopenError::NoView { .. })), "{format:?}");
        }
        assert!(matches!(read_view(&folder.path().join("none")), Err(ReopenError::Read { .. })));
        std::fs::write(folder.path().join("x"), b"PK\x03\x04 no zip").unwrap();
        assert!(matches!(read_view(&folder.path().join("x")), Err(ReopenError::NoView { .. })));
    }
}
