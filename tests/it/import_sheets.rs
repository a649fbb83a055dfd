//! Files as people keep them, each standing for a kind: the right sheet, the right kind of rows, every row accounted for.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::open_untouched;
use city_diplomacy_explorer::data::import::{
    Draft, ImportCause, ImportError, ImportProgress, Mapping, RemarkKind, RowNoteReason, SheetReport, Target,
    find_sheets,
};
use city_diplomacy_explorer::data::sheet::{OtherFile, Sheet, SheetChoice, Unread};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::words::Lang;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

fn written(name: &str, bytes: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// What an import of a file gives: its reports, and each activity as a line.
fn import(path: &Path, choice: &SheetChoice) -> Result<(Vec<SheetReport>, Vec<String>), ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let sheets = find_sheets(&[path.to_owned()], choice, None, None)?;
    let draft = Draft::make(&sheets, None, folder.path(), &ImportProgress::default())?;
    let new = folder.path().join("new.db");
    let reports = draft.keep(&new)?;
    for report in &reports {
        let counts = [report.new, report.changed, report.already_there, report.rejected, report.left_out];
        assert_eq!(counts.iter().sum::<usize>(), report.rows, "every row has one outcome");
    }
    let loaded = open_untouched(&new).unwrap();
    let (dataset, facts) = (&loaded.dataset, loaded.dataset.table(Table::Activities));
    let mut lines = Vec::new();
    for row in facts.rows() {
        let ids = |field| {
            let ids = facts.codes(field, row).iter().map(|&code| dataset.vocabulary(field)[code].id.as_str());
            ids.collect::<Vec<_>>().join("+")
        };
        let counterparts = facts.counterparts.text(row);
        let name = counterparts.split(" (").next().unwrap_or_default();
        let mut line = format!("{} {name} {}", ids(Field::City), ids(Field::Country));
        match facts.start(row) {
            Some(date) => write!(line, " {date}").unwrap(),
            None => line += " undated",
        }
        lines.push(line);
    }
    lines.sort();
    Ok((reports, lines))
}

/// The report of an import of one sheet into a new database.
fn report_of(sheet: &Sheet, mapping: &Mapping) -> SheetReport {
    let folder = tempfile::tempdir().unwrap();
    let draft = Draft::make(&[(sheet.clone(), mapping.clone())], None, folder.path(), &ImportProgress::default());
    draft.unwrap().reports.remove(0)
}

