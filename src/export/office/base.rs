//! The presentation that a deck starts from where no template is given: a theme, one master, two layouts.

use emath::{Rect, pos2, vec2};

use super::drawing::{
    empty_paragraph, emu, fill, kind, lang_tag, place, placeholder, preset, rgb, root, scheme_fill, setting,
    shape_tree, slide_image, text_body, typefaces, without_insets,
};
use super::geometry::Frame;
use super::package::Package;
use super::{A, P, R};
use crate::chart::Theme;
use crate::export::fault::PackageFault;
use crate::export::xml::{Element, element};
use crate::words::Lang;

/// What a part is, by the last words of its content type.
pub const TYPES: &str = "application/vnd.openxmlformats-officedocument.presentationml";
/// What a theme is in the list of content types.
pub const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
/// What such a part is.
pub const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// A presentation without slides.
///
/// # Errors
/// Never where the parts below are well-formed.
pub fn package(title: &str, lang: Lang, frame: &Frame, theme: &Theme) -> Result<Package, PackageFault> {
    let mut package = Package::new();
    let (presentation, master) = ("ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml");
    let layouts = ["ppt/slideLayouts/slideLayout1.xml", "ppt/slideLayouts/slideLayout2.xml"];
    package.put_typed("ppt/theme/theme1.xml", THEME_TYPE, theme_part(theme, lang).file())?;
    for (path, is_cover) in layouts.into_iter().zip([true, false]) {
        package.put_typed(path, &format!("{TYPES}.slideLayout+xml"), layout_part(is_cover, frame).file())?;
        package.relate(path, "slideMaster", master)?;
    }
    let layout_ids =
        [package.relate(master, "slideLayout", layouts[0])?, package.relate(master, "slideLayout", layouts[1])?];
    package.relate(master, "theme", "ppt/theme/theme1.xml")?;
    let part = master_part(&layout_ids, frame, theme, lang);
    package.put_typed(master, &format!("{TYPES}.slideMaster+xml"), part.file())?;
    let master_id = package.relate(presentation, "slideMaster", master)?;
    package.relate(presentation, "theme", "ppt/theme/theme1.xml")?;
    let part = presentation_part(&master_id, frame);
    package.put_typed(presentation, &format!("{TYPES}.presentation.main+xml"), part.file())?;
    // Every office program writes these, and some look for them.
    for kind in ["presProps", "viewProps"] {
        let path = format!("ppt/{kind}.xml");
        let part = root(if kind == "presProps" { "p:presentationPr" } else { "p:viewPr" });
        package.put_typed(&path, &format!("{TYPES}.{kind}+xml"), part.file())?;
        package.relate(presentation, kind, &path)?;
    }
    package.relate("", "officeDocument", presentation)?;
    package.put_typed("docProps/core.xml", CORE_TYPE, core_part(title, lang).file())?;
    package.relate_core("docProps/core.xml")?;
    Ok(package)
}

fn presentation_part(master_id: &str, frame: &Frame) -> Element {
    let master = element("p:sldMasterId").attr("id", 2_147_483_648_u32).attr("r:id", master_id);
    root("p:presentation")
        .attr("saveSubsetFonts", 1)
        .child(element("p:sldMasterIdLst").child(master))
        .child(element("p:sldSz").attr("cx", emu(frame.size.x)).attr("cy", emu(frame.size.y)))
        .child(element("p:notesSz").attr("cx", 6_858_000).attr("cy", 9_144_000))
}

