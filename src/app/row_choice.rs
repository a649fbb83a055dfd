//! Which rows of a list are chosen, as every list of files does it: one, a range, one more, all.

use crate::data::Row;
use crate::query::{Order, RowSet};

/// The chosen rows, the one that keys move on from, and the one that a range begins with.
#[derive(Clone, Debug, Default)]
pub struct RowChoice {
    rows: RowSet,
    count: usize,
    cursor: Option<Row>,
    anchor: Option<Row>,
}

/// What becomes of the rows chosen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The row alone is chosen.
    Alone,
    /// Everything from where the range began up to the row.
    Range,
    /// The row is chosen beside the others, or no longer.
    Toggle,
}

impl RowChoice {
    /// The row that was chosen last.
    pub fn cursor(&self) -> Option<Row> {
        self.cursor
    }

    /// How many are chosen.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether a row is.
    pub fn contains(&self, row: Row) -> bool {
        self.rows.contains(row)
    }

    /// All that are.
    pub fn rows(&self) -> &RowSet {
        &self.rows
    }

    /// Chooses the row at a place of an order.
    pub fn choose(&mut self, order: &Order, place: usize, reach: Reach) {
        let Some(row) = order.row(place) else { return };
        let anchor = self.anchor.filter(|_| reach == Reach::Range).and_then(|anchor| order.place(anchor));
        match (reach, anchor) {
            (Reach::Range, Some(anchor)) => self.rows = order.set_at(anchor.min(place)..anchor.max(place) + 1),
            (Reach::Toggle, _) if self.count > 0 => {
                if self.rows.contains(row) {
                    self.rows.remove(row);
                } else {
                    self.rows.insert(row);
                }
                self.anchor = Some(row);
            }
            _ => {
                self.rows = order.set_at(place..place + 1);
                self.anchor = Some(row);
            }
        }
        self.cursor = Some(row);
        self.count = self.rows.count();
    }

    /// Chooses every row of an order.
    pub fn choose_all(&mut self, order: &Order) {
        self.rows = order.set().clone();
        self.count = order.len();
    }

    /// Forgets rows that no longer pass.
    pub fn keep(&mut self, passing: &RowSet) {
        if self.count > 0 {
            self.rows.intersect(passing);
            self.count = self.rows.count();
        }
        for row in [&mut self.cursor, &mut self.anchor] {
            *row = row.filter(|&row| passing.contains(row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Date, FactTable};

    fn chosen(choice: &RowChoice) -> Vec<u32> {
        assert_eq!(choice.count(), choice.rows().count());
        choice.rows().iter().map(|row| row.0).collect()
    }

    #[test]
    fn ranges_begin_where_one_was_chosen_and_follow_the_order() {
        let facts = FactTable { start: [Some(Date::from_year(2000)); 10].into_iter().collect(), ..FactTable::empty() };
        let even = RowSet::from_fn(10, |row| row.0.is_multiple_of(2));
        for is_reversed in [false, true] {
            let order = Order::by_date(&facts, even.clone(), is_reversed);
            let mut choice = RowChoice::default();
            choice.choose(&order, 1, Reach::Range);
            assert_eq!(choice.count(), 1, "nothing to begin with: the row alone");
            choice.choose(&order, 3, Reach::Range);
            assert_eq!(chosen(&choice), [2, 4, 6]);
            choice.choose(&order, 0, Reach::Range);
            assert_eq!(chosen(&choice), if is_reversed { [6, 8] } else { [0, 2] });
            choice.choose(&order, 4, Reach::Toggle);
            assert_eq!(chosen(&choice), if is_reversed { [0, 6, 8] } else { [0, 2, 8] });
            choice.choose(&order, 4, Reach::Toggle);
            assert_eq!(choice.count(), 2);
            choice.choose_all(&order);
            assert_eq!(chosen(&choice), [0, 2, 4, 6, 8]);
            choice.keep(&RowSet::from_fn(10, |row| row.0 > 5));
            assert_eq!(chosen(&choice), [6, 8]);
            choice.choose(&order, 99, Reach::Alone);
            assert_eq!(choice.count(), 2, "there is no such row");
        }
    }
}
