//! The three panes side by side: activities over time, network membership, governance partners.

use std::collections::BTreeMap;

use egui::text::LayoutJob;
use egui::{CornerRadius, Frame, Margin, Panel, RichText, ScrollArea, Stroke, Ui, vec2};
use rayon::prelude::*;

use super::chips::chip_ui;
use super::icons::{Icon, icon_button};
use super::level::Level;
use super::mark_menu::MarkMenu;
use super::member_year::MemberYear;
use super::shown::{above_tabs, chart_of, lacking, panes_of, tab_of, tabs_of};
use super::tabs::tab_ui;
use super::{Turn, choices, details, link};
use crate::app::answers::is_large;
use crate::app::chart_view::{ChartEvents, ChartView, Drawing, Zoom};
use crate::app::memo::Memo;
use crate::app::style::bold;
use crate::app::workspace::{Command, Pane, Workspace};
use crate::app::{Asked, Look};
use crate::chart::{
    Chart, ChartInput, ChartOptions, Home, Ruler, count_listed_partners, rows_of_stretch, years_shown, years_whole,
};
use crate::data::{Field, Row, Table};
use crate::query::{Stretch, Subject, SubjectKey, Years};
use crate::words::{Lang, Word, grouped};

/// What a subtitle follows from: answer, language, chart and how it looks.
type SubtitleKey = (u64, Lang, Chart, ChartOptions);

/// The laid-out charts of the panes.
#[derive(Default)]
pub struct Charts {
    views: BTreeMap<&'static str, ChartView>,
    /// Those of the last frame.
    shown: Vec<&'static str>,
    /// The answer that they were laid out for before they were drawn.
    foreseen: u64,
    /// Room for labels on the left of the time charts, by language, lanes and width: for every lane there is, so that it
    /// holds still while one filters.
    gutter: Memo<(Lang, Field, f32), f32>,
    /// Number of lines that the list of partners or counterparts could have, by answer, list and what it is narrowed to.
    listed: Memo<(u64, Chart, Option<i16>), usize>,
    /// What the file lacks, in words.
    lacking: Memo<Lang, Option<String>>,
    /// What is selected, found in the database.
    selected: Memo<SubjectKey, Option<Subject>>,
    /// Where the pointer was last: what the keys for copying are about.
    pub pane_under_pointer: Option<Pane>,
    /// Lines under the titles.
    subtitles: BTreeMap<Pane, Memo<SubtitleKey, String>>,
    level: Level,
    /// The slider of the pane of memberships.
    member_year: MemberYear,
    /// What can be done about the mark that was clicked.
    mark_menu: MarkMenu,
}

/// The panes, with borders that can be moved; or the one that fills the window.
pub fn panes_ui(ui: &mut Ui, charts: &mut Charts, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    charts.mark_menu.ui(ui.ctx(), turn);
    charts.foresee(workspace, look);
    charts.shown.clear();
    match workspace.view().maximised {
        Some(pane) => card(ui, look, |ui| pane_ui(ui, pane, charts, turn)),
        None => side_by_side_ui(ui, charts, turn),
    }
    if charts.level.is_new_after_frame(look.lang) {
        ui.ctx().request_discard("the headings of the panes have one height");
    }
}

/// The panes that the file fills; what it lacks is said in a line, and gives its room to the others.
fn side_by_side_ui(ui: &mut Ui, charts: &mut Charts, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let panes = panes_of(workspace);
    if let Some(lacking) = charts.lacking.get(look.lang, || lacking(workspace, look.lang)).clone() {
        let frame = Frame::new().inner_margin(Margin { left: 18, right: 18, top: 2, bottom: 4 });
        Panel::bottom("lacking").frame(frame).show_separator_line(false).show(ui, |ui| {
            ui.label(RichText::new(lacking).size(look.theme.type_sizes.label).color(look.theme.ink_soft));
        });
    }
    let width = ui.available_width();
    // The first takes what the others leave: two thirds of two panes would be too much for a list.
    let others = if panes.len() == 2 { 0.42 } else { 0.3 };
    for &pane in panes[1..].iter().rev() {
        let (name, share) = match pane {
            Pane::Activities => ("activities pane", others),
            Pane::Membership => ("membership pane", others),
            Pane::Partners => ("partners pane", if panes.len() == 2 { others } else { 0.285 }),
        };
        side(name, share * width).show(ui, |ui| card(ui, look, |ui| pane_ui(ui, pane, charts, turn)));
    }
    egui::CentralPanel::no_frame().show(ui, |ui| {
        card(ui, look, |ui| pane_ui(ui, panes[0], charts, turn));
    });
}

