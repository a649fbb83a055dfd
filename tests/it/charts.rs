//! Every chart of the sample: its SVG and its numbers as snapshots, and no two texts of it ever lie over each other.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use city_diplomacy_explorer::chart::{
    Chart, ChartInput, ChartOptions, FigureText, Marks, Ruler, Scene, Shape, TextRun, Theme, figure,
};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Code, Dataset, Date, Field, Row, Table};
use city_diplomacy_explorer::export::slide::Content;
use city_diplomacy_explorer::export::{Figure, Format, PRESETS, PaperSize};
use city_diplomacy_explorer::query::aggregate::Period;
use city_diplomacy_explorer::query::indicators::Counting;
use city_diplomacy_explorer::query::{Answer, Choice, Filter, Subject, Years};
use city_diplomacy_explorer::words::Lang;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

fn sample() -> &'static Arc<Dataset> {
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
    let text = FigureText { alt: description, ..text };
    let figure = Figure::of_chart(chart, &input, text, paper, theme).without_view();
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
    for (chart, cities) in [(Chart::PROFILE, &["seoul"][..]), (Chart::COMPARISON, &["seoul", "busan", "suwon"])] {
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
    let since = ChartOptions { partners_since: Some(2022), ..ChartOptions::default() };
    let of_seoul = Question::new(chosen(Field::City, &["seoul"]), since);
    for lang in Lang::ALL {
        let name = format!("partners-new-and-lost-{}", lang.tag());
        insta::assert_snapshot!(name, svg(&of_seoul, Chart::PARTNERS, lang, &Theme::paper(false)));
    }
    let side_by_side = ChartOptions { member_years: vec![2000, 2010, 2020], ..ChartOptions::default() };
    let side_by_side = Question::new(three_decades(), side_by_side);
    for chart in Chart::ALL.into_iter().filter(|chart| chart.shows_years_side_by_side()) {
        for lang in Lang::ALL {
            let name = format!("{}-side-by-side-{}", chart.id(), lang.tag());
            insta::assert_snapshot!(name, svg(&side_by_side, chart, lang, &Theme::paper(false)));
        }
    }
    for chart in [Chart::TIMELINE, Chart::PARTNER_GRAPH, Chart::COUNTRY_GRAPH] {
        let dark = svg(&question, chart, Lang::En, &Theme::paper(true));
        insta::assert_snapshot!(format!("{}-en-dark", chart.id()), dark);
    }
}

