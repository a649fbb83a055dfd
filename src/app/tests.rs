//! What the window does when a worker breaks off, a file changes, or a file is damaged.

use super::files::remedy;
use super::*;
use crate::chart::{Cell, Chart};
use crate::data::open::{FileStamp, Progress, open};

#[test]
fn a_worker_that_breaks_off_is_a_message_and_the_window_lives() {
    let ctx = Context::default();
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.db");
    let start = Start { path: Some(missing.clone()), ..Start::default() };
    let mut app = App::new(&ctx, start, Lang::En, Instant::now());
    let mut opening = Opening::start(&ctx, missing);
    opening.task = Task::start("open", &ctx, || panic!("a fault put in by a test"));
    app.opening = Some(opening);
    let deadline = Instant::now() + std::time::Duration::from_secs(20);
    while app.opening.is_some() {
        assert!(Instant::now() < deadline);
        app.poll_tasks(&ctx);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let said = app.failure.as_ref().map(|failure| failure(Lang::En).to_string()).unwrap_or_default();
    assert!(said.contains("none.db") && said.contains("fault of its own"), "{said}");
    let input = egui::RawInput::default();
    let mut frames = 0;
    let mut output = ctx.run_ui(input, |ui| {
        app.show(ui);
        frames += 1;
    });
    output.textures_delta.clear();
    assert!(frames > 0, "the window is drawn on");
}

#[test]
fn a_changed_file_is_noticed_and_read_again_with_the_same_view() {
    let ctx = Context::default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.db");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"), &path).unwrap();
    let start = Start { path: Some(path.clone()), ..Start::default() };
    let mut app = App::new(&ctx, start, Lang::En, Instant::now());
    let wait = |app: &mut App, what: &dyn Fn(&App) -> bool| {
        let deadline = Instant::now() + std::time::Duration::from_secs(30);
        while !what(app) {
            assert!(Instant::now() < deadline);
            app.poll_tasks(&ctx);
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    wait(&mut app, &|app| app.workspace.is_some() && app.opening.is_none());
    let workspace = app.workspace.as_mut().unwrap();
    workspace.apply(Command::Include(crate::data::Field::City, "seoul".to_owned()));
    let filter = workspace.view().filter.clone();
    assert!(!app.watch.as_ref().unwrap().is_changed());
    let newer = std::fs::read(&path).unwrap();
    std::fs::write(&path, newer).unwrap();
    assert_ne!(FileStamp::of(&path), app.workspace.as_ref().unwrap().loaded.report.stamp);
    wait(&mut app, &|app| app.watch.as_ref().unwrap().is_changed());
    app.act(&ctx, Request::Reload);
    wait(&mut app, &|app| app.opening.is_none());
    assert_eq!(app.workspace.as_ref().unwrap().view().filter, filter);
    assert!(!app.watch.as_ref().unwrap().is_changed());
}

#[test]
fn a_damaged_file_offers_what_can_be_read_and_says_so_for_good() {
    const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.db");
    let mut changed = std::fs::read(SAMPLE).unwrap();
    // The page on which a membership stands.
    let whole = open(std::path::Path::new(SAMPLE), &Progress::default()).unwrap();
    let id = whole.dataset.table(crate::data::Table::Memberships).ids.get(0);
    let page = memchr::memmem::find(&changed, id.as_bytes()).unwrap() / 4096;
    changed[4096 * page..4096 * (page + 1)].fill(0xAB);
    std::fs::write(&path, changed).unwrap();
    let error = open(&path, &Progress::default()).unwrap_err();
    assert_eq!(remedy(&error), Some(Remedy::ReadDamaged(path.clone())));
    let loaded = crate::data::open::open_damaged(&path, &Progress::default()).unwrap();
    assert!(loaded.dataset.meta.is_damaged);
    let workspace = Workspace::new(loaded);
    for lang in Lang::ALL {
        let text = crate::chart::FigureText::of(Chart::TIMELINE, &workspace.chart_input(lang));
        let stamp = Word::DAMAGED_STAMP.text(lang);
        assert!(text.source_note.starts_with(stamp), "{}", text.source_note);
        for chart in Chart::ALL {
            let table = chart.table(&workspace.chart_input(lang));
            assert_eq!(table.columns.last().map(String::as_str), Some(Word::NOTE_WORD.text(lang)));
            let is_stamped = |row: &Vec<Cell>| row.last() == Some(&Cell::Text(stamp.to_owned()));
            assert!(table.rows.iter().all(|row| is_stamped(row) && row.len() == table.columns.len()), "{chart:?}");
        }
        assert!(!Chart::TIMELINE.table(&workspace.chart_input(lang)).rows.is_empty());
    }
}

#[test]
fn nothing_else_is_asked_while_a_dialog_of_the_system_is_open() {
    let ctx = Context::default();
    let folder = tempfile::tempdir().unwrap();
    let path = Some(folder.path().join("none.db"));
    let mut app = App::new(&ctx, Start { path, ..Start::default() }, Lang::En, Instant::now());
    let first = app.dialogs.ask().expect("no dialog is open");
    app.act(&ctx, Request::ChooseFile);
    assert!(app.choosing.is_none(), "a second one would lose what is chosen in the first");
    app.act(&ctx, Request::Import(importing::ImportStep::ChooseFile));
    assert!(!app.panels.importing.is_choosing());
    drop(first);
    assert!(app.dialogs.ask().is_some());
}
