//! The export window: which charts, how large, which format, where to; with a preview at true proportions.

mod choices;
mod proof;

use egui::{Button, Context, ProgressBar, RichText, TextEdit, Ui, Vec2, vec2};

use super::{Turn, windows};
use crate::app::Window;
use crate::app::saving::{DeckCities, Finished, Making, Steps, Wish};
use crate::app::style::bold;
use crate::app::workspace::Workspace;
use crate::app::{Browsed, Look, Request};
use crate::chart::trends::ARGUMENT;
use crate::chart::{Chart, Home, filter_in_words};
use crate::data::{Dataset, Explanation, Field};
use crate::export::{Format, safe_file_name};
use crate::query::name_matches;
use crate::words::{Lang, Word};
use choices::{Choices, choices_ui};
use proof::Proof;

/// What is chosen in the export window.
#[derive(Default)]
pub struct ExportDialog {
    /// How figures are made; remembered.
    pub making: Making,
    shown: Option<Chart>,
    /// What is typed above the list of charts.
    searched: String,
    /// Whether the list of charts moves to the one that was chosen elsewhere.
    finds_chosen: bool,
    /// The words and the figure with them.
    proof: Proof,
    path: String,
    /// What became of the last export.
    told: Option<Finished>,
}

/// Width of the list of charts.
const CHARTS_WIDTH: f32 = 264.0;
/// Width of the column of choices.
const CHOICES_WIDTH: f32 = 336.0;
/// Between two columns.
const GUTTER: f32 = 14.0;
/// The largest preview.
const PREVIEW: Vec2 = vec2(430.0, 284.0);

impl ExportDialog {
    /// Shows a chart first.
    pub fn choose(&mut self, chart: Chart) {
        self.making.charts = vec![chart];
        self.shown = Some(chart);
        self.searched.clear();
        self.finds_chosen = true;
        self.told = None;
    }

    /// Makes a deck of the argument first.
    pub fn choose_story(&mut self) {
        self.making.cities = DeckCities::Story;
        if !self.making.format.holds_deck() {
            self.making.format = Format::Pptx;
        }
        self.told = None;
    }

    /// Takes a file that was chosen in a dialog or dropped on the window.
    pub fn take_file(&mut self, what: Browsed, path: &std::path::Path) {
        let path = path.display().to_string();
        match what {
            Browsed::Template => {
                self.making.format = Format::Pptx;
                self.making.layout.clear();
                self.making.template = path;
            }
            Browsed::Logo => self.making.logo = path,
        }
    }

    /// Takes what became of an export.
    pub fn finish(&mut self, finished: Finished) {
        self.told = Some(finished);
    }

