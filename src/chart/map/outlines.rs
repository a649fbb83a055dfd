//! The outlines of countries that the program carries: read from `assets/map/outlines.bin`, whose README says how it is made.

use std::sync::LazyLock;

/// Degrees east and north.
pub type Point = [f64; 2];

/// A country of the register, or land that belongs to none.
pub struct Outline {
    /// As in the register of countries; empty for land that no country of it holds.
    pub code: &'static str,
    /// Where its name stands best, or where it is, if it has no polygons.
    pub label: Point,
    /// Each an outer ring and its holes. A ring ends before it comes back to its first point, and its points may jump from one
    /// side of the meridian of 180 degrees to the other.
    pub polygons: Vec<Vec<Vec<Point>>>,
}

/// Every outline, by code.
pub static OUTLINES: LazyLock<Vec<Outline>> =
    LazyLock::new(|| read(include_bytes!("../../../assets/map/outlines.bin")));

/// The one with this code.
pub fn outline(code: &str) -> Option<&'static Outline> {
    let place = OUTLINES.binary_search_by(|outline| outline.code.cmp(code)).ok()?;
    OUTLINES.get(place)
}

/// Lines that neighbours share stand once: the two sides of a frontier are the very same points.
fn read(bytes: &'static [u8]) -> Vec<Outline> {
    let mut reader = Reader { bytes };
    let steps = reader.count() as f64;
    let lines = reader.list(|reader| {
        let mut at = [0_i64; 2];
        reader.list(|reader| {
            at = at.map(|coordinate| coordinate + reader.signed());
            at.map(|coordinate| coordinate as f64 / steps)
        })
    });
    let ring = |reader: &mut Reader| {
        let mut points: Vec<Point> = Vec::new();
        for line in reader.list(Reader::signed) {
            // Each line begins where the last one ended.
            points.pop();
            match usize::try_from(line) {
                Ok(forward) => points.extend(lines.get(forward).into_iter().flatten()),
                Err(_) => points.extend(lines.get(!line as usize).into_iter().flatten().rev()),
            }
        }
        points.pop();
        points
    };
    reader.list(|reader| Outline {
        code: reader.code(),
        label: [reader.signed(), reader.signed()].map(|coordinate| coordinate as f64 / steps),
        polygons: reader.list(|reader| reader.list(ring)),
    })
}

/// Reads whole numbers of any length, seven bits a byte, the lowest first; the last byte has no eighth bit.
struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    fn count(&mut self) -> usize {
        let mut value = 0;
        for place in 0.. {
            // Past the end all is nothing: the file is the program's own, and a test reads it whole.
            let Some((&byte, rest)) = self.bytes.split_first() else { break };
            self.bytes = rest;
            value |= usize::from(byte & 0x7F) << (7 * place);
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    /// Numbers below zero are odd.
    fn signed(&mut self) -> i64 {
        let count = self.count() as i64;
        (count >> 1) ^ -(count & 1)
    }

    fn code(&mut self) -> &'static str {
        let length = self.count().min(self.bytes.len());
        let (code, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        std::str::from_utf8(code).unwrap_or_default()
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.count()).map(|_| read(self)).collect()
    }
}
