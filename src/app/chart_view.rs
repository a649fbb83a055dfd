//! A chart in the window: laid out once for its input and size, painted, pointed at, clicked, read aloud.

use std::cell::OnceCell;
use std::time::{Duration, Instant};

use egui::{Context, Id, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use egui_plot::{Plot, PlotBounds};

use super::answers::{is_large, is_large_to_find};
use super::memo::Memo;
use super::paint;
use super::tasks::{Followed, Task};
use super::workspace::Workspace;
use crate::chart::{
    Chart, ChartInput, ChartOptions, Hint, Home, Mark, Ruler, Scene, Shape, Theme, hint, spoken, trends, years_whole,
};
use crate::data::{Field, Table};
use crate::query::indicators::Finding;
use crate::query::{Subject, Years};
use crate::words::Lang;

/// A picture that takes longer is made away from the window.
const QUICK: Duration = Duration::from_millis(3);

/// A laid-out chart, remembered by everything it was laid out from.
#[derive(Default)]
pub struct ChartView {
    laid_out: Followed<Key, LaidOut>,
    /// Whether the picture stays as it is: what it would follow from is being found out.
    pub is_held: bool,
    /// What the pointer was told last.
    hint: Memo<(u64, Lang, Subject), Hint>,
}

struct LaidOut {
    /// How long it took.
    took: Duration,
    scene: Scene,
    /// The marks that stand for something; each gets its name when someone listens.
    named: Vec<(usize, OnceCell<String>)>,
    /// What the whole chart is called.
    summary: OnceCell<String>,
    /// Every year there is to show.
    years_whole: (f64, f64),
}

#[derive(Clone, PartialEq)]
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
    /// Clicked with the other button: asks what can be done about it.
    pub menu_about: Option<Subject>,
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
    /// Whose it is.
    pub workspace: &'a Workspace,
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
        self.lay_out(ui.ctx(), chart, drawing, size);
        let Some(laid_out) = self.laid_out.last() else {
            ui.allocate_exact_size(size, Sense::hover());
            return ChartEvents::default();
        };
        let (rect, response) = ui.allocate_exact_size(laid_out.scene.size, Sense::hover());
        response.widget_info(|| {
            let subtitle = || drawing.finding.map(|finding| trends::subtitle(finding, &input));
            let subtitle = || subtitle().unwrap_or_else(|| chart.subtitle(&input));
            let name = || format!("{}, {}", chart.title_in(&input), subtitle());
            WidgetInfo::labeled(Role::Image, true, laid_out.summary.get_or_init(name))
        });
        let painter = ui.painter_at(rect);
        let is_selected = |mark: &Mark| drawing.selected.is_some_and(|selected| is_about(mark, selected));
        paint::paint_selecting(&painter, &laid_out.scene, rect.min.to_vec2(), (is_selected, drawing.theme.accent));
        let mut events = ChartEvents::default();
        if let Some(axis) = laid_out.scene.time_axis {
            let plot = axis.rect.translate(rect.min.to_vec2());
            time_axis_ui(ui, chart, drawing, (plot, laid_out.years_whole), axis.chooses_years, &mut events);
        }
        let is_heard = ui.ctx().accesskit_node_builder(response.id, |_| ()).is_some();
        marks_ui(ui, chart, drawing, laid_out, (rect, is_heard), &mut events);
        pointer_ui(ui, drawing, laid_out, &mut self.hint, rect, &response);
        events
    }
}

impl ChartView {
    /// Sees to it that the picture fits what is asked for: at once where that is quick, else as soon as it is made.
    fn lay_out(&mut self, ctx: &Context, chart: Chart, drawing: Drawing<'_>, size: Vec2) {
        if self.is_held {
            return;
        }
        let (workspace, input, theme) = (drawing.workspace, drawing.input, *drawing.theme);
        let options = input.options.clone();
        let key = Key { chart, generation: workspace.generation(), options, lang: input.lang, dark: theme.dark, size };
        let is_slow = drawing.finding.is_none() && self.is_slow(chart, workspace);
        let start = || {
            let facts = workspace.chart_facts(input.options.clone(), input.lang);
            Task::start("layout", ctx, move || LaidOut::of(chart, None, &facts.input(), size, &theme))
        };
        self.laid_out.follow(key, is_slow, start, || LaidOut::of(chart, drawing.finding, &input, size, &theme));
    }

    /// Lays the chart out for a new answer as it was for the last one; [`Self::ui`] finds it done unless something else
    /// changed too.
    pub fn foresee(&mut self, generation: u64, input: &ChartInput<'_>, theme: &Theme) {
        let Some(last) = self.laid_out.last_key().filter(|last| last.generation != generation && !self.is_held) else {
            return;
        };
        let key = Key { generation, ..last.clone() };
        let is_quick = self.laid_out.last().is_some_and(|last| last.took <= QUICK);
        if is_quick && key.lang == input.lang && key.dark == theme.dark {
            let input = ChartInput { options: &key.options, ..*input };
            let laid_out = LaidOut::of(key.chart, None, &input, key.size, theme);
            self.laid_out.take(key, laid_out);
        }
    }

    /// How long the last picture took.
    pub fn took(&self) -> Duration {
        self.laid_out.last().map_or(Duration::ZERO, |last| last.took)
    }

    /// Whether to make the picture away from the window: it took long the last time, or it is the first of so many facts.
    fn is_slow(&self, chart: Chart, workspace: &Workspace) -> bool {
        let is_large = match chart.home() {
            Home::Profiles | Home::Trends => is_large_to_find(workspace.dataset()),
            Home::Activities | Home::Membership | Home::Partners => is_large(workspace.dataset()),
        };
        is_large && self.laid_out.last().is_none_or(|last| last.took > QUICK)
    }

