//! Reports as a person makes them, read by python-docx and opened in `LibreOffice`, their numbers checked against the database.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::readers::{assert_fonts_travel, done, libreoffice_pdf, pdf_text, python};
use crate::support::{self, sample_db};
use rusqlite::Connection;
use serde_json::Value;

const TEXT_TWIPS: u64 = 9_072;

fn report(command: &str, out: &Path, options: &[&str]) -> Value {
    report_of(&sample_db(), command, out, options)
}

fn report_of(database: &Path, command: &str, out: &Path, options: &[&str]) -> Value {
    done(&[&[command, database.to_str().unwrap(), "--out", out.to_str().unwrap()], options].concat());
    let read = python("read_docx.py", out);
    check(&read);
    read
}

/// What holds for every report: pictures are described and sharp, numbered in their order; tables keep to the page.
fn check(read: &Value) {
    let blocks = read["blocks"].as_array().unwrap();
    let [mut figures, mut tables] = [0, 0];
    for (block, next) in blocks.iter().zip(blocks.iter().skip(1)) {
        if let Some(alt) = block["alt"].as_str() {
            assert!(alt.len() > 10, "{alt}");
            let side = |name: &str, at: usize| block[name][at].as_f64().unwrap();
            assert!(side("inches", 0) < 6.31 && side("inches", 1) < 8.0);
            assert!((0..2).all(|at| side("pixels", at) / side("inches", at) > 220.0));
            figures += 1;
            assert_eq!(next["style"], "Caption");
            assert!(next["text"].as_str().unwrap().contains(&format!(" {figures}. ")), "{next}");
        }
        if block["style"] == "TableCaption" && !next["table"].is_null() {
            tables += 1;
            assert!(block["text"].as_str().unwrap().contains(&format!(" {tables}. ")), "{block}");
        }
        if !block["table"].is_null() {
            let is_wide = read["pages"].as_array().unwrap().iter().any(|page| page[0].as_u64() > page[1].as_u64());
            assert!(block["width"].as_u64().unwrap() <= if is_wide { 14_010 } else { TEXT_TWIPS });
            assert_eq!(block["repeated"], true);
        }
        let is_heading = block["style"].as_str().is_some_and(|style| style.starts_with("Heading"));
        assert!(!is_heading || !block["text"].as_str().unwrap().is_empty());
    }
    assert!(figures > 0);
    for style in ["Heading1", "Heading2", "Heading3", "Figure", "TableCaption", "BodyText"] {
        assert!(read["keeps_next"].as_array().unwrap().iter().any(|keeps| keeps == style), "{style}");
    }
}

/// Headings, captions and heads of tables, a line each.
fn outline(read: &Value) -> String {
    let line = |block: &Value| {
        if let Some(rows) = block["table"].as_array() {
            let head: Vec<&str> = rows[0].as_array().unwrap().iter().map(|cell| cell.as_str().unwrap()).collect();
            return Some(format!("table: {}\n", head.join(" | ")));
        }
        if !block["alt"].is_null() {
            return Some("picture\n".to_owned());
        }
        let style = block["style"].as_str()?;
        let is_shown = !["Note", "ListBullet", "Subtitle", "BodyText", "Normal", "TOC1", "TOC2"].contains(&style);
        is_shown.then(|| format!("{style}: {}\n", block["text"].as_str().unwrap()))
    };
    read["blocks"].as_array().unwrap().iter().filter_map(line).collect()
}

fn texts<'a>(read: &'a Value, style: &str) -> Vec<&'a str> {
    let of_style = |block: &&Value| block["style"] == style;
    read["blocks"].as_array().unwrap().iter().filter(of_style).map(|block| block["text"].as_str().unwrap()).collect()
}

