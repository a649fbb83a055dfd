//! The lines of the table: only those that are seen are made into text, of however many.

use egui::{
    Align2, CursorIcon, Event, EventFilter, FontId, MouseWheelUnit, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use super::{TableState, reach_of};
use crate::app::Look;
use crate::app::panels::sort_header::{self, Heading};
use crate::app::row_choice::Reach;
use crate::app::row_scroll::{Extent, Handle};
use crate::chart::{RecordColumn, RecordTable};
use crate::data::{Field, Row, Table};
use crate::query::Order;
use crate::words::Word;

/// What a person did to the lines.
pub struct ShownLines {
    /// The line that was clicked, by its place.
    pub chosen: Option<(usize, Reach)>,
    /// The line whose menu was asked for.
    pub menu_at: Option<usize>,
    /// Whether keys are for the table.
    pub takes_keys: bool,
    /// How much of it is seen.
    pub extent: Extent,
}

/// Between two columns.
const GAP: f32 = 10.0;
/// Before the first column: room for the mark of the row that keys move on from.
const INDENT: f32 = 7.0;
/// Room for the bar at the right.
const BAR: f32 = 12.0;

/// Headings, lines, and the bar that scrolls them.
pub fn lines_ui(
    ui: &mut Ui,
    records: RecordTable<'_>,
    order: &Order,
    state: &mut TableState,
    look: Look,
) -> ShownLines {
    let columns = RecordColumn::of(records.table);
    ui.spacing_mut().item_spacing.y = 0.0;
    let place = ui.available_rect_before_wrap();
    let edges = edges(place.left() + INDENT, place.right() - BAR, columns, records.table, &state.widths);
    header_ui(ui, columns, &edges, records.table, state, look);
    widths_ui(ui, &edges, columns, records.table, place, state, look);
    let id = ui.scope_id().with("lines");
    let rect = ui.available_rect_before_wrap();
    let row_height = look.theme.type_sizes.label + 9.0;
    let extent = Extent { rows: order.len(), seen: f64::from((rect.height() / row_height).max(1.0)) };
    state.scroll.hold(extent);
    if let Some(place) = state.just_chosen.take() {
        state.scroll.show(place, extent);
    }
    let body = ui.interact(rect, id, Sense::focusable_noninteractive());
    let name = || Word::records_of(look.lang, &records.table.count_words(look.lang, order.len()));
    body.widget_info(|| WidgetInfo::labeled(Role::Table, true, name()));
    wheel(ui, rect, state, extent);
    bar_ui(ui, rect, state, extent, look);
    let (first, above) = state.scroll.first();
    let mut shown = ShownLines { chosen: None, menu_at: None, takes_keys: takes_keys(ui, id), extent };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    // Places are counted from the line at the top, so that no number grows with the number of rows.
    let lines = (rect.height() / row_height + above as f32).ceil() as usize;
    for (line, row) in order.at(first..(first + lines).min(order.len())).enumerate() {
        let top = rect.top() + (line as f32 - above as f32) * row_height;
        let line_rect = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width() - BAR, row_height));
        let is_chosen = state.choice.contains(row);
        let response = ui.interact(line_rect.intersect(rect), id.with(row.0), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, records.spoken(row)));
        if is_chosen || response.hovered() {
            let fill = if is_chosen { look.theme.accent_soft } else { look.theme.sunken };
            painter.rect_filled(line_rect, 3.0, fill);
        }
        if state.choice.cursor() == Some(row) {
            let mark = Rect::from_min_size(line_rect.min, vec2(2.0, row_height));
            painter.rect_filled(mark, 0.0, look.theme.accent);
        }
        line_ui(&painter, records, row, line_rect, &edges, look);
        if response.clicked() {
            shown.chosen = Some((first + line, reach_of(ui.input(|input| input.modifiers))));
        }
        if response.secondary_clicked() {
            shown.menu_at = Some(first + line);
            if !is_chosen {
                shown.chosen = Some((first + line, Reach::Alone));
            }
        }
        let pointed = response.hover_pos().and_then(|at| column_at(&edges, at));
        if let Some(column) = pointed.map(|index| columns[index]) {
            let more = records.more(column, row);
            if !more.is_empty() {
                response.on_hover_text_at_pointer(more);
            }
        }
    }
    if body.has_focus() {
        painter.rect_stroke(rect, 3.0, Stroke::new(1.0, look.theme.accent), egui::StrokeKind::Inside);
    }
    shown
}

