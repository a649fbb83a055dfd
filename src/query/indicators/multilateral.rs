//! The first trend: more than two at the table, networks, and the threats that no city meets alone (I1 to I8).

use std::collections::{BTreeMap, BTreeSet};

use super::super::aggregate::growth;
use super::super::pairs::Pair;
use super::context::{Context, share, span, verdict};
use super::finding::{Finding, Group, Label, Matrix, Named, Part, Point, Statistic, Unit};
use super::meaning::{Meaning, Sums};
use super::reading::{Evidence, Says, Side};
use super::selection::Selection;
use super::statistics::{Hill, centralisation, gini, odds_ratio};
use super::{FEW, Indicator, Spec};
use crate::data::{Code, Date, Field, Row, Table};
use crate::words::Word;

/// I1.
pub(super) const MULTILATERAL_SHARE: Spec = Spec {
    id: "I1",
    title: Word::INDICATOR_I1,
    definition: Word::INDICATOR_I1_IS,
    source: Word::INDICATOR_I1_FROM,
    find: multilateral_share,
};

/// I1: the share of activities with a known structure in which more than two sides take part.
fn multilateral_share(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let (hits, of) = (Meaning::Multilateral, Meaning::Structured);
    let mut finding = Context::finding(
        Indicator::MultilateralShare,
        Unit::Share,
        share(&activities.total, hits, of),
        context.counted_by_structure(),
    );
    finding.selection = Some(Selection::Activities(hits));
    finding.points = context.share_points(hits, of);
    finding.undated = Some(share(&activities.undated, hits, of));
    finding.parts = vec![unknown(context, Word::STRUCTURE_UNKNOWN, of)];
    finding.reading = Context::trend(Word::CLAIM_GREW, &context.shares_by_year(hits, of));
    finding
}

/// How many activities do not tell what the indicator asks for.
pub(super) fn unknown(context: &Context<'_>, name: Word, of: Meaning) -> Part {
    let unknown = |sums: &Sums| Statistic::count(sums.of(Meaning::All) - sums.of(of));
    let points = context.activity_points(unknown);
    let part = Context::measure("unknown", name, Unit::Count, unknown(&context.activities().total));
    Part { points, ..part.counting(Selection::ActivitiesWithout(of)) }
}

/// I2.
pub(super) const NETWORK_GROWTH: Spec = Spec {
    id: "I2",
    title: Word::INDICATOR_I2,
    definition: Word::INDICATOR_I2_IS,
    source: Word::INDICATOR_I2_FROM,
    find: network_growth,
};

/// I2: governments in networks, as they joined and as far as they stayed.
fn network_growth(context: &Context<'_>) -> Finding {
    let (by_year, undated) = growth(context.pairs(), context.now);
    let last = by_year.range(..=context.now).next_back().map(|(_, growth)| *growth).unwrap_or_default();
    let counted = context.counted_pairs();
    let mut finding = Context::finding(Indicator::NetworkGrowth, Unit::Count, Statistic::count(last.active), counted);
    let years = span(&by_year);
    let course = |of: fn(&crate::query::aggregate::Growth) -> usize| {
        context.points(years, |year| by_year.get(&year).map(|growth| Statistic::count(of(growth))))
    };
    finding.points = course(|growth| growth.active);
    finding.undated = Some(Statistic::count(undated));
    let joined = Context::measure("joined", Word::JOINED_IN_ALL, Unit::Count, Statistic::count(last.joined));
    finding.parts = vec![Part { points: course(|growth| growth.joined), ..joined }];
    let first = years.map_or(context.now, |(first, _)| first);
    let says = Says::Growth { first, last: context.now, joined: last.joined, active: last.active, undated };
    finding.reading = Context::describes(last.joined + undated, says);
    finding
}

/// Whether a government is in a network now: what has no date of joining is, unless it has left.
fn is_current(pair: &Pair, now: i16) -> bool {
    pair.joined.is_none_or(|joined| joined.year() <= now) && pair.left.is_none_or(|left| left.year() > now)
}

