//! What all indicators of one question share: who is counted, up to which year, and how a finding is put together.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::super::answer::Answer;
use super::super::classes::rows_where;
use super::super::filter::{Dimension, Filter};
use super::super::pairs::{Pair, pairs};
use super::super::rowset::RowSet;
use super::finding::{Finding, Flag, Group, Label, Named, Part, Point, Statistic, Unit};
use super::meaning::{Meaning, Sums};
use super::reading::{Counted, Evidence, Says, Side, Verdict};
use super::statistics::{Estimate, difference};
use super::tally::Activities;
use super::{Counting, Indicator, Question};
use crate::data::{Code, Dataset, Date, Field, Row, Table};
use crate::words::Word;

/// No date lies past it.
const LAST_YEAR: i16 = 9999;

/// What all indicators of one question share.
pub(super) struct Context<'a> {
    pub dataset: &'a Dataset,
    pub answer: &'a Answer,
    pub counting: &'a Counting,
    filter: &'a Filter,
    /// The year that "now" means: that of the collection, or the last one asked for.
    pub now: i16,
    /// The governments that are compared with each other.
    pub governments: Vec<Code>,
    /// Their level; `None` where those of all levels are compared.
    level: Option<Code>,
    /// By year, whether it was collected; `None` where the file does not say.
    collected: Option<Vec<bool>>,
    held: OnceLock<RowSet>,
    activities: OnceLock<Activities>,
    pairs: OnceLock<Vec<Pair>>,
    institutions: OnceLock<Vec<Institution>>,
    ties: OnceLock<Vec<Tie>>,
}

/// An institution that is counted.
#[derive(Clone, Debug)]
pub(super) struct Institution {
    pub row: Row,
    pub kind: Option<Code>,
    /// From when it counts.
    pub start: Option<Date>,
    pub is_attested: bool,
    pub end: Option<i16>,
}

impl Institution {
    /// Whether it stands in a year; one without a date does not.
    pub fn span(&self) -> Option<(i16, i16)> {
        Some((self.start?.year(), self.end.map_or(LAST_YEAR, |end| end - 1)))
    }
}

/// A tie that is counted.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    pub row: Row,
    pub city: Option<Code>,
    pub channel: Option<Code>,
    pub sector: Option<Code>,
    pub level: Option<Code>,
    /// The year it began, where that is known.
    pub start: Option<i16>,
    pub end: Option<i16>,
}

impl Tie {
    /// The years in which it is active; without a beginning there are none.
    pub fn span(&self) -> Option<(i16, i16)> {
        Some((self.start?, self.end.unwrap_or(LAST_YEAR)))
    }

    /// Whether it goes on in a year; one without a beginning goes on until it is known to have ended.
    pub fn is_active(&self, year: i16) -> bool {
        self.start.is_none_or(|start| start <= year) && self.end.is_none_or(|end| end >= year)
    }
}

impl<'a> Context<'a> {
    pub fn new(question: Question<'a>) -> Self {
        let Question { dataset, filter, answer, counting } = question;
        let resolved = filter.resolve(dataset);
        let asked = |city: Code| resolved.passes_as_city(dataset, city) && resolved.is_member(city);
        let now = reference_year(dataset, filter);
        let exists = |city: Code| dataset.cities[city.index()].valid_to.is_none_or(|end| end.year() >= now);
        let cities = dataset.vocabulary(Field::City);
        let all: Vec<Code> =
            cities.codes().filter(|&city| cities[city].defined && asked(city) && exists(city)).collect();
        let wanted = counting.level.as_deref().and_then(|id| dataset.vocabulary(Field::CityLevel).code(id));
        let of_level = |&city: &Code| wanted.is_some() && dataset.cities[city.index()].level == wanted;
        let mut governments: Vec<Code> = all.iter().copied().filter(of_level).collect();
        let mut level = wanted;
        if governments.is_empty() {
            (governments, level) = (all, None);
        }
        Self {
            collected: collected(dataset, asked),
            level,
            dataset,
            answer,
            counting,
            filter,
            now,
            governments,
            held: OnceLock::new(),
            activities: OnceLock::new(),
            pairs: OnceLock::new(),
            institutions: OnceLock::new(),
            ties: OnceLock::new(),
        }
    }