fn header_ui(ui: &mut Ui, columns: &[RecordColumn], edges: &[f32], table: Table, state: &mut TableState, look: Look) {
    let heading = |(index, column): (usize, &RecordColumn)| Heading {
        name: look.text(column.word(table)),
        from: edges[index],
        to: edges[index + 1] - GAP,
        is_number: *column == RecordColumn::Sources,
    };
    let headings: Vec<Heading> = columns.iter().enumerate().map(heading).collect();
    let place = |sorted: RecordColumn| columns.iter().position(|column| *column == sorted);
    let sorted = state.sort.and_then(|(column, is_reversed)| Some((place(column)?, is_reversed)));
    if let Some(index) = sort_header::header_ui(ui, &headings, sorted, look) {
        // Forwards, from the end, and back to the order of the dates.
        state.sort = match state.sort.filter(|(column, _)| *column == columns[index]) {
            None => Some((columns[index], false)),
            Some((column, false)) => Some((column, true)),
            Some((_, true)) => None,
        };
        state.scroll.rewind();
    }
}

/// Borders between the headings: dragged, they move; a double click puts all back.
fn widths_ui(
    ui: &Ui,
    edges: &[f32],
    columns: &[RecordColumn],
    table: Table,
    place: Rect,
    state: &mut TableState,
    look: Look,
) {
    const NARROWEST: f32 = 30.0;
    let height = sort_header::height(look);
    for index in 0..columns.len() - 1 {
        let x = edges[index + 1] - GAP / 2.0;
        let grip = Rect::from_center_size(pos2(x, place.top() + height / 2.0), vec2(8.0, height));
        let response = ui.interact(grip, ui.scope_id().with(("width", index)), Sense::DRAG | Sense::CLICK);
        let response = response.on_hover_cursor(CursorIcon::ResizeColumn);
        let name = Word::column_width(look.lang, &look.text(columns[index].word(table)));
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
        if response.hovered() || response.dragged() {
            ui.painter().vline(x, grip.y_range(), Stroke::new(1.0, look.theme.accent));
        }
        if response.double_clicked() {
            state.widths.clear();
        } else if response.dragged() {
            let mut widths: Vec<f32> = edges.windows(2).map(|edge| edge[1] - edge[0]).collect();
            let (left, right) = (widths[index], widths[index + 1]);
            if left + right > 2.0 * NARROWEST {
                let moved = response.drag_delta().x.clamp(NARROWEST - left, right - NARROWEST);
                (widths[index], widths[index + 1]) = (left + moved, right - moved);
                state.widths = widths;
            }
        }
    }
}

/// The left edges of the columns, and the right edge of the last; as wide as a person made them, if anyone did.
fn edges(left: f32, right: f32, columns: &[RecordColumn], table: Table, own: &[f32]) -> Vec<f32> {
    let standard: Vec<Width> = columns.iter().map(|column| width(*column, table)).collect();
    let (mut fixed, mut shares) = (0.0, 0.0);
    for width in &standard {
        match width {
            Width::Points(points) => fixed += points,
            Width::Share(share) => shares += share,
        }
    }
    let free = (right - left - fixed).max(0.0);
    let mut widths: Vec<f32> = standard
        .iter()
        .map(|width| match width {
            Width::Points(points) => *points,
            Width::Share(share) => share / shares * free,
        })
        .collect();
    if own.len() == widths.len() {
        let all: f32 = own.iter().sum();
        widths = own.iter().map(|width| width / all * (right - left)).collect();
    }
    let mut edges = vec![left];
    for width in widths {
        edges.push(edges[edges.len() - 1] + width);
    }
    edges
}

/// How wide a column is unless someone drags its border.
enum Width {
    /// What its texts need, always.
    Points(f32),
    /// Its part of what the others leave: about what its texts need on a small screen.
    Share(f32),
}

fn width(column: RecordColumn, table: Table) -> Width {
    match column {
        // Some of these only existed then, and say so.
        RecordColumn::Start if matches!(table, Table::Partnerships | Table::Institutions) => Width::Points(136.0),
        RecordColumn::Start | RecordColumn::End => Width::Points(80.0),
        RecordColumn::Sources => Width::Points(72.0),
        RecordColumn::Title => Width::Share(270.0),
        RecordColumn::Follows => Width::Share(110.0),
        RecordColumn::Values(Field::Form) => Width::Share(150.0),
        RecordColumn::Values(Field::Partner) if table == Table::Partnerships => Width::Share(190.0),
        RecordColumn::Values(Field::Network) if table == Table::Memberships => Width::Share(196.0),
        RecordColumn::Values(Field::CityLevel) => Width::Share(156.0),
        RecordColumn::Values(Field::City) => Width::Share(94.0),
        RecordColumn::Values(Field::Network) => Width::Share(72.0),
        RecordColumn::Values(Field::Sector | Field::TieStatus | Field::Partner) => Width::Share(96.0),
        RecordColumn::Values(_) | RecordColumn::Counterparts | RecordColumn::RoleText => Width::Share(124.0),
    }
}

