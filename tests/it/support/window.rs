//! What every test does with the window: waits until a database is open, looks at its view, clicks by label.

use std::time::{Duration, Instant};

use city_diplomacy_explorer::app::{App, Workspace};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The window once its database is on screen.
pub fn opened(mut harness: Harness<'_, App>) -> Harness<'_, App> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while harness.state().workspace().is_none() {
        assert!(Instant::now() < deadline, "the database does not open");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    harness.run();
    harness
}

/// The open database and its view.
pub fn workspace<'a>(harness: &'a Harness<'_, App>) -> &'a Workspace {
    harness.state().workspace().expect("a database is open")
}

/// Clicks what is called so.
pub fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}
