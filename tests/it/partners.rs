//! Partners that are new or lost since a year, and ties by channel and sector: as SQL counts them, and as the window shows them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use city_diplomacy_explorer::app::{App, Command, Start, View, Workspace};
use city_diplomacy_explorer::chart::{Chart, ChartInput, ChartOptions, NumberTable, Ruler, Theme};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::query::{Choice, Filter, Subject};
use city_diplomacy_explorer::words::Lang;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rusqlite::{Connection, params};

use crate::register;
use crate::support::sample_db;
use crate::support::window::{self, click, workspace};

/// The ties that pass by themselves, of a city with its districts or of all: `?1`.
const TIES: &str = "
    SELECT p.*, iif(date_basis = 'attested', NULL, substr(start_date, 1, 4) + 0) AS begun,
           substr(start_date, 1, 4) + 0 AS seen, substr(end_date, 1, 4) + 0 AS ended,
           iif(end_date IS NULL OR end_date > (SELECT value FROM meta WHERE key = 'as_of'), 1, 0) AS goes_on
    FROM partnership p
    WHERE status = 'tie' AND (?1 = '' OR city_id IN (SELECT id FROM city WHERE id = ?1 OR parent_id = ?1 AND level = 'district'))";

fn chosen(city: &str) -> Filter {
    let mut filter = Filter::default();
    if !city.is_empty() {
        filter.set_choice(Field::City, Choice { include: [city.to_owned()].into(), ..Choice::default() });
    }
    filter
}

fn narrowed(database: &Path, city: &str) -> Workspace {
    let mut workspace = Workspace::new(open(database, &Progress::default()).unwrap());
    workspace.apply(Command::Show(Box::new(View { filter: chosen(city), ..View::default() })));
    workspace
}

fn since(year: i16) -> ChartOptions {
    ChartOptions { partners_since: Some(year), ..ChartOptions::default() }
}

fn numbers(workspace: &Workspace, chart: Chart, options: &ChartOptions) -> NumberTable {
    chart.table(&ChartInput { options, ..workspace.chart_input(Lang::En) })
}

/// New and lost partners by name as SQL finds them, and how many ties have no known beginning.
fn of_sql(database: &Path, city: &str, year: i16) -> (BTreeMap<String, String>, i64) {
    let connection = Connection::open(database).unwrap();
    let sql = format!(
        "SELECT n.name_en, min(begun) IS NOT NULL AND min(min(ifnull(seen, 9999), ifnull(ended, 9999))) >= ?2,
                max(goes_on) = 0 AND max(ended) >= ?2
         FROM ({TIES}) t JOIN partner n ON n.id = t.partner_id GROUP BY n.id"
    );
    let mut statement = connection.prepare(&sql).unwrap();
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?));
    let found = statement.query_map(params![city, year], row).unwrap().map(Result::unwrap);
    let said = |(name, is_new, is_lost): (String, bool, bool)| {
        let word = match (is_new, is_lost) {
            (true, true) => "new and lost again",
            (true, false) => "new",
            (false, true) => "lost",
            (false, false) => return None,
        };
        Some((name, word.to_owned()))
    };
    let partners = found.filter_map(said).collect();
    let unknown = format!("SELECT count(*) FROM ({TIES}) WHERE begun IS NULL");
    (partners, connection.query_row(&unknown, [city], |row| row.get(0)).unwrap())
}

#[test]
fn new_and_lost_partners_of_the_sample_are_those_that_sql_finds() {
    let mut met = BTreeMap::<String, usize>::new();
    for city in ["", "seoul", "busan"] {
        let workspace = narrowed(&sample_db(), city);
        for year in [2016, 2022] {
            let (expected, unknown) = of_sql(&sample_db(), city, year);
            for partner_group in [Field::Sector, Field::Channel] {
                let options = ChartOptions { partner_group, ..since(year) };
                let table = numbers(&workspace, Chart::PARTNERS, &options);
                assert_eq!(table.columns.last().unwrap(), &format!("New or lost since {year}"));
                let said = table.rows.iter().map(|row| (row[1].to_string(), row.last().unwrap().to_string()));
                assert_eq!(said.collect::<BTreeMap<_, _>>(), expected, "{city} since {year} by {partner_group:?}");
            }
            let options = since(year);
            let input = ChartInput { options: &options, ..workspace.chart_input(Lang::En) };
            let count = |word: &str| expected.values().filter(|said| said.contains(word)).count();
            let said = format!("{} new and {} lost since {year} · ", count("new"), count("lost"));
            let subtitle = Chart::PARTNERS.subtitle(&input);
            assert!(subtitle.starts_with(&said), "{subtitle} is not {said}");
            assert_eq!(subtitle.contains(&format!("+{unknown} ties whose beginning is unknown")), unknown > 0);
            for word in expected.into_values() {
                *met.entry(word).or_default() += 1;
            }
        }
    }
    assert!(met["new"] > 20 && met["lost"] > 0, "{met:?}");
}

