//! Other people's sheets to databases: read, mapped, merged; every row accounted for; all rows here are invented.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::support::{self, open_untouched, sample_db, sample_rows, state_of};
use city_diplomacy_explorer::data::import::{
    Draft, ImportCause, ImportProgress, Mapping, RowNoteReason, SheetReport, Target, find_sheets, template_sheets,
};
use city_diplomacy_explorer::data::sheet::{Delimiter, Sheet, SheetChoice, SheetKind, TextEncoding};
use city_diplomacy_explorer::data::{Field, Table};
use city_diplomacy_explorer::export::{template_csv, template_workbook};
use city_diplomacy_explorer::words::Lang;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;

/// A list as offices keep them: a title, a date of reference, provinces only on their first row, sums, slips.
const LIST: &str = "지방자치단체 국제 자매·우호도시 현황 (시험용),,,,,,
,,,,,,(2023. 12. 31. 기준)
연번,시도,시군구,교류도시,국가,교류유형,체결일자
1,서울,본청,시험시,일본,자매,1968.3.23.
2,경기,광주시,가상시(중국),,우호,2005년 5월
3,,광주,모의시,미국,자매,20100102
4,서울,서울특별사,보기시,베트남,자매,2011
5,강원도,춘천,예시시,벨기에,우호,'98.5.3
6,경기도,없는군,예시시,독일,이상한유형,없음
합계,,,6,,,
※ 지어낸 자료임,,,,,,
";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn written(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn look(path: &Path) -> Sheet {
    Sheet::look(path, &SheetChoice::default()).unwrap()
}

/// Imports what is found, and gives the reports and the new database.
fn import(paths: &[PathBuf], base: Option<&Path>, into: &Path) -> Vec<SheetReport> {
    let sheets = find_sheets(paths, &SheetChoice::default(), None, None).unwrap();
    let draft = Draft::make(&sheets, base, into.parent().unwrap(), &ImportProgress::default()).unwrap();
    draft.keep(into).unwrap()
}

fn counts(report: &SheetReport) -> [usize; 5] {
    let counts = [report.new, report.changed, report.already_there, report.not_taken(), report.left_out];
    assert_eq!(counts.iter().sum::<usize>(), report.rows, "every row has one outcome");
    counts
}

#[test]
fn a_list_in_any_encoding_is_imported_by_its_headings() {
    let korean = encoding_rs::EUC_KR.encode(LIST).0.into_owned();
    let utf16: Vec<u8> = LIST.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases = [
        (LIST.as_bytes().to_vec(), TextEncoding::Utf8, Delimiter::Comma),
        (korean, TextEncoding::Korean, Delimiter::Comma),
        ([&[0xFF, 0xFE], utf16.as_slice()].concat(), TextEncoding::Utf16Le, Delimiter::Tab),
        (utf16, TextEncoding::Utf16Le, Delimiter::Tab),
        (LIST.replace(',', ";").into_bytes(), TextEncoding::Utf8, Delimiter::Semicolon),
    ];
    for (bytes, encoding, delimiter) in cases {
        let folder = folder();
        let path = written(&folder, "list.csv", &bytes);
        let sheet = look(&path);
        assert_eq!((sheet.choice.encoding, sheet.choice.delimiter), (Some(encoding), Some(delimiter)));
        assert_eq!(sheet.choice.header_row, Some(3));
        let before = state_of(folder.path());
        let elsewhere = self::folder();
        let new = elsewhere.path().join("new.db");
        let reports = import(&[path], Some(&sample_db()), &new);
        assert_eq!(state_of(folder.path()), before, "the sheet and its folder stay as they are");
        assert_eq!(counts(&reports[0]), [5, 0, 0, 1, 2]);
        assert_eq!(reports[0].remarks[0].rows, [6], "provinces stand only on their first row");
        // What may be a slip is asked, once a name.
        let asked: Vec<(usize, &str, usize)> = reports[0]
            .questions
            .iter()
            .map(|question| (question.first_row, question.name.as_str(), question.proposals.len()))
            .collect();
        assert_eq!(asked, [(7, "서울특별사", 1)]);
        assert!(reports[0].questions[0].proposals[0].id.contains("seoul"));
        let notes: Vec<(usize, &RowNoteReason)> =
            reports[0].notes.iter().map(|note| (note.row, &note.reason)).collect();
        assert_eq!(notes[..2], [(9, &RowNoteReason::NotADate), (9, &RowNoteReason::NotAWord { near: Vec::new() })]);
        let loaded = open_untouched(&new).unwrap();
        let dataset = &loaded.dataset;
        let facts = dataset.table(Table::Activities);
        assert_eq!(facts.len(), sample_rows("activity") + 5);
        let row = facts.row("a-gyeonggi-gwangju-2005-gasangsi").unwrap();
        assert_eq!(facts.start(row).map(|date| date.to_string()).as_deref(), Some("2005-05"));
        assert_eq!(facts.title(row, Lang::Ko), "광주시-가상시 우호교류 협정");
        let id = |field| dataset.vocabulary(field)[facts.code(field, row).unwrap()].id.as_str();
        assert_eq!(
            [id(Field::City), id(Field::Form), id(Field::Country)],
            ["gyeonggi-gwangju", "friendship-city", "CN"]
        );
        assert_eq!(id(Field::Structure), "bilateral");
        assert!(!facts.sources.get(row.index()).is_empty(), "the list is the source");
    }
}

