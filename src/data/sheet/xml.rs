//! Tags and texts of an XML part, one by one and none longer than allowed: what is too long is refused, not stored.

use std::io::{BufRead, ErrorKind};

use crate::data::import::ImportCause;
use crate::data::sheet::MOST_CELL_BYTES;

/// A piece of an XML part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name attributes>` or, closed at once, `<name attributes/>`: what stands between the brackets.
    Open(&'a str),
    /// `</name>`: the name.
    Close(&'a str),
    /// Between two tags, entities as they stand.
    Text(&'a str),
}

/// Reads tokens from an XML part in UTF-8.
pub(super) struct Tokens<R> {
    input: R,
    buffer: Vec<u8>,
    /// Bytes read so far.
    pub bytes: u64,
    is_in_text: bool,
}

impl<R: BufRead> Tokens<R> {
    pub fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), bytes: 0, is_in_text: true }
    }

    /// The next token; declarations, comments and empty texts are left out.
    pub fn next(&mut self) -> Result<Option<Token<'_>>, ImportCause> {
        loop {
            self.buffer.clear();
            let stop = if self.is_in_text { b'<' } else { b'>' };
            let is_stopped = self.read_until(stop)?;
            if self.is_in_text {
                if !is_stopped && self.buffer.is_empty() {
                    return Ok(None);
                }
                self.is_in_text = !is_stopped;
                if self.buffer.iter().all(u8::is_ascii_whitespace) && !is_stopped {
                    return Ok(None);
                }
                if !self.buffer.is_empty() {
                    return text_of(&self.buffer).map(Token::Text).map(Some);
                }
                continue;
            }
            if !is_stopped {
                return Err(ImportCause::DamagedSheet("a tag is cut off".to_owned()));
            }
            if self.buffer.starts_with(b"!--") {
                self.skip_to_end_of(b"--")?;
            } else if self.buffer.starts_with(b"![CDATA[") {
                self.skip_to_end_of(b"]]")?;
                self.is_in_text = true;
                let end = self.buffer.len().saturating_sub(2).max(8);
                return text_of(&self.buffer[8..end]).map(Token::Text).map(Some);
            }
            self.is_in_text = true;
            match self.buffer.first() {
                Some(b'!' | b'?') | None => {}
                Some(b'/') => return text_of(&self.buffer[1..]).map(|name| Some(Token::Close(name.trim_end()))),
                Some(_) => return text_of(&self.buffer).map(Token::Open).map(Some),
            }
        }
    }

    /// A comment or CDATA may hold `>`: it ends at its own mark.
    fn skip_to_end_of(&mut self, mark: &[u8]) -> Result<(), ImportCause> {
        while !self.buffer.ends_with(mark) {
            self.buffer.push(b'>');
            if !self.read_until(b'>')? {
                return Err(ImportCause::DamagedSheet("a comment is cut off".to_owned()));
            }
        }
        Ok(())
    }

    /// Appends what stands before the stop; whether the stop was found.
    fn read_until(&mut self, stop: u8) -> Result<bool, ImportCause> {
        loop {
            let available = match self.input.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(ImportCause::DamagedSheet(error.to_string())),
            };
            if available.is_empty() {
                return Ok(false);
            }
            let found = memchr::memchr(stop, available);
            let length = found.unwrap_or(available.len());
            if self.buffer.len() + length > MOST_CELL_BYTES {
                return Err(ImportCause::CellTooLong);
            }
            self.buffer.extend_from_slice(&available[..length]);
            let used = length + usize::from(found.is_some());
            self.bytes += used as u64;
            self.input.consume(used);
            if found.is_some() {
                return Ok(true);
            }
        }
    }
}

fn text_of(bytes: &[u8]) -> Result<&str, ImportCause> {
    std::str::from_utf8(bytes).map_err(|error| ImportCause::DamagedSheet(error.to_string()))
}

/// The name of an opening tag, without its prefix.
pub(super) fn local_name(tag: &str) -> &str {
    let name = tag.split(|char: char| char.is_ascii_whitespace() || char == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}

/// Whether a tag closes itself.
pub(super) fn is_closed(tag: &str) -> bool {
    tag.ends_with('/')
}

/// The value of an attribute by its full name.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        let after = rest[at + name.len()..].trim_start();
        let is_whole = before.is_some_and(|char| char.is_ascii_whitespace());
        if let (true, Some(value)) = (is_whole, after.strip_prefix('=')) {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            return value[1..].split(quote).next().map(unescape);
        }
        rest = &rest[at + name.len()..];
    }
    None
}

/// Entities to characters; what is no entity stays as it stands.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..].split_once(';');
        if let Some((char, after)) = entity.and_then(|(name, after)| Some((character(name)?, after))) {
            plain.push(char);
            rest = after;
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(xml: &str) -> Vec<String> {
        let mut tokens = Tokens::new(xml.as_bytes());
        let mut said = Vec::new();
        while let Some(token) = tokens.next().unwrap() {
            said.push(format!("{token:?}"));
        }
        said
    }

    #[test]
    fn tags_texts_and_sections_come_one_by_one() {
        let xml = "<?xml version='1.0'?><a:b x='1'>t &amp; u<c/><!-- <n> --></a:b><![CDATA[<raw>]]>\n";
        let expected =
            ["Open(\"a:b x='1'\")", "Text(\"t &amp; u\")", "Open(\"c/\")", "Close(\"a:b\")", "Text(\"<raw>\")"];
        assert_eq!(tokens(xml), expected);
        assert_eq!(local_name("a:b x='1'"), "b");
        assert_eq!(attribute("c rx='0' r = \"A&quot;1\" s='2'/", "r").as_deref(), Some("A\"1"));
        assert_eq!(attribute("c rx='0'", "r"), None);
        assert_eq!(unescape("&lt;&#x41;&#44032;&nbsp;&"), "<A가&nbsp;&");
    }

    #[test]
    fn a_token_without_end_is_refused() {
        let mut long = Tokens::new(std::io::BufReader::new(std::io::repeat(b'x')));
        assert_eq!(long.next().unwrap_err(), ImportCause::CellTooLong);
        assert!(matches!(Tokens::new(&b"<a"[..]).next(), Err(ImportCause::DamagedSheet(_))));
    }
}
