//! Lists as statistics programs and websites write them: which column is the city, what says nothing, which rows are two
//! cities of one name. The rows are invented; each is of a kind that a public list had.

use std::fmt::Write as _;

use crate::import_names::{Imported, import};

const MEMBERS: &str = "SELECT c.name_en, c.country, n.name_en, joined FROM membership m
    JOIN city c ON c.id = m.city_id JOIN network n ON n.id = m.network_id ORDER BY m.rowid";
const PAIRS: &str = "SELECT c.name_en, c.country, l.name, l.country, a.start_date FROM activity a
    JOIN activity_city x ON x.activity_id = a.id JOIN city c ON c.id = x.city_id
    JOIN activity_counterpart l ON l.activity_id = a.id ORDER BY a.rowid";

/// The fields of columns, in the order of their headings.
fn fields(done: &Imported) -> Vec<(&str, &str)> {
    let columns = done.report.mapping.columns.iter().filter(|(_, field)| !field.is_empty());
    columns.map(|(column, field)| (column.as_str(), field.as_str())).collect()
}

#[test]
fn members_of_networks_are_read_whatever_the_columns_are_called() {
    let done = import(
        "\"Full_Name\";\"CountryName\";\"Region\";\"Year_of_Joining\";\"Network_Name\"\n\
         \"Aville\";\"France\";\"Western Europe\";2004;\"Green Towns\"\n\
         \"Beville\";\"Poland\";\"Eastern Europe\";NA;\"Green Towns\"\n",
    );
    assert_eq!(done.counts(), (2, 0));
    assert_eq!(done.rows(MEMBERS), ["Aville|FR|Green Towns|2004", "Beville|PL|Green Towns|"]);
    assert!(done.report.notes.is_empty() && done.report.is_whole(), "{:?}", done.report.notes);
    // The same after two tables were joined in R: the name of a member is a name, and columns end with .x.
    let done = import("Name,Country.x,Network,Joined.x\nAville,FR,Green Towns,2004\nBeville,PL,Blue Ports,\n");
    assert_eq!(done.rows(MEMBERS), ["Aville|FR|Green Towns|2004", "Beville|PL|Blue Ports|"]);
}

#[test]
fn the_country_before_a_foreign_city_is_its_own() {
    let done = import("country,city,sister\nAlgeria,Oran,\"Aville, France\"\nMexico,Osan,Beville\n");
    assert_eq!(done.counts(), (2, 0), "{:?}", done.questions());
    let pairs = done.rows(PAIRS);
    assert_eq!(pairs[0].split('|').take(2).collect::<Vec<_>>(), ["Oran", "DZ"]);
    assert_eq!(pairs[1].split('|').take(2).collect::<Vec<_>>(), ["Osan (Mexico)", "MX"], "not the Korean Osan");
}

#[test]
fn of_two_countries_the_one_beside_the_city_is_its_own() {
    let done = import(
        "cityLabel,countryLabel,sistercityLabel,destination_countryLabel\nAville,France,Beville,Poland\n\
         Ceville,Spain,Deville,Italy\n",
    );
    assert_eq!(done.counts(), (2, 0), "{:?}", done.questions());
    assert_eq!(done.rows(PAIRS), ["Aville|FR|Beville|PL|", "Ceville|ES|Deville|IT|"]);
    assert!(done.report.is_whole());
}

#[test]
fn the_year_nought_and_na_say_nothing() {
    let done = import(
        "City1;Country1;City2;Country2;Year\nAville;France;Beville;Poland;0\nCeville;NA;Deville;Spain;NA\n\
         Eville;Italy;Feville;Spain;1994\n",
    );
    assert_eq!(done.counts(), (3, 0));
    assert!(done.report.notes.is_empty(), "{:?}", done.report.notes);
    // NA beside a city is Namibia.
    let expected = ["Aville|FR|Beville|PL|", "Ceville|NA|Deville|ES|", "Eville|IT|Feville|ES|1994"];
    assert_eq!(done.rows(PAIRS), expected);
}

