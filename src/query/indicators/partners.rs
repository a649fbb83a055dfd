//! The third trend: several channels and levels, public and private (I13 to I16).

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Tie, distinct_by_year, share};
use super::finding::{Finding, Group, Label, Matrix, Named, Part, Statistic, Unit};
use super::meaning::{Meaning, Values};
use super::multilateral::unknown;
use super::reading::{Counted, Evidence, Says};
use super::selection::Selection;
use super::statistics::Hill;
use super::{Indicator, Spec};
use crate::data::{Code, Field};
use crate::words::Word;

/// Activities that name partners must be at least so many to stand before the ties.
const ENOUGH_ACTIVITIES: usize = 30;

/// Numbers of active ties by year and value of a field, from the first year on; nothing without a dated tie.
struct Course {
    first: i16,
    years: Vec<Vec<u32>>,
}

impl Course {
    /// A longer vocabulary has no course in time.
    const MOST_VALUES: usize = 1000;

    fn new(context: &Context<'_>, values: usize, value: impl Fn(&Tie) -> Option<Code>) -> Option<Self> {
        let dated = || context.ties().iter().filter_map(|tie| Some((value(tie)?, tie.span()?)));
        let first = dated().map(|(_, (from, _))| from).min().filter(|&first| first <= context.now)?;
        if values > Self::MOST_VALUES {
            return None;
        }
        let mut years = vec![vec![0_u32; values]; (context.now - first) as usize + 2];
        let last = years.len() - 1;
        // Changes first, then their running sums; the sums never fall below zero.
        for (code, (from, to)) in dated().filter(|(_, (from, to))| from <= to && *from <= context.now) {
            let begins = &mut years[(from - first) as usize][code.index()];
            *begins = begins.wrapping_add(1);
            let ends = &mut years[((to.min(context.now) - first) as usize + 1).min(last)][code.index()];
            *ends = ends.wrapping_sub(1);
        }
        years.pop();
        for year in 1..years.len() {
            let (before, now) = years.split_at_mut(year);
            now[0].iter_mut().zip(&before[year - 1]).for_each(|(count, sum)| *count = count.wrapping_add(*sum));
        }
        Some(Self { first, years })
    }

    fn year(&self, year: i16) -> Option<&[u32]> {
        self.years.get(usize::try_from(year - self.first).ok()?).map(Vec::as_slice)
    }

    fn span(&self) -> (i16, i16) {
        (self.first, self.first + self.years.len() as i16 - 1)
    }
}

/// Active ties now by code of a field.
fn counts_now(context: &Context<'_>, values: usize, value: impl Fn(&Tie) -> Option<Code>) -> Vec<u32> {
    let mut counts = vec![0; values];
    for tie in context.ties().iter().filter(|tie| tie.is_active(context.now)) {
        if let Some(code) = value(tie) {
            counts[code.index()] += 1;
        }
    }
    counts
}

fn total(counts: &[u32]) -> usize {
    counts.iter().map(|&count| count as usize).sum()
}

/// Ties without a beginning.
fn undated_ties(context: &Context<'_>) -> Statistic {
    Statistic::count(context.ties().iter().filter(|tie| tie.start.is_none()).count())
}

/// I13.
pub(super) const PARTNER_DIVERSITY: Spec = Spec {
    id: "I13",
    title: Word::INDICATOR_I13,
    definition: Word::INDICATOR_I13_IS,
    source: Word::INDICATOR_I13_FROM,
    find: diversity,
};

