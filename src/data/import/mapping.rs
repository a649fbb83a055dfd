//! Which column of a sheet is which field of ours: proposed from the headings, saved as JSON, used again next year.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::dates::DayOrder;
use super::headings::{self, Slot, SlotKind, normal, slots};
use super::kinds;
use super::target::Target;
use super::{ImportCause, ImportError};
use crate::data::ReadFault;
use crate::data::sheet::{Sheet, SheetChoice};

/// What says in the answers of a mapping that a name is a new one.
pub const NEW_NAME: &str = "+";

/// How the columns of a sheet become fields. Plain data: a file of it can be read, corrected and shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Version of this form; 1.
    #[serde(default = "version")]
    pub version: u32,
    /// What the rows are.
    pub target: Target,
    /// How the file is to be read, where that is not to be found out.
    #[serde(default)]
    pub read: SheetChoice,
    /// From the heading of a column to the id of a field.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Fields that the sheet lacks, with one value for all rows.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// The signs that stand between several values in one cell.
    #[serde(default = "separators")]
    pub separators: String,
    /// For a field, what a text in the sheet stands for: an id or name, `+` = a new one, empty = leave it out.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What becomes of cities and networks that the database does not know.
    #[serde(default)]
    pub unknown: Unknown,
    /// Whether the day or the month stands first in 03/05/1992; nothing = as other dates of the sheet show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
}

/// What becomes of names that the database does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unknown {
    /// One that is nearly the name of a known one is asked about, any other is made.
    #[default]
    Ask,
    /// Every one is made.
    Make,
    /// Every one rejects its row.
    Reject,
}

impl Unknown {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::Ask, Self::Make, Self::Reject];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Make => "make",
            Self::Reject => "reject",
        }
    }
}

fn version() -> u32 {
    1
}

fn separators() -> String {
    ";\n、".to_owned()
}

impl Default for Mapping {
    fn default() -> Self {
        Self {
            version: version(),
            target: Target::default(),
            read: SheetChoice::default(),
            columns: BTreeMap::new(),
            constants: BTreeMap::new(),
            separators: separators(),
            values: BTreeMap::new(),
            unknown: Unknown::default(),
            day_order: None,
        }
    }
}

impl Mapping {
    /// Fields without which nothing can be imported and that neither a column nor a constant gives.
    pub fn lacking(&self) -> Vec<&'static str> {
        let gives = |id: &str| self.columns.values().any(|field| field == id) || self.constants.contains_key(id);
        let any = |ids: &[&'static str]| if ids.iter().any(|id| gives(id)) { None } else { ids.first().copied() };
        let needs: &[&[&'static str]] = match self.target {
            Target::Activities => {
                &[&["title_ko", "title_en", "counterpart", "network"], &["city", "region", "title_ko", "title_en"]]
            }
            Target::Memberships => &[&["city", "region"], &["network"]],
            Target::Partnerships => &[&["city", "region"], &["partner"]],
            Target::Institutions => &[&["title_ko", "title_en"]],
            Target::Networks | Target::Partners | Target::Cities => &[&["name_ko", "name_en"]],
            Target::Plain(_) => &[],
        };
        needs.iter().filter_map(|ids| any(ids)).collect()
    }

    /// Reads a saved mapping.
    ///
    /// # Errors
    /// Where the file cannot be read or is no mapping.
    pub fn read(path: &Path) -> Result<Self, ImportError> {
        const MOST_BYTES: u64 = 16 * 1024 * 1024;
        let failed = |cause| ImportError::of_file(path, cause);
        let unreadable = |error: std::io::Error| failed(ImportCause::Unreadable(ReadFault::of(path, &error)));
        if std::fs::metadata(path).map_err(unreadable)?.len() > MOST_BYTES {
            return Err(failed(ImportCause::BadMapping("too long".to_owned())));
        }
        let text = std::fs::read(path).map_err(unreadable)?;
        let mapping: Self =
            serde_json::from_slice(&text).map_err(|error| failed(ImportCause::BadMapping(error.to_string())))?;
        mapping.refuse_unknown().map_err(failed)?;
        Ok(mapping)
    }

    /// As a file that a person can correct.
    pub fn to_json(&self) -> String {
        // Maps of text always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    fn refuse_unknown(&self) -> Result<(), ImportCause> {
        if self.version != version() {
            return Err(ImportCause::BadMapping(format!("version {}", self.version)));
        }
        let known = |id: &String| slots(self.target).iter().any(|slot| slot.id == id);
        let named = self.columns.values().chain(self.constants.keys()).chain(self.values.keys());
        let is_plain = matches!(self.target, Target::Plain(_));
        match named.into_iter().find(|id| !id.is_empty() && !is_plain && !known(id)) {
            Some(id) => {
                let fields: Vec<&str> = slots(self.target).iter().map(|slot| slot.id).collect();
                Err(ImportCause::BadMapping(format!("{id}: {}", fields.join(", "))))
            }
            None => Ok(()),
        }
    }

    /// A table of counts is no list, and one column a year is one only where a person asks for it.
    fn refuse_counts(&self, sheet: &Sheet) -> Result<(), ImportCause> {
        let is_chosen = sheet.years.iter().any(|year| self.columns.get(year).is_some_and(|field| !field.is_empty()));
        if !self.target.is_mapped() || is_chosen {
            Ok(())
        } else if kinds::is_table_of_counts(sheet) {
            Err(ImportCause::TableOfCounts)
        } else if !sheet.choice.by_year && kinds::is_by_year(sheet) {
            Err(ImportCause::ColumnAYear { years: sheet.years.clone() })
        } else {
            Ok(())
        }
    }

    /// For every field that is given, its column or constant.
    pub(super) fn plan(&self, sheet: &Sheet) -> Result<Plan, ImportCause> {
        self.refuse_unknown()?;
        self.refuse_counts(sheet)?;
        let mut columns = Vec::new();
        let mut found = Self { columns: BTreeMap::new(), ..self.clone() };
        for (heading, field) in self.columns.iter().filter(|(_, field)| !field.is_empty()) {
            if let Some(index) = place_of(heading, sheet) {
                columns.push((index, field.clone()));
                found.columns.insert(heading.clone(), field.clone());
            }
        }
        let lacking = found.lacking();
        if !lacking.is_empty() {
            let names =
                |id: &&str| slots(self.target).iter().find(|slot| slot.id == *id).map_or("", |slot| slot.names[1]);
            let lacking = lacking.iter().map(|id| format!("{id} ({})", names(id))).collect();
            return Err(ImportCause::NotMapped { lacking, columns: sheet.columns.clone() });
        }
        columns.sort();
        Ok(Plan { columns })
    }
}

/// A saved mapping brought to a sheet.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// How the sheet is read: as the mapping says, else as it was.
    pub choice: SheetChoice,
    /// The sheet, read so.
    pub sheet: Sheet,
    /// The mapping, by the headings as this sheet writes them.
    pub mapping: Mapping,
    /// Headings of the mapping that the sheet lacks.
    pub absent: Vec<String>,
}

