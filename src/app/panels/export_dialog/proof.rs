//! The right of the export window: a proof of the figure, at true proportions, and the words on it.

use egui::{RichText, Sense, TextEdit, Ui, vec2};

use super::choices::browse_ui;
use super::{PREVIEW, explanation_ui};
use crate::app::memo::Memo;
use crate::app::panels::Turn;
use crate::app::panels::logo_field::{self, LogoField};
use crate::app::panels::template_field::{self, TemplateField};
use crate::app::saving::{DeckCities, Making, Wish, figure_text};
use crate::app::workspace::Workspace;
use crate::app::{Browsed, Look, paint};
use crate::chart::trends;
use crate::chart::{Chart, ChartInput, ChartOptions, FigureText, Marks, Scene};
use crate::export::{Figure, PaperSize, Template, description};
use crate::words::{Lang, Word};

/// The words typed for a figure, and the figure with them.
#[derive(Default)]
pub struct Proof {
    pub title: String,
    pub subtitle: String,
    /// What those who cannot see the figure are told.
    pub alt: String,
    logo: LogoField,
    pub template: TemplateField,
    drawn: Memo<DrawnKey, Drawn>,
    /// Title, subtitle and alternative text that follow from the view: what the fields hint at.
    generated: Memo<ViewKey, [String; 3]>,
}

/// A figure as it will be, and what should be known about it.
struct Drawn {
    scene: Scene,
    warnings: Vec<String>,
}

/// What a chart follows from: answer, language, chart, and how it was asked to look.
type ViewKey = (u64, Lang, Chart, ChartOptions);

/// What a proof follows from: the chart, and the words and look chosen here.
type DrawnKey = (ViewKey, Making, [String; 2], Option<[u32; 2]>, Option<usize>);

impl Proof {
    /// A chart as it will be.
    pub fn figure_ui(&mut self, ui: &mut Ui, wish: &Wish, shown: Option<Chart>, workspace: &Workspace, look: Look) {
        let paper: Result<PaperSize, _> = wish.making.size.parse();
        let (frame, _) = ui.allocate_exact_size(PREVIEW, Sense::hover());
        ui.painter().rect_filled(frame, 6.0, look.theme.sunken);
        let (Some(chart), &Ok(paper)) = (shown, &paper) else {
            let text = match (paper, shown) {
                (Err(error), _) => error.explain(look.lang).to_string(),
                _ => look.text(Word::CHOOSE_CHART).to_owned(),
            };
            let font = egui::FontId::proportional(look.theme.type_sizes.label);
            let galley = ui.painter().layout(text, font, look.theme.ink_soft, frame.width() - 40.0);
            ui.painter().galley(frame.center() - galley.size() / 2.0, galley, look.theme.ink_soft);
            return;
        };
        let logo = self.logo.value().map(|logo| logo.pixels);
        let view = view_of(chart, wish.making.marks, workspace, look.lang);
        let input = ChartInput { options: &view.3, ..workspace.chart_input(look.lang) };
        let Making { layout, template_colors, .. } = &wish.making;
        let shown = self.template.value().filter(|_| wish.making.format.is_slide());
        let template = shown.map(|shown| shown.template(layout, *template_colors));
        let on_layout = template.as_ref().map(Template::chosen_layout);
        let made = || draw(wish, chart, &input, (paper, template.as_ref()), logo);
        let words = [&self.title, &self.subtitle].map(Clone::clone);
        let key = (view.clone(), wish.making.clone(), words, logo, on_layout);
        let Drawn { scene, warnings } = self.drawn.get(key, made);
        let page = egui::Rect::from_center_size(frame.center(), scene.size);
        let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
        match shown.zip(on_layout).and_then(|(shown, layout)| shown.backdrop(layout)) {
            Some(texture) => drop(ui.painter().image(texture.id(), page, whole, egui::Color32::WHITE)),
            None => drop(ui.painter().rect_filled(page, 0.0, scene.background)),
        }
        paint::paint(&ui.painter_at(page), scene, page.min.to_vec2());
        let texture = self.logo.value().and_then(|logo| logo.texture.as_ref());
        if let (Some(place), Some(texture)) = (scene.logo, texture) {
            let place = place.translate(page.min.to_vec2());
            ui.painter().image(texture.id(), place, whole, egui::Color32::WHITE);
        }
        for warning in warnings {
            ui.add(egui::Label::new(RichText::new(warning).color(look.theme.alert)).wrap());
        }
    }

