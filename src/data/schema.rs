//! The format of the databases: every table and column once. `assets/schema.sql` makes new files, and a test holds it
//! against the tables stated here.

pub mod headings;
mod tables;

pub(super) use tables::TABLES;

/// The script that makes new files.
pub const SCHEMA_SQL: &str = include_str!("../../assets/schema.sql");

/// The version of the format this program writes and fully knows.
pub const SCHEMA_VERSION: i64 = 2;

/// A table of the format.
#[derive(Debug)]
pub(super) struct TableSpec {
    pub name: &'static str,
    /// In the order of the table. New ones stand last, so that older files and sheets keep theirs.
    pub columns: &'static [ColumnSpec],
    /// Whether its rows are items of lists that hang on rows of another table.
    pub hangs: bool,
}

/// A column of the format.
#[derive(Debug)]
pub(super) struct ColumnSpec {
    pub name: &'static str,
    pub holds: Holds,
    pub is_required: bool,
    /// Whether it is the key of the table, or a part of it.
    pub is_key: bool,
    /// The first version of the format that has it.
    pub since: i64,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    /// A date as precise as its source: `2016`, `2016-07` or `2016-07-01`.
    Date,
    Integer,
    /// A number with decimals, in degrees.
    Real,
    /// A word of a vocabulary.
    Term(&'static str),
    /// The id of a row of a table.
    Id(&'static str),
}

/// A table of lists, by the roles of its columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListTable {
    pub name: &'static str,
    /// Names the row that the item hangs on.
    pub owner: &'static ColumnSpec,
    pub value: &'static ColumnSpec,
    /// A role, a country, a basis.
    pub qualifier: Option<&'static ColumnSpec>,
}

impl TableSpec {
    /// The table with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns by which a row is found again: the key, or all that must be filled in where it has none.
    pub fn keys(&self) -> Vec<&'static str> {
        let names = |is_wanted: fn(&ColumnSpec) -> bool| {
            self.columns.iter().filter(|column| is_wanted(column)).map(|column| column.name).collect::<Vec<_>>()
        };
        let keys = names(|column| column.is_key);
        if keys.is_empty() { names(|column| column.is_required) } else { keys }
    }

    /// The lists that hang on rows of this table.
    pub fn lists(&self) -> impl Iterator<Item = ListTable> {
        let name = self.name;
        let hanging = TABLES.iter().filter(|table| table.hangs).filter_map(|table| match table.columns {
            [owner, value, rest @ ..] => Some(ListTable { name: table.name, owner, value, qualifier: rest.first() }),
            _ => None,
        });
        hanging.filter(move |list| list.owner.holds == Holds::Id(name))
    }
}

impl ColumnSpec {
    /// What people call it in sheets: an id of another table by what it names.
    pub fn field(&self) -> &'static str {
        match self.holds {
            Holds::Id(_) if self.name != "parent_id" => self.name.trim_end_matches("_id"),
            _ => self.name,
        }
    }
}

impl ListTable {
    /// What people call the list in sheets.
    pub fn field(&self) -> &'static str {
        if self.name == "activity_counterpart" { "counterpart" } else { self.value.field() }
    }
}

impl Holds {
    /// The type that the column has in SQLite.
    pub fn sql_type(self) -> &'static str {
        match self {
            Self::Integer => "INTEGER",
            Self::Real => "REAL",
            Self::Text | Self::Date | Self::Term(_) | Self::Id(_) => "TEXT",
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// Name, type, whether it must be filled in, whether it is of the key.
    type Column = (String, String, bool, bool);

    #[test]
    fn the_script_makes_the_tables_stated_here() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(SCHEMA_SQL).unwrap();
        let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version, SCHEMA_VERSION);
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid";
        let mut tables = connection.prepare(sql).unwrap();
        let made: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(made, TABLES.map(|table| table.name));
        for table in &TABLES {
            let sql = "SELECT name, type, \"notnull\", pk > 0 FROM pragma_table_info(?1) ORDER BY cid";
            let mut columns = connection.prepare(sql).unwrap();
            let column = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            let made: Vec<Column> = columns.query_map([table.name], column).unwrap().map(Result::unwrap).collect();
            let stated = table.columns.iter().map(|column| {
                (column.name.to_owned(), column.holds.sql_type().to_owned(), column.is_required, column.is_key)
            });
            assert_eq!(made, stated.collect::<Vec<_>>(), "{}", table.name);
        }
    }

    #[test]
    fn the_script_refers_to_the_tables_stated_here() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(SCHEMA_SQL).unwrap();
        for table in &TABLES {
            let sql = "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) ORDER BY \"from\"";
            let mut keys = connection.prepare(sql).unwrap();
            let key = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let made: Vec<(String, String)> = keys.query_map([table.name], key).unwrap().map(Result::unwrap).collect();
            let named = table.columns.iter().filter_map(|column| match column.holds {
                Holds::Id(other) => Some((column.name.to_owned(), other.to_owned())),
                _ => None,
            });
            let mut stated: Vec<_> = named.collect();
            stated.sort();
            assert_eq!(made, stated, "{}", table.name);
        }
    }

    #[test]
    fn the_script_says_what_is_a_date_and_what_a_word() {
        let mut table = "";
        for line in SCHEMA_SQL.lines() {
            table = line.strip_prefix("CREATE TABLE ").map_or(table, |rest| rest.trim_end_matches(" ("));
            let Some((before, comment)) = line.split_once("-- ").filter(|(before, _)| before.starts_with("  ")) else {
                continue;
            };
            let name = before.split_whitespace().next().unwrap().trim_matches('"');
            let holds = TableSpec::named(table).and_then(|table| table.column(name)).map(|column| column.holds);
            let word = comment
                .split_once("term: ")
                .map(|(_, word)| word.split(|c: char| c != '_' && !c.is_alphanumeric()).next().unwrap());
            assert_eq!(comment.starts_with("date"), holds == Some(Holds::Date), "{table}.{name}: {comment}");
            if let Some(word) = word {
                assert_eq!(
                    holds,
                    Some(Holds::Term(
                        TABLES
                            .iter()
                            .flat_map(|t| t.columns)
                            .find_map(|c| match c.holds {
                                Holds::Term(known) if known == word => Some(known),
                                _ => None,
                            })
                            .unwrap()
                    )),
                    "{table}.{name}"
                );
            }
        }
    }
}
