//! The pictures of the indicators: one form for each kind of finding, so that a share looks like a share everywhere.

mod argument;
mod bars;
mod columns;
mod course;
mod found;
mod grid;
mod lorenz;
mod mosaic;
mod numbers;
mod periods;
mod spans;
mod spread;
mod stage;
mod told;

pub use argument::{ARGUMENT, Trend};
pub(super) use found::{Form, Found};
pub use told::Told;
pub use told::sentences::verdict_word;

use super::table::NumberTable;
use super::{ChartInput, ChartSpec, Drawing};
use crate::data::{Dataset, Field, Row, Table};
use crate::query::indicators::{self, Finding, Flag, Indicator, Question, Records, Statistic, Unit};
use crate::query::{Cited, Subject};
use crate::words::{Lang, Word, grouped};

/// The pictures of the indicators, in the order of the argument. I2 and I3 are drawn by the charts of membership, and Q2
/// is a sentence.
pub(super) static SPECS: [ChartSpec; 19] = [
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Structure) && has_dates(dataset),
        ..spec(Indicator::MultilateralShare, "multilateral-share", &[Table::Activities], &course::FORM)
    },
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Agenda) && has_dates(dataset),
        ..spec(Indicator::ThreatShare, "threat-share", &[Table::Activities], &course::FORM)
    },
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Agenda) && states(dataset, Field::Structure),
        ..spec(Indicator::ThreatsInNetworks, "threats-in-networks", &[Table::Activities], &mosaic::FORM)
    },
    spec(Indicator::NetworkCentralisation, "network-centralisation", &[Table::Memberships], &lorenz::FORM),
    spec(Indicator::PolicySharing, "policy-sharing", &[Table::Activities], &bars::FORM),
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Agenda) && has_dates(dataset),
        ..spec(Indicator::AgendaBreadth, "agenda-breadth", &[Table::Activities], &course::FORM)
    },
    spec(Indicator::InstitutionsByKind, "institutions-by-kind", &[Table::Institutions], &columns::FORM),
    spec(Indicator::OrdinanceDiffusion, "ordinance-diffusion", &[Table::Institutions], &spread::FORM),
    spec(Indicator::InstitutionalDepth, "institutional-depth", &[Table::Institutions], &grid::FORM),
    ChartSpec {
        has_facts: |dataset| !dataset.table(Table::Institutions).is_empty(),
        ..spec(
            Indicator::PracticeBeforeRule,
            "practice-before-rule",
            &[Table::Institutions, Table::Activities, Table::Memberships],
            &spans::FORM,
        )
    },
    spec(Indicator::PartnerDiversity, "partner-diversity", &[Table::Partnerships], &bars::FORM),
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Partner),
        ..spec(
            Indicator::PublicPrivateShare,
            "public-private-share",
            &[Table::Partnerships, Table::Activities],
            &bars::FORM,
        )
    },
    spec(Indicator::ChannelsInUse, "channels-in-use", &[Table::Partnerships], &grid::FORM),
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Partner),
        ..spec(Indicator::LevelsEngaged, "levels-engaged", &[Table::Partnerships, Table::Activities], &bars::FORM)
    },
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Mode) && has_dates(dataset),
        ..spec(Indicator::ModeMix, "mode-mix", &[Table::Activities], &columns::FORM)
    },
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Mode) && has_dates(dataset),
        ..spec(Indicator::BeyondPublic, "beyond-public", &[Table::Activities], &course::FORM)
    },
    ChartSpec {
        has_facts: |dataset| states(dataset, Field::Mode),
        ..spec(Indicator::Integration, "integration", &[Table::Activities], &grid::FORM)
    },
    spec(Indicator::TieLiveliness, "tie-liveliness", &[Table::Activities], &columns::FORM),
    spec(Indicator::Completeness, "completeness", &[Table::Activities], &bars::FORM),
];

/// Whether any fact states a value of a field.
fn states(dataset: &Dataset, field: Field) -> bool {
    field.tables().iter().any(|&table| dataset.table(table).codes[field as usize].has_values())
}

/// Whether any activity has a date.
fn has_dates(dataset: &Dataset) -> bool {
    dataset.table(Table::Activities).start.dated() > 0
}

/// The picture of an indicator: its id, the tables it is counted from, and its form.
const fn spec(indicator: Indicator, id: &'static str, tables: &'static [Table], form: &Form) -> ChartSpec {
    let drawing = Drawing::Finding(indicator, form.layout);
    ChartSpec { id, title: indicator.title(), tables, drawing, native_of: form.native, ..ChartSpec::PLAIN }
}

