//! The window of the system: its size, icon and language.

use std::time::Instant;

use super::settings::Settings;
use super::{App, Start, fault};
use crate::chart::Theme;
use crate::data::Explanation;
use crate::words::{Lang, Word};

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Where no window can be had: the cause, and how to go on without one.
pub fn run(start: Start, began: Instant) -> Result<(), Explanation> {
    let lang = start.lang.unwrap_or_else(system_lang);
    let start = Start { settings: start.settings.or_else(Settings::default_path), ..start };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("City Diplomacy Explorer")
            .with_app_id("city-diplomacy")
            .with_inner_size([1366.0, 768.0])
            .with_min_inner_size([1100.0, 640.0])
            .with_icon(icon())
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    fault::has_window(lang);
    let make = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        Ok(Box::new(App::new(&creation.egui_ctx, start, lang, began).with_system_clipboard()))
    };
    eframe::run_native("city-diplomacy", options, Box::new(make)).map_err(|error| Explanation {
        what: Word::NO_WINDOW.text(lang).to_owned(),
        cause: error.to_string(),
        next_step: Word::NO_WINDOW_NEXT.text(lang).to_owned(),
    })
}

/// Korean where the system says so, English elsewhere.
fn system_lang() -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let variable = names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    // Windows and macOS say it elsewhere.
    let locale = variable.or_else(sys_locale::get_locale);
    if locale.is_some_and(|locale| locale.starts_with("ko")) { Lang::Ko } else { Lang::En }
}

/// Three panes side by side, drawn rather than stored.
fn icon() -> egui::IconData {
    const SIDE: u32 = 64;
    let accent = Theme::LIGHT.accent;
    let bars = [(8, 34), (26, 14), (44, 24)];
    let mut rgba = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let inside = bars.iter().any(|&(left, top)| (left..left + 12).contains(&x) && (top..56).contains(&y));
            rgba.extend_from_slice(&if inside { accent.to_array() } else { [0, 0, 0, 0] });
        }
    }
    egui::IconData { rgba, width: SIDE, height: SIDE }
}