/// What governments are in now.
fn current_pairs<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Pair> {
    context.pairs().iter().filter(|pair| is_current(pair, context.now))
}

/// For each network that a government is in now, the membership that says so: the one it joined by, as long as it lasts.
pub(super) fn memberships_now(context: &Context<'_>, city: Code) -> Vec<Row> {
    let facts = context.dataset.table(Table::Memberships);
    let lasts = |&row: &Row| facts.end(row).is_none_or(|end| end.year() > context.now);
    let membership = |pair: &Pair| {
        let lasting = || pair.rows.iter().copied().filter(lasts);
        lasting()
            .find(|&row| facts.start(row) == pair.joined)
            .or_else(|| lasting().next())
            .or(pair.rows.first().copied())
    };
    current_pairs(context).filter(|pair| pair.city == city).filter_map(membership).collect()
}

/// The networks of each compared government now, in the order of the governments.
fn degrees(context: &Context<'_>) -> Vec<u32> {
    let mut by_city: BTreeMap<Code, u32> = context.governments.iter().map(|&city| (city, 0)).collect();
    for pair in current_pairs(context) {
        if let Some(degree) = by_city.get_mut(&pair.city) {
            *degree += 1;
        }
    }
    context.governments.iter().map(|city| by_city[city]).collect()
}

/// I3.
pub(super) const NETWORK_PORTFOLIO: Spec = Spec {
    id: "I3",
    title: Word::INDICATOR_I3,
    definition: Word::INDICATOR_I3_IS,
    source: Word::INDICATOR_I3_FROM,
    find: network_portfolio,
};

/// I3: in how many networks each government is, and how often it holds a seat beyond plain membership.
fn network_portfolio(context: &Context<'_>) -> Finding {
    let n = context.governments.len();
    let degrees = degrees(context);
    let mean = |sum: f64| Statistic::number(Some(sum / n as f64), n);
    let total: f64 = degrees.iter().map(|&degree| f64::from(degree)).sum();
    let counted = [context.counted_pairs(), context.counted_governments()].concat();
    let mut finding = Context::finding(Indicator::NetworkPortfolio, Unit::Number, mean(total), counted);
    let pairs = compared_pairs(context);
    let (by_year, undated) = growth(&pairs, context.now);
    finding.points = context.points(span(&by_year), |year| Some(mean(by_year.get(&year)?.active as f64)));
    finding.undated = Some(Statistic::count(undated));
    let leading = pairs.iter().filter(|pair| pair.is_leading()).count();
    let leading = Statistic::share(leading, pairs.len());
    let says = Says::Portfolio {
        joined: degrees.iter().filter(|&&degree| degree > 0).count(),
        governments: n,
        most: degrees.iter().max().copied().unwrap_or_default(),
    };
    finding.parts = vec![Context::measure("lead-share", Word::LEAD_SHARE, Unit::Share, leading)];
    finding.parts.extend(ranked(context, degrees));
    finding.reading = Context::describes(n, says);
    finding
}

/// The networks of each compared government, the most connected first.
fn ranked<'c>(context: &'c Context<'_>, degrees: Vec<u32>) -> impl Iterator<Item = Part> + use<'c> {
    let mut ranked: Vec<(u32, Code)> = degrees.into_iter().zip(context.governments.iter().copied()).collect();
    ranked.sort_by_key(|&(degree, city)| (std::cmp::Reverse(degree), city));
    ranked.into_iter().map(|(degree, city)| {
        let figure = Statistic::count(degree as usize);
        context.value(Group::City, Field::City, city, Unit::Count, figure).counting(Selection::Networks(city))
    })
}

/// The pairs of the governments that are compared.
fn compared_pairs(context: &Context<'_>) -> Vec<Pair> {
    let governments: BTreeSet<Code> = context.governments.iter().copied().collect();
    context.pairs().iter().filter(|pair| governments.contains(&pair.city)).cloned().collect()
}

/// I4.
pub(super) const NETWORK_CENTRALISATION: Spec = Spec {
    id: "I4",
    title: Word::INDICATOR_I4,
    definition: Word::INDICATOR_I4_IS,
    source: Word::INDICATOR_I4_FROM,
    find: network_centralisation,
};

