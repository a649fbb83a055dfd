//! What it looks like: every chart laid out once as a [`Scene`], painted and written by others.

pub mod scene;

pub use scene::{Align, Font, Mark, MeasureText, Scene, Shape, Stroke, TextRun};
