//! Years taken together: the figures of five or ten years from those of each.

use super::super::periods::years_name;
use crate::query::aggregate::Period;
use crate::query::indicators::{Flag, Point, Statistic};

/// The figure of a stretch of years.
#[derive(Clone, Debug, PartialEq)]
pub struct At {
    /// First year.
    pub from: i16,
    /// Last year, that of the collection at most.
    pub to: i16,
    /// Its figure.
    pub figure: Statistic,
}

impl At {
    /// `2016`, `2015–2019`.
    pub fn name(&self) -> String {
        years_name(self.from.into(), self.to.into())
    }

    /// Where its point stands on an axis of years.
    pub fn middle(&self) -> f64 {
        f64::midpoint(f64::from(self.from), f64::from(self.to) + 1.0)
    }
}

/// How years are taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pool {
    /// Shares: all hits of all records.
    Sum,
    /// What stands at the end of the last year.
    Last,
}

/// The figures of each period between the first and the last year that have one.
pub fn pooled(points: &[Point], period: Period, pool: Pool) -> Vec<At> {
    let years = (period.months() / 12).max(1) as i16;
    let points = trimmed(points);
    let of_one_period = |a: &Point, b: &Point| a.year.div_euclid(years) == b.year.div_euclid(years);
    let at = |points: &[Point]| At {
        from: points[0].year,
        to: points[points.len() - 1].year,
        figure: if points.len() == 1 { points[0].figure.clone() } else { figure(points, pool) },
    };
    points.chunk_by(of_one_period).map(at).collect()
}

/// Without the years at both ends that have nothing.
fn trimmed(points: &[Point]) -> &[Point] {
    let holds = |point: &Point| point.figure.n > 0 || point.figure.value.is_some();
    let Some(first) = points.iter().position(holds) else { return &[] };
    let last = points.iter().rposition(holds).unwrap_or(first);
    &points[first..=last]
}

fn figure(points: &[Point], pool: Pool) -> Statistic {
    let n: usize = points.iter().map(|point| point.figure.n).sum();
    let mut figure = match pool {
        Pool::Sum => Statistic::share(points.iter().filter_map(|point| point.figure.hits).sum(), n),
        Pool::Last => return points[points.len() - 1].figure.clone(),
    };
    // Some of it was not over, or not collected: the reader must know of either.
    for flag in [Flag::Partial, Flag::NotCollected, Flag::Attested] {
        if points.iter().any(|point| point.figure.flags.contains(&flag)) {
            figure.flags.push(flag);
        }
    }
    figure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_years_are_taken_together_by_their_records() {
        let point = |year, hits, n| Point { year, figure: Statistic::share(hits, n) };
        let points = [point(2003, 0, 0), point(2004, 1, 1), point(2005, 0, 3), point(2006, 2, 3), point(2007, 0, 0)];
        let found = pooled(&points, Period::FiveYears, Pool::Sum);
        assert_eq!(found.iter().map(At::name).collect::<Vec<_>>(), ["2004", "2005–2006"]);
        assert_eq!((found[1].figure.hits, found[1].figure.n), (Some(2), 6));
        assert_eq!(found[1].figure, Statistic::share(2, 6));
        assert_eq!(pooled(&points, Period::Year, Pool::Sum).len(), 3);
        assert_eq!(pooled(&points[..1], Period::Year, Pool::Sum), []);
    }
}
