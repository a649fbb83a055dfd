//! Rows in an order: which stands at a place, and where one stands, without a list of them as long as they stand by date.

use std::cmp::Ordering;
use std::ops::Range;

use rayon::prelude::*;

use super::rowset::RowSet;
use crate::data::{FactTable, Row};

/// The rows of a set in an order. By date, forwards or backwards, it takes two bytes for every 64 rows of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    rows: RowSet,
    places: Places,
    /// The rows in another order than by date.
    listed: Option<Vec<u32>>,
    /// The rows that the order knows something of stand first, so many.
    known: usize,
    is_reversed: bool,
}

/// All rows of a table by something other than the date, those of which it is not known last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    rows: Vec<u32>,
    known: usize,
}

impl Order {
    /// By the date they began. Rows without a date stand last, forwards and backwards.
    pub fn by_date(facts: &FactTable, rows: RowSet, is_reversed: bool) -> Self {
        let dated = facts.start.dated();
        let known = rows.count_within(0..dated);
        Self { places: Places::of(&rows), listed: None, known, is_reversed, rows }
    }

    /// By something else. What is not known stands last, forwards and backwards.
    pub fn by(sorted: &Sorted, rows: RowSet, is_reversed: bool) -> Self {
        let is_in = |row: &&u32| rows.contains(Row(**row));
        let (known, unknown) = sorted.rows.split_at(sorted.known);
        let mut listed: Vec<u32> = Vec::with_capacity(rows.count());
        listed.extend(known.iter().filter(is_in));
        let known = listed.len();
        listed.extend(unknown.iter().filter(is_in));
        Self { places: Places::of(&rows), listed: Some(listed), known, is_reversed, rows }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.places.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows, in no order.
    pub fn set(&self) -> &RowSet {
        &self.rows
    }

    /// The row at a place, the first being at 0.
    pub fn row(&self, place: usize) -> Option<Row> {
        let forwards = self.turned(place);
        match &self.listed {
            Some(listed) => listed.get(forwards).map(|&row| Row(row)),
            None => self.places.row(&self.rows, forwards),
        }
    }

    /// Where a row stands.
    pub fn place(&self, row: Row) -> Option<usize> {
        let forwards = match &self.listed {
            Some(listed) => listed.iter().position(|&other| other == row.0),
            None => self.places.place(&self.rows, row),
        };
        forwards.map(|place| self.turned(place))
    }

    /// The rows at some places.
    pub fn at(&self, places: Range<usize>) -> impl Iterator<Item = Row> + '_ {
        places.map_while(|place| self.row(place))
    }

    /// The rows at some places, in no order.
    pub fn set_at(&self, places: Range<usize>) -> RowSet {
        let mut set = RowSet::none(self.rows.rows_of_table());
        let end = places.end.min(self.len());
        if self.listed.is_some() {
            self.at(places.start..end).for_each(|row| set.insert(row));
            return set;
        }
        // By date the rows of a stretch of places are those of a stretch of the table.
        let (known, unknown) = (places.start..end.min(self.known), places.start.max(self.known)..end);
        for stretch in [known, unknown].into_iter().filter(|stretch| !stretch.is_empty()) {
            let ends = [self.row(stretch.start), self.row(stretch.end - 1)].map(|row| row.map_or(0, Row::index));
            set.unite_within(&self.rows, ends[0].min(ends[1])..ends[0].max(ends[1]) + 1);
        }
        set
    }

    /// The same order of fewer rows.
    #[must_use]
    pub fn only(&self, rows: &RowSet) -> Self {
        let mut fewer = self.rows.clone();
        fewer.intersect(rows);
        let is_in = |row: &&u32| fewer.contains(Row(**row));
        let listed = self.listed.as_ref().map(|listed| listed.iter().filter(is_in).copied().collect());
        let known = self.listed.as_ref().map_or_else(
            || {
                let dated = self.places.row(&self.rows, self.known).map_or(fewer.rows_of_table(), Row::index);
                fewer.count_within(0..dated)
            },
            |listed| listed[..self.known].iter().filter(is_in).count(),
        );
        Self { places: Places::of(&fewer), listed, known, is_reversed: self.is_reversed, rows: fewer }
    }

    /// The place in the other direction; what is not known stays where it is.
    fn turned(&self, place: usize) -> usize {
        if self.is_reversed && place < self.known { self.known - 1 - place } else { place }
    }
}

