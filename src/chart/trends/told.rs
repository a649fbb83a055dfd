//! A finding in words: its names and sentences in one language, made when asked for. The finding itself knows none.

mod headlines;
pub mod sentences;

use serde::{Serialize, Serializer};

use crate::data::Dataset;
use crate::query::indicators::{
    Finding, Flag, Group, Label, Matrix, Named, Part, Point, Statistic, Unit, Verdict, round,
};
use crate::words::{Lang, Word};

/// A finding and the language that it is told in. Written as JSON it is the whole finding with its words.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// What was found.
    pub finding: &'a Finding,
    /// In which file.
    pub dataset: &'a Dataset,
    /// In which language.
    pub lang: Lang,
}

impl Told<'_> {
    /// The name of the indicator.
    pub fn title(self) -> &'static str {
        self.finding.indicator.title().text(self.lang)
    }

    /// How it is computed.
    pub fn definition(self) -> &'static str {
        self.finding.indicator.definition().text(self.lang)
    }

    /// The literature it is made from.
    pub fn source(self) -> &'static str {
        self.finding.indicator.source().text(self.lang)
    }

    /// Who is counted and who is left out.
    pub fn counted(self) -> String {
        sentences::counted(self)
    }

    /// The same in one line, to stand over its picture.
    pub fn headline(self) -> String {
        headlines::headline(self)
    }

    /// What the numbers allow to say.
    pub fn reading(self) -> String {
        sentences::reading(self)
    }

    /// What something is called.
    pub fn name(self, name: &Named) -> String {
        let value = |field, code| self.dataset.vocabulary(field)[code].short_name(self.lang);
        match name {
            Named::Said(word) => word.text(self.lang).to_owned(),
            Named::Value(field, code) => value(*field, *code).to_owned(),
            Named::Values(field, codes) => {
                codes.iter().map(|&code| value(*field, code)).collect::<Vec<_>>().join(" + ")
            }
            Named::Fact(table, row) => self.dataset.table(*table).title(*row, self.lang).to_owned(),
            Named::YearsAfterLaw(years) => Word::years_after_law(self.lang, years),
            Named::LargestPublisher(publisher) => Word::largest_publisher(self.lang, publisher),
        }
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.finding;
        let in_words = InWords {
            id: finding.indicator.id(),
            title: self.title(),
            unit: finding.unit,
            headline: &finding.headline,
            points: &finding.points,
            undated: finding.undated.as_ref(),
            parts: finding.parts.iter().map(|part| PartInWords::of(*self, part)).collect(),
            matrix: finding.matrix.as_ref().map(|matrix| MatrixInWords::of(*self, matrix)),
            counted: self.counted(),
            definition: self.definition(),
            source: self.source(),
            reading: ReadingInWords { verdict: finding.reading.verdict, text: self.reading() },
        };
        in_words.serialize(serializer)
    }
}

#[derive(Serialize)]
struct InWords<'a> {
    id: &'static str,
    title: &'static str,
    unit: Unit,
    headline: &'a Statistic,
    #[serde(skip_serializing_if = "<[Point]>::is_empty")]
    points: &'a [Point],
    #[serde(skip_serializing_if = "Option::is_none")]
    undated: Option<&'a Statistic>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartInWords<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<MatrixInWords<'a>>,
    counted: String,
    definition: &'static str,
    source: &'static str,
    reading: ReadingInWords,
}

#[derive(Serialize)]
struct ReadingInWords {
    verdict: Verdict,
    text: String,
}

#[derive(Serialize)]
struct PartInWords<'a> {
    group: Group,
    id: &'a str,
    name: String,
    unit: Unit,
    #[serde(flatten)]
    figure: &'a Statistic,
    #[serde(skip_serializing_if = "<[Point]>::is_empty")]
    points: &'a [Point],
    #[serde(skip_serializing_if = "Option::is_none")]
    span_years: Option<(i16, i16)>,
}

impl<'a> PartInWords<'a> {
    fn of(told: Told<'a>, part: &'a Part) -> Self {
        let Part { group, unit, span_years, .. } = *part;
        let name = told.name(&part.name);
        Self { group, id: &part.id, name, unit, figure: &part.figure, points: &part.points, span_years }
    }
}

#[derive(Serialize)]
struct MatrixInWords<'a> {
    cell: &'static str,
    rows: Vec<LabelInWords<'a>>,
    columns: Vec<LabelInWords<'a>>,
    cells: Vec<Vec<Option<f64>>>,
    #[serde(skip_serializing_if = "<[Vec<Option<Flag>>]>::is_empty")]
    flags: &'a [Vec<Option<Flag>>],
}

impl<'a> MatrixInWords<'a> {
    fn of(told: Told<'a>, matrix: &'a Matrix) -> Self {
        let label = |label: &'a Label| LabelInWords { id: &label.id, name: told.name(&label.name) };
        Self {
            cell: matrix.cell.text(told.lang),
            rows: matrix.rows.iter().map(label).collect(),
            columns: matrix.columns.iter().map(label).collect(),
            cells: matrix.cells.iter().map(|row| row.iter().map(|cell| cell.map(round)).collect()).collect(),
            flags: &matrix.flags,
        }
    }
}

#[derive(Serialize)]
struct LabelInWords<'a> {
    id: &'a str,
    name: String,
}
