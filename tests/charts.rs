//! Every chart of the sample: its SVG and its numbers as snapshots, and no two texts of it ever lie over each other.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

use std::path::Path;
use std::sync::{Arc, OnceLock};

use city_diplomacy_explorer::chart::{
    Chart, ChartInput, ChartOptions, FigureText, Ruler, Scene, Shape, TextRun, Theme, figure,
};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Dataset, Field};
use city_diplomacy_explorer::export::{Figure, Format, PaperSize};
use city_diplomacy_explorer::query::aggregate::Period;
use city_diplomacy_explorer::query::indicators::Counting;
use city_diplomacy_explorer::query::{Answer, Choice, Filter, Years};
use city_diplomacy_explorer::words::Lang;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

fn sample() -> &'static Dataset {
    static SAMPLE: OnceLock<Arc<Dataset>> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db");
        open(&path, &Progress::default()).unwrap().dataset
    })
}

fn whole() -> &'static Answer {
    static WHOLE: OnceLock<Answer> = OnceLock::new();
    WHOLE.get_or_init(|| Answer::new(sample(), &Filter::default()))
}

/// What the snapshots are drawn under.
fn three_decades() -> Filter {
    Filter { years: Some(Years { from: 1995, to: 2024 }), ..Filter::default() }
}

fn chosen(field: Field, ids: &[&str]) -> Filter {
    let mut filter = Filter::default();
    let include = ids.iter().map(ToString::to_string).collect();
    filter.choices.insert(field, Choice { include, ..Choice::default() });
    filter
}

/// A filter with its answer, for as many charts as one likes.
struct Question {
    filter: Filter,
    answer: Answer,
    options: ChartOptions,
}

impl Question {
    fn new(filter: Filter, options: ChartOptions) -> Self {
        Self { answer: Answer::new(sample(), &filter), filter, options }
    }

    fn input(&self, lang: Lang) -> ChartInput<'_> {
        let Self { filter, answer, options } = self;
        ChartInput { dataset: sample(), answer, whole: whole(), filter, options, lang }
    }
}

fn svg(question: &Question, chart: Chart, lang: Lang, theme: &Theme) -> String {
    let paper: PaperSize = "900x500px".parse().unwrap();
    let input = question.input(lang);
    let text = FigureText::of(chart, &input);
    // The view inside a figure is not part of its drawing.
    let description = format!("{}. {}", text.subtitle, text.source_note);
    let figure = Figure { description, view: None, ..Figure::of_chart(chart, &input, &text, paper, theme, None) };
    String::from_utf8(figure.encode(Format::Svg).unwrap()).unwrap()
}

#[test]
fn every_chart_is_drawn_as_before() {
    let question = Question::new(three_decades(), ChartOptions::default());
    for chart in Chart::ALL {
        for lang in Lang::ALL {
            let name = format!("{}-{}", chart.id(), lang.tag());
            insta::assert_snapshot!(name, svg(&question, chart, lang, &Theme::paper(false)));
        }
    }
    // Without a city there is nothing to see of these.
    for (chart, cities) in [(Chart::Profile, &["seoul"][..]), (Chart::Comparison, &["seoul", "busan", "suwon"])] {
        let question = Question::new(three_decades(), compared(cities));
        for lang in Lang::ALL {
            let name = format!("{}-of-cities-{}", chart.id(), lang.tag());
            insta::assert_snapshot!(name, svg(&question, chart, lang, &Theme::paper(false)));
        }
        insta::assert_snapshot!(
            format!("{}-of-cities-numbers", chart.id()),
            chart.table(&question.input(Lang::En)).to_string()
        );
    }
    let dark = svg(&question, Chart::Timeline, Lang::En, &Theme::paper(true));
    insta::assert_snapshot!("timeline-en-dark", dark);
}

#[test]
fn every_chart_has_the_numbers_it_had_before() {
    let question = Question::new(three_decades(), ChartOptions::default());
    // Lanes list every activity: those of one city are enough to read.
    let of_busan = Filter { years: three_decades().years, ..chosen(Field::City, &["busan"]) };
    let of_busan = Question::new(of_busan, ChartOptions::default());
    for chart in Chart::ALL {
        let question = if chart == Chart::Lanes { &of_busan } else { &question };
        let table = chart.table(&question.input(Lang::En));
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{chart:?}");
        }
        insta::assert_snapshot!(format!("{}-numbers", chart.id()), table.to_string());
    }
}

fn compared(ids: &[&str]) -> ChartOptions {
    ChartOptions { cities: ids.iter().map(ToString::to_string).collect(), ..ChartOptions::default() }
}

const SIZES: [Vec2; 5] =
    [vec2(260.0, 300.0), vec2(320.0, 420.0), vec2(520.0, 380.0), vec2(960.0, 540.0), vec2(300.0, 900.0)];

