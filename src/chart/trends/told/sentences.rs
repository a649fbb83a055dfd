//! What a finding says, in sentences: made of its numbers in the language of the reader, whenever they are shown.

use super::Told;
use crate::query::indicators::{Counted, Estimate, Group, Indicator, Says, Side, Verdict};
use crate::words::{Lang, Word, grouped};

/// A share as text: `42 %` would break at the blank, so it has none.
pub(super) fn percent(share: f64) -> String {
    if share.is_finite() { format!("{:.0}%", share * 100.0) } else { "–".to_owned() }
}

/// A share and the limits of its interval.
fn percents(share: Estimate) -> [String; 3] {
    [share.value, share.low, share.high].map(percent)
}

/// The sentence of a verdict.
pub fn verdict_word(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Supports => Word::VERDICT_SUPPORTS,
        Verdict::SpeaksAgainst => Word::VERDICT_SPEAKS_AGAINST,
        Verdict::DoesNotDistinguish => Word::VERDICT_DOES_NOT_DISTINGUISH,
        Verdict::TooFew => Word::VERDICT_TOO_FEW,
        Verdict::Describes => Word::VERDICT_DESCRIBES,
    }
}

/// What the numbers allow to say.
pub fn reading(told: Told<'_>) -> String {
    let text = claimed(told).unwrap_or_else(|| described(told));
    if told.finding.indicator == Indicator::PublicPrivateShare {
        let [strict, broad] = ["ties-strict", "ties-broad"].map(|id| percent(measure(told, id)));
        let n = told.finding.part(Group::Measure, "ties-strict").map_or(0, |part| part.figure.n);
        return format!("{text} {}", Word::reading_of_ties(told.lang, &strict, &broad, &n));
    }
    text
}

