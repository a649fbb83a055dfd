//! The map of countries: its numbers are SQL's, no country is lost, the pointer follows the outlines, and a slide of it can
//! be edited country by country.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use city_diplomacy_explorer::chart::{Cell, Chart, ChartInput, ChartOptions, FigureText, Ruler, Scene, Shape, Theme};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Code, Dataset, Field, Table};
use city_diplomacy_explorer::export::{Figure, Format, PaperSize};
use city_diplomacy_explorer::query::{Answer, Choice, Filter, Subject, Years, YearsMean};
use city_diplomacy_explorer::words::Lang;
use emath::{Vec2, vec2};
use rusqlite::Connection;

use crate::{register, support};

/// What is asked of a database, and what answers.
fn with_input<T>(dataset: &Arc<Dataset>, filter: &Filter, see: impl FnOnce(&ChartInput<'_>) -> T) -> T {
    let (answer, whole) = (Answer::new(dataset, filter), Answer::new(dataset, &Filter::default()));
    let options = ChartOptions::default();
    see(&ChartInput { dataset, answer: &answer, whole: &whole, filter, options: &options, lang: Lang::En })
}

fn opened(path: &Path) -> Arc<Dataset> {
    open(path, &Progress::default()).unwrap().dataset
}

fn map(input: &ChartInput<'_>, size: Vec2) -> Scene {
    Chart::MAP.layout(input, size, &Theme::screen(false), Ruler::shipped())
}

fn country(dataset: &Dataset, id: &str) -> Subject {
    Subject::Value(Field::Country, dataset.vocabulary(Field::Country).code(id).unwrap())
}

/// The countries that marks of a picture stand for.
fn drawn(scene: &Scene) -> BTreeSet<Code> {
    let code = |subject: &Option<Subject>| match subject {
        Some(Subject::Value(Field::Country, code)) => Some(*code),
        _ => None,
    };
    scene.marks.iter().filter_map(|mark| code(&mark.subject)).collect()
}

/// Activities by country, asked of the file itself; those that state none under an empty name.
fn counted_by_sql(path: &Path, condition: &str) -> BTreeMap<String, usize> {
    let connection = Connection::open(path).unwrap();
    let sql = format!(
        "WITH stated AS (SELECT DISTINCT activity_id, country FROM activity_counterpart WHERE coalesce(country, '') <> '')
         SELECT country, count(*) FROM stated JOIN activity ON id = activity_id WHERE {condition} GROUP BY country
         UNION ALL
         SELECT '', count(*) FROM activity WHERE id NOT IN (SELECT activity_id FROM stated) AND {condition}"
    );
    let mut statement = connection.prepare(&sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize))).unwrap();
    rows.map(Result::unwrap).filter(|(_, count)| *count > 0).collect()
}

fn counted_by_map(input: &ChartInput<'_>) -> BTreeMap<String, usize> {
    let table = Chart::MAP.table(input);
    let counts: Vec<f64> = table
        .rows
        .iter()
        .map(|row| match row[2] {
            Cell::Number(count) => count,
            _ => panic!("a number: {row:?}"),
        })
        .collect();
    let of_countries = table.rows.iter().filter(|row| row[1] != Cell::Unknown).count();
    assert!(counts[..of_countries].is_sorted_by(|a, b| a >= b), "the most frequent first: {counts:?}");
    table.rows.iter().zip(counts).map(|(row, count)| (row[1].to_string(), count as usize)).collect()
}

#[test]
fn the_numbers_of_the_map_are_those_of_sql() {
    let folder = tempfile::tempdir().unwrap();
    let generated = folder.path().join("generated.db");
    register::generate(&generated, 3000, 7).unwrap();
    for path in [support::sample_db(), generated] {
        let dataset = opened(&path);
        let years = Filter { years: Some(Years { from: 2000, to: 2009 }), ..Filter::default() };
        let cases = [
            (Filter::default(), "1"),
            (
                Filter { years_mean: YearsMean::StartedIn, ..years },
                "substr(start_date, 1, 4) BETWEEN '2000' AND '2009'",
            ),
        ];
        for (filter, condition) in cases {
            let by_map = with_input(&dataset, &filter, counted_by_map);
            assert_eq!(by_map, counted_by_sql(&path, condition), "{}, {condition}", path.display());
            assert!(by_map.len() > 3, "{by_map:?}");
        }
    }
}

#[test]
fn every_country_that_is_named_is_drawn_at_any_size() {
    let dataset = opened(&support::sample_db());
    with_input(&dataset, &Filter::default(), |input| {
        let facts = dataset.table(Table::Activities);
        let named: BTreeSet<Code> = facts.rows().flat_map(|row| facts.codes(Field::Country, row).to_vec()).collect();
        for size in [vec2(900.0, 420.0), vec2(560.0, 330.0), vec2(300.0, 200.0)] {
            let drawn = drawn(&map(input, size));
            let lost: Vec<&Code> = named.difference(&drawn).collect();
            assert!(lost.is_empty(), "{size:?}: {lost:?}");
        }
    });
}

