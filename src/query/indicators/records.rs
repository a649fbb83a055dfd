//! The records behind a figure: the filter that leads from an indicator back to its facts, and the facts themselves.

use super::context::Context;
use super::selection::{Choices, Selection};
use super::{Counting, Question};
use crate::data::{Code, Dataset, Field, Row, Table};
use crate::query::{Filter, YearsMean};

/// Which facts a figure counts: choices that lead near them, and the selection itself where they do not say all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Records {
    /// The values to include, by field.
    pub choices: Vec<(Field, Vec<Code>)>,
    /// The values to exclude, by field.
    pub without: Vec<(Field, Vec<Code>)>,
    /// First and last year.
    pub years: Option<(i16, i16)>,
    /// The facts themselves, where no filter says which.
    pub rows: Option<(Table, Vec<Row>)>,
    /// What an indicator counts.
    pub counted: Option<Selection>,
    /// Whether exactly those pass the choices and years, if nothing else is asked.
    pub(crate) is_whole: bool,
}

impl Records {
    /// The facts of a selection.
    pub fn of(dataset: &Dataset, selection: &Selection, counting: &Counting) -> Self {
        let Choices { include, exclude, is_whole } = selection.choices(dataset, counting);
        Self { choices: include, without: exclude, is_whole, counted: Some(selection.clone()), ..Self::default() }
    }

    /// The same in some years.
    #[must_use]
    pub fn in_years(&self, from: i16, to: i16) -> Self {
        Self { years: Some((from, to)), ..self.clone() }
    }

    /// The same of one value of a field; of that, no selection knows.
    #[must_use]
    pub fn with(&self, field: Field, code: Code) -> Self {
        let mut records = Self { counted: None, is_whole: false, ..self.clone() };
        records.choices.retain(|(other, _)| *other != field);
        records.choices.push((field, vec![code]));
        records
    }

    /// The very facts that the figure counts under a question; `None` where it is no figure of an indicator.
    pub fn counted_rows(&self, question: Question<'_>) -> Option<(Table, Vec<Row>)> {
        let selection = self.counted.as_ref()?;
        Some(selection.rows(&Context::new(question), self.years))
    }

    /// Whether who follows the choices and years from a filter sees exactly what is counted.
    pub fn are_said_by_choices(&self, filter: &Filter) -> bool {
        let is_free = |field: Field| {
            let choice = filter.choice(field);
            choice.include.is_empty() && !choice.all_of
        };
        let years_say_so = match (self.years, filter.years) {
            (None, _) => true,
            (Some(_), None) => filter.years_mean == YearsMean::StartedIn && !filter.undated_pass,
            (Some(_), Some(_)) => false,
        };
        self.is_whole && years_say_so && self.choices.iter().all(|(field, _)| is_free(*field))
    }
}
