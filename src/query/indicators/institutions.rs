//! The second trend: city diplomacy becomes an institution (I9 to I12).

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Institution, distinct_by_year, verdict};
use super::finding::{Finding, Flag, Group, Label, Matrix, Named, Part, Point, Statistic, Unit};
use super::reading::{Evidence, Says};
use super::selection::Selection;
use super::statistics::{kaplan_meier, quantile, wilson};
use super::{FEW, Indicator, Spec};
use crate::data::{Code, Date, Field, Row, Table};
use crate::words::Word;

/// What a local government can give itself; the kinds that count for depth.
const LOCAL_KINDS: [&str; 8] =
    ["ordinance", "plan", "organisation", "task-force", "position", "council", "fund", "overseas-office"];

/// I9.
pub(super) const INSTITUTIONS_BY_KIND: Spec = Spec {
    id: "I9",
    title: Word::INDICATOR_I9,
    definition: Word::INDICATOR_I9_IS,
    source: Word::INDICATOR_I9_FROM,
    find: by_kind,
};

/// I9: institutions of each kind that began up to a year.
fn by_kind(context: &Context<'_>) -> Finding {
    let institutions = context.institutions();
    let years = institutions.iter().filter_map(|institution| institution.start).map(Date::year);
    let years: Vec<i16> = years.filter(|&year| year <= context.now).collect();
    let span = years.iter().min().map(|&first| (first, context.now));
    let dated = Statistic::count(years.len());
    let undated = institutions.iter().filter(|institution| institution.start.is_none()).count();
    let mut finding =
        Context::finding(Indicator::InstitutionsByKind, Unit::Count, dated, context.counted_institutions());
    finding.points = cumulative(context, span, institutions.iter());
    finding.undated = Some(Statistic::count(undated));
    for kind in context.dataset.vocabulary(Field::Kind).codes() {
        let of_kind = || institutions.iter().filter(move |institution| institution.kind == Some(kind));
        let begun = of_kind().filter(|one| one.start.is_some_and(|start| start.year() <= context.now)).count();
        if of_kind().next().is_some() {
            let part = context.value(Group::Kind, Field::Kind, kind, Unit::Count, Statistic::count(begun));
            let part = part.counting(Selection::Institutions(vec![kind]));
            finding.parts.push(Part { points: cumulative(context, span, of_kind()), ..part });
        }
    }
    let standing = |year: i16| {
        let stands = |one: &&Institution| one.span().is_some_and(|(from, to)| from <= year && year <= to);
        institutions.iter().filter(stands).count()
    };
    let in_force = Context::measure("in-force", Word::IN_FORCE, Unit::Count, Statistic::count(standing(context.now)));
    finding.parts.push(in_force);
    finding.parts.extend(laws(context));
    finding.parts.extend(lineage(context));
    let first = span.map_or(context.now, |(first, _)| first);
    let says = Says::Institutions { count: years.len(), first, last: context.now, undated };
    finding.reading = Context::describes(years.len(), says);
    finding
}

/// How many had begun by each year; hollow where a date of the year is only attested.
fn cumulative<'i>(
    context: &Context<'_>,
    span: Option<(i16, i16)>,
    institutions: impl Iterator<Item = &'i Institution>,
) -> Vec<Point> {
    let mut begun: BTreeMap<i16, (usize, bool)> = BTreeMap::new();
    for institution in institutions {
        if let Some(start) = institution.start {
            let year = begun.entry(start.year()).or_default();
            year.0 += 1;
            year.1 |= institution.is_attested;
        }
    }
    let mut counts: BTreeMap<i16, Statistic> = BTreeMap::new();
    let mut count = 0;
    for year in span.into_iter().flat_map(|(first, last)| first..=last) {
        let (new, is_attested) = begun.get(&year).copied().unwrap_or_default();
        count += new;
        let mut figure = Statistic::count(count);
        figure.flags.extend(is_attested.then_some(Flag::Attested));
        counts.insert(year, figure);
    }
    context.points(span, |year| counts.get(&year).cloned())
}

