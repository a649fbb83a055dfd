//! What several charts say alike: the line under a title, the filter in words, why nothing is drawn.

use std::collections::BTreeSet;

use super::ChartInput;
use crate::data::{Code, Dataset, Field, Table};
use crate::query::aggregate::Period;
use crate::query::{Choice, Dimension, Filter, MemberOf, Sweep};
use crate::words::{Lang, Phrase, Word, grouped};

/// The line under the title of a chart of facts: what the chart itself says, then how many are undated, and which filters
/// its first table lacks. Where nothing passes, why.
pub fn subtitle(input: &ChartInput<'_>, tables: &[Table], own: impl FnOnce() -> Vec<String>) -> String {
    let table = tables[0];
    if tables.iter().all(|&table| input.answer.rows(table).count() == 0) {
        return why_empty(input, table);
    }
    let mut parts = own();
    let undated = input.answer.table(table).undated;
    if undated > 0 {
        parts.push(Word::plus_undated(input.lang, &grouped(undated)));
    }
    parts.extend(not_narrowed(input, table));
    parts.join(" · ")
}

/// "by partner sector".
pub fn by(input: &ChartInput<'_>, field: Field) -> String {
    Word::by(input.lang, &field.word().text(input.lang).to_lowercase())
}

/// What the layers are, whether their counts or their shares are shown, and how long a bar is.
pub fn stacked_by(input: &ChartInput<'_>, field: Field) -> Vec<String> {
    let marks = input.options.marks;
    let phrase = if marks.shares { Word::shares_by } else { Word::by };
    let mut parts = vec![phrase(input.lang, &field.word().text(input.lang).to_lowercase())];
    let period = match input.options.period {
        Period::FiveYears => Some(Word::IN_FIVE_YEARS),
        Period::TenYears => Some(Word::IN_TEN_YEARS),
        Period::Month | Period::Quarter | Period::Year => None,
    };
    parts.extend(period.filter(|_| !marks.is_none()).map(|word| word.text(input.lang).to_owned()));
    parts
}

/// How many of the activities that are shown stand in no bar or lane of this length, by what their dates lack.
pub fn not_drawn(input: &ChartInput<'_>, period: Period) -> Vec<String> {
    let facts = input.dataset.table(Table::Activities);
    let sweep = Sweep::new(facts, input.answer.rows(Table::Activities));
    let undated = sweep.undated();
    // Every date has a year.
    let too_coarse = if period.months() < 12 { sweep.dated_where(|date| period.of(date).is_none()) } else { 0 };
    let phrase = if period == Period::Quarter { Word::too_coarse_for_quarters } else { Word::too_coarse_for_months };
    let parts: [(usize, Phrase); 2] = [(undated, Word::undated_among_them), (too_coarse, phrase)];
    parts
        .into_iter()
        .filter(|&(count, _)| count > 0)
        .map(|(count, phrase)| phrase(input.lang, &grouped(count)))
        .collect()
}

/// "12 activities of 685".
pub fn shown_of(input: &ChartInput<'_>, table: Table) -> String {
    table.count_of_words(input.lang, input.answer.rows(table).count(), input.whole.rows(table).count())
}

/// "not narrowed by form": the filters that this table does not have.
pub fn not_narrowed(input: &ChartInput<'_>, table: Table) -> Option<String> {
    let lacking: Vec<String> = input
        .filter
        .dimensions()
        .into_iter()
        .filter_map(|dimension| match dimension {
            Dimension::Field(field) if !field.tables().contains(&table) => {
                Some(field.word().text(input.lang).to_lowercase())
            }
            _ => None,
        })
        .collect();
    (!lacking.is_empty()).then(|| Word::not_narrowed_by(input.lang, &lacking.join(", ")))
}

/// Why nothing of a table passes, and which filter to take back.
pub fn why_empty(input: &ChartInput<'_>, table: Table) -> String {
    let lang = input.lang;
    let what = table.word().text(lang);
    if input.dataset.table(table).is_empty() {
        return Word::file_has_none(lang, &what);
    }
    let answer = input.answer.table(table);
    // Something passes, but cannot be drawn.
    let passing = input.answer.rows(table).count();
    if passing > 0 && table == Table::Memberships && input.options.level.is_some() {
        return Word::at_another_level(lang, &table.count_words(lang, passing));
    }
    if passing > 0 {
        return Word::pass_without_date(lang, &table.count_words(lang, passing));
    }
    if answer.undated > 0 {
        return Word::only_undated_pass(lang, &what, &grouped(answer.undated));
    }
    // What no one chose is told before what someone did.
    let standing = [(Field::Scope, Word::DOMESTIC_NETWORKS), (Field::TieStatus, Word::WEAK_TIES)];
    for (field, left_out) in standing {
        let is_standing = input.filter.choice(field) == Filter::default().choice(field);
        let without = answer.rows_but_for(Dimension::Field(field)).count();
        if is_standing && field.tables().contains(&table) && without > 0 {
            return Word::emptied_by_default(lang, &what, &left_out.text(lang), &grouped(without));
        }
    }
    let words = filter_in_words(input.dataset, input.filter, lang);
    let culprit = words.iter().find_map(|(dimension, text)| {
        let without = answer.rows_but_for(*dimension).count();
        (without > 0).then(|| Word::emptied_by(lang, &what, text, &grouped(without)))
    });
    culprit.unwrap_or_else(|| {
        let all: Vec<&str> = words.iter().map(|(_, text)| text.as_str()).collect();
        Word::emptied_together(lang, &what, &all.join(" · "))
    })
}

