//! Memberships of several years side by side: each panel counts what SQL counts of its year, all in the same order and on the
//! same scale; on the command line, in figures and in the window.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use city_diplomacy_explorer::app::{App, Start};
use city_diplomacy_explorer::chart::{
    Chart, ChartInput, ChartOptions, Ruler, SavedView, Scene, Shape, Theme, member_years_to_choose,
};
use city_diplomacy_explorer::data::Dataset;
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::query::{Answer, Filter, Subject};
use city_diplomacy_explorer::words::Lang;
use egui::{Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::charts::faults;
use crate::member_year::in_year_by_sql;
use crate::support::window::{self, click, workspace};
use crate::support::{readers, sample_db};

/// The charts that can show several years.
const CHARTS: [Chart; 3] = [Chart::MATRIX, Chart::OVERLAP, Chart::GRAPH];
const YEARS: [i16; 3] = [1998, 2010, 2021];

fn sample() -> std::sync::Arc<Dataset> {
    open(&sample_db(), &Progress::default()).unwrap().dataset
}

fn options(level: &str, years: &[i16]) -> ChartOptions {
    ChartOptions { level: Some(level.to_owned()), member_years: years.to_vec(), ..ChartOptions::default() }
}

fn with_input<T>(options: &ChartOptions, lang: Lang, look: impl FnOnce(&ChartInput<'_>) -> T) -> T {
    let (dataset, filter) = (sample(), Filter::default());
    let answer = Answer::new(&dataset, &filter);
    look(&ChartInput { dataset: &dataset, answer: &answer, whole: &answer, filter: &filter, options, lang })
}

fn laid_out(chart: Chart, options: &ChartOptions, size: Vec2) -> Scene {
    with_input(options, Lang::En, |input| chart.layout(input, size, &Theme::screen(false), Ruler::shipped()))
}

/// Where each panel begins, by the words over it.
fn panels(scene: &Scene) -> BTreeMap<String, Vec2> {
    let titles = scene.marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(run) if run.text.contains(" membership") => Some((run.text.clone(), run.origin.to_vec2())),
        _ => None,
    });
    titles.collect()
}

#[test]
fn each_panel_counts_what_sql_counts_of_its_year() {
    for level in ["upper", "basic"] {
        let options = options(level, &YEARS);
        let table = with_input(&options, Lang::En, |input| Chart::MATRIX.table(input));
        for year in YEARS {
            let [expected, undated] = in_year_by_sql(level, year);
            let of_year = table.rows.iter().filter(|row| row.last().unwrap().to_string() == year.to_string());
            let pairs: BTreeSet<(String, String)> =
                of_year.map(|row| (row[0].to_string(), row[1].to_string())).collect();
            assert_eq!(pairs, expected, "{level} {year}");
            assert!(undated.is_disjoint(&pairs));
            for chart in CHARTS {
                let scene = laid_out(chart, &options, vec2(1000.0, 460.0));
                let word = if expected.len() == 1 { "membership" } else { "memberships" };
                let title = format!("{year} · {} {word}", expected.len());
                assert!(panels(&scene).contains_key(&title), "{title} is not over {chart:?}");
            }
        }
    }
}

#[test]
fn panels_have_one_order_and_one_scale() {
    for chart in CHARTS {
        let scene = laid_out(chart, &options("upper", &YEARS), vec2(1100.0, 420.0));
        let starts: Vec<Vec2> = panels(&scene).into_values().collect();
        assert_eq!(starts.len(), YEARS.len());
        let place = |at: Vec2| (at * 16.0).round();
        // The names of governments and networks stand in the same places of every panel.
        let mut names = vec![BTreeSet::new(); starts.len()];
        let mut sizes = vec![BTreeMap::<usize, i32>::new(); starts.len()];
        for mark in &scene.marks {
            let bounds = mark.shape.bounds();
            let panel = starts.iter().rposition(|start| bounds.center().x >= start.x).unwrap_or(0);
            match (&mark.subject, &mark.shape) {
                (Some(Subject::Value(field, code)), Shape::Text(run)) => {
                    let at = place(run.origin.to_vec2() - starts[panel]);
                    names[panel].insert((*field, *code, at.x as i32, at.y as i32));
                }
                (Some(Subject::Combination(combination)), Shape::Rect { rect, .. }) => {
                    sizes[panel].insert(combination.cities.len(), (rect.height() * 4.0).round() as i32);
                }
                _ => {}
            }
        }
        assert!(names[0].len() > 5, "{chart:?}");
        assert!(names.iter().all(|of_panel| *of_panel == names[0]), "{chart:?}");
        // A bar of so many governments is as high in every panel.
        let mut heights = BTreeMap::<usize, BTreeSet<i32>>::new();
        sizes.iter().flatten().for_each(|(&count, &height)| _ = heights.entry(count).or_default().insert(height));
        assert!(heights.values().all(|heights| heights.len() == 1), "{heights:?}");
        assert!(chart != Chart::OVERLAP || !heights.is_empty());
    }
}

