//! The indicators: what the three trends of city diplomacy come to in this database, each with n, interval,
//! definition, source and what may be said of it.
//!
//! [`findings`] is the way in. The activities are gone through once, whatever is asked for.

mod context;
mod counters;
mod counting;
mod finding;
mod institutions;
mod modes;
mod multilateral;
mod partners;
mod quality;
mod records;
pub mod statistics;
mod tally;

use serde::{Serialize, Serializer};

pub use context::years_not_collected;
pub use counting::Counting;
pub use finding::{FEW, Figure, Finding, Flag, Group, Label, Matrix, Part, Point, Reading, Unit, Verdict, point};
pub use records::Records;
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

    fn entry(self) -> Entry {
        use Word as W;
        match self {
            Self::MultilateralShare => ("I1", W::IndicatorI1, W::IndicatorI1Is, W::IndicatorI1From),
            Self::NetworkGrowth => ("I2", W::IndicatorI2, W::IndicatorI2Is, W::IndicatorI2From),
            Self::NetworkPortfolio => ("I3", W::IndicatorI3, W::IndicatorI3Is, W::IndicatorI3From),
            Self::NetworkCentralisation => ("I4", W::IndicatorI4, W::IndicatorI4Is, W::IndicatorI4From),
            Self::ThreatShare => ("I5", W::IndicatorI5, W::IndicatorI5Is, W::IndicatorI5From),
            Self::PolicySharing => ("I6", W::IndicatorI6, W::IndicatorI6Is, W::IndicatorI6From),
            Self::ThreatsInNetworks => ("I7", W::IndicatorI7, W::IndicatorI7Is, W::IndicatorI7From),
            Self::AgendaBreadth => ("I8", W::IndicatorI8, W::IndicatorI8Is, W::IndicatorI8From),
            Self::InstitutionsByKind => ("I9", W::IndicatorI9, W::IndicatorI9Is, W::IndicatorI9From),
            Self::OrdinanceDiffusion => ("I10", W::IndicatorI10, W::IndicatorI10Is, W::IndicatorI10From),
            Self::InstitutionalDepth => ("I11", W::IndicatorI11, W::IndicatorI11Is, W::IndicatorI11From),
            Self::PracticeBeforeRule => ("I12", W::IndicatorI12, W::IndicatorI12Is, W::IndicatorI12From),
            Self::PartnerDiversity => ("I13", W::IndicatorI13, W::IndicatorI13Is, W::IndicatorI13From),
            Self::PublicPrivateShare => ("I14", W::IndicatorI14, W::IndicatorI14Is, W::IndicatorI14From),
            Self::ChannelsInUse => ("I15", W::IndicatorI15, W::IndicatorI15Is, W::IndicatorI15From),
            Self::LevelsEngaged => ("I16", W::IndicatorI16, W::IndicatorI16Is, W::IndicatorI16From),
            Self::ModeMix => ("I17", W::IndicatorI17, W::IndicatorI17Is, W::IndicatorI17From),
            Self::BeyondPublic => ("I18", W::IndicatorI18, W::IndicatorI18Is, W::IndicatorI18From),
            Self::Integration => ("I19", W::IndicatorI19, W::IndicatorI19Is, W::IndicatorI19From),
            Self::TieLiveliness => ("I20", W::IndicatorI20, W::IndicatorI20Is, W::IndicatorI20From),
            Self::Completeness => ("Q1", W::IndicatorQ1, W::IndicatorQ1Is, W::IndicatorQ1From),
            Self::SourceBase => ("Q2", W::IndicatorQ2, W::IndicatorQ2Is, W::IndicatorQ2From),
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
    pub fn title(self) -> Word {
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
