//! What sections of the facets are made of: a heading, a choice of any or all, a search, a row with its bars.

use egui::{
    Align2, CornerRadius, FontId, Key, Pos2, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::Look;
use crate::app::style::bold;
use crate::chart::MeasureText;
use crate::chart::ruler::{Ruler, fit};
use crate::data::Value;
use crate::query::name_matches;
use crate::words::{Word, grouped};

/// How many values a section shows before "show all", once opened.
pub const FIRST_VALUES: usize = 8;
const ROW_HEIGHT: f32 = 22.0;
const INDENT: f32 = 14.0;

/// What the heading of a section says.
pub struct Heading<'a> {
    pub name: &'a str,
    /// How many values are left.
    pub left: usize,
    /// Of how many.
    pub values: usize,
    pub is_open: bool,
    /// Whether the place of the counts is taken by the choice of any or all.
    pub offers_all: bool,
    /// What the bars count.
    pub help: &'a str,
}

/// The heading of a section; a click on it opens or closes the section.
pub fn heading_ui(ui: &mut Ui, heading: &Heading<'_>, look: Look) -> Response {
    let &Heading { left, values, is_open, .. } = heading;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    let theme = look.theme;
    let ink = if response.hovered() || response.has_focus() { theme.accent } else { theme.ink_soft };
    let painter = ui.painter();
    let font = bold(theme.type_sizes.small);
    let name_rect = painter.text(rect.left_center(), Align2::LEFT_CENTER, heading.name.to_uppercase(), font, ink);
    // A small triangle tells what a click does.
    let center = pos2(name_rect.right() + 11.0, rect.center().y);
    let points = if is_open {
        vec![center + vec2(-3.5, -2.0), center + vec2(3.5, -2.0), center + vec2(0.0, 3.0)]
    } else {
        vec![center + vec2(-2.0, -3.5), center + vec2(3.0, 0.0), center + vec2(-2.0, 3.5)]
    };
    painter.add(egui::Shape::convex_polygon(points, ink, Stroke::NONE));
    if !heading.offers_all {
        let count = if left == values { grouped(values) } else { format!("{} / {}", grouped(left), grouped(values)) };
        let font = FontId::proportional(theme.type_sizes.small);
        painter.text(rect.right_center(), Align2::RIGHT_CENTER, count, font, theme.ink_soft);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, heading.name));
    response.on_hover_text(heading.help)
}

/// The choice of any or all in the line of a heading, so that no row moves under the pointer. What was clicked.
pub fn any_or_all_in_heading(ui: &mut Ui, heading: Rect, all_of: bool, look: Look) -> Option<bool> {
    let half = Rect::from_min_max(pos2(heading.center().x - 20.0, heading.top()), heading.max);
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(half).layout(egui::Layout::right_to_left(egui::Align::Center)));
    any_or_all_ui(&mut child, [true, false], all_of, look)
}

/// Whether any of the chosen values is enough or all are needed, in the order of `offers`. What was clicked.
pub fn any_or_all_ui(ui: &mut Ui, offers: [bool; 2], all_of: bool, look: Look) -> Option<bool> {
    let mut clicked = None;
    for offered in offers {
        let word = if offered { Word::ALL_OF_THEM } else { Word::ANY_OF_THEM };
        let text = RichText::new(look.text(word)).size(look.theme.type_sizes.small);
        if ui.selectable_label(all_of == offered, text).clicked() {
            clicked = Some(offered);
        }
    }
    clicked
}

/// A box that searches within a section; what is looked for, in lower case.
pub fn search_ui(ui: &mut Ui, text: &mut String, section: &str, look: Look) -> String {
    let hint = Word::search_in(look.lang, &section.to_lowercase());
    let response = ui.add(TextEdit::singleline(text).hint_text(hint.as_str()).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint.clone()));
    ui.add_space(2.0);
    text.trim().to_lowercase()
}

/// Whether a value has a name that is looked for.
pub fn is_called(value: &Value, searched: &str) -> bool {
    let names = [&value.name.en, &value.name.ko, &value.short.en, &value.short.ko, &value.id];
    let mut names = names.into_iter().chain(&value.others);
    searched.is_empty() || names.any(|name| name_matches(&name.to_lowercase(), searched))
}

/// What a hand asked of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// To include it, or no longer.
    Included,
    /// To exclude it, or no longer.
    Excluded,
}

