//! Tables of lists that hang on facts: cities, agendas, modes, partners and counterparts, each read by itself.

use super::super::batch::Cells;
use super::super::counterparts::CounterpartNames;
use super::super::lexicon::{At, Lexicon};
use super::super::links::Links;
use super::super::partner_roles::PartnerRolesRead;
use super::super::reader::{Reader, Scan};
use super::super::report::RowReason;
use super::super::row_index::Finder;
use super::Facts;
use crate::data::{Code, Field};

/// The lists of one field and its vocabulary, lent to the table that fills them.
struct Loan {
    field: Field,
    lexicon: Lexicon,
    links: Links<Code>,
}

impl Loan {
    /// The code of an id; `at` is the column without which the row says nothing.
    fn code(&mut self, id: &str, at: At) -> Result<Code, RowReason> {
        self.lexicon.code(self.field, id, at).ok_or(RowReason::Empty(at.1))
    }
}

/// What is wrong with a row, from one that is taken or not.
fn reasons(taken: Result<(), RowReason>) -> Vec<RowReason> {
    taken.err().into_iter().collect()
}

/// Cities, agendas, modes, counterparts and partners of activities.
pub(in crate::data::open) fn read_activity_lists(
    reader: &mut Reader<'_>,
    lexicon: &mut Lexicon,
    facts: &mut Facts,
) -> rusqlite::Result<()> {
    let mut loans = [Field::City, Field::Agenda, Field::Mode, Field::Partner, Field::Country]
        .map(|field| facts.lend(lexicon, field));
    let [cities, agendas, modes, partners, countries] = &mut loans;
    let Facts { rows, columns, derived_modes, counterparts, partner_roles, .. } = facts;
    let finder = || Finder::new(rows, &columns.ids);
    reader.scan_side_by_side(vec![
        list_scan(finder(), cities, ["activity_city", "activity_id", "city_id"]),
        list_scan(finder(), agendas, ["activity_agenda", "activity_id", "agenda_id"]),
        mode_scan(finder(), modes, derived_modes),
        partner_scan(finder(), partners, partner_roles),
        counterpart_scan(finder(), countries, counterparts),
    ])?;
    for loan in loans {
        facts.take_back(lexicon, loan);
    }
    Ok(())
}

/// A table of two ids: the row of facts, and the value it has.
fn list_scan<'t>(mut owners: Finder<'t>, loan: &'t mut Loan, [table, owner, value]: [&'static str; 3]) -> Scan<'t> {
    let mut take = move |cells: &Cells<'_>| {
        let row = owners.owner(cells.text(0))?;
        let code = loan.code(cells.text(1), At(table, value))?;
        loan.links.push(row, code);
        Ok(())
    };
    Scan { table, columns: vec![owner, value], take: Box::new(move |cells| reasons(take(cells))) }
}

/// Modes of activities, and which of them a rule gave.
fn mode_scan<'t>(mut owners: Finder<'t>, loan: &'t mut Loan, derived: &'t mut Links<Code>) -> Scan<'t> {
    let mut take = move |cells: &Cells<'_>| {
        let row = owners.owner(cells.text(0))?;
        let mode = loan.code(cells.text(1), At("activity_mode", "mode"))?;
        loan.links.push(row, mode);
        if cells.text(2) == "derived" {
            derived.push(row, mode);
        }
        Ok(())
    };
    let columns = vec!["activity_id", "mode", "basis"];
    Scan { table: "activity_mode", columns, take: Box::new(move |cells| reasons(take(cells))) }
}

/// Partners of activities, and as what each is named.
fn partner_scan<'t>(mut owners: Finder<'t>, loan: &'t mut Loan, roles: &'t mut PartnerRolesRead) -> Scan<'t> {
    let mut take = move |cells: &Cells<'_>| {
        let row = owners.owner(cells.text(0))?;
        let partner = loan.code(cells.text(1), At("activity_partner", "partner_id"))?;
        loan.links.push(row, partner);
        roles.push(row, partner, cells.text(2));
        Ok(())
    };
    let columns = vec!["activity_id", "partner_id", "role"];
    Scan { table: "activity_partner", columns, take: Box::new(move |cells| reasons(take(cells))) }
}

/// Who stood on the other side of activities, and where.
fn counterpart_scan<'t>(
    mut owners: Finder<'t>,
    loan: &'t mut Loan,
    counterparts: &'t mut CounterpartNames,
) -> Scan<'t> {
    let mut take = move |cells: &Cells<'_>| {
        let row = owners.owner(cells.text(0))?;
        let (name, country) = (cells.text(1), cells.text(2));
        if name.is_empty() && country.is_empty() {
            return Err(RowReason::Empty("name"));
        }
        if let Ok(code) = loan.code(country, At("activity_counterpart", "country")) {
            loan.links.push(row, code);
        }
        counterparts.push(row, name, country);
        Ok(())
    };
    let columns = vec!["activity_id", "name", "country"];
    Scan { table: "activity_counterpart", columns, take: Box::new(move |cells| reasons(take(cells))) }
}

/// The only table of lists that hangs on facts of a kind.
pub(in crate::data::open) fn read_list(
    reader: &mut Reader<'_>,
    lexicon: &mut Lexicon,
    facts: &mut Facts,
    field: Field,
    table: [&'static str; 3],
) -> rusqlite::Result<()> {
    let mut loan = facts.lend(lexicon, field);
    reader.scan_side_by_side(vec![list_scan(Finder::new(&facts.rows, &facts.columns.ids), &mut loan, table)])?;
    facts.take_back(lexicon, loan);
    Ok(())
}

impl Facts {
    /// Takes out what a table that hangs on these facts adds to.
    fn lend(&mut self, lexicon: &mut Lexicon, field: Field) -> Loan {
        Loan { field, lexicon: lexicon.lend(field), links: std::mem::take(&mut self.links[field as usize]) }
    }

    fn take_back(&mut self, lexicon: &mut Lexicon, Loan { field, lexicon: part, links }: Loan) {
        lexicon.take_back(field, part);
        self.links[field as usize] = links;
    }
}
