//! Slides as PPTX: charts of the office program's own where it has them, shapes and text where it has not.

use std::collections::BTreeSet;

use resvg::usvg::roxmltree::Node;

use super::deck::Deck;
use super::drawing::{Typing, root};
use super::package::Package;
use super::slide::{Content, Slide};
use super::slide_part::SlideWriter;
use super::template::Template;
use super::{P, R, base, chart_part};
use crate::chart::SavedView;
use crate::export::Logo;
use crate::export::error::ExportError;
use crate::export::fault::PackageFault;
use crate::export::mark::SLIDE_TAG;
use crate::export::xml::{Element, element};

/// The whole file: the template, or a presentation of our own, with the slides behind those it has.
pub(in crate::export) fn encode_deck(deck: &Deck) -> Result<Vec<u8>, ExportError> {
    let own = || base::package(&deck.title, deck.lang, &deck.frame, &deck.theme).and_then(Template::of);
    let template = deck.template.clone().map_or_else(own, Ok)?;
    let mut appending = Appending { deck, template, slide_ids: Vec::new(), notes_master: None, logo_paths: None };
    for slide in &deck.slides {
        appending.add(slide)?;
    }
    appending.list_slides()?;
    Ok(appending.template.package.zip()?)
}

/// The namespace of the sections of a presentation.
const SECTIONS: &str = "http://schemas.microsoft.com/office/powerpoint/2010/main";

fn section_entry() -> Element {
    element("p14:sldId").attr("xmlns:p14", SECTIONS)
}

/// What the program reads when the slide is opened again.
fn tag_part(view: &SavedView) -> Element {
    root("p:tagLst").child(element("p:tag").attr("name", SLIDE_TAG).attr("val", view.to_json()))
}

/// Puts a logo into a package: as a picture, and as a drawing where it is one.
fn put_logo(package: &mut Package, logo: &Logo) -> Result<(String, Option<String>), PackageFault> {
    let mut put = |extension: &str, kind: &str, bytes: &[u8]| {
        let path = package.free_path("ppt/media", "image", extension);
        package.declare_extension(extension, kind)?;
        package.put(&path, bytes);
        Ok::<_, PackageFault>(path)
    };
    let png = put("png", "image/png", logo.png())?;
    let svg = logo.svg().map(|svg| put("svg", "image/svg+xml", svg.as_bytes())).transpose()?;
    Ok((png, svg))
}

/// Slides on their way into a package.
struct Appending<'a> {
    deck: &'a Deck,
    template: Template,
    /// The references of the presentation to the new slides.
    slide_ids: Vec<String>,
    notes_master: Option<String>,
    /// The picture that all slides share, and the same as a drawing.
    logo_paths: Option<(String, Option<String>)>,
}

