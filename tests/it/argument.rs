//! The argument in the window: trends whose figures lead to their records, institutions and what they follow from,
//! cities alone and side by side, and years that were not collected.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::support::window::{self, click, workspace};
use crate::support::{sample_after, sample_db};
use city_diplomacy_explorer::app::{App, Command, Page, Start, Workspace};
use city_diplomacy_explorer::chart::trends::Told;
use city_diplomacy_explorer::chart::{Chart, ChartInput, ChartOptions, FigureText, Ruler, Scene, Theme};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::export::{DeckPlan, Frame};
use city_diplomacy_explorer::query::indicators::{Counting, Finding, Indicator, Records, Verdict};
use city_diplomacy_explorer::query::{Answer, Choice, Filter, Subject, Years};
use city_diplomacy_explorer::words::{Lang, Word};
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The window with a database on a page.
fn opened<'a>(path: &Path, page: Page, cities: &[&str], lang: Lang) -> Harness<'a, App> {
    let start = Start {
        path: Some(path.to_owned()),
        page,
        cities: cities.iter().map(ToString::to_string).collect(),
        ..Start::default()
    };
    let harness = Harness::builder()
        .with_size(vec2(1366.0, 768.0))
        .build_eframe(move |creation| App::new(&creation.egui_ctx, start, lang, Instant::now()));
    window::opened(harness)
}

/// A workspace without a window.
fn work_on(path: &Path) -> Workspace {
    Workspace::new(open(path, &Progress::default()).unwrap())
}

fn finding(workspace: &Workspace, indicator: Indicator) -> Finding {
    city_diplomacy_explorer::chart::trends::find(indicator, &workspace.chart_input(Lang::En))
}

/// What a finding says in English.
fn told<'a>(workspace: &'a Workspace, finding: &'a Finding) -> Told<'a> {
    Told { finding, dataset: workspace.dataset(), lang: Lang::En }
}

/// The figures of a chart that can be clicked: what they say, and where they lead.
fn figures(scene: &Scene) -> Vec<(String, Vec<String>, Records)> {
    let cited = scene.marks.iter().filter_map(|mark| match mark.subject.as_ref()? {
        Subject::Figure(cited) => Some((cited.title.clone(), cited.lines.clone(), cited.records.clone())),
        _ => None,
    });
    cited.collect()
}

fn layout(workspace: &Workspace, chart: Chart) -> Scene {
    let input = workspace.chart_input(Lang::En);
    chart.layout(&input, vec2(420.0, 300.0), &Theme::screen(false), Ruler::shipped())
}

#[test]
fn the_page_of_trends_says_each_claim_what_it_comes_to_and_no_more() {
    let mut harness = opened(&sample_db(), Page::Explore, &[], Lang::En);
    click(&mut harness, "Trends");
    assert_eq!(workspace(&harness).view().page, Page::Trends);
    assert!(harness.query_all_by_label_contains(Word::TREND_ONE_CLAIM.text(Lang::En)).count() > 0);
    let first = [Indicator::MultilateralShare, Indicator::ThreatShare, Indicator::ThreatsInNetworks];
    for found in first.map(|indicator| finding(workspace(&harness), indicator)) {
        let reading = told(workspace(&harness), &found).reading();
        assert!(harness.query_all_by_label_contains(&reading).count() > 0, "{reading}");
        let said = match found.reading.verdict {
            Verdict::Supports => Word::VERDICT_SHORT_SUPPORTS,
            Verdict::SpeaksAgainst => Word::VERDICT_SHORT_AGAINST,
            Verdict::DoesNotDistinguish => Word::VERDICT_SHORT_OPEN,
            Verdict::TooFew => Word::VERDICT_SHORT_FEW,
            Verdict::Describes => panic!("each of these holds a claim"),
        };
        assert!(harness.query_all_by_label_contains(said.text(Lang::En)).count() > 0, "{said:?}");
    }
    // A page is a step like any other.
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().page, Page::Explore);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Num3);
    harness.run();
    assert_eq!(workspace(&harness).view().page, Page::Institutions);
}

