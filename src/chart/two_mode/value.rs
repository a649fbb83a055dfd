//! What a graph of two kinds of nodes is drawn from, whatever its lines stand for.

use std::collections::BTreeMap;

use ecolor::Color32;

use crate::data::{Code, Field};
use crate::query::Subject;

/// A graph of cities and of the values of one other field.
pub struct TwoMode<'a> {
    /// The field of what cities share.
    pub field: Field,
    /// The largest first.
    pub cities: Vec<Code>,
    /// Values of [`Self::field`], the largest first.
    pub others: Vec<Code>,
    /// All lines, sorted by city, then value.
    pub edges: Vec<Edge>,
    /// How much of each city passes, as a share of the largest.
    pub city_shares: BTreeMap<Code, f32>,
    /// The same of each value of [`Self::field`].
    pub other_shares: BTreeMap<Code, f32>,
    /// Whether lines differ in what they count. Then there are no more of them than can be followed, and what has no
    /// room behind a name is counted there.
    pub is_weighted: bool,
    /// What a line stands for.
    pub subject: Box<dyn Fn(&Edge) -> Subject + 'a>,
}

/// A line of a graph.
pub struct Edge {
    /// Its city.
    pub city: Code,
    /// What the city has to do with.
    pub other: Code,
    /// How much, whatever passes: what has no room behind a name is the lightest.
    pub weight: usize,
    /// What it looks like; a shadow where it does not pass.
    pub look: Option<Look>,
}

/// What a line looks like.
#[derive(Clone, Copy)]
pub struct Look {
    /// Lines of a higher place lie over others.
    pub place: usize,
    /// Of the line, and of the square that stands for it behind a name.
    pub color: Color32,
    /// In points.
    pub width: f32,
    /// Broken, as what is over.
    pub is_over: bool,
    /// With the dot of a leading role.
    pub is_leading: bool,
}

impl TwoMode<'_> {
    /// The lines of a city.
    pub fn of_city(&self, city: Code) -> &[Edge] {
        let begin = self.edges.partition_point(|edge| edge.city < city);
        let count = self.edges[begin..].partition_point(|edge| edge.city == city);
        &self.edges[begin..begin + count]
    }

    /// The line between a city and a value.
    pub fn edge(&self, city: Code, other: Code) -> Option<&Edge> {
        let place = self.edges.binary_search_by_key(&(city, other), |edge| (edge.city, edge.other));
        place.ok().map(|place| &self.edges[place])
    }
}
