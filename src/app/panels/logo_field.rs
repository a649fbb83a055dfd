//! The logo of the export window, with a small picture of it.

use std::path::Path;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::path_field::PathField;
use crate::export::{ExportError, Logo};

/// The logo of the path that was given.
pub type LogoField = PathField<ShownLogo>;

/// A logo in the window.
pub struct ShownLogo {
    /// Width and height.
    pub pixels: [u32; 2],
    /// A small picture of it.
    pub texture: Option<TextureHandle>,
}

/// Reads a logo.
pub fn read(path: &Path, ctx: &Context) -> Result<ShownLogo, ExportError> {
    let logo = Logo::read(path)?;
    let image = logo.thumbnail(400).map(|(size, rgba)| ColorImage::from_rgba_unmultiplied(size, &rgba));
    let texture = image.map(|image| ctx.load_texture("logo", image, TextureOptions::LINEAR));
    Ok(ShownLogo { pixels: logo.pixels, texture })
}
