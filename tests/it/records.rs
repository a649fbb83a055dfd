//! Records: how they read, their orders, the files they become, and the page of the window that shows them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command as Process, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::support::window::{self, click, workspace};
use crate::support::{self, sample_db, sample_rows};
use calamine::Reader;
use city_diplomacy_explorer::app::{App, Page, Start};
use city_diplomacy_explorer::chart::{RecordColumn, RecordTable};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Dataset, Field, Row, Table};
use city_diplomacy_explorer::export::{Format, RecordFile};
use city_diplomacy_explorer::query::{Answer, Choice, Filter, Order, SubjectKey, collated};
use city_diplomacy_explorer::words::Lang;
use egui::{Event, Key, Modifiers, MouseWheelUnit, OutputCommand, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn sample() -> Arc<Dataset> {
    open(&sample_db(), &Progress::default()).unwrap().dataset
}

fn of_city(city: &str) -> Filter {
    let mut filter = Filter::default();
    filter.set_choice(Field::City, Choice { include: [city.to_owned()].into(), ..Choice::default() });
    filter
}

// ---- how they read ----

#[test]
fn records_read_as_they_did_on_screen_and_in_data() {
    let dataset = sample();
    let answer = Answer::new(&dataset, &of_city("jeju"));
    for table in Table::ALL {
        let order = Order::by_date(dataset.table(table), answer.rows(table).clone(), false);
        for lang in Lang::ALL {
            let records = RecordTable::new(&dataset, table, lang);
            let columns = RecordColumn::of(table);
            let mut text = columns.iter().map(|column| column.word(table).text(lang)).collect::<Vec<_>>().join(" | ");
            for row in order.at(0..8) {
                let cells: Vec<_> = columns.iter().map(|&column| records.text(column, row)).collect();
                text = format!("{text}\n{}", cells.join(" | "));
            }
            text.push_str("\n\n");
            text.push_str(&city_diplomacy_explorer::export::as_lines(&records, order.at(0..3)));
            insta::assert_snapshot!(format!("{}-{}", table.id(), lang.tag()), text);
        }
    }
}

#[test]
fn whoever_points_at_a_cell_reads_it_whole_and_in_the_other_language() {
    let dataset = sample();
    let records = RecordTable::new(&dataset, Table::Memberships, Lang::En);
    let facts = dataset.table(Table::Memberships);
    let row = facts.row("m-seoul-uccn-member").unwrap();
    let network = RecordColumn::Values(Field::Network);
    assert_eq!(records.text(network, row), "UCCN");
    assert_eq!(records.more(network, row), "UNESCO Creative Cities Network\n유네스코 창의도시 네트워크");
    assert_eq!(records.text(RecordColumn::End, row), "");
    assert!(!records.more(RecordColumn::Sources, row).is_empty());
}

#[test]
fn what_is_not_known_says_so_on_screen_and_is_empty_in_data() {
    let dataset = sample();
    let read = |table: Table, wanted: &dyn Fn(Row) -> bool, lang: Lang| {
        let row = dataset.table(table).rows().find(|&row| wanted(row)).unwrap();
        let records = RecordTable::new(&dataset, table, lang);
        let start =
            records.headings().iter().position(|heading| *heading == RecordColumn::Start.word(table).text(lang));
        let cells = records.cells(row)[start.unwrap()..].iter().take(2).map(ToString::to_string).collect::<Vec<_>>();
        (records.text(RecordColumn::Start, row).into_owned(), cells.join("|"))
    };
    let undated = |table: Table| move |facts: &Dataset, row: Row| facts.table(table).start(row).is_none();
    let [ties, members, institutions] = [Table::Partnerships, Table::Memberships, Table::Institutions];
    let none = |table: Table, lang| read(table, &|row| undated(table)(&dataset, row), lang);
    assert_eq!(none(institutions, Lang::En), ("undated".to_owned(), "|".to_owned()));
    assert_eq!(none(members, Lang::Ko).0, "연도 미상");
    assert_eq!(none(ties, Lang::Ko).0, "날짜 미상");
    let (said, cells) = read(ties, &|row| dataset.table(ties).is_attested(row), Lang::En);
    let date = cells.split('|').next().unwrap();
    assert_eq!((said, cells.clone()), (format!("existed in {date}"), format!("{date}|×")));
}

#[test]
fn a_border_between_headings_can_be_dragged() {
    let mut harness = opened(&sample_db());
    let width = |harness: &Harness<'_, App>| harness.get_by_label("Sort by Title").rect().width();
    let before = width(&harness);
    let grip = harness.get_by_label("Width of Title").rect().center();
    harness.drag_at(grip);
    harness.hover_at(grip + vec2(30.0, 0.0));
    harness.run();
    harness.drop_at(grip + vec2(60.0, 0.0));
    harness.run();
    assert!(width(&harness) > before + 20.0, "{} from {before}", width(&harness));
    assert_eq!(first_line(&harness), spoken_at(&harness, 0), "and nothing is sorted");
}

// ---- orders ----

#[test]
fn every_column_sorts_both_ways_and_loses_no_row() {
    let dataset = sample();
    for table in Table::ALL {
        let facts = dataset.table(table);
        let answer = Answer::new(&dataset, &Filter::default());
        for lang in Lang::ALL {
            let records = RecordTable::new(&dataset, table, lang);
            for &column in RecordColumn::of(table) {
                let orders = [false, true]
                    .map(|is_reversed| records.order(Some((column, is_reversed)), answer.rows(table).clone()));
                let [there, back] = orders.each_ref().map(|order| order.at(0..order.len()).collect::<Vec<Row>>());
                let rows: BTreeSet<Row> = there.iter().copied().collect();
                assert_eq!(rows, answer.rows(table).iter().collect(), "{column:?}");
                let is_known = |row: &Row| match column {
                    RecordColumn::Start => facts.start(*row).is_some(),
                    RecordColumn::Values(field) => !facts.codes(field, *row).is_empty(),
                    column => !records.text(column, *row).is_empty(),
                };
                let known = there.iter().take_while(|row| is_known(row)).count();
                assert!(!there[known..].iter().any(is_known), "{column:?}: what is not known stands last");
                assert_eq!(there[known..], back[known..]);
                assert!(back[..known].iter().rev().eq(&there[..known]), "{column:?} backwards");
                let texts: Vec<_> = there[..known].iter().map(|&row| records.text(column, row)).collect();
                match column {
                    RecordColumn::Start => assert!(there[..known].is_sorted_by_key(|&row| facts.start(row))),
                    RecordColumn::End => assert!(there[..known].is_sorted_by_key(|&row| facts.end(row))),
                    RecordColumn::Sources => {
                        assert!(there.is_sorted_by_key(|row| facts.sources.get(row.index()).len()));
                    }
                    _ => assert!(texts.is_sorted_by(|a, b| collated(a, b).is_le()), "{column:?}"),
                }
            }
        }
    }
}

// ---- files ----

#[test]
fn a_file_holds_what_passes_and_a_workbook_says_under_which_filter() {
    let dataset = sample();
    let folder = tempfile::tempdir().unwrap();
    let answer = Answer::new(&dataset, &of_city("busan"));
    for table in Table::ALL {
        let order = Order::by_date(dataset.table(table), answer.rows(table).clone(), false);
        let file = RecordFile::new(&dataset, table, &order, vec!["Filter: Busan".to_owned()], Lang::En);
        let path = folder.path().join("기록.csv");
        file.write(&path, Format::Csv, &mut |_| true).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with("\u{feff}Id,".as_bytes()));
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let ids: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        let expected: Vec<&str> =
            answer.rows(table).iter().map(|row| dataset.table(table).ids.get(row.index())).collect();
        assert_eq!(ids, expected);
        // Stopped on the way: the old file stays.
        let error = file.write(&path, Format::Csv, &mut |_| false).unwrap_err();
        assert!(matches!(error, city_diplomacy_explorer::export::ExportError::Cancelled), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        let sheet = path.with_extension("xlsx");
        file.write(&sheet, Format::Xlsx, &mut |_| true).unwrap();
        let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&sheet).unwrap();
        assert_eq!(workbook.worksheet_range("Data").unwrap().height(), ids.len() + 1);
        let notes = workbook.worksheet_range("Notes").unwrap();
        assert_eq!(notes.get_value((1, 0)).unwrap().to_string(), "Filter: Busan");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left behind");
    }
}

