//! What goes wrong on purpose: bad sheets, bombs, writes that fail at any point, and ends without warning.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{open_untouched, sample_db, sample_rows, state_of};
use city_diplomacy_explorer::data::import::{Draft, ImportCause, ImportProgress, Mapping, find_sheets};
use city_diplomacy_explorer::data::sheet::{Sheet, SheetChoice};
use city_diplomacy_explorer::words::Lang;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;

const PROGRAM: &str = env!("CARGO_BIN_EXE_city-diplomacy");

/// A generator of bad files: name, contents, and what must be said of them (nothing = it is read).
type Case = (&'static str, Vec<u8>, Option<fn(&ImportCause) -> bool>);

fn xlsx(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

fn packed() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)
}

/// A workbook whose parts are replaced.
fn xlsx_with(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let plain = xlsx(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "지자체").unwrap();
        sheet.write_string(0, 1, "교류도시").unwrap();
        sheet.write_string(1, 0, "수원시").unwrap();
        sheet.write_string(1, 1, "시험시").unwrap();
    });
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(plain)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        let replaced = parts.iter().find(|(wanted, _)| *wanted == name).map(|(_, bytes)| bytes.to_vec());
        out.start_file(name, packed()).unwrap();
        out.write_all(&replaced.unwrap_or(bytes)).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn ods_with(tables: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("mimetype", packed()).unwrap();
    archive.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    archive.start_file("content.xml", packed()).unwrap();
    archive.write_all(tables.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn old_workbook() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/invented-memberships.xls")).unwrap()
}

/// The old workbook, claiming a sheet of so many rows.
fn old_workbook_of_rows(rows: u32) -> Vec<u8> {
    let mut bytes = old_workbook();
    let at = bytes.windows(4).position(|four| four == [0x00, 0x02, 0x0E, 0x00]).unwrap();
    bytes[at + 8..at + 12].copy_from_slice(&rows.to_le_bytes());
    bytes
}

fn sheet_xml(rows: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>").into_bytes()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// What would fill the memory if it were believed.
fn bombs() -> Vec<Case> {
    let row = "<row><c t=\"inlineStr\"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c></row>";
    let too_large: Option<fn(&ImportCause) -> bool> = Some(|cause| *cause == ImportCause::SheetTooLarge);
    let too_long: Option<fn(&ImportCause) -> bool> = Some(|cause| *cause == ImportCause::CellTooLong);
    let any: Option<fn(&ImportCause) -> bool> = Some(|_| true);
    let strings = |text: String| xlsx_with(&[(STRINGS, text.as_bytes())]);
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(3_000_000));
    let ods_row = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"900\" office:value=\"1\"/></table:table-row>";
    vec![
        ("rows.xlsx", xlsx_with(&[(SHEET, &sheet_xml(&row.repeat(1_500_000)))]), too_large),
        ("count.xlsx", strings("<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>".to_owned()), too_large),
        ("strings.xlsx", strings(format!("<sst>{}</sst>", "<si><t/></si>".repeat(4_000_000))), too_large),
        (
            "cell.xlsx",
            xlsx_with(&[(
                SHEET,
                &sheet_xml(&format!("<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(60_000_000))),
            )]),
            too_long,
        ),
        (
            "cdata.xlsx",
            strings(format!("<sst><si><t><![CDATA[{}]]></t></si></sst>", "<>".repeat(30_000_000))),
            too_long,
        ),
        ("styles.xlsx", xlsx_with(&[("xl/styles.xml", styles.as_bytes())]), too_large),
        ("repeat.ods", ods_with(&format!("<table:table table:name=\"a\">{ods_row}</table:table>")), too_large),
        ("rows.xls", old_workbook_of_rows(u32::MAX), too_large),
        ("row.xlsx", strings_in_a_row(), too_long),
        (
            "row.ods",
            ods_with(&format!(
                "<table:table table:name=\"a\"><table:table-row><table:table-cell table:number-columns-repeated=\"1000\"><text:p>{}</text:p></table:table-cell></table:table-row></table:table>",
                "x".repeat(3_000_000)
            )),
            too_long,
        ),
        ("circle.xls", found("found-circle.xls"), None),
        (
            "quote.csv",
            [b"a,b\n\"".to_vec(), b"x,y\n".repeat(20_000_000)].concat(),
            Some(|cause| matches!(cause, ImportCause::OpenQuote { row: 2 })),
        ),
        ("line.csv", b"word,".repeat(14_000_000), any),
        ("nul.csv", vec![0; 60_000_000], any),
    ]
}

/// A thousand cells that name one text of three million letters.
fn strings_in_a_row() -> Vec<u8> {
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(1000);
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(3_000_000));
    xlsx_with(&[(STRINGS, strings.as_bytes()), (SHEET, &sheet_xml(&format!("<row>{cells}</row>")))])
}

/// A file that fuzzing found.
fn found(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

/// Bad in smaller ways.
fn corpus() -> Vec<Case> {
    let damaged: Option<fn(&ImportCause) -> bool> = Some(|cause| matches!(cause, ImportCause::DamagedSheet(_)));
    let none: Option<fn(&ImportCause) -> bool> = Some(|cause| *cause == ImportCause::NotASheet);
    let other: Option<fn(&ImportCause) -> bool> = Some(|cause| matches!(cause, ImportCause::OtherFile(_)));
    let empty: Option<fn(&ImportCause) -> bool> = Some(|cause| *cause == ImportCause::EmptySheet);
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let plain = xlsx_with(&[]);
    let list = "지자체,교류도시,체결일자\n수원시,시험시,2001\n";
    let wide = format!("{}\n", ",x".repeat(3000));
    vec![
        ("empty.csv", Vec::new(), empty),
        ("blank.csv", b"\n\n  \n,,,\n".to_vec(), empty),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), other),
        ("random.csv", (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect(), none),
        ("paper.xlsx", b"%PDF-1.7\n".to_vec(), other),
        (
            "archive.xlsx",
            {
                let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
                zip.start_file("a.txt", packed()).unwrap();
                zip.finish().unwrap().into_inner()
            },
            other,
        ),
        ("cut.xlsx", cut(plain.clone()), damaged),
        ("cut.xls", cut(old_workbook()), Some(|_| true)),
        ("cut.ods", cut(ods_with("<table:table/>")), Some(|_| true)),
        ("tag.xlsx", xlsx_with(&[(SHEET, b"<worksheet><sheetData><row><c")]), damaged),
        ("noxml.xlsx", xlsx_with(&[(SHEET, &[0xFF; 300])]), damaged),
        (
            "reference.xlsx",
            xlsx_with(&[(
                SHEET,
                &sheet_xml("<row r=\"4294967295\"><c r=\"ZZZZZZ99999999999\" t=\"s\"><v>77777</v></c></row>"),
            )]),
            damaged,
        ),
        ("string.xlsx", xlsx_with(&[(SHEET, &sheet_xml("<row><c t=\"s\"><v>77777</v></c></row>"))]), Some(|_| true)),
        ("wide.csv", wide.into_bytes(), Some(|cause| matches!(cause, ImportCause::TooWide { .. }))),
        (
            "nothing.xlsx",
            xlsx(|workbook| {
                workbook.add_worksheet();
            }),
            empty,
        ),
        (
            "names of nothing.csv",
            b"alpha,beta\n1,2\n".to_vec(),
            Some(|cause| matches!(cause, ImportCause::NotMapped { .. })),
        ),
        ("header only.csv", "지자체,교류도시,체결일자\n".as_bytes().to_vec(), None),
        ("old mac.csv", list.replace('\n', "\r").into_bytes(), None),
        ("quotes.csv", "지자체,교류도시\n\"수원시\"x,\"시\"\"험\"시\n".as_bytes().to_vec(), None),
        ("ragged.csv", "지자체,교류도시\n수원시\n수원시,시험시,더,많이\n".as_bytes().to_vec(), None),
        ("nul.csv", format!("{list}수원시,시\0험시,2002\n").into_bytes(), None),
        ("bidi.csv", format!("{list}수원시,\u{202E}시험시,2002\n").into_bytes(), None),
        ("mixed.csv", [list.as_bytes(), b"\xff\xfe\xfa,\xb0\xa1,2003\n"].concat(), None),
        ("formula.csv", "지자체,교류도시\n수원시,=cmd|'/c calc'!A1\n".as_bytes().to_vec(), None),
    ]
}

#[test]
fn every_bad_sheet_gets_its_verdict_and_stays_as_it_is() {
    for (name, bytes, expected) in corpus() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let before = state_of(folder.path());
        let target = tempfile::tempdir().unwrap();
        let since = Instant::now();
        let done = find_sheets(std::slice::from_ref(&path), &SheetChoice::default(), None, None)
            .and_then(|sheets| Draft::make(&sheets, None, target.path(), &ImportProgress::default()));
        assert!(since.elapsed() < Duration::from_secs(5), "{name} took {:?}", since.elapsed());
        match (&done, expected) {
            (Ok(draft), None) => {
                let report = &draft.reports[0];
                let outcomes =
                    report.new + report.changed + report.already_there + report.not_taken() + report.left_out;
                assert_eq!(report.rows, outcomes, "{name}");
            }
            (Err(error), Some(is_expected)) => {
                assert!(is_expected(&error.cause), "{name}: {error:?}");
                let [en, ko] = Lang::ALL.map(|lang| error.explain(lang));
                assert!(en.what.contains(name) && !en.cause.is_empty() && !en.next_step.is_empty(), "{en:?}");
                assert_ne!(en.next_step, ko.next_step, "{name}");
            }
            (done, _) => panic!("{name}: {done:?}"),
        }
        drop(done);
        assert_eq!(state_of(folder.path()), before, "{name} or its folder changed");
        assert_eq!(state_of(target.path()).len(), 0, "{name} left something behind");
    }
}

#[test]
fn bombs_are_refused_before_they_fill_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain.csv");
    fs::write(&plain, "지자체,교류도시\n수원시,시험시\n").unwrap();
    let (_, base_kb, _) = run_measured(&["import", plain.to_str().unwrap(), "--preview"]);
    for (name, bytes, expected) in bombs() {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        drop(bytes);
        let (status, peak_kb, said) = run_measured(&["import", path.to_str().unwrap(), "--preview"]);
        let is_read = expected.is_none();
        assert_eq!(status, Some(if is_read { 0 } else { 2 }), "{name}: {said}");
        assert!(peak_kb < base_kb + 200 * 1024, "{name}: {peak_kb} kB, {base_kb} kB at rest");
        if is_read {
            continue;
        }
        let cause = Sheet::look(&path, &SheetChoice::default())
            .and_then(|sheet| {
                let mapping = Mapping::propose(&sheet);
                Draft::make(&[(sheet, mapping)], None, folder.path(), &ImportProgress::default())
            })
            .unwrap_err()
            .cause;
        assert!(expected.is_some_and(|is_expected| is_expected(&cause)), "{name}: {cause:?}");
        fs::remove_file(&path).unwrap();
    }
}

