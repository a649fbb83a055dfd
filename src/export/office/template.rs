//! A person's own presentation to put slides into: its layouts, which of them suit a figure, and how words look there.

mod backdrop;
mod colors;
mod fill;
mod ground;
mod layout;
mod room;
mod shapes;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use ecolor::Color32;
use emath::{Vec2, vec2};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::Document;
use resvg::usvg::{Options, Tree};

use super::geometry::{Frame, TemplateLook, TitleLook};
use super::package::Package;
use super::{P, R};
use crate::chart::{Theme, contrast, stated_color};
use crate::data::ReadFault;
use crate::export::error::ExportError;
use crate::export::fault::PackageFault;
use colors::{Colors, opposite};
use ground::Ground;
pub(super) use layout::Layout;
use layout::Parts;
pub(super) use layout::TextPlace;

/// A presentation as parts, and what its slides can be built on.
#[derive(Clone, Debug)]
pub struct Template {
    pub(super) package: Package,
    pub(super) presentation: String,
    /// Those of the master that most of its slides use, in its order, then the others.
    layouts: Vec<Layout>,
    cover: usize,
    chart: usize,
    size: Vec2,
    accents: [Color32; 6],
    has_own_colors: bool,
}

/// What a layout is called, for people to choose by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutName {
    /// Its maker's word.
    pub name: String,
    /// Whether slides with figures go there.
    pub is_chosen: bool,
}

