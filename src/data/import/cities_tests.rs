//! Cities of a database and of the register, by what people write.

use super::super::city::country_beside;
use super::*;

fn cities() -> Cities {
    let mut cities = Cities::default();
    let city = |id: &str, en: &str, ko: &str, level: &str, parent: &str| {
        let [id, name_en, name_ko, level, parent_id] = [id, en, ko, level, parent].map(ToOwned::to_owned);
        City { id, name_en, name_ko, level, parent_id, ..City::default() }
    };
    cities.fill(&[
        city("kr-11", "Seoul", "서울특별시", "upper", ""),
        city("kr-41-gwangju", "Gwangju (Gyeonggi)", "광주시", "basic", "kr-41"),
        city("kr-41", "Gyeonggi Province", "경기도", "upper", ""),
        city("mine", "", "우리마을", "basic", "kr-41"),
    ]);
    cities
}

fn found(cities: &Cities, text: &str, region: &str, country: &str) -> String {
    let region = Some(region).filter(|text| !text.is_empty()).map(|text| cities.find_upper(text).unwrap());
    let ids = |places: &[usize]| places.iter().map(|place| cities.id(*place)).collect::<Vec<_>>().join(" ");
    match cities.find(text, region, country_beside(country)) {
        CityFound::One(place) => ids(&[place]),
        CityFound::Each(places) => format!("each of {}", ids(&places)),
        CityFound::OneOf(places) => format!("one of {}", ids(&places)),
        CityFound::New(new) => format!("new {} near {}", new.name, ids(&new.near)).trim_end().to_owned(),
        CityFound::Nothing => "nothing".to_owned(),
    }
}

#[test]
fn cities_of_the_database_and_of_the_register_are_found_by_what_people_write() {
    let cities = cities();
    for (text, region, country, expected) in [
        ("서울시", "", "", "kr-11"),
        ("Seoul", "", "", "kr-11"),
        (" 충남 ", "", "", "chungnam"),
        ("전라북도", "", "", "jeonbuk"),
        ("경기 광주", "", "", "kr-41-gwangju"),
        ("광주", "경기도", "", "kr-41-gwangju"),
        ("광주", "광주광역시", "", "gwangju"),
        ("광주", "", "", "one of gwangju kr-41-gwangju"),
        ("본청", "경기", "", "kr-41"),
        ("부산광역시중구", "", "", "busan-jung"),
        ("의성군", "경북", "", "uiseong"),
        ("우리마을", "", "", "mine"),
        ("서울, 부산", "", "", "each of kr-11 busan"),
        ("서울/부산", "", "", "each of kr-11 busan"),
        ("수원시 및 용인시", "", "", "each of suwon yongin"),
        ("Seoul and Busan", "", "", "each of kr-11 busan"),
        ("서울특별사", "", "", "new 서울특별사 near kr-11"),
        ("Suown", "", "", "new Suown near suwon"),
        ("Suown", "", "프랑스", "new Suown near"),
        ("Newcastle upon Tyne and Gateshead", "", "", "new Newcastle upon Tyne and Gateshead near"),
        ("없는군", "경기", "", "new 없는군 near"),
        ("***", "", "", "nothing"),
    ] {
        assert_eq!(found(&cities, text, region, country), expected, "{text} {region} {country}");
    }
}
