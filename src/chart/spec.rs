//! What a chart says of itself, in its own file; and a chart as a value, which is a reference to that.

use serde::{Deserialize, Serialize};

use super::joined::JoinedScale;
use super::legend::Entry;
use super::pen::Pen;
use super::scene::MeasureText;
use super::trends::Found;
use super::{ChartInput, Marks, NativeChart, NumberTable, Scene, Theme};
use crate::data::{Dataset, Table};
use crate::query::indicators::Indicator;
use crate::words::Word;

/// Room for labels on the left of a picture of some width, in points.
type Gutter = fn(&ChartInput<'_>, f32, &Theme, &dyn MeasureText) -> f32;

/// The colours of years of joining, and what else is drawn.
type KeyOfYears = fn(&ChartInput<'_>, &Theme) -> (JoinedScale, Vec<Entry>);

/// What a chart says of itself.
pub struct ChartSpec {
    /// Its name on the command line, in file names and in saved views: it never changes.
    pub id: &'static str,
    /// What it shows, as a title.
    pub title: Word,
    /// The same where what it shows depends on how it is asked to look.
    pub(super) title_of: Option<fn(&ChartInput<'_>) -> String>,
    /// Where the window shows it.
    pub home: Home,
    /// What its tab says, where its pane shows one chart of several.
    pub tab: Option<Word>,
    /// The tables its marks are counted from, without a row of which it is empty; the first gives its n.
    pub tables: &'static [Table],
    /// The indicator that it shows by counts of its own.
    pub answers: Option<Indicator>,
    /// Whether a file has what it takes to show anything, beside rows of [`Self::tables`].
    pub(super) has_facts: fn(&Dataset) -> bool,
    /// Whether it sets governments beside each other: about one city it shows all of them, and that one brought out.
    pub(super) sets_side_by_side: bool,
    /// The key to all panels, of a chart of memberships that can show several years side by side.
    pub(super) key_of_years: Option<KeyOfYears>,
    /// What can be written on it.
    pub marks: Marks,
    /// What it is laid out from.
    pub(super) drawing: Drawing,
    /// What [`Marks::change`] says of it, in words; of shares, of every layer.
    pub(super) change: Option<fn(&ChartInput<'_>) -> Option<String>>,
    /// What its alternative text says of its numbers, where no native chart tells them.
    pub(super) highlights: Option<fn(&ChartInput<'_>) -> Option<String>>,
    /// Whose work is drawn on it beside the facts of the file.
    pub(super) credit: Option<Word>,
    /// Whether it is a list, which an office program shows as a table of its own: of its numbers, the first column heading
    /// groups.
    pub(super) is_list: bool,
    /// It as an office program can draw it from its own data sheet.
    pub(super) native: Option<fn(&ChartInput<'_>, &Theme) -> Option<NativeChart>>,
    /// The same of what an indicator finds.
    pub(super) native_of: Option<fn(Found<'_>, &Theme) -> Option<NativeChart>>,
    /// The room that it keeps on its left for labels.
    pub(super) gutter: Option<Gutter>,
}

impl ChartSpec {
    /// A chart of which nothing more can be said: what most charts leave as it is.
    pub(super) const PLAIN: Self = Self {
        id: "",
        title: Word::NOT_STATED,
        title_of: None,
        home: Home::Trends,
        tab: None,
        tables: &[],
        answers: None,
        has_facts: |_| true,
        sets_side_by_side: false,
        key_of_years: None,
        marks: Marks::NONE,
        drawing: Drawing::Facts {
            layout: |_, pen| pen.scene,
            table: |_| NumberTable::default(),
            subtitle: |_| String::new(),
        },
        change: None,
        highlights: None,
        credit: None,
        is_list: false,
        native: None,
        native_of: None,
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
    /// The page of profiles.
    Profiles,
    /// The page of the argument.
    Trends,
}

impl Home {
    /// The name of the page on the command line.
    pub fn page(self) -> &'static str {
        match self {
            Self::Activities | Self::Membership | Self::Partners => "explore",
            Self::Profiles => "profiles",
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
pub struct Chart(pub(super) &'static ChartSpec);

impl Chart {
    /// Its name on the command line and in file names.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// What it shows, as a title.
    pub fn title(self) -> Word {
        self.0.title
    }

    /// What it shows as it is asked to look, as a title.
    pub fn title_in(self, input: &ChartInput<'_>) -> String {
        self.0.title_of.map_or_else(|| self.title().text(input.lang).to_owned(), |title| title(input))
    }

    /// Whether a file holds anything that it could show, whatever the filter.
    pub fn can_show(self, dataset: &Dataset) -> bool {
        self.0.tables.iter().any(|&table| !dataset.table(table).is_empty()) && (self.0.has_facts)(dataset)
    }

    /// Where the window shows it.
    pub fn home(self) -> Home {
        self.0.home
    }

    /// The tables its marks are counted from; the first gives its n.
    pub fn tables(self) -> &'static [Table] {
        self.0.tables
    }

    /// Whether it sets governments beside each other.
    pub fn sets_side_by_side(self) -> bool {
        self.0.sets_side_by_side
    }

    /// Whether it can show the memberships of several years side by side.
    pub fn shows_years_side_by_side(self) -> bool {
        self.0.key_of_years.is_some()
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
}

impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for Chart {}

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
