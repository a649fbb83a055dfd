//! What could not be taken as it stands: every row accounted for, every notice typed and in words.

use std::path::PathBuf;
use std::time::Duration;

use super::private_copy::FileStamp;
use super::progress::Stage;
use crate::data::schema::SCHEMA_VERSION;
use crate::data::{Date, Field, Table};
use crate::words::{Lang, Word, counted};

/// What opening found out about a file.
#[derive(Clone, Debug, Default)]
pub struct OpenReport {
    /// The file, as a full path.
    pub path: PathBuf,
    /// Its size.
    pub file_bytes: u64,
    /// Its state just before it was read; [`FileStamp::of`] a later time tells whether to offer a reload.
    pub stamp: FileStamp,
    /// `user_version` of the file.
    pub schema_version: i64,
    /// Version of the database engine in this program.
    pub engine_version: &'static str,
    /// Every table of the schema that the file has, in the order they were read.
    pub tables: Vec<TableReport>,
    /// Every row that is undated, rejected, or shown without one of its values.
    pub issues: Vec<RowIssue>,
    /// What holds for the file as a whole.
    pub notices: Vec<Notice>,
    /// How long each stage took.
    pub timings: Vec<(Stage, Duration)>,
}

/// The rows of a table, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// Name in the file.
    pub name: &'static str,
    /// Taken, with a date where the table has dates.
    pub shown: usize,
    /// Taken, without a date.
    pub undated: usize,
    /// Not taken.
    pub rejected: usize,
}

impl TableReport {
    /// All rows of the table.
    pub fn rows(&self) -> usize {
        self.shown + self.undated + self.rejected
    }
}

/// A row that is not simply shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowIssue {
    /// Table of the file.
    pub table: &'static str,
    /// Position in the table, the first row being 1.
    pub row: usize,
    /// Its id; empty where it has none.
    pub id: String,
    /// Why.
    pub reason: RowReason,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Shown, but one of its values was not taken.
    ShownInPart,
    /// Shown among the undated.
    Undated,
    /// Not shown.
    Rejected,
}

