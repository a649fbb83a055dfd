//! The pictures of the indicators: one form for each kind of finding, so that a share looks like a share everywhere.

mod bars;
mod columns;
mod course;
mod grid;
mod lorenz;
mod mosaic;
mod numbers;
mod periods;
mod spans;
mod spread;
mod stage;

use super::pen::Pen;
use super::table::NumberTable;
use super::{ChartInput, Scene};
use crate::data::Table;
use crate::query::indicators::{self, Figure, Finding, Flag, Indicator, Part, Question, Records, Unit};
use crate::query::{Cited, Subject};
use crate::words::{Word, grouped};

/// The indicators that have a picture of their own, in the order of the argument. I2 and I3 are drawn by the charts of
/// membership, and Q2 is a sentence.
pub const PICTURED: [Indicator; 19] = [
    Indicator::MultilateralShare,
    Indicator::ThreatShare,
    Indicator::ThreatsInNetworks,
    Indicator::NetworkCentralisation,
    Indicator::PolicySharing,
    Indicator::AgendaBreadth,
    Indicator::InstitutionsByKind,
    Indicator::OrdinanceDiffusion,
    Indicator::InstitutionalDepth,
    Indicator::PracticeBeforeRule,
    Indicator::PartnerDiversity,
    Indicator::PublicPrivateShare,
    Indicator::ChannelsInUse,
    Indicator::LevelsEngaged,
    Indicator::ModeMix,
    Indicator::BeyondPublic,
    Indicator::Integration,
    Indicator::TieLiveliness,
    Indicator::Completeness,
];

/// Its name on the command line and in file names.
pub fn id(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::MultilateralShare => "multilateral-share",
        Indicator::NetworkGrowth => "network-growth",
        Indicator::NetworkPortfolio => "network-portfolio",
        Indicator::NetworkCentralisation => "network-centralisation",
        Indicator::ThreatShare => "threat-share",
        Indicator::PolicySharing => "policy-sharing",
        Indicator::ThreatsInNetworks => "threats-in-networks",
        Indicator::AgendaBreadth => "agenda-breadth",
        Indicator::InstitutionsByKind => "institutions-by-kind",
        Indicator::OrdinanceDiffusion => "ordinance-diffusion",
        Indicator::InstitutionalDepth => "institutional-depth",
        Indicator::PracticeBeforeRule => "practice-before-rule",
        Indicator::PartnerDiversity => "partner-diversity",
        Indicator::PublicPrivateShare => "public-private-share",
        Indicator::ChannelsInUse => "channels-in-use",
        Indicator::LevelsEngaged => "levels-engaged",
        Indicator::ModeMix => "mode-mix",
        Indicator::BeyondPublic => "beyond-public",
        Indicator::Integration => "integration",
        Indicator::TieLiveliness => "tie-liveliness",
        Indicator::Completeness => "completeness",
        Indicator::SourceBase => "source-base",
    }
}

/// The tables it is counted from; the first gives its n.
pub fn tables(indicator: Indicator) -> &'static [Table] {
    match indicator {
        Indicator::NetworkGrowth | Indicator::NetworkPortfolio | Indicator::NetworkCentralisation => {
            &[Table::Memberships]
        }
        Indicator::InstitutionsByKind | Indicator::OrdinanceDiffusion | Indicator::InstitutionalDepth => {
            &[Table::Institutions]
        }
        Indicator::PracticeBeforeRule => &[Table::Institutions, Table::Activities, Table::Memberships],
        Indicator::PartnerDiversity | Indicator::ChannelsInUse => &[Table::Partnerships],
        Indicator::PublicPrivateShare | Indicator::LevelsEngaged => &[Table::Partnerships, Table::Activities],
        Indicator::MultilateralShare
        | Indicator::ThreatShare
        | Indicator::PolicySharing
        | Indicator::ThreatsInNetworks
        | Indicator::AgendaBreadth
        | Indicator::ModeMix
        | Indicator::BeyondPublic
        | Indicator::Integration
        | Indicator::TieLiveliness
        | Indicator::Completeness
        | Indicator::SourceBase => &[Table::Activities],
    }
}

/// What it finds under the filter and counting of a view.
pub fn find(indicator: Indicator, input: &ChartInput<'_>) -> Finding {
    indicators::finding(question(input), indicator, input.lang)
}

/// What several find; what they share is computed once.
pub fn find_all(wanted: &[Indicator], input: &ChartInput<'_>) -> Vec<Finding> {
    indicators::findings(question(input), wanted, input.lang)
}

fn question<'a>(input: &ChartInput<'a>) -> Question<'a> {
    let ChartInput { dataset, answer, filter, options, .. } = *input;
    Question { dataset, filter, answer, counting: &options.counting }
}