/// Whether an institution belongs to no government: it is national.
fn is_national(context: &Context<'_>, row: Row) -> bool {
    context.dataset.table(Table::Institutions).codes(Field::City, row).is_empty()
}

/// National acts with a date: rules across a time axis. The value is the year.
fn laws(context: &Context<'_>) -> Vec<Part> {
    let facts = context.dataset.table(Table::Institutions);
    let act = context.dataset.vocabulary(Field::Kind).code("act");
    let acts = context.institutions().iter().filter(|one| act.is_some() && one.kind == act);
    let law = |one: &Institution| {
        let year = f64::from(one.start?.year());
        is_national(context, one.row).then(|| Part {
            group: Group::Law,
            id: facts.ids.get(one.row.index()).to_owned(),
            name: Named::Fact(Table::Institutions, one.row),
            unit: Unit::Years,
            figure: Statistic { value: Some(year), n: 1, ..Statistic::default() },
            selection: Some(Selection::Fact(Table::Institutions, one.row)),
            points: Vec::new(),
            span_years: None,
            value: None,
        })
    };
    acts.filter_map(law).collect()
}

/// Institutions that others name as the one they follow, with the number that does.
fn lineage(context: &Context<'_>) -> Vec<Part> {
    let facts = context.dataset.table(Table::Institutions);
    let mut followers: BTreeMap<Row, usize> = BTreeMap::new();
    for institution in context.institutions() {
        if let Some(parent) = facts.parent(institution.row) {
            *followers.entry(parent).or_default() += 1;
        }
    }
    let part = |(parent, count): (Row, usize)| Part {
        group: Group::Lineage,
        id: facts.ids.get(parent.index()).to_owned(),
        name: Named::Fact(Table::Institutions, parent),
        unit: Unit::Count,
        figure: Statistic::count(count),
        selection: Some(Selection::Fact(Table::Institutions, parent)),
        points: Vec::new(),
        span_years: None,
        value: None,
    };
    followers.into_iter().map(part).collect()
}

/// The law after which ordinances are followed: the one asked for, the Public Diplomacy Act, the act that most
/// ordinances name, the earliest national act.
fn law(context: &Context<'_>) -> Option<Row> {
    let facts = context.dataset.table(Table::Institutions);
    if let Some(id) = &context.counting.law {
        return facts.row(id);
    }
    let act = context.dataset.vocabulary(Field::Kind).code("act")?;
    let is_law = |&row: &Row| facts.code(Field::Kind, row) == Some(act) && is_national(context, row);
    let laws: Vec<Row> = facts.rows().filter(is_law).filter(|&row| facts.start(row).is_some()).collect();
    let says_so = |&&row: &&Row| {
        facts.text(crate::data::Text::TitleEn, row).to_lowercase().contains("public diplomacy act")
            || facts.text(crate::data::Text::TitleKo, row).contains("공공외교법")
    };
    let followers = |row: Row| facts.parents.iter().filter(|&&parent| parent == Some(row)).count();
    let by_title = laws.iter().filter(says_so).min_by_key(|&&row| facts.start(row));
    let by_followers = || laws.iter().filter(|&&row| followers(row) > 0).max_by_key(|&&row| followers(row));
    let earliest = || laws.iter().min_by_key(|&&row| facts.start(row));
    by_title.or_else(by_followers).or_else(earliest).copied()
}

/// When the compared governments adopted their first ordinance, and which; `Undated` where only that they did is known.
enum Adoption {
    In(i16, Row),
    Undated,
}

