//! An Office file as named parts, what they are and how they refer to each other; zipped the same way each time.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use resvg::usvg::roxmltree::Document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::export::fault::PackageFault;
use crate::export::xml::{Element, element};

/// What every relationship type begins with.
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT_TYPES: &str = "[Content_Types].xml";
const TYPE_NAMES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
/// A part larger than this is no part of a presentation one would put charts into.
const MOST_PART_BYTES: u64 = 300_000_000;

/// What holds its content zipped already.
const ZIPPED: [&str; 14] =
    ["xlsx", "docx", "pptx", "png", "jpg", "jpeg", "gif", "webp", "mp3", "m4a", "mp4", "m4v", "mov", "wmv"];

/// Parts by their path, without a leading slash.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Shared: a presentation of 60 MB is copied for every deck that is put into it.
    parts: BTreeMap<String, Arc<[u8]>>,
}

/// One reference of a part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub id: String,
    /// The last word of its type: `slideLayout`, `theme`.
    pub kind: String,
    /// The path of the other part.
    pub target: String,
}

impl Package {
    /// An empty package that knows XML and relationships.
    pub fn new() -> Self {
        let mut package = Self::default();
        let extension = |name, kind| element("Default").attr("Extension", name).attr("ContentType", kind);
        let types = element("Types").attr("xmlns", TYPE_NAMES).children([
            extension("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            extension("xml", "application/xml"),
        ]);
        package.put(CONTENT_TYPES, types.file());
        package
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Why it is no package.
    pub fn read(bytes: &[u8]) -> Result<Self, PackageFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index(index)?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name()?.trim_start_matches('/').to_owned();
            let mut content = Vec::new();
            entry.take(MOST_PART_BYTES + 1).read_to_end(&mut content)?;
            if content.len() as u64 > MOST_PART_BYTES {
                return Err(PackageFault::PartTooLarge { part: name, most_bytes: MOST_PART_BYTES });
            }
            parts.insert(name, in_utf8(content).into());
        }
        let package = Self { parts };
        package.text(CONTENT_TYPES)?;
        Ok(package)
    }

    /// The whole file; no clock, so that the same parts give the same bytes.
    ///
    /// # Errors
    /// Why it could not be zipped.
    pub fn zip(&self) -> Result<Vec<u8>, PackageFault> {
        zipped(self.parts.iter().map(|(name, content)| (name.as_str(), content.as_ref())))
    }

