//! The window, driven through its accessible labels: what a person clicks, types and reads.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::readers::{judged, script};
use crate::support::window::{self, click, workspace};
use crate::support::{self, sample_number, sample_rows};
use city_diplomacy_explorer::app::{App, Command, Start, Workspace};
use city_diplomacy_explorer::chart::{Chart, ChartOptions, Marks};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::export::read_view;
use city_diplomacy_explorer::query::Years;
use city_diplomacy_explorer::words::Lang;
use egui::{Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db")
}

/// The program at 1366 x 768 with a file that may or may not open.
fn start<'a>(path: PathBuf, lang: Lang) -> Harness<'a, App> {
    Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60).build_eframe(move |creation| {
        let start = Start { path: Some(path), ..Start::default() };
        App::new(&creation.egui_ctx, start, lang, Instant::now())
    })
}

/// The program with the sample on screen.
fn opened<'a>(lang: Lang) -> Harness<'a, App> {
    window::opened(start(sample(), lang))
}

fn shown(harness: &Harness<'_, App>, table: Table) -> usize {
    workspace(harness).answer().rows(table).count()
}

/// How many activities the whole sample shows.
fn all_activities() -> usize {
    sample_rows("activity")
}

fn click_containing(harness: &mut Harness<'_, App>, part: &str) {
    let first = harness.get_all_by_label_contains(part).next().expect(part);
    first.click();
    harness.run();
}

#[test]
fn a_click_on_a_facet_narrows_every_pane_and_its_chip_takes_it_back() {
    let mut harness = opened(Lang::En);
    assert_eq!(shown(&harness, Table::Activities), all_activities());
    let seoul = workspace(&harness).dataset().vocabulary(Field::City).code("seoul").unwrap();
    let expected = workspace(&harness).whole().table(Table::Activities).count(Field::City, seoul) as usize;
    click_containing(&mut harness, "City Seoul, ");
    assert_eq!(shown(&harness, Table::Activities), expected);
    let ties = sample_number("SELECT count(*) FROM partnership WHERE status = 'tie'");
    let memberships = sample_rows("membership");
    assert!(shown(&harness, Table::Partnerships) < ties && shown(&harness, Table::Memberships) < memberships);
    assert!(
        harness.query_all_by_label_contains(&format!("{expected} activities of {}", all_activities())).count() >= 2,
        "the status line follows"
    );
    click(&mut harness, "Remove Seoul");
    assert_eq!(shown(&harness, Table::Activities), all_activities());
}

#[test]
fn a_city_of_the_graph_is_told_of_and_narrows_everything() {
    let mut harness = opened(Lang::En);
    click(&mut harness, "Graph");
    assert_eq!(workspace(&harness).view().membership, Chart::GRAPH);
    let busan = "Cities and networks as a graph, Busan · ";
    let place =
        |harness: &Harness<'_, App>| harness.get_all_by_label_contains(busan).next().expect(busan).rect().center();
    let before = place(&harness);
    click_containing(&mut harness, "Cities and networks as a graph, Incheon · ");
    assert!(workspace(&harness).view().selected.is_some());
    let memberships = shown(&harness, Table::Memberships);
    click(&mut harness, "Show only this");
    assert!(shown(&harness, Table::Memberships) < memberships);
    assert!(place(&harness).distance(before) < 0.5, "the others keep their places as shadows");
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::Z);
    harness.run();
    assert_eq!(shown(&harness, Table::Memberships), memberships);
}

