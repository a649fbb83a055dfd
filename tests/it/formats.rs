//! Every format as a person exports it, opened with someone else's reader.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::readers::{assert_fonts_travel, city_diplomacy, done, pdf_info, pdf_text, python, refused};
use crate::support::{self, sample_db};
use city_diplomacy_explorer::data::Field;
use city_diplomacy_explorer::export::Format;
use city_diplomacy_explorer::query::aggregate::Period;
use city_diplomacy_explorer::words::Lang;
use resvg::usvg::roxmltree::Document;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

struct Exports {
    folder: TempDir,
    db: String,
}

impl Exports {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), db: sample_db().to_str().unwrap().to_owned() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn export(&self, name: &str, options: &[&str]) -> PathBuf {
        let path = self.path(name);
        done(&[&["export", &self.db, "--out", path.to_str().unwrap()], options].concat());
        path
    }

    fn refused(&self, out: &Path, options: &[&str]) -> String {
        refused(&[&["export", &self.db, "--out", out.to_str().unwrap()], options].concat())
    }
}

#[test]
fn the_same_command_twice_gives_the_same_bytes_in_every_format() {
    let exports = Exports::new();
    for format in Format::ALL {
        for chart in ["timeline", "partners"] {
            let options = ["--chart", chart, "--lang", "ko", "--city", "seoul", "--size", "800x600px"];
            let [one, two] = ["하나", "둘"]
                .map(|name| fs::read(exports.export(&format!("{name}.{}", format.extension()), &options)).unwrap());
            assert!(one == two, "{format:?} {chart}");
            assert!(!one.is_empty());
        }
    }
}

#[test]
fn an_svg_parses_uses_no_css_and_is_drawn() {
    let exports = Exports::new();
    for text_as in ["text", "outlines"] {
        let options = ["--chart", "matrix", "--lang", "ko", "--text-as", text_as];
        let svg = fs::read_to_string(exports.export("a.svg", &options)).unwrap();
        let document = Document::parse(&svg).unwrap();
        for node in document.descendants().filter(resvg::usvg::roxmltree::Node::is_element) {
            assert_eq!(node.tag_name().namespace(), Some("http://www.w3.org/2000/svg"), "{}", node.tag_name().name());
            assert!(!["style", "foreignObject", "script", "image"].contains(&node.tag_name().name()));
            let given = ["style", "class", "text-anchor", "dominant-baseline", "href"].map(|name| node.attribute(name));
            assert_eq!(given, [None; 5], "{}", node.tag_name().name());
        }
        let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
        assert_eq!((count("svg"), count("title"), count("desc"), count("metadata")), (1, 1, 1, 1));
        assert_eq!(svg.contains("네트워크 가입</text>"), text_as == "text");
        assert_eq!(count("text") == 0, text_as == "outlines");
        let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
        let mut pixels = resvg::tiny_skia::Pixmap::new(400, 225).unwrap();
        let shrunk = resvg::tiny_skia::Transform::from_scale(400.0 / tree.size().width(), 225.0 / tree.size().height());
        resvg::render(&tree, shrunk, &mut pixels.as_mut());
        assert!(pixels.pixels().iter().any(|pixel| pixel.red() < 100 && pixel.alpha() == 255));
    }
}

#[test]
fn a_png_says_its_size_on_paper_and_can_be_transparent() {
    let exports = Exports::new();
    let options = ["--chart", "growth", "--size", "half", "--transparent"];
    let bytes = fs::read(exports.export("a.png", &options)).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut rgba).unwrap();
    let info = reader.info();
    assert_eq!((info.width, info.height), (1770, 1650));
    assert_eq!(info.pixel_dims.unwrap().xppu, 11811);
    assert_eq!(rgba[3], 0);
    assert!(rgba.as_chunks::<4>().0.iter().any(|pixel| pixel[3] == 255));
}

#[test]
fn a_pdf_keeps_its_letters_and_its_words() {
    let exports = Exports::new();
    let pdf = exports.export("그림.pdf", &["--chart", "lanes", "--lang", "ko", "--city", "seoul"]);
    assert_fonts_travel(&pdf);
    let text = pdf_text(&pdf);
    assert!(text.contains("개별 활동") && text.contains("스마트시티"), "{text}");
    let info = pdf_info(&pdf);
    assert!(info.contains("개별 활동") && info.contains(" x 540 pts"), "{info}");
}

