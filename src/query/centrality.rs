//! How central governments are among the networks that they share: hub and broker of the graph of two kinds of nodes,
//! governments and networks, with a line a membership.

use std::collections::{BTreeMap, VecDeque};

use super::pairs::Pair;
use crate::data::Code;

/// How central a government is, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Centrality {
    /// Degree: its networks, as a share of all networks of the graph.
    pub hub: f64,
    /// Betweenness: how many of the shortest ways between any two other nodes lead over it, as a share of the most that a
    /// graph of so many governments and networks allows.
    pub broker: f64,
}

/// Governments first, then networks; each with its neighbours.
struct Graph {
    governments: Vec<Code>,
    networks: usize,
    neighbours: Vec<Vec<usize>>,
}

/// Of every government with a pair. Both are normalised as networkx does for two kinds of nodes
/// (`bipartite.degree_centrality`, `bipartite.betweenness_centrality`). O(nodes x pairs).
pub fn centralities<'a>(pairs: impl Iterator<Item = &'a Pair>) -> BTreeMap<Code, Centrality> {
    let graph = Graph::of(pairs);
    let most = most_between(graph.governments.len(), graph.networks);
    let between = graph.betweenness();
    let centrality = |(node, &city): (usize, &Code)| {
        let hub = graph.neighbours[node].len() as f64 / graph.networks as f64;
        // Nothing lies between two nodes.
        let broker = if most > 0.0 { between[node] / most } else { 0.0 };
        (city, Centrality { hub, broker })
    };
    graph.governments.iter().enumerate().map(centrality).collect()
}

/// The betweenness of a node that stands between all others, of a side with so many nodes and another side with so many.
fn most_between(own: usize, others: usize) -> f64 {
    if own == 0 || others == 0 {
        return 0.0;
    }
    let (m, s, t) = (others as f64, ((own - 1) / others) as f64, ((own - 1) % others) as f64);
    f64::midpoint(m * m * (s + 1.0) * (s + 1.0) + m * (s + 1.0) * (2.0 * t - s - 1.0), -t * (2.0 * s - t + 3.0))
}