    /// The rows of activities that are counted, among given ones.
    pub fn held_among(&self, rows: &RowSet) -> RowSet {
        if self.counting.announced {
            return rows.clone();
        }
        let facts = self.dataset.table(Table::Activities);
        let held = self.dataset.vocabulary(Field::Status).code("held");
        let is_held = |list: &[Code]| list.first().copied() == held;
        let mut among = rows_where(&facts.codes[Field::Status as usize], facts.len(), is_held);
        among.intersect(rows);
        among
    }

    /// The activities that pass and are counted.
    pub fn held(&self) -> &RowSet {
        self.held.get_or_init(|| self.held_among(self.answer.rows(Table::Activities)))
    }

    /// What they come to.
    pub fn activities(&self) -> &Activities {
        self.activities.get_or_init(|| Activities::new(self.dataset, self.held(), self.counting.derived))
    }

    /// The rows of a table whatever the years: what began before them is known in them.
    pub fn rows_of_all_years(&self, table: Table) -> &RowSet {
        self.answer.table(table).rows_but_for(Dimension::Years)
    }

    /// Governments in networks.
    pub fn pairs(&self) -> &[Pair] {
        self.pairs.get_or_init(|| {
            let answer = self.answer.table(Table::Memberships);
            let whole = self.rows_of_all_years(Table::Memberships);
            let facts = self.dataset.table(Table::Memberships);
            let domestic = self.dataset.vocabulary(Field::Scope).code("domestic");
            let scope = Dimension::Field(Field::Scope);
            let rows = RowSet::from_fn(facts.len(), |row| {
                if self.counting.domestic {
                    return whole.contains(row)
                        || self.is_standing(Field::Scope) && answer.rows_but_for(scope).contains(row);
                }
                whole.contains(row) && (domestic.is_none() || facts.code(Field::Scope, row) != domestic)
            });
            pairs(self.dataset, &rows)
        })
    }

    /// Whether nobody chose anything in a field: its standing default may then be switched off.
    fn is_standing(&self, field: Field) -> bool {
        self.filter.choice(field) == Filter::default().choice(field)
    }

    /// Institutions, from before the years too.
    pub fn institutions(&self) -> &[Institution] {
        self.institutions.get_or_init(|| {
            let facts = self.dataset.table(Table::Institutions);
            let bill = self.dataset.vocabulary(Field::Kind).code("bill");
            let institution = |row: Row| Institution {
                row,
                kind: facts.code(Field::Kind, row),
                start: facts.start(row).filter(|_| self.counting.attested_institutions || !facts.is_attested(row)),
                is_attested: facts.is_attested(row),
                end: facts.end(row).map(Date::year),
            };
            let is_counted =
                |institution: &Institution| self.counting.bills || bill.is_none() || institution.kind != bill;
            self.rows_of_all_years(Table::Institutions).iter().map(institution).filter(is_counted).collect()
        })
    }

    /// Ties.
    pub fn ties(&self) -> &[Tie] {
        self.ties.get_or_init(|| {
            let facts = self.dataset.table(Table::Partnerships);
            let answer = self.answer.table(Table::Partnerships);
            let status = self.dataset.vocabulary(Field::TieStatus);
            let other: Vec<Code> =
                ["participant", "planned", "talks"].iter().filter_map(|id| status.code(id)).collect();
            let is_counted = |&row: &Row| {
                self.counting.other_ties || facts.code(Field::TieStatus, row).is_none_or(|code| !other.contains(&code))
            };
            let tie = |row: Row| Tie {
                row,
                city: facts.code(Field::City, row),
                channel: facts.code(Field::Channel, row),
                sector: facts.code(Field::Sector, row),
                level: facts.code(Field::PartnerLevel, row),
                start: facts
                    .start(row)
                    .filter(|_| self.counting.attested_ties || !facts.is_attested(row))
                    .map(Date::year),
                end: facts.end(row).map(Date::year),
            };
            let rows = if self.counting.other_ties && self.is_standing(Field::TieStatus) {
                answer.rows_but_for(Dimension::Field(Field::TieStatus))
            } else {
                self.answer.rows(Table::Partnerships)
            };
            rows.iter().filter(is_counted).map(tie).collect()
        })
    }