#[test]
fn no_text_of_a_panel_lies_over_another() {
    let six = [1995, 2000, 2005, 2010, 2015, 2020];
    for chart in CHARTS {
        // Too small to read, but nothing breaks there.
        laid_out(chart, &options("upper", &six), vec2(60.0, 45.0));
        for size in [vec2(300.0, 700.0), vec2(374.0, 450.0), vec2(520.0, 380.0), vec2(900.0, 450.0)] {
            for years in [&six[..], &six[..1], &six[2..5]] {
                for level in ["upper", "basic"] {
                    let scene = laid_out(chart, &options(level, years), size);
                    assert_eq!(faults(&scene), [""; 0], "{chart:?} {size:?} {years:?} {level}");
                    assert_eq!(scene, laid_out(chart, &options(level, years), size));
                }
            }
        }
    }
}

#[test]
fn years_are_taken_by_commands_and_travel_in_figures() {
    let folder = tempfile::tempdir().unwrap();
    let (sample, out) = (sample_db(), folder.path().join("matrix.svg"));
    let export = |chart: &str, out: &PathBuf, more: &[&str]| -> Vec<String> {
        let first = ["export", sample.to_str().unwrap(), "--chart", chart, "--out", out.to_str().unwrap()];
        first.iter().chain(more).map(ToString::to_string).collect()
    };
    let run = |arguments: Vec<String>, refuse: bool| {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if refuse { readers::refused(&arguments) } else { readers::done(&arguments) }
    };
    run(export("matrix", &out, &["--membership-years", "2020,2000,2010"]), false);
    let figure = std::fs::read_to_string(&out).unwrap();
    for year in ["2000 · ", "2010 · ", "2020 · ", "2000, 2010, 2020 side by side"] {
        assert!(figure.contains(year), "{year}");
    }
    let again = folder.path().join("again.svg");
    run(
        ["export", sample.to_str().unwrap(), "--view", out.to_str().unwrap(), "--out", again.to_str().unwrap()]
            .map(ToString::to_string)
            .into(),
        false,
    );
    assert_eq!(std::fs::read_to_string(&again).unwrap(), figure);
    let seven = "2000,2001,2002,2003,2004,2005,2006";
    for (chart, years, said) in [
        ("timeline", "2000,2010", ["cannot show several years", "matrix, overlap, graph"]),
        ("matrix", seven, ["Those are 7 years", "6 at most"]),
        ("matrix", "2000,0", ["0 is not in 1..=9999", "--membership-years"]),
        ("matrix", "soon", ["invalid value", "--membership-years"]),
    ] {
        let refusal = run(export(chart, &out, &["--membership-years", years]), true);
        assert!(said.iter().all(|said| refusal.contains(said)), "{refusal}");
    }
    run(export("matrix", &out, &["--membership-years", "2000,2010", "--membership-year", "2005"]), true);
}

#[test]
fn views_of_before_open_and_say_nothing_of_years() {
    let older = with_input(&ChartOptions::default(), Lang::En, |input| SavedView::of(Chart::MATRIX, input).to_json());
    assert!(!older.contains("member_years"));
    assert!(SavedView::from_json(&older).unwrap().options.member_years.is_empty());
}

#[test]
fn the_menu_of_the_pane_puts_years_side_by_side_and_undo_takes_them_back() {
    let mut harness = Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60).build_eframe(|creation| {
        let start = Start { path: Some(sample_db()), ..Start::default() };
        App::new(&creation.egui_ctx, start, Lang::En, Instant::now())
    });
    harness = window::opened(harness);
    let choices = with_input(&ChartOptions::default(), Lang::En, member_years_to_choose);
    assert!(choices.iter().all(|years| (2..=6).contains(&years.len()) && years.is_sorted()), "{choices:?}");
    let three = choices.into_iter().find(|years| years.len() == 3).unwrap();
    let told = three.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    click(&mut harness, "More on Network membership");
    click(&mut harness, "Years side by side");
    click(&mut harness, &told);
    assert_eq!(workspace(&harness).view().options.member_years, three);
    assert!(harness.query_by_label("Memberships as of today").is_none(), "the slider has nothing to say");
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().options, ChartOptions::default());
    click(&mut harness, "Redo");
    click(&mut harness, &format!("Remove Side by side: {told}"));
    assert_eq!(workspace(&harness).view().options, ChartOptions::default());
    assert!(harness.query_by_label("Memberships as of today").is_some());
}
