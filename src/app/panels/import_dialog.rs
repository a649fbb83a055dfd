//! The import window: a file with its first rows, which column is which, what the import would do, where it goes.

use egui::{Button, Color32, ComboBox, Context, DragValue, ProgressBar, RichText, ScrollArea, TextEdit, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use super::import_outcome::{lists_ui, result_ui, target_name};
use super::import_questions::questions_ui;
use super::windows;
use crate::app::Window;
use crate::app::importing::{ImportStep, Importing, Into};
use crate::app::style::bold;
use crate::app::workspace::Workspace;
use crate::app::{Asked, Look, Request};
use crate::data::import::headings::slots;
use crate::data::import::{DayOrder, SheetReport, Target, Unknown};
use crate::data::sheet::{Delimiter, Sheet, SheetKind, TextEncoding};
use crate::words::{Word, grouped};

const WIDTH: f32 = 900.0;
/// Rows of the sheet that are shown.
const ROWS_SHOWN: usize = 6;

/// The whole window.
pub fn import_ui(
    ctx: &Context,
    importing: &mut Importing,
    workspace: Option<&Workspace>,
    look: Look,
    asked: &mut Asked,
) {
    let mut open = true;
    let database = workspace.map(|workspace| workspace.loaded.report.path.as_path());
    windows::framed(look.text(Word::IMPORT_TITLE)).default_pos(egui::pos2(680.0, 44.0)).open(&mut open).show(
        ctx,
        |ui| {
            ui.set_width(WIDTH);
            file_ui(ui, importing, look, asked);
            if let Some(written) = &importing.written {
                ui.add_space(8.0);
                let text = Word::import_written(look.lang, &written.database.display());
                ui.add(egui::Label::new(RichText::new(text).font(bold(13.5))).wrap());
                for rejected in &written.rejected {
                    ui.add(egui::Label::new(Word::rejected_written(look.lang, &rejected.display())).wrap());
                }
                result_ui(ui, &written.reports, look);
                return;
            }
            if let Some(failure) = importing.failure(look.lang) {
                ui.add_space(6.0);
                ui.add(egui::Label::new(RichText::new(&failure.what).color(look.theme.alert)).wrap());
                ui.add(egui::Label::new(&failure.cause).wrap());
                ui.add(egui::Label::new(RichText::new(&failure.next_step).color(look.theme.ink_soft)).wrap());
            }
            if let Some(sheet) = importing.sheet.clone() {
                ui.add_space(6.0);
                reading_ui(ui, importing, &sheet, look, asked);
                lists_ui(ui, importing, &sheet, look, asked);
                ui.add_space(6.0);
                columns_ui(ui, importing, &sheet, look);
                ui.add_space(6.0);
                constants_ui(ui, importing, look);
                day_order_ui(ui, importing, database, look);
                ui.separator();
                target_ui(ui, importing, database.is_some(), look);
                ui.add_space(6.0);
                buttons_ui(ui, importing, database, look, asked);
                questions_ui(ui, importing, look, asked);
                if let Some(reports) = importing.tried_out(database) {
                    result_ui(ui, reports, look);
                }
            }
        },
    );
    if !open {
        asked.request(Request::Import(ImportStep::Cancel));
        asked.close(Window::Import);
    }
}

fn file_ui(ui: &mut Ui, importing: &mut Importing, look: Look, asked: &mut Asked) {
    ui.horizontal(|ui| {
        let hint = look.text(Word::SHEET_PATH);
        let edit = ui.add(TextEdit::singleline(&mut importing.path).hint_text(hint).desired_width(WIDTH - 210.0));
        edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let typed = !importing.path.trim().is_empty();
        if ui.add_enabled(typed, Button::new(look.text(Word::READ_SHEET))).clicked() || (entered && typed) {
            asked.request(Request::Import(ImportStep::Look));
        }
        if ui.button(look.text(Word::CHOOSE_SHEET)).clicked() {
            asked.request(Request::Import(ImportStep::ChooseFile));
        }
    });
}

/// How the file is read: what was found out, each to be changed; the rows below follow at once.
fn reading_ui(ui: &mut Ui, importing: &mut Importing, sheet: &Sheet, look: Look, asked: &mut Asked) {
    let before = importing.choice.clone();
    ui.horizontal_wrapped(|ui| {
        if sheet.kind == SheetKind::Text {
            let mut encoding = sheet.choice.encoding.unwrap_or_default();
            let old = encoding;
            choice_ui(ui, look.text(Word::ENCODING_WORD), encoding.label(), 130.0, |ui| {
                for other in TextEncoding::ALL {
                    ui.selectable_value(&mut encoding, other, other.label());
                }
            });
            let mut delimiter = sheet.choice.delimiter.unwrap_or_default();
            let old_delimiter = delimiter;
            choice_ui(ui, look.text(Word::DELIMITER_WORD), delimiter_name(delimiter, look), 90.0, |ui| {
                for other in Delimiter::ALL {
                    ui.selectable_value(&mut delimiter, other, delimiter_name(other, look));
                }
            });
            if encoding != old {
                importing.choice.encoding = Some(encoding);
            }
            if delimiter != old_delimiter {
                importing.choice.delimiter = Some(delimiter);
            }
        } else {
            let mut name = sheet.choice.sheet.clone().unwrap_or_default();
            let old = name.clone();
            choice_ui(ui, look.text(Word::SHEET_WORD), &old, 170.0, |ui| {
                for other in &sheet.sheets {
                    ui.selectable_value(&mut name, other.clone(), other);
                }
            });
            if name != old {
                importing.choice.sheet = Some(name);
                importing.choice.header_row = None;
            }
        }
        let mut row = sheet.choice.header_row.unwrap_or_default();
        let label = ui.label(look.text(Word::HEADER_ROW_WORD));
        let drag = ui.add(DragValue::new(&mut row).range(0..=10_000).speed(0.1)).labelled_by(label.id);
        if drag.changed() {
            importing.choice.header_row = Some(row);
        }
        ui.add_space(10.0);
        let mut target = importing.mapping.target;
        choice_ui(ui, look.text(Word::ROWS_ARE), target_name(target, look), 120.0, |ui| {
            for other in Target::MAPPED {
                ui.selectable_value(&mut target, other, target_name(other, look));
            }
        });
        if target != importing.mapping.target {
            importing.choose_target(target);
        }
    });
    if importing.choice != before {
        asked.request(Request::Import(ImportStep::Look));
    }
}

fn choice_ui(ui: &mut Ui, label: &str, chosen: &str, width: f32, list: impl FnOnce(&mut Ui)) {
    ui.label(label);
    let response = ComboBox::from_id_salt(label).width(width).selected_text(chosen).show_ui(ui, list).response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{label}: {chosen}")));
    ui.add_space(8.0);
}

/// The first rows, and above each column the field it becomes.
fn columns_ui(ui: &mut Ui, importing: &mut Importing, sheet: &Sheet, look: Look) {
    ui.label(RichText::new(look.text(Word::MAP_HELP)).color(look.theme.ink_soft));
    ui.add_space(2.0);
    let rows: Vec<_> = sheet.first_data_rows().take(ROWS_SHOWN).collect();
    ScrollArea::horizontal().id_salt("columns").max_width(WIDTH).show(ui, |ui| {
        TableBuilder::new(ui)
            .id_salt("sheet rows")
            .striped(true)
            .vscroll(false)
            .column(Column::exact(34.0))
            .columns(Column::exact(column_width(sheet)).clip(true), sheet.columns.len())
            .header(50.0, |mut header| {
                header.col(|_| {});
                for column in &sheet.columns {
                    header.col(|ui| column_ui(ui, importing, column, look));
                }
            })
            .body(|body| {
                body.rows(19.0, rows.len(), |mut line| {
                    let row = rows[line.index()];
                    line.col(|ui| {
                        ui.label(RichText::new(row.number.to_string()).color(look.theme.ink_soft));
                    });
                    for (index, column) in sheet.columns.iter().enumerate() {
                        let is_used = importing.mapping.columns.get(column).is_some_and(|field| !field.is_empty());
                        let ink: Color32 = if is_used { look.theme.ink } else { look.theme.ink_soft };
                        let text = row.cells.get(index).map_or("", String::as_str).replace('\n', " ");
                        line.col(|ui| drop(ui.add(egui::Label::new(RichText::new(text).color(ink)).truncate())));
                    }
                });
            });
    });
}

/// The columns share the width; many scroll.
fn column_width(sheet: &Sheet) -> f32 {
    ((WIDTH - 34.0) / sheet.columns.len().max(1) as f32 - 8.0).clamp(110.0, 168.0)
}

fn column_ui(ui: &mut Ui, importing: &mut Importing, column: &str, look: Look) {
    let target = importing.mapping.target;
    let chosen = importing.mapping.columns.get(column).cloned().unwrap_or_default();
    ui.vertical(|ui| {
        ui.add(egui::Label::new(RichText::new(column).font(bold(12.5))).truncate());
        let mut field = chosen.clone();
        let name = slots(target).iter().find(|slot| slot.id == chosen);
        let ink = if name.is_some() { look.theme.accent } else { look.theme.ink_soft };
        let shown = name.map_or(look.text(Word::NOT_IMPORTED_COLUMN), |slot| slot.short_name(look.lang));
        let label = format!("{column}: {shown}");
        let text = RichText::new(shown).color(ink).size(look.theme.type_sizes.label);
        let combo = ComboBox::from_id_salt(("column", column))
            .width(ui.available_width() - 14.0)
            .truncate()
            .selected_text(text);
        let mut is_answered = false;
        let response = combo.show_ui(ui, |ui| {
            // Chosen by hand, it answers the question on a column that looks like a field.
            is_answered |=
                ui.selectable_value(&mut field, String::new(), look.text(Word::NOT_IMPORTED_COLUMN)).clicked();
            for slot in slots(target) {
                ui.selectable_value(&mut field, slot.id.to_owned(), slot.short_name(look.lang));
            }
        });
        response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
        if field != chosen || is_answered {
            // A field comes from one column.
            importing.mapping.columns.retain(|_, other| *other != field || field.is_empty());
            importing.mapping.columns.insert(column.to_owned(), field);
        }
    });
}

/// Fields that no column gives, with one value for all rows; and what becomes of unknown names.
fn constants_ui(ui: &mut Ui, importing: &mut Importing, look: Look) {
    ui.horizontal_wrapped(|ui| {
        ui.label(look.text(Word::FOR_ALL_ROWS));
        let wanted = ["form", "network", "kind", "channel", "source"];
        for slot in slots(importing.mapping.target).iter().filter(|slot| wanted.contains(&slot.id)) {
            if importing.mapping.columns.values().any(|field| field == slot.id) {
                continue;
            }
            let name = slot.short_name(look.lang);
            let label = ui.label(RichText::new(name).color(look.theme.ink_soft));
            let mut text = importing.mapping.constants.get(slot.id).cloned().unwrap_or_default();
            let width = if slot.id == "source" { 210.0 } else { 120.0 };
            let edit = ui.add(TextEdit::singleline(&mut text).desired_width(width)).labelled_by(label.id);
            if edit.changed() {
                if text.trim().is_empty() {
                    importing.mapping.constants.remove(slot.id);
                } else {
                    importing.mapping.constants.insert(slot.id.to_owned(), text);
                }
            }
            ui.add_space(6.0);
        }
    });
    ui.horizontal(|ui| {
        let mut unknown = importing.mapping.unknown;
        choice_ui(ui, look.text(Word::UNKNOWN_NAMES), look.text(unknown_word(unknown)), 190.0, |ui| {
            for other in Unknown::ALL {
                ui.selectable_value(&mut unknown, other, look.text(unknown_word(other)));
            }
        });
        importing.mapping.unknown = unknown;
    });
}

/// Which stands first in 03/05/1992, the day or the month: asked only where the dates of a sheet do not tell.
fn day_order_ui(ui: &mut Ui, importing: &mut Importing, database: Option<&std::path::Path>, look: Look) {
    let open: Vec<Option<String>> = importing.tried_out(database).map_or_else(Vec::new, |reports| {
        let example = |report: &SheetReport| report.day_order.example.clone();
        reports.iter().map(|report| Some(example(report)).filter(|_| report.day_order.open_rows > 0)).collect()
    });
    let own = std::iter::once(&mut importing.mapping);
    let mappings = own.chain(importing.others.iter_mut().map(|(_, mapping)| mapping));
    for (index, mapping) in mappings.enumerate() {
        let example = open.get(index).cloned().flatten();
        if example.is_none() && mapping.day_order.is_none() {
            continue;
        }
        let example = example.unwrap_or_else(|| "03/05/1992".to_owned());
        let name = |order: Option<DayOrder>| look.text(order.map_or(Word::DAY_ORDER_OPEN, DayOrder::word));
        let order = &mut mapping.day_order;
        ui.push_id(("day order", index), |ui| {
            ui.horizontal(|ui| {
                choice_ui(ui, &Word::day_order_in(look.lang, &example), name(*order), 160.0, |ui| {
                    for other in [None].into_iter().chain(DayOrder::ALL.map(Some)) {
                        ui.selectable_value(order, other, name(other));
                    }
                });
            });
        });
    }
}

fn target_ui(ui: &mut Ui, importing: &mut Importing, has_database: bool, look: Look) {
    ui.horizontal(|ui| {
        ui.radio_value(&mut importing.into, Into::NewDatabase, look.text(Word::INTO_NEW));
        ui.add_enabled_ui(has_database, |ui| {
            ui.radio_value(&mut importing.into, Into::CopyOfOpen, look.text(Word::INTO_COPY));
        });
        ui.add_space(10.0);
        let label = ui.label(look.text(Word::DATABASE_TO_WRITE));
        ui.add(TextEdit::singleline(&mut importing.target).desired_width(f32::INFINITY)).labelled_by(label.id);
    });
}

fn buttons_ui(
    ui: &mut Ui,
    importing: &mut Importing,
    database: Option<&std::path::Path>,
    look: Look,
    asked: &mut Asked,
) {
    let is_tried = importing.tried_out(database).is_some();
    let lacking = importing.mapping.lacking();
    ui.horizontal(|ui| {
        let is_ready = !importing.is_busy() && lacking.is_empty() && !importing.target.trim().is_empty();
        if ui.add_enabled(is_ready, Button::new(look.text(Word::TRY_OUT)).min_size(vec2(120.0, 28.0))).clicked() {
            asked.request(Request::Import(ImportStep::TryOut));
        }
        let keep = Button::new(RichText::new(look.text(Word::KEEP_IMPORT)).color(look.theme.on_accent))
            .fill(look.theme.accent);
        if ui.add_enabled(is_tried && is_ready, keep.min_size(vec2(150.0, 28.0))).clicked() {
            asked.request(Request::Import(ImportStep::Keep));
        }
        if ui.button(look.text(Word::SAVE_MAPPING)).clicked() {
            asked.request(Request::Import(ImportStep::SaveMapping));
        }
        if ui.button(look.text(Word::LOAD_MAPPING)).clicked() {
            asked.request(Request::Import(ImportStep::ChooseMapping));
        }
        if let Some(progress) = importing.progress() {
            ui.add(ProgressBar::new(progress.fraction()).desired_width(140.0).desired_height(8.0));
            ui.label(Word::many_rows(look.lang, &grouped(progress.rows())));
            if ui.button(look.text(Word::CANCEL)).clicked() {
                asked.request(Request::Import(ImportStep::Cancel));
            }
        } else if let Some(path) = &importing.mapping_file {
            let text = Word::mapping_written(look.lang, &path.display());
            ui.add(egui::Label::new(RichText::new(text).color(look.theme.ink_soft)).truncate());
        }
    });
    if !importing.absent.is_empty() {
        let text = Word::mapping_absent(look.lang, &importing.absent.join(", "));
        ui.add(egui::Label::new(RichText::new(text).color(look.theme.alert)).wrap());
    }
    if !lacking.is_empty() {
        let target = importing.mapping.target;
        let name =
            |id: &&str| slots(target).iter().find(|slot| slot.id == *id).map_or("", |slot| slot.short_name(look.lang));
        let names = lacking.iter().map(name).collect::<Vec<_>>().join(", ");
        ui.label(RichText::new(Word::still_lacking(look.lang, &names)).color(look.theme.alert));
    }
}

fn delimiter_name(delimiter: Delimiter, look: Look) -> &'static str {
    look.text(match delimiter {
        Delimiter::Comma => Word::DELIMITER_COMMA,
        Delimiter::Tab => Word::DELIMITER_TAB,
        Delimiter::Semicolon => Word::DELIMITER_SEMICOLON,
        Delimiter::Bar => Word::DELIMITER_BAR,
    })
}

fn unknown_word(unknown: Unknown) -> Word {
    match unknown {
        Unknown::Ask => Word::UNKNOWN_ASK,
        Unknown::Make => Word::UNKNOWN_MAKE,
        Unknown::Reject => Word::UNKNOWN_REJECT,
    }
}
