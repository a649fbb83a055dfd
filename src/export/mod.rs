//! Out to a file: a figure or a deck becomes the bytes of a format, and the bytes become a whole file or none.

mod base64;
mod error;
mod fault;
mod figure;
mod file;
mod format;
mod formats;
mod import_template;
mod logo;
mod mark;
mod notes;
mod office;
mod paper;
mod pasted;
mod printed;
mod records;
mod reopen;
mod report;
mod svg_tree;
mod xml;

pub use error::ExportError;
pub use fault::{DrawFault, LogoFault, PackageFault};
pub use figure::{Figure, TextAs};
pub use file::{refuse_source, safe_file_name, write};
pub use format::Format;
pub use import_template::{template_csv, template_workbook};
pub use logo::Logo;
pub use notes::description;
pub use office::{Body, Deck, DeckPlan, Frame, LayoutName, Slide, Template, deck, slide};
pub use paper::{PRESETS, PaperSize};
pub use pasted::{as_html, as_lines, numbers_as_html};
pub use records::RecordFile;
pub use reopen::{ReopenError, read_view};
