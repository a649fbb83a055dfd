//! What was asked of the data: a [`Filter`] becomes an [`Answer`], the rows of every table that pass and their counts.

pub mod aggregate;
mod crossfilter;
mod filter;
pub mod indicators;
mod lineage;
mod rowset;
mod search;
mod selection;

pub use crossfilter::{Answer, TableAnswer, in_years};
pub use filter::{Choice, Dimension, Filter, Resolved, ResolvedChoice, Years, YearsMean};
pub use lineage::in_families;
pub use rowset::RowSet;
pub use search::name_matches;
pub use selection::{Cited, Subject, SubjectKey};