/// I4: how far the memberships gather in few governments, those without any included.
fn network_centralisation(context: &Context<'_>) -> Finding {
    let n = context.governments.len();
    let degrees = degrees(context);
    let pairs = compared_pairs(context);
    let current = pairs.iter().filter(|pair| is_current(pair, context.now));
    let networks = current.map(|pair| pair.network).collect::<BTreeSet<_>>().len();
    let sum = degrees.iter().map(|&degree| u64::from(degree)).sum();
    let value = centralisation(n, degrees.iter().max().copied().unwrap_or_default(), sum, networks);
    let counted = [context.counted_pairs(), context.counted_governments()].concat();
    let headline = Statistic::number(value, n);
    let mut finding = Context::finding(Indicator::NetworkCentralisation, Unit::Index, headline, counted);
    finding.points = centralisation_points(context, &pairs);
    let gini = gini(&degrees);
    finding.parts = vec![
        Context::measure("gini", Word::GINI, Unit::Index, Statistic::number(gini, n)),
        Context::measure("networks", Word::NETWORKS_IN_USE, Unit::Count, Statistic::count(networks)),
    ];
    finding.parts.extend(ranked(context, degrees));
    finding.reading = match (value, gini) {
        (Some(value), Some(gini)) => {
            Context::describes(n, Says::Centralisation { governments: n, networks, value, gini })
        }
        _ => Context::too_few(0),
    };
    finding
}

/// Centralisation at the end of each year, over what has a date of joining.
fn centralisation_points(context: &Context<'_>, pairs: &[Pair]) -> Vec<Point> {
    let mut changes: BTreeMap<i16, Vec<(&Pair, bool)>> = BTreeMap::new();
    for pair in pairs {
        let Some(joined) = pair.joined.map(Date::year) else { continue };
        let left = pair.left.map(Date::year);
        if left.is_none_or(|left| left > joined) {
            changes.entry(joined).or_default().push((pair, true));
            if let Some(left) = left {
                changes.entry(left).or_default().push((pair, false));
            }
        }
    }
    let Some((&first, _)) = changes.first_key_value() else { return Vec::new() };
    let n = context.governments.len();
    let (mut of_city, mut of_network) = (BTreeMap::<Code, u32>::new(), BTreeMap::<Code, u32>::new());
    // How many governments have each number of networks: the largest is found without going through all.
    let mut with_degree = BTreeMap::<u32, usize>::new();
    let mut sum = 0_u64;
    let mut figures = BTreeMap::new();
    for year in first..=context.now {
        for (pair, joins) in changes.get(&year).into_iter().flatten() {
            let [degree, members] =
                [of_city.entry(pair.city).or_default(), of_network.entry(pair.network).or_default()];
            if let Some(cities) = with_degree.get_mut(degree) {
                *cities -= 1;
            }
            with_degree.retain(|_, cities| *cities > 0);
            let change = |number: &mut u32| if *joins { *number += 1 } else { *number = number.saturating_sub(1) };
            change(degree);
            change(members);
            sum = if *joins { sum + 1 } else { sum.saturating_sub(1) };
            *with_degree.entry(*degree).or_default() += 1;
        }
        let networks = of_network.values().filter(|&&members| members > 0).count();
        let largest = with_degree.last_key_value().map_or(0, |(&degree, _)| degree);
        figures.insert(year, Statistic::number(centralisation(n, largest, sum, networks), n));
    }
    context.points(Some((first, context.now)), |year| figures.get(&year).cloned())
}

/// I5.
pub(super) const THREAT_SHARE: Spec = Spec {
    id: "I5",
    title: Word::INDICATOR_I5,
    definition: Word::INDICATOR_I5_IS,
    source: Word::INDICATOR_I5_FROM,
    find: threat_share,
};

