//! Where a long list is scrolled to, in rows and not in points: of ten million rows every one can be reached.

/// How many rows there are, and how many of them fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// All rows.
    pub rows: usize,
    /// Rows between the upper and the lower edge.
    pub seen: f64,
}

/// The place of a list. Points are no measure here: at ten million rows `f32` no longer tells one row from the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowScroll {
    /// Rows above the upper edge.
    top: f64,
}

/// The handle of a bar, from the beginning of its track, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Where it begins.
    pub from: f32,
    /// How long it is.
    pub length: f32,
}

impl Extent {
    /// The furthest that a list can be scrolled: its last row is whole at the lower edge.
    fn lowest_top(self) -> f64 {
        (self.rows as f64 - self.seen).max(0.0)
    }

    /// Whether all rows fit.
    pub fn fits(self) -> bool {
        self.rows as f64 <= self.seen
    }

    /// Rows that a page moves by: the last of one page is the first of the next.
    pub fn page(self) -> usize {
        (self.seen as usize).saturating_sub(1).max(1)
    }
}

impl RowScroll {
    /// The first row that is seen, and how much of it lies above the upper edge, in rows.
    pub fn first(&self) -> (usize, f64) {
        (self.top as usize, self.top.fract())
    }

    /// Stays within what there is.
    pub fn hold(&mut self, extent: Extent) {
        self.top = self.top.clamp(0.0, extent.lowest_top());
    }

    /// Moves by rows, downwards where positive.
    pub fn by(&mut self, rows: f64, extent: Extent) {
        self.top += rows;
        self.hold(extent);
    }

    /// Moves no further than it takes to see a row whole.
    pub fn show(&mut self, place: usize, extent: Extent) {
        let place = place as f64;
        self.top = self.top.min(place).max(place + 1.0 - extent.seen);
        self.hold(extent);
    }

    /// To the first row.
    pub fn rewind(&mut self) {
        self.top = 0.0;
    }

    /// The handle on a track of a length; never too small to be taken hold of.
    pub fn handle(&self, extent: Extent, track: f32) -> Handle {
        const SHORTEST: f32 = 28.0;
        let share = (extent.seen / (extent.rows as f64).max(1.0)).min(1.0);
        let length = (track * share as f32).max(SHORTEST).min(track);
        let lowest = extent.lowest_top();
        let part = if lowest > 0.0 { self.top / lowest } else { 0.0 };
        Handle { from: ((f64::from(track) - f64::from(length)) * part) as f32, length }
    }

    /// Follows a handle that is dragged to begin `from` there.
    pub fn drag(&mut self, from: f32, extent: Extent, track: f32) {
        let free = track - self.handle(extent, track).length;
        if free > 0.0 {
            self.top = f64::from((from / free).clamp(0.0, 1.0)) * extent.lowest_top();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN_MILLION: Extent = Extent { rows: 10_000_000, seen: 27.4 };

    /// Where the upper edge of a row is drawn, in rows below that of the list.
    fn drawn_at(scroll: &RowScroll, place: usize) -> f64 {
        let (first, above) = scroll.first();
        place as f64 - first as f64 - above
    }

    #[test]
    fn each_of_ten_million_rows_can_be_shown_whole() {
        let mut scroll = RowScroll::default();
        // Strides that share no divisor lead through every remainder, near and far, up and down.
        let near = (0..3000).chain(9_997_000..10_000_000);
        let far = (0..200_000_usize).map(|turn| turn * 7_654_321 % TEN_MILLION.rows);
        for place in near.chain(far) {
            scroll.show(place, TEN_MILLION);
            let at = drawn_at(&scroll, place);
            assert!(at >= -1e-6 && at + 1.0 <= TEN_MILLION.seen + 1e-6, "row {place} is drawn at {at}");
            let before = scroll.clone();
            scroll.show(place, TEN_MILLION);
            assert_eq!(scroll, before, "what is seen moves nothing");
        }
    }

    #[test]
    fn steps_of_a_row_are_steps_of_a_row_at_the_end_too() {
        let mut scroll = RowScroll::default();
        scroll.show(9_999_999, TEN_MILLION);
        assert!((drawn_at(&scroll, 9_999_999) + 1.0 - TEN_MILLION.seen).abs() < 1e-6);
        for _ in 0..1000 {
            let before = drawn_at(&scroll, 9_999_000);
            scroll.by(-1.0, TEN_MILLION);
            assert!((drawn_at(&scroll, 9_999_000) - before - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn the_handle_goes_from_end_to_end_and_the_list_with_it() {
        for rows in [1, 27, 28, 5000, 10_000_000] {
            let extent = Extent { rows, ..TEN_MILLION };
            let mut scroll = RowScroll::default();
            assert_eq!(scroll.handle(extent, 500.0).from, 0.0);
            scroll.show(rows - 1, extent);
            let Handle { from, length } = scroll.handle(extent, 500.0);
            assert!(length >= 28.0 && from + length <= 500.01);
            assert!(extent.fits() || (from + length - 500.0).abs() < 0.01);
            scroll.drag(0.0, extent, 500.0);
            assert_eq!(scroll.first(), (0, 0.0));
            scroll.drag(9999.0, extent, 500.0);
            assert!(drawn_at(&scroll, rows - 1) + 1.0 <= extent.seen + 1e-6);
        }
    }

    #[test]
    fn a_list_that_became_short_is_seen_from_its_beginning() {
        let mut scroll = RowScroll::default();
        scroll.show(5000, TEN_MILLION);
        scroll.hold(Extent { rows: 5, ..TEN_MILLION });
        assert_eq!(scroll.first(), (0, 0.0));
    }
}
