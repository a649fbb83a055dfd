//! The logo of the export window: the file of the path that is typed, read away from the window.

use egui::{Context, TextureHandle};

use crate::app::tasks::{Task, TaskOutcome};
use crate::export::{ExportError, Logo};

/// What became of the path that is typed.
#[derive(Default)]
pub struct LogoField {
    path: String,
    reading: Option<Task<ReadLogo>>,
    read: Option<Result<(Logo, Option<TextureHandle>), ExportError>>,
}

/// A logo with a small picture of it.
type ReadLogo = Result<(Logo, Option<egui::ColorImage>), ExportError>;

impl LogoField {
    /// Reads a path once it is another one.
    pub fn follow(&mut self, ctx: &Context, path: &str) {
        let path = path.trim().trim_matches('"');
        if path != self.path {
            path.clone_into(&mut self.path);
            (self.read, self.reading) = (None, None);
            if !path.is_empty() {
                let path = std::path::PathBuf::from(path);
                self.reading = Some(Task::start("logo", ctx, move || {
                    let logo = Logo::read(&path)?;
                    let small = logo.thumbnail(400);
                    let image = small.map(|(size, rgba)| egui::ColorImage::from_rgba_unmultiplied(size, &rgba));
                    Ok((logo, image))
                }));
            }
        }
        if let Some(TaskOutcome::Done(read)) = self.reading.as_ref().map(Task::poll) {
            self.reading = None;
            let texture = |image| ctx.load_texture("logo", image, egui::TextureOptions::LINEAR);
            self.read = Some(read.map(|(logo, image)| (logo, image.map(texture))));
        }
    }

    /// Width and height, once it is read.
    pub fn pixels(&self) -> Option<[u32; 2]> {
        self.read.as_ref()?.as_ref().ok().map(|(logo, _)| logo.pixels)
    }

    /// The small picture of it.
    pub fn texture(&self) -> Option<&TextureHandle> {
        self.read.as_ref()?.as_ref().ok()?.1.as_ref()
    }

    /// Why it cannot be used.
    pub fn error(&self) -> Option<&ExportError> {
        self.read.as_ref()?.as_ref().err()
    }
}
