//! A slide and its notes page as XML.

use emath::Rect;

use super::base::{GROUP, lang_tag};
use super::draw::{Ids, box_xml, group, run_xml};
use super::geometry::{Frame, NOTE, SUBTITLE};
use super::slide::{Content, Paragraph, Slide};
use super::{A, P, R, chart_part};
use crate::chart::{Font, Scene, Theme};
use crate::export::xml::{Attribute, Escaped};
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
    pub fn xml(&self, slide: &Slide, chart_ids: &[String], logo_id: Option<&str>, tag_id: Option<&str>) -> String {
        let mut ids = Ids(1);
        let mut shapes = self.title(slide, &mut ids);
        if slide.is_cover {
            shapes.push_str(&self.cover_text(slide, &mut ids));
        } else {
            let body = slide.body(self.frame);
            let paragraph =
                |text: &str, font: Font| vec![Paragraph { text: text.to_owned(), font, color: self.theme.ink_soft }];
            if !slide.subtitle.is_empty() {
                let text = paragraph(&slide.subtitle, SUBTITLE);
                shapes.push_str(&self.text_box(body.subtitle, "Subtitle", &text, &mut ids));
            }
            let mut charts = chart_ids.iter();
            for item in &slide.items {
                let shape = match &item.content {
                    Content::Text(paragraphs) => self.text_box(item.rect, &item.name, paragraphs, &mut ids),
                    Content::Chart(_, drawn) => {
                        let id = charts.next().map(String::as_str).unwrap_or_default();
                        let place = drawn.native.clone().unwrap_or_else(|| chart_part::whole(item.rect.size()));
                        let offset = item.rect.min.to_vec2();
                        let frame = place.frame.translate(offset);
                        let mut shape = chart_frame(frame, &item.name, &item.description, id, &mut ids);
                        if !place.beside.is_empty() {
                            let mut beside = Scene::new(drawn.size, drawn.background);
                            beside.marks = drawn.marks[place.beside].to_vec();
                            shape.push_str(&group(&beside, offset, "Labels", "", &mut ids, self.lang));
                        }
                        shape
                    }
                    Content::Drawn(scene) => {
                        let offset = item.rect.min.to_vec2();
                        group(scene, offset, &item.name, &item.description, &mut ids, self.lang)
                    }
                };
                shapes.push_str(&shape);
            }
            if !slide.source_note.is_empty() {
                let text = paragraph(&slide.source_note, NOTE);
                shapes.push_str(&self.text_box(body.note, "Source", &text, &mut ids));
            }
        }
        if let (Some(id), Some(logo)) = (logo_id, &slide.logo) {
            let rect = slide.body(self.frame).logo.unwrap_or(Rect::NOTHING);
            let alt = Word::logo_alt(self.lang, &logo.name);
            shapes.push_str(&picture(rect, &alt, id, &mut ids));
        }
        let tags =
            tag_id.map_or_else(String::new, |id| format!("<p:custDataLst><p:tags r:id=\"{id}\"/></p:custDataLst>"));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<p:sld xmlns:a=\"{A}\" xmlns:r=\"{R}\" xmlns:p=\"{P}\"><p:cSld><p:spTree>{GROUP}{shapes}</p:spTree>{tags}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        )
    }

    fn title(&self, slide: &Slide, ids: &mut Ids) -> String {
        let kind = if slide.is_cover && self.is_cover_title_centred { "ctrTitle" } else { "title" };
        let lang = lang_tag(self.lang);
        let run = if self.is_template {
            format!("<a:r><a:rPr lang=\"{lang}\" dirty=\"0\"/><a:t>{}</a:t></a:r>", Escaped(&slide.title))
        } else {
            let mut font = self.frame.title_font(&slide.title, self.theme);
            if slide.is_cover {
                font.size *= 1.4;
            }
            run_xml(&slide.title, font, self.theme.ink, self.lang)
        };
        placeholder(ids.next(), "Title", &format!("<p:ph type=\"{kind}\"/>"), &format!("<a:p>{run}</a:p>"))
    }

    /// Under the title of the first slide: where the layout has a place for it, else in a box of ours.
    fn cover_text(&self, slide: &Slide, ids: &mut Ids) -> String {
        let paragraphs = slide.cover_paragraphs(self.theme);
        match self.cover_subtitle {
            Some(index) => {
                let kind = format!("<p:ph type=\"subTitle\" idx=\"{}\"/>", Attribute(index));
                placeholder(ids.next(), "Subtitle", &kind, &self.paragraphs(&paragraphs))
            }
            None => self.text_box(self.frame.cover().1, "Subtitle", &paragraphs, ids),
        }
    }

    fn paragraphs(&self, paragraphs: &[Paragraph]) -> String {
        let paragraph = |Paragraph { text, font, color }: &Paragraph| {
            format!(
                "<a:p><a:pPr><a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc></a:pPr>{}</a:p>",
                run_xml(text, *font, *color, self.lang)
            )
        };
        paragraphs.iter().map(paragraph).collect()
    }

    fn text_box(&self, rect: Rect, name: &str, paragraphs: &[Paragraph], ids: &mut Ids) -> String {
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{}\" name=\"{}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{}</p:txBody></p:sp>",
            ids.next(),
            Attribute(name),
            box_xml("a:xfrm", rect, ""),
            self.paragraphs(paragraphs)
        )
    }

    /// The notes page.
    pub fn notes_xml(&self, notes: &[String]) -> String {
        let lang = lang_tag(self.lang);
        let paragraph = |text: &String| {
            format!("<a:p><a:r><a:rPr lang=\"{lang}\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>", Escaped(text))
        };
        let text: String = notes.iter().map(paragraph).collect();
        let notes = placeholder(3, "Notes", "<p:ph type=\"body\" idx=\"1\"/>", &text);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<p:notes xmlns:a=\"{A}\" xmlns:r=\"{R}\" xmlns:p=\"{P}\"><p:cSld><p:spTree>{GROUP}<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>{notes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )
    }
}

fn placeholder(id: u32, name: &str, kind: &str, paragraphs: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{kind}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
}

fn picture(rect: Rect, description: &str, image_id: &str, ids: &mut Ids) -> String {
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"{}\" name=\"Logo\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{image_id}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
        ids.next(),
        Attribute(description),
        box_xml("a:xfrm", rect, "")
    )
}

fn chart_frame(rect: Rect, name: &str, description: &str, chart_id: &str, ids: &mut Ids) -> String {
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{}\" name=\"{}\" descr=\"{}\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{chart_id}\"/></a:graphicData></a:graphic></p:graphicFrame>",
        ids.next(),
        Attribute(name),
        Attribute(description),
        box_xml("p:xfrm", rect, "")
    )
}
