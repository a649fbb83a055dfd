//! Two parts of the import window: what else the file holds, and what the import does with its rows.

use egui::{Grid, RichText, ScrollArea, Ui, vec2};

use crate::app::importing::{ImportStep, Importing};
use crate::app::style::bold;
use crate::app::{Asked, Look, Request};
use crate::data::import::{Mapping, RowOutcome, SheetReport, Target};
use crate::data::sheet::Sheet;
use crate::words::{Word, grouped};

/// What else the file holds: other lists, a view that fits better, years that may become rows.
pub(super) fn lists_ui(ui: &mut Ui, importing: &mut Importing, sheet: &Sheet, look: Look, asked: &mut Asked) {
    if !importing.others.is_empty() {
        let said = |(other, mapping): &(Sheet, Mapping)| {
            let name = other.choice.sheet.clone().unwrap_or_default();
            format!("{name} ({})", target_name(mapping.target, look))
        };
        let names: Vec<String> = importing.others.iter().map(said).collect();
        ui.checkbox(&mut importing.is_with_others, Word::with_other_lists(look.lang, &names.join(", ")));
    }
    if let Some(view) = &sheet.better_view {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(Word::cause_view_holds_list(look.lang, view)).color(look.theme.alert));
            if ui.button(Word::read_view(look.lang, view)).clicked() {
                importing.choice.sheet = Some(view.clone());
                importing.choice.header_row = None;
                asked.request(Request::Import(ImportStep::Look));
            }
        });
    }
    if !sheet.years.is_empty() && ui.checkbox(&mut importing.choice.by_year, look.text(Word::BY_YEAR)).changed() {
        asked.request(Request::Import(ImportStep::Look));
    }
    if !sheet.unread.is_empty() {
        let said = sheet.unread.iter().map(|other| format!("{} ({})", other.name, other.reason.text(look.lang)));
        let text = Word::sheets_left_out(look.lang, &said.collect::<Vec<_>>().join(", "));
        ui.add(egui::Label::new(RichText::new(text).color(look.theme.ink_soft)).truncate());
    }
}

/// What the import does: the counts, then every row and value that needs a look.
pub(super) fn result_ui(ui: &mut Ui, reports: &[SheetReport], look: Look) {
    for report in reports {
        ui.push_id(&report.file, |ui| {
            if reports.len() > 1 {
                ui.add_space(6.0);
                ui.label(RichText::new(&report.file).font(bold(13.0)));
            }
            report_ui(ui, report, reports.len(), look);
        });
    }
}

fn report_ui(ui: &mut Ui, report: &SheetReport, reports: usize, look: Look) {
    ui.add_space(8.0);
    Grid::new("outcomes").spacing(vec2(26.0, 2.0)).show(ui, |ui| {
        for outcome in RowOutcome::ALL {
            ui.label(RichText::new(look.text(outcome.word())).color(look.theme.ink_soft));
        }
        ui.end_row();
        for outcome in RowOutcome::ALL {
            let count = report.count(outcome);
            let is_alert = matches!(outcome, RowOutcome::Open | RowOutcome::Rejected) && count > 0;
            let ink = if is_alert { look.theme.alert } else { look.theme.ink };
            ui.label(RichText::new(grouped(count)).font(bold(17.0)).color(ink));
        }
        ui.end_row();
    });
    ui.add_space(4.0);
    // As far down as the program's window goes.
    let room = (ui.ctx().content_rect().bottom() - ui.cursor().top() - 24.0).clamp(96.0, 320.0) / reports as f32;
    let area = ScrollArea::vertical().id_salt("import result").max_height(room).min_scrolled_height(room);
    area.auto_shrink([false, true]).show(ui, |ui| {
        for line in report.lines_beside_questions(look.lang, 40) {
            let is_head = !line.starts_with(' ');
            let text = RichText::new(line.trim_start());
            let text = if is_head { text.font(bold(12.5)) } else { text.color(look.theme.ink_soft) };
            ui.add(egui::Label::new(text).wrap());
        }
        ui.add_space(4.0);
        ui.label(RichText::new(look.text(Word::FIRST_ROWS_HEAD)).font(bold(12.5)));
        for row in report.first_rows.iter().take(15) {
            let place = Word::place_row(look.lang, &row.row);
            let text = format!("{place} · {} · {}", look.text(row.outcome.word()), row.text);
            ui.add(egui::Label::new(RichText::new(text).color(look.theme.ink_soft)).truncate());
        }
    });
}

pub(super) fn target_name(target: Target, look: Look) -> &'static str {
    let word = match target {
        Target::Activities => Word::ACTIVITIES,
        Target::Memberships => Word::MEMBERSHIPS,
        Target::Partnerships => Word::PARTNERSHIPS,
        Target::Institutions => Word::INSTITUTIONS,
        Target::Networks => Word::TARGET_NETWORKS,
        Target::Partners => Word::TARGET_PARTNERS,
        Target::Cities => Word::TARGET_CITIES,
        Target::Plain(_) => Word::OTHER_OR_NOT_STATED,
    };
    look.text(word)
}