#[test]
fn the_panes_begin_level_however_long_their_headings_are() {
    for lang in Lang::ALL {
        let mut harness = opened(lang);
        let (first, tabs) = match lang {
            Lang::En => ("Activities over time, ", ["Matrix", "Partners"]),
            Lang::Ko => ("시기별 활동, ", ["매트릭스", "파트너"]),
        };
        let tops = |harness: &Harness<'_, App>| {
            let top = |node: egui_kittest::Node<'_>| node.rect().top();
            let tab = |name| harness.get_by_role_and_label(egui::accesskit::Role::Tab, name);
            let [membership, partners] = tabs.map(|name| top(tab(name)) - 1.0);
            [top(harness.get_all_by_label_contains(first).next().expect(first)), membership, partners]
        };
        let short = tops(&harness);
        // A form narrows activities alone: the other panes say so in a line more.
        click_containing(&mut harness, if lang == Lang::En { "Form Sister-city" } else { "형태 자매결연" });
        let long = tops(&harness);
        for tops in [short, long] {
            assert!(tops.iter().all(|top| (top - tops[0]).abs() < 1.5), "{lang:?}: {tops:?}");
        }
        assert!(short[0] < 160.0 && long[0] > short[0] + 10.0, "{lang:?}: one line, then two: {short:?} {long:?}");
    }
}

#[test]
fn a_second_value_widens_and_a_modifier_excludes() {
    let mut harness = opened(Lang::En);
    click_containing(&mut harness, "City Seoul, ");
    let seoul = shown(&harness, Table::Activities);
    click_containing(&mut harness, "City Busan, ");
    assert!(shown(&harness, Table::Activities) > seoul, "this or that");
    click(&mut harness, "Clear all");
    harness.get_by_label_contains("City Seoul, ").click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(shown(&harness, Table::Activities), all_activities() - seoul, "all but Seoul");
}

#[test]
fn everything_can_be_undone_and_done_again() {
    let mut harness = opened(Lang::En);
    click_containing(&mut harness, "Agenda Tourism, ");
    let tourism = shown(&harness, Table::Activities);
    click(&mut harness, "Ranking");
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::Z);
    harness.run();
    assert_eq!(shown(&harness, Table::Activities), tourism, "first the tab is taken back");
    click(&mut harness, "Undo");
    assert_eq!(shown(&harness, Table::Activities), all_activities());
    click(&mut harness, "Redo");
    assert_eq!(shown(&harness, Table::Activities), tourism);
}

#[test]
fn search_finds_korean_english_and_initial_consonants() {
    let mut harness = opened(Lang::En);
    let mut found = Vec::new();
    for text in ["Suwon", "수원", "ㅅㅇㅅ"] {
        harness.get_by_label("Search").focus();
        harness.run();
        harness.get_by_label("Search").type_text(text);
        harness.run();
        found.push(shown(&harness, Table::Activities));
        click(&mut harness, "Clear all");
        assert_eq!(shown(&harness, Table::Activities), all_activities());
    }
    assert!(found.iter().all(|&count| count > 10 && count < all_activities()), "{found:?}");
}

#[test]
fn dragging_on_the_bars_chooses_years_in_one_step() {
    let mut harness = opened(Lang::En);
    let bars = harness.get_by_label_contains(&format!("Activities over time, {} activities", all_activities())).rect();
    let at = |share: f32| bars.left_top() + vec2(bars.width() * share, bars.height() * 0.6);
    harness.drag_at(at(0.5));
    for step in 1..=8 {
        harness.hover_at(at(0.5 + 0.05 * step as f32));
        harness.step();
    }
    harness.drop_at(at(0.9));
    harness.run();
    let Some(Years { from, to }) = workspace(&harness).view().filter.years else { panic!("no years were chosen") };
    let as_of: i16 = support::sample_as_of()[..4].parse().unwrap();
    assert!(1970 < from && from < to && to < as_of, "{from}–{to}");
    let expected = workspace(&harness).dataset().table(Table::Activities);
    let in_years = expected.start.iter().flatten().filter(|date| (from..=to).contains(&date.year())).count();
    assert_eq!(shown(&harness, Table::Activities), in_years);
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().filter.years, None);
}

