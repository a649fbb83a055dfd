//! Which sheets of a workbook, and which table of a database, hold lists: visible ones before hidden ones, covers passed
//! over, the rest by what their headings and values mean.

use std::ops::ControlFlow;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::listed::{Listed, Unread, UnreadSheet};
use super::{FirstRows, Sheet, SheetChoice, SheetKind, guarded, ods, xls, xlsx};
use crate::data::import::ImportCause;
use crate::data::import::score::{Score, score};
use crate::data::open::other_tables;

/// A sheet that was looked into.
struct Candidate {
    listed: Listed,
    /// Nothing where it is empty or was not looked into.
    sheet: Option<Sheet>,
    score: Score,
}

/// Sheets that are looked into to find the list; nobody keeps more.
const MOST_LOOKED_INTO: usize = 60;

/// The chosen sheet, or the one that holds the list.
pub(super) fn look(path: &Path, kind: SheetKind, choice: &SheetChoice) -> Result<Sheet, ImportCause> {
    let listed = list(path, kind)?;
    if let Some(wanted) = &choice.sheet {
        let composed = |name: &str| name.nfc().collect::<String>();
        let known = || listed.iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
        let exact = listed.iter().find(|sheet| sheet.name == *wanted);
        let chosen = exact.or_else(|| listed.iter().find(|sheet| composed(&sheet.name) == composed(wanted)));
        let chosen = chosen.ok_or_else(|| ImportCause::NoSuchSheet { known: known() })?.clone();
        let mut candidates = look_into(path, kind, choice, vec![chosen])?;
        let sheet = candidates.pop().and_then(|candidate| candidate.sheet).ok_or(ImportCause::EmptySheet)?;
        // Tables and views stand in the order in which they are offered, whichever is chosen.
        let sheets = if kind == SheetKind::Database {
            ranked(look_into(path, kind, &SheetChoice::default(), listed)?)
                .into_iter()
                .map(|candidate| candidate.listed.name)
                .collect()
        } else {
            known()
        };
        return Ok(Sheet { sheets, ..sheet });
    }
    let candidates = look_into(path, kind, choice, listed)?;
    let candidates = if kind == SheetKind::Database { ranked(candidates) } else { candidates };
    let sheets: Vec<String> = candidates.iter().map(|candidate| candidate.listed.name.clone()).collect();
    let is_readable = |candidate: &&Candidate| candidate.sheet.is_some() && !candidate.listed.is_view;
    let readable = candidates.iter().filter(is_readable);
    // Of equal ones the first, a hidden one only where there is no other.
    let best = readable.max_by(|a, b| {
        (!a.listed.is_hidden, a.score).cmp(&(!b.listed.is_hidden, b.score)).then(std::cmp::Ordering::Greater)
    });
    let Some(best) = best else { return Err(none_to_read(&candidates)) };
    let better_view = candidates
        .iter()
        .find(|other| other.listed.is_view && other.score.tells_more(best.score))
        .map(|view| view.listed.name.clone());
    let unread = unread(&candidates, &|candidate| candidate.listed.name == best.listed.name);
    let sheet = best.sheet.clone().ok_or(ImportCause::EmptySheet)?;
    Ok(Sheet { sheets, unread, better_view, ..sheet })
}

/// Every visible sheet that holds a list; where none does, the one that [`look`] takes.
pub(super) fn look_all(path: &Path, kind: SheetKind, choice: &SheetChoice) -> Result<Vec<Sheet>, ImportCause> {
    let candidates = look_into(path, kind, choice, list(path, kind)?)?;
    let sheets: Vec<String> = candidates.iter().map(|candidate| candidate.listed.name.clone()).collect();
    let is_taken = |candidate: &Candidate| !candidate.listed.is_hidden && candidate.score.is_list();
    let taken: Vec<Sheet> = candidates
        .iter()
        .filter(|candidate| is_taken(candidate))
        .filter_map(|candidate| candidate.sheet.clone())
        .collect();
    if taken.is_empty() {
        return look(path, kind, choice).map(|sheet| vec![sheet]);
    }
    let mut unread = unread(&candidates, &is_taken);
    let with_all = |sheet: Sheet| Sheet { sheets: sheets.clone(), unread: std::mem::take(&mut unread), ..sheet };
    Ok(taken.into_iter().map(with_all).collect())
}

