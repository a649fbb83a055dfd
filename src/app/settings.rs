//! What the program remembers from one start to the next. Damaged settings cannot stop a start.

use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::panels::saved_views::NamedView;
use super::saving::Making;
use crate::export::{ExportError, write};
use crate::words::Lang;

/// Language, look, and how figures were made last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the interface; that of the system unless chosen.
    pub lang: Option<Lang>,
    /// Dark instead of light.
    pub dark: bool,
    /// How figures were made last.
    pub making: Making,
    /// Views that were given a name.
    pub views: Vec<NamedView>,
    /// Of this form; a later program may write another.
    pub version: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { version: Self::VERSION, lang: None, dark: false, making: Making::default(), views: Vec::new() }
    }
}

/// What was found on disk.
pub enum Found {
    /// Nothing yet.
    Nothing,
    /// Settings of an earlier run.
    Settings(Settings),
    /// Something that cannot be read: the start goes on without it.
    Damaged,
}

impl Settings {
    /// The form that this program writes.
    pub const VERSION: u32 = 1;

    /// Reads a file of settings.
    pub fn read(path: &Path) -> Found {
        match std::fs::read(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Found::Nothing,
            Err(_) => Found::Damaged,
            Ok(bytes) => Self::parse(&bytes).map_or(Found::Damaged, Found::Settings),
        }
    }

