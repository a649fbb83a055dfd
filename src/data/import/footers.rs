//! Rows that a person reads as what they are, not as facts: sums, notes, sources, the end of the list.

use super::headings::normal;
use super::outcome::RowNoteReason;

const SUMS: &[&str] = &[
    "합계",
    "총합계",
    "총계",
    "총합",
    "계",
    "소계",
    "누계",
    "합",
    "total",
    "totals",
    "subtotal",
    "sum",
    "grandtotal",
    "overall",
    "합계total",
    "계total",
    "총계total",
];
const NOTES: &[&str] = &[
    "비고",
    "주",
    "주석",
    "각주",
    "참고",
    "참고사항",
    "자료",
    "자료출처",
    "출처",
    "단위",
    "작성",
    "작성자",
    "작성일",
    "작성기준",
    "기준",
    "기준일",
    "문의",
    "문의처",
    "유의사항",
    "note",
    "notes",
    "source",
    "sources",
    "remark",
    "remarks",
    "footnote",
    "footnotes",
    "legend",
    "key",
];
const ENDS: &[&str] = &["끝", "이하여백", "이하빈칸", "end", "endoflist", "endoftable"];

/// Why a row is no fact; nothing where it may be one.
pub(super) fn reason(cells: &[String]) -> Option<RowNoteReason> {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let first = *filled.first()?;
    let is_only = filled.len() == 1;
    let is_marked = first.starts_with(['※', '☞', '*', '#', '†', '‡', '▷', '◁']);
    if first.starts_with(['※', '☞']) || (is_only && is_marked) || is_note(first, filled.len()) {
        return Some(RowNoteReason::Footnote);
    }
    if is_only && ENDS.contains(&normal(first).as_str()) {
        return Some(RowNoteReason::Footnote);
    }
    let is_sum_row = cells.iter().take(3).any(|cell| is_sum(cell)) || (is_only && is_sum_in_words(first));
    is_sum_row.then_some(RowNoteReason::Sum)
}

/// `비고: ...`, `자료) ...`, `Source: ...`; and 비고 with its text in the next cell.
fn is_note(first: &str, filled: usize) -> bool {
    let before = first.split_once([':', '：', ')', '）']).map(|(before, _)| before);
    let is_headed = before.is_some_and(|before| {
        let word = before.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
        NOTES.contains(&normal(word).as_str()) && !before.contains(['(', '（'])
    });
    is_headed || (filled <= 2 && NOTES.contains(&normal(first).as_str()))
}

/// 합 계, 소계(경기), 서울 소계, 총 12건, Total: 12.
fn is_sum(cell: &str) -> bool {
    const MOST_LETTERS: usize = 24;
    if !may_be_sum(cell) || cell.chars().count() > MOST_LETTERS {
        return false;
    }
    let text = normal(cell);
    if SUMS.contains(&text.as_str()) || ["소계", "합계", "총계"].iter().any(|sum| text.ends_with(sum)) {
        return true;
    }
    let units = |c: char| c.is_ascii_digit() || "건개곳명회국도시군구지역".contains(c);
    let bare = text.trim_end_matches(units);
    let has_number = text.chars().any(|c| c.is_ascii_digit());
    has_number && (SUMS.contains(&bare) || bare == "총")
}

/// Whether a cell has a letter of a word for sums: most cells have none, and need not be compared.
fn may_be_sum(cell: &str) -> bool {
    let is_letter = |c: &char| matches!(c, 'A'..='Z' | 'a'..='z' | '가'..='힣') || (!c.is_ascii() && c.is_alphabetic());
    let first = cell.chars().find(is_letter).unwrap_or_default();
    matches!(first.to_ascii_lowercase(), 't' | 's' | 'g' | 'o')
        // Letters in parts and letters of full width are compared, too.
        || cell.contains(|c| matches!(c, '계' | '합' | '총' | '\u{1100}'..='\u{11FF}' | '\u{FF01}'..='\u{FF5E}'))
}

/// `Total number of twin towns: 12`.
fn is_sum_in_words(text: &str) -> bool {
    let text = text.to_lowercase();
    let begins = ["total ", "grand total", "sum of", "number of", "합계 ", "총 "];
    text.chars().any(|c| c.is_ascii_digit()) && begins.iter().any(|begin| text.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_notes_are_told_from_facts() {
        let sum = Some(RowNoteReason::Sum);
        let note = Some(RowNoteReason::Footnote);
        for (row, expected) in [
            ("계|4건", &sum),
            ("합 계||12", &sum),
            ("|서울 소계|3", &sum),
            ("총 12개국", &sum),
            ("Total: 12", &sum),
            ("Grand total|12", &sum),
            ("Total number of twin towns: 12", &sum),
            ("※ 지어낸 자료", &note),
            ("비고: 중단된 교류 포함", &note),
            ("비고|중단된 교류 포함", &note),
            ("주1) 2024년 기준", &note),
            ("자료: 외교부", &note),
            ("Source: somewhere", &note),
            ("끝.", &note),
            ("이하 여백", &note),
            ("Notes|some", &note),
            ("계룡|하기|일본", &None),
            ("1|총영사관 방문|일본", &None),
            ("서울|합의서 체결|비고", &None),
            ("Totalville|Sampleton|Belgium", &None),
            ("Source|Sampleton|Belgium", &None),
        ] {
            let cells: Vec<String> = row.split('|').map(ToOwned::to_owned).collect();
            assert_eq!(reason(&cells), *expected, "{row}");
        }
    }
}
