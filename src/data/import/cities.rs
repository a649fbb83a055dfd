//! Local governments by the names that people write, with the help of the upper-level government beside them.

use super::names::{Found, NameIndex, normal};

/// A local government.
pub(super) struct Government {
    pub id: String,
    pub name_en: String,
    pub name_ko: String,
    pub level: String,
    pub parent_id: String,
}

/// All local governments of a database.
#[derive(Default)]
pub(super) struct Cities {
    pub index: NameIndex,
    level: Vec<String>,
    parent_id: Vec<String>,
    /// Normal names of upper-level governments, the longest first, each with its place.
    upper_names: Vec<(String, usize)>,
}

impl Cities {
    pub fn add(&mut self, government: &Government) -> usize {
        let Government { id, name_en, name_ko, level, parent_id } = government;
        let name = if name_ko.is_empty() { name_en } else { name_ko };
        let place = self.index.add(id, name, &[name_en, name_ko]);
        let mut shorts = short_names(name_ko, level);
        shorts.extend(name_en.split([',', '(']).next().map(|short| short.trim().to_owned()));
        for kind in [" Province", " County", " District", " City", "-gu", "-gun", "-si", "-do"] {
            shorts.extend(
                name_en
                    .split([',', '('])
                    .next()
                    .and_then(|short| short.trim().strip_suffix(kind))
                    .map(ToOwned::to_owned),
            );
        }
        for short in &shorts {
            self.index.add_short(place, short);
        }
        self.level.push(level.clone());
        self.parent_id.push(parent_id.clone());
        if level == "upper" {
            let names =
                shorts.iter().chain([name_en, name_ko]).map(|name| normal(name)).filter(|name| !name.is_empty());
            self.upper_names.extend(names.map(|name| (name, place)));
            self.upper_names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        place
    }

    /// The id of a place.
    pub fn id(&self, place: usize) -> &str {
        &self.index.ids[place]
    }

    /// An upper-level government by its name.
    pub fn find_upper(&self, text: &str) -> Option<usize> {
        let name = normal(text);
        self.index
            .by_id(text)
            .or_else(|| self.upper_names.iter().find(|(upper, _)| *upper == name).map(|(_, place)| *place))
    }

    /// What a text names, in the upper-level government that stands beside it if any.
    pub fn find(&self, text: &str, region: Option<usize>) -> Found {
        if let Some(place) = self.index.by_id(text.trim()) {
            return Found::One(place);
        }
        let name = normal(text);
        if let Some(region) = region {
            if ["본청", "도본청", "시본청", "도청", "시청", "본부", "광역", ""].contains(&name.as_str())
            {
                return Found::One(region);
            }
            let inside = self.inside(&name, region);
            if let [one] = inside.as_slice() {
                return Found::One(*one);
            }
            // 서울특별시 beside 서울: the region itself.
            if self.index.all_by_any(&name).contains(&region) {
                return Found::One(region);
            }
        }
        let found = self.index.find(text);
        // 광주시 is a city by its full name and what people call a metropolitan city.
        if let (Found::One(place), None) = (&found, region) {
            let all = self.index.all_by_any(&name);
            let is_upper = |place: &usize| self.level[*place] == "upper";
            if all.len() > 1 && !is_upper(place) && all.iter().any(is_upper) {
                return Found::Several(all);
            }
        }
        if !matches!(found, Found::Nothing) {
            return found;
        }
        // 경기도 광주시, 서울 종로구: the upper-level government stands before the name.
        for (upper, place) in &self.upper_names {
            if let Some(rest) = name.strip_prefix(upper.as_str()).filter(|rest| !rest.is_empty())
                && let [one] = self.inside(rest, *place).as_slice()
            {
                return Found::One(*one);
            }
        }
        found
    }

    /// Governments of this name within an upper-level government.
    fn inside(&self, name: &str, region: usize) -> Vec<usize> {
        let region_id = self.index.ids[region].as_str();
        let is_inside = |place: &usize| self.parent_id[*place] == region_id;
        let full: Vec<usize> = self.index.all(name).into_iter().filter(is_inside).collect();
        if full.is_empty() { self.index.all_by_any(name).into_iter().filter(is_inside).collect() } else { full }
    }
}

/// 서울특별시: 서울, 서울시. 충청남도: 충남. 강원특별자치도: 강원, 강원도. 안동시: 안동.
fn short_names(name: &str, level: &str) -> Vec<String> {
    let syllables: Vec<char> = name.chars().collect();
    if let [first, _, side @ ('남' | '북'), '도'] = syllables[..] {
        return vec![[first, side].iter().collect()];
    }
    let earlier = match name {
        "전북특별자치도" => vec!["전라북도".to_owned()],
        _ => Vec::new(),
    };
    for (kind, common) in [("특별자치시", "시"), ("특별자치도", "도"), ("특별시", "시"), ("광역시", "시")]
    {
        if let Some(short) = name.strip_suffix(kind) {
            return [vec![short.to_owned(), format!("{short}{common}")], earlier].concat();
        }
    }
    let kinds: &[&str] = if level == "upper" { &["도"] } else { &["시", "군", "구"] };
    let short = kinds.iter().find_map(|kind| name.strip_suffix(kind)).filter(|short| short.chars().count() >= 2);
    short.map(ToOwned::to_owned).into_iter().collect()
}

/// What the end of a Korean name says of the level of a government.
pub(super) fn level_of(name: &str) -> Option<&'static str> {
    let is_upper = ["특별시", "광역시", "특별자치시", "특별자치도", "도"].iter().any(|kind| name.ends_with(kind));
    let is_korean = name.chars().all(|char| ('가'..='힣').contains(&char)) && name.chars().count() >= 2;
    match name.chars().last() {
        _ if !is_korean => None,
        _ if is_upper => Some("upper"),
        Some('시' | '군') => Some("basic"),
        Some('구') => Some("district"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cities() -> Cities {
        let mut cities = Cities::default();
        for (id, en, ko, level, parent) in [
            ("seoul", "Seoul", "서울특별시", "upper", ""),
            ("gwangju", "Gwangju", "광주광역시", "upper", ""),
            ("gyeonggi", "Gyeonggi Province", "경기도", "upper", ""),
            ("chungnam", "South Chungcheong Province", "충청남도", "upper", ""),
            ("jeonbuk", "North Jeolla Province", "전북특별자치도", "upper", ""),
            ("busan", "Busan", "부산광역시", "upper", ""),
            ("gyeonggi-gwangju", "Gwangju (Gyeonggi)", "광주시", "basic", "gyeonggi"),
            ("andong", "Andong", "안동시", "basic", "gyeongbuk"),
            ("seoul-jung", "Jung District, Seoul", "중구", "district", "seoul"),
            ("busan-jung", "Jung District, Busan", "중구", "district", "busan"),
        ] {
            let [id, name_en, name_ko, level, parent_id] = [id, en, ko, level, parent].map(ToOwned::to_owned);
            cities.add(&Government { id, name_en, name_ko, level, parent_id });
        }
        cities
    }

    #[test]
    fn the_names_people_write_are_understood() {
        let cities = cities();
        for (text, id) in [
            ("서울", "seoul"),
            ("서울시", "seoul"),
            ("서울특별시", "seoul"),
            ("Seoul", "seoul"),
            (" 충남 ", "chungnam"),
            ("전북", "jeonbuk"),
            ("전라북도", "jeonbuk"),
            ("안동", "andong"),
            ("경기도 광주시", "gyeonggi-gwangju"),
            ("경기 광주", "gyeonggi-gwangju"),
            ("서울 중구", "seoul-jung"),
            ("부산광역시중구", "busan-jung"),
            ("Jung District, Busan", "busan-jung"),
        ] {
            let Found::One(place) = cities.find(text, None) else { panic!("{text}") };
            assert_eq!(cities.id(place), id, "{text}");
        }
    }

    #[test]
    fn what_has_two_meanings_needs_its_region() {
        let cities = cities();
        for text in ["광주", "광주시", "중구"] {
            assert!(matches!(cities.find(text, None), Found::Several(places) if places.len() == 2), "{text}");
        }
        for (text, region, id) in [
            ("광주", "경기도", "gyeonggi-gwangju"),
            ("광주시", "경기", "gyeonggi-gwangju"),
            ("광주", "광주광역시", "gwangju"),
            ("본청", "경기", "gyeonggi"),
            ("", "서울", "seoul"),
            ("중구", "서울시", "seoul-jung"),
            ("서울시", "서울", "seoul"),
        ] {
            let region = cities.find_upper(region);
            assert!(region.is_some());
            let Found::One(place) = cities.find(text, region) else { panic!("{text}") };
            assert_eq!(cities.id(place), id, "{text}");
        }
    }
}
