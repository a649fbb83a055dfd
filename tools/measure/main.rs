//! Times every step of the workload on one database: `cargo run --release --example measure -- FILE [--json OUT]`.
//!
//! The JSON holds the steps and the counts that answer them, so that other engines can be measured by the same.

mod frames;
mod oracle;
#[path = "../generate/workload.rs"]
mod workload;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use city_diplomacy_explorer::data::open::{Progress, Stage, open};
use city_diplomacy_explorer::data::{Dataset, Field, Table};
use city_diplomacy_explorer::query::{Answer, Engine, Filter};
use clap::Parser;
use serde_json::{Value, json};

/// Time every step of the workload on one database.
#[derive(Parser)]
struct Args {
    /// The database.
    db: PathBuf,
    /// How often each series is repeated; each step counts by its fastest time.
    #[arg(long, default_value_t = 5)]
    repeat: usize,
    /// Measure nothing: compare every step, and 200 random filters, with SQL.
    #[arg(long)]
    verify: bool,
    /// Measure the window instead: every frame after a change of the filter, down to its triangles.
    #[arg(long)]
    frames: bool,
    /// Only the series whose names begin with this.
    #[arg(long, default_value = "")]
    series: String,
    /// Measure how soon opening ends once someone asks it to, at twenty moments of it.
    #[arg(long)]
    cancel: bool,
    /// Write steps, answers and times into this file.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse();
    if args.frames {
        return frames::measure(&args.db, &args.series, args.repeat);
    }
    if args.cancel {
        return cancel(&args.db);
    }
    let (began, cpu) = (Instant::now(), processor_seconds());
    let loaded = open(&args.db, &Progress::default()).map_err(|error| error.to_string())?;
    let checking = loaded.report.timings.iter().filter(|(stage, _)| *stage == Stage::Checking).map(|(_, time)| *time);
    let checking: Duration = checking.sum();
    let load = began.elapsed().saturating_sub(checking);
    let timings = loaded.report.timings.iter().map(|(stage, time)| format!("{stage:?} {time:.2?}"));
    println!("{}; processor {:.2} s", timings.collect::<Vec<_>>().join(", "), processor_seconds() - cpu);
    let dataset = loaded.dataset;
    let (began, cpu) = (Instant::now(), processor_seconds());
    let mut engine = Engine::new(Arc::clone(&dataset));
    let index = began.elapsed();
    println!("index: processor {:.2} s", processor_seconds() - cpu);
    if args.verify {
        return verify(&args.db, &dataset, &mut engine);
    }
    let activities = dataset.table(Table::Activities).len();
    let memory = dataset.memory();
    let per = |bytes: usize| bytes as f64 / activities as f64;
    println!("{activities} activities: check {checking:.2?}, load {load:.2?}, index {index:.2?}");
    println!(
        "bytes an activity: {:.1} text, {:.1} columns, {:.1} indexes",
        per(memory.texts),
        per(memory.others),
        per(engine.bytes())
    );
    let mut series = Vec::new();
    for (name, filters) in workload::series(&dataset).into_iter().filter(|(name, _)| name.starts_with(&args.series)) {
        let mut fastest = vec![f64::INFINITY; filters.len()];
        for _ in 0..args.repeat {
            if name == "text" {
                // An engine remembers what it found.
                engine = Engine::new(Arc::clone(&dataset));
            }
            engine.answer(&Filter::default());
            for (filter, fastest) in filters.iter().zip(&mut fastest) {
                let began = Instant::now();
                let answer = engine.answer(filter);
                *fastest = fastest.min(began.elapsed().as_secs_f64() * 1e3);
                drop(answer);
            }
        }
        // The first step of a brush makes the sums that the others live on.
        let steps = if name.starts_with("brush") { &fastest[1..] } else { &fastest[..] };
        let [middle, high, first] = [quantile(steps, 0.5), quantile(steps, 0.95), fastest[0]];
        println!("{name:<16} {middle:>9.4} ms p50 {high:>9.4} ms p95   first step {first:.3} ms");
        let answers: Vec<Value> = if args.json.is_some() {
            filters.iter().map(|filter| step(&dataset, filter, &engine.answer(filter))).collect()
        } else {
            Vec::new()
        };
        series.push(json!({ "name": name, "milliseconds": fastest, "steps": answers }));
    }
    if let Some(path) = args.json {
        let load_seconds = load.as_secs_f64() + index.as_secs_f64();
        let report = json!({ "activities": activities, "load_seconds": load_seconds, "series": series });
        std::fs::write(path, report.to_string())?;
    }
    Ok(())
}

