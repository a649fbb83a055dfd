//! What is in the file: a [`Dataset`] of columns, one table of facts each, and the vocabularies behind their codes.
//!
//! [`open`] turns a path into a dataset and the list of what could not be taken as it stands; nothing changes it after.

mod city_names;
mod column;
pub mod console;
pub mod contained;
mod counterparts;
mod date;
mod explanation;
mod field;
mod full_path;
pub mod import;
mod memory;
pub mod open;
mod partner_roles;
mod places;
mod read_fault;
mod record;
pub mod schema;
pub mod sheet;
mod sources;
mod text;
mod vocabulary;
mod windows_name;

use std::ops::Range;
use std::sync::OnceLock;

pub use city_names::cities_named;
pub use column::{DateRuns, ListBuilder, ListColumn, ListIds, SparseDates, TextColumn, U24};
pub use counterparts::Counterparts;
pub use date::{Date, DateError, Precision};
pub use explanation::Explanation;
pub use field::{Field, Table, Text};
pub(crate) use full_path::{folder_of, full_path, of_any_length};
pub use memory::Memory;
pub use partner_roles::PartnerRoles;
pub(crate) use places::{Country as KnownCountry, country_of_id};
pub use read_fault::ReadFault;
pub(crate) use read_fault::is_open_elsewhere;
pub use sources::{Source, SourceRow, Sources};
pub use vocabulary::{Code, Name, Value, Vocabulary};
pub(crate) use windows_name::is_device_name;

use crate::words::Lang;

/// Everything the program knows of one database. Built once, never changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// The name of the file, for window titles and source notes.
    pub file_name: String,
    /// What the file says of itself.
    pub meta: Meta,
    /// The values of every field, in the order of [`Field::ALL`].
    pub vocabularies: Vec<Vocabulary>,
    /// In the order of the codes of [`Field::City`].
    pub cities: Vec<City>,
    /// In the order of the codes of [`Field::Agenda`].
    pub agendas: Vec<Agenda>,
    /// In the order of the codes of [`Field::Network`].
    pub networks: Vec<Network>,
    /// In the order of the codes of [`Field::Partner`].
    pub partners: Vec<Partner>,
    /// Pages and documents that facts rest on; [`SourceRow`] indexes it.
    pub sources: Sources,
    /// The four tables of facts, in the order of [`Table::ALL`].
    pub tables: Vec<FactTable>,
    /// Lower-case names of the values of each field that a text filter looks in (cities, networks, partners), by code,
    /// in the order of [`Field::ALL`]; the parts of a name are separated by a line feed.
    pub search_names: Vec<TextColumn>,
    /// The years in which silence about a city means zero. Empty: coverage not stated.
    pub coverage: Vec<Coverage>,
}

impl Dataset {
    /// The values of a field.
    pub fn vocabulary(&self, field: Field) -> &Vocabulary {
        &self.vocabularies[field as usize]
    }

    /// A table of facts.
    pub fn table(&self, table: Table) -> &FactTable {
        &self.tables[table as usize]
    }

    /// A page or document that facts rest on.
    pub fn source(&self, row: SourceRow) -> Source<'_> {
        self.sources.get(row)
    }

    /// What it takes in memory.
    pub fn memory(&self) -> Memory {
        Memory::of(self)
    }

    /// The name of a value in a language.
    pub fn name(&self, field: Field, code: Code, lang: Lang) -> &str {
        self.vocabulary(field)[code].name.in_lang(lang)
    }

    /// The districts that come along when a city is chosen; not the cities and counties of a province.
    pub fn districts_of(&self, city: Code) -> impl Iterator<Item = Code> + '_ {
        let district = self.vocabulary(Field::CityLevel).code("district");
        let vocabulary = self.vocabulary(Field::City);
        vocabulary.codes().filter(move |&other| {
            vocabulary[other].parent == Some(city) && district.is_some() && self.cities[other.index()].level == district
        })
    }

    /// The city that a district lies in; `None` for every other government.
    pub fn city_of_district(&self, city: Code) -> Option<Code> {
        let district = self.vocabulary(Field::CityLevel).code("district")?;
        let is_district = self.cities[city.index()].level == Some(district);
        self.vocabulary(Field::City)[city].parent.filter(|_| is_district)
    }

    /// A city and every government in it, at any depth.
    pub fn governments_within(&self, city: Code) -> Vec<Code> {
        let vocabulary = self.vocabulary(Field::City);
        let mut found = vec![city];
        let mut next = 0;
        while let Some(&parent) = found.get(next) {
            let children = vocabulary.codes().filter(|&other| vocabulary[other].parent == Some(parent));
            let new: Vec<Code> = children.filter(|child| !found.contains(child)).collect();
            found.extend(new);
            next += 1;
        }
        found
    }
}

