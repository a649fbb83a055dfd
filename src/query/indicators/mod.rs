//! The indicators: what the three trends of city diplomacy come to in this database, each with n, interval,
//! definition, source and what may be said of it.
//!
//! [`findings`] is the way in. The activities are gone through once, whatever is asked for.

mod context;
mod counting;
mod finding;
mod institutions;
mod meaning;
mod modes;
mod multilateral;
mod partners;
mod quality;
mod records;
mod selection;
pub mod statistics;
mod tally;

use serde::{Serialize, Serializer};

pub use context::years_not_collected;
pub use counting::Counting;
pub use finding::{FEW, Figure, Finding, Flag, Group, Label, Matrix, Part, Point, Reading, Unit, Verdict, point};
pub use meaning::Meaning;
pub use records::Records;
pub use selection::{Recorded, Selection};
pub use statistics::difference;

use super::crossfilter::Answer;
use super::filter::Filter;
use crate::data::{Dataset, Table};
use crate::words::{Lang, Word};
use context::Context;

/// One indicator, in the order of the argument: three trends, public against city diplomacy, quality of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indicator {
    /// I1: share of activities with more than one counterpart.
    MultilateralShare,
    /// I2: memberships in networks, joined and active.
    NetworkGrowth,
    /// I3: networks of each government, and seats in them.
    NetworkPortfolio,
    /// I4: how far memberships gather in few governments.
    NetworkCentralisation,
    /// I5: share of activities on non-traditional threats.
    ThreatShare,
    /// I6: share of policy sharing, and where it happens.
    PolicySharing,
    /// I7: whether multilateral activities carry the threats.
    ThreatsInNetworks,
    /// I8: how many agendas are in use.
    AgendaBreadth,
    /// I9: institutions by kind.
    InstitutionsByKind,
    /// I10: how ordinances spread after a law.
    OrdinanceDiffusion,
    /// I11: how many kinds of institution a government has.
    InstitutionalDepth,
    /// I12: years from first practice to first institution.
    PracticeBeforeRule,
    /// I13: how many sectors partners come from.
    PartnerDiversity,
    /// I14: share of public-private partnership.
    PublicPrivateShare,
    /// I15: how many channels a government uses.
    ChannelsInUse,
    /// I16: how many levels of governance work together.
    LevelsEngaged,
    /// I17: shares of the diplomacy modes.
    ModeMix,
    /// I18: share of activities beyond public diplomacy.
    BeyondPublic,
    /// I19: how far modes come together in one activity.
    Integration,
    /// I20: share of agreements with a recorded activity after them.
    TieLiveliness,
    /// Q1: how complete the records are.
    Completeness,
    /// Q2: how many sources they rest on.
    SourceBase,
}

