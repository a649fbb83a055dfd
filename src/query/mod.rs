//! What was asked of the data: a filter becomes the rows that pass it, and counts.

mod selection;

pub use selection::Subject;
