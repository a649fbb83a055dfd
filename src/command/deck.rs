//! `city-diplomacy deck`: the charts of many cities as one presentation or report, or as a folder of figures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::filter_args::{FilterArgs, find_id};
use super::look_args::{LookArgs, check_member_years, one_of};
use super::slide_args::SlideArgs;
use super::{Stopwatch, not_written, open_database, print_result};
use crate::chart::{Chart, ChartOptions, PageTheme};
use crate::data::{Code, Dataset, Explanation, Field, console};
use crate::export::deck::cities_with_records;
use crate::export::{
    Deck, DeckPlan, ExportError, Figure, Format, Frame, Logo, PaperSize, refuse_source, safe_file_name, write,
};
use crate::query::{Answer, Filter};
use crate::words::{Lang, Word, grouped};

/// Make a presentation or a report of charts: a title slide, for each city a profile and its charts, and the sources.
///
/// Native PowerPoint charts with their numbers, everything else as shapes and text. The same database and options give
/// the same bytes.
#[derive(Args, Debug)]
pub struct DeckArgs {
    /// The database.
    #[arg(value_name = "DB")]
    db: PathBuf,
    /// Cities by id or name, separated by commas; `all` takes every upper-level government that has a record. Unless
    /// given, the charts show all that passes the filter.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    cities: Vec<String>,
    /// Charts by name, separated by commas; `all` takes every chart of the panes, `trends` the pictures of
    /// the indicators.
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        required_unless_present = "story",
        value_parser = chart_or_all()
    )]
    charts: Vec<ChartOrAll>,
    /// The argument: a slide a finding, which its title states, and what it rests on; the notes say it in full
    /// sentences.
    #[arg(long, conflicts_with_all = ["charts", "cities"])]
    story: bool,
    /// The file to write (.pptx, .pdf; .docx or .hwpx for a report with tables), or a folder for one figure a slide (end it in /).
    #[arg(long, value_name = "FILE|FOLDER/")]
    out: PathBuf,
    /// The format of the figures in a folder.
    #[arg(long, default_value = "png", value_parser = one_of(&Format::ALL, Format::extension))]
    format: Format,
    /// Language of the slides and of messages.
    #[arg(long, default_value = "en", value_parser = one_of(&Lang::ALL, Lang::tag))]
    lang: Lang,
    /// Dark ink on white, light ink on a dark ground, or greys for print.
    #[arg(long, default_value = "light", value_parser = one_of(&PageTheme::ALL, PageTheme::id))]
    theme: PageTheme,
    /// The size of a slide: full (16:9), 4:3, or width and height (13.333x7.5in).
    #[arg(long, value_name = "WxH", default_value = "full", value_parser = str::parse::<PaperSize>)]
    size: PaperSize,
    #[command(flatten)]
    slide: SlideArgs,
    /// The title of the first slide.
    #[arg(long)]
    title: Option<String>,
    /// Who shows it: stands on the first slide and behind the source notes.
    #[arg(long, default_value = "")]
    byline: String,
    /// A logo in the lower right corner of each slide (PNG or SVG, up to 16 MB and 8000 pixels a side).
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    #[command(flatten)]
    look: LookArgs,
    #[command(flatten)]
    filter: FilterArgs,
}

/// What `--charts` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChartOrAll {
    Chart(Chart),
    All,
    Trends,
}

/// Where a deck goes.
enum Out {
    File(Format),
    Folder,
}

