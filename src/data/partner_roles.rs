//! As what activities name their partners: host, co-organiser, signatory.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Code, ListColumn, Row};

/// The partners of activities, each with what the activity says it was there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartnerRoles {
    /// For each row the numbers of what it names, ascending.
    pub listed: ListColumn<u32>,
    /// By number: the partner, and the number of its role.
    pub named: Vec<(Code, u32)>,
    /// By number: the role as in the file; empty where it states none.
    pub roles: Vec<String>,
}

impl PartnerRoles {
    /// As what some rows name a partner, and how many of them do, the most frequent first; rows that name it without a role
    /// stand last, under an empty text. O(rows).
    pub fn of_partner(&self, partner: Code, rows: impl Iterator<Item = Row>) -> Vec<(&str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            let named = self.listed.get(row.index()).iter().map(|&number| self.named[number as usize]);
            for (_, role) in named.filter(|(named, _)| *named == partner) {
                *counts.entry(&self.roles[role as usize]).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(role, count)| (role.is_empty(), Reverse(count)));
        counts
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        let roles: usize = self.roles.iter().map(|role| role.capacity() + size_of::<String>()).sum();
        self.listed.bytes() + self.named.capacity() * size_of::<(Code, u32)>() + roles
    }
}
