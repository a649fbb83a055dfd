//! A report as a document of Hangul (OWPML, KS X 6101): the word processor in which Korean offices write.

mod body;
mod head;

use body::sections;

use crate::export::mark::SLIDE_TAG;
use crate::export::office::package::zipped;
use crate::export::report::{Block, Report};
use crate::export::xml::{Element, element};
use crate::export::{Deck, ExportError, Figure};

/// Every name that Hancom's programs look for at the root of a part, whether it is used there or not.
const NAMES: [(&str, &str); 15] = [
    ("xmlns:ha", "http://www.hancom.co.kr/hwpml/2011/app"),
    ("xmlns:hp", "http://www.hancom.co.kr/hwpml/2011/paragraph"),
    ("xmlns:hp10", "http://www.hancom.co.kr/hwpml/2016/paragraph"),
    ("xmlns:hs", "http://www.hancom.co.kr/hwpml/2011/section"),
    ("xmlns:hc", "http://www.hancom.co.kr/hwpml/2011/core"),
    ("xmlns:hh", "http://www.hancom.co.kr/hwpml/2011/head"),
    ("xmlns:hhs", "http://www.hancom.co.kr/hwpml/2011/history"),
    ("xmlns:hm", "http://www.hancom.co.kr/hwpml/2011/master-page"),
    ("xmlns:hpf", "http://www.hancom.co.kr/schema/2011/hpf"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:opf", "http://www.idpf.org/2007/opf/"),
    ("xmlns:ooxmlchart", "http://www.hancom.co.kr/hwpml/2016/ooxmlchart"),
    ("xmlns:hwpunitchar", "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar"),
    ("xmlns:epub", "http://www.idpf.org/2007/ops"),
    ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
];

/// A figure as a document of one section.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    encode_deck(&figure.document())
}

/// A deck, a section a slide.
pub(in crate::export) fn encode_deck(deck: &Deck) -> Result<Vec<u8>, ExportError> {
    let report = Report::of(deck)?;
    let sections = sections(&report);
    let root = |name| NAMES.into_iter().fold(element(name), |part, (name, space)| part.attr(name, space));
    // The kind of the file comes first and as it is: programs tell the file by it.
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("mimetype".to_owned(), b"application/hwp+zip".to_vec()),
        ("version.xml".to_owned(), version().file()),
        ("META-INF/container.xml".to_owned(), container().file()),
        ("META-INF/manifest.xml".to_owned(), manifest().file()),
        ("settings.xml".to_owned(), settings().file()),
        ("Contents/content.hpf".to_owned(), content(&report, sections.len()).file()),
        ("Contents/header.xml".to_owned(), head::part(root("hh:head"), sections.len()).file()),
        ("Preview/PrvText.txt".to_owned(), preview(&report).into_bytes()),
    ];
    for (number, paragraphs) in sections.into_iter().enumerate() {
        let part = root("hs:sec").children(paragraphs);
        parts.push((format!("Contents/section{number}.xml"), part.file()));
    }
    for (number, figure) in (1..).zip(figures(&report)) {
        parts.push((format!("BinData/image{number}.png"), figure.to_vec()));
    }
    Ok(zipped(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())))?)
}

fn figures<'a>(report: &'a Report<'_>) -> impl Iterator<Item = &'a [u8]> {
    let logo = report.logo.map(crate::export::Logo::png);
    let png = |block: &'a Block| match block {
        Block::Figure(figure) => Some(figure.png.as_slice()),
        _ => None,
    };
    logo.into_iter().chain(report.blocks.iter().filter_map(png))
}

fn version() -> Element {
    element("hv:HCFVersion")
        .attr("xmlns:hv", "http://www.hancom.co.kr/hwpml/2011/version")
        // So it is spelt.
        .attr("tagetApplication", "WORDPROCESSOR")
        .attr("major", 5)
        .attr("minor", 1)
        .attr("micro", 0)
        .attr("buildNumber", 0)
        .attr("os", 1)
        .attr("xmlVersion", "1.4")
        .attr("application", "City Diplomacy Explorer")
        .attr("appVersion", "1")
}

fn container() -> Element {
    let file = |path, kind| element("ocf:rootfile").attr("full-path", path).attr("media-type", kind);
    let files = element("ocf:rootfiles")
        .child(file("Contents/content.hpf", "application/hwpml-package+xml"))
        .child(file("Preview/PrvText.txt", "text/plain"));
    element("ocf:container").attr("xmlns:ocf", "urn:oasis:names:tc:opendocument:xmlns:container").child(files)
}

fn manifest() -> Element {
    element("odf:manifest").attr("xmlns:odf", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0")
}

fn settings() -> Element {
    let caret = element("ha:CaretPosition").attr("listIDRef", 0).attr("paraIDRef", 0).attr("pos", 0);
    element("ha:HWPApplicationSetting").attr("xmlns:ha", "http://www.hancom.co.kr/hwpml/2011/app").child(caret)
}

/// The list of parts, and what the document says of itself; no clock.
fn content(report: &Report<'_>, sections: usize) -> Element {
    let meta = |name: &str, text: &str| element("opf:meta").attr("name", name).attr("content", "text").text(text);
    let metadata = element("opf:metadata")
        .child(element("opf:title").text(report.title))
        .child(element("opf:language").text(report.lang.tag()))
        .child(meta("creator", "City Diplomacy Explorer"))
        .children(report.view.map(|view| meta(SLIDE_TAG, &view.to_json())));
    let item = |id: &str, path: &str, kind: &str| {
        element("opf:item").attr("id", id).attr("href", path).attr("media-type", kind)
    };
    let names: Vec<String> = (0..sections).map(|number| format!("section{number}")).collect();
    let images = (1..=figures(report).count()).map(|number| format!("image{number}"));
    let items = element("opf:manifest")
        .child(item("version", "version.xml", "application/xml"))
        .child(item("header", "Contents/header.xml", "application/xml"))
        .children(names.iter().map(|name| item(name, &format!("Contents/{name}.xml"), "application/xml")))
        .child(item("settings", "settings.xml", "application/xml"))
        .children(images.map(|name| item(&name, &format!("BinData/{name}.png"), "image/png").attr("isEmbeded", 1)));
    let read = |name: &str| element("opf:itemref").attr("idref", name).attr("linear", "yes");
    let spine = element("opf:spine").child(read("header")).children(names.iter().map(|name| read(name)));
    element("opf:package")
        .attr("xmlns:opf", "http://www.idpf.org/2007/opf/")
        .attr("version", "")
        .attr("unique-identifier", "")
        .attr("id", "")
        .children([metadata, items, spine])
}

/// What a list of files shows of it.
fn preview(report: &Report<'_>) -> String {
    let heading = |block: &Block| match block {
        Block::Heading(_, text) => Some(format!("{text}\r\n")),
        _ => None,
    };
    format!("{}\r\n", report.title) + &report.blocks.iter().filter_map(heading).collect::<String>()
}