#[test]
fn the_export_window_lists_charts_under_their_pages_and_finds_them() {
    let mut harness = opened(&sample_db(), Page::Trends, &[], Lang::En);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    harness.run();
    assert!(harness.query_by_label("Activities over time").is_some());
    harness.get_by_label("Search charts").focus();
    harness.run();
    harness.get_by_label("Search charts").type_text("ㅈㄹ");
    harness.run();
    assert!(harness.query_by_label("Activities over time").is_none());
    click(&mut harness, "Spread of ordinances");
    assert!(harness.query_by_label("2 chosen").is_some());
}

#[test]
fn a_switch_changes_who_is_counted_and_can_be_taken_back() {
    let mut harness = opened(&sample_db(), Page::Trends, &[], Lang::En);
    let strict = finding(workspace(&harness), Indicator::ThreatShare).headline.hits;
    click(&mut harness, "Broad");
    let broad = finding(workspace(&harness), Indicator::ThreatShare).headline.hits;
    assert!(broad > strict, "{broad:?} {strict:?}");
    click(&mut harness, "Undo");
    assert_eq!(finding(workspace(&harness), Indicator::ThreatShare).headline.hits, strict);
}

#[test]
fn a_click_on_a_figure_shows_the_very_records_that_it_counts() {
    for indicator in [Indicator::MultilateralShare, Indicator::ThreatShare, Indicator::BeyondPublic] {
        let mut workspace = work_on(&sample_db());
        let points = finding(&workspace, indicator).points;
        let scene = layout(&workspace, Chart::of(indicator).unwrap());
        let mut followed = 0;
        for (title, lines, records) in figures(&scene) {
            let (from, to) = records.years.unwrap();
            let of_period = points.iter().filter(|point| (from..=to).contains(&point.year));
            let hits: usize = of_period.filter_map(|point| point.figure.hits).sum();
            workspace.apply(Command::Page(Page::Trends));
            workspace.apply(Command::Drill(records));
            assert_eq!(workspace.view().page, Page::Explore);
            assert_eq!(workspace.answer().rows(Table::Activities).count(), hits, "{title}: {lines:?}");
            workspace.apply(Command::Undo);
            assert_eq!(workspace.view().page, Page::Trends, "one step back");
            assert_eq!(workspace.view().filter, Filter::default());
            followed += 1;
        }
        assert!(followed > 8, "{indicator:?}: {followed}");
    }
}

#[test]
fn a_cell_of_the_matrix_leads_to_its_institutions() {
    let mut workspace = work_on(&sample_db());
    let scene = layout(&workspace, Chart::of(Indicator::InstitutionalDepth).unwrap());
    let (title, _, records) = figures(&scene).into_iter().find(|(title, ..)| title == "Seoul · Ordinance").unwrap();
    let behind = city_diplomacy_explorer::chart::trends::records_behind;
    let (table, rows) = behind(&records, &workspace.chart_input(Lang::En)).unwrap();
    let facts = workspace.dataset().table(table);
    let kind = workspace.dataset().vocabulary(Field::Kind).code("ordinance");
    assert!(rows.len() > 1 && rows.iter().all(|&row| facts.code(Field::Kind, row) == kind), "{title}");
    workspace.apply(Command::Drill(records));
    assert!(workspace.view().selected.is_some());
}

