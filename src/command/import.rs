//! `city-diplomacy import`: a folder of CSV files becomes a new database.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::look_args::one_of;
use super::print_result;
use crate::data::Explanation;
use crate::data::import::import_csv_folder;
use crate::words::Lang;

/// Make a new database of a folder of CSV files, one a table.
///
/// The files are named and headed as the tables of the schema: activity.csv, city.csv ... An existing file is never
/// replaced, and a failed import leaves nothing behind.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The folder of CSV files (UTF-8).
    pub source_dir: PathBuf,
    /// The database to make.
    #[arg(long, value_name = "NEW.db")]
    pub into: PathBuf,
    /// Language of messages.
    #[arg(long, default_value = "en", value_parser = one_of(&Lang::ALL, Lang::tag))]
    pub lang: Lang,
}

impl ImportArgs {
    /// Imports, and prints how many rows each table received.
    ///
    /// # Errors
    /// What went wrong with which file, row and column.
    pub fn run(&self) -> Result<ExitCode, Explanation> {
        let lang = self.lang;
        let report = import_csv_folder(&self.source_dir, &self.into).map_err(|error| error.explain(lang))?;
        let lines = report.tables.iter().map(|(table, rows)| format!("{table:<22}{rows:>9}\n"));
        print_result(&lines.collect::<String>(), lang)?;
        Ok(ExitCode::SUCCESS)
    }
}
