//! The recogniser on a table of written places, on every name of the register in every usual way of writing, and on anything.

use std::collections::HashMap;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::normal::{fold, key};
use super::place::Reason;
use super::*;

fn read(text: &str) -> Place {
    read_place(text, &Hint::default())
}

fn hint(text: &str) -> Hint {
    match text.strip_prefix("in ") {
        Some(id) => Hint { parent: Some(register().government(id).expect(id)), country: None },
        None if text == "-" => Hint::default(),
        None => Hint { country: Some(register().country(text).expect(text)), parent: None },
    }
}

/// A reading as the table writes it.
fn told(place: &Place) -> String {
    let ids = |governments: &[&Government]| governments.iter().map(|one| one.id).collect::<Vec<_>>().join(" ");
    let meaning = match &place.meaning {
        Meaning::Nothing => "nothing".to_owned(),
        Meaning::Government(government) => government.id.to_owned(),
        Meaning::OneOf(governments) => format!("one of {}", ids(governments)),
        Meaning::EachOf(governments) => format!("each of {}", ids(governments)),
        Meaning::Country(country) => format!("country {}", country.code),
        Meaning::OneOfCountries(countries) => {
            let codes: Vec<_> = countries.iter().map(|country| country.code).collect();
            format!("one of countries {}", codes.join(" "))
        }
        Meaning::Elsewhere(Elsewhere { name, kind, within, country }) => {
            let within = match within {
                None => "-",
                Some(Within::Region(region)) => region.code,
                Some(Within::Written(name)) => name,
                Some(Within::Government(id)) => id,
            };
            let kind = format!("{kind:?}").to_lowercase();
            format!("{kind} {name} / {within} / {}", country.map_or("-", |country| country.code))
        }
    };
    let rest = if place.rest.is_empty() { String::new() } else { format!(" + {}", place.rest) };
    format!("{}\t{meaning}{rest}", format!("{:?}", place.certainty).to_lowercase())
}

#[test]
fn written_places_are_read_as_the_table_says() {
    let table = include_str!("../../../tests/fixtures/places.tsv");
    let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() >= 200, "{}", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let (written, rest) = row.split_once('\t').expect(row);
            let (beside, expected) = rest.split_once('\t').expect(row);
            let read = told(&read_place(written, &hint(beside)));
            (read != expected).then(|| format!("{written}\t{beside}\n  read     {read}\n  expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_register_holds_what_korea_had_until_the_changes_of_2026() {
    let before: Vec<&Government> = register().governments.iter().filter(|one| one.since.is_empty()).collect();
    let count = |levels: &[Level]| before.iter().filter(|one| levels.contains(&one.level)).count();
    assert_eq!(count(&[Level::Upper]), 17);
    assert_eq!(count(&[Level::Basic, Level::District]), 226);
    assert_eq!(count(&[Level::AdministrativeCity]), 2);
    let mut codes: Vec<&str> = register().governments.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), register().governments.len());
    for one in &register().governments {
        let has_parent = register().government(one.parent).is_some_and(|parent| parent.level == Level::Upper);
        assert_eq!(has_parent, one.level != Level::Upper, "{}", one.id);
        assert!((33.0..39.0).contains(&one.latitude) && (124.0..132.0).contains(&one.longitude), "{}", one.id);
    }
    for former in &register().former {
        assert!(register().government(former.id).is_some(), "{former:?}");
        assert!(former.parent.is_empty() || register().government(former.parent).is_some(), "{former:?}");
    }
    for country in &register().countries {
        assert!(country.part_of.is_empty() || register().country(country.part_of).is_some(), "{country:?}");
        assert_eq!(
            country.standing == Standing::Former,
            !country.until.is_empty() && country.code != "x-nagorno-karabakh"
        );
    }
}

/// The ways to write an upper government before one in it.
fn uppers(government: &Government) -> Vec<String> {
    let Some(upper) = register().government(government.parent) else { return vec![] };
    let short = match upper.id {
        "chungbuk" => "충북",
        "chungnam" => "충남",
        "jeonnam" => "전남",
        "gyeongbuk" => "경북",
        "gyeongnam" => "경남",
        _ => &upper.name_ko[..6],
    };
    vec![upper.name_ko.to_owned(), short.to_owned()]
}

/// Suwon-si, Jung-gu: the first romanised name with the word for its kind.
fn latin(government: &Government) -> String {
    let name = government.name_en.split([',', '(']).next().expect("a name").trim();
    let stem = [" District", " County", " City", " Province", "-gu"].iter().find_map(|end| name.strip_suffix(end));
    let stem = stem.unwrap_or(name);
    let ending = match government.name_ko.chars().last() {
        Some('시') if government.level == Level::Upper => " Metropolitan City",
        Some('시') => "-si",
        Some('군') => "-gun",
        Some('구') => "-gu",
        _ => " Province",
    };
    format!("{stem}{ending}")
}

