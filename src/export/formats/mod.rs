//! The kinds of file that a figure can become, a file each; slides are made in `office`.

pub(super) mod csv;
pub(super) mod docx;
pub(super) mod html;
pub(super) mod hwpx;
pub(super) mod pdf;
pub(super) mod png;
pub(super) mod pptx;
pub(super) mod svg;
pub(super) mod xlsx;
