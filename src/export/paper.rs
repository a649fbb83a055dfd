//! How large a figure is: points for its layout, pixels for its picture.

use std::str::FromStr;

use emath::{Vec2, vec2};

use super::ExportError;

/// The size of a figure on paper, and of its picture in pixels. Read from `12x5.5in`, `170x107mm`, `1920x1080px`, or
/// the name of a preset: `full`, `content`, `half`, `third`, `4:3`, `a4`, `square`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaperSize {
    /// What it is laid out in: 72 to the inch.
    pub points: Vec2,
    /// Width and height of a PNG.
    pub pixels: [u32; 2],
}

/// Sizes a presentation needs, by name.
pub const PRESETS: [(&str, &str); 7] = [
    ("full", "13.333x7.5in"),
    ("content", "12x5.5in"),
    ("half", "5.9x5.5in"),
    ("third", "3.85x5.5in"),
    ("4:3", "10x7.5in"),
    ("a4", "170x107mm"),
    ("square", "6x6in"),
];

/// The longest side of a picture.
const MOST_PIXELS_A_SIDE: u32 = 20_000;
/// The largest picture, in millions of pixels.
const MOST_MEGAPIXELS: u32 = 200;

const POINTS_AN_INCH: f64 = 72.0;
const MM_AN_INCH: f64 = 25.4;
/// What is printed or placed on a slide is drawn this fine.
const PRINT_DPI: f64 = 300.0;
/// What is asked for in pixels is for a screen: the web's pixel, 96 to the inch.
const SCREEN_DPI: f64 = 96.0;

impl PaperSize {
    /// For print or a slide: 300 pixels to the inch.
    ///
    /// # Errors
    /// [`ExportError::SizeOutOfBounds`]
    pub fn from_inches(width: f64, height: f64) -> Result<Self, ExportError> {
        Self::new([width, height], PRINT_DPI, || format!("{width}x{height}in"))
    }

    /// For a screen: exactly these pixels, 96 to the inch.
    ///
    /// # Errors
    /// [`ExportError::SizeOutOfBounds`]
    pub fn from_pixels(width: u32, height: u32) -> Result<Self, ExportError> {
        let inches = [width, height].map(|pixels| f64::from(pixels) / SCREEN_DPI);
        Self::new(inches, SCREEN_DPI, || format!("{width}x{height}px"))
    }

    fn new(inches: [f64; 2], dpi: f64, given: impl Fn() -> String) -> Result<Self, ExportError> {
        let pixels = inches.map(|inch| (inch * dpi).round());
        let side = 1.0..=f64::from(MOST_PIXELS_A_SIDE);
        let within = pixels.iter().all(|pixels| side.contains(pixels))
            && pixels[0] * pixels[1] <= f64::from(MOST_MEGAPIXELS) * 1e6;
        if !within {
            return Err(ExportError::SizeOutOfBounds {
                given: given(),
                most_pixels_a_side: MOST_PIXELS_A_SIDE,
                most_megapixels: MOST_MEGAPIXELS,
            });
        }
        let [width, height] = inches.map(|inch| (inch * POINTS_AN_INCH) as f32);
        Ok(Self { points: vec2(width, height), pixels: pixels.map(|pixels| pixels as u32) })
    }

    /// Pixels to the metre, across and down, as a PNG states them.
    pub(super) fn pixels_per_metre(self) -> [u32; 2] {
        let of = |pixels: u32, points: f32| {
            let inches = f64::from(points) / POINTS_AN_INCH;
            (f64::from(pixels) / inches * 1000.0 / MM_AN_INCH).round() as u32
        };
        [of(self.pixels[0], self.points.x), of(self.pixels[1], self.points.y)]
    }
}

impl FromStr for PaperSize {
    type Err = ExportError;

    fn from_str(given: &str) -> Result<Self, ExportError> {
        if let Some((_, size)) = PRESETS.iter().find(|(name, _)| name.eq_ignore_ascii_case(given.trim())) {
            return size.parse();
        }
        let unreadable = || ExportError::SizeUnreadable { given: given.to_owned() };
        let lower = given.trim().to_ascii_lowercase();
        let unit_at = lower.len().checked_sub(2).filter(|&at| lower.is_char_boundary(at)).ok_or_else(unreadable)?;
        let (numbers, unit) = lower.split_at(unit_at);
        let (width, height) = numbers.split_once(['x', '×']).ok_or_else(unreadable)?;
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let sides = [number(width).ok_or_else(unreadable)?, number(height).ok_or_else(unreadable)?];
        let (an_inch, dpi) = match unit {
            "in" => (1.0, PRINT_DPI),
            "mm" => (MM_AN_INCH, PRINT_DPI),
            "px" => (SCREEN_DPI, SCREEN_DPI),
            _ => return Err(unreadable()),
        };
        Self::new(sides.map(|side| side / an_inch), dpi, || given.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &str) -> String {
        match given.parse::<PaperSize>() {
            Ok(size) => format!("{:.1} x {:.1} pt, {:?} px", size.points.x, size.points.y, size.pixels),
            Err(ExportError::SizeUnreadable { .. }) => "unreadable".to_owned(),
            Err(ExportError::SizeOutOfBounds { .. }) => "out of bounds".to_owned(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn sizes_are_read_in_three_units() {
        assert_eq!(read("12x5.5in"), "864.0 x 396.0 pt, [3600, 1650] px");
        assert_eq!(read(" 170 X 107 mm "), "481.9 x 303.3 pt, [2008, 1264] px");
        assert_eq!(read("A4"), read("170x107mm"));
        assert!(PRESETS.iter().all(|(name, _)| read(name).ends_with("px")));
        assert_eq!(read("1920×1080px"), "1440.0 x 810.0 pt, [1920, 1080] px");
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for given in
            ["", "12", "x", "in", "12x5", "12x5cm", "12in", "axbin", "12x5.5.5in", "infxinfin", "nanx1in", "1x2한"]
        {
            assert_eq!(read(given), "unreadable", "{given}");
        }
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        for given in ["0x5in", "5x0px", "-3x5in", "0.001x1in", "20001x10px", "15000x15000px", "1e300x1e300in"] {
            assert_eq!(read(given), "out of bounds", "{given}");
        }
        assert_eq!(read("20000x10000px"), "15000.0 x 7500.0 pt, [20000, 10000] px");
        let said = "30000x5px".parse::<PaperSize>().unwrap_err().to_string();
        assert!(said.contains("30000x5px") && said.contains("20,000") && said.contains("200"), "{said}");
    }

    #[test]
    fn pixels_to_the_metre_follow_the_unit() {
        assert_eq!(PaperSize::from_inches(4.0, 3.0).unwrap().pixels_per_metre(), [11811, 11811]);
        assert_eq!(PaperSize::from_pixels(800, 600).unwrap().pixels_per_metre(), [3780, 3780]);
    }
}
