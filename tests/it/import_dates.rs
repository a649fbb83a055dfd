//! Dates of other people's lists: none is shortened in silence, whatever program and notation it comes from.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::open_untouched;
use city_diplomacy_explorer::data::Table;
use city_diplomacy_explorer::data::import::{
    DateDoubt, DayOrder, Draft, ImportProgress, Mapping, RowNoteReason, SheetReport, Target, template_sheets,
};
use city_diplomacy_explorer::data::open::RowReason;
use city_diplomacy_explorer::data::sheet::{Sheet, SheetChoice};
use city_diplomacy_explorer::words::Lang;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

/// A database made of one sheet, its report, and the dates of a table by what its rows are called.
struct Imported {
    folder: TempDir,
    report: SheetReport,
}

impl Imported {
    fn of(path: &Path, change: impl FnOnce(&mut Mapping)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sheet = Sheet::look(path, &SheetChoice::default()).unwrap();
        let mut mapping = Mapping::propose(&sheet);
        change(&mut mapping);
        let draft = Draft::make(&[(sheet, mapping)], None, folder.path(), &ImportProgress::default()).unwrap();
        let report = draft.keep(&folder.path().join("new.db")).unwrap().remove(0);
        Self { folder, report }
    }

    fn of_text(text: &str) -> Self {
        Self::of_text_with(text, |_| {})
    }

    fn of_text_with(text: &str, change: impl FnOnce(&mut Mapping)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        fs::write(&path, text).unwrap();
        Self::of(&path, change)
    }

    /// Beginning and end of the rows in the order of the sheet.
    fn dates(&self, target: Target) -> Vec<(String, String)> {
        let sheets = template_sheets(Some(&self.folder.path().join("new.db"))).unwrap();
        let sheet = sheets.into_iter().find(|sheet| sheet.name == target.id()).unwrap();
        let place =
            |names: [&str; 2]| sheet.columns.iter().position(|column| names.contains(&column.as_str())).unwrap();
        let (start, end) = (place(["start_date", "joined"]), place(["end_date", "left"]));
        sheet.rows.iter().map(|row| (row[start].clone(), row[end].clone())).collect()
    }

    fn starts(&self, target: Target) -> Vec<String> {
        self.dates(target).into_iter().map(|(start, _)| start).collect()
    }

    fn doubts(&self) -> Vec<(usize, DateDoubt)> {
        let doubts = self.report.notes.iter().filter_map(|note| match note.reason {
            RowNoteReason::DateInPart { doubt, .. } => Some((note.row, doubt)),
            _ => None,
        });
        doubts.collect()
    }
}

/// Every notation of the list as it should come out: a date, or what can be said of it and a line in the report.
#[test]
fn every_notation_is_read_or_listed() {
    type Case = (String, Option<String>, String, u8);
    let cases: Vec<Case> = serde_json::from_slice(&fs::read(fixture("dates-expected.json")).unwrap()).unwrap();
    let imported = Imported::of(&fixture("dates.csv"), |_| {});
    assert_eq!((imported.report.new, imported.report.rejected), (71, 0));
    let loaded = open_untouched(&imported.folder.path().join("new.db")).unwrap();
    let facts = loaded.dataset.table(Table::Activities);
    assert_eq!(facts.len(), cases.len());
    for (index, (written, expected, end, _)) in cases.iter().enumerate() {
        let name = format!("시험도시{:02}", index + 1);
        let row = facts.rows().find(|row| facts.title(*row, Lang::Ko).contains(&name)).unwrap();
        let found = [facts.start(row), facts.end(row)].map(|date| date.map_or(String::new(), |date| date.to_string()));
        let line = written.replace('\n', " ");
        let is_listed = imported.report.notes.iter().any(|note| note.value == line);
        let (date, must_be_listed) = match expected.as_deref() {
            None => ("", false),
            Some(text) if text.starts_with("before") || text.starts_with("decade") => ("", true),
            Some("ambiguous" | "undated, listed") => ("", true),
            Some(text) => (text.trim_end_matches(" (about)"), text.ends_with("(about)")),
        };
        assert_eq!(found, [date.to_owned(), end.clone()], "{written}");
        assert!(is_listed || !must_be_listed, "{written} is not listed");
    }
    let order = &imported.report.day_order;
    assert_eq!((order.order, order.open_rows), (Some(DayOrder::DayFirst), 0));
    assert_eq!(order.shown_by.as_ref().map(|(_, value)| value.as_str()), Some("13/05/1992"));
}