/// An indicator's id and its three phrases: name, how it is computed, where it comes from.
type Entry = (&'static str, Word, Word, Word);

impl Indicator {
    /// All indicators.
    pub const ALL: [Self; 22] = [
        Self::MultilateralShare,
        Self::NetworkGrowth,
        Self::NetworkPortfolio,
        Self::NetworkCentralisation,
        Self::ThreatShare,
        Self::PolicySharing,
        Self::ThreatsInNetworks,
        Self::AgendaBreadth,
        Self::InstitutionsByKind,
        Self::OrdinanceDiffusion,
        Self::InstitutionalDepth,
        Self::PracticeBeforeRule,
        Self::PartnerDiversity,
        Self::PublicPrivateShare,
        Self::ChannelsInUse,
        Self::LevelsEngaged,
        Self::ModeMix,
        Self::BeyondPublic,
        Self::Integration,
        Self::TieLiveliness,
        Self::Completeness,
        Self::SourceBase,
    ];

    const fn entry(self) -> Entry {
        use Word as W;
        match self {
            Self::MultilateralShare => ("I1", W::INDICATOR_I1, W::INDICATOR_I1_IS, W::INDICATOR_I1_FROM),
            Self::NetworkGrowth => ("I2", W::INDICATOR_I2, W::INDICATOR_I2_IS, W::INDICATOR_I2_FROM),
            Self::NetworkPortfolio => ("I3", W::INDICATOR_I3, W::INDICATOR_I3_IS, W::INDICATOR_I3_FROM),
            Self::NetworkCentralisation => ("I4", W::INDICATOR_I4, W::INDICATOR_I4_IS, W::INDICATOR_I4_FROM),
            Self::ThreatShare => ("I5", W::INDICATOR_I5, W::INDICATOR_I5_IS, W::INDICATOR_I5_FROM),
            Self::PolicySharing => ("I6", W::INDICATOR_I6, W::INDICATOR_I6_IS, W::INDICATOR_I6_FROM),
            Self::ThreatsInNetworks => ("I7", W::INDICATOR_I7, W::INDICATOR_I7_IS, W::INDICATOR_I7_FROM),
            Self::AgendaBreadth => ("I8", W::INDICATOR_I8, W::INDICATOR_I8_IS, W::INDICATOR_I8_FROM),
            Self::InstitutionsByKind => ("I9", W::INDICATOR_I9, W::INDICATOR_I9_IS, W::INDICATOR_I9_FROM),
            Self::OrdinanceDiffusion => ("I10", W::INDICATOR_I10, W::INDICATOR_I10_IS, W::INDICATOR_I10_FROM),
            Self::InstitutionalDepth => ("I11", W::INDICATOR_I11, W::INDICATOR_I11_IS, W::INDICATOR_I11_FROM),
            Self::PracticeBeforeRule => ("I12", W::INDICATOR_I12, W::INDICATOR_I12_IS, W::INDICATOR_I12_FROM),
            Self::PartnerDiversity => ("I13", W::INDICATOR_I13, W::INDICATOR_I13_IS, W::INDICATOR_I13_FROM),
            Self::PublicPrivateShare => ("I14", W::INDICATOR_I14, W::INDICATOR_I14_IS, W::INDICATOR_I14_FROM),
            Self::ChannelsInUse => ("I15", W::INDICATOR_I15, W::INDICATOR_I15_IS, W::INDICATOR_I15_FROM),
            Self::LevelsEngaged => ("I16", W::INDICATOR_I16, W::INDICATOR_I16_IS, W::INDICATOR_I16_FROM),
            Self::ModeMix => ("I17", W::INDICATOR_I17, W::INDICATOR_I17_IS, W::INDICATOR_I17_FROM),
            Self::BeyondPublic => ("I18", W::INDICATOR_I18, W::INDICATOR_I18_IS, W::INDICATOR_I18_FROM),
            Self::Integration => ("I19", W::INDICATOR_I19, W::INDICATOR_I19_IS, W::INDICATOR_I19_FROM),
            Self::TieLiveliness => ("I20", W::INDICATOR_I20, W::INDICATOR_I20_IS, W::INDICATOR_I20_FROM),
            Self::Completeness => ("Q1", W::INDICATOR_Q1, W::INDICATOR_Q1_IS, W::INDICATOR_Q1_FROM),
            Self::SourceBase => ("Q2", W::INDICATOR_Q2, W::INDICATOR_Q2_IS, W::INDICATOR_Q2_FROM),
        }
    }

    /// The short id: I1 to I20, Q1, Q2.
    pub fn id(self) -> &'static str {
        self.entry().0
    }

    /// The indicator with this [`Self::id`], in either case.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|indicator| indicator.id().eq_ignore_ascii_case(id))
    }

    /// What it is called.
    pub const fn title(self) -> Word {
        self.entry().1
    }

    /// How it is computed.
    pub fn definition(self) -> Word {
        self.entry().2
    }

    /// The literature it is made from.
    pub fn source(self) -> Word {
        self.entry().3
    }
}

impl Serialize for Indicator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// What the indicators are asked of.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The database.
    pub dataset: &'a Dataset,
    /// What was asked.
    pub filter: &'a Filter,
    /// What passes that filter.
    pub answer: &'a Answer,
    /// Who is counted.
    pub counting: &'a Counting,
}

