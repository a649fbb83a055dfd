//! Rows of an Excel sheet that a filter or a person hides: they are facts all the same, but nobody sees them.

use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::path::Path;

use super::package::archive;
use super::xml::{Token, Tokens, attribute, local_name};
use crate::data::import::ImportCause;

/// Excel's own limit of rows.
const MOST_ROWS: u32 = 1_048_576;
const MOST_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// The hidden rows of a sheet in their order; the first row is 0. The parts must have been looked through before.
pub(super) fn find(path: &Path, sheet: &str) -> Result<Vec<u32>, ImportCause> {
    let Some(part) = part_of(path, sheet)? else { return Ok(Vec::new()) };
    let (mut hidden, mut next) = (Vec::new(), 0_u32);
    for_each_tag(path, &part, &mut |tag| {
        if local_name(tag) == "row" {
            let number = attribute(tag, "r").and_then(|number| number.trim().parse::<u32>().ok());
            let row = number.map_or(next, |number| number.saturating_sub(1));
            next = row.saturating_add(1);
            let is_hidden = attribute(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
            if is_hidden && row < MOST_ROWS && hidden.last().is_none_or(|last| *last < row) {
                hidden.push(row);
            }
        }
    })?;
    Ok(hidden)
}

/// The part of the archive that holds a sheet.
fn part_of(path: &Path, sheet: &str) -> Result<Option<String>, ImportCause> {
    let mut relation = None;
    for_each_tag(path, "xl/workbook.xml", &mut |tag| {
        if local_name(tag) == "sheet" && attribute(tag, "name").is_some_and(|name| name == sheet) {
            relation = attribute(tag, "r:id");
        }
    })?;
    let mut targets: HashMap<String, String> = HashMap::new();
    for_each_tag(path, "xl/_rels/workbook.xml.rels", &mut |tag| {
        if local_name(tag) == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            targets.insert(id, target);
        }
    })?;
    let target = relation.and_then(|relation| targets.remove(&relation));
    Ok(target.map(|target| match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    }))
}

/// Every opening tag of a part; a part that is not there has none.
fn for_each_tag(path: &Path, part: &str, take: &mut dyn FnMut(&str)) -> Result<(), ImportCause> {
    let mut archive = archive(path)?;
    let Ok(part) = archive.by_name(part) else { return Ok(()) };
    let mut tokens = Tokens::new(BufReader::with_capacity(64 * 1024, part.take(MOST_BYTES)));
    while let Some(token) = tokens.next()? {
        if let Token::Open(tag) = token {
            take(tag);
        }
    }
    Ok(())
}
