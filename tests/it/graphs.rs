//! Cities and partners, cities and countries as graphs: the numbers are SQL's, every line leads to what it counts, and no
//! name lies over another however many there are.

use std::collections::BTreeMap;
use std::path::Path;

use city_diplomacy_explorer::app::{Command, View, Workspace};
use city_diplomacy_explorer::chart::{Chart, Ruler, Scene, Shape, Theme};
use city_diplomacy_explorer::data::Field;
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::query::{Choice, Filter, Subject};
use city_diplomacy_explorer::words::Lang;
use egui::{Vec2, vec2};
use rusqlite::Connection;

use crate::charts::faults;
use crate::pairs;
use crate::support::sample_db;

/// The graphs, and by SQL how many facts there are between a city and another, of cities that are `?1` or lie in it as its
/// districts, or of all.
const GRAPHS: [(Chart, &str); 2] = [
    (
        Chart::PARTNER_GRAPH,
        "SELECT c.name_en, n.name_en, count(*) FROM partnership p
         JOIN city c ON c.id = p.city_id JOIN partner n ON n.id = p.partner_id
         WHERE p.status = 'tie' AND (?1 = '' OR c.id = ?1 OR c.parent_id = ?1 AND c.level = 'district') GROUP BY 1, 2",
    ),
    (
        Chart::COUNTRY_GRAPH,
        "SELECT c.name_en, t.name_en, count(DISTINCT a.activity_id) FROM activity_city a
         JOIN city c ON c.id = a.city_id JOIN activity_counterpart o ON o.activity_id = a.activity_id
         JOIN term t ON t.vocabulary = 'country' AND t.id = o.country
         WHERE ?1 = '' OR a.activity_id IN (
             SELECT activity_id FROM activity_city JOIN city d ON d.id = city_id
             WHERE d.id = ?1 OR d.parent_id = ?1 AND d.level = 'district')
         GROUP BY 1, 2",
    ),
];

fn narrowed(database: &Path, city: &str) -> Workspace {
    let mut filter = Filter::default();
    if !city.is_empty() {
        filter.set_choice(Field::City, Choice { include: [city.to_owned()].into(), ..Choice::default() });
    }
    let mut workspace = Workspace::new(open(database, &Progress::default()).unwrap());
    workspace.apply(Command::Show(Box::new(View { filter, ..View::default() })));
    workspace
}

fn laid_out(workspace: &Workspace, chart: Chart, size: Vec2, lang: Lang) -> Scene {
    chart.layout(&workspace.chart_input(lang), size, &Theme::screen(false), Ruler::shipped())
}

#[test]
fn lines_count_what_sql_counts() {
    let connection = Connection::open(sample_db()).unwrap();
    for city in ["", "seoul", "suwon"] {
        let workspace = narrowed(&sample_db(), city);
        for (chart, sql) in GRAPHS {
            let mut statement = connection.prepare(sql).unwrap();
            let row = |row: &rusqlite::Row<'_>| Ok(((row.get(0)?, row.get(1)?), row.get::<_, i64>(2)?.to_string()));
            let expected: BTreeMap<(String, String), String> =
                statement.query_map([city], row).unwrap().map(Result::unwrap).collect();
            let table = chart.table(&workspace.chart_input(Lang::En));
            let rows = table.rows.iter().map(|row| ((row[0].to_string(), row[1].to_string()), row[2].to_string()));
            assert_eq!(rows.collect::<BTreeMap<_, _>>(), expected, "{chart:?} of {city:?}");
            assert!(!expected.is_empty());
        }
    }
}

#[test]
fn every_line_leads_to_what_it_counts() {
    for (chart, _) in GRAPHS {
        let mut workspace = narrowed(&sample_db(), "");
        let scene = laid_out(&workspace, chart, vec2(900.0, 700.0), Lang::En);
        let (table, mut followed) = (chart.tables()[0], 0);
        for subject in scene.marks.into_iter().filter_map(|mark| mark.subject).step_by(5) {
            let Subject::Figure(cited) = subject else { continue };
            let rows = cited.records.rows.clone();
            workspace.apply(Command::Drill(cited.records));
            let passing = workspace.answer().rows(table);
            // Choosing a city shows its districts, too: what is the city's own is named then.
            let count = rows.map_or(passing.count(), |(_, rows)| {
                assert!(rows.iter().all(|&row| passing.contains(row)));
                rows.len()
            });
            let said = table.count_words(Lang::En, count);
            assert!(cited.lines[0].starts_with(&said), "{}: {said} is not {:?}", cited.title, cited.lines);
            workspace.apply(Command::Undo);
            followed += 1;
        }
        assert!(followed > 20, "{followed}");
    }
}

#[test]
fn a_large_graph_shows_the_largest_apart_says_what_it_leaves_out_and_comes_out_the_same_again() {
    let (_folder, invented) = pairs::imported();
    for (database, is_large) in [(sample_db(), false), (invented, true)] {
        let workspace = narrowed(&database, "");
        for (chart, _) in GRAPHS.into_iter().filter(|(chart, _)| chart.can_show(workspace.dataset())) {
            for (size, lang) in
                [vec2(380.0, 460.0), vec2(900.0, 500.0), vec2(900.0, 700.0)].into_iter().zip(Lang::ALL.repeat(2))
            {
                let scene = laid_out(&workspace, chart, size, lang);
                assert_eq!(faults(&scene), [""; 0], "{chart:?} {size:?}");
                assert_eq!(scene, laid_out(&workspace, chart, size, lang));
                let is_line = |shape: &Shape| matches!(shape, Shape::Line { .. });
                let lines = scene.marks.iter().filter(|mark| mark.subject.is_some() && is_line(&mark.shape)).count();
                assert!(lines > 5 && lines < 500, "{chart:?} {size:?}: {lines}");
                assert!(!is_large || scene.left_out[0].contains("governments") || scene.left_out[0].contains("지자체"));
            }
        }
    }
}

#[test]
fn a_graph_stands_still_while_one_filters_and_only_where_a_file_has_its_facts() {
    let names = |city: &str, chart: Chart| {
        let scene = laid_out(&narrowed(&sample_db(), city), chart, vec2(900.0, 700.0), Lang::En);
        let named = scene.marks.into_iter().filter_map(|mark| match (mark.subject, mark.shape) {
            (Some(Subject::Value(..)), Shape::Text(run)) => {
                Some((run.text, run.origin.x.to_bits(), run.origin.y.to_bits()))
            }
            _ => None,
        });
        named.collect::<Vec<_>>()
    };
    for (chart, _) in GRAPHS {
        assert_eq!(names("", chart), names("busan", chart));
        for (sql, can_show) in [
            ("DELETE FROM partnership", chart == Chart::COUNTRY_GRAPH),
            ("UPDATE activity_counterpart SET country = NULL", chart == Chart::PARTNER_GRAPH),
        ] {
            let (_folder, path) = crate::support::sample_after(sql);
            assert_eq!(chart.can_show(narrowed(&path, "").dataset()), can_show, "{chart:?} after {sql}");
        }
    }
}
