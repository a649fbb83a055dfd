//! Options that say how a chart looks: the same on every command that draws.

use std::collections::BTreeSet;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::filter_args::find_id;
use crate::chart::{Chart, ChartOptions, Marks, PartnerSort};
use crate::data::{Dataset, Explanation, Field};
use crate::query::Years;
use crate::query::aggregate::Period;
use crate::words::{Lang, Word};

/// How the chart looks.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Chart")]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct LookArgs {
    /// What the bars of the timeline are stacked by.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::STACKS, Field::id))]
    stack: Option<Field>,
    /// How long a bar of the timeline is.
    #[arg(long, value_parser = one_of(&Period::ALL, period_id))]
    period: Option<Period>,
    /// Years beside those of --years stay on the axis, faded.
    #[arg(long)]
    all_years: bool,
    /// What the lanes stand for.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::LANES, Field::id))]
    lanes: Option<Field>,
    /// Level of government that membership charts show.
    #[arg(long, value_name = "ID")]
    city_level_shown: Option<String>,
    /// Year as of which matrix, ranking, overlap and graph show memberships; today unless given.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1..=9999))]
    membership_year: Option<i16>,
    /// Years that matrix, overlap and graph show side by side, two to six of them (2000,2010,2020).
    #[arg(long, value_name = "YEARS", value_delimiter = ',', value_parser = clap::value_parser!(i16).range(1..=9999),
        conflicts_with = "membership_year")]
    membership_years: Vec<i16>,
    /// The government that charts of many bring out.
    #[arg(long, value_name = "ID")]
    focus: Option<String>,
    /// What partners are grouped by.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::PARTNER_GROUPS, Field::id))]
    partner_group: Option<Field>,
    /// What counterparts are grouped by.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::COUNTERPART_GROUPS, Field::id))]
    counterpart_group: Option<Field>,
    /// What the activities of the breakdown are counted by.
    #[arg(long, value_name = "FIELD", value_parser = one_of(&ChartOptions::BREAKDOWNS, Field::id))]
    breakdown: Option<Field>,
    /// Writes the values: totals over bars, the ends of lines, leading roles inside the bars of the ranking.
    #[arg(long)]
    values: bool,
    /// Draws every bar as 100 %: shares inside, n below, names beside the last bar.
    #[arg(long)]
    shares: bool,
    /// Writes the first and the last whole period, their difference and growth.
    #[arg(long)]
    change: bool,
    /// Takes back what a figure given with --view has of these.
    #[arg(long)]
    no_marks: bool,
    /// How many years the pictures of the indicators take together.
    #[arg(long, value_name = "PERIOD", value_parser = one_of(&ChartOptions::TREND_PERIODS, period_id))]
    trend_period: Option<Period>,
    /// How partners and counterparts are sorted within a group.
    #[arg(long, value_name = "ORDER", value_parser = one_of(&PartnerSort::ALL, partner_sort_id))]
    partner_sort: Option<PartnerSort>,
    /// Only the partners that are new or lost since this year.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1..=9999))]
    partners_since: Option<i16>,
}

impl LookArgs {
    /// Whether years side by side are asked for.
    pub(super) fn asks_for_member_years(&self) -> bool {
        !self.membership_years.is_empty()
    }