/// I5: the share of activities with an agenda that touch a non-traditional threat.
fn threat_share(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let senses =
        [(Meaning::ThreatStrict, "strict", Word::THREATS_STRICT), (Meaning::ThreatBroad, "broad", Word::THREATS_BROAD)];
    let (hits, of) = (senses[usize::from(context.counting.broad)].0, Meaning::Tagged);
    let (beside, beside_id, beside_word) = senses[usize::from(!context.counting.broad)];
    let headline = share(&activities.total, hits, of);
    let mut finding = Context::finding(Indicator::ThreatShare, Unit::Share, headline, context.counted_activities());
    finding.selection = Some(Selection::Activities(hits));
    finding.points = context.share_points(hits, of);
    finding.undated = Some(share(&activities.undated, hits, of));
    let tags = |sums: &Sums| {
        let tagged = sums.of(Meaning::Tagged);
        Statistic::number(Some(sums.of(Meaning::Tags) as f64 / tagged as f64), tagged)
    };
    let total = &activities.total;
    finding.parts = vec![
        Part {
            points: context.share_points(beside, of),
            ..Context::measure(beside_id, beside_word, Unit::Share, share(total, beside, of))
        },
        Part {
            points: context.activity_points(tags),
            ..Context::measure("tags", Word::TAGS_PER_ACTIVITY, Unit::Number, tags(total))
        },
        unknown(context, Word::AGENDA_UNKNOWN, of),
    ];
    finding.reading = Context::trend(Word::CLAIM_GREW, &context.shares_by_year(hits, of));
    finding
}

/// I6.
pub(super) const POLICY_SHARING: Spec = Spec {
    id: "I6",
    title: Word::INDICATOR_I6,
    definition: Word::INDICATOR_I6_IS,
    source: Word::INDICATOR_I6_FROM,
    find: policy_sharing,
};

/// I6: the share of activities that pass policy on, and how much more often that happens among many than between two.
fn policy_sharing(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let (hits, of) = (Meaning::Sharing, Meaning::All);
    let total = &activities.total;
    let mut finding =
        Context::finding(Indicator::PolicySharing, Unit::Share, share(total, hits, of), context.counted_by_structure());
    finding.selection = Some(Selection::Activities(hits));
    finding.points = context.share_points(hits, of);
    finding.undated = Some(share(&activities.undated, hits, of));
    let many = share(total, Meaning::SharingMultilateral, Meaning::Multilateral);
    let two = share(total, Meaning::SharingBilateral, Meaning::Bilateral);
    let lift = many.value.zip(two.value).map(|(many, two)| many / two);
    let counts = [two.hits.unwrap_or_default(), two.n, many.hits.unwrap_or_default(), many.n];
    let sides = [Word::BETWEEN_TWO, Word::AMONG_MANY].map(Side::Named);
    finding.reading = Context::compared(Word::CLAIM_SHARED, sides, [(counts[0], counts[1]), (counts[2], counts[3])]);
    let lift = Statistic::number(lift, many.n.min(two.n));
    finding.parts = vec![
        Context::measure("multilateral", Word::AMONG_MANY, Unit::Share, many)
            .counting(Selection::Activities(Meaning::SharingMultilateral)),
        Context::measure("bilateral", Word::BETWEEN_TWO, Unit::Share, two)
            .counting(Selection::Activities(Meaning::SharingBilateral)),
        Context::measure("lift", Word::LIFT, Unit::Ratio, lift),
    ];
    finding
}

/// I7.
pub(super) const THREATS_IN_NETWORKS: Spec = Spec {
    id: "I7",
    title: Word::INDICATOR_I7,
    definition: Word::INDICATOR_I7_IS,
    source: Word::INDICATOR_I7_FROM,
    find: threats_in_networks,
};

