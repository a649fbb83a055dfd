//! Sets of cities: governments chosen by the networks that they are members of, on the command line, in the window, in
//! saved views, and from the overlap of networks. What a set lets pass is held against SQL in `counts.rs`.

use std::collections::BTreeSet;
use std::process::{Command as Process, Output};
use std::sync::Arc;
use std::time::Instant;

use city_diplomacy_explorer::app::{App, Start};
use city_diplomacy_explorer::chart::{Chart, ChartInput, ChartOptions, Ruler, SavedView, Theme, filter_in_words};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Code, Dataset, Field, Table};
use city_diplomacy_explorer::query::{
    Answer, Choice, Combination, Dimension, Filter, MemberOf, Subject, Years, member_counts,
};
use city_diplomacy_explorer::words::Lang;
use egui::{Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::support::window::{self, click, workspace};
use crate::support::{sample_db, sample_number};

fn sample() -> Arc<Dataset> {
    open(&sample_db(), &Progress::default()).unwrap().dataset
}

/// Members of some networks and of none of others.
fn members(include: &[&str], exclude: &[&str], all_of: bool, year: Option<i16>) -> Filter {
    let ids = |ids: &[&str]| ids.iter().map(ToString::to_string).collect();
    let choice = Choice { include: ids(include), exclude: ids(exclude), all_of };
    Filter { member_of: MemberOf { choice, year }, ..Filter::default() }
}

fn shown(answer: &Answer) -> [usize; 4] {
    Table::ALL.map(|table| answer.rows(table).count())
}

// ---- in words ----

#[test]
fn a_set_is_told_in_both_languages() {
    let dataset = sample();
    let told = |filter: &Filter, lang: Lang| match &filter_in_words(&dataset, filter, lang)[..] {
        [(Dimension::MemberOf, words)] => words.clone(),
        other => panic!("{other:?}"),
    };
    let all = members(&["iclei", "citynet"], &["c40"], true, Some(2015));
    assert_eq!(told(&all, Lang::En), "Member of CityNet and ICLEI, not C40, in 2015");
    assert_eq!(told(&all, Lang::Ko), "2015년 기준 CityNet 그리고 ICLEI 가입, C40 미가입");
    assert_eq!(told(&members(&["iclei", "citynet"], &[], false, None), Lang::En), "Member of CityNet or ICLEI");
    assert_eq!(told(&members(&[], &["c40"], false, None), Lang::En), "Not a member of C40");
}

// ---- views ----

#[test]
fn views_from_before_open_and_views_without_a_set_are_written_as_before() {
    let view = |filter: Filter| SavedView {
        version: SavedView::VERSION,
        chart: Chart::OVERLAP,
        filter,
        options: ChartOptions::default(),
        lang: Lang::En,
    };
    let plain = view(Filter::default()).to_json();
    assert!(!plain.contains("member"), "{plain}");
    assert_eq!(SavedView::from_json(&plain).unwrap(), view(Filter::default()));
    let set = view(members(&["iclei"], &["c40"], false, Some(2015)));
    let json = set.to_json();
    assert_eq!(SavedView::from_json(&json).unwrap(), set);
    for hostile in ["0", "-5", "12000"] {
        assert!(SavedView::from_json(&json.replace("2015", hostile)).is_err(), "{hostile}");
    }
}

// ---- the command line ----

fn run(arguments: &[&str]) -> Output {
    Process::new(env!("CARGO_BIN_EXE_city-diplomacy")).args(arguments).output().unwrap()
}

#[test]
fn options_choose_a_set_and_counts_count_its_networks() {
    let (dataset, path) = (sample(), sample_db());
    let counts = |options: &str| -> serde_json::Value {
        let words: Vec<&str> = options.split_whitespace().collect();
        let output = run(&[&["counts", path.to_str().unwrap(), "--json"], &words[..]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let undated = Filter { undated_pass: true, ..members(&["iclei"], &["c40"], false, Some(2015)) };
    for (options, filter) in [
        ("--member-of iclei --member-of CityNet", members(&["iclei", "citynet"], &[], false, None)),
        ("--member-of iclei --member-of citynet --all-of member-of", members(&["iclei", "citynet"], &[], true, None)),
        ("--member-of iclei --member-of !c40 --member-year 2015", members(&["iclei"], &["c40"], false, Some(2015))),
        ("--member-of iclei --member-of !c40 --member-year 2015 --undated", undated),
        ("--member-of !iclei", members(&[], &["iclei"], false, None)),
    ] {
        let counted = counts(options);
        let rows = Table::ALL.map(|table| counted["totals"][table.id()]["shown"].as_u64().unwrap() as usize);
        assert_eq!(rows, shown(&Answer::new(&dataset, &filter)), "{options}");
        let of_networks = member_counts(&dataset, &filter);
        for listed in counted["member_of"].as_array().unwrap() {
            let network = dataset.vocabulary(Field::Network).code(listed["id"].as_str().unwrap()).unwrap();
            let given = [&listed["count"], &listed["of"]].map(|count| count.as_u64().unwrap() as u32);
            let expected = of_networks[network.index()];
            assert_eq!(given, [expected.count, expected.of], "{options}: {listed}");
        }
    }
}

#[test]
fn what_cannot_be_a_set_is_told_with_what_to_write_instead() {
    let path = sample_db();
    let said = |options: &str| {
        let words: Vec<&str> = options.split_whitespace().collect();
        let output = run(&[&["counts", path.to_str().unwrap()], &words[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{options}");
        String::from_utf8(output.stderr).unwrap()
    };
    for (options, parts) in [
        ("--member-of icle", ["--member-of icle cannot be used", "Did you mean", "iclei"]),
        ("--member-year 2015", ["--member-year 2015 cannot be used", "No value of member-of", "--member-of"]),
        ("--member-of !c40 --all-of member-of", ["--all-of member-of", "No value of member-of", "--member-of"]),
        ("--member-of c40 --member-year 0", ["--member-year", "0", "9999"]),
        ("--undated", ["--undated", "--years", "--member-year"]),
    ] {
        let said = said(options);
        assert!(parts.iter().all(|part| said.contains(part)), "{options}: {said}");
    }
}

// ---- the overlap of networks ----

/// The bars of the overlap of networks under a filter.
fn bars(dataset: &Arc<Dataset>, filter: &Filter, level: &str) -> BTreeSet<Vec<Code>> {
    combinations(dataset, filter, level).into_iter().map(|bar| bar.cities.clone()).collect()
}

fn combinations(dataset: &Arc<Dataset>, filter: &Filter, level: &str) -> Vec<Arc<Combination>> {
    let [answer, whole] = [filter, &Filter::default()].map(|filter| Answer::new(dataset, filter));
    let options = ChartOptions { level: Some(level.to_owned()), ..ChartOptions::default() };
    let input = ChartInput { dataset, answer: &answer, whole: &whole, filter, options: &options, lang: Lang::En };
    let scene = Chart::OVERLAP.layout(&input, vec2(1600.0, 600.0), &Theme::screen(false), Ruler::shipped());
    let mut bars: Vec<Arc<Combination>> = Vec::new();
    for mark in scene.marks {
        if let Some(Subject::Combination(bar)) = mark.subject
            && !bars.contains(&bar)
        {
            bars.push(bar);
        }
    }
    bars
}

#[test]
fn a_bar_of_the_overlap_leads_to_exactly_its_governments() {
    let dataset = sample();
    let mut agenda = Filter::default();
    agenda.set_choice(Field::Agenda, Choice { include: ["environment".to_owned()].into(), ..Choice::default() });
    let mut founders = Filter::default();
    founders.set_choice(Field::Role, Choice { include: ["founder".to_owned()].into(), ..Choice::default() });
    let years = Filter { years: Some(Years { from: 2005, to: 2015 }), ..Filter::default() };
    let undated = Filter { undated_pass: true, ..years.clone() };
    let mut checked = [0, 0];
    for filter in [Filter::default(), agenda, founders, years, undated, members(&["uclg"], &[], false, None)] {
        for level in ["upper", "basic"] {
            for bar in combinations(&dataset, &filter, level) {
                let narrowed = bar.narrowed(&dataset, &filter);
                let answer = Answer::new(&dataset, &narrowed);
                let at_level = |city: &Code| dataset.cities[city.index()].level == bar.level;
                let pairs = answer.pairs(&dataset).iter().map(|pair| pair.city).filter(at_level);
                let cities: BTreeSet<Code> = pairs.collect();
                let context = || serde_json::to_string(&narrowed).unwrap();
                assert_eq!(cities.into_iter().collect::<Vec<_>>(), bar.cities, "{}", context());
                // Whoever goes on from there finds no government of another bar.
                let bars = bars(&dataset, &narrowed, level);
                assert!(bars.iter().flatten().all(|city| bar.cities.contains(city)), "{}", context());
                checked[usize::from(narrowed.member_of.is_empty())] += 1;
            }
        }
    }
    let [by_membership, by_name] = checked;
    assert!(by_membership > 2 * by_name && by_name > 0, "{by_membership} by membership, {by_name} by name");
}

// ---- the window ----

/// Tall enough for the section to be in sight.
fn opened<'a>() -> Harness<'a, App> {
    let harness = Harness::builder().with_size(vec2(1366.0, 1500.0)).with_max_steps(60).build_eframe(|creation| {
        let start = Start { path: Some(sample_db()), ..Start::default() };
        App::new(&creation.egui_ctx, start, Lang::En, Instant::now())
    });
    window::opened(harness)
}

/// The row of a network under *Member of*.
fn row(name: &str) -> String {
    format!("Member of {name}, ")
}

fn click_containing(harness: &mut Harness<'_, App>, part: &str, modifiers: Modifiers) {
    harness.get_all_by_label_contains(part).next().expect(part).scroll_to_me();
    harness.run();
    harness.get_all_by_label_contains(part).next().expect(part).click_modifiers(modifiers);
    harness.run();
}

#[test]
fn the_facet_makes_a_set_that_its_chip_tells_and_undo_takes_back() {
    const ICLEI: &str = "ICLEI - Local Governments for Sustainability";
    const UCLG: &str = "United Cities and Local Governments";
    const AFHC: &str = "Alliance for Healthy Cities (Western Pacific)";
    let mut harness = opened();
    let all = shown(workspace(&harness).answer());
    click(&mut harness, "Member of");
    click_containing(&mut harness, &row(ICLEI), Modifiers::NONE);
    click_containing(&mut harness, &row(UCLG), Modifiers::NONE);
    // Those in both: what one asks for by choosing two.
    let both = shown(workspace(&harness).answer());
    assert_eq!(both, shown(&Answer::new(workspace(&harness).dataset(), &members(&["iclei", "uclg"], &[], true, None))));
    click_containing(&mut harness, &row(AFHC), Modifiers::COMMAND);
    click(&mut harness, "in a year");
    let filter = workspace(&harness).view().filter.clone();
    let year = filter.member_of.year.unwrap();
    let last = sample_number(
        "SELECT max(max(ifnull(substr(joined, 1, 4), 0), ifnull(substr(\"left\", 1, 4), 0))) + 0 FROM membership",
    );
    assert_eq!(usize::try_from(year).unwrap(), last);
    assert_eq!(filter, members(&["iclei", "uclg"], &["afhc"], true, Some(year)));
    assert_eq!(shown(workspace(&harness).answer()), shown(&Answer::new(workspace(&harness).dataset(), &filter)));
    let undated = workspace(&harness).answer().undated_members;
    assert!(undated > 0);
    click(&mut harness, &format!("+{undated} undated members"));
    assert!(workspace(&harness).view().filter.undated_pass);
    let chip = format!("Member of ICLEI and UCLG, not AFHC, in {year}");
    assert!(harness.query_by_label(&chip).is_some());
    for _ in 0..3 {
        click(&mut harness, "Undo");
    }
    assert_eq!(shown(workspace(&harness).answer()), both);
    click(&mut harness, "Remove Member of ICLEI and UCLG");
    assert_eq!(
        (shown(workspace(&harness).answer()), workspace(&harness).view().filter.clone()),
        (all, Filter::default())
    );
}

/// The task of the guide: in two networks, not in a third, in a year, in five actions.
#[test]
fn a_set_with_a_year_takes_five_actions() {
    let mut harness = opened();
    click(&mut harness, "Member of");
    click_containing(&mut harness, &row("ICLEI - Local Governments for Sustainability"), Modifiers::NONE);
    click_containing(
        &mut harness,
        &row("Regional Network of Local Authorities for the Management of Human Settlements"),
        Modifiers::NONE,
    );
    click_containing(&mut harness, &row("C40 Cities Climate Leadership Group"), Modifiers::COMMAND);
    let spinner = (egui::accesskit::Role::SpinButton, "Year of membership");
    harness.get_by_role_and_label(spinner.0, spinner.1).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(spinner.0, spinner.1).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::A);
    harness.event(egui::Event::Text("2015".to_owned()));
    harness.key_press(egui::Key::Enter);
    harness.run();
    let filter = workspace(&harness).view().filter.clone();
    assert_eq!(filter, members(&["iclei", "citynet"], &["c40"], true, Some(2015)));
}

#[test]
fn a_click_on_a_bar_of_the_overlap_chooses_its_governments() {
    let mut harness = opened();
    click(&mut harness, "Overlap");
    let options = ChartOptions::default();
    let input = ChartInput { options: &options, ..workspace(&harness).chart_input(Lang::En) };
    let scene = Chart::OVERLAP.layout(&input, vec2(600.0, 500.0), &Theme::screen(false), Ruler::shipped());
    let bar = scene.marks.into_iter().find_map(|mark| match mark.subject {
        Some(Subject::Combination(bar)) => Some(bar),
        _ => None,
    });
    let bar = bar.unwrap();
    let names: Vec<&str> = bar
        .networks
        .iter()
        .map(|&network| workspace(&harness).dataset().vocabulary(Field::Network)[network].short_name(Lang::En))
        .collect();
    let label = format!("Overlap of networks, Member of {} · ", names.join(" and "));
    click_containing(&mut harness, &label, Modifiers::NONE);
    let filter = workspace(&harness).view().filter.clone();
    assert_eq!(filter, bar.narrowed(workspace(&harness).dataset(), &Filter::default()));
    assert_eq!(workspace(&harness).view().selected, None, "it narrows and selects nothing");
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().filter, Filter::default());
}
