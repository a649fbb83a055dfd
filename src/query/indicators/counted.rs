//! The rows that a selection holds, read as the figure that counts them reads the facts.

use std::collections::BTreeSet;

use super::context::{Context, Tie};
use super::meaning::Values;
use super::selection::{Recorded, Selection};
use super::{institutions, modes, multilateral};
use crate::data::{Code, Date, FactTable, Field, Row, Table};

impl Recorded {
    fn table(self) -> Table {
        if let Self::Date(table) = self { table } else { Table::Activities }
    }

    fn is_of(self, facts: &FactTable, row: Row) -> bool {
        match self {
            Self::DateTo(precision) => facts.start(row).is_some_and(|date| date.precision() == precision),
            Self::NoDate => facts.start(row).is_none(),
            Self::Value(field) => !facts.codes(field, row).is_empty(),
            Self::CodedMode => facts.codes(Field::Mode, row).len() > facts.derived_modes.get(row.index()).len(),
            Self::Date(_) => facts.start(row).is_some(),
        }
    }
}

impl Selection {
    /// The facts, those that began in some years where those are given; of what adds up, those that began until then.
    pub(super) fn rows(&self, context: &Context<'_>, years: Option<(i16, i16)>) -> (Table, Vec<Row>) {
        let until = years.map_or(context.now, |(_, last)| last.min(context.now));
        match self {
            Self::Networks(city) => (Table::Memberships, multilateral::memberships_now(context, *city)),
            Self::TiesOfSector(_) | Self::PrivateTies { .. } | Self::TiesOfChannel(..) | Self::TiesOverLevels => {
                (Table::Partnerships, self.ties(context))
            }
            Self::Institutions(kinds) => {
                let began = |date: Option<Date>| date.is_some_and(|date| date.year() <= until);
                let of_kinds = context
                    .institutions()
                    .iter()
                    .filter(|one| one.kind.is_some_and(|kind| kinds.contains(&kind)) && began(one.start));
                (Table::Institutions, of_kinds.map(|one| one.row).collect())
            }
            Self::FirstOrdinances => (Table::Institutions, institutions::first_ordinances(context, until)),
            Self::InstitutionsOfKind(city, kind) => {
                (Table::Institutions, institutions::of_kind(context, *city, *kind).map(|one| one.row).collect())
            }
            Self::FirstInstitutions(city) => (Table::Institutions, institutions::first(context, *city)),
            Self::Fact(table, row) => (*table, vec![*row]),
            Self::Recorded(recorded) => {
                let facts = context.dataset.table(recorded.table());
                let rows = context.answer.rows(recorded.table()).iter();
                (recorded.table(), rows.filter(|&row| recorded.is_of(facts, row)).collect())
            }
            _ => {
                let facts = context.dataset.table(Table::Activities);
                let is_in_years = |row: Row| {
                    let year = facts.start(row).map(Date::year);
                    years.is_none_or(|(from, to)| year.is_some_and(|year| (from..=to).contains(&year)))
                };
                (Table::Activities, self.activities(context).into_iter().filter(|&row| is_in_years(row)).collect())
            }
        }
    }

    fn activities(&self, context: &Context<'_>) -> Vec<Row> {
        if let Self::Agreements { is_live } = self {
            let followed = modes::agreements(context).followed.into_iter();
            return followed.filter(|one| one.is_live == *is_live).map(|one| one.row).collect();
        }
        let facts = context.dataset.table(Table::Activities);
        let (values, takes_derived) = (Values::of(context.dataset), context.counting.derived);
        let has_mode = |row: Row, mode: Code| {
            facts.codes(Field::Mode, row).contains(&mode)
                && (takes_derived || !facts.derived_modes.get(row.index()).contains(&mode))
        };
        let holds = |row: &Row| match self {
            Self::Activities(meaning) => values.sums(facts, *row, takes_derived).of(*meaning) > 0,
            Self::ActivitiesWithout(meaning) => values.sums(facts, *row, takes_derived).of(*meaning) == 0,
            Self::Mode(mode) => has_mode(*row, *mode),
            Self::Modes(mode, other) => has_mode(*row, *mode) && has_mode(*row, *other),
            Self::Levels(levels) => {
                let mut own = facts.codes(Field::PartnerLevel, *row).to_vec();
                own.sort_unstable();
                own == *levels
            }
            _ => false,
        };
        context.held().iter().filter(holds).collect()
    }

    fn ties(&self, context: &Context<'_>) -> Vec<Row> {
        let values = Values::of(context.dataset);
        let over_levels = match self {
            Self::TiesOverLevels => super::partners::governments_over_levels(context),
            _ => BTreeSet::new(),
        };
        let is_now = |tie: &Tie| tie.is_active(context.now);
        let holds = |tie: &&Tie| match self {
            Self::TiesOfSector(sector) => is_now(tie) && tie.sector == Some(*sector),
            Self::PrivateTies { is_broad } => tie.sector.is_some_and(|sector| values.is_private(sector, *is_broad)),
            Self::TiesOfChannel(city, channel) => {
                is_now(tie) && tie.city == Some(*city) && tie.channel == Some(*channel)
            }
            Self::TiesOverLevels => {
                is_now(tie) && tie.level.is_some() && tie.city.is_some_and(|city| over_levels.contains(&city))
            }
            _ => false,
        };
        context.ties().iter().filter(holds).map(|tie| tie.row).collect()
    }
}
