//! An import on its way through the window: a file is looked at, mapped, tried out beside its place, then put there.

use std::path::{Path, PathBuf};

use egui::Context;

use super::Failure;
use super::dialogs::Dialogs;
use super::tasks::{Task, TaskOutcome};
use crate::data::import::{Draft, Fitted, ImportError, ImportProgress, Mapping, Question, SheetReport, Target};
use crate::data::sheet::{Sheet, SheetChoice};
use crate::data::{Explanation, folder_of};
use crate::export::write;
use crate::words::{Lang, Word};

/// What the import window asks for beyond its own choices.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportStep {
    /// Asks the system for a file.
    ChooseFile,
    /// Looks at the file anew: another file, sheet, encoding, delimiter, header row.
    Look,
    /// Tries the import out, and shows what it would do.
    TryOut,
    /// Stops.
    Cancel,
    /// Puts the database that was tried out in its place.
    Keep,
    /// Writes the mapping beside the file.
    SaveMapping,
    /// Asks the system for a mapping, and takes it.
    ChooseMapping,
    /// Takes a saved mapping.
    LoadMapping(PathBuf),
}

/// Where the rows go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Into {
    /// A database of their own.
    #[default]
    NewDatabase,
    /// A copy of the open one.
    CopyOfOpen,
}

/// What is tried out; another choice makes another draft necessary.
#[derive(Clone, Debug, PartialEq)]
struct TriedOut {
    sheet: Sheet,
    mapping: Mapping,
    others: Vec<(Sheet, Mapping)>,
    into: Into,
    base: Option<PathBuf>,
    folder: PathBuf,
}

/// What was written.
pub struct Written {
    /// The database.
    pub database: PathBuf,
    /// What became of the rows of each sheet.
    pub reports: Vec<SheetReport>,
    /// Where the rejected rows are, if any.
    pub rejected: Vec<PathBuf>,
}

/// A draft on its way: how far it is, what of, and the work.
type Trial = (ImportProgress, TriedOut, Task<Result<Draft, ImportError>>);

/// A mapping from a file; nothing where the person chose none.
type LoadedMapping = Option<(PathBuf, Result<Fitted, ImportError>)>;

/// A draft on its way to its place.
type Keeping = Task<Result<Vec<SheetReport>, ImportError>>;

/// The choices of the import window and the work behind it.
#[derive(Default)]
pub struct Importing {
    /// The file, as typed or chosen.
    pub path: String,
    /// How it is to be read; what is open is found out.
    pub choice: SheetChoice,
    /// The file as it was read last.
    pub sheet: Option<Sheet>,
    /// Which column is which.
    pub mapping: Mapping,
    /// The other lists of the file, each with the mapping that its headings propose.
    pub others: Vec<(Sheet, Mapping)>,
    /// Whether the other lists are imported with the one that is shown.
    pub is_with_others: bool,
    /// Where the rows go.
    pub into: Into,
    /// The database to write, as typed.
    pub target: String,
    /// Why the last step could not be done.
    failure: Option<Failure>,
    /// What was written last.
    pub written: Option<Written>,
    /// Where the mapping was saved to or loaded from last.
    pub mapping_file: Option<PathBuf>,
    /// Headings of a loaded mapping that the sheet lacks.
    pub absent: Vec<String>,
    /// Names that the last trials asked about, each with the place of its sheet.
    pub questions: Vec<(usize, Question)>,
    choosing: Option<Task<Option<PathBuf>>>,
    looking: Option<Task<Result<Vec<Sheet>, ImportError>>>,
    loading: Option<Task<LoadedMapping>>,
    trying: Option<Trial>,
    draft: Option<(TriedOut, Draft)>,
    keeping: Option<(PathBuf, Keeping)>,
    /// A mapping made by hand stays when the file is read anew.
    looked_at: Option<PathBuf>,
}

impl Importing {
    /// Begins with a file.
    pub fn begin(&mut self, ctx: &Context, path: &Path) {
        *self = Self { path: path.display().to_string(), ..Self::default() };
        self.look(ctx);
    }