/// Whether a column says which fact it is.
fn is_name(column: RecordColumn, table: Table) -> bool {
    match column {
        RecordColumn::Title => true,
        RecordColumn::Values(Field::Network) => table == Table::Memberships,
        RecordColumn::Values(Field::Partner) => table == Table::Partnerships,
        _ => false,
    }
}

fn column_at(edges: &[f32], at: Pos2) -> Option<usize> {
    edges.windows(2).position(|edge| (edge[0]..edge[1]).contains(&at.x))
}

fn line_ui(painter: &egui::Painter, records: RecordTable<'_>, row: Row, rect: Rect, edges: &[f32], look: Look) {
    let theme = look.theme;
    for (index, &column) in RecordColumn::of(records.table).iter().enumerate() {
        let text = records.text(column, row);
        if text.is_empty() {
            continue;
        }
        let (left, right) = (edges[index], edges[index + 1] - GAP);
        let color = if is_name(column, records.table) { theme.ink } else { theme.ink_soft };
        let font = FontId::proportional(theme.type_sizes.label);
        if column == RecordColumn::Sources {
            painter.text(pos2(right, rect.center().y), Align2::RIGHT_CENTER, text, font, color);
            continue;
        }
        let mut job = egui::text::LayoutJob::simple_singleline(text.into_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width((right - left).max(0.0));
        let galley = painter.layout_job(job);
        painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(0.5, theme.grid));
}

/// Whether keys are for the table: nothing else has them, and no menu is open.
fn takes_keys(ui: &Ui, id: egui::Id) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    if focused == Some(id) {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    focused.is_none_or(|focused| focused == id) && !egui::Popup::is_any_open(ui.ctx())
}

/// A notch of the wheel moves by three rows, as in every list.
fn wheel(ui: &Ui, rect: Rect, state: &mut TableState, extent: Extent) {
    const ROWS_A_NOTCH: f64 = 3.0;
    if !ui.rect_contains_pointer(rect) {
        return;
    }
    let row_height = f64::from(rect.height()) / extent.seen;
    let rows = |event: &Event| match event {
        Event::MouseWheel { unit, delta, modifiers, .. } if !modifiers.command => {
            let delta = f64::from(delta.y);
            Some(match unit {
                MouseWheelUnit::Line => delta * ROWS_A_NOTCH,
                MouseWheelUnit::Point => delta / row_height,
                MouseWheelUnit::Page => delta * extent.page() as f64,
            })
        }
        _ => None,
    };
    let moved: f64 = ui.input(|input| input.events.iter().filter_map(rows).sum());
    if moved != 0.0 {
        state.scroll.by(-moved, extent);
    }
}

/// The bar: its handle follows the pointer, a click beside it turns a page.
fn bar_ui(ui: &Ui, rect: Rect, state: &mut TableState, extent: Extent, look: Look) {
    if extent.fits() {
        return;
    }
    let track = Rect::from_min_max(pos2(rect.right() - BAR + 4.0, rect.top()), rect.max);
    let response = ui.interact(track, ui.scope_id().with("bar"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, look.text(Word::PAGE_RECORDS)));
    let Handle { from, length } = state.scroll.handle(extent, track.height());
    if let Some(at) = response.interact_pointer_pos() {
        let at = at.y - track.top();
        if response.dragged() && response.drag_delta().y != 0.0 {
            state.scroll.drag(from + response.drag_delta().y, extent, track.height());
        } else if response.clicked() && !(from..from + length).contains(&at) {
            let page = extent.page() as f64;
            state.scroll.by(if at < from { -page } else { page }, extent);
        }
    }
    let Handle { from, length } = state.scroll.handle(extent, track.height());
    let theme = look.theme;
    let handle = Rect::from_min_size(pos2(track.left(), track.top() + from), vec2(track.width(), length));
    let color = if response.hovered() || response.dragged() { theme.ink_soft } else { theme.other };
    ui.painter().rect_filled(handle, track.width() / 2.0, color);
}
