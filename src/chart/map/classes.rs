//! Classes of numbers that are easy to remember: round limits that follow from the largest number alone.

use crate::words::{Lang, Word, grouped};

/// From where each class counts, the lowest first: never two alike, the first always 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes(Vec<usize>);

/// The limits below the last one, as parts of it.
const PARTS: [f64; 3] = [0.05, 0.15, 0.4];
/// So few numbers are each a class.
const FEW: usize = 5;

impl Classes {
    /// Up to five classes for numbers from 1 to this one. The last begins at a 1, 2 or 5 with noughts that leaves a good part
    /// of the way above it.
    pub fn up_to(most: usize) -> Self {
        if most <= FEW {
            return Self((1..=most.max(1)).collect());
        }
        let tens = (1..).map_while(|power| 10_usize.checked_pow(power));
        let round = tens.flat_map(|ten| [ten, 2 * ten, 5 * ten]);
        let last = round.take_while(|&limit| 4 * limit <= 3 * most).last().unwrap_or(FEW);
        let lower = PARTS.map(|part| (part * last as f64).round() as usize);
        let mut limits: Vec<usize> = std::iter::once(1).chain(lower).chain([last]).filter(|&limit| limit > 0).collect();
        limits.dedup();
        Self(limits)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The class of a number above 0.
    pub fn of(&self, count: usize) -> usize {
        self.0.partition_point(|&limit| limit <= count).saturating_sub(1)
    }

    /// How far along a scale of colours a class lies, 0 to 1; where there is one class only, in the middle.
    pub fn share(&self, class: usize) -> f32 {
        if self.len() < 2 { 0.5 } else { class as f32 / (self.len() - 1) as f32 }
    }

    /// "5–14", "100 and more".
    pub fn name(&self, class: usize, most: usize, lang: Lang) -> String {
        let from = self.0[class];
        match self.0.get(class + 1) {
            Some(&next) if next == from + 1 => grouped(from),
            Some(&next) => format!("{}–{}", grouped(from), grouped(next - 1)),
            None if from == most => grouped(from),
            None => Word::and_above(lang, &grouped(from)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_round_and_follow_from_the_largest_number() {
        let told = |most: usize| {
            let classes = Classes::up_to(most);
            (0..classes.len()).map(|class| classes.name(class, most, Lang::En)).collect::<Vec<_>>().join(", ")
        };
        let known = [
            (1, "1"),
            (3, "1, 2, 3"),
            (5, "1, 2, 3, 4, 5"),
            (7, "1, 2–4, 5 and more"),
            (14, "1, 2–3, 4–9, 10 and more"),
            (27, "1–2, 3–7, 8–19, 20 and more"),
            (200, "1–4, 5–14, 15–39, 40–99, 100 and more"),
            (1000, "1–24, 25–74, 75–199, 200–499, 500 and more"),
            (30_000, "1–999, 1,000–2,999, 3,000–7,999, 8,000–19,999, 20,000 and more"),
        ];
        for (most, names) in known {
            assert_eq!(told(most), names, "{most}");
        }
        for most in 1..3000 {
            let classes = Classes::up_to(most);
            assert!(classes.0.is_sorted_by(|a, b| a < b) && classes.0[0] == 1, "{most}: {classes:?}");
            assert!((1..=5).contains(&classes.len()) && classes.of(most) == classes.len() - 1, "{most}: {classes:?}");
            assert_eq!(classes.of(1), 0);
        }
    }
}
