//! City diplomacy against public diplomacy: the mix of modes, what lies beyond, what comes together, and whether ties
//! live (I17 to I20).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::super::classes::rows_where;
use super::super::engine::first_places;
use super::super::rowset::RowSet;
use super::context::{Context, share, span, verdict};
use super::finding::{FEW, Finding, Group, Matrix, Part, Statistic, Unit};
use super::meaning::{Meaning, Values};
use super::multilateral::unknown;
use super::reading::{Counted, Evidence, Says, Verdict};
use super::selection::Selection;
use super::statistics::{Estimate, wilson};
use super::{Indicator, Spec};
use crate::data::{Code, Date, FactTable, Field, ListColumn, Row, Table};
use crate::words::Word;

/// I17.
pub(super) const MODE_MIX: Spec = Spec {
    id: "I17",
    title: Word::INDICATOR_I17,
    definition: Word::INDICATOR_I17_IS,
    source: Word::INDICATOR_I17_FROM,
    find: mix,
};

/// I17: the share of each mode, an activity of several modes shared equally between them.
fn mix(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let n = activities.total.of(Meaning::Moded);
    let all = activities.total.of(Meaning::All);
    let modes = context.dataset.vocabulary(Field::Mode);
    let totals = activities.modes.total();
    let part = |code: Code| {
        let figure = |shares: &[(Code, f64)], n: usize| {
            let share = shares.binary_search_by_key(&code, |&(code, _)| code).map_or(0.0, |place| shares[place].1);
            Statistic::number(Some(share / n as f64), n)
        };
        let of_year = |year: i16| {
            let n = activities.years.get(&year)?.of(Meaning::Moded);
            Some(figure(activities.modes.year(Some(year)), n))
        };
        let part = context.value(Group::Mode, Field::Mode, code, Unit::Share, figure(&totals, n));
        let part = part.counting(Selection::Mode(code));
        Part { points: context.points(span(&activities.years), of_year), ..part }
    };
    let mut parts: Vec<Part> = modes.codes().map(part).collect();
    let public = parts.iter().find(|part| part.id == "public");
    let headline = public.map_or_else(|| Statistic::number(None, 0), |part| part.figure.clone());
    let points = public.map(|part| part.points.clone()).unwrap_or_default();
    let mut finding = Context::finding(Indicator::ModeMix, Unit::Share, headline, counted_modes(context));
    finding.points = points;
    finding.undated = Some(Statistic::count(activities.undated.of(Meaning::Moded)));
    finding.reading = Context::describes(n, Says::Modes { with_mode: n, uncoded: all - n });
    parts.push(unknown(context, Word::UNCODED, Meaning::Moded));
    finding.parts = parts;
    finding
}

/// Which activities are counted, and whether a rule gave their modes.
fn counted_modes(context: &Context<'_>) -> Vec<Counted> {
    let derived = context.activities().with_derived_mode;
    let mut counted = context.counted_activities();
    counted.push(match (derived, context.counting.derived) {
        (0, _) => Counted::As(Word::COUNTED_CODED_MODES),
        (_, true) => Counted::DerivedModes(derived),
        (_, false) => Counted::DerivedModesOut(derived),
    });
    counted
}

/// I18.
pub(super) const BEYOND_PUBLIC: Spec = Spec {
    id: "I18",
    title: Word::INDICATOR_I18,
    definition: Word::INDICATOR_I18_IS,
    source: Word::INDICATOR_I18_FROM,
    find: beyond_public,
};

/// I18: the share of activities with a mode that are no public diplomacy.
fn beyond_public(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let (hits, of) = (Meaning::NotPublic, Meaning::Moded);
    let headline = share(&activities.total, hits, of);
    let mut finding = Context::finding(Indicator::BeyondPublic, Unit::Share, headline.clone(), counted_modes(context));
    finding.selection = Some(Selection::Activities(hits));
    finding.points = context.share_points(hits, of);
    finding.undated = Some(share(&activities.undated, hits, of));
    let part = |id: &str, word: Word, hits: Meaning, of: Meaning| Part {
        points: context.share_points(hits, of),
        ..Context::measure(id, word, Unit::Share, share(&activities.total, hits, of))
    };
    let (without, of_those) = (Meaning::NotPublicBeyondRepresentation, Meaning::ModedBeyondRepresentation);
    finding.parts = vec![
        part("without-representation", Word::WITHOUT_REPRESENTATION, without, of_those),
        part("wide", Word::WIDE_PUBLIC, Meaning::NotPublicWide, of),
        unknown(context, Word::UNCODED, of),
    ];
    finding.reading = beyond_reading(&finding);
    finding
}

