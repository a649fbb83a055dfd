//! Times every step of the workload on one database: `cargo run --release --example measure -- FILE [--json OUT]`.
//!
//! The JSON holds the steps and the counts that answer them, so that other engines can be measured by the same. With
//! `--figures` it measures everything that the guide's table of speed holds; `scripts/speed` does so and writes that table.

mod frames;
mod guide;
mod oracle;
#[path = "../generate/workload.rs"]
mod workload;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use city_diplomacy_explorer::data::open::{Progress, Stage, open};
use city_diplomacy_explorer::data::{Dataset, Field, Table};
use city_diplomacy_explorer::query::indicators::{Counting, Indicator, Question, findings};
use city_diplomacy_explorer::query::{Answer, Engine, Filter};
use clap::Parser;
use guide::Figures;
use serde_json::{Value, json};

/// Time every step of the workload on one database.
#[derive(Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
struct Args {
    /// The database.
    #[arg(required_unless_present = "guide")]
    db: Option<PathBuf>,
    /// How often each series is repeated; each step counts by its fastest time.
    #[arg(long, default_value_t = 5)]
    repeat: usize,
    /// Measure nothing: compare every step, and 200 random filters, with SQL.
    #[arg(long)]
    verify: bool,
    /// Measure the window instead: every frame after a change of the filter, down to its triangles.
    #[arg(long)]
    frames: bool,
    /// With every frame drawn on the processor, as where there is no OpenGL.
    #[arg(long, requires = "frames")]
    processor: bool,
    /// Only the series whose names begin with this.
    #[arg(long, default_value = "")]
    series: String,
    /// Measure how soon opening ends once someone asks it to, at twenty moments of it.
    #[arg(long)]
    cancel: bool,
    /// Write steps, answers and times into this file.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Measure steps, frames, indicators and stopping, and write the figures into this file.
    #[arg(long, conflicts_with_all = ["verify", "frames", "cancel", "series", "json"])]
    figures: Option<PathBuf>,
    /// Measure nothing: write these files of figures into the guide, as a table.
    #[arg(long, num_args = 1.., requires_all = ["date", "command"])]
    guide: Vec<PathBuf>,
    /// The day on which the figures of the guide were measured.
    #[arg(long)]
    date: Option<String>,
    /// The command that measured the figures of the guide.
    #[arg(long)]
    command: Option<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse();
    let Some(db) = &args.db else {
        return write_guide(&args.guide, &args.date.unwrap_or_default(), &args.command.unwrap_or_default());
    };
    if args.frames {
        frames::measure(db, &args.series, args.repeat, args.processor)?;
    } else if args.cancel {
        cancel(db)?;
    } else {
        let mut figures = steps(db, &args)?;
        if let Some(path) = &args.figures {
            figures.cells.extend(frames::measure(db, "", args.repeat, false)?);
            figures.cells.insert("stopping".to_owned(), vec![cancel(db)?.as_secs_f64() * 1e3]);
            std::fs::write(path, serde_json::to_string(&figures)?)?;
        }
    }
    Ok(())
}