#[test]
fn a_mark_shows_its_details_and_its_source() {
    let mut harness = opened(Lang::En);
    click_containing(&mut harness, "Ulsan – ");
    let selected = workspace(&harness).view().selected.clone();
    assert!(selected.is_some());
    assert!(harness.query_all_by_label("Source").next().is_some(), "the source is named");
    assert!(harness.query_all_by_label_contains("↗").next().is_some(), "and linked");
    click(&mut harness, "Close the details");
    assert_eq!(workspace(&harness).view().selected, None);
}

#[test]
fn an_empty_chart_says_which_filter_emptied_it() {
    let mut harness = opened(Lang::En);
    click_containing(&mut harness, "City Suwon, ");
    harness.get_by_label("Search").focus();
    harness.run();
    harness.get_by_label("Search").type_text("no such word anywhere");
    harness.run();
    assert_eq!(shown(&harness, Table::Activities), 0);
    let reasons: Vec<_> =
        harness.query_all_by_label_contains("No activities pass. Without “no such word anywhere”").collect();
    assert!(!reasons.is_empty());
}

#[test]
fn language_and_theme_switch_while_it_runs() {
    let mut harness = opened(Lang::En);
    assert!(harness.query_by_label("네트워크 가입").is_none());
    harness.get_by_label_contains("English").click();
    harness.run();
    click(&mut harness, "한국어");
    assert!(harness.query_by_label("네트워크 가입").is_some());
    assert!(harness.query_by_label_contains("지자체 서울").is_some(), "values are named in Korean");
    click(&mut harness, "어둡게");
    assert!(harness.query_by_label("밝게").is_some());
}

#[test]
fn a_pane_fills_the_window_and_comes_back() {
    let mut harness = opened(Lang::En);
    click(&mut harness, "Fill the window Network membership");
    assert!(harness.query_by_label("Governance partners").is_none());
    click(&mut harness, "Three panes Network membership");
    assert!(harness.query_by_label("Governance partners").is_some());
}

/// Opens the export window.
fn exporting<'a>(lang: Lang) -> Harness<'a, App> {
    let mut harness = opened(lang);
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::E);
    harness.run();
    harness
}

fn type_into(harness: &mut Harness<'_, App>, label: &str, text: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text(text);
    harness.run();
}

/// Waits until something is said, drawing all the while.
fn wait_for(harness: &mut Harness<'_, App>, part: &str) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while harness.query_all_by_label_contains(part).next().is_none() {
        assert!(Instant::now() < deadline, "“{part}” never came");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

/// The same, until nothing moves any more.
fn settle_at(harness: &mut Harness<'_, App>, part: &str) {
    wait_for(harness, part);
    harness.run();
}

#[test]
fn a_figure_is_exported_with_marks_and_opens_its_view_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("비중.svg");
    let mut harness = exporting(Lang::En);
    click(&mut harness, "Shares");
    type_into(&mut harness, "Title", "What cities do");
    type_into(&mut harness, "Alternative text", "Agreements give way to projects.");
    type_into(&mut harness, "File to write", path.to_str().unwrap());
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "Saved as");
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(
        svg.contains("<title>What cities do</title>") && svg.contains("<desc>Agreements give way to projects.</desc>")
    );
    let view = read_view(&path).unwrap();
    assert_eq!((view.chart, view.options.marks), (Chart::TIMELINE, Marks { shares: true, ..Marks::default() }));
    assert_eq!(workspace(&harness).view().options.marks, Marks::default(), "the panes carry none");

    // A second time it asks, and does what it is told.
    std::fs::write(&path, "old").unwrap();
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "exists already");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    harness.get_by_label("Replace it").click();
    wait_for(&mut harness, "Saved as");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), svg);
}

