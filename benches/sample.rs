//! How long a person waits on the sample: opening, a change of the filter, each chart's layout, one figure.
//!
//! `cargo bench`

mod view;

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use city_diplomacy_explorer::chart::{Chart, FigureText, Ruler, Theme};
use city_diplomacy_explorer::data::Dataset;
use city_diplomacy_explorer::export::{Figure, Format, PaperSize};
use city_diplomacy_explorer::query::{Answer, Choice, Filter, Years};
use city_diplomacy_explorer::{data::Field, words::Lang};
use criterion::{Criterion, criterion_group, criterion_main};
use emath::vec2;
use view::{View, opened};

fn sample() -> Arc<Dataset> {
    opened(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db"))
}

/// Seoul, 1995 to 2024: a click and a stretch of years.
fn seoul() -> Filter {
    let mut filter = Filter { years: Some(Years { from: 1995, to: 2024 }), ..Filter::default() };
    filter.set_choice(Field::City, Choice { include: ["seoul".to_owned()].into(), ..Choice::default() });
    filter
}

fn opening(criterion: &mut Criterion) {
    criterion.bench_function("open sample.db", |bencher| bencher.iter(|| black_box(sample())));
}

fn answers(criterion: &mut Criterion) {
    let dataset = sample();
    let filter = seoul();
    criterion.bench_function("answer a filter", |bencher| bencher.iter(|| black_box(Answer::new(&dataset, &filter))));
    let text = Filter { text: "서울".to_owned(), ..Filter::default() };
    criterion.bench_function("answer a text", |bencher| bencher.iter(|| black_box(Answer::new(&dataset, &text))));
}

fn charts(criterion: &mut Criterion) {
    let view = View::of_all(sample());
    let input = view.input(Lang::Ko);
    for chart in Chart::ALL {
        criterion.bench_function(&format!("lay out {}", chart.id()), |bencher| {
            bencher.iter(|| black_box(chart.layout(&input, vec2(480.0, 360.0), &Theme::LIGHT, Ruler::shipped())));
        });
    }
    let paper: PaperSize = "full".parse().expect("a preset");
    let text = FigureText::of(Chart::TIMELINE, &input);
    for format in [Format::Svg, Format::Pdf, Format::Pptx] {
        criterion.bench_function(&format!("figure as {}", format.label()), |bencher| {
            bencher.iter(|| {
                let figure = Figure::of_chart(Chart::TIMELINE, &input, text.clone(), paper, &Theme::paper(false));
                black_box(figure.encode(format)).expect("the figure is encoded")
            });
        });
    }
}

criterion_group!(benches, opening, answers, charts);
criterion_main!(benches);
