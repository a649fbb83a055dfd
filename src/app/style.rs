//! The look of the window's own widgets, taken from the theme of the charts, and the shipped font.

use std::sync::Arc;

use egui::{
    Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, FontTweak, Margin, Shadow, Stroke, TextStyle,
    Vec2, Visuals,
};

use crate::chart::Theme;
use crate::chart::ruler::{FONT_BOLD, FONT_REGULAR};

/// The family of headings.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Bold type of a size.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, bold_family())
}

/// The fonts of the window: what measures and exports charts also draws them here.
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("shipped", FONT_REGULAR), ("shipped-bold", FONT_BOLD)] {
        let mut data = FontData::from_static(bytes);
        // Hinting spoils small Hangul.
        data.tweak = FontTweak { hinting: Some(false), ..FontTweak::default() };
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (family, name) in [(FontFamily::Proportional, "shipped"), (bold_family(), "shipped-bold")] {
        let list = std::iter::once(name.to_owned()).chain(fallbacks.iter().cloned()).collect();
        fonts.families.insert(family, list);
    }
    fonts
}

/// Gives every widget the colours and type of a theme.
pub fn apply(ctx: &Context, theme: &Theme) {
    ctx.set_theme(if theme.dark { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.all_styles_mut(|style| {
        style.visuals = visuals(theme);
        let type_sizes = theme.type_sizes;
        style.text_styles = [
            (TextStyle::Heading, bold(type_sizes.title)),
            (TextStyle::Body, FontId::proportional(type_sizes.heading)),
            (TextStyle::Button, FontId::proportional(type_sizes.heading)),
            (TextStyle::Small, FontId::proportional(type_sizes.small)),
            (TextStyle::Monospace, FontId::monospace(type_sizes.label)),
        ]
        .into();
        style.spacing.item_spacing = Vec2::new(8.0, 4.0);
        style.spacing.button_padding = Vec2::new(10.0, 4.0);
        style.spacing.interact_size.y = 24.0;
        style.spacing.window_margin = Margin::same(16);
        style.spacing.menu_margin = Margin::same(6);
        style.spacing.tooltip_width = 340.0;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.15;
    });
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = theme.page;
    visuals.window_fill = theme.ground;
    visuals.window_stroke = Stroke::new(1.0, theme.border);
    visuals.extreme_bg_color = theme.sunken;
    visuals.faint_bg_color = theme.page;
    visuals.text_edit_bg_color = Some(theme.page);
    visuals.hyperlink_color = theme.accent;
    visuals.weak_text_color = Some(theme.ink_soft);
    visuals.warn_fg_color = theme.alert;
    visuals.error_fg_color = theme.alert;
    visuals.selection.bg_fill = theme.accent_soft;
    visuals.selection.stroke = Stroke::new(1.0, theme.accent);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    let widgets = &mut visuals.widgets;
    for (state, fill, line, ink) in [
        (&mut widgets.noninteractive, theme.ground, theme.border, theme.ink),
        (&mut widgets.inactive, theme.ground, theme.border, theme.ink),
        (&mut widgets.hovered, theme.accent_soft, theme.accent, theme.ink),
        (&mut widgets.active, theme.accent_bar, theme.accent, theme.ink),
        (&mut widgets.open, theme.accent_soft, theme.accent, theme.ink),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, ink);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
    // What holds the keyboard's focus looks so too: it must be seen from afar.
    widgets.active.bg_stroke.width = 2.0;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hangul_and_no_common_hanja_falls_to_a_font_of_the_system() {
        let hanja = (0xCA..0xFE).flat_map(|row| (0xA1..=0xFE).map(move |cell| [row, cell])).map(|bytes: [u8; 2]| {
            let (text, ..) = encoding_rs::EUC_KR.decode(&bytes);
            text.chars().next().unwrap_or_default()
        });
        let needed: Vec<char> = ('가'..='힣').chain('ㄱ'..='ㅎ').chain(hanja).collect();
        assert_eq!(needed.len(), 11_172 + 30 + 4_888, "all of KS X 1001");
        for font in [FONT_REGULAR, FONT_BOLD] {
            let face = ttf_parser::Face::parse(font, 0).unwrap();
            let lacking: Vec<&char> = needed.iter().filter(|char| face.glyph_index(**char).is_none()).collect();
            assert!(lacking.is_empty(), "{lacking:?}");
        }
    }
}
