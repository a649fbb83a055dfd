//! The page of trends: the argument as a sequence of sections, each a claim and the figures that speak to it.

use std::collections::BTreeMap;
use std::time::Instant;

use egui::{CornerRadius, Pos2, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, vec2};

use super::Turn;
use super::choices;
use super::counting::counting_ui;
use super::icons::{Icon, icon_button};
use crate::app::answers::is_large_to_find;
use crate::app::chart_view::{ChartEvents, ChartView, Drawing};
use crate::app::style::bold;
use crate::app::tasks::{Followed, Task};
use crate::app::workspace::Command;
use crate::app::{Asked, Look};
use crate::chart::trends::{self, ARGUMENT, Told, Trend, number_in_words};
use crate::chart::{Chart, ChartInput, ChartOptions};
use crate::data::Dataset;
use crate::query::indicators::{Counting, Finding, Group, Indicator, Records, Unit, Verdict};
use crate::query::{Cited, Subject};
use crate::words::{Phrase, Word, grouped};

/// What findings follow from: answer, and who is counted. They are numbers: each language tells them anew.
type FindingsKey = (u64, Counting);

/// What the page remembers: its laid-out charts and what the indicators found.
#[derive(Default)]
pub struct Trends {
    views: BTreeMap<Indicator, ChartView>,
    findings: Followed<FindingsKey, Vec<Finding>>,
    /// The card under the pointer: what the keys for copying are about.
    pub under_pointer: Option<Chart>,
}

impl Trends {
    /// Since when what is shown lags behind what was asked for.
    pub fn waiting_since(&self) -> Option<Instant> {
        let pictures = self.views.values().filter_map(ChartView::waiting_since);
        self.findings.waiting_since().into_iter().chain(pictures).min()
    }
}

/// One figure on the page.
struct Card {
    indicator: Indicator,
    /// How many columns it takes where there are so many.
    columns: usize,
    /// Height that its chart needs, in points; the highest of a line is that of all.
    height: f32,
}

/// Height of a course.
const LOW: f32 = 176.0;
/// Height of what has a key of several lines, or a few rows.
const MIDDLE: f32 = 246.0;
/// Height of a list of governments.
const TALL: f32 = 400.0;

impl Card {
    /// How an indicator is shown.
    fn of(indicator: Indicator) -> Self {
        let (columns, height) = match indicator {
            Indicator::AgendaBreadth
            | Indicator::InstitutionsByKind
            | Indicator::PublicPrivateShare
            | Indicator::Completeness => (2, LOW),
            Indicator::InstitutionalDepth | Indicator::ChannelsInUse => (2, TALL),
            Indicator::PracticeBeforeRule | Indicator::LevelsEngaged => (1, TALL),
            Indicator::ModeMix | Indicator::Integration => (2, MIDDLE),
            Indicator::BeyondPublic | Indicator::TieLiveliness => (1, MIDDLE),
            _ => (1, LOW),
        };
        Self { indicator, columns, height }
    }
}

/// The charts that only this page shows, under the titles of their sections.
pub fn charts() -> Vec<(Word, Vec<Chart>)> {
    let of = |trend: &Trend| (trend.title, trend.indicators.iter().filter_map(|&it| Chart::of(it)).collect());
    ARGUMENT.iter().map(of).collect()
}

/// The whole page.
pub fn trends_ui(ui: &mut Ui, page: &mut Trends, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let Trends { views, findings, under_pointer } = page;
    let options = &workspace.view().options;
    let key = (workspace.generation(), options.counting.clone());
    // All of them at once: they share the one pass over the activities.
    let find = |input: &ChartInput<'_>| trends::find_all(&Indicator::ALL, input);
    let start = || {
        let facts = workspace.chart_facts(options.clone(), look.lang);
        Task::start("indicators", ui.ctx(), move || find(&facts.input()))
    };
    let is_slow = is_large_to_find(workspace.dataset());
    findings.follow(key.clone(), is_slow, start, || find(&workspace.chart_input(look.lang)));
    *under_pointer = None;
    // As far from the edges as the panes of the other pages.
    let page_rect = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(page_rect.min + vec2(4.0, 0.0), page_rect.max - vec2(2.0, 0.0));
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(inner));
    counting_ui(ui, turn);
    ui.add_space(4.0);
    let is_old = !findings.is_of(&key);
    let Some(findings) = findings.last() else {
        ui.add_space(40.0);
        ui.vertical_centered(|ui| ui.label(RichText::new(look.text(Word::WORKING)).color(look.theme.ink_soft)));
        return;
    };
    ScrollArea::vertical().id_salt("trends").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        let mut drawn = Drawn { turn, findings, is_old, views, under_pointer };
        for trend in &ARGUMENT {
            trend_ui(ui, trend, &mut drawn);
        }
        if let Some(left_out) = left_out(workspace.dataset(), look) {
            ui.label(RichText::new(left_out).size(look.theme.type_sizes.label).color(look.theme.ink_soft));
            ui.add_space(4.0);
        }
        let text = RichText::new(look.text(Word::TRENDS_AFTER)).size(look.theme.type_sizes.small);
        ui.label(text.color(look.theme.ink_soft));
        ui.add_space(6.0);
    });
}

