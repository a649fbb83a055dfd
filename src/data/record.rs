//! The texts of a row side by side, as one text that a column holds.

use super::Text;

/// Stands between two texts; no text of a file comes in with it.
const BETWEEN: char = '\u{1F}';

/// A row's texts on their way into a column.
#[derive(Debug, Default)]
pub(super) struct RecordWriter {
    record: String,
    /// How many texts lie before the place of the next.
    passed: usize,
}

impl RecordWriter {
    /// Begins anew.
    pub fn begin(&mut self) {
        self.record.clear();
        self.passed = 0;
    }

    /// Adds a text at its place; places ascend. An empty one leaves no trace.
    pub fn add(&mut self, place: usize, value: &str) {
        if !value.is_empty() {
            self.record.extend(std::iter::repeat_n(BETWEEN, place - self.passed));
            self.record.push_str(value);
            self.passed = place;
        }
    }

    /// What was written.
    pub fn record(&self) -> &str {
        &self.record
    }
}

/// The texts of a record by their places, the absent ones after the last left out.
pub(super) fn parts(record: &str) -> impl Iterator<Item = &str> {
    record.split(BETWEEN)
}

/// Every text of a row, the absent ones after the last left out.
pub(super) fn texts(record: &str) -> impl Iterator<Item = (Text, &str)> {
    Text::ALL.into_iter().zip(parts(record))
}

/// One text of a record.
pub(super) fn text(record: &str, text: Text) -> &str {
    parts(record).nth(text as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_from_its_place() {
        let mut writer = RecordWriter::default();
        writer.begin();
        writer.add(Text::TitleKo as usize, "포럼");
        writer.add(Text::Description as usize, "");
        writer.add(Text::RoleText as usize, "member");
        let values = Text::ALL.map(|place| text(writer.record(), place));
        assert_eq!(values, ["", "포럼", "", "", "member"]);
        assert_eq!(texts(writer.record()).map(|(_, text)| text).collect::<Vec<_>>(), values);
        assert_eq!(Text::ALL.map(|place| text("", place)), [""; 5]);
    }
}