/// Lays a finding out in the form that its kind has.
pub fn layout(finding: &Finding, input: &ChartInput<'_>, pen: Pen<'_>) -> Scene {
    let drawn = Drawn { finding, input };
    match finding.indicator {
        Indicator::MultilateralShare
        | Indicator::NetworkGrowth
        | Indicator::NetworkPortfolio
        | Indicator::ThreatShare
        | Indicator::AgendaBreadth
        | Indicator::BeyondPublic => course::layout(drawn, pen),
        Indicator::NetworkCentralisation => lorenz::layout(drawn, pen),
        Indicator::ThreatsInNetworks => mosaic::layout(drawn, pen),
        Indicator::PolicySharing
        | Indicator::PartnerDiversity
        | Indicator::PublicPrivateShare
        | Indicator::LevelsEngaged
        | Indicator::Completeness
        | Indicator::SourceBase => bars::layout(drawn, pen),
        Indicator::InstitutionsByKind | Indicator::ModeMix | Indicator::TieLiveliness => columns::layout(drawn, pen),
        Indicator::OrdinanceDiffusion => spread::layout(drawn, pen),
        Indicator::InstitutionalDepth | Indicator::ChannelsInUse | Indicator::Integration => grid::layout(drawn, pen),
        Indicator::PracticeBeforeRule => spans::layout(drawn, pen),
    }
}

/// The numbers of a finding.
pub fn table(finding: &Finding, input: &ChartInput<'_>) -> NumberTable {
    numbers::table(finding, input)
}

/// What a finding says in a sentence, with what has no date beside it.
pub fn subtitle(finding: &Finding, input: &ChartInput<'_>) -> String {
    let mut text = finding.reading.text.clone();
    if let Some(undated) = undated(finding) {
        text = format!("{text} · {}", Word::plus_undated(input.lang, &grouped(undated)));
    }
    text
}

/// How many of what it counts have no date and stand in no year.
pub fn undated(finding: &Finding) -> Option<usize> {
    finding.undated.as_ref().map(|figure| figure.n).filter(|&n| n > 0)
}

/// A finding and how it was asked to be drawn.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    finding: &'a Finding,
    input: &'a ChartInput<'a>,
}

impl Drawn<'_> {
    fn text(&self, word: Word) -> &'static str {
        word.text(self.input.lang)
    }

    /// What the finding counts.
    fn records(&self) -> Records {
        Records::of(self.input.dataset, self.finding.indicator, &self.input.options.counting)
    }

    /// What a part counts.
    fn records_of(&self, part: &Part) -> Records {
        part.value.map_or_else(|| self.records(), |(field, code)| self.records().with(field, code))
    }

    /// Why there is nothing to draw.
    fn why_empty(&self) -> String {
        let table = tables(self.finding.indicator)[0];
        if self.input.answer.rows(table).count() == 0 {
            super::hint::why_empty(self.input, table)
        } else {
            self.finding.reading.text.clone()
        }
    }

    /// "43% (34 of 79), 95%: 33% to 54%", with what must be known of it.
    fn figure_in_words(&self, figure: &Figure, unit: Unit) -> String {
        let mut text = value_in_words(figure, unit);
        if let Some(hits) = figure.hits {
            text = format!("{text} {}", Word::hits_of_n(self.input.lang, &grouped(hits), &grouped(figure.n)));
        } else if unit != Unit::Count && unit != Unit::Years {
            text = format!("{text} (n = {})", grouped(figure.n));
        }
        if let (Some(low), Some(high), true) = (figure.low, figure.high, figure.n > 0) {
            let limits = [low, high].map(|limit| number_in_words(limit, unit));
            text = format!("{text}, {}", Word::interval_95(self.input.lang, &limits[0], &limits[1]));
        }
        let flags: Vec<&str> = figure.flags.iter().filter_map(|flag| self.flag_in_words(*flag)).collect();
        if flags.is_empty() { text } else { format!("{text} · {}", flags.join(" · ")) }
    }

    fn flag_in_words(&self, flag: Flag) -> Option<&'static str> {
        let word = match flag {
            Flag::Few => Word::FLAG_FEW,
            Flag::Gap => return None,
            Flag::Partial => Word::NOT_OVER_YET,
            Flag::NotCollected => Word::NOT_COLLECTED,
            Flag::Attested => Word::EXISTED_BY_THEN,
            Flag::Undated => Word::YEAR_UNKNOWN,
            Flag::Ended => Word::NO_LONGER_IN_FORCE,
        };
        Some(self.text(word))
    }
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
fn value_in_words(figure: &Figure, unit: Unit) -> String {
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
