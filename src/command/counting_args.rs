//! Options that say who is counted in indicators: the same on every command that shows them.

use clap::Args;

use super::filter_args::find_id;
use crate::data::{Dataset, Explanation, Field, Table};
use crate::query::indicators::Counting;
use crate::words::{Lang, Word};

/// Who is counted.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Who is counted")]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct CountingArgs {
    /// Count activities that are only announced too.
    #[arg(long)]
    with_announced: bool,
    /// Count domestic networks too.
    #[arg(long)]
    with_domestic: bool,
    /// Count bills as institutions.
    #[arg(long)]
    with_bills: bool,
    /// Count participation, plans and talks as ties.
    #[arg(long)]
    with_other_ties: bool,
    /// Take the date on which a tie is attested for its beginning.
    #[arg(long)]
    with_attested_ties: bool,
    /// Take an institution that is only attested for one without a date.
    #[arg(long)]
    without_attested: bool,
    /// Leave out structure and modes that a rule gave and no person.
    #[arg(long)]
    coded_only: bool,
    /// Threats and private partners in the broad sense.
    #[arg(long)]
    broad: bool,
    /// Level of the governments that are compared with each other, or "all"; "upper" unless given.
    #[arg(long, value_name = "ID")]
    compare: Option<String>,
    /// The law after which ordinances are followed. Unless given, the Public Diplomacy Act or the earliest act.
    #[arg(long, value_name = "ID")]
    law: Option<String>,
}

impl CountingArgs {
    /// What is not given stays as in `standard`.
    pub(super) fn onto(self, standard: Counting, dataset: &Dataset, lang: Lang) -> Result<Counting, Explanation> {
        let level = match self.compare.as_deref() {
            None => standard.level,
            Some("all") => None,
            // The default need not exist in a file; what a person typed must.
            Some("upper") => self.compare,
            Some(given) => {
                let found = find_id(dataset, Field::CityLevel, "compare", given);
                Some(found.map_err(|error| error.explain(lang))?)
            }
        };
        if let Some(law) = &self.law
            && dataset.table(Table::Institutions).row(law).is_none()
        {
            return Err(Explanation {
                what: Word::option_unusable(lang, &"law", law),
                cause: Word::cause_no_such_value(lang, &dataset.file_name),
                next_step: Word::next_choose_one_of(lang, &acts(dataset).join(", ")),
            });
        }
        Ok(Counting {
            announced: standard.announced || self.with_announced,
            domestic: standard.domestic || self.with_domestic,
            bills: standard.bills || self.with_bills,
            attested_institutions: standard.attested_institutions && !self.without_attested,
            attested_ties: standard.attested_ties || self.with_attested_ties,
            other_ties: standard.other_ties || self.with_other_ties,
            derived: standard.derived && !self.coded_only,
            broad: standard.broad || self.broad,
            level,
            law: self.law.or(standard.law),
        })
    }
}

/// The ids of acts with a date.
fn acts(dataset: &Dataset) -> Vec<&str> {
    let facts = dataset.table(Table::Institutions);
    let act = dataset.vocabulary(Field::Kind).code("act");
    let is_act = |&row: &_| act.is_some() && facts.code(Field::Kind, row) == act && facts.start(row).is_some();
    facts.rows().filter(is_act).map(|row| facts.ids.get(row.index())).collect()
}