    /// Title, subtitle, alternative text, byline and logo.
    pub fn words_ui(&mut self, ui: &mut Ui, making: &mut Making, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let is_single = making.charts.len() == 1;
        let nothing = Default::default();
        let generated = making.charts.first().map_or(&nothing, |&chart| {
            let view = view_of(chart, making.marks, workspace, look.lang);
            let input = ChartInput { options: &view.3, ..workspace.chart_input(look.lang) };
            self.generated.get(view.clone(), || generate(chart, &input))
        });
        egui::Grid::new("export words").num_columns(2).spacing(vec2(14.0, 6.0)).show(ui, |ui| {
            let [title, subtitle, alt] = generated;
            let fields = [
                (Word::TITLE_WORD, &mut self.title, title),
                (Word::SUBTITLE_WORD, &mut self.subtitle, subtitle),
                (Word::ALT_WORD, &mut self.alt, alt),
            ];
            for (word, value, hint) in fields {
                ui.label(look.text(word));
                let edit = TextEdit::singleline(value).hint_text(hint.as_str()).desired_width(380.0);
                let edit = ui.add_enabled(is_single || word == Word::TITLE_WORD, edit);
                edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(word)));
                ui.end_row();
            }
            ui.label(look.text(Word::BYLINE_WORD));
            let edit = ui.add(TextEdit::singleline(&mut making.byline).desired_width(380.0));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::BYLINE_WORD)));
            ui.end_row();
            ui.label(look.text(Word::LOGO_WORD));
            let hint = look.text(Word::LOGO_HINT);
            ui.horizontal(|ui| {
                let edit = ui.add(TextEdit::singleline(&mut making.logo).hint_text(hint).desired_width(232.0));
                edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::LOGO_WORD)));
                browse_ui(ui, Browsed::Logo, turn);
            });
            ui.end_row();
        });
        self.logo.follow(ui.ctx(), &making.logo, logo_field::read);
        let template = if making.format.is_slide() { making.template.as_str() } else { "" };
        self.template.follow(ui.ctx(), template, template_field::read);
        for error in [self.logo.error(), self.template.error()].into_iter().flatten() {
            explanation_ui(ui, &error.explain(look.lang), look);
        }
    }
}

fn view_of(chart: Chart, marks: Marks, workspace: &Workspace, lang: Lang) -> ViewKey {
    (workspace.generation(), lang, chart, ChartOptions { marks, ..workspace.view().options.clone() })
}

fn generate(chart: Chart, input: &ChartInput<'_>) -> [String; 3] {
    let text = FigureText::of(chart, input);
    [text.title, text.subtitle, description(chart, input)]
}

/// Lays the figure out in the size of the preview.
fn draw(
    wish: &Wish,
    chart: Chart,
    input: &ChartInput<'_>,
    (paper, template): (PaperSize, Option<&Template>),
    logo: Option<[u32; 2]>,
) -> Drawn {
    let finding = chart.finding(input);
    let mut text = FigureText { logo, ..figure_text(wish, chart, finding.as_ref(), input) };
    if let Some(finding) = finding.as_ref().filter(|_| wish.making.cities == DeckCities::Story) {
        text.title = trends::told(finding, input).headline();
    }
    let figure = Figure::of_chart(chart, input, text, paper, &wish.making.theme.theme())
        .with_finding(finding)
        .with_template(template);
    let slide = wish.making.format.is_slide().then(|| figure.slide_scene());
    let scene = slide.as_ref().unwrap_or_else(|| figure.scene());
    let factor = ((PREVIEW - vec2(16.0, 16.0)) / scene.size).min_elem();
    Drawn { scene: scene.scaled(factor), warnings: figure.warnings(wish.making.format) }
}
