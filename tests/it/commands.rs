//! The headless commands as a person runs them: exit status, and what is printed.

use std::process::{Command, Output};

use crate::support::{FACT_TABLES, file_with, sample_after, sample_db, sample_rows, sample_value};
use city_diplomacy_explorer::chart::Chart;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_city-diplomacy")).args(arguments).output().unwrap()
}

#[test]
fn check_tells_its_verdict_by_exit_status() {
    let sample = sample_db();
    let (_folder, warned) = sample_after("UPDATE activity SET start_date = '2023-13' WHERE rowid = 1");
    let (_folder, refused) = file_with("list.db", b"id,title\n1,a\n");
    for (path, status, verdict) in
        [(&sample, 0, "opened"), (&warned, 1, "opened with warnings"), (&refused, 2, "refused")]
    {
        let plain = run(&["check", path.to_str().unwrap()]);
        assert_eq!(plain.status.code(), Some(status), "{verdict}");
        let first_line = format!("{}: {verdict}\n", path.display());
        assert!(String::from_utf8(plain.stdout).unwrap().starts_with(&first_line));
        let json = run(&["check", "--json", path.to_str().unwrap()]);
        let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(json["verdict"], verdict);
    }
}

#[test]
fn check_prints_the_same_twice_and_lists_what_needs_mending() {
    let (_folder, path) = sample_after("UPDATE activity SET start_date = '2023-13' WHERE rowid = 1");
    let [first, second] = [(); 2].map(|()| run(&["check", path.to_str().unwrap()]).stdout);
    assert_eq!(first, second);
    let text = String::from_utf8(first).unwrap();
    let id: String = sample_value("SELECT id FROM activity WHERE rowid = 1");
    let mended = format!("! activity row 1 {id} undated: no such day in the calendar: 2023-13");
    assert!(text.contains(&mended), "{text}");
    let rows = sample_rows("activity");
    assert!(text.contains(&format!("{:<22}{rows:>9}{:>9}{:>9}{:>9}", "activity", rows - 1, 1, 0)), "{text}");
}

#[test]
fn import_makes_a_database_that_check_accepts() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("새 자료.db");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
    let arguments = ["import", source, "--into", new.to_str().unwrap()];
    assert_eq!(run(&arguments).status.code(), Some(0));
    assert_eq!(run(&["check", new.to_str().unwrap()]).status.code(), Some(0));
    let again = run(&arguments);
    assert_eq!(again.status.code(), Some(2));
    let message = String::from_utf8(again.stderr).unwrap();
    assert!(message.contains("새 자료.db") && message.contains("exists already"), "{message}");
}

