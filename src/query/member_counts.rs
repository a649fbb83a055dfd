//! How many governments are members of each network: what the facet *Member of* counts.

use super::filter::Filter;
use super::members::{Members, Standing};
use crate::data::{Dataset, Field};

/// The governments that are members of a network, at any time or in the year that the filter names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemberCount {
    /// Those that pass what the filter asks of cities and their levels.
    pub count: u32,
    /// All of the file.
    pub of: u32,
}

/// For each network, by code, its members as [`Filter::member_of`] takes them, whatever networks are chosen there. Other
/// filters are about facts, not about governments, and change nothing. O(memberships).
pub fn member_counts(dataset: &Dataset, filter: &Filter) -> Vec<MemberCount> {
    let resolved = filter.resolve(dataset);
    let passes: Vec<bool> =
        dataset.vocabulary(Field::City).codes().map(|city| resolved.passes_as_city(dataset, city)).collect();
    let least = if filter.undated_pass { Standing::Undated } else { Standing::Member };
    let mut counts = vec![MemberCount::default(); dataset.vocabulary(Field::Network).len()];
    for (network, city) in Members::of(dataset, filter.member_of.year, |_| true).at_least(least) {
        counts[network.index()].of += 1;
        counts[network.index()].count += u32::from(passes[city.index()]);
    }
    counts
}
