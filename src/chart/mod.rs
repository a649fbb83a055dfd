//! What it looks like: every chart laid out once as a [`Scene`], painted and written by others.
//!
//! [`Chart::layout`] takes one [`ChartInput`], a size, a theme and a ruler, and gives final marks; [`Chart::table`] gives
//! the numbers behind them.

mod axis;
mod bars;
mod comparison;
mod coverage;
mod density;
mod figure;
mod graph;
mod growth;
mod hint;
mod institutions;
mod joined;
mod lanes;
mod legend;
mod marks;
mod matrix;
mod native;
mod overlap;
mod partners;
mod pen;
pub mod profile;
mod ranking;
mod records;
pub mod ruler;
mod saved_view;
pub mod scene;
mod shares;
mod table;
mod theme;
mod timeline;
pub mod trends;

use emath::Vec2;
use serde::{Deserialize, Serialize};

pub use axis::Scale;
pub use density::rows_of as rows_of_stretch;
pub use figure::{FigureText, figure, logo_size, source_note};
pub use hint::{Hint, filter_in_words, hint, not_narrowed, spoken, why_empty};
pub use marks::Marks;
pub use native::{NativeChart, NativeKind, NativeSeries};
pub use records::{RecordColumn, Records, without_brackets};
pub use ruler::Ruler;
pub use saved_view::SavedView;
pub use scene::{Align, Font, Mark, MeasureText, NativePlace, Scene, Shape, Stroke, TextRun, TimeAxis};
pub use shares::LEAST_NAMED as LEAST_NAMED_SHARE;
pub use table::{Cell, NumberTable};
pub use theme::{PageTheme, Theme, TypeSizes, contrast};
pub use timeline::{years_shown, years_whole};

use crate::data::{Code, Dataset, Field, Table};
use crate::query::aggregate::{Period, Stack};
use crate::query::indicators::{Counting, Finding, Indicator};
use crate::query::{Answer, Filter};
use crate::words::{Lang, Word};

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Chart {
    /// Activities by period, stacked.
    Timeline,
    /// Every activity in lanes, and the institutions, on one axis of years.
    Lanes,
    /// Which city is in which network since when.
    Matrix,
    /// Networks by city.
    Ranking,
    /// Which cities are in exactly the same networks.
    Overlap,
    /// Cities and networks as nodes, memberships as lines.
    Graph,
    /// Memberships over time.
    Growth,
    /// Partners by sector, with their ties.
    Partners,
    /// New ties by year, stacked by sector.
    PartnerMix,
    /// A city on one page.
    Profile,
    /// Several cities on one scale.
    Comparison,
    /// What an indicator finds.
    Trend(Indicator),
}

impl Chart {
    /// The charts of the panes, in the order of the window.
    pub const PANES: [Self; 9] = [
        Self::Timeline,
        Self::Lanes,
        Self::Matrix,
        Self::Ranking,
        Self::Overlap,
        Self::Graph,
        Self::Growth,
        Self::Partners,
        Self::PartnerMix,
    ];

    /// Those of them that show who is in which network; the pane has a tab for each.
    pub const MEMBERSHIP: [Self; 5] = [Self::Matrix, Self::Ranking, Self::Overlap, Self::Graph, Self::Growth];

    /// All charts: those of the panes, of the cities, and of the trends.
    pub const ALL: [Self; Self::PANES.len() + 2 + trends::PICTURED.len()] = {
        let mut all = [Self::Timeline; Self::PANES.len() + 2 + trends::PICTURED.len()];
        let mut index = 0;
        while index < all.len() {
            all[index] = if index < Self::PANES.len() {
                Self::PANES[index]
            } else {
                match index - Self::PANES.len() {
                    0 => Self::Profile,
                    1 => Self::Comparison,
                    rest => Self::Trend(trends::PICTURED[rest - 2]),
                }
            };
            index += 1;
        }
        all
    };
    /// How many cities a comparison can hold.
    pub const MOST_COMPARED: usize = comparison::MOST;

