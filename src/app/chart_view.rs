//! A chart in the window: laid out once for its input and size, painted, pointed at, clicked, read aloud.

use std::cell::OnceCell;

use egui::{Id, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use egui_plot::{Plot, PlotBounds};

use super::memo::Memo;
use super::paint;
use crate::chart::{Chart, ChartInput, ChartOptions, Hint, Mark, Ruler, Scene, Shape, Theme, hint, years_whole};
use crate::query::indicators::Finding;
use crate::query::{Subject, Years};
use crate::words::Lang;

/// A laid-out chart, remembered by everything it was laid out from.
#[derive(Default)]
pub struct ChartView {
    laid_out: Memo<Key, LaidOut>,
    /// What the pointer was told last.
    hint: Memo<(u64, Lang, Subject), Hint>,
}

struct LaidOut {
    scene: Scene,
    /// The marks that stand for something; each gets its name when someone listens.
    named: Vec<(usize, OnceCell<String>)>,
    /// What the whole chart is called.
    summary: OnceCell<String>,
    /// Every year there is to show.
    years_whole: (f64, f64),
}

#[derive(PartialEq)]
struct Key {
    chart: Chart,
    generation: u64,
    options: ChartOptions,
    lang: Lang,
    dark: bool,
    size: Vec2,
}

/// What a person did to a chart in this frame.
#[derive(Default)]
pub struct ChartEvents {
    /// Clicked, with the modifiers held.
    pub clicked: Option<(Subject, egui::Modifiers)>,
    /// Chose years by dragging; `true` while the button is still down.
    pub years: Option<(Option<Years>, bool)>,
    /// Zoomed or moved the axis of years.
    pub zoom: Option<Zoom>,
}

/// What a hand did to an axis of years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Zoom {
    /// Shows everything again.
    Out,
    /// Shows these years.
    To((f64, f64)),
}

/// Which database and answer a chart is drawn from, and how.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// All that a chart may know.
    pub input: ChartInput<'a>,
    /// Changes with every answer.
    pub generation: u64,
    /// Colours and type.
    pub theme: &'a Theme,
    /// What the details are about.
    pub selected: Option<&'a Subject>,
    /// What the indicator of the chart finds, where that is known.
    pub finding: Option<&'a Finding>,
}

impl ChartView {
    /// Shows a chart that fills a size, and tells what was done to it.
    pub fn ui(&mut self, ui: &mut Ui, chart: Chart, drawing: Drawing<'_>, size: Vec2) -> ChartEvents {
        let input = drawing.input;
        let options = input.options.clone();
        let key =
            Key { chart, generation: drawing.generation, options, lang: input.lang, dark: drawing.theme.dark, size };
        let laid_out = self.laid_out.get(key, || {
            let scene = chart.layout_of(drawing.finding, &input, size, drawing.theme, Ruler::shipped());
            let marks = scene.marks.iter().enumerate().filter(|(_, mark)| mark.subject.is_some());
            let named = marks.map(|(index, _)| (index, OnceCell::new())).collect();
            LaidOut { scene, named, summary: OnceCell::new(), years_whole: years_whole(&input) }
        });
        let (rect, response) = ui.allocate_exact_size(laid_out.scene.size, Sense::hover());
        response.widget_info(|| {
            let name = || format!("{}, {}", chart.title().text(input.lang), chart.subtitle(&input));
            WidgetInfo::labeled(Role::Image, true, laid_out.summary.get_or_init(name))
        });
        let painter = ui.painter_at(rect);
        paint::paint(&painter, &laid_out.scene, rect.min.to_vec2());
        let mut events = ChartEvents::default();
        if let Some(axis) = laid_out.scene.time_axis {
            let plot = axis.rect.translate(rect.min.to_vec2());
            time_axis_ui(ui, chart, drawing, (plot, laid_out.years_whole), axis.chooses_years, &mut events);
        }
        marks_ui(ui, chart, drawing, laid_out, rect, &mut events);
        pointer_ui(ui, drawing, laid_out, &mut self.hint, rect, &response);
        events
    }
}

/// Every mark that stands for something is a button to screen readers and tests. It takes clicks, not focus: the
/// keyboard goes through the lists, not through a thousand dots.
fn marks_ui(ui: &Ui, chart: Chart, drawing: Drawing<'_>, laid_out: &LaidOut, rect: Rect, events: &mut ChartEvents) {
    let clip = ui.clip_rect();
    let base: Id = ui.scope_id().with(chart.id());
    for (index, name) in &laid_out.named {
        let mark = &laid_out.scene.marks[*index];
        let Some(subject) = &mark.subject else { continue };
        let target = paint::target(mark.shape.bounds(), rect.min.to_vec2()).intersect(rect);
        if !target.intersects(clip) {
            continue;
        }
        if drawing.selected.is_some_and(|selected| is_about(subject, selected)) {
            let ring = egui::Stroke::new(2.0, drawing.theme.accent);
            ui.painter_at(rect).rect_stroke(target.expand(2.0), 4.0, ring, egui::StrokeKind::Outside);
        }
        let response = ui.interact(target, base.with(index), Sense::CLICK);
        response.widget_info(|| {
            let name = name.get_or_init(|| hint(&drawing.input, subject).in_one_line());
            WidgetInfo::labeled(Role::Button, true, format!("{}, {name}", chart.title().text(drawing.input.lang)))
        });
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            let under_pointer = response.interact_pointer_pos().and_then(|pos| laid_out.subject_at(rect, pos));
            events.clicked = Some((under_pointer.unwrap_or(subject).clone(), modifiers));
        }
    }
}