    /// A finding to be filled further.
    pub fn finding(indicator: Indicator, unit: Unit, headline: Statistic, counted: Vec<Counted>) -> Finding {
        Finding {
            indicator,
            unit,
            headline,
            selection: None,
            points: Vec::new(),
            undated: None,
            parts: Vec::new(),
            matrix: None,
            counted,
            reading: Evidence { verdict: Verdict::Describes, says: Says::TooFew { n: 0 } },
        }
    }

    /// Figures for every year from the first to the last known, a gap where `figure` has none; within the years asked
    /// for, and with what must be known of a year.
    pub fn points(&self, years: Option<(i16, i16)>, mut figure: impl FnMut(i16) -> Option<Statistic>) -> Vec<Point> {
        let Some((mut first, mut last)) = years else { return Vec::new() };
        if let Some(asked) = self.filter.years {
            (first, last) = (first.max(asked.from), last.min(asked.to));
        }
        let point = |year: i16| {
            let mut figure = figure(year).unwrap_or_else(|| Statistic::number(None, 0));
            if self.is_partial(year) {
                figure.flags.push(Flag::Partial);
            }
            if self.collected.as_ref().is_some_and(|collected| !collected[year as usize]) {
                figure.flags.push(Flag::NotCollected);
            }
            Point { year, figure }
        };
        (first..=last).map(point).collect()
    }

    /// Whether the collection ends before the year does.
    fn is_partial(&self, year: i16) -> bool {
        self.dataset.meta.as_of.is_some_and(|as_of| {
            as_of.year() == year && !(as_of.month() == Some(12) && as_of.day().is_none_or(|day| day == 31))
        })
    }

    /// Points of activities: one figure a year.
    pub fn activity_points(&self, figure: impl Fn(&Sums) -> Statistic) -> Vec<Point> {
        let years = &self.activities().years;
        self.points(span(years), |year| years.get(&year).map(&figure))
    }

    /// Points of a share of activities.
    pub fn share_points(&self, hits: Meaning, of: Meaning) -> Vec<Point> {
        self.activity_points(|sums| share(sums, hits, of))
    }

    /// A measure beside the headline.
    pub fn measure(id: &str, name: Word, unit: Unit, figure: Statistic) -> Part {
        Part::measure(id, Named::Said(name), unit, figure)
    }

    /// The part of a value of the file.
    pub fn value(&self, group: Group, field: Field, code: Code, unit: Unit, figure: Statistic) -> Part {
        let Label { id, name } = self.label(field, code);
        Part {
            group,
            id,
            name,
            unit,
            figure,
            selection: None,
            points: Vec::new(),
            span_years: None,
            value: Some((field, code)),
        }
    }

    /// Id and name of a value.
    pub fn label(&self, field: Field, code: Code) -> Label {
        Label { id: self.dataset.vocabulary(field)[code].id.clone(), name: Named::Value(field, code) }
    }

    /// "held, n announced left out".
    pub fn counted_activities(&self) -> Vec<Counted> {
        if self.counting.announced {
            return vec![Counted::As(Word::COUNTED_ANNOUNCED)];
        }
        vec![Counted::Held(self.answer.rows(Table::Activities).count() - self.held().count())]
    }

    /// The same where the structure of activities matters: whether a rule gave it.
    pub fn counted_by_structure(&self) -> Vec<Counted> {
        let mut counted = self.counted_activities();
        if self.dataset.table(Table::Activities).derives_structure {
            let derived = self.counting.derived;
            counted.push(Counted::As(if derived {
                Word::COUNTED_DERIVED_STRUCTURE
            } else {
                Word::COUNTED_DERIVED_STRUCTURE_OUT
            }));
        }
        counted
    }

