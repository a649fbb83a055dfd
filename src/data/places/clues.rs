//! What stands beside a name: the country, the province and the upper government, in brackets, between commas, before signs
//! and in the first words.

use super::abroad::{leading_region, shares_its_name, without_kind};
use super::countries::{
    Found, country_coded, country_named, country_of_key, country_of_shared_region, region_coded, region_of_key,
};
use super::korean::{self, Beside, Scope};
use super::normal::key;
use super::place::{Certainty, Hint, Kind, Meaning, Place, Reason, Within};
use super::register::{Country, Region, register};
use super::written::{around_a_sign, comma_parts};

/// Where a clue stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    InBrackets,
    AfterComma,
}

/// A name, or a place that is read already.
pub(super) enum Main {
    Name(String),
    Each(Place),
}

/// What stands beside a name.
#[derive(Default)]
pub(super) struct Clues {
    pub country: Option<&'static Country>,
    pub within: Option<Within>,
    pub scope: Option<Scope>,
    pub because: Vec<Reason>,
    /// Of two readings, neither is taken.
    pub is_open: bool,
}

impl Clues {
    /// Takes what a text beside the name says; whether it says something.
    pub fn take(&mut self, text: &str, place: Where) -> bool {
        let name = key(text);
        let region = region_of_key(&name).map(|(region, _)| region).or_else(|| region_coded(text));
        let country = match country_of_key(&name) {
            Found::One(country) => Some(country),
            _ => country_coded(text, true),
        };
        let is_korean = self.country.is_none_or(|country| country.code == "KR");
        if let Some(upper) = korean::upper(text).filter(|_| is_korean && country.is_none()) {
            self.scope = Some(Scope::of(upper));
            return true;
        }
        match (country, region) {
            (Some(country), Some(region)) => self.take_either(country, region, place),
            (Some(country), None) => self.take_country(country),
            (None, Some(region)) => self.take_region(region),
            (None, None) => {
                let government = korean::read(text, &Beside::default()).and_then(|place| place.government());
                if let Some(government) = government.filter(|_| is_korean && place == Where::InBrackets) {
                    self.scope.get_or_insert_with(|| Scope::of(government));
                    return true;
                }
                return false;
            }
        }
        true
    }

    /// Georgia, CA: a country and a province have the name.
    fn take_either(&mut self, country: &'static Country, region: &'static Region, place: Where) {
        match self.country.map(|known| known.code) {
            Some(known) if known == region.country => return self.take_region(region),
            Some(_) => return,
            None => {}
        }
        self.because.push(Reason::CountryOrRegion(country, region));
        // `Toronto (CA)` is how the program itself writes a counterpart with its country.
        let is_own_notation =
            place == Where::InBrackets && country.code == region.code.split('-').next_back().unwrap_or_default();
        if is_own_notation {
            self.country = Some(country);
        } else {
            self.is_open = true;
        }
    }

    fn take_country(&mut self, country: &'static Country) {
        // England, United Kingdom: the nearer one is kept.
        if self.country.is_none_or(|known| country.part_of == known.code) {
            self.country = Some(country);
            self.because.push(Reason::CountryBeside);
        }
    }

    fn take_region(&mut self, region: &'static Region) {
        if self.country.is_none_or(|known| known.code == region.country) {
            self.country = register().country(region.country);
            self.within.get_or_insert(Within::Region(region));
            self.because.push(Reason::RegionBeside);
        }
    }

