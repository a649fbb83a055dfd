//! Headings of a list that a click sorts, the same in every list.

use egui::{Align2, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::Look;
use crate::app::style::bold_family;
use crate::words::Word;

/// A heading and the place of its column.
pub struct Heading {
    /// What it says.
    pub name: &'static str,
    /// From its left edge to the next column.
    pub from: f32,
    /// See `from`.
    pub to: f32,
    /// Whether its cells are numbers, which stand at the right.
    pub is_number: bool,
}

/// How high the headings are.
pub fn height(look: Look) -> f32 {
    look.theme.type_sizes.label + 10.0
}

/// The headings, with an arrow at the one that the list is sorted by (and whether from its end); the one clicked.
pub fn header_ui(ui: &mut Ui, headings: &[Heading], sorted: Option<(usize, bool)>, look: Look) -> Option<usize> {
    let theme = look.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height(look)), Sense::hover());
    let mut clicked = None;
    for (index, heading) in headings.iter().enumerate() {
        let place = Rect::from_min_max(pos2(heading.from, rect.top()), pos2(heading.to, rect.bottom()));
        let response = ui.interact(place, ui.scope_id().with(("sort", index)), Sense::click());
        let direction = sorted.filter(|(column, _)| *column == index).map(|(_, is_reversed)| is_reversed);
        let says = Word::sort_by(look.lang, &heading.name);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, direction.is_some(), &says));
        if response.clicked() {
            clicked = Some(index);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(place, 3.0, Stroke::new(1.0, theme.accent), egui::StrokeKind::Inside);
        }
        let color = if direction.is_some() || response.hovered() { theme.accent } else { theme.ink_soft };
        let arrow_room = if direction.is_some() { 12.0 } else { 0.0 };
        let galley = {
            let font = FontId::new(theme.type_sizes.small, bold_family());
            let mut job = egui::text::LayoutJob::simple_singleline(heading.name.to_owned(), font, color);
            job.wrap = egui::text::TextWrapping::truncate_at_width((place.width() - 6.0 - arrow_room).max(0.0));
            ui.painter().layout_job(job)
        };
        let left = if heading.is_number { place.right() - galley.size().x - arrow_room } else { place.left() };
        let text = Rect::from_min_size(pos2(left, place.center().y - galley.size().y / 2.0), galley.size());
        if galley.elided {
            response.on_hover_text(heading.name);
        }
        ui.painter().galley(text.min, galley, color);
        if let Some(is_reversed) = direction {
            let arrow = if is_reversed { "▼" } else { "▲" };
            let at = text.right_center() + vec2(4.0, 0.0);
            ui.painter().text(at, Align2::LEFT_CENTER, arrow, FontId::proportional(7.0), color);
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.border));
    clicked
}