#[test]
fn numbers_are_a_workbook_with_a_chart_and_text_that_runs_nothing() {
    let exports = Exports::new();
    let read = python("read_xlsx.py", &exports.export("a.xlsx", &["--chart", "timeline", "--lang", "ko"]));
    let charts = |sheet: &str| read[sheet]["charts"].as_u64();
    assert_eq!((charts("자료"), charts("Chart"), charts("설명")), (Some(0), Some(1), Some(0)), "{read}");
    let note = read["설명"].to_string();
    assert!(note.contains("필터 없음") && note.contains(&support::sample_as_of()), "{note}");
    let of_workbook: f64 =
        rows(&read["자료"]["rows"]).iter().skip(1).flat_map(|row| row[1..].iter().filter_map(Value::as_f64)).sum();
    assert_eq!(of_workbook, dated_activities() as f64);

    let csv = fs::read_to_string(exports.export("a.csv", &["--chart", "timeline", "--lang", "ko"])).unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("\r\n"));
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let of_csv: f64 = reader
        .records()
        .flat_map(|line| line.unwrap().iter().skip(1).map(|cell| cell.parse::<f64>().unwrap()).collect::<Vec<_>>())
        .sum();
    assert_eq!(of_csv, dated_activities() as f64);

    let (_folder, hostile) = support::sample_after(
        "UPDATE partner SET name_en = '=HYPERLINK(\"http://x\",\"y\")' WHERE id IN (SELECT partner_id FROM partnership)",
    );
    let out = exports.path("hostile.csv");
    done(&["export", hostile.to_str().unwrap(), "--chart", "partners", "--out", out.to_str().unwrap()]);
    let csv = fs::read_to_string(out).unwrap();
    assert!(csv.contains("'=HYPERLINK") && !csv.contains(",=") && !csv.contains(",\"="), "{csv}");
}

fn rows(value: &Value) -> Vec<Vec<Value>> {
    serde_json::from_value(value.clone()).unwrap()
}