    /// Takes country and province from between the commas; what is left is the name.
    pub fn take_commas(&mut self, main: &str) -> Main {
        let mut parts = if main.contains([',', ';', '、']) { comma_parts(main) } else { Vec::new() };
        if parts.len() < 2 {
            return Main::Name(main.to_owned());
        }
        let had = parts.len();
        let in_two_parts = match parts.as_slice() {
            // Taiwan, Province of China.
            [_, .., first, second] => only_a_country(&format!("{first}, {second}")),
            _ => None,
        };
        if let Some(country) = in_two_parts {
            self.take_country(country);
            parts.truncate(parts.len() - 2);
        } else if let Some(country) = parts.last().and_then(|last| only_a_country(last)) {
            self.take_country(country);
            parts.pop();
        } else if let Some(country) = parts.first().and_then(|first| only_a_country(first)) {
            self.take_country(country);
            parts.remove(0);
        }
        if let [first, second] = parts.as_slice()
            && let Some(place) = self.in_its_upper(first, second).or_else(|| self.in_its_upper(second, first))
        {
            return Main::Each(place);
        }
        if self.country.is_none_or(|country| country.code == "KR")
            && let Some(each) = korean::each_of(&parts)
        {
            return Main::Each(Place::new(Meaning::EachOf(each), Certainty::Certain, self.because.clone()));
        }
        // Tokyo, Osaka, Kyoto: three cities that are called like their provinces.
        while let [before @ .., last] = parts.as_slice()
            && !before.is_empty()
            && !are_all_cities(&parts)
            && self.take(&last.clone(), Where::AfterComma)
        {
            parts.pop();
        }
        if let [first, second] = parts.as_slice()
            && self.take_unlisted(first, second)
        {
            parts.pop();
        }
        if parts.len() > 1 {
            self.because.push(Reason::UnknownBeside);
            self.is_open = true;
        }
        Main::Name(if parts.len() == had { main.to_owned() } else { parts.join(", ") })
    }

    /// `Horodok, Lviv Oblast`, `Huangdao District, Qingdao`, `Haenggung-dong, Suwon`: a place that no table holds, and that the
    /// words for their kinds or a Korean government tell from a second name.
    fn take_unlisted(&mut self, first: &str, second: &str) -> bool {
        let kind = |text| without_kind(text, None).1;
        if self.within.is_none() && self.scope.is_none() {
            let government = korean::read(second, &Beside::default()).and_then(|place| place.government());
            let is_korean = self.country.is_none_or(|country| country.code == "KR");
            if let Some(government) = government.filter(|_| is_korean) {
                self.scope = Some(Scope::of(government));
                return true;
            }
            if matches!(kind(second), Some(Kind::Region | Kind::County)) || kind(first) == Some(Kind::District) {
                self.within = Some(Within::Written(second.to_owned()));
                return true;
            }
        }
        false
    }

    /// `Suwon, Gyeonggi`: a Korean government and the upper one that it lies in.
    fn in_its_upper(&self, name: &str, upper: &str) -> Option<Place> {
        self.country.is_none_or(|country| country.code == "KR").then_some(())?;
        let scope = Some(Scope::of(korean::upper(upper)?));
        let place = korean::read(name, &Beside { scope, is_korea: true })?;
        let place = self.because.iter().fold(place, |place, reason| korean::with(place, *reason));
        (place.certainty == Certainty::Certain).then_some(place)
    }

    /// `일본/아키타`, `Japan: Akita`: only where one side is a country.
    pub fn take_signs(&mut self, main: &str) -> String {
        let Some((left, right)) = around_a_sign(main).filter(|_| self.country.is_none()) else {
            return main.to_owned();
        };
        for (country, name) in [(left, right), (right, left)] {
            if let Some(country) = only_a_country(country) {
                self.take_country(country);
                return name.to_owned();
            }
        }
        main.to_owned()
    }

    /// 일본 아키타현, 중국산둥성 칭다오시, 아키타현 다이센시: the country and the province stand before the name.
    pub fn take_first_words(&mut self, main: &str) -> String {
        let mut rest = main;
        if let Some((country, after)) = leading_country(rest)
            && self.country.is_none_or(|known| known == country)
        {
            self.take_country(country);
            rest = after;
        }
        let is_korean = self.country.is_some_and(|country| country.code == "KR") || self.scope.is_some();
        if !is_korean
            && let Some((within, after)) = leading_region(rest, self.country)
            && (self.country.is_some() || korean::read(rest, &Beside::default()).is_none())
        {
            match within {
                Within::Region(region) => self.take_region(region),
                Within::Written(name) => {
                    self.country = self.country.or_else(|| country_of_shared_region(&name));
                    self.within.get_or_insert(Within::Written(name));
                }
                Within::Government(_) => {}
            }
            rest = after;
        }
        rest.to_owned()
    }

