//! The export window: which charts, how large, which format, where to; with a preview at true proportions.

use egui::{Button, ComboBox, Context, ProgressBar, RichText, Sense, TextEdit, Ui, Vec2, vec2};

use super::logo_field::LogoField;
use super::{Window, windows};
use crate::app::memo::Memo;
use crate::app::paint;
use crate::app::saving::{DeckCities, Finished, Making, Steps, Wish, figure_text};
use crate::app::style::bold;
use crate::app::workspace::Workspace;
use crate::app::{Action, Asked, Look};
use crate::chart::{Chart, ChartInput, ChartOptions, FigureText, Marks, PageTheme, Scene, filter_in_words};
use crate::data::Explanation;
use crate::export::{Figure, Format, PRESETS, PaperSize, description, safe_file_name};
use crate::query::name_matches;
use crate::words::{Lang, Word};

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
    title: String,
    subtitle: String,
    alt: String,
    template: String,
    path: String,
    logo: LogoField,
    /// What became of the last export.
    told: Option<Finished>,
    preview: Memo<PreviewKey, Preview>,
}

/// A figure as it will be, and what should be known about it.
struct Preview {
    scene: Scene,
    warnings: Vec<String>,
}

/// What a preview follows from: answer, language, chart, and the words and look chosen here.
type PreviewKey = (u64, Lang, Chart, Making, String, String, String, Option<[u32; 2]>);

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

    /// Takes what became of an export.
    pub fn finish(&mut self, finished: Finished) {
        self.told = Some(finished);
    }

    /// The window.
    pub fn ui(&mut self, ctx: &Context, workspace: &Workspace, saving: Option<&Steps>, look: Look, asked: &mut Asked) {
        let mut open = true;
        windows::framed(look.text(Word::ExportTitle)).open(&mut open).show(ctx, |ui| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(CHARTS_WIDTH);
                    self.charts_ui(ui, look);
                });
                ui.add_space(GUTTER);
                ui.vertical(|ui| {
                    ui.set_width(CHOICES_WIDTH);
                    self.choices_ui(ui, workspace, look);
                });
                ui.add_space(GUTTER);
                ui.vertical(|ui| {
                    ui.set_width(PREVIEW.x);
                    self.preview_ui(ui, workspace, look);
                    ui.add_space(10.0);
                    self.words_ui(ui, workspace, look);
                });
            });
            ui.add_space(10.0);
            self.save_ui(ui, workspace, saving, look, asked);
        });
        if !open {
            asked.action(Action::Show(Window::Export, false));
        }
    }

    /// Every chart under the page that shows it, to be searched and chosen.
    fn charts_ui(&mut self, ui: &mut Ui, look: Look) {
        const HEIGHT: f32 = 452.0;
        let hint = look.text(Word::SearchCharts);
        let edit = ui.add(TextEdit::singleline(&mut self.searched).hint_text(hint).desired_width(CHARTS_WIDTH - 8.0));
        edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        ui.add_space(2.0);
        let height = (ui.ctx().content_rect().height() - 316.0).clamp(200.0, HEIGHT);
        egui::ScrollArea::vertical().id_salt("charts").max_height(height).auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            let wanted = self.searched.trim().to_lowercase();
            let mut is_any_found = false;
            for (heading, charts) in groups() {
                let found: Vec<Chart> = charts.into_iter().filter(|&chart| is_found(chart, &wanted)).collect();
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
                ui.label(RichText::new(look.text(Word::NoChartFound)).color(look.theme.ink_soft));
            }
        });
        self.finds_chosen = false;
        let chosen = Word::ChosenCharts.fill(look.lang, &[&self.making.charts.len()]);
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

    fn choices_ui(&mut self, ui: &mut Ui, workspace: &Workspace, look: Look) {
        egui::Grid::new("export choices").num_columns(2).spacing(vec2(14.0, 7.0)).show(ui, |ui| {
            ui.label(look.text(Word::FormatWord));
            ui.vertical(|ui| {
                for row in Format::ALL.chunks(4) {
                    ui.horizontal(|ui| {
                        for &format in row {
                            ui.radio_value(&mut self.making.format, format, format.label());
                        }
                    });
                }
            });
            ui.end_row();
            ui.label(look.text(Word::SizeWord));
            self.size_ui(ui, look);
            ui.end_row();
            ui.label(look.text(Word::MarksWord));
            self.marks_ui(ui, look);
            ui.end_row();
            ui.label(look.text(Word::LookWord));
            ui.horizontal(|ui| {
                for theme in PageTheme::ALL {
                    ui.radio_value(&mut self.making.theme, theme, look.text(theme_word(theme)));
                }
            });
            ui.end_row();
            ui.label("");
            ui.horizontal(|ui| {
                ui.checkbox(&mut self.making.transparent, look.text(Word::Transparent));
                if self.making.format == Format::Svg {
                    ui.checkbox(&mut self.making.outlines, look.text(Word::TextAsOutlines));
                }
            });
            ui.end_row();
            if matches!(self.making.format, Format::Pptx | Format::Pdf) {
                ui.label(look.text(Word::DeckWord));
                self.cities_ui(ui, workspace, look);
                ui.end_row();
            }
            if self.making.format == Format::Pptx {
                ui.label(look.text(Word::TemplateWord));
                let hint = look.text(Word::TemplateHint);
                let edit = ui.add(TextEdit::singleline(&mut self.template).hint_text(hint).desired_width(240.0));
                edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
                ui.end_row();
            }
        });
    }

    fn size_ui(&mut self, ui: &mut Ui, look: Look) {
        ui.horizontal(|ui| {
            let preset = PRESETS.iter().find(|(name, _)| *name == self.making.size);
            let name = preset.map_or(look.text(Word::SizeFree), |(name, _)| look.text(size_word(name)));
            let combo =
                ComboBox::from_id_salt("size").width(130.0).height(300.0).selected_text(name).show_ui(ui, |ui| {
                    for (name, size) in PRESETS {
                        let text = format!("{}  {size}", look.text(size_word(name)));
                        ui.selectable_value(&mut self.making.size, name.to_owned(), text);
                    }
                    if ui.selectable_label(preset.is_none(), look.text(Word::SizeFree)).clicked() && preset.is_some() {
                        "12x6in".clone_into(&mut self.making.size);
                    }
                });
            let label = format!("{} {name}", look.text(Word::SizeWord));
            combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
            if preset.is_none() {
                let edit = ui.add(TextEdit::singleline(&mut self.making.size).desired_width(100.0));
                edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::SizeWord)));
            }
        });
    }

    fn marks_ui(&mut self, ui: &mut Ui, look: Look) {
        let can = |has: fn(Marks) -> bool| self.making.charts.iter().any(|chart| has(chart.marks()));
        let can = [can(|marks| marks.values), can(|marks| marks.shares), can(|marks| marks.change)];
        let Marks { values, shares, change } = &mut self.making.marks;
        ui.horizontal(|ui| {
            for ((mark, word), can) in
                [(values, Word::MarkValues), (shares, Word::MarkShares), (change, Word::MarkChange)]
                    .into_iter()
                    .zip(can)
            {
                let check = ui.add_enabled(can, egui::Checkbox::new(mark, look.text(word)));
                check.on_hover_text(look.text(Word::MarksHelp));
            }
        });
    }

    fn cities_ui(&mut self, ui: &mut Ui, workspace: &Workspace, look: Look) {
        let has_chosen = !workspace.view().filter.choice(crate::data::Field::City).include.is_empty();
        ui.vertical(|ui| {
            for cities in DeckCities::ALL {
                let word = match cities {
                    DeckCities::None => Word::DeckNoCities,
                    DeckCities::Chosen => Word::DeckChosenCities,
                    DeckCities::Upper => Word::DeckUpperCities,
                };
                ui.add_enabled_ui(cities != DeckCities::Chosen || has_chosen, |ui| {
                    ui.radio_value(&mut self.making.cities, cities, look.text(word));
                });
            }
        });
    }

    /// The first chart, or the one that was touched last, as it will be.
    fn preview_ui(&mut self, ui: &mut Ui, workspace: &Workspace, look: Look) {
        let shown =
            self.shown.filter(|chart| self.making.charts.contains(chart)).or(self.making.charts.first().copied());
        let paper: Result<PaperSize, _> = self.making.size.parse();
        let (frame, _) = ui.allocate_exact_size(PREVIEW, Sense::hover());
        ui.painter().rect_filled(frame, 6.0, look.theme.sunken);
        let (Some(chart), Ok(paper)) = (shown, paper) else {
            let text = match (self.making.size.parse::<PaperSize>(), shown) {
                (Err(error), _) => error.explain(look.lang).to_string(),
                _ => look.text(Word::ChooseChart).to_owned(),
            };
            let font = egui::FontId::proportional(look.theme.type_sizes.label);
            let galley = ui.painter().layout(text, font, look.theme.ink_soft, frame.width() - 40.0);
            ui.painter().galley(frame.center() - galley.size() / 2.0, galley, look.theme.ink_soft);
            return;
        };
        let key = (
            workspace.generation(),
            look.lang,
            chart,
            self.making.clone(),
            self.title.clone(),
            self.subtitle.clone(),
            format!("{:?}", workspace.view().options),
            self.logo.pixels(),
        );
        let factor = ((PREVIEW - vec2(16.0, 16.0)) / paper.points).min_elem();
        let wish = self.wish(workspace, look.lang);
        let logo = self.logo.pixels();
        let made = || preview(&wish, chart, &workspace.chart_input(look.lang), (paper, factor), logo);
        let Preview { scene, warnings } = self.preview.get(key, made);
        let page = egui::Rect::from_center_size(frame.center(), scene.size);
        ui.painter().rect_filled(page, 0.0, scene.background);
        paint::paint(&ui.painter_at(page), scene, page.min.to_vec2());
        if let (Some(place), Some(texture)) = (scene.logo, self.logo.texture()) {
            let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            let place = place.translate(page.min.to_vec2());
            ui.painter().image(texture.id(), place, whole, egui::Color32::WHITE);
        }
        for warning in warnings {
            ui.add(egui::Label::new(RichText::new(warning).color(look.theme.alert)).wrap());
        }
    }

    /// Title, subtitle, alternative text, byline and logo.
    fn words_ui(&mut self, ui: &mut Ui, workspace: &Workspace, look: Look) {
        let is_single = self.making.charts.len() == 1;
        let text = self.making.charts.first().map(|&chart| {
            let input = workspace.chart_input(look.lang);
            let options = ChartOptions { marks: self.making.marks, ..input.options.clone() };
            let input = ChartInput { options: &options, ..input };
            (FigureText::of(chart, &input), description(chart, &input))
        });
        egui::Grid::new("export words").num_columns(2).spacing(vec2(14.0, 6.0)).show(ui, |ui| {
            let own = text.map_or_else(Default::default, |(text, alt)| (text.title, text.subtitle, alt));
            let fields = [
                (Word::TitleWord, &mut self.title, own.0),
                (Word::SubtitleWord, &mut self.subtitle, own.1),
                (Word::AltWord, &mut self.alt, own.2),
            ];
            for (word, value, hint) in fields {
                ui.label(look.text(word));
                let edit = TextEdit::singleline(value).hint_text(hint).desired_width(380.0);
                let edit = ui.add_enabled(is_single || word == Word::TitleWord, edit);
                edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(word)));
                ui.end_row();
            }
            ui.label(look.text(Word::BylineWord));
            let edit = ui.add(TextEdit::singleline(&mut self.making.byline).desired_width(380.0));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::BylineWord)));
            ui.end_row();
            ui.label(look.text(Word::LogoWord));
            let hint = look.text(Word::LogoHint);
            let edit = ui.add(TextEdit::singleline(&mut self.making.logo).hint_text(hint).desired_width(380.0));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::LogoWord)));
            ui.end_row();
        });
        self.logo.follow(ui.ctx(), &self.making.logo);
        if let Some(error) = self.logo.error() {
            explanation_ui(ui, &error.explain(look.lang), look);
        }
    }

    fn save_ui(&mut self, ui: &mut Ui, workspace: &Workspace, saving: Option<&Steps>, look: Look, asked: &mut Asked) {
        let wish = self.wish(workspace, look.lang);
        ui.horizontal(|ui| {
            let hint = Word::ExportPathHint.fill(look.lang, &[&wish.suggested_name]);
            let edit = ui.add(TextEdit::singleline(&mut self.path).hint_text(hint.as_str()).desired_width(640.0));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::ExportPath)));
            // The end of a typed name says the format.
            if edit.changed()
                && let Some(format) = Format::from_path(std::path::Path::new(self.path.trim().trim_matches('"')))
            {
                self.making.format = format;
            }
            let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let word = if self.path.trim().is_empty() { Word::ChooseWhere } else { Word::SaveNow };
            let button =
                Button::new(RichText::new(look.text(word)).color(look.theme.on_accent)).fill(look.theme.accent);
            let is_ready = saving.is_none() && !self.making.charts.is_empty();
            let pressed = ui.add_enabled(is_ready, button.min_size(vec2(120.0, 28.0))).clicked();
            if pressed || entered && is_ready && !self.path.trim().is_empty() {
                self.told = None;
                asked.action(Action::Export(Box::new(wish)));
            }
            if let Some(steps) = saving {
                // Progress moves without events of its own.
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(60));
                ui.add(ProgressBar::new(steps.fraction()).desired_width(90.0).desired_height(8.0));
                if ui.button(look.text(Word::Cancel)).clicked() {
                    steps.cancel();
                }
            }
        });
        self.told_ui(ui, workspace, look, asked);
    }

    fn told_ui(&mut self, ui: &mut Ui, workspace: &Workspace, look: Look, asked: &mut Asked) {
        let alert = |ui: &mut Ui, text: String| {
            ui.add(egui::Label::new(RichText::new(text).color(look.theme.alert)).wrap());
        };
        match &self.told {
            None => {}
            Some(Finished::Cancelled) => drop(ui.label(look.text(Word::NothingSaved))),
            Some(Finished::Saved(path)) => {
                ui.add(egui::Label::new(Word::Saved.fill(look.lang, &[&path.display()])).wrap());
            }
            Some(Finished::Failed(error)) => explanation_ui(ui, &error.explain(look.lang), look),
            Some(Finished::Exists { chosen, files }) => {
                let chosen = chosen.clone();
                let (text, word) = match &files[..] {
                    [file] => (Word::FileExists.fill(look.lang, &[&file.display()]), Word::Replace),
                    several => (files_exist(several, &chosen, look.lang), Word::ReplaceThem),
                };
                ui.horizontal_wrapped(|ui| {
                    alert(ui, text);
                    if ui.button(look.text(word)).clicked() {
                        self.told = None;
                        let wish = Wish { path: Some(chosen), replaces: true, ..self.wish(workspace, look.lang) };
                        asked.action(Action::Export(Box::new(wish)));
                    }
                });
            }
        }
    }

    fn wish(&self, workspace: &Workspace, lang: Lang) -> Wish {
        let typed = self.path.trim().trim_matches('"');
        let chart = self.making.charts.first().copied().unwrap_or(Chart::Timeline);
        Wish {
            making: self.making.clone(),
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            alt: self.alt.clone(),
            template: self.template.clone(),
            path: (!typed.is_empty()).then(|| typed.into()),
            suggested_name: file_name(chart, workspace, self.making.format, lang),
            replaces: false,
        }
    }
}

