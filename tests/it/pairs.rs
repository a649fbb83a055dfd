//! The commonest list of all, pairs of sister cities without dates: what it opens to, and whether its counterparts are counted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

use city_diplomacy_explorer::app::{App, Start};
use city_diplomacy_explorer::chart::{Cell, Chart, ChartInput, ChartOptions, NumberTable, PartnerSort};
use city_diplomacy_explorer::data::open::{Loaded, Progress, open};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::query::{Answer, Choice, Filter};
use city_diplomacy_explorer::words::Lang;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::window::{self, click, workspace};
use crate::support::{readers, sample_db};

/// Countries of the invented towns, with their codes.
const COUNTRIES: [(&str, &str); 6] =
    [("France", "FR"), ("Germany", "DE"), ("Japan", "JP"), ("Poland", "PL"), ("United States", "US"), ("Brazil", "BR")];
const PAIRS: usize = 20_000;

/// The two towns of an invented pair, each with its country; every pair is another.
fn pair(number: usize) -> [(String, usize); 2] {
    let town = |index: usize| format!("{}ville-{index}", ["Ae", "Bee", "Cee", "Dee"][index % 4]);
    let (first, second) = (number % 400, number / 400 + number % 7 * 50);
    [(town(first), first % COUNTRIES.len()), (format!("{} Sud", town(second)), (second * second + 1) % COUNTRIES.len())]
}

/// The pairs imported as a stranger would, by the command.
pub fn imported() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut list = String::from("cityLabel,countryLabel,sistercityLabel,destination_countryLabel\n");
    for [(city, country), (sister, other)] in (0..PAIRS).map(pair) {
        writeln!(list, "{city},{},{sister},{}", COUNTRIES[country].0, COUNTRIES[other].0).unwrap();
    }
    let [sheet, database] = ["pairs.csv", "pairs.db"].map(|name| folder.path().join(name));
    std::fs::write(&sheet, list).unwrap();
    readers::done(&["import", sheet.to_str().unwrap(), "--into", database.to_str().unwrap()]);
    (folder, database)
}

fn numbers(loaded: &Loaded, chart: Chart, filter: &Filter, options: &ChartOptions) -> NumberTable {
    let (dataset, whole) = (&loaded.dataset, Answer::new(&loaded.dataset, &Filter::default()));
    let answer = Answer::new(dataset, filter);
    chart.table(&ChartInput { dataset, answer: &answer, whole: &whole, filter, options, lang: Lang::En })
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

#[test]
fn twenty_thousand_pairs_without_dates_fill_the_first_screen() {
    let (_folder, database) = imported();
    let loaded = open(&database, &Progress::default()).unwrap();
    // Counted from what was made, not from what was read.
    let mut by_country: BTreeMap<&str, usize> = BTreeMap::new();
    for [_, (_, country)] in (0..PAIRS).map(pair) {
        *by_country.entry(COUNTRIES[country].0).or_default() += 1;
    }
    let shown = numbers(&loaded, Chart::BREAKDOWN, &Filter::default(), &ChartOptions::default());
    let shown: BTreeMap<String, String> =
        shown.rows.iter().map(|row| (row[0].to_string(), row[1].to_string())).collect();
    let expected = by_country.iter().map(|(name, count)| ((*name).to_owned(), count.to_string())).collect();
    assert_eq!(shown, expected);

    let mut harness =
        Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60).build_eframe(move |creation| {
            let start = Start { path: Some(database), ..Start::default() };
            App::new(&creation.egui_ctx, start, Lang::En, Instant::now())
        });
    harness = window::opened(harness);
    // Activities by country and counterparts, no pane without anything, and no years where nothing has a date.
    for label in ["Activities by country", "Counterparts of activities"] {
        assert!(harness.query_by_label(label).is_some(), "{label}");
    }
    for label in ["Network membership", "Governance partners", "Activities over time", "Years"] {
        assert!(harness.query_by_label(label).is_none(), "{label}");
    }
    assert!(harness.query_by_label("Not in this file: memberships, ties, dates of activities.").is_some());
    assert!(harness.query_all_by_label_contains("This file has no").next().is_none());
    assert!(harness.query_by_label("Institutions").is_none(), "no page for what the file has none of");
    // A counterpart is chosen like anything else.
    let [_, (sister, country)] = pair(0);
    let name = format!("{sister} ({})", COUNTRIES[country].1);
    let filter = chosen(Field::Counterpart, &name);
    let expected = (0..PAIRS).filter(|&number| pair(number)[1].0 == sister && pair(number)[1].1 == country).count();
    let answer = Answer::new(workspace(&harness).dataset(), &filter);
    assert_eq!(answer.rows(Table::Activities).count(), expected);
    click(&mut harness, "Trends");
    click(&mut harness, "Explore");
    assert!(harness.query_by_label("Counterparts of activities").is_some());
}

