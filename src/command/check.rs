//! `city-diplomacy check`: whether a file opens, and an account of every row that is not simply shown.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::look_args::one_of;
use super::print_result;
use crate::data::open::{Loaded, OpenError, Outcome, Progress, open};
use crate::data::{Dataset, Explanation, Table};
use crate::words::Lang;

/// Check whether a database opens, and what in it cannot be shown as it stands.
///
/// Exit status: 0 opened, 1 opened with warnings, 2 refused.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The database.
    pub db: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Language of messages.
    #[arg(long, default_value = "en", value_parser = one_of(&Lang::ALL, Lang::tag))]
    pub lang: Lang,
    /// Say also how long each stage took, and what the file takes in memory.
    #[arg(short, long)]
    pub verbose: bool,
}

/// Rows with issues that are listed one by one in the plain text; JSON lists all.
const LISTED_ISSUES: usize = 50;

impl CheckArgs {
    /// Opens the file, prints the verdict and returns the exit status.
    ///
    /// # Errors
    /// Where the verdict cannot be printed; a refusal is a verdict, not an error.
    pub fn run(&self) -> Result<ExitCode, Explanation> {
        let lang = self.lang;
        let opened = open(&self.db, &Progress::default());
        let verdict = verdict_of(&opened);
        let text = if self.json {
            json(&self.db, &opened, lang)
        } else {
            match &opened {
                Ok(loaded) => plain(&self.db, loaded, verdict, lang, self.verbose),
                Err(error) => format!("{}: {}\n{}\n", self.db.display(), verdict.0, error.explain(lang)),
            }
        };
        print_result(&text, lang)?;
        Ok(ExitCode::from(verdict.1))
    }
}

fn verdict_of(opened: &Result<Loaded, OpenError>) -> (&'static str, u8) {
    match opened {
        Ok(loaded) if loaded.report.has_warnings() => ("opened with warnings", 1),
        Ok(_) => ("opened", 0),
        Err(_) => ("refused", 2),
    }
}

/// The verdict, the account of all tables, the notices, and the rows that need mending.
fn plain(db: &Path, loaded: &Loaded, verdict: (&str, u8), lang: Lang, is_verbose: bool) -> String {
    let report = &loaded.report;
    let mut lines = vec![
        format!("{}: {}", db.display(), verdict.0),
        format!("format version {}, SQLite {}", report.schema_version, report.engine_version),
        format!("{:<22}{:>9}{:>9}{:>9}{:>9}", "table", "rows", "shown", "undated", "rejected"),
    ];
    for table in &report.tables {
        let numbers = [table.rows(), table.shown, table.undated, table.rejected].map(|number| format!("{number:>9}"));
        lines.push(format!("{:<22}{}", table.name, numbers.concat()));
    }
    lines.extend(report.notices.iter().map(|notice| format!("! {}", notice.text(lang))));
    let issues: Vec<_> = report.issues.iter().filter(|issue| issue.reason.is_warning()).collect();
    for issue in issues.iter().take(LISTED_ISSUES) {
        let outcome = outcome_id(issue.reason.outcome());
        let reason = issue.reason.text(lang);
        lines.push(format!("! {} row {} {} {outcome}: {reason}", issue.table, issue.row, issue.id));
    }
    if issues.len() > LISTED_ISSUES {
        lines.push(format!("! and {} more rows; --json lists all", issues.len() - LISTED_ISSUES));
    }
    if is_verbose {
        let timings = report.timings.iter().map(|(stage, time)| format!("{} {time:.1?}", stage.text(lang)));
        lines.extend(timings);
        lines.push(memory_line(&loaded.dataset));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// What the dataset takes in memory, an activity's share of it, and of that the texts.
fn memory_line(dataset: &Dataset) -> String {
    let memory = dataset.memory();
    let activities = dataset.table(Table::Activities).len().max(1);
    let [texts, others] = [memory.texts, memory.others].map(|bytes| bytes as f64 / activities as f64);
    let megabytes = (memory.texts + memory.others) as f64 / 1e6;
    format!("memory {megabytes:.1} MB; bytes an activity: {texts:.1} of text + {others:.1}")
}

fn outcome_id(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::ShownInPart => "shown in part",
        Outcome::Undated => "undated",
        Outcome::Rejected => "rejected",
    }
}

#[derive(Serialize)]
struct JsonReport<'a> {
    file: String,
    verdict: &'a str,
    refused: Option<JsonRefusal>,
    format_version: Option<i64>,
    sqlite: Option<&'a str>,
    tables: Vec<JsonTable<'a>>,
    notices: Vec<String>,
    rows: Vec<JsonRow<'a>>,
}

#[derive(Serialize)]
struct JsonRefusal {
    what: String,
    cause: String,
    next_step: String,
}

#[derive(Serialize)]
struct JsonTable<'a> {
    table: &'a str,
    rows: usize,
    shown: usize,
    undated: usize,
    rejected: usize,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    table: &'a str,
    row: usize,
    id: &'a str,
    outcome: &'a str,
    reason: String,
}

fn json(db: &Path, opened: &Result<Loaded, OpenError>, lang: Lang) -> String {
    let report = opened.as_ref().ok().map(|loaded| &loaded.report);
    let refused = opened.as_ref().err().map(|error| error.explain(lang));
    let tables = report.iter().flat_map(|report| &report.tables).map(|table| JsonTable {
        table: table.name,
        rows: table.rows(),
        shown: table.shown,
        undated: table.undated,
        rejected: table.rejected,
    });
    let rows = report.iter().flat_map(|report| &report.issues).map(|issue| JsonRow {
        table: issue.table,
        row: issue.row,
        id: &issue.id,
        outcome: outcome_id(issue.reason.outcome()),
        reason: issue.reason.text(lang),
    });
    let whole = JsonReport {
        file: db.display().to_string(),
        verdict: verdict_of(opened).0,
        refused: refused.map(|Explanation { what, cause, next_step }| JsonRefusal { what, cause, next_step }),
        format_version: report.map(|report| report.schema_version),
        sqlite: report.map(|report| report.engine_version),
        tables: tables.collect(),
        notices: report.iter().flat_map(|report| &report.notices).map(|notice| notice.text(lang)).collect(),
        rows: rows.collect(),
    };
    // Plain structs of text and numbers always serialise.
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}