/// Few are hollow and said so; nothing is a gap and never zero.
#[test]
fn few_are_hollow_and_nothing_is_a_gap() {
    let mut workspace = work_on(&sample_db());
    workspace.apply(Command::Options(ChartOptions {
        trend_period: city_diplomacy_explorer::query::aggregate::Period::Year,
        ..ChartOptions::default()
    }));
    let points = finding(&workspace, Indicator::MultilateralShare).points;
    let gap = points.iter().find(|point| point.figure.n == 0).expect("a year without a record").year.to_string();
    let few = points.iter().find(|point| (1..5).contains(&point.figure.n)).unwrap().year.to_string();
    let told = figures(&layout(&workspace, Chart::of(Indicator::MultilateralShare).unwrap()));
    let lines = |year: &str| &told.iter().find(|(title, ..)| title == year).unwrap().1;
    assert!(lines(&few)[0].contains("fewer than five records"), "{:?}", lines(&few));
    assert!(lines(&gap)[0].starts_with('–') && !lines(&gap)[0].contains('%'), "{:?}", lines(&gap));
}

#[test]
fn institutions_are_listed_sorted_and_under_what_they_follow_from() {
    let (_folder, path) = sample_after(
        "UPDATE instrument SET parent_id = (SELECT id FROM instrument WHERE title_en LIKE 'Public Diplomacy Act%' LIMIT 1)
         WHERE kind = 'ordinance' AND id IN (SELECT instrument_id FROM instrument_city WHERE city_id = 'busan');",
    );
    let mut harness = opened(&path, Page::Institutions, &[], Lang::En);
    let without = Word::NO_LINEAGE.text(Lang::En);
    assert_eq!(harness.query_all_by_label_contains(without).count(), 0);
    click(&mut harness, "Sort by Kind");
    click(&mut harness, "Sort by Title");
    click(&mut harness, "Sort by Start");
    let first = harness.get_all_by_label_contains("Constitution, chapter on local autonomy").next().unwrap();
    first.click();
    harness.run();
    assert!(workspace(&harness).view().selected.is_some(), "details of what was clicked");
    let plain = opened(&sample_db(), Page::Institutions, &[], Lang::En);
    assert!(plain.query_all_by_label_contains(without).count() > 0);
    // The indicator knows the act that ordinances follow.
    let laws = finding(workspace(&harness), Indicator::InstitutionsByKind);
    let lineage = laws.group(city_diplomacy_explorer::query::indicators::Group::Lineage).next().unwrap();
    let name = told(workspace(&harness), &laws).name(&lineage.name);
    assert!(name.starts_with("Public Diplomacy Act") && lineage.figure.n > 1, "{name}");
}

#[test]
fn a_city_has_a_profile_and_cities_stand_side_by_side() {
    let mut harness = opened(&sample_db(), Page::Profiles, &[], Lang::En);
    let seoul = workspace(&harness).dataset().vocabulary(Field::City).code("seoul").unwrap();
    let activities = workspace(&harness).whole().table(Table::Activities).count(Field::City, seoul);
    harness.get_by_label(&format!("Seoul {activities}")).click();
    harness.run();
    assert_eq!(workspace(&harness).view().options.cities, ["seoul"]);
    let mut workspace = work_on(&sample_db());
    workspace.apply(Command::Cities(vec!["seoul".to_owned()]));
    let profile = Chart::PROFILE.table(&workspace.chart_input(Lang::En));
    let of_seoul = Filter { ..chosen(&["seoul"]) };
    let expected = Answer::new(workspace.dataset(), &of_seoul);
    assert_eq!(profile.rows[0][2].to_string(), expected.rows(Table::Activities).count().to_string());
    workspace.apply(Command::Cities(vec!["seoul".to_owned(), "busan".to_owned()]));
    let compared = Chart::COMPARISON.table(&workspace.chart_input(Lang::En));
    let activities = &compared.rows[0];
    let number = |index: usize| activities[index].to_string().parse::<f64>().unwrap();
    assert_eq!(number(1), expected.rows(Table::Activities).count() as f64);
    assert!((number(1) - number(4) - activities[7].to_string().parse::<f64>().unwrap()).abs() < 1e-9, "{activities:?}");
    let ranks = if number(1) > number(4) { (1.0, 2.0) } else { (2.0, 1.0) };
    assert_eq!((number(3), number(6)), ranks, "ranks");
    click(&mut harness, "Explore");
}

