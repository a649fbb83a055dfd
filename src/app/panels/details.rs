//! Details of what is selected: all its fields, its source with a link, and ways to go on from it.

use egui::{RichText, ScrollArea, Ui};

use super::Turn;
use super::icons::{Icon, icon_button};
use super::link;
use crate::app::style::bold;
use crate::app::workspace::{Command, Workspace};
use crate::app::{Look, Request};
use crate::chart::{hint, profile};
use crate::data::{Code, Field, Row, SourceRow, Table, Text};
use crate::query::Subject;
use crate::words::Word;

/// What is selected, from top to bottom.
pub fn details_ui(ui: &mut Ui, subject: Option<&Subject>, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let Some(key) = &workspace.view().selected else { return };
    // A new record begins at its top: the place of the bar belongs to the record.
    ScrollArea::vertical().id_salt(("details", format!("{key:?}"))).auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.spacing_mut().interact_size.y = 18.0;
        let Some(subject) = subject else {
            ui.label(look.text(Word::NO_LONGER_IN_FILE));
            return;
        };
        heading_ui(ui, subject, turn);
        match subject {
            Subject::Fact(table, row) => fact_ui(ui, *table, *row, turn),
            Subject::Value(field, code) => value_ui(ui, *field, *code, turn),
            Subject::Pair { city, network } => pair_ui(ui, *city, *network, turn),
            Subject::Crowd(table, rows) => list_ui(ui, *table, rows, turn),
            Subject::Combination(combination) => list_ui(ui, Table::Memberships, &combination.rows, turn),
            Subject::Years { .. } | Subject::Stretch(_) | Subject::Figure(_) => {}
        }
    });
}

fn heading_ui(ui: &mut Ui, subject: &Subject, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let hint = hint(&workspace.chart_input(look.lang), subject);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            if icon_button(ui, Icon::Cross, look.text(Word::CLOSE_DETAILS), true, look).clicked() {
                turn.asked.command(Command::Select(None));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::TOP), |ui| {
                let title = RichText::new(&hint.title).font(bold(14.5)).color(look.theme.ink);
                ui.add(egui::Label::new(title).wrap());
            });
        });
    });
    if !matches!(subject, Subject::Crowd(..) | Subject::Pair { .. } | Subject::Fact(..)) {
        ui.label(RichText::new(hint.lines.join(" · ")).color(look.theme.ink_soft));
    }
}

fn fact_ui(ui: &mut Ui, table: Table, row: Row, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let facts = workspace.dataset().table(table);
    let soft = |text: &str| RichText::new(text).color(look.theme.ink_soft);
    let other_title = facts.title(row, look.lang.other());
    let mut line: Vec<String> = Vec::new();
    if other_title != facts.title(row, look.lang) {
        line.push(other_title.to_owned());
    }
    line.push(dates(workspace, table, row, look));
    line.push(facts.text(Text::Place, row).to_owned());
    line.retain(|part| !part.is_empty());
    ui.add(egui::Label::new(soft(&line.join(" · "))).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 9.0;
        for field in [
            Field::City,
            Field::Form,
            Field::Agenda,
            Field::Network,
            Field::Role,
            Field::Partner,
            Field::Channel,
            Field::Kind,
            Field::Mode,
            Field::Structure,
            Field::Status,
            Field::TieStatus,
        ] {
            for &code in facts.codes(field, row) {
                value_link(ui, field, code, turn);
            }
        }
    });
    let sources = facts.sources.get(row.index());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        if let Some(url) =
            sources.first().map(|&source| workspace.dataset().source(source).url).filter(|url| is_web(url))
        {
            ui.hyperlink_to(look.text(Word::OPEN_SOURCE), url).on_hover_text(url);
        }
        if link(ui, look, look.text(Word::COPY_DETAILS)).clicked() {
            turn.asked.request(Request::Copy(as_text(workspace, &Subject::Fact(table, row), sources, look)));
        }
        only_links(ui, table, row, turn);
    });
    let counterparts = facts.counterparts.text(row);
    for text in [&counterparts, facts.text(Text::RoleText, row), facts.text(Text::Description, row)] {
        if !text.is_empty() {
            ui.add(egui::Label::new(text).wrap());
        }
    }
    sources_ui(ui, workspace, sources, look);
}