fn chosen(field: Field, id: &str) -> Filter {
    let mut filter = Filter::default();
    filter.set_choice(field, Choice { include: [id.to_owned()].into(), ..Choice::default() });
    filter
}

#[test]
fn counterparts_of_the_sample_are_those_that_sql_counts() {
    let loaded = open(&sample_db(), &Progress::default()).unwrap();
    let connection = Connection::open(sample_db()).unwrap();
    let sql = |city: &str| {
        format!(
            "SELECT l.name || iif(l.country > '', ' (' || l.country || ')', ''), count(DISTINCT l.activity_id),
                    count(DISTINCT c.city_id), min(substr(a.start_date, 1, 4))
             FROM activity_counterpart l JOIN activity a ON a.id = l.activity_id
             LEFT JOIN activity_city c ON c.activity_id = a.id
             WHERE l.name > '' AND ('{city}' = '' OR a.id IN (SELECT activity_id FROM activity_city WHERE city_id = '{city}'))
             GROUP BY 1"
        )
    };
    for city in ["", "jinju"] {
        let mut statement = connection.prepare(&sql(city)).unwrap();
        let expected: BTreeMap<String, Vec<String>> = statement
            .query_map([], |row| {
                let first: Option<String> = row.get(3)?;
                let numbers = [row.get::<_, i64>(1)?.to_string(), row.get::<_, i64>(2)?.to_string()];
                Ok((row.get(0)?, numbers.into_iter().chain(first).collect()))
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let filter = if city.is_empty() { Filter::default() } else { chosen(Field::City, city) };
        for counterpart_group in ChartOptions::COUNTERPART_GROUPS {
            let options =
                ChartOptions { counterpart_group, partner_sort: PartnerSort::Name, ..ChartOptions::default() };
            let table = numbers(&loaded, Chart::COUNTERPARTS, &filter, &options);
            let counted: BTreeMap<String, Vec<String>> = table
                .rows
                .iter()
                .map(|row| texts(row))
                .map(|row| (row[1].clone(), vec![row[2].clone(), row[3].clone(), row[5].clone()]))
                .collect();
            assert_eq!(counted.len(), table.rows.len(), "each stands once");
            assert_eq!(counted, expected, "{city} {counterpart_group:?}");
            let named = table.rows.iter().all(|row| {
                let row = texts(row);
                row[4].split("; ").filter(|name| !name.is_empty()).count().to_string() == row[3]
            });
            assert!(named, "every city behind a counterpart is named");
        }
    }
}

#[test]
fn a_counterpart_is_looked_at_narrows_everything_and_is_taken_back() {
    let mut harness = Harness::builder().with_size(vec2(1366.0, 768.0)).with_max_steps(60).build_eframe(|creation| {
        let start = Start { path: Some(sample_db()), ..Start::default() };
        App::new(&creation.egui_ctx, start, Lang::En, Instant::now())
    });
    harness = window::opened(harness);
    harness.get_by_role_and_label(egui::accesskit::Role::Tab, "Counterparts").click();
    harness.run();
    assert_eq!(workspace(&harness).view().partners, Chart::COUNTERPARTS);
    let connection = Connection::open(sample_db()).unwrap();
    let activities: i64 = connection
        .query_row(
            "SELECT count(DISTINCT activity_id) FROM activity_counterpart WHERE name = 'Shenyang' AND country = 'CN'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let line = harness.get_all_by_label_contains("Counterparts of activities, Shenyang").next();
    line.expect("China's most frequent counterpart is in sight").click();
    harness.run();
    click(&mut harness, "Show only this");
    let shown = |harness: &Harness<'_, App>| workspace(harness).answer().rows(Table::Activities).count();
    assert_eq!(shown(&harness), usize::try_from(activities).unwrap());
    click(&mut harness, "Remove Shenyang");
    assert_eq!(shown(&harness), workspace(&harness).dataset().table(Table::Activities).len());
}

#[test]
fn governments_stand_in_the_official_order_and_a_slide_about_one_shows_all() {
    let loaded = open(&sample_db(), &Progress::default()).unwrap();
    let cities = loaded.dataset.vocabulary(Field::City);
    let upper = loaded.dataset.vocabulary(Field::CityLevel).code("upper");
    let order: Vec<&str> = cities
        .iter()
        .filter(|(code, _)| loaded.dataset.cities[code.index()].level == upper)
        .map(|(_, value)| value.short_name(Lang::Ko))
        .collect();
    let official = "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주";
    assert_eq!(order.join(" "), official);
    // A file may rank its own.
    let (_folder, path) =
        crate::support::sample_after("UPDATE city SET rank = NULL; UPDATE city SET rank = 1 WHERE id = 'jeju'");
    let loaded = open(&path, &Progress::default()).unwrap();
    assert_eq!(loaded.dataset.vocabulary(Field::City).iter().next().unwrap().1.id, "jeju");
    // One that ranks none stands in the official order all the same.
    let (_folder, path) = crate::support::sample_after("UPDATE city SET rank = NULL");
    let loaded = open(&path, &Progress::default()).unwrap();
    assert_eq!(loaded.dataset.vocabulary(Field::City).iter().next().unwrap().1.id, "seoul");

    // The deck of one city: ranking and matrix of all, each with the view that brings it out.
    let folder = tempfile::tempdir().unwrap();
    let deck = folder.path().join("deck/");
    let sample = sample_db();
    let arguments = ["deck", sample.to_str().unwrap(), "--cities", "jeonbuk", "--charts", "ranking", "--format", "svg"];
    readers::done(&[arguments.as_slice(), &["--out", &format!("{}/", deck.display())]].concat());
    let slides: Vec<String> =
        std::fs::read_dir(&deck).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let ranking = slides.iter().find(|slide| slide.contains("Networks by city")).expect("a slide of the ranking");
    for name in ["Seoul", "Busan", "Jeonbuk"] {
        assert!(ranking.contains(&format!(">{name}<")), "{name}");
    }
}

/// A list of pairs that states hardly any country: those without one are the list, and stand first.
#[test]
fn counterparts_without_a_country_stand_first_where_most_have_none() {
    let folder = tempfile::tempdir().unwrap();
    let [sheet, database] = ["pairs.csv", "pairs.db"].map(|name| folder.path().join(name));
    std::fs::write(&sheet, "city1,city2\nAville,Bville\nAville,Cville\nDville,Eville\nDville,Fville (Japan)\n")
        .unwrap();
    readers::done(&["import", sheet.to_str().unwrap(), "--into", database.to_str().unwrap()]);
    let loaded = open(&database, &Progress::default()).unwrap();
    let shown = numbers(&loaded, Chart::COUNTERPARTS, &Filter::default(), &ChartOptions::default());
    let shown: Vec<[String; 2]> = shown.rows.iter().map(|row| [row[0].to_string(), row[1].to_string()]).collect();
    let expected =
        [["Not stated", "Bville"], ["Not stated", "Cville"], ["Not stated", "Eville"], ["Japan", "Fville (JP)"]];
    assert_eq!(shown, expected);
    // On the sample, where most state one, it is no group and stands last.
    let sample = open(&sample_db(), &Progress::default()).unwrap();
    let shown = numbers(&sample, Chart::COUNTERPARTS, &Filter::default(), &ChartOptions::default());
    assert_eq!(shown.rows.last().unwrap()[0].to_string(), "Not stated");
}
