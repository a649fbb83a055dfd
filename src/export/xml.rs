//! XML as a value: elements with attributes and text that escape themselves, and the writer that prints them.

use std::fmt::{self, Display, Write};
use std::io;

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// An element, its attributes and its content in the order in which they are given.
#[derive(Clone, Debug)]
pub struct Element {
    name: &'static str,
    /// Names and escaped values.
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Clone, Debug)]
enum Content {
    Element(Element),
    /// Escaped.
    Text(String),
}

/// An element with nothing in it.
pub fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), content: Vec::new() }
}

impl Element {
    /// With one more attribute.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, Escaped(&value.to_string()).to_string().replace('"', "&quot;")));
        self
    }

    /// With one more element in it.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.content.push(Content::Element(child));
        self
    }

    /// With more elements in it; an `Option` counts as none or one.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.content.extend(children.into_iter().map(Content::Element));
        self
    }

    /// With text in it, on one line. An empty text still makes it an element of two tags.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.content.push(Content::Text(Escaped(text).to_string()));
        self
    }

    /// With text in it that keeps its line breaks.
    #[must_use]
    pub fn lines(mut self, text: &str) -> Self {
        let lines: Vec<String> = text.split('\n').map(|line| Escaped(line).to_string()).collect();
        self.content.push(Content::Text(lines.join("&#10;")));
        self
    }

    /// As a file of its own.
    pub fn file(&self) -> Vec<u8> {
        self.written(Some(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))
    }

    /// As a piece of a file.
    pub fn bytes(&self) -> Vec<u8> {
        self.written(None)
    }

    fn written(&self, declaration: Option<BytesDecl<'_>>) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        let write = || {
            if let Some(declaration) = declaration {
                writer.write_event(Event::Decl(declaration))?;
                writer.write_event(Event::Text(BytesText::from_escaped("\n")))?;
            }
            self.write(&mut writer)
        };
        // Writing to memory never fails.
        let _infallible: io::Result<()> = write();
        writer.into_inner()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            // What is escaped already goes in as it is.
            start.push_attribute(Attribute { key: QName(name), value: value.into() });
        }
        if self.content.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for content in &self.content {
            match content {
                Content::Element(child) => child.write(writer)?,
                Content::Text(text) => writer.write_event(Event::Text(BytesText::from_escaped(text.as_str())))?,
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// Text as XML takes it: signs of the markup escaped, white space as a space, characters XML forbids left out.
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\u{fffe}' | '\u{ffff}' => {}
                _ if char.is_control() => {}
                _ => f.write_char(char)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(element: &Element) -> String {
        String::from_utf8(element.bytes()).unwrap()
    }

    #[test]
    fn an_element_is_printed_as_it_was_built() {
        let built = element("a:p")
            .attr("id", 7)
            .attr("name", "\"<서울>\" & 'x'\n\u{1b}")
            .child(element("a:empty"))
            .children([element("a:t").text("a < b\tc"), element("a:t").text("")])
            .children(Some(element("a:v").lines("one & \ntwo")))
            .children(None);
        let expected = "<a:p id=\"7\" name=\"&quot;&lt;서울&gt;&quot; &amp; 'x' \"><a:empty/><a:t>a &lt; b c</a:t>\
                        <a:t></a:t><a:v>one &amp; &#10;two</a:v></a:p>";
        assert_eq!(printed(&built), expected);
    }

    #[test]
    fn a_file_begins_with_its_declaration() {
        let file = String::from_utf8(element("x").file()).unwrap();
        assert_eq!(file, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<x/>");
    }
}
