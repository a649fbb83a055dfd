//! Colours as a presentation states them: by the names of its theme, through the map of its master, lightened or darkened.

use std::collections::BTreeMap;

use resvg::usvg::roxmltree::{Document, Node};

use crate::chart::{luminance_of, stated_color};
use crate::export::office::{A, P};

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The colours that names stand for on one layout.
#[derive(Debug)]
pub struct Colors {
    scheme: BTreeMap<String, Rgb>,
    map: BTreeMap<String, String>,
}

impl Colors {
    /// Those of a theme, as its master maps them and the layout maps them anew.
    pub fn of(theme: &Document<'_>, master: &Document<'_>, layout: &Document<'_>) -> Self {
        let none = Self { scheme: BTreeMap::new(), map: BTreeMap::new() };
        let scheme = theme.descendants().find(|node| node.has_tag_name((A, "clrScheme")));
        let of_name = |node: Node<'_, '_>| Some((node.tag_name().name().to_owned(), none.inside(node, None)?.0));
        let scheme = scheme.into_iter().flat_map(|scheme| scheme.children().filter_map(of_name)).collect();
        let standing = master.root_element().children().find(|node| node.has_tag_name((P, "clrMap")));
        let own = layout.descendants().find(|node| node.has_tag_name((A, "overrideClrMapping")));
        let map = own.or(standing).into_iter().flat_map(|map| map.attributes());
        let map = map.map(|entry| (entry.name().to_owned(), entry.value().to_owned())).collect();
        Self { scheme, map }
    }

    /// The colour of a name: `accent1`, `tx1`, `bg1`.
    pub fn named(&self, name: &str) -> Option<Rgb> {
        let mapped = self.map.get(name).map_or(name, String::as_str);
        // What no map says stands for itself, and these for their likes.
        let plain = match mapped {
            "tx1" => "dk1",
            "bg1" => "lt1",
            "tx2" => "dk2",
            "bg2" => "lt2",
            other => other,
        };
        self.scheme.get(plain).copied()
    }

    /// The first colour inside an element, with its opacity, 0 to 1; `own` is what the element that is drawn brings along.
    pub fn inside(&self, parent: Node<'_, '_>, own: Option<Rgb>) -> Option<(Rgb, f32)> {
        parent.children().filter(Node::is_element).find_map(|node| self.stated(node, own))
    }

    /// The colour that an element is.
    fn stated(&self, node: Node<'_, '_>, own: Option<Rgb>) -> Option<(Rgb, f32)> {
        let value = node.attribute("val").unwrap_or_default();
        let part = |name: &str| node.attribute(name).and_then(|text| text.trim_end_matches('%').parse::<f32>().ok());
        let base = match node.tag_name().name() {
            "srgbClr" => hex(value),
            "sysClr" => node.attribute("lastClr").and_then(hex).or_else(|| system(value)),
            "schemeClr" if value == "phClr" => own,
            "schemeClr" => self.named(value),
            "prstClr" => preset(value),
            "scrgbClr" => {
                let channel = |name| part(name).map(|part| encode(part / 100_000.0));
                Some([channel("r")?, channel("g")?, channel("b")?])
            }
            "hslClr" => {
                let of = |name, whole: f32| part(name).map(|part| part / whole);
                Some(from_hsl([of("hue", 21_600_000.0)?, of("sat", 100_000.0)?, of("lum", 100_000.0)?]))
            }
            _ => None,
        }?;
        let changed = node.children().filter(Node::is_element).fold((base, 1.0), |(rgb, alpha), change| {
            let amount = change.attribute("val").and_then(|text| text.parse::<f32>().ok()).unwrap_or(100_000.0);
            let part = amount / 100_000.0;
            match change.tag_name().name() {
                "alpha" => (rgb, part),
                name => (changed(rgb, name, part), alpha),
            }
        });
        Some(changed)
    }
}

/// A colour changed as its theme asks.
fn changed(rgb: Rgb, how: &str, part: f32) -> Rgb {
    let in_hsl = |change: fn(f32, f32) -> f32, which: usize| {
        let mut hsl = to_hsl(rgb);
        hsl[which] = change(hsl[which], part).clamp(0.0, 1.0);
        from_hsl(hsl)
    };
    let blended = |with: f32| rgb.map(|channel| encode((decode(channel) * part + with * (1.0 - part)).clamp(0.0, 1.0)));
    match how {
        "lumMod" => in_hsl(|value, part| value * part, 2),
        "lumOff" => in_hsl(|value, part| value + part, 2),
        "satMod" => in_hsl(|value, part| value * part, 1),
        "satOff" => in_hsl(|value, part| value + part, 1),
        "tint" => blended(1.0),
        "shade" => blended(0.0),
        "inv" => rgb.map(|channel| 255 - channel),
        _ => rgb,
    }
}

/// Black or white, whichever is further from a colour.
pub fn opposite(rgb: Rgb) -> Rgb {
    if luminance(rgb) > 0.18 { [0; 3] } else { [255; 3] }
}

/// How bright a colour is, 0 to 1, as contrast is reckoned.
pub fn luminance(rgb: Rgb) -> f32 {
    luminance_of(stated_color(rgb))
}

/// A colour over another one.
pub fn over(top: Rgb, alpha: f32, below: Rgb) -> Rgb {
    let channel = |at: usize| f32::from(below[at]) + (f32::from(top[at]) - f32::from(below[at])) * alpha;
    std::array::from_fn(|at| channel(at).round() as u8)
}

