//! The records that the stream of an old Excel workbook consists of.

/// The records of a stream: kind and data.
pub(super) fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let [kind_low, kind_high, length_low, length_high, after @ ..] = rest else { return None };
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high])).min(after.len());
        let (data, next) = after.split_at(length);
        rest = next;
        Some((u16::from_le_bytes([*kind_low, *kind_high]), data))
    })
}
