//! What an indicator finds: figures with their n and interval, by year and by part, and what may be said of them.

use serde::{Serialize, Serializer};

use super::Indicator;
use super::reading::{Counted, Evidence};
use super::selection::Selection;
use super::statistics::{Estimate, wilson};
use crate::data::{Code, Field, Row, Table};
use crate::words::Word;

/// Fewer records than this are drawn hollow, and no conclusion rests on them.
pub const FEW: usize = 5;

/// All that one indicator says of the facts that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which indicator.
    pub indicator: Indicator,
    /// What its values are.
    pub unit: Unit,
    /// The value over everything that passes.
    pub headline: Statistic,
    /// The facts that the headline and its points count; `None` where they lead to none.
    pub selection: Option<Selection>,
    /// The value by year; empty where it has no course in time.
    pub points: Vec<Point>,
    /// The value over what has no date, or how many records have none.
    pub undated: Option<Statistic>,
    /// What the value is made of, and what belongs beside it.
    pub parts: Vec<Part>,
    /// A table of two sets of values.
    pub matrix: Option<Matrix>,
    /// Who is counted and who is left out.
    pub counted: Vec<Counted>,
    /// What the numbers allow to say.
    pub reading: Evidence,
}

impl Finding {
    /// A part by group and id.
    pub fn part(&self, group: Group, id: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.group == group && part.id == id)
    }

    /// The parts of one group.
    pub fn group(&self, group: Group) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.group == group)
    }

    /// The value of a year.
    pub fn point(&self, year: i16) -> Option<&Statistic> {
        point(&self.points, year)
    }
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Between 0 and 1.
    Share,
    /// A number of things.
    Count,
    /// A number of things on average, or an effective number of types.
    Number,
    /// How many times as large.
    Ratio,
    /// Between 0 and 1, but no share of anything.
    Index,
    /// A length of time.
    Years,
}

/// A value and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statistic {
    /// `None` is a gap: there is nothing to count.
    #[serde(serialize_with = "rounded")]
    pub value: Option<f64>,
    /// Of a share: the records it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hits: Option<usize>,
    /// The records that the value rests on.
    pub n: usize,
    /// Lower limit of the 95 % interval, where one is defined.
    #[serde(serialize_with = "rounded", skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper limit.
    #[serde(serialize_with = "rounded", skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// What a reader must know of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
}

impl Statistic {
    /// A share with its interval.
    pub fn share(hits: usize, n: usize) -> Self {
        let figure = Self { hits: Some(hits), ..Self::number(Some(hits as f64 / n as f64), n) };
        match wilson(hits, n) {
            Some(estimate) => figure.between(estimate),
            None => figure,
        }
    }

    /// A value that rests on `n` records.
    pub fn number(value: Option<f64>, n: usize) -> Self {
        let flags = match n {
            0 => vec![Flag::Gap],
            1..FEW => vec![Flag::Few],
            _ => Vec::new(),
        };
        Self { value: value.filter(|value| n > 0 && value.is_finite()), n, flags, ..Self::default() }
    }

    /// A count, which says itself how much it rests on.
    pub fn count(count: usize) -> Self {
        Self { value: Some(count as f64), n: count, ..Self::default() }
    }

    /// With the limits of an interval.
    #[must_use]
    pub fn between(self, estimate: Estimate) -> Self {
        Self { low: Some(estimate.low), high: Some(estimate.high), ..self }
    }

    /// Whether no conclusion may rest on it.
    pub fn is_few(&self) -> bool {
        self.n < FEW
    }
}

/// What a reader must know of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// It rests on fewer than five records: drawn hollow.
    Few,
    /// There is nothing to count: a gap, never zero.
    Gap,
    /// The collection ends within the year.
    Partial,
    /// The year lies outside the years that were collected: hatched.
    NotCollected,
    /// Some of it stands on a date that says only "existed then": drawn hollow.
    Attested,
    /// It is there, but nobody knows since when.
    Undated,
    /// It was there and is no more.
    Ended,
}

/// A figure of one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The year.
    pub year: i16,
    /// Its figure.
    #[serde(flatten)]
    pub figure: Statistic,
}

/// The figure of a year among points.
pub fn point(points: &[Point], year: i16) -> Option<&Statistic> {
    points.iter().find(|point| point.year == year).map(|point| &point.figure)
}

/// One of the things a value is made of, or that belongs beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What kind of part it is.
    pub group: Group,
    /// The id of the value, or the name of the measure.
    pub id: String,
    /// What to call it.
    pub name: Named,
    /// What its values are.
    pub unit: Unit,
    /// Its figure over everything that passes.
    pub figure: Statistic,
    /// The facts that it counts.
    pub selection: Option<Selection>,
    /// Its figures by year, where it has a course in time.
    pub points: Vec<Point>,
    /// The two years that the figure lies between.
    pub span_years: Option<(i16, i16)>,
    /// What to filter by for the records behind it.
    pub value: Option<(Field, Code)>,
}

impl Part {
    /// With the facts that it counts.
    #[must_use]
    pub(super) fn counting(self, selection: Selection) -> Self {
        Self { selection: Some(selection), ..self }
    }

    /// A measure of its own, under the name that it is shown by.
    pub(super) fn measure(id: &str, name: Named, unit: Unit, figure: Statistic) -> Self {
        Self {
            group: Group::Measure,
            id: id.to_owned(),
            name,
            unit,
            figure,
            selection: None,
            points: Vec::new(),
            span_years: None,
            value: None,
        }
    }
}

/// What kind of thing a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Another measure of the same thing.
    Measure,
    /// A government.
    City,
    /// A kind of institution.
    Kind,
    /// A diplomacy mode.
    Mode,
    /// A sector of partners.
    Sector,
    /// A channel of ties.
    Channel,
    /// A set of partner levels that occur together.
    Levels,
    /// An act, and what follows it.
    Lineage,
    /// A step of a curve over years since a law.
    Lag,
    /// A national act: a date to rule a time axis by.
    Law,
}

/// A table of two sets of values; `None` is an empty cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// What a cell says.
    pub cell: Word,
    /// Ids and names of the rows.
    pub rows: Vec<Label>,
    /// Ids and names of the columns.
    pub columns: Vec<Label>,
    /// Row by row.
    pub cells: Vec<Vec<Option<f64>>>,
    /// What a reader must know of each cell, in the same order; empty where there is nothing to know of any.
    pub flags: Vec<Vec<Option<Flag>>>,
    /// The facts that each cell counts, in the same order; empty cells count none.
    pub selections: Vec<Vec<Selection>>,
}

impl Matrix {
    /// What a reader must know of a cell.
    pub fn flag(&self, row: usize, column: usize) -> Option<Flag> {
        *self.flags.get(row)?.get(column)?
    }
}

/// What a row or column is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As in the file.
    pub id: String,
    /// As on screen.
    pub name: Named,
}

/// What something is called, in either language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A phrase.
    Said(Word),
    /// A value of a field.
    Value(Field, Code),
    /// Values that stand together.
    Values(Field, Vec<Code>),
    /// A fact, by its title.
    Fact(Table, Row),
    /// So many years after a law.
    YearsAfterLaw(i16),
    /// The publisher that most records rest on.
    LargestPublisher(String),
}

/// Six decimals: what differs after them differs between machines.
pub fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[allow(clippy::ref_option, reason = "the form that serde asks for")]
fn rounded<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(round).serialize(serializer)
}
