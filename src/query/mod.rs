//! What was asked of the data: a [`Filter`] becomes an [`Answer`], the rows of every table that pass and their counts.

pub mod aggregate;
mod classes;
mod crossfilter;
mod engine;
mod filter;
pub mod indicators;
mod lineage;
mod order;
mod partner_tallies;
mod plain;
mod rowset;
mod search;
mod selection;
mod sweep;

pub use classes::each_list;
pub use crossfilter::{Answer, TableAnswer};
pub use engine::Engine;
pub use filter::{Choice, Dimension, Filter, Resolved, ResolvedChoice, Years, YearsMean};
pub use lineage::in_families;
pub use order::{Order, Sorted, collated};
pub use partner_tallies::{PartnerTally, TiesByYear, partner_tallies};
pub use plain::in_years;
pub use rowset::RowSet;
pub use search::name_matches;
pub use selection::{Cited, Stretch, Subject, SubjectKey};
pub use sweep::Sweep;