/// The middle of several colours; white of none.
pub fn mean(colors: &[Rgb]) -> Rgb {
    if colors.is_empty() {
        return [255; 3];
    }
    std::array::from_fn(|at| {
        let sum: u32 = colors.iter().map(|rgb| u32::from(rgb[at])).sum();
        (sum / colors.len() as u32) as u8
    })
}

fn hex(text: &str) -> Option<Rgb> {
    let number = u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6)?;
    Some([16, 8, 0].map(|shift| (number >> shift & 255) as u8))
}

fn system(name: &str) -> Option<Rgb> {
    match name {
        "windowText" => Some([0; 3]),
        "window" => Some([255; 3]),
        _ => None,
    }
}

fn preset(name: &str) -> Option<Rgb> {
    let hexes = match name {
        "black" => 0x00_0000,
        "white" => 0xFF_FFFF,
        "red" => 0xFF_0000,
        "green" => 0x00_8000,
        "blue" => 0x00_00FF,
        "yellow" => 0xFF_FF00,
        "gray" | "grey" => 0x80_8080,
        "ltGray" | "ltGrey" | "lightGray" => 0xD3_D3D3,
        "dkGray" | "dkGrey" | "darkGray" => 0xA9_A9A9,
        "navy" => 0x00_0080,
        "orange" => 0xFF_A500,
        "purple" => 0x80_0080,
        "teal" => 0x00_8080,
        "silver" => 0xC0_C0C0,
        _ => return None,
    };
    Some([16, 8, 0].map(|shift: u32| (hexes >> shift & 255) as u8))
}

/// The light of a channel, 0 to 1.
fn decode(channel: u8) -> f32 {
    let value = f32::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn encode(light: f32) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

/// Hue, saturation and lightness, 0 to 1 each.
fn to_hsl(rgb: Rgb) -> [f32; 3] {
    let [r, g, b] = rgb.map(|channel| f32::from(channel) / 255.0);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let (lightness, spread) = (f32::midpoint(most, least), most - least);
    if spread <= f32::EPSILON {
        return [0.0, 0.0, lightness];
    }
    let saturation = spread / (1.0 - (2.0 * lightness - 1.0).abs()).max(f32::EPSILON);
    let hue = if most <= r {
        ((g - b) / spread).rem_euclid(6.0)
    } else if most <= g {
        (b - r) / spread + 2.0
    } else {
        (r - g) / spread + 4.0
    };
    [hue / 6.0, saturation, lightness]
}

fn from_hsl([hue, saturation, lightness]: [f32; 3]) -> Rgb {
    let spread = (1.0 - (2.0 * lightness - 1.0).abs()) * saturation;
    let sixth = hue.rem_euclid(1.0) * 6.0;
    let second = spread * (1.0 - (sixth.rem_euclid(2.0) - 1.0).abs());
    let [r, g, b] = match sixth as u32 {
        0 => [spread, second, 0.0],
        1 => [second, spread, 0.0],
        2 => [0.0, spread, second],
        3 => [0.0, second, spread],
        4 => [second, 0.0, spread],
        _ => [spread, 0.0, second],
    };
    [r, g, b].map(|channel| ((channel + lightness - spread / 2.0).clamp(0.0, 1.0) * 255.0).round() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: &str = r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>"#;
    const MASTER: &str = r#"<p:sldMaster xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1"/></p:sldMaster>"#;

    fn color(xml: &str, layout: &str) -> Option<(Rgb, f32)> {
        let [theme, master, layout] = [THEME, MASTER, layout].map(|xml| Document::parse(xml).unwrap());
        let text = format!("<x>{xml}</x>");
        Colors::of(&theme, &master, &layout).inside(Document::parse(&text).unwrap().root_element(), Some([1, 2, 3]))
    }

    #[test]
    fn colours_are_those_that_office_shows() {
        let plain = |xml: &str| color(xml, "<l/>").unwrap().0;
        assert_eq!(plain(r#"<schemeClr val="tx1"/>"#), [0x10; 3]);
        assert_eq!(plain(r#"<schemeClr val="phClr"/>"#), [1, 2, 3]);
        // What PowerPoint calls "Blue, Accent 1, Lighter 80 %" and "Darker 25 %" of the Office theme.
        let lighter = plain(r#"<schemeClr val="accent1"><lumMod val="20000"/><lumOff val="80000"/></schemeClr>"#);
        let darker = plain(r#"<schemeClr val="accent1"><lumMod val="75000"/></schemeClr>"#);
        let is_near = |a: Rgb, b: Rgb| a.iter().zip(b).all(|(&a, b)| a.abs_diff(b) <= 1);
        assert!(is_near(lighter, [0xDA, 0xE3, 0xF3]), "{lighter:?}");
        assert!(is_near(darker, [0x2F, 0x55, 0x97]), "{darker:?}");
        assert_eq!(color(r#"<srgbClr val="FF0000"><alpha val="25000"/></srgbClr>"#, "<l/>"), Some(([255, 0, 0], 0.25)));
        assert_eq!(color("<noFill/>", "<l/>"), None);
    }

    #[test]
    fn a_layout_may_swap_text_and_ground() {
        let swapped = r#"<p:sldLayout xmlns:p="p" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:overrideClrMapping bg1="dk1" tx1="lt1"/></p:sldLayout>"#;
        assert_eq!(color(r#"<schemeClr val="bg1"/>"#, swapped).unwrap().0, [0x10; 3]);
        assert_eq!(color(r#"<schemeClr val="tx1"/>"#, swapped).unwrap().0, [255; 3]);
    }
}
