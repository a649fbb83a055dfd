//! A slide and its notes page as XML.

use emath::Rect;

use super::chart_part;
use super::draw::{Ids, group};
use super::drawing::{
    self, kind, place, placeholder, plain_run, preset, root, run, setting, shape_tree, slide_image, text_body,
    without_insets,
};
use super::geometry::{Frame, NOTE, SUBTITLE};
use super::slide::{Content, Item, Paragraph, Slide};
use crate::chart::{Font, Scene, Theme};
use crate::export::xml::{Element, element};
use crate::words::{Lang, Word};

/// What a slide needs besides itself.
pub struct SlideWriter<'a> {
    pub frame: &'a Frame,
    pub theme: &'a Theme,
    pub lang: Lang,
    /// The typeface, size and place of titles are the template's.
    pub is_template: bool,
    /// Whether the title of the first slide is a centred one.
    pub is_cover_title_centred: bool,
    /// The index of the placeholder for what stands under the title of the first slide.
    pub cover_subtitle: Option<&'a str>,
}

impl SlideWriter<'_> {
    /// The slide; `chart_ids` are the references to its charts, in the order of its items.
    pub fn part(&self, slide: &Slide, chart_ids: &[String], logo_id: Option<&str>, tag_id: Option<&str>) -> Element {
        let mut ids = Ids(1);
        let mut shapes = vec![self.title(slide, &mut ids)];
        if slide.is_cover {
            shapes.push(self.cover_text(slide, &mut ids));
        } else {
            self.add_body(&mut shapes, slide, chart_ids, &mut ids);
        }
        if let (Some(id), Some(logo)) = (logo_id, &slide.logo) {
            let rect = slide.body(self.frame).logo.unwrap_or(Rect::NOTHING);
            let alt = Word::logo_alt(self.lang, &logo.name);
            shapes.push(picture(rect, &alt, id, &mut ids));
        }
        let tags = tag_id.map(|id| element("p:custDataLst").child(element("p:tags").attr("r:id", id)));
        let content = element("p:cSld").child(shape_tree().children(shapes)).children(tags);
        root("p:sld").child(content).child(colors_of_master())
    }

    fn add_body(&self, shapes: &mut Vec<Element>, slide: &Slide, chart_ids: &[String], ids: &mut Ids) {
        let body = slide.body(self.frame);
        let paragraph =
            |text: &str, font: Font| vec![Paragraph { text: text.to_owned(), font, color: self.theme.ink_soft }];
        if !slide.subtitle.is_empty() {
            shapes.push(self.text_box(body.subtitle, "Subtitle", &paragraph(&slide.subtitle, SUBTITLE), ids));
        }
        let mut charts = chart_ids.iter();
        for item in &slide.items {
            let Item { rect, name, description, content } = item;
            let offset = rect.min.to_vec2();
            match content {
                Content::Text(paragraphs) => shapes.push(self.text_box(*rect, name, paragraphs, ids)),
                Content::Chart(_, drawn) => {
                    let id = charts.next().map(String::as_str).unwrap_or_default();
                    let place = drawn.native.clone().unwrap_or_else(|| chart_part::whole(rect.size()));
                    shapes.push(chart_frame(place.frame.translate(offset), name, description, id, ids));
                    if !place.beside.is_empty() {
                        let mut beside = Scene::new(drawn.size, drawn.background);
                        beside.marks = drawn.marks[place.beside].to_vec();
                        shapes.push(group(&beside, offset, "Labels", "", ids, self.lang));
                    }
                }
                Content::Drawn(scene) => shapes.push(group(scene, offset, name, description, ids, self.lang)),
            }
        }
        if !slide.source_note.is_empty() {
            shapes.push(self.text_box(body.note, "Source", &paragraph(&slide.source_note, NOTE), ids));
        }
    }

    fn title(&self, slide: &Slide, ids: &mut Ids) -> Element {
        let is_centred = slide.is_cover && self.is_cover_title_centred;
        let run = if self.is_template {
            plain_run(&slide.title, self.lang)
        } else {
            let mut font = self.frame.title_font(&slide.title, self.theme);
            if slide.is_cover {
                font.size *= 1.4;
            }
            run(&slide.title, font, self.theme.ink, self.lang)
        };
        let kind = kind(if is_centred { "ctrTitle" } else { "title" });
        filled(ids.next(), "Title", kind, [element("a:p").child(run)])
    }

    /// Under the title of the first slide: where the layout has a place for it, else in a box of ours.
    fn cover_text(&self, slide: &Slide, ids: &mut Ids) -> Element {
        let paragraphs = slide.cover_paragraphs(self.theme);
        match self.cover_subtitle {
            Some(index) => {
                filled(ids.next(), "Subtitle", kind("subTitle").attr("idx", index), self.paragraphs(&paragraphs))
            }
            None => self.text_box(self.frame.cover().1, "Subtitle", &paragraphs, ids),
        }
    }

    fn paragraphs(&self, paragraphs: &[Paragraph]) -> impl Iterator<Item = Element> {
        paragraphs.iter().map(|Paragraph { text, font, color }| {
            let spacing = element("a:lnSpc").child(setting("a:spcPct", 100_000));
            element("a:p").child(element("a:pPr").child(spacing)).child(run(text, *font, *color, self.lang))
        })
    }

    fn text_box(&self, rect: Rect, name: &str, paragraphs: &[Paragraph], ids: &mut Ids) -> Element {
        let properties = without_insets(element("a:bodyPr").attr("wrap", "square")).child(element("a:noAutofit"));
        drawing::text_box(ids.next(), name)
            .child(element("p:spPr").children([place("a:xfrm", rect), preset("rect"), element("a:noFill")]))
            .child(text_body(properties, self.paragraphs(paragraphs)))
    }

    /// The notes page.
    pub fn notes_part(&self, notes: &[String]) -> Element {
        let text = notes.iter().map(|text| element("a:p").child(plain_run(text, self.lang)));
        let image = slide_image(kind("sldImg")).child(element("p:spPr"));
        let notes = filled(3, "Notes", kind("body").attr("idx", 1), text);
        let content = element("p:cSld").child(shape_tree().child(image).child(notes));
        root("p:notes").child(content).child(colors_of_master())
    }
}