/// Why a row is undated, rejected, or shown in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowReason {
    /// Undated: the file states no date.
    DateNotStated,
    /// Undated: not a date; as written.
    DateForm(String),
    /// Undated: a date that does not exist; as written.
    NoSuchDay(String),
    /// Rejected: no id.
    NoId,
    /// Rejected: no title in either language.
    NoTitle,
    /// Rejected: an earlier row has the id.
    DuplicateId,
    /// Rejected: a column without which the row says nothing is empty.
    Empty(&'static str),
    /// Rejected: belongs to a row that is not shown; its id.
    Orphan(String),
    /// Shown in part: a further date is none; column and value.
    OtherDate(&'static str, String),
    /// Shown in part: an end lies before its start; column, end and start.
    EndBeforeStart(&'static str, Date, Date),
    /// Shown in part: a number is none; column and value.
    Number(&'static str, String),
}

impl RowReason {
    /// What became of the row.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::DateNotStated | Self::DateForm(_) | Self::NoSuchDay(_) => Outcome::Undated,
            Self::NoId | Self::NoTitle | Self::DuplicateId | Self::Empty(_) | Self::Orphan(_) => Outcome::Rejected,
            Self::OtherDate(..) | Self::EndBeforeStart(..) | Self::Number(..) => Outcome::ShownInPart,
        }
    }

    /// In words.
    pub fn text(&self, lang: Lang) -> String {
        let plain = |word: Word| word.text(lang).to_owned();
        match self {
            Self::DateNotStated => plain(Word::ROW_NOT_STATED),
            Self::DateForm(value) => Word::row_date_form(lang, value),
            Self::NoSuchDay(value) => Word::row_no_such_day(lang, value),
            Self::NoId => plain(Word::ROW_NO_ID),
            Self::NoTitle => plain(Word::ROW_NO_TITLE),
            Self::DuplicateId => plain(Word::ROW_DUPLICATE_ID),
            Self::Empty(column) => Word::row_empty_column(lang, column),
            Self::Orphan(id) => Word::row_orphan(lang, id),
            Self::OtherDate(column, value) => Word::row_end_not_taken(lang, column, value),
            Self::EndBeforeStart(column, end, start) => Word::row_end_before_start(lang, column, end, start),
            Self::Number(column, value) => Word::row_number_not_taken(lang, column, value),
        }
    }

    /// Whether the row needs mending: a date that is simply not stated does not.
    pub fn is_warning(&self) -> bool {
        *self != Self::DateNotStated
    }
}

/// Something a reader must know about the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A private copy was read, with changes that another program had not finished.
    RecoveredChanges,
    /// The file follows a newer version of the format.
    NewerVersion(i64),
    /// A table is missing.
    MissingTable(&'static str),
    /// A table's name is taken by a view or a virtual table.
    NotATable(&'static str),
    /// A column of a table is missing: table and column.
    MissingColumn(&'static str, &'static str),
    /// Cells name rows that are not there.
    UnknownReferences(Unresolved),
    /// Cells hold words that no vocabulary defines.
    OtherWords(Unresolved),
    /// So many texts held bytes that are no UTF-8.
    BytesReplaced(usize),
    /// Rows break rules of the file's own schema; the first finding.
    RulesBroken(String),
    /// The file is damaged and was read all the same, as far as it goes; the first finding.
    Damaged(String),
    /// A damaged table could be read only up to this number of rows.
    CutShort(&'static str, usize),
    /// The file does not code a field of activities; it is derived.
    Derived(Field),
}

/// Cells of a column that lead nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// Table of the cells.
    pub table: &'static str,
    /// Their column.
    pub column: &'static str,
    /// How many.
    pub rows: usize,
    /// The first three different values.
    pub examples: Vec<String>,
}

impl Notice {
    /// In words.
    pub fn text(&self, lang: Lang) -> String {
        let rows = |cells: &Unresolved| counted(lang, cells.rows, Word::one_row, Word::many_rows);
        let off = |table: &str, column: &str| views_off(table, column).text(lang);
        match self {
            Self::RecoveredChanges => Word::NOTICE_RECOVERED.text(lang).to_owned(),
            Self::NewerVersion(version) => Word::notice_newer_version(lang, version, &SCHEMA_VERSION),
            Self::MissingTable(table) => Word::notice_missing_table(lang, table, &off(table, "")),
            Self::NotATable(table) => Word::notice_not_a_table(lang, table, &off(table, "")),
            Self::MissingColumn(table, column) => Word::notice_missing_column(lang, table, column, &off(table, column)),
            Self::UnknownReferences(cells) => Word::notice_unknown_references(
                lang,
                &cells.table,
                &cells.column,
                &rows(cells),
                &cells.examples.join(", "),
            ),
            Self::OtherWords(cells) => {
                Word::notice_other_words(lang, &cells.table, &cells.column, &rows(cells), &cells.examples.join(", "))
            }
            Self::BytesReplaced(cells) => Word::notice_bytes_replaced(lang, cells),
            Self::Damaged(finding) => Word::notice_damaged(lang, finding),
            Self::CutShort(table, rows) => {
                Word::notice_cut_short(lang, table, &counted(lang, *rows, Word::one_row, Word::many_rows))
            }
            Self::RulesBroken(finding) => Word::notice_rules_broken(lang, finding),
            Self::Derived(field) => {
                let name = if *field == Field::Mode { Word::MODE } else { Word::STRUCTURE };
                Word::notice_derived(lang, &name.text(lang))
            }
        }
    }
}

/// What a reader misses without a table, or (`column` not empty) without a column of it.
fn views_off(table: &str, column: &str) -> Word {
    match (table, column) {
        (_, "id" | "name_en" | "name_ko" | "acronym") | ("term" | "form" | "agenda", "") => Word::OFF_NAMES,
        (_, "title_en" | "title_ko") => Word::OFF_TITLES,
        (_, "start_date" | "end_date" | "joined" | "left" | "date_basis" | "founded") => Word::OFF_TIME,
        (_, "source_id") | ("source" | "citation", _) => Word::OFF_SOURCES,
        (_, "lat" | "lon") => Word::OFF_MAP,
        ("city", "level" | "parent_id") => Word::OFF_LEVELS,
        ("activity", "form_id") | ("form", _) => Word::OFF_FORMS,
        ("activity", "structure") => Word::OFF_STRUCTURE,
        ("activity", "status") => Word::OFF_STATUS,
        ("activity_mode", _) => Word::OFF_MODES,
        ("activity_counterpart", _) => Word::OFF_COUNTERPARTS,
        ("activity_agenda" | "network_agenda" | "partnership_agenda" | "agenda", _) => Word::OFF_AGENDAS,
        (_, "network_id") | ("membership" | "network", "" | "city_id" | "scope" | "kind" | "role") => {
            Word::OFF_NETWORKS
        }
        (_, "partner_id") | ("activity_partner" | "partnership" | "partner", "" | "city_id" | "type" | "level") => {
            Word::OFF_PARTNERS
        }
        ("instrument", "" | "kind") => Word::OFF_INSTITUTIONS,
        ("city" | "activity_city" | "instrument_city", _) => Word::OFF_CITIES,
        ("coverage", _) => Word::OFF_COVERAGE,
        _ => Word::OFF_DETAILS,
    }
}

impl OpenReport {
    /// The rows of a table of facts; all zero where the file lacks it.
    pub fn table(&self, table: Table) -> TableReport {
        let name = table.sql_name();
        self.tables
            .iter()
            .find(|report| report.name == name)
            .copied()
            .unwrap_or(TableReport { name, ..TableReport::default() })
    }

    /// Whether a damaged file was read as far as it goes: a banner stays, and every export says so.
    pub fn is_damaged(&self) -> bool {
        self.notices.iter().any(|notice| matches!(notice, Notice::Damaged(_) | Notice::CutShort(..)))
    }

    /// Whether anything needs mending or telling.
    pub fn has_warnings(&self) -> bool {
        !self.notices.is_empty() || self.issues.iter().any(|issue| issue.reason.is_warning())
    }
}