/// The interval of a share that rests on enough.
fn estimate_of(figure: &Statistic) -> Option<Estimate> {
    wilson(figure.hits?, figure.n).filter(|_| figure.n >= FEW)
}

/// Whether more than half is no public diplomacy: both as it stands and without mere representation, or nothing is said.
fn beyond_reading(finding: &Finding) -> Evidence {
    let figure = &finding.headline;
    let without = finding.part(Group::Measure, "without-representation").map(|part| part.figure.clone());
    let Some(share) = estimate_of(figure) else { return Context::too_few(figure.n) };
    let all = verdict(share, 0.5);
    let agrees = without.and_then(|figure| estimate_of(&figure)).is_some_and(|share| verdict(share, 0.5) == all);
    let says = Says::Beyond { share, n: figure.n, agrees };
    Evidence { verdict: if agrees { all } else { Verdict::DoesNotDistinguish }, says }
}

/// I19.
pub(super) const INTEGRATION: Spec = Spec {
    id: "I19",
    title: Word::INDICATOR_I19,
    definition: Word::INDICATOR_I19_IS,
    source: Word::INDICATOR_I19_FROM,
    find: integration,
};

/// I19: how many activities unite several modes, above all those of public diplomacy.
fn integration(context: &Context<'_>) -> Finding {
    let activities = context.activities();
    let total = &activities.total;
    let (hits, of) = (Meaning::PublicIntegrated, Meaning::Public);
    let headline = share(total, hits, of);
    let mut finding = Context::finding(Indicator::Integration, Unit::Share, headline.clone(), counted_modes(context));
    finding.selection = Some(Selection::Activities(hits));
    finding.points = context.share_points(hits, of);
    finding.undated = Some(share(&activities.undated, hits, of));
    let part = |id: &str, word: Word, hits: Meaning, of: Meaning| Part {
        points: context.share_points(hits, of),
        ..Context::measure(id, word, Unit::Share, share(total, hits, of))
    };
    finding.parts = vec![
        part("all", Word::INTEGRATION_OF_ALL, Meaning::Integrated, Meaning::Moded),
        part("coded-public", Word::INTEGRATION_CODED_PUBLIC, Meaning::CodedPublicIntegrated, Meaning::CodedPublic),
        part("coded-all", Word::INTEGRATION_CODED_ALL, Meaning::CodedIntegrated, Meaning::Coded),
    ];
    finding.matrix = Some(together(context));
    // Other activities are no measure: what has two modes is more likely to have any one of them.
    finding.reading = match estimate_of(&headline) {
        Some(share) => Evidence { verdict: verdict(share, 0.5), says: Says::Integration { share, n: headline.n } },
        None => Context::too_few(headline.n),
    };
    finding
}

/// How often two modes come together, of the activities that have either (Jaccard); on the diagonal nothing.
fn together(context: &Context<'_>) -> Matrix {
    let activities = context.activities();
    let modes = context.dataset.vocabulary(Field::Mode);
    let counts = &activities.mode_counts;
    let shown: Vec<Code> = modes.codes().filter(|code| counts[code.index()] > 0).collect();
    let cell = |row: Code, column: Code| {
        let both = activities.mode_pairs.get(&(row.min(column), row.max(column))).copied().unwrap_or_default();
        let either = counts[row.index()] + counts[column.index()] - both;
        (row != column).then(|| f64::from(both) / f64::from(either))
    };
    let labels = || shown.iter().map(|&code| context.label(Field::Mode, code)).collect();
    Matrix {
        cell: Word::MODES_TOGETHER,
        rows: labels(),
        columns: labels(),
        cells: shown.iter().map(|&row| shown.iter().map(|&column| cell(row, column)).collect()).collect(),
        selections: shown
            .iter()
            .map(|&row| shown.iter().map(|&other| Selection::Modes(row, other)).collect())
            .collect(),
        flags: Vec::new(),
    }
}

/// Years in which a record of activity shows that an agreement lives.
const YEARS_TO_SHOW: i16 = 5;

/// The agreements that are counted, and what became of them.
pub(super) struct Agreements {
    /// Those old enough that name a counterpart.
    pub followed: Vec<Agreement>,
    /// Those too young to tell.
    young: usize,
    /// Those that name no counterpart.
    nameless: usize,
    undated: usize,
}

/// An agreement whose later activities were looked for.
pub(super) struct Agreement {
    pub row: Row,
    year: i16,
    /// Whether an activity of the same two is recorded within [`YEARS_TO_SHOW`].
    pub is_live: bool,
}

