//! A report as a document that Word, Hangul and other word processors edit: real styles, so that navigation and contents work,
//! captions that count, tables whose heads are repeated.

mod body;
mod elements;
mod parts;

use body::{Body, Media};

use crate::chart::Theme;
use crate::export::mark::SLIDE_TAG;
use crate::export::office::base::{CORE_TYPE, THEME_TYPE, core_part, theme_part};
use crate::export::office::package::Package;
use crate::export::report::{Block, Report};
use crate::export::xml::element;
use crate::export::{Deck, ExportError, Figure, PackageFault};

const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// What describes a part that Word keeps without knowing it.
const CUSTOM_TYPE: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
const DOCUMENT: &str = "word/document.xml";

/// A figure as a document of one section.
pub(in crate::export) fn encode(figure: &Figure<'_>, _: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    encode_deck(&figure.document())
}

/// A deck, a section a slide.
pub(in crate::export) fn encode_deck(deck: &Deck) -> Result<Vec<u8>, ExportError> {
    Ok(package(&Report::of(deck)?)?.zip()?)
}

fn package(report: &Report<'_>) -> Result<Package, PackageFault> {
    let mut package = Package::new();
    package.relate("", "officeDocument", DOCUMENT)?;
    let part = |package: &mut Package, name: &str, xml: Vec<u8>| {
        package.put_typed(&format!("word/{name}.xml"), &format!("{TYPES}.{name}+xml"), xml)?;
        package.relate(DOCUMENT, name, &format!("word/{name}.xml"))
    };
    part(&mut package, "styles", parts::styles(report.lang).file())?;
    part(&mut package, "settings", parts::settings().file())?;
    part(&mut package, "numbering", parts::numbering().file())?;
    part(&mut package, "fontTable", parts::font_table(report.lang).file())?;
    let theme = "word/theme/theme1.xml";
    package.put_typed(theme, THEME_TYPE, theme_part(&Theme::paper(false), report.lang).file())?;
    package.relate(DOCUMENT, "theme", theme)?;
    let footer = part(&mut package, "footer", parts::footer().file())?;
    package.declare_extension("png", "image/png")?;
    let header = match report.logo {
        Some(logo) => {
            package.put("word/media/logo.png", logo.png());
            let image = package.relate("word/header.xml", "image", "word/media/logo.png")?;
            Some(part(&mut package, "header", parts::header(logo, &image, report.lang).file())?)
        }
        None => None,
    };
    let mut pictures = Vec::new();
    for (number, block) in (1..).zip(report.blocks.iter().filter(|block| matches!(block, Block::Figure(_)))) {
        if let Block::Figure(figure) = block {
            let path = format!("word/media/figure{number}.png");
            package.put(&path, figure.png.as_slice());
            pictures.push(package.relate(DOCUMENT, "image", &path)?);
        }
    }
    let media = Media { pictures, footer, header };
    package.put_typed(DOCUMENT, &format!("{TYPES}.document.main+xml"), Body::of(report, &media).file())?;
    package.put_typed("docProps/core.xml", CORE_TYPE, core_part(report.title, report.lang).file())?;
    package.relate_core("docProps/core.xml")?;
    if let Some(view) = report.view {
        // Word keeps such parts when the document is written anew.
        let part =
            element("view").attr("xmlns", "urn:city-diplomacy").attr("name", SLIDE_TAG).attr("val", view.to_json());
        package.put("customXml/item1.xml", part.file());
        package.relate(DOCUMENT, "customXml", "customXml/item1.xml")?;
        let properties = "customXml/itemProps1.xml";
        package.put_typed(properties, CUSTOM_TYPE, parts::custom_properties().file())?;
        package.relate("customXml/item1.xml", "customXmlProps", properties)?;
    }
    Ok(package)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::tests::wide;

    #[test]
    fn a_wide_table_stands_on_a_page_on_its_side() {
        let package = package(&wide()).unwrap();
        let document = package.xml(DOCUMENT).unwrap();
        let pages = document.descendants().filter(|node| node.tag_name().name() == "pgSz");
        let is_wide: Vec<bool> =
            pages.map(|page| page.attributes().any(|attribute| attribute.value() == "landscape")).collect();
        assert_eq!(is_wide, [false, true, false]);
    }
}
