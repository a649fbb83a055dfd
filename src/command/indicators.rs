//! `city-diplomacy indicators`: the indicators of what passes a filter, each with n, interval, definition and reading.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::counting_args::CountingArgs;
use super::filter_args::FilterArgs;
use super::{Stopwatch, open_database, print_result};
use crate::chart::trends::Told;
use crate::data::Explanation;
use crate::query::indicators::{Counting, Indicator, Question, Statistic, Unit, findings};
use crate::query::{Answer, Filter};
use crate::words::{Lang, grouped};

/// Compute the indicators of what passes a filter: trends, institutions, partners, modes, quality of the records.
///
/// Every value comes with n, a 95 % interval where one is defined, who is counted, its definition and its source.
#[derive(Args, Debug)]
pub struct IndicatorsArgs {
    /// The database.
    #[arg(value_name = "DB")]
    db: PathBuf,
    /// Only these: I1 to I20, Q1, Q2, with commas between.
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = indicator())]
    only: Vec<Indicator>,
    /// Language of names, definitions and readings.
    #[arg(long, default_value = "en", value_parser = lang())]
    lang: Lang,
    /// Print JSON, with the values by year and by part.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    counting: CountingArgs,
    #[command(flatten)]
    filter: FilterArgs,
}

fn indicator() -> impl TypedValueParser<Value = Indicator> {
    PossibleValuesParser::new(Indicator::ALL.map(Indicator::id))
        .try_map(|id| Indicator::from_id(&id).ok_or("one of I1 to I20, Q1, Q2"))
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::tag))
        .try_map(|tag| Lang::ALL.into_iter().find(|lang| lang.tag() == tag).ok_or("en or ko"))
}

impl IndicatorsArgs {
    /// Opens, computes and prints.
    ///
    /// # Errors
    /// Why the file cannot be opened or the options not followed.
    pub fn run(self, is_verbose: bool) -> Result<ExitCode, Explanation> {
        let mut watch = Stopwatch::start(is_verbose);
        let dataset = open_database(&self.db, self.lang, &mut watch)?;
        let filter = self.filter.into_filter(&dataset).map_err(|error| error.explain(self.lang))?;
        let counting = self.counting.onto(Counting::default(), &dataset, self.lang)?;
        let wanted = if self.only.is_empty() { Indicator::ALL.to_vec() } else { self.only };
        let answer = Answer::new(&dataset, &filter);
        watch.stage("filtered");
        let question = Question { dataset: &dataset, filter: &filter, answer: &answer, counting: &counting };
        let found = findings(question, &wanted);
        watch.stage("computed");
        let told = |finding| Told { finding, dataset: &dataset, lang: self.lang };
        let indicators = found.iter().map(told).collect();
        let report = Report { file: &dataset.file_name, filter: &filter, counting: &counting, indicators };
        print_result(&if self.json { report.json() } else { report.text() }, self.lang)?;
        watch.stage("printed");
        Ok(ExitCode::SUCCESS)
    }
}

/// What is printed.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    filter: &'a Filter,
    counting: &'a Counting,
    indicators: Vec<Told<'a>>,
}

impl Report<'_> {
    fn json(&self) -> String {
        // Plain structs of text and numbers always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n\n{:<5}{:>10}{:>17}{:>8}\n", self.file, "", "value", "95 %", "n");
        for told in &self.indicators {
            let finding = told.finding;
            let Statistic { value, low, high, n, .. } = &finding.headline;
            let number =
                |value: &Option<f64>| value.map_or_else(|| "–".to_owned(), |value| printed(value, finding.unit));
            let interval = low.and(*high).map_or_else(String::new, |_| format!("{} – {}", number(low), number(high)));
            // Writing to a string never fails.
            let _ = writeln!(
                text,
                "{:<5}{:>10}{interval:>17}{:>8}  {}\n{:42}{}",
                finding.indicator.id(),
                number(value),
                grouped(*n),
                told.title(),
                "",
                told.reading(),
            );
        }
        text
    }
}

/// A value as text.
fn printed(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{:.0} %", value * 100.0),
        Unit::Count => grouped(value as usize),
        Unit::Number | Unit::Ratio | Unit::Index => format!("{value:.2}"),
        Unit::Years => format!("{value:.1}"),
    }
}
