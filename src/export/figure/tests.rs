//! Figures to test formats with, and what holds for a figure in every format.

use super::*;
use crate::chart::{Area, ChartOptions, Font, MeasureText, Shape, Stroke, TextRun};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::data::Dataset;
use crate::data::open::{Progress, open};
use crate::export::{ExportError, Format, ReopenError, read_view};
use crate::query::{Answer, Filter};
use emath::pos2;

fn text(x: f32, y: f32, angle_degrees: f32, bold: bool, text: &str) -> Shape {
    let font = Font { size: 14.0, bold };
    let width = Ruler::shipped().width(text, font);
    let (origin, text) = (pos2(x, y), text.to_owned());
    Shape::Text(TextRun { origin, angle_degrees, text, font, color: Color32::BLACK, width })
}

pub(crate) fn view() -> SavedView {
    let filter = Filter { text: "\"<서울> & (\\)".to_owned(), ..Filter::default() };
    let options = ChartOptions::default();
    SavedView { version: SavedView::VERSION, chart: Chart::LANES, filter, options, lang: Lang::Ko }
}

/// Every shape once, 3 by 2 inches.
pub(crate) fn scene() -> Scene {
    let mut scene = Scene::new(vec2(216.0, 144.0), Color32::WHITE);
    let stroke = Stroke::new(1.5, Color32::BLUE);
    let fill = Color32::RED.gamma_multiply(0.5);
    let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(40.0, 30.333_333));
    scene.add(Shape::Rect { rect, radius: 3.0, fill, stroke });
    scene.add(Shape::segment(pos2(60.0, 10.0), pos2(100.0, 40.0), stroke));
    scene.add(Shape::Line { points: vec![pos2(60.0, 40.0), pos2(80.0, 25.0), pos2(100.0, 10.0)], stroke });
    let points = vec![pos2(120.0, 40.0), pos2(140.0, 10.0), pos2(160.0, 40.0)];
    scene.add(Shape::Polygon { points, fill: Color32::GREEN, stroke: Stroke::NONE });
    scene.add(Shape::Circle { center: pos2(190.0, 25.0), radius: 15.0, fill: Color32::TRANSPARENT, stroke });
    let square = |from: f32, to: f32| vec![pos2(from, from), pos2(to, from), pos2(to, to), pos2(from, to)];
    let triangles = [0, 4, 7, 0, 7, 3, 0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6];
    scene.add(Shape::Area(Area::new(vec![square(60.0, 72.0), square(64.0, 68.0)], triangles.into(), fill, stroke)));
    scene.add(text(10.0, 80.0, 0.0, false, "서울 & 부산 <도시외교> \"Å\""));
    scene.add(text(10.0, 105.0, 0.0, true, "굵게  Bold"));
    scene.add(text(150.0, 130.0, -45.0, false, "기울임 1998"));
    scene
}

/// A figure of every shape.
pub(crate) fn figure() -> Figure<'static> {
    figure_of(scene())
}

/// A figure of a finished picture, 3 by 2 inches on paper.
pub(crate) fn figure_of(scene: Scene) -> Figure<'static> {
    let paper = PaperSize::from_inches(3.0, 2.0).unwrap();
    let slide = Slide {
        is_cover: false,
        title: "도시외교 1998–2024".to_owned(),
        subtitle: "부제".to_owned(),
        items: vec![Item {
            rect: Rect::from_min_size(pos2(44.0, 110.0), scene.size),
            name: "그림".to_owned(),
            description: "모든 모양 & \"every\" <shape>".to_owned(),
            content: Content::Drawn(scene.clone()),
        }],
        source_note: "출처".to_owned(),
        notes: vec!["a-0001".to_owned()],
        view: Some(view()),
        logo: None,
        table: None,
    };
    let shown = Shown::Slide(Box::leak(Box::new(slide)), Lang::Ko);
    Figure {
        scene: scene.into(),
        description: "모든 모양 & every shape".to_owned().into(),
        table: NumberTable { columns: vec!["도시".to_owned()], rows: Vec::new() }.into(),
        ..Figure::new(shown, paper, Theme::paper(false), Frame::wide())
    }
}

/// All of the sample, as a chart is given it.
pub(crate) fn with_sample(lang: Lang, see: impl FnOnce(&ChartInput<'_>)) {
    static SAMPLE: LazyLock<Arc<Dataset>> = LazyLock::new(|| {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"));
        open(path, &Progress::default()).unwrap().dataset
    });
    let (filter, options) = (Filter::default(), ChartOptions::default());
    let answer = Answer::new(&SAMPLE, &filter);
    let (whole, filter, options) = (&answer, &filter, &options);
    see(&ChartInput { dataset: &SAMPLE, answer: &answer, whole, filter, options, lang });
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
    let outlines = figure().with_text_as(TextAs::Outlines);
    let svg = String::from_utf8(outlines.encode(Format::Svg).unwrap()).unwrap();
    assert!(!svg.contains("<text") && !svg.contains("<style") && !svg.contains("class="), "{svg}");
}

#[test]
fn numbers_are_written_without_a_picture() {
    with_sample(Lang::En, |input| {
        let text = FigureText::of(Chart::TIMELINE, input);
        let paper = PaperSize::from_inches(3.0, 2.0).unwrap();
        let figure = Figure::of_chart(Chart::TIMELINE, input, text, paper, &Theme::paper(false));
        for format in [Format::Csv, Format::Tsv] {
            figure.encode(format).unwrap();
        }
        assert!(figure.scene.get().is_none() && figure.slide.get().is_none() && figure.native.get().is_none());
        figure.encode(Format::Pptx).unwrap();
        assert!(figure.scene.get().is_none(), "a slide is laid out by itself");
    });
}

#[test]
fn a_figure_opens_the_view_that_made_it() {
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL.into_iter().filter(|format| format.carries_view()) {
        let path = folder.path().join("그림").with_extension(format.extension());
        for text in TextAs::ALL {
            figure().with_text_as(text).save(&path).unwrap();
            assert_eq!(read_view(&path).unwrap(), view(), "{format:?} {text:?}");
        }
        figure().without_view().save(&path).unwrap();
        assert!(matches!(read_view(&path), Err(ReopenError::NoView { .. })), "{format:?}");
    }
    assert!(matches!(read_view(&folder.path().join("none")), Err(ReopenError::Read { .. })));
    std::fs::write(folder.path().join("x"), b"PK\x03\x04 no zip").unwrap();
    assert!(matches!(read_view(&folder.path().join("x")), Err(ReopenError::NoView { .. })));
}