impl Appending<'_> {
    fn typing(&self) -> Typing {
        Typing { lang: self.deck.lang, is_of_theme: self.template.has_own_typefaces() }
    }

    fn add(&mut self, slide: &Slide) -> Result<(), ExportError> {
        let mut charts = Vec::new();
        let typing = self.typing();
        for item in &slide.items {
            if let Content::Chart(native, drawn) = &item.content {
                let package = &mut self.template.package;
                let place = drawn.native.clone().unwrap_or_else(|| chart_part::whole(item.rect.size()));
                charts.push(chart_part::add(package, native, &place, &self.deck.theme, typing)?);
            }
        }
        Ok(self.put(slide, &charts)?)
    }

    fn put(&mut self, slide: &Slide, charts: &[String]) -> Result<(), PackageFault> {
        let notes_master = self.notes_master()?;
        let is_template = self.deck.template.is_some();
        let layout = self.template.layout(slide.is_cover).path.clone();
        let typing = self.typing();
        let frame = &self.deck.frame;
        let theme = &self.deck.theme;
        let (title, keeps_title) = self.template.title_place(slide.is_cover);
        let (title, subtitle) = (title.clone(), self.template.subtitle().cloned());
        let writer = SlideWriter { frame, theme, typing, title, keeps_title, subtitle, is_template };
        let package = &mut self.template.package;
        let path = package.free_path("ppt/slides", "slide", "xml");
        package.relate(&path, "slideLayout", &layout)?;
        let mut chart_ids = Vec::new();
        for chart in charts {
            chart_ids.push(package.relate(&path, "chart", chart)?);
        }
        let logo_ids = match &slide.logo {
            Some(logo) => {
                if self.logo_paths.is_none() {
                    self.logo_paths = Some(put_logo(package, logo)?);
                }
                let (png, svg) = self.logo_paths.clone().unwrap_or_default();
                let svg = svg.map(|svg| package.relate(&path, "image", &svg)).transpose()?;
                Some((package.relate(&path, "image", &png)?, svg))
            }
            None => None,
        };
        let tag_id = match &slide.view {
            Some(view) => {
                let tag = package.free_path("ppt/tags", "tag", "xml");
                package.put_typed(&tag, &format!("{}.tags+xml", base::TYPES), tag_part(view).file())?;
                Some(package.relate(&path, "tags", &tag)?)
            }
            None => None,
        };
        let part = writer.part(slide, &chart_ids, logo_ids.as_ref(), tag_id.as_deref());
        package.put_typed(&path, &format!("{}.slide+xml", base::TYPES), part.file())?;
        let notes = package.free_path("ppt/notesSlides", "notesSlide", "xml");
        let title = frame.title_fit(&slide.title, slide.is_cover, theme);
        // What the slide has no room for is said.
        let whole_title = title.is_cut.then(|| slide.title.clone());
        let spoken: Vec<String> = whole_title.into_iter().chain(slide.notes.iter().cloned()).collect();
        let part = writer.notes_part(&spoken);
        package.put_typed(&notes, &format!("{}.notesSlide+xml", base::TYPES), part.file())?;
        package.relate(&notes, "notesMaster", &notes_master)?;
        package.relate(&notes, "slide", &path)?;
        package.relate(&path, "notesSlide", &notes)?;
        let id = package.relate(&self.template.presentation, "slide", &path)?;
        self.slide_ids.push(id);
        Ok(())
    }

    fn notes_master(&mut self) -> Result<String, PackageFault> {
        if let Some(path) = &self.notes_master {
            return Ok(path.clone());
        }
        let presentation = self.template.presentation.clone();
        let package = &mut self.template.package;
        let found = package.relations(&presentation)?.into_iter().find(|relation| relation.kind == "notesMaster");
        let path = match found {
            Some(relation) => relation.target,
            None => base::add_notes_master(package, &presentation, self.deck.lang)?,
        };
        self.notes_master = Some(path.clone());
        Ok(path)
    }

    /// Names the new slides behind those that the presentation lists.
    fn list_slides(&mut self) -> Result<(), PackageFault> {
        let presentation = self.template.presentation.clone();
        let document = self.template.package.xml(&presentation)?;
        let listed = document.descendants().filter(|node| node.has_tag_name((P, "sldId")));
        let taken: BTreeSet<u32> = listed.filter_map(|node| node.attribute("id")?.parse().ok()).collect();
        // Ids of slides begin with 256 and end below 2^31, where those of masters begin.
        let free = (256_u32..2_147_483_648).filter(|id| !taken.contains(id));
        let ids: Vec<u32> = free.take(self.slide_ids.len()).collect();
        let entry = |(id, relation): (&u32, &String)| {
            element("p:sldId").attr("xmlns:p", P).attr("xmlns:r", R).attr("id", id).attr("r:id", relation)
        };
        let mut entries: Vec<Element> = ids.iter().zip(&self.slide_ids).map(entry).collect();
        let child = |name: &str| document.root_element().children().find(|node| node.has_tag_name((P, name)));
        let slides = child("sldIdLst");
        let place = if let Some(last) = slides.and_then(|slides| slides.last_child()) {
            last.range().end..last.range().end
        } else {
            entries = vec![element("p:sldIdLst").attr("xmlns:p", P).children(entries)];
            // It stands before the size; an empty list is replaced.
            let before_size = child("sldSz").map(|size| size.range().start..size.range().start);
            slides.map(|slides| slides.range()).or(before_size).ok_or(PackageFault::NoSlideSize)?
        };
        self.template.package.edit(&presentation, |_, _| Some(place), &entries)?;
        self.list_in_section(&ids)
    }

    /// A presentation of sections names every slide in one of them: the new ones come behind those of the last.
    fn list_in_section(&mut self, ids: &[u32]) -> Result<(), PackageFault> {
        let presentation = self.template.presentation.clone();
        let document = self.template.package.xml(&presentation)?;
        let is_list = |node: &Node<'_, '_>| node.has_tag_name((SECTIONS, "sldIdLst"));
        let Some(section) = document.descendants().rfind(is_list) else { return Ok(()) };
        let mut entries: Vec<Element> = ids.iter().map(|id| section_entry().attr("id", id)).collect();
        let place = if let Some(slide) = section.last_child() {
            slide.range().end..slide.range().end
        } else {
            // A section without slides has a list of one tag.
            entries = vec![element("p14:sldIdLst").attr("xmlns:p14", SECTIONS).children(entries)];
            section.range()
        };
        self.template.package.edit(&presentation, |_, _| Some(place), &entries)
    }
}