/// What it finds under the filter and counting of a view.
pub fn find(indicator: Indicator, input: &ChartInput<'_>) -> Finding {
    indicators::finding(question(input), indicator)
}

/// What several find; what they share is computed once.
pub fn find_all(wanted: &[Indicator], input: &ChartInput<'_>) -> Vec<Finding> {
    indicators::findings(question(input), wanted)
}

/// A finding in the language of a chart.
pub fn told<'a>(finding: &'a Finding, input: &ChartInput<'a>) -> Told<'a> {
    Told { finding, dataset: input.dataset, lang: input.lang }
}

fn question<'a>(input: &ChartInput<'a>) -> Question<'a> {
    let ChartInput { dataset, answer, filter, options, .. } = *input;
    Question { dataset, filter, answer, counting: &options.counting }
}

/// The very facts that a figure counts; `None` where it is no figure of an indicator.
pub fn records_behind(records: &Records, input: &ChartInput<'_>) -> Option<(Table, Vec<Row>)> {
    records.counted_rows(question(input))
}

/// The numbers of a finding.
pub fn table(finding: &Finding, input: &ChartInput<'_>) -> NumberTable {
    numbers::table(finding, input)
}

/// What a finding says in a sentence, with what has no date beside it.
pub fn subtitle(finding: &Finding, input: &ChartInput<'_>) -> String {
    let mut text = told(finding, input).reading();
    if let Some(undated) = undated(finding) {
        text = format!("{text} · {}", Word::plus_undated(input.lang, &grouped(undated)));
    }
    text
}

/// How many of what it counts have no date and stand in no year.
pub fn undated(finding: &Finding) -> Option<usize> {
    finding.undated.as_ref().map(|figure| figure.n).filter(|&n| n > 0)
}

/// "43% (34 of 79), 95%: 33% to 54%", with what must be known of it.
pub fn figure_in_words(lang: Lang, figure: &Statistic, unit: Unit) -> String {
    let mut text = value_in_words(figure, unit);
    if let Some(hits) = figure.hits {
        text = format!("{text} {}", Word::hits_of_n(lang, &grouped(hits), &grouped(figure.n)));
    } else if unit != Unit::Count && unit != Unit::Years {
        text = format!("{text} (n = {})", grouped(figure.n));
    }
    if let (Some(low), Some(high), true) = (figure.low, figure.high, figure.n > 0) {
        let limits = [low, high].map(|limit| number_in_words(limit, unit));
        text = format!("{text}, {}", Word::interval_95(lang, &limits[0], &limits[1]));
    }
    let flags: Vec<&str> = figure.flags.iter().filter_map(|flag| flag_in_words(lang, *flag)).collect();
    if flags.is_empty() { text } else { format!("{text} · {}", flags.join(" · ")) }
}

fn flag_in_words(lang: Lang, flag: Flag) -> Option<&'static str> {
    let word = match flag {
        Flag::Few => Word::FLAG_FEW,
        Flag::Gap => return None,
        Flag::Partial => Word::NOT_OVER_YET,
        Flag::NotCollected => Word::NOT_COLLECTED,
        Flag::Attested => Word::EXISTED_BY_THEN,
        Flag::Undated => Word::YEAR_UNKNOWN,
        Flag::Ended => Word::NO_LONGER_IN_FORCE,
    };
    Some(word.text(lang))
}

/// Something that tells its figures and leads to its records.
fn cited(title: impl Into<String>, lines: Vec<String>, records: Records) -> Subject {
    Subject::Figure(Box::new(Cited { title: title.into(), lines, records }))
}

/// What stands in brackets explains a word to newcomers; a header has no room for it.
fn short(name: &str) -> &str {
    name.split('(').next().unwrap_or(name).trim_end()
}

/// A value, or that there is nothing to count.
fn value_in_words(figure: &Statistic, unit: Unit) -> String {
    figure.value.map_or_else(|| "–".to_owned(), |value| number_in_words(value, unit))
}

/// A number as its unit is read: `43%`, `12`, `1.8`, `0.62`.
pub fn number_in_words(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{:.0}%", value * 100.0),
        Unit::Count if value.fract() == 0.0 && value >= 0.0 => grouped(value as usize),
        Unit::Years if value.fract() == 0.0 => format!("{value:.0}").replace('-', "−"),
        Unit::Number | Unit::Count | Unit::Years => format!("{value:.1}").replace('-', "−"),
        Unit::Ratio | Unit::Index => format!("{value:.2}"),
    }
}