fn found(path: &Path) -> (Vec<SheetReport>, Vec<String>) {
    import(path, &SheetChoice::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn refused(path: &Path) -> ImportCause {
    let error = import(path, &SheetChoice::default()).unwrap_err();
    let [en, ko] = Lang::ALL.map(|lang| error.explain(lang));
    assert!(en.next_step != ko.next_step && !en.to_string().contains("--") && !ko.to_string().contains("--"), "{en}");
    error.cause
}

fn notes(report: &SheetReport) -> Vec<(usize, &str, &RowNoteReason)> {
    report.notes.iter().map(|note| (note.row, note.value.as_str(), &note.reason)).collect()
}

fn remarked(report: &SheetReport, kind: RemarkKind) -> &[usize] {
    report.remarks.iter().find(|remark| remark.kind == kind).map_or(&[], |remark| remark.rows.as_slice())
}

const FOUR: [&str; 4] = [
    "busan 후쿠오카 JP 1989-10-24",
    "daejeon 삿포로 JP 2010-10-22",
    "incheon 톈진 CN 1993-12-07",
    "seoul 베이징 CN 1993-10-23",
];

#[test]
fn a_quotation_mark_that_never_closes_is_named_with_its_line() {
    assert_eq!(refused(&fixture("quote-lone.csv")), ImportCause::OpenQuote { row: 3 });
    let head = "지자체,교류도시,국가,체결일자,비고\n";
    for (rows, line) in [
        (
            "서울,베이징,중국,1993,\"30주년\n인천,톈진,중국,1993,정상\n대전,삿포로,일본,2010,\"메모\n울산,하기,일본,1968,\n",
            2,
        ),
        ("서울,베이징,중국,1993,\n\n부산,\"후쿠오카,일본,1989,\n인천,톈진,중국,1993,끝\"\n", 4),
    ] {
        let (_folder, path) = written("list.csv", format!("{head}{rows}"));
        assert_eq!(refused(&path), ImportCause::OpenQuote { row: line }, "{rows}");
    }
    let (_folder, path) = written(
        "list.csv",
        format!("{head}서울,베이징,중국,1993,\"30주년\n기념, 둘째 줄\"\n부산,하기,일본,모름,\"3\"\" 판\"\n"),
    );
    let (reports, lines) = found(&path);
    assert_eq!(lines.len(), 2);
    assert_eq!(notes(&reports[0]), [(4, "모름", &RowNoteReason::NotADate)], "lines are those of an editor");
}

#[test]
fn a_heading_that_comes_twice_is_told_apart_by_what_stands_below_it() {
    let expected = ["busan 후쿠오카 JP 1989-10-24", "daejeon 삿포로 JP 2010-10-22", "incheon 톈진 CN 1993-12-07"];
    assert_eq!(found(&fixture("duplicate-headings.csv")).1, expected);
    let text =
        "Date,Municipality,Country,Municipality\n1999-05-01,Suwon,Belgium,Sampleton\n2001,Gwangju,Japan,Testville\n";
    let (_folder, path) = written("twice.csv", text);
    let sheet = Sheet::look(&path, &SheetChoice::default()).unwrap();
    assert_eq!(Mapping::propose(&sheet).columns["Municipality (D)"], "counterpart");
}

#[test]
fn two_rows_of_headings_are_one_and_blank_cells_go_on_with_their_group() {
    for name in ["two-row-headings.csv", "two-row-headings.xlsx"] {
        let (reports, lines) = found(&fixture(name));
        let expected = [
            "busan 상하이 CN 1993-08-24",
            "busan 후쿠오카 JP 1989-10-24",
            "daejeon 삿포로 JP 2010-10-22",
            "incheon 톈진 CN 1993-12-07",
        ];
        assert_eq!(lines, expected, "{name}");
        assert_eq!(remarked(&reports[0], RemarkKind::FilledDown), [6], "{name}");
        assert_eq!(notes(&reports[0]), [(9, "계", &RowNoteReason::Sum)], "{name}");
        assert!(reports[0].lines(Lang::Ko, 20).iter().any(|line| line.contains("1 (6)")), "it is said");
        assert!(reports[0].mapping.columns.values().any(|field| field == "place"), "the town of signing");
    }
    let text = "구분,,교류 내용,,\n시도,시군구,상대국,상대도시,체결일\n경기도,수원시,일본,시험시,2001.3.2.\n,용인시,중국,모의시,2002\n\
                강원특별자치도,,미국,예시시,2003\n,,미국,가상시,2004\n총 4건,,,,\n비고: 지어낸 자료,,,,\n";
    let (_folder, path) = written("groups.csv", text);
    let (reports, lines) = found(&path);
    assert_eq!(lines.len(), 4, "{:?}", reports[0].notes);
    assert_eq!(remarked(&reports[0], RemarkKind::FilledDown), [4, 6]);
    let expected = [(7, "총 4건", &RowNoteReason::Sum), (8, "비고: 지어낸 자료", &RowNoteReason::Footnote)];
    assert_eq!(notes(&reports[0]), expected);
    // What may be of the whole country stays without a city.
    let text = "지자체,행사명,개최일\n서울,첫째,2001\n,둘째,2002\n부산,셋째,2003\n";
    let (_folder, path) = written("events.csv", text);
    assert!(found(&path).0[0].remarks.is_empty());
}

#[test]
fn a_table_of_counts_is_refused_and_a_column_a_year_becomes_rows_on_request() {
    assert_eq!(refused(&fixture("wide-years.csv")), ImportCause::TableOfCounts);
    let by_country = "시도,일본,중국,미국,계\n서울,3,4,2,9\n부산,1,2,0,3\n";
    let (_folder, path) = written("by country.csv", by_country);
    assert_eq!(refused(&path), ImportCause::TableOfCounts);
    let by_year = SheetChoice { by_year: true, ..SheetChoice::default() };
    for (text, expected) in [
        (
            "지자체,2019년,2020년,2021년\n서울,베이징,,하노이\n부산,,후쿠오카,-\n합계,1,1,1\n",
            vec!["busan 후쿠오카  2020", "seoul 베이징  2019", "seoul 하노이  2021"],
        ),
        (
            "시도,교류명,2019,2020\n서울,시험 포럼,○,○\n부산,모의 포럼,,○\n",
            vec!["busan   2020", "seoul   2019", "seoul   2020"],
        ),
    ] {
        let (_folder, path) = written("years.csv", text);
        let refused = import(&path, &SheetChoice::default());
        if !text.contains("교류명") {
            let cause = refused.unwrap_err().cause;
            assert!(matches!(cause, ImportCause::ColumnAYear { .. }), "{text}: {cause:?}");
        }
        let sheet = Sheet::look(&path, &by_year).unwrap();
        assert_eq!(sheet.columns[sheet.columns.len() - 2..], ["연도 (year)", "값 (value)"]);
        let mut mapping = Mapping::propose(&sheet);
        mapping.target = Target::Activities;
        if let Some(title) = sheet.columns.iter().find(|column| *column == "교류명") {
            mapping = Mapping::propose_for(&sheet, Target::Activities);
            mapping.columns.insert(title.clone(), "title_ko".to_owned());
        }
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new.db");
        Draft::make(&[(sheet, mapping)], None, folder.path(), &ImportProgress::default()).unwrap().keep(&new).unwrap();
        let loaded = open_untouched(&new).unwrap();
        assert_eq!(loaded.dataset.table(Table::Activities).len(), expected.len(), "{text}");
    }
    let (_folder, path) = written("counted.csv", "지자체,2019,2020\n서울,3,12\n부산,4,7\n");
    assert!(matches!(import(&path, &by_year).unwrap_err().cause, ImportCause::TableOfCounts));
}

#[test]
fn a_comma_inside_a_text_loses_nothing_in_silence() {
    let (reports, lines) = found(&fixture("ragged2.csv"));
    assert_eq!(lines, ["busan 후쿠오카 JP 1989-10-24", "seoul 베이징 CN 1993-10-23"]);
    assert_eq!(remarked(&reports[0], RemarkKind::NumberJoined), [2]);
    let text = "지자체,교류도시,국가,비고\n서울,가상시,일본,좋음, 나쁨\n부산,모의시,중국,x\n인천,시험시,인구 2,345명,일본\n\
                대전,예시시,일본,\n대구,보기시,일본,\n";
    let (_folder, path) = written("ragged.csv", text);
    let (reports, lines) = found(&path);
    assert_eq!((lines.len(), reports[0].rejected), (4, 1));
    assert!(matches!(reports[0].notes[0].reason, RowNoteReason::SurplusCells { surplus: 1 }));
    assert_eq!(reports[0].notes[0].row, 2);
}

#[test]
fn the_visible_sheet_is_read_with_the_rows_that_a_filter_hides() {
    let (reports, lines) = found(&fixture("hidden.xlsx"));
    assert_eq!((reports.len(), lines.len()), (1, 5));
    assert_eq!(remarked(&reports[0], RemarkKind::HiddenRow), [4, 5]);
    let unread = &reports[0].sheets_left_out;
    assert_eq!((unread[0].name.as_str(), unread[0].reason), ("옛목록", Unread::Hidden));
    let sheet = Sheet::look(&fixture("hidden.xlsx"), &SheetChoice::default()).unwrap();
    assert_eq!(sheet.sheets, ["현황", "옛목록"]);
    let old = SheetChoice { sheet: Some("옛목록".to_owned()), ..SheetChoice::default() };
    assert_ne!(import(&fixture("hidden.xlsx"), &old).unwrap().1, lines, "on request");
}

#[test]
fn every_list_of_a_workbook_is_read_as_its_kind_and_covers_are_passed_over() {
    let (reports, lines) = found(&fixture("sheets-by-kind.xlsx"));
    assert_eq!(lines.len(), 3);
    assert_eq!([&reports[0].file, &reports[1].file], ["sheets-by-kind.xlsx, 자매", "sheets-by-kind.xlsx, 우호"]);
    let (reports, lines) = found(&fixture("cover-first.xlsx"));
    assert_eq!((lines.len(), reports.len()), (2, 1));
    assert_eq!(reports[0].sheets_left_out[0].name, "표지");
    // A cover, ties, memberships and a summary in one book.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    let mut book = Workbook::new();
    let sheets: [(&str, &[&[&str]]); 4] = [
        ("표지", &[&["국제교류 현황"], &["2024. 12."]]),
        ("교류", &[&["지자체", "상대도시", "국가", "체결일"], &["수원시", "시험시", "일본", "2001"]]),
        ("가입", &[&["지자체", "네트워크", "가입일"], &["수원시", "ICLEI", "2002"], &["부산", "CityNet", "2003"]]),
        ("집계", &[&["지자체", "2019", "2020"], &["수원시", "3", "2"]]),
    ];
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            sheet.write_row_with_format(row as u32, 0, cells.iter().copied(), &Format::new()).unwrap();
        }
    }
    book.save(&path).unwrap();
    let (reports, _) = found(&path);
    let kinds: Vec<(Target, usize)> = reports.iter().map(|report| (report.mapping.target, report.new)).collect();
    assert_eq!(kinds, [(Target::Activities, 1), (Target::Memberships, 2)]);
    let unread: Vec<&str> =
        reports.iter().flat_map(|report| &report.sheets_left_out).map(|s| s.name.as_str()).collect();
    assert_eq!(unread, ["표지", "집계"]);
}

