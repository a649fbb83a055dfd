//! Names in other people's lists: cities whole and in their provinces, several in a cell, slips asked about, and nothing left
//! of rows that are not taken. The rows are invented.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::sample_db;
use city_diplomacy_explorer::data::import::{
    Draft, ImportProgress, Mapping, SheetReport, Target, Unknown, find_sheets,
};
use city_diplomacy_explorer::data::sheet::SheetChoice;
use rusqlite::Connection;
use tempfile::TempDir;

fn case(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    fs::read_to_string(path).unwrap()
}

pub(crate) struct Imported {
    _folder: TempDir,
    database: PathBuf,
    pub report: SheetReport,
}

impl Imported {
    /// Every row of a query, its cells with a bar between them.
    pub fn rows(&self, sql: &str) -> Vec<String> {
        let connection = Connection::open(&self.database).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let width = statement.column_count();
        let line = |row: &rusqlite::Row<'_>| {
            let cells = (0..width).map(|at| row.get::<_, Option<String>>(at).unwrap().unwrap_or_default());
            Ok(cells.collect::<Vec<_>>().join("|"))
        };
        statement.query_map([], line).unwrap().map(Result::unwrap).collect()
    }

    /// New rows, and those that are not taken.
    pub fn counts(&self) -> (usize, usize) {
        (self.report.new, self.report.not_taken())
    }

    /// Each name that is asked about, with the number of proposals and of rows.
    pub fn questions(&self) -> Vec<(&str, usize, usize)> {
        let questions = self.report.questions.iter();
        questions.map(|question| (question.name.as_str(), question.proposals.len(), question.rows)).collect()
    }
}

fn import_with(text: &str, base: Option<&Path>, change: impl Fn(&mut Mapping)) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    fs::write(&path, text).unwrap();
    let mut sheets = find_sheets(&[path], &SheetChoice::default(), None, None).unwrap();
    change(&mut sheets[0].1);
    let draft = Draft::make(&sheets, base, folder.path(), &ImportProgress::default()).unwrap();
    let database = folder.path().join("new.db");
    let report = draft.keep(&database).unwrap().remove(0);
    Imported { _folder: folder, database, report }
}

pub(crate) fn import(text: &str) -> Imported {
    import_with(text, None, |_| {})
}

const CITIES: &str = "SELECT id, level, parent_id FROM city ORDER BY id";
const CITY_OF_ACTIVITY: &str =
    "SELECT city_id FROM activity_city l JOIN activity a ON a.id = l.activity_id ORDER BY a.start_date, l.rowid";

#[test]
fn a_government_that_exists_is_never_a_slip() {
    let done = import(&case("near-miss.csv"));
    assert_eq!(done.counts(), (9, 0), "{:?}", done.report.questions);
    assert!(done.report.is_whole());
    let cities =
        ["uiseong", "yecheon", "cheongdo", "gyeongbuk", "gochang", "muju", "inje", "yangyang", "gyeonggi-gwangju"];
    assert_eq!(done.rows(CITY_OF_ACTIVITY), cities);
    assert_eq!(
        done.rows(CITIES),
        [
            "cheongdo|basic|gyeongbuk",
            "gangwon|upper|",
            "gochang|basic|jeonbuk",
            "gyeongbuk|upper|",
            "gyeonggi|upper|",
            "gyeonggi-gwangju|basic|gyeonggi",
            "inje|basic|gangwon",
            "jeonbuk|upper|",
            "muju|basic|jeonbuk",
            "uiseong|basic|gyeongbuk",
            "yangyang|basic|gangwon",
            "yecheon|basic|gyeongbuk",
        ]
    );
    // The province in a column of its own, and a base that knows its provinces by other ids.
    let text = "시도,시군구,교류도시,국가,체결일자,교류유형\n경상북도,청송군,가시,중국,2001,자매결연\n경북,청도군,나시,중국,2002,자매결연\n\
                전북,고창,다시,중국,2003,자매결연\n강원도,고성군,라시,중국,2004,자매결연\n경남,고성군,마시,중국,2005,자매결연\n경북,본청,바시,중국,2006,자매결연\n";
    let (_folder, base) = crate::support::sample_after(
        "PRAGMA foreign_keys = OFF; UPDATE city SET id = 'kr-47' WHERE id = 'gyeongbuk'; \
         UPDATE city SET parent_id = 'kr-47' WHERE parent_id = 'gyeongbuk'; \
         UPDATE activity_city SET city_id = 'kr-47' WHERE city_id = 'gyeongbuk'; \
         DELETE FROM city WHERE id = 'cheongsong';",
    );
    let done = import_with(text, Some(&base), |_| {});
    assert_eq!(done.counts(), (6, 0), "{:?}", done.report.questions);
    let sql = "SELECT l.city_id, c.parent_id FROM activity_city l JOIN activity_counterpart o USING (activity_id) \
               JOIN city c ON c.id = l.city_id WHERE o.name IN ('가시', '나시', '다시', '라시', '마시', '바시') ORDER BY o.name";
    assert_eq!(
        done.rows(sql),
        [
            "cheongsong|kr-47",
            "cheongdo|kr-47",
            "gochang|jeonbuk",
            "gangwon-goseong|gangwon",
            "gyeongnam-goseong|gyeongnam",
            "kr-47|"
        ]
    );
}

