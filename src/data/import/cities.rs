//! Cities by the names that people write: those of the database and of the register of Korean governments, and any other by
//! its name, country and province.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::city::{City, CityFound, NewCity, state};
use super::names::{NameIndex, normal};
use super::written_cities::{level_of_register, parts, short_of};
use crate::data::places::{
    Certainty, Country, Elsewhere, Hint, Kind, Level, Meaning, Place, Within, read_place, register, tidy,
};

/// All cities that a cell may name.
#[derive(Default)]
pub(super) struct Cities {
    pub index: NameIndex,
    all: Vec<Known>,
    /// Places of the governments of the register, by their slugs.
    by_register: HashMap<&'static str, usize>,
    /// Places of all others, by [`Elsewhere::key`], and by it without country and province.
    by_key: HashMap<String, Vec<usize>>,
    by_bare: HashMap<String, Vec<usize>>,
    read: RefCell<ReadPlaces>,
}

struct Known {
    is_upper: bool,
    parent_id: String,
    /// Its slug in the register.
    government: Option<&'static str>,
    country: Option<&'static Country>,
    /// Whether it was there before the import, or is one of the register.
    is_known_before: bool,
    /// Of a city of the import that is known by its bare name only: the rows that name it, and the first of them.
    bare: Option<String>,
    rows: usize,
    first_row: usize,
}

/// Names as they were read, by the country and the government beside them.
#[derive(Default)]
struct ReadPlaces {
    by_hint: HashMap<[&'static str; 2], HashMap<String, Rc<Place>>>,
    kept: usize,
}

/// Readings of names that are kept for the next row.
const MOST_KEPT: usize = 20_000;

impl Cities {
    /// Adds the cities of the database, then every government of the register that is none of them.
    ///
    /// The places of the latter lead to what a database is given of them.
    pub fn fill(&mut self, of_database: &[City]) -> Vec<(usize, &'static str)> {
        for city in of_database {
            self.add(city, true);
        }
        // A parent may stand below its parts.
        for (place, city) in of_database.iter().enumerate() {
            self.link(place, city);
        }
        let mut missing = Vec::new();
        for government in &register().governments {
            if self.by_register.contains_key(government.id) {
                continue;
            }
            let parent = self.by_register.get(government.parent).map(|&place| self.index.ids[place].clone());
            let is_free = self.index.by_id(government.id).is_none();
            let city = City {
                id: if is_free { government.id.to_owned() } else { format!("kr-{}", government.id) },
                name_en: government.name_en.to_owned(),
                name_ko: government.name_ko.to_owned(),
                level: level_of_register(government.level).to_owned(),
                parent_id: parent.unwrap_or_else(|| government.parent.to_owned()),
                iso: String::new(),
                country: "KR".to_owned(),
            };
            missing.push((self.insert(&city, Some(government.id), true), government.id));
        }
        missing
    }

    /// Adds a city of the database, or of a sheet of cities.
    pub fn add(&mut self, city: &City, is_known_before: bool) -> usize {
        let government = self.government_of(city);
        self.insert(city, government, is_known_before)
    }

    fn link(&mut self, place: usize, city: &City) {
        if self.all[place].government.is_none()
            && let Some(id) = self.government_of(city)
        {
            self.all[place].government = Some(id);
            self.by_register.insert(id, place);
        }
    }

    fn insert(&mut self, city: &City, government: Option<&'static str>, is_known_before: bool) -> usize {
        let City { id, name_en, name_ko, level, parent_id, .. } = city;
        let name = if name_ko.is_empty() { name_en } else { name_ko };
        let place = self.index.add(id, name, &[name_en, name_ko], is_known_before);
        // A list of Korean governments seldom says that they are Korean.
        let country = city.country().filter(|country| country.code != "KR" || city.country.is_empty());
        if let Some(government) = government {
            self.by_register.entry(government).or_insert(place);
            if is_known_before {
                self.index.add_spelling(place, short_of(name_ko));
            }
        } else {
            for name in [name_en, name_ko].into_iter().filter(|name| !name.is_empty()) {
                let hint = Hint { country, parent: None };
                let (key, bare, _) = keys(name, &self.place(name, &hint), country);
                push(&mut self.by_key, key, place);
                push(&mut self.by_bare, bare, place);
            }
        }
        self.all.push(Known {
            is_upper: level == "upper",
            parent_id: parent_id.clone(),
            government,
            country,
            is_known_before,
            bare: None,
            rows: 0,
            first_row: 0,
        });
        place
    }