/// What the wanted indicators find, in their order.
pub fn findings(question: Question<'_>, wanted: &[Indicator], lang: Lang) -> Vec<Finding> {
    let are_many = question.dataset.table(Table::Activities).len() >= MANY;
    if are_many { at_once(question, wanted, lang) } else { in_turn(question, wanted, lang) }
}

fn in_turn(question: Question<'_>, wanted: &[Indicator], lang: Lang) -> Vec<Finding> {
    let context = Context::new(question, lang);
    wanted.iter().map(|&indicator| find(&context, indicator)).collect()
}

/// I20 follows every counterpart through the whole file, which takes as long as all others together: it has a thread of
/// its own.
fn at_once(question: Question<'_>, wanted: &[Indicator], lang: Lang) -> Vec<Finding> {
    let (ties, others): (Vec<Indicator>, Vec<Indicator>) =
        wanted.iter().partition(|indicator| **indicator == Indicator::TieLiveliness);
    let mut found = std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().name("indicators".to_owned());
        let ties_found = worker.spawn_scoped(scope, || in_turn(question, &ties, lang)).ok();
        let mut found = in_turn(question, &others, lang);
        let joined = ties_found.and_then(|worker| worker.join().ok());
        found.extend(joined.unwrap_or_else(|| in_turn(question, &ties, lang)));
        found
    });
    found.sort_by_key(|finding| wanted.iter().position(|&indicator| indicator == finding.indicator));
    found
}

/// From so many activities on a second thread pays.
const MANY: usize = 100_000;

/// What one indicator finds.
pub fn finding(question: Question<'_>, indicator: Indicator, lang: Lang) -> Finding {
    find(&Context::new(question, lang), indicator)
}

fn find(context: &Context<'_>, indicator: Indicator) -> Finding {
    match indicator {
        Indicator::MultilateralShare => multilateral::multilateral_share(context),
        Indicator::NetworkGrowth => multilateral::network_growth(context),
        Indicator::NetworkPortfolio => multilateral::network_portfolio(context),
        Indicator::NetworkCentralisation => multilateral::network_centralisation(context),
        Indicator::ThreatShare => multilateral::threat_share(context),
        Indicator::PolicySharing => multilateral::policy_sharing(context),
        Indicator::ThreatsInNetworks => multilateral::threats_in_networks(context),
        Indicator::AgendaBreadth => multilateral::agenda_breadth(context),
        Indicator::InstitutionsByKind => institutions::by_kind(context),
        Indicator::OrdinanceDiffusion => institutions::diffusion(context),
        Indicator::InstitutionalDepth => institutions::depth(context),
        Indicator::PracticeBeforeRule => institutions::practice_before_rule(context),
        Indicator::PartnerDiversity => partners::diversity(context),
        Indicator::PublicPrivateShare => partners::public_private_share(context),
        Indicator::ChannelsInUse => partners::channels(context),
        Indicator::LevelsEngaged => partners::levels(context),
        Indicator::ModeMix => modes::mix(context),
        Indicator::BeyondPublic => modes::beyond_public(context),
        Indicator::Integration => modes::integration(context),
        Indicator::TieLiveliness => modes::tie_liveliness(context),
        Indicator::Completeness => quality::completeness(context),
        Indicator::SourceBase => quality::source_base(context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::open::{Progress, open};

    #[test]
    fn two_threads_find_what_one_finds() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db");
        let dataset = open(&path, &Progress::default()).unwrap().dataset;
        let (filter, counting) = (Filter::default(), Counting::default());
        let answer = Answer::new(&dataset, &filter);
        let question = Question { dataset: &dataset, filter: &filter, answer: &answer, counting: &counting };
        let wanted = [&Indicator::ALL[3..], &Indicator::ALL[..3]].concat();
        assert_eq!(at_once(question, &wanted, Lang::Ko), in_turn(question, &wanted, Lang::Ko));
    }
}