impl Template {
    /// Reads a .pptx, .potx or .ppsx file.
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
        let presentation = package.related("", "officeDocument")?;
        let size = size(&package, &presentation)?;
        let masters = masters(&package, &presentation)?;
        let mut layouts = Vec::new();
        let mut of_first = 0;
        let mut accents = [stated_color([0x80; 3]); 6];
        for (rank, master) in masters.iter().enumerate() {
            let theme_path = package.related(master, "theme")?;
            let theme = package.xml(&theme_path)?;
            for relation in package.relations(master)?.iter().filter(|relation| relation.kind == "slideLayout") {
                let (layout, master_xml) = (package.xml(&relation.target)?, package.xml(master)?);
                let parts = Parts {
                    package: &package,
                    path: &relation.target,
                    master_path: master,
                    layout,
                    master: master_xml,
                    theme: &theme,
                    size,
                };
                layouts.push(parts.read()?);
            }
            if rank == 0 {
                of_first = layouts.len();
                accents = accents_of(&theme, &package.xml(master)?);
            }
        }
        // Other masters are looked at only where a person asks for one of their layouts.
        let of_first = if of_first == 0 { layouts.len() } else { of_first };
        let uses = uses_of_layouts(&package, &presentation)?;
        let chart = best_for_figures(&layouts[..of_first], &uses).ok_or(PackageFault::NoLayout)?;
        let cover = layouts[..of_first].iter().position(|layout| layout.is_cover).unwrap_or(chart);
        Ok(Self { package, presentation, layouts, cover, chart, size, accents, has_own_colors: false })
    }

    /// With figures on the layout of a name or number, as [`Self::layouts`] lists them from 1.
    ///
    /// # Errors
    /// [`ExportError::NoSuchLayout`], which lists those there are.
    pub fn with_layout(mut self, wanted: &str) -> Result<Self, ExportError> {
        let wanted = wanted.trim();
        let by_name = self.layouts.iter().position(|layout| layout.name.trim().eq_ignore_ascii_case(wanted));
        let by_number = || wanted.parse::<usize>().ok()?.checked_sub(1).filter(|&at| at < self.layouts.len());
        let names = || self.layouts.iter().map(|layout| layout.name.clone()).collect();
        let missing = || ExportError::NoSuchLayout { wanted: wanted.to_owned(), names: names() };
        self.chart = by_name.or_else(by_number).ok_or_else(missing)?;
        Ok(self)
    }

    /// With charts in the six accents of its theme and words in its typefaces.
    #[must_use]
    pub fn with_own_colors(self, has_own_colors: bool) -> Self {
        Self { has_own_colors, ..self }
    }

    /// Whether words are set in the typefaces of its theme.
    pub(super) fn has_own_typefaces(&self) -> bool {
        self.has_own_colors
    }

    /// Its layouts, those of the master that most of its slides use first.
    pub fn layouts(&self) -> Vec<LayoutName> {
        let named =
            |(at, layout): (usize, &Layout)| LayoutName { name: layout.name.clone(), is_chosen: at == self.chart };
        self.layouts.iter().enumerate().map(named).collect()
    }

    /// Width and height of its slides in points.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// The layout of slides with figures, or of the first slide.
    pub(super) fn layout(&self, is_cover: bool) -> &Layout {
        &self.layouts[if is_cover { self.cover } else { self.chart }]
    }

    /// The place for what stands under the title of a first slide, unless a title of ours needs it.
    pub(super) fn subtitle(&self) -> Option<&TextPlace> {
        let (title, is_kept) = self.title_place(true);
        let place = self.layout(true).subtitle.as_ref();
        place.filter(|place| is_kept || !place.rect.intersects(title.rect))
    }

    /// The place of a title, and whether the layout states it. On a first slide it stands where its maker wants it, though
    /// nothing else would have room.
    pub(super) fn title_place(&self, is_cover: bool) -> (&TextPlace, bool) {
        let layout = self.layout(is_cover);
        match &layout.kept_title {
            Some(kept) if is_cover && layout.is_cover => (kept, true),
            _ => (&layout.title, layout.keeps_title),
        }
    }

    /// The picture of a layout without anything on it, `width` pixels wide, perhaps with its places for text outlined, as
    /// width, height and RGBA; nothing where there is no such layout.
    pub fn picture(&self, layout: usize, width: f32, shows_places: bool) -> Option<([usize; 2], Vec<u8>)> {
        let path = &self.layouts.get(layout)?.path;
        let svg = backdrop::svg(&self.package, path, self.size, (width, shows_places)).ok()?;
        let tree = Tree::from_str(&svg, &Options::default()).ok()?;
        let size = tree.size().to_int_size();
        let mut pixels = Pixmap::new(size.width(), size.height())?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        Some(([size.width() as usize, size.height() as usize], pixels.take_demultiplied()))
    }

    /// The layout that figures go on, by its place in [`Self::layouts`].
    pub fn chosen_layout(&self) -> usize {
        self.chart
    }

    /// Where things go on its slides, and how a look that was asked for appears there.
    pub fn fit(&self, asked: &Theme) -> (Frame, Theme) {
        let (chart, cover) = (self.layout(false), self.layout(true));
        let on = |ground: &Ground, text: Option<colors::Rgb>| {
            asked.on_ground(stated_color(ground.mean), ground.extremes.map(stated_color), text.map(stated_color))
        };
        let theme = if chart.is_crowded { None } else { on(&chart.ground, chart.text_color) };
        let type_scale = (self.size.x / 960.0).min(self.size.y / 540.0).max(1.0);
        let (theme, panel) = theme.map_or((*asked, Some(chart.body)), |theme| (theme, None));
        let body = if panel.is_some() { chart.body.shrink(10.0) } else { chart.body };
        let cover_title = self.title_place(true).0;
        let cover_text = self.subtitle().map_or_else(|| under_title(cover, cover_title), |place| place.rect);
        let cover_ink = |wished: Option<Color32>| readable(wished, &cover.subtitle_ground);
        let of_subtitle = self.subtitle().and_then(|place| place.color).or(cover.text_color);
        let ink = cover_ink(of_subtitle.map(stated_color));
        let look = TemplateLook {
            title: title_look(&chart.title, &chart.title_ground),
            cover: title_look(cover_title, if cover.is_cover { &cover.kept_title_ground } else { &cover.title_ground }),
            cover_inks: [ink, ink],
        };
        let frame = Frame {
            size: self.size,
            title: chart.title.rect,
            body,
            cover: (cover_title.rect, cover_text),
            panel,
            of_template: Some(look),
            type_scale,
        };
        let theme = theme.with_type(type_scale);
        (frame, if self.has_own_colors { theme.with_accents(self.accents) } else { theme })
    }
}

/// What is free on a first slide for what stands under its title.
fn under_title(cover: &Layout, title: &TextPlace) -> emath::Rect {
    let top = title.rect.bottom() + 6.0;
    let below = cover.body.with_min_y(top.max(cover.body.top()));
    if below.height() >= 90.0 { below } else { cover.body }
}

