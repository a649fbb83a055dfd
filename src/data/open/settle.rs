//! Puts the rows of a table in the order they began and makes their search texts. The columns share the processors.

use rayon::prelude::*;

use super::derive::append_lower;
use crate::data::{Date, FactTable, ListColumn, Row, Table, Text, TextColumn, record};

/// Asked between two pieces of work whether to go on with the next.
pub(super) type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// The date of each row, as in the file.
type Dates = Vec<Option<Date>>;

/// Orders the rows by their beginnings, and makes what a text filter looks in. Ends early, the table useless, when `stop`
/// says so. O(rows log rows), less where they are in order already.
pub(super) fn settle(facts: &mut FactTable, (start, end): (Dates, Dates), table: Table, stop: Stop<'_>) {
    if !facts.attested.contains(&true) {
        facts.attested = Vec::new();
    }
    let order = order_of_beginnings(&start);
    let texts = std::mem::take(&mut facts.texts);
    let place = |row: usize| order.as_ref().map_or(row, |order| order[row] as usize);
    (facts.texts, facts.search) = columns_of(facts.len(), table, stop, &texts, place);
    drop(texts);
    match order {
        None => {
            facts.ids.shrink();
            (facts.start, facts.end) = (start.into_iter().collect(), end.into_iter().collect());
        }
        Some(order) => reorder_all(facts, (&start, &end), &order, stop),
    }
}

/// The rows in the order they began, undated ones last; `None` where they are in order.
fn order_of_beginnings(start: &[Option<Date>]) -> Option<Vec<u32>> {
    let key = |start: &Option<Date>| start.map_or(u32::MAX, Date::sort_key);
    if start.is_sorted_by_key(key) {
        return None;
    }
    let mut keys: Vec<u64> = start.iter().zip(0_u64..).map(|(start, row)| u64::from(key(start)) << 32 | row).collect();
    keys.par_sort_unstable();
    Some(keys.into_iter().map(|key| key as u32).collect())
}

fn reorder_all(facts: &mut FactTable, dates: (&[Option<Date>], &[Option<Date>]), order: &[u32], stop: Stop<'_>) {
    let FactTable { ids, start, end, attested, codes, sources, parents, .. } = facts;
    let FactTable { derived_modes, counterparts, partner_roles, .. } = facts;
    rayon::scope(|scope| {
        scope.spawn(|_| *ids = ids.reordered(order));
        scope.spawn(|_| reorder_lists(&mut counterparts.listed, order, stop));
        scope.spawn(|_| reorder_lists(&mut partner_roles.listed, order, stop));
        scope.spawn(|_| reorder_lists(sources, order, stop));
        scope.spawn(|_| reorder_lists(derived_modes, order, stop));
        for codes in codes {
            scope.spawn(|_| reorder_lists(codes, order, stop));
        }
        scope.spawn(|_| {
            *start = order.iter().map(|&row| dates.0[row as usize]).collect();
            *end = order.iter().map(|&row| dates.1[row as usize]).collect();
            reorder(attested, order);
            reorder_parents(parents, order);
        });
    });
}

fn reorder_lists<T: Copy + Eq>(column: &mut ListColumn<T>, order: &[u32], stop: Stop<'_>) {
    if !column.is_empty() && !stop() {
        *column = column.reordered(order);
    }
}

fn reorder<T: Copy>(column: &mut Vec<T>, order: &[u32]) {
    if !column.is_empty() {
        *column = order.iter().map(|&row| column[row as usize]).collect();
    }
}

/// Rows that name rows follow them.
fn reorder_parents(parents: &mut Vec<Option<Row>>, order: &[u32]) {
    if parents.is_empty() {
        return;
    }
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old as usize] = new as u32;
    }
    reorder(parents, order);
    for parent in parents.iter_mut().flatten() {
        parent.0 = place[parent.index()];
    }
}

/// The texts of so many rows in columns: as they are, and those that a text filter looks in as it sees them.
fn columns_of(
    rows: usize,
    table: Table,
    stop: Stop<'_>,
    texts: &TextColumn,
    place: impl Fn(usize) -> usize + Sync,
) -> (TextColumn, TextColumn) {
    const ROWS_A_PART: usize = 1 << 14;
    let is_searched_whole = Text::ALL.iter().all(|text| text.is_searched(table));
    let part = |part: usize| {
        let rows = part * ROWS_A_PART..rows.min((part + 1) * ROWS_A_PART);
        // Looked up first and copied after that, texts that lie far apart are fetched many at a time.
        let stretches: Vec<_> = rows.map(|row| texts.stretch_of(place(row))).collect();
        let ordered: TextColumn = stretches.into_iter().map(|stretch| &texts.buffer()[stretch]).collect();
        let search = if is_searched_whole { ordered.in_lower_case() } else { searched_texts(&ordered, table) };
        (ordered, search)
    };
    let (mut ordered, mut search) = (TextColumn::default(), TextColumn::default());
    ordered.reserve(texts.buffer().len());
    search.reserve(texts.buffer().len());
    // A few parts at a time: their room serves the next ones.
    let parts: Vec<usize> = (0..rows.div_ceil(ROWS_A_PART)).collect();
    for wave in parts.chunks(4 * rayon::current_num_threads()).take_while(|_| !stop()) {
        let parts: Vec<_> = wave.par_iter().with_max_len(1).map(|&number| part(number)).collect();
        rayon::join(
            || parts.iter().for_each(|(part, _)| ordered.append(part)),
            || parts.iter().for_each(|(_, part)| search.append(part)),
        );
    }
    search.shrink();
    search.share_ends(&mut ordered);
    (ordered, search)
}

/// The texts that a text filter looks in, in lower case, a line each.
fn searched_texts(records: &TextColumn, table: Table) -> TextColumn {
    let (mut search, mut lines) = (TextColumn::default(), String::new());
    for row in 0..records.len() {
        lines.clear();
        let searched = record::texts(records.get(row)).filter(|(text, _)| text.is_searched(table));
        searched.for_each(|(_, value)| append_lower(&mut lines, value));
        search.push(&lines);
    }
    search
}