/// One pane, with the details of what is selected at its foot: in the first pane, or in the one that fills the window.
fn pane_ui(ui: &mut Ui, pane: Pane, charts: &mut Charts, turn: &mut Turn<'_>) {
    let workspace = turn.workspace;
    if ui.rect_contains_pointer(ui.max_rect()) {
        charts.pane_under_pointer = Some(pane);
    }
    let maximised = workspace.view().maximised;
    let has_details = maximised == Some(pane) || maximised.is_none() && panes_of(workspace).first() == Some(&pane);
    match pane {
        Pane::Activities => activities_ui(ui, has_details, charts, turn),
        Pane::Membership => membership_ui(ui, has_details, charts, turn),
        Pane::Partners => partners_ui(ui, has_details, charts, turn),
    }
}

/// The foot of a pane.
fn details_panel(ui: &mut Ui, charts: &mut Charts, turn: &mut Turn<'_>) {
    let workspace = turn.workspace;
    let Some(key) = &workspace.view().selected else { return };
    let subject = charts.selected.get(key.clone(), || key.find(workspace.dataset())).clone();
    let frame = Frame::new().inner_margin(Margin { left: 0, right: 0, top: 8, bottom: 0 });
    Panel::bottom("details").frame(frame).default_size(150.0).size_range(80.0..=420.0).resizable(true).show(ui, |ui| {
        details::details_ui(ui, subject.as_ref(), turn);
    });
}

fn side(name: &'static str, width: f32) -> Panel {
    Panel::right(name).frame(Frame::NONE).default_size(width).size_range(230.0..=900.0).show_separator_line(false)
}

pub(super) fn card(ui: &mut Ui, look: Look, content: impl FnOnce(&mut Ui)) {
    Frame::new()
        .fill(look.theme.ground)
        .stroke(Stroke::new(1.0, look.theme.border))
        .corner_radius(CornerRadius::same(8))
        .outer_margin(Margin::same(4))
        .inner_margin(Margin { left: 14, right: 14, top: 10, bottom: 10 })
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            content(ui);
        });
}

fn activities_ui(ui: &mut Ui, has_details: bool, charts: &mut Charts, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let (above, tab) = (above_tabs(workspace), tab_of(Home::Activities, workspace));
    pane_header(ui, Pane::Activities, charts, turn, |ui, turn| {
        if above == Chart::TIMELINE {
            ui.menu_button(look.text(Word::STACK_BY), |ui| choices::stack_choices(ui, turn));
            ui.menu_button(look.text(Word::BAR_LENGTH), |ui| choices::period_choices(ui, turn));
            ui.menu_button(look.text(Word::LANES_BY), |ui| choices::lane_choices(ui, turn));
        }
        ui.menu_button(look.text(Word::CATEGORIES_BY), |ui| choices::breakdown_choices(ui, turn));
    });
    // The bars stay where they are when details open below; what is under them makes room.
    let share = if tab.is_none() { 1.0 } else { 0.43 };
    let above_height = (share * ui.available_height()).round();
    if has_details {
        details_panel(ui, charts, turn);
    }
    let width = ui.available_width();
    let input = workspace.chart_input(look.lang);
    let key = (look.lang, input.options.lanes, width);
    let whole = ChartInput { answer: workspace.whole(), ..input };
    let gutter = *charts.gutter.get(key, || Chart::LANES.gutter(&whole, width, &look.theme, Ruler::shipped()));
    let options = ChartOptions { gutter: Some(gutter), ..input.options.clone() };
    let input = ChartInput { options: &options, ..input };
    let selected = charts.selected_subject(workspace);
    let drawing = drawing(workspace, input, &look, selected.as_ref());
    let above_height = above_height.min(ui.available_height());
    charts.show(ui, above, drawing, vec2(width, above_height), turn.asked);
    let Some(tab) = tab else { return };
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        tabs_ui(ui, Home::Activities, tab, turn);
        if tab == Chart::LANES {
            let by = Word::by(look.lang, &look.text(input.options.lanes.word()).to_lowercase());
            let by = RichText::new(by).size(look.theme.type_sizes.label).color(look.theme.ink_soft);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(by));
        }
    });
    let rest = ui.available_height();
    charts.show(ui, tab, drawing, vec2(width, rest.max(80.0)), turn.asked);
}