fn counts(path: &str, filter: &[&str]) -> serde_json::Value {
    let output = run(&[&["counts", path, "--json"], filter].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn check_and_import_speak_the_language_asked_for() {
    let (_folder, path) = file_with("list.db", b"id,title\n1,a\n");
    let said = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let path = path.to_str().unwrap();
    assert!(said(&["check", path, "--lang", "ko"]).contains("열 수 없습니다"));
    assert!(said(&["import", path, "--into", path, "--lang", "ko"]).contains("가져올 수 없습니다"));
    assert!(said(&["check", path, "--lang", "en"]).contains("cannot be opened"));
}

#[test]
fn every_command_says_of_a_missing_file_that_it_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let [missing, out, sample] = ["없음.db", "out.pptx", "sample.db"].map(|name| folder.path().join(name));
    std::fs::copy(sample_db(), &sample).unwrap();
    let [missing, out, sample] = [&missing, &out, &sample].map(|path| path.to_str().unwrap());
    let new = folder.path().join("new.db");
    let new = new.to_str().unwrap();
    let runs: [&[&str]; 13] = [
        &["check", missing],
        &["counts", missing],
        &["export", missing, "--chart", "timeline", "--out", out],
        &["export", sample, "--chart", "timeline", "--out", out, "--template", missing],
        &["export", sample, "--chart", "timeline", "--out", out, "--logo", missing],
        &["export", sample, "--chart", "timeline", "--out", out, "--view", missing],
        &["deck", missing, "--cities", "all", "--charts", "timeline", "--out", out],
        &["indicators", missing],
        &["records", missing],
        &["picture", missing, "--out", "window.png"],
        &["import", missing, "--into", new],
        &["import", sample, "--map", missing, "--into", new],
        &["template", folder.path().to_str().unwrap(), "--from", missing],
    ];
    for arguments in runs {
        let output = run(arguments);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {said}");
        assert!(said.contains("없음.db") && said.contains("no file with this name"), "{arguments:?} {said}");
    }
}

#[test]
fn an_import_takes_the_files_of_a_pattern_that_no_shell_expanded() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b", "a"] {
        let list = format!("id,title_ko,city,start_date\n{name}1,서울 회의,서울,2001\n");
        std::fs::write(folder.path().join(name).with_extension("csv"), list).unwrap();
    }
    let pattern = folder.path().join("*.csv");
    let new = folder.path().join("new.db");
    let output = run(&["import", pattern.to_str().unwrap(), "--into", new.to_str().unwrap()]);
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(new.exists() && said.contains("a.csv") && said.contains("b.csv"), "{said}");
    let output = run(&["import", folder.path().join("*.xlsx").to_str().unwrap(), "--into", new.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("*.xlsx") && said.contains("pattern"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_printed_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_city-diplomacy"));
    let output = command.args(["export", "-", "--chart", "list"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: "));
}

#[test]
fn counts_are_those_of_the_database() {
    let sample = sample_db();
    let path = sample.to_str().unwrap();
    let whole = counts(path, &[]);
    assert_eq!(whole["file"], "sample.db");
    let connection = rusqlite::Connection::open(&sample).unwrap();
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    for (table, own) in ["activities", "memberships", "partnerships", "institutions"].into_iter().zip(FACT_TABLES) {
        assert_eq!(whole["totals"][table]["rows"], number(&format!("SELECT count(*) FROM {own}")));
    }
    assert_eq!(
        whole["totals"]["partnerships"]["shown"],
        number("SELECT count(*) FROM partnership WHERE status = 'tie'")
    );

    let seoul = counts(path, &["--city", "서울특별시", "--years", "1995..2024", "--agenda", "climate"]);
    let held = "FROM activity a JOIN activity_city c ON c.activity_id = a.id JOIN city ON city.id = c.city_id
                WHERE (city.id = 'seoul' OR city.parent_id = 'seoul' AND city.level = 'district')
                AND substr(start_date, 1, 4) BETWEEN '1995' AND '2024'";
    let climate = "AND a.id IN (SELECT activity_id FROM activity_agenda WHERE agenda_id = 'climate')";
    let shown = number(&format!("SELECT count(DISTINCT a.id) {held} {climate}"));
    assert!(shown > 0);
    assert_eq!(seoul["totals"]["activities"]["shown"], shown);
    assert_eq!(seoul["filter"]["choices"]["city"]["include"], serde_json::json!(["seoul"]));
    let facet = seoul["facets"]["agenda"]["activities"].as_array().unwrap();
    let tourism = facet.iter().find(|value| value["id"] == "tourism").unwrap();
    // Over what passes all the other filters: the agenda itself does not narrow its own facet.
    let of_tourism = "AND a.id IN (SELECT activity_id FROM activity_agenda WHERE agenda_id = 'tourism')";
    assert_eq!(tourism["count"], number(&format!("SELECT count(DISTINCT a.id) {held} {of_tourism}")));
    assert_eq!(tourism["of"], number("SELECT count(*) FROM activity_agenda WHERE agenda_id = 'tourism'"));
    let years: i64 = seoul["years"].as_array().unwrap().iter().map(|year| year["count"].as_i64().unwrap()).sum();
    assert!(years >= shown);
}

#[test]
fn cities_are_found_as_people_write_them() {
    let path = sample_db();
    let path = path.to_str().unwrap();
    for (id, written) in [
        ("suwon", ["경기도 수원시", "Suwon, Gyeonggi-do", "수원시청"]),
        ("gangwon", ["강원도", "Gangwon-do", "江原特別自治道"]),
        ("busan", ["Pusan", "부산직할시", "Busan, South Korea"]),
        ("busan-seo", ["부산 서구", "부산광역시 서구청", "Seo-gu, Busan"]),
    ] {
        let by_id = counts(path, &["--city", id]);
        for written in written {
            assert_eq!(counts(path, &["--city", written]), by_id, "{written}");
        }
    }
    // There are six of this name, and none is meant more than another.
    let said = String::from_utf8(run(&["counts", path, "--city", "서구"]).stderr).unwrap();
    assert!(said.contains("--city 서구"), "{said}");
    // A search finds a name that the file does not hold.
    let shown = |text: &str| counts(path, &["--text", text])["totals"]["activities"]["shown"].clone();
    assert_eq!(shown("부산직할시"), shown("부산광역시"));
    assert_ne!(shown("부산직할시"), 0);
}

#[test]
fn counts_are_printed_the_same_twice_and_as_a_table() {
    let sample = sample_db();
    for format in [&["--json"][..], &[]] {
        let arguments = [&["counts", sample.to_str().unwrap(), "--form", "sister-city"], format].concat();
        let [first, second] = [(); 2].map(|()| run(&arguments));
        assert_eq!(first.stdout, second.stdout);
        assert_eq!((first.status.code(), first.stderr.len()), (Some(0), 0));
    }
    let text = String::from_utf8(run(&["counts", sample.to_str().unwrap()]).stdout).unwrap();
    let rows = sample_rows("activity");
    let totals = format!("{:<16}{rows:>9}{rows:>9}{:>9}", "activities", 0);
    for line in [totals.as_str(), "city (activities)", "seoul", "year (activities)"] {
        assert!(text.contains(line), "{line}");
    }
}

#[test]
fn what_cannot_be_followed_is_told_once_with_what_to_write_instead() {
    let sample = sample_db();
    let path = sample.to_str().unwrap();
    for (arguments, parts) in [
        (&["counts", path, "--city", "seol"][..], &["--city seol", "sample.db", "seoul"][..]),
        (&["counts", path, "--years", "2024..1995"], &["--years 1995..2024"]),
        (&["counts", path, "--all-of", "town"], &["--all-of town", "city, city-level, agenda"]),
        (&["counts", "no-such.db"], &["no-such.db"]),
        (&["export", path, "--chart", "pie"], &["pie", "timeline", "partner-mix"]),
        (&["export", path, "--chart", "lanes"], &["--out"]),
        (&["export", path, "--chart", "lanes", "--out", "x.gif"], &["x.gif", ".svg, .png"]),
        (&["export", path, "--chart", "lanes", "--out", "x.svg", "--size", "12x5"], &["12x5", "12x5.5in"]),
        (&["export", path, "--chart", "lanes", "--out", "x.svg", "--stack", "kind"], &["kind", "family"]),
        (&["export", path, "--chart", "matrix", "--out", "x.svg", "--city-level-shown", "uper"], &["upper"]),
        (&["export", path, "--chart", "lanes", "--out", "/no/such/folder/x.svg"], &["/no/such/folder/x.svg"]),
    ] {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(said.starts_with("error: ") && said.matches("error:").count() == 1, "{said}");
        for part in parts {
            assert!(said.contains(part), "{part} is not in: {said}");
        }
    }
    assert!(!std::path::Path::new("x.svg").exists());
}

#[test]
fn the_database_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.db");
    std::fs::copy(sample_db(), &path).unwrap();
    let before = std::fs::read(&path).unwrap();
    let png = folder.path().join("own.png");
    std::fs::copy(&path, &png).unwrap();
    let [path, png] = [&path, &png].map(|path| path.to_str().unwrap());
    for arguments in [
        &["picture", path, "--out", path][..],
        &["picture", png, "--out", png],
        &["export", path, "--chart", "growth", "--format", "png", "--out", path],
        &["deck", png, "--charts", "growth", "--out", png],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: "), "{said}");
    }
    assert_eq!(std::fs::read(path).unwrap(), before);
    assert_eq!(std::fs::read(png).unwrap(), before);
}

#[test]
fn export_lists_its_charts_without_reading_the_database() {
    let list = String::from_utf8(run(&["export", "no-such.db", "--chart", "list"]).stdout).unwrap();
    assert_eq!(list.lines().count(), Chart::ALL.len());
    assert!(list.starts_with("timeline\tActivities over time\texplore\n"), "{list}");
}

#[test]
fn export_writes_figures_of_the_size_asked_for_and_the_same_bytes_each_time() {
    let sample = sample_db();
    let folder = tempfile::tempdir().unwrap();
    let export = |chart: &str, name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let start = ["export", sample.to_str().unwrap(), "--chart", chart, "--out", path.to_str().unwrap()];
        let output = run(&[&start, more].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{chart}: {said}");
        (std::fs::read(path).unwrap(), said)
    };
    let list = String::from_utf8(run(&["export", "-", "--chart", "list"]).stdout).unwrap();
    for (chart, _) in list.lines().filter_map(|line| line.split_once('\t')) {
        let (svg, said) = export(chart, "figure.svg", &["--lang", "ko", "--theme", "dark"]);
        assert_eq!((svg.clone(), said), export(chart, "again.svg", &["--lang", "ko", "--theme", "dark"]));
        let svg = String::from_utf8(svg).unwrap();
        assert!(
            svg.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" width="959.98pt" height="540pt""#),
            "{chart}"
        );
        let options = ["--size", "640x400px", "--years", "2000..", "--title", "제목 <&>"];
        let (png, _) = export(chart, "figure.png", &options);
        assert_eq!(png, export(chart, "again.png", &options).0);
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), (640, 400), "{chart}");
    }
}

#[test]
fn an_empty_figure_is_written_and_says_what_emptied_it() {
    let sample = sample_db();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.svg");
    let filter = ["--city", "jeju", "--form", "mou", "--years", "1970..1971"];
    let start = ["export", sample.to_str().unwrap(), "--chart", "timeline", "--out", path.to_str().unwrap()];
    let output = run(&[&start[..], &filter].concat());
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("1970–1971"), "{said}");
    assert!(std::fs::read_to_string(&path).unwrap().contains("1970–1971"));
}

