//! Places that no register holds: the name without the word for its kind, and the province written with it.

use super::countries::region_named;
use super::place::{Elsewhere, Kind, Within};
use super::register::{Country, Region};

/// A place as it is written, in a country if that is known.
pub(super) fn elsewhere(text: &str, within: Option<Within>, country: Option<&'static Country>) -> Elsewhere {
    if within.is_none()
        && let Some((region, is_bare)) = known_region(text, country)
        && (!is_bare || !shares_its_name(region))
    {
        let name = match text.chars().next() {
            Some('가'..='힣') => region.name_ko.to_owned(),
            Some('\0'..'\u{0250}') => region.name_en.to_owned(),
            _ => without_kind(text, country).0.to_owned(),
        };
        return Elsewhere { name, kind: Kind::Region, within: Some(Within::Region(region)), country };
    }
    let (name, kind) = without_kind(text, country);
    Elsewhere { name: name.to_owned(), kind: kind.unwrap_or(Kind::City), within, country }
}

/// A province of the country that is known, or of any where none is.
pub(super) fn known_region(text: &str, country: Option<&'static Country>) -> Option<(&'static Region, bool)> {
    region_named(text).filter(|(region, _)| country.is_none_or(|country| country.code == region.country))
}

/// Whether a city has the name of the province: Akita, New York, Berlin.
pub(super) fn shares_its_name(region: &Region) -> bool {
    const ALSO_CITIES: [&str; 12] =
        ["US-NY", "US-WA", "CA-QC", "AU-VIC", "DE-BE", "DE-HB", "DE-HH", "CN-BJ", "CN-TJ", "CN-SH", "CN-CQ", "CN-JL"];
    region.country == "JP" && region.code != "JP-01" || ALSO_CITIES.contains(&region.code)
}

/// The province that stands before a name: 아키타현 다이센시, 산둥성칭다오시, 秋田県大仙市, 캘리포니아 로스앤젤레스.
pub(super) fn leading_region<'a>(text: &'a str, country: Option<&'static Country>) -> Option<(Within, &'a str)> {
    if text.is_ascii() {
        return None;
    }
    if let Some((first, rest)) = text.split_once([' ', '·', '・', 'ㆍ']) {
        let letters = first.chars().count();
        if let Some((region, is_bare)) = known_region(first, country)
            && (!is_bare || letters >= 3 || country.is_some())
        {
            return Some((Within::Region(region), rest));
        }
        // 산시성 is Shanxi and Shaanxi; 라인란트팔츠주 may be unknown: the word for province says enough.
        let is_region = letters >= 3 && first.ends_with(['성', '현', '주']) || first.ends_with(['省', '県', '縣']);
        // 울란바토르시 수흐바토르구: a district of a city.
        let is_city = letters >= 3 && first.ends_with('시') && rest.ends_with('구');
        return (is_region || is_city || first.ends_with("자치구")).then(|| (Within::Written(first.to_owned()), rest));
    }
    let mut letters = text.char_indices().skip(1).take(12).filter(|(_, char)| is_region_letter(*char));
    letters.find_map(|(at, char)| {
        let (first, rest) = text.split_at(at + char.len_utf8());
        let (region, _) = known_region(first, country).filter(|(_, is_bare)| !is_bare)?;
        (rest.chars().count() >= 2).then_some((Within::Region(region), rest))
    })
}

fn is_region_letter(char: char) -> bool {
    matches!(
        char,
        '구' | '区'
            | '區'
            | '성'
            | '현'
            | '주'
            | '부'
            | '도'
            | '省'
            | '県'
            | '縣'
            | '县'
            | '州'
            | '府'
            | '都'
            | '道'
            | '市'
    )
}

/// A name without the word for its kind, and that kind.
pub(super) fn without_kind<'a>(text: &'a str, country: Option<&'static Country>) -> (&'a str, Option<Kind>) {
    let last = text.chars().next_back().unwrap_or_default();
    if ('가'..='힣').contains(&last) {
        hangul_kind(text, country)
    } else if last.is_ascii() {
        latin_kind(text)
    } else {
        han_kind(text, country)
    }
}