/// What restricts the facts, a phrase a dimension, in the order of chips.
pub fn filter_in_words(dataset: &Dataset, filter: &Filter, lang: Lang) -> Vec<(Dimension, String)> {
    let phrase = |dimension: Dimension| match dimension {
        Dimension::Field(field) => {
            let mut parts = choice_in_words(dataset, field, &filter.choice(field), lang);
            if field == Field::City {
                let within = filter.within.iter().map(|id| Word::all_within(lang, &name_of(dataset, field, id, lang)));
                parts.extend(within);
            }
            if parts.is_empty() {
                parts.push(Word::any_value(lang, &field.word().text(lang)));
            }
            parts.join(", ")
        }
        Dimension::MemberOf => member_of_in_words(dataset, &filter.member_of, lang),
        Dimension::Years => filter.years.map_or_else(String::new, |years| {
            if years.from == years.to { years.from.to_string() } else { format!("{}–{}", years.from, years.to) }
        }),
        Dimension::Text => format!("“{}”", filter.text.trim()),
    };
    filter.dimensions().into_iter().map(|dimension| (dimension, phrase(dimension))).collect()
}

fn name_of(dataset: &Dataset, field: Field, id: &str, lang: Lang) -> String {
    let vocabulary = dataset.vocabulary(field);
    vocabulary.code(id).map_or_else(|| id.to_owned(), |code| vocabulary[code].short_name(lang).to_owned())
}

fn choice_in_words(dataset: &Dataset, field: Field, choice: &Choice, lang: Lang) -> Vec<String> {
    let names = |ids: &BTreeSet<String>, between: &str| first_names(dataset, field, ids, between, lang);
    let included = names(&choice.include, &between(choice, lang));
    let excluded = names(&choice.exclude, ", ").map(|(names, more)| (Word::without(lang, &names), more));
    [included, excluded].into_iter().flatten().map(|(names, more)| format!("{names}{more}")).collect()
}

/// What stands between the names of included values.
fn between(choice: &Choice, lang: Lang) -> String {
    format!(" {} ", if choice.all_of { Word::AND } else { Word::OR }.text(lang))
}

/// The names of the first of some values, and how many more there are, with a space before it; `None` where there is none.
fn first_names(
    dataset: &Dataset,
    field: Field,
    ids: &BTreeSet<String>,
    between: &str,
    lang: Lang,
) -> Option<(String, String)> {
    const NAMED: usize = 3;
    let named: Vec<String> = ids.iter().take(NAMED).map(|id| name_of(dataset, field, id, lang)).collect();
    let more = ids.len() - named.len();
    let more = if more > 0 { format!(" {}", Word::and_more(lang, &more)) } else { String::new() };
    (!named.is_empty()).then(|| (named.join(between), more))
}

/// "Member of ICLEI and UCLG, not C40, in 2015".
fn member_of_in_words(dataset: &Dataset, member_of: &MemberOf, lang: Lang) -> String {
    let MemberOf { choice, year } = member_of;
    let names = |ids: &BTreeSet<String>, between: &str| {
        let names = first_names(dataset, Field::Network, ids, between, lang);
        names.map(|(names, more)| format!("{names}{more}"))
    };
    let text = match (names(&choice.include, &between(choice, lang)), names(&choice.exclude, ", ")) {
        (Some(included), Some(excluded)) => Word::member_of_but_not(lang, &included, &excluded),
        (Some(included), None) => Word::member_of(lang, &included),
        (None, Some(excluded)) => Word::not_member_of(lang, &excluded),
        (None, None) => String::new(),
    };
    match year {
        Some(year) => Word::in_year(lang, &text, year),
        None => text,
    }
}

/// As what the activities that pass name a partner, in words, with how many of them do; the most frequent first.
pub fn partner_roles(input: &ChartInput<'_>, partner: Code) -> Vec<(String, usize)> {
    let facts = input.dataset.table(Table::Activities);
    let names_it = |list: &[Code]| list.contains(&partner);
    let rows = Sweep::new(facts, input.answer.rows(Table::Activities)).rows_with(Field::Partner, names_it);
    let roles = facts.partner_roles.of_partner(partner, rows.into_iter());
    roles.into_iter().map(|(role, count)| (partner_role(role, input.lang), count)).collect()
}

/// As what activities name a partner, in one line; nothing where none that passes says it.
pub fn named_as(input: &ChartInput<'_>, partner: Code) -> Option<String> {
    let roles = partner_roles(input, partner);
    let is_said = roles.iter().any(|(role, _)| role != Word::ROLE_NOT_STATED.text(input.lang));
    let roles: Vec<String> = roles.into_iter().map(|(role, count)| format!("{role} {}", grouped(count))).collect();
    is_said.then(|| Word::named_as(input.lang, &roles.join(", ")))
}

/// The name of a role of a partner in an activity; of one that no vocabulary has, as the file writes it.
fn partner_role(role: &str, lang: Lang) -> String {
    let word = match role {
        "" => Word::ROLE_NOT_STATED,
        "counterpart" => Word::ROLE_COUNTERPART,
        "participant" => Word::ROLE_PARTICIPANT,
        "co-organiser" => Word::ROLE_CO_ORGANISER,
        "signatory" => Word::ROLE_SIGNATORY,
        "host" => Word::ROLE_HOST,
        "supporter" => Word::ROLE_SUPPORTER,
        "recipient" => Word::ROLE_RECIPIENT,
        "funder" => Word::ROLE_FUNDER,
        other => return other.to_owned(),
    };
    word.text(lang).to_owned()
}