#[test]
fn a_figure_is_a_report_with_its_picture_its_numbers_and_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("one.docx");
    let read = report("export", &out, &["--chart", "timeline", "--alt", "더 많은 활동 <&> \"끝\""]);
    insta::assert_snapshot!(outline(&read), @r"
    Title: Activities over time
    picture
    Caption: Figure 1. Activities over time
    TableCaption: Table 1. Activities over time: the numbers
    table: Period | Agreements | Visits | Events | Projects | Public-facing | Networks | Not stated
    Heading1: Sources
    ");
    assert_eq!((&read["title"], &read["language"]), (&"Activities over time".into(), &"en".into()));
    let picture = read["blocks"].as_array().unwrap().iter().find(|block| !block["alt"].is_null()).unwrap();
    assert_eq!(picture["alt"], "더 많은 활동 <&> \"끝\"");
    let note = texts(&read, "Note").join(" ");
    assert!(note.contains("Source: ") && note.contains(&support::sample_as_of()), "{note}");
    assert!(texts(&read, "ListBullet").iter().any(|line| line.starts_with("Dong-A Ilbo (")));
}

#[test]
fn the_numbers_of_a_report_are_those_of_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let read = report("export", &folder.path().join("a.docx"), &["--chart", "timeline"]);
    let blocks = read["blocks"].as_array().unwrap();
    let table = blocks.iter().find(|block| !block["table"].is_null()).unwrap();
    let rows: Vec<Vec<String>> = serde_json::from_value(table["table"].clone()).unwrap();
    let mut printed = BTreeMap::new();
    for row in &rows[1..] {
        let count: i64 = row[1..].iter().map(|cell| cell.parse::<i64>().unwrap()).sum();
        printed.insert(row[0].clone(), count);
    }
    printed.retain(|_, count| *count > 0);
    let connection = Connection::open(sample_db()).unwrap();
    let mut statement = connection
        .prepare("SELECT substr(start_date, 1, 4), count(*) FROM activity WHERE start_date IS NOT NULL GROUP BY 1")
        .unwrap();
    let counted = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(printed, counted.map(Result::unwrap).collect::<BTreeMap<String, i64>>());
    let right: Vec<bool> = serde_json::from_value(table["right"].clone()).unwrap();
    assert!(!right[0] && right[1..].iter().all(|is_right| *is_right), "{right:?}");
}

#[test]
fn a_city_has_its_profile_and_its_charts_in_a_chapter() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("도시외교.docx");
    let read = report("deck", &out, &["--cities", "seoul", "--charts", "timeline,ranking", "--lang", "ko"]);
    insta::assert_snapshot!(outline(&read), @r"
    Title: 대한민국 지방자치단체의 도시외교
    TableCaption: 차례
    Heading1: 서울특별시 · 프로필
    table: 활동 | 네트워크 | 협력 파트너 | 파트너 협력관계 | 자체 제도·조직
    Heading3: 시기별 활동
    picture
    Caption: 그림 1. 시기별 활동
    Heading3: 최근 활동
    Heading3: 네트워크 가입
    Heading3: 자체 조례·계획·조직
    Heading3: 거버넌스 파트너
    Heading3: 상대국
    Heading2: 서울특별시 · 시기별 활동
    picture
    Caption: 그림 2. 서울특별시 · 시기별 활동
    TableCaption: 표 1. 서울특별시 · 시기별 활동: 수치
    table: 기간 | 협약 | 방문 | 행사·회의 | 사업 | 문화·시민 교류 | 네트워크 | 미기재
    Heading2: 서울특별시 · 지자체별 네트워크
    picture
    Caption: 그림 3. 서울특별시 · 지자체별 네트워크
    TableCaption: 표 2. 서울특별시 · 지자체별 네트워크: 수치
    table: 지자체 | 네트워크 수 | 주도 역할 | 연도 미상 | 탈퇴 | 가입 지수 | 허브(연결 중심성) | 중개자(매개 중심성)
    Heading1: 자료원
    ");
    let pdf = libreoffice_pdf(&out);
    assert_fonts_travel(&pdf);
    let text: String = pdf_text(&pdf).split_whitespace().collect();
    for words in
        ["대한민국지방자치단체의도시외교", "서울특별시·프로필", "그림2.서울특별시·시기별활동", "표1.", "자료원"]
    {
        assert!(text.contains(words), "{words} is not in the pages");
    }
}

