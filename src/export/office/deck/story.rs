//! The argument as a deck: a slide a finding, which its title states, and at the end what all of it rests on.

use emath::{Rect, vec2};

use super::{DeckPlan, text_item};
use crate::chart::ruler::wrap;
use crate::chart::trends::{ARGUMENT, Told, Trend, find_all};
use crate::chart::{Chart, ChartInput, FigureText, Font, Ruler};
use crate::data::Table;
use crate::export::notes;
use crate::export::office::geometry::{LINE, with_spare};
use crate::export::office::slide::{Item, Paragraph, Slide};
use crate::query::indicators::{Finding, Indicator};
use crate::words::Word;

impl DeckPlan<'_> {
    /// Title, findings, limits and sources. `go_on` hears how many slides are made, and ends the work by answering no.
    pub(super) fn story(&self, input: &ChartInput<'_>, mut go_on: impl FnMut(usize) -> bool) -> Option<Vec<Slide>> {
        let findings = find_all(&Indicator::ALL, input);
        let told = |indicator: Indicator| {
            let finding = findings.iter().find(|finding| finding.indicator == indicator)?;
            Some(Told { finding, dataset: self.dataset, lang: self.lang })
        };
        let mut slides = vec![self.cover(input)];
        let mut left_out = Vec::new();
        // What all of it rests on has its place at the end.
        let (rests_on, trends) = ARGUMENT.split_last()?;
        for trend in trends {
            for &indicator in trend.indicators {
                if !go_on(slides.len()) {
                    return None;
                }
                let chart = Chart::showing(indicator).filter(|chart| chart.can_show(self.dataset));
                match (chart, told(indicator)) {
                    (Some(chart), Some(told)) if told.has_figures() => {
                        slides.push(self.of_finding(trend, chart, told, input));
                    }
                    _ => left_out.push(indicator.title().text(self.lang)),
                }
            }
        }
        let readings = rests_on.indicators.iter().filter_map(|&indicator| told(indicator)).map(Told::reading);
        slides.push(self.limits(input, readings.collect(), &left_out));
        Some(slides)
    }

    fn of_finding(&self, trend: &Trend, chart: Chart, told: Told<'_>, input: &ChartInput<'_>) -> Slide {
        let finding: &Finding = told.finding;
        let shown = (chart.finds() == Some(finding.indicator)).then_some(finding);
        let text = self.text(chart, shown, input, None);
        // The claim stands first: a figure by itself does not say what it is to show.
        let heading = trend.title.text(self.lang);
        let filter = notes::filter_note(input);
        let subtitle = format!("{heading}. {} · {filter}", told.reading());
        let text = FigureText { title: told.headline(), subtitle, ..text };
        let slide = self.slide_of(chart, shown, input, &text);
        let definition = format!("{}: {}", told.title(), told.definition());
        let literature = format!("{}: {}.", Word::LITERATURE_WORD.text(self.lang), told.source());
        let spoken = vec![
            trend.claim.text(self.lang).to_owned(),
            Word::sentence(self.lang, &told.headline()),
            told.reading(),
            told.counted(),
            definition,
            literature,
            format!("{filter}."),
            text.source_note,
        ];
        Slide { notes: spoken.into_iter().filter(|line| !line.is_empty()).collect(), ..slide }
    }

    /// What the figures cannot say, and who published what they rest on.
    fn limits(&self, input: &ChartInput<'_>, readings: Vec<String>, left_out: &[&str]) -> Slide {
        let sources = self.sources(input, &Table::ALL);
        let area = self.frame.body(&sources.subtitle, &sources.source_note, self.logo.map(|logo| logo.pixels)).content;
        let mut limits = vec![Word::TREND_RECORDS_CLAIM.text(self.lang).to_owned()];
        limits.extend(readings);
        if !left_out.is_empty() {
            limits.push(Word::too_few_for(self.lang, &left_out.join(" · ")));
        }
        limits.push(Word::TRENDS_AFTER.text(self.lang).to_owned());
        let left = Rect::from_min_size(area.min, vec2(0.44 * area.width(), area.height()));
        let right = area.with_min_x(left.right() + 0.05 * area.width());
        let mut items = vec![self.sentences(&limits, left)];
        items.extend(self.publisher_columns(&self.publishers(input, &Table::ALL), right, 2));
        let mut spoken = limits;
        spoken.extend(sources.notes);
        Slide { title: Word::LIMITS_AND_SOURCES.text(self.lang).to_owned(), items, notes: spoken, ..sources }
    }

    /// Sentences, a paragraph each with room before it, as many as a box has room for: the notes have all.
    fn sentences(&self, sentences: &[String], rect: Rect) -> Item {
        let font = Font { size: self.theme.label().size, bold: false };
        let paragraph = |text: String| Paragraph { text, font, color: self.theme.ink };
        let lines = (rect.height() / (LINE * font.size)) as usize;
        let mut paragraphs = Vec::new();
        let mut taken = 0;
        for sentence in sentences {
            // A document has room for all.
            if self.is_document {
                paragraphs.push(paragraph(sentence.clone()));
                continue;
            }
            let wrapped = wrap(sentence, with_spare(font), rect.width(), Ruler::shipped(), 99);
            taken += wrapped.len() + 1;
            if taken > lines + 1 {
                break;
            }
            if !paragraphs.is_empty() {
                paragraphs.push(paragraph(" ".to_owned()));
            }
            // Each line is a paragraph of its own: in another typeface it may be shorter, and never two.
            paragraphs.extend(wrapped.into_iter().map(paragraph));
        }
        text_item(rect, Word::LIMITS_AND_SOURCES.text(self.lang), paragraphs)
    }
}
