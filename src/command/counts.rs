//! `city-diplomacy counts`: how many facts pass a filter, in all, by value of every field, and by year.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde::{Serialize, Serializer};

use super::filter_args::FilterArgs;
use super::{Stopwatch, figure_help, open_database, print_result, saved_view};
use crate::data::{Code, Dataset, Explanation, Field, Table};
use crate::query::{Answer, Dimension, Filter, member_counts};
use crate::words::{Lang, grouped};

/// Count what passes a filter, in all, by every value, and by year.
///
/// The counts of a value are over what passes all the other filters; "of" is over the whole file, domestic networks and
/// ties that are only participation, plans or talks included. Under "member-of" governments are counted: the members of
/// each network, in the year of --member-year or at any time. "undated" is left out by the years for want of a date,
/// "shown undated" is shown without one.
#[derive(Args, Debug)]
pub struct CountsArgs {
    /// The database.
    #[arg(value_name = "DB")]
    db: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "FIGURE", help = figure_help("counts what it shows"))]
    view: Option<PathBuf>,
    #[command(flatten)]
    filter: FilterArgs,
}

impl CountsArgs {
    /// Opens, counts and prints.
    ///
    /// # Errors
    /// Why the file cannot be opened or the filter not followed.
    pub fn run(self, is_verbose: bool) -> Result<ExitCode, Explanation> {
        let mut watch = Stopwatch::start(is_verbose);
        let dataset = open_database(&self.db, Lang::En, &mut watch)?;
        let view = self.view.as_deref().map(|figure| saved_view(figure, Lang::En)).transpose()?;
        let base = view.map_or_else(Filter::default, |view| view.filter);
        let filter = self.filter.onto(base, &dataset).map_err(|error| error.explain(Lang::En))?;
        let counts = Counts::of(&dataset, &filter);
        watch.stage("counted");
        print_result(&if self.json { counts.json() } else { counts.text() }, Lang::En)?;
        watch.stage("printed");
        Ok(ExitCode::SUCCESS)
    }
}

/// Everything that is counted, in a fixed order.
#[derive(Debug, Serialize)]
pub struct Counts<'a> {
    file: &'a str,
    filter: &'a Filter,
    totals: Listed<Totals>,
    facets: Listed<Listed<Vec<ValueCount<'a>>>>,
    /// Of every network the governments that are members: those of the cities and levels asked for, and all.
    member_of: Vec<ValueCount<'a>>,
    years: Vec<YearCount>,
}

/// A table of facts as a whole.
#[derive(Debug, Serialize)]
struct Totals {
    /// All rows of the file.
    rows: usize,
    /// Those that pass the filter.
    shown: usize,
    /// Those that pass but for the years, and have no date.
    undated: usize,
    /// Those that pass the filter, and have no date.
    shown_undated: usize,
}

/// One value of a field.
#[derive(Debug, Serialize)]
struct ValueCount<'a> {
    id: &'a str,
    name_en: &'a str,
    name_ko: &'a str,
    /// Over what passes all the other filters.
    count: u32,
    /// Without any filter.
    of: u32,
}

/// The activities that began in a year, over what passes all filters but the years.
#[derive(Debug, Serialize)]
struct YearCount {
    year: i16,
    count: usize,
}

/// A JSON object whose keys keep the order they stand in.
#[derive(Debug)]
struct Listed<T>(Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'a> ValueCount<'a> {
    /// Those of a field that are counted at all.
    fn listed(dataset: &'a Dataset, field: Field, count: impl Fn(Code) -> (u32, u32)) -> Vec<Self> {
        let vocabulary = dataset.vocabulary(field);
        let value = |(code, (count, of)): (Code, (u32, u32))| {
            let value = &vocabulary[code];
            Self { id: &value.id, name_en: &value.name.en, name_ko: &value.name.ko, count, of }
        };
        let counted = vocabulary.codes().map(|code| (code, count(code)));
        counted.filter(|&(_, counts)| counts != (0, 0)).map(value).collect()
    }
}

impl<'a> Counts<'a> {
    /// Counts what passes a filter.
    pub fn of(dataset: &'a Arc<Dataset>, filter: &'a Filter) -> Self {
        let answer = Answer::new(dataset, filter);
        let whole = answer.to(&Filter { choices: BTreeMap::new(), ..Filter::default() });
        let totals = |table: Table| Totals {
            rows: dataset.table(table).len(),
            shown: answer.rows(table).count(),
            undated: answer.table(table).undated,
            shown_undated: {
                let facts = dataset.table(table);
                answer.rows(table).iter().filter(|&row| facts.start(row).is_none()).count()
            },
        };
        let values = |field: Field, table: Table| {
            let count = |code: Code| (answer.table(table).count(field, code), whole.table(table).count(field, code));
            ValueCount::listed(dataset, field, count)
        };
        let members = member_counts(dataset, filter);
        let member_count = |network: Code| (members[network.index()].count, members[network.index()].of);
        let facet = |field: Field| Listed(field.tables().iter().map(|&t| (t.id(), values(field, t))).collect());
        Self {
            file: &dataset.file_name,
            filter,
            totals: Listed(Table::ALL.map(|table| (table.id(), totals(table))).into()),
            facets: Listed(Field::ALL.map(|field| (field.id(), facet(field))).into()),
            member_of: ValueCount::listed(dataset, Field::Network, member_count),
            years: years(dataset, &answer),
        }
    }

    /// As JSON, indented, with a line feed at its end.
    pub fn json(&self) -> String {
        // Plain structs of text and numbers always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// As a table to read.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{}\n\n{:<16}{:>9}{:>9}{:>9}{:>15}\n",
            self.file, "table", "rows", "shown", "undated", "shown undated"
        );
        let mut line = |line: String| {
            // Writing to a string never fails.
            let _ = writeln!(text, "{line}");
        };
        for (table, totals) in &self.totals.0 {
            let numbers = [totals.rows, totals.shown, totals.undated].map(|number| format!("{:>9}", grouped(number)));
            line(format!("{table:<16}{}{:>15}", numbers.concat(), grouped(totals.shown_undated)));
        }
        let mut list = |name: &str, counted: &str, values: &[ValueCount<'_>]| {
            if !values.is_empty() {
                line(format!("\n{:>9}{:>9}  {name} ({counted})", "count", "of"));
            }
            for value in values {
                let [count, of] = [value.count, value.of].map(|number| grouped(number as usize));
                let names = [value.name_en, value.name_ko].map(str::trim).join("  ");
                line(format!("{count:>9}{of:>9}  {:<24}  {}", value.id, names.trim()).trim_end().to_owned());
            }
        };
        for (field, tables) in &self.facets.0 {
            tables.0.iter().for_each(|(table, values)| list(field, table, values));
        }
        list("member-of", "governments", &self.member_of);
        if !self.years.is_empty() {
            line(format!("\n{:>9}           year (activities)", "count"));
        }
        for year in &self.years {
            line(format!("{:>9}           {}", grouped(year.count), year.year));
        }
        text
    }
}

fn years(dataset: &Dataset, answer: &Answer) -> Vec<YearCount> {
    let facts = dataset.table(Table::Activities);
    let mut by_year = BTreeMap::<i16, usize>::new();
    for row in answer.table(Table::Activities).rows_but_for(Dimension::Years).iter() {
        if let Some(date) = facts.start(row) {
            *by_year.entry(date.year()).or_default() += 1;
        }
    }
    by_year.into_iter().map(|(year, count)| YearCount { year, count }).collect()
}