#[test]
fn a_workbook_gives_dates_as_precise_as_its_cells_show_them() {
    let imported = Imported::of(&fixture("month-format.xlsx"), |_| {});
    assert_eq!(imported.starts(Target::Activities), ["2002-04", "2010-10", "1989-10-24"]);
    let old = Imported::of(&fixture("1904-general.xlsx"), |_| {});
    assert_eq!(old.starts(Target::Activities), ["1993-10-23", "1989-10-24", "1993-12-07", "2010-10-22"]);
}

#[test]
fn other_formats_of_other_columns_are_shown_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("members.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["도시", "네트워크", "가입일", "탈퇴일"]) {
        sheet.write(0, column, heading).unwrap();
    }
    let formats = ["yyyy", "yyyy/mm", "[$-409]mmmm\\ yyyy;@", "yyyy. m. d.", "m/d/yyyy", "mmm-yy"];
    for (row, (city, format)) in (1..).zip(["전주", "군산", "강릉", "여수", "통영", "안동"].into_iter().zip(formats))
    {
        sheet.write(row, 0, city).unwrap();
        sheet.write(row, 1, "시험망").unwrap();
        let date = ExcelDateTime::from_ymd(2001, 9, 17).unwrap();
        sheet.write_datetime_with_format(row, 2, &date, &Format::new().set_num_format(format)).unwrap();
        let end = ExcelDateTime::from_ymd(2015, 2, 1).unwrap();
        sheet.write_datetime_with_format(row, 3, &end, &Format::new().set_num_format("yyyy\"년\"")).unwrap();
    }
    workbook.save(&path).unwrap();
    let imported = Imported::of(&path, |_| {});
    let expected = ["2001", "2001-09", "2001-09", "2001-09-17", "2001-09-17", "2001-09"];
    let expected: Vec<(String, String)> =
        expected.into_iter().map(|start| (start.to_owned(), "2015".to_owned())).collect();
    assert_eq!(imported.dates(Target::Memberships), expected);
}

#[test]
fn year_month_and_day_in_columns_of_their_own_are_one_date() {
    let list = "도시,상대도시,국가,년,월,일\n강릉,지바,일본,1992,5,3\n원주,로어노크,미국,2001년,9월,\n속초,요나고,일본,1995,,\n\
        동해,쓰루가,일본,평성,4,1\n삼척,아카비라,일본,1997,2,30\n태백,시험,일본,,7,1\n";
    let imported = Imported::of_text(list);
    assert_eq!(imported.starts(Target::Activities), ["1992-05-03", "2001-09", "1995", "", "1997", ""]);
    let listed: Vec<usize> = imported.report.notes.iter().map(|note| note.row).collect();
    assert_eq!(listed, [5, 6, 7, 7]);
    let members =
        Imported::of_text("시군구,네트워크명,가입연도,가입월\n여수,시험망,2003,11\n순천,시험망,平成16年,3월\n");
    assert_eq!(members.starts(Target::Memberships), ["2003-11", "2004-03"]);
    let english = Imported::of_text("City,Sister City,Country,Year,Month,Day\nBusan,Sanda,Japan,1997,July,3\n");
    assert_eq!(english.starts(Target::Activities), ["1997-07-03"]);
}

