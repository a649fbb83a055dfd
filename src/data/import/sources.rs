//! What a person hands over for import: files, folders of CSV files, workbooks of several sheets.

use std::fs;
use std::path::{Path, PathBuf};

use super::mapping::{Mapping, merged};
use super::target::Target;
use super::{ImportCause, ImportError};
use crate::data::sheet::{Sheet, SheetChoice};

/// Every sheet that is to be imported, with its mapping: the one given, or the one its headings propose.
///
/// A folder of CSV files and a workbook that are named as a template names its sheets are taken whole, in the order in
/// which one needs the other; of any other workbook the chosen sheet is taken, else every visible one that holds a list,
/// each as its kind. A view of a database is read only where it is chosen.
///
/// # Errors
/// [`ImportError`] where a file is no sheet, or a folder holds none.
pub fn find_sheets(
    paths: &[PathBuf],
    choice: &SheetChoice,
    mapping: Option<&Mapping>,
    target: Option<Target>,
) -> Result<Vec<(Sheet, Mapping)>, ImportError> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            for file in template_files(path)? {
                let sheet = Sheet::look(&file, choice)?;
                found.push((sheet.clone(), Mapping::propose(&sheet)));
            }
            continue;
        }
        let read = mapping.map_or_else(|| choice.clone(), |mapping| merged(choice, &mapping.read));
        let sheet = Sheet::look(path, &read)?;
        let named: Vec<&String> = Target::ALL
            .into_iter()
            .filter_map(|target| sheet.sheets.iter().find(|name| name.eq_ignore_ascii_case(target.id())))
            .collect();
        if mapping.is_none() && target.is_none() && read.sheet.is_none() && named.len() > 1 {
            for name in named {
                let read = SheetChoice { sheet: Some(name.clone()), ..read.clone() };
                let sheet = Sheet::look(path, &read)?;
                found.push((sheet.clone(), Mapping::propose(&sheet)));
            }
            continue;
        }
        if let Some(view) = &sheet.better_view {
            return Err(ImportError::of_file(path, ImportCause::ViewHoldsList { view: view.clone() }));
        }
        match (mapping, target) {
            (Some(mapping), _) => found.push((sheet, mapping.clone())),
            (None, Some(target)) => {
                let mapping = Mapping::propose_for(&sheet, target);
                found.push((sheet, mapping));
            }
            (None, None) => {
                let sheets = Sheet::look_all(path, &read)?;
                found.extend(sheets.into_iter().map(|sheet| (sheet.clone(), Mapping::propose(&sheet))));
            }
        }
    }
    found.sort_by_key(|(_, mapping)| Target::ALL.iter().position(|target| *target == mapping.target));
    Ok(found)
}

/// Whether a folder holds CSV files in the form of the schema, one a table.
pub fn is_schema_folder(folder: &Path) -> bool {
    folder.is_dir() && !folder.join("activities.csv").exists()
}

/// The CSV files of a folder that are named as a template names them.
fn template_files(folder: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let failed = |cause| ImportError::of_file(folder, cause);
    fs::read_dir(folder).map_err(|error| failed(ImportCause::SourceFolder(error.to_string())))?;
    let files = Target::ALL.iter().map(|target| folder.join(format!("{}.csv", target.id())));
    let files: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
    if files.is_empty() { Err(failed(ImportCause::NoActivityFile)) } else { Ok(files) }
}