fn adoptions(context: &Context<'_>) -> BTreeMap<Code, Adoption> {
    let facts = context.dataset.table(Table::Institutions);
    let ordinance = context.dataset.vocabulary(Field::Kind).code("ordinance");
    let compared: BTreeSet<Code> = context.governments.iter().copied().collect();
    let mut adoptions: BTreeMap<Code, Adoption> = BTreeMap::new();
    for institution in context.institutions().iter().filter(|one| ordinance.is_some() && one.kind == ordinance) {
        let year = institution.start.map(Date::year).filter(|&year| year <= context.now);
        if institution.start.is_some() && year.is_none() {
            continue;
        }
        for city in facts.codes(Field::City, institution.row).iter().filter(|city| compared.contains(city)) {
            let known = adoptions.get(city);
            match (known, year) {
                (Some(Adoption::In(earlier, _)), Some(year)) if *earlier <= year => {}
                (_, Some(year)) => drop(adoptions.insert(*city, Adoption::In(year, institution.row))),
                (None, None) => drop(adoptions.insert(*city, Adoption::Undated)),
                (Some(_), None) => {}
            }
        }
    }
    adoptions
}

/// The first ordinances of the compared governments, up to a year; one of several governments stands once.
pub(super) fn first_ordinances(context: &Context<'_>, until: i16) -> Vec<Row> {
    let adopted = adoptions(context).into_values().filter_map(|adoption| match adoption {
        Adoption::In(year, row) if year <= until => Some(row),
        Adoption::In(..) | Adoption::Undated => None,
    });
    adopted.collect::<BTreeSet<Row>>().into_iter().collect()
}

/// I10.
pub(super) const ORDINANCE_DIFFUSION: Spec = Spec {
    id: "I10",
    title: Word::INDICATOR_I10,
    definition: Word::INDICATOR_I10_IS,
    source: Word::INDICATOR_I10_FROM,
    find: diffusion,
};

/// I10: the share of governments with an ordinance by year, and how fast the others followed after a law.
fn diffusion(context: &Context<'_>) -> Finding {
    let n = context.governments.len();
    let adoptions = adoptions(context);
    let mut by_year: BTreeMap<i16, usize> = BTreeMap::new();
    for adoption in adoptions.values() {
        if let Adoption::In(year, _) = adoption {
            *by_year.entry(*year).or_default() += 1;
        }
    }
    let dated: usize = by_year.values().sum();
    let counted = [context.counted_governments(), context.counted_institutions()].concat();
    let mut finding = Context::finding(Indicator::OrdinanceDiffusion, Unit::Share, Statistic::share(dated, n), counted);
    let (mut shares, mut hazards) = (BTreeMap::new(), BTreeMap::new());
    let span = by_year.first_key_value().map(|(&first, _)| (first, context.now));
    let mut adopted = 0;
    for year in span.into_iter().flat_map(|(first, last)| first..=last) {
        let new = by_year.get(&year).copied().unwrap_or_default();
        hazards.insert(year, Statistic::share(new, n - adopted));
        adopted += new;
        shares.insert(year, Statistic::share(adopted, n));
    }
    finding.selection = Some(Selection::FirstOrdinances);
    finding.points = context.points(span, |year| shares.get(&year).cloned());
    finding.undated = Some(Statistic::count(adoptions.len() - dated));
    let last_hazard = hazards.last_key_value().map(|(_, figure)| figure.clone()).unwrap_or_default();
    finding.parts = vec![Part {
        points: context.points(span, |year| hazards.get(&year).cloned()),
        ..Context::measure("hazard", Word::HAZARD, Unit::Share, last_hazard)
    }];
    let law = law(context);
    let facts = context.dataset.table(Table::Institutions);
    let Some((law, enacted)) = law.and_then(|row| Some((row, facts.start(row)?.year()))) else {
        finding.reading = Context::describes(n, Says::NoLaw { dated, governments: n });
        return finding;
    };
    let before: usize = by_year.range(..=enacted).map(|(_, count)| count).sum();
    finding.parts.push(Part {
        group: Group::Law,
        id: facts.ids.get(law.index()).to_owned(),
        name: Named::Fact(Table::Institutions, law),
        unit: Unit::Years,
        figure: Statistic { value: Some(f64::from(enacted)), n: 1, ..Statistic::default() },
        selection: None,
        points: Vec::new(),
        span_years: None,
        value: None,
    });
    finding.parts.push(Context::measure("before-law", Word::BEFORE_LAW, Unit::Share, Statistic::share(before, n)));
    finding.parts.extend(lags(context, &adoptions, enacted));
    let says = Says::Diffusion { dated, governments: n, now: context.now, before, enacted, law };
    finding.reading = Context::describes(n, says);
    finding
}

