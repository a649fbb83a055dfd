//! What a part of a slide lies on: the colours there, however they come about.

use emath::Rect;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::colors::{Rgb, luminance, mean, over};
use super::fill::{Drawn, Fill};
use crate::export::base64::base64;
use crate::export::office::package::Package;

/// The colours under a part of a slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Their middle.
    pub mean: Rgb,
    /// The darkest and the brightest: equal on an even ground.
    pub extremes: [Rgb; 2],
}

impl Ground {
    /// One colour.
    fn even(color: Rgb) -> Self {
        Self { mean: color, extremes: [color; 2] }
    }

    fn of(colors: &[Rgb]) -> Self {
        let by_light = |a: &&Rgb, b: &&Rgb| luminance(**a).total_cmp(&luminance(**b));
        let middle = mean(colors);
        let darkest = colors.iter().min_by(by_light).copied().unwrap_or(middle);
        let brightest = colors.iter().max_by(by_light).copied().unwrap_or(middle);
        Self { mean: middle, extremes: [darkest, brightest] }
    }

    /// What lies under a box: the ground of the slide, and over it what covers most of the box.
    pub(super) fn under(rect: Rect, background: &Fill, drawn: &[Drawn], package: &Package) -> Self {
        const COVERS: f32 = 0.6;
        let white = Self::even([255; 3]);
        let lowest = white.covered_by(background, package);
        drawn.iter().fold(lowest, |ground, thing| {
            let covered = thing.rect.intersect(rect).area().max(0.0) / rect.area().max(1.0);
            if covered >= COVERS { ground.covered_by(&thing.fill, package) } else { ground }
        })
    }

    pub(super) fn covered_by(&self, fill: &Fill, package: &Package) -> Self {
        match fill {
            Fill::None | Fill::Unknown => self.clone(),
            Fill::Colors(colors) if colors.is_empty() => self.clone(),
            Fill::Colors(colors) => {
                let seen: Vec<Rgb> = colors.iter().map(|&(rgb, alpha)| over(rgb, alpha, self.mean)).collect();
                Self::of(&seen)
            }
            Fill::Picture(part, alpha) => {
                // A kind of picture that nobody here can read may be of any colour.
                let unknown = Self { mean: self.mean, extremes: [[0; 3], [255; 3]] };
                picture(package, part, *alpha, self.mean).unwrap_or(unknown)
            }
        }
    }
}

/// The colours of a picture over a ground, looked at from afar.
fn picture(package: &Package, part: &str, alpha: f32, below: Rgb) -> Option<Ground> {
    const SIDE: u32 = 96;
    const MOST_BYTES: usize = 40_000_000;
    let bytes = package.bytes(part).filter(|bytes| bytes.len() <= MOST_BYTES)?;
    let kind = image_kind(bytes)?;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SIDE}\" height=\"{SIDE}\"><image width=\"{SIDE}\" \
         height=\"{SIDE}\" preserveAspectRatio=\"none\" href=\"data:image/{kind};base64,{}\"/></svg>",
        base64(bytes)
    );
    let tree = Tree::from_str(&svg, &Options::default()).ok()?;
    let mut pixels = Pixmap::new(SIDE, SIDE)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    let mut colors: Vec<Rgb> = pixels
        .pixels()
        .iter()
        .map(|pixel| {
            let plain = pixel.demultiply();
            over([plain.red(), plain.green(), plain.blue()], alpha * f32::from(plain.alpha()) / 255.0, below)
        })
        .collect();
    colors.sort_by(|a, b| luminance(*a).total_cmp(&luminance(*b)));
    // One bright or dark spot does not make a ground uneven; the lights of a city do.
    let edge = colors.len() / 200;
    Some(Ground { mean: mean(&colors), extremes: [colors[edge], colors[colors.len() - 1 - edge]] })
}

/// The kinds of picture that can be drawn here, by how they begin.
pub(super) fn image_kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xFF, 0xD8, ..] => Some("jpeg"),
        [b'G', b'I', b'F', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}