#[test]
fn indicators_are_printed_the_same_twice_with_what_they_rest_on() {
    let sample = sample_db();
    let path = sample.to_str().unwrap();
    let whole = run(&["indicators", path, "--json", "--lang", "ko", "--city", "서울특별시"]);
    assert_eq!((whole.status.code(), whole.stderr.len()), (Some(0), 0));
    assert_eq!(whole.stdout, run(&["indicators", path, "--json", "--lang", "ko", "--city", "seoul"]).stdout);
    let json: serde_json::Value = serde_json::from_slice(&whole.stdout).unwrap();
    assert_eq!(json["indicators"].as_array().unwrap().len(), 22);
    assert_eq!(json["filter"]["choices"]["city"]["include"][0], "seoul");
    assert_eq!(json["counting"]["level"], "upper");
    for finding in json["indicators"].as_array().unwrap() {
        for key in ["id", "title", "unit", "headline", "counted", "definition", "source", "reading"] {
            assert!(!finding[key].is_null(), "{key} of {}", finding["id"]);
        }
    }
    let some = run(&["indicators", path, "--only", "I18,Q1", "--compare", "basic", "--with-announced"]);
    let text = String::from_utf8(some.stdout).unwrap();
    assert_eq!(text.matches("\nI").count() + text.matches("\nQ").count(), 2, "{text}");
    assert!(
        text.contains("Beyond public diplomacy")
            && text.contains(&format!("Of {} activities", sample_rows("activity"))),
        "{text}"
    );
}

#[test]
fn what_the_indicators_cannot_follow_is_explained() {
    let sample = sample_db();
    let path = sample.to_str().unwrap();
    for (options, expected) in [
        (["--law", "no-such-law"], "i-kr-pda-2016"),
        (["--compare", "uper"], "Did you mean upper"),
        (["--only", "I21"], "I20"),
    ] {
        let output = run(&[&["indicators", path][..], &options].concat());
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains(expected), "{message}");
    }
}
