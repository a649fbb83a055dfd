//! The export window: which chart, which size, which format, where to.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Button, ComboBox, Context, RichText, TextEdit, Ui, vec2};

use super::{Window, windows};
use crate::app::tasks::{Outcome, Task};
use crate::app::workspace::Workspace;
use crate::app::{Action, Asked, Look};
use crate::chart::{Chart, ChartInput, FigureText, Theme, filter_in_words};
use crate::export::{ExportError, Figure, Format, PaperSize, safe_file_name, write};
use crate::words::{Lang, Word};

/// Sizes a presentation needs, in inches.
const SIZES: [(Word, f64, f64); 5] = [
    (Word::SizeFull, 13.333, 7.5),
    (Word::SizeContent, 12.0, 5.5),
    (Word::SizeHalf, 5.9, 5.5),
    (Word::SizeThird, 3.85, 5.5),
    (Word::SizeClassic, 10.0, 7.5),
];

/// What is chosen in the export window; remembered while the program runs.
pub struct ExportDialog {
    chart: Chart,
    format: Format,
    size: usize,
    path: String,
    /// What became of the last export, in words.
    told: Option<Result<String, String>>,
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self { chart: Chart::Timeline, format: Format::Png, size: 0, path: String::new(), told: None }
    }
}

/// A figure to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    chart: Chart,
    format: Format,
    size_inches: (f64, f64),
    /// Where to; the system's dialog asks where `None`.
    path: Option<PathBuf>,
    suggested_name: String,
}

/// A figure on its way into a file.
pub struct Saving {
    task: Task<Option<Result<PathBuf, ExportError>>>,
}

/// What became of it: `None` where the person changed their mind.
pub type Finished = Option<Result<PathBuf, ExportError>>;

impl Saving {
    /// Lays out, encodes and writes on a thread of its own.
    pub fn start(ctx: &Context, wish: Wish, workspace: &Workspace, look: Look) -> Self {
        let (dataset, answer, whole) =
            (Arc::clone(workspace.dataset()), Arc::clone(workspace.answer()), Arc::clone(workspace.whole()));
        let view = workspace.view().clone();
        let task = Task::start("export", ctx, move || {
            let path = wish.path.clone().or_else(|| ask_where(&wish))?;
            let input = ChartInput {
                dataset: &dataset,
                answer: &answer,
                whole: &whole,
                filter: &view.filter,
                options: &view.options,
                lang: look.lang,
            };
            Some(write_figure(&wish, &input, look.theme.dark, path))
        });
        Self { task }
    }

    /// Looks without waiting.
    pub fn poll(&self) -> Option<Finished> {
        match self.task.poll() {
            Outcome::Running => None,
            Outcome::Done(finished) => Some(finished),
            Outcome::Broken => Some(None),
        }
    }
}

fn ask_where(wish: &Wish) -> Option<PathBuf> {
    rfd::FileDialog::new()
        .set_file_name(&wish.suggested_name)
        .add_filter(wish.format.label(), &[wish.format.extension()])
        .save_file()
}

fn write_figure(wish: &Wish, input: &ChartInput<'_>, dark: bool, mut path: PathBuf) -> Result<PathBuf, ExportError> {
    if Format::from_path(&path) != Some(wish.format) {
        let mut name = path.into_os_string();
        name.push(".");
        name.push(wish.format.extension());
        path = name.into();
    }
    let paper = PaperSize::from_inches(wish.size_inches.0, wish.size_inches.1)?;
    let text = FigureText::of(wish.chart, input);
    let figure = Figure::of_chart(wish.chart, input, &text, paper, &Theme::paper(dark), None);
    write(&path, &figure.encode(wish.format)?)?;
    Ok(path)
}

impl ExportDialog {
    /// Takes what became of an export.
    pub fn finish(&mut self, finished: Finished, lang: Lang) {
        self.told = finished.map(|result| match result {
            Ok(path) => Ok(Word::Saved.fill(lang, &[&path.display()])),
            Err(error) => Err(error.explain(lang)),
        });
    }

    /// The window.
    pub fn ui(&mut self, ctx: &Context, workspace: &Workspace, is_saving: bool, look: Look, asked: &mut Asked) {
        let mut open = true;
        windows::framed(look.text(Word::ExportTitle)).open(&mut open).show(ctx, |ui| {
            ui.set_width(440.0);
            self.choices_ui(ui, look);
            ui.add_space(8.0);
            let name = file_name(self.chart, workspace, self.format, look.lang);
            let hint = Word::ExportPathHint.fill(look.lang, &[&name]);
            let edit =
                ui.add(TextEdit::singleline(&mut self.path).hint_text(hint.as_str()).desired_width(f32::INFINITY));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::ExportPath)));
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let typed = self.path.trim().trim_matches('"').to_owned();
                let word = if typed.is_empty() { Word::ChooseWhere } else { Word::SaveNow };
                let button =
                    Button::new(RichText::new(look.text(word)).color(look.theme.on_accent)).fill(look.theme.accent);
                if ui.add_enabled(!is_saving, button.min_size(vec2(120.0, 28.0))).clicked() {
                    self.told = None;
                    let (_, width, height) = SIZES[self.size];
                    asked.action(Action::Export(Wish {
                        chart: self.chart,
                        format: self.format,
                        size_inches: (width, height),
                        path: (!typed.is_empty()).then(|| typed.into()),
                        suggested_name: name,
                    }));
                }
                if is_saving {
                    ui.spinner();
                }
            });
            match &self.told {
                Some(Ok(text)) => drop(ui.add(egui::Label::new(text).wrap())),
                Some(Err(text)) => drop(ui.add(egui::Label::new(RichText::new(text).color(look.theme.alert)).wrap())),
                None => {}
            }
        });
        if !open {
            asked.action(Action::Show(Window::Export, false));
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, look: Look) {
        egui::Grid::new("export choices").num_columns(2).spacing(vec2(16.0, 8.0)).show(ui, |ui| {
            ui.label(look.text(Word::ChartMenu));
            ComboBox::from_id_salt("chart").width(260.0).selected_text(look.text(self.chart.title())).show_ui(
                ui,
                |ui| {
                    for chart in Chart::ALL {
                        ui.selectable_value(&mut self.chart, chart, look.text(chart.title()));
                    }
                },
            );
            ui.end_row();
            ui.label(look.text(Word::SizeWord));
            let size_name = |size: usize| {
                let (word, width, height) = SIZES[size];
                format!("{}  {width:.1} × {height:.1} in", look.text(word))
            };
            ComboBox::from_id_salt("size").width(260.0).selected_text(size_name(self.size)).show_ui(ui, |ui| {
                for size in 0..SIZES.len() {
                    ui.selectable_value(&mut self.size, size, size_name(size));
                }
            });
            ui.end_row();
            ui.label(look.text(Word::FormatWord));
            ui.horizontal(|ui| {
                for format in Format::ALL {
                    ui.radio_value(&mut self.format, format, format.label());
                }
            });
            ui.end_row();
        });
    }
}

/// `city_chart_period.png`, safe on Windows.
fn file_name(chart: Chart, workspace: &Workspace, format: Format, lang: Lang) -> String {
    let words: Vec<String> = filter_in_words(workspace.dataset(), &workspace.view().filter, lang)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let mut parts: Vec<&str> = words.iter().map(String::as_str).collect();
    parts.insert(parts.len().min(1), chart.title().text(lang));
    format!("{}.{}", safe_file_name(&parts), format.extension())
}