/// Follows every agreement that passes.
pub(super) fn agreements(context: &Context<'_>) -> Agreements {
    let facts = context.dataset.table(Table::Activities);
    let agreement_forms = Values::of(context.dataset).agreements;
    let is_agreement = |list: &[Code]| list.first().is_some_and(|form| agreement_forms.contains(form));
    let of_file = rows_where(&facts.codes[Field::Form as usize], facts.len(), is_agreement);
    let live = context
        .answer
        .table(Table::Activities)
        .index
        .live_agreements(context.counting.announced, || live_agreements(context, facts, &of_file));
    let mut of_form = of_file;
    of_form.intersect(context.held());
    let is_old = |date: Date| match context.dataset.meta.as_of {
        Some(as_of) => at_same_precision(later(date), as_of) != Ordering::Greater,
        None => date.year() + YEARS_TO_SHOW <= context.now,
    };
    let (mut followed, mut young, mut nameless, mut dated) = (Vec::new(), 0, 0, 0);
    for (row, date) in of_form.iter().filter_map(|row| Some((row, facts.start(row)?))) {
        dated += 1;
        if !is_old(date) {
            young += 1;
        } else if facts.codes(Field::Counterpart, row).is_empty() {
            nameless += 1;
        } else {
            followed.push(Agreement { row, year: date.year(), is_live: live.contains(row) });
        }
    }
    Agreements { followed, young, nameless, undated: of_form.count() - dated }
}

/// Those of the given agreements after which an activity of the same two is recorded within [`YEARS_TO_SHOW`].
fn live_agreements(context: &Context<'_>, facts: &FactTable, of_file: &RowSet) -> RowSet {
    let dated: Vec<(Row, Date)> = of_file.iter().filter_map(|row| Some((row, facts.start(row)?))).collect();
    let evidence = evidence(context, facts, &dated);
    let is_live = |&(row, date): &(Row, Date)| {
        let (cities, latest) = (facts.codes(Field::City, row), later(date));
        let others = facts.codes(Field::Counterpart, row).iter();
        others.flat_map(|&counterpart| evidence.around(counterpart, date)).any(|&other| {
            other != row
                && facts.codes(Field::City, other).iter().any(|city| cities.contains(city))
                && facts.start(other).is_some_and(|other| {
                    at_same_precision(other, date) != Ordering::Less
                        && at_same_precision(other, latest) != Ordering::Greater
                })
        })
    };
    let mut live = RowSet::none(facts.len());
    dated.iter().filter(|one| is_live(one)).for_each(|&(row, _)| live.insert(row));
    live
}

/// I20.
pub(super) const TIE_LIVELINESS: Spec = Spec {
    id: "I20",
    title: Word::INDICATOR_I20,
    definition: Word::INDICATOR_I20_IS,
    source: Word::INDICATOR_I20_FROM,
    find: tie_liveliness,
};

/// I20: the share of sister and friendship agreements after which an activity with the same counterpart is recorded.
fn tie_liveliness(context: &Context<'_>) -> Finding {
    let Agreements { followed, young, nameless, undated } = agreements(context);
    let mut by_year: BTreeMap<i16, (usize, usize)> = BTreeMap::new();
    for agreement in &followed {
        let (hits, n) = by_year.entry(agreement.year).or_default();
        *hits += usize::from(agreement.is_live);
        *n += 1;
    }
    let (hits, n) = by_year.values().fold((0, 0), |sum, year| (sum.0 + year.0, sum.1 + year.1));
    let headline = Statistic::share(hits, n);
    let mut finding = Context::finding(Indicator::TieLiveliness, Unit::Share, headline, context.counted_activities());
    finding.selection = Some(Selection::Agreements { is_live: true });
    finding.points =
        context.points(span(&by_year), |year| by_year.get(&year).map(|&(hits, n)| Statistic::share(hits, n)));
    finding.undated = Some(Statistic::count(undated));
    finding.parts = vec![
        Context::measure("too-young", Word::TOO_YOUNG, Unit::Count, Statistic::count(young)),
        Context::measure("no-counterpart", Word::NO_COUNTERPART, Unit::Count, Statistic::count(nameless)),
    ];
    finding.reading = Context::describes(n, Says::Liveliness { live: hits, agreements: n });
    finding
}

/// Dated activities of the whole file that are counted, by the counterparts of the given agreements.
struct FollowUps {
    /// By counterpart: its place plus one; 0 where no agreement names it.
    places: Vec<u32>,
    /// The activities of a place lie from its own beginning to that of the next, in the order they began.
    begins: Vec<u32>,
    activities: Vec<Row>,
    /// Every year in which an activity began, and the first row that did.
    years: Vec<(i16, usize)>,
}

