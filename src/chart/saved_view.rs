//! The view behind a figure, in words that travel inside its file: chart, filter, look and language.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::{Chart, ChartInput, ChartOptions};
use crate::query::{Filter, Years};
use crate::words::Lang;

/// What it takes to draw a figure again, from the same database or a newer one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// Of this form; a later program may write another.
    pub version: u32,
    /// The chart.
    pub chart: Chart,
    /// What was asked.
    pub filter: Filter,
    /// How it was asked to look.
    pub options: ChartOptions,
    /// The language of its words.
    pub lang: Lang,
}

/// Why a text is no view that can be shown: the fields of the text are named, in no language.
#[derive(Debug, thiserror::Error)]
pub enum ViewFault {
    /// It is no JSON of a view.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// A later program wrote it.
    #[error("version {version} > {}", SavedView::VERSION)]
    Later {
        /// The form that program writes.
        version: u32,
    },
    /// A field was chosen that cannot be chosen there.
    #[error("stack, lanes, partner_group, counterpart_group, breakdown, trend_period")]
    Options,
    /// More years side by side than can be shown.
    #[error("member_years: {count} > {}", ChartOptions::MOST_MEMBER_YEARS)]
    MemberYears {
        /// So many.
        count: usize,
    },
    /// An axis that no window could have.
    #[error("years_shown {0:?}")]
    YearsShown(Option<(f64, f64)>),
    /// Years that no filter could have.
    #[error("years {}..{}", .0.from, .0.to)]
    Years(Years),
}

impl SavedView {
    /// The form that this program writes.
    pub const VERSION: u32 = 1;

    /// The view that a figure of a chart shows.
    pub fn of(chart: Chart, input: &ChartInput<'_>) -> Self {
        Self {
            version: Self::VERSION,
            chart,
            filter: input.filter.clone(),
            options: input.options.clone(),
            lang: input.lang,
        }
    }

