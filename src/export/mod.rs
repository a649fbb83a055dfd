//! Out to a file: a figure or a deck becomes the bytes of a format, and the bytes become a whole file or none.

mod error;
mod figure;
mod file;
mod format;
mod formats;
mod import_template;
mod logo;
mod notes;
mod office;
mod paper;
mod records;
mod reopen;
mod xml;

pub use error::{ExportError, LogoFault};
pub use figure::{Figure, TextAs};
pub use file::{refuse_source, safe_file_name, write};
pub use format::Format;
pub use import_template::{template_csv, template_workbook};
pub use logo::Logo;
pub use notes::description;
pub use office::{Body, Deck, DeckPlan, Frame, Slide, Template, deck, slide};
pub use paper::{PRESETS, PaperSize};
pub use records::{RecordFile, as_lines};
pub use reopen::{ReopenError, read_view};
