//! Pages of networks, partners and counterparts: as SQL counts them, and as the window leads to them.

use std::path::Path;
use std::time::Instant;

use city_diplomacy_explorer::app::{App, Command, Page, Start, Workspace};
use city_diplomacy_explorer::chart::profile::About;
use city_diplomacy_explorer::chart::{Chart, ChartInput, ChartOptions, NumberTable};
use city_diplomacy_explorer::data::Field;
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::words::Lang;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;

use crate::support::readers::done;
use crate::support::sample_db;
use crate::support::window::{self, click, workspace};

fn about(field: Field, id: &str) -> About {
    About { field, id: id.to_owned() }
}

/// The numbers of a page.
fn page(workspace: &Workspace, about: About) -> NumberTable {
    let options = ChartOptions { about: Some(about), ..ChartOptions::default() };
    Chart::PROFILE.table(&ChartInput { options: &options, ..workspace.chart_input(Lang::En) })
}

fn sample() -> Workspace {
    Workspace::new(open(&sample_db(), &Progress::default()).unwrap())
}

/// The headline figures of a page: the rows with a number.
fn figures(table: &NumberTable) -> Vec<i64> {
    table.rows.iter().filter_map(|row| row[2].to_string().parse().ok()).collect()
}

/// The lines of a section.
fn section(table: &NumberTable, name: &str) -> Vec<String> {
    table.rows.iter().filter(|row| row[0].to_string() == name).map(|row| row[1].to_string()).collect()
}

/// One column of numbers or texts of a query about one id.
fn column<T: rusqlite::types::FromSql>(path: &Path, sql: &str, id: &str) -> Vec<T> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([id], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn ids(path: &Path, sql: &str) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_partner_has_a_page_with_the_numbers_of_sql() {
    let (workspace, path) = (sample(), sample_db());
    let mut pages = 0;
    for id in ids(&path, "SELECT id FROM partner").iter().step_by(7) {
        let table = page(&workspace, about(Field::Partner, id));
        let expected: Vec<i64> = [
            "SELECT count(*) FROM partnership WHERE partner_id = ?1 AND status = 'tie'",
            "SELECT count(DISTINCT city_id) FROM (
               SELECT city_id FROM partnership WHERE partner_id = ?1 AND status = 'tie'
               UNION SELECT city_id FROM activity_partner JOIN activity_city USING (activity_id) WHERE partner_id = ?1)",
            "SELECT count(*) FROM activity_partner WHERE partner_id = ?1",
            "SELECT count(DISTINCT agenda_id) FROM activity_partner JOIN activity_agenda USING (activity_id) WHERE partner_id = ?1",
        ]
        .iter()
        .flat_map(|sql| column::<i64>(&path, sql, id))
        .collect();
        assert_eq!(figures(&table), expected, "{id}");
        let roles = "SELECT role || '  ' || count(*) FROM activity_partner WHERE partner_id = ?1 GROUP BY role ORDER BY count(*) DESC, role";
        let roles: Vec<String> = column(&path, roles, id);
        let roles = if roles.is_empty() { vec!["no activity names it".to_owned()] } else { roles };
        assert_eq!(section(&table, "Named in activities as"), roles, "{id}");
        pages += 1;
    }
    assert!(pages > 50, "{pages}");
}

#[test]
fn every_network_has_a_page_with_the_numbers_of_sql() {
    let (workspace, path) = (sample(), sample_db());
    for id in ids(&path, "SELECT id FROM network WHERE id IN (SELECT network_id FROM membership)") {
        let table = page(&workspace, about(Field::Network, &id));
        // The end of a term of office is no leaving; a member that came back has not left.
        let pairs = "SELECT city_id, ifnull(min(CASE WHEN role IN ('member', 'founder') THEN \"left\" IS NOT NULL END), 0) AS is_over
             FROM membership WHERE network_id = ?1 GROUP BY city_id";
        let expected: Vec<i64> = [
            format!("SELECT count(*) FROM ({pairs}) WHERE is_over = 0"),
            format!("SELECT count(*) FROM ({pairs}) WHERE is_over = 1"),
            "SELECT count(*) FROM activity WHERE network_id = ?1".to_owned(),
        ]
        .iter()
        .flat_map(|sql| column::<i64>(&path, sql, &id))
        .collect();
        let [members, _, former, activities] = figures(&table)[..] else { panic!("{id}: {table:?}") };
        assert_eq!([members, former, activities], expected[..], "{id}");
        let listed = section(&table, "Members").len() as i64;
        assert_eq!(listed, members + former, "{id}");
    }
}