/// The charts under the pages that show them; those of the trends under their claims.
fn groups() -> Vec<(Word, Vec<Chart>)> {
    let mut groups =
        vec![(Word::PageExplore, Chart::PANES.to_vec()), (Word::PageCities, vec![Chart::Profile, Chart::Comparison])];
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
    Word::FilesExist.fill(lang, &[&files.len(), &folder.display(), &names.join(", ")])
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

fn preview(
    wish: &Wish,
    chart: Chart,
    input: &ChartInput<'_>,
    (paper, factor): (PaperSize, f32),
    logo: Option<[u32; 2]>,
) -> Preview {
    let options = ChartOptions { marks: wish.making.marks, ..input.options.clone() };
    let input = ChartInput { options: &options, ..*input };
    let text = FigureText { logo, ..figure_text(wish, chart, &input) };
    let figure = Figure::of_chart(chart, &input, &text, paper, &wish.making.theme.theme(), None);
    Preview { scene: figure.scene.scaled(factor), warnings: figure.warnings(wish.making.format) }
}

fn theme_word(theme: PageTheme) -> Word {
    match theme {
        PageTheme::Light => Word::LightTheme,
        PageTheme::Dark => Word::DarkTheme,
        PageTheme::PrintGrey => Word::GreyTheme,
    }
}

fn size_word(preset: &str) -> Word {
    match preset {
        "full" => Word::SizeFull,
        "content" => Word::SizeContent,
        "half" => Word::SizeHalf,
        "third" => Word::SizeThird,
        "4:3" => Word::SizeClassic,
        "a4" => Word::SizeA4,
        _ => Word::SizeSquare,
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