/// What all cards need.
struct Drawn<'a, 't> {
    turn: &'a mut Turn<'t>,
    findings: &'a [Finding],
    /// Whether newer findings are on their way: until then the pictures stay as they are.
    is_old: bool,
    views: &'a mut BTreeMap<Indicator, ChartView>,
    under_pointer: &'a mut Option<Chart>,
}

const GAP: f32 = 8.0;
const MARGIN: f32 = 12.0;
/// The narrowest card that reads well.
const NARROWEST: f32 = 330.0;

/// Whether a file has anything that a card could show.
fn can_show(indicator: Indicator, dataset: &Dataset) -> bool {
    Chart::showing(indicator).is_none_or(|chart| chart.can_show(dataset))
}

/// The figures that the file has nothing for, in a line.
fn left_out(dataset: &Dataset, look: Look) -> Option<String> {
    let indicators = ARGUMENT.iter().flat_map(|trend| trend.indicators);
    let left_out = indicators.filter(|&&it| !can_show(it, dataset)).map(|it| look.text(it.title()));
    let left_out: Vec<&str> = left_out.collect();
    (!left_out.is_empty()).then(|| Word::not_answered_by_file(look.lang, &left_out.join(" · ")))
}

/// A claim with the cards that the file has something for; nothing where there is none.
fn trend_ui(ui: &mut Ui, trend: &Trend, drawn: &mut Drawn<'_, '_>) {
    let look = drawn.turn.look;
    let dataset = drawn.turn.workspace.dataset();
    let cards: Vec<Card> =
        trend.indicators.iter().filter(|&&it| can_show(it, dataset)).map(|&it| Card::of(it)).collect();
    if cards.is_empty() {
        return;
    }
    let theme = look.theme;
    ui.add_space(6.0);
    let title = RichText::new(look.text(trend.title)).font(bold(theme.type_sizes.title)).color(theme.ink);
    ui.label(title);
    let claim = RichText::new(look.text(trend.claim)).size(theme.type_sizes.heading).color(theme.ink_soft);
    ui.add(egui::Label::new(claim).wrap());
    ui.add_space(4.0);
    let width = ui.available_width();
    let columns = ((width / NARROWEST) as usize).clamp(1, 3);
    for row in rows(&cards, columns) {
        row_ui(ui, row, columns, drawn);
        ui.add_space(GAP - ui.spacing().item_spacing.y);
    }
}

