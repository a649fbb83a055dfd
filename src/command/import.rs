//! `city-diplomacy import`: sheets, or a folder of CSV files in the form of the schema, become a new database.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::look_args::one_of;
use super::wildcards::expanded;
use super::{not_written, print_result};
use crate::data::import::{
    Draft, ImportCause, ImportError, ImportProgress, Mapping, SheetReport, Target, Unknown, find_sheets,
    import_csv_folder, is_schema_folder,
};
use crate::data::sheet::{Delimiter, Sheet, SheetChoice, TextEncoding};
use crate::data::{Explanation, console, folder_of};
use crate::export::write;
use crate::words::{Lang, Word};

/// Make a new database of sheets (CSV, TSV, XLSX, XLS, ODS, a table of any SQLite database), or of a folder of CSV
/// files named and headed as the tables of the schema.
///
/// Columns are matched by their headings, Korean or English; --save-map writes what was found, to be corrected and used
/// again with --map. With --base the rows are merged into a copy of a database: what is there already is found, and the
/// old file stays as it is. An existing file is never replaced, and a failed import leaves nothing behind.
///
/// Exit status: 0 all rows taken, 1 some rejected or left open by a question, 2 nothing imported.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The sheets (* and ? stand for parts of their names), or one folder of CSV files.
    #[arg(value_name = "SRC", required = true)]
    pub sources: Vec<PathBuf>,
    /// The database to make.
    #[arg(long, value_name = "NEW.db")]
    pub into: Option<PathBuf>,
    /// A database to copy and to merge the rows into.
    #[arg(long, value_name = "OLD.db")]
    pub base: Option<PathBuf>,
    /// What the rows are, where the headings do not say it.
    #[arg(long, value_parser = one_of(&Target::ALL, Target::id))]
    pub target: Option<Target>,
    /// A mapping saved before.
    #[arg(long, value_name = "MAP.json", conflicts_with = "target")]
    pub map: Option<PathBuf>,
    /// Writes the mapping that is used, to be corrected and used again.
    #[arg(long, value_name = "MAP.json")]
    pub save_map: Option<PathBuf>,
    /// The sheet of a workbook or the table of a database.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Reads one column a year as one row a year: the cells are dates, names or marks.
    #[arg(long)]
    pub by_year: bool,
    /// The encoding of text files, where it is not to be found out.
    #[arg(long, value_parser = one_of(&TextEncoding::ALL, TextEncoding::id))]
    pub encoding: Option<TextEncoding>,
    /// What stands between the cells of text files.
    #[arg(long, value_parser = one_of(&Delimiter::ALL, Delimiter::id))]
    pub delimiter: Option<Delimiter>,
    /// The row that names the columns; 0 = there is none, and columns are called A, B, C.
    #[arg(long, value_name = "N")]
    pub header_row: Option<usize>,
    /// What becomes of cities and networks that are not known: asked about where one that was known before is spelled
    /// nearly so and made otherwise, all made, or their rows rejected. Questions are answered in the mapping.
    #[arg(long, value_parser = one_of(&Unknown::ALL, Unknown::id))]
    pub unknown: Option<Unknown>,
    /// Writes what became of every row as JSON, and the rejected rows as CSV beside it.
    #[arg(long, value_name = "R.json")]
    pub report: Option<PathBuf>,
    /// Says what an import would do, and writes no database.
    #[arg(long)]
    pub preview: bool,
    /// Language of messages.
    #[arg(long, default_value = "en", value_parser = one_of(&Lang::ALL, Lang::tag))]
    pub lang: Lang,
}

/// Lines of each kind in the printed report; JSON lists all.
const LISTED: usize = 20;

impl ImportArgs {
    /// Imports, and prints what became of the rows.
    ///
    /// # Errors
    /// What went wrong with which file, row and column.
    pub fn run(&self) -> Result<ExitCode, Explanation> {
        let lang = self.lang;
        self.into.as_deref().map_or(Ok(()), ImportError::refuse_device_name).map_err(|error| error.explain(lang))?;
        let sources = expanded(&self.sources).map_err(|error| error.explain(lang))?;
        if let ([folder], Some(into), false) = (sources.as_slice(), &self.into, self.is_mapped()) {
            // What is no folder and no sheet gets its message below, unless the new file is in the way already.
            if is_schema_folder(folder) {
                return self.import_folder(folder, into);
            }
        }
        if let Some(into) = self.into.as_ref().filter(|into| into.symlink_metadata().is_ok()) {
            return Err(ImportError::target_exists(into).explain(lang));
        }
        let sheets = self.sheets(&sources).map_err(|error| explain(&error, lang))?;
        if let (Some(path), Some((_, mapping))) = (&self.save_map, sheets.first()) {
            self.write_file(path, mapping.to_json().as_bytes())?;
            console::say(Word::mapping_written(lang, &path.display()));
            if self.into.is_none() && !self.preview {
                return Ok(ExitCode::SUCCESS);
            }
        }
        let mut reports = match (&self.into, self.preview) {
            (_, true) => self.draft(&sheets, &std::env::temp_dir()).map(|draft| draft.reports),
            (Some(into), false) => {
                let folder = folder_of(into);
                self.draft(&sheets, folder).and_then(|draft| draft.keep(into))
            }
            (None, false) => return Err(no_target(lang)),
        }
        .map_err(|error| explain(&error, lang))?;
        self.tell(&mut reports)
    }

