//! Pages and documents that facts rest on, their texts side by side: a register may name one for every fact.

use super::TextColumn;
use super::record::{self, RecordWriter};

/// The place of a source in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceRow(pub u32);

impl From<SourceRow> for u32 {
    fn from(row: SourceRow) -> Self {
        row.0
    }
}

/// A page or document that facts rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Source<'a> {
    /// As in the file.
    pub id: &'a str,
    /// Title of the page.
    pub title: &'a str,
    /// Who published it.
    pub publisher: &'a str,
    /// Its address.
    pub url: &'a str,
    /// When it was published, as written.
    pub published: &'a str,
    /// When it was read, as written.
    pub accessed: &'a str,
}

/// All pages and documents, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    texts: TextColumn,
}

impl Sources {
    /// Adds a source.
    pub fn push(&mut self, source: Source<'_>) {
        let parts = [source.id, source.title, source.publisher, source.url, source.published, source.accessed];
        let mut writer = RecordWriter::default();
        for (place, part) in parts.into_iter().enumerate() {
            writer.add(place, part);
        }
        self.texts.push(writer.record());
    }

    /// A source; an empty one past the end.
    pub fn get(&self, row: SourceRow) -> Source<'_> {
        let mut texts = record::parts(self.texts.get(row.0 as usize));
        let mut next = || texts.next().unwrap_or_default();
        Source { id: next(), title: next(), publisher: next(), url: next(), published: next(), accessed: next() }
    }

    /// All sources.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Source<'_>> {
        (0..self.len() as u32).map(|row| self.get(SourceRow(row)))
    }

    /// Number of sources.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Gives back room kept for more.
    pub fn shrink(&mut self) {
        self.texts.shrink();
    }

    /// Bytes in memory: of the texts, and of what finds them.
    pub fn bytes(&self) -> (usize, usize) {
        self.texts.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_a_source_comes_back() {
        let whole = Source { id: "s", title: "제목", publisher: "p", url: "u", published: "1", accessed: "2" };
        let all = [
            whole,
            Source { published: "", accessed: "", ..whole },
            Source { id: "t", url: "u", ..Source::default() },
            Source::default(),
        ];
        let mut sources = Sources::default();
        for source in all {
            sources.push(source);
        }
        assert_eq!((sources.len(), sources.iter().collect::<Vec<_>>()), (4, all.to_vec()));
        assert_eq!(sources.get(SourceRow(9)), Source::default());
    }
}
