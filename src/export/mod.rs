//! Out to a file: a figure becomes the bytes of a format, and the bytes become a whole file or none.

mod error;
mod file;
mod paper;
mod png;
mod svg;

use std::path::Path;

pub use error::ExportError;
pub use file::{safe_file_name, write};
pub use paper::PaperSize;

use crate::chart::Scene;
use crate::words::Lang;

/// A finished picture and what a file says about it. The same figure gives the same bytes each time.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture, laid out at the size of the paper.
    pub scene: Scene,
    /// What it shows, in one line.
    pub title: String,
    /// What a person who cannot see it is told.
    pub description: String,
    /// The language of its words.
    pub lang: Lang,
    /// How large it is on paper and in pixels.
    pub paper: PaperSize,
}

impl Figure {
    /// The bytes of the file.
    ///
    /// # Errors
    /// [`ExportError::Draw`] where the picture cannot be turned into pixels.
    pub fn encode(&self, format: Format) -> Result<Vec<u8>, ExportError> {
        match format {
            Format::Svg => Ok(svg::text(self).into_bytes()),
            Format::Png => png::bytes(self),
        }
    }

    /// Writes it to a file in the format that the end of the file's name says: whole, or not at all.
    ///
    /// # Errors
    /// [`ExportError`], which says file, cause and next step.
    pub fn save(&self, path: &Path) -> Result<(), ExportError> {
        let format = Format::from_path(path).ok_or_else(|| ExportError::UnknownFormat { path: path.to_owned() })?;
        write(path, &self.encode(format)?)
    }
}

/// A kind of file that a figure can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Lines and letters: sharp at any size, text that can be edited and searched.
    Svg,
    /// Pixels.
    Png,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Svg, Self::Png];

    /// What its file names end in, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// Its name, the same in both languages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
        }
    }

    /// The format that the end of a file's name says.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chart::{Font, MeasureText, Ruler, Shape, Stroke, TextRun};
    use ecolor::Color32;
    use emath::{Rect, pos2, vec2};

    fn text(x: f32, y: f32, angle_degrees: f32, bold: bool, text: &str) -> Shape {
        let font = Font { size: 14.0, bold };
        let width = Ruler::shipped().width(text, font);
        let (origin, text) = (pos2(x, y), text.to_owned());
        Shape::Text(TextRun { origin, angle_degrees, text, font, color: Color32::BLACK, width })
    }

    /// Every shape once, 3 by 2 inches.
    pub(crate) fn figure() -> Figure {
        let paper = PaperSize::from_inches(3.0, 2.0).unwrap();
        let mut scene = Scene::new(paper.points, Color32::WHITE);
        let stroke = Stroke::new(1.5, Color32::BLUE);
        let fill = Color32::RED.gamma_multiply(0.5);
        let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(40.0, 30.333_333));
        scene.add(Shape::Rect { rect, radius: 3.0, fill, stroke });
        scene.add(Shape::segment(pos2(60.0, 10.0), pos2(100.0, 40.0), stroke));
        scene.add(Shape::Line { points: vec![pos2(60.0, 40.0), pos2(80.0, 25.0), pos2(100.0, 10.0)], stroke });
        let points = vec![pos2(120.0, 40.0), pos2(140.0, 10.0), pos2(160.0, 40.0)];
        scene.add(Shape::Polygon { points, fill: Color32::GREEN, stroke: Stroke::NONE });
        scene.add(Shape::Circle { center: pos2(190.0, 25.0), radius: 15.0, fill: Color32::TRANSPARENT, stroke });
        scene.add(text(10.0, 80.0, 0.0, false, "서울 & 부산 <도시외교> \"Å\""));
        scene.add(text(10.0, 105.0, 0.0, true, "굵게  Bold"));
        scene.add(text(150.0, 130.0, -45.0, false, "기울임 1998"));
        Figure {
            scene,
            title: "도시외교 1998–2024".to_owned(),
            description: "모든 모양 & every shape".to_owned(),
            lang: Lang::Ko,
            paper,
        }
    }

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
    fn a_figure_is_saved_in_the_format_of_its_name() {
        let folder = tempfile::tempdir().unwrap();
        for format in Format::ALL {
            let path = folder.path().join("그림").with_extension(format.extension());
            figure().save(&path).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), figure().encode(format).unwrap());
        }
        let error = figure().save(&folder.path().join("figure.gif")).unwrap_err();
        assert!(matches!(error, ExportError::UnknownFormat { .. }));
    }
}
