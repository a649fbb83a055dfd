//! The parts of the world that countries are grouped by.

use super::register::register;
use crate::data::Name;
use crate::words::{Lang, Word};

/// A part of the world: the regions of the United Nations (M49), the Americas in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorldRegion {
    Asia,
    Europe,
    NorthernAmerica,
    /// With Mexico and the Caribbean.
    LatinAmerica,
    Oceania,
    Africa,
}

impl WorldRegion {
    /// All of them, in the order they are listed.
    pub const ALL: [Self; 6] =
        [Self::Asia, Self::Europe, Self::NorthernAmerica, Self::LatinAmerica, Self::Oceania, Self::Africa];

    /// Its id in filters and in the register.
    pub fn id(self) -> &'static str {
        match self {
            Self::Asia => "asia",
            Self::Europe => "europe",
            Self::NorthernAmerica => "northern-america",
            Self::LatinAmerica => "latin-america",
            Self::Oceania => "oceania",
            Self::Africa => "africa",
        }
    }

    /// What it is called.
    pub fn name(self) -> Name {
        let word = match self {
            Self::Asia => Word::REGION_ASIA,
            Self::Europe => Word::REGION_EUROPE,
            Self::NorthernAmerica => Word::REGION_NORTHERN_AMERICA,
            Self::LatinAmerica => Word::REGION_LATIN_AMERICA,
            Self::Oceania => Word::REGION_OCEANIA,
            Self::Africa => Word::REGION_AFRICA,
        };
        Name { en: word.text(Lang::En).to_owned(), ko: word.text(Lang::Ko).to_owned() }
    }

    /// Where a country lies, by its code; nothing for a code that the register does not have.
    pub fn of_country(code: &str) -> Option<Self> {
        let region = register().country(code)?.region;
        Self::ALL.into_iter().find(|known| known.id() == region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_lies_somewhere() {
        for country in &register().countries {
            assert!(WorldRegion::of_country(country.code).is_some(), "{}", country.code);
        }
        let of = |code: &str| WorldRegion::of_country(code).map(WorldRegion::id);
        assert_eq!(
            ["KR", "TR", "MX", "US", "RU", "EG", "NZ", "ZZ"].map(of),
            [
                Some("asia"),
                Some("asia"),
                Some("latin-america"),
                Some("northern-america"),
                Some("europe"),
                Some("africa"),
                Some("oceania"),
                None
            ]
        );
    }
}