fn is_certainly(text: &str, beside: &Hint, government: &Government) {
    let place = read_place(text, beside);
    let is_right = place.government() == Some(government) && place.certainty == Certainty::Certain;
    assert!(is_right, "{text}: {} is not {}", told(&place), government.id);
}

#[test]
fn every_government_comes_back_as_itself() {
    let none = Hint::default();
    for one in &register().governments {
        let whole = uppers(one).first().map_or(one.name_ko.to_owned(), |upper| format!("{upper} {}", one.name_ko));
        let whole_hanja = match register().government(one.parent) {
            Some(upper) => format!("{}{}", upper.hanja, one.hanja),
            None => one.hanja.to_owned(),
        };
        is_certainly(&whole, &none, one);
        is_certainly(&whole.nfd().to_string(), &none, one);
        is_certainly(&whole.replace(' ', "\u{A0}"), &none, one);
        is_certainly(&whole.replace(' ', ""), &none, one);
        is_certainly(&format!(" “{whole}”* "), &none, one);
        is_certainly(&format!("대한민국 {whole}"), &none, one);
        is_certainly(&whole_hanja, &Hint { country: register().country("KR"), parent: None }, one);
        for upper in uppers(one) {
            is_certainly(&format!("{upper} {}", one.name_ko), &none, one);
            is_certainly(&format!("{}({upper})", one.name_ko), &none, one);
            is_certainly(&format!("{}, {upper}", one.name_ko), &none, one);
            is_certainly(&format!("{upper} {}청", one.name_ko), &none, one);
            if one.name_ko.chars().count() > 2 {
                let short: String = one.name_ko.chars().take(one.name_ko.chars().count() - 1).collect();
                is_certainly(&format!("{upper} {short}"), &none, one);
            }
        }
        if let Some(upper) = register().government(one.parent) {
            let full_width = |text: &str| -> String {
                let wide = |char: char| {
                    if char.is_ascii_graphic() { char::from_u32(char as u32 + 0xFEE0) } else { Some(char) }
                };
                text.chars().filter_map(wide).collect()
            };
            let english = format!("{}, {}", latin(one), latin(upper));
            is_certainly(&english, &none, one);
            is_certainly(&full_width(&english), &none, one);
            is_certainly(&format!("{english}, Republic of Korea"), &none, one);
            is_certainly(one.name_ko, &Hint { parent: Some(upper), country: None }, one);
            is_certainly(one.name_en, &Hint { parent: Some(upper), country: None }, one);
        } else {
            is_certainly(&latin(one), &none, one);
        }
    }
}

#[test]
fn a_name_of_one_government_needs_nothing_beside_it_and_a_shared_name_says_all() {
    let mut by_name: HashMap<&str, Vec<&Government>> = HashMap::new();
    for one in &register().governments {
        by_name.entry(one.name_ko).or_default().push(one);
    }
    for one in &register().governments {
        let place = read(one.name_ko);
        let shared = &by_name[one.name_ko];
        match &place.meaning {
            Meaning::Government(government) => assert!(shared.len() == 1 && *government == one, "{}", one.name_ko),
            Meaning::OneOf(governments) => {
                assert_eq!(place.certainty, Certainty::Open);
                assert!(shared.iter().all(|government| governments.contains(government)), "{}", one.name_ko);
            }
            other => panic!("{}: {other:?}", one.name_ko),
        }
    }
}

#[test]
fn former_names_lead_to_what_stands_there_now() {
    for former in &register().former {
        let upper = register().government(former.parent);
        let written = upper.map_or(former.name_ko.to_owned(), |upper| format!("{} {}", upper.name_ko, former.name_ko));
        let place = read(&written);
        let is_found = match &place.meaning {
            Meaning::Government(government) => government.id == former.id,
            Meaning::OneOf(governments) => governments.iter().any(|one| one.id == former.id),
            _ => false,
        };
        assert!(is_found, "{written}: {}", told(&place));
        assert!(
            place.because.iter().any(|reason| matches!(reason, Reason::Former(_))),
            "{written}: {:?}",
            place.because
        );
    }
    let Reason::Former(changwon) = read("마산시").because[0] else { panic!() };
    assert_eq!((changwon.until, changwon.id), ("2010-07-01", "changwon"));
}

