//! The archive that a workbook of today is: parts in a ZIP file.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use zip::ZipArchive;

use crate::data::ReadFault;
use crate::data::import::ImportCause;

/// The archive at a path, its list of parts read.
pub(super) fn archive(path: &Path) -> Result<ZipArchive<BufReader<File>>, ImportCause> {
    let file = File::open(path).map_err(|error| ImportCause::Unreadable(ReadFault::of(path, &error)))?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| ImportCause::DamagedSheet(error.to_string()))
}