#[test]
fn a_slide_goes_onto_the_layout_of_a_template_that_was_chosen() {
    let folder = tempfile::tempdir().unwrap();
    script("make_templates.py", &[folder.path().to_str().unwrap(), "office"]);
    let (template, path) = (folder.path().join("office.pptx"), folder.path().join("slide.pptx"));
    let before = std::fs::read(&template).unwrap();
    let mut harness = exporting(Lang::En);
    type_into(&mut harness, "Path of a .pptx or .potx, or empty", template.to_str().unwrap());
    settle_at(&mut harness, "Layout 제목만 (suggested)");
    click(&mut harness, "Layout 제목만 (suggested)");
    click(&mut harness, "제목 및 내용");
    wait_for(&mut harness, "Layout 제목 및 내용");
    type_into(&mut harness, "File to write", path.to_str().unwrap());
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "Saved as");
    let judged = judged(&path, &template);
    assert_eq!(judged["slides"][0]["layout"], "제목 및 내용");
    assert_eq!(judged["faults"], 0, "{judged}");
    assert!(std::fs::read(&template).unwrap() == before, "the template is only read");
    type_into(&mut harness, "Path of a .pptx or .potx, or empty", "x");
    wait_for(&mut harness, "cannot be used.");
}

#[test]
fn the_argument_is_a_deck_of_findings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("논증.pptx");
    let mut harness = exporting(Lang::Ko);
    click(&mut harness, "논증: 결과마다 슬라이드 한 장");
    type_into(&mut harness, "저장할 파일", path.to_str().unwrap());
    harness.get_by_label("저장").click();
    wait_for(&mut harness, "저장했습니다");
    let slides = crate::support::readers::python("read_pptx.py", &path);
    let text = slides.to_string();
    for part in ["다자 활동 비율: 24%에서 43%로 증가", "판단하기 어려움", "한계와 출처"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn several_charts_become_a_folder_that_asks_before_it_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let figures = folder.path().join("figures");
    let mut harness = exporting(Lang::En);
    for label in ["Memberships over time", "SVG"] {
        harness.get_all_by_label(label).last().unwrap().click();
        harness.run();
    }
    type_into(&mut harness, "File to write", figures.to_str().unwrap());
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "Saved as");
    let one = figures.join("Activities_over_time.svg");
    assert!(one.exists() && figures.join("Memberships_over_time.svg").exists());
    std::fs::write(&one, "mine").unwrap();
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "2 files exist already");
    assert_eq!(std::fs::read_to_string(&one).unwrap(), "mine");
    harness.get_by_label("Replace them").click();
    wait_for(&mut harness, "Saved as");
    assert!(std::fs::read_to_string(&one).unwrap().starts_with("<svg"));
}

#[test]
fn what_cannot_be_exported_says_what_why_and_what_next() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = exporting(Lang::En);
    type_into(&mut harness, "File to write", folder.path().join("none").join("a.png").to_str().unwrap());
    harness.get_by_label("Save").click();
    for part in ["a.png” cannot be written.", "Its folder does not exist.", "Make the folder first"] {
        wait_for(&mut harness, part);
    }
    type_into(&mut harness, "Logo", folder.path().join("none.svg").to_str().unwrap());
    wait_for(&mut harness, "none.svg cannot be used.");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_size_that_is_none_is_said_and_a_very_large_picture_can_be_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.png");
    let mut harness = exporting(Lang::En);
    harness.get_by_label("Size Full slide").click();
    harness.run();
    click(&mut harness, "Free");
    let set_size = |harness: &mut Harness<'_, App>, size: &str| {
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Size").focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::A);
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Size").type_text(size);
        harness.run();
    };
    set_size(&mut harness, "30000x20px");
    type_into(&mut harness, "File to write", path.to_str().unwrap());
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "“30000x20px” cannot be the size of a figure.");
    wait_for(&mut harness, "20,000 pixels");
    set_size(&mut harness, "20000x10000px");
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "Cancel");
    let slowest = (0..5)
        .map(|_| {
            let began = Instant::now();
            harness.step();
            began.elapsed()
        })
        .max()
        .unwrap_or_default();
    assert!(slowest < Duration::from_secs(1), "the window goes on drawing: {slowest:?}");
    harness.get_by_label("Cancel").click();
    wait_for(&mut harness, "Nothing was written.");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_report_lists_every_undated_row() {
    let mut harness = opened(Lang::En);
    click_containing(&mut harness, "undated, 0 rejected");
    assert!(harness.query_by_label("Report on this file").is_some());
    assert!(harness.query_by_label_contains("stand outside the time charts").is_some());
}

