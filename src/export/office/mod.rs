//! Slides, and what an office program needs to open them: charts of its own where it has them, shapes and text elsewhere.

pub(super) mod base;
pub(super) mod chart_cells;
mod chart_part;
pub mod deck;
mod draw;
pub(super) mod drawing;
mod geometry;
pub(super) mod package;
mod presentation;
pub mod slide;
mod slide_part;
mod table;
mod template;

pub use deck::{Deck, DeckPlan};
pub use geometry::{Body, Frame};
pub(super) use presentation::encode_deck;
pub use slide::Slide;
pub use template::{LayoutName, Template};

const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const P: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
const R: &str = package::RELATIONS;
