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

/// A colour that a document states.
pub fn stated_color([r, g, b]: [u8; 3]) -> Color32 {
    Color32::from_rgb(r, g, b)
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

    /// The same look on the ground of someone else's slide, whose middle, darkest and brightest colours are known, with text
    /// of the colour that slide gives it where that can be read: this look or its dark or light counterpart, whichever stands
    /// out more; nothing where neither can be read there.
    #[must_use]
    pub fn on_ground(&self, mean: Color32, extremes: [Color32; 2], text: Option<Color32>) -> Option<Self> {
        const LEAST_OF_TEXT: f32 = 4.5;
        const LEAST_OF_MARKS: f32 = 2.0;
        let worst = |color: Color32| contrast(color, extremes[0]).min(contrast(color, extremes[1]));
        let counterpart = (!self.is_grey()).then(|| Self { type_sizes: self.type_sizes, ..Self::screen(!self.dark) });
        let weakest = |look: &Self| {
            look.categories.iter().chain([&look.other]).map(|&color| worst(color)).fold(f32::INFINITY, f32::min)
        };
        let other = counterpart.filter(|other| weakest(other) > weakest(self));
        let look = other.unwrap_or(*self);
        let ink = text.into_iter().chain([look.ink]).find(|&ink| worst(ink) >= LEAST_OF_TEXT)?;
        let is_seen = weakest(&look) >= LEAST_OF_MARKS;
        let softest = (0..=7).rev().map(|step| mix(ink, mean, 0.05 * step as f32));
        let ink_soft = softest.into_iter().find(|&soft| worst(soft) >= LEAST_OF_TEXT)?;
        let toward = |color: Color32, share: f32| mix(mean, color, share);
        let look = Self {
            page: mean,
            ground: mean,
            sunken: toward(ink, 0.07),
            border: toward(ink, 0.16),
            grid: toward(ink, 0.1),
            ink,
            ink_soft,
            accent_soft: toward(look.accent, 0.13),
            accent_bar: toward(look.accent, 0.27),
            scale: [toward(look.scale[1], 0.27), look.scale[1]],
            ..look
        };
        is_seen.then(|| Self { accent: look.text_of(look.accent), ..look })
    }

    /// The same look in six colours of someone else's; each is deepened or lightened until it stands out from the ground.
    #[must_use]
    pub fn with_accents(&self, accents: [Color32; 6]) -> Self {
        const LEAST: f32 = 2.0;
        let seen = accents.map(|color| {
            let steps = (0..=10).map(|step| mix(color, self.ink, step as f32 / 10.0));
            let mut steps = steps.filter(|&color| contrast(color, self.ground) >= LEAST);
            steps.next().unwrap_or(self.ink)
        });
        let [first, second, third, fourth, fifth, sixth] = seen;
        let categories = [first, second, third, fourth, fifth, sixth, mix(first, self.ink, 0.5)];
        let toward = |share: f32| mix(self.ground, first, share);
        let (accent_soft, accent_bar, scale) = (toward(0.13), toward(0.27), [toward(0.27), first]);
        let accent = self.text_of(first);
        Self { accent, accent_soft, accent_bar, leading: second, categories, scale, ..*self }
    }

    /// The same look with type so many times as large.
    #[must_use]
    pub fn with_type(&self, scale: f32) -> Self {
        let TypeSizes { title, heading, label, small } = self.type_sizes;
        let [title, heading, label, small] = [title, heading, label, small].map(|size| scale * size);
        Self { type_sizes: TypeSizes { title, heading, label, small }, ..*self }
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
        const LEAST: f32 = 4.5;
        let dark_ink = if self.dark { self.page } else { self.ink };
        let softer = [Color32::WHITE, dark_ink].into_iter().find(|&ink| contrast(fill, ink) >= LEAST);
        // On colours of middling brightness only black can be read.
        softer.unwrap_or(Color32::BLACK)
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

/// How bright a colour is, 0 to 1: the relative luminance of WCAG 2.
pub fn luminance(color: Color32) -> f32 {
    let linear = |channel: u8| {
        let c = f32::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

/// Contrast ratio of WCAG 2, 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_moves_to_another_ground_or_says_that_it_cannot() {
        let even = |hex: u32, text: Option<u32>| Theme::LIGHT.on_ground(rgb(hex), [rgb(hex); 2], text.map(rgb));
        let white = even(0xFF_FFFF, Some(0x00_0000)).unwrap();
        assert_eq!((white.dark, white.ink, white.categories), (false, rgb(0), LIGHT_CATEGORIES));
        // Text that cannot be read gives way to ours.
        assert_eq!(even(0xFF_FFFF, Some(0xEE_EEEE)).unwrap().ink, Theme::LIGHT.ink);
        for dark in [0x00_0000, 0x10_2030, 0x1F_3864] {
            let look = even(dark, Some(0xFF_FFFF)).unwrap();
            assert_eq!((look.dark, look.ground, look.ink), (true, rgb(dark), rgb(0xFF_FFFF)));
            for ink in [look.ink, look.ink_soft, look.accent] {
                assert!(contrast(ink, look.ground) >= 4.5, "{dark:x} {ink:?}");
            }
        }
        // A bright red bears neither look, nor does a photograph.
        assert_eq!(even(0xD0_4020, Some(0xFF_FFFF)), None);
        assert_eq!(Theme::LIGHT.on_ground(rgb(0x80_8080), [rgb(0), rgb(0xFF_FFFF)], None), None);
        assert_eq!(Theme::GREY.on_ground(rgb(0), [rgb(0); 2], None), None);
        let accents = [0xFF_FF00, 0x44_72C4, 0xED_7D31, 0xA5_A5A5, 0x5B_9BD5, 0x70_AD47].map(rgb);
        let own = white.with_accents(accents);
        assert_eq!(own.category(1), accents[1]);
        assert!(contrast(own.category(0), own.ground) >= 2.0, "yellow on white is not seen");
        assert!(contrast(own.accent, own.ground) >= 4.5);
    }

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