/// The cards of each line.
fn rows(cards: &[Card], columns: usize) -> Vec<&[Card]> {
    let mut rows = Vec::new();
    let mut rest = cards;
    while !rest.is_empty() {
        let mut taken = 0;
        let fits = |card: &&Card| {
            taken += card.columns.min(columns);
            taken <= columns
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (row, after) = rest.split_at(count);
        rows.push(row);
        rest = after;
    }
    rows
}

fn row_ui(ui: &mut Ui, cards: &[Card], columns: usize, drawn: &mut Drawn<'_, '_>) {
    let unit = (ui.available_width() - GAP * (columns as f32 - 1.0)) / columns as f32;
    let taken: usize = cards.iter().map(|card| card.columns.min(columns)).sum();
    // The last card of a line takes what is left of it.
    let width_of = |index: usize, card: &Card| {
        let own = card.columns.min(columns);
        let own = if index + 1 == cards.len() { own + columns - taken } else { own } as f32;
        own * unit + (own - 1.0) * GAP
    };
    let has_chart = |card: &&Card| Chart::showing(card.indicator).is_some();
    let chart_height = cards.iter().filter(has_chart).map(|card| card.height).fold(0.0, f32::max);
    let text_height = cards.iter().enumerate().map(|(index, card)| {
        drawn
            .finding(card.indicator)
            .map_or(0.0, |finding| text_height(ui, drawn.told(finding), width_of(index, card), drawn.turn.look))
    });
    let text_height = text_height.fold(0.0, f32::max);
    let height = 2.0 * MARGIN + HEAD + chart_height + text_height;
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    // What is scrolled out of sight is not laid out.
    if !ui.is_rect_visible(line) {
        return;
    }
    let mut left = line.left();
    for (index, card) in cards.iter().enumerate() {
        let width = width_of(index, card);
        let rect = Rect::from_min_size(Pos2::new(left, line.top()), vec2(width, height));
        card_ui(ui, card.indicator, rect, chart_height, drawn);
        left += width + GAP;
    }
}

/// Title and headline of a card.
const HEAD: f32 = 54.0;

impl Drawn<'_, '_> {
    /// A finding in the language of the window.
    fn told<'f>(&'f self, finding: &'f Finding) -> Told<'f> {
        Told { finding, dataset: self.turn.workspace.dataset(), lang: self.turn.look.lang }
    }

    fn finding(&self, indicator: Indicator) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.indicator == indicator)
    }
}

/// The height of what stands under the chart.
fn text_height(ui: &Ui, told: Told<'_>, width: f32, look: Look) -> f32 {
    let font = egui::FontId::proportional(look.theme.type_sizes.label);
    let color = look.theme.ink;
    let galley = ui.painter().layout(told.reading(), font, color, width - 2.0 * MARGIN);
    let small = egui::FontId::proportional(look.theme.type_sizes.small);
    let note = ui.painter().layout(note_text(told), small, color, width - 2.0 * MARGIN);
    galley.size().y + note.size().y + 14.0
}

fn card_ui(ui: &mut Ui, indicator: Indicator, rect: Rect, chart_height: f32, drawn: &mut Drawn<'_, '_>) {
    let Turn { workspace, look, .. } = *drawn.turn;
    let findings = drawn.findings;
    let theme = look.theme;
    let Some(finding) = findings.iter().find(|finding| finding.indicator == indicator) else { return };
    let chart = Chart::showing(indicator);
    if ui.rect_contains_pointer(rect) {
        *drawn.under_pointer = chart;
    }
    ui.painter().rect(
        rect,
        CornerRadius::same(8),
        theme.ground,
        Stroke::new(1.0, theme.border),
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink(MARGIN);
    let builder = UiBuilder::new().id_salt(indicator.id()).max_rect(inner);
    let mut child = ui.new_child(builder);
    {
        let ui = &mut child;
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        ui.spacing_mut().item_spacing.y = 2.0;
        let told = Told { finding, dataset: workspace.dataset(), lang: look.lang };
        head_ui(ui, told, chart, drawn.turn);
        if let Some(chart) = chart {
            let input = workspace.chart_input(look.lang);
            // A card has no tabs and no zoom.
            let options = ChartOptions { years_shown: None, gutter: None, ..input.options.clone() };
            let input = crate::chart::ChartInput { options: &options, ..input };
            // What follows from a finding is drawn at once; the charts of membership gather their own numbers.
            let finding = Some(finding).filter(|_| chart.finds().is_some());
            let drawing = Drawing { input, workspace, theme: &look.theme, selected: None, finding };
            let view = drawn.views.entry(indicator).or_default();
            view.is_held = drawn.is_old;
            let events = view.ui(ui, chart, drawing, vec2(inner.width(), chart_height - 6.0));
            take_events(events, drawn.turn.asked);
        } else {
            ui.add_space(chart_height);
        }
        foot_ui(ui, told, inner, look);
    }
}

/// Title, verdict, headline.
fn head_ui(ui: &mut Ui, told: Told<'_>, chart: Option<Chart>, turn: &mut Turn<'_>) {
    let look = turn.look;
    let theme = look.theme;
    let top = ui.cursor().top();
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(chart) = chart {
                card_menu(ui, told.title(), chart, turn);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let title = RichText::new(told.title()).font(bold(theme.type_sizes.heading)).color(theme.ink);
                let response = ui.add(egui::Label::new(title).truncate().sense(egui::Sense::hover()));
                response.on_hover_ui(|ui| definition_ui(ui, told, look));
            });
        });
    });
    let headline = headline(told.finding, look);
    let text = RichText::new(headline).size(theme.type_sizes.label).color(theme.accent);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            verdict_ui(ui, told.finding.reading.verdict, look);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(text).truncate());
            });
        });
    });
    let used = ui.cursor().top() - top;
    ui.add_space((HEAD - used).max(0.0));
}

