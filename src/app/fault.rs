//! A fault of the program itself: a report without anyone's data, a message, never a window that vanishes.

use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::data::console;
use crate::data::contained::is_contained;
use crate::words::{Lang, Word};

/// Reports of one run; a fault that comes back with every frame must not fill the disk.
const MOST_REPORTS: usize = 5;

static REPORTS: AtomicUsize = AtomicUsize::new(0);
static WINDOW_LANG: OnceLock<Lang> = OnceLock::new();

/// From now on every fault writes a report into a folder; one that ends the program shows a message as well.
pub fn install(folder: PathBuf) {
    std::panic::set_hook(Box::new(move |info| {
        // Expected of bad input: it comes back as an error. And what ends with its console may lose anything on the way.
        if is_contained() || console::is_ending() {
            return;
        }
        let text = report(info);
        console::say(&text);
        let path = write(&folder, &text);
        let is_main = std::thread::current().name() == Some("main");
        if let (true, Some(lang)) = (is_main, WINDOW_LANG.get()) {
            let place = path.map_or_else(|| "stderr".to_owned(), |path| path.display().to_string());
            rfd::MessageDialog::new()
                .set_level(rfd::MessageLevel::Error)
                .set_title(Word::FAULT_TITLE.text(*lang))
                .set_description(Word::fault_text(*lang, &place))
                .show();
        }
    }));
}

/// There is a window: a fault that ends it is said in a window too.
pub fn has_window(lang: Lang) {
    // The first window of the program is its only one.
    let _ = WINDOW_LANG.set(lang);
}

/// Version, place in the sources, thread. The words of a panic may quote a cell or a path, so they stay out.
fn report(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(|| "unknown place".to_owned(), |at| format!("{}:{}", at.file(), at.line()));
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let version = env!("CARGO_PKG_VERSION");
    format!("City Diplomacy Explorer {version} ({system}) met a fault at {place} in thread {thread}\n")
}

fn write(folder: &Path, text: &str) -> Option<PathBuf> {
    let number = REPORTS.fetch_add(1, Ordering::Relaxed);
    if number >= MOST_REPORTS {
        return None;
    }
    std::fs::create_dir_all(folder).ok()?;
    let path = folder.join(format!("fault-{}-{}.txt", std::process::id(), number + 1));
    std::fs::write(&path, text).ok()?;
    Some(path)
}

/// Where reports go: beside the settings, or where temporary files go.
pub fn default_folder() -> PathBuf {
    let settings = super::settings::Settings::default_path().and_then(|path| path.parent().map(Path::to_owned));
    settings.unwrap_or_else(|| std::env::temp_dir().join("city-diplomacy-explorer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_leaves_a_report_without_the_words_of_the_panic() {
        let folder = tempfile::tempdir().unwrap();
        install(folder.path().join("reports"));
        let worker = std::thread::Builder::new().name("layout".to_owned());
        let broken = worker.spawn(|| panic!("a secret cell")).unwrap().join();
        drop(std::panic::take_hook());
        assert!(broken.is_err());
        let reports: Vec<String> = std::fs::read_dir(folder.path().join("reports"))
            .unwrap()
            .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        let report = reports.iter().find(|report| report.contains("in thread layout")).expect("a report");
        assert!(report.contains("fault.rs:"), "{report}");
        assert!(!reports.concat().contains("secret"), "{reports:?}");
    }
}