#[test]
fn new_and_lost_partners_of_a_register_are_those_that_sql_finds() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("register.db");
    register::generate(&database, 3000, 11).unwrap();
    let workspace = narrowed(&database, "");
    let table = numbers(&workspace, Chart::PARTNERS, &since(2020));
    let said = |word: &str| table.rows.iter().filter(|row| row.last().unwrap().to_string() == word).count();
    let (expected, _) = of_sql(&database, "", 2020);
    for word in ["new", "lost", "new and lost again"] {
        assert_eq!(said(word), expected.values().filter(|said| *said == word).count(), "{word}");
    }
    check_matrix(&workspace, &database, "");
}

/// Every cell and sum of the matrix is what SQL counts.
fn check_matrix(workspace: &Workspace, database: &Path, city: &str) {
    let connection = Connection::open(database).unwrap();
    let sql = format!(
        "SELECT ifnull(c.name_en, 'Not stated'), ifnull(s.name_en, 'Not stated'), count(*)
         FROM ({TIES}) t JOIN partner n ON n.id = t.partner_id
         LEFT JOIN term c ON c.vocabulary = 'channel' AND c.id = t.channel
         LEFT JOIN term k ON k.vocabulary = 'partner_type' AND k.id = n.type
         LEFT JOIN term s ON s.vocabulary = 'sector' AND s.id = k.parent_id
         GROUP BY 1, 2"
    );
    let mut statement = connection.prepare(&sql).unwrap();
    let row = |row: &rusqlite::Row<'_>| Ok(((row.get(0)?, row.get(1)?), row.get(2)?));
    let mut expected: BTreeMap<(String, String), i64> =
        statement.query_map([city], row).unwrap().map(Result::unwrap).collect();
    for ((channel, sector), ties) in expected.clone() {
        for sum in [(channel, "All".to_owned()), ("All".to_owned(), sector), ("All".to_owned(), "All".to_owned())] {
            *expected.entry(sum).or_default() += ties;
        }
    }
    let table = numbers(workspace, Chart::CHANNEL_SECTOR, &ChartOptions::default());
    let cells = table.rows.iter().flat_map(|row| {
        let cells = table.columns.iter().zip(row).skip(1);
        cells.map(|(sector, cell)| ((row[0].to_string(), sector.clone()), cell.to_string().parse().unwrap()))
    });
    let counted: BTreeMap<(String, String), i64> = cells.filter(|(_, ties)| *ties > 0).collect();
    assert!(!counted.is_empty());
    assert_eq!(counted, expected, "{city}");
}

#[test]
fn ties_by_channel_and_sector_are_those_that_sql_counts() {
    for city in ["", "seoul", "busan"] {
        check_matrix(&narrowed(&sample_db(), city), &sample_db(), city);
    }
}

#[test]
fn every_cell_and_sum_of_the_matrix_leads_to_its_ties() {
    let mut workspace = narrowed(&sample_db(), "seoul");
    let scene = {
        let input = workspace.chart_input(Lang::En);
        Chart::CHANNEL_SECTOR.layout(&input, vec2(900.0, 600.0), &Theme::screen(false), Ruler::shipped())
    };
    let mut followed = 0;
    for subject in scene.marks.into_iter().filter_map(|mark| mark.subject) {
        let Subject::Figure(cited) = subject else { continue };
        workspace.apply(Command::Drill(cited.records));
        let ties = workspace.answer().rows(Table::Partnerships).count();
        assert!(cited.lines[0].starts_with(&format!("{ties} tie")), "{}: {ties} is not {:?}", cited.title, cited.lines);
        workspace.apply(Command::Undo);
        followed += 1;
    }
    assert!(followed > 10, "{followed}");
}

#[test]
fn three_actions_from_a_fresh_window_show_who_is_new_and_undo_takes_it_back() {
    let mut harness = Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60).build_eframe(|creation| {
        let start = Start { path: Some(sample_db()), ..Start::default() };
        App::new(&creation.egui_ctx, start, Lang::En, Instant::now())
    });
    harness = window::opened(harness);
    let (expected, _) = of_sql(&sample_db(), "seoul", 2022);
    let count = |word: &str| expected.values().filter(|said| said.contains(word)).count();
    harness.get_all_by_label_contains("City Seoul, ").next().unwrap().click();
    harness.run();
    click(&mut harness, "More on Governance partners");
    click(&mut harness, "2022");
    assert_eq!(workspace(&harness).view().options.partners_since, Some(2022));
    let said = format!("{} new and {} lost since 2022", count("new"), count("lost"));
    assert!(harness.query_all_by_label_contains(&said).next().is_some(), "{said}");
    click(&mut harness, "Undo");
    assert_eq!(workspace(&harness).view().options.partners_since, None);
    click(&mut harness, "Redo");
    click(&mut harness, "Remove New and lost since 2022");
    assert_eq!(workspace(&harness).view().options, ChartOptions::default());
    click(&mut harness, "Channels");
    assert!(harness.query_by_label("Ties by channel and sector").is_some());
    assert_eq!(workspace(&harness).view().partners, Chart::CHANNEL_SECTOR);
}
