//! `city-diplomacy records`: the records of a table that pass a filter, as CSV, TSV or XLSX.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::filter_args::FilterArgs;
use super::look_args::one_of;
use super::{Stopwatch, figure_help, not_printed, not_written, open_database, saved_view};
use crate::chart::{ChartInput, ChartOptions, RecordColumn, RecordTable, why_empty};
use crate::data::{Explanation, Table, console};
use crate::export::{ExportError, Format, RecordFile, refuse_source};
use crate::query::{Answer, Filter};
use crate::words::{Lang, Word};

/// Write the records of a table that pass a filter: CSV, TSV or XLSX, with their ids and sources.
///
/// Without --out they are printed as CSV. The same database and options give the same bytes.
#[derive(Args, Debug)]
pub struct RecordsArgs {
    /// The database.
    #[arg(value_name = "DB")]
    db: PathBuf,
    /// Whose records.
    #[arg(long, default_value = "activities", value_parser = one_of(&Table::ALL, Table::id))]
    table: Table,
    /// The file to write (.csv, .tsv, .xlsx); the end of its name says the format.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A column to sort by (start, end, title, sources, or a field of the table); by date unless given.
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,
    /// From the end of the order; what is not known stays last.
    #[arg(long)]
    reverse: bool,
    /// Language of headings and names.
    #[arg(long, default_value = "en", value_parser = one_of(&Lang::ALL, Lang::tag))]
    lang: Lang,
    #[arg(long, value_name = "FIGURE", help = figure_help("the records it shows"))]
    view: Option<PathBuf>,
    #[command(flatten)]
    filter: FilterArgs,
}

impl RecordsArgs {
    /// Opens, filters, sorts, and writes or prints.
    ///
    /// # Errors
    /// Why the file cannot be opened, the options not followed, or the records not written.
    pub fn run(self, is_verbose: bool) -> Result<ExitCode, Explanation> {
        let lang = self.lang;
        let explain = |error: ExportError| not_written(&error, lang);
        let format = match &self.out {
            None => Format::FOR_RECORDS,
            Some(path) => Format::from_path(path)
                .filter(|format| format.holds_records())
                .ok_or_else(|| explain(ExportError::NotATable { path: path.clone() }))?,
        };
        let column = self.sort.as_deref().map(|name| column(self.table, name, lang)).transpose()?;
        let mut watch = Stopwatch::start(is_verbose);
        if let Some(path) = &self.out {
            refuse_source(&self.db, path).map_err(explain)?;
        }
        let dataset = open_database(&self.db, lang, &mut watch)?;
        let view = self.view.as_deref().map(|figure| saved_view(figure, lang)).transpose()?;
        let base = view.map_or_else(Filter::default, |view| view.filter);
        let filter = self.filter.onto(base, &dataset).map_err(|error| error.explain(lang))?;
        let answer = Answer::new(&dataset, &filter);
        watch.stage("filtered");
        let sort = column.or(self.reverse.then_some(RecordColumn::Start)).map(|column| (column, self.reverse));
        let rows = answer.rows(self.table).clone();
        let order = RecordTable::new(&dataset, self.table, lang).order(sort, rows);
        watch.stage("sorted");
        let whole = answer.to(&Filter::default());
        let options = ChartOptions::default();
        let input =
            ChartInput { dataset: &dataset, answer: &answer, whole: &whole, filter: &filter, options: &options, lang };
        let file = RecordFile::new(&dataset, self.table, &order, RecordFile::notes(&input, self.table), lang);
        if let Some(path) = &self.out {
            file.write(path, format, &mut |_| !console::is_ending()).map_err(explain)?;
            let count = self.table.count_words(lang, order.len());
            console::say(Word::records_written(lang, &count, &path.display()));
        } else {
            let mut out = BufWriter::new(io::stdout().lock());
            let printed = file.print(&mut out).and_then(|()| out.flush());
            not_printed(printed, lang)?;
        }
        watch.stage("written");
        if order.is_empty() {
            console::say(why_empty(&input, self.table));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The column of a name, or which names there are.
fn column(table: Table, name: &str, lang: Lang) -> Result<RecordColumn, Explanation> {
    let columns = RecordColumn::of(table);
    columns.iter().copied().find(|column| column.id() == name).ok_or_else(|| Explanation {
        what: Word::no_such_column(lang, &table.word().text(lang), &name),
        cause: String::new(),
        next_step: Word::columns_are(lang, &columns.iter().map(|column| column.id()).collect::<Vec<_>>().join(", ")),
    })
}
