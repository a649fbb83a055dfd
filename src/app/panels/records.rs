//! The page of records: every fact that passes, a line each, to be sorted, chosen, copied and written to a file.

mod lines;

use std::sync::Arc;

use egui::text_selection::LabelSelectionState;
use egui::{Event, Key, Modifiers, Panel, RichText, Ui};

use super::mark_menu::MarkMenu;
use super::panes::card;
use super::records_export::{Offered, RecordsExport};
use super::tabs::tab_ui;
use super::{Turn, details, link};
use crate::app::actions::Action;
use crate::app::memo::Memo;
use crate::app::row_choice::{Reach, RowChoice};
use crate::app::row_scroll::{Extent, RowScroll};
use crate::app::saving::Steps;
use crate::app::tasks::{Followed, Task};
use crate::app::workspace::{Command, Workspace};
use crate::app::{Look, Request};
use crate::chart::{RecordColumn, RecordTable, not_narrowed, why_empty};
use crate::data::Table;
use crate::query::{Order, Sorted, Subject, SubjectKey};
use crate::words::{Lang, Word, grouped};

/// What the page remembers.
#[derive(Default)]
pub struct RecordsPage {
    /// For each table, in the order of [`Table::ALL`].
    tables: [TableState; 4],
    /// How many records of each table pass, by answer.
    counts: Memo<u64, [usize; 4]>,
    /// The table by a column, all rows: what passes is picked from it.
    sorted: Followed<(Table, RecordColumn, Lang), Arc<Sorted>>,
    is_waiting: bool,
    /// What is shown, by answer, and how it is sorted.
    order: Memo<(u64, Arranged), Arc<Order>>,
    arranged: Option<(Arranged, Option<Arc<Sorted>>)>,
    selected: Memo<SubjectKey, Option<Subject>>,
    menu: MarkMenu,
    /// The window that writes records to a file.
    pub export: RecordsExport,
}

/// A table, its language, and the column it is sorted by, if any, and whether from its end.
type Arranged = (Table, Lang, Option<(RecordColumn, bool)>);

/// What is remembered of a table.
#[derive(Default)]
struct TableState {
    sort: Option<(RecordColumn, bool)>,
    scroll: RowScroll,
    choice: RowChoice,
    /// The place of the row chosen in the last frame: the details that open then must not hide it.
    just_chosen: Option<usize>,
    /// The answer that `choice` is of.
    generation: u64,
    /// The width of each column; empty = as the program has it.
    widths: Vec<f32>,
}

impl RecordsPage {
    /// Since when a new order is being waited for.
    pub fn waiting_since(&self) -> Option<std::time::Instant> {
        self.sorted.waiting_since().filter(|_| self.is_waiting)
    }

    /// The export window, as long as the page is shown.
    pub fn export_ui(&mut self, ctx: &egui::Context, saving: Option<&Steps>, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let table = workspace.view().records;
        let order = self.order(ctx, workspace, table, look.lang);
        let choice = &self.tables[table as usize].choice;
        self.export.ui(ctx, Offered { table, order: &order, choice }, saving, turn);
    }

    /// The rows that pass, as they are sorted; where sorting takes long, as they were sorted before.
    fn order(&mut self, ctx: &egui::Context, workspace: &Workspace, table: Table, lang: Lang) -> Arc<Order> {
        /// Up to so many rows are sorted before anyone could see that they were not.
        const FEW_ROWS: usize = 20_000;
        let sort = self.tables[table as usize].sort;
        let wanted = (table, lang, sort);
        let dataset = workspace.dataset();
        self.is_waiting = false;
        match sort.filter(|(column, _)| *column != RecordColumn::Start) {
            None => self.arranged = Some((wanted, None)),
            Some((column, _)) => {
                let key = (table, column, lang);
                let make = move |dataset: &_| Arc::new(RecordTable::new(dataset, table, lang).sorted(column));
                let start = || {
                    let dataset = Arc::clone(dataset);
                    Task::start("sort records", ctx, move || make(&dataset))
                };
                let is_slow = dataset.table(table).len() > FEW_ROWS;
                self.sorted.follow(key, is_slow, start, || make(dataset));
                if self.sorted.is_of(&key) {
                    self.arranged = Some((wanted, self.sorted.last().cloned()));
                } else {
                    self.is_waiting = true;
                }
            }
        }
        let is_of_table = |((arranged, _, _), _): &(Arranged, _)| *arranged == table;
        let (arranged, sorted) = self.arranged.clone().filter(is_of_table).unwrap_or(((table, lang, None), None));
        let order = self.order.get((workspace.generation(), arranged), || {
            let rows = workspace.answer().rows(table).clone();
            let is_reversed = arranged.2.is_some_and(|(_, is_reversed)| is_reversed);
            Arc::new(match &sorted {
                Some(sorted) => Order::by(sorted, rows, is_reversed),
                None => Order::by_date(dataset.table(table), rows, is_reversed),
            })
        });
        Arc::clone(order)
    }
}