fn title_look(place: &TextPlace, ground: &Ground) -> TitleLook {
    let own = place.color.map(stated_color);
    let color = readable(own, ground);
    TitleLook {
        size: place.size,
        is_bold: place.is_bold,
        is_upper: place.is_upper,
        anchor: place.anchor,
        align: place.align,
        color,
        is_own_color: own == Some(color),
    }
}

/// A colour where it can be read on a ground, judged by its mean; else black or white.
fn readable(wished: Option<Color32>, ground: &Ground) -> Color32 {
    const LEAST: f32 = 4.5;
    let is_read = |color: &Color32| contrast(*color, stated_color(ground.mean)) >= LEAST;
    wished.filter(is_read).unwrap_or_else(|| stated_color(opposite(ground.mean)))
}

/// The layout that suits figures best; of several that which most slides use.
fn best_for_figures(layouts: &[Layout], uses: &BTreeMap<String, usize>) -> Option<usize> {
    // A title that leaves too little room is worth less than none.
    let rank = |layout: &Layout| {
        let is_tight = !layout.keeps_title && layout.use_for < layout::Use::Blank;
        let uses = uses.get(&layout.path).copied().unwrap_or(0);
        (layout.use_for == layout::Use::Other, is_tight || layout.is_crowded, layout.use_for, std::cmp::Reverse(uses))
    };
    (0..layouts.len()).min_by_key(|&at| rank(&layouts[at]))
}

/// The masters of a presentation: that which most of its slides use first.
fn masters(package: &Package, presentation: &str) -> Result<Vec<String>, PackageFault> {
    let relations = package.relations(presentation)?;
    let document = package.xml(presentation)?;
    let by_id = |id: &str| relations.iter().find(|relation| relation.id == id);
    let listed = |list: &'static str| {
        document
            .descendants()
            .filter(move |node| node.has_tag_name((P, list)))
            .filter_map(|node| node.attribute((R, "id")))
    };
    let mut masters: Vec<String> =
        listed("sldMasterId").filter_map(by_id).map(|relation| relation.target.clone()).collect();
    if masters.is_empty() {
        masters = relations.iter().filter(|r| r.kind == "slideMaster").map(|r| r.target.clone()).collect();
    }
    let mut uses = BTreeMap::<String, usize>::new();
    for (layout, count) in uses_of_layouts(package, presentation)? {
        if let Ok(master) = package.related(&layout, "slideMaster") {
            *uses.entry(master).or_default() += count;
        }
    }
    masters.sort_by_key(|master| std::cmp::Reverse(uses.get(master).copied().unwrap_or(0)));
    if masters.is_empty() { Err(PackageFault::NoRelation { kind: "slideMaster" }) } else { Ok(masters) }
}

/// How many slides stand on each layout.
fn uses_of_layouts(package: &Package, presentation: &str) -> Result<BTreeMap<String, usize>, PackageFault> {
    let slides = package.relations(presentation)?.into_iter().filter(|relation| relation.kind == "slide");
    // A slide without a layout is a fault of its maker, and none of ours.
    let layouts = slides.filter_map(|slide| package.related(&slide.target, "slideLayout").ok());
    Ok(layouts.fold(BTreeMap::new(), |mut uses, layout| {
        *uses.entry(layout).or_default() += 1;
        uses
    }))
}

fn accents_of(theme: &Document<'_>, master: &Document<'_>) -> [Color32; 6] {
    let colors = Colors::of(theme, master, master);
    let of = |rank: usize| colors.named(&format!("accent{}", rank + 1)).unwrap_or([0x80; 3]);
    std::array::from_fn(|rank| stated_color(of(rank)))
}

fn size(package: &Package, presentation: &str) -> Result<Vec2, PackageFault> {
    let document = package.xml(presentation)?;
    let root = document.root_element().tag_name();
    if root.namespace() == Some(STRICT) {
        return Err(PackageFault::Strict);
    }
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

/// What presentations are called that were saved as "Strict Open XML".
const STRICT: &str = "http://purl.oclc.org/ooxml/presentationml/main";
