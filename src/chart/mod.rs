//! What it looks like: every chart laid out once as a [`Scene`], painted and written by others.
//!
//! [`Chart::layout`] takes one [`ChartInput`], a size, a theme and a ruler, and gives final marks; [`Chart::table`] gives
//! the numbers behind them.

mod agendas;
mod axis;
mod bars;
mod breakdown;
mod catalog;
mod channels;
mod comparison;
mod counterparts;
mod coverage;
mod figure;
mod graph;
mod grouped_list;
mod growth;
mod hint;
mod joined;
mod lanes;
mod legend;
mod map;
mod marks;
mod matrix;
mod membership;
mod native;
mod new_and_lost;
mod overlap;
mod partners;
mod pen;
mod periods;
mod phrases;
mod pointer;
pub mod profile;
mod ranking;
mod records;
pub mod ruler;
mod saved_view;
pub mod scene;
mod small_multiples;
mod spec;
mod table;
mod theme;
mod timeline;
pub mod trends;
mod two_mode;
mod weighted_graphs;

use serde::{Deserialize, Serialize};

pub use axis::Scale;
pub use bars::shares::LEAST_NAMED as LEAST_NAMED_SHARE;
pub use breakdown::field as breakdown_field;
pub use figure::{FigureText, figure, logo_size, source_note};
pub use hint::Hint;
pub use lanes::density::rows_of as rows_of_stretch;
pub use marks::Marks;
pub use membership::member_years;
pub use native::{NativeChart, NativeKind, NativeSeries};
pub use new_and_lost::years_to_ask_for as years_of_new_and_lost;
pub use partners::count_listed as count_listed_partners;
pub use phrases::{filter_in_words, not_narrowed, why_empty};
pub use pointer::{hint, spoken};
pub use records::{RecordColumn, RecordTable, without_brackets};
pub use ruler::Ruler;
pub use saved_view::{SavedView, ViewFault};
pub use scene::{
    Align, Area, Font, Mark, MarkGroup, MeasureText, NativePlace, Scene, Shape, Stroke, TextRun, TimeAxis,
};
pub use small_multiples::years_to_choose as member_years_to_choose;
use spec::Drawing;
pub use spec::{Chart, ChartSpec, Home};
pub use table::{Cell, NumberTable};
pub use theme::{PageTheme, Theme, TypeSizes, contrast, luminance as luminance_of, stated_color};
pub use timeline::{years_shown, years_whole};

use crate::data::{Code, Dataset, Field};
use crate::query::aggregate::{Period, Stack};
use crate::query::indicators::Counting;
use crate::query::{Answer, Filter};
use crate::words::{Lang, Word};

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
    /// The year as of which matrix, ranking, overlap and graph show memberships; today where `None`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_year: Option<i16>,
    /// Years that matrix, overlap and graph show side by side, a panel each; none where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub member_years: Vec<i16>,
    /// What partners are grouped by.
    pub partner_group: Field,
    /// What counterparts are grouped by.
    #[serde(skip_serializing_if = "is_country")]
    pub counterpart_group: Field,
    /// What activities are broken down by; `None` = the first of [`Self::BREAKDOWNS`] that they have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<Field>,
    /// How partners and counterparts are sorted within a group.
    pub partner_sort: PartnerSort,
    /// Only the partners that are new or lost since this year; all where `None`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners_since: Option<i16>,
    /// Every partner or counterpart instead of the first of each group.
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
    /// The city, network, partner or counterpart that a profile is about, before [`Self::cities`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<profile::About>,
    /// Id of the city that charts of many governments bring out: what a slide about one city is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focus: Option<String>,
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
            member_year: None,
            member_years: Vec::new(),
            partner_group: Field::Sector,
            counterpart_group: Field::Country,
            breakdown: None,
            partner_sort: PartnerSort::Ties,
            partners_since: None,
            all_partners: false,
            marks: Marks::default(),
            counting: Counting::default(),
            trend_period: Period::FiveYears,
            cities: Vec::new(),
            about: None,
            focus: None,
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
    /// So many years can be shown side by side.
    pub const MOST_MEMBER_YEARS: usize = 6;
    /// How many years trends can take together.
    pub const TREND_PERIODS: [Period; 3] = [Period::Year, Period::FiveYears, Period::TenYears];
    /// The fields that partners can be grouped by.
    pub const PARTNER_GROUPS: [Field; 4] = [Field::Sector, Field::PartnerType, Field::PartnerLevel, Field::Channel];
    /// The fields that counterparts can be grouped by.
    pub const COUNTERPART_GROUPS: [Field; 2] = [Field::Country, Field::WorldRegion];
    /// The fields that activities can be broken down by.
    pub const BREAKDOWNS: [Field; 5] = [Field::Country, Field::Form, Field::Agenda, Field::City, Field::WorldRegion];
}

/// Left out of saved views as long as nobody chooses: figures without it are older.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_country(field: &Field) -> bool {
    *field == Field::Country
}

/// The order of partners within a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartnerSort {
    /// Most ties first; of counterparts, most activities.
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
    /// The city that charts of many governments bring out.
    fn focus(&self) -> Option<Code> {
        self.dataset.vocabulary(Field::City).code(self.options.focus.as_deref()?)
    }

    /// What passes another filter: how a chart that is about several cities asks for each of them.
    fn ask(&self, filter: &Filter) -> Answer {
        self.answer.to(filter)
    }

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