    /// A part as it is.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.parts.get(path).map(AsRef::as_ref)
    }

    /// A part as text.
    ///
    /// # Errors
    /// That it is missing, or no text.
    pub fn text(&self, path: &str) -> Result<&str, PackageFault> {
        let bytes = self.parts.get(path).ok_or_else(|| PackageFault::NoPart { part: path.to_owned() })?;
        let not_text = |source| PackageFault::NotText { part: path.to_owned(), source };
        let text = std::str::from_utf8(bytes).map_err(not_text)?;
        Ok(text.trim_start_matches('\u{feff}'))
    }

    /// A part as XML.
    ///
    /// # Errors
    /// That it is missing, or no XML.
    pub fn xml(&self, path: &str) -> Result<Document<'_>, PackageFault> {
        let not_xml = |source| PackageFault::NotXml { part: path.to_owned(), source };
        Document::parse(self.text(path)?).map_err(not_xml)
    }

    /// Makes what a template is called in the list of content types what a presentation is called.
    ///
    /// # Errors
    /// That it is neither, or holds programs.
    pub fn become_presentation(&mut self) -> Result<(), PackageFault> {
        const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml.";
        let types = self.text(CONTENT_TYPES)?;
        let presentation = format!("{KIND}presentation.main+xml");
        if types.contains("macroEnabled") {
            return Err(PackageFault::Macros);
        }
        // A slide show is a presentation that opens full screen.
        for other in ["template", "slideshow"] {
            let other = format!("{KIND}{other}.main+xml");
            if types.contains(&other) {
                let types = types.replace(&other, &presentation);
                self.put(CONTENT_TYPES, types);
                return Ok(());
            }
        }
        if types.contains(&presentation) { Ok(()) } else { Err(PackageFault::NotPresentation) }
    }

    /// Puts a part in its place.
    pub fn put(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        self.parts.insert(path.to_owned(), content.into().into());
    }

    /// Puts a part there and says what it is.
    ///
    /// # Errors
    /// That the list of content types cannot be read.
    pub fn put_typed(
        &mut self,
        path: &str,
        content_type: &str,
        content: impl Into<Vec<u8>>,
    ) -> Result<(), PackageFault> {
        self.put(path, content);
        let entry = element("Override")
            .attr("xmlns", TYPE_NAMES)
            .attr("PartName", format!("/{path}"))
            .attr("ContentType", content_type);
        self.insert_last(CONTENT_TYPES, entry)
    }

    /// Says what all parts of an extension are, unless that is said.
    ///
    /// # Errors
    /// That the list of content types cannot be read.
    pub fn declare_extension(&mut self, extension: &str, content_type: &str) -> Result<(), PackageFault> {
        let document = self.xml(CONTENT_TYPES)?;
        let is_this = |given: &str| given.eq_ignore_ascii_case(extension);
        if document.descendants().any(|node| node.attribute("Extension").is_some_and(is_this)) {
            return Ok(());
        }
        let entry =
            element("Default").attr("xmlns", TYPE_NAMES).attr("Extension", extension).attr("ContentType", content_type);
        self.insert_first(CONTENT_TYPES, entry)
    }

    /// A path that is not taken: `slide` in `ppt/slides` gives `ppt/slides/slide3.xml`.
    pub fn free_path(&self, folder: &str, stem: &str, extension: &str) -> String {
        let path = |number: usize| format!("{folder}/{stem}{number}.{extension}");
        let mut number = 1;
        while self.parts.contains_key(&path(number)) {
            number += 1;
        }
        path(number)
    }

    /// What a part refers to inside the package.
    ///
    /// # Errors
    /// That its references cannot be read.
    pub fn relations(&self, of: &str) -> Result<Vec<Relation>, PackageFault> {
        let path = relations_path(of);
        if !self.parts.contains_key(&path) {
            return Ok(Vec::new());
        }
        let document = self.xml(&path)?;
        let inside = document.root_element().children().filter(|node| {
            node.has_tag_name((RELATIONSHIPS, "Relationship")) && node.attribute("TargetMode") != Some("External")
        });
        let relation = |node: resvg::usvg::roxmltree::Node<'_, '_>| {
            Some(Relation {
                id: node.attribute("Id")?.to_owned(),
                kind: node.attribute("Type")?.rsplit('/').next()?.to_owned(),
                target: resolve(of, node.attribute("Target")?),
            })
        };
        Ok(inside.filter_map(relation).collect())
    }

    /// The first part of a kind that a part refers to.
    ///
    /// # Errors
    /// That it refers to none, or its references cannot be read.
    pub fn related(&self, from: &str, kind: &'static str) -> Result<String, PackageFault> {
        let found = self.relations(from)?.into_iter().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target).ok_or(PackageFault::NoRelation { kind })
    }

    /// Lets a part refer to another and gives the id of the reference.
    ///
    /// # Errors
    /// That its references cannot be read.
    pub fn relate(&mut self, from: &str, kind: &str, to: &str) -> Result<String, PackageFault> {
        let path = relations_path(from);
        // A list without entries may have no end of its own to put one before.
        if !self.parts.contains_key(&path) || !self.text(&path)?.contains("Relationship ") {
            self.put(&path, element("Relationships").attr("xmlns", RELATIONSHIPS).text("").file());
        }
        let document = self.xml(&path)?;
        let taken: Vec<&str> = document.descendants().filter_map(|node| node.attribute("Id")).collect();
        // One more than there are cannot all be taken.
        let mut free = (1..=taken.len() + 1).map(|number| format!("rId{number}"));
        let id = free.find(|id| !taken.contains(&id.as_str())).unwrap_or_default();
        let entry = element("Relationship")
            .attr("xmlns", RELATIONSHIPS)
            .attr("Id", &id)
            .attr("Type", format!("{RELATIONS}/{kind}"))
            .attr("Target", relative(from, to));
        self.insert_last(&path, entry)?;
        Ok(id)
    }

    /// Names the part that describes the package; its kind of reference has an address of its own.
    pub fn relate_core(&mut self, to: &str) -> Result<(), PackageFault> {
        self.relate("", "coreProperties", to)?;
        let ours = format!("{RELATIONS}/coreProperties");
        let theirs = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        let path = relations_path("");
        let text = self.text(&path)?.replace(&ours, theirs);
        self.put(&path, text);
        Ok(())
    }

    /// Puts an element behind the last one inside the root of a part.
    pub fn insert_last(&mut self, path: &str, element: Element) -> Result<(), PackageFault> {
        self.edit(
            path,
            |text, document| {
                let root = document.root_element();
                let end = root.last_child().map_or_else(|| text.rfind("</"), |last| Some(last.range().end));
                end.map(|at| at..at)
            },
            &[element],
        )
    }

    /// Puts an element before the first one inside the root of a part.
    pub fn insert_first(&mut self, path: &str, element: Element) -> Result<(), PackageFault> {
        self.edit(
            path,
            |text, document| {
                let root = document.root_element();
                let start = root.first_child().map_or_else(|| text.rfind("</"), |first| Some(first.range().start));
                start.map(|at| at..at)
            },
            &[element],
        )
    }

    /// Puts elements in place of a stretch of a part, found in its parsed form.
    pub fn edit(
        &mut self,
        path: &str,
        stretch: impl FnOnce(&str, &Document<'_>) -> Option<std::ops::Range<usize>>,
        elements: &[Element],
    ) -> Result<(), PackageFault> {
        let (text, document) = (self.text(path)?, self.xml(path)?);
        let unexpected = || PackageFault::Unexpected { part: path.to_owned() };
        let stretch = stretch(text, &document).ok_or_else(unexpected)?;
        let elements: Vec<u8> = elements.iter().flat_map(Element::bytes).collect();
        let edited = [&text.as_bytes()[..stretch.start], &elements, &text.as_bytes()[stretch.end..]].concat();
        self.put(path, edited);
        Ok(())
    }
}