/// Why nothing of a file can be read as it stands.
fn none_to_read(candidates: &[Candidate]) -> ImportCause {
    match candidates.iter().find(|candidate| candidate.listed.is_view) {
        Some(view) => ImportCause::ViewHoldsList { view: view.listed.name.clone() },
        None => ImportCause::EmptySheet,
    }
}

fn unread(candidates: &[Candidate], is_taken: &dyn Fn(&Candidate) -> bool) -> Vec<UnreadSheet> {
    let left = candidates.iter().filter(|candidate| !is_taken(candidate));
    left.map(|candidate| {
        let reason = match candidate {
            _ if candidate.listed.is_view => Unread::View,
            _ if candidate.listed.is_hidden => Unread::Hidden,
            _ if candidate.score.is_list() => Unread::NotChosen,
            _ => Unread::NoList,
        };
        UnreadSheet { name: candidate.listed.name.clone(), reason }
    })
    .collect()
}

/// The best first; of equal ones tables before views, as the file has them.
fn ranked(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.cmp(&a.score).then(a.listed.is_view.cmp(&b.listed.is_view)));
    candidates
}

/// All sheets of a file: the visible ones first.
fn list(path: &Path, kind: SheetKind) -> Result<Vec<Listed>, ImportCause> {
    let mut listed = match kind {
        SheetKind::Text => Vec::new(),
        SheetKind::Xlsx => guarded(|| xlsx::list(path))?,
        SheetKind::Xls => guarded(|| xls::list(path))?,
        SheetKind::Ods => ods::list(path)?,
        SheetKind::Database => other_tables::list(path)?,
    };
    listed.sort_by_key(|sheet| sheet.is_hidden);
    Ok(listed)
}

/// Reads the first rows of sheets, and judges them. Of a view only the names of its columns are looked at, unless it is
/// the one that was chosen.
fn look_into(
    path: &Path,
    kind: SheetKind,
    choice: &SheetChoice,
    listed: Vec<Listed>,
) -> Result<Vec<Candidate>, ImportCause> {
    let is_alone = listed.len() == 1 && choice.sheet.is_some();
    let mut rows: Vec<FirstRows> = listed.iter().map(|_| FirstRows::default()).collect();
    let names: Vec<&str> = listed.iter().map(|sheet| sheet.name.as_str()).take(MOST_LOOKED_INTO).collect();
    let mut take = |index: usize, row: &super::RawRow<'_>| {
        rows.get_mut(index).map_or(ControlFlow::Break(()), |rows| rows.take(row))
    };
    match kind {
        SheetKind::Text => {}
        SheetKind::Xlsx => guarded(|| xlsx::scan_each(path, &names, &mut take))?,
        SheetKind::Xls => guarded(|| xls::scan_each(path, &names, &mut take))?,
        SheetKind::Ods => {
            for (index, name) in names.iter().enumerate() {
                ods::scan(path, name, &mut |row| take(index, row))?;
            }
        }
        SheetKind::Database => {
            let wanted: Vec<(&str, bool)> =
                names.iter().zip(&listed).map(|(name, listed)| (*name, listed.is_view && !is_alone)).collect();
            other_tables::scan_each(path, &wanted, &mut take)?;
        }
    }
    let candidates = listed.into_iter().zip(rows).map(|(listed, rows)| {
        let own = SheetChoice { sheet: Some(listed.name.clone()), encoding: None, delimiter: None, ..choice.clone() };
        let sheet = Sheet::of_rows(path, kind, own, rows.rows).ok();
        let score = sheet.as_ref().map(score).unwrap_or_default();
        Candidate { listed, sheet, score }
    });
    Ok(candidates.collect())
}
