//! The statistics behind the indicators: intervals of shares, effective numbers, odds, survival, inequality.

/// The normal quantile of a 95 % interval.
const Z: f64 = 1.96;

/// A value between two limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value itself.
    pub value: f64,
    /// Lower 95 % limit.
    pub low: f64,
    /// Upper 95 % limit.
    pub high: f64,
}

/// The 95 % score interval of a share (Wilson 1927); nothing of nothing.
pub fn wilson(hits: usize, n: usize) -> Option<Estimate> {
    if n == 0 {
        return None;
    }
    let n = n as f64;
    let value = hits as f64 / n;
    let shrink = 1.0 + Z * Z / n;
    let centre = (value + Z * Z / (2.0 * n)) / shrink;
    let half = Z / shrink * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Estimate { value, low: (centre - half).max(0.0), high: (centre + half).min(1.0) })
}

/// How much larger the second share is than the first, by the score intervals of both (Newcombe 1998).
pub fn difference(first: (usize, usize), second: (usize, usize)) -> Option<Estimate> {
    let (first, second) = (wilson(first.0, first.1)?, wilson(second.0, second.1)?);
    let value = second.value - first.value;
    let below = (second.value - second.low).hypot(first.high - first.value);
    let above = (second.high - second.value).hypot(first.value - first.low);
    Some(Estimate { value, low: value - below, high: value + above })
}

/// The odds ratio of a table `[[n11, n10], [n01, n00]]`, half a case added to each cell, with its 95 % interval.
pub fn odds_ratio(cells: [[usize; 2]; 2]) -> Estimate {
    let [[n11, n10], [n01, n00]] = cells.map(|row| row.map(|cell| cell as f64 + 0.5));
    let value = n11 * n00 / (n10 * n01);
    let half = Z * [n11, n10, n01, n00].map(f64::recip).iter().sum::<f64>().sqrt();
    Estimate { value, low: (value.ln() - half).exp(), high: (value.ln() + half).exp() }
}

/// Effective numbers of types (Hill 1973).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hill {
    /// Types that occur at all.
    pub richness: f64,
    /// exp of the Shannon entropy.
    pub common: f64,
    /// Inverse of the Simpson concentration.
    pub dominant: f64,
}

impl Hill {
    /// Of the counts of each type; nothing where none occurs.
    pub fn of(counts: &[u32]) -> Option<Self> {
        let total: f64 = counts.iter().map(|&count| f64::from(count)).sum();
        if total <= 0.0 {
            return None;
        }
        let shares = || counts.iter().filter(|&&count| count > 0).map(|&count| f64::from(count) / total);
        Some(Self {
            richness: shares().count() as f64,
            common: (-shares().map(|share| share * share.ln()).sum::<f64>()).exp(),
            dominant: shares().map(|share| share * share).sum::<f64>().recip(),
        })
    }

    /// How evenly the types are used, 1 = all alike; nothing where only one type occurs.
    pub fn evenness(self) -> Option<f64> {
        (self.richness > 1.0).then(|| self.common.ln() / self.richness.ln())
    }
}

/// One step of a survival curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survival {
    /// Time since the start.
    pub lag: i16,
    /// Events at this time.
    pub events: usize,
    /// Those who had neither had the event nor gone out of sight before.
    pub at_risk: usize,
    /// The share without the event after this time.
    pub survival: f64,
}

/// The steps of a survival curve (Kaplan and Meier 1958) over pairs of a time and whether the event happened then.
pub fn kaplan_meier(cases: &[(i16, bool)]) -> Vec<Survival> {
    let mut sorted = cases.to_vec();
    sorted.sort_unstable();
    let mut steps = Vec::new();
    let (mut at_risk, mut survival) = (sorted.len(), 1.0);
    for same_lag in sorted.chunk_by(|a, b| a.0 == b.0) {
        let events = same_lag.iter().filter(|case| case.1).count();
        if events > 0 {
            survival *= 1.0 - events as f64 / at_risk as f64;
            steps.push(Survival { lag: same_lag[0].0, events, at_risk, survival });
        }
        at_risk -= same_lag.len();
    }
    steps
}

