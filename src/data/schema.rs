//! What `assets/schema.sql` defines: it is asked, never repeated in Rust.

use rusqlite::Connection;

/// The only definition of the database: new files are made from it, opened files are compared with it.
pub const SCHEMA_SQL: &str = include_str!("../../assets/schema.sql");

/// The version of the format this program writes and fully knows.
pub const SCHEMA_VERSION: i64 = 1;

/// A table as the schema defines it.
#[derive(Clone, Debug)]
pub(super) struct TableDefinition {
    pub name: String,
    pub columns: Vec<ColumnDefinition>,
}

/// A column as the schema defines it.
#[derive(Clone, Debug)]
pub(super) struct ColumnDefinition {
    pub name: String,
    pub is_required: bool,
    pub kind: ColumnKind,
    pub is_key: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Text,
    Date,
    Integer,
    Real,
}

/// All tables, in the order of the schema.
pub(super) fn table_definitions() -> rusqlite::Result<Vec<TableDefinition>> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(SCHEMA_SQL)?;
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    names.into_iter().map(|name| Ok(TableDefinition { columns: columns_of(&connection, &name)?, name })).collect()
}

fn columns_of(connection: &Connection, table: &str) -> rusqlite::Result<Vec<ColumnDefinition>> {
    let mut columns =
        connection.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = columns.query_map([table], |row| {
        let (name, sql_type): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(ColumnDefinition {
            kind: kind_of(&name, &sql_type),
            is_required: row.get(2)?,
            is_key: row.get::<_, i64>(3)? > 0,
            name,
        })
    })?;
    columns.collect()
}

fn kind_of(column: &str, sql_type: &str) -> ColumnKind {
    const DATES: [&str; 9] =
        ["start_date", "end_date", "joined", "left", "founded", "valid_from", "valid_to", "published", "accessed"];
    match sql_type {
        "INTEGER" => ColumnKind::Integer,
        "REAL" => ColumnKind::Real,
        _ if DATES.contains(&column) => ColumnKind::Date,
        _ => ColumnKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_schema_defines_its_tables_and_marks_every_date() {
        let tables = table_definitions().unwrap();
        assert_eq!(tables.len(), 22);
        let dates: BTreeSet<&str> = tables
            .iter()
            .flat_map(|table| &table.columns)
            .filter(|column| column.kind == ColumnKind::Date)
            .map(|column| column.name.as_str())
            .collect();
        assert_eq!(dates, commented_date_columns());
    }

    /// The columns whose comment in the schema says `date`.
    fn commented_date_columns() -> BTreeSet<&'static str> {
        let comments = SCHEMA_SQL.lines().filter_map(|line| line.split_once("-- date"));
        comments.filter_map(|(before, _)| before.split_whitespace().next()).map(|name| name.trim_matches('"')).collect()
    }
}