    /// What can be read of an object; nothing of anything else.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let Value::Object(mut fields) = serde_json::from_slice(bytes).ok()? else { return None };
        if let Some(Value::Object(making)) = fields.get_mut("making") {
            keep_readable::<Making>(making);
        }
        if let Some(Value::Array(views)) = fields.get_mut("views") {
            views.retain(|view| NamedView::deserialize(view).is_ok());
        }
        keep_readable::<Self>(&mut fields);
        serde_json::from_value(Value::Object(fields)).ok()
    }

    /// Writes a file of settings, whole or not at all. What another window of the program changed meanwhile stays:
    /// only what differs from `last`, the settings this window knew, is written over it. Those of a later version stay
    /// as they are.
    ///
    /// # Errors
    /// Why it cannot be written; the program goes on without remembering.
    pub fn write(&self, path: &Path, last: &Self) -> Result<(), ExportError> {
        let others = match Self::read(path) {
            Found::Settings(others) if others.version > Self::VERSION => return Ok(()),
            Found::Settings(others) => others,
            Found::Nothing | Found::Damaged => last.clone(),
        };
        self.over(last, others).write_whole(path)
    }

    /// These settings where they differ from the last ones, the others' elsewhere.
    fn over(&self, last: &Self, others: Self) -> Self {
        Self {
            version: Self::VERSION,
            lang: if self.lang == last.lang { others.lang } else { self.lang },
            dark: if self.dark == last.dark { others.dark } else { self.dark },
            making: if self.making == last.making { others.making } else { self.making.clone() },
            views: self.views_over(last, others.views),
        }
    }

    /// The others' views without those that were deleted here, and those that were kept here.
    fn views_over(&self, last: &Self, others: Vec<NamedView>) -> Vec<NamedView> {
        let is_kept = |view: &NamedView| self.views.iter().any(|own| own.name == view.name);
        let is_deleted = |view: &NamedView| last.views.iter().any(|old| old.name == view.name) && !is_kept(view);
        let changed: Vec<&NamedView> = self.views.iter().filter(|view| !last.views.contains(view)).collect();
        let is_changed = |view: &NamedView| changed.iter().any(|own| own.name == view.name);
        let mut views: Vec<NamedView> =
            others.into_iter().filter(|view| !is_deleted(view) && !is_changed(view)).collect();
        views.extend(changed.into_iter().cloned());
        views.sort_by(|a, b| a.name.cmp(&b.name));
        views
    }

    fn write_whole(&self, path: &Path) -> Result<(), ExportError> {
        let failed = |source: io::Error| ExportError::Write { path: path.to_owned(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| failed(error.into()))?;
        write(path, &bytes)
    }

    /// Where settings lie: beside the program if it is a portable one, else where the system keeps those of its programs.
    pub fn default_path() -> Option<PathBuf> {
        let program = std::env::current_exe().ok();
        program.as_deref().and_then(Self::portable_path).or_else(Self::system_path)
    }

    /// Beside a program in whose folder a file `portable` lies: it takes its settings along, and leaves none elsewhere.
    fn portable_path(program: &Path) -> Option<PathBuf> {
        let folder = program.parent()?;
        folder.join("portable").exists().then(|| folder.join("settings").join("settings.json"))
    }

    fn system_path() -> Option<PathBuf> {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = if cfg!(windows) {
            variable("APPDATA")
        } else if cfg!(target_os = "macos") {
            variable("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            variable("XDG_CONFIG_HOME").or_else(|| variable("HOME").map(|home| home.join(".config")))
        };
        folder.map(|folder| folder.join("city-diplomacy-explorer").join("settings.json"))
    }
}

/// Drops the values of an object that cannot be read: each costs only itself.
fn keep_readable<T: DeserializeOwned>(fields: &mut Map<String, Value>) {
    fields.retain(|name, value| {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        serde_json::from_value::<T>(Value::Object(alone)).is_ok()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_damage_is_told_apart_from_absence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new folder").join("settings.json");
        assert!(matches!(Settings::read(&path), Found::Nothing));
        let settings = Settings { lang: Some(Lang::Ko), dark: true, ..Settings::default() };
        settings.write(&path, &Settings::default()).unwrap();
        assert!(matches!(Settings::read(&path), Found::Settings(found) if found == settings));
        for damage in [&b""[..], b"{", b"[1]", b"\xff\xfe"] {
            std::fs::write(&path, damage).unwrap();
            assert!(matches!(Settings::read(&path), Found::Damaged), "{damage:?}");
        }
        std::fs::write(&path, "{\"dark\": true, \"of a later version\": 1}").unwrap();
        assert!(matches!(Settings::read(&path), Found::Settings(found) if found.dark));
    }

    #[test]
    fn a_value_that_cannot_be_read_costs_only_itself() {
        let read = |text: &str| Settings::parse(text.as_bytes()).unwrap();
        assert_eq!(read("{\"lang\": \"fr\"}"), Settings::default());
        assert_eq!(read("{\"lang\": \"fr\", \"dark\": true}"), Settings { dark: true, ..Settings::default() });
        let making = read("{\"making\": {\"format\": \"webp\", \"byline\": \"Seoul\"}}").making;
        assert_eq!(making, Making { byline: "Seoul".to_owned(), ..Making::default() });
        let views = "[{\"name\": \"a\", \"view\": {}}, {\"name\": \"b\", \"view\": {\"page\": \"map\"}}, 7]";
        let views = read(&format!("{{\"views\": {views}, \"dark\": true}}")).views;
        assert_eq!(views.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn settings_that_cannot_be_written_say_so_in_both_languages() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let settings = Settings { dark: true, ..Settings::default() };
        let error = settings.write(&file.join("settings.json"), &Settings::default()).unwrap_err();
        for lang in Lang::ALL {
            assert!(error.explain(lang).what.contains("settings.json"), "{error}");
        }
    }

    #[test]
    fn a_portable_program_keeps_its_settings_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("도시외교").join("city-diplomacy.exe");
        std::fs::create_dir(program.parent().unwrap()).unwrap();
        assert_eq!(Settings::portable_path(&program), None);
        std::fs::write(program.with_file_name("portable"), "").unwrap();
        let path = Settings::portable_path(&program).unwrap();
        assert_eq!(path, program.parent().unwrap().join("settings").join("settings.json"));
        Settings::default().write(&path, &Settings::default()).unwrap();
        assert!(matches!(Settings::read(&path), Found::Settings(_)));
    }

    #[test]
    fn settings_of_the_first_version_are_read_whole() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/settings-0.1.json");
        let Found::Settings(found) = Settings::read(Path::new(path)) else { panic!("no settings") };
        assert_eq!((found.lang, found.dark, found.making.byline.as_str()), (Some(Lang::Ko), true, "국제협력과"));
        assert_eq!(
            found.making.charts.iter().map(|chart| chart.id()).collect::<Vec<_>>(),
            ["timeline", "partner-mix", "threat-share"]
        );
        let [NamedView { name, view }] = &found.views[..] else { panic!("{:?}", found.views) };
        assert_eq!((name.as_str(), view.membership.id()), ("서울·부산", "graph"));
        assert_eq!(view.filter.years.map(|years| (years.from, years.to)), Some((1995, 2024)));
    }

    #[test]
    fn two_windows_keep_what_the_other_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let start = Settings::default();
        start.write(&path, &start).unwrap();
        let dark = Settings { dark: true, ..start.clone() };
        let korean = Settings { lang: Some(Lang::Ko), ..start.clone() };
        dark.write(&path, &start).unwrap();
        korean.write(&path, &start).unwrap();
        let Found::Settings(found) = Settings::read(&path) else { panic!("no settings") };
        assert_eq!((found.lang, found.dark), (Some(Lang::Ko), true));
        std::fs::write(&path, "{\"version\": 9, \"dark\": false}").unwrap();
        dark.write(&path, &start).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"version\": 9, \"dark\": false}");
    }
}