/// The tabs of the charts that take turns in a pane.
fn tabs_ui(ui: &mut Ui, home: Home, shown: Chart, turn: &mut Turn<'_>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    for (tab, word) in tabs_of(home, turn.workspace) {
        tab_ui(ui, tab == shown, turn.look.text(word), turn.look, || turn.asked.command(Command::Tab(tab)));
    }
}

fn membership_ui(ui: &mut Ui, has_details: bool, charts: &mut Charts, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let chart = chart_of(Pane::Membership, workspace);
    pane_header(ui, Pane::Membership, charts, turn, |ui, turn| {
        ui.menu_button(look.text(Word::GOVERNMENT_LEVEL), |ui| choices::level_choices(ui, turn));
        if chart.shows_years_side_by_side() {
            ui.menu_button(look.text(Word::SMALL_MULTIPLES), |ui| choices::member_years_choices(ui, turn));
        }
    });
    ui.horizontal(|ui| tabs_ui(ui, Home::Membership, chart, turn));
    ui.add_space(4.0);
    let is_side_by_side = chart.shows_years_side_by_side() && !workspace.view().options.member_years.is_empty();
    let has_year = chart != Chart::GROWTH && !is_side_by_side;
    if is_side_by_side {
        years_ui(ui, turn);
    } else if has_year {
        charts.member_year.ui(ui, turn);
    }
    if has_details {
        details_panel(ui, charts, turn);
    }
    let (width, height) = (ui.available_width(), ui.available_height());
    let input = workspace.chart_input(look.lang);
    let selected = charts.selected_subject(workspace);
    let drawing = drawing(workspace, input, &look, selected.as_ref());
    let is_alone = chart == Chart::GROWTH || is_side_by_side || !Chart::GROWTH.can_show(workspace.dataset());
    let size = vec2(width, if is_alone { height } else { (0.71 * height).round() });
    if has_year {
        let is_looked_at = ui.rect_contains_pointer(egui::Rect::from_min_size(ui.cursor().min, size));
        charts.member_year.play(ui.ctx(), is_looked_at, turn);
    }
    charts.show(ui, chart, drawing, size, turn.asked);
    if is_alone {
        return;
    }
    sub_heading(ui, look, look.text(Word::MEMBERSHIPS_OVER_TIME));
    let rest = ui.available_height();
    charts.show(ui, Chart::GROWTH, drawing, vec2(width, rest.max(70.0)), turn.asked);
}

