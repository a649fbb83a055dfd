//! The years at the top of the facets: a slider with two handles, for the mouse, the keyboard and screen readers.

use egui::{CornerRadius, Event, Key, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Turn;
use crate::app::workspace::Command;
use crate::app::{Asked, Look};
use crate::chart::years_whole;
use crate::query::Years;
use crate::words::Word;

/// Of a handle that is held.
pub(super) const HANDLE_RADIUS: f32 = 7.0;

/// Which end of the span a handle moves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// Where years lie on the track.
pub(super) struct Track {
    pub rect: Rect,
    pub first: i16,
    pub last: i16,
}

impl Track {
    /// Where a year lies.
    pub fn x(&self, year: i16) -> f32 {
        let share = f32::from(year - self.first) / f32::from((self.last - self.first).max(1));
        self.rect.left() + self.rect.width() * share
    }

    /// The year that lies nearest.
    pub fn year_at(&self, x: f32) -> i16 {
        let share = ((x - self.rect.left()) / self.rect.width()).clamp(0.0, 1.0);
        self.first + (share * f32::from(self.last - self.first)).round() as i16
    }
}

/// The slider; the whole track means no filter.
pub fn years_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let (begin, end) = years_whole(&workspace.chart_input(look.lang));
    let (first, last) = (begin as i16, (end as i16 - 1).max(begin as i16));
    let chosen = workspace.view().filter.years;
    let shown = chosen.unwrap_or(Years { from: first, to: last });
    let shown = Years { from: shown.from.clamp(first, last), to: shown.to.clamp(first, last) };
    heading_ui(ui, shown, look);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let track = Track { rect: row.shrink2(vec2(HANDLE_RADIUS, 9.0)), first, last };
    let theme = look.theme;
    ui.painter().rect_filled(track.rect, CornerRadius::same(2), theme.sunken);
    let span = Rect::from_x_y_ranges(track.x(shown.from)..=track.x(shown.to), track.rect.y_range());
    ui.painter().rect_filled(span, CornerRadius::same(2), if chosen.is_some() { theme.accent } else { theme.other });
    let clicked = track_ui(ui, &track, row);
    for end in [End::First, End::Last] {
        let moved =
            handle_ui(ui, &track, end, shown, look, turn.asked).or(clicked.filter(|&year| nearest(shown, year) == end));
        let years = match (moved, end) {
            (None, _) => continue,
            (Some(year), End::First) => Years { from: year.min(shown.to), to: shown.to },
            (Some(year), End::Last) => Years { from: shown.from, to: year.max(shown.from) },
        };
        let is_whole = years == Years { from: first, to: last };
        turn.asked.command(Command::Years(Some(years).filter(|_| !is_whole)));
    }
    ui.add_space(6.0);
}

/// The year of the track that was clicked.
pub(super) fn track_ui(ui: &Ui, track: &Track, row: Rect) -> Option<i16> {
    let response = ui.interact(row, ui.scope_id().with("years track"), Sense::click());
    response.clicked().then(|| response.interact_pointer_pos()).flatten().map(|at| track.year_at(at.x))
}

/// The end of a span that a year is nearer to.
fn nearest(shown: Years, year: i16) -> End {
    if (year - shown.from).abs() <= (shown.to - year).abs() { End::First } else { End::Last }
}

fn heading_ui(ui: &mut Ui, shown: Years, look: Look) {
    let theme = look.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let name = look.text(Word::YEARS_WORD).to_uppercase();
    let font = crate::app::style::bold(theme.type_sizes.small);
    ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, name, font, theme.ink_soft);
    let span = format!("{}–{}", shown.from, shown.to);
    let font = egui::FontId::proportional(theme.type_sizes.small);
    ui.painter().text(rect.right_center(), egui::Align2::RIGHT_CENTER, span, font, theme.ink_soft);
}

/// One handle; the year it was moved to.
fn handle_ui(ui: &Ui, track: &Track, end: End, shown: Years, look: Look, asked: &mut Asked) -> Option<i16> {
    let (year, word) = match end {
        End::First => (shown.from, Word::FIRST_YEAR_COLUMN),
        End::Last => (shown.to, Word::LAST_YEAR_COLUMN),
    };
    let center = pos2(track.x(year), track.rect.center().y);
    // Each handle reaches outwards, so that both can be taken where they meet.
    let reach = match end {
        End::First => Rect::from_min_max(center - vec2(11.0, 11.0), center + vec2(1.0, 11.0)),
        End::Last => Rect::from_min_max(center - vec2(1.0, 11.0), center + vec2(11.0, 11.0)),
    };
    let response = ui.interact(reach, ui.scope_id().with(word.text(look.lang)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(year)),
        ..WidgetInfo::labeled(Role::Slider, true, format!("{} {year}", look.text(word)))
    });
    paint_handle(ui, center, &response, look);
    if response.drag_stopped() || response.lost_focus() {
        asked.end_gesture();
    }
    let dragged = response.dragged().then(|| response.interact_pointer_pos()).flatten().map(|at| track.year_at(at.x));
    let response = response.on_hover_text(look.text(Word::YEARS_SLIDER_HELP));
    let pressed = response.has_focus().then(|| pressed_steps(ui, &response)).filter(|&steps| steps != 0);
    let typed = pressed.map(|steps| year.saturating_add(steps).clamp(track.first, track.last));
    dragged.or(typed).filter(|&moved| moved != year)
}

/// By how many years the keys move the focused handle.
pub(super) fn pressed_steps(ui: &Ui, response: &Response) -> i16 {
    let arrows = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let step = |event: &Event| match event {
        Event::Key { key: Key::ArrowLeft, pressed: true, .. } => -1,
        Event::Key { key: Key::ArrowRight, pressed: true, .. } => 1,
        Event::Key { key: Key::PageDown, pressed: true, .. } => -10,
        Event::Key { key: Key::PageUp, pressed: true, .. } => 10,
        Event::Key { key: Key::Home, pressed: true, .. } => -1000,
        Event::Key { key: Key::End, pressed: true, .. } => 1000,
        _ => 0,
    };
    ui.input(|input| input.events.iter().map(step).sum())
}

/// A ring, larger while it is held.
pub(super) fn paint_handle(ui: &Ui, center: egui::Pos2, response: &Response, look: Look) {
    let theme = look.theme;
    let is_held = response.hovered() || response.dragged() || response.has_focus();
    let radius = if is_held { HANDLE_RADIUS } else { HANDLE_RADIUS - 1.0 };
    let line = Stroke::new(if is_held { 2.5 } else { 1.5 }, theme.accent);
    ui.painter().circle(center, radius - line.width / 2.0, theme.ground, line);
}
