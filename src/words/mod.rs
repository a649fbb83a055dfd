//! Every word the program says, in both languages: a file for each layer that says it.
//!
//! A phrase without places is a constant of [`Word`]. A phrase with places is a function with as many arguments, made by
//! `format!` in both languages: a value that is forgotten, or a place that one language lacks, does not compile.

mod app;
mod chart;
mod command;
mod data;
mod export;
mod query;
mod shared;

use std::fmt::Display;

use serde::{Deserialize, Serialize};

/// The language of the interface and of exported figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ko => "한국어",
        }
    }

    /// The tag for files: `en`, `ko`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ko,
            Self::Ko => Self::En,
        }
    }
}

/// A phrase of the interface or of a figure, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    en: &'static str,
    ko: &'static str,
}

impl Word {
    /// The phrase in a language.
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }
}

/// A phrase with one place.
pub type Phrase = fn(Lang, &dyn Display) -> String;

/// `const NAME: "English", "한국어";` is a constant of [`Word`]; `fn name(place): "English {place}", "한국어 {place}";` a function
/// of it. What the English says is its documentation.
macro_rules! words {
    ($($(fn $phrase:ident ($($place:ident),+))? $(const $word:ident)?: $en:literal, $ko:literal;)*) => {
        impl $crate::words::Word {
            $($crate::words::word! { $(fn $phrase ($($place),+))? $(const $word)?: $en, $ko })*
        }
    };
}

macro_rules! word {
    (fn $phrase:ident ($($place:ident),+): $en:literal, $ko:literal) => {
        #[doc = $en]
        #[allow(clippy::too_many_arguments, reason = "a sentence has as many places as it has")]
        #[allow(clippy::doc_markdown, reason = "what the phrase says is its documentation")]
        pub fn $phrase(lang: $crate::words::Lang, $($place: &dyn std::fmt::Display),+) -> String {
            match lang {
                $crate::words::Lang::En => format!($en, $($place = $place),+),
                $crate::words::Lang::Ko => format!($ko, $($place = $place),+),
            }
        }
    };
    (const $word:ident: $en:literal, $ko:literal) => {
        #[doc = $en]
        pub const $word: Self = Self { en: $en, ko: $ko };
    };
}

use {word, words};

/// A whole number with thousands separators, the same in both languages.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `one` for 1, `many` for every other number, filled with the number.
pub fn counted(lang: Lang, number: usize, one: Phrase, many: Phrase) -> String {
    (if number == 1 { one } else { many })(lang, &grouped(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
