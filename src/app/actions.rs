//! Every action that a menu or a key offers, each a row: what it is called, its keys, when it is possible, what it asks.
//!
//! Menus, keys and the window that lists the keys read these rows; a new action is a row more.

use egui::{Context, Event, Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::asked::Window;
use super::asked::{Asked, Request};
use super::workspace::{Command, Page, Workspace};
use crate::chart::{Chart, ChartOptions};
use crate::words::Word;

/// What decides whether an action is possible, and what it is about.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// The open database.
    pub workspace: Option<&'a Workspace>,
    /// The chart whose menu is open, or which the keys for copying are about.
    pub chart: Option<Chart>,
}

impl<'a> Situation<'a> {
    /// With this database open, and no chart singled out.
    pub fn of(workspace: Option<&'a Workspace>) -> Self {
        Self { workspace, chart: None }
    }
}

fn has_database(situation: &Situation<'_>) -> bool {
    situation.workspace.is_some()
}

fn shows_records(situation: &Situation<'_>) -> bool {
    situation.workspace.is_some_and(|workspace| workspace.view().page == Page::Records)
}

fn has_chart(situation: &Situation<'_>) -> bool {
    has_database(situation) && situation.chart.is_some()
}

/// A menu whose entries are actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// What is seen of them.
    View,
    /// What can be done with one chart as a figure.
    Figure,
    /// How it all works.
    Help,
}

