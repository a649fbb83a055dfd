//! Facts as the lines of a table: which columns each table has, how a cell reads, and what a column sorts by.

use std::borrow::Cow;

use super::table::Cell;
use crate::data::{Code, Dataset, FactTable, Field, ListColumn, Row, SourceRow, Table, Text};
use crate::query::{Order, RowSet, Sorted};
use crate::words::{Lang, Word, grouped};

/// A column of the records of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordColumn {
    /// When it began.
    Start,
    /// When it ended.
    End,
    /// What it is called.
    Title,
    /// The values of a field.
    Values(Field),
    /// Who stood on the other side.
    Counterparts,
    /// What the city is in a tie.
    RoleText,
    /// The institution it follows from.
    Follows,
    /// How many pages it rests on.
    Sources,
}

impl RecordColumn {
    /// The columns of a table, from left to right.
    pub fn of(table: Table) -> &'static [Self] {
        use RecordColumn::{Counterparts, End, Follows, RoleText, Sources, Start, Title, Values};
        match table {
            Table::Activities => &[
                Start,
                End,
                Title,
                Values(Field::City),
                Values(Field::Form),
                Values(Field::Agenda),
                Values(Field::Network),
                Values(Field::Partner),
                Counterparts,
                Sources,
            ],
            Table::Memberships => &[
                Start,
                End,
                Values(Field::City),
                Values(Field::CityLevel),
                Values(Field::Network),
                Values(Field::Role),
                Values(Field::Scope),
                Values(Field::Agenda),
                Sources,
            ],
            Table::Partnerships => &[
                Start,
                End,
                Values(Field::City),
                Values(Field::Partner),
                Values(Field::Sector),
                Values(Field::Channel),
                Values(Field::TieStatus),
                RoleText,
                Values(Field::Agenda),
                Sources,
            ],
            Table::Institutions => &[Start, End, Values(Field::Kind), Values(Field::City), Title, Follows, Sources],
        }
    }

    /// Its heading.
    pub fn word(self, table: Table) -> Word {
        match self {
            Self::Start if table == Table::Memberships => Word::JOINED_COLUMN,
            Self::End if table == Table::Memberships => Word::LEFT_COLUMN,
            Self::Start => Word::START_COLUMN,
            Self::End => Word::END_COLUMN,
            Self::Title => Word::TITLE_COLUMN,
            Self::Values(field) => field.word(),
            Self::RoleText => Word::ROLE_TEXT_COLUMN,
            Self::Counterparts => Word::COUNTERPARTS_COLUMN,
            Self::Follows => Word::FOLLOWS_COLUMN,
            Self::Sources => Word::SOURCES,
        }
    }

    /// The name used on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Title => "title",
            Self::Values(field) => field.id(),
            Self::RoleText => "role-text",
            Self::Counterparts => "counterparts",
            Self::Follows => "follows",
            Self::Sources => "sources",
        }
    }
}

/// The facts of a table as they read in a language.
#[derive(Clone, Copy)]
pub struct RecordTable<'a> {
    dataset: &'a Dataset,
    facts: &'a FactTable,
    /// Whose facts.
    pub table: Table,
    lang: Lang,
}

impl<'a> RecordTable<'a> {
    /// Those of a dataset.
    pub fn new(dataset: &'a Dataset, table: Table, lang: Lang) -> Self {
        Self { dataset, facts: dataset.table(table), table, lang }
    }

