//! How far opening has come, and the wish to stop it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};

use crate::data::console;
use crate::words::{Lang, Word};

/// A step of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// File system and header.
    Looking,
    /// The engine's check for damage.
    Checking,
    /// Rows to columns.
    Reading,
    /// What follows from the rows: levels, domains, sectors, text search.
    Building,
    /// Indexes that make a filter quick; only the window needs them.
    Indexing,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: [Self; 5] = [Self::Looking, Self::Checking, Self::Reading, Self::Building, Self::Indexing];

    /// In words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Looking => Word::STAGE_LOOKING,
            Self::Checking => Word::STAGE_CHECKING,
            Self::Reading => Word::STAGE_READING,
            Self::Building => Word::STAGE_BUILDING,
            Self::Indexing => Word::STAGE_INDEXING,
        }
        .text(lang)
    }

    /// The part of the whole at which it begins and ends, in thousandths.
    fn per_mille(self) -> (f32, f32) {
        match self {
            Self::Looking => (0.0, 20.0),
            Self::Checking => (20.0, 300.0),
            Self::Reading => (300.0, 850.0),
            Self::Building => (850.0, 950.0),
            Self::Indexing => (950.0, 1000.0),
        }
    }
}

/// How far opening has come, and the wish to stop it. A clone is a second handle on the same state: one for the
/// window, one for the worker.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    per_mille: AtomicU32,
    stage: AtomicU8,
    cancelled: AtomicBool,
}

impl Progress {
    /// Asks the work to stop; it ends with [`super::OpenError::Cancelled`] within a tenth of a second.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether someone asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed) || console::is_ending()
    }

    /// How much is done, 0 to 1.
    pub fn fraction(&self) -> f32 {
        self.shared.per_mille.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// What is being done.
    pub fn stage(&self) -> Stage {
        Stage::ALL[usize::from(self.shared.stage.load(Ordering::Relaxed)).min(Stage::ALL.len() - 1)]
    }

    /// Tells that this part (0 to 1) of a stage is done.
    pub fn set(&self, stage: Stage, part: f32) {
        let (begin, end) = stage.per_mille();
        let per_mille = begin + (end - begin) * part.clamp(0.0, 1.0);
        self.shared.stage.store(stage as u8, Ordering::Relaxed);
        self.shared.per_mille.store(per_mille as u32, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_each_other_without_a_gap() {
        let progress = Progress::default();
        assert_eq!((progress.stage(), progress.fraction()), (Stage::Looking, 0.0));
        for pair in Stage::ALL.windows(2) {
            assert_eq!(pair[0].per_mille().1, pair[1].per_mille().0);
        }
        progress.set(Stage::Indexing, 2.0);
        assert_eq!((progress.stage(), progress.fraction()), (Stage::Indexing, 1.0));
    }

    #[test]
    fn cancel_reaches_every_handle() {
        let progress = Progress::default();
        progress.clone().cancel();
        assert!(progress.is_cancelled());
    }
}