#[test]
fn the_pointer_follows_the_outlines() {
    let dataset = opened(&support::sample_db());
    with_input(&dataset, &Filter::default(), |input| {
        let scene = map(input, vec2(1600.0, 800.0));
        let area = |id: &str| {
            let subject = country(&dataset, id);
            scene.marks.iter().find_map(|mark| match &mark.shape {
                Shape::Area(area) if mark.subject.as_ref() == Some(&subject) => Some(area),
                _ => None,
            })
        };
        // Lesotho lies in a hole of South Africa, Mongolia in the box of Russia and of China.
        for (inner, outer) in [("LS", "ZA"), ("MN", "RU"), ("MN", "CN")] {
            let at = area(inner).unwrap().bounds().center();
            assert_eq!(scene.subject_at(at), Some(&country(&dataset, inner)));
            assert!(
                area(outer).unwrap().bounds().contains(at) && !area(outer).unwrap().contains(at),
                "{inner}, {outer}"
            );
        }
    });
}

#[test]
fn a_map_without_a_country_says_so() {
    let (_folder, path) = support::sample_after("DELETE FROM activity_counterpart");
    let dataset = opened(&path);
    assert!(!Chart::MAP.can_show(&dataset));
    with_input(&dataset, &Filter::default(), |input| {
        let scene = map(input, vec2(600.0, 400.0));
        let texts = scene.marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Text(run) => Some(run.text.as_str()),
            _ => None,
        });
        assert_eq!(texts.collect::<Vec<_>>(), ["The activities that pass name no country."]);
        assert_eq!(Chart::MAP.table(input).rows.len(), 1, "those that state none");
    });
}

#[test]
fn countries_that_are_not_on_the_map_are_named_below_it() {
    let (_folder, path) = support::sample_after(
        "UPDATE activity_counterpart SET country = 'Atlantis' WHERE country = 'SG';
         UPDATE activity_counterpart SET country = 'de' WHERE country = 'DE'",
    );
    let dataset = opened(&path);
    with_input(&dataset, &Filter::default(), |input| {
        let scene = map(input, vec2(900.0, 500.0));
        let is_said = |text: &str| {
            scene.marks.iter().any(|mark| matches!(&mark.shape, Shape::Text(run) if run.text.contains(text)))
        };
        assert!(is_said("not on the map: ") && is_said("Atlantis"), "what the map cannot place");
        assert!(
            drawn(&scene).contains(&dataset.vocabulary(Field::Country).code("de").unwrap()),
            "a code in small letters"
        );
        let names = Chart::MAP.table(input).rows.into_iter().map(|row| row[0].to_string());
        assert!(
            names.collect::<Vec<_>>().contains(&"Germany".to_owned()),
            "the register's name where the file has none"
        );
    });
}

#[test]
fn a_slide_of_the_map_is_small_and_its_countries_have_names() {
    let dataset = opened(&support::sample_db());
    let filter = Filter::default();
    with_input(&dataset, &filter, |input| {
        let paper: PaperSize = "full".parse().unwrap();
        let figure =
            Figure::of_chart(Chart::MAP, input, FigureText::of(Chart::MAP, input), paper, &Theme::paper(false));
        let count = |id: &str| counted_by_map(input)[id];
        let largest = format!("Largest: Japan {}, China {}, United States {}, ", count("JP"), count("CN"), count("US"));
        assert!(figure.description().contains(&largest), "{}", figure.description());
        assert!(figure.source_note().ends_with("Outlines: Natural Earth."), "{}", figure.source_note());
        let bytes = figure.encode(Format::Pptx).unwrap();
        assert!(bytes.len() < 1_000_000, "{} bytes", bytes.len());
        let mut slide = String::new();
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        package.by_name("ppt/slides/slide1.xml").unwrap().read_to_string(&mut slide).unwrap();
        let document = resvg::usvg::roxmltree::Document::parse(&slide).unwrap();
        let named = |name: &str| {
            let is_it = |node: &resvg::usvg::roxmltree::Node<'_, '_>| {
                node.tag_name().name() == "cNvPr" && node.attribute("name") == Some(name)
            };
            document.descendants().find(is_it).unwrap_or_else(|| panic!("no shape is called {name}"))
        };
        let japan = named("Japan");
        assert_eq!(japan.attribute("descr"), Some(format!("Japan {}", count("JP")).as_str()));
        let shape = japan.ancestors().find(|node| node.tag_name().name() == "sp").unwrap();
        assert!(shape.descendants().filter(|node| node.tag_name().name() == "moveTo").count() > 2, "several islands");
        let group = shape.parent().unwrap();
        let map = named("Map");
        assert!(map.ancestors().any(|node| node == group), "countries lie in the group of the map");
    });
}

#[test]
fn a_filter_is_drawn_by_its_own_numbers() {
    let dataset = opened(&support::sample_db());
    let mut filter = Filter::default();
    filter.choices.insert(Field::Country, Choice { include: ["MN".to_owned()].into(), ..Choice::default() });
    with_input(&dataset, &filter, |input| {
        let answer = Answer::new(&dataset, &filter);
        let counts = counted_by_map(input);
        assert_eq!(counts["MN"], answer.rows(Table::Activities).count());
        assert!(counts.values().all(|count| *count <= counts["MN"]) && !counts.contains_key(""), "{counts:?}");
    });
}