    pub fn counted_pairs(&self) -> Vec<Counted> {
        let is_domestic = self.counting.domestic;
        vec![Counted::As(if is_domestic { Word::COUNTED_DOMESTIC_TOO } else { Word::COUNTED_INTERNATIONAL })]
    }

    pub fn counted_governments(&self) -> Vec<Counted> {
        vec![Counted::Governments(self.governments.len(), self.level)]
    }

    pub fn counted_institutions(&self) -> Vec<Counted> {
        let bills = if self.counting.bills { Word::COUNTED_BILLS_TOO } else { Word::COUNTED_NO_BILLS };
        let attested =
            if self.counting.attested_institutions { Word::COUNTED_ATTESTED } else { Word::COUNTED_NOT_ATTESTED };
        vec![Counted::As(bills), Counted::As(attested)]
    }

    pub fn counted_ties(&self) -> Vec<Counted> {
        let ties = if self.counting.other_ties { Word::COUNTED_ALL_TIES } else { Word::COUNTED_TIES };
        let attested =
            if self.counting.attested_ties { Word::COUNTED_ATTESTED_TIES } else { Word::COUNTED_TIES_NOT_ATTESTED };
        vec![Counted::As(ties), Counted::As(attested)]
    }

    /// What two shares allow to say of their difference.
    pub fn compared(claim: Word, sides: [Side; 2], shares: [(usize, usize); 2]) -> Evidence {
        let n = shares.map(|(_, n)| n);
        let Some(difference) = difference(shares[0], shares[1]) else {
            return Evidence { verdict: Verdict::TooFew, says: Says::TooFewOfBoth { sides, n } };
        };
        let too_few = n.into_iter().any(|n| n < super::FEW);
        let verdict = if too_few { Verdict::TooFew } else { verdict(difference, 0.0) };
        Evidence { verdict, says: Says::Difference { claim, sides, shares, difference } }
    }

    /// Whether a share grew: the later years against those before. `by_year` holds hits and n.
    pub fn trend(claim: Word, by_year: &BTreeMap<i16, (usize, usize)>) -> Evidence {
        const LATER_YEARS: i16 = 10;
        let mut years = by_year.iter().filter(|(_, (_, n))| *n > 0).map(|(&year, _)| year);
        let (Some(first), Some(last)) = (years.next(), years.next_back()) else {
            return Self::too_few(by_year.values().map(|(_, n)| n).sum());
        };
        let later = last - LATER_YEARS.min((last - first + 1) / 2) + 1;
        let sum = |from: i16, to: i16| {
            by_year.range(from..=to).fold((0, 0), |sum, (_, part)| (sum.0 + part.0, sum.1 + part.1))
        };
        let sides = [Side::Years(first, later - 1), Side::Years(later, last)];
        Self::compared(claim, sides, [sum(first, later - 1), sum(later, last)])
    }

    /// That there is too little to say anything.
    pub fn too_few(n: usize) -> Evidence {
        Evidence { verdict: Verdict::TooFew, says: Says::TooFew { n } }
    }

    /// A sentence that only says what the figure is; or that it rests on too few.
    pub fn describes(n: usize, says: Says) -> Evidence {
        if n < super::FEW { Self::too_few(n) } else { Evidence { verdict: Verdict::Describes, says } }
    }

    /// Hits and n of activities by year, for [`Self::trend`].
    pub fn shares_by_year(&self, hits: Meaning, of: Meaning) -> BTreeMap<i16, (usize, usize)> {
        self.activities().years.iter().map(|(&year, sums)| (year, (sums.of(hits), sums.of(of)))).collect()
    }
}

/// A share of activities.
pub(super) fn share(sums: &Sums, hits: Meaning, of: Meaning) -> Statistic {
    Statistic::share(sums.of(hits), sums.of(of))
}