    /// As JSON in ASCII, so that no container can spoil it.
    pub fn to_json(&self) -> String {
        // Plain structs of text and numbers always serialise.
        let json = serde_json::to_string(self).unwrap_or_default();
        let mut ascii = String::with_capacity(json.len());
        for char in json.chars() {
            if char.is_ascii() {
                ascii.push(char);
            } else {
                let mut units = [0; 2];
                for unit in char.encode_utf16(&mut units) {
                    // Writing to a string never fails.
                    let _infallible = write!(ascii, "\\u{unit:04x}");
                }
            }
        }
        ascii
    }

    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// Why it is not a view of this form.
    pub fn from_json(json: &str) -> Result<Self, ViewFault> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        let Versioned { version } = serde_json::from_str(json)?;
        if version > Self::VERSION {
            return Err(ViewFault::Later { version });
        }
        let view: Self = serde_json::from_str(json)?;
        view.checked()
    }

    /// Refuses what no window could have shown: a file from anywhere may say anything.
    fn checked(self) -> Result<Self, ViewFault> {
        let options = &self.options;
        let ChartOptions { stack, lanes, partner_group, years_shown, trend_period, .. } = options;
        let is_known = ChartOptions::STACKS.contains(stack)
            && ChartOptions::LANES.contains(lanes)
            && ChartOptions::PARTNER_GROUPS.contains(partner_group)
            && ChartOptions::COUNTERPART_GROUPS.contains(&options.counterpart_group)
            && options.breakdown.is_none_or(|field| ChartOptions::BREAKDOWNS.contains(&field))
            && ChartOptions::TREND_PERIODS.contains(trend_period);
        let is_axis = |&(first, end): &(f64, f64)| first >= 0.0 && end <= 10_000.0 && end - first >= 1.0;
        let is_span = |years: &Years| 1 <= years.from && years.from <= years.to && years.to <= 9999;
        let asked_years = [self.filter.member_of.year, options.member_year];
        let asked_years = || asked_years.into_iter().flatten().chain(options.member_years.iter().copied());
        if !is_known {
            Err(ViewFault::Options)
        } else if options.member_years.len() > ChartOptions::MOST_MEMBER_YEARS {
            Err(ViewFault::MemberYears { count: options.member_years.len() })
        } else if !years_shown.as_ref().is_none_or(is_axis) {
            Err(ViewFault::YearsShown(*years_shown))
        } else if let Some(years) = self.filter.years.filter(|years| !is_span(years)) {
            Err(ViewFault::Years(years))
        } else if let Some(year) = asked_years().find(|year| !(1..=9999).contains(year)) {
            Err(ViewFault::Years(Years { from: year, to: year }))
        } else if let Some(year) = options.partners_since.filter(|year| !(1..=9999).contains(year)) {
            Err(ViewFault::Years(Years { from: year, to: year }))
        } else {
            Ok(self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Field;
    use crate::query::Choice;

    #[test]
    fn a_view_comes_back_whatever_its_words() {
        let mut filter = Filter { text: "서울 \"<&>\" 🏙 (\\)".to_owned(), ..Filter::default() };
        filter.set_choice(Field::City, Choice { include: ["seoul".to_owned()].into(), ..Choice::default() });
        let view = SavedView {
            version: SavedView::VERSION,
            chart: Chart::GROWTH,
            filter,
            options: ChartOptions { years_shown: Some((1990.0, 2020.5)), ..ChartOptions::default() },
            lang: Lang::Ko,
        };
        let json = view.to_json();
        assert!(json.is_ascii());
        assert_eq!(SavedView::from_json(&json).unwrap(), view);
        let later = json.replacen("\"version\":1", "\"version\":2", 1);
        assert!(SavedView::from_json(&later).unwrap_err().to_string().contains("version 2"));
        assert!(SavedView::from_json("{}").is_err());
    }

    #[test]
    fn a_view_that_no_window_could_show_is_refused() {
        let view = SavedView {
            version: SavedView::VERSION,
            chart: Chart::TIMELINE,
            filter: Filter { years: Some(Years { from: 1995, to: 2024 }), ..Filter::default() },
            options: ChartOptions {
                years_shown: Some((1990.0, 2020.5)),
                member_year: Some(2015),
                member_years: vec![2000, 2010],
                partners_since: Some(2022),
                ..ChartOptions::default()
            },
            lang: Lang::En,
        };
        let json = view.to_json();
        assert!(SavedView::from_json(&json).is_ok());
        for (said, hostile) in [
            ("\"from\":1995", "\"from\":2025"),
            ("\"from\":1995", "\"from\":0"),
            ("\"from\":1995", "\"from\":-32768"),
            ("\"to\":2024", "\"to\":32767"),
            ("\"member_year\":2015", "\"member_year\":0"),
            ("\"member_year\":2015", "\"member_year\":10000"),
            ("[2000,2010]", "[2000,0]"),
            ("[2000,2010]", "[2000,2001,2002,2003,2004,2005,2006]"),
            ("\"stack\":\"family\"", "\"stack\":\"partner\""),
            ("\"lanes\":\"agenda\"", "\"lanes\":\"kind\""),
            ("\"partner_group\":\"sector\"", "\"partner_group\":\"city\""),
            ("\"partners_since\":2022", "\"partners_since\":0"),
            ("\"partners_since\":2022", "\"partners_since\":10000"),
            ("[1990.0,2020.5]", "[2020.5,1990.0]"),
            ("[1990.0,2020.5]", "[1990.0,1990.5]"),
            ("[1990.0,2020.5]", "[-1.0,1990.5]"),
            ("[1990.0,2020.5]", "[0.0,1e300]"),
            ("[1990.0,2020.5]", "[0.0,1e999]"),
            ("[1990.0,2020.5]", "[null,2000.0]"),
        ] {
            assert!(json.contains(said), "{said} is not in {json}");
            assert!(SavedView::from_json(&json.replace(said, hostile)).is_err(), "{hostile}");
        }
    }
}
