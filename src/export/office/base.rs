//! The presentation that a deck starts from where no template is given: a theme, one master, two layouts.

use std::fmt::Write;

use ecolor::Color32;

use super::draw::{box_xml, emu, hex};
use super::geometry::Frame;
use super::package::Package;
use super::{A, P, R};
use crate::chart::Theme;
use crate::export::xml::Escaped;
use crate::words::Lang;

/// What a part is, by the last words of its content type.
pub const TYPES: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A presentation without slides.
///
/// # Errors
/// Never where the parts below are well-formed.
pub fn package(title: &str, lang: Lang, frame: &Frame, theme: &Theme) -> Result<Package, String> {
    let mut package = Package::new();
    let (presentation, master) = ("ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml");
    let layouts = ["ppt/slideLayouts/slideLayout1.xml", "ppt/slideLayouts/slideLayout2.xml"];
    package.put_typed("ppt/theme/theme1.xml", THEME_TYPE, theme_xml(theme, lang))?;
    for (path, is_cover) in layouts.into_iter().zip([true, false]) {
        package.put_typed(path, &format!("{TYPES}.slideLayout+xml"), layout_xml(is_cover, frame))?;
        package.relate(path, "slideMaster", master)?;
    }
    let layout_ids =
        [package.relate(master, "slideLayout", layouts[0])?, package.relate(master, "slideLayout", layouts[1])?];
    package.relate(master, "theme", "ppt/theme/theme1.xml")?;
    package.put_typed(master, &format!("{TYPES}.slideMaster+xml"), master_xml(&layout_ids, frame, theme, lang))?;
    let master_id = package.relate(presentation, "slideMaster", master)?;
    package.relate(presentation, "theme", "ppt/theme/theme1.xml")?;
    let size = format!("<p:sldSz cx=\"{}\" cy=\"{}\"/>", emu(frame.size.x), emu(frame.size.y));
    let text = format!(
        "{HEAD}<p:presentation xmlns:a=\"{A}\" xmlns:r=\"{R}\" xmlns:p=\"{P}\" saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"{master_id}\"/></p:sldMasterIdLst>{size}<p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    );
    package.put_typed(presentation, &format!("{TYPES}.presentation.main+xml"), text)?;
    package.relate("", "officeDocument", presentation)?;
    let core = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>City Diplomacy Explorer</dc:creator><dc:language>{}</dc:language></cp:coreProperties>",
        Escaped(title),
        lang.tag()
    );
    package.put_typed("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core)?;
    package.relate_core("docProps/core.xml")?;
    Ok(package)
}

/// The typeface of runs: on every machine with Office, with both scripts.
pub fn typeface(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Malgun Gothic",
        Lang::Ko => "맑은 고딕",
    }
}

/// A theme: our colours, one typeface.
pub fn theme_xml(theme: &Theme, lang: Lang) -> String {
    let named = |name: &str, color: Color32| format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", hex(color));
    let mut colors = String::new();
    // The names are roles of the light look: dk1 is text, lt1 the ground, whatever their brightness.
    for (name, color) in [("dk1", theme.ink), ("lt1", theme.ground), ("dk2", theme.ink_soft), ("lt2", theme.sunken)] {
        colors.push_str(&named(name, color));
    }
    for rank in 0..6 {
        colors.push_str(&named(&format!("accent{}", rank + 1), theme.category(rank)));
    }
    colors.push_str(&named("hlink", theme.accent));
    colors.push_str(&named("folHlink", theme.ink_soft));
    let face = typeface(lang);
    let fonts = format!("<a:latin typeface=\"{face}\"/><a:ea typeface=\"{face}\"/><a:cs typeface=\"\"/>");
    let plain = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line =
        |width: u32| format!("<a:ln w=\"{width}\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>");
    format!(
        "{HEAD}<a:theme xmlns:a=\"{A}\" name=\"City Diplomacy\"><a:themeElements><a:clrScheme name=\"City Diplomacy\">{colors}</a:clrScheme><a:fontScheme name=\"City Diplomacy\"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme><a:fmtScheme name=\"Plain\"><a:fillStyleLst>{plain}{plain}{plain}</a:fillStyleLst><a:lnStyleLst>{}{}{}</a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst>{plain}{plain}{plain}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
        line(6350),
        line(12700),
        line(19050)
    )
}

