//! Every colour and type size. Nothing else in the program names a colour.
#![expect(clippy::disallowed_methods, reason = "this is the one place where colours are made")]

use ecolor::Color32;
use serde::{Deserialize, Serialize};

use super::scene::Font;

/// The look of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Dark ground, light ink.
    pub dark: bool,
    /// Behind panels.
    pub page: Color32,
    /// Behind charts: what contrast is measured against.
    pub ground: Color32,
    /// Fields, empty cells, the ghost of a bar.
    pub sunken: Color32,
    /// Hair lines between things.
    pub border: Color32,
    /// Grid lines behind marks.
    pub grid: Color32,
    /// Text that is read first.
    pub ink: Color32,
    /// Text that explains.
    pub ink_soft: Color32,
    /// What a person acted on: buttons, links, the chosen years.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The ground of what is chosen.
    pub accent_soft: Color32,
    /// The bar of a facet.
    pub accent_bar: Color32,
    /// Leading roles.
    pub leading: Color32,
    /// Errors.
    pub alert: Color32,
    /// Under windows and menus.
    pub shadow: Color32,
    /// Values too small for a colour of their own, and what is not stated.
    pub other: Color32,
    categories: [Color32; 7],
    scale: [Color32; 2],
    /// Type sizes.
    pub type_sizes: TypeSizes,
}

/// Type sizes in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeSizes {
    /// Title of a figure or pane.
    pub title: f32,
    /// Subtitle, headings inside a pane.
    pub heading: f32,
    /// Labels of marks and legends.
    pub label: f32,
    /// Ticks and notes.
    pub small: f32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// On screen one point is one egui point; laptops are read from half a metre.
const ON_SCREEN: TypeSizes = TypeSizes { title: 16.0, heading: 13.0, label: 12.5, small: 11.5 };
/// On a slide nothing is smaller than 12 points but the source note at 10.
const ON_PAPER: TypeSizes = TypeSizes { title: 24.0, heading: 14.0, label: 13.0, small: 12.0 };

/// Okabe and Ito's colour-blind-safe hues, deepened until each reaches 3:1 on white; seven, then grey.
const LIGHT_CATEGORIES: [Color32; 7] =
    [rgb(0x00_72B2), rgb(0x3A_98D4), rgb(0xC9_8000), rgb(0x00_966C), rgb(0xC8_6A9C), rgb(0x3D_4855), rgb(0xD0_570C)];
const DARK_CATEGORIES: [Color32; 7] =
    [rgb(0x2F_8FD0), rgb(0x7C_C7F2), rgb(0xE6_9F00), rgb(0x1D_B489), rgb(0xD9_8BB8), rgb(0xA9_B4BF), rgb(0xE8_743B)];

/// Dark and light in turn.
const GREY_CATEGORIES: [Color32; 7] =
    [rgb(0x2E_2E2E), rgb(0x86_8686), rgb(0x4A_4A4A), rgb(0x92_9292), rgb(0x3A_3A3A), rgb(0x70_7070), rgb(0x5C_5C5C)];

impl Theme {
    /// Dark ink on white.
    pub const LIGHT: Self = Self {
        dark: false,
        page: rgb(0xF3_F5F7),
        ground: rgb(0xFF_FFFF),
        sunken: rgb(0xED_F1F4),
        border: rgb(0xDC_E2E8),
        grid: rgb(0xE8_ECF0),
        ink: rgb(0x1B_2430),
        ink_soft: rgb(0x5A_6675),
        accent: rgb(0x0F_6E84),
        on_accent: rgb(0xFF_FFFF),
        accent_soft: rgb(0xDF_EEF1),
        accent_bar: rgb(0xBE_DFE6),
        leading: rgb(0xE6_9F00),
        alert: rgb(0xB4_2318),
        shadow: Color32::from_black_alpha(36),
        other: rgb(0x8A_95A1),
        categories: LIGHT_CATEGORIES,
        scale: [rgb(0xBF_DDE3), rgb(0x0F_6E84)],
        type_sizes: ON_SCREEN,
    };

    /// Light ink on a dark ground.
    pub const DARK: Self = Self {
        dark: true,
        page: rgb(0x12_171C),
        ground: rgb(0x1B_2229),
        sunken: rgb(0x27_3039),
        border: rgb(0x31_3B45),
        grid: rgb(0x2A_333C),
        ink: rgb(0xE8_EDF2),
        ink_soft: rgb(0xA3_AFBB),
        accent: rgb(0x4F_B3C8),
        on_accent: rgb(0x0C_1A1E),
        accent_soft: rgb(0x1C_3D46),
        accent_bar: rgb(0x24_5561),
        leading: rgb(0xF0_B429),
        alert: rgb(0xF9_7066),
        shadow: Color32::from_black_alpha(110),
        other: rgb(0x76_828E),
        categories: DARK_CATEGORIES,
        scale: [rgb(0x24_4A54), rgb(0x6F_D3E6)],
        type_sizes: ON_SCREEN,
    };

    /// Greys for a printer without colours, far enough apart for neighbours in a stack to be told.
    pub const GREY: Self = Self {
        accent: rgb(0x33_3333),
        accent_soft: rgb(0xEA_EAEA),
        accent_bar: rgb(0xD0_D0D0),
        leading: rgb(0x80_8080),
        alert: rgb(0x1B_1B1B),
        ink: rgb(0x1B_1B1B),
        ink_soft: rgb(0x5C_5C5C),
        other: rgb(0x94_9494),
        categories: GREY_CATEGORIES,
        scale: [rgb(0xD0_D0D0), rgb(0x33_3333)],
        ..Self::LIGHT
    };

