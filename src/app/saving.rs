//! Figures and decks on their way into files: laid out, encoded and written on a thread, with progress and Cancel.

mod records;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use egui::Context;
use serde::{Deserialize, Serialize};

pub use records::RecordsWish;

use super::dialogs::Place;
use super::tasks::{Task, TaskOutcome};
use super::workspace::{ChartFacts, Workspace};
use crate::chart::{Chart, ChartInput, ChartOptions, FigureText, Marks, PageTheme};
use crate::data::{Code, Field};
use crate::export::deck::cities_with_records;
use crate::export::{
    Deck, DeckPlan, DrawFault, ExportError, Figure, Format, Frame, Logo, PaperSize, Template, TextAs, refuse_source,
    safe_file_name, write,
};
use crate::query::indicators::Finding;
use crate::words::Lang;

/// How figures are to be made. Remembered from one start of the program to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Making {
    /// Which charts, in the order of the list.
    pub charts: Vec<Chart>,
    /// What kind of file.
    pub format: Format,
    /// The size, as [`PaperSize`] reads it.
    pub size: String,
    /// The look.
    pub theme: PageTheme,
    /// Leaves the ground out.
    pub transparent: bool,
    /// SVG text as outlines.
    pub outlines: bool,
    /// Who shows it.
    pub byline: String,
    /// Path of the logo of who shows it; may be empty.
    pub logo: String,
    /// Path of a presentation to put slides into; may be empty.
    pub template: String,
    /// The layout of it that figures go on; the best where empty.
    pub layout: String,
    /// Whether figures are drawn in its colours and typefaces.
    pub template_colors: bool,
    /// What is written on the charts.
    pub marks: Marks,
    /// For which cities a deck is made.
    pub cities: DeckCities,
}

impl Default for Making {
    fn default() -> Self {
        Self {
            charts: vec![Chart::TIMELINE],
            format: Format::Pptx,
            size: "full".to_owned(),
            theme: PageTheme::Light,
            transparent: false,
            outlines: false,
            byline: String::new(),
            logo: String::new(),
            template: String::new(),
            layout: String::new(),
            template_colors: false,
            marks: Marks::default(),
            cities: DeckCities::None,
        }
    }
}

/// For which cities a deck has a profile and the charts each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeckCities {
    /// For none: the charts show all that passes the filter.
    #[default]
    None,
    /// For those the filter includes.
    Chosen,
    /// For every upper-level government with a record.
    Upper,
    /// For none: it tells the argument, a slide a finding.
    Story,
}

impl DeckCities {
    /// All choices.
    pub const ALL: [Self; 4] = [Self::None, Self::Chosen, Self::Upper, Self::Story];
}

/// Figures to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// How.
    pub making: Making,
    /// A title and subtitle of one's own, where there is one figure; empty takes what follows from the filter.
    pub title: String,
    /// See `title`.
    pub subtitle: String,
    /// See `title`: what those who cannot see the figure are told.
    pub alt: String,
    /// Where to; the system's dialog asks where `None`.
    pub path: Option<PathBuf>,
    /// What the file would be called.
    pub suggested_name: String,
    /// Whether a file of that name may be replaced.
    pub replaces: bool,
}

impl Wish {
    /// Whether it becomes one file of many slides.
    pub fn is_deck(&self) -> bool {
        self.making.format.holds_deck() && (self.making.charts.len() > 1 || self.making.cities != DeckCities::None)
    }

    /// Whether it becomes a folder of several files.
    pub fn is_folder(&self) -> bool {
        self.making.charts.len() > 1 && !self.is_deck()
    }
}

/// What became of it.
pub enum Finished {
    /// The person changed their mind.
    Cancelled,
    /// Files are there already that nobody was asked about.
    Exists {
        /// The file or folder that was chosen.
        chosen: PathBuf,
        /// Those that would be replaced.
        files: Vec<PathBuf>,
    },
    /// Written.
    Saved(PathBuf),
    /// Not written.
    Failed(ExportError),
}

