//! A part of the import window: names that a person must say the meaning of, each once, with its answers.

use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, vec2};

use crate::app::importing::{ImportStep, Importing};
use crate::app::style::bold;
use crate::app::{Asked, Look, Request};
use crate::data::import::{NEW_NAME, Question};
use crate::words::{Word, counted};

/// The names of the last trial; a trial follows when the last of them is answered.
pub(super) fn questions_ui(ui: &mut Ui, importing: &mut Importing, look: Look, asked: &mut Asked) {
    if importing.questions.is_empty() {
        return;
    }
    let questions = importing.questions.clone();
    let is_open =
        |importing: &Importing, (sheet, question): &(usize, Question)| importing.answer_of(*sheet, question).is_none();
    let open_before = questions.iter().filter(|one| is_open(importing, one)).count();
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let head = Word::questions_head(look.lang, &open_before);
        ui.label(RichText::new(head).font(bold(13.5)));
        ui.add_space(10.0);
        if ui.add_enabled(open_before > 0, Button::new(look.text(Word::ANSWER_ALL_NEW))).clicked() {
            for (sheet, question) in questions.iter().filter(|one| is_open(importing, one)).collect::<Vec<_>>() {
                importing.answer(*sheet, question, NEW_NAME);
            }
        }
    });
    ScrollArea::vertical().id_salt("questions").max_height(MOST_HEIGHT).auto_shrink([false, true]).show_rows(
        ui,
        ROW_HEIGHT,
        questions.len(),
        |ui, shown| {
            for (sheet, question) in &questions[shown] {
                question_ui(ui, importing, *sheet, question, look);
            }
        },
    );
    let open_now = questions.iter().filter(|one| is_open(importing, one)).count();
    if open_before > 0 && open_now == 0 {
        asked.request(Request::Import(ImportStep::TryOut));
    }
}

const ROW_HEIGHT: f32 = 24.0;
/// Seven names.
const MOST_HEIGHT: f32 = 7.0 * (ROW_HEIGHT + 4.0);

/// A name, how many rows have it, and a button for each answer.
fn question_ui(ui: &mut Ui, importing: &mut Importing, sheet: usize, question: &Question, look: Look) {
    let chosen = importing.answer_of(sheet, question).map(ToOwned::to_owned);
    ui.horizontal(|ui| {
        ui.set_height(ROW_HEIGHT);
        text_ui(ui, 190.0, RichText::new(&question.name).font(bold(13.0))).on_hover_text(&question.name);
        let rows = counted(look.lang, question.rows, Word::one_row, Word::many_rows);
        let place = Word::place_row(look.lang, &question.first_row);
        text_ui(ui, 130.0, RichText::new(format!("{rows}, {place}")).color(look.theme.ink_soft));
        let proposals = question.proposals.iter().map(|proposal| (proposal.to_string(), proposal.id.as_str()));
        let others =
            [(look.text(Word::ANSWER_NEW).to_owned(), NEW_NAME), (look.text(Word::ANSWER_LEAVE_OUT).to_owned(), "")];
        for (label, answer) in proposals.chain(others) {
            let is_chosen = chosen.as_deref() == Some(answer);
            let button = ui.add(Button::new(&label).selected(is_chosen));
            let said = format!("{}: {label}", question.name);
            button.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &said));
            if button.clicked() {
                importing.answer(sheet, question, answer);
            }
        }
    });
}

/// Text in a column of its own.
fn text_ui(ui: &mut Ui, width: f32, text: RichText) -> egui::Response {
    let layout = Layout::left_to_right(Align::Center);
    let cell = ui.allocate_ui_with_layout(vec2(width, ROW_HEIGHT), layout, |ui| {
        ui.set_min_width(width);
        ui.add(egui::Label::new(text).truncate())
    });
    cell.inner
}