/// The curve of adoption over years since the law, for governments that had none then.
fn lags(context: &Context<'_>, adoptions: &BTreeMap<Code, Adoption>, enacted: i16) -> Vec<Part> {
    let cases: Vec<(i16, bool)> = context
        .governments
        .iter()
        .filter_map(|city| match adoptions.get(city) {
            Some(Adoption::In(year, _)) => (*year > enacted).then(|| (year - enacted, true)),
            // It has one, but nobody knows since when: it can neither be followed nor said to be without.
            Some(Adoption::Undated) => None,
            None => (context.now > enacted).then(|| (context.now - enacted, false)),
        })
        .collect();
    let step = |step: super::statistics::Survival| {
        let figure =
            Statistic { hits: Some(step.events), ..Statistic::number(Some(1.0 - step.survival), step.at_risk) };
        Part {
            group: Group::Lag,
            id: step.lag.to_string(),
            name: Named::YearsAfterLaw(step.lag),
            unit: Unit::Share,
            figure,
            selection: None,
            points: Vec::new(),
            span_years: None,
            value: None,
        }
    };
    kaplan_meier(&cases).into_iter().map(step).collect()
}

/// The institutions of a kind that a government has or had.
pub(super) fn of_kind<'c>(context: &'c Context<'_>, city: Code, kind: Code) -> impl Iterator<Item = &'c Institution> {
    let facts = context.dataset.table(Table::Institutions);
    let is_of_both = move |one: &&Institution| {
        one.kind == Some(kind)
            && one.start.is_none_or(|start| start.year() <= context.now)
            && facts.codes(Field::City, one.row).contains(&city)
    };
    context.institutions().iter().filter(is_of_both)
}

/// The institutions of the year in which a government had its first.
pub(super) fn first(context: &Context<'_>, city: Code) -> Vec<Row> {
    let facts = context.dataset.table(Table::Institutions);
    let own = || {
        let own = context.institutions().iter().filter(|one| facts.codes(Field::City, one.row).contains(&city));
        own.filter_map(|one| Some((one.start?.year(), one.row)))
    };
    let Some(first) = own().map(|(year, _)| year).min() else { return Vec::new() };
    own().filter(|(year, _)| *year == first).map(|(_, row)| row).collect()
}

/// The institutions of one kind of one government.
#[derive(Default)]
struct DepthCell {
    first: Option<i16>,
    /// Whether that first year says only that it existed then.
    is_attested: bool,
    /// Whether one of them stands now.
    stands: bool,
}

impl DepthCell {
    fn flag(&self) -> Option<Flag> {
        match self {
            Self { stands: false, .. } => Some(Flag::Ended),
            Self { first: None, .. } => Some(Flag::Undated),
            Self { is_attested: true, .. } => Some(Flag::Attested),
            _ => None,
        }
    }
}

/// I11.
pub(super) const INSTITUTIONAL_DEPTH: Spec = Spec {
    id: "I11",
    title: Word::INDICATOR_I11,
    definition: Word::INDICATOR_I11_IS,
    source: Word::INDICATOR_I11_FROM,
    find: depth,
};

