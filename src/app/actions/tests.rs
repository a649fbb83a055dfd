//! What keys ask for, and what menus and the list of keys show.

use super::*;
use crate::data::open::{Progress, open};
use crate::words::Lang;

fn on(os: egui::os::OperatingSystem) -> Context {
    let ctx = Context::default();
    ctx.set_os(os);
    ctx
}

#[test]
fn the_list_of_keys_reads_as_it_always_did() {
    let lines = keys_and_gestures(&on(egui::os::OperatingSystem::Nix));
    let texts: Vec<String> = lines.iter().map(|(keys, word)| format!("{keys} = {}", word.text(Lang::En))).collect();
    let expected = "Ctrl+O = Open…
Ctrl+I = Import…
Ctrl+F = Search
Ctrl+Z = Undo
Ctrl+Y · Ctrl+Shift+Z = Redo
Ctrl+1 … Ctrl+5 = Explore, Trends, Institutions, Profiles, Records
Ctrl+E = Export…
Ctrl+S = Saved views
Ctrl+C = Copy table
Ctrl+Shift+C = Copy picture
Esc = Close the details
Tab · Space = Move through the facets, choose
Delete = Exclude the value
Ctrl+click · Alt+click = Exclude the value
↑ ↓ · Page Up · Page Down · Home · End = Rows of the records; with Shift several
Ctrl+A = Select all
← → = Drag on the bars to choose years
↕ = Wheel on the bars to zoom
Double click = Show all years
Ctrl+Q = Quit";
    assert_eq!(texts.join("\n"), expected);
}

#[test]
fn a_mac_has_other_keys() {
    let ctx = on(egui::os::OperatingSystem::Mac);
    assert_eq!(Action::OPEN_FILE.key_text(&Situation::of(None), &ctx), "Cmd+O");
    let lines = keys_and_gestures(&ctx);
    assert!(lines.iter().any(|(keys, _)| keys == "Cmd+click · Option+click"), "{lines:?}");
    assert!(lines.iter().all(|(keys, _)| !keys.contains("Ctrl")), "{lines:?}");
}

#[test]
fn without_a_database_a_file_can_be_opened_and_that_is_all() {
    let situation = Situation::of(None);
    let labels = |menu: Menu| {
        let sections = menu.sections(&situation);
        sections.iter().map(|section| section.iter().map(|action| action.label).collect()).collect::<Vec<Vec<_>>>()
    };
    let ways = vec![Word::OPEN_FILE, Word::OPEN_BY_PATH, Word::OPEN_SAMPLE, Word::IMPORT_MENU];
    assert_eq!(labels(Menu::File), [ways, vec![Word::QUIT]]);
    assert!(labels(Menu::Help).is_empty());
}

#[test]
fn every_page_has_an_action() {
    let asked_by = |action: &Action| {
        let mut asked = Asked::default();
        action.ask(&Situation::of(None), &mut asked);
        asked.commands
    };
    for page in Page::ALL {
        let turns_to = |action: &&Action| asked_by(action) == [Command::Page(page)];
        let action = Action::ALL.iter().find(turns_to).unwrap();
        assert_eq!(action.label, page.word());
    }
}

#[test]
fn every_action_is_in_a_menu_or_has_a_key() {
    for action in Action::ALL {
        assert!(action.place.is_some() || action.keys[0].is_some(), "{:?}", action.label);
    }
}

/// What a key asks for.
fn pressed(key: KeyboardShortcut, workspace: &Workspace, chart: Option<Chart>) -> (Vec<Command>, Vec<Request>) {
    let KeyboardShortcut { modifiers, logical_key } = key;
    let event = Event::Key { key: logical_key, physical_key: None, pressed: true, repeat: false, modifiers };
    let mut asked = Asked::default();
    let input = egui::RawInput { events: vec![event], ..egui::RawInput::default() };
    let situation = Situation { workspace: Some(workspace), chart };
    let mut output = Context::default().run_ui(input, |ui| take_keys(ui.ctx(), &situation, &mut asked));
    output.textures_delta.clear();
    (asked.commands, asked.requests)
}

#[test]
fn a_key_asks_for_one_action_that_is_possible() {
    let sample = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"));
    let mut workspace = Workspace::new(open(sample, &Progress::default()).unwrap());
    assert_eq!(pressed(command(Key::Z), &workspace, None), (vec![], vec![]), "there is nothing to undo");
    workspace.apply(Command::Page(Page::Trends));
    workspace.apply(Command::Page(Page::Records));
    workspace.apply(Command::Undo);
    assert_eq!(pressed(command(Key::Z), &workspace, None).0, [Command::Undo]);
    assert_eq!(pressed(command(Key::Y), &workspace, None).0, [Command::Redo]);
    assert_eq!(pressed(shift_command(Key::Z), &workspace, None).0, [Command::Redo]);
    assert_eq!(pressed(command(Key::Num4), &workspace, None).0, [Command::Page(Page::Profiles)]);
    let copied = pressed(shift_command(Key::C), &workspace, Some(Chart::TIMELINE));
    assert_eq!(copied, (vec![], vec![Request::CopyPicture(Chart::TIMELINE)]));
    assert_eq!(pressed(command(Key::E), &workspace, None).1, [Request::Show(Window::Export, true)]);
    workspace.apply(Command::Page(Page::Records));
    assert_eq!(pressed(command(Key::E), &workspace, None).1, [Request::Show(Window::ExportRecords, true)]);
    let situation = Situation::of(Some(&workspace));
    let text = |action: Action| action.key_text(&situation, &on(egui::os::OperatingSystem::Windows));
    assert_eq!([Action::EXPORT_RECORDS, Action::EXPORT_FIGURE].map(text), ["Ctrl+E", ""]);
}
