//! What the figures rest on: how complete the records are, and how many sources stand behind them (Q1, Q2).

use std::collections::{BTreeMap, BTreeSet};

use super::super::rowset::RowSet;
use super::Indicator;
use super::context::{Context, percent};
use super::finding::{Figure, Finding, Unit};
use crate::data::{Date, Field, ListColumn, Precision, Row, SourceRow, Table};
use crate::words::Word;

/// Activities by how precisely their date is known.
#[derive(Default)]
struct Filled {
    years: usize,
    months: usize,
    days: usize,
    undated: usize,
}

/// How many of the rows hold a value in a column; what a list holds is looked at once.
fn with_values<T: Copy + Eq>(column: &ListColumn<T>, rows: &RowSet) -> usize {
    let is_filled: Vec<bool> = column.lists().map(|list| !list.is_empty()).collect();
    rows.iter().filter(|row| row.index() < column.len() && is_filled[column.ids().get(row.index())]).count()
}

/// Q1: which parts of the activities are filled in.
pub(super) fn completeness(context: &Context<'_>) -> Finding {
    let facts = context.dataset.table(Table::Activities);
    let rows = context.answer.rows(Table::Activities);
    let n = rows.count();
    let mut filled = Filled::default();
    for row in rows.iter() {
        match facts.start(row).map(Date::precision) {
            Some(Precision::Year) => filled.years += 1,
            Some(Precision::Month) => filled.months += 1,
            Some(Precision::Day) => filled.days += 1,
            None => filled.undated += 1,
        }
    }
    let is_coded = |row: &Row| facts.codes(Field::Mode, *row).len() > facts.derived_modes.get(row.index()).len();
    let coded = rows.iter().filter(is_coded).count();
    let with = |field: Field| with_values(&facts.codes[field as usize], rows);
    let share = |hits: usize| Figure::share(hits, n);
    let dated = share(n - filled.undated);
    let mut figures = vec![
        ("year", Word::KnownToYear, share(filled.years)),
        ("month", Word::KnownToMonth, share(filled.months)),
        ("day", Word::KnownToDay, share(filled.days)),
        ("undated", Word::WithoutDate, share(filled.undated)),
        ("counterpart", Word::WithCounterpart, share(with_values(&facts.counterparts, rows))),
        ("partner", Word::WithPartner, share(with(Field::Partner))),
        ("coded-mode", Word::WithCodedMode, share(coded)),
        ("agenda", Word::WithAgenda, share(with(Field::Agenda))),
    ];
    let others = [
        (Table::Memberships, "dated-memberships", Word::DatedMemberships),
        (Table::Partnerships, "dated-ties", Word::DatedTies),
        (Table::Institutions, "dated-institutions", Word::DatedInstitutions),
    ];
    for (table, id, word) in others {
        let (facts, rows) = (context.dataset.table(table), context.answer.rows(table));
        let dated = rows.iter().filter(|&row| facts.start(row).is_some()).count();
        figures.push((id, word, Figure::share(dated, rows.count())));
    }
    let text = percent(dated.value.unwrap_or(f64::NAN));
    let share = |id: &str| {
        let found = figures.iter().find(|figure| figure.0 == id).and_then(|figure| figure.2.value);
        percent(found.unwrap_or(f64::NAN))
    };
    let numbers = [text, share("counterpart"), share("partner"), share("coded-mode"), share("agenda")];
    let [dated_text, counterpart, partner, mode, agenda] = &numbers;
    let text = Word::ReadingCompleteness.fill(context.lang, &[&n, dated_text, counterpart, partner, mode, agenda]);
    let everyone = Word::CountedEveryRow.text(context.lang).to_owned();
    let mut finding = context.finding(Indicator::Completeness, Unit::Share, dated, everyone);
    finding.parts =
        figures.into_iter().map(|(id, word, figure)| context.measure(id, word, Unit::Share, figure)).collect();
    finding.reading = context.describes(n, text);
    finding
}

/// Q2: how many sources, and how far one publisher carries the records.
pub(super) fn source_base(context: &Context<'_>) -> Finding {
    let (mut sources, mut rows, mut with_source, mut several) = (BTreeSet::<SourceRow>::new(), 0, 0, 0);
    let mut by_publisher: BTreeMap<&str, usize> = BTreeMap::new();
    for table in Table::ALL {
        let facts = context.dataset.table(table);
        let lists: Vec<&[SourceRow]> = facts.sources.lists().collect();
        let mut counts = vec![0; lists.len()];
        for row in context.answer.rows(table).iter() {
            rows += 1;
            if row.index() < facts.sources.len() {
                counts[facts.sources.ids().get(row.index())] += 1;
            }
        }
        for (of_row, n) in lists.into_iter().zip(counts).filter(|(of_row, n)| *n > 0 && !of_row.is_empty()) {
            with_source += n;
            several += if of_row.len() > 1 { n } else { 0 };
            sources.extend(of_row);
            let publishers = of_row.iter().map(|&source| context.dataset[source].publisher.as_str());
            let mut publishers: Vec<&str> = publishers.filter(|publisher| !publisher.is_empty()).collect();
            publishers.sort_unstable();
            publishers.dedup();
            for publisher in publishers {
                *by_publisher.entry(publisher).or_default() += n;
            }
        }
    }
    let largest = by_publisher.iter().max_by_key(|&(name, &count)| (count, std::cmp::Reverse(name)));
    let (publisher, from_largest) = largest.map_or(("–", 0), |(&name, &count)| (name, count));
    let everyone = Word::CountedEveryRow.text(context.lang).to_owned();
    let headline = if rows > 0 { Figure::count(sources.len()) } else { Figure::number(None, 0) };
    let mut finding = context.finding(Indicator::SourceBase, Unit::Count, headline, everyone);
    let share = |hits: usize, of: usize| Figure::share(hits, of);
    let mut of_largest =
        context.measure("largest-publisher", Word::LargestPublisher, Unit::Share, share(from_largest, with_source));
    of_largest.name = Word::LargestPublisher.fill(context.lang, &[&publisher]);
    finding.parts = vec![
        context.measure("several-sources", Word::SeveralSources, Unit::Share, share(several, rows)),
        of_largest,
        context.measure("no-source", Word::NoSource, Unit::Share, share(rows - with_source, rows)),
    ];
    let numbers: [&dyn std::fmt::Display; 5] = [
        &rows,
        &sources.len(),
        &percent(several as f64 / rows as f64),
        &publisher,
        &percent(from_largest as f64 / with_source as f64),
    ];
    finding.reading = context.describes(rows, Word::ReadingSources.fill(context.lang, &numbers));
    finding
}