#[test]
fn the_table_of_a_database_that_holds_the_list_is_read_and_a_view_only_by_choice() {
    let (reports, lines) = found(&fixture("sql-many.db"));
    assert_eq!(lines, FOUR);
    assert_eq!(reports[0].mapping.read.sheet.as_deref(), Some("국제교류"));
    let path = fixture("sql-view.db");
    assert_eq!(refused(&path), ImportCause::ViewHoldsList { view: "교류현황".to_owned() });
    let sheet = Sheet::look(&path, &SheetChoice::default()).unwrap();
    assert_eq!((sheet.sheets[0].as_str(), sheet.better_view.as_deref()), ("교류현황", Some("교류현황")));
    let view = SheetChoice { sheet: Some("교류현황".to_owned()), ..SheetChoice::default() };
    assert_eq!(import(&path, &view).unwrap().1, FOUR);
    // A view that never ends comes to an end.
    let (_folder, path) = crate::support::database_of(
        "CREATE TABLE t (a); CREATE VIEW 교류 AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
         SELECT '서울' AS 지자체, '가상시' AS 교류도시, i AS 체결일 FROM n WHERE i < 0;",
    );
    assert_eq!(refused(&path), ImportCause::ViewHoldsList { view: "교류".to_owned() });
}

#[test]
fn decomposed_hangul_is_as_good_as_composed() {
    let (reports, lines) = found(&fixture("nfd-headings.csv"));
    assert_eq!((lines.len(), reports[0].notes.len()), (5, 0));
    assert_eq!(lines[1..4], FOUR[1..4].iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()[..]);
    let (reports, lines) = found(&fixture("nfd.xlsx"));
    assert_eq!(lines, [FOUR[3]]);
    let named = SheetChoice { sheet: Some("현황".to_owned()), ..SheetChoice::default() };
    assert_eq!(import(&fixture("nfd.xlsx"), &named).unwrap().1, [FOUR[3]]);
    assert!(reports[0].mapping.columns.contains_key("교류도시"), "composed in the mapping");
}

