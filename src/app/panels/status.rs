//! The line at the foot: what is shown of what, and what could not be placed, as a link to the list.

use egui::{RichText, Ui};

use super::{Turn, link};
use crate::app::Look;
use crate::app::actions::Action;
use crate::app::answers::is_large;
use crate::app::memo::Memo;
use crate::app::workspace::Workspace;
use crate::data::{Field, Table};
use crate::query::Sweep;
use crate::words::{Lang, Phrase, Word, counted, grouped};

/// What the line says, by answer and language.
#[derive(Default)]
pub struct Status {
    summary: Memo<(u64, Lang), String>,
    /// Facts without a source; the file does not change.
    unsourced: Memo<(), usize>,
    /// What was just done, and until when it is said.
    told: Option<(&'static str, f64)>,
}

/// How long it is said that something was done.
const TOLD_SECONDS: f64 = 2.5;

impl Status {
    /// Says for a moment what was just done.
    pub fn tell(&mut self, ctx: &egui::Context, text: &'static str) {
        self.told = Some((text, ctx.input(|input| input.time) + TOLD_SECONDS));
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(TOLD_SECONDS));
    }
}

/// The whole line.
pub fn status_ui(ui: &mut Ui, status: &mut Status, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let soft = |text: &str| RichText::new(text).size(look.theme.type_sizes.label).color(look.theme.ink_soft);
    ui.horizontal(|ui| {
        let summary = status.summary.get((workspace.generation(), look.lang), || summary(workspace, look));
        ui.label(soft(summary));
        let report = &workspace.loaded.report;
        let (undated, rejected) = Table::ALL
            .into_iter()
            .map(|table| report.table(table))
            .fold((0, 0), |(undated, rejected), table| (undated + table.undated, rejected + table.rejected));
        let text = Word::undated_rejected(look.lang, &grouped(undated), &grouped(rejected));
        if link(ui, look, &text).on_hover_text(look.text(Action::FILE_REPORT.label)).clicked() {
            turn.ask(&Action::FILE_REPORT);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let now = ui.input(|input| input.time);
            if let Some((text, _)) = status.told.filter(|(_, until)| now < *until) {
                ui.label(RichText::new(text).font(crate::app::style::bold(12.5)).color(look.theme.accent));
                return;
            }
            let sourced = if *status.unsourced.get((), || unsourced(workspace)) == 0 {
                look.text(Word::EVERY_RECORD_SOURCED)
            } else {
                ""
            };
            let parts = [look.text(Word::READ_ONLY), sourced];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            ui.label(soft(&parts.join(" · ")));
        });
    });
}

fn unsourced(workspace: &Workspace) -> usize {
    let without = |table: Table| {
        let facts = workspace.dataset().table(table);
        facts.rows().filter(|row| facts.sources.get(row.index()).is_empty()).count()
    };
    Table::ALL.into_iter().map(without).sum()
}

/// `12 of 685 activities · 111 cities · 10 networks · 237 partners · 1995–2024`.
fn summary(workspace: &Workspace, look: Look) -> String {
    let (dataset, answer) = (workspace.dataset(), workspace.answer());
    let lang = look.lang;
    let rows = answer.rows(Table::Activities);
    let (shown, all) = (rows.count(), dataset.table(Table::Activities).len());
    let distinct = |table: Table, field: Field| Sweep::new(dataset.table(table), answer.rows(table)).distinct(field);
    let mut parts = Vec::new();
    if all > 0 {
        parts.push(Table::Activities.count_of_words(lang, shown, all));
    }
    // What the file has none of is not counted; nor are, in a large one, counterparts: there it would take longer than all
    // the rest of a frame, and their pane says it.
    let is_counted = |field: Field| field != Field::Counterpart || !is_large(dataset);
    let values: [(Table, Field, Phrase, Phrase); 4] = [
        (Table::Activities, Field::City, Word::one_city, Word::n_cities),
        (Table::Activities, Field::Counterpart, Word::one_counterpart, Word::n_counterparts),
        (Table::Memberships, Field::Network, Word::one_network, Word::n_networks),
        (Table::Partnerships, Field::Partner, Word::one_partner, Word::n_partners),
    ];
    let values = values
        .into_iter()
        .filter(|(table, field, ..)| dataset.table(*table).codes[*field as usize].has_values() && is_counted(*field));
    parts.extend(values.map(|(table, field, one, many)| counted(lang, distinct(table, field), one, many)));
    if let Some((first, last)) = Sweep::new(dataset.table(Table::Activities), rows).years() {
        parts.push(if first == last { first.to_string() } else { format!("{first}–{last}") });
    }
    let announced = dataset.vocabulary(Field::Status).code("announced");
    let statuses = answer.table(Table::Activities).counts_passing(Field::Status);
    let announced = announced.map_or(0, |code| statuses[code.index()] as usize);
    if announced > 0 {
        parts.push(Word::only_announced(lang, &grouped(announced)));
    }
    parts.join(" · ")
}