#[test]
fn the_order_of_day_and_month_is_asked_once_a_sheet() {
    let list = |last: &str| {
        format!(
            "지자체,자매도시,국가,체결일\n부산,산다,일본,03/05/1992\n전주,가나자와,일본,7/8/2002\n목포,벳푸,일본,{last}\n"
        )
    };
    let open = Imported::of_text(&list("1984-10-22"));
    assert_eq!(open.starts(Target::Activities), ["", "", "1984-10-22"]);
    let order = &open.report.day_order;
    assert_eq!((order.order, order.open_rows, order.example.as_str()), (None, 2, "03/05/1992"));
    assert_eq!(open.doubts(), [(2, DateDoubt::DayOrder), (3, DateDoubt::DayOrder)]);
    for lang in Lang::ALL {
        let lines = open.report.lines(lang, 20);
        let asked = lines.iter().filter(|line| line.contains("day_order")).count();
        assert_eq!(asked, 1, "{lines:?}");
    }
    for (answer, expected) in [
        (DayOrder::DayFirst, ["1992-05-03", "2002-08-07", "1984-10-22"]),
        (DayOrder::MonthFirst, ["1992-03-05", "2002-07-08", "1984-10-22"]),
    ] {
        let answered = Imported::of_text_with(&list("1984-10-22"), |mapping| mapping.day_order = Some(answer));
        assert_eq!(answered.starts(Target::Activities), expected);
        assert!(answered.doubts().is_empty() && answered.report.day_order.open_rows == 0);
        let mapping: Mapping = serde_json::from_str(&answered.report.mapping.to_json()).unwrap();
        assert_eq!(mapping.day_order, Some(answer));
    }
    let day_first = Imported::of_text(&list("22/10/1984"));
    assert_eq!(day_first.starts(Target::Activities), ["1992-05-03", "2002-08-07", "1984-10-22"]);
    let month_first = Imported::of_text(&list("10/22/1984"));
    assert_eq!(month_first.starts(Target::Activities), ["1992-03-05", "2002-07-08", "1984-10-22"]);
    // Both kinds in one sheet: each tells only of itself.
    let both = Imported::of_text(&format!("{}속초,요나고,일본,25/12/1995\n", list("10/22/1984")));
    assert_eq!(both.starts(Target::Activities), ["", "", "1984-10-22", "1995-12-25"]);
    assert_eq!(both.report.day_order.open_rows, 2);
}

#[test]
fn ends_are_kept_or_listed_and_one_before_its_start_is_said_twice() {
    let imported = Imported::of_text(
        "지자체,상대기관,국가,체결일,종료일\n여수,가상기관,일본,2010-15,\n순천,가상기관,중국,2010~2015,2016\n\
         광양,가상기관,독일,2015.5.3,2012.4.1\n나주,가상기관,미국,2015,2015-03\n",
    );
    let expected = [("2010", "2015"), ("2010", "2016"), ("2015-05-03", "2012-04-01"), ("2015", "2015-03")];
    let expected = expected.map(|(start, end)| (start.to_owned(), end.to_owned()));
    assert_eq!(imported.dates(Target::Activities), expected);
    assert_eq!(imported.doubts(), [(3, DateDoubt::SaysMore)]);
    let backwards: Vec<usize> = imported
        .report
        .notes
        .iter()
        .filter(|note| matches!(note.reason, RowNoteReason::EndBeforeStart { .. }))
        .map(|note| note.row)
        .collect();
    assert_eq!(backwards, [4]);
    let loaded = open_untouched(&imported.folder.path().join("new.db")).unwrap();
    let issues: Vec<usize> = loaded
        .report
        .issues
        .iter()
        .filter(|issue| matches!(issue.reason, RowReason::EndBeforeStart("end_date", ..)))
        .map(|issue| issue.row)
        .collect();
    assert_eq!(issues, [3]);
    assert!(loaded.report.has_warnings());
}

#[test]
fn a_value_that_is_no_date_is_said_once_with_its_rows() {
    let rows = ["모름", "2001", "모름", "미정", "모름"].map(|date| format!("부산,산다,일본,{date}\n"));
    let imported = Imported::of_text(&format!("지자체,자매도시,국가,체결일\n{}", rows.concat()));
    assert_eq!(imported.report.notes.len(), 4);
    for lang in Lang::ALL {
        let lines = imported.report.lines(lang, 20);
        let said: Vec<&String> = lines.iter().filter(|line| line.contains("모름:") || line.contains("미정:")).collect();
        assert_eq!(said.len(), 2, "{lines:?}");
        assert!(said[0].contains("모름:") && said[0].contains('3') && !said[1].contains('3'), "{said:?}");
    }
}