impl From<Result<Option<PathBuf>, ExportError>> for Finished {
    fn from(result: Result<Option<PathBuf>, ExportError>) -> Self {
        match result {
            Ok(None) | Err(ExportError::Cancelled) => Self::Cancelled,
            Ok(Some(path)) => Self::Saved(path),
            Err(error) => Self::Failed(error),
        }
    }
}

/// Work on its way.
pub struct Saving {
    task: Task<Finished>,
    progress: Arc<Steps>,
    /// Which window asked for it.
    pub whose: Whose,
}

/// What is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Figures and decks.
    Figures,
    /// Records.
    Records,
}

/// How many of how many slides or figures are made.
#[derive(Default)]
pub struct Steps {
    done: AtomicUsize,
    all: AtomicUsize,
    cancelled: AtomicBool,
}

impl Steps {
    /// 0 to 1.
    pub fn fraction(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / self.all.load(Ordering::Relaxed).max(1) as f32
    }

    /// Asks the work to stop; nothing is written then.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// How much of one picture is done, 0 to 1; false where the person asked to stop.
    fn go_on_by(&self, share: f32) -> bool {
        const STEPS: f32 = 1000.0;
        self.all.store(STEPS as usize, Ordering::Relaxed);
        self.go_on((share * STEPS) as usize)
    }

    /// Counts on; false where the person asked to stop.
    fn go_on(&self, done: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        !self.cancelled.load(Ordering::Relaxed)
    }
}

impl Saving {
    /// Starts the work with the view as it is now; the place is that of the wish, or asked for.
    pub fn start(ctx: &Context, wish: Wish, workspace: &Workspace, lang: Lang, place: Place) -> Self {
        let progress = Arc::new(Steps::default());
        let options = ChartOptions { marks: wish.making.marks, ..workspace.view().options.clone() };
        let work = Work {
            database: workspace.loaded.report.path.clone(),
            facts: workspace.chart_facts(options, lang),
            lang,
            progress: Arc::clone(&progress),
            wish,
        };
        Self { task: Task::start("export", ctx, move || work.run(place)), progress, whose: Whose::Figures }
    }

    /// How far it is.
    pub fn progress(&self) -> &Steps {
        &self.progress
    }

    /// Looks without waiting.
    pub fn poll(&self) -> Option<Finished> {
        match self.task.poll() {
            TaskOutcome::Running => None,
            TaskOutcome::Done(finished) => Some(finished),
            TaskOutcome::Broken => Some(Finished::Failed(ExportError::Draw { fault: DrawFault::BrokeOff })),
        }
    }
}

struct Work {
    /// The file that is open: never written to.
    database: PathBuf,
    facts: ChartFacts,
    lang: Lang,
    progress: Arc<Steps>,
    wish: Wish,
}

impl Work {
    fn run(&self, place: Place) -> Finished {
        let Some(chosen) = place.find(|dialog| self.ask_where(dialog)) else { return Finished::Cancelled };
        if self.wish.is_folder() {
            let present = self.files_in(&chosen).into_iter().filter(|file| file.exists()).collect::<Vec<_>>();
            if !present.is_empty() && !self.wish.replaces {
                return Finished::Exists { chosen, files: present };
            }
            return self.write_folder(chosen).into();
        }
        let path = with_extension(chosen.clone(), self.wish.making.format);
        // The system's dialog asks about the name it was given, and about no other.
        let was_asked = self.wish.replaces || self.wish.path.is_none() && path == chosen;
        if path.exists() && !was_asked {
            return Finished::Exists { chosen: path.clone(), files: vec![path] };
        }
        if let Err(error) = refuse_source(&self.database, &path) {
            return Finished::Failed(error);
        }
        if self.wish.is_deck() {
            return self.write_deck(path).into();
        }
        let Some(&chart) = self.wish.making.charts.first() else { return Finished::Cancelled };
        let bytes = self.encode(chart, &mut |share| self.progress.go_on_by(share));
        // Asked to stop while the last of it was made: nothing is written either.
        if self.progress.cancelled.load(Ordering::Relaxed) {
            return Finished::Cancelled;
        }
        bytes.and_then(|bytes| write(&path, &bytes)).map(|()| Some(path)).into()
    }