/// I13: how many sectors partners come from, counted as if all were equally frequent.
fn diversity(context: &Context<'_>) -> Finding {
    let sectors = context.dataset.vocabulary(Field::Sector);
    let counts = counts_now(context, sectors.len(), |tie| tie.sector);
    let course = Course::new(context, sectors.len(), |tie| tie.sector);
    let n = total(&counts);
    let hill = Hill::of(&counts);
    let figure = |order: &dyn Fn(Hill) -> Option<f64>| Statistic::number(hill.and_then(order), n);
    let points = |of: &dyn Fn(&[u32]) -> Statistic| {
        context.points(course.as_ref().map(Course::span), |year| Some(of(course.as_ref()?.year(year)?)))
    };
    let common = figure(&|hill| Some(hill.common));
    let mut finding = Context::finding(Indicator::PartnerDiversity, Unit::Number, common, context.counted_ties());
    finding.points = points(&|counts| Statistic::number(Hill::of(counts).map(|hill| hill.common), total(counts)));
    finding.undated = Some(undated_ties(context));
    finding.parts = vec![
        Context::measure("richness", Word::RICHNESS, Unit::Number, figure(&|hill| Some(hill.richness))),
        Context::measure("dominant", Word::DOMINANT, Unit::Number, figure(&|hill| Some(hill.dominant))),
        Context::measure("evenness", Word::EVENNESS, Unit::Index, figure(&Hill::evenness)),
    ];
    for (code, &count) in sectors.codes().zip(&counts) {
        let part = context.value(Group::Sector, Field::Sector, code, Unit::Share, Statistic::share(count as usize, n));
        let part = part.counting(Selection::TiesOfSector(code));
        let of_sector = |counts: &[u32]| Statistic::share(counts[code.index()] as usize, total(counts));
        finding.parts.push(Part { points: points(&of_sector), ..part });
    }
    let [richness, common] = hill.map_or([f64::NAN; 2], |hill| [hill.richness, hill.common]);
    finding.reading = Context::describes(n, Says::Diversity { ties: n, richness, common });
    finding
}

/// I14.
pub(super) const PUBLIC_PRIVATE_SHARE: Spec = Spec {
    id: "I14",
    title: Word::INDICATOR_I14,
    definition: Word::INDICATOR_I14_IS,
    source: Word::INDICATOR_I14_FROM,
    find: public_private_share,
};

/// I14: the share in which private partners take part.
fn public_private_share(context: &Context<'_>) -> Finding {
    let values_of = Values::of(context.dataset);
    let private_ties = |is_broad: bool| Selection::PrivateTies { is_broad };
    let known: Vec<Code> = context.ties().iter().filter_map(|tie| tie.sector).collect();
    let of_ties =
        |is: &dyn Fn(Code) -> bool| Statistic::share(known.iter().filter(|&&sector| is(sector)).count(), known.len());
    let values = context.dataset.vocabulary(Field::Sector);
    let course = Course::new(context, values.len(), |tie| tie.sector);
    let tie_points = |is: &dyn Fn(Code) -> bool| {
        context.points(course.as_ref().map(Course::span), |year| {
            let counts = course.as_ref()?.year(year)?;
            let hits = values.codes().zip(counts).filter(|(code, _)| is(*code)).map(|(_, &count)| count as usize).sum();
            Some(Statistic::share(hits, total(counts)))
        })
    };
    let activities = context.activities();
    let of = Meaning::Partnered;
    let of_activities = |hits: Meaning| share(&activities.total, hits, of);
    let strict: &dyn Fn(Code) -> bool = &|sector| values_of.is_private(sector, false);
    let broad: &dyn Fn(Code) -> bool = &|sector| values_of.is_private(sector, true);
    let part = |id: &str, word: Word, figure: Statistic, selection: Selection, points| Part {
        points,
        ..Context::measure(id, word, Unit::Share, figure).counting(selection)
    };
    let parts = vec![
        part("ties-strict", Word::TIES_STRICT, of_ties(strict), private_ties(false), tie_points(strict)),
        part("ties-broad", Word::TIES_BROAD, of_ties(broad), private_ties(true), tie_points(broad)),
        part(
            "activities-strict",
            Word::ACTIVITIES_STRICT,
            of_activities(Meaning::PartneredStrict),
            Selection::Activities(Meaning::PartneredStrict),
            context.share_points(Meaning::PartneredStrict, of),
        ),
        part(
            "activities-broad",
            Word::ACTIVITIES_BROAD,
            of_activities(Meaning::PartneredBroad),
            Selection::Activities(Meaning::PartneredBroad),
            context.share_points(Meaning::PartneredBroad, of),
        ),
        unknown(context, Word::PARTNER_UNKNOWN, of),
    ];
    let named = activities.total.of(of);
    let is_broad = usize::from(context.counting.broad);
    let first = if named >= ENOUGH_ACTIVITIES { &parts[2 + is_broad] } else { &parts[is_broad] };
    let (headline, points) = (first.figure.clone(), first.points.clone());
    let mut finding =
        Context::finding(Indicator::PublicPrivateShare, Unit::Share, headline, counted_both(context, named));
    finding.points = points;
    finding.undated = Some(undated_ties(context));
    finding.reading = if named >= ENOUGH_ACTIVITIES {
        let hits = if context.counting.broad { Meaning::PartneredBroad } else { Meaning::PartneredStrict };
        Context::trend(Word::CLAIM_GREW, &context.shares_by_year(hits, of))
    } else {
        begun_trend(context, if context.counting.broad { broad } else { strict })
    };
    finding.parts = parts;
    finding
}