/// A row of a section: a value with its box, its bars and its count. `section` and `name` are what it is called aloud.
pub fn row_ui(ui: &mut Ui, row: &RowLook<'_>, section: &str, name: &str, look: Look) -> (Response, Option<Turned>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    if ui.is_rect_visible(rect) {
        paint_row(ui, rect, row, response.hovered() || response.has_focus(), look);
    }
    response.widget_info(|| {
        let counts = [row.count, row.total].map(|count| grouped(count as usize));
        let mut label = Word::facet_value(look.lang, &section, &name, &counts[0], &counts[1]);
        if row.is_excluded {
            label = format!("{label}, {}", look.text(Word::EXCLUDED_VALUE));
        }
        WidgetInfo::selected(Role::CheckBox, true, row.is_included, label)
    });
    let excludes = || ui.input(|input| input.modifiers.command || input.modifiers.alt);
    let turned = if response.clicked() {
        Some(if excludes() { Turned::Excluded } else { Turned::Included })
    } else {
        let is_deleted = response.has_focus() && ui.input(|input| input.key_pressed(Key::Delete));
        is_deleted.then_some(Turned::Excluded)
    };
    (response, turned)
}

/// How a row looks.
pub struct RowLook<'a> {
    pub name: &'a str,
    /// What is left.
    pub count: u32,
    /// Of how many.
    pub total: u32,
    /// The total of the largest value of the section.
    pub largest: u32,
    /// How far it stands in, below the value it belongs to.
    pub depth: usize,
    pub is_included: bool,
    pub is_excluded: bool,
}

fn paint_row(ui: &Ui, rect: Rect, row: &RowLook<'_>, is_hovered: bool, look: Look) {
    let theme = look.theme;
    let painter = ui.painter();
    let indent = INDENT * row.depth as f32;
    let count_font = crate::chart::Font { size: theme.type_sizes.label, bold: false };
    // As wide as the widest count of the section, so that the bars of all rows have one scale.
    let count_width = (Ruler::shipped().width(&grouped(row.largest as usize), count_font) + 8.0).max(34.0);
    let track = Rect::from_min_max(rect.min + vec2(indent, 1.0), pos2(rect.right() - count_width, rect.bottom() - 1.0));
    let bar = |count: u32| {
        let share = (count as f32 / row.largest as f32).min(1.0);
        Rect::from_min_size(track.min, vec2(track.width() * share, track.height()))
    };
    let corner = CornerRadius::same(4);
    painter.rect_filled(bar(row.total), corner, theme.sunken);
    if row.count > 0 {
        painter.rect_filled(bar(row.count), corner, theme.accent_bar);
    }
    if is_hovered {
        painter.rect_stroke(track.expand2(vec2(0.0, 1.0)), corner, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
    }
    paint_box(ui, pos2(track.left() + 12.0, rect.center().y), row, look);
    let ink = if row.count == 0 { theme.ink_soft } else { theme.ink };
    let font = crate::chart::Font { size: theme.type_sizes.heading, bold: row.is_included };
    let name = fit(row.name, font, track.width() - 30.0, Ruler::shipped());
    let font_id = if row.is_included { bold(font.size) } else { FontId::proportional(font.size) };
    let at = pos2(track.left() + 25.0, rect.center().y);
    let drawn = painter.text(at, Align2::LEFT_CENTER, name, font_id, ink);
    if row.is_excluded {
        painter.hline(drawn.x_range(), drawn.center().y, Stroke::new(1.2, theme.alert));
    }
    let small = FontId::proportional(theme.type_sizes.label);
    painter.text(rect.right_center(), Align2::RIGHT_CENTER, grouped(row.count as usize), small, theme.ink_soft);
}

fn paint_box(ui: &Ui, center: Pos2, row: &RowLook<'_>, look: Look) {
    let theme = look.theme;
    let painter = ui.painter();
    let rect = Rect::from_center_size(center, vec2(12.0, 12.0));
    let (fill, line) = match (row.is_included, row.is_excluded) {
        (true, _) => (theme.accent, theme.accent),
        (_, true) => (theme.alert, theme.alert),
        _ => (theme.ground, theme.other),
    };
    painter.rect(rect, CornerRadius::same(3), fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let pencil = Stroke::new(1.8, theme.ground);
    if row.is_included {
        painter.line(vec![center + vec2(-3.0, 0.0), center + vec2(-0.8, 2.4), center + vec2(3.2, -2.6)], pencil);
    } else if row.is_excluded {
        painter.line_segment([center + vec2(-3.0, 0.0), center + vec2(3.0, 0.0)], pencil);
    }
}