/// Inequality of counts, zeros included: 0 = all alike (Gini 1912); nothing where all are zero.
pub fn gini(counts: &[u32]) -> Option<f64> {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let total: f64 = sorted.iter().map(|&count| f64::from(count)).sum();
    let n = sorted.len() as f64;
    let weighted: f64 =
        sorted.iter().enumerate().map(|(rank, &count)| (2.0 * (rank as f64 + 1.0) - n - 1.0) * f64::from(count)).sum();
    (total > 0.0).then(|| weighted / (n * total))
}

/// Degree centralisation of the one side of a two-mode network (Borgatti and Everett 1997): how far the largest of `n`
/// degrees stands out, `sum` being all degrees and `others` the size of the other side.
pub fn centralisation(n: usize, largest: u32, sum: u64, others: usize) -> Option<f64> {
    (n > 1 && others > 0).then(|| (n as f64 * f64::from(largest) - sum as f64) / ((n as f64 - 1.0) * others as f64))
}

/// A quantile of sorted values, linear between them.
pub fn quantile(sorted: &[i16], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share * last as f64;
    let [below, above] = [at.floor(), at.ceil()].map(|index| f64::from(sorted[index as usize]));
    Some(below + (above - below) * at.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 0.0006, "{value} is not {expected}");
    }

    #[test]
    fn intervals_of_shares_stay_between_nought_and_one() {
        assert_eq!(wilson(0, 0), None);
        for ((hits, n), (low, high)) in [((2, 4), (0.150, 0.850)), ((0, 5), (0.0, 0.434)), ((5, 5), (0.566, 1.0))] {
            let estimate = wilson(hits, n).unwrap();
            near(estimate.low, low);
            near(estimate.high, high);
        }
    }

    /// The example of Newcombe's paper: 56 of 70 against 48 of 80.
    #[test]
    fn the_difference_of_two_shares_is_that_of_the_literature() {
        let found = difference((48, 80), (56, 70)).unwrap();
        near(found.value, 0.2);
        near(found.low, 0.0524);
        near(found.high, 0.3339);
        assert_eq!(difference((0, 0), (1, 2)), None);
    }

    #[test]
    fn effective_numbers_of_equal_types_are_their_number() {
        let hill = Hill::of(&[3, 0, 3, 3]).unwrap();
        near(hill.richness, 3.0);
        near(hill.common, 3.0);
        near(hill.dominant, 3.0);
        near(hill.evenness().unwrap(), 1.0);
        assert_eq!((Hill::of(&[]), Hill::of(&[4]).unwrap().evenness()), (None, None));
    }

    #[test]
    fn who_goes_out_of_sight_counts_until_then() {
        let steps = kaplan_meier(&[(2, true), (4, true), (4, false)]);
        assert_eq!(
            steps.iter().map(|step| (step.lag, step.events, step.at_risk)).collect::<Vec<_>>(),
            [(2, 1, 3), (4, 1, 2)]
        );
        near(steps[1].survival, 1.0 / 3.0);
        assert_eq!(kaplan_meier(&[]), []);
    }

    #[test]
    fn inequality_and_centralisation_know_zeros() {
        near(gini(&[3, 1, 0, 0]).unwrap(), 0.625);
        near(gini(&[2, 2]).unwrap(), 0.0);
        assert_eq!(gini(&[0, 0]), None);
        near(centralisation(4, 3, 4, 3).unwrap(), 8.0 / 9.0);
        assert_eq!(centralisation(1, 3, 3, 3), None);
    }

    #[test]
    fn quantiles_lie_between_values() {
        assert_eq!(quantile(&[1, 2, 3, 4], 0.5), Some(2.5));
        assert_eq!((quantile(&[7], 0.25), quantile(&[], 0.5)), (Some(7.0), None));
    }
}
