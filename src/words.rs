//! Every word the program says, in both languages, checked by the compiler: no key can be missing in one of them.

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
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ko,
            Self::Ko => Self::En,
        }
    }
}

macro_rules! words {
    ($($word:ident: $en:literal, $ko:literal;)*) => {
        /// A phrase of the interface or of a figure. `{0}`, `{1}` are filled by [`Word::fill`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Word {
            $(#[doc = $en] $word,)*
        }

        impl Word {
            /// All phrases.
            pub const ALL: &'static [Self] = &[$(Self::$word,)*];

            /// The phrase in a language.
            pub fn text(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$word, Lang::En) => $en, (Self::$word, Lang::Ko) => $ko,)*
                }
            }
        }
    };
}

impl Word {
    /// The phrase in a language, with `{0}`, `{1}` ... replaced. A value is never searched for further places.
    pub fn fill(self, lang: Lang, values: &[&dyn std::fmt::Display]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(lang);
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            filled.push_str(before);
            let Some(close) = after.find('}') else { break };
            let value = after[1..close].parse::<usize>().ok().and_then(|index| values.get(index));
            filled.push_str(&value.map_or_else(|| after[..=close].to_owned(), ToString::to_string));
            rest = &after[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

/// A whole number with thousands separators, the same in both languages.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `one` for 1, `many` for every other number, filled with the number.
pub fn counted(lang: Lang, number: usize, one: Word, many: Word) -> String {
    if number == 1 { one } else { many }.fill(lang, &[&grouped(number)])
}

words! {
    // ---- the four tables and their fields ----
    Activities: "activities", "활동";
    Memberships: "memberships", "가입";
    Partnerships: "ties", "협력관계";
    Institutions: "institutions", "제도";
    City: "City", "지자체";
    CityLevel: "Level of government", "지자체 단계";
    Agenda: "Agenda", "의제";
    Domain: "Domain", "분야";
    Form: "Form", "형태";
    Family: "Form family", "형태 유형";
    Mode: "Mode", "외교 양식";
    Structure: "Structure", "구조";
    Status: "Status", "상태";
    Country: "Country", "상대국";
    Network: "Network", "네트워크";
    Scope: "Network scope", "네트워크 범위";
    Role: "Role", "역할";
    Partner: "Partner", "파트너";
    Sector: "Partner sector", "파트너 부문";
    PartnerType: "Partner type", "파트너 유형";
    PartnerLevel: "Partner level", "파트너 수준";
    Channel: "Channel", "채널";
    TieStatus: "Tie status", "협력 상태";
    Kind: "Institution kind", "제도 종류";
    // ---- opening a file ----
    // ---- filters in words ----
    // ---- charts ----
    // ---- the window ----
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_the_same_places_in_both_languages() {
        for word in Word::ALL {
            for place in ["{0}", "{1}", "{2}", "{3}"] {
                assert_eq!(
                    word.text(Lang::En).contains(place),
                    word.text(Lang::Ko).contains(place),
                    "{word:?} {place}"
                );
            }
        }
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