#[test]
fn a_file_that_is_something_else_says_what_it_is() {
    assert_eq!(refused(&fixture("html-table.xls")), ImportCause::OtherFile(OtherFile::WebPage));
    assert_eq!(refused(&fixture("list.json")), ImportCause::OtherFile(OtherFile::Json));
    let xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?><Workbook/>";
    let utf16: Vec<u8> = "\u{FEFF}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, expected) in [
        ("2003.xls", xml.as_bytes().to_vec(), OtherFile::Xml),
        ("page.xls", utf16, OtherFile::WebPage),
        ("paper.csv", b"%PDF-1.4".to_vec(), OtherFile::Pdf),
        ("text.csv", b"{\\rtf1 x}".to_vec(), OtherFile::Document),
        ("old.wk1", vec![0, 0, 2, 0, 4, 4, 0, 0], OtherFile::OldWorkbook),
        ("packed.csv", b"\x1f\x8b\x08".to_vec(), OtherFile::Archive),
        ("base.mdb", b"\0\x01\0\0Standard Jet DB\0".to_vec(), OtherFile::OtherDatabase),
    ] {
        let (_folder, path) = written(name, bytes);
        assert_eq!(refused(&path), ImportCause::OtherFile(expected), "{name}");
    }
}

#[test]
fn every_kind_of_line_end_ends_a_line_and_a_broken_byte_is_named_with_its_line() {
    let (reports, lines) = found(&fixture("mixed-ends-bad-row.csv"));
    assert_eq!(lines.len(), 4);
    assert!(lines.contains(&"daejeon 삿포로 JP undated".to_owned()), "{lines:?}");
    assert_eq!(notes(&reports[0]), [(6, "모름", &RowNoteReason::NotADate)]);
    let (reports, lines) = found(&fixture("cp949-broken.csv"));
    assert_eq!(lines.len(), 5);
    let broken: Vec<usize> =
        reports[0].notes.iter().filter(|note| note.reason == RowNoteReason::BrokenText).map(|note| note.row).collect();
    assert_eq!(broken, [5], "{:?}", reports[0].notes);
    let (_folder, path) = written(
        "utf8.csv",
        ["지자체,교류도시,국가\n서울,시험시,일본\n\n부산,".as_bytes(), &[0xEA, 0xB0], "가상시,중국\n".as_bytes()]
            .concat(),
    );
    assert_eq!(found(&path).0[0].notes.iter().map(|note| note.row).collect::<Vec<_>>(), [4]);
}

