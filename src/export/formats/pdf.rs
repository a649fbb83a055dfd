//! Figures as PDF: vectors and letters that can be selected and searched, a page and a bookmark each.

use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

use super::svg::{self, Picture};
use crate::chart::SavedView;
use crate::export::fault::DrawFault;
use crate::export::mark::PDF_MARK;
use crate::export::svg_tree::tree;
use crate::export::{Deck, ExportError, Figure, Slide};
use crate::words::Lang;

/// A figure as the only page.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    let picture = Picture::of(figure);
    let page = Page { title: picture.title.to_owned(), svg: svg::text(&picture), size: picture.size };
    bytes(picture.title, picture.description, picture.lang, picture.view.as_ref(), [page].into_iter())
}

/// A deck, a page a slide.
pub(in crate::export) fn encode_deck(deck: &Deck) -> Result<Vec<u8>, ExportError> {
    let view = deck.slides.iter().find_map(|slide| slide.view.as_ref());
    let pages = deck.slides.iter().map(|slide| page(slide, deck));
    bytes(&deck.title, "", deck.lang, view, pages)
}

fn page(slide: &Slide, deck: &Deck) -> Page {
    let (title, size) = (slide.title.as_str(), deck.frame.size);
    let scene = &slide.scene(&deck.frame, &deck.theme);
    let logo = slide.logo.as_ref();
    let svg = svg::text(&Picture { scene, logo, title, description: "", lang: deck.lang, view: None, size });
    Page { title: title.to_owned(), svg, size }
}

/// One page: its bookmark, its picture as SVG, and its size in points.
struct Page {
    title: String,
    svg: String,
    size: emath::Vec2,
}

/// The whole file. A view in it can be opened again.
fn bytes(
    title: &str,
    description: &str,
    lang: Lang,
    view: Option<&SavedView>,
    pages: impl Iterator<Item = Page>,
) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new();
    let mut outline = Outline::new();
    let mut count = 0;
    for (index, page) in pages.enumerate() {
        count += 1;
        let (width, height) = (page.size.x, page.size.y);
        let too_large = || ExportError::Draw { fault: DrawFault::PageSize([width, height]) };
        let settings = PageSettings::from_wh(width, height).ok_or_else(too_large)?;
        let size = Size::from_wh(width, height).ok_or_else(too_large)?;
        let tree = tree(&page.svg)?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(too_large)?;
        surface.finish();
        sheet.finish();
        outline.push_child(OutlineNode::new(page.title, XyzDestination::new(index, Point::from_xy(0.0, 0.0))));
    }
    if count > 1 {
        document.set_outline(outline);
    }
    let mut metadata = Metadata::new()
        .title(title.to_owned())
        .description(description.to_owned())
        .language(lang.tag().to_owned())
        .creator("City Diplomacy Explorer".to_owned());
    if let Some(view) = view {
        metadata = metadata.keywords(vec![format!("{}{}", PDF_MARK, view.to_json())]);
    }
    document.set_metadata(metadata);
    document.finish().map_err(|error| ExportError::Draw { fault: DrawFault::Pdf(error) })
}
