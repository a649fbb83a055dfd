//! Small drawn signs, so that no button hangs on a character that a font may lack.

use std::f32::consts::{PI, TAU};

use egui::{Color32, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::Look;

/// What a button without words does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Go dark.
    Moon,
    /// Go light.
    Sun,
    /// Fill the window.
    Grow,
    /// Come back beside the others.
    Shrink,
    /// More choices.
    More,
    /// Close, remove.
    Cross,
    /// Go on by itself.
    Play,
    /// Stay.
    Pause,
}

/// A button that shows a sign and says its name to those who hover or listen.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str, is_enabled: bool, look: Look) -> Response {
    let sense = if is_enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), sense);
    let theme = look.theme;
    let is_lit = is_enabled && (response.hovered() || response.has_focus());
    if is_lit {
        ui.painter().rect_filled(rect, 5.0, theme.accent_soft);
    }
    let color = match (is_enabled, is_lit) {
        (false, _) => theme.faded(theme.ink_soft),
        (true, true) => theme.accent,
        (true, false) => theme.ink_soft,
    };
    paint(ui.painter(), icon, rect, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    response.on_hover_text(name)
}

/// Draws a sign in the middle of a rectangle.
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, color: Color32) {
    let center = rect.center();
    let pencil = Stroke::new(1.6, color);
    match icon {
        Icon::Undo => turn(painter, center, -1.0, pencil),
        Icon::Redo => turn(painter, center, 1.0, pencil),
        Icon::Moon => {
            let outer = arc(center, 6.0, 0.2 * PI, 1.35 * PI);
            let inner = arc(center + vec2(2.8, -2.0), 5.0, 1.18 * PI, 0.37 * PI);
            painter.add(Shape::line(outer.into_iter().chain(inner).collect(), pencil));
        }
        Icon::Sun => {
            painter.circle_stroke(center, 3.2, pencil);
            for ray in 0..8 {
                let (sin, cos) = (TAU * ray as f32 / 8.0).sin_cos();
                painter.line_segment([center + 5.2 * vec2(cos, sin), center + 7.2 * vec2(cos, sin)], pencil);
            }
        }
        Icon::Grow => corners(painter, center, 5.5, 2.0, pencil),
        Icon::Shrink => corners(painter, center, 2.0, 5.5, pencil),
        Icon::More => {
            for x in [-5.0, 0.0, 5.0] {
                painter.circle_filled(center + vec2(x, 0.0), 1.5, color);
            }
        }
        Icon::Play => {
            let tips = [vec2(-3.4, -5.0), vec2(5.0, 0.0), vec2(-3.4, 5.0)].map(|tip| center + tip);
            painter.add(Shape::convex_polygon(tips.into(), color, Stroke::NONE));
        }
        Icon::Pause => {
            for x in [-2.8, 2.8] {
                painter.rect_filled(Rect::from_center_size(center + vec2(x, 0.0), vec2(2.6, 9.0)), 0.5, color);
            }
        }
        Icon::Cross => {
            for sign in [-1.0, 1.0] {
                painter.line_segment([center + vec2(-3.6, -3.6 * sign), center + vec2(3.6, 3.6 * sign)], pencil);
            }
        }
    }
}

/// An arrow that bends back; `side` -1 points left, 1 right.
fn turn(painter: &Painter, center: Pos2, side: f32, pencil: Stroke) {
    let at = |x: f32, y: f32| pos2(center.x + side * x, center.y + y);
    let bow = arc(pos2(0.0, 1.6), 4.4, -0.5 * PI, 0.5 * PI).into_iter().map(|p| at(-p.x + 0.5, p.y));
    let line: Vec<Pos2> = std::iter::once(at(6.0, -2.8)).chain(bow).chain([at(3.0, 6.0)]).collect();
    painter.add(Shape::line(line, pencil));
    painter.line_segment([at(6.4, -2.8), at(2.6, -6.2)], pencil);
    painter.line_segment([at(6.4, -2.8), at(2.6, 0.6)], pencil);
}

/// Two corners on a rising diagonal: their tips `tip` away from the middle, their ends at `end`.
fn corners(painter: &Painter, center: Pos2, tip: f32, end: f32, pencil: Stroke) {
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| center + side * vec2(x, -y);
        painter.line_segment([at(tip, tip), at(end, tip)], pencil);
        painter.line_segment([at(tip, tip), at(tip, end)], pencil);
        if tip > end {
            painter.line_segment([at(tip, tip), at(1.0, 1.0)], pencil);
        } else {
            painter.line_segment([at(tip, tip), at(end + 0.8, end + 0.8)], pencil);
        }
    }
}

fn arc(center: Pos2, radius: f32, from: f32, to: f32) -> Vec<Pos2> {
    const STEPS: usize = 16;
    let angle = |step: usize| from + (to - from) * step as f32 / STEPS as f32;
    (0..=STEPS).map(|step| center + radius * vec2(angle(step).cos(), angle(step).sin())).collect()
}