/// "39% (95%: 36% to 43%) · n = 746", with what is counted where the title does not say it.
fn headline(finding: &Finding, look: Look) -> String {
    let figure = &finding.headline;
    let Some(value) = figure.value else { return Word::n_of(look.lang, &figure.n) };
    let mut text = number_in_words(value, finding.unit);
    if let Some(phrase) = headline_phrase(finding) {
        text = phrase(look.lang, &text);
    }
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        let limits = [low, high].map(|limit| number_in_words(limit, finding.unit));
        text = format!("{text} ({})", Word::interval_95(look.lang, &limits[0], &limits[1]));
    }
    if finding.unit == Unit::Count {
        return text;
    }
    format!("{text} · {}", Word::n_of(look.lang, &grouped(figure.n)))
}

/// What a headline is a number of.
fn headline_phrase(finding: &Finding) -> Option<Phrase> {
    let is_of_activities =
        |id: &str| finding.part(Group::Measure, id).is_some_and(|part| part.figure.n == finding.headline.n);
    let phrase: Phrase = match finding.indicator {
        Indicator::NetworkGrowth => Word::headline_growth,
        Indicator::NetworkPortfolio => Word::headline_portfolio,
        Indicator::NetworkCentralisation => Word::headline_centralisation,
        Indicator::ThreatsInNetworks => Word::headline_odds,
        Indicator::AgendaBreadth => Word::headline_breadth,
        Indicator::InstitutionsByKind => Word::n_institutions,
        Indicator::OrdinanceDiffusion => Word::headline_diffusion,
        Indicator::InstitutionalDepth => Word::headline_depth,
        Indicator::PracticeBeforeRule => Word::headline_practice,
        Indicator::PartnerDiversity => Word::headline_diversity,
        Indicator::PublicPrivateShare if is_of_activities("activities-strict") => Word::headline_public_private,
        Indicator::PublicPrivateShare => Word::headline_public_private_ties,
        Indicator::ChannelsInUse => Word::headline_channels,
        Indicator::LevelsEngaged if is_of_activities("activities-mean") => Word::headline_levels,
        Indicator::LevelsEngaged => Word::headline_levels_ties,
        Indicator::ModeMix => Word::headline_modes,
        Indicator::Completeness => Word::headline_dated,
        Indicator::SourceBase => Word::headline_sources,
        // The others are shares of what their titles say.
        _ => return None,
    };
    Some(phrase)
}

fn verdict_ui(ui: &mut Ui, verdict: Verdict, look: Look) {
    let theme = look.theme;
    let (short, whole, ink, fill) = match verdict {
        Verdict::Supports => (Word::VERDICT_SHORT_SUPPORTS, Word::VERDICT_SUPPORTS, theme.on_accent, theme.accent),
        Verdict::SpeaksAgainst => {
            (Word::VERDICT_SHORT_AGAINST, Word::VERDICT_SPEAKS_AGAINST, theme.ground, theme.alert)
        }
        Verdict::DoesNotDistinguish => {
            (Word::VERDICT_SHORT_OPEN, Word::VERDICT_DOES_NOT_DISTINGUISH, theme.ink, theme.border)
        }
        Verdict::TooFew => (Word::VERDICT_SHORT_FEW, Word::VERDICT_TOO_FEW, theme.ink, theme.border),
        Verdict::Describes => return,
    };
    // Painted rather than a frame with a label: the word sits in the middle of its chip.
    let font = egui::FontId::proportional(theme.type_sizes.small);
    let galley = ui.painter().layout_no_wrap(look.text(short).to_owned(), font, ink);
    let (chip, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 4.0), egui::Sense::hover());
    ui.painter().rect_filled(chip, CornerRadius::same(8), fill);
    let middle = chip.center() - galley.mesh_bounds.center().to_vec2();
    ui.painter().galley(Pos2::new(chip.left() + 8.0, middle.y), galley, ink);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, look.text(short)));
    response.on_hover_text(look.text(whole));
}

