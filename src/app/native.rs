//! The window of the system: its size, icon and language, and what draws it.

use std::cell::Cell;
use std::io::IsTerminal;
use std::rc::Rc;
use std::time::Instant;

use eframe::UserEvent;
use egui::{Context, ViewportBuilder};
use winit::event_loop::EventLoop;
use winit::platform::run_on_demand::EventLoopExtRunOnDemand;

use super::drawn_by::DrawnBy;
use super::settings::Settings;
use super::{App, Start, fault, processor};
use crate::data::Explanation;
use crate::words::{Lang, Word};

/// Opens the window and stays until it is closed. Where OpenGL 2 is missing the processor draws it.
///
/// # Errors
/// Where no window can be had: the cause, and how to go on without one. Whoever started the program with a double click
/// has read it in a message by then.
pub fn run(start: Start, began: Instant) -> Result<(), Explanation> {
    let lang = start.lang.unwrap_or_else(system_lang);
    run_in(lang, start, began).inspect_err(|failure| tell_without_terminal(failure, lang))
}

/// Shows a failure to those who see nothing that is printed.
fn tell_without_terminal(failure: &Explanation, lang: Lang) {
    let is_read = std::io::stderr().is_terminal();
    let displays = ["DISPLAY", "WAYLAND_DISPLAY"];
    let has_display = !cfg!(target_os = "linux") || displays.iter().any(|name| std::env::var_os(name).is_some());
    if is_read || !has_display {
        return;
    }
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title(Word::FAULT_TITLE.text(lang))
        .set_description(format!("{}\n\n{}\n\n{}", failure.what, failure.cause, failure.next_step))
        .show();
}

fn run_in(lang: Lang, start: Start, began: Instant) -> Result<(), Explanation> {
    let start = Start { settings: start.settings.or_else(Settings::default_path), ..start };
    fault::has_window(lang);
    let failed = |cause: String| Explanation {
        what: Word::NO_WINDOW.text(lang).to_owned(),
        cause,
        next_step: Word::NO_WINDOW_NEXT.text(lang).to_owned(),
    };
    let mut events = EventLoop::<UserEvent>::with_user_event().build().map_err(|error| failed(error.to_string()))?;
    let make = move |ctx: &Context, start: Start| App::new(ctx, start, lang, began).with_system_clipboard();
    let wanted = start.drawn_by;
    if wanted != Some(DrawnBy::Processor) {
        let by_card = Start { drawn_by: Some(DrawnBy::OpenGl), ..start.clone() };
        let outcome = run_by_card(&mut events, move |ctx| make(ctx, by_card));
        match outcome {
            Ok(true) => return Ok(()),
            Ok(false) if wanted.is_none() => {}
            Ok(false) => return Err(failed(Word::NO_OPENGL.text(lang).to_owned())),
            Err(cause) => return Err(failed(cause)),
        }
    }
    let by_processor = Start { drawn_by: Some(DrawnBy::Processor), ..start };
    processor::run(&mut events, window(), move |ctx| make(ctx, by_processor)).map_err(failed)
}

/// By OpenGL; `false` where it is missing: then there was no window.
fn run_by_card(
    events: &mut EventLoop<UserEvent>,
    make: impl FnOnce(&Context) -> App + 'static,
) -> Result<bool, String> {
    let options = eframe::NativeOptions {
        viewport: window(),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    // eframe makes the program once it has something to draw on, and not before.
    let is_made = Rc::new(Cell::new(false));
    let tells = Rc::clone(&is_made);
    let make = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        tells.set(true);
        let mut app = make(&creation.egui_ctx);
        app.dialogs.belong_to(rfd::FileDialog::new().set_parent(creation));
        Ok(Box::new(app))
    };
    let mut window = eframe::create_native("city-diplomacy", options, Box::new(make), events);
    events.run_app_on_demand(&mut window).map_err(|error| error.to_string())?;
    Ok(is_made.get())
}

/// How the window begins.
fn window() -> ViewportBuilder {
    ViewportBuilder::default()
        .with_title("City Diplomacy Explorer")
        .with_app_id("city-diplomacy")
        .with_inner_size([1366.0, 768.0])
        .with_min_inner_size([1100.0, 640.0])
        .with_icon(icon())
        .with_drag_and_drop(true)
}

/// Korean where the system says so, English elsewhere.
fn system_lang() -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let variable = names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    // Windows and macOS say it elsewhere.
    let locale = variable.or_else(sys_locale::get_locale);
    if locale.is_some_and(|locale| locale.starts_with("ko")) { Lang::Ko } else { Lang::En }
}

/// Three bars: the drawing of assets/icon.svg, as `scripts/icons` made it.
fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icons/64.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}
