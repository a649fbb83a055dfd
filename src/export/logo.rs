//! A logo to stand on figures and slides: a PNG, or an SVG with a PNG of it for programs that draw none; bounded, so that no file can fill the memory.

use std::fmt;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use emath::{Rect, Vec2, vec2};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, WriteOptions};

use super::ExportError;
use super::base64::base64;
use super::fault::LogoFault;
use super::svg_tree::shipped_fonts;
use crate::data::ReadFault;

/// Larger than any logo.
const MOST_BYTES: u64 = 16_000_000;
/// See [`MOST_BYTES`].
const MOST_PIXELS_A_SIDE: u32 = 8_000;
/// How fine an SVG is drawn: a logo as wide as a slide would still be sharp.
const PIXELS_OF_SVG: f32 = 1_600.0;

/// A picture as the bytes of a PNG, and as an SVG where it came as one.
#[derive(Clone, PartialEq)]
pub struct Logo {
    png: Arc<[u8]>,
    svg: Option<Arc<str>>,
    /// Width and height.
    pub pixels: [u32; 2],
    /// The name of its file without its end: what it is called for those who cannot see it.
    pub name: String,
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({} {:?}, {} bytes)", self.name, self.pixels, self.png.len())
    }
}

impl Logo {
    /// Reads a PNG or SVG file.
    ///
    /// # Errors
    /// [`ExportError::Logo`], which says why it cannot be used.
    pub fn read(path: &Path) -> Result<Self, ExportError> {
        let unusable = |fault| ExportError::Logo { path: path.to_owned(), fault };
        let unread = |error: std::io::Error| unusable(LogoFault::Unread(ReadFault::of(path, &error)));
        let mut bytes = Vec::new();
        File::open(path).map_err(unread)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(unusable(LogoFault::TooManyBytes));
        }
        let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        if bytes.starts_with(b"\x89PNG") {
            let (png, pixels) = checked(bytes).map_err(unusable)?;
            return Ok(Self { png: png.into(), svg: None, pixels, name });
        }
        let (png, pixels, svg) = drawn(&bytes).map_err(unusable)?;
        Ok(Self { png: png.into(), svg: Some(svg.into()), pixels, name })
    }

    /// The bytes of the PNG.
    pub(super) fn png(&self) -> &[u8] {
        &self.png
    }

    /// It as an SVG of shapes alone, where it came as one: nothing in it refers to anything outside.
    pub(super) fn svg(&self) -> Option<&str> {
        self.svg.as_deref()
    }

    /// It as an element of an SVG.
    pub(super) fn href(&self) -> String {
        format!("data:image/png;base64,{}", base64(&self.png))
    }

    /// It as width, height and RGBA, no side longer than asked for.
    pub fn thumbnail(&self, most_pixels: u32) -> Option<([usize; 2], Vec<u8>)> {
        let [width, height] = self.pixels.map(|side| side as f32);
        let scale = (most_pixels as f32 / width.max(height)).min(1.0);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><image width=\"{width}\" height=\"{height}\" href=\"{}\"/></svg>",
            self.href()
        );
        let tree = Tree::from_str(&svg, &Options::default()).ok()?;
        let pixmap = render(&tree, scale)?;
        let size = [pixmap.width() as usize, pixmap.height() as usize];
        Some((size, pixmap.take_demultiplied()))
    }
}

/// Where a logo stands in the lower right corner of an area: never higher than a few lines nor wider than a fifth.
pub fn place(area: Rect, pixels: [u32; 2]) -> Rect {
    let size = size_in(area.size(), pixels);
    Rect::from_min_max(area.max - size, area.max)
}

/// See [`place`].
fn size_in(area: Vec2, pixels: [u32; 2]) -> Vec2 {
    crate::chart::logo_size(area.x, vec2(pixels[0] as f32, pixels[1] as f32))
}

