//! The open database and the view of it; [`Workspace::apply`] is the only place where a view changes.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::answers::Answerer;
use crate::chart::profile::About;
use crate::chart::{Chart, ChartInput, ChartOptions, Home, SavedView, trends};
use crate::data::open::{Loaded, OpenError, Progress, Stage};
use crate::data::{Code, Dataset, Field, Row, Table};
use crate::query::indicators::Records;
use crate::query::{
    Answer, Choice, Combination, Dimension, Engine, Filter, MemberOf, Subject, SubjectKey, Years, YearsMean,
};
use crate::words::{Lang, Word};

/// Everything that a person chose to see. Undo, saved views and tests rest on its being plain data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// Which page of the window.
    pub page: Page,
    /// Which facts.
    pub filter: Filter,
    /// How charts look.
    pub options: ChartOptions,
    /// Which chart the pane of activities shows below its bars.
    pub activities: Chart,
    /// Which chart the membership pane shows.
    pub membership: Chart,
    /// Which chart the pane of partners shows.
    pub partners: Chart,
    /// Which table the page of records shows.
    pub records: Table,
    /// The pane that fills the window.
    pub maximised: Option<Pane>,
    /// What the details are about.
    pub selected: Option<SubjectKey>,
}

impl View {
    /// Shows a chart in the pane where it takes turns with others.
    fn turn_to(&mut self, chart: Chart) {
        match chart.home() {
            _ if !Chart::tabs(chart.home()).any(|(tab, _)| tab == chart) => {}
            Home::Activities => self.activities = chart,
            Home::Membership => self.membership = chart,
            Home::Partners => self.partners = chart,
            Home::Profiles | Home::Trends => {}
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            page: Page::Explore,
            filter: Filter::default(),
            options: ChartOptions::default(),
            activities: Chart::LANES,
            membership: Chart::MATRIX,
            partners: Chart::PARTNERS,
            records: Table::Activities,
            maximised: None,
            selected: None,
        }
    }
}

/// One of the pages that the window shows in turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// The three panes.
    #[default]
    Explore,
    /// The argument in figures.
    Trends,
    /// Acts, ordinances, offices: as a matrix and as a list.
    Institutions,
    /// One city, network, partner or counterpart; or several cities side by side.
    #[serde(alias = "cities")]
    Profiles,
    /// Every fact in a table.
    Records,
}

impl Page {
    /// All pages, in the order of their tabs.
    pub const ALL: [Self; 5] = [Self::Explore, Self::Trends, Self::Institutions, Self::Profiles, Self::Records];

    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Explore => "explore",
            Self::Trends => "trends",
            Self::Institutions => "institutions",
            Self::Profiles => "profiles",
            Self::Records => "records",
        }
    }

    /// What its tab says.
    pub const fn word(self) -> Word {
        match self {
            Self::Explore => Word::PAGE_EXPLORE,
            Self::Trends => Word::PAGE_TRENDS,
            Self::Institutions => Word::PAGE_INSTITUTIONS,
            Self::Profiles => Word::PAGE_PROFILES,
            Self::Records => Word::PAGE_RECORDS,
        }
    }
}

/// One of the three panes that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pane {
    /// Activities over time.
    Activities,
    /// Network membership.
    Membership,
    /// Governance partners.
    Partners,
}

