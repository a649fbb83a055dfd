//! The argument in the order of the paper: its claims, and the indicators that speak to each.

use crate::query::indicators::Indicator;
use crate::words::Word;

/// A claim, and what speaks to it.
pub struct Trend {
    /// Its heading.
    pub title: Word,
    /// The claim in a sentence.
    pub claim: Word,
    /// The indicators that speak to it, in the order in which they are shown.
    pub indicators: &'static [Indicator],
}

/// Three trends, what city diplomacy is more than, and what all of it rests on.
pub static ARGUMENT: [Trend; 5] = [
    Trend {
        title: Word::TREND_ONE,
        claim: Word::TREND_ONE_CLAIM,
        indicators: &[
            Indicator::MultilateralShare,
            Indicator::ThreatShare,
            Indicator::ThreatsInNetworks,
            Indicator::NetworkGrowth,
            Indicator::NetworkPortfolio,
            Indicator::NetworkCentralisation,
            Indicator::PolicySharing,
            Indicator::AgendaBreadth,
        ],
    },
    Trend {
        title: Word::TREND_TWO,
        claim: Word::TREND_TWO_CLAIM,
        indicators: &[
            Indicator::InstitutionsByKind,
            Indicator::OrdinanceDiffusion,
            Indicator::InstitutionalDepth,
            Indicator::PracticeBeforeRule,
        ],
    },
    Trend {
        title: Word::TREND_THREE,
        claim: Word::TREND_THREE_CLAIM,
        indicators: &[
            Indicator::PartnerDiversity,
            Indicator::PublicPrivateShare,
            Indicator::ChannelsInUse,
            Indicator::LevelsEngaged,
        ],
    },
    Trend {
        title: Word::TREND_FOUR,
        claim: Word::TREND_FOUR_CLAIM,
        indicators: &[Indicator::ModeMix, Indicator::BeyondPublic, Indicator::Integration, Indicator::TieLiveliness],
    },
    Trend {
        title: Word::TREND_RECORDS,
        claim: Word::TREND_RECORDS_CLAIM,
        indicators: &[Indicator::Completeness, Indicator::SourceBase],
    },
];