fn run(arguments: &[&str]) -> Output {
    Process::new(env!("CARGO_BIN_EXE_city-diplomacy")).args(arguments).output().unwrap()
}

#[test]
fn the_command_prints_or_writes_what_counts_counts() {
    let sample = sample_db();
    let path = sample.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let counted = run(&["counts", path, "--json", "--city", "suwon"]);
    let counted: serde_json::Value = serde_json::from_slice(&counted.stdout).unwrap();
    for table in Table::ALL {
        let shown = counted["totals"][table.id()]["shown"].as_u64().unwrap() as usize;
        let arguments = ["records", path, "--table", table.id(), "--city", "suwon"];
        let printed = run(&arguments);
        assert!(printed.status.success() && printed.stdout.starts_with(b"Id,"), "{table:?}");
        let mut reader = csv::Reader::from_reader(&printed.stdout[..]);
        assert_eq!(reader.records().count(), shown, "{table:?}");
        for name in ["a.csv", "a.tsv", "a.xlsx"] {
            let out = folder.path().join(name);
            let twice = [(); 2].map(|()| {
                let output = run(&[&arguments[..], &["--lang", "ko", "--out", out.to_str().unwrap()]].concat());
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.success() && said.contains(&*out.to_string_lossy()), "{said}");
                std::fs::read(&out).unwrap()
            });
            assert_eq!(twice[0], twice[1], "{name}: the same bytes");
        }
    }
    let sorted = run(&["records", path, "--sort", "title", "--reverse"]);
    let mut reader = csv::Reader::from_reader(&sorted.stdout[..]);
    let titles: Vec<String> = reader.records().map(|record| record.unwrap()[3].to_owned()).collect();
    assert!(titles.len() == sample_rows("activity") && titles.is_sorted_by(|a, b| collated(a, b).is_ge()));
}

