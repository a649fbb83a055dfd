//! What a chart says in words: its subtitle, the filter, why it is empty, and what lies under the pointer.

use super::{Chart, ChartInput};
use crate::data::{Code, Dataset, Date, Field, Row, Table, Text};
use crate::query::aggregate::{Period, Stack};
use crate::query::{Choice, Dimension, Filter, Stretch, Subject, Sweep};
use crate::words::{Lang, Phrase, Word, counted, grouped};

/// What the pointer is told about a [`Subject`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Its name.
    pub title: String,
    /// What is known of it, a line each.
    pub lines: Vec<String>,
}

impl Hint {
    /// In one line, for people who hear it.
    pub fn in_one_line(&self) -> String {
        std::iter::once(self.title.as_str())
            .chain(self.lines.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

/// Describes what lies under the pointer.
pub fn hint(input: &ChartInput<'_>, subject: &Subject) -> Hint {
    const LONGEST: usize = 2000;
    let mut hint = whole_hint(input, subject);
    for text in hint.lines.iter_mut().chain([&mut hint.title]) {
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
            text.push(super::ruler::ELLIPSIS);
        }
    }
    hint
}

/// What is said of a mark to those who hear it. Thousands of columns of a crowded lane are only named: to count what lies
/// behind each of them would hold up everything.
pub fn spoken(input: &ChartInput<'_>, subject: &Subject) -> String {
    match subject {
        Subject::Stretch(stretch) => stretch_title(input, stretch),
        subject => hint(input, subject).in_one_line(),
    }
}

fn whole_hint(input: &ChartInput<'_>, subject: &Subject) -> Hint {
    match subject {
        Subject::Fact(table, row) => fact_hint(input, *table, *row),
        Subject::Value(field, code) => value_hint(input, *field, *code),
        Subject::Years { table: Table::Memberships, to, .. } => growth_hint(input, *to),
        Subject::Years { table, from, to, layer, period } => years_hint(input, *table, (*from, *to), *layer, *period),
        Subject::Pair { city, network } => pair_hint(input, *city, *network),
        Subject::Figure(cited) => Hint { title: cited.title.clone(), lines: cited.lines.clone() },
        Subject::Crowd(table, rows) => {
            Hint { title: table.count_words(input.lang, rows.len()), lines: first_titles(input, *table, rows) }
        }
        Subject::Stretch(stretch) => stretch_hint(input, stretch),
    }
}

/// The first of some facts by their titles, and how many more there are.
fn first_titles(input: &ChartInput<'_>, table: Table, rows: &[Row]) -> Vec<String> {
    const SHOWN: usize = 5;
    let mut lines: Vec<String> = rows.iter().take(SHOWN).map(|&row| dated_title(input, table, row)).collect();
    if rows.len() > SHOWN {
        lines.push(Word::and_more(input.lang, &grouped(rows.len() - SHOWN)));
    }
    lines
}

/// `Culture · 2010-03 – 2010-07`.
fn stretch_title(input: &ChartInput<'_>, stretch: &Stretch) -> String {
    let name = stretch.value.map_or(Word::NOT_STATED.text(input.lang), |code| input.name(stretch.field, code));
    let month = |years: f64| format!("{}-{:02}", years.floor() as i32, ((years - years.floor()) * 12.0) as i32 + 1);
    let (from, to) = stretch.years();
    // The last moment of the column, not the first of the next.
    let (first, last) = (month(from), month(to - 1e-5));
    let span = if first == last { first } else { format!("{first} – {last}") };
    format!("{name} · {span}")
}

/// A column of a crowded lane.
fn stretch_hint(input: &ChartInput<'_>, stretch: &Stretch) -> Hint {
    let (placed, spread) = super::density::rows_of(input, stretch);
    let mut lines = vec![Word::began_then(input.lang, &stretch.table.count_words(input.lang, placed.len()))];
    if !spread.is_empty() {
        lines.push(Word::plus_dated_less_precisely(input.lang, &grouped(spread.len())));
    }
    lines.extend(first_titles(input, stretch.table, &placed));
    Hint { title: stretch_title(input, stretch), lines }
}

fn dated_title(input: &ChartInput<'_>, table: Table, row: Row) -> String {
    let facts = input.dataset.table(table);
    let date = facts.start(row).map_or_else(|| Word::UNDATED.text(input.lang).to_owned(), |date| date.to_string());
    format!("{date}  {}", facts.title(row, input.lang))
}

/// `2009-05-18`, `2009–2012-04`, `since 2013`, `existed in 1999`.
fn dates_in_words(input: &ChartInput<'_>, table: Table, row: Row) -> String {
    let facts = input.dataset.table(table);
    match (facts.start(row), facts.end(row)) {
        (Some(start), _) if facts.is_attested(row) => Word::existed_in(input.lang, &start),
        (Some(start), Some(end)) if start != end => format!("{start} – {end}"),
        (Some(start), _) => start.to_string(),
        (None, Some(end)) => Word::until(input.lang, &end),
        (None, None) => Word::UNDATED.text(input.lang).to_owned(),
    }
}

fn names(input: &ChartInput<'_>, table: Table, row: Row, field: Field) -> String {
    let codes = input.dataset.table(table).codes(field, row);
    codes.iter().map(|&code| input.name(field, code)).collect::<Vec<_>>().join(", ")
}

fn fact_hint(input: &ChartInput<'_>, table: Table, row: Row) -> Hint {
    let facts = input.dataset.table(table);
    let name = |field: Field| names(input, table, row, field);
    let joined = |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let title = match table {
        Table::Memberships => format!("{} – {}", name(Field::City), name(Field::Network)),
        Table::Partnerships => format!("{} – {}", name(Field::City), name(Field::Partner)),
        Table::Activities | Table::Institutions => facts.title(row, input.lang).to_owned(),
    };
    let city = name(Field::City);
    let city =
        if city.is_empty() && table == Table::Institutions { Word::NATIONAL.text(input.lang).to_owned() } else { city };
    let lines = match table {
        Table::Activities => vec![
            joined(vec![dates_in_words(input, table, row), facts.text(Text::Place, row).to_owned(), city]),
            joined(vec![name(Field::Form), name(Field::Agenda)]),
            facts.counterparts.text(row),
        ],
        Table::Memberships => vec![joined(vec![dates_in_words(input, table, row), name(Field::Role)])],
        Table::Partnerships => vec![
            joined(vec![dates_in_words(input, table, row), name(Field::Channel), name(Field::TieStatus)]),
            facts.text(Text::RoleText, row).to_owned(),
        ],
        Table::Institutions => vec![joined(vec![dates_in_words(input, table, row), name(Field::Kind), city])],
    };
    Hint { title, lines: lines.into_iter().filter(|line| !line.is_empty()).collect() }
}

fn value_hint(input: &ChartInput<'_>, field: Field, code: Code) -> Hint {
    let value = &input.dataset.vocabulary(field)[code];
    let other = value.name.in_lang(input.lang.other());
    let mut lines = Vec::new();
    if other != value.name.in_lang(input.lang) {
        lines.push(other.to_owned());
    }
    for &table in field.tables() {
        let count = input.answer.table(table).count(field, code) as usize;
        let whole = input.whole.table(table).count(field, code) as usize;
        if whole > 0 {
            lines.push(table.count_of_words(input.lang, count, whole));
        }
    }
    if field == Field::Partner && input.whole.table(Table::Activities).count(field, code) == 0 {
        lines.push(Word::NO_ACTIVITY_NAMES_IT.text(input.lang).to_owned());
    }
    Hint { title: value.name.in_lang(input.lang).to_owned(), lines }
}

fn growth_hint(input: &ChartInput<'_>, year: i16) -> Hint {
    let (by_year, _) = super::growth::counted(input);
    let growth = by_year.get(&year).copied().unwrap_or_default();
    let line = |count: usize, word: Word| format!("{} {}", grouped(count), word.text(input.lang));
    let lines = vec![line(growth.joined, Word::JOINED), line(growth.active, Word::ACTIVE)];
    Hint { title: year.to_string(), lines }
}

/// A bar: every layer of its stack that holds something, then all of it.
fn years_hint(
    input: &ChartInput<'_>,
    table: Table,
    (from, to): (i16, i16),
    layer: Option<(Field, Option<Code>)>,
    period: Option<(Period, i32)>,
) -> Hint {
    let title = match period {
        Some((period, index)) => super::timeline::period_name(period, index),
        None if from == to => from.to_string(),
        None => format!("{from}–{to}"),
    };
    let facts = input.dataset.table(table);
    let is_in = |date: Date| match period {
        Some((period, index)) => period.of(date) == Some(index),
        None => (from..=to).contains(&date.year()),
    };
    let is_of_bar =
        |row: &Row| facts.start(*row).is_some_and(is_in) && (table != Table::Partnerships || !facts.is_attested(*row));
    // A period of years that are all before or after others: only their stretch of rows is looked at.
    let begin = facts.start.partition_point(|start| start.is_some_and(|start| start.year() < from));
    let end = facts.start.partition_point(|start| start.is_some_and(|start| start.year() <= to));
    let passing = input.answer.table(table).rows_but_for(Dimension::Years);
    let rows: Vec<Row> = passing.iter_within(begin..end).filter(is_of_bar).collect();
    let mut lines = Vec::new();
    if let Some((field, _)) = layer {
        let stack = Stack::new(input.dataset, table, field);
        let holds = |row: Row, layer: usize| match facts.codes(field, row) {
            [] => stack.layer_of(None) == layer,
            codes => codes.iter().any(|&code| stack.layer_of(Some(code)) == layer),
        };
        for layer in 0..stack.layers.len() {
            let holding = rows.iter().filter(|&&row| holds(row, layer)).count();
            if holding > 0 {
                lines.push(format!("{} {}", input.layer_name(&stack, layer), grouped(holding)));
            }
        }
    }
    lines.push(Word::in_all(input.lang, &table.count_words(input.lang, rows.len())));
    Hint { title, lines }
}

fn pair_hint(input: &ChartInput<'_>, city: Code, network: Code) -> Hint {
    let facts = input.dataset.table(Table::Memberships);
    let is_of_pair = |row: &Row| {
        facts.codes(Field::City, *row).contains(&city) && facts.codes(Field::Network, *row).contains(&network)
    };
    let spell = |row: Row| {
        let dates = match (facts.start(row), facts.end(row)) {
            (Some(start), None) => Word::since(input.lang, &start),
            (None, None) => Word::YEAR_UNKNOWN.text(input.lang).to_owned(),
            _ => dates_in_words(input, Table::Memberships, row),
        };
        format!("{} · {dates}", names(input, Table::Memberships, row, Field::Role))
    };
    let mut lines = vec![input.name(Field::Network, network).to_owned()];
    lines.extend(facts.rows().filter(is_of_pair).map(spell));
    let title = format!("{} – {}", input.name(Field::City, city), input.short_name(Field::Network, network));
    Hint { title, lines }
}

/// The line under a chart's title; of an empty chart, why it is empty.
pub fn subtitle(chart: Chart, input: &ChartInput<'_>) -> String {
    let lang = input.lang;
    match chart {
        Chart::Trend(indicator) => return super::trends::subtitle(&super::trends::find(indicator, input), input),
        Chart::Profile => return super::profile::subtitle(input),
        Chart::Comparison => return super::comparison::subtitle(input),
        _ => {}
    }
    if chart.tables().iter().all(|&table| input.answer.rows(table).count() == 0) {
        return why_empty(input, chart.tables()[0]);
    }
    let mut parts = Vec::new();
    match chart {
        Chart::Timeline | Chart::Lanes => parts.push(shown_of(input, Table::Activities)),
        Chart::Matrix | Chart::Ranking | Chart::Overlap | Chart::Graph => parts.push(membership_subtitle(input)),
        Chart::Growth => {
            let pairs = input.answer.pairs(input.dataset).len();
            parts.push(Table::Memberships.count_words(lang, pairs));
        }
        Chart::Partners | Chart::PartnerMix => parts.push(shown_of(input, Table::Partnerships)),
        Chart::Profile | Chart::Comparison | Chart::Trend(_) => {}
    }
    match chart {
        Chart::Timeline => parts.extend(stacked_by(input, input.options.stack)),
        Chart::Lanes => parts.push(Word::by(lang, &input.options.lanes.word().text(lang).to_lowercase())),
        Chart::PartnerMix => parts.extend(stacked_by(input, input.options.partner_group)),
        Chart::Partners => {
            parts.push(Word::by(lang, &input.options.partner_group.word().text(lang).to_lowercase()));
        }
        Chart::Matrix
        | Chart::Ranking
        | Chart::Overlap
        | Chart::Graph
        | Chart::Growth
        | Chart::Profile
        | Chart::Comparison
        | Chart::Trend(_) => {}
    }
    if chart == Chart::PartnerMix {
        let known = super::partners::ties_with_beginning(input);
        parts.push(Word::with_known_beginning(lang, &grouped(known)));
    }
    let facts = input.dataset.table(Table::Activities);
    if chart == Chart::Timeline && input.options.stack == Field::Mode && facts.derived_modes.has_values() {
        parts.push(Word::DERIVED_BY_RULE.text(lang).to_owned());
    }
    let table = chart.tables()[0];
    if matches!(chart, Chart::Timeline | Chart::Lanes) {
        parts.extend(not_drawn(chart, input));
    }
    let undated = input.answer.table(table).undated;
    if undated > 0 {
        parts.push(Word::plus_undated(lang, &grouped(undated)));
    }
    parts.extend(not_narrowed(input, table));
    parts.join(" · ")
}

/// What the layers are, whether their counts or their shares are shown, and how long a bar is.
fn stacked_by(input: &ChartInput<'_>, field: Field) -> Vec<String> {
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

/// How many of the activities that are shown stand in no bar or lane, by what their dates lack.
fn not_drawn(chart: Chart, input: &ChartInput<'_>) -> Vec<String> {
    let facts = input.dataset.table(Table::Activities);
    let period = if chart == Chart::Timeline { input.options.period } else { Period::Year };
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

fn shown_of(input: &ChartInput<'_>, table: Table) -> String {
    table.count_of_words(input.lang, input.answer.rows(table).count(), input.whole.rows(table).count())
}

fn membership_subtitle(input: &ChartInput<'_>) -> String {
    let membership = super::matrix::Membership::of(input);
    let cities = counted(input.lang, membership.cities.len(), Word::one_government, Word::n_governments);
    let networks = counted(input.lang, membership.networks.len(), Word::one_network, Word::n_networks);
    let level = membership.level.map_or("", |level| input.name(Field::CityLevel, level));
    // "Upper-level government (province or metropolitan city)": what stands in brackets explains a word to newcomers.
    let level = level.split(" (").next().unwrap_or(level).to_lowercase();
    // Governments it says already.
    let level = level.strip_suffix(" government").unwrap_or(&level);
    let text = Word::cities_by_networks(input.lang, &cities, &level, &networks);
    let mut text = text.trim_end_matches(" · ").to_owned();
    if membership.without_level > 0 {
        text = format!("{text} · {}", Word::plus_without_level(input.lang, &grouped(membership.without_level)));
    }
    text
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
    const NAMED: usize = 3;
    let mut parts = Vec::new();
    let name = |id: &String| name_of(dataset, field, id, lang);
    let included: Vec<String> = choice.include.iter().take(NAMED).map(name).collect();
    let between =
        if choice.all_of { format!(" {} ", Word::AND.text(lang)) } else { format!(" {} ", Word::OR.text(lang)) };
    if !included.is_empty() {
        let mut text = included.join(&between);
        if choice.include.len() > NAMED {
            text = format!("{text} {}", Word::and_more(lang, &(choice.include.len() - NAMED)));
        }
        parts.push(text);
    }
    let excluded: Vec<String> = choice.exclude.iter().take(NAMED).map(name).collect();
    if !excluded.is_empty() {
        let more = choice.exclude.len() - excluded.len();
        let mut text = Word::without(lang, &excluded.join(", "));
        if more > 0 {
            text = format!("{text} {}", Word::and_more(lang, &more));
        }
        parts.push(text);
    }
    parts
}

impl Table {
    /// What its rows are called.
    pub fn word(self) -> Word {
        match self {
            Self::Activities => Word::ACTIVITIES,
            Self::Memberships => Word::MEMBERSHIPS,
            Self::Partnerships => Word::PARTNERSHIPS,
            Self::Institutions => Word::INSTITUTIONS,
        }
    }

    /// `12 activities of 685`; all of them, or more than the standing filter lets pass, are just `685 activities`.
    pub fn count_of_words(self, lang: Lang, shown: usize, all: usize) -> String {
        let count = self.count_words(lang, shown);
        if shown >= all { count } else { Word::count_of_whole(lang, &count, &grouped(all)) }
    }

    /// `1 activity`, `685 activities`.
    pub fn count_words(self, lang: Lang, count: usize) -> String {
        let (one, many): (Phrase, Phrase) = match self {
            Self::Activities => (Word::one_activity, Word::n_activities),
            Self::Memberships => (Word::one_membership, Word::n_memberships),
            Self::Partnerships => (Word::one_tie, Word::n_ties),
            Self::Institutions => (Word::one_institution, Word::n_institutions),
        };
        counted(lang, count, one, many)
    }
}

impl Field {
    /// What it is called.
    pub fn word(self) -> Word {
        match self {
            Self::City => Word::CITY,
            Self::CityLevel => Word::CITY_LEVEL,
            Self::Agenda => Word::AGENDA,
            Self::Domain => Word::DOMAIN,
            Self::Form => Word::FORM,
            Self::Family => Word::FAMILY,
            Self::Mode => Word::MODE,
            Self::Structure => Word::STRUCTURE,
            Self::Status => Word::STATUS,
            Self::Country => Word::COUNTRY,
            Self::Network => Word::NETWORK,
            Self::Scope => Word::SCOPE,
            Self::Role => Word::ROLE,
            Self::Partner => Word::PARTNER,
            Self::Sector => Word::SECTOR,
            Self::PartnerType => Word::PARTNER_TYPE,
            Self::PartnerLevel => Word::PARTNER_LEVEL,
            Self::Channel => Word::CHANNEL,
            Self::TieStatus => Word::TIE_STATUS,
            Self::Kind => Word::KIND,
        }
    }
}