fn dated_activities() -> i64 {
    let connection = Connection::open(sample_db()).unwrap();
    connection.query_row("SELECT count(*) FROM activity WHERE start_date IS NOT NULL", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_figure_is_drawn_again_from_the_view_inside_it() {
    let exports = Exports::new();
    let options = [
        "--chart",
        "timeline",
        "--lang",
        "ko",
        "--city",
        "seoul",
        "--stack",
        "domain",
        "--years",
        "1995..2020",
        "--text",
        "도시 \"<&>\"",
    ];
    for format in ["png", "svg", "pdf", "pptx", "docx", "hwpx"] {
        let first = exports.export(&format!("first.{format}"), &options);
        let again = exports.export(&format!("again.{format}"), &["--view", first.to_str().unwrap()]);
        assert!(fs::read(&first).unwrap() == fs::read(again).unwrap(), "{format}");
        let of_view = done(&["counts", &exports.db, "--view", first.to_str().unwrap()]);
        let filter = ["--city", "seoul", "--years", "1995..2020", "--text", "도시 \"<&>\""];
        assert_eq!(of_view, done(&[&["counts", exports.db.as_str()], &filter[..]].concat()), "{format}");
    }
    let stranger = exports.path("그림.png");
    fs::write(&stranger, b"not a figure").unwrap();
    let said = exports.refused(&exports.path("x.svg"), &["--view", stranger.to_str().unwrap()]);
    assert!(said.contains("그림.png") && said.contains("SVG, PNG, PDF, PPTX, DOCX, HWPX and HTML"), "{said}");
}

#[test]
fn what_cannot_be_exported_is_refused_in_words_and_nothing_is_lost() {
    let exports = Exports::new();
    let chart = ["--chart", "growth"];
    let old = exports.path("old.svg");
    fs::write(&old, "old").unwrap();
    let sized = |size: &str| exports_size(&exports, &old, size);
    assert!(sized("0x5px").contains("0x5px"));
    assert!(sized("20001x10px").contains("20,000"));
    assert!(sized("large").contains("a4"));
    let unknown = city_diplomacy(&["export", &exports.db, "--chart", "pie", "--out", old.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("partner-mix"));
    for (name, word) in
        [("con.pptx", "con.pptx"), ("a:b.pdf", "a:b.pdf"), ("none/a.xlsx", "folder"), ("a.gif", ".pptx")]
    {
        let said = exports.refused(&exports.path(name), &chart);
        assert!(said.contains(word), "{name}: {said}");
    }
    let said = exports.refused(&exports.path("a.pptx"), &["--chart", "growth", "--template", old.to_str().unwrap()]);
    assert!(said.contains("old.svg") && said.contains(".pptx"), "{said}");
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    assert_eq!(fs::read_dir(exports.folder.path()).unwrap().count(), 1);

    // An empty selection is a figure that says so.
    for format in Format::ALL {
        let out = exports.path("empty").with_extension(format.extension());
        let options = ["--chart", "timeline", "--text", "zzzzzz", "--out", out.to_str().unwrap()];
        let output = city_diplomacy(&[&["export", exports.db.as_str()], &options[..]].concat());
        assert!(output.status.success() && out.exists(), "{format:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("zzzzzz"));
    }
}

#[test]
fn a_logo_and_words_of_ones_own_are_in_every_format() {
    let exports = Exports::new();
    let logo = exports.path("시 로고.svg");
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='20'><rect width='60' height='20' fill='#c01848'/></svg>";
    fs::write(&logo, svg).unwrap();
    let alt = "막대가 해마다 높아집니다 <&> \"끝\"";
    let options = ["--chart", "growth", "--lang", "ko", "--logo", logo.to_str().unwrap(), "--alt", alt];
    let read = python("read_pptx.py", &exports.export("a.pptx", &options));
    let slide = &read["slides"][0];
    assert_eq!(slide["pictures"], serde_json::json!([["로고: 시 로고", "image/png", 1600, 533]]));
    let descriptions: Vec<String> = serde_json::from_value(slide["descriptions"].clone()).unwrap();
    assert!(descriptions.contains(&alt.to_owned()), "{descriptions:?}");

    let drawn = fs::read_to_string(exports.export("a.svg", &options)).unwrap();
    let document = Document::parse(&drawn).unwrap();
    let find = |name: &str| document.descendants().find(|node| node.has_tag_name(name)).unwrap();
    assert_eq!(find("desc").text(), Some(alt));
    assert!(find("image").attribute("href").unwrap().starts_with("data:image/png;base64,iVBOR"));
    let number = |name: &str| find("image").attribute(name).unwrap().parse::<f32>().unwrap();
    assert!((number("width") / number("height") - 3.0).abs() < 0.01);
    assert!(number("x") + number("width") <= 960.0 && number("x") > 700.0 && number("y") > 450.0);

    let bytes = fs::read(exports.export("a.png", &options)).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut rgba).unwrap();
    let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == "Description").unwrap();
    assert_eq!(chunk.get_text().unwrap(), alt);
    let logo_pixels = rgba.as_chunks::<4>().0.iter().filter(|pixel| **pixel == [0xC0, 0x18, 0x48, 255]).count();
    assert!(logo_pixels > 20_000, "{logo_pixels} pixels of the logo");

    let images = Command::new("pdfimages").arg("-list").arg(exports.export("a.pdf", &options)).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&images.stdout).lines().count(), 3, "one picture in the PDF");

    let deck = exports.path("deck.pptx");
    let arguments = ["--charts", "growth,matrix", "--lang", "ko", "--out", deck.to_str().unwrap()];
    done(&[&["deck", &exports.db, "--logo", logo.to_str().unwrap()], &arguments[..]].concat());
    let read = python("read_pptx.py", &deck);
    assert!(read["slides"].as_array().unwrap().iter().all(|slide| slide["pictures"].as_array().unwrap().len() == 1));

    fs::write(exports.path("big.png"), vec![0; 16_000_001]).unwrap();
    fs::write(exports.path("a.gif"), "GIF89a").unwrap();
    let another = "Choose a PNG or SVG";
    for (name, cause, next) in [
        ("big.png", "16 MB", another),
        ("a.gif", "neither a PNG nor an SVG", another),
        ("none.png", "There is no file", "Check the name and the folder"),
    ] {
        let logo = exports.path(name);
        let said = exports.refused(&exports.path("x.svg"), &["--chart", "growth", "--logo", logo.to_str().unwrap()]);
        assert!(said.contains(name) && said.contains(cause) && said.contains(next), "{said}");
        assert_eq!(said.trim().lines().count(), 3, "what, why, what next: {said}");
    }
    assert!(!exports.path("x.svg").exists());
}