impl DeckArgs {
    /// Opens, makes the slides and writes them.
    ///
    /// # Errors
    /// Why the file cannot be opened, the filter not followed, or the deck not written.
    pub fn run(self, is_verbose: bool) -> Result<ExitCode, Explanation> {
        let lang = self.lang;
        let told = |error: ExportError| not_written(&error, lang);
        // What cannot be written is told before any work is done.
        let out = out(&self.out).map_err(told)?;
        refuse_source(&self.db, &self.out).map_err(told)?;
        let template = if out.is_slide(self.format) { self.slide.template().map_err(told)? } else { None };
        let logo = self.logo.as_deref().map(Logo::read).transpose().map_err(told)?;
        let mut watch = Stopwatch::start(is_verbose);
        let dataset = open_database(&self.db, lang, &mut watch)?;
        let filter = self.filter.into_filter(&dataset).map_err(|error| error.explain(lang))?;
        let options = self.look.onto(ChartOptions::default(), &dataset, filter.years, lang)?;
        let charts = charts(&self.charts, &dataset);
        check_member_years(&charts, &options, lang)?;
        let whole = Answer::new(&dataset, &Filter::default());
        let cities = cities(&dataset, &whole, &self.cities, &filter, lang)?;
        let theme = self.theme.theme();
        let own = || (Frame::of(self.size.points), theme);
        let (frame, theme) = template.as_ref().map_or_else(own, |template| template.fit(&theme));
        let plan = DeckPlan {
            dataset: &dataset,
            whole: &whole,
            cities: &cities,
            charts: &charts,
            is_story: self.story,
            filter: &filter,
            options: &options,
            lang,
            theme: &theme,
            frame: &frame,
            title: self.title.as_deref(),
            byline: &self.byline,
            logo: logo.as_ref(),
            is_document: match out {
                Out::File(format) => format.is_document(),
                Out::Folder => self.format.is_document(),
            },
        };
        let all = plan.slide_count();
        let tell = |done: usize| {
            if is_verbose && (done.is_multiple_of(10) || done == all) {
                console::say(format_args!("{done}/{all}"));
            }
            !console::is_ending()
        };
        let Some(slides) = plan.slides(tell) else {
            return Ok(ExitCode::from(console::ENDED_BY_CTRL_C));
        };
        watch.stage("laid out");
        for slide in &slides {
            let mut left_out = slide.left_out(lang);
            left_out.dedup();
            if !left_out.is_empty() {
                console::say(format_args!("{}: {}", slide.title, Word::at_this_size(lang, &left_out.join(", "))));
            }
        }
        let deck = Deck { title: plan.title(), lang, theme, frame, slides, template };
        match out {
            Out::File(format) => deck.encode(format).and_then(|bytes| write(&self.out, &bytes)).map_err(told)?,
            Out::Folder => write_folder(&deck, &self.out, self.format, self.size).map_err(told)?,
        }
        watch.stage("written");
        let count = grouped(deck.slides.len());
        print_result(&format!("{}\n", Word::deck_written(lang, &count, &self.out.display())), lang)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Out {
    /// Whether it is made of slides that can go into a presentation of one's own.
    fn is_slide(&self, of_folder: Format) -> bool {
        match self {
            Self::File(format) => format.is_slide(),
            Self::Folder => of_folder.is_slide(),
        }
    }
}

/// A folder, by a slash at the end or because it is there; else a file of a format that holds a deck.
fn out(path: &Path) -> Result<Out, ExportError> {
    if path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']) {
        return Ok(Out::Folder);
    }
    let format = Format::of_path(path)?;
    if format.holds_deck() { Ok(Out::File(format)) } else { Err(ExportError::NoDeck { format: format.label() }) }
}

/// One file a slide, numbered in their order; each is whole or absent.
fn write_folder(deck: &Deck, folder: &Path, format: Format, paper: PaperSize) -> Result<(), ExportError> {
    fs::create_dir_all(folder).map_err(|source| ExportError::Write { path: folder.to_owned(), source })?;
    for (number, slide) in (1..).zip(&deck.slides) {
        let name = safe_file_name(&[&format!("{number:03}"), &slide.title]);
        let bytes = Figure::of_slide(slide, deck, paper).encode(format)?;
        write(&folder.join(format!("{name}.{}", format.extension())), &bytes)?;
    }
    Ok(())
}

/// The charts that are named; of all of them, those that the file has something for.
fn charts(given: &[ChartOrAll], dataset: &Dataset) -> Vec<Chart> {
    let mut charts = Vec::new();
    for chart in given {
        match chart {
            ChartOrAll::Chart(chart) => charts.push(*chart),
            ChartOrAll::All => charts.extend(Chart::of_panes().filter(|chart| chart.can_show(dataset))),
            ChartOrAll::Trends => charts.extend(Chart::ALL.into_iter().filter(|chart| chart.finds().is_some())),
        }
    }
    charts
}

fn cities(
    dataset: &Dataset,
    whole: &Answer,
    given: &[String],
    filter: &Filter,
    lang: Lang,
) -> Result<Vec<Code>, Explanation> {
    let mut cities = Vec::new();
    for name in given {
        if name == "all" {
            let found = cities_with_records(dataset, whole, filter);
            if found.is_empty() {
                return Err(Explanation {
                    what: Word::NO_CITY_HAS_RECORDS.text(lang).to_owned(),
                    cause: Word::NO_CITY_HAS_RECORDS_CAUSE.text(lang).to_owned(),
                    next_step: Word::NO_CITY_HAS_RECORDS_NEXT.text(lang).to_owned(),
                });
            }
            cities.extend(found);
        } else {
            let id = find_id(dataset, Field::City, "cities", name).map_err(|error| error.explain(lang))?;
            cities.extend(dataset.vocabulary(Field::City).code(&id));
        }
    }
    Ok(cities)
}

fn chart_or_all() -> impl TypedValueParser<Value = ChartOrAll> {
    let ids = Chart::ALL.map(Chart::id).into_iter().chain(["all", "trends"]);
    PossibleValuesParser::new(ids).map(|id| match Chart::from_id(&id) {
        Some(chart) => ChartOrAll::Chart(chart),
        None if id == "trends" => ChartOrAll::Trends,
        None => ChartOrAll::All,
    })
}
