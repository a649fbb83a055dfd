//! Vocabularies that come with the program, for files that bring none of their own.

use super::writer::Writer;
use crate::data::schema::TableSpec;

/// Vocabularies that a folder without their files gets, so that its facts have names to refer to.
const BUILT_IN: [(&str, &str); 3] = [
    ("term", include_str!("../../../assets/sample/term.csv")),
    ("agenda", include_str!("../../../assets/sample/agenda.csv")),
    ("form", include_str!("../../../assets/sample/form.csv")),
];

/// The names a file without a table of names falls back on: the same lists, as CSV with a header.
pub(in crate::data) fn built_in_csv(table: &str) -> Option<&'static str> {
    BUILT_IN.into_iter().find(|(name, _)| *name == table).map(|(_, csv)| csv)
}

/// Writes the rows of a built-in list that the table lacks; how many.
pub(super) fn fill_built_in(writer: &mut Writer, table: &str) -> rusqlite::Result<usize> {
    let mut reader = csv::Reader::from_reader(built_in_csv(table).unwrap_or_default().as_bytes());
    let columns = reader.headers().cloned().unwrap_or_default();
    let Some(definition) = TableSpec::named(table) else { return Ok(0) };
    let mut rows = 0;
    for record in reader.records().flatten() {
        let keys: Vec<(&str, &str)> =
            columns.iter().zip(&record).filter(|(column, _)| ["vocabulary", "id"].contains(column)).collect();
        if writer.find(table, &keys)?.is_none() {
            writer.insert_texts(definition, &columns.iter().zip(&record).collect::<Vec<_>>(), None)?;
            rows += 1;
        }
    }
    Ok(rows)
}