/// First and last year.
pub(super) fn span<T>(by_year: &BTreeMap<i16, T>) -> Option<(i16, i16)> {
    Some((*by_year.first_key_value()?.0, *by_year.last_key_value()?.0))
}

/// How many different keys stand in each year up to `last`, each from and to a year; the vector begins with `first`.
pub(super) fn distinct_by_year<K: Ord>(mut spans: Vec<(K, i16, i16)>, last: i16) -> Option<(i16, Vec<usize>)> {
    spans.retain(|(_, from, to)| from <= to && *from <= last);
    let first = spans.iter().map(|span| span.1).min()?;
    spans.sort();
    let mut changes = vec![0_isize; (last - first) as usize + 2];
    for same in spans.chunk_by(|a, b| a.0 == b.0) {
        // Spans of one key may overlap: each year of their union counts once.
        let mut open_to = i16::MIN;
        for &(_, from, to) in same {
            let from = from.max(open_to.saturating_add(1));
            let to = to.min(last);
            if from <= to {
                changes[(from - first) as usize] += 1;
                changes[(to - first) as usize + 1] -= 1;
            }
            open_to = open_to.max(to);
        }
    }
    let mut standing = 0_isize;
    changes.pop();
    let counts = changes.into_iter().map(|change| {
        standing += change;
        standing as usize
    });
    Some((first, counts.collect()))
}

/// On which side of "no effect" an interval lies.
pub(super) fn verdict(estimate: Estimate, no_effect: f64) -> Verdict {
    if estimate.low > no_effect {
        Verdict::Supports
    } else if estimate.high < no_effect {
        Verdict::SpeaksAgainst
    } else {
        Verdict::DoesNotDistinguish
    }
}

/// The year of the collection, or of the latest fact where the file does not say; no later than the years asked for.
fn reference_year(dataset: &Dataset, filter: &Filter) -> i16 {
    let latest = || {
        let starts = dataset.tables.iter().flat_map(|facts| facts.start.iter());
        starts.flatten().map(Date::year).max().unwrap_or_default()
    };
    let now = dataset.meta.as_of.map_or_else(latest, Date::year);
    filter.years.map_or(now, |years| now.min(years.to))
}

/// The stretches between two years in which nothing was collected of any government that the filter asks for; none where
/// the file does not say what was collected.
pub fn years_not_collected(dataset: &Dataset, filter: &Filter, (first, last): (i16, i16)) -> Vec<(i16, i16)> {
    if dataset.coverage.is_empty() {
        return Vec::new();
    }
    let resolved = filter.resolve(dataset);
    let passes = |field: Field, codes: &[Code]| resolved.fields.get(&field).is_none_or(|choice| choice.passes(codes));
    let asked = |city: Code| {
        passes(Field::City, &[city]) && passes(Field::CityLevel, dataset.cities[city.index()].level.as_slice())
    };
    let Some(collected) = collected(dataset, asked) else { return Vec::new() };
    let mut stretches: Vec<(i16, i16)> = Vec::new();
    for year in first.max(0)..=last.min(LAST_YEAR) {
        match stretches.last_mut() {
            _ if collected[year as usize] => {}
            Some((_, end)) if *end == year - 1 => *end = year,
            _ => stretches.push((year, year)),
        }
    }
    stretches
}

/// By year, whether it was collected for any of the asked governments; `None` where the file states no coverage.
fn collected(dataset: &Dataset, asked: impl Fn(Code) -> bool) -> Option<Vec<bool>> {
    if dataset.coverage.is_empty() {
        return None;
    }
    let mut changes = vec![0_i32; LAST_YEAR as usize + 2];
    for span in dataset.coverage.iter().filter(|span| asked(span.city) && span.from_year <= span.to_year) {
        let [from, to] = [span.from_year, span.to_year].map(|year| year.clamp(0, LAST_YEAR) as usize);
        changes[from] += 1;
        changes[to + 1] -= 1;
    }
    let mut collectors = 0;
    let is_collected = |change: i32| {
        collectors += change;
        collectors > 0
    };
    Some(changes.into_iter().map(is_collected).collect())
}