#[test]
fn every_chart_has_the_numbers_it_had_before() {
    let question = Question::new(three_decades(), ChartOptions::default());
    // Lanes list every activity: those of one city are enough to read.
    let of_busan = Filter { years: three_decades().years, ..chosen(Field::City, &["busan"]) };
    let of_busan = Question::new(of_busan, ChartOptions::default());
    for chart in Chart::ALL {
        let question = if chart == Chart::LANES { &of_busan } else { &question };
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
        partners_since: Some(2012),
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
            let page = figure(chart, (None, &input), &text, size, &Theme::paper(true), Ruler::shipped());
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

/// Everything that can be asked for, on sizes a presentation needs.
fn marked_questions() -> Vec<(&'static str, Question)> {
    let marks = |values, shares, change| Marks { values, shares, change };
    let marked = |marks, period, stack| ChartOptions { marks, period, stack, ..ChartOptions::default() };
    let four_decades = || Filter { years: Some(Years { from: 1985, to: 2024 }), ..Filter::default() };
    vec![
        ("plain", Question::new(three_decades(), ChartOptions::default())),
        ("whole", Question::new(Filter::default(), ChartOptions::default())),
        (
            "shares of periods",
            Question::new(four_decades(), marked(marks(false, true, true), Period::FiveYears, Field::Family)),
        ),
        (
            "shares of years",
            Question::new(Filter::default(), marked(marks(true, true, true), Period::Year, Field::City)),
        ),
        ("values", Question::new(four_decades(), marked(marks(true, false, true), Period::Year, Field::Mode))),
        (
            "decades",
            Question::new(Filter::default(), marked(marks(true, false, true), Period::TenYears, Field::Domain)),
        ),
        (
            "one city",
            Question::new(
                chosen(Field::City, &["seoul"]),
                marked(marks(true, true, true), Period::FiveYears, Field::Family),
            ),
        ),
    ]
}

#[test]
fn type_is_large_enough_to_read_on_every_preset_and_never_overlaps() {
    let mut complaints = Vec::new();
    for (name, question) in marked_questions() {
        for (chart, lang) in Chart::ALL.into_iter().flat_map(|chart| Lang::ALL.map(|lang| (chart, lang))) {
            for (preset, size) in PRESETS {
                let input = question.input(lang);
                let paper: PaperSize = size.parse().unwrap();
                let text = FigureText { logo: Some([300, 100]), ..FigureText::of(chart, &input) };
                let figure = Figure::of_chart(chart, &input, text, paper, &Theme::paper(false));
                let mut scenes = vec![figure.scene()];
                scenes.extend(figure.slide().items.iter().filter_map(|item| match &item.content {
                    Content::Drawn(scene) | Content::Chart(_, scene) | Content::Table(_, scene) => Some(scene),
                    Content::Text(_) => None,
                }));
                for scene in scenes {
                    let mut faults = faults(scene);
                    let note = Theme::paper(false).note();
                    let is_note = |run: &TextRun| run.font == note && run.origin.y > 0.6 * scene.size.y;
                    let small = scene.marks.iter().filter_map(|mark| match &mark.shape {
                        Shape::Text(run) if run.font.size < if is_note(run) { 10.0 } else { 12.0 } => Some(run),
                        _ => None,
                    });
                    faults.extend(small.map(|run| format!("“{}” is of {} pt", run.text, run.font.size)));
                    if let Some(first) = faults.first() {
                        let count = faults.len();
                        complaints.push(format!("{name}: {preset} {} {}: {count}, {first}", chart.id(), lang.tag()));
                    }
                }
                if preset == "full" {
                    let title = figure.scene().marks.iter().find_map(|mark| match &mark.shape {
                        Shape::Text(run) => Some(run.font.size),
                        _ => None,
                    });
                    assert!((20.0..=28.0).contains(&title.unwrap()), "{title:?}");
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}\n{} in all", complaints.join("\n"), complaints.len());
}

#[test]
fn what_has_no_room_and_type_too_small_are_said() {
    let question = Question::new(Filter::default(), ChartOptions::default());
    let warnings = |chart: Chart, size: &str, lang: Lang| {
        let input = question.input(lang);
        let text = FigureText::of(chart, &input);
        let paper: PaperSize = size.parse().unwrap();
        Figure::of_chart(chart, &input, text, paper, &Theme::paper(false)).warnings(Format::Png)
    };
    assert_eq!(warnings(Chart::GROWTH, "full", Lang::En), [""; 0]);
    let third = warnings(Chart::MATRIX, "third", Lang::En);
    assert!(
        third.len() == 1 && third[0].contains("networks") && third[0].starts_with("At this size: first "),
        "{third:?}"
    );
    assert!(warnings(Chart::LANES, "a4", Lang::Ko)[0].contains("줄"));
    let tiny = warnings(Chart::GROWTH, "240x200px", Lang::En);
    assert!(tiny[0].contains("8.4 pt") && tiny[0].contains("12 pt"), "{tiny:?}");
}

#[test]
fn a_name_that_is_cut_is_whole_in_the_alternative_text() {
    let question = Question::new(Filter::default(), ChartOptions::default());
    let input = question.input(Lang::En);
    let text = FigureText::of(Chart::PARTNERS, &input);
    let figure = |text: &FigureText| {
        Figure::of_chart(Chart::PARTNERS, &input, text.clone(), "third".parse().unwrap(), &Theme::paper(false))
    };
    let described = figure(&text);
    let described = described.description();
    let cut = "Names cut short in the picture: ";
    assert!(described.contains(cut) && described.contains("Korea International Cooperation Agency"), "{described}");
    let of_slide = figure(&text);
    let slide = &of_slide.slide().items[0];
    assert!(slide.description.contains(cut), "{}", slide.description);
    assert_eq!(figure(&FigureText { alt: "Own words.".to_owned(), ..text }).description(), "Own words.");
}

#[test]
fn marks_are_drawn_as_before() {
    for (name, question) in marked_questions() {
        let (chart, lang) = match name {
            "shares of periods" => (Chart::TIMELINE, Lang::En),
            "values" => (Chart::TIMELINE, Lang::Ko),
            "one city" => (Chart::PARTNER_MIX, Lang::Ko),
            _ => continue,
        };
        let name = format!("{}-{}-marks-{}", chart.id(), name.replace(' ', "-"), lang.tag());
        insta::assert_snapshot!(name, svg(&question, chart, lang, &Theme::paper(false)));
    }
}

#[test]
fn a_year_that_is_not_over_is_never_the_last_and_shares_are_of_what_is_in_view() {
    let marks = Marks { change: true, ..Marks::default() };
    let question = Question::new(Filter::default(), ChartOptions { marks, ..ChartOptions::default() });
    let as_of = sample().meta.as_of.unwrap().year();
    let years: BTreeSet<i16> = sample().table(Table::Activities).start.iter().flatten().map(Date::year).collect();
    for chart in [Chart::TIMELINE, Chart::GROWTH, Chart::PARTNER_MIX] {
        // The year in which the sample was last checked was not over.
        let said = chart.change_in_words(&question.input(Lang::En)).unwrap();
        assert!(said.contains(&format!("→ {}: ", as_of - 1)), "{chart:?}: {said}");
        let is_drawn = chart != Chart::TIMELINE || years.contains(&as_of);
        assert_eq!(said.ends_with(&format!("{as_of} is not over and left out")), is_drawn, "{chart:?}: {said}");
    }
    let options = ChartOptions { marks, period: Period::FiveYears, ..ChartOptions::default() };
    let question = Question::new(Filter::default(), options);
    let said = Chart::TIMELINE.change_in_words(&question.input(Lang::En)).unwrap();
    let of = |years: std::ops::RangeInclusive<i16>| {
        let facts = sample().table(Table::Activities);
        facts.start.iter().flatten().filter(|date| years.contains(&date.year())).count()
    };
    assert!(
        said.contains(&format!("→ 2020–2024: {} · ", of(2020..=2024)))
            && said.ends_with("2025–2029 is not over and left out"),
        "{said}"
    );
    let shares = ChartOptions {
        marks: Marks { shares: true, ..Marks::default() },
        period: Period::FiveYears,
        ..ChartOptions::default()
    };
    // A period that the chosen years cut holds what is chosen of it, and is not compared.
    let question = Question::new(Filter { years: Some(Years { from: 1988, to: 2026 }), ..Filter::default() }, shares);
    let input = question.input(Lang::En);
    let native = Chart::TIMELINE.native(&input, &Theme::paper(false)).unwrap();
    assert_eq!(native.categories[0], format!("1988–89\nn {}", of(1988..=1989)));
    assert_eq!(native.categories.last().unwrap(), &format!("2025–26\nn {}", of(2025..=2026)));
    assert_eq!(native.partial, Some(native.categories.len() - 1));
    let said = Chart::TIMELINE.change_in_words(&input).unwrap();
    // No share of fewer than five ties is compared.
    let ties = sample().table(Table::Partnerships);
    let begun = |year: i16| {
        let begins = |row: &Row| ties.start(*row).is_some_and(|date| (year..year + 5).contains(&date.year()));
        whole().rows(Table::Partnerships).iter().filter(begins).filter(|&row| !ties.is_attested(row)).count()
    };
    let first = (1990..2020).step_by(5).find(|&year| begun(year) >= 5).unwrap();
    let mix = Chart::PARTNER_MIX.change_in_words(&question.input(Lang::En)).unwrap();
    assert!(mix.starts_with(&format!("Between {first}–{:02} and 2020–24: ", (first + 4) % 100)), "{mix}");
    let share = |year: i16| {
        let facts = sample().table(Table::Activities);
        let begins = |row: &Row| facts.start(*row).is_some_and(|date| (year..year + 5).contains(&date.year()));
        let agreements = sample().vocabulary(Field::Family).code("agreement");
        let rows: Vec<Row> = facts.rows().filter(begins).collect();
        let hits = rows.iter().filter(|&&row| facts.code(Field::Family, row) == agreements).count();
        (100.0 * hits as f64 / rows.len() as f64).round()
    };
    let expected = format!("Between 1990–94 and 2020–24: Agreements from {}% to {}%; ", share(1990), share(2020));
    assert!(said.starts_with(&expected), "{said} instead of {expected}");
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
                figure(chart, (None, &input), &text, size, &Theme::paper(false), Ruler::shipped());
            }
        }
    }
}

/// The nodes of a graph with their names and where these stand. Every membership that passes is drawn if there is room.
fn nodes_of_graph(question: &Question, size: Vec2) -> Vec<(Field, Code, String, Pos2)> {
    let input = question.input(Lang::En);
    let scene = Chart::GRAPH.layout(&input, size, &Theme::screen(false), Ruler::shipped());
    let pairs = scene.marks.iter().filter_map(|mark| match mark.subject {
        Some(Subject::Pair { city, network }) => Some((city, network)),
        _ => None,
    });
    let drawn = pairs.collect::<BTreeSet<_>>().len();
    assert!(size.x < 900.0 || scene.left_out.is_empty(), "{:?}", scene.left_out);
    assert!(drawn == Chart::GRAPH.table(&input).rows.len() || !scene.left_out.is_empty(), "{drawn} are drawn");
    let nodes = scene.marks.into_iter().filter_map(|mark| match (mark.subject, mark.shape) {
        (Some(Subject::Value(field, code)), Shape::Text(run)) => Some((field, code, run.text, run.origin)),
        _ => None,
    });
    nodes.collect()
}

#[test]
fn a_graph_holds_still_while_one_filters_and_draws_every_membership_that_passes() {
    let question = |filter: Filter| Question::new(filter, ChartOptions::default());
    for size in [vec2(900.0, 700.0), vec2(374.0, 450.0)] {
        let whole = nodes_of_graph(&question(Filter::default()), size);
        assert!(whole.iter().any(|(field, ..)| *field == Field::Network));
        for filter in [three_decades(), chosen(Field::City, &["busan"]), chosen(Field::Agenda, &["climate"])] {
            assert_eq!(nodes_of_graph(&question(filter), size), whole);
        }
    }
    // The standing filter leaves domestic networks out: who asks for them sees them.
    let domestic = nodes_of_graph(&question(chosen(Field::Scope, &["domestic"])), vec2(900.0, 700.0));
    assert!(!domestic.is_empty());
}

fn every_chart_lang_and_size() -> impl Iterator<Item = (Chart, Lang, Vec2)> {
    Chart::ALL
        .into_iter()
        .flat_map(|chart| Lang::ALL.map(|lang| SIZES.map(|size| (chart, lang, size))).into_iter().flatten())
}

/// What is wrong with the texts of a scene.
pub fn faults(scene: &Scene) -> Vec<String> {
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