/// Whether a share of sectors grew among the ties that began.
fn begun_trend(context: &Context<'_>, is_hit: &dyn Fn(Code) -> bool) -> Evidence {
    let mut by_year: BTreeMap<i16, (usize, usize)> = BTreeMap::new();
    for (year, sector) in context.ties().iter().filter_map(|tie| Some((tie.start?, tie.sector?))) {
        let (hits, n) = by_year.entry(year).or_default();
        *hits += usize::from(is_hit(sector));
        *n += 1;
    }
    Context::trend(Word::CLAIM_GREW, &by_year)
}

/// Who is counted where activities and ties stand side by side, and which of them stands first.
fn counted_both(context: &Context<'_>, activities: usize) -> Vec<Counted> {
    let first = if activities >= ENOUGH_ACTIVITIES { Counted::ActivitiesFirst } else { Counted::TiesFirst };
    [vec![first(activities, ENOUGH_ACTIVITIES)], context.counted_ties(), context.counted_activities()].concat()
}

/// Ties that go on now, by government and code of a field, for the governments that are compared.
fn now_by_city(context: &Context<'_>, value: impl Fn(&Tie) -> Option<Code>) -> BTreeMap<Code, BTreeMap<Code, u32>> {
    let compared: BTreeSet<Code> = context.governments.iter().copied().collect();
    let mut by_city: BTreeMap<Code, BTreeMap<Code, u32>> = BTreeMap::new();
    for tie in context.ties().iter().filter(|tie| tie.is_active(context.now)) {
        if let (Some(city), Some(code)) = (tie.city.filter(|city| compared.contains(city)), value(tie)) {
            *by_city.entry(city).or_default().entry(code).or_default() += 1;
        }
    }
    by_city
}

/// Compared governments that have ties now with partners of two levels or more.
pub(super) fn governments_over_levels(context: &Context<'_>) -> BTreeSet<Code> {
    let by_city = now_by_city(context, |tie| tie.level);
    by_city.into_iter().filter(|(_, levels)| levels.len() > 1).map(|(city, _)| city).collect()
}