    /// Its name on the command line and in file names.
    pub fn id(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Lanes => "lanes",
            Self::Matrix => "matrix",
            Self::Ranking => "ranking",
            Self::Overlap => "overlap",
            Self::Graph => "graph",
            Self::Growth => "growth",
            Self::Partners => "partners",
            Self::PartnerMix => "partner-mix",
            Self::Profile => "profile",
            Self::Comparison => "comparison",
            Self::Trend(indicator) => trends::id(indicator),
        }
    }

    /// The chart with this [`Self::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.id() == id)
    }

    /// What it shows, as a title.
    pub fn title(self) -> Word {
        match self {
            Self::Timeline => Word::ACTIVITIES_OVER_TIME,
            Self::Lanes => Word::EACH_ACTIVITY,
            Self::Matrix => Word::NETWORK_MEMBERSHIP,
            Self::Ranking => Word::NETWORKS_BY_CITY,
            Self::Overlap => Word::OVERLAP_OF_NETWORKS,
            Self::Graph => Word::GRAPH_OF_NETWORKS,
            Self::Growth => Word::MEMBERSHIPS_OVER_TIME,
            Self::Partners => Word::GOVERNANCE_PARTNERS,
            Self::PartnerMix => Word::NEW_TIES_BY_YEAR,
            Self::Profile => Word::PROFILE_TITLE,
            Self::Comparison => Word::COMPARISON_TITLE,
            Self::Trend(indicator) => indicator.title(),
        }
    }

    /// The tables its marks are counted from; the first gives its n.
    pub fn tables(self) -> &'static [Table] {
        match self {
            Self::Timeline => &[Table::Activities],
            Self::Lanes => &[Table::Activities, Table::Institutions],
            Self::Matrix | Self::Ranking | Self::Overlap | Self::Graph | Self::Growth => &[Table::Memberships],
            Self::Partners => &[Table::Partnerships, Table::Activities],
            Self::PartnerMix => &[Table::Partnerships],
            Self::Profile | Self::Comparison => {
                &[Table::Activities, Table::Memberships, Table::Partnerships, Table::Institutions]
            }
            Self::Trend(indicator) => trends::tables(indicator),
        }
    }

    /// The room that a time chart keeps on its left for labels; charts above each other keep the widest of theirs.
    pub fn gutter(self, input: &ChartInput<'_>, width: f32, theme: &Theme, ruler: &dyn MeasureText) -> f32 {
        if self == Self::Lanes { lanes::gutter(input, width, theme, ruler) } else { 0.0 }
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
        let pen = pen::Pen::new(size, theme, ruler);
        // Nothing can be read there, and no layout need think of it.
        if !(size.x >= LEAST && size.y >= LEAST) {
            return pen.scene;
        }
        match self {
            Self::Timeline => timeline::layout(input, pen),
            Self::Lanes => lanes::layout(input, pen),
            Self::Matrix => matrix::layout(input, pen),
            Self::Ranking => ranking::layout(input, pen),
            Self::Overlap => overlap::layout(input, pen),
            Self::Graph => graph::layout(input, pen),
            Self::Growth => growth::layout(input, pen),
            Self::Partners => partners::layout(input, pen),
            Self::PartnerMix => partners::layout_mix(input, pen),
            Self::Profile => profile::layout(input, pen),
            Self::Comparison => comparison::layout(input, pen),
            Self::Trend(indicator) => match finding {
                Some(finding) => trends::layout(finding, input, pen),
                None => trends::layout(&trends::find(indicator, input), input, pen),
            },
        }
    }

    /// The numbers behind it; those of a damaged file say so in every row, wherever they are pasted.
    pub fn table(self, input: &ChartInput<'_>) -> NumberTable {
        let table = match self {
            Self::Timeline => timeline::table(input),
            Self::Lanes => lanes::table(input),
            Self::Matrix | Self::Graph => matrix::table(input),
            Self::Ranking => ranking::table(input),
            Self::Overlap => overlap::table(input),
            Self::Growth => growth::table(input),
            Self::Partners => partners::table(input),
            Self::PartnerMix => partners::table_mix(input),
            Self::Profile => profile::table(input),
            Self::Comparison => comparison::table(input),
            Self::Trend(indicator) => trends::table(&trends::find(indicator, input), input),
        };
        if input.dataset.meta.is_damaged {
            let [heading, stamp] = [Word::NOTE_WORD, Word::DAMAGED_STAMP].map(|word| word.text(input.lang));
            return table.with_column(heading, stamp);
        }
        table
    }

    /// What [`Marks::change`] says of it, in words; of shares, of every layer.
    pub fn change_in_words(self, input: &ChartInput<'_>) -> Option<String> {
        let (bars_change, shares) = match self {
            Self::Timeline => {
                let (stack, counts) = timeline::count(input);
                let bars = timeline::bars(input, &stack, &counts);
                (bars.change(input), shares::in_words(&bars, input))
            }
            Self::PartnerMix => {
                let (stack, counts) = partners::mix(input);
                let bars = partners::mix_bars(input, &stack, &counts);
                (bars.change(input), shares::in_words(&bars, input))
            }
            Self::Growth => return Some(growth::change(input, &growth::counted(input).0)?.in_words(input.lang)),
            Self::Lanes
            | Self::Matrix
            | Self::Ranking
            | Self::Overlap
            | Self::Graph
            | Self::Partners
            | Self::Profile
            | Self::Comparison
            | Self::Trend(_) => return None,
        };
        if input.options.marks.shares { shares } else { Some(bars_change?.0.in_words(input.lang)) }
    }

    /// What the line under its title says: how much is shown, of what, and what does not narrow it.
    pub fn subtitle(self, input: &ChartInput<'_>) -> String {
        hint::subtitle(self, input)
    }
}

impl From<Chart> for &'static str {
    fn from(chart: Chart) -> Self {
        chart.id()
    }
}

impl TryFrom<String> for Chart {
    type Error = String;

    fn try_from(id: String) -> Result<Self, String> {
        Self::from_id(&id).ok_or(id)
    }
}

