//! What it looks like: every chart laid out once as a [`Scene`], painted and written by others.

pub mod ruler;
pub mod scene;

pub use ruler::Ruler;
pub use scene::{Align, Font, Mark, MeasureText, Scene, Shape, Stroke, TextRun};