#[test]
fn the_command_refuses_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.csv");
    std::fs::copy(sample_db(), &own).unwrap();
    let before = std::fs::read(&own).unwrap();
    let path = own.to_str().unwrap();
    for (arguments, part) in [
        (&["records", path, "--out", path][..], "only ever read"),
        (&["records", path, "--out", "x.pptx"], ".csv, .tsv or .xlsx"),
        (&["records", path, "--sort", "kind"], "start, end, title"),
        (&["records", path, "--table", "towns"], "memberships"),
        (&["records", path, "--city", "seol"], "seoul"),
    ] {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(part), "{arguments:?}: {said}");
    }
    assert_eq!(std::fs::read(&own).unwrap(), before);
}

// ---- the page ----

/// The page of records at 1366 x 768.
fn opened<'a>(path: &Path) -> Harness<'a, App> {
    let start = Start { path: Some(path.to_owned()), page: Page::Records, ..Start::default() };
    let harness = Harness::builder()
        .with_size(vec2(1366.0, 768.0))
        .with_max_steps(60)
        .build_eframe(move |creation| App::new(&creation.egui_ctx, start, Lang::En, Instant::now()));
    window::opened(harness)
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn is_chosen(node: &egui_kittest::Node<'_>) -> bool {
    node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

/// The lines that are drawn, from top to bottom: what is said of each, and whether it is chosen.
fn lines(harness: &Harness<'_, App>) -> Vec<(String, bool)> {
    let mut rows: Vec<_> = harness
        .get_all_by_role(egui::accesskit::Role::Row)
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default(), is_chosen(&node)))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label, chosen)| (label, chosen)).collect()
}

fn first_line(harness: &Harness<'_, App>) -> String {
    lines(harness)[0].0.clone()
}

/// How an activity reads, counted in the order of the dates.
fn spoken_at(harness: &Harness<'_, App>, row: u32) -> String {
    RecordTable::new(workspace(harness).dataset(), Table::Activities, Lang::En).spoken(Row(row))
}

fn chosen_lines(harness: &Harness<'_, App>) -> usize {
    lines(harness).iter().filter(|(_, chosen)| *chosen).count()
}

/// What Ctrl+C puts on the clipboard.
fn copied(harness: &mut Harness<'_, App>) -> String {
    harness.event(Event::Copy);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let text = text.expect("something is copied");
    harness.run();
    text
}

