//! Every chart in one list. A chart says all there is to know of it in its own file, as a [`ChartSpec`]; whoever names,
//! lists, draws or exports charts reads it here. A new chart is a file and a line of [`SPECS`].

use std::borrow::Cow;

use emath::Vec2;

use super::pen::Pen;
use super::scene::MeasureText;
use super::spec::{Chart, ChartSpec, Drawing, Home};
use super::trends::{self, Found};
use super::{ChartInput, NativeChart, NumberTable, Scene, Theme};
use super::{
    agendas, breakdown, channels, comparison, counterparts, graph, growth, lanes, map, matrix, overlap, partners,
    profile, ranking, small_multiples, timeline, weighted_graphs,
};
use crate::query::indicators::{Finding, Indicator};
use crate::words::Word;

/// The charts that count facts, in the order of the window. Those of the indicators follow: [`trends::SPECS`].
const SPECS: [&ChartSpec; 18] = [
    &timeline::SPEC,
    &lanes::SPEC,
    &agendas::SPEC,
    &breakdown::SPEC,
    &map::SPEC,
    &matrix::SPEC,
    &ranking::SPEC,
    &overlap::SPEC,
    &graph::SPEC,
    &growth::SPEC,
    &partners::SPEC,
    &partners::MIX,
    &weighted_graphs::PARTNERS,
    &channels::SPEC,
    &counterparts::SPEC,
    &weighted_graphs::COUNTRIES,
    &profile::SPEC,
    &comparison::SPEC,
];

impl Chart {
    /// All charts: those of the panes, of the cities, and of the trends.
    pub const ALL: [Self; SPECS.len() + trends::SPECS.len()] = {
        let mut all = [Self(SPECS[0]); SPECS.len() + trends::SPECS.len()];
        let mut index = 0;
        while index < all.len() {
            all[index] = Self(if index < SPECS.len() { SPECS[index] } else { &trends::SPECS[index - SPECS.len()] });
            index += 1;
        }
        all
    };
    /// How many cities a comparison can hold.
    pub const MOST_COMPARED: usize = comparison::MOST;

    // Those that the window or a deck asks for by name.
    /// Activities by period, stacked.
    pub const TIMELINE: Self = Self(&timeline::SPEC);
    /// Every activity in lanes.
    pub const LANES: Self = Self(&lanes::SPEC);
    /// Activities by country of the counterpart.
    pub const MAP: Self = Self(&map::SPEC);
    /// Which city is in which network since when.
    pub const MATRIX: Self = Self(&matrix::SPEC);
    /// Networks by city.
    pub const RANKING: Self = Self(&ranking::SPEC);
    /// Which cities are in exactly the same networks.
    pub const OVERLAP: Self = Self(&overlap::SPEC);
    /// Cities and networks as nodes.
    pub const GRAPH: Self = Self(&graph::SPEC);
    /// Memberships over time.
    pub const GROWTH: Self = Self(&growth::SPEC);
    /// Partners with their ties.
    pub const PARTNERS: Self = Self(&partners::SPEC);
    /// Activities by the values of a field.
    pub const BREAKDOWN: Self = Self(&breakdown::SPEC);
    /// Counterparts with their activities.
    pub const COUNTERPARTS: Self = Self(&counterparts::SPEC);
    /// Ties by channel and sector.
    pub const CHANNEL_SECTOR: Self = Self(&channels::SPEC);
    /// Cities and partners as nodes.
    pub const PARTNER_GRAPH: Self = Self(&weighted_graphs::PARTNERS);
    /// Cities and countries of counterparts as nodes.
    pub const COUNTRY_GRAPH: Self = Self(&weighted_graphs::COUNTRIES);
    /// New ties by year.
    pub const PARTNER_MIX: Self = Self(&partners::MIX);
    /// A city on one page.
    pub const PROFILE: Self = Self(&profile::SPEC);
    /// Several cities on one scale.
    pub const COMPARISON: Self = Self(&comparison::SPEC);
    /// Institutions by city and kind.
    pub const INSTITUTIONAL_DEPTH: Self = match Self::of(Indicator::InstitutionalDepth) {
        Some(chart) => chart,
        None => panic!("institutional depth has a picture"),
    };

