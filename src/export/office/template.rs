//! A person's own presentation to put slides into: its size, its layouts, and where its titles stand.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use emath::{Rect, Vec2, pos2, vec2};
use resvg::usvg::roxmltree::{Document, Node};

use super::P;
use super::geometry::Frame;
use super::package::Package;
use crate::data::ReadFault;
use crate::export::error::ExportError;
use crate::export::fault::PackageFault;

/// A presentation as parts, and what its slides can be built on.
#[derive(Clone, Debug)]
pub struct Template {
    pub(super) package: Package,
    pub(super) presentation: String,
    pub(super) cover_layout: String,
    pub(super) chart_layout: String,
    /// Whether the title of the cover layout is a centred one.
    pub(super) is_cover_title_centred: bool,
    /// The index of the subtitle's placeholder on the cover layout, where it has one.
    pub(super) cover_subtitle: Option<String>,
    frame: Frame,
}

impl Template {
    /// Reads a .pptx or .potx file.
    ///
    /// # Errors
    /// [`ExportError::Template`], which says the cause.
    pub fn read(path: &Path) -> Result<Self, ExportError> {
        const MOST_BYTES: u64 = 300_000_000;
        let read = || {
            let mut bytes = Vec::new();
            let unread = |error| PackageFault::Unread(ReadFault::of(path, &error));
            File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes)).map_err(unread)?;
            let mut package = Package::read(&bytes)?;
            package.become_presentation()?;
            Self::of(package)
        };
        read().map_err(|fault| ExportError::Template { path: PathBuf::from(path), fault })
    }

    /// Finds presentation, layouts and sizes in a package.
    pub(super) fn of(package: Package) -> Result<Self, PackageFault> {
        let presentation = target(&package, "", "officeDocument")?;
        let master = target(&package, &presentation, "slideMaster")?;
        let layouts: Vec<String> = package
            .relations(&master)?
            .into_iter()
            .filter(|relation| relation.kind == "slideLayout")
            .map(|relation| relation.target)
            .collect();
        let mut kinds = Vec::new();
        for layout in &layouts {
            let document = package.xml(layout)?;
            let kind = document.root_element().attribute("type").unwrap_or_default().to_owned();
            kinds.push((kind, placeholder(&document, &["title", "ctrTitle"]).is_some()));
        }
        let of_kind = |wanted: &str| kinds.iter().position(|(kind, _)| kind == wanted);
        let titled = || kinds.iter().position(|&(_, has_title)| has_title);
        let chart = of_kind("titleOnly").or_else(|| of_kind("obj")).or_else(titled).or(Some(0));
        let cover = of_kind("title").or(chart);
        let layout = |at: Option<usize>| at.and_then(|at| layouts.get(at)).cloned().ok_or(PackageFault::NoLayout);
        let (cover_layout, chart_layout) = (layout(cover)?, layout(chart)?);
        let (is_cover_title_centred, cover_subtitle) = {
            let document = package.xml(&cover_layout)?;
            let is_subtitle =
                |node: &Node<'_, '_>| node.has_tag_name((P, "ph")) && node.attribute("type") == Some("subTitle");
            let subtitle = document.descendants().find(is_subtitle);
            let index = subtitle.map(|node| node.attribute("idx").unwrap_or("1").to_owned());
            (placeholder(&document, &["ctrTitle"]).is_some(), index)
        };
        let size = size(&package, &presentation)?;
        let title = title_box(&package, &chart_layout)?
            .map_or_else(|| title_box(&package, &master), |found| Ok(Some(found)))?;
        let frame = frame(size, title);
        Ok(Self { package, presentation, cover_layout, chart_layout, is_cover_title_centred, cover_subtitle, frame })
    }

    /// Where things go on its slides.
    pub fn frame(&self) -> Frame {
        self.frame
    }
}

/// The frame of a slide of this size, below a title that stands in its upper half.
fn frame(size: Vec2, title: Option<Rect>) -> Frame {
    let standard = Frame::of(size);
    let Some(title) = title.filter(|title| title.bottom() < 0.45 * size.y && title.width() > 0.3 * size.x) else {
        return standard;
    };
    let left = title.left().clamp(0.0, 0.2 * size.x).max(12.0);
    let right = title.right().clamp(0.8 * size.x, size.x - 12.0);
    let body = Rect::from_min_max(pos2(left, title.bottom() + 4.0), pos2(right, standard.body.bottom()));
    Frame { size, title, body }
}

fn target(package: &Package, from: &str, kind: &'static str) -> Result<String, PackageFault> {
    let relations = package.relations(from)?;
    relations
        .into_iter()
        .find(|relation| relation.kind == kind)
        .map(|relation| relation.target)
        .ok_or(PackageFault::NoRelation { kind })
}

fn size(package: &Package, presentation: &str) -> Result<Vec2, PackageFault> {
    let document = package.xml(presentation)?;
    let node = document.descendants().find(|node| node.has_tag_name((P, "sldSz")));
    let side = |name: &str| node.and_then(|node| node.attribute(name)).and_then(|text| text.parse::<f64>().ok());
    match (side("cx"), side("cy")) {
        (Some(width), Some(height))
            if width >= 914_400.0 && height >= 914_400.0 && width.max(height) <= 51_206_400.0 =>
        {
            Ok(vec2((width / 12_700.0) as f32, (height / 12_700.0) as f32))
        }
        _ => Err(PackageFault::NoSlideSize),
    }
}

/// The placeholder of a kind on a slide, layout or master.
fn placeholder<'a, 'input>(document: &'a Document<'input>, kinds: &[&str]) -> Option<Node<'a, 'input>> {
    let is_kind = |node: &Node<'_, '_>| {
        node.has_tag_name((P, "ph")) && node.attribute("type").is_some_and(|kind| kinds.contains(&kind))
    };
    let found = document.descendants().find(is_kind)?;
    found.ancestors().find(|node| node.has_tag_name((P, "sp")))
}

fn title_box(package: &Package, path: &str) -> Result<Option<Rect>, PackageFault> {
    let document = package.xml(path)?;
    let Some(shape) = placeholder(&document, &["title", "ctrTitle"]) else { return Ok(None) };
    let number = |element: &str, name: &str| {
        let node = shape.descendants().find(|node| node.tag_name().name() == element)?;
        Some((node.attribute(name)?.parse::<f64>().ok()? / 12_700.0) as f32)
    };
    let rect = || {
        let min = pos2(number("off", "x")?, number("off", "y")?);
        Some(Rect::from_min_size(min, vec2(number("ext", "cx")?, number("ext", "cy")?)))
    };
    Ok(rect())
}
