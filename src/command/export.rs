//! `city-diplomacy export`: a chart as a figure in a file, with its title, filter, n and source note.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::counting_args::CountingArgs;
use super::filter_args::FilterArgs;
use super::look_args::{LookArgs, check_member_years, one_of};
use super::slide_args::SlideArgs;
use super::{Stopwatch, figure_help, not_written, open_database, print_result, saved_view};
use crate::chart::{Chart, ChartInput, ChartOptions, FigureText, PageTheme, why_empty};
use crate::data::{Explanation, console};
use crate::export::{ExportError, Figure, Format, Logo, PaperSize, TextAs, refuse_source, write};
use crate::query::{Answer, Filter};
use crate::words::{Lang, Word};

/// Draw a chart into a file, with its title, filter, n and source note: SVG, PNG, PDF, PPTX, DOCX, HWPX, HTML, or
/// its numbers as XLSX, CSV, TSV.
///
/// The same database and options give the same bytes.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The database.
    #[arg(value_name = "DB")]
    db: PathBuf,
    /// Which chart; `list` prints their names and titles.
    #[arg(long, value_name = "NAME", value_parser = chart_or_list(), required_unless_present = "view")]
    chart: Option<ChartOrList>,
    /// The file to write; the end of its name says the format.
    #[arg(long, value_name = "FILE", required_if_eq_any(Chart::ALL.map(|chart| ("chart", chart.id()))))]
    out: Option<PathBuf>,
    /// The format, where the end of the file's name does not say it.
    #[arg(long, value_parser = one_of(&Format::ALL, Format::extension))]
    format: Option<Format>,
    #[arg(long, value_name = "FIGURE", requires = "out", help = figure_help("draws the view that made it"))]
    view: Option<PathBuf>,
    /// Language of the figure and of messages.
    #[arg(long, value_parser = one_of(&Lang::ALL, Lang::tag))]
    lang: Option<Lang>,
    /// Dark ink on white, light ink on a dark ground, or greys for print.
    #[arg(long, default_value = "light", value_parser = one_of(&PageTheme::ALL, PageTheme::id))]
    theme: PageTheme,
    /// Leaves the ground out.
    #[arg(long)]
    transparent: bool,
    /// Width and height (12x5.5in, 170x107mm, 1280x720px), or full, content, half, third, 4:3, a4, square.
    #[arg(long, value_name = "WxH", default_value = "full", value_parser = str::parse::<PaperSize>)]
    size: PaperSize,
    /// A title of your own.
    #[arg(long)]
    title: Option<String>,
    /// What stands under the title, in place of filter and n.
    #[arg(long)]
    subtitle: Option<String>,
    /// Who shows it: stands behind the source note.
    #[arg(long)]
    byline: Option<String>,
    /// A logo in the lower right corner (PNG or SVG, up to 16 MB and 8000 pixels a side).
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// What those who cannot see the figure are told, in place of what follows from the chart.
    #[arg(long, value_name = "TEXT")]
    alt: Option<String>,
    /// What an SVG holds: text that can be edited, or outlines that every program draws alike.
    #[arg(long, default_value = "text", value_parser = one_of(&TextAs::ALL, TextAs::id))]
    text_as: TextAs,
    #[command(flatten)]
    slide: SlideArgs,
    #[command(flatten)]
    look: LookArgs,
    #[command(flatten)]
    counting: CountingArgs,
    #[command(flatten)]
    filter: FilterArgs,
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
        if self.chart == Some(ChartOrList::List) {
            let line =
                |chart: Chart| format!("{}\t{}\t{}\n", chart.id(), chart.title().text(Lang::En), chart.home().page());
            print_result(&Chart::ALL.map(line).concat(), Lang::En)?;
            return Ok(ExitCode::SUCCESS);
        }
        let view = self.view.as_deref().map(|figure| saved_view(figure, self.lang.unwrap_or_default())).transpose()?;
        let lang = self.lang.or(view.as_ref().map(|view| view.lang)).unwrap_or_default();
        let saved_chart = view.as_ref().map(|view| view.chart);
        let (Some(chart), Some(path)) = (self.chart.and_then(ChartOrList::chart).or(saved_chart), self.out) else {
            return Err(not_written(&ExportError::NoName { path: PathBuf::new() }, lang));
        };
        // A name of no known format is told before any work is done.
        let format =
            self.format.map_or_else(|| Format::of_path(&path), Ok).map_err(|error| not_written(&error, lang))?;
        refuse_source(&self.db, &path).map_err(|error| not_written(&error, lang))?;
        // Only slides go into a presentation.
        let template = if format.is_slide() { self.slide.template() } else { Ok(None) };
        let template = template.map_err(|error| not_written(&error, lang))?;
        let logo = self.logo.as_deref().map(Logo::read).transpose().map_err(|error| not_written(&error, lang))?;
        let mut watch = Stopwatch::start(is_verbose);
        let dataset = open_database(&self.db, lang, &mut watch)?;
        let (filter, options) = view.map(|view| (view.filter, view.options)).unwrap_or_default();
        let years_before = filter.years;
        let filter = self.filter.onto(filter, &dataset).map_err(|error| error.explain(lang))?;
        let years = filter.years.filter(|_| filter.years != years_before);
        let counting = self.counting.onto(options.counting.clone(), &dataset, lang)?;
        let asks_for_years = self.look.asks_for_member_years();
        let options = ChartOptions { counting, ..self.look.onto(options, &dataset, years, lang)? };
        // What a figure says of another chart is no mistake of this command.
        if asks_for_years {
            check_member_years(&[chart], &options, lang)?;
        }
        let answer = Answer::new(&dataset, &filter);
        let whole = answer.to(&Filter::default());
        watch.stage("counted");
        let input =
            ChartInput { dataset: &dataset, answer: &answer, whole: &whole, filter: &filter, options: &options, lang };
        let finding = chart.finding(&input);
        let mut text = FigureText::of_finding(chart, finding.as_ref(), &input);
        text.title = self.title.unwrap_or(text.title);
        text.subtitle = self.subtitle.unwrap_or(text.subtitle);
        text.alt = self.alt.unwrap_or_default();
        text.logo = logo.as_ref().map(|logo| logo.pixels);
        if let Some(byline) = self.byline {
            text.source_note = format!("{} {byline}", text.source_note);
        }
        let figure = Figure::of_chart(chart, &input, text, self.size, &self.theme.theme())
            .with_finding(finding)
            .with_logo(logo)
            .with_template(template.as_ref())
            .with_text_as(self.text_as)
            .with_transparency(self.transparent);
        let bytes = figure.encode(format);
        watch.stage("encoded");
        bytes.and_then(|bytes| write(&path, &bytes)).map_err(|error| not_written(&error, lang))?;
        watch.stage("written");
        // Numbers are whole at any size.
        if !format.is_numbers() {
            figure.warnings(format).iter().for_each(console::say);
        }
        if chart.tables().iter().all(|&table| answer.rows(table).count() == 0) {
            console::say(Word::nothing_drawn(lang, &why_empty(&input, chart.tables()[0])));
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl ChartOrList {
    fn chart(self) -> Option<Chart> {
        match self {
            Self::Chart(chart) => Some(chart),
            Self::List => None,
        }
    }
}

fn chart_or_list() -> impl TypedValueParser<Value = ChartOrList> {
    let ids = Chart::ALL.map(Chart::id).into_iter().chain(["list"]);
    PossibleValuesParser::new(ids).map(|id| Chart::from_id(&id).map_or(ChartOrList::List, ChartOrList::Chart))
}