    /// The government of the register that a city of a database is.
    fn government_of(&self, city: &City) -> Option<&'static str> {
        let by_id = register().government(&city.id);
        let country = city.country();
        if country.is_some_and(|country| country.code != "KR") {
            return None;
        }
        let parent = self.index.by_id(&city.parent_id).and_then(|place| self.all[place].government);
        let parent = parent.or_else(|| register().government(&city.parent_id).map(|government| government.id));
        let hint = Hint { country, parent: parent.and_then(|id| register().government(id)) };
        let names = [&city.name_ko, &city.name_en].into_iter().filter(|name| !name.is_empty());
        let is_level = |level: Level| city.level.is_empty() || level_of_register(level) == city.level;
        for name in names {
            let place = read_place(name, &hint);
            let candidates = match place.meaning {
                Meaning::Government(government) if place.rest.is_empty() => vec![government],
                Meaning::OneOf(governments) => governments,
                _ => Vec::new(),
            };
            let suiting: Vec<_> = candidates.into_iter().filter(|government| is_level(government.level)).collect();
            match suiting[..] {
                [one] => return Some(one.id),
                _ if by_id.is_some_and(|own| suiting.iter().any(|one| one.id == own.id)) => {
                    return by_id.map(|own| own.id);
                }
                _ => {}
            }
        }
        by_id.filter(|_| city.name_ko.is_empty() && city.name_en.is_empty()).map(|government| government.id)
    }

    /// The id of a place.
    pub fn id(&self, place: usize) -> &str {
        &self.index.ids[place]
    }

    /// The id of what it lies in, or empty.
    pub fn parent_id(&self, place: usize) -> &str {
        &self.all[place].parent_id
    }

    /// An upper-level government by its name.
    pub fn find_upper(&self, text: &str) -> Option<usize> {
        if let Some(place) = self.index.by_id(text) {
            return Some(place);
        }
        let is_upper = |place: &usize| self.all[*place].is_upper;
        let read = self.place(text, &Hint::default());
        let by_register = match &read.meaning {
            Meaning::Government(government) => Some(government.id),
            Meaning::OneOf(governments) => {
                let uppers: Vec<_> = governments.iter().filter(|one| one.level == Level::Upper).collect();
                if let [one] = uppers[..] { Some(one.id) } else { None }
            }
            _ => None,
        };
        let by_register = by_register.and_then(|id| self.by_register.get(id).copied()).filter(is_upper);
        by_register.or_else(|| self.index.all(&normal(text)).into_iter().find(is_upper))
    }

    /// What a text names, with what the other columns of its row say: the upper-level government and the country.
    pub fn find(&self, text: &str, region: Option<usize>, country: Option<&'static Country>) -> CityFound {
        let is_korean = country.is_none_or(|country| country.code == "KR");
        if let Some(place) = self.index.by_id(text.trim()).filter(|_| is_korean) {
            return CityFound::One(place);
        }
        let parent = region.and_then(|place| self.all[place].government).and_then(|id| register().government(id));
        if let (Some(region), None) = (region, parent)
            && let [one] = self.inside(&normal(text), region)[..]
        {
            return CityFound::One(one);
        }
        let hint = Hint { country, parent };
        let read = self.place(text, &hint);
        let places = |governments: &[&crate::data::places::Government]| -> Vec<usize> {
            governments.iter().filter_map(|one| self.by_register.get(one.id).copied()).collect()
        };
        match &read.meaning {
            Meaning::Nothing => CityFound::Nothing,
            Meaning::Government(government) => match places(&[government])[..] {
                [one] if read.certainty > Certainty::Open => CityFound::One(one),
                _ => CityFound::OneOf(places(&[government])),
            },
            Meaning::EachOf(governments) => CityFound::Each(places(governments)),
            Meaning::OneOf(governments) => CityFound::OneOf(places(governments)),
            _ => self.elsewhere(text, &read, region, &hint),
        }
    }

