//! Speed of opening, of every kind of filter change, and of drawing: `cargo bench --bench engine`.
//!
//! `ACTIVITIES=5000000 cargo bench --bench engine` measures another size than a million. Databases are invented once
//! and kept in `target/bench-data`.
#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement fails like a test")]

#[path = "../tools/generate/register.rs"]
mod register;
mod view;
#[path = "../tools/generate/workload.rs"]
mod workload;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use city_diplomacy_explorer::app::{Command, Headless, Start};
use city_diplomacy_explorer::chart::{Chart, FigureText, Ruler, Theme};
use city_diplomacy_explorer::data::open::{Progress, open};
use city_diplomacy_explorer::export::{Figure, Format, PaperSize};
use city_diplomacy_explorer::query::{Answer, Engine, Filter, Years};
use city_diplomacy_explorer::words::Lang;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use view::{View, opened};

fn activities() -> usize {
    std::env::var("ACTIVITIES").ok().and_then(|number| number.parse().ok()).unwrap_or(1_000_000)
}

fn database() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-data");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.db", activities()));
    if !path.exists() {
        register::generate(&path, activities(), 1).unwrap();
    }
    path
}

fn opening(criterion: &mut Criterion) {
    let path = database();
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10);
    group.bench_function("file", |bencher| bencher.iter(|| open(&path, &Progress::default()).unwrap()));
    let dataset = opened(&path);
    group.bench_function("index", |bencher| bencher.iter(|| Engine::new(Arc::clone(&dataset))));
}

fn filtering(criterion: &mut Criterion) {
    let dataset = opened(&database());
    let mut group = criterion.benchmark_group("filter");
    group.sample_size(20);
    for (name, filters) in workload::series(&dataset) {
        let answer_all = |engine: &mut Engine| filters.iter().for_each(|filter| drop(black_box(engine.answer(filter))));
        let mut engine = Engine::new(Arc::clone(&dataset));
        group.bench_function(format!("{name}, {} steps", filters.len()), |bencher| {
            if name == "text" {
                // An engine remembers the words that it looked for.
                let new = || Engine::new(Arc::clone(&dataset));
                bencher.iter_batched_ref(new, answer_all, BatchSize::PerIteration);
            } else {
                bencher.iter(|| answer_all(&mut engine));
            }
        });
    }
    group.bench_function("one filter without an engine", |bencher| {
        bencher.iter(|| Answer::new(&dataset, &Filter::default()));
    });
}

fn drawing(criterion: &mut Criterion) {
    let view = View::of_all(opened(&database()));
    let input = view.input(Lang::En);
    let theme = Theme::paper(false);
    let paper = PaperSize::from_inches(10.0, 5.0).unwrap();
    let mut group = criterion.benchmark_group("draw");
    group.sample_size(10);
    for chart in Chart::ALL {
        group.bench_function(format!("{} layout", chart.id()), |bencher| {
            bencher.iter(|| chart.layout(&input, paper.points, &theme, Ruler::shipped()));
        });
        let text = FigureText::of(chart, &input);
        let figure = Figure::of_chart(chart, &input, text, paper, &theme);
        group.bench_function(format!("{} SVG", chart.id()), |bencher| bencher.iter(|| figure.encode(Format::Svg)));
    }
}

/// A frame of the whole window where nothing changed, and one after the years moved.
fn framing(criterion: &mut Criterion) {
    let start = Start { path: Some(database()), ..Start::default() };
    let mut window = Headless::open(start, Lang::En, emath::vec2(1366.0, 768.0)).unwrap();
    while {
        window.frame();
        window.is_busy()
    } {}
    let mut group = criterion.benchmark_group("frame");
    group.bench_function("at rest", |bencher| bencher.iter(|| window.frame()));
    let mut from = 1960;
    group.bench_function("after a step of a brush", |bencher| {
        bencher.iter(|| {
            from = if from < 2010 { from + 1 } else { 1960 };
            window.ask(Command::Years(Some(Years { from, to: from + 10 })));
            window.frame()
        });
    });
}

criterion_group!(benches, opening, filtering, drawing, framing);
criterion_main!(benches);