/// "Only this agenda", "Only this city" ... for the values that the fact holds.
fn only_links(ui: &mut Ui, table: Table, row: Row, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let facts = workspace.dataset().table(table);
    for (field, word) in [
        (Field::Agenda, Word::ONLY_THIS_AGENDA),
        (Field::City, Word::ONLY_THIS_CITY),
        (Field::Network, Word::ONLY_THIS_NETWORK),
        (Field::Partner, Word::ONLY_THIS_PARTNER),
    ] {
        if let Some(code) = facts.code(field, row)
            && link(ui, look, look.text(word)).clicked()
        {
            turn.asked.command(Command::Only(field, workspace.dataset().vocabulary(field)[code].id.clone()));
        }
    }
}

fn dates(workspace: &Workspace, table: Table, row: Row, look: Look) -> String {
    let facts = workspace.dataset().table(table);
    match (facts.start(row), facts.end(row)) {
        (Some(start), _) if facts.is_attested(row) => Word::existed_in(look.lang, &start),
        (Some(start), Some(end)) if start != end => format!("{start} – {end}"),
        (Some(start), _) => start.to_string(),
        (None, Some(end)) => Word::until(look.lang, &end),
        (None, None) => look.text(Word::UNDATED).to_owned(),
    }
}

/// A value that leads to its own details.
fn value_link(ui: &mut Ui, field: Field, code: Code, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let value = &workspace.dataset().vocabulary(field)[code];
    let response = link(ui, look, value.name.in_lang(look.lang));
    if response.on_hover_text(look.text(field.word())).clicked() {
        turn.asked.command(Command::Select(Subject::Value(field, code).key(workspace.dataset())));
    }
}

fn value_ui(ui: &mut Ui, field: Field, code: Code, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let dataset = workspace.dataset();
    let value = &dataset.vocabulary(field)[code];
    let mut parts: Vec<String> = Vec::new();
    let source = match field {
        Field::City => {
            let city = &dataset.cities[code.index()];
            parts.extend(city.level.map(|level| dataset.name(Field::CityLevel, level, look.lang).to_owned()));
            parts.extend(value.parent.map(|parent| dataset.name(Field::City, parent, look.lang).to_owned()));
            parts.push(city.iso.clone());
            city.source
        }
        Field::Network => {
            let network = &dataset.networks[code.index()];
            parts.push(network.acronym.clone());
            parts.extend(network.founded.map(|date| Word::founded_in(look.lang, &date)));
            parts.push(network.secretariat.clone());
            parts.extend(
                network.agendas.iter().map(|&agenda| dataset.name(Field::Agenda, agenda, look.lang).to_owned()),
            );
            network.source
        }
        Field::Partner => {
            let partner = &dataset.partners[code.index()];
            parts.extend(partner.partner_type.map(|code| dataset.name(Field::PartnerType, code, look.lang).to_owned()));
            parts.extend(partner.level.map(|code| dataset.name(Field::PartnerLevel, code, look.lang).to_owned()));
            parts.push(partner.country.clone());
            partner.source
        }
        _ => None,
    };
    parts.retain(|part| !part.is_empty());
    if !parts.is_empty() {
        ui.add(egui::Label::new(parts.join(" · ")).wrap());
    }
    // A word of a vocabulary needs no source; a city, network or partner has one.
    if matches!(field, Field::City | Field::Network | Field::Partner) {
        sources_ui(ui, workspace, source.as_slice(), look);
    }
    ui.horizontal_wrapped(|ui| {
        if link(ui, look, look.text(Word::ONLY_THIS)).clicked() {
            turn.asked.command(Command::Only(field, value.id.clone()));
        }
        if link(ui, look, look.text(Word::EXCLUDE)).clicked() {
            turn.asked.command(Command::Exclude(field, value.id.clone()));
        }
        if profile::FIELDS.contains(&field) && link(ui, look, look.text(Word::OPEN_PROFILE)).clicked() {
            turn.asked.command(workspace.profile_of(field, code));
        }
        if field == Field::Network && is_web(&dataset.networks[code.index()].website) {
            ui.hyperlink_to(look.text(Word::WEBSITE), &dataset.networks[code.index()].website);
        }
    });
}

