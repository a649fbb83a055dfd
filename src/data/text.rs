//! What a text may hold inside the program: NFC, one line, nothing that turns the reading direction or draws nothing.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in NFC without control characters, marks of direction and blanks at its ends.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_graphic = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let is_trimmed = is_graphic(text.as_bytes().first()) && is_graphic(text.as_bytes().last());
    let trimmed = if is_trimmed { text } else { text.trim() };
    if is_plain(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    let is_clean = !trimmed.contains(|c| is_blank(c) || is_dropped(c));
    if is_clean && is_nfc_quick(trimmed.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(trimmed);
    }
    let kept = trimmed.chars().filter(|&c| !is_dropped(c)).map(|c| if is_blank(c) { ' ' } else { c });
    let cleaned: String = kept.nfc().collect();
    Cow::Owned(cleaned.trim().to_owned())
}

/// Whether all letters are printable ASCII or whole Hangul syllables: those are as they should be.
pub(super) fn is_plain(text: &str) -> bool {
    is_only_syllables_and(text, |byte| matches!(byte, b' '..=b'~'))
}

/// Whether all letters are ASCII or whole Hangul syllables: of those only ASCII letters have a lower case.
pub(super) fn is_ascii_or_hangul(text: &str) -> bool {
    is_only_syllables_and(text, |byte| byte.is_ascii())
}

fn is_only_syllables_and(text: &str, is_fine: impl Fn(u8) -> bool) -> bool {
    /// With these bytes other letters begin besides Hangul syllables.
    const SHARED: [u8; 2] = [0xEA, 0xED];
    let bytes = text.as_bytes();
    // All bytes are looked at together; the few that need a closer look after that.
    let is_usual = |byte: u8| is_fine(byte) | matches!(byte, 0x80..=0xBF | 0xEA..=0xED);
    let is_syllable = |at: usize| text[at..].starts_with(|c| matches!(c, '가'..='힣'));
    bytes.iter().fold(true, |all, &byte| all & is_usual(byte))
        && memchr::memchr2_iter(SHARED[0], SHARED[1], bytes).all(is_syllable)
}

/// Bytes as text; whether some of them were no UTF-8 and had to be replaced.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), false);
    }
    let text = String::from_utf8_lossy(bytes);
    let was_replaced = matches!(text, Cow::Owned(_));
    (text, was_replaced)
}

/// Line ends, tabs, NULs and other controls: shown as a blank.
fn is_blank(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Marks and overrides of direction, and the byte order mark: they would rearrange what stands beside them.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_composed_line_that_reads_one_way() {
        assert_eq!(clean(" plain "), "plain");
        assert_eq!(clean("a\0b\nc\u{202E}d\u{FEFF}"), "a b cd");
        assert_eq!(clean("\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}"), "서울");
        assert_eq!(clean("서울\u{2028}시\u{0007}"), "서울 시");
    }

    #[test]
    fn plain_text_is_ascii_and_whole_syllables_only() {
        let is_plain_char = |c: char| matches!(c, ' '..='~' | '가'..='힣');
        let has_simple_case = |c: char| matches!(c, '\0'..='\x7F' | '가'..='힣');
        for c in (0..=0x0001_1000).filter_map(char::from_u32) {
            assert_eq!(is_plain(&format!("a{c}힣")), is_plain_char(c), "{c:?}");
            assert_eq!(is_ascii_or_hangul(&format!("a{c}힣")), has_simple_case(c), "{c:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_told() {
        assert_eq!(decode("서울".as_bytes()), (Cow::Borrowed("서울"), false));
        assert_eq!(decode(b"a\xffb"), (Cow::Borrowed("a\u{FFFD}b"), true));
    }
}