/// XML in UTF-16 as the same in UTF-8; everything else as it is.
fn in_utf8(content: Vec<u8>) -> Vec<u8> {
    let encoding = match content[..] {
        [0xFF, 0xFE, b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, 0, b'<', ..] => encoding_rs::UTF_16BE,
        _ => return content,
    };
    let (text, _, is_damaged) = encoding.decode(&content);
    if is_damaged { content.clone() } else { text.replacen("UTF-16", "UTF-8", 1).replacen("utf-16", "UTF-8", 1).into() }
}

/// Parts in their order as one file; no clock.
///
/// # Errors
/// Why it could not be zipped.
pub fn zipped<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, PackageFault> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // What is zipped already only costs time; what says the kind of a file is read as it stands.
        let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_stored = ZIPPED.contains(&end.as_str()) || name == "mimetype";
        let method = if is_stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        writer.start_file(name, options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// `ppt/slides/slide1.xml` -> `ppt/slides/_rels/slide1.xml.rels`; the package itself -> `_rels/.rels`.
fn relations_path(of: &str) -> String {
    match of.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{of}.rels"),
    }
}

/// The way from a part to another.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    "../".repeat(folders - shared) + &to[shared..].join("/")
}

/// The path that a reference names, seen from the part that holds it.
fn resolve(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => drop(folders.pop()),
            "." | "" => {}
            name => folders.push(name),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_added_and_followed() {
        let mut package = Package::new();
        package.put("ppt/slides/slide1.xml", "<a/>");
        let first = package.relate("ppt/slides/slide1.xml", "chart", "ppt/charts/chart1.xml").unwrap();
        let second = package.relate("ppt/slides/slide1.xml", "notesSlide", "ppt/notes/한글 & 1.xml").unwrap();
        let found = package.relations("ppt/slides/slide1.xml").unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("rId1", "rId2"));
        assert_eq!((found[0].kind.as_str(), found[0].target.as_str()), ("chart", "ppt/charts/chart1.xml"));
        assert_eq!(found[1].target, "ppt/notes/한글 & 1.xml");
        assert_eq!(relative("", "ppt/presentation.xml"), "ppt/presentation.xml");
        assert_eq!(relative("ppt/presentation.xml", "ppt/slides/slide1.xml"), "slides/slide1.xml");
        assert_eq!(relative("ppt/slides/slide1.xml", "ppt/charts/chart1.xml"), "../charts/chart1.xml");
        assert_eq!(resolve("ppt/slides/slide1.xml", "../charts/./chart1.xml"), "ppt/charts/chart1.xml");
        assert_eq!(package.free_path("ppt/slides", "slide", "xml"), "ppt/slides/slide2.xml");
    }

    #[test]
    fn what_was_zipped_is_read_again_and_zipped_alike() {
        let mut package = Package::new();
        package.put_typed("ppt/x.xml", "application/x", "<x/>").unwrap();
        package.declare_extension("xlsx", "application/y").unwrap();
        package.declare_extension("XLSX", "application/z").unwrap();
        let bytes = package.zip().unwrap();
        let again = Package::read(&bytes).unwrap();
        assert_eq!(again.parts, package.parts);
        assert!(again.zip().unwrap() == bytes);
        assert_eq!(again.text(CONTENT_TYPES).unwrap().matches("xlsx").count(), 1);
        assert!(Package::read(b"no zip").is_err());
    }

    #[test]
    fn xml_in_utf_16_is_read_as_the_same_in_utf_8() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><p>한글</p>";
        for (mark, bytes) in [(0xFEFF_u16, u16::to_le_bytes as fn(u16) -> [u8; 2]), (0xFEFF, u16::to_be_bytes)] {
            let written: Vec<u8> = std::iter::once(mark).chain(xml.encode_utf16()).flat_map(bytes).collect();
            assert_eq!(String::from_utf8(in_utf8(written)).unwrap(), xml.replace("UTF-16", "UTF-8"));
        }
        assert_eq!(in_utf8(vec![0xFF, 0xFE, 0, 1]), [0xFF, 0xFE, 0, 1]);
    }
}