/// What the package says of itself; no clock.
pub fn core_part(title: &str, lang: Lang) -> Element {
    element("cp:coreProperties")
        .attr("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .child(element("dc:title").text(title))
        .child(element("dc:creator").text("City Diplomacy Explorer"))
        .child(element("dc:language").text(lang.tag()))
}

/// A theme: our colours, one typeface.
pub fn theme_part(theme: &Theme, lang: Lang) -> Element {
    const NAME: &str = "City Diplomacy";
    const ACCENTS: [&str; 6] = ["a:accent1", "a:accent2", "a:accent3", "a:accent4", "a:accent5", "a:accent6"];
    // The names are roles of the light look: dk1 is text, lt1 the ground, whatever their brightness.
    let roles = [("a:dk1", theme.ink), ("a:lt1", theme.ground), ("a:dk2", theme.ink_soft), ("a:lt2", theme.sunken)];
    let accents = ACCENTS.into_iter().enumerate().map(|(rank, name)| (name, theme.category(rank)));
    let links = [("a:hlink", theme.accent), ("a:folHlink", theme.ink_soft)];
    let colors = roles.into_iter().chain(accents).chain(links).map(|(name, color)| element(name).child(rgb(color)));
    let fonts = |name| element(name).children(typefaces(lang)).child(element("a:cs").attr("typeface", ""));
    let three = |name, kind: Element| element(name).children([kind.clone(), kind.clone(), kind]);
    let plain = || scheme_fill("phClr");
    let line = |width: u32| element("a:ln").attr("w", width).child(plain());
    element("a:theme").attr("xmlns:a", A).attr("name", NAME).child(element("a:themeElements").children([
        element("a:clrScheme").attr("name", NAME).children(colors),
        element("a:fontScheme").attr("name", NAME).children(["a:majorFont", "a:minorFont"].map(fonts)),
        element("a:fmtScheme").attr("name", "Plain").children([
            three("a:fillStyleLst", plain()),
            element("a:lnStyleLst").children([6350, 12700, 19050].map(line)),
            three("a:effectStyleLst", element("a:effectStyle").child(element("a:effectLst"))),
            three("a:bgFillStyleLst", plain()),
        ]),
    ]))
}

fn master_part(layout_ids: &[String], frame: &Frame, theme: &Theme, lang: Lang) -> Element {
    let layouts = (2_147_483_649_u32..).zip(layout_ids);
    let layouts = layouts.map(|(number, id)| element("p:sldLayoutId").attr("id", number).attr("r:id", id));
    let ground = element("p:bgPr").child(fill(theme.ground)).child(element("a:effectLst"));
    let shapes = shape_tree().child(place_of(2, "Title", kind("title"), frame.title, "b")).child(place_of(
        3,
        "Text",
        kind("body").attr("idx", 1),
        frame.body,
        "t",
    ));
    let style = |name, size: u32, is_bold: bool| {
        let look = element("a:defRPr")
            .attr("lang", lang_tag(lang))
            .attr("sz", size)
            .attr("b", u8::from(is_bold))
            .attr("kern", 1200)
            .child(scheme_fill("tx1"))
            .children(typefaces(lang));
        let level = element("a:lvl1pPr")
            .attr("algn", "l")
            .attr("defTabSz", 914_400)
            .attr("rtl", 0)
            .attr("eaLnBrk", 1)
            .attr("latinLnBrk", 0)
            .attr("hangingPunct", 1)
            .child(element("a:spcBef").child(setting("a:spcPts", 0)))
            .child(element("a:buNone"))
            .child(look);
        element(name).child(level)
    };
    root("p:sldMaster")
        .child(element("p:cSld").child(element("p:bg").child(ground)).child(shapes))
        .child(color_map())
        .child(element("p:sldLayoutIdLst").children(layouts))
        .child(element("p:txStyles").children([
            style("p:titleStyle", 2600, true),
            style("p:bodyStyle", 1600, false),
            style("p:otherStyle", 1400, false),
        ]))
}

/// Which colour of the theme plays which part.
fn color_map() -> Element {
    const SAME: [&str; 8] = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let roles = element("p:clrMap").attr("bg1", "lt1").attr("tx1", "dk1").attr("bg2", "lt2").attr("tx2", "dk2");
    SAME.into_iter().fold(roles, |map, name| map.attr(name, name))
}

fn layout_part(is_cover: bool, frame: &Frame) -> Element {
    let (kind, name, shapes) = if is_cover {
        let (title, subtitle) = frame.cover;
        let shapes = vec![
            place_of(2, "Title", kind("ctrTitle"), title, "b"),
            place_of(3, "Subtitle", kind("subTitle").attr("idx", 1), subtitle, "t"),
        ];
        ("title", "Title Slide", shapes)
    } else {
        ("titleOnly", "Title Only", vec![place_of(2, "Title", kind("title"), frame.title, "b")])
    };
    root("p:sldLayout")
        .attr("type", kind)
        .attr("preserve", 1)
        .child(element("p:cSld").attr("name", name).child(shape_tree().children(shapes)))
        .child(element("p:clrMapOvr").child(element("a:masterClrMapping")))
}

/// A place that is kept for a kind of text.
fn place_of(id: u32, name: &str, kind: Element, rect: Rect, anchor: &str) -> Element {
    let properties = without_insets(element("a:bodyPr")).attr("anchor", anchor).child(element("a:normAutofit"));
    placeholder(id, name, kind)
        .child(element("p:spPr").child(place("a:xfrm", rect)).child(preset("rect")))
        .child(text_body(properties, [empty_paragraph()]))
}

/// The master of notes pages with a theme of its own, put into a package that has none; gives its path.
///
/// # Errors
/// That the package's lists cannot be read.
pub fn add_notes_master(package: &mut Package, presentation: &str, lang: Lang) -> Result<String, PackageFault> {
    let theme = package.free_path("ppt/theme", "theme", "xml");
    package.put_typed(&theme, THEME_TYPE, theme_part(&Theme::paper(false), lang).file())?;
    let path = package.free_path("ppt/notesMasters", "notesMaster", "xml");
    package.put_typed(&path, &format!("{TYPES}.notesMaster+xml"), notes_master_part().file())?;
    package.relate(&path, "theme", &theme)?;
    let id = package.relate(presentation, "notesMaster", &path)?;
    let list = element("p:notesMasterIdLst")
        .attr("xmlns:p", P)
        .attr("xmlns:r", R)
        .child(element("p:notesMasterId").attr("r:id", id));
    let after_masters = |_: &str, document: &resvg::usvg::roxmltree::Document<'_>| {
        let masters = document.root_element().children().find(|node| node.has_tag_name((P, "sldMasterIdLst")))?;
        Some(masters.range().end..masters.range().end)
    };
    package.edit(presentation, after_masters, &[list])?;
    Ok(path)
}

fn notes_master_part() -> Element {
    let at = |top: f32, height: f32| {
        let rect = Rect::from_min_size(pos2(54.0, top), vec2(432.0, height));
        element("p:spPr").child(place("a:xfrm", rect)).child(preset("rect"))
    };
    let image = slide_image(kind("sldImg").attr("idx", 2)).child(at(90.0, 243.0));
    let notes = placeholder(3, "Notes", kind("body").attr("sz", "quarter").attr("idx", 3))
        .child(at(346.5, 283.5))
        .child(text_body(element("a:bodyPr"), [empty_paragraph()]));
    let ground = element("p:bgRef").attr("idx", 1001).child(setting("a:schemeClr", "bg1"));
    let shapes = shape_tree().child(image).child(notes);
    root("p:notesMaster").child(element("p:cSld").child(element("p:bg").child(ground)).child(shapes)).child(color_map())
}
