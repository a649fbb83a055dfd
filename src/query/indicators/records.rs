//! The records behind a figure: the filter that leads from an indicator back to its facts.

use super::{Counting, Indicator};
use crate::data::{Code, Dataset, Field, Row, Table};

/// Which facts a figure counts, as choices of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Records {
    /// The values to include, by field.
    pub choices: Vec<(Field, Vec<Code>)>,
    /// The values to exclude, by field.
    pub without: Vec<(Field, Vec<Code>)>,
    /// First and last year.
    pub years: Option<(i16, i16)>,
    /// The facts themselves, where no filter says which.
    pub rows: Option<(Table, Vec<Row>)>,
}

impl Records {
    /// What an indicator counts: the hits of a share, or all that a number rests on.
    pub fn of(dataset: &Dataset, indicator: Indicator, counting: &Counting) -> Self {
        let ids = |field: Field, ids: &[&str]| -> (Field, Vec<Code>) {
            (field, ids.iter().filter_map(|id| dataset.vocabulary(field).code(id)).collect())
        };
        let threats = || {
            let is_threat = |code: &Code| {
                let agenda = &dataset.agendas[code.index()];
                if counting.broad { agenda.nts_broad } else { agenda.nts_strict }
            };
            (Field::Agenda, dataset.vocabulary(Field::Agenda).codes().filter(is_threat).collect())
        };
        let mut choices = match indicator {
            Indicator::MultilateralShare => {
                vec![ids(Field::Structure, &["minilateral", "network", "global-forum"])]
            }
            Indicator::ThreatShare | Indicator::ThreatsInNetworks => vec![threats()],
            Indicator::PolicySharing => {
                vec![ids(Field::Form, &["policy-sharing", "training", "secondment", "joint-project"])]
            }
            Indicator::BeyondPublic => {
                let public = dataset.vocabulary(Field::Mode).code("public");
                vec![(
                    Field::Mode,
                    dataset.vocabulary(Field::Mode).codes().filter(|&mode| Some(mode) != public).collect(),
                )]
            }
            Indicator::Integration => vec![ids(Field::Mode, &["public"])],
            Indicator::TieLiveliness => vec![ids(Field::Form, &["sister-city", "friendship-city"])],
            Indicator::PublicPrivateShare => {
                let state = dataset.vocabulary(Field::Sector).code("state");
                let broad = dataset.vocabulary(Field::Sector).codes().filter(|&sector| Some(sector) != state).collect();
                vec![if counting.broad { (Field::Sector, broad) } else { ids(Field::Sector, &["market", "civil"]) }]
            }
            Indicator::OrdinanceDiffusion => vec![ids(Field::Kind, &["ordinance"])],
            _ => Vec::new(),
        };
        if indicator.counts_activities() && !counting.announced {
            choices.push(ids(Field::Status, &["held"]));
        }
        choices.retain(|(_, codes)| !codes.is_empty());
        let public = || dataset.vocabulary(Field::Mode).code("public");
        let without = public().filter(|_| indicator == Indicator::BeyondPublic);
        let without = without.map(|public| (Field::Mode, vec![public])).into_iter().collect();
        Self { choices, without, ..Self::default() }
    }

    /// The same in some years.
    #[must_use]
    pub fn in_years(&self, from: i16, to: i16) -> Self {
        Self { years: Some((from, to)), ..self.clone() }
    }

    /// The same, narrowed to one value of a field.
    #[must_use]
    pub fn with(&self, field: Field, code: Code) -> Self {
        let mut records = self.clone();
        records.choices.retain(|(other, _)| *other != field);
        records.choices.push((field, vec![code]));
        records
    }
}

impl Indicator {
    /// Whether its figures count activities, of which those only announced are left out.
    pub fn counts_activities(self) -> bool {
        matches!(
            self,
            Self::MultilateralShare
                | Self::ThreatShare
                | Self::PolicySharing
                | Self::ThreatsInNetworks
                | Self::AgendaBreadth
                | Self::ModeMix
                | Self::BeyondPublic
                | Self::Integration
                | Self::TieLiveliness
        )
    }
}
