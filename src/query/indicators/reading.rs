//! What a finding allows to say, in numbers and ids: the sentences are made where it is shown.

use super::statistics::Estimate;
use crate::data::{Code, Row};
use crate::words::Word;

/// What the numbers allow to say: never more.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// In a word.
    pub verdict: Verdict,
    /// What a sentence rests on.
    pub says: Says,
}

/// The word of a [`Evidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The interval lies on the side of the claim.
    Supports,
    /// The interval lies on the other side.
    SpeaksAgainst,
    /// The interval spans "no effect".
    DoesNotDistinguish,
    /// Fewer than five records on one side.
    TooFew,
    /// The indicator measures and claims nothing.
    Describes,
}

/// The numbers of a sentence that do not stand in the finding beside it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each is a place of the sentence of its name in `words`")]
pub enum Says {
    /// Too little to say anything.
    TooFew { n: usize },
    /// Too little on one of two sides.
    TooFewOfBoth { sides: [Side; 2], n: [usize; 2] },
    /// Two shares, hits and n of each, and how far the second is above the first.
    Difference { claim: Word, sides: [Side; 2], shares: [(usize, usize); 2], difference: Estimate },
    /// I2.
    Growth { first: i16, last: i16, joined: usize, active: usize, undated: usize },
    /// I3.
    Portfolio { joined: usize, governments: usize, most: u32 },
    /// I4.
    Centralisation { governments: usize, networks: usize, value: f64, gini: f64 },
    /// I7.
    Odds { ratio: Estimate, n: usize },
    /// I8.
    Breadth { richness: f64, common: f64, tags: usize },
    /// I9.
    Institutions { count: usize, first: i16, last: i16, undated: usize },
    /// I10 without a law to follow.
    NoLaw { dated: usize, governments: usize },
    /// I10.
    Diffusion { dated: usize, governments: usize, now: i16, before: usize, enacted: i16, law: Row },
    /// I11.
    Depth { with_any: usize, governments: usize, kinds: usize, most: usize },
    /// I12.
    Practice { first: usize, governments: usize, share: Estimate, median: f64 },
    /// I13.
    Diversity { ties: usize, richness: f64, common: f64 },
    /// I15.
    Channels { tied: usize, governments: usize, mean: f64, most: usize },
    /// I16, of activities or else of governments.
    Levels { several: usize, all: usize, are_activities: bool },
    /// I17.
    Modes { with_mode: usize, uncoded: usize },
    /// I18; whether the share without mere representation lies on the same side.
    Beyond { share: Estimate, n: usize, agrees: bool },
    /// I19.
    Integration { share: Estimate, n: usize },
    /// I20.
    Liveliness { live: usize, agreements: usize },
    /// Q1.
    Completeness { activities: usize },
    /// Q2; the publisher that most records rest on.
    Sources { records: usize, sources: usize, several: f64, publisher: String, from_largest: f64 },
}

/// One of two sides that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The years from one to another.
    Years(i16, i16),
    /// Something that has a name.
    Named(Word),
}

/// Who is counted and who is left out: a sentence each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A sentence without numbers.
    As(Word),
    /// Activities that were held; so many others are left out.
    Held(usize),
    /// So many governments, of a level or of all.
    Governments(usize, Option<Code>),
    /// So many activities whose modes a rule gave.
    DerivedModes(usize),
    /// So many that are left out for it.
    DerivedModesOut(usize),
    /// Activities that name partners stand first: so many there are, and so many are needed.
    ActivitiesFirst(usize, usize),
    /// Ties stand first: so many activities name partners, and so many would be needed.
    TiesFirst(usize, usize),
}
