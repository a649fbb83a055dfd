//! `city-diplomacy picture`: what the window shows when it opens, as a PNG, where there is no display.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use emath::vec2;

use super::look_args::one_of;
use super::not_written;
use crate::app::{self, Page, Pixels, Start};
use crate::chart::profile::{self, About};
use crate::data::{Explanation, Table};
use crate::export::{ExportError, Format, PaperSize, refuse_source, write};
use crate::words::Lang;

/// Draw the opening view of the window into a PNG, without a display.
#[derive(Args, Debug)]
pub struct PictureArgs {
    /// The database.
    #[arg(value_name = "DB")]
    db: PathBuf,
    /// The file to write.
    #[arg(long, value_name = "FILE.png")]
    out: PathBuf,
    /// Size of the window.
    #[arg(long, value_name = "WxHpx", default_value = "1440x900px", value_parser = str::parse::<PaperSize>)]
    size: PaperSize,
    /// Language of the window.
    #[arg(long, default_value = "en", value_parser = ["en", "ko"])]
    lang: String,
    /// Page of the window.
    #[arg(long, default_value = "explore", value_parser = one_of(&Page::ALL, Page::id))]
    page: Page,
    /// Cities of the page of profiles, by id: one for its profile, up to five side by side.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    cities: Vec<String>,
    /// What the page of profiles is about, by id: network:iclei, partner:koica, counterpart:'Lyon (FR)'.
    #[arg(long, value_name = "FIELD:ID", value_parser = about)]
    about: Option<About>,
    /// Table of the page of records.
    #[arg(long, value_parser = one_of(&Table::ALL, Table::id))]
    table: Option<Table>,
    /// Dark colours.
    #[arg(long)]
    dark: bool,
    /// A figure that this program made: its view is shown.
    #[arg(long, value_name = "FIGURE")]
    view: Option<PathBuf>,
    /// With the export window open.
    #[arg(long)]
    export: bool,
    /// Shows the import window with a sheet and what its import would do.
    #[arg(long, value_name = "SHEET")]
    import: Option<PathBuf>,
}

impl PictureArgs {
    /// Draws and writes.
    ///
    /// # Errors
    /// Where the database cannot be opened or the file not be written: file, cause, next step.
    pub fn run(self) -> Result<ExitCode, Explanation> {
        let lang = if self.lang == Lang::Ko.tag() { Lang::Ko } else { Lang::En };
        let explain = |error: ExportError| not_written(&error, lang);
        if Format::from_path(&self.out) != Some(Format::Png) {
            return Err(explain(ExportError::NotPng { path: self.out }));
        }
        refuse_source(&self.db, &self.out).map_err(explain)?;
        let Self { db, dark, view, export, import, page, cities, about, table: records, .. } = self;
        let (path, lang_asked) = (Some(db), Some(lang));
        let start = Start {
            path,
            lang: lang_asked,
            dark,
            view,
            export,
            import,
            page,
            cities,
            about,
            records,
            ..Start::default()
        };
        let [width, height] = self.size.pixels;
        let pixels = app::picture(start, lang, vec2(width as f32, height as f32))?;
        let bytes = png(&pixels).map_err(|error| explain(ExportError::drawing(error)))?;
        write(&self.out, &bytes).map_err(explain)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width as u32, pixels.height as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.rgba)?;
    writer.finish()?;
    Ok(bytes)
}

/// What a profile is about: a field and the id of a value.
fn about(text: &str) -> Result<About, String> {
    let fields = || profile::FIELDS.into_iter();
    let named = text.split_once(':').and_then(|(field, id)| Some((fields().find(|known| known.id() == field)?, id)));
    let (field, id) = named.ok_or_else(|| {
        let examples: Vec<String> = fields().map(|field| format!("{}:ID", field.id())).collect();
        format!("one of {}", examples.join(", "))
    })?;
    Ok(About { field, id: id.to_owned() })
}