/// A wish to see something else. Widgets ask, [`Workspace::apply`] acts.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Adds a value to the included ones, or takes it back.
    Include(Field, String),
    /// Adds a value to the excluded ones, or takes it back.
    Exclude(Field, String),
    /// Includes this value and nothing else in its field.
    Only(Field, String),
    /// Takes in every government in a city, or no longer.
    Within(String),
    /// Chooses governments by the networks that they are members of.
    MemberOf(MemberOf),
    /// Chooses the governments that are in the same networks.
    Governments(Arc<Combination>),
    /// Facts must hold all included values of a field, or any.
    AllOf(Field, bool),
    /// Takes one dimension back.
    Clear(Dimension),
    /// Takes the whole filter back.
    ClearAll,
    /// Chooses years.
    Years(Option<Years>),
    /// What the years mean.
    YearsMean(YearsMean),
    /// Lets facts without a date pass the years.
    UndatedPass(bool),
    /// Looks for words.
    Text(String),
    /// Asks for details.
    Select(Option<SubjectKey>),
    /// Changes how charts look.
    Options(ChartOptions),
    /// Shows a chart in the pane where it takes turns with others.
    Tab(Chart),
    /// Turns to a page.
    Page(Page),
    /// Shows the records of a table.
    Records(Table),
    /// Shows these cities, by their ids: one with its profile, several side by side.
    Cities(Vec<String>),
    /// Shows one city, network, partner or counterpart.
    Profile(About),
    /// Shows the facts that a figure counts.
    Drill(Records),
    /// Lets a pane fill the window, or come back.
    Maximise(Option<Pane>),
    /// Shows the view that made a figure.
    Reopen(Box<SavedView>),
    /// Shows a view that was kept.
    Show(Box<View>),
    /// Takes the last change back.
    Undo,
    /// Does it again.
    Redo,
}

/// How many changes can be taken back. Each keeps a whole view, and a program may stay open for weeks.
const MOST_STEPS: usize = 200;

/// An open database, the view of it, and the views before and after.
pub struct Workspace {
    /// The database and what was noticed in it.
    pub loaded: Loaded,
    view: View,
    /// The views before, no more than [`MOST_STEPS`]; the newest is the last.
    undo: VecDeque<View>,
    /// The views that were taken back; the next to come again is the last.
    redo: VecDeque<View>,
    /// The command that made the last step, while a gesture may still go on with it.
    open_step: Option<Command>,
    answerer: Answerer,
    /// The filter that was asked for last, which may be ahead of what is answered.
    asked: Filter,
    answer: Arc<Answer>,
    answered: Filter,
    whole: Arc<Answer>,
    everything: Arc<Answer>,
    generation: u64,
}

/// What charts are laid out from, to be taken to another thread.
pub struct ChartFacts {
    dataset: Arc<Dataset>,
    answer: Arc<Answer>,
    whole: Arc<Answer>,
    filter: Filter,
    options: ChartOptions,
    lang: Lang,
}

impl ChartFacts {
    /// The same as [`Workspace::chart_input`] gives.
    pub fn input(&self) -> ChartInput<'_> {
        ChartInput {
            dataset: &self.dataset,
            answer: &self.answer,
            whole: &self.whole,
            filter: &self.filter,
            options: &self.options,
            lang: self.lang,
        }
    }
}

impl Workspace {
    /// A fresh view of a database.
    pub fn new(loaded: Loaded) -> Self {
        let engine = Engine::new(Arc::clone(&loaded.dataset));
        Self::with_engine(loaded, engine)
    }

    /// The same on the thread that opened the database, which tells how far it is and may be asked to stop.
    ///
    /// # Errors
    /// [`OpenError::Cancelled`] where it was.
    pub fn build(mut loaded: Loaded, progress: &Progress) -> Result<Self, OpenError> {
        let began = Instant::now();
        let tell = |part: f32| {
            progress.set(Stage::Indexing, part);
            !progress.is_cancelled()
        };
        let engine = Engine::build(Arc::clone(&loaded.dataset), tell).ok_or(OpenError::Cancelled)?;
        loaded.report.timings.push((Stage::Indexing, began.elapsed()));
        Ok(Self::with_engine(loaded, engine))
    }

    fn with_engine(loaded: Loaded, mut engine: Engine) -> Self {
        let filter = Filter::default();
        let no_filter = Filter { choices: BTreeMap::new(), ..Filter::default() };
        let everything = engine.answer(&no_filter);
        let whole = engine.answer(&filter);
        Self {
            loaded,
            answerer: Answerer::new(engine),
            asked: filter.clone(),
            view: View::default(),
            undo: VecDeque::new(),
            redo: VecDeque::new(),
            open_step: None,
            answer: Arc::clone(&whole),
            answered: filter,
            whole,
            everything,
            generation: 0,
        }
    }