/// Different values per government that has any, by year.
fn mean_points(context: &Context<'_>, value: impl Fn(&Tie) -> Option<Code>) -> Vec<super::Point> {
    let compared: BTreeSet<Code> = context.governments.iter().copied().collect();
    let spans: Vec<((Code, Code), i16, i16)> = context
        .ties()
        .iter()
        .filter_map(|tie| {
            let (from, to) = tie.span()?;
            Some(((tie.city.filter(|city| compared.contains(city))?, value(tie)?), from, to))
        })
        .collect();
    let cities = spans.iter().map(|&((city, _), from, to)| (city, from, to)).collect();
    let Some((first, pairs)) = distinct_by_year(spans, context.now) else { return Vec::new() };
    let Some((_, cities)) = distinct_by_year(cities, context.now) else { return Vec::new() };
    context.points(Some((first, context.now)), |year| {
        let index = usize::try_from(year - first).ok()?;
        let (pairs, cities) = (*pairs.get(index)?, *cities.get(index)?);
        Some(Statistic::number(Some(pairs as f64 / cities as f64), cities))
    })
}

/// I15.
pub(super) const CHANNELS_IN_USE: Spec = Spec {
    id: "I15",
    title: Word::INDICATOR_I15,
    definition: Word::INDICATOR_I15_IS,
    source: Word::INDICATOR_I15_FROM,
    find: channels,
};

/// I15: how many channels each government uses.
fn channels(context: &Context<'_>) -> Finding {
    let channels = context.dataset.vocabulary(Field::Channel);
    let by_city = now_by_city(context, |tie| tie.channel);
    let n = by_city.len();
    let sum: usize = by_city.values().map(BTreeMap::len).sum();
    let counted = [context.counted_governments(), context.counted_ties()].concat();
    let headline = Statistic::number(Some(sum as f64 / n as f64), n);
    let mut finding = Context::finding(Indicator::ChannelsInUse, Unit::Number, headline, counted);
    finding.points = mean_points(context, |tie| tie.channel);
    finding.undated = Some(undated_ties(context));
    let mut counts = vec![0_u32; channels.len()];
    for (code, count) in by_city.values().flatten() {
        counts[code.index()] += count;
    }
    let common = Statistic::number(Hill::of(&counts).map(|hill| hill.common), total(&counts));
    finding.parts = vec![Context::measure("common", Word::COMMON_CHANNELS, Unit::Number, common)];
    let mut ranked: Vec<(usize, Code)> = by_city.iter().map(|(&city, channels)| (channels.len(), city)).collect();
    ranked.sort_by_key(|&(channels, city)| (std::cmp::Reverse(channels), city));
    let part = |&(count, city): &(usize, Code)| {
        context.value(Group::City, Field::City, city, Unit::Count, Statistic::count(count))
    };
    finding.parts.extend(ranked.iter().map(part));
    let used: Vec<Code> = channels.codes().filter(|code| counts[code.index()] > 0).collect();
    for &code in &used {
        let figure = Statistic::share(counts[code.index()] as usize, total(&counts));
        finding.parts.push(context.value(Group::Channel, Field::Channel, code, Unit::Share, figure));
    }
    let cell = |city: Code, code: Code| by_city[&city].get(&code).map(|&count| f64::from(count));
    let of_channels = |city: Code| used.iter().map(|&code| Selection::TiesOfChannel(city, code)).collect();
    let label = |field: Field| move |&code: &Code| -> Label { context.label(field, code) };
    finding.matrix = Some(Matrix {
        cell: Word::PARTNERSHIPS,
        cells: ranked.iter().map(|&(_, city)| used.iter().map(|&code| cell(city, code)).collect()).collect(),
        selections: ranked.iter().map(|&(_, city)| of_channels(city)).collect(),
        rows: ranked.iter().map(|(_, city)| city).map(label(Field::City)).collect(),
        columns: used.iter().map(label(Field::Channel)).collect(),
        flags: Vec::new(),
    });
    let most = ranked.first().map_or(0, |&(channels, _)| channels);
    let mean = sum as f64 / n.max(1) as f64;
    let says = Says::Channels { tied: n, governments: context.governments.len(), mean, most };
    finding.reading = Context::describes(n, says);
    finding
}

/// I16.
pub(super) const LEVELS_ENGAGED: Spec = Spec {
    id: "I16",
    title: Word::INDICATOR_I16,
    definition: Word::INDICATOR_I16_IS,
    source: Word::INDICATOR_I16_FROM,
    find: levels,
};

