//! A slide and its notes page as XML.

use emath::Rect;

use super::chart_part;
use super::draw::{self, Ids, group};
use super::drawing::{
    self, Typing, emu, fill, kind, place, placeholder, plain_paragraph, plain_run, preset, root, run, run_in_place,
    shape_tree, slide_image, text_body, without_insets,
};
use super::geometry::{Frame, LINE};
use super::slide::{Content, Item, Paragraph, Slide};
use super::table::{INSET, PITCH, SlideTable, TableCell};
use super::template::TextPlace;
use crate::chart::{Font, Scene, Theme};
use crate::export::xml::{Element, element};
use crate::words::Word;

/// What a slide needs besides itself.
pub struct SlideWriter<'a> {
    pub frame: &'a Frame,
    pub theme: &'a Theme,
    pub typing: Typing,
    /// Where its title stands.
    pub title: TextPlace,
    /// Whether the layout states that place.
    pub keeps_title: bool,
    /// Where the layout of a first slide keeps a place for what stands under the title.
    pub subtitle: Option<TextPlace>,
    /// The typeface, size and place of titles are the template's.
    pub is_template: bool,
}

impl SlideWriter<'_> {
    /// The slide; `chart_ids` are the references to its charts, in the order of its items.
    pub fn part(
        &self,
        slide: &Slide,
        chart_ids: &[String],
        logo_ids: Option<&(String, Option<String>)>,
        tag_id: Option<&str>,
    ) -> Element {
        let mut ids = Ids(1);
        let mut shapes = vec![self.title(slide, &mut ids)];
        if slide.is_cover {
            shapes.push(self.cover_text(slide, &mut ids));
        } else {
            self.add_body(&mut shapes, slide, chart_ids, &mut ids);
        }
        if let (Some(ids_of_logo), Some(logo)) = (logo_ids, &slide.logo) {
            let rect = slide.body(self.frame).logo.unwrap_or(Rect::NOTHING);
            let alt = Word::logo_alt(self.typing.lang, &logo.name);
            shapes.push(picture(rect, &alt, ids_of_logo, &mut ids));
        }
        let tags = tag_id.map(|id| element("p:custDataLst").child(element("p:tags").attr("r:id", id)));
        let content = element("p:cSld").child(shape_tree().children(shapes)).children(tags);
        root("p:sld").child(content).child(colors_of_master())
    }

    fn add_body(&self, shapes: &mut Vec<Element>, slide: &Slide, chart_ids: &[String], ids: &mut Ids) {
        let body = slide.body(self.frame);
        if let Some(rect) = self.frame.panel {
            shapes.push(draw::panel(rect, self.theme.ground, ids));
        }
        let paragraph =
            |text: &str, font: Font| vec![Paragraph { text: text.to_owned(), font, color: self.theme.ink_soft }];
        if !slide.subtitle.is_empty() {
            shapes.push(self.text_box(
                body.subtitle,
                "Subtitle",
                &paragraph(&slide.subtitle, self.frame.subtitle_font()),
                ids,
            ));
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
                        shapes.push(group(&beside, offset, "Labels", "", ids, self.typing));
                    }
                }
                Content::Table(table, _) => shapes.push(self.table(table, *rect, (name, description), ids)),
                Content::Drawn(scene) => shapes.push(group(scene, offset, name, description, ids, self.typing)),
            }
        }
        if !slide.source_note.is_empty() {
            shapes.push(self.text_box(
                body.note,
                "Source",
                &paragraph(&slide.source_note, self.frame.note_font()),
                ids,
            ));
        }
    }

    fn title(&self, slide: &Slide, ids: &mut Ids) -> Element {
        let title = &self.title;
        let fit = self.frame.title_fit(&slide.title, slide.is_cover, self.theme);
        let look = self.frame.of_template.filter(|_| self.is_template);
        let run = match look.map(|look| if slide.is_cover { look.cover } else { look.title }) {
            Some(look) => {
                // What the layout says already is not said again.
                let size = (fit.font.size != look.size || !self.keeps_title).then_some(fit.font.size);
                run_in_place(&fit.text, size, (!look.is_own_color).then_some(look.color), self.typing.lang)
            }
            None => run(&fit.text, fit.font, self.theme.ink, self.typing),
        };
        let mut kind = kind(&title.kind);
        if let Some(index) = &title.index {
            kind = kind.attr("idx", index);
        }
        if !self.is_template {
            return filled(ids.next(), "Title", kind, [element("a:p").child(run)]);
        }
        let shape = placeholder(ids.next(), "Title", kind);
        let fits = element("a:normAutofit");
        if self.keeps_title {
            let properties = element("a:bodyPr").attr("wrap", "square").child(fits);
            return shape.child(element("p:spPr")).child(text_body(properties, [element("a:p").child(run)]));
        }
        let properties = without_insets(element("a:bodyPr").attr("wrap", "square")).attr("anchor", "b").child(fits);
        let left = element("a:pPr").attr("algn", "l");
        let paragraph = element("a:p").child(left).child(run);
        shape
            .child(element("p:spPr").children([place("a:xfrm", title.rect), preset("rect")]))
            .child(text_body(properties, [paragraph]))
    }

    /// Under the title of the first slide: where the layout has a place for it, else in a box of ours.
    fn cover_text(&self, slide: &Slide, ids: &mut Ids) -> Element {
        let paragraphs = slide.cover_paragraphs(self.frame, self.theme);
        match &self.subtitle {
            Some(TextPlace { index, .. }) => {
                let kind = kind("subTitle").attr("idx", index.as_deref().unwrap_or("1"));
                // The layout says on which side lines begin.
                let in_place = |Paragraph { text, font, color }: &Paragraph| {
                    plain_paragraph(None, None).child(run(text, *font, *color, self.typing))
                };
                filled(ids.next(), "Subtitle", kind, paragraphs.iter().map(in_place))
            }
            None => self.text_box(self.frame.cover.1, "Subtitle", &paragraphs, ids),
        }
    }

    fn paragraphs(&self, paragraphs: &[Paragraph]) -> impl Iterator<Item = Element> {
        paragraphs.iter().map(|Paragraph { text, font, color }| {
            // Lines stand where they were measured, however high the lines of a typeface are.
            plain_paragraph(Some("l"), Some(LINE * font.size)).child(run(text, *font, *color, self.typing))
        })
    }

    fn text_box(&self, rect: Rect, name: &str, paragraphs: &[Paragraph], ids: &mut Ids) -> Element {
        let properties = without_insets(element("a:bodyPr").attr("wrap", "square")).child(element("a:normAutofit"));
        drawing::text_box(ids.next(), name)
            .child(element("p:spPr").children([place("a:xfrm", rect), preset("rect"), element("a:noFill")]))
            .child(text_body(properties, self.paragraphs(paragraphs)))
    }

    fn table(&self, table: &SlideTable, rect: Rect, (name, description): (&str, &str), ids: &mut Ids) -> Element {
        const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";
        let columns = table.widths.len();
        let columns_of = table.widths.iter().map(|&width| element("a:gridCol").attr("w", emu(width)));
        let rows = table.rows.iter().map(|row| {
            let spans_all = row.cells.len() == 1 && columns > 1;
            let mut cells: Vec<Element> = row.cells.iter().map(|cell| self.cell(cell, row.is_ruled)).collect();
            if spans_all {
                cells[0] = cells[0].clone().attr("gridSpan", columns);
                let covered = || {
                    let body = element("a:txBody").child(element("a:bodyPr")).child(element("a:lstStyle"));
                    element("a:tc")
                        .attr("hMerge", 1)
                        .child(body.child(drawing::empty_paragraph()))
                        .child(element("a:tcPr"))
                };
                cells.extend((1..columns).map(|_| covered()));
            }
            element("a:tr").attr("h", emu(row.height)).children(cells)
        });
        let properties = element("a:tblPr").attr("firstRow", u8::from(table.has_heading));
        let tbl = element("a:tbl").child(properties).child(element("a:tblGrid").children(columns_of)).children(rows);
        let identity = drawing::identity(ids.next(), name).attr("descr", description);
        let data = element("a:graphicData").attr("uri", TABLE).child(tbl);
        graphic_frame(identity, rect, data)
    }

    fn cell(&self, cell: &TableCell, is_ruled: bool) -> Element {
        let paragraph = |text: &String| {
            let paragraph = plain_paragraph(Some(if cell.is_right { "r" } else { "l" }), Some(PITCH * cell.font.size));
            // A paragraph without text is as high as its type too.
            if text.is_empty() {
                let size = (f64::from(cell.font.size) * 100.0).round();
                return paragraph.child(element("a:endParaRPr").attr("sz", size));
            }
            paragraph.child(run(text, cell.font, cell.color, self.typing))
        };
        let body = element("a:txBody")
            .child(element("a:bodyPr"))
            .child(element("a:lstStyle"))
            .children(cell.lines.iter().map(paragraph));
        let none = |name| element(name).attr("w", 0).child(element("a:noFill"));
        let below = if is_ruled {
            let fill = fill(self.theme.border);
            element("a:lnB").attr("w", emu(0.75)).child(fill)
        } else {
            none("a:lnB")
        };
        let properties = element("a:tcPr")
            .attr("marL", emu(INSET))
            .attr("marR", emu(INSET))
            .attr("marT", 0)
            .attr("marB", 0)
            .attr("anchor", "ctr")
            .children([none("a:lnL"), none("a:lnR"), none("a:lnT"), below, element("a:noFill")]);
        element("a:tc").child(body).child(properties)
    }

    /// The notes page.
    pub fn notes_part(&self, notes: &[String]) -> Element {
        let text = notes.iter().map(|text| element("a:p").child(plain_run(text, self.typing.lang)));
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

/// A picture, and the drawing that programs which can draw it take in its place.
fn picture(rect: Rect, description: &str, (png, svg): &(String, Option<String>), ids: &mut Ids) -> Element {
    const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
    let drawing_of = |svg: &String| {
        let blip = element("asvg:svgBlip").attr("xmlns:asvg", SVG).attr("r:embed", svg);
        element("a:extLst").child(element("a:ext").attr("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}").child(blip))
    };
    let identity = drawing::identity(ids.next(), "Logo").attr("descr", description);
    let locks = element("p:cNvPicPr").child(element("a:picLocks").attr("noChangeAspect", 1));
    let image = element("p:blipFill")
        .child(element("a:blip").attr("r:embed", png).children(svg.as_ref().map(drawing_of)))
        .child(element("a:stretch").child(element("a:fillRect")));
    element("p:pic")
        .child(element("p:nvPicPr").child(identity).child(locks).child(element("p:nvPr")))
        .child(image)
        .child(element("p:spPr").child(place("a:xfrm", rect)).child(preset("rect")))
}

fn chart_frame(rect: Rect, name: &str, description: &str, chart_id: &str, ids: &mut Ids) -> Element {
    let identity = drawing::identity(ids.next(), name).attr("descr", description);
    let chart = element("c:chart").attr("xmlns:c", chart_part::C).attr("r:id", chart_id);
    graphic_frame(identity, rect, element("a:graphicData").attr("uri", chart_part::C).child(chart))
}

/// What holds a chart or a table on a slide.
fn graphic_frame(identity: Element, rect: Rect, data: Element) -> Element {
    let locks = element("p:cNvGraphicFramePr").child(element("a:graphicFrameLocks").attr("noGrp", 1));
    element("p:graphicFrame")
        .child(element("p:nvGraphicFramePr").child(identity).child(locks).child(element("p:nvPr")))
        .child(place("p:xfrm", rect))
        .child(element("a:graphic").child(data))
}