    /// Does a step.
    pub fn act(
        &mut self,
        ctx: &Context,
        step: &ImportStep,
        open_database: Option<&Path>,
        lang: Lang,
        dialogs: &Dialogs,
    ) {
        match step {
            ImportStep::ChooseFile => {
                let name = Word::SHEET_FILES.text(lang);
                let Some(dialog) = dialogs.ask() else { return };
                self.choosing = Some(Task::start("choose sheet", ctx, move || {
                    let kinds = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "db", "sqlite", "sqlite3"];
                    dialog.answer(|dialog| dialog.add_filter(name, &kinds).pick_file())
                }));
            }
            ImportStep::Look => self.look(ctx),
            ImportStep::TryOut => self.try_out(ctx, open_database),
            ImportStep::Cancel => {
                if let Some((progress, ..)) = self.trying.take() {
                    progress.cancel();
                }
            }
            ImportStep::Keep => self.keep(ctx, open_database),
            ImportStep::SaveMapping => self.save_mapping(),
            ImportStep::ChooseMapping => {
                let name = Word::MAPPING_FILES.text(lang);
                let Some(dialog) = dialogs.ask() else { return };
                self.load_mapping(ctx, move |folder| {
                    dialog.answer(|dialog| dialog.add_filter(name, &["json"]).set_directory(folder).pick_file())
                });
            }
            ImportStep::LoadMapping(path) => {
                let path = path.clone();
                self.load_mapping(ctx, |_| Some(path));
            }
        }
    }

    fn look(&mut self, ctx: &Context) {
        self.failure = None;
        self.written = None;
        self.draft = None;
        let path = PathBuf::from(self.path.trim().trim_matches('"'));
        if self.looked_at.as_ref().is_some_and(|looked_at| *looked_at != path) {
            self.choice = SheetChoice::default();
        }
        let choice = self.choice.clone();
        self.looking = Some(Task::start("look at sheet", ctx, move || Sheet::look_all(&path, &choice)));
    }

    fn try_out(&mut self, ctx: &Context, open_database: Option<&Path>) {
        let Some(wish) = self.wish(open_database) else { return };
        self.failure = None;
        self.draft = None;
        let progress = ImportProgress::default();
        let (work, handle) = (wish.clone(), progress.clone());
        let task = Task::start("import", ctx, move || {
            let TriedOut { sheet, mapping, others, base, folder, .. } = work;
            let sheets: Vec<_> = std::iter::once((sheet, mapping)).chain(others).collect();
            Draft::make(&sheets, base.as_deref(), &folder, &handle)
        });
        self.trying = Some((progress, wish, task));
    }

    fn wish(&self, open_database: Option<&Path>) -> Option<TriedOut> {
        let target = self.target_path();
        let folder = folder_of(&target);
        let base = open_database.filter(|_| self.into == Into::CopyOfOpen).map(Path::to_owned);
        let (sheet, mapping) = (self.sheet.clone()?, self.mapping.clone());
        let others = if self.is_with_others { self.others.clone() } else { Vec::new() };
        Some(TriedOut { sheet, mapping, others, into: self.into, base, folder: folder.to_owned() })
    }

    fn keep(&mut self, ctx: &Context, open_database: Option<&Path>) {
        let target = self.target_path();
        if self.tried_out(open_database).is_none() {
            return;
        }
        if let Some((_, draft)) = self.draft.take() {
            let place = target.clone();
            self.keeping = Some((target, Task::start("keep import", ctx, move || draft.keep(&place))));
        }
    }

    fn save_mapping(&mut self) {
        let Some(sheet) = &self.sheet else { return };
        let path = sheet.path.with_extension("map.json");
        let mapping = Mapping { read: self.choice.clone(), ..self.mapping.clone() };
        match write(&path, mapping.to_json().as_bytes()) {
            Ok(()) => self.mapping_file = Some(path),
            Err(error) => self.failure = Some(Box::new(move |lang| error.explain(lang))),
        }
    }

    /// Takes a mapping from the file that `choose` names, starting from the folder of the sheet.
    fn load_mapping(&mut self, ctx: &Context, choose: impl FnOnce(&Path) -> Option<PathBuf> + Send + 'static) {
        let Some(sheet) = &self.sheet else { return };
        let (sheet, choice) = (sheet.path.clone(), self.choice.clone());
        self.loading = Some(Task::start("load mapping", ctx, move || {
            let map = choose(sheet.parent().unwrap_or(Path::new(".")))?;
            let fitted = Fitted::read(&map, &sheet, &choice);
            Some((map, fitted))
        }));
    }

    /// A mapping that cannot be used leaves everything as it is.
    fn take_mapping(&mut self, outcome: TaskOutcome<LoadedMapping>) {
        match outcome {
            TaskOutcome::Done(Some((map, Ok(fitted)))) => {
                (self.failure, self.looking) = (None, None);
                (self.choice, self.mapping, self.absent) = (fitted.choice, fitted.mapping, fitted.absent);
                self.sheet = Some(fitted.sheet);
                (self.others, self.is_with_others) = (Vec::new(), false);
                self.mapping_file = Some(map);
            }
            TaskOutcome::Done(Some((_, Err(error)))) => self.fail(error),
            TaskOutcome::Done(None) | TaskOutcome::Running => {}
            TaskOutcome::Broken => self.fail(ImportError::broken(Path::new(&self.path))),
        }
    }

    /// Where the database will lie.
    pub fn target_path(&self) -> PathBuf {
        PathBuf::from(self.target.trim().trim_matches('"'))
    }

    /// What the import would do, if the choices are still those that were tried out.
    pub fn tried_out(&self, open_database: Option<&Path>) -> Option<&[SheetReport]> {
        let wish = self.wish(open_database)?;
        let (tried, draft) = self.draft.as_ref()?;
        if *tried == wish { Some(&draft.reports) } else { None }
    }

    /// How far a trial is.
    pub fn progress(&self) -> Option<&ImportProgress> {
        self.trying.as_ref().map(|(progress, ..)| progress)
    }

    /// Whether the system is asked for a file.
    #[cfg(test)]
    pub fn is_choosing(&self) -> bool {
        self.choosing.is_some()
    }

    /// Whether something is on its way.
    pub fn is_busy(&self) -> bool {
        self.looking.is_some() || self.trying.is_some() || self.keeping.is_some()
    }

    /// Chooses another kind of rows; the headings are matched anew.
    pub fn choose_target(&mut self, target: Target) {
        if let Some(sheet) = &self.sheet
            && target.is_mapped()
        {
            self.mapping = Mapping::propose_for(sheet, target);
            (self.mapping_file, self.absent, self.questions) = (None, Vec::new(), Vec::new());
        }
    }

    /// Takes what threads brought; the new database, once it is written.
    pub fn poll(&mut self, ctx: &Context) -> Option<PathBuf> {
        if let Some(outcome) = self.choosing.as_ref().map(Task::poll).filter(TaskOutcome::is_over) {
            self.choosing = None;
            if let TaskOutcome::Done(Some(path)) = outcome {
                self.begin(ctx, &path);
            }
        }
        if let Some(outcome) = self.looking.as_ref().map(Task::poll).filter(TaskOutcome::is_over) {
            self.looking = None;
            self.take_look(outcome);
        }
        if let Some(outcome) = self.loading.as_ref().map(Task::poll).filter(TaskOutcome::is_over) {
            self.loading = None;
            self.take_mapping(outcome);
        }
        if let Some(outcome) = self.trying.as_ref().map(|(_, _, task)| task.poll()) {
            if outcome.is_over() {
                let tried = self.trying.take().map(|(_, tried, _)| tried);
                match (outcome, tried) {
                    (TaskOutcome::Done(Ok(draft)), Some(tried)) => {
                        self.take_questions(&draft.reports);
                        self.draft = Some((tried, draft));
                    }
                    (TaskOutcome::Done(Err(error)), _) => self.fail(error),
                    _ => self.fail(ImportError::broken(Path::new(&self.path))),
                }
            } else {
                // Progress moves without events of its own.
                ctx.request_repaint_after(std::time::Duration::from_millis(80));
            }
        }
        let outcome = self.keeping.as_ref().map(|(_, task)| task.poll()).filter(TaskOutcome::is_over)?;
        let (database, _) = self.keeping.take()?;
        match outcome {
            TaskOutcome::Done(Ok(reports)) => Some(self.take_written(database, reports)),
            TaskOutcome::Done(Err(error)) => {
                self.fail(error);
                None
            }
            _ => {
                self.fail(ImportError::broken(&database));
                None
            }
        }
    }

    /// The mapping of the sheet that is shown, or of one of the others.
    fn mapping_of(&self, sheet: usize) -> Option<&Mapping> {
        match sheet.checked_sub(1) {
            None => Some(&self.mapping),
            Some(other) => self.others.get(other).map(|(_, mapping)| mapping),
        }
    }

    /// What a person answered to a question: an id, `+` for a new name, nothing to leave it out.
    pub fn answer_of(&self, sheet: usize, question: &Question) -> Option<&str> {
        let answers = self.mapping_of(sheet)?.values.get(&question.field)?;
        answers.get(&question.name).map(String::as_str)
    }

    /// Answers a question; the same answer again takes it back.
    pub fn answer(&mut self, sheet: usize, question: &Question, answer: &str) {
        let is_back = self.answer_of(sheet, question) == Some(answer);
        let mapping = match sheet.checked_sub(1) {
            None => Some(&mut self.mapping),
            Some(other) => self.others.get_mut(other).map(|(_, mapping)| mapping),
        };
        let Some(mapping) = mapping else { return };
        let answers = mapping.values.entry(question.field.clone()).or_default();
        if is_back {
            answers.remove(&question.name);
        } else {
            answers.insert(question.name.clone(), answer.to_owned());
        }
    }

    /// Asked names stay with their answers, so that an answer can be changed.
    fn take_questions(&mut self, reports: &[SheetReport]) {
        let answered = std::mem::take(&mut self.questions).into_iter();
        let answered: Vec<_> =
            answered.filter(|(sheet, question)| self.answer_of(*sheet, question).is_some()).collect();
        let asked = reports.iter().enumerate().flat_map(|(sheet, report)| {
            report.questions.iter().filter(|question| question.is_of_name()).map(move |one| (sheet, one.clone()))
        });
        self.questions = asked.chain(answered).collect();
    }

    fn take_look(&mut self, outcome: TaskOutcome<Result<Vec<Sheet>, ImportError>>) {
        match outcome {
            TaskOutcome::Done(Ok(mut sheets)) if !sheets.is_empty() => {
                let sheet = sheets.remove(0);
                self.others = sheets.into_iter().map(|other| (other.clone(), Mapping::propose(&other))).collect();
                self.is_with_others = !self.others.is_empty();
                let is_same_columns =
                    self.sheet.as_ref().is_some_and(|old| old.columns == sheet.columns && old.path == sheet.path);
                if !is_same_columns {
                    (self.mapping_file, self.absent, self.questions) = (None, Vec::new(), Vec::new());
                    self.mapping = Mapping::propose(&sheet);
                    if !self.mapping.target.is_mapped() {
                        self.mapping = Mapping::propose_for(&sheet, Target::Activities);
                    }
                }
                if self.looked_at.as_ref() != Some(&sheet.path) {
                    self.target = free_name(&sheet.path).display().to_string();
                }
                self.looked_at = Some(sheet.path.clone());
                self.sheet = Some(sheet);
            }
            TaskOutcome::Done(Err(error)) => {
                self.sheet = None;
                self.fail(error);
            }
            _ => self.fail(ImportError::broken(Path::new(&self.path))),
        }
    }

    fn take_written(&mut self, database: PathBuf, reports: Vec<SheetReport>) -> PathBuf {
        let mut written = Written { database: database.clone(), reports, rejected: Vec::new() };
        for (index, report) in written.reports.iter_mut().enumerate() {
            let number = if index == 0 { String::new() } else { format!("{}.", index + 1) };
            let rejected = database.with_extension(format!("{number}rejected.csv"));
            let rows = if report.not_taken() > 0 { report.rejected_csv().ok() } else { None };
            match rows.map(|rows| write(&rejected, &rows)) {
                Some(Ok(())) => written.rejected.push(rejected),
                // The database is there all the same; its rows that were left out are told beside it.
                Some(Err(error)) => self.failure = Some(Box::new(move |lang| error.explain(lang))),
                None => {}
            }
        }
        self.written = Some(written);
        database
    }

    fn fail(&mut self, error: ImportError) {
        self.failure = Some(Box::new(move |lang| error.explain(lang)));
    }

    /// The message of the last step that failed.
    pub fn failure(&self, lang: Lang) -> Option<Explanation> {
        self.failure.as_ref().map(|failure| failure(lang))
    }
}

/// A name beside the sheet that no file has.
fn free_name(sheet: &Path) -> PathBuf {
    let stem = sheet.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let names = std::iter::once(format!("{stem}.db")).chain((2..1000).map(|number| format!("{stem} {number}.db")));
    let mut places = names.map(|name| sheet.with_file_name(name));
    places.find(|place| place.symlink_metadata().is_err()).unwrap_or_else(|| sheet.with_extension("db"))
}