fn hangul_kind<'a>(text: &'a str, country: Option<&'static Country>) -> (&'a str, Option<Kind>) {
    let is_known = known_region(text, country).is_some_and(|(_, is_bare)| !is_bare);
    let is_chinese = country.is_some_and(|country| ["CN", "TW"].contains(&country.code));
    let endings: [(&str, Kind); 16] = [
        ("특별행정구", Kind::Region),
        ("특별자치시", Kind::City),
        ("자치구", Kind::Region),
        ("자치주", Kind::Region),
        ("특별시", Kind::City),
        ("광역시", Kind::City),
        ("직할시", Kind::City),
        ("카운티", Kind::County),
        ("시", Kind::City),
        ("현", if is_chinese { Kind::County } else { Kind::Region }),
        ("성", Kind::Region),
        ("주", Kind::Region),
        ("군", Kind::County),
        ("구", Kind::District),
        ("부", Kind::Region),
        ("도", Kind::Region),
    ];
    let ending = endings.into_iter().find_map(|(ending, kind)| {
        let name = text.strip_suffix(ending)?.trim_end();
        // 톨레도 and 콜롬부 are whole names; 오사카부 is known to be a province.
        let is_rare = matches!(ending, "부" | "도") && !is_known;
        (name.chars().count() >= 2 && !is_rare && !name.ends_with(['·', '-'])).then_some((name, Some(kind)))
    });
    ending.unwrap_or((text, None))
}

fn han_kind<'a>(text: &'a str, country: Option<&'static Country>) -> (&'a str, Option<Kind>) {
    let is_known = known_region(text, country).is_some_and(|(_, is_bare)| !is_bare);
    let is_chinese = country.is_some_and(|country| country.code == "CN");
    let Some(last) = text.chars().next_back() else { return (text, None) };
    let kind = match last {
        '市' => Kind::City,
        '县' | '郡' => Kind::County,
        '縣' if is_chinese => Kind::County,
        '省' | '県' | '縣' => Kind::Region,
        '区' | '區' => Kind::District,
        '都' | '府' | '州' if is_known => Kind::Region,
        _ => return (text, None),
    };
    let name = &text[..text.len() - last.len_utf8()];
    if name.is_empty() { (text, None) } else { (name, Some(kind)) }
}

fn latin_kind(text: &str) -> (&str, Option<Kind>) {
    const BEGINNINGS: [(&str, Kind); 10] = [
        ("The City of ", Kind::City),
        ("City of ", Kind::City),
        ("Municipality of ", Kind::City),
        ("Ville de ", Kind::City),
        ("Stadt ", Kind::City),
        ("Ciudad de ", Kind::City),
        ("Comune di ", Kind::City),
        ("Province of ", Kind::Region),
        ("State of ", Kind::Region),
        ("County of ", Kind::County),
    ];
    // "City" may belong to the name (Mexico City): it stays, and says the kind.
    const ENDINGS: [(&str, bool, Kind); 20] = [
        ("-shi", true, Kind::City),
        ("-ken", true, Kind::Region),
        ("-fu", true, Kind::Region),
        ("-gun", true, Kind::County),
        ("-ku", true, Kind::District),
        (" City", false, Kind::City),
        (" Municipality", true, Kind::City),
        (" Prefecture", true, Kind::Region),
        (" Metropolis", true, Kind::City),
        (" Province", true, Kind::Region),
        (" State", true, Kind::Region),
        (" Oblast", true, Kind::Region),
        (" Krai", true, Kind::Region),
        (" Voivodeship", true, Kind::Region),
        (" Governorate", true, Kind::Region),
        (" Canton", true, Kind::Region),
        (" Region", true, Kind::Region),
        (" County", true, Kind::County),
        (" District", true, Kind::District),
        (" Ward", true, Kind::District),
    ];
    let begun = BEGINNINGS.iter().find_map(|(words, kind)| Some((without_start(text, words)?, Some(*kind))));
    let ended = || {
        ENDINGS.iter().find_map(|(words, goes, kind)| {
            let name = without_end(text, words)?;
            Some((if *goes { name } else { text }, Some(*kind)))
        })
    };
    begun.or_else(ended).unwrap_or((text, None))
}

fn without_start<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let start = text.get(..words.len())?;
    let rest = text[words.len()..].trim();
    (start.eq_ignore_ascii_case(words) && !rest.is_empty()).then_some(rest)
}

fn without_end<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(words.len()).filter(|&at| at > 1)?;
    text.get(at..)?.eq_ignore_ascii_case(words).then(|| text[..at].trim())
}
