//! The window about the program: its version, that it needs no network, the database, and what is in it by others.

use egui::{Align, CollapsingHeader, Label, Layout, RichText, ScrollArea, TextStyle, Ui, Vec2, vec2};
use egui_extras::{Column, TableBuilder};

use crate::app::licences::{TEXTS, WORKS, Work};
use crate::app::style::bold;
use crate::app::version::version;
use crate::app::workspace::Workspace;
use crate::app::{DrawnBy, Look};
use crate::words::Word;

const WIDTH: f32 = 560.0;

/// What is said of the database stands so far from the left.
const LABEL_WIDTH: f32 = 116.0;

/// How high a list of others' works, and the texts, become before they scroll.
const LIST_HEIGHT: f32 = 190.0;

/// The window; what draws it is told where a screen does, and not in a picture.
pub fn about_ui(ui: &mut Ui, workspace: &Workspace, drawn_by: Option<DrawnBy>, look: Look) {
    ui.set_width(WIDTH);
    let room = ui.ctx().content_rect().height() - 200.0;
    let area = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
    area.auto_shrink([false, true]).show(ui, |ui| {
        program_ui(ui, workspace, drawn_by, look);
        heading_ui(ui, Word::NO_NETWORK, look);
        for word in [Word::NO_NETWORK_TEXT, how_to_check()] {
            wrapped_ui(ui, look.text(word));
        }
        ui.add_space(6.0);
        database_ui(ui, workspace, look);
        ui.add_space(6.0);
        others_ui(ui, look);
    });
}

fn program_ui(ui: &mut Ui, workspace: &Workspace, drawn_by: Option<DrawnBy>, look: Look) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("City Diplomacy Explorer {}", version())).font(bold(15.0)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(look.text(Word::COPY_VERSION)).clicked() {
                ui.ctx().copy_text(version_details(workspace, drawn_by));
            }
        });
    });
    wrapped_ui(ui, look.text(Word::ABOUT_TEXT));
    wrapped_ui(ui, look.text(Word::PROGRAM_LICENCE));
    match drawn_by {
        Some(DrawnBy::OpenGl) => wrapped_ui(ui, look.text(Word::DRAWN_BY_OPENGL)),
        Some(DrawnBy::Processor) => wrapped_ui(ui, look.text(Word::DRAWN_BY_PROCESSOR)),
        None => {}
    }
    ui.add_space(6.0);
}

/// What a report of a fault should say of the program; the same in both languages, for whoever reads it.
fn version_details(workspace: &Workspace, drawn_by: Option<DrawnBy>) -> String {
    let lines = [
        format!("City Diplomacy Explorer {}", version()),
        format!("System: {} {}", std::env::consts::OS, std::env::consts::ARCH),
        format!("Drawn by: {}", drawn_by.map_or("nothing", DrawnBy::id)),
        format!("SQLite: {}", workspace.loaded.report.engine_version),
    ];
    lines.join("\n")
}

fn database_ui(ui: &mut Ui, workspace: &Workspace, look: Look) {
    let meta = &workspace.dataset().meta;
    let report = &workspace.loaded.report;
    let lines = [
        (Word::DATABASE_WORD, meta.title.in_lang(look.lang).to_owned()),
        (Word::AS_OF_WORD, meta.as_of.map_or_else(String::new, |date| date.to_string())),
        (Word::COMPILED_BY_WORD, meta.compiled_by.clone()),
        (Word::LICENCE_WORD, meta.licence.clone()),
        (Word::NOTE_WORD, meta.note.in_lang(look.lang).to_owned()),
        (Word::ENGINE_WORD, format!("SQLite {}", report.engine_version)),
        (Word::MAP_TAB, look.text(Word::OUTLINES_ABOUT).to_owned()),
    ];
    for (word, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        ui.horizontal_top(|ui| {
            let left = Layout::left_to_right(Align::Min);
            ui.allocate_ui_with_layout(vec2(LABEL_WIDTH, 0.0), left, |ui| {
                ui.set_min_width(LABEL_WIDTH);
                heading_ui(ui, word, look);
            });
            ui.vertical(|ui| wrapped_ui(ui, &text));
        });
    }
}

/// Crates, fonts and data of others with their licences, and the texts: closed at first, for they are long.
fn others_ui(ui: &mut Ui, look: Look) {
    section_ui(ui, &Word::works_of_others(look.lang, &WORKS.len()), "works", |ui| works_ui(ui, &WORKS, look));
    section_ui(ui, look.text(Word::LICENCE_TEXTS), "texts", |ui| texts_ui(ui, look));
}

/// A section that comes into sight when it is opened: it may lie at the foot of the window.
fn section_ui(ui: &mut Ui, title: &str, id: &str, content: impl FnOnce(&mut Ui)) {
    let section = CollapsingHeader::new(title).id_salt(id).show(ui, content);
    let is_opening = section.openness > 0.0 && section.openness < 1.0;
    if section.header_response.clicked() || is_opening {
        section.header_response.scroll_to_me(Some(Align::Min));
    }
}

fn works_ui(ui: &mut Ui, works: &[Work], look: Look) {
    TableBuilder::new(ui)
        .striped(true)
        .column(Column::exact(240.0).clip(true))
        .column(Column::remainder().clip(true))
        .min_scrolled_height(LIST_HEIGHT)
        .max_scroll_height(LIST_HEIGHT)
        .body(|body| {
            body.rows(20.0, works.len(), |mut row| {
                let work = &works[row.index()];
                row.col(|ui| drop(ui.label(&work.name)));
                row.col(|ui| drop(ui.label(RichText::new(work.licence).color(look.theme.ink_soft))));
            });
        });
}

fn texts_ui(ui: &mut Ui, look: Look) {
    ui.label(RichText::new(look.text(Word::LICENCES_FILE)).color(look.theme.ink_soft));
    let height = ui.text_style_height(&TextStyle::Small);
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    let area = ScrollArea::both().max_height(LIST_HEIGHT).min_scrolled_height(LIST_HEIGHT).auto_shrink(false);
    area.show_rows(ui, height, TEXTS.len(), |ui, shown| {
        for line in &TEXTS[shown] {
            ui.add(Label::new(RichText::new(*line).small()).extend());
        }
    });
}

/// How a person sees for themselves that nothing goes over the network, on the system that this is.
fn how_to_check() -> Word {
    if cfg!(windows) {
        Word::CHECK_NETWORK_WINDOWS
    } else if cfg!(target_os = "macos") {
        Word::CHECK_NETWORK_MAC
    } else {
        Word::CHECK_NETWORK_LINUX
    }
}

fn heading_ui(ui: &mut Ui, word: Word, look: Look) {
    ui.label(RichText::new(look.text(word)).font(bold(12.0)).color(look.theme.ink_soft));
}

fn wrapped_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrap());
}
