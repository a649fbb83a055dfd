//! Names that a slip of the hand may have turned into another: a proposal, never a reason to reject.

use unicode_normalization::UnicodeNormalization;

use super::normal::key;

/// More than this many proposals are no help.
const MOST_SHOWN: usize = 3;

/// The known names that differ from a name by a slip, the nearest first; none where the name is known.
pub(crate) fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let letters = letters(name);
    let length = letters.chars().count();
    // Three letters are too few to tell a slip from another name.
    if !(4..=80).contains(&length) {
        return Vec::new();
    }
    let allowed = (length / 6).clamp(1, 3);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for known in known {
        let other = self::letters(known);
        if other == letters {
            return Vec::new();
        }
        if other.chars().count().abs_diff(length) <= allowed {
            let distance = strsim::osa_distance(&letters, &other);
            near.extend((distance <= allowed).then_some((distance, known)));
        }
    }
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(MOST_SHOWN).map(|(_, known)| known).collect()
}

/// Hangul by its letters: one wrong letter is one slip, not a wrong syllable.
fn letters(name: &str) -> String {
    key(name).nfd().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_known_or_other_names_are_not() {
        let known = ["서울특별시", "수원시", "안산시", "안동시", "Suwon"];
        assert_eq!(near("서울특별사", known), ["서울특별시"]);
        assert_eq!(near("수윈시", known), ["수원시"]);
        assert_eq!(near("Suown", known), ["Suwon"]);
        assert!(near("수원시", known).is_empty());
        assert!(near("Paris", known).is_empty());
        assert!(near("", known).is_empty());
    }
}