    pub fn take_hint(&mut self, hint: &Hint) {
        let had = (self.country.is_some(), self.scope.is_some());
        if self.country.is_none() && self.scope.is_none() {
            self.country = hint.country;
        }
        // A Korean government beside it says the country too.
        if self.scope.is_none() && self.country.is_none_or(|country| country.code == "KR") {
            self.scope = hint.parent.map(Scope::of);
        }
        if had != (self.country.is_some(), self.scope.is_some()) {
            self.because.push(Reason::Hint);
        }
        if let (true, Some(country)) = (self.is_open, hint.country) {
            self.settle(country);
        }
    }

    /// Georgia beside a row about the United States is the state.
    fn settle(&mut self, country: &'static Country) {
        let doubt = self.because.iter().find_map(|reason| match reason {
            Reason::CountryOrRegion(_, region) => Some(*region),
            _ => None,
        });
        if let Some(region) = doubt {
            self.is_open = false;
            if region.country == country.code {
                self.within.get_or_insert(Within::Region(region));
            }
        }
    }
}

/// A country that no province shares its name with.
fn only_a_country(text: &str) -> Option<&'static Country> {
    let name = key(text);
    let Found::One(country) = country_of_key(&name) else { return None };
    let is_shared = region_of_key(&name).is_some() || region_coded(text).is_some();
    (!is_shared && korean::upper(text).is_none()).then_some(country)
}

/// 일본 아키타현, 남아프리카 공화국 더반, 日本秋田県; in Latin letters a country may begin the name of a city (Jersey City).
fn leading_country(text: &str) -> Option<(&'static Country, &str)> {
    /// Short names of countries that begin no name of a place in Hangul or Han letters.
    const GLUED: [&str; 15] = [
        "일본", "중국", "미국", "대만", "독일", "영국", "호주", "몽골", "태국", "日本", "中国", "中國", "韓国", "台湾",
        "美国",
    ];
    if text.is_ascii() {
        return None;
    }
    let mut gaps = text.match_indices(' ').map(|(at, _)| at).take(2).collect::<Vec<_>>();
    gaps.reverse();
    let by_words = gaps.into_iter().find_map(|at| {
        let (first, rest) = text.split_at(at);
        let is_latin = first.chars().all(|char| char < '\u{0250}');
        let country = only_a_country(first).filter(|_| !is_latin)?;
        Some((country, rest.trim_start()))
    });
    by_words.or_else(|| {
        let (name, rest) = GLUED.iter().find_map(|name| Some((*name, text.strip_prefix(name)?)))?;
        let says_kind = rest.split(' ').next().is_some_and(|word| word.ends_with(is_kind_letter));
        let Found::One(country) = country_named(name) else { return None };
        (says_kind && rest.chars().count() >= 3).then_some((country, rest))
    })
}

/// Tokyo, Osaka, Kyoto: cities that are called like their provinces.
fn are_all_cities(parts: &[String]) -> bool {
    let is_city = |part: &String| region_of_key(&key(part)).is_some_and(|(region, _)| shares_its_name(region));
    parts.iter().all(is_city) && parts.iter().any(|part| key(part) != key(&parts[0]))
}

fn is_kind_letter(char: char) -> bool {
    matches!(
        char,
        '시' | '현'
            | '성'
            | '주'
            | '부'
            | '도'
            | '구'
            | '군'
            | '市'
            | '県'
            | '縣'
            | '省'
            | '府'
            | '都'
            | '州'
            | '区'
            | '區'
    )
}
