//! Encodings of text files: found out from the bytes where nobody chose one, and decoded while the file streams by.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding};
use serde::{Deserialize, Serialize};

/// An encoding of text files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// CP949, which holds EUC-KR.
    #[serde(rename = "cp949")]
    Korean,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// `Shift_JIS`.
    #[serde(rename = "shift_jis")]
    Japanese,
    /// GB18030, which holds GBK.
    #[serde(rename = "gb18030")]
    Chinese,
    /// Big5.
    #[serde(rename = "big5")]
    Taiwanese,
    /// Windows-1252, which holds Latin 1.
    #[serde(rename = "windows-1252")]
    Western,
}

impl TextEncoding {
    /// All encodings.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Korean,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Japanese,
        Self::Chinese,
        Self::Taiwanese,
        Self::Western,
    ];

    /// The name people know it by.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Korean => "CP949 (EUC-KR)",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Japanese => "Shift_JIS",
            Self::Chinese => "GB18030",
            Self::Taiwanese => "Big5",
            Self::Western => "Windows-1252",
        }
    }

    /// The name on the command line and in saved mappings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Korean => "cp949",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Japanese => "shift_jis",
            Self::Chinese => "gb18030",
            Self::Taiwanese => "big5",
            Self::Western => "windows-1252",
        }
    }

    fn codec(self) -> &'static Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Korean => encoding_rs::EUC_KR,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Japanese => encoding_rs::SHIFT_JIS,
            Self::Chinese => encoding_rs::GB18030,
            Self::Taiwanese => encoding_rs::BIG5,
            Self::Western => encoding_rs::WINDOWS_1252,
        }
    }
}

/// Whether the beginning of a file is no text in any encoding.
pub(super) fn is_binary(begin: &[u8]) -> bool {
    let controls = begin.iter().filter(|&&byte| byte < 0x20 && !b"\t\r\n\x0b\x0c\x1a".contains(&byte)).count();
    controls * 50 > begin.len() && utf16_without_mark(begin).is_none()
}

/// UTF-16 without its mark: read so, nearly all of it is Latin, Hangul or Chinese characters.
fn utf16_without_mark(begin: &[u8]) -> Option<TextEncoding> {
    let begin = &begin[..begin.len().min(4096) & !1];
    if !begin.contains(&0) {
        return None;
    }
    let is_plausible = |encoding: &TextEncoding| {
        let (text, _) = encoding.codec().decode_without_bom_handling(begin);
        let is_usual = |char: &char| matches!(char, '\t' | '\r' | '\n' | ' '..='~' | '\u{a0}'..='\u{24f}' | '가'..='힣' | '一'..='鿿' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ffef}');
        let latin = text.chars().filter(char::is_ascii).count();
        latin > 0 && text.chars().filter(is_usual).count() * 20 >= text.chars().count() * 19
    };
    [TextEncoding::Utf16Le, TextEncoding::Utf16Be].into_iter().find(is_plausible)
}

/// UTF-8 only where the whole file is: a Korean name may stand a million rows down.
pub(super) fn detect(path: &Path) -> io::Result<TextEncoding> {
    const STEP: usize = 256 * 1024;
    /// So much text beyond ASCII settles it.
    const ENOUGH_BYTES: usize = 4 * 1024 * 1024;
    let mut file = File::open(path)?;
    let mut buffer = vec![0; STEP];
    let mut kept = 0;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut is_utf8, mut is_first, mut fed) = (true, true, 0);
    loop {
        let length = file.read(&mut buffer[kept..])?;
        let filled = kept + length;
        if is_first {
            if let Some(encoding) = by_mark_or_zeros(&buffer[..filled]) {
                return Ok(encoding);
            }
            is_first = false;
        }
        let has_wide = !buffer[kept..filled].is_ascii();
        if fed < ENOUGH_BYTES && (has_wide || fed > 0) {
            detector.feed(&buffer[kept..filled], length == 0);
            fed += length;
        }
        if is_utf8 {
            let valid = Encoding::utf8_valid_up_to(&buffer[..filled]);
            // A character may be cut by the end of the buffer, not by that of the file.
            is_utf8 = filled - valid < 4 && (length > 0 || valid == filled);
            kept = if is_utf8 { filled - valid } else { 0 };
            buffer.copy_within(valid..valid + kept, 0);
        }
        if length == 0 || (!is_utf8 && fed >= ENOUGH_BYTES) {
            break;
        }
    }
    if is_utf8 || is_mostly_utf8(path)? {
        return Ok(TextEncoding::Utf8);
    }
    let guess = detector.guess(Some(b"kr"), Utf8Detection::Deny);
    let known = TextEncoding::ALL.into_iter().find(|encoding| encoding.codec() == guess);
    Ok(match known {
        Some(encoding) => encoding,
        None if guess == encoding_rs::GBK => TextEncoding::Chinese,
        None if guess.is_single_byte() => TextEncoding::Western,
        None => TextEncoding::Korean,
    })
}

