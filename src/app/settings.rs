//! What the program remembers from one start to the next. Damaged settings cannot stop a start.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::panels::saved_views::NamedView;
use super::saving::Making;
use crate::export::write;
use crate::words::Lang;

/// Language, look, and how figures were made last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// Reads a file of settings.
    pub fn read(path: &Path) -> Found {
        match std::fs::read(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Found::Nothing,
            Err(_) => Found::Damaged,
            Ok(bytes) => serde_json::from_slice(&bytes).map_or(Found::Damaged, Found::Settings),
        }
    }

    /// Writes a file of settings, whole or not at all.
    ///
    /// # Errors
    /// Why it cannot be written; the program goes on without remembering.
    pub fn write(&self, path: &Path) -> Result<(), String> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| error.to_string())?;
        write(path, &bytes).map_err(|error| error.to_string())
    }

    /// Where the system keeps settings of its programs.
    pub fn default_path() -> Option<PathBuf> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_damage_is_told_apart_from_absence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new folder").join("settings.json");
        assert!(matches!(Settings::read(&path), Found::Nothing));
        let settings = Settings { lang: Some(Lang::Ko), dark: true, ..Settings::default() };
        settings.write(&path).unwrap();
        assert!(matches!(Settings::read(&path), Found::Settings(found) if found == settings));
        for damage in [&b""[..], b"{", b"[1]", b"\xff\xfe", b"{\"lang\": \"fr\"}"] {
            std::fs::write(&path, damage).unwrap();
            assert!(matches!(Settings::read(&path), Found::Damaged), "{damage:?}");
        }
        std::fs::write(&path, "{\"dark\": true, \"of a later version\": 1}").unwrap();
        assert!(matches!(Settings::read(&path), Found::Settings(found) if found.dark));
    }
}