/// I11: how many of the eight kinds each government has in force.
fn depth(context: &Context<'_>) -> Finding {
    let facts = context.dataset.table(Table::Institutions);
    let vocabulary = context.dataset.vocabulary(Field::Kind);
    let kinds: Vec<Code> = LOCAL_KINDS.iter().filter_map(|id| vocabulary.code(id)).collect();
    let compared: BTreeSet<Code> = context.governments.iter().copied().collect();
    let mut cells: BTreeMap<(Code, Code), DepthCell> = BTreeMap::new();
    let mut spans = Vec::new();
    for institution in context.institutions() {
        let Some(kind) = institution.kind.filter(|kind| kinds.contains(kind)) else { continue };
        let start = institution.start.map(Date::year);
        let stands = start.is_none_or(|start| start <= context.now)
            && institution.end.is_none_or(|end| end > context.now)
            && (institution.start.is_some() || !institution.is_attested);
        for &city in facts.codes(Field::City, institution.row).iter().filter(|city| compared.contains(city)) {
            let cell = cells.entry((city, kind)).or_default();
            if start.is_some_and(|start| cell.first.is_none_or(|first| start < first)) {
                (cell.first, cell.is_attested) = (start, institution.is_attested);
            }
            cell.stands |= stands;
            spans.extend(institution.span().map(|(from, to)| ((city, kind), from, to)));
        }
    }
    let n = context.governments.len();
    let depth_of =
        |city: Code| cells.range((city, Code(0))..=(city, Code(u32::MAX))).filter(|cell| cell.1.stands).count();
    let depths: Vec<usize> = context.governments.iter().map(|&city| depth_of(city)).collect();
    let mean = |sum: usize| Statistic::number(Some(sum as f64 / n as f64), n);
    let counted = [context.counted_governments(), context.counted_institutions()].concat();
    let headline = mean(depths.iter().sum());
    let mut finding = Context::finding(Indicator::InstitutionalDepth, Unit::Number, headline, counted);
    if let Some((first, counts)) = distinct_by_year(spans, context.now) {
        finding.points = context
            .points(Some((first, context.now)), |year| counts.get((year - first) as usize).map(|&count| mean(count)));
    }
    let mut ranked: Vec<(usize, Code)> = depths.iter().copied().zip(context.governments.iter().copied()).collect();
    ranked.sort_by_key(|&(depth, city)| (std::cmp::Reverse(depth), city));
    let part = |&(depth, city): &(usize, Code)| {
        context.value(Group::City, Field::City, city, Unit::Count, Statistic::count(depth))
    };
    finding.parts = ranked.iter().map(part).collect();
    let cell = |city: Code, kind: Code| {
        cells.get(&(city, kind)).filter(|cell| cell.first.is_none_or(|first| first <= context.now))
    };
    let first_year = |city: Code, kind: Code| cell(city, kind)?.first.map(f64::from);
    let flag = |city: Code, kind: Code| cell(city, kind)?.flag();
    let of_kinds = |city: Code| kinds.iter().map(|&kind| Selection::InstitutionsOfKind(city, kind)).collect();
    let rows: Vec<Code> = ranked.iter().filter(|(depth, _)| *depth > 0).map(|&(_, city)| city).collect();
    finding.matrix = Some(Matrix {
        cell: Word::FIRST_YEAR,
        cells: rows.iter().map(|&city| kinds.iter().map(|&kind| first_year(city, kind)).collect()).collect(),
        selections: rows.iter().map(|&city| of_kinds(city)).collect(),
        flags: rows.iter().map(|&city| kinds.iter().map(|&kind| flag(city, kind)).collect()).collect(),
        rows: rows.iter().map(|&city| context.label(Field::City, city)).collect(),
        columns: kinds.iter().map(|&kind| context.label(Field::Kind, kind)).collect::<Vec<Label>>(),
    });
    let most = depths.iter().max().copied().unwrap_or_default();
    let says = Says::Depth { with_any: rows.len(), governments: n, kinds: kinds.len(), most };
    finding.reading = Context::describes(n, says);
    finding
}

/// I12.
pub(super) const PRACTICE_BEFORE_RULE: Spec = Spec {
    id: "I12",
    title: Word::INDICATOR_I12,
    definition: Word::INDICATOR_I12_IS,
    source: Word::INDICATOR_I12_FROM,
    find: practice_before_rule,
};

