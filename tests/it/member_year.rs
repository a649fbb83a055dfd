//! Memberships as of a year: in the numbers of four charts against SQL, on axes that hold still, on the command line, and by
//! the slider of the window.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use city_diplomacy_explorer::app::{App, Start};
use city_diplomacy_explorer::chart::{Chart, ChartInput, ChartOptions, Ruler, Scene, Shape, Theme};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Dataset, Field, Table};
use city_diplomacy_explorer::query::{Answer, Filter, Subject};
use city_diplomacy_explorer::words::Lang;
use egui::{Key, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;

use crate::support::window::{self, click, workspace};
use crate::support::{readers, sample_after, sample_as_of, sample_db, sample_value};

/// The charts that a year changes.
const CHARTS: [Chart; 4] = [Chart::MATRIX, Chart::RANKING, Chart::OVERLAP, Chart::GRAPH];
const YEARS: [i16; 3] = [1998, 2010, 2021];

fn sample() -> Arc<Dataset> {
    open(&sample_db(), &Progress::default()).unwrap().dataset
}

fn options(level: &str, member_year: Option<i16>) -> ChartOptions {
    ChartOptions { level: Some(level.to_owned()), member_year, ..ChartOptions::default() }
}

/// Lets a test look at charts under no filter.
fn with_input<T>(dataset: &Arc<Dataset>, options: &ChartOptions, look: impl FnOnce(&ChartInput<'_>) -> T) -> T {
    let filter = Filter::default();
    let answer = Answer::new(dataset, &filter);
    look(&ChartInput { dataset, answer: &answer, whole: &answer, filter: &filter, options, lang: Lang::En })
}

/// Pairs of government and network by SQL, in international networks: members in a year, and those who may have been.
pub fn in_year_by_sql(level: &str, year: i16) -> [BTreeSet<(String, String)>; 2] {
    // The end of a term of office is no leaving, and an office tells of a membership only where nothing else does.
    let spells = "WITH spell AS (
            SELECT m.city_id, m.network_id, substr(m.joined, 1, 4) + 0 AS joined, substr(m.\"left\", 1, 4) + 0 AS gone
            FROM membership m WHERE m.role IS NULL OR m.role IN ('member', 'founder')
            UNION ALL
            SELECT o.city_id, o.network_id, substr(o.joined, 1, 4) + 0, NULL FROM membership o
            WHERE o.role NOT IN ('member', 'founder') AND NOT EXISTS (
                SELECT 1 FROM membership m WHERE m.city_id = o.city_id AND m.network_id = o.network_id
                AND (m.role IS NULL OR m.role IN ('member', 'founder')))),
        standing AS (
            SELECT city_id, network_id,
                   max(joined <= ?1 AND (gone IS NULL OR gone > ?1)) AS is_member,
                   max(joined IS NULL AND (gone IS NULL OR gone > ?1)) AS may_be
            FROM spell GROUP BY 1, 2)
        SELECT c.name_en, n.name_en FROM standing s
        JOIN city c ON c.id = s.city_id AND c.level = ?2
        JOIN network n ON n.id = s.network_id AND n.scope IS NOT 'domestic'";
    let connection = Connection::open(sample_db()).unwrap();
    ["coalesce(is_member, 0)", "NOT coalesce(is_member, 0) AND may_be"].map(|which| {
        let mut statement = connection.prepare(&format!("{spells} WHERE {which}")).unwrap();
        let rows = statement.query_map((year, level), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    })
}

#[test]
fn memberships_of_a_year_are_those_that_sql_finds() {
    let dataset = sample();
    let mut seen = 0;
    for level in ["upper", "basic"] {
        for year in YEARS {
            let [members, undated] = in_year_by_sql(level, year);
            with_input(&dataset, &options(level, Some(year)), |input| {
                let pair = |row: &Vec<_>| (format!("{}", row[0]), format!("{}", row[1]));
                for chart in [Chart::MATRIX, Chart::GRAPH] {
                    let shown: Vec<_> = chart.table(input).rows.iter().map(pair).collect();
                    assert_eq!(shown.len(), members.len(), "each stands once");
                    assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), members, "{level} {year}");
                }
                let ranked = Chart::RANKING.table(input);
                let counted: usize = ranked.rows.iter().map(|row| row[1].to_string().parse::<usize>().unwrap()).sum();
                assert_eq!(counted, members.len(), "{level} {year}");
                for chart in CHARTS {
                    let subtitle = chart.subtitle(input);
                    assert!(subtitle.contains(&format!("as of {year}")), "{subtitle}");
                    let beside = format!("+{} whose year is unknown", undated.len());
                    assert_eq!(subtitle.contains(&beside), !undated.is_empty(), "{subtitle}: {beside}");
                }
            });
            seen += members.len();
        }
    }
    assert!(seen > 0);
}

fn laid_out(dataset: &Arc<Dataset>, chart: Chart, year: Option<i16>) -> Scene {
    with_input(dataset, &options("upper", year), |input| {
        chart.layout(input, vec2(900.0, 600.0), &Theme::screen(false), Ruler::shipped())
    })
}

/// Where the names of governments and networks stand.
fn names(scene: &Scene) -> Vec<String> {
    let is_name = |subject: &Option<Subject>| matches!(subject, Some(Subject::Value(Field::City | Field::Network, _)));
    let marks = scene.marks.iter().filter(|mark| is_name(&mark.subject));
    let names = marks.filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(format!("{} {:?}", run.text, run.origin)),
        _ => None,
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn governments_and_networks_keep_their_places_while_the_year_moves() {
    let dataset = sample();
    for chart in [Chart::MATRIX, Chart::GRAPH] {
        let today = names(&laid_out(&dataset, chart, None));
        assert!(today.len() > 20, "{chart:?}");
        // The first and the last year there may be: nobody and everybody.
        for year in [1, 1998, 2010, 9999] {
            assert_eq!(names(&laid_out(&dataset, chart, Some(year))), today, "{chart:?} {year}");
        }
    }
    let nobody = laid_out(&dataset, Chart::OVERLAP, Some(1));
    let says = |text: &str| nobody.marks.iter().any(|mark| format!("{:?}", mark.shape).contains(text));
    assert!(says("known in 1"), "a year without members says so");
}

#[test]
fn a_bar_of_the_overlap_of_a_year_leads_to_its_governments() {
    let dataset = sample();
    let mut bars = Vec::new();
    for mark in laid_out(&dataset, Chart::OVERLAP, Some(2010)).marks {
        if let Some(Subject::Combination(bar)) = mark.subject
            && !bars.contains(&bar)
        {
            bars.push(bar);
        }
    }
    assert!(bars.len() > 2);
    for bar in bars {
        let narrowed = bar.narrowed(&dataset, &Filter::default());
        assert_eq!(narrowed.member_of.year, Some(2010), "{narrowed:?}");
        let answer = Answer::new(&dataset, &narrowed);
        let at_level = |city: &city_diplomacy_explorer::data::Code| dataset.cities[city.index()].level == bar.level;
        let cities: BTreeSet<_> = answer.pairs(&dataset).iter().map(|pair| pair.city).filter(at_level).collect();
        assert_eq!(cities.into_iter().collect::<Vec<_>>(), bar.cities);
        assert!(answer.rows(Table::Memberships).count() > 0);
    }
}

#[test]
fn the_year_is_asked_for_on_the_command_line_and_refused_where_there_is_none_such() {
    let folder = tempfile::tempdir().unwrap();
    let [path, out] = [sample_db(), folder.path().join("matrix.csv")].map(|path| path.to_str().unwrap().to_owned());
    readers::done(&["export", &path, "--chart", "matrix", "--membership-year", "2010", "--out", &out]);
    let written = std::fs::read_to_string(&out).unwrap();
    let [members, _] = in_year_by_sql("upper", 2010);
    assert!(written.lines().count() > members.len());
    assert!(members.iter().all(|(city, _)| written.contains(city)), "{written}");
}

#[test]
fn the_membership_index_is_the_one_that_sql_adds_up() {
    let dataset = sample();
    let sql = "SELECT name_en, sum(seat) FROM (
            SELECT c.name_en, max(CASE WHEN m.role IN ('board', 'vice-chair', 'chair') THEN 3 ELSE 2 END)
                   + max(m.role IS 'founder') + 2 * max(m.role IS 'host') AS seat
            FROM membership m JOIN city c ON c.id = m.city_id AND c.level = ?1
            JOIN network n ON n.id = m.network_id AND n.scope IS NOT 'domestic'
            GROUP BY m.city_id, m.network_id
            HAVING sum(m.role IS NULL OR m.role IN ('member', 'founder')) = 0
                OR max((m.role IS NULL OR m.role IN ('member', 'founder')) AND m.\"left\" IS NULL))
        GROUP BY 1";
    let connection = Connection::open(sample_db()).unwrap();
    for level in ["upper", "basic"] {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([level], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.to_string()))).unwrap();
        let expected: BTreeSet<(String, String)> = rows.map(Result::unwrap).collect();
        with_input(&dataset, &options(level, None), |input| {
            let rows = Chart::RANKING.table(input).rows;
            let index = rows.iter().map(|row| (row[0].to_string(), row[5].to_string()));
            let index: BTreeSet<_> = index.filter(|(_, index)| index != "0").collect();
            assert_eq!(index, expected, "{level}");
        });
    }
}

// ---- the window ----

fn opened(path: PathBuf) -> Harness<'static, App> {
    let harness = Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60).build_eframe(|creation| {
        let start = Start { path: Some(path), ..Start::default() };
        App::new(&creation.egui_ctx, start, Lang::En, Instant::now())
    });
    window::opened(harness)
}

