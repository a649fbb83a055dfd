//! The recogniser: one written place, with what is known of the row it stands in.

use super::abroad::{elsewhere, known_region};
use super::clues::{Clues, Main, Where};
use super::countries::{Found, country_named, country_of_usual_key};
use super::korean::{self, Beside, Scope};
use super::normal::{key, tidy};
use super::place::{Certainty, Elsewhere, Hint, Kind, Meaning, Place, Reason, Within};
use super::register::{Government, register};
use super::written::Written;

/// More bytes than any name of a place has: such a text is kept as it is.
const LONGEST_NAME: usize = 1_000;

/// What a text names: a Korean government, a country, or a place elsewhere with its country and province.
pub(crate) fn read_place(text: &str, hint: &Hint) -> Place {
    if text.len() > LONGEST_NAME {
        let place = Elsewhere { name: tidy(text), kind: Kind::City, within: None, country: hint.country };
        return Place::new(Meaning::Elsewhere(place), Certainty::Open, vec![Reason::UnknownBeside]);
    }
    let written = Written::new(text);
    if key(&written.main).is_empty() {
        return Place::new(Meaning::Nothing, Certainty::Certain, Vec::new());
    }
    if let Some(place) = whole_name(&written, hint) {
        return place;
    }
    let mut beside = Clues::default();
    for part in written.before.iter().chain(&written.behind) {
        beside.take(part, Where::InBrackets);
    }
    let main = beside.take_commas(&written.main);
    let main = match main {
        Main::Name(name) => name,
        Main::Each(place) => return place,
    };
    let main = beside.take_signs(&main);
    let main = beside.take_first_words(&main);
    beside.take_hint(hint);
    beside.read(&main)
}

/// Names that hold a comma or brackets themselves: `Korea, Republic of`; and slugs with a hyphen.
fn whole_name(written: &Written, hint: &Hint) -> Option<Place> {
    if written.whole.contains([',', '(', '['])
        && let Found::One(country) = country_named(&written.whole)
    {
        return Some(Place::new(Meaning::Country(country), Certainty::Certain, vec![Reason::FullName]));
    }
    let is_slug = hint.country.is_none_or(|country| country.code == "KR") && written.whole.contains('-');
    let government = register().government(&written.whole).filter(|_| is_slug)?;
    Some(Place::new(Meaning::Government(government), Certainty::Certain, vec![Reason::FullName]))
}

impl Clues {
    /// Reads the name itself with all that stands beside it.
    fn read(mut self, main: &str) -> Place {
        let is_korean = self.country.is_none_or(|country| country.code == "KR");
        if is_korean && !self.is_open && self.within.is_none() {
            if let Some(government) = self.inside_of(main) {
                self.because.push(Reason::UpperBeside);
                return Place::new(Meaning::Government(government), Certainty::Certain, self.because);
            }
            let is_korea = self.country.is_some() || self.scope.is_some();
            let beside = Beside { scope: self.scope.clone(), is_korea };
            if let Some(place) = korean::read(main, &beside) {
                return self.because.iter().fold(place, |place, reason| korean::with(place, *reason));
            }
        }
        let own = country_of_usual_key(&key(main));
        match (own, self.country) {
            // Singapore in Singapore is the city.
            (Found::One(country), Some(known)) if country != known && country.part_of != known.code => {}
            (Found::One(_), Some(_)) if self.because.contains(&Reason::Hint) => {}
            (Found::One(country), _) => {
                let doubt = known_region(main, None).map(|(region, _)| region).filter(|_| self.country.is_none());
                let certainty = if doubt.is_some() { Certainty::Open } else { Certainty::Certain };
                self.because.extend(doubt.map(|region| Reason::CountryOrRegion(country, region)));
                return Place::new(Meaning::Country(country), certainty, self.because);
            }
            (Found::Several(countries), None) => {
                return Place::new(Meaning::OneOfCountries(countries), Certainty::Open, vec![Reason::SharedName]);
            }
            _ => {}
        }
        self.read_abroad(main)
    }

    /// 경상북도(의성군): the name is that of the upper government, and what stands beside it lies inside.
    fn inside_of(&self, main: &str) -> Option<&'static Government> {
        let government = self.scope.as_ref().and_then(Scope::first).filter(|inside| !inside.parent.is_empty())?;
        korean::upper(main).filter(|upper| upper.id == government.parent).map(|_| government)
    }

    fn read_abroad(mut self, main: &str) -> Place {
        let mut main = main;
        // 전라남도 덕진면: a place in a government that is none itself.
        if self.country.is_none_or(|country| country.code == "KR")
            && let Some((first, rest)) = main.split_once(' ')
            && rest.ends_with(['시', '군', '구', '읍', '면', '동', '리'])
            && let Some(upper) = korean::upper(first)
        {
            self.scope.get_or_insert_with(|| Scope::of(upper));
            main = rest;
        }
        if let Some(upper) = self.scope.as_ref().and_then(Scope::first) {
            self.country = register().country("KR");
            self.within.get_or_insert(Within::Government(upper.id));
        }
        let within = self.within.take();
        let mut place = if self.because.contains(&Reason::UnknownBeside) {
            Elsewhere { name: main.to_owned(), kind: Kind::City, within, country: self.country }
        } else {
            elsewhere(main, within, self.country)
        };
        if let (None, Some(Within::Region(region))) = (self.country, &place.within) {
            place.country = register().country(region.country);
            self.because.push(Reason::RegionBeside);
        }
        // Montana is a town in Bulgaria too; Montana State and 몬태나주 are not.
        let is_bare_region = self.country.is_none() && known_region(main, None).is_some_and(|(_, is_bare)| is_bare);
        let certainty = match place.country {
            _ if self.is_open => Certainty::Open,
            _ if is_bare_region && place.kind == Kind::Region => Certainty::Likely,
            Some(country) if country.code == "KR" => Certainty::Open,
            Some(_) => Certainty::Certain,
            None => Certainty::Likely,
        };
        Place::new(Meaning::Elsewhere(place), certainty, self.because)
    }
}