#[test]
fn the_rule_of_the_filter_can_be_read_and_every_language_has_its_glyphs() {
    // The harness panics on a character that the shipped font lacks.
    for (lang, help, rule) in
        [(Lang::En, "Help", "How a filter crosses the tables"), (Lang::Ko, "도움말", "필터가 표마다 적용되는 방식")]
    {
        let mut harness = opened(lang);
        click(&mut harness, help);
        click_containing(&mut harness, rule);
        assert!(harness.query_all_by_label_contains(rule).next().is_some());
        assert!(harness.query_all_by_label("●").count() > 20, "which table has which field");
    }
}

#[test]
fn a_file_that_cannot_be_opened_says_why_and_what_next() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cities.db");
    std::fs::write(&path, "id,name\nseoul,Seoul\n".repeat(20)).unwrap();
    let mut harness = start(path, Lang::En);
    let deadline = Instant::now() + Duration::from_secs(10);
    while harness.query_by_label_contains("cities.db").is_none() {
        assert!(Instant::now() < deadline, "no message came");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    assert!(harness.query_all_by_label_contains("CSV").next().is_some());
    click(&mut harness, "Open the sample");
    let deadline = Instant::now() + Duration::from_secs(30);
    while harness.state().workspace().is_none() {
        assert!(Instant::now() < deadline, "the sample does not open");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

/// Steps until something holds: large databases are answered and drawn away from the window.
fn step_until(harness: &mut Harness<'_, App>, what: &str, holds: impl Fn(&Harness<'_, App>) -> bool) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while !holds(harness) {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(2));
        harness.step();
    }
}

#[test]
fn a_large_database_is_answered_and_drawn_away_from_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.db");
    let sql = "CREATE TABLE activity (id, title_en, start_date, form_id);
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
        INSERT INTO activity SELECT i, 'Meeting ' || i, 1990 + i % 30 || '-' || substr('0' || (i % 12 + 1), -2), 'visit' FROM n;";
    rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let mut harness = start(path, Lang::En);
    step_until(&mut harness, "the database", |harness| harness.state().workspace().is_some());
    // A lane of so many activities is drawn in columns, each with its lane and its months.
    let has_columns =
        |harness: &Harness<'_, App>| harness.query_all_by_label_contains("Not stated · 1990-").next().is_some();
    step_until(&mut harness, "the lanes", has_columns);
    assert!(harness.query_all_by_label_contains("Not stated · ").count() < 400, "no mark a row");
    harness.get_by_label("Search").focus();
    harness.step();
    harness.get_by_label("Search").type_text("Meeting 12345");
    // 12345, 112345, and the ten that begin with it.
    step_until(&mut harness, "the answer", |harness| shown(harness, Table::Activities) == 12);
    step_until(&mut harness, "the picture", |harness| {
        harness.query_all_by_label_contains("Meeting 123450").next().is_some()
    });
}

#[test]
fn at_rest_nothing_is_drawn_again() {
    let mut harness = opened(Lang::En);
    harness.run();
    let before = harness.ctx.cumulative_pass_nr();
    // `run` goes on as long as the program asks for another frame; one look is all it may take.
    harness.run();
    assert!(harness.ctx.cumulative_pass_nr() - before <= 2);
}

#[test]
fn a_domestic_network_that_is_asked_for_is_shown() {
    let loaded = open(&sample(), &Progress::default()).unwrap();
    let mut workspace = Workspace::new(loaded);
    let before = workspace.view().clone();
    workspace.apply(Command::Only(Field::Network, "apucfc".to_owned()));
    assert!(workspace.answer().rows(Table::Memberships).count() > 0);
    workspace.apply(Command::Undo);
    assert_eq!(*workspace.view(), before);
}

