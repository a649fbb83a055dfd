//! A database and the view of all of it: what every bench lays out.

use std::path::Path;
use std::sync::Arc;

use city_diplomacy_explorer::chart::{ChartInput, ChartOptions};
use city_diplomacy_explorer::data::Dataset;
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::query::{Answer, Engine, Filter};
use city_diplomacy_explorer::words::Lang;

pub fn opened(path: &Path) -> Arc<Dataset> {
    open(path, &Progress::default()).expect("the database opens").dataset
}

/// All of a database, as the window has it when it opens.
pub struct View {
    dataset: Arc<Dataset>,
    answer: Arc<Answer>,
    filter: Filter,
    options: ChartOptions,
}

impl View {
    pub fn of_all(dataset: Arc<Dataset>) -> Self {
        let filter = Filter::default();
        let answer = Engine::new(Arc::clone(&dataset)).answer(&filter);
        Self { dataset, answer, filter, options: ChartOptions::default() }
    }

    pub fn input(&self, lang: Lang) -> ChartInput<'_> {
        ChartInput {
            dataset: &self.dataset,
            answer: &self.answer,
            whole: &self.answer,
            filter: &self.filter,
            options: &self.options,
            lang,
        }
    }
}
