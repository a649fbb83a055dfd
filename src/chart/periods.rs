//! How years and periods are written.

use crate::query::aggregate::Period;

/// `2016`, `2015–2019`.
pub fn years_name(from: i32, to: i32) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

/// `2016`, `2015–2019`, `2016-Q3`, `2016-07`.
pub fn period_name(period: Period, index: i32) -> String {
    let months = index * period.months();
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    match period {
        Period::Month => format!("{year}-{:02}", month + 1),
        Period::Quarter => format!("{year}-Q{}", month / 3 + 1),
        Period::Year => year.to_string(),
        Period::FiveYears | Period::TenYears => years_name(year, year + period.months() / 12 - 1),
    }
}

/// `1985–89`, `2016`; of a period that the axis cuts, the years that are left: `1987–89`.
pub fn short_period_name(period: Period, index: i32, (first, end): (f64, f64)) -> String {
    if period.months() <= 12 {
        return period_name(period, index);
    }
    let span = period.span_years(index);
    let (from, to) = (span.0.max(first).floor() as i32, span.1.min(end).ceil() as i32 - 1);
    match (from, to) {
        (from, to) if from == to => from.to_string(),
        (from, to) if from.div_euclid(100) == to.div_euclid(100) => format!("{from}–{:02}", to.rem_euclid(100)),
        (from, to) => format!("{from}–{to}"),
    }
}