    /// A cell on screen: names short; what is not known says so, or is empty where that is the rule.
    pub fn text(&self, column: RecordColumn, row: Row) -> Cow<'a, str> {
        let facts = self.facts;
        match column {
            RecordColumn::Start => match facts.start(row) {
                Some(date) if facts.is_attested(row) => Word::existed_in(self.lang, &date).into(),
                Some(date) => date.to_string().into(),
                None if self.table == Table::Memberships => Word::YEAR_UNKNOWN.text(self.lang).into(),
                None => Word::UNDATED.text(self.lang).into(),
            },
            RecordColumn::End => facts.end(row).map_or_else(String::new, |date| date.to_string()).into(),
            RecordColumn::Title => facts.title(row, self.lang).into(),
            RecordColumn::Values(field) => match facts.codes(field, row) {
                [] if self.is_national(field) => Word::NATIONAL_WORD.text(self.lang).into(),
                [] => "".into(),
                [code] => self.short_name(field, *code).into(),
                codes => joined(codes.iter().map(|&code| self.short_name(field, code)), ", ").into(),
            },
            RecordColumn::RoleText => facts.text(Text::RoleText, row).into(),
            RecordColumn::Counterparts => facts.counterparts.text(row).into(),
            RecordColumn::Follows => facts.parent(row).map_or("", |parent| facts.title(parent, self.lang)).into(),
            RecordColumn::Sources => grouped(facts.sources.get(row.index()).len()).into(),
        }
    }

    /// A cell for who wants to know more: names whole, then in the other language; the titles of sources. A line each.
    pub fn more(&self, column: RecordColumn, row: Row) -> String {
        const MOST_SOURCES: usize = 8;
        let facts = self.facts;
        let in_both = |text: &dyn Fn(Lang) -> String| {
            let [own, other] = [text(self.lang), text(self.lang.other())];
            if own == other { own } else { format!("{own}\n{other}") }
        };
        match column {
            RecordColumn::Title => in_both(&|lang| facts.title(row, lang).to_owned()),
            RecordColumn::Values(field) if !facts.codes(field, row).is_empty() => {
                in_both(&|lang| self.names(field, row, lang, ", "))
            }
            RecordColumn::Follows => facts
                .parent(row)
                .map_or_else(String::new, |parent| in_both(&|lang| facts.title(parent, lang).to_owned())),
            RecordColumn::Sources => {
                let sources = facts.sources.get(row.index());
                let mut lines: Vec<&str> =
                    sources.iter().take(MOST_SOURCES).map(|&source| self.dataset.source(source).title).collect();
                let more = Word::and_more(self.lang, &(sources.len() - lines.len()));
                if sources.len() > lines.len() {
                    lines.push(&more);
                }
                lines.join("\n")
            }
            _ => self.text(column, row).into_owned(),
        }
    }

    /// A row in one line, for people who hear it.
    pub fn spoken(&self, row: Row) -> String {
        let columns = RecordColumn::of(self.table).iter().filter(|column| **column != RecordColumn::Sources);
        let cells = columns.map(|&column| self.text(column, row)).filter(|text| !text.is_empty());
        cells.collect::<Vec<_>>().join(", ")
    }

    /// The headings of the data: those of the table, the id before them, and behind them the pages themselves.
    pub fn headings(&self) -> Vec<String> {
        let mut words = vec![Word::ID_COLUMN];
        for &column in RecordColumn::of(self.table) {
            words.push(column.word(self.table));
            if column == RecordColumn::Start && self.tells_attested() {
                words.push(Word::EXISTED_BY_THEN);
            }
        }
        words.push(Word::SOURCE_PAGES);
        words.into_iter().map(|word| word.text(self.lang).to_owned()).collect()
    }

    /// A row of the data: names whole, several in a cell with semicolons between; what is not known is empty.
    pub fn cells(&self, row: Row) -> Vec<Cell> {
        let facts = self.facts;
        let text = |text: String| if text.is_empty() { Cell::Unknown } else { Cell::Text(text) };
        let sources = facts.sources.get(row.index());
        let mut cells = vec![text(facts.ids.get(row.index()).to_owned())];
        for &column in RecordColumn::of(self.table) {
            cells.push(match column {
                RecordColumn::Start => text(facts.start(row).map_or_else(String::new, |date| date.to_string())),
                RecordColumn::Values(field) => match &*self.names(field, row, self.lang, "; ") {
                    "" if self.is_national(field) => text(Word::NATIONAL_WORD.text(self.lang).to_owned()),
                    names => text(names.to_owned()),
                },
                RecordColumn::Sources => Cell::count(sources.len()),
                column => text(self.text(column, row).into_owned()),
            });
            if column == RecordColumn::Start && self.tells_attested() {
                cells.push(if facts.is_attested(row) { Cell::Text("×".to_owned()) } else { Cell::Unknown });
            }
        }
        cells.push(text(joined(sources.iter().map(|&source| self.page(source)), "; ")));
        cells
    }

    /// All rows by a column. O(rows log rows); the names of a field are compared once, not once a row.
    pub fn sorted(&self, column: RecordColumn) -> Sorted {
        let facts = self.facts;
        let rows = facts.len();
        match column {
            RecordColumn::Start => Sorted::by_numbers(facts.start.iter().map(|date| date.map(date_rank))),
            RecordColumn::End => Sorted::by_numbers(facts.end.iter().map(|date| date.map(date_rank))),
            RecordColumn::Title => Sorted::by_texts(rows, |row| facts.title(row, self.lang)),
            RecordColumn::RoleText => Sorted::by_texts(rows, |row| facts.text(Text::RoleText, row)),
            RecordColumn::Counterparts => {
                let names =
                    |list: &[u32]| joined(list.iter().map(|&name| facts.counterparts.names.get(name as usize)), "; ");
                by_lists(rows, &facts.counterparts.listed, |list| names(list).into())
            }
            RecordColumn::Follows => {
                let title = |row| facts.parent(row).map_or("", |parent| facts.title(parent, self.lang));
                Sorted::by_texts(rows, title)
            }
            RecordColumn::Values(field) => by_lists(rows, &facts.codes[field as usize], |codes| match codes {
                [code] => Cow::Borrowed(self.short_name(field, *code)),
                codes => Cow::Owned(joined(codes.iter().map(|&code| self.short_name(field, code)), ", ")),
            }),
            RecordColumn::Sources => Sorted::by_numbers((0..rows).map(|row| Some(facts.sources.get(row).len() as u32))),
        }
    }

    /// The rows that pass, by a column or, where there is none, by date.
    pub fn order(&self, sort: Option<(RecordColumn, bool)>, rows: RowSet) -> Order {
        match sort {
            None => Order::by_date(self.facts, rows, false),
            Some((RecordColumn::Start, is_reversed)) => Order::by_date(self.facts, rows, is_reversed),
            Some((column, is_reversed)) => Order::by(&self.sorted(column), rows, is_reversed),
        }
    }

    fn names(&self, field: Field, row: Row, lang: Lang, between: &str) -> String {
        joined(self.facts.codes(field, row).iter().map(|&code| self.dataset.name(field, code, lang)), between)
    }

    fn short_name(&self, field: Field, code: Code) -> &'a str {
        let name = self.dataset.vocabulary(field)[code].short_name(self.lang);
        match field {
            // Here a bracket tells two of the same name apart.
            Field::City | Field::Network | Field::Partner => name,
            _ => without_brackets(name),
        }
    }

    /// `International exchange, City of Seoul https://…`.
    fn page(&self, source: SourceRow) -> String {
        let source = self.dataset.source(source);
        let said = joined([source.title, source.publisher].into_iter().filter(|part| !part.is_empty()), ", ");
        joined([said.as_str(), source.url].into_iter().filter(|part| !part.is_empty()), " ")
    }

    /// An institution of no city is one of the state.
    fn is_national(&self, field: Field) -> bool {
        self.table == Table::Institutions && field == Field::City
    }

    /// Whether a start of this table may be only a date at which the thing existed.
    fn tells_attested(&self) -> bool {
        matches!(self.table, Table::Partnerships | Table::Institutions)
    }
}