fn year(harness: &Harness<'_, App>) -> Option<i16> {
    workspace(harness).view().options.member_year
}

/// Steps until the year is another one; frames are counted, not seconds.
fn next_year(harness: &mut Harness<'_, App>) -> Option<i16> {
    let before = year(harness);
    for _ in 0..200 {
        harness.step();
        if year(harness) != before {
            break;
        }
    }
    year(harness)
}

#[test]
fn the_slider_moves_by_keys_plays_and_leads_back_to_today() {
    let mut harness = opened(sample_db());
    let last = last_year();
    let slider = |harness: &mut Harness<'_, App>, told: &str| harness.get_by_label(told).focus();
    slider(&mut harness, "Memberships as of today");
    harness.run();
    for _ in 0..2 {
        harness.key_press(Key::ArrowLeft);
        harness.run();
    }
    assert_eq!(year(&harness), Some(last - 2));
    let told = format!("as of {}", last - 2);
    assert!(harness.query_all_by_label_contains(&told).count() > 1, "by the slider and under the title");
    // One gesture, one step.
    click(&mut harness, "Undo");
    assert_eq!(year(&harness), None);
    // From today it plays from the first year.
    let first: i16 = sample_value("SELECT min(substr(joined, 1, 4)) + 0 FROM membership");
    click(&mut harness, "Play the years");
    assert_eq!(year(&harness), Some(first));
    assert_eq!(next_year(&mut harness), Some(first + 1));
    assert_eq!(next_year(&mut harness), Some(first + 2));
    click(&mut harness, "Pause");
    let paused = year(&harness);
    harness.run_steps(20);
    assert_eq!(year(&harness), paused);
    // The space bar of the slider does the same.
    slider(&mut harness, &format!("Memberships as of {}", paused.unwrap()));
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    // A year may have gone by in the frames until the window was done with the key.
    let resumed = year(&harness);
    assert_eq!(next_year(&mut harness), resumed.map(|year| year + 1));
    assert!(year(&harness) > paused);
    harness.key_press(Key::Space);
    harness.run();
    let paused = year(&harness);
    harness.run_steps(20);
    assert_eq!(year(&harness), paused);
    click(&mut harness, "Back to today");
    assert_eq!(year(&harness), None);
}