    /// Begins on a page, with these cities or this profile and the records of this table; there is nothing before it to go
    /// back to.
    pub fn turn_to(&mut self, page: Page, cities: Vec<String>, about: Option<About>, records: Table) {
        self.view.page = page;
        self.view.options.about = about;
        self.view.records = records;
        self.view.options.cities = cities;
    }

    /// The command that shows the profile of a value.
    pub fn profile_of(&self, field: Field, code: Code) -> Command {
        let id = self.dataset().vocabulary(field)[code].id.clone();
        if field == Field::City { Command::Cities(vec![id]) } else { Command::Profile(About { field, id }) }
    }

    /// The view.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The database.
    pub fn dataset(&self) -> &Arc<Dataset> {
        &self.loaded.dataset
    }

    /// What passes the filter, or the filter before it while the answer is on its way.
    pub fn answer(&self) -> &Arc<Answer> {
        &self.answer
    }

    /// What passes the standing filter alone.
    pub fn whole(&self) -> &Arc<Answer> {
        &self.whole
    }

    /// What there is without any filter, not even the standing one.
    pub fn everything(&self) -> &Answer {
        &self.everything
    }

    /// A number that changes with every answer; what is derived from an answer is remembered by it.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// What charts are laid out from.
    pub fn chart_input(&self, lang: Lang) -> ChartInput<'_> {
        ChartInput {
            dataset: &self.loaded.dataset,
            answer: &self.answer,
            whole: &self.whole,
            filter: &self.answered,
            options: &self.view.options,
            lang,
        }
    }

    /// The same for another thread, with these options.
    pub fn chart_facts(&self, options: ChartOptions, lang: Lang) -> ChartFacts {
        ChartFacts {
            dataset: Arc::clone(&self.loaded.dataset),
            answer: Arc::clone(&self.answer),
            whole: Arc::clone(&self.whole),
            filter: self.answered.clone(),
            options,
            lang,
        }
    }

    /// Does what was asked. Typing, dragging and zooming are one step each, however many commands they send.
    pub fn apply(&mut self, command: Command) {
        let before = self.view.clone();
        match command {
            Command::Undo => self.step(true),
            Command::Redo => self.step(false),
            // Looking at a record is no change to take back: undo leads from filter to filter.
            Command::Select(selected) => self.view.selected = selected,
            ref change => {
                self.change(change);
                if self.view != before {
                    let goes_on = self.open_step.as_ref().is_some_and(|last| continues(last, change));
                    if !goes_on {
                        self.remember(before);
                    } else if self
                        .undo
                        .back()
                        .is_some_and(|last| View { selected: self.view.selected.clone(), ..last.clone() } == self.view)
                    {
                        // The gesture came back to where it began.
                        self.undo.pop_back();
                    }
                    self.redo.clear();
                    self.open_step = Some(command);
                }
            }
        }
        if self.view.filter != self.asked {
            self.asked = self.view.filter.clone();
            let answer = self.answerer.ask(&self.asked);
            self.take(answer);
        }
    }

    /// Takes over an answer that has come since it was asked for.
    pub fn poll(&mut self) {
        let answer = self.answerer.poll();
        self.take(answer);
    }

    fn take(&mut self, answer: Option<(Filter, Arc<Answer>)>) {
        if let Some((answered, answer)) = answer {
            (self.answered, self.answer) = (answered, answer);
            self.generation += 1;
        }
    }

    /// Tells which window to wake when an answer comes.
    pub fn wake(&self, window: &egui::Context) {
        self.answerer.wake(window);
    }

    /// Since when the answer to the filter is being waited for; what is shown still follows from the filter before.
    pub fn waiting_since(&self) -> Option<Instant> {
        self.answerer.waiting_since()
    }

    /// Ends a gesture: the next command is a step of its own.
    pub fn end_step(&mut self) {
        self.open_step = None;
    }

    /// Keeps a view to come back to; the oldest makes room.
    fn remember(&mut self, view: View) {
        if self.undo.len() == MOST_STEPS {
            self.undo.pop_front();
        }
        self.undo.push_back(view);
    }

    fn step(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.undo, &mut self.redo) } else { (&mut self.redo, &mut self.undo) };
        if let Some(view) = from.pop_back() {
            let selected = self.view.selected.clone();
            to.push_back(std::mem::replace(&mut self.view, View { selected, ..view }));
        }
        self.open_step = None;
    }

    /// Whoever asks for a domestic network by name wants to see it, whatever is left out as long as nobody asks.
    fn let_in(&mut self, field: Field, id: &str) {
        let dataset = &self.loaded.dataset;
        let network = dataset.vocabulary(Field::Network).code(id).filter(|_| field == Field::Network);
        let scope = network.and_then(|network| dataset.networks[network.index()].scope);
        let excluded = self.view.filter.choice(Field::Scope).exclude;
        if scope.is_some_and(|scope| excluded.contains(&dataset.vocabulary(Field::Scope)[scope].id)) {
            self.view.filter.set_choice(Field::Scope, Choice::default());
        }
    }

    fn change(&mut self, command: &Command) {
        if let Command::Include(field, id) | Command::Only(field, id) = command {
            self.let_in(*field, id);
        }
        let filter = &mut self.view.filter;
        match command {
            Command::Include(field, id) => {
                let mut choice = filter.choice(*field);
                choice.turn_included(id);
                filter.set_choice(*field, choice);
            }
            Command::Exclude(field, id) => {
                let mut choice = filter.choice(*field);
                choice.turn_excluded(id);
                filter.set_choice(*field, choice);
            }
            Command::Only(field, id) => {
                let mut choice = filter.choice(*field);
                choice.exclude.clear();
                choice.include = [id.clone()].into();
                choice.all_of = false;
                filter.set_choice(*field, choice);
                if *field == Field::City {
                    filter.within.clear();
                }
            }
            Command::Within(id) => {
                if !filter.within.remove(id) {
                    filter.within.insert(id.clone());
                }
            }
            Command::Governments(combination) => *filter = combination.narrowed(&self.loaded.dataset, filter),
            Command::MemberOf(member_of) => filter.member_of = member_of.clone(),
            Command::AllOf(field, all_of) => {
                let mut choice = filter.choice(*field);
                choice.all_of = *all_of;
                filter.set_choice(*field, choice);
            }
            Command::Clear(dimension) => filter.clear(*dimension),
            Command::ClearAll => *filter = Filter { years_mean: filter.years_mean, ..Filter::default() },
            Command::Years(years) => filter.years = *years,
            Command::YearsMean(mean) => filter.years_mean = *mean,
            Command::UndatedPass(pass) => filter.undated_pass = *pass,
            Command::Text(text) => filter.text.clone_from(text),
            Command::Options(options) => self.view.options = options.clone(),
            Command::Tab(chart) => self.view.turn_to(*chart),
            Command::Page(page) => self.view.page = *page,
            Command::Records(table) => {
                self.view.records = *table;
                self.view.page = Page::Records;
            }
            Command::Cities(cities) => {
                self.view.options.cities.clone_from(cities);
                self.view.options.about = None;
                self.view.page = Page::Profiles;
            }
            Command::Profile(about) => {
                self.view.options.about = Some(about.clone());
                self.view.page = Page::Profiles;
            }
            Command::Drill(records) => {
                // What the figure counts is found before the filter leads away from that which it was counted under.
                let is_said = records.are_said_by_choices(&self.view.filter);
                let counted = (!is_said).then(|| trends::records_behind(records, &self.chart_input(Lang::En)));
                let rows = counted.flatten().or_else(|| records.rows.clone());
                drill(&mut self.view, &self.loaded.dataset, records, rows);
            }
            Command::Maximise(pane) => self.view.maximised = *pane,
            Command::Reopen(saved) => {
                let SavedView { chart, filter, options, .. } = saved.as_ref();
                self.view = View { filter: filter.clone(), options: options.clone(), ..View::default() };
                self.view.turn_to(*chart);
                self.view.page = match chart.home() {
                    Home::Activities | Home::Membership | Home::Partners => Page::Explore,
                    Home::Profiles => Page::Profiles,
                    Home::Trends => Page::Trends,
                };
            }
            Command::Show(view) => self.view = View { selected: self.view.selected.take(), ..view.as_ref().clone() },
            Command::Undo | Command::Redo | Command::Select(_) => {}
        }
    }
}

