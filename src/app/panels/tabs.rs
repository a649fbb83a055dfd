//! Tabs: of the pages, and of what takes turns in a place.

use egui::{Button, CornerRadius, RichText, Stroke, Ui};

use super::Turn;
use super::shown::has_page;
use crate::app::Look;
use crate::app::style::bold;
use crate::app::workspace::{Command, Page};

/// The tabs of the pages.
pub fn pages_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    for page in Page::ALL.into_iter().filter(|&page| has_page(page, workspace) || workspace.view().page == page) {
        tab_ui(ui, workspace.view().page == page, look.text(page.word()), look, || {
            turn.asked.command(Command::Page(page));
        });
    }
}

/// One tab.
pub fn tab_ui(ui: &mut Ui, is_shown: bool, text: &str, look: Look, choose: impl FnOnce()) {
    let theme = look.theme;
    let (ink, fill) =
        if is_shown { (theme.accent, theme.accent_soft) } else { (theme.ink_soft, egui::Color32::TRANSPARENT) };
    let text_style = if is_shown {
        RichText::new(text).font(bold(theme.type_sizes.label))
    } else {
        RichText::new(text).size(theme.type_sizes.label)
    };
    let button =
        Button::new(text_style.color(ink)).fill(fill).stroke(Stroke::NONE).corner_radius(CornerRadius::same(5));
    let response = ui.add(button);
    if response.has_focus() {
        let line = Stroke::new(1.0, theme.accent);
        ui.painter().rect_stroke(response.rect, 5.0, line, egui::StrokeKind::Inside);
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, is_shown, text));
    if response.clicked() {
        choose();
    }
}