    /// A city that is new whatever else has its name; the same for the same name.
    pub fn find_as_new(&self, text: &str, region: Option<usize>, country: Option<&'static Country>) -> CityFound {
        let hint = Hint { country, parent: None };
        let (key, bare, _) = keys(text, &self.place(text, &hint), country);
        let key = format!("+{key}");
        if let Some([one]) = self.by_key.get(&key).map(Vec::as_slice) {
            return CityFound::One(*one);
        }
        let is_korean = country.is_none_or(|country| country.code == "KR");
        let parent = region.filter(|_| is_korean);
        CityFound::New(Box::new(NewCity {
            name: tidy(text),
            country,
            iso: String::new(),
            parent,
            key,
            bare,
            near: Vec::new(),
        }))
    }

    fn elsewhere(&self, text: &str, read: &Place, region: Option<usize>, hint: &Hint) -> CityFound {
        if let Some(found) = self.several(text, hint) {
            return found;
        }
        let (key, bare, found) = keys(text, read, hint.country);
        if let Some(known) = self.by_key.get(&key) {
            return one_or_several(known);
        }
        let alike = self.by_bare.get(&bare).map_or(&[][..], Vec::as_slice);
        let of_database = |place: &usize| self.all[*place].is_known_before;
        let is_less = key == bare;
        // A database that does not say the country: nothing tells the two apart.
        let unplaced: Vec<usize> = self.by_key.get(&bare).into_iter().flatten().copied().filter(of_database).collect();
        if !unplaced.is_empty() {
            return one_or_several(&unplaced);
        }
        let mut near: Vec<usize> = alike.iter().copied().filter(|place| is_less && of_database(place)).collect();
        if near.is_empty() {
            near = self.near(text, &found);
        }
        let within = match &found.within {
            Some(Within::Government(id)) => self.by_register.get(id).copied(),
            _ => None,
        };
        let is_korean = found.country.is_none_or(|country| country.code == "KR");
        let parent = within.or(region).filter(|_| is_korean);
        let name = tidy(text);
        // 경기도 없는군: the upper government is told by the parent.
        let own = name.split_once(' ').map(|(_, own)| own.to_owned()).filter(|_| within.is_some() && region.is_none());
        let iso = match &found.within {
            Some(Within::Region(province)) => province.code.to_owned(),
            _ => String::new(),
        };
        let name = own.unwrap_or(name);
        CityFound::New(Box::new(NewCity { name, country: found.country, iso, parent, key, bare, near }))
    }

    /// Several governments in one text, whatever sign stands between them: only where every part is one by itself.
    fn several(&self, text: &str, hint: &Hint) -> Option<CityFound> {
        let parts = parts(text);
        if parts.len() < 2 || hint.country.is_some_and(|country| country.code != "KR") {
            return None;
        }
        let mut known = Vec::new();
        for part in &parts {
            let read = self.place(part, hint);
            let government = read.government().filter(|_| read.certainty > Certainty::Open && read.rest.is_empty());
            known.extend(government.and_then(|government| self.by_register.get(government.id).copied()));
        }
        match known.len() {
            0 => None,
            all if all == parts.len() => Some(CityFound::Each(known)),
            // Some are known: a list of which a part needs a person, or a name that holds another.
            _ => Some(CityFound::OneOf(known)).filter(|_| text.chars().any(|char| ('가'..='힣').contains(&char))),
        }
    }