#[test]
fn the_same_list_twice_changes_nothing_and_next_years_list_only_what_is_new() {
    let folder = folder();
    let path = written(&folder, "list.csv", LIST.as_bytes());
    let [first, second, third] = ["first.db", "second.db", "third.db"].map(|name| folder.path().join(name));
    import(std::slice::from_ref(&path), Some(&sample_db()), &first);
    let reports = import(&[path], Some(&first), &second);
    assert_eq!(counts(&reports[0]), [0, 0, 5, 1, 2]);
    assert!(reports[0].changes.is_empty() && reports[0].made.is_empty());
    assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap(), "not one byte changes");

    let next = "시도,시군구,교류도시,국가,교류유형,체결일자,비고\n서울,본청,시험시,일본,자매,1968.3.23.,갱신\n\
                서울,본청,새시험시,일본,우호,2024-05-01,\n";
    let path = written(&folder, "list2024.csv", next.as_bytes());
    let reports = import(&[path], Some(&first), &third);
    assert_eq!(counts(&reports[0]), [1, 1, 0, 0, 0]);
    let change = &reports[0].changes[0];
    assert_eq!((change.row, change.field.as_str(), change.after.as_str()), (2, "description", "갱신"));
    assert_eq!(open_untouched(&third).unwrap().dataset.table(Table::Activities).len(), sample_rows("activity") + 6);
    assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap(), "the old database is kept");
}

