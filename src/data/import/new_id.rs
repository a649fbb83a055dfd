//! The id of a new row: one that a person can type, made of what the row says.

use super::catalog::Catalog;
use super::fingerprint::{ByFingerprint, fingerprint};
use super::names::slug;
use super::record::Record;
use super::target::Target;

/// How often each id was wanted that was taken already: the second gets a number.
#[derive(Default)]
pub(super) struct NewIds(ByFingerprint<u32>);

impl NewIds {
    /// An id that a person can type: `a-jinju-1961-eugene`.
    pub fn next(
        &mut self,
        target: Target,
        record: &Record,
        catalog: &Catalog,
        is_known: impl Fn(u128) -> bool,
    ) -> String {
        let first = |table: &str| record.list(table).first().map_or(String::new(), |(value, _)| value.clone());
        let year = |column: &str| record.cell(column).get(..4).unwrap_or_default().to_owned();
        let own_name = ["title_en", "title_ko", "name_en", "name_ko", "acronym"];
        let name = || own_name.into_iter().map(|column| record.cell(column)).find(|name| !name.is_empty());
        let parts = match target {
            Target::Activities => {
                let other = Some(first("activity_counterpart")).filter(|name| !name.is_empty());
                let other = other.or_else(|| name().map(ToOwned::to_owned)).unwrap_or_default();
                vec!["a".to_owned(), first("activity_city"), year("start_date"), other]
            }
            Target::Memberships => {
                let role = Some(record.cell("role")).filter(|role| !role.is_empty()).unwrap_or("member");
                vec![
                    "m".to_owned(),
                    record.cell("city_id").to_owned(),
                    record.cell("network_id").to_owned(),
                    role.to_owned(),
                ]
            }
            Target::Partnerships => {
                vec!["r".to_owned(), record.cell("city_id").to_owned(), record.cell("partner_id").to_owned()]
            }
            Target::Institutions => {
                vec![
                    "i".to_owned(),
                    first("instrument_city"),
                    year("start_date"),
                    name().unwrap_or_default().to_owned(),
                ]
            }
            _ => vec![name().unwrap_or_default().to_owned()],
        };
        if target == Target::Cities
            && let Some(id) = name().and_then(|name| catalog.waiting_city(name))
        {
            return id;
        }
        let parts: Vec<String> = parts.iter().map(|part| slug(part, 40)).filter(|part| !part.is_empty()).collect();
        let wanted = if parts.is_empty() { target.id().to_owned() } else { parts.join("-") };
        let is_entity = matches!(target, Target::Networks | Target::Partners | Target::Cities);
        let key = fingerprint(&wanted);
        loop {
            let number = self.0.get(&key).map_or(1, |number| number + 1);
            let (id, own_key) = if number == 1 {
                (wanted.clone(), key)
            } else {
                let id = format!("{wanted}-{number}");
                let own_key = fingerprint(&id);
                (id, own_key)
            };
            let is_taken = is_known(own_key) || (is_entity && catalog.is_taken(target.table(), &id));
            // One that is free the first time is known by itself from now on.
            if is_taken || number > 1 {
                self.0.insert(key, number);
            }
            if !is_taken {
                return id;
            }
        }
    }
}