    /// The picture of an indicator that draws what it finds.
    pub const fn of(indicator: Indicator) -> Option<Self> {
        let mut index = 0;
        while index < trends::SPECS.len() {
            let spec = &trends::SPECS[index];
            if let Drawing::Finding(own, _) = spec.drawing
                && own as u8 == indicator as u8
            {
                return Some(Self(spec));
            }
            index += 1;
        }
        None
    }

    /// The chart that shows an indicator, be it by counts of its own.
    pub fn showing(indicator: Indicator) -> Option<Self> {
        let answers = |chart: &Self| chart.0.answers == Some(indicator) || chart.finds() == Some(indicator);
        Self::ALL.into_iter().find(answers)
    }

    /// The charts of the three panes, in the order of the window.
    pub fn of_panes() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|chart| !matches!(chart.0.home, Home::Profiles | Home::Trends))
    }

    /// The charts that take turns in a pane, with what their tabs say.
    pub fn tabs(home: Home) -> impl Iterator<Item = (Self, Word)> {
        Self::ALL.into_iter().filter(move |chart| chart.0.home == home).filter_map(|chart| Some((chart, chart.0.tab?)))
    }

    /// The chart with this [`Self::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.id() == id)
    }

    /// What its indicator finds: for whoever needs it more than once.
    pub fn finding(self, input: &ChartInput<'_>) -> Option<Finding> {
        self.finds().map(|indicator| trends::find(indicator, input))
    }

    /// The room that a time chart keeps on its left for labels; charts above each other keep the widest of theirs.
    pub fn gutter(self, input: &ChartInput<'_>, width: f32, theme: &Theme, ruler: &dyn MeasureText) -> f32 {
        self.0.gutter.map_or(0.0, |gutter| gutter(input, width, theme, ruler))
    }

    /// Lays it out to fill a size in points.
    pub fn layout(self, input: &ChartInput<'_>, size: Vec2, theme: &Theme, ruler: &dyn MeasureText) -> Scene {
        self.layout_of(None, input, size, theme, ruler)
    }

    /// The same where it is known already what the indicator of a trend finds.
    pub fn layout_of(
        self,
        finding: Option<&Finding>,
        input: &ChartInput<'_>,
        size: Vec2,
        theme: &Theme,
        ruler: &dyn MeasureText,
    ) -> Scene {
        const LEAST: f32 = 40.0;
        let pen = Pen::new(size, theme, ruler);
        // Nothing can be read there, and no layout need think of it.
        if !(size.x >= LEAST && size.y >= LEAST) {
            return pen.scene;
        }
        match self.0.drawing {
            Drawing::Facts { layout, .. } => match self.0.key_of_years {
                Some(key) if !input.options.member_years.is_empty() => {
                    small_multiples::layout(layout, key(input, theme), input, pen)
                }
                _ => layout(input, pen),
            },
            Drawing::Finding(indicator, layout) => {
                layout(Found { finding: &or_find(finding, indicator, input), input, table: self.0.tables[0] }, pen)
            }
        }
    }

    /// The numbers behind it; those of a damaged file say so in every row, wherever they are pasted.
    pub fn table(self, input: &ChartInput<'_>) -> NumberTable {
        self.table_of(None, input)
    }

    /// The same where it is known already what its indicator finds.
    pub fn table_of(self, finding: Option<&Finding>, input: &ChartInput<'_>) -> NumberTable {
        let table = match self.0.drawing {
            Drawing::Facts { table, .. } if self.0.key_of_years.is_some() => small_multiples::numbers(table, input),
            Drawing::Facts { table, .. } => table(input),
            Drawing::Finding(indicator, _) => trends::table(&or_find(finding, indicator, input), input),
        };
        if input.dataset.meta.is_damaged {
            let [heading, stamp] = [Word::NOTE_WORD, Word::DAMAGED_STAMP].map(|word| word.text(input.lang));
            return table.with_column(heading, stamp);
        }
        table
    }

    /// The chart as an office program can draw it from its own data sheet; `None` where only our shapes show it.
    pub fn native(self, input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
        self.0.native?(input, theme)
    }

    /// Whether it is a list, which an office program shows as a table of its own.
    pub fn is_list(self) -> bool {
        self.0.is_list
    }

    /// The same of a chart that may show what an indicator finds; `finding` is that where it is known already.
    pub fn native_of(self, finding: Option<&Finding>, input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
        let Some(native_of) = self.0.native_of else { return self.native(input, theme) };
        let found = match finding {
            Some(_) => None,
            None => self.finding(input),
        };
        let finding = finding.or(found.as_ref())?;
        native_of(Found { finding, input, table: self.tables()[0] }, theme)
    }

    /// What its alternative text says of its numbers, where no native chart tells them.
    pub fn highlights(self, input: &ChartInput<'_>) -> Option<String> {
        self.0.highlights?(input)
    }

    /// Whose work is drawn on it beside the facts of the file.
    pub fn credit(self) -> Option<Word> {
        self.0.credit
    }

    /// What [`super::Marks::change`] says of it, in words; of shares, of every layer.
    pub fn change_in_words(self, input: &ChartInput<'_>) -> Option<String> {
        self.0.change?(input)
    }

    /// What the line under its title says: how much is shown, of what, and what does not narrow it.
    pub fn subtitle(self, input: &ChartInput<'_>) -> String {
        self.subtitle_of(None, input)
    }

    /// The same where it is known already what its indicator finds.
    pub fn subtitle_of(self, finding: Option<&Finding>, input: &ChartInput<'_>) -> String {
        match self.0.drawing {
            Drawing::Facts { subtitle, .. } if self.0.key_of_years.is_some() => {
                small_multiples::subtitle(subtitle, input)
            }
            Drawing::Facts { subtitle, .. } => subtitle(input),
            Drawing::Finding(indicator, _) => trends::subtitle(&or_find(finding, indicator, input), input),
        }
    }

    /// Its place in the catalogue.
    fn rank(self) -> usize {
        Self::ALL.iter().position(|chart| *chart == self).unwrap_or(Self::ALL.len())
    }
}