#[test]
fn a_comma_may_be_a_part_of_the_name() {
    let done = import(&case("comma-city.csv"));
    assert_eq!(done.counts(), (6, 0), "{:?}", done.report.questions);
    assert_eq!(
        done.rows("SELECT coalesce(name_en, name_ko) FROM city ORDER BY 1"),
        [
            "Abilene",
            "Abilene, Texas",
            "Busan",
            "Gwangju (Gyeonggi)",
            "Gyeonggi Province",
            "London, Ontario",
            "Seoul",
            "Suwon"
        ]
    );
    assert_eq!(done.questions(), [("Abilene", 1, 1)], "whether it is the one in Texas");
    assert!(done.report.questions[0].proposals[0].name.contains("Abilene, Texas") && done.report.questions[0].is_taken);
    let of_two = "SELECT activity_id FROM activity_city GROUP BY activity_id HAVING count(*) = 2";
    assert_eq!(done.rows(of_two).len(), 1);
    let others = done.rows("SELECT name FROM activity_counterpart ORDER BY name");
    assert_eq!(others, ["Corinth", "Dormagen", "Nanjing", "Tokyo", "Townsville, Queensland", "Zibo"]);

    let text = "지자체,교류도시,국가,체결일자\n\"부산, 대구\",가시,일본,2001\n수원시/용인시,나시,일본,2002\n\"용인시, 경기도\",다시,일본,2003\n\
                서울 및 인천,라시,일본,2004\n";
    let done = import(text);
    assert_eq!(done.counts(), (4, 0), "{:?}", done.report.questions);
    assert_eq!(done.rows(CITY_OF_ACTIVITY), ["busan", "daegu", "suwon", "yongin", "yongin", "seoul", "incheon"]);
}