#[test]
fn a_zoom_taken_back_by_hand_is_one_step_that_undo_brings_back() {
    let loaded = open(&sample(), &Progress::default()).unwrap();
    let mut workspace = Workspace::new(loaded);
    let zoomed = |years_shown| {
        let options = ChartOptions { years_shown, ..ChartOptions::default() };
        Command::Options(options)
    };
    workspace.apply(zoomed(Some((1990.0, 2010.0))));
    workspace.apply(zoomed(Some((1995.0, 2005.0))));
    workspace.apply(zoomed(None));
    workspace.apply(Command::Undo);
    assert_eq!(workspace.view().options.years_shown, Some((1995.0, 2005.0)));
    workspace.apply(Command::Undo);
    assert_eq!(workspace.view().options.years_shown, None);
    assert!(!workspace.can_undo());
}

#[test]
fn years_are_chosen_by_keyboard_in_one_step() {
    let mut harness = opened(Lang::En);
    let year = |harness: &Harness<'_, App>, end: &str| -> i16 {
        let handle = harness.get_by_label_contains(end);
        handle.accesskit_node().label().unwrap().rsplit(' ').next().unwrap().parse().unwrap()
    };
    let (first, last) = (year(&harness, "First year "), year(&harness, "Last year "));
    harness.get_by_label(&format!("First year {first}")).focus();
    harness.run();
    for _ in 0..3 {
        harness.key_press(egui::Key::ArrowRight);
        harness.run();
    }
    assert_eq!(workspace(&harness).view().filter.years, Some(Years { from: first + 3, to: last }));
    harness.get_by_label(&format!("Last year {last}")).focus();
    harness.run();
    harness.key_press(egui::Key::PageDown);
    harness.run();
    assert_eq!(workspace(&harness).view().filter.years, Some(Years { from: first + 3, to: last - 10 }));
    click(&mut harness, "Undo");
    assert_eq!(
        workspace(&harness).view().filter.years,
        Some(Years { from: first + 3, to: last }),
        "a handle is a step"
    );
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().filter.years, None);
}

#[test]
fn a_right_click_on_a_mark_offers_what_can_be_done_about_it() {
    let mut harness = opened(Lang::En);
    harness
        .get_all_by_label_contains("Network membership, Busan")
        .next()
        .expect("a name in the matrix")
        .click_secondary();
    harness.run();
    click(&mut harness, "Only Busan");
    let of_busan = "SELECT count(*) FROM activity WHERE id IN (SELECT activity_id FROM activity_city JOIN city ON city.id = city_id
         WHERE city.id = 'busan' OR parent_id = 'busan' AND level = 'district')";
    assert_eq!(shown(&harness, Table::Activities), sample_number(of_busan));
    assert!(harness.query_by_label("Leave Busan out").is_none(), "the menu is gone");
    click(&mut harness, "Undo");
    assert_eq!(shown(&harness, Table::Activities), all_activities());
}

#[test]
fn a_view_is_kept_under_a_name_and_shown_again() {
    let mut harness = opened(Lang::En);
    click_containing(&mut harness, "City Suwon, ");
    let suwon = shown(&harness, Table::Activities);
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::S);
    harness.run();
    harness.get_by_label("Name for the view you see now").focus();
    harness.run();
    harness.get_by_label("Name for the view you see now").type_text("수원 only");
    harness.run();
    click(&mut harness, "Save");
    click(&mut harness, "Clear all");
    assert_eq!(shown(&harness, Table::Activities), all_activities());
    click(&mut harness, "수원 only");
    assert_eq!(shown(&harness, Table::Activities), suwon);
    click(&mut harness, "Undo");
    assert_eq!(shown(&harness, Table::Activities), all_activities(), "showing it is a step");
    click(&mut harness, "Delete the view “수원 only”");
    assert!(harness.query_by_label("수원 only").is_none());
}