/// Whatever cities the window shows side by side, a slide of a city is about that city.
#[test]
fn the_slides_of_a_deck_are_each_about_their_city() {
    let workspace = work_on(&sample_db());
    let dataset = workspace.dataset();
    let code = |id: &str| dataset.vocabulary(Field::City).code(id).unwrap();
    let options = ChartOptions { cities: vec!["busan".to_owned(), "jeju".to_owned()], ..ChartOptions::default() };
    let plan = DeckPlan {
        logo: None,
        is_document: false,
        dataset,
        whole: workspace.whole(),
        cities: &[code("seoul")],
        charts: &[Chart::PROFILE],
        is_story: false,
        filter: &Filter::default(),
        options: &options,
        lang: Lang::En,
        theme: &Theme::paper(false),
        frame: &Frame::wide(),
        title: None,
        byline: "",
    };
    let slides = plan.slides(|_| true).unwrap();
    let views: Vec<_> = slides.iter().filter_map(|slide| slide.view.as_ref()).collect();
    assert_eq!(views.len(), 2);
    assert!(views.iter().all(|view| view.options.cities.is_empty()));
    assert!(slides[2].subtitle.contains("Seoul"), "{}", slides[2].subtitle);
}

fn chosen(ids: &[&str]) -> Filter {
    let mut filter = Filter::default();
    let include = ids.iter().map(ToString::to_string).collect();
    filter.set_choice(Field::City, Choice { include, ..Choice::default() });
    filter
}

/// The sample says of no year that it was collected; a copy that does hatches the others.
#[test]
fn years_that_were_not_collected_are_hatched_and_said() {
    let (_folder, path) = sample_after(
        "INSERT INTO coverage (city_id, from_year, to_year) VALUES ('seoul', 1995, 2004), ('busan', 2000, 2026);",
    );
    let said = Word::NOT_COLLECTED.text(Lang::En);
    let says = |path: &PathBuf, filter: Filter, chart: Chart| {
        let mut workspace = work_on(path);
        workspace.apply(Command::Options(ChartOptions::default()));
        let dataset = workspace.dataset();
        let (answer, whole) = (Answer::new(dataset, &filter), Answer::new(dataset, &Filter::default()));
        let options = ChartOptions::default();
        let input =
            ChartInput { dataset, answer: &answer, whole: &whole, filter: &filter, options: &options, lang: Lang::En };
        let scene = chart.layout(&input, vec2(600.0, 400.0), &Theme::screen(false), Ruler::shipped());
        let told = figures(&scene).iter().flat_map(|(_, lines, _)| lines.clone()).any(|line| line.contains(said));
        (format!("{scene:?}").contains(said), told)
    };
    for chart in [Chart::TIMELINE, Chart::LANES, Chart::of(Indicator::MultilateralShare).unwrap()] {
        assert!(says(&path, Filter::default(), chart).0, "{chart:?}");
        assert!(!says(&sample_db(), Filter::default(), chart).0, "{chart:?} of the sample");
    }
    let trend = Chart::of(Indicator::MultilateralShare).unwrap();
    assert!(says(&path, Filter::default(), trend).1, "the figure of such a year says so");
    // What was collected of Busan covers every year since 2000.
    let since = Filter { years: Some(Years { from: 2001, to: 2020 }), ..chosen(&["busan"]) };
    assert!(!says(&path, since.clone(), trend).0);
    assert!(says(&path, Filter { years: since.years, ..chosen(&["seoul"]) }, trend).0);
}