#[test]
fn dates_countries_and_counterparts_make_a_list_of_activities() {
    let (reports, lines) = found(&fixture("kind-guess.csv"));
    assert_eq!(reports[0].mapping.target, Target::Activities);
    assert_eq!(lines, ["gyeongju 나라시 JP 1970-04-15", "pohang 후쿠야마시 JP 1979-01-19"]);
    let text = "a,b,c,city name\n1999.5.1,전라남도 순천시,Belgium,Sampleton\n2003.1,강원도 춘천시,France,Testville\n";
    let (_folder, path) = written("unnamed.csv", text);
    let (reports, lines) = found(&path);
    assert_eq!(reports[0].mapping.target, Target::Activities);
    assert_eq!(lines, ["chuncheon Testville FR 2003-01", "suncheon Sampleton BE 1999-05-01"]);
    let text = "country,city,sister\nBelgium,Testville,\"Sampleton, Ohio\"\nBelgium,Testville,Probestadt\n";
    let (_folder, path) = written("own country.csv", text);
    assert_eq!(
        found(&path).1,
        ["testville Probestadt ", "testville Sampleton, Ohio "].map(|line| line.to_owned() + " undated")
    );
    let text =
        "origincityLabel\torigincountry\tsistercityLabel\tdestination_countryLabel\nSuwon\tKorea\tSampleton\tBelgium\n";
    let (_folder, path) = written("query.tsv", text);
    assert_eq!(found(&path).1, ["suwon Sampleton BE undated"]);
    let (_folder, path) = written("cities.csv", "지자체,위도,경도\n시험시,37.1,127.2\n");
    assert_eq!(found(&path).0[0].mapping.target, Target::Cities);
}