#[test]
fn play_stops_at_the_last_year_and_waits_while_the_pointer_is_over_the_chart() {
    let mut harness = opened(sample_db());
    let last = last_year();
    harness.get_by_label("Memberships as of today").focus();
    harness.run();
    for _ in 0..2 {
        harness.key_press(Key::ArrowLeft);
        harness.run();
    }
    click(&mut harness, "Play the years");
    let chart = harness.get_all_by_label_contains("Network membership, ").next().unwrap().rect();
    harness.hover_at(chart.center());
    harness.run_steps(40);
    assert_eq!(year(&harness), Some(last - 2));
    harness.hover_at(pos2(2.0, 2.0));
    assert_eq!(next_year(&mut harness), Some(last - 1));
    assert_eq!(next_year(&mut harness), Some(last));
    harness.run_steps(20);
    assert_eq!(year(&harness), Some(last));
    assert!(harness.query_by_label("Play the years").is_some(), "it is over");
    let before = harness.ctx.cumulative_pass_nr();
    harness.run();
    assert!(harness.ctx.cumulative_pass_nr() - before <= 2, "nothing is drawn at rest");
}

#[test]
fn there_is_no_slider_where_no_membership_has_a_date() {
    let (_folder, path) = sample_after("UPDATE membership SET joined = NULL, \"left\" = NULL");
    let harness = opened(path);
    assert!(harness.query_by_label("Matrix").is_some());
    assert!(harness.query_by_label_contains("Memberships as of").is_none());
    assert!(harness.query_by_label("Play the years").is_none());
}

/// The year in which the sample was last checked.
fn last_year() -> i16 {
    sample_as_of()[..4].parse().unwrap()
}
