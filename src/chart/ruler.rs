//! The ruler: how wide text of the shipped font is, before anything is drawn; and cutting and breaking text to fit.

use std::borrow::Cow;
use std::sync::OnceLock;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId};
use unicode_normalization::char::is_combining_mark;

use super::scene::{Font, MeasureText};

/// The regular face, as drawn in the window and in every figure.
pub const FONT_REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansCJKkr-Regular.otf");
/// The bold face.
pub const FONT_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansCJKkr-Bold.otf");
/// The family name inside both faces.
pub const FONT_FAMILY: &str = "Noto Sans CJK KR";

/// Stands at the end of text that was cut.
pub const ELLIPSIS: char = '…';

/// Measures text by tables made once from the two shipped faces; measuring takes no lock and reads no font.
#[derive(Debug)]
pub struct Ruler {
    regular: FaceTable,
    bold: FaceTable,
}

impl Ruler {
    /// The one ruler of the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Ruler> = OnceLock::new();
        SHIPPED.get_or_init(|| Self { regular: FaceTable::read(FONT_REGULAR), bold: FaceTable::read(FONT_BOLD) })
    }

    fn face(&self, font: Font) -> &FaceTable {
        if font.bold { &self.bold } else { &self.regular }
    }
}

impl MeasureText for Ruler {
    fn width(&self, text: &str, font: Font) -> f32 {
        let face = self.face(font);
        let mut units = 0_i64;
        let mut before = '\0';
        for char in text.chars() {
            units += i64::from(face.advance(char)) + i64::from(face.kern(before, char));
            before = char;
        }
        units as f32 * font.size / face.units_per_em
    }

    fn cap_height(&self, font: Font) -> f32 {
        self.face(font).cap_height * font.size
    }

    fn ascent(&self, font: Font) -> f32 {
        self.face(font).ascent * font.size
    }

    fn descent(&self, font: Font) -> f32 {
        self.face(font).descent * font.size
    }
}

/// The text if it is no wider than `max_width`; else its beginning with an ellipsis; nothing where not even that fits.
pub fn fit<'a>(text: &'a str, font: Font, max_width: f32, ruler: &dyn MeasureText) -> Cow<'a, str> {
    if ruler.width(text, font) <= max_width {
        return Cow::Borrowed(text);
    }
    // A separator before the ellipsis would only look like a slip.
    let is_separator = |char: char| char.is_whitespace() || "-–—,·:;/(&".contains(char);
    let cut_at = |end: usize| format!("{}{ELLIPSIS}", text[..end].trim_end_matches(is_separator));
    let cuts = cuts(text);
    let fitting = cuts.partition_point(|&end| ruler.width(&cut_at(end), font) <= max_width);
    // Kerning makes widths almost, not strictly, monotone: step back until the cut text fits for certain.
    let kept = cuts[..fitting].iter().rev().map(|&end| cut_at(end)).find(|cut| ruler.width(cut, font) <= max_width);
    Cow::Owned(kept.unwrap_or_default())
}

