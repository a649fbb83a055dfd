//! Names and numbers of the countries that are named most: inside a country where they fit, else beside it on the sea or on
//! pale land, else not at all. They lie over no other name, no disc and no other shaded country.

use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::super::pen::Pen;
use super::super::scene::{Align, Font, Shape, Stroke};
use super::raster::Raster;
use super::view::View;
use crate::query::Subject;

/// A name that is wanted on the map.
pub struct Wanted {
    /// The country.
    pub name: String,
    /// How many.
    pub number: String,
    /// The land that it names, by its place.
    pub land: usize,
    /// Where it stands best.
    pub at: Pos2,
    /// What it stands on inside the country; `None` where that is no more than a disc.
    pub ground: Option<Color32>,
    /// What it stands for.
    pub subject: Subject,
}

/// What names are kept clear of.
pub struct Obstacles<'a> {
    /// Whose land is where.
    pub raster: &'a Raster,
    /// From the map to the picture.
    pub view: View,
    /// Whether each land is pale, so that ink can be read on it.
    pub is_pale: Vec<bool>,
    /// Boxes that are taken, and grow by each name.
    pub taken: Vec<Rect>,
}

/// Draws each name that there is room for, the first wanted first.
pub fn draw(pen: &mut Pen<'_>, obstacles: &mut Obstacles<'_>, wanted: &[Wanted], font: Font) {
    for name in wanted {
        let in_one = [format!("{} {}", name.name, name.number)];
        let in_two = [name.name.clone(), name.number.clone()];
        let of_lines = |lines: &[String]| {
            let width = lines.iter().map(|line| pen.width(line, font)).fold(0.0, f32::max);
            vec2(width, (1.0 + LINE * (lines.len() - 1) as f32) * font.size)
        };
        let inside = name.ground.and_then(|ground| {
            let find = |lines: &[String]| obstacles.inside(name, of_lines(lines));
            let found = find(&in_one).map(|rect| (rect, &in_one[..]));
            let (rect, lines) = found.or_else(|| find(&in_two).map(|rect| (rect, &in_two[..])))?;
            Some((rect, lines, pen.theme.ink_on(ground)))
        });
        let beside = || Some((obstacles.beside(name, of_lines(&in_one))?, &in_one[..], pen.theme.ink));
        let is_inside = inside.is_some();
        let Some((rect, lines, ink)) = inside.or_else(beside) else { continue };
        let end = name.at.clamp(rect.min, rect.max);
        if !is_inside && end.distance(name.at) > LEADER {
            let end = end - 2.5 * (end - name.at).normalized();
            let line = Shape::segment(name.at, end, Stroke::new(0.8, pen.theme.ink_soft));
            pen.scene.add_for(name.subject.clone(), line);
        }
        for (index, line) in lines.iter().enumerate() {
            let at = pos2(rect.center().x, rect.top() + (0.5 + LINE * index as f32) * font.size);
            pen.text_for(Some(name.subject.clone()), at, Align::Middle, font, ink, line);
        }
        obstacles.taken.push(rect);
    }
}

/// From one line of a name to the next, in sizes of its type.
const LINE: f32 = 1.15;

/// Which way each side of a direction goes.
fn sign(direction: Vec2) -> Vec2 {
    let sign = |part: f32| if part == 0.0 { 0.0 } else { part.signum() };
    vec2(sign(direction.x), sign(direction.y))
}

/// A name that stands further from its country has a line to it, in points.
const LEADER: f32 = 9.0;
/// No name stands further away than so many times its height.
const FARTHEST: f32 = 3.5;

impl Obstacles<'_> {
    /// Where a text of this size lies within its country.
    fn inside(&self, name: &Wanted, size: Vec2) -> Option<Rect> {
        const STEP: f32 = 3.0;
        // From where it stands best outwards, row by row.
        let outwards = |most: f32| {
            let steps = (most / STEP) as i32;
            let mut steps: Vec<f32> = (-steps..=steps).map(|step| step as f32 * STEP).collect();
            steps.sort_by_key(|step| (step.abs() as i32, *step < 0.0));
            steps
        };
        // Other programs may set the same text wider.
        let size = vec2(1.04 * size.x, size.y);
        let (along, down) = (outwards(0.3 * size.x), outwards(1.5 * size.y));
        let mut rects =
            down.iter().flat_map(|y| along.iter().map(|x| Rect::from_center_size(name.at + vec2(*x, *y), size)));
        rects.find(|rect| self.is_free(*rect) && self.lands(*rect).all(|land| land == Some(name.land)))
    }

    /// Where it lies beside its country, as near as can be: on the sea or on pale land, or else over no more than a few specks
    /// of other land, such as islands in an ocean.
    fn beside(&self, name: &Wanted, size: Vec2) -> Option<Rect> {
        const STEP: f32 = 2.5;
        const SPECKS: f32 = 0.03;
        let sides = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
        let corners = [(0.8, 0.6), (0.8, -0.6), (-0.8, 0.6), (-0.8, -0.6)];
        let directions: Vec<Vec2> = sides.into_iter().chain(corners).map(|(x, y)| vec2(x, y)).collect();
        let steps = (FARTHEST * size.y / STEP) as usize;
        let rects = (1..=steps).flat_map(|step| {
            directions.iter().map(move |&direction| {
                // The nearest side or corner of the box stands that far from where the country is.
                let center = name.at + direction * step as f32 * STEP + 0.5 * size * sign(direction);
                Rect::from_center_size(center, size)
            })
        });
        let free: Vec<(Rect, f32)> =
            rects.filter(|rect| self.is_free(*rect)).map(|rect| (rect, self.shaded(rect))).collect();
        let find = |most: f32| free.iter().find(|(_, shaded)| *shaded <= most).map(|(rect, _)| *rect);
        find(0.0).or_else(|| find(SPECKS))
    }

    /// How much of a box is land that is not pale, as a share.
    fn shaded(&self, rect: Rect) -> f32 {
        let (mut all, mut shaded) = (0, 0);
        for land in self.lands(rect) {
            all += 1;
            shaded += usize::from(land.is_some_and(|land| !self.is_pale[land]));
        }
        shaded as f32 / all.max(1) as f32
    }

    fn is_free(&self, rect: Rect) -> bool {
        self.view.area.contains_rect(rect.expand(1.0))
            && !self.taken.iter().any(|taken| taken.expand(2.0).intersects(rect))
    }

    fn lands(&self, rect: Rect) -> impl Iterator<Item = Option<usize>> {
        let rect = rect.expand2(vec2(1.0, 0.0));
        self.raster.lands_in(Rect::from_min_max(self.view.back(rect.min), self.view.back(rect.max)))
    }
}
