//! The kinds of file: a row each says what it can do, and which function of `formats` or `office` writes it. Figures and
//! decks become files here.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::figure::Part;
use super::formats::{csv, docx, html, hwpx, pdf, png, pptx, svg, xlsx};
use super::{Deck, ExportError, Figure, office, write};
use RecordsIn::{Lines, Workbook};
use Shape::{Document, Numbers, Picture, Slide};

/// What the rest of the program may ask of a format; one row of the table below.
pub(super) struct Spec {
    /// What its file names end in, without the dot.
    extension: &'static str,
    /// Its name, the same in both languages.
    label: &'static str,
    /// As what it holds a figure.
    shape: Shape,
    /// Whether the view that made a figure travels in the file.
    carries_view: bool,
    /// Whether its text can be turned into outlines.
    has_outlines: bool,
    /// How it holds records, where it does.
    pub(super) records: Option<RecordsIn>,
    /// Makes the bytes of a figure; the caller hears how much is done, 0 to 1, and ends the work by answering no.
    pub(super) encode: Encode,
    /// Makes the bytes of a deck, where one file can hold it.
    pub(super) encode_deck: Option<EncodeDeck>,
}

type Encode = fn(&Figure<'_>, &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError>;
type EncodeDeck = fn(&Deck) -> Result<Vec<u8>, ExportError>;

/// As what a file holds a figure.
#[derive(PartialEq, Eq)]
enum Shape {
    /// As a page of the size asked for.
    Picture,
    /// As a slide, laid out for slides.
    Slide,
    /// As a section of a document to read, with its numbers.
    Document,
    /// As the numbers behind it.
    Numbers,
}

/// How a file holds records.
pub(super) enum RecordsIn {
    /// A line each, however many there are.
    Lines(&'static csv::Separated),
    /// In a sheet, as many as a workbook bears.
    Workbook,
}

/// Makes the formats from their rows.
macro_rules! formats {
    ($($(#[$doc:meta])+ $name:ident => $spec:expr;)+) => {
        /// A kind of file that a figure can become.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Format {
            $($(#[$doc])+ $name,)+
        }

        impl Format {
            /// All formats.
            pub const ALL: [Self; [$(Self::$name),+].len()] = [$(Self::$name),+];

            pub(super) const fn spec(self) -> &'static Spec {
                const SPECS: &[Spec] = &[$($spec),+];
                &SPECS[self as usize]
            }
        }
    };
}

formats! {
    /// Lines and letters: sharp at any size, text that can be edited and searched.
    Svg => Spec {
        extension: "svg", label: "SVG", shape: Picture,
        carries_view: true, has_outlines: true, records: None,
        encode: svg::encode, encode_deck: None,
    };
    /// Pixels.
    Png => Spec {
        extension: "png", label: "PNG", shape: Picture,
        carries_view: true, has_outlines: false, records: None,
        encode: png::encode, encode_deck: None,
    };
    /// Pages: vectors and letters.
    Pdf => Spec {
        extension: "pdf", label: "PDF", shape: Picture,
        carries_view: true, has_outlines: false, records: None,
        encode: pdf::encode, encode_deck: Some(pdf::encode_deck),
    };
    /// A slide whose chart and words PowerPoint edits.
    Pptx => Spec {
        extension: "pptx", label: "PowerPoint", shape: Slide,
        carries_view: true, has_outlines: false, records: None,
        encode: pptx::encode, encode_deck: Some(office::encode_deck),
    };
    /// Headings, pictures, tables and sources, to be read and written on.
    Docx => Spec {
        extension: "docx", label: "Word", shape: Document,
        carries_view: true, has_outlines: false, records: None,
        encode: docx::encode, encode_deck: Some(docx::encode_deck),
    };
    /// The same as Hangul has it.
    Hwpx => Spec {
        extension: "hwpx", label: "HWPX", shape: Document,
        carries_view: true, has_outlines: false, records: None,
        encode: hwpx::encode, encode_deck: Some(hwpx::encode_deck),
    };
    /// The numbers with a chart.
    Xlsx => Spec {
        extension: "xlsx", label: "Excel", shape: Numbers,
        carries_view: false, has_outlines: false, records: Some(Workbook),
        encode: xlsx::encode, encode_deck: None,
    };
    /// The numbers, for every program.
    Csv => Spec {
        extension: "csv", label: "CSV", shape: Numbers,
        carries_view: false, has_outlines: false, records: Some(Lines(&csv::CSV)),
        encode: csv::encode, encode_deck: None,
    };
    /// The numbers, to paste.
    Tsv => Spec {
        extension: "tsv", label: "TSV", shape: Numbers,
        carries_view: false, has_outlines: false, records: Some(Lines(&csv::TSV)),
        encode: csv::encode_tabs, encode_deck: None,
    };
    /// A page to read in a browser: picture and numbers.
    Html => Spec {
        extension: "html", label: "HTML", shape: Picture,
        carries_view: true, has_outlines: true, records: None,
        encode: html::encode, encode_deck: None,
    };
}

impl Format {
    /// What records are written in where nothing else is asked for.
    pub const FOR_RECORDS: Self = Self::Csv;

    /// What its file names end in, without the dot.
    pub fn extension(self) -> &'static str {
        self.spec().extension
    }

    /// Its name, the same in both languages.
    pub fn label(self) -> &'static str {
        self.spec().label
    }

    /// Whether one file holds a whole deck.
    pub fn holds_deck(self) -> bool {
        self.spec().encode_deck.is_some()
    }

    /// Whether it holds records.
    pub fn holds_records(self) -> bool {
        self.spec().records.is_some()
    }

    /// Whether the view that made a figure travels in the file.
    pub fn carries_view(self) -> bool {
        self.spec().carries_view
    }

    /// Whether its text can be turned into outlines.
    pub fn has_outlines(self) -> bool {
        self.spec().has_outlines
    }

    /// Whether a figure becomes a slide, which can go into a presentation of one's own.
    pub fn is_slide(self) -> bool {
        self.spec().shape == Slide
    }

    /// Whether a figure becomes a section of a document, with its numbers.
    pub fn is_document(self) -> bool {
        self.spec().shape == Document
    }

    /// Whether it holds numbers in place of a picture: they are whole at any size.
    pub fn is_numbers(self) -> bool {
        self.spec().shape == Numbers
    }

    /// Those that hold records, the usual one first.
    pub fn of_records() -> impl Iterator<Item = Self> {
        let others = Self::ALL.into_iter().filter(|&format| format != Self::FOR_RECORDS && format.holds_records());
        std::iter::once(Self::FOR_RECORDS).chain(others)
    }

    /// The format that the end of a file's name says.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// The same where there must be one.
    ///
    /// # Errors
    /// [`ExportError::UnknownFormat`]
    pub fn of_path(path: &Path) -> Result<Self, ExportError> {
        let unknown =
            || ExportError::UnknownFormat { path: path.to_owned(), known: Self::ALL.map(Self::extension).into() };
        Self::from_path(path).ok_or_else(unknown)
    }

    /// Those that carry a view, by what their file names end in: `SVG`, `PNG`.
    pub fn names_with_view() -> Vec<String> {
        let able = Self::ALL.into_iter().filter(|format| format.carries_view());
        able.map(|format| format.extension().to_uppercase()).collect()
    }
}

impl Figure<'_> {
    /// What a person should know before it is shown to others: type that is too small, and what had no room.
    pub fn warnings(&self, format: Format) -> Vec<String> {
        self.warnings_of(match format.spec().shape {
            Slide => Part::Slide,
            Document => Part::Section,
            Picture | Numbers => Part::Page,
        })
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`ExportError::Draw`] where the picture cannot be drawn.
    pub fn encode(&self, format: Format) -> Result<Vec<u8>, ExportError> {
        self.encode_while(format, &mut |_| true)
    }

    /// The same for a picture that may take long: `go_on` hears how much is done, 0 to 1, and ends the work by answering
    /// no.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] then, and those of [`Self::encode`].
    pub fn encode_while(&self, format: Format, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
        (format.spec().encode)(self, go_on)
    }

    /// Writes it to a file in the format that the end of the file's name says: whole, or not at all.
    ///
    /// # Errors
    /// [`ExportError`], which says file, cause and next step.
    pub fn save(&self, path: &Path) -> Result<(), ExportError> {
        write(path, &self.encode(Format::of_path(path)?)?)
    }
}

impl Deck {
    /// The bytes of the file: PPTX, PDF with a page and a bookmark a slide, or a document with a section a slide.
    ///
    /// # Errors
    /// [`ExportError::NoDeck`] for the formats that hold one figure, [`ExportError::Draw`] where it cannot be drawn.
    pub fn encode(&self, format: Format) -> Result<Vec<u8>, ExportError> {
        format.spec().encode_deck.ok_or(ExportError::NoDeck { format: format.label() })?(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_name_says_the_format() {
        for format in Format::ALL {
            let name = format!("서울.{}", format.extension());
            assert_eq!(Format::from_path(Path::new(&name)), Some(format));
            assert_eq!(Format::from_path(Path::new(&name.to_uppercase())), Some(format));
        }
        assert_eq!(["a", "png", ".svg", "a.svg.txt"].map(|name| Format::from_path(Path::new(name))), [None; 4]);
    }

    #[test]
    fn formats_are_named_in_settings_as_before() {
        for format in Format::ALL {
            assert_eq!(serde_json::to_value(format).unwrap(), format.extension());
        }
    }

    #[test]
    fn a_format_can_do_what_its_row_says() {
        let of = |can: fn(Format) -> bool| {
            let able = Format::ALL.into_iter().filter(|&format| can(format)).map(Format::extension);
            able.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of(Format::holds_deck), "pdf pptx docx hwpx");
        assert_eq!(of(Format::carries_view), "svg png pdf pptx docx hwpx html");
        assert_eq!(of(Format::is_numbers), "xlsx csv tsv");
        assert_eq!(of(Format::holds_records), "xlsx csv tsv");
        assert_eq!(of(Format::is_slide), "pptx");
        assert_eq!(of(Format::is_document), "docx hwpx");
        assert_eq!(Format::of_records().collect::<Vec<_>>(), [Format::Csv, Format::Xlsx, Format::Tsv]);
    }
}