/// Tabs, what is shown of what, the table, details at its foot.
pub fn records_ui(ui: &mut Ui, page: &mut RecordsPage, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let table = workspace.view().records;
    let order = page.order(ui.ctx(), workspace, table, look.lang);
    let state = &mut page.tables[table as usize];
    if state.generation != workspace.generation() {
        state.choice.keep(order.set());
        state.generation = workspace.generation();
    }
    if page.menu.is_open() {
        let copy = Request::CopyRecords(table, chosen(&order, &state.choice));
        let entries = [(look.text(Word::COPY_SELECTED).to_owned(), copy)];
        page.menu.ui_with(ui.ctx(), &entries, turn);
    }
    card(ui, look, |ui| {
        heading_ui(ui, page, &order, turn);
        ui.add_space(4.0);
        if let Some(key) = &workspace.view().selected {
            details_panel_ui(ui, page, table, key, turn);
        }
        if order.is_empty() {
            let why = why_empty(&workspace.chart_input(look.lang), table);
            ui.add(egui::Label::new(RichText::new(why).color(look.theme.ink_soft)).wrap());
            if link(ui, look, look.text(Action::CLEAR_ALL.label)).clicked() {
                turn.ask(&Action::CLEAR_ALL);
            }
            return;
        }
        let records = RecordTable::new(workspace.dataset(), table, look.lang);
        let RecordsPage { tables, menu, .. } = page;
        let shown = lines::lines_ui(ui, records, &order, &mut tables[table as usize], look);
        let TableState { scroll, choice, just_chosen, .. } = &mut tables[table as usize];
        let mut chose = None;
        if let Some((place, reach)) = shown.chosen {
            choice.choose(&order, place, reach);
            chose = Some(place);
        }
        if let Some(row) = shown.menu_at.and_then(|place| order.row(place)) {
            menu.open(Subject::Fact(table, row));
        }
        if shown.takes_keys {
            for step in keys(ui) {
                chose = take_key(step, &order, choice, scroll, shown.extent).or(chose);
                if step == Step::Copy && !has_marked_text(ui) {
                    turn.asked.request(Request::CopyRecords(table, chosen(&order, choice)));
                }
            }
        }
        *just_chosen = chose;
        if let Some(row) = chose.and_then(|place| order.row(place)) {
            turn.asked.command(Command::Select(Subject::Fact(table, row).key(workspace.dataset())));
        }
    });
}

/// The chosen records in the order of the table, or all of them where none is chosen.
fn chosen(order: &Arc<Order>, choice: &RowChoice) -> Arc<Order> {
    if choice.count() == 0 || choice.count() == order.len() {
        Arc::clone(order)
    } else {
        Arc::new(order.only(choice.rows()))
    }
}

fn heading_ui(ui: &mut Ui, page: &mut RecordsPage, order: &Arc<Order>, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let shown = workspace.view().records;
    let choice = &page.tables[shown as usize].choice;
    let counts =
        *page.counts.get(workspace.generation(), || Table::ALL.map(|table| workspace.answer().rows(table).count()));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for table in Table::ALL {
            let text = table.count_words(look.lang, counts[table as usize]);
            tab_ui(ui, table == shown, &text, look, || turn.asked.command(Command::Records(table)));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if link(ui, look, look.text(Action::EXPORT_RECORDS.label)).clicked() {
                turn.ask(&Action::EXPORT_RECORDS);
            }
            let copy = if choice.count() > 0 { Word::COPY_SELECTED } else { Word::COPY_TABLE };
            if link(ui, look, look.text(copy)).clicked() {
                turn.asked.request(Request::CopyRecords(shown, chosen(order, choice)));
            }
            if choice.count() > 1 {
                let text = Word::selected_rows(look.lang, &grouped(choice.count()));
                ui.label(RichText::new(text).color(look.theme.ink_soft));
            }
        });
    });
    let input = workspace.chart_input(look.lang);
    let all = input.whole.rows(shown).count();
    let mut parts = vec![shown.count_of_words(look.lang, order.len(), all), sorted_words(page.arranged.as_ref(), look)];
    let undated = input.answer.table(shown).undated;
    if undated > 0 {
        parts.push(Word::plus_undated(look.lang, &grouped(undated)));
    }
    parts.extend(not_narrowed(&input, shown));
    let soft = RichText::new(parts.join(" · ")).size(look.theme.type_sizes.label).color(look.theme.ink_soft);
    ui.add(egui::Label::new(soft).truncate());
}