/// Compares every step of the workload and 200 random filters with SQL.
fn verify(path: &Path, dataset: &Dataset, engine: &mut Engine) -> Result<(), Box<dyn std::error::Error>> {
    let connection = oracle::connect(path)?;
    let mut lot = oracle::Lot(3);
    let random = (0..200).map(|_| oracle::random_filter(dataset, &mut lot)).collect();
    for (name, filters) in workload::series(dataset).into_iter().chain([("random", random)]) {
        let began = Instant::now();
        for (turn, filter) in filters.iter().enumerate() {
            oracle::check(&connection, dataset, filter, &engine.answer(filter), (turn, 3))?;
        }
        println!("{name:<16} {} filters, rows and 3 fields each, equal SQL ({:.1?})", filters.len(), began.elapsed());
    }
    Ok(())
}

/// Asks opening and indexing to stop at twenty moments, and prints how long that took at most.
fn cancel(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let open_whole = |progress: &Progress| {
        let loaded = open(path, progress).ok()?;
        Engine::build(loaded.dataset, |_| !progress.is_cancelled())
    };
    let began = Instant::now();
    drop(open_whole(&Progress::default()));
    let whole = began.elapsed();
    let mut longest = Duration::ZERO;
    for part in 1..=20 {
        let progress = Progress::default();
        let handle = progress.clone();
        let took = std::thread::scope(|scope| -> std::io::Result<Option<Duration>> {
            let opening = std::thread::Builder::new().name("open".to_owned());
            let opening = opening.spawn_scoped(scope, || {
                let is_whole = open_whole(&handle).is_some();
                (is_whole, Instant::now())
            })?;
            std::thread::sleep(whole * part / 21);
            let asked = Instant::now();
            progress.cancel();
            Ok(opening
                .join()
                .ok()
                .filter(|(is_whole, _)| !is_whole)
                .map(|(_, ended)| ended.saturating_duration_since(asked)))
        })?;
        longest = longest.max(took.unwrap_or_default());
    }
    println!("opening takes {whole:.2?}; asked to stop, it ended within {longest:.2?}");
    Ok(())
}

/// Processor time of the main thread, where the system tells it: what counts on a machine that others use too.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

/// The time that so many of a hundred steps stay below.
pub fn quantile(times: &[f64], part: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}

/// What a step includes, and the counts of every facet of activities, by id.
fn step(dataset: &Dataset, filter: &Filter, answer: &Answer) -> Value {
    let facets = Field::ALL.into_iter().filter(|field| field.counted_table() == Table::Activities);
    let counts = facets.map(|field| {
        let values = dataset.vocabulary(field).iter();
        let counted = values.zip(answer.table(Table::Activities).counts(field)).filter(|(_, count)| **count > 0);
        let counts: serde_json::Map<String, Value> =
            counted.map(|((_, value), &count)| (value.id.clone(), count.into())).collect();
        (field.id().to_owned(), Value::Object(counts))
    });
    let counts: serde_json::Map<String, Value> = counts.collect();
    let facets = |field: &Field| field.counted_table() == Table::Activities;
    let chosen = filter.choices.iter().filter(|(field, _)| facets(field));
    let include: serde_json::Map<String, Value> =
        chosen.map(|(field, choice)| (field.id().to_owned(), json!(choice.include))).collect();
    json!({
        "include": include,
        "years": filter.years.map(|years| [years.from, years.to]),
        "text": filter.text,
        "total": answer.rows(Table::Activities).count(),
        "counts": counts,
    })
}
