//! What the figures rest on: how complete the records are, and how many sources stand behind them (Q1, Q2).

use std::collections::BTreeMap;

use super::super::classes::{Classes, count_where, each_class, each_list};
use super::super::rowset::RowSet;
use super::super::sweep::Sweep;
use super::context::Context;
use super::finding::{Finding, Named, Part, Statistic, Unit};
use super::reading::{Counted, Says};
use super::selection::{Recorded, Selection};
use super::{Indicator, Spec};
use crate::data::{Code, FactTable, Field, Precision, Table};
use crate::words::Word;

/// Q1.
pub(super) const COMPLETENESS: Spec = Spec {
    id: "Q1",
    title: Word::INDICATOR_Q1,
    definition: Word::INDICATOR_Q1_IS,
    source: Word::INDICATOR_Q1_FROM,
    find: completeness,
};

/// Q1: which parts of the activities are filled in.
fn completeness(context: &Context<'_>) -> Finding {
    let facts = context.dataset.table(Table::Activities);
    let rows = context.answer.rows(Table::Activities);
    let n = rows.count();
    let sweep = Sweep::new(facts, rows);
    let [years, months] =
        [Precision::Year, Precision::Month].map(|wanted| sweep.dated_where(|date| date.precision() == wanted));
    let days = sweep.dated() - years - months;
    let has = |field: Field| Statistic::share(count_where(&facts.codes[field as usize], rows, is_filled), n);
    let dated = Statistic::share(sweep.dated(), n);
    let mut figures = vec![
        ("year", Word::KNOWN_TO_YEAR, Statistic::share(years, n), Recorded::DateTo(Precision::Year)),
        ("month", Word::KNOWN_TO_MONTH, Statistic::share(months, n), Recorded::DateTo(Precision::Month)),
        ("day", Word::KNOWN_TO_DAY, Statistic::share(days, n), Recorded::DateTo(Precision::Day)),
        ("undated", Word::WITHOUT_DATE, Statistic::share(sweep.undated(), n), Recorded::NoDate),
        ("counterpart", Word::WITH_COUNTERPART, has(Field::Counterpart), Recorded::Value(Field::Counterpart)),
        ("partner", Word::WITH_PARTNER, has(Field::Partner), Recorded::Value(Field::Partner)),
        ("coded-mode", Word::WITH_CODED_MODE, Statistic::share(coded(facts, rows), n), Recorded::CodedMode),
        ("agenda", Word::WITH_AGENDA, has(Field::Agenda), Recorded::Value(Field::Agenda)),
    ];
    let others = [
        (Table::Memberships, "dated-memberships", Word::DATED_MEMBERSHIPS),
        (Table::Partnerships, "dated-ties", Word::DATED_TIES),
        (Table::Institutions, "dated-institutions", Word::DATED_INSTITUTIONS),
    ];
    for (table, id, word) in others {
        let (facts, rows) = (context.dataset.table(table), context.answer.rows(table));
        let figure = Statistic::share(Sweep::new(facts, rows).dated(), rows.count());
        figures.push((id, word, figure, Recorded::Date(table)));
    }
    let everyone = vec![Counted::As(Word::COUNTED_EVERY_ROW)];
    let mut finding = Context::finding(Indicator::Completeness, Unit::Share, dated, everyone);
    let part = |(id, word, figure, recorded)| {
        Context::measure(id, word, Unit::Share, figure).counting(Selection::Recorded(recorded))
    };
    finding.parts = figures.into_iter().map(part).collect();
    finding.reading = Context::describes(n, Says::Completeness { activities: n });
    finding
}

fn is_filled<T>(list: &[T]) -> bool {
    !list.is_empty()
}

/// How many of the rows have a mode that no rule gave.
fn coded(facts: &FactTable, rows: &RowSet) -> usize {
    let modes = Classes::new(&facts.codes[Field::Mode as usize], <[Code]>::len);
    let derived = Classes::new(&facts.derived_modes, <[Code]>::len);
    let mut coded = 0;
    each_class([&modes, &derived], rows, &(0..facts.len()), |[modes, derived], times| {
        coded += if modes > derived { times } else { 0 };
    });
    coded
}

/// Q2.
pub(super) const SOURCE_BASE: Spec = Spec {
    id: "Q2",
    title: Word::INDICATOR_Q2,
    definition: Word::INDICATOR_Q2_IS,
    source: Word::INDICATOR_Q2_FROM,
    find: source_base,
};

/// Q2: how many sources, and how far one publisher carries the records.
fn source_base(context: &Context<'_>) -> Finding {
    let (mut rows, mut with_source, mut several) = (0, 0, 0);
    let mut is_cited = vec![false; context.dataset.sources.len()];
    // Rows of one source alone are by far the most: their publisher is looked up once a source.
    let mut rows_of_one = vec![0_usize; context.dataset.sources.len()];
    let mut by_publisher: BTreeMap<&str, usize> = BTreeMap::new();
    for table in Table::ALL {
        let facts = context.dataset.table(table);
        each_list(&facts.sources, context.answer.rows(table), |of_row, times| {
            rows += times;
            with_source += if of_row.is_empty() { 0 } else { times };
            several += if of_row.len() > 1 { times } else { 0 };
            for source in of_row {
                is_cited[source.0 as usize] = true;
            }
            if let [source] = of_row {
                rows_of_one[source.0 as usize] += times;
                return;
            }
            let publishers = of_row.iter().map(|&source| context.dataset.source(source).publisher);
            let mut publishers: Vec<&str> = publishers.filter(|publisher| !publisher.is_empty()).collect();
            publishers.sort_unstable();
            publishers.dedup();
            for publisher in publishers {
                *by_publisher.entry(publisher).or_default() += times;
            }
        });
    }
    for (source, &rows) in context.dataset.sources.iter().zip(&rows_of_one) {
        if rows > 0 && !source.publisher.is_empty() {
            *by_publisher.entry(source.publisher).or_default() += rows;
        }
    }
    let sources = is_cited.iter().filter(|is_cited| **is_cited).count();
    let largest = by_publisher.iter().max_by_key(|&(name, &count)| (count, std::cmp::Reverse(name)));
    let (publisher, from_largest) = largest.map_or(("–", 0), |(&name, &count)| (name, count));
    let everyone = vec![Counted::As(Word::COUNTED_EVERY_ROW)];
    let headline = if rows > 0 { Statistic::count(sources) } else { Statistic::number(None, 0) };
    let mut finding = Context::finding(Indicator::SourceBase, Unit::Count, headline, everyone);
    let share = |hits: usize, of: usize| Statistic::share(hits, of);
    let name = Named::LargestPublisher(publisher.to_owned());
    let of_largest = Part::measure("largest-publisher", name, Unit::Share, share(from_largest, with_source));
    finding.parts = vec![
        Context::measure("several-sources", Word::SEVERAL_SOURCES, Unit::Share, share(several, rows)),
        of_largest,
        Context::measure("no-source", Word::NO_SOURCE, Unit::Share, share(rows - with_source, rows)),
    ];
    let says = Says::Sources {
        records: rows,
        sources,
        several: several as f64 / rows as f64,
        publisher: publisher.to_owned(),
        from_largest: from_largest as f64 / with_source as f64,
    };
    finding.reading = Context::describes(rows, says);
    finding
}
