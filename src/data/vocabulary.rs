//! The values a field can take: their ids, names in both languages, order and grouping.

use std::collections::HashMap;
use std::ops::Index;

use serde::{Deserialize, Serialize};

use crate::words::Lang;

/// The position of a value in the [`Vocabulary`] of its field, which is also its rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u32);

impl Code {
    /// As an index into the vocabulary or into the entities beside it.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<Code> for u32 {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// A name in both languages; where the file has one, the other is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

impl Name {
    /// The same name in both languages.
    pub fn same(name: impl Into<String>) -> Self {
        let en = name.into();
        Self { ko: en.clone(), en }
    }

    /// The name in a language, or the other language's where that is all there is.
    pub fn in_lang(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::En => (&self.en, &self.ko),
            Lang::Ko => (&self.ko, &self.en),
        };
        if first.is_empty() { second } else { first }
    }
}

/// One value of a vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// The slug a person can type.
    pub id: String,
    /// Its full name.
    pub name: Name,
    /// A shorter name for tight places (acronym of a network, name of a city without its suffix); may be empty.
    pub short: Name,
    /// Other names by which people look for it: 江原道 and 강원도 of Gangwon.
    pub others: Vec<String>,
    /// The government a government lies in, the term a term belongs to: a value of the same vocabulary.
    pub parent: Option<Code>,
    /// The value of [`crate::data::Field::group`] it belongs to.
    pub group: Option<Code>,
    /// False for a word the file uses without defining it: shown as "other: x" or "unknown: x".
    pub defined: bool,
}

impl Value {
    /// The name to draw where room is scarce.
    pub fn short_name(&self, lang: Lang) -> &str {
        Some(self.short.in_lang(lang)).filter(|short| !short.is_empty()).unwrap_or_else(|| self.name.in_lang(lang))
    }
}

/// The values of one field, in rank order. A word new to the program needs no new release: it is one more value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    values: Vec<Value>,
    by_id: HashMap<String, Code>,
}

impl Vocabulary {
    /// Adds a value, or finds the one with its id, which then stays as it is.
    pub fn intern(&mut self, mut value: Value) -> Code {
        if let Some(&code) = self.by_id.get(&value.id) {
            return code;
        }
        for text in [&mut value.name.en, &mut value.name.ko, &mut value.short.en, &mut value.short.ko] {
            cut_name(text);
        }
        let code = Code(self.values.len() as u32);
        self.by_id.insert(value.id.clone(), code);
        self.values.push(value);
        code
    }

    /// The code of an id.
    pub fn code(&self, id: &str) -> Option<Code> {
        self.by_id.get(id).copied()
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All codes in rank order.
    pub fn codes(&self) -> impl DoubleEndedIterator<Item = Code> + ExactSizeIterator + use<> {
        (0..self.values.len() as u32).map(Code)
    }

    /// All values in rank order, each with its code.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Code, &Value)> {
        self.values.iter().enumerate().map(|(index, value)| (Code(index as u32), value))
    }

    /// For the one pass that fills in parents after all values are there.
    pub fn set_parent(&mut self, code: Code, parent: Code) {
        self.values[code.index()].parent = Some(parent);
    }
}

impl Index<Code> for Vocabulary {
    type Output = Value;

    fn index(&self, code: Code) -> &Value {
        &self.values[code.index()]
    }
}

/// Names stand in the text that is searched for every fact that has them: a page of text as a name would fill the memory.
pub(super) const LONGEST_NAME: usize = 500;

fn cut_name(name: &mut String) {
    if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
        name.truncate(end);
        name.push('…');
        name.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_as_long_as_a_page_is_cut() {
        let mut vocabulary = Vocabulary::default();
        let value = |id: &str, length: usize| Value {
            id: id.to_owned(),
            name: Name::same("긴".repeat(length)),
            ..Value::default()
        };
        let [long, short] =
            [value("long", 100_000), value("short", LONGEST_NAME)].map(|value| vocabulary.intern(value));
        assert_eq!(vocabulary[long].name.ko.chars().count(), LONGEST_NAME + 1);
        assert!(vocabulary[long].name.en.ends_with('…'));
        assert_eq!(vocabulary[short].name.en.chars().count(), LONGEST_NAME);
    }
}