/// Whether a mark shows what is selected, alone or in a crowd.
fn is_about(subject: &Subject, selected: &Subject) -> bool {
    match (subject, selected) {
        (Subject::Crowd(table, rows), Subject::Fact(other, row)) => table == other && rows.contains(row),
        _ => subject == selected,
    }
}

fn pointer_ui(
    ui: &Ui,
    drawing: Drawing<'_>,
    laid_out: &LaidOut,
    told: &mut Memo<(u64, Lang, Subject), Hint>,
    rect: Rect,
    response: &Response,
) {
    let is_here = |&pos: &Pos2| rect.contains(pos) && ui.clip_rect().contains(pos) && ui.rect_contains_pointer(rect);
    let Some(pos) = ui.input(|input| input.pointer.hover_pos()).filter(is_here) else { return };
    let Some(subject) = laid_out.subject_at(rect, pos) else { return };
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    if ui.input(|input| !input.pointer.any_down()) {
        let key = (drawing.generation, drawing.input.lang, subject.clone());
        let hint = told.get(key, || hint(&drawing.input, subject));
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, egui::PopupAnchor::Pointer)
            .gap(14.0)
            .show(|ui| hint_ui(ui, hint));
    }
}

impl ChartView {
    /// How many marks of the last layout hold a subject of this kind as a whole line or cell.
    pub fn count_lines(&self, is_wanted: impl Fn(&Subject) -> bool) -> usize {
        let marks = self.laid_out.last().map_or(&[][..], |laid_out| &laid_out.scene.marks);
        let is_line =
            |mark: &&Mark| matches!(mark.shape, Shape::Rect { .. }) && mark.subject.as_ref().is_some_and(&is_wanted);
        marks.iter().filter(is_line).count()
    }
}

impl LaidOut {
    fn subject_at(&self, rect: Rect, pos: Pos2) -> Option<&Subject> {
        self.scene.subject_at(pos - rect.min.to_vec2())
    }
}

/// What the pointer is told.
pub fn hint_ui(ui: &mut Ui, hint: &Hint) {
    ui.set_max_width(340.0);
    ui.label(egui::RichText::new(&hint.title).font(super::style::bold(13.0)));
    for line in &hint.lines {
        ui.label(egui::RichText::new(line).small().weak());
    }
}

/// Lets `egui_plot` drive an axis of years: the wheel zooms, the middle button or a horizontal wheel moves, a double
/// click shows everything again, and where years can be chosen the left button drags them out.
fn time_axis_ui(
    ui: &mut Ui,
    chart: Chart,
    drawing: Drawing<'_>,
    (rect, whole): (Rect, (f64, f64)),
    chooses_years: bool,
    events: &mut ChartEvents,
) {
    let shown = drawing.input.options.years_shown.unwrap_or(whole);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let plot = Plot::new(("time axis", chart.id()))
        .width(rect.width())
        .height(rect.height())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .set_margin_fraction(Vec2::ZERO)
        .allow_zoom([true, false])
        .allow_drag([true, false])
        .pan_pointer_button(egui::PointerButton::Middle)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false);
    let answer = plot.show(&mut child, |plot| {
        // The view says what is shown; what the hand does to it is read below.
        if plot.plot_bounds().range_x() != (shown.0..=shown.1) {
            plot.set_plot_bounds(PlotBounds::from_min_max([shown.0, 0.0], [shown.1, 1.0]));
        }
        let wheel = plot.ctx().input(|input| input.smooth_scroll_delta);
        if plot.response().contains_pointer() {
            if wheel.y != 0.0 {
                plot.zoom_bounds_around_hovered(Vec2::new((wheel.y / 220.0).exp(), 1.0));
            }
            if wheel.x != 0.0 {
                plot.translate_bounds(Vec2::new(-wheel.x, 0.0));
            }
        }
    });
    let response = &answer.response;
    let year_at = |pos: Pos2| answer.transform.value_from_position(pos).x.clamp(shown.0, shown.1 - 1e-6).floor() as i16;
    if response.double_clicked() {
        events.zoom = Some(Zoom::Out);
    } else {
        let bounds = answer.transform.bounds();
        let asked = within(whole, (bounds.min()[0], bounds.max()[0]));
        if (asked.0 - shown.0).abs() > 1e-6 || (asked.1 - shown.1).abs() > 1e-6 {
            events.zoom = Some(if asked == whole { Zoom::Out } else { Zoom::To(asked) });
        }
    }
    if chooses_years {
        let origin = ui.input(|input| input.pointer.press_origin());
        if let (true, Some(from), Some(to)) =
            (response.dragged_by(egui::PointerButton::Primary), origin, response.interact_pointer_pos())
        {
            events.years = Some((Some(Years::between(year_at(from), year_at(to))), true));
        } else if response.drag_stopped_by(egui::PointerButton::Primary) {
            events.years = Some((drawing.input.filter.years, false));
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
        }
    }
}

/// A stretch of years no wider than the whole, no narrower than a year, and not beyond its ends.
fn within(whole: (f64, f64), (from, to): (f64, f64)) -> (f64, f64) {
    let width = (to - from).clamp(1.0, whole.1 - whole.0);
    let from = from.clamp(whole.0, whole.1 - width);
    (from, from + width)
}
