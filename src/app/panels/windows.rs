//! Windows above the panes: the report on the file, the rule of the filter, keys.

use egui::{Align, Context, Grid, Layout, RichText, ScrollArea, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use super::about::about_ui;
use super::{Panels, Turn};
use crate::app::Look;
use crate::app::Window;
use crate::app::actions::keys_and_gestures;
use crate::app::style::bold;
use crate::data::open::OpenReport;
use crate::data::{Field, Table};
use crate::words::{Word, grouped};

/// Every window that is open.
pub fn windows_ui(ctx: &Context, panels: &Panels, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    for (window, title) in [
        (Window::Report, Word::FILE_REPORT),
        (Window::FilterRule, Word::FILTER_RULE),
        (Window::Shortcuts, Word::SHORTCUTS),
        (Window::About, Word::ABOUT),
    ] {
        if !panels.is_open(window) {
            continue;
        }
        let mut open = true;
        framed(look.text(title)).open(&mut open).show(ctx, |ui| match window {
            Window::FilterRule => filter_rule_ui(ui, look),
            Window::Shortcuts => shortcuts_ui(ui, look),
            Window::About => about_ui(ui, workspace, panels.drawn_by, look),
            _ => report_ui(ui, &workspace.loaded.report, look),
        });
        if !open {
            turn.asked.close(window);
        }
    }
}

/// A window hung from the upper middle, not resizable, as wide as its content; it grows downwards.
pub fn framed(title: &str) -> egui::Window<'static> {
    egui::Window::new(title.to_owned())
        .collapsible(false)
        .resizable(false)
        .pivot(egui::Align2::CENTER_TOP)
        .default_pos(egui::pos2(680.0, 90.0))
}

fn report_ui(ui: &mut Ui, report: &OpenReport, look: Look) {
    ui.set_width(720.0);
    let soft = |text: &str| RichText::new(text).color(look.theme.ink_soft);
    ui.label(soft(&report.path.display().to_string()));
    ui.add_space(6.0);
    Grid::new("counts").striped(true).spacing(vec2(24.0, 4.0)).show(ui, |ui| {
        let heading = |word: Word| RichText::new(look.text(word)).font(bold(12.0)).color(look.theme.ink_soft);
        ui.label(heading(Word::TABLE_COLUMN));
        for word in [Word::ROWS_COLUMN, Word::SHOWN_COLUMN, Word::UNDATED_COLUMN, Word::REJECTED_COLUMN] {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(heading(word)));
        }
        ui.end_row();
        for table in Table::ALL {
            let counts = report.table(table);
            ui.label(look.text(table.word()));
            for count in [counts.rows(), counts.shown, counts.undated, counts.rejected] {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(grouped(count)));
            }
            ui.end_row();
        }
    });
    ui.add_space(8.0);
    ScrollArea::vertical().id_salt("notices").max_height(170.0).auto_shrink([false, true]).show(ui, |ui| {
        for notice in &report.notices {
            ui.add(egui::Label::new(notice.text(look.lang)).wrap());
        }
    });
    if report.issues.is_empty() {
        ui.label(soft(look.text(Word::NOTHING_TO_REPORT)));
        return;
    }
    ui.label(soft(look.text(Word::REPORT_HELP)));
    ui.add_space(4.0);
    TableBuilder::new(ui)
        .striped(true)
        .column(Column::exact(100.0))
        .column(Column::exact(60.0))
        .column(Column::exact(250.0).clip(true))
        .column(Column::remainder().clip(true))
        .max_scroll_height(330.0)
        .header(22.0, |mut header| {
            for word in [Word::TABLE_COLUMN, Word::ROW_COLUMN, Word::ID_COLUMN, Word::REASON_COLUMN] {
                header.col(|ui| {
                    ui.label(RichText::new(look.text(word)).font(bold(12.0)).color(look.theme.ink_soft));
                });
            }
        })
        .body(|body| {
            body.rows(20.0, report.issues.len(), |mut row| {
                let issue = &report.issues[row.index()];
                row.col(|ui| drop(ui.label(table_name(issue.table, look))));
                row.col(|ui| drop(ui.label(grouped(issue.row))));
                row.col(|ui| drop(ui.label(&issue.id)));
                row.col(|ui| drop(ui.label(issue.reason.text(look.lang))));
            });
        });
}

/// Which table has which field: the rule by which one filter crosses them all.
fn filter_rule_ui(ui: &mut Ui, look: Look) {
    ui.set_width(560.0);
    ui.add(egui::Label::new(look.text(Word::FILTER_RULE_TEXT)).wrap());
    ui.add_space(8.0);
    ScrollArea::vertical().max_height(480.0).show(ui, |ui| {
        Grid::new("rule").striped(true).spacing(vec2(22.0, 4.0)).show(ui, |ui| {
            ui.label("");
            for table in Table::ALL {
                ui.label(RichText::new(look.text(table.word())).font(bold(12.0)));
            }
            ui.end_row();
            for field in Field::ALL {
                ui.label(look.text(field.word()));
                for table in Table::ALL {
                    let sign = if field.tables().contains(&table) { "●" } else { "–" };
                    ui.vertical_centered(|ui| ui.label(RichText::new(sign).color(look.theme.accent)));
                }
                ui.end_row();
            }
            for (word, signs) in
                [(Word::MEMBER_OF, ["●"; 4]), (Word::YEARS_WORD, ["●"; 4]), (Word::TEXT_WORD, ["●"; 4])]
            {
                ui.label(look.text(word));
                for sign in signs {
                    ui.vertical_centered(|ui| ui.label(RichText::new(sign).color(look.theme.accent)));
                }
                ui.end_row();
            }
        });
    });
    ui.add_space(8.0);
    for word in [
        Word::FILTER_RULE_CITIES,
        Word::FILTER_RULE_MEMBERS,
        Word::FILTER_RULE_YEARS,
        Word::FILTER_RULE_NATIONAL,
        Word::FILTER_RULE_DEFAULTS,
    ] {
        ui.add(egui::Label::new(RichText::new(look.text(word)).color(look.theme.ink_soft)).wrap());
    }
}

fn shortcuts_ui(ui: &mut Ui, look: Look) {
    Grid::new("keys").striped(true).spacing(vec2(28.0, 5.0)).show(ui, |ui| {
        for (keys, word) in keys_and_gestures(ui.ctx()) {
            ui.label(RichText::new(keys).font(bold(12.5)));
            ui.label(look.text(word));
            ui.end_row();
        }
    });
}

/// The name of a table in words, where it is one of facts.
fn table_name(sql_name: &'static str, look: Look) -> &'static str {
    Table::ALL.into_iter().find(|table| table.sql_name() == sql_name).map_or(sql_name, |table| look.text(table.word()))
}