#[test]
fn signs_of_other_programs_are_read_as_what_they_stand_for() {
    let text = "\u{FEFF}지자체,교류도시,국가,체결일자,네트워크\r\n서울,베이징\0,중국,１９９３－１０－２３,\r\n\
                지자체,교류도시,국가,체결일자,네트워크\r\n부산,후쿠오카,일본,１９８９．１０．２４．,ＩＣＬＥＩ\r\n\u{1a}\0\0";
    let (_folder, path) = written("dos.csv", text);
    let (reports, lines) = found(&path);
    assert_eq!(lines, [FOUR[0], FOUR[3]]);
    assert_eq!(notes(&reports[0]), [(3, "네트워크", &RowNoteReason::Heading)]);
    assert!(reports[0].made.iter().any(|made| made.name == "ICLEI"), "{:?}", reports[0].made);
    let text = "“지자체”,“교류도시”,“국가”,“체결일자”\n“서울”,“베이징”,“중국”,“1993-10-23”\n“부산”,“후쿠오카”,“일본”,“1989-10-24”\n";
    let (_folder, path) = written("curly.csv", text);
    assert_eq!(found(&path).1, [FOUR[0], FOUR[3]]);
}

#[test]
fn a_column_that_looks_like_a_date_or_a_partner_is_a_question_until_it_is_answered() {
    let text = "지자체,교류도시,국가,체결일,재방문,협력기관,비고\n서울,가상시,일본,2001-02-03,2005-06-07,시험재단,x\n\
                부산,모의시,중국,2002,2006-01,,y\n합계,2,,,,,\n";
    let (_folder, path) = written("left.csv", text);
    let sheet = Sheet::look(&path, &SheetChoice::default()).unwrap();
    let mut mapping = Mapping::propose(&sheet);
    mapping.columns.remove("협력기관");
    let report = report_of(&sheet, &mapping);
    let asked: Vec<(&str, &str, usize)> = report
        .questions
        .iter()
        .map(|question| (question.name.as_str(), question.proposals[0].id.as_str(), question.rows))
        .collect();
    assert_eq!(asked, [("재방문", "end_date", 2), ("협력기관", "partner", 1)]);
    assert!(!report.is_whole() && report.questions.iter().all(|question| !question.is_taken));
    for lang in Lang::ALL {
        assert!(report.lines(lang, 20).iter().any(|line| line.contains("재방문 (")), "{:?}", report.lines(lang, 20));
    }
    let column = report.account.columns.iter().find(|column| column.heading == "재방문").unwrap();
    assert_eq!((column.field.as_str(), column.filled, column.left_out), ("", 2, 2));
    mapping.columns.insert("재방문".to_owned(), String::new());
    mapping.columns.insert("협력기관".to_owned(), "partner".to_owned());
    let report = report_of(&sheet, &mapping);
    assert!(report.is_whole(), "{:?}", report.questions);
    assert_eq!((report.rows, report.new, report.left_out), (3, 2, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_text_table_break(
        bytes in prop::collection::vec(prop_oneof![
            Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(b'0'), Just(0), Just(0x1A), Just(b'2'), any::<u8>(),
        ], 1..400),
        has_header: bool,
        by_year: bool,
    ) {
        let header = if has_header { "지자체,교류도시,국가,2019,2020\n".as_bytes() } else { &[] };
        let (_folder, path) = written("any.csv", [header, bytes.as_slice()].concat());
        let choice = SheetChoice { by_year, ..SheetChoice::default() };
        let Ok(sheet) = Sheet::look(&path, &choice) else { return Ok(()) };
        let mapping = Mapping::propose(&sheet);
        let folder = tempfile::tempdir().unwrap();
        if let Ok(draft) = Draft::make(&[(sheet, mapping)], None, folder.path(), &ImportProgress::default()) {
            let report = &draft.reports[0];
            let taken = report.new + report.changed + report.already_there;
            let not_taken = report.open + report.rejected + report.left_out;
            prop_assert_eq!(taken + not_taken, report.rows);
            let account = &report.account;
            prop_assert_eq!(account.rows_not_taken.iter().map(|counted| counted.rows).sum::<usize>(), not_taken);
            prop_assert!(account.undated.blank + account.undated.listed <= taken);
            for column in &account.columns {
                let rows = column.in_rows_not_taken + column.in_rows_left_out;
                prop_assert_eq!(column.taken + column.not_taken + column.left_out + rows, column.filled, "{:?}", column);
            }
        }
    }
}
