//! Names for tight places: Busan for 부산광역시, Chungnam for South Chungcheong Province; of networks, the acronym or the
//! name without what explains it.

use std::collections::HashMap;

use crate::data::Name;
use crate::words::Lang;

/// A government before it has a code.
pub(super) struct Government<'a> {
    pub id: &'a str,
    pub name: &'a Name,
    pub level: &'a str,
    pub parent_id: &'a str,
}

/// A short name for each government, in both languages; no two alike unless their full names are.
pub(super) fn short_names(governments: &[Government<'_>]) -> Vec<Name> {
    let english = unique_names(governments, Lang::En);
    let korean = unique_names(governments, Lang::Ko);
    english.into_iter().zip(korean).map(|(en, ko)| Name { en, ko }).collect()
}

/// A short name for each network, in both languages, from acronym and name; empty where it would read like another's.
pub(super) fn short_names_of_networks(networks: &[(&str, &Name)]) -> Vec<Name> {
    let [en, ko] = Lang::ALL.map(|lang| {
        let short = |(acronym, name): &(&str, &Name)| match (*acronym, name.in_lang(lang)) {
            ("", name) => without_explanation(name).to_owned(),
            (acronym, _) => acronym.to_owned(),
        };
        let shorts: Vec<String> = networks.iter().map(short).collect();
        let mut holders: HashMap<&str, usize> = HashMap::new();
        for short in &shorts {
            *holders.entry(short).or_default() += 1;
        }
        let own = |short: &String| if holders[short.as_str()] == 1 { short.clone() } else { String::new() };
        shorts.iter().map(own).collect::<Vec<String>>()
    });
    en.into_iter().zip(ko).map(|(en, ko)| Name { en, ko }).collect()
}

/// Metropolis for "Metropolis - World Association of the Major Metropolises", 세계대도시협의회 for 세계대도시협의회(메트로폴리스).
fn without_explanation(name: &str) -> &str {
    let ends = [" - ", " – ", " — ", "("].into_iter().filter_map(|sign| name.find(sign));
    let short = name[..ends.min().unwrap_or(name.len())].trim_end();
    if short.is_empty() { name } else { short }
}

/// The shortest candidate that no other government has as its own; an upper-level government goes before the rest.
fn unique_names(governments: &[Government<'_>], lang: Lang) -> Vec<String> {
    let full = |government: &Government<'_>| match lang {
        Lang::En => government.name.en.clone(),
        Lang::Ko => government.name.ko.clone(),
    };
    let shortest: Vec<String> = governments.iter().map(|government| shortest_name(government, lang)).collect();
    let by_id: HashMap<&str, usize> = governments.iter().enumerate().map(|(index, g)| (g.id, index)).collect();
    let mut holders: HashMap<&str, (usize, usize)> = HashMap::new();
    for (government, name) in governments.iter().zip(&shortest) {
        let (all, upper) = holders.entry(name).or_default();
        *all += 1;
        *upper += usize::from(government.level == "upper");
    }
    let mut full_names: HashMap<String, usize> = HashMap::new();
    for government in governments {
        *full_names.entry(full(government)).or_default() += 1;
    }
    let choose = |(government, short): (&Government<'_>, &String)| {
        let is_own = match holders.get(short.as_str()) {
            Some((1, _)) => true,
            Some((_, 1)) => government.level == "upper",
            _ => false,
        };
        if is_own {
            return short.clone();
        }
        let parent = by_id.get(government.parent_id).map_or("", |&parent| shortest[parent].as_str());
        match (full(government), lang) {
            (name, _) if parent.is_empty() || name.is_empty() => name,
            (name, Lang::Ko) if full_names.get(&name).is_some_and(|&holders| holders > 1) => format!("{parent} {name}"),
            (name, Lang::En) if name.contains(", ") => format!("{short}, {parent}"),
            (name, _) => name,
        }
    };
    governments.iter().zip(&shortest).map(choose).collect()
}

fn shortest_name(government: &Government<'_>, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let short = short_english(&government.name.en);
            let mut id = government.id.to_owned();
            if let Some(first) = id.get_mut(0..1) {
                first.make_ascii_uppercase();
            }
            let is_short_form = government.level == "upper" && id.is_ascii() && id.len() < short.len();
            if is_short_form && !id.contains(['-', '_', ' ']) { id } else { short }
        }
        Lang::Ko => short_korean(&government.name.ko),
    }
}

