//! The rows of a sheet that were not taken, as CSV with the reason: to be corrected and imported again.

use std::io::{Read, Seek, SeekFrom, Write};

/// Rows as CSV, in memory while they are few.
#[derive(Debug, Default)]
pub(super) struct RejectedRows {
    file: Option<tempfile::SpooledTempFile>,
    is_broken: bool,
}

impl RejectedRows {
    pub fn add(&mut self, row: usize, header: &[String], cells: &[String], reason: &str) {
        const IN_MEMORY_BYTES: usize = 4 * 1024 * 1024;
        let is_first = self.file.is_none();
        let file = self.file.get_or_insert_with(|| tempfile::spooled_tempfile(IN_MEMORY_BYTES));
        let mut text = Vec::new();
        if is_first {
            text.extend_from_slice("\u{feff}".as_bytes());
            write_line(&mut text, ["row", "reason"].into_iter().chain(header.iter().map(String::as_str)));
        }
        let number = row.to_string();
        write_line(&mut text, [number.as_str(), reason].into_iter().chain(cells.iter().map(String::as_str)));
        self.is_broken |= file.write_all(&text).is_err();
    }

    pub fn bytes(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if let Some(file) = &mut self.file {
            if self.is_broken {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut bytes)?;
            file.seek(SeekFrom::End(0))?;
        }
        Ok(bytes)
    }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
fn write_line<'a>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        let cell = format!("{mark}{cell}");
        let is_quoted = cell.contains([',', '"', '\n', '\r']);
        let text = if is_quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell };
        out.extend_from_slice(text.as_bytes());
    }
    out.extend_from_slice(b"\r\n");
}