/// I7: whether multilateral activities are on threats more often than bilateral ones.
fn threats_in_networks(context: &Context<'_>) -> Finding {
    let total = &context.activities().total;
    let counters = if context.counting.broad {
        [
            [Meaning::MultilateralThreatBroad, Meaning::MultilateralOtherBroad],
            [Meaning::BilateralThreatBroad, Meaning::BilateralOtherBroad],
        ]
    } else {
        [[Meaning::MultilateralThreat, Meaning::MultilateralOther], [Meaning::BilateralThreat, Meaning::BilateralOther]]
    };
    let cells = counters.map(|row| row.map(|counter| total.of(counter)));
    let n: usize = cells.iter().flatten().sum();
    let ratio = odds_ratio(cells);
    let headline = Statistic::number(Some(ratio.value), n);
    let headline = if n > 0 { headline.between(ratio) } else { headline };
    let mut finding =
        Context::finding(Indicator::ThreatsInNetworks, Unit::Ratio, headline, context.counted_by_structure());
    let label = |id: &str, word: Word| Label { id: id.to_owned(), name: Named::Said(word) };
    finding.matrix = Some(Matrix {
        cell: Word::ACTIVITIES,
        rows: vec![label("multilateral", Word::AMONG_MANY), label("bilateral", Word::BETWEEN_TWO)],
        columns: vec![label("threat", Word::ON_THREAT), label("other", Word::ON_NO_THREAT)],
        cells: cells.iter().map(|row| row.iter().map(|&cell| Some(cell as f64)).collect()).collect(),
        selections: counters.map(|row| row.map(Selection::Activities).into()).into(),
        flags: Vec::new(),
    });
    let of_row = |row: [usize; 2], [threats, other]: [Meaning; 2]| {
        let points = context.activity_points(|sums| {
            let (hits, rest) = (sums.of(threats), sums.of(other));
            Statistic::share(hits, hits + rest)
        });
        (Statistic::share(row[0], row[0] + row[1]), points)
    };
    let (many, many_points) = of_row(cells[0], counters[0]);
    let (two, two_points) = of_row(cells[1], counters[1]);
    finding.parts = vec![
        Part { points: many_points, ..Context::measure("multilateral", Word::AMONG_MANY, Unit::Share, many) },
        Part { points: two_points, ..Context::measure("bilateral", Word::BETWEEN_TWO, Unit::Share, two) },
    ];
    finding.reading = if n < FEW {
        Context::too_few(n)
    } else {
        Evidence { verdict: verdict(ratio, 1.0), says: Says::Odds { ratio, n } }
    };
    finding
}

/// I8.
pub(super) const AGENDA_BREADTH: Spec = Spec {
    id: "I8",
    title: Word::INDICATOR_I8,
    definition: Word::INDICATOR_I8_IS,
    source: Word::INDICATOR_I8_FROM,
    find: agenda_breadth,
};

/// I8: how many agendas are in use, counted as if all were used equally often.
fn agenda_breadth(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let of = |counts: &[(Code, f64)]| {
        let counts: Vec<u32> = counts.iter().map(|&(_, count)| count as u32).collect();
        (Hill::of(&counts), counts.iter().map(|&count| count as usize).sum())
    };
    let figure = |(hill, tags): (Option<Hill>, usize), order: fn(Hill) -> f64| Statistic::number(hill.map(order), tags);
    let course = |order: fn(Hill) -> f64| {
        let of_year = |year: i16| Some(figure(of(activities.agendas.year(Some(year))), order));
        context.points(span(&activities.years), of_year)
    };
    let total = of(&activities.agendas.total());
    let headline = figure(total, |hill| hill.common);
    let mut finding =
        Context::finding(Indicator::AgendaBreadth, Unit::Number, headline.clone(), context.counted_activities());
    finding.selection = Some(Selection::Activities(Meaning::Tagged));
    finding.points = course(|hill| hill.common);
    finding.undated = Some(figure(of(activities.agendas.year(None)), |hill| hill.common));
    let part = |id: &str, word: Word, order: fn(Hill) -> f64| Part {
        points: course(order),
        ..Context::measure(id, word, Unit::Number, figure(total, order))
    };
    finding.parts = vec![
        part("richness", Word::RICHNESS, |hill| hill.richness),
        part("dominant", Word::DOMINANT, |hill| hill.dominant),
        unknown(context, Word::AGENDA_UNKNOWN, Meaning::Tagged),
    ];
    let (hill, tags) = total;
    let [richness, common] = hill.map_or([f64::NAN; 2], |hill| [hill.richness, hill.common]);
    finding.reading = Context::describes(headline.n, Says::Breadth { richness, common, tags });
    finding
}