fn partners_ui(ui: &mut Ui, has_details: bool, charts: &mut Charts, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let chart = chart_of(Pane::Partners, workspace);
    pane_header(ui, Pane::Partners, charts, turn, |ui, turn| {
        if chart == Chart::COUNTERPARTS {
            ui.menu_button(look.text(Word::GROUP_COUNTERPARTS_BY), |ui| choices::counterpart_group_choices(ui, turn));
            ui.menu_button(look.text(Word::SORT_COUNTERPARTS_BY), |ui| choices::counterpart_sort_choices(ui, turn));
        } else if chart == Chart::PARTNERS {
            ui.menu_button(look.text(Word::GROUP_PARTNERS_BY), |ui| choices::partner_group_choices(ui, turn));
            ui.menu_button(look.text(Word::SORT_PARTNERS_BY), |ui| choices::partner_sort_choices(ui, turn));
            // At hand, without a menu of its own: who is new is asked often.
            ui.separator();
            ui.label(RichText::new(look.text(Word::NEW_AND_LOST_SINCE)).color(look.theme.ink_soft));
            choices::partners_since_choices(ui, turn);
        }
    });
    // One list alone is named by the pane.
    if tabs_of(Home::Partners, workspace).len() > 1 {
        ui.horizontal_wrapped(|ui| tabs_ui(ui, Home::Partners, chart, turn));
        ui.add_space(4.0);
    }
    if chart == Chart::PARTNERS {
        since_ui(ui, turn);
    }
    if has_details {
        details_panel(ui, charts, turn);
    }
    let (width, height) = (ui.available_width(), ui.available_height());
    let input = workspace.chart_input(look.lang);
    let selected = charts.selected_subject(workspace);
    let drawing = drawing(workspace, input, &look, selected.as_ref());
    if [Chart::CHANNEL_SECTOR, Chart::PARTNER_GRAPH, Chart::COUNTRY_GRAPH].contains(&chart) {
        charts.show(ui, chart, drawing, vec2(width, height), turn.asked);
        return;
    }
    let options = input.options;
    let below =
        (chart == Chart::PARTNERS && Chart::PARTNER_MIX.can_show(workspace.dataset())).then_some(Chart::PARTNER_MIX);
    let list_height = if below.is_some() { (0.76 * height).round() } else { height };
    ScrollArea::vertical()
        .id_salt(chart.id())
        .max_height(list_height - 24.0)
        .min_scrolled_height(list_height - 24.0)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            charts.show(ui, chart, drawing, vec2(width, list_height - 26.0), turn.asked);
        });
    let item = if chart == Chart::COUNTERPARTS { Field::Counterpart } else { Field::Partner };
    let is_item = |subject: &Subject| matches!(subject, Subject::Value(field, _) if *field == item);
    let view = charts.views.get(chart.id());
    let listed = view.map_or(0, |view| view.count_lines(is_item));
    // A picture that is still to come counts the same lines away from the window, and leaves them with the answer.
    let is_coming = view.is_some_and(|view| view.waiting_since().is_some());
    let count = || match item {
        Field::Counterpart => input.answer.counterpart_tallies(input.dataset).len(),
        _ => count_listed_partners(&input),
    };
    let key = (workspace.generation(), chart, options.partners_since);
    let all = if is_coming { charts.listed.last().map_or(0, |&(_, all)| all) } else { *charts.listed.get(key, count) };
    if listed < all || options.all_partners && !options.without_key {
        let text = if options.all_partners {
            look.text(Word::SHOW_FEWER).to_owned()
        } else {
            Word::show_all_partners(look.lang, &grouped(all))
        };
        if link(ui, look, &text).clicked() {
            turn.asked
                .command(Command::Options(ChartOptions { all_partners: !options.all_partners, ..options.clone() }));
        }
    }
    let Some(below) = below else { return };
    sub_heading(ui, look, &Word::new_ties_by(look.lang, &look.text(options.partner_group.word()).to_lowercase()));
    let rest = ui.available_height();
    // The list above is the key to the colours.
    let options = ChartOptions { without_key: true, ..options.clone() };
    let drawing = Drawing { input: ChartInput { options: &options, ..input }, ..drawing };
    charts.show(ui, below, drawing, vec2(width, rest.max(70.0)), turn.asked);
}

/// Which years are shown side by side, with the cross that takes it back.
fn years_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let years: Vec<String> = options.member_years.iter().map(ToString::to_string).collect();
    ui.horizontal(|ui| {
        chip_ui(ui, &Word::years_chip(look.lang, &years.join(", ")), look, || {
            turn.asked.command(Command::Options(ChartOptions { member_years: Vec::new(), ..options.clone() }));
        });
    });
    ui.add_space(2.0);
}

/// That the list shows only who is new or lost, with the cross that takes it back.
fn since_ui(ui: &mut Ui, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let options = &workspace.view().options;
    let Some(since) = options.partners_since else { return };
    ui.horizontal(|ui| {
        chip_ui(ui, &Word::new_and_lost_chip(look.lang, &since), look, || {
            turn.asked.command(Command::Options(ChartOptions { partners_since: None, ..options.clone() }));
        });
    });
    ui.add_space(2.0);
}