fn colors_of_master() -> Element {
    element("p:clrMapOvr").child(element("a:masterClrMapping"))
}

/// A place of the layout with text in it, which looks and stands as the layout says.
fn filled(id: u32, name: &str, kind: Element, paragraphs: impl IntoIterator<Item = Element>) -> Element {
    placeholder(id, name, kind).child(element("p:spPr")).child(text_body(element("a:bodyPr"), paragraphs))
}

fn picture(rect: Rect, description: &str, image_id: &str, ids: &mut Ids) -> Element {
    let identity = drawing::identity(ids.next(), "Logo").attr("descr", description);
    let locks = element("p:cNvPicPr").child(element("a:picLocks").attr("noChangeAspect", 1));
    let image = element("p:blipFill")
        .child(element("a:blip").attr("r:embed", image_id))
        .child(element("a:stretch").child(element("a:fillRect")));
    element("p:pic")
        .child(element("p:nvPicPr").child(identity).child(locks).child(element("p:nvPr")))
        .child(image)
        .child(element("p:spPr").child(place("a:xfrm", rect)).child(preset("rect")))
}

fn chart_frame(rect: Rect, name: &str, description: &str, chart_id: &str, ids: &mut Ids) -> Element {
    let identity = drawing::identity(ids.next(), name).attr("descr", description);
    let locks = element("p:cNvGraphicFramePr").child(element("a:graphicFrameLocks").attr("noGrp", 1));
    let chart = element("c:chart").attr("xmlns:c", chart_part::C).attr("r:id", chart_id);
    let data = element("a:graphicData").attr("uri", chart_part::C).child(chart);
    element("p:graphicFrame")
        .child(element("p:nvGraphicFramePr").child(identity).child(locks).child(element("p:nvPr")))
        .child(place("p:xfrm", rect))
        .child(element("a:graphic").child(data))
}