/// Who is counted and who is left out.
pub fn counted(told: Told<'_>) -> String {
    let lang = told.lang;
    let sentence = |counted: &Counted| match *counted {
        Counted::As(word) => word.text(lang).to_owned(),
        Counted::Held(left_out) => Word::counted_held(lang, &left_out),
        Counted::Governments(count, level) => {
            let name = |level| told.dataset.name(crate::data::Field::CityLevel, level, lang);
            Word::counted_governments(lang, &count, &level.map_or_else(|| Word::ALL_LEVELS.text(lang), name))
        }
        Counted::DerivedModes(derived) => Word::counted_derived_modes(lang, &derived),
        Counted::DerivedModesOut(derived) => Word::counted_derived_out(lang, &derived),
        Counted::ActivitiesFirst(activities, needed) => Word::activities_first(lang, &activities, &needed),
        Counted::TiesFirst(activities, needed) => Word::ties_first(lang, &activities, &needed),
    };
    told.finding.counted.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// Numbers, the claim they are held against, and what they say of it.
fn judged(told: Told<'_>, numbers: &str, claim: Word, verdict: Word) -> String {
    format!("{numbers} {} {}", claim.text(told.lang), verdict.text(told.lang))
}

/// What holds a claim against its numbers.
fn claimed(told: Told<'_>) -> Option<String> {
    let lang = told.lang;
    let verdict = told.finding.reading.verdict;
    let word = verdict_word(verdict);
    Some(match &told.finding.reading.says {
        Says::Difference { claim, sides, shares, difference } => {
            let points = |value: f64| format!("{:+.1}", value * 100.0).replace('-', "−");
            let names = sides.map(|side| side_in_words(side, lang));
            let [first, second] = shares.map(|(hits, n)| percent(hits as f64 / n as f64));
            let numbers = Word::reading_difference(
                lang,
                &names[0],
                &first,
                &shares[0].1,
                &names[1],
                &second,
                &shares[1].1,
                &points(difference.value),
                &points(difference.low),
                &points(difference.high),
            );
            judged(told, &numbers, *claim, word)
        }
        Says::Odds { ratio, n } => {
            let [value, low, high] = [ratio.value, ratio.low, ratio.high].map(|value| format!("{value:.2}"));
            let is_open = verdict == Verdict::DoesNotDistinguish;
            let word = if is_open { Word::VERDICT_NOT_FROM_ONE } else { word };
            judged(told, &Word::reading_odds(lang, &value, &low, &high, n), Word::CLAIM_THREATS, word)
        }
        Says::Practice { first, governments, share, median } => {
            let [_, low, high] = percents(*share);
            let numbers = Word::reading_practice(lang, first, governments, &low, &high, &format!("{median:.1}"));
            judged(told, &numbers, Word::CLAIM_PRACTICE_FIRST, word)
        }
        Says::Beyond { share, n, agrees } => {
            let [share, low, high] = percents(*share);
            let [without, wide] = ["without-representation", "wide"].map(|id| percent(measure(told, id)));
            let numbers = Word::reading_beyond(lang, &share, n, &low, &high, &without, &wide);
            judged(told, &numbers, Word::CLAIM_BEYOND, if *agrees { word } else { Word::VERDICT_DEFINITIONS })
        }
        Says::Integration { share, n } => {
            let [share, low, high] = percents(*share);
            let numbers = Word::reading_integration(lang, &share, n, &low, &high);
            judged(told, &numbers, Word::CLAIM_INTEGRATED, word)
        }
        _ => return None,
    })
}

/// What only says how things are, or that there is too little to say it.
fn described(told: Told<'_>) -> String {
    let lang = told.lang;
    match &told.finding.reading.says {
        Says::TooFewOfBoth { sides, n } => {
            let names = sides.map(|side| side_in_words(side, lang));
            Word::reading_too_few_of_both(lang, &names[0], &n[0], &names[1], &n[1])
        }
        Says::Growth { first, last, joined, active, undated } => {
            Word::reading_growth(lang, first, last, joined, active, undated)
        }
        Says::Portfolio { joined, governments, most } => {
            let share = told.finding.part(Group::Measure, "lead-share").map(|part| part.figure.clone());
            let share = share.unwrap_or_default();
            let leading = percent(share.value.unwrap_or(f64::NAN));
            Word::reading_portfolio(lang, joined, governments, most, &leading, &share.n)
        }
        Says::Centralisation { governments, networks, value, gini } => {
            Word::reading_centralisation(lang, governments, networks, &format!("{value:.2}"), &format!("{gini:.2}"))
        }
        Says::Breadth { richness, common, tags } => {
            Word::reading_breadth(lang, &format!("{richness:.0}"), &format!("{common:.1}"), &grouped(*tags))
        }
        Says::Institutions { count, first, last, undated } => {
            Word::reading_institutions(lang, count, first, last, undated)
        }
        Says::NoLaw { dated, governments } => Word::reading_no_law(lang, dated, governments),
        Says::Diffusion { dated, governments, now, before, enacted, law } => {
            let law = told.dataset.table(crate::data::Table::Institutions).title(*law, lang);
            Word::reading_diffusion(lang, dated, governments, now, before, enacted, &law)
        }
        Says::Depth { with_any, governments, kinds, most } => {
            Word::reading_depth(lang, with_any, governments, kinds, most)
        }
        Says::Diversity { ties, richness, common } => {
            Word::reading_diversity(lang, ties, &format!("{richness:.0}"), &format!("{common:.1}"))
        }
        Says::Channels { tied, governments, mean, most } => {
            Word::reading_channels(lang, tied, governments, &format!("{mean:.1}"), most)
        }
        Says::Levels { several, all, are_activities: true } => Word::reading_levels_of_activities(lang, several, all),
        Says::Levels { several, all, .. } => Word::reading_levels_of_governments(lang, several, all),
        Says::Modes { with_mode, uncoded } => Word::reading_modes(lang, &largest_modes(told), with_mode, uncoded),
        Says::Liveliness { live, agreements } => Word::reading_liveliness(lang, live, agreements, &(agreements - live)),
        Says::Completeness { activities } => {
            let dated = percent(told.finding.headline.value.unwrap_or(f64::NAN));
            let parts = ["counterpart", "partner", "coded-mode", "agenda"];
            let [counterpart, partner, mode, agenda] = parts.map(|id| percent(measure(told, id)));
            Word::reading_completeness(lang, activities, &dated, &counterpart, &partner, &mode, &agenda)
        }
        Says::Sources { records, sources, several, publisher, from_largest } => {
            let [several, from_largest] = [several, from_largest].map(|&share| percent(share));
            Word::reading_sources(lang, records, sources, &several, publisher, &from_largest)
        }
        Says::TooFew { n } => Word::reading_too_few(lang, n),
        // Each of these holds a claim.
        Says::Difference { .. }
        | Says::Odds { .. }
        | Says::Practice { .. }
        | Says::Beyond { .. }
        | Says::Integration { .. } => String::new(),
    }
}

pub(super) fn side_in_words(side: Side, lang: Lang) -> String {
    match side {
        Side::Years(from, to) if from == to => from.to_string(),
        Side::Years(from, to) => format!("{from}–{to}"),
        Side::Named(word) => word.text(lang).to_owned(),
    }
}

/// The value of a measure; not a number where it has none.
pub(super) fn measure(told: Told<'_>, id: &str) -> f64 {
    told.finding.part(Group::Measure, id).and_then(|part| part.figure.value).unwrap_or(f64::NAN)
}

/// The three modes that occur most, with their shares.
pub(super) fn largest_modes(told: Told<'_>) -> String {
    let parts = told.finding.group(Group::Mode);
    let mut ranked: Vec<_> = parts.filter_map(|part| Some((part.figure.value?, &part.name))).collect();
    ranked.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(std::cmp::Ordering::Equal));
    let list = ranked.iter().take(3).map(|(share, name)| format!("{} {}", told.name(name), percent(*share)));
    list.collect::<Vec<_>>().join(", ")
}