/// Modes that a rule gave are counted where they are asked for, and said to be derived.
#[test]
fn derived_modes_can_be_left_out() {
    let (_folder, path) = sample_after("DROP TABLE activity_mode; ALTER TABLE activity DROP COLUMN structure;");
    let mut workspace = work_on(&path);
    let structure = finding(&workspace, Indicator::MultilateralShare);
    let counted = |workspace: &Workspace, found: &Finding| told(workspace, found).counted();
    let said = counted(&workspace, &structure);
    assert!(structure.headline.n > 100 && said.contains("derived by rule"), "{said}");
    workspace.apply(Command::Options(ChartOptions { stack: Field::Mode, ..ChartOptions::default() }));
    let said = Chart::TIMELINE.subtitle(&workspace.chart_input(Lang::En));
    assert!(said.contains("derived by rule"), "{said}");
    let derived = finding(&workspace, Indicator::ModeMix);
    let said = counted(&workspace, &derived);
    assert!(derived.headline.n > 100 && said.contains("derived by rule"), "{said}");
    let counting = Counting { derived: false, ..Counting::default() };
    workspace.apply(Command::Options(ChartOptions { counting, ..ChartOptions::default() }));
    let coded = finding(&workspace, Indicator::ModeMix);
    assert_eq!((coded.headline.n, coded.headline.value), (0, None));
    assert_eq!(finding(&workspace, Indicator::MultilateralShare).headline.n, 0);
    assert!(counted(&workspace, &coded).contains("left out"));
}

#[test]
fn a_figure_carries_definition_literature_and_quality() {
    let workspace = work_on(&sample_db());
    let input = workspace.chart_input(Lang::En);
    let text = FigureText::of(Chart::of(Indicator::MultilateralShare).unwrap(), &input);
    for part in ["Wilson 95% interval", "Lee 2023", "have a date", "two or more sources"] {
        assert!(text.source_note.contains(part), "{part}: {}", text.source_note);
    }
    assert!(text.subtitle.contains("These records support it."), "{}", text.subtitle);
    let timeline = FigureText::of(Chart::TIMELINE, &input);
    assert!(timeline.source_note.contains("have a date"), "{}", timeline.source_note);
}

/// Agendas by period, against SQL; and what a click on a cell shows is what the cell counts.
#[test]
fn a_cell_of_agendas_counts_what_sql_counts_and_leads_to_those_records() {
    let mut workspace = work_on(&sample_db());
    let chart = Chart::from_id("agendas").unwrap();
    let table = chart.table(&workspace.chart_input(Lang::En));
    let connection = rusqlite::Connection::open(sample_db()).unwrap();
    let mut statement = connection
        .prepare(
            "SELECT count(DISTINCT CASE WHEN g.name_en = ?1 THEN a.id END), count(DISTINCT a.id)
             FROM activity a JOIN activity_agenda x ON x.activity_id = a.id JOIN agenda g ON g.id = x.agenda_id
             WHERE substr(a.start_date, 1, 4) BETWEEN ?2 AND ?3",
        )
        .unwrap();
    let mut hits_of = std::collections::BTreeMap::new();
    for row in &table.rows {
        let [agenda, period, hits, n] = [0, 1, 2, 3].map(|column| row[column].to_string());
        let (from, to) = period.split_once('–').unwrap();
        let counted: (i64, i64) =
            statement.query_row([agenda.as_str(), from, to], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(
            (hits.as_str(), n.as_str()),
            (&*counted.0.to_string(), &*counted.1.to_string()),
            "{agenda} {period}"
        );
        hits_of.insert(format!("{agenda} · {period}"), hits.parse::<usize>().unwrap());
    }
    assert!(hits_of.values().sum::<usize>() > 1000 && hits_of.len() > 200);
    let input = workspace.chart_input(Lang::En);
    let scene = chart.layout(&input, vec2(900.0, 600.0), &Theme::screen(false), Ruler::shipped());
    let cells = figures(&scene);
    assert!(cells.len() > 100);
    for (title, lines, records) in cells.into_iter().step_by(7) {
        assert!(hits_of[&title] == 0 || lines[0].contains("95%"), "{title}: {lines:?}");
        workspace.apply(Command::Drill(records));
        assert_eq!(workspace.answer().rows(Table::Activities).count(), hits_of[&title], "{title}");
        workspace.apply(Command::Undo);
    }
}