#[test]
fn a_workbook_with_merged_titles_is_imported_as_it_stands() {
    let folder = folder();
    let path = folder.path().join("현황.xlsx");
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet().set_name("현황").unwrap();
    sheet.merge_range(0, 0, 1, 5, "국제교류 현황 (시험용, 지어낸 자료)", &Format::new()).unwrap();
    for (column, name) in ["시·도", "시군구", "교류 도시", "국 가", "구분", "체결일자\n(년.월.일)"].iter().enumerate()
    {
        sheet.write_string(3, column as u16, *name).unwrap();
    }
    sheet.merge_range(4, 0, 6, 0, "경기도", &Format::new()).unwrap();
    for (row, (city, other, country)) in
        [("광주시", "시험시", "일본"), ("수원시", "가상시", "중국"), ("본청", "예시주", "미국")].into_iter().enumerate()
    {
        let row = row as u32 + 4;
        for (column, text) in [(1, city), (2, other), (3, country), (4, "자매결연")] {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let day = ExcelDateTime::from_ymd(2001, 2, 3).unwrap();
    sheet.write_datetime_with_format(4, 5, &day, &date).unwrap();
    sheet.write_number(5, 5, 2002).unwrap();
    sheet.write_string(6, 5, "2003. 4.").unwrap();
    workbook.add_worksheet().set_name("다른 시트").unwrap().write_string(0, 0, "메모").unwrap();
    workbook.save(&path).unwrap();

    let sheet = look(&path);
    assert_eq!((sheet.kind, sheet.choice.header_row), (SheetKind::Xlsx, Some(4)));
    assert_eq!(sheet.sheets, ["현황", "다른 시트"]);
    let new = folder.path().join("new.db");
    let reports = import(&[path], None, &new);
    assert_eq!(counts(&reports[0]), [3, 0, 0, 0, 0], "{:?}", reports[0].notes);
    let loaded = open_untouched(&new).unwrap();
    let facts = loaded.dataset.table(Table::Activities);
    let lines: Vec<String> = facts
        .rows()
        .map(|row| {
            let cities = facts.codes(Field::City, row).iter();
            let cities: Vec<&str> =
                cities.map(|&code| loaded.dataset.vocabulary(Field::City)[code].id.as_str()).collect();
            format!("{} {:?}", cities.join(","), facts.start(row).unwrap())
        })
        .collect();
    assert_eq!(lines, ["gyeonggi-gwangju 2001-02-03", "suwon 2002", "gyeonggi 2003-04"]);
    assert!(!loaded.report.has_warnings(), "{:?}", loaded.report.notices);
}

#[test]
fn an_old_workbook_and_an_open_document_read_the_same() {
    let xls = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/invented-memberships.xls");
    let folder = folder();
    let ods = folder.path().join("memberships.ods");
    write_ods(
        &ods,
        r#"<table:table table:name="가입 현황"><table:table-row><table:table-cell office:value-type="string"><text:p>시험용 가입 현황 (지어낸 자료)</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>시도</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>지자체</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>네트워크</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>가입일</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>경기도</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>수원시</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>ICLEI</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2001-05-03"><text:p>01년 5월 3일</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>광주</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>CityNet</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2010"><text:p>2,010</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>서울</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>본청</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>C40</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>2006.7</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="빈 시트"/>"#,
    );
    for (path, kind) in [(xls, SheetKind::Xls), (ods, SheetKind::Ods)] {
        let sheet = look(&path);
        assert_eq!((sheet.kind, sheet.choice.header_row), (kind, Some(3)), "{kind:?}");
        assert_eq!(sheet.sheets, ["가입 현황", "빈 시트"]);
        let rows: Vec<String> =
            sheet.first_data_rows().map(|row| format!("{} {}", row.number, row.cells.join("|"))).collect();
        assert_eq!(rows, ["4 경기도|수원시|ICLEI|2001-05-03", "5 경기도|광주|CityNet|2010", "6 서울|본청|C40|2006.7"]);
        let mapping = Mapping::propose(&sheet);
        assert_eq!(mapping.target, Target::Memberships);
        let new = folder.path().join(format!("{kind:?}.db"));
        let reports = import(&[path], Some(&sample_db()), &new);
        assert_eq!(counts(&reports[0])[3], 0, "{:?}", reports[0].notes);
        assert_eq!(reports[0].changes[0].after, "2001-05-03", "what was not known is filled in");
    }
}

#[test]
fn dates_of_an_open_document_are_as_precise_as_its_cells_show_them() {
    let folder = folder();
    let path = folder.path().join("months.ods");
    let style = |name: &str, parts: &[&str]| {
        let parts = parts.iter().map(|part| format!("<number:{part}/>")).collect::<Vec<_>>().concat();
        format!(
            "<number:date-style style:name=\"N-{name}\">{parts}</number:date-style><style:style style:name=\"{name}\" \
             style:family=\"table-cell\" style:data-style-name=\"N-{name}\"/>"
        )
    };
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [String; 3]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let date = "office:value-type=\"date\" office:date-value=\"2002-04-01\"";
    let rows = [
        row(["지자체", "네트워크", "가입일"].map(|name| cell("", name))),
        row([
            cell("", "수원시"),
            cell("", "가상망"),
            cell(&format!("{date} table:style-name=\"month\""), "2002년 4월"),
        ]),
        row([cell("", "부천시"), cell("", "가상망"), cell(&format!("{date} table:style-name=\"day\""), "02.4.1")]),
        row([cell("", "안양시"), cell("", "가상망"), cell(date, "2002")]),
    ];
    let styles = style("month", &["year", "text", "month"])
        + &style("day", &["year", "month", "day"])
        + &style("year", &["year"]);
    let columns = "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:default-cell-style-name=\"year\"/>";
    write_ods(&path, &format!("{styles}<table:table table:name=\"가입\">{columns}{}</table:table>", rows.concat()));
    let dates: Vec<String> = look(&path).first_data_rows().map(|row| row.cells[2].clone()).collect();
    assert_eq!(dates, ["2002-04", "2002-04-01", "2002"]);
}

fn write_ods(path: &Path, tables: &str) {
    let mut archive = zip::ZipWriter::new(fs::File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("mimetype", options.compression_method(zip::CompressionMethod::Stored)).unwrap();
    archive.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    archive.start_file("META-INF/manifest.xml", options).unwrap();
    archive.write_all(b"<manifest:manifest/>").unwrap();
    archive.start_file("content.xml", options).unwrap();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap();
}

#[test]
fn a_table_of_any_database_is_a_sheet() {
    let (folder, path) = support::database_of(
        "CREATE TABLE links (city1 TEXT, city2 TEXT, country2 TEXT, year INTEGER);
         INSERT INTO links VALUES ('Suwon', 'Sampleton', 'Belgium', 1999), ('Nowhere-on-Sea', 'Sampleton', 'BE', NULL);
         CREATE TABLE other (x); CREATE VIEW v AS SELECT * FROM links;",
    );
    let sheet = look(&path);
    assert_eq!((sheet.kind, sheet.choice.sheet.as_deref()), (SheetKind::Database, Some("links")));
    assert_eq!(sheet.sheets, ["links", "v", "other"], "lists first, tables before views");
    let new = folder.path().join("copy.db");
    let reports = import(&[path], Some(&sample_db()), &new);
    assert_eq!(counts(&reports[0]), [2, 0, 0, 0, 0], "{:?}", reports[0].notes);
    assert!(reports[0].made.iter().any(|made| made.table == "city" && made.id == "nowhere-on-sea"));
    let missing =
        Sheet::look(&folder.path().join("copy.db"), &SheetChoice { sheet: Some("no".into()), ..Default::default() });
    assert!(matches!(missing.unwrap_err().cause, ImportCause::NoSuchSheet { .. }));
}

#[test]
fn a_mapping_is_plain_text_that_can_be_corrected_and_used_again() {
    let folder = folder();
    let text = "who;whom;when;how\n광주|수원;Testville, Probestadt;03.2001;자매연결\n";
    let path = written(&folder, "odd.csv", text.as_bytes());
    let sheets = find_sheets(std::slice::from_ref(&path), &SheetChoice::default(), None, None).unwrap();
    let refused = Draft::make(&sheets, None, folder.path(), &ImportProgress::default()).unwrap_err();
    assert!(matches!(refused.cause, ImportCause::NotMapped { .. }), "{refused}");
    assert!(refused.explain(Lang::Ko).cause.contains("whom"));
    let map = r#"{"target": "activities", "columns": {"who": "city", "WHOM": "counterpart", "how": "form"},
        "separators": "|,", "constants": {"status": "held", "source": "a list"},
        "values": {"city": {"광주": "gyeonggi-gwangju"}, "form": {"자매연결": "sister-city"}}}"#;
    let map = written(&folder, "map.json", map.as_bytes());
    let mapping = Mapping::read(&map).unwrap();
    let sheets = find_sheets(&[path], &SheetChoice::default(), Some(&mapping), None).unwrap();
    let new = folder.path().join("new.db");
    let draft = Draft::make(&sheets, None, folder.path(), &ImportProgress::default()).unwrap();
    assert_eq!(counts(&draft.reports[0]), [1, 0, 0, 0, 0], "{:?}", draft.reports[0].notes);
    draft.keep(&new).unwrap();
    let loaded = open_untouched(&new).unwrap();
    let facts = loaded.dataset.table(Table::Activities);
    let row = facts.rows().next().unwrap();
    assert_eq!(facts.codes(Field::City, row).len(), 2);
    assert_eq!(facts.counterparts.text(row), "Testville; Probestadt");
    let again: Mapping = serde_json::from_str(&mapping.to_json()).unwrap();
    assert_eq!(again, mapping);
    for bad in
        ["", "[]", r#"{"target": "mayors"}"#, r#"{"columns": {"a": "mayor"}}"#, r#"{"version": 9}"#, r#"{"x": 1}"#]
    {
        let path = written(&folder, "bad.json", bad.as_bytes());
        assert!(matches!(Mapping::read(&path).unwrap_err().cause, ImportCause::BadMapping(_)), "{bad}");
    }
}

#[test]
fn a_whole_database_goes_out_to_templates_and_comes_back_without_loss() {
    let folder = folder();
    let sheets = template_sheets(Some(&sample_db())).unwrap();
    for sheet in &sheets {
        fs::write(folder.path().join(format!("{}.csv", sheet.name)), template_csv(sheet)).unwrap();
    }
    let workbook = folder.path().join("template.xlsx");
    fs::write(&workbook, template_workbook(&sheets).unwrap().unwrap()).unwrap();
    let original = open_untouched(&sample_db()).unwrap();
    for (source, name) in [(folder.path().to_owned(), "csv"), (workbook, "xlsx")] {
        let elsewhere = self::folder();
        let back = elsewhere.path().join("sample.db");
        let reports = import(&[source], None, &back);
        for report in &reports {
            let [_, changed, already, rejected, left_out] = counts(report);
            assert_eq!((changed, already, rejected, left_out), (0, 0, 0, 1), "{name} {}", report.mapping.target.id());
        }
        let loaded = open_untouched(&back).unwrap();
        assert!(loaded.dataset == original.dataset, "{name}: the dataset differs");
        assert_eq!(loaded.report.notices, [], "{name}");
        assert_eq!(dump(&back), dump(&sample_db()), "{name}");
    }
}

/// All cells of all tables, the rows of each in the order of the alphabet.
fn dump(path: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut lines = Vec::new();
    for table in tables {
        let mut rows = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let width = rows.column_count();
        let line = |row: &rusqlite::Row<'_>| {
            let cells = (0..width).map(|index| format!("{:?}", row.get_ref(index).unwrap()));
            Ok(format!("{table} {}", cells.collect::<Vec<_>>().join(" | ")))
        };
        let mut of_table: Vec<String> = rows.query_map([], line).unwrap().map(Result::unwrap).collect();
        of_table.sort();
        lines.extend(of_table);
    }
    lines
}

#[test]
fn an_empty_template_that_is_filled_in_is_imported() {
    let folder = folder();
    let sheets = template_sheets(None).unwrap();
    let mut activities = sheets.iter().find(|sheet| sheet.name == "activities").unwrap().clone();
    let mut row = vec![String::new(); activities.columns.len()];
    for (column, text) in [
        ("start_date", "2024-05-01"),
        ("city", "서울; 부산"),
        ("counterpart", "Testville [US]"),
        ("title_ko", "'=시험"),
    ] {
        row[activities.columns.iter().position(|name| name == column).unwrap()] = text.to_owned();
    }
    activities.rows.push(row);
    let path = folder.path().join("activities.csv");
    fs::write(&path, template_csv(&activities)).unwrap();
    let new = folder.path().join("new.db");
    let reports = import(&[path], None, &new);
    assert_eq!(counts(&reports[0]), [1, 0, 0, 0, 1]);
    let loaded = open_untouched(&new).unwrap();
    let facts = loaded.dataset.table(Table::Activities);
    let row = facts.rows().next().unwrap();
    assert_eq!(facts.title(row, Lang::Ko), "'=시험");
    assert_eq!(facts.codes(Field::City, row).len(), 2);
    assert_eq!(loaded.dataset.vocabulary(Field::City).len(), 2, "only cities that are named are in the file");
}

#[test]
fn a_list_of_26000_pairs_with_headings_of_its_own_is_imported_by_mapping_alone() {
    let folder = folder();
    let mut text = String::from("link_id,City A,Nation A,City B,Nation B,Since\n");
    for number in 0..26_000 {
        let place = |salt: usize| format!("Invented{}-{}", (number * salt) % 3000, salt);
        let line = [number.to_string(), place(7), "Belgium".to_owned(), place(13), "Japan".to_owned()].join(",");
        text.push_str(&line);
        text.push_str(&[",", &(1950 + number % 70).to_string(), "\n"].concat());
    }
    let path = written(&folder, "pairs.csv", text.as_bytes());
    let map = r#"{"target": "activities", "columns": {"City A": "city", "City B": "counterpart", "Nation B": "country", "Since": "start_date"},
        "constants": {"form": "sister-city", "source": "pairs.csv"}, "unknown": "make"}"#;
    let mapping: Mapping = serde_json::from_str(map).unwrap();
    let sheets = find_sheets(&[path], &SheetChoice::default(), Some(&mapping), None).unwrap();
    let draft = Draft::make(&sheets, None, folder.path(), &ImportProgress::default()).unwrap();
    let [new, changed, already, rejected, left_out] = counts(&draft.reports[0]);
    assert_eq!((changed, rejected, left_out, new + already), (0, 0, 0, 26_000));
    assert!(new > 5000, "{new}");
    let path = folder.path().join("pairs.db");
    draft.keep(&path).unwrap();
    let loaded = open_untouched(&path).unwrap();
    assert_eq!(loaded.dataset.table(Table::Activities).len(), new);
}

#[test]
fn cancel_leaves_nothing() {
    let folder = folder();
    let path = written(&folder, "list.csv", LIST.as_bytes());
    let sheets = find_sheets(&[path], &SheetChoice::default(), None, None).unwrap();
    let target = self::folder();
    let progress = ImportProgress::default();
    progress.cancel();
    let error = Draft::make(&sheets, Some(&sample_db()), target.path(), &progress).unwrap_err();
    assert_eq!(error.cause, ImportCause::Cancelled);
    assert_eq!(state_of(target.path()).len(), 0);
}