    fn is_mapped(&self) -> bool {
        self.base.is_some() || self.map.is_some() || self.target.is_some() || self.preview || self.save_map.is_some()
    }

    fn import_folder(&self, folder: &Path, into: &Path) -> Result<ExitCode, Explanation> {
        let report = import_csv_folder(folder, into).map_err(|error| error.explain(self.lang))?;
        let lines = report.tables.iter().map(|(table, rows)| format!("{table:<22}{rows:>9}\n"));
        print_result(&lines.collect::<String>(), self.lang)?;
        Ok(ExitCode::SUCCESS)
    }

    fn sheets(&self, sources: &[PathBuf]) -> Result<Vec<(Sheet, Mapping)>, ImportError> {
        let choice = SheetChoice {
            sheet: self.sheet.clone(),
            encoding: self.encoding,
            delimiter: self.delimiter,
            header_row: self.header_row,
            by_year: self.by_year,
        };
        let mapping = self.map.as_deref().map(Mapping::read).transpose()?;
        let mut sheets = find_sheets(sources, &choice, mapping.as_ref(), self.target)?;
        for (_, mapping) in &mut sheets {
            mapping.unknown = self.unknown.unwrap_or(mapping.unknown);
            if mapping.read == SheetChoice::default() {
                mapping.read = choice.clone();
            }
        }
        Ok(sheets)
    }

    fn draft(&self, sheets: &[(Sheet, Mapping)], folder: &Path) -> Result<Draft, ImportError> {
        Draft::make(sheets, self.base.as_deref(), folder, &ImportProgress::default())
    }

    /// Prints the report, and writes it and the rejected rows into files.
    fn tell(&self, reports: &mut [SheetReport]) -> Result<ExitCode, Explanation> {
        let lang = self.lang;
        let mut lines: Vec<String> = reports.iter().flat_map(|report| report.lines(lang, LISTED)).collect();
        if let Some(path) = &self.report {
            let whole = JsonReport { database: self.into.as_deref(), base: self.base.as_deref(), sheets: reports };
            // Plain structs of text and numbers always serialise.
            let json = serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n";
            self.write_file(path, json.as_bytes())?;
            lines.push(Word::report_written(lang, &path.display()));
        }
        let beside = self.report.as_ref().or(self.into.as_ref().filter(|_| !self.preview));
        let is_single = reports.len() == 1;
        let mut written: Vec<PathBuf> = Vec::new();
        for (index, report) in reports.iter_mut().enumerate().filter(|(_, report)| report.not_taken() > 0) {
            let Some(beside) = beside else { break };
            let kind = if is_single { String::new() } else { format!("{}.", report.mapping.target.id()) };
            let mut path = beside.with_extension(format!("{kind}rejected.csv"));
            // Two sheets of one kind have a file each.
            if written.contains(&path) {
                path = beside.with_extension(format!("{kind}{}.rejected.csv", index + 1));
            }
            let rows = report.rejected_csv().map_err(|error| Explanation {
                what: Word::NOT_PRINTED.text(lang).to_owned(),
                cause: Word::cause_unwritable(lang, &error),
                next_step: Word::NOT_PRINTED_NEXT.text(lang).to_owned(),
            })?;
            self.write_file(&path, &rows)?;
            lines.push(Word::rejected_written(lang, &path.display()));
            written.push(path);
        }
        match &self.into {
            Some(into) if !self.preview => lines.push(Word::database_written(lang, &into.display())),
            _ => lines.push(Word::PREVIEW_ONLY.text(lang).to_owned()),
        }
        lines.push(String::new());
        print_result(&lines.join("\n"), lang)?;
        let is_whole = reports.iter().all(SheetReport::is_whole);
        Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    fn write_file(&self, path: &Path, bytes: &[u8]) -> Result<(), Explanation> {
        write(path, bytes).map_err(|error| not_written(&error, self.lang))
    }
}

/// The failure in words, with the options that help; the window has its own ways.
fn explain(error: &ImportError, lang: Lang) -> Explanation {
    let mut explanation = error.explain(lang);
    let option = match &error.cause {
        ImportCause::NoSuchSheet { .. } | ImportCause::ViewHoldsList { .. } => Word::OPTION_SHEET,
        ImportCause::NotMapped { .. } | ImportCause::BadMapping(_) => Word::OPTION_MAP,
        ImportCause::ColumnAYear { .. } => Word::OPTION_BY_YEAR,
        _ => return explanation,
    };
    explanation.next_step = format!("{} {}", explanation.next_step, option.text(lang));
    explanation
}

#[derive(Serialize)]
struct JsonReport<'a> {
    database: Option<&'a Path>,
    base: Option<&'a Path>,
    sheets: &'a [SheetReport],
}

fn no_target(lang: Lang) -> Explanation {
    Explanation {
        what: Word::IMPORT_NEEDS_TARGET.text(lang).to_owned(),
        cause: Word::IMPORT_NEEDS_TARGET_CAUSE.text(lang).to_owned(),
        next_step: Word::IMPORT_NEEDS_TARGET_NEXT.text(lang).to_owned(),
    }
}
