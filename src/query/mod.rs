//! What was asked of the data: a [`Filter`] becomes an [`Answer`], the rows of every table that pass and their counts.

pub mod aggregate;
mod answer;
mod beside;
pub mod centrality;
mod classes;
mod combination;
mod engine;
mod filter;
pub mod indicators;
mod lineage;
mod member_counts;
mod members;
mod order;
mod pairs;
mod rowset;
mod search;
mod selection;
mod sweep;
mod tallies;

pub use answer::{Answer, TableAnswer};
pub use beside::values_beside;
pub use classes::each_list;
pub use combination::Combination;
pub use engine::Engine;
pub use filter::{Choice, Dimension, Filter, MemberOf, Resolved, ResolvedChoice, Years, YearsMean};
pub use lineage::in_families;
pub use member_counts::{MemberCount, member_counts};
pub use members::{Governments, Standing};
pub use order::{Order, Sorted, collated};
pub use pairs::Pair;
pub use rowset::RowSet;
pub use search::name_matches;
pub use selection::{Cited, Stretch, Subject, SubjectKey};
pub use sweep::Sweep;
pub use tallies::{FactsByYear, Tally, tallies};