fn drawing<'a>(
    workspace: &'a Workspace,
    input: ChartInput<'a>,
    look: &'a Look,
    selected: Option<&'a Subject>,
) -> Drawing<'a> {
    Drawing { input, workspace, theme: &look.theme, selected, finding: None }
}

impl Charts {
    /// Since when a picture is being waited for.
    pub fn waiting_since(&self) -> Option<std::time::Instant> {
        let shown = self.shown.iter().filter_map(|id| self.views.get(id));
        shown.filter_map(ChartView::waiting_since).min()
    }

    fn selected_subject(&mut self, workspace: &Workspace) -> Option<Subject> {
        let key = workspace.view().selected.as_ref()?;
        self.selected.get(key.clone(), || key.find(workspace.dataset())).clone()
    }

    /// Lays the charts of the last frame out for a new answer about many facts, shared between the processors.
    fn foresee(&mut self, workspace: &Workspace, look: Look) {
        if self.foreseen == workspace.generation() || !is_large(workspace.dataset()) {
            return;
        }
        self.foreseen = workspace.generation();
        let (input, generation) = (workspace.chart_input(look.lang), workspace.generation());
        let shown = &self.shown;
        let views = self.views.iter_mut().filter(|(id, _)| shown.contains(id));
        let mut views: Vec<&mut ChartView> = views.map(|(_, view)| view).collect();
        // The longest first: nobody waits for one that was begun late.
        views.sort_by_key(|view| std::cmp::Reverse(view.took()));
        views.into_iter().par_bridge().for_each(|view| view.foresee(generation, &input, &look.theme));
    }

    /// The line under the title of a pane. While a picture is still to come the old line stays with the old picture: both
    /// count the same things, and the picture does so away from the window.
    fn subtitle(&mut self, pane: Pane, chart: Chart, workspace: &Workspace, lang: Lang) -> String {
        let memo = self.subtitles.entry(pane).or_default();
        let is_coming = self.views.get(chart.id()).is_some_and(|view| view.is_behind(chart, workspace));
        if let Some(((_, last_lang, last_chart, _), subtitle)) = memo.last()
            && is_coming
            && (*last_lang, *last_chart) == (lang, chart)
        {
            return subtitle.clone();
        }
        let key = (workspace.generation(), lang, chart, workspace.view().options.clone());
        memo.get(key, || chart.subtitle(&workspace.chart_input(lang))).clone()
    }

    /// Shows a chart and asks for what a hand did to it.
    fn show(&mut self, ui: &mut Ui, chart: Chart, drawing: Drawing<'_>, size: egui::Vec2, asked: &mut Asked) {
        self.shown.push(chart.id());
        let events = self.views.entry(chart.id()).or_default().ui(ui, chart, drawing, size);
        if let Some(subject) = events.menu_about.clone() {
            self.mark_menu.open(subject);
        }
        take_events(drawing.workspace, events, asked);
    }
}

/// Turns what a hand did to a chart into commands.
fn take_events(workspace: &Workspace, events: ChartEvents, asked: &mut Asked) {
    if let Some((subject, _)) = events.clicked {
        if let Subject::Years { table: Table::Activities, from, to, .. } = subject {
            asked.command(Command::Years(Some(Years { from, to })));
            asked.end_gesture();
        } else if let Subject::Stretch(stretch) = subject {
            asked.command(look_into(workspace, stretch));
        } else if let Subject::Combination(combination) = subject {
            asked.command(Command::Governments(combination));
            asked.end_gesture();
        } else if let Subject::Figure(cited) = subject {
            asked.command(Command::Drill(cited.records));
            asked.end_gesture();
        } else if let Some(key) = subject.key(workspace.dataset()) {
            asked.command(Command::Select(Some(key)));
        }
    }
    if let Some((years, goes_on)) = events.years {
        asked.command(Command::Years(years));
        if !goes_on {
            asked.end_gesture();
        }
    }
    if let Some(zoom) = events.zoom {
        let years_shown = match zoom {
            Zoom::Out => None,
            Zoom::To(years) => Some(years),
        };
        let options = ChartOptions { years_shown, ..workspace.view().options.clone() };
        asked.command(Command::Options(options));
    }
}

