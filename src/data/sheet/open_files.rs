//! Files that stay open while one sheet after the other is read from them.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::row::TakeRow;
use super::xlsx::OpenWorkbook;
use crate::data::import::ImportCause;

/// The workbook that was read last: the sheets of one file follow each other. It lives as long as one import, so that a
/// file that is saved anew is read anew.
#[derive(Default)]
pub(in crate::data) struct OpenFiles {
    workbook: Mutex<Option<OpenWorkbook>>,
}

impl OpenFiles {
    /// Every row of a sheet of an Excel workbook.
    pub(super) fn scan_xlsx(&self, path: &Path, sheet: &str, take: TakeRow<'_>) -> Result<(), ImportCause> {
        let mut slot = self.workbook.lock().unwrap_or_else(PoisonError::into_inner);
        // A workbook that fails is not kept.
        let kept = slot.take().filter(|workbook| workbook.is_of(path));
        let mut workbook = kept.map_or_else(|| OpenWorkbook::new(path), Ok)?;
        workbook.scan(sheet, take)?;
        *slot = Some(workbook);
        Ok(())
    }
}