/// The text in at most `max_lines` lines no wider than `max_width`: broken at spaces, overlong words inside; where the
/// lines run out, the last one ends in an ellipsis.
pub fn wrap(text: &str, font: Font, max_width: f32, ruler: &dyn MeasureText, max_lines: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < max_lines {
        if lines.len() + 1 == max_lines {
            lines.push(fit(rest, font, max_width, ruler).into_owned());
            break;
        }
        let end = line_end(rest, font, max_width, ruler);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    lines
}

/// Where the first line of `text` ends: at the last space that keeps it narrow enough, else inside its first word.
fn line_end(text: &str, font: Font, max_width: f32, ruler: &dyn MeasureText) -> usize {
    let fits = |end: &usize| ruler.width(text[..*end].trim_end(), font) <= max_width;
    let word_ends = text.char_indices().filter(|(_, char)| char.is_whitespace()).map(|(at, _)| at).chain([text.len()]);
    if let Some(end) = word_ends.take_while(fits).last() {
        return end;
    }
    let cuts = cuts(text);
    let fitting = cuts.partition_point(fits);
    // At least one character a line, or a width of nothing would never end.
    cuts.get(fitting.max(2) - 1).copied().unwrap_or(text.len())
}

/// Where text may be cut: every character boundary, except before a sign that belongs to the character before it.
fn cuts(text: &str) -> Vec<usize> {
    let mut glued = false;
    let mut cuts = Vec::new();
    for (at, char) in text.char_indices() {
        if !(glued || joins_the_one_before(char)) || at == 0 {
            cuts.push(at);
        }
        glued = char == ZERO_WIDTH_JOINER;
    }
    cuts.push(text.len());
    cuts
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

fn joins_the_one_before(char: char) -> bool {
    // Medial and final jamo complete the syllable that an initial one began.
    is_combining_mark(char) || char == ZERO_WIDTH_JOINER || matches!(char, '\u{1160}'..='\u{11ff}')
}

/// What measuring needs of one face, in font units where nothing else is said.
#[derive(Debug)]
struct FaceTable {
    /// Of the 65,536 characters of the basic plane.
    advances: Vec<u16>,
    /// Of a character the face has not.
    missing_advance: u16,
    /// Of pairs of ASCII characters: `128 * left + right`.
    kerns: Vec<i16>,
    units_per_em: f32,
    /// In ems, as the two below.
    cap_height: f32,
    ascent: f32,
    descent: f32,
}

const ASCII: usize = 128;

impl FaceTable {
    fn read(bytes: &[u8]) -> Self {
        // The shipped faces parse, as a test proves; were one replaced by a broken file, text would be set in squares.
        Face::parse(bytes, 0).map_or_else(|_| Self::of_squares(), |face| Self::of(&face))
    }

    fn of_squares() -> Self {
        Self {
            advances: vec![1000; 1 << 16],
            missing_advance: 1000,
            kerns: vec![0; ASCII * ASCII],
            units_per_em: 1000.0,
            cap_height: 0.73,
            ascent: 0.9,
            descent: 0.25,
        }
    }

    fn of(face: &Face<'_>) -> Self {
        let missing_advance = face.glyph_hor_advance(GlyphId(0)).unwrap_or(face.units_per_em());
        let units_per_em = f32::from(face.units_per_em());
        Self {
            advances: advances(face, missing_advance),
            missing_advance,
            kerns: kerns(face),
            units_per_em,
            cap_height: f32::from(face.capital_height().unwrap_or_default()) / units_per_em,
            ascent: f32::from(face.ascender()) / units_per_em,
            descent: f32::from(-face.descender()) / units_per_em,
        }
    }

    fn advance(&self, char: char) -> u16 {
        self.advances.get(char as usize).copied().unwrap_or(self.missing_advance)
    }

    fn kern(&self, left: char, right: char) -> i16 {
        if left.is_ascii() && right.is_ascii() { self.kerns[ASCII * left as usize + right as usize] } else { 0 }
    }
}

fn advances(face: &Face<'_>, missing_advance: u16) -> Vec<u16> {
    let mut advances = vec![missing_advance; 1 << 16];
    let tables =
        face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(ttf_parser::cmap::Subtable::is_unicode);
    for table in tables {
        table.codepoints(|code_point| {
            let advance = table.glyph_index(code_point).and_then(|glyph| face.glyph_hor_advance(glyph));
            if let (Some(place), Some(advance)) = (advances.get_mut(code_point as usize), advance) {
                *place = advance;
            }
        });
    }
    // Shapers give these no width, whatever the face says.
    let unseen =
        ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}').chain('\u{200b}'..='\u{200f}').chain('\u{202a}'..='\u{202e}');
    let unseen = unseen.chain('\u{2060}'..='\u{206f}').chain('\u{fe00}'..='\u{fe0f}').chain(['\u{ad}', '\u{feff}']);
    let marks = ('\u{300}'..='\u{ffff}').filter(|&char| is_combining_mark(char));
    unseen.chain(marks).for_each(|char| advances[char as usize] = 0);
    // A painter writes white space as a space.
    for white in ['\t', '\n', '\r'] {
        advances[white as usize] = advances[' ' as usize];
    }
    advances
}

/// How much closer two ASCII characters stand, as every shaper sets them by the pair table of the face.
fn kerns(face: &Face<'_>) -> Vec<i16> {
    let mut kerns = vec![0; ASCII * ASCII];
    let pairs: Vec<PairAdjustment<'_>> = face
        .tables()
        .gpos
        .iter()
        .flat_map(|gpos| gpos.lookups)
        .flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable<'_>>())
        .filter_map(|table| if let PositioningSubtable::Pair(pair) = table { Some(pair) } else { None })
        .collect();
    let glyphs: Vec<(u8, GlyphId)> =
        (b' '..=b'~').filter_map(|byte| Some((byte, face.glyph_index(byte.into())?))).collect();
    for &(left, left_glyph) in &glyphs {
        for &(right, right_glyph) in &glyphs {
            let kern = pairs.iter().find_map(|pair| kern_in(*pair, left_glyph, right_glyph));
            kerns[ASCII * usize::from(left) + usize::from(right)] = kern.unwrap_or_default();
        }
    }
    kerns
}

/// The change of advance by one table; nothing where the table leaves the pair to the next one.
fn kern_in(pair: PairAdjustment<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    let index = pair.coverage().get(left)?;
    let (first, _) = match pair {
        PairAdjustment::Format1 { sets, .. } => sets.get(index)?.get(right)?,
        PairAdjustment::Format2 { classes, matrix, .. } => matrix.get((classes.0.get(left), classes.1.get(right)))?,
    };
    Some(first.x_advance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEN: Font = Font { size: 10.0, bold: false };
    const TEN_BOLD: Font = Font { size: 10.0, bold: true };

    fn width(text: &str, font: Font) -> f32 {
        Ruler::shipped().width(text, font)
    }

    #[test]
    fn both_faces_parse_and_are_one_family() {
        for bytes in [FONT_REGULAR, FONT_BOLD] {
            let face = Face::parse(bytes, 0).unwrap();
            assert!(face.names().into_iter().any(|name| name.to_string().as_deref() == Some(FONT_FAMILY)));
        }
    }

    #[test]
    fn hangul_is_ninety_two_hundredths_of_an_em_wide_in_both_weights() {
        assert_eq!(width("서", TEN), 9.2);
        assert_eq!(width("서울특별시", TEN), 46.0);
        assert_eq!(width("서울", TEN_BOLD), 18.4);
        assert_eq!(width("서울", Font { size: 20.0, bold: false }), 36.8);
    }

    #[test]
    fn bold_latin_is_wider_and_pairs_are_kerned() {
        assert!(width("Seoul", TEN_BOLD) > width("Seoul", TEN));
        assert!(width("AV", TEN) < width("A", TEN) + width("V", TEN));
    }

    #[test]
    fn marks_and_controls_have_no_width() {
        assert_eq!(width("e\u{301}", TEN), width("e", TEN));
        assert_eq!(width("a\u{200b}\u{202e}\0b", TEN), width("ab", TEN));
        assert_eq!(width("", TEN), 0.0);
    }

    #[test]
    fn capitals_are_lower_than_the_line() {
        let ruler = Ruler::shipped();
        assert_eq!(ruler.cap_height(TEN), 7.33);
        assert!(ruler.ascent(TEN) > ruler.cap_height(TEN) && ruler.descent(TEN) > 0.0);
    }

    #[test]
    fn text_that_fits_is_lent_and_longer_text_is_cut() {
        let ruler = Ruler::shipped();
        assert!(matches!(fit("부산", TEN, 20.0, ruler), Cow::Borrowed("부산")));
        assert_eq!(fit("부산광역시", TEN, 30.0, ruler), "부산…");
        assert_eq!(fit("부산 광역시", TEN, 32.0, ruler), "부산…", "no space before the ellipsis");
        assert_eq!(fit("부산", TEN, 5.0, ruler), "");
    }

    #[test]
    fn a_cut_never_parts_a_mark_from_its_letter() {
        let ruler = Ruler::shipped();
        let room = width("e", TEN) + width("…", TEN) + 0.1;
        assert_eq!(fit("e\u{301}\u{302}tudes", TEN, room, ruler), "e\u{301}\u{302}…");
        assert_eq!(cuts("e\u{301}ㄱ\u{1112}\u{1161}"), [0, 3, 6, 12]);
    }

    #[test]
    fn lines_break_at_spaces_and_the_last_one_is_cut() {
        let ruler = Ruler::shipped();
        assert_eq!(wrap("서울 부산 대구 광주", TEN, 45.0, ruler, 3), ["서울 부산", "대구 광주"]);
        assert_eq!(wrap("서울 부산 대구 광주 대전", TEN, 45.0, ruler, 2), ["서울 부산", "대구 광…"]);
        assert_eq!(wrap("국제기후환경이니셔티브", TEN, 40.0, ruler, 4), ["국제기후", "환경이니", "셔티브"]);
        assert_eq!(wrap("  ", TEN, 40.0, ruler, 4), [""; 0]);
        assert_eq!(wrap("ab", TEN, 0.0, ruler, 9), ["a", "b"]);
    }

    proptest! {
        #[test]
        fn fit_never_exceeds_the_room(text in "\\PC{0,40}", room in 0.0_f32..200.0) {
            let ruler = Ruler::shipped();
            prop_assert!(ruler.width(&fit(&text, TEN, room, ruler), TEN) <= room);
        }

        #[test]
        fn wrap_loses_nothing_while_lines_last(text in "[a-z가-힣 ]{0,60}", room in 1.0_f32..200.0) {
            let ruler = Ruler::shipped();
            let lines = wrap(&text, TEN, room, ruler, 1000);
            let all = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
            prop_assert_eq!(all(&lines.concat()), all(&text));
        }
    }
}
