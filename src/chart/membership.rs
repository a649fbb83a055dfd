//! Who is in which network, today or in a chosen year: what matrix, ranking, overlap and graph are drawn from.

use std::collections::{BTreeMap, BTreeSet};

use super::{ChartInput, phrases};
use crate::data::{Code, Dataset, Date, Field, Table};
use crate::query::{Pair, Standing};
use crate::words::{Lang, Word, counted, grouped};

/// The pairs of one level of government, and the cities and networks they span, the most connected first.
pub struct Membership {
    /// Every pair of that level, sorted by city, then network: those of the year asked for as they stood then.
    pub pairs: Vec<Pair>,
    /// Cities with a pair, in whatever year.
    pub cities: Vec<Code>,
    /// Networks with a pair, in whatever year.
    pub networks: Vec<Code>,
    /// The year asked for.
    pub as_of: Option<AsOf>,
    /// The level; `None` where the file states none.
    pub level: Option<Code>,
    /// How many cities have a pair, but no level.
    pub without_level: usize,
}

/// A year, and what it leaves out.
pub struct AsOf {
    /// The year.
    pub year: i16,
    /// Pairs that nobody knows the beginning of: perhaps not yet members in the year.
    pub undated: usize,
    /// The pairs of every year, which hold axes and scales still while the year moves.
    any_year: Vec<Pair>,
}

impl Membership {
    /// What passes the filter at the level asked for. Levels are never pooled: where none is asked for, the highest
    /// that has a pair is shown.
    pub fn of(input: &ChartInput<'_>) -> Self {
        let dataset = input.dataset;
        let all = input.answer.pairs(dataset);
        let asked = input.options.level.as_deref().and_then(|id| dataset.vocabulary(Field::CityLevel).code(id));
        let level = asked.or_else(|| all.iter().filter_map(|pair| level_of(dataset, pair)).min());
        let is_homeless = |pair: &&Pair| level.is_some() && level_of(dataset, pair).is_none();
        let mut homeless: Vec<Code> = all.iter().filter(is_homeless).map(|pair| pair.city).collect();
        homeless.dedup();
        let at_level = |pair: &&Pair| level.is_none() || level_of(dataset, pair) == level;
        let whole = Self::from_pairs(all.iter().filter(at_level).cloned().collect(), level, homeless.len());
        match input.options.member_year {
            Some(year) => whole.in_year(dataset, year),
            None => whole,
        }
    }

    /// Leaves the pairs of a year, as they stood then; cities and networks keep their places.
    fn in_year(self, dataset: &Dataset, year: i16) -> Self {
        let standing = |pair: &Pair| pair.standing_in(dataset, year);
        let members = self.pairs.iter().filter(|pair| standing(pair) == Standing::Member);
        let pairs = members.map(|pair| pair.as_it_stood(dataset, year)).collect();
        let undated = self.pairs.iter().filter(|pair| standing(pair) == Standing::Undated).count();
        Self { pairs, as_of: Some(AsOf { year, undated, any_year: self.pairs }), ..self }
    }

    /// The pairs of every year, whichever is asked for.
    pub fn any_year(&self) -> &[Pair] {
        self.as_of.as_ref().map_or(&self.pairs, |as_of| &as_of.any_year)
    }

    /// What passes the standing filter at the level of some pairs, and these: where they are all, or only shadows.
    pub fn around(&self, input: &ChartInput<'_>) -> Self {
        let dataset = input.dataset;
        let whole = input.whole.pairs(dataset).iter().filter(|pair| level_of(dataset, pair) == self.level);
        let ends = |pair: &Pair| ((pair.city, pair.network), pair.clone());
        let pairs: BTreeMap<(Code, Code), Pair> = whole.chain(self.any_year()).map(ends).collect();
        Self::from_pairs(pairs.into_values().collect(), self.level, self.without_level)
    }

    fn from_pairs(pairs: Vec<Pair>, level: Option<Code>, without_level: usize) -> Self {
        Self {
            cities: most_frequent(pairs.iter().map(|pair| pair.city)),
            networks: most_frequent(pairs.iter().map(|pair| pair.network)),
            pairs,
            as_of: None,
            level,
            without_level,
        }
    }

    /// The pairs of a city.
    pub fn of_city(&self, city: Code) -> &[Pair] {
        let begin = self.pairs.partition_point(|pair| pair.city < city);
        let count = self.pairs[begin..].partition_point(|pair| pair.city == city);
        &self.pairs[begin..begin + count]
    }