/// How it is computed, who is counted, after whom.
fn definition_ui(ui: &mut Ui, told: Told<'_>, look: Look) {
    let theme = look.theme;
    ui.set_max_width(380.0);
    ui.label(
        RichText::new(format!("{} · {}", told.finding.indicator.id(), told.title()))
            .font(bold(theme.type_sizes.heading)),
    );
    for (word, text) in [
        (Word::DEFINED_AS, told.definition()),
        (Word::WHO_IS_COUNTED, &told.counted()),
        (Word::LITERATURE_WORD, told.source()),
    ] {
        ui.add_space(3.0);
        ui.label(RichText::new(look.text(word)).font(bold(theme.type_sizes.small)).color(theme.ink_soft));
        ui.label(RichText::new(text).size(theme.type_sizes.label));
    }
}

pub(super) fn card_menu(ui: &mut Ui, title: &str, chart: Chart, turn: &mut Turn<'_>) {
    let look = turn.look;
    let more = icon_button(ui, Icon::More, &Word::card_menu(look.lang, &title), true, look);
    egui::Popup::menu(&more).show(|ui| {
        ui.set_min_width(180.0);
        choices::figure_entries(ui, chart, turn);
    });
}

/// What may be said, and what has no date.
fn foot_ui(ui: &mut Ui, told: Told<'_>, inner: Rect, look: Look) {
    let theme = look.theme;
    ui.add_space(4.0);
    let reading = RichText::new(told.reading()).size(theme.type_sizes.label).color(theme.ink);
    let response = ui.add(egui::Label::new(reading).wrap().sense(egui::Sense::hover()));
    response.on_hover_ui(|ui| definition_ui(ui, told, look));
    let text = RichText::new(note_text(told)).size(theme.type_sizes.small).color(theme.ink_soft);
    let line = Rect::from_min_max(Pos2::new(inner.left(), ui.cursor().top()), inner.max);
    ui.scope_builder(UiBuilder::new().max_rect(line).layout(egui::Layout::bottom_up(egui::Align::Min)), |ui| {
        ui.add(egui::Label::new(text).wrap()).on_hover_ui(|ui| definition_ui(ui, told, look));
    });
}

/// Who is counted, and how many have no date.
fn note_text(told: Told<'_>) -> String {
    let finding = told.finding;
    let mut parts = vec![finding.indicator.id().to_owned()];
    if let Some(undated) = trends::undated(finding) {
        parts.push(Word::plus_undated(told.lang, &grouped(undated)));
    }
    parts.push(told.counted());
    parts.join(" · ")
}

/// A click leads to the records.
pub fn take_events(events: ChartEvents, asked: &mut Asked) {
    let Some((subject, _)) = events.clicked else { return };
    let records = match subject {
        Subject::Figure(cited) => {
            let Cited { records, .. } = *cited;
            records
        }
        Subject::Value(field, code) => Records { choices: vec![(field, vec![code])], ..Records::default() },
        Subject::Years { from, to, .. } => Records { years: Some((from, to)), ..Records::default() },
        Subject::Fact(table, row) => Records { rows: Some((table, vec![row])), ..Records::default() },
        Subject::Stretch(stretch) => {
            let (from, to) = stretch.years();
            Records { years: Some((from.floor() as i16, to.ceil() as i16 - 1)), ..Records::default() }
        }
        Subject::Combination(combination) => {
            Records { rows: Some((crate::data::Table::Memberships, combination.rows.clone())), ..Records::default() }
        }
        Subject::Crowd(table, rows) => Records { rows: Some((table, rows)), ..Records::default() },
        Subject::Pair { city, network } => Records {
            choices: vec![(crate::data::Field::City, vec![city]), (crate::data::Field::Network, vec![network])],
            ..Records::default()
        },
    };
    asked.command(Command::Drill(records));
    asked.end_gesture();
}