/// Waits for the database that an import wrote.
fn until_open(harness: &mut Harness<'_, App>) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while harness.state().workspace().is_none() {
        assert!(Instant::now() < deadline, "the new database does not open");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    harness.run();
}

#[test]
fn a_sheet_that_is_no_database_is_imported_from_its_refusal() {
    for (lang, import, preview, keep, written) in [
        (Lang::En, "Import…", "Preview", "Write and open", "and opened"),
        (Lang::Ko, "가져오기…", "미리 보기", "저장하고 열기", "저장하고 열었습니다"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("자매도시.csv");
        let text = "지자체,교류도시,국가,체결일자\n수원시,시험시,일본,2001.2.3\n서울특별사,가상시,중국,2002\n";
        std::fs::write(&path, encoding_rs::EUC_KR.encode(text).0).unwrap();
        let mut harness = start(path.clone(), lang);
        settle_at(&mut harness, "자매도시.csv");
        let before = std::fs::read(&path).unwrap();
        harness.get_all_by_label(import).next().unwrap().click();
        harness.run();
        settle_at(&mut harness, "교류도시: ");
        assert!(harness.query_all_by_label_contains("CP949").next().is_some(), "the encoding is shown");
        assert!(harness.query_all_by_label_contains("시험시").next().is_some(), "the first rows are shown");
        click(&mut harness, preview);
        settle_at(&mut harness, "서울특별시 (seoul)");
        assert!(!folder.path().join("자매도시.db").exists(), "nothing is written before it is asked for");
        click(&mut harness, keep);
        settle_at(&mut harness, written);
        until_open(&mut harness);
        assert_eq!(shown(&harness, Table::Activities), 1);
        assert!(folder.path().join("자매도시.rejected.csv").exists(), "rejected rows lie beside it");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[test]
fn names_are_decided_in_the_import_window_each_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let rows = "수원시,시험시,일본,2001\n서울특별사,가상시,중국,2002\n서울특별사,모의시,중국,2003\n부산광역사,보기시,중국,2004\n";
    std::fs::write(&path, format!("지자체,교류도시,국가,체결일자\n{rows}")).unwrap();
    let mut harness = start(path, Lang::En);
    settle_at(&mut harness, "list.csv");
    harness.get_all_by_label("Import…").next().unwrap().click();
    harness.run();
    settle_at(&mut harness, "교류도시: ");
    click(&mut harness, "Preview");
    settle_at(&mut harness, "Names to be decided: 2");
    assert!(harness.query_all_by_label_contains("2 rows, row 3").next().is_some(), "each name once, with its rows");
    click(&mut harness, "서울특별사: 서울특별시 (seoul)");
    settle_at(&mut harness, "Names to be decided: 1");
    // The last answer tries the import out anew.
    click(&mut harness, "부산광역사: Leave out");
    settle_at(&mut harness, "row 3 · ");
    assert!(harness.query_by_label("Names to be decided: 0").is_some());
    click(&mut harness, "Write and open");
    settle_at(&mut harness, "and opened");
    until_open(&mut harness);
    assert_eq!(shown(&harness, Table::Activities), 4);
    let connection = rusqlite::Connection::open(folder.path().join("list.db")).unwrap();
    let cities = |id: &str| -> i64 {
        connection.query_row("SELECT count(*) FROM activity_city WHERE city_id = ?1", [id], |row| row.get(0)).unwrap()
    };
    assert_eq!((cities("seoul"), cities("suwon"), cities("busan")), (2, 1, 0));
}

#[test]
fn a_damaged_database_is_read_as_far_as_it_goes_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hurt.db");
    std::fs::write(&path, support::damaged_sample()).unwrap();
    let mut harness = start(path, Lang::En);
    settle_at(&mut harness, "Read what can be read");
    click(&mut harness, "Read what can be read");
    settle_at(&mut harness, "This file is damaged. Only what could be read is shown");
    assert!(harness.state().workspace().is_some());
    harness.run();
    assert!(harness.query_all_by_label_contains("This file is damaged").next().is_some(), "the banner stays");
}

/// A file as a hand drops it on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_saved_mapping_is_loaded_into_the_import_window_and_a_wrong_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, "지자체,교류도시,국가,체결일자,담당부서\n수원시,시험시,일본,2001.2.3,국제과\n").unwrap();
    let mut harness = start(path.clone(), Lang::En);
    settle_at(&mut harness, "list.csv");
    harness.get_all_by_label("Import…").next().unwrap().click();
    harness.run();
    settle_at(&mut harness, "담당부서: not imported");
    assert!(harness.query_by_label("Load a mapping…").is_some());
    click(&mut harness, "Save the mapping");
    settle_at(&mut harness, "Mapping: ");
    let saved = std::fs::read_to_string(folder.path().join("list.map.json")).unwrap();
    assert!(saved.contains("\"교류도시\": \"counterpart\""), "{saved}");
    let mut load = |name: &str, text: &str, said: &str| {
        let map = folder.path().join(name);
        std::fs::write(&map, text).unwrap();
        harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(map)));
        settle_at(&mut harness, said);
        let is_shown = |part: &str| harness.query_all_by_label_contains(part).next().is_some();
        (
            is_shown("담당부서: Title"),
            is_shown(&format!("{name} cannot be imported")),
            is_shown("Choose another mapping") || is_shown("Choose the mapping"),
        )
    };
    // Last year's list had one column more, and wrote another with a space.
    let changed =
        saved.replace("\"교류도시\"", "\"담당부서\": \"title_ko\",\n \"사라진 열\": \"form\",\n \"교류 도시\"");
    assert_eq!(load("last year.json", &changed, "In the mapping, not in this sheet: 사라진 열"), (true, false, false));
    // What cannot be used says so, and the columns stay.
    assert_eq!(load("broken.json", "{", "The mapping cannot be used (EOF"), (true, true, true));
    let unknown = saved.replace("counterpart", "nonsense");
    assert_eq!(load("field.json", &unknown, "(nonsense: "), (true, true, true));
    let foreign = r#"{"target": "memberships", "columns": {"City": "city", "Network": "network"}}"#;
    assert_eq!(
        load("foreign.json", foreign, "None of the columns of this mapping is in the sheet"),
        (true, true, true)
    );
    let table = r#"{"target": "terms", "columns": {}}"#;
    assert_eq!(load("terms.json", table, "(terms: activities, "), (true, true, true));
    // How the sheet is read is part of it: here the second row names the columns.
    let read = r#"{"target": "activities", "read": {"header_row": 2}, "columns": {"시험시": "counterpart"}}"#;
    assert_eq!(load("read.json", read, "시험시: Foreign"), (false, false, false));
    assert!(harness.query_all_by_label_contains("수원시: not imported").next().is_some());
    assert!(!folder.path().join("list.db").exists(), "nothing is written");
}

#[test]
fn the_pane_of_activities_turns_to_agendas_and_undo_turns_back() {
    let mut harness = opened(Lang::En);
    assert_eq!(workspace(&harness).view().activities, Chart::LANES);
    harness.get_by_role_and_label(egui::accesskit::Role::Tab, "Agendas").click();
    harness.run();
    let cell = "Agendas by period, Culture and heritage · 2015–2019";
    assert!(harness.query_all_by_label_contains(cell).next().is_some(), "a cell is named for those who hear it");
    let all = shown(&harness, Table::Activities);
    click_containing(&mut harness, cell);
    assert!(shown(&harness, Table::Activities) < all);
    click(&mut harness, "Undo");
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().activities, Chart::LANES);
}
