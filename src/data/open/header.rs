//! What the file system and the first 100 bytes tell, before the database engine touches the file.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;

use super::refusal::{OpenError, OtherFormat, Refusal};

const HEADER_BYTES: usize = 100;

/// What a sound header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Committed changes may stand in a `-wal` file beside it.
    pub is_wal: bool,
}

/// Refuses what is no readable SQLite file, by its own words.
pub(super) fn inspect(path: &Path) -> Result<Header, OpenError> {
    let metadata = fs::metadata(path).map_err(|error| OpenError::from_system(path, &error))?;
    if let Some(refusal) = refuse_kind(&metadata) {
        return Err(refusal.of(path));
    }
    let mut bytes = Vec::with_capacity(HEADER_BYTES);
    File::open(path)
        .and_then(|file| file.take(HEADER_BYTES as u64).read_to_end(&mut bytes))
        .map_err(|error| OpenError::from_system(path, &error))?;
    parse(&bytes, metadata.len()).map_err(|refusal| refusal.of(path))
}

fn refuse_kind(metadata: &Metadata) -> Option<Refusal> {
    if metadata.is_dir() {
        return Some(Refusal::Folder);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = metadata.file_type();
        if kind.is_fifo() || kind.is_socket() {
            return Some(Refusal::Pipe);
        }
    }
    if !metadata.is_file() {
        return Some(Refusal::Device);
    }
    (metadata.len() == 0).then_some(Refusal::Empty)
}

fn parse(bytes: &[u8], file_bytes: u64) -> Result<Header, Refusal> {
    if !bytes.starts_with(b"SQLite format 3\0") {
        let format = recognise(bytes);
        let is_too_short = format == OtherFormat::Unknown && file_bytes < HEADER_BYTES as u64;
        return Err(if is_too_short { Refusal::TooShort { bytes: file_bytes } } else { Refusal::OtherFormat(format) });
    }
    let Some(header) = bytes.first_chunk::<HEADER_BYTES>() else {
        return Err(Refusal::TooShort { bytes: file_bytes });
    };
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let page_bytes = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size if size >= 512 && size.is_power_of_two() => u64::from(size),
        _ => return Err(Refusal::DamagedHeader("page size")),
    };
    let read_version = header[19];
    match read_version {
        1 | 2 => {}
        0 => return Err(Refusal::DamagedHeader("format version")),
        _ => return Err(Refusal::NewerFormat),
    }
    if header[21..24] != [64, 32, 32] {
        return Err(Refusal::DamagedHeader("payload fractions"));
    }
    if number(44) > 4 {
        return Err(Refusal::NewerFormat);
    }
    if number(56) > 3 {
        return Err(Refusal::DamagedHeader("text encoding"));
    }
    // The page count holds only where its own stamp equals the change counter; older writers leave it stale.
    let expected = u64::from(number(28)) * page_bytes;
    let is_page_count_valid = number(24) == number(92);
    if is_page_count_valid && read_version == 1 && file_bytes < expected {
        return Err(Refusal::Truncated { expected, actual: file_bytes });
    }
    Ok(Header { is_wal: header[18] == 2 || read_version == 2 })
}

/// Tells other kinds of files apart by their first bytes.
fn recognise(bytes: &[u8]) -> OtherFormat {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let holds = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        let is_workbook = holds(b"[Content_Types].xml") || holds(b"xl/") || holds(b"_rels/");
        return if is_workbook { OtherFormat::Xlsx } else { OtherFormat::Zip };
    }
    if begins(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return OtherFormat::Xls;
    }
    if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") {
        return OtherFormat::Picture;
    }
    if begins(b"%PDF-") {
        return OtherFormat::Pdf;
    }
    if begins(&[0xFF, 0xFE]) || begins(&[0xFE, 0xFF]) {
        return OtherFormat::Text;
    }
    let is_text =
        !bytes.is_empty() && bytes.iter().all(|&byte| byte >= 0x20 && byte != 0x7F || b"\t\r\n".contains(&byte));
    // Text in UTF-8 or, byte pair by byte pair, in an older Korean encoding; random bytes hold controls or fail both.
    let is_utf8 = std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true);
    let has_ascii = bytes.iter().filter(|byte| byte.is_ascii()).count() * 4 >= bytes.len();
    if !is_text || !(is_utf8 || has_ascii) {
        return OtherFormat::Unknown;
    }
    let first_line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let is_table = first_line.iter().any(|byte| b",;\t".contains(byte));
    if is_table { OtherFormat::Csv } else { OtherFormat::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_named_for_what_they_are() {
        let cases: [(&[u8], OtherFormat); 9] = [
            (b"id,title_en\na1,x\n", OtherFormat::Csv),
            ("\u{FEFF}이름;값\n".as_bytes(), OtherFormat::Csv),
            (b"Dear reader\nhow are you\n", OtherFormat::Text),
            (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml", OtherFormat::Xlsx),
            (b"PK\x03\x04\x14\0\0\0\x08\0data.db", OtherFormat::Zip),
            (b"\x89PNG\r\n\x1a\n", OtherFormat::Picture),
            (b"%PDF-1.7", OtherFormat::Pdf),
            (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1], OtherFormat::Xls),
            (&[7, 200, 13, 99, 0, 255, 31], OtherFormat::Unknown),
        ];
        for (bytes, format) in cases {
            assert_eq!(recognise(bytes), format, "{bytes:?}");
        }
    }
}