/// Without the kind of government and without what follows a comma or an opening bracket.
fn short_english(name: &str) -> String {
    const KINDS: [&str; 12] = [
        " Special Self-Governing Province",
        " Special Self-Governing City",
        " Metropolitan City",
        " Special City",
        " Province",
        " County",
        " District",
        " City",
        "-do",
        "-si",
        "-gun",
        "-gu",
    ];
    let place = name.split([',', '(']).next().unwrap_or(name).trim();
    let short = KINDS.iter().find_map(|kind| place.strip_suffix(kind)).unwrap_or(place);
    if short.is_empty() { name.to_owned() } else { short.to_owned() }
}

/// 서울특별시 to 서울, 충청남도 to 충남, 안동시 to 안동; 중구 stays.
fn short_korean(name: &str) -> String {
    let syllables: Vec<char> = name.chars().collect();
    if let [first, _, side @ ('남' | '북'), '도'] = syllables[..] {
        return [first, side].iter().collect();
    }
    let short = ["특별자치시", "특별자치도", "특별시", "광역시", "도", "시", "군", "구"]
        .iter()
        .find_map(|kind| name.strip_suffix(kind))
        .filter(|short| short.chars().count() >= 2);
    short.unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_called_by_what_no_other_is_called_by() {
        let networks = [
            ("ICLEI", "Local Governments for Sustainability", "이클레이"),
            ("", "Metropolis - World Association of the Major Metropolises", "세계대도시협의회(메트로폴리스)"),
            ("", "Towns (Korea)", "도시들"),
            ("", "Towns (Japan)", "도시들 - 일본"),
            ("APUC", "Asian council", "아시아 협의회"),
            ("APUC", "American council", "미주 협의회"),
            ("", "(none)", "없음"),
        ];
        let names = networks.map(|(_, en, ko)| Name { en: en.to_owned(), ko: ko.to_owned() });
        let given: Vec<(&str, &Name)> = networks.iter().zip(&names).map(|(network, name)| (network.0, name)).collect();
        let shorts = short_names_of_networks(&given).into_iter().map(|name| format!("{}/{}", name.en, name.ko));
        let expected = ["ICLEI/ICLEI", "Metropolis/세계대도시협의회", "/", "/", "/", "/", "(none)/없음"];
        assert_eq!(shorts.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn short_names_stay_different() {
        let rows = [
            ("seoul", "Seoul", "서울특별시", "upper", ""),
            ("busan", "Busan", "부산광역시", "upper", ""),
            ("chungnam", "South Chungcheong Province", "충청남도", "upper", ""),
            ("gwangju", "Gwangju", "광주광역시", "upper", ""),
            ("gangwon", "Gangwon Province", "강원특별자치도", "upper", ""),
            ("gyeonggi-gwangju", "Gwangju (Gyeonggi)", "광주시", "basic", "gyeonggi"),
            ("boeun", "Boeun County", "보은군", "basic", "chungbuk"),
            ("seoul-jung", "Jung District, Seoul", "중구", "district", "seoul"),
            ("busan-jung", "Jung District, Busan", "중구", "district", "busan"),
            ("seoul-mapo", "Mapo-gu, Seoul", "마포구", "district", "seoul"),
        ];
        let names = rows.map(|row| Name { en: row.1.to_owned(), ko: row.2.to_owned() });
        let governments: Vec<Government<'_>> = rows
            .iter()
            .zip(&names)
            .map(|(row, name)| Government { id: row.0, name, level: row.3, parent_id: row.4 })
            .collect();
        let shorts: Vec<String> =
            short_names(&governments).into_iter().map(|name| format!("{}/{}", name.en, name.ko)).collect();
        let expected = [
            "Seoul/서울",
            "Busan/부산",
            "Chungnam/충남",
            "Gwangju/광주",
            "Gangwon/강원",
            "Gwangju (Gyeonggi)/광주시",
            "Boeun/보은",
            "Jung, Seoul/서울 중구",
            "Jung, Busan/부산 중구",
            "Mapo/마포",
        ];
        assert_eq!(shorts, expected);
    }
}
