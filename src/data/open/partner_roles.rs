//! Collects as what activities name their partners.

use std::collections::HashMap;

use super::links::Links;
use crate::data::{Code, PartnerRoles};

/// The roles of partners under construction.
#[derive(Default)]
pub(super) struct PartnerRolesRead {
    lists: Links<u32>,
    numbers: HashMap<(Code, u32), u32>,
    role_numbers: HashMap<String, u32>,
    roles: PartnerRoles,
}

impl PartnerRolesRead {
    /// A row names a partner in a role, which may be empty.
    pub fn push(&mut self, row: u32, partner: Code, role: &str) {
        let role = self.role_numbers.get(role).copied().unwrap_or_else(|| {
            let number = self.roles.roles.len() as u32;
            self.roles.roles.push(role.to_owned());
            self.role_numbers.insert(role.to_owned(), number);
            number
        });
        let named = &mut self.roles.named;
        let number = *self.numbers.entry((partner, role)).or_insert_with(|| {
            named.push((partner, role));
            named.len() as u32 - 1
        });
        self.lists.push(row, number);
    }

    /// The roles in so many rows, numbered by partner and name of the role: the same facts are the same in whatever order
    /// a file has them.
    pub fn finish(self, rows: usize) -> PartnerRoles {
        let PartnerRoles { named, roles, .. } = self.roles;
        let name = |number: u32| (named[number as usize].0, roles[named[number as usize].1 as usize].as_str());
        let mut by_name: Vec<u32> = (0..named.len() as u32).collect();
        by_name.sort_unstable_by_key(|&number| name(number));
        let mut number_of = vec![0; named.len()];
        for (new, old) in (0..).zip(&by_name) {
            number_of[*old as usize] = new;
        }
        let listed = self.lists.finish(rows).derived(|old, new: &mut Vec<u32>| {
            new.extend(old.iter().map(|&number| number_of[number as usize]));
            new.sort_unstable();
        });
        let mut in_order: Vec<&str> = roles.iter().map(String::as_str).collect();
        in_order.sort_unstable();
        let place = |role: &str| in_order.partition_point(|&other| other < role) as u32;
        let named = by_name.iter().map(|&number| name(number)).map(|(partner, role)| (partner, place(role))).collect();
        PartnerRoles { listed, named, roles: in_order.into_iter().map(ToOwned::to_owned).collect() }
    }
}