/// No more records are listed by name: a view that names them must stay small. Where there are more, the filter leads
/// near them.
const MOST_DRILLED: usize = 5000;

/// Narrows a view to the facts that a figure counts, lists those that no filter tells apart, and turns to the panes that
/// show them.
fn drill(view: &mut View, dataset: &Dataset, records: &Records, rows: Option<(Table, Vec<Row>)>) {
    for (field, codes) in &records.choices {
        let mut choice = view.filter.choice(*field);
        let wanted: std::collections::BTreeSet<String> =
            codes.iter().map(|&code| dataset.vocabulary(*field)[code].id.clone()).collect();
        // Who chose some of the values already is led to those among them.
        let both: std::collections::BTreeSet<String> = choice.include.intersection(&wanted).cloned().collect();
        choice.include = if both.is_empty() { wanted } else { both };
        choice.all_of = false;
        view.filter.set_choice(*field, choice);
    }
    for (field, codes) in &records.without {
        let mut choice = view.filter.choice(*field);
        choice.exclude.extend(codes.iter().map(|&code| dataset.vocabulary(*field)[code].id.clone()));
        view.filter.set_choice(*field, choice);
    }
    if let Some((from, to)) = records.years {
        view.filter.years = Some(Years::between(from, to));
    }
    if let Some((table, rows)) = rows.filter(|(_, rows)| rows.len() <= MOST_DRILLED) {
        let subject = match rows[..] {
            [] => None,
            [row] => Some(Subject::Fact(table, row)),
            _ => Some(Subject::Crowd(table, rows)),
        };
        view.selected = subject.and_then(|subject| subject.key(dataset));
    }
    view.page = Page::Explore;
    view.maximised = None;
}