#[test]
fn marks_come_back_with_the_view_of_a_figure() {
    let exports = Exports::new();
    let options = ["--chart", "timeline", "--period", "ten-years", "--shares", "--change", "--lang", "ko"];
    let first = exports.export("first.svg", &options);
    let again = exports.export("again.svg", &["--view", first.to_str().unwrap()]);
    assert!(fs::read(&first).unwrap() == fs::read(&again).unwrap());
    assert!(fs::read_to_string(&again).unwrap().contains("%p</text>"));
    let plain = exports.export("plain.svg", &["--view", first.to_str().unwrap(), "--no-marks"]);
    assert!(!fs::read_to_string(plain).unwrap().contains("%p</text>"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_file() {
    let exports = Exports::new();
    let out = exports.path("figure.png");
    fs::write(&out, "old").unwrap();
    // A limit on the size of files stands for a full disk: the system refuses the write half-way.
    let script = format!(
        "trap '' XFSZ; ulimit -f 16; exec '{}' export '{}' --chart growth --out '{}'",
        env!("CARGO_BIN_EXE_city-diplomacy"),
        exports.db,
        out.display()
    );
    let output = Command::new("bash").args(["-c", &script]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("figure.png") && said.contains("Choose another folder"), "{said}");
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
    assert_eq!(fs::read_dir(exports.folder.path()).unwrap().count(), 1, "no half of a file is left");
    let said = exports.refused(Path::new("/dev/full"), &["--chart", "growth", "--format", "png"]);
    assert!(said.contains("/dev/full") && said.contains("device"), "{said}");
}

fn exports_size(exports: &Exports, out: &Path, size: &str) -> String {
    let arguments = ["export", &exports.db, "--chart", "growth", "--out", out.to_str().unwrap(), "--size", size];
    let output = city_diplomacy(&arguments);
    assert!(!output.status.success(), "{size}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn whatever_kills_an_export_the_old_file_or_the_new_one_is_there() {
    let exports = Exports::new();
    let out = exports.path("deck.pptx");
    let arguments = ["deck", &exports.db, "--cities", "all", "--charts", "all", "--out", out.to_str().unwrap()];
    done(&arguments);
    let new = fs::read(&out).unwrap();
    for wait_ms in [0, 40, 120, 250, 500, 800, 1200, 2000] {
        fs::write(&out, "old").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_city-diplomacy"))
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait_ms));
        // SIGKILL.
        let _already_done = child.kill();
        child.wait().unwrap();
        let left = fs::read(&out).unwrap();
        assert!(left == b"old" || left == new, "after {wait_ms} ms: {} bytes", left.len());
    }
}

/// Figures that version 0.1 wrote, one of each format that carries a view, and with what each was made.
#[test]
fn figures_of_the_first_version_open_the_views_that_made_them() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/figures");
    for (file, chart) in [
        ("0.1-timeline.png", "timeline"),
        ("0.1-partners.svg", "partners"),
        ("0.1-multilateral-share.pdf", "multilateral-share"),
        ("0.1-matrix.pptx", "matrix"),
    ] {
        let view = city_diplomacy_explorer::export::read_view(&folder.join(file)).unwrap();
        assert_eq!((view.version, view.chart.id(), view.lang), (1, chart, Lang::Ko), "{file}");
        let cities = view.filter.choice(Field::City).include;
        assert_eq!(cities.iter().map(String::as_str).collect::<Vec<_>>(), ["busan", "seoul"], "{file}");
        assert!(view.filter.choice(Field::Agenda).exclude.contains("sport"), "{file}");
        assert_eq!(view.filter.years.map(|years| (years.from, years.to)), Some((1995, 2024)), "{file}");
        assert_eq!(view.options.period, Period::FiveYears, "{file}");
    }
}
