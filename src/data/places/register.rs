//! The register: Korean governments, countries and foreign provinces, and the names that each is looked up by.

pub(super) mod tables;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::normal::key;
use tables::{MOST_COLUMNS, endings_of_regions, names_of, rows};

/// The level and form of a Korean government.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Level {
    /// Special and metropolitan cities, provinces.
    Upper,
    /// Cities and counties, also those of a metropolitan city.
    Basic,
    /// Autonomous districts.
    District,
    /// Jeju's two cities, which have no council: counted with the basic governments.
    AdministrativeCity,
}

/// A Korean local government.
#[derive(Debug, PartialEq)]
pub(crate) struct Government {
    /// The slug that databases use.
    pub id: &'static str,
    /// The first five digits of the legal-district code.
    pub code: &'static str,
    /// Its full name.
    pub name_ko: &'static str,
    /// Its usual English name.
    pub name_en: &'static str,
    /// Its name in Han letters.
    pub hanja: &'static str,
    /// Upper, basic, district or administrative city.
    pub level: Level,
    /// The id of the upper government it lies in; empty for an upper government.
    pub parent: &'static str,
    /// Its place in the official order, from 0.
    pub order: usize,
    /// Degrees north of a point inside.
    pub latitude: f32,
    /// Degrees east of a point inside.
    pub longitude: f32,
    /// The day on which it began, where that is after 2026-01-01; else empty.
    pub since: &'static str,
    /// Its name in Latin letters and kana, in all the ways it is written; `;` between them.
    romanised: &'static str,
}

/// A name that a government no longer has, or that its land had under another government.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FormerName {
    /// The name, without that of the upper government.
    pub name_ko: &'static str,
    /// The id of the government that stands there now.
    pub id: &'static str,
    /// The id of the upper government of that time; empty where it does not matter.
    pub parent: &'static str,
    /// The first day without the name, as a date; empty where it is still said.
    pub until: &'static str,
    /// What became of it, in English.
    pub note: &'static str,
}

/// What a country is to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Standing {
    /// A state.
    Country,
    /// A territory with a code of its own: Hong Kong, New Caledonia.
    Territory,
    /// England, Scotland, Wales, Northern Ireland.
    Part,
    /// A state that is no more: no successor is assumed.
    Former,
    /// A state that many do not recognise.
    Disputed,
}

/// A country, or what lists hold in a column of countries.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2; of a part, ISO 3166-2; of a former state, ISO 3166-3; else a word that begins with `x-`.
    pub code: &'static str,
    /// ISO 3166-1 alpha-3; may be empty.
    pub alpha3: &'static str,
    /// Its usual English name.
    pub name_en: &'static str,
    /// Its official English name where that differs; may be empty.
    pub official_en: &'static str,
    /// Its usual Korean name.
    pub name_ko: &'static str,
    /// State, territory, part, former or disputed state.
    pub standing: Standing,
    /// The code of the state that it belongs to; may be empty.
    pub part_of: &'static str,
    /// The day on which it ended; empty for what exists.
    pub until: &'static str,
    /// The id of the [`super::WorldRegion`] that it lies in.
    pub region: &'static str,
}

/// A province or state of another country.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// ISO 3166-2.
    pub code: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Korean name.
    pub name_ko: &'static str,
    /// Its country.
    pub country: &'static str,
}

/// How a name belongs to a government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// 수원시, and what all call it: 서울시.
    Full,
    /// 수원, 경기, 충남.
    Short,
    /// 水原市.
    Hanja,
    /// 水原.
    ShortHanja,
    /// Suwon, without the word for its kind.
    Latin,
    /// ソウル.
    Kana,
    /// 마산시: the place in [`Register::former`].
    Former(usize),
    /// 마산, where no government of today is called so.
    ShortFormer(usize),
}

/// One government that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub place: usize,
    pub how: How,
}

/// One country that a name may mean; foreign in neither English, Korean, Japanese nor Chinese.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedCountry {
    pub place: usize,
    pub is_foreign: bool,
}

/// One province that a name may mean; bare without the word for province.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedRegion {
    pub place: usize,
    pub is_bare: bool,
}