/// Opens the database and times every step of the workload on it, or compares it with SQL.
fn steps(db: &Path, args: &Args) -> Result<Figures, Box<dyn std::error::Error>> {
    let (began, cpu) = (Instant::now(), processor_seconds());
    let loaded = open(db, &Progress::default()).map_err(|error| error.to_string())?;
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
        verify(db, &dataset, &mut engine)?;
        return Ok(Figures::default());
    }
    let activities = dataset.table(Table::Activities).len();
    let memory = dataset.memory();
    let per = |bytes: usize| bytes as f64 / activities as f64;
    let [texts, columns, indexes] = [memory.texts, memory.others, engine.bytes()].map(per);
    println!("{activities} activities: check {checking:.2?}, load {load:.2?}, index {index:.2?}");
    println!("bytes an activity: {texts:.1} text, {columns:.1} columns, {indexes:.1} indexes");
    let load_seconds = (load + index).as_secs_f64();
    let processors = std::thread::available_parallelism()?.get();
    let mut figures = Figures { activities, processors, ..Figures::default() };
    figures.cells.insert("opening".to_owned(), vec![load_seconds]);
    figures.cells.insert("memory".to_owned(), vec![columns, indexes]);
    figures.cells.insert("indicators".to_owned(), vec![indicators(&dataset, args.repeat)]);
    let mut series = Vec::new();
    // The other engines know activities only, so they cannot play the sets of cities.
    let is_played = |name: &str| name.starts_with(&args.series) && !(args.json.is_some() && name == "members");
    for (name, filters) in workload::series(&dataset).into_iter().filter(|(name, _)| is_played(name)) {
        let fastest = fastest(&dataset, &mut engine, name, &filters, args.repeat);
        // The first step of a brush makes the sums that the others live on.
        let steps = if name.starts_with("brush") { &fastest[1..] } else { &fastest[..] };
        let [middle, high, first] = [quantile(steps, 0.5), quantile(steps, 0.95), fastest[0]];
        println!("{name:<16} {middle:>9.4} ms p50 {high:>9.4} ms p95   first step {first:.3} ms");
        figures.cells.insert(name.to_owned(), vec![middle, high]);
        let answers: Vec<Value> = if args.json.is_some() {
            filters.iter().map(|filter| step(&dataset, filter, &engine.answer(filter))).collect()
        } else {
            Vec::new()
        };
        series.push(json!({ "name": name, "milliseconds": fastest, "steps": answers }));
    }
    if let Some(path) = &args.json {
        let report = json!({ "activities": activities, "load_seconds": load_seconds, "series": series });
        std::fs::write(path, report.to_string())?;
    }
    Ok(figures)
}

/// The fastest of so many plays of each step, in milliseconds.
fn fastest(dataset: &Arc<Dataset>, engine: &mut Engine, name: &str, filters: &[Filter], repeat: usize) -> Vec<f64> {
    let mut fastest = vec![f64::INFINITY; filters.len()];
    for _ in 0..repeat {
        if name == "text" {
            // An engine remembers what it found.
            *engine = Engine::new(Arc::clone(dataset));
        }
        engine.answer(&Filter::default());
        for (filter, fastest) in filters.iter().zip(&mut fastest) {
            let began = Instant::now();
            let answer = engine.answer(filter);
            *fastest = fastest.min(began.elapsed().as_secs_f64() * 1e3);
            drop(answer);
        }
    }
    fastest
}

/// How long all indicators of the whole database take: the median of so many times, in milliseconds.
fn indicators(dataset: &Arc<Dataset>, repeat: usize) -> f64 {
    let (filter, counting) = (Filter::default(), Counting::default());
    let answer = Answer::new(dataset, &filter);
    let question = Question { dataset, filter: &filter, answer: &answer, counting: &counting };
    let play = |_| {
        let began = Instant::now();
        drop(findings(question, &Indicator::ALL));
        began.elapsed().as_secs_f64() * 1e3
    };
    let middle = quantile(&(0..repeat).map(play).collect::<Vec<_>>(), 0.5);
    println!("all indicators: {middle:.1} ms p50");
    middle
}

/// Writes files of figures into every page of the guide, the smallest database first.
fn write_guide(files: &[PathBuf], date: &str, command: &str) -> Result<(), Box<dyn std::error::Error>> {
    let read = |path: &PathBuf| -> Result<Figures, Box<dyn std::error::Error>> {
        Ok(serde_json::from_slice(&std::fs::read(path)?)?)
    };
    let mut measured: Vec<Figures> = files.iter().map(read).collect::<Result<_, _>>()?;
    measured.sort_by_key(|figures| figures.activities);
    for (page, lang) in guide::PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        if !path.exists() {
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        let parts =
            text.split_once(guide::BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(guide::END)?)));
        let (before, (_, after)) = parts.ok_or_else(|| format!("{page} has no place for the table of speed"))?;
        let table = guide::table(&measured, date, command, lang);
        std::fs::write(&path, [before, guide::BEGIN, &table, guide::END, after].concat())?;
        println!("{page}: {} sizes", measured.len());
    }
    Ok(())
}

/// Compares every step of the workload and 200 random filters with SQL.
fn verify(path: &Path, dataset: &Dataset, engine: &mut Engine) -> Result<(), Box<dyn std::error::Error>> {
    let connection = oracle::connect(path, dataset)?;
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

/// Asks opening and indexing to stop at twenty moments; prints and gives how long that took at most.
fn cancel(path: &Path) -> Result<Duration, Box<dyn std::error::Error>> {
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
    Ok(longest)
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