fn by_mark_or_zeros(begin: &[u8]) -> Option<TextEncoding> {
    match begin {
        [0xEF, 0xBB, 0xBF, ..] => return Some(TextEncoding::Utf8),
        [0xFF, 0xFE, ..] => return Some(TextEncoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(TextEncoding::Utf16Be),
        _ => {}
    }
    utf16_without_mark(begin)
}

/// A few damaged bytes do not make a file of UTF-8 one of another encoding, which hardly ever looks like UTF-8.
fn is_mostly_utf8(path: &Path) -> io::Result<bool> {
    let mut begin = Vec::new();
    File::open(path)?.take(1024 * 1024).read_to_end(&mut begin)?;
    let text = String::from_utf8_lossy(&begin);
    let wide = text.chars().filter(|char| !char.is_ascii()).count();
    let broken = text.chars().filter(|&char| char == '\u{FFFD}').count();
    Ok(wide > 0 && broken * 3 < wide)
}

/// Decodes a file to UTF-8, a stretch at a time; every stretch ends between two characters.
pub(super) struct Decoded<R> {
    input: BufReader<R>,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Bytes of the file that were read.
    pub file_bytes: u64,
}

impl<R: Read> Decoded<R> {
    pub fn new(input: R, encoding: TextEncoding) -> Self {
        let decoder = encoding.codec().new_decoder_with_bom_removal();
        Self { input: BufReader::new(input), decoder, raw: Vec::new(), file_bytes: 0 }
    }

    /// The next stretch in `out`, which may be empty before the end; whether the file goes on.
    pub fn next(&mut self, out: &mut Vec<u8>) -> io::Result<bool> {
        const STEP: usize = 64 * 1024;
        self.raw.resize(STEP, 0);
        let length = self.input.read(&mut self.raw)?;
        self.file_bytes += length as u64;
        // Room for the worst case: then one call takes everything.
        let room = self.decoder.max_utf8_buffer_length(length).unwrap_or(4 * STEP);
        out.resize(room.max(16), 0);
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..length], out, length == 0);
        out.truncate(written);
        Ok(length > 0)
    }
}

/// Whether a text holds a byte with which full-width letters begin, or a blank of that width.
pub(super) fn may_be_wide(text: &str) -> bool {
    memchr::memchr2(0xEF, 0xE3, text.as_bytes()).is_some()
}

/// A text in the width that keyboards write: full-width letters and digits as narrow ones. Signs are made narrow where
/// the text holds nothing but digits and signs; in a sentence they stay as they are.
pub(super) fn narrow(text: &mut String) {
    let is_wide = |c: char| matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{3000}');
    if !may_be_wide(text) || !text.contains(is_wide) {
        return;
    }
    let has_letters = text.chars().any(|c| c.is_alphabetic() && !"년월일年月日부터까지".contains(c));
    let narrowed = text.chars().map(|c| match c {
        '\u{FF01}'..='\u{FF5E}' => {
            let narrow = char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
            if narrow.is_ascii_alphanumeric() || !has_letters { narrow } else { c }
        }
        '\u{3000}' => ' ',
        other => other,
    });
    *text = narrowed.collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_and_digits_are_made_narrow() {
        for (wide, expected) in [
            ("１９９３－１０－２３", "1993-10-23"),
            ("１９９３．１０．２３．", "1993.10.23."),
            ("２００１年　３月", "2001年 3月"),
            ("ＩＣＬＥＩ", "ICLEI"),
            ("유진（미국）　２차", "유진（미국） 2차"),
            ("서울, 부산", "서울, 부산"),
        ] {
            let mut text = wide.to_owned();
            narrow(&mut text);
            assert_eq!(text, expected);
        }
    }
}