/// I12: years between the first recorded practice of a government and its first institution.
fn practice_before_rule(context: &Context<'_>) -> Finding {
    let facts = context.dataset.table(Table::Institutions);
    let compared: BTreeSet<Code> = context.governments.iter().copied().collect();
    let mut rules: BTreeMap<Code, i16> = BTreeMap::new();
    for institution in context.institutions() {
        let Some(year) = institution.start.map(Date::year) else { continue };
        for &city in facts.codes(Field::City, institution.row).iter().filter(|city| compared.contains(city)) {
            rules.entry(city).and_modify(|first| *first = (*first).min(year)).or_insert(year);
        }
    }
    let mut practice: BTreeMap<Code, i16> = BTreeMap::new();
    let mut note = |city: Code, year: i16| {
        practice.entry(city).and_modify(|first| *first = (*first).min(year)).or_insert(year);
    };
    let activities = context.dataset.table(Table::Activities);
    let held = context.held_among(context.rows_of_all_years(Table::Activities));
    let cities = &activities.codes[Field::City as usize];
    let mut is_met = vec![false; cities.lists().len()];
    // Rows come in the order they began, those without a date last: the first that holds a list says all of it.
    for row in held.iter_within(0..activities.start.dated().min(cities.len())) {
        if !std::mem::replace(&mut is_met[cities.ids().get(row.index())], true)
            && let Some(date) = activities.start(row)
        {
            cities.get(row.index()).iter().for_each(|&city| note(city, date.year()));
        }
    }
    for pair in context.pairs() {
        pair.joined.into_iter().for_each(|joined| note(pair.city, joined.year()));
    }
    // Of each government: the year of its first practice, and that of its first institution.
    let spans: Vec<(Code, (i16, i16))> =
        rules.iter().filter_map(|(&city, &rule)| Some((city, (*practice.get(&city)?, rule)))).collect();
    let mut sorted: Vec<i16> = spans.iter().map(|(_, (practice, rule))| rule - practice).collect();
    sorted.sort_unstable();
    let n = sorted.len();
    let at = |share: f64| quantile(&sorted, share);
    let quartile =
        |id: &str, word: Word, share: f64| Context::measure(id, word, Unit::Years, Statistic::number(at(share), n));
    let rule_first = Statistic::share(sorted.iter().filter(|&&lag| lag < 0).count(), n);
    let counted = [context.counted_governments(), context.counted_institutions(), context.counted_activities()];
    let headline = Statistic::number(at(0.5), n);
    let mut finding = Context::finding(Indicator::PracticeBeforeRule, Unit::Years, headline, counted.concat());
    finding.parts = vec![
        quartile("lower-quartile", Word::LOWER_QUARTILE, 0.25),
        quartile("upper-quartile", Word::UPPER_QUARTILE, 0.75),
        Context::measure("rule-first", Word::RULE_FIRST, Unit::Share, rule_first.clone()),
    ];
    let part = |&(city, (practice, rule)): &(Code, (i16, i16))| {
        let figure = Statistic { value: Some(f64::from(rule - practice)), n: 1, ..Statistic::default() };
        let part = context.value(Group::City, Field::City, city, Unit::Years, figure);
        let part = part.counting(Selection::FirstInstitutions(city));
        Part { span_years: Some((practice, rule)), ..part }
    };
    finding.parts.extend(spans.iter().map(part));
    let practice_first = sorted.iter().filter(|&&lag| lag > 0).count();
    finding.reading = practice_reading(practice_first, n, at(0.5));
    finding
}

/// Whether practice came first in more than half of the governments.
fn practice_reading(first: usize, n: usize, median: Option<f64>) -> Evidence {
    let (Some(share), Some(median)) = (wilson(first, n).filter(|_| n >= FEW), median) else {
        return Context::too_few(n);
    };
    Evidence { verdict: verdict(share, 0.5), says: Says::Practice { first, governments: n, share, median } }
}
