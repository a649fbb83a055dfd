//! An SVG as shapes and glyphs, with the two shipped fonts and no others, so that it is the same on every machine.

use std::sync::{Arc, OnceLock};

use resvg::usvg::{Options, Tree, fontdb};

use super::ExportError;
use crate::chart::ruler::{FONT_BOLD, FONT_FAMILY, FONT_REGULAR};

/// An SVG as a tree of shapes and glyphs of the shipped fonts.
pub fn tree(svg: &str) -> Result<Tree, ExportError> {
    let options = Options { font_family: FONT_FAMILY.to_owned(), fontdb: shipped_fonts(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(ExportError::drawing)
}

/// The two typefaces that travel with the program, and no others.
pub fn shipped_fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut fonts = fontdb::Database::new();
        for face in [FONT_REGULAR, FONT_BOLD] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(face)));
        }
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}