impl Graph {
    fn of<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Self {
        let ends: Vec<(Code, Code)> = pairs.map(|pair| (pair.city, pair.network)).collect();
        let sorted = |codes: &mut dyn Iterator<Item = Code>| {
            let mut codes: Vec<Code> = codes.collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let governments = sorted(&mut ends.iter().map(|&(city, _)| city));
        let networks = sorted(&mut ends.iter().map(|&(_, network)| network));
        let mut neighbours = vec![Vec::new(); governments.len() + networks.len()];
        for (city, network) in ends {
            let nodes = (governments.binary_search(&city), networks.binary_search(&network));
            if let (Ok(from), Ok(to)) = nodes {
                neighbours[from].push(governments.len() + to);
                neighbours[governments.len() + to].push(from);
            }
        }
        Self { governments, networks: networks.len(), neighbours }
    }

    /// By Brandes's method: from every node once, each pair of ends counted once.
    fn betweenness(&self) -> Vec<f64> {
        let count = self.neighbours.len();
        let mut between = vec![0.0; count];
        for source in 0..count {
            let (order, ways, distance) = self.ways_from(source);
            let mut share = vec![0.0; count];
            for &node in order.iter().rev() {
                for &next in self.neighbours[node].iter().filter(|&&next| distance[next] == distance[node] + 1) {
                    share[node] += ways[node] / ways[next] * (1.0 + share[next]);
                }
                if node != source {
                    between[node] += share[node] / 2.0;
                }
            }
        }
        between
    }

    /// The nodes that can be reached, the nearest first; how many shortest ways lead to each, and how long they are.
    fn ways_from(&self, source: usize) -> (Vec<usize>, Vec<f64>, Vec<usize>) {
        let count = self.neighbours.len();
        let (mut ways, mut distance) = (vec![0.0; count], vec![usize::MAX; count]);
        (ways[source], distance[source]) = (1.0, 0);
        let (mut order, mut queue) = (Vec::new(), VecDeque::from([source]));
        while let Some(node) = queue.pop_front() {
            order.push(node);
            for &next in &self.neighbours[node] {
                if distance[next] == usize::MAX {
                    distance[next] = distance[node] + 1;
                    queue.push_back(next);
                }
                if distance[next] == distance[node] + 1 {
                    ways[next] += ways[node];
                }
            }
        }
        (order, ways, distance)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn pair(city: u32, network: u32) -> Pair {
        let (city, network) = (Code(city), Code(network));
        Pair { city, network, joined: None, left: None, roles: BTreeSet::new(), rows: Vec::new() }
    }

    /// Every shortest way between two nodes, by trying all ways.
    fn shortest_ways(edges: &[(u32, u32)], from: u32, to: u32) -> Vec<Vec<u32>> {
        let mut ways = vec![vec![from]];
        while !ways.is_empty() {
            let found: Vec<_> = ways.iter().filter(|way| way.last() == Some(&to)).cloned().collect();
            if !found.is_empty() {
                return found;
            }
            let longer = |way: &Vec<u32>| {
                let end = way[way.len() - 1];
                let next = edges.iter().filter_map(move |&(a, b)| match end {
                    _ if a == end => Some(b),
                    _ if b == end => Some(a),
                    _ => None,
                });
                let way = way.clone();
                next.filter(|node| !way.contains(node)).map(|node| [&way[..], &[node]].concat()).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(longer).collect();
        }
        ways
    }

    #[test]
    fn hub_and_broker_are_those_of_all_shortest_ways() {
        // Networks are numbered from 100. Two parts that nothing joins, a circle, several ways of one length.
        let edges: [(u32, u32); 13] = [
            (0, 100),
            (1, 100),
            (2, 100),
            (2, 101),
            (3, 101),
            (3, 102),
            (0, 102),
            (4, 102),
            (4, 103),
            (1, 101),
            (5, 104),
            (6, 104),
            (6, 105),
        ];
        let pairs: Vec<Pair> = edges.iter().map(|&(city, network)| pair(city, network)).collect();
        let found = centralities(pairs.iter());
        let nodes: BTreeSet<u32> = edges.iter().flat_map(|&(city, network)| [city, network]).collect();
        let (governments, networks) = (7.0, 6.0);
        // Seven governments and six networks: s = 1, t = 0 of the formula of Borgatti and Halgin.
        let most: f64 = 0.5 * (networks * networks * 4.0 + networks * 2.0 * -2.0);
        for city in 0..7 {
            let mut between = 0.0;
            for &from in &nodes {
                for &to in nodes.iter().filter(|&&to| to > from && to != city && from != city) {
                    let ways = shortest_ways(&edges, from, to);
                    let over = ways.iter().filter(|way| way.contains(&city)).count();
                    between += if ways.is_empty() { 0.0 } else { over as f64 / ways.len() as f64 };
                }
            }
            let Centrality { hub, broker } = found[&Code(city)];
            let degree = edges.iter().filter(|&&(a, _)| a == city).count() as f64;
            assert!((hub - degree / networks).abs() < 1e-12, "{city}: {hub}");
            assert!((broker - between / most).abs() < 1e-12, "{city}: {broker}, {between} of {most}");
        }
        assert_eq!(found.len() as f64, governments);
        assert!(found.values().any(|one| one.broker > 0.1));
    }

    #[test]
    fn whoever_stands_between_all_others_brokers_everything() {
        // One government in every network, each other government in one of them.
        let star: Vec<Pair> = [(0, 9), (0, 8), (0, 7), (1, 9), (2, 8), (3, 7)].map(|(a, b)| pair(a, b)).into();
        let found = centralities(star.iter());
        assert!((found[&Code(0)].broker - 1.0).abs() < 1e-12 && (found[&Code(0)].hub - 1.0).abs() < 1e-12);
        assert!(found[&Code(1)].broker.abs() < 1e-12);
        assert!(centralities([pair(0, 9)].iter())[&Code(0)].broker.abs() < 1e-12);
        assert!(centralities([].iter()).is_empty());
    }
}