/// Exit status, the most memory it ever held, and what it said.
fn run_measured(arguments: &[&str]) -> (Option<i32>, u64, String) {
    let mut child = Command::new(PROGRAM).args(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak_kb = 0;
    loop {
        // A finding must fail this test, not the machine.
        if peak_kb > 2_000_000 {
            child.kill().unwrap();
        }
        if let Ok(text) = fs::read_to_string(&status_file) {
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kb = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
            peak_kb = peak_kb.max(kb.unwrap_or(0));
        }
        if child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), peak_kb, String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A list of so many invented rows.
fn long_list(folder: &Path, rows: usize) -> PathBuf {
    let path = folder.join("list.csv");
    let mut text = "지자체,교류도시,국가,교류유형,체결일자\n".to_owned();
    for row in 0..rows {
        text.push_str("수원시,시험시");
        text.push_str(&row.to_string());
        text.push_str(",일본,자매,1999\n");
    }
    fs::write(&path, text).unwrap();
    path
}

/// The number of kills; a night's run sets it higher.
fn kills() -> u32 {
    std::env::var("CITY_DIPLOMACY_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(16)
}

#[test]
fn an_import_that_is_killed_at_any_moment_leaves_the_old_or_the_whole_new() {
    let folder = tempfile::tempdir().unwrap();
    let list = long_list(folder.path(), 1500);
    let base = folder.path().join("base.db");
    fs::copy(sample_db(), &base).unwrap();
    let before = fs::read(&base).unwrap();
    let new = folder.path().join("new.db");
    let arguments =
        ["import", list.to_str().unwrap(), "--base", base.to_str().unwrap(), "--into", new.to_str().unwrap()];
    let since = Instant::now();
    assert!(Command::new(PROGRAM).args(arguments).stdout(Stdio::null()).status().unwrap().success());
    let whole = since.elapsed();
    let mut finished = 0;
    for kill in 0..kills() {
        let _absent_at_first = fs::remove_file(&new);
        let mut child =
            Command::new(PROGRAM).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * (kill + 1) / kills());
        child.kill().unwrap();
        child.wait().unwrap();
        if new.exists() {
            finished += 1;
            let loaded = open_untouched(&new).unwrap();
            assert_eq!(
                loaded.dataset.table(city_diplomacy_explorer::data::Table::Activities).len(),
                sample_rows("activity") + 1500
            );
            assert!(!loaded.report.has_warnings());
        }
        assert_eq!(fs::read(&base).unwrap(), before, "the old database is kept");
    }
    assert!(finished < kills(), "no kill came in time");
}

#[test]
fn an_export_that_is_killed_at_any_moment_leaves_the_old_or_the_whole_new() {
    let folder = tempfile::tempdir().unwrap();
    let figure = folder.path().join("figure.xlsx");
    let (database, out) = (sample_db(), figure.clone());
    let arguments = ["export", database.to_str().unwrap(), "--chart", "timeline", "--out", out.to_str().unwrap()];
    let since = Instant::now();
    assert!(Command::new(PROGRAM).args(arguments).status().unwrap().success());
    let whole = since.elapsed();
    let bytes = fs::read(&figure).unwrap();
    for kill in 0..kills() {
        fs::write(&figure, "old").unwrap();
        let mut child = Command::new(PROGRAM).args(arguments).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * (kill + 1) / kills());
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read(&figure).unwrap();
        assert!(found == b"old" || found == bytes, "half a figure after {kill}");
    }
}

/// Runs the program so that no file can grow beyond so many blocks of 512 bytes: the write that would do it fails.
fn with_small_files(blocks: u64, arguments: &[&str]) -> (Option<i32>, String) {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("sh").args(["-c", &script, PROGRAM]).args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_write_that_fails_at_any_point_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let list = long_list(folder.path(), 200);
    let target = tempfile::tempdir().unwrap();
    let new = target.path().join("new.db");
    let figure = target.path().join("figure.svg");
    let templates = target.path().join("templates");
    let database = sample_db();
    let import = ["import", list.to_str().unwrap(), "--into", new.to_str().unwrap()];
    let export = ["export", database.to_str().unwrap(), "--chart", "growth", "--out", figure.to_str().unwrap()];
    let csv = ["template", templates.to_str().unwrap()];
    let mut outcomes = [[0; 2]; 3];
    for blocks in [0, 1, 2, 7, 8, 9, 16, 31, 64, 100, 150, 200, 300, 4000] {
        for (index, (arguments, made)) in
            [(&import[..], &new), (&export[..], &figure), (&csv[..], &templates)].into_iter().enumerate()
        {
            let (status, said) = with_small_files(blocks, arguments);
            let is_done = status == Some(0);
            outcomes[index][usize::from(is_done)] += 1;
            if !is_done {
                assert_eq!(status, Some(2), "{arguments:?} with {blocks} blocks: {said}");
                assert!(said.starts_with("error: ") && said.contains(target.path().to_str().unwrap()), "{said}");
            }
            match made {
                _ if index == 2 => {
                    for entry in fs::read_dir(made).into_iter().flatten().flatten() {
                        let name = entry.file_name().into_string().unwrap();
                        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str());
                        assert!(matches!(ending, Some("csv" | "xlsx")), "{name} was left behind");
                    }
                }
                path => {
                    assert_eq!(path.exists(), is_done, "{arguments:?} with {blocks} blocks");
                    let others: Vec<_> = state_of(target.path())
                        .into_keys()
                        .filter(|other| other != path && *other != templates)
                        .collect();
                    assert!(others.is_empty(), "{others:?} left behind");
                }
            }
            let _absent_where_it_failed = fs::remove_file(made);
            let _absent_where_it_failed = fs::remove_dir_all(&templates);
        }
    }
    assert!(outcomes.iter().all(|[failed, done]| *failed > 0 && *done > 0), "{outcomes:?}");
}
