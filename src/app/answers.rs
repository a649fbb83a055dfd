//! Who answers filters: the caller at once where facts are few, else a thread that the window waits for only a moment.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use egui::Context;

use crate::data::{Dataset, Table};
use crate::query::{Answer, Engine, Filter};

/// Up to so many facts every answer and every picture is there before anyone could see that it was not.
const FEW_FACTS: usize = 200_000;
/// How long a frame waits for an answer that is nearly there: most are.
const A_MOMENT: Duration = Duration::from_millis(4);

/// Indicators go through the facts many times over: so many are enough to be felt.
const FEW_FACTS_TO_FIND: usize = 20_000;

/// Whether a dataset is so large that its answers and pictures are made away from the window.
pub fn is_large(dataset: &Dataset) -> bool {
    facts(dataset) > FEW_FACTS
}

/// Whether a dataset is so large that what its indicators say is found away from the window.
pub fn is_large_to_find(dataset: &Dataset) -> bool {
    facts(dataset) > FEW_FACTS_TO_FIND
}

fn facts(dataset: &Dataset) -> usize {
    Table::ALL.into_iter().map(|table| dataset.table(table).len()).sum()
}

/// Answers filters; the newest wins.
pub enum Answerer {
    /// On the spot.
    Here(Box<Engine>),
    /// On a thread of its own.
    There(Thread),
}

/// The thread's end in the window.
pub struct Thread {
    wishes: Sender<Filter>,
    answers: Receiver<(Filter, Arc<Answer>)>,
    /// The window to wake when an answer is there, once there is one.
    window: Arc<OnceLock<Context>>,
    /// What was asked last, and since when something is being answered.
    wanted: Option<(Filter, Instant)>,
}

impl Answerer {
    /// Puts an engine where it serves best.
    pub fn new(engine: Engine) -> Self {
        if !is_large(engine.dataset()) {
            return Self::Here(Box::new(engine));
        }
        let (give, take) = channel::<Engine>();
        let (wishes, to_answer) = channel();
        let (made, answers) = channel();
        let window = Arc::new(OnceLock::<Context>::new());
        let to_wake = Arc::clone(&window);
        let run = move || {
            if let Ok(engine) = take.recv() {
                answer_all(engine, &to_answer, &made, &to_wake);
            }
        };
        let is_there = std::thread::Builder::new().name("answers".to_owned()).spawn(run).is_ok();
        if !is_there {
            return Self::Here(Box::new(engine));
        }
        match give.send(engine) {
            Ok(()) => Self::There(Thread { wishes, answers, window, wanted: None }),
            Err(returned) => Self::Here(Box::new(returned.0)),
        }
    }

    /// Tells which window to wake.
    pub fn wake(&self, window: &Context) {
        if let Self::There(thread) = self {
            // A second window would be told already.
            let _ = thread.window.set(window.clone());
        }
    }

    /// Asks for an answer. It comes at once, or [`Self::poll`] brings it.
    pub fn ask(&mut self, filter: &Filter) -> Option<(Filter, Arc<Answer>)> {
        match self {
            Self::Here(engine) => Some((filter.clone(), engine.answer(filter))),
            Self::There(thread) => thread.ask(filter),
        }
    }

    /// The newest answer that has come since.
    pub fn poll(&mut self) -> Option<(Filter, Arc<Answer>)> {
        match self {
            Self::Here(_) => None,
            Self::There(thread) => {
                let newest = thread.answers.try_iter().last();
                thread.take(newest)
            }
        }
    }

    /// Since when an answer is being waited for.
    pub fn waiting_since(&self) -> Option<Instant> {
        match self {
            Self::Here(_) => None,
            Self::There(thread) => thread.wanted.as_ref().map(|(_, since)| *since),
        }
    }
}

impl Thread {
    fn ask(&mut self, filter: &Filter) -> Option<(Filter, Arc<Answer>)> {
        let began = Instant::now();
        let since = self.wanted.as_ref().map_or(began, |(_, since)| *since);
        self.wanted = Some((filter.clone(), since));
        // The thread ends with the window only: then nobody waits for an answer.
        let _ = self.wishes.send(filter.clone());
        let mut newest = None;
        while newest.as_ref().is_none_or(|(answered, _)| answered != filter) {
            match self.answers.recv_timeout(A_MOMENT.saturating_sub(began.elapsed())) {
                Ok(answer) => newest = Some(answer),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        self.take(newest)
    }

    fn take(&mut self, newest: Option<(Filter, Arc<Answer>)>) -> Option<(Filter, Arc<Answer>)> {
        if let Some((answered, _)) = &newest
            && self.wanted.as_ref().is_some_and(|(wanted, _)| wanted == answered)
        {
            self.wanted = None;
        }
        newest
    }
}

/// Answers what was asked last, until the window is gone.
fn answer_all(
    mut engine: Engine,
    to_answer: &Receiver<Filter>,
    answered: &Sender<(Filter, Arc<Answer>)>,
    window: &OnceLock<Context>,
) {
    while let Ok(filter) = to_answer.recv() {
        let filter = to_answer.try_iter().last().unwrap_or(filter);
        let answer = engine.answer(&filter);
        if answered.send((filter, answer)).is_err() {
            return;
        }
        if let Some(window) = window.get() {
            window.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::data::open::{Progress, open};
    use crate::query::Years;

    #[test]
    fn the_newest_of_many_wishes_is_answered_in_the_end() {
        let sample = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"));
        let dataset = open(sample, &Progress::default()).unwrap().dataset;
        let mut engine = Engine::new(Arc::clone(&dataset));
        let (wishes, to_answer) = channel();
        let (made, answers) = channel();
        let worker = Engine::new(dataset);
        let thread = std::thread::Builder::new().name("answers".to_owned());
        let _running = thread.spawn(move || answer_all(worker, &to_answer, &made, &OnceLock::new())).unwrap();
        let mut asker = Answerer::There(Thread { wishes, answers, window: Arc::new(OnceLock::new()), wanted: None });
        let mut newest = None;
        let filter = |from| Filter { years: Some(Years { from, to: 2020 }), ..Filter::default() };
        for from in 1960..2010 {
            newest = asker.ask(&filter(from)).or(newest);
        }
        let deadline = Instant::now() + Duration::from_secs(20);
        while asker.waiting_since().is_some() {
            assert!(Instant::now() < deadline);
            newest = asker.poll().or(newest);
        }
        let (answered, answer) = newest.unwrap();
        assert_eq!(answered, filter(2009));
        assert_eq!(answer, engine.answer(&answered));
    }
}
