//! Who is counted: the switches that every indicator names in words.

use serde::{Deserialize, Serialize};

/// Who is counted beyond what the filter lets pass. Part of a view, so that it can be seen, switched and undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Counting {
    /// Activities that are only announced, or of which nobody says that they were held.
    pub announced: bool,
    /// Domestic networks.
    pub domestic: bool,
    /// Bills, which are no law.
    pub bills: bool,
    /// Institutions of which is only known that they existed on a date: they count from that date on.
    pub attested_institutions: bool,
    /// The same of ties; where off, such a tie has no date.
    pub attested_ties: bool,
    /// Ties that are participation, plans or talks.
    pub other_ties: bool,
    /// Structure and modes that a rule gave and no person.
    pub derived: bool,
    /// Threats and private partners in the broad sense, where the indicator has a strict and a broad one.
    pub broad: bool,
    /// The level of the governments that are compared with each other; `None` pools all levels.
    pub level: Option<String>,
    /// The id of the law after which ordinances are followed; `None` lets the program choose.
    pub law: Option<String>,
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            announced: false,
            domestic: false,
            bills: false,
            attested_institutions: true,
            attested_ties: false,
            other_ties: false,
            derived: true,
            broad: false,
            level: Some("upper".to_owned()),
            law: None,
        }
    }
}