/// Everything that the recogniser knows by name.
pub(crate) struct Register {
    /// In the official order.
    pub governments: Vec<Government>,
    /// Names that are no longer.
    pub former: Vec<FormerName>,
    /// By code, former and disputed states last.
    pub countries: Vec<Country>,
    /// By country.
    pub regions: Vec<Region>,
    by_id: HashMap<&'static str, usize>,
    by_country_code: HashMap<&'static str, usize>,
    by_region_code: HashMap<&'static str, usize>,
    government_names: HashMap<String, Vec<Named>>,
    country_names: HashMap<String, Vec<NamedCountry>>,
    region_names: HashMap<String, Vec<NamedRegion>>,
}

static REGISTER: LazyLock<Register> = LazyLock::new(Register::build);

/// The register, read once.
pub(crate) fn register() -> &'static Register {
    &REGISTER
}

impl Register {
    /// A government by its slug.
    pub fn government(&self, id: &str) -> Option<&Government> {
        self.by_id.get(id).map(|&place| &self.governments[place])
    }

    /// The Korean government that has one of some names; of several, the one with this slug.
    pub fn government_called(&self, id: &str, names: &[&str]) -> Option<&Government> {
        let names = names.iter().filter(|name| !name.is_empty());
        let called = names.map(|name| self.governments_named(&key(name))).find(|called| !called.is_empty())?;
        let governments = || called.iter().map(|named| &self.governments[named.place]);
        governments().find(|one| one.id == id).or_else(|| governments().next().filter(|_| called.len() == 1))
    }