    fn ask_where(&self, dialog: rfd::FileDialog) -> Option<PathBuf> {
        if self.wish.is_folder() {
            return dialog.pick_folder();
        }
        ask_where(dialog, &self.wish.suggested_name, self.wish.making.format)
    }

    fn input(&self) -> ChartInput<'_> {
        self.facts.input()
    }

    fn encode(&self, chart: Chart, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
        let making = &self.wish.making;
        let template = if making.format.is_slide() { self.template()? } else { None };
        let logo = self.logo()?;
        let finding = chart.finding(&self.input());
        let text = figure_text(&self.wish, chart, finding.as_ref(), &self.input());
        let text = FigureText { logo: logo.as_ref().map(|logo| logo.pixels), ..text };
        let paper: PaperSize = making.size.parse()?;
        Figure::of_chart(chart, &self.input(), text, paper, &making.theme.theme())
            .with_finding(finding)
            .with_logo(logo)
            .with_template(template.as_ref())
            .with_text_as(if making.outlines { TextAs::Outlines } else { TextAs::Text })
            .with_transparency(making.transparent)
            .encode_while(making.format, go_on)
    }

    fn logo(&self) -> Result<Option<Logo>, ExportError> {
        typed_path(&self.wish.making.logo).map(Logo::read).transpose()
    }

    fn template(&self) -> Result<Option<Template>, ExportError> {
        let making = &self.wish.making;
        let Some(template) = typed_path(&making.template).map(Template::read).transpose()? else { return Ok(None) };
        let template = template.with_own_colors(making.template_colors);
        Ok(Some(if making.layout.is_empty() { template } else { template.with_layout(&making.layout)? }))
    }

    /// The files of a folder, one a chart.
    fn files_in(&self, folder: &Path) -> Vec<PathBuf> {
        let making = &self.wish.making;
        let title = |&chart: &Chart| figure_text(&self.wish, chart, None, &self.input()).title;
        let name = |title: String| format!("{}.{}", safe_file_name(&[&title]), making.format.extension());
        making.charts.iter().map(|chart| folder.join(name(title(chart)))).collect()
    }

    /// One file a chart; `None` where the person asked to stop.
    fn write_folder(&self, folder: PathBuf) -> Result<Option<PathBuf>, ExportError> {
        let making = &self.wish.making;
        self.progress.all.store(making.charts.len(), Ordering::Relaxed);
        let mut files = Vec::new();
        for (done, (&chart, path)) in making.charts.iter().zip(self.files_in(&folder)).enumerate() {
            if !self.progress.go_on(done) {
                return Ok(None);
            }
            refuse_source(&self.database, &path)?;
            files.push((path, self.encode(chart, &mut |_| self.progress.go_on(done))?));
        }
        if !self.progress.go_on(making.charts.len()) {
            return Ok(None);
        }
        // Nothing is written before everything is drawn: a stop leaves no half of a set.
        std::fs::create_dir_all(&folder).map_err(|source| ExportError::Write { path: folder.clone(), source })?;
        for (path, bytes) in files {
            write(&path, &bytes)?;
        }
        Ok(Some(folder))
    }

    fn write_deck(&self, path: PathBuf) -> Result<Option<PathBuf>, ExportError> {
        let making = &self.wish.making;
        let template = if making.format.is_slide() { self.template()? } else { None };
        let theme = making.theme.theme();
        let paper: PaperSize = making.size.parse()?;
        let own = || (Frame::of(paper.points), theme);
        let (frame, theme) = template.as_ref().map_or_else(own, |template| template.fit(&theme));
        let cities = self.cities();
        let logo = self.logo()?;
        let plan = DeckPlan {
            dataset: self.input().dataset,
            whole: self.input().whole,
            cities: &cities,
            charts: &making.charts,
            is_story: making.cities == DeckCities::Story,
            filter: self.input().filter,
            options: self.input().options,
            lang: self.lang,
            theme: &theme,
            frame: &frame,
            title: Some(self.wish.title.trim()).filter(|title| !title.is_empty()),
            byline: &making.byline,
            logo: logo.as_ref(),
            is_document: making.format.is_document(),
        };
        self.progress.all.store(plan.slide_count(), Ordering::Relaxed);
        let Some(slides) = plan.slides(|done| self.progress.go_on(done)) else { return Ok(None) };
        let deck = Deck { title: plan.title(), lang: self.lang, theme, frame, slides, template };
        let bytes = deck.encode(making.format)?;
        if !self.progress.go_on(plan.slide_count()) {
            return Ok(None);
        }
        write(&path, &bytes)?;
        Ok(Some(path))
    }

    fn cities(&self) -> Vec<Code> {
        let vocabulary = self.input().dataset.vocabulary(Field::City);
        match self.wish.making.cities {
            DeckCities::None | DeckCities::Story => Vec::new(),
            DeckCities::Chosen => {
                let included = self.input().filter.choice(Field::City).include;
                included.iter().filter_map(|id| vocabulary.code(id)).collect()
            }
            DeckCities::Upper => cities_with_records(self.input().dataset, self.input().whole, self.input().filter),
        }
    }
}

