//! The countries on a flat map: projected, cut and divided into triangles once for each of the two maps that there are.

use std::sync::{Arc, OnceLock};

use earcut::Earcut;
use emath::{Pos2, Rect};

use super::cut::{Polygon, cut};
use super::outlines::{OUTLINES, Outline, Point};
use super::projection::{near, project};
use super::raster::Raster;

/// The meridian in the middle of a map. Both edges run through the sea, but that they cut Greenland or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centre {
    /// Europe and Africa in the middle; the edge runs through the Bering Strait.
    Atlantic,
    /// The Pacific in the middle; the edge runs down the Atlantic.
    Pacific,
}

impl Centre {
    /// Degrees east.
    pub const fn degrees(self) -> f64 {
        match self {
            Self::Atlantic => 11.0,
            Self::Pacific => 150.0,
        }
    }

    /// The one that is nearer to where the own cities are.
    pub fn nearest(longitude: f64) -> Self {
        let away = |centre: Self| (near(longitude, centre.degrees()) - centre.degrees()).abs();
        if away(Self::Pacific) < away(Self::Atlantic) { Self::Pacific } else { Self::Atlantic }
    }
}

/// Every country on a map, in radii of the globe.
pub struct World {
    /// In the order of their codes.
    pub lands: Vec<Land>,
    /// The smallest rectangle around all land.
    pub bounds: Rect,
    /// Whose land is where.
    pub raster: Raster,
}

/// A country on the map.
pub struct Land {
    /// As in the register of countries; empty for land of none.
    pub code: &'static str,
    /// Corners of every part and every hole.
    pub rings: Vec<Vec<Pos2>>,
    /// What fills it: corners counted through all rings.
    pub triangles: Arc<[u32]>,
    /// In square radii; none where the country has no outline.
    pub area: f32,
    /// Where its name stands best, or where it is.
    pub label: Pos2,
}

impl World {
    /// The map around a meridian, made when first asked for.
    pub fn around(centre: Centre) -> &'static Self {
        static WORLDS: [OnceLock<World>; 2] = [OnceLock::new(), OnceLock::new()];
        WORLDS[centre as usize].get_or_init(|| Self::new(centre.degrees()))
    }

    /// A map around any meridian.
    pub(super) fn new(centre: f64) -> Self {
        let mut earcut = Earcut::new();
        let lands: Vec<Land> = OUTLINES.iter().map(|outline| land(outline, centre, &mut earcut)).collect();
        let mut bounds = Rect::NOTHING;
        lands.iter().flat_map(|land| &land.rings).flatten().for_each(|&point| bounds.extend_with(point));
        let raster = Raster::of(bounds, lands.iter().map(|land| land.rings.as_slice()));
        Self { lands, bounds, raster }
    }
}

fn land(outline: &Outline, centre: f64, earcut: &mut Earcut<f32>) -> Land {
    let (mut rings, mut triangles, mut area) = (Vec::new(), Vec::new(), 0.0);
    for part in outline.polygons.iter().flat_map(|polygon| cut(polygon, centre)) {
        let first = rings.iter().map(Vec::len).sum::<usize>() as u32;
        let flat = flattened(&part, centre);
        let corners: Vec<[f32; 2]> = flat.iter().flatten().map(|point| [point.x, point.y]).collect();
        let mut inner = Vec::new();
        earcut.earcut(corners.iter().copied(), &holes(&flat), &mut inner);
        area += inner.chunks_exact(3).map(|corner| triangle(&corners, corner)).sum::<f32>();
        triangles.extend(inner.iter().map(|corner: &u32| first + corner));
        rings.extend(flat);
    }
    let [longitude, latitude] = outline.label;
    let label = project([near(longitude, centre), latitude], centre);
    Land { code: outline.code, rings, triangles: triangles.into(), area, label }
}

fn flattened(polygon: &Polygon, centre: f64) -> Vec<Vec<Pos2>> {
    let flat = |ring: &Vec<Point>| ring.iter().map(|&point| project(point, centre)).collect();
    polygon.iter().map(flat).collect()
}

/// Where each ring after the first begins.
fn holes(rings: &[Vec<Pos2>]) -> Vec<u32> {
    let begin = |begin: &mut u32, ring: &Vec<Pos2>| {
        *begin += ring.len() as u32;
        Some(*begin)
    };
    rings.iter().scan(0, begin).take(rings.len().saturating_sub(1)).collect()
}

fn triangle(corners: &[[f32; 2]], triangle: &[u32]) -> f32 {
    let [a, b, c] = [0, 1, 2].map(|corner| corners[triangle[corner] as usize]);
    ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
}