fn questions() -> Vec<(&'static str, Question)> {
    let standard = ChartOptions::default;
    let by_city = ChartOptions {
        stack: Field::City,
        lanes: Field::City,
        partner_group: Field::Channel,
        period: Period::FiveYears,
        level: Some("basic".to_owned()),
        ..standard()
    };
    let by_type = ChartOptions {
        stack: Field::Mode,
        lanes: Field::Network,
        partner_group: Field::PartnerType,
        period: Period::Month,
        years_shown: Some((2015.0, 2020.0)),
        ..standard()
    };
    let nothing = Filter { text: "no fact says this".to_owned(), ..three_decades() };
    let domestic = chosen(Field::Scope, &["domestic", "international"]);
    vec![
        ("whole", Question::new(Filter::default(), standard())),
        ("three decades", Question::new(three_decades(), standard())),
        ("one city", Question::new(chosen(Field::City, &["seoul"]), standard())),
        ("one year", Question::new(Filter { years: Some(Years { from: 2013, to: 2013 }), ..domestic }, standard())),
        ("by city", Question::new(Filter::default(), by_city)),
        ("by type", Question::new(Filter::default(), by_type)),
        (
            "a few years of all",
            Question::new(
                Filter { years: Some(Years { from: 2000, to: 2010 }), ..Filter::default() },
                ChartOptions { all_partners: true, ..standard() },
            ),
        ),
        ("compared", Question::new(three_decades(), compared(&["seoul", "busan", "suwon", "jeju", "gyeonggi"]))),
        ("profile", Question::new(Filter::default(), compared(&["seoul"]))),
        (
            "yearly and broad",
            Question::new(
                chosen(Field::City, &["seoul", "busan"]),
                ChartOptions {
                    trend_period: Period::Year,
                    counting: Counting { broad: true, level: None, announced: true, ..Counting::default() },
                    ..standard()
                },
            ),
        ),
        ("nothing", Question::new(nothing, standard())),
        ("an id the file lacks", Question::new(chosen(Field::Network, &["no-such-network"]), standard())),
    ]
}

#[test]
fn no_text_lies_over_another_or_leaves_the_picture() {
    let mut complaints = Vec::new();
    for (name, question) in questions() {
        for (chart, lang, size) in every_chart_lang_and_size() {
            let input = question.input(lang);
            let alone = chart.layout(&input, size, &Theme::screen(false), Ruler::shipped());
            let text = FigureText::of(chart, &input);
            let page = figure(chart, &input, &text, size, &Theme::paper(true), Ruler::shipped());
            for (kind, scene) in [("pane", alone), ("page", page)] {
                let faults = faults(&scene);
                if let Some(first) = faults.first() {
                    let count = faults.len();
                    complaints.push(format!("{name}: {kind} {} {} {size:?}: {count}, {first}", chart.id(), lang.tag()));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}\n{} in all", complaints.join("\n"), complaints.len());
}

/// Too small to show anything: nothing may break there.
const TINY_SIZES: [Vec2; 7] = [
    vec2(0.0, 0.0),
    vec2(20.0, 100.0),
    vec2(60.0, 40.0),
    vec2(400.0, 150.0),
    vec2(41.0, 41.0),
    vec2(2000.0, 45.0),
    vec2(45.0, 2000.0),
];

#[test]
fn a_picture_of_any_size_is_laid_out() {
    for (_, question) in questions() {
        for chart in Chart::ALL {
            for size in TINY_SIZES {
                let input = question.input(Lang::En);
                chart.layout(&input, size, &Theme::screen(false), Ruler::shipped());
                let text = FigureText::of(chart, &input);
                figure(chart, &input, &text, size, &Theme::paper(false), Ruler::shipped());
            }
        }
    }
}

fn every_chart_lang_and_size() -> impl Iterator<Item = (Chart, Lang, Vec2)> {
    Chart::ALL
        .into_iter()
        .flat_map(|chart| Lang::ALL.map(|lang| SIZES.map(|size| (chart, lang, size))).into_iter().flatten())
}

/// What is wrong with the texts of a scene.
fn faults(scene: &Scene) -> Vec<String> {
    let texts: Vec<(&TextRun, [Pos2; 4], Rect)> = scene
        .marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            Shape::Text(run) => Some((run, inner_corners(run), mark.shape.bounds())),
            _ => None,
        })
        .collect();
    let picture = Rect::from_min_size(pos2(0.0, 0.0), scene.size).expand(1.0);
    let mut faults = Vec::new();
    for (index, (run, corners, bounds)) in texts.iter().enumerate() {
        if !picture.contains_rect(*bounds) {
            faults.push(format!("“{}” leaves the picture: {bounds:?}", run.text));
        }
        let mut others = texts[index + 1..].iter().filter(|(_, _, other)| other.intersects(*bounds));
        if let Some((other, _, _)) = others.find(|(_, other, _)| overlap(corners, other)) {
            faults.push(format!("“{}” and “{}” overlap at {bounds:?}", run.text, other.text));
        }
    }
    faults
}

/// The corners of the box of a text, drawn in by half a point on every side.
fn inner_corners(run: &TextRun) -> [Pos2; 4] {
    let corners = run.corners();
    let centre = corners.iter().fold(Vec2::ZERO, |sum, corner| sum + corner.to_vec2() / 4.0).to_pos2();
    let along = (corners[1] - corners[0]).normalized() * 0.5;
    let down = (corners[3] - corners[0]).normalized() * 0.5;
    let moved = |corner: Pos2, x: Vec2, y: Vec2| {
        let inner = corner + x + y;
        if run.width < 1.0 { centre } else { inner }
    };
    [
        moved(corners[0], along, down),
        moved(corners[1], -along, down),
        moved(corners[2], -along, -down),
        moved(corners[3], along, -down),
    ]
}

/// Whether two turned boxes overlap: no side of either parts them.
fn overlap(a: &[Pos2; 4], b: &[Pos2; 4]) -> bool {
    let parts = |side: Vec2| {
        let span = |corners: &[Pos2; 4]| {
            let along = corners.map(|corner| corner.to_vec2().dot(side));
            (along.into_iter().fold(f32::MAX, f32::min), along.into_iter().fold(f32::MIN, f32::max))
        };
        let ((a_from, a_to), (b_from, b_to)) = (span(a), span(b));
        a_to <= b_from || b_to <= a_from
    };
    let sides = [a[1] - a[0], a[3] - a[0], b[1] - b[0], b[3] - b[0]];
    !sides.into_iter().any(parts)
}