/// The words around a figure: one's own where given.
pub fn figure_text(wish: &Wish, chart: Chart, finding: Option<&Finding>, input: &ChartInput<'_>) -> FigureText {
    let mut text = FigureText::of_finding(chart, finding, input);
    let is_single = wish.making.charts.len() == 1;
    let own = |text: &str| Some(text.trim().to_owned()).filter(|text| is_single && !text.is_empty());
    text.title = own(&wish.title).unwrap_or(text.title);
    text.subtitle = own(&wish.subtitle).unwrap_or(text.subtitle);
    text.alt = own(&wish.alt).unwrap_or_default();
    if !wish.making.byline.trim().is_empty() {
        text.source_note = format!("{} {}", text.source_note, wish.making.byline.trim());
    }
    text
}

/// Asks for the place of a file.
fn ask_where(dialog: rfd::FileDialog, suggested_name: &str, format: Format) -> Option<PathBuf> {
    dialog.set_file_name(suggested_name).add_filter(format.label(), &[format.extension()]).save_file()
}

/// A path as it was typed, perhaps in quotation marks; `None` where there is none.
fn typed_path(typed: &str) -> Option<&Path> {
    let typed = typed.trim().trim_matches('"');
    (!typed.is_empty()).then(|| Path::new(typed))
}

fn with_extension(path: PathBuf, format: Format) -> PathBuf {
    if Format::from_path(&path) == Some(format) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(format.extension());
    name.into()
}

/// A chart as it goes onto a slide, in pixels for the clipboard.
pub fn picture_for_clipboard(
    ctx: &Context,
    chart: Chart,
    workspace: &Workspace,
    look: super::Look,
) -> Task<Result<egui::ColorImage, ExportError>> {
    let facts = workspace.chart_facts(workspace.view().options.clone(), look.lang);
    Task::start("copy picture", ctx, move || {
        let input = facts.input();
        let paper = PaperSize::from_pixels(1920, 1080)?;
        let finding = chart.finding(&input);
        let text = FigureText::of_finding(chart, finding.as_ref(), &input);
        let theme = if look.theme.dark { PageTheme::Dark } else { PageTheme::Light };
        let figure = Figure::of_chart(chart, &input, text, paper, &theme.theme()).with_finding(finding);
        decode(&figure.encode(Format::Png)?).map_err(ExportError::drawing)
    })
}

fn decode(bytes: &[u8]) -> Result<egui::ColorImage, png::DecodingError> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let info = reader.next_frame(&mut pixels)?;
    Ok(egui::ColorImage::from_rgba_unmultiplied([info.width as usize, info.height as usize], &pixels))
}