/// All that a chart may know.
#[derive(Clone, Copy)]
pub struct ChartInput<'a> {
    /// The database.
    pub dataset: &'a Dataset,
    /// What passes the filter.
    pub answer: &'a Answer,
    /// What passes the standing filter alone: fixes order and axes, so that they hold still while one filters.
    pub whole: &'a Answer,
    /// What was asked.
    pub filter: &'a Filter,
    /// How it was asked to look.
    pub options: &'a ChartOptions,
    /// The language of its words.
    pub lang: Lang,
}

/// How charts were asked to look. Part of a view: saved, undone, exported with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChartOptions {
    /// What timeline bars are stacked by.
    pub stack: Field,
    /// How long a bar is.
    pub period: Period,
    /// What lanes stand for.
    pub lanes: Field,
    /// The stretch of years on the time axis; all where `None`.
    pub years_shown: Option<(f64, f64)>,
    /// Id of the level of government that membership charts show; the highest that has any where `None`.
    pub level: Option<String>,
    /// What partners are grouped by.
    pub partner_group: Field,
    /// How partners are sorted within a group.
    pub partner_sort: PartnerSort,
    /// Every partner instead of the first of each group.
    pub all_partners: bool,
    /// What is written on a figure; the panes of the window carry none.
    #[serde(skip_serializing_if = "Marks::is_none")]
    pub marks: Marks,
    /// Who is counted in the pictures of the indicators.
    pub counting: Counting,
    /// How many years the pictures of the indicators take together: one, five or ten.
    pub trend_period: Period,
    /// Ids of the cities that a profile or comparison is about; those that the filter includes where empty.
    pub cities: Vec<String>,
    /// Width in points kept free for labels on the left of time charts, so that those in one column line up.
    #[serde(skip)]
    pub gutter: Option<f32>,
    /// Leaves the key of colours out, where another chart beside it is the key.
    #[serde(skip)]
    pub without_key: bool,
}

impl Default for ChartOptions {
    fn default() -> Self {
        Self {
            stack: Field::Family,
            period: Period::Year,
            lanes: Field::Agenda,
            years_shown: None,
            level: None,
            partner_group: Field::Sector,
            partner_sort: PartnerSort::Ties,
            all_partners: false,
            marks: Marks::default(),
            counting: Counting::default(),
            trend_period: Period::FiveYears,
            cities: Vec::new(),
            gutter: None,
            without_key: false,
        }
    }
}

impl ChartOptions {
    /// The fields that timeline bars can be stacked by.
    pub const STACKS: [Field; 4] = [Field::Family, Field::Mode, Field::Domain, Field::City];
    /// The fields that lanes can stand for.
    pub const LANES: [Field; 4] = [Field::Agenda, Field::City, Field::Form, Field::Network];
    /// How many years trends can take together.
    pub const TREND_PERIODS: [Period; 3] = [Period::Year, Period::FiveYears, Period::TenYears];
    /// The fields that partners can be grouped by.
    pub const PARTNER_GROUPS: [Field; 4] = [Field::Sector, Field::PartnerType, Field::PartnerLevel, Field::Channel];
}

/// The order of partners within a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartnerSort {
    /// Most ties first.
    #[default]
    Ties,
    /// Most activities first.
    Activities,
    /// By name.
    Name,
    /// The earliest tie first.
    FirstYear,
}

impl PartnerSort {
    /// All orders.
    pub const ALL: [Self; 4] = [Self::Ties, Self::Activities, Self::Name, Self::FirstYear];
}

impl ChartInput<'_> {
    /// The name of a value, in this language.
    fn name(&self, field: Field, code: Code) -> &str {
        self.dataset.name(field, code, self.lang)
    }

    /// Its name for tight places.
    fn short_name(&self, field: Field, code: Code) -> &str {
        self.dataset.vocabulary(field)[code].short_name(self.lang)
    }

    /// The last year that facts are shown for: the year the collection was last checked, or of its latest activity.
    fn last_year(&self) -> i16 {
        self.dataset.meta.as_of.map_or_else(|| years_whole(self).1 as i16 - 1, crate::data::Date::year)
    }

    /// The colour of a layer of a stack: by rank in a closed vocabulary, by size in a long list.
    fn layer_color(&self, theme: &Theme, stack: &Stack, layer: usize) -> ecolor::Color32 {
        match stack.layers[layer] {
            None => theme.other,
            Some(code) if self.dataset.vocabulary(stack.field).len() <= Stack::LARGEST => theme.category(code.index()),
            Some(_) => theme.category(layer),
        }
    }

    /// The name of a layer of a stack.
    fn layer_name(&self, stack: &Stack, layer: usize) -> &str {
        match stack.layers[layer] {
            Some(code) => self.short_name(stack.field, code),
            None if self.dataset.vocabulary(stack.field).len() <= Stack::LARGEST => Word::NOT_STATED.text(self.lang),
            None => Word::OTHER_OR_NOT_STATED.text(self.lang),
        }
    }
}