/// "by date", "sorted by Title, from the end": what is, not what is being waited for.
fn sorted_words(arranged: Option<&(Arranged, Option<Arc<Sorted>>)>, look: Look) -> String {
    match arranged {
        Some(((table, _, Some((column, is_reversed))), _)) => {
            let phrase = if *is_reversed { Word::sorted_by_reversed } else { Word::sorted_by };
            phrase(look.lang, &look.text(column.word(*table)).to_lowercase())
        }
        _ => look.text(Word::SORTED_BY_DATE).to_owned(),
    }
}

fn details_panel_ui(ui: &mut Ui, page: &mut RecordsPage, table: Table, key: &SubjectKey, turn: &mut Turn<'_>) {
    let workspace = turn.workspace;
    // To find a record by its id means to look through all: the row that was just chosen is known.
    let cursor = page.tables[table as usize].choice.cursor().map(|row| Subject::Fact(table, row));
    let cursor = cursor.filter(|subject| subject.key(workspace.dataset()).as_ref() == Some(key));
    let subject = match cursor {
        Some(subject) => Some(subject),
        None => page.selected.get(key.clone(), || key.find(workspace.dataset())).clone(),
    };
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 0, top: 8, bottom: 0 });
    Panel::bottom("record details").frame(frame).default_size(150.0).size_range(80.0..=420.0).show(ui, |ui| {
        details::details_ui(ui, subject.as_ref(), turn);
    });
}

/// What a key asks of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// So many rows down, or up; a range where true.
    Rows(isize, bool),
    /// So many pages.
    Pages(isize, bool),
    /// To the first row.
    First(bool),
    /// To the last.
    Last(bool),
    All,
    Copy,
}

/// The keys that were pressed, in their order.
fn keys(ui: &Ui) -> Vec<Step> {
    let step = |event: &Event| match event {
        Event::Copy => Some(Step::Copy),
        Event::Key { key, pressed: true, modifiers, .. } => {
            let is_range = modifiers.shift;
            match key {
                Key::A if modifiers.command => Some(Step::All),
                _ if modifiers.alt || modifiers.command && !matches!(key, Key::Home | Key::End) => None,
                Key::ArrowDown => Some(Step::Rows(1, is_range)),
                Key::ArrowUp => Some(Step::Rows(-1, is_range)),
                Key::PageDown => Some(Step::Pages(1, is_range)),
                Key::PageUp => Some(Step::Pages(-1, is_range)),
                Key::Home => Some(Step::First(is_range)),
                Key::End => Some(Step::Last(is_range)),
                _ => None,
            }
        }
        _ => None,
    };
    ui.input(|input| input.events.iter().filter_map(step).collect())
}

/// Moves the chosen row; the place of the one that is chosen now.
fn take_key(
    step: Step,
    order: &Order,
    choice: &mut RowChoice,
    scroll: &mut RowScroll,
    extent: Extent,
) -> Option<usize> {
    let last = order.len().saturating_sub(1);
    let at = choice.cursor().and_then(|row| order.place(row));
    let from = |rows: isize| match at {
        Some(at) => at.saturating_add_signed(rows).min(last),
        // Nothing is chosen yet: the keys begin with what is seen.
        None => scroll.first().0.min(last),
    };
    let (place, is_range) = match step {
        Step::Rows(rows, is_range) => (from(rows), is_range),
        Step::Pages(pages, is_range) => (from(pages * extent.page() as isize), is_range),
        Step::First(is_range) => (0, is_range),
        Step::Last(is_range) => (last, is_range),
        Step::All => {
            choice.choose_all(order);
            return None;
        }
        Step::Copy => return None,
    };
    choice.choose(order, place, if is_range { Reach::Range } else { Reach::Alone });
    scroll.show(place, extent);
    Some(place)
}

/// Whether some words of the details are marked: then those are what is copied.
fn has_marked_text(ui: &Ui) -> bool {
    ui.ctx().with_plugin(|marked: &mut LabelSelectionState| marked.has_selection()).unwrap_or(false)
}

/// How a click with these keys held chooses.
fn reach_of(modifiers: Modifiers) -> Reach {
    if modifiers.shift {
        Reach::Range
    } else if modifiers.command {
        Reach::Toggle
    } else {
        Reach::Alone
    }
}
