//! How surely a sheet of a file is the list that a person means.

use super::kinds;
use super::mapping::Mapping;
use crate::data::sheet::Sheet;

/// How surely a sheet is a list, and of how much: compared with other sheets of its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::data) struct Score {
    /// Whether it has the fields without which nothing can be imported.
    is_complete: bool,
    /// Fields that no list of something else has: cities with dates, countries or counterparts, what networks are.
    telling: usize,
    columns: usize,
}

impl Score {
    /// Whether the sheet holds a list of ours: names with numbers beside them may be any list.
    pub fn is_list(self) -> bool {
        self.is_complete && self.columns >= 2 && self.telling > 0
    }

    /// Whether this is a list, and says more than the other.
    pub fn tells_more(self, other: Self) -> bool {
        self.is_list() && self.telling > other.telling
    }
}

/// How surely a sheet is a list.
pub(in crate::data) fn score(sheet: &Sheet) -> Score {
    let mapping = Mapping::propose(sheet);
    let telling = [
        "city",
        "start_date",
        "joined",
        "period",
        "country",
        "counterpart",
        "network",
        "partner",
        "role",
        "kind",
        "acronym",
        "scope",
        "founded",
        "secretariat",
        "partner_type",
        "level",
        "parent_id",
        "lat",
        "lon",
    ];
    let has = |id: &&&str| mapping.columns.values().any(|field| field == **id);
    let is_counts = kinds::is_table_of_counts(sheet) || (!sheet.choice.by_year && kinds::is_by_year(sheet));
    Score {
        is_complete: !is_counts && mapping.target.is_mapped() && mapping.lacking().is_empty(),
        telling: telling.iter().filter(has).count(),
        columns: mapping.columns.len(),
    }
}