#[test]
fn several_charts_and_the_argument_have_a_section_each() {
    let folder = tempfile::tempdir().unwrap();
    let read =
        report("deck", &folder.path().join("a.docx"), &["--charts", "timeline,matrix,overlap", "--byline", "K&R"]);
    assert_eq!(
        texts(&read, "Heading1"),
        ["Activities over time", "Network membership", "Overlap of networks", "Sources"]
    );
    assert_eq!(texts(&read, "TOC1"), texts(&read, "Heading1"));
    assert!(texts(&read, "Subtitle").contains(&"K&R"));
    let read = report("deck", &folder.path().join("b.docx"), &["--charts", "trends", "--lang", "ko"]);
    let indicators = city_diplomacy_explorer::chart::Chart::ALL.into_iter().filter(|chart| chart.finds().is_some());
    assert_eq!(texts(&read, "Caption").len(), indicators.count());
    assert_eq!(read["language"], "ko");
}

/// What python-hwpx reads of a Hangul document that it finds nothing wrong with.
fn hangul(database: &Path, command: &str, out: &Path, options: &[&str]) -> Value {
    done(&[&[command, database.to_str().unwrap(), "--out", out.to_str().unwrap()], options].concat());
    let read = python("read_hwpx.py", out);
    assert_eq!(read["faults"], serde_json::json!([]));
    assert_eq!(read["first"], serde_json::json!(["mimetype", true]));
    let count = |what: &str| read[what].as_array().unwrap().len();
    assert_eq!(count("pictures"), count("files"));
    assert!(count("pictures") > 0 && read["pictures"].as_array().unwrap().iter().all(Value::is_string));
    read
}

#[test]
fn a_hangul_document_keeps_the_schema_and_says_what_the_word_document_says() {
    let folder = tempfile::tempdir().unwrap();
    let options = ["--cities", "seoul", "--charts", "timeline,ranking", "--lang", "ko"];
    let word = report("deck", &folder.path().join("a.docx"), &options);
    let hangul = hangul(&sample_db(), "deck", &folder.path().join("a.hwpx"), &options);
    let tables = word["blocks"].as_array().unwrap().iter().map(|block| block["table"].clone());
    assert_eq!(hangul["tables"], tables.filter(|table| !table.is_null()).collect::<Value>());
    let said = hangul["paragraphs"].as_array().unwrap();
    for style in ["Title", "Heading1", "Heading2", "Heading3", "Caption", "Note", "ListBullet"] {
        for text in texts(&word, style).into_iter().filter(|text| !text.is_empty()) {
            assert!(said.iter().any(|paragraph| paragraph == text), "{text} is not in the document");
        }
    }
    let pictures = word["blocks"].as_array().unwrap().iter().map(|block| block["alt"].clone());
    assert_eq!(hangul["pictures"], pictures.filter(|alt| !alt.is_null()).collect::<Value>());
}

#[test]
fn hostile_text_is_text_in_a_report_and_the_bytes_are_the_same_each_time() {
    let (_folder, hostile) = support::sample_after(
        "UPDATE partner SET name_en = 'A & B <c> \"d\" ' || char(7) || char(65535) || hex(zeroblob(300)) WHERE id IN (SELECT partner_id FROM partnership)",
    );
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["1.docx", "2.docx"].map(|name| folder.path().join(name));
    let options = ["--cities", "busan", "--charts", "partners,counterparts,agendas"];
    let read = report_of(&hostile, "deck", &one, &options);
    assert!(read["blocks"].to_string().contains("A & B <c> \\\"d\\\"  000"), "the name is cut or lost");
    report_of(&hostile, "deck", &two, &options);
    assert!(fs::read(one).unwrap() == fs::read(two).unwrap());
    hangul(&hostile, "deck", &folder.path().join("3.hwpx"), &options);
}
