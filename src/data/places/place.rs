//! What a written place was read as, how sure that is, and why.

use super::normal::key;
use super::register::{Country, FormerName, Government, Region};

/// A written place, read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// What it names.
    pub meaning: Meaning,
    /// How sure that is.
    pub certainty: Certainty,
    /// Why, in the order in which it was found.
    pub because: Vec<Reason>,
    /// What the text says beyond it: 팔달구 of 수원시 팔달구.
    pub rest: String,
}

/// What a text names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// Nothing: the text holds no letters.
    Nothing,
    /// A Korean local government.
    Government(&'static Government),
    /// One of several Korean governments: who reads must choose. One alone is a proposal that something speaks against.
    OneOf(Vec<&'static Government>),
    /// Each of several Korean governments: `서울, 부산`.
    EachOf(Vec<&'static Government>),
    /// A country and no place in it.
    Country(&'static Country),
    /// One of several countries: Congo.
    OneOfCountries(Vec<&'static Country>),
    /// A city, province or district that the register does not hold.
    Elsewhere(Elsewhere),
}

/// A place that is known by what is written only: two with the same [`Elsewhere::key`] are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    /// Its own name, without country, province and the word for its kind: 아키타 of 일본 아키타현.
    pub name: String,
    /// What the word for its kind says.
    pub kind: Kind,
    /// The province that stands beside it.
    pub within: Option<Within>,
    /// Its country.
    pub country: Option<&'static Country>,
}

/// What the name of a place says of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// 시, City, 市; or nothing: Nantes.
    City,
    /// 현, 성, 주, Prefecture, Province, State.
    Region,
    /// 군, County.
    County,
    /// 구, District.
    District,
}

/// The province or upper government that stands beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// One that the register holds.
    Region(&'static Region),
    /// Another, as it is written.
    Written(String),
    /// A Korean one, by its slug: a place in it that is no government.
    Government(&'static str),
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Certainty {
    /// A person must say.
    Open,
    /// It is so unless something beside it speaks against it.
    Likely,
    /// Nothing else is called so.
    Certain,
}

/// Why a text was read so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reason {
    /// Its full name.
    FullName,
    /// Its name without the word for its kind.
    ShortName,
    /// Its name in Latin letters or kana.
    Romanised,
    /// Its name in Han letters.
    Hanja,
    /// A name that it no longer has, or of what went into it.
    Former(&'static FormerName),
    /// 본청, 시청: the government of the upper level itself.
    Office,
    /// The upper government stands beside it.
    UpperBeside,
    /// The country stands beside it.
    CountryBeside,
    /// The province stands beside it.
    RegionBeside,
    /// What is known of the row decided.
    Hint,
    /// Several have the name.
    SharedName,
    /// The upper government beside it is another one.
    NotThere,
    /// A name beside it means a country and a province (Georgia, CA).
    CountryOrRegion(&'static Country, &'static Region),
    /// Something stands beside it that is not known: the whole text is the name.
    UnknownBeside,
}

/// What is known of a place before its name is read: the other columns of the row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hint {
    /// Its country.
    pub country: Option<&'static Country>,
    /// The Korean government that it lies in, or is.
    pub parent: Option<&'static Government>,
}

impl Place {
    /// The one Korean government that the text names.
    pub fn government(&self) -> Option<&'static Government> {
        if let Meaning::Government(government) = self.meaning { Some(government) } else { None }
    }

    pub(super) fn new(meaning: Meaning, certainty: Certainty, because: Vec<Reason>) -> Self {
        Self { meaning, certainty, because, rest: String::new() }
    }
}

impl Elsewhere {
    /// The same for the same place: 아키타시 and Akita-shi in one alphabet each, with country, province and kind.
    pub fn key(&self) -> String {
        let country = self.country.map_or("", |country| country.code);
        let within = match &self.within {
            Some(Within::Region(region)) => region.code.to_owned(),
            Some(Within::Written(name)) => key(name),
            Some(Within::Government(id)) => (*id).to_owned(),
            None => String::new(),
        };
        let name = key(&self.name);
        let name = name.strip_suffix("city").filter(|_| self.kind == Kind::City).unwrap_or(&name);
        format!("{country}|{within}|{:?}|{name}", self.kind)
    }
}
