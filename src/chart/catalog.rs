//! Every chart in one list. A chart says all there is to know of it in its own file, as a [`ChartSpec`]; whoever names,
//! lists, draws or exports charts reads it here. A new chart is a file and a line of [`SPECS`].

use emath::Vec2;
use serde::{Deserialize, Serialize};

use super::pen::Pen;
use super::scene::MeasureText;
use super::trends::{self, Found};
use super::{ChartInput, Marks, NativeChart, NumberTable, Scene, Theme};
use super::{agendas, comparison, graph, growth, lanes, matrix, overlap, partners, profile, ranking, timeline};
use crate::data::Table;
use crate::query::indicators::{Finding, Indicator};
use crate::words::Word;

/// The charts that count facts, in the order of the window. Those of the indicators follow: [`trends::SPECS`].
const SPECS: [&ChartSpec; 12] = [
    &timeline::SPEC,
    &lanes::SPEC,
    &agendas::SPEC,
    &matrix::SPEC,
    &ranking::SPEC,
    &overlap::SPEC,
    &graph::SPEC,
    &growth::SPEC,
    &partners::SPEC,
    &partners::MIX,
    &profile::SPEC,
    &comparison::SPEC,
];

/// Room for labels on the left of a picture of some width, in points.
type Gutter = fn(&ChartInput<'_>, f32, &Theme, &dyn MeasureText) -> f32;

/// What a chart says of itself.
pub struct ChartSpec {
    /// Its name on the command line, in file names and in saved views: it never changes.
    pub id: &'static str,
    /// What it shows, as a title.
    pub title: Word,
    /// Where the window shows it.
    pub home: Home,
    /// What its tab says, where its pane shows one chart of several.
    pub tab: Option<Word>,
    /// The tables its marks are counted from, without a row of which it is empty; the first gives its n.
    pub tables: &'static [Table],
    /// The indicator that it shows by counts of its own.
    pub answers: Option<Indicator>,
    /// What can be written on it.
    pub marks: Marks,
    /// What it is laid out from.
    pub(super) drawing: Drawing,
    /// What [`Marks::change`] says of it, in words; of shares, of every layer.
    pub(super) change: Option<fn(&ChartInput<'_>) -> Option<String>>,
    /// It as an office program can draw it from its own data sheet.
    pub(super) native: Option<fn(&ChartInput<'_>, &Theme) -> Option<NativeChart>>,
    /// The room that it keeps on its left for labels.
    pub(super) gutter: Option<Gutter>,
}

impl ChartSpec {
    /// A chart of which nothing more can be said: what most charts leave as it is.
    pub(super) const PLAIN: Self = Self {
        id: "",
        title: Word::NOT_STATED,
        home: Home::Trends,
        tab: None,
        tables: &[],
        answers: None,
        marks: Marks::NONE,
        drawing: Drawing::Finding(Indicator::SourceBase, trends::no_layout),
        change: None,
        native: None,
        gutter: None,
    };
}

/// Where the window shows a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The pane of activities.
    Activities,
    /// The pane of network membership.
    Membership,
    /// The pane of governance partners.
    Partners,
    /// The page of cities.
    Cities,
    /// The page of the argument.
    Trends,
}

impl Home {
    /// The name of the page on the command line.
    pub fn page(self) -> &'static str {
        match self {
            Self::Activities | Self::Membership | Self::Partners => "explore",
            Self::Cities => "cities",
            Self::Trends => "trends",
        }
    }
}

/// What a chart is laid out from.
#[derive(Clone, Copy)]
pub(super) enum Drawing {
    /// From the facts that pass.
    Facts {
        /// Lays it out to fill the pen's scene.
        layout: fn(&ChartInput<'_>, Pen<'_>) -> Scene,
        /// The numbers behind it.
        table: fn(&ChartInput<'_>) -> NumberTable,
        /// The line under its title.
        subtitle: fn(&ChartInput<'_>) -> String,
    },
    /// From what an indicator finds, in the form of its kind.
    Finding(Indicator, fn(Found<'_>, Pen<'_>) -> Scene),
}

/// A kind of picture: a line of the catalogue. Written and read by its id.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub struct Chart(&'static ChartSpec);

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
        Self::ALL.into_iter().filter(|chart| !matches!(chart.0.home, Home::Cities | Home::Trends))
    }

    /// The charts that take turns in a pane, with what their tabs say.
    pub fn tabs(home: Home) -> impl Iterator<Item = (Self, Word)> {
        Self::ALL.into_iter().filter(move |chart| chart.0.home == home).filter_map(|chart| Some((chart, chart.0.tab?)))
    }

    /// The chart with this [`Self::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.id() == id)
    }

    /// Its name on the command line and in file names.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// What it shows, as a title.
    pub fn title(self) -> Word {
        self.0.title
    }

    /// Where the window shows it.
    pub fn home(self) -> Home {
        self.0.home
    }

    /// The tables its marks are counted from; the first gives its n.
    pub fn tables(self) -> &'static [Table] {
        self.0.tables
    }

    /// What can be written on it.
    pub fn marks(self) -> Marks {
        self.0.marks
    }

    /// The indicator whose finding it draws.
    pub fn finds(self) -> Option<Indicator> {
        match self.0.drawing {
            Drawing::Finding(indicator, _) => Some(indicator),
            Drawing::Facts { .. } => None,
        }
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
        match (self.0.drawing, finding) {
            (Drawing::Facts { layout, .. }, _) => layout(input, pen),
            (Drawing::Finding(_, layout), Some(finding)) => layout(Found { finding, input }, pen),
            (Drawing::Finding(indicator, layout), None) => {
                layout(Found { finding: &trends::find(indicator, input), input }, pen)
            }
        }
    }

    /// The numbers behind it; those of a damaged file say so in every row, wherever they are pasted.
    pub fn table(self, input: &ChartInput<'_>) -> NumberTable {
        let table = match self.0.drawing {
            Drawing::Facts { table, .. } => table(input),
            Drawing::Finding(indicator, _) => trends::table(&trends::find(indicator, input), input),
        };
        if input.dataset.meta.is_damaged {
            let [heading, stamp] = [Word::NOTE_WORD, Word::DAMAGED_STAMP].map(|word| word.text(input.lang));
            return table.with_column(heading, stamp);
        }
        table
    }

    /// The chart as an office program can draw it from its own data sheet; `None` where only our shapes show it.
    pub fn native(self, input: &ChartInput<'_>, theme: &Theme) -> Option<NativeChart> {
        // No office chart has intervals, hollow points and gaps as the indicators need them.
        self.0.native?(input, theme)
    }

    /// What [`Marks::change`] says of it, in words; of shares, of every layer.
    pub fn change_in_words(self, input: &ChartInput<'_>) -> Option<String> {
        self.0.change?(input)
    }

    /// What the line under its title says: how much is shown, of what, and what does not narrow it.
    pub fn subtitle(self, input: &ChartInput<'_>) -> String {
        match self.0.drawing {
            Drawing::Facts { subtitle, .. } => subtitle(input),
            Drawing::Finding(indicator, _) => trends::subtitle(&trends::find(indicator, input), input),
        }
    }

    /// Its place in the catalogue.
    fn rank(self) -> usize {
        Self::ALL.iter().position(|chart| *chart == self).unwrap_or(Self::ALL.len())
    }
}

impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for Chart {}

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

impl std::hash::Hash for Chart {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}

impl std::fmt::Debug for Chart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.id)
    }
}

impl From<Chart> for &'static str {
    fn from(chart: Chart) -> Self {
        chart.id()
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