fn selected_id(harness: &Harness<'_, App>) -> String {
    match &workspace(harness).view().selected {
        Some(SubjectKey::Fact(_, id)) => id.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_heading_sorts_reverses_and_gives_the_dates_back() {
    let mut harness = opened(&sample_db());
    let by_date = first_line(&harness);
    assert_eq!(by_date, spoken_at(&harness, 0));
    let mut firsts = Vec::new();
    for _ in 0..3 {
        click(&mut harness, "Sort by Title");
        firsts.push(first_line(&harness));
    }
    assert_eq!(firsts[2], by_date);
    let titles = workspace(&harness).dataset().table(Table::Activities);
    let mut titles: Vec<&str> = titles.rows().map(|row| titles.title(row, Lang::En)).collect();
    titles.sort_by(|a, b| collated(a, b));
    assert!(firsts[0].contains(titles[0]) && firsts[1].contains(titles[titles.len() - 1]), "{firsts:?}");
    // The same by keyboard.
    harness.get_by_label("Sort by Title").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(first_line(&harness), firsts[0]);
}

#[test]
fn a_large_table_is_sorted_away_from_the_window() {
    let (_folder, path) = support::sample_after(
        "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 25000)
         INSERT INTO activity (id, title_en, start_date)
         SELECT 'n' || n, 'Meeting ' || (70000 - n), 1900 + n % 100 FROM number",
    );
    let mut harness = opened(&path);
    let by_date = first_line(&harness);
    harness.get_by_label("Sort by Title").click();
    wait_for(&mut harness, "sorted by title");
    assert_ne!(first_line(&harness), by_date);
    harness.get_by_label("Sort by Title").click();
    wait_for(&mut harness, "sorted by title, from the end");
    let titles = workspace(&harness).dataset().table(Table::Activities);
    let last = titles.rows().map(|row| titles.title(row, Lang::En)).max_by(|a, b| collated(a, b)).unwrap();
    assert!(first_line(&harness).contains(last), "{last}");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let all = 25_000 + sample_rows("activity");
    assert!(harness.query_by_label(&format!("{},{:03} selected", all / 1000, all % 1000)).is_some());
    // So many are copied away from the window, too.
    harness.event(Event::Copy);
    wait_for(&mut harness, "Copied");
    harness.get_by_label("Sort by Title").click();
    wait_for(&mut harness, "by date");
    assert_eq!(first_line(&harness), by_date);
}

#[test]
fn the_page_is_a_step_and_the_tabs_show_every_table() {
    let mut harness = opened(&sample_db());
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert_eq!(workspace(&harness).view().page, Page::Explore);
    press(&mut harness, Modifiers::COMMAND, Key::Num5);
    assert_eq!(workspace(&harness).view().page, Page::Records);
    for (tab, table) in
        [("memberships", Table::Memberships), ("ties", Table::Partnerships), ("institutions", Table::Institutions)]
    {
        let shown = workspace(&harness).answer().rows(table);
        let (count, first) = (shown.count(), shown.iter().next().unwrap());
        harness.get_by_role_and_label(egui::accesskit::Role::Tab, &format!("{count} {tab}")).click();
        harness.run();
        assert_eq!(workspace(&harness).view().records, table);
        let records = RecordTable::new(workspace(&harness).dataset(), table, Lang::En);
        assert_eq!(first_line(&harness), records.spoken(first));
    }
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().records, Table::Partnerships);
}

#[test]
fn a_filter_narrows_the_lines_at_once_and_an_empty_table_says_why() {
    let mut harness = opened(&sample_db());
    harness.get_all_by_label_contains("City Busan, ").next().unwrap().click();
    harness.run();
    let (dataset, answer) = (workspace(&harness).dataset(), workspace(&harness).answer());
    let records = RecordTable::new(dataset, Table::Activities, Lang::En);
    let expected: Vec<String> = answer.rows(Table::Activities).iter().map(|row| records.spoken(row)).collect();
    let drawn: Vec<String> = lines(&harness).into_iter().map(|(line, _)| line).collect();
    assert!(drawn.len() > 20 && expected.len() < sample_rows("activity") && expected.starts_with(&drawn));
    harness.get_by_label("Search").focus();
    harness.run();
    harness.get_by_label("Search").type_text("no such word anywhere");
    harness.run();
    assert!(harness.query_all_by_label_contains("No activities pass.").next().is_some());
    harness.get_all_by_label("Clear all").last().unwrap().click();
    harness.run();
    assert_eq!(first_line(&harness), spoken_at(&harness, 0));
}

#[test]
fn rows_are_chosen_by_pointer_and_copied_with_their_headings() {
    let mut harness = opened(&sample_db());
    let labels: Vec<String> = lines(&harness).into_iter().map(|(label, _)| label).collect();
    click(&mut harness, &labels[2]);
    let third = workspace(&harness).dataset().table(Table::Activities).ids.get(2).to_owned();
    assert_eq!(selected_id(&harness), third);
    assert!(harness.query_all_by_label_contains("↗").next().is_some(), "its source is linked");
    harness.get_by_label(&labels[5]).click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(chosen_lines(&harness), 4);
    assert!(harness.query_by_label("4 selected").is_some());
    harness.get_by_label(&labels[3]).click_modifiers(Modifiers::COMMAND);
    harness.run();
    let text = copied(&mut harness);
    let copied_lines: Vec<&str> = text.lines().collect();
    assert_eq!(copied_lines.len(), 4, "{text}");
    assert!(copied_lines[0].starts_with("Id\tStart\tEnd\tTitle\tCity\t"));
    assert!(copied_lines[1].starts_with(&format!("{third}\t")));
    let columns = copied_lines[0].split('\t').count();
    assert!(copied_lines.iter().all(|line| line.split('\t').count() == columns));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(copied(&mut harness).lines().count(), 1 + sample_rows("activity"));
}

#[test]
fn a_text_that_a_sheet_would_run_is_copied_inert() {
    let (_folder, path) = support::sample_after("UPDATE activity SET title_en = '=1+1' WHERE rowid = 1");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let text = copied(&mut harness);
    assert!(text.contains("\t'=1+1\t") && !text.contains("\t=1+1\t"), "{text}");
}

#[test]
fn keys_reach_the_last_row_and_choose_ranges() {
    let mut harness = opened(&sample_db());
    press(&mut harness, Modifiers::NONE, Key::End);
    let facts = workspace(&harness).dataset().table(Table::Activities);
    let (first, last) = (facts.ids.get(0).to_owned(), facts.ids.get(facts.len() - 1).to_owned());
    assert_eq!(selected_id(&harness), last);
    assert!(lines(&harness).last().unwrap().1, "it is seen, and chosen");
    press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    assert!(harness.query_by_label("3 selected").is_some());
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!((selected_id(&harness), lines(&harness)[0].1), (first.clone(), true));
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    let seen = lines(&harness);
    assert_ne!(selected_id(&harness), first);
    assert!(seen.iter().filter(|(_, chosen)| *chosen).count() == 1, "a page further, one row is chosen");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    press(&mut harness, Modifiers::SHIFT, Key::End);
    assert!(
        harness.query_by_label(&format!("{} selected", sample_rows("activity") - 1)).is_some(),
        "from the second row to the last"
    );
}

#[test]
fn a_notch_of_the_wheel_moves_by_three_rows() {
    let mut harness = opened(&sample_db());
    let fourth = lines(&harness)[3].0.clone();
    let over = harness.get_by_label(&fourth).rect().center();
    harness.hover_at(over);
    harness.step();
    let (unit, delta, phase) = (MouseWheelUnit::Line, vec2(0.0, -1.0), egui::TouchPhase::Move);
    harness.event(Event::MouseWheel {
        unit,
        delta,
        phase,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Wheel,
    });
    harness.run();
    assert_eq!(first_line(&harness), fourth);
}

#[test]
fn the_menu_of_a_row_narrows_to_its_city() {
    let mut harness = opened(&sample_db());
    let label = first_line(&harness);
    harness.get_by_label(&label).click_secondary();
    harness.run();
    assert_eq!(harness.query_all_by_label("Copy the rows").count(), 2, "in the menu, and above the table");
    let dataset = workspace(&harness).dataset();
    let code = dataset.table(Table::Activities).code(Field::City, Row(0)).unwrap();
    let (id, name) = (
        dataset.vocabulary(Field::City)[code].id.clone(),
        dataset.vocabulary(Field::City)[code].short_name(Lang::En).to_owned(),
    );
    click(&mut harness, &format!("Only {name}"));
    let city = workspace(&harness).view().filter.choice(Field::City);
    assert_eq!(city.include, BTreeSet::from([id]));
}

#[test]
fn the_chosen_records_are_written_to_a_file_that_is_asked_about_before_it_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("기록.csv");
    let mut harness = opened(&sample_db());
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    assert!(harness.query_by_label("The 2 activities selected").is_some());
    let edit = |harness: &mut Harness<'_, App>| {
        let label = "File to write";
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text(path.to_str().unwrap());
        harness.run();
    };
    edit(&mut harness);
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "Saved as");
    let rows = |path: &Path| csv::Reader::from_path(path).unwrap().records().count();
    assert_eq!(rows(&path), 2);
    click(&mut harness, &format!("All {} activities shown", sample_rows("activity")));
    harness.get_by_label("Save").click();
    wait_for(&mut harness, "exists already");
    assert_eq!(rows(&path), 2, "nobody was asked yet");
    harness.get_by_label("Replace it").click();
    wait_for(&mut harness, "Saved as");
    assert_eq!(rows(&path), sample_rows("activity"));
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
