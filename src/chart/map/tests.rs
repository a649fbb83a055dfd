//! What holds for the outlines and for the maps made of them, around any meridian.

use emath::Pos2;

use super::super::scene::area::{edges, is_inside};
use super::outlines::{OUTLINES, outline};
use super::projection::{near, project};
use super::world::{Centre, World};

#[test]
fn every_country_of_the_register_has_an_outline_or_a_point() {
    let mut register = csv::Reader::from_reader(&include_bytes!("../../../assets/places/countries.csv")[..]);
    let codes: Vec<String> = register.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let lost: Vec<&String> = codes.iter().filter(|code| outline(code).is_none()).collect();
    assert!(codes.len() > 200 && lost.is_empty(), "{lost:?}");
    assert!(OUTLINES.is_sorted_by(|a, b| a.code < b.code), "found by halving");
    let strange =
        OUTLINES.iter().filter(|outline| !outline.code.is_empty() && !codes.iter().any(|code| code == outline.code));
    assert_eq!(strange.map(|outline| outline.code).collect::<Vec<_>>(), [""; 0]);
    // As large as the states of the world are, which have an outline unless they are tiny.
    let without: Vec<&str> =
        OUTLINES.iter().filter(|outline| outline.polygons.is_empty()).map(|outline| outline.code).collect();
    assert!(
        without.iter().all(|code| code.len() > 2 || ["AQ", "BV", "GI", "TK", "TV", "UM"].contains(code)),
        "{without:?}"
    );
    for outline in OUTLINES.iter() {
        let [east, north] = outline.label;
        assert!(east.abs() <= 180.0 && north.abs() <= 90.0, "{}", outline.code);
    }
}

/// Twice the area that rings enclose; outer rings and holes run in opposite directions.
fn enclosed(rings: &[Vec<Pos2>]) -> f32 {
    let ring = |ring: &Vec<Pos2>| edges(ring).map(|(from, to)| from.x * to.y - to.x * from.y).sum::<f32>();
    rings.iter().map(ring).sum::<f32>().abs()
}

#[test]
fn around_any_meridian_outlines_are_cut_at_the_edge_without_streaks_or_loss() {
    let usual = World::around(Centre::Atlantic);
    for degrees in [-170.0, -98.5, -60.0, 0.0, 28.0, 77.2, 127.5, 150.0, 180.0] {
        let world = World::new(degrees);
        for (land, same) in world.lands.iter().zip(&usual.lands) {
            let context = format!("{} around {degrees}", land.code);
            // The projection keeps areas, so a country has the same area wherever the map is cut; but for sides that are
            // straight on the map, whatever they are on the globe.
            let tolerance = 0.005 * same.area + 1e-5;
            assert!((land.area - same.area).abs() < tolerance, "{context}: {} and {}", land.area, same.area);
            assert!((enclosed(&land.rings) / 2.0 - land.area).abs() < tolerance, "{context}: triangles");
            for (from, to) in land.rings.iter().flat_map(|ring| edges(ring)) {
                assert!((from - to).length() < 0.6, "{context}: a streak from {from:?} to {to:?}");
            }
            for point in land.rings.iter().flatten() {
                let edge = project([180.0, 0.0], 0.0).x;
                assert!(point.x.abs() <= edge + 1e-4, "{context}: {point:?} lies off the map");
            }
        }
    }
}

#[test]
fn a_country_within_another_is_its_hole() {
    let world = World::around(Centre::Pacific);
    let at = |longitude: f64, latitude: f64| {
        let centre = Centre::Pacific.degrees();
        let point = project([near(longitude, centre), latitude], centre);
        let holds = world.lands.iter().filter(|land| is_inside(&land.rings, point));
        let raster = world.raster.lands_in(emath::Rect::from_center_size(point, emath::Vec2::ZERO)).next();
        let by_square = raster.flatten().map(|land| world.lands[land].code);
        (holds.map(|land| land.code).collect::<Vec<_>>(), by_square)
    };
    assert_eq!(at(28.3, -29.5), (vec!["LS"], Some("LS")));
    assert_eq!(at(26.2, -28.5), (vec!["ZA"], Some("ZA")));
    assert_eq!(at(127.8, 36.5), (vec!["KR"], Some("KR")));
    assert_eq!(at(-53.0, 4.0), (vec!["GF"], Some("GF")), "a part with a code of its own");
    assert_eq!(at(-175.0, 66.8).0, ["RU"], "beyond the meridian of 180 degrees");
    assert_eq!(at(-150.0, 20.0), (vec![], None));
}

#[test]
fn the_own_cities_are_never_at_the_edge_of_the_map() {
    let centre =
        |longitudes: &[f64]| longitudes.iter().map(|&longitude| Centre::nearest(longitude)).collect::<Vec<_>>();
    assert!(centre(&[127.5, 139.7, 116.4, 151.2, 174.8, -157.8]).iter().all(|centre| *centre == Centre::Pacific));
    assert!(centre(&[2.3, -0.1, 77.2, 37.6, -74.0, -46.6, -99.1]).iter().all(|centre| *centre == Centre::Atlantic));
}