/// What the file says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Title of the collection.
    pub title: Name,
    /// The day its facts were last checked.
    pub as_of: Option<Date>,
    /// Who compiled it.
    pub compiled_by: String,
    /// Under which terms the collection may be used.
    pub licence: String,
    /// What a reader must know.
    pub note: Name,
    /// Whether the file is damaged and only what could be read is here: every figure says so.
    pub is_damaged: bool,
}

/// The rows of one table of facts, column by column.
///
/// A membership's start is the year the city joined and its end the year it left; an institution's end is the date it
/// was repealed. An unknown date is `None`, which is never "not".
///
/// Rows stand in the order they began, those without a date last, and else as in the file: a stretch of years is a
/// stretch of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactTable {
    /// The id of each row, as in the file.
    pub ids: TextColumn,
    /// When it began.
    pub start: DateRuns,
    /// When it ended.
    pub end: SparseDates,
    /// Whether the start says only that it existed then, its beginning being unknown. Empty where no row is such.
    pub attested: Vec<bool>,
    /// The codes of each field, in the order of [`Field::ALL`]; a field the table lacks holds empty lists.
    pub codes: Vec<ListColumn<Code>>,
    /// The texts of each row in the order of [`Text::ALL`], side by side; [`Self::text`] finds one of them.
    pub texts: TextColumn,
    /// The sources of each row, the first named first.
    pub sources: ListColumn<SourceRow>,
    /// Those of an activity's codes of [`Field::Mode`] that a rule gave and no person; empty for other tables.
    pub derived_modes: ListColumn<Code>,
    /// Whether a rule gave every activity its code of [`Field::Structure`], as the file codes none.
    pub derives_structure: bool,
    /// Who stood on the other side of an activity; empty for other tables.
    pub counterparts: Counterparts,
    /// As what activities name their partners; empty for other tables.
    pub partner_roles: PartnerRoles,
    /// The institution that an institution follows, such as the act of an ordinance; empty for other tables.
    pub parents: Vec<Option<Row>>,
    /// How many rows hold each value of each field; see [`Self::totals`].
    pub totals: [OnceLock<Vec<u32>>; Field::ALL.len()],
    /// What a text filter looks in beside [`Dataset::search_names`] and [`Counterparts::search`]: the texts of a row in
    /// lower case, NFC, with a control character between them.
    pub search: TextColumn,
}

impl FactTable {
    /// A table without rows.
    pub fn empty() -> Self {
        Self { codes: vec![ListColumn::default(); Field::ALL.len()], ..Self::default() }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The codes of a field in a row; empty where the row has none or the table lacks the field.
    pub fn codes(&self, field: Field, row: Row) -> &[Code] {
        self.codes[field as usize].get(row.index())
    }

    /// The first code of a field in a row: the only one of a single-valued field.
    pub fn code(&self, field: Field, row: Row) -> Option<Code> {
        self.codes(field, row).first().copied()
    }

    /// A text of a row.
    pub fn text(&self, text: Text, row: Row) -> &str {
        record::text(self.texts.get(row.index()), text)
    }

    /// Every different date in which rows began, each with its rows.
    pub fn dates(&self) -> impl Iterator<Item = (Date, Range<usize>)> + '_ {
        self.start.runs().filter_map(|(date, rows)| Some((date?, rows)))
    }

