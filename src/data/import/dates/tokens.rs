//! The text of a cell as numbers, words, units and signs, the same for every script and width of letters.

use unicode_normalization::UnicodeNormalization;

/// What a piece of the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number and how many digits it is written with.
    Number(u32, usize),
    /// Letters of one script, in lower case.
    Word(String),
    /// 년, 월, 일 behind a number, and the same in Chinese characters.
    Unit(Unit),
    /// Anything else but blanks.
    Sign(char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
}

/// A token, and whether a blank stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub token: Token,
    pub is_spaced: bool,
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text: Vec<char> = prepared(text).chars().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    let mut is_spaced = false;
    while let Some(&first) = text.get(at) {
        if first.is_whitespace() {
            is_spaced = true;
            at += 1;
            continue;
        }
        let class = class_of(first);
        let mut end = at + 1;
        while class != Class::Sign && text.get(end).is_some_and(|&next| class_of(next) == class) {
            end += 1;
        }
        let run: String = text[at..end].iter().collect();
        at = end;
        let spaced = std::mem::take(&mut is_spaced);
        match class {
            Class::Sign => pieces.push(Piece { token: Token::Sign(first), is_spaced: spaced }),
            Class::Digit => {
                let number = Token::Number(run.parse().unwrap_or(u32::MAX), run.len());
                pieces.push(Piece { token: number, is_spaced: spaced });
            }
            _ => push_word(&mut pieces, &run, spaced),
        }
    }
    pieces
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Hangul,
    Han,
    OtherLetter,
    Sign,
}

fn class_of(char: char) -> Class {
    match char {
        '0'..='9' => Class::Digit,
        '가'..='힣' | 'ㄱ'..='ㅣ' => Class::Hangul,
        '々' | '〇' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Class::Han,
        _ if char.is_alphabetic() => Class::OtherLetter,
        _ => Class::Sign,
    }
}

/// One width of letters, one case, one sign for what looks alike.
fn prepared(text: &str) -> String {
    // ¹ marks a footnote and is no digit of the year before it.
    let plain = text.chars().map(|char| if is_raised(char) { ' ' } else { char }).nfkc();
    let plain: String = plain.flat_map(char::to_lowercase).map(same_sign).collect();
    let years = [("元年", "1年"), ("원년", "1년")];
    let initials = [("b.c.e.", "bce "), ("b.c.", "bc "), ("a.d.", "ad "), ("c.e.", "ce ")];
    years.iter().chain(&initials).fold(
        plain,
        |text, (from, to)| {
            if text.contains(from) { text.replace(from, to) } else { text }
        },
    )
}

fn is_raised(char: char) -> bool {
    matches!(char, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉' | '⁽' | '⁾')
}

fn same_sign(char: char) -> char {
    match char {
        '’' | '‘' | '`' | '´' | '′' | '‛' => '\'',
        '‐' | '‑' | '−' | '﹣' => '-',
        '—' | '―' | '‒' => '–',
        '∼' | '〜' | '˜' => '~',
        '・' | 'ㆍ' | '‧' | '•' | '∙' | '⋅' => '·',
        '。' => '.',
        '、' => ',',
        '「' | '【' | '〔' | '[' => '(',
        '」' | '】' | '〕' | ']' => ')',
        other => other,
    }
}

/// 년, 월 and 일 are cut from the word that begins with them behind a number: "1990년경", "5월초".
fn push_word(pieces: &mut Vec<Piece>, run: &str, is_spaced: bool) {
    const UNITS: [(&str, Unit); 8] = [
        ("년도", Unit::Year),
        ("연도", Unit::Year),
        ("년", Unit::Year),
        ("年", Unit::Year),
        ("월", Unit::Month),
        ("月", Unit::Month),
        ("일", Unit::Day),
        ("日", Unit::Day),
    ];
    const NO_UNITS: [&str; 10] = ["년대", "年代", "월요일", "일요일", "月曜", "日曜", "년간", "年間", "월간", "일간"];
    let is_behind_number = matches!(pieces.last(), Some(Piece { token: Token::Number(..), .. }));
    let is_unit = is_behind_number && !NO_UNITS.iter().any(|word| run.starts_with(word));
    let unit = UNITS.iter().find(|(name, _)| is_unit && run.starts_with(name));
    let Some((name, unit)) = unit else {
        pieces.push(Piece { token: Token::Word(run.to_owned()), is_spaced });
        return;
    };
    pieces.push(Piece { token: Token::Unit(*unit), is_spaced });
    let rest = &run[name.len()..];
    let rest = if *unit == Unit::Day { rest.strip_prefix('자').unwrap_or(rest) } else { rest };
    if !rest.is_empty() {
        pieces.push(Piece { token: Token::Word(rest.to_owned()), is_spaced: false });
    }
}