/// A few records are listed; where there are more, the axis is zoomed in on them.
fn look_into(workspace: &Workspace, stretch: Stretch) -> Command {
    const FEW: usize = 200;
    /// So many times the stretch is shown, but at least a year.
    const AROUND: f64 = 20.0;
    let (from, to) = stretch.years();
    let years = ((to - from) * AROUND).max(1.0);
    let input = workspace.chart_input(Lang::En);
    let shown = years_shown(&input);
    let (placed, spread) = rows_of_stretch(&input, &stretch);
    if placed.len() + spread.len() > FEW && shown.1 - shown.0 > years * 1.01 {
        let whole = years_whole(&input);
        let begin = (f64::midpoint(from, to) - years / 2.0).clamp(whole.0, (whole.1 - years).max(whole.0));
        let years_shown = Some((begin, (begin + years).min(whole.1)));
        return Command::Options(ChartOptions { years_shown, ..workspace.view().options.clone() });
    }
    let rows: Vec<Row> = placed.into_iter().chain(spread).take(MOST_SELECTED).collect();
    Command::Select(Subject::Crowd(stretch.table, rows).key(workspace.dataset()))
}

/// No more records of one crowd are selected: nobody reads on so far, and a view that names them must stay small.
const MOST_SELECTED: usize = 1000;

/// Title, subtitle, and a menu of what else the pane can do.
fn pane_header(
    ui: &mut Ui,
    pane: Pane,
    charts: &mut Charts,
    turn: &mut Turn<'_>,
    choices: impl FnOnce(&mut Ui, &mut Turn<'_>),
) {
    let Turn { workspace, look, .. } = *turn;
    let chart = chart_of(pane, workspace);
    let title = match pane {
        Pane::Activities => chart.title_in(&workspace.chart_input(look.lang)),
        Pane::Membership => look.text(Word::NETWORK_MEMBERSHIP).to_owned(),
        Pane::Partners => look.text(chart.title()).to_owned(),
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(&title).font(bold(look.theme.type_sizes.title)).color(look.theme.ink));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_maximised = workspace.view().maximised == Some(pane);
            let name = Word::pane_menu(look.lang, &title);
            let more = icon_button(ui, Icon::More, &name, true, look);
            egui::Popup::menu(&more).show(|ui| {
                ui.set_min_width(190.0);
                choices(ui, turn);
                ui.separator();
                let (word, wanted) =
                    if is_maximised { (Word::THREE_PANES, None) } else { (Word::FILL_WINDOW, Some(pane)) };
                if ui.button(look.text(word)).clicked() {
                    turn.asked.command(Command::Maximise(wanted));
                    ui.close();
                }
                choices::figure_entries(ui, chart, turn);
            });
            let (icon, word) =
                if is_maximised { (Icon::Shrink, Word::THREE_PANES) } else { (Icon::Grow, Word::FILL_WINDOW) };
            let name = format!("{} {title}", look.text(word));
            let button = icon_button(ui, icon, &name, true, look);
            if button.clicked() {
                turn.asked.command(Command::Maximise((!is_maximised).then_some(pane)));
            }
        });
    });
    let subtitle = charts.subtitle(pane, chart, workspace, look.lang);
    let font = egui::FontId::proportional(look.theme.type_sizes.label);
    // No line begins with a point.
    let subtitle = subtitle.replace(" · ", "\u{a0}· ");
    let mut text = LayoutJob::simple(subtitle, font, look.theme.ink_soft, f32::INFINITY);
    text.wrap.max_rows = MOST_SUBTITLE_LINES;
    let width = ui.available_width();
    let height = ui.add(egui::Label::new(text).wrap()).rect.height();
    ui.add_space(4.0 + charts.level.room_below(width, height));
}

/// What is longer is read on hover.
const MOST_SUBTITLE_LINES: usize = 3;

fn sub_heading(ui: &mut Ui, look: Look, text: &str) {
    ui.label(RichText::new(text).font(bold(look.theme.type_sizes.label)).color(look.theme.ink_soft));
    ui.add_space(2.0);
}
