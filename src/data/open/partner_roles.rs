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

    /// The roles in so many rows.
    pub fn finish(self, rows: usize) -> PartnerRoles {
        PartnerRoles { listed: self.lists.finish(rows), ..self.roles }
    }
}
