//! The numbers behind a chart: what tests compare, a reader can check, and a data file carries.

use std::fmt;

use serde::Serialize;

/// A table with a heading line.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NumberTable {
    /// The headings.
    pub columns: Vec<String>,
    /// The lines, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl NumberTable {
    /// With one text in a last column, the same in every row.
    #[must_use]
    pub fn with_column(mut self, heading: &str, text: &str) -> Self {
        self.columns.push(heading.to_owned());
        for row in &mut self.rows {
            row.push(Cell::Text(text.to_owned()));
        }
        self
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A name or date.
    Text(String),
    /// A count or share.
    Number(f64),
    /// Nothing is known; not zero.
    Unknown,
}

impl Cell {
    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// A year, or unknown.
    pub fn year(year: Option<i16>) -> Self {
        year.map_or(Self::Unknown, |year| Self::Text(year.to_string()))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            // Shared counts (a third of an activity) are shown to two places, whole ones without.
            Self::Number(number) if number.fract() == 0.0 => write!(f, "{number:.0}"),
            Self::Number(number) => write!(f, "{number:.2}"),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for NumberTable {
    /// Tab-separated lines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.columns.join("\t"))?;
        for row in &self.rows {
            writeln!(f, "{}", row.iter().map(ToString::to_string).collect::<Vec<_>>().join("\t"))?;
        }
        Ok(())
    }
}
