//! What a form of picture is given: a finding, and how it was asked to be drawn.

use super::super::pen::Pen;
use super::super::{ChartInput, NativeChart, Scene, Theme, phrases};
use super::told::Told;
use crate::data::Table;
use crate::query::indicators::{Finding, Flag, Named, Part, Records, Selection, Statistic, Unit};
use crate::words::Word;

/// A form of picture: how it is laid out, and how an office program draws the same itself, where one can.
pub(in crate::chart) struct Form {
    /// Fills the pen's scene.
    pub layout: fn(Found<'_>, Pen<'_>) -> Scene,
    /// Nothing where only our shapes show it.
    pub native: Option<fn(Found<'_>, &Theme) -> Option<NativeChart>>,
}

/// A finding and how it was asked to be drawn.
#[derive(Clone, Copy)]
pub(in crate::chart) struct Found<'a> {
    /// What was found.
    pub finding: &'a Finding,
    /// How it is to be drawn.
    pub input: &'a ChartInput<'a>,
    /// The table whose rows it counts first.
    pub table: Table,
}

impl Found<'_> {
    pub(super) fn text(&self, word: Word) -> &'static str {
        word.text(self.input.lang)
    }

    /// What the finding counts.
    pub(super) fn records(&self) -> Records {
        self.finding.selection.as_ref().map_or_else(Records::default, |selection| self.records_behind(selection))
    }

    /// What a part counts.
    pub(super) fn records_of(&self, part: &Part) -> Records {
        part.selection.as_ref().map_or_else(|| self.records(), |selection| self.records_behind(selection))
    }

    /// What a selection holds.
    pub(super) fn records_behind(&self, selection: &Selection) -> Records {
        Records::of(self.input.dataset, selection, &self.input.options.counting)
    }

    /// It in words.
    pub(super) fn told(&self) -> Told<'_> {
        Told { finding: self.finding, dataset: self.input.dataset, lang: self.input.lang }
    }

    /// What something is called.
    pub(super) fn name(&self, name: &Named) -> String {
        self.told().name(name)
    }

    /// Why there is nothing to draw.
    pub(super) fn why_empty(&self) -> String {
        if self.input.answer.rows(self.table).count() == 0 {
            phrases::why_empty(self.input, self.table)
        } else {
            self.told().reading()
        }
    }

    /// "43% (34 of 79), 95%: 33% to 54%", with what must be known of it.
    pub(super) fn figure_in_words(&self, figure: &Statistic, unit: Unit) -> String {
        super::figure_in_words(self.input.lang, figure, unit)
    }

    pub(super) fn flag_in_words(&self, flag: Flag) -> Option<&'static str> {
        super::flag_in_words(self.input.lang, flag)
    }
}