/// Whether a command goes on with the step of the last one: the same gesture, only further.
fn continues(last: &Command, next: &Command) -> bool {
    match (last, next) {
        (Command::Text(_), Command::Text(_)) | (Command::Years(Some(_)), Command::Years(Some(_))) => true,
        // So does a hand that looks for a year.
        (Command::MemberOf(a), Command::MemberOf(b)) => a.choice == b.choice && a.year.is_some() && b.year.is_some(),
        // Zooming changes only the stretch of years, sliding and playing only the year of memberships.
        (Command::Options(a), Command::Options(b)) => {
            let goes_on = |any: bool, onto: ChartOptions| any && onto == *b;
            let zooms = a.years_shown.is_some() && b.years_shown.is_some();
            let slides = a.member_year.is_some() && b.member_year.is_some();
            goes_on(zooms, ChartOptions { years_shown: b.years_shown, ..a.clone() })
                || goes_on(slides, ChartOptions { member_year: b.member_year, ..a.clone() })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::open::open;

    #[test]
    fn two_hundred_changes_can_be_taken_back_and_done_again() {
        let sample = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"));
        let mut workspace = Workspace::new(open(sample, &Progress::default()).unwrap());
        for change in 1..=MOST_STEPS + 50 {
            workspace.apply(Command::Cities(vec![change.to_string()]));
        }
        let newest = workspace.view().clone();
        let mut taken_back = 0;
        while workspace.can_undo() {
            workspace.apply(Command::Undo);
            taken_back += 1;
        }
        assert_eq!((taken_back, &workspace.view().options.cities[..]), (200, &["50".to_owned()][..]));
        while workspace.can_redo() {
            workspace.apply(Command::Redo);
        }
        assert_eq!(workspace.view(), &newest);
    }
}
