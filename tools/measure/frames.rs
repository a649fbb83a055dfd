//! How long the window takes to show a change: the frame that a person waits for, and the longest frame of all.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use city_diplomacy_explorer::app::{Command, Headless, Page, Start};
use city_diplomacy_explorer::chart::{Chart, ChartOptions, RecordColumn, RecordTable, Ruler, Theme};
use city_diplomacy_explorer::data::{Code, Field, Table};
use city_diplomacy_explorer::query::Years;
use city_diplomacy_explorer::words::Lang;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, TouchPhase, pos2, vec2};

/// Prints how long frames take after clicks, a brush and typing, each played so often; only the series whose names begin
/// with this. A step counts with the median of its plays. A frame goes down to its triangles, or down to its pixels where
/// the processor draws it.
///
/// Gives the figures of the guide, in milliseconds.
pub fn measure(
    db: &Path,
    series: &str,
    plays: usize,
    by_processor: bool,
) -> Result<BTreeMap<String, Vec<f64>>, Box<dyn std::error::Error>> {
    let start = Start { path: Some(db.to_owned()), ..Start::default() };
    let began = Instant::now();
    let mut window = Headless::open(start, Lang::En, vec2(1366.0, 768.0)).map_err(|failure| failure.to_string())?;
    if by_processor {
        window = window.drawn_by_processor();
    }
    println!("open to first picture: {:.2?}", began.elapsed());
    let script = script(&window);
    settle(&mut window);
    let (mut figures, mut longest_of_all) = (BTreeMap::new(), 0.0_f64);
    if series.is_empty() {
        print_layouts(&window);
        let [middle, high, longest] = print_records(&mut window);
        longest_of_all = longest;
        figures.insert("frame-scroll".to_owned(), vec![middle, high]);
    }
    for (name, commands) in script.into_iter().filter(|(name, _)| name.starts_with(series)) {
        let (mut first, mut whole) = (vec![Vec::new(); commands.len()], vec![Vec::new(); commands.len()]);
        let mut longest = 0.0_f64;
        // Words that were looked for once are found at once.
        for _ in 0..if name == "text" { 1 } else { plays } {
            for (step, command) in commands.iter().enumerate() {
                let began = Instant::now();
                window.ask(command.clone());
                let asked = began.elapsed().as_secs_f64() * 1e3;
                let frames = settle(&mut window);
                whole[step].push(began.elapsed().as_secs_f64() * 1e3);
                first[step].push(asked + frames[0]);
                longest = frames[1..].iter().copied().fold(longest.max(asked + frames[0]), f64::max);
            }
        }
        let middle_and_high = |plays: &[Vec<f64>]| {
            let steps: Vec<f64> = plays.iter().map(|times| super::quantile(times, 0.5)).collect();
            [0.5, 0.95].map(|part| super::quantile(&steps, part))
        };
        let line = |[middle, high]: [f64; 2]| format!("{middle:>7.2} ms p50 {high:>7.2} ms p95");
        let [first, whole] = [&first, &whole].map(|plays| middle_and_high(plays));
        println!(
            "{name:<8} frame of the change {}   until all is new {}   longest frame {longest:.2} ms",
            line(first),
            line(whole)
        );
        longest_of_all = longest_of_all.max(longest);
        figures.insert(format!("frame-{name}"), first.to_vec());
    }
    figures.insert("frame-longest".to_owned(), vec![longest_of_all]);
    Ok(figures)
}

/// How long each chart takes to be laid out over everything, in about the size it has in the window.
fn print_layouts(window: &Headless) {
    let Some(workspace) = window.workspace() else { return };
    let input = workspace.chart_input(Lang::En);
    for chart in Chart::ALL {
        let times: Vec<f64> = (0..9)
            .map(|_| {
                let began = Instant::now();
                let scene = chart.layout(&input, vec2(460.0, 300.0), &Theme::LIGHT, Ruler::shipped());
                let took = began.elapsed().as_secs_f64() * 1e3;
                drop(scene);
                took
            })
            .collect();
        let [middle, fastest] = [0.5, 0.0].map(|part| super::quantile(&times, part));
        println!("{:<27} layout {middle:>7.2} ms p50 {fastest:>7.2} ms fastest", chart.id());
    }
}

