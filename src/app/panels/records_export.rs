//! The window that writes records to a file: which of them, in which format, where to.

use std::path::Path;
use std::sync::Arc;

use egui::{Button, Context, RichText, TextEdit, Ui, vec2};

use super::export_dialog::{explanation_ui, saving_ui};
use super::{Turn, windows};
use crate::app::Window;
use crate::app::row_choice::RowChoice;
use crate::app::saving::{Finished, RecordsWish, Steps};
use crate::app::workspace::Workspace;
use crate::app::{Look, Request};
use crate::chart::filter_in_words;
use crate::data::Table;
use crate::export::{Format, safe_file_name};
use crate::query::Order;
use crate::words::{Lang, Word};

/// What is chosen in the window.
#[derive(Default)]
pub struct RecordsExport {
    /// Whether all that is shown is written, or what is chosen; where nobody said so, what is chosen if it is several.
    takes_all: Option<bool>,
    format: Option<Format>,
    path: String,
    /// What became of the last one.
    told: Option<Finished>,
}

/// The records of the page: whose, in which order, and which are chosen.
#[derive(Clone, Copy)]
pub struct Offered<'a> {
    /// Whose records.
    pub table: Table,
    /// All that are shown, as they are sorted.
    pub order: &'a Arc<Order>,
    /// Those that are chosen.
    pub choice: &'a RowChoice,
}

impl RecordsExport {
    /// Takes what became of an export.
    pub fn finish(&mut self, finished: Finished) {
        self.told = Some(finished);
    }

    /// The window.
    pub fn ui(&mut self, ctx: &Context, offered: Offered<'_>, saving: Option<&Steps>, turn: &mut Turn<'_>) {
        let look = turn.look;
        let mut open = true;
        windows::framed(look.text(Word::EXPORT_RECORDS_TITLE)).open(&mut open).show(ctx, |ui| {
            ui.set_width(560.0);
            self.choices_ui(ui, offered, look);
            ui.add_space(8.0);
            self.save_ui(ui, offered, saving, turn);
            self.told_ui(ui, offered, turn);
        });
        if !open {
            turn.asked.close(Window::ExportRecords);
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, offered: Offered<'_>, look: Look) {
        let Offered { table, order, choice } = offered;
        let count = |count: usize| table.count_words(look.lang, count);
        ui.horizontal(|ui| {
            let takes_all = self.takes_all(choice);
            let all = Word::records_all_shown(look.lang, &count(order.len()));
            if ui.radio(takes_all, all).clicked() {
                self.takes_all = Some(true);
            }
            if choice.count() > 0 {
                let some = Word::records_selected(look.lang, &count(choice.count()));
                if ui.radio(!takes_all, some).clicked() {
                    self.takes_all = Some(false);
                }
            }
        });
        ui.horizontal(|ui| {
            ui.label(look.text(Word::FORMAT_WORD));
            for format in Format::of_records() {
                if ui.radio(self.format() == format, format.label()).clicked() {
                    self.format = Some(format);
                }
            }
        });
    }

    fn save_ui(&mut self, ui: &mut Ui, offered: Offered<'_>, saving: Option<&Steps>, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        ui.horizontal(|ui| {
            let hint = Word::export_path_hint(look.lang, &self.file_name(workspace, offered.table, look.lang));
            let edit = ui.add(TextEdit::singleline(&mut self.path).hint_text(hint.as_str()).desired_width(400.0));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::EXPORT_PATH)));
            // The end of a typed name says the format.
            if edit.changed()
                && let Some(format) = Format::from_path(Path::new(self.typed()))
                && format.holds_records()
            {
                self.format = Some(format);
            }
            let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let word = if self.typed().is_empty() { Word::CHOOSE_WHERE } else { Word::SAVE_NOW };
            let button =
                Button::new(RichText::new(look.text(word)).color(look.theme.on_accent)).fill(look.theme.accent);
            let is_ready = saving.is_none() && !offered.order.is_empty();
            let pressed = ui.add_enabled(is_ready, button.min_size(vec2(120.0, 28.0))).clicked();
            if pressed || entered && is_ready && !self.typed().is_empty() {
                self.told = None;
                turn.asked.request(Request::ExportRecords(Box::new(self.wish(workspace, offered, look.lang))));
            }
        });
        if let Some(steps) = saving {
            ui.horizontal(|ui| saving_ui(ui, steps, 400.0, look));
        }
    }

    fn told_ui(&mut self, ui: &mut Ui, offered: Offered<'_>, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        match &self.told {
            None => {}
            Some(Finished::Cancelled) => drop(ui.label(look.text(Word::NOTHING_SAVED))),
            Some(Finished::Saved(path)) => {
                ui.add(egui::Label::new(Word::saved(look.lang, &path.display())).wrap());
            }
            Some(Finished::Failed(error)) => explanation_ui(ui, &error.explain(look.lang), look),
            Some(Finished::Exists { chosen, .. }) => {
                let chosen = chosen.clone();
                ui.horizontal_wrapped(|ui| {
                    let text = Word::file_exists(look.lang, &chosen.display());
                    ui.add(egui::Label::new(RichText::new(text).color(look.theme.alert)).wrap());
                    if ui.button(look.text(Word::REPLACE)).clicked() {
                        self.told = None;
                        let wish = self.wish(workspace, offered, look.lang);
                        let wish = RecordsWish { path: Some(chosen), replaces: true, ..wish };
                        turn.asked.request(Request::ExportRecords(Box::new(wish)));
                    }
                });
            }
        }
    }

    fn wish(&self, workspace: &Workspace, offered: Offered<'_>, lang: Lang) -> RecordsWish {
        let Offered { table, order, choice } = offered;
        RecordsWish {
            table,
            order: if self.takes_all(choice) { Arc::clone(order) } else { Arc::new(order.only(choice.rows())) },
            format: self.format(),
            path: Some(self.typed()).filter(|typed| !typed.is_empty()).map(Into::into),
            suggested_name: self.file_name(workspace, table, lang),
            replaces: false,
        }
    }

    /// One row may be chosen only to be looked at.
    fn takes_all(&self, choice: &RowChoice) -> bool {
        choice.count() == 0 || self.takes_all.unwrap_or(choice.count() == 1)
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(Format::FOR_RECORDS)
    }

    /// The path as it was typed, perhaps in quotation marks.
    fn typed(&self) -> &str {
        self.path.trim().trim_matches('"')
    }

    /// `activities_seoul_2000-2010.csv`, safe on Windows.
    fn file_name(&self, workspace: &Workspace, table: Table, lang: Lang) -> String {
        let words = filter_in_words(workspace.dataset(), &workspace.view().filter, lang);
        let mut parts = vec![table.word().text(lang)];
        parts.extend(words.iter().map(|(_, text)| text.as_str()));
        format!("{}.{}", safe_file_name(&parts), self.format().extension())
    }
}