/// What is known already, or else found now.
fn or_find<'f>(known: Option<&'f Finding>, indicator: Indicator, input: &ChartInput<'_>) -> Cow<'f, Finding> {
    known.map_or_else(|| Cow::Owned(trends::find(indicator, input)), Cow::Borrowed)
}

impl PartialOrd for Chart {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Chart {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// No chart has this id.
#[derive(Debug, thiserror::Error)]
#[error("{id}")]
pub struct UnknownChart {
    id: String,
}

impl TryFrom<String> for Chart {
    type Error = UnknownChart;

    fn try_from(id: String) -> Result<Self, UnknownChart> {
        Self::from_id(&id).ok_or(UnknownChart { id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chart_has_an_id_of_its_own_and_is_found_by_it() {
        for (rank, chart) in Chart::ALL.into_iter().enumerate() {
            assert!(!chart.id().is_empty() && !chart.tables().is_empty(), "{chart:?}");
            assert_eq!(Chart::from_id(chart.id()), Some(chart));
            assert_eq!(chart.rank(), rank, "{chart:?} stands there twice");
        }
        assert_eq!(Chart::showing(Indicator::NetworkGrowth), Some(Chart::GROWTH));
        assert_eq!(Chart::showing(Indicator::SourceBase), None, "a sentence, no picture");
    }
}
