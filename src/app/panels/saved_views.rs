//! Views that were given a name: shown again with a click, for as long as they are kept.

use egui::{Button, Context, Key, Label, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};
use serde::{Deserialize, Serialize};

use super::icons::{Icon, icon_button};
use super::{Turn, link, windows};
use crate::app::Look;
use crate::app::Window;
use crate::app::workspace::{Command, View, Workspace};
use crate::chart::filter_in_words;
use crate::words::Word;

/// A view and what it was called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedView {
    /// As typed.
    pub name: String,
    /// What was seen.
    pub view: View,
}

/// The views that are kept, in the order of their names, and the name being typed.
#[derive(Default)]
pub struct SavedViews {
    /// Remembered from one start to the next.
    pub kept: Vec<NamedView>,
    typed: String,
    /// Whether the box for the name takes the keyboard in the next frame.
    pub takes_focus: bool,
}

impl SavedViews {
    /// The window: a name for the view of now, and the views there are.
    pub fn ui(&mut self, ctx: &Context, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let mut open = true;
        windows::framed(look.text(Word::SAVED_VIEWS)).open(&mut open).show(ctx, |ui| {
            ui.set_width(460.0);
            self.save_ui(ui, workspace, look);
            ui.add_space(8.0);
            if self.kept.is_empty() {
                ui.label(RichText::new(look.text(Word::NO_SAVED_VIEWS)).color(look.theme.ink_soft));
            }
            ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
                self.list_ui(ui, turn);
            });
        });
        if !open {
            turn.asked.close(Window::SavedViews);
        }
    }

    fn save_ui(&mut self, ui: &mut Ui, workspace: &Workspace, look: Look) {
        ui.horizontal(|ui| {
            let hint = look.text(Word::NAME_OF_VIEW);
            let edit = ui.add(TextEdit::singleline(&mut self.typed).hint_text(hint).desired_width(330.0));
            edit.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, hint));
            if std::mem::take(&mut self.takes_focus) {
                edit.request_focus();
            }
            let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let name = self.typed.trim().to_owned();
            let replaces = self.kept.iter().any(|kept| kept.name == name);
            let word = if replaces { Word::REPLACE } else { Word::SAVE_NOW };
            let button = ui.add_enabled(!name.is_empty(), Button::new(look.text(word)).min_size(vec2(100.0, 24.0)));
            if !name.is_empty() && (button.clicked() || entered) {
                self.keep(name, workspace.view().clone());
                self.typed.clear();
            }
        });
    }

    /// A name stands for one view: the newest.
    fn keep(&mut self, name: String, view: View) {
        self.kept.retain(|kept| kept.name != name);
        // What the details are about is no part of what one would come back to.
        self.kept.push(NamedView { name, view: View { selected: None, ..view } });
        self.kept.sort_by(|a, b| a.name.cmp(&b.name));
    }

    fn list_ui(&mut self, ui: &mut Ui, turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let mut forgotten = None;
        for (index, kept) in self.kept.iter().enumerate() {
            ui.horizontal(|ui| {
                let name = Word::forget_view(look.lang, &kept.name);
                if icon_button(ui, Icon::Cross, &name, true, look).clicked() {
                    forgotten = Some(index);
                }
                if link(ui, look, &kept.name).clicked() {
                    turn.asked.command(Command::Show(Box::new(kept.view.clone())));
                }
                let words = filter_in_words(workspace.dataset(), &kept.view.filter, look.lang);
                let words: Vec<String> = words.into_iter().map(|(_, text)| text).collect();
                let text = if words.is_empty() { look.text(Word::ALL_CITIES).to_owned() } else { words.join(" · ") };
                ui.add(Label::new(RichText::new(text).color(look.theme.ink_soft)).truncate());
            });
        }
        if let Some(index) = forgotten {
            self.kept.remove(index);
        }
    }
}