#[test]
fn every_counterpart_has_a_page_with_the_numbers_of_sql() {
    let (workspace, path) = (sample(), sample_db());
    let all = "SELECT DISTINCT name || ' (' || country || ')' FROM activity_counterpart WHERE name <> '' AND country <> '' ORDER BY 1";
    for id in ids(&path, all).iter().step_by(11) {
        let table = page(&workspace, about(Field::Counterpart, id));
        let of_it = "activity_counterpart c JOIN activity a ON a.id = c.activity_id WHERE c.name || ' (' || c.country || ')' = ?1";
        let expected: Vec<i64> = [
            format!("SELECT count(DISTINCT a.id) FROM {of_it}"),
            format!(
                "SELECT count(DISTINCT city_id) FROM activity_city WHERE activity_id IN (SELECT a.id FROM {of_it})"
            ),
            format!("SELECT count(DISTINCT substr(a.start_date, 1, 4)) FROM {of_it}"),
            format!(
                "SELECT count(DISTINCT agenda_id) FROM activity_agenda WHERE activity_id IN (SELECT a.id FROM {of_it})"
            ),
        ]
        .iter()
        .flat_map(|sql| column::<i64>(&path, sql, id))
        .collect();
        assert_eq!(figures(&table), expected, "{id}");
    }
}

#[test]
fn a_figure_is_about_the_only_partner_that_its_filter_includes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("koica.csv");
    let (db, out_text) = (sample_db(), out.display().to_string());
    done(&["export", &db.display().to_string(), "--chart", "profile", "--partner", "koica", "--out", &out_text]);
    let csv = std::fs::read_to_string(out).unwrap();
    assert!(csv.contains("Korea International Cooperation Agency,ties,"), "{csv}");
}

#[test]
fn the_window_leads_to_the_page_of_a_partner_and_back() {
    let start = Start { path: Some(sample_db()), page: Page::Profiles, ..Start::default() };
    let harness = Harness::builder()
        .with_size(vec2(1366.0, 768.0))
        .build_eframe(move |creation| App::new(&creation.egui_ctx, start, Lang::En, Instant::now()));
    let mut harness = window::opened(harness);
    // The facet of that name stands first.
    harness.get_all_by_label("Partner").last().unwrap().click();
    harness.run();
    let koica = workspace(&harness).dataset().vocabulary(Field::Partner).code("koica").unwrap();
    let listed = Field::Partner
        .tables()
        .iter()
        .map(|&table| workspace(&harness).dataset().table(table).totals(Field::Partner)[koica.index()]);
    let label = format!("Korea International Cooperation Agency {}", listed.sum::<u32>());
    harness.get_by_label(&label).click();
    harness.run();
    assert_eq!(workspace(&harness).view().options.about, Some(about(Field::Partner, "koica")));
    click(&mut harness, "Remove Korea International Cooperation Agency");
    assert_eq!(workspace(&harness).view().options.about, None);
    // Undo brings it back, as every change of a view.
    let mut workspace = sample();
    workspace.apply(Command::Profile(about(Field::Network, "iclei")));
    assert_eq!((workspace.view().page, workspace.view().options.about.is_some()), (Page::Profiles, true));
    workspace.apply(Command::Undo);
    assert_eq!((workspace.view().page, workspace.view().options.about.is_some()), (Page::Explore, false));
}
