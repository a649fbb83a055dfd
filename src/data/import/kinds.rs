//! What the values of a column mean, whatever its heading says: dates, countries, governments of ours, networks, roles,
//! marks, counts. With it columns are found that no heading names, and the kind of rows that a sheet holds.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::names::normal;
use super::target::Target;
use crate::data::places::{Found, Hint, Meaning, Within, read_country, read_place};
use crate::data::sheet::{Sheet, shape};

/// What most values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Values {
    Dates,
    Countries,
    /// Local governments of Korea.
    Governments,
    Networks,
    Roles,
    Marks,
    Numbers,
    Texts,
    Nothing,
}

/// What most values of each column are, as far as the first rows tell.
pub(super) fn values(sheet: &Sheet) -> Vec<Values> {
    (0..sheet.columns.len()).map(|column| values_of(sheet, column)).collect()
}

/// Whether a cell is of a kind.
type Test<'a> = &'a dyn Fn(&str) -> bool;

fn values_of(sheet: &Sheet, column: usize) -> Values {
    let rows = sheet.first_data_rows().filter(|row| super::footers::reason(&row.cells).is_none());
    let cells: Vec<&str> =
        rows.filter_map(|row| row.cells.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    if cells.is_empty() {
        return Values::Nothing;
    }
    let most = |is: &dyn Fn(&str) -> bool| cells.iter().filter(|cell| is(cell)).count() * 10 >= cells.len() * 6;
    let is_number = |cell: &str| cell.replace(',', "").parse::<f64>().is_ok_and(f64::is_finite);
    let known: [(Values, Test<'_>); 7] = [
        (Values::Dates, &is_date),
        (Values::Marks, &|cell| shape::is_mark(cell) && cell != "1"),
        (Values::Numbers, &is_number),
        (Values::Countries, &is_country),
        (Values::Governments, &is_government),
        (Values::Networks, &is_network),
        (Values::Roles, &is_role),
    ];
    known.into_iter().find(|(_, is)| most(is)).map_or(Values::Texts, |(values, _)| values)
}

/// A year of our time, with a month and a day or without.
fn is_date(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || " .-/년월일年月日:T'".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let year: Option<u32> = text.get(..4).and_then(|year| year.parse().ok());
    let is_year = year.is_some_and(|year| (1900..=2100).contains(&year));
    let last: Option<u32> =
        text.trim_end_matches(['.', '년']).rsplit(['.', '/', '-', ' ']).next().and_then(|year| year.parse().ok());
    let ends_with_year = digits >= 6 && last.is_some_and(|year| (1900..=2100).contains(&year));
    // A mere number is a count where nothing says that it is a year.
    let is_written = digits > 4 || text.chars().count() == 4 || text.ends_with('년');
    text.chars().all(is_sign) && (4..=14).contains(&digits) && is_written && (is_year || ends_with_year)
}

fn is_country(text: &str) -> bool {
    read_country(text) != Found::Nothing
}

/// A local government of Korea, or several, or a place that is said to lie in one.
fn is_government(text: &str) -> bool {
    match read_place(text, &Hint::default()).meaning {
        Meaning::Government(_) | Meaning::OneOf(_) | Meaning::EachOf(_) => true,
        Meaning::Elsewhere(place) => matches!(place.within, Some(Within::Government(_))),
        Meaning::Nothing | Meaning::Country(_) | Meaning::OneOfCountries(_) => false,
    }
}

fn is_network(text: &str) -> bool {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let mut reader = csv::Reader::from_reader(include_str!("../../../assets/sample/network.csv").as_bytes());
        let names = reader.records().flatten().flat_map(|record| {
            [1, 2, 3].map(|at| normal(record.get(at).unwrap_or_default().split('(').next().unwrap_or_default()))
        });
        names.filter(|name| name.chars().count() > 2).collect()
    });
    NAMES.contains(&normal(text))
}

fn is_role(text: &str) -> bool {
    const ROLES: &str = "정회원,준회원,회원,회원도시,의장,의장도시,부의장,회장,회장도시,부회장,이사,이사도시,집행위원,운영위원,창립회원,\
member,fullmember,associatemember,associate,chair,vicechair,president,vicepresident,board,observer,founder";
    let text = normal(text);
    ROLES.split(',').any(|role| role == text)
}

/// Whether a sheet counts: a place in each row, a year or a country in each heading, and a number in each cell.
pub(super) fn is_table_of_counts(sheet: &Sheet) -> bool {
    let all = values(sheet);
    if sheet.choice.by_year {
        // The years are rows by now: their cells stand in the last column.
        let is_number = all.last() == Some(&Values::Numbers);
        let is_of_years = sheet.columns.last().is_some_and(|column| column == shape::VALUE_COLUMN);
        let mut cells = sheet.first_data_rows().filter_map(|row| row.cells.get(sheet.columns.len() - 1));
        return is_number && is_of_years && cells.any(|cell| !shape::is_mark(cell));
    }
    let is_counted = |column: &String| {
        let name = super::headings::normal(column);
        let counts = ["합계", "총계", "계", "소계", "건수", "횟수", "total", "sum", "count"];
        counts.contains(&name.as_str()) || is_country(column) || name.ends_with("건수")
    };
    let years = &sheet.years;
    let counted = sheet.columns.iter().filter(|column| years.contains(column) || is_counted(column));
    let numbers = sheet.columns.iter().zip(&all).filter(|(column, values)| {
        matches!(values, Values::Numbers | Values::Nothing) && (years.contains(column) || is_counted(column))
    });
    let (counted, numbers) = (counted.count(), numbers.count());
    counted >= 2 && numbers == counted && !tells_facts(sheet, &all)
}

/// Whether a sheet has a column a year that says what was done, and nothing else that does.
pub(super) fn is_by_year(sheet: &Sheet) -> bool {
    !sheet.years.is_empty() && !tells_facts(sheet, &values(sheet))
}

/// Whether a column besides those of the years is a date, a counterpart or a network.
fn tells_facts(sheet: &Sheet, all: &[Values]) -> bool {
    let facts = ["start_date", "joined", "period", "counterpart", "network", "partner", "title_ko", "title_en"];
    let of_kinds = [Target::Activities, Target::Memberships, Target::Partnerships].map(super::headings::slots);
    let slots: Vec<_> = of_kinds.into_iter().flatten().filter(|slot| facts.contains(&slot.id)).collect();
    sheet.columns.iter().zip(all).any(|(column, values)| {
        !sheet.years.contains(column)
            && (*values == Values::Dates
                || slots.iter().any(|slot| super::sides::rank_in_group(slot, column).is_some()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_say_what_a_column_is() {
        for date in ["1979-01-19", "1993.10.23.", "2001년 3월", "2010", "19891024", "23/10/1993"] {
            assert!(is_date(date), "{date}");
        }
        for other in ["12", "1234567", "02-123-4567", "서울", "3000"] {
            assert!(!is_date(other), "{other}");
        }
        assert!(is_country("일본") && is_country("United Kingdom") && !is_country("후쿠야마시"));
        for ours in
            ["경상북도 포항시", "서울", "부산광역시", "수원시", "전북특별자치도 무주군", "강원도", "제주특별자치도"]
        {
            assert!(is_government(ours), "{ours}");
        }
        assert!(!is_government("후쿠야마시") && !is_government("나라시") && !is_government("Sampleton"));
        assert!(is_network("ICLEI") && is_role("정회원"));
    }
}