impl FollowUps {
    fn place_of(&self, counterpart: Code) -> Option<usize> {
        Some(self.places.get(counterpart.0 as usize)?.checked_sub(1)? as usize)
    }

    /// The activities with a counterpart from the year of a date to that in which it must have shown.
    fn around(&self, counterpart: Code, date: Date) -> &[Row] {
        let Some(place) = self.place_of(counterpart) else { return &[] };
        let activities = &self.activities[self.begins[place] as usize..self.begins[place + 1] as usize];
        let [begin, end] = [date.year(), date.year() + YEARS_TO_SHOW + 1].map(|year| {
            let years = self.years.partition_point(|&(other, _)| other < year);
            let first = self.years.get(years).map_or(usize::MAX, |&(_, first)| first);
            activities.partition_point(|row| row.index() < first)
        });
        &activities[begin..end]
    }
}

/// Counterparts are numbered: a list by number finds them without hashing every activity of the file.
fn evidence(context: &Context<'_>, facts: &FactTable, agreements: &[(Row, Date)]) -> FollowUps {
    let years = first_places(facts.dates().map(|(date, rows)| (date.year(), rows.start)));
    let mut evidence = FollowUps { places: Vec::new(), begins: vec![0], activities: Vec::new(), years };
    for &counterpart in agreements.iter().flat_map(|&(row, _)| facts.codes(Field::Counterpart, row)) {
        let index = counterpart.0 as usize;
        if evidence.places.len() <= index {
            evidence.places.resize(index + 1, 0);
        }
        if evidence.places[index] == 0 {
            evidence.places[index] = evidence.begins.len() as u32;
            evidence.begins.push(0);
        }
    }
    let counterparts = &facts.codes[Field::Counterpart as usize];
    let is_named = |others: &[Code]| others.iter().any(|&other| evidence.place_of(other).is_some());
    let rows = context.held_among(&rows_where(counterparts, facts.len(), is_named));
    let by_list = PlacesByList::new(counterparts, &evidence);
    let dated = facts.start.dated();
    let mut found: Vec<(u32, Row)> = Vec::with_capacity(rows.count());
    for row in rows.iter_within(0..dated) {
        for &place in by_list.get(counterparts.ids().get(row.index())) {
            found.push((place, row));
            evidence.begins[place as usize + 1] += 1;
        }
    }
    let mut sum = 0;
    for begin in &mut evidence.begins {
        sum += *begin;
        *begin = sum;
    }
    let mut next = evidence.begins.clone();
    evidence.activities = vec![Row(0); found.len()];
    for (place, row) in found {
        evidence.activities[next[place as usize] as usize] = row;
        next[place as usize] += 1;
    }
    evidence
}

/// For each different list of counterparts, by its number, the places of those that agreements name, each once.
struct PlacesByList {
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl PlacesByList {
    fn new(counterparts: &ListColumn<Code>, evidence: &FollowUps) -> Self {
        let (mut ends, mut places, mut of_list) = (Vec::new(), Vec::new(), Vec::new());
        for others in counterparts.lists() {
            let named = others.iter().filter_map(|&other| evidence.place_of(other));
            of_list.extend(named.map(|place| place as u32));
            of_list.sort_unstable();
            of_list.dedup();
            places.append(&mut of_list);
            ends.push(places.len() as u32);
        }
        Self { ends, places }
    }

    fn get(&self, list: usize) -> &[u32] {
        let begin = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[begin as usize..self.ends[list] as usize]
    }
}

/// The parts of a date as far as they are known, the year moved on.
fn parts(date: Date, years: i16) -> [Option<i16>; 3] {
    [Some(date.year() + years), date.month().map(i16::from), date.day().map(i16::from)]
}

/// A date some years later.
fn later(date: Date) -> Date5 {
    Date5(date)
}

/// A date [`YEARS_TO_SHOW`] years on; 29 February stays what it is, since only the parts are compared.
#[derive(Clone, Copy)]
struct Date5(Date);

/// A date or a moved date, in parts.
trait Parts {
    fn parts(self) -> [Option<i16>; 3];
}

impl Parts for Date {
    fn parts(self) -> [Option<i16>; 3] {
        parts(self, 0)
    }
}

impl Parts for Date5 {
    fn parts(self) -> [Option<i16>; 3] {
        parts(self.0, YEARS_TO_SHOW)
    }
}

/// Compares as far as both dates are known: 2016 and 2016-05 are equal.
fn at_same_precision(one: impl Parts, other: impl Parts) -> Ordering {
    let pairs = one.parts().into_iter().zip(other.parts());
    let known = pairs.map_while(|(one, other)| one.zip(other));
    known.map(|(one, other)| one.cmp(&other)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