    /// Every name of a government: those it has in Hangul, Han and Latin letters and kana, and those it had.
    pub fn names(&self, government: &Government) -> Vec<&'static str> {
        let Government { id, name_ko, name_en, hanja, romanised, .. } = *government;
        let former = self.former.iter().filter(|former| former.id == id).map(|former| former.name_ko);
        let names = [name_ko, name_en, hanja].into_iter().chain(romanised.split(';')).chain(former);
        names.filter(|name| !name.is_empty()).collect()
    }

    /// A country by its code, in capitals.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.by_country_code.get(code).map(|&place| &self.countries[place])
    }

    pub(super) fn governments_named(&self, key: &str) -> &[Named] {
        self.government_names.get(key).map_or(&[], Vec::as_slice)
    }

    pub(super) fn countries_named(&self, key: &str) -> &[NamedCountry] {
        self.country_names.get(key).map_or(&[], Vec::as_slice)
    }

    pub(super) fn regions_named(&self, key: &str) -> &[NamedRegion] {
        self.region_names.get(key).map_or(&[], Vec::as_slice)
    }

    /// A province by the code after the hyphen, among the countries that use such codes in addresses.
    pub(super) fn region_of_code(&self, code: &str) -> Option<&Region> {
        let places = ["US-", "CA-", "AU-"].map(|country| self.by_region_code.get(format!("{country}{code}").as_str()));
        places.into_iter().flatten().next().map(|&place| &self.regions[place])
    }

    fn build() -> Self {
        let mut register = Self {
            governments: Vec::new(),
            former: Vec::new(),
            countries: Vec::new(),
            regions: Vec::new(),
            by_id: HashMap::new(),
            by_country_code: HashMap::new(),
            by_region_code: HashMap::new(),
            government_names: HashMap::new(),
            country_names: HashMap::new(),
            region_names: HashMap::new(),
        };
        for row in rows(include_str!("../../../assets/places/governments-kr.csv")) {
            register.add_government(row);
        }
        for row in rows(include_str!("../../../assets/places/former-names-kr.csv")) {
            register.add_former(row);
        }
        for row in rows(include_str!("../../../assets/places/countries.csv")) {
            register.add_country(row);
        }
        for row in rows(include_str!("../../../assets/places/regions.csv")) {
            register.add_region(row);
        }
        register
    }

    fn add_government(&mut self, row: [&'static str; MOST_COLUMNS]) {
        let [id, code, name_ko, name_en, hanja, level, parent, latitude, longitude, since, romanised, ..] = row;
        let level = match level {
            "upper" => Level::Upper,
            "district" => Level::District,
            "basic" => Level::Basic,
            _ => Level::AdministrativeCity,
        };
        let place = self.governments.len();
        let [latitude, longitude] = [latitude, longitude].map(|degrees| degrees.parse().unwrap_or_default());
        self.by_id.insert(id, place);
        for (name, how) in names_of(name_ko, hanja, level) {
            self.name_government(&name, place, how);
        }
        for name in romanised.split(';') {
            let how = if name.starts_with(|char| ('ァ'..='ヺ').contains(&char)) { How::Kana } else { How::Latin };
            self.name_government(name, place, how);
            if how == How::Kana {
                let endings: &[&str] =
                    if name_ko.ends_with('시') { &["市", "特別市", "広域市"] } else { &["道"] };
                for ending in endings {
                    self.name_government(&format!("{name}{ending}"), place, how);
                }
            }
        }
        let order = place;
        self.governments.push(Government {
            id,
            code,
            name_ko,
            name_en,
            hanja,
            level,
            parent,
            order,
            latitude,
            longitude,
            since,
            romanised,
        });
    }

    fn add_former(&mut self, row: [&'static str; MOST_COLUMNS]) {
        let [name_ko, id, parent, until, note, ..] = row;
        let Some(&place) = self.by_id.get(id) else { return };
        // 강원도 looks like a short way to write 강원특별자치도, and is what it was called before.
        if let Some(named) = self.government_names.get_mut(name_ko).filter(|_| parent.is_empty()) {
            named.retain(|known| known.place != place);
        }
        let at = self.former.len();
        self.name_government(name_ko, place, How::Former(at));
        let short = name_ko.strip_suffix(['시', '군']).filter(|short| short.chars().count() >= 2);
        if let Some(short) = short.filter(|short| self.is_free_for(short)) {
            self.name_government(short, place, How::ShortFormer(at));
        }
        self.former.push(FormerName { name_ko, id, parent, until, note });
    }

    /// Whether no government of today has a name.
    fn is_free_for(&self, name: &str) -> bool {
        self.governments_named(name).iter().all(|named| matches!(named.how, How::ShortFormer(_)))
    }

    fn name_government(&mut self, name: &str, place: usize, how: How) {
        let name = key(name);
        if name.is_empty() {
            return;
        }
        let named = self.government_names.entry(name).or_default();
        // A name that is in force goes before the same name in another form or of another time.
        let is_known = |known: &Named| known.place == place && !matches!((known.how, how), (How::Full, How::Former(_)));
        if !named.iter().any(is_known) {
            named.push(Named { place, how });
        }
    }

    fn add_country(&mut self, row: [&'static str; MOST_COLUMNS]) {
        let [code, alpha3, name_en, official_en, name_ko, standing, part_of, until, others, foreign, region, ..] = row;
        let standing = match standing {
            "territory" => Standing::Territory,
            "part" => Standing::Part,
            "former" => Standing::Former,
            "disputed" => Standing::Disputed,
            _ => Standing::Country,
        };
        let place = self.countries.len();
        let usual = [name_en, official_en, name_ko].into_iter().chain(others.split(';')).map(|name| (name, false));
        for (name, is_foreign) in usual.chain(foreign.split(';').map(|name| (name, true))) {
            let name = key(name);
            let named = self.country_names.entry(name.clone()).or_default();
            if !name.is_empty() && !named.iter().any(|known| known.place == place) {
                named.push(NamedCountry { place, is_foreign });
            }
        }
        for code in [code, alpha3].into_iter().filter(|code| !code.is_empty()) {
            self.by_country_code.insert(code, place);
        }
        self.countries.push(Country { code, alpha3, name_en, official_en, name_ko, standing, part_of, until, region });
    }

    fn add_region(&mut self, row: [&'static str; MOST_COLUMNS]) {
        let [code, name_en, name_ko, han, others, ..] = row;
        let country = code.split('-').next().unwrap_or_default();
        let place = self.regions.len();
        let stem: String = han.chars().take(han.chars().count().saturating_sub(1)).collect();
        let bare = [name_en, name_ko, stem.as_str()].into_iter().chain(others.split(';'));
        for name in bare {
            // 네이멍구자치구 and 사할린주 hold the word for province.
            let says_kind =
                code == "JP-01" || name.ends_with("자치구") || country == "RU" && name.ends_with(['주', 't', 'i']);
            self.name_region(name, place, !says_kind);
            for ending in endings_of_regions(country, code) {
                self.name_region(&format!("{name}{ending}"), place, false);
            }
        }
        self.name_region(han, place, false);
        self.name_region(&format!("State of {name_en}"), place, false);
        self.by_region_code.insert(code, place);
        self.regions.push(Region { code, name_en, name_ko, country });
    }

    fn name_region(&mut self, name: &str, place: usize, is_bare: bool) {
        let name = key(name);
        let named = self.region_names.entry(name.clone()).or_default();
        if name.chars().count() >= 2 && !named.iter().any(|known| known.place == place) {
            named.push(NamedRegion { place, is_bare });
        }
    }
}
