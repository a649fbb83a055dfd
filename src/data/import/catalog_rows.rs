//! The rows that a catalog is made of: those of the file, and what the program brings of governments and words.

use rusqlite::Connection;

use super::built_in_csv;
use super::names::slug;
use super::rows::text_at;
use super::written_cities::level_of_register;
use crate::data::places::register;
use crate::data::schema::TableSpec;

pub(super) fn cells_of_sample(record: &csv::StringRecord) -> Vec<(&'static str, String)> {
    let columns = TableSpec::named("city").map_or(&[][..], |table| table.columns).iter().map(|column| column.name);
    let cells = columns.zip(record).filter(|(column, _)| *column != "source_id");
    cells.map(|(column, text)| (column, text.to_owned())).collect()
}

pub(super) fn cells_of_register(id: &str) -> Vec<(&'static str, String)> {
    let Some(government) = register().government(id) else { return Vec::new() };
    let level = level_of_register(government.level);
    let [lat, lon] = [government.latitude, government.longitude].map(|degrees| format!("{degrees:.3}"));
    let text = |text: &str| text.to_owned();
    vec![
        ("name_en", text(government.name_en)),
        ("name_ko", text(government.name_ko)),
        ("level", text(level)),
        ("lat", lat),
        ("lon", lon),
        ("valid_from", text(government.since)),
        ("country", text("KR")),
        ("rank", (government.order + 1).to_string()),
    ]
}

/// English and Korean name of which one is given.
pub(super) fn by_script(name: &str) -> (String, String) {
    let is_korean = name.chars().any(|char| ('가'..='힣').contains(&char));
    if is_korean { (String::new(), name.to_owned()) } else { (name.to_owned(), String::new()) }
}

pub(super) fn named_slug(name: &str, otherwise: &str) -> String {
    let slug = slug(name, 48);
    if slug.is_empty() { otherwise.to_owned() } else { slug }
}

/// Up to six cells of every row as text.
pub(super) fn for_each(connection: &Connection, sql: &str, mut take: impl FnMut(&[String; 7])) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut cells: [String; 7] = Default::default();
        for (index, cell) in cells.iter_mut().enumerate().take(columns) {
            *cell = text_at(row, index);
        }
        take(&cells);
    }
    Ok(())
}

pub(super) fn records(table: &str) -> Vec<csv::StringRecord> {
    let text = match table {
        "city" => include_str!("../../../assets/sample/city.csv"),
        other => built_in_csv(other).unwrap_or_default(),
    };
    csv::Reader::from_reader(text.as_bytes()).into_records().flatten().collect()
}