/// So many rows by the texts of the lists they hold. The different lists are compared once, not once a row.
fn by_lists<'t, T: Copy + Eq>(rows: usize, column: &ListColumn<T>, text: impl Fn(&[T]) -> Cow<'t, str>) -> Sorted {
    let texts: Vec<Cow<'_, str>> = column.lists().map(text).collect();
    // The different lists are sorted as if they were rows.
    let sorted = Sorted::by_texts(texts.len(), |list| &texts[list.index()]);
    let order = sorted.known().iter().map(|&list| list as usize);
    let mut ranks = vec![None; texts.len()];
    let mut before: Option<usize> = None;
    for (place, list) in order.enumerate() {
        let as_before = before.filter(|&other| texts[other] == texts[list]);
        ranks[list] = as_before.map_or(Some(place as u32), |other| ranks[other]);
        before = Some(list);
    }
    let is_there = !column.is_empty();
    Sorted::by_numbers((0..rows).map(|row| if is_there { ranks[column.ids().get(row)] } else { None }))
}

/// What stands in brackets explains a word to newcomers; a column has no room for it.
pub fn without_brackets(name: &str) -> &str {
    name.split('(').next().map(str::trim_end).filter(|name| !name.is_empty()).unwrap_or(name)
}

fn joined<T: AsRef<str>>(parts: impl Iterator<Item = T>, between: &str) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// Dates in their order: an unknown month or day before the known ones.
fn date_rank(date: crate::data::Date) -> u32 {
    let part = |part: Option<u8>| u32::from(part.unwrap_or(0));
    u32::from(date.year() as u16) << 16 | part(date.month()) << 8 | part(date.day())
}