impl Sorted {
    /// By a number each; rows without one stand last.
    pub fn by_numbers(numbers: impl Iterator<Item = Option<u32>>) -> Self {
        let key = |(row, number): (u64, Option<u32>)| u64::from(number.unwrap_or(u32::MAX)) << 32 | row;
        let mut keys: Vec<u64> = (0..).zip(numbers).map(key).collect();
        keys.par_sort_unstable();
        let known = keys.partition_point(|&key| key < u64::from(u32::MAX) << 32);
        Self { rows: keys.into_iter().map(|key| key as u32).collect(), known }
    }

    /// By a text each, capital or small; rows whose text is empty stand last.
    pub fn by_texts<'a>(rows: usize, text: impl Fn(Row) -> &'a str + Sync) -> Self {
        let key = |row: u32| match text(Row(row)) {
            "" => (NO_TEXT, row),
            text => (letters(text, 0), row),
        };
        let mut keys: Vec<(u64, u32)> = (0..rows as u32).into_par_iter().with_min_len(1024).map(key).collect();
        keys.par_sort_unstable();
        let known = keys.partition_point(|&(letters, _)| letters < NO_TEXT);
        sort_what_begins_alike(&mut keys[..known], 0, &text);
        Self { rows: keys.into_iter().map(|(_, row)| row).collect(), known }
    }

    /// The rows of which it is known, in their order.
    pub fn known(&self) -> &[u32] {
        &self.rows[..self.known]
    }
}

/// Stands behind all letters.
const NO_TEXT: u64 = u64::MAX;

/// Puts rows in order that stand by the eight letters of their texts from a place on: those whose letters are the same
/// go by the next eight, for which each text is looked up once; a comparison would look up two.
fn sort_what_begins_alike<'a>(keys: &mut [(u64, u32)], place: usize, text: &(impl Fn(Row) -> &'a str + Sync)) {
    /// So few are compared with each other sooner than their letters are gathered.
    const FEW: usize = 8;
    /// From here on texts are compared, lest one as long as a book costs its length for every eight letters.
    const FARTHEST: usize = 256;
    keys.par_chunk_by_mut(|a, b| a.0 == b.0).for_each(|alike| {
        // Where no letter is left the texts are the same, and the rows stand in their order already.
        let has_ended = alike[0].0.trailing_zeros() >= 8;
        if alike.len() == 1 || has_ended {
            return;
        }
        let next = place + 8;
        if alike.len() <= FEW || next >= FARTHEST {
            alike.par_sort_unstable_by(|a, b| collated(text(Row(a.1)), text(Row(b.1))).then(a.1.cmp(&b.1)));
        } else {
            let gather = |(key, row): &mut (u64, u32)| *key = letters(text(Row(*row)), next);
            alike.par_iter_mut().with_min_len(1024).for_each(gather);
            alike.par_sort_unstable();
            sort_what_begins_alike(alike, next, text);
        }
    });
}

/// The eight bytes of a text in small letters from a byte of it on, as a number that stands as they do. Every byte is
/// one more than it is, which none is too great for in UTF-8: so 0 means that the text has ended.
fn letters(text: &str, from: usize) -> u64 {
    let mut letters = [0; 8];
    if text.is_ascii() {
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        letters.iter_mut().zip(rest).for_each(|(letter, byte)| *letter = byte.to_ascii_lowercase() + 1);
        return u64::from_be_bytes(letters);
    }
    let mut at = 0;
    for char in text.chars().flat_map(small) {
        let end = at + char.len_utf8();
        if end > from {
            let mut bytes = [0; 4];
            for (place, byte) in (at..).zip(char.encode_utf8(&mut bytes).bytes()) {
                if let Some(letter) = place.checked_sub(from).and_then(|place| letters.get_mut(place)) {
                    *letter = byte + 1;
                }
            }
        }
        at = end;
        if at >= from + 8 {
            break;
        }
    }
    u64::from_be_bytes(letters)
}