/// I16: how many levels of governance come together.
fn levels(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let named = activities.total.of(Meaning::Levelled);
    let mean = Statistic::number(Some(activities.total.of(Meaning::LevelSum) as f64 / named as f64), named);
    let several = share(&activities.total, Meaning::MultiLevel, Meaning::Levelled);
    let by_city = now_by_city(context, |tie| tie.level);
    let n = by_city.len();
    let city_sum: usize = by_city.values().map(BTreeMap::len).sum();
    let city_mean = Statistic::number(Some(city_sum as f64 / n as f64), n);
    let city_several = Statistic::share(by_city.values().filter(|levels| levels.len() > 1).count(), n);
    let mean_points_of_activities = context.activity_points(|sums| {
        let named = sums.of(Meaning::Levelled);
        Statistic::number(Some(sums.of(Meaning::LevelSum) as f64 / named as f64), named)
    });
    let part = |id: &str, word: Word, unit: Unit, figure: Statistic, points| Part {
        points,
        ..Context::measure(id, word, unit, figure)
    };
    let several_points = context.share_points(Meaning::MultiLevel, Meaning::Levelled);
    let mut parts = vec![
        part("activities-mean", Word::LEVELS_OF_ACTIVITIES, Unit::Number, mean, mean_points_of_activities),
        part("activities-several", Word::SEVERAL_LEVELS_OF_ACTIVITIES, Unit::Share, several.clone(), several_points),
        part(
            "governments-mean",
            Word::LEVELS_OF_GOVERNMENTS,
            Unit::Number,
            city_mean,
            mean_points(context, |tie| tie.level),
        ),
        part("governments-several", Word::SEVERAL_LEVELS_OF_GOVERNMENTS, Unit::Share, city_several.clone(), Vec::new()),
        unknown(context, Word::PARTNER_UNKNOWN, Meaning::Levelled),
    ];
    let is_activities = named >= ENOUGH_ACTIVITIES;
    let first = if is_activities { &parts[0] } else { &parts[2] };
    let (headline, points) = (first.figure.clone(), first.points.clone());
    parts[1].selection = Some(Selection::Activities(Meaning::MultiLevel));
    parts[3].selection = Some(Selection::TiesOverLevels);
    parts.extend(level_sets(context, named));
    let counted = [counted_both(context, named), context.counted_governments()].concat();
    let mut finding = Context::finding(Indicator::LevelsEngaged, Unit::Number, headline, counted);
    finding.points = points;
    finding.undated = Some(undated_ties(context));
    finding.parts = parts;
    let shown = if is_activities { several } else { city_several };
    let several = shown.hits.unwrap_or_default();
    let says = Says::Levels { several, all: shown.n, are_activities: is_activities };
    finding.reading = Context::describes(shown.n, says);
    finding
}

/// The sets of levels that activities bring together, the most frequent first.
fn level_sets(context: &Context<'_>, named: usize) -> Vec<Part> {
    let mut sets: Vec<(&Vec<Code>, u32)> =
        context.activities().level_sets.iter().map(|(set, &count)| (set, count)).collect();
    sets.sort_by_key(|&(set, count)| (std::cmp::Reverse(count), set));
    let part = |(set, count): (&Vec<Code>, u32)| {
        let ids: Vec<String> = set.iter().map(|&code| context.label(Field::PartnerLevel, code).id).collect();
        Part {
            group: Group::Levels,
            id: ids.join(" + "),
            name: Named::Values(Field::PartnerLevel, set.clone()),
            unit: Unit::Share,
            figure: Statistic::share(count as usize, named),
            selection: Some(Selection::Levels(set.clone())),
            points: Vec::new(),
            span_years: None,
            value: None,
        }
    };
    sets.into_iter().map(part).collect()
}