    /// The window.
    pub fn ui(&mut self, ctx: &Context, saving: Option<&Steps>, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let mut open = true;
        windows::framed(look.text(Word::EXPORT_TITLE)).open(&mut open).show(ctx, |ui| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(CHARTS_WIDTH);
                    // The argument has its own.
                    ui.add_enabled_ui(self.making.cities != DeckCities::Story, |ui| self.charts_ui(ui, turn));
                });
                ui.add_space(GUTTER);
                ui.vertical(|ui| {
                    ui.set_width(CHOICES_WIDTH);
                    let has_chosen_cities = !workspace.view().filter.choice(Field::City).include.is_empty();
                    let choices =
                        Choices { making: &mut self.making, template: &self.proof.template, has_chosen_cities };
                    choices_ui(ui, choices, turn);
                });
                ui.add_space(GUTTER);
                ui.vertical(|ui| {
                    ui.set_width(PREVIEW.x);
                    let wish = self.wish(workspace, look.lang);
                    self.proof.figure_ui(ui, &wish, self.shown(workspace.dataset()), workspace, look);
                    ui.add_space(10.0);
                    self.proof.words_ui(ui, &mut self.making, turn);
                });
            });
            ui.add_space(10.0);
            self.save_ui(ui, saving, turn);
        });
        if !open {
            turn.asked.close(Window::Export);
        }
    }

    /// Every chart that the file has something for, under the page that shows it, to be searched and chosen.
    fn charts_ui(&mut self, ui: &mut Ui, turn: &Turn<'_>) {
        const HEIGHT: f32 = 452.0;
        let Turn { workspace, look, .. } = *turn;
        let hint = look.text(Word::SEARCH_CHARTS);
        let edit = ui.add(TextEdit::singleline(&mut self.searched).hint_text(hint).desired_width(CHARTS_WIDTH - 8.0));
        edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        ui.add_space(2.0);
        let height = (ui.ctx().content_rect().height() - 316.0).clamp(200.0, HEIGHT);
        egui::ScrollArea::vertical().id_salt("charts").max_height(height).auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            let wanted = self.searched.trim().to_lowercase();
            let mut is_any_found = false;
            for (heading, charts) in groups() {
                let found: Vec<Chart> = charts
                    .into_iter()
                    .filter(|&chart| chart.can_show(workspace.dataset()) && is_found(chart, &wanted))
                    .collect();
                if found.is_empty() {
                    continue;
                }
                if is_any_found {
                    ui.add_space(7.0);
                }
                is_any_found = true;
                let heading = RichText::new(look.text(heading)).font(bold(look.theme.type_sizes.small));
                ui.add(egui::Label::new(heading.color(look.theme.ink_soft)).wrap());
                for chart in found {
                    self.chart_ui(ui, chart, look);
                }
            }
            if !is_any_found {
                ui.label(RichText::new(look.text(Word::NO_CHART_FOUND)).color(look.theme.ink_soft));
            }
        });
        self.finds_chosen = false;
        let chosen = Word::chosen_charts(look.lang, &self.making.charts.len());
        ui.label(RichText::new(chosen).size(look.theme.type_sizes.small).color(look.theme.ink_soft));
    }

    fn chart_ui(&mut self, ui: &mut Ui, chart: Chart, look: Look) {
        let mut is_chosen = self.making.charts.contains(&chart);
        let name = RichText::new(look.text(chart.title())).size(look.theme.type_sizes.label);
        let check = ui.checkbox(&mut is_chosen, name);
        if self.finds_chosen && is_chosen {
            check.scroll_to_me(Some(egui::Align::Center));
        }
        if check.changed() {
            self.making.charts = Chart::ALL
                .into_iter()
                .filter(|&other| if other == chart { is_chosen } else { self.making.charts.contains(&other) })
                .collect();
            self.shown = Some(chart).filter(|_| is_chosen);
        }
    }

    /// The chart that was touched last, else the first; of the argument that of its first finding.
    fn shown(&self, dataset: &Dataset) -> Option<Chart> {
        if self.making.cities == DeckCities::Story {
            let findings = ARGUMENT.iter().flat_map(|trend| trend.indicators);
            return findings.filter_map(|&finding| Chart::of(finding)).find(|chart| chart.can_show(dataset));
        }
        self.shown.filter(|chart| self.making.charts.contains(chart)).or(self.making.charts.first().copied())
    }

    fn save_ui(&mut self, ui: &mut Ui, saving: Option<&Steps>, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let wish = self.wish(workspace, look.lang);
        ui.horizontal(|ui| {
            let hint = Word::export_path_hint(look.lang, &wish.suggested_name);
            let edit = ui.add(TextEdit::singleline(&mut self.path).hint_text(hint.as_str()).desired_width(640.0));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::EXPORT_PATH)));
            // The end of a typed name says the format.
            if edit.changed()
                && let Some(format) = Format::from_path(std::path::Path::new(self.path.trim().trim_matches('"')))
            {
                self.making.format = format;
            }
            let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let word = if self.path.trim().is_empty() { Word::CHOOSE_WHERE } else { Word::SAVE_NOW };
            let button =
                Button::new(RichText::new(look.text(word)).color(look.theme.on_accent)).fill(look.theme.accent);
            let has_charts = !self.making.charts.is_empty() || self.making.cities == DeckCities::Story;
            let is_ready = saving.is_none() && has_charts;
            let pressed = ui.add_enabled(is_ready, button.min_size(vec2(120.0, 28.0))).clicked();
            if pressed || entered && is_ready && !self.path.trim().is_empty() {
                self.told = None;
                turn.asked.request(Request::Export(Box::new(wish)));
            }
            if let Some(steps) = saving {
                saving_ui(ui, steps, 90.0, look);
            }
        });
        self.told_ui(ui, turn);
    }

    fn told_ui(&mut self, ui: &mut Ui, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let alert = |ui: &mut Ui, text: String| {
            ui.add(egui::Label::new(RichText::new(text).color(look.theme.alert)).wrap());
        };
        match &self.told {
            None => {}
            Some(Finished::Cancelled) => drop(ui.label(look.text(Word::NOTHING_SAVED))),
            Some(Finished::Saved(path)) => {
                ui.add(egui::Label::new(Word::saved(look.lang, &path.display())).wrap());
            }
            Some(Finished::Failed(error)) => explanation_ui(ui, &error.explain(look.lang), look),
            Some(Finished::Exists { chosen, files }) => {
                let chosen = chosen.clone();
                let (text, word) = match &files[..] {
                    [file] => (Word::file_exists(look.lang, &file.display()), Word::REPLACE),
                    several => (files_exist(several, &chosen, look.lang), Word::REPLACE_THEM),
                };
                ui.horizontal_wrapped(|ui| {
                    alert(ui, text);
                    if ui.button(look.text(word)).clicked() {
                        self.told = None;
                        let wish = Wish { path: Some(chosen), replaces: true, ..self.wish(workspace, look.lang) };
                        turn.asked.request(Request::Export(Box::new(wish)));
                    }
                });
            }
        }
    }

    fn wish(&self, workspace: &Workspace, lang: Lang) -> Wish {
        let typed = self.path.trim().trim_matches('"');
        let chart = self.making.charts.first().copied().unwrap_or(Chart::TIMELINE);
        Wish {
            making: self.making.clone(),
            title: self.proof.title.clone(),
            subtitle: self.proof.subtitle.clone(),
            alt: self.proof.alt.clone(),
            path: (!typed.is_empty()).then(|| typed.into()),
            suggested_name: match self.making.cities {
                DeckCities::Story => {
                    let name = safe_file_name(&[Word::THE_ARGUMENT.text(lang)]);
                    format!("{name}.{}", self.making.format.extension())
                }
                _ => file_name(chart, workspace, self.making.format, lang),
            },
            replaces: false,
        }
    }
}

