//! What a file may be that is no sheet.

/// A kind of file that holds no table, or one that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFile {
    /// HTML, often saved by a website as `.xls`.
    WebPage,
    /// XML, the spreadsheets of Excel 2003 among them.
    Xml,
    /// JSON, `GeoJSON`.
    Json,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A packed file that is no workbook.
    Archive,
    /// A text document or slides.
    Document,
    /// A document of Hangul.
    Hangul,
    /// Excel's binary form of today (XLSB).
    BinaryWorkbook,
    /// A workbook of before 1997, or of another program of that time.
    OldWorkbook,
    /// A workbook of Apple Numbers.
    Numbers,
    /// An Access database, dBase, Parquet.
    OtherDatabase,
}