    /// Cities known before the import whose name differs by a slip, in the same country as far as that is known.
    fn near(&self, text: &str, found: &Elsewhere) -> Vec<usize> {
        let is_fine = |place: &usize| {
            let known = &self.all[*place];
            let country = if known.government.is_some() { Some("KR") } else { known.country.map(|one| one.code) };
            match (found.country.map(|one| one.code), country) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            }
        };
        let near = |text: &str| self.index.near(text).into_iter().filter(is_fine).collect::<Vec<_>>();
        let by_whole = near(text);
        if by_whole.is_empty() && matches!(found.within, Some(Within::Government(_))) {
            let own = text.rsplit([' ', ',']).find(|part| !part.trim().is_empty()).unwrap_or(text);
            return near(own);
        }
        by_whole
    }

    /// Takes a city that the import makes.
    pub fn make(&mut self, new: &NewCity, city: &City, row: usize) -> usize {
        let place = self.index.add(&city.id, &new.name, &[&city.name_en, &city.name_ko], false);
        push(&mut self.by_key, new.key.clone(), place);
        push(&mut self.by_bare, new.bare.clone(), place);
        self.all.push(Known {
            is_upper: city.level == "upper",
            parent_id: city.parent_id.clone(),
            government: None,
            country: new.country,
            is_known_before: false,
            bare: Some(new.bare.clone()).filter(|bare| *bare == new.key),
            rows: 0,
            first_row: row,
        });
        place
    }

    /// The cities that a row of a list of cities may be, by its name and, as far as they are known, its country and the
    /// government that it lies in.
    pub fn find_rows(&self, name: &str, country: &str, parent_id: &str) -> Vec<usize> {
        let is_alike = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let is_same = |place: &usize| {
            let known = &self.all[*place];
            let own = known.country.map_or(if known.government.is_some() { "KR" } else { "" }, |country| country.code);
            is_alike(own, country) && is_alike(&known.parent_id, parent_id)
        };
        let places: Vec<usize> = match self.index.by_id(name) {
            Some(place) => vec![place],
            None => self.index.all(&normal(name)),
        };
        places.into_iter().filter(is_same).collect()
    }

    /// The place of a new city that has been made since it was read.
    pub fn find_made(&self, new: &NewCity) -> Option<usize> {
        self.by_key.get(&new.key).and_then(|places| places.first().copied())
    }

    /// Counts a row that names a city.
    pub fn count_row(&mut self, place: usize) {
        self.all[place].rows += 1;
    }

    /// Cities that the import made of a bare name while another of this name has a country or province: Abilene beside
    /// `Abilene, Texas`. Each with its first row, its rows and the others; told once.
    pub fn bare_beside_others(&mut self) -> Vec<(usize, usize, usize, Vec<usize>)> {
        let mut told = Vec::new();
        for place in 0..self.all.len() {
            let Some(bare) = self.all[place].bare.clone().filter(|_| self.all[place].rows > 0) else { continue };
            let others: Vec<usize> = self.by_bare[&bare].iter().copied().filter(|other| *other != place).collect();
            if !others.is_empty() {
                self.all[place].bare = None;
                told.push((place, self.all[place].first_row, self.all[place].rows, others));
            }
        }
        told
    }

    /// Cities of this name within an upper-level government that the register does not know.
    fn inside(&self, name: &str, region: usize) -> Vec<usize> {
        let region_id = self.index.ids[region].as_str();
        let is_inside = |place: &usize| self.all[*place].parent_id == region_id;
        self.index.all(name).into_iter().filter(is_inside).collect()
    }

    fn place(&self, text: &str, hint: &Hint) -> Rc<Place> {
        let country = hint.country.map_or("", |country| country.code);
        let parent = hint.parent.map_or("", |parent| parent.id);
        let mut read = self.read.borrow_mut();
        if let Some(place) = read.by_hint.get(&[country, parent]).and_then(|places| places.get(text)) {
            return Rc::clone(place);
        }
        if read.kept >= MOST_KEPT {
            *read = ReadPlaces::default();
        }
        read.kept += 1;
        let place = Rc::new(read_place(text, hint));
        read.by_hint.entry([country, parent]).or_default().insert(text.to_owned(), Rc::clone(&place));
        place
    }
}

fn push(index: &mut HashMap<String, Vec<usize>>, key: String, place: usize) {
    let places = index.entry(key).or_default();
    if !places.contains(&place) {
        places.push(place);
    }
}

fn one_or_several(places: &[usize]) -> CityFound {
    if let [one] = places { CityFound::One(*one) } else { CityFound::OneOf(places.to_vec()) }
}

/// What a place is known by, with and without its country and province, and the place.
fn keys(text: &str, read: &Place, country: Option<&'static Country>) -> (String, String, Elsewhere) {
    let place = match &read.meaning {
        Meaning::Elsewhere(place) => place.clone(),
        // Singapore is a country and a city: as a city it has the name of its country.
        Meaning::Country(own) => {
            Elsewhere { name: tidy(text), kind: Kind::City, within: None, country: country.or(Some(own)) }
        }
        _ => Elsewhere { name: tidy(text), kind: Kind::City, within: None, country },
    };
    let place = Elsewhere { country: place.country.map(state), ..place };
    let bare = Elsewhere { within: None, country: None, ..place.clone() };
    // A province is known by itself.
    let bare = if place.kind == Kind::Region { place.key() } else { bare.key() };
    (place.key(), bare, place)
}

#[cfg(test)]
#[path = "cities_tests.rs"]
mod tests;