impl Fitted {
    /// Reads a mapping, then the sheet as it says.
    ///
    /// # Errors
    /// Where either cannot be read, or the mapping is for another kind of sheet.
    pub fn read(map: &Path, sheet: &Path, choice: &SheetChoice) -> Result<Self, ImportError> {
        let failed = |cause| ImportError::of_file(map, cause);
        let saved = Mapping::read(map)?;
        if !saved.target.is_mapped() {
            let known: Vec<&str> = Target::MAPPED.into_iter().map(Target::id).collect();
            return Err(failed(ImportCause::BadMapping(format!("{}: {}", saved.target.id(), known.join(", ")))));
        }
        let choice = merged(&saved.read, choice);
        let sheet = Sheet::look(sheet, &choice)?;
        let (mut columns, mut absent) = (BTreeMap::new(), Vec::new());
        for (heading, field) in saved.columns.iter().filter(|(_, field)| !field.is_empty()) {
            match place_of(heading, &sheet) {
                Some(index) => drop(columns.insert(sheet.columns[index].clone(), field.clone())),
                None => absent.push(heading.clone()),
            }
        }
        if columns.is_empty() && !absent.is_empty() {
            return Err(failed(ImportCause::ForeignMapping { mapped: absent, columns: sheet.columns }));
        }
        Ok(Self { choice, sheet, mapping: Mapping { columns, ..saved }, absent })
    }
}

/// The column that a heading means: written so, else spelled nearly so.
fn place_of(heading: &str, sheet: &Sheet) -> Option<usize> {
    let exact = sheet.columns.iter().position(|column| column == heading);
    exact.or_else(|| sheet.columns.iter().position(|column| normal(column) == normal(heading)))
}

/// Where the cells of a row go.
pub(super) struct Plan {
    /// Place in the sheet and id of the field.
    pub columns: Vec<(usize, String)>,
}

/// The field of a kind of rows by its id.
pub fn slot_of(target: Target, id: &str) -> Option<&'static Slot> {
    headings::slots(target).iter().find(|slot| slot.id == id)
}

/// Whether several values may stand in one cell.
pub(super) fn is_list(kind: SlotKind) -> bool {
    matches!(
        kind,
        SlotKind::Cities | SlotKind::Partners | SlotKind::Counterparts | SlotKind::Terms(_) | SlotKind::Sources
    )
}

/// What was chosen last goes before what was chosen earlier.
pub(super) fn merged(last: &SheetChoice, earlier: &SheetChoice) -> SheetChoice {
    SheetChoice {
        sheet: last.sheet.clone().or_else(|| earlier.sheet.clone()),
        encoding: last.encoding.or(earlier.encoding),
        delimiter: last.delimiter.or(earlier.delimiter),
        header_row: last.header_row.or(earlier.header_row),
        by_year: last.by_year || earlier.by_year,
    }
}