    /// Whether the picture of this answer is made away from the window, and is not here yet.
    pub fn is_behind(&self, chart: Chart, workspace: &Workspace) -> bool {
        let is_old = self.laid_out.last_key().is_some_and(|last| last.generation != workspace.generation());
        self.waiting_since().is_some() || is_old && self.is_slow(chart, workspace)
    }

    /// Since when a newer picture is being waited for.
    pub fn waiting_since(&self) -> Option<Instant> {
        self.laid_out.waiting_since()
    }
}

/// Clicks on what stands for something. They take no focus: the keyboard goes through the lists, not through a thousand
/// dots.
fn marks_ui(
    ui: &Ui,
    chart: Chart,
    drawing: Drawing<'_>,
    laid_out: &LaidOut,
    (rect, is_heard): (Rect, bool),
    events: &mut ChartEvents,
) {
    let base: Id = ui.scope_id().with(chart.id());
    let clicked = |pos: Option<Pos2>| Some(pos.and_then(|pos| laid_out.subject_at(rect, pos))?.clone());
    let modifiers = || ui.input(|input| input.modifiers);
    // One area for all marks: thousands would each cost as much.
    let whole = ui.interact(rect.intersect(ui.clip_rect()), base, Sense::CLICK);
    if whole.clicked() {
        events.clicked = clicked(whole.interact_pointer_pos()).map(|subject| (subject, modifiers()));
    } else if whole.secondary_clicked() {
        events.menu_about = clicked(whole.interact_pointer_pos());
    }
    let is_on_axis =
        |pos: Pos2| laid_out.scene.time_axis.is_some_and(|axis| axis.rect.translate(rect.min.to_vec2()).contains(pos));
    if whole.double_clicked() && events.clicked.is_none() && whole.interact_pointer_pos().is_some_and(is_on_axis) {
        events.zoom = Some(Zoom::Out);
    }
    if drawing.selected.is_none() && !is_heard {
        return;
    }
    for (index, name) in &laid_out.named {
        let mark = &laid_out.scene.marks[*index];
        let Some(subject) = &mark.subject else { continue };
        let target = paint::target(mark.shape.bounds(), rect.min.to_vec2()).intersect(rect);
        if !target.intersects(ui.clip_rect()) {
            continue;
        }
        if drawing.selected.is_some_and(|selected| is_about(mark, selected)) {
            ui.painter_at(rect).extend(paint::ring(&mark.shape, rect.min.to_vec2(), drawing.theme.accent));
        }
        if is_heard {
            // To screen readers and tests every mark is a button.
            let response = ui.interact(target, base.with(index), Sense::CLICK);
            response.widget_info(|| {
                let name = name.get_or_init(|| spoken(&drawing.input, subject));
                WidgetInfo::labeled(Role::Button, true, format!("{}, {name}", chart.title_in(&drawing.input)))
            });
            if response.clicked() {
                let subject = clicked(response.interact_pointer_pos()).unwrap_or_else(|| subject.clone());
                events.clicked = Some((subject, modifiers()));
            } else if response.secondary_clicked() {
                let subject = clicked(response.interact_pointer_pos()).unwrap_or_else(|| subject.clone());
                events.menu_about = Some(subject);
            }
        }
    }
}

/// Whether a mark shows what is selected, alone or in a crowd, or is a line that ties it to something.
fn is_about(mark: &Mark, selected: &Subject) -> bool {
    match (mark.subject.as_ref(), selected) {
        (Some(Subject::Crowd(table, rows)), Subject::Fact(other, row)) => table == other && rows.contains(row),
        (Some(Subject::Combination(combination)), Subject::Value(Field::City, city)) => {
            combination.cities.contains(city)
        }
        (Some(Subject::Combination(combination)), Subject::Crowd(Table::Memberships, rows)) => {
            combination.rows == *rows
        }
        (Some(Subject::Pair { city, network }), Subject::Value(field, code)) => {
            let is_end = *field == Field::City && city == code || *field == Field::Network && network == code;
            is_end && matches!(mark.shape, Shape::Line { .. })
        }
        (Some(Subject::Figure(cited)), Subject::Value(field, code)) => {
            let is_end = cited.records.choices.iter().any(|(of, codes)| of == field && codes[..] == [*code]);
            is_end && matches!(mark.shape, Shape::Line { .. })
        }
        (subject, selected) => subject == Some(selected),
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
        let key = (drawing.workspace.generation(), drawing.input.lang, subject.clone());
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
    fn of(chart: Chart, finding: Option<&Finding>, input: &ChartInput<'_>, size: Vec2, theme: &Theme) -> Self {
        let began = Instant::now();
        let scene = chart.layout_of(finding, input, size, theme, Ruler::shipped());
        // A broken line is told of once.
        let is_told = |index: usize, mark: &Mark| {
            index > 0 && matches!(mark.shape, Shape::Line { .. }) && scene.marks[index - 1].subject == mark.subject
        };
        let marks = scene.marks.iter().enumerate();
        let marks = marks.filter(|(index, mark)| mark.subject.is_some() && !is_told(*index, mark));
        let named = marks.map(|(index, _)| (index, OnceCell::new())).collect();
        let years_whole = years_whole(input);
        Self { took: began.elapsed(), scene, named, summary: OnceCell::new(), years_whole }
    }

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
