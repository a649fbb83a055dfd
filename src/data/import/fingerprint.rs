//! Texts by a number instead of a copy: what is learned of a million rows stays small.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// A map by fingerprints, which need no further mixing.
pub(super) type ByFingerprint<V> = HashMap<u128, V, BuildHasherDefault<AsItIs>>;

/// Takes a fingerprint for its own hash.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |mixed, &byte| mixed.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u128(&mut self, fingerprint: u128) {
        self.0 = fingerprint as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The fingerprint of a text: long enough that two texts of any list differ.
pub(super) fn fingerprint(text: &str) -> u128 {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add(text);
    fingerprint.finish()
}

/// The fingerprint of several parts, one after the other.
pub(super) struct Fingerprint([DefaultHasher; 2]);

impl Default for Fingerprint {
    fn default() -> Self {
        Self([1_u8, 2].map(|seed| {
            let mut half = DefaultHasher::new();
            seed.hash(&mut half);
            half
        }))
    }
}

impl Fingerprint {
    /// Adds a part; where it ends makes a difference.
    pub fn add(&mut self, part: impl Hash) {
        for half in &mut self.0 {
            part.hash(half);
        }
    }

    pub fn finish(&self) -> u128 {
        let [one, other] = self.0.each_ref().map(|half| u128::from(half.finish()));
        one << 64 | other
    }
}