#[test]
fn two_cities_of_one_name_in_one_country_lie_in_two_places() {
    let done = import(
        "name,iso,country,lat,lng\nSpringfield,USA,United States,39.80,-89.64\nSpringfield,USA,United States,42.10,-72.59\n\
         Springfield,USA,United States,39.80,-89.65\nAville,FRA,,NA,NA\n",
    );
    assert_eq!(
        fields(&done),
        [("country", "country"), ("iso", "iso"), ("lat", "lat"), ("lng", "lon"), ("name", "name_en")]
    );
    let cities = done
        .rows("SELECT name_en, country, iso, CAST(lat AS TEXT) FROM city WHERE source_id IS NOT NULL ORDER BY rowid");
    assert_eq!(cities, ["Springfield|US||39.8", "Springfield|US||42.1", "Aville|FR||"]);
    assert!(done.report.notes.is_empty(), "{:?}", done.report.notes);
}

#[test]
fn a_list_of_cities_with_their_countries_is_one() {
    let done =
        import("CityName,Country,Population,Mayor\nAville,Australia,1200,A. Person\nBeville,Chile,3400,B. Person\n");
    assert_eq!(done.report.mapping.target.id(), "cities");
    let cities = done.rows("SELECT name_en, country FROM city WHERE source_id IS NOT NULL ORDER BY rowid");
    assert_eq!(cities, ["Aville|AU", "Beville|CL"]);
}

#[test]
fn a_value_that_is_not_taken_is_no_success() {
    let done = import("도시,교류도시,국가,체결일\n서울,가상시,일본,2001\n부산,모의시,일본,봄날\n");
    assert_eq!((done.counts(), done.report.is_whole()), ((2, 0), false));
}

#[test]
fn parts_of_the_united_kingdom_and_territories_are_countries_of_a_list() {
    let countries = [
        ("England", "GB"),
        ("Wales", "GB"),
        ("Scotland", "GB"),
        ("Northern Ireland", "GB"),
        ("New Caledonia", "NC"),
        ("Hong Kong", "HK"),
        ("Congo (Democratic Republic)", "CD"),
        ("대만", "TW"),
    ];
    let mut text = "city1,country1,city2,country2\n".to_owned();
    for (at, (country, _)) in countries.iter().enumerate() {
        let _ = writeln!(text, "Aville {at},{country},Beville {at},{country}");
    }
    let done = import(&text);
    assert_eq!((done.counts(), done.report.is_whole()), ((countries.len(), 0), true), "{:?}", done.report.notes);
    let expected: Vec<String> = (countries.iter().enumerate())
        .map(|(at, (_, code))| format!("Aville {at}|{code}|Beville {at}|{code}|"))
        .collect();
    assert_eq!(done.rows(PAIRS), expected);
}

#[test]
fn a_city_of_a_list_is_found_by_any_of_its_names() {
    let text = "국문명,영문명,위도\n시험시,Aville,10\n다른시험시,Aville,10\n";
    let done = import(text);
    assert_eq!((done.report.new, done.report.changed), (1, 1), "the English name is the same");
    let cities = done.rows("SELECT name_ko, name_en FROM city WHERE source_id IS NOT NULL");
    assert_eq!(cities, ["다른시험시|Aville"]);
}

#[test]
fn a_long_list_finds_its_own_rows_again_while_they_are_being_written() {
    let mut list = "지자체,상대도시,국가,구분,체결일,장소\n".to_owned();
    for number in 0..3_000 {
        // Rows 1,500 and 2,600 tell of the first two once more, one of them with a place.
        let (number, place) = match number {
            1_500 => (0, "시청"),
            2_600 => (1, ""),
            _ => (number, ""),
        };
        writeln!(list, "부산,시험시{number},일본,자매결연,2001-05-03,{place}").unwrap();
    }
    let done = import(&list);
    let report = &done.report;
    assert_eq!((report.new, report.changed, report.already_there, report.rows), (2_998, 1, 1, 3_000));
    assert_eq!(done.rows("SELECT rowid || '', place FROM activity WHERE place IS NOT NULL"), ["1|시청"]);
    let whole = "SELECT count(*) || '', max(a.rowid) || '' FROM activity a JOIN activity_city c ON c.activity_id = a.id
        JOIN activity_counterpart l ON l.activity_id = a.id AND l.rowid = a.rowid";
    assert_eq!(done.rows(whole), ["2998|2998"]);
}
