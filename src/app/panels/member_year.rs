//! The year as of which the pane of memberships shows them: a slider under its tabs that plays by itself.

use std::time::Duration;

use egui::{Align2, Context, CornerRadius, FontId, Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Turn;
use super::icons::{Icon, icon_button};
use super::years::{HANDLE_RADIUS, Track, paint_handle, pressed_steps, track_ui};
use crate::app::memo::Memo;
use crate::app::workspace::Command;
use crate::chart::{ChartOptions, member_years};
use crate::words::Word;

/// How long a year stays while the years play.
const SECONDS_A_YEAR: f64 = 0.7;

/// What the slider remembers.
#[derive(Default)]
pub(super) struct MemberYear {
    /// When the next year comes, in the seconds of the window; nothing while the years stand still.
    next_at: Option<f64>,
    /// The first and the last year, by answer.
    span: Memo<u64, Option<(i16, i16)>>,
}

impl MemberYear {
    /// The slider, a button that plays, and a way back to today; nothing where no membership has a date.
    pub fn ui(&mut self, ui: &mut Ui, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let Some((first, last)) = self.span(turn) else { return };
        let chosen = workspace.view().options.member_year;
        let today = look.text(Word::TODAY);
        ui.horizontal(|ui| {
            let (icon, word) = match self.next_at {
                None => (Icon::Play, Word::PLAY_YEARS),
                Some(_) => (Icon::Pause, Word::PAUSE_YEARS),
            };
            let button = icon_button(ui, icon, look.text(word), true, look);
            // The widest there is, so that the track keeps its length.
            let font = FontId::proportional(look.theme.type_sizes.label);
            let told = chosen.map_or_else(|| today.to_owned(), |year| year.to_string());
            let told_width = {
                let width =
                    |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), look.theme.ink).size().x;
                width("0000").max(width(today))
            };
            let row_width = ui.available_width() - told_width - 24.0 - 3.0 * ui.spacing().item_spacing.x;
            let (row, _) = ui.allocate_exact_size(vec2(row_width.max(40.0), 24.0), Sense::hover());
            let track = Track { rect: row.shrink2(vec2(HANDLE_RADIUS, 10.0)), first, last };
            let is_toggled = slider_ui(ui, &track, row, turn, &told);
            let (place, _) = ui.allocate_exact_size(vec2(told_width, 24.0), Sense::hover());
            let ink = if chosen.is_some() { look.theme.ink } else { look.theme.ink_soft };
            ui.painter().text(place.center(), Align2::CENTER_CENTER, told, font, ink);
            if chosen.is_some() && icon_button(ui, Icon::Cross, look.text(Word::BACK_TO_TODAY), true, look).clicked() {
                self.next_at = None;
                turn.asked.command(with_year(turn, None));
                turn.asked.end_gesture();
            }
            if is_toggled || button.clicked() {
                self.toggle(ui.input(|input| input.time), (first, last), turn);
            }
        });
    }

    fn span(&mut self, turn: &Turn<'_>) -> Option<(i16, i16)> {
        let workspace = turn.workspace;
        *self.span.get(workspace.generation(), || member_years(&workspace.chart_input(turn.look.lang)))
    }

    /// Begins to play, from the first year where the last is shown, or stays at the year that is shown.
    fn toggle(&mut self, now: f64, (first, last): (i16, i16), turn: &mut Turn<'_>) {
        if self.next_at.take().is_some() {
            turn.asked.end_gesture();
            return;
        }
        self.next_at = Some(now + SECONDS_A_YEAR);
        if turn.workspace.view().options.member_year.is_none_or(|year| year >= last) {
            turn.asked.command(with_year(turn, Some(first)));
        }
    }

    /// Turns to the next year when it is time; not while someone looks at the chart closely. At the last it is over.
    pub fn play(&mut self, ctx: &Context, is_looked_at: bool, turn: &mut Turn<'_>) {
        let Some(next_at) = self.next_at else { return };
        let span = self.span(turn);
        let (Some((_, last)), Some(year)) = (span, turn.workspace.view().options.member_year) else {
            // The command that begins is on its way, or someone took the year back.
            if span.is_none() || ctx.input(|input| input.time) > next_at {
                self.next_at = None;
            } else {
                ctx.request_repaint();
            }
            return;
        };
        let now = ctx.input(|input| input.time);
        if is_looked_at {
            // The pointer wakes the window when it leaves.
            self.next_at = Some(now + SECONDS_A_YEAR);
            return;
        }
        if now < next_at {
            ctx.request_repaint_after(Duration::from_secs_f64(next_at - now));
            return;
        }
        if year < last {
            turn.asked.command(with_year(turn, Some(year + 1)));
        }
        if year + 1 < last {
            self.next_at = Some(now + SECONDS_A_YEAR);
            ctx.request_repaint_after(Duration::from_secs_f64(SECONDS_A_YEAR));
        } else {
            self.next_at = None;
            turn.asked.end_gesture();
        }
    }
}

fn with_year(turn: &Turn<'_>, member_year: Option<i16>) -> Command {
    Command::Options(ChartOptions { member_year, ..turn.workspace.view().options.clone() })
}

/// The track and its handle; whether the space bar asked to play or to stay.
fn slider_ui(ui: &Ui, track: &Track, row: Rect, turn: &mut Turn<'_>, told: &str) -> bool {
    let look = turn.look;
    let chosen = turn.workspace.view().options.member_year;
    let shown = chosen.map_or(track.last, |year| year.clamp(track.first, track.last));
    let clicked = track_ui(ui, track, row);
    let center = pos2(track.x(shown), track.rect.center().y);
    let reach = Rect::from_center_size(center, vec2(22.0, 22.0));
    let response = ui.interact(reach, ui.scope_id().with("member year"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(shown)),
        ..WidgetInfo::labeled(Role::Slider, true, Word::members_as_of(look.lang, &told))
    });
    ui.painter().rect_filled(track.rect, CornerRadius::same(2), look.theme.sunken);
    if chosen.is_some() {
        let past = Rect::from_x_y_ranges(track.rect.left()..=center.x, track.rect.y_range());
        ui.painter().rect_filled(past, CornerRadius::same(2), look.theme.accent);
    }
    paint_handle(ui, center, &response, look);
    let dragged = response.dragged().then(|| response.interact_pointer_pos()).flatten().map(|at| track.year_at(at.x));
    let steps = if response.has_focus() { pressed_steps(ui, &response) } else { 0 };
    let typed = (steps != 0).then(|| shown.saturating_add(steps).clamp(track.first, track.last));
    if let Some(year) = dragged.or(typed).or(clicked).filter(|&year| Some(year) != chosen) {
        turn.asked.command(with_year(turn, Some(year)));
    }
    if response.drag_stopped() || response.lost_focus() || clicked.is_some() {
        turn.asked.end_gesture();
    }
    let is_toggled = response.has_focus() && ui.input(|input| input.key_pressed(Key::Space));
    response.on_hover_text(look.text(Word::YEAR_SLIDER_HELP));
    is_toggled
}
