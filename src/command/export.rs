//! `city-diplomacy export`: a chart as a figure in a file, with its title, filter, n and source note.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::filter_args::{FilterArgs, find_id};
use super::{Stopwatch, open_database, print_result};
use crate::chart::{Chart, ChartInput, ChartOptions, FigureText, PartnerSort, Ruler, Theme, figure, why_empty};
use crate::data::{Dataset, Explanation, Field};
use crate::export::{ExportError, Figure, Format, PaperSize};
use crate::query::aggregate::Period;
use crate::query::{Answer, Filter};
use crate::words::{Lang, Word};

/// Draw a chart into a file, SVG or PNG, with its title, filter, n and source note.
///
/// The same database and options give the same bytes.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The database.
    #[arg(value_name = "DB")]
    db: PathBuf,
    /// Which chart; `list` prints their names and titles.
    #[arg(long, value_name = "NAME", value_parser = chart_or_list())]
    chart: ChartOrList,
    /// The file to write; the end of its name says the format.
    #[arg(long, value_name = "FILE.svg|.png", required_if_eq_any(Chart::ALL.map(|chart| ("chart", chart.id()))))]
    out: Option<PathBuf>,
    /// Language of the figure and of messages.
    #[arg(long, default_value = "en", value_parser = one_of(&Lang::ALL, Lang::tag))]
    lang: Lang,
    /// Dark ink on white, or light ink on a dark ground.
    #[arg(long, default_value = "light", value_parser = ["light", "dark"])]
    theme: String,
    /// Width and height: 13.333x7.5in, 170x107mm, 1280x720px.
    #[arg(long, value_name = "WxH", default_value = "13.333x7.5in", value_parser = str::parse::<PaperSize>)]
    size: PaperSize,
    /// A title of your own.
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    look: LookArgs,
    #[command(flatten)]
    filter: FilterArgs,
}

/// How the chart looks.
#[derive(Args, Debug)]
#[command(next_help_heading = "Chart")]
struct LookArgs {
    /// What the bars of the timeline are stacked by.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::STACKS, Field::id))]
    stack: Option<Field>,
    /// How long a bar of the timeline is.
    #[arg(long, value_parser = one_of(&Period::ALL, period_id))]
    period: Option<Period>,
    /// Years beside those of --years stay on the axis, faded.
    #[arg(long)]
    all_years: bool,
    /// What the lanes stand for.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::LANES, Field::id))]
    lanes: Option<Field>,
    /// Level of government that membership charts show.
    #[arg(long, value_name = "ID")]
    city_level_shown: Option<String>,
    /// What partners are grouped by.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::PARTNER_GROUPS, Field::id))]
    partner_group: Option<Field>,
    /// How partners are sorted within a group.
    #[arg(long, value_name = "ORDER", value_parser = one_of(&PartnerSort::ALL, partner_sort_id))]
    partner_sort: Option<PartnerSort>,
}

/// What `--chart` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChartOrList {
    Chart(Chart),
    List,
}

impl ExportArgs {
    /// Opens, draws and writes; or prints the list of charts.
    ///
    /// # Errors
    /// Why the file cannot be opened, the filter not followed, or the figure not written.
    pub fn run(self, is_verbose: bool) -> Result<ExitCode, Explanation> {
        let (ChartOrList::Chart(chart), Some(path)) = (self.chart, &self.out) else {
            let line = |chart: Chart| format!("{}\t{}\n", chart.id(), chart.title().text(Lang::En));
            print_result(&Chart::ALL.map(line).concat());
            return Ok(ExitCode::SUCCESS);
        };
        let lang = self.lang;
        // A name of no known format is told before any work is done.
        if Format::from_path(path).is_none() {
            return Err(not_written(&ExportError::UnknownFormat { path: path.clone() }, lang));
        }
        let mut watch = Stopwatch::start(is_verbose);
        let dataset = open_database(&self.db, lang, &mut watch)?;
        let filter = self.filter.into_filter(&dataset).map_err(|error| error.explain(lang))?;
        let options = self.look.into_options(&dataset, &filter, lang)?;
        let answer = Answer::new(&dataset, &filter);
        let whole = Answer::new(&dataset, &Filter::default());
        watch.stage("counted");
        let input =
            ChartInput { dataset: &dataset, answer: &answer, whole: &whole, filter: &filter, options: &options, lang };
        let mut text = FigureText::of(chart, &input);
        if let Some(title) = self.title {
            text.title = title;
        }
        let theme = Theme::paper(self.theme == "dark");
        let scene = figure(chart, &input, &text, self.size.points, &theme, Ruler::shipped());
        watch.stage("laid out");
        let description = format!("{}. {}. {}", text.title, text.subtitle, text.source_note);
        let figure = Figure { scene, title: text.title, description, lang, paper: self.size };
        figure.save(path).map_err(|error| not_written(&error, lang))?;
        watch.stage("written");
        if chart.tables().iter().all(|&table| answer.rows(table).count() == 0) {
            eprintln!("{}", Word::NothingDrawn.fill(lang, &[&why_empty(&input, chart.tables()[0])]));
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl LookArgs {
    fn into_options(self, dataset: &Dataset, filter: &Filter, lang: Lang) -> Result<ChartOptions, Explanation> {
        let level = |given: String| {
            find_id(dataset, Field::CityLevel, "city-level-shown", &given).map_err(|error| error.explain(lang))
        };
        // A page cannot be asked for the years beside those that were chosen, so it does not show them.
        let chosen = filter.years.map(|years| (f64::from(years.from), f64::from(years.to) + 1.0));
        let standard = ChartOptions::default();
        Ok(ChartOptions {
            stack: self.stack.unwrap_or(standard.stack),
            period: self.period.unwrap_or(standard.period),
            lanes: self.lanes.unwrap_or(standard.lanes),
            years_shown: chosen.filter(|_| !self.all_years),
            level: self.city_level_shown.map(level).transpose()?,
            partner_group: self.partner_group.unwrap_or(standard.partner_group),
            partner_sort: self.partner_sort.unwrap_or(standard.partner_sort),
            ..standard
        })
    }
}

/// An [`ExportError`] is one text of file, cause and next step.
fn not_written(error: &ExportError, lang: Lang) -> Explanation {
    Explanation { what: error.explain(lang), cause: String::new(), next_step: String::new() }
}

fn chart_or_list() -> impl TypedValueParser<Value = ChartOrList> {
    let ids = Chart::ALL.map(Chart::id).into_iter().chain(["list"]);
    PossibleValuesParser::new(ids).map(|id| Chart::from_id(&id).map_or(ChartOrList::List, ChartOrList::Chart))
}

/// Reads one of a closed list by its name on the command line; help and errors list the names.
fn one_of<T: Copy + Send + Sync + 'static>(
    values: &'static [T],
    id: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let find = move |given: String| values.iter().copied().find(|&value| id(value) == given).ok_or("not in the list");
    PossibleValuesParser::new(values.iter().map(|&value| id(value))).try_map(find)
}

fn period_id(period: Period) -> &'static str {
    match period {
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
        Period::FiveYears => "five-years",
        Period::TenYears => "ten-years",
    }
}

fn partner_sort_id(sort: PartnerSort) -> &'static str {
    match sort {
        PartnerSort::Ties => "ties",
        PartnerSort::Activities => "activities",
        PartnerSort::Name => "name",
        PartnerSort::FirstYear => "first-year",
    }
}
