//! The options of slides that go into a presentation of one's own.

use std::path::PathBuf;

use clap::Args;

use crate::export::{ExportError, Template};

/// Which presentation, and how slides look in it.
#[derive(Args, Debug)]
pub struct SlideArgs {
    /// A presentation of your own (.pptx, .potx or .ppsx): the slides are put behind those it has, on its layouts.
    #[arg(long, value_name = "FILE.pptx")]
    template: Option<PathBuf>,
    /// The layout of the template that charts go on, by name or number; the best for charts unless given. A name that it
    /// does not have lists those it has.
    #[arg(long, value_name = "NAME", requires = "template")]
    layout: Option<String>,
    /// Draws in the six accents of the template and writes in its typefaces, in place of ours.
    #[arg(long, requires = "template")]
    template_colours: bool,
}

impl SlideArgs {
    /// Reads the presentation, where one is given.
    ///
    /// # Errors
    /// [`ExportError::Template`] and [`ExportError::NoSuchLayout`].
    pub fn template(&self) -> Result<Option<Template>, ExportError> {
        let Some(path) = &self.template else { return Ok(None) };
        let template = Template::read(path)?.with_own_colors(self.template_colours);
        let template = match &self.layout {
            Some(layout) => template.with_layout(layout)?,
            None => template,
        };
        Ok(Some(template))
    }
}