#[test]
fn every_name_of_a_country_comes_back_as_itself() {
    let mut names = 0;
    for row in super::register::tables::rows(include_str!("../../../assets/places/countries.csv")) {
        let [code, alpha3, name_en, official_en, name_ko, _, _, _, others, foreign, ..] = row;
        let all = [code, alpha3, name_en, official_en, name_ko].into_iter().chain(others.split(';'));
        for name in all.chain(foreign.split(';')).filter(|name| !name.is_empty() && !name.starts_with("x-")) {
            names += 1;
            match read_country(name) {
                Found::One(country) => assert_eq!(country.code, code, "{name}"),
                Found::Several(countries) => assert!(countries.iter().any(|one| one.code == code), "{name}"),
                Found::Nothing => panic!("{name}"),
            }
        }
        if name_en.contains('(') {
            continue;
        }
        let written = format!("Example ({name_en})");
        let Meaning::Elsewhere(place) = read(&written).meaning else { panic!("{written}") };
        assert!(code == "GE" || place.country.is_some_and(|country| country.code == code), "{written}");
    }
    assert!(names > 3000, "{names}");
}

#[test]
fn cells_of_countries_are_read_as_people_write_them() {
    for (written, code) in [
        ("U.S.A.", "US"),
        ("미합중국", "US"),
        ("Korea, Republic of", "KR"),
        ("Rep. of Korea", "KR"),
        ("ＵＫ", "GB"),
        ("England", "GB-ENG"),
        ("잉글랜드(영국)", "GB-ENG"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("터키", "TR"),
        ("러시아연방", "RU"),
        ("(구)유고", "YUCS"),
        ("구소련", "SUHH"),
        ("체코공화국", "CZ"),
        ("체코슬로바키아", "CSHH"),
        ("월남", "VN"),
        ("중화민국", "TW"),
        ("타이완", "TW"),
        ("홍콩(중국)", "HK"),
        ("kr", "KR"),
        ("KOR", "KR"),
        ("Deutschland", "DE"),
        ("Espagne", "ES"),
        ("中華人民共和國", "CN"),
        ("韓国", "KR"),
        ("Kingdom of Morocco", "MA"),
        (" 베트남* ", "VN"),
    ] {
        let Found::One(country) = read_country(written) else { panic!("{written}") };
        assert_eq!(country.code, code, "{written}");
    }
    for written in ["", "Suwon", "수원", "한국 수원", "XX", "대륙"] {
        assert_eq!(read_country(written), Found::Nothing, "{written}");
    }
    let Found::Several(congos) = read_country("콩고") else { panic!() };
    assert_eq!(congos.len(), 2);
}

#[test]
fn one_name_in_two_countries_or_of_two_kinds_is_two_places() {
    let key = |text: &str| match read(text).meaning {
        Meaning::Elsewhere(place) => place.key(),
        other => format!("{other:?}"),
    };
    for (left, right) in [
        ("Akita, Japan", "Akita, Bolivia"),
        ("Nantes (France)", "Nantes, Quebec"),
        ("아키타시", "아키타현"),
        ("제주시", "제주도"),
        ("London, Ontario", "London (UK)"),
        ("Mexico City", "Mexico"),
    ] {
        assert_ne!(key(left), key(right), "{left} {right}");
    }
    for (left, right) in [
        ("Akita-shi (Japan)", "Akita City, Japan"),
        ("일본 아키타현", "아키타현(일본)"),
        ("뉴욕(미국)", "미국 뉴욕시"),
        ("日本秋田県", "秋田縣"),
        ("City of Nantes, France", "ＮＡＮＴＥＳ（France）"),
    ] {
        assert_eq!(key(left), key(right), "{left} {right}");
    }
}

/// Texts of pieces that mean something, in any order.
fn mixed() -> impl Strategy<Value = String> {
    let pieces = [
        "서울",
        "중구",
        "경기도",
        "수원시",
        "청",
        "본청",
        "남구",
        "일본",
        "아키타현",
        "성",
        "시",
        "구",
        "Seoul",
        "Gyeonggi-do",
        "Suwon",
        "-si",
        " City",
        "Georgia",
        "CA",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        "/",
        "-",
        "·",
        " ",
        "1)",
        "*",
        "秋田",
        "県",
        "京畿道",
        "區",
        "ソウル",
        "ŏ",
        "ß",
        "İ",
        "가",
        "\u{1100}\u{1161}",
        "\u{3099}",
        "\u{301}",
        "①",
        "ﬁ",
        "5",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_read_and_made_alike_once(text in prop_oneof![any::<String>(), mixed()]) {
        let tidied = tidy(&text);
        prop_assert_eq!(tidy(&tidied), tidied.clone());
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
        let name = key(&text);
        prop_assert_eq!(key(&name), name);
        for beside in ["-", "KR", "JP", "in gyeonggi", "in suwon"] {
            let place = read_place(&text, &hint(beside));
            prop_assert!(place.meaning == Meaning::Nothing || !key(&tidied).is_empty());
        }
        read_country(&text);
    }
}