#[test]
fn names_of_cities_are_taken_whole() {
    let text = case("city-names.csv");
    let done = import(&text);
    assert_eq!(done.counts(), (19, 0), "{:?}", done.report.questions);
    let mut expected: Vec<String> =
        text.lines().skip(1).map(|line| line.rsplitn(3, ',').last().unwrap().to_owned()).collect();
    for name in &mut expected {
        *name = name.trim_matches('"').to_owned();
    }
    let mut found = done.rows("SELECT coalesce(name_en, name_ko) FROM city");
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    // The same names again are the same cities.
    let again = import_with(&text, Some(&done.database), |_| {});
    assert_eq!((again.report.already_there, again.report.made.len()), (19, 0), "{:?}", again.report.questions);

    let names = [
        "Trinidad & Tobago",
        "Frankfurt/Oder",
        "Köln-Mülheim",
        "東京都・渋谷区",
        "Bad Homburg v. d. Höhe",
        "옌볜조선족자치주 투먼시",
    ];
    let mut text = "city,network,joined\n".to_owned();
    for name in names {
        let _ = writeln!(text, "{name},ICLEI,1990");
    }
    let done = import(&text);
    let mut found = done.rows("SELECT coalesce(name_en, name_ko) FROM city");
    let mut expected = names.map(ToOwned::to_owned).to_vec();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn several_in_a_cell_are_a_membership_and_a_tie_each() {
    let done = import(&case("members-in-a-cell.csv"));
    assert_eq!(done.counts(), (3, 0));
    let members = "SELECT n.name_en, m.city_id, m.joined FROM membership m JOIN network n ON n.id = m.network_id ORDER BY m.rowid";
    assert_eq!(
        done.rows(members),
        [
            "CityNet|seoul|1990",
            "CityNet|busan|1990",
            "CityNet|incheon|1990",
            "ICLEI|seoul|2000",
            "ICLEI|suwon|2000",
            "ICLEI|changwon|2000",
            "C40|seoul|2006",
        ]
    );
    let again = import_with(&case("members-in-a-cell.csv"), Some(&done.database), |_| {});
    assert_eq!(again.report.already_there, 3);
    let done = import(&case("partners-in-a-cell.csv"));
    assert_eq!((done.counts(), done.report.mapping.target), ((2, 0), Target::Partnerships));
    let ties = "SELECT r.city_id, p.name_en FROM partnership r JOIN partner p ON p.id = r.partner_id ORDER BY r.rowid";
    assert_eq!(done.rows(ties), ["seoul|KOICA", "busan|KOICA", "incheon|UNDRR", "incheon|UNESCAP"]);
    // A comma between words is a part of the name.
    let done = import(
        "지자체,파트너기관,협약일\n\"대구\n대전\",\"Ministry of Foreign Affairs, Japan\",2012\n\"서울·부산\",KOTRA,2013\n",
    );
    assert_eq!(done.rows(ties).len(), 4, "{:?}", done.rows(ties));
    let again = import("네트워크,회원도시,가입연도\nICLEI,\"수원시\n서울시\",\n");
    assert_eq!(again.rows(members), ["ICLEI|suwon|", "ICLEI|seoul|"]);
}

#[test]
fn a_row_that_is_not_taken_leaves_nothing_behind() {
    let done = import(&case("rejected-makes-city.csv"));
    assert_eq!(done.counts(), (1, 1));
    assert!(!done.report.is_whole());
    assert_eq!(done.rows("SELECT id FROM city"), ["seoul"]);
    // Another column, another reason, and a source of its own; what a later row names is made then.
    let text = "회원도시,네트워크,가입연도,출처\n새마을도시,,1990,옛 책\n서울특별사,새로운연합,1991,다른 책\n서울,뜻밖의연합,1992,셋째 책\n";
    let done = import(text);
    assert_eq!(done.counts(), (1, 2));
    assert_eq!(done.rows("SELECT id FROM city"), ["seoul"]);
    assert_eq!(done.rows("SELECT name_ko FROM network"), ["뜻밖의연합"]);
    assert_eq!(done.rows("SELECT title FROM source"), ["셋째 책"]);
    assert!(done.report.made.iter().all(|made| made.name != "새로운연합"), "{:?}", done.report.made);
}

#[test]
fn a_slip_is_asked_once_and_only_against_what_was_known() {
    let text = "지자체,교류도시,국가,체결일자\n서울특별사,가시,중국,2001\n서울특별사,나시,중국,2002\n새도시시,다시,중국,2003\n새도시사,라시,중국,2004\n";
    let done = import(text);
    assert_eq!(done.counts(), (2, 2), "{:?}", done.report.questions);
    assert_eq!(done.questions(), [("서울특별사", 1, 2)]);
    assert!(!done.report.is_whole());
    let made = import_with(text, None, |mapping| mapping.unknown = Unknown::Make);
    assert_eq!((made.counts(), made.report.is_whole()), ((4, 0), true));
    assert_eq!(made.rows("SELECT id FROM city").len(), 3);
    for (answer, cities) in [("seoul", 3), ("+", 3), ("", 2)] {
        let answered = import_with(text, None, |mapping| {
            mapping.values.entry("city".to_owned()).or_default().insert("서울특별사".to_owned(), answer.to_owned());
        });
        assert_eq!((answered.counts(), answered.report.is_whole()), ((4, 0), true), "{answer}");
        assert_eq!(answered.rows("SELECT id FROM city").len(), cities, "{answer}");
    }
}

#[test]
fn cities_of_one_name_in_two_countries_stay_two() {
    let text = "city1,country1,city2,country2\nSpringfield,United States,Aville,France\nSpringfield,Canada,Beville,France\n\
                Springfield,Canada,Ceville,France\nSpringfeild,USA,Deville,France\nSuwon,South Korea,Eville,France\nBusan,Turkey,Feville,France\n";
    let done = import(text);
    assert_eq!(done.counts(), (6, 0), "{:?}", done.report.questions);
    let cities = done.rows("SELECT name_en, country FROM city WHERE id NOT IN ('suwon', 'gyeonggi') ORDER BY rowid");
    assert_eq!(cities, ["Springfield|US", "Springfield (Canada)|CA", "Springfeild|US", "Busan (Türkiye)|TR"]);
    let again = import_with(text, Some(&done.database), |_| {});
    assert_eq!(again.report.made, [], "the country is a part of what a city is known by");
    assert_eq!(again.report.already_there, 6, "{:?}", again.report.questions);
}

#[test]
fn a_long_list_of_pairs_is_never_rejected_for_likeness() {
    const COUNTRIES: [&str; 6] = ["France", "Germany", "Japan", "Brazil", "Canada", "Poland"];
    const SYLLABLES: [&str; 12] = ["ba", "lo", "mi", "ner", "sun", "ta", "vil", "wa", "ko", "ri", "dan", "pe"];
    let name = |number: usize| {
        let digits = [number % 12, number / 12 % 12, number / 144 % 12].map(|at| SYLLABLES[at]);
        let name = digits.concat();
        name[..1].to_uppercase() + &name[1..]
    };
    let mut text = "city1,country1,city2,country2\n".to_owned();
    for number in 0..20_000 {
        let [first, second] = [number * 7, number * 11 + 5].map(|salt| (name(salt), COUNTRIES[salt % 5]));
        let _ = writeln!(text, "{},{},{},{}", first.0, first.1, second.0, second.1);
    }
    let done = import(&text);
    assert_eq!(done.report.not_taken(), 0, "{:?}", done.report.questions);
    assert_eq!(done.report.new + done.report.already_there, 20_000);
    assert!(done.report.is_whole());
}

#[test]
fn what_is_there_is_found_whatever_its_id_and_language() {
    let text = "id,지자체,교류도시,국가,교류유형,체결일자\nx1,진주시,유진시,미국,자매결연,1961\n,인천,버뱅크,미국,자매결연,1961-12-18\n";
    let done = import_with(text, Some(&sample_db()), |_| {});
    assert_eq!((done.counts(), done.report.already_there), ((0, 0), 2), "{:?}", done.report.changes);
    let text = "id,city,sister city,country,form,signed\nmine-3,Incheon,Burbank,US,sister city,1961-12\n";
    let done = import_with(text, Some(&sample_db()), |_| {});
    assert_eq!((done.counts(), done.report.already_there), ((0, 0), 1), "{:?}", done.report.changes);
    // Another day, another form and another city are other facts.
    let text = "지자체,교류도시,국가,교류유형,체결일자\n진주시,유진시,미국,자매결연,1962\n진주시,유진시,미국,우호협력,1961\n창원시,유진시,미국,자매결연,1961\n";
    let done = import_with(text, Some(&sample_db()), |_| {});
    assert_eq!(done.counts(), (3, 0));
}
