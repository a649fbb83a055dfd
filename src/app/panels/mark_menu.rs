//! What a right click on a mark offers: its details, and filters on what it stands for.

use std::sync::Arc;

use egui::{Context, Id, LayerId, Popup, SetOpenCommand};

use super::{Turn, member_of};
use crate::app::workspace::{Command, Workspace};
use crate::app::{Look, Request};
use crate::chart::{Font, MeasureText, Ruler, profile};
use crate::data::{Code, Field, Row, Table};
use crate::query::{Subject, Years};
use crate::words::{Word, counted};

/// The fields of a fact that its menu offers to narrow to.
const OFFERED: [Field; 4] = [Field::City, Field::Network, Field::Partner, Field::Agenda];

/// The menu of the mark that was clicked last.
#[derive(Default)]
pub struct MarkMenu {
    about: Option<Subject>,
    opens: bool,
}

impl MarkMenu {
    /// Opens at the pointer.
    pub fn open(&mut self, subject: Subject) {
        self.about = Some(subject);
        self.opens = true;
    }

    /// Whether it is open, or about to be.
    pub fn is_open(&self) -> bool {
        self.about.is_some()
    }

    /// The menu, while it is open.
    pub fn ui(&mut self, ctx: &Context, turn: &mut Turn<'_>) {
        self.ui_with(ctx, &[], turn);
    }

    /// The same with more entries at its end.
    pub fn ui_with(&mut self, ctx: &Context, more: &[(String, Request)], turn: &mut Turn<'_>) {
        let Turn { workspace, look, .. } = *turn;
        let Some(subject) = &self.about else { return };
        let opening = std::mem::take(&mut self.opens).then_some(SetOpenCommand::Bool(true));
        let id = Id::unique("mark menu");
        let popup = Popup::new(id, ctx.clone(), egui::PopupAnchor::PointerFixed, LayerId::background())
            .kind(egui::PopupKind::Menu)
            .layout(egui::Layout::top_down_justified(egui::Align::Min))
            .style(egui::containers::menu::menu_style)
            .open_memory(opening)
            .at_pointer_fixed();
        let shown = popup.show(|ui| {
            let entries = entries(workspace, subject, look);
            let font = Font { size: look.theme.type_sizes.heading, bold: false };
            let texts = entries.iter().map(|(text, _)| text).chain(more.iter().map(|(text, _)| text));
            let widths = texts.map(|text| Ruler::shipped().width(text, font));
            ui.set_max_width((widths.fold(0.0, f32::max) + 24.0).clamp(140.0, 340.0));
            for (text, command) in entries {
                if ui.add(egui::Button::new(text).truncate()).clicked() {
                    turn.asked.command(command);
                    turn.asked.end_gesture();
                    ui.close();
                }
            }
            for (text, request) in more {
                if ui.add(egui::Button::new(text).truncate()).clicked() {
                    turn.asked.request(request.clone());
                    ui.close();
                }
            }
        });
        if shown.is_none() && opening.is_none() {
            self.about = None;
        }
    }
}

/// What can be done about a subject, the nearest first.
fn entries(workspace: &Workspace, subject: &Subject, look: Look) -> Vec<(String, Command)> {
    let mut entries = Vec::new();
    if let Some(key) = subject.key(workspace.dataset()) {
        entries.push((look.text(Word::SHOW_DETAILS).to_owned(), Command::Select(Some(key))));
    }
    match subject {
        Subject::Value(field, code) => value_entries(workspace, *field, *code, look, &mut entries),
        Subject::Pair { city, network } => {
            value_entries(workspace, Field::City, *city, look, &mut entries);
            value_entries(workspace, Field::Network, *network, look, &mut entries);
        }
        Subject::Fact(table, row) => fact_entries(workspace, *table, *row, look, &mut entries),
        Subject::Combination(combination) => {
            let counted = counted(look.lang, combination.cities.len(), Word::one_government, Word::n_governments);
            let text = Word::only_these(look.lang, &counted);
            entries.push((text, Command::Governments(Arc::clone(combination))));
        }
        Subject::Crowd(..) | Subject::Stretch(_) | Subject::Figure(_) => {}
        Subject::Years { from, to, layer, .. } => {
            let years = if from == to { from.to_string() } else { format!("{from}–{to}") };
            let text = Word::only_named(look.lang, &years);
            entries.push((text, Command::Years(Some(Years { from: *from, to: *to }))));
            if let Some((field, Some(code))) = layer {
                value_entries(workspace, *field, *code, look, &mut entries);
            }
        }
    }
    entries
}

fn fact_entries(workspace: &Workspace, table: Table, row: Row, look: Look, entries: &mut Vec<(String, Command)>) {
    let facts = workspace.dataset().table(table);
    for field in OFFERED.into_iter().filter(|field| field.tables().contains(&table)) {
        for &code in facts.codes(field, row).iter().take(3) {
            entries.push(only(workspace, field, code, look));
        }
    }
}

fn value_entries(workspace: &Workspace, field: Field, code: Code, look: Look, entries: &mut Vec<(String, Command)>) {
    let value = &workspace.dataset().vocabulary(field)[code];
    entries.push(only(workspace, field, code, look));
    let text = Word::exclude_named(look.lang, &value.short_name(look.lang));
    entries.push((text, Command::Exclude(field, value.id.clone())));
    if profile::FIELDS.contains(&field) {
        let text = Word::profile_of(look.lang, &value.short_name(look.lang));
        entries.push((text, workspace.profile_of(field, code)));
    }
    if field == Field::Network {
        let text = Word::only_members_of(look.lang, &value.short_name(look.lang));
        entries.push((text, member_of::only(workspace, code)));
    }
}

fn only(workspace: &Workspace, field: Field, code: Code, look: Look) -> (String, Command) {
    let value = &workspace.dataset().vocabulary(field)[code];
    let text = Word::only_named(look.lang, &value.short_name(look.lang));
    (text, Command::Only(field, value.id.clone()))
}
