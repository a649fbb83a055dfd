//! The sheets, tables and views that a file lists, and why one of them is not read.

use serde::Serialize;

use crate::words::{Lang, Word};

/// Why a sheet of a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// The workbook hides it.
    Hidden,
    /// A cover, notes, or nothing: no list.
    NoList,
    /// A list that was not chosen.
    NotChosen,
    /// A view: what it computes runs only where a person chooses it.
    View,
}

impl Unread {
    /// In words.
    pub fn text(self, lang: Lang) -> &'static str {
        let word = match self {
            Self::Hidden => Word::UNREAD_HIDDEN,
            Self::NoList => Word::UNREAD_NO_LIST,
            Self::NotChosen => Word::UNREAD_NOT_CHOSEN,
            Self::View => Word::UNREAD_VIEW,
        };
        word.text(lang)
    }
}

/// A sheet that is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadSheet {
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: Unread,
}

/// A sheet, table or view as the file lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::data) struct Listed {
    pub name: String,
    pub is_hidden: bool,
    pub is_view: bool,
}
