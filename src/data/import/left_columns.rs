//! Columns that nobody takes although they look like something that facts have: each is a question, asked once.

use super::headings::{Slot, SlotKind, slots};
use super::kinds::{self, Values};
use super::mapping::{Mapping, slot_of};
use super::outcome::Proposal;
use super::propose::is_of_the_list;
use super::report::{COLUMN, Question, SheetReport};
use super::sides::rank_in_group;
use super::target::Target;
use crate::data::sheet::Sheet;

/// Asks what the columns are that give no field but look like a date, a role, a country, a network or a partner, unless the
/// mapping says that they are left out.
pub(super) fn ask(sheet: &Sheet, mapping: &Mapping, report: &mut SheetReport) {
    let values = kinds::values(sheet);
    let first_row = sheet.first_data_rows().next().map_or(0, |row| row.number);
    let left = report.account.columns.iter().zip(values).filter(|(column, _)| {
        column.field.is_empty() && column.left_out > 0 && !mapping.columns.contains_key(&column.heading)
    });
    let questions: Vec<Question> = left
        .filter_map(|(column, values)| {
            let proposals = fields_like(mapping, &column.heading, values)?;
            let proposals = proposals.into_iter().map(|id| Proposal { name: id.clone(), id }).collect();
            let (field, name) = (COLUMN.to_owned(), column.heading.clone());
            Some(Question { field, name, proposals, rows: column.left_out, first_row, is_taken: false })
        })
        .collect();
    for question in questions {
        report.ask(question);
    }
}

/// The free fields that a column may give by its heading or its values; nothing where it looks like none of these.
fn fields_like(mapping: &Mapping, heading: &str, values: Values) -> Option<Vec<String>> {
    if is_of_the_list(heading) {
        return None;
    }
    let by_values: &[&str] = match values {
        Values::Dates => &["start_date", "joined", "end_date", "left"],
        Values::Countries => &["country"],
        Values::Networks => &["network"],
        Values::Roles => &["role"],
        _ => &[],
    };
    let is_headed = |slot: &&Slot| is_asked(slot.kind) && rank_in_group(slot, heading).is_some();
    if by_values.is_empty() && !Target::MAPPED.into_iter().flat_map(slots).any(|slot| is_headed(&slot)) {
        return None;
    }
    let by_heading = slots(mapping.target).iter().filter(is_headed).map(|slot| slot.id);
    // A field comes from one column.
    let is_free = |id: &str| !mapping.columns.values().any(|field| field == id);
    let mut fields: Vec<String> = Vec::new();
    for id in by_heading.chain(by_values.iter().copied()) {
        if slot_of(mapping.target, id).is_some() && is_free(id) && !fields.iter().any(|known| known == id) {
            fields.push(id.to_owned());
        }
    }
    Some(fields)
}

/// Dates, roles, countries, networks and partners are asked about; what else a list tells may be anything.
fn is_asked(kind: SlotKind) -> bool {
    use SlotKind::{Country, Date, Network, Partner, Partners, Period, Term};
    matches!(kind, Date | Period | Country | Network | Partner | Partners | Term("role"))
}