fn master_xml(layout_ids: &[String], frame: &Frame, theme: &Theme, lang: Lang) -> String {
    let mut layouts = String::new();
    for (number, id) in (2_147_483_649_u32..).zip(layout_ids) {
        // Writing to a string never fails.
        let _infallible = write!(layouts, "<p:sldLayoutId id=\"{number}\" r:id=\"{id}\"/>");
    }
    let face = typeface(lang);
    let tag = lang_tag(lang);
    let style = |size: u32, bold: &str, color: &str| {
        format!(
            "<a:lvl1pPr algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" hangingPunct=\"1\"><a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/><a:defRPr lang=\"{tag}\" sz=\"{size}\" b=\"{bold}\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"{color}\"/></a:solidFill><a:latin typeface=\"{face}\"/><a:ea typeface=\"{face}\"/></a:defRPr></a:lvl1pPr>"
        )
    };
    let title = placeholder(2, "Title", "<p:ph type=\"title\"/>", frame.title, "b");
    let body = placeholder(3, "Text", "<p:ph type=\"body\" idx=\"1\"/>", frame.body, "t");
    format!(
        "{HEAD}<p:sldMaster xmlns:a=\"{A}\" xmlns:r=\"{R}\" xmlns:p=\"{P}\"><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{GROUP}{title}{body}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        hex(theme.ground),
        style(2600, "1", "tx1"),
        style(1600, "0", "tx1"),
        style(1400, "0", "tx1"),
    )
}

fn layout_xml(is_cover: bool, frame: &Frame) -> String {
    let (kind, name, shapes) = if is_cover {
        let (title, subtitle) = frame.cover();
        let shapes = placeholder(2, "Title", "<p:ph type=\"ctrTitle\"/>", title, "b")
            + &placeholder(3, "Subtitle", "<p:ph type=\"subTitle\" idx=\"1\"/>", subtitle, "t");
        ("title", "Title Slide", shapes)
    } else {
        ("titleOnly", "Title Only", placeholder(2, "Title", "<p:ph type=\"title\"/>", frame.title, "b"))
    };
    format!(
        "{HEAD}<p:sldLayout xmlns:a=\"{A}\" xmlns:r=\"{R}\" xmlns:p=\"{P}\" type=\"{kind}\" preserve=\"1\"><p:cSld name=\"{name}\"><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
}

fn placeholder(id: usize, name: &str, kind: &str, rect: emath::Rect, anchor: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{kind}</p:nvPr></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>",
        box_xml("a:xfrm", rect, "")
    )
}

/// The empty root of every tree of shapes.
pub const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// The tag that Office gives a language.
pub fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-US",
        Lang::Ko => "ko-KR",
    }
}

/// The master of notes pages with a theme of its own, put into a package that has none; gives its path.
///
/// # Errors
/// That the package's lists cannot be read.
pub fn add_notes_master(package: &mut Package, presentation: &str, lang: Lang) -> Result<String, String> {
    let theme = package.free_path("ppt/theme", "theme", "xml");
    package.put_typed(&theme, THEME_TYPE, theme_xml(&Theme::paper(false), lang))?;
    let path = package.free_path("ppt/notesMasters", "notesMaster", "xml");
    let picture = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>";
    let notes = "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"4400550\"/><a:ext cx=\"5486400\" cy=\"3600450\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>";
    let text = format!(
        "{HEAD}<p:notesMaster xmlns:a=\"{A}\" xmlns:r=\"{R}\" xmlns:p=\"{P}\"><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg><p:spTree>{GROUP}{picture}{notes}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/></p:notesMaster>"
    );
    package.put_typed(&path, &format!("{TYPES}.notesMaster+xml"), text)?;
    package.relate(&path, "theme", &theme)?;
    let id = package.relate(presentation, "notesMaster", &path)?;
    let list = format!(
        "<p:notesMasterIdLst xmlns:p=\"{P}\" xmlns:r=\"{R}\"><p:notesMasterId r:id=\"{id}\"/></p:notesMasterIdLst>"
    );
    let after_masters = |_: &str, document: &resvg::usvg::roxmltree::Document<'_>| {
        let masters = document.root_element().children().find(|node| node.has_tag_name((P, "sldMasterIdLst")))?;
        Some(masters.range().end..masters.range().end)
    };
    package.edit(presentation, after_masters, &list)?;
    Ok(path)
}
