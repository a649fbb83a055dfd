//! Records on their way into a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::{ChartFacts, Finished, Saving, Steps, Whose, ask_where, with_extension};
use crate::app::dialogs::Place;
use crate::app::tasks::Task;
use crate::app::workspace::Workspace;
use crate::data::Table;
use crate::export::{Format, RecordFile, refuse_source};
use crate::query::Order;
use crate::words::Lang;

/// Records to write.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordsWish {
    /// Whose.
    pub table: Table,
    /// Which, in which order.
    pub order: Arc<Order>,
    /// What kind of file.
    pub format: Format,
    /// Where to; the system's dialog asks where `None`.
    pub path: Option<PathBuf>,
    /// What the file would be called.
    pub suggested_name: String,
    /// Whether a file of that name may be replaced.
    pub replaces: bool,
}

impl Saving {
    /// Starts to write records as they read now.
    pub fn start_records(ctx: &Context, wish: RecordsWish, workspace: &Workspace, lang: Lang, place: Place) -> Self {
        let progress = Arc::new(Steps::default());
        let steps = Arc::clone(&progress);
        let facts = workspace.chart_facts(workspace.view().options.clone(), lang);
        let database = workspace.loaded.report.path.clone();
        let task = Task::start("export records", ctx, move || {
            let chosen = place.find(|dialog| ask_where(dialog, &wish.suggested_name, wish.format));
            chosen.map_or(Finished::Cancelled, |chosen| run(&wish, &chosen, &facts, &database, (lang, &steps)))
        });
        Self { task, progress, whose: Whose::Records }
    }
}

fn run(
    wish: &RecordsWish,
    chosen: &Path,
    facts: &ChartFacts,
    database: &Path,
    (lang, steps): (Lang, &Steps),
) -> Finished {
    let path = with_extension(chosen.to_owned(), wish.format);
    // The system's dialog asks about the name it was given, and about no other.
    let was_asked = wish.replaces || wish.path.is_none() && path == chosen;
    if path.exists() && !was_asked {
        return Finished::Exists { chosen: path.clone(), files: vec![path] };
    }
    if let Err(error) = refuse_source(database, &path) {
        return Finished::Failed(error);
    }
    let input = facts.input();
    let notes = RecordFile::notes(&input, wish.table);
    let file = RecordFile::new(input.dataset, wish.table, &wish.order, notes, lang);
    file.write(&path, wish.format, &mut |share| steps.go_on_by(share)).map(|()| Some(path)).into()
}