/// A PNG that can be read to its end and is not too large.
fn checked(bytes: Vec<u8>) -> Result<(Vec<u8>, [u32; 2]), LogoFault> {
    let damaged = |error: png::DecodingError| LogoFault::Damaged(error.into());
    let mut reader = png::Decoder::new(Cursor::new(&bytes)).read_info().map_err(damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width.max(height) > MOST_PIXELS_A_SIDE {
        return Err(LogoFault::TooManyPixels([width, height]));
    }
    while reader.next_row().map_err(damaged)?.is_some() {}
    drop(reader);
    Ok((bytes, [width, height]))
}

/// An SVG drawn, and as plain shapes; nothing that it refers to outside itself is looked at.
fn drawn(bytes: &[u8]) -> Result<(Vec<u8>, [u32; 2], String), LogoFault> {
    let options = Options {
        fontdb: shipped_fonts(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let text = std::str::from_utf8(bytes).map_err(|_not_text| LogoFault::Unknown)?;
    if !text.contains("<svg") {
        return Err(LogoFault::Unknown);
    }
    let tree = Tree::from_str(text, &options).map_err(|error| LogoFault::Damaged(error.into()))?;
    let longest = tree.size().width().max(tree.size().height());
    let pixmap = render(&tree, PIXELS_OF_SVG / longest).ok_or(LogoFault::Unknown)?;
    let pixels = [pixmap.width(), pixmap.height()];
    let png = pixmap.encode_png().map_err(|error| LogoFault::Damaged(error.into()))?;
    Ok((png, pixels, tree.to_string(&WriteOptions::default())))
}

fn render(tree: &Tree, scale: f32) -> Option<Pixmap> {
    let side = |length: f32| (length * scale).round().max(1.0) as u32;
    let mut pixmap = Pixmap::new(side(tree.size().width()), side(tree.size().height()))?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Some(pixmap)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A picture of one colour.
    pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut pixmap = Pixmap::new(width, height).unwrap();
        pixmap.fill(resvg::tiny_skia::Color::from_rgba8(200, 30, 60, 255));
        pixmap.encode_png().unwrap()
    }

    fn read(name: &str, bytes: &[u8]) -> Result<Logo, ExportError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Logo::read(&path)
    }

    /// A logo twice as wide as high.
    pub(crate) fn logo() -> Logo {
        Logo { png: png_of(40, 20).into(), svg: None, pixels: [40, 20], name: "logo".to_owned() }
    }

    #[test]
    fn a_png_is_taken_as_it_is_and_an_svg_is_drawn() {
        let png = read("시 로고.png", &png_of(300, 100)).unwrap();
        assert_eq!((png.pixels, png.name.as_str()), ([300, 100], "시 로고"));
        let (size, rgba) = png.thumbnail(60).unwrap();
        assert_eq!((size, &rgba[..4]), ([60, 20], &[200, 30, 60, 255][..]));
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#0000ff"/><image href="/etc/hostname" width="5" height="5"/></svg>"##;
        let svg = read("a.svg", svg.as_bytes()).unwrap();
        assert_eq!(svg.pixels, [1600, 800]);
        assert_eq!(svg.thumbnail(10).unwrap().1[..4], [0, 0, 255, 255]);
        // It stays a drawing, and what it named outside itself is gone.
        let shapes = svg.svg().unwrap();
        assert!(shapes.contains("#0000ff") && !shapes.contains("hostname"), "{shapes}");
        assert_eq!(png.svg(), None);
    }

    #[test]
    fn what_is_no_logo_is_refused_with_its_reason() {
        let fault = |bytes: &[u8]| match read("a.png", bytes).unwrap_err() {
            ExportError::Logo { fault, .. } => fault,
            other => panic!("{other}"),
        };
        assert!(matches!(fault(b""), LogoFault::Unknown));
        assert!(matches!(fault(b"GIF89a"), LogoFault::Unknown));
        assert!(matches!(fault(b"\xff\xd8\xff\xe0"), LogoFault::Unknown));
        assert!(matches!(fault(&png_of(40, 40)[..60]), LogoFault::Damaged(_)));
        assert!(matches!(fault(&png_of(8001, 1)), LogoFault::TooManyPixels([8001, 1])));
        assert!(matches!(fault(&vec![b' '; 16_000_001]), LogoFault::TooManyBytes));
        assert!(matches!(fault(b"<svg xmlns=\"http://www.w3.org/2000/svg\""), LogoFault::Damaged(_)));
        let missing = Logo::read(Path::new("/no/such/logo.png")).unwrap_err().to_string();
        assert!(missing.contains("logo.png"), "{missing}");
    }
}