    /// The look for a screen.
    pub fn screen(dark: bool) -> Self {
        if dark { Self::DARK } else { Self::LIGHT }
    }

    /// The look for a page or slide.
    pub fn paper(dark: bool) -> Self {
        Self { type_sizes: ON_PAPER, ..Self::screen(dark) }
    }

    /// The look of a page for a printer without colours.
    pub fn print_grey() -> Self {
        Self { type_sizes: ON_PAPER, ..Self::GREY }
    }

    /// The same look with type for a page of this size: a figure of one column is read from nearer than a slide.
    #[must_use]
    pub fn for_page(&self, size: emath::Vec2) -> Self {
        let share = (size.x / 480.0).min(size.y / 300.0).clamp(0.7, 1.0);
        // Down to a third of a slide labels keep their size; what is smaller still has smaller type, and says so.
        let of_labels = (size.x / 270.0).min(size.y / 270.0).clamp(0.7, 1.0);
        let TypeSizes { title, heading, label, small } = self.type_sizes;
        let (label, small) = (of_labels * label, of_labels * small);
        let type_sizes = TypeSizes { title: share * title, heading: (share * heading).max(label), label, small };
        Self { type_sizes, ..*self }
    }

    /// Whether it tells things apart by how dark they are alone.
    pub fn is_grey(&self) -> bool {
        self.leading.r() == self.leading.g() && self.leading.g() == self.leading.b()
    }

    /// The colour of the value at a rank; grey past the seventh.
    pub fn category(&self, rank: usize) -> Color32 {
        self.categories.get(rank).copied().unwrap_or(self.other)
    }

    /// A colour of the sequential scale, 0 to 1.
    pub fn on_scale(&self, share: f32) -> Color32 {
        mix(self.scale[0], self.scale[1], share.clamp(0.0, 1.0))
    }

    /// A colour stepped back towards the ground, for what is not chosen.
    pub fn faded(&self, color: Color32) -> Color32 {
        mix(color, self.ground, 0.68)
    }

    /// A colour lightened for bars that carry no category.
    pub fn tint(&self, color: Color32) -> Color32 {
        mix(color, self.ground, 0.45)
    }

    /// A colour through which what lies under it can be told.
    pub fn translucent(&self, color: Color32) -> Color32 {
        color.gamma_multiply(0.82)
    }

    /// Ink that can be read on a filled mark.
    pub fn ink_on(&self, fill: Color32) -> Color32 {
        let dark_ink = if self.dark { self.page } else { self.ink };
        if contrast(fill, Color32::WHITE) >= 3.6 { Color32::WHITE } else { dark_ink }
    }

    /// A colour as dark (or light) as text of it must be to be read on the ground.
    pub fn text_of(&self, color: Color32) -> Color32 {
        let steps = (0..=10).map(|step| mix(color, self.ink, step as f32 / 10.0));
        let mut readable = steps.filter(|&color| contrast(color, self.ground) >= 4.5);
        readable.next().unwrap_or(self.ink)
    }

    /// Bold title.
    pub fn title(&self) -> Font {
        Font { size: self.type_sizes.title, bold: true }
    }

    /// Bold heading inside a pane.
    pub fn heading(&self) -> Font {
        Font { size: self.type_sizes.heading, bold: true }
    }

    /// Labels.
    pub fn label(&self) -> Font {
        Font { size: self.type_sizes.label, bold: false }
    }

    /// Bold labels.
    pub fn strong(&self) -> Font {
        Font { size: self.type_sizes.label, bold: true }
    }

    /// The source note at the foot of a page.
    pub fn note(&self) -> Font {
        Font { size: 0.84 * self.type_sizes.small, bold: false }
    }

    /// Ticks and notes.
    pub fn small(&self) -> Font {
        Font { size: self.type_sizes.small, bold: false }
    }
}

/// The look of a figure on a page or slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageTheme {
    /// Dark ink on white.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// Greys that a printer keeps apart.
    PrintGrey,
}

impl PageTheme {
    /// All looks.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::PrintGrey];

    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::PrintGrey => "print-grey",
        }
    }

    /// Its colours and type.
    pub fn theme(self) -> Theme {
        match self {
            Self::Light => Theme::paper(false),
            Self::Dark => Theme::paper(true),
            Self::PrintGrey => Theme::print_grey(),
        }
    }
}

/// `share` of the way from one colour to another, in gamma space, as all painters blend.
fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    let channel = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(channel(from.r(), to.r()), channel(from.g(), to.g()), channel(from.b(), to.b()))
}

/// Contrast ratio of WCAG 2, 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |color: Color32| {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_text_stand_out_from_their_ground() {
        for theme in [Theme::LIGHT, Theme::DARK, Theme::GREY] {
            for (rank, color) in theme.categories.into_iter().chain([theme.other]).enumerate() {
                assert!(contrast(color, theme.ground) >= 3.0, "category {rank}, dark {}", theme.dark);
            }
            for (ink, ground) in [
                (theme.ink, theme.ground),
                (theme.ink_soft, theme.ground),
                (theme.ink_soft, theme.page),
                (theme.ink_soft, theme.sunken),
                (theme.ink, theme.accent_bar),
                (theme.accent, theme.ground),
                (theme.on_accent, theme.accent),
                (theme.alert, theme.ground),
            ] {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
            }
        }
    }
}