    /// How many rows hold each value of a field, by code, up to the last that some row holds; counted when first asked
    /// for.
    pub fn totals(&self, field: Field) -> &[u32] {
        self.totals[field as usize].get_or_init(|| self.codes[field as usize].rows_by_value())
    }

    /// The title in a language, or the other language's where that is all there is.
    pub fn title(&self, row: Row, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::En => (Text::TitleEn, Text::TitleKo),
            Lang::Ko => (Text::TitleKo, Text::TitleEn),
        };
        Some(self.text(first, row)).filter(|title| !title.is_empty()).unwrap_or_else(|| self.text(second, row))
    }

    /// When a row began.
    pub fn start(&self, row: Row) -> Option<Date> {
        self.start.get(row.index())
    }

    /// When a row ended.
    pub fn end(&self, row: Row) -> Option<Date> {
        self.end.get(row.index())
    }

    /// Whether the start of a row says only that it existed then.
    pub fn is_attested(&self, row: Row) -> bool {
        self.attested.get(row.index()).copied().unwrap_or(false)
    }

    /// The institution that an institution follows.
    pub fn parent(&self, row: Row) -> Option<Row> {
        self.parents.get(row.index()).copied().flatten()
    }

    /// All rows, in the order they began.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row> + ExactSizeIterator + use<> {
        (0..self.len() as u32).map(Row)
    }

    /// The row with this id.
    pub fn row(&self, id: &str) -> Option<Row> {
        self.rows().find(|&row| self.ids.get(row.index()) == id)
    }
}

/// A row of a table of facts. It means nothing without its [`Table`]: the two travel together in a `Subject`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

impl Row {
    /// As an index into a column.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A local government, beside its value in the vocabulary (id, names, parent).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct City {
    /// Code of [`Field::CityLevel`].
    pub level: Option<Code>,
    /// ISO 3166-2.
    pub iso: String,
    /// ISO 3166-1 alpha-2; empty where nothing says it.
    pub country: String,
    /// Its place in the official order, the first lowest.
    pub rank: Option<i64>,
    /// Degrees north and east.
    pub position_degrees: Option<(f64, f64)>,
    /// From when the government exists under this name.
    pub valid_from: Option<Date>,
    /// Until when.
    pub valid_to: Option<Date>,
    /// Where the row comes from.
    pub source: Option<SourceRow>,
}

/// A subject matter, beside its value in the vocabulary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// The human securities of UNDP 1994 it touches.
    pub human_security: Vec<String>,
    /// A non-traditional security threat in the strict sense.
    pub nts_strict: bool,
    /// The same in the broad sense.
    pub nts_broad: bool,
}

/// A city network, beside its value in the vocabulary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Short name used in charts; empty where the file has none.
    pub acronym: String,
    /// network, association, programme, forum; in the words of the file.
    pub kind: String,
    /// Code of [`Field::Scope`].
    pub scope: Option<Code>,
    /// When it was founded.
    pub founded: Option<Date>,
    /// Where its secretariat sits.
    pub secretariat: String,
    /// Its pages.
    pub website: String,
    /// Codes of [`Field::Agenda`].
    pub agendas: Vec<Code>,
    /// Where the row comes from.
    pub source: Option<SourceRow>,
}

/// A governance partner, beside its value in the vocabulary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Partner {
    /// Code of [`Field::PartnerType`].
    pub partner_type: Option<Code>,
    /// Code of [`Field::Sector`].
    pub sector: Option<Code>,
    /// Code of [`Field::PartnerLevel`].
    pub level: Option<Code>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Where the row comes from.
    pub source: Option<SourceRow>,
}

/// The years in which silence about a city means zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Code of [`Field::City`].
    pub city: Code,
    /// First year collected.
    pub from_year: i16,
    /// Last year collected.
    pub to_year: i16,
}