/// The charts under the pages that show them; those of the trends under their claims.
fn groups() -> Vec<(Word, Vec<Chart>)> {
    let of_cities = Chart::ALL.into_iter().filter(|chart| chart.home() == Home::Profiles);
    let mut groups =
        vec![(Word::PAGE_EXPLORE, Chart::of_panes().collect()), (Word::PAGE_PROFILES, of_cities.collect())];
    groups.extend(super::trends::charts());
    groups
}

/// Whether a name is searched for, in either language.
fn is_found(chart: Chart, wanted: &str) -> bool {
    wanted.is_empty()
        || Lang::ALL.into_iter().any(|lang| name_matches(&chart.title().text(lang).to_lowercase(), wanted))
}

/// "3 files exist already in figures: a.png, b.png, c.png."
fn files_exist(files: &[std::path::PathBuf], folder: &std::path::Path, lang: Lang) -> String {
    let names: Vec<_> =
        files.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
    Word::files_exist(lang, &files.len(), &folder.display(), &names.join(", "))
}

/// How far the writing of a file is, and the wish to stop it.
pub(super) fn saving_ui(ui: &mut Ui, steps: &Steps, width: f32, look: Look) {
    // Progress moves without events of its own.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(60));
    ui.add(ProgressBar::new(steps.fraction()).desired_width(width).desired_height(8.0));
    if ui.button(look.text(Word::CANCEL)).clicked() {
        steps.cancel();
    }
}

/// What did not happen, why, and what to do next, a line each.
pub(super) fn explanation_ui(ui: &mut Ui, explanation: &Explanation, look: Look) {
    let Explanation { what, cause, next_step } = explanation;
    for (text, color) in [(what, look.theme.alert), (cause, look.theme.ink), (next_step, look.theme.ink_soft)] {
        if !text.is_empty() {
            ui.add(egui::Label::new(RichText::new(text).color(color)).wrap());
        }
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
