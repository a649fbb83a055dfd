//! How much memory a dataset takes.

use super::{Dataset, FactTable, ListColumn, TextColumn, Value, Vocabulary};

/// Bytes in memory: the texts kept to be shown and searched, and everything beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Ids, titles, places, descriptions, and their copy in lower case.
    pub texts: usize,
    /// Dates, codes, the places of texts, vocabularies.
    pub others: usize,
}

impl Memory {
    pub(super) fn of(dataset: &Dataset) -> Self {
        let mut memory = Self::default();
        dataset.tables.iter().for_each(|table| memory.add_table(table));
        dataset.search_names.iter().for_each(|names| memory.add_texts(names));
        dataset.vocabularies.iter().for_each(|vocabulary| memory.add_vocabulary(vocabulary));
        let (texts, others) = dataset.sources.bytes();
        memory.texts += texts;
        memory.others += others;
        memory
    }

    fn add_table(&mut self, table: &FactTable) {
        for column in [&table.ids, &table.texts, &table.search] {
            self.add_texts(column);
        }
        self.others += table.codes.iter().map(ListColumn::bytes).sum::<usize>() + table.sources.bytes();
        self.others += table.derived_modes.bytes() + table.partner_roles.bytes() + table.parents.capacity() * 8;
        let (names, lists) = table.counterparts.bytes();
        self.texts += names;
        self.others += lists;
        self.others += table.start.bytes() + table.end.bytes() + table.attested.capacity();
    }

    fn add_texts(&mut self, column: &TextColumn) {
        let (texts, others) = column.bytes();
        self.texts += texts;
        self.others += others;
    }

    fn add_vocabulary(&mut self, vocabulary: &Vocabulary) {
        for (_, value) in vocabulary.iter() {
            self.others += size_of::<Value>();
            let names = [&value.name.en, &value.name.ko, &value.short.en, &value.short.ko];
            // The id stands in the list and in the index.
            self.texts += names.map(String::capacity).iter().sum::<usize>() + value.id.capacity() * 2;
        }
    }
}
