//! A written place taken apart: what stands in brackets, behind a comma, before a sign.

use super::normal::tidy;

/// A text in the order in which it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// The whole text, tidied.
    pub whole: String,
    /// What is left without brackets.
    pub main: String,
    /// What stands in brackets before it: `[일본] 아키타현`.
    pub before: Option<String>,
    /// What stands in brackets inside it or behind it: `Nantes (France)`.
    pub behind: Vec<String>,
}

impl Written {
    pub fn new(text: &str) -> Self {
        let whole = tidy(text);
        let mut written = Self { whole, ..Self::default() };
        if written.whole.contains(is_opening) {
            written.take_brackets();
        } else {
            written.main.clone_from(&written.whole);
        }
        written
    }

    /// Brackets that are not closed, or hold brackets, stay as they are.
    fn take_brackets(&mut self) {
        let mut main = String::new();
        let mut rest = self.whole.as_str();
        while let Some(start) = rest.find(is_opening) {
            let inside = &rest[start..].chars().as_str()[rest[start..].chars().next().map_or(0, char::len_utf8)..];
            let Some(end) = inside.find(is_closing) else { break };
            let (content, after) = inside.split_at(end);
            let content = tidy(content);
            main.push_str(&rest[..start]);
            let is_first = main.trim().is_empty() && self.before.is_none();
            let is_all = after.chars().skip(1).all(char::is_whitespace);
            match (content.is_empty(), is_first && !is_all) {
                (true, _) => {}
                (false, true) => self.before = Some(content),
                (false, false) => self.behind.push(content),
            }
            let next = after.chars().nth(1);
            // 허난(河南)성 is one word.
            if is_first || next.is_none_or(char::is_whitespace) || main.ends_with(char::is_whitespace) {
                main.push(' ');
            }
            rest = after.get(after.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
        }
        main.push_str(rest);
        self.main = tidy(&main);
        if self.main.is_empty() {
            // (서울): the brackets are but a way to write it.
            self.main = self.behind.pop().or_else(|| self.before.take()).unwrap_or_default();
        }
    }
}

fn is_opening(char: char) -> bool {
    matches!(char, '(' | '[' | '{' | '〔' | '【' | '〖' | '<')
}

fn is_closing(char: char) -> bool {
    matches!(char, ')' | ']' | '}' | '〕' | '】' | '〗' | '>')
}

/// The parts between commas, each tidied; one part where there is none.
pub(super) fn comma_parts(text: &str) -> Vec<String> {
    text.split([',', '、', '，', ';']).map(tidy).filter(|part| !part.is_empty()).collect()
}

/// What stands on both sides of the first sign that parts two names: `일본/아키타`, `중국-칭다오`, `Japan: Akita`.
///
/// In Latin letters a hyphen without blanks is a part of the name: Candes-Saint-Martin.
pub(super) fn around_a_sign(text: &str) -> Option<(&str, &str)> {
    let is_latin = text.chars().all(|char| char < '\u{0250}');
    let at_hyphen = if is_latin { text.split_once(" - ") } else { text.split_once('-') };
    let at_sign = || text.split_once(['/', ':', '·', 'ㆍ', '・', '|', '>', '–', '—']);
    let (left, right) = at_hyphen.or_else(at_sign)?;
    let (left, right) = (left.trim(), right.trim());
    (!left.is_empty() && !right.is_empty()).then_some((left, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(text: &str) -> (String, Option<String>, Vec<String>) {
        let written = Written::new(text);
        (written.main, written.before, written.behind)
    }

    #[test]
    fn brackets_stand_before_inside_and_behind() {
        let own = |text: &str| Some(text.to_owned());
        assert_eq!(taken_apart("［일본］　아키타현"), ("아키타현".into(), own("일본"), vec![]));
        assert_eq!(taken_apart("Nantes (France)"), ("Nantes".into(), None, vec!["France".into()]));
        assert_eq!(
            taken_apart("내몽골자치구(네이멍구) 바오터우시"),
            ("내몽골자치구 바오터우시".into(), None, vec!["네이멍구".into()])
        );
        assert_eq!(taken_apart("(서울)"), ("서울".into(), None, vec![]));
        assert_eq!(taken_apart("Nantes (France"), ("Nantes (France".into(), None, vec![]));
        assert_eq!(taken_apart("()"), (String::new(), None, vec![]));
    }
}
