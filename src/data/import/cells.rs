//! What the cells of a column may hold.

use crate::data::schema::Holds;
use crate::data::{Date, DateError};

/// What keeps a text out of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadValue {
    /// No date, or not written as one.
    DateForm,
    /// A day that no calendar has.
    NoSuchDay,
    /// No number of the kind that the column holds.
    NotANumber,
}

/// Whether a column holds a text as it is written.
pub(super) fn check(holds: Holds, text: &str) -> Result<(), BadValue> {
    match holds {
        Holds::Text | Holds::Term(_) | Holds::Id(_) => Ok(()),
        Holds::Date => match Date::parse(text) {
            Ok(_) => Ok(()),
            Err(DateError::Form) => Err(BadValue::DateForm),
            Err(DateError::Calendar) => Err(BadValue::NoSuchDay),
        },
        Holds::Integer => text.parse::<i64>().map(|_| ()).or(Err(BadValue::NotANumber)),
        Holds::Real => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(()),
            _ => Err(BadValue::NotANumber),
        },
    }
}
