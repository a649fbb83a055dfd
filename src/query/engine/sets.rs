//! The rows that pass everything, and those that pass everything but one condition.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::filter::Dimension;
use super::super::rowset::RowSet;

/// The rows of one table that pass, the years left out of account.
#[derive(Debug)]
pub struct PassingSets {
    pub all: Arc<RowSet>,
    /// For the dimensions that restrict the table.
    pub but_for: BTreeMap<Dimension, Arc<RowSet>>,
}

impl PassingSets {
    /// What passes everything but a dimension.
    pub fn but_for(&self, dimension: Dimension) -> &Arc<RowSet> {
        self.but_for.get(&dimension).unwrap_or(&self.all)
    }
}
