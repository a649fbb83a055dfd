//! Templates to fill in, empty or with everything a database holds; what is exported is read back without loss.

use std::path::Path;

use rusqlite::Connection;

use super::headings::{Slot, SlotKind, slots};
use super::list_cell::{Item, join};
use super::rows::text_at;
use super::target::Target;
use super::{ImportCause, ImportError};
use crate::data::open::other_tables::with_connection;
use crate::data::schema::{ColumnSpec, ListTable};

/// One sheet of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateSheet {
    /// Its name, and that of its CSV file.
    pub name: &'static str,
    /// The ids of its columns.
    pub columns: Vec<String>,
    /// What each column takes, in both languages; the first cell begins with ※, so that an import leaves the row out.
    pub guide: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The sheets of a template: empty, or filled with what a database holds.
///
/// # Errors
/// [`ImportError`] where the database cannot be read.
pub fn template_sheets(db: Option<&Path>) -> Result<Vec<TemplateSheet>, ImportError> {
    let Some(path) = db else { return sheets(None).map_err(|error| ImportError::of_file(Path::new(""), error.into())) };
    let read = with_connection(path, |connection| sheets(Some(connection)).map_err(ImportCause::from));
    read.map_err(|cause| ImportError::of_file(path, cause))
}

fn sheets(connection: Option<&Connection>) -> rusqlite::Result<Vec<TemplateSheet>> {
    let mut sheets = Vec::new();
    for target in Target::ALL {
        let mut sheet = match target {
            Target::Plain(_) => plain_sheet(target),
            _ => mapped_sheet(target),
        };
        if let Some(connection) = connection {
            let has_table = |table: &str| {
                let sql =
                    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ?1 COLLATE NOCASE";
                connection.prepare(sql)?.exists([table])
            };
            if has_table(target.table())? {
                sheet.rows = rows(connection, target, &sheet.columns, &has_table)?;
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn plain_sheet(target: Target) -> TemplateSheet {
    let columns: Vec<String> = target.schema().columns.iter().map(|column| column.name.to_owned()).collect();
    let guide = columns
        .iter()
        .enumerate()
        .map(|(index, column)| if index == 0 { format!("※ {column}") } else { column.clone() });
    TemplateSheet { name: target.id(), guide: guide.collect(), columns, rows: Vec::new() }
}

fn mapped_sheet(target: Target) -> TemplateSheet {
    let slots: Vec<&Slot> = slots(target).iter().filter(|slot| is_in_template(target, slot)).collect();
    let guide = slots.iter().enumerate().map(|(index, slot)| {
        let [en, ko] = slot.names;
        let mark = if index == 0 { "※ " } else { "" };
        let example = if slot.kind == SlotKind::Counterparts { " Eugene [US]; Toyama [JP]" } else { "" };
        format!("{mark}{ko} / {en}{example}")
    });
    let columns = slots.iter().map(|slot| slot.id.to_owned()).collect();
    TemplateSheet { name: target.id(), guide: guide.collect(), columns, rows: Vec::new() }
}

/// Fields that say again what another says are for other people's sheets.
fn is_in_template(target: Target, slot: &Slot) -> bool {
    let is_own_parent = target == Target::Cities && slot.id == "parent_id";
    let is_double = matches!(slot.kind, SlotKind::Region | SlotKind::Period | SlotKind::DatePart | SlotKind::SourceUrl)
        && !is_own_parent;
    let is_of_entity =
        slot.id == "partner_type" || (slot.kind == SlotKind::Country && target.schema().column(slot.id).is_none());
    !is_double && !is_of_entity
}

/// The rows of a table as the template writes them.
fn rows(
    connection: &Connection,
    target: Target,
    columns: &[String],
    has_table: &dyn Fn(&str) -> rusqlite::Result<bool>,
) -> rusqlite::Result<Vec<Vec<String>>> {
    let own: Vec<String> = columns_of(connection, target.table())?;
    let table = target.schema();
    let lists: Vec<ListTable> = table.lists().collect();
    let is_plain = matches!(target, Target::Plain(_));
    let select = columns.iter().map(|column| {
        let is_meant = |own: &&ColumnSpec| (if is_plain { own.name } else { own.field() }) == column;
        let name = table.columns.iter().find(is_meant).map_or(column.as_str(), |own| own.name);
        let is_list = lists.iter().any(|list| list.field() == column);
        let is_there = !is_list && own.iter().any(|own| own == name);
        if is_there { format!("\"{name}\"") } else { "NULL".to_owned() }
    });
    let select: Vec<String> = select.collect();
    let sql = format!("SELECT rowid, {} FROM {} ORDER BY rowid", select.join(", "), target.table());
    let mut statement = connection.prepare(&sql)?;
    let mut found = statement.query([])?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    while let Some(row) = found.next()? {
        let cells: Vec<String> = (0..columns.len()).map(|index| text_at(row, index + 1)).collect();
        if !is_plain && let Some(id) = cells.first() {
            places.insert(id.clone(), rows.len());
        }
        rows.push(cells);
    }
    let place_of = |wanted: &str| columns.iter().position(|column| column == wanted);
    for list in &lists {
        let (Some(column), true) = (place_of(list.field()), has_table(list.name)?) else { continue };
        let qualifier = list.qualifier.map_or("NULL", |column| column.name);
        let (owner, value) = (list.owner.name, list.value.name);
        let sql = format!("SELECT {owner}, {value}, {qualifier} FROM {} ORDER BY rowid", list.name);
        let mut items: Vec<Vec<Item>> = vec![Vec::new(); rows.len()];
        for_each_item(connection, &sql, |owner, item| {
            if let Some(&row) = places.get(owner) {
                items[row].push(item);
            }
        })?;
        for (row, items) in rows.iter_mut().zip(items) {
            row[column] = join(&items);
        }
    }
    if let (Some(column), false) = (place_of("source"), is_plain) {
        let mut sources: Vec<Vec<Item>> = rows
            .iter()
            .map(|row| {
                Some(row[column].clone())
                    .filter(|id| !id.is_empty())
                    .map(|id| (id, String::new()))
                    .into_iter()
                    .collect()
            })
            .collect();
        if has_table("citation")? {
            let sql = format!(
                "SELECT fact_id, source_id, NULL FROM citation WHERE fact_table = '{}' ORDER BY rowid",
                target.table()
            );
            for_each_item(connection, &sql, |owner, item| {
                if let Some(&row) = places.get(owner) {
                    sources[row].push(item);
                }
            })?;
        }
        for (row, sources) in rows.iter_mut().zip(sources) {
            row[column] = join(&sources);
        }
    }
    Ok(rows)
}

fn for_each_item(connection: &Connection, sql: &str, mut take: impl FnMut(&str, Item)) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(&text_at(row, 0), (text_at(row, 1), text_at(row, 2)));
    }
    Ok(())
}

fn columns_of(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut columns = connection.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0")?;
    columns.query_map([table], |row| row.get(0))?.collect()
}