/// How two names stand to each other in a list: capital letters as small ones, Hangul in the order of the alphabet.
pub fn collated(a: &str, b: &str) -> Ordering {
    // Names mostly begin alike: what is the same needs no letter by letter.
    let alike = a.bytes().zip(b.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    let from = a.floor_char_boundary(alike);
    let letters = |text| str::chars(text).flat_map(small);
    letters(&a[from..]).cmp(letters(&b[from..]))
}

/// A letter as a small one, which may be several.
fn small(letter: char) -> impl Iterator<Item = char> {
    // Chinese, Japanese and Korean know no capitals: they need not be looked for.
    let has_no_capital = matches!(letter, '\u{2E80}'..='\u{A63F}' | '\u{AC00}'..='\u{D7FF}');
    let several = (!has_no_capital).then(|| letter.to_lowercase());
    several.into_iter().flatten().chain(has_no_capital.then_some(letter))
}

/// How many rows of a set stand before each stretch of the table.
#[derive(Clone, Debug, PartialEq)]
struct Places {
    before: Vec<u32>,
    count: usize,
}

impl Places {
    /// Words of 64 rows in a stretch.
    const WORDS: usize = 8;

    fn of(rows: &RowSet) -> Self {
        let mut count = 0;
        let before = rows.words().chunks(Self::WORDS).map(|words| {
            let before = count;
            count += words.iter().map(|word| word.count_ones()).sum::<u32>();
            before
        });
        Self { before: before.collect(), count: count as usize }
    }

    fn row(&self, rows: &RowSet, place: usize) -> Option<Row> {
        if place >= self.count {
            return None;
        }
        let stretch = self.before.partition_point(|&before| before as usize <= place) - 1;
        let mut left = place - self.before[stretch] as usize;
        let first = stretch * Self::WORDS;
        for (index, &word) in rows.words().iter().enumerate().skip(first) {
            let ones = word.count_ones() as usize;
            if left < ones {
                let lower = (0..left).fold(word, |word, _| word & (word - 1));
                return Some(Row((index * 64) as u32 + lower.trailing_zeros()));
            }
            left -= ones;
        }
        None
    }

    fn place(&self, rows: &RowSet, row: Row) -> Option<usize> {
        let stretch = row.index() / (64 * Self::WORDS);
        let first = stretch * 64 * Self::WORDS;
        rows.contains(row).then(|| self.before[stretch] as usize + rows.count_within(first..row.index()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Date;

    fn rows(order: &Order) -> Vec<u32> {
        order.at(0..order.len()).map(|row| row.0).collect()
    }

    /// Seven rows, the last two undated.
    fn facts() -> FactTable {
        let dated = (0..5).map(|row| Some(Date::from_year(1990 + row)));
        FactTable { start: dated.chain([None, None]).collect(), ..FactTable::empty() }
    }

    #[test]
    fn every_place_leads_to_its_row_and_back() {
        for rows in [0, 1, 511, 512, 513, 5000] {
            for part in [1, 3, 700] {
                let set = RowSet::from_fn(rows, |row| row.0.is_multiple_of(part));
                let listed: Vec<Row> = set.iter().collect();
                let facts = FactTable {
                    start: vec![Some(Date::from_year(2000)); rows].into_iter().collect(),
                    ..FactTable::empty()
                };
                for is_reversed in [false, true] {
                    let order = Order::by_date(&facts, set.clone(), is_reversed);
                    assert_eq!(order.len(), listed.len());
                    for (place, &row) in listed.iter().enumerate() {
                        let place = if is_reversed { listed.len() - 1 - place } else { place };
                        assert_eq!((order.row(place), order.place(row)), (Some(row), Some(place)));
                    }
                    assert_eq!(order.row(order.len()), None);
                }
            }
        }
    }

    #[test]
    fn a_row_is_found_among_ten_million() {
        let set = RowSet::from_fn(10_000_000, |row| !row.0.is_multiple_of(3));
        let places = Places::of(&set);
        for place in [0, 1, 63, 64, 3_333_333, 6_666_664, 6_666_665] {
            let row = places.row(&set, place).unwrap();
            assert_eq!(row.0 as usize, place / 2 * 3 + 1 + place % 2);
            assert_eq!(places.place(&set, row), Some(place));
        }
        assert_eq!(places.row(&set, 6_666_666), None);
        assert_eq!(places.place(&set, Row(3)), None);
    }

    #[test]
    fn what_is_not_known_stands_last_both_ways() {
        let set = RowSet::from_fn(7, |row| row.0 != 1);
        assert_eq!(rows(&Order::by_date(&facts(), set.clone(), false)), [0, 2, 3, 4, 5, 6]);
        assert_eq!(rows(&Order::by_date(&facts(), set.clone(), true)), [4, 3, 2, 0, 5, 6]);
        let numbers = [Some(5), Some(1), None, Some(1), Some(9), None, Some(0)];
        let sorted = Sorted::by_numbers(numbers.into_iter());
        assert_eq!(rows(&Order::by(&sorted, set.clone(), false)), [6, 3, 0, 4, 2, 5]);
        assert_eq!(rows(&Order::by(&sorted, set, true)), [4, 0, 3, 6, 2, 5]);
    }

    #[test]
    fn the_rows_of_some_places_are_those_at_each() {
        let set = RowSet::from_fn(7, |row| row.0 != 1);
        let sorted = Sorted::by_numbers([Some(5), Some(1), None, None, Some(2), None, Some(0)].into_iter());
        for is_reversed in [false, true] {
            for order in
                [Order::by_date(&facts(), set.clone(), is_reversed), Order::by(&sorted, set.clone(), is_reversed)]
            {
                for (from, to) in (0..8).flat_map(|from| (0..8).map(move |to| (from, to))) {
                    let at_each: Vec<Row> = order.at(from..to).collect();
                    assert_eq!(order.set_at(from..to), RowSet::from_fn(7, |row| at_each.contains(&row)));
                }
            }
        }
    }

    #[test]
    fn fewer_rows_keep_their_order() {
        let few = RowSet::from_fn(7, |row| [0, 3, 4, 6].contains(&row.0));
        assert_eq!(rows(&Order::by_date(&facts(), RowSet::full(7), true).only(&few)), [4, 3, 0, 6]);
        let sorted = Sorted::by_numbers([Some(5), Some(1), None, None, Some(2), None, Some(0)].into_iter());
        assert_eq!(rows(&Order::by(&sorted, RowSet::full(7), true).only(&few)), [0, 4, 6, 3]);
    }

    #[test]
    fn names_are_compared_letter_by_letter_however_they_begin() {
        let names =
            ["", "a", "A", "ab", "aB", "가", "각", "가a", "가A", "é", "É", "e", "İ", "i̇", "ß", "𐐀", "𐐨", "a가", "A각"];
        let plain = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
        for (a, b) in names.iter().flat_map(|a| names.iter().map(move |b| (a, b))) {
            assert_eq!(collated(a, b), plain(a).cmp(&plain(b)), "{a} {b}");
        }
    }

    #[test]
    fn letters_without_capitals_are_what_they_are_said_to_be() {
        for letter in '\0'..=char::MAX {
            assert!(small(letter).eq(letter.to_lowercase()), "{letter:?}");
        }
    }

    /// Texts that begin alike for long, end early, differ in capitals only, hold a zero, or change their length.
    #[test]
    fn many_texts_stand_as_one_comparison_after_the_other_puts_them() {
        let pieces =
            ["", "a", "A", "\0", "é", "É", "İ", "ß", "가", "각", "𐐀", "forum of ", "Forum of ", "도시 외교 포럼 ", "z"];
        let long = ["long ".repeat(60), "긴 글 ".repeat(60)];
        let mut state = 1_u64;
        let mut below = |end: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % end
        };
        let texts: Vec<String> = (0..20_000)
            .map(|_| {
                let beginning = if below(4) == 0 { long[below(2)].as_str() } else { "" };
                (0..below(6)).fold(beginning.to_owned(), |text, _| text + pieces[below(pieces.len())])
            })
            .collect();
        let sorted = Sorted::by_texts(texts.len(), |row| &texts[row.index()]);
        let mut plain: Vec<u32> = (0..texts.len() as u32).collect();
        let text = |row: u32| &texts[row as usize];
        plain.sort_by(|&a, &b| text(a).is_empty().cmp(&text(b).is_empty()).then_with(|| collated(text(a), text(b))));
        assert!(sorted.rows == plain);
        assert_eq!(sorted.known().len(), texts.iter().filter(|text| !text.is_empty()).count());
    }

    #[test]
    fn texts_stand_as_in_a_dictionary() {
        let texts = ["seoul", "", "부산", "Busan", "busan forum of cities", "Busan Forum", "가평", "Éire"];
        let sorted = Sorted::by_texts(texts.len(), |row| texts[row.index()]);
        let read: Vec<&str> = sorted.rows.iter().map(|&row| texts[row as usize]).collect();
        assert_eq!(read, ["Busan", "Busan Forum", "busan forum of cities", "seoul", "Éire", "가평", "부산", ""]);
        assert_eq!(sorted.known, 7);
    }
}