fn pair_ui(ui: &mut Ui, city: Code, network: Code, turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let facts = workspace.dataset().table(Table::Memberships);
    let rows: Vec<Row> = facts
        .rows()
        .filter(|&row| {
            facts.codes(Field::City, row).contains(&city) && facts.codes(Field::Network, row).contains(&network)
        })
        .collect();
    ui.horizontal_wrapped(|ui| {
        value_link(ui, Field::City, city, turn);
        value_link(ui, Field::Network, network, turn);
    });
    for row in rows {
        let roles: Vec<&str> = facts
            .codes(Field::Role, row)
            .iter()
            .map(|&role| workspace.dataset().name(Field::Role, role, look.lang))
            .collect();
        let text = match (facts.start(row), facts.end(row)) {
            (Some(start), None) => Word::since(look.lang, &start),
            (None, None) => look.text(Word::YEAR_UNKNOWN).to_owned(),
            _ => dates(workspace, Table::Memberships, row, look),
        };
        ui.label(format!("{} · {text}", roles.join(", ")));
        sources_ui(ui, workspace, facts.sources.get(row.index()), look);
    }
}

/// How many facts of a crowd are listed.
const LISTED: usize = 200;

fn list_ui(ui: &mut Ui, table: Table, rows: &[Row], turn: &mut Turn<'_>) {
    let Turn { workspace, look, .. } = *turn;
    let facts = workspace.dataset().table(table);
    for &row in rows.iter().take(LISTED) {
        let text = format!("{}  {}", dates(workspace, table, row, look), facts.title(row, look.lang));
        if link(ui, look, &text).clicked() {
            turn.asked.command(Command::Select(Subject::Fact(table, row).key(workspace.dataset())));
        }
    }
    if rows.len() > LISTED {
        ui.label(Word::and_more(look.lang, &(rows.len() - LISTED)));
    }
}

/// The pages a fact rests on, each with its link.
fn sources_ui(ui: &mut Ui, workspace: &Workspace, sources: &[SourceRow], look: Look) {
    if sources.is_empty() {
        ui.label(RichText::new(look.text(Word::NO_SOURCE)).color(look.theme.ink_soft));
    }
    for &row in sources {
        let source = workspace.dataset().source(row);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let parts = [source.title, source.publisher, source.published];
            let text: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            ui.label(RichText::new(look.text(Word::SOURCE_WORD)).color(look.theme.ink_soft));
            // Only a web page is opened: a link in a file must not start anything else.
            if is_web(source.url) {
                ui.hyperlink_to(format!("{} ↗", text.join(" · ")), source.url).on_hover_text(source.url);
            } else {
                ui.label(text.join(" · "));
            }
        });
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn as_text(workspace: &Workspace, subject: &Subject, sources: &[SourceRow], look: Look) -> String {
    let hint = hint(&workspace.chart_input(look.lang), subject);
    let sources = sources.iter().map(|&row| {
        let source = workspace.dataset().source(row);
        format!("{}, {} {}", source.title, source.publisher, source.url)
    });
    std::iter::once(hint.title.clone()).chain(hint.lines).chain(sources).collect::<Vec<_>>().join("\n")
}