    /// What is not given stays as in `standard`; `years` are those that the filter was newly given.
    pub(super) fn onto(
        self,
        standard: ChartOptions,
        dataset: &Dataset,
        years: Option<Years>,
        lang: Lang,
    ) -> Result<ChartOptions, Explanation> {
        let level = |given: String| {
            find_id(dataset, Field::CityLevel, "city-level-shown", &given).map_err(|error| error.explain(lang))
        };
        let focus = |given: String| find_id(dataset, Field::City, "focus", &given).map_err(|error| error.explain(lang));
        let member_years = member_years(&self.membership_years, self.membership_year, &standard, lang)?;
        // A page cannot be asked for the years beside those that were chosen, so it does not show them.
        let chosen = years.map(|years| (f64::from(years.from), f64::from(years.to) + 1.0));
        let given = Marks { values: self.values, shares: self.shares, change: self.change };
        let before = if self.no_marks { Marks::default() } else { standard.marks };
        Ok(ChartOptions {
            marks: Marks {
                values: given.values || before.values,
                shares: given.shares || before.shares,
                change: given.change || before.change,
            },
            stack: self.stack.unwrap_or(standard.stack),
            period: self.period.unwrap_or(standard.period),
            lanes: self.lanes.unwrap_or(standard.lanes),
            years_shown: if self.all_years { None } else { chosen.or(standard.years_shown) },
            level: self.city_level_shown.map(level).transpose()?.or(standard.level),
            member_year: self.membership_year.or(standard.member_year),
            member_years,
            focus: self.focus.map(focus).transpose()?.or(standard.focus),
            partner_group: self.partner_group.unwrap_or(standard.partner_group),
            counterpart_group: self.counterpart_group.unwrap_or(standard.counterpart_group),
            breakdown: self.breakdown.or(standard.breakdown),
            partner_sort: self.partner_sort.unwrap_or(standard.partner_sort),
            partners_since: self.partners_since.or(standard.partners_since),
            trend_period: self.trend_period.unwrap_or(standard.trend_period),
            ..standard
        })
    }
}

/// The years side by side in their order; those of a figure give way to a year of its own.
fn member_years(
    given: &[i16],
    alone: Option<i16>,
    standard: &ChartOptions,
    lang: Lang,
) -> Result<Vec<i16>, Explanation> {
    let years: Vec<i16> = given.iter().copied().collect::<BTreeSet<i16>>().into_iter().collect();
    if years.len() > ChartOptions::MOST_MEMBER_YEARS {
        let cause = Word::cause_too_many_years(lang, &years.len());
        let next_step = Word::next_fewer_years(lang, &ChartOptions::MOST_MEMBER_YEARS);
        return Err(unusable_years(&years, cause, next_step, lang));
    }
    Ok(if years.is_empty() && alone.is_none() { standard.member_years.clone() } else { years })
}

/// Refuses years side by side where none of the charts can show them.
pub(super) fn check_member_years(charts: &[Chart], options: &ChartOptions, lang: Lang) -> Result<(), Explanation> {
    let years = &options.member_years;
    if years.is_empty() || charts.iter().any(|chart| chart.shows_years_side_by_side()) {
        return Ok(());
    }
    let able = Chart::ALL.into_iter().filter(|chart| chart.shows_years_side_by_side()).map(Chart::id);
    let able = able.collect::<Vec<_>>().join(", ");
    let names = charts.iter().map(|chart| chart.id()).collect::<Vec<_>>().join(", ");
    let next_step = Word::next_choose_one_of(lang, &able);
    Err(unusable_years(years, Word::cause_no_years_side_by_side(lang, &names), next_step, lang))
}

fn unusable_years(years: &[i16], cause: String, next_step: String, lang: Lang) -> Explanation {
    let given = years.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    Explanation { what: Word::option_unusable(lang, &"membership-years", &given), cause, next_step }
}

/// Reads one of a closed list by its name on the command line; help and errors list the names.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    values: &'static [T],
    id: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let find = move |given: String| values.iter().copied().find(|&value| id(value) == given).ok_or("not in the list");
    PossibleValuesParser::new(values.iter().map(|&value| id(value))).try_map(find)
}

fn period_id(period: Period) -> &'static str {
    match period {
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
        Period::FiveYears => "five-years",
        Period::TenYears => "ten-years",
    }
}

fn partner_sort_id(sort: PartnerSort) -> &'static str {
    match sort {
        PartnerSort::Ties => "ties",
        PartnerSort::Activities => "activities",
        PartnerSort::Name => "name",
        PartnerSort::FirstYear => "first-year",
    }
}
