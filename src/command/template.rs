//! `city-diplomacy template`: sheets to fill in, empty or with everything a database holds.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::look_args::one_of;
use super::{not_written, print_result};
use crate::data::import::template_sheets;
use crate::data::{Explanation, console};
use crate::export::{ExportError, template_csv, template_workbook, write};
use crate::words::{Lang, Word};

/// The workbook of a template.
const WORKBOOK: &str = "template.xlsx";

/// Write sheets to fill in for people who start from nothing: a workbook, and a CSV file for each of its sheets.
///
/// The second row says what each column takes; an import leaves it out. With --from they hold everything a database
/// holds, and importing them gives the same database again.
#[derive(Args, Debug)]
pub struct TemplateArgs {
    /// The folder to write to; it is made where it does not exist.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// A database to fill them from.
    #[arg(long, value_name = "DB")]
    from: Option<PathBuf>,
    /// Language of messages.
    #[arg(long, default_value = "en", value_parser = one_of(&Lang::ALL, Lang::tag))]
    lang: Lang,
}

impl TemplateArgs {
    /// Writes the files.
    ///
    /// # Errors
    /// Where the database cannot be read or the folder not be written: file, cause, next step.
    pub fn run(&self) -> Result<ExitCode, Explanation> {
        let explain = |error: ExportError| not_written(&error, self.lang);
        let sheets = template_sheets(self.from.as_deref()).map_err(|error| error.explain(self.lang))?;
        std::fs::create_dir_all(&self.folder)
            .map_err(|source| explain(ExportError::Write { path: self.folder.clone(), source }))?;
        for sheet in &sheets {
            write(&self.folder.join(format!("{}.csv", sheet.name)), &template_csv(sheet)).map_err(explain)?;
        }
        match template_workbook(&sheets).map_err(explain)? {
            Some(bytes) => write(&self.folder.join(WORKBOOK), &bytes).map_err(explain)?,
            None => console::say(Word::WORKBOOK_TOO_LONG.text(self.lang)),
        }
        print_result(&(Word::templates_written(self.lang, &self.folder.display()) + "\n"), self.lang)?;
        Ok(ExitCode::SUCCESS)
    }
}
