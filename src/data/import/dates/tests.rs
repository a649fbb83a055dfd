//! The notations of dates that people use, and texts that are none.

use proptest::prelude::*;

use super::*;

fn reader() -> DateReader {
    DateReader::default()
}

fn text_of(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// What is read of a text: beginning, end, doubt.
fn read(text: &str) -> (String, String, Option<DateDoubt>) {
    let read = reader().read(text);
    (text_of(read.begin), text_of(read.end), read.doubt)
}

#[test]
fn dates_keep_their_precision_and_need_no_remark() {
    for (text, expected) in [
        ("2023년 1월 3일", "2023-01-03"),
        ("2023년1월", "2023-01"),
        ("2023년", "2023"),
        ("2023년도", "2023"),
        ("2023.1.3", "2023-01-03"),
        ("2023. 1. 3.", "2023-01-03"),
        ("2023. 1. 3.(화) 14:00", "2023-01-03"),
        ("1992. 5. 13.(수)", "1992-05-13"),
        ("2023. 1.", "2023-01"),
        ("2023.", "2023"),
        ("2023/01/03", "2023-01-03"),
        ("2023-1-3", "2023-01-03"),
        ("2023_01_03", "2023-01-03"),
        ("2023 01 03", "2023-01-03"),
        ("20230103", "2023-01-03"),
        ("202301", "2023-01"),
        ("2023-01-03 00:00:00", "2023-01-03"),
        ("2023-01-03T09:00:00", "2023-01-03"),
        ("2023-01-03T09:00:00.000+09:00", "2023-01-03"),
        ("2023. 1. 3. 오후 2시 30분", "2023-01-03"),
        ("2023.00.00", "2023"),
        ("45000", "2023-03-15"),
        ("24990", "1968-06-01"),
        ("45000.5", "2023-03-15"),
        ("2016.0", "2016"),
        ("20230103.0", "2023-01-03"),
        ("1,992", "1992"),
        ("1,992년", "1992"),
        ("3 January 2023", "2023-01-03"),
        ("January 3rd, 2023", "2023-01-03"),
        ("13th May 1992", "1992-05-13"),
        ("the 3rd of May 1992", "1992-05-03"),
        ("Sun, 3 May 1992", "1992-05-03"),
        ("3 de mayo de 1992", "1992-05-03"),
        ("3. März 1992", "1992-03-03"),
        ("Jan 2023", "2023-01"),
        ("Sept. 2023", "2023-09"),
        ("2023-May-03", "2023-05-03"),
        ("May '92", "1992-05"),
        ("'98.5.3", "1998-05-03"),
        ("‘92. 5. 13.", "1992-05-13"),
        ("’92년 5월", "1992-05"),
        ("13.5.1992", "1992-05-13"),
        ("3.5.1992", "1992-05-03"),
        ("令和元年5月1日", "2019-05-01"),
        ("昭和64年1月7日", "1989-01-07"),
        ("H4.5.13", "1992-05-13"),
        ("S63.10.24.", "1988-10-24"),
        ("令和5年", "2023"),
        ("Heisei 4", "1992"),
        ("단기 4325", "1992"),
        ("檀紀4325年", "1992"),
        ("西暦1992年5月", "1992-05"),
        ("중화민국 81년 5월", "1992-05"),
        ("１９９２年５月", "1992-05"),
        ("1992¹⁾", "1992"),
        ("1992년부터", "1992"),
        ("since 1992", "1992"),
        ("1992 ~ 현재", "1992"),
        ("1992-present", "1992"),
    ] {
        assert_eq!(read(text), (expected.to_owned(), String::new(), None), "{text}");
    }
}

#[test]
fn what_a_date_cannot_hold_is_said() {
    use DateDoubt::{About, BeforeChrist, Planned, SaysMore, SixDigits};
    for (text, expected, doubt) in [
        ("2023년 상반기", "2023", SaysMore),
        ("2023 하반기", "2023", SaysMore),
        ("2023년 상반기 1회", "2023", SaysMore),
        ("1992년 봄", "1992", SaysMore),
        ("1992년 4/4분기", "1992", SaysMore),
        ("1992. 1/4분기", "1992", SaysMore),
        ("1992년 제2분기", "1992", SaysMore),
        ("1992Q2", "1992", SaysMore),
        ("H1 1992", "1992", SaysMore),
        ("1st half of 1992", "1992", SaysMore),
        ("mid-1992", "1992", SaysMore),
        ("late May 1992", "1992-05", SaysMore),
        ("1992년 5월 중순", "1992-05", SaysMore),
        ("1992. 5. 3. 체결, 1995. 6. 1. 발효", "1992-05-03", SaysMore),
        ("2011–12", "2011", SaysMore),
        ("1992 MOU", "1992", SaysMore),
        ("200503", "2005-03", SixDigits),
        ("1990년경", "1990", About),
        ("1990년 5월경", "1990-05", About),
        ("approx. 1990", "1990", About),
        ("1990(추정)", "1990", About),
        ("2025. 5월 예정", "2025-05", Planned),
    ] {
        assert_eq!(read(text), (expected.to_owned(), String::new(), Some(doubt)), "{text}");
    }
    for (text, doubt) in [
        ("1980년대 후반", DateDoubt::Decade(1980)),
        ("early 1990s", DateDoubt::Decade(1990)),
        ("90년대", DateDoubt::Decade(1990)),
        ("'90s", DateDoubt::Decade(1990)),
        ("1990年代", DateDoubt::Decade(1990)),
        ("1990.5.3 이전", DateDoubt::Before),
        ("until 1990", DateDoubt::Before),
        ("1990년까지", DateDoubt::Before),
        ("1990년 이후", DateDoubt::After),
        ("after May 1990", DateDoubt::After),
        ("98.5.3", DateDoubt::TwoDigitYear),
        ("92년 5월", DateDoubt::TwoDigitYear),
        ("05/03/04", DateDoubt::TwoDigitYear),
        ("May-12", DateDoubt::TwoDigitYear),
        ("920503", DateDoubt::TwoDigitYear),
        ("44 B.C.", BeforeChrist),
        ("03/05/1992", DateDoubt::DayOrder),
        ("3-5-1992", DateDoubt::DayOrder),
    ] {
        assert_eq!(read(text), (String::new(), String::new(), Some(doubt)), "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "-",
        "미정",
        "연중",
        "5월 3일",
        "2023.13.1",
        "2023.2.30",
        "2023-02-30",
        "12345678",
        "a 2023 b",
        "제3회 2023",
        "민선 8기",
        "10:00",
        "31/31/1992",
        "昭和99年",
        "3회",
        "예정",
        "약",
        "before",
        "99999999999999999999",
        "May",
        "19 92",
        "S.",
        "2023년 13월",
    ] {
        assert_eq!(reader().read(text).begin, None, "{text}");
    }
}

#[test]
fn an_end_is_kept_and_may_leave_out_what_it_shares() {
    for (text, begin, end) in [
        ("2023. 1. 3. ~ 1. 5.", "2023-01-03", "2023-01-05"),
        ("2023. 1. 3.~5.", "2023-01-03", "2023-01-05"),
        ("2023. 1. 3.(화) ~ 1. 5.(목)", "2023-01-03", "2023-01-05"),
        ("2023년 1월 3일 ~ 5일", "2023-01-03", "2023-01-05"),
        ("2023년 1월 3일 ~ 2월 5일", "2023-01-03", "2023-02-05"),
        ("2023.12.30 ~ 2024.1.2", "2023-12-30", "2024-01-02"),
        ("2023. 1. ~ 3.", "2023-01", "2023-03"),
        ("2023.1-2023.3", "2023-01", "2023-03"),
        ("2020 – 2023", "2020", "2023"),
        ("2020-23", "2020", "2023"),
        ("2019/20", "2019", "2020"),
        ("1990~95년", "1990", "1995"),
        ("1992-05/1992-07", "1992-05", "1992-07"),
        ("2023년 5월 1일부터 2023년 5월 3일까지", "2023-05-01", "2023-05-03"),
        ("May 3-7, 1992", "1992-05-03", "1992-05-07"),
        ("Oct. 13-17, 1992", "1992-10-13", "1992-10-17"),
        ("3-7 May 1992", "1992-05-03", "1992-05-07"),
        ("May 30 - June 2, 1992", "1992-05-30", "1992-06-02"),
        ("30 December – 2 January 1993", "1992-12-30", "1993-01-02"),
        ("3 May 1992 to 7 June 1995", "1992-05-03", "1995-06-07"),
        ("May-June 1992", "1992-05", "1992-06"),
        ("平成4年5月3日～平成5年5月2日", "1992-05-03", "1993-05-02"),
        ("'92.5.3~'95.5.2", "1992-05-03", "1995-05-02"),
        ("13/05/1992 - 03/06/1992", "1992-05-13", "1992-06-03"),
    ] {
        assert_eq!(read(text), (begin.to_owned(), end.to_owned(), None), "{text}");
    }
    let period = reader().read_period("~ 1995. 5. 3.");
    assert_eq!((text_of(period.begin), text_of(period.end)), (String::new(), "1995-05-03".to_owned()));
    assert_eq!(reader().read_period("연중").begin, None);
}

#[test]
fn the_order_of_day_and_month_is_the_sheets_or_its_own() {
    let ordered = |order| DateReader { day_order: Some(order), ..DateReader::default() };
    for (text, day_first, month_first) in [
        ("03/05/1992", "1992-05-03", "1992-03-05"),
        ("3-5-1992", "1992-05-03", "1992-03-05"),
        ("5/3/92", "1992-03-05", "1992-05-03"),
        ("13/05/1992", "1992-05-13", "1992-05-13"),
        ("05/13/1992", "1992-05-13", "1992-05-13"),
        ("5/5/1992", "1992-05-05", "1992-05-05"),
    ] {
        assert_eq!(text_of(ordered(DayOrder::DayFirst).read(text).begin), day_first, "{text}");
        assert_eq!(text_of(ordered(DayOrder::MonthFirst).read(text).begin), month_first, "{text}");
    }
    let told = |text| reader().read(text).told_order;
    assert_eq!(told("13/05/1992"), Some(DayOrder::DayFirst));
    assert_eq!(told("05/13/92 10:00"), Some(DayOrder::MonthFirst));
    assert_eq!((told("5/5/1992"), told("03/05/1992"), told("1992-05-13"), told("13.5.1992")), (None, None, None, None));
}

#[test]
fn old_macintoshes_count_from_1904() {
    let old = DateReader { is_from_1904: true, ..DateReader::default() };
    assert_eq!(text_of(old.read("31343").begin), "1989-10-24");
    assert_eq!(text_of(reader().read("32805").begin), "1989-10-24");
}

#[test]
fn month_and_day_may_stand_in_columns_of_their_own() {
    let year = Date::from_year(1992);
    for (month, day, expected) in [
        ("5", "3", "1992-05-03"),
        ("5월", "3일", "1992-05-03"),
        ("05", "", "1992-05"),
        ("5.0", "3.0", "1992-05-03"),
        ("May", "3", "1992-05-03"),
        ("5월 3일", "", "1992-05-03"),
        ("5/3", "", "1992-05-03"),
        ("0", "0", "1992"),
    ] {
        assert_eq!(text_of(with_parts(year, month, day)), expected, "{month} {day}");
    }
    for (month, day) in [("", "3"), ("13", ""), ("2", "30"), ("봄", ""), ("5", "초순"), ("5 6 7", "")] {
        assert!(
            with_parts(year, month, day).is_none_or(|date| date.day().is_none() && month.is_empty()),
            "{month} {day}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,40}") {
        let _ = (reader().read(&text), reader().read_period(&text), with_parts(Date::from_year(1992), &text, &text));
    }

    #[test]
    fn whatever_looks_like_a_date_is_read_without_harm(
        text in "['‘]?[0-9]{0,5}[-./년 ~·,()]{0,2}[0-9]{0,4}[-./월 ~ab]{0,2}[0-9]{0,4}(일|까지|부터|s|년대|경| May| ~|th)?[0-9]{0,6}"
    ) {
        let read = reader().read(&text);
        for date in [read.begin, read.end].into_iter().flatten() {
            let again = reader().read(&date.to_string());
            prop_assert_eq!((again.begin, again.end, again.doubt), (Some(date), None, None));
        }
    }

    #[test]
    fn a_date_written_in_another_way_is_the_same_date(year in 1900_u32..2100, month in 1_u32..13, day in 1_u32..29, way in 0_usize..9) {
        let text = match way {
            0 => format!("{year}년 {month}월 {day}일"),
            1 => format!("{year}. {month}. {day}."),
            2 => format!("{year}年{month}月{day}日"),
            3 => format!("{year}/{month:02}/{day:02}"),
            4 => format!("단기 {}년 {month}월 {day}일", year + 2333),
            5 => format!("{year}{month:02}{day:02}"),
            6 => format!("{day}.{month}.{year}"),
            7 => format!("{year} {month:02} {day:02}"),
            _ => format!("{year}·{month}·{day}"),
        };
        let read = reader().read(&text);
        prop_assert_eq!((text_of(read.begin), read.end, read.doubt), (format!("{year:04}-{month:02}-{day:02}"), None, None));
    }
}