    /// The pair of a city and a network that it is or was in.
    pub fn pair(&self, city: Code, network: Code) -> Option<&Pair> {
        let place = self.pairs.binary_search_by_key(&(city, network), |pair| (pair.city, pair.network));
        place.ok().map(|place| &self.pairs[place])
    }

    /// How many of the cities and networks there is room for; empty where for all.
    pub fn note(&self, lang: Lang, cities: usize, networks: usize) -> String {
        let (all_cities, all_networks) = (self.cities.len(), self.networks.len());
        let parts = [
            (cities < all_cities).then(|| Word::first_of_cities(lang, &grouped(cities), &grouped(all_cities))),
            (networks < all_networks)
                .then(|| Word::first_of_networks(lang, &grouped(networks), &grouped(all_networks))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// About as long as [`Self::note`] can be.
    pub fn longest_note(&self, lang: Lang) -> String {
        self.note(lang, self.cities.len().saturating_sub(1), self.networks.len().saturating_sub(1))
    }
}

/// Moves the one that is brought out to the last place that is shown, where it would stand behind it.
pub fn bring_within<T>(all: &mut Vec<T>, shown: usize, is_brought_out: impl Fn(&T) -> bool) {
    if let Some(place) = all.iter().position(is_brought_out).filter(|&place| place >= shown && shown > 0) {
        let one = all.remove(place);
        all.insert(shown - 1, one);
    }
}

fn level_of(dataset: &Dataset, pair: &Pair) -> Option<Code> {
    dataset.cities.get(pair.city.index()).and_then(|city| city.level)
}

fn most_frequent(codes: impl Iterator<Item = Code>) -> Vec<Code> {
    let mut sorted: Vec<_> = counts(codes).into_iter().collect();
    sorted.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
    sorted.into_iter().map(|(code, _)| code).collect()
}

/// How often each occurs.
pub fn counts(codes: impl Iterator<Item = Code>) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    codes.for_each(|code| *counts.entry(code).or_default() += 1);
    counts
}

/// The first year in which a government is known to have joined a network, and the last there is to show; nothing where no
/// membership that passes the standing filter has a date.
pub fn member_years(input: &ChartInput<'_>) -> Option<(i16, i16)> {
    let joined = || input.whole.pairs(input.dataset).iter().filter_map(|pair| pair.joined.map(Date::year));
    Some((joined().min()?, joined().max()?.max(input.last_year())))
}

/// The line under the title of a chart of who is in which network.
pub fn subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, &[Table::Memberships], || {
        let brought_out = input.focus().map(|city| Word::brought_out(input.lang, &input.short_name(Field::City, city)));
        std::iter::once(shown(input)).chain(brought_out).collect()
    })
}

/// The same of one that brings no city out.
pub fn plain_subtitle(input: &ChartInput<'_>) -> String {
    phrases::subtitle(input, &[Table::Memberships], || vec![shown(input)])
}

/// "17 governments × 50 networks · upper-level"; of a year only those that have a membership then.
fn shown(input: &ChartInput<'_>) -> String {
    let membership = Membership::of(input);
    let [cities, networks] = [|pair: &Pair| pair.city, |pair: &Pair| pair.network]
        .map(|end| membership.pairs.iter().map(end).collect::<BTreeSet<Code>>().len());
    let cities = counted(input.lang, cities, Word::one_government, Word::n_governments);
    let networks = counted(input.lang, networks, Word::one_network, Word::n_networks);
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
    if let Some(as_of) = &membership.as_of {
        text = format!("{text} · {}", Word::as_of_year(input.lang, &as_of.year));
        if as_of.undated > 0 {
            text = format!("{text} · {}", Word::plus_without_year(input.lang, &grouped(as_of.undated)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted_in_numbers_that_can_be_read() {
        let codes = |count: u32| (0..count).map(Code).collect();
        let all = Membership {
            pairs: Vec::new(),
            cities: codes(2995),
            networks: codes(12),
            as_of: None,
            level: None,
            without_level: 0,
        };
        assert_eq!(all.note(Lang::En, 1032, 12), "first 1,032 of 2,995 governments");
        assert_eq!(all.note(Lang::En, 2995, 12), "");
    }
}
