//! Where a figure keeps the view that made it, for each kind of file.

/// The keyword of the text chunk of a PNG, and the id of the metadata of an SVG.
pub const VIEW_KEY: &str = "city-diplomacy-view";
/// What the view follows in the keywords of a PDF.
pub const PDF_MARK: &str = "city-diplomacy-view: ";
/// The name of the tag on a slide, and of what a document carries; PowerPoint keeps tags when slides are copied.
pub const SLIDE_TAG: &str = "CITY_DIPLOMACY_VIEW";
