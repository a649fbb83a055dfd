//! What a finding says in one line, to stand over its picture: never more than its numbers allow.

use super::Told;
use super::sentences::{largest_modes, measure, percent, side_in_words};
use crate::query::indicators::{Group, Says, Side, Verdict};
use crate::words::{Word, grouped};

/// The line, without a full stop.
pub fn headline(told: Told<'_>) -> String {
    let lang = told.lang;
    let what = told.title();
    let verdict = told.finding.reading.verdict;
    let is_open = verdict == Verdict::DoesNotDistinguish;
    match &told.finding.reading.says {
        Says::TooFew { .. } | Says::TooFewOfBoth { .. } => Word::head_too_few(lang, &what),
        Says::Difference { sides, shares, difference, .. } => {
            let [first, second] = shares.map(|(hits, n)| percent(hits as f64 / n as f64));
            let are_years = matches!(sides, [Side::Years(..), Side::Years(..)]);
            match (is_open, are_years) {
                (true, _) => Word::head_open(lang, &what, &first, &second),
                (false, true) if difference.value > 0.0 => Word::head_rose(lang, &what, &first, &second),
                (false, true) => Word::head_fell(lang, &what, &first, &second),
                (false, false) => {
                    let [one, other] = sides.map(|side| side_in_words(side, lang));
                    Word::head_sides(lang, &what, &one, &first, &other, &second)
                }
            }
        }
        Says::Odds { ratio, .. } => {
            let value = format!("{:.2}", ratio.value);
            match verdict {
                Verdict::DoesNotDistinguish => Word::head_odds_open(lang, &value),
                _ if ratio.value >= 1.0 => Word::head_odds_more(lang, &value),
                _ => Word::head_odds_less(lang, &value),
            }
        }
        Says::Practice { first, governments, .. } => Word::head_practice(lang, first, governments),
        Says::Beyond { share, agrees, .. } => {
            let share = percent(share.value);
            match (is_open, *agrees) {
                (_, false) => Word::head_beyond_definitions(lang, &share),
                (true, true) => Word::head_beyond_open(lang, &share),
                (false, true) => Word::head_beyond(lang, &share),
            }
        }
        Says::Integration { share, .. } => Word::head_integration(lang, &percent(share.value)),
        Says::Growth { joined, active, .. } => Word::head_growth(lang, &grouped(*joined), &grouped(*active)),
        Says::Portfolio { joined, governments, most } => Word::head_portfolio(lang, joined, governments, most),
        Says::Centralisation { value, .. } => Word::head_centralisation(lang, &format!("{value:.2}")),
        Says::Breadth { richness, common, .. } => {
            Word::head_breadth(lang, &format!("{richness:.0}"), &format!("{common:.1}"))
        }
        Says::Institutions { count, first, last, .. } => Word::head_institutions(lang, &grouped(*count), first, last),
        Says::NoLaw { dated, governments } => Word::head_no_law(lang, dated, governments),
        Says::Diffusion { dated, governments, now, .. } => Word::head_ordinances(lang, dated, governments, now),
        Says::Depth { with_any, governments, most, .. } => Word::head_depth(lang, with_any, governments, most),
        Says::Diversity { richness, common, .. } => {
            Word::head_diversity(lang, &format!("{richness:.0}"), &format!("{common:.1}"))
        }
        Says::Channels { tied, governments, mean, .. } => {
            Word::head_channels(lang, tied, governments, &format!("{mean:.1}"))
        }
        Says::Levels { several, all, are_activities: true } => Word::head_levels_of_activities(lang, several, all),
        Says::Levels { several, all, .. } => Word::head_levels_of_governments(lang, several, all),
        Says::Modes { .. } => Word::head_modes(lang, &largest_modes(told)),
        Says::Liveliness { live, agreements } => Word::head_liveliness(lang, live, agreements),
        Says::Completeness { activities } => {
            let dated = told.finding.headline.value.unwrap_or(f64::NAN);
            let partner = measure(told, "partner");
            Word::head_completeness(lang, &percent(dated), &percent(partner), &grouped(*activities))
        }
        Says::Sources { records, sources, .. } => Word::head_sources(lang, &grouped(*records), &grouped(*sources)),
    }
}

impl Told<'_> {
    /// Whether there is anything of this kind to show.
    pub fn has_figures(self) -> bool {
        let finding = self.finding;
        let has_value = |group: Group| finding.group(group).any(|part| part.figure.value.is_some());
        !matches!(finding.reading.says, Says::TooFew { .. } | Says::TooFewOfBoth { .. })
            && (finding.headline.value.is_some() || has_value(Group::Measure))
    }
}
