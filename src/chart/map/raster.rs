//! Whose land is where, in small squares: what names on a map are kept clear of.

use emath::{Pos2, Rect};

use super::super::scene::area::edges;

/// The side of a square, in radii of the globe: on a slide two points.
const CELL: f32 = 0.01;

/// The lands of a map as squares.
pub struct Raster {
    origin: Pos2,
    columns: usize,
    /// The place of the land that holds the middle of each square, from 1, row by row; 0 is the sea.
    cells: Vec<u16>,
}

impl Raster {
    /// From the rings of each land.
    pub fn of<'a>(bounds: Rect, lands: impl Iterator<Item = &'a [Vec<Pos2>]>) -> Self {
        let [columns, rows] = [bounds.width(), bounds.height()].map(|length| (length / CELL).ceil().max(0.0) as usize);
        let mut raster = Self { origin: bounds.min, columns, cells: vec![0; columns * rows] };
        let mut crossings: Vec<Vec<f32>> = vec![Vec::new(); rows];
        for (land, rings) in lands.enumerate() {
            crossings.iter_mut().for_each(Vec::clear);
            for (from, to) in rings.iter().flat_map(|ring| edges(ring)) {
                raster.cross(from, to, &mut crossings);
            }
            for (row, crossings) in crossings.iter_mut().enumerate() {
                crossings.sort_by(f32::total_cmp);
                for span in crossings.chunks_exact(2) {
                    let [first, end] = [span[0], span[1]].map(|x| raster.first_after(x));
                    raster.cells[row * columns..][first..end].fill(land as u16 + 1);
                }
            }
        }
        raster
    }

    /// Where a side of a ring crosses the middle of each row.
    fn cross(&self, from: Pos2, to: Pos2, crossings: &mut [Vec<f32>]) {
        let row_after = |y: f32| ((y - self.origin.y) / CELL - 0.5).ceil().max(0.0) as usize;
        let (upper, lower) = if from.y <= to.y { (from, to) } else { (to, from) };
        for row in row_after(upper.y)..row_after(lower.y).min(crossings.len()) {
            let y = self.origin.y + (row as f32 + 0.5) * CELL;
            crossings[row].push(upper.x + (y - upper.y) / (lower.y - upper.y) * (lower.x - upper.x));
        }
    }

    /// The first square of a row whose middle lies behind this.
    fn first_after(&self, x: f32) -> usize {
        (((x - self.origin.x) / CELL - 0.5).ceil().max(0.0) as usize).min(self.columns)
    }

    /// The land in each square that a rectangle touches, by its place; `None` is the sea.
    pub fn lands_in(&self, rect: Rect) -> impl Iterator<Item = Option<usize>> {
        let place = |length: f32| (length / CELL).floor().max(0.0) as usize;
        let rows = self.cells.len() / self.columns.max(1);
        let (min, max) = (rect.min - self.origin, rect.max - self.origin);
        // Off the map there is nothing.
        let squares = |from: f32, to: f32, most: usize| {
            let end = if to < 0.0 { 0 } else { (place(to) + 1).min(most) };
            place(from).min(end)..end
        };
        let columns = squares(min.x, max.x, self.columns);
        squares(min.y, max.y, rows).flat_map(move |row| {
            self.cells[row * self.columns..][columns.clone()].iter().map(|&cell| usize::from(cell).checked_sub(1))
        })
    }
}