/// How long a frame takes that scrolls the records, by the wheel, by pages and along the bar; and how long to sort them.
/// Gives the median, what 95 of 100 stay below and the longest, each of the slowest way.
fn print_records(window: &mut Headless) -> [f64; 3] {
    let mut slowest = [0.0_f64; 3];
    let Some(dataset) = window.workspace().map(|workspace| Arc::clone(workspace.dataset())) else { return slowest };
    window.ask(Command::Page(Page::Records));
    settle(window);
    // Over the middle of the table, and on the handle of its bar.
    let (middle, bar) = (pos2(700.0, 400.0), pos2(1338.0, 185.0));
    let key = |key: Key| {
        let (pressed, modifiers) = (true, Modifiers::NONE);
        vec![Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }]
    };
    let notch = || {
        let (unit, delta, phase) = (MouseWheelUnit::Line, vec2(0.0, -1.0), TouchPhase::Move);
        vec![Event::MouseWheel { unit, delta, phase, source: MouseWheelSource::Wheel, modifiers: Modifiers::NONE }]
    };
    let button = |pressed: bool, pos| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let mut drag: Vec<Vec<Event>> = (1..300).map(|y| vec![Event::PointerMoved(bar + vec2(0.0, y as f32))]).collect();
    drag.insert(0, vec![Event::PointerMoved(bar), button(true, bar)]);
    drag.push(vec![button(false, bar + vec2(0.0, 299.0))]);
    let wheel = (0..300).map(|_| notch());
    let wheel = std::iter::once(vec![Event::PointerMoved(middle)]).chain(wheel).collect();
    let keys = (0..100).map(|_| key(Key::PageDown)).chain([key(Key::End)]).chain((0..100).map(|_| key(Key::ArrowUp)));
    for (name, turns) in [("wheel", wheel), ("bar", drag), ("keys", keys.collect::<Vec<_>>())] {
        let times: Vec<f64> = turns
            .into_iter()
            .map(|events| {
                for event in events {
                    window.event(event);
                }
                let began = Instant::now();
                drop(window.frame());
                began.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        let [middle, high, longest] = [0.5, 0.95, 1.0].map(|part| super::quantile(&times, part));
        slowest = [slowest[0].max(middle), slowest[1].max(high), slowest[2].max(longest)];
        println!("records  {name:<6} frame {middle:>7.2} ms p50 {high:>7.2} ms p95   longest {longest:.2} ms");
    }
    let records = RecordTable::new(&dataset, Table::Activities, Lang::En);
    for &column in RecordColumn::of(Table::Activities) {
        let began = Instant::now();
        drop(records.sorted(column));
        println!("records  sorted by {:<14} {:>8.1} ms", column.id(), began.elapsed().as_secs_f64() * 1e3);
    }
    window.ask(Command::Select(None));
    window.ask(Command::Page(Page::Explore));
    settle(window);
    slowest
}

/// Draws until everything is new; how long each frame took, in milliseconds.
fn settle(window: &mut Headless) -> Vec<f64> {
    let mut frames = Vec::new();
    loop {
        let began = Instant::now();
        drop(window.frame());
        frames.push(began.elapsed().as_secs_f64() * 1e3);
        if !window.is_busy() {
            return frames;
        }
        std::thread::sleep(std::time::Duration::from_micros(200));
    }
}

fn script(window: &Headless) -> Vec<(&'static str, Vec<Command>)> {
    let id = |field: Field, code: u32| {
        let vocabulary = window.workspace().map(|workspace| workspace.dataset().vocabulary(field));
        vocabulary
            .filter(|values| (code as usize) < values.len())
            .map_or_else(String::new, |values| values[Code(code)].id.clone())
    };
    let mut clicks = Vec::new();
    for (field, codes) in [
        (Field::Form, [0, 1, 2]),
        (Field::Agenda, [1, 2, 4]),
        (Field::City, [17, 18, 0]),
        (Field::Mode, [0, 2, 1]),
        (Field::Structure, [1, 2, 0]),
        (Field::Country, [1, 2, 3]),
        (Field::Network, [0, 1, 2]),
    ] {
        clicks.extend(codes.map(|code| Command::Include(field, id(field, code))));
        clicks.push(Command::ClearAll);
    }
    let brush = (1965_i16..=2010).map(|from| Command::Years(Some(Years { from, to: from + 10 })));
    let brush = brush.chain([Command::ClearAll]).collect();
    let texts = ["포", "포럼", "포럼 f", "", "c", "cl", "clim", "climate", "", "기후", "기후 변화", "", "ㄱㅎ", ""];
    let texts = texts.iter().map(|text| Command::Text((*text).to_owned())).collect();
    let on = |page: Page, first: Command| -> Vec<Command> {
        let again = clicks.iter().take(8).cloned();
        [Command::Page(page), first].into_iter().chain(again).collect()
    };
    let cities = (0..5).map(|code| id(Field::City, code)).collect();
    let pages = [
        ("trends", on(Page::Trends, Command::ClearAll)),
        ("cities", on(Page::Profiles, Command::Cities(cities))),
        ("rules", on(Page::Institutions, Command::ClearAll)),
        ("records", on(Page::Records, Command::ClearAll)),
    ];
    let behind = |tab: Chart| -> Vec<Command> {
        [Command::Page(Page::Explore), Command::Tab(tab)].into_iter().chain(clicks.iter().take(8).cloned()).collect()
    };
    let member_year = |year: i16| ChartOptions { member_year: Some(year), ..ChartOptions::default() };
    let play = (1990_i16..=2020).map(|year| Command::Options(member_year(year)));
    let tabs = [
        ("counterparts", behind(Chart::COUNTERPARTS)),
        ("map", behind(Chart::MAP)),
        ("play", [Command::Tab(Chart::MATRIX), Command::ClearAll].into_iter().chain(play).collect()),
    ];
    let mut script = vec![("click", clicks.clone()), ("brush", brush), ("text", texts)];
    script.extend(tabs);
    script.extend(pages);
    script
}
