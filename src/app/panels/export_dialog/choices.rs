//! The middle of the export window: format, size, what is written on charts, look, cities, template.

use egui::{ComboBox, RichText, TextEdit, Ui, vec2};

use crate::app::panels::Turn;
use crate::app::panels::template_field::TemplateField;
use crate::app::saving::{DeckCities, Making};
use crate::app::{Browsed, Look, Request};
use crate::chart::{Marks, PageTheme};
use crate::export::{Format, PRESETS};
use crate::words::Word;

/// What is chosen in the column, and what that depends on.
pub struct Choices<'a> {
    pub making: &'a mut Making,
    pub template: &'a TemplateField,
    /// A deck can be made for the chosen cities where the filter has some.
    pub has_chosen_cities: bool,
}

/// The whole column.
pub fn choices_ui(ui: &mut Ui, choices: Choices<'_>, turn: &mut Turn<'_>) {
    let Choices { making, template, has_chosen_cities } = choices;
    let look = turn.look;
    egui::Grid::new("export choices").num_columns(2).spacing(vec2(14.0, 7.0)).show(ui, |ui| {
        ui.label(look.text(Word::FORMAT_WORD));
        ui.vertical(|ui| {
            for row in Format::ALL.chunks(4) {
                ui.horizontal(|ui| {
                    for &format in row {
                        ui.radio_value(&mut making.format, format, format.label());
                    }
                });
            }
        });
        ui.end_row();
        ui.label(look.text(Word::SIZE_WORD));
        size_ui(ui, &mut making.size, look);
        ui.end_row();
        ui.label(look.text(Word::MARKS_WORD));
        marks_ui(ui, making, look);
        ui.end_row();
        ui.label(look.text(Word::LOOK_WORD));
        ui.horizontal(|ui| {
            for theme in PageTheme::ALL {
                ui.radio_value(&mut making.theme, theme, look.text(theme_word(theme)));
            }
        });
        ui.end_row();
        ui.label("");
        ui.horizontal(|ui| {
            ui.checkbox(&mut making.transparent, look.text(Word::TRANSPARENT));
            if making.format.has_outlines() {
                ui.checkbox(&mut making.outlines, look.text(Word::TEXT_AS_OUTLINES));
            }
        });
        ui.end_row();
        if making.format.holds_deck() {
            ui.label(look.text(Word::DECK_WORD));
            cities_ui(ui, &mut making.cities, has_chosen_cities, look);
            ui.end_row();
        }
        if making.format.is_slide() {
            ui.label(look.text(Word::TEMPLATE_WORD));
            let hint = look.text(Word::TEMPLATE_HINT);
            ui.horizontal(|ui| {
                let edit = ui.add(TextEdit::singleline(&mut making.template).hint_text(hint).desired_width(156.0));
                edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
                browse_ui(ui, Browsed::Template, turn);
            });
            ui.end_row();
            if !making.template.trim().is_empty() && template.error().is_none() {
                ui.label(look.text(Word::LAYOUT_WORD));
                if template.is_reading() {
                    ui.label(RichText::new(look.text(Word::READING_TEMPLATE)).color(look.theme.ink_soft));
                } else if let Some(template) = template.value() {
                    template.layouts_ui(ui, &mut making.layout, look);
                }
                ui.end_row();
                ui.label("");
                ui.checkbox(&mut making.template_colors, look.text(Word::TEMPLATE_COLOURS));
                ui.end_row();
            }
        }
    });
}

/// A button that asks the system for a file.
pub(super) fn browse_ui(ui: &mut Ui, what: Browsed, turn: &mut Turn<'_>) {
    let (word, look) = (turn.look.text(Word::BROWSE), turn.look);
    let button = ui.button(word);
    let of = match what {
        Browsed::Template => Word::TEMPLATE_WORD,
        Browsed::Logo => Word::LOGO_WORD,
    };
    let name = format!("{}: {word}", look.text(of));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if button.clicked() {
        turn.asked.request(Request::Browse(what));
    }
}

fn size_ui(ui: &mut Ui, size: &mut String, look: Look) {
    ui.horizontal(|ui| {
        let preset = PRESETS.iter().find(|(name, _)| *name == *size);
        let name = preset.map_or(look.text(Word::SIZE_FREE), |(name, _)| look.text(size_word(name)));
        let combo = ComboBox::from_id_salt("size").width(130.0).height(300.0).selected_text(name).show_ui(ui, |ui| {
            for (name, paper) in PRESETS {
                let text = format!("{}  {paper}", look.text(size_word(name)));
                ui.selectable_value(size, name.to_owned(), text);
            }
            if ui.selectable_label(preset.is_none(), look.text(Word::SIZE_FREE)).clicked() && preset.is_some() {
                "12x6in".clone_into(size);
            }
        });
        let label = format!("{} {name}", look.text(Word::SIZE_WORD));
        combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
        if preset.is_none() {
            let edit = ui.add(TextEdit::singleline(size).desired_width(100.0));
            edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.text(Word::SIZE_WORD)));
        }
    });
}

fn marks_ui(ui: &mut Ui, making: &mut Making, look: Look) {
    let can = |has: fn(Marks) -> bool| making.charts.iter().any(|chart| has(chart.marks()));
    let can = [can(|marks| marks.values), can(|marks| marks.shares), can(|marks| marks.change)];
    let Marks { values, shares, change } = &mut making.marks;
    ui.horizontal(|ui| {
        for ((mark, word), can) in
            [(values, Word::MARK_VALUES), (shares, Word::MARK_SHARES), (change, Word::MARK_CHANGE)].into_iter().zip(can)
        {
            let check = ui.add_enabled(can, egui::Checkbox::new(mark, look.text(word)));
            check.on_hover_text(look.text(Word::MARKS_HELP));
        }
    });
}

fn cities_ui(ui: &mut Ui, cities: &mut DeckCities, has_chosen: bool, look: Look) {
    ui.vertical(|ui| {
        for choice in DeckCities::ALL {
            let word = match choice {
                DeckCities::None => Word::DECK_NO_CITIES,
                DeckCities::Chosen => Word::DECK_CHOSEN_CITIES,
                DeckCities::Upper => Word::DECK_UPPER_CITIES,
                DeckCities::Story => Word::DECK_STORY,
            };
            ui.add_enabled_ui(choice != DeckCities::Chosen || has_chosen, |ui| {
                ui.radio_value(cities, choice, look.text(word));
            });
        }
    });
}

fn theme_word(theme: PageTheme) -> Word {
    match theme {
        PageTheme::Light => Word::LIGHT_THEME,
        PageTheme::Dark => Word::DARK_THEME,
        PageTheme::PrintGrey => Word::GREY_THEME,
    }
}

fn size_word(preset: &str) -> Word {
    match preset {
        "full" => Word::SIZE_FULL,
        "content" => Word::SIZE_CONTENT,
        "half" => Word::SIZE_HALF,
        "third" => Word::SIZE_THIRD,
        "4:3" => Word::SIZE_CLASSIC,
        "a4" => Word::SIZE_A4,
        _ => Word::SIZE_SQUARE,
    }
}
