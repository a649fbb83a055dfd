//! Rows that wait until a fact names them: those of built-in lists, and those made for rows of a sheet that were not taken.

use std::collections::HashMap;

use super::rows::NewRow;

/// Waiting rows, found without a copy of their names: nearly every row of a sheet asks for several.
#[derive(Default)]
pub(super) struct DormantRows {
    /// By table and id; terms stand by themselves.
    rows: HashMap<&'static str, HashMap<String, NewRow>>,
    /// By vocabulary and id.
    terms: HashMap<String, HashMap<String, NewRow>>,
}

impl DormantRows {
    /// Lets a row wait.
    pub fn add(&mut self, row: NewRow) {
        let id = row.cell("id").to_owned();
        let rows = match row.cell("vocabulary") {
            "" => self.rows.entry(row.table).or_default(),
            vocabulary => self.terms.entry(vocabulary.to_owned()).or_default(),
        };
        rows.insert(id, row);
    }

    /// Takes out the row of a table other than that of terms.
    pub fn take(&mut self, table: &str, id: &str) -> Option<NewRow> {
        self.rows.get_mut(table)?.remove(id)
    }

    /// Takes out a term.
    pub fn take_term(&mut self, vocabulary: &str, id: &str) -> Option<NewRow> {
        self.terms.get_mut(vocabulary)?.remove(id)
    }

    /// Whether a row of a table other than that of terms waits.
    pub fn has(&self, table: &str, id: &str) -> bool {
        self.rows.get(table).is_some_and(|rows| rows.contains_key(id))
    }

    /// Leaves out all terms.
    pub fn forget_terms(&mut self) {
        self.terms.clear();
    }
}
