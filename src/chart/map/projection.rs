//! Equal Earth, after B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International Journal of
//! Geographical Information Science 33(3), 2019 (online 2018): areas are true, parallels are straight lines.

use emath::{Pos2, pos2};

use super::outlines::Point;

const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// Where a point lies on a map whose middle is the meridian of `centre`, in radii of the globe: x to the right, y down. Its
/// longitude is taken as it is, so that a point is never thrown to the other edge.
pub fn project([longitude, latitude]: Point, centre: f64) -> Pos2 {
    let root = 3.0_f64.sqrt() / 2.0;
    let angle = (root * latitude.to_radians().sin()).asin();
    let square = angle * angle;
    let sixth = square.powi(3);
    let y = angle * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square));
    let slope = A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square);
    let x = (longitude - centre).to_radians() * angle.cos() / (root * slope);
    pos2(x as f32, -y as f32)
}

/// The longitude of a point by the turns of the globe that bring it nearest to another.
pub fn near(longitude: f64, other: f64) -> f64 {
    longitude - 360.0 * ((longitude - other) / 360.0).round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projection_is_that_of_its_authors() {
        // The values of PROJ's own tests for a sphere of radius 1.
        let corner = project([180.0, 0.0], 0.0);
        assert!((corner.x - 2.706_63).abs() < 1e-4 && corner.y.abs() < 1e-6, "{corner:?}");
        assert!((project([0.0, 90.0], 0.0).y + 1.317_363).abs() < 1e-4);
        // The whole globe has the area of a sphere.
        let steps = 2000;
        let strip = |step: i32| {
            let latitude = -90.0 + 180.0 * (f64::from(step) + 0.5) / f64::from(steps);
            let y = |latitude: f64| f64::from(project([0.0, latitude], 0.0).y);
            let half = 90.0 / f64::from(steps);
            2.0 * f64::from(project([180.0, latitude], 0.0).x) * (y(latitude - half) - y(latitude + half))
        };
        let area: f64 = (0..steps).map(strip).sum();
        assert!((area / (4.0 * std::f64::consts::PI) - 1.0).abs() < 1e-3, "{area}");
        assert_eq!(near(-170.0, 150.0), 190.0);
    }
}
