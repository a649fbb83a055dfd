//! What a message must say: which file, why, and what to do next.

use std::fmt;

/// A failure in words a person can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What did not happen, with the name of the file.
    pub what: String,
    /// Why.
    pub cause: String,
    /// What to do next.
    pub next_step: String,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.what, self.cause, self.next_step)
    }
}
