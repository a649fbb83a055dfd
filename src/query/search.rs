//! Korean search habits: initial consonants stand for the syllables that begin with them (ㅅㅇ finds 서울).

/// The compatibility jamo of the 19 initial consonants, in the order of Unicode's syllable arithmetic.
const INITIALS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
/// Syllables that share one initial: 21 vowels times 28 finals.
const SYLLABLES_PER_INITIAL: u32 = 588;

/// Whether a word consists of initial consonants only.
pub fn is_initial_consonants(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| INITIALS.contains(&c))
}

/// A text with every Hangul syllable replaced by its initial consonant.
pub fn initial_consonants(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '가'..='힣' => INITIALS[((c as u32 - '가' as u32) / SYLLABLES_PER_INITIAL) as usize],
            other => other,
        })
        .collect()
}

/// A number from 1 for a syllable with an initial consonant, and for that consonant itself.
pub fn initial_index(c: char) -> Option<u8> {
    match c {
        '가'..='힣' => Some(1 + ((c as u32 - '가' as u32) / SYLLABLES_PER_INITIAL) as u8),
        'ㄱ'..='ㅎ' => INITIALS.iter().position(|&initial| initial == c).map(|index| 1 + index as u8),
        _ => None,
    }
}

/// The numbers of a word that consists of initial consonants only.
pub fn initial_indexes(word: &str) -> Option<Vec<u8>> {
    let indexes = || word.chars().map(initial_index).collect();
    if is_initial_consonants(word) { indexes() } else { None }
}

/// Whether `name` contains `word` as typed so far; both in lower case.
pub fn name_matches(name: &str, word: &str) -> bool {
    name.contains(word) || is_initial_consonants(word) && initial_consonants(name).contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initial_consonants_find_a_name() {
        assert_eq!(initial_consonants("서울 Seoul 힣"), "ㅅㅇ Seoul ㅎ");
        assert!(name_matches("서울특별시", "ㅅㅇ") && name_matches("서울특별시", "울특"));
        assert!(!name_matches("부산광역시", "ㅅㅇ") && !is_initial_consonants("서ㅇ"));
    }
}
