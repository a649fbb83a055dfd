//! City Diplomacy Explorer: see and test, on your own database, how cities act abroad.
//!
//! The tree is the pipeline, and every layer looks only to its left:
//!
//! ```text
//!   file -> data -> query -> chart -> export          (SVG, PNG, PDF, PPTX, DOCX, HWPX, XLSX, CSV, TSV)
//!                               \---> app             (the window)
//!                               \---> command         (headless, on the same core)
//! ```
//!
//! | from -> to | what crosses |
//! |---|---|
//! | file -> [`data`] | a path becomes a [`data::Dataset`] that never changes, and the list of what could not be taken |
//! | [`data`] -> [`query`] | a `Filter` becomes the rows of the four tables of facts that pass it, and counts |
//! | [`query`] -> [`chart`] | rows and sorted tallies become a `Scene`: final positions, final colours, measured text |
//! | [`chart`] -> [`export`], [`app`] | painters decide nothing: one `match` each over the same marks |
//! | [`app`] | widgets ask by `Command`; `Workspace::apply` is the only place where a view changes |
//!
//! [`words`] lies below all of them: every phrase, in English and Korean.

pub mod app;
pub mod chart;
pub mod command;
pub mod data;
pub mod export;
pub mod query;
pub mod words;
