//! Korean governments in Latin letters: Suwon-si, Suwon City, City of Suwon, Gyeonggi-do Suwon.

use super::super::normal::key_of_folded;
use super::super::place::{Certainty, Meaning, Place};
use super::super::register::{How, Level, Named, register};
use super::{Beside, Scope, choose, government, upper_of_folded};

/// What the word for its kind says in Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    None,
    /// City, -si.
    City,
    /// Metropolitan City, Special City.
    UpperCity,
    /// County, -gun.
    County,
    /// District, -gu.
    District,
    /// Province, -do.
    Province,
}

impl Ending {
    pub(super) fn suits(self, named: Named) -> bool {
        let government = government(named);
        let is_city = government.name_ko.ends_with('시');
        match self {
            Self::None => true,
            Self::City => is_city,
            Self::UpperCity => is_city && government.level == Level::Upper,
            Self::County => government.name_ko.ends_with('군'),
            Self::District => government.level == Level::District,
            Self::Province => government.name_ko.ends_with('도'),
        }
    }
}

/// Longer endings stand before shorter ones that they end with.
const ENDINGS: [(&str, Ending); 34] = [
    (" provincial office", Ending::Province),
    (" city office", Ending::City),
    (" county office", Ending::County),
    (" district office", Ending::District),
    (" metropolitan government", Ending::UpperCity),
    (" metropolitan city government", Ending::UpperCity),
    (" provincial government", Ending::Province),
    (" special self-governing province", Ending::Province),
    (" special self-governing city", Ending::UpperCity),
    (" special autonomous city", Ending::UpperCity),
    (" metropolitan city", Ending::UpperCity),
    (" special city", Ending::UpperCity),
    (" city government", Ending::City),
    (" city hall", Ending::City),
    (" city", Ending::City),
    (" county", Ending::County),
    (" district", Ending::District),
    (" province", Ending::Province),
    (" island", Ending::Province),
    ("-teukbyeolsi", Ending::UpperCity),
    ("-gwangyeoksi", Ending::UpperCity),
    ("-shi", Ending::City),
    ("-si", Ending::City),
    (" si", Ending::City),
    ("-gun", Ending::County),
    ("-kun", Ending::County),
    (" gun", Ending::County),
    ("-gu", Ending::District),
    ("-ku", Ending::District),
    (" gu", Ending::District),
    ("-do", Ending::Province),
    ("-to", Ending::Province),
    (" do", Ending::Province),
    (" state", Ending::Province),
];

const BEGINNINGS: [(&str, Ending); 8] = [
    ("the city of ", Ending::City),
    ("metropolitan city of ", Ending::UpperCity),
    ("city of ", Ending::City),
    ("county of ", Ending::County),
    ("province of ", Ending::Province),
    ("district of ", Ending::District),
    ("government of ", Ending::None),
    ("municipality of ", Ending::City),
];

pub(super) fn without_ending(folded: &str) -> (&str, Ending) {
    let beginning = BEGINNINGS.iter().find_map(|(text, ending)| folded.strip_prefix(text).map(|rest| (rest, *ending)));
    let ending = || ENDINGS.iter().find_map(|(text, ending)| folded.strip_suffix(text).map(|rest| (rest, *ending)));
    beginning.or_else(ending).unwrap_or((folded, Ending::None))
}

pub(super) fn in_latin(folded: &str, beside: &Beside) -> Option<Place> {
    let named = latin_name(folded, beside);
    if named.as_ref().is_some_and(|place| place.certainty > Certainty::Open) {
        return named;
    }
    beside_its_upper(folded, beside).or(named)
}

fn latin_name(folded: &str, beside: &Beside) -> Option<Place> {
    let is_latin = |named: Named| named.how == How::Latin;
    let (stem, ending) = without_ending(folded);
    let stem_key = key_of_folded(stem);
    // Jung, Seo, Nam: as short as that, a name of a district is none without the word for it or the city beside it.
    let is_enough = |named: Named| {
        ending != Ending::None || beside.scope.is_some() || government(named).name_ko.chars().count() > 2
    };
    let suits = |named: Named| is_latin(named) && ending.suits(named) && is_enough(named);
    let by_stem = choose(register().governments_named(&stem_key), suits, beside);
    let by_stem = by_stem.map(|place| if ending == Ending::None { place } else { said_in_full(place) });
    by_stem.or_else(|| {
        let whole = key_of_folded(folded);
        let glued = [("si", Ending::City), ("gun", Ending::County), ("gu", Ending::District), ("do", Ending::Province)];
        glued.into_iter().find_map(|(text, ending)| {
            let stem = whole.strip_suffix(text)?;
            let suits = |named: Named| is_latin(named) && ending.suits(named);
            choose(register().governments_named(stem), suits, beside).map(said_in_full)
        })
    })
}

/// Suwon-si says that it is a Korean city, as Suwon does not.
fn said_in_full(mut place: Place) -> Place {
    if matches!(place.meaning, Meaning::Government(_)) {
        place.certainty = Certainty::Certain;
    }
    place
}

/// Gyeonggi-do Suwon-si, Suwon Gyeonggi, Seoul Jung-gu.
fn beside_its_upper(folded: &str, beside: &Beside) -> Option<Place> {
    let gaps = folded.match_indices(' ').map(|(at, _)| at);
    gaps.take(6).find_map(|at| {
        let (left, right) = (&folded[..at], &folded[at + 1..]);
        [(left, right), (right, left)].into_iter().find_map(|(upper_text, name)| {
            let scope = Scope::of(upper_of_folded(upper_text)?);
            let inside = Beside { scope: Some(scope), is_korea: beside.is_korea };
            latin_name(name, &inside).filter(|place| place.certainty == Certainty::Certain)
        })
    })
}