impl Menu {
    /// What it offers, section by section; no section is empty.
    pub fn sections(self, situation: &Situation<'_>) -> Vec<Vec<&'static Action>> {
        let place = |action: &Action| action.place.filter(|place| place.menu == self);
        let is_offered = |action: &&Action| (action.is_offered)(situation);
        let mut entries: Vec<(Place, &Action)> =
            Action::ALL.iter().filter(is_offered).filter_map(|action| Some((place(action)?, action))).collect();
        entries.sort_by_key(|(place, _)| (place.section, place.line));
        let sections = entries.chunk_by(|(one, _), (next, _)| one.section == next.section);
        sections.map(|section| section.iter().map(|(_, action)| *action).collect()).collect()
    }
}

/// Where in a menu an action stands.
#[derive(Clone, Copy)]
struct Place {
    menu: Menu,
    /// Sections are parted by lines.
    section: u8,
    /// Its order in the section.
    line: u8,
}

/// What a menu or a key offers.
#[derive(Clone, Copy)]
pub struct Action {
    /// What it is called in menus and on buttons.
    pub label: Word,
    keys: [Option<KeyboardShortcut>; 2],
    /// What the list of keys calls it; it is left out there where `None`.
    listed_as: Option<Word>,
    place: Option<Place>,
    is_offered: fn(&Situation<'_>) -> bool,
    is_enabled: fn(&Situation<'_>) -> bool,
    /// Whether its keys belong to a text box while one types in it.
    is_of_text_boxes: bool,
    ask: fn(&Situation<'_>, &mut Asked),
}

/// Makes a constant of each row, and [`Action::ALL`] of all of them.
macro_rules! actions {
    ($($name:ident = $action:expr;)*) => {
        impl Action {
            $(pub const $name: Self = $action;)*
            /// All of them, in the order in which their keys are listed.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

actions! {
    OPEN_FILE = row(Word::OPEN_FILE, |_, asked| asked.request(Request::ChooseFile))
        .key(command(Key::O)).within(Menu::File, 1, 1);
    OPEN_BY_PATH = row(Word::OPEN_BY_PATH, |_, asked| asked.open(Window::OpenPath)).within(Menu::File, 1, 2);
    OPEN_SAMPLE = row(Word::OPEN_SAMPLE, |_, asked| asked.request(Request::OpenSample)).within(Menu::File, 1, 3);
    IMPORT = row(Word::IMPORT_MENU, |_, asked| asked.open(Window::Import))
        .key(command(Key::I)).within(Menu::File, 1, 4);
    SEARCH = row(Word::SEARCH, |_, asked| asked.request(Request::FocusSearch))
        .key(command(Key::F)).when(has_database);
    UNDO = row(Word::UNDO, |_, asked| asked.command(Command::Undo))
        .key(command(Key::Z)).not_while_typing().within(Menu::View, 1, 1)
        .enabled_when(|situation| situation.workspace.is_some_and(Workspace::can_undo));
    REDO = row(Word::REDO, |_, asked| asked.command(Command::Redo))
        .key(command(Key::Y)).or_key(shift_command(Key::Z)).not_while_typing().within(Menu::View, 1, 2)
        .enabled_when(|situation| situation.workspace.is_some_and(Workspace::can_redo));
    EXPLORE = page(Page::Explore, |_, asked| asked.command(Command::Page(Page::Explore)))
        .key(command(Key::Num1)).within(Menu::View, 2, 2);
    TRENDS = page(Page::Trends, |_, asked| asked.command(Command::Page(Page::Trends)))
        .key(command(Key::Num2)).within(Menu::View, 2, 3);
    INSTITUTIONS = page(Page::Institutions, |_, asked| asked.command(Command::Page(Page::Institutions)))
        .key(command(Key::Num3)).within(Menu::View, 2, 4);
    PROFILES = page(Page::Profiles, |_, asked| asked.command(Command::Page(Page::Profiles)))
        .key(command(Key::Num4)).within(Menu::View, 2, 5);
    RECORDS = page(Page::Records, |_, asked| asked.command(Command::Page(Page::Records)))
        .key(command(Key::Num5)).within(Menu::View, 2, 6);
    // The key that exports writes what the page shows: records here, a figure elsewhere.
    EXPORT_RECORDS = row(Word::EXPORT_RECORDS, |_, asked| asked.open(Window::ExportRecords))
        .key(command(Key::E)).unlisted().within(Menu::File, 2, 1).when(shows_records);
    EXPORT_FIGURE = row(Word::EXPORT_FIGURE, |_, asked| asked.open(Window::Export))
        .key(command(Key::E)).within(Menu::File, 2, 2).when(has_database);
    EXPORT_STORY = row(Word::EXPORT_STORY, |_, asked| asked.request(Request::ExportStory))
        .within(Menu::File, 2, 3).when(has_database);
    FILE_REPORT = row(Word::FILE_REPORT, |_, asked| asked.open(Window::Report))
        .within(Menu::File, 2, 4).when(has_database);
    SAVED_VIEWS = row(Word::SAVED_VIEWS_ENTRY, |_, asked| asked.open(Window::SavedViews))
        .key(command(Key::S)).listed_as(Word::SAVED_VIEWS).within(Menu::View, 2, 1).when(has_database);
    CLEAR_ALL = row(Word::CLEAR_ALL, |_, asked| asked.command(Command::ClearAll))
        .within(Menu::View, 3, 1).when(has_database);
    SHOW_ALL_YEARS = row(Word::SHOW_ALL_YEARS, show_all_years)
        .within(Menu::View, 3, 2).when(has_database);
    THREE_PANES = row(Word::THREE_PANES, |_, asked| asked.command(Command::Maximise(None)))
        .within(Menu::View, 3, 3).when(has_database);
    EXPORT_CHART = row(Word::EXPORT_FIGURE, |situation, asked| request_for_chart(Request::ExportChart, situation, asked))
        .within(Menu::Figure, 1, 1).when(has_chart);
    COPY_TABLE = row(Word::COPY_TABLE, |situation, asked| request_for_chart(Request::CopyTable, situation, asked))
        .key(command(Key::C)).not_while_typing().within(Menu::Figure, 1, 3).when(has_chart);
    COPY_PICTURE = row(Word::COPY_PICTURE, |situation, asked| request_for_chart(Request::CopyPicture, situation, asked))
        .key(shift_command(Key::C)).not_while_typing().within(Menu::Figure, 1, 2).when(has_chart);
    FILTER_RULE = row(Word::FILTER_RULE, |_, asked| asked.open(Window::FilterRule))
        .within(Menu::Help, 1, 1).when(has_database);
    SHORTCUTS = row(Word::SHORTCUTS, |_, asked| asked.open(Window::Shortcuts))
        .key(KeyboardShortcut::new(Modifiers::NONE, Key::F1)).unlisted()
        .within(Menu::Help, 1, 2).when(has_database);
    ABOUT = row(Word::ABOUT, |_, asked| asked.open(Window::About))
        .within(Menu::Help, 1, 3).when(has_database);
    // The last row: the list of keys ends with the way out.
    QUIT = row(Word::QUIT, |_, asked| asked.request(Request::Quit)).key(command(Key::Q)).within(Menu::File, 3, 1);
}

/// Ctrl, or Cmd on a Mac, and a key.
const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift_command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// An action that is always possible, until the row says more.
const fn row(label: Word, ask: fn(&Situation<'_>, &mut Asked)) -> Action {
    Action {
        label,
        keys: [None, None],
        listed_as: Some(label),
        place: None,
        is_offered: |_| true,
        is_enabled: |_| true,
        is_of_text_boxes: false,
        ask,
    }
}

/// Turns to a page; the keys of all pages are one line of the list.
const fn page(page: Page, ask: fn(&Situation<'_>, &mut Asked)) -> Action {
    row(page.word(), ask).listed_as(Word::KEY_PAGES).when(has_database)
}

fn show_all_years(situation: &Situation<'_>, asked: &mut Asked) {
    if let Some(workspace) = situation.workspace {
        let options = ChartOptions { years_shown: None, ..workspace.view().options.clone() };
        asked.command(Command::Options(options));
    }
}

fn request_for_chart(request: fn(Chart) -> Request, situation: &Situation<'_>, asked: &mut Asked) {
    if let Some(chart) = situation.chart {
        asked.request(request(chart));
    }
}

impl Action {
    const fn key(self, key: KeyboardShortcut) -> Self {
        Self { keys: [Some(key), None], ..self }
    }

    /// A second key.
    const fn or_key(self, other: KeyboardShortcut) -> Self {
        Self { keys: [self.keys[0], Some(other)], ..self }
    }

    const fn listed_as(self, word: Word) -> Self {
        Self { listed_as: Some(word), ..self }
    }

    const fn unlisted(self) -> Self {
        Self { listed_as: None, ..self }
    }

    const fn within(self, menu: Menu, section: u8, line: u8) -> Self {
        Self { place: Some(Place { menu, section, line }), ..self }
    }

    /// Elsewhere menus leave it out.
    const fn when(self, is_offered: fn(&Situation<'_>) -> bool) -> Self {
        Self { is_offered, ..self }
    }

    /// Elsewhere menus show it in grey.
    const fn enabled_when(self, is_enabled: fn(&Situation<'_>) -> bool) -> Self {
        Self { is_enabled, ..self }
    }

    /// A text box has an undo and a clipboard of its own while one types in it.
    const fn not_while_typing(self) -> Self {
        Self { is_of_text_boxes: true, ..self }
    }

    /// Whether it can be done now.
    pub fn is_possible(&self, situation: &Situation<'_>) -> bool {
        (self.is_offered)(situation) && (self.is_enabled)(situation)
    }

    /// Asks for it.
    pub fn ask(&self, situation: &Situation<'_>, asked: &mut Asked) {
        (self.ask)(situation, asked);
    }

    /// The key that a menu shows beside it, "Ctrl+O": none where it has none, or where an earlier action takes it.
    pub fn key_text(&self, situation: &Situation<'_>, ctx: &Context) -> String {
        let Some(key) = self.keys[0] else { return String::new() };
        let takes_it = |other: &&Self| other.keys.contains(&Some(key)) && (other.is_offered)(situation);
        let is_taken = Self::ALL.iter().find(takes_it).is_some_and(|first| first.label != self.label);
        if is_taken { String::new() } else { in_words(key, ctx) }
    }

    fn keys(&self) -> impl Iterator<Item = KeyboardShortcut> {
        self.keys.into_iter().flatten()
    }
}

/// Asks for every action whose key was pressed.
pub fn take_keys(ctx: &Context, situation: &Situation<'_>, asked: &mut Asked) {
    let is_typing = ctx.egui_wants_keyboard_input();
    let takes_keys = |action: &&Action| !(is_typing && action.is_of_text_boxes) && action.is_possible(situation);
    let actions = Action::ALL.iter().filter(takes_keys);
    let mut keys: Vec<_> = actions.flat_map(|action| action.keys().map(move |key| (key, action))).collect();
    // Ctrl+Z would take Ctrl+Shift+Z for itself.
    keys.sort_by_key(|(key, _)| !key.modifiers.shift);
    for (key, action) in keys {
        if is_pressed(ctx, key) {
            action.ask(situation, asked);
        }
    }
}

fn is_pressed(ctx: &Context, key: KeyboardShortcut) -> bool {
    // The system turns Ctrl+C into an event of its own.
    if key == command(Key::C) {
        return ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy)));
    }
    ctx.input_mut(|input| input.consume_shortcut(&key))
}

/// "Ctrl+Shift+C", on a Mac "Shift+Cmd+C".
fn in_words(key: KeyboardShortcut, ctx: &Context) -> String {
    key.format(&ModifierNames::NAMES, ctx.os().is_mac())
}

/// The list of keys and gestures: what to press or to do, and what happens.
pub fn keys_and_gestures(ctx: &Context) -> Vec<(String, Word)> {
    let is_listed = |action: &&Action| action.listed_as.is_some() && action.keys[0].is_some();
    let listed: Vec<&Action> = Action::ALL.iter().filter(is_listed).collect();
    let text = |action: &Action| action.keys().map(|key| in_words(key, ctx)).collect::<Vec<_>>().join(" · ");
    let line = |run: &[&Action]| match run {
        [first, .., last] => Some((format!("{} … {}", text(first), text(last)), first.listed_as?)),
        [only] => Some((text(only), only.listed_as?)),
        [] => None,
    };
    let runs = listed.chunk_by(|one, next| one.listed_as == next.listed_as);
    let mut lines: Vec<(String, Word)> = runs.filter_map(line).collect();
    let way_out = lines.len() - 1;
    lines.splice(way_out..way_out, gestures(ctx));
    lines
}

/// What widgets and pages do by themselves.
fn gestures(ctx: &Context) -> [(String, Word); 9] {
    let held = |modifiers: &Modifiers| ModifierNames::NAMES.format(modifiers, ctx.os().is_mac());
    let click = format!("{}+click · {}+click", held(&Modifiers::COMMAND), held(&Modifiers::ALT));
    [
        ("Esc".to_owned(), Word::CLOSE_DETAILS),
        ("Tab · Space".to_owned(), Word::KEY_FACETS),
        ("Delete".to_owned(), Word::KEY_EXCLUDE),
        (click, Word::KEY_EXCLUDE),
        ("↑ ↓ · Page Up · Page Down · Home · End".to_owned(), Word::KEY_RECORDS),
        (in_words(command(Key::A), ctx), Word::SELECT_ALL),
        ("← →".to_owned(), Word::KEY_DRAG),
        ("↕".to_owned(), Word::KEY_WHEEL),
        ("Double click".to_owned(), Word::SHOW_ALL_YEARS),
    ]
}

#[cfg(test)]
mod tests;
