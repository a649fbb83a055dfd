//! A figure as the only slide of a presentation, which `office` makes.

use crate::export::{ExportError, Figure, office};

/// The whole file.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    office::encode_deck(&figure.deck())
}
