//! Derived values, remembered by comparing what they were derived from. No flags to forget.

/// The last value and what it was derived from.
pub struct Memo<K, V> {
    entry: Option<(K, V)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { entry: None }
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The value for these inputs, derived anew only where they differ from the last ones.
    pub fn get(&mut self, key: K, derive: impl FnOnce() -> V) -> &V {
        let value = match self.entry.take() {
            Some((last, value)) if last == key => value,
            _ => derive(),
        };
        &self.entry.insert((key, value)).1
    }

    /// The last value and what it was derived from.
    pub fn last(&self) -> Option<&(K, V)> {
        self.entry.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_derived_once_for_the_same_inputs() {
        let mut derived = 0;
        let mut memo = Memo::default();
        for key in [1, 1, 2, 2, 1] {
            let value = *memo.get(key, || {
                derived += 1;
                key * 10
            });
            assert_eq!(value, key * 10);
        }
        assert_eq!(derived, 3);
    }
}
