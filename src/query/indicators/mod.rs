//! The indicators: what the three trends of city diplomacy come to in this database, each with n, interval,
//! definition, source and what may be said of it.
//!
//! [`findings`] is the way in. The activities are gone through once, whatever is asked for.

mod context;
mod counted;
mod counting;
mod finding;
mod institutions;
mod meaning;
mod modes;
mod multilateral;
mod partners;
mod quality;
mod reading;
mod records;
mod selection;
pub mod statistics;
mod tally;

pub use context::years_not_collected;
pub use counting::Counting;
pub use finding::{FEW, Finding, Flag, Group, Label, Matrix, Named, Part, Point, Statistic, Unit, point, round};
pub use meaning::Meaning;
pub use reading::{Counted, Evidence, Says, Side, Verdict};
pub use records::Records;
pub use selection::{Recorded, Selection};
pub use statistics::{Estimate, difference};

use std::collections::VecDeque;
use std::sync::Mutex;

use super::answer::Answer;
use super::filter::Filter;
use crate::data::{Dataset, Table};
use crate::words::Word;
use context::Context;

/// What an indicator says of itself, beside the function that finds it.
struct Spec {
    /// I1 to I20, Q1, Q2.
    id: &'static str,
    title: Word,
    definition: Word,
    source: Word,
    find: fn(&Context<'_>) -> Finding,
}

/// The list of indicators: a line each, in the order of the argument.
macro_rules! indicators {
    ($($(#[doc = $doc:literal])+ $name:ident: $trend:ident::$spec:ident,)+) => {
        /// One indicator, in the order of the argument: three trends, public against city diplomacy, quality of the data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Indicator {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Indicator {
            /// All indicators.
            pub const ALL: [Self; [$(Self::$name),+].len()] = [$(Self::$name),+];

            const fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$name => &$trend::$spec,)+
                }
            }
        }
    };
}

indicators! {
    /// I1: share of activities with more than one counterpart.
    MultilateralShare: multilateral::MULTILATERAL_SHARE,
    /// I2: memberships in networks, joined and active.
    NetworkGrowth: multilateral::NETWORK_GROWTH,
    /// I3: networks of each government, and seats in them.
    NetworkPortfolio: multilateral::NETWORK_PORTFOLIO,
    /// I4: how far memberships gather in few governments.
    NetworkCentralisation: multilateral::NETWORK_CENTRALISATION,
    /// I5: share of activities on non-traditional threats.
    ThreatShare: multilateral::THREAT_SHARE,
    /// I6: share of policy sharing, and where it happens.
    PolicySharing: multilateral::POLICY_SHARING,
    /// I7: whether multilateral activities carry the threats.
    ThreatsInNetworks: multilateral::THREATS_IN_NETWORKS,
    /// I8: how many agendas are in use.
    AgendaBreadth: multilateral::AGENDA_BREADTH,
    /// I9: institutions by kind.
    InstitutionsByKind: institutions::INSTITUTIONS_BY_KIND,
    /// I10: how ordinances spread after a law.
    OrdinanceDiffusion: institutions::ORDINANCE_DIFFUSION,
    /// I11: how many kinds of institution a government has.
    InstitutionalDepth: institutions::INSTITUTIONAL_DEPTH,
    /// I12: years from first practice to first institution.
    PracticeBeforeRule: institutions::PRACTICE_BEFORE_RULE,
    /// I13: how many sectors partners come from.
    PartnerDiversity: partners::PARTNER_DIVERSITY,
    /// I14: share of public-private partnership.
    PublicPrivateShare: partners::PUBLIC_PRIVATE_SHARE,
    /// I15: how many channels a government uses.
    ChannelsInUse: partners::CHANNELS_IN_USE,
    /// I16: how many levels of governance work together.
    LevelsEngaged: partners::LEVELS_ENGAGED,
    /// I17: shares of the diplomacy modes.
    ModeMix: modes::MODE_MIX,
    /// I18: share of activities beyond public diplomacy.
    BeyondPublic: modes::BEYOND_PUBLIC,
    /// I19: how far modes come together in one activity.
    Integration: modes::INTEGRATION,
    /// I20: share of agreements with a recorded activity after them.
    TieLiveliness: modes::TIE_LIVELINESS,
    /// Q1: how complete the records are.
    Completeness: quality::COMPLETENESS,
    /// Q2: how many sources they rest on.
    SourceBase: quality::SOURCE_BASE,
}

impl Indicator {
    /// The short id: I1 to I20, Q1, Q2.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The indicator with this [`Self::id`], in either case.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|indicator| indicator.id().eq_ignore_ascii_case(id))
    }

    /// What it is called.
    pub const fn title(self) -> Word {
        self.spec().title
    }

    /// How it is computed.
    pub fn definition(self) -> Word {
        self.spec().definition
    }

    /// The literature it is made from.
    pub fn source(self) -> Word {
        self.spec().source
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
pub fn findings(question: Question<'_>, wanted: &[Indicator]) -> Vec<Finding> {
    let are_many = question.dataset.table(Table::Activities).len() >= MANY;
    if are_many { at_once(question, wanted) } else { in_turn(question, wanted) }
}

fn in_turn(question: Question<'_>, wanted: &[Indicator]) -> Vec<Finding> {
    let context = Context::new(question);
    wanted.iter().map(|&indicator| (indicator.spec().find)(&context)).collect()
}

/// Two threads take indicators from the two ends: those first in order wait for one pass over the activities, those last
/// go their own ways.
fn at_once(question: Question<'_>, wanted: &[Indicator]) -> Vec<Finding> {
    type Waiting = VecDeque<(usize, Indicator)>;
    let context = Context::new(question);
    let waiting: Mutex<Waiting> = Mutex::new(wanted.iter().copied().enumerate().collect());
    let find = |take: fn(&mut Waiting) -> Option<(usize, Indicator)>| {
        let next = || waiting.lock().ok().and_then(|mut waiting| take(&mut waiting));
        let found = std::iter::from_fn(next).map(|(place, indicator)| (place, (indicator.spec().find)(&context)));
        found.collect::<Vec<(usize, Finding)>>()
    };
    let mut found = std::thread::scope(|scope| {
        let other = std::thread::Builder::new().name("indicators".to_owned());
        let other = other.spawn_scoped(scope, || find(Waiting::pop_back));
        let mut found = find(Waiting::pop_front);
        match other.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(others)) => found.extend(others),
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // No thread was to be had: all were found here.
            Err(_) => {}
        }
        found
    });
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// From so many activities on a second thread pays.
const MANY: usize = 100_000;

/// What one indicator finds.
pub fn finding(question: Question<'_>, indicator: Indicator) -> Finding {
    (indicator.spec().find)(&Context::new(question))
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
        assert_eq!(at_once(question, &wanted), in_turn(question, &wanted));
    }
}
